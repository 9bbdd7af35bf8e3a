"""The preview of minutes: what people press and send in it, and the draft drawn anew after each.

Two people may look at one draft. Every line carries a mark that changes with it: whoever presses or sends with an old mark is
told who changed the line and how it reads now, and keeps the words they typed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from unicodedata import normalize

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from bot.courier import UNHEARD
from bot.desk import Acquaintance, Desk
from bot.draft_facts import choices_of, default_units, mark_of, mark_of_all, meeting_choices, preview_facts
from bot.language import Say
from bot.messages import previews
from bot.messages.draft_forms import (
    ALL_FORM,
    CHANGE_FORM,
    EVERYWHERE,
    HELD_FROM,
    HELD_UNTIL,
    ITS_OWN,
    NOBODY,
    SPLIT_FORM,
    AllFacts,
    ChangeFacts,
    all_view,
    change_view,
    joined_pieces,
    named_block,
    split_view,
)
from bot.messages.imports import UNOPENED, made_words, office_only_view, told_view
from bot.messages.modals import View, given, remembered, written
from bot.messages.previews import preview_view
from bot.messages.text import escaped, one_line, shortened
from storage import deliveries, drafts, intake
from storage.addressing import SLACK_USER
from storage.intake import Draft, DraftProblem, Line
from storage.items import Said
from storage.models import ImportDraft
from storage.words import N_

log = structlog.get_logger()

Body = Mapping[str, Any]
Deed = Callable[[Draft], Draft]

CHANGED: Final = N_("{who} has changed this meanwhile, and it now reads: “{text}”. Nothing was changed.")
GONE: Final = N_("{who} has merged or split this meanwhile. Nothing was changed; look at the lines again.")
KEPT_WORDS: Final = N_(
    "{who} has changed this meanwhile, and it now reads: “{text}”. Your words still stand below; press Save again to put them in its place."
)
LOOK_AGAIN: Final = N_("{who} has changed this draft since you opened this page. Look at it again, then press Confirm.")
PASSED: Final = N_("That date has passed. Choose today or a later day.")
NO_WORDS: Final = N_("A point needs words. To leave it out, go back and choose Drop in its menu.")
BOTH: Final = N_("You chose an owner and ticked this as well. Untick it, or leave the owner as it was.")
NOT_THERE: Final = N_("These words do not stand in the point exactly once. Copy some more of them from above.")


class LineChanged(Exception):
    """Somebody changed what was pressed on; `line` is how it is now, None when it is gone."""

    def __init__(self, line: Line | None) -> None:
        super().__init__("changed meanwhile")
        self.line = line


@dataclass(frozen=True, slots=True)
class Look:
    """One person's look at one draft: who they are, and which page they see."""

    desk: Desk
    known: Acquaintance
    draft_id: int
    page: int = 0

    @property
    def say(self) -> Say:
        return Say(self.known.language)

    def view(self, notice: str | None = None, external_id: str | None = None) -> View:
        """The preview as it is now; words instead when there is no such draft any more."""
        with self.desk.database.reading() as session:
            viewer = self.desk.viewer(self.known, session)
            if not viewer.is_office:
                return office_only_view(self.say, sorted(self.desk.directory.office()))
            row = drafts.draft_row(session, viewer, self.draft_id)
            if row is None:
                return told_view(self.say, [self.say("There is no such draft.")], external_id=external_id)
            if row.state != "open":
                who, state = row.changed_by, row.state
            else:
                facts = preview_facts(session, self.say, row)
                return preview_view(self.say, facts, self.page, notice, external_id)
        return told_view(self.say, [decided(self.say, state, self.name(who))], external_id=external_id)

    def change(self, deed: Deed) -> None:
        """Change the draft. Raises DraftProblem or LineChanged, and then nothing is changed."""
        with self.desk.database.writing() as session:
            viewer = self.desk.viewer(self.known, session)
            row = drafts.draft_row(session, viewer, self.draft_id)
            if row is None:
                raise DraftProblem(drafts.OFFICE_ONLY)
            drafts.change(session, row, deed, Said(viewer, self.desk.now()))

    def draft(self) -> tuple[ImportDraft, Draft]:
        """The draft as it is now. Raises DraftProblem when it cannot be seen."""
        with self.desk.database.reading() as session:
            row = drafts.draft_row(session, self.desk.viewer(self.known, session), self.draft_id)
            if row is None:
                raise DraftProblem(drafts.OFFICE_ONLY)
            return row, drafts.draft_in(row)

    def name(self, who: str) -> str:
        """What somebody is called. May ask Slack, so no session may be open."""
        return self.desk.directory.member(who).name if who[:1] in "UW" and who.isalnum() else who.split(":")[-1]

    def conflict(self, changed: LineChanged, words: str = CHANGED) -> str:
        """What the second of two people is told."""
        row, _ = self.draft()
        who = self.name(row.changed_by)
        if changed.line is None:
            return self.say(GONE, who=who)
        return self.say(words, who=who, text=shortened(one_line(changed.line.text), 300))

    def problem(self, problem: DraftProblem) -> str:
        """A refusal of the draft in words; whoever it names by id is named by name."""
        values = dict(problem.values)
        if "who" in values:
            values["who"] = self.name(str(values["who"]))
        return self.say(problem.message, **values)


