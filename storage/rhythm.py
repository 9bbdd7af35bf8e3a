"""What the office says of the rhythm: its choices of numbers, snoozes and pauses, days off, people on leave. All of it is journalled.

A message that was promised and not yet sent is promised anew after each change, so nothing goes out by an old word.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, or_, select
from sqlmodel import Session, col

from storage import activity, workspace
from storage.models import OPEN_STATES, Activity, Delivery, DeliveryItem, Item, Person, Unit, WorkdayOverride, Workspace
from storage.said import Said
from storage.words import N_

# As a value it takes a choice back.
DEFAULT: Final = "default"
_PLANNED: Final = ("reminder", "notice", "escalation", "digest", "waiting", "scorecard")


class RhythmProblem(Exception):
    """It cannot be so; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


def chosen(session: Session, unit: Unit | None = None) -> dict[str, str]:
    """The office's choices for everybody, with a unit's own on top."""
    known = workspace.the_workspace(session)
    return {**(known.policy if known else {}), **(unit.policy if unit else {})}


def choose(session: Session, unit: Unit | None, choices: Mapping[str, str], said: Said) -> None:
    """Write choices down, for one unit or for everybody (None). Raises RhythmProblem before the workspace is known."""
    scope: Unit | Workspace = unit or _workspace(session)
    before = dict(scope.policy)
    kept = {name: value for name, value in {**before, **choices}.items() if value != DEFAULT}
    scope.policy = kept
    session.add(scope)
    _tell(session, said, "policy", unit, before=before, after=kept)
    plan_anew(session, unit, said.at)


def snooze_item(session: Session, item: Item, until: date | None, said: Said) -> None:
    """Name an item no more before `until` (a date of its unit), or again (None). Its rhythm stays as it was."""
    before, item.snoozed_until = item.snoozed_until, until
    session.add(item)
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb="snoozed",
        item=item,
        before={"snoozed_until": _plain(before)},
        after={"snoozed_until": _plain(until)},
        inbound=said.inbound,
    )
    plan_anew(session, session.get_one(Unit, item.unit_id), said.at)


def snooze_unit(session: Session, unit: Unit, until: date | None, said: Said) -> None:
    """Post nothing to a unit's channel before `until`, a date of its own; None wakes it."""
    before, unit.snoozed_until = unit.snoozed_until, until
    session.add(unit)
    _tell(
        session,
        said,
        "snoozed",
        unit,
        before={"snoozed_until": _plain(before)},
        after={"snoozed_until": _plain(until)},
    )
    plan_anew(session, unit, said.at)


def pause_unit(session: Session, unit: Unit, said: Said) -> None:
    """Post nothing to a unit's channel until somebody resumes it."""
    unit.paused_at = unit.paused_at or said.at
    session.add(unit)
    _tell(session, said, "paused", unit)
    plan_anew(session, unit, said.at)


def resume_unit(session: Session, unit: Unit, said: Said) -> None:
    """Post to a unit's channel again: neither paused nor snoozed."""
    unit.paused_at = unit.snoozed_until = None
    session.add(unit)
    _tell(session, said, "resumed", unit)
    plan_anew(session, unit, said.at)


def is_quiet(unit: Unit, today: date) -> bool:
    """True while a unit's channel is not to be posted to, on its own date `today`."""
    return unit.paused_at is not None or (unit.snoozed_until is not None and today < unit.snoozed_until)


def set_workday(session: Session, calendar: str, day: date, said: Said, *, is_workday: bool | None) -> None:
    """The office's own word on one date of a calendar; None leaves the date to the official calendar again."""
    known = session.get(WorkdayOverride, (calendar, day))
    before = {"is_workday": known.is_workday} if known else {}
    if is_workday is None:
        if known is not None:
            session.delete(known)
    else:
        kept = known or WorkdayOverride(calendar=calendar, day=day, is_workday=is_workday)
        kept.is_workday = is_workday
        session.add(kept)
    after = {"calendar": calendar, "day": day.isoformat(), "is_workday": is_workday}
    _tell(session, said, "workday", None, before=before, after=after)
    session.flush()
    plan_anew(session, None, said.at)


