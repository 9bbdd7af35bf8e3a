"""The words of the reply grammar, both languages together.

A word that is missing here counts as unknown talk, and unknown talk never closes an item: it only makes us ask. So the
lists may be short where they say yes, and are long where they say no.
"""

from typing import Final

from bot.replies.chinese import CHINESE, SIMPLIFIED, TRADITIONAL
from bot.replies.english import ENGLISH
from bot.replies.parts import Part


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.replace("\n", " ").split(",")]


WORDS: Final[dict[str, Part]] = {
    word: part for language in (ENGLISH, CHINESE) for part, listed in language.items() for word in _words(listed)
}

# The only words that can close an item; without one of them nothing is ever closed.
AFFIRMATIVE: Final = frozenset(word for word, part in WORDS.items() if part in (Part.DONE, Part.READY, Part.DEED))

FOLDED: Final = str.maketrans(TRADITIONAL, SIMPLIFIED)
