"""Clicks: Done on a line, Undo on a confirmation, and the answers to our private questions.

A click does not come a second time. If it cannot be taken, the person is told that nothing was changed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient
from sqlmodel import Session

from bot.answering import Answer, Place
from bot.desk import Desk
from bot.messages.item_forms import Subject
from bot.modals import open_item_form
from storage import deliveries, inbound
from storage.items import Outcome, Said
from storage.models import Delivery, Inbound, Item, Unit

Body = Mapping[str, Any]


def press_done(body: Body, desk: Desk) -> None:
    """The Done button of one line: its value is the item's id, and the revision of it that was shown."""

    def done(session: Session, answer: Answer, value: str) -> None:
        item_id, _, knew = value.partition(":")
        item = session.get(Item, int(item_id))
        if item is not None:
            answer.move(session, item, "done", knew=int(knew) if knew else None)

    _press(body, desk, done)


def press_menu(body: Body, desk: Desk, client: WebClient) -> None:
    """A choice of a line's menu, `verb:item:revision`: done at once where no words are needed; else its form opens.

    Who may not do it is told so at once, before they have typed anything.
    """
    verb, item_id, knew = _action(body)["selected_option"]["value"].split(":")
    subject = Subject(verb, int(item_id), int(knew))
    refused = None if verb == "unblock" else open_item_form(body, client, desk, subject)
    if verb != "unblock" and refused is None:
        return

    def move(session: Session, answer: Answer, _value: str) -> None:
        item = session.get_one(Item, subject.item_id)
        if refused is not None:
            answer.outcomes.append(Outcome(item, verb, refused))
        else:
            answer.move(session, item, verb, knew=subject.knew)

    _press(body, desk, move)


def press_undo(body: Body, desk: Desk) -> None:
    """The Undo button of a confirmation: its value is the id of the answer to take back."""

    def undo(session: Session, answer: Answer, value: str) -> None:
        earlier = session.get(Inbound, int(value))
        if earlier is not None and earlier.outcome == "applied":
            answer.take_back(session, earlier)

    _press(body, desk, undo)


def press_reading(body: Body, desk: Desk) -> None:
    """One of several readings was meant: the value is verb, the answer asked about, and the item."""
    verb, asked, item_id = _action(body)["value"].split(":")
    _answer_question(body, desk, verb, int(asked), (int(item_id),))


def press_worded(body: Body, desk: Desk, client: WebClient) -> None:
    """A button under a question that needs a day or a person, `verb:item:asked`: its form opens, or the press is refused at once."""
    verb, item_id, asked = _action(body)["value"].split(":")
    refused = open_item_form(body, client, desk, Subject(verb, int(item_id)))
    if refused is None:
        return

    def refuse(session: Session, answer: Answer, _value: str) -> None:
        answer.outcomes.append(Outcome(session.get_one(Item, int(item_id)), verb, refused))

    _press(body, desk, refuse, asked=int(asked))


def press_which(body: Body, desk: Desk) -> None:
    """Items were chosen from a list: the value is verb and the answer asked about."""
    verb, asked = _action(body)["value"].split(":")
    chosen = [
        int(option["value"])
        for block in ((body.get("state") or {}).get("values") or {}).values()
        for element in block.values()
        for option in element.get("selected_options") or ()
    ]
    _answer_question(body, desk, verb, int(asked), tuple(chosen))


def _answer_question(body: Body, desk: Desk, verb: str, asked: int, item_ids: tuple[int, ...]) -> None:
    def move(session: Session, answer: Answer, _value: str) -> None:
        for item_id in item_ids:
            item = session.get(Item, item_id)
            if item is not None and item.unit_id == answer.place.unit.id:
                # Why something is blocked stands in the reply that was asked about.
                asked_about = session.get_one(Inbound, asked)
                answer.move(session, item, verb, asked_about.text if verb == "block" else None)

    _press(body, desk, move, asked=asked)


def _press(body: Body, desk: Desk, deed: Callable[[Session, Answer, str], None], *, asked: int | None = None) -> None:
    """Take one click in one transaction: who pressed, on which message of ours, and what it does."""
    action, user, channel = _action(body), body["user"]["id"], body["channel"]["id"]
    known = desk.meet(user)
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            f"action:{user}:{action['action_id']}:{action.get('action_ts')}",
            kind="click",
            who=user,
            at=desk.now(),
            channel=channel,
            text=f"{action['action_id']} {_value(action)}",
        )
        message, reply = _pressed_on(session, body, asked)
        if row is None or message is None or message.unit_id is None:
            return
        place = Place(message, session.get_one(Unit, message.unit_id), reply_ts=reply)
        row.thread_ts = place.thread_ts
        answer = Answer(Said(desk.viewer(known, session), desk.now(), row), place)
        deed(session, answer, _value(action))
        answer.show(session)
    desk.nudge("deliver")


def _pressed_on(session: Session, body: Body, asked: int | None) -> tuple[Delivery | None, str | None]:
    """The reminder a click belongs to, and the ts of the reply it answers for: from the thread, or from what was asked about."""
    channel = body["channel"]["id"]
    if asked is not None:
        question = session.get(Inbound, asked)
        # Only the person who was asked may answer, and only where they were asked.
        if (
            question is None
            or question.channel != channel
            or question.who != body["user"]["id"]
            or question.thread_ts is None
        ):
            return None, None
        reply = question.message_ts if question.kind == "reply" else None
        return deliveries.message_at(session, channel, question.thread_ts), reply
    container = body.get("container") or {}
    ts = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or container.get("message_ts")
    return (deliveries.message_at(session, channel, ts) if ts else None), None


def _action(body: Body) -> Mapping[str, Any]:
    action: Mapping[str, Any] = body["actions"][0]
    return action


def _value(action: Mapping[str, Any]) -> str:
    """What a button holds, or the choice of a menu."""
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
