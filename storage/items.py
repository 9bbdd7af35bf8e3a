"""The items: assigning them, and the moves of their lives. Every deed appends to the journal what it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from storage import activity, extensions, life
from storage.models import OPEN_STATES, Activity, Directive, Inbound, Item, Meeting, MeetingAction, Person, Unit
from storage.said import Outcome as Outcome
from storage.said import Said as Said
from storage.said import obstacle, settle, step
from storage.viewers import Viewer, may_see_item
from storage.words import N_


def item_numbered(session: Session, unit_id: int, number: int) -> Item | None:
    """The unit's item with this number."""
    return session.exec(select(Item).where(Item.unit_id == unit_id, Item.number == number)).first()


def item_seen(session: Session, viewer: Viewer, code: str, number: int) -> Item | None:
    """The item people call `QD-3`, if this viewer may see it."""
    found = select(Item).join(Unit, col(Unit.id) == col(Item.unit_id)).where(Unit.code == code.upper())
    return session.exec(found.where(Item.number == number, may_see_item(viewer))).first()


def open_items(session: Session, unit_id: int) -> list[Item]:
    """What the unit still owes, by number."""
    owed = select(Item).where(Item.unit_id == unit_id, col(Item.state).in_(OPEN_STATES))
    return list(session.exec(owed.order_by(col(Item.number))))


@dataclass(frozen=True, slots=True)
class Task:
    """What an item is made of: a directive or an action of the minutes, with the date and the owner a person or the text gave."""

    origin: Directive | MeetingAction
    due_on: date | None = None
    owner: Person | None = None


def items_of_meeting(session: Session, meeting: Meeting) -> list[Item]:
    """Everything assigned from a meeting's directives and actions."""
    assigned = (
        select(Item)
        .join(Directive, col(Directive.id) == col(Item.directive_id), isouter=True)
        .join(MeetingAction, col(MeetingAction.id) == col(Item.action_id), isouter=True)
        .where(or_(col(Directive.meeting_id) == meeting.id, col(MeetingAction.meeting_id) == meeting.id))
    )
    return list(session.exec(assigned.order_by(col(Item.unit_id), col(Item.number))))


def assign(
    session: Session, directives: Iterable[Directive], unit: Unit, *, due_on: date | None, assigned_on: date, said: Said
) -> list[Item]:
    """Make one item of each directive for a unit; a directive it has already is left alone.

    `due_on` is the date a person gave, never one we made up; `assigned_on` is today on the unit's own calendar.
    """
    return give(session, [Task(each, due_on) for each in directives], unit, assigned_on=assigned_on, said=said)


def give(session: Session, tasks: Iterable[Task], unit: Unit, *, assigned_on: date, said: Said) -> list[Item]:
    """Make one item of each task for a unit, numbered on from its last; what it has already is left alone."""
    # Two assignments at once must not hand out one number twice: the unit's row is the lock.
    session.exec(select(Unit).where(Unit.id == unit.id).with_for_update()).one()
    known = select(Item.directive_id, Item.action_id).where(Item.unit_id == unit.id)
    held = {tuple(row) for row in session.exec(known)}
    fresh = [task for task in tasks if origin_ids(task.origin) not in held]
    made = [
        Item(
            unit_id=unit.id or 0,
            number=number,
            directive_id=origin_ids(task.origin)[0],
            action_id=origin_ids(task.origin)[1],
            title=as_title(task.origin.text),
            owner_id=task.owner.id if task.owner else None,
            assigned_on=assigned_on,
            due_on=task.due_on,
            original_due_on=task.due_on,
        )
        for number, task in enumerate(fresh, start=_last_number(session, unit) + 1)
    ]
    session.add_all(made)
    session.flush()
    for item in made:
        _begin(session, item, said)
    return made


def origin_ids(origin: Directive | MeetingAction) -> tuple[int | None, int | None]:
    """What an item keeps of where it comes from: the directive's id, or the action's."""
    return (origin.id, None) if isinstance(origin, Directive) else (None, origin.id)


