"""The words `report` and `brief` of /followups, and the button that lists the rows behind a scorecard's figures."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from bot.asking import without_here
from bot.desk import Acquaintance, Desk
from bot.drawing import Answer, broken
from bot.language import Say, nearest_language
from bot.messages.blocks import words
from bot.messages.briefs import brief_page
from bot.messages.pages import Asked, Page, page
from bot.messages.scorecards import rows_page, scorecards_page
from jobs.briefs import NoSuchMeeting, brief
from jobs.days import today_of
from jobs.scorecards import leader_points, scorecard, scorecards
from storage import units
from storage.models import Unit
from storage.periods import Period, PeriodProblem, quarter_of, read_period
from storage.viewers import Viewer

log = structlog.get_logger()

WORDS: Final = frozenset({"report", "brief", "报告", "简报"})
BRIEF: Final = frozenset({"brief", "简报"})


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons."""

    @app.action(re.compile(r"^score_rows_\d+$"))
    def _rows(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        try:
            shown = press_rows(desk, body)
        except Exception:
            log.exception("a click could not be answered", action="score_rows")
            sentence = broken(desk, body["user"]["id"])
            shown = page([sentence], [words(sentence)])
        ack()
        respond(text=shown.text, blocks=shown.blocks, replace_original=False, response_type="ephemeral")


def answer(desk: Desk, known: Acquaintance, channel: str, text: str, offset: int, *, draws: bool) -> Answer:
    """The scorecards of a period (`report 2024Q2`), or what leaders asked and what became of it (`brief`), from a place on.

    With `here` the channel reads it, as everybody there may see it: in the office's channel all, in a unit's what is its own.
    """
    text, is_public = without_here(text)
    word, _, rest = text.partition(" ")
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        if is_public:
            readers = _readers(desk, session, viewer, channel)
            if readers is None:
                return Answer(_sentence(_nobody_here(Say(viewer.language))))
            viewer = readers
        asked = Asked(
            say=Say(viewer.language),
            command=desk.commands.get("followups", "/followups"),
            text=text,
            workdays=lambda _line: None,
            offset=offset,
            today=desk.today(),
            is_public=is_public,
            of="followups",
        )
        shown = _brief_page if word.casefold() in BRIEF else _report_page
        return Answer(shown(desk, session, viewer, asked, rest, draws=draws), is_public)


def press_rows(desk: Desk, body: Mapping[str, Any]) -> Page:
    """The rows behind one unit's figures, as far as whoever pressed may see the unit."""
    asked = json.loads(body["actions"][0]["value"])
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        say = Say(viewer.language)
        unit = session.get_one(Unit, asked["unit"])
        if not viewer.sees_everything and unit.id not in viewer.unit_ids:
            return _sentence(say("Only people of the unit, the leaders and the office can see that."))
        card = scorecard(session, viewer, unit, period_in(desk, asked["period"]), desk.now())
        return rows_page(say, card, today_of(unit, desk.now()))


def period_in(desk: Desk, text: str) -> Period:
    """The period these words name; this quarter without words. Raises PeriodProblem."""
    today = desk.today()
    return read_period(text, today) if text.strip() else quarter_of(today)


def _report_page(desk: Desk, session: Session, viewer: Viewer, asked: Asked, text: str, *, draws: bool) -> Page:
    try:
        period = period_in(desk, text)
    except PeriodProblem as problem:
        return _sentence(asked.say(problem.message, **problem.values))
    cards = scorecards(session, viewer, period, desk.now())
    points = leader_points(session, viewer, period)
    return scorecards_page(asked.say, cards, points, period.name, asked=asked, draws=draws)


def _brief_page(desk: Desk, session: Session, viewer: Viewer, asked: Asked, text: str, *, draws: bool) -> Page:
    try:
        return brief_page(asked, text, brief(session, viewer, text, desk.now(), desk.seat))
    except NoSuchMeeting as problem:
        return _sentence(asked.say(problem.message, **problem.values))


def _readers(desk: Desk, session: Session, viewer: Viewer, channel: str) -> Viewer | None:
    """Everybody of a channel as one viewer; None where there is nothing that all of them may see."""
    if channel == desk.office_channel and viewer.is_office:
        return Viewer(viewer.user, desk.language, is_office=True)
    unit = units.unit_in_channel(session, channel)
    if unit is None:
        return None
    return Viewer(viewer.user, nearest_language(unit.language), unit_ids=frozenset({unit.id or 0}))


def _nobody_here(say: Say) -> str:
    return say(
        "This channel belongs to no unit, so there is nothing that everyone here may see. Ask again without “here”, and only you will see the answer."
    )


def _sentence(told: str) -> Page:
    return page([told], [words(told)])
