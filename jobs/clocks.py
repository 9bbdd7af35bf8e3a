"""The one clock that jobs read by themselves: how long something took. It tells no date."""

import time


def uptime() -> float:
    """Seconds by a clock that nobody can set, and that goes on while the machine sleeps where the system has such a clock."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
