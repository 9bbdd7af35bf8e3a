"""One spelling of Chinese for the rules to read; what is found is quoted as it was written."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from storage.minutes.copies import CJK

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE: Final = re.compile(rf"[{CJK}]+")
_HALF_WIDTH: Final = re.compile(rf"(?<=[{CJK}”」』）》])[,;:!?]|[,;:](?=[{CJK}“「『《])")
_FULL_WIDTH: Final = str.maketrans(",;:!?", "，；：！？")
_ZHE: Final = re.compile("著(?=[力眼手重实急])")
"""Written 著 in traditional script, which has both words in one character."""
_QUOTES: Final = str.maketrans("「」『』﹐﹔", "“”‘’，；")


def as_printed(text: str) -> str:
    """The text as mainland papers print it: simplified script, full-width stops. Each character keeps its place."""
    text = _ZHE.sub("着", simplified(text).translate(_QUOTES))
    return _HALF_WIDTH.sub(lambda match: match[0].translate(_FULL_WIDTH), text)


def simplified(text: str) -> str:
    """The text in simplified script; each character keeps its place."""
    return _CHINESE.sub(lambda run: _turned(run[0]), text)


def _turned(run: str) -> str:
    converted = _converter().convert(run)
    # A few phrases of the dictionary change their length; those characters are then turned one by one.
    return converted if len(converted) == len(run) else "".join(_one(letter) for letter in run)


def _one(letter: str) -> str:
    turned = _converter().convert(letter)
    return turned if len(turned) == 1 else letter


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC  # imported when there is Chinese to read: its dictionaries are heavy

    return OpenCC("t2s")
