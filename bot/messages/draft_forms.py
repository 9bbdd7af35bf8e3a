"""The forms behind a preview: change one point, split it, and what holds for all. No word of the minutes is lost in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import option, piece, plain, rich, words
from bot.messages.modals import INPUT, View, field, modal, typing
from bot.messages.text import MOST_OPTIONS, Block, one_line, shortened
from storage.intake import LARGEST_ORDINAL

CHANGE_FORM: Final = "draft_change"
SPLIT_FORM: Final = "draft_split"
ALL_FORM: Final = "draft_all"
ADD_FORM: Final = "draft_add"
TEXT: Final = "text"
HELD_FROM: Final = "held_from"
HELD_UNTIL: Final = "held_until"
NOBODY: Final = "nobody"
EVERYWHERE: Final = "everywhere"
ITS_OWN: Final = "0"
NOT_SAID: Final = "0"
MOST_PIECES: Final = 10
"""Inputs for one point: with more, a view would pass Slack's 250 KB."""
LONGEST_EDITED: Final = MOST_PIECES * INPUT
NOTICE: Final = 600
# Where a point may well be in two: after what ends a clause, and before a number in brackets or a circle.
_CLAUSE: Final = re.compile(r"(?<=[;；。！？!?])\s*(?=\S)|(?<=[,，、.:：])\s+(?=\S)|(?<=[，、：])(?=\S)|\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: what Slack gives back, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AllFacts:
    """What holds for all points, as its form shows it. `meetings` are those that these minutes may correct, and `corrects` the one
    they do now."""

    units: tuple[Choice, ...]
    chosen: tuple[str, ...]
    due_on: date | None
    title: str
    remembers: dict[str, Any]
    meetings: tuple[Choice, ...] = ()
    corrects: str | None = None
    held_from: date | None = None
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One point as its form shows it. `owner` is whom the minutes name; `remembers` comes back when the form is sent, and its
    `owner` is who owns the point now, which is not always the one shown: somebody may have chosen another one already.
    `is_nobodys`: the owner is to be taken away."""

    text: str
    speaker: str
    is_action: bool
    units: tuple[Choice, ...]
    chosen: tuple[str, ...]
    due_on: date | None
    owner_user: str | None
    owner: str | None
    remembers: dict[str, Any]
    is_nobodys: bool = False
    number: int = 1
    points: int = 1
    is_for_all_points: bool = False


def named_block(name: str, mark: str) -> str:
    """The block of an input in the form of one point. A point that was changed has new ones, so that Slack, which keeps what
    was typed by block, does not mix two people's words."""
    return f"{name}_{mark}"


def pieces_of(text: str) -> list[str]:
    """A text in pieces that fit one input each, cut rather at a line's end or a space; together they are the text, unchanged."""
    pieces = []
    while len(text) > INPUT:
        window = text[:INPUT]
        end = max(window.rfind("\n"), window.rfind(" "), window.rfind("。"), window.rfind("；"))
        end = end + 1 if end >= INPUT // 2 else INPUT
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def joined_pieces(shown: Sequence[str], typed: Sequence[str]) -> str:
    """The text that was typed into the pieces shown.

    Slack may give a field back without the spaces around it, so those between two pieces are taken from what was shown.
    """
    told = []
    for before, now in zip(shown, typed, strict=True):
        inner = before.strip()
        lead, tail = before[: len(before) - len(before.lstrip())], before[len(before.rstrip()) :]
        told.append(f"{lead if inner else ''}{now.strip()}{tail}" if now.strip() else "")
    return "".join(told).strip()


def change_view(say: Say, facts: ChangeFacts, notice: str | None = None) -> View:
    """Change one point: its words, who said it, who gets it, until when, and whose it is."""
    blocks, mark = _notice(notice), str(facts.remembers["mark"])
    if len(facts.text) <= LONGEST_EDITED:
        pieces = pieces_of(facts.text)
        label = say("Action item") if facts.is_action else say("Point")
        for n, part in enumerate(pieces):
            told = (
                label if len(pieces) == 1 else say("{what}, part {n} of {most}", what=label, n=n + 1, most=len(pieces))
            )
            blocks.append(
                field(
                    named_block(f"{TEXT}_{n}", mark), told, typing(initial=part, lines=True), optional=len(pieces) > 1
                )
            )
    else:
        blocks.append(
            words(
                say(
                    "This point has {n} characters, and a form of Slack holds {most}. To change its words, split it first.",
                    n=len(facts.text),
                    most=LONGEST_EDITED,
                )
            )
        )
    if not facts.is_action:
        blocks += _speaker(say, mark, facts)
    blocks += [
        *_units(
            say,
            named_block("units", mark),
            facts.units,
            facts.chosen,
            hint=say("Choose none, and it goes to those set for all."),
        )
    ]
    blocks.append(
        _due(say, named_block("due", mark), facts.due_on, hint=say("Leave it empty, and the date set for all counts."))
    )
    blocks += _owner(say, mark, facts)
    return modal(
        CHANGE_FORM,
        say("Change a point"),
        blocks,
        submit=say("Save"),
        close=say("Back"),
        remembers=facts.remembers,
    )


def _speaker(say: Say, mark: str, facts: ChangeFacts) -> list[Block]:
    """The number of a directive, and who said it: it alone, or everything that is given to them now."""
    number: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(LARGEST_ORDINAL),
        "initial_value": str(facts.number),
    }
    blocks = [
        field(named_block("number", mark), say("Number"), number),
        field(
            named_block("speaker", mark), say("Who said it"), typing(initial=shortened(one_line(facts.speaker), INPUT))
        ),
    ]
    if facts.points > 1:
        name = shortened(one_line(facts.speaker), 40)
        every = option(say("Give all {n} points of {name} to this person", n=facts.points, name=name), EVERYWHERE)
        ticks: Block = {"type": "checkboxes", "options": [every]}
        if facts.is_for_all_points:
            ticks["initial_options"] = [every]
        blocks.append(field(named_block(EVERYWHERE, mark), say("And the others"), ticks, optional=True))
    return blocks


