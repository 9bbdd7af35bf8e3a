"""The ledger: every message we owe somebody, from the promise to Slack's own word that it is there.

    ready -> leased -> sending -> sent
                 \\-> skipped     \\-> ready (certainly not delivered) | dead (refused) | uncertain (nobody can tell)

A row is planned once (its key is unique), claimed by one process at a time, and settled only by the process that holds the
fence it was claimed under. Before `sending` is committed a message is certainly unsent; after it, only Slack's history knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Table,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from storage.database import ledger_now
from storage.models import IS_MOVING, LISTING_KINDS, Delivery, DeliveryItem, Item
from storage.once import insert_all_once, insert_once

# Longer than the posting client's timeout plus the lag with which history shows a new message (see docs/architecture.md).
LEASE: Final = timedelta(seconds=90)

# A thread's copies of our words are taken from as many of our last messages.
MOST_TEXTS: Final = 50

# Where a row notes since when its channel's history cannot be read; each sending begins anew.
UNREADABLE_SINCE: Final = "unreadable_since"

_LEDGER: Final[Table] = Delivery.__table__  # type: ignore[attr-defined]
# What a row is made of before anything has happened to it.
_UNTOUCHED: Final[dict[str, Any]] = {
    name: field.default for name, field in Delivery.model_fields.items() if name != "id" and not field.is_required()
}

# Every message passes through these two, many at a time: they are built once, and speak of the table itself, so that nothing
# has to be told to the session.
_HELD: Final = update(_LEDGER).where(
    _LEDGER.c.id == bindparam("held_id"),
    _LEDGER.c.fence == bindparam("held_fence"),
    _LEDGER.c.state == bindparam("held_state"),
)
_BEGUN: Final = _HELD.values(state="sending", shown_revision=_LEDGER.c.wanted_revision, attempts=_LEDGER.c.attempts + 1)
_SENT: Final = _HELD.values(state="sent", last_error=None)

Claimable = Literal["unsent", "unknown", "stale", "doubtful"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A message to be planned. `due_at` and `expires_at` are aware instants on the cadence's clock."""

    key: str
    kind: str
    channel: str
    due_at: datetime
    expires_at: datetime | None = None
    thread_ts: str | None = None
    unit_id: int | None = None
    meeting_id: int | None = None
    inbound_id: int | None = None
    local_date: date | None = None
    root_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def plan(session: Session, promise: Promise) -> bool:
    """Write the promise down; False when its key is already there, whoever wrote it."""
    return insert_once(session, _LEDGER, _row_of(promise, ledger_now(session)), "dedup_key") is not None


def plan_all(session: Session, promises: Sequence[Promise]) -> int:
    """Write these promises down, in this order; returns how many of their keys were not there yet."""
    now = ledger_now(session) if promises else None
    return insert_all_once(session, _LEDGER, [_row_of(promise, now) for promise in promises], "dedup_key")


def _row_of(promise: Promise, now: datetime | None) -> dict[str, Any]:
    return _UNTOUCHED | {
        "dedup_key": promise.key,
        "kind": promise.kind,
        "channel": promise.channel,
        "due_at": promise.due_at,
        "expires_at": promise.expires_at,
        "available_at": now,
        "thread_ts": promise.thread_ts,
        "unit_id": promise.unit_id,
        "meeting_id": promise.meeting_id,
        "inbound_id": promise.inbound_id,
        "local_date": promise.local_date,
        "root_id": promise.root_id,
        "facts": promise.facts,
    }


def claim(
    session: Session,
    owner: str,
    what: Claimable,
    *,
    limit: int = 20,
    lease: timedelta = LEASE,
    except_channels: Iterable[str] = (),
    except_kinds: Iterable[str] = (),
) -> list[Delivery]:
    """Take up to `limit` rows for `owner` and return them, oldest first; nobody else gets them before the lease ends.

    Rows of the channels and kinds that must wait just now are left alone.

    `unsent`: promised, or left by a process that died before `sending`. `unknown`: left in `sending`, so only Slack's
    history can tell. `stale`: sent, but its rows have changed since, so it wants rendering again. `doubtful`: sent, but a first sending may have arrived as well.
    """
    now = ledger_now(session)
    asked = {
        "claimer": owner,
        # A late first copy can only appear while its sender's lease runs, so an audit waits for a lease's length.
        "due_by": now - lease if what == "doubtful" else now,
        "held_until": now + lease,
        "most": limit,
        "other_channels": list(except_channels),
        "other_kinds": list(except_kinds),
    }
    return sorted(session.scalars(_claim(what), asked).all(), key=lambda row: row.id or 0)


