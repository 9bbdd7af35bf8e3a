"""Replies in the thread of a reminder: heard, understood, acted on, confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import answering, importing, mending
from bot.answering import Answer, Place
from bot.desk import Desk
from bot.figures import figures_of, target_meant, thread_targets, unread_figures
from bot.messages.whispers import MOST_BUTTONS, NEARLY_ANY
from bot.replies import Ask, Reading, Thread, ThreadItem, parse_reply, without_numbers
from bot.written import (
    SPOKEN,
    Written,
    in_words,
    is_reply,
    keep_direct_message,
    links_in,
    reply_key,
    says_more_than_links,
    without_our_words,
    written_at,
    written_in,
)
from jobs.facts import today_of
from storage import deliveries, inbound, items, people, targets
from storage.items import Said
from storage.measures import AmountProblem
from storage.models import Directive, Item, Person, Target, Unit
from storage.words import N_

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
        "“{reply}” does not name one certain day that lies ahead, so nothing was changed for it. Write it as in “extend 3 to 2024-05-10, supplier late”."
    ),
    "which_person": N_(
        "“{reply}” does not say for certain who is meant, so nothing was changed. Mention them, for example “3 owner @Xu Zhihao”."
    ),
}

NOBODY: Final = N_(
    "“{name}” was not understood as one person who is here, so {item} keeps its owner. Mention them: “{number} owner @Xu Zhihao”."
)
HAS_LEFT: Final = N_(
    "{name} has left or is an app, so {item} keeps its owner. Mention somebody else: “{number} owner @Xu Zhihao”."
)

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
        ) and not importing.offer_files(event, desk):
            answer_direct_message(event, desk)
        return
    take_reply(event, event["channel"], desk)


def take_reply(message: Mapping[str, Any], channel: str, desk: Desk, *, while_away: bool = False) -> bool:
    """Take a reply as Slack tells it, live or from the thread's history; False when it was taken before or is none of ours.

    `while_away` dates what it reports by when it was written, and says so in the confirmation.
    """
    thread_ts, ts, user = message["thread_ts"], message["ts"], message["user"]
    with desk.database.reading() as session:
        ours = deliveries.message_at(session, channel, thread_ts) is not None
        if not ours or inbound.inbound_of_key(session, reply_key(channel, ts)) is not None:
            return False
    known = desk.meet(user)
    if known.member.is_bot:
        return False
    written = written_in(message, desk)
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            reply_key(channel, ts),
            kind="reply",
            who=user,
            at=desk.now(),
            channel=channel,
            thread_ts=thread_ts,
            message_ts=ts,
            text=written.text,
        )
        ours_now = deliveries.message_at(session, channel, thread_ts)
        if row is None or ours_now is None or ours_now.unit_id is None:
            return False
        row.edited_ts = written.edited_ts
        place = Place(ours_now, session.get_one(Unit, ours_now.unit_id), reply_ts=ts)
        at = min(written_at(ts), desk.now()) if while_away else desk.now()
        answer = Answer(Said(desk.viewer(known, session), at, row), place, while_away=while_away)
        answer_reply(session, written, answer)
    desk.nudge("deliver")
    return True


def answer_direct_message(event: Mapping[str, Any], desk: Desk) -> None:
    """Somebody writes to the bot itself: tell them how it is asked and answered."""
    known = desk.meet(event["user"])
    with desk.database.writing() as session:
        row = keep_direct_message(session, event, desk.now())
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


def answer_reply(
    session: Session,
    written: Written,
    answer: Answer,
    *,
    standing: frozenset[int] = frozenset(),
    has_undone: bool = False,
) -> None:
    """Do what a reply asks for, as far as its speaker may, and promise what will show it.

    `standing` are the numbers of which an earlier wording of this reply said the same already; `has_undone` says that it took
    something back already.
    """
    place, said = answer.place, answer.said
    named = {item.number: item for item in deliveries.items_in_thread(session, place.message)}
    text = without_our_words(written.text, deliveries.texts_in_thread(session, place.channel, place.thread_ts))
    reading = parse_reply(text, thread_of(session, named.values(), place.unit, said.at))
    owed = targets.reportable(session, place.unit.id or 0, today_of(place.unit, said.at))
    unread = unread_figures(text, owed, is_chatter=reading.is_chatter)
    if reading.is_chatter and not answer.outcomes and not unread:
        return
    if reading.undo and not has_undone:
        _take_back_newest(session, answer)
    _make_moves(session, without_numbers(reading, standing), named, answer, written)
    _keep_figures(session, reading, owed, answer)
    for message, values in unread:
        answer.refuse_figure(message, values)
    answer.show(session)
    _ask_back(session, reading, text, named, answer)


def thread_of(session: Session, named: Iterable[Item], unit: Unit, at: datetime) -> Thread:
    """The thread as the grammar needs it: the items its message names, the unit's targets, and its wall clock at `at`."""
    return Thread(
        items=tuple(_thread_item(session, item, unit) for item in named),
        targets=thread_targets(targets.reportable(session, unit.id or 0, today_of(unit, at))),
        now=at.astimezone(ZoneInfo(unit.timezone)),
    )


