"""What is told above the units: the office's post of the day, and each leader's private message.

The office's day is one for all units: its own hour, calendar and channel. The rules are in jobs/escalation.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.days import Place, policy_of, today_of, workdays_of
from jobs.escalation import AHEAD, ESCALATED, OFFICE_SECTIONS, TOLD, Late, leader_is_told, office_section
from jobs.naming import Named
from jobs.policy import Policy
from jobs.waiting import Office
from jobs.workdays import Workdays
from storage import deliveries, raised, rhythm, units, workspace
from storage.database import Database
from storage.deliveries import Promise
from storage.models import Delivery, Directive, Item, Person, Unit

NOVEMBER: Final = 11


@dataclass(frozen=True, slots=True)
class LateLine:
    """One item above its unit. `workdays` counts the working days late, by its unit's calendar."""

    item_id: int
    code: str
    unit: str
    number: int
    title: str
    section: str
    due_on: date | None
    workdays: int | None
    owner: Named | None
    leader: Named | None
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class RaisedFacts:
    """The office's post of the day (kind escalation), or a leader's message (digest).

    `calendars` are the official calendars of which the year `next_year` is not known yet. One too
    long for Slack is continued in its thread; `part` counts from 1.
    """

    kind: str
    channel: str
    language: str
    today: date
    lines: tuple[LateLine, ...]
    next_year: int
    calendars: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Above:
    """An item with all that the rule needs of its unit."""

    item: Item
    unit: Unit
    leader: Person | None
    late: Late
    workdays: Workdays
    policy: Policy

    def today(self, at: datetime) -> date:
        """The unit's date."""
        return today_of(self.unit, at)


