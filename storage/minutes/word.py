"""The text of a Word document: a line for each paragraph, with the numbers and bullets that Word only draws."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from storage.minutes.rows import as_rows
from storage.minutes.unreadable import BROKEN, UNPACKS_TOO_LARGE, Refused

if TYPE_CHECKING:
    from docx.document import Document

UNPACKED: Final = 100 * 1024 * 1024
"""Bytes that all parts of a document may have together once unpacked."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHINESE: Final = "〇一二三四五六七八九"
_ROMAN: Final = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_LONG_CELL: Final = 3
"""Paragraphs in one cell from which a table is only a frame around the text, as many offices' forms are."""


def docx_text(content: bytes) -> str:
    """The text of a .docx, its headings and tables as Markdown writes them; what was struck out by revision is left out.

    Raises Refused when it is no such file, or unpacks to more than 100 MB.
    """
    # Sizes are summed before anything is unpacked; unpacking stops at the size that is told here.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Refused(BROKEN) from error
    if size > UNPACKED:
        raise Refused(UNPACKS_TOO_LARGE, size=-(-size // (1024 * 1024)), most=UNPACKED // (1024 * 1024))
    import docx

    document = docx.Document(io.BytesIO(content))
    return _Reading(document, _notes_of(document)).text()


class _Reading:
    """One pass over a document: lists count on from paragraph to paragraph."""

    def __init__(self, document: "Document", notes: Sequence[Any]) -> None:
        self._body = document.element.body
        self._styles: dict[str, Any] = {
            each.get(f"{_W}styleId"): each for each in document.styles.element.iter(f"{_W}style")
        }
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._notes = notes
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering") and not relation.is_external:
                self._learn_lists(relation.target_part.element)

    def text(self) -> str:
        return "\n".join([*self._lines(self._body), *self._below()]) + "\n"

    def _below(self) -> Iterator[str]:
        """The notes that Word prints below its pages, behind all the rest; heads and feet of pages are no part of what was said."""
        for part in self._notes:
            for note in part:
                # The lines that part notes from the text are notes with a type.
                if note.get(f"{_W}type", "normal") == "normal":
                    yield ""
                    yield from (line for line in self._lines(note) if line)

    def _learn_lists(self, numbering: Any) -> None:
        patterns = {
            each.get(f"{_W}abstractNumId"): {int(level.get(f"{_W}ilvl")): level for level in each.iter(f"{_W}lvl")}
            for each in numbering.findall(f"{_W}abstractNum")
        }
        for each in numbering.findall(f"{_W}num"):
            number, pattern = each.get(f"{_W}numId"), _value(each, "abstractNumId") or ""
            self._lists[number] = pattern
            self._levels[number] = dict(patterns.get(pattern, {}))
            for override in each.findall(f"{_W}lvlOverride"):
                level = int(override.get(f"{_W}ilvl"))
                if (start := _value(override, "startOverride")) is not None:
                    # A list that starts anew counts for itself.
                    self._lists[number] = f"{pattern} {number}"
                    self._starts[number, level] = int(start)
                for new in override.findall(f"{_W}lvl"):
                    self._levels[number][level] = new

    def _lines(self, container: Any) -> Iterator[str]:
        for each in container:
            if each.tag == f"{_W}p":
                yield from self._paragraph(each)
            elif each.tag == f"{_W}tbl":
                yield from self._table(each)
            elif each.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                yield from self._lines(each)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[str] = []
        text = "".join(self._pieces(paragraph, boxes)).strip()
        if text:
            yield self._marker(paragraph) + text
        elif not boxes:
            yield ""
        yield from boxes

    def _pieces(self, element: Any, boxes: list[str]) -> Iterator[str]:
        for each in element:
            if each.tag == f"{_W}t":
                yield each.text or ""
            elif each.tag == f"{_W}tab":
                yield "\t"
            elif each.tag in (f"{_W}br", f"{_W}cr"):
                yield "\n"
            elif each.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif each.tag == f"{_W}txbxContent":
                boxes += self._lines(each)
            elif each.tag not in (f"{_W}pPr", f"{_W}rPr", f"{_W}del", f"{_W}moveFrom", _FALLBACK):
                yield from self._pieces(each, boxes)

    def _table(self, table: Any) -> Iterator[str]:
        rows = [
            [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row]
            for row in table.iter(f"{_W}tr")
            if next(row.iterancestors(f"{_W}tbl")) is table
        ]
        told = [[(cell, [line for line in self._lines(cell) if line]) for cell in row] for row in rows]
        # What holds a table or paragraphs lays out the page; it has no columns of its own.
        if any(len(lines) >= _LONG_CELL or cell.find(f".//{_W}tbl") is not None for row in told for cell, lines in row):
            for row in told:
                for _, lines in row:
                    yield from lines
            return
        grid: list[list[str]] = []
        for row in told:
            cells: list[str] = []
            for cell, lines in row:
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                # A cell over several rows is said of each of them.
                above = grid[-1][len(cells)] if goes_on and grid and len(cells) < len(grid[-1]) else ""
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                cells += [
                    above or " ".join(lines),
                    *[""] * (min(int(span.get(f"{_W}val", 1)), 64) - 1 if span is not None else 0),
                ]
            grid.append(cells)
        yield ""
        yield as_rows(grid)
        yield ""

    def _marker(self, paragraph: Any) -> str:
        """The heading sign and the list sign before a paragraph; Word draws both and stores neither."""
        depth, number, level = 0, None, None
        seen: set[str] = set()
        holder, style = paragraph.find(f"{_W}pPr"), None
        if holder is not None:
            style = _value(holder, "pStyle")
            number, level = _list_place(holder)
        # What the paragraph leaves open its style says, or the style that one is based on.
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            name = (_value(element, "name") or "").lower()
            if not depth and name == "title":
                depth = 1
            elif not depth and name.startswith("heading ") and name[8:].isdigit():
                depth = min(int(name[8:]), 6)
            if number is None and (inner := element.find(f"{_W}pPr")) is not None:
                number, inherited = _list_place(inner)
                level = inherited if level is None else level
            style = _value(element, "basedOn")
        sign = self._sign(number, level or 0) if number not in (None, "0") else ""
        return f"{'#' * depth} {sign.lstrip(' ')}" if depth else sign

    def _sign(self, number: str, level: int) -> str:
        pattern = self._levels.get(number, {}).get(level)
        if pattern is None:
            return ""
        kind, wording = _value(pattern, "numFmt") or "decimal", _value(pattern, "lvlText") or ""
        if kind == "bullet":
            return "  " * level + "- "
        if kind == "none" or not wording:
            return ""
        counts = self._counts.setdefault(self._lists[number], {})
        counts[level] = counts.get(level, self._start(number, level) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        for each in range(level + 1):
            outer = self._levels[number].get(each)
            shown = _value(outer, "numFmt") if outer is not None else None
            count = counts.get(each, self._start(number, each))
            wording = wording.replace(f"%{each + 1}", _written(count, shown or "decimal"))
        return wording.rstrip() + ("" if wording.rstrip()[-1:] in "、，）．：" else " ")

    def _start(self, number: str, level: int) -> int:
        pattern = self._levels[number].get(level)
        start = _value(pattern, "start") if pattern is not None else None
        return self._starts.get((number, level), int(start) if start else 1)


def _notes_of(document: "Document") -> list[Any]:
    """The parts that hold a document's footnotes and endnotes."""
    from docx.oxml import parse_xml

    return [
        parse_xml(relation.target_part.blob)
        for relation in document.part.rels.values()
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external
    ]


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}")
    value = None if found is None else found.get(f"{_W}val")
    return None if value is None else str(value)


def _list_place(properties: Any) -> tuple[str | None, int | None]:
    place = properties.find(f"{_W}numPr")
    if place is None:
        return None, None
    level = _value(place, "ilvl")
    return _value(place, "numId"), int(level) if level else None


def _written(count: int, kind: str) -> str:
    """A number as the list prints it."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    if kind.startswith(("chinese", "japaneseCounting", "taiwaneseCounting", "ideographDigital")) and 0 < count < 100:
        tens, ones = divmod(count, 10)
        ten = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
        return ten + (_CHINESE[ones] if ones else "")
    if kind.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN, strict=True):
        written += letters * (count // worth)
        count %= worth
    return written
