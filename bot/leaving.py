"""Somebody leaves the organisation, or comes back: what they own becomes a task of the office meanwhile."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_sdk.errors import SlackClientError

from bot.desk import Desk
from storage import people

log = structlog.get_logger()


def hear_user_changed(event: Mapping[str, Any], desk: Desk) -> None:
    """Take one user_change event: remember anew who they are, and note when their account was closed or opened again."""
    user = event["user"]
    desk.directory.hear_of(user["id"], user)
    with desk.database.reading() as session:
        person = people.person_of_user(session, user["id"])
    if person is not None:
        _note(user["id"], person.left_at is not None, bool(user.get("deleted")), desk)


def look_for_departed(desk: Desk) -> int:
    """Ask Slack about everybody whom the records know there, and note who left or came back while nobody told us.

    Returns how many did. What Slack said of somebody within the last day is not asked again. Ends early when Slack does not answer.
    """
    with desk.database.reading() as session:
        known = [(each.slack_user, each.left_at is not None) for each in people.all_people(session) if each.slack_user]
    changed = 0
    for user, has_left in known:
        try:
            member = desk.directory.member(user)
        except (SlackClientError, OSError) as error:
            log.info("who has left is asked later", error=type(error).__name__)
            return changed
        changed += _note(user, has_left, member.has_left, desk)
    return changed


def _note(user: str, had_left: bool, has_left: bool, desk: Desk) -> bool:
    if had_left is has_left:
        return False
    with desk.database.writing() as session:
        people.note_left(session, user, desk.now() if has_left else None)
    return True
