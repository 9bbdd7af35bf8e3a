"""The days a question speaks of: "since May", "before 10 May", 5月以来, 4月30日之前. Pure; days are of whoever asks.

Questions look back, so a day or a month without its year is the last one that has begun.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.replies.dates import day_named_at


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of a question that names days: where it stands, and its first and last day; None where it is open."""

    start: int
    end: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """What one phrase names: where it ends, its first and its last day."""

    end: int
    first: date
    last: date


_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_BEFORE: Final = re.compile(
    r"(?<![a-z])(?P<word>since|after|from|starting|until|till|before|up to|through)\s+|(?P<han>自从|自|从|截至|截止|至)\s*"
)
_BEHIND: Final = re.compile(r"\s*(?P<word>以来|之后|以后|起|之前|以前|前|为止|止)")
_MONTH: Final = re.compile(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])(?:\s+(?P<year>20\d\d)(?![\dq]))?"
    r"|(?:(?P<nian>20\d\d)年)?(?P<yue>1[0-2]|[1-9])月(?:份)?(?!\s*\d)"
    r"|(?P<iso>20\d\d)-(?P<number>0[1-9]|1[0-2])(?![-\d])"
)
_YEAR: Final = re.compile(r"(?P<year>20\d\d)年?(?![-/.\dq年第])")
_QUARTER: Final = re.compile(r"(?P<year>20\d\d)[-/ ]?q(?P<quarter>[1-4])(?!\d)|q(?P<bare>[1-4])(?!\d)")
_LAST: Final = re.compile(
    r"(?P<which>last|this|the)\s+(?P<unit>week|month|quarter|year)(?![a-z])|(?P<han>上|本|这)个?(?P<yuan>周|月|季度)|(?P<nian>去年|今年)"
)

_FROM_IT: Final = frozenset({"since", "from", "starting", "自从", "自", "从", "以来", "起"})
_BEHIND_IT: Final = frozenset({"after", "之后", "以后"})
_UP_TO_IT: Final = frozenset({"until", "till", "up to", "through", "截至", "截止", "至", "为止", "止"})


def days_in(folded: str, today: date) -> list[Days]:
    """Every stretch of a question that names days, in order; `folded` is in small letters."""
    return list(_all_days(folded, today))


def _all_days(folded: str, today: date) -> Iterator[Days]:
    at = 0
    while at < len(folded):
        found = _days_at(folded, at, today)
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def _days_at(folded: str, at: int, today: date) -> Days | None:
    if before := _BEFORE.match(folded, at):
        named = _named_at(folded, before.end(), today)
        if named is None:
            return None
        behind = _BEHIND.match(folded, named.end)
        word = behind["word"] if behind else before["word"] or before["han"]
        return _days(word, at, behind.end() if behind else named.end, named)
    if at and folded[at - 1].isalnum() and folded[at - 1].isascii():
        return None
    named = _named_at(folded, at, today)
    behind = _BEHIND.match(folded, named.end) if named else None
    return _days(behind["word"], at, behind.end(), named) if named and behind else None


def _days(word: str, start: int, end: int, named: _Named) -> Days:
    if word in _FROM_IT:
        return Days(start, end, since=named.first)
    if word in _BEHIND_IT:
        return Days(start, end, since=named.last + timedelta(days=1))
    if word in _UP_TO_IT:
        return Days(start, end, until=named.last)
    return Days(start, end, until=named.first - timedelta(days=1))


def _named_at(folded: str, at: int, today: date) -> _Named | None:
    """A day, a month, a quarter, a year that is named here."""
    day = day_named_at(folded, at, today)
    if day is not None and day.day is not None:
        is_dated = re.search(r"20\d\d", folded[at : day.end]) is not None
        named = day.day
        if named > today and not is_dated:
            named = named - timedelta(weeks=1) if day.is_bare_weekday else _year_before(named)
        return _Named(day.end, named, named)
    if month := _MONTH.match(folded, at):
        return _Named(month.end(), *_month(month, today))
    if quarter := _QUARTER.match(folded, at):
        return _Named(quarter.end(), *_quarter(quarter, today))
    if year := _YEAR.match(folded, at):
        return _Named(year.end(), date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31))
    if last := _LAST.match(folded, at):
        return _Named(last.end(), *_last(last, today))
    return None


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _month(match: re.Match[str], today: date) -> tuple[date, date]:
    number = int(match["yue"] or match["number"] or 0) or _MONTHS.index(match["name"][:3]) + 1
    year = match["year"] or match["nian"] or match["iso"]
    first = date(int(year), number, 1) if year else date(today.year - (number > today.month), number, 1)
    return first, _next_month(first) - timedelta(days=1)


def _quarter(match: re.Match[str], today: date) -> tuple[date, date]:
    month = int(match["quarter"] or match["bare"]) * 3 - 2
    first = date(int(match["year"]), month, 1) if match["year"] else date(today.year - (month > today.month), month, 1)
    return first, _next_month(_next_month(_next_month(first))) - timedelta(days=1)


def _last(match: re.Match[str], today: date) -> tuple[date, date]:
    steps = 1 if match["which"] == "last" or match["han"] == "上" or match["nian"] == "去年" else 0
    match match["unit"] or match["yuan"] or "year":
        case "week" | "周":
            monday = today - timedelta(days=today.weekday(), weeks=steps)
            return monday, monday + timedelta(days=6)
        case "month" | "月":
            first = _months_back(today, steps)
            return first, _next_month(first) - timedelta(days=1)
        case "quarter" | "季度":
            first = _months_back(today, (today.month - 1) % 3 + 3 * steps)
            return first, _next_month(_next_month(_next_month(first))) - timedelta(days=1)
    return date(today.year - steps, 1, 1), date(today.year - steps, 12, 31)


def _months_back(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 - months, 12)
    return date(day.year + years, month + 1, 1)


def _next_month(first: date) -> date:
    return _months_back(first, -1)
