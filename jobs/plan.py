"""The first tick: promise what is due and not yet promised. It posts nothing; the ledger's keys make it safe to run twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.asked import figures_asked, next_asking
from jobs.cadence import Policy
from jobs.days import policy_of, today_of, workdays_of
from jobs.facts import ReminderFacts, notice, owed_by, reminder_today
from storage import deliveries, meetings, rhythm, units, workspace
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
        due = [promise for unit in units.active_units(session) for promise in _due_of(session, unit, now, policy)]
        return deliveries.plan_all(session, due)


def _due_of(session: Session, unit: Unit, now: datetime, policy: Policy) -> Iterator[Promise]:
    """The notices and the reminder that are due to a unit's channel on its day."""
    day = _day_of(session, unit, now, policy)
    if day is None:
        return
    today, opens, closes = day
    for meeting in meetings.awaiting_notice(session, unit):
        yield Promise(
            key=f"notice:{unit.channel}:{today}:{meeting.id}",
            kind="notice",
            channel=unit.channel or "",
            due_at=opens,
            expires_at=closes,
            unit_id=unit.id,
            meeting_id=meeting.id,
            local_date=today,
        )
    # The reminder stands behind the notices in the ledger, so when it is rendered what they name has been said.
    key = f"reminder:{unit.channel}:{today}:daily"
    if not deliveries.is_promised(session, key) and (
        cadence.deserves(owed_by(session, unit), today, workdays_of(session, unit), policy_of(session, unit, policy))
        or figures_asked(session, unit, today, policy)
    ):
        yield Promise(
            key=key,
            kind="reminder",
            channel=unit.channel or "",
            due_at=opens,
            expires_at=closes,
            unit_id=unit.id,
            local_date=today,
        )


def remind_now(session: Session, unit: Unit, now: datetime, policy: Policy) -> datetime | None:
    """Promise a reminder that names everything open, because somebody of the office asked; at most one a day.

    None when it is promised. Otherwise the unit's channel may not be posted to just now, and the instant is returned at which its
    day begins next, or `now` when one was asked for today already.
    """
    day = _day_of(session, unit, now, policy)
    if day is None:
        return _next_day(session, unit, now, policy)
    today, opens, closes = day
    promise = Promise(
        key=f"reminder:{unit.channel}:{today}:asked",
        kind="reminder",
        channel=unit.channel or "",
        due_at=opens,
        expires_at=closes,
        unit_id=unit.id,
        local_date=today,
        facts={"is_asked": True},
    )
    return None if deliveries.plan(session, promise) else now


def _next_day(session: Session, unit: Unit, now: datetime, policy: Policy) -> datetime:
    """When the unit's next day with posts begins."""
    zone, own = ZoneInfo(unit.timezone), policy_of(session, unit, policy)
    posts = workdays_of(session, unit).only(own.weekdays)
    today = today_of(unit, now)
    if unit.snoozed_until is not None:
        today = max(today, unit.snoozed_until)
    day = posts.on_or_after(today)
    begins = cadence.due_instant(day, zone, own)
    return begins if begins > now else cadence.due_instant(posts.shift(day, 1), zone, own)


def _day_of(session: Session, unit: Unit, now: datetime, policy: Policy) -> tuple[date, datetime, datetime] | None:
    """The unit's date, and between which instants its posts may go; None while nothing may be posted."""
    zone, own = ZoneInfo(unit.timezone), policy_of(session, unit, policy)
    today = today_of(unit, now)
    opens, closes = cadence.due_instant(today, zone, own), cadence.post_expires(today, zone, own)
    if not opens <= now < closes or rhythm.is_quiet(unit, today):
        return None
    return (today, opens, closes) if workdays_of(session, unit).only(own.weekdays).is_workday(today) else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What one unit would be sent on its day: nothing at all is silence, and `silence` says why where something stands in the way.

    `paused`, `snoozed` (the day before `silent_until`), or `day_off`.
    """

    unit: str
    channel: str | None
    day: date
    posts: tuple[ReminderFacts, ...]
    silence: Literal["paused", "snoozed", "day_off"] | None = None
    silent_until: date | None = None


def preview(at: datetime, database: Database, policy: Policy) -> list[Preview]:
    """What each unit's channel would be sent on its day of `at`, as things are now. Writes nothing, sends nothing."""
    with database.reading() as session:
        return [
            _preview_unit(session, unit, today_of(unit, at), policy) for unit in units.all_units(session) if unit.active
        ]


def _preview_unit(session: Session, unit: Unit, day: date, policy: Policy) -> Preview:
    posts = workdays_of(session, unit).only(policy_of(session, unit, policy).weekdays)
    if rhythm.is_quiet(unit, day):
        silence: Literal["paused", "snoozed"] = "paused" if unit.paused_at else "snoozed"
        return Preview(unit.code, unit.channel, day, (), silence, unit.snoozed_until)
    if not posts.is_workday(day):
        return Preview(unit.code, unit.channel, day, (), "day_off")
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
    if unit.paused_at is not None:
        return None
    zone, own = ZoneInfo(unit.timezone), policy_of(session, unit, policy)
    today = today_of(unit, now)
    if unit.snoozed_until is not None and today < unit.snoozed_until:
        # It wakes at midnight; a second before it nothing of that day is due yet.
        woken = datetime.combine(unit.snoozed_until, time(), tzinfo=zone) - timedelta(seconds=1)
        now, today = max(now, woken), unit.snoozed_until
    posts = (
        cadence.next_post(owed_by(session, unit), now, zone, workdays_of(session, unit), own),
        next_asking(session, unit, now, policy),
    )
    reminder = min((post for post in posts if post is not None), default=None)
    if not meetings.awaiting_notice(session, unit):
        return reminder
    notice = _next_day(session, unit, now, policy)
    return min(notice, reminder) if reminder else notice
