"""Somebody's Home: their own items, their unit's, what they asked for; for the office what waits for it and all units.

Pure: a board in, one view out. A view takes a hundred blocks, so every part shows a few lines and pages the rest in place.
"""

import json
import re
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
    mrkdwn,
    option,
    piece,
    plain,
    rich,
    section,
    select,
    words,
)
from bot.messages.ledger import named, standing
from bot.messages.names import label
from bot.messages.pages import Asked
from bot.messages.standing import (
    NAME,
    STATE_WORDS,
    TITLE,
    chips,
    counts_words,
    joined,
    on_time_words,
    person_name,
    standing_words,
    wish_words,
)
from bot.messages.targets import tally, target_row
from bot.messages.text import Block, clamped, date_words, escaped, one_line, reads_as_marks, shortened
from jobs.courses import TargetFacts
from storage import board as boards
from storage.board import AskedPoint, Board, Chosen
from storage.lookup import Counts, ItemLine, UnitLine
from storage.models import Unit
from storage.scorecards import OnTime

# How many lines of each part are shown at once; together, with headings and pickers, they stay below a hundred blocks.
ROOMS: Final[Mapping[str, int]] = {
    boards.MINE: 8,
    boards.UNIT: 8,
    boards.ASKED: 6,
    boards.UNITS: 10,
    boards.WAITING: 0,
    boards.WISHES: 0,
    boards.LOOSE: 0,
    boards.TROUBLED: 0,
}
OFFICE_ROOMS: Final[Mapping[str, int]] = {
    boards.MINE: 3,
    boards.UNIT: 3,
    boards.ASKED: 3,
    boards.UNITS: 8,
    boards.WAITING: 4,
    boards.WISHES: 3,
    boards.LOOSE: 3,
    boards.TROUBLED: 3,
}
MOST_TARGETS: Final = 4
OFFICE_TARGETS: Final = 2
MOST_BLOCKS: Final = 100
MOST_CHOICES: Final = 100
LANGUAGE_NAMES: Final[Mapping[str, str]] = {ENGLISH: "English", CHINESE: "简体中文"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the Home needs beside its board."""

    asked: Asked
    followups: str
    targets_command: str
    """The commands of everything else and of targets, as people type them here."""
    chosen: Chosen
    is_live: bool
    is_office: bool
    may_change: bool
    """Whether anything may be reported here: guests and people of another organisation only read."""
    period: str
    """The quarter that rates and targets are of, `2024Q2`."""
    targets: Mapping[int, Sequence[TargetFacts]]
    """By unit id, the quarter's targets of the units that are shown."""
    now: str
    """The reader's own clock, in words."""
    notice: str | None = None
    """What somebody's last click could not do, and why."""


def home_view(told: Told, board: Board) -> Block:
    """The view to publish."""
    blocks: list[Block] = [context(plain(told.now)), *_notice(told)]
    parts = (
        _mine(told, board),
        _unit(told, board) if board.unit in board.units else [],
        _asked_for(told, board),
        _waiting(told, board),
        _wishes(told, board),
        _troubled(told, board),
        _units(told, board),
        _unit(told, board) if board.unit not in board.units else [],
        _loose(told, board),
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


def rooms_for(*, is_office: bool) -> Mapping[str, int]:
    """How many lines each part has room for. The office has more parts, so each is shorter."""
    return OFFICE_ROOMS if is_office else ROOMS


def _mine(told: Told, board: Board) -> list[Block]:
    lines, total = board.mine.lines, board.mine.total
    if not total:
        return []
    heading = _counted(told.asked.say("Waiting for me"), total)
    return [header(heading), *_banded(told, lines), *_paging(told, boards.MINE, len(lines), total)]


def _loose(told: Told, board: Board) -> list[Block]:
    """What nobody owns, or has no due date, for the office to give to somebody."""
    say, lines, total = told.asked.say, board.loose.lines, board.loose.total
    if not total:
        return []
    rows = []
    for line in lines:
        number, value = label(line.unit.code, line.item.number), f"{line.item.id}:{line.item.revision}"
        assign = button(say("Assign…"), "home_menu", f"assign:{value}", label=say("Assign {item}", item=number))
        rows += [_titled(number, line.item.title, assign), _standing(told, line)]
    heading = _counted(say("Without an owner or a due date"), total)
    return [header(heading), *rows, *_paging(told, boards.LOOSE, len(lines), total)]


def _banded(told: Told, lines: Sequence[ItemLine]) -> list[Block]:
    """Items with a word above each stretch of them: what is late, what this week is for, what comes later."""
    blocks: list[Block] = []
    bands = [_band(told.asked.say, line) for line in lines]
    is_parted = not told.is_office and len(set(bands)) > 1
    for index, (line, band) in enumerate(zip(lines, bands, strict=True)):
        if is_parted and (index == 0 or bands[index - 1] != band):
            blocks.append(_small_heading(band))
        blocks += _line(told, line)
    return blocks


def _small_heading(text: str) -> Block:
    return context(mrkdwn(f"*{escaped(text)}*"))


def _band(say: Say, line: ItemLine) -> str:
    due = line.item.due_on
    if due is None:
        return say("Without a due date")
    if due < line.today:
        return say("Overdue")
    return say("This week") if due <= boards.end_of_week(line.today) else say("Later")


def _unit(told: Told, board: Board) -> list[Block]:
    unit, say = board.unit, told.asked.say
    if unit is None:
        return []
    name = f"{shortened(unit.name_in(say.language), NAME)} ({unit.code})"
    heading = say("My unit: {unit}", unit=name) if unit in board.units and told.may_change else name
    blocks = [header(heading), context(plain(_unit_words(told, board, unit)))]
    if len(board.units) > 1 and unit in board.units:
        choices = [option(f"{each.code} {each.name_in(say.language)}", str(each.id)) for each in board.units]
        initial = next(each for each in choices if each["value"] == str(unit.id))
        blocks.append(
            actions("unit", select("static_select", "home_unit", say("Unit"), choices[:MOST_CHOICES], initial))
        )
    if not board.of_unit.total:
        blocks.append(words(say("Everything is done.")))
    blocks += _banded(told, board.of_unit.lines)
    blocks += _paging(told, boards.UNIT, len(board.of_unit.lines), board.of_unit.total)
    return [*blocks, *_targets(told, unit.id or 0)]


def _unit_words(told: Told, board: Board, unit: Unit) -> str:
    """How a unit stands in one line."""
    say, week = told.asked.say, board.due_this_week
    return joined(
        counts_words(say, board.unit_counts),
        say("{n} due this week", n=week) if week else None,
        on_time_words(say, board.rates.get(unit.id or 0, OnTime()), told.period),
    )


def _targets(told: Told, unit_id: int) -> list[Block]:
    """The unit's targets of the quarter, with a button to give a figure."""
    say, found = told.asked.say, told.targets.get(unit_id, ())
    if not found:
        return []
    most = OFFICE_TARGETS if told.is_office else MOST_TARGETS
    blocks: list[Block] = [_small_heading(say("Targets {period}", period=told.period))]
    for facts in found[:most]:
        report = button(
            say("Report…"),
            "home_report",
            str(facts.target_id),
            label=say("Report a figure of {metric}", metric=shortened(one_line(facts.metric), NAME)),
        )
        blocks.append(target_row(say, facts, report if told.may_change and not facts.is_over else None))
    if len(found) > most:
        rest = len(found) - most
        blocks.append(
            context(
                plain(
                    say.many(
                        "{n} more target: {command}", "{n} more targets: {command}", rest, command=told.targets_command
                    )
                )
            )
        )
    return blocks


def _line(told: Told, line: ItemLine) -> list[Block]:
    """One open item: what it is with its Done button, how it stands with the menu of everything else; to read only, neither."""
    say, item = told.asked.say, line.item
    number = label(line.unit.code, item.number)
    if not told.may_change:
        return [_titled(number, item.title), context(plain(_standing_words(told, line)))]
    value = f"{item.id}:{item.revision}"
    done = button(say("Done"), "home_done", value, label=say("Mark {item} as done", item=number))
    return [_titled(number, item.title, done), _standing(told, line)]


def _standing(told: Told, line: ItemLine) -> Block:
    """How an item stands, with the menu of what can be done about it."""
    say, item = told.asked.say, line.item
    value = f"{item.id}:{item.revision}"
    first = ("unblock", say("No longer blocked")) if item.state == "blocked" else ("block", say("Blocked…"))
    choices = [first, ("note", say("Note…")), ("evidence", say("Evidence…")), ("assign", say("Assign…"))]
    if told.is_office:
        choices.insert(1, ("extend", say("Due date…")))
    elif item.due_on is not None:
        choices.insert(1, ("extend", say("More time…")))
    small = words(_standing_words(told, line))
    small["accessory"] = menu("home_menu", [option(text, f"{verb}:{value}") for verb, text in choices])
    return small


def _standing_words(told: Told, line: ItemLine) -> str:
    late = "⚠ " if line.is_overdue else ""
    return f"{late}{standing_words(told.asked, line)}"


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
        accept = button(say("Accept"), "home_accept", value, label=say("Accept {item}", item=number), style="primary")
        give_back = button(say("Return…"), "home_return", value, label=say("Return {item}", item=number))
        blocks += [
            _titled(number, line.item.title, accept),
            words(standing_words(told.asked, line), give_back),
        ]
    return [*blocks, *_paging(told, boards.WAITING, len(board.waiting.lines), board.waiting.total)]


def _wishes(told: Told, board: Board) -> list[Block]:
    say = told.asked.say
    if not board.wishes_total:
        return []
    blocks: list[Block] = [header(_counted(say("More time asked for"), board.wishes_total))]
    for wish in board.wishes:
        number, value = label(wish.line.unit.code, wish.line.item.number), str(wish.extension.id)
        approve = button(
            say("Approve"), "home_approve", value, label=say("Approve {item}", item=number), style="primary"
        )
        decline = button(say("Decline"), "home_decline", value, label=say("Decline {item}", item=number))
        blocks += [
            _titled(number, wish.line.item.title, approve),
            words(wish_words(say, wish), decline),
        ]
    return [*blocks, *_paging(told, boards.WISHES, len(board.wishes), board.wishes_total)]


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
    shown = board.board[first : first + rooms_for(is_office=told.is_office)[boards.UNITS]]
    rows = [_unit_row(told, board, line) for line in shown]
    everything = sum((line.counts for line in board.board), Counts())
    return [
        header(say("All units")),
        context(plain(counts_words(say, everything))),
        *rows,
        *_paging(told, boards.UNITS, len(shown), len(board.board)),
    ]


def _unit_row(told: Told, board: Board, line: UnitLine) -> Block:
    """A unit's name and head, how its items stand, and how its quarter goes."""
    say, unit_id = told.asked.say, line.unit.id or 0
    name = shortened(line.unit.name_in(say.language), NAME)
    head = shortened(person_name(say, line.head), NAME) if line.head else None
    late = "⚠ " if line.counts.overdue else ""
    found = told.targets.get(unit_id, ())
    quarter = joined(
        on_time_words(say, board.rates.get(unit_id, OnTime()), told.period),
        say("targets: {states}", states=tally(say, found)) if found else None,
    )
    title = f"{late}*{escaped(line.unit.code)}*  {escaped(joined(name, head))}"
    row = section(f"{title}\n{escaped(counts_words(say, line.counts))}\n{escaped(quarter)}")
    row["accessory"] = button(
        say("Show"), "home_unit", str(line.unit.id), label=say("Show {unit}", unit=line.unit.code)
    )
    return row


def _troubled(told: Told, board: Board) -> list[Block]:
    """What Slack refused, or nobody can tell of, with what mends it and a decision at each."""
    say = told.asked.say
    if not board.troubled:
        return []
    heading = say.many("{n} message was not delivered", "{n} messages were not delivered", len(board.troubled))
    first = told.chosen.offset if told.chosen.part == boards.TROUBLED else 0
    shown = board.troubled[first : first + rooms_for(is_office=told.is_office)[boards.TROUBLED]]
    blocks: list[Block] = [header(heading)]
    for each in shown:
        number = each.row.id
        again = button(say("Retry"), "home_retry", str(number), label=say("Retry message {id}", id=number))
        never = button(say("Skip"), "home_skip", str(number), label=say("Skip message {id}", id=number))
        room = f"  <#{each.row.channel}>" if re.fullmatch(r"[CG]\w+", each.row.channel) else ""
        blocks += [
            section(f"{escaped(named(say, each))}{room}", again),
            words(standing(say, each), never),
        ]
    return [*blocks, *_paging(told, boards.TROUBLED, len(shown), len(board.troubled))]


def _footer(told: Told, board: Board) -> list[Block]:
    """How to look something up, and the language of one's private answers."""
    say = told.asked.say
    choices = [option(name, language) for language, name in LANGUAGE_NAMES.items()]
    initial = next(each for each in choices if each["value"] == say.language)
    example = f"{told.asked.command} {board.unit.code.lower() if board.unit else say(STATE_WORDS['overdue'])}"
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
        buttons.append(
            button(say("Back"), "home_back", f"{part}:{max(0, first - rooms_for(is_office=told.is_office)[part])}")
        )
    if first + shown < total:
        buttons.append(button(say("More"), "home_more", f"{part}:{first + shown}"))
    where = say("{first} to {last} of {total}", first=min(first + 1, total), last=first + shown, total=total)
    return [context(plain(where)), *([actions(f"paging-{part}", *buttons)] if buttons else [])]


def _counted(heading: str, total: int) -> str:
    return f"{heading} · {total}"


def clock_words(say: Say, day: date, time: str) -> str:
    """The day and hour a Home was drawn at, for its first line."""
    return say("{date}, {time}", date=date_words(say, day), time=time)
