"""Spreadsheets in and out: xlsx and csv as tables of cells with their names. The only room that knows openpyxl.

A file is somebody else's: its unpacked size is checked before it is opened, formulas are not computed but told, and what we
write is text or number, never a formula.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any, Final, TextIO

from storage.minutes.confined import confined_text
from storage.words import N_

TOO_LARGE: Final = N_("{file} is larger than 100 MB when it is unpacked; it was not opened.")
BROKEN: Final = N_("{file} cannot be read as an Excel file. Is it damaged, or another kind of file?")
MOST_UNPACKED: Final = 100 * 1024 * 1024
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
# What a spreadsheet program would take for the beginning of a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


class SheetProblem(Exception):
    """A file cannot be read as a spreadsheet; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its name (`C7`), its text as a person sees it, and what is odd about it: formula, date, merged, or nothing."""

    name: str
    text: str
    odd: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its title (empty for csv), and its rows; empty rows are left away."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(path: Path) -> list[Table]:
    """The sheets of an xlsx, or the one table of a csv. Raises SheetProblem when it is neither, too large or broken."""
    if not path.is_file():
        raise SheetProblem(N_("There is no file {file}."), file=path.name)
    if path.stat().st_size > MOST_UNPACKED:
        raise SheetProblem(TOO_LARGE, file=path.name)
    return tables_in(path.name, path.read_bytes())


def tables_in(name: str, content: bytes) -> list[Table]:
    """The same of a file's bytes; its name says what it is, and is never a path."""
    ending = PurePath(name).suffix.lower()
    if ending == ".csv":
        return [Table("", tuple(_csv_rows(name, content)))]
    if ending != ".xlsx":
        raise SheetProblem(N_("{file} is neither .xlsx nor .csv. Save it as one of them."), file=name)
    from openpyxl import load_workbook  # imported when a workbook comes: it is heavy
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise SheetProblem(TOO_LARGE, file=name)
            merged = _merged(archive)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise SheetProblem(BROKEN, file=name) from error
    try:
        return [
            Table(sheet.title, tuple(_sheet_rows(sheet, merged.get(_part_of(sheet), frozenset()), name)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    finally:
        book.close()


def confined_tables(name: str, content: bytes) -> list[Table]:
    """The same, read in a child with an end to its time and memory: for files from anybody.

    Raises SheetProblem, or UnreadableFile when the child ran over.
    """
    if PurePath(name).suffix.lower() != ".xlsx":
        return tables_in(name, content)  # a csv can neither loop nor swell
    told = json.loads(confined_text(".xlsx", name, content))
    if "problem" in told:
        raise SheetProblem(told["problem"], **{**told["values"], "file": name})
    return [Table(title, tuple(tuple(Cell(*cell) for cell in row) for row in rows)) for title, rows in told["tables"]]


def tables_as_text(content: bytes) -> str:
    """What the child hands back: the sheets of an xlsx, or why there are none, as JSON."""
    try:
        tables = tables_in("file.xlsx", content)
    except SheetProblem as problem:
        return json.dumps({"problem": problem.message, "values": problem.values})
    rows = [
        [table.title, [[(cell.name, cell.text, cell.odd) for cell in row] for row in table.rows]] for table in tables
    ]
    return json.dumps({"tables": rows})


@dataclass(frozen=True, slots=True)
class Written:
    """One sheet to be written: its title, its rows (the first is the head), and the widths of its columns in letters."""

    title: str
    rows: Iterable[Sequence[str | int | Decimal | date | None]]
    widths: Sequence[int] = ()


def write_xlsx(path: Path, sheets: Iterable[Written]) -> None:
    """Write an xlsx. Every string is written as text, whatever it begins with; numbers stay numbers."""
    from openpyxl import Workbook  # imported when a workbook is wanted: it is heavy

    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(_safe_title(each.title))
        sheet.freeze_panes = "A2"
        for column, width in enumerate(each.widths, start=1):
            sheet.column_dimensions[_letters(column)].width = width
        for n, row in enumerate(each.rows):
            sheet.append([_cell(sheet, value, is_head=n == 0) for value in row])
    book.save(path)


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows as csv; see `write_csv`."""
    out = io.StringIO()
    write_csv(out, (), rows)
    return out.getvalue()


def write_csv(file: TextIO, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows as csv; what a spreadsheet would take for a formula is led by an apostrophe (OWASP, CSV injection), numbers are
    left alone. Returns how many rows there were beside the headings."""
    writer = csv.writer(file)
    if headings:
        writer.writerow(map(_disarmed, headings))
    written = 0
    for row in rows:
        writer.writerow(map(_disarmed, row))
        written += 1
    return written


def _disarmed(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_SIGNS) else text


def _cell(sheet: Any, value: object, *, is_head: bool) -> Any:
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(sheet, value=value if not isinstance(value, str) else _clean(value))
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3A5F")
    return cell


def _clean(text: str) -> str:
    """Text without the control characters that an xlsx cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:32_000]


def _safe_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Sheet"


def _sheet_rows(sheet: Any, merged: frozenset[str], file: str) -> Iterator[tuple[Cell, ...]]:
    seen = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        # An empty cell does not know its own name.
        names = (f"{_letters(column)}{number}" for column in range(1, len(row) + 1))
        cells = [_read(cell, name, merged) for cell, name in zip(row, names, strict=False)]
        while cells and not cells[-1].text and cells[-1].odd is None:
            cells.pop()
        if not any(cell.text for cell in cells):
            continue
        seen += 1
        if seen > MOST_ROWS + 1:
            raise SheetProblem(N_("{file} has more than 10,000 rows. Split it."), file=file)
        yield tuple(cells)


def _read(cell: Any, name: str, merged: frozenset[str]) -> Cell:
    value = cell.value
    if value is None:
        return Cell(name, "", "merged" if name in merged else None)
    if isinstance(value, datetime | date):
        return Cell(name, str(value.date() if isinstance(value, datetime) else value), "date")
    if isinstance(value, str) and value.startswith("=") and cell.data_type == "f":
        return Cell(name, value, "formula")
    if name in merged:
        return Cell(name, str(value), "merged")
    if isinstance(value, float):
        # What was typed as 3.4 is kept in binary; its shortest form is what the person sees. A percent format shows 0.85 as 85%.
        text = f"{Decimal(repr(value)) * 100:f}%" if "%" in (cell.number_format or "") else f"{Decimal(repr(value)):f}"
        return Cell(name, text)
    return Cell(name, str(value).strip())


def _part_of(sheet: Any) -> str:
    """The part of the archive that a sheet is read from; sheets that were moved keep their old part."""
    return str(sheet._worksheet_path).lstrip("/")


def _merged(archive: zipfile.ZipFile) -> dict[str, frozenset[str]]:
    """The names of merged cells by the part of the archive; a reader of rows alone would not see them."""
    found = {}
    for name in archive.namelist():
        if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
            continue
        cells: set[str] = set()
        for first, last in re.findall(rb'<mergeCell ref="([A-Z]+\d+):([A-Z]+\d+)"', archive.read(name)):
            cells |= _range(first.decode(), last.decode())
        found[name] = frozenset(cells)
    return found


def _range(first: str, last: str) -> set[str]:
    def place(name: str) -> tuple[int, int]:
        letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return column, int(digits)

    (left, top), (right, bottom) = place(first), place(last)
    right, bottom = min(right, left + MOST_COLUMNS), min(bottom, top + MOST_ROWS)
    return {f"{_letters(column)}{row}" for column in range(left, right + 1) for row in range(top, bottom + 1)}


def _csv_rows(name: str, raw: bytes) -> Iterator[tuple[Cell, ...]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")  # how Excel writes csv on a Chinese machine
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    seen = 0
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
        cells = tuple(
            Cell(f"{_letters(column)}{number}", value.strip(), "formula" if value.startswith("=") else None)
            for column, value in enumerate(row[:MOST_COLUMNS], start=1)
        )
        if not any(cell.text for cell in cells):
            continue
        seen += 1
        if seen > MOST_ROWS + 1:
            raise SheetProblem(N_("{file} has more than 10,000 rows. Split it."), file=name)
        yield cells


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
