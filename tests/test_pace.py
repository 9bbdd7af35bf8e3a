"""Reference tables for progress, pace, colours, slips and the group's totals, worked out by hand."""

from decimal import Decimal

import pytest

from storage.pace import Course, Share, expected, group_total, oddity, pace, progress, standing


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("kind", "baseline", "goal", "value", "share"),
    [
        ("reach", None, "4", "1", "0.25"),
        ("reach", "1", "5", "3", "0.5"),
        ("increase", "1.1", "3.4", "1.1", "0"),
        ("increase", "1.1", "3.4", "3.4", "1"),
        ("increase", "1.1", "3.4", "5.7", "2"),
        ("increase", "1", "3", "0", "-0.5"),  # went the wrong way
        ("decrease", "500", "300", "450", "0.25"),
        ("decrease", "500", "300", "550", "-0.25"),
        ("decrease", "500", "300", "200", "1.5"),
        ("increase", "-20", "20", "0", "0.5"),  # from a loss into a profit
        ("increase", "-20", "-10", "-15", "0.5"),
        ("decrease", "10", "-10", "5", "0.25"),
        ("decrease", "3", "0", "0", "1"),  # no more complaints
        ("increase", "0", "8", "2", "0.25"),
        ("keep_above", None, "98", "99", None),
        ("keep_below", None, "3", "2", None),
    ],
)
def test_progress_is_the_share_of_the_way_in_both_directions(
    kind: str, baseline: str | None, goal: str, value: str, share: str | None
) -> None:
    assert progress(Course(kind, Decimal(goal), number(baseline)), Decimal(value)) == number(share)


@pytest.mark.parametrize(
    ("elapsed", "total", "share"),
    [(0, 60, "0"), (15, 60, "0.25"), (60, 60, "1"), (75, 60, "1"), (-3, 60, "0"), (0, 0, "1")],
)
def test_pace_is_the_share_of_the_working_days_and_never_leaves_the_period(
    elapsed: int, total: int, share: str
) -> None:
    assert pace(elapsed, total) == Decimal(share)


@pytest.mark.parametrize(
    ("kind", "baseline", "goal", "value", "elapsed", "colour", "is_met"),
    [
        # 30 of 60 days: half the way is exactly on pace.
        ("reach", "0", "100", "50", 30, "green", False),
        ("reach", "0", "100", "47.5", 30, "green", False),  # ratio 0.95 is green
        ("reach", "0", "100", "47.4", 30, "amber", False),
        ("reach", "0", "100", "37.5", 30, "amber", False),  # ratio 0.75 is amber
        ("reach", "0", "100", "37.4", 30, "red", False),
        ("reach", "0", "100", "-5", 30, "red", False),
        ("reach", "0", "100", None, 30, "grey", False),
        ("reach", "0", "100", "100", 30, "green", True),
        ("decrease", "500", "300", "400", 30, "green", False),
        ("decrease", "500", "300", "420", 30, "amber", False),
        ("decrease", "500", "300", "510", 30, "red", False),
        ("increase", "-20", "20", "0", 30, "green", False),
        ("decrease", "3", "0", "3", 30, "red", False),
        # The first tenth has no colour; with it the sixth day of sixty begins.
        ("reach", "0", "100", "0", 5, "none", False),
        ("reach", "0", "100", "0", 6, "red", False),
        ("reach", "0", "100", "9", 6, "amber", False),
        # The period is over: the whole way counts, however late one asks.
        ("reach", "0", "100", "95", 60, "green", False),
        ("reach", "0", "100", "94", 99, "amber", False),
        ("reach", "0", "100", "74", 99, "red", False),
        ("reach", "0", "100", "100", 99, "green", True),
        ("reach", "0", "100", None, 99, "grey", False),
        # Kept above or below a line: passed or failed, on the first day too; on the line is passed.
        ("keep_above", None, "98", "98", 1, "green", True),
        ("keep_above", None, "98", "97.9", 1, "red", False),
        ("keep_below", None, "3", "3", 30, "green", True),
        ("keep_below", None, "3", "3.1", 30, "red", False),
        ("keep_below", None, "-5", "-4", 30, "red", False),
        ("keep_above", None, "98", None, 30, "grey", False),
    ],
)
def test_the_colour_comes_from_the_ratio_of_progress_to_pace(
    kind: str, baseline: str | None, goal: str, value: str | None, elapsed: int, colour: str, is_met: bool
) -> None:
    stands = standing(Course(kind, Decimal(goal), number(baseline)), number(value), elapsed, 60)
    assert (stands.colour, stands.is_met) == (colour, is_met)


