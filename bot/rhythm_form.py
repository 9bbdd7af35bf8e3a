"""The form behind /followups units that chooses the numbers of the cadence, for every unit or one. The office's alone."""

from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.language import Say
from bot.messages.blocks import option, select
from bot.rhythm import Unclear, Wish, follow
from jobs.policy import CHOICES
from storage import units
from storage.models import Unit
from storage.said import Said

log = structlog.get_logger()

FORM: Final = "policy_form"
EVERY_UNIT: Final = "*"
# A select holds a hundred options.
MOST_UNITS: Final = 99

Json = dict[str, Any]


def policy_view(say: Say, known: list[Unit]) -> Json:
    """The form: which unit, and the numbers as people write them."""
    everyone = option(say("Every unit"), EVERY_UNIT)
    choices = [
        everyone,
        *(option(f"{unit.code} {unit.name_in(say.language)}", unit.code) for unit in known[:MOST_UNITS]),
    ]
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": {"type": "plain_text", "text": say("Rhythm")},
        "submit": {"type": "plain_text", "text": say("Keep")},
        "close": {"type": "plain_text", "text": say("Cancel")},
        "blocks": [
            _input("unit", say("For"), select("static_select", "value", say("For"), choices, everyone)),
            _input(
                "numbers",
                say("Numbers"),
                {
                    "type": "plain_text_input",
                    "action_id": "value",
                    "multiline": True,
                    "placeholder": {"type": "plain_text", "text": "due_soon=7,3\nhour=08:45\nlate=default"},
                },
                hint=say("There are: {names}. “default” takes one back.", names=", ".join(CHOICES)),
            ),
        ],
    }


def open_policy_form(body: Mapping[str, Any], client: WebClient, desk: Desk) -> None:
    """Open the form; the door is the submission's, since only that changes anything."""
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        view = policy_view(Say(viewer.language), units.all_units(session))
    client.views_open(trigger_id=body["trigger_id"], view=view)


def submit_policy_form(body: Mapping[str, Any], desk: Desk) -> dict[str, str]:
    """Keep what was chosen, in one transaction. Returns what is wrong by field; empty when it is done."""
    values = body["view"]["state"]["values"]
    unit = values["unit"]["value"]["selected_option"]["value"]
    told = (values["numbers"]["value"]["value"] or "").split()
    known = desk.meet(body["user"]["id"])
    try:
        with desk.database.writing() as session:
            viewer = desk.viewer(known, session)
            wish = Wish(Say(viewer.language), Said(viewer, desk.now()), desk.policy)
            # Only numbers can be typed here: a word without a sign is told as such instead of being taken for a unit.
            words = [word if "=" in word else f"{word}=" for word in told]
            follow(session, wish, "policy", ([] if unit == EVERY_UNIT else [unit]) + words)
    except Unclear as unclear:
        return {"numbers": str(unclear)}
    desk.nudge("plan")
    return {}


def register(app: App, desk: Desk) -> None:
    """Listen to the button and to the form."""

    @app.action(FORM)
    def _open(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        open_policy_form(body, client, desk)

    @app.view(FORM)
    def _submit(ack: Ack, body: Json) -> None:
        try:
            errors = submit_policy_form(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=FORM)
            errors = {
                "numbers": Say(desk.language)(
                    "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
                )
            }
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack()


def _input(block_id: str, label: str, element: Json, *, hint: str | None = None) -> Json:
    made: Json = {
        "type": "input",
        "block_id": block_id,
        "label": {"type": "plain_text", "text": label},
        "element": element,
    }
    if hint is not None:
        made["hint"] = {"type": "plain_text", "text": hint}
    return made
