"""Phrases that name a day, English and Chinese, as people write them in a reply. Text is folded; days are the unit's own.

A phrase is looked for at one position only, so that the numbers in "10 May" and 5月10日 are never taken for items.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A phrase that names a day: where it ends, and the day; None when it fits two days or none (5/10, 30 February)."""

    end: int
    day: date | None
    is_bare_weekday: bool = False  # "Friday": in a report perhaps the last one


# Somebody who writes a day without its year means the nearest one; half a year back is where "nearest" turns.
HALF_A_YEAR: Final = timedelta(days=183)
FRIDAY: Final = 4  # what people call the end of a week

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_WEEKDAYS: Final = "一二三四五六日天"
_COUNTS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "两": 2,
    "俩": 2,
}

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])(?:\.(?= ?\d))?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:%a-z])"
_YEAR: Final = r"(?:,? ?(?P<year>20\d\d)(?!\d))?"
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"


def day_named_at(folded: str, at: int, today: date) -> NamedDay | None:
    """The phrase naming a day that begins here. "Friday" and 周五 are this week's, "next Friday" and 下周五 the next week's."""
    for pattern, reckon in _PHRASES:
        if match := pattern.match(folded, at):
            bare_weekday = reckon is _weekday and not match["which"]
            return NamedDay(match.end(), _reckoned(reckon, match, today), bare_weekday)
    return None


def short_day_named_at(folded: str, at: int, today: date) -> NamedDay | None:
    """Like `day_named_at`, for what is a date only behind "until" or 到: 6.10, 5/10, 10号, "the 10th"."""
    for pattern, reckon in _SHORT_PHRASES:
        if match := pattern.match(folded, at):
            return NamedDay(match.end(), _reckoned(reckon, match, today))
    return None


Reckoning = Callable[[re.Match[str], date], date | None]


def _reckoned(reckon: Reckoning, match: re.Match[str], today: date) -> date | None:
    try:
        return reckon(match, today)
    except (ValueError, OverflowError):
        return None  # 30 February


# Days of a month


def _day_of_month(match: re.Match[str], today: date) -> date:
    return _nearest(match["year"], _month(match["month"]), _count(match["day"]), today)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else _count(name)


