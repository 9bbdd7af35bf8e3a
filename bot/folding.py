"""How names and words are compared. Pure."""

import re
import unicodedata

from storage.minutes.script import simplified


def folded(name: str) -> str:
    """A name as it is compared: small letters, simplified script, without accents, hyphens, dots and brackets, single spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = simplified(unicodedata.normalize("NFC", plain))
    plain = re.sub(r"[’']s\b|[-‐‑'’·•`]", "", plain)
    return " ".join(re.sub(r"[().,@#_（），。]", " ", plain).split())
