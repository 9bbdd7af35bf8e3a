"""What a question is made of: stretches that mean one thing each, and whom or what a name may mean."""

from dataclasses import dataclass
from typing import Literal

from bot.days import Days


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
