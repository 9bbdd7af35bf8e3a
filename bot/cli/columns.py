"""Tables on a terminal: cells under each other, whatever script they are written in."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each row as a line; every column but the last as wide as its widest cell."""
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]) - 1)] if rows else []
    return ["  ".join([*map(_padded, row, widths), row[-1]]).rstrip() for row in rows]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    """How many places it takes on a terminal, where a Chinese character takes two."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in cell)
