"""Which items of the thread a number, an ordinal or an owner's name stands for."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.replies.reading import Thread, ThreadItem
from bot.replies.tokens import Ref, fold


@dataclass(slots=True)
class Named:
    """The items that a clause names: surely meant, one of several meant, or (as written) not of this thread."""

    items: list[ThreadItem] = field(default_factory=list)
    either: list[ThreadItem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> set[int]:
        """The numbers of all items it may mean."""
        return {item.number for item in self.items + self.either}

    def __bool__(self) -> bool:
        return bool(self.items or self.either or self.unknown)


def named_by(refs: Iterable[Ref], thread: Thread) -> Named:
    """The items that these numbers name in this thread, each once."""
    named = Named()
    for ref in refs:
        meant = _meant_by(ref, thread)
        if not meant:
            named.unknown.append(ref.written)
        elif len(meant) == 1 or _is_sure(ref):
            named.items += [item for item in meant if item not in named.items]
        else:
            named.either += meant
    return named


def are_marked(refs: Iterable[Ref]) -> bool:
    """True when there are numbers and each can only name an item: #3, QD-3, 第3项, never a bare 3."""
    writings = {ref.writing for ref in refs}
    return bool(writings) and "bare" not in writings


def _is_sure(ref: Ref) -> bool:
    """Whether all the items that fit are meant; of a person's items, of an ordinal's and of a range backwards ("5-2") only some are."""
    backwards = ref.last is not None and ref.last < ref.number
    return ref.writing != "ordinal" and not (ref.owner or backwards)


def _meant_by(ref: Ref, thread: Thread) -> list[ThreadItem]:
    if ref.owner:
        return [item for item in thread.items if item.is_open and ref.owner in map(fold, item.owner)]
    if ref.speaker:
        return [item for item in thread.items if item.ordinal == ref.number and ref.speaker in map(fold, item.speaker)]
    numbered = [item for item in thread.items if _is_numbered(item, ref)]
    if ref.writing != "ordinal":
        return numbered
    # "the second point" may be number 2 or a leader's second directive; it is clear only where just one of them is here.
    return numbered + [item for item in thread.items if item.ordinal == ref.number and item not in numbered]


def _is_numbered(item: ThreadItem, ref: Ref) -> bool:
    if ref.code and fold(item.code) != ref.code:
        return False
    last = ref.number if ref.last is None else ref.last
    return min(ref.number, last) <= item.number <= max(ref.number, last)
