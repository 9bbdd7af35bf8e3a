"""Official calendars, asked of the `holidays` library in a process of its own.

The library brings the calendars of the whole world along, some 12 MB that a bot at rest should not hold for the few it uses.
One question takes about a tenth of a second and answers for many years, and each is asked once.

In China a working Saturday or Sunday makes up for a longer holiday, by a yearly notice of the State Council's General
Office (国务院办公厅关于部分节假日安排的通知); the library carries those notices year by year.
"""

import json
import sys
from calendar import isleap
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, lru_cache
from typing import Any, Final

from storage.children import answer_of

YEARS_AT_ONCE: Final = 16
SECONDS: Final = 30.0
"""How long one question may take before something must be wrong with the machine."""


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """A year of a calendar."""

    worked: tuple[bool, ...]
    """For each day, the first at 0: whether it is worked."""
    is_published: bool
    """False when the year's official arrangement is not known yet, so that `worked` is a guess.

    Only China's arrangement is announced year by year; its years stand in the library's special holidays.
    """


@lru_cache
def is_known(calendar: str) -> bool:
    """True for a country (`CN`), or a part of one (`DE-BY`), that the library has a calendar of."""
    return calendar.isascii() and calendar.isprintable() and _asked(calendar) is not None


def official_year(calendar: str, year: int) -> OfficialYear:
    """A year of a known calendar. Raises ValueError for an unknown one."""
    return _years(calendar, year // YEARS_AT_ONCE)[year]


def days_of(year: int) -> list[date]:
    """Each day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range(365 + isleap(year))]


@cache
def _years(calendar: str, block: int) -> dict[int, OfficialYear]:
    answer = _asked(calendar, str(block * YEARS_AT_ONCE))
    if answer is None:
        raise ValueError(f"There is no calendar {calendar!r}.")
    return {
        int(year): OfficialYear(tuple(day == "1" for day in days), is_published)
        for year, (days, is_published) in answer.items()
    }


def _asked(*question: str) -> dict[str, tuple[str, bool]] | None:
    """Raises RuntimeError when there is no answer, which is never the calendar's fault."""
    try:
        answer: dict[str, tuple[str, bool]] | None = json.loads(answer_of(__name__, *question, seconds=SECONDS))
    except (ValueError, TimeoutError) as error:
        raise RuntimeError("the official calendars cannot be read") from error
    return answer


def _answer(calendar: str, first: str = "") -> dict[int, tuple[str, bool]] | None:
    """In the child: some years from the first one on, or none; None for a calendar that there is not."""
    import holidays

    country, _, part = calendar.partition("-")
    # The library would take the name of anything it has inside, stock exchanges included, for a country's.
    if country not in holidays.list_supported_countries():
        return None
    years = [each for n in range(YEARS_AT_ONCE if first else 0) if MINYEAR <= (each := int(first) + n) <= MAXYEAR]
    try:
        official = holidays.country_holidays(country, subdiv=part or None, years=years, expand=False)
    except NotImplementedError:
        return None
    return {year: _written(official, year) for year in years}


def _written(official: Any, year: int) -> tuple[str, bool]:
    is_published = official.country != "CN" or year in official.special_public_holidays
    return "".join("01"[bool(official.is_working_day(day))] for day in days_of(year)), is_published


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(*sys.argv[1:])))
