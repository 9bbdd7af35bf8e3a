"""Reads one document in a child of its own, with an end to its time and memory.

A file from anybody may be made to loop or to swell. The child may take so many seconds and so much memory, it is given no
settings of ours, and it is killed when it runs over: the bot itself goes on. The libraries are loaded there only.
"""

import contextlib
import json
import sys
from collections.abc import Callable
from typing import Final

from storage.children import answer_of
from storage.minutes.unreadable import BROKEN, TOO_MUCH_TEXT, TOO_MUCH_WORK, Refused, UnreadableFile

SECONDS: Final = 10.0
"""How long one document may take. Minutes of fifty pages take about two."""
MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space of the child, where the platform can limit it."""
MOST_TEXT: Final = 10 * 1024 * 1024
"""Characters of the longest text a document may give."""


def confined_text(kind: str, name: str, content: bytes, seconds: float = SECONDS) -> str:
    """The text of a document of the kind `.docx`, `.pdf` or `.html` (in UTF-8), or the cells of an `.xlsx`; `name` is only for
    the words.

    Raises UnreadableFile when there is no text in it, or reading runs over `seconds` or the memory allowed.
    """
    too_much = UnreadableFile(TOO_MUCH_WORK, name=name, seconds=max(1, round(seconds)))
    try:
        told = answer_of(__name__, kind, str(max(1, round(seconds))), given=content, seconds=seconds)
    except TimeoutError:
        raise too_much from None
    # Whatever ended the child without a word was a limit: everything else it catches and says.
    try:
        answer = json.loads(told)
    except ValueError:
        raise too_much from None
    if "text" in answer:
        return str(answer["text"])
    values = {"kind": kind, **answer["values"]} if "{kind}" in answer["refused"] else answer["values"]
    raise UnreadableFile(answer["refused"], **{"name": name, "seconds": max(1, round(seconds)), **values})


def _reader(kind: str) -> Callable[[bytes], str]:
    if kind == ".docx":
        from storage.minutes.word import docx_text

        return docx_text
    if kind == ".xlsx":
        from storage.sheets import tables_as_text

        return tables_as_text
    if kind == ".pdf":
        from storage.minutes.pages import pdf_text

        return pdf_text
    from storage.minutes.web import html_text

    return lambda content: html_text(content.decode("utf-8"))


def _limit_itself(seconds: int) -> None:
    """The child's own limits, which hold even when the parent dies."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; the parent's clock is left.
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _answer(kind: str, content: bytes) -> dict[str, object]:
    try:
        text = _reader(kind)(content)
    except Refused as refusal:
        return {"refused": refusal.message, "values": dict(refusal.values)}
    except MemoryError:
        return {"refused": TOO_MUCH_WORK, "values": {}}
    except Exception as error:
        # The libraries raise whatever a broken file makes them raise; lxml tells a lack of memory only in its words.
        lacks_memory = "memory" in str(error).lower()
        return {"refused": TOO_MUCH_WORK if lacks_memory else BROKEN, "values": {}}
    if len(text) > MOST_TEXT:
        return {"refused": TOO_MUCH_TEXT, "values": {}}
    return {"text": text}


def _run() -> None:
    kind, seconds = sys.argv[1:]
    _limit_itself(int(seconds))
    answer = _answer(kind, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    _run()
