"""The ledger: flat however long its past, as fast as Slack's limits allow, and beside a scheduler's job for each message.

1,000 posts over 100 channels, against the bound that the playground's limits set: a burst of 200 for the workspace, then 400 a
minute, which is two minutes. The same without limits, from the promise to Slack's answer, against APScheduler with a job for each
message in its SQLAlchemy store: the playground's server is a process of its own, both say the same words, rendered from what their
row or job keeps, and carry them over HTTP by the same client with twelve threads; and both keep what they promise in an SQLite file
whose every commit waits for the disk (synchronous=FULL). The store is opened once as its documentation opens it, and once with the
ledger's write-ahead log. Between them stands the wire itself: the same posts with nothing kept at all. They take turns, and the
medians are compared. A million past deliveries take a minute to write down, so they are measured only with LEDGER_MILLION=1.
"""

import multiprocessing
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor as Hands
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, event, text

from bot.courier import SlackCourier, posting, reading_client
from bot.playground import channels, scene
from bot.playground.pace import POSTS_PER_WORKSPACE
from bot.playground.records import BOT_USER
from bot.playground.server import Playground
from bot.running import settle_in
from jobs.cadence import Policy
from jobs.courier import Sent
from jobs.deliver import Carrier
from jobs.facts import WhisperFacts
from jobs.tempo import Limit, Tempo
from storage import deliveries
from storage.database import Database, open_database
from storage.deliveries import Promise
from storage.models import Delivery
from tests.bench import Ratio, fastest

CHANNELS: Final = 100
POSTS: Final = 1000
PROMISES: Final = 200
# How often the ledger and what it is compared with take turns.
TURNS: Final = 5
NOW: Final = datetime(2024, 6, 17, 1, tzinfo=UTC)
# As the ledger opens its own file.
WRITE_AHEAD: Final = ("journal_mode=WAL", "synchronous=FULL")
UNLIMITED: Final = Limit(6e6, 1e5)


def bench() -> Iterator[Ratio]:
    """Flat, within Slack's bound, and what certainty costs."""
    yield from _flat()
    yield from _unlimited()
    with _server(limited=True) as slack, _ledger() as database:
        limited = _carry(database, slack, Tempo(), _alarms(database, slack))
    bound = (POSTS - POSTS_PER_WORKSPACE.burst) * 60 / POSTS_PER_WORKSPACE.per_minute
    yield Ratio("1,000 posts over 100 channels against Slack's bound", limited, bound, "s", 1.10)


def _unlimited() -> Iterator[Ratio]:
    settle_in()
    with _server(limited=False) as slack:
        _wire(slack)  # the first posts wake the server up
        seconds = [
            (_keep(slack), _schedule(slack, ()), _schedule(slack, WRITE_AHEAD), _wire(slack)) for _ in range(TURNS)
        ]
    ours, theirs, ahead, wire = map(statistics.median, zip(*seconds, strict=True))
    yield Ratio("1,000 jobs of APScheduler's own store against the ledger", theirs, ours, "s", 3, "at least")
    # No bounds: beside this store the wire is most of what there is to win, and a job store may lose what it runs.
    yield Ratio("the same, its store with the ledger's write-ahead log", ahead, ours, "s")
    yield Ratio("1,000 posts by the ledger against the wire alone", ours, wire, "s")


def _flat() -> Iterator[Ratio]:
    sizes = [10_000, 100_000, *([1_000_000] if os.environ.get("LEDGER_MILLION") else [])]
    with _ledger() as database:
        first: float | None = None
        stands = 0
        for size in sizes:
            _write_past(database, stands, size)
            stands = size
            seconds = _plan_and_claim(database, size)
            if first is not None:
                yield Ratio(f"plan and claim, {size:,} past against {sizes[0]:,}", seconds, first, "s", 1.5)
            first = first or seconds


@contextmanager
def _ledger() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/bench.db")
        try:
            yield database
        finally:
            database.close()


def _write_past(database: Database, first: int, last: int) -> None:
    """Sent messages of bygone days."""
    insert = Delivery.__table__.insert()  # type: ignore[attr-defined]
    for start in range(first, last, 10_000):
        rows = [
            Delivery(
                dedup_key=f"past:{n}",
                kind="reminder",
                channel=f"C{n % CHANNELS}",
                due_at=NOW,
                available_at=NOW,
                state="sent",
                payload={},
                message_ts=f"{n}.1",
                attempts=1,
            ).model_dump(exclude={"id"})
            for n in range(start, min(start + 10_000, last))
        ]
        with database.writing() as session:
            session.execute(insert, rows)


