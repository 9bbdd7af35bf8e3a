"""The command line. It acts as `operator:<OS user>`, who stands where the office stands."""

import getpass
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from dotenv import dotenv_values

from bot.language import ENGLISH, LANGUAGES, Say
from bot.settings import Settings, SettingsProblem, settings_from
from storage.database import Database, DatabaseProblem, open_database
from storage.minutes import Minutes, as_json, read_minutes
from storage.minutes.files import UnreadableFile, text_of
from storage.viewers import Viewer, operator


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Reads meeting minutes, reminds each unit's Slack channel, and closes items by a plain reply."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
def run() -> None:
    """Run the bot: with Slack when there are tokens in .env, otherwise with the playground."""
    from bot.running import run_playground, run_with_slack

    settings = _settings()
    with _explained(settings):
        sys.exit(run_with_slack(settings) if settings.has_slack else run_playground(settings))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json_text", is_flag=True, help="Print one JSON object instead of words.")
def read(file: Path, as_json_text: bool) -> None:
    """Read minutes and print what was found; stores nothing."""
    say = Say(_language())
    minutes = _minutes(file, say)
    if as_json_text:
        click.echo(json.dumps(as_json(minutes), ensure_ascii=False, indent=1))
    else:
        _print_minutes(minutes, say)


@main.command(name="import")
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

    settings = _settings()
    say = Say(settings.language)
    due_on = _due_date(due, say)
    minutes = _minutes(file, say)
    _print_minutes(minutes, say)
    if not any(speaker.directives for speaker in minutes.speakers) and not minutes.actions:
        _stop(say("There is nothing to store: no directive and no action item was found in {file}.", file=file.name))
    if not yes and not click.confirm(say("Store this?"), default=True):
        raise SystemExit(1)
    with _database(settings) as database, database.writing() as session:
        viewer, now = _operator(settings), datetime.now(UTC)
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


@main.command()
@click.option(
    "--at", "at", default=None, help="The moment to look from, as 2024-06-28 or 2024-06-28T09:00+08:00; default now."
)
def preview(at: str | None) -> None:
    """Show what each unit's channel would be sent that day. Sends nothing, changes nothing."""
    from bot.previewing import preview_text

    settings = _settings()
    say = Say(settings.language)
    with _database(settings, alone=False) as database:
        click.echo(preview_text(database, _instant(at, settings, say), say))


@main.command(name="explain")
@click.argument("text", required=False)
@click.option("--items", required=True, help="The items in the thread that are open, as 1,2,3 or QD-1,QD-2.")
@click.option("--done", default="", help="The items in the thread that were reported done.")
@click.option("--target", "targets", multiple=True, help='A target, as "shipments (GWh)"; may be given several times.')
@click.option(
    "--at", default=None, help="The moment of the reply, as 2024-06-28 or 2024-06-28T09:00+08:00; default now."
)
@click.option("--stdin", "lines", is_flag=True, help="Read replies from standard input, one a line.")
def explain_reply(
    text: str | None, items: str, done: str, targets: tuple[str, ...], at: str | None, lines: bool
) -> None:
    """Print as JSON what the reply TEXT would be taken for. Changes nothing."""
    from zoneinfo import ZoneInfo

    from bot.explaining import UnclearThread, explain_lines, thread_of

    settings = _settings()
    say = Say(settings.language)
    if (text is None) is not lines:
        _stop(say("Give one reply, or --stdin for one a line. Example: followups explain --items 1,2 “1 done”"))
    moment = _instant(at, settings, say)
    try:
        thread = thread_of(items, done, targets, moment if at else moment.astimezone(ZoneInfo(settings.timezone)))
    except UnclearThread as unclear:
        _stop(
            say(
                "{text} is no item or target. Examples: --items 1,2,QD-3 --target “shipments (GWh)”",
                text=str(unclear),
            )
        )
    replies: Iterable[str] = [text] if text is not None else click.open_file("-", encoding="utf-8", errors="replace")
    for line in explain_lines(replies, thread):
        click.echo(line)


@main.command()
def check() -> None:
    """Find out what is wrong: settings, database, Slack's scopes, each unit's channel; and say how to mend it."""
    from bot.checking import check_everything

    settings = _settings()
    with _explained(settings):
        sys.exit(0 if check_everything(settings, click.echo) else 1)


