"""Where a message too long for Slack is cut, so that what is left over goes on in its thread. Pure."""

from collections.abc import Callable

from bot.messages import raising, reminders, waiting
from jobs.facts import Facts, ReminderFacts
from jobs.parts import Long, run_of
from jobs.raising import RaisedFacts


def cuts_of(facts: Facts) -> tuple[int, ...]:
    """After how many lines each part ends, the last left out; empty when one message takes them all.

    As many lines as fit stand in each part; a line is never cut in two, and each part holds at least one.
    """
    if not isinstance(facts, Long) or _is_whole(facts):
        return ()
    cuts: list[int] = []
    first = 0
    while first < len(facts.lines):
        first = _longest(facts, first)
        cuts.append(first)
    return tuple(cuts[:-1])


def _is_whole(facts: Long) -> bool:
    """True when one message takes all these lines."""
    if isinstance(facts, ReminderFacts):
        return reminders.is_whole(facts)
    return raising.is_whole(facts) if isinstance(facts, RaisedFacts) else waiting.is_whole(facts)


def _longest(facts: Long, first: int) -> int:
    """The end of the longest run of lines from `first` that one message takes."""

    def fits(last: int) -> bool:
        return _is_whole(run_of(facts, first, last, part=2 if first else 1, parts=2))

    return _last_true(fits, first + 1, len(facts.lines))


def _last_true(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The largest number for which it holds, if it holds up to some number and not beyond; at least `low`."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
