"""What lies behind a line's menu: a form is opened for whoever may fill it in, and what it says is done in one transaction.

A click and a form do not come a second time. When something is wrong it is told under the field, and what was typed stays.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from bot.answering import Moves, refusal_line
from bot.desk import Desk
from bot.language import Say
from bot.messages import item_forms
from bot.messages.item_forms import CALLBACK, Shown, Subject, item_form, subject_of, typed
from bot.messages.text import is_slack_user, plain_name
from storage import inbound, units
from storage.items import Outcome, Said
from storage.life import Refusal
from storage.models import Item, Unit
from storage.said import obstacle
from storage.viewers import Viewer

log = structlog.get_logger()

Body = Mapping[str, Any]
# Refusals that speak of the day that was chosen, or of the words that were not given.
_FIELDS: Mapping[str, str] = {
    "passed": item_forms.DAY,
    "not_later": item_forms.DAY,
    "same_day": item_forms.DAY,
    "too_far": item_forms.DAY,
    "no_due_date": item_forms.DAY,
    "reason": item_forms.REASON,
    "held": item_forms.UNIT,
    "same_unit": item_forms.UNIT,
}


class NotMade(Exception):
    """A form's move is refused, so that nothing of it is written."""

    def __init__(self, outcome: Outcome, line: Mapping[str, Any]) -> None:
        super().__init__(outcome.verb)
        self.outcome = outcome
        self.line = line


def open_item_form(body: Body, client: WebClient, desk: Desk, subject: Subject) -> Refusal | None:
    """Open the form for what somebody wants to say of an item; what stands in the way instead, if they may not say it now."""
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        item = session.get_one(Item, subject.item_id)
        # From the office's own mouth more time is no wish: the due date simply moves.
        if subject.verb == "extend" and viewer.is_office:
            subject = Subject("move_due", subject.item_id, subject.knew)
        refused = obstacle(session, item, subject.verb, Said(viewer, desk.now()), knew=subject.knew, reason="…")
        if refused is not None:
            return refused
        view = item_form(Say(viewer.language), subject, _shown(session, viewer, item, subject.verb))
    client.views_open(trigger_id=body["trigger_id"], view=view)
    return None


def submit_item_form(body: Body, desk: Desk) -> dict[str, str]:
    """Do what a form says, in one transaction. Returns what is wrong by field; empty when it is done."""
    view, user = body["view"], body["user"]["id"]
    subject = subject_of(view["private_metadata"])
    known = desk.meet(user)
    say = Say(known.language)
    wrong = _wrong(say, subject.verb, view, desk)
    if wrong:
        return wrong
    owner = typed(view, item_forms.OWNER)
    owner_name = desk.directory.member(owner).name if owner else ""
    try:
        with desk.database.writing() as session:
            row = inbound.receive(
                session,
                f"form:{user}:{view['id']}",
                kind="form",
                who=user,
                at=desk.now(),
                text=f"{subject.verb} {subject.item_id} {typed(view, item_forms.REASON)}".strip(),
            )
            if row is None:
                return {}
            item = session.get_one(Item, subject.item_id)
            row.channel = session.get_one(Unit, item.unit_id).channel
            moves = Moves(Said(desk.viewer(known, session), desk.now(), row))
            _say_it(session, moves, item, subject, view, owner_name)
            for outcome in moves.refused:
                raise NotMade(outcome, refusal_line(session, outcome))
            moves.show_where_named(session)
    except NotMade as refused:
        reason = refused.outcome.refusal.reason if refused.outcome.refusal else ""
        return {_FIELDS.get(reason, item_forms.first_field(subject.verb)): sentence(say, refused.line, desk)}
    desk.nudge("deliver")
    return {}


