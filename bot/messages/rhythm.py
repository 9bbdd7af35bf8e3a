"""How the rhythm is told: why a line stands in a post, and what is special about a unit. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from bot.language import Say
from bot.messages.standing import number_ranges
from bot.messages.text import date_words, one_line, shortened
from jobs.outlook import Post
from storage.models import Unit
from storage.words import N_

FIGURE: Final = 80

# Why a line is there.
WHY: Final[Mapping[str, str]] = {
    "due": N_("due day"),
    "returned": N_("given back by the office"),
    "weekly": N_("weekly list"),
    "assigned": N_("newly assigned"),
    "asked": N_("asked for by the office"),
    "escalated": N_("late: told to the office"),
    "ahead": N_("told to the leader next"),
    "told": N_("late: told to the leader"),
    "undated": N_("no due date"),
    "unowned": N_("no owner"),
    "reported": N_("reported done"),
    "wish": N_("more time asked for"),
    "ownerless": N_("owner has left"),
}


def why_words(say: Say, why: str) -> str:
    """The reason for a line in the reader's language."""
    word, _, number = why.partition(":")
    match word:
        case "due_in_days":
            return say.many("due in {n} day", "due in {n} days", int(number))
        case "due_in_workdays":
            return say.many("due in {n} working day", "due in {n} working days", int(number))
        case "late":
            return say.many("{n} working day late", "{n} working days late", int(number))
        case "silent":
            return say.many("{n} working day without a word", "{n} working days without a word", int(number))
    return say(WHY[word]) if word in WHY else why


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
        say("{items} ({why})", items=", ".join(number_ranges(code, sorted(numbers))), why=why_words(say, why))
        for (why, code), numbers in groups.items()
    ]


def why_sent(say: Say, post: Post) -> list[str]:
    """Everything a post to come is sent for: its items by reason, figures asked for, calendars to be warned of."""
    told = reasons(say, post.mentions) + figures_asked_for(say, post.figures)
    if post.calendars:
        calendars = ", ".join(post.calendars)
        told.append(say("{calendars} (calendar of {year} not known yet)", calendars=calendars, year=post.at.year + 1))
    return told


def figures_asked_for(say: Say, metrics: Sequence[str]) -> list[str]:
    """The targets a unit is asked to report on, in one line; none when there are none."""
    if not metrics:
        return []
    figures = ", ".join(shortened(one_line(metric), FIGURE) for metric in metrics)
    return [say("{figures} (figures asked for)", figures=figures)]


def unit_rhythm(say: Say, unit: Unit) -> list[str]:
    """What is special about when a unit is reminded; empty when everybody's rhythm holds."""
    told = []
    if unit.paused_at is not None:
        told.append(say("paused"))
    if unit.snoozed_until is not None:
        told.append(say("silent until {day}", day=date_words(say, unit.snoozed_until)))
    told += [f"{name}={value}" for name, value in unit.policy.items()]
    return told
