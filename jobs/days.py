"""A unit's days: its date at an instant, its calendar, and the policy it is reminded by."""

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.policy import Policy, choices_told, with_choices
from jobs.workdays import Workdays
from storage import rhythm, units, workspace
from storage.models import Unit
from storage.said import Said


class Place(Protocol):
    """A unit, or the office: it has a wall clock and a calendar."""

    @property
    def timezone(self) -> str:
        """As Asia/Shanghai."""

    @property
    def calendar(self) -> str:
        """The official calendar's code, as CN."""


def today_of(place: Place, now: datetime) -> date:
    """The unit's (or the office's) own date at an instant."""
    return now.astimezone(ZoneInfo(place.timezone)).date()


def workdays_of(session: Session, place: Place) -> Workdays:
    """The unit's (or the office's) calendar, with the office's overrides on top."""
    return Workdays(place.calendar, units.workday_overrides(session, place.calendar))


def policy_of(session: Session, unit: Unit | None, policy: Policy) -> Policy:
    """The program's policy with the office's choices on top: for everybody (None), or for one unit."""
    return with_choices(policy, rhythm.chosen(session, unit))


def hours_of_office(
    session: Session, place: Place, now: datetime, policy: Policy
) -> tuple[date, datetime, datetime] | None:
    """The office's date, and between which instants its messages of that day may go; None while none may.

    Its day goes by its own clock and calendar and by the numbers chosen for everybody.
    """
    zone, own, today = ZoneInfo(place.timezone), policy_of(session, None, policy), today_of(place, now)
    opens, closes = cadence.due_instant(today, zone, own), cadence.post_expires(today, zone, own)
    if not opens <= now < closes or not workspace.is_live(session):
        return None
    return (today, opens, closes) if workdays_of(session, place).only(own.weekdays).is_workday(today) else None


def choose(session: Session, unit: Unit | None, text: str, said: Said, policy: Policy) -> Policy:
    """Keep what the office chooses (`due_soon=7,3 hour=08:45`) for one unit or for everybody; returns the policy it makes.

    Raises PolicyProblem when it cannot be read, or contradicts what one of the units has chosen; then nothing is changed.
    """
    told = choices_told(text)
    with session.begin_nested():
        rhythm.choose(session, unit, told, said)
        for each in [unit] if unit is not None else units.all_units(session):
            policy_of(session, each, policy)
    return policy_of(session, unit, policy)
