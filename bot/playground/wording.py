"""Text as the workspace keeps it: links marked, stray signs escaped, mentions found."""

import re
from typing import Final

LONGEST_TEXT: Final = 40_000
MARKS: Final = re.compile(r"<(?:[@#!][^<>]+|(?:https?|mailto|tel):[^<>]+)>")
ENTITIES: Final = re.compile(r"&(?!(?:amp|lt|gt);)")
BARE_LINK: Final = re.compile(r"(?<![<|\w])https?://[^\s<>|，。；、）】》]+")
MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
CHANNEL_MARK: Final = re.compile(r"<#(C[A-Z0-9]+)(?:\|[^<>]*)?>")
EVERYBODY: Final = re.compile(r"<!(?:channel|here|everyone)(?:\|[^<>]*)?>")


def normal_text(text: str) -> str:
    """Text as Slack gives it back: marks kept, every other `&`, `<`, `>` escaped once, and no longer than 40,000."""
    pieces, end = [], 0
    for mark in MARKS.finditer(text):
        pieces += [_escaped(text[end : mark.start()]), mark.group()]
        end = mark.end()
    return "".join([*pieces, _escaped(text[end:])])[:LONGEST_TEXT]


def typed_text(text: str) -> str:
    """What a person typed, as it is stored: bare addresses become links, as Slack's own clients send them."""

    def linked(found: re.Match[str]) -> str:
        address = found.group()
        kept = address.rstrip(".,;:!?)'\"")
        return f"<{kept}>{address[len(kept) :]}"

    return normal_text(BARE_LINK.sub(linked, text))


def mentioned(text: str) -> set[str]:
    """The ids of the people mentioned."""
    return set(MENTION.findall(text))


def calls_everybody(text: str) -> bool:
    """Whether it rings for the whole channel."""
    return EVERYBODY.search(text) is not None


def _escaped(text: str) -> str:
    return ENTITIES.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
