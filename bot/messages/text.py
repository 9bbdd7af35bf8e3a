"""Text as Slack takes it: escaping, cutting to length, dates in words, and the limits of a message. Nowhere else.

Words of people are kept plain everywhere and escaped once, here, when they enter a text that Slack reads for marks. Slack
leaves `*`, `_`, `~` and backticks without an escape, so a text that holds one is shown by an element that reads no marks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from babel.dates import format_date

from bot.language import CHINESE, Say

Block = dict[str, Any]

# Slack's own limits (https://docs.slack.dev/reference/block-kit/blocks), each per object.
MOST_BLOCKS: Final = 50
MOST_OPTIONS: Final = 100
SECTION: Final = 3000
HEADER: Final = 150
CONTEXT_ELEMENTS: Final = 10
ACTIONS_ELEMENTS: Final = 25
MENU_OPTIONS: Final = 5
BUTTON: Final = 75
LABEL: Final = 75
VALUE: Final = 2000
OPTION: Final = 75
OPTION_VALUE: Final = 150
PLACEHOLDER: Final = 150
IDENTIFIER: Final = 255

# Our own, below what Slack was seen to refuse: long messages fail as a whole from some 13,000 characters on although each
# block is legal, and `chat.update` takes no text above 4,000, so a message that is to be replaced must be born shorter.
WHOLE_MESSAGE: Final = 10_000
TOP_TEXT: Final = 3_500

# Two marks of a kind around something, or an emoji's name.
_STYLED: Final = re.compile(r"([*_~`])(?=\S)[^\n]*?\S\1|:[\w+'-]+:")
_SLACK_USER: Final = re.compile(r"[UW][A-Z0-9]+")
# What must stay in one piece when text that is escaped already is cut: an entity, a mention or link, any other character.
_PIECE: Final = re.compile(r"&(?:amp|lt|gt);|<[^<>]*>|.", re.DOTALL)
_DATE_PATTERNS: Final = {True: ("M月d日 EEE", "y年M月d日 EEE"), False: ("EEE d MMM", "EEE d MMM y")}


def escaped(text: str) -> str:
    """Plain text made safe for mrkdwn and for a message's text. Escape once: a second time would show."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def reads_as_marks(text: str) -> bool:
    """True when mrkdwn might show this text styled or as an emoji instead of as written. Says so rather too often."""
    return _STYLED.search(text) is not None


def is_slack_user(who: str) -> bool:
    """True for a Slack user id; False for `operator:name` and for names."""
    return _SLACK_USER.fullmatch(who) is not None


def mention(user_id: str) -> str:
    """What calls this person in mrkdwn. Anything that is no user id is said as plain words instead: it must call nobody."""
    return f"<@{user_id}>" if is_slack_user(user_id) else escaped(plain_name(user_id))


def plain_name(who: str) -> str:
    """`operator:lin` as the person's own name; anything else unchanged."""
    return who.removeprefix("operator:")


