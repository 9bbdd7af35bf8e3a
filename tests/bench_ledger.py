"""The ledger: flat however long its past, as fast as Slack's limits allow, and its price beside a scheduler's job for each message.

1,000 posts over 100 channels, against the bound that the playground's limits set: a burst of 200 for the workspace, then 400 a
minute, which is two minutes. The same without limits, against APScheduler with a job for each message in its SQLAlchemy store.
A million past deliveries take a minute to write down, so they are measured only with LEDGER_MILLION=1.
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from sqlalchemy import text

from bot.courier import SlackCourier, posting_client, reading_client
from bot.playground import channels, scene
from bot.playground.pace import POSTS_PER_WORKSPACE
from bot.playground.records import BOT_USER
from bot.playground.server import Playground
from jobs.cadence import Policy
from jobs.deliver import Carrier
from jobs.tempo import Limit, Tempo
from storage import deliveries
from storage.database import Database, open_database
from storage.deliveries import Promise
from storage.models import Delivery
from tests.bench import Ratio, fastest

CHANNELS: Final = 100
POSTS: Final = 1000
PROMISES: Final = 200
NOW: Final = datetime(2024, 6, 17, 1, tzinfo=UTC)
UNLIMITED: Final = Limit(6e6, 1e5)


def bench() -> Iterator[Ratio]:
    """Flat, within Slack's bound, and what certainty costs."""
    yield from _flat()
    with _workspace(limited=False) as (playground, rooms), _ledger() as database:
        ours = _carry(
            database,
            playground,
            rooms,
            Tempo(UNLIMITED, dict.fromkeys(("post", "whisper", "mark", "update"), UNLIMITED)),
        )
    with _workspace(limited=False) as (playground, rooms):
        theirs = _schedule(playground, rooms)
    # No bound: a job store commits once and may lose what it runs; the ledger commits twice and may not.
    yield Ratio("1,000 posts by the ledger against a job store", ours, theirs, "s")
    with _workspace(limited=True) as (playground, rooms), _ledger() as database:
        limited = _carry(database, playground, rooms, Tempo())
    bound = (POSTS - POSTS_PER_WORKSPACE.burst) * 60 / POSTS_PER_WORKSPACE.per_minute
    yield Ratio("1,000 posts over 100 channels against Slack's bound", limited, bound, "s", 1.10)


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
        with database.writing() as session:
            session.execute(text("DELETE FROM delivery WHERE dedup_key LIKE 'new:%'"))

    return fastest(once)


@contextmanager
def _workspace(*, limited: bool) -> Iterator[tuple[Playground, list[str]]]:
    """A playground with a hundred channels that the bot is in."""
    with Playground(scene.sample_scene(), rate_limits=limited) as playground:
        rooms = []
        with playground.workspace.lock:
            for n in range(CHANNELS):
                channel = channels.create(playground.workspace, f"room-{n}", scene.HELEN)
                channels.add_member(playground.workspace, channel, BOT_USER)
                rooms.append(channel.id)
        yield playground, rooms


def _carry(database: Database, playground: Playground, rooms: list[str], tempo: Tempo) -> float:
    """Seconds until the ledger has carried every post, with a tick as often as the bot has one."""
    courier = SlackCourier(
        posting_client(playground.bot_token, playground.api_url),
        reading_client(playground.bot_token, playground.api_url),
    )
    carrier = Carrier(database, courier, Policy(), owner="bench", tempo=tempo, lease=timedelta(seconds=90))
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
        for n in range(POSTS):
            deliveries.plan(session, Promise(f"post:{n}", "alarm", rooms[n % CHANNELS], NOW, facts=facts))
    begun, sent = time.monotonic(), 0
    while sent < POSTS:
        sent += carrier.deliver(NOW)
        if sent < POSTS:
            time.sleep(0.5)
    return time.monotonic() - begun


_posting: "WebClient | None" = None
_posted = threading.Semaphore(0)


def _post(channel: str, number: int) -> None:
    """What a scheduler's job does; found again by its name, as a job store wants it."""
    assert _posting is not None
    _posting.chat_postMessage(channel=channel, text=f"Message {number}")
    _posted.release()


def _schedule(playground: Playground, rooms: list[str]) -> float:
    """Seconds until APScheduler has run a job for every post, all due at once and none dropped for being late."""
    global _posting
    _posting = posting_client(playground.bot_token, playground.api_url)
    with tempfile.TemporaryDirectory() as folder:
        scheduler = BackgroundScheduler(
            jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{Path(folder) / 'jobs.db'}")},
            executors={"default": ThreadPoolExecutor(12)},
            job_defaults={"misfire_grace_time": None, "coalesce": False},
            timezone=UTC,
        )
        scheduler.start(paused=True)
        for n in range(POSTS):
            scheduler.add_job(_post, "date", run_date=datetime.now(UTC), args=(rooms[n % CHANNELS], n), id=str(n))
        begun = time.monotonic()
        scheduler.resume()
        for _ in range(POSTS):
            _posted.acquire()
        seconds = time.monotonic() - begun
        scheduler.shutdown()
    return seconds
