"""Somebody's Home: their own items, their unit's, what they asked for; for the office what waits for it and all units.

Pure: a board in, one view out. A view takes a hundred blocks, so every part shows a few lines and pages the rest in place.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from bot.language import CHINESE, ENGLISH, Say
from bot.messages.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    menu,
    option,
    piece,
    plain,
    rich,
    section,
    select,
    words,
)
from bot.messages.lists import trouble_words
from bot.messages.names import label
from bot.messages.pages import Asked
from bot.messages.standing import NAME, TITLE, chips, counts_words, joined, person_name, standing_words
from bot.messages.text import Block, clamped, date_words, escaped, one_line, reads_as_marks, shortened
from storage import board as boards
from storage.board import AskedPoint, Board, Chosen, Wish
from storage.lookup import ItemLine, UnitLine
from storage.models import Delivery

# How many lines of each part are shown at once; together, with headings and pickers, they stay below a hundred blocks.
ROOMS: Final[Mapping[str, int]] = {
    boards.MINE: 8,
    boards.UNIT: 8,
    boards.ASKED: 6,
    boards.UNITS: 12,
    boards.WAITING: 5,
    boards.WISHES: 4,
    boards.LOOSE: 4,
    boards.TROUBLED: 4,
}
MOST_BLOCKS: Final = 100
MOST_CHOICES: Final = 100
LANGUAGE_NAMES: Final[Mapping[str, str]] = {ENGLISH: "English", CHINESE: "简体中文"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the Home needs beside its board."""

    asked: Asked
    followups: str
    """The command of everything else, as people type it here."""
    chosen: Chosen
    is_live: bool
    is_office: bool
    now: str
    """The reader's own clock, in words."""
    notice: str | None = None
    """What somebody's last click could not do, and why."""


def home_view(told: Told, board: Board) -> Block:
    """The view to publish."""
    say = told.asked.say
    blocks: list[Block] = [context(plain(told.now)), *_notice(told)]
    parts = (
        _items(told, boards.MINE, say("Waiting for me"), board.mine.lines, board.mine.total),
        _unit(told, board),
        _waiting(told, board),
        _wishes(told, board),
        _items(told, boards.LOOSE, say("Without an owner or a due date"), board.loose.lines, board.loose.total),
        _asked_for(told, board),
        _units(told, board),
        _troubled(told, board),
    )
    shown = [part for part in parts if part]
    for part in shown:
        blocks += [*([divider()] if len(blocks) > 2 else []), *part]
    if not shown:
        blocks += _empty(told)
    blocks += [divider(), *_footer(told, board)]
    return {
        "type": "home",
        "private_metadata": json.dumps(asdict(told.chosen)),
        "blocks": clamped_home(blocks),
    }


def chosen_of(metadata: str | None) -> Chosen:
    """What a published view remembers of its reader's choices."""
    try:
        return Chosen(**json.loads(metadata or "{}"))
    except (TypeError, ValueError):
        return Chosen()


def clamped_home(blocks: Sequence[Block]) -> list[Block]:
    """No more blocks than a view takes; each within its own limits."""
    kept: list[Block] = []
    for first in range(0, min(len(blocks), MOST_BLOCKS), 50):
        kept += clamped(blocks[first : min(first + 50, MOST_BLOCKS)])
    return kept


def _notice(told: Told) -> list[Block]:
    say = told.asked.say
    lines = [told.notice] if told.notice else []
    if told.is_office and not told.is_live:
        lines.append(
            say(
                "Not live yet: nothing is posted to the units' channels. When you are ready, type {command} live.",
                command=told.followups,
            )
        )
    return [words(f"⚠ {line}") for line in lines]


def _empty(told: Told) -> list[Block]:
    say = told.asked.say
    return [
        header(say("Nothing waits for you")),
        words(
            say(
                "Here you will find your own items, those of your unit, and what you asked for at a meeting. To look something up, type {command}, for example {command} overdue.",
                command=told.asked.command,
            )
        ),
    ]


def _items(told: Told, part: str, heading: str, lines: Sequence[ItemLine], total: int) -> list[Block]:
    if not total:
        return []
    rows = [block for line in lines for block in _line(told, line)]
    return [header(_counted(heading, total)), *rows, *_paging(told, part, len(lines), total)]


