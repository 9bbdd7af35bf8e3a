"""Tables whose columns stand apart by spaces or tabs, as the text of a PDF and a pasted table have them.

Prose and agendas have gaps too, so a run of such lines is a table of action items only below a line that names the columns,
or where each of at least two lines together tells what, who and until when.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from storage.minutes.action_signs import ACTION_COLUMN, DUE_COLUMN, OWNER_COLUMN, TEXT_COLUMN
from storage.minutes.chinese_grammar import DOES
from storage.minutes.chinese_name_signs import FAMILY
from storage.minutes.copies import CJK
from storage.minutes.english_words import BASE_VERBS
from storage.minutes.tables import GAP, Cell, Table

_LINE: Final = re.compile(r"[^\n]+")
_NUMBER: Final = re.compile(r"[(（]?\d{1,3}[)）.、．]?|No\.?\s?\d{1,3}|[一二三四五六七八九十]{1,2}[、.]?|[-*+•·●○▪–]")
_NUMBERED: Final = re.compile(
    r"(?:[(（]?\d{1,3}[)）.、．]|[一二三四五六七八九十]{1,2}、|[-*+•·●○▪–])\s{0,3}(?=[^\W\d])"
)
"""Counts the item, in a cell of its own or at the head of the first."""
_COUNTS: Final = re.compile(r"#|no\.?|nr\.?|序号|编号|项次|项目编号", re.I)
_AGENDA: Final = re.compile(
    r"\b(?:agenda|topics?|sessions?|speakers?|presenters?|minutes|duration|rooms?|venue)\b|议题|议程|主讲|汇报人|发言人|地点|会议室|时长",
    re.I,
)
_CLOCK: Final = re.compile(r"\d{1,2}[:：]\d\d")
_WHO: Final = re.compile(
    rf"(?:@?[A-Z][\w.'’-]*(?: (?:[A-Z&][\w.'’-]*|and|de|van|von)){{0,3}}|[{FAMILY}][{CJK}·]{{1,3}}(?:[、,/和 ][{CJK}]{{2,4}}){{0,3}}|[{CJK}]{{2,10}}[部处科室局院公司组办会厂])"
)
_SURELY_DUE: Final = re.compile("(?:前|底|内|末)$")
_LONGEST_NAME: Final = 24
_FEWEST: Final = 2


def aligned_tables(text: str, is_day: Callable[[str], bool]) -> Iterator[Table]:
    """The tables of action items among the lines with gaps. `is_day` answers whether some words are a due day."""
    run: list[list[Cell]] = []
    last_end = -2
    for line in _LINE.finditer(text):
        cells = [] if "|" in line[0] else _cells(text, *line.span())
        if len(cells) < _FEWEST or line.start() != last_end + 1:
            yield from _table(text, run, is_day)
            run = []
        if len(cells) >= _FEWEST:
            run.append(cells)
        last_end = line.end()
    yield from _table(text, run, is_day)


def _table(text: str, run: list[list[Cell]], is_day: Callable[[str], bool]) -> Iterator[Table]:
    if len(run) < _FEWEST:
        return
    if any(start == end for start, end in run[0]):
        # Tabs in a row only pad; where each tab is a column, the header has no gap.
        run = [[cell for cell in row if cell[0] < cell[1]] for row in run]
    header = tuple(text[slice(*cell)].strip(" *_:：").lower() for cell in run[0])
    if _names_columns(header):
        rows = [_fitted(text, row, header, is_day) for row in run[1:]]
        if not any(_CLOCK.match(text[slice(*row[0])]) for row in rows if row):
            yield Table(run[0][0][0], run[-1][-1][1], header, tuple(tuple(row) for row in rows))
        return
    items: list[tuple[Cell, ...]] = []
    for row in [*([cell for cell in each if cell[0] < cell[1]] for each in run), []]:
        if item := _item(text, row, is_day):
            items.append(item)
            continue
        if len(items) >= _FEWEST:
            yield Table(items[0][0][0], items[-1][-1][1], ("task", "owner", "due"), tuple(items))
        items = []


def _names_columns(header: tuple[str, ...]) -> bool:
    """Whether the cells name columns: what is to be done, and who or until when."""
    if any(len(name) > _LONGEST_NAME or re.search("[，。；]", name) or _AGENDA.search(name) for name in header):
        return False
    names_what = any(
        (ACTION_COLUMN.search(name) or TEXT_COLUMN.search(name)) and not OWNER_COLUMN.search(name) for name in header
    )
    return names_what and any(OWNER_COLUMN.search(name) or DUE_COLUMN.search(name) for name in header)


def _fitted(text: str, row: list[Cell], header: tuple[str, ...], is_day: Callable[[str], bool]) -> list[Cell]:
    """The cells of a row under their columns. An empty cell leaves no trace between spaces, so a short row is told by what its
    cells are: a number counts, a day is when, what is left comes in the header's order.
    """
    if len(row) >= len(header):
        return row
    cells, fitted, end = list(row), list[Cell](), row[-1][1]
    for name in header:
        if not cells:
            fitted.append((end, end))
            continue
        words = text[slice(*cells[0])]
        counts, is_when = bool(_NUMBER.fullmatch(words)), is_day(words)
        fits = counts == bool(_COUNTS.fullmatch(name)) and is_when == bool(DUE_COLUMN.search(name))
        fitted.append(cells.pop(0) if fits else (cells[0][0], cells[0][0]))
    return fitted if not cells else []


def _item(text: str, row: list[Cell], is_day: Callable[[str], bool]) -> tuple[Cell, ...] | None:
    """The three cells of a line that tells what, who and until when; None for any other line."""
    cells = row[1:] if row and _NUMBER.fullmatch(text[slice(*row[0])]) else row
    if len(cells) != 3:
        return None
    what, who, when = (text[slice(*cell)] for cell in cells)
    if not _WHO.fullmatch(who) or not is_day(when):
        return None
    first = re.match(r"[A-Za-z]+", what)
    is_deed = first[0].lower() in BASE_VERBS if first else DOES.match(what) or _SURELY_DUE.search(when)
    return tuple(cells) if is_deed and len(what) > 3 else None


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """The stretches between gaps; two tabs leave an empty cell between them."""
    while start < end and text[start] in " \t":
        start += 1
    while start < end and text[end - 1] in " \t":
        end -= 1
    number = _NUMBERED.match(text, start, end)
    cells, place = list[Cell](), number.end() if number else start
    for gap in GAP.finditer(text, place, end):
        cells.append((place, gap.start()))
        place = gap.end()
        cells += [(place, place)] * (gap[0].count("\t") - 1)
    return [*cells, (place, end)]
