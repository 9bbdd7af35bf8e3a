"""How fast questions are answered: over Socket Mode, from a bot in a process of its own, beside a command that does nothing.

The time runs from the envelope that leaves the workspace to the acknowledgement that carries the answer. Questions asked before
are answered from memory until something is written; questions never asked before are shown as well.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import insert
from sqlmodel import Session

from bot.manifest import manifest
from bot.playground import scene
from bot.playground.records import HOME_TEAM
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience
from storage.database import open_database
from storage.models import Directive, Item, Meeting, Person, Unit
from tests.bench import Ratio

ROOT: Final = Path(__file__).parent.parent
NOW: Final = datetime(2024, 6, 14, 2, 0, tzinfo=UTC)
SIZES: Final = (1_000, 100_000)
ROUNDS: Final = 300
CROWD: Final = 2_000
MANY: Final = 50_000
WORDS: Final = [
    "quality",
    "cost",
    "capacity",
    "market",
    "supplier",
    "material",
    "audit",
    "battery",
    "cell",
    "power",
    "vehicle",
    "storage",
    "line",
    "plant",
    "test",
    "safety",
    "customer",
    "price",
    "contract",
    "team",
    "plan",
    "risk",
    "review",
    "training",
    "standard",
    "project",
    "design",
    "tooling",
    "delivery",
    "energy",
]
NOISE: Final = ("show", "me", "please", "the", "all", "of", "by", "for", "from", "items", "directives", "points")
BARE: Final = (
    "import slack_bolt, slack_bolt.adapter.socket_mode.websocket_client, apscheduler.schedulers.background, sqlmodel\n"
    "from tests.memory import resident_bytes\nprint(resident_bytes())"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A running workspace with a bot that has so many items."""

    playground: Playground
    bot: subprocess.Popen[str]
    ready: float
    """Seconds from its start until it had a line to Slack."""

    def tell(self, line: str) -> float:
        """Ask the bot's process something of itself."""
        assert self.bot.stdin is not None
        assert self.bot.stdout is not None
        print(line, file=self.bot.stdin, flush=True)
        return float(self.bot.stdout.readline())

    def seconds(self, command: str, text: str = "") -> float:
        """How long one command waits for its acknowledgement."""
        payload = {
            "command": command,
            "text": text,
            "user_id": scene.HELEN,
            "user_name": "helen",
            "channel_id": scene.GENERAL,
            "channel_name": "general",
            "team_id": HOME_TEAM,
            "team_domain": "lishen",
            "api_app_id": "A0",
            "token": "x",
            "trigger_id": "1.2.3",
            "response_url": f"{self.playground.origin}/nowhere",
        }
        begun = time.perf_counter()
        self.playground.ask("slash_commands", payload)
        return time.perf_counter() - begun


def bench() -> Iterator[Ratio]:
    for size in SIZES:
        with running(size) as asked:
            yield from _waits(asked, size)
            home = statistics.median(asked.tell(f"home {scene.HELEN}") for _ in range(9))
            yield Ratio(f"{size} items: the office's Home drawn, against 0.1 s", home, 0.1, "s", 1)
    with running(1_000) as asked:
        begun = time.monotonic()
        bare = float(subprocess.run([sys.executable, "-c", BARE], cwd=ROOT, capture_output=True, check=True).stdout)
        imported = time.monotonic() - begun
        yield Ratio("from start to ready against a bare import of the libraries", asked.ready, imported, "s")
        yield Ratio(
            "idle memory against a bare import of the libraries", asked.tell("memory") / 1e6, bare / 1e6, "MB", 1.2
        )
        slowest = _crowd(asked)
        yield Ratio(f"the slowest of {CROWD} commands at once, against 3 s", slowest, 3.0, "s", 1)
        for _ in range(2_000):
            asked.seconds("/directives", _never_asked("tong"))
        before = asked.tell("memory")
        for _ in range(MANY):
            asked.seconds("/directives", _never_asked("tong"))
        yield Ratio(f"memory after {MANY} commands more", asked.tell("memory") / 1e6, before / 1e6, "MB", 1.05)


def _waits(asked: Asked, size: int) -> Iterator[Ratio]:
    """Each kind of question beside the empty command, in turn, so that both meet the same machine."""
    kinds: tuple[tuple[str, Callable[[], str], bool], ...] = (
        ("tong", lambda: "tong", True),
        ("qingdao blocked 2024Q2", lambda: "qingdao blocked 2024Q2", True),
        ("tong, never asked before", lambda: _never_asked("tong"), False),
        ("filters, never asked before", lambda: _never_asked("qingdao blocked 2024Q2"), False),
    )
    for name, text, is_bound in kinds:
        asked.seconds("/directives", text())
        empty, full = [], []
        for _ in range(ROUNDS):
            empty.append(asked.seconds("/empty"))
            full.append(asked.seconds("/directives", text()))
        for word, rank, bound in (("p50", 0.5, 1.5), ("p99", 0.99, 2.0)):
            limit = bound if is_bound else None
            yield Ratio(f"{size} items: {name}, {word}", _rank(full, rank) * 1e3, _rank(empty, rank) * 1e3, "ms", limit)
    search = [asked.seconds("/directives", " ".join(random.sample(WORDS, 2))) for _ in range(100)]
    yield Ratio(f"{size} items: search for two words, p50, against 50 ms", _rank(search, 0.5) * 1e3, 50, "ms", 1)


