"""The policy: every number of the cadence, with its default, and how a person writes it. Pure.

The office chooses for everybody, and for single units on top. What is chosen is kept as the words below (`due_soon=7,3`), so a
policy can be read, typed and journalled by anybody.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, Final

from storage.words import N_

EVERY_DAY: Final = (1, 2, 3, 4, 5, 6, 7)
MOST_DAYS: Final = 60
OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the rule. Times are of the unit's wall clock; 0 working days means never."""

    post_at: time = time(9, 0)
    quiet_before: time = time(8, 30)
    quiet_after: time = time(18, 0)
    weekdays: tuple[int, ...] = EVERY_DAY
    """The days of the week with posts, Monday 1 to Sunday 7, as far as they are worked."""
    soon_days: int = 7
    soon_workdays: int = 3
    late_workdays: tuple[int, ...] = (1, 3, 5)
    owner_from_workdays: int = 3
    head_from_late: int = 1
    office_from_late: int = 3
    leader_from_late: int = 5
    tells_leaders: bool = False
    fresh_workdays: int = 3
    silent_workdays: int = 10
    check_in_weeks: int = 2
    weekly_check_in_weeks: int = 3


class PolicyProblem(Exception):
    """A choice cannot be kept like this; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class _Choice:
    """One thing to choose: the numbers it sets, how it is read and written, and an example of right."""

    names: tuple[str, ...]
    read: Callable[[str], tuple[Any, ...]]
    write: Callable[[tuple[Any, ...]], str]
    example: str
    meaning: str


def choices_told(text: str) -> dict[str, str]:
    """What somebody wrote, as `due_soon=7,3 hour=08:45`, by name.

    Raises PolicyProblem with an example of right for an unknown name or a value of another form. `default` as a value
    takes a choice back.
    """
    told: dict[str, str] = {}
    for word in text.split():
        name, sign, value = word.partition("=")
        name = name.casefold().replace("-", "_")
        if not sign or name not in CHOICES:
            raise PolicyProblem(
                N_("“{word}” is not one of the numbers. Write for example: {example}. There are: {names}."),
                word=word[:80],
                example="due_soon=7,3",
                names=", ".join(CHOICES),
            )
        told[name] = value if value.casefold() == "default" else _normal(name, value)
    if not told:
        raise PolicyProblem(
            N_("Say what to change, for example: {example}. There are: {names}."),
            example="due_soon=7,3 hour=08:45",
            names=", ".join(CHOICES),
        )
    return told


def with_choices(policy: Policy, chosen: Mapping[str, str]) -> Policy:
    """The policy with these choices on top. Raises PolicyProblem when they contradict each other."""
    for name, value in chosen.items():
        choice = CHOICES.get(name)
        if choice is not None:  # one that a newer version knows is none of ours
            policy = replace(policy, **dict(zip(choice.names, choice.read(value), strict=True)))
    if not policy.quiet_before <= policy.post_at < policy.quiet_after:
        raise PolicyProblem(
            N_(
                "The hour {hour} lies in the quiet hours: posts go out between {start} and {end}. Change hour or quiet."
            ),
            hour=f"{policy.post_at:%H:%M}",
            start=f"{policy.quiet_before:%H:%M}",
            end=f"{policy.quiet_after:%H:%M}",
        )
    return policy


def written(policy: Policy) -> dict[str, str]:
    """Every choice as a person would write it."""
    return {
        name: choice.write(tuple(getattr(policy, field) for field in choice.names)) for name, choice in CHOICES.items()
    }


def _normal(name: str, value: str) -> str:
    choice = CHOICES[name]
    try:
        return choice.write(choice.read(value))
    except ValueError as error:
        raise PolicyProblem(
            N_("{name}={value} cannot be used. Write for example: {name}={example}"),
            name=name,
            value=value[:80],
            example=choice.example,
        ) from error


def _clock(text: str) -> time:
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise ValueError(text)
    hour, minute = map(int, text.split(":"))
    return time(hour, minute)


def _days(text: str) -> int:
    found = 0 if text.casefold() == OFF else int(text)
    if not 0 <= found <= MOST_DAYS:
        raise ValueError(text)
    return found


def _count(text: str) -> tuple[int]:
    return (_days(text),)


def _write_count(values: tuple[Any, ...]) -> str:
    return str(values[0]) if values[0] else OFF


def _two(text: str) -> tuple[int, int]:
    first, second = map(_days, text.split(","))
    return first, second


def _write_two(values: tuple[Any, ...]) -> str:
    return ",".join(_write_count((value,)) for value in values)


def _several(text: str) -> tuple[tuple[int, ...]]:
    found = tuple(sorted({_days(word) for word in text.split(",")}))
    if 0 in found:
        raise ValueError(text)
    return (found,)


def _write_several(values: tuple[Any, ...]) -> str:
    return ",".join(map(str, values[0]))


def _weekdays(text: str) -> tuple[tuple[int, ...]]:
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    if not found or not found <= set(EVERY_DAY):
        raise ValueError(text)
    return (tuple(sorted(found)),)


def _span(text: str) -> tuple[time, time]:
    first, second = map(_clock, text.split("-"))
    if not first < second:
        raise ValueError(text)
    return first, second


def _switch(text: str) -> tuple[bool]:
    if text.casefold() not in ("on", OFF):
        raise ValueError(text)
    return (text.casefold() == "on",)


CHOICES: Final[Mapping[str, _Choice]] = {
    "hour": _Choice(
        ("post_at",),
        lambda text: (_clock(text),),
        lambda v: f"{v[0]:%H:%M}",
        "09:00",
        N_("when the day's post goes out"),
    ),
    "quiet": _Choice(
        ("quiet_before", "quiet_after"),
        _span,
        lambda v: f"{v[0]:%H:%M}-{v[1]:%H:%M}",
        "08:30-18:00",
        N_("between these hours something may be posted"),
    ),
    "weekdays": _Choice(
        ("weekdays",),
        _weekdays,
        _write_several,
        "1-5",
        N_("on these days of the week, Monday is 1, if they are worked"),
    ),
    "due_soon": _Choice(
        ("soon_days", "soon_workdays"),
        _two,
        _write_two,
        "7,3",
        N_("named so many days, and so many working days, before the due date"),
    ),
    "late": _Choice(
        ("late_workdays",), _several, _write_several, "1,3,5", N_("named when so many working days late; then weekly")
    ),
    "owner_from": _Choice(
        ("owner_from_workdays",),
        _count,
        _write_count,
        "3",
        N_("the owner is mentioned from so many working days before"),
    ),
    "head_late": _Choice(
        ("head_from_late",),
        _count,
        _write_count,
        "1",
        N_("the unit's head is mentioned from so many working days late"),
    ),
    "office_late": _Choice(
        ("office_from_late",),
        _count,
        _write_count,
        "3",
        N_("the office's channel is told when so many working days late"),
    ),
    "leader_late": _Choice(
        ("leader_from_late",),
        _count,
        _write_count,
        "5",
        N_("the issuing leader is told when so many working days late"),
    ),
    "leaders": _Choice(
        ("tells_leaders",), _switch, lambda v: "on" if v[0] else OFF, "on", N_("whether leaders are told at all")
    ),
    "fresh": _Choice(
        ("fresh_workdays",),
        _count,
        _write_count,
        "3",
        N_("left out of what is due soon when there was a word within so many working days"),
    ),
    "silence": _Choice(
        ("silent_workdays",),
        _count,
        _write_count,
        "10",
        N_("asked about by name after so many working days without a word"),
    ),
    "check_ins": _Choice(
        ("check_in_weeks", "weekly_check_in_weeks"),
        _two,
        _write_two,
        "2,3",
        N_("check-ins every so many weeks, and weekly in so many last weeks of the period"),
    ),
}
