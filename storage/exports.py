"""Everything in rows, for a spreadsheet: the items as they are, and the journal of how they came to be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, func, or_, true
from sqlmodel import Session, col, select

from storage import activity, evidence, workspace
from storage.models import Activity, Directive, Inbound, Item, Meeting, Person, Target, Unit
from storage.viewers import Viewer, may_see_item, may_see_target
from storage.words import N_

ITEM_HEADINGS = (
    N_("Item"),
    N_("Unit"),
    N_("Title"),
    N_("Asked by"),
    N_("Point"),
    N_("Meeting"),
    N_("Owner"),
    N_("State"),
    N_("Assigned on"),
    N_("First due on"),
    N_("Due on"),
    N_("Reported on"),
    N_("Reported by"),
    N_("In time for the first date"),
    N_("In time"),
    N_("Accepted on"),
    N_("Accepted by"),
    N_("Blocked by"),
    N_("Returned because"),
    N_("Moved to"),
    N_("Evidence"),
)
JOURNAL_HEADINGS = (
    N_("At (UTC)"),
    N_("Who"),
    N_("Item"),
    N_("Unit"),
    N_("What"),
    N_("Before"),
    N_("After"),
    N_("Note"),
    N_("Where"),
)


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Whether an item was reported in time, by its first due date and by the one in force; None where there is none."""

    first: bool | None
    extended: bool | None


def timeliness(item: Item, unit: Unit) -> Timeliness:
    """Judged by the report that stands (and, where it is so, was accepted), on the unit's own date: never by the office's pace."""
    if item.done_at is None:
        return Timeliness(None, None)
    done_on = _local(item.done_at, unit)
    return Timeliness(
        done_on <= item.original_due_on if item.original_due_on else None,
        done_on <= item.due_on if item.due_on else None,
    )


def count_items(session: Session, viewer: Viewer) -> int:
    """How many rows `item_rows` has."""
    return session.exec(select(func.count()).select_from(Item).where(may_see_item(viewer))).one()


def item_rows(session: Session, viewer: Viewer) -> Iterator[list[str]]:
    """One row an item this viewer may see, by unit and number; dates on the unit's own calendar, as 2024-06-28."""
    people = {person.id: person for person in session.exec(select(Person))}
    meetings = {meeting.id: meeting for meeting in session.exec(select(Meeting))}
    units = {unit.id: unit for unit in session.exec(select(Unit))}
    numbers = {item.id: f"{units[item.unit_id].code}-{item.number}" for item in session.exec(select(Item))}
    users = {person.slack_user: person.name for person in people.values() if person.slack_user}
    asked = select(Item, Directive).join(Directive, col(Directive.id) == col(Item.directive_id), isouter=True)
    asked = asked.join(Unit, col(Unit.id) == col(Item.unit_id)).where(may_see_item(viewer))
    rows = session.exec(asked.order_by(Unit.code, col(Item.number)))
    for item, directive in rows:
        unit = units[item.unit_id]
        kept = timeliness(item, unit)
        owner = people.get(item.owner_id)
        yield [
            numbers[item.id],
            unit.name,
            item.title,
            people[directive.speaker_id].name if directive else "",
            str(directive.ordinal) if directive else "",
            meetings[directive.meeting_id].title if directive else "",
            owner.name if owner else "",
            item.state,
            str(item.assigned_on),
            str(item.original_due_on or ""),
            str(item.due_on or ""),
            str(_local(item.done_at, unit)) if item.done_at else "",
            users.get(item.done_by or "", item.done_by or ""),
            _yes_no(kept.first),
            _yes_no(kept.extended),
            str(_local(item.accepted_at, unit)) if item.accepted_at else "",
            users.get(item.accepted_by or "", item.accepted_by or ""),
            item.blocked_reason or "",
            item.returned_reason or "",
            numbers.get(item.moved_to_id, ""),
            "\n".join(_evidence(session, item)),
        ]


def _evidence(session: Session, item: Item) -> list[str]:
    """The links, files and sentences offered, and the sentence that came with the report."""
    offered = [proof.content for proof in evidence.of_items(session, [item]).get(item.id or 0, ())]
    told = activity.word_of_report(session, item)
    return [*offered, told] if told and told not in offered else offered


def count_journal(session: Session, viewer: Viewer) -> int:
    """How many rows `journal_rows` has."""
    return session.exec(select(func.count()).select_from(Activity).where(_may_see_line(viewer))).one()


def journal_rows(session: Session, viewer: Viewer) -> Iterator[list[str]]:
    """One row a line of the journal, oldest first, with the link to the message it came from where there is one.

    A viewer who does not see everything gets the lines of the items and targets that they may see.
    """
    known = workspace.the_workspace(session)
    team_url = known.team_url if known else ""
    units = {unit.id: unit for unit in session.exec(select(Unit))}
    users = {person.slack_user: person.name for person in session.exec(select(Person)) if person.slack_user}
    asked = (
        select(Activity, Item, Inbound)
        .join(Item, col(Item.id) == col(Activity.item_id), isouter=True)
        .join(Inbound, col(Inbound.id) == col(Activity.inbound_id), isouter=True)
        .where(_may_see_line(viewer))
        .order_by(col(Activity.id))
    )
    for line, item, heard in session.exec(asked.execution_options(yield_per=500)):
        unit = units.get(line.unit_id)
        changed = sorted(activity.changed(line)) if line.before else []
        yield [
            line.at.isoformat(timespec="seconds"),
            users.get(line.who, line.who),
            f"{unit.code}-{item.number}" if item and unit else "",
            unit.name if unit else "",
            line.verb,
            "; ".join(f"{name}: {line.before[name]}" for name in changed),
            "; ".join(f"{name}: {line.after.get(name)}" for name in changed),
            line.note or "",
            (activity.permalink(team_url, heard) or "") if heard else "",
        ]


def _may_see_line(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.sees_everything:
        return true()
    item = exists().where(col(Item.id) == col(Activity.item_id), may_see_item(viewer)).correlate(Activity)
    target = exists().where(col(Target.id) == col(Activity.target_id), may_see_target(viewer)).correlate(Activity)
    return or_(item, target)


def _local(instant: datetime, unit: Unit) -> date:
    return instant.astimezone(ZoneInfo(unit.timezone)).date()


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
