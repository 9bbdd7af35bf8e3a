"""Misfortunes on demand: what Slack, the network or a restart may do to a bot, switched on by tests and from the page."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal

from storage.words import N_

Kind = Literal[
    "rate_limited",
    "server_error",
    "reset_before_accept",
    "reset_after_accept",
    "slow",
    "slow_before_accept",
    "history_fails",
    "history_lags",
    "redeliver_events",
    "lose_acks",
    "drop_socket",
    "freeze_socket",
]

EVENTS: Final = "events"
FAULT_SECONDS: Final = 30.0
HISTORY: Final = ("conversations.history", "conversations.replies")
POSTS: Final = ("chat.postMessage",)

# Where a misfortune strikes when nobody says where.
USUAL_PLACES: Final[dict[Kind, tuple[str, ...]]] = {
    "rate_limited": POSTS,
    "server_error": POSTS,
    "reset_before_accept": POSTS,
    "reset_after_accept": POSTS,
    "slow": POSTS,
    "slow_before_accept": POSTS,
    "history_fails": HISTORY,
    "history_lags": HISTORY,
    "redeliver_events": (EVENTS,),
    "lose_acks": (EVENTS,),
    "drop_socket": (EVENTS,),
    "freeze_socket": (EVENTS,),
}

# Those the page offers, with the words it offers them in.
SWITCHES: Final[tuple[tuple[Kind, str], ...]] = (
    ("rate_limited", N_("Posts are told to slow down (429)")),
    ("server_error", N_("Posts fail with a server error (500)")),
    ("reset_after_accept", N_("Posts arrive, but their answers are lost")),
    ("reset_before_accept", N_("Posts are lost on the way")),
    ("slow", N_("Posts arrive, but are answered very late")),
    ("history_fails", N_("Channel history cannot be read")),
    ("redeliver_events", N_("Every event is delivered twice")),
    ("drop_socket", N_("Cut the bot's connection once")),
)


@dataclass
class Fault:
    """One armed misfortune. `left` is how often it still strikes, None for ever; `seconds` is a length of time, where one is needed."""

    kind: Kind
    methods: tuple[str, ...]
    left: int | None
    seconds: float
    by_switch: bool = False


class Faults:
    """What is armed now. Safe from any thread; `at_once` is called for what strikes when armed, not when met."""

    def __init__(self) -> None:
        self._armed: list[Fault] = []
        self._lock = Lock()
        self.struck: list[tuple[Kind, str]] = []
        self.at_once: Callable[[Kind, float], None] = lambda _kind, _seconds: None

    def arm(
        self,
        kind: Kind,
        method: str | None = None,
        times: int | None = 1,
        seconds: float = FAULT_SECONDS,
        *,
        by_switch: bool = False,
    ) -> None:
        """Let `kind` strike the next `times` calls of `method` (None: until disarmed).

        `seconds` is the Retry-After of `rate_limited`, the delay of `slow`, how far `history_lags`, how long `freeze_socket`
        lasts. `drop_socket` and `freeze_socket` strike at once.
        """
        if kind in ("drop_socket", "freeze_socket"):
            self.struck.append((kind, EVENTS))
            self.at_once(kind, seconds)
            return
        places = (method,) if method else USUAL_PLACES[kind]
        with self._lock:
            self._armed.append(Fault(kind, places, times, seconds, by_switch))

    def disarm(self, kind: Kind | None = None) -> None:
        """Call off one kind, or everything."""
        with self._lock:
            self._armed = [fault for fault in self._armed if kind is not None and fault.kind != kind]

    def is_on(self, kind: Kind) -> bool:
        """Whether the page's switch for this kind is on."""
        with self._lock:
            return any(fault.kind == kind and fault.by_switch for fault in self._armed)

    def take(self, kind: Kind, method: str) -> Fault | None:
        """The misfortune that strikes this call, if one does; counted as spent."""
        with self._lock:
            for fault in self._armed:
                if fault.kind == kind and method in fault.methods:
                    if fault.left is not None:
                        fault.left -= 1
                        if fault.left <= 0:
                            self._armed.remove(fault)
                    self.struck.append((kind, method))
                    return fault
        return None
