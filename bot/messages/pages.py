"""One answer as a message: what was asked, the frame of every answer, and the buttons by which it goes on.

A button carries the whole question in its value, so an answer of last week still pages after a restart.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from bot.language import Say
from bot.messages.blocks import actions, button, context, plain
from bot.messages.text import (
    MOST_BLOCKS,
    TOP_TEXT,
    VALUE,
    WHOLE_MESSAGE,
    Block,
    characters,
    clamped,
    clamped_text,
    escaped,
    shortened,
)
from storage.lookup import PAGE, ItemLine

# What the blocks may take, so that the text for the ear keeps its room beside them.
FOR_BLOCKS: Final = WHOLE_MESSAGE - TOP_TEXT
# So many buttons stand in one row.
MOST_IN_A_ROW: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its answer needs it.

    `command` is what looks things up, as people type it here; `of` says which of our commands was asked. `workdays` counts the working days left for an item, or late as a negative number. `is_public` answers are read by a
    whole channel: nobody is mentioned in them.
    """

    say: Say
    command: str
    text: str
    workdays: Callable[[ItemLine], int | None]
    offset: int = 0
    today: date | None = None
    """The day the question is asked on, for "since May"; None where nobody asks for days."""
    is_public: bool = False
    of: Literal["directives", "followups"] = "directives"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: blocks for the eye, and the same in words for the ear."""

    text: str
    blocks: list[Block]
    is_empty: bool = False
    """Whether it only says that there is nothing of the kind: not worth a channel's attention."""
    asks_back: bool = False
    """Whether it only asks what was meant."""


def page(lines: Iterable[str], blocks: Sequence[Block], *, is_empty: bool = False) -> Page:
    """Blocks, and plain lines that say the same; the lines are escaped here."""
    return replace(page_of_escaped("\n".join(escaped(line) for line in lines), blocks), is_empty=is_empty)


def page_of_escaped(text: str, blocks: Sequence[Block]) -> Page:
    """Blocks, and a text that is escaped already because it names somebody by mention."""
    return Page(clamped_text(text), clamped(_fitting(blocks)))


def _fitting(blocks: Sequence[Block]) -> list[Block]:
    """As many blocks as a message takes beside its text; when some must go, the buttons at the end stay."""
    ending = list(blocks[-1:]) if blocks and blocks[-1]["type"] == "actions" else []
    room = FOR_BLOCKS - characters(ending)
    kept: list[Block] = []
    for block in blocks[: len(blocks) - len(ending)][: MOST_BLOCKS - len(ending)]:
        room -= characters([block])
        if room < 0:
            break
        kept.append(block)
    return kept + ending


def room_beside(blocks: Sequence[Block]) -> int:
    """How many characters more these blocks may take."""
    return max(0, FOR_BLOCKS - characters(blocks))


def with_note(found: Page, note: str) -> Page:
    """The answer with a remark on how the question was read above it."""
    noted = page_of_escaped(f"{escaped(note)}\n{found.text}", [context(plain(note)), *found.blocks])
    return replace(noted, is_empty=found.is_empty)


def with_show_here(asked: Asked, found: Page) -> Page:
    """The answer with a button that shows it to the whole channel, beside its other buttons."""
    value = json.dumps({"ask": asked.text, "from": asked.offset}, ensure_ascii=False)
    show = button(asked.say("Show here"), "show_here", value, label=asked.say("Show this to everybody in the channel"))
    *before, last = found.blocks or [{"type": ""}]
    if last["type"] == "actions" and len(last["elements"]) < MOST_IN_A_ROW:
        return replace(found, blocks=[*before, last | {"elements": [*last["elements"], show]}])
    if len(found.blocks) >= MOST_BLOCKS:
        return found
    return replace(found, blocks=[*found.blocks, actions("show", show)])


def ask_buttons(asked: Asked, choices: Sequence[tuple[str, str]]) -> Block:
    """A row of buttons, each of which asks another question."""
    ending = " here" if asked.is_public else ""
    return actions(
        "ask",
        *(
            button(text, f"ask_{n}", shortened(question, VALUE - 10) + ending)
            for n, (text, question) in enumerate(choices)
        ),
    )


def more_value(asked: Asked, offset: int) -> str:
    """What a paging button remembers: the question, where it goes on, and who may read the answer."""
    value = {"of": asked.of, "ask": asked.text, "from": offset, "here": asked.is_public}
    return json.dumps(value, ensure_ascii=False)


def paging(asked: Asked, shown: int, total: int, size: int = PAGE) -> list[Block]:
    """Where in a long list we are, with buttons to go on and back; nothing for a list that ends here."""
    say, first = asked.say, asked.offset
    if total <= shown and first == 0:
        return []
    buttons = []
    if first > 0:
        buttons.append(button(say("Back"), "more_back", more_value(asked, max(0, first - size))))
    if first + shown < total:
        buttons.append(button(say("More"), "more", more_value(asked, first + shown)))
    told = say("{first} to {last} of {total}", first=min(first + 1, total), last=first + shown, total=total)
    return [context(plain(told)), *([actions("paging", *buttons)] if buttons else [])]