def hold_still(session: Session, unit_ids: Iterable[int], *, waits: bool = True) -> None:
    """Until this transaction ends nobody moves these units' items, so that what is written of them is true when it is committed.

    Without `waits` somebody who is moving one of them right now is not waited for: OperationalError (PostgreSQL alone).
    """
    ids = sorted(unit_ids)
    if not ids or session.get_bind().dialect.name == "sqlite":  # there a transaction that writes is alone
        return
    held = select(Item.id).where(col(Item.unit_id).in_(ids)).order_by(col(Item.id))
    session.exec(held.with_for_update(read=True, nowait=not waits)).all()


def as_title(text: str) -> str:
    """A directive's words as the heading of an item: the same, but for a capital at the beginning ("The third is to seize …")."""
    return text[:1].upper() + text[1:]


def move(
    session: Session, item: Item, verb: str, said: Said, *, note: str | None = None, knew: int | None = None
) -> Outcome:
    """Make one move of an item's life, or say why not. A move allowed is written to the journal, with before and after.

    `note` is the reason, where the office owes one. `knew` is the item's revision as the speaker was shown it.
    """
    undone = activity.newest_of(session, item) if verb == "reopen" else None
    refused = obstacle(session, item, verb, said, since=undone, knew=knew, reason=note)
    if refused is not None:
        return Outcome(item, verb, refused)
    changes = life.changes(verb, said.viewer.user, said.at, note)
    ends = life.MOVES[verb].ends
    if ends is not None:
        changes["state"] = ends
    if verb == "acknowledge" and item.acknowledged_at is None:
        changes["acknowledged_at"] = said.at
    return step(session, item, verb, said, changes, note=note)


def set_due(
    session: Session,
    item: Item,
    due_on: date,
    reason: str | None,
    said: Said,
    *,
    today: date,
    knew: int | None = None,
) -> Outcome:
    """Move the due date; the first one stays beside it. `today` is the unit's own date. An undecided wish is settled by it."""
    refused = obstacle(session, item, "move_due", said, knew=knew, reason=reason)
    refused = refused or life.unfit_due_date(due_on, today, item.due_on)
    if refused is not None:
        return Outcome(item, "move_due", refused)
    extensions.settle_by_moving(session, item, due_on, said)
    changes = {"due_on": due_on} | ({"original_due_on": due_on} if item.original_due_on is None else {})
    return step(session, item, "move_due", said, changes, note=reason)


def reassign(
    session: Session, item: Item, owner: Person, said: Said, *, note: str | None = None, knew: int | None = None
) -> Outcome:
    """Give an item to another owner in the same unit."""
    refused = obstacle(session, item, "assign", said, knew=knew)
    if refused is None and item.owner_id == owner.id:
        refused = life.Refusal(
            "same_owner", N_("{item} is {name}'s already; nothing was changed."), {"name": owner.name}
        )
    if refused is not None:
        return Outcome(item, "assign", refused)
    return step(session, item, "assign", said, {"owner_id": owner.id}, note=note, more={"owner": owner.name})


