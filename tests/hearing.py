"""Compares what the grammar takes a reply for with what its writer meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.replies import Reading, parse_reply
from tests.test_replies import THREADS

NUMBERED = ("done", "reopen", "unblock", "ack", "blocked")


@dataclass(frozen=True, slots=True)
class Row:
    """One reply of a table, under the thread it was written in, with the readings that are right."""

    thread: str
    text: str
    meant: tuple[str, ...]

    @property
    def reading(self) -> Reading:
        return parse_reply(self.text, THREADS[self.thread])

    @property
    def is_understood(self) -> bool:
        """True when what it changes is what was meant; `ask` must ask back as well."""
        did = changes(self.reading)
        return any(did == _told(each) and (each != "ask" or self.reading.ask is not None) for each in self.meant)

    @property
    def wrongly_done(self) -> set[str]:
        """What was closed that nobody had reported."""
        allowed = set().union(*(_told(each) for each in self.meant))
        return {change for change in changes(self.reading) - allowed if change.startswith("done")}


def rows_of(heard: dict[str, str]) -> Iterator[Row]:
    """The lines of a table."""
    for thread, lines in heard.items():
        for line in lines.strip().splitlines():
            text, _, meant = line.partition(" => ")
            yield Row(thread, text.replace("⏎", "\n"), tuple(each.strip() for each in meant.split(" or ")))


def changes(reading: Reading) -> set[str]:
    """Everything a reading changes, one word each; notes and questions change nothing."""
    done = {"done": reading.done, "reopen": reading.reopen, "unblock": reading.unblock, "ack": reading.ack}
    changed = {f"{verb} {number}" for verb, numbers in done.items() for number in numbers}
    changed |= {f"blocked {each.number}" for each in reading.blocked}
    changed |= {f"extend {each.number} to {each.until}" for each in reading.extend}
    changed |= {f"assign {each.number} to {each.user}" for each in reading.assign}
    for each in reading.values:
        forecast = "" if each.forecast is None else f", forecast {each.forecast}"
        changed.add(f"{each.target} = {each.value} {each.measure or ''}".rstrip() + forecast)
    return changed | ({"undo"} if reading.undo else set())


def _told(meant: str) -> set[str]:
    if meant in ("nothing", "ask"):
        return set()
    told: set[str] = set()
    for statement in meant.split("; "):
        verb, _, rest = statement.partition(" ")
        told |= {f"{verb} {number}" for number in rest.split()} if verb in NUMBERED else {statement}
    return told
