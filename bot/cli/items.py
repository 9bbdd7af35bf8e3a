"""The items on the command line: the office's deeds, and everything in a spreadsheet."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import click

from bot.cli.asking import opened, operator_here, settings_told, show, stop
from bot.language import Say

COMMAND = "followups items"


@click.command(name="items", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
def items_order(words: tuple[str, ...]) -> None:
    """Do what the office does with items: accept QD-3; return QD-3 REASON; cancel; due QD-3 2024-06-10 REASON; assign QD-3 NAME; extend; done; reopen; note."""
    from bot.item_commands import WORDS, Unclear, carry_out, parse_order, sentence, told
    from bot.messages.text import plain_name
    from storage import inbound
    from storage.items import Said

    settings = settings_told()
    say = Say(settings.language)
    if words[0].casefold() not in WORDS:
        stop(say("“{word}” is not one of: {words}", word=words[0], words=", ".join(WORDS)))
    viewer, now = operator_here(settings), datetime.now(UTC)
    try:
        order = parse_order(" ".join(words), COMMAND)
        with opened(settings) as database, database.writing() as session:
            row = inbound.receive(
                session, f"cli:{uuid4()}", kind="command", who=viewer.user, at=now, text=" ".join(words)
            )
            moves = carry_out(session, Said(viewer, now, row), order, COMMAND)
            for line in told(session, say, moves):
                values = {name: value for name, value in line.items() if name not in ("message", "who")}
                show(say(str(line["message"]), who=plain_name(str(line.get("who") or "")), **values))
    except Unclear as unclear:
        stop(sentence(say, unclear))
    if moves.refused and not moves.made:
        raise SystemExit(1)


@click.command(name="export")
@click.option("--journal", is_flag=True, help="The journal of every change instead of the items as they are.")
@click.option("-o", "--output", "output", required=True, help="The file to write: items.xlsx or items.csv.")
def export(journal: bool, output: str) -> None:
    """Write all items, or the whole journal, into a spreadsheet (xlsx or csv)."""
    from bot.exporting import KINDS, write_rows
    from storage import exports

    settings = settings_told()
    say = Say(settings.language)
    path = Path(output)
    if path.suffix.lower() not in KINDS:
        stop(say("{path} should end in .xlsx or .csv. Example: followups export -o items.xlsx", path=output))
    if path.is_dir() or not path.parent.is_dir():
        stop(say("{path} cannot be written: is the folder right?", path=output))
    with opened(settings, alone=False) as database, database.reading() as session:
        viewer = operator_here(settings)
        rows = exports.journal_rows(session, viewer) if journal else exports.item_rows(session, viewer)
        total = exports.count_journal(session, viewer) if journal else exports.count_items(session, viewer)
        headings = [say(each) for each in (exports.JOURNAL_HEADINGS if journal else exports.ITEM_HEADINGS)]
        sheet = say("Journal") if journal else say("Items")
        try:
            with click.progressbar(rows, length=total, label=sheet, file=sys.stderr) as counted:
                n = write_rows(path, headings, counted, sheet=sheet)
        except OSError as error:
            stop(say("{path} cannot be written ({reason}).", path=output, reason=error.strerror or str(error)))
    show(say.many("{n} row written to {path}", "{n} rows written to {path}", n, path=output))