def look_of(desk: Desk, body: Body, draft_id: int, page: int = 0) -> Look:
    """The look of whoever pressed or sent something."""
    return Look(desk, desk.meet(body["user"]["id"]), draft_id, page)


def decided(say: Say, state: str, who: str) -> str:
    """What became of a draft nobody needs to look at any more."""
    if state == "stored":
        return say("{who} has confirmed these minutes. To correct them, import the corrected text.", who=who)
    return say("{who} has thrown this draft away. Import the minutes again if they are needed.", who=who)


# What people press


def open_draft(body: Body, client: WebClient, desk: Desk) -> None:
    """Open the preview: from a message in a window of its own, from a list in the list's place."""
    view = look_of(desk, body, int(body["actions"][0]["value"])).view()
    if body.get("view"):
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def turn_page(body: Body, client: WebClient, desk: Desk) -> None:
    """Another page of the preview."""
    look = look_of(desk, body, remembered(body["view"])["draft"], int(body["actions"][0]["value"]))
    client.views_update(view_id=body["view"]["id"], view=look.view())


def throw_away(body: Body, client: WebClient, desk: Desk) -> None:
    """Nothing of the draft is kept."""
    look = look_of(desk, body, int(body["actions"][0]["value"]))
    try:
        with desk.database.writing() as session:
            viewer = desk.viewer(look.known, session)
            row = drafts.draft_row(session, viewer, look.draft_id)
            if row is None:
                raise DraftProblem(drafts.OFFICE_ONLY)
            drafts.drop(session, row, Said(viewer, desk.now()))
            deliveries.retell(session, letter_key(look.draft_id), {"outcome": "dropped"})
    except DraftProblem as problem:
        client.views_update(view_id=body["view"]["id"], view=told_view(look.say, [look.problem(problem)]))
        return
    desk.nudge("deliver")
    told = look.say("The draft was thrown away; nothing of it is kept.")
    client.views_update(view_id=body["view"]["id"], view=told_view(look.say, [told]))


def set_for_all(body: Body, client: WebClient, desk: Desk) -> None:
    """Open the form of what holds for all lines."""
    memory = remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    client.views_push(trigger_id=body["trigger_id"], view=_all_form(look))


def press_line(body: Body, client: WebClient, desk: Desk) -> None:
    """One line's menu: drop, take back and merge at once; change and split ask in a form."""
    memory = remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    verb, key, mark = str(body["actions"][0]["selected_option"]["value"]).split(":")
    notice = None
    try:
        if verb in (previews.CHANGE, previews.SPLIT):
            _, draft = look.draft()
            line = _unchanged(draft, int(key), mark)
            form = _change_form(look, draft, line) if verb == previews.CHANGE else _split_form(look, line)
            client.views_push(trigger_id=body["trigger_id"], view=form)
            return
        look.change(lambda draft: AT_ONCE[verb](draft, _unchanged(draft, int(key), mark).key))
    except LineChanged as changed:
        notice = look.conflict(changed)
    except DraftProblem as problem:
        notice = look.problem(problem)
    client.views_update(view_id=body["view"]["id"], view=look.view(notice))


