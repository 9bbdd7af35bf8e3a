"""A courier whose Slack is a few lists, and a small workplace to be reminded in. Not a test; the tests of the ticks use it."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from jobs.cadence import Policy
from jobs.courier import Ending, Payload, Sent, Unknown
from jobs.deliver import Carrier, Step, no_step
from jobs.facts import AlarmFacts, Facts, ReminderFacts
from jobs.raising import RaisedFacts
from jobs.tempo import Limit, Tempo
from storage import items, units, workspace
from storage.database import Database, ledger_now
from storage.deliveries import LEASE
from storage.items import Said
from storage.models import Delivery, Directive, Item, Meeting, Unit
from storage.people import keep_person
from storage.units import UnitChange
from storage.viewers import operator

# A Monday, the first working day of its week; 09:00 in Shanghai.
MONDAY = date(2024, 6, 17)
NINE = datetime(2024, 6, 17, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OFFICE_CHANNEL = "C0OFFICE"
OFFICE = operator("lin")


class Killed(BaseException):
    """The process ends here: nothing after this point happens."""


@dataclass
class FakeCourier:
    """Keeps what stands in each channel. What Slack answers next is said beforehand, channel by channel."""

    idle: Database | None = None
    """When set, every call makes sure that no connection of this database is in use meanwhile."""
    endings: dict[str, list[Ending]] = field(default_factory=lambda: defaultdict(list))
    standing: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    posts: list[dict[str, Any]] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    """Where each of the posts stood."""
    updates: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    update_endings: list[Ending] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    takes_lost: bool = True
    """Whether Slack has taken a message although its answer was lost."""
    is_readable: bool = True
    is_lagging: bool = False
    """History does not show new messages yet."""
    now: datetime = NINE
    most_lines: int = 1000
    """How many lines one message takes; the rest goes on in its thread."""
    broken: set[str] = field(default_factory=set)
    """Keys whose rendering fails."""
    at_post: Callable[[Payload], None] | None = None
    at_update: Callable[[Payload], None] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: int = 0

    def cuts(self, facts: Facts) -> tuple[int, ...]:
        return (
            tuple(range(self.most_lines, len(facts.lines), self.most_lines))
            if isinstance(facts, ReminderFacts | RaisedFacts)
            else ()
        )

    def render(
        self, facts: Facts, key: str, thread_ts: str | None = None, *, in_channel_too: bool = False
    ) -> dict[str, Any]:
        if key in self.broken:
            raise LookupError(key)
        said: dict[str, Any] = {"key": key, "channel": facts.channel, "text": "", "thread_ts": thread_ts}
        if in_channel_too:
            said["in_channel_too"] = True
        if isinstance(facts, ReminderFacts):
            lines = [f"{each.code}-{each.number} {each.section} {each.state}" for each in facts.lines]
            said |= {"text": "; ".join(lines), "today": str(facts.today), "has_buttons": facts.has_buttons}
        elif isinstance(facts, RaisedFacts):
            told = [*facts.calendars, *(f"{each.code}-{each.number} {each.section}" for each in facts.lines)]
            said |= {"text": "; ".join(told), "today": str(facts.today)}
        elif isinstance(facts, AlarmFacts):
            said |= {"text": f"{facts.state} {facts.error} {facts.to_channel}"}
        return said

    def post(self, payload: Payload) -> Ending:
        self._must_be_idle()
        if self.at_post is not None:
            self.at_post(payload)
        with self._lock:
            waiting = self.endings[payload["channel"]]
            ending = waiting.pop(0) if waiting else None
            if isinstance(ending, Unknown) and self.takes_lost:
                self._stand(payload)
            if ending is not None:
                return ending
            return Sent(self._stand(payload))

    def _stand(self, payload: Payload) -> str:
        self._last += 1
        ts = f"{self._last}.000100"
        self.standing[payload["channel"]][ts] = dict(payload)
        self.posts.append(dict(payload))
        self.stamps.append(ts)
        return ts

    def find(self, payload: Payload, since: datetime) -> tuple[str, ...] | None:
        self._must_be_idle()
        assert since <= self.now
        if not self.is_readable:
            return None
        with self._lock:
            here = self.standing[payload["channel"]].items()
            return () if self.is_lagging else tuple(ts for ts, said in here if said["key"] == payload["key"])

    def update(self, payload: Payload, ts: str) -> Ending:
        self._must_be_idle()
        if self.at_update is not None:
            self.at_update(payload)
        if self.update_endings:
            return self.update_endings.pop(0)
        assert ts in self.standing[payload["channel"]], "an update of a message that stands elsewhere"
        self.standing[payload["channel"]][ts] = dict(payload)
        self.updates.append((ts, dict(payload)))
        return Sent(ts)

    def delete(self, channel: str, ts: str) -> None:
        self._must_be_idle()
        self.standing[channel].pop(ts, None)
        self.deleted.append(ts)

    def slack_now(self) -> datetime:
        self._must_be_idle()
        return self.now

    def _must_be_idle(self) -> None:
        if self.idle is not None:
            assert self.idle.engine.pool.checkedout() == 0, "a session is open across a call to Slack"  # type: ignore[attr-defined]

    def texts(self, channel: str) -> list[str]:
        """What stands in a channel, oldest first."""
        return [said["text"] for said in self.standing[channel].values()]


def unhurried() -> Tempo:
    """A tempo that holds nothing up."""
    free = Limit(6e6, 1e5)
    return Tempo(free, {"post": free, "whisper": free, "mark": free, "update": free})


def carrier(
    database: Database,
    courier: FakeCourier,
    *,
    owner: str = "one",
    lease: timedelta = LEASE,
    tempo: Tempo | None = None,
    hands: int = 1,
    at_step: Step = no_step,
) -> Carrier:
    """One process's hands on the ledger. With one hand everything happens in the ledger's order."""
    return Carrier(
        database,
        courier,
        Policy(),
        owner=owner,
        office_channel=OFFICE_CHANNEL,
        lease=lease,
        tempo=tempo or unhurried(),
        hands=hands,
        at_step=at_step,
    )


def go_live(database: Database) -> None:
    with database.writing() as session:
        workspace.serve_team(session, "T1", "Lishen")
        workspace.go_live(session, NINE, "U0LIN")


def add_unit(
    session: Session, code: str, *due: date | None, assigned_on: date = date(2024, 4, 25), timezone: str = ""
) -> Unit:
    """A unit in the channel C0<code> with one item for each due date."""
    unit = units.keep_unit(session, code, UnitChange(name=f"{code} Lishen", timezone=timezone or None))
    units.link_channel(session, unit, f"C0{code}")
    session.add_all(
        Item(unit_id=unit.id or 0, number=n, title=f"point {n}", assigned_on=assigned_on, due_on=each)
        for n, each in enumerate(due, start=1)
    )
    session.flush()
    return unit


def add_meeting(session: Session, unit: Unit, *points: str, assigned_on: date = MONDAY) -> Meeting:
    """A meeting at which one leader gave a unit these points."""
    tong = keep_person(session, "Tong Laiming", is_leader=True)
    meeting = Meeting(
        title="Q2 review",
        source_name="minutes.txt",
        source_text="…",
        source_sha256="; ".join((unit.code, *points)),
        imported_at=NINE,
        imported_by="U0LIN",
    )
    session.add(meeting)
    session.flush()
    directives = [
        Directive(
            meeting_id=meeting.id or 0, speaker_id=tong.id or 0, ordinal=n, text=text, span_start=n, span_end=n + 1
        )
        for n, text in enumerate(points, start=1)
    ]
    session.add_all(directives)
    session.flush()
    items.assign(session, directives, unit, due_on=None, assigned_on=assigned_on, said=Said(OFFICE, NINE))
    return meeting


def leases_end(database: Database) -> None:
    """As if so much time had passed that every lease and every wait is over."""
    with database.writing() as session:
        session.execute(update(Delivery).values(available_at=ledger_now(session) - HOUR))


def rows(database: Database, kind: str | None = None) -> list[Delivery]:
    """The ledger, in the order in which it was planned."""
    with database.reading() as session:
        found = select(Delivery).order_by(col(Delivery.id))
        return list(session.exec(found.where(Delivery.kind == kind) if kind else found))


def row_of(database: Database, kind: str) -> Delivery:
    """The only row of its kind."""
    (row,) = rows(database, kind)
    return row
