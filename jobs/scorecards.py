"""The scorecard of a unit for a period: each figure with the rows it was counted from, so that anybody can count again.

Counted are the unit's items that were due in the period, first or as extended, and those without a due date that were assigned
in it; what the office cancelled is not counted. On time is judged by the day on which the unit reported the `done` that stands, on
the unit's own calendar day, so that the office's slowness never hurts a unit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs import cadence
from jobs.cadence import Policy
from jobs.courses import TargetFacts, target_facts
from jobs.days import hours_of_office, policy_of, today_of, workdays_of
from jobs.waiting import Office
from storage import deliveries, raised, targets, units, workspace
from storage import scorecards as counted_from
from storage.database import Database
from storage.deliveries import Promise
from storage.models import OPEN_STATES, Delivery, Directive, Item, Meeting, Person, Unit
from storage.periods import Period, quarter_of, read_period
from storage.viewers import Viewer

# Fewer than this say nothing about who does better, so nobody is ranked by them.
FEWEST_TO_RANK: Final = 5
# How late open items are, in days: up to a week, up to a month, longer.
AGES: Final = ((1, 7), (8, 30), (31, None))


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the scorecard names it: `QD-7`."""

    item_id: int
    label: str
    title: str
    state: str
    due_on: date | None
    original_due_on: date | None
    done_on: date | None
    # What stands in the way, or why the office gave it back.
    word: str | None = None

    @property
    def is_open(self) -> bool:
        """True while the unit still owes it."""
        return self.state in OPEN_STATES

    def is_late_on(self, today: date) -> bool:
        """True when it is still open after its due date."""
        return self.is_open and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class Rate:
    """So many (`hits`) of so many (`of`), and which rows they are."""

    hits: tuple[Row, ...]
    of: tuple[Row, ...]

    @property
    def share(self) -> Decimal | None:
        """hits / of, between 0 and 1; None when there is nothing to divide by."""
        return Decimal(len(self.hits)) / Decimal(len(self.of)) if self.of else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One unit's period. `overdue` follows AGES; `attained` counts targets that are met, of those with a figure or a period over."""

    code: str
    unit: str
    unit_id: int
    period: str
    on_time: Rate
    on_time_original: Rate
    closed: Rate
    returned: Rate
    extended: Rate
    open: tuple[Row, ...]
    overdue: tuple[tuple[Row, ...], ...]
    targets: tuple[TargetFacts, ...]

    @property
    def attained(self) -> tuple[int, int]:
        """How many targets are met, and how many can be judged."""
        judged = [each for each in self.targets if each.figures or each.is_over]
        return sum(each.standing.is_met for each in judged), len(judged)

    @property
    def can_be_ranked(self) -> bool:
        """True when there are rows enough for a rate to mean something."""
        return len(self.on_time.of) >= FEWEST_TO_RANK


@dataclass(frozen=True, slots=True)
class LeaderPoint:
    """One directive of a leader, and how far each unit is with it."""

    leader: str
    native_name: str | None
    ordinal: int
    text: str
    meeting: str
    rows: tuple[tuple[str, Row], ...]


@dataclass(frozen=True, slots=True)
class ScorecardFacts:
    """The scorecards of a period, posted to the office's channel: in the first post of a week, and of a month."""

    channel: str
    language: str
    period: str
    cards: tuple[Scorecard, ...]
    points: tuple[LeaderPoint, ...] = ()


def plan_scorecard(now: datetime, database: Database, policy: Policy, office: Office) -> int:
    """Promise the office's channel the scorecards of the week, and of the month; once a day.

    The month's speaks of the quarter that the month before belongs to, so the last word on a quarter comes when it is over.
    """
    if not office.channel:
        return 0
    with database.writing() as session:
        day = hours_of_office(session, office, now, policy)
        if day is None:
            return 0
        today, opens, closes = day
        told_on = raised.last_post_on(session, office.channel, "scorecard")
        live_on = today_of(office, workspace.live_since(session) or now)
        own, workdays = policy_of(session, None, policy), workdays_of(session, office)
        due = cadence.scorecard_due(today, told_on, live_on, workdays, own)
        if due is None:
            return 0
        spoken_of = today.replace(day=1) - timedelta(days=1) if due == "month" else today
        return deliveries.plan(
            session,
            Promise(
                key=f"scorecard:{office.channel}:{today}:weekly",
                kind="scorecard",
                channel=office.channel,
                due_at=opens,
                expires_at=closes,
                local_date=today,
                facts={"period": quarter_of(spoken_of).name, "language": office.language},
            ),
        )


