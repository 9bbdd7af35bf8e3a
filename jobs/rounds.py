"""One round of carrying: many hands carry, one pen writes.

A commit waits for the disk, and two commits for each message would be most of what a round does. So all the writing is done by one
thread: while a commit waits, the hands go on carrying, and what they have brought back by then is written down together with
what may leave next, in one commit. Letters lie ready beside those in the hands; while every hand would find one, the pen waits
for more to come back, so that a commit holds as many as it can and no hand waits for the pen. Each channel has at most one
message under way, so its messages keep their order, and a channel that answers slowly keeps one hand busy and no other
channel waiting.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final, Protocol

import structlog

from jobs.clocks import uptime
from jobs.courier import Ending, Later, Sent, Unknown
from storage.models import Delivery

# While something is under way, how often to look for what has become due meanwhile.
LOOK_AGAIN: Final = 0.5
# How many letters for each hand are in it or lie ready: even the last must leave within half a lease when each post takes its
# whole timeout, or it has to be looked for.
AHEAD: Final = 4

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message whose sending is committed: it may leave. `begun` is when, by `uptime`."""

    row: Delivery
    payload: dict[str, Any]
    begun: float


class Deeds(Protocol):
    """What a round asks of whoever carries."""

    def claim(self, busy: set[str]) -> list[Delivery]:
        """Rows to carry, oldest first, of channels that are not busy."""

    def may_go(self, row: Delivery) -> bool:
        """True when the tempo allows this row now; it is then counted as gone."""

    def write(self, ended: Sequence[tuple[Letter, Ending]], rows: Sequence[Delivery]) -> list[Letter]:
        """Write down what became of letters, and what each of these rows says and that its sending begins; both are committed.

        Rows with nothing to say, or lost, are left out.
        """

    def post(self, letter: Letter) -> Ending | None:
        """Send one letter, with no session open; None when it came too late to be sent."""

    def give_back(self, rows: Iterable[Delivery]) -> None:
        """Put claimed rows back untouched."""


class Round:
    """The rows one tick has claimed, each channel's in their order, and the letters that are under way or lie ready."""

    def __init__(self, deeds: Deeds, hands: int) -> None:
        self._deeds = deeds
        self._hands = hands
        # With one hand nothing lies ready, so that everything happens in the ledger's order.
        self._most = AHEAD * hands if hands > 1 else 1
        self._queues: dict[str, deque[Delivery]] = {}
        self._under_way: dict[Future[Ending | None], Letter] = {}
        self._back: SimpleQueue[Future[Ending | None]] = SimpleQueue()
        self._ended: list[tuple[Letter, Ending]] = []
        self._sent = 0
        self._is_dry = False
        self._looked_at = 0.0

    def run(self) -> int:
        """Carry until nothing is left that may go; returns how many messages Slack took."""
        with ThreadPoolExecutor(self._hands, thread_name_prefix="hand") as pool:
            try:
                while True:
                    for letter in self._write(self._next_rows()):
                        future = pool.submit(self._deeds.post, letter)
                        self._under_way[future] = letter
                        future.add_done_callback(self._back.put)
                    if self._under_way:
                        self._take_back()
                    elif not self._queues and self._is_dry:
                        return self._sent
            except Exception:
                # What has left already is still written down, or the sweep would have to look for it.
                while self._under_way:
                    self._take_back()
                self._write([])
                raise

    def _write(self, rows: list[Delivery]) -> list[Letter]:
        """Settle what has come to its end, and begin these; returns what may leave."""
        ended, self._ended = self._ended, []
        if not ended and not rows:
            return []
        if ended:
            # Its channel, or what it asks to be said next, may be claimed again.
            self._is_dry = False
        return self._deeds.write(ended, rows)

    def _next_rows(self) -> list[Delivery]:
        """As many as may be under way beside those that are, claimed anew when the queues do not hold as many."""
        free = self._most - len(self._under_way)
        if free <= 0:
            return []
        rows = self._heads(free)
        if len(rows) < free and (not self._is_dry or uptime() - self._looked_at > LOOK_AGAIN):
            busy = self._busy() | {row.channel for row in rows}
            claimed = self._deeds.claim(busy)
            self._is_dry, self._looked_at = not claimed, uptime()
            for row in claimed:
                self._queues.setdefault(row.channel, deque()).append(row)
            rows += self._heads(free - len(rows), {row.channel for row in rows})
        return rows

    def _heads(self, free: int, besides: Iterable[str] = ()) -> list[Delivery]:
        """The first rows of channels that have none under way, as far as the tempo lets them go."""
        taken: list[Delivery] = []
        waiting = {letter.row.channel for letter in self._under_way.values()} | set(besides)
        for channel in [name for name in self._queues if name not in waiting]:
            if len(taken) == free:
                break
            if self._deeds.may_go(self._queues[channel][0]):
                taken.append(self._queues[channel].popleft())
                if not self._queues[channel]:
                    del self._queues[channel]
            else:
                self._drop(channel)
        return taken

    def _busy(self) -> set[str]:
        return set(self._queues) | {letter.row.channel for letter in self._under_way.values()}

    def _drop(self, channel: str) -> None:
        """This channel waits: its rows go back to the ledger."""
        self._deeds.give_back(self._queues.pop(channel, ()))

    def _take_back(self) -> None:
        """Wait until letters come back, and keep what has come to its end by then."""
        for future in self._come_back():
            letter = self._under_way.pop(future)
            try:
                ending = future.result()
            except Exception:
                # It stays in `sending`, and the sweep finds out what became of it.
                log.exception("message left for later", key=letter.row.dedup_key)
                self._is_dry = False
                continue
            if ending is None:
                self._is_dry = False
                continue
            self._ended.append((letter, ending))
            self._sent += isinstance(ending, Sent)
            if isinstance(ending, Later | Unknown):
                self._drop(letter.row.channel)

    def _come_back(self) -> list[Future[Ending | None]]:
        """One letter at least, or as many as may be missed before a hand finds none; fewer when that takes long."""
        enough = max(1, len(self._under_way) - 2 * self._hands)
        until = uptime() + LOOK_AGAIN
        back: list[Future[Ending | None]] = []
        while len(back) < enough or not self._back.empty():
            try:
                back.append(self._back.get(timeout=max(0.0, until - uptime())))
            except Empty:
                break
        return back
