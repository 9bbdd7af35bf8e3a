"""Rows into a file that a spreadsheet opens, in which no cell can be taken for a formula."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from storage.sheets import Written, write_csv, write_xlsx

KINDS: Final = (".csv", ".xlsx")
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


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], _sheet: str) -> int:
    # The mark at the beginning tells Excel that the text is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return write_csv(file, headings, rows)


def _write_xlsx(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], sheet: str) -> int:
    written = 0

    def counted() -> Iterator[Sequence[str]]:
        nonlocal written
        yield headings
        for row in rows:
            written += 1
            yield row

    widths = [min(max(len(heading) + 4, 14), _WIDEST) for heading in headings]
    write_xlsx(path, [Written(sheet, counted(), widths)])
    return written
