"""Refused channels: when Slack began to take nothing for them, and when that was mended.

A refusal is told to the office once. Whatever was given up for it goes back into the ledger when it is mended; what is no
longer true by then is skipped when it is rendered, like everything that comes late.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Table, bindparam, update
from sqlmodel import Session, col, select

from storage.database import ledger_now
from storage.models import Delivery, Refusal
from storage.once import insert_once

_REFUSALS: Final[Table] = Refusal.__table__  # type: ignore[attr-defined]
# Asked with every message that Slack takes, and seldom true: so it is built once, and speaks of the table itself.
_END: Final = (
    update(_REFUSALS)
    .where(_REFUSALS.c.channel.in_(bindparam("places", expanding=True)), _REFUSALS.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
    .returning(_REFUSALS.c.id)
)

# Stands in the place of a channel where the app itself is refused: its token, its scopes.
EVERYWHERE: Final = "*"
# An answer that could not be shown for longer than this would only puzzle whoever reads it.
STILL_OF_USE: Final = timedelta(days=1)


def refuse(session: Session, channel: str, error: str) -> Refusal:
    """The refusal that this channel is under, begun now if it was under none."""
    row = {"channel": channel, "error": error, "began_at": ledger_now(session)}
    insert_once(session, _REFUSALS, row, "channel", where=col(Refusal.ended_at).is_(None))
    return session.exec(select(Refusal).where(_is_open(channel))).one()


def refusal_of(session: Session, channel: str) -> Refusal | None:
    """The refusal that this channel is under, if it is under one."""
    return session.exec(select(Refusal).where(_is_open(channel))).first()


def mend(session: Session, *channels: str) -> int:
    """Slack takes messages for these channels again: their refusals end; returns how many messages are tried again."""
    if not channels:
        return 0
    session.flush()
    where = {"places": [*set(channels), EVERYWHERE], "now": ledger_now(session)}
    ended = session.connection().execute(_END, where).scalars().all()
    return _put_back(session, col(Delivery.refusal_id).in_(ended)) if ended else 0


def try_again(session: Session) -> int:
    """Put everything back that was refused of late, because something may have been mended unseen, such as while we were away.

    The refusals go on until a message is taken, so that nobody is told a second time if nothing was mended.
    """
    still_open = select(Refusal.id).where(col(Refusal.ended_at).is_(None))
    return _put_back(session, col(Delivery.refusal_id).in_(still_open))


def _is_open(channel: str) -> ColumnElement[bool]:
    return (col(Refusal.channel) == channel) & col(Refusal.ended_at).is_(None)


def _put_back(session: Session, which: ColumnElement[bool]) -> int:
    now = ledger_now(session)
    put = (
        update(Delivery)
        .where(which, col(Delivery.state) == "dead", col(Delivery.available_at) > now - STILL_OF_USE)
        .values(state="ready", available_at=now, fence=Delivery.fence + 1, owner=None, refusal_id=None)
        .execution_options(synchronize_session=False)
    )
    return int(session.execute(put).rowcount)  # type: ignore[attr-defined]
