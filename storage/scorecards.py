"""What a period's scorecard is counted from: the items of a unit, which were sent back, and the directives of its meetings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlalchemy import ColumnElement, and_, case, func, literal, or_
from sqlmodel import Session, col, select

from storage.models import OPEN_STATES, Activity, Directive, Item, Meeting, Person, Unit
from storage.periods import Period
from storage.viewers import Viewer, may_see_directive, may_see_item


def items_in(session: Session, viewer: Viewer, unit_id: int, period: Period) -> list[Item]:
    """The unit's items that were due in the period, first or as extended, or assigned in it without a due date; none cancelled."""
    rows = select(Item).where(Item.unit_id == unit_id, Item.state != "cancelled", may_see_item(viewer))
    return [item for item in session.exec(rows.order_by(col(Item.number))) if _is_in(item, period)]


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of `judged` items `hits` were reported done on their due day or before, on the unit's own calendar day."""

    hits: int = 0
    judged: int = 0


def on_time(
    session: Session, viewer: Viewer, units: Sequence[Unit], period: Period, today_of: Callable[[Unit], date]
) -> dict[int, OnTime]:
    """The scorecard's rate by due date for many units at once, counted by the database; units with nothing to judge are left out."""
    by_place: dict[tuple[str, date], list[int]] = {}
    for unit in units:
        by_place.setdefault((unit.timezone, today_of(unit)), []).append(unit.id or 0)
    found: dict[int, OnTime] = {}
    for (zone, today), ids in by_place.items():
        falls_in = [col(day).between(period.starts_on, period.ends_on) for day in (Item.due_on, Item.original_due_on)]
        is_judged = and_(
            col(Item.unit_id).in_(ids),
            may_see_item(viewer),
            col(Item.state) != "cancelled",
            col(Item.due_on).is_not(None),
            or_(*falls_in),
            or_(col(Item.state).not_in(OPEN_STATES), col(Item.due_on) < today),
        )
        days = session.exec(select(col(Item.due_on)).where(is_judged, col(Item.done_at).is_not(None)).distinct()).all()
        is_hit = _is_done_by([day for day in days if day is not None], ZoneInfo(zone))
        counted = sqlalchemy.select(col(Item.unit_id), func.sum(case((is_hit, 1), else_=0)), func.count()).where(
            is_judged
        )
        for unit_id, hits, judged in session.execute(counted.group_by(col(Item.unit_id))):
            found[unit_id] = OnTime(int(hits), judged)
    return found


def _is_done_by(days: Sequence[date], zone: ZoneInfo) -> ColumnElement[bool]:
    """A condition on Item: done before its due day, one of these, was over in `zone`."""
    if not days:
        return sqlalchemy.false()
    instant: Any = Item.__table__.c.done_at.type  # type: ignore[attr-defined]
    ends = {day: literal(_end_of(day, zone), instant) for day in days}
    return col(Item.done_at) < case(ends, value=col(Item.due_on))


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def sent_back(session: Session, items: Iterable[Item]) -> frozenset[int]:
    """Which of these items the office or a leader ever returned."""
    ids = [item.id for item in items]
    found = session.exec(select(Activity.item_id).where(Activity.verb == "return", col(Activity.item_id).in_(ids)))
    return frozenset(each for each in found if each is not None)


def directives_in(session: Session, viewer: Viewer, period: Period) -> list[tuple[Directive, Person, Meeting]]:
    """The directives that concern a period, as far as this viewer may see: of its meetings, or with an item counted in it."""
    items = session.exec(select(Item).where(col(Item.directive_id).is_not(None), Item.state != "cancelled"))
    counted = {item.directive_id for item in items if _is_in(item, period)}
    return [row for row in _directives(session, viewer) if row[0].id in counted or _is_of(row[2], period)]


def directives_of(session: Session, viewer: Viewer, meeting: Meeting) -> list[tuple[Directive, Person, Meeting]]:
    """The directives of one meeting that this viewer may see, by leader and ordinal."""
    return [row for row in _directives(session, viewer) if row[2].id == meeting.id]


def _directives(session: Session, viewer: Viewer) -> list[tuple[Directive, Person, Meeting]]:
    rows = session.exec(
        select(Directive, Person, Meeting)
        .join(Person, col(Person.id) == col(Directive.speaker_id))
        .join(Meeting, col(Meeting.id) == col(Directive.meeting_id))
        .where(may_see_directive(viewer))
        .order_by(col(Meeting.id), col(Person.name), col(Directive.ordinal))
    )
    return [(directive, person, meeting) for directive, person, meeting in rows]


def items_of(session: Session, viewer: Viewer, directives: Iterable[Directive]) -> list[tuple[Item, Unit]]:
    """What these directives were made of in each unit, by unit and number, as far as the viewer may see."""
    rows = session.exec(
        select(Item, Unit)
        .join(Unit, col(Unit.id) == col(Item.unit_id))
        .where(col(Item.directive_id).in_([each.id for each in directives]), may_see_item(viewer))
        .order_by(col(Unit.code), col(Item.number))
    )
    return [(item, unit) for item, unit in rows]


def _is_in(item: Item, period: Period) -> bool:
    days = [day for day in (item.due_on, item.original_due_on) if day is not None]
    return any(period.includes(day) for day in days or [item.assigned_on])


def _is_of(meeting: Meeting, period: Period) -> bool:
    """A meeting belongs to the period it names, else to the one it was held in."""
    if meeting.period:
        return meeting.period == period.name
    return meeting.held_from is not None and period.includes(meeting.held_from)
