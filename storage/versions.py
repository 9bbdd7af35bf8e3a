"""Two versions of the same minutes: which point of the new one is which point of the old one. Pure."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# How alike two texts are, of 100, to be two versions of one point.
ALIKE: Final = 60
# Beyond so many pairs only equal words and equal numbers are looked at.
MOST_PAIRS: Final = 250_000
# So many characters at each end tell one text from another: pairs of whole ones would take a preview many seconds.
TELLING: Final = 250


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
    left, free = {each.key: each for each in old}, {each.key: each for each in new}

    def take(before: Wording, after: Wording) -> None:
        found[after.key] = before.key
        del left[before.key], free[after.key]

    def take_all(trait: Callable[[Wording], Hashable]) -> None:
        """What has the same trait is the same point; of several the first."""
        having: dict[Hashable, list[Wording]] = {}
        for before in left.values():
            having.setdefault(trait(before), []).append(before)
        for after in list(free.values()):
            if same := having.get(trait(after)):
                take(same.pop(0), after)

    take_all(lambda each: (each.of, _folded(each.text)))
    take_all(lambda each: _folded(each.text))
    if len(left) * len(free) <= MOST_PAIRS:
        for _, before, after in sorted(_alike(left.values(), free.values()), key=lambda pair: -pair[0]):
            if before.key in left and after.key in free:
                take(before, after)
    take_all(lambda each: (each.of, each.ordinal))
    return found


def _alike(left: Iterable[Wording], free: Iterable[Wording]) -> list[tuple[float, Wording, Wording]]:
    from rapidfuzz import fuzz  # imported when it is needed: it is heavy

    olds, news = ([(each, _ends(each.text)) for each in version] for version in (left, free))
    pairs = [
        (fuzz.ratio(old, new, score_cutoff=ALIKE), before, after)
        for after, new in news
        for before, old in olds
        if before.of == after.of
    ]
    return [pair for pair in pairs if pair[0]]


def _ends(text: str) -> str:
    return text if len(text) <= 2 * TELLING else text[:TELLING] + text[-TELLING:]


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
