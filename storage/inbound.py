"""What people sent us, once each: Slack delivers again what it thinks was not taken, and the key makes that harmless."""

from datetime import datetime
from typing import Final

from sqlalchemy import Table, literal, select
from sqlmodel import Session, col

from storage.models import Inbound
from storage.once import insert_once

_INBOUND: Final[Table] = Inbound.__table__  # type: ignore[attr-defined]


def receive(
    session: Session,
    key: str,
    *,
    kind: str,
    who: str,
    at: datetime,
    channel: str | None = None,
    thread_ts: str | None = None,
    message_ts: str | None = None,
    text: str = "",
) -> Inbound | None:
    """Keep what came in; None when this key was taken before, so that nothing is done a second time."""
    row = Inbound(
        source_key=key,
        kind=kind,
        who=who,
        received_at=at,
        channel=channel,
        thread_ts=thread_ts,
        message_ts=message_ts,
        text=text,
    )
    new_id = insert_once(session, _INBOUND, row.model_dump(exclude={"id"}), "source_key")
    return session.get(Inbound, new_id) if new_id is not None else None


def inbound_of_key(session: Session, key: str) -> Inbound | None:
    """What came in under this key."""
    return session.scalars(select(Inbound).where(col(Inbound.source_key) == key)).first()


def newest_effect_of(session: Session, who: str, channel: str, thread_ts: str) -> Inbound | None:
    """The last reply of this person in this thread that changed something and still stands: what a bare "undo" means."""
    rows = select(Inbound).where(
        col(Inbound.who) == who,
        col(Inbound.channel) == channel,
        col(Inbound.thread_ts) == thread_ts,
        col(Inbound.outcome) == "applied",
    )
    return session.scalars(rows.order_by(col(Inbound.id).desc())).first()


def revise(session: Session, row: Inbound, text: str, edited_ts: str) -> bool:
    """Keep what a reply says since its edit, as its next revision; False when this edit, or a later one, was taken before."""
    session.refresh(row, with_for_update=True)
    if row.text == text or (row.edited_ts is not None and float(edited_ts) <= float(row.edited_ts)):
        return False
    row.text, row.edited_ts, row.revision = text, edited_ts, row.revision + 1
    session.add(row)
    session.flush()
    return True


def reaction_key(channel: str, ts: str, who: str, name: str, stamp: str, *, is_added: bool) -> str:
    """The key of one reaction put on a message or taken off it; `stamp` is Slack's, and orders them."""
    return f"reaction:{'added' if is_added else 'removed'}:{channel}:{ts}:{who}:{name}:{stamp}"


def changes_reaction(
    session: Session, channel: str, ts: str, who: str, name: str, stamp: str, *, is_added: bool
) -> bool:
    """True when this is news: later than the last that was heard of this reaction, and not the same again."""
    last = max(
        (row for row in _reactions(session, channel, ts) if (row.who, row.text) == (who, name)),
        key=_stamp,
        default=None,
    )
    return last is None or (_is_added(last) != is_added and float(stamp) > _stamp(last))


def reactions_on(session: Session, channel: str, ts: str) -> dict[tuple[str, str], bool]:
    """For each reaction heard of on a message, by name and person, whether it stands."""
    rows = sorted(_reactions(session, channel, ts), key=_stamp)
    return {(row.text, row.who): _is_added(row) for row in rows}


def _reactions(session: Session, channel: str, ts: str) -> list[Inbound]:
    rows = select(Inbound).where(
        col(Inbound.kind) == "reaction", col(Inbound.message_ts) == ts, col(Inbound.channel) == channel
    )
    return list(session.scalars(rows.order_by(col(Inbound.id))))


def _is_added(row: Inbound) -> bool:
    return row.source_key.startswith("reaction:added:")


def _stamp(row: Inbound) -> float:
    return float(row.source_key.rsplit(":", 1)[1])


def replies_in(session: Session, channel: str, thread_ts: str) -> list[Inbound]:
    """The replies kept from one thread, oldest first."""
    rows = select(Inbound).where(
        col(Inbound.kind) == "reply", col(Inbound.channel) == channel, col(Inbound.thread_ts) == thread_ts
    )
    return list(session.scalars(rows.order_by(col(Inbound.id))))


def waiting(session: Session, kind: str) -> list[Inbound]:
    """What was taken in and is still to be worked off, oldest first."""
    # Written out, not bound: only so does SQLite see that the index of what waits holds them all.
    is_waiting = col(Inbound.outcome) == literal("waiting", literal_execute=True)
    rows = select(Inbound).where(col(Inbound.kind) == kind, is_waiting)
    return list(session.scalars(rows.order_by(col(Inbound.id))))


def held(session: Session, inbound_id: int) -> Inbound | None:
    """One row as it is now, which nobody else changes until this transaction ends."""
    row = session.get(Inbound, inbound_id)
    if row is not None:
        session.refresh(row, with_for_update=True)
    return row