AT_ONCE: Final[Mapping[str, Callable[[Draft, int], Draft]]] = {
    previews.DROP: intake.dropped,
    previews.RESTORE: intake.restored,
    previews.MERGE: intake.merged,
}


def _unchanged(draft: Draft, key: int, mark: str) -> Line:
    """The line, if it is still what was seen. Raises LineChanged."""
    line = next((each for each in draft.lines if each.key == key), None)
    if line is None or mark_of(line) != mark:
        raise LineChanged(line)
    return line


def _change_form(look: Look, draft: Draft, line: Line) -> View:
    with look.desk.database.reading() as session:
        choices, owner = choices_of(session, look.say), _owner_of(session, draft, line)
    facts = ChangeFacts(
        text=line.text,
        speaker=line.speaker or "",
        is_action=line.kind == "action",
        units=choices,
        chosen=tuple(str(unit_id) for unit_id in line.units or ()),
        due_on=line.due_on,
        owner_user=owner,
        owner=_named_owner(line),
        number=line.ordinal,
        points=_points(draft, line),
        remembers={
            "draft": look.draft_id,
            "page": look.page,
            "line": line.key,
            "mark": mark_of(line),
            "owner": owner,
        },
    )
    return change_view(look.say, facts)


def _owner_of(session: Session, draft: Draft, line: Line) -> str | None:
    """Whose the line is, as Slack knows them; None where the minutes name nobody whom Slack knows."""
    if line.owner is not None and SLACK_USER.fullmatch(line.owner):
        return line.owner
    to = drafts.addressed(session, draft).get(line.key)
    return to.owner.slack_user if to and to.owner else None


def _named_owner(line: Line) -> str | None:
    """Whom the minutes name as the owner; None where they name nobody, or the office has chosen."""
    return None if line.owner is not None and SLACK_USER.fullmatch(line.owner) else line.owner


def _points(draft: Draft, line: Line) -> int:
    """How many points whoever said this one has."""
    return sum(intake.is_of_one_list(line, each) for each in draft.lines)


def _split_form(look: Look, line: Line, notice: str | None = None, typed: str = "") -> View:
    memory = {"draft": look.draft_id, "page": look.page, "line": line.key, "mark": mark_of(line)}
    return split_view(look.say, line.text, memory, notice, typed)


def _all_form(look: Look, notice: str | None = None) -> View:
    with look.desk.database.reading() as session:
        viewer = look.desk.viewer(look.known, session)
        row = drafts.draft_row(session, viewer, look.draft_id)
        if row is None:
            return office_only_view(look.say, sorted(look.desk.directory.office()))
        draft = drafts.draft_in(row)
        facts = AllFacts(
            units=choices_of(session, look.say),
            chosen=tuple(str(unit.id) for unit in default_units(session, draft)),
            due_on=draft.due_on,
            title=draft.title or draft.source_name,
            remembers={"draft": look.draft_id, "page": look.page, "mark": mark_of_all(draft)},
            meetings=meeting_choices(session, look.say, viewer),
            corrects=str(_corrected(session, draft) or ITS_OWN),
            held_from=draft.held_from,
            held_until=draft.held_until if draft.held_until != draft.held_from else None,
        )
    return all_view(look.say, facts, notice)


# What people send


@dataclass(frozen=True, slots=True)
class Sent:
    """What becomes of a form: `errors` by block, another `view` in its place, or nothing, and it closes.

    `notice` is told above the preview behind it.
    """

    errors: Mapping[str, str] | None = None
    view: View | None = None
    notice: str | None = None


