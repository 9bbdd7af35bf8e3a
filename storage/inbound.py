"""What people sent us, once each: Slack delivers again what it thinks was not taken, and the key makes that harmless."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage.models import Inbound


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
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
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
    statement = (
        insert(Inbound).values(row.model_dump(exclude={"id"})).on_conflict_do_nothing(index_elements=["source_key"])
    )
    new_id = session.execute(statement.returning(col(Inbound.id))).scalar_one_or_none()
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
