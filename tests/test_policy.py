"""The policy: every number has a default, is written as people write it, and refuses what makes no sense."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.cadence import Owed, check_ins_due, line_for, scorecard_due
from jobs.policy import CHOICES, Policy, PolicyProblem, choices_told, with_choices, written
from jobs.workdays import Workdays

CN = Workdays("CN")
JUNE_30 = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("hour=08:45", "post_at", time(8, 45)),
        ("quiet=08:00-17:30", "quiet_after", time(17, 30)),
        ("weekdays=1-5", "weekdays", (1, 2, 3, 4, 5)),
        ("weekdays=1,3,5", "weekdays", (1, 3, 5)),
        ("due_soon=10,2", "soon_days", 10),
        ("due-soon=off,2", "soon_days", 0),
        ("late=5,2", "late_workdays", (2, 5)),
        ("owner_from=5", "owner_from_workdays", 5),
        ("head_late=off", "head_from_late", 0),
        ("office_late=4", "office_from_late", 4),
        ("LEADERS=on", "tells_leaders", True),
        ("silence=15", "silent_workdays", 15),
        ("check_ins=4,2", "weekly_check_in_weeks", 2),
    ],
)
def test_a_choice_is_read_as_people_write_it(text: str, field: str, value: object) -> None:
    assert getattr(with_choices(Policy(), choices_told(text)), field) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hour",
        "hour=9",
        "hour=25:00",
        "hour=night",
        "quiet=18:00-08:30",
        "weekdays=0",
        "weekdays=8",
        "weekdays=5-1",
        "due_soon=7",
        "due_soon=7,x",
        "due_soon=-1,3",
        "late=0",
        "late=",
        "silence=61",
        "leaders=maybe",
        "colour=red",
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PolicyProblem) as problem:
        choices_told(text)
    assert "for example" in str(problem.value)


def test_an_hour_in_the_quiet_hours_is_refused() -> None:
    with pytest.raises(PolicyProblem, match="quiet hours"):
        with_choices(Policy(), choices_told("hour=20:00"))
    assert with_choices(Policy(), choices_told("hour=20:00 quiet=08:00-22:00")).post_at == time(20)


def test_every_number_is_shown_and_what_is_shown_can_be_typed_again() -> None:
    assert list(written(Policy())) == list(CHOICES)
    assert with_choices(Policy(), choices_told(" ".join(f"{k}={v}" for k, v in written(Policy()).items()))) == Policy()


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(PolicyProblem):
        with_choices(Policy(), choices_told(text))


# Only Mondays and Thursdays have posts: steps before the due date move earlier, those after it later.
@pytest.mark.parametrize(
    ("today", "said_on", "why"),
    [
        (date(2024, 6, 20), date(2024, 6, 17), "due_in_days:7"),  # Sunday the 23rd, moved to Thursday
        (date(2024, 6, 27), date(2024, 6, 24), "due"),  # the last Thursday before the 30th
        (date(2024, 7, 4), date(2024, 7, 1), "late:3"),  # three working days late is the Wednesday
    ],
)
def test_a_unit_with_few_days_for_posts_hears_each_step_on_one_of_them(today: date, said_on: date, why: str) -> None:
    policy = with_choices(Policy(), {"weekdays": "1,4"})
    item = Owed(1, 1, date(2024, 4, 25), JUNE_30, said_on=said_on, word_on=date(2024, 6, 3))
    line = line_for(item, today, CN, policy)
    assert line is not None
    assert line.why == why


@pytest.mark.parametrize(
    ("today", "word_on", "why"),
    [
        (date(2024, 5, 20), None, "silent:20"),
        (date(2024, 5, 20), date(2024, 5, 16), None),
        (date(2024, 5, 29), date(2024, 5, 15), "silent:10"),
    ],
)
def test_ten_working_days_without_a_word_are_asked_about_by_name(
    today: date, word_on: date | None, why: str | None
) -> None:
    # On a Monday the weekly list names it anyway, so it was named on that very Monday or the one before.
    said_on = today if why is None else date(2024, 5, 16) if today.weekday() == 0 else date(2024, 5, 27)
    item = Owed(1, 1, date(2024, 4, 18), date(2024, 12, 31), said_on=said_on, word_on=word_on, has_owner=False)
    line = line_for(item, today, CN, Policy())
    assert (line.why if line else None) == why
    if line:
        assert (line.section, line.calls_owner, line.calls_head) == ("silent", True, True)


def test_what_is_late_is_not_asked_about_for_its_silence_too() -> None:
    # Due on Friday the 14th; ten working days after the last word is Tuesday the 18th, between the steps of lateness.
    silent = Owed(1, 1, date(2024, 4, 18), date(2024, 6, 14), said_on=date(2024, 6, 17), word_on=date(2024, 6, 3))
    assert line_for(silent, date(2024, 6, 18), CN, Policy()) is None
    line = line_for(replace(silent, due_on=date(2024, 12, 31)), date(2024, 6, 18), CN, Policy())
    assert line is not None
    assert line.why == "silent:10"


LIVE = date(2024, 4, 25)


# The month of October 2024 begins with a holiday of a week: its first working day is Tuesday the 8th.
@pytest.mark.parametrize(
    ("today", "told_on", "live_on", "due"),
    [
        (date(2024, 10, 8), date(2024, 9, 29), LIVE, "month"),
        (date(2024, 10, 9), date(2024, 10, 8), LIVE, None),
        (date(2024, 10, 9), date(2024, 9, 29), LIVE, "month"),  # nobody was there on the 8th
        (date(2024, 10, 14), date(2024, 10, 8), LIVE, "week"),
        (date(2024, 10, 16), date(2024, 10, 8), LIVE, "week"),  # nor on the 14th
        (date(2024, 10, 16), date(2024, 10, 14), LIVE, None),
        (date(2024, 7, 1), date(2024, 6, 24), LIVE, "month"),
        (date(2024, 6, 30), date(2024, 6, 24), LIVE, None),
        (date(2024, 4, 26), None, LIVE, None),  # went live within the week
        (date(2024, 4, 29), None, LIVE, "week"),
    ],
)
def test_the_scorecards_come_with_the_week_and_the_month_or_as_soon_as_somebody_is_there(
    today: date, told_on: date | None, live_on: date, due: str | None
) -> None:
    assert scorecard_due(today, told_on, live_on, CN, Policy()) == due


@pytest.mark.parametrize(
    ("today", "asked_on", "posted_on", "is_due"),
    [
        (date(2024, 5, 6), None, None, True),
        (date(2024, 5, 7), None, date(2024, 5, 6), False),  # asked with the week's first post, if at all
        (date(2024, 5, 7), None, date(2024, 4, 30), True),  # nobody was there on Monday
        (date(2024, 5, 18), None, date(2024, 4, 30), False),  # a Saturday
        (date(2024, 5, 13), date(2024, 5, 6), date(2024, 5, 6), False),  # a week after
        (date(2024, 5, 20), date(2024, 5, 6), date(2024, 5, 13), True),
        (date(2024, 5, 20), date(2024, 5, 16), None, False),  # reported last week
        (date(2024, 6, 17), date(2024, 6, 11), None, True),  # weekly in the last three weeks
        (date(2024, 7, 1), None, None, False),  # the period is over
    ],
)
def test_check_ins_are_due_fortnightly_and_weekly_at_the_end(
    today: date, asked_on: date | None, posted_on: date | None, is_due: bool
) -> None:
    assert check_ins_due(today, JUNE_30, asked_on, posted_on, CN, Policy()) is is_due