def _nearest(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today - HALF_A_YEAR else date(today.year + 1, month, day)


def _day_of_this_or_next_month(match: re.Match[str], today: date) -> date:
    day = int(match["day"])
    if day >= today.day:
        return today.replace(day=day)
    following = today.replace(day=1) + timedelta(days=31)
    return following.replace(day=day)


def _two_numbers(match: re.Match[str], today: date) -> date | None:
    """5/10 is 5 October to some and 10 May to others; 5/31 and 5/5 are clear."""
    first, second = int(match["first"]), int(match["second"])
    if first != second and first <= 12 and second <= 12:
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    return _nearest(match["year"], month, day, today)


def _dotted(match: re.Match[str], today: date) -> date | None:
    """6.10 is how Chinese colleagues write 10 June; 31.5. can only be a day before its month."""
    first, second = int(match["first"]), int(match["second"])
    return _nearest(None, first, second, today) if first <= 12 else _nearest(None, second, first, today)


# Ends of something


def _end_of_month(match: re.Match[str], today: date) -> date:
    groups = match.groupdict()
    month = groups.get("month")
    if month:
        first = _nearest(groups.get("year"), _month(month), 1, today)
    else:
        first = _first_of_month(today, _step(groups.get("which")))
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _first_of_month(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _end_of_week(match: re.Match[str], today: date) -> date:
    return _monday(today) + timedelta(days=FRIDAY, weeks=_step(match["which"]))


def _end_of_year(match: re.Match[str], today: date) -> date:
    return date(today.year + _step(match["which"]), 12, 31)


def _end_of_quarter(match: re.Match[str], today: date) -> date:
    groups = match.groupdict()
    quarter = (today.month - 1) // 3
    if groups.get("quarter"):
        quarter = _count(groups["quarter"]) - 1
    first = _first_of_month(today.replace(month=1, day=1), (quarter + _step(groups.get("which"))) * 3 + 2)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


# Days of a week, and days from today


def _weekday(match: re.Match[str], today: date) -> date:
    """A weekday of this week, of the next or the last; a bare weekday that is past means the coming one."""
    name = match["weekday"]
    place = _WEEKDAYS.index(name[:3]) if name.isascii() else min(_CHINESE_WEEKDAYS.index(name), 6)
    which = match["which"] or match.groupdict().get("behind") or ""
    day = _monday(today) + timedelta(days=place, weeks=_step(which))
    return day + timedelta(weeks=1) if not which and day < today else day


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _relative(match: re.Match[str], today: date) -> date:
    words = {
        "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2,
        "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "昨天": -1, "昨日": -1, "前天": -2,
    }  # fmt: skip
    return today + timedelta(days=words[match["word"]])


def _counted(match: re.Match[str], today: date) -> date:
    """in two weeks, 3天后; and backwards: 3 days ago, 两周前."""
    back = match.groupdict().get("back")
    unit = match["unit"]
    count = 15 if match["count"] == "半" else _count(match["count"])
    if match["count"] != "半" and unit in ("week", "周", "星期", "礼拜"):
        count *= 7
    if match["count"] != "半" and unit in ("month", "月"):
        first = _first_of_month(today, -count if back else count)
        return first.replace(day=min(today.day, calendar.monthrange(first.year, first.month)[1]))
    return today + timedelta(days=-count if back else count)


def _step(which: str | None) -> int:
    """How many weeks, months or years away "next" and 下 are."""
    which = (which or "").strip()
    if which in ("next", "下", "下个", "明"):
        return 1
    if which in ("last", "上", "上个"):
        return -1
    return {"下下": 2, "上上": -2, "week": 1, "next week": 1}.get(which, 0)


def _count(digits: str) -> int:
    """12, 十二, two, 两."""
    if digits.isdecimal():
        return int(digits)
    if digits in _COUNTS:
        return _COUNTS[digits]
    tens, _, ones = digits.rpartition("十")
    if "十" not in digits:
        return "一二三四五六七八九".index(digits) + 1
    return 10 * ("一二三四五六七八九".index(tens) + 1 if tens else 1) + (
        "一二三四五六七八九".index(ones) + 1 if ones else 0
    )


_WHICH_CHINESE: Final = "(?P<which>上上|下下|上个|下个|这个|上|下|本|这)?"

_PHRASES: Final[tuple[tuple[re.Pattern[str], Reckoning], ...]] = (
    # 2024-05-10, 2024年5月10日
    (re.compile(r"(?P<year>20\d\d)(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"), _day_of_month),
    (re.compile(rf"(?:(?P<year>20\d\d)年 ?)?(?P<month>\d{{1,2}}|{_NUMERAL}) ?月 ?(?P<day>\d{{1,2}}|{_NUMERAL})(?![\d个项])[日号]?"), _day_of_month),
    # 5月底, 月底, 下月底
    (re.compile(rf"(?:(?P<year>20\d\d)年)?(?P<month>\d{{1,2}}|{_NUMERAL})月[底末]"), _end_of_month),
    (re.compile(r"(?P<which>本|这个|下个|下)?月[底末]"), _end_of_month),
    (re.compile(r"(?P<which>今|本|明)?年[底末]"), _end_of_year),
    (re.compile(r"(?:第|q)?(?P<quarter>[一二三四1-4])(?:季度?)?[底末]"), _end_of_quarter),
    (re.compile(r"(?P<which>本|这个|下个|下)?季度?[底末]"), _end_of_quarter),
    # 下周三, 周五
    (re.compile(rf"{_WHICH_CHINESE}(?:周|星期|礼拜)(?P<weekday>[{_CHINESE_WEEKDAYS}])"), _weekday),
    (re.compile(r"(?:本|这|下个|下)?周末"), lambda match, today: None),  # Friday to some, Sunday to others
    (re.compile(r"(?P<word>大后天|今天|今日|明天|明日|后天|昨天|昨日|前天)"), _relative),
    (re.compile(rf"(?P<count>\d{{1,3}}|{_NUMERAL}|两|俩|半)个?(?P<unit>天|日|周|星期|礼拜|月)(?:之后|以后|后|(?P<back>之前|以前|前))"), _counted),
    # 10 May, May 10
    (re.compile(rf"{_DAY}(?: of)?[ -]?{_MONTH}{_YEAR}"), _day_of_month),
    (re.compile(rf"{_MONTH} ?(?:the )?{_DAY}(?!\.\d|,\d){_YEAR}"), _day_of_month),
    # end of May, month end
    (re.compile(rf"(?:the )?end(?: of)? {_MONTH}{_YEAR}"), _end_of_month),
    (re.compile(rf"{_MONTH}[ -]end{_YEAR}"), _end_of_month),
    (re.compile(r"(?:the )?end of (?:the )?(?P<which>this |next )?month(?![a-z])|eom(?![a-z])"), _end_of_month),
    (re.compile(r"(?P<which>this |next )?month[ -]end(?![a-z])"), _end_of_month),
    (re.compile(r"(?:(?:the )?end of (?:the )?(?P<which>this |next )?week|eow)(?![a-z])"), _end_of_week),
    (re.compile(r"(?:(?:the )?end of (?:the )?(?P<which>this |next )?year|year[ -]end|eoy)(?![a-z])"), _end_of_year),
    (re.compile(r"(?:(?:the )?end of (?:the )?(?P<which>this |next )?quarter|quarter[ -]end|eoq)(?![a-z])"), _end_of_quarter),
    (re.compile(r"(?:the )?end of q(?P<quarter>[1-4])(?!\d)"), _end_of_quarter),
    # next Friday, Friday next week
    (
        re.compile(
            r"(?P<which>this |next |last |coming )?(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])"
            r"(?: (?P<behind>next week|week)(?![a-z]))?"
        ),
        _weekday,
    ),
    (re.compile(r"(?:the )?(?P<word>day after tomorrow|day before yesterday|tomorrow|today|yesterday|tonight)(?![a-z])"), _relative),
    (re.compile(r"in (?P<count>\d{1,3}|an?|one|two|three|four|five|six|ten) (?P<unit>day|week|month)s?(?![a-z])"), _counted),
    (
        re.compile(
            r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|ten) (?P<unit>day|week|month)s? (?:from (?:now|today)|(?P<back>ago))(?![a-z])"
        ),
        _counted,
    ),
)  # fmt: skip

_SHORT_PHRASES: Final[tuple[tuple[re.Pattern[str], Reckoning], ...]] = (
    (re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})(?:[/-](?P<year>20\d\d))?(?![\d/-])"), _two_numbers),
    (re.compile(r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>20\d\d)(?!\d)"), _two_numbers),
    (re.compile(r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.?(?![\d%a-z])"), _dotted),
    (re.compile(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)(?![a-z])"), _day_of_this_or_next_month),
    (re.compile(r"(?P<day>\d{1,2})[日号]"), _day_of_this_or_next_month),
)
