"""The languages people read: gettext catalogues, read straight from their .po files.

A reminder speaks its unit's language, a private answer the reader's. English stands in the code, so it needs no catalogue.
"""

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "followups"
ENGLISH: Final = "en"
CHINESE: Final = "zh-CN"
LANGUAGES: Final = (ENGLISH, CHINESE)


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
    path = LOCALES / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language.replace("-", "_")))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