def shortened(text: str, n: int) -> str:
    """At most `n` characters of a plain text, ending with … when something was cut. Cut first, escape afterwards.

    Never cuts between a character and what belongs to it (accents, joined emoji), and rather at a space nearby than in a word.
    """
    if len(text) <= n:
        return text
    if n < 2:
        return "…"[:n]
    end = n - 1
    while end > 0 and _belongs_together(text[end - 1], text[end]):
        end -= 1
    space = text.rfind(" ", max(end - 20, end // 2), end + 1)
    return text[: space if space > 0 else end].rstrip(" ,;:.，；：。、") + "…"


def one_line(text: str) -> str:
    """Text with every run of white space, line ends included, as one space."""
    return " ".join(text.split())


def date_words(say: Say, day: date, today: date | None = None) -> str:
    """A date as people write it: “Fri 28 Jun”, “6月28日 周五”. The year is said when it is not the year of `today`."""
    is_chinese = say.language == CHINESE
    short, long = _DATE_PATTERNS[is_chinese]
    pattern = long if today is not None and today.year != day.year else short
    return format_date(day, pattern, locale="zh_CN" if is_chinese else "en")


def clamped(blocks: Sequence[Block]) -> list[Block]:
    """These blocks within the limits: texts cut, and blocks that do not fit left away from the end.

    The last net under a message. Who builds one decides himself what to leave away, and says so to the reader.
    """
    kept: list[Block] = []
    left = WHOLE_MESSAGE
    for block in blocks[:MOST_BLOCKS]:
        cut = _cut(block, SECTION if block.get("type") != "header" else HEADER)
        left -= characters([cut])
        if left < 0:
            break
        kept.append(cut)
    return kept


def clamped_text(text: str) -> str:
    """A message's escaped text within the limit, never cut inside an entity, a mention or a link."""
    return _cut_escaped(text, TOP_TEXT)


def characters(blocks: Sequence[Block]) -> int:
    """How many characters a reader would count in these blocks; rich text included."""
    return sum(len(text) for block in blocks for text in _texts(block))


def breaches(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Every limit this message breaks, in words; empty when Slack will take it."""
    return tuple(_breaches(payload))


def _belongs_together(before: str, after: str) -> bool:
    is_joined = "\u200d" in (before, after)
    is_modifier = unicodedata.category(after).startswith("M") or "\U0001f3fb" <= after <= "\U0001f3ff"
    is_flag = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    return is_joined or is_modifier or is_flag


def _cut_escaped(text: str, n: int) -> str:
    if len(text) <= n:
        return text
    kept, length = [], 0
    for piece in _PIECE.findall(text):
        length += len(piece)
        if length > n - 1:
            break
        kept.append(piece)
    return "".join(kept).rstrip() + "…"


def _cut(block: Block, n: int) -> Block:
    """The block with its own text objects within `n` characters; what stands in elements is their builder's care."""
    cut = dict(block)
    match block.get("text"):
        case {"type": "mrkdwn", "text": str(text)}:
            cut["text"] = {**block["text"], "text": _cut_escaped(text, n)}
        case {"type": "plain_text", "text": str(text)}:
            cut["text"] = {**block["text"], "text": shortened(text, n)}
    return cut


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _texts(inner)


def _breaches(payload: Mapping[str, Any]) -> Iterator[str]:
    blocks = payload.get("blocks", [])
    text = payload.get("text", "")
    if not text:
        yield "no text for those who hear it"
    if len(text) > TOP_TEXT:
        yield f"text of {len(text)} > {TOP_TEXT}"
    if len(blocks) > MOST_BLOCKS:
        yield f"{len(blocks)} blocks > {MOST_BLOCKS}"
    if (whole := len(text) + characters(blocks)) > WHOLE_MESSAGE:
        yield f"{whole} characters > {WHOLE_MESSAGE}"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(names) != len(set(names)):
        yield "two blocks of one block_id"
    for block in blocks:
        yield from _breaches_of(block)


def _breaches_of(part: Mapping[str, Any]) -> Iterator[str]:
    """The limits that one block or element breaks, its inner elements included."""
    kind = part.get("type", "option")
    most, elements = _MOST_ELEMENTS.get(kind), part.get("elements", [])
    if most is not None and not 1 <= len(elements) <= most:
        yield f"{kind} with {len(elements)} elements"
    for name, limit in _LIMITS.get(kind, {}).items():
        value = part.get(name)
        length = len(value["text"] if isinstance(value, Mapping) else value) if value is not None else None
        if length is not None and not 1 <= length <= limit:
            yield f"{kind}.{name} of {length}, not 1 to {limit}"
    options = part.get("options")
    most_options = MENU_OPTIONS if kind == "overflow" else MOST_OPTIONS
    if options is not None and not 1 <= len(options) <= most_options:
        yield f"{kind} with {len(options)} options"
    for inner in (*elements, *(options or ()), *([part["accessory"]] if "accessory" in part else ())):
        yield from _breaches_of(inner)


_MOST_ELEMENTS: Final = {"context": CONTEXT_ELEMENTS, "actions": ACTIONS_ELEMENTS}
_LIMITS: Final[Mapping[str, Mapping[str, int]]] = {
    "header": {"text": HEADER, "block_id": IDENTIFIER},
    "section": {"text": SECTION, "block_id": IDENTIFIER},
    "actions": {"block_id": IDENTIFIER},
    "button": {"text": BUTTON, "value": VALUE, "accessibility_label": LABEL, "action_id": IDENTIFIER},
    "overflow": {"action_id": IDENTIFIER},
    "option": {"text": OPTION, "value": OPTION_VALUE, "description": OPTION},
    "static_select": {"placeholder": PLACEHOLDER, "action_id": IDENTIFIER},
    "multi_static_select": {"placeholder": PLACEHOLDER, "action_id": IDENTIFIER},
}
