"""What stands on somebody's Home: their own items, their units', what they asked for, and for the office what waits for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from storage import deliveries, lookup, scorecards
from storage.lookup import Counts, ItemLine, TodayOf, UnitLine
from storage.models import OPEN_STATES, Activity, Directive, Extension, Item, Meeting, Unit
from storage.outstanding import Outstanding, outstanding
from storage.periods import Period
from storage.scorecards import OnTime
from storage.viewers import Viewer, may_see_item, may_see_meeting

# The parts of a Home, in the order they are shown.
MINE = "mine"
UNIT = "unit"
ASKED = "asked"
WAITING = "waiting"
WISHES = "wishes"
LOOSE = "loose"
UNITS = "units"
TROUBLED = "troubled"
PARTS = (MINE, UNIT, WAITING, WISHES, LOOSE, ASKED, UNITS, TROUBLED)


@dataclass(frozen=True, slots=True)
class Lines:
    """Items of one part: those of this page, and how many there are on all."""

    lines: tuple[ItemLine, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """A unit's wish for a later due date that nobody has decided yet."""

    extension: Extension
    line: ItemLine


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """One directive of the leader's own, with how far the units are with it."""

    directive: Directive
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on one Home. What the viewer has no part in is empty, or None."""

    mine: Lines = Lines()
    units: tuple[Unit, ...] = ()
    """The units whose people the viewer is one of; the first is shown unless another is chosen."""
    unit: Unit | None = None
    of_unit: Lines = Lines()
    unit_counts: Counts = field(default_factory=Counts)
    due_this_week: int = 0
    """How many of the unit's open items are due between today and Sunday."""
    meetings: tuple[Meeting, ...] = ()
    meeting: Meeting | None = None
    asked: tuple[AskedPoint, ...] = ()
    asked_total: int = 0
    board: tuple[UnitLine, ...] = ()
    """Every unit, by code. `shown_units` are the ids of those on this page, and of `unit`; `rates` are theirs."""
    shown_units: tuple[int, ...] = ()
    rates: Mapping[int, OnTime] = field(default_factory=dict)
    waiting: Lines = Lines()
    wishes: tuple[Wish, ...] = ()
    wishes_total: int = 0
    loose: Lines = Lines()
    """Open items without an owner or a due date."""
    troubled: tuple[Outstanding, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose to see: a unit, a meeting, and how far into which part."""

    unit_id: int | None = None
    meeting_id: int | None = None
    part: str | None = None
    offset: int = 0


def newest_change(session: Session) -> tuple[int, int]:
    """Something that differs once a Home may look different: the journal's last line, and the ledger's troubles."""
    last = session.exec(select(func.max(Activity.id))).one() or 0
    return last, deliveries.troubled(session)


def board_for(
    session: Session, viewer: Viewer, today_of: TodayOf, chosen: Chosen, rooms: Mapping[str, int], period: Period
) -> Board:
    """Everything on the viewer's Home; of each part as many lines as `rooms` gives it. `period` is that of the rates."""

    def lines_of(part: str, *conditions: object) -> Lines:
        offset = chosen.offset if chosen.part == part else 0
        found, total = lookup.find_lines(
            session,
            viewer,
            today_of,
            *conditions,  # type: ignore[arg-type]  # conditions of SQLAlchemy
            offset=offset,
            limit=rooms[part],
        )
        return Lines(tuple(found), total)

    is_open = col(Item.state).in_(OPEN_STATES)
    mine = lines_of(MINE, is_open, col(Item.owner_id) == viewer.person_id) if viewer.person_id else Lines()
    units = _units_of(session, viewer)
    unit = next((each for each in units if each.id == chosen.unit_id), units[0] if units else None)
    if chosen.unit_id is not None and viewer.sees_everything:
        unit = session.get(Unit, chosen.unit_id) or unit
    of_unit = lines_of(UNIT, is_open, col(Item.unit_id) == unit.id) if unit else Lines()
    meetings = _meetings_of(session, viewer)
    meeting = next((each for each in meetings if each.id == chosen.meeting_id), meetings[0] if meetings else None)
    asked, asked_total = _asked(session, viewer, today_of, meeting, chosen, rooms[ASKED])
    everywhere = lookup.unit_lines(session, viewer, today_of)
    counts = {line.unit.id: line.counts for line in everywhere}
    office = viewer.is_office
    board = tuple(everywhere) if office or viewer.is_leader else ()
    first = chosen.offset if chosen.part == UNITS else 0
    rated = [line.unit for line in board[first : first + rooms[UNITS]]]
    rated += [unit] if unit is not None and unit not in rated else []
    is_waiting = and_(col(Item.state) == "done", col(Unit.needs_acceptance))
    is_loose = and_(is_open, or_(col(Item.owner_id).is_(None), col(Item.due_on).is_(None)))
    wishes, wishes_total = _wishes(session, viewer, today_of, chosen, rooms[WISHES]) if office else ((), 0)
    return Board(
        mine=mine,
        units=tuple(units),
        unit=unit,
        of_unit=of_unit,
        unit_counts=counts.get(unit.id, Counts()) if unit else Counts(),
        due_this_week=_due_this_week(session, viewer, unit, today_of(unit)) if unit else 0,
        meetings=tuple(meetings),
        meeting=meeting,
        asked=asked,
        asked_total=asked_total,
        board=board,
        shown_units=tuple(each.id or 0 for each in rated),
        rates=scorecards.on_time(session, viewer, rated, period, today_of),
        waiting=lines_of(WAITING, is_waiting) if office else Lines(),
        wishes=wishes,
        wishes_total=wishes_total,
        loose=lines_of(LOOSE, is_loose) if office else Lines(),
        troubled=tuple(outstanding(session, ("refused", "uncertain"))) if office else (),
    )


def end_of_week(day: date) -> date:
    """The Sunday of a day's week (ISO 8601: weeks begin on Monday)."""
    return day + timedelta(days=6 - day.weekday())


def _due_this_week(session: Session, viewer: Viewer, unit: Unit, today: date) -> int:
    owed = (
        select(func.count())
        .select_from(Item)
        .where(
            Item.unit_id == unit.id,
            col(Item.state).in_(OPEN_STATES),
            col(Item.due_on).between(today, end_of_week(today)),
            may_see_item(viewer),
        )
    )
    return session.exec(owed).one()


def _units_of(session: Session, viewer: Viewer) -> list[Unit]:
    """The viewer's own units, those they head first. The office and the leaders sit in every channel, and have the board of all
    instead: theirs are only those they head."""
    own = select(Unit).where(col(Unit.id).in_(viewer.unit_ids), Unit.active).order_by(col(Unit.code))
    units = sorted(session.exec(own), key=lambda unit: unit.head_id is None or unit.head_id != viewer.person_id)
    if viewer.is_office or viewer.is_leader:
        return [unit for unit in units if unit.head_id is not None and unit.head_id == viewer.person_id]
    return units


def _meetings_of(session: Session, viewer: Viewer) -> list[Meeting]:
    """The meetings at which the viewer asked for something, newest first."""
    if viewer.person_id is None:
        return []
    spoken = select(Directive.meeting_id).where(Directive.speaker_id == viewer.person_id)
    seen = select(Meeting).where(col(Meeting.id).in_(spoken), may_see_meeting(viewer))
    newest = (col(Meeting.held_from).is_(None), col(Meeting.held_from).desc(), col(Meeting.id).desc())
    return list(session.exec(seen.order_by(*newest)))


def _asked(
    session: Session, viewer: Viewer, today_of: TodayOf, meeting: Meeting | None, chosen: Chosen, room: int
) -> tuple[tuple[AskedPoint, ...], int]:
    if meeting is None:
        return (), 0
    own = select(Directive).where(Directive.speaker_id == viewer.person_id, Directive.meeting_id == meeting.id)
    directives = list(session.exec(own.order_by(col(Directive.ordinal))))
    first = chosen.offset if chosen.part == ASKED else 0
    shown = directives[first : first + room]
    ids = [each.id for each in shown]
    lines, _ = lookup.find_lines(session, viewer, today_of, col(Item.directive_id).in_(ids), limit=len(ids) * 200)
    points = [AskedPoint(each, tuple(line for line in lines if line.item.directive_id == each.id)) for each in shown]
    return tuple(points), len(directives)


def _wishes(
    session: Session, viewer: Viewer, today_of: TodayOf, chosen: Chosen, room: int
) -> tuple[tuple[Wish, ...], int]:
    undecided = select(Extension).where(col(Extension.decision).is_(None)).order_by(col(Extension.id))
    everything: Sequence[Extension] = session.exec(undecided).all()
    first = chosen.offset if chosen.part == WISHES else 0
    shown = everything[first : first + room]
    lines, _ = lookup.find_lines(
        session, viewer, today_of, col(Item.id).in_([each.item_id for each in shown]), limit=len(shown) or 1
    )
    by_item = {line.item.id: line for line in lines}
    wishes = [Wish(each, by_item[each.item_id]) for each in shown if each.item_id in by_item]
    return tuple(wishes), len(everything)
