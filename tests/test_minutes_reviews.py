"""Reviews as ministries, districts and newsrooms tell them: headlines, quoted orders, initials, and orders as things."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("The Collector said the lamps be lit.", ["the lamps be lit."]),
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
