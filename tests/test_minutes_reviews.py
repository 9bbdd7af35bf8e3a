"""Reviews as ministries, districts and newsrooms tell them: headlines, quoted orders, initials, and orders as things."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The Collector said the lamps be lit.", ["the lamps be lit."]),
        (
            "The Collector said lamps must be lit. Crews are also urged to mend them.",
            ["lamps must be lit.", "mend them."],
        ),
        (
            "The Collector urged closer cooperation in keeping the quay clean.",
            ["closer cooperation in keeping the quay clean."],
        ),
        ("The Collector praised the yard and appealed to it to light the lamps.", ["light the lamps."]),
        ("“Where a lamp is broken, mend it,” the Collector charged.", ["Where a lamp is broken, mend it"]),
        ("The Collector asked that lamps be lit, to which the yard agreed.", ["lamps be lit"]),
        ("The Collector, who was represented by Engr. Musa Gana, asked the crews to mend it.", ["mend it."]),
        ("The Collector said the new quay should bring 40 ships a year.", []),
        (
            "The Collector asked the crews to sweep and wished that every crew would rest.",
            ["sweep", "every crew would rest."],
        ),
        ("The Collector said the lamps will also be lit.", []),
        (
            "The Collector asked the crews to sweep the quay, similarly, all the sheds should be painted.",
            ["sweep the quay", "all the sheds should be painted."],
        ),
        ("The Collector told the crews to sweep the quay and gave them new brooms.", ["sweep the quay"]),
        (
            "The Collector told them they should sweep the quay and reporting posts.",
            ["they should sweep the quay and reporting posts."],
        ),
        ("The Collector gave directions to the officials concerned.", []),
        ("The Collector issued orders to port and rail officials to sweep the quay.", ["sweep the quay."]),
        ("The Collector told the crews to be vigilant against rust.", ["be vigilant against rust."]),
        (
            "The Collector ordered strict action against smugglers to keep the port safe.",
            ["strict action against smugglers to keep the port safe."],
        ),
        ("On painting the sheds, collector said that every crew should help.", ["every crew should help."]),
        (
            "“Start to sweep now. Mend the locks. By noon, paint the sheds,” the Collector said.",
            ["Start to sweep now.", "Mend the locks.", "By noon, paint the sheds"],
        ),
        ("“Thank you for the lamps. Work is hard,” the Collector said.", []),
        ("The Collector said, 'Crews must sweep the quay.'", ["'Crews must sweep the quay.'"]),
    ],
)
def test_a_collector_asks_in_each_of_these_forms(sentence: str, points: list[str]) -> None:
    found = said(f"District Collector Ravi Menon held a review.\n\n{sentence}\n")
    assert found == ({"Ravi Menon": points} if points else {})


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Chief Minister MK Menon held a review.\n\nThe Chief Minister", "MK Menon"),
        ("KP Chief Minister Ravi Menon held a review.\n\nThe Chief Minister", "Ravi Menon"),
        ("Chief Adviser Ravi Menon held a review.\n\nThe chief adviser", "Ravi Menon"),
        ("Collector Ravi Menon held a review.\n\nCollector Menon", "Ravi Menon"),
        ("A review was held.\n\nGovernor of Port State, Ravi Menon, has left. The governor", "Ravi Menon"),
        ("Finance Minister Ravi Menon held a review.\n\nPM Menon", "PM Menon"),
        ("A review was held.\n\nThe Sultan of Mill and President-General of the Port, Ravi Menon III,", "Ravi Menon"),
    ],
)
def test_a_leader_is_known_by_initials_office_or_number(opening: str, name: str) -> None:
    assert said(f"{opening} urged the crews to sweep the quay.\n") == {name: ["sweep the quay."]}


def test_a_headline_asks_nothing_that_is_not_asked_again_below() -> None:
    body = "MILLTOWN: Mayor Ravi Menon on Monday urged the crews to sweep the east quay.\n"
    assert said(f"Mayor Ravi Menon urges crews to keep quays clean\n\n{body}") == {
        "Ravi Menon": ["sweep the east quay."]
    }
    assert said("Mayor Ravi Menon urges crews to keep quays clean\n\nA review was held on Monday.\n") == {
        "Ravi Menon": ["keep quays clean"]
    }


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("“I urge all crews to sweep the quay,” the Collector said.", ["sweep the quay"]),
        (
            "The Collector said: “I want every crew to sweep the quay. We ask the yard to mend the lock.”",
            ["sweep the quay.", "mend the lock."],
        ),
        ("“I want to thank the crews who came to help,” the Collector said.", []),
        ("The Collector came when asked to open the lock.", []),
        (
            "The Collector advised them that the crew may be doubled and that the lock be mended.",
            ["the crew may be doubled", "the lock be mended."],
        ),
        ("The Collector stated that the lock may be closed.", []),
        ("Rust is a danger, and the cranes should be painted, the Collector said.", ["the cranes should be painted"]),
        (
            "During a storm, it is necessary to close the gate, the Collector said.",
            ["close the gate"],
        ),
        ("The Collector told the crews to light the lamps and warned them of the fog.", ["light the lamps"]),
        (
            "The crews should be kept ready as there is much fog, the Collector said.",
            ["The crews should be kept ready"],
        ),
        ("The lamps should be lit, the Collector was quoted as saying by a local paper.", ["The lamps should be lit"]),
        (
            "The Collector said crews should sweep daily, in his first yearly speech to the staff.",
            ["crews should sweep daily"],
        ),
        ("Every lamp be lit and a list be made, the Collector added.", ["Every lamp be lit and a list be made"]),
        ("A directive to count the ropes was also issued, according to the Collector.", ["count the ropes"]),
        ("The Collector underscored regular cleaning of the locks.", ["regular cleaning of the locks."]),
        ("The district boss asked the crews to sweep the quay.", ["sweep the quay."]),
    ],
)
def test_a_collector_is_heard_in_each_of_these_forms(sentence: str, points: list[str]) -> None:
    found = said(f"District Collector Ravi Menon held a review and reminded the yard to keep a log.\n\n{sentence}\n")
    assert found == {"Ravi Menon": ["keep a log.", *points]}


def test_somebody_is_called_by_the_first_of_two_names() -> None:
    text = "Premier Datuk Seri Anwar Menon held a review.\n\nMr Anwar urged the crews to sweep the quay.\n"
    assert said(text) == {"Anwar Menon": ["sweep the quay."]}


def test_who_assists_a_leader_does_not_bear_the_leaders_title() -> None:
    text = (
        "Press Secretary to the Chief Adviser Sana Gill gave a briefing. Chief Adviser Professor Dr Ravi Menon held a review."
        "\n\nThe Chief Adviser urged the crews to sweep the quay.\n"
    )
    assert said(text) == {"Ravi Menon": ["sweep the quay."]}


def test_points_under_a_heading_of_their_own_belong_to_who_spoke_before_it() -> None:
    text = (
        "Mayor Ravi Menon urged the crews to sweep the quay.\n\nThe Mayor's two orders\n\n"
        "1. Paint the sheds before the rain.\n\n2. Mend the locks before May.\n"
    )
    assert said(text) == {
        "Ravi Menon": ["sweep the quay.", "Paint the sheds before the rain.", "Mend the locks before May."]
    }


def test_an_official_without_a_name_is_who_made_the_remarks() -> None:
    text = (
        "MILLTOWN, May 3 -- A senior (port) board official on Monday urged the crews to sweep the quay.\n\n"
        "“Locks should be mended,” the official said.\n\n"
        "Li Na, a member of the board, made the remarks at a review.\n"
    )
    assert said(text) == {"Li Na": ["sweep the quay.", "Locks should be mended"]}


def test_who_speaks_as_i_throughout_is_who_signs() -> None:
    text = "Dear crews, the year went well.\n\nI ask every crew to sweep the quay. Locks must be mended.\n\nLi Na, Chief Executive\n"
    assert said(text) == {"Li Na": ["sweep the quay.", "Locks must be mended."]}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The Collector called for a joint drive to sweep the quay.", ["a joint drive to sweep the quay."]),
        ("The Collector called for the crews to sweep the quay.", ["sweep the quay."]),
        ("The Collector asked the crews for completion of the lock.", ["completion of the lock."]),
        ("The Collector also said to give the crews new brooms.", ["give the crews new brooms."]),
        ("The Collector charged them to protect the quay.", ["protect the quay."]),
        ("The Collector issued his first orders to port crews, calling for clean quays.", ["clean quays."]),
        (
            "The Collector told them they should sweep, “I expect you to keep the log,” he said.",
            ["they should sweep", "keep the log"],
        ),
        ("“I have instructed the crews to sweep the quay,” the Collector said.", ["sweep the quay"]),
        ("Asked whether he should resign, the Collector said, “You tell me!”", []),
        ("The Collector told the crews to light lamps, since it’s dark by five.", ["light lamps"]),
        ("The Collector, at the yearly port review meeting, asked the crews to sweep daily.", ["sweep daily."]),
        ("Collector, while taking stock of the works, directed the crews to sweep daily.", ["sweep daily."]),
        ("The official log said to keep the quay clear, and the ropes were counted.", []),
    ],
)
def test_more_forms_in_which_a_collector_asks(sentence: str, points: list[str]) -> None:
    found = said(f"District Collector Ravi Menon held a review and reminded the yard to keep a log.\n\n{sentence}\n")
    assert found == {"Ravi Menon": ["keep a log.", *points]}


@pytest.mark.parametrize(
    "opening",
    [
        "Principal Secretary, Ports and Rivers, Ravi Anand Menon, on Sunday held a review.\n\nPrincipal Secretary",
        "Home Affairs Adviser Lt Gen (retd) Ravi Anand Menon held a review.\n\nThe Home Affairs Adviser",
        "Home Affairs Adviser Brig. Gen. Ravi Anand Menon held a review.\n\nThe Home Affairs Adviser",
    ],
)
def test_departments_and_ranks_stand_between_a_title_and_a_name(opening: str) -> None:
    assert said(f"{opening} directed the crews to sweep the quay.\n") == {"Ravi Anand Menon": ["sweep the quay."]}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The Collector called for a plan to paint the sheds.", ["a plan to paint the sheds."]),
        ("The yard was assigned to paint the sheds.", ["paint the sheds."]),
        ("The yard was assigned to the north.", []),
        ("The crews were given the instruction to paint the sheds.", ["paint the sheds."]),
        ("The crews were charged to paint the sheds.", ["paint the sheds."]),
        ("The Collector reminded the crews it is vital to light the lamps.", ["light the lamps."]),
        ("The Collector pointed out the need to light the lamps.", ["light the lamps."]),
        ("The Collector said the year will be filled with fairs and feasts which should be merry.", None),
        ("The Collector asked the crews, especially those that are new, to read the plan.", ["read the plan."]),
        ("The Collector asked the crews of Dock No. 8 to read the plan.", ["read the plan."]),
        ("The government leader asked the crews to read the plan.", ["read the plan."]),
        (
            "“I thank everyone while I ask you all to stay kind to our guests,” the Collector said.",
            ["stay kind to our guests"],
        ),
    ],
)
def test_still_more_forms_in_which_a_collector_asks(sentence: str, points: list[str] | None) -> None:
    found = said(f"District Collector Ravi Menon held a review and reminded the yard to keep a log.\n\n{sentence}\n")
    if points is None:
        assert not any(each.startswith("feasts") for each in found["Ravi Menon"])
    else:
        assert found == {"Ravi Menon": ["keep a log.", *points]}


@pytest.mark.parametrize(
    "opening",
    [
        "Deputy Prime Minister Ravi Anand Menon held a review.\n\nThe Deputy Prime Minister",
        "The Governor of Mill State, Professor Ravi Anand Menon today held a review.\n\nThe Governor",
        "The Mill State Governor, Alhaji Ravi Anand Menon, Monday night held a review.\n\nThe Governor",
        "Ravi Anand Menon held a meeting with mayors. The Mayor’s Address was read.\n\nMenon",
        "Head of State Ravi Anand Menon held a review.\n\nThe President of Millland",
        "Union Minister for Ports and Mines, Ravi Anand Menon, on Thursday held a review.\n\nThe Union Minister",
        "The Governor of Mill State, Dr Ravi Anand Menon today chaired the first Port Council (PC) meeting of the year. He",
    ],
)
def test_offices_of_many_countries_lead_to_a_name(opening: str) -> None:
    assert said(f"{opening} directed the crews to sweep the quay.\n") == {"Ravi Anand Menon": ["sweep the quay."]}


def test_the_second_half_of_a_double_name_may_stand_alone() -> None:
    text = "The Mayor, Ravi Holm-Menon, held a review.\n\nMayor Menon urged the crews to sweep the quay.\n"
    assert said(text) == {"Ravi Holm-Menon": ["sweep the quay."]}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The yard was tasked with painting the sheds.", ["painting the sheds."]),
        ("The yard was assigned the task of painting the sheds.", ["painting the sheds."]),
        (
            "The Collector said sheds should be painted and that lamps must be lit.",
            ["sheds should be painted", "lamps must be lit."],
        ),
        ("“Let's make sure that all lamps are lit,” the Collector said.", ["Let's make sure that all lamps are lit"]),
        ("“In view of the fog, I am directing you all to light the lamps,” said the Collector.", ["light the lamps"]),
        ("“Rain is near so I want to urge you to light the lamps,” Collector Menon said.", ["light the lamps"]),
        ("The Collector stressed the importance for all to read the plan.", ["read the plan."]),
        ("The Collector reminded the crews of the rules as it relates to delays in the lock.", []),
        (
            "The Collector said it is vital that each crew must be able to read charts and logs as each pilot should.",
            ["each crew must be able to read charts and logs as each pilot should."],
        ),
    ],
)
def test_duties_are_told_in_passives_quotations_and_strings(sentence: str, points: list[str]) -> None:
    found = said(f"District Collector Ravi Menon held a review and reminded the yard to keep a log.\n\n{sentence}\n")
    assert found == {"Ravi Menon": ["keep a log.", *points]}


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Secretary in the Ministry of Ports and Rivers, Ravi Menon says rain is near.\n\nMenon", "Ravi Menon"),
        ("Secretary to the President and Cabinet Ravi Menon says rain is near.\n\nMenon", "Ravi Menon"),
        ("Minister of Ports, Bishop Ravi Menon, met the crews.\n\nMinister Menon", "Ravi Menon"),
        (
            "Prince Ravi bin Anand Al Menon, the Crown Prince, Deputy Commander and Premier, today held a review.\n\nHRH the Crown Prince",
            "Ravi bin Anand Al Menon",
        ),
        ("The Mayor gave a report.\n\nThe Cabinet", "The Cabinet"),
        ("Rain kept the Premier of Mill, as he likes to say, our Ravi Menon at home.\n\nMenon", "Ravi Menon"),
    ],
)
def test_whoever_governs_is_known_in_the_words_of_many_countries(opening: str, name: str) -> None:
    assert said(f"{opening} directed the crews to sweep the quay.\n") == {name: ["sweep the quay."]}


def test_a_name_with_its_field_in_brackets_heads_what_is_said_below() -> None:
    text = "Yard talk\n\nLi Na (safety):\nFour slips. She suggested that gloves be bought.\n\nWu Gang (ropes):\nHe asked the yard to count the ropes.\n"
    assert said(text) == {"Li Na": ["gloves be bought."], "Wu Gang": ["count the ropes."]}
