"""Where the lines and the sentences of a Chinese text begin and end."""

import bisect
import re

from storage.minutes.chinese_grammar import STOP


class Passages:
    """`breaks` are the ends of lines, the text's own end among them; `sentences` the places where sentences begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        self.sentences = sorted(
            {0, *(match.end() for match in STOP.finditer(text)), *(place + 1 for place in self.breaks[:-1])}
        )

    def sentence_start(self, place: int) -> int:
        """Where the sentence that holds `place` begins."""
        return self.sentences[bisect.bisect_right(self.sentences, place) - 1]

    def sentence_after(self, place: int) -> int | None:
        """Where the next sentence behind `place` begins."""
        number = bisect.bisect_right(self.sentences, place)
        return self.sentences[number] if number < len(self.sentences) else None

    def sentences_within(self, start: int, end: int) -> list[int]:
        """Where sentences begin behind `start` and before `end`."""
        return self.sentences[bisect.bisect_right(self.sentences, start) : bisect.bisect_left(self.sentences, end)]

    def line_break_before(self, place: int) -> int:
        """The break that ends the line before that of `place`; 0 on the first line."""
        return self.breaks[bisect.bisect_left(self.breaks, place) - 1] if place > self.breaks[0] else 0

    def line_end(self, place: int) -> int:
        """Where the line of `place` ends."""
        return self.breaks[bisect.bisect_left(self.breaks, place)]
