"""The words that change what is said when: policy, snooze, pause, resume, remind, workdays, away. Only the office's count.

The same words stand behind /followups and behind the command line: `snooze QD-3 until 2024-06-10`. Each is one function that
takes the words after its own, changes the records in the given transaction, and returns the sentence that answers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.desk import Desk
from bot.language import Say
from bot.messages.text import date_words, shortened
from jobs import days
from jobs.plan import remind_now
from jobs.policy import CHOICES, Policy, PolicyProblem, written
from jobs.workdays import Workdays
from storage import items, people, rhythm, units, workspace
from storage.models import Person, Unit
from storage.rhythm import RhythmProblem
from storage.said import Said
from storage.viewers import Viewer

WORD: Final = 80


class Unclear(Exception):
    """The words cannot be followed; the text says why, with an example of right."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who says it, in which language, and by which defaults."""

    say: Say
    said: Said
    policy: Policy

    @property
    def now(self) -> datetime:
        """When it is said, on the cadence's clock."""
        return self.said.at


Deed = Callable[[Session, Wish, Sequence[str]], str]


def follow(session: Session, wish: Wish, word: str, rest: Sequence[str]) -> str:
    """Do what one of the words asks for; returns the sentence that answers. Raises Unclear, and then nothing is changed."""
    if not wish.said.viewer.is_office:
        raise Unclear(wish.say("Only the strategy office can do that."))
    try:
        with session.begin_nested():
            return WORDS[word](session, wish, rest)
    except (PolicyProblem, RhythmProblem) as problem:
        raise Unclear(wish.say(problem.message, **problem.values)) from problem


