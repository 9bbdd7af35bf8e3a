"""What a reply stands under, and what it was taken for."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

OPEN_STATES: Final = frozenset({"open", "blocked"})

Intent = Literal["done", "reopen", "undo", "blocked", "unblock", "ack", "extend", "assign", "value"]
Why = Literal["which_item", "which_reading", "which_date", "which_person", "nearly"]


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """One line of the reminder that a reply stands under: `QD-7` has code "QD" and number 7."""

    number: int
    code: str
    state: str
    speaker: tuple[str, ...] = ()  # every name the directive's speaker goes by
    ordinal: int | None = None  # the directive's place in its speaker's list: 2 in "Tong 2"
    owner: tuple[str, ...] = ()  # every name the owner goes by

    @property
    def is_open(self) -> bool:
        """True while the item can still be reported done."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class ThreadTarget:
    """A measured goal that the reminder asked about: "shipments", in "GWh"."""

    name: str
    measure: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The reminder's items and targets, and the unit's wall clock (aware): it decides which day "Friday" is."""

    items: tuple[ThreadItem, ...]
    targets: tuple[ThreadTarget, ...] = ()
    now: datetime = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Blocked:
    """The item cannot go on; `reason` in the person's words, empty when none was given."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extend:
    """A later due date is asked for: the unit's calendar date, and why (empty when not said)."""

    number: int
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """A new owner: a Slack user id, a name as written, or "me" for whoever wrote the reply."""

    number: int
    user: str


@dataclass(frozen=True, slots=True)
class Value:
    """A target's reported value, in the measure as written (None: the target's own; a forecast's: the value's)."""

    target: str
    value: Decimal
    measure: str | None
    forecast: Decimal | None
    note: str | None
    forecast_measure: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Talk about items that were named, which changes no state."""

    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What we must ask privately instead of guessing: which of `candidates` (printed numbers) the `intent` is meant for."""

    why: Why
    candidates: tuple[int, ...]
    intent: Intent


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply was taken for. Every number is the printed number of an item of this thread."""

    done: tuple[int, ...] = ()
    reopen: tuple[int, ...] = ()
    undo: bool = False
    blocked: tuple[Blocked, ...] = ()
    unblock: tuple[int, ...] = ()
    ack: tuple[int, ...] = ()
    extend: tuple[Extend, ...] = ()
    assign: tuple[Assign, ...] = ()
    values: tuple[Value, ...] = ()
    notes: tuple[Note, ...] = ()
    note: str | None = None  # the talk that goes with the report
    ask: Ask | None = None
    already: tuple[int, ...] = ()  # named, but not in a state from which this could be reported
    unknown: tuple[str, ...] = ()  # named as written, but not in this thread

    @property
    def is_chatter(self) -> bool:
        """True when nothing was understood and there is nothing to ask: people may talk."""
        return self == CHATTER


CHATTER: Final = Reading()


def what_is_said_of(reading: Reading, number: int) -> frozenset[tuple[object, ...]]:
    """Everything a reading would do to one item; two readings that say the same of it are equal here."""
    verbs = {
        "done": reading.done,
        "reopen": reading.reopen,
        "unblock": reading.unblock,
        "ack": reading.ack,
    }
    said: set[tuple[object, ...]] = {(verb,) for verb, numbers in verbs.items() if number in numbers}
    said |= {("blocked", each.reason) for each in reading.blocked if each.number == number}
    said |= {("extend", each.until, each.reason) for each in reading.extend if each.number == number}
    said |= {("assign", each.user) for each in reading.assign if each.number == number}
    return frozenset(said)


def without_numbers(reading: Reading, numbers: frozenset[int]) -> Reading:
    """The reading with nothing said of these items; notes and questions stay."""
    if not numbers:
        return reading
    return replace(
        reading,
        done=_other(reading.done, numbers),
        reopen=_other(reading.reopen, numbers),
        unblock=_other(reading.unblock, numbers),
        ack=_other(reading.ack, numbers),
        already=_other(reading.already, numbers),
        blocked=tuple(each for each in reading.blocked if each.number not in numbers),
        extend=tuple(each for each in reading.extend if each.number not in numbers),
        assign=tuple(each for each in reading.assign if each.number not in numbers),
    )


def _other(named: tuple[int, ...], numbers: frozenset[int]) -> tuple[int, ...]:
    return tuple(number for number in named if number not in numbers)