def _unit(told: Told, board: Board) -> list[Block]:
    unit, say = board.unit, told.asked.say
    if unit is None:
        return []
    name = f"{shortened(unit.name_in(say.language), NAME)} ({unit.code})"
    heading = say("My unit: {unit}", unit=name) if unit in board.units else name
    blocks = [header(heading), context(plain(counts_words(say, board.unit_counts)))]
    if len(board.units) > 1 and unit in board.units:
        choices = [option(f"{each.code} {each.name_in(say.language)}", str(each.id)) for each in board.units]
        initial = next(each for each in choices if each["value"] == str(unit.id))
        blocks.append(
            actions("unit", select("static_select", "home_unit", say("Unit"), choices[:MOST_CHOICES], initial))
        )
    if not board.of_unit.total:
        blocks.append(words(say("Everything is done.")))
    rows = [block for line in board.of_unit.lines for block in _line(told, line)]
    return [*blocks, *rows, *_paging(told, boards.UNIT, len(board.of_unit.lines), board.of_unit.total)]


def _line(told: Told, line: ItemLine) -> list[Block]:
    """One open item: what it is with its Done button, how it stands with the menu of everything else."""
    say, item = told.asked.say, line.item
    number = label(line.unit.code, item.number)
    value = f"{item.id}:{item.revision}"
    done = button(say("Done"), "home_done", value, label=say("Mark {item} as done", item=number))
    first = ("unblock", say("No longer blocked")) if item.state == "blocked" else ("block", say("Blocked…"))
    choices = [first, ("extend", say("More time…")), ("note", say("Note…")), ("evidence", say("Evidence…"))]
    choices.append(("assign", say("Assign…")))
    title = _titled(number, item.title, done)
    late = "⚠ " if line.is_overdue else ""
    small = words(f"{late}{standing_words(told.asked, line)}")
    small["accessory"] = menu("home_menu", [option(text, f"{verb}:{value}") for verb, text in choices])
    return [title, small]


def _titled(number: str, title: str, accessory: Block | None = None) -> Block:
    """An item's number and title; the number in bold unless something in the title would read as a mark."""
    text = shortened(one_line(title), TITLE)
    if reads_as_marks(text):
        return words(f"{number}  {text}", accessory)
    return section(f"*{number}*  {escaped(text)}", accessory)


def _waiting(told: Told, board: Board) -> list[Block]:
    """What units report as done, for the office to accept or return."""
    say = told.asked.say
    if not board.waiting.total:
        return []
    blocks: list[Block] = [header(_counted(say("Waiting for your acceptance"), board.waiting.total))]
    for line in board.waiting.lines:
        number = label(line.unit.code, line.item.number)
        value = f"{line.item.id}:{line.item.revision}"
        blocks += [
            _titled(number, line.item.title),
            context(plain(standing_words(told.asked, line))),
            actions(
                f"waiting-{line.item.id}",
                button(say("Accept"), "home_accept", value, label=say("Accept {item}", item=number), style="primary"),
                button(say("Return…"), "home_return", value, label=say("Return {item}", item=number)),
            ),
        ]
    return [*blocks, *_paging(told, boards.WAITING, len(board.waiting.lines), board.waiting.total)]


def _wishes(told: Told, board: Board) -> list[Block]:
    say = told.asked.say
    if not board.wishes_total:
        return []
    blocks: list[Block] = [header(_counted(say("More time asked for"), board.wishes_total))]
    for wish in board.wishes:
        number, value = label(wish.line.unit.code, wish.line.item.number), str(wish.extension.id)
        blocks += [
            _titled(number, wish.line.item.title),
            context(plain(_wish_words(told, wish))),
            actions(
                f"wish-{wish.extension.id}",
                button(
                    say("Approve"), "home_approve", value, label=say("Approve {item}", item=number), style="primary"
                ),
                button(say("Decline"), "home_decline", value, label=say("Decline {item}", item=number)),
            ),
        ]
    return [*blocks, *_paging(told, boards.WISHES, len(board.wishes), board.wishes_total)]


def _wish_words(told: Told, wish: Wish) -> str:
    say, wished = told.asked.say, wish.extension
    days = say(
        "from {due} to {until}",
        due=date_words(say, wished.due_on, wish.line.today),
        until=date_words(say, wished.until, wish.line.today),
    )
    late = say("asked after the due date") if wished.is_late else None
    reason = shortened(one_line(wished.reason), TITLE) if wished.reason else None
    return joined(days, reason, late)


