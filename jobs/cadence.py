"""Cadence: what deserves to be said to a unit on one of its days, and why. Pure: time and rows are arguments.

Each item has steps, computed from its dates and never stored. A step deserves saying once: on its day, or, if the bot was
away, on the first working day after it. So the question is always "due and not yet said", never "due right now".

    before the due date   7 days, 3 working days, the day itself; a step on a day off moves earlier
    after it              1, 3 and 5 working days late, then weekly; a step on a day off moves later
    every week            on its first working day, all that is open
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from jobs.workdays import Workdays

OVERDUE: Final = "overdue"
DUE_TODAY: Final = "due_today"
DUE_SOON: Final = "due_soon"
OPEN: Final = "open"
ASSIGNED: Final = "assigned"
SECTIONS: Final = (OVERDUE, DUE_TODAY, DUE_SOON, OPEN)


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the rule. Times are of the unit's wall clock."""

    post_at: time = time(9, 0)
    quiet_after: time = time(18, 0)
    soon_days: int = 7
    soon_workdays: int = 3
    late_workdays: tuple[int, ...] = (1, 3, 5)
    owner_from_workdays: int = 3
    head_from_late: int = 1
    fresh_workdays: int = 3


@dataclass(frozen=True, slots=True)
class Owed:
    """An open item as the rule sees it. All dates are of the unit's own calendar.

    `said_on` is when a message last named it; `word_on` when somebody last said something about it.
    """

    item_id: int
    number: int
    assigned_on: date
    due_on: date | None
    said_on: date | None = None
    word_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item that deserves saying. `workdays` counts the working days left, or those late as a negative number."""

    item_id: int
    section: str
    workdays: int | None
    why: str
    calls_owner: bool = False
    calls_head: bool = False


def deserves(items: Iterable[Owed], today: date, workdays: Workdays, policy: Policy) -> tuple[Line, ...]:
    """The lines a unit's channel deserves today, most pressing first; empty means silence.

    `today` is the unit's own date. On a day off nothing deserves saying.
    """
    if not workdays.is_workday(today):
        return ()
    lines = [line for item in items if (line := line_for(item, today, workdays, policy)) is not None]
    numbers = {item.item_id: item.number for item in items}
    return tuple(
        sorted(lines, key=lambda line: (SECTIONS.index(line.section), line.workdays or 0, numbers[line.item_id]))
    )


def line_for(item: Owed, today: date, workdays: Workdays, policy: Policy) -> Line | None:
    """What one item deserves today, or None."""
    heard_on = max(item.assigned_on, item.said_on or item.assigned_on)
    reached = [step for step in _steps(item, workdays, policy) if heard_on < step.day <= today]
    week_began = workdays.first_of_week(today)
    is_weekly = week_began is not None and heard_on < week_began <= today
    if not reached and not is_weekly:
        return None
    section = _section(item, today, workdays, policy)
    if not is_weekly and section == DUE_SOON and _is_fresh(item, today, workdays, policy):
        return None
    left = _workdays_left(item, today, workdays)
    return Line(
        item_id=item.item_id,
        section=section,
        workdays=left,
        why=max(reached, key=lambda step: step.day).why if reached else "weekly",
        calls_owner=left is not None and left <= policy.owner_from_workdays,
        calls_head=left is not None and left <= -policy.head_from_late,
    )


@dataclass(frozen=True, slots=True)
class _Step:
    day: date
    why: str


def _steps(item: Owed, workdays: Workdays, policy: Policy) -> Iterator[_Step]:
    """The days on which an item is worth a word."""
    if item.due_on is None:
        return
    due = workdays.on_or_before(item.due_on)
    yield _Step(
        workdays.on_or_before(item.due_on - timedelta(days=policy.soon_days)), f"due in {policy.soon_days} days"
    )
    yield _Step(workdays.shift(due, -policy.soon_workdays), f"due in {policy.soon_workdays} working days")
    yield _Step(due, "due today")
    # Somebody who is given an item that is late already gets the same grace as anybody else.
    late_from = max(item.due_on, item.assigned_on)
    for late in policy.late_workdays:
        yield _Step(workdays.shift(late_from, late), f"{late} working days late")


def _section(item: Owed, today: date, workdays: Workdays, policy: Policy) -> str:
    if item.due_on is None:
        return OPEN
    if item.due_on < today:
        return OVERDUE
    # A due date on a day off is kept on the last working day before it.
    if workdays.on_or_before(item.due_on) <= today:
        return DUE_TODAY
    # A first step that moved earlier, off a holiday, says "soon" on that earlier day.
    soon_from = min(step.day for step in _steps(item, workdays, policy))
    return DUE_SOON if soon_from <= today else OPEN


def _is_fresh(item: Owed, today: date, workdays: Workdays, policy: Policy) -> bool:
    """True when somebody said something about it within the last few working days."""
    return item.word_on is not None and workdays.between(item.word_on, today) < policy.fresh_workdays


def _workdays_left(item: Owed, today: date, workdays: Workdays) -> int | None:
    return None if item.due_on is None else workdays.between(today, item.due_on)


def due_instant(today: date, zone: tzinfo, policy: Policy) -> datetime:
    """The instant at which a unit's post of the day is due, in UTC's terms.

    The date is fixed first and the time attached to it, so a change of the clocks never moves it to another day. In a gap
    (02:30 in spring) the time after the gap is meant, in a fold the first of the two (PEP 495).
    """
    return datetime.combine(today, policy.post_at, tzinfo=zone).astimezone(UTC)


def post_expires(today: date, zone: tzinfo, policy: Policy) -> datetime:
    """After this instant the day's post is not sent any more: tomorrow's will be true then."""
    return datetime.combine(today, policy.quiet_after, tzinfo=zone).astimezone(UTC)


def next_post(
    items: Sequence[Owed], after: datetime, zone: tzinfo, workdays: Workdays, policy: Policy, horizon: int = 120
) -> datetime | None:
    """The next instant after `after` at which the unit deserves a post, if nothing changes; None within `horizon` days."""
    local = after.astimezone(zone)
    for n in range(horizon):
        today = local.date() + timedelta(days=n)
        due = due_instant(today, zone, policy)
        if due > after and deserves(items, today, workdays, policy):
            return due
    return None
