"""The words `report` and `brief` of /followups, and the button that lists the rows behind a scorecard's figures."""

import json
import re
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from bot.desk import Desk
from bot.language import Say
from bot.messages.blocks import words
from bot.messages.pages import Page, page
from bot.messages.scorecards import brief_page, rows_page, scorecards_page
from jobs.scorecards import leader_points, scorecard, scorecards
from storage.models import Unit
from storage.periods import Period, PeriodProblem, quarter_of, read_period
from storage.viewers import Viewer

log = structlog.get_logger()


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons."""

    @app.action(re.compile(r"^score_rows_\d+$"))
    def _rows(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        try:
            shown = press_rows(desk, body)
        except Exception:
            log.exception("a click could not be answered", action="score_rows")
            sentence = Say(desk.language)(
                "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
            )
            shown = page([sentence], [words(sentence)])
        ack()
        respond(text=shown.text, blocks=shown.blocks, replace_original=False, response_type="ephemeral")


def report_page(desk: Desk, session: Session, viewer: Viewer, word: str, rest: str) -> Page:
    """The scorecards of a period (`report 2024Q2`), or what its leaders asked and what became of it (`brief`)."""
    say = Say(viewer.language)
    try:
        period = _period(desk, rest)
    except PeriodProblem as problem:
        told = say(problem.message, **problem.values)
        return page([told], [words(told)])
    if word == "brief":
        return brief_page(say, leader_points(session, viewer, period), period.name)
    return scorecards_page(say, scorecards(session, viewer, period, desk.now()), period.name)


def press_rows(desk: Desk, body: Mapping[str, Any]) -> Page:
    """The rows behind one unit's figures, as far as whoever pressed may see the unit."""
    asked = json.loads(body["actions"][0]["value"])
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        say = Say(viewer.language)
        unit = session.get_one(Unit, asked["unit"])
        if not viewer.sees_everything and unit.id not in viewer.unit_ids:
            told = say("Only people of the unit, the leaders and the office can see that.")
            return page([told], [words(told)])
        return rows_page(say, scorecard(session, viewer, unit, _period(desk, asked["period"]), desk.now()))


def _period(desk: Desk, text: str) -> Period:
    today = desk.today()
    return read_period(text, today) if text.strip() else quarter_of(today)
