"""The ledger on the command line: what is due, stuck, refused and uncertain, and an operator's word on it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import click
from sqlmodel import Session

from bot.cli.asking import opened, operator_here, settings_told, show, stop
from bot.cli.columns import columns
from bot.language import Say
from bot.messages.alarms import meaning_of
from bot.messages.ledger import KIND_WORDS
from storage.models import Delivery
from storage.outstanding import CONDITIONS, Outstanding, OutstandingProblem, outstanding, retry, skip


@click.group(name="deliveries", invoke_without_command=True)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(CONDITIONS),
    help="Only those that are due, stuck, refused or uncertain; may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line instead of a table.")
@click.pass_context
def deliveries_group(context: click.Context, states: tuple[str, ...], as_json: bool) -> None:
    """List the messages that are owed or were given up of late; or retry or skip one of them."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_told()
    say = Say(settings.language)
    wanted = tuple(condition for condition in CONDITIONS if not states or condition in states)
    with opened(settings, alone=False) as database, database.reading() as session:
        found = outstanding(session, wanted)
    if as_json:
        for each in found:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        return
    if not found:
        show(say("Nothing is owed: no message is due, stuck, refused or uncertain."))
        return
    heads = (say("ID"), say("State"), say("Unit"), say("Kind"), say("Channel"), say("Due"), say("Tries"), say("Why"))
    for line in columns([heads, *(_as_row(say, each) for each in found)]):
        show(line)


@deliveries_group.command(name="retry")
@click.argument("delivery_id", metavar="ID", type=int)
def retry_delivery(delivery_id: int) -> None:
    """Try message ID again; one whose fate is unknown is first looked for in Slack."""
    say = Say(settings_told().language)
    _decide(delivery_id, retry)
    show(say("Message {id} is tried again at the next tick.", id=delivery_id))


@deliveries_group.command(name="skip")
@click.argument("delivery_id", metavar="ID", type=int)
def skip_delivery(delivery_id: int) -> None:
    """Never send message ID."""
    say = Say(settings_told().language)
    _decide(delivery_id, skip)
    show(say("Message {id} is skipped.", id=delivery_id))


def _decide(delivery_id: int, deed: Callable[[Session, int, str, datetime], Delivery]) -> None:
    settings = settings_told()
    with opened(settings) as database:
        try:
            with database.writing() as session:
                deed(session, delivery_id, operator_here(settings).user, datetime.now(UTC))
        except OutstandingProblem as problem:
            stop(Say(settings.language)(problem.message, **problem.values))


def _as_row(say: Say, each: Outstanding) -> tuple[str, ...]:
    row = each.row
    due = row.local_date.isoformat() if row.local_date else f"{row.due_at:%Y-%m-%d %H:%M}Z"
    kind = say(KIND_WORDS.get(row.kind, row.kind))
    cells = (row.id, each.condition, each.unit or "-", kind, row.channel, due, row.attempts, _why(say, each))
    return tuple(" ".join(str(cell).split()) for cell in cells)


def _why(say: Say, each: Outstanding) -> str:
    """Slack's own word, and what it means where that is known."""
    word = each.row.last_error or ""
    meaning = meaning_of(word) if each.condition == "refused" else None
    return f"{word}: {say(meaning)}" if meaning else word


def _as_json(each: Outstanding) -> dict[str, object]:
    row = each.row
    return {
        "id": row.id,
        "state": each.condition,
        "ledger_state": row.state,
        "unit": each.unit,
        "kind": row.kind,
        "key": row.dedup_key,
        "channel": row.channel,
        "due_at": row.due_at.isoformat(),
        "attempts": row.attempts,
        "error": row.last_error,
    }