def transfer(
    session: Session,
    item: Item,
    unit: Unit,
    said: Said,
    *,
    today: date,
    note: str | None = None,
    knew: int | None = None,
) -> tuple[Outcome, Item | None]:
    """Give an item to another unit: it gets a number there, with the same dates; the old number stays, and points to it.

    `today` is the new unit's own date. Returns what became of the old item, and the new one.
    """
    session.exec(select(Unit).where(Unit.id == unit.id).with_for_update()).one()
    refused = obstacle(session, item, "transfer", said, knew=knew)
    if refused is None and item.unit_id == unit.id:
        refused = life.Refusal("same_unit", N_("{item} is this unit's already; nothing was changed."))
    held = _of_same_origin(session, unit, item)
    if refused is None and held is not None:
        refused = life.Refusal(
            "held",
            N_("{item} was left as it is: {unit} has the same directive as {other}."),
            {"unit": unit.code, "other": f"{unit.code}-{held.number}"},
        )
    if refused is not None:
        return Outcome(item, "transfer", refused), None
    heir = Item(
        unit_id=unit.id or 0,
        number=_last_number(session, unit) + 1,
        directive_id=item.directive_id,
        action_id=item.action_id,
        title=item.title,
        assigned_on=today,
        due_on=item.due_on,
        original_due_on=item.original_due_on,
    )
    session.add(heir)
    session.flush()
    old = session.get_one(Unit, item.unit_id)
    _begin(session, heir, said, note=note, more={"moved_from": f"{old.code}-{item.number}"})
    changes = life.changes("transfer", said.viewer.user, said.at, note) | {"state": "cancelled", "moved_to_id": heir.id}
    return step(
        session, item, "transfer", said, changes, note=note, more={"moved_to": f"{unit.code}-{heir.number}"}
    ), heir


def heir_of(session: Session, item: Item) -> tuple[Unit, Item] | None:
    """The item of another unit that an item became, and that unit."""
    heir = session.get(Item, item.moved_to_id) if item.moved_to_id else None
    return (session.get_one(Unit, heir.unit_id), heir) if heir else None


def take_back(
    session: Session, earlier: Inbound, said: Said, *, except_for: frozenset[int] = frozenset()
) -> list[Outcome]:
    """Undo what an earlier reply or click did, the last step first; what has moved on since is left as it is and told so.

    `except_for` are the ids of items for which it shall stand.
    """
    outcomes: list[Outcome] = []
    lines = activity.lines_of(session, earlier)
    over = activity.undone_among(session, lines)
    for line in reversed(lines):
        if line.item_id is None or line.before == line.after or line.verb in ("undo", "assigned", "evidence"):
            continue
        if line.id in over or line.item_id in except_for:
            continue
        item = session.get_one(Item, line.item_id)
        # What only the office may do, only the office may take back.
        by_unit = life.UNIT in life.MOVES[line.verb].who or line.verb == "reopen"
        verb = "undo" if by_unit else "retract"
        refused = obstacle(session, item, verb, said, since=line)
        if refused is None and not _stands(session, item, line):
            refused = life.MOVED_ON
        if refused is None:
            before = activity.snapshot(item)
            activity.restore(item, line)
            if "extension" in line.after:
                extensions.take_back(session, line, said)
            settle(session, item, "undo", said, before, more={"undone": line.id})
        outcomes.insert(0, Outcome(item, "undo", refused))
    if any(outcome.refusal is None for outcome in outcomes):
        earlier.outcome = "undone"
        session.add(earlier)
    return outcomes


def _stands(session: Session, item: Item, line: Activity) -> bool:
    """True while nothing else has changed what a line changed, so that it can be taken back."""
    if line.verb == "transfer":
        return False  # the other unit has it now, and its people may have begun
    if activity.changes_of(session, item, activity.changed(line), after=line.id or 0):
        return False
    return "extension" not in line.after or extensions.may_be_taken_back(session, line)


def _of_same_origin(session: Session, unit: Unit, item: Item) -> Item | None:
    """The item a unit has of the same directive or action."""
    if item.directive_id is None and item.action_id is None:
        return None
    same = col(Item.directive_id) == item.directive_id if item.directive_id else col(Item.action_id) == item.action_id
    return session.exec(select(Item).where(Item.unit_id == unit.id, same)).first()


def _last_number(session: Session, unit: Unit) -> int:
    return session.exec(select(func.max(Item.number)).where(Item.unit_id == unit.id)).one() or 0


def _begin(
    session: Session, item: Item, said: Said, *, note: str | None = None, more: dict[str, Any] | None = None
) -> None:
    """The first line of an item's journal."""
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb="assigned",
        item=item,
        after=activity.snapshot(item) | (more or {}),
        note=note,
        inbound=said.inbound,
    )
