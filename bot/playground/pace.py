"""Slack's rate limits: a bucket of tokens per method, or per channel for posts, refilled by the machine's clock."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

# What rounding may have taken from a full token.
DUST: Final = 1e-9


@dataclass(frozen=True)
class Tier:
    """So many calls a minute, of which `burst` may come at once."""

    per_minute: float
    burst: float


# https://docs.slack.dev/apis/web-api/rate-limits: at least so many a minute, bursts tolerated.
TIER_2: Final = Tier(20, 20)
TIER_3: Final = Tier(50, 50)
TIER_4: Final = Tier(100, 100)
SPECIAL: Final = Tier(600, 600)
POSTS_PER_CHANNEL: Final = Tier(60, 15)
POSTS_PER_WORKSPACE: Final = Tier(400, 200)


class Pace:
    """Counts calls. `scale` stretches every limit; 0 switches them off."""

    def __init__(self, scale: float, now: Callable[[], float] = time.monotonic) -> None:
        self._scale = scale
        self._now = now
        self._lock = Lock()
        self._buckets: dict[tuple[str, ...], tuple[float, float]] = {}

    def wait_for(self, tier: Tier, *key: str) -> int:
        """Take a token; 0 when there was one, else the whole seconds until there will be."""
        if self._scale <= 0:
            return 0
        burst, per_second = tier.burst * self._scale, tier.per_minute * self._scale / 60
        with self._lock:
            now = self._now()
            left, since = self._buckets.get(key, (burst, now))
            left = min(burst, left + (now - since) * per_second)
            if left < 1 - DUST:
                self._buckets[key] = (left, now)
                return max(1, math.ceil((1 - left) / per_second - DUST))
            self._buckets[key] = (left - 1, now)
            return 0