def scorecard_facts(session: Session, row: Delivery) -> ScorecardFacts | None:
    """What the office's channel is told; None when there is no unit to speak of."""
    if row.state != "sent" and not workspace.is_live(session):
        return None
    viewer = Viewer(user="operator:scorecard", language=row.facts["language"], is_office=True)
    period = read_period(row.facts["period"], row.local_date or row.due_at.date())
    cards = tuple(scorecards(session, viewer, period, row.due_at))
    if not cards:
        return None
    points = leader_points(session, viewer, period)
    return ScorecardFacts(row.channel, row.facts["language"], period.name, cards, points)


def scorecards(session: Session, viewer: Viewer, period: Period, now: datetime) -> list[Scorecard]:
    """The scorecards of every active unit this viewer may see, by code; nobody is ranked."""
    found = [unit for unit in units.all_units(session) if unit.active]
    seen = [unit for unit in found if viewer.sees_everything or unit.id in viewer.unit_ids]
    return [scorecard(session, viewer, unit, period, now) for unit in seen]


def scorecard(session: Session, viewer: Viewer, unit: Unit, period: Period, now: datetime) -> Scorecard:
    """One unit's scorecard as things are at `now`."""
    rows = counted_from.items_in(session, viewer, unit.id or 0, period)
    own = targets.targets(session, viewer, unit_ids=[unit.id or 0], period=period.name)
    return counted(
        unit,
        period.name,
        rows,
        counted_from.sent_back(session, rows),
        today_of(unit, now),
        tuple(target_facts(session, own, now, viewer.language)),
        viewer.language,
    )


def counted(
    unit: Unit,
    period: str,
    items: Sequence[Item],
    sent_back: frozenset[int],
    today: date,
    facts: tuple[TargetFacts, ...],
    language: str,
) -> Scorecard:
    """Count the rates of these items. A rate by due date counts what is due by `today`, and what is done before it."""
    zone = ZoneInfo(unit.timezone)
    rows = {item.id or 0: row_of(unit, item, zone) for item in items}
    open_ids = [item.id or 0 for item in items if item.state in OPEN_STATES]

    def these(ids: Iterable[int]) -> tuple[Row, ...]:
        return tuple(rows[each] for each in ids)

    def in_time(due: "dict[int, date | None]") -> Rate:
        judged = [each for each, day in due.items() if day is not None and (day < today or each not in open_ids)]
        hits = [each for each in judged if (done := rows[each].done_on) is not None and done <= (due[each] or done)]
        return Rate(these(hits), these(judged))

    dated = [each for each, row in rows.items() if row.due_on is not None]
    late = {each: (today - (rows[each].due_on or today)).days for each in open_ids}
    return Scorecard(
        code=unit.code,
        unit=unit.name_in(language),
        unit_id=unit.id or 0,
        period=period,
        on_time=in_time({each: row.due_on for each, row in rows.items()}),
        on_time_original=in_time({each: row.original_due_on or row.due_on for each, row in rows.items()}),
        closed=Rate(these(each for each in rows if each not in open_ids), tuple(rows.values())),
        returned=Rate(
            these(each for each in rows if each in sent_back),
            these(each for each in rows if each in sent_back or rows[each].done_on is not None),
        ),
        extended=Rate(
            these(each for each in dated if rows[each].due_on != (rows[each].original_due_on or rows[each].due_on)),
            these(dated),
        ),
        open=these(open_ids),
        overdue=tuple(
            these(each for each, days in late.items() if days >= first and (last is None or days <= last))
            for first, last in AGES
        ),
        targets=facts,
    )


def leader_points(session: Session, viewer: Viewer, period: Period) -> tuple[LeaderPoint, ...]:
    """What each leader asked that concerns a period, and how far each unit is with it, as far as the viewer may see."""
    return points_of(session, viewer, counted_from.directives_in(session, viewer, period))


def points_of(
    session: Session, viewer: Viewer, wanted: Sequence[tuple[Directive, Person, Meeting]]
) -> tuple[LeaderPoint, ...]:
    """These directives, each with what it was made of in the units that the viewer may see."""
    lines: dict[int, list[tuple[str, Row]]] = {}
    for item, unit in counted_from.items_of(session, viewer, [directive for directive, _, _ in wanted]):
        row = row_of(unit, item, ZoneInfo(unit.timezone))
        lines.setdefault(item.directive_id or 0, []).append((unit.code, row))
    return tuple(
        LeaderPoint(
            person.name,
            person.native_name,
            directive.ordinal,
            directive.text,
            meeting.title,
            tuple(lines.get(directive.id or 0, ())),
        )
        for directive, person, meeting in wanted
    )


def row_of(unit: Unit, item: Item, zone: ZoneInfo) -> Row:
    """An item as scorecards and briefs name it, its days on the wall clock of `zone`."""
    return Row(
        item_id=item.id or 0,
        label=f"{unit.code}-{item.number}",
        title=item.title,
        state=item.state,
        due_on=item.due_on,
        original_due_on=item.original_due_on,
        done_on=item.done_at.astimezone(zone).date() if item.done_at else None,
        word=item.blocked_reason or item.returned_reason,
    )
