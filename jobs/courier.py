"""What the ticks need of whoever carries messages to Slack. They name it here, beside its users, and know no block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from jobs.facts import Facts

Payload = Mapping[str, Any]

# What a refusal is about: the channel, the whole app (token, scopes), or one message: its content; or, when it was to be
# changed, that it was deleted or that Slack has closed it for changes.
About = Literal["channel", "app", "content", "deleted", "closed"]


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it, at this `ts`."""

    ts: str


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not delivered, and worth another try after `delay`: a rate limit. `is_everywhere`: of the whole workspace."""

    delay: timedelta
    error: str
    is_everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not delivered, and it will not be until somebody mends the cause. `error` is Slack's word."""

    error: str
    about: About = "channel"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell: no answer came, or a broken one."""

    error: str


Ending = Sent | Later | Refused | Unknown


class Courier(Protocol):
    """Carries messages to Slack. None of these is called with a database session open, except `cuts` and `render`, which are pure."""

    def cuts(self, facts: Facts) -> tuple[int, ...]:
        """After how many of its lines a message too long for Slack goes on in its thread; empty when it fits. Pure."""

    def render(
        self, facts: Facts, key: str, thread_ts: str | None = None, *, in_channel_too: bool = False
    ) -> dict[str, Any]:
        """What to send, as Slack wants it; `key` identifies the message wherever it is found again.

        `in_channel_too`: what stands in a thread is also shown in the channel.
        """

    def post(self, payload: Payload) -> Ending:
        """Send it, once, without trying again."""

    def find(self, payload: Payload, since: datetime) -> tuple[str, ...] | None:
        """The `ts` of each copy of this message that stands in its channel since `since` (Slack's clock); None: unreadable."""

    def update(self, payload: Payload, ts: str) -> Ending:
        """Replace the message at `ts`."""

    def delete(self, channel: str, ts: str) -> None:
        """Take back a second copy; one that is gone already is fine."""

    def slack_now(self) -> datetime:
        """Slack's own clock, or a moment before it, never after."""
