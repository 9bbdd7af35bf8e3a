"""What the ledger still owes, as a person looks at it: due, stuck, refused, uncertain; and their word on it: retry, or skip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from sqlalchemy import ColumnElement, and_, or_, text
from sqlmodel import Session, col, select

from storage import activity
from storage.database import ledger_now
from storage.models import IS_MOVING, MOVING_STATES, Delivery, Unit
from storage.words import N_

Condition = Literal["due", "stuck", "refused", "uncertain"]
CONDITIONS: Final[tuple[Condition, ...]] = get_args(Condition)
# What should have been taken up so long ago has been taken up by nobody.
STUCK_AFTER: Final = timedelta(minutes=5)
# What was refused longer ago is history: the reminders after it have said it again.
LOOK_BACK: Final = timedelta(days=30)
MOST: Final = 200


class OutstandingProblem(Exception):
    """A message cannot be retried or skipped; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One message that is owed, the code of the unit it is for, and how it stands."""

    row: Delivery
    unit: str | None
    condition: Condition


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages stand how, and for how long the oldest of those that are still to go has been owed."""

    counts: dict[Condition, int]
    oldest: timedelta


def tally(session: Session, at: datetime) -> Tally:
    """Count what is owed or was given up of late; `at` is the cadence's clock (aware, UTC)."""
    now = ledger_now(session)
    columns = select(Delivery.state, Delivery.last_error, Delivery.available_at, Delivery.due_at)
    counts = dict.fromkeys(CONDITIONS, 0)
    oldest = at
    for state, last_error, available_at, due_at in session.exec(columns.where(_is_owed(now))):
        counts[_condition(state, last_error, available_at, now)] += 1
        if state in MOVING_STATES:
            oldest = min(oldest, due_at)
    return Tally(counts, at - oldest)


def outstanding(session: Session, conditions: Sequence[Condition] = CONDITIONS) -> list[Outstanding]:
    """The newest messages that are owed or were given up of late, newest first."""
    now = ledger_now(session)
    codes = {unit.id: unit.code for unit in session.exec(select(Unit))}
    found: list[Outstanding] = []
    for row in session.exec(select(Delivery).where(_is_owed(now)).order_by(col(Delivery.id).desc())):
        condition = condition_of(row, now)
        if condition in conditions:
            found.append(Outstanding(row, codes.get(row.unit_id), condition))
        if len(found) == MOST:
            break
    return found


def _is_owed(now: datetime) -> ColumnElement[bool]:
    """Each half in the words of its partial index."""
    moving = and_(text(IS_MOVING), col(Delivery.state).in_(MOVING_STATES))
    given_up = and_(text("state IN ('dead', 'uncertain')"), col(Delivery.available_at) > now - LOOK_BACK)
    return or_(moving, given_up)


def condition_of(row: Delivery, now: datetime) -> Condition:
    """How a message that is owed stands; `now` is the ledger's clock.

    It is stuck when a try has failed already, or when nobody has taken it up for a while.
    """
    return _condition(row.state, row.last_error, row.available_at, now)


def _condition(state: str, last_error: str | None, available_at: datetime, now: datetime) -> Condition:
    if state == "dead":
        return "refused"
    if state == "uncertain":
        return "uncertain"
    return "stuck" if last_error or available_at < now - STUCK_AFTER else "due"


def retry(session: Session, delivery_id: int, who: str, at: datetime) -> Delivery:
    """Try a message again now; one whose fate is unknown is first looked for. `at` is the cadence's clock.

    Raises OutstandingProblem when there is nothing to try.
    """
    row = _row(session, delivery_id)
    if row.state in ("leased", "sending"):
        raise OutstandingProblem(N_("Message {id} is under way just now. Look again in two minutes."), id=str(row.id))
    if row.expires_at is not None and row.expires_at <= at:
        raise OutstandingProblem(
            N_("The day of message {id} is over; the next reminder says what is still true. To put it away, skip it."),
            id=str(row.id),
        )
    before = row.state
    row.state = "sending" if row.state == "uncertain" else "ready"
    row.refusal_id = None
    return _moved(session, row, who, at, "retried", before)


def skip(session: Session, delivery_id: int, who: str, at: datetime) -> Delivery:
    """Never send this message. Raises OutstandingProblem when it cannot be skipped any more."""
    row = _row(session, delivery_id)
    if row.state == "sending":
        raise OutstandingProblem(N_("Message {id} is under way just now. Look again in two minutes."), id=str(row.id))
    if row.state == "skipped":
        raise OutstandingProblem(N_("Message {id} was skipped already."), id=str(row.id))
    before, row.state = row.state, "skipped"
    row.last_error = f"skipped by {who}"
    return _moved(session, row, who, at, "skipped", before)


def _row(session: Session, delivery_id: int) -> Delivery:
    row = session.exec(select(Delivery).where(Delivery.id == delivery_id).with_for_update()).first()
    if row is None:
        raise OutstandingProblem(
            N_("There is no message {id} in the ledger. See them with: followups deliveries"), id=str(delivery_id)
        )
    if row.state == "sent":
        raise OutstandingProblem(N_("Message {id} was delivered: there is nothing to do."), id=str(row.id))
    return row


def _moved(session: Session, row: Delivery, who: str, at: datetime, verb: str, before: str) -> Delivery:
    """Take the row out of every other hand, make it available now, and write it into the journal."""
    row.fence += 1
    row.available_at = ledger_now(session)
    session.add(row)
    activity.write(
        session,
        at=at,
        who=who,
        verb=verb,
        unit_id=row.unit_id,
        before={"state": before},
        after={"state": row.state, "delivery": row.dedup_key},
    )
    return row
