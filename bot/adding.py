"""Adding to a draft what the reader has missed."""

from dataclasses import replace
from typing import Final

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk import Desk
from bot.draft_facts import preview_facts
from bot.messages.draft_forms import ADD_FORM, NOT_SAID, TEXT, Choice, add_view
from bot.messages.modals import INPUT, given, remembered, written
from bot.messages.previews import Line, page_of
from bot.reviewing import Body, Look, Sent, listen_to_button, listen_to_form, look_of
from storage import intake
from storage.intake import Draft, DraftProblem
from storage.words import N_

WHO: Final = N_(
    "Say who asked for it, for example “Tong Laiming”; or choose that it is an action item, which nobody said."
)


def register(app: App, desk: Desk) -> None:
    """Listen to the button and its form."""
    listen_to_button(app, desk, "preview_add", open_form)
    listen_to_form(app, desk, ADD_FORM, send_form)


def open_form(body: Body, client: WebClient, desk: Desk) -> None:
    """Ask what is missing and who said it."""
    memory = remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    _, draft = look.draft()
    # Of a single message the whole may be what is asked.
    text = draft.text.strip() if not draft.lines and len(draft.text) <= INPUT else ""
    form = add_view(look.say, speakers_of(draft), {"draft": look.draft_id, "page": look.page}, text)
    client.views_push(trigger_id=body["trigger_id"], view=form)


def speakers_of(draft: Draft) -> list[Choice]:
    """Whoever says something in the draft, each by the key of a line of theirs."""
    found: dict[str, int] = {}
    for line in draft.lines:
        if line.speaker is not None:
            found.setdefault(line.speaker, line.key)
    return [Choice(str(key), name) for name, key in found.items()]


def send_form(body: Body, desk: Desk) -> tuple[Sent, Look]:
    """Add the point, and show the page on which it stands."""
    view, memory = body["view"], remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    chosen = (given(view, "speaker").get("selected_option") or {}).get("value")
    typed = " ".join(written(view, "other").split())
    if not typed and chosen is None:
        return Sent(errors={"other": look.say(WHO)}), look
    made: list[intake.Line] = []

    def deed(draft: Draft) -> Draft:
        # A name that was typed says more than one that was chosen.
        speaker = typed or (None if chosen == NOT_SAID else draft.line(int(chosen or 0)).speaker)
        changed, line = intake.added(draft, written(view, TEXT), speaker)
        made[:] = [line]
        return changed

    try:
        look.change(deed)
    except DraftProblem as problem:
        is_of_name = problem.message == intake.NO_NAME
        return Sent(errors={"other" if is_of_name else TEXT: look.problem(problem)}), look
    return Sent(notice=_told(look, made[0])), replace(look, page=_page_with(look, made[0].key))


def _told(look: Look, line: intake.Line) -> str:
    if line.speaker is None:
        return look.say("Added as an action item.")
    return look.say("Added as point {number} of {name}.", number=line.ordinal, name=line.speaker)


def _page_with(look: Look, key: int) -> int:
    """The page of the preview on which a line stands now."""
    with look.desk.database.reading() as session:
        facts = preview_facts(session, look.say, look.draft()[0])
    at = next((n for n, each in enumerate(facts.entries) if isinstance(each, Line) and each.line_id == key), 0)
    return page_of(at)