def test_a_forecast_is_held_against_the_goal_on_the_side_that_counts() -> None:
    assert Course("increase", Decimal("3.4"), Decimal("1.1")).is_met_by(Decimal("3.4"))
    assert not Course("increase", Decimal("3.4"), Decimal("1.1")).is_met_by(Decimal("3.1"))
    assert Course("decrease", Decimal("300"), Decimal("500")).is_met_by(Decimal("290"))
    assert not Course("decrease", Decimal("300"), Decimal("500")).is_met_by(Decimal("310"))
    assert Course("reach", Decimal("0"), Decimal("3")).is_met_by(Decimal("0"))


def test_the_expected_value_lies_on_the_straight_line() -> None:
    assert expected(Course("increase", Decimal(5), Decimal(1)), Decimal("0.25")) == Decimal(2)
    assert expected(Course("decrease", Decimal(300), Decimal(500)), Decimal("0.5")) == Decimal(400)
    assert expected(Course("keep_above", Decimal(98)), Decimal("0.5")) == Decimal(98)


@pytest.mark.parametrize(
    ("kind", "baseline", "goal", "last", "value", "odd"),
    [
        ("increase", "1.1", "3.4", None, "1.2", None),
        ("increase", "1.1", "3.4", None, "2.9", None),
        ("increase", "1.1", "3.4", "1.2", "1.5", None),
        ("increase", "1.1", "3.4", "1.2", "1200", "thousand"),  # MWh without saying so
        ("increase", "1.1", "3.4", "1.2", "0.0012", "thousandth"),
        ("increase", "1.1", "3.4", "1.2", "-1.2", "sign"),
        ("increase", "1.1", "3.4", "1.2", "35", "far"),
        ("reach", None, "120", None, "30", None),
        ("reach", None, "120", None, "0", None),
        ("reach", None, "120", "60", "0.5", "far"),
        ("decrease", "500", "300", "450", "420", None),
        ("decrease", "500", "300", "450", "0.42", "thousandth"),
        ("decrease", "500", "300", "450", "430000", "thousand"),
        ("increase", "97", "98", "97.2", "95", None),  # a bad week is no slip
        ("increase", "97", "98", "97.2", "0.97", "far"),
        ("increase", "-20", "20", None, "-25", None),
        ("increase", "-20", "-5", "-15", "12", "sign"),
        ("keep_above", None, "98", None, "97", None),
        ("keep_above", None, "98", None, "980", "far"),
        ("keep_below", None, "3", None, "4", None),
        ("keep_below", None, "3", None, "0", None),
    ],
)
def test_a_value_far_off_the_line_is_named_before_it_is_taken(
    kind: str, baseline: str | None, goal: str, last: str | None, value: str, odd: str | None
) -> None:
    course = Course(kind, Decimal(goal), number(baseline))
    assert oddity(course, Decimal(value), number(last), Decimal("0.4")) == odd


def test_the_groups_figure_is_the_sum_of_its_units_and_says_who_is_missing() -> None:
    shares = (
        Share(Decimal("3.4"), Decimal("1.1"), Decimal("1.5")),
        Share(Decimal("2"), Decimal("0.4")),
        Share(Decimal("1"), None, Decimal("0.3")),
    )
    total = group_total(shares)
    assert (total.value, total.goal, total.reported, total.units) == (Decimal("2.2"), Decimal("6.4"), 2, 3)
    assert group_total([Share(Decimal(1))]).value is None
    assert group_total([]).goal == 0
