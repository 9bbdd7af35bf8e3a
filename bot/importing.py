"""Minutes come in: pasted or uploaded in a form, from a message by its shortcut, or as a file in a direct message.

Everything is a row before Slack is acknowledged, and is read by a tick of its own, so nothing is lost when the machine dies in
between. The window shows that it is being read and then becomes the preview; a direct message tells of it, too. Only the
office imports.
"""

import json
import re
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from bot import answering
from bot.courier import UNHEARD
from bot.desk import Desk
from bot.files import SharedFiles, SharedText
from bot.language import Say
from bot.messages.imports import (
    IMPORT,
    MOST_PASTES,
    PASTE,
    WaitingDraft,
    import_view,
    office_only_view,
    reading_view,
    told_view,
)
from bot.messages.modals import View, given, remembered, written
from bot.messages.text import one_line, shortened
from bot.reviewing import Look, letter_key, tell_unopened
from bot.written import keep_direct_message
from storage import drafts, inbound, intake
from storage.intake import Draft, DraftProblem
from storage.items import Said
from storage.minutes import read_minutes
from storage.minutes.files import UnreadableFile, legible
from storage.models import ImportDraft, Inbound
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

SHORTCUT: Final = "import_minutes"
PATIENCE: Final = timedelta(hours=1)
"""How long Slack is asked for a file before the person is told to try again."""
WINDOW_SECONDS: Final = 15.0
"""How long a window that is not there yet is looked for; after that it was closed."""

WORDLESS: Final = ("image/", "video/", "audio/")
"""How the media types of files begin that hold no text; a message with such a file is read for its own words."""

NOTHING_GIVEN: Final = N_("Paste the text of the minutes here, or choose a file below.")
NOTHING_SAID: Final = N_("This message has no text and no file that could be minutes.")
UNREACHED: Final = N_("{name} could not be fetched from Slack for an hour. Please import it again.")
UNREAD: Final = N_(
    "{name} could not be read because of a fault on our side; nothing was kept. Please tell whoever runs this bot."
)
PASTED: Final = N_("pasted text")
IN_MESSAGE: Final = N_("a message")

# What stands between < and > in a message: somebody, a channel, a date, or an address with its words.
_MARK: Final = re.compile(r"<([^<>]+)>")

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asked to have read: words, files by id, or both. `window` is the window that waits for it."""

    kind: str
    text: str = ""
    text_name: str = ""
    files: tuple[tuple[str, str], ...] = ()
    title: str = ""
    window: str = ""
    permalink: str | None = None

    @property
    def names(self) -> list[str]:
        """What is being read, as people call it."""
        return [*([self.text_name] if self.text else []), *(name for _, name in self.files)]

    def as_text(self) -> str:
        """The order as its row keeps it."""
        return json.dumps({slot: getattr(self, slot) for slot in self.__slots__})


def order_in(row: Inbound) -> Order:
    """The order a row keeps."""
    told = json.loads(row.text)
    return Order(**told | {"files": tuple((file, name) for file, name in told["files"])})


# The form


def open_import(body: Body, client: WebClient, desk: Desk, viewer: Viewer) -> str | None:
    """`/followups import`: open the form, with the drafts that wait above it."""
    say = Say(viewer.language)
    if not viewer.is_office:
        client.views_open(trigger_id=body["trigger_id"], view=office_only_view(say, sorted(desk.directory.office())))
        return None
    with desk.database.reading() as session:
        waiting = [_waiting(row) for row in drafts.waiting(session, viewer)]
    client.views_open(trigger_id=body["trigger_id"], view=import_view(say, waiting))
    return None


def more_room(body: Body, client: WebClient, desk: Desk) -> None:
    """One more field to paste into; what was typed stays, since Slack keeps it by the field's name."""
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        waiting = [_waiting(row) for row in drafts.waiting(session, viewer)]
    view = import_view(Say(viewer.language), waiting, min(MOST_PASTES, int(body["actions"][0]["value"])))
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)


