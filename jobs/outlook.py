"""The calendar of what would be sent, channel by channel, if nothing changed: the cadence, lived through ahead of time. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.days import policy_of, today_of, workdays_of
from jobs.escalation import AHEAD, ESCALATED, TOLD
from jobs.facts import owed_by
from jobs.policy import Policy
from jobs.raising import Above, OfficeDay, for_leaders, for_office, items_above, office_day
from jobs.waiting import Office
from storage import items, meetings, rhythm, units
from storage.database import Database
from storage.models import Unit


@dataclass(frozen=True, slots=True)
class Mention:
    """One item in a post, and why it is there (see cadence.Line)."""

    code: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post to come: when, to whom (a unit's code, `office`, or a leader's name), where, and what it names."""

    at: datetime
    to: str
    channel: str | None
    kind: str
    mentions: tuple[Mention, ...]


def outlook(
    database: Database, now: datetime, first: date, last: date, policy: Policy, office: Office | None
) -> list[Post]:
    """Every post from `first` to `last`, as things are now: as if nobody answered, and nothing were assigned meanwhile."""
    with database.reading() as session:
        found = [
            post
            for unit in units.all_units(session)
            if unit.active
            for post in _of_unit(session, unit, today_of(unit, now), last, policy)
        ]
        if office is not None:
            found += _above(session, now, last, policy, office)
    found = [post for post in found if first <= post.at.date() <= last]
    return sorted(found, key=lambda post: (post.at, post.to))


def _of_unit(session: Session, unit: Unit, today: date, last: date, policy: Policy) -> Iterator[Post]:
    own, workdays, zone = policy_of(session, unit, policy), workdays_of(session, unit), ZoneInfo(unit.timezone)
    posts = workdays.only(own.weekdays)
    owed = {item.item_id: item for item in owed_by(session, unit)}
    told = meetings.awaiting_notice(session, unit)
    for day in _days(today, last):
        if not posts.is_workday(day) or rhythm.is_quiet(unit, day):
            continue
        at = cadence.due_instant(day, zone, own).astimezone(zone)
        for meeting in told:
            given = [item.id or 0 for item in items.items_of_meeting(session, meeting)]
            given = sorted(set(given) - meetings.told_ids(session, given))
            mentions = tuple(Mention(unit.code, owed[each].number, "assigned") for each in given if each in owed)
            owed |= {each: replace(owed[each], said_on=day) for each in given if each in owed}
            if mentions:
                yield Post(at, unit.code, unit.channel, "notice", mentions)
        told = []
        lines = cadence.deserves(owed.values(), day, workdays, own)
        if lines:
            named = tuple(Mention(unit.code, owed[line.item_id].number, line.why) for line in lines)
            yield Post(at, unit.code, unit.channel, "reminder", named)
        owed |= {line.item_id: replace(owed[line.item_id], said_on=day) for line in lines}


def _above(session: Session, now: datetime, last: date, policy: Policy, office: Office) -> Iterator[Post]:
    """The office's posts and the leaders' messages."""
    horizon = datetime.combine(last, now.timetz()) + timedelta(days=1)
    above = items_above(session, horizon, policy)
    zone, posted_on = ZoneInfo(office.timezone), None
    for today in _days(today_of(office, now), last):
        day = office_day(session, office, office.channel, today, policy)
        if day is None:
            continue
        if posted_on is not None:
            day = replace(day, is_weekly=posted_on < day.week_opens.astimezone(zone).date())
        at = day.opens.astimezone(zone)
        present = [each for each in above if not rhythm.is_quiet(each.unit, each.today(day.opens))]
        told = for_leaders(present, day)
        lines = for_office(present, day)
        for mine in told.values():
            leader = mine[0].leader
            yield Post(at, leader.name if leader else "", None, "digest", tuple(_mention(each, TOLD) for each in mine))
        if lines:
            yield Post(
                at, "office", office.channel, "escalation", tuple(_mention(each, section) for each, section in lines)
            )
            posted_on = today
        sections = {id(each): section for each, section in lines}
        named = {id(each) for mine in told.values() for each in mine}
        above = [_after(each, day, sections.get(id(each)), is_told=id(each) in named) for each in above]


def _after(each: Above, day: OfficeDay, section: str | None, *, is_told: bool) -> Above:
    """The item as the rule sees it after a day on which it was told."""
    today, late = each.today(day.opens), each.late
    return replace(
        each,
        late=replace(
            late,
            escalated_on=today if section == ESCALATED else late.escalated_on,
            ahead_on=today if section == AHEAD else late.ahead_on,
            told_on=today if is_told else late.told_on,
        ),
    )


def _mention(each: Above, why: str) -> Mention:
    return Mention(each.unit.code, each.item.number, why)


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
