"""The command line. It acts as `operator:<OS user>`, who stands where the office stands.

Here is the group, and what runs and watches the bot; each other noun has its module.
"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import click

from bot.cli import deliveries, items, minutes, people, rhythm, units
from bot.cli.asking import explained, instant, opened, operator_here, settings_told, show, stop
from bot.cli.reports import brief as write_brief
from bot.cli.reports import report as write_report
from bot.cli.targets import targets as target_group
from bot.language import Say

MOST_PREVIEWED: Final = 366


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

    settings = settings_told()
    with explained(settings):
        sys.exit(run_with_slack(settings) if settings.has_slack else run_playground(settings))


@main.command()
@click.option(
    "--at", "at", default=None, help="The moment to look from, as 2024-06-28 or 2024-06-28T09:00+08:00; default now."
)
@click.option("--from", "first", default=None, help="Print a calendar instead: its first day, as 2024-06-03.")
@click.option("--to", "last", default=None, help="The calendar's last day; default two weeks after the first.")
def preview(at: str | None, first: str | None, last: str | None) -> None:
    """Show what each unit's channel would be sent that day, or a calendar of all posts and why. Sends nothing, changes nothing."""
    from bot.previewing import outlook_text, preview_text
    from jobs.waiting import Office

    settings = settings_told()
    say = Say(settings.language)
    now = instant(at, settings, say)
    with opened(settings, alone=False) as database:
        if first is None and last is None:
            show(preview_text(database, now, say))
            return
        begins = instant(first, settings, say).date() if first else now.date()
        ends = instant(last, settings, say).date() if last else begins + timedelta(days=14)
        if not begins <= ends <= begins + timedelta(days=MOST_PREVIEWED):
            stop(
                say("Give a first day and a last one after it, a year apart at most: --from 2024-06-03 --to 2024-06-28")
            )
        office = Office(
            settings.timezone, settings.calendar, tuple, channel=settings.office_channel, language=settings.language
        )
        show(outlook_text(database, now, begins, ends, say, office))


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

    settings = settings_told()
    say = Say(settings.language)
    if (text is None) is not lines:
        stop(say("Give one reply, or --stdin for one a line. Example: followups explain --items 1,2 “1 done”"))
    moment = instant(at, settings, say)
    try:
        thread = thread_of(items, done, targets, moment if at else moment.astimezone(ZoneInfo(settings.timezone)))
    except UnclearThread as unclear:
        stop(
            say(
                "{text} is no item or target. Examples: --items 1,2,QD-3 --target “shipments (GWh)”",
                text=str(unclear),
            )
        )
    replies: Iterable[str] = [text] if text is not None else click.open_file("-", encoding="utf-8", errors="replace")
    for line in explain_lines(replies, thread):
        show(line)


@main.command()
def check() -> None:
    """Find out what is wrong: settings, database, Slack's scopes, each unit's channel; and say how to mend it."""
    from bot.checking import check_everything

    settings = settings_told()
    with explained(settings):
        sys.exit(0 if check_everything(settings, show) else 1)


@main.command()
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path))
def backup(path: Path | None) -> None:
    """Copy the records into the new file PATH, by default followups-DATE-TIME.db here; the bot may go on running."""
    from storage.backup import back_up

    settings = settings_told()
    target = path or Path(f"followups-{datetime.now(UTC).astimezone():%Y-%m-%d-%H%M%S}.db")
    with explained(settings):
        size = back_up(settings.database_url, target)
    show(Say(settings.language)("Copied to {path} ({size} KB).", path=target, size=f"{size / 1024:,.0f}"))


@main.command(name="manifest")
@click.option(
    "--url", "address", default=None, help="For HTTP mode: where Slack reaches us, as https://followups.example.com"
)
def print_manifest(address: str | None) -> None:
    """Print the manifest from which the Slack app is made, with the commands' names of .env; without --url for Socket Mode."""
    import json

    from bot.manifest import by_http, manifest, renamed

    settings = settings_told()
    told = renamed(
        manifest(),
        {
            "/directives": settings.directives_command,
            "/followups": settings.followups_command,
            "/targets": settings.targets_command,
        },
    )
    if address is not None:
        if not _is_public(address):
            stop(
                Say(settings.language)(
                    "{address} is no address that Slack can reach: it begins with https:// and a host's name, for example https://followups.example.com",
                    address=address,
                )
            )
        told = by_http(told, address)
    show(json.dumps(told, indent=2, ensure_ascii=False))


def _is_public(address: str) -> bool:
    """True for an https address with a host's name and nothing behind its path."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        return False


@main.command()
@click.option("--yes", "is_approved", is_flag=True, help="Approve the first posts without being shown them.")
def live(is_approved: bool) -> None:
    """Go live: show what would be posted first, and once that is approved, post to the units' channels."""
    _go_live(is_approved=is_approved)


@main.command()
def migrate() -> None:
    """Bring the database's tables up to this program's version (starting the bot does so too)."""
    settings = settings_told()
    with opened(settings):
        show(Say(settings.language)("The database is up to date."))


@main.command()
@click.option("--port", type=int, default=None, help="The page's port; default PLAYGROUND_PORT.")
def playground(port: int | None) -> None:
    """Run the bot with the playground, even when there are Slack tokens. It touches none of your records."""
    from dataclasses import replace

    from bot.running import run_playground

    settings = settings_told()
    with explained(settings):
        sys.exit(run_playground(settings if port is None else replace(settings, playground_port=port)))


def _go_live(*, is_approved: bool) -> None:
    from bot.previewing import preview_text
    from storage import activity, workspace
    from storage.units import active_units

    settings = settings_told()
    say = Say(settings.language)
    now = datetime.now(UTC)
    with opened(settings) as database:
        with database.reading() as session:
            if workspace.the_workspace(session) is None:
                stop(say("Start the bot once with its Slack tokens first, so that it knows its workspace."))
        if not is_approved:
            show(preview_text(database, now, say))
            click.confirm(say("Shall these go out, each at its unit's own hour?"), abort=True)
        with database.writing() as session:
            who = operator_here(settings).user
            workspace.go_live(session, now, who)
            activity.write(session, at=now, who=who, verb="live")
            linked = len(active_units(session))
    show(say.many("Live: {n} unit is reminded.", "Live: {n} units are reminded.", linked))


for command in (
    minutes.read,
    minutes.import_files,
    units.units_group,
    people.people_group,
    items.items_order,
    items.export,
    deliveries.deliveries_group,
    *rhythm.COMMANDS,
):
    main.add_command(command)
main.add_command(target_group)
main.add_command(write_report)
main.add_command(write_brief)