def send_change(body: Body, desk: Desk) -> tuple[Sent, Look]:
    """Take the form of one line."""
    view, memory = body["view"], remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    mark = memory["mark"]
    inputs = [block for block in view["blocks"] if block["block_id"].startswith("text_")]
    pieces = [block["block_id"] for block in inputs]
    # What was shown is not always what the point says: it may have been somebody's words, kept for a second try.
    shown = [str(block["element"].get("initial_value") or "") for block in inputs]
    typed = [written(view, block) for block in pieces]
    due_on = _date(view, named_block("due", mark))
    _, draft = look.draft()
    old = next((line for line in draft.lines if line.key == memory["line"]), None)
    if due_on is not None and due_on < desk.now().date() and (old is None or due_on != old.due_on):
        return Sent(errors={named_block("due", mark): look.say(PASSED)}), look
    if pieces and not "".join(typed).strip():
        return Sent(errors={pieces[0]: look.say(NO_WORDS)}), look
    owner = given(view, named_block("owner", mark)).get("selected_user")
    is_nobodys = _is_ticked(view, named_block(NOBODY, mark))
    if is_nobodys and owner is not None and owner != memory.get("owner"):
        return Sent(errors={named_block(NOBODY, mark): look.say(BOTH)}), look

    def deed(draft: Draft) -> Draft:
        line = _unchanged(draft, memory["line"], mark)
        text = joined_pieces(shown, typed) if pieces else line.text
        if _same(text, line.text):
            text = line.text
        changed = intake.edited(draft, line.key, text=text) if text != line.text else draft
        speaker = " ".join(written(view, named_block("speaker", mark)).split())
        if line.kind == "directive" and speaker and speaker != line.speaker:
            everywhere = _is_ticked(view, named_block(EVERYWHERE, mark))
            whose: dict[str, Any] = {"speaker": line.speaker} if everywhere else {"key": line.key}
            changed = intake.spoken_by(changed, speaker, **whose)
        number = _number(view, mark)
        if line.kind == "directive" and number is not None and number != line.ordinal:
            changed = intake.edited(changed, line.key, ordinal=number)
        chosen = _chosen(view, named_block("units", mark))
        if chosen is not None and chosen != (line.units or ()):
            changed = intake.given_to(changed, chosen or None, line.key)
        if due_on != line.due_on:
            changed = intake.due(changed, due_on, line.key)
        if is_nobodys:
            changed = intake.owned_by(changed, line.key, None)
        elif owner != memory.get("owner"):
            changed = intake.owned_by(changed, line.key, owner)
        return changed

    try:
        look.change(deed)
    except LineChanged as changed:
        notice = look.conflict(changed, KEPT_WORDS)
        if changed.line is None:
            return Sent(view=told_view(look.say, [notice, "".join(typed)])), look
        words = joined_pieces(shown, typed)
        return Sent(view=_kept_words(look, view, changed.line, words, due_on, notice)), look
    except DraftProblem as problem:
        at = pieces[0] if pieces else named_block("due", mark)
        return Sent(errors={at: look.problem(problem)}), look
    return Sent(), look


def _kept_words(look: Look, view: Mapping[str, Any], line: Line, words: str, due_on: date | None, notice: str) -> View:
    """The form again with the words somebody typed, over a line that somebody else has changed meanwhile."""
    mark = remembered(view)["mark"]
    _, draft = look.draft()
    with look.desk.database.reading() as session:
        choices, owner = choices_of(session, look.say), _owner_of(session, draft, line)
    user = given(view, named_block("owner", mark)).get("selected_user")
    facts = ChangeFacts(
        text=words or line.text,
        speaker=written(view, named_block("speaker", mark)) or line.speaker or "",
        is_action=line.kind == "action",
        units=choices,
        chosen=tuple(str(unit_id) for unit_id in _chosen(view, named_block("units", mark)) or ()),
        due_on=due_on,
        owner_user=user,
        owner=_named_owner(line),
        is_nobodys=_is_ticked(view, named_block(NOBODY, mark)),
        number=_number(view, mark) or line.ordinal,
        points=_points(draft, line),
        is_for_all_points=_is_ticked(view, named_block(EVERYWHERE, mark)),
        remembers=remembered(view) | {"mark": mark_of(line), "owner": owner},
    )
    return change_view(look.say, facts, notice)


def send_split(body: Body, desk: Desk) -> tuple[Sent, Look]:
    """Take the form that splits a line."""
    view, memory = body["view"], remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    place = (given(view, "place").get("selected_option") or {}).get("value")
    begins = normalize("NFC", written(view, "begins").strip())

    def deed(draft: Draft) -> Draft:
        line = _unchanged(draft, memory["line"], memory["mark"])
        at = int(place) if place and not begins else line.text.find(begins)
        if not place and (not begins or line.text.count(begins) != 1):
            raise DraftProblem(NOT_THERE)
        return intake.split(draft, line.key, line.text[:at], line.text[at:])

    try:
        look.change(deed)
    except LineChanged as changed:
        notice = look.conflict(changed)
        if changed.line is None:
            return Sent(view=told_view(look.say, [notice])), look
        return Sent(view=_split_form(look, changed.line, notice, begins)), look
    except DraftProblem as problem:
        return Sent(errors={"begins": look.problem(problem)}), look
    return Sent(), look


