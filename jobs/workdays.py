"""Working days: an official calendar (`jobs.official`), make-up days included, and the office's word above it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

from jobs.official import days_of, is_known, official_year
from jobs.policy import EVERY_DAY

WEEKEND: Final = (5, 6)
# No official calendar closes for longer; a search beyond it means that the calendar is wrong.
LONGEST_BREAK: Final = 60


class Workdays:
    """Which dates are worked: an official calendar by its code (`CN`, `DE`, `DE-BY`; empty: Monday to Friday), and overrides on top."""

    def __init__(self, calendar: str, overrides: Mapping[date, bool] | None = None) -> None:
        """Raises ValueError for a calendar the library does not know."""
        if calendar and not is_known(calendar):
            raise ValueError(f"There is no calendar {calendar!r}. Examples: CN, DE, DE-BY, US.")
        self.calendar = calendar
        self._overrides = dict(overrides or {})

    def is_workday(self, day: date) -> bool:
        """True when work is done on `day`: the office's word first, then make-up days and holidays, then the weekday."""
        return self._overrides.get(day, self._officially(day.year)[day.timetuple().tm_yday - 1])

    def _officially(self, year: int) -> tuple[bool, ...]:
        return official_year(self.calendar, year).worked if self.calendar else _weekdays_of(year)

    def only(self, weekdays: tuple[int, ...]) -> "Workdays":
        """The same calendar as if only these days of the week (Monday 1 to Sunday 7) were worked."""
        return self if len(weekdays) == len(EVERY_DAY) else _Some(self, weekdays)

    def is_published(self, year: int) -> bool:
        """False when the year's official arrangement is not known yet, so that its answers are a guess."""
        return not self.calendar or official_year(self.calendar, year).is_published

    def on_or_before(self, day: date) -> date:
        """`day` itself when it is worked, else the last working day before it."""
        return next(each for each in _days(day, -1) if self.is_workday(each))

    def on_or_after(self, day: date) -> date:
        """`day` itself when it is worked, else the next working day."""
        return next(each for each in _days(day, 1) if self.is_workday(each))

    def shift(self, day: date, steps: int) -> date:
        """The working day `steps` working days after `day` (before it, when negative)."""
        step = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            day += timedelta(days=step)
            day = self.on_or_after(day) if step > 0 else self.on_or_before(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        first, last = start.timetuple().tm_yday, end.timetuple().tm_yday
        if start.year == end.year:
            return sum(self._worked(start.year)[first:last])
        whole = sum(sum(self._worked(year)) for year in range(start.year + 1, end.year))
        return sum(self._worked(start.year)[first:]) + whole + sum(self._worked(end.year)[:last])

    def _worked(self, year: int) -> Sequence[bool]:
        """Each day of a year, the first at 0: whether it is worked."""
        changed = {day: is_worked for day, is_worked in self._overrides.items() if day.year == year}
        days = self._officially(year)
        if not changed:
            return days
        mended = list(days)
        for day, is_worked in changed.items():
            mended[day.timetuple().tm_yday - 1] = is_worked
        return mended

    def first_of_week(self, day: date) -> date | None:
        """The first working day of the ISO week of `day` (Monday to Sunday); None in a week without any."""
        monday = day - timedelta(days=day.weekday())
        return next((each for each in (monday + timedelta(days=n) for n in range(7)) if self.is_workday(each)), None)


class _Some(Workdays):
    """Some days of the week of a calendar."""

    def __init__(self, whole: Workdays, weekdays: tuple[int, ...]) -> None:
        super().__init__(whole.calendar, whole._overrides)
        self._weekdays = weekdays

    def is_workday(self, day: date) -> bool:
        return day.isoweekday() in self._weekdays and super().is_workday(day)

    def _worked(self, year: int) -> Sequence[bool]:
        first = date(year, 1, 1)
        return [
            is_worked and (first + timedelta(n)).isoweekday() in self._weekdays
            for n, is_worked in enumerate(super()._worked(year))
        ]


def _days(day: date, step: int) -> "list[date]":
    return [day + timedelta(days=step * n) for n in range(LONGEST_BREAK)]


@cache
def _weekdays_of(year: int) -> tuple[bool, ...]:
    return tuple(day.weekday() not in WEEKEND for day in days_of(year))
