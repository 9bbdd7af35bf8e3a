"""Dates as minutes write them, in English and Chinese: single days, ranges, days without a year.

A year is never made up: a mention without one keeps `year` as None, and the caller decides whether the text states it
elsewhere. A day that no calendar has (31 April) is kept as `impossible`, so that it can be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=\s*\d))?"
)
_DAY: Final = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<{0}>(?:19|2[01])\d\d)\b"
_TO: Final = r"\s*(?:-|–|—|~|to|until|till|through|and|/)\s*"
_OF: Final = r"\s*(?:of\s+)?"
_WEEKDAY: Final = r"(?:\s*\([A-Za-z]{3,9}\))?"

_ENGLISH: Final = re.compile(
    r"\b(?:"
    # 23 to 24 April 2024; 30 April to 2 May 2024; 7th of January
    + _DAY.format("d1") + _WEEKDAY + r"(?:" + _OF + _MONTH.format("m0") + r"(?:,?\s*" + _YEAR.format("y0") + r")?)?"
    + r"(?:" + _TO + _DAY.format("d2") + r")?" + _OF + _MONTH.format("m1") + r"(?:,?\s*" + _YEAR.format("y1") + r")?"
    + r"|" + _DAY.format("d7") + _OF + _MONTH.format("m5") + r"(?:,?\s*" + _YEAR.format("y3") + r")?"
    # April 23 to 24, 2024; April 30 to May 2; March 21/22
    + r"|" + _MONTH.format("m2") + r"(?:\s*|,\s*(?=\d{1,2},?\s+(?:19|20)\d\d))" + _DAY.format("d3") + r"(?:,?\s*" + _YEAR.format("y4") + r")?"
    + r"(?:" + _TO + r"(?:" + _MONTH.format("m3") + r"\s*)?" + _DAY.format("d4") + r"(?!\s*:\d))?(?:,?\s*" + _YEAR.format("y2") + r")?"
    + r")",
    re.I,
)  # fmt: skip
_ISO: Final = re.compile(
    r"(?<![\d.])(?P<y>(?:19|2[01])\d\d)(?P<s>[-./])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?![\d])"
    r"(?:\s*(?:-|–|—|~|to|至|到)\s*(?:(?P<y2>(?:19|2[01])\d\d)(?P=s))?(?:(?P<m2>[01]?\d)(?P=s))?(?P<d2>[0-3]?\d)(?![\d:.-]))?"
)
_NUMERIC: Final = re.compile(
    r"(?<![\w./])(?<!\w-)(?P<a>[0-3]?\d)(?P<s>[-./])(?P<b>[0-3]?\d)(?P=s)(?P<y>20\d\d|\d\d)(?![\w/-]|\.\d)"
)
DAY_AND_MONTH: Final = re.compile(r"(?<![\d/.-])(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)(?![\d/.-])")
"""30/4 or 4/30."""
BEFORE_DATE: Final = re.compile(
    r"\b(?:by|before|until|due|on|no\s+later\s+than|deadline|target)\W{0,3}(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?,?\s+)?(?:the\s+)?$",
    re.I,
)
"""The words before a day something is due."""
_MONTHS_OF_YEAR: Final = 12
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HALF_A_YEAR: Final = 6
_REPUBLIC: Final = 1911
"""Taiwan counts its years from 1912: 民國113年, or 113年 alone before a month, is 2024."""
_NUM: Final = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_CHINESE: Final = re.compile(
    r"(?:(?:(?P<y>(?:19|2[01])\d\d|[一二][〇○零一二三四五六七八九]{3})|民国\s*(?P<roc>\d{2,3})|(?<!\d)(?P<roc2>1[0-4]\d))\s*年\s*)?"
    rf"(?:(?P<m>{_NUM})\s*月\s*(?P<d>{_NUM})\s*[日号]?(?!\d)|(?P<said>今日|今天|昨日|昨天|前天|前日)\s*\(\s*(?P<d0>{_NUM})\s*日?\s*\))"
    r"(?:\s*\([^()\n]{1,6}\))?"
    r"(?:(?:上午|下午|晚上?|\s)*\s*(?:至|到|—|－|-|–|~|、|和)+\s*"
    rf"(?:(?P<y2>(?:19|2[01])\d\d)年)?(?:(?P<m2>{_NUM})\s*月\s*)?(?P<d2>{_NUM})\s*[日号])?"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Days named in a text: from one day to another, `year` only where it stands there. Places are those of the text searched."""

    start: int
    end: int
    year: int | None
    month: int | None
    """None where only the day is named, as in 昨日(14日): the publishing stamp holds the rest."""
    day: int
    until_year: int | None
    until_month: int | None
    until_day: int

    @property
    def partial(self) -> str | None:
        """MM-DD of the first day."""
        return f"{self.month:02}-{self.day:02}" if self.month else None

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """First and last day, with `year` where the mention has none. None without a year, a month or such a day."""
        first, last = self.year or self.until_year or year, self.until_year or self.year or year
        if first is None or last is None or self.month is None:
            return None
        until_month = self.until_month or self.month
        if self.until_year is None and until_month < self.month:
            last += 1
        try:
            held = date(first, self.month, self.day), date(last, until_month, self.until_day)
        except ValueError:
            return None
        return held if held[0] <= held[1] else (held[0], held[0])

    def is_possible(self) -> bool:
        """Whether some calendar has these days; 29 February counts where no year says otherwise."""
        return self.month is None or self.days(self.year or 2024) is not None