def _say_it(
    session: Session, moves: Moves, item: Item, subject: Subject, view: Mapping[str, Any], owner_name: str
) -> None:
    words, knew = typed(view, item_forms.REASON), subject.knew
    match subject.verb:
        case "extend":
            moves.extend(session, item, date.fromisoformat(typed(view, item_forms.DAY)), words, knew=knew)
        case "move_due":
            moves.set_due(session, item, date.fromisoformat(typed(view, item_forms.DAY)), words, knew=knew)
        case "assign" if unit_id := typed(view, item_forms.UNIT):
            moves.transfer(session, item, session.get_one(Unit, int(unit_id)), note=words or None, knew=knew)
        case "assign":
            owner = typed(view, item_forms.OWNER)
            moves.reassign(session, item, owner, owner_name, note=words or None, knew=knew)
        case "evidence":
            if typed(view, item_forms.DONE):
                moves.move(session, item, "done", words or None, knew=knew)
            for kind, content in (("link", typed(view, item_forms.ADDRESS)), ("sentence", words)):
                if content:
                    moves.offer(session, item, kind, content)
        case verb:
            moves.move(session, item, verb, words, knew=knew)


def _wrong(say: Say, verb: str, view: Mapping[str, Any], desk: Desk) -> dict[str, str]:
    """What can be seen to be wrong before the records are asked."""
    words = typed(view, item_forms.REASON)
    if verb in item_forms.NEED_WORDS and not words:
        return {item_forms.REASON: say("Please write a few words; they are kept with the item.")}
    if verb == "evidence":
        link = typed(view, item_forms.ADDRESS)
        if not link and not words:
            return {item_forms.ADDRESS: say("Give a link, or say it in words below.")}
        if link and urlsplit(link).scheme not in ("http", "https"):
            return {item_forms.ADDRESS: say("A link begins with https://, for example https://example.com/report")}
    if verb == "assign":
        return _wrong_owner(say, typed(view, item_forms.OWNER), typed(view, item_forms.UNIT), desk)
    return {}


def _wrong_owner(say: Say, owner: str, unit: str, desk: Desk) -> dict[str, str]:
    if owner and unit:
        return {item_forms.UNIT: say("Choose a person or a unit, not both. The new unit names its own owner.")}
    if not owner and not unit:
        return {item_forms.OWNER: say("Choose a person here, or a unit below.")}
    if owner:
        member = desk.directory.member(owner)
        if member.is_bot or not member.is_insider:
            return {
                item_forms.OWNER: say(
                    "{name} cannot own an item: bots and guests change nothing here. Choose somebody of your organisation.",
                    name=member.name,
                )
            }
    return {}


def _shown(session: Session, viewer: Viewer, item: Item, verb: str) -> Shown:
    unit = session.get_one(Unit, item.unit_id)
    others = (
        [each for each in units.all_units(session) if each.active and each.id != unit.id] if verb == "assign" else []
    )
    return Shown(
        code=unit.code,
        number=item.number,
        title=item.title,
        state=item.state,
        due_on=item.due_on,
        units=tuple((each.id or 0, f"{each.code} {each.name_in(viewer.language)}") for each in others),
    )


def sentence(say: Say, line: Mapping[str, Any], desk: Desk) -> str:
    """A refusal as plain words: a form's errors show no mentions."""
    values = {name: value for name, value in line.items() if name not in ("message", "who")}
    return say(line["message"], who=name_of(str(line.get("who") or ""), desk), **values)


def name_of(who: str, desk: Desk) -> str:
    """Somebody's name as Slack has it. May ask Slack, so no session may be open."""
    return desk.directory.member(who).name if is_slack_user(who) else plain_name(who)


def register(app: App, desk: Desk) -> None:
    """Listen to the forms of items."""

    @app.view(CALLBACK)
    def _item(ack: Ack, body: dict[str, Any]) -> None:
        try:
            errors = submit_item_form(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=CALLBACK)
            say = Say(desk.language)
            field = item_forms.first_field(subject_of(body["view"]["private_metadata"]).verb)
            errors = {
                field: say(
                    "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
                )
            }
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack()
