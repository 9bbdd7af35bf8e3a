"""What was reported at a meeting, as English minutes tell it."""

import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.english_phrases import LIST_LINE, parts, trimmed

_REPORTED: Final = re.compile(
    r"\b(?:reports?\s+(?:was|were)\s+(?:given|made|delivered|heard|presented)\s+(?:to|on|about)\b(?:\s+the\s+following(?:\s+(?:topics|subjects|matters))?(?:\s+of\s+[^:.\n]{1,60})?)?\s*:?"
    r"|(?:the\s+meeting|participants|they|attendees)\s+(?:also\s+)?(?:heard|listened\s+to|received)\s+(?:the\s+)?reports?\s+(?:on|about)"
    r"|reported\s+(?:(?:respectively|separately|in\s+turn|first|also)\s+)*(?:on|about)\s+(?:the\s+)?(?!\d|\w+day\b)"
    r"|(?:gave|made|delivered|presented)\s+(?:(?:a|an|the|their|his|her|special|brief|\w+ly)\s+){0,2}reports?\s+(?:respectively\s+)?(?:on|about)\s+(?:the\s+)?(?!\d|\w+day\b)"
    r"|reports?\s+on(?=[^.\n]{3,400}\b(?:were|was)\s+(?:given|made|delivered|heard|presented|discussed))"
    r"|^[^\w\n]{0,12}(?:reports?|reported)(?:\s+(?:given|heard|on|made))*\s*:)\s*",
    re.I | re.M,
)
_REPORTS_END: Final = re.compile(
    r"\s+(?:was|were)\s+(?:given|made|delivered|heard|presented|discussed)\b|,\s+(?:and\s+)?(?:was|were|\w+ed|said|saying|which|who|put|gave|made|while|before|after)\b|[.](?=\s|$)|\n(?!\s*[-*\d])"
)


def topics_reported(text: str) -> Iterator[tuple[int, int]]:
    """Where each topic stands: a part of the sentence or list after "reports were given on" or "reported on"."""
    for match in _REPORTED.finditer(text):
        if "\n" in match[0]:
            yield from _topics_listed(text, match.end())
        else:
            stop = _REPORTS_END.search(text, match.end())
            yield from parts(text, match.end(), stop.start() if stop else len(text), at_and=False)


def _topics_listed(text: str, place: int) -> Iterator[tuple[int, int]]:
    """The lines of the list that begins at a place, or around it."""
    place = text.rfind("\n", 0, place) + 1
    for line in LIST_LINE.finditer(text, place):
        if text[place : line.start()].strip():
            return
        place = line.end()
        yield trimmed(text, *line.span("words"))
