"""The cadence: which day deserves a word about which item. Most lines below are one example each."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.cadence import (
    DUE_SOON,
    DUE_TODAY,
    OPEN,
    OVERDUE,
    SILENT,
    Line,
    Owed,
    Policy,
    deserves,
    due_instant,
    line_for,
    next_post,
    post_expires,
)
from jobs.workdays import Workdays

CN = Workdays("CN")
POLICY = Policy()
SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MEETING = date(2024, 4, 25)  # a Thursday
JUNE_30 = date(2024, 6, 30)  # a Sunday: the last working day before it is Friday the 28th


def owed(
    due_on: date | None, *, said_on: date | None = None, word_on: date | None = None, assigned_on: date = MEETING
) -> Owed:
    return Owed(1, 1, assigned_on, due_on, said_on=said_on, word_on=word_on)


def section_of(line: Line | None) -> str | None:
    return line.section if line else None


# What one item due on 30 June 2024, last named on Monday the 17th, deserves day by day.
@pytest.mark.parametrize(
    ("today", "said_on", "section"),
    [
        (date(2024, 6, 18), date(2024, 6, 17), None),
        (date(2024, 6, 20), date(2024, 6, 17), None),
        (date(2024, 6, 21), date(2024, 6, 17), DUE_SOON),  # 7 days before is a Sunday: the step moves earlier
        (date(2024, 6, 22), date(2024, 6, 17), None),  # a Saturday
        (date(2024, 6, 24), date(2024, 6, 21), DUE_SOON),  # the week's first working day: everything open
        (date(2024, 6, 25), date(2024, 6, 24), DUE_SOON),  # three working days before
        (date(2024, 6, 26), date(2024, 6, 25), None),
        (date(2024, 6, 28), date(2024, 6, 25), DUE_TODAY),  # the due date is a Sunday: this is its last working day
        (date(2024, 6, 29), date(2024, 6, 28), None),
        (date(2024, 6, 30), date(2024, 6, 28), None),
        (date(2024, 7, 1), date(2024, 6, 28), OVERDUE),  # one working day late
        (date(2024, 7, 2), date(2024, 7, 1), None),
        (date(2024, 7, 3), date(2024, 7, 1), OVERDUE),  # three
        (date(2024, 7, 4), date(2024, 7, 3), None),
        (date(2024, 7, 5), date(2024, 7, 3), OVERDUE),  # five
        (date(2024, 7, 8), date(2024, 7, 5), OVERDUE),  # then weekly
        (date(2024, 7, 9), date(2024, 7, 8), None),
        (date(2024, 7, 12), date(2024, 7, 8), None),
        (date(2024, 7, 15), date(2024, 7, 8), OVERDUE),
    ],
)
def test_an_item_is_named_on_its_days_and_no_others(today: date, said_on: date, section: str | None) -> None:
    assert section_of(
        line_for(owed(JUNE_30, said_on=said_on), today, CN, POLICY) if CN.is_workday(today) else None
    ) == (section)
    assert section_of(next(iter(deserves([owed(JUNE_30, said_on=said_on)], today, CN, POLICY)), None)) == section


# After days without a word, whatever they were for, the first working day says what is true then.
@pytest.mark.parametrize(
    ("today", "said_on", "section", "workdays"),
    [
        (date(2024, 6, 26), date(2024, 6, 17), DUE_SOON, 2),
        (date(2024, 6, 28), date(2024, 6, 17), DUE_TODAY, 0),
        (date(2024, 7, 2), date(2024, 6, 17), OVERDUE, -2),
        (date(2024, 7, 11), date(2024, 6, 17), OVERDUE, -9),
        (date(2024, 6, 19), date(2024, 6, 14), OPEN, 7),  # Monday's full list was missed
    ],
)
def test_a_step_that_was_missed_is_said_on_the_next_day_and_as_it_is_then(
    today: date, said_on: date, section: str, workdays: int
) -> None:
    lines = deserves([owed(JUNE_30, said_on=said_on)], today, CN, POLICY)
    assert [(line.section, line.workdays) for line in lines] == [(section, workdays)]


# Somebody said something about it on `word_on`; the item was last named long before.
@pytest.mark.parametrize(
    ("today", "word_on", "section"),
    [
        (date(2024, 6, 25), date(2024, 6, 25), None),  # fresh: left out
        (date(2024, 6, 25), date(2024, 6, 21), None),  # two working days ago
        (date(2024, 6, 25), date(2024, 6, 20), DUE_SOON),  # three
        (date(2024, 6, 21), date(2024, 6, 20), None),  # also on a first step that moved off a day off
        (date(2024, 6, 28), date(2024, 6, 27), DUE_TODAY),  # its due day is said all the same
        (date(2024, 7, 1), date(2024, 6, 28), OVERDUE),
        (date(2024, 7, 3), date(2024, 7, 2), OVERDUE),
    ],
)
def test_a_fresh_word_quiets_only_what_is_due_soon(today: date, word_on: date, section: str | None) -> None:
    said_on = max(date(2024, 6, 17), today - timedelta(days=today.weekday()))  # the weekly list was said
    line = line_for(owed(JUNE_30, said_on=min(said_on, today - timedelta(days=1)), word_on=word_on), today, CN, POLICY)
    assert section_of(line) == section


def test_a_fresh_word_does_not_keep_an_item_out_of_the_weekly_list() -> None:
    item = owed(JUNE_30, said_on=date(2024, 6, 17), word_on=date(2024, 6, 24))
    assert section_of(line_for(item, date(2024, 6, 24), CN, POLICY)) == DUE_SOON


@pytest.mark.parametrize(
    ("today", "due_on", "calls_owner", "calls_head"),
    [
        (date(2024, 6, 17), JUNE_30, False, False),
        (date(2024, 6, 21), JUNE_30, False, False),  # five working days left: nobody is called
        (date(2024, 6, 25), JUNE_30, True, False),
        (date(2024, 6, 28), JUNE_30, True, False),
        (date(2024, 7, 1), JUNE_30, True, True),
        (date(2024, 6, 17), None, False, False),
    ],
)
def test_the_owner_is_called_when_it_is_near_and_the_head_when_it_is_late(
    today: date, due_on: date | None, calls_owner: bool, calls_head: bool
) -> None:
    line = line_for(owed(due_on, said_on=date(2024, 6, 13)), today, CN, POLICY)
    assert line is not None
    assert (line.calls_owner, line.calls_head) == (calls_owner, calls_head)


# Given on Thursday 9 May although it was due in April: the same grace as for anybody else.
@pytest.mark.parametrize(
    ("today", "said_on", "is_named"),
    [
        (date(2024, 5, 9), None, False),
        (date(2024, 5, 10), None, True),
        (date(2024, 5, 11), date(2024, 5, 10), False),  # a worked Saturday
        (date(2024, 5, 13), date(2024, 5, 10), True),  # three working days after, and the week's first
        (date(2024, 5, 14), date(2024, 5, 13), False),
        (date(2024, 5, 15), date(2024, 5, 13), True),
    ],
)
def test_what_was_late_when_it_was_given_is_counted_from_the_giving(
    today: date, said_on: date | None, is_named: bool
) -> None:
    item = owed(date(2024, 4, 20), assigned_on=date(2024, 5, 9), said_on=said_on)
    assert (line_for(item, today, CN, POLICY) is not None) is is_named


def test_an_item_without_a_date_is_named_once_a_week() -> None:
    item = owed(None, said_on=MEETING, word_on=MEETING + timedelta(days=7))
    named = []
    for n in range(1, 22):
        today = MEETING + timedelta(days=n)
        if deserves([item], today, CN, POLICY):
            named.append(today)
            item = owed(None, said_on=today, word_on=today)
    assert named == [date(2024, 4, 29), date(2024, 5, 6), date(2024, 5, 13)]


def test_a_long_holiday_moves_a_step_before_it_and_still_calls_it_soon() -> None:
    due = date(2024, 10, 8)  # the first day after the National Day week; three working days before it is 27 September
    line = line_for(owed(due, said_on=date(2024, 9, 23), assigned_on=date(2024, 9, 1)), date(2024, 9, 27), CN, POLICY)
    assert line == Line(1, DUE_SOON, 3, "due_in_workdays:3", calls_owner=True)


def test_the_most_pressing_comes_first_and_then_the_number() -> None:
    today = date(2024, 7, 1)
    items = [
        Owed(1, 4, MEETING, None),
        Owed(2, 3, MEETING, date(2024, 7, 4)),
        Owed(3, 2, MEETING, date(2024, 7, 1)),
        Owed(4, 7, MEETING, date(2024, 6, 28)),
        Owed(5, 6, MEETING, date(2024, 6, 20)),
        Owed(6, 1, MEETING, date(2024, 6, 28)),
        Owed(7, 5, MEETING, date(2024, 12, 31)),
    ]
    lines = deserves(items, today, CN, POLICY)
    assert [(line.section, line.item_id) for line in lines] == [
        (OVERDUE, 5),
        (OVERDUE, 6),
        (OVERDUE, 4),
        (DUE_TODAY, 3),
        (DUE_SOON, 2),
        (SILENT, 1),
        (SILENT, 7),
    ]


def test_nothing_owed_is_silence() -> None:
    assert deserves([], date(2024, 7, 1), CN, POLICY) == ()


# 09:00 on the unit's own wall clock, as an instant.
@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        (SHANGHAI, date(2024, 4, 26), time(9), datetime(2024, 4, 26, 1, tzinfo=UTC)),
        (BERLIN, date(2024, 3, 29), time(9), datetime(2024, 3, 29, 8, tzinfo=UTC)),
        (BERLIN, date(2024, 4, 1), time(9), datetime(2024, 4, 1, 7, tzinfo=UTC)),  # summer time has begun
        (BERLIN, date(2024, 3, 31), time(2, 30), datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),  # a gap: 03:30 is meant
        (BERLIN, date(2024, 10, 27), time(2, 30), datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),  # a fold: the first
        (ZoneInfo("Pacific/Kiritimati"), date(2024, 4, 26), time(9), datetime(2024, 4, 25, 19, tzinfo=UTC)),
    ],
)
def test_the_post_of_a_day_is_due_at_a_wall_clock_time(zone: ZoneInfo, day: date, at: time, instant: datetime) -> None:
    due = due_instant(day, zone, Policy(post_at=at))
    assert due == instant
    assert due.tzinfo is UTC


def test_the_post_of_a_day_expires_when_its_quiet_begins() -> None:
    assert post_expires(date(2024, 4, 26), SHANGHAI, POLICY) == datetime(2024, 4, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "instant"),
    [
        (datetime(2024, 6, 18, 12, tzinfo=UTC), datetime(2024, 6, 21, 1, tzinfo=UTC)),
        (datetime(2024, 6, 21, 0, 59, tzinfo=UTC), datetime(2024, 6, 21, 1, tzinfo=UTC)),
        (datetime(2024, 6, 21, 1, tzinfo=UTC), datetime(2024, 6, 24, 1, tzinfo=UTC)),
    ],
)
def test_the_next_post_is_found_ahead_of_time(after: datetime, instant: datetime) -> None:
    assert next_post([owed(JUNE_30, said_on=date(2024, 6, 17))], after, SHANGHAI, CN, POLICY) == instant


def test_no_next_post_is_in_sight_when_nothing_is_owed() -> None:
    assert next_post([], datetime(2024, 6, 18, tzinfo=UTC), SHANGHAI, CN, POLICY) is None


START = date(2024, 1, 1)
DAYS = 300


@st.composite
def stories(draw: st.DrawFn) -> tuple[Owed, Workdays, frozenset[date], frozenset[date]]:
    """An item, a calendar, the days on which the bot is down, and those on which somebody says a word."""
    assigned_on = START + timedelta(days=draw(st.integers(0, 200)))
    due_on = draw(st.none() | st.integers(-40, 120).map(lambda n: assigned_on + timedelta(days=n)))
    calendar = draw(st.sampled_from(["CN", "DE", ""]))
    some_days = st.frozensets(st.integers(0, DAYS).map(lambda n: START + timedelta(days=n)), max_size=60)
    first_down = START + timedelta(days=draw(st.integers(0, DAYS)))
    outage = frozenset(first_down + timedelta(days=n) for n in range(draw(st.integers(0, 30))))
    return Owed(1, 1, assigned_on, due_on), Workdays(calendar), draw(some_days) | outage, draw(some_days)


def is_of_its_dates(line: Line) -> bool:
    """True for a step that its dates alone decide: a week, or a silence after a new word, comes again."""
    return line.why != "weekly" and not line.why.startswith("silent:")


def life_of(
    item: Owed, workdays: Workdays, down: frozenset[date], words: frozenset[date]
) -> list[tuple[date, Line | None]]:
    """What is posted about an item that nobody ever closes, day by day, on the days on which the bot is up."""
    posts: list[tuple[date, Line | None]] = []
    said_on: date | None = None
    word_on: date | None = None
    for n in range(DAYS):
        today = START + timedelta(days=n)
        if today < item.assigned_on or today in down:
            continue
        word_on = today if today in words else word_on
        now = Owed(1, 1, item.assigned_on, item.due_on, said_on=said_on, word_on=word_on)
        lines = deserves([now], today, workdays, POLICY)
        assert len(lines) <= 1
        said_on = today if lines else said_on
        posts.append((today, lines[0] if lines else None))
    return posts


@settings(max_examples=30, deadline=None)
@given(stories())
def test_nothing_is_ever_said_on_a_day_off(story: tuple[Owed, Workdays, frozenset[date], frozenset[date]]) -> None:
    for today, line in life_of(*story):
        assert line is None or story[1].is_workday(today)


@settings(max_examples=30, deadline=None)
@given(stories())
def test_each_step_is_said_once_at_most(story: tuple[Owed, Workdays, frozenset[date], frozenset[date]]) -> None:
    said = [line.why for _, line in life_of(*story) if line is not None and is_of_its_dates(line)]
    assert len(said) == len(set(said))


@settings(max_examples=30, deadline=None)
@given(stories())
def test_an_open_item_is_named_in_every_week_that_has_a_day_to_do_so(
    story: tuple[Owed, Workdays, frozenset[date], frozenset[date]],
) -> None:
    item, workdays, _, _ = story
    weeks: dict[tuple[int, int], bool] = {}
    for today, line in life_of(*story):
        began = workdays.first_of_week(today)
        if began is not None and began > item.assigned_on and workdays.is_workday(today):
            week = today.isocalendar()[:2]
            weeks[week] = weeks.get(week, False) or line is not None
    assert all(weeks.values())


@settings(max_examples=30, deadline=None)
@given(stories())
def test_every_post_is_true_on_its_own_day(story: tuple[Owed, Workdays, frozenset[date], frozenset[date]]) -> None:
    item, workdays, _, _ = story
    for today, line in life_of(*story):
        if line is None:
            continue
        is_late = item.due_on is not None and item.due_on < today
        assert (line.section == OVERDUE) is is_late
        assert line.workdays == (workdays.between(today, item.due_on) if item.due_on else None)


@settings(max_examples=30, deadline=None)
@given(stories())
def test_an_outage_over_a_step_yields_one_post_on_the_first_working_day_after_it(
    story: tuple[Owed, Workdays, frozenset[date], frozenset[date]],
) -> None:
    item, workdays, down, _ = story
    if item.due_on is None:
        return
    late = workdays.shift(max(item.due_on, item.assigned_on), 1)
    up = next(
        day for day in (late + timedelta(days=n) for n in range(200)) if day not in down and workdays.is_workday(day)
    )
    said = {today: line for today, line in life_of(*story) if line is not None and late <= today <= up}
    if up < START + timedelta(days=DAYS):
        assert list(said) == [up]
        assert said[up].section == OVERDUE
