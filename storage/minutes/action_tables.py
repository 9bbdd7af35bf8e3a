"""Action items in tables: what, who, until when and how far, by the names of the columns."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from storage.minutes.action_signs import (
    ACTION_COLUMN,
    DONE_WORD,
    DUE_COLUMN,
    FINISHED,
    FOR_NOBODY,
    NOTHING,
    OTHER_TABLE,
    OWNER_COLUMN,
    SECTION,
    STATE_COLUMN,
    TEXT_COLUMN,
)
from storage.minutes.tables import Cell, Table

_KIND_COLUMN: Final = re.compile(r"^(?:type|kind)$", re.I)
_NO_ACTION: Final = re.compile(r"[DI]\b|decision|info", re.I)
_COUNTS_ITEMS: Final = re.compile(r"\W*[A-Za-z]{0,3}[-.]?\d{0,3}(?:\.\d+)?\W*")


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a table: the cell that tells it, and what the other columns say of it."""

    cell: Cell
    owner: str | None
    due_text: str | None
    done: bool


class ActionTable:
    """One table below the heading `section`, which holds action items where its columns say so."""

    def __init__(self, text: str, table: Table, section: str) -> None:
        self.text = text
        self.table = table
        self.section = section
        header = table.header
        self.owner, self.due, self.state = (_column(header, each) for each in (OWNER_COLUMN, DUE_COLUMN, STATE_COLUMN))
        self.what = self._column_of_items()

    def holds_items(self) -> bool:
        """Whether the columns, or the heading above, say that the rows are action items."""
        header, what = self.table.header, self.what
        decides = any(OTHER_TABLE.search(name) for name in header)
        if what is None or (decides and (self.owner is None or OTHER_TABLE.search(header[what]))):
            return False
        is_headed = SECTION.match(self.section) or ACTION_COLUMN.search(header[what])
        return bool(self.owner is not None or self.due is not None or is_headed)

    def rows(self) -> Iterator[Row]:
        """The items; none below a heading such as "Completed"."""
        kind = _column(self.table.header, _KIND_COLUMN)
        for row in self.table.rows if not FINISHED.search(self.section) else ():
            cells = [self.text[slice(*cell)] for cell in row]
            if kind is not None and kind < len(row) and _NO_ACTION.match(cells[kind]):
                continue
            place = self._place_of_item(cells)
            if place >= len(cells) or NOTHING.match(cells[place]):
                continue
            owner, due, state = (
                cells[each].strip(" *_") if each is not None and each < len(cells) else ""
                for each in (self.owner, self.due, self.state)
            )
            if owner and FOR_NOBODY.fullmatch(owner):
                continue
            yield Row(row[place], owner or None, due or None, bool(DONE_WORD.match(state)))

    def _column_of_items(self) -> int | None:
        """The column that tells what is to be done; it may have taken the place of "Action (who)"."""
        header, beside = self.table.header, (self.owner, self.due, self.state)
        # "Action by" and "Action status" tell of the action; alone "Action (who)" is the action itself.
        what = _column(header, ACTION_COLUMN, beside)
        if what is not None:
            return what
        told = _column(header, TEXT_COLUMN, beside)
        if told is None and self.owner is not None and ACTION_COLUMN.search(header[self.owner]):
            what, self.owner = self.owner, None
            return what
        return _column(header, TEXT_COLUMN) if SECTION.match(self.section) or self.owner is not None else None

    def _place_of_item(self, cells: list[str]) -> int:
        """Which cell of a row tells the item: where its column only counts them, the longest of the others."""
        place = self.what or 0
        if place < len(cells) and cells[place] and _COUNTS_ITEMS.fullmatch(cells[place]):
            others = [each for each in range(len(cells)) if each not in (place, self.owner, self.due, self.state)]
            return max(others, key=lambda each: len(cells[each]), default=place)
        return place


def _column(header: tuple[str, ...], pattern: re.Pattern[str], but: Collection[int | None] = ()) -> int | None:
    """The first column of such a name, beside those that are known already."""
    return next((index for index, name in enumerate(header) if index not in but and pattern.search(name)), None)
