"""What a meeting agreed on, as official Chinese minutes tell it: in paragraphs without a speaker, under 议定事项如下."""

import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.chinese_grammar import ASSIGNS

_LABEL: Final = re.compile(
    "^[ \t]*(?:#{1,4} )?(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])?(?:会议)?(?:研究)?(?:议定|决定|商定|议决|决议)事项[：:]?[ \t]*$|"
    "(?:议定|商定|确定|明确|议决|形成)(?:的|了)?(?:如下|以下|有关|相关)?(?:事项|意见|决定)[^，。；\n]{0,10}(?:如下|纪要)[^，。\n]{0,6}[：:。]?[ \t]*$",
    re.M,
)
_ENDS: Final = re.compile(
    "^[ \t]*(?:出席|列席|参加|参会|与会|缺席|请假|主送|抄送|分送|报送|发送|记录|整理|审核|签发|附件|联系人|印发)", re.M
)
"""A line on who was there, or whom the minutes go to: what was agreed ends before it."""
_PART: Final = re.compile("[^。；;\n]+[。；;]?")
_ASSIGNS: Final = re.compile(
    f"{ASSIGNS.pattern}|负责|牵头|(?<![需重主不])要(?![求点素件闻])|应(?:当|于|尽快|抓紧|在)|须|务必|确保"
    "|[前内](?:完成|报|提交|上报|落实|启动|到位|办结|交付)"
)
_TELLS: Final = re.compile(
    "[ \t]*(?:会议)?(?:听取|认为|指出|研究|审议|讨论|传达|学习|通报|原则同意|同意|了解到)[^由]*$|[^。；\n]*(?:已|已经)(?:完成|办结|落实|交付)[^，]*$"
)
"""What the meeting heard or approved, or what is done by then; nobody is asked for anything."""
_MOST: Final = 400
"""So many characters one agreed point may have at most; what is longer is no sentence."""


def agreement_labels(text: str) -> Iterator[tuple[int, int]]:
    """Where each line stands that leads to what a meeting agreed on: from its clause to the end of the line."""
    for label in _LABEL.finditer(text):
        far = max(0, label.start() - _MOST)
        clause = max(far - 1, *(text.rfind(sign, far, label.start()) for sign in "。；，\n")) + 1
        yield clause, label.end()


def agreed(text: str) -> Iterator[tuple[int, int]]:
    """Where each point stands that the meeting agreed on and that gives somebody something to do, without its stop."""
    labels = list(_LABEL.finditer(text))
    limits = [each.start() for each in labels[1:]] + [len(text)]
    for label, limit in zip(labels, limits, strict=False):
        end = _ENDS.search(text, label.end(), limit)
        for part in _PART.finditer(text, label.end(), end.start() if end else limit):
            words = part[0].strip()
            # A line without any stop is a heading.
            if words[-1:] in "。；;" and len(words) <= _MOST and _ASSIGNS.search(words) and not _TELLS.match(words):
                start = part.start() + len(part[0]) - len(part[0].lstrip())
                yield start, start + len(words) - 1
