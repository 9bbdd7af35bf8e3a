"""The names that mean something to one viewer: nobody's and nothing's they could not be shown."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy import ColumnElement, exists, or_, true
from sqlmodel import Session, col, select

from storage.models import Directive, Item, Meeting, Person, PersonAlias, Unit, UnitAlias
from storage.periods import quarter_of
from storage.viewers import Viewer, may_see_directive, may_see_item, may_see_meeting


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person the viewer may ask for, and every name they go under."""

    id: int
    name: str
    native_name: str | None = None
    role_title: str | None = None
    slack_user: str | None = None
    aliases: tuple[str, ...] = ()
    pinyin: str | None = None


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit the viewer may ask for, and every name it goes under."""

    id: int
    code: str
    name: str
    native_name: str | None = None
    aliases: tuple[str, ...] = ()
    pinyin: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All names that mean something to one viewer; `periods`, newest first, are those minutes name, and quarters of meetings."""

    people: tuple[KnownPerson, ...] = ()
    units: tuple[KnownUnit, ...] = ()
    periods: tuple[str, ...] = ()


def names_for(session: Session, viewer: Viewer) -> Names:
    """The names this viewer's questions may use: nobody and nothing they could not be shown."""
    people = list(
        session.exec(
            select(Person).where(may_name_person(viewer)).order_by(col(Person.is_leader).desc(), col(Person.id))
        )
    )
    units = list(session.exec(select(Unit).where(may_name_unit(viewer)).order_by(col(Unit.code))))
    called = _aliases(session.exec(select(PersonAlias.person_id, PersonAlias.alias).order_by(col(PersonAlias.id))))
    dubbed = _aliases(session.exec(select(UnitAlias.unit_id, UnitAlias.alias).order_by(col(UnitAlias.id))))
    held = session.execute(
        sqlalchemy.select(col(Meeting.period), col(Meeting.held_from)).where(may_see_meeting(viewer)).distinct()
    )
    periods = {period or quarter_of(day).name for period, day in held if period or day}
    return Names(
        people=tuple(
            KnownPerson(
                each.id or 0,
                each.name,
                each.native_name,
                each.role_title,
                each.slack_user,
                called.get(each.id or 0, ()),
                each.pinyin,
            )
            for each in people
        ),
        units=tuple(
            KnownUnit(
                each.id or 0,
                each.code,
                each.name,
                each.native_name,
                dubbed.get(each.id or 0, ()),
                each.pinyin,
                each.channel,
            )
            for each in units
        ),
        periods=tuple(sorted(periods, reverse=True)),
    )


def may_name_unit(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.sees_everything:
        return true()
    theirs = exists().where(col(Item.unit_id) == col(Unit.id), may_see_item(viewer))
    return or_(col(Unit.id).in_(viewer.unit_ids), theirs)


def may_name_person(viewer: Viewer) -> ColumnElement[bool]:
    """Whoever gave a directive they may see, owns an item they may see, heads a unit they may see; and they themselves."""
    known: list[ColumnElement[bool]] = [
        exists().where(col(Directive.speaker_id) == col(Person.id), may_see_directive(viewer)),
        exists().where(col(Item.owner_id) == col(Person.id), may_see_item(viewer)),
        exists().where(col(Unit.head_id) == col(Person.id), may_name_unit(viewer)),
    ]
    if viewer.person_id is not None:
        known.append(col(Person.id) == viewer.person_id)
    if viewer.sees_everything:
        known.append(col(Person.is_leader).is_(True))
    return or_(*known)


def _aliases(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for owner, alias in rows:
        found[owner] = (*found.get(owner, ()), alias)
    return found
