"""How fast messages may go: ahead of Slack's limits, so that it seldom has to say wait, and waiting when it says so.

A bucket of tokens for each channel, because a channel takes about one post a second, and one for each road, because each of
Slack's methods has a limit for the whole workspace (https://docs.slack.dev/apis/web-api/rate-limits). Bursts are tolerated by
Slack; a bucket holds one. Each process paces itself: where several share a workspace, Slack's Retry-After does the rest.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

# Which way a message takes: a post, a private word, a reaction, a change of what stands already.
Road = Literal["post", "whisper", "mark", "update"]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many a minute, of which `burst` may go at once."""

    per_minute: float
    burst: float


PER_CHANNEL: Final = Limit(60, 15)
PER_WORKSPACE: Final[Mapping[Road, Limit]] = {
    "post": Limit(400, 200),
    "whisper": Limit(100, 100),
    "mark": Limit(50, 50),
    "update": Limit(50, 50),
}


@dataclass(slots=True)
class _Bucket:
    """Tokens, refilled as time passes; empty until `shut_until` when Slack said wait."""

    limit: Limit
    tokens: float
    at: float
    shut_until: float = 0.0

    def fill(self, now: float) -> float:
        self.tokens = min(self.limit.burst, self.tokens + (now - self.at) * self.limit.per_minute / 60)
        self.at = now
        return 0.0 if now < self.shut_until else self.tokens

    def shut(self, now: float, seconds: float) -> None:
        """Nothing until then; and then one, since Slack's own bucket was empty."""
        self.fill(now)
        self.shut_until = max(self.shut_until, now + seconds)
        self.tokens = min(self.tokens, 1 - seconds * self.limit.per_minute / 60)


class Tempo:
    """One process's tempo. Safe from any thread; `now` is a clock that nobody can set."""

    def __init__(
        self,
        per_channel: Limit = PER_CHANNEL,
        per_workspace: Mapping[Road, Limit] = PER_WORKSPACE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_channel = per_channel
        self._now = now
        self._lock = threading.Lock()
        self._roads = {road: _Bucket(limit, limit.burst, now()) for road, limit in per_workspace.items()}
        self._channels: dict[str, _Bucket] = {}

    def room(self, road: Road) -> int:
        """How many messages may take this road now."""
        with self._lock:
            return int(self._roads[road].fill(self._now()))

    def full_channels(self) -> set[str]:
        """The channels that take no post just now."""
        with self._lock:
            now = self._now()
            waiting = {name for name, bucket in self._channels.items() if bucket.fill(now) < 1}
            # A channel whose bucket is full again is as good as one we never posted to.
            for name in [name for name, bucket in self._channels.items() if bucket.tokens >= bucket.limit.burst]:
                if name not in waiting:
                    del self._channels[name]
            return waiting

    def take(self, road: Road, channel: str) -> bool:
        """Take the right to send one message now; False when it must wait."""
        with self._lock:
            now = self._now()
            buckets = [self._roads[road]]
            if road == "post":
                buckets.append(self._channel(channel, now))
            if any(bucket.fill(now) < 1 for bucket in buckets):
                return False
            for bucket in buckets:
                bucket.tokens -= 1
            return True

    def wait(self, road: Road, channel: str, delay: timedelta, *, is_everywhere: bool = False) -> None:
        """Slack said wait: for posts it means this channel, or all of them (`is_everywhere`); for the rest the whole road.

        Slack does not always say which. A second channel told to wait while the first still does means all of them.
        """
        with self._lock:
            now, seconds = self._now(), delay.total_seconds()
            others = any(bucket.shut_until > now for name, bucket in self._channels.items() if name != channel)
            if road == "post":
                self._channel(channel, now).shut(now, seconds)
            if road != "post" or is_everywhere or others:
                self._roads[road].shut(now, seconds)

    def _channel(self, channel: str, now: float) -> _Bucket:
        return self._channels.setdefault(channel, _Bucket(self._per_channel, self._per_channel.burst, now))
