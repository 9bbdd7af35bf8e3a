"""Cadence: what deserves to be said to a unit on one of its days, and why. Pure: time and rows are arguments.

Each item has steps, computed from its dates and never stored. A step deserves saying once: on its day, or, if the bot was
away, on the first working day after it. So the question is always "due and not yet said", never "due right now".

    before the due date   7 days, 3 working days, the day itself; a step on a day off moves earlier
    after it              1, 3 and 5 working days late, then weekly; a step on a day off moves later
    given back            on the working day after the office returned it
    silence               after each 10 working days without a word, while it is not late
    every week            on its first working day, all that is open

Every number is the policy's (jobs/policy.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, Literal

from jobs.policy import Policy as Policy
from jobs.workdays import Workdays

OVERDUE: Final = "overdue"
DUE_TODAY: Final = "due_today"
DUE_SOON: Final = "due_soon"
RETURNED: Final = "returned"
SILENT: Final = "silent"
OPEN: Final = "open"
ASSIGNED: Final = "assigned"
SECTIONS: Final = (OVERDUE, DUE_TODAY, DUE_SOON, RETURNED, SILENT, OPEN)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open item as the rule sees it. All dates are of the unit's own calendar.

    `said_on` is when a message last named it; `word_on` when somebody last said something about it; `returned_on` when the
    office gave it back, if it did. Until `snoozed_until` it is not named.
    """

    item_id: int
    number: int
    assigned_on: date
    due_on: date | None
    said_on: date | None = None
    word_on: date | None = None
    returned_on: date | None = None
    snoozed_until: date | None = None
    has_owner: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One item that deserves saying. `workdays` counts the working days left, or those late as a negative number.

    `why` is the step that was reached, and its number: `due_in_days:7`, `due_in_workdays:3`, `due`, `late:3`, `returned`,
    `silent:20`, `weekly`; and for posts that are not the cadence's `assigned`, `asked`, `again`.
    """

    item_id: int
    section: str
    workdays: int | None
    why: str
    calls_owner: bool = False
    calls_head: bool = False


def deserves(items: Iterable[Owed], today: date, workdays: Workdays, policy: Policy) -> tuple[Line, ...]:
    """The lines a unit's channel deserves today, most pressing first; empty means silence.

    `today` is the unit's own date. On a day off, or a day of the week without posts, nothing deserves saying.
    """
    if not workdays.only(policy.weekdays).is_workday(today):
        return ()
    known = list(items)
    return _in_order(known, (line_for(item, today, workdays, policy) for item in known))


def everything(items: Iterable[Owed], today: date, workdays: Workdays, policy: Policy) -> tuple[Line, ...]:
    """All that is open as it is today, most pressing first: what is said when somebody asks for a reminder now."""
    known = list(items)
    return _in_order(known, (_line(item, today, workdays, policy, "asked") for item in known))


def _in_order(items: Iterable[Owed], lines: Iterable[Line | None]) -> tuple[Line, ...]:
    numbers = {item.item_id: item.number for item in items}
    said = (line for line in lines if line is not None)
    return tuple(
        sorted(said, key=lambda line: (SECTIONS.index(line.section), line.workdays or 0, numbers[line.item_id]))
    )


def line_for(item: Owed, today: date, workdays: Workdays, policy: Policy) -> Line | None:
    """What one item deserves today, or None."""
    if item.snoozed_until is not None and today < item.snoozed_until:
        return None
    heard_on = max(item.assigned_on, item.said_on or item.assigned_on)
    reached = [step for step in _steps(item, today, workdays, policy) if heard_on < step.day <= today]
    week_began = workdays.only(policy.weekdays).first_of_week(today)
    is_weekly = week_began is not None and heard_on < week_began <= today
    if not reached and not is_weekly:
        return None
    why = max(reached, key=lambda step: step.day).why if reached else "weekly"
    line = _line(item, today, workdays, policy, why)
    is_quiet = line.section == DUE_SOON and _is_fresh(item, today, workdays, policy)
    return None if is_quiet and not is_weekly else line


def _line(item: Owed, today: date, workdays: Workdays, policy: Policy, why: str) -> Line:
    left = None if item.due_on is None else workdays.between(today, item.due_on)
    section = _section(item, today, workdays, policy)
    if section in (OPEN, DUE_SOON) and why == "returned":
        section = RETURNED
    if section == OPEN and why.startswith("silent:"):
        section = SILENT
    is_asked_by_name = section == SILENT
    return Line(
        item_id=item.item_id,
        section=section,
        workdays=left,
        why=why,
        calls_owner=is_asked_by_name or calls_owner(left, policy),
        calls_head=(is_asked_by_name and not item.has_owner) or calls_head(left, policy),
    )


def calls_owner(left: int | None, policy: Policy) -> bool:
    """True when the owner is mentioned with so many working days left (late: negative)."""
    return left is not None and policy.owner_from_workdays > 0 and left <= policy.owner_from_workdays


def calls_head(left: int | None, policy: Policy) -> bool:
    """True when the unit's head is mentioned with so many working days left (late: negative)."""
    return left is not None and policy.head_from_late > 0 and left <= -policy.head_from_late


