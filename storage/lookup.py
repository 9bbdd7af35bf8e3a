"""Looking things up. Every question takes a viewer: what they may not see is not found, not counted and not suggested.

A question is asked with `Wanted` and answered with one of the `Found` forms, in a handful of queries however many rows there
are. What is overdue depends on a unit's own date, so each question is handed `today_of`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, true
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, col, select

from storage import activity
from storage.models import (
    OPEN_STATES,
    Activity,
    Directive,
    Item,
    Meeting,
    MeetingAction,
    Person,
    Target,
    Unit,
)
from storage.naming import KnownPerson, KnownUnit, Names, may_name_unit
from storage.search import DIRECTIVE, FoundHits, directive_says, find_hits, item_says
from storage.viewers import Viewer, may_see_directive, may_see_item, may_see_meeting

TodayOf = Callable[[Unit], date]

# What people ask for, which is not always what is stored: overdue is a question, and whoever asks for what is done means
# what was accepted as well.
OVERDUE: Final = "overdue"
OPEN: Final = "open"
BLOCKED: Final = "blocked"
DONE: Final = "done"
ACCEPTED: Final = "accepted"
CANCELLED: Final = "cancelled"
_STORED: Final[Mapping[str, tuple[str, ...]]] = {
    OPEN: OPEN_STATES,
    BLOCKED: ("blocked",),
    DONE: ("done", "accepted"),
    ACCEPTED: ("accepted",),
    CANCELLED: ("cancelled",),
}

PAGE: Final = 10
# A history is told from its end; the beginning of a very long one is only counted.
HISTORY: Final = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Things of one kind widen the answer, things of different kinds narrow it.

    `items` are (unit id, printed number); `period` is a quarter, `2024Q2`, or a year, `2024`.
    """

    people: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    items: tuple[tuple[int, int], ...] = ()
    states: frozenset[str] = frozenset()
    period: str | None = None
    words: tuple[str, ...] = ()
    """Words and phrases that must be found; `without` holds those that must not."""
    without: tuple[str, ...] = ()
    not_states: frozenset[str] = frozenset()
    not_units: tuple[int, ...] = ()
    not_people: tuple[int, ...] = ()
    """Neither what these asked for nor what they own."""
    since: date | None = None
    """Only what happened on this day or later, until `until`: what was done then, or else was last heard of then."""
    until: date | None = None
    due_since: date | None = None
    due_until: date | None = None
    """Only what is due between these days."""

    @property
    def is_words_alone(self) -> bool:
        """True when nothing but texts is asked for."""
        return self.words != () and self == Wanted(words=self.words, without=self.without, period=self.period)

    @property
    def is_words_of_units(self) -> bool:
        """True when nothing but texts of some units is asked for."""
        return self.units != () and replace(self, units=()).is_words_alone


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item with everything a line about it says. `today` is the unit's own date."""

    item: Item
    unit: Unit
    today: date
    owner: Person | None = None
    directive: Directive | None = None
    speaker: Person | None = None

    @property
    def is_overdue(self) -> bool:
        """True when it is late on the unit's own date."""
        return self.item.is_overdue(self.today)


@dataclass(frozen=True, slots=True)
class Point:
    """One directive, and how far each unit is with it, as far as the viewer may see."""

    directive: Directive
    speaker: Person
    meeting: Meeting
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items there are, and how they stand; `overdue` and `blocked` are among the `open`, `waiting` among the `done`."""

    total: int = 0
    open: int = 0
    overdue: int = 0
    blocked: int = 0
    done: int = 0
    waiting: int = 0
    """Reported as done, and not yet accepted where the office accepts."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.total + other.total,
            self.open + other.open,
            self.overdue + other.overdue,
            self.blocked + other.blocked,
            self.done + other.done,
            self.waiting + other.waiting,
        )


