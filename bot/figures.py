"""Figures in replies: which target a value belongs to, and what it is in the target's own measure. Pure."""

import json
import re
from collections.abc import Sequence

from bot.messages.text import shortened
from bot.replies.reading import ThreadTarget, Value
from bot.targeting import read_figure
from storage.check_ins import Report
from storage.measures import AmountProblem, read_amount
from storage.models import Target
from storage.targets import metric_key


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


def unread_figure(text: str, found: Sequence[Target]) -> tuple[str, dict[str, str]] | None:
    """Why a reply that begins with a target's name and a number was not taken; None for any other talk.

    The person meant to report: silence would let them think that they had.
    """
    plain = text.strip().casefold()
    if "?" in plain or "？" in plain or len(plain) > 120:
        return None
    for name in sorted((each.metric.casefold() for each in found), key=len, reverse=True):
        stem = name.removesuffix("s")
        behind = re.match(rf"{re.escape(stem)}s?\s*[:=：]?\s*(?P<figure>[-+]?\d[\d.,]*\s*\S*)", plain)
        if behind is None:
            continue
        try:
            read_amount(behind["figure"])
        except AmountProblem as problem:
            return problem.message, problem.values
    return None
