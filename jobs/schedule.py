"""Runs the ticks it is given, and watches over them. The only room that knows APScheduler.

APScheduler drives ticks and nothing else: no job per message, no job store. What is due is a question to our own rows, so
a tick that comes late, twice or after a restart finds exactly what is still to do.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()

# A wall clock set back leaves APScheduler waiting for a time long past; this much silence says so.
LATE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One deed to be done every `seconds`; it takes nothing and finds out for itself what there is to do."""

    deed: Callable[[], object]
    seconds: float


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a tick is: seconds since it last ended (its start, before that), and how many of its rounds failed."""

    silent_seconds: float
    failures: int


class Schedule:
    """The ticks of one process. Each runs in a thread of its own, never twice at once.

    A tick that is `late` seconds behind its turn, by a clock that nobody can set, is armed again.
    """

    def __init__(self, ticks: Mapping[str, Tick], *, late: float = LATE) -> None:
        self._late = late
        self._ticks = dict(ticks)
        self._ended_at: dict[str, float] = {}
        self._failures = dict.fromkeys(self._ticks, 0)
        self._turns = {name: threading.Lock() for name in self._ticks}
        self._again: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._watch = threading.Thread(target=self._watch_over, name="schedule-watch", daemon=True)
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(max(1, len(self._ticks)))},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=UTC,
        )

    def start(self) -> None:
        """Begin, each tick at once and then at its interval."""
        for name, tick in self._ticks.items():
            self._ended_at[name] = time.monotonic()
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=tick.seconds, timezone=UTC),
                args=(name,),
                id=name,
                next_run_time=datetime.now(UTC),
            )
        self._scheduler.start()
        self._watch.start()

    def nudge(self, name: str) -> None:
        """Run a tick now, without waiting for its turn; if it is under way, once more when it ends."""
        with self._lock:
            self._again.add(name)
        if not self._turns[name].locked() and self._scheduler.running and not self._stopped.is_set():
            # A run of its own: APScheduler would drop the tick's own next run while the last is still being put away.
            self._scheduler.add_job(self._run, args=(name,))

    def stop(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        self._stopped.set()
        if self._scheduler.running:
            # Were APScheduler to wait, it would hold its locks meanwhile, and a tick that nudges another would wait for them.
            self._scheduler.shutdown(wait=False)
        for turn in self._turns.values():
            with turn:
                pass

    def run_now(self, *names: str) -> None:
        """Run these ticks in this thread, one after the other; returns when each has seen everything there was before the call."""
        for name in names:
            with self._turns[name]:
                self._do(name)
            with self._lock:
                is_wanted_again = name in self._again
            if is_wanted_again:
                self.nudge(name)

    def pulses(self) -> dict[str, Pulse]:
        """How each tick is that has been started."""
        now = time.monotonic()
        with self._lock:
            return {name: Pulse(now - ended, self._failures[name]) for name, ended in self._ended_at.items()}

    def _run(self, name: str) -> None:
        """One turn of a tick, and another for every nudge that came meanwhile."""
        while self._turns[name].acquire(blocking=False):
            try:
                if self._stopped.is_set():
                    return
                self._do(name)
            finally:
                self._turns[name].release()
            with self._lock:
                if name not in self._again or self._stopped.is_set():
                    return

    def _do(self, name: str) -> None:
        with self._lock:
            self._again.discard(name)
        try:
            self._ticks[name].deed()
        except Exception:
            # One bad round must not end the rounds: the rows are still there for the next.
            log.exception("tick failed", tick=name)
            with self._lock:
                self._failures[name] += 1
        with self._lock:
            self._ended_at[name] = time.monotonic()

    def _watch_over(self) -> None:
        """Re-arm a tick whose time does not come, by the clock that nobody can set."""
        while not self._stopped.wait(1.0):
            now = time.monotonic()
            with self._lock:
                late = [
                    name
                    for name, tick in self._ticks.items()
                    if not self._turns[name].locked() and now - self._ended_at[name] > tick.seconds + self._late
                ]
            for name in late:
                log.warning("tick was late; re-armed", tick=name)
                with self._lock:
                    self._ended_at[name] = now
                self._scheduler.reschedule_job(
                    name, trigger=IntervalTrigger(seconds=self._ticks[name].seconds, timezone=UTC)
                )
                self._scheduler.modify_job(name, next_run_time=datetime.now(UTC))
