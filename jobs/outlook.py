"""The calendar of what would be sent, channel by channel, if nothing changed: the cadence, lived through ahead of time. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.asked import figures_asked
from jobs.days import policy_of, today_of, workdays_of
from jobs.escalation import AHEAD, ESCALATED, TOLD
from jobs.facts import owed_by
from jobs.policy import Policy
from jobs.raising import Above, OfficeDay, for_leaders, for_office, items_above, office_day, unknown_calendars
from jobs.waiting import Office
from storage import items, meetings, raised, rhythm, units, waiting, workspace
from storage.database import Database
from storage.models import Item, Unit

UNIT_KINDS: Final = ("notice", "reminder")


@dataclass(frozen=True, slots=True)
class Mention:
    """One item in a post, and why it is there (see cadence.Line)."""

    code: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Post:
    """One post to come: when, to whom (a unit's code, `office`, or a leader's name), where, and what it names.

    `figures` are the targets a unit is asked to report on; `calendars` those of which the office is told that the next year is
    not known yet.
    """

    at: datetime
    to: str
    channel: str | None
    kind: str
    mentions: tuple[Mention, ...] = ()
    figures: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()


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
            if office.channel:
                found += _scorecards(session, now, last, policy, office)
    found = [post for post in found if first <= post.at.date() <= last]
    return sorted(found, key=lambda post: (post.at, post.kind not in UNIT_KINDS, post.to))


def _of_unit(session: Session, unit: Unit, today: date, last: date, policy: Policy) -> Iterator[Post]:
    own, workdays, zone = policy_of(session, unit, policy), workdays_of(session, unit), ZoneInfo(unit.timezone)
    posts = workdays.only(own.weekdays)
    owed = {item.item_id: item for item in owed_by(session, unit)}
    told = meetings.awaiting_notice(session, unit)
    reminded_on = None
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
        asked = figures_asked(session, unit, day, policy, reminded_on=reminded_on)
        if lines or asked:
            named = tuple(Mention(unit.code, owed[line.item_id].number, line.why) for line in lines)
            yield Post(at, unit.code, unit.channel, "reminder", named, tuple(figure.metric for figure in asked))
            reminded_on = day
        owed |= {line.item_id: replace(owed[line.item_id], said_on=day) for line in lines}


def _above(session: Session, now: datetime, last: date, policy: Policy, office: Office) -> Iterator[Post]:
    """The office's posts and the leaders' messages."""
    horizon = datetime.combine(last, now.timetz()) + timedelta(days=1)
    above = items_above(session, horizon, policy)
    zone, posted_on = ZoneInfo(office.timezone), None
    to_decide = tuple(Mention(_code(session, item), item.number, why) for item, why in waiting.waiting(session))
    warned: set[str] = set()
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
        unknown = tuple(name for name in unknown_calendars(session, office, today) if name not in warned)
        for mine in told.values():
            leader = mine[0].leader
            yield Post(at, leader.name if leader else "", None, "digest", tuple(_mention(each, TOLD) for each in mine))
        if office.channel and (lines or unknown):
            mentions = tuple(_mention(each, section) for each, section in lines)
            yield Post(at, "office", office.channel, "escalation", mentions, calendars=unknown)
            posted_on, warned = today, warned | set(unknown)
        if to_decide:
            yield Post(at, "office", None, "waiting", to_decide)
        sections = {id(each): section for each, section in lines}
        named = {id(each) for mine in told.values() for each in mine}
        above = [_after(each, day, sections.get(id(each)), is_told=id(each) in named) for each in above]


def _scorecards(session: Session, now: datetime, last: date, policy: Policy, office: Office) -> Iterator[Post]:
    """The scorecards in the office's channel."""
    first, workdays, own = today_of(office, now), workdays_of(session, office), policy_of(session, None, policy)
    told_on = raised.last_post_on(session, office.channel, "scorecard")
    live_on = today_of(office, workspace.live_since(session) or now)
    for day in _days(first, last):
        is_posted_to = workdays.only(own.weekdays).is_workday(day)
        if is_posted_to and cadence.scorecard_due(day, told_on, live_on, workdays, own):
            zone = ZoneInfo(office.timezone)
            yield Post(cadence.due_instant(day, zone, own).astimezone(zone), "office", office.channel, "scorecard")
            told_on = day


def _code(session: Session, item: Item) -> str:
    return session.get_one(Unit, item.unit_id).code


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