def send_all(body: Body, desk: Desk) -> tuple[Sent, Look]:
    """Take the form of what holds for all lines."""
    view, memory = body["view"], remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    chosen, due_on, title = _chosen(view, "units"), _date(view, "due"), written(view, "title")
    first, last = _date(view, HELD_FROM), _date(view, HELD_UNTIL)
    if first is None and last is not None:
        first, last = last, None
    _, seen = look.draft()
    shown = seen.title or seen.source_name
    if due_on is not None and due_on < desk.now().date() and due_on != seen.due_on:
        return Sent(errors={"due": look.say(PASSED)}), look
    with desk.database.reading() as session:
        before = tuple(sorted(unit.id or 0 for unit in default_units(session, seen)))
        standing = _corrected(session, seen)
    meeting = int((given(view, "corrects").get("selected_option") or {}).get("value") or standing or ITS_OWN)

    def deed(draft: Draft) -> Draft:
        if mark_of_all(draft) != memory["mark"]:
            raise LineChanged(None)
        changed = intake.due(draft, due_on)
        if chosen is not None and chosen != before:
            changed = intake.given_to(changed, chosen)
        # With another title it is still the meeting that it was found to be.
        if meeting != (draft.corrects or 0) and (meeting != standing or not _same(title, shown)):
            changed = intake.correcting(changed, meeting or None)
        if (first, last) != (draft.held_from, draft.held_until if draft.held_until != draft.held_from else None):
            changed = intake.held(changed, first, last)
        return changed if _same(title, shown) else intake.titled(changed, title)

    try:
        look.change(deed)
    except LineChanged:
        row, _ = look.draft()
        notice = look.say(
            "{who} has changed what holds for all meanwhile; this is how it is now. Nothing of yours was saved.",
            who=look.name(row.changed_by),
        )
        return Sent(view=_all_form(look, notice)), look
    except DraftProblem as problem:
        at = HELD_UNTIL if problem.message == intake.DAYS_CROSSED else "title"
        return Sent(errors={at: look.problem(problem)}), look
    return Sent(), look


def _corrected(session: Session, draft: Draft) -> int | None:
    """The meeting that a draft tells of again; None for a new one."""
    meeting = drafts.compare(session, draft).meeting
    return meeting.id if meeting else None


def send_confirm(body: Body, desk: Desk) -> Sent:
    """Keep the minutes and give out what they ask for, as the person had it before their eyes."""
    memory = remembered(body["view"])
    look = look_of(desk, body, memory["draft"], memory["page"])
    seen = memory["revision"]
    try:
        with desk.database.writing() as session:
            viewer = desk.viewer(look.known, session)
            row = drafts.draft_row(session, viewer, look.draft_id)
            if row is None:
                raise DraftProblem(drafts.OFFICE_ONLY)
            session.refresh(row, with_for_update=True)
            if row.state == "open" and row.revision != seen and row.changed_by != viewer.user:
                raise DraftProblem(LOOK_AGAIN, who=row.changed_by)
            done = drafts.confirm(session, row, Said(viewer, desk.now()), takes_passed=True)
            made = {
                "added": len(done.imported.added) if done.imported else 0,
                "changed": len(done.imported.changed) if done.imported else 0,
                "items": len(done.items),
                "units": len(done.units),
            }
            if not done.is_repeated:
                deliveries.retell(session, letter_key(look.draft_id), {"outcome": "confirmed", "made": made})
            title = done.meeting.title
    except DraftProblem as problem:
        return Sent(view=look.view(look.problem(problem)))
    if done.is_repeated:
        return Sent(view=look.view())
    desk.nudge("plan")
    desk.nudge("deliver")
    told = look.say("“{title}” is confirmed.", title=shortened(one_line(title), 200))
    return Sent(view=told_view(look.say, [told, made_words(look.say, made)]))


