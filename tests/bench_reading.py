"""How long minutes take to read: of the usual length, of twice that, and of a million characters meant to hurt.

A pattern that goes back over what it has seen grows with the square of the length, and would show here as hundreds.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from storage.minutes import read_minutes
from tests.bench import Ratio, fastest

SAMPLES: Final = Path(__file__).parent.parent / "storage" / "samples"
USUAL: Final = 100_000
LONG: Final = 1_000_000
HALF_A_SECOND: Final = 0.5

PLAIN_ENGLISH: Final = "The wind was cold and the road was long. "
PLAIN_CHINESE: Final = "天气很冷路很长，大家走得很慢。"
HOSTILE_ENGLISH: Final = {
    "one long line": "word ",
    "one long word": "ABC",
    "brackets": "(",
    "spaces": " x       ",
    "a, b, and": "a, b, and ",
    "ordinals": "first, second, ",
    "numbers in brackets": "(1) ",
    "nested lists": "- a\n  - b\n    - c\n",
    "tables": "| a | b |\n\n",
    "labels of nothing": "ACTION:\n",
    "one voice without end": "Li Na urged ",
    "who attended": "attended ",
    "tags": "<a b ",
}
HOSTILE_CHINESE: Final = {
    "要要要": "要",
    "一是一是": "一是",
    "brackets in Chinese": "（一）",
    "强调，要求": "强调，要求：",
    "requests to go on": "要求，希望",
    "one asks about many": "王明就甲、",
    "points announced": "提出三点要求：",
    "ordinals within ordinals": "一要甲：一是乙。",
    "names of rare families": "书记和甲、和甲强调",
    "names": "王明，",
    "titles": "总经理李明",
    "days": "2024年5月6日至",
    "places": "在甲召",
}


def bench() -> Iterator[Ratio]:
    for name, sample in (
        ("English", "2024-q1-power-sector-review.md"),
        ("Chinese", "2024-q1-power-sector-review.zh.md"),
    ):
        minutes = (SAMPLES / sample).read_text(encoding="utf-8")
        usual, double = _seconds(minutes, USUAL), _seconds(minutes, 2 * USUAL)
        yield Ratio(f"100 KB of {name} against half a second", usual, HALF_A_SECOND, "s", 1)
        yield Ratio(f"200 KB of {name} against 100 KB", double, usual, "s", 3)
    for plain, hostile in ((PLAIN_ENGLISH, HOSTILE_ENGLISH), (PLAIN_CHINESE, HOSTILE_CHINESE)):
        against = _seconds(plain, LONG, times=1)
        for name, piece in hostile.items():
            yield Ratio(f"1 MB of {name} against plain text", _seconds(piece, LONG, times=1), against, "s", 20)


def _seconds(piece: str, size: int, times: int = 3) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    return fastest(lambda: read_minutes(text), times)