def send_import(body: Body, desk: Desk) -> tuple[dict[str, str], View | None]:
    """Take the form: errors by block, or the window that says it is being read."""
    view = body["view"]
    pasted = [written(view, f"{PASTE}_{n}") for n in range(remembered(view)["pastes"])]
    files = given(view, "file").get("files") or ()
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    text = "\n".join(piece for piece in pasted if piece.strip())
    if not text and not files:
        return {f"{PASTE}_0": say(NOTHING_GIVEN)}, None
    order = Order(
        kind="file" if files and not text else "paste",
        text=text,
        text_name=say(PASTED),
        files=tuple((str(file["id"]), str(file.get("name") or file["id"])) for file in files),
        title=written(view, "title"),
        window=f"import-{secrets.token_hex(12)}",
    )
    if not known.is_office:
        return {}, office_only_view(say, sorted(desk.directory.office()))
    _write_down(desk, body["user"]["id"], f"import:view:{view['id']}", order)
    return {}, reading_view(say, order.names, order.window)


# A message, by its shortcut; a file in a direct message


def import_message(body: Body, client: WebClient, desk: Desk) -> None:
    """The shortcut on a message: its documents, or else its words, whatever pictures hang on them."""
    user, message = body["user"]["id"], body["message"]
    known = desk.meet(user)
    say = Say(known.language)
    if not known.is_office:
        client.views_open(trigger_id=body["trigger_id"], view=office_only_view(say, sorted(desk.directory.office())))
        return
    text, files = plain_words(str(message.get("text") or ""), desk), _documents_of(message)
    if files:
        text = ""
    elif not text.strip():
        files = _files_of(message)  # Pictures alone: what to do with them is told by name.
    if not files and not text.strip():
        client.views_open(trigger_id=body["trigger_id"], view=told_view(say, [say(NOTHING_SAID)]))
        return
    order = Order(
        "shortcut",
        text,
        say(IN_MESSAGE),
        files,
        window=f"import-{secrets.token_hex(12)}",
        permalink=_permalink(client, body["channel"]["id"], body["message_ts"]),
    )
    _write_down(desk, user, f"import:message:{user}:{body['channel']['id']}:{body['action_ts']}", order, wake=False)
    try:
        client.views_open(trigger_id=body["trigger_id"], view=reading_view(say, order.names, order.window))
    except UNHEARD as error:
        # The trigger was too old. What was asked for is written down, and the answer comes as a direct message.
        log.info("no window for an import", error=str(error))
    desk.nudge("read")


def offer_files(event: Mapping[str, Any], desk: Desk) -> bool:
    """A message to us with files: offer to read them, or say who can import. False when it holds no file to read: none, or words
    with pictures."""
    files = _documents_of(event) or (() if event.get("text") else _files_of(event))
    if not files:
        return False
    known = desk.meet(event["user"])
    office = sorted(desk.directory.office())
    with desk.database.writing() as session:
        row = keep_direct_message(session, event, desk.now())
        if row is None:
            return True
        said = Said(desk.viewer(known, session), desk.now(), row)
        if said.viewer.is_office:
            sheets = [each for each in files if each[1].lower().endswith((".xlsx", ".csv"))]
            offers = {"offer_targets": sheets, "offer_import": [each for each in files if each not in sheets]}
            for form, offered in offers.items():
                named = [{"id": file, "name": name} for file, name in offered]
                if named:
                    answering.whisper_to(session, said, event["channel"], None, form, {"files": named})
        else:
            answering.whisper_to(session, said, event["channel"], None, "office_imports", {"office": office})
    desk.nudge("deliver")
    return True


def press_file(body: Body, client: WebClient, desk: Desk) -> None:
    """The button under the offer: read this file."""
    user, action = body["user"]["id"], body["actions"][0]
    known = desk.meet(user)
    say = Say(known.language)
    if not known.is_office:
        client.views_open(trigger_id=body["trigger_id"], view=office_only_view(say, sorted(desk.directory.office())))
        return
    order = Order("message", files=((action["value"], say("the file")),), window=f"import-{secrets.token_hex(12)}")
    _write_down(desk, user, f"import:file:{user}:{action['value']}:{action['action_ts']}", order, wake=False)
    try:
        client.views_open(trigger_id=body["trigger_id"], view=reading_view(say, order.names, order.window))
    except UNHEARD as error:
        log.info("no window for an import", error=str(error))
    desk.nudge("read")


