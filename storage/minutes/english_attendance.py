"""The units whose heads attended a meeting, as English minutes tell it."""

import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.english_names import People
from storage.minutes.english_phrases import LIST_LINE, UNIT_WORD, parts, sentence_start
from storage.minutes.english_titles import HEAD_OF

_ATTENDING: Final = re.compile(
    r"\b(?:attended|took\s+part|participated|were\s+present|was\s+present|joined|represented|sent\s+their\s+heads)\b",
    re.I,
)
_PLAINLY: Final = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<words>[A-Z][^.:;\n]{5,200}?)\s+(?:all\s+|both\s+|also\s+)?(?:attended|took\s+part|participated|were\s+(?:all\s+)?present|joined)\b"
    r"|^[^\w\n]{0,12}(?:[Aa]ttending|[Aa]ttendees|[Aa]ttended(?:\s+by)?|[Pp]resent|[Pp]articipants|[Pp]articipating)\s*:[ \t*_]*(?P<line>[^\n]{5,300})",
    re.M,
)
_ATTENDEES: Final = re.compile(
    r"^[^\w\n]{0,12}(?:#+\s*)?(?:attending\s+|participating\s+)?(?:units|subsidiaries|companies|attending\s+units)(?:\s+(?:attending|present|represented))?[^\w\n]{0,12}",
    re.I | re.M,
)
_HEADS_OF: Final = re.compile(
    r"(?:,?\s+(?:and|as\s+well\s+as)\s+|\b)(?:(?:the\s+)?(?:heads?|leaders?|representatives?|delegates?|colleagues|general\s+managers|managers|directors|chiefs|principals|(?:responsible|leading)\s+(?:persons?|officials|people))\s+(?:of|from)|from)\s+(?:the\s+)?",
    re.I,
)
_WHAT_THEY_ARE: Final = re.compile(
    r"(?<=[\w)])\s+(?:(?:sub|branch|power|production|operating)\s*)?(?:companies|subsidiaries|plants|bases|branches|factories|works|mills|offices|cent(?:er|re)s|depots|sites)$",
    re.I,
)


class EnglishAttendance:
    """Who attended, by units. `text` is the reading copy; `people` are those it names."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people

    def units(self) -> Iterator[tuple[int, int]]:
        """Where each unit is named whose head attended, each once: parts of "heads of A, B and C attended", or lines below "Units:"."""
        seen: set[str] = set()
        spans = [*self._in_sentences(), *self._in_lists()]
        sure = [part for span in spans for part in _units_of(self.text, *span)]
        for first, last in sorted({*sure, *self._plainly()}):
            words = self.text[first:last]
            if self._is_unit(words) and words.casefold() not in seen:
                seen.add(words.casefold())
                yield first, last

    def _in_sentences(self) -> Iterator[tuple[int, int]]:
        for verb in _ATTENDING.finditer(self.text):
            start = sentence_start(self.text, verb.start())
            heads = list(_HEADS_OF.finditer(self.text, start, verb.start()))
            ends = [head.start() for head in heads[1:]] + [verb.start()]
            yield from zip((head.end() for head in heads), ends, strict=False)

    def _plainly(self) -> Iterator[tuple[int, int]]:
        """Each name in "Qingdao Lishen and Wuxi Lishen attended" and below "Attending:", where they are alike as units are."""
        for match in _PLAINLY.finditer(self.text):
            units = list(_units_of(self.text, *match.span("words" if match["words"] else "line")))
            last_words = [self.text[slice(*part)].split()[-1:] for part in units]
            if _HEADS_OF.match(match["words"] or "") or any(
                self.people.may_be_person(self.text[slice(*part)]) for part in units
            ):
                continue  # two people of one family
            if len(units) > 1 and all(
                last_words.count(last) > 1 or UNIT_WORD.search(self.text[slice(*part)])
                for part, last in zip(units, last_words, strict=True)
            ):
                yield from units

    def _in_lists(self) -> Iterator[tuple[int, int]]:
        for match in _ATTENDEES.finditer(self.text):
            place = match.end()
            line_end = self.text.find("\n", place)
            if self.text[place : line_end if line_end >= 0 else None].strip() and not LIST_LINE.match(self.text, place):
                yield place, line_end if line_end >= 0 else len(self.text)
                continue
            for line in LIST_LINE.finditer(self.text, self.text.rfind("\n", 0, place) + 1):
                if self.text[place : line.start()].strip(" \n-*"):
                    break
                place = line.end()
                yield line.span("words")

    def _is_unit(self, words: str) -> bool:
        """A proper name, or "marketing center"; neither a person, nor departments in general, nor staff."""
        if not 2 < len(words) < 80 or self.people.is_person(words) or len(words.split()) > 9:
            return False
        if re.match(
            rf"(?:heads?|backbones?|staff|other|all|each|every|relevant|core|key|some|various|members?|{HEAD_OF})s?\b",
            words,
            re.I,
        ):
            return False
        if UNIT_WORD.search(words):
            return " " in words
        if re.search(
            r"\b(?:departments|companies|units|subsidiaries|offices|meeting|representatives|staff|employees|managers)$",
            words,
            re.I,
        ):
            return False
        return words[0].isupper() and all(
            word[0].isupper() or word in ("of", "the", "and", "&", "for") or not word[0].isalpha()
            for word in words.split()
        )


def _units_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of "the Hefei, Wuhu and Bengbu companies": what they all are is no part of the last one's name."""
    found = list(parts(text, start, end))
    alike = _WHAT_THEY_ARE.search(text, found[-1][0], found[-1][1]) if len(found) > 1 else None
    if alike:
        found[-1] = (found[-1][0], alike.start())
    yield from found