def add_view(say: Say, speakers: Sequence[Choice], remembers: dict[str, Any], text: str = "") -> View:
    """Add a point that the reader has missed; `speakers` are those of the draft, `text` is what to begin with."""
    named = [option(shortened(one_line(each.label), 75), each.value) for each in speakers[: MOST_OPTIONS - 1]]
    chooser: Block = {
        "type": "static_select",
        "options": [*named, option(say("Nobody: it is an action item"), NOT_SAID)],
        "placeholder": plain(say("Choose somebody")),
    }
    hint = say("In the words of the minutes, if they have it: the point then knows where it stands in them.")
    blocks = [
        field(TEXT, say("What is asked"), typing(initial=text, lines=True), hint=hint),
        field("speaker", say("Who said it"), chooser, optional=True),
        field("other", say("Or somebody else"), typing(), hint=say("For example: Tong Laiming"), optional=True),
    ]
    return modal(ADD_FORM, say("Add a point"), blocks, submit=say("Add"), close=say("Back"), remembers=remembers)


def split_view(say: Say, text: str, remembers: dict[str, Any], notice: str | None = None, typed: str = "") -> View:
    """Make two points of one: choose or type the words with which the second begins."""
    places = split_places(text)
    shown = say("The second point begins with these words")
    blocks = [*_notice(notice), words(shortened(text, INPUT))]
    if places:
        options = [option(shortened(one_line(text[at:]), 75), str(at)) for at in places[:MOST_OPTIONS]]
        chooser: Block = {"type": "static_select", "options": options, "placeholder": plain(say("Choose the place"))}
        blocks.append(field("place", shown, chooser, optional=True))
    blocks.append(
        field(
            "begins",
            say("Or type them") if places else shown,
            typing(initial=typed),
            hint=say("The first words of the second point, exactly as they stand above."),
            optional=bool(places),
        )
    )
    return modal(SPLIT_FORM, say("Split a point"), blocks, submit=say("Split"), close=say("Back"), remembers=remembers)


