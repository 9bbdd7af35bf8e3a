"""From the bytes of a file to its text. The file's name is only looked at for its ending; it is never a path here.

Plain text and Markdown. Richer formats take their place in `_READERS`, one function each.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from storage.words import N_

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is read. Minutes of a long day are well below 1 MB."""

EMPTY: Final = N_("{name} is empty. Save the minutes again, or paste their text.")
TOO_LARGE: Final = N_(
    "{name} has {size} MB, and files up to {most} MB are read. Send only the minutes, or paste their text."
)
BINARY: Final = N_(
    "{name} is not a text file. Save the minutes as plain text (.txt) or Markdown (.md), or paste their text."
)
OTHER_FORMAT: Final = N_(
    "{name}: files of the kind {suffix} cannot be read. Save the minutes as .txt or .md, or paste their text."
)
NO_ENCODING: Final = N_(
    "The letters of {name} are in no encoding that is known here. Save it as UTF-8, or paste the text."
)

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_OTHER_KINDS: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"{\\rtf",
)


class UnreadableFile(Exception):
    """A file that holds no text we can read. `message` is an N_ template with `values`: what is wrong and what to do."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values: Mapping[str, str | int] = values


def text_of(name: str, content: bytes) -> str:
    """The text of a file: UTF-8 with or without mark, UTF-16, or GB18030, as Chinese offices still write.

    Raises UnreadableFile when it is empty, binary, of another format, or over 20 MB.
    """
    name = PurePath(name.replace("\\", "/")).name or "?"
    if len(content) > LARGEST:
        size = -(-len(content) // (1024 * 1024))
        raise UnreadableFile(TOO_LARGE, name=name, size=size, most=LARGEST // (1024 * 1024))
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(EMPTY, name=name)
    suffix = PurePath(name).suffix.lower()
    read = _READERS.get(suffix)
    if read is None:
        raise UnreadableFile(OTHER_FORMAT, name=name, suffix=suffix)
    text = read(name, content)
    if not text.strip():
        raise UnreadableFile(EMPTY, name=name)
    return text


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


_READERS: Final[Mapping[str, Callable[[str, bytes], str]]] = {
    "": _plain,
    ".txt": _plain,
    ".text": _plain,
    ".md": _plain,
    ".markdown": _plain,
}
