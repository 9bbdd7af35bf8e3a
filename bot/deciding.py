"""Clicks in the office's own list: accept, accept all of a unit, approve, decline; return and hand over open their forms.

What is decided shows in the unit's thread; what cannot be is told to whoever clicked, in the conversation with the bot.
"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient
from sqlmodel import Session

from bot import answering
from bot.answering import Moves
from bot.desk import Desk
from bot.messages.item_forms import Subject
from bot.modals import open_item_form
from storage import inbound
from storage.items import Outcome, Said
from storage.models import Extension, Item, Unit

Body = Mapping[str, Any]
Deed = Callable[[Session, Moves, str], None]


def press_accept(body: Body, desk: Desk) -> None:
    """Accept one item, or all that a unit's button names: `item:revision`, several by commas."""

    def accept(session: Session, moves: Moves, value: str) -> None:
        for each in value.split(","):
            item_id, _, knew = each.partition(":")
            moves.move(session, session.get_one(Item, int(item_id)), "accept", knew=int(knew))

    _decide(body, desk, accept)


def press_approve(body: Body, desk: Desk) -> None:
    """Give more time: the value is the wish's id."""
    _decide(body, desk, _deciding(approves=True))


def press_decline(body: Body, desk: Desk) -> None:
    """Give no more time."""
    _decide(body, desk, _deciding(approves=False))


def press_form(body: Body, desk: Desk, client: WebClient) -> None:
    """A button that opens a form, `form_return` or `form_assign`; its value is `item:revision`."""
    action = body["actions"][0]
    item_id, _, knew = action["value"].partition(":")
    verb = str(action["action_id"]).removeprefix("form_")
    subject = Subject(verb, int(item_id), int(knew))
    refused = open_item_form(body, client, desk, subject)
    if refused is not None:

        def tell(session: Session, moves: Moves, _value: str) -> None:
            moves.outcomes.append(Outcome(session.get_one(Item, subject.item_id), verb, refused))

        _decide(body, desk, tell)


def _deciding(*, approves: bool) -> Deed:
    def decide(session: Session, moves: Moves, value: str) -> None:
        moves.decide(session, session.get_one(Extension, int(value)), approves=approves)

    return decide


def _decide(body: Body, desk: Desk, deed: Deed) -> None:
    """Take one click in one transaction: who pressed, and what it does to which items."""
    action, user, channel = body["actions"][0], body["user"]["id"], body["channel"]["id"]
    known = desk.meet(user)
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            f"action:{user}:{action['action_id']}:{action.get('action_ts')}",
            kind="click",
            who=user,
            at=desk.now(),
            text=f"{action['action_id']} {action['value']}",
        )
        if row is None:
            return
        moves = Moves(Said(desk.viewer(known, session), desk.now(), row))
        deed(session, moves, str(action["value"]))
        for outcome in moves.outcomes[:1]:
            row.channel = session.get_one(Unit, outcome.item.unit_id).channel
        moves.show_where_named(session)
        if moves.refused:
            lines = [answering.refusal_line(session, outcome) for outcome in moves.refused]
            answering.whisper_to(session, moves.said, channel, None, "refused", {"lines": lines})
    desk.nudge("deliver")
