"""What a period's scorecard is counted from: the items of a unit, which were sent back, and the directives of its meetings."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from storage.models import Activity, Directive, Item, Meeting, Person, Unit
from storage.periods import Period
from storage.viewers import Viewer, may_see_directive, may_see_item


def items_in(session: Session, viewer: Viewer, unit_id: int, period: Period) -> list[Item]:
    """The unit's items that were due in the period, first or as extended, or assigned in it without a due date; none cancelled."""
    rows = select(Item).where(Item.unit_id == unit_id, Item.state != "cancelled", may_see_item(viewer))
    return [item for item in session.exec(rows.order_by(col(Item.number))) if _is_in(item, period)]


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
