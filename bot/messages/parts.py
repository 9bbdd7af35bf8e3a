"""Where a message too long for Slack is cut, so that what is left over goes on in its thread. Pure."""

from collections.abc import Callable
from dataclasses import replace

from bot.messages.reminders import is_whole
from jobs.facts import Facts, ReminderFacts


def cuts_of(facts: Facts) -> tuple[int, ...]:
    """After how many lines each part ends, the last left out; empty when one message takes them all.

    As many lines as fit stand in each part; a line is never cut in two, and each part holds at least one.
    """
    if not isinstance(facts, ReminderFacts) or is_whole(facts):
        return ()
    cuts: list[int] = []
    first = 0
    while first < len(facts.lines):
        first = _longest(facts, first)
        cuts.append(first)
    return tuple(cuts[:-1])


def _longest(facts: ReminderFacts, first: int) -> int:
    """The end of the longest run of lines from `first` that one message takes."""

    def fits(last: int) -> bool:
        return is_whole(replace(facts, lines=facts.lines[first:last], part=2 if first else 1, parts=2))

    return _last_true(fits, first + 1, len(facts.lines))


def _last_true(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The largest number for which it holds, if it holds up to some number and not beyond; at least `low`."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
