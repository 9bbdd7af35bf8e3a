"""Who speaks in English minutes: titles without a name, offices with brackets and towns, participles, and passives."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    "opening",
    [
        "Port Commissioner (PC) Ravi Menon chaired a review on Friday.\n\nThe PC",
        "Port Commissioner (PC) Ravi Menon chaired a review on Friday.\n\nPC",
        "Port Commissioner Ravi Menon chaired a review on Friday.\n\nPort Commissioner",
        "Divisional Commissioner Ravi Menon chaired a review on Friday.\n\nThe Div Com",
        "Lieutenant Governor Ravi Menon chaired a review on Friday.\n\nThe L-G",
        "Prime Minister Ravi Menon chaired a review on Friday.\n\nThe Prime Minister",
        "Minister of Ports Ravi Menon chaired a review on Friday.\n\nThe Union Minister",
        "Minister of State (Ports) for Rivers, Lakes and Canals, Ravi Menon, chaired a review.\n\nThe Minister",
        "Deputy Commissioner Larkana Ravi Menon Holm chaired a review.\n\nThe DC",
        "MILLTOWN, May 3: Deputy Commissioner Milltown, Ravi Menon today held a review.\n\nThe Deputy Commissioner",
        "The Deputy Commissioner, Dr. Ravi Menon, held a review.\n\nHe",
        "MILLTOWN, (News Point) Deputy Commissioner Upper Mill, Ravi Menon, chaired a review.\n\nThe DC",
        "MILLTOWN: The Deputy Commissioner (DC), Milltown, Ravi Menon has held a review.\n\nThe DC",
        "Deputy Commissioner Larkana Captain (retired) Ravi Menon held a review.\n\nThe DC",
        "Commissioner Larkana Division Ravi Menon held a review.\n\nCommissioner Larkana Division",
        "Secretary (S) North and Commissioner Larkana Division, Ravi Menon, chaired a review.\n\nThe Commissioner",
        "Minister of Coal and Lamps Ravi Menon held a review.\n\nThe Union Minister",
        "The Prime Minister held a review. Mr Ravi Menon spoke.\n\nThe Prime Minister",
        "Canadian Vice-Premier Ravi Menon held a review.\n\nThe vice premier",
    ],
)
def test_a_title_stands_for_who_bears_it_in_each_of_its_forms(opening: str) -> None:
    found = said(f"{opening} directed the port office to clear the quay.\n")
    assert list(found.values()) == [["clear the quay."]]
    assert next(iter(found)).startswith("Ravi Menon") or next(iter(found)) == "Menon Holm"


def test_a_town_between_title_and_name_is_no_part_of_the_name() -> None:
    assert list(said("Deputy Commissioner Larkana Ravi Anand Menon urged all to clear the quay.\n")) == [
        "Ravi Anand Menon"
    ]


def test_two_who_bear_a_title_are_not_confused() -> None:
    text = "Deputy Director Li Na and Deputy Director Sun Peng attended.\n\nThe Deputy Director asked all to sweep.\n"
    assert said(text) == {}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("Stressing the need for clean quays, Li Na urged the crews to sweep daily.", ["clean quays", "sweep daily."]),
        ("While calling for early repairs, Li Na asked the crews to sweep daily.", ["early repairs", "sweep daily."]),
        ("Li Na stressed on timely repair of the lock.", ["timely repair of the lock."]),
        ("Li Na stressed upon the crews to sweep daily.", ["sweep daily."]),
        ("Li Na ordered to close the gate.", ["close the gate."]),
        ("Li Na reiterated the urgent need for new lamps.", ["new lamps."]),
        ("Li Na laid special emphasis on clean water.", ["clean water."]),
        ("Li Na asked the crews to buy paint, besides asking the yard to mend the crane.", None),
        ("Li Na asked for new tools required to mend the crane.", None),
        (
            "Li Na asked the crews to ensure that the gates are shut and that the keys should be kept.",
            ["ensure that the gates are shut and that the keys should be kept."],
        ),
        ("Li Na said the quay should be swept and action would be taken against idlers.", ["the quay should be swept"]),
        ("Li Na gave important instructions on the work of the yard.", []),
        ("Li Na said: let every crew know the plan.", ["let every crew know the plan."]),
        ("Doors should be shut, according to Li Na.", ["Doors should be shut"]),
        ("Li Na asked the yard to paint crane (G) on the quay.", ["paint crane (G) on the quay."]),
        ("“Doors should be shut,“ Li Na said.", ["Doors should be shut"]),
        ("Doors should be shut, Li Na stressed and promised new locks.", ["Doors should be shut"]),
        ("Li Na proposed to open a second yard.", []),
        ("Li Na suggested the yard continue to sweep daily.", ["the yard continue to sweep daily."]),
        ("Li Na hoped that every crew would read the plan.", ["every crew would read the plan."]),
        ("Li Na hoped that the rain would stop.", []),
        ("Li Na warned the crews to keep the gate shut.", ["keep the gate shut."]),
        ("Li Na stressed making full use of the crane.", ["making full use of the crane."]),
        ("Li Na stressed growing demand for cranes.", []),
        ("Li Na ordered the early completion of the lock.", ["the early completion of the lock."]),
        ("Li Na urged the crews to shut the gate, as floods are near.", ["shut the gate"]),
        ("Li Na said floods were near and the gate should be shut.", ["the gate should be shut."]),
        ("The yard was reviewed by Li Na, with crews told to shut the gate.", ["shut the gate."]),
        ("Li Na arranged the work of the new yard.", []),
        ("Li Na urged them to sweep the quay, paint the cranes and to shut the gate.", None),
        ("Li Na said the yard was empty adding that doors must be shut.", ["doors must be shut."]),
        ("As rain is near, lamps should be lit, Li Na said.", ["lamps should be lit"]),
        ("Li Na wanted the crews to read the plan.", ["read the plan."]),
        ("Li Na expressed the hope that all crews will read the plan.", ["all crews will read the plan."]),
        ("Li Na urged the crews to paint the crane, and to shut the gate.", ["paint the crane, and to shut the gate."]),
        ("Li Na said rust was a danger which should be feared.", []),
        ("Li Na put forward requirements to the yard in seven respects.", []),
        (
            "Li Na asked the yard to paint the crane while the crews should shut the gate.",
            ["paint the crane", "the crews should shut the gate."],
        ),
        (
            "Li Na said rust must be removed to save money and to please guests.",
            ["rust must be removed to save money and to please guests."],
        ),
        ("Li Na expressed that the year was hard. Crews should read the plan.", ["Crews should read the plan."]),
        (
            "Li Na said it is necessary to paint the crane. To raise the yield and cut the stock.",
            ["paint the crane.", "To raise the yield and cut the stock."],
        ),
        ("Li Na ordered action against rust.", ["action against rust."]),
        ("Li Na emphasized coverage of all cranes.", ["coverage of all cranes."]),
        ("Li Na asked the department of lamps to count them.", ["count them."]),
        ("Li Na made a speech emphasizing the need to shut the gate.", ["shut the gate."]),
        (
            "Li Na put forward two requirements in her speech: Sweep the quay daily; and paint the cranes.",
            ["Sweep the quay daily", "paint the cranes."],
        ),
        ("“Doors should be shut. Lamps must be lit,” Li Na said.", ["Doors should be shut.", "Lamps must be lit"]),
        ("Doors should be shut; lamps must be lit, Li Na said.", ["Doors should be shut", "lamps must be lit"]),
        ("Li Na said it is a duty of law that the yard should report to the town.", []),
        ("The later it is, the more the crews should do, Li Na said.", []),
        ("The wall is part of the need to keep floods out, Li Na said.", []),
        ("During the inspection Li Na stressed that doors should be shut.", ["doors should be shut."]),
        ("Li Na said it is a hard task to keep up the yard, and lamps should be lit.", ["lamps should be lit."]),
        ("Li Na stressed for timely repair of the lock.", ["timely repair of the lock."]),
        ("Li Na advised the crews for painting the crane.", ["painting the crane."]),
        ("Li Na asked the crews to sweep the quay and sought their help.", ["sweep the quay"]),
        ("Li Na said more efforts are needed to keep up the yard.", ["more efforts are needed to keep up the yard."]),
        ("Li Na stressed the importance of keeping up the yard, while addressing the crews.", ["keeping up the yard"]),
        (
            "Li Na asked the yard to paint the crane, each crew should count its lamps.",
            ["paint the crane", "each crew should count its lamps."],
        ),
        (
            "Li Na asked for a list of targets, tasks and work of the yard.",
            ["a list of targets, tasks and work of the yard."],
        ),
        ("Li Na underlined keeping lists as what makes a yard.", []),
        (
            "Li Na urged a careful review of the yard to learn from it.",
            ["a careful review of the yard to learn from it."],
        ),
        ("Rust is a line that must not be crossed, Li Na said.", []),
        ("Li Na stressed the need for Harbour Lamps to read the plan.", ["read the plan."]),
        (
            "Crews should sweep the quay; count the lamps; and, paint the crane, Li Na urged.",
            ["Crews should sweep the quay", "count the lamps", "paint the crane"],
        ),
        ("However Li Na asked the crews to paint the cranes.", ["paint the cranes."]),
        (
            "Li Na assigned the Offices of Ports and Rail, Lamps and Ropes, Paint, and Cranes to preside over the drill.",
            ["preside over the drill."],
        ),
        ("Li Na asked the crews to sweep the quay while wishing them luck.", ["sweep the quay"]),
        ("Li Na called for more care in keeping to painting plans.", ["more care in keeping to painting plans."]),
        ("Li Na hoped that HPC will further mend the cranes.", ["HPC will further mend the cranes."]),
        ("Li Na hoped that the college would train divers.", ["the college would train divers."]),
        ("Li Na hoped that the bank will be safe from floods.", []),
        ("The meeting still gives the new crews all the skills required to mend cranes.", []),
        ("Li Na spoke of the need to keep up the yard.", []),
    ],
)
def test_requests_are_read_in_newspaper_english(sentence: str, points: list[str] | None) -> None:
    found = said(f"Director Li Na chaired the meeting of the yard.\n\n{sentence}\n").get("Li Na", [])
    assert len(found) == 1 if points is None else found == points


def test_sentences_are_parted_where_a_space_is_missing() -> None:
    text = "Director Li Na stressed that the quay should be swept.New lamps should be bought.\n"
    assert said(text) == {"Li Na": ["the quay should be swept.", "New lamps should be bought."]}


def test_one_person_under_a_longer_name_is_one() -> None:
    text = (
        "Li Na, director of the yard, spoke.\n\nComerade Li Na asked all to sweep the quay.\n\n"
        "Minister for Coal, Smriti Rao Holm, toured the yard.\n\nSmriti Holm told all to count the lamps.\n\n"
        "Chief Minister Anand Ravi Menon held a review.\n\nRavi Menon said the lock should be mended.\n"
    )
    assert list(said(text)) == ["Li Na", "Smriti Rao Holm", "Anand Ravi Menon"]


def test_points_stressed_in_the_meeting_are_the_meetings() -> None:
    text = "The yard met on Monday.\n\nFollowing points were stressed in the meeting: 1. Sweep the quay.\n\n2. Count the lamps.\n"
    assert said(text) == {"The meeting": ["Sweep the quay.", "Count the lamps."]}


@pytest.mark.parametrize("name", ["K Ravi Menon", "S. R. Menon", "Hồ Kim Ngọc"])
def test_names_have_initials_and_letters_of_their_own(name: str) -> None:
    text = f"Chief Secretary {name} held a review.\n\nThe Chief Secretary asked all to sweep the quay.\n"
    assert said(text) == {name: ["sweep the quay."]}


def test_somebody_without_a_title_speaks_too() -> None:
    text = "Director Li Na held a retreat.\n\nFormer SGF Boss Menon, a guest of the yard, urged the crews to paint the crane.\n"
    assert said(text) == {"Boss Menon": ["paint the crane."]}


def test_of_two_with_one_surname_the_first_named_is_meant() -> None:
    text = "Director Li Na held a review.\n\nLi urged all to sweep the quay.\n\nManager Li Qing attended.\n"
    assert said(text) == {"Li Na": ["sweep the quay."]}


def test_who_is_named_within_what_was_said_has_not_spoken() -> None:
    text = (
        "Director Li Na stressed the importance of learning from Ravi Menon, once head of the yard.\n\n"
        "“Crews should read his plan,” he said.\n"
    )
    assert list(said(text)) == ["Li Na"]


def test_requirements_lead_a_list_in_whatever_form() -> None:
    text = "Director Li Na pointed out several requirements as below:\nFirst, setting up a post;\nSecond, building a wall.\n"
    assert said(text) == {"Li Na": ["setting up a post", "building a wall."]}


def test_what_a_company_hopes_of_its_results_is_asked_of_nobody() -> None:
    text = (
        "Harbour Lamps announced its results for the first quarter.\n\n"
        "Director Li Na said margins should improve and that customers must get used to new prices.\n"
    )
    assert said(text) == {}


def test_instructions_that_were_issued_come_from_the_one_who_speaks() -> None:
    text = (
        "The crews were asked to sweep the quay. Necessary directions were issued to the yard to mend the crane.\n\n"
        "Director Li Na asked the office to count the lamps.\n"
    )
    assert said(text) == {"Li Na": ["sweep the quay.", "mend the crane.", "count the lamps."]}


def test_sentences_of_duty_go_on_in_the_next_paragraph() -> None:
    text = (
        "Director Li Na said the quays should be swept.\n\nThe cranes should be greased.\n\n"
        "The harbour was built long ago. Its walls should be admired.\n"
    )
    assert said(text) == {"Li Na": ["the quays should be swept.", "The cranes should be greased."]}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("Ravi Menon emphasised to speed up the dredging.", ["speed up the dredging."]),
        ("Ravi Menon stressed the importance of mending the cranes and continuing the night shift.", None),
        ("Ravi Menon stressed that they had already ordered a halt to sort the cargo.", []),
        ("Ravi Menon came back to the port, pointing out the direction for its growth. The quay was full.", []),
    ],
)
def test_what_is_stressed_is_told_from_what_was_done(words: str, points: list[str] | None) -> None:
    found = said(f"Port Commissioner Ravi Menon chaired a review on Friday.\n\n{words}\n")
    if points is None:
        assert "continuing the night shift" in " ".join(found["Ravi Menon"])
    else:
        assert found == ({"Ravi Menon": points} if points else {})


def test_a_person_in_charge_speaks_without_a_name() -> None:
    text = "The group met on May 6, 2024.\n\nThe person in charge of safety stressed that each mill must check its boilers.\n"
    assert said(text) == {"The person in charge of safety": ["each mill must check its boilers."]}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("Menon encouraged Port.example.org to mend its pages.", ["mend its pages."]),
        ('Menon pointed out that, "All crews must check the ropes."', ['"All crews must check the ropes."']),
        (
            "Menon urged crews to mend what was raised during the spring meeting held in May.",
            ["mend what was raised during the spring meeting held in May."],
        ),
        ("Crews should check the ropes, Menon said as the season begins on Sunday.", ["Crews should check the ropes"]),
    ],
)
def test_a_request_keeps_its_words_and_none_of_those_around_it(words: str, points: list[str]) -> None:
    assert said(f"Port Commissioner Ravi Menon chaired a review on Friday.\n\n{words}\n") == {"Ravi Menon": points}
