"""The office's deeds as typed words: `/followups accept QD-3`, `due QD-3 2024-06-10 reason`, and the same on the command line.

Reading the words is pure; `carry_out` does them in one transaction, through the same moves as replies and clicks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from slack_sdk import WebClient
from sqlmodel import Session

from bot import answering
from bot.answering import Moves
from bot.desk import Desk
from bot.language import Say
from bot.messages.confirmations import what_was_done
from bot.messages.text import one_line, shortened
from bot.modals import name_of
from bot.replies.dates import day_named_at, short_day_named_at
from jobs.facts import effects_of, today_of
from storage import inbound, items, people, units, waiting
from storage.items import Said
from storage.models import Item, Unit
from storage.viewers import Viewer
from storage.words import N_

Body = Mapping[str, Any]

# Each word, the verb it means, and an example of its use; `{command}` is /followups or the command line's name.
# An example that holds nothing but names stays as it is in every language.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "accept": ("accept", "{command} accept QD-3"),
    "return": ("return", N_("{command} return QD-3 the audit report is missing")),
    "cancel": ("cancel", N_("{command} cancel QD-3 overtaken by the new plan")),
    "due": ("move_due", N_("{command} due QD-3 2024-06-10 agreed with the plant")),
    "extend": ("extend", N_("{command} extend QD-3 2024-06-10 supplier late")),
    "assign": ("assign", N_("{command} assign QD-3 @li, or another unit: {command} assign QD-3 CZ")),
    "done": ("done", "{command} done QD-3"),
    "reopen": ("reopen", "{command} reopen QD-3"),
    "note": ("note", N_("{command} note QD-3 two of three lines are running")),
}
MOST_ITEMS: Final = 60
_ITEM: Final = re.compile(r"([A-Za-z][A-Za-z0-9]{0,7})[-–—#](\d{1,6})")
_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_ALL: Final = re.compile(r"(?:all(?:\s+of)?|全部|所有)\s+([A-Za-z][A-Za-z0-9]{0,7})\s*", re.IGNORECASE)


class Unclear(Exception):
    """Words that cannot be carried out: an N_ template that says what is right, and its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Order:
    """What was typed: a verb, the items it names (or all that a unit reported), and the words behind them."""

    word: str
    verb: str
    items: tuple[tuple[str, int], ...]
    all_of: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class NewOwner:
    """Whom an item is given to, as Slack knows them; found before any session is opened."""

    user: str
    name: str
    may_own: bool


def parse_order(text: str, command: str) -> Order:
    """Read `accept QD-3`, `accept all QD`, `due QD-3, QD-4 2024-06-10 reason`. Raises Unclear."""
    word, _, rest = text.strip().partition(" ")
    verb, example = WORDS[word.casefold()]
    rest = rest.strip()
    if everything := _ALL.match(rest):
        if verb != "accept":
            raise Unclear(
                N_("Only accept takes a whole unit. Name the items, for example: {example}"), example=(example, command)
            )
        return Order(word, verb, (), everything[1].upper(), rest[everything.end() :])
    named: dict[tuple[str, int], None] = {}
    while found := _ITEM.match(rest):
        named[found[1].upper(), int(found[2])] = None
        rest = rest[found.end() :].lstrip(" ,，、;；")
    if not named:
        raise Unclear(N_("Say which item is meant, by its number. For example: {example}"), example=(example, command))
    if len(named) > MOST_ITEMS:
        raise Unclear(N_("That is more than {n} items at once. Say it in several steps."), n=MOST_ITEMS)
    return Order(word, verb, tuple(named), None, one_line(rest))


def mentioned(order: Order) -> str | None:
    """The Slack user an assignment names, if it names one."""
    found = _MENTION.match(order.rest) if order.verb == "assign" else None
    return found[1] if found else None


def carry_out(session: Session, said: Said, order: Order, command: str, owner: NewOwner | None = None) -> Moves:
    """Do what was typed, and show it in the unit's thread. Raises Unclear; then nothing may be written."""
    moves = Moves(said)
    for item in _meant(session, said.viewer, order, command):
        _one(session, moves, item, order, command, owner)
    moves.show_where_named(session)
    return moves


def _one(session: Session, moves: Moves, item: Item, order: Order, command: str, owner: NewOwner | None) -> None:
    example = (WORDS[order.word.casefold()][1], command)
    match order.verb:
        case "move_due" | "extend":
            day, reason = _day_and_reason(session, item, moves.said, order.rest, example)
            if order.verb == "extend":
                moves.extend(session, item, day, reason)
            else:
                moves.set_due(session, item, day, reason)
        case "assign":
            _assign(session, moves, item, order.rest, example, owner)
        case "note" if not order.rest:
            raise Unclear(N_("Say what is to be noted. For example: {example}"), example=example)
        case verb:
            moves.move(session, item, verb, order.rest or None)


