"""The report of a period on the command line: a page that prints, or a workbook."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.asking import opened, operator_here, settings_told, stop
from bot.language import Say


@click.command()
@click.option("--period", help="2024Q2, 2024H1, 2024-05 or two dates; this quarter when left away.")
@click.option("-o", "out", type=click.Path(path_type=Path), required=True, help="report.html or report.xlsx.")
def report(period: str | None, out: Path) -> None:
    """Write scorecards, targets and what became of the leaders' directives to a file."""
    from bot import reporting
    from jobs.courses import target_facts
    from jobs.scorecards import leader_points, scorecards
    from storage import sheets, targets
    from storage.periods import PeriodProblem, quarter_of, read_period

    settings = settings_told()
    say = Say(settings.language)
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(settings.timezone)).date()
    if out.suffix.lower() not in (".html", ".xlsx"):
        stop(say("Write the report to a file that ends in .html or .xlsx."))
    try:
        wanted = read_period(period, today) if period else quarter_of(today)
    except PeriodProblem as problem:
        stop(say(problem.message, **problem.values))
    with opened(settings, alone=False) as database, database.reading() as session:
        viewer = operator_here(settings)
        found = targets.targets(session, viewer, period=wanted.name)
        made = reporting.Report(
            wanted.name,
            today,
            tuple(scorecards(session, viewer, wanted, now)),
            tuple(target_facts(session, found, now, settings.language, settings)),
            tuple(leader_points(session, viewer, wanted)),
        )
    if out.suffix.lower() == ".html":
        out.write_text(reporting.html_of(say, made), encoding="utf-8")
    else:
        sheets.write_xlsx(out, reporting.sheets_of(say, made))
    click.echo(say("Written: {file}", file=str(out)))
