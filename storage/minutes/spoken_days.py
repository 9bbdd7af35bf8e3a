"""Due days in words: "by Friday", "by the end of May", 下周一. Read only where the day of the meeting leaves no doubt.

"By Friday" said on a Friday may be that day or the next week's, and "the end of the week" is Friday to some and Sunday to
others; "in two weeks" is about then. Such words stay words.
"""

import calendar
import re
from datetime import date, timedelta
from typing import Final

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZH_WEEKDAYS: Final = "一二三四五六日"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY: Final = re.compile(
    r"^(?:by|before|until|no\s+later\s+than|on\s+or\s+before|this|(?:by\s+|before\s+)?(?:EOD|COB)(?:\s+on)?)\s+(?:this\s+)?"
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:\w*day|s|r|rs)?$",
    re.I,
)
_TOMORROW: Final = re.compile(r"^(?:(?:by|before)\s+)?(?:(?:EOD|COB)\s+)?(?:tomorrow)$|^明天(?:之?前)?$", re.I)
_TODAY: Final = re.compile(
    r"^(?:(?:by|before)\s+)?(?:the\s+)?(?:(?:EOD\s+|COB\s+)?today|tonight|EOD|COB|end\s+of\s+(?:the\s+)?(?:day|today))$",
    re.I,
)
_MONTH_END: Final = re.compile(
    r"^(?:(?:by|before)\s+)?EOM$"
    r"|^(?:by|before)\s+(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+)?(?P<month>month|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$"
    r"|^(?:(?P<zh>本)?月|(?P<number>\d{1,2})月)底(?:之?前)?$",
    re.I,
)
_ZH_WEEKDAY: Final = re.compile("^(?P<week>本|下|这)?(?:周|星期)(?P<day>[一二三四五六日天])(?:之?前)?$")


def spoken_day(words: str, said_on: date) -> date | None:
    """The day these words mean when they are said on `said_on`; None where that is not certain."""
    words = " ".join(words.split())
    if _TODAY.match(words):
        return said_on
    if _TOMORROW.match(words):
        return said_on + timedelta(days=1)
    if weekday := _WEEKDAY.match(words):
        ahead = (_WEEKDAYS.index(weekday["day"].lower()) - said_on.weekday()) % 7
        return said_on + timedelta(days=ahead) if ahead else None
    if chinese := _ZH_WEEKDAY.match(words):
        weekday_number = _ZH_WEEKDAYS.index(chinese["day"].replace("天", "日"))
        if not chinese["week"]:
            ahead = (weekday_number - said_on.weekday()) % 7
            return said_on + timedelta(days=ahead) if ahead else None
        monday = said_on - timedelta(days=said_on.weekday()) + timedelta(weeks=chinese["week"] == "下")
        day = monday + timedelta(days=weekday_number)
        return day if day >= said_on else None
    if end := _MONTH_END.match(words):
        return _month_end(end, said_on)
    return None


def _month_end(match: re.Match[str], said_on: date) -> date | None:
    """The last day of the month named; a month that has passed is next year's."""
    name = (match["month"] or "month").lower()
    month = int(match["number"]) if match["number"] else said_on.month if name == "month" else _MONTHS.index(name) + 1
    if not 1 <= month <= 12:
        return None
    year = said_on.year + (month < said_on.month)
    return date(year, month, calendar.monthrange(year, month)[1])
