"""Rules for JSON, and what breaks them: the little language that `blocks` writes Slack's limits in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Problem:
    """What is wrong, in Slack's words, and where, as a JSON pointer."""

    words: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.words} [json-pointer:{self.pointer}]"


Rule = Callable[[Any, str, Surface], Iterator[Problem]]
Table = Mapping[str, Rule]

EVERYWHERE: Final[frozenset[Surface]] = frozenset(("message", "modal", "home"))


def anything(_value: Any, _pointer: str, _surface: Surface) -> Iterator[Problem]:
    """No rule."""
    yield from ()


def string(least: int = 0, most: int = 0) -> Rule:
    """Text of so many characters; `most` 0 is no limit."""

    def check(value: Any, pointer: str, _surface: Surface) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem("must provide a string", pointer)
        elif len(value) < least:
            yield Problem(f"must be more than {least - 1} characters", pointer)
        elif most and len(value) > most:
            yield Problem(f"must be less than {most + 1} characters", pointer)

    return check


def link(most: int) -> Rule:
    """An address a person may follow: http, https, or one of the harmless schemes; never a script."""
    length = string(1, most)

    def check(value: Any, pointer: str, surface: Surface) -> Iterator[Problem]:
        yield from length(value, pointer, surface)
        if isinstance(value, str) and not value.startswith(("http://", "https://", "mailto:", "tel:", "slack://")):
            yield Problem("must be a valid URL", pointer)

    return check


def number(least: float, most: float) -> Rule:
    """A number within bounds."""

    def check(value: Any, pointer: str, _surface: Surface) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Problem("must be a number", pointer)
        elif not least <= value <= most:
            yield Problem(f"must be between {least} and {most}", pointer)

    return check


def boolean(value: Any, pointer: str, _surface: Surface) -> Iterator[Problem]:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem("must be a boolean", pointer)


def choice(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: Any, pointer: str, _surface: Surface) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem("must be a valid enum value", pointer)

    return check


def listed(value: Any) -> list[Any]:
    """The value if it is an array, else nothing: for rules that look deeper than the one that reports a wrong kind."""
    return value if isinstance(value, list) else []


def listing(rule: Rule, least: int, most: int) -> Rule:
    """An array of so many items, each keeping the rule."""

    def check(value: Any, pointer: str, surface: Surface) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem("must be an array", pointer)
            return
        if len(value) < least:
            yield Problem(f"no fewer than {least} items allowed", pointer)
        if len(value) > most:
            yield Problem(f"no more than {most} items allowed", pointer)
        for place, item in enumerate(value):
            yield from rule(item, f"{pointer}/{place}", surface)

    return check


def shape(required: Table, optional: Table | None = None, *also: Rule, is_open: bool = False) -> Rule:
    """An object with these fields and no others, unless `is_open`; `also` are rules for the object as a whole."""
    known = {**required, **(optional or {}), "type": anything}

    def check(value: Any, pointer: str, surface: Surface) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("must be an object", pointer)
            return
        for name in required:
            if value.get(name) is None:
                yield Problem(f"missing required field: {name}", pointer)
        for name, part in value.items():
            if name in known:
                if part is not None:
                    yield from known[name](part, f"{pointer}/{name}", surface)
            elif not is_open:
                yield Problem(f"invalid additional property: {name}", pointer)
        for rule in also:
            yield from rule(value, pointer, surface)

    return check


def one_needed(*names: str) -> Rule:
    """At least one of these fields must be there."""

    def check(value: Any, pointer: str, _surface: Surface) -> Iterator[Problem]:
        if not any(value.get(name) for name in names):
            yield Problem(f"missing required field: {names[0]}", pointer)

    return check


def text(most: int, *, plain: bool = False) -> Rule:
    """A text object of 1 to `most` characters."""
    fields: Table = {"text": string(1, most)}
    plain_shape = shape(fields, {"emoji": boolean})
    mrkdwn_shape = shape(fields, {"verbatim": boolean})

    def check(value: Any, pointer: str, surface: Surface) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind == "plain_text":
            yield from plain_shape(value, pointer, surface)
        elif kind == "mrkdwn" and not plain:
            yield from mrkdwn_shape(value, pointer, surface)
        elif not isinstance(value, dict):
            yield Problem("must be an object", pointer)
        else:
            yield Problem("must be a valid enum value", f"{pointer}/type")

    return check


def by_type(
    table: Callable[[], Table],
    allowed: frozenset[str] | None = None,
    surfaces: Mapping[str, frozenset[Surface]] | None = None,
) -> Rule:
    """An object whose `type` says which rule it keeps; `allowed` narrows the types, `surfaces` says where each may stand."""

    def check(value: Any, pointer: str, surface: Surface) -> Iterator[Problem]:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        rules = table()
        if not isinstance(value, dict):
            yield Problem("must be an object", pointer)
        elif kind not in rules or (allowed is not None and kind not in allowed):
            yield Problem(f"unsupported type: {kind}", f"{pointer}/type")
        elif surface not in (surfaces or {}).get(kind, EVERYWHERE):
            yield Problem(f"unsupported type: {kind} is not available in a {surface}", f"{pointer}/type")
        else:
            yield from rules[kind](value, pointer, surface)

    return check
