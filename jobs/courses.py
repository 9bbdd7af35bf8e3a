"""How targets stand on a day: rows and a calendar in, plain facts out, before anybody decides how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from jobs.days import Place, today_of, workdays_of
from jobs.naming import Named
from jobs.workdays import Workdays
from storage import check_ins, targets
from storage.check_ins import Report
from storage.items import Said
from storage.measures import converted, measure_of
from storage.models import CheckIn, Person, Target, Unit
from storage.pace import Course, Share, Standing, Total, group_total, pace, standing


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the group sits, for its own targets: the wall clock and the calendar of the office, as its settings begin."""

    timezone: str = "Asia/Shanghai"
    calendar: str = "CN"


SEAT: Final = Seat()


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported value, in the target's measure."""

    as_of: date
    value: Decimal
    forecast: Decimal | None = None
    confidence: str | None = None
    note: str | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """One target with its figures, oldest first, and how it stands. `code` is empty for the group's.

    `elapsed` and `total` are working days of the period, up to `today`; the standing is judged on the last figure's own day.
    `shares` is the sum of the units' parts, for the group's targets whose figures add up.
    """

    target_id: int
    code: str
    unit: str
    metric: str
    measure: str
    course: Course
    period: str
    starts_on: date
    ends_on: date
    today: date
    elapsed: int
    total: int
    standing: Standing
    figures: tuple[Figure, ...] = ()
    owner: Named | None = None
    note: str | None = None
    shares: Total | None = None

    @property
    def last(self) -> Figure | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def is_over(self) -> bool:
        """True once the period has ended."""
        return self.today > self.ends_on

    @property
    def forecast_holds(self) -> bool | None:
        """Whether the last forecast would meet the goal; None without a forecast."""
        last = self.last
        return None if last is None or last.forecast is None else self.course.is_met_by(last.forecast)


def days_of(target: Target, calendar: Workdays, day: date) -> tuple[int, int]:
    """How many working days of the target's period have passed by the end of `day`, and how many it has."""
    eve = target.starts_on - timedelta(days=1)
    return max(0, calendar.between(eve, min(day, target.ends_on))), calendar.between(eve, target.ends_on)


def pace_of(target: Target, calendar: Workdays, day: date) -> Decimal:
    """The share of the period's working days that have passed by `day`."""
    return pace(*days_of(target, calendar, day))


def target_facts(
    session: Session, asked: Sequence[Target], now: datetime, language: str, group: Place = SEAT
) -> list[TargetFacts]:
    """These targets as they stand at `now`, each on its unit's own day and calendar; the group's on those of `group`."""
    told = check_ins.check_ins_of(session, asked)
    calendars: dict[str, Workdays] = {}
    facts = []
    for target in asked:
        unit = session.get(Unit, target.unit_id) if target.unit_id else None
        place = unit or group
        if place.calendar not in calendars:
            calendars[place.calendar] = workdays_of(session, place)
        today, calendar = today_of(place, now), calendars[place.calendar]
        facts.append(_facts(session, target, unit, calendar, today, told.get(target.id or 0, []), language))
    return facts


def report(
    session: Session, target: Target, given: Report, said: Said, *, is_sure: bool = False, group: Place = SEAT
) -> CheckIn:
    """Keep a value reported at `said.at`, judged on the unit's own day and calendar (the group's on those of `group`).

    Raises what `check_ins.report` raises.
    """
    place = session.get_one(Unit, target.unit_id) if target.unit_id else group
    today = today_of(place, said.at)
    day = given.as_of or check_ins.day_of(target, today)
    by_now = pace_of(target, workdays_of(session, place), day)
    return check_ins.report(session, target, given, said, today, by_now, is_sure=is_sure)


def _facts(
    session: Session,
    target: Target,
    unit: Unit | None,
    calendar: Workdays,
    today: date,
    told: Sequence[CheckIn],
    language: str,
) -> TargetFacts:
    course = targets.course_of(target)
    figures = tuple(
        Figure(each.as_of, each.value, each.forecast, each.confidence, each.note, each.said_by) for each in told
    )
    total = None
    if unit is None and measure_of(target.measure).is_total:
        total, summed = _shares(session, target)
        figures = figures or summed
    elapsed, days = days_of(target, calendar, today)
    on_day = days_of(target, calendar, figures[-1].as_of)[0] if figures else elapsed
    owner = session.get(Person, target.owner_id) if target.owner_id else None
    return TargetFacts(
        target_id=target.id or 0,
        code=unit.code if unit else "",
        unit=unit.name_in(language) if unit else "",
        metric=target.metric,
        measure=target.measure,
        course=course,
        period=target.period,
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        today=today,
        elapsed=elapsed,
        total=days,
        standing=standing(course, figures[-1].value if figures else None, on_day, days),
        figures=figures,
        owner=Named(owner.name, owner.native_name, owner.slack_user) if owner else None,
        note=target.note,
        shares=total,
    )


def _shares(session: Session, target: Target) -> tuple[Total | None, tuple[Figure, ...]]:
    """The units' parts added up, now and on each day on which any unit reported; nothing without parts."""
    parts = targets.shares_of(session, target)
    if not parts:
        return None, ()
    told = check_ins.check_ins_of(session, parts)
    wanted = measure_of(target.measure)

    def in_wanted(figure: Decimal, part: Target) -> Decimal:
        return converted(figure, measure_of(part.measure), wanted)

    def total_on(day: date) -> Total:
        shares = []
        for part in parts:
            heard = [each.value for each in told.get(part.id or 0, []) if each.as_of <= day]
            shares.append(
                Share(
                    in_wanted(part.goal, part),
                    None if part.baseline is None else in_wanted(part.baseline, part),
                    in_wanted(heard[-1], part) if heard else None,
                )
            )
        return group_total(shares)

    days = sorted({each.as_of for rows in told.values() for each in rows})
    summed = tuple(Figure(day, value) for day in days if (value := total_on(day).value) is not None)
    return total_on(target.ends_on), summed