def split_places(text: str) -> list[int]:
    """Where a point may be cut in two, as offsets of the second part."""
    return [
        found.end() for found in _CLAUSE.finditer(text) if 0 < found.end() < len(text) and text[: found.end()].strip()
    ]


def all_view(say: Say, facts: AllFacts, notice: str | None = None) -> View:
    """What holds for every point that says nothing else: the units, the due date; and the meeting's title."""
    blocks = [
        *_notice(notice),
        *_units(say, "units", facts.units, facts.chosen, hint=say("At first those who attended the meeting.")),
        _due(say, "due", facts.due_on, hint=say("A point with a date of its own keeps it.")),
        field("title", say("Title of the meeting"), typing(initial=shortened(facts.title, INPUT))),
        _day(HELD_FROM, say("Day of the meeting"), facts.held_from),
        _day(HELD_UNTIL, say("Its last day"), facts.held_until, hint=say("Leave it empty if it was one day.")),
        *_corrected(say, facts),
    ]
    return modal(
        ALL_FORM, say("For all points"), blocks, submit=say("Save"), close=say("Back"), remembers=facts.remembers
    )


def _corrected(say: Say, facts: AllFacts) -> list[Block]:
    """Which meeting these minutes tell of again; nothing where there is no meeting yet."""
    if not facts.meetings:
        return []
    new = option(say("None: a meeting of its own"), ITS_OWN)
    options = {each.value: option(each.label, each.value) for each in facts.meetings[: MOST_OPTIONS - 1]}
    element: Block = {
        "type": "static_select",
        "options": [new, *options.values()],
        "initial_option": options.get(facts.corrects or "", new),
    }
    hint = say("Minutes of the same title and first day always correct each other.")
    return [field("corrects", say("Corrects the minutes of"), element, hint=hint, optional=True)]


def _notice(notice: str | None) -> list[Block]:
    return [rich(piece("ⓘ  ", bold=True), piece(shortened(notice, NOTICE), bold=True))] if notice else []


def _units(say: Say, block_id: str, units: Sequence[Choice], chosen: Sequence[str], *, hint: str) -> list[Block]:
    """A list to choose units from; nothing where there is no unit yet."""
    options = {each.value: option(each.label, each.value) for each in units[:MOST_OPTIONS]}
    if not options:
        return [
            words(say("There is no unit yet. Whoever runs the bot makes them with “followups units set QD --name …”."))
        ]
    element: Block = {
        "type": "multi_static_select",
        "options": list(options.values()),
        "placeholder": plain(say("Choose units")),
    }
    initial = [options[value] for value in chosen if value in options]
    if initial:
        element["initial_options"] = initial
    return [field(block_id, say("Units"), element, hint=hint, optional=True)]


def _due(say: Say, block_id: str, due_on: date | None, *, hint: str) -> Block:
    return _day(block_id, say("Due date"), due_on, hint=hint)


def _day(block_id: str, name: str, day: date | None, *, hint: str | None = None) -> Block:
    element: Block = {"type": "datepicker"}
    if day is not None:
        element["initial_date"] = day.isoformat()
    return field(block_id, name, element, hint=hint, optional=True)


def _owner(say: Say, mark: str, facts: ChangeFacts) -> list[Block]:
    """Who owns the point. Slack's list of people cannot be emptied once somebody is chosen, so nobody is a tick beside it."""
    element: Block = {"type": "users_select", "placeholder": plain(say("Choose somebody"))}
    if facts.owner_user:
        element["initial_user"] = facts.owner_user
    named = say("The minutes name {name}.", name=shortened(one_line(facts.owner), 80)) if facts.owner else None
    blocks = [field(named_block("owner", mark), say("Owner"), element, hint=named, optional=True)]
    if facts.owner_user or facts.owner:
        nobody = option(say("Leave the owner open"), NOBODY)
        ticks: Block = {"type": "checkboxes", "options": [nobody]}
        if facts.is_nobodys:
            ticks["initial_options"] = [nobody]
        blocks.append(field(named_block(NOBODY, mark), say("No owner"), ticks, optional=True))
    return blocks