def workday_words(session: Session) -> list[WorkdayOverride]:
    """Every date on which the office's word stands above a calendar."""
    rows = session.scalars(select(WorkdayOverride).order_by(col(WorkdayOverride.calendar), col(WorkdayOverride.day)))
    return list(rows)


def set_leave(
    session: Session, person: Person, first: date | None, last: date | None, deputy: Person | None, said: Said
) -> None:
    """Somebody is away from `first` to `last`, both included, and the deputy is mentioned instead; None ends the leave.

    Raises RhythmProblem when the leave ends before it begins, or the deputy is the person.
    """
    if first is not None and last is not None and last < first:
        raise RhythmProblem(
            N_("The leave of {name} would end before it begins. Write the first day, then the last."), name=person.name
        )
    if deputy is not None and deputy.id == person.id:
        raise RhythmProblem(N_("{name} cannot stand in for themselves. Name somebody else."), name=person.name)
    before = {"away_from": _plain(person.away_from), "away_until": _plain(person.away_until)}
    person.away_from, person.away_until = first, last
    if deputy is not None:
        person.deputy_id = deputy.id
    session.add(person)
    after = {"person": person.name, "away_from": _plain(first), "away_until": _plain(last)}
    _tell(session, said, "leave", None, before=before, after=after | ({"deputy": deputy.name} if deputy else {}))


def stand_in(session: Session, person: Person, today: date) -> Person | None:
    """Who is mentioned instead of a person that is on leave on `today`, or has left; None when they are there, or nobody stands in."""
    is_on_leave = (
        person.away_from is not None
        and person.away_from <= today
        and (person.away_until is None or today <= person.away_until)
    )
    if not (is_on_leave or person.left_at is not None) or person.deputy_id is None:
        return None
    deputy = session.get(Person, person.deputy_id)
    return deputy if deputy is not None and deputy.left_at is None else None


def items_to_settle(session: Session) -> list[Item]:
    """The open items without a due date or without an owner, by unit and number."""
    wanting = or_(col(Item.due_on).is_(None), col(Item.owner_id).is_(None))
    rows = session.scalars(
        select(Item)
        .join(Unit, col(Unit.id) == col(Item.unit_id))
        .where(col(Item.state).in_(OPEN_STATES), wanting, col(Unit.active))
        .order_by(col(Unit.code), col(Item.number))
    )
    return list(rows)


def returned_at(session: Session, item: Item) -> Activity | None:
    """The line of the journal by which the office gave an item back, while it is so."""
    if item.returned_reason is None:
        return None
    lines = select(Activity).where(col(Activity.item_id) == item.id, col(Activity.verb) == "return")
    return session.scalars(lines.order_by(col(Activity.id).desc()).limit(1)).first()


def plan_anew(session: Session, unit: Unit | None, at: datetime) -> None:
    """Take back what was promised to a unit (None: to all) and has certainly not been sent, so that it is planned by the new word.

    So is what was skipped about `at`: by the new word the day may not be over yet.
    """
    unsent = [
        col(Delivery.kind).in_(_PLANNED),
        col(Delivery.state).in_(("ready", "skipped")),
        col(Delivery.attempts) == 0,
        col(Delivery.local_date) >= at.date() - timedelta(days=1),
    ]
    if unit is not None:
        unsent.append(col(Delivery.unit_id) == unit.id)
    # A row that was put back after a refusal for haste names its items already.
    session.execute(
        delete(DeliveryItem).where(col(DeliveryItem.delivery_id).in_(select(col(Delivery.id)).where(*unsent)))
    )
    session.execute(delete(Delivery).where(*unsent))


def tell_of_all(session: Session, verb: str, said: Said) -> None:
    """Append to the journal what was decided for all units: going live, or being silent."""
    _tell(session, said, verb, None)


def _workspace(session: Session) -> Workspace:
    known = workspace.the_workspace(session)
    if known is None:
        raise RhythmProblem(N_("Start the bot once with its Slack tokens first, so that it knows its workspace."))
    return known


def _tell(
    session: Session,
    said: Said,
    verb: str,
    unit: Unit | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb=verb,
        unit_id=unit.id if unit else None,
        before=before,
        after=after,
        inbound=said.inbound,
    )


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
