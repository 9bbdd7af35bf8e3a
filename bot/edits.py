"""Replies that were edited or deleted after we had answered them.

An edit is read again: what the new words no longer say is taken back, what they say anew is done, and what both say stands
as of the first. A deletion changes nothing but is told in the thread.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from bot import answering, threads
from bot.answering import Answer, Place
from bot.desk import Desk
from bot.figures import target_meant
from bot.replies import parse_reply, what_is_said_of
from bot.written import Written, is_reply, reply_key, written_at, written_in
from jobs.facts import today_of
from storage import activity, check_ins, deliveries, inbound, items, targets
from storage.items import Said
from storage.models import Inbound, Unit


def hear_change(event: Mapping[str, Any], desk: Desk) -> bool:
    """Take the news that a person's reply was edited or deleted; False when the event tells of something else."""
    message, gone = event.get("message") or {}, event.get("previous_message") or {}
    if event.get("subtype") == "message_changed" and is_reply(message):
        take_edit(message, event["channel"], desk)
        return True
    if event.get("subtype") == "message_deleted" and is_reply(gone):
        take_deletion(event["channel"], str(event["deleted_ts"]), desk)
        return True
    return False


def take_edit(message: Mapping[str, Any], channel: str, desk: Desk, *, while_away: bool = False) -> bool:
    """Read a reply again that was edited; False when this edit was taken before. One we never heard of is taken as new.

    Slack also tells of a change when it only unfolds a link; such a one bears no stamp of an edit.
    """
    stamp = (message.get("edited") or {}).get("ts")
    if not stamp:
        return False
    key = reply_key(channel, message["ts"])
    with desk.database.reading() as session:
        row = inbound.inbound_of_key(session, key)
    if row is None:
        if threads.take_reply(message, channel, desk, while_away=while_away):
            return True
        # Its first wording may have been taken meanwhile, as an event of its own; then this is its edit after all.
        with desk.database.reading() as session:
            row = inbound.inbound_of_key(session, key)
        if row is None:
            return False
    known, written = desk.meet(message["user"]), written_in(message, desk)
    with desk.database.writing() as session:
        row = session.get_one(Inbound, row.id)
        ours = deliveries.message_at(session, channel, message["thread_ts"])
        before = row.text
        if ours is None or ours.unit_id is None or not inbound.revise(session, row, written.text, str(stamp)):
            return False
        at = min(written_at(str(stamp)), desk.now()) if while_away else desk.now()
        said = Said(desk.viewer(known, session), at, row)
        place = Place(ours, session.get_one(Unit, ours.unit_id), reply_ts=message["ts"])
        _read_again(session, before, written, Answer(said, place, while_away=while_away))
    desk.nudge("deliver")
    return True


def take_deletion(channel: str, ts: str, desk: Desk) -> bool:
    """Tell the thread that a reply was deleted of which something still stands; False when there is nothing to tell."""
    with desk.database.writing() as session:
        row = inbound.inbound_of_key(session, reply_key(channel, ts))
        ours = deliveries.message_at(session, channel, row.thread_ts or "") if row else None
        if row is None or ours is None or ours.unit_id is None or not activity.stands(session, row):
            return False
        unit = session.get_one(Unit, ours.unit_id)
        if not answering.tell_of_deletion(session, row, unit, desk.now()):
            return False
    desk.nudge("deliver")
    return True


def _read_again(session: Session, before: str, written: Written, answer: Answer) -> None:
    row, place = answer.said.inbound, answer.place
    if row is None:
        return
    named = {item.number: item for item in deliveries.items_in_thread(session, place.message)}
    thread = threads.thread_of(session, named.values(), place.unit, answer.said.at)
    # What both wordings say of an item stands as of the first; so both are read as if nothing had been reported yet.
    fresh = replace(thread, items=tuple(replace(item, state="open") for item in thread.items))
    old, new = parse_reply(before, fresh), parse_reply(row.text, fresh)
    same = frozenset(number for number in named if what_is_said_of(old, number) == what_is_said_of(new, number))
    standing = frozenset(number for number in same if what_is_said_of(old, number))
    was_marked = answering.reports_done(session, row)
    answer.outcomes += items.take_back(
        session, row, answer.said, except_for=frozenset(named[number].id or 0 for number in standing)
    )
    if old.values:
        owed = targets.reportable(session, place.unit.id or 0, today_of(place.unit, answer.said.at))
        still = [target.id for value in new.values if (target := target_meant(value, owed))]
        answer.taken_back = check_ins.take_back(
            session, row, answer.said, except_for=frozenset(each for each in still if each is not None)
        )
    threads.answer_reply(session, written, answer, standing=standing, has_undone=old.undo)
    if answer.outcomes:
        row.outcome = "applied" if activity.stands(session, row) else "undone"
        session.add(row)
        session.flush()
    deliveries.want_confirmation_rendering(session, row.id or 0)
    answering.mark_again(session, answer, was_marked=was_marked)
