"""Targets come in from a file: uploaded in a form, or sent to the bot; read by a tick, shown with every bad cell, then confirmed.

What is asked for is a row before Slack is acknowledged. The file is read again when it is confirmed, in the same transaction in
which all of it is kept or none of it, so nothing rests on what was true when it was previewed.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from http.client import HTTPException
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import answering
from bot.desk import Acquaintance, Desk
from bot.drawing import broken
from bot.files import SharedFiles
from bot.language import Say
from bot.messages.modals import View, given
from bot.messages.target_sheets import IMPORT, MOST_LINES, bad_line, row_line, sheet_told_view, sheet_view
from storage import inbound, target_sheets
from storage.items import Said
from storage.minutes.files import UnreadableFile
from storage.models import Inbound
from storage.sheets import SheetProblem, confined_tables
from storage.target_sheets import BadCell, TargetSheet
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

PATIENCE: Final = timedelta(hours=1)
# So many rows hold the records for two seconds or three; nobody's command should wait longer.
MOST_ROWS: Final = 2_000

OFFICE_ONLY: Final = N_("Only the strategy office sets targets. Tell the office which figure should stand there.")
TOO_MANY: Final = N_(
    "{file} has {n} rows, and up to {most} are taken in Slack at once. Split it, or let whoever runs the bot use: followups targets import {file}"
)
UNREACHED: Final = N_("{name} could not be fetched from Slack for an hour. Please import it again.")
UNREAD: Final = N_(
    "{name} could not be read because of a fault on our side; nothing was kept. Please tell whoever runs this bot."
)
EMPTY: Final = N_("{file} has no row below its head, so there is nothing to set.")
KEPT: Final = N_("Stored: {new} new, {changed} changed, {same} as before.")

Body = Mapping[str, Any]


def open_import(body: Body, client: WebClient, desk: Desk, viewer: Viewer) -> str | None:
    """`/targets import`: open the form; a sentence instead for whoever may not."""
    say = Say(viewer.language)
    if not viewer.is_office:
        return say(OFFICE_ONLY)
    client.views_open(trigger_id=body["trigger_id"], view=sheet_view(say))
    return None


def send_import(body: Body, desk: Desk) -> tuple[dict[str, str], View | None]:
    """Take the form: errors by block, or the window that says that it is being read."""
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    files = given(body["view"], "file").get("files") or ()
    if not known.is_office:
        return {"file": say(OFFICE_ONLY)}, None
    if not files:
        return {"file": say("Choose a file, .xlsx or .csv.")}, None
    file = files[0]
    name = str(file.get("name") or file["id"])
    _write_down(desk, known, f"targets:view:{body['view']['id']}", str(file["id"]), name)
    return {}, sheet_told_view(
        say, say("I am reading {name}. What I find comes to you in a direct message.", name=name)
    )


def press_file(body: Body, desk: Desk) -> str:
    """The button under the offer: read this file. Returns what the person is told."""
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    if not known.is_office:
        return say(OFFICE_ONLY)
    action = body["actions"][0]
    file = json.loads(action["value"])
    _write_down(desk, known, f"targets:file:{action.get('action_ts')}:{file['id']}", file["id"], file["name"])
    return say("I am reading {name}. What I find comes to you in a direct message.", name=file["name"])


def press_decision(body: Body, desk: Desk, *, confirms: bool) -> str:
    """Set the targets that were shown, or throw them away; whoever is second is told that it was decided."""
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    if not known.is_office:
        return say(OFFICE_ONLY)
    with desk.database.writing() as session:
        shown = session.get_one(Inbound, int(body["actions"][0]["value"]))
        key = f"targets:decided:{shown.id}"
        kind = "target_set" if confirms else "target_drop"
        row = inbound.receive(session, key, kind=kind, who=known.member.user, at=desk.now(), text=shown.text)
        if row is None:
            return say("That was decided already; nothing was changed.")
        row.outcome = "waiting" if confirms else "refused"
        session.add(row)
    desk.nudge("sheets")
    if not confirms:
        return say("Thrown away; nothing of it was kept.")
    return say("I am setting them. You are told in a moment.")


def _write_down(desk: Desk, known: Acquaintance, key: str, file: str, name: str) -> None:
    with desk.database.writing() as session:
        text = json.dumps({"file": file, "name": name}, ensure_ascii=False)
        row = inbound.receive(session, key, kind="target_sheet", who=known.member.user, at=desk.now(), text=text)
        if row is not None:
            row.outcome = "waiting"
            session.add(row)
    desk.nudge("sheets")


class SheetIntake:
    """Works off the files with targets: reads those that came in, sets those that were confirmed."""

    def __init__(self, desk: Desk, files: SharedFiles) -> None:
        self._desk = desk
        self._files = files

    def read_waiting(self) -> None:
        """Do what waits; what Slack does not hand over now waits for the next turn."""
        with self._desk.database.reading() as session:
            rows = [
                (row.id or 0, row.who, row.kind, json.loads(row.text), self._desk.now() - row.received_at > PATIENCE)
                for kind in ("target_sheet", "target_set")
                for row in inbound.waiting(session, kind)
            ]
        for row_id, who, kind, file, is_over in rows:
            try:
                self._work_off(row_id, who, kind, file)
            except (UnreadableFile, SheetProblem) as problem:
                self._end(row_id, who, "refused", "plain", {"template": problem.message, **problem.values})
            except (SlackClientError, HTTPException, OSError) as error:
                log.warning("a file with targets waits for Slack", error=type(error).__name__)
                if is_over:
                    self._end(row_id, who, "refused", "plain", {"template": UNREACHED, "name": file["name"]})
            except Exception:
                log.exception("a file with targets could not be read")
                self._end(row_id, who, "refused", "plain", {"template": UNREAD, "name": file["name"]})

    def _work_off(self, row_id: int, who: str, kind: str, file: Mapping[str, str]) -> None:
        desk = self._desk
        known = desk.meet(who)
        shared = self._files.fetch(file["file"])
        tables = confined_tables(shared.name, shared.content)
        with desk.database.reading() as session:
            names = target_sheets.known_names(session)
        sheet = target_sheets.read_targets(tables, names, desk.today())
        if len(sheet.rows) > MOST_ROWS:
            raise SheetProblem(TOO_MANY, file=shared.name, n=str(len(sheet.rows)), most=str(MOST_ROWS))
        if not sheet.rows and not sheet.bad:
            raise SheetProblem(EMPTY, file=shared.name)
        became: dict[str, int] = {}
        each_became: list[str] = []
        bad: list[BadCell] = list(sheet.bad)
        if not bad:
            with desk.database.writing() as session:
                row = inbound.held(session, row_id)
                if row is None or row.outcome != "waiting":
                    return
                said = Said(desk.viewer(known, session), desk.now(), row)
                became, bad = target_sheets.keep_all(session, sheet, said, desk.today(), each_became.append)
                if bad or kind == "target_sheet":
                    session.rollback()  # a preview keeps nothing, and neither does a file with one bad row
                else:
                    row.outcome = "applied"
                    session.add(row)
        if kind == "target_set" and not bad:
            self._end(row_id, who, None, "plain", {"template": KEPT, **became})
            return
        say = Say(known.language)
        values = {"file": shared.name, "row": row_id, "became": became, **_lines(say, sheet, bad, each_became, names)}
        self._end(row_id, who, "refused" if bad else "read", "target_sheet", values)

    def _end(self, row_id: int, who: str, outcome: str | None, form: str, values: dict[str, Any]) -> None:
        """End a row with its outcome (None: it has one) and a letter to whoever sent the file."""
        known = self._desk.meet(who)
        channel = self._desk.directory.conversation_with(who)
        with self._desk.database.writing() as session:
            row = inbound.held(session, row_id)
            if row is None or (outcome is not None and row.outcome != "waiting"):
                return
            row.outcome = outcome or row.outcome
            session.add(row)
            if channel is not None:
                said = Said(self._desk.viewer(known, session), self._desk.now(), row)
                answering.write_letter(session, said, channel, f"whisper:targets:{row_id}", form, values)
        self._desk.nudge("deliver")


def _lines(
    say: Say, sheet: TargetSheet, bad: list[BadCell], became: list[str], names: target_sheets.Known
) -> dict[str, Any]:
    """The rows and the bad cells as lines, as many as a letter shows, and how many more there are."""
    codes = {unit.id: unit.code for unit in names.units.values()}
    shown = [] if bad else list(zip(sheet.rows, became, strict=True))[:MOST_LINES]
    return {
        "lines": [row_line(say, row, codes.get(row.draft.unit_id), word) for row, word in shown],
        "lines_more": max(0, len(sheet.rows) - MOST_LINES),
        "bad": [bad_line(say, cell) for cell in bad[:MOST_LINES]],
        "bad_more": max(0, len(bad) - MOST_LINES),
    }


def register(app: App, desk: Desk) -> None:
    """Listen to the form, the offer and the decision."""

    @app.view(IMPORT)
    def _import(ack: Ack, body: dict[str, Any]) -> None:
        try:
            errors, view = send_import(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=IMPORT)
            errors, view = {"file": broken(desk, body["user"]["id"])}, None
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack(response_action="update", view=view)

    def listen(action_id: "str | re.Pattern[str]", deed: Any, *, replaces: bool) -> None:
        @app.action(action_id)
        def _press(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
            try:
                told, replaced = deed(body, desk), replaces
            except Exception:
                log.exception("a click could not be taken", action=str(action_id))
                told, replaced = broken(desk, body["user"]["id"]), False
            ack()
            respond(text=told, replace_original=replaced, response_type="ephemeral")

    listen(re.compile(r"^target_file_\d+$"), press_file, replaces=False)
    listen("targets_confirm", lambda body, desk: press_decision(body, desk, confirms=True), replaces=True)
    listen("targets_drop", lambda body, desk: press_decision(body, desk, confirms=False), replaces=True)