@dataclass(frozen=True, slots=True)
class _Step:
    day: date
    why: str


def _steps(item: Owed, today: date, workdays: Workdays, policy: Policy) -> Iterator[_Step]:
    """The days on which an item is worth a word, as far as `today` can tell."""
    yield from _dated_steps(item, workdays, policy)
    posts = workdays.only(policy.weekdays)
    if item.returned_on is not None:
        yield _Step(posts.on_or_after(item.returned_on + timedelta(days=1)), "returned")
    is_late = item.due_on is not None and item.due_on < today
    if policy.silent_workdays and not is_late:
        spoken_on = max(item.assigned_on, item.word_on or item.assigned_on)
        silent_for = workdays.between(spoken_on, today)
        times = silent_for // policy.silent_workdays
        if times > 0:
            silent = times * policy.silent_workdays
            yield _Step(posts.on_or_after(workdays.shift(spoken_on, silent)), f"silent:{silent}")


def _dated_steps(item: Owed, workdays: Workdays, policy: Policy) -> Iterator[_Step]:
    """The steps before and after the due date."""
    if item.due_on is None:
        return
    posts = workdays.only(policy.weekdays)
    due = workdays.on_or_before(item.due_on)
    if policy.soon_days:
        days_before = item.due_on - timedelta(days=policy.soon_days)
        yield _Step(posts.on_or_before(days_before), f"due_in_days:{policy.soon_days}")
    if policy.soon_workdays:
        workdays_before = workdays.shift(due, -policy.soon_workdays)
        yield _Step(posts.on_or_before(workdays_before), f"due_in_workdays:{policy.soon_workdays}")
    yield _Step(posts.on_or_before(due), "due")
    for late in policy.late_workdays:
        yield _Step(posts.on_or_after(late_on(item.due_on, item.assigned_on, late, workdays)), f"late:{late}")


def late_on(due_on: date, assigned_on: date, late: int, workdays: Workdays) -> date:
    """The day on which an item is so many working days late.

    Somebody who is given an item that is late already gets the same grace as anybody else.
    """
    return workdays.shift(max(due_on, assigned_on), late)


def _section(item: Owed, today: date, workdays: Workdays, policy: Policy) -> str:
    if item.due_on is None:
        return OPEN
    if item.due_on < today:
        return OVERDUE
    # A due date on a day off is kept on the last working day before it.
    if workdays.on_or_before(item.due_on) <= today:
        return DUE_TODAY
    # A first step that moved earlier, off a holiday, says "soon" on that earlier day.
    soon_from = min(step.day for step in _dated_steps(item, workdays, policy))
    return DUE_SOON if soon_from <= today else OPEN


def _is_fresh(item: Owed, today: date, workdays: Workdays, policy: Policy) -> bool:
    """True when somebody said something about it within the last few working days."""
    return item.word_on is not None and workdays.between(item.word_on, today) < policy.fresh_workdays


Told = Literal["month", "week"]


def scorecard_due(today: date, told_on: date | None, live_on: date, workdays: Workdays, policy: Policy) -> Told | None:
    """Whether the office's channel gets the scorecards today: on the first day with posts of a month, or of a week, that it was live.

    If the bot was away then, on the first day after it. `told_on` is the day of the last ones, `live_on` when the office went
    live, both of the office's calendar.
    """
    posts = workdays.only(policy.weekdays)

    def is_due(began: date | None) -> bool:
        return began is not None and live_on <= began <= today and (told_on is None or told_on < began)

    if is_due(posts.on_or_after(today.replace(day=1))):
        return "month"
    return "week" if is_due(posts.first_of_week(today)) else None


def check_ins_due(
    today: date, ends_on: date, asked_on: date | None, posted_on: date | None, workdays: Workdays, policy: Policy
) -> bool:
    """True when the unit is to be asked for a target's check-in: every two weeks, and weekly in the period's last three.

    `ends_on` is the last day of the target's period; `asked_on` when it was last asked for, or last reported, whichever came
    later. It is asked with the weekly list, so in the first post of a week; `posted_on` is the last day before today with one.
    """
    posts = workdays.only(policy.weekdays)
    week_began = posts.first_of_week(today)
    if not policy.check_in_weeks or today > ends_on or week_began is None or not posts.is_workday(today):
        return False
    if posted_on is not None and week_began <= posted_on < today:
        return False
    is_near = (ends_on - today).days < 7 * policy.weekly_check_in_weeks
    weeks = 1 if is_near else policy.check_in_weeks
    monday = today - timedelta(days=today.weekday())
    return asked_on is None or (monday - (asked_on - timedelta(days=asked_on.weekday()))).days >= 7 * weeks


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
