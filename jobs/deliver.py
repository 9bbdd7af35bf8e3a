"""The second tick: carry what the ledger owes to Slack, and settle each row by what Slack said.

The order is the whole point. The row is claimed and committed; what will be said is rendered, frozen and committed as
`sending`; only then does the message leave, with no session open. A crash before that commit means it was certainly not
sent; after it, the sweep asks Slack's own history.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar

import structlog
from sqlmodel import Session

from jobs.cadence import Policy
from jobs.courier import Courier, Ending, Later, Refused, Sent, Unknown
from jobs.facts import Facts, ReminderFacts, facts_of
from storage import deliveries, items
from storage.database import Database
from storage.deliveries import LEASE, Promise
from storage.models import Delivery

BATCH: Final = 20

Step = Callable[[str, Delivery], None]
T = TypeVar("T")

log = structlog.get_logger()


def no_step(_name: str, _row: Delivery) -> None:
    """Nobody watches."""


class Carrier:
    """One process's hands on the ledger: its name on the rows it claims, and where the office hears of failures.

    `at_step` is called between the steps of a delivery with the step's name; the tests of sudden death end the process there.
    """

    def __init__(
        self,
        database: Database,
        courier: Courier,
        policy: Policy,
        *,
        owner: str,
        office_channel: str | None = None,
        office_language: str = "en",
        lease: timedelta = LEASE,
        at_step: Step = no_step,
    ) -> None:
        self.database = database
        self.courier = courier
        self.policy = policy
        self.owner = owner
        self.office_channel = office_channel
        self.office_language = office_language
        self.lease = lease
        self.at_step = at_step

    def deliver(self, now: datetime) -> int:
        """Post everything that is due; returns how many messages Slack took. `now` is the cadence's clock."""
        sent = 0
        waiting: set[str] = set()
        while rows := self._claim(waiting):
            for row in rows:
                if row.channel in waiting:
                    self._give_back(row)
                    continue
                ending = self.unless_broken(row, lambda row: self._carry(row, now))
                sent += isinstance(ending, Sent)
                if isinstance(ending, Later):
                    waiting.add(row.channel)
        return sent

    def refresh(self, now: datetime) -> int:
        """Render again the messages whose rows have changed since; returns how many Slack replaced."""
        shown = 0
        while rows := self._claim_stale():
            shown += sum(bool(self.unless_broken(row, self._show)) for row in rows)
        return shown

    def unless_broken(self, row: Delivery, deed: Callable[[Delivery], T]) -> T | None:
        """Do something with one claimed row. One that breaks must not hold up the others: it is tried again after its lease."""
        try:
            return deed(row)
        except Exception:
            log.exception("message left for later", key=row.dedup_key)
            return None

    def _claim(self, waiting: set[str]) -> list[Delivery]:
        with self.database.writing() as session:
            return deliveries.claim(
                session, self.owner, "unsent", limit=BATCH, lease=self.lease, except_channels=waiting
            )

    def _claim_stale(self) -> list[Delivery]:
        with self.database.writing() as session:
            return deliveries.claim(session, self.owner, "stale", limit=BATCH, lease=self.lease)

    def _give_back(self, row: Delivery) -> None:
        with self.database.writing() as session:
            deliveries.release(session, row)

    def _carry(self, row: Delivery, now: datetime) -> Ending | None:
        """Take one claimed row to its ending; None when nothing was left to say, or the claim was lost."""
        self.at_step("claimed", row)
        if row.expires_at is not None and now >= row.expires_at:
            self._settle_unsent(row, "skipped", "expired")
            return None
        slack_now = self.courier.slack_now()
        with self.database.writing() as session:
            if row.unit_id is not None:
                items.hold_still(session, row.unit_id)
            facts = facts_of(session, row, self.policy)
            if facts is None:
                deliveries.settle_unsent(session, row, "skipped", "nothing left to say")
                return None
            payload = self.courier.render(facts, row.dedup_key)
            if not deliveries.begin_sending(session, row, payload, slack_now):
                return None
            if isinstance(facts, ReminderFacts):
                deliveries.name_items(session, row, [(line.item_id, line.section) for line in facts.lines])
        row.state = "sending"
        self.at_step("sending", row)
        ending = self.courier.post(payload)
        self.at_step("posted", row)
        self.settle(row, ending, now)
        return ending

    def settle(self, row: Delivery, ending: Ending, now: datetime) -> None:
        """Write down what became of a row in `sending`."""
        match ending:
            case Sent(ts):
                self.settle_found(row, ts, now)
            case Later(delay, error):
                with self.database.writing() as session:
                    deliveries.settle_later(session, row, delay, error, counts=False)
            case Refused(error):
                self._settle_unsent(row, "dead", error)
            case Unknown(error):
                # Never post blind: the row stays in `sending` until its lease ends, and the sweep looks for it.
                with self.database.writing() as session:
                    deliveries.note_error(session, row, error)

    def settle_found(self, row: Delivery, ts: str, now: datetime) -> None:
        """Slack has it at `ts`; a copy of ours beside another process's is taken back."""
        with self.database.writing() as session:
            settled = deliveries.settle_sent(session, row, ts, now)
            if settled and row.kind in ("reminder", "notice"):
                deliveries.retire_older(session, row)
            truth = None if settled else deliveries.delivery(session, row.id or 0)
        # We were frozen past our lease, and another process has sent its own copy since: ours is the second.
        if truth is not None and truth.state == "sent" and truth.message_ts != ts:
            self.courier.delete(row.channel, ts)

    def _settle_unsent(self, row: Delivery, state: str, why: str) -> None:
        with self.database.writing() as session:
            if state == "skipped":
                deliveries.settle_unsent(session, row, "skipped", why)
            else:
                self.give_up(session, row, state, why)

    def give_up(self, session: Session, row: Delivery, state: str, why: str) -> None:
        """Settle a row as dead or uncertain, and tell the office once."""
        settled = deliveries.settle_unsent(session, row, "dead" if state == "dead" else "uncertain", why)
        if settled and row.kind in ("reminder", "notice") and self.office_channel:
            deliveries.plan(
                session,
                Promise(
                    key=f"alarm:{row.id}",
                    kind="alarm",
                    channel=self.office_channel,
                    due_at=row.due_at,
                    facts={"delivery_id": row.id, "language": self.office_language},
                ),
            )

    def _show(self, row: Delivery) -> bool:
        """Bring one sent message up to date with its rows."""
        with self.database.reading() as session:
            facts: Facts | None = facts_of(session, row, self.policy)
        if facts is None or row.message_ts is None:
            with self.database.writing() as session:
                deliveries.settle_shown(session, row, row.wanted_revision, row.payload or {})
            return False
        payload = self.courier.render(facts, row.dedup_key)
        ending = self.courier.update(payload, row.message_ts)
        with self.database.writing() as session:
            match ending:
                case Sent():
                    deliveries.settle_shown(session, row, row.wanted_revision, payload)
                case Refused(error):
                    # Deleted, or its edit window closed: what it showed is history; the next reminder is true again.
                    deliveries.settle_shown(session, row, row.wanted_revision, row.payload or {})
                    deliveries.note_error(session, row, error)
                case Later(delay, error):
                    deliveries.look_again(session, row, delay, error)
                case Unknown(error):
                    # Replacing a message twice does no harm, so the end of the lease simply tries again.
                    deliveries.note_error(session, row, error)
        return isinstance(ending, Sent)
