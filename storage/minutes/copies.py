"""The reading copy: the text as the rules want to see it, with the way back to the text given.

Rules read a tidied copy (no tags, no full-width digits, wrapped lines joined); what they find is always quoted from the
original. So a copy remembers, for each of its characters, which stretch of the original it stands for.
"""

import bisect
import html
import re
from array import array
from collections.abc import Callable
from typing import Final

from storage.minutes.drafts import Span
from storage.minutes.tables import has_columns

CJK: Final = "\u3400-\u9fff\uf900-\ufaff"


def word_set(words: str) -> frozenset[str]:
    """The words of a line, for lists of vocabulary that read better as plain text."""
    return frozenset(words.split())


class Copy:
    """A rewritten text that can quote the original. Rewriting returns a new copy; nothing changes in place."""

    __slots__ = ("_ends", "_line_ends", "_starts", "original", "text")

    def __init__(self, original: str, text: str, starts: "array[int]", ends: "array[int]") -> None:
        self.original = original
        self.text = text
        self._starts = starts
        self._ends = ends
        self._line_ends: array[int] | None = None

    @classmethod
    def of(cls, original: str) -> "Copy":
        """The copy in which nothing was changed yet."""
        size = len(original)
        return cls(original, original, array("q", range(size)), array("q", range(1, size + 1)))

    def rewritten(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> "Copy":
        """Replace each match. A replacement of the same length keeps its places one by one."""
        pieces: list[str] = []
        starts, ends = array("q"), array("q")
        last = 0
        for match in pattern.finditer(self.text):
            first, after = match.span()
            new = replace(match)
            if first == after:
                continue
            pieces += [self.text[last:first], new]
            starts.extend(self._starts[last:first])
            ends.extend(self._ends[last:first])
            if len(new) == after - first:
                starts.extend(self._starts[first:after])
                ends.extend(self._ends[first:after])
            else:
                starts.extend([self._starts[first]] * len(new))
                ends.extend([self._ends[after - 1]] * len(new))
            last = after
        if not last:
            return self
        pieces.append(self.text[last:])
        starts.extend(self._starts[last:])
        ends.extend(self._ends[last:])
        return Copy(self.original, "".join(pieces), starts, ends)

    def respelled(self, text: str) -> "Copy":
        """The copy in another spelling of the same length, character for character."""
        return Copy(self.original, text, self._starts, self._ends)

    def span(self, start: int, end: int) -> Span:
        """Where in the original the stretch `start` to `end` of this copy stands."""
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.original)
            return Span(at, at)
        return Span(self._starts[start], self._ends[end - 1])

    def quote(self, start: int, end: int) -> str:
        """The original's words for the stretch `start` to `end` of this copy."""
        span = self.span(start, end)
        return self.original[span.start : span.end]

    def line_of(self, position: int) -> int:
        """The original's line, counted from 1, that holds this place of the copy."""
        return self.line_at(self.span(position, position).start)

    def line_at(self, place: int) -> int:
        """The original's line, counted from 1, that holds this place of the original."""
        if self._line_ends is None:
            self._line_ends = array("q", (match.start() for match in re.finditer("\n", self.original)))
        return bisect.bisect_left(self._line_ends, place) + 1


