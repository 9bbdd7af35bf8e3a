"""Reactions as answers: ✅ on a reminder that names one item means done, and taking it off means undo."""

from collections.abc import Mapping
from typing import Any, Final

from sqlmodel import Session

from bot import answering
from bot.answering import Answer, Place
from bot.desk import Desk
from storage import deliveries, inbound
from storage.items import Said
from storage.models import Inbound, Unit

DONE_NAMES: Final = frozenset({"white_check_mark", "heavy_check_mark", "ballot_box_with_check"})


def hear_reaction(event: Mapping[str, Any], desk: Desk, *, is_added: bool) -> None:
    """Take one reaction event; all but a check mark on a reminder or notice of ours is left alone."""
    item, user = event.get("item") or {}, event.get("user")
    name = str(event.get("reaction") or "").split("::")[0]
    if name not in DONE_NAMES or item.get("type") != "message" or not user or user == desk.bot_user:
        return
    take_reaction(item["channel"], item["ts"], user, name, str(event.get("event_ts") or 0), desk, is_added=is_added)


def take_reaction(
    channel: str,
    ts: str,
    user: str,
    name: str,
    stamp: str,
    desk: Desk,
    *,
    is_added: bool,
    while_away: bool = False,
) -> bool:
    """Take a check mark put on a message or taken off it, live or as it stands in history; False when it is no news.

    `stamp` is Slack's, and orders what happened to one reaction however it reaches us.
    """
    with desk.database.reading() as session:
        message = deliveries.message_at(session, channel, ts)
        # A check on a confirmation only says "seen": it must not close anything a second time.
        if message is None or message.kind not in ("reminder", "notice"):
            return False
    known = desk.meet(user)
    if known.member.is_bot:
        return False
    with desk.database.writing() as session:
        is_news = inbound.changes_reaction(session, channel, ts, user, name, stamp, is_added=is_added)
        row = inbound.receive(
            session,
            inbound.reaction_key(channel, ts, user, name, stamp, is_added=is_added),
            kind="reaction",
            who=user,
            at=desk.now(),
            channel=channel,
            thread_ts=ts,
            message_ts=ts,
            text=name,
        )
        message = deliveries.message_at(session, channel, ts)
        if row is None or not is_news or message is None or message.unit_id is None:
            return False
        place = Place(message, session.get_one(Unit, message.unit_id))
        answer = Answer(Said(desk.viewer(known, session), desk.now(), row), place, while_away=while_away)
        if is_added:
            _done(session, answer, row)
        else:
            _undo(session, answer, row)
    desk.nudge("deliver")
    return True


def _done(session: Session, answer: Answer, row: Inbound) -> None:
    named = deliveries.items_named_in(session, answer.place.message.id or 0)
    if len(named) == 1:
        answer.move(session, named[0][0], "done")
        answer.show(session)
        return
    meant = answering.open_among(named)
    if meant:
        values = {"verb": "done", "inbound_id": row.id, "choices": answering.choices(meant, answer.place.unit)}
        answering.whisper(session, answer.said, answer.place, "which_item", values)


def _undo(session: Session, answer: Answer, row: Inbound) -> None:
    earlier = inbound.newest_effect_of(session, row.who, row.channel or "", row.thread_ts or "")
    if earlier is not None and earlier.kind == "reaction":
        answer.take_back(session, earlier)
        answer.show(session)
