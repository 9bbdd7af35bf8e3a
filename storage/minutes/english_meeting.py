"""The meeting itself, as English minutes tell it: title, days, form, place, chair, and the period its targets are for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from storage.minutes.copies import Copy
from storage.minutes.dates import Mention, english_mentions, year_nearest
from storage.minutes.drafts import Mode, ReportDraft, UnitDraft
from storage.minutes.english_attendance import EnglishAttendance
from storage.minutes.english_names import People
from storage.minutes.english_phrases import sentence_start
from storage.minutes.english_reports import topics_reported
from storage.minutes.english_titles import HEAD_OF
from storage.minutes.modes import mode_told

_GENERIC_TITLE: Final = re.compile(
    r"^(?:meeting\s+)?(?:notes|minutes|agenda|links|summary|transcript|meeting\s+info|record)(?:\s+of(?:\s+the)?\s+meeting)?\W*$",
    re.I,
)
_BEFORE_TITLE: Final = re.compile(
    r"[ \t]*(?:#+|=+)?[ \t]*(?:(?:re|fwd?|(?:meeting[ \t]+)?(?:title|topic|subject|name)|meeting)[ \t]*:[ \t]*){0,4}",
    re.I,
)
_LABEL_LINE: Final = re.compile(
    r"(?:date|time|when|where|venue|location|place|attendees|present|participants|agenda|chair|moderator|facilitator|source|published|author)\b[^:\n]{0,20}:",
    re.I,
)
_HELD: Final = re.compile(
    r"\b(?:was|were|is)\s+(?:\w+ly\s+)?(?:held|convened|opened|organi[sz]ed|hosted|called)|\btook\s+place|\bheld\b|\bconvened\b|\bmet\s+(?:on|in|at|from)\b",
    re.I,
)
_DATE_LABEL: Final = re.compile(
    r"^[^\w\n]{0,12}(?:meeting\s+)?(?:date|when|time|held|day|meeting\s+date/time|date\s*(?:&|and|/)\s*time)\b[^:\n]{0,20}:",
    re.I,
)
_NOT_THE_DAY: Final = re.compile(
    r"\b(?:publish|posted|updated|next\s+meeting|upcoming|deadline|due|by|before|until|recording|source|release|press)\w*\b[^.\n]{0,40}$|https?://\S*$",
    re.I,
)
_STAMP: Final = re.compile(r"\b(?:publish(?:ed)?|posted|release[d]?|updated|source|date)\b[^\n]{0,30}$", re.I)
_THE_DAY: Final = re.compile(
    r"\b(?:on|of)\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=,|\s+(?:the|a|an|our|this)\s)", re.I
)
_LONGEST_MONTH: Final = 31
_FIRST_DAYS: Final = 5
_SHORT_LINE: Final = 60
_BY_PLACE_ONLY: Final = 2
"""The rank of a day that only stands at the top of the text."""
_OPENS_WITH_A_DAY: Final = re.compile(r"\s+(?:On|From|In)\s(?:[a-z]+\s){0,5}")
_BEFORE_THE_DAY: Final = re.compile(
    r"\W*(?:on|from|during|(?:in|on)\s+the\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening)\s+(?:of|at)(?:\s+\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?)?\W*$",
    re.I,
)
_ONLINE: Final = re.compile(
    r"\bon-?\s?line\b|\bvirtual(?:ly)?\b|\bvideo\s?-?(?:\s*call|\s*conference|\s*meeting|conferencing|\s+link)|\bby\s+(?:video|zoom|teams)|\bzoom\b|\bteleconference\b|\bconference\s+call\b|\bwebinar\b|\bremotely\b|\bgoogle\s+hangouts?\b",
    re.I,
)
_ONSITE: Final = re.compile(r"\boff-?\s?line\b|\bon-?\s?site\b|\bin[ -]person\b|\bface[ -]to[ -]face\b", re.I)
_HYBRID: Final = re.compile(r"\bhybrid\b|\bboth\s+(?:online|in\s+person|onsite)\b", re.I)
_MEETING_WORD: Final = re.compile(
    r"\b(?:meeting|conference|session|call|retreat|forum|workshop|held|hosted|attended)\b", re.I
)
_PLACE_LABEL: Final = re.compile(
    r"^[^\w\n]{0,12}(?:meeting\s+)?(?:location|venue|place|where)\b[^\w\n]{0,4}[:：][ \t*_]*(?P<place>[^\s*_][^\n;]{1,80})",
    re.I | re.M,
)
_PLACE: Final = re.compile(
    r"(?:\b(?:(?:was|were)\s+(?:\w+ly\s+)?(?:held|convened|hosted|opened)|took\s+place|met|gathered)\b"
    r"|\b(?:held|convened|hosted|opened)\s+(?:an?|the|its|their|this|his|her)\b[^.;\n]{0,100}?\b(?:meeting|conference|session|retreat|seminar|workshop|forum)\b)[^.;\n]{0,60}?\b(?:in|at)\s+"
    r"(?P<place>(?:the\s+)?(?-i:[A-Z])[\w'’&-]*(?:\.\s\d+\b)?(?:\s+(?:(?-i:[A-Z])[\w'’&-]*|of|the|and|de|la))*(?:\s+(?:conference|meeting))?(?:\s+(?:hall|room|office|building|centre|center|library|headquarters|hotel|clubhouse))?)(?<!\sof)(?<!\sthe)(?<!\sand)",
    re.I,
)
_NO_PLACE: Final = re.compile(
    r"^(?:the\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b|\b(?:19|20)\d\d\b|https?:|^(?:mon|tues|wednes|thurs|fri|satur|sun)day|^Q[1-4]\b|^(?:zoom|teams|google|webex|skype|online|virtual|remote|line|tbd|n/?a|english|chinese|french|german|spanish|arabic|hindi)\b|\b(?:calendar|invite|link|dial)\b",
    re.I,
)
_CHAIR: Final = re.compile(
    r"(?:chaired|presided\s+over|moderated|facilitated|\b(?:meeting|conference|session|seminar|symposium)\s+was\s+(?:hosted|led|conducted))\s+by:?\s+(?:(?:Mr|Ms|Mrs|Dr|Prof)\.\s*)?(?P<after>[^.;\n]{2,120})|^[^\w\n]{0,12}(?:moderator|chair(?:man|woman|person)?|facilitator|host|(?:person\s+)?presiding(?:\s+officer)?|presided\s+by|in\s+the\s+chair)\W{0,3}:\W*(?P<label>[^\n,;(]{2,60})"
    r"|^[^\w\n]{0,12}(?P<bracket>(?-i:[A-Z][\w.'’-]*(?:[ \t]+[A-Z@][\w.'’-]*){0,3}))\s*\([^()\n]*\b(?:facilitator|chair|moderator)\b(?!\s+to\b)[^()\n]*\)"
    r"|(?<=[:,;]\s)(?P<among>(?-i:(?:[A-Z]\.|[A-Z][\w'’-]*)(?:[ \t]+(?:[A-Z]\.|[A-Z][\w'’-]*)){0,3}))\s*(?:\((?:acting\s+|vice[ -])?(?:chair(?:man|woman|person)?|moderator|facilitator|presiding)\)|[-–—]\s*(?:acting\s+)?chair(?:man|woman|person)?\b(?!\s+(?:of|to)\b))",
    re.I | re.M,
)
_CHAIRING: Final = re.compile(
    r"\b(?:chaired|chairs|chairing|presided\s+over|presiding\s+over(?!\s+(?:the\s+|its\s+)?(?:\w+\s+){0,2}work\b)|(?:moderated|facilitated)(?!\s+an?\s)|(?:was\s+in|took)\s+the\s+chair|presided(?=[.,;])|hosted(?=\s+(?:the|this)\s+(?:\w+\s+){0,3}(?:meeting|conference|session)))\b(?!\s+by\b)",
    re.I,
)
_PERIOD: Final = re.compile(
    r"\b(?P<y1>20\d\d)[\s-]*Q(?P<q1>[1-4])\b|\bQ(?P<q2>[1-4])[\s,-]*(?:of\s+)?(?P<y2>20\d\d)\b|\b(?P<w>first|second|third|fourth)\s+quarter\s+(?:of\s+)?(?P<y3>20\d\d)\b",
    re.I,
)
_TARGETS: Final = re.compile(r"\b(?:targets?|goals?|objectives?|quotas?)\b", re.I)


_WHERE_LABEL: Final = re.compile(r"\W*(?:where|location|venue|place|mode)\b", re.I)
_EARLY: Final = (1, 2, 3)
_LOOKS_BACK: Final = re.compile(
    r"\b(?:annual|year-end|year)\b[^\n]{0,40}\b(?:summary|summing|recognition|commendation|award|review|report)", re.I
)
"""What is held early in a year looks back on the year before: the "2023 annual summary meeting" of 5 February."""


class EnglishMeeting:
    """What an English text says of its meeting. `copy` is the reading copy without emphasis."""

    def __init__(self, copy: Copy, people: People) -> None:
        self.copy = copy
        self.text = copy.text
        self.people = people
        self.title_at = self._title_at()
        self.mentions = list(english_mentions(self.text))

    @property
    def title(self) -> str | None:
        """The first line that names the meeting; None where a text begins with a sentence, a date or a bare "Notes"."""
        return self.text[slice(*self.title_at)] if self.title_at else None

    def held(self) -> Mention | None:
        """The mention of the meeting's own day: beside "held", after a label "Date:", in the title, or else the first sentence."""
        best: tuple[int, int, Mention] | None = None
        for mention in self.mentions[:200]:
            rank = self._rank(mention)
            if rank and (best is None or rank > best[0]):
                best = (rank, mention.start, mention)
        if best is None or best[0] <= _BY_PLACE_ONLY:
            stamp = best[2] if best else None
            best = self._day_alone(stamp) or self._opening_day(stamp) or best
        if best and best[0] == 5 and self._is_heading(best[2]):
            # Notes of several days, each under its date: they run to the last.
            last = [each for each in self.mentions if each.year and self._is_heading(each)][-1:]
            for each in last:
                return replace(
                    best[2], until_year=each.until_year, until_month=each.until_month, until_day=each.until_day
                )
        return best[2] if best else None

    def _day_alone(self, stamp: Mention | None) -> tuple[int, int, Mention] | None:
        """The day of a meeting "on the 15th", in the month of the stamp or else the one before it."""
        if stamp is None or not (stamp.year and stamp.month):
            return None
        for match in _THE_DAY.finditer(self.text, stamp.end, stamp.end + 1500):
            end = self._line_end(match.end())
            day = int(match["day"])
            if _HELD.search(self.text, match.end(), min(end, match.end() + 160)) and 0 < day <= _LONGEST_MONTH:
                months = stamp.year * 12 + stamp.month - 1 - (day > stamp.day)
                year, month = months // 12, months % 12 + 1
                return 4, match.start(), Mention(match.start(), match.end(), year, month, day, None, None, day)
        return None

    def _opening_day(self, stamp: Mention | None) -> tuple[int, int, Mention] | None:
        """The day the first sentence begins with, not long before a stamp that stands on a line of its own."""
        if stamp is None or not self._is_alone(stamp):
            return None
        for mention in self.mentions[:_FIRST_DAYS]:
            line = self.text.rfind("\n", 0, mention.start) + 1
            if mention.start > stamp.end and _BEFORE_THE_DAY.match(self.text[line : mention.start]):
                days, printed = mention.days(year_nearest(stamp, mention.month)), stamp.days()
                is_near = days and printed and 0 <= (printed[0] - days[0]).days <= _LONGEST_MONTH
                first = days[0] if days and is_near else None
                last = days[1] if days else None
                if first is None or last is None or line == mention.start:
                    return None
                held = replace(mention, year=first.year, until_year=last.year)
                return 4, mention.start, held
        return None

    def _is_alone(self, mention: Mention) -> bool:
        """Whether a day stands on a short line that is no sentence: the hour or the office beside it at most."""
        line = self.text[self.text.rfind("\n", 0, mention.start) + 1 : self._line_end(mention.end)]
        return len(line) < _SHORT_LINE and not line.rstrip().endswith((".", ":")) and "#" not in line

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return end if end >= 0 else len(self.text)

    def _is_heading(self, mention: Mention) -> bool:
        line_start = self.text.rfind("\n", 0, mention.start) + 1
        line_end = self.text.find("\n", mention.end)
        around = self.text[line_start : mention.start] + self.text[mention.end : line_end if line_end >= 0 else None]
        return "#" in around and not around.strip(" #")

    def year(self, month: int | None) -> int | None:
        """The year the title, the meeting's name or a publishing stamp states, for a day in `month` given without one.

        What was published in January about a day in December tells of the year before.
        """
        head = self.text[: (self.title_at[1] if self.title_at else 0)]
        name = re.search(
            r"^[^\n]{0,200}?\b(20\d\d|19\d\d)\b(?=[^\n]{0,120}\b(?:meeting|conference|retreat|review|session|forum|workshop)\b)",
            self.text[:3000],
            re.M | re.I,
        )
        line = self.text[name.start() : self._line_end(name.start())] if name else ""
        for stated, words in ((re.search(r"\b((?:19|20)\d\d)\b", head), head), (name, line)):
            is_sure = len(set(re.findall(r"\b(?:19|20)\d\d\b", words))) == 1  # "of 2023 and for 2024" leaves it open
            if stated and is_sure and not (month in _EARLY and _LOOKS_BACK.search(words)):
                return int(stated[1])
        for mention in self.mentions:
            if mention.year and (
                _STAMP.search(self.text[max(0, mention.start - 40) : mention.start]) or self._stamps_line(mention)
            ):
                return year_nearest(mention, month)
        return None

    def mode(self) -> Mode | None:
        """Onsite, online or both, where a sentence or label about the meeting says so."""
        sentences = (each[0] for each in re.finditer(r"[^\n.]+", self.text))
        about = (each for each in sentences if _MEETING_WORD.search(each) or _WHERE_LABEL.match(each))
        return mode_told(about, _HYBRID, _ONLINE, _ONSITE)

    def place(self) -> str | None:
        """Where the meeting was held: after "Location:", or after "was held in" and "took place at"."""
        for pattern in (_PLACE_LABEL, _PLACE):
            for match in pattern.finditer(self.text):
                words = match["place"].strip(" *_")
                if not _NO_PLACE.search(words):
                    return self.copy.quote(
                        match.start("place"), match.start("place") + len(match["place"].rstrip(" *_"))
                    )
        return None

    def chair(self) -> str | None:
        """Who chaired, as fully named as anywhere in the text."""
        for verb in _CHAIRING.finditer(self.text):
            start = sentence_start(self.text, verb.start())
            subject = self.people.subject(self.text, start, verb.start())
            if subject and subject.who in self.people.roles:
                return subject.who
        for match in _CHAIR.finditer(self.text):
            words = match["after"] or match["label"] or match["bracket"] or match["among"]
            named = self.people.leader_named_in(words)
            if named:
                return named
            words = re.sub(r"^(?:Mr|Ms|Mrs|Dr|Prof)\.?\s+", "", words.strip(" *_-•\t"))
            words = re.sub(rf"^(?:(?:the|[a-z-]+)\s+)*(?:{HEAD_OF})\s+(?=[A-Z])", "", words.strip(" *_-•\t"))
            name = re.match(r"(?:[A-Z]\.|[A-Z][\w'’-]*)(?:[ \t]+(?:[A-Z]\.|[A-Z][\w'’-]*)){0,3}", words)
            if name:
                return name[0].strip()
        return None

    def period(self) -> str | None:
        """The quarter (2024Q2) a sentence names beside targets; never concluded from the meeting's day."""
        for line in re.finditer(r"[^\n.;]+", self.text):
            if _TARGETS.search(line[0]) and (match := _PERIOD.search(line[0])):
                year = match["y1"] or match["y2"] or match["y3"]
                quarter = (
                    match["q1"] or match["q2"] or ("first", "second", "third", "fourth").index(match["w"].lower()) + 1
                )
                return f"{year}Q{quarter}"
        return None

    def reports(self) -> Iterator[ReportDraft]:
        """The topics reported on, numbered as they come."""
        for ordinal, (start, end) in enumerate(topics_reported(self.text), start=1):
            yield ReportDraft(ordinal, self.copy.quote(start, end), self.copy.span(start, end))

    def units(self) -> Iterator[UnitDraft]:
        """The units whose heads attended."""
        for start, end in EnglishAttendance(self.text, self.people).units():
            yield UnitDraft(self.copy.quote(start, end), self.copy.span(start, end))

    def _title_at(self) -> tuple[int, int] | None:
        for line in list(re.finditer(r"[^\n]+", self.text[:3000]))[:6]:
            sign = _BEFORE_TITLE.match(line[0])
            start = line.start() + (sign.end() if sign else 0)
            words = self.text[start : line.end()].strip(" #=\t")
            if (
                not words
                or words.startswith(("![", "http", "---"))
                or _GENERIC_TITLE.match(words)
                or _LABEL_LINE.match(words)
            ):
                continue
            only_date = re.fullmatch(r"[\d\s./-]+", words)
            if (
                only_date
                or len(words) > 200
                or (words.endswith((".", ":", ";", ",")) and len(words.split()) > 6)
                or words.startswith(("- ", "* "))
            ):
                return None
            return start, start + len(words)
        return None

    def _rank(self, mention: Mention) -> int:
        line_start = self.text.rfind("\n", 0, mention.start) + 1
        line_end = self.text.find("\n", mention.end)
        line = self.text[line_start : line_end if line_end >= 0 else len(self.text)]
        before = self.text[line_start : mention.start]
        if self.title_at and self.title_at[0] <= mention.start < self.title_at[1]:
            return 6 if mention.year else 3
        if _DATE_LABEL.match(line) or (re.fullmatch(r"\W*", before) and line.startswith("#")):
            return 5
        if _NOT_THE_DAY.search(before[-80:]) or self._stamps_line(mention):
            return 0
        if _HELD.search(line[max(0, len(before) - 400) : len(before) + 120]):
            return 4
        if not self.text[:line_start].strip() or not self.text[:line_start].strip("\n").count("\n"):
            return 2
        return 1 if mention.start < 600 and _BEFORE_THE_DAY.match(before) else 0

    def _stamps_line(self, mention: Mention) -> bool:
        """Whether a date stands before a sentence that begins with another one: "2024-03-02 On March 1, …"."""
        if not mention.year or self.text[self.text.rfind("\n", 0, mention.start) + 1 : mention.start].strip():
            return False
        after = self.text[mention.end : mention.end + 60]
        return any(_OPENS_WITH_A_DAY.fullmatch(after[: each.start]) for each in english_mentions(after))