@cache
def _claim(what: Claimable) -> ReturningUpdate[Delivery]:
    # Built once: building it would take longer than the answer.
    due = (
        select(col(Delivery.id))
        .where(
            _claimable(what),
            col(Delivery.available_at) <= bindparam("due_by"),
            col(Delivery.channel).not_in(bindparam("other_channels", expanding=True)),
            col(Delivery.kind).not_in(bindparam("other_kinds", expanding=True)),
        )
        .order_by(col(Delivery.available_at), col(Delivery.id))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    # Chosen once: PostgreSQL may run a plain subquery again for each row, and then takes more than `limit`.
    chosen = due.cte("due").prefix_with("MATERIALIZED", dialect="postgresql")
    return (
        update(Delivery)
        .where(col(Delivery.id).in_(select(chosen.c.id)))
        .values(
            state=case((col(Delivery.state) == "ready", "leased"), else_=col(Delivery.state)),
            owner=bindparam("claimer"),
            fence=Delivery.fence + 1,
            available_at=bindparam("held_until"),
        )
        .returning(Delivery)
        .execution_options(synchronize_session=False)
    )


def _claimable(what: Claimable) -> ColumnElement[bool]:
    # SQLite uses a partial index only when the query repeats the index's own condition, word for word.
    if what == "unsent":
        return and_(text(IS_MOVING), col(Delivery.state).in_(("ready", "leased")))
    if what == "unknown":
        return and_(text(IS_MOVING), col(Delivery.state) == "sending")
    if what == "doubtful":
        return and_(col(Delivery.state) == "sent", col(Delivery.attempts) > 1, col(Delivery.audited_at).is_(None))
    return and_(col(Delivery.state) == "sent", col(Delivery.shown_revision) < col(Delivery.wanted_revision))


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a claimed row will say, and the places at which a message too long for Slack is continued in its thread."""

    row: Delivery
    payload: dict[str, Any]
    cuts: Sequence[int] = ()


def begin_sending(session: Session, frozen: Sequence[Frozen], slack_now: datetime, lease: timedelta = LEASE) -> bool:
    """Freeze what these rows will say and mark that their sending starts; False when a claim among them was lost meanwhile.

    Then the transaction must be given up, and each row tried alone: a row that is alone and lost was not touched.
    `slack_now` is Slack's clock, from which a message can later be looked for. The lease begins anew, so that a row which
    waited for its turn has all of it. Only after this is committed may a message leave.
    """
    now = ledger_now(session)
    for each in frozen:
        kept = {name: value for name, value in each.row.facts.items() if name not in ("cuts", UNREADABLE_SINCE)}
        said = {**kept, "cuts": list(each.cuts)} if each.cuts else kept
        if said != each.row.facts:
            each.row.facts = said
    changes = [
        {
            "payload": each.payload,
            "facts": each.row.facts,
            "thread_ts": each.row.thread_ts,
            "sending_at": slack_now,
            "available_at": now + lease,
        }
        for each in frozen
    ]
    return _all_held(session, _BEGUN, [each.row for each in frozen], "leased", changes)


def settle_sent(session: Session, sent: Sequence[tuple[Delivery, str]], at: datetime) -> bool:
    """Slack has these, each at its `ts`; False when another process has settled one of them meanwhile.

    Then the transaction must be given up, and each row tried alone: a row that is alone and lost was not touched.
    """
    now = ledger_now(session)
    changes = [{"message_ts": ts, "sent_at": at, "available_at": now} for _, ts in sent]
    return _all_held(session, _SENT, [row for row, _ in sent], "sending", changes)


def _all_held(
    session: Session, change: Update, rows: Sequence[Delivery], under: str, values: Sequence[dict[str, Any]]
) -> bool:
    """Change these rows by one statement; False when a claim among them holds no more."""
    held = [
        {"held_id": row.id, "held_fence": row.fence, "held_state": under, **each}
        for row, each in zip(rows, values, strict=True)
    ]
    session.flush()
    return not held or session.connection().execute(change, held).rowcount == len(held)


def settle_later(session: Session, claimed: Delivery, delay: timedelta, error: str, *, counts: bool) -> bool:
    """It was certainly not delivered: try again after `delay`. A rate limit does not count as an attempt.

    The row must have been in `sending`.
    """
    return _fenced(
        session,
        claimed,
        state="ready",
        available_at=ledger_now(session) + delay,
        attempts=Delivery.attempts - int(not counts),
        owner=None,
        last_error=error,
    )


def settle_unsent(
    session: Session,
    claimed: Delivery,
    state: Literal["skipped", "dead", "uncertain"],
    why: str,
    *,
    counts: bool = True,
    refusal_id: int | None = None,
) -> bool:
    """It will not be sent: nothing left to say, refused for good, or nobody can tell whether it was.

    What Slack refused has certainly not been delivered, so its sending does not count as an attempt; `refusal_id` is what has
    to be mended before it can be.
    """
    return _fenced(
        session,
        claimed,
        state=state,
        last_error=why,
        refusal_id=refusal_id,
        attempts=Delivery.attempts - int(not counts),
        available_at=ledger_now(session),
    )


def release(session: Session, claimed: Delivery) -> bool:
    """Put a claimed row back untouched, for the next tick."""
    back = "ready" if claimed.state == "leased" else claimed.state
    return _fenced(session, claimed, state=back, available_at=ledger_now(session))


def stand_back(session: Session, claimed: Delivery, delay: timedelta) -> bool:
    """Put a claimed row back untouched, to be taken up again after `delay`."""
    return _fenced(session, claimed, state="ready", available_at=ledger_now(session) + delay)


def note_error(session: Session, claimed: Delivery, error: str) -> bool:
    """Keep what went wrong without settling anything."""
    return _fenced(session, claimed, last_error=error)


def look_again(session: Session, claimed: Delivery, delay: timedelta, error: str) -> bool:
    """Slack's history could not be read: the row stays as it is, to be looked for again after `delay`."""
    return _fenced(session, claimed, available_at=ledger_now(session) + delay, last_error=error)


def unreadable_for(session: Session, claimed: Delivery) -> timedelta:
    """How long nobody has been able to look for this message, by the ledger's clock; zero at the first time, which is noted."""
    since, now = claimed.facts.get(UNREADABLE_SINCE), ledger_now(session)
    if since is not None:
        return now - datetime.fromisoformat(since)
    claimed.facts = {**claimed.facts, UNREADABLE_SINCE: now.isoformat()}
    _fenced(session, claimed, facts=claimed.facts)
    return timedelta(0)


def settle_shown(session: Session, claimed: Delivery, revision: int, payload: dict[str, Any]) -> bool:
    """The message in Slack now shows `revision`; a change that came meanwhile stays wanted."""
    return _fenced(
        session,
        claimed,
        under="sent",
        shown_revision=revision,
        payload=payload,
        available_at=ledger_now(session),
        last_error=None,
    )


def settle_closed(session: Session, claimed: Delivery, standing: Literal["closed", "deleted"], why: str) -> bool:
    """The message can be changed no more: Slack has closed it, or somebody has deleted it. It keeps what it showed last."""
    return _fenced(
        session,
        claimed,
        under="sent",
        standing=standing,
        shown_revision=Delivery.wanted_revision,
        available_at=ledger_now(session),
        last_error=why,
    )


def hear_deleted(session: Session, channel: str, ts: str) -> bool:
    """Somebody has deleted our message at this place: it is not posted again, and what it said counts as unsaid."""
    statement = (
        update(Delivery)
        .where(col(Delivery.channel) == channel, col(Delivery.message_ts) == ts, col(Delivery.kind) != "mark")
        .values(standing="deleted", shown_revision=Delivery.wanted_revision)
        .execution_options(synchronize_session=False)
    )
    return bool(session.execute(statement).rowcount)  # type: ignore[attr-defined]


def settle_audited(session: Session, claimed: Delivery, at: datetime) -> bool:
    """The channel was searched, and no second copy is left."""
    return _fenced(session, claimed, under="sent", audited_at=at)


def _fenced(session: Session, claimed: Delivery, under: str | None = None, **values: Any) -> bool:
    """Change the row if the claim still holds: same fence, and the state it was claimed in (or `under`)."""
    statement: Update = (
        update(_LEDGER)
        .where(
            _LEDGER.c.id == claimed.id, _LEDGER.c.fence == claimed.fence, _LEDGER.c.state == (under or claimed.state)
        )
        .values(**values)
    )
    session.flush()
    return bool(session.connection().execute(statement).rowcount)


def is_promised(session: Session, key: str) -> bool:
    """True when a message of this key is in the ledger, whatever became of it."""
    return session.scalars(select(col(Delivery.id)).where(col(Delivery.dedup_key) == key)).first() is not None


def delivery(session: Session, delivery_id: int) -> Delivery | None:
    """The row as it is now."""
    return session.get(Delivery, delivery_id, populate_existing=True)


def name_items(session: Session, claimed: Delivery, lines: Sequence[tuple[int, str]]) -> None:
    """Keep which items a message names, in order, each with its section; a first rendering that failed is replaced."""
    session.execute(delete(DeliveryItem).where(col(DeliveryItem.delivery_id) == claimed.id))
    session.add_all(
        DeliveryItem(delivery_id=claimed.id or 0, item_id=item_id, section=section, position=position)
        for position, (item_id, section) in enumerate(lines)
    )


def items_named_in(session: Session, delivery_id: int) -> list[tuple[Item, str]]:
    """The items a message names, in its order, each with its section."""
    rows = session.execute(
        select(Item, col(DeliveryItem.section))
        .join(DeliveryItem, col(DeliveryItem.item_id) == col(Item.id))
        .where(col(DeliveryItem.delivery_id) == delivery_id)
        .order_by(col(DeliveryItem.position))
    )
    return [(item, section) for item, section in rows]


def message_at(session: Session, channel: str, ts: str) -> Delivery | None:
    """Our own message at this place in Slack, if it is ours and names items or confirms a reply.

    Of a long message's continuation it is the message that is continued, which names all its items.
    """
    row = session.scalars(
        select(Delivery)
        .where(col(Delivery.channel) == channel, col(Delivery.message_ts) == ts, col(Delivery.kind) != "mark")
        .order_by(col(Delivery.id))
    ).first()
    return session.get(Delivery, row.root_id) if row is not None and row.root_id is not None else row


def items_in_thread(session: Session, message: Delivery) -> list[Item]:
    """The items that a reply below this message may mean: its own, and those of the day's other messages in its thread."""
    rows = session.scalars(
        select(Item)
        .join(DeliveryItem, col(DeliveryItem.item_id) == col(Item.id))
        .join(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
        .where(or_(col(Delivery.id) == message.id, _stands_below(message.channel, message.message_ts)))
        .order_by(col(Delivery.id), col(DeliveryItem.position))
    )
    return list({item.id: item for item in rows}.values())


def has_thread_of_day(session: Session, row: Delivery) -> bool:
    """True when this message stands in the thread of its day, or another one of the day stands in its own."""
    if row.thread_ts is not None:
        return True
    below = select(col(Delivery.id)).where(_stands_below(row.channel, row.message_ts))
    return row.message_ts is not None and session.scalars(below.limit(1)).first() is not None


def _stands_below(channel: str, thread_ts: str | None) -> ColumnElement[bool]:
    """A condition on Delivery: it names items and stands in the thread of this message, as one of the same day."""
    return and_(
        col(Delivery.channel) == channel,
        col(Delivery.thread_ts) == thread_ts,
        col(Delivery.kind).in_(LISTING_KINDS),
        col(Delivery.state) == "sent",
        col(Delivery.standing) != "deleted",
    )


def _lists_at(channel: str, ts: str | None) -> ColumnElement[bool]:
    """A condition on Delivery: it names items and stands at this place. A mark on a message bears that message's place too."""
    return and_(col(Delivery.channel) == channel, col(Delivery.message_ts) == ts, col(Delivery.kind).in_(LISTING_KINDS))


def newest_naming(session: Session, item: Item) -> Delivery | None:
    """The newest reminder or notice that stands in Slack and names an item."""
    rows = (
        select(Delivery)
        .join(DeliveryItem, col(DeliveryItem.delivery_id) == col(Delivery.id))
        .where(
            col(DeliveryItem.item_id) == item.id,
            col(Delivery.kind).in_(("reminder", "notice")),
            col(Delivery.state) == "sent",
            col(Delivery.standing) != "deleted",
        )
    )
    return session.scalars(rows.order_by(col(Delivery.id).desc()).limit(1)).first()


def newest_in(session: Session, channel: str) -> Delivery | None:
    """The newest reminder or notice that stands in a unit's channel."""
    rows = select(Delivery).where(
        col(Delivery.channel) == channel,
        col(Delivery.kind).in_(LISTING_KINDS),
        col(Delivery.state) == "sent",
        col(Delivery.standing) != "deleted",
    )
    return session.scalars(rows.order_by(col(Delivery.id).desc()).limit(1)).first()


def texts_in_thread(session: Session, channel: str, thread_ts: str) -> list[str]:
    """What we said in a thread, its first message included, the newest first."""
    rows = select(col(Delivery.payload)).where(
        col(Delivery.channel) == channel,
        or_(col(Delivery.message_ts) == thread_ts, col(Delivery.thread_ts) == thread_ts),
        col(Delivery.kind).not_in(("mark", "whisper")),
        col(Delivery.state).in_(("sending", "sent")),
    )
    payloads = session.scalars(rows.order_by(col(Delivery.id).desc()).limit(MOST_TEXTS))
    return [str(payload.get("text") or "") for payload in payloads if payload]


def last_said_on(session: Session, unit_id: int) -> dict[int, date]:
    """For each item of a unit, the local date on which a message last named it; what was deleted since names nothing."""
    rows = session.execute(
        select(col(DeliveryItem.item_id), func.max(col(Delivery.local_date)))
        .join(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
        .where(
            col(Delivery.unit_id) == unit_id,
            col(Delivery.local_date).is_not(None),
            col(Delivery.state) == "sent",
            col(Delivery.standing) != "deleted",
        )
        .group_by(col(DeliveryItem.item_id))
    )
    return {row[0]: row[1] for row in rows}


def last_reminded_on(session: Session, unit_id: int, *, before: date) -> date | None:
    """The unit's last day before this one on which it was reminded; what was deleted since reminds nobody."""
    days = select(func.max(col(Delivery.local_date))).where(
        col(Delivery.unit_id) == unit_id,
        col(Delivery.kind) == "reminder",
        col(Delivery.local_date) < before,
        col(Delivery.state) == "sent",
        col(Delivery.standing) != "deleted",
    )
    return session.scalars(days).one()


def want_rendering(session: Session, item_ids: Iterable[int], *, answered_in: str | None = None) -> None:
    """Ask that messages naming these items be rendered again: each channel's newest reminder, and the one answered in.

    `answered_in` is the ts of the message whose thread or button was used. Older messages are left as they were.
    """
    ids = list(item_ids)
    if not ids:
        return
    naming = select(col(DeliveryItem.delivery_id)).where(col(DeliveryItem.item_id).in_(ids))
    which = [and_(col(Delivery.kind).in_(LISTING_KINDS), ~_is_followed())]
    if answered_in is not None:
        which += [col(Delivery.message_ts) == answered_in, col(Delivery.thread_ts) == answered_in]
    _want(session, col(Delivery.id).in_(naming), or_(*which))


def _is_followed() -> ColumnElement[bool]:
    """A condition on Delivery: a later day's reminder or notice stands in the same channel. One in its own thread is of the same day."""
    later = aliased(Delivery)
    return exists().where(
        col(later.channel) == col(Delivery.channel),
        col(later.id) > col(Delivery.id),
        col(later.kind).in_(LISTING_KINDS),
        col(later.state).in_(("sending", "sent")),
        col(later.standing) != "deleted",
        col(later.thread_ts).is_(None),
        or_(
            col(Delivery.thread_ts).is_(None),
            col(later.message_ts).is_(None),
            col(later.message_ts) != col(Delivery.thread_ts),
        ),
    )


def retire_older(session: Session, newest: Delivery) -> None:
    """Ask that what stood in the channel before its newest message be rendered once more, now without its buttons.

    When the newest stands in the thread of its day, the day's messages keep theirs, and its first one is rendered because it is
    not alone any more.
    """
    if newest.thread_ts is not None:
        _want(session, _lists_at(newest.channel, newest.thread_ts))
        return
    before = (
        select(Delivery)
        .where(
            col(Delivery.channel) == newest.channel,
            col(Delivery.kind).in_(LISTING_KINDS),
            col(Delivery.state) == "sent",
            col(Delivery.standing) != "deleted",
            col(Delivery.id) < newest.id,
        )
        .order_by(col(Delivery.id).desc())
        .limit(1)
    )
    last = session.scalars(before).first()
    if last is None:
        return
    root_ts = last.thread_ts or last.message_ts
    _want(session, or_(_lists_at(last.channel, root_ts), _stands_below(last.channel, root_ts)))


def _want(session: Session, *which: ColumnElement[bool]) -> None:
    """Ask that these messages, and what continues them in their threads, be rendered again as far as they can be changed."""
    # Taken in the ledger's order, as everybody takes rows, so that no two wait for each other.
    roots = session.scalars(
        select(col(Delivery.id))
        .where(col(Delivery.state).in_(("sending", "sent")), *which)
        .order_by(col(Delivery.id))
        .with_for_update()
    ).all()
    if not roots:
        return
    session.execute(
        update(Delivery)
        .where(
            or_(col(Delivery.id).in_(roots), col(Delivery.root_id).in_(roots)),
            col(Delivery.state).in_(("sending", "sent")),
            col(Delivery.standing) == "open",
        )
        .values(wanted_revision=Delivery.wanted_revision + 1)
        .execution_options(synchronize_session=False)
    )


def is_newest(session: Session, row: Delivery) -> bool:
    """True when no reminder or notice of a later day stands in the same channel."""
    followed = select(col(Delivery.id)).where(col(Delivery.id) == row.id, _is_followed())
    return session.scalars(followed).first() is None


def want_rendering_of(session: Session, channel: str, message_ts: str) -> None:
    """Ask that a message of ours, and the day's others in its thread, be rendered again: what they asked for was answered there."""
    _want(session, or_(_lists_at(channel, message_ts), _stands_below(channel, message_ts)))


def want_again(session: Session, row: Delivery) -> None:
    """Ask that this message be rendered again: what stands in Slack may be older than what was written down."""
    _want(session, col(Delivery.id) == row.id)


def want_confirmation_rendering(session: Session, inbound_id: int) -> None:
    """Ask that the line confirming this reply be rendered again, because it was undone or came to say something else."""
    _want(session, col(Delivery.inbound_id) == inbound_id, col(Delivery.kind) == "confirmation")


def unname(session: Session, root_id: int, first: int) -> None:
    """A continuation will not be posted, so its items, from place `first` on, were not said after all."""
    session.execute(
        delete(DeliveryItem).where(col(DeliveryItem.delivery_id) == root_id, col(DeliveryItem.position) >= first)
    )


def troubled(session: Session) -> int:
    """How many messages were ever refused, or may not have arrived."""
    given_up = select(func.count()).select_from(Delivery).where(text("state IN ('dead', 'uncertain')"))
    return session.scalars(given_up).one()


def retell(session: Session, key: str, values: dict[str, Any]) -> None:
    """Let a private word that stands say what has come of it: `values` are added to its own, and it is rendered again."""
    row = session.scalars(select(Delivery).where(col(Delivery.dedup_key) == key).with_for_update()).first()
    if row is not None:
        row.facts = row.facts | {"values": row.facts.get("values", {}) | values}
        session.add(row)
        session.flush()
        _want(session, col(Delivery.id) == row.id)
