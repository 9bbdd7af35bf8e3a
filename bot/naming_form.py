"""The form behind /followups people and units: what somebody is also called, and how their Chinese name is read. The office's alone."""

from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from bot.desk import Desk
from bot.drawing import broken
from bot.language import Say
from bot.messages.modals import View, field, modal, typing, written
from storage import people, units
from storage.pinyin import NO_READING, reading_typed
from storage.units import UnitChange

log = structlog.get_logger()

FORM: Final = "names_form"
# No name is longer; what is, was pasted by mistake.
MOST_LETTERS: Final = 80

Json = dict[str, Any]


def names_view(say: Say) -> View:
    """The form: who or which unit, by any name they go under, and what to keep; what is left empty stays."""
    return modal(
        FORM,
        say("Names"),
        [
            field(
                "who", say("Person or unit"), typing(placeholder="Tong Laiming"), hint=say("A whole name or a code.")
            ),
            field("native", say("Chinese name"), typing(placeholder="童来明"), optional=True),
            field(
                "pinyin",
                say("How it is read"),
                typing(placeholder="tong lai ming"),
                hint=say("Pinyin in syllables, a surname first. Questions typed in Latin letters are matched with it."),
                optional=True,
            ),
            field("alias", say("Also called"), typing(), optional=True),
        ],
        submit=say("Keep"),
        close=say("Cancel"),
    )


def open_names_form(body: Mapping[str, Any], client: WebClient, desk: Desk) -> None:
    """Open the form; the door is the submission's, since only that changes anything."""
    client.views_open(trigger_id=body["trigger_id"], view=names_view(Say(desk.meet(body["user"]["id"]).language)))


def submit_names_form(body: Mapping[str, Any], desk: Desk) -> dict[str, str]:
    """Keep what was given, in one transaction. Returns what is wrong by field; empty when it is done."""
    who, native, pinyin, alias = (written(body["view"], each).strip() for each in ("who", "native", "pinyin", "alias"))
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    for each, given in (("native", native), ("alias", alias)):
        if len(given) > MOST_LETTERS:
            return {each: say("A name has at most {n} letters.", n=MOST_LETTERS)}
    if pinyin and not reading_typed(pinyin):
        return {"pinyin": say(NO_READING, pinyin=pinyin[:MOST_LETTERS])}
    if not (native or pinyin or alias):
        return {"native": say("Give a Chinese name, its reading or another name; what is left empty stays as it is.")}
    with desk.database.writing() as session:
        if not desk.viewer(known, session).is_office:
            return {"who": say("Only the strategy office can do that.")}
        return _keep(session, say, who, native or None, pinyin or None, (alias,) if alias else ())


def _keep(
    session: Session, say: Say, who: str, native: str | None, pinyin: str | None, aliases: tuple[str, ...]
) -> dict[str, str]:
    """Keep the names of the one person or unit that is called so; what is wrong, when none or several are."""
    person, called = people.person_named(session, who), units.units_named(session, who)
    if person is not None and not called:
        people.keep_person(session, person.name, native_name=native, pinyin=pinyin, aliases=aliases)
    elif person is None and len(called) == 1:
        units.keep_unit(session, called[0].code, UnitChange(native_name=native, pinyin=pinyin, aliases=aliases))
    else:
        return {
            "who": say(
                "Nobody, or more than one, is called “{name}”. Copy the name from the list.", name=who[:MOST_LETTERS]
            )
        }
    return {}


def register(app: App, desk: Desk) -> None:
    """Listen to the button and to the form."""

    @app.action(FORM)
    def _open(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        open_names_form(body, client, desk)

    @app.view(FORM)
    def _submit(ack: Ack, body: Json) -> None:
        try:
            errors = submit_names_form(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=FORM)
            errors = {"who": broken(desk, body["user"]["id"])}
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack()