def items_above(session: Session, at: datetime, policy: Policy, *, before: date | None = None) -> list[Above]:
    """What may have to be told above its unit at `at`. `before`: the office's day; the leaders' rule wants earlier days only."""
    said = raised.last_raised(session)
    earlier = raised.last_raised(session, before=before) if before else said
    calendars: dict[str, Workdays] = {}
    policies: dict[int, Policy] = {}
    found = []
    for item, unit, leader in raised.items_above(session, at.date() + timedelta(days=2)):
        today, zone = today_of(unit, at), ZoneInfo(unit.timezone)
        if rhythm.is_quiet(unit, today):
            continue

        def day_of(when: datetime | None, zone: ZoneInfo = zone) -> date | None:
            return when.astimezone(zone).date() if when else None

        item_id, unit_id = item.id or 0, unit.id or 0
        if unit.calendar not in calendars:
            calendars[unit.calendar] = workdays_of(session, unit)
        if unit_id not in policies:
            policies[unit_id] = policy_of(session, unit, policy)
        found.append(
            Above(
                item=item,
                unit=unit,
                leader=leader,
                workdays=calendars[unit.calendar],
                policy=policies[unit_id],
                late=Late(
                    assigned_on=item.assigned_on,
                    due_on=item.due_on,
                    has_owner=item.owner_id is not None,
                    has_leader=leader is not None
                    and leader.slack_user is not None
                    and leader.left_at is None
                    and leader.id not in (item.owner_id, unit.head_id),
                    escalated_on=day_of(said.get((item_id, ESCALATED))),
                    ahead_on=day_of(earlier.get((item_id, AHEAD))),
                    told_on=day_of(said.get((item_id, TOLD))),
                    snoozed_until=item.snoozed_until,
                ),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """One day of the office with posts: its date, and between which instants they may go.

    `next_opens` is when the next one begins, `week_opens` when the week's first did. `is_weekly`: no post stands since then.
    """

    today: date
    opens: datetime
    closes: datetime
    next_opens: datetime
    week_opens: datetime
    is_weekly: bool


def office_day(session: Session, place: Place, channel: str, today: date, policy: Policy) -> OfficeDay | None:
    """The office's day of this date; None when it is a day off, or one without posts. `channel` is the office's."""
    own, zone = policy_of(session, None, policy), ZoneInfo(place.timezone)
    posts = workdays_of(session, place).only(own.weekdays)
    if not posts.is_workday(today):
        return None
    week_began = posts.first_of_week(today) or today
    last = raised.last_post_on(session, channel)
    return OfficeDay(
        today=today,
        opens=cadence.due_instant(today, zone, own),
        closes=cadence.post_expires(today, zone, own),
        next_opens=cadence.due_instant(posts.shift(today, 1), zone, own),
        week_opens=cadence.due_instant(week_began, zone, own),
        is_weekly=last is None or last < week_began,
    )


def for_office(above: Iterable[Above], day: OfficeDay) -> list[tuple[Above, str]]:
    """The office's lines of the day, most pressing first."""
    lines = []
    for each in above:
        section = office_section(
            each.late,
            each.today(day.opens),
            each.today(day.next_opens),
            each.workdays,
            each.policy,
            is_weekly=day.is_weekly,
        )
        if section is not None:
            lines.append((each, section))
    lines.sort(key=lambda line: OFFICE_SECTIONS.index(line[1]))
    return lines


def for_leaders(above: Iterable[Above], day: OfficeDay) -> dict[int, list[Above]]:
    """What each leader (by person) is told on the office's day."""
    told: dict[int, list[Above]] = {}
    for each in above:
        if each.leader is not None and leader_is_told(
            each.late, each.today(day.opens), each.today(day.week_opens), each.workdays, each.policy
        ):
            told.setdefault(each.leader.id or 0, []).append(each)
    return told


def unknown_calendars(session: Session, place: Place, today: date) -> tuple[str, ...]:
    """From November on, the official calendars in use whose next year is not published, as far as the office was not told yet."""
    if today.month < NOVEMBER:
        return ()
    used = {unit.calendar for unit in units.all_units(session) if unit.active} | {place.calendar}
    missing = {calendar for calendar in used if not Workdays(calendar).is_published(today.year + 1)}
    if not missing:
        return ()
    return tuple(sorted(missing - raised.calendars_told(session, today.replace(month=NOVEMBER, day=1))))


def plan_raising(now: datetime, database: Database, policy: Policy, office: Office) -> int:
    """Promise the office's post and the leaders' messages of today; returns how many promises are new."""
    today = today_of(office, now)
    with database.reading() as session:
        day = office_day(session, office, office.channel, today, policy)
        if day is None or not day.opens <= now < day.closes or not workspace.is_live(session):
            return 0
        above = items_above(session, day.opens, policy, before=today)
        leaders = [session.get_one(Person, leader) for leader in for_leaders(above, day)]
        lines, calendars = for_office(above, day), unknown_calendars(session, office, today)
        named = [(leader.id or 0, leader.slack_user or "") for leader in leaders]
    promises = [_promise("digest", channel, office, day, leader=leader) for leader, channel in _rooms(named, office)]
    if office.channel and (lines or calendars):
        promises.append(_promise("escalation", office.channel, office, day, calendars=calendars))
    if not promises:
        return 0
    with database.writing() as session:
        return deliveries.plan_all(session, promises)


def _rooms(leaders: Iterable[tuple[int, str]], office: Office) -> list[tuple[int, str]]:
    """Each leader's conversation with the bot, as far as Slack opens one. No session is open while Slack is asked."""
    found = [(leader, office.conversation_with(user)) for leader, user in leaders]
    return [(leader, channel) for leader, channel in found if channel is not None]


def _promise(
    kind: str,
    channel: str,
    office: Office,
    day: OfficeDay,
    *,
    leader: int | None = None,
    calendars: tuple[str, ...] = (),
) -> Promise:
    return Promise(
        key=f"{kind}:{channel}:{day.today}:daily",
        kind=kind,
        channel=channel,
        due_at=day.opens,
        expires_at=day.closes,
        local_date=day.today,
        facts={
            "language": office.language,
            "timezone": office.timezone,
            "calendar": office.calendar,
            "office": office.channel,
            **({"leader": leader} if leader else {}),
            **({"calendars": list(calendars)} if calendars else {}),
        },
    )


@dataclass(frozen=True, slots=True)
class _There:
    timezone: str
    calendar: str


def raised_facts(session: Session, row: Delivery, policy: Policy) -> RaisedFacts | None:
    """What a promised post says as things are now; one that stands says what it named."""
    today = row.local_date or row.due_at.date()
    calendars = tuple(row.facts.get("calendars") or ())
    if row.state == "sent":
        sections = [(item, section) for item, section in deliveries.items_named_in(session, row.id or 0)]
        lines = [_again(session, item, section, row.due_at) for item, section in sections]
    elif not workspace.is_live(session):
        return None
    else:
        place = _There(row.facts["timezone"], row.facts["calendar"])
        day = office_day(session, place, row.facts["office"], today, policy)
        if day is None:
            return None
        # What was promised under another hour is judged by the instant of its promise.
        day = replace(day, opens=row.due_at)
        above = items_above(session, row.due_at, policy, before=today)
        lines = lines_of(session, row.kind, above, day, leader=row.facts.get("leader"), language=row.facts["language"])
    if not lines and not calendars:
        return None
    return RaisedFacts(
        kind=row.kind,
        channel=row.channel,
        language=row.facts["language"],
        today=today,
        lines=tuple(lines),
        next_year=today.year + 1,
        calendars=calendars,
    )


def lines_of(
    session: Session, kind: str, above: Iterable[Above], day: OfficeDay, *, leader: int | None, language: str
) -> list[LateLine]:
    """The lines of the office's post, or of one leader's message."""
    if kind == "escalation":
        return [_line(session, each, section, day.opens, language) for each, section in for_office(above, day)]
    mine: Mapping[int, list[Above]] = for_leaders(above, day)
    return [_line(session, each, TOLD, day.opens, language) for each in mine.get(leader or 0, ())]


def _line(session: Session, each: Above, section: str, at: datetime, language: str) -> LateLine:
    item, unit, today = each.item, each.unit, each.today(at)
    directive = session.get(Directive, item.directive_id) if item.directive_id else None
    owner = session.get(Person, item.owner_id) if item.owner_id else None
    return LateLine(
        item_id=item.id or 0,
        code=unit.code,
        unit=unit.name_in(language),
        number=item.number,
        title=item.title,
        section=section,
        due_on=item.due_on,
        workdays=each.workdays.between(today, item.due_on) if item.due_on else None,
        owner=_named(owner),
        leader=_named(each.leader),
        ordinal=directive.ordinal if directive else None,
    )


def _again(session: Session, item: Item, section: str, at: datetime) -> LateLine:
    unit = session.get_one(Unit, item.unit_id)
    directive = session.get(Directive, item.directive_id) if item.directive_id else None
    leader = session.get(Person, directive.speaker_id) if directive else None
    late = Late(item.assigned_on, item.due_on, has_owner=item.owner_id is not None, has_leader=leader is not None)
    above = Above(item, unit, leader, late, workdays_of(session, unit), Policy())
    return _line(session, above, section, at, unit.language)


def _named(person: Person | None) -> Named | None:
    return Named(person.name, person.native_name, person.slack_user) if person else None
