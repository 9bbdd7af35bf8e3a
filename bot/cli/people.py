"""The people on the command line."""

from typing import Any

import click

from bot.cli.asking import opened, settings_told, show, stop
from bot.language import Say


@click.group(name="people", invoke_without_command=True)
@click.pass_context
def people_group(context: click.Context) -> None:
    """List the people; or say who they are in Slack."""
    if context.invoked_subcommand is None:
        context.invoke(list_people)


@people_group.command(name="list")
def list_people() -> None:
    """List the people the minutes and the units name."""
    from storage import people

    settings = settings_told()
    with opened(settings, alone=False) as database, database.reading() as session:
        for person in people.all_people(session):
            show(
                f"{person.name:24} {person.native_name or '-':8} {person.pinyin or '-':16} {person.slack_user or '-':14} {person.role_title or ''}"
            )


@people_group.command(name="set")
@click.argument("name")
@click.option("--native", "native_name", help="Their name in Chinese.")
@click.option("--pinyin", help='How that is read, surname first, where it is not as proposed: "shan lei".')
@click.option("--role", "role_title", help="Their title.")
@click.option("--slack", "slack_user", help="Their Slack user id, as U0123456789.")
@click.option("--leader/--no-leader", "is_leader", default=None, help="Whether they may see everything.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
def set_person(name: str, **said: Any) -> None:
    """Make the person NAME, or change them."""
    from storage import people
    from storage.pinyin import NO_READING, reading_typed

    settings = settings_told()
    if said["pinyin"] and not reading_typed(said["pinyin"]):
        stop(Say(settings.language)(NO_READING, pinyin=said["pinyin"]))
    with opened(settings) as database, database.writing() as session:
        person = people.keep_person(session, name, **said)
        show(Say(settings.language)("{name} is kept.", name=person.name))
