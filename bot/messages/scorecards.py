"""Scorecards as answers: each rate with its n, a colour never alone, and the rows behind every figure at one click."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import button, context, divider, header, piece, plain, rich, section, words
from bot.messages.briefs import leader_lines, row_words
from bot.messages.figures import figure
from bot.messages.names import listed_few
from bot.messages.pages import Asked, Page, page, paging
from bot.messages.papers import paper_buttons
from bot.messages.targets import overview, status
from bot.messages.text import Block, escaped, one_line, shortened
from jobs.scorecards import FEWEST_TO_RANK, LeaderPoint, Rate, Row, Scorecard, ScorecardFacts

MOST_ROWS: Final = 30
MOST_LABELS: Final = 20
MOST_LEADERS: Final = 8
LEADER: Final = 600
PAGE: Final = 10
TITLE: Final = 70


def rate_words(say: Say, rate: Rate) -> str:
    """A rate with what it was counted from: “75% (3 of 4)”; “–” where there is nothing to count."""
    share = rate.share
    if share is None:
        return "–"
    return say("{share} ({hits} of {n})", share=f"{round(share * 100):d}%", hits=len(rate.hits), n=len(rate.of))


def attained_words(say: Say, card: Scorecard) -> str:
    """How many targets are met, of those that can be judged."""
    met, judged = card.attained
    if not judged:
        return "–"
    return say("{share} ({hits} of {n})", share=f"{round(Decimal(met) / judged * 100):d}%", hits=met, n=judged)


def overdue_words(say: Say, card: Scorecard) -> str:
    """Open items that are late, by how long: “2 (1 up to a week, 1 longer than a month)”."""
    several = [
        say.many("{n} up to a week", "{n} up to a week", len(card.overdue[0])),
        say.many("{n} up to a month", "{n} up to a month", len(card.overdue[1])),
        say.many("{n} longer", "{n} longer", len(card.overdue[2])),
    ]
    parts = [told for told, rows in zip(several, card.overdue, strict=True) if rows]
    total = sum(map(len, card.overdue))
    return f"{total} ({', '.join(parts)})" if total else "0"


def figures_of(say: Say, card: Scorecard) -> list[tuple[str, str]]:
    """Every figure of a scorecard: its name, and itself in words."""
    return [
        (say("On time"), rate_words(say, card.on_time)),
        (say("On time by the first due date"), rate_words(say, card.on_time_original)),
        (say("Closed"), rate_words(say, card.closed)),
        (say("Open"), str(len(card.open))),
        (say("Overdue"), overdue_words(say, card)),
        (say("Returned"), rate_words(say, card.returned)),
        (say("Extended"), rate_words(say, card.extended)),
        (say("Targets met"), attained_words(say, card)),
    ]


def scorecards_page(
    say: Say,
    cards: Sequence[Scorecard],
    points: Sequence[LeaderPoint],
    period: str,
    *,
    asked: Asked | None = None,
    draws: bool = False,
) -> Page:
    """The scorecards of a period in the order of the units' codes: side by side, not ranked; and the leaders' directives.

    `asked` where somebody asked and may turn the page; `draws` says that the workspace takes charts.
    """
    title = say("Scorecard {period}", period=period)
    heard, blocks = [title], [header(title)]
    if not cards:
        heard.append(say("There is no unit that you may see."))
        return page(heard, [*blocks, words(heard[-1])])
    first = asked.offset if asked else 0
    shown = cards[first : first + PAGE]
    few = [card.code for card in shown if not card.can_be_ranked]
    if few:
        heard.append(
            say(
                "Fewer than {n} items are due so far in {units}: these rates say little yet, and nobody is ranked by them.",
                n=FEWEST_TO_RANK,
                units=listed_few(say, few, PAGE),
            )
        )
        blocks.append(context(plain(heard[-1])))
    if draws:
        blocks += _charts(say, shown)
    for card in shown:
        told = " · ".join(f"{name}: {figure}" for name, figure in figures_of(say, card))
        heard.append(f"{card.code}: {told}")
        blocks += [_rows_button(say, card, period), context(plain(told))]
    blocks += paging(asked, len(shown), len(cards), PAGE) if asked else []
    if points and first == 0:
        heard.append(say("The leaders' directives"))
        blocks += [divider(), rich(piece(heard[-1], bold=True))]
        for leader, lines in leader_lines(say, points)[:MOST_LEADERS]:
            heard += [leader, *lines]
            blocks.append(context(plain(shortened("\n".join([leader, *lines]), LEADER))))
    if asked is None or not asked.is_public:
        blocks.append(paper_buttons(say, "report", period, ("xlsx", "html")))
    return page(heard, blocks)


def _rows_button(say: Say, card: Scorecard, period: str) -> Block:
    """A unit's name, with the button that lists the rows behind its figures."""
    press = button(
        say("Rows behind {code}", code=card.code),
        f"score_rows_{card.unit_id}",
        json.dumps({"unit": card.unit_id, "period": period}),
    )
    return section(f"*{escaped(card.code)}* {escaped(shortened(card.unit, TITLE))}", press, f"score-{card.unit_id}")


