"""`/followups deliveries`: what the ledger owes, for the office, with Retry and Skip."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from bot.desk import Acquaintance, Desk
from bot.language import Say
from bot.messages import ledger
from bot.messages.blocks import words
from bot.messages.pages import Asked, Page, page, with_note
from storage import outstanding
from storage.models import Delivery
from storage.outstanding import OutstandingProblem
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

Deed = Callable[[Session, int, str, datetime], Delivery]

DONE: Final[Mapping[str, tuple[Deed, str]]] = {
    "delivery_retry": (outstanding.retry, N_("Message {id} is tried again now.")),
    "delivery_skip": (outstanding.skip, N_("Message {id} is skipped.")),
}


def register(app: App, desk: Desk) -> None:
    """Listen to the two buttons."""
    for action in DONE:

        @app.action(action)
        def _press(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
            try:
                answer = press(desk, body)
            except Exception:
                log.exception("a click could not be taken", action=body["actions"][0].get("action_id"))
                ack()
                sentence = Say(desk.language)(
                    "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
                )
                respond(text=sentence, replace_original=False, response_type="ephemeral")
                return
            ack()
            respond(text=answer.text, blocks=answer.blocks, response_type="ephemeral", replace_original=True)


def press(desk: Desk, body: Mapping[str, Any]) -> Page:
    """Retry or skip one message, and show the list again with what was done, or why not, above it."""
    action = body["actions"][0]
    delivery_id, _, offset = str(action.get("value") or "").partition(":")
    known = desk.meet(body["user"]["id"])
    note = decide(desk, known, action["action_id"], int(delivery_id))
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        shown = show(desk, session, viewer, int(offset or 0))
        return with_note(shown, note) if viewer.is_office else shown


def decide(desk: Desk, known: Acquaintance, button: str, delivery_id: int) -> str:
    """Retry or skip one message for somebody of the office; what was done, or why not."""
    deed, told = DONE[button]
    say = Say(known.language)
    try:
        with desk.database.writing() as session:
            viewer = desk.viewer(known, session)
            if not viewer.is_office:
                return say("Only the strategy office can see that.")
            deed(session, delivery_id, viewer.user, desk.now())
    except OutstandingProblem as problem:
        return say(problem.message, **problem.values)
    desk.nudge("sweep")
    desk.nudge("deliver")
    return say(told, id=str(delivery_id))


def show(desk: Desk, session: Session, viewer: Viewer, offset: int = 0) -> Page:
    """The list, from its `offset`th message on, for the office."""
    say = Say(viewer.language)
    if not viewer.is_office:
        return _office_only(say)
    asked = Asked(
        say=say,
        command=desk.commands.get("directives", "/directives"),
        text="deliveries",
        workdays=lambda _line: None,
        offset=offset,
        of="followups",
    )
    return ledger.ledger(asked, outstanding.outstanding(session))


def _office_only(say: Say) -> Page:
    sentence = say("Only the strategy office can see that.")
    return page([sentence], [words(sentence)])
