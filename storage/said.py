"""One person's word on one item: who they are towards it, what stands in its way, and the step it makes in the journal.

Every move of every kind goes through `obstacle` and `step`, whatever way it came: reply, reaction, click, command.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from storage import activity, life
from storage.models import Activity, Directive, Inbound, Item, Person, Unit
from storage.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, when, and in which inbound row it came: what every deed needs for the journal."""

    viewer: Viewer
    at: datetime
    inbound: Inbound | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one move: the item, and why it was refused, if it was."""

    item: Item
    verb: str
    refusal: life.Refusal | None = None


def standing(session: Session, item: Item, said: Said, *, since: Activity | None = None) -> frozenset[str]:
    """Who the speaker is towards this item. `since` is the journal line they want taken back, if it is one."""
    viewer = said.viewer
    if viewer.is_office:
        return frozenset({life.COLLEAGUE, life.OFFICE, life.UNIT})
    if not viewer.is_insider:
        return frozenset()
    held = {life.COLLEAGUE}
    if item.unit_id in viewer.unit_ids:
        held.add(life.UNIT)
    if viewer.person_id is not None:
        stand_ins = _stood_in_for(session, viewer.person_id)
        unit = session.get_one(Unit, item.unit_id)
        directive = session.get(Directive, item.directive_id) if item.directive_id else None
        if item.owner_id in stand_ins:
            held.add(life.OWNER)
        if unit.head_id in stand_ins:
            held.add(life.HEAD)
        if directive is not None and directive.speaker_id in stand_ins:
            held.add(life.LEADER)
    if since is not None and since.who == viewer.user and said.at - since.at < life.UNDO_WINDOW:
        held.add(life.DOER)
    return frozenset(held)


def _stood_in_for(session: Session, person_id: int) -> set[int]:
    """The person and everybody whose deputy they are."""
    absent = session.exec(select(Person.id).where(Person.deputy_id == person_id))
    return {person_id, *(each for each in absent if each is not None)}


def obstacle(
    session: Session,
    item: Item,
    verb: str,
    said: Said,
    *,
    since: Activity | None = None,
    knew: int | None = None,
    reason: str | None = None,
) -> life.Refusal | None:
    """Why this word makes no move; None when it may. Until the transaction ends nobody else moves the item.

    `knew` is the item's revision as the speaker was shown it. `since` is the line to be taken back.
    """
    # Two answers at once are taken one after the other, and the second sees what the first did.
    session.refresh(item, with_for_update=True)
    held = standing(session, item, said, since=since)
    if not held & life.MOVES[verb].who:
        return life.refusal(verb, item.state, held)
    return (
        _meanwhile(session, item, verb, said, knew)
        or life.refusal(verb, item.state, held)
        or life.lacks_reason(verb, reason)
    )


def _meanwhile(session: Session, item: Item, verb: str, said: Said, knew: int | None) -> life.Refusal | None:
    """The last word wins only when it was said knowing the first: what somebody else changed before the speaker could know."""
    unknown = [
        line
        for line in activity.changes_of(session, item, life.MOVES[verb].rests_on)
        if line.who != said.viewer.user and _is_news(session, line, said, knew)
    ]
    if not unknown:
        return None
    newest = unknown[-1]
    return life.meanwhile(newest.verb, newest.who, {"due": newest.after.get("due_on") or "?"})


def _is_news(session: Session, line: Activity, said: Said, knew: int | None) -> bool:
    """True when the speaker cannot have known of this line: it is newer than what they saw, or than their own reply.

    Replies carry Slack's clock, so two of them are put in order by it even when they reach us the other way round.
    """
    if knew is not None:
        return int(line.after.get("revision", 0)) > knew
    mine, other = said.inbound, session.get(Inbound, line.inbound_id) if line.inbound_id else None
    if mine is None or other is None or mine.kind != "reply" or other.kind != "reply":
        return False
    return float(other.message_ts or 0) > float(mine.message_ts or 0)


def step(
    session: Session,
    item: Item,
    verb: str,
    said: Said,
    changes: Mapping[str, Any],
    *,
    note: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> Outcome:
    """Change the item's row and append the line that says so. `more` is kept beside the line's picture of the item."""
    before = activity.snapshot(item)
    for name, value in changes.items():
        setattr(item, name, value)
    return settle(session, item, verb, said, before, note=note, more=more)


def settle(
    session: Session,
    item: Item,
    verb: str,
    said: Said,
    before: dict[str, Any],
    *,
    note: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> Outcome:
    """Append the line for what was changed of an item since the picture `before` was taken."""
    after = activity.snapshot(item)
    if any(before[name] != after[name] for name in activity.TELLING):
        item.revision += 1
        after["revision"] = item.revision
    # What the office does says nothing of how the work goes.
    if (verb in life.MOVES and life.UNIT in life.MOVES[verb].who) or verb in ("undo", "reopen"):
        item.last_word_at = said.at
    session.add(item)
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb=verb,
        item=item,
        before=before,
        after={**after, **(more or {})},
        note=note,
        inbound=said.inbound,
    )
    return Outcome(item, verb)
