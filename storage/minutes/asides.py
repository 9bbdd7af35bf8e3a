"""English told inside Chinese minutes: the sentences of a colleague from abroad, kept in the words they were said in."""

import re
from typing import Final

from storage.minutes.copies import CJK

_RUN: Final = re.compile(rf"[^{CJK}，。；：！？、《》\n]+")
_WORD: Final = re.compile(r"[A-Za-z]{2,}|\b[aI]\b")
_FEWEST_WORDS: Final = 4
_OTHER: Final = re.compile(r"[^\n]")
_PER_WORD: Final = 4
"""Fewer Chinese characters for each English word than this, and the text is told in both languages; then the Chinese is read."""


def english_asides(text: str) -> str | None:
    """The text with everything blanked that is no English sentence, each place kept; None where there is none to read."""
    runs = [run for run in _RUN.finditer(text) if len(_WORD.findall(run[0])) >= _FEWEST_WORDS]
    words = sum(len(_WORD.findall(run[0])) for run in runs)
    if not words or words * _PER_WORD > len(re.findall(f"[{CJK}]", text)):
        return None
    pieces, place = list[str](), 0
    for run in runs:
        pieces += [_OTHER.sub(" ", text[place : run.start()]), run[0]]
        place = run.end()
    return "".join(pieces) + _OTHER.sub(" ", text[place:])
