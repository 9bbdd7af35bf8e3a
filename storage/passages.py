"""How texts are cut into words for the search, the same on every database.

English is written with spaces and bends its words, which the databases' stemmers know. Chinese has no word boundaries: each
character becomes a word of its own, and what somebody types is looked for as a row of neighbours. So 成本 is found in
降低成本压力, and nowhere that 成 and 本 merely occur.
"""

import re
import unicodedata
from typing import Final

from storage.minutes.script import simplified

# What is not part of a word: the ASCII signs, general punctuation, the Chinese marks.
SIGNS: Final = r"[!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]"
CHINESE: Final = r"([\u3400-\u9fff\uf900-\ufaff])"
_SIGNS: Final = re.compile(SIGNS)
_CHINESE: Final = re.compile(CHINESE)


def spaced(text: str | None) -> str:
    """A text as the index reads it: simplified script, plain digits, signs gone, Chinese characters apart.

    SQLite calls this from the triggers that keep its index; PostgreSQL has the same in SQL (`followups_spaced`).
    """
    plain = unicodedata.normalize("NFKC", simplified(text or ""))
    return _CHINESE.sub(r" \1 ", _SIGNS.sub(" ", plain))


def tokens(text: str) -> list[str]:
    """The words of something typed, as the index holds them."""
    return spaced(text.replace("\x00", " ")).casefold().split()
