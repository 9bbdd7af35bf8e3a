"""The languages people read: gettext catalogues, read straight from their .po files.

A reminder speaks its unit's language, a private answer the reader's. English stands in the code, so it needs no catalogue.
"""

import gettext
import io
import sys
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

from storage.children import answer_of

LOCALES: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "followups"
ENGLISH: Final = "en"
CHINESE: Final = "zh-CN"
LANGUAGES: Final = (ENGLISH, CHINESE)
SECONDS: Final = 30.0
"""How long a catalogue may take to read before something must be wrong with the machine."""


class Say:
    """Says a sentence in one language: `say("{n} of {m} done", n=1, m=3)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, template: str, /, **values: object) -> str:
        """The sentence in this language, with `{name}` places filled from the keywords."""
        return self._catalogue.gettext(template).format(**values)

    def many(self, one: str, several: str, n: int, /, **values: object) -> str:
        """The singular or plural sentence for `n`, which also fills `{n}`."""
        return self._catalogue.ngettext(one, several, n).format(n=n, **values)


def nearest_language(locale: str | None, otherwise: str = ENGLISH) -> str:
    """One of our languages for a locale as Slack gives it (`en-US`, `zh-CN`, `zh-TW`); `otherwise` for all the rest."""
    spoken = (locale or "").replace("_", "-").lower().split("-")[0]
    return {"en": ENGLISH, "zh": CHINESE}.get(spoken, otherwise)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    compiled = answer_of(__name__, language.replace("-", "_"), seconds=SECONDS)
    if not compiled:
        raise RuntimeError(f"the catalogue of {language} cannot be read")
    return gettext.GNUTranslations(io.BytesIO(compiled))


def _compile(locale: str, into: BinaryIO) -> None:
    """In a child, because reading a catalogue takes ten times the memory of what is read."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (LOCALES / locale / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as source:
        write_mo(into, read_po(source, locale=locale))


if __name__ == "__main__":
    _compile(sys.argv[1], sys.stdout.buffer)
