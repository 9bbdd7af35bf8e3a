"""What is said when, on the command line: the same words as behind /followups."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.asking import opened, operator_here, settings_told, show, stop
from bot.language import Say


@click.command()
@click.argument("words", nargs=-1)
def policy(words: tuple[str, ...]) -> None:
    """Show or choose the numbers of the cadence.

    \b
    followups policy                        what holds for every unit
    followups policy set due_soon=7,3       choose for every unit
    followups policy QD                     what holds for one
    followups policy QD set hour=08:45      choose for one; “default” takes it back
    """
    _follow("policy", tuple(word for word in words if word != "set"))


@click.command()
@click.argument("words", nargs=-1)
def snooze(words: tuple[str, ...]) -> None:
    """Name an item (QD-3), or post to a unit's channel (QD), no more before a day: QD-3 until 2024-06-10; or: QD-3 off."""
    _follow("snooze", words)


@click.command()
@click.argument("unit", nargs=-1)
def pause(unit: tuple[str, ...]) -> None:
    """Be silent in one unit's channel until `resume`; without a unit in all of them until `live`."""
    _follow("pause", unit)


@click.command()
@click.argument("unit")
def resume(unit: str) -> None:
    """Post to a unit's channel again."""
    _follow("resume", (unit,))


@click.command()
@click.argument("unit")
def remind(unit: str) -> None:
    """Remind a unit now of everything that is open; the running bot posts it within seconds."""
    _follow("remind", (unit,))


@click.command()
@click.argument("words", nargs=-1)
def away(words: tuple[str, ...]) -> None:
    """Somebody is on leave: Sun Liping from 2024-06-03 until 2024-06-14 deputy Zhou Weimin; or: Sun Liping back."""
    _follow("away", words)


@click.group(invoke_without_command=True)
@click.pass_context
def workdays(context: click.Context) -> None:
    """List the dates on which the office's word stands above the official calendar; or add some."""
    if context.invoked_subcommand is None:
        _follow("workdays", ())


@workdays.command(name="list")
def list_workdays() -> None:
    """List them."""
    _follow("workdays", ())


@workdays.command(name="add")
@click.argument("calendar")
@click.argument("day")
@click.option("--off", "what", flag_value="off", help="Nobody works that day.")
@click.option("--work", "what", flag_value="work", help="That day is worked.")
@click.option("--default", "what", flag_value="default", help="The official calendar holds again.")
def add_workday(calendar: str, day: str, what: str | None) -> None:
    """Say of one date of a calendar whether it is worked: CN 2026-10-10 --work."""
    _follow("workdays", (calendar, day, what or "?"))


@workdays.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_workdays(file: Path) -> None:
    """Take many from a CSV file with a line for each: CN,2026-10-10,off (or work, or default). All of them, or none."""
    import csv

    from bot.rhythm import Unclear, Wish, follow
    from jobs.policy import Policy
    from storage.said import Said

    settings = settings_told()
    say = Say(settings.language)
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = [[cell.strip() for cell in row] for row in csv.reader(source)]
    with opened(settings) as database, database.writing() as session:
        wish = Wish(say, Said(operator_here(settings), datetime.now(UTC)), Policy())
        taken = 0
        for number, row in enumerate(rows, start=1):
            if not any(row) or (number == 1 and row[0].casefold() == "calendar"):
                continue
            try:
                follow(session, wish, "workdays", row)
            except Unclear as unclear:
                session.rollback()
                stop(say("Line {n}: {why} Nothing was changed.", n=number, why=str(unclear)))
            taken += 1
    show(say.many("{n} date is kept.", "{n} dates are kept.", taken))


def _follow(word: str, rest: tuple[str, ...]) -> None:
    from bot.rhythm import Unclear, Wish, follow
    from jobs.policy import Policy
    from storage.said import Said

    settings = settings_told()
    say = Say(settings.language)
    try:
        with opened(settings) as database, database.writing() as session:
            answer = follow(session, Wish(say, Said(operator_here(settings), datetime.now(UTC)), Policy()), word, rest)
    except Unclear as unclear:
        stop(str(unclear))
    show(answer)


COMMANDS = (policy, snooze, pause, resume, remind, away, workdays)
