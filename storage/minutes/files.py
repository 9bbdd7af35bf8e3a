"""From the bytes of a file to its text. The file's name is only looked at for its ending; it is never a path here.

Plain text and Markdown are read here; Word, HTML and PDF by a library each, in a child of their own (`confined`).
"""

import re
from pathlib import PurePath
from typing import Final

from storage.minutes.confined import SECONDS, confined_text
from storage.minutes.unreadable import OLD_WORD, WRONG_ENDING
from storage.minutes.unreadable import UnreadableFile as UnreadableFile
from storage.words import N_

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is read. Minutes of a long day are well below 1 MB."""

EMPTY: Final = N_("{name} is empty. Save the minutes again, or paste their text.")
TOO_LARGE: Final = N_(
    "{name} has {size} MB, and files up to {most} MB are read. Send only the minutes, or paste their text."
)
BINARY: Final = N_(
    "{name} is not a text file. Save the minutes as .docx, .pdf, .html, .txt or .md, or paste their text."
)
OTHER_FORMAT: Final = N_(
    "{name}: files of the kind {suffix} cannot be read. Save the minutes as .docx, .pdf, .html, .txt or .md, or paste their text."
)
NO_ENCODING: Final = N_(
    "The letters of {name} are in no encoding that is known here. Save it as UTF-8, or paste the text."
)

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNKEEPABLE: Final = re.compile("[\x00\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PLAIN: Final = frozenset(("", ".txt", ".text", ".md", ".markdown"))
_WEB: Final = frozenset((".html", ".htm", ".xhtml"))
_DOCUMENTS: Final = frozenset((".docx", ".pdf"))
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
_OTHER_KINDS: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    _OLD_WORD,
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"{\\rtf",
)


def text_of(name: str, content: bytes, seconds: float = SECONDS) -> str:
    """The text of a file: .txt, .md and .html in UTF-8 with or without mark, UTF-16, or GB18030; .docx; .pdf with text.

    Raises UnreadableFile when it is empty, of another format, locked, damaged, over 20 MB, or a document takes more than
    `seconds` to read.
    """
    name = bare_name(name)
    if len(content) > LARGEST:
        size = -(-len(content) // (1024 * 1024))
        raise UnreadableFile(TOO_LARGE, name=name, size=size, most=LARGEST // (1024 * 1024))
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(EMPTY, name=name)
    suffix = PurePath(name).suffix.lower()
    if suffix not in _PLAIN | _WEB | _DOCUMENTS:
        raise UnreadableFile(OLD_WORD if suffix == ".doc" else OTHER_FORMAT, name=name, suffix=suffix)
    _check_ending(name, suffix, content)
    if suffix in _DOCUMENTS:
        text = confined_text(suffix, name, content, seconds)
    else:
        text = _plain(name, content)
        if suffix in _WEB:
            text = confined_text(".html", name, text.encode("utf-8", "replace"), seconds)
    if not text.strip():
        raise UnreadableFile(EMPTY, name=name)
    return legible(text)


def legible(text: str) -> str:
    """The text with the sign � for what no database keeps: NUL, and half of a pair of UTF-16. Its length stays."""
    return _UNKEEPABLE.sub("\ufffd", text)


def bare_name(name: str) -> str:
    """The last part of a name, in signs a person can see: it is shown, and never opened."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable()) or "?"


def _check_ending(name: str, suffix: str, content: bytes) -> None:
    """A document under another's ending is told so; it is not opened on a guess."""
    kind = None
    if b"%PDF-" in content[:1024]:
        kind = ".pdf"
    elif content.startswith(b"PK\x03\x04") and b"word/document.xml" in content:
        kind = ".docx"
    if kind and kind != suffix and (suffix in _DOCUMENTS or content.startswith(_OTHER_KINDS)):
        raise UnreadableFile(WRONG_ENDING, name=name, kind=kind)
    if suffix in _DOCUMENTS and content.startswith(_OLD_WORD):
        raise UnreadableFile(OLD_WORD, name=name)


def _plain(name: str, content: bytes) -> str:
    """Text in one of the encodings people have; a wrong guess shows itself by control characters."""
    if content.startswith(_OTHER_KINDS):
        raise UnreadableFile(BINARY, name=name)
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) * 100 <= len(text):
            return text
    raise UnreadableFile(
        BINARY if b"\x00" in content or _CONTROL.search(content[:4096].decode("latin-1")) else NO_ENCODING, name=name
    )


def _encodings(content: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [encoding]
    if b"\x00" in content:
        # Without a mark, English text in UTF-16 shows its byte order by where the zeros stand.
        zeros_last = content[1::2].count(0) >= content[0::2].count(0)
        return ["utf-16-le" if zeros_last else "utf-16-be"]
    return ["utf-8", "gb18030"]
