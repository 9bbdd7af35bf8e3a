"""Writes a table the way the reader takes tables in: Markdown's rows, the column names first."""

from collections.abc import Sequence


def as_rows(rows: Sequence[Sequence[str]]) -> str:
    """The rows with bars; with one column, plain lines. Each cell on one line, its own bars made harmless."""
    told = [[" ".join(cell.split()) for cell in row] for row in rows]
    told = [row for row in told if any(row)]
    width = max(map(len, told), default=0)
    if width < 2:
        return "\n".join(row[0] for row in told)
    lines = [_line([*row, *[""] * (width - len(row))]) for row in told]
    if len(lines) > 1:
        lines.insert(1, _line(["---"] * width))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
