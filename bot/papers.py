"""Reports and briefs as files: made for the command line, and for whoever pressed a button, in their own conversation with us.

A press is a row before Slack is acknowledged, and a tick of its own makes and sends the file. Slack takes a file in steps; its
id is written down before the step by which it is seen, so after a sudden death Slack is asked whether that file stands
somewhere already.
"""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlmodel import Session

from bot import answering, reporting
from bot.briefing import brief_html, brief_parts
from bot.desk import Acquaintance, Desk
from bot.drawing import broken
from bot.exporting import write_rows
from bot.language import Say
from bot.messages.briefs import brief_title
from bot.messages.text import shortened
from bot.settings import LOOPBACK, SLACK_HOST
from jobs.briefs import NoSuchMeeting, brief
from jobs.courses import target_facts
from jobs.days import Place, today_of
from jobs.scorecards import leader_points, scorecards
from storage import exports, inbound, targets
from storage.documents import write_docx
from storage.items import Said
from storage.models import Inbound
from storage.periods import PeriodProblem, quarter_of, read_period
from storage.sheets import write_xlsx
from storage.target_sheets import template
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    "report": ("xlsx", "html"),
    "brief": ("docx", "html"),
    "targets": ("xlsx",),
    "items": ("xlsx", "csv"),
    "journal": ("xlsx", "csv"),
}
_EXPORTS: Final = {"items": "items", "journal": "journal", "事项": "items", "日志": "journal"}
PATIENCE: Final = timedelta(hours=1)
UPLOAD_SECONDS: Final = 30

WRITING: Final = N_("I am writing it. It comes to you in our direct messages in a moment.")
UNSENT: Final = N_("Slack did not take the file for an hour, so it was not sent. Please press the button again.")
NO_SCOPE: Final = N_(
    "Slack does not let me send files, because the app lacks the scope files:write. Whoever runs the bot adds it by reinstalling the app from the manifest."
)
UNMADE: Final = N_(
    "The file could not be made because of a fault on our side. Please tell whoever runs this bot what you asked for."
)

