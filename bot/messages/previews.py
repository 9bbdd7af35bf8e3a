"""The preview of minutes that were read: who asked for what, with the sentence it was read from, page by page.

A modal holds a hundred blocks; twenty lines a page stay far below that, whatever the minutes hold. Words of the minutes are
plain text, which shows every character as written and calls nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, divider, header, option, piece, plain, rich, words
from bot.messages.imports import counted
from bot.messages.modals import View, modal
from bot.messages.names import listed_few
from bot.messages.standing import joined
from bot.messages.text import Block, date_words, one_line, shortened
from storage.words import N_

PREVIEW: Final = "draft_preview"
PAGE: Final = 20
SHOWN: Final = 600
"""Characters of a point that the preview shows; the form behind “Change…” holds all of them."""
SOURCE: Final = 300
NAME: Final = 80
MOST_UNITS_NAMED: Final = 8
NOTHING_FOUND: Final = N_(
    "Add what is asked with “Add a point…”, or throw this away. Minutes that are read by themselves say for example: “Tong stressed: the first is to speed up delivery; the second is to cut the stock.”"
)


@dataclass(frozen=True, slots=True)
class Before:
    """How the records have a point now, where a corrected version says it otherwise; what stays the same is None.

    `due_on` is told where `is_due_changed`: None then means that it had no date.
    """

    text: str | None = None
    number: int | None = None
    speaker: str | None = None
    due_on: date | None = None
    is_due_changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One directive or action item as the preview shows it.

    `mark` changes with the line, so that two people cannot change one line without knowing of each other. `items` were given
    out already and stay; `units` are those that get it now.
    """

    line_id: int
    label: str
    text: str
    mark: str
    source: str = ""
    is_dropped: bool = False
    is_action: bool = False
    is_done: bool = False
    has_next: bool = False
    units: tuple[str, ...] = ()
    due_on: date | None = None
    due_as_said: str | None = None
    owner: str | None = None
    is_new: bool = False
    is_added: bool = False
    before: Before | None = None
    items: tuple[str, ...] = ()

    @property
    def is_given_out(self) -> bool:
        """True when everybody who gets it has it already."""
        return bool(self.items) and not self.units


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks the lines that follow; `name` is None where the minutes do not say."""

    name: str
    role: str | None
    points: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader noticed at a line of the text, and what it did about it: an N_ template with `values`."""

    line: int
    message: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Missing:
    """A point the records have and the corrected version no longer names."""

    label: str
    text: str


Entry = Line | Speaker | Remark | Missing


@dataclass(frozen=True, slots=True)
class PreviewFacts:
    """A draft as somebody sees it. `units` and `due_on` are what holds for all; each line has its own already worked out."""

    draft_id: int
    revision: int
    title: str
    source: str
    held_from: date | None
    held_until: date | None
    units: tuple[str, ...]
    due_on: date | None
    entries: tuple[Entry, ...]
    is_correction: bool = False
    is_known: bool = False

    @property
    def lines(self) -> list[Line]:
        """The directives and action items."""
        return [entry for entry in self.entries if isinstance(entry, Line)]


