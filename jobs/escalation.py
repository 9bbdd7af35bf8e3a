"""Escalation: when a late item is told to the office, and to the leader who asked for it. Pure: time and rows are arguments.

    +3 working days    the office's channel, once, all units in one post
    a day before +5    the office is shown what the leader will be told
    +5 working days    the leader, privately, all units in one message; then with the week's first
    every week         the office is given what has no due date or no owner

Days are of the item's own unit. A later due date begins anew.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from jobs.cadence import late_on
from jobs.policy import Policy
from jobs.workdays import Workdays

ESCALATED: Final = "escalated"
AHEAD: Final = "ahead"
UNDATED: Final = "undated"
UNOWNED: Final = "unowned"
TOLD: Final = "told"
OFFICE_SECTIONS: Final = (ESCALATED, AHEAD, UNDATED, UNOWNED)


@dataclass(frozen=True, slots=True)
class Late:
    """An open item as this rule sees it, and on which of its unit's days it was last told to whom.

    `has_leader`: somebody gave it who is neither its owner nor the unit's head, so that nobody is escalated to himself.
    """

    assigned_on: date
    due_on: date | None
    has_owner: bool
    has_leader: bool
    escalated_on: date | None = None
    ahead_on: date | None = None
    told_on: date | None = None
    snoozed_until: date | None = None


def office_section(
    item: Late, today: date, next_today: date, workdays: Workdays, policy: Policy, *, is_weekly: bool
) -> str | None:
    """Why an item stands in the office's post of the day; None when it does not.

    `today` and `next_today` are the unit's dates at this post of the office and at its next. `is_weekly`: it is the
    office's first post of the week.
    """
    if item.snoozed_until is not None and today < item.snoozed_until:
        return None
    if item.due_on is None:
        return UNDATED if is_weekly and _is_of_earlier_week(item, today) else None
    if _reaches(item, policy.office_from_late, today, workdays) and not _since(
        item.escalated_on, item, policy.office_from_late, workdays
    ):
        return ESCALATED
    is_near = policy.tells_leaders and _reaches(item, policy.leader_from_late, next_today, workdays)
    if is_near and item.has_leader and not _is_ahead_told(item):
        return AHEAD
    return UNOWNED if is_weekly and not item.has_owner and _is_of_earlier_week(item, today) else None


def _is_of_earlier_week(item: Late, today: date) -> bool:
    """What was given this week may still get its owner and its date without anybody's list."""
    return item.assigned_on < today - timedelta(days=today.weekday())


def leader_is_told(item: Late, today: date, week_began: date, workdays: Workdays, policy: Policy) -> bool:
    """True when the leader's message of the day names an item: first at its step, then with the first of each week.

    `week_began` is the unit's date at the office's first hour of the week. The office must have been shown it on an earlier day:
    whoever asks gives `ahead_on` only of earlier days.
    """
    if item.snoozed_until is not None and today < item.snoozed_until:
        return False
    if not (policy.tells_leaders and item.has_leader and _is_ahead_told(item)):
        return False
    if not _reaches(item, policy.leader_from_late, today, workdays):
        return False
    is_first = not _since(item.told_on, item, policy.leader_from_late, workdays)
    return is_first or (item.told_on is not None and item.told_on < week_began <= today)


def _reaches(item: Late, late: int, today: date, workdays: Workdays) -> bool:
    """True once an item is so many working days late; never for 0."""
    if item.due_on is None or not late:
        return False
    return late_on(item.due_on, item.assigned_on, late, workdays) <= today


def _since(said_on: date | None, item: Late, late: int, workdays: Workdays) -> bool:
    """True when it was said since the item reached this step."""
    if said_on is None or item.due_on is None:
        return False
    return said_on >= late_on(item.due_on, item.assigned_on, late, workdays)


def _is_ahead_told(item: Late) -> bool:
    """True when the office was shown this lateness, not one under an earlier due date."""
    if item.ahead_on is None or item.due_on is None:
        return False
    return item.ahead_on > max(item.due_on, item.assigned_on)
