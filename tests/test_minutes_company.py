"""News of company meetings, in the English that offices translate into: half brackets, counted points, things charged and told."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "He Wei asked that 1) each mill count its rolls, 2) the yard sort the pallets, 3) no gate be left open.",
            ["each mill count its rolls", "the yard sort the pallets", "no gate be left open."],
        ),
        ("He Wei summarized that all mills should hand in a plan by May.", ["all mills should hand in a plan by May."]),
        (
            "He Wei stressed that rolls must be weighed. As for paint, all the mills are to use one colour.",
            ["rolls must be weighed.", "all the mills are to use one colour."],
        ),
        ("He Wei required drills to be held in each mill.", ["drills to be held in each mill."]),
        ("He Wei asked the mills to be prepared for frost.", ["be prepared for frost."]),
        (
            "He Wei ordered the yard to sort the pallets, and charged the mills with counting the rolls.",
            ["sort the pallets", "counting the rolls."],
        ),
        ('"No roll should leave unweighed," He Wei told the heads of the mills.', ["No roll should leave unweighed"]),
        ("He Wei put forward that the mills should draw up one map.", ["the mills should draw up one map."]),
        (
            "He Wei laid stress on three musts: gates must be shut, rolls must be counted, and no lamp must burn at noon.",
            ["gates must be shut", "rolls must be counted", "no lamp must burn at noon."],
        ),
    ],
)
def test_a_request_is_read_as_companies_tell_it(sentence: str, asked: list[str]) -> None:
    text = f"The spring meeting of Reed Paper was held.\n\nHe Wei, president of Reed Paper, spoke. {sentence}\n"
    assert said(text) == {"He Wei": asked}


@pytest.mark.parametrize(
    "sentence",
    [
        "He Wei told the heads of the mills that rolls were sold well.",
        "He Wei summarized the work of the first half.",
        "He Wei mentioned three results: rolls sold well, gates were mended, and lamps were bought.",
    ],
)
def test_what_only_tells_asks_for_nothing(sentence: str) -> None:
    assert (
        said(f"The spring meeting of Reed Paper was held.\n\nHe Wei, president of Reed Paper, spoke. {sentence}\n")
        == {}
    )


def test_a_joint_before_a_title_is_no_part_of_it() -> None:
    text = (
        "He Wei, president, spoke, and Vice President Lu Min presided. Lu Min required the mills to count the rolls.\n"
    )
    assert [(each.name, each.role) for each in read_minutes(text).speakers] == [("Lu Min", "Vice President")]
