"""What waits for the office: items reported done, wishes for more time, and open items whose owner has left."""

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.models import OPEN_STATES, Extension, Item, Person, Unit

REPORTED = "reported"
WISH = "wish"
OWNERLESS = "ownerless"


def waiting(session: Session) -> list[tuple[Item, str]]:
    """Everything that waits for the office, each with why: first by reason, then by unit and number; no item twice."""
    found: dict[int, tuple[Item, str]] = {}
    for why, items in ((REPORTED, reported(session)), (WISH, wished(session)), (OWNERLESS, ownerless(session))):
        for item in items:
            found.setdefault(item.id or 0, (item, why))
    return list(found.values())


def reported(session: Session, unit: Unit | None = None) -> list[Item]:
    """What is reported done and not accepted, in units whose reports need acceptance."""
    asked = select(Item).join(Unit, col(Unit.id) == col(Item.unit_id))
    asked = asked.where(Item.state == "done", col(Unit.needs_acceptance), col(Unit.active))
    if unit is not None:
        asked = asked.where(Item.unit_id == unit.id)
    return list(session.exec(asked.order_by(Unit.code, col(Item.number))))


def wished(session: Session) -> list[Item]:
    """Open items with a wish for more time that the office has not decided on."""
    asked = (
        select(Item)
        .join(Unit, col(Unit.id) == col(Item.unit_id))
        .join(Extension, col(Extension.item_id) == col(Item.id))
        .where(col(Extension.decision).is_(None), col(Item.state).in_(OPEN_STATES), col(Unit.active))
    )
    return list(session.exec(asked.order_by(Unit.code, col(Item.number))))


def ownerless(session: Session) -> list[Item]:
    """Open items whose owner has left, and has no deputy who could stand in."""
    deputy = aliased(Person)
    asked = (
        select(Item)
        .join(Unit, col(Unit.id) == col(Item.unit_id))
        .join(Person, col(Person.id) == col(Item.owner_id))
        .join(deputy, col(deputy.id) == col(Person.deputy_id), isouter=True)
        .where(col(Person.left_at).is_not(None), or_(col(deputy.id).is_(None), col(deputy.left_at).is_not(None)))
        .where(col(Item.state).in_(OPEN_STATES), col(Unit.active))
    )
    return list(session.exec(asked.order_by(Unit.code, col(Item.number))))
