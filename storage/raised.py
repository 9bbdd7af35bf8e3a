"""What was told above the units: to the office's channel, and to the leaders."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.models import MOVING_STATES, OPEN_STATES, Delivery, DeliveryItem, Directive, Item, Person, Unit

KINDS: Final = ("escalation", "digest")


def last_raised(session: Session, *, before: date | None = None) -> dict[tuple[int, str], datetime]:
    """For each item and section, when the message was due that named it last; only those of office days before `before`."""
    named = (
        select(col(DeliveryItem.item_id), col(DeliveryItem.section), func.max(col(Delivery.due_at)))
        .join(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
        .where(
            col(Delivery.kind).in_(KINDS),
            col(Delivery.state) == "sent",
            col(Delivery.standing) != "deleted",
        )
        .group_by(col(DeliveryItem.item_id), col(DeliveryItem.section))
    )
    if before is not None:
        named = named.where(col(Delivery.local_date) < before)
    return {(row[0], row[1]): row[2] for row in session.execute(named)}


def items_above(session: Session, until: date) -> list[tuple[Item, Unit, Person | None]]:
    """The open items of active units that are due before `until`, or have no date or no owner; with who gave them."""
    wanted = (col(Item.due_on) < until) | col(Item.due_on).is_(None) | col(Item.owner_id).is_(None)
    rows = session.execute(
        select(Item, Unit, Person)
        .join(Unit, col(Unit.id) == col(Item.unit_id))
        .outerjoin(Directive, col(Directive.id) == col(Item.directive_id))
        .outerjoin(Person, col(Person.id) == col(Directive.speaker_id))
        .where(col(Item.state).in_(OPEN_STATES), col(Unit.active), wanted)
        .order_by(col(Unit.code), col(Item.number))
    )
    return [(item, unit, leader) for item, unit, leader in rows]


def last_post_on(session: Session, channel: str, kind: str = "escalation") -> date | None:
    """The office's day of the last post of this kind to its channel."""
    posts = select(func.max(col(Delivery.local_date))).where(
        col(Delivery.kind) == kind, col(Delivery.channel) == channel, col(Delivery.state) == "sent"
    )
    return session.scalars(posts).one()


def calendars_told(session: Session, since: date) -> set[str]:
    """Of which calendars the office's posts since a day have said that the next year is not known."""
    rows = session.scalars(
        select(Delivery).where(
            col(Delivery.kind) == "escalation",
            col(Delivery.local_date) >= since,
            col(Delivery.state).in_((*MOVING_STATES, "sent", "uncertain")),
        )
    )
    return {calendar for row in rows for calendar in row.facts.get("calendars") or ()}
