"""Where the sentences of an English text begin and end."""

import bisect
import re

from storage.minutes.english_grammar import ABBREVIATION, SENTENCE_END


class Sentences:
    """The sentences of one plain text; `breaks` are where its lines end, the text's own end among them."""

    def __init__(self, text: str) -> None:
        self.breaks = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        self.starts = _starts(text)
        self._length = len(text)

    def at(self, place: int) -> tuple[int, int]:
        """The sentence around a place, within its line."""
        index = bisect.bisect_right(self.starts, place) - 1
        start = self.starts[index] if index >= 0 else 0
        end = self.starts[index + 1] if index + 1 < len(self.starts) else self._length
        return start, min(end, self.line_end(place))

    def line_end(self, place: int) -> int:
        """Where the line around a place ends."""
        return self.breaks[bisect.bisect_left(self.breaks, place)]

    def between(self, start: int, end: int) -> list[int]:
        """Where the sentences from `start` to `end` begin."""
        return self.starts[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]


def _starts(text: str) -> list[int]:
    """Where sentences begin: after line ends, and after stops that do not belong to an abbreviation."""
    starts = {0}
    for line in re.finditer(r"[^\n]+", text):
        starts.add(line.start())
        for match in SENTENCE_END.finditer(text, line.start(), line.end()):
            if match[0] == "." and ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
                continue
            after = match.end()
            while after < line.end() and text[after].isspace():
                after += 1
            starts.add(after)
    return sorted(starts)
