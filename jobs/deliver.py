"""The second tick: carry what the ledger owes to Slack, and settle each row by what Slack said.

The order is the whole point. The row is claimed and committed; what will be said is rendered, frozen and committed as
`sending`; only then does the message leave, with no session open. A crash before that commit means it was certainly not
sent; after it, the sweep asks Slack's own history.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

import structlog
from sqlmodel import Session

from jobs.cadence import Policy
from jobs.clocks import uptime
from jobs.courier import Courier, Ending, Later, Refused, Sent, Unknown
from jobs.facts import Facts, ReminderFacts, facts_of
from jobs.parts import bounds, part_of
from jobs.raising import RaisedFacts
from jobs.rounds import LOOK_AGAIN, Letter, Round
from jobs.tempo import Road, Tempo
from jobs.waiting import WaitingFacts
from storage import deliveries, items, refusals
from storage.database import Database
from storage.day_threads import DayThread, day_threads
from storage.deliveries import LEASE, Frozen, Promise
from storage.models import DELIVERY_KINDS, LISTING_KINDS, Delivery
from storage.refusals import EVERYWHERE

BATCH: Final = 240
# How many channels are served at once; one that answers slowly keeps one hand busy, and no other channel waits for it.
HANDS: Final = 12
# What cannot be changed because its channel is refused is tried again after this long.
REFUSED_RETRY: Final = timedelta(minutes=10)
# How soon to ask again where the day's first message stands, while nobody can tell.
PENDING_RETRY: Final = timedelta(seconds=5)
# What nobody has to look into when Slack will not take it: it belongs to an answer whose own message, or reader, is gone.
PASSING_KINDS: Final = frozenset({"whisper", "mark", "confirmation", "alarm"})
ROADS: Final[dict[str, Road]] = {"whisper": "whisper", "mark": "mark"}

Step = Callable[[str, Delivery], None]
R = TypeVar("R")
T = TypeVar("T")

log = structlog.get_logger()


class _ClaimLost(Exception):
    """One of several claims holds no more, so nothing of what was written with it may stand."""


def no_step(_name: str, _row: Delivery) -> None:
    """Nobody watches."""


class Carrier:
    """One process's hands on the ledger: its name on the rows it claims, and where the office hears of failures.

    `tempo` is how fast it may go, `hands` how many channels it serves at once. `at_step` is called between the steps of a
    delivery with the step's name; the tests of sudden death end the process there.
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
        tempo: Tempo | None = None,
        hands: int = HANDS,
        at_step: Step = no_step,
    ) -> None:
        self.database = database
        self.courier = courier
        self.policy = policy
        self.owner = owner
        self.office_channel = office_channel
        self.office_language = office_language
        self.lease = lease
        self.tempo = tempo or Tempo()
        self.hands = hands
        self.at_step = at_step

    def deliver(self, now: datetime) -> int:
        """Post everything that is due and may go now; returns how many messages Slack took. `now` is the cadence's clock.

        What must wait for its turn is left to the next tick, which may go as much faster.
        """
        return Round(_Carrying(self, now), self.hands).run()

    def refresh(self, now: datetime) -> int:
        """Render again the messages whose rows have changed since; returns how many Slack replaced."""
        return self._spread(self._claim_stale, self._show_all)

    def each(self, claim: Callable[[set[str]], list[Delivery]], deed: Callable[[Delivery], bool]) -> int:
        """Do something with each row there is to claim, several channels at once; returns how many it was True for."""
        return self._spread(claim, lambda rows: sum(bool(self.unless_broken(row, deed)) for row in rows))

    def unless_broken(self, row: Delivery, deed: Callable[[Delivery], T]) -> T | None:
        """Do something with one claimed row. One that breaks must not hold up the others: it is tried again after its lease."""
        try:
            return deed(row)
        except Exception:
            log.exception("message left for later", key=row.dedup_key)
            return None

    def _spread(self, claim: Callable[[set[str]], list[Delivery]], work: Callable[[list[Delivery]], int]) -> int:
        """Claim and work until nothing is left, one channel in one hand, so that a slow channel delays no other."""
        done = 0
        under_way: dict[Future[int], str] = {}
        with ThreadPoolExecutor(self.hands, thread_name_prefix="hand") as pool:
            while True:
                rows = claim(set(under_way.values())) if len(under_way) < self.hands else []
                for channel, group in _by_channel(rows).items():
                    under_way[pool.submit(work, group)] = channel
                if not under_way:
                    return done
                ended = wait(under_way, timeout=LOOK_AGAIN, return_when=FIRST_COMPLETED).done
                for future in ended:
                    del under_way[future]
                    done += future.result()

    def _show_all(self, rows: Sequence[Delivery]) -> int:
        """Bring one channel's messages up to date, as fast as they may go; returns how many Slack replaced."""
        shown = 0
        for n, row in enumerate(rows):
            if not self.tempo.take("update", row.channel):
                self.give_back(rows[n:])
                break
            ending = self.unless_broken(row, self._show)
            shown += isinstance(ending, Sent)
            if isinstance(ending, Later):
                self.tempo.wait("update", row.channel, ending.delay, is_everywhere=ending.is_everywhere)
            if isinstance(ending, Later | Unknown):
                self.give_back(rows[n + 1 :])
                break
        return shown

    def claim(self, busy: set[str]) -> list[Delivery]:
        """What is due and may go now: no channel that is served already, none whose tempo is used up."""
        full = {road for road in ("post", "whisper", "mark") if not self.tempo.room(road)}
        with self.database.writing() as session:
            return deliveries.claim(
                session,
                self.owner,
                "unsent",
                limit=BATCH,
                lease=self.lease,
                except_channels=busy | self.tempo.full_channels(),
                except_kinds=[kind for kind in DELIVERY_KINDS if ROADS.get(kind, "post") in full] if full else (),
            )

    def _claim_stale(self, busy: set[str]) -> list[Delivery]:
        room = min(BATCH, self.tempo.room("update"))
        if not room:
            return []
        with self.database.writing() as session:
            return deliveries.claim(session, self.owner, "stale", limit=room, lease=self.lease, except_channels=busy)

    def give_back(self, rows: Iterable[Delivery]) -> None:
        """Put claimed rows back untouched, for the next tick."""
        with self.database.writing() as session:
            for row in rows:
                deliveries.release(session, row)

    def write(self, ended: Sequence[tuple[Letter, Ending]], rows: Sequence[Delivery], now: datetime) -> list[Letter]:
        """Write down what became of letters, and freeze what these rows say and that their sending begins: at best in one commit.

        Only what is committed here may leave.
        """
        for row in rows:
            self.at_step("claimed", row)
        slack_now = self._slack_now(rows) if rows else None
        if ended and slack_now is not None and not self.database.is_shared:
            try:
                with self.database.writing() as session:
                    second = self._settle_in(session, ended, now)
                    letters = self._begin_in(session, rows, now, slack_now)
            except Exception:
                # What stands in the way of one half must not hold up the other: they are written one by one, as below.
                log.debug("not written in one", exc_info=True)
            else:
                self._take_back(second)
                return letters
        # Where several machines write, whoever holds the settled rows and waits for a day's could wait for another who does the same.
        self._settle(ended, now)
        return self._begin(rows, now, slack_now) if slack_now is not None else []

    def _slack_now(self, rows: Sequence[Delivery]) -> datetime | None:
        """Slack's clock; None while it is not known."""
        try:
            return self.courier.slack_now()
        except Exception:
            # Nothing could be looked for later; the rows are taken up again after their lease.
            log.exception("messages left for later", keys=[row.dedup_key for row in rows])
            return None

    def _begin(self, rows: Sequence[Delivery], now: datetime, slack_now: datetime) -> list[Letter]:
        return self._together(
            rows, lambda session, these: self._begin_in(session, these, now, slack_now), lambda row: row
        )

    def _begin_in(self, session: Session, rows: Sequence[Delivery], now: datetime, slack_now: datetime) -> list[Letter]:
        unit_ids = {row.unit_id for row in rows if row.unit_id is not None}
        # Whoever holds several units must not wait for one, or two could wait for each other: then each is tried alone.
        items.hold_still(session, unit_ids, waits=len(rows) == 1)
        threads = day_threads(session, rows)
        told = [self._freeze(session, row, now, threads.get(row.id or 0)) for row in rows]
        frozen = [each for each in told if each is not None]
        if not deliveries.begin_sending(session, frozen, slack_now, lease=self.lease):
            raise _ClaimLost
        begun = uptime()
        return [Letter(each.row, each.payload, begun) for each in frozen]

    def _freeze(self, session: Session, row: Delivery, now: datetime, thread: DayThread | None) -> Frozen | None:
        """What this row will say, with the items it names noted; None when nothing is left to say, or its place is not known yet.

        `thread` is where a message of the day belongs.
        """
        if row.expires_at is not None and row.expires_at <= now:
            self._skip_in(session, row, "expired")
            return None
        if thread is not None:
            if thread.is_pending:
                deliveries.stand_back(session, row, PENDING_RETRY)
                return None
            row.thread_ts = thread.root_ts
        facts, cuts, n = self._said(session, row)
        if facts is None:
            self._skip_in(session, row, "nothing left to say")
            return None
        is_later_of_day = thread is not None and row.thread_ts is not None
        payload = self.courier.render(
            part_of(facts, cuts, n), row.dedup_key, row.thread_ts, in_channel_too=is_later_of_day
        )
        is_root = row.root_id is None
        if isinstance(facts, ReminderFacts | WaitingFacts | RaisedFacts) and is_root:
            deliveries.name_items(session, row, [(line.item_id, line.section) for line in facts.lines])
        return Frozen(row, payload, cuts if is_root else ())

    def _together(
        self, rows: Sequence[R], deed: Callable[[Session, Sequence[R]], list[T]], row_of: Callable[[R], Delivery]
    ) -> list[T]:
        """Do something with these rows in one transaction; when that breaks, or a claim is lost, with each in one of its own.

        One that breaks must not hold up the others: it is left as it is, to be taken up again after its lease.
        """
        try:
            with self.database.writing() as session:
                return deed(session, rows)
        except _ClaimLost:
            if len(rows) == 1:
                return []
        except Exception:
            if len(rows) == 1:
                log.exception("message left for later", key=row_of(rows[0]).dedup_key)
                return []
        return [done for row in rows for done in self._together([row], deed, row_of)]

    def post(self, letter: Letter) -> Ending | None:
        """Send one letter; None when it comes too late to be sent."""
        letter.row.state = "sending"
        self.at_step("sending", letter.row)
        if uptime() - letter.begun > self.lease.total_seconds() / 2:
            # We were frozen, and others may have looked for this message in vain by now: sending it could double it.
            return None
        ending = self.courier.post(letter.payload)
        self.at_step("posted", letter.row)
        return ending

    def _said(self, session: Session, row: Delivery) -> tuple[Facts | None, Sequence[int], int]:
        """What a row has to say, where that is cut when it is too long for one message, and which part of it this row is."""
        facts = facts_of(session, row, self.policy)
        if facts is None:
            return None, (), 0
        if row.root_id is not None:
            root = deliveries.delivery(session, row.root_id)
            return facts, (root.facts.get("cuts") or () if root else ()), int(row.facts["part"])
        return facts, (row.facts.get("cuts") or () if row.state == "sent" else self.courier.cuts(facts)), 0

    def _settle(self, ended: Sequence[tuple[Letter, Ending]], now: datetime) -> None:
        if ended:
            self._take_back(
                self._together(
                    ended, lambda session, these: self._settle_in(session, these, now), lambda each: each[0].row
                )
            )

    def _settle_in(
        self, session: Session, ended: Sequence[tuple[Letter, Ending]], now: datetime
    ) -> list[tuple[Delivery, str]]:
        """Write down what became of letters that were sent; returns our copies where they are the second, to be taken back."""
        # In the ledger's order, as everybody takes rows, so that no two wait for each other.
        ordered = sorted(ended, key=lambda each: each[0].row.id or 0)
        sent = [(letter.row, ending.ts) for letter, ending in ordered if isinstance(ending, Sent)]
        second = self._settle_sent(session, sent, now)
        refusals.mend(session, *(row.channel for row, _ in sent))
        for letter, ending in ordered:
            self._settle_unsent(session, letter.row, ending)
        return second

    def _settle_unsent(self, session: Session, row: Delivery, ending: Ending) -> None:
        match ending:
            case Later(delay, error):
                deliveries.settle_later(session, row, delay, error, counts=False)
            case Refused():
                self.give_up(session, row, ending)
            case Unknown(error):
                # Never post blind: the row stays in `sending` until its lease ends, and the sweep looks for it.
                deliveries.note_error(session, row, error)

    def settle_found(self, row: Delivery, ts: str, now: datetime) -> None:
        """Slack has it at `ts`; a copy of ours beside another process's is taken back."""
        with self.database.writing() as session:
            second = self._settle_sent(session, [(row, ts)], now)
            refusals.mend(session, row.channel)
            if row.attempts > 1:
                # What was found may be the copy of an earlier sending, which said what was true then.
                deliveries.want_again(session, row)
        self._take_back(second)

    def _settle_sent(
        self, session: Session, sent: Sequence[tuple[Delivery, str]], now: datetime
    ) -> list[tuple[Delivery, str]]:
        if deliveries.settle_sent(session, sent, now):
            for row, ts in sent:
                self._continue(session, row, ts)
                if row.kind in LISTING_KINDS:
                    deliveries.retire_older(session, row)
            return []
        if len(sent) > 1:
            raise _ClaimLost
        # We were frozen past our lease; if another process has sent its own copy since, ours is the second.
        ((row, ts),) = sent
        truth = deliveries.delivery(session, row.id or 0)
        return [(row, ts)] if truth is not None and truth.state == "sent" and truth.message_ts != ts else []

    def _take_back(self, second: Iterable[tuple[Delivery, str]]) -> None:
        """Delete our copies of messages of which another copy stands. No session is open."""
        for row, ts in second:
            self.courier.delete(row.channel, ts)

    def _continue(self, session: Session, row: Delivery, ts: str) -> None:
        """Promise the next part of a long message, now that this one stands: so they stand in their order."""
        root = row if row.root_id is None else deliveries.delivery(session, row.root_id)
        n = 1 if row.root_id is None else int(row.facts["part"]) + 1
        if root is None or not 0 < n <= len(root.facts.get("cuts") or ()):
            return
        thread_ts = root.thread_ts or root.message_ts or ts
        self._plan_part(session, root, n, key=f"part:{root.id}:{n}", thread_ts=thread_ts, due_at=row.due_at)

    def _plan_part(
        self, session: Session, root: Delivery, n: int, *, key: str, thread_ts: str, due_at: datetime
    ) -> None:
        deliveries.plan(
            session,
            Promise(
                key=key,
                kind="part",
                channel=root.channel,
                thread_ts=thread_ts,
                due_at=due_at,
                unit_id=root.unit_id,
                meeting_id=root.meeting_id,
                inbound_id=root.inbound_id,
                root_id=root.id,
                facts={"part": n},
            ),
        )

    def _skip_in(self, session: Session, row: Delivery, why: str) -> None:
        if deliveries.settle_unsent(session, row, "skipped", why):
            self._unsay(session, row)

    def _unsay(self, session: Session, row: Delivery) -> None:
        """What a continuation that is not posted would have named was not said: the next reminder names it."""
        root = deliveries.delivery(session, row.root_id) if row.kind == "part" and row.root_id else None
        cuts = (root.facts.get("cuts") or ()) if root else ()
        if root is not None and 0 < row.facts["part"] <= len(cuts):
            deliveries.unname(session, root.id or 0, bounds(cuts, row.facts["part"])[0])

    def give_up(self, session: Session, row: Delivery, refused: Refused) -> None:
        """Settle a refused row as dead, and tell the office: once for each message, or once for all that one cause stops."""
        is_cause = refused.about in ("channel", "app")
        cause = None
        if is_cause:
            where = EVERYWHERE if refused.about == "app" else row.channel
            cause = refusals.refuse(session, where, refused.error)
        cause_id = cause.id if cause else None
        if not deliveries.settle_unsent(session, row, "dead", refused.error, counts=False, refusal_id=cause_id):
            return
        self._unsay(session, row)
        if cause is not None and row.kind != "alarm":
            self._alarm(session, row, f"alarm:refusal:{cause.id}")
        elif row.kind not in PASSING_KINDS:
            self._alarm(session, row, f"alarm:{row.id}")

    def give_up_looking(self, session: Session, row: Delivery, why: str) -> None:
        """Settle a row as uncertain, because nobody can tell whether it was delivered, and tell the office once."""
        if deliveries.settle_unsent(session, row, "uncertain", why) and row.kind not in PASSING_KINDS:
            self._alarm(session, row, f"alarm:{row.id}")

    def _alarm(self, session: Session, row: Delivery, key: str) -> None:
        if self.office_channel:
            deliveries.plan(
                session,
                Promise(
                    key=key,
                    kind="alarm",
                    channel=self.office_channel,
                    due_at=row.due_at,
                    facts={"delivery_id": row.id, "language": self.office_language},
                ),
            )

    def _show(self, row: Delivery) -> Ending | None:
        """Bring one sent message up to date with its rows."""
        begun = uptime()
        with self.database.reading() as session:
            facts, cuts, n = self._said(session, row)
        if facts is None or row.message_ts is None:
            with self.database.writing() as session:
                deliveries.settle_shown(session, row, row.wanted_revision, row.payload or {})
            return None
        payload = self.courier.render(part_of(facts, cuts, n), row.dedup_key, row.thread_ts)
        if uptime() - begun > self.lease.total_seconds() / 2:
            return None  # frozen meanwhile: somebody may have shown what is newer
        ending = self.courier.update(payload, row.message_ts)
        with self.database.writing() as session:
            match ending:
                case Sent():
                    if not deliveries.settle_shown(session, row, row.wanted_revision, payload):
                        # Another process has shown it since we claimed it: ours may be the older, and has covered theirs.
                        deliveries.want_again(session, row)
                case Refused(error, "deleted"):
                    deliveries.settle_closed(session, row, "deleted", error)
                case Refused(error, "closed"):
                    self._say_below(session, row, error)
                case Refused(error, "channel" | "app"):
                    deliveries.look_again(session, row, REFUSED_RETRY, error)
                case Refused(error):
                    # What it showed is history; the next reminder is true again.
                    deliveries.settle_shown(session, row, row.wanted_revision, row.payload or {})
                    deliveries.note_error(session, row, error)
                case Later(delay, error):
                    deliveries.look_again(session, row, delay, error)
                case Unknown(error):
                    # Replacing a message twice does no harm, so the end of the lease simply tries again.
                    deliveries.note_error(session, row, error)
        return ending

    def _say_below(self, session: Session, row: Delivery, error: str) -> None:
        """Slack lets nobody change this message any more: what it would show now stands once below it, and is changed there."""
        if not deliveries.settle_closed(session, row, "closed", error):
            return
        root = row if row.root_id is None else deliveries.delivery(session, row.root_id)
        if root is not None:
            n = 0 if row.root_id is None else int(row.facts["part"])
            thread_ts = root.thread_ts or root.message_ts or ""
            self._plan_part(session, root, n, key=f"below:{root.id}:{n}", thread_ts=thread_ts, due_at=row.due_at)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """A carrier at one instant of the cadence's clock, as a round asks for it."""

    carrier: Carrier
    now: datetime

    def claim(self, busy: set[str]) -> list[Delivery]:
        return self.carrier.claim(busy)

    def may_go(self, row: Delivery) -> bool:
        return self.carrier.tempo.take(_road(row), row.channel)

    def write(self, ended: Sequence[tuple[Letter, Ending]], rows: Sequence[Delivery]) -> list[Letter]:
        return self.carrier.write(ended, rows, self.now)

    def post(self, letter: Letter) -> Ending | None:
        ending = self.carrier.post(letter)
        if isinstance(ending, Later):
            road, channel = _road(letter.row), letter.row.channel
            self.carrier.tempo.wait(road, channel, ending.delay, is_everywhere=ending.is_everywhere)
        return ending

    def give_back(self, rows: Iterable[Delivery]) -> None:
        self.carrier.give_back(rows)


def _road(row: Delivery) -> Road:
    return ROADS.get(row.kind, "post")


def _by_channel(rows: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    """The rows of each channel, in their order."""
    groups: dict[str, list[Delivery]] = defaultdict(list)
    for row in rows:
        groups[row.channel].append(row)
    return groups
