"""The units on the command line."""

from datetime import UTC, datetime
from typing import Any

import click

from bot.cli.asking import opened, operator_here, settings_told, show, stop
from bot.cli.columns import columns
from bot.language import Say


@click.group(name="units", invoke_without_command=True)
@click.pass_context
def units_group(context: click.Context) -> None:
    """List the units; or set, link and recode them."""
    if context.invoked_subcommand is None:
        context.invoke(list_units)


@units_group.command(name="list")
def list_units() -> None:
    """List the units with their channels."""
    from bot.messages.rhythm import unit_rhythm
    from bot.rhythm import numbers_of_all
    from jobs.policy import Policy
    from storage import units
    from storage.models import Person

    settings = settings_told()
    say = Say(settings.language)
    with opened(settings, alone=False) as database, database.reading() as session:
        rows, told = [], []
        for unit in units.all_units(session):
            head = session.get(Person, unit.head_id) if unit.head_id else None
            name, linked = unit.name_in(settings.language), unit.channel or say("no channel yet")
            rows.append(
                (unit.code, name, linked, unit.timezone, unit.calendar, unit.language, head.name if head else "-")
            )
            told.append(unit_rhythm(say, unit))
        for line, words in zip(columns(rows), told, strict=True):
            show("\n".join([line, *(f"    {word}" for word in words)]))
        if rows:
            show("\n" + say("For every unit: {numbers}", numbers=" · ".join(numbers_of_all(session, Policy()))))


@units_group.command(name="set")
@click.argument("code")
@click.option("--name", help="Its name in English.")
@click.option("--native", "native_name", help="Its name in Chinese.")
@click.option("--pinyin", help='How that is read, where it is not as proposed: "qing dao li shen".')
@click.option("--timezone", help="As Asia/Shanghai.")
@click.option("--calendar", help="The official calendar, as CN or DE-BY.")
@click.option("--language", type=click.Choice(["en", "zh-CN"]), help="The language of its reminders.")
@click.option("--head", help="The name of its head.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
@click.option("--channel", help="The id of the Slack channel it is reminded in, as C0123456789.")
@click.option(
    "--acceptance/--no-acceptance",
    "needs_acceptance",
    default=None,
    help="Whether the office accepts what it reports done; without, its report is final.",
)
@click.option("--active/--inactive", default=None, help="Whether it is reminded at all.")
@click.option(
    "--policy", "choices", multiple=True, help="Numbers of its cadence, as due_soon=7,3; see: followups policy"
)
def set_unit(code: str, channel: str | None, head: str | None, choices: tuple[str, ...], **said: Any) -> None:
    """Make the unit CODE, or change it."""
    from zoneinfo import ZoneInfo

    from jobs.days import choose
    from jobs.policy import Policy, PolicyProblem
    from jobs.workdays import Workdays
    from storage import people, rhythm, units
    from storage.pinyin import NO_READING, reading_typed
    from storage.said import Said
    from storage.units import UnitChange, UnitProblem

    settings = settings_told()
    say = Say(settings.language)
    try:
        ZoneInfo(said["timezone"] or "UTC")
        Workdays(said["calendar"] or "CN")
    except (KeyError, OSError, ValueError):
        stop(say("There is no such time zone or calendar. Examples: --timezone Asia/Shanghai --calendar CN"))
    if said["pinyin"] and not reading_typed(said["pinyin"]):
        stop(say(NO_READING, pinyin=said["pinyin"]))
    with opened(settings) as database, database.writing() as session:
        try:
            head_id = people.keep_person(session, head).id if head else None
            unit = units.keep_unit(session, code, UnitChange(head_id=head_id, **said))
            if channel:
                units.link_channel(session, unit, channel.strip("<#>").split("|")[0])
            by = Said(operator_here(settings), datetime.now(UTC))
            rhythm.plan_anew(session, unit, by.at)
            if choices:
                choose(session, unit, " ".join(choices), by, Policy())
        except (UnitProblem, PolicyProblem) as problem:
            stop(say(problem.message, **problem.values))
        show(say("{code} {name} is kept.", code=unit.code, name=unit.name))


@units_group.command(name="recode")
@click.argument("code")
@click.argument("new")
def recode_unit(code: str, new: str) -> None:
    """Give the unit CODE another code, before it has items."""
    from storage import units
    from storage.units import UnitProblem

    settings = settings_told()
    say = Say(settings.language)
    with opened(settings) as database, database.writing() as session:
        unit = units.unit_of_code(session, code)
        if unit is None:
            stop(say("There is no unit {code}. See them with: followups units", code=code))
        try:
            units.recode(session, unit, new)
        except UnitProblem as problem:
            stop(say(problem.message, **problem.values))
        show(say("{code} {name} is kept.", code=unit.code, name=unit.name))
