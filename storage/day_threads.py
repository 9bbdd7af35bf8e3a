"""The day's thread: of what a channel is told on one day the first message stands in the channel, and the others in its thread.

Which of them is the first is decided when a message is about to leave, because only then it is known what stands already.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from storage.models import MOVING_STATES, Delivery

# What is said on a channel's own day; answers, private words and alarms have their own places.
DAY_KINDS: Final = ("notice", "reminder", "escalation", "scorecard")


@dataclass(frozen=True, slots=True)
class DayThread:
    """Where a message of the day belongs: below `root_ts`, or into the channel itself when nothing stands there yet (None).

    `is_pending`: another one of that day may have left, and nobody knows its place yet; or it is long, and goes on first.
    """

    root_ts: str | None = None
    is_pending: bool = False


def is_of_day(row: Delivery) -> bool:
    """True for a message that belongs into its channel's thread of the day."""
    return row.kind in DAY_KINDS and row.local_date is not None


def day_threads(session: Session, rows: Sequence[Delivery]) -> dict[int, DayThread]:
    """For each of these claimed rows that is of a day, by id, where it belongs.

    Until the transaction ends nobody else can decide it for the same days, so two machines never both begin one.
    """
    asked = [row for row in rows if is_of_day(row)]
    if not asked:
        return {}
    known = _of_the_same_days(session, asked)
    unended = _going_on(session, [each.id for each in known])
    return {row.id or 0: _thread_of(row, known, unended) for row in asked}


def _thread_of(row: Delivery, known: Sequence[Row[Any]], unended: Container[int]) -> DayThread:
    same_day = [
        each for each in known if (each.channel, each.local_date) == (row.channel, row.local_date) and each.id != row.id
    ]
    if not row.attempts and any(each.id in unended for each in same_day):
        return DayThread(is_pending=True)
    others = [each for each in same_day if each.thread_ts is None]
    for other in others:
        if other.state == "sent":
            return DayThread(other.message_ts)
    if row.attempts:
        # It may stand where it was sent first, so it is sent there again and found there.
        return DayThread(row.thread_ts)
    return DayThread(is_pending=any(other.state == "sending" or other.attempts for other in others))


def _going_on(session: Session, ids: Sequence[int]) -> set[int]:
    """Which of these messages go on in their threads and have a part on its way."""
    parts = select(col(Delivery.root_id)).where(
        col(Delivery.root_id).in_(ids), col(Delivery.kind) == "part", col(Delivery.state).in_(MOVING_STATES)
    )
    return {root_id for root_id in session.scalars(parts) if root_id is not None}


def _of_the_same_days(session: Session, asked: Sequence[Delivery]) -> Sequence[Row[Any]]:
    """What is promised to these rows' channels for their days, or stands there, in the ledger's order, and held."""
    units = {row.unit_id for row in asked}
    whose = [col(Delivery.unit_id).in_([unit for unit in units if unit is not None])]
    if None in units:
        whose.append(col(Delivery.unit_id).is_(None))
    found = (
        select(
            col(Delivery.id),
            col(Delivery.channel),
            col(Delivery.local_date),
            col(Delivery.state),
            col(Delivery.attempts),
            col(Delivery.thread_ts),
            col(Delivery.message_ts),
        )
        .where(
            or_(*whose),
            col(Delivery.kind).in_(DAY_KINDS),
            col(Delivery.local_date).in_({row.local_date for row in asked}),
            col(Delivery.state).in_((*MOVING_STATES, "sent")),
            col(Delivery.standing) != "deleted",
        )
        .order_by(col(Delivery.id))
        .with_for_update()
    )
    return session.execute(found).all()