@main.command()
def live() -> None:
    """Go live: from now on reminders are posted to the units' channels."""
    _switch_live(on=True)


@main.command()
def pause() -> None:
    """Be silent: nothing is posted to the units' channels until `followups live`."""
    _switch_live(on=False)


@main.command()
def migrate() -> None:
    """Bring the database's tables up to this program's version (starting the bot does so too)."""
    settings = _settings()
    with _database(settings):
        click.echo(Say(settings.language)("The database is up to date."))


@main.command()
@click.option("--port", type=int, default=None, help="The page's port; default PLAYGROUND_PORT.")
def playground(port: int | None) -> None:
    """Run the bot with the playground, even when there are Slack tokens. It touches none of your records."""
    from dataclasses import replace

    from bot.running import run_playground

    settings = _settings()
    with _explained(settings):
        sys.exit(run_playground(settings if port is None else replace(settings, playground_port=port)))


@main.group(name="units", invoke_without_command=True)
@click.pass_context
def units_group(context: click.Context) -> None:
    """List the units; or set, link and recode them."""
    if context.invoked_subcommand is None:
        context.invoke(list_units)


@units_group.command(name="list")
def list_units() -> None:
    """List the units with their channels."""
    from storage import units
    from storage.models import Person

    settings = _settings()
    say = Say(settings.language)
    with _database(settings, alone=False) as database, database.reading() as session:
        for unit in units.all_units(session):
            head = session.get(Person, unit.head_id) if unit.head_id else None
            linked = unit.channel or say("no channel yet")
            click.echo(
                f"{unit.code:8} {unit.name_in(settings.language):32} {linked:16} {unit.timezone:16} {unit.language:6} {head.name if head else '-'}"
            )