def english_mentions(text: str, day_first: bool | None = None) -> Iterator[Mention]:
    """Dates such as 23 to 24 April, April 23-24, 2024, 5th of May, 2024-04-23, 23/04/2024, in order.

    `day_first` says how a text writes all-number dates; None leaves it to what `text` itself shows.
    """
    found = [*map(_of_english, _ENGLISH.finditer(text)), *map(_of_iso, _ISO.finditer(text))]
    return _in_order([*found, *_of_numbers(text, is_day_first(text) if day_first is None else day_first)])


def chinese_mentions(text: str) -> Iterator[Mention]:
    """Dates such as 2024年4月23日至24日, 4月30日至5月2日, 昨日(14日), 民国113年5月6日, 2024-04-23, in order."""
    return _in_order([*map(_of_chinese, _CHINESE.finditer(text)), *map(_of_iso, _ISO.finditer(text))])


def year_nearest(stamp: Mention, month: int | None) -> int | None:
    """The year of a day in `month` that was written about on `stamp`: in January, a day in December is last year's."""
    if stamp.year is None or stamp.month is None or month is None:
        return stamp.year
    ahead = month - stamp.month
    return stamp.year - (ahead > _HALF_A_YEAR) + (ahead < -_HALF_A_YEAR)


def chinese_number(text: str) -> int | None:
    """The number written in digits or in Chinese up to 99 (十二, 二十三); None when it is neither."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_DIGITS)) if len(text) == 1 and text.translate(_DIGITS).isdecimal() else None
    high = int(tens.translate(_DIGITS)) if tens and tens.translate(_DIGITS).isdecimal() else 1
    low = int(ones.translate(_DIGITS)) if ones and ones.translate(_DIGITS).isdecimal() else 0
    return high * 10 + low


def _in_order(mentions: list[Mention | None]) -> Iterator[Mention]:
    last = -1
    for mention in sorted((each for each in mentions if each is not None), key=lambda each: (each.start, -each.end)):
        if mention.start >= last:
            last = mention.end
            yield mention


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month(name: str | None) -> int | None:
    return _MONTHS.index(name[:3].lower()) + 1 if name else None


def _of_english(match: re.Match[str]) -> Mention | None:
    part = match.groupdict()
    if any(part[name] in ("may", "march") for name in ("m1", "m2", "m5")):
        return None  # the verbs
    if part["m5"]:
        month, day, year = _month(part["m5"]), int(part["d7"]), _number(part["y3"])
        return Mention(*match.span(), year, month, day, year, month, day)
    if part["m1"]:
        until_month, day, year = _month(part["m1"]), int(part["d1"]), _number(part["y1"])
        if part["m0"] and not part["d2"]:
            return None
        month = _month(part["m0"]) or until_month
        return Mention(
            *match.span(), _number(part["y0"]) or year, month, day, year, until_month, int(part["d2"] or day)
        )
    month, day, year = _month(part["m2"]), int(part["d3"]), _number(part["y4"]) or _number(part["y2"])
    until_year = _number(part["y2"]) or year
    until_day = int(part["d4"] or day)
    return Mention(*match.span(), year, month, day, until_year, _month(part["m3"]) or month, until_day)


def _of_iso(match: re.Match[str]) -> Mention:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    return Mention(
        *match.span(),
        year,
        month,
        day,
        _number(match["y2"]) or year,
        _number(match["m2"]) or month,
        _number(match["d2"]) or day,
    )


def is_day_first(text: str) -> bool | None:
    """Whether dates in numbers put the day first, shown by a number over 12 among them; None where the text does not show it.

    Full dates show it first; else days to be ready by, such as "by 20/6".
    """
    shown = {int(match["a"]) > _MONTHS_OF_YEAR for match in _NUMERIC.finditer(text) if _shows_order(match)} or {
        int(match["a"]) > _MONTHS_OF_YEAR
        for match in DAY_AND_MONTH.finditer(text)
        if _shows_order(match) and BEFORE_DATE.search(text, max(0, match.start() - 40), match.start())
    }
    return shown.pop() if len(shown) == 1 else None


def day_in_doubt(text: str) -> tuple[int, int] | None:
    """Where the first date in numbers stands that may be either of two days, as 3/11/2025 where nothing shows the order."""
    if is_day_first(text) is not None:
        return None
    return next((match.span() for match in _NUMERIC.finditer(text) if _is_in_doubt(match)), None)


def _shows_order(match: re.Match[str]) -> bool:
    return max(int(match["a"]), int(match["b"])) > _MONTHS_OF_YEAR


def _is_in_doubt(match: re.Match[str]) -> bool:
    return match["a"] != match["b"] and min(int(match["a"]), int(match["b"])) >= 1 and not _shows_order(match)


def _of_numbers(text: str, day_first: bool | None) -> list[Mention | None]:
    """23/04/2024 and 04/23/2024, where it is known which of the two comes first; 5/5/2024 in any case."""
    found: list[Mention | None] = []
    for match in _NUMERIC.finditer(text):
        if day_first is None and int(match["a"]) != int(match["b"]):
            continue
        day, month = (int(match["a"]), int(match["b"])) if day_first else (int(match["b"]), int(match["a"]))
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        found.append(Mention(*match.span(), year, month, day, year, month, day) if month else None)
    return found


def _of_chinese(match: re.Match[str]) -> Mention | None:
    year = int(match["y"].translate(_DIGITS)) if match["y"] else None
    if republic := match["roc"] or match["roc2"]:
        year = _REPUBLIC + int(republic)
    month = chinese_number(match["m"]) if match["m"] else None
    day = chinese_number(match["d"] or match["d0"])
    if day is None or (match["m"] and month is None):
        return None
    until_month = chinese_number(match["m2"]) if match["m2"] else month
    until_day = (chinese_number(match["d2"]) if match["d2"] else None) or day
    return Mention(*match.span(), year, month, day, _number(match["y2"]) or year, until_month, until_day)
