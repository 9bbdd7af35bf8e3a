"""The brief for the next meeting as an answer, and the words by which every form of it says what became of a directive."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from bot.language import CHINESE, Say
from bot.messages.blocks import context, divider, header, piece, plain, rich, words
from bot.messages.pages import Asked, Page, page, paging
from bot.messages.papers import paper_buttons
from bot.messages.text import Block, date_words, one_line, shortened
from jobs.briefs import Brief
from jobs.scorecards import LeaderPoint, Row
from storage.words import N_

PAGE: Final = 8
POINT: Final = 240
WORD: Final = 120
MOST_TOLD: Final = 4
STATES: Final = {
    "open": N_("open"),
    "blocked": N_("blocked"),
    "done": N_("done"),
    "accepted": N_("accepted"),
    "cancelled": N_("cancelled"),
}
# What is done is told first.
ORDER: Final = ("accepted", "done", "blocked", "open", "cancelled")


def brief_page(asked: Asked, text: str, told: Brief) -> Page:
    """What each leader asked, and what became of it, unit by unit; a long one is paged. `text` named the meeting or period."""
    say = asked.say
    title = brief_title(say, told)
    heard, blocks = [title, stands_words(say, told)], [header(title), context(plain(stands_words(say, told)))]
    shown = told.points[asked.offset : asked.offset + PAGE]
    if not shown:
        heard.append(say("No directive here that you may see."))
        return page(heard, [*blocks, words(heard[-1])])
    for leader, points in groupby(shown, key=lambda point: leader_name(say, point)):
        heard.append(leader)
        blocks += [divider(), rich(piece(leader, bold=True))]
        for point in points:
            point_heard, point_blocks = _point(say, point, told.today)
            heard.append(point_heard)
            blocks += point_blocks
    blocks += paging(asked, len(shown), len(told.points), PAGE)
    if not asked.is_public:
        blocks.append(paper_buttons(say, "brief", text, ("docx", "html")))
    return page(heard, blocks)


def brief_title(say: Say, told: Brief) -> str:
    """“Asked at …, and what became of it”."""
    return say("Asked at “{meeting}”, and what became of it", meeting=shortened(one_line(told.title), 90))


def stands_words(say: Say, told: Brief) -> str:
    """When the meeting was, and on which day this is true."""
    now = say("As things stand on {day}", day=date_words(say, told.today, date.min))
    if told.held_on is None:
        return now
    return f"{say('Held on {day}', day=date_words(say, told.held_on, date.min))} · {now}"


def leader_name(say: Say, point: LeaderPoint) -> str:
    """The leader's name for readers of this language."""
    return point.native_name if say.language == CHINESE and point.native_name else point.leader


def became_words(say: Say, point: LeaderPoint) -> str:
    """How far each unit is with a directive: “done: QD, WX · open: CZ”, “open: all 5 units”."""
    grouped: dict[str, list[str]] = {}
    for code, row in point.rows:
        grouped.setdefault(row.state, []).append(code)
    if not grouped:
        return say("given to nobody")
    if len(grouped) == 1 and len(point.rows) > 2:
        return say("{state}: all {n} units", state=say(STATES[point.rows[0][1].state]), n=len(point.rows))
    return " · ".join(
        say("{state}: {units}", state=say(word), units=", ".join(grouped[state]))
        for state, word in sorted(STATES.items(), key=lambda pair: ORDER.index(pair[0]))
        if state in grouped
    )


def row_words(say: Say, row: Row, today: date) -> str:
    """One item and its story: “CZ-3 open, due Fri 10 May, late · waiting for tooling”."""
    parts = [f"{row.label} {say(STATES[row.state])}"]
    if row.done_on is not None:
        parts.append(say("reported on {day}", day=date_words(say, row.done_on, today)))
    if row.due_on is not None:
        parts.append(say("due {day}", day=date_words(say, row.due_on, today)))
    if row.due_on is not None and row.original_due_on not in (None, row.due_on):
        parts.append(say("first due {day}", day=date_words(say, row.original_due_on or row.due_on, today)))
    if row.is_late_on(today):
        parts.append(say("late"))
    told = ("，" if say.language == CHINESE else ", ").join(parts)
    return f"{told} · {shortened(one_line(row.word), WORD)}" if row.word else told


def leader_lines(say: Say, points: Sequence[LeaderPoint]) -> list[tuple[str, list[str]]]:
    """Each leader with a line for each of their points: “3 · done: QD · open: CZ”, for beside the scorecards."""
    return [
        (leader, [f"{point.ordinal} · {became_words(say, point)}" for point in own])
        for leader, own in groupby(points, key=lambda point: leader_name(say, point))
    ]


def _point(say: Say, point: LeaderPoint, today: date) -> tuple[str, list[Block]]:
    """One directive: its words, where it is done, and what is late or stuck."""
    became = became_words(say, point)
    stuck = [row for _, row in point.rows if row.is_late_on(today) or (row.word and row.is_open)]
    lines = [row_words(say, row, today) for row in stuck[:MOST_TOLD]]
    if len(stuck) > MOST_TOLD:
        lines.append(say.many("And {n} more.", "And {n} more.", len(stuck) - MOST_TOLD))
    text = f"{point.ordinal}. {shortened(one_line(point.text), POINT)}"
    small = "\n".join([became, *lines])
    return f"{text}\n{small}", [words(text), context(plain(small))]
