"""Which figures a unit is asked for in its post of the day: the targets whose check-in is due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.days import policy_of, workdays_of
from jobs.policy import Policy
from storage import check_ins, deliveries, targets
from storage.models import CheckIn, Target, Unit


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """A target whose figure is asked for, with its last one; `is_fresh` once somebody has answered since."""

    target_id: int
    metric: str
    measure: str
    goal: Decimal
    period: str
    last: Decimal | None = None
    last_on: date | None = None
    is_fresh: bool = False


def figures_asked(
    session: Session, unit: Unit, today: date, policy: Policy, *, reminded_on: date | None = None
) -> tuple[AskedFigure, ...]:
    """The figures asked for on `today`, the unit's own date; what was reported on that day or later does not change which.

    So a message rendered again names the same targets, with what was answered meanwhile. `reminded_on` is a day before today
    with a reminder that is only foreseen.
    """
    running = [
        each for each in targets.reportable(session, unit.id or 0, today) if each.starts_on <= today <= each.ends_on
    ]
    if not running:
        return ()
    policy, calendar, zone = policy_of(session, unit, policy), workdays_of(session, unit), ZoneInfo(unit.timezone)
    told = check_ins.check_ins_of(session, running)
    posted_on = reminded_on or deliveries.last_reminded_on(session, unit.id or 0, before=today)
    asked = []
    for target in running:
        rows = told.get(target.id or 0, [])
        before = [row for row in rows if _said_on(row, zone) < today]
        asked_on = _asked_on(target, before, today, policy, zone)
        if cadence.check_ins_due(today, target.ends_on, asked_on, posted_on, calendar, policy):
            last = rows[-1] if rows else None
            asked.append(
                AskedFigure(
                    target_id=target.id or 0,
                    metric=target.metric,
                    measure=target.measure,
                    goal=target.goal,
                    period=target.period,
                    last=last.value if last else None,
                    last_on=last.as_of if last else None,
                    is_fresh=last is not None and _said_on(last, zone) >= today,
                )
            )
    return tuple(asked)


def next_asking(session: Session, unit: Unit, now: datetime, policy: Policy, horizon: int = 35) -> datetime | None:
    """The next instant at which the unit is asked for a figure, if nothing changes; None within `horizon` days."""
    zone = ZoneInfo(unit.timezone)
    own = policy_of(session, unit, policy)
    first = now.astimezone(zone).date()
    for n in range(horizon):
        day = first + timedelta(days=n)
        due = cadence.due_instant(day, zone, own)
        if due > now and figures_asked(session, unit, day, policy):
            return due
    return None


def _asked_on(target: Target, before: list[CheckIn], today: date, policy: Policy, zone: ZoneInfo) -> date:
    """The last week in which the rhythm asked for it, reckoned from the last figure or the period's beginning; never stored."""
    base = max(target.starts_on, *(_said_on(row, zone) for row in before)) if before else target.starts_on
    base, this = _monday(base), _monday(today)
    is_near = (target.ends_on - today).days < 7 * policy.weekly_check_in_weeks
    step = 1 if is_near else max(1, policy.check_in_weeks)
    weeks = (this - base).days // 7
    return base + timedelta(weeks=max(0, weeks - 1) // step * step)


def _said_on(row: CheckIn, zone: ZoneInfo) -> date:
    return row.said_at.astimezone(zone).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
