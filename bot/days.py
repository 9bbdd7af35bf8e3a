"""The days a question speaks of: "since May", 5月以来, "last week", "due by Friday", 本周到期. Pure; days are of whoever asks.

Questions look back, so a day or a month without its year is the last one that has begun; what is due looks ahead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from bot.replies.dates import day_named_at


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of a question that names days: where it stands, and its first and last day; None where it is open."""

    start: int
    end: int
    since: date | None = None
    until: date | None = None
    of: Literal["told", "due", "either"] = "told"
    """What happened on these days, what is due on them, or either, as the rest of the question has it."""
    reaches_ahead: bool = False
    """Whether they end today or later."""


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
_WITHIN: Final = re.compile(r"(?<![a-z])(?:in|on|during|within)\s+(?:the\s+)?")
_DUE: Final = re.compile(
    r"(?<![a-z])(?:falling\s+)?due\s+(?:(?P<word>by|until|till|before|up to|through|after|since|from)\s+|(?:in|on|during|within)\s+)?"
)
_DUE_BEHIND: Final = re.compile(r"\s*(?:之?内)?(?:将|要|就)?(?:到期|截止|应完成|该完成)")
_SOON: Final = re.compile(
    r"(?:soon(?![a-z])|(?:the\s+)?(?:next\s+)?(?P<count>\d{1,3})\s+(?P<unit>day|week)s?(?![a-z]))"
)
_SOON_CHINESE: Final = re.compile(r"(?:即将|快要?|快)(?=到期|截止)|(?P<count>\d{1,3})个?(?P<unit>天|周)(?=之?内)")
_SOON_DAYS: Final = 7
_LATELY: Final = re.compile(
    r"(?:(?:in|within|during)\s+)?(?:the\s+)?(?:(?:last|past)\s+(?P<count>\d{1,3})\s+|past\s+)(?P<unit>day|week|month)s?(?![a-z])"
    r"|(?:最近|近|过去)(?:的)?(?P<han>\d{1,3}|[一两三])个?(?P<yuan>天|日|周|星期|月)(?:以来|之?内)?"
)
# Days that are named without any word before or behind them. A bare weekday is left alone: Sun is a surname.
_BARE: Final = re.compile(
    r"\d|(?:today|tomorrow|yesterday|day (?:before|after))(?![a-z])|[今昨前明后]|上|下|本|这|last|this|next|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s*\d"
)
_MONTH: Final = re.compile(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])(?:\s+(?P<year>20\d\d)(?![\dq]))?"
    r"|(?:(?P<nian>20\d\d)年)?(?P<yue>1[0-2]|[1-9])月(?:份)?(?!\s*\d)"
    r"|(?P<iso>20\d\d)-(?P<number>0[1-9]|1[0-2])(?![-\d])"
)
_YEAR: Final = re.compile(r"(?P<year>20\d\d)年?(?![-/.\dq年第])")
_QUARTER: Final = re.compile(r"(?P<year>20\d\d)[-/ ]?q(?P<quarter>[1-4])(?!\d)|q(?P<bare>[1-4])(?!\d)")
_LAST: Final = re.compile(
    r"(?P<which>last|this|the|next)\s+(?P<unit>week|month|quarter|year)(?![a-z])|(?P<han>上|本|这|下)个?(?P<yuan>周|星期|月|季度)|(?P<nian>去年|今年)"
)

_FROM_IT: Final = frozenset({"since", "from", "starting", "自从", "自", "从", "以来", "起"})
_BEHIND_IT: Final = frozenset({"after", "之后", "以后"})
_UP_TO_IT: Final = frozenset({"until", "till", "up to", "through", "by", "截至", "截止", "至", "为止", "止"})


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
    if at and folded[at - 1].isalnum() and folded[at - 1 : at + 1].isascii():
        return None
    if lately := _LATELY.match(folded, at):
        return _lately(lately, today)
    if due := _DUE.match(folded, at):
        return _due_at(folded, at, due, today)
    if before := _BEFORE.match(folded, at):
        named = _named_at(folded, before.end(), today)
        if named is None:
            return None
        behind = _BEHIND.match(folded, named.end)
        word = behind["word"] if behind else before["word"] or before["han"]
        return _days(word, at, behind.end() if behind else named.end, named)
    if within := _WITHIN.match(folded, at):
        named = None if _is_period(folded, within.end()) else _named_at(folded, within.end(), today)
        return _all_of(at, named, today) if named else None
    return _alone_at(folded, at, today)


def _due_at(folded: str, at: int, due: re.Match[str], today: date) -> Days | None:
    """`due friday`, `due by 10 June`, `due in 7 days`, `due soon`."""
    if soon := _SOON.match(folded, due.end()):
        return _soon(at, soon.end(), soon, today)
    named = _named_at(folded, due.end(), today, ahead=True)
    if named is None:
        return None
    if not due["word"]:
        return replace(_all_of(at, named, today), of="due")
    return _due(_days(due["word"], at, named.end, named), today)


def _soon(start: int, end: int, match: re.Match[str], today: date) -> Days:
    """From today on for so many days."""
    days = int(match["count"] or _SOON_DAYS) * (7 if match["unit"] in ("week", "周") else 1)
    return Days(start, end, today, today + timedelta(days=days), "due", reaches_ahead=True)