def _make_moves(
    session: Session, reading: Reading, named: Mapping[int, Item], answer: Answer, written: Written
) -> None:
    def words(said: str | None) -> str | None:
        return in_words(said, written.called) if said else None

    # What is nothing but links is kept as evidence, and needs no repeating.
    told = words(reading.note) if reading.note and says_more_than_links(reading.note) else None
    for number in reading.done:
        answer.move(session, named[number], "done", told)
        _offer_evidence(session, named[number], written.text, written, answer)
    for number in reading.already:
        answer.move(session, named[number], "done")
    for number in reading.reopen:
        answer.move(session, named[number], "unblock" if named[number].state == "blocked" else "reopen", told)
    for number in reading.unblock:
        answer.move(session, named[number], "unblock", told)
    for each in reading.blocked:
        answer.move(session, named[each.number], "block", words(each.reason) or told)
    for number in reading.ack:
        answer.move(session, named[number], "acknowledge")
    for note in reading.notes:
        for number in note.numbers:
            answer.move(session, named[number], "note", words(note.text))
            _offer_evidence(session, named[number], note.text, written, answer)
    for wish in reading.extend:
        answer.extend(session, named[wish.number], wish.until, words(wish.reason) or "")
    for other in reading.assign:
        _assign(session, named[other.number], other.user, written, answer)


def _offer_evidence(session: Session, item: Item, text: str, written: Written, answer: Answer) -> None:
    """The links in a report and the files that came with it prove what it says."""
    for link in links_in(text):
        answer.offer(session, item, "link", link)
    for file in written.files:
        answer.offer(session, item, "file", file.permalink, name=file.name)


def _assign(session: Session, item: Item, whom: str, written: Written, answer: Answer) -> None:
    """Give an item to whoever was meant: a Slack user, the speaker, or somebody the records know by this name."""
    user = answer.said.viewer.user if whom == "me" else whom
    if user in written.called and user not in written.left:
        answer.reassign(session, item, user, written.called[user])
        return
    person = None if user in written.called else people.person_named(session, whom)
    if person is not None and person.left_at is None:
        answer.outcomes.append(items.reassign(session, item, person, answer.said))
        return
    values = {
        "template": HAS_LEFT if user in written.left or person is not None else NOBODY,
        "name": written.called.get(user, whom)[:80],
        "item": f"{answer.place.unit.code}-{item.number}",
        "number": item.number,
    }
    answering.whisper(session, answer.said, answer.place, "plain", values)


def _keep_figures(session: Session, reading: Reading, owed: Sequence[Target], answer: Answer) -> None:
    for value in reading.values:
        target = target_meant(value, owed)
        if target is None:
            continue
        try:
            answer.report(session, target, figures_of(value, target))
        except AmountProblem as problem:
            answer.refuse_figure(problem.message, problem.values)


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
    if reading.ask is not None:
        _ask(session, reading.ask, text, named, answer)


def _ask(session: Session, ask: Ask, text: str, named: Mapping[int, Item], answer: Answer) -> None:
    """One question, with a button for each possible answer; where a button cannot answer, an example of what would be clear."""
    said, place = answer.said, answer.place
    verb = ASKED_VERBS.get(ask.intent)
    meant = [named[number] for number in ask.candidates if number in named]
    if ask.intent in ("extend", "assign") and 0 < len(meant) <= MOST_BUTTONS:
        values = {
            "template": UNCLEAR.get(ask.why, NEARLY_ANY),
            "verb": ask.intent,
            "inbound_id": said.inbound.id if said.inbound else 0,
            "choices": answering.choices(meant, place.unit),
            "reply": text[:200],
        }
        answering.whisper(session, said, place, "worded", values)
        return
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
