"""Minutes on the command line: reading them, and importing them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.asking import opened, operator_here, settings_told, stop, told_language
from bot.language import Say
from storage.minutes import Minutes, as_json, read_minutes
from storage.minutes.files import UnreadableFile, text_of


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json_text", is_flag=True, help="Print one JSON object instead of words.")
def read(file: Path, as_json_text: bool) -> None:
    """Read minutes and print what was found; stores nothing."""
    say = Say(told_language())
    minutes = _minutes(file, say)
    if as_json_text:
        click.echo(json.dumps(as_json(minutes), ensure_ascii=False, indent=1))
    else:
        _print_minutes(minutes, say)


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--due", help="Assign all directives with this due date, as 2024-06-28.")
@click.option(
    "--units",
    "codes",
    default="attending",
    show_default=True,
    help="Who gets them: attending, all, or codes such as QD,WX.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_file(file: Path, due: str | None, codes: str, yes: bool) -> None:
    """Store the minutes in FILE; with --due, assign their directives too."""
    from bot.forms import assign_meeting
    from storage import meetings
    from storage.items import Said

    settings = settings_told()
    say = Say(settings.language)
    due_on = _due_date(due, say)
    minutes = _minutes(file, say)
    _print_minutes(minutes, say)
    if not any(speaker.directives for speaker in minutes.speakers) and not minutes.actions:
        stop(say("There is nothing to store: no directive and no action item was found in {file}.", file=file.name))
    if not yes and not click.confirm(say("Store this?"), default=True):
        raise SystemExit(1)
    with opened(settings) as database, database.writing() as session:
        viewer, now = operator_here(settings), datetime.now(UTC)
        result = meetings.keep_minutes(session, minutes, file.name, who=viewer.user, at=now)
        if result.is_known:
            click.echo(say("These minutes are stored already; nothing was added."))
        else:
            click.echo(say.many("Stored: {n} new directive.", "Stored: {n} new directives.", len(result.added)))
        for directive in result.changed:
            click.echo(say("Changed: point {ordinal}: {text}", ordinal=directive.ordinal, text=directive.text[:80]))
        for directive in result.missing:
            click.echo(
                say(
                    "No longer in the text, but kept: point {ordinal}: {text}",
                    ordinal=directive.ordinal,
                    text=directive.text[:80],
                )
            )
        if minutes.actions:
            click.echo(
                say.many(
                    "{n} action item is kept in the text of the minutes, but not made an item yet.",
                    "{n} action items are kept in the text of the minutes, but not made items yet.",
                    len(minutes.actions),
                )
            )
        if due_on is not None:
            chosen = _chosen_units(session, result.meeting, codes, say)
            made = assign_meeting(session, result.meeting, chosen, due_on, Said(viewer, now))
            click.echo(say.many("Assigned: {n} new item.", "Assigned: {n} new items.", made))


def _minutes(file: Path, say: Say) -> Minutes:
    try:
        return read_minutes(text_of(file.name, file.read_bytes()))
    except UnreadableFile as problem:
        stop(say(problem.message, **problem.values))
    except OSError as error:
        stop(
            say(
                "{file} cannot be read: {reason}. Check the name; for example: followups read minutes.md",
                file=str(file),
                reason=str(error.strerror),
            )
        )


def _print_minutes(minutes: Minutes, say: Say) -> None:
    held = " – ".join(str(day) for day in dict.fromkeys((minutes.held_from, minutes.held_until)) if day)
    click.echo(minutes.title or say("(no title found)"))
    click.echo(f"{held or say('(no date found)')}  {minutes.mode or ''}".rstrip())
    for speaker in minutes.speakers:
        click.echo(f"\n{speaker.name}{', ' + speaker.role if speaker.role else ''}")
        for directive in speaker.directives:
            click.echo(f"  {directive.ordinal}. {directive.text}")
    if minutes.actions:
        click.echo("\n" + say("Actions"))
    for action in minutes.actions:
        click.echo(f"  - {action.text} [{action.owner or '-'}, {action.due or action.due_text or '-'}]")
    if minutes.units:
        click.echo("\n" + say("Attending: {units}", units=", ".join(unit.name for unit in minutes.units)))
    if minutes.reports:
        click.echo(say.many("{n} report was given.", "{n} reports were given.", len(minutes.reports)))
    for problem in minutes.problems:
        click.echo(say("Line {line}: {message}", line=problem.line, message=say(problem.message, **problem.values)))


def _chosen_units(session: Any, meeting: Any, codes: str, say: Say) -> "list[Any]":
    from storage import units

    if codes == "attending":
        return units.units_attending(session, meeting)
    if codes == "all":
        return [unit for unit in units.all_units(session) if unit.active]
    chosen = []
    for code in codes.replace(",", " ").split():
        unit = units.unit_of_code(session, code)
        if unit is None:
            stop(say("There is no unit {code}. See them with: followups units", code=code))
        chosen.append(unit)
    return chosen


def _due_date(text: str | None, say: Say) -> date | None:
    """The due date somebody typed. A date that has passed is taken: minutes may be entered late."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(say("{text} is no date that exists. Write it as in --due 2024-06-28", text=text))