def plain_words(text: str, desk: Desk) -> str:
    """A message's text as its readers see it: names for mentions, the words of a link, no entities. May ask Slack."""

    def said(found: re.Match[str]) -> str:
        mark, _, label = found[1].partition("|")
        if mark.startswith("@"):
            return label or desk.directory.member(mark[1:]).name
        if mark.startswith("#"):
            return f"#{label or desk.directory.channel_name(mark[1:])}"
        if mark.startswith("!"):
            return label or f"@{mark[1:].split('^')[0]}"
        return label or mark

    return unescape(_MARK.sub(said, text))


def _files_of(message: Mapping[str, Any], without: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The files on a message, by id and name, but for those whose media type begins so."""
    return tuple(
        (str(file["id"]), str(file.get("name") or file["id"]))
        for file in message.get("files") or ()
        if not without or not str(file.get("mimetype") or "").startswith(without)
    )


def _documents_of(message: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The files on a message that may be minutes."""
    return _files_of(message, WORDLESS)


def _permalink(client: WebClient, channel: str, ts: str) -> str | None:
    """Where the message stands, for the journal; None where we may not look."""
    try:
        return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
    except UNHEARD:
        return None


def _write_down(desk: Desk, user: str, key: str, order: Order, *, wake: bool = True) -> None:
    """Keep an order until it is worked off. The same press twice is one order."""
    with desk.database.writing() as session:
        row = inbound.receive(session, key, kind="import", who=user, at=desk.now(), text=order.as_text())
        if row is not None:
            row.outcome = "waiting"
            session.add(row)
    if wake:
        desk.nudge("read")


def _waiting(row: ImportDraft) -> WaitingDraft:
    draft = drafts.draft_in(row)
    actions = sum(line.kind == "action" for line in draft.kept)
    return WaitingDraft(
        row.id or 0,
        draft.title or draft.source_name,
        row.source_name,
        row.made_at.date(),
        len(draft.kept) - actions,
        actions,
    )


# The tick


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one text or file: a draft, with where the file stands in Slack, or the sentence that says why there is none."""

    draft: Draft | None = None
    message: str = ""
    values: Mapping[str, str | int] | None = None
    permalink: str | None = None


class Intake:
    """Works off what was asked to be read."""

    def __init__(self, desk: Desk, client: WebClient, files: SharedFiles) -> None:
        self._desk = desk
        self._client = client
        self._files = files
        # Windows that were not there yet: Slack may hear of what was read before it has taken our acknowledgement.
        self._unshown: list[tuple[float, View]] = []

    def read_waiting(self) -> None:
        """Fetch and read everything that waits; what Slack does not hand over now waits for the next turn."""
        unshown, self._unshown = self._unshown, []
        for until, view in unshown:
            self._update(view, until)
        with self._desk.database.reading() as session:
            rows = [
                (row.id or 0, row.who, order_in(row), self._desk.now() - row.received_at > PATIENCE)
                for row in inbound.waiting(session, "import")
            ]
        for row_id, who, order, is_over in rows:
            try:
                self._read(row_id, who, order, is_over=is_over)
            except UNHEARD as error:
                log.warning("an import waits for Slack", error=type(error).__name__)
            except Exception:
                # A fault of ours or of the records: it is tried again for a while, and the others are read meanwhile.
                log.exception("an import could not be kept", inbound=row_id)
                if is_over:
                    self._settle(row_id, who, order, [Read(message=UNREAD, values={"name": n}) for n in order.names])

    def _read(self, row_id: int, who: str, order: Order, *, is_over: bool) -> None:
        read = [_read_text(order.text_name, order.text, order.title)] if order.text else []
        read += [self._read_file(file, name, order.title, give_up=is_over) for file, name in order.files]
        self._settle(row_id, who, order, read)

    def _settle(self, row_id: int, who: str, order: Order, read: Sequence[Read]) -> None:
        """Keep and tell what was read, once, whichever process comes first."""
        known = self._desk.meet(who)
        say = Say(known.language)
        channel = self._desk.directory.conversation_with(who)
        with self._desk.database.writing() as session:
            row = inbound.held(session, row_id)
            if row is None or row.outcome != "waiting":
                return
            said = Said(self._desk.viewer(known, session), self._desk.now(), row)
            made = self._keep(session, said, order, read, channel)
            row.outcome = "read" if made else "refused"
            session.add(row)
        self._desk.nudge("deliver")
        sentences = [say(each.message, **(each.values or {})) for each in read if each.draft is None]
        self._show(order, say, Look(self._desk, known, made[0].draft_id) if made else None, made, sentences)

    def _read_file(self, file: str, name: str, title: str, *, give_up: bool) -> Read:
        try:
            shared: SharedText = self._files.read(file)
            return replace(_read_text(shared.name, shared.text, title), permalink=shared.permalink)
        except UnreadableFile as problem:
            return Read(message=problem.message, values=problem.values)
        except UNHEARD:
            if give_up:
                return Read(message=UNREACHED, values={"name": name})
            raise

    def _keep(
        self, session: Session, said: Said, order: Order, read: Sequence[Read], channel: str | None
    ) -> list[WaitingDraft]:
        """Keep the drafts, and promise a letter for each, and one for each that came to nothing."""
        made = []
        for n, each in enumerate(read):
            try:
                if each.draft is None:
                    raise DraftProblem(each.message, **(each.values or {}))
                link = order.permalink or each.permalink
                row = drafts.keep_draft(session, each.draft, said, source_kind=order.kind, permalink=link)
            except DraftProblem as problem:
                key, form = f"whisper:import:{said.inbound.id if said.inbound else 0}:{n}", "plain"
                values: dict[str, Any] = {"template": problem.message, **problem.values}
            else:
                waiting = _waiting(row)
                made.append(waiting)
                key, form = letter_key(waiting.draft_id), "draft"
                values = {
                    "draft_id": waiting.draft_id,
                    "title": waiting.title,
                    "points": waiting.points,
                    "actions": waiting.actions,
                    "problems": len(drafts.concerns(session, each.draft)),
                }
            if channel is not None:
                answering.write_letter(session, said, channel, key, form, values)
        return made

    def _show(
        self, order: Order, say: Say, look: Look | None, made: Sequence[WaitingDraft], sentences: Sequence[str]
    ) -> None:
        """Let the window that waits show what was found; it may be closed by now."""
        if not order.window:
            return
        if look is not None and len(made) == 1 and not sentences:
            view = look.view(external_id=order.window)
        else:
            view = told_view(say, sentences, made, order.window)
        self._update(view, time.monotonic() + WINDOW_SECONDS)

    def _update(self, view: View, until: float) -> None:
        """Draw the window, or remember it for the next turn until `until`, by the clock nobody can set."""
        try:
            self._client.views_update(external_id=view["external_id"], view=view)
        except UNHEARD as error:
            if time.monotonic() < until:
                self._unshown.append((until, view))
            else:
                log.info("the window of an import is closed", error=str(error))


def _read_text(name: str, text: str, title: str) -> Read:
    """What a text says, as a draft."""
    try:
        draft = intake.draft_of(read_minutes(legible(text)), shortened(one_line(legible(name)), intake.LONGEST_NAME))
        if title.strip():
            draft = intake.titled(draft, shortened(one_line(title), intake.LONGEST_TITLE))
    except Exception:
        # The reader takes any text; should it ever fail, this one import ends in words, and the next ones are read.
        log.exception("minutes could not be read")
        return Read(message=UNREAD, values={"name": name})
    return Read(draft)


def register(app: App, desk: Desk) -> None:
    """Listen to the form, the shortcut and the offer."""

    @app.action("import_more")
    def _more(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        more_room(body, client, desk)
        ack()

    @app.view(IMPORT)
    def _import(ack: Ack, body: dict[str, Any]) -> None:
        errors, view = send_import(body, desk)
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack(response_action="update", view=view)

    @app.shortcut(SHORTCUT)
    def _shortcut(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        try:
            import_message(body, client, desk)
        except UNHEARD as error:
            log.info("a message could not be imported", error=str(error))
            tell_unopened(body, respond, desk)
        ack()

    @app.action(re.compile(r"^import_file(_\d+)?$"))
    def _file(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        try:
            press_file(body, client, desk)
        except UNHEARD as error:
            log.info("a file could not be imported", error=str(error))
            tell_unopened(body, respond, desk)
            ack()
            return
        ack()
        if body["actions"][0]["action_id"] == "import_file":
            respond(delete_original=True)
