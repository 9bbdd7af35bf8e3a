"""Long messages: which of their lines stand in the message itself, and which in each continuation in its thread.

Pure. The cuts are chosen once, when the message is first rendered, so a line never wanders from one part to another.
"""

from collections.abc import Sequence
from dataclasses import replace

from jobs.facts import Facts, ReminderFacts


def part_of(facts: Facts, cuts: Sequence[int], n: int) -> Facts:
    """The `n`th part (0: the message itself) of facts whose lines are cut after so many of them each."""
    if not cuts or not isinstance(facts, ReminderFacts):
        return facts
    first, last = bounds(cuts, n)
    # Only the message itself calls the head: one call is enough.
    head = facts.head if n == 0 else None
    return replace(
        facts,
        lines=facts.lines[first:last],
        head=head,
        part=n + 1,
        parts=len(cuts) + 1,
        asked=facts.asked if n == 0 else (),
    )


def bounds(cuts: Sequence[int], n: int) -> tuple[int, int | None]:
    """The first line of the `n`th part, and the one after its last (None: to the end)."""
    return (cuts[n - 1] if n else 0), (cuts[n] if n < len(cuts) else None)