_ENDS = r"\r\n?|[\u2028\u2029\x0b\x0c\x85]"
_LINE_ENDS: Final = re.compile(_ENDS)
_COMMENT: Final = re.compile(r"<!--[^<>]*-->|<\?[^<>]*\?>|<![A-Za-z][^<>]*>")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})(?:[\s/][^<>]*)?>")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,10});")
_WIDE: Final = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff08\uff09\uff0e\uff0f\uff0d\u3000\u00a0\u2007\u202f]"
)
_UNSEEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")
_SPACED: Final = re.compile(rf"(?<=[{CJK}，。；：、])[ \t]+(?=[{CJK}，。；：、])")
_SPACED_NUMBER: Final = re.compile(r"(?<![\w.])(?<!\d )\d(?: \d){1,3}(?= ?[年月日号])")
"""A year or day as a scanner spaces it: 2 0 2 4 年."""
_TRAILING: Final = re.compile(r"(?<![ \t])[ \t]+(?=\n)")
_GAP: Final = re.compile(r"(?<=[^ \t\n])[ \t]{8,}")
_WRAP: Final = re.compile(r"(?<!\n)\n[ \t]*(?=[^ \t\n])")
_EMPHASIS: Final = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|\\(?=[_*\[\]#.-])")
_NEW_LINE_TAGS: Final = word_set("p br div tr table ul ol dl dt dd section article header footer figure hr blockquote")
_STARTS_ITEM: Final = re.compile(
    r"[ \t\u3000]*(?:[-*+•·●○◦▪■◆>|#→➔⇒]|=>|\d{1,3}[.)、．]|[(（][0-9a-z一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.是要]|第[一二三四五六七八九十]{1,3}"
    r"|[①-⑳]|\*\*|\w[\w .]{0,30}[:：])"
)

_STATE_LAST: Final = re.compile(
    r"[.!?)]\s(?:done|in\s+progress|ongoing|pending|open|closed|completed?)\Z|\bassign(?:ed)?\sto\s@?\w{1,20}(?:,\s\w{1,20}){0,3}\Z",
    re.I,
)
"""How far a task is, or whose, at the end of its line in a list that was pasted without its columns."""
_STAMP_LINE: Final = re.compile(
    r"[ \t]*(?:(?:19|2[01])\d\d[-/.年][^\n，。,]{0,30}|[^\n，。]{0,20})(?:来源|來源|作者|浏览|瀏覽|(?:发布|發布|发表|發表|更新)(?:时间|時間|日期))\s{0,3}[:：]"
)
"""A line that says when and where the story was printed; the story does not begin in it."""


def reading_copy(text: str) -> Copy:
    """The tidied copy: line ends as \\n, no tags or entities, half-width letters and digits, wrapped lines joined."""
    copy = Copy.of(text)
    copy = copy.rewritten(_LINE_ENDS, lambda _: "\n")
    if "<" in copy.text:
        copy = copy.rewritten(_COMMENT, lambda _: "")
        copy = copy.rewritten(_TAG, _tag_as_text)
    copy = copy.rewritten(_ENTITY, lambda match: html.unescape(match[0]))
    copy = copy.rewritten(_UNSEEN, lambda _: "")
    copy = copy.rewritten(_WIDE, lambda match: _narrow(match[0]))
    copy = copy.rewritten(_SPACED, _without_stray_space)
    copy = copy.rewritten(_SPACED_NUMBER, lambda match: match[0].replace(" ", ""))
    copy = copy.rewritten(_TRAILING, lambda _: "")
    copy = copy.rewritten(_GAP, lambda _: "  ")
    first_line = re.search(r"\S", copy.text)
    title_from = first_line.start() if first_line else 0
    return copy.rewritten(_WRAP, lambda match: _join(match, title_from))


def plain_copy(copy: Copy) -> Copy:
    """The copy without Markdown's emphasis, for rules that read sentences."""
    return copy.rewritten(_EMPHASIS, lambda _: "")


def _tag_as_text(match: re.Match[str]) -> str:
    """Structure as Markdown would write it; a tag that is only looks vanishes; what is no HTML tag stays."""
    closing, name = bool(match[1]), match[2].lower()
    if name in _NEW_LINE_TAGS:
        return "\n"
    if name == "li":
        return "" if closing else "\n- "
    if name in ("td", "th"):
        return "|" if closing else ""
    if re.fullmatch(r"h[1-6]", name):
        return "\n" if closing else "\n" + "#" * int(name[1]) + " "
    if name in ("b", "strong"):
        return "**"
    return "" if name in _INLINE_TAGS else match[0]


_INLINE_TAGS: Final = word_set(
    "a abbr big center code em figcaption font html head body i img input ins label main mark meta link nav o pre q s script small "
    "span st1 strike style sub sup svg tbody tfoot thead time title u v video"
)


def _narrow(letter: str) -> str:
    if letter in "\u3000\u00a0\u2007\u202f":
        return " "
    return chr(ord(letter) - 0xFEE0)


def _without_stray_space(match: re.Match[str]) -> str:
    """Drop the spaces a scanner leaves between single characters; keep those between words."""
    text, (start, end) = match.string, match.span()
    alone_before = start < 2 or not re.match(f"[{CJK}]", text[start - 2])
    alone_after = end + 1 >= len(text) or not re.match(f"[{CJK}]", text[end + 1])
    # A wide gap before a name of two characters that are spaced themselves parts columns.
    is_wide = end - start > 1 or text[start] == "\t"
    strays = alone_before and alone_after if is_wide else alone_before or alone_after
    return "" if strays else match[0]


def _join(match: re.Match[str], title_from: int) -> str:
    """A line end inside a sentence: nothing between Chinese characters, a space elsewhere. Other line ends stay."""
    text, (start, end) = match.string, match.span()
    if start == 0 or _STARTS_ITEM.match(text, start + 1):
        return match[0]
    opening = text.rfind("\n", 0, start) + 1
    before, after = text[start - 1], text[end]
    if text.startswith(("#", "|", ">"), opening) or before in "|:：。！？!?;；.":
        return match[0]
    if _STAMP_LINE.match(text, opening) or _STATE_LAST.search(text, max(opening, start - 20), start):
        return match[0]
    width = start - opening
    # The first line is the title, unless it plainly runs on.
    is_title = (
        opening <= title_from and before not in ",，、" and (after.isupper() or after.isdigit() or after > "\u2fff")
    )
    if is_title and after not in "，、。；：":
        return match[0]
    line_end = text.find("\n", end)
    if has_columns(text[opening:start]) and has_columns(text[end : line_end if line_end >= 0 else len(text)]):
        return match[0]
    if re.match(f"[{CJK}，、“]", before) and re.match(f"[{CJK}，、。；：”0-9]", after):
        # A line with a stop inside is a sentence that goes on; a short one without may be a heading or a name.
        goes_on = width >= 16 or before in "，、" or after in "，、。；：" or re.search("[，。；]", text[opening:start])
        return "" if goes_on else match[0]
    if before == "-" and after.islower() and width > 40:
        return ""
    wrapped = after.islower() and before != "-" and width > 30
    wrapped = wrapped or (width > 65 and (before.isalnum() or before == ",") and before.isascii() and after.isascii())
    return " " if wrapped else match[0]