@dataclass(frozen=True, slots=True)
class FoundPoints:
    """Directives, newest meeting first; `total` counts those of all pages."""

    points: tuple[Point, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FoundItems:
    """Items unit by unit, the most pressing first. `counts` are of everything that was asked for, whatever its state."""

    lines: tuple[ItemLine, ...]
    total: int
    counts: Mapping[int, Counts]
    units: Mapping[int, Unit]
    states: frozenset[str]

    @property
    def all_counts(self) -> Counts:
        """The counts of all units together."""
        return sum(self.counts.values(), Counts())


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One item and its life; `people` are those of its history whom we know, by Slack user, `places` the addresses of the
    messages its lines came from, by the line's id."""

    line: ItemLine
    meeting: Meeting | None
    history: tuple[Activity, ...]
    earlier_lines: int
    people: Mapping[str, Person]
    places: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A leader at one meeting: how much was asked for, and how much of it is done."""

    leader: Person
    directives: int
    items: int
    done: int


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting at a glance; `others` are older ones, newest first."""

    meeting: Meeting
    leaders: tuple[LeaderLine, ...]
    others: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class FoundTexts:
    """Texts that hold the words asked for; `lines` tell, by directive id, how far the units are with each directive found."""

    found: FoundHits
    lines: Mapping[int, tuple[ItemLine, ...]]


@dataclass(frozen=True, slots=True)
class NoSuchNumber:
    """A unit has no item of this number; these are the numbers it has."""

    unit: KnownUnit
    number: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoSuchPoint:
    """A leader gave no directive of this number; these were given at the newest meeting."""

    person: KnownPerson
    ordinal: int
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoundNothing:
    """There is nothing the viewer may see that is all of what was asked for."""


Found = FoundPoints | FoundItems | FoundItem | FoundMeeting | FoundTexts | NoSuchNumber | NoSuchPoint | FoundNothing


def find_directives(
    session: Session, viewer: Viewer, wanted: Wanted, today_of: TodayOf, *, names: Names, offset: int = 0
) -> Found:
    """Answer a question, at most `PAGE` lines from `offset` on, in the form that suits it.

    A number finds one item; a leader or an ordinal finds directives; a unit, a state or a day finds items; words alone find
    every text that holds them, and words no item of a unit holds its targets; a period or nothing at all finds a meeting.
    """
    look = _Look(session, viewer, today_of)
    if len(wanted.items) == 1:
        return _one_item(look, wanted.items[0], names)
    if wanted.items or (wanted.people and not _has_spoken(look, wanted.people)):
        return _items(look, wanted, offset)
    if wanted.people or wanted.ordinals:
        return _points(look, wanted, names, offset)
    if wanted.is_words_alone:
        return _texts(look, wanted, offset)
    if wanted == Wanted(period=wanted.period):
        return _meeting(look, wanted)
    found = _items(look, wanted, offset)
    if isinstance(found, FoundNothing) and wanted.is_words_of_units:
        # No item of theirs says so; a target may.
        return _texts(look, wanted, offset)
    return found


def find_owned(session: Session, viewer: Viewer, today_of: TodayOf, *, limit: int = PAGE) -> FoundItems | None:
    """What the viewer personally still owes, the most pressing first; None for nothing."""
    if viewer.person_id is None:
        return None
    wanted = Wanted(states=frozenset({OPEN}))
    found = _items(
        _Look(session, viewer, today_of), wanted, 0, also=col(Item.owner_id) == viewer.person_id, limit=limit
    )
    return found if isinstance(found, FoundItems) else None


def find_owed(
    session: Session, viewer: Viewer, unit_ids: Iterable[int], today_of: TodayOf, *, limit: int = PAGE
) -> FoundItems | None:
    """What these units still owe, the most pressing first; None for nothing."""
    wanted = Wanted(units=tuple(sorted(unit_ids)), states=frozenset({OPEN}))
    if not wanted.units:
        return None
    found = _items(_Look(session, viewer, today_of), wanted, 0, limit=limit)
    return found if isinstance(found, FoundItems) else None


def find_lines(
    session: Session,
    viewer: Viewer,
    today_of: TodayOf,
    *conditions: ColumnElement[bool],
    offset: int = 0,
    limit: int = PAGE,
) -> tuple[list[ItemLine], int]:
    """The items under these conditions that the viewer may see, unit by unit, the most pressing first; and how many there are in all."""
    look = _Look(session, viewer, today_of)
    chosen = [may_see_item(viewer), *conditions]
    total = _count(session, _joined(sqlalchemy.select(Item)).where(*chosen))
    return (_lines(look, chosen, offset=offset, limit=limit) if total else []), total


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit at a glance."""

    unit: Unit
    head: Person | None
    counts: Counts


def unit_lines(session: Session, viewer: Viewer, today_of: TodayOf) -> list[UnitLine]:
    """The units the viewer may see, by code, each with how much it owes."""
    look = _Look(session, viewer, today_of)
    seen = list(session.exec(select(Unit).where(may_name_unit(viewer)).order_by(col(Unit.code))))
    counts = _counts_of_units(look)
    heads = _people(session, (unit.head_id for unit in seen))
    return [
        UnitLine(unit, heads.get(unit.head_id) if unit.head_id else None, counts.get(unit.id or 0, Counts()))
        for unit in seen
    ]


class _Look:
    """One look at the records: the session, who looks, and every unit with its own date."""

    def __init__(self, session: Session, viewer: Viewer, today_of: TodayOf) -> None:
        self.session = session
        self.viewer = viewer
        self.units = {unit.id or 0: unit for unit in session.exec(select(Unit))}
        self.todays = {unit_id: today_of(unit) for unit_id, unit in self.units.items()}

    def is_overdue(self) -> ColumnElement[bool]:
        """A condition on Item: open, and past its due date where its unit is."""
        days: dict[date, list[int]] = {}
        for unit_id, today in self.todays.items():
            days.setdefault(today, []).append(unit_id)
        late = [and_(col(Item.unit_id).in_(units), col(Item.due_on) < today) for today, units in days.items()]
        return and_(col(Item.state).in_(OPEN_STATES), or_(*late) if late else false())

    def is_in_states(self, states: Iterable[str]) -> ColumnElement[bool]:
        """A condition on Item: stands in one of the states that were asked for; any, when none was."""
        wanted = [
            self.is_overdue() if state == OVERDUE else col(Item.state).in_(_STORED[state]) for state in sorted(states)
        ]
        return or_(*wanted) if wanted else true()

    def is_of_days(self, since: date | None, until: date | None) -> ColumnElement[bool]:
        """A condition on Item: was done between these days, its unit's own, or last heard of then, or given then."""
        spans = []
        for zone in sorted({unit.timezone for unit in self.units.values()}):
            units = [unit_id for unit_id, unit in self.units.items() if unit.timezone == zone]
            heard = func.coalesce(col(Item.done_at), col(Item.last_word_at))
            at = [heard >= _midnight(since, zone)] if since else []
            at += [heard < _midnight(until + timedelta(days=1), zone)] if until else []
            on = [col(Item.assigned_on) >= since] if since else []
            on += [col(Item.assigned_on) <= until] if until else []
            spans.append(
                and_(col(Item.unit_id).in_(units), or_(and_(heard.is_not(None), *at), and_(heard.is_(None), *on)))
            )
        return or_(*spans) if spans else true()


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _has_spoken(look: _Look, people: Sequence[int]) -> bool:
    spoken = select(Directive.id).where(col(Directive.speaker_id).in_(people), may_see_directive(look.viewer))
    return look.session.exec(spoken.limit(1)).first() is not None


def is_in_period(period: str | None) -> ColumnElement[bool]:
    """A condition on Meeting: its minutes name this period, or it was held in it."""
    if period is None:
        return true()
    start, end = days_of_period(period)
    named = col(Meeting.period).startswith(period, autoescape=True)
    return or_(named, and_(col(Meeting.held_from) >= start, col(Meeting.held_from) <= end))


def days_of_period(period: str) -> tuple[date, date]:
    """First and last day of a year, `2024`, or of a quarter, `2024Q2`."""
    year, _, quarter = period.partition("Q")
    if not quarter:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    last = int(quarter) * 3
    return date(int(year), last - 2, 1), date(int(year), last, 30 if last in (6, 9) else 31)


def _points(look: _Look, wanted: Wanted, names: Names, offset: int) -> FoundPoints | NoSuchPoint | FoundNothing:
    conditions = [may_see_directive(look.viewer), is_in_period(wanted.period)]
    if wanted.people:
        conditions.append(col(Directive.speaker_id).in_(wanted.people))
    if wanted.not_people:
        conditions.append(col(Directive.speaker_id).not_in(wanted.not_people))
    if wanted.ordinals:
        conditions.append(col(Directive.ordinal).in_(wanted.ordinals))
    conditions += [directive_says(look.session, word) for word in wanted.words]
    conditions += [~directive_says(look.session, word) for word in wanted.without]
    of_items = [may_see_item(look.viewer), look.is_in_states(wanted.states), *_left_out(look, wanted)]
    if wanted.units:
        of_items.append(col(Item.unit_id).in_(wanted.units))
    if wanted.units or wanted.states or len(of_items) > 2:
        conditions.append(exists().where(col(Item.directive_id) == col(Directive.id), *of_items))
    joined = select(Directive, Person, Meeting).join(Person, col(Person.id) == col(Directive.speaker_id))
    joined = joined.join(Meeting, col(Meeting.id) == col(Directive.meeting_id)).where(*conditions)
    total = _count(look.session, joined)
    if total == 0:
        return _no_such_point(look, wanted, names)
    page = joined.options(_without_text()).order_by(*_newest_first(), col(Directive.span_start), col(Directive.id))
    rows = list(look.session.exec(page.offset(offset).limit(PAGE)))
    lines = _lines_of(look, [directive.id for directive, _, _ in rows], of_items)
    return FoundPoints(
        tuple(
            Point(directive, speaker, meeting, lines.get(directive.id or 0, ())) for directive, speaker, meeting in rows
        ),
        total,
    )


def _texts(look: _Look, wanted: Wanted, offset: int) -> FoundTexts | FoundNothing:
    narrower: list[ColumnElement[bool]] = []
    if wanted.period:
        narrower.append(or_(is_in_period(wanted.period), col(Target.period).startswith(wanted.period)))
    if wanted.units:
        narrower.append(col(Unit.id).in_(wanted.units))
    found = find_hits(
        look.session,
        look.viewer,
        wanted.words,
        without=wanted.without,
        narrower=narrower,
        offset=offset,
        limit=PAGE,
    )
    if found is None:
        return FoundNothing()
    ids = {hit.directive.id for hit in found.hits if hit.kind == DIRECTIVE and hit.directive}
    return FoundTexts(found, _lines_of(look, ids, [may_see_item(look.viewer)]))


def _lines_of(
    look: _Look, directive_ids: Iterable[int | None], conditions: Sequence[ColumnElement[bool]]
) -> Mapping[int, tuple[ItemLine, ...]]:
    """The items under these conditions that came of some directives, by directive id."""
    lines: dict[int, list[ItemLine]] = {}
    for line in _lines(look, [col(Item.directive_id).in_(list(directive_ids)), *conditions]):
        lines.setdefault(line.item.directive_id or 0, []).append(line)
    return {directive_id: tuple(each) for directive_id, each in lines.items()}


def _no_such_point(look: _Look, wanted: Wanted, names: Names) -> NoSuchPoint | FoundNothing:
    """When it is only the number that is wrong, say which numbers there are."""
    if len(wanted.people) != 1 or not wanted.ordinals:
        return FoundNothing()
    person = next((each for each in names.people if each.id == wanted.people[0]), None)
    given = (
        select(Directive.meeting_id, Directive.ordinal)
        .join(Meeting, col(Meeting.id) == col(Directive.meeting_id))
        .where(col(Directive.speaker_id) == wanted.people[0], may_see_directive(look.viewer))
        .where(is_in_period(wanted.period))
        .order_by(*_newest_first(), col(Directive.ordinal))
    )
    rows = list(look.session.exec(given))
    if person is None or not rows or any(ordinal in wanted.ordinals for _, ordinal in rows):
        return FoundNothing()
    newest = rows[0][0]
    return NoSuchPoint(person, wanted.ordinals[0], tuple(ordinal for meeting, ordinal in rows if meeting == newest))


def _items(
    look: _Look, wanted: Wanted, offset: int, *, also: ColumnElement[bool] | None = None, limit: int = PAGE
) -> FoundItems | FoundNothing:
    conditions = _item_conditions(look, wanted)
    if also is not None:
        conditions.append(also)
    counts = _counts(look, conditions)
    together = sum(counts.values(), Counts())
    states = wanted.states
    if not states and not wanted.items and not wanted.words and not wanted.not_states:
        # Who names a unit means what it owes; when it owes nothing, what it has done.
        states = frozenset({OPEN if together.open else DONE})
    chosen = [*conditions, look.is_in_states(states)]
    total = _count(look.session, _joined(sqlalchemy.select(Item)).where(*chosen))
    if total == 0:
        return FoundNothing()
    lines = _lines(look, chosen, offset=offset, limit=limit)
    return FoundItems(tuple(lines), total, counts, look.units, states)


def _item_conditions(look: _Look, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Everything that was asked for except the states."""
    conditions = [may_see_item(look.viewer)]
    if wanted.items:
        named = [and_(col(Item.unit_id) == unit, col(Item.number) == number) for unit, number in wanted.items]
        conditions.append(or_(*named))
    if wanted.units:
        conditions.append(col(Item.unit_id).in_(wanted.units))
    if wanted.people:
        headed = select(Unit.id).where(col(Unit.head_id).in_(wanted.people))
        conditions.append(or_(col(Item.owner_id).in_(wanted.people), col(Item.unit_id).in_(headed)))
    if wanted.ordinals:
        conditions.append(col(Directive.ordinal).in_(wanted.ordinals))
    if wanted.period is not None:
        start, end = days_of_period(wanted.period)
        by_hand = and_(col(Meeting.id).is_(None), col(Item.due_on) >= start, col(Item.due_on) <= end)
        conditions.append(or_(is_in_period(wanted.period), by_hand))
    conditions += [item_says(look.session, word) for word in wanted.words]
    conditions += [~item_says(look.session, word) for word in wanted.without]
    return [*conditions, *_left_out(look, wanted)]


def _left_out(look: _Look, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions on Item that only take away: states, units and people not wanted, and what is of other days."""
    taken = []
    if wanted.not_states:
        taken.append(~look.is_in_states(wanted.not_states))
    if wanted.not_units:
        taken.append(col(Item.unit_id).not_in(wanted.not_units))
    if wanted.not_people:
        asked = select(Directive.id).where(col(Directive.speaker_id).in_(wanted.not_people))
        taken.append(func.coalesce(col(Item.owner_id), 0).not_in(wanted.not_people))
        taken.append(or_(col(Item.directive_id).is_(None), col(Item.directive_id).not_in(asked)))
    if wanted.since or wanted.until:
        taken.append(look.is_of_days(wanted.since, wanted.until))
    if wanted.due_since:
        taken.append(col(Item.due_on) >= wanted.due_since)
    if wanted.due_until:
        taken.append(col(Item.due_on) <= wanted.due_until)
    return taken


def _joined(query: Any) -> Any:
    """An item query with the directive and the meeting its conditions may speak of."""
    query = query.join(Unit, col(Unit.id) == col(Item.unit_id))
    query = query.join(Directive, col(Directive.id) == col(Item.directive_id), isouter=True)
    query = query.join(MeetingAction, col(MeetingAction.id) == col(Item.action_id), isouter=True)
    origin = func.coalesce(col(Directive.meeting_id), col(MeetingAction.meeting_id))
    return query.join(Meeting, col(Meeting.id) == origin, isouter=True)


def _lines(
    look: _Look, conditions: Sequence[ColumnElement[bool]], *, offset: int = 0, limit: int | None = None
) -> list[ItemLine]:
    """The items under these conditions with their people, unit by unit, the most pressing first."""
    owner, speaker = aliased(Person), aliased(Person)
    is_open = col(Item.state).in_(OPEN_STATES)
    urgency = case(
        (look.is_overdue(), 0),
        (and_(is_open, col(Item.due_on).is_not(None)), 1),
        (is_open, 2),
        (col(Item.state) != "cancelled", 3),
        else_=4,
    )
    query = _joined(sqlalchemy.select(Item, Directive, owner, speaker))
    query = query.join(owner, owner.id == col(Item.owner_id), isouter=True)
    query = query.join(speaker, speaker.id == col(Directive.speaker_id), isouter=True)
    query = query.where(*conditions).order_by(
        col(Unit.code),
        urgency,
        case((is_open, col(Item.due_on))),
        col(Item.done_at).desc(),
        col(Item.number),
    )
    return [
        ItemLine(item, look.units[item.unit_id], look.todays[item.unit_id], owned, directive, spoken)
        for item, directive, owned, spoken in look.session.execute(query.offset(offset).limit(limit))
    ]


def _counts(look: _Look, conditions: Sequence[ColumnElement[bool]]) -> dict[int, Counts]:
    """How the items under these conditions stand, by unit id."""
    query = _joined(
        sqlalchemy.select(
            col(Item.unit_id),
            func.count(),
            _sum_of(col(Item.state).in_(OPEN_STATES)),
            _sum_of(look.is_overdue()),
            _sum_of(col(Item.state) == "blocked"),
            _sum_of(col(Item.state).in_(_STORED[DONE])),
            _sum_of(and_(col(Item.state) == "done", col(Unit.needs_acceptance))),
        ).select_from(Item)
    )
    rows = look.session.execute(query.where(*conditions).group_by(col(Item.unit_id)))
    return {unit: Counts(*numbers) for unit, *numbers in rows}


def _counts_of_units(look: _Look) -> dict[int, Counts]:
    """The same for everything the viewer may see, from an index alone."""
    states: dict[int, dict[str, int]] = {}
    by_state = sqlalchemy.select(col(Item.unit_id), col(Item.state), func.count()).where(may_see_item(look.viewer))
    for unit, state, n in look.session.execute(by_state.group_by(col(Item.unit_id), col(Item.state))):
        states.setdefault(unit, {})[state] = n
    late = sqlalchemy.select(col(Item.unit_id), func.count()).where(may_see_item(look.viewer), look.is_overdue())
    overdue: dict[int, int] = dict(tuple(row) for row in look.session.execute(late.group_by(col(Item.unit_id))))
    return {
        unit: Counts(
            total=sum(counted.values()),
            open=sum(counted.get(state, 0) for state in OPEN_STATES),
            overdue=overdue.get(unit, 0),
            blocked=counted.get("blocked", 0),
            done=sum(counted.get(state, 0) for state in _STORED[DONE]),
            waiting=counted.get("done", 0) if look.units[unit].needs_acceptance else 0,
        )
        for unit, counted in states.items()
    }


def _sum_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _count(session: Session, query: Any) -> int:
    """How many rows a query has, its page apart."""
    return int(session.execute(query.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one())


def _one_item(look: _Look, wanted: tuple[int, int], names: Names) -> FoundItem | NoSuchNumber | FoundNothing:
    unit_id, number = wanted
    mine = [may_see_item(look.viewer), col(Item.unit_id) == unit_id]
    found = _lines(look, [*mine, col(Item.number) == number], limit=1)
    if not found:
        unit = next((each for each in names.units if each.id == unit_id), None)
        numbers = look.session.exec(select(Item.number).where(*mine).order_by(col(Item.number)))
        return NoSuchNumber(unit, number, tuple(numbers)) if unit else FoundNothing()
    line = found[0]
    of_item = _joined(sqlalchemy.select(Meeting).select_from(Item)).where(col(Item.id) == line.item.id)
    meeting = look.session.scalars(of_item.options(_without_text())).first()
    history = activity.history(look.session, line.item)
    users = {each.who for each in history} | {line.item.done_by or "", line.item.accepted_by or ""}
    known = look.session.exec(select(Person).where(col(Person.slack_user).in_(users)))
    shown = history[-HISTORY:]
    return FoundItem(
        line,
        meeting,
        tuple(shown),
        len(history) - len(shown),
        {person.slack_user or "": person for person in known},
        activity.places(look.session, shown),
    )


def _meeting(look: _Look, wanted: Wanted) -> FoundMeeting | FoundNothing:
    seen = select(Meeting).options(_without_text()).where(may_see_meeting(look.viewer), is_in_period(wanted.period))
    newest, *others = [*look.session.exec(seen.order_by(*_newest_first()).limit(6))] or [None]
    if newest is None:
        return FoundNothing()
    asked_for = (
        select(Directive.speaker_id, func.count())
        .where(Directive.meeting_id == newest.id, may_see_directive(look.viewer))
        .group_by(col(Directive.speaker_id))
        .order_by(func.min(col(Directive.span_start)))
    )
    spoken = list(look.session.exec(asked_for))
    assigned = (
        select(Directive.speaker_id, func.count(), _sum_of(col(Item.state).in_(_STORED[DONE])))
        .join(Item, col(Item.directive_id) == col(Directive.id))
        .where(Directive.meeting_id == newest.id, may_see_item(look.viewer), col(Item.state) != "cancelled")
        .group_by(col(Directive.speaker_id))
    )
    progress = {speaker: (total, done) for speaker, total, done in look.session.exec(assigned)}
    leaders = _people(look.session, (speaker for speaker, _ in spoken))
    return FoundMeeting(
        newest,
        tuple(LeaderLine(leaders[speaker], n, *progress.get(speaker, (0, 0))) for speaker, n in spoken),
        tuple(each for each in others if each is not None),
    )


def _people(session: Session, ids: Iterable[int | None]) -> dict[int, Person]:
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    return {person.id or 0: person for person in session.exec(select(Person).where(col(Person.id).in_(wanted)))}


def _newest_first() -> tuple[Any, ...]:
    # A meeting without a date comes last, on every database.
    return (col(Meeting.held_from).is_(None), col(Meeting.held_from).desc(), col(Meeting.id).desc())


def _without_text() -> Any:
    """The minutes themselves are long, and no answer needs them whole."""
    return defer(Meeting.source_text)  # type: ignore[arg-type]  # SQLModel types a column as its value
