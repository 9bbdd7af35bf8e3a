"""The text of a web page: a line for each block, lists and tables as Markdown writes them. Nothing is fetched."""

import re
from typing import TYPE_CHECKING, Final

from storage.minutes.rows import as_rows

if TYPE_CHECKING:
    from bs4 import Tag

_UNREAD: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "head",
        "svg",
        "math",
        "object",
        "iframe",
        "textarea",
        "select",
        "button",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
)


def html_text(page: str) -> str:
    """The text of a page of HTML, without its scripts, styles and comments."""
    from bs4 import BeautifulSoup

    # lxml closes what the page leaves open: many an editor writes no </li> and no </td>.
    soup = BeautifulSoup(page, "lxml")
    text = "".join(_pieces(soup))
    lines = [re.sub(r"[ \t\r\f\v]+$", "", line) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _pieces(element: "Tag", depth: int = 0) -> list[str]:
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    pieces: list[str] = []
    for each in element.children:
        if isinstance(each, Tag):
            if each.name in _UNREAD or each.has_attr("hidden"):
                continue
            _add(pieces, each, depth)
        elif isinstance(each, NavigableString) and not isinstance(each, PreformattedString):
            text = str(each) if element.name == "pre" else re.sub(r"[ \t\r\n\f]+", " ", each)
            # A space at a line's start is the page's layout, not its text.
            pieces.append(text.lstrip(" ") if not pieces or pieces[-1].endswith(("\n", " ")) else text)
    return pieces


def _add(pieces: list[str], tag: "Tag", depth: int) -> None:
    name = tag.name
    if name == "br":
        pieces.append("\n")
    elif name == "input":
        if tag.get("type") == "checkbox":
            pieces.append("[x] " if tag.has_attr("checked") else "[ ] ")
    elif name == "table":
        _block(pieces, _table(tag), gap=True)
    elif name in ("b", "strong"):
        inner = "".join(_pieces(tag, depth))
        bold = inner.strip()
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        pieces.append(f"{before}**{bold}**{after}" if bold and "\n" not in bold and "**" not in bold else inner)
    elif re.fullmatch("h[1-6]", name):
        _block(pieces, _titled("#" * int(name[1]), "".join(_pieces(tag, depth))), gap=True)
    elif name in ("ul", "ol"):
        _block(pieces, _list(tag, depth), gap=False)
    elif name in _BLOCKS:
        _block(pieces, "".join(_pieces(tag, depth)), gap=name == "p")
    else:
        pieces += _pieces(tag, depth)


def _titled(sign: str, text: str) -> str:
    text = " ".join(text.split())
    return f"{sign} {text}" if text else ""


def _block(pieces: list[str], text: str, gap: bool) -> None:
    """Set a block on lines of its own."""
    text = text.strip("\n").rstrip()
    if not text.strip():
        return
    if any(pieces) and not "".join(pieces[-1:]).endswith("\n"):
        pieces.append("\n")
    pieces.append(("\n" if gap and any(pieces) else "") + text + ("\n\n" if gap else "\n"))


def _list(tag: "Tag", depth: int) -> str:
    """The items of a list; an ordered one prints the numbers a browser would."""
    number = _whole(tag.get("start"), 1)
    lines: list[str] = []
    for item in tag.find_all("li", recursive=False):
        number = _whole(item.get("value"), number)
        sign = f"{number}. " if tag.name == "ol" else "- "
        number += 1
        text = re.sub(r"\n{2,}", "\n", "".join(_pieces(item, depth + 1)).strip())
        lines.append("  " * depth + sign + text)
    return "\n".join(lines) or "".join(_pieces(tag, depth))


def _whole(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value) else otherwise


def _table(tag: "Tag") -> str:
    """Rows with bars; a table that frames whole paragraphs is only a frame."""
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    cells = [[_pieces(cell) for cell in row.find_all(["td", "th"], recursive=False)] for row in rows]
    texts = [["".join(cell).strip() for cell in row] for row in cells]
    if any(text.count("\n") > 2 for row in texts for text in row):
        return "\n".join(text for row in texts for text in row if text)
    return as_rows(texts)
