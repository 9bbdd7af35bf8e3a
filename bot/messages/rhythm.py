"""How the rhythm is told: why a line stands in a post, and what is special about a unit. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.language import Say
from bot.messages.standing import number_ranges
from bot.messages.text import date_words
from jobs.facts import ItemFacts
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
}


def why_words(say: Say, why: str) -> str:
    """The reason for a line in the reader's language."""
    word, _, number = why.partition(":")
    return say(WHY[word], n=number) if word in WHY else why


def reasons(say: Say, lines: Sequence[ItemFacts]) -> str:
    """The items of a post by the reason they are there: “QD-1, 4 (weekly list); QD-2 (due day)”."""
    groups: dict[str, list[ItemFacts]] = {}
    for line in lines:
        groups.setdefault(line.why, []).append(line)
    return "; ".join(
        f"{', '.join(number_ranges(group[0].code, sorted(line.number for line in group)))} ({why_words(say, why)})"
        for why, group in groups.items()
    )


def unit_rhythm(say: Say, unit: Unit) -> list[str]:
    """What is special about when a unit is reminded; empty when everybody's rhythm holds."""
    told = []
    if unit.paused_at is not None:
        told.append(say("paused"))
    if unit.snoozed_until is not None:
        told.append(say("silent until {day}", day=date_words(say, unit.snoozed_until)))
    told += [f"{name}={value}" for name, value in unit.policy.items()]
    return told