def letter_key(draft_id: int) -> str:
    """The ledger's key of the message that tells of a draft."""
    return f"whisper:draft:{draft_id}"


def _same(text: str, other: str) -> bool:
    """True when two texts differ at most in how Slack gives them back."""
    return " ".join(normalize("NFC", text).split()) == " ".join(normalize("NFC", other).split())


def _date(view: Mapping[str, Any], block_id: str) -> date | None:
    told = given(view, block_id).get("selected_date")
    return date.fromisoformat(told) if told else None


def _number(view: Mapping[str, Any], mark: str) -> int | None:
    """The number typed, which Slack has checked; None where the form has none."""
    typed = written(view, named_block("number", mark))
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None


def _is_ticked(view: Mapping[str, Any], block_id: str) -> bool:
    return bool(given(view, block_id).get("selected_options"))


def _chosen(view: Mapping[str, Any], block_id: str) -> tuple[int, ...] | None:
    """The units chosen in a list; None where the form has no such list."""
    held = given(view, block_id)
    if "selected_options" not in held:
        return None
    return tuple(sorted(int(each["value"]) for each in held["selected_options"] or ()))


# Wiring


def register(app: App, desk: Desk) -> None:
    """Listen to the preview and its forms."""
    for action_id, deed in (
        ("draft_open", open_draft),
        ("preview_back", turn_page),
        ("preview_more", turn_page),
        ("preview_drop", throw_away),
        ("preview_all", set_for_all),
        ("line_menu", press_line),
    ):
        listen_to_button(app, desk, action_id, deed)
    listen_to_form(app, desk, CHANGE_FORM, send_change)
    listen_to_form(app, desk, SPLIT_FORM, send_split)
    listen_to_form(app, desk, ALL_FORM, send_all)

    @app.view(previews.PREVIEW)
    def _confirm(ack: Ack, body: dict[str, Any]) -> None:
        _answer(ack, send_confirm(body, desk))


def listen_to_button(app: App, desk: Desk, action_id: str, deed: Callable[[Body, WebClient, Desk], None]) -> None:
    """Listen to a button or menu of the preview."""

    @app.action(action_id)
    def _press(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        try:
            deed(body, client, desk)
        except UNHEARD as error:
            log.info("a window could not be opened or drawn", error=str(error))
            _tell_unopened(body, client, respond, desk)
        except DraftProblem as problem:
            log.info("a draft was refused", reason=str(problem))
        ack()


def listen_to_form(app: App, desk: Desk, form: str, deed: Callable[[Body, Desk], tuple[Sent, Look]]) -> None:
    """Listen to a form that stands above the preview, and draw the preview anew when it was taken."""

    @app.view(form)
    def _send(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        sent, look = deed(body, desk)
        below = body["view"].get("previous_view_id")
        if sent.errors is None and below:
            try:
                client.views_update(view_id=below, view=look.view(sent.notice))
            except UNHEARD as error:
                log.info("a preview could not be drawn", error=str(error))
        _answer(ack, sent)


def tell_unopened(body: Body, respond: Respond, desk: Desk) -> None:
    """Say beside a message that Slack opened no window."""
    try:
        language = desk.meet(body["user"]["id"]).language
    except UNHEARD:
        language = desk.language
    respond(text=escaped(Say(language)(UNOPENED)), replace_original=False, response_type="ephemeral")


def _tell_unopened(body: Body, client: WebClient, respond: Respond, desk: Desk) -> None:
    """Say that Slack opened no window: beside the message that was pressed, or above the preview, unless it is closed by now."""
    view = body.get("view")
    if view is None:
        tell_unopened(body, respond, desk)
    elif view.get("callback_id") == previews.PREVIEW:
        memory = remembered(view)
        look = look_of(desk, body, memory["draft"], memory["page"])
        with suppress(*UNHEARD):
            client.views_update(view_id=view["id"], view=look.view(look.say(UNOPENED)))


def _answer(ack: Ack, sent: Sent) -> None:
    if sent.errors is not None:
        ack(response_action="errors", errors=dict(sent.errors))
    elif sent.view is not None:
        ack(response_action="update", view=sent.view)
    else:
        ack()