def _asked_for(told: Told, board: Board) -> list[Block]:
    """What a leader asked for at one meeting, and how far each unit is."""
    say, meeting = told.asked.say, board.meeting
    if meeting is None:
        return []
    blocks: list[Block] = [header(say("What I asked for"))]
    if len(board.meetings) > 1:
        choices = [option(joined(one_line(each.title), each.period), str(each.id)) for each in board.meetings]
        initial = next(each for each in choices if each["value"] == str(meeting.id))
        picker = select("static_select", "home_meeting", say("Meeting"), choices[:MOST_CHOICES], initial)
        blocks.append(actions("meeting", picker))
    else:
        blocks.append(context(plain(shortened(one_line(meeting.title), TITLE))))
    for point in board.asked:
        blocks += _point(told, point)
    return [*blocks, *_paging(told, boards.ASKED, len(board.asked), board.asked_total)]


def _point(told: Told, point: AskedPoint) -> list[Block]:
    text = shortened(one_line(point.directive.text), TITLE)
    return [
        rich(piece(f"{point.directive.ordinal}.  ", bold=True), piece(text)),
        context(plain(chips(told.asked, point.lines))),
    ]


def _units(told: Told, board: Board) -> list[Block]:
    """Every unit side by side, what is late first in words."""
    say = told.asked.say
    if not board.board:
        return []
    first = told.chosen.offset if told.chosen.part == boards.UNITS else 0
    shown = board.board[first : first + ROOMS[boards.UNITS]]
    rows = [_unit_row(say, line) for line in shown]
    return [header(say("All units")), *rows, *_paging(told, boards.UNITS, len(shown), len(board.board))]


def _unit_row(say: Say, line: UnitLine) -> Block:
    name = shortened(line.unit.name_in(say.language), NAME)
    head = shortened(person_name(say, line.head), NAME) if line.head else None
    late = "⚠ " if line.counts.overdue else ""
    row = words(f"{late}{line.unit.code}  {joined(name, head)}\n{counts_words(say, line.counts)}")
    row["accessory"] = button(
        say("Show"), "home_unit", str(line.unit.id), label=say("Show {unit}", unit=line.unit.code)
    )
    return row


def _troubled(told: Told, board: Board) -> list[Block]:
    say = told.asked.say
    if not board.troubled:
        return []
    heading = say.many("{n} message was not delivered", "{n} messages were not delivered", len(board.troubled))
    first = told.chosen.offset if told.chosen.part == boards.TROUBLED else 0
    shown: Sequence[Delivery] = board.troubled[first : first + ROOMS[boards.TROUBLED]]
    rows = [
        rich({"type": "channel", "channel_id": row.channel}, piece(f"  {trouble_words(say, row)}"))
        if row.channel.startswith(("C", "G"))
        else words(trouble_words(say, row))
        for row in shown
    ]
    hint = context(plain(say("To see and mend them: {command} deliveries", command=told.followups)))
    return [header(heading), *rows, hint, *_paging(told, boards.TROUBLED, len(shown), len(board.troubled))]


def _footer(told: Told, board: Board) -> list[Block]:
    """How to look something up, and the language of one's private answers."""
    say = told.asked.say
    choices = [option(name, language) for language, name in LANGUAGE_NAMES.items()]
    initial = next(each for each in choices if each["value"] == say.language)
    example = f"{told.asked.command} {board.unit.code.lower() if board.unit else 'overdue'}"
    return [
        actions("language", select("static_select", "home_language", say("Language"), choices, initial)),
        context(
            plain(
                say(
                    "Look things up anywhere: {example}. Everything else: {command} help.",
                    example=example,
                    command=told.followups,
                )
            )
        ),
    ]


def _paging(told: Told, part: str, shown: int, total: int) -> list[Block]:
    """Where in a part we are, with buttons to go on and back; nothing for a part that is shown whole."""
    say = told.asked.say
    first = told.chosen.offset if told.chosen.part == part else 0
    if total <= shown and first == 0:
        return []
    buttons = []
    if first > 0:
        buttons.append(button(say("Back"), "home_back", f"{part}:{max(0, first - ROOMS[part])}"))
    if first + shown < total:
        buttons.append(button(say("More"), "home_more", f"{part}:{first + shown}"))
    where = say("{first} to {last} of {total}", first=min(first + 1, total), last=first + shown, total=total)
    return [context(plain(where)), *([actions(f"paging-{part}", *buttons)] if buttons else [])]


def _counted(heading: str, total: int) -> str:
    return f"{heading} · {total}"


def clock_words(say: Say, day: date, time: str) -> str:
    """The day and hour a Home was drawn at, for its first line."""
    return say("{date}, {time}", date=date_words(say, day), time=time)