def _never_asked(text: str) -> str:
    return " ".join([text, *random.sample(NOISE, 4)])


def _rank(waits: list[float], rank: float) -> float:
    return sorted(waits)[int(rank * (len(waits) - 1))]


def _crowd(asked: Asked) -> float:
    with ThreadPoolExecutor(200) as people:
        return max(people.map(lambda _: asked.seconds("/directives", "tong"), range(CROWD)))


@contextmanager
def running(size: int) -> Iterator[Asked]:
    """A workspace, and a bot in a process of its own with so many items on SQLite."""
    patience = Patience(ack=60.0)
    with tempfile.TemporaryDirectory() as place:
        url = f"sqlite:///{place}/followups.db"
        fill(url, size)
        with Playground(scene.sample_scene(), manifest=manifest(), patience=patience) as playground:
            environment = {
                "SLACK_BOT_TOKEN": playground.bot_token,
                "SLACK_APP_TOKEN": playground.app_token,
                "SLACK_API_URL": playground.api_url,
                "DATABASE_URL": url,
                "OFFICE_USERS": scene.HELEN,
                "OFFICE_CHANNEL": scene.GENERAL,
                "NOW": NOW.isoformat(),
                "LOG_LEVEL": "WARNING",
            }
            begun = time.monotonic()
            bot = subprocess.Popen(
                [sys.executable, "-m", "tests.measured_bot"],
                cwd=ROOT,
                env=os.environ | environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                assert bot.stdout is not None
                assert "ready" in bot.stdout.readline()
                yield Asked(playground, bot, time.monotonic() - begun)
            finally:
                assert bot.stdin is not None
                bot.stdin.close()
                bot.wait(30)


def fill(url: str, size: int) -> None:
    """Enter meetings, each with ten leaders of five directives for every one of twenty units, until there are so many items."""
    chance = random.Random(size)
    database = open_database(url)
    with database.writing() as session:
        leaders, units = _cast(session)
        for n in range(max(1, size // (len(leaders) * 5 * len(units)))):
            _meeting(session, chance, n, leaders, units)
    database.close()


def _cast(session: Session) -> tuple[list[Person], list[Unit]]:
    names = ["Tong Laiming", *(f"Leader {chr(65 + n)}{chr(97 + n)}ong" for n in range(9))]
    leaders = [Person(name=name, is_leader=True) for name in names]
    codes = ["QD", *(f"U{n}" for n in range(1, 20))]
    units = [Unit(code=code, name="Qingdao Lishen" if code == "QD" else f"City{code} Works") for code in codes]
    session.add_all([*leaders, *units])
    session.flush()
    return leaders, units


def _meeting(session: Session, chance: random.Random, n: int, leaders: list[Person], units: list[Unit]) -> None:
    held = date(2024, 4, 24) - timedelta(days=90 * n)
    meeting = Meeting(
        title=f"Review {n}",
        held_from=held,
        period=f"{held.year}Q{(held.month - 1) // 3 + 1}",
        source_name="m.md",
        source_text="…",
        source_sha256=f"{n:064d}",
        imported_at=NOW,
        imported_by="operator:bench",
    )
    session.add(meeting)
    session.flush()
    directives = [
        Directive(
            meeting_id=meeting.id or 0,
            speaker_id=leader.id or 0,
            ordinal=ordinal,
            text=" ".join(chance.choices(WORDS, k=14)),
            span_start=0,
            span_end=1,
        )
        for leader in leaders
        for ordinal in range(1, 6)
    ]
    session.add_all(directives)
    session.flush()
    rows = [
        {
            "unit_id": unit.id,
            "number": n * len(directives) + at + 1,
            "directive_id": directive.id,
            "title": directive.text,
            "assigned_on": held,
            "due_on": held + timedelta(days=chance.randint(10, 80)),
            "original_due_on": held + timedelta(days=60),
            **_state(chance, is_newest=n == 0),
        }
        for unit in units
        for at, directive in enumerate(directives)
    ]
    session.connection().execute(insert(Item), rows)


def _state(chance: random.Random, *, is_newest: bool) -> dict[str, object]:
    """Older meetings are mostly done; of the newest half is open."""
    weights = (40, 10, 5, 45) if is_newest else (2, 1, 0, 97)
    state = chance.choices(("open", "blocked", "done", "accepted"), weights=weights)[0]
    return {
        "state": state,
        "done_at": NOW if state in ("done", "accepted") else None,
        "accepted_at": NOW if state == "accepted" else None,
        "blocked_reason": "waiting for tooling" if state == "blocked" else None,
    }