@units_group.command(name="set")
@click.argument("code")
@click.option("--name", help="Its name in English.")
@click.option("--native", "native_name", help="Its name in Chinese.")
@click.option("--timezone", help="As Asia/Shanghai.")
@click.option("--calendar", help="The official calendar, as CN or DE-BY.")
@click.option("--language", type=click.Choice(["en", "zh-CN"]), help="The language of its reminders.")
@click.option("--head", help="The name of its head.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
@click.option("--channel", help="The id of the Slack channel it is reminded in, as C0123456789.")
@click.option("--active/--inactive", default=None, help="Whether it is reminded at all.")
def set_unit(code: str, channel: str | None, head: str | None, **said: Any) -> None:
    """Make the unit CODE, or change it."""
    from zoneinfo import ZoneInfo

    from jobs.workdays import Workdays
    from storage import people, units
    from storage.units import UnitChange, UnitProblem

    settings = _settings()
    say = Say(settings.language)
    try:
        ZoneInfo(said["timezone"] or "UTC")
        Workdays(said["calendar"] or "CN")
    except (KeyError, OSError, ValueError):
        _stop(say("There is no such time zone or calendar. Examples: --timezone Asia/Shanghai --calendar CN"))
    with _database(settings) as database, database.writing() as session:
        try:
            head_id = people.keep_person(session, head).id if head else None
            unit = units.keep_unit(session, code, UnitChange(head_id=head_id, **said))
            if channel:
                units.link_channel(session, unit, channel.strip("<#>").split("|")[0])
        except UnitProblem as problem:
            _stop(say(problem.message, **problem.values))
        click.echo(say("{code} {name} is kept.", code=unit.code, name=unit.name))


@units_group.command(name="recode")
@click.argument("code")
@click.argument("new")
def recode_unit(code: str, new: str) -> None:
    """Give the unit CODE another code, before it has items."""
    from storage import units
    from storage.units import UnitProblem

    settings = _settings()
    say = Say(settings.language)
    with _database(settings) as database, database.writing() as session:
        unit = units.unit_of_code(session, code)
        if unit is None:
            _stop(say("There is no unit {code}. See them with: followups units", code=code))
        try:
            units.recode(session, unit, new)
        except UnitProblem as problem:
            _stop(say(problem.message, **problem.values))
        click.echo(say("{code} {name} is kept.", code=unit.code, name=unit.name))


@main.group(name="people", invoke_without_command=True)
@click.pass_context
def people_group(context: click.Context) -> None:
    """List the people; or say who they are in Slack."""
    if context.invoked_subcommand is None:
        context.invoke(list_people)


@people_group.command(name="list")
def list_people() -> None:
    """List the people the minutes and the units name."""
    from storage import people

    settings = _settings()
    with _database(settings, alone=False) as database, database.reading() as session:
        for person in people.all_people(session):
            click.echo(
                f"{person.name:24} {person.native_name or '-':8} {person.slack_user or '-':14} {person.role_title or ''}"
            )


@people_group.command(name="set")
@click.argument("name")
@click.option("--native", "native_name", help="Their name in Chinese.")
@click.option("--role", "role_title", help="Their title.")
@click.option("--slack", "slack_user", help="Their Slack user id, as U0123456789.")
@click.option("--leader/--no-leader", "is_leader", default=None, help="Whether they may see everything.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
def set_person(name: str, **said: Any) -> None:
    """Make the person NAME, or change them."""
    from storage import people

    settings = _settings()
    with _database(settings) as database, database.writing() as session:
        person = people.keep_person(session, name, **said)
        click.echo(Say(settings.language)("{name} is kept.", name=person.name))


def _switch_live(*, on: bool) -> None:
    from storage import activity, units, workspace

    settings = _settings()
    say = Say(settings.language)
    with _database(settings) as database, database.writing() as session:
        if workspace.the_workspace(session) is None:
            _stop(say("Start the bot once with its Slack tokens first, so that it knows its workspace."))
        now, who = datetime.now(UTC), _operator(settings).user
        if on:
            workspace.go_live(session, now, who)
        else:
            workspace.pause(session)
        activity.write(session, at=now, who=who, verb="live" if on else "paused")
        linked = len(units.active_units(session))
    click.echo(
        say.many("Live: {n} unit is reminded.", "Live: {n} units are reminded.", linked)
        if on
        else say("Paused: no unit is reminded.")
    )


def _settings() -> Settings:
    """What .env and the environment say; the environment wins."""
    environment = {**_dotenv(), **_environment()}
    try:
        return settings_from(environment)
    except SettingsProblem as problem:
        say = Say(_language(environment))
        lines = [f"  {fault.name} {say(fault.message, **fault.values)}" for fault in problem.faults]
        _stop(
            "\n".join(
                [say("Some settings cannot be used. Mend them in .env (each is explained in .env.example):"), *lines]
            )
        )


def _dotenv() -> dict[str, str]:
    return {key: value or "" for key, value in dotenv_values(".env").items()}


def _environment() -> dict[str, str]:
    """The environment; a LANGUAGE such as `de_DE:en` is the desktop's word (gettext), not meant for us."""
    return {key: value for key, value in os.environ.items() if key != "LANGUAGE" or value in LANGUAGES}


def _language(environment: "dict[str, str] | None" = None) -> str:
    told = ({**_dotenv(), **_environment()} if environment is None else environment).get("LANGUAGE", "")
    return told if told in LANGUAGES else ENGLISH


@contextmanager
def _database(settings: Settings, *, alone: bool = True) -> Iterator[Database]:
    with _explained(settings):
        database = open_database(settings.database_url, alone=alone)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    """Say a database's trouble in words instead of a traceback."""
    try:
        yield
    except DatabaseProblem as problem:
        _stop(Say(settings.language)(problem.message, **problem.values))


def _minutes(file: Path, say: Say) -> Minutes:
    try:
        return read_minutes(text_of(file.name, file.read_bytes()))
    except UnreadableFile as problem:
        _stop(say(problem.message, **problem.values))
    except OSError as error:
        _stop(
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
            _stop(say("There is no unit {code}. See them with: followups units", code=code))
        chosen.append(unit)
    return chosen


def _due_date(text: str | None, say: Say) -> date | None:
    """The due date somebody typed. A date that has passed is taken: minutes may be entered late."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _stop(say("{text} is no date that exists. Write it as in --due 2024-06-28", text=text))


def _instant(text: str | None, settings: Settings, say: Say) -> datetime:
    """An instant from the command line: a date means nine in the morning there, a time without a zone is of TIMEZONE."""
    from zoneinfo import ZoneInfo

    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
        if len(text) == len("2024-06-28"):
            found = datetime.combine(date.fromisoformat(text), found.time().replace(hour=9))
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(settings.timezone))
    except ValueError:
        _stop(say("{text} is no moment. Examples: 2024-06-28 or 2024-06-28T09:00+08:00", text=text))


def _operator(settings: Settings) -> Viewer:
    return operator(getpass.getuser(), settings.language)


def _stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(2)
