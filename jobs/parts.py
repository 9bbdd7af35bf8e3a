"""Long messages: which of their lines stand in the message itself, and which in each continuation in its thread.

Pure. The cuts are chosen once, when the message is first rendered, so a line never wanders from one part to another.
"""

from collections.abc import Sequence
from dataclasses import replace

from jobs.facts import Facts, ReminderFacts
from jobs.raising import RaisedFacts
from jobs.waiting import WaitingFacts

# What may have more lines than Slack takes in one message.
Long = ReminderFacts | RaisedFacts | WaitingFacts


def part_of(facts: Facts, cuts: Sequence[int], n: int) -> Facts:
    """The `n`th part (0: the message itself) of facts whose lines are cut after so many of them each."""
    if not cuts or not isinstance(facts, Long):
        return facts
    first, last = bounds(cuts, n)
    part = run_of(facts, first, last, part=n + 1, parts=len(cuts) + 1)
    if n == 0:
        return part
    # Only the message itself calls the head, asks for figures and warns: once is enough.
    if isinstance(part, ReminderFacts):
        return replace(part, head=None, asked=())
    return replace(part, calendars=()) if isinstance(part, RaisedFacts) else part


def run_of(facts: Long, first: int, last: int | None, *, part: int, parts: int) -> Long:
    """The same message with some of its lines, as one of its parts (from 1)."""
    if isinstance(facts, ReminderFacts):
        return replace(facts, lines=facts.lines[first:last], part=part, parts=parts)
    if isinstance(facts, RaisedFacts):
        return replace(facts, lines=facts.lines[first:last], part=part, parts=parts)
    return replace(facts, lines=facts.lines[first:last], part=part, parts=parts)


def bounds(cuts: Sequence[int], n: int) -> tuple[int, int | None]:
    """The first line of the `n`th part, and the one after its last (None: to the end)."""
    return (cuts[n - 1] if n else 0), (cuts[n] if n < len(cuts) else None)