Problem = (NoSuchMeeting, PeriodProblem)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is wanted: a report or a brief, of what (as typed), and in which form. `file_id` once Slack has its bytes."""

    what: str
    ask: str
    form: str
    file_id: str | None = None

    def as_text(self) -> str:
        """The paper as its row keeps it."""
        return json.dumps({slot: getattr(self, slot) for slot in self.__slots__}, ensure_ascii=False)


def write_paper(session: Session, viewer: Viewer, paper: Paper, now: datetime, office: Place, path: Path) -> str:
    """Write the paper as its viewer may see it, in their language, and return its title.

    Raises NoSuchMeeting or PeriodProblem for words that mean nothing, OSError when the file cannot be written.
    """
    say = Say(viewer.language)
    if paper.what == "brief":
        told = brief(session, viewer, paper.ask, now, office)
        title = brief_title(say, told)
        if paper.form == "docx":
            write_docx(path, brief_parts(say, told), title=title)
        else:
            path.write_text(brief_html(say, told), encoding="utf-8")
        return title
    if paper.what in ("items", "journal"):
        return _write_export(session, viewer, paper.what == "journal", path)
    today = today_of(office, now)
    if paper.what == "targets":
        write_xlsx(path, template(quarter_of(today).name))
        return say("Targets to fill in")
    period = read_period(paper.ask, today) if paper.ask.strip() else quarter_of(today)
    found = targets.targets(session, viewer, period=period.name)
    made = reporting.Report(
        period.name,
        today,
        tuple(scorecards(session, viewer, period, now)),
        tuple(target_facts(session, found, now, viewer.language, office)),
        leader_points(session, viewer, period),
    )
    if paper.form == "xlsx":
        write_xlsx(path, reporting.sheets_of(say, made))
    else:
        path.write_text(reporting.html_of(say, made), encoding="utf-8")
    return say("Report {period}", period=period.name)


def _write_export(session: Session, viewer: Viewer, of_journal: bool, path: Path) -> str:
    say = Say(viewer.language)
    title = say("Journal") if of_journal else say("Items")
    headings = exports.JOURNAL_HEADINGS if of_journal else exports.ITEM_HEADINGS
    rows = exports.journal_rows(session, viewer) if of_journal else exports.item_rows(session, viewer)
    write_rows(path, [say(each) for each in headings], rows, sheet=title)
    return title


def export(desk: Desk, body: Mapping[str, Any], viewer: Viewer) -> str:
    """Answer `/followups export`, `export journal`, `export items csv`: write down what is wanted; returns what they are told."""
    say = Say(viewer.language)
    _, *words = str(body.get("text") or "").casefold().split()
    what = next((_EXPORTS[word] for word in words if word in _EXPORTS), "items")
    form = next((word for word in words if word in FORMS[what]), FORMS[what][0])
    if unknown := [word for word in words if word not in _EXPORTS and word not in FORMS[what]]:
        command = desk.commands.get("followups", "/followups")
        return say(
            "“{word}” cannot be exported. Type {items} for the items as they are, or {journal} for every change; “csv” at the end gives a csv file.",
            word=shortened(unknown[0], 80),
            items=f"{command} export",
            journal=f"{command} export journal",
        )
    ask_for(desk, desk.meet(viewer.user), Paper(what, "", form), str(body.get("trigger_id")))
    return say(WRITING)


def press_paper(desk: Desk, body: Mapping[str, Any]) -> str:
    """Write down that somebody wants a paper; returns what they are told."""
    action, user = body["actions"][0], body["user"]["id"]
    asked = json.loads(action["value"])
    paper = Paper(str(asked["what"]), str(asked["ask"]), str(asked["form"]))
    if paper.form not in FORMS.get(paper.what, ()):
        raise ValueError(f"no {paper.form} of a {paper.what}")
    known = desk.meet(user)
    ask_for(desk, known, paper, str(action.get("action_ts") or body.get("trigger_id")))
    return Say(known.language)(WRITING)


def ask_for(desk: Desk, known: Acquaintance, paper: Paper, stamp: str) -> None:
    """Write down that somebody wants a paper; the same press or command (by Slack's `stamp`) is taken once."""
    user = known.member.user
    with desk.database.writing() as session:
        key = f"paper:{user}:{paper.form}:{stamp}"
        row = inbound.receive(session, key, kind="paper", who=user, at=desk.now(), text=paper.as_text())
        if row is not None:
            row.outcome = "waiting"
            session.add(row)
    desk.nudge("papers")


class Papers:
    """Makes and sends what was asked for."""

    def __init__(self, desk: Desk, client: WebClient, api_url: str) -> None:
        self._desk = desk
        self._client = client
        self._api = urlsplit(api_url)

    def send_waiting(self) -> None:
        """Make and send everything that waits; what Slack does not take now waits for the next turn."""
        with self._desk.database.reading() as session:
            rows = [(row.id or 0, row.who, row.received_at) for row in inbound.waiting(session, "paper")]
        for row_id, who, asked_at in rows:
            try:
                self._send(row_id, who)
            except (SlackClientError, HTTPException, OSError) as error:
                word = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
                log.warning("a paper waits for Slack", error=word)
                if word == "missing_scope":
                    self._settle(row_id, "refused", NO_SCOPE)
                elif self._desk.now() - asked_at > PATIENCE:
                    self._settle(row_id, "refused", UNSENT)
            except Exception:
                log.exception("a paper could not be made")
                self._settle(row_id, "refused", UNMADE)

    def _send(self, row_id: int, who: str) -> None:
        known = self._desk.meet(who)
        channel = self._desk.directory.conversation_with(who)
        if channel is None:
            self._settle(row_id, "refused")
            return
        with self._desk.database.reading() as session:
            paper = Paper(**json.loads(session.get_one(Inbound, row_id).text))
            viewer = self._desk.viewer(known, session)
        with tempfile.TemporaryDirectory(prefix="followups-") as place:
            path = Path(place) / f"{paper.what}.{paper.form}"
            try:
                with self._desk.database.reading() as session:
                    title = write_paper(session, viewer, paper, self._desk.now(), self._desk.seat, path)
            except Problem as problem:
                self._settle(row_id, "refused", problem.message, problem.values)
                return
            if paper.file_id is not None and self._is_shared(paper.file_id):
                self._settle(row_id, "sent")
                return
            asked = "-".join(re.findall(r"\w+", paper.ask)) or str(self._desk.today())
            name = f"{paper.what}-{asked[:60]}.{paper.form}"
            file_id = self._upload(row_id, paper, name, path.read_bytes())
        if file_id is not None:
            self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": title}], channel_id=channel, initial_comment=title
            )
            self._settle(row_id, "sent")

    def _upload(self, row_id: int, paper: Paper, name: str, content: bytes) -> str | None:
        """Hand the bytes to Slack and write the file's id down; None when another process was faster."""
        promised = self._client.files_getUploadURLExternal(filename=name, length=len(content))
        address, file_id = str(promised["upload_url"]), str(promised["file_id"])
        if not self._is_slacks(address):
            raise OSError(f"Slack named a strange address to upload to: {urlsplit(address).hostname}")
        with urlopen(Request(address, data=content, method="POST"), timeout=UPLOAD_SECONDS) as taken:
            taken.read()
        with self._desk.database.writing() as session:
            row = inbound.held(session, row_id)
            if row is None or row.outcome != "waiting" or row.text != paper.as_text():
                return None
            row.text = replace(paper, file_id=file_id).as_text()
            session.add(row)
        return file_id

    def _is_shared(self, file_id: str) -> bool:
        """Whether a file of an earlier attempt is seen somewhere already."""
        try:
            told = cast(Mapping[str, Any], self._client.files_info(file=file_id)["file"])
        except SlackApiError as error:
            if error.response.get("error") in ("file_not_found", "file_deleted"):
                return False
            raise
        return any(told.get(place) for place in ("channels", "groups", "ims"))

    def _is_slacks(self, address: str) -> bool:
        """True for https at Slack, and for the playground's own origin when that is what we speak to."""
        at = urlsplit(address)
        host = at.hostname or ""
        if at.scheme == "https" and at.port in (None, 443) and "@" not in at.netloc and SLACK_HOST.fullmatch(host):
            return True
        return host in LOOPBACK and (at.scheme, host, at.port) == (self._api.scheme, self._api.hostname, self._api.port)

    def _settle(
        self, row_id: int, outcome: str, message: str | None = None, values: Mapping[str, str] | None = None
    ) -> None:
        """End with an outcome, and with a letter that says why when there is no file."""
        with self._desk.database.reading() as session:
            who = session.get_one(Inbound, row_id).who
        known = self._desk.meet(who)
        channel = self._desk.directory.conversation_with(who)
        with self._desk.database.writing() as session:
            row = inbound.held(session, row_id)
            if row is None or row.outcome != "waiting":
                return
            row.outcome = outcome
            session.add(row)
            if message is not None and channel is not None:
                said = Said(self._desk.viewer(known, session), self._desk.now(), row)
                told = {"template": message, **(values or {})}
                answering.write_letter(session, said, channel, f"whisper:paper:{row_id}", "plain", told)
        self._desk.nudge("deliver")


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons."""

    def _press(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        try:
            told = press_paper(desk, body)
        except Exception:
            log.exception("a click could not be taken", action="paper")
            told = broken(desk, body["user"]["id"])
        ack()
        respond(text=told, replace_original=False, response_type="ephemeral")

    for form in {form for forms in FORMS.values() for form in forms}:
        app.action(f"paper_{form}")(_press)
