"""Somebody leaves the organisation, or comes back: what they own becomes a task of the office meanwhile."""

from collections.abc import Mapping
from typing import Any

from bot.desk import Desk
from storage import people


def hear_user_changed(event: Mapping[str, Any], desk: Desk) -> None:
    """Take one user_change event: remember anew who they are, and note when their account was closed or opened again."""
    user = event["user"]
    desk.directory.hear_of(user["id"], user)
    with desk.database.reading() as session:
        person = people.person_of_user(session, user["id"])
    if person is None or (person.left_at is not None) is bool(user.get("deleted")):
        return
    with desk.database.writing() as session:
        people.note_left(session, user["id"], desk.now() if user.get("deleted") else None)