def _lately(match: re.Match[str], today: date) -> Days:
    """`in the last 7 days`, `past week`, 最近一周."""
    said = match["count"] or match["han"] or "1"
    count = int(said) if said.isdecimal() else "一两三".index(said) + 1
    days = {"day": 1, "week": 7, "month": 30, "天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}[
        match["unit"] or match["yuan"]
    ]
    return Days(*match.span(), since=today - timedelta(days=count * days), until=today)


def _due(days: Days, today: date) -> Days:
    return replace(days, of="due", reaches_ahead=days.until is None or days.until >= today)


def _alone_at(folded: str, at: int, today: date) -> Days | None:
    """Days that no word stands before: 5月以来, 本周到期, `yesterday`, `last week`, 4月."""
    if soon := _SOON_CHINESE.match(folded, at):
        behind = _DUE_BEHIND.match(folded, soon.end())
        return _soon(at, behind.end(), soon, today) if behind else None
    named = _named_at(folded, at, today)
    if named is None:
        return None
    behind = _BEHIND.match(folded, named.end)
    if due := _DUE_BEHIND.match(folded, behind.end() if behind else named.end):
        named = _named_at(folded, at, today, ahead=True) or named
        return _due(_days(behind["word"] if behind else None, at, due.end(), named), today)
    if behind:
        return _days(behind["word"], at, behind.end(), named)
    if _is_period(folded, at) or not _BARE.match(folded, at):
        return None
    return _all_of(at, _named_at(folded, at, today, ahead=True, ahead_of_months=False) or named, today)


def _is_period(folded: str, at: int) -> bool:
    """Whether a quarter or a year stands here: these are asked for as the time of a meeting."""
    last = _LAST.match(folded, at)
    if last is not None:
        return (last["unit"] or last["yuan"] or "year") in ("quarter", "季度", "year")
    return bool(_QUARTER.match(folded, at) or _YEAR.match(folded, at))


def _all_of(start: int, named: _Named, today: date) -> Days:
    """All of the named days: what was heard on them when they are over, and what is due on them when they are not."""
    ahead = named.last >= today
    return Days(start, named.end, named.first, named.last, "either" if ahead else "told", reaches_ahead=ahead)


def _days(word: str | None, start: int, end: int, named: _Named) -> Days:
    if word is None:
        return Days(start, end, named.first, named.last)
    if word in _FROM_IT:
        return Days(start, end, since=named.first)
    if word in _BEHIND_IT:
        return Days(start, end, since=named.last + timedelta(days=1))
    if word in _UP_TO_IT:
        return Days(start, end, until=named.last)
    return Days(start, end, until=named.first - timedelta(days=1))


def _named_at(
    folded: str, at: int, today: date, *, ahead: bool = False, ahead_of_months: bool | None = None
) -> _Named | None:
    """A day, a month, a quarter, a year that is named here; looking ahead, the one that comes where no year is named."""
    day = day_named_at(folded, at, today)
    if day is not None and day.day is not None:
        is_dated = re.search(r"20\d\d", folded[at : day.end]) is not None
        named = day.day
        if named > today and not is_dated and not ahead:
            named = named - timedelta(weeks=1) if day.is_bare_weekday else _year_before(named)
        return _Named(day.end, named, named)
    months_ahead = ahead if ahead_of_months is None else ahead_of_months
    if month := _MONTH.match(folded, at):
        return _Named(month.end(), *_month(month, today, ahead=months_ahead))
    if quarter := _QUARTER.match(folded, at):
        return _Named(quarter.end(), *_quarter(quarter, today, ahead=months_ahead))
    if year := _YEAR.match(folded, at):
        return _Named(year.end(), date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31))
    if last := _LAST.match(folded, at):
        return _Named(last.end(), *_last(last, today))
    return None


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _month(match: re.Match[str], today: date, *, ahead: bool) -> tuple[date, date]:
    number = int(match["yue"] or match["number"] or 0) or _MONTHS.index(match["name"][:3]) + 1
    year = match["year"] or match["nian"] or match["iso"]
    first = date(int(year) if year else _year_of(number, today, ahead=ahead), number, 1)
    return first, _next_month(first) - timedelta(days=1)


def _quarter(match: re.Match[str], today: date, *, ahead: bool) -> tuple[date, date]:
    month = int(match["quarter"] or match["bare"]) * 3 - 2
    ends_in = month + 2 if ahead else month
    first = date(int(match["year"]) if match["year"] else _year_of(ends_in, today, ahead=ahead), month, 1)
    return first, _next_month(_next_month(_next_month(first))) - timedelta(days=1)


def _year_of(month: int, today: date, *, ahead: bool) -> int:
    """The year of a month that is named without one: the last that has begun; looking ahead this year's, half a year back at most."""
    return today.year + (month < today.month - 6) if ahead else today.year - (month > today.month)


def _last(match: re.Match[str], today: date) -> tuple[date, date]:
    steps = 1 if match["which"] == "last" or match["han"] == "上" or match["nian"] == "去年" else 0
    steps = -1 if match["which"] == "next" or match["han"] == "下" else steps
    match match["unit"] or match["yuan"] or "year":
        case "week" | "周" | "星期":
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