def _policy(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`policy`, `policy QD`, `policy due_soon=7,3`, `policy QD hour=08:45 late=default`."""
    named = rest[0] if rest and "=" not in rest[0] else None
    unit = _unit(session, wish, named) if named else None
    told = rest[1:] if named else rest
    policy = (
        days.choose(session, unit, " ".join(told), wish.said, wish.policy)
        if told
        else days.policy_of(session, unit, wish.policy)
    )
    chosen = rhythm.chosen(session, unit)
    heading = wish.say("The numbers of {unit}:", unit=unit.code) if unit else wish.say("The numbers for every unit:")
    lines = [f"{number}  {wish.say(CHOICES[name].meaning)}" for name, number in _marked(policy, chosen).items()]
    return "\n".join([heading, *lines, *([wish.say("* chosen by the office")] if chosen else [])])


def numbers_of_all(session: Session, policy: Policy) -> list[str]:
    """The numbers that hold for every unit, as a person writes them; those the office chose with a star: `hour=10:00 *`."""
    return list(_marked(days.policy_of(session, None, policy), rhythm.chosen(session)).values())


def _marked(policy: Policy, chosen: Mapping[str, str]) -> dict[str, str]:
    """Each number by its name, with a star where somebody chose it."""
    return {name: f"{name}={value}" + (" *" if name in chosen else "") for name, value in written(policy).items()}


def _snooze(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`snooze QD-3 until 2024-06-10`, `snooze QD until 2024-06-10`, `snooze QD-3 off`."""
    say = wish.say
    example = say("Write for example: snooze QD-3 until 2024-06-10, or: snooze QD-3 off")
    words = [word for word in rest if word.casefold() not in ("until", "till", "到", "至")]
    if len(words) != 2:
        raise Unclear(example)
    unit, number = _unit_and_number(session, wish, words[0])
    until = None if words[1].casefold() == "off" else _day(wish, words[1], example)
    today = days.today_of(unit, wish.now)
    if until is not None and until <= today:
        raise Unclear(say("{day} is not after today. {example}", day=until.isoformat(), example=example))
    if number is None:
        rhythm.snooze_unit(session, unit, until, wish.said)
        what = unit.code
    else:
        item = items.item_numbered(session, unit.id or 0, number)
        what = f"{unit.code}-{number}"
        if item is None:
            raise Unclear(say("There is no item {item}.", item=what))
        rhythm.snooze_item(session, item, until, wish.said)
    if until is None:
        return say("{what} is named again, on its days.", what=what)
    day = date_words(say, until, today)
    return say("{what} is not named before {day}. Its due dates stay as they are.", what=what, day=day)


def _pause(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`pause QD`; without a unit all of them."""
    if not rest:
        workspace.pause(session)
        rhythm.tell_of_all(session, "paused", wish.said)
        return wish.say("Paused: nothing more is posted to the units' channels until you type “live” again.")
    unit = _unit(session, wish, rest[0])
    rhythm.pause_unit(session, unit, wish.said)
    return wish.say("Paused: nothing is posted to {unit}'s channel until “resume {unit}”.", unit=unit.code)


def _resume(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`resume QD`."""
    if not rest:
        raise Unclear(wish.say("Which unit? Write for example: resume QD. To let all of them speak: live"))
    unit = _unit(session, wish, rest[0])
    rhythm.resume_unit(session, unit, wish.said)
    return wish.say("{unit} is reminded again, at its own hour on its working days.", unit=unit.code)


def _remind(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`remind QD`: a reminder now, of everything that is open."""
    say = wish.say
    if not rest:
        raise Unclear(say("Which unit? Write for example: remind QD"))
    unit = _unit(session, wish, rest[0])
    if unit.channel is None:
        raise Unclear(say("{unit} has no channel yet: invite me to it, and I offer to link it.", unit=unit.code))
    if not workspace.is_live(session):
        raise Unclear(say("Not live yet: nothing goes out until the office goes live."))
    if not items.open_items(session, unit.id or 0):
        raise Unclear(say("{unit} owes nothing, so there is nothing to remind of.", unit=unit.code))
    if unit.paused_at is not None:
        raise Unclear(say("{unit} is paused. Write first: resume {unit}", unit=unit.code))
    if rhythm.is_quiet(unit, days.today_of(unit, wish.now)) and unit.snoozed_until is not None:
        until = date_words(say, unit.snoozed_until)
        raise Unclear(
            say("{unit}'s channel is left alone until {day}. Write first: snooze {unit} off", unit=unit.code, day=until)
        )
    later = remind_now(session, unit, wish.now, wish.policy)
    if later is None:
        return say("{unit} is reminded now of everything that is open.", unit=unit.code)
    if later == wish.now:
        raise Unclear(say("{unit} was reminded at the office's word today already.", unit=unit.code))
    there = later.astimezone(ZoneInfo(unit.timezone))
    raise Unclear(
        say(
            "It is outside {unit}'s hours just now. Its day begins {day} at {hour}.",
            unit=unit.code,
            day=date_words(say, there.date(), days.today_of(unit, wish.now)),
            hour=f"{there:%H:%M}",
        )
    )


def _workdays(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`workdays`, `workdays CN 2026-10-10 off`, `… work`, `… default`."""
    say = wish.say
    if not rest:
        told = [
            f"{row.calendar}  {row.day.isoformat()}  {say('worked') if row.is_workday else say('day off')}"
            for row in rhythm.workday_words(session)
        ]
        return "\n".join(told) or say("No date is changed: the official calendars hold.")
    example = say("Write for example: workdays CN 2026-10-10 off, or work, or default")
    if len(rest) != 3 or rest[2].casefold() not in ("off", "work", "default"):
        raise Unclear(example)
    calendar, day, what = rest[0].upper(), _day(wish, rest[1], example), rest[2].casefold()
    try:
        Workdays(calendar)
    except ValueError as error:
        raise Unclear(
            say("There is no calendar {calendar}. Examples: CN, DE, DE-BY, US.", calendar=shortened(calendar, WORD))
        ) from error
    is_workday = {"off": False, "work": True, "default": None}[what]
    rhythm.set_workday(session, calendar, day, wish.said, is_workday=is_workday)
    shown = day.isoformat()
    if is_workday is None:
        return say("{calendar} {day}: the official calendar holds.", calendar=calendar, day=shown)
    if is_workday:
        return say("{calendar} {day} is worked.", calendar=calendar, day=shown)
    return say("{calendar} {day} is a day off.", calendar=calendar, day=shown)


def _away(session: Session, wish: Wish, rest: Sequence[str]) -> str:
    """`away Sun Liping from 2024-06-03 until 2024-06-14 deputy Zhou Weimin`, `away Sun Liping back`."""
    say = wish.say
    example = say("Write for example: away Sun Liping from 2024-06-03 until 2024-06-14 deputy Zhou Weimin")
    parts: dict[str, list[str]] = {"name": []}
    part = "name"
    for word in rest:
        if word.casefold() in ("from", "until", "deputy", "back"):
            part = word.casefold()
            parts[part] = []
        else:
            parts[part].append(word)
    person = _person(session, wish, " ".join(parts["name"]), example)
    if "back" in parts:
        rhythm.set_leave(session, person, None, None, None, wish.said)
        return say("{name} is back.", name=person.name)
    if not parts.get("from"):
        raise Unclear(example)
    first = _day(wish, parts["from"][0], example)
    last = _day(wish, parts["until"][0], example) if parts.get("until") else None
    deputy = _person(session, wish, " ".join(parts["deputy"]), example) if parts.get("deputy") else None
    rhythm.set_leave(session, person, first, last, deputy, wish.said)
    stands_in = deputy or (session.get(Person, person.deputy_id) if person.deputy_id else None)
    if stands_in is None:
        return say("{name} is away, and nobody stands in: name somebody with “deputy”.", name=person.name)
    return say("{name} is away; {deputy} is mentioned meanwhile.", name=person.name, deputy=stands_in.name)


def answer(body: Mapping[str, Any], desk: Desk, viewer: Viewer) -> str:
    """Follow the words of one /followups command; the sentence says what was done, or how to say it right."""
    word, *rest = str(body.get("text") or "").split()
    wish = Wish(Say(viewer.language), Said(viewer, desk.now()), desk.policy)
    try:
        with desk.database.writing() as session:
            told = follow(session, wish, word.casefold(), rest)
    except Unclear as unclear:
        return str(unclear)
    desk.nudge("plan")
    return told


WORDS: Final[Mapping[str, Deed]] = {
    "policy": _policy,
    "snooze": _snooze,
    "pause": _pause,
    "resume": _resume,
    "remind": _remind,
    "workdays": _workdays,
    "away": _away,
}


def _unit(session: Session, wish: Wish, name: str) -> Unit:
    found = units.units_named(session, name)
    if len(found) != 1:
        codes = ", ".join(unit.code for unit in units.all_units(session))
        raise Unclear(wish.say("There is no unit {name}. There are: {codes}", name=shortened(name, WORD), codes=codes))
    return found[0]


def _unit_and_number(session: Session, wish: Wish, text: str) -> tuple[Unit, int | None]:
    numbered = re.fullmatch(r"([A-Za-z][A-Za-z0-9]{0,7})-(\d{1,6})", text)
    if numbered:
        return _unit(session, wish, numbered[1]), int(numbered[2])
    return _unit(session, wish, text), None


def _person(session: Session, wish: Wish, name: str, example: str) -> Person:
    mentioned = re.fullmatch(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>", name)
    person = people.person_of_user(session, mentioned[1]) if mentioned else people.person_named(session, name)
    if person is None:
        raise Unclear(
            wish.say("Nobody is called {name}. {example}", name=shortened(name or "?", WORD), example=example)
        )
    return person


def _day(wish: Wish, text: str, example: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unclear(wish.say("{text} is no date. {example}", text=shortened(text, WORD), example=example)) from error
