"""A unit's wishes for a later due date, and the office's decisions."""

from datetime import date

from sqlmodel import Session, col, select

from storage import activity, life
from storage.models import Activity, Extension, Item
from storage.said import Outcome, Said, obstacle, step


def request(
    session: Session, item: Item, until: date, reason: str, said: Said, *, today: date, knew: int | None = None
) -> Outcome:
    """Ask the office for a later due date; a newer wish takes the place of an undecided one.

    `today` is the unit's own date: a wish made after the due date is taken, and says that it is late.
    """
    refused = obstacle(session, item, "extend", said, knew=knew) or life.unfit_extension(until, today, item.due_on)
    if refused is not None or item.due_on is None:
        return Outcome(item, "extend", refused)
    earlier = undecided_of(session, item)
    if earlier is not None:
        _settle(session, earlier, "withdrawn", said)
    wish = Extension(
        item_id=item.id or 0,
        due_on=item.due_on,
        until=until,
        reason=reason,
        requested_by=said.viewer.user,
        requested_at=said.at,
        is_late=item.due_on < today,
    )
    session.add(wish)
    session.flush()
    more = {"extension": wish.id, "until": until.isoformat(), "is_late": wish.is_late}
    return step(session, item, "extend", said, {}, note=reason or None, more=more)


def decide(session: Session, wish: Extension, said: Said, *, approves: bool, reason: str | None = None) -> Outcome:
    """The office's word on a wish: approved, it moves the due date; declined, all stays as it was."""
    verb = "approve" if approves else "decline"
    item = session.get_one(Item, wish.item_id)
    refused = obstacle(session, item, verb, said)
    session.refresh(wish)
    if refused is None and wish.decision is not None:
        refused = life.decided(wish.decision, wish.decided_by or "", wish.until)
    if refused is None and item.due_on != wish.due_on:
        refused = life.meanwhile("move_due", _mover(session, item), {"due": str(item.due_on)})
    if refused is not None:
        return Outcome(item, verb, refused)
    _settle(session, wish, "approved" if approves else "declined", said)
    more = {"extension": wish.id, "until": wish.until.isoformat(), "requested_by": wish.requested_by}
    return step(session, item, verb, said, {"due_on": wish.until} if approves else {}, note=reason, more=more)


def settle_by_moving(session: Session, item: Item, due_on: date, said: Said) -> None:
    """The office moves the due date by itself: an undecided wish for that day or an earlier one is granted, a later one is not."""
    wish = undecided_of(session, item)
    if wish is not None:
        _settle(session, wish, "approved" if wish.until <= due_on else "declined", said)


def undecided_of(session: Session, item: Item) -> Extension | None:
    """The wish the office has not decided on yet."""
    wishes = select(Extension).where(Extension.item_id == item.id, col(Extension.decision).is_(None))
    return session.exec(wishes).first()


def of_item(session: Session, item: Item) -> list[Extension]:
    """Every wish there was for an item, oldest first."""
    return list(session.exec(select(Extension).where(Extension.item_id == item.id).order_by(col(Extension.id))))


def may_be_taken_back(session: Session, line: Activity) -> bool:
    """True when what this line did to a wish can still be undone: it is undecided, or no other has come since its decision."""
    wish = session.get_one(Extension, line.after["extension"])
    if line.verb == "extend":
        return wish.decision is None
    newer = select(Extension.id).where(Extension.item_id == wish.item_id, col(Extension.id) > wish.id)
    return wish.decision is not None and session.exec(newer).first() is None


def take_back(session: Session, line: Activity, said: Said) -> None:
    """A wish taken back is withdrawn; a decision taken back leaves the wish undecided."""
    wish = session.get_one(Extension, line.after["extension"])
    if line.verb == "extend":
        _settle(session, wish, "withdrawn", said)
    else:
        wish.decision = wish.decided_by = wish.decided_at = None
        session.add(wish)
        session.flush()


def _settle(session: Session, wish: Extension, decision: str, said: Said) -> None:
    wish.decision, wish.decided_by, wish.decided_at = decision, said.viewer.user, said.at
    session.add(wish)
    session.flush()


def _mover(session: Session, item: Item) -> str:
    lines = activity.changes_of(session, item, frozenset({"due_on"}))
    return lines[-1].who if lines else "?"
