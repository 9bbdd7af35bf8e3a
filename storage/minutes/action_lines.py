"""The lines of meeting notes, each with the heading and the bullet it stands under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage.minutes.action_signs import (
    BULLET,
    CHECKBOX,
    DOES,
    FINISHED,
    HEADING,
    HEADING_ZH,
    LABEL,
    LEADS_TO_ITEMS,
    NO_LIST,
    NO_OWNER,
    OWNER_ALONE,
    SECTION,
    SECTION_ABOVE,
    SECTION_ABOVE_NUMBERED,
)
from storage.minutes.english_words import BASE_VERBS, first_word

_DEPTH: Final = re.compile(r"\s*(#{1,6})\s+")
_COLUMN_HEAD: Final = re.compile(r"\W*action\W*", re.I)
"""Alone on a line without a sign it heads a column of owners: as a heading it has one."""
_BREAK: Final = re.compile(r"[ ]{0,3}(?:-[ ]?){3,}|[ ]{0,3}(?:\*[ ]?){3,}|[ ]{0,3}(?:_[ ]?){3,}")
"""A line drawn across the page below an empty one, which parts what stands above from what follows."""
_NEXT_LINE: Final = re.compile(r"\n[ \t]{0,8}(?P<words>[^\n]+)")
_BULLETS_BELOW: Final = re.compile(r"\n[ \t]{0,8}[-*+•–☐☑]\s+\S")
_SIGNS: Final = ("#", "*", "-", "•", "+")
"""What begins a heading or a bullet, which may hold a label of its own."""
_LED_TO: Final = "Actions"
"""The section below a sentence that leads to items."""
_PLAIN_HEADING: Final = re.compile(r"[A-Z][\w'’-]*(?:[ \t][\w'’&/-]+){0,3}[ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the notes, by its place in the reading copy."""

    start: int
    end: int
    text: str
    section: str
    """The heading or label the line stands under, in its own words; empty at the top."""
    parent: str
    """The bullet it is nested in, if any."""


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text with the section and the bullet each stands under."""
    section, parents = "", list[tuple[int, str]]()
    head = ""  # the line that told the section
    for match in re.finditer(r"[^\n]+", text):
        words = match[0]
        heading = HEADING.match(words)
        if (
            SECTION.match(section)
            and (above := OWNER_ALONE.fullmatch(words))
            and _BULLETS_BELOW.match(text, match.end())
        ):
            yield Line(*match.span(), words, section, "")
            parents = [(-1, f"{above['owner']}:")]
            continue
        if LEADS_TO_ITEMS.search(words) and not FINISHED.search(words) and not words.lstrip().startswith(_SIGNS):
            yield Line(*match.span(), words, "", "")
            section, parents = _LED_TO, []
            continue
        if (
            heading
            and not BULLET.match(words)
            and not CHECKBOX.match(words)
            # "Action item:" with nothing after it is an empty label; "Action items:" heads a list.
            and not (
                heading["colon"] and LABEL.match(words) and not re.search(r"(?:s|up|项|单|划|工)\s*$", heading["colon"])
            )
        ):
            if SECTION.match(section) and _is_part_of(words, head):
                yield Line(*match.span(), words, section, "")
                parents = [(-1, f"{heading['marked']}:")] if _speaks_elsewhere(heading["marked"], text) else []
                continue
            section, parents = next(each for each in heading.groups() if each), []
            head = words
            yield Line(*match.span(), words, section, "")
            continue
        if heading := HEADING_ZH.match(words):
            section, parents = heading["words"].strip(), []
            yield Line(*match.span(), words, section, "")
            continue
        bullet = BULLET.match(words)
        if _heads_list(text, match, bullet):
            section, parents = (bullet["text"] if bullet else words), []
            yield Line(*match.span(), section, section, "")
            continue
        if SECTION.match(section) and _begins_other_part(text, match):
            section, parents = words, []
        if _BREAK.fullmatch(words) and text.endswith("\n\n", 0, match.start()):
            section, parents = "", []
        indent = len(bullet["indent"].expandtabs(4)) if bullet else len(words) - len(words.lstrip())
        parents = [each for each in parents if each[0] < indent]
        yield Line(*match.span(), words, section, parents[-1][1] if parents else "")
        if bullet:
            parents.append((indent, bullet["text"]))


def _is_part_of(words: str, head: str) -> bool:
    """Whether a heading stands below another, deeper by its signs: "### Design" below "## Next steps"."""
    above, below = _DEPTH.match(head), _DEPTH.match(words)
    return bool(
        above
        and below
        and len(below[1]) > len(above[1])
        and not NO_LIST.search(words)
        and not NO_OWNER.match(words, below.end())
    )


def _speaks_elsewhere(name: str, text: str) -> bool:
    """Whether a heading is somebody's name: another line, which is no heading, begins with it."""
    return bool(
        OWNER_ALONE.fullmatch(name) and re.search(rf"^(?!\s*#)\W{{0,8}}{re.escape(name.strip())}\b", text, re.M)
    )


def _heads_list(text: str, line: re.Match[str], bullet: re.Match[str] | None) -> bool:
    """Whether a line without a heading's sign heads the list right below it: "Action items", "5. Next steps"."""
    if line[0].rstrip().endswith((":", "：")) or (bullet and not line[0].lstrip()[0].isdigit()):
        return False
    if _COLUMN_HEAD.fullmatch(line[0]):
        return False
    below = SECTION_ABOVE_NUMBERED if bullet else SECTION_ABOVE
    if not SECTION.match(bullet["text"] if bullet else line[0]):
        return False
    if below.match(text, line.end()):
        return True
    next_line = _NEXT_LINE.match(text, line.end())
    if next_line and OWNER_ALONE.fullmatch(next_line["words"]) and _BULLETS_BELOW.match(text, next_line.end()):
        return True
    return bool(not bullet and next_line and DOES.match(next_line["words"]))


def _begins_other_part(text: str, line: re.Match[str]) -> bool:
    """Whether a line is a heading without a sign, above words that are no list: "Notes", on a line of its own after a gap."""
    return (
        bool(_PLAIN_HEADING.fullmatch(line[0]))
        and text.endswith("\n\n", 0, line.start())
        and first_word(line[0]) not in BASE_VERBS
        and bool(re.match(r"\n[^\n]", text[line.end() : line.end() + 2]))
        and not SECTION_ABOVE.match(text, line.end())
    )
