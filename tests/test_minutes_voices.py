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
    ],
)
def test_requests_are_read_in_newspaper_english(sentence: str, points: list[str] | None) -> None:
    found = said(f"Director Li Na chaired the meeting of the yard.\n\n{sentence}\n").get("Li Na", [])
    assert len(found) == 1 if points is None else found == points


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
