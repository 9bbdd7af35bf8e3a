"""What the ledger still owes, as a person looks at it: due, stuck, refused, uncertain; and their word on it: retry, or skip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from sqlalchemy import and_, or_, text
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


def outstanding(session: Session, conditions: Sequence[Condition] = CONDITIONS) -> list[Outstanding]:
    """The newest messages that are owed or were given up of late, newest first."""
    now = ledger_now(session)
    moving = and_(text(IS_MOVING), col(Delivery.state).in_(MOVING_STATES))
    given_up = and_(text("state IN ('dead', 'uncertain')"), col(Delivery.available_at) > now - LOOK_BACK)
    codes = {unit.id: unit.code for unit in session.exec(select(Unit))}
    found: list[Outstanding] = []
    for row in session.exec(select(Delivery).where(or_(moving, given_up)).order_by(col(Delivery.id).desc())):
        condition = condition_of(row, now)
        if condition in conditions:
            found.append(Outstanding(row, codes.get(row.unit_id), condition))
        if len(found) == MOST:
            break
    return found


def condition_of(row: Delivery, now: datetime) -> Condition:
    """How a message that is owed stands; `now` is the ledger's clock.

    It is stuck when a try has failed already, or when nobody has taken it up for a while.
    """
    if row.state == "dead":
        return "refused"
    if row.state == "uncertain":
        return "uncertain"
    return "stuck" if row.last_error or row.available_at < now - STUCK_AFTER else "due"


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
