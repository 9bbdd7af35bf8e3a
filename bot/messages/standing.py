"""How an item stands, in words and marks: the same words in every answer, and the same numbers as in the reminders."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.language import Say
from bot.messages.blocks import context, piece, plain, rich
from bot.messages.names import label, name_of, sources
from bot.messages.pages import Asked
from bot.messages.reminders import due_words
from bot.messages.text import Block, date_words, one_line, shortened
from jobs.facts import ItemFacts, Named
from storage.board import Wish
from storage.lookup import Counts, ItemLine
from storage.models import Person
from storage.naming import KnownPerson
from storage.scorecards import OnTime
from storage.words import N_

TITLE: Final = 150

NAME: Final = 80

MOST_CHIPS: Final = 12

STATE_WORDS: Final[Mapping[str, str]] = {
    "open": N_("open"),
    "blocked": N_("blocked"),
    "done": N_("done"),
    "accepted": N_("accepted"),
    "cancelled": N_("cancelled"),
    "overdue": N_("overdue"),
}

STATE_MARKS: Final[Mapping[str, str]] = {"open": "○", "blocked": "■", "done": "✓", "accepted": "✓", "cancelled": "–"}


def item_line(asked: Asked, line: ItemLine) -> tuple[str, list[Block]]:
    """One item in a list: number and title, below it where it comes from, how it stands, and whose it is."""
    number, title = label(line.unit.code, line.item.number), shortened(one_line(line.item.title), TITLE)
    facts = _facts(asked, line)
    source = sources(asked.say, [facts]).get(line.item.id or 0)
    small = joined(shortened(source, NAME) if source else None, standing_words(asked, line))
    return f"{number} {title} ({small})", [rich(piece(f"{number}  ", bold=True), piece(title)), context(plain(small))]


def counts_words(say: Say, counts: Counts) -> str:
    """How many, and how they stand."""
    return joined(
        say.many("{n} item", "{n} items", counts.total),
        say("{n} open", n=counts.open),
        say("{n} overdue", n=counts.overdue) if counts.overdue else None,
        say("{n} blocked", n=counts.blocked) if counts.blocked else None,
        say("{n} done", n=counts.done),
        say("{n} waiting for acceptance", n=counts.waiting) if counts.waiting else None,
    )


def on_time_words(say: Say, rate: OnTime, period: str) -> str:
    """The quarter's share of items done by their due date; “–” while nothing can be judged."""
    if not rate.judged:
        return say("on time in {period}: –", period=period)
    share = f"{round(100 * rate.hits / rate.judged)}%"
    return say(
        "on time in {period}: {share} ({hits} of {n})", period=period, share=share, hits=rate.hits, n=rate.judged
    )


def wish_words(say: Say, wish: Wish) -> str:
    """Which days somebody asks for, and why."""
    wished = wish.extension
    days = say(
        "from {due} to {until}",
        due=date_words(say, wished.due_on, wish.line.today),
        until=date_words(say, wished.until, wish.line.today),
    )
    late = say("asked after the due date") if wished.is_late else None
    reason = shortened(one_line(wished.reason), TITLE) if wished.reason else None
    return joined(days, reason, late)


def chips(asked: Asked, lines: Sequence[ItemLine]) -> str:
    """One line of marks and words: how far every unit is; the most pressing first where there are many."""
    say = asked.say
    if not lines:
        return say("not assigned to a unit yet")
    if len(lines) <= MOST_CHIPS:
        return " · ".join(_chip(asked, line) for line in lines)
    pressing = sorted(
        lines, key=lambda line: (not line.is_overdue, line.item.state != "blocked", not line.item.is_open)
    )
    return joined(
        *(_chip(asked, line) for line in pressing[:MOST_CHIPS]),
        say("and {summary}", summary=summary(asked, pressing[MOST_CHIPS:])),
    )


def summary(asked: Asked, lines: Sequence[ItemLine]) -> str:
    """Many units in a few words."""
    say = asked.say
    done = sum(line.item.state in ("done", "accepted") for line in lines)
    late = sum(line.is_overdue for line in lines)
    return joined(
        say.many("{n} more unit", "{n} more units", len(lines)),
        say("{n} done", n=done),
        say("{n} overdue", n=late) if late else None,
    )


def state_words(asked: Asked, line: ItemLine) -> str:
    """An item's state in a word or two; how late it is in working days."""
    say = asked.say
    if not line.is_overdue:
        return say(STATE_WORDS[line.item.state])
    late = -(asked.workdays(line) or 0)
    words_late = say("late {n} d", n=late) if late else say("late")
    return say("blocked, {late}", late=words_late) if line.item.state == "blocked" else words_late


def standing_words(asked: Asked, line: ItemLine) -> str:
    """How one item stands: its state, when it is due or was done, and whose it is."""
    say, item = asked.say, line.item
    owner = owner_name(say, line)
    whose = say("owner {name}", name=owner) if owner else None
    if item.done_at is not None:
        when = date_words(say, local_date(line, item.done_at), line.today)
        return joined(say(STATE_WORDS[item.state]), when, whose)
    if not item.is_open:
        return joined(say(STATE_WORDS[item.state]), whose)
    reason = shortened(one_line(item.blocked_reason), TITLE) if item.blocked_reason else None
    state = say("blocked: {reason}", reason=reason) if reason else say(STATE_WORDS[item.state])
    return joined(state, due_of(asked, line), whose)


def due_of(asked: Asked, line: ItemLine) -> str:
    """When it is due, and how long that is; the first date too when it was moved."""
    say, facts = asked.say, _facts(asked, line)
    if line.is_overdue and not facts.workdays and line.item.due_on is not None:
        # Late since a day off: no working day has passed yet.
        return say("due {date}, late", date=date_words(say, line.item.due_on, line.today))
    return due_words(say, facts, line.today)


def local_date(line: ItemLine, at: datetime) -> date:
    """The unit's own date of an instant."""
    return at.astimezone(ZoneInfo(line.unit.timezone)).date()


def owner_name(say: Say, line: ItemLine) -> str | None:
    return shortened(person_name(say, line.owner), NAME) if line.owner else None


def person_name(say: Say, person: Person) -> str:
    return name_of(say, _named(person))


def known_name(say: Say, person: KnownPerson) -> str:
    return name_of(say, Named(person.name, person.native_name))


def number_ranges(code: str, numbers: Sequence[int]) -> list[str]:
    """Numbers as people would name them: `QD-1 to QD-7` is written QD-1…7."""
    prefix = f"{code}-" if code else ""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{prefix}{run[0]}" if len(run) == 1 else f"{prefix}{run[0]}…{run[-1]}" for run in runs]


def joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _chip(asked: Asked, line: ItemLine) -> str:
    mark = "⚠" if line.is_overdue else STATE_MARKS[line.item.state]
    return f"{mark} {line.unit.code} {state_words(asked, line)}"


def _facts(asked: Asked, line: ItemLine) -> ItemFacts:
    """A line as the reminders know it, so that both say the same of one item."""
    item, directive = line.item, line.directive
    return ItemFacts(
        item_id=item.id or 0,
        code=line.unit.code,
        number=item.number,
        title=item.title,
        state=item.state,
        section=item.state,
        speaker=_named(line.speaker) if line.speaker else None,
        ordinal=directive.ordinal if directive else None,
        due_on=item.due_on,
        original_due_on=item.original_due_on,
        workdays=asked.workdays(line) if item.is_open else None,
    )


def _named(person: Person) -> Named:
    return Named(person.name, person.native_name, person.slack_user)
