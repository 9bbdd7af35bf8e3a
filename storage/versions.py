"""Two versions of the same minutes: which point of the new one is which point of the old one. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# How alike two texts are, of 100, to be two versions of one point.
ALIKE: Final = 60
# Beyond so many pairs only equal words and equal numbers are looked at.
MOST_PAIRS: Final = 250_000


@dataclass(frozen=True, slots=True)
class Wording:
    """A numbered point; `key` is its own in its version, `of` says whose list it is in."""

    key: int
    of: int | None
    ordinal: int
    text: str


def same_points(old: Sequence[Wording], new: Sequence[Wording]) -> dict[int, int]:
    """The old point that each new point is, by their keys; points that are only in one version are not there.

    A point is known again by its words (even when it is now somebody else's), then by words much like them, last by its
    number: so a point that was put in between takes no other's items.
    """
    found: dict[int, int] = {}
    left, free = list(old), list(new)

    def take(before: Wording, after: Wording) -> None:
        found[after.key] = before.key
        left.remove(before)
        free.remove(after)

    def take_all(is_same: Callable[[Wording, Wording], bool]) -> None:
        for after in list(free):
            before = next((each for each in left if is_same(each, after)), None)
            if before is not None:
                take(before, after)

    take_all(lambda before, after: before.of == after.of and _folded(before.text) == _folded(after.text))
    take_all(lambda before, after: _folded(before.text) == _folded(after.text))
    if len(left) * len(free) <= MOST_PAIRS:
        for _, before, after in sorted(_alike(left, free), key=lambda pair: -pair[0]):
            if before in left and after in free:
                take(before, after)
    take_all(lambda before, after: (before.of, before.ordinal) == (after.of, after.ordinal))
    return found


def _alike(left: Sequence[Wording], free: Sequence[Wording]) -> list[tuple[float, Wording, Wording]]:
    from rapidfuzz import fuzz  # imported when it is needed: it is heavy

    pairs = [
        (fuzz.ratio(before.text, after.text, score_cutoff=ALIKE), before, after)
        for after in free
        for before in left
        if before.of == after.of
    ]
    return [pair for pair in pairs if pair[0]]


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
