"""How far each channel's history has been read, and which of our messages people may still be answering."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.models import CaughtUp, Delivery, Inbound, Unit

# Where people answer: what stands in a channel itself and names items.
ANSWERED_KINDS: Final = ("reminder", "notice")


def channels_by_need(session: Session) -> list[str]:
    """The linked channels, the one read longest ago first."""
    linked = select(col(Unit.channel)).where(col(Unit.channel).is_not(None), col(Unit.active))
    read = {row.channel: row.at for row in session.scalars(select(CaughtUp))}
    return sorted(
        (str(channel) for channel in session.scalars(linked)),
        key=lambda channel: (channel in read, read.get(channel), channel),
    )


def seen(session: Session, channel: str) -> str | None:
    """How far this channel has been read; None before the first time."""
    row = session.get(CaughtUp, channel)
    return row.seen_ts if row else None


def keep_seen(session: Session, channel: str, ts: str, at: datetime) -> None:
    """This channel has been read up to `ts`; it never goes backwards."""
    row = session.get(CaughtUp, channel) or CaughtUp(channel=channel, seen_ts=ts, at=at)
    row.seen_ts = ts if float(ts) > float(row.seen_ts) else row.seen_ts
    row.at = at
    session.add(row)


def newest_posts(session: Session, channel: str, most: int) -> list[str]:
    """The stamps of our newest messages in a channel that people answer, newest first."""
    posts = select(col(Delivery.message_ts)).where(
        col(Delivery.channel) == channel,
        col(Delivery.kind).in_(ANSWERED_KINDS),
        col(Delivery.state) == "sent",
        col(Delivery.standing) != "deleted",
    )
    return [str(ts) for ts in session.scalars(posts.order_by(col(Delivery.id).desc()).limit(most))]


def answered_among(session: Session, channel: str, stamps: Sequence[str]) -> frozenset[str]:
    """Those of our messages under which a reply was kept, so that it may have been edited or deleted since."""
    threads = select(col(Inbound.thread_ts)).where(
        col(Inbound.kind) == "reply", col(Inbound.channel) == channel, col(Inbound.thread_ts).in_(stamps)
    )
    return frozenset(str(ts) for ts in session.scalars(threads.distinct()))


def answered_lately(session: Session, channel: str, since: datetime, most: int) -> frozenset[str]:
    """The threads of a channel under which a reply was kept since this instant, the `most` answered last."""
    threads = (
        select(col(Inbound.thread_ts))
        .where(
            col(Inbound.kind) == "reply",
            col(Inbound.channel) == channel,
            col(Inbound.thread_ts).is_not(None),
            col(Inbound.received_at) >= since,
        )
        .group_by(col(Inbound.thread_ts))
        .order_by(func.max(col(Inbound.id)).desc())
    )
    return frozenset(str(ts) for ts in session.scalars(threads.limit(most)))
