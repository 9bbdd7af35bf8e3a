"""What Slack tells us of our own messages and channels: one was deleted; a channel takes messages again."""

from collections.abc import Mapping
from typing import Any

from bot.desk import Desk
from storage import deliveries, refusals


def hear_deleted(event: Mapping[str, Any], desk: Desk) -> bool:
    """Take the news that a message was deleted; False when the event tells of something else.

    A message with answers leaves a tombstone, and then the event tells of a change instead.
    """
    ts = event.get("deleted_ts") if event.get("subtype") == "message_deleted" else _entombed(event)
    if not ts:
        return False
    with desk.database.writing() as session:
        deliveries.hear_deleted(session, event["channel"], str(ts))
    return True


def hear_unarchived(event: Mapping[str, Any], desk: Desk) -> None:
    """A channel was taken out of the archive: what was refused there of late is tried again."""
    hear_mended(event["channel"], desk)


def hear_mended(channel: str, desk: Desk) -> None:
    """Slack may take messages for this channel again: what was refused there of late is tried again."""
    with desk.database.writing() as session:
        put_back = refusals.mend(session, channel)
    if put_back:
        desk.nudge("deliver")


def _entombed(event: Mapping[str, Any]) -> str | None:
    message = event.get("message") or {}
    is_tombstone = event.get("subtype") == "message_changed" and message.get("subtype") == "tombstone"
    return str(message["ts"]) if is_tombstone else None
