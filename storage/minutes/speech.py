"""Who said what: pairs each list, and each single request, with the person it is attributed to. Knows no language.

A language finds attributions ("Li stressed that …") and markers ("the first is to", 二是) in one text; here they are read
in order, as somebody reading aloud would keep track: who is speaking, which list is open, where its last item stops.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["orders", "stresses", "says", "other"]
"""What a verb makes of its words: a request whatever they are (required); mostly a request (stressed); a statement that may hold
one (said); a pledge, a report or thanks, which never do."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """`start` is where its clause begins, `said` where the words said begin.

    `who` is a full name, None for he and she, and empty for voices without a name, whose words are nobody's directives.
    """

    start: int
    said: int
    who: str | None
    kind: Kind
    is_label: bool = False
    """A heading or a name with a colon instead of a sentence."""
    voice: int = 0
    """Where the speaker stands; for "…, Li said" that is after what was said."""
    is_passive: bool = False
    """"The department was asked to …": it goes on from whoever spoke before."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign of a list item. `end` is where the item's words begin; `ordinal` None stands for "finally"."""

    start: int
    end: int
    ordinal: int | None
    family: str
    opens_line: bool = False
    sign: str = ""
    """Tells apart the signs of one family, such as 一要 and 一是."""


@dataclass(slots=True)
class Enumeration:
    """A list as printed: who it is attributed to, its markers with their numbers, and where each item ends."""

    attribution: Attribution | None
    speaker: str | None
    markers: list[Marker] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _nested: set[str] = field(default_factory=set)
    _nested_signs: set[str] = field(default_factory=set)

    def takes(self, marker: Marker) -> bool:
        """Whether the marker carries this list on: the same kind of sign, or another with just the next number."""
        if marker.family in self._nested or marker.sign in self._nested_signs:
            return False
        if marker.ordinal is None:
            return True
        if marker.family == self.markers[0].family:
            return marker.ordinal != 1
        return marker.ordinal == self.ordinals[-1] + 1

    def holds(self, marker: Marker) -> bool:
        """Whether the marker belongs to a list within the open item: another kind of sign that starts anew."""
        if marker.family != self.markers[0].family and marker.ordinal == 1:
            self._nested.add(marker.family)
        elif marker.sign != self.markers[0].sign and marker.ordinal == 1:
            self._nested_signs.add(marker.sign)
        return marker.family in self._nested or marker.sign in self._nested_signs

    def add(self, marker: Marker) -> None:
        self.markers.append(marker)
        self.ordinals.append(marker.ordinal or (self.ordinals[-1] + 1 if self.ordinals else 1))


def enumerations(
    attributions: Sequence[Attribution],
    markers: Sequence[Marker],
    breaks: Sequence[int],
    end_of_last: Callable[[int, int], int],
) -> list[Enumeration]:
    """The lists of a text, in order, each with the attribution that stands before it.

    `breaks` are the ends of paragraphs, the text's own end among them: there a list closes, unless a later line opens with its
    next number. `end_of_last(start, limit)` says where the last item stops telling what is asked and the narrative goes on.
    """
    found: list[Enumeration] = []
    current: Enumeration | None = None
    latest: Attribution | None = None
    speaker: str | None = None
    cut: int | None = None  # where the open item ends if its list does not go on
    is_past_paragraph = False
    events: list[tuple[int, int, Attribution | Marker | None]] = [(place, 0, None) for place in breaks]
    events += [(each.start, 1, each) for each in attributions]
    events += [(each.start, 2, each) for each in markers]

    def close() -> None:
        nonlocal current, cut, is_past_paragraph
        if current is not None and cut is not None:
            current.ends.append(end_of_last(current.markers[-1].end, cut))
            found.append(current)
        current, cut, is_past_paragraph = None, None, False

    for place, _, event in sorted(events, key=lambda each: each[:2]):
        if event is None:
            is_past_paragraph = True
            cut = place if cut is None else cut
        elif isinstance(event, Attribution):
            if current is not None and event.who is None and place <= current.markers[-1].end:
                continue  # "Fourth, he required that …" is a point of the list
            cut = place if cut is None else cut
            if event.is_label or (event.who is not None and current is not None and event.who != current.speaker):
                close()
            speaker = speaker if event.who is None else event.who
            latest = event
        elif current is not None and current.takes(event) and (event.opens_line or not is_past_paragraph):
            current.ends.append(place)
            current.add(event)
            cut, is_past_paragraph = None, False
        elif current is not None and cut is None and current.holds(event):
            continue
        elif event.ordinal == 1:
            cut = place if cut is None else cut
            close()
            current = Enumeration(latest, speaker)
            current.add(event)
    close()
    return found