def pages_of(facts: PreviewFacts) -> int:
    """How many pages the preview has."""
    return max(1, -(-len(facts.entries) // PAGE))


def page_of(place: int) -> int:
    """The page on which the entry with this place, from 0, is shown."""
    return place // PAGE


def preview_view(
    say: Say, facts: PreviewFacts, page: int = 0, notice: str | None = None, external_id: str | None = None
) -> View:
    """One page of the preview. `notice` is told above it: what was just done, or what somebody else has changed."""
    page = min(max(0, page), pages_of(facts) - 1)
    shown = facts.entries[page * PAGE : (page + 1) * PAGE]
    blocks = [header(facts.title), context(plain(_about(say, facts)))]
    if notice:
        blocks.append(rich(piece("ⓘ  ", bold=True), piece(shortened(notice, SHOWN), bold=True)))
    if page == 0:
        blocks += _for_all(say, facts) if facts.lines else [words(say(NOTHING_FOUND))]
    for entry in shown:
        blocks += _entry(say, entry)
    blocks += [divider(), *_paging(say, facts, page)]
    return modal(
        PREVIEW,
        say("Preview of the minutes"),
        blocks,
        submit=say("Confirm"),
        close=say("Later"),
        remembers={"draft": facts.draft_id, "revision": facts.revision, "page": page},
        external_id=external_id,
    )


def marks_in(blocks: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """The mark of each line a page shows, from its menus: what the person who presses had before their eyes."""
    found = {}
    for block in blocks:
        for each in (block.get("accessory") or {}).get("options", ()):
            verb, _, rest = str(each["value"]).partition(":")
            line_id, _, mark = rest.partition(":")
            if verb in LINE_VERBS:
                found[int(line_id)] = mark
    return found


# What a line's menu offers, as its choices are called in their values.
CHANGE, SPLIT, MERGE, DROP, RESTORE = "change", "split", "merge", "drop", "restore"
LINE_VERBS: Final[Mapping[str, str]] = {
    CHANGE: N_("Change…"),
    SPLIT: N_("Split…"),
    MERGE: N_("Merge with the next"),
    DROP: N_("Drop"),
    RESTORE: N_("Take it back in"),
}


def _about(say: Say, facts: PreviewFacts) -> str:
    days = [day for day in (facts.held_from, facts.held_until) if day]
    held = " – ".join(f"{day:%Y-%m-%d}" for day in dict.fromkeys(days)) or say("(no date found)")
    kept = [line for line in facts.lines if not line.is_dropped]
    actions_kept = sum(line.is_action for line in kept)
    found = counted(say, len(kept) - actions_kept, actions_kept)
    correction = say("a corrected version") if facts.is_correction else None
    if facts.is_known:
        correction = say("kept already, word for word")
    return joined(held, found, shortened(one_line(facts.source), NAME), correction)


def _for_all(say: Say, facts: PreviewFacts) -> list[Block]:
    """What holds for every line that says nothing else, with the form that changes it."""
    units = listed_few(say, facts.units, MOST_UNITS_NAMED) or say("none yet")
    due = date_words(say, facts.due_on) if facts.due_on else say("none yet")
    told = say("For all: units {units}; due {due}", units=units, due=due)
    blocks = [words(told, button(say("Set for all…"), "preview_all", "all"), "for_all")]
    remarks = []
    wanted = [line for line in facts.lines if not (line.is_dropped or line.is_done or line.is_given_out)]
    nobody = sum(not line.units for line in wanted)
    if nobody:
        remarks.append(
            say.many(
                "{n} point goes to no unit: it is kept, but nobody is asked to do it.",
                "{n} points go to no unit: they are kept, but nobody is asked to do them.",
                nobody,
            )
        )
    without = sum(line.due_on is None for line in wanted)
    if without:
        remarks.append(
            say.many(
                "{n} point has no due date: nobody will be reminded that it is late.",
                "{n} points have no due date: nobody will be reminded that they are late.",
                without,
            )
        )
    return [*blocks, *(context(plain(remark)) for remark in remarks)]


def _entry(say: Say, entry: Entry) -> list[Block]:
    match entry:
        case Line():
            return _line(say, entry)
        case Speaker():
            return [divider(), _speaker(say, entry)]
        case Remark():
            return [context(plain(_remark(say, entry)))]
        case Missing():
            return [
                words(f"– {entry.label} {shortened(entry.text, SHOWN)}"),
                context(plain(say("No longer named in this version; the point and its items stay as they are."))),
            ]


def _speaker(say: Say, entry: Speaker) -> Block:
    role = f", {shortened(one_line(entry.role), NAME)}" if entry.role else ""
    count = say.many("{n} point", "{n} points", entry.points)
    return rich(piece(shortened(one_line(entry.name), NAME), bold=True), piece(f"{role} · {count}"))


def _remark(say: Say, entry: Remark) -> str:
    message = say(entry.message, **entry.values)
    return shortened(say("Line {line}: {message}", line=entry.line, message=message), SHOWN)


def _line(say: Say, line: Line) -> list[Block]:
    verbs = [RESTORE] if line.is_dropped else [CHANGE, SPLIT, *([MERGE] if line.has_next else []), DROP]
    menu = {
        "type": "overflow",
        "action_id": "line_menu",
        "options": [option(say(LINE_VERBS[verb]), f"{verb}:{line.line_id}:{line.mark}") for verb in verbs],
    }
    text = shortened(line.text, SHOWN) if line.text.strip() else say("(empty)")
    sign = "✕ " if line.is_dropped else ""
    told = [text_of_line for text_of_line in _below(say, line) if text_of_line]
    return [words(f"{sign}{line.label} {text}".strip(), menu, f"line_{line.line_id}"), context(*map(plain, told))]


def _below(say: Say, line: Line) -> list[str]:
    """The small words below a line: what becomes of it, then the sentence it was read from."""
    if line.is_dropped:
        return [say("Dropped: it will not be kept."), _source(say, line)]
    if line.is_done:
        return [say("Done already: it is kept, and nobody is asked to do it."), _source(say, line)]
    items = listed_few(say, line.items, MOST_UNITS_NAMED)
    given = say("Assigned already; date, owner and state stay: {items}", items=items) if items else ""
    if line.is_given_out:
        return [joined(given, _longer(say, line)), *_changes(say, line), _source(say, line)]
    due = line.due_on
    standing = joined(
        listed_few(say, line.units, MOST_UNITS_NAMED) or say("no unit"),
        say("due {date}", date=date_words(say, due)) if due else say("no due date"),
        say("owner {name}", name=shortened(one_line(line.owner), NAME)) if line.owner else None,
        say("said: {words}", words=shortened(one_line(line.due_as_said), NAME)) if line.due_as_said else None,
        _longer(say, line),
    )
    return [standing, given, *_changes(say, line), _source(say, line)]


def _longer(say: Say, line: Line) -> str | None:
    if len(line.text) <= SHOWN:
        return None
    return say("{n} characters in all; “Change…” shows them", n=len(line.text))


def _changes(say: Say, line: Line) -> list[str]:
    """What a corrected version changes of a line."""
    before = line.before
    if before is None:
        return [say("New in this version")] if line.is_new else []
    told = []
    if before.text is not None:
        told.append(say("Changed; until now: “{text}”", text=shortened(one_line(before.text), SOURCE)))
    if before.speaker is not None:
        told.append(say("Until now said by {name}", name=shortened(one_line(before.speaker), NAME)))
    if before.number is not None:
        told.append(say("Until now point {number}", number=before.number))
    if before.is_due_changed:
        told.append(
            say(
                "Due in the minutes: {now}; until now {before}",
                now=date_words(say, line.due_on) if line.due_on else say("no date"),
                before=date_words(say, before.due_on) if before.due_on else say("no date"),
            )
        )
    return told


def _source(say: Say, line: Line) -> str:
    if line.is_added:
        return say("Added by hand: it stands nowhere in the minutes.")
    source = one_line(line.source)
    if not source or source == one_line(line.text):
        return ""
    return say("From: “{text}”", text=shortened(source, SOURCE))


def _paging(say: Say, facts: PreviewFacts, page: int) -> list[Block]:
    last = pages_of(facts) - 1
    buttons = [button(say("Add a point…"), "preview_add", "add")]
    if page > 0:
        buttons.append(button(say("Back"), "preview_back", str(page - 1)))
    if page < last:
        buttons.append(button(say("More"), "preview_more", str(page + 1)))
    away = button(say("Throw away"), "preview_drop", str(facts.draft_id), style="danger")
    away["confirm"] = {
        "title": plain(say("Throw this draft away?")),
        "text": plain(say("Nothing of it is kept. You can import the same minutes again.")),
        "confirm": plain(say("Throw away")),
        "deny": plain(say("Keep it")),
        "style": "danger",
    }
    blocks = [actions("paging", *buttons, away)]
    if last > 0:
        blocks.insert(0, context(plain(say("Page {page} of {pages}", page=page + 1, pages=last + 1))))
    return blocks