def _plan_and_claim(database: Database, size: int) -> float:
    """Seconds of work for some promises, planned and claimed; what was claimed is thrown away again."""

    def once() -> None:
        with database.writing() as session:
            for n in range(PROMISES):
                deliveries.plan(session, Promise(f"new:{size}:{n}", "alarm", f"C{n % CHANNELS}", NOW))
        for _ in range(PROMISES // 20):
            with database.writing() as session:
                assert deliveries.claim(session, "bench", "unsent", limit=20)

    def clear() -> None:
        # By the index of keys; LIKE would read the whole ledger.
        with database.writing() as session:
            session.execute(text("DELETE FROM delivery WHERE dedup_key >= 'new:' AND dedup_key < 'new;'"))

    return fastest(once, after=clear)


@dataclass(frozen=True, slots=True)
class Slack:
    """A playground's server in another process, as a client needs it."""

    token: str
    api_url: str
    rooms: list[str]

    def room(self, n: int) -> str:
        """The channel of the nth message."""
        return self.rooms[n % len(self.rooms)]


def _serve(mouth: Connection, limited: bool) -> None:
    """Serve a playground with a hundred channels that the bot is in, until somebody says so."""
    with Playground(scene.sample_scene(), rate_limits=limited) as playground:
        rooms = []
        with playground.workspace.lock:
            for n in range(CHANNELS):
                channel = channels.create(playground.workspace, f"room-{n}", scene.HELEN)
                channels.add_member(playground.workspace, channel, BOT_USER)
                rooms.append(channel.id)
        mouth.send(Slack(playground.bot_token, playground.api_url, rooms))
        mouth.recv()


@contextmanager
def _server(*, limited: bool) -> Iterator[Slack]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, limited), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("enough")
        process.join()


def _facts(n: int) -> dict[str, Any]:
    """What the nth message says, as a row of the ledger and a job keep it."""
    values = {"template": "Message {n} says what there is to do.", "n": n}
    return {"user": scene.HELEN, "language": "en", "form": "plain", "values": values, "is_letter": True}


def _courier(slack: Slack) -> SlackCourier:
    return SlackCourier(posting(slack.token, slack.api_url), reading_client(slack.token, slack.api_url))


def _keep(slack: Slack) -> float:
    """Seconds until a new ledger has promised and carried every post, as fast as it can."""
    tempo = Tempo(UNLIMITED, dict.fromkeys(("post", "whisper", "mark", "update"), UNLIMITED))
    promises = [Promise(f"post:{n}", "whisper", slack.room(n), NOW, facts=_facts(n)) for n in range(POSTS)]
    with _ledger() as database:
        return _carry(database, slack, tempo, promises)


def _alarms(database: Database, slack: Slack) -> list[Promise]:
    """As many messages as the limits of posts are for."""
    with database.writing() as session:
        failed = Delivery(
            dedup_key="failed",
            kind="reminder",
            channel="C1",
            due_at=NOW,
            available_at=NOW,
            state="dead",
            last_error="x",
        )
        session.add(failed)
        session.flush()
        facts = {"delivery_id": failed.id, "language": "en"}
    return [Promise(f"post:{n}", "alarm", slack.room(n), NOW, facts=facts) for n in range(POSTS)]


def _carry(database: Database, slack: Slack, tempo: Tempo, promises: list[Promise]) -> float:
    """Seconds until the ledger has promised and carried these, with a tick as often as the bot has one."""
    carrier = Carrier(database, _courier(slack), Policy(), owner="bench", tempo=tempo)
    begun, sent = time.monotonic(), 0
    with database.writing() as session:
        assert deliveries.plan_all(session, promises) == POSTS
    while sent < POSTS:
        sent += carrier.deliver(NOW)
        if sent < POSTS:
            time.sleep(0.5)
    return time.monotonic() - begun


_hand: "SlackCourier | None" = None
_posted = threading.Semaphore(0)


def _post(channel: str, key: str, facts: dict[str, Any]) -> None:
    """What a scheduler's job does; found again by its name, as a job store wants it."""
    assert _hand is not None
    assert isinstance(_hand.post(_hand.render(WhisperFacts(channel=channel, thread_ts=None, **facts), key)), Sent)
    _posted.release()


def _schedule(slack: Slack, pragmas: tuple[str, ...]) -> float:
    """Seconds until APScheduler has kept a job for every post and run it, all due at once and none dropped for being late."""
    global _hand
    _hand = _courier(slack)
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'jobs.db'}")

        @event.listens_for(engine, "connect")
        def _prepare(connection: Any, _record: Any) -> None:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")

        scheduler = BackgroundScheduler(
            jobstores={"default": SQLAlchemyJobStore(engine=engine)},
            executors={"default": ThreadPoolExecutor(12)},
            job_defaults={"misfire_grace_time": None, "coalesce": False},
            timezone=UTC,
        )
        scheduler.start(paused=True)
        begun = time.monotonic()
        for n in range(POSTS):
            said = (slack.room(n), f"post:{n}", _facts(n))
            scheduler.add_job(_post, "date", run_date=datetime.now(UTC), args=said, id=str(n))
        scheduler.resume()
        for _ in range(POSTS):
            _posted.acquire()
        seconds = time.monotonic() - begun
        scheduler.shutdown()
        engine.dispose()
    return seconds


def _wire(slack: Slack) -> float:
    """Seconds that the same posts take when nothing is kept of them."""
    courier = _courier(slack)

    def post(n: int) -> None:
        facts = WhisperFacts(channel=slack.room(n), thread_ts=None, **_facts(n))
        assert isinstance(courier.post(courier.render(facts, f"post:{n}")), Sent)

    begun = time.monotonic()
    with Hands(12) as pool:
        list(pool.map(post, range(POSTS)))
    return time.monotonic() - begun
