"""Scorecards as answers: each rate with its n, a colour never alone, and the rows behind every figure at one click."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, divider, header, piece, plain, rich, words
from bot.messages.names import listed_few
from bot.messages.pages import FOR_BLOCKS, Page
from bot.messages.targets import status
from bot.messages.text import Block, characters, clamped, clamped_text, escaped, one_line, shortened
from jobs.scorecards import FEWEST_TO_RANK, LeaderPoint, Rate, Row, Scorecard, ScorecardFacts
from storage.measures import in_words
from storage.words import N_

MOST_ROWS: Final = 40
MOST_POINTS: Final = 30
TITLE: Final = 100
STATES: Final = {
    "open": N_("open"),
    "blocked": N_("blocked"),
    "done": N_("done"),
    "accepted": N_("accepted"),
    "cancelled": N_("cancelled"),
}


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


def scorecards_page(say: Say, cards: Sequence[Scorecard], period: str) -> Page:
    """All scorecards of a period, in the order of the units' codes: side by side, not ranked."""
    title = say("Scorecard {period}", period=period)
    heard, blocks = [title], [header(title)]
    if not cards:
        heard.append(say("There is no unit that you may see."))
        return _page(heard, [*blocks, words(heard[-1])])
    few = [card.code for card in cards if not card.can_be_ranked]
    if few:
        heard.append(
            say(
                "Fewer than {n} items are due so far in {units}: these rates say little yet, and nobody is ranked by them.",
                n=FEWEST_TO_RANK,
                units=listed_few(say, few, 12),
            )
        )
        blocks.append(context(plain(heard[-1])))
    for card in cards:
        told = " · ".join(f"{name}: {figure}" for name, figure in figures_of(say, card))
        heard.append(f"{card.code}: {told}")
        blocks += [rich(piece(f"{card.code} ", bold=True), piece(shortened(card.unit, TITLE))), context(plain(told))]
    row = [
        button(
            say("Rows behind {code}", code=card.code),
            f"score_rows_{card.unit_id}",
            json.dumps({"unit": card.unit_id, "period": period}),
        )
        for card in cards[:20]
    ]
    return _page(heard, [*blocks, actions("score_rows", *row)])


def scorecard_post(facts: ScorecardFacts) -> dict[str, Any]:
    """What Slack is asked to post in the office's channel."""
    shown = scorecards_page(Say(facts.language), facts.cards, facts.period)
    return {"method": "chat.postMessage", "channel": facts.channel, "text": shown.text, "blocks": shown.blocks}


def rows_page(say: Say, card: Scorecard) -> Page:
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
        figure = in_words(facts.last.value, facts.measure) if facts.last else "–"
        heard.append(
            f"{shortened(one_line(facts.metric), TITLE)}: {figure} / {in_words(facts.course.goal, facts.measure)} · {sign} {word}"
        )
        blocks.append(context(plain(heard[-1])))
    blocks += [divider()]
    for row in [*card.open][:MOST_ROWS]:
        heard.append(f"{row.label} {shortened(one_line(row.title), TITLE)} · {say(STATES[row.state])}")
        blocks.append(context(plain(heard[-1])))
    return _page(heard, blocks)


def brief_page(say: Say, points: Sequence[LeaderPoint], period: str) -> Page:
    """For the next meeting: what each leader asked last time, and what became of it, unit by unit."""
    title = say("What was asked in {period}, and what became of it", period=period)
    heard, blocks = [title], [header(title)]
    if not points:
        heard.append(say("No directive of this period that you may see."))
        return _page(heard, [*blocks, words(heard[-1])])
    leader = None
    for point in points[:MOST_POINTS]:
        if point.leader != leader:
            leader = point.leader
            heard.append(leader_name(say, point))
            blocks += [divider(), rich(piece(heard[-1], bold=True))]
        became = became_words(say, point)
        heard.append(f"{point.ordinal}. {shortened(one_line(point.text), TITLE)}: {became}")
        blocks.append(context(plain(heard[-1])))
    return _page(heard, blocks)


def leader_name(say: Say, point: LeaderPoint) -> str:
    """The leader's name for readers of this language."""
    return point.native_name if say.language.startswith("zh") and point.native_name else point.leader


def became_words(say: Say, point: LeaderPoint) -> str:
    """How far each unit is with a directive: “done in QD, WX · open in CZ”."""
    grouped: dict[str, list[str]] = {}
    for code, row in point.rows:
        grouped.setdefault(row.state, []).append(code)
    if not grouped:
        return say("given to nobody")
    return " · ".join(f"{say(word)}: {', '.join(grouped[state])}" for state, word in STATES.items() if state in grouped)


def _labels(say: Say, rows: Sequence[Row]) -> str:
    return listed_few(say, [row.label for row in rows], MOST_ROWS) or "–"


def _page(heard: Sequence[str], blocks: Sequence[Block]) -> Page:
    room = FOR_BLOCKS
    kept: list[Block] = []
    for block in blocks:
        cost = characters([block])
        if block["type"] != "actions" and (cost > room or len(kept) >= 48):
            continue
        room -= cost
        kept.append(block)
    return Page(clamped_text("\n".join(escaped(line) for line in heard)), clamped(kept))
