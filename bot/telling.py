"""Whose word was changed by somebody else is told so, privately, in the channel of the unit."""

from typing import Any, Final

from sqlmodel import Session

from bot.messages.text import is_slack_user
from storage import activity, deliveries
from storage.deliveries import Promise
from storage.items import Said
from storage.models import Activity, Item, Unit
from storage.words import N_

# What the person is told whose report or wish this was.
TOLD: Final = {
    "return": N_("{who} returned {item}, which you had reported done: {reason}"),
    "reopen": N_("{who} opened {item} again, which you had reported done."),
    "undo": N_("{who} took back what you had said of {item}."),
    "approve": N_("{who} approved your extension: {item} is due on {due} now."),
    "decline": N_("{who} declined your extension: {item} stays due on {due}. {reason}"),
}


def tell_others(session: Session, said: Said) -> None:
    """Promise a private word to everybody whose own word this answer changed; nobody is told of what they did themselves."""
    if said.inbound is None:
        return
    told: dict[str, list[dict[str, Any]]] = {}
    channels: dict[str, str] = {}
    languages: dict[str, str] = {}
    for line in activity.lines_of(session, said.inbound):
        who = _whose(session, line)
        if line.item_id is None or who is None or who == said.viewer.user or not is_slack_user(who):
            continue
        item = session.get_one(Item, line.item_id)
        unit = session.get_one(Unit, item.unit_id)
        if unit.channel is None:
            continue
        channels[who], languages[who] = unit.channel, unit.language
        told.setdefault(who, []).append(
            {
                "message": TOLD[line.verb],
                "item": f"{unit.code}-{item.number}",
                "who": said.viewer.user,
                "reason": line.note or "",
                "due": item.due_on.isoformat() if item.due_on else "?",
            }
        )
    for who, lines in told.items():
        deliveries.plan(
            session,
            Promise(
                key=f"whisper:{said.inbound.id}:{said.inbound.revision}:told:{who}",
                kind="whisper",
                channel=channels[who],
                due_at=said.at,
                inbound_id=said.inbound.id,
                facts={"user": who, "language": languages[who], "form": "refused", "values": {"lines": lines}},
            ),
        )


def _whose(session: Session, line: Activity) -> str | None:
    """The person whose word this line changed."""
    match line.verb:
        case "return" | "reopen":
            return line.before.get("done_by")
        case "undo":
            undone = session.get(Activity, line.after.get("undone") or 0)
            return undone.who if undone else None
        case "approve" | "decline":
            return line.after.get("requested_by")
    return None
