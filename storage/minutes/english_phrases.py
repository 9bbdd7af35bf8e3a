"""Sentences and enumerating phrases of English minutes: where they begin, and what parts they have."""

import re
from collections.abc import Iterator
from typing import Final

UNIT_WORD: Final = re.compile(
    r"\b(?:base|center|centre|company|department|office|branch|plant|factory|institute|bureau|division|subsidiary|committee|group|academy|laboratory|workshop|team)$",
    re.I,
)
LIST_LINE: Final = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+(?P<words>[^\n]+)", re.M)
_SPLIT: Final = re.compile(
    r",\s*(?:and\s+|as\s+well\s+as\s+(?:the\s+)?)?|;\s*(?:and\s+)?|(?<!\s)\s+and\s+(?=[A-Z])|(?<!\s)\s+as\s+well\s+as\s+|(?<=[a-z])\s+and\s+(?=[a-z ]+$)"
)
_SENTENCE: Final = 1500


def sentence_start(text: str, place: int) -> int:
    """Where the sentence around a place begins; not further back than a sentence can be long."""
    far = max(0, place - _SENTENCE)
    return max(text.rfind("\n", far, place) + 1, text.rfind(". ", far, place) + 1, far)


def parts(text: str, start: int, end: int, at_and: bool = True) -> Iterator[tuple[int, int]]:
    """The parts of an enumerating phrase: split at commas, at semicolons and, with `at_and`, at the "and" before a last name."""
    place = start
    for gap in _SPLIT.finditer(text, start, end):
        if gap[0].strip() == "and" and not (at_and and _joins_names(text, place, gap.end(), end)):
            continue
        if place < gap.start():
            yield trimmed(text, place, gap.start())
        place = gap.end()
    if text[place:end].strip():
        yield trimmed(text, place, end)


def _joins_names(text: str, before: int, after: int, end: int) -> bool:
    """Whether an "and" stands between two units ("A and B", "marketing center and quality department"), not inside a phrase."""
    if UNIT_WORD.search(text[after:end].strip(" .")):
        return True
    return text[after].isupper() and text[before].isupper()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;.:"):
        end -= 1
    return start, end
