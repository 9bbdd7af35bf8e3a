"""Until when an action item is to be done: dates, days without a year, day and month in numbers, and days in words."""

import re
from datetime import date
from typing import Final

from storage.minutes.action_signs import DUE, DUE_NAMED
from storage.minutes.copies import CJK
from storage.minutes.dates import BEFORE_DATE, DAY_AND_MONTH, chinese_mentions, english_mentions, is_day_first
from storage.minutes.drafts import Span
from storage.minutes.spoken_days import spoken_day

_MONTH_DOT_DAY: Final = re.compile(r"\s*(?P<a>0?[1-9]|1[0-2])\.(?P<b>0?[1-9]|[12]\d|3[01])\s*")
"""A day as Chinese tables write it, where nothing else stands: 6.14. In English it would be a number."""


class DueDays:
    """Reads the due days of one text. `held_on` dates days that are given without a year.

    Chinese writes the month before the day: 5/10 is 10 May there, and in English in doubt.
    """

    def __init__(self, text: str, held_on: date | None, *, is_chinese: bool = False) -> None:
        self._held_on = held_on
        self._is_chinese = is_chinese
        self._day_first = False if is_chinese else is_day_first(text)
        self.assumed_years: dict[Span, int] = {}
        """For items whose due day stands without a year: the year that was taken."""
        self.spoken: set[Span] = set()
        """The items whose due day stands in words that the day of the meeting makes certain: "by Friday"."""

    def of(self, words: str, span: Span) -> tuple[date | None, str | None]:
        """The due day, where these words of the item at `span` name one, and how they put it."""
        mentions = chinese_mentions(words) if re.search(f"[{CJK}]", words) else english_mentions(words, self._day_first)
        for mention in mentions:
            before = BEFORE_DATE.search(words[: mention.start])
            alone = not words[: mention.start].strip(" (") and not words[mention.end :].strip(" .)")
            if before or alone or re.match(r"\s*(?:之?前|底前|以前)", words[mention.end :]):
                said = words[before.start() if before else mention.start : mention.end].strip()
                year = self._year_of(mention.month, mention.day)
                days = mention.days(year)
                if days and year and mention.year is None:
                    self.assumed_years[span] = year
                return (days[1] if days else None), said
        for numbers in [*DAY_AND_MONTH.finditer(words), *self._dotted(words)]:
            if (
                re.match("(?:之?前|以前)", words[numbers.end() :])
                or BEFORE_DATE.search(words[: numbers.start()])
                or numbers[0].strip() == words.strip(" ().")
            ):
                day = self._of_numbers(int(numbers["a"]), int(numbers["b"]))
                if day:
                    self.assumed_years[span] = day.year
                return day, numbers[0].strip()
        spoken = DUE.search(words) or (DUE.fullmatch(f"by {words}") if self.is_one(words) else None)
        if spoken is None:
            return None, None
        said = spoken["due"] or spoken["zh"]
        day = spoken_day(said, self._held_on) if self._held_on else None
        if day:
            self.spoken.add(span)
        return day, said

    def is_one(self, words: str) -> bool:
        """Whether these words are a day and nothing else: "Friday", "due 3 May", "next week"."""
        words = re.sub(r"^(?:due|by|before|until|on)\s+(?:on\s+|by\s+)?", "", words.strip(" .*_"), flags=re.I)
        mentions = chinese_mentions(words) if re.search(f"[{CJK}]", words) else english_mentions(words, self._day_first)
        whole = any(not words[: each.start].strip() and not words[each.end :].strip(" .之以前") for each in mentions)
        said = DUE.fullmatch(words) or DUE.fullmatch(f"by {words}")
        return bool(whole or said or DAY_AND_MONTH.fullmatch(words) or self._dotted(words))

    def _dotted(self, words: str) -> list[re.Match[str]]:
        """The day that is all these Chinese words say: 6.14."""
        day = _MONTH_DOT_DAY.fullmatch(words) if self._is_chinese else None
        return [day] if day else []

    def names_one(self, words: str) -> bool:
        """Whether a line says until when: "due 7/10", "by 9 May", "by Friday"."""
        return bool(
            DUE.search(words)
            or DUE_NAMED.search(words)
            or any(BEFORE_DATE.search(words[: each.start]) for each in english_mentions(words, self._day_first))
        )

    def _of_numbers(self, first: int, second: int) -> date | None:
        """The day that 30/4 or 4/30 is, with the meeting's year; None where either number may be the month."""
        pairs = {(first, second), (second, first)}  # month and day
        if self._day_first is not None:
            pairs = {(second, first) if self._day_first else (first, second)}
        possible = {pair for pair in pairs if 1 <= pair[0] <= 12 and 1 <= pair[1] <= 31}
        if len(possible) != 1:
            return None
        month, day = possible.pop()
        year = self._year_of(month, day)
        try:
            return date(year, month, day) if year else None
        except ValueError:
            return None

    def _year_of(self, month: int | None, day: int) -> int | None:
        """The year of a due day given without one: the first such day that is not more than a month before the meeting."""
        if self._held_on is None or month is None:
            return None
        months_back = (self._held_on.year * 12 + self._held_on.month) - (self._held_on.year * 12 + month)
        return self._held_on.year + (1 if months_back > 1 or (months_back == 1 and day < self._held_on.day) else 0)