def _assign(
    session: Session, moves: Moves, item: Item, rest: str, example: tuple[str, str], owner: NewOwner | None
) -> None:
    if owner is not None:
        if not owner.may_own:
            raise Unclear(
                N_(
                    "{name} cannot own an item: bots and guests change nothing here. Choose somebody of your organisation."
                ),
                name=owner.name,
            )
        moves.reassign(session, item, owner.user, owner.name)
        return
    unit = units.unit_of_code(session, rest) if rest else None
    if unit is not None:
        moves.transfer(session, item, unit)
        return
    person = people.person_named(session, rest) if rest else None
    if person is None or person.slack_user is None:
        raise Unclear(
            N_("Say who gets it: mention somebody, or name a unit's code. For example: {example}"), example=example
        )
    moves.reassign(session, item, person.slack_user, person.name)


def _meant(session: Session, viewer: Viewer, order: Order, command: str) -> list[Item]:
    if order.all_of is not None:
        unit = _unit(session, order.all_of, command)
        reported = waiting.reported(session, unit)
        if not reported:
            raise Unclear(N_("{unit} has reported nothing that waits for you."), unit=unit.code)
        return reported
    found = []
    for code, number in order.items:
        item = items.item_seen(session, viewer, code, number)
        if item is None:
            unit = _unit(session, code, command)
            raise Unclear(
                N_("There is no item {item} that you may see. Is the number right?"), item=f"{unit.code}-{number}"
            )
        found.append(item)
    return found


def _unit(session: Session, code: str, command: str) -> Unit:
    unit = units.unit_of_code(session, code)
    if unit is None:
        raise Unclear(
            N_("There is no unit {code}. See them with: {command} units"),
            code=code,
            command=command.removesuffix(" items"),
        )
    return unit


def _day_and_reason(session: Session, item: Item, said: Said, rest: str, example: tuple[str, str]) -> tuple[date, str]:
    """The day the words begin with, in any of the ways a reply may name one, and what follows it."""
    today = today_of(session.get_one(Unit, item.unit_id), said.at)
    if not rest:
        raise Unclear(N_("Say the new day and why. For example: {example}"), example=example)
    words = re.sub(r"^(?:to|until|till|on)\s+|^[到至]", "", rest, flags=re.IGNORECASE)
    folded = words.casefold()
    named = day_named_at(folded, 0, today) or short_day_named_at(folded, 0, today)
    if named is None:
        raise Unclear(
            N_("“{text}” does not begin with a day. Write it as in: {example}"),
            text=shortened(rest, 60),
            example=example,
        )
    if named.day is None:
        raise Unclear(
            N_("“{text}” may be two different days, or none. Write the day as 2024-06-10: {example}"),
            text=shortened(words[: named.end], 60),
            example=example,
        )
    return named.day, words[named.end :].lstrip(" ,，:：;；。.因")


def told(session: Session, say: Say, moves: Moves) -> list[Mapping[str, Any]]:
    """What was done, and what was not with its reason, a line each; a line's `who` is a user still to be named."""
    lines: list[Mapping[str, Any]] = []
    if moves.said.inbound is not None and moves.made:
        done = what_was_done(say, effects_of(session, moves.said.inbound))
        lines.append({"message": N_("Done: {what}"), "what": done})
    lines += [answering.refusal_line(session, outcome) for outcome in moves.refused]
    return lines


def sentence(say: Say, unclear: Unclear) -> str:
    """What is right instead, in words."""
    values = {
        name: say(value[0], command=value[1]) if isinstance(value, tuple) else value
        for name, value in unclear.values.items()
    }
    return say(unclear.message, **values)


def type_order(body: Body, _client: WebClient, desk: Desk, viewer: Viewer) -> str:
    """A word of /followups that changes items; returns the sentences that answer. Nothing is written when it is unclear."""
    say, command = Say(viewer.language), desk.commands.get("followups", "/followups")
    text = str(body.get("text") or "")
    try:
        order = parse_order(text, command)
        user = mentioned(order)
        owner = _owner(desk, user) if user else None
        with desk.database.writing() as session:
            row = inbound.receive(
                session,
                f"command:{body.get('trigger_id')}",
                kind="command",
                who=viewer.user,
                at=desk.now(),
                channel=body.get("channel_id"),
                text=text,
            )
            moves = carry_out(session, Said(viewer, desk.now(), row), order, command, owner)
            lines = told(session, say, moves)
    except Unclear as unclear:
        return sentence(say, unclear)
    desk.nudge("deliver")
    return "\n".join(_line(say, line, desk) for line in lines)


def _owner(desk: Desk, user: str) -> NewOwner:
    member = desk.directory.member(user)
    return NewOwner(user, member.name, member.is_insider and not member.is_bot)


def _line(say: Say, line: Mapping[str, Any], desk: Desk) -> str:
    values = {name: value for name, value in line.items() if name not in ("message", "who")}
    return say(str(line["message"]), who=name_of(str(line.get("who") or ""), desk), **values)
