"""The workspace's clock: an offset on the machine's, moved forward by hand.

Everything a person or the bot sees dated here comes from it. What lives for seconds (a trigger, a response URL, a rate limit)
reads the machine's clock instead, so that a skip of a week neither spends nor refills it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def machine_now() -> datetime:
    """The machine's clock, aware, UTC."""
    return datetime.now(UTC)


class Clock:
    """Runs at the machine's pace from `start` on; safe to read from any thread."""

    def __init__(self, start: datetime, machine: Callable[[], datetime] = machine_now) -> None:
        if start.tzinfo is None:
            raise ValueError("the clock of the workspace starts at an aware instant")
        self._machine = machine
        self._offset = start.astimezone(UTC) - machine()
        self._last_mark = 0
        self._lock = Lock()

    def now(self) -> datetime:
        """The present instant in the workspace, aware, UTC."""
        return self._machine() + self._offset

    def skip_to(self, instant: datetime) -> None:
        """Move forward to `instant`.

        Raises:
            ValueError: the instant is naive, or already past: time here never runs back.
        """
        if instant.tzinfo is None:
            raise ValueError("a skip needs an aware instant")
        with self._lock:
            ahead = instant.astimezone(UTC) - self.now()
            if ahead < timedelta(0):
                raise ValueError("the clock only goes forward")
            self._offset += ahead

    def next_ts(self) -> str:
        """A Slack timestamp such as `1714003200.000100`, greater than every one given out before."""
        with self._lock:
            self._last_mark = max((self.now() - EPOCH) // MICROSECOND, self._last_mark + 1)
            return f"{self._last_mark // 1_000_000}.{self._last_mark % 1_000_000:06d}"
