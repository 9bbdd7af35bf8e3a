"""The first tick: promise what is due and not yet promised. It posts nothing; the ledger's keys make it safe to run twice."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.cadence import Policy
from jobs.facts import ReminderFacts, notice, owed_by, reminder_today, today_of, workdays_of
from storage import deliveries, meetings, units, workspace
from storage.database import Database
from storage.deliveries import Promise
from storage.models import Unit


def plan_due(now: datetime, database: Database, policy: Policy) -> int:
    """Promise today's reminders and the notices of new assignments; returns how many promises are new.

    `now` is aware; each unit sees it on its own wall clock. Before the office has gone live nothing is promised.
    """
    with database.writing() as session:
        if not workspace.is_live(session):
            return 0
        return sum(_plan_unit(session, unit, now, policy) for unit in units.active_units(session))


def _plan_unit(session: Session, unit: Unit, now: datetime, policy: Policy) -> int:
    zone = ZoneInfo(unit.timezone)
    today = today_of(unit, now)
    opens = cadence.due_instant(today, zone, policy)
    closes = cadence.post_expires(today, zone, policy)
    if not opens <= now < closes or not workdays_of(session, unit).is_workday(today):
        return 0
    planned = 0
    for meeting in meetings.awaiting_notice(session, unit):
        planned += deliveries.plan(
            session,
            Promise(
                key=f"notice:{unit.channel}:{today}:{meeting.id}",
                kind="notice",
                channel=unit.channel or "",
                due_at=opens,
                expires_at=closes,
                unit_id=unit.id,
                meeting_id=meeting.id,
                local_date=today,
            ),
        )
    # The reminder stands behind the notices in the ledger, so when it is rendered what they name has been said.
    key = f"reminder:{unit.channel}:{today}:daily"
    if not deliveries.is_promised(session, key) and cadence.deserves(
        owed_by(session, unit), today, workdays_of(session, unit), policy
    ):
        planned += deliveries.plan(
            session,
            Promise(
                key=key,
                kind="reminder",
                channel=unit.channel or "",
                due_at=opens,
                expires_at=closes,
                unit_id=unit.id,
                local_date=today,
            ),
        )
    return planned


@dataclass(frozen=True, slots=True)
class Preview:
    """What one unit would be sent on its day: nothing at all is silence."""

    unit: str
    channel: str | None
    day: date
    posts: tuple[ReminderFacts, ...]


def preview(at: datetime, database: Database, policy: Policy) -> list[Preview]:
    """What each unit's channel would be sent on its day of `at`, as things are now. Writes nothing, sends nothing."""
    with database.reading() as session:
        return [
            _preview_unit(session, unit, today_of(unit, at), policy) for unit in units.all_units(session) if unit.active
        ]


def _preview_unit(session: Session, unit: Unit, day: date, policy: Policy) -> Preview:
    if not workdays_of(session, unit).is_workday(day):
        return Preview(unit.code, unit.channel, day, ())
    told = [notice(session, unit, meeting, day) for meeting in meetings.awaiting_notice(session, unit)]
    notices = [each for each in told if each is not None]
    named = frozenset(line.item_id for each in notices for line in each.lines)
    reminder = reminder_today(session, unit, day, policy, said_already=named)
    return Preview(unit.code, unit.channel, day, (*notices, *([reminder] if reminder else [])))


def next_due(now: datetime, database: Database, policy: Policy) -> datetime | None:
    """The next instant at which some unit's channel will be posted to, if nothing changes; None when nothing is in sight."""
    with database.reading() as session:
        if not workspace.is_live(session):
            return None
        found = [
            instant
            for unit in units.active_units(session)
            if (instant := _next_of_unit(session, unit, now, policy)) is not None
        ]
    return min(found, default=None)


def _next_of_unit(session: Session, unit: Unit, now: datetime, policy: Policy) -> datetime | None:
    zone, calendar = ZoneInfo(unit.timezone), workdays_of(session, unit)
    reminder = cadence.next_post(owed_by(session, unit), now, zone, calendar, policy)
    if not meetings.awaiting_notice(session, unit):
        return reminder
    day = calendar.on_or_after(today_of(unit, now))
    notice = cadence.due_instant(day, zone, policy)
    if notice <= now:
        notice = cadence.due_instant(calendar.shift(day, 1), zone, policy)
    return min(notice, reminder) if reminder else notice
