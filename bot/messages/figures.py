"""Figures for people's eyes: a number with its measure, which is a word in their language where it is one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bot.language import CHINESE, Say
from storage.measures import in_words, written
from storage.words import N_

# Signs such as GWh, % and 万元 are the same in both languages; these are words.
MEASURES: Final[Mapping[str, str]] = {
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "days": N_("days"),
    "weeks": N_("weeks"),
    "working days": N_("working days"),
    "months": N_("months"),
    "pieces": N_("pieces"),
    "k pieces": N_("k pieces"),
    "sets": N_("sets"),
    "people": N_("people"),
    "cases": N_("cases"),
    "customers": N_("customers"),
    "points": N_("points"),
    "pp": N_("pp"),
}


def measure_words(say: Say, symbol: str) -> str:
    """What a figure counts, in this language."""
    return say(MEASURES[symbol]) if symbol in MEASURES else symbol


def figure(say: Say, value: Decimal, measure: str) -> str:
    """A figure with its measure: “1,234.5 GWh”, “85%”, “88 days”, “88天”."""
    if measure in MEASURES and say.language == CHINESE:
        return f"{written(value)}{measure_words(say, measure)}"
    return in_words(value, measure)
