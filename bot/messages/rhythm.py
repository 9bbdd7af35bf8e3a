"""How the rhythm is told: why a line stands in a post, and what is special about a unit. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from bot.language import Say
from bot.messages.standing import number_ranges
from bot.messages.text import date_words
from storage.models import Unit
from storage.words import N_

# Why a line is there, by the word before the colon; {n} is the number behind it.
WHY: Final[Mapping[str, str]] = {
    "due_in_days": N_("due in {n} days"),
    "due_in_workdays": N_("due in {n} working days"),
    "due": N_("due day"),
    "late": N_("{n} working days late"),
    "returned": N_("given back by the office"),
    "silent": N_("{n} working days without a word"),
    "weekly": N_("weekly list"),
    "assigned": N_("newly assigned"),
    "asked": N_("asked for by the office"),
    "escalated": N_("late: told to the office"),
    "ahead": N_("told to the leader next"),
    "told": N_("late: told to the leader"),
    "undated": N_("no due date"),
    "unowned": N_("no owner"),
}


def why_words(say: Say, why: str) -> str:
    """The reason for a line in the reader's language."""
    word, _, number = why.partition(":")
    return say(WHY[word], n=number) if word in WHY else why


class Mentioned(Protocol):
    """An item in a post, and why it is there."""

    @property
    def code(self) -> str:
        """Its unit's code."""

    @property
    def number(self) -> int:
        """Its number in the unit."""

    @property
    def why(self) -> str:
        """As the cadence says it: `late:3`."""


def reasons(say: Say, lines: Sequence[Mentioned]) -> list[str]:
    """The items of a post by the reason they are there: “QD-1, QD-4 (weekly list)”, “QD-2 (due day)”."""
    groups: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        groups.setdefault((line.why, line.code), []).append(line.number)
    return [
        f"{', '.join(number_ranges(code, sorted(numbers)))} ({why_words(say, why)})"
        for (why, code), numbers in groups.items()
    ]


def unit_rhythm(say: Say, unit: Unit) -> list[str]:
    """What is special about when a unit is reminded; empty when everybody's rhythm holds."""
    told = []
    if unit.paused_at is not None:
        told.append(say("paused"))
    if unit.snoozed_until is not None:
        told.append(say("silent until {day}", day=date_words(say, unit.snoozed_until)))
    told += [f"{name}={value}" for name, value in unit.policy.items()]
    return told
