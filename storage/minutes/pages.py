"""The text of a PDF: lines of pages made into paragraphs again.

A PDF knows lines, not paragraphs. What the head and the foot of the pages repeat is left out, words cut at a line's end are
whole again, and a line that runs on is joined to the next.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from storage.minutes.unreadable import ENCRYPTED, SCANNED, TOO_MUCH_WORK, Refused

_CJK: Final = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”]")
_ITEM: Final = re.compile(
    r"[-*+•·●○◦▪■◆☐☑☒|#]|\d{1,3}[.)、．]\D|[(（][0-9a-zA-Z一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.是要]"
    r"|第[一二三四五六七八九十]{1,3}|[①-⑳]|[^\W\d][\w .]{0,30}[:：]"
)
_PAGE_NUMBER: Final = re.compile(
    r"[-–—\s]*(?:page|p\.|第)?\s*(\d{1,4})\s*(?:页|頁)?(?:\s*(?:/|of|，|共)\s*共?\s*\d{1,4}\s*(?:页|頁)?)?[-–—\s]*",
    re.I,
)
_CUT: Final = re.compile(r"([^\W\d_]+)-$")
_WORD: Final = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_LONGEST_WORD: Final = 60
_NO_TEXT: Final = "[Page {number} has no text]"
NO_TEXT: Final = re.compile(r"^\[Page (\d{1,5}) has no text\]$", re.M)
"""Stands where a page of a PDF is only a picture, so that nobody takes the rest for the whole."""
_EDGE: Final = 2
"""Lines at the head and at the foot of a page that may be the paper's and not the text's."""


def pdf_text(content: bytes) -> str:
    """The text of a PDF, a paragraph a line. Raises Refused when it is locked, or is only pictures of pages."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(content))
        # Many a PDF is locked against changes only, with an empty password for reading.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(ENCRYPTED)
        pages = [page.extract_text() for page in reader.pages]
    except (DependencyError, FileNotDecryptedError) as error:
        raise Refused(ENCRYPTED) from error
    except LimitReachedError as error:
        raise Refused(TOO_MUCH_WORK) from error
    if not any(letter.isalnum() for page in pages for letter in page):
        raise Refused(SCANNED)
    lines = [page.splitlines() for page in pages]
    return paragraphs(lines, {number for number, page in enumerate(pages, 1) if not page.strip()})


def paragraphs(pages: Sequence[Sequence[str]], pictures: Collection[int] = ()) -> str:
    """The paragraphs of the lines of pages, one a line. `pictures` are the numbers of the pages that have no text."""
    lines: list[str] = []
    for number, page in enumerate(_without_edges(pages), 1):
        lines += [_NO_TEXT.format(number=number)] if number in pictures else page
    widths = sorted(_width(line) for line in lines)
    full = widths[len(widths) * 9 // 10] * 3 // 4 if widths else 0
    hyphened = {word for line in lines for word in _WORD.findall(line.lower())}
    out: list[str] = []
    runs_on = False
    for line in lines:
        if NO_TEXT.match(line):
            out.append(line)
            runs_on = False
            continue
        if (runs_on and not _ITEM.match(line)) or (
            out
            and not _ITEM.match(line)
            and line[0].islower()
            and not NO_TEXT.match(out[-1])
            and out[-1][-1] not in ".:;!?。：；！？"
        ):
            out[-1] = _joined(out[-1], line, hyphened)
        else:
            out.append(line)
        runs_on = _width(line) >= full and line[-1] not in ".:;!?。：；！？"
        # The title stands alone, unless it plainly goes on.
        runs_on = runs_on and (len(out) > 1 or line[-1] in ",，、-" or _width(line) > 60)
    return "\n".join(out) + "\n"


def _without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the head and foot lines that most pages repeat, and without page numbers."""
    kept = [[clean for line in page if (clean := line.replace("\u00ad", "").strip())] for page in pages]
    edges: Counter[tuple[str, str]] = Counter()
    for page in kept:
        edges.update(
            {("head", _shape(line)) for line in page[:_EDGE]} | {("foot", _shape(line)) for line in page[-_EDGE:]}
        )
    repeated = {edge for edge, times in edges.items() if times > 1 and times * 2 > len(kept)}
    for number, page in enumerate(kept, 1):
        # The first page keeps its head: a title is often repeated over the pages after it.
        for _ in range(_EDGE if number > 1 else 0):
            if len(page) > 1 and (("head", _shape(page[0])) in repeated or _is_page_number(page[0], number)):
                del page[0]
        for _ in range(_EDGE):
            if len(page) > 1 and (("foot", _shape(page[-1])) in repeated or _is_page_number(page[-1], number)):
                del page[-1]
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _is_page_number(line: str, number: int) -> bool:
    found = _PAGE_NUMBER.fullmatch(line)
    return bool(found) and int(found[1] if found else 0) == number


def _width(line: str) -> int:
    """How wide a line is printed: a Chinese character takes two places."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def _joined(before: str, after: str, hyphened: set[str]) -> str:
    # Only the last word is looked at: a paragraph of many lines is joined many times.
    cut = _CUT.search(before[-_LONGEST_WORD:])
    if cut and after[0].islower():
        rest = re.match(r"[^\W\d_]+", after)
        # “long-” and “term” keep their hyphen when the text writes long-term elsewhere.
        keeps = rest is not None and f"{cut[1]}-{rest[0]}".lower() in hyphened
        return (before if keeps else before[:-1]) + after
    if _CJK.match(before[-1]) and _CJK.match(after[0]):
        return before + after
    if (_CJK.match(before[-1]) and after[0].isdigit()) or (before[-1].isdigit() and _CJK.match(after[0])):
        return before + after
    return before + ("" if before.endswith("-") else " ") + after