def _charts(say: Say, cards: Sequence[Scorecard]) -> list[Block]:
    """What is closed and on time in each unit, and how far its targets are; a rate without rows has no bar."""
    if not any(rate.hits for card in cards for rate in (card.closed, card.on_time)):
        return overview(say, [facts for card in cards for facts in card.targets])
    rates = [(say("Closed"), [card.closed for card in cards]), (say("On time"), [card.on_time for card in cards])]
    labels = [card.code for card in cards]
    series = [
        {
            "name": name,
            "data": [
                {"label": label, "value": round(float((rate.share or 0) * 100), 1)}
                for label, rate in zip(labels, of, strict=True)
            ],
        }
        for name, of in rates
    ]
    chart = {
        "type": "data_visualization",
        "title": say("Closed and on time, in %"),
        "chart": {"type": "bar", "series": series, "axis_config": {"categories": labels, "y_label": "%"}},
    }
    return [chart, *overview(say, [facts for card in cards for facts in card.targets])]


def scorecard_post(facts: ScorecardFacts) -> dict[str, Any]:
    """What Slack is asked to post in the office's channel."""
    shown = scorecards_page(Say(facts.language), facts.cards, facts.points, facts.period)
    return {"method": "chat.postMessage", "channel": facts.channel, "text": shown.text, "blocks": shown.blocks}


def rows_page(say: Say, card: Scorecard, today: date) -> Page:
    """The rows behind each figure of one unit."""
    title = say("{code} {period}: what the figures were counted from", code=card.code, period=card.period)
    heard, blocks = [title], [header(title)]
    for name, rate in (
        (say("On time"), card.on_time),
        (say("On time by the first due date"), card.on_time_original),
        (say("Closed"), card.closed),
        (say("Returned"), card.returned),
        (say("Extended"), card.extended),
    ):
        rest = [row for row in rate.of if row not in rate.hits]
        told = say("yes: {hits} · no: {rest}", hits=_labels(say, rate.hits), rest=_labels(say, rest))
        heard.append(f"{name} {rate_words(say, rate)}: {told}")
        blocks += [rich(piece(f"{name} {rate_words(say, rate)}", bold=True)), context(plain(told))]
    late = [row for rows in card.overdue for row in rows]
    for name, rows in ((say("Open"), card.open), (say("Overdue"), late)):
        heard.append(f"{name} {len(rows)}: {_labels(say, rows)}")
        blocks += [rich(piece(f"{name} {len(rows)}", bold=True)), context(plain(_labels(say, rows)))]
    for facts in card.targets:
        sign, word = status(say, facts)
        now = figure(say, facts.last.value, facts.measure) if facts.last else "–"
        heard.append(
            f"{shortened(one_line(facts.metric), TITLE)}: {now} / {figure(say, facts.course.goal, facts.measure)} · {sign} {word}"
        )
        blocks.append(context(plain(heard[-1])))
    blocks += [divider()]
    lines = [
        f"{row_words(say, row, today)} · {shortened(one_line(row.title), TITLE)}" for row in card.closed.of[:MOST_ROWS]
    ]
    heard += lines
    blocks += [context(plain("\n".join(lines[n : n + 10]))) for n in range(0, len(lines), 10)]
    if len(card.closed.of) > MOST_ROWS:
        heard.append(
            say.many(
                "And {n} more: the Excel file of the report lists every row.",
                "And {n} more: the Excel file of the report lists every row.",
                len(card.closed.of) - MOST_ROWS,
            )
        )
        blocks.append(context(plain(heard[-1])))
    return page(heard, blocks)


def _labels(say: Say, rows: Sequence[Row]) -> str:
    """Their names, as many as a line takes; `–` for none."""
    return listed_few(say, [row.label for row in rows], MOST_LABELS) or "–"
