"""Targets from a file as people see it come in: where to upload it, what was found with every bad cell by name, what was kept."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, plain, words
from bot.messages.figures import figure
from bot.messages.imports import TOLD
from bot.messages.modals import View, field, modal
from bot.messages.names import listed
from bot.messages.text import SECTION, Block, clamped, escaped, one_line, shortened
from storage.measures import written
from storage.target_sheets import BadCell, SheetRow

IMPORT: Final = "target_sheet_form"
KINDS: Final = ("xlsx", "csv")
MOST_FILES: Final = 10
"""Slack hangs no more on one message."""
# As many lines as a message takes whole; the rest are counted.
MOST_LINES: Final = 25
CELL: Final = 40
REASON: Final = 160

Values = Mapping[str, Any]
Said = tuple[str, list[Block]]


def sheet_view(say: Say) -> View:
    """Where a file with targets is uploaded."""
    return modal(
        IMPORT,
        say("Import targets"),
        [
            field(
                "file",
                say("An Excel or csv file"),
                {"type": "file_input", "filetypes": list(KINDS), "max_files": 1},
                hint=say("“/targets template” sends you an empty one to fill in. Nothing is kept before you confirm."),
            )
        ],
        submit=say("Read"),
        close=say("Cancel"),
    )


def sheet_told_view(say: Say, sentence: str) -> View:
    """One sentence in the place of the form."""
    return modal(TOLD, say("Import targets"), [words(sentence)], close=say("Close"))


def row_line(say: Say, row: SheetRow, code: str | None, became: str) -> str:
    """One target that can be taken: “QD Shipments: 1.1 → 3.4 GWh · 2024Q2 · new”."""
    draft = row.draft
    goal = figure(say, draft.goal, draft.measure.symbol)
    match draft.kind:
        case "keep_above":
            goal = say("at least {goal}", goal=goal)
        case "keep_below":
            goal = say("at most {goal}", goal=goal)
        case _ if draft.baseline is not None:
            goal = f"{written(draft.baseline)} → {goal}"
    word = {"new": say("new"), "changed": say("changed"), "same": say("as before")}[became]
    return f"{code or say('Group')} {shortened(one_line(draft.metric), CELL)}: {goal} · {draft.period.name} · {word}"


def bad_line(say: Say, cell: BadCell) -> str:
    """One cell that cannot be taken, by its name: “F7: “1,2 GWh” can be read in two ways …”."""
    told = shortened(say(cell.message, **cell.values), REASON)
    text = shortened(one_line(cell.text), CELL)
    quoted = "" if not text or told.startswith(f"“{text}”") else f"“{text}” "
    return f"{cell.where}: {quoted}{told}"


def offer_targets(say: Say, values: Values) -> Said:
    """A spreadsheet that was sent to us: nothing is read before the button is pressed."""
    files = values["files"][:MOST_FILES]
    names = [shortened(one_line(str(file["name"])), 60) for file in files]
    question = say(
        "Shall I read {names} as targets? You see what was found before anything is kept.", names=listed(say, names)
    )
    buttons = [
        button(say("Read {name}", name=name), f"target_file_{n}", json.dumps({"id": file["id"], "name": name}))
        for n, (file, name) in enumerate(zip(files, names, strict=True))
    ]
    return escaped(question), [words(question), actions("target_files", *buttons)]


def read_letter(say: Say, values: Values) -> Said:
    """What was found in a file: the targets it would set and a button to do so, or every cell that is in the way."""
    name = shortened(one_line(str(values["file"])), 80)
    if values["bad"]:
        count = len(values["bad"]) + int(values["bad_more"])
        heading = say.many(
            "{n} cell of {file} cannot be taken, so nothing was kept:",
            "{n} cells of {file} cannot be taken, so nothing was kept:",
            count,
            file=name,
        )
        ending = say("Mend them and send the file again.")
        return _listed(say, heading, values["bad"], int(values["bad_more"]), ending, [])
    made = values["became"]
    heading = say(
        "{file} is read: {new} new, {changed} changed, {same} as before. Nothing is kept before you confirm.",
        file=name,
        **made,
    )
    press = [
        button(say("Set these targets"), "targets_confirm", str(values["row"]), style="primary"),
        button(say("Throw away"), "targets_drop", str(values["row"])),
    ]
    return _listed(say, heading, values["lines"], int(values["lines_more"]), "", [actions("targets_sheet", *press)])


def _listed(say: Say, heading: str, lines: Sequence[str], more: int, ending: str, buttons: list[Block]) -> Said:
    told = [*lines[:MOST_LINES]]
    if more:
        told.append(say.many("And {n} more.", "And {n} more.", more))
    blocks = [words(shortened(heading, SECTION))]
    blocks += [context(plain("\n".join(told[n : n + 10]))) for n in range(0, len(told), 10)]
    blocks += [words(ending)] if ending else []
    text = escaped("\n".join([heading, *told, *([ending] if ending else [])]))
    return text, clamped(blocks)[: 49 - len(buttons)] + buttons
