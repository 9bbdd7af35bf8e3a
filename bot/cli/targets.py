"""Targets on the command line: an empty file to fill in, and reading it back; nothing is kept while one cell is bad."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.asking import opened, operator_here, settings_told, show, stop, told_language
from bot.language import Say

MOST_TOLD = 40


@click.group()
def targets() -> None:
    """Quarterly targets: a file to fill in, and its import."""


@targets.command()
@click.option("-o", "out", type=click.Path(path_type=Path), default=Path("targets.xlsx"), show_default=True)
def template(out: Path) -> None:
    """Write an empty xlsx to fill in."""
    from storage import sheets, target_sheets
    from storage.periods import quarter_of

    say = Say(told_language())
    if out.exists():
        stop(say("{file} is there already. Choose another name.", file=str(out)))
    sheets.write_xlsx(out, target_sheets.template(quarter_of(datetime.now(UTC).date()).name))
    show(say("Written: {file}. Fill it in, then: followups targets import {file}", file=str(out)))


@targets.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_targets(file: Path, yes: bool) -> None:
    """Set the targets in FILE, an xlsx or csv: all of them, or none when a cell is bad."""
    from storage import sheets, target_sheets
    from storage.items import Said

    settings = settings_told()
    say = Say(settings.language)
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(settings.timezone)).date()
    try:
        tables = sheets.tables_of(file)
    except sheets.SheetProblem as problem:
        stop(say(problem.message, **problem.values))
    with opened(settings) as database:
        with database.reading() as session:
            known = target_sheets.known_names(session)
        total = sum(max(0, len(table.rows) - 1) for table in tables)
        try:
            with click.progressbar(length=total, label=say("Reading"), hidden=total < 200) as progress:
                sheet = target_sheets.read_targets(tables, known, today, lambda _n: progress.update(1))
        except sheets.SheetProblem as problem:
            stop(say(problem.message, **problem.values))
        if sheet.bad:
            _stop_for(say, sheet.bad)
        _preview(say, sheet, {unit.id: unit.code for unit in known.units.values()})
        if not yes and not click.confirm(say("Store this?"), default=True):
            raise SystemExit(1)
        with database.writing() as session:
            became, bad = target_sheets.keep_all(session, sheet, Said(operator_here(settings), now), today)
            if bad:
                session.rollback()
        if bad:
            _stop_for(say, bad)
    show(say("Stored: {new} new, {changed} changed, {same} as before.", **became))


def _preview(say: Say, sheet: "object", codes: "dict[int | None, str]") -> None:
    from storage.measures import in_words, written
    from storage.target_sheets import TargetSheet

    assert isinstance(sheet, TargetSheet)
    for row in sheet.rows[:MOST_TOLD]:
        draft = row.draft
        start = f"{written(draft.baseline)} → " if draft.baseline is not None else ""
        goal = in_words(draft.goal, draft.measure.symbol)
        show(
            f"  {codes.get(draft.unit_id, say('Group')):8} {draft.metric:32} {start}{goal}  {draft.kind}  {draft.period.name}"
        )
    if len(sheet.rows) > MOST_TOLD:
        show("  " + say.many("And {n} more.", "And {n} more.", len(sheet.rows) - MOST_TOLD))


def _stop_for(say: Say, bad: "object") -> None:
    from storage.target_sheets import BadCell

    assert isinstance(bad, tuple | list)
    lines = [
        f"  {cell.where}: “{cell.text[:60]}” {say(cell.message, **cell.values)}"
        for cell in bad[:MOST_TOLD]
        if isinstance(cell, BadCell)
    ]
    if len(bad) > MOST_TOLD:
        lines.append("  " + say.many("And {n} more.", "And {n} more.", len(bad) - MOST_TOLD))
    heading = say.many(
        "{n} cell cannot be taken, so nothing was stored:",
        "{n} cells cannot be taken, so nothing was stored:",
        len(bad),
    )
    stop("\n".join([heading, *lines]))
