"""The words of /followups that change something: assigning a meeting's directives, and going live.

Where there is more than a word to give, a modal asks for it. Only the office gets past the door.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from bot.desk import Desk
from bot.language import Say
from bot.messages.text import shortened
from jobs.facts import today_of
from storage import items, meetings, rhythm, units, workspace
from storage.items import Said
from storage.models import Meeting, Unit
from storage.viewers import Viewer

log = structlog.get_logger()

ASSIGN: Final = "assign_form"
# A modal holds a hundred options; nobody assigns from the hundredth last meeting.
MOST_OPTIONS: Final = 100

Json = dict[str, Any]


def open_assign(body: Mapping[str, Any], client: WebClient, desk: Desk, viewer: Viewer) -> str | None:
    """Open the form that gives a meeting's directives to units with a due date; a sentence instead when it cannot be."""
    say = Say(viewer.language)
    if not viewer.is_office:
        return say("Only the strategy office assigns. You can see what is assigned with /directives.")
    with desk.database.reading() as session:
        known = meetings.meetings(session, viewer)[:MOST_OPTIONS]
        everyone = [unit for unit in units.all_units(session) if unit.active][:MOST_OPTIONS]
        if not known:
            return say("There are no minutes yet. Import them first: followups import minutes.md")
        attending = units.units_attending(session, known[0]) or everyone
        view = assign_view(say, known, everyone, [unit for unit in attending if unit in everyone])
    client.views_open(trigger_id=body["trigger_id"], view=view)
    return None


def assign_view(say: Say, known: list[Meeting], everyone: list[Unit], attending: list[Unit]) -> Json:
    """The form. No date is filled in: a due date is a person's word, never a guess."""

    def option(text: str, value: int | None) -> Json:
        return {"text": {"type": "plain_text", "text": shortened(text, 75)}, "value": str(value)}

    meeting_options = [option(f"{meeting.title}", meeting.id) for meeting in known]
    unit_options = {unit.id: option(f"{unit.code} {unit.name_in(say.language)}", unit.id) for unit in everyone}
    chosen = [unit_options[unit.id] for unit in attending]
    return {
        "type": "modal",
        "callback_id": ASSIGN,
        "title": {"type": "plain_text", "text": say("Assign directives")},
        "submit": {"type": "plain_text", "text": say("Assign")},
        "close": {"type": "plain_text", "text": say("Cancel")},
        "blocks": [
            _input(
                "meeting",
                say("Meeting"),
                {
                    "type": "static_select",
                    "action_id": "value",
                    "options": meeting_options,
                    "initial_option": meeting_options[0],
                },
            ),
            _input(
                "units",
                say("Units"),
                {"type": "multi_static_select", "action_id": "value", "options": list(unit_options.values())}
                | ({"initial_options": chosen} if chosen else {}),
            ),
            _input("due", say("Due date of all of them"), {"type": "datepicker", "action_id": "value"}),
        ],
    }


def _input(block_id: str, label: str, element: Json) -> Json:
    return {"type": "input", "block_id": block_id, "label": {"type": "plain_text", "text": label}, "element": element}


def submit_assign(body: Mapping[str, Any], desk: Desk) -> dict[str, str]:
    """Assign, in one transaction. Returns what is wrong by block; empty when it is done."""
    values = body["view"]["state"]["values"]
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    due_on = date.fromisoformat(values["due"]["value"]["selected_date"])
    unit_ids = [int(option["value"]) for option in values["units"]["value"]["selected_options"]]
    with desk.database.writing() as session:
        viewer = desk.viewer(known, session)
        if not viewer.is_office:
            return {"meeting": say("Only the strategy office assigns.")}
        meeting = session.get_one(Meeting, int(values["meeting"]["value"]["selected_option"]["value"]))
        chosen = [session.get_one(Unit, unit_id) for unit_id in unit_ids]
        if any(due_on < today_of(unit, desk.now()) for unit in chosen):
            return {"due": say("That date has passed. Choose today or a later day.")}
        assign_meeting(session, meeting, chosen, due_on, Said(viewer, desk.now()))
    desk.nudge("plan")
    return {}


def assign_meeting(session: Session, meeting: Meeting, chosen: list[Unit], due_on: date | None, said: Said) -> int:
    """Give all directives of a meeting to these units; returns how many items are new."""
    directives = meetings.directives_of(session, meeting)
    return sum(
        len(items.assign(session, directives, unit, due_on=due_on, assigned_on=today_of(unit, said.at), said=said))
        for unit in chosen
    )


def go_live(desk: Desk, viewer: Viewer) -> str:
    """Go live; returns the sentence that answers."""
    say = Say(viewer.language)
    if not viewer.is_office:
        return say("Only the strategy office can do that.")
    with desk.database.writing() as session:
        said = Said(viewer, desk.now())
        workspace.go_live(session, said.at, viewer.user)
        rhythm.tell_of_all(session, "live", said)
        # What was skipped while all was silent may still be said today.
        rhythm.plan_anew(session, None, said.at)
        linked = len(units.active_units(session))
    desk.nudge("plan")
    if linked == 0:
        return say("Live, but no unit has a channel yet: invite me to each unit's channel, and I offer to link it.")
    return say.many(
        "Live: reminders now go to the channel of {n} unit, at its own hour on its working days.",
        "Live: reminders now go to the channels of {n} units, at each one's own hour on its working days.",
        linked,
    )


def register(app: App, desk: Desk) -> None:
    """Listen to the forms."""

    @app.view(ASSIGN)
    def _assign(ack: Ack, body: dict[str, Any]) -> None:
        try:
            errors = submit_assign(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=ASSIGN)
            say = Say(desk.language)
            errors = {
                "due": say(
                    "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
                )
            }
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack()
