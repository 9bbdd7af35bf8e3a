"""Rows into a file that a spreadsheet opens, in which no cell can be taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

KINDS: Final = (".csv", ".xlsx")
# A spreadsheet takes a cell that begins so for a formula, and would work it out (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
# Excel's own limit of a cell.
_LONGEST: Final = 32_767
_WIDEST: Final = 60


def write_rows(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], *, sheet: str) -> int:
    """Write a csv or xlsx file, by the path's ending; the file appears when it is whole. Returns how many rows it has.

    Raises OSError when it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        write = _write_csv if path.suffix.lower() == ".csv" else _write_xlsx
        written = write(unfinished, headings, rows, sheet)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def harmless(cell: str) -> str:
    """A csv cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], _sheet: str) -> int:
    written = 0
    # The mark at the beginning tells Excel that the text is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(harmless, headings))
        for row in rows:
            writer.writerow(map(harmless, row))
            written += 1
    return written


def _write_xlsx(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], sheet: str) -> int:
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"
    for column, heading in enumerate(headings):
        page.column_dimensions[_letter(column)].width = min(max(len(heading) + 4, 14), _WIDEST)

    def text(words: str, *, bold: bool = False) -> WriteOnlyCell:
        cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub(" ", words)[:_LONGEST])
        cell.data_type = "s"  # whatever it begins with
        if bold:
            cell.font = Font(bold=True)
        return cell

    page.append([text(heading, bold=True) for heading in headings])
    written = 0
    for row in rows:
        page.append([text(words) for words in row])
        written += 1
    book.save(path)
    return written


def _letter(column: int) -> str:
    return chr(ord("A") + column)
