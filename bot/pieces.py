"""What a question is made of: stretches that mean one thing each, and whom or what a name may mean."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.days import Days

# Somebody mentioned, as Slack writes it into the text of a command (https://docs.slack.dev/interactivity/implementing-slash-commands).
MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
# A channel that was named, likewise; a private one without its name.
CHANNEL: Final = re.compile(r"<#([CG][A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a name may mean. `asked` is what to type for it and no other."""

    kind: Literal["person", "unit"]
    id: int
    label: str
    asked: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the question that means one thing. A `person` or `unit` has its choices, best first."""

    kind: Literal["person", "unit", "state", "period", "number", "item", "word", "noise", "days"]
    text: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    number: int = 0
    days: Days | None = None
    is_unwanted: bool = False
    """`-done`: what must not be."""
