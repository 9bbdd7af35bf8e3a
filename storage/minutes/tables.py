"""Tables drawn with bars, as Markdown has them and as HTML's cells come out of the reading copy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ROW: Final = re.compile(r"^[^\n]*\|[^\n]*$", re.M)
_RULE: Final = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
GAP: Final = re.compile(r"[ \t]{2,}|\t")
"""What parts columns that no bars are drawn between."""
_STOPS: Final = ".!?。！？；;：:，,"
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are places in the text searched. The first row holds the column names."""

    start: int
    end: int
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(text: str) -> Iterator[Table]:
    """Every run of two or more lines with bars, its first line as the header."""
    lines: list[tuple[int, int]] = []
    for match in _ROW.finditer(text):
        if lines and match.start() != lines[-1][1] + 1:
            yield from _table(text, lines)
            lines = []
        lines.append(match.span())
    yield from _table(text, lines)


def has_columns(line: str) -> bool:
    """Whether gaps part the line into cells; a gap behind a stop only parts sentences."""
    line = line.strip()
    return any(line[gap.start() - 1] not in _STOPS for gap in GAP.finditer(line))


def _table(text: str, lines: list[tuple[int, int]]) -> Iterator[Table]:
    if len(lines) < 2:
        return
    body = [span for span in lines if not _RULE.match(text[slice(*span)])]
    if len(body) < 2:
        return
    rows = [tuple(_cells(text, *span)) for span in body]
    header = tuple(text[slice(*cell)].strip(" *_").lower() for cell in rows[0])
    if len(header) > 1:
        yield Table(lines[0][0], lines[-1][1], header, tuple(rows[1:]))


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    while start < end and text[start] in " \t":
        start += 1
    if start < end and text[start] == "|":
        start += 1
    while start <= end:
        bar = text.find("|", start, end)
        while bar > 0 and text[bar - 1] == "\\":
            bar = text.find("|", bar + 1, end)
        stop = bar if bar >= 0 else end
        if bar < 0 and not text[start:end].strip():
            return
        first, last = start, stop
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        yield first, last
        start = stop + 1
