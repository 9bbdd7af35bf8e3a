"""Figures in replies: which target a value belongs to, and what it is in the target's own measure. Pure."""

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from bot.messages.text import shortened
from bot.replies.reading import ThreadTarget, Value
from bot.targeting import read_figure
from storage.check_ins import Report
from storage.measures import AmountProblem, read_amount
from storage.models import Target
from storage.targets import metric_key

# Longer replies are stories, not reports that went wrong.
MOST_LETTERS: Final = 200
MOST_WORDS: Final = 3
_AHEAD: Final = "forecast|outlook|预计|预测|预期"
_IS: Final = r"(?:\s*(?:is|are|now|at|reached|=|:|达到|为|是|完成|实际))?\s*"
_FIGURE: Final = r"[-+]?\d(?:[\d.,]*\d)?"


def figures_of(value: Value, target: Target) -> Report:
    """What a reply says of a target, in the target's own measure. Raises AmountProblem for another dimension."""
    figure = read_figure(value.value, value.measure, target.measure)
    forecast = None
    if value.forecast is not None:
        forecast = read_figure(value.forecast, value.forecast_measure, target.measure, otherwise=value.measure)
    return Report(figure, forecast=forecast, note=value.note)


def thread_targets(found: Sequence[Target]) -> tuple[ThreadTarget, ...]:
    """Targets as the reply grammar knows them: by name, and by its singular."""
    return tuple(
        ThreadTarget(name, target.measure)
        for target in found
        for name in dict.fromkeys((target.metric, target.metric.removesuffix("s")))
        if len(name) > 1
    )


def target_meant(value: Value, found: Sequence[Target]) -> Target | None:
    """The target a value of a reply belongs to."""
    return next((each for each in found if each.metric_key == metric_key(value.target)), None)


def odd_values(report: Report, target: Target, asked: str) -> str:
    """What the buttons of a question about a slip remember."""
    return json.dumps(
        {
            "target": target.id,
            "value": str(report.value),
            "forecast": str(report.forecast) if report.forecast is not None else None,
            "as_of": str(report.as_of) if report.as_of else None,
            "note": shortened(report.note, 300) if report.note else None,
            "asked": asked,
        },
        ensure_ascii=False,
    )


def unread_figures(text: str, found: Sequence[Target], *, is_chatter: bool) -> list[tuple[str, dict[str, str]]]:
    """Why figures of a reply were not taken, each an N_ template with its values; nothing for any other talk.

    Whoever writes a target's name, or “forecast”, and a number behind it meant to report: silence would let them think that they
    had. Of what was taken for chatter as a whole the measure is looked at, too; else the grammar has judged it.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if "?" in plain or len(plain) > MOST_LETTERS:
        return []
    names = sorted((each.metric.casefold().removesuffix("s") for each in found), key=len, reverse=True)
    meant = "|".join(re.escape(name) for name in names)
    if not meant:
        return []
    if is_chatter:
        whole = re.match(rf"(?:{meant})s?{_IS}(?P<figure>{_FIGURE}[^,;，；。\n]*)", plain, re.IGNORECASE)
        # With more words behind it a number belongs to a story: “shipments 3.4 is what we hope for”.
        figures = [whole["figure"]] if whole and len(whole["figure"].split()) <= MOST_WORDS else []
    else:
        figures = [
            each["figure"]
            for each in re.finditer(rf"(?:{meant}|{_AHEAD})s?{_IS}(?P<figure>{_FIGURE})", plain, re.IGNORECASE)
        ]
    told = []
    for figure in figures:
        try:
            read_amount(figure)
        except AmountProblem as problem:
            told.append((problem.message, problem.values))
    return told
