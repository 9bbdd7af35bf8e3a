"""Reports and briefs on the command line: a page that prints, a workbook, or a Word document."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.asking import opened, operator_here, settings_told, show, stop
from bot.language import Say


@click.command()
@click.option("--period", help="2024Q2, 2024H1, 2024-05 or two dates; this quarter when left away.")
@click.option("-o", "out", type=click.Path(path_type=Path), required=True, help="report.html or report.xlsx.")
def report(period: str | None, out: Path) -> None:
    """Write scorecards, targets and what became of the leaders' directives to a file."""
    _write("report", period or "", out)


@click.command()
@click.option("--meeting", help="Its number, its day, or words of its title; the last one when left away.")
@click.option("--period", help="All meetings of a period, such as 2024Q2, instead.")
@click.option("-o", "out", type=click.Path(path_type=Path), required=True, help="brief.docx or brief.html.")
def brief(meeting: str | None, period: str | None, out: Path) -> None:
    """Write the brief for the next meeting: what each leader asked last time, and what became of it."""
    _write("brief", meeting or period or "", out)


def _write(what: str, asked: str, out: Path) -> None:
    from bot.papers import FORMS, Paper, Problem, write_paper

    settings = settings_told()
    say = Say(settings.language)
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS[what]:
        first, second = (f".{each}" for each in FORMS[what])
        stop(say("Write it to a file that ends in {first} or {second}.", first=first, second=second))
    with opened(settings, alone=False) as database, database.reading() as session:
        try:
            write_paper(session, operator_here(settings), Paper(what, asked, form), datetime.now(UTC), settings, out)
        except Problem as problem:
            stop(say(problem.message, **problem.values))
        except OSError as error:
            stop(say("{file} cannot be written: {why}", file=str(out), why=error.strerror or str(error)))
    show(say("Written: {file}", file=str(out)))
