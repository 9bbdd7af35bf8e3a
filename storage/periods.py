"""The stretch of time a target is for: `2024Q2`, a half, a year, a month, or two dates of one's own. Pure."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.words import N_

# A target for longer than this is a slip in a year.
MOST_DAYS: Final = 3 * 366


class PeriodProblem(Exception):
    """A period cannot be read; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Period:
    """Its name as we keep it, and its first and last day, both included."""

    name: str
    starts_on: date
    ends_on: date

    def includes(self, day: date) -> bool:
        """True on every day of it."""
        return self.starts_on <= day <= self.ends_on


def quarter_of(day: date) -> Period:
    """The calendar quarter of a day."""
    return _months(day.year, 3 * ((day.month - 1) // 3) + 1, 3, f"{day.year}Q{(day.month - 1) // 3 + 1}")


def quarter_before(period: Period) -> Period:
    """The calendar quarter that ended before this period began."""
    return quarter_of(date.fromordinal(period.starts_on.toordinal() - 1))


def between(starts_on: date, ends_on: date) -> Period:
    """A period of one's own; one that is a calendar quarter is called so. Raises PeriodProblem when it ends before it begins."""
    if ends_on < starts_on:
        raise PeriodProblem(
            N_("{ends_on} lies before {starts_on}. Write the first day first, for example 2024-04-01..2024-06-30."),
            starts_on=str(starts_on),
            ends_on=str(ends_on),
        )
    if (ends_on - starts_on).days > MOST_DAYS:
        raise PeriodProblem(N_("That period is longer than three years. Is a year mistyped?"))
    quarter = quarter_of(starts_on)
    if (quarter.starts_on, quarter.ends_on) == (starts_on, ends_on):
        return quarter
    return Period(f"{starts_on}..{ends_on}", starts_on, ends_on)


def read_period(text: str, today: date) -> Period:
    """A period as people write it: `2024Q2`, `Q2 2024`, `2024年第二季度`, `2024H1`, `2024`, `2024-05`, `2024-04-01..2024-06-30`.

    A quarter without a year (`Q2`, `二季度`) is the one of `today`'s year; `this quarter` and `本季度` are today's.
    Raises PeriodProblem with an example otherwise.
    """
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
    if folded in ("this quarter", "quarter", "本季度", "当季"):
        return quarter_of(today)
    if found := _QUARTER.fullmatch(folded):
        year = int(found["year"] or found["later"] or today.year)
        number = _ORDINALS[found["a"] or found["b"]]
        return _months(year, 3 * number - 2, 3, f"{year}Q{number}")
    if found := _HALF.fullmatch(folded):
        number = {"1": 1, "2": 2, "上": 1, "下": 2}[found["a"] or found["b"]]
        return _months(int(found["year"]), 6 * number - 5, 6, f"{found['year']}H{number}")
    if found := _YEAR.fullmatch(folded):
        return _months(int(found["year"]), 1, 12, found["year"])
    if (found := _MONTH.fullmatch(folded)) and 1 <= int(found["month"]) <= 12:
        return _months(int(found["year"]), int(found["month"]), 1, f"{found['year']}-{int(found['month']):02}")
    if found := _DATES.fullmatch(folded):
        try:
            return between(date.fromisoformat(found["start"]), date.fromisoformat(found["end"]))
        except ValueError:
            pass  # a date that does not exist
    raise PeriodProblem(
        N_("“{text}” is not a period. Write 2024Q2, 2024H1, 2024-05, or two dates: 2024-04-01..2024-06-30."),
        text=" ".join(text.split())[:40],
    )


def _months(year: int, month: int, count: int, name: str) -> Period:
    last = month + count - 1
    return Period(name, date(year, month, 1), date(year, last, monthrange(year, last)[1]))


_ORDINALS: Final = {word: n for n, words in enumerate(("1一", "2二", "3三", "4四"), start=1) for word in words}
_YEARS: Final = r"(?:19|20)\d\d"
_QUARTER: Final = re.compile(
    rf"(?P<year>{_YEARS})?\s*年?[\s\-/]*(?:q(?P<a>[1-4])|第?(?P<b>[1-4一二三四])季度?)(?:[\s\-/]*(?P<later>{_YEARS}))?"
)
_HALF: Final = re.compile(rf"(?P<year>{_YEARS})\s*年?[\s\-/]*(?:h(?P<a>[12])|(?P<b>[上下])半年)")
_YEAR: Final = re.compile(rf"(?P<year>{_YEARS})\s*年?(?:全年|度)?")
_MONTH: Final = re.compile(rf"(?P<year>{_YEARS})[-/年]\s*(?P<month>\d\d?)月?")
_DATES: Final = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)\s*(?:\.\.+|…|to|until|至|到|~|–|—)\s*(?P<end>\d{4}-\d\d-\d\d)")
