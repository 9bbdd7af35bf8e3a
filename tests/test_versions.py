"""Which point of a corrected version is which point of the records."""

import pytest

from storage.versions import Wording, same_points

LONG = "In view of what was said in the morning, and of the figures of the last quarter, " * 20


def points(*texts: str, of: int = 1) -> list[Wording]:
    """Points of one speaker, numbered as they stand; their keys are their numbers."""
    return [Wording(number, of, number, text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("open the berth", "mend the crane"), ("mend the crane", "open the berth"), {1: 2, 2: 1}),
        (("open the berth", "mend the crane"), ("paint the quay", "open the berth", "mend  the Crane"), {2: 1, 3: 2}),
        (("open the berth", "mend the crane"), ("open the berths", "mend both cranes"), {1: 1, 2: 2}),
        (("open the berth", "mend the crane"), ("mend both the cranes", "open the berth soon"), {1: 2, 2: 1}),
        (("count",), ("something else altogether",), {1: 1}),
        (("rest", "rest"), ("rest",), {1: 1}),
        (
            (f"{LONG} open the second berth before the holidays", f"{LONG} mend the crane of the north quay"),
            (f"{LONG} mend the cranes of the north quay", f"{LONG} open the second berth before all holidays"),
            {1: 2, 2: 1},
        ),
    ],
)
def test_points_are_known_again(old: tuple[str, ...], new: tuple[str, ...], same: dict[int, int]) -> None:
    assert same_points(points(*old), points(*new)) == same


def test_a_point_is_known_again_when_it_is_somebody_elses_only_by_its_very_words() -> None:
    assert same_points(points("open the berth", of=1), points("open the berth", of=2)) == {1: 1}
    assert same_points(points("open the berth", of=1), points("open the berths", of=2)) == {}


def test_of_more_points_than_can_be_compared_the_equal_ones_and_the_numbers_are_known() -> None:
    old = points(*(f"open berth number {n}" for n in range(600)))
    new = points("something new", *(f"open berth number {n}!" for n in range(600)))
    assert same_points(old, new) == {n: n for n in range(1, 601)}
