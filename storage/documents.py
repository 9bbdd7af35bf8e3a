"""Word documents out: a heading, paragraphs and tables. What people wrote goes in as text, never as markup."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_A4_MM: Final = (210, 297)
_MARGIN_MM: Final = 20
# Without a font for Chinese some programs draw boxes.
_CHINESE_FONT: Final = "Microsoft YaHei"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 0 is the document's own."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; `is_small` for what is said beside the matter."""

    text: str
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, and how wide the columns are in millimetres. A cell's line ends stay."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


Part = Heading | Paragraph | Grid


def write_docx(path: Path, parts: Iterable[Part], *, title: str) -> None:
    """Write a .docx on A4. Raises OSError when it cannot be written."""
    import docx  # imported when it is needed: it is heavy
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document: Any = docx.Document()
    document.core_properties.title = _clean(title)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(_A4_MM[0]), Mm(_A4_MM[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN_MM)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        document.styles[name].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE_FONT)
    for part in parts:
        match part:
            case Heading():
                document.add_heading(_clean(part.text), part.level)
            case Paragraph():
                run = document.add_paragraph().add_run(_clean(part.text))
                run.font.size = Pt(9) if part.is_small else None
            case Grid():
                _add_grid(document, part)
    document.save(str(path))


def _add_grid(document: Any, grid: Grid) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, grid.head, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    # The head comes again on each page, and no row is torn over two.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for values in grid.rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, values, strict=True):
            cell.text = _clean(text)
    for row in table.rows:
        for cell, width in zip(row.cells, grid.widths, strict=True):
            cell.width = Mm(width)


def _clean(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
