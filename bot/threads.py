"""Replies in the thread of a reminder: heard, understood, acted on, confirmed."""

from collections.abc import Mapping
from html import unescape
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import answering, mending
from bot.answering import Answer, Place
from bot.desk import Desk
from bot.replies import Ask, Reading, Thread, ThreadItem, parse_reply
from storage import deliveries, inbound, people
from storage.items import Said
from storage.models import Directive, Item, Person, Unit
from storage.words import N_

# Slack's subtypes behind which a person speaks; all others are system lines, edits, or bots.
SPOKEN: Final = frozenset({None, "thread_broadcast", "file_share"})

# What a question may lead to, once its answer is clicked; the rest needs words.
ASKED_VERBS: Final = {
    "done": "done",
    "reopen": "reopen",
    "blocked": "block",
    "unblock": "unblock",
    "ack": "acknowledge",
}
UNCLEAR: Final = {
    "which_item": N_(
        "“{reply}” does not say which item is meant, so nothing was changed. Write its number, for example “3 done”."
    ),
    "which_date": N_(
        "“{reply}” does not say for certain which day is meant, so nothing was changed. Write it as in “extend 3 to 2024-05-10, supplier late”."
    ),
    "which_person": N_(
        "“{reply}” does not say for certain who is meant, so nothing was changed. Mention them, for example “3 owner @Xu Zhihao”."
    ),
}

HOW_TO_ASK: Final = N_(
    "Ask me with a command, in any channel: “{directives} tong” shows what Tong asked for, “{followups}” what waits for you. To report something done, answer in a reminder's thread: “3 done”."
)


def hear_message(event: Mapping[str, Any], desk: Desk) -> None:
    """Take one message event. Talk that is no answer to us is left alone.

    One transaction, committed before Slack's acknowledgement: a failure means that the event comes again, and the key of the
    row means that its second coming changes nothing.
    """
    if event.get("user") == desk.bot_user or mending.hear_deleted(event, desk):
        return
    if not is_reply(event):
        if (
            event.get("channel_type") == "im"
            and event.get("subtype") in SPOKEN
            and event.get("user")
            and not event.get("bot_id")
        ):
            answer_direct_message(event, desk)
        return
    channel, thread_ts, ts, user = event["channel"], event["thread_ts"], event["ts"], event["user"]
    with desk.database.reading() as session:
        if deliveries.message_at(session, channel, thread_ts) is None:
            return
    known = desk.meet(user)
    if known.member.is_bot:
        return
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            f"message:{channel}:{ts}",
            kind="reply",
            who=user,
            at=desk.now(),
            channel=channel,
            thread_ts=thread_ts,
            message_ts=ts,
            text=unescape(event.get("text") or ""),
        )
        message = deliveries.message_at(session, channel, thread_ts)
        if row is None or message is None or message.unit_id is None:
            return
        place = Place(message, session.get_one(Unit, message.unit_id), reply_ts=ts)
        said = Said(desk.viewer(known, session), desk.now(), row)
        answer_reply(session, row.text, said, place)
    desk.nudge("deliver")


def answer_direct_message(event: Mapping[str, Any], desk: Desk) -> None:
    """Somebody writes to the bot itself: tell them how it is asked and answered."""
    known = desk.meet(event["user"])
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            f"message:{event['channel']}:{event['ts']}",
            kind="direct",
            who=event["user"],
            at=desk.now(),
            channel=event["channel"],
            message_ts=event["ts"],
            text=unescape(event.get("text") or ""),
        )
        if row is None:
            return
        said = Said(desk.viewer(known, session), desk.now(), row)
        values = {
            "template": HOW_TO_ASK,
            "directives": desk.commands["directives"],
            "followups": desk.commands["followups"],
        }
        answering.whisper_to(session, said, event["channel"], None, "plain", values)
    desk.nudge("deliver")


def is_reply(event: Mapping[str, Any]) -> bool:
    """True for a person's message in a thread."""
    in_thread = bool(event.get("thread_ts")) and event.get("thread_ts") != event.get("ts")
    return in_thread and event.get("subtype") in SPOKEN and not event.get("bot_id") and bool(event.get("user"))


