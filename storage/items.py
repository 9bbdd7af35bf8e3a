"""The items: assigning them, and the moves of their lives. Every deed appends to the journal what it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage import activity, life
from storage.models import OPEN_STATES, Activity, Directive, Inbound, Item, Meeting, Person, Unit
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


def item_numbered(session: Session, unit_id: int, number: int) -> Item | None:
    """The unit's item with this number."""
    return session.exec(select(Item).where(Item.unit_id == unit_id, Item.number == number)).first()


def open_items(session: Session, unit_id: int) -> list[Item]:
    """What the unit still owes, by number."""
    owed = select(Item).where(Item.unit_id == unit_id, col(Item.state).in_(OPEN_STATES))
    return list(session.exec(owed.order_by(col(Item.number))))


def items_of_meeting(session: Session, meeting: Meeting) -> list[Item]:
    """Everything assigned from a meeting's directives."""
    assigned = select(Item).join(Directive, col(Directive.id) == col(Item.directive_id))
    return list(
        session.exec(assigned.where(Directive.meeting_id == meeting.id).order_by(col(Item.unit_id), col(Item.number)))
    )


def assign(
    session: Session, directives: Iterable[Directive], unit: Unit, *, due_on: date | None, assigned_on: date, said: Said
) -> list[Item]:
    """Make one item of each directive for a unit, numbered on from its last; a directive it has already is left alone.

    `due_on` is the date a person gave, never one we made up; `assigned_on` is today on the unit's own calendar.
    """
    # Two assignments at once must not hand out one number twice: the unit's row is the lock.
    session.exec(select(Unit).where(Unit.id == unit.id).with_for_update()).one()
    held = set(session.exec(select(Item.directive_id).where(Item.unit_id == unit.id)))
    last = session.exec(select(func.max(Item.number)).where(Item.unit_id == unit.id)).one() or 0
    made = [
        Item(
            unit_id=unit.id or 0,
            number=number,
            directive_id=directive.id,
            title=as_title(directive.text),
            assigned_on=assigned_on,
            due_on=due_on,
            original_due_on=due_on,
        )
        for number, directive in enumerate((each for each in directives if each.id not in held), start=last + 1)
    ]
    session.add_all(made)
    session.flush()
    for item in made:
        activity.write(
            session,
            at=said.at,
            who=said.viewer.user,
            verb="assigned",
            item=item,
            after={"due_on": str(due_on) if due_on else None},
            inbound=said.inbound,
        )
    return made


def hold_still(session: Session, unit_id: int) -> None:
    """Until this transaction ends nobody moves the unit's items, so that what is written of them is true when it is committed."""
    session.exec(select(Item.id).where(Item.unit_id == unit_id).order_by(col(Item.id)).with_for_update(read=True)).all()


def as_title(text: str) -> str:
    """A directive's words as the heading of an item: the same, but for a capital at the beginning ("The third is to seize …")."""
    return text[:1].upper() + text[1:]


def standing(session: Session, item: Item, said: Said, *, since: Activity | None = None) -> frozenset[str]:
    """Who the speaker is towards this item. `since` is the journal line they want taken back, if it is one."""
    viewer = said.viewer
    if viewer.is_office:
        return frozenset({life.OFFICE, life.UNIT})
    if not viewer.is_insider:
        return frozenset()
    held = set()
    if item.unit_id in viewer.unit_ids:
        held.add(life.UNIT)
    if viewer.person_id is not None:
        stand_ins = _stood_in_for(session, viewer.person_id)
        unit = session.get_one(Unit, item.unit_id)
        if item.owner_id in stand_ins:
            held.add(life.OWNER)
        if unit.head_id in stand_ins:
            held.add(life.HEAD)
    if since is not None and since.who == viewer.user and said.at - since.at < life.UNDO_WINDOW:
        held.add(life.DOER)
    return frozenset(held)


def _stood_in_for(session: Session, person_id: int) -> set[int]:
    """The person and everybody whose deputy they are."""
    absent = session.exec(select(Person.id).where(Person.deputy_id == person_id))
    return {person_id, *(each for each in absent if each is not None)}


def move(session: Session, item: Item, verb: str, said: Said, *, note: str | None = None) -> Outcome:
    """Make one move of an item's life, or say why not. A move allowed is written to the journal, with before and after."""
    # Two answers at once are taken one after the other, and the second sees what the first did.
    session.refresh(item, with_for_update=True)
    undone = activity.newest_of(session, item) if verb == "reopen" else None
    refused = life.refusal(verb, item.state, standing(session, item, said, since=undone))
    if refused is not None:
        return Outcome(item, verb, refused)
    before = activity.snapshot(item)
    ends = life.MOVES[verb].ends
    if ends is not None:
        item.state = ends
    item.done_at, item.done_by = (said.at, said.viewer.user) if verb == "done" else (item.done_at, item.done_by)
    if verb in ("reopen", "return"):
        item.done_at = item.done_by = item.accepted_at = item.accepted_by = None
    if verb == "accept":
        item.accepted_at, item.accepted_by = said.at, said.viewer.user
    if verb == "block":
        item.blocked_reason = note or ""
    elif item.state != "blocked":
        item.blocked_reason = None
    item.acknowledged_at = item.acknowledged_at or (said.at if verb == "acknowledge" else None)
    item.last_word_at = said.at
    session.add(item)
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb=verb,
        item=item,
        before=before,
        after=activity.snapshot(item),
        note=note,
        inbound=said.inbound,
    )
    return Outcome(item, verb)


def take_back(session: Session, earlier: Inbound, said: Said) -> list[Outcome]:
    """Undo what an earlier reply or click did, the last step first; what has moved on since is left as it is and told so."""
    outcomes: list[Outcome] = []
    for line in reversed(activity.lines_of(session, earlier)):
        if line.item_id is None or line.before == line.after or line.verb == "undo":
            continue
        item = session.get_one(Item, line.item_id)
        session.refresh(item, with_for_update=True)
        refused = life.refusal("undo", item.state, standing(session, item, said, since=line))
        if refused is None and activity.snapshot(item) != line.after:
            refused = life.MOVED_ON
        if refused is None:
            before = activity.snapshot(item)
            activity.restore(item, line.before)
            item.last_word_at = said.at
            session.add(item)
            activity.write(
                session,
                at=said.at,
                who=said.viewer.user,
                verb="undo",
                item=item,
                before=before,
                after=activity.snapshot(item),
                inbound=said.inbound,
            )
        outcomes.insert(0, Outcome(item, "undo", refused))
    if any(outcome.refusal is None for outcome in outcomes):
        earlier.outcome = "undone"
        session.add(earlier)
    return outcomes
