"""The modals of an import before there is a preview: where to paste and upload, that it is being read, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, divider, header, plain, section, words
from bot.messages.modals import View, field, modal, typing
from bot.messages.names import listed
from bot.messages.standing import joined
from bot.messages.text import SECTION, Block, date_words, escaped, mention, one_line, shortened
from storage.words import N_

IMPORT: Final = "import_form"
TOLD: Final = "import_told"
PASTE: Final = "paste"
# Forty inputs of 3,000 characters hold 100 KB, more than the minutes of a long day; whoever has more has a file.
MOST_PASTES: Final = 40
MOST_WAITING: Final = 10
MOST_FILES: Final = 10
"""Slack hangs no more on one message, and takes no more in one input."""
KINDS: Final = ("docx", "pdf", "html", "htm", "txt", "md")
DRAFT_TITLE: Final = 150

UNOPENED: Final = N_("Slack did not open the window in time. Please press again.")


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft somebody has not confirmed yet, as a list shows it."""

    draft_id: int
    title: str
    source: str
    on: date
    points: int
    actions: int


def import_view(say: Say, waiting: Sequence[WaitingDraft] = (), pastes: int = 1) -> View:
    """Where minutes are pasted or uploaded; above it the drafts that wait for somebody to confirm them."""
    blocks = _waiting(say, waiting)
    blocks += [
        field(
            f"{PASTE}_{n}",
            say("The text of the minutes") if n == 0 else say("The text goes on"),
            typing(lines=True, placeholder=say("Paste the minutes here") if n == 0 else None),
            hint=say("Slack takes 3,000 characters in one field. For more, press “More room”, or upload a file.")
            if n == pastes - 1
            else None,
            optional=True,
        )
        for n in range(pastes)
    ]
    if pastes < MOST_PASTES:
        blocks.append(actions("room", button(say("More room"), "import_more", str(min(2 * pastes, MOST_PASTES)))))
    blocks.append(
        field(
            "file",
            say("Or a file"),
            {"type": "file_input", "filetypes": list(KINDS), "max_files": MOST_FILES},
            hint=say("Word (.docx), PDF with text, .html, .txt or .md, up to 10 MB."),
            optional=True,
        )
    )
    blocks.append(
        field(
            "title",
            say("Title"),
            typing(placeholder=say("Only where the minutes name none, or another one is better")),
            optional=True,
        )
    )
    return modal(
        IMPORT,
        say("Import minutes"),
        blocks,
        submit=say("Read"),
        close=say("Cancel"),
        remembers={"pastes": pastes},
    )


def reading_view(say: Say, names: Sequence[str], external_id: str | None = None) -> View:
    """What is seen while a file is fetched and read."""
    told = say("Reading {names} …", names=listed(say, [shortened(one_line(name), 80) for name in names[:MOST_FILES]]))
    more = say("You may close this window: I write to you in a direct message when it is read.")
    return modal(
        TOLD,
        say("Import minutes"),
        [words(told), context(plain(more))],
        close=say("Close"),
        external_id=external_id,
    )


def told_view(
    say: Say, sentences: Sequence[str], drafts: Sequence[WaitingDraft] = (), external_id: str | None = None
) -> View:
    """What became of an import, in words, with the drafts it made."""
    blocks: list[Block] = [words(shortened(sentence, SECTION)) for sentence in sentences[:MOST_FILES]]
    blocks += [_draft(say, each) for each in drafts[:MOST_WAITING]]
    return modal(TOLD, say("Import minutes"), blocks, close=say("Close"), external_id=external_id)


def office_only_view(say: Say, office: Sequence[str]) -> View:
    """Who can import, for somebody who cannot."""
    return modal(TOLD, say("Import minutes"), [section(office_only(say, office))], close=say("Close"))


def office_only(say: Say, office: Sequence[str]) -> str:
    """The same as one sentence of mrkdwn, with people to ask."""
    sentence = escaped(say("Only the strategy office imports minutes."))
    if not office:
        return sentence
    people = listed(say, [mention(user) for user in sorted(office)[:5]])
    return f"{sentence} {say('You can ask {people}.', people=people)}"


def _waiting(say: Say, waiting: Sequence[WaitingDraft]) -> list[Block]:
    if not waiting:
        return []
    blocks = [header(say("Waiting for your decision")), *(_draft(say, each) for each in waiting[:MOST_WAITING])]
    if len(waiting) > MOST_WAITING:
        blocks.append(context(plain(say.many("And {n} more.", "And {n} more.", len(waiting) - MOST_WAITING))))
    return [*blocks, divider(), header(say("New minutes"))]


def _draft(say: Say, draft: WaitingDraft) -> Block:
    """One draft with a button that opens its preview."""
    small = joined(
        counted(say, draft.points, draft.actions), shortened(one_line(draft.source), 60), date_words(say, draft.on)
    )
    text = f"{shortened(one_line(draft.title), DRAFT_TITLE)}\n{small}"
    return words(text, button(say("Open preview"), "draft_open", str(draft.draft_id), label=say("Open preview")))


def counted(say: Say, points: int, actions_found: int) -> str:
    """How much was found: “12 directives, 3 action items”; what there is none of is not told."""
    found = [say.many("{n} directive", "{n} directives", points)] if points else []
    found += [say.many("{n} action item", "{n} action items", actions_found)] if actions_found else []
    return listed(say, found) if found else say("nothing found")


def made_words(say: Say, made: Mapping[str, int]) -> str:
    """What a confirmation made: “12 directives are kept, 60 items are new, in 5 units.”"""
    told = [say.many("{n} directive is new.", "{n} directives are new.", made["added"])]
    if made["changed"]:
        told.append(say.many("{n} directive has changed.", "{n} directives have changed.", made["changed"]))
    if made["items"]:
        units = say.many("{n} unit", "{n} units", made["units"])
        told.append(
            say.many("{n} item is assigned ({units}).", "{n} items are assigned ({units}).", made["items"], units=units)
        )
        told.append(say("Each unit's channel is told once, in its next working hours."))
    else:
        told.append(say("No item is new."))
    return " ".join(told)