def answer_reply(session: Session, text: str, said: Said, place: Place) -> None:
    """Do what a reply asks for, as far as its speaker may, and promise what will show it."""
    named = {item.number: item for item, _ in deliveries.items_named_in(session, place.message.id or 0)}
    thread = Thread(
        items=tuple(_thread_item(session, item, place.unit) for item in named.values()),
        now=said.at.astimezone(ZoneInfo(place.unit.timezone)),
    )
    reading = parse_reply(text, thread)
    if reading.is_chatter:
        return
    answer = Answer(said, place)
    if reading.undo:
        _take_back_newest(session, answer)
    _make_moves(session, reading, named, answer)
    answer.show(session)
    _ask_back(session, reading, text, named, answer)


def _make_moves(session: Session, reading: Reading, named: Mapping[int, Item], answer: Answer) -> None:
    for number in reading.done:
        answer.move(session, named[number], "done", reading.note)
    for number in reading.already:
        answer.move(session, named[number], "done")
    for number in reading.reopen:
        answer.move(session, named[number], "unblock" if named[number].state == "blocked" else "reopen", reading.note)
    for number in reading.unblock:
        answer.move(session, named[number], "unblock", reading.note)
    for each in reading.blocked:
        answer.move(session, named[each.number], "block", each.reason or reading.note)
    for number in reading.ack:
        answer.move(session, named[number], "acknowledge")
    for note in reading.notes:
        for number in note.numbers:
            answer.move(session, named[number], "note", note.text)
    # Only the office moves a due date or an owner; until it can be asked with one click, the wish is kept as a note.
    for wish in reading.extend:
        answer.move(
            session, named[wish.number], "note", f"{wish.until}: {wish.reason}" if wish.reason else str(wish.until)
        )
    for other in reading.assign:
        answer.move(session, named[other.number], "note", f"@{other.user}")


def _take_back_newest(session: Session, answer: Answer) -> None:
    """A bare "undo" means the speaker's own last answer in this thread."""
    earlier = inbound.newest_effect_of(session, answer.said.viewer.user, answer.place.channel, answer.place.thread_ts)
    if earlier is None:
        answering.whisper(session, answer.said, answer.place, "nothing_to_undo", {})
        return
    answer.take_back(session, earlier)


def _ask_back(session: Session, reading: Reading, text: str, named: Mapping[int, Item], answer: Answer) -> None:
    """Ask, privately, what could not be understood for certain; never guess."""
    said, place = answer.said, answer.place
    if reading.unknown:
        known = [f"{place.unit.code}-{number}" for number in named]
        answering.whisper(session, said, place, "unknown", {"numbers": list(reading.unknown), "known": known})
    if reading.extend or reading.assign:
        template = N_("That was kept as a note: only the strategy office moves a due date or names an owner.")
        answering.whisper(session, said, place, "plain", {"template": template})
    if reading.ask is not None:
        _ask(session, reading.ask, text, named, answer)


def _ask(session: Session, ask: Ask, text: str, named: Mapping[int, Item], answer: Answer) -> None:
    """One question, with a button for each possible answer; where a button cannot answer, an example of what would be clear."""
    said, place = answer.said, answer.place
    verb = ASKED_VERBS.get(ask.intent)
    meant = [named[number] for number in ask.candidates if number in named]
    if verb is None or not meant or ask.why not in ("which_item", "which_reading", "nearly"):
        template = UNCLEAR.get(ask.why, UNCLEAR["which_item"])
        answering.whisper(session, said, place, "plain", {"template": template, "reply": text[:200]})
        return
    inbound_id = said.inbound.id if said.inbound else 0
    values = {
        "verb": verb,
        "inbound_id": inbound_id,
        "choices": answering.choices(meant, place.unit),
        "reply": text[:200],
    }
    answering.whisper(session, said, place, ask.why, values)


def _thread_item(session: Session, item: Item, unit: Unit) -> ThreadItem:
    directive = session.get(Directive, item.directive_id) if item.directive_id else None
    speaker = session.get(Person, directive.speaker_id) if directive else None
    owner = session.get(Person, item.owner_id) if item.owner_id else None
    return ThreadItem(
        number=item.number,
        code=unit.code,
        state=item.state,
        speaker=_called(session, speaker),
        ordinal=directive.ordinal if directive else None,
        owner=_called(session, owner),
    )


def _called(session: Session, person: Person | None) -> tuple[str, ...]:
    """What people call somebody in a thread: full names, and the surname, which stands first in Chinese names."""
    if person is None:
        return ()
    names = people.names_of(session, person)
    surnames = [person.name.split()[0]] if person.name.split() else []
    native = [person.native_name[0], f"{person.native_name[0]}总"] if person.native_name else []
    return tuple(dict.fromkeys([*names, *surnames, *native]))
