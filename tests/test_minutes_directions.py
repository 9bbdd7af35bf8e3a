"""Directions as government offices and newspapers report them: speakers by title alone, passives, "that … be done"."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "The Minister directed that the new cranes on the east quay be tested.",
            ["the new cranes on the east quay be tested."],
        ),
        ("The Minister exhorted the pilots to keep the log.", ["keep the log."]),
        ("The Minister stressed better coordination of the tugs.", ["better coordination of the tugs."]),
        ("The Minister emphasized regular inspections to find rust.", ["regular inspections to find rust."]),
        ("The Minister stressed that better coordination has helped the tugs.", []),
        ("The Minister said that there is an urgent need to mend the lock.", ["mend the lock."]),
        (
            "The Minister said the lock is old. However, to keep the port open, it is necessary to mend it.",
            ["However, to keep the port open, it is necessary to mend it."],
        ),
        ("The Minister said the lock is old. It is important to note that it leaks.", []),
        ("The Minister enjoined upon the crews of all tugs to report each fault.", ["report each fault."]),
        ("The Minister issued instructions to the yard for painting the buoys.", ["painting the buoys."]),
        ("The Minister directed for early repair of the lock.", ["early repair of the lock."]),
        ("The Minister highlighted the need for safer ladders.", ["safer ladders."]),
        ("The Minister asked Engineer T.R. Holm to draw the plan.", ["draw the plan."]),
        ("The Minister stressed the importance of clean quays during the spring meeting.", ["clean quays"]),
        ("The Minister directed the yard to mend the lock as no delay would be tolerated.", ["mend the lock"]),
        (
            "The Minister directed the yard to mend the lock further directing the pilots to mark the shoal.",
            ["mend the lock", "mark the shoal."],
        ),
        (
            "The Minister stressed that it is necessary to sweep the quays, to re-paint the sheds on the north side, and to count the ropes.",
            ["sweep the quays", "re-paint the sheds on the north side", "count the ropes."],
        ),
        (
            "The Minister directed that the charts be renewed. Lists of all wrecks be kept at the gate.",
            ["the charts be renewed.", "Lists of all wrecks be kept at the gate."],
        ),
        ("The Minister pointed out that the work went well and the pilots should be highly commended.", []),
    ],
)
def test_an_order_is_read_in_each_of_its_forms(sentence: str, asked: list[str]) -> None:
    assert said(f"Harbour talks were held.\n\n{sentence}\n") == ({"The Minister": asked} if asked else {})


def test_a_title_stands_for_the_one_who_bears_it() -> None:
    text = (
        "Deputy Commissioner Ravi Menon chaired a meeting on the harbour.\n\n"
        "The Deputy Commissioner directed the port office to clear the quay.\n\n"
        "The DC asked the police to watch the gate.\n"
    )
    assert said(text) == {"Ravi Menon": ["clear the quay.", "watch the gate."]}


def test_a_commissioner_with_their_division_is_not_their_deputy() -> None:
    text = (
        "Commissioner Eastshore division Ravi Menon on Monday chaired a meeting. Deputy Commissioner Sana Gill gave a briefing.\n\n"
        "Addressing the meeting, the Commissioner Eastshore Division directed the port office to clear the quay.\n"
    )
    assert said(text) == {"Ravi Menon": ["clear the quay."]}


def test_initials_without_dots_behind_a_title_and_its_town_are_a_name() -> None:
    text = (
        "EASTSHORE: District Development Commissioner, Eastshore, S K Holm chaired the weekly review.\n\n"
        "DC directed the port office to clear the quay. Holm asked the police to watch the gate.\n"
    )
    assert said(text) == {"S K Holm": ["clear the quay.", "watch the gate."]}


def test_a_title_that_nobody_bears_speaks_for_itself() -> None:
    assert said("The Chief Secretary directed the port office to clear the quay.\n") == {
        "The Chief Secretary": ["clear the quay."]
    }


def test_a_passive_request_is_from_whoever_spoke_before() -> None:
    text = (
        "Chief Engineer Ravi Menon asked the port office to clear the quay.\n\n"
        "The water board was also asked to mend the pump. The old pump was found to leak.\n"
    )
    assert said(text) == {"Ravi Menon": ["clear the quay.", "mend the pump."]}
    assert said("The water board was asked to mend the pump.\n") == {}


def test_sentences_of_duty_go_on_in_the_paragraph_of_a_speaker() -> None:
    text = (
        "Port Director Ravi Menon said that the quays should be swept daily. Rust must be removed at once. "
        "It is necessary to paint the cranes; grease the winches. The harbour was built long ago.\n"
    )
    assert said(text) == {
        "Ravi Menon": [
            "the quays should be swept daily.",
            "Rust must be removed at once.",
            "paint the cranes",
            "grease the winches.",
        ]
    }


def test_honorifics_are_no_part_of_a_name() -> None:
    text = "Chief Minister Shri Ravi Menon held a meeting.\nShri Menon asked the port to clear the quay.\n"
    assert said(text) == {"Ravi Menon": ["clear the quay."]}


def test_plain_numbers_count_the_points() -> None:
    text = "Sun Peng, chairman of the port, stressed: one, to clear the quay; two, to mend the pump; three, paint the gate.\n"
    assert said(text) == {"Sun Peng": ["clear the quay", "mend the pump", "paint the gate."]}


def test_who_said_it_may_stand_behind_it_with_a_title() -> None:
    text = "Yard day\n\nChief Minister Ravi Menon held the review.\n\nThe gates should also be painted, Chief Minister Ravi Menon directed.\n"
    assert [point.text for each in read_minutes(text).speakers for point in each.directives] == [
        "The gates should also be painted"
    ]


def test_a_title_alone_may_insist() -> None:
    text = "Yard day\n\nThe Chief Minister, who spoke at the review, also insisted that there should be no delay.\n"
    assert [each.name for each in read_minutes(text).speakers] == ["The Chief Minister"]


def test_an_office_cut_short_in_brackets_and_its_town_stand_before_the_name() -> None:
    text = (
        "Port Town: In view of the fair, the Divisional Commissioner (Div Com) Porterra, Ravi Anand Menon today chaired a meeting.\n"
        "He directed all the heads to repair the stalls.\nThe Div Com stressed on coordination among the crews. "
        "He also made it clear that by May the gate should be painted.\n"
    )
    assert said(text) == {
        "Ravi Anand Menon": [
            "repair the stalls.",
            "coordination among the crews.",
            "by May the gate should be painted.",
        ]
    }


def test_roman_numerals_count_points() -> None:
    text = (
        "The mill met on 3 May 2024.\n\nLi Na, president, put forward requirements for the year:\n\n"
        "I. To count the rolls;\n\nII. To paint the gate;\n\nIII. To buy lamps;\n\nIV. To sweep the yard.\n"
    )
    (speaker,) = read_minutes(text).speakers
    assert [(each.ordinal, each.text) for each in speaker.directives] == [
        (1, "To count the rolls"),
        (2, "To paint the gate"),
        (3, "To buy lamps"),
        (4, "To sweep the yard."),
    ]


def test_many_offices_may_be_asked_by_name() -> None:
    text = (
        "Prime Minister Ravi Menon chaired a meeting. He asked leaders of the Ministry of Ports, Roads and Rail, "
        "Ministry of Mills and Yards, Ministry of Lamps, and Ministry of Gates and Fences to paint the gate.\n"
    )
    assert said(text) == {"Ravi Menon": ["paint the gate."]}


def test_what_several_are_to_do_may_follow_that() -> None:
    text = (
        "Mayor Ravi Menon has requested that crews, clerks, and guards make efforts to sweep the yard. "
        "He urged greater care in the yard while asking the guards to lock the gate. The civic chief urged crews to wake up.\n"
    )
    assert said(text) == {
        "Ravi Menon": [
            "crews, clerks, and guards make efforts to sweep the yard.",
            "greater care in the yard",
            "lock the gate.",
            "wake up.",
        ]
    }


def test_the_office_of_a_body_stands_before_the_name() -> None:
    text = (
        "The yard met. The Deputy General Manager of the Lamp Company Lan Wei reported on the lamps. "
        "He said three points. They are: First, count the lamps; second, buy lamps; third, clean lamps.\n"
        "Chairman of the workers Union Bo Hua emphasized: each crew should sweep the yard.\n"
    )
    assert said(text) == {
        "Lan Wei": ["count the lamps", "buy lamps", "clean lamps."],
        "Bo Hua": ["each crew should sweep the yard."],
    }
