"""The journal: who did what to which item, when, with the state before and after. Rows are appended, never changed."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.models import Activity, Inbound, Item


def snapshot(item: Item) -> dict[str, Any]:
    """What a move can change of an item, as plain JSON; `restore` puts it back."""
    return {
        "state": item.state,
        "blocked_reason": item.blocked_reason,
        "done_at": item.done_at.isoformat() if item.done_at else None,
        "done_by": item.done_by,
        "acknowledged_at": item.acknowledged_at.isoformat() if item.acknowledged_at else None,
    }


def restore(item: Item, before: dict[str, Any]) -> None:
    """Make an item again what a snapshot says it was."""
    item.state = before["state"]
    item.blocked_reason = before["blocked_reason"]
    item.done_at = datetime.fromisoformat(before["done_at"]) if before["done_at"] else None
    item.done_by = before["done_by"]
    item.acknowledged_at = datetime.fromisoformat(before["acknowledged_at"]) if before["acknowledged_at"] else None


def write(
    session: Session,
    *,
    at: datetime,
    who: str,
    verb: str,
    item: Item | None = None,
    meeting_id: int | None = None,
    unit_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str | None = None,
    inbound: Inbound | None = None,
) -> Activity:
    """Append one line. Lines of one inbound are numbered in the order in which they were written."""
    line = Activity(
        at=at,
        who=who,
        verb=verb,
        item_id=item.id if item else None,
        unit_id=item.unit_id if item else unit_id,
        meeting_id=meeting_id,
        before=before or {},
        after=after or {},
        note=note,
        inbound_id=inbound.id if inbound else None,
        revision=inbound.revision if inbound else 0,
        ordinal=len(lines_of(session, inbound)) if inbound else 0,
    )
    session.add(line)
    session.flush()
    return line


def lines_of(session: Session, inbound: Inbound) -> list[Activity]:
    """What one reply, click or reaction did, in order."""
    return list(session.exec(select(Activity).where(col(Activity.inbound_id) == inbound.id).order_by(col(Activity.id))))


def history(session: Session, item: Item) -> list[Activity]:
    """Everything that happened to an item, oldest first."""
    return list(session.exec(select(Activity).where(col(Activity.item_id) == item.id).order_by(col(Activity.id))))


def newest_of(session: Session, item: Item) -> Activity | None:
    """The last line that changed an item's state."""
    lines = select(Activity).where(col(Activity.item_id) == item.id).order_by(col(Activity.id).desc())
    return next((line for line in session.exec(lines) if line.before != line.after), None)
