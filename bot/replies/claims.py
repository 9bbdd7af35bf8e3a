"""Reports that something is done, weighed when the whole reply is known: what follows may take one back or narrow it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.replies.naming import Named
from bot.replies.parts import Part
from bot.replies.reading import Ask, Intent, Thread, ThreadItem, Why


@dataclass(slots=True)
class Claim:
    """One report of "done": of items named, of "all", "both" or "the rest" (`sweep`), or of nothing in particular."""

    named: Named
    sure: bool
    sentence: int
    sweep: Part | None = None
    excepted: Named = field(default_factory=Named)

    @property
    def is_nameless(self) -> bool:
        """True for "done" and nothing else."""
        return self.sweep is None and not self.named


@dataclass(slots=True)
class Mentions:
    """What the rest of the reply says of items, by number."""

    denied: set[int]  # not done, blocked, or asked to be later
    reported: set[int]  # left out of "the rest"
    spoken_of: set[int]  # named anywhere, whatever was said


@dataclass(slots=True)
class Outcome:
    """What the claims come to."""

    done: list[int] = field(default_factory=list)
    already: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Questions:
    """What must be asked. One question at a time reaches the person: the first, with every number that it concerns."""

    def __init__(self) -> None:
        self._asks: list[Ask] = []

    def ask(self, why: Why, candidates: Iterable[ThreadItem], intent: Intent) -> None:
        """Remember a question; without candidates there is nothing to choose from, and nothing is asked."""
        if numbers := tuple(dict.fromkeys(item.number for item in candidates)):
            self._asks.append(Ask(why, numbers, intent))

    def first(self, done: Sequence[int]) -> Ask | None:
        """The question to ask; numbers that are certainly done need none."""
        if not self._asks:
            return None
        first = self._asks[0]
        alike = [ask for ask in self._asks if (ask.why, ask.intent) == (first.why, first.intent)]
        left = tuple(dict.fromkeys(number for ask in alike for number in ask.candidates if number not in done))
        return Ask(first.why, left, first.intent) if left else None


def settle(claims: Sequence[Claim], thread: Thread, mentions: Mentions, questions: Questions) -> Outcome:
    """Close what is plainly claimed; ask about the rest."""
    outcome = Outcome()
    only_nameless = all(claim.is_nameless for claim in claims)
    for claim in claims:
        if claim.is_nameless and not only_nameless:
            continue  # "Done! 3 and 7 are completed."
        items = _claimed(claim, thread, mentions)
        still_open = [item for item in items if item.is_open]
        questions.ask("which_reading", claim.named.either, "done")
        if claim.sure:
            outcome.unknown += claim.named.unknown + claim.excepted.unknown
        if claim.is_nameless and len(items) > 1:
            questions.ask("which_item", items, "done")
        elif not claim.sure or _may_mean_fewer(claim, items, mentions, outcome.done):
            questions.ask("nearly", still_open, "done")
        else:
            # "3 done … 3 not done": said both ways, so somebody must choose.
            questions.ask("which_reading", [item for item in items if item.number in mentions.denied], "done")
            outcome.done += [item.number for item in still_open if item.number not in mentions.denied]
            outcome.already += [item.number for item in items if not item.is_open]
    return outcome


def _claimed(claim: Claim, thread: Thread, mentions: Mentions) -> Sequence[ThreadItem]:
    still_open = [item for item in thread.items if item.is_open]
    if claim.sweep:
        left_out = mentions.denied | claim.excepted.numbers
        if claim.sweep is Part.REST:
            left_out |= mentions.reported
        return [item for item in still_open if item.number not in left_out]
    if claim.is_nameless:
        return still_open or (thread.items if len(thread.items) == 1 else ())
    return claim.named.items


def _may_mean_fewer(claim: Claim, items: Sequence[ThreadItem], mentions: Mentions, done: Sequence[int]) -> bool:
    """Whether the writer sees another list: "all done except 9" where no 9 is, "both" of three, "all done, 7 is another story"."""
    if claim.excepted.unknown or claim.excepted.either or (claim.sweep is Part.BOTH and len(items) != 2):
        return True
    return claim.sweep is not None and any(item.number in mentions.spoken_of - set(done) for item in items)
