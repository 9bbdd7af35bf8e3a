"""The brief for the next meeting: what each leader asked last time, and what became of it in each unit."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.days import Place, today_of
from jobs.scorecards import LeaderPoint, leader_points, points_of
from storage import meetings
from storage import scorecards as counted_from
from storage.models import Meeting
from storage.periods import Period, PeriodProblem, read_period
from storage.viewers import Viewer
from storage.words import N_


class NoSuchMeeting(Exception):
    """Nothing of the records is meant by these words; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Brief:
    """What was asked at one meeting, or at all of a period, as things stand on `today`, the office's own date."""

    title: str
    held_on: date | None
    today: date
    points: tuple[LeaderPoint, ...]


def brief(session: Session, viewer: Viewer, text: str, now: datetime, office: Place) -> Brief:
    """The brief asked for: a meeting by its number, its day or words of its title, or a period; the last meeting without words.

    Raises NoSuchMeeting with the meetings there are.
    """
    today = today_of(office, now)
    period, found = _meant(session, viewer, " ".join(text.split()), today)
    if period is not None:
        return Brief(period.name, None, today, leader_points(session, viewer, period))
    assert found is not None
    points = points_of(session, viewer, counted_from.directives_of(session, viewer, found))
    return Brief(found.title, found.held_from, today, points)


def _meant(session: Session, viewer: Viewer, text: str, today: date) -> tuple[Period | None, Meeting | None]:
    """The period, or the meeting, that these words mean."""
    known = sorted(
        meetings.meetings(session, viewer), key=lambda each: (each.held_from or each.imported_at.date(), each.id or 0)
    )
    if not known:
        raise NoSuchMeeting(N_("No meeting has been imported yet, so there is nothing to tell of."))
    if not text:
        return None, known[-1]
    if found := meetings.meetings_called(session, viewer, text):
        return None, found[-1]
    try:
        return read_period(text, today), None
    except PeriodProblem as problem:
        names = " · ".join(f"{each.id} {each.title}" for each in known[-5:])
        raise NoSuchMeeting(
            N_("“{text}” is no meeting and no period. Write 2024Q2, or one of these: {known}."),
            text=text[:60],
            known=names[:500],
        ) from problem
