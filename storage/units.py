"""The subsidiaries, and the channels they are reminded in."""

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from storage.models import Item, Meeting, MeetingUnit, Unit, UnitAlias, WorkdayOverride
from storage.pinyin import reading_of_unit, reading_typed
from storage.words import N_


class UnitProblem(Exception):
    """A unit cannot be kept like this; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What somebody says of a unit; None leaves a thing as it is."""

    name: str | None = None
    native_name: str | None = None
    pinyin: str | None = None
    timezone: str | None = None
    calendar: str | None = None
    language: str | None = None
    head_id: int | None = None
    active: bool | None = None
    needs_acceptance: bool | None = None
    aliases: tuple[str, ...] = ()


def all_units(session: Session) -> list[Unit]:
    """Every unit, by code."""
    return list(session.exec(select(Unit).order_by(Unit.code)))


def active_units(session: Session) -> list[Unit]:
    """The units that are reminded: active, and linked to a channel."""
    return list(session.exec(select(Unit).where(Unit.active, col(Unit.channel).is_not(None)).order_by(Unit.code)))


def unit_of_code(session: Session, code: str) -> Unit | None:
    """The unit with this code, in any case."""
    return session.exec(select(Unit).where(Unit.code == code.strip().upper())).first()


def unit_in_channel(session: Session, channel: str) -> Unit | None:
    """The unit that owns this channel."""
    return session.exec(select(Unit).where(Unit.channel == channel)).first()


def units_named(session: Session, name: str) -> list[Unit]:
    """The units of exactly this code, name, native name or alias; case and spaces do not count."""
    wanted = _folded(name)
    return [unit for unit in all_units(session) if wanted in {_folded(word) for word in names_of(session, unit)}]


def names_of(session: Session, unit: Unit) -> list[str]:
    """Everything a unit is called."""
    aliases = session.exec(select(UnitAlias.alias).where(UnitAlias.unit_id == unit.id).order_by(UnitAlias.alias))
    return [name for name in (unit.code, unit.name, unit.native_name) if name] + list(aliases)


def units_attending(session: Session, meeting: Meeting) -> list[Unit]:
    """The units that attended a meeting, by code."""
    attending = select(Unit).join(MeetingUnit).where(MeetingUnit.meeting_id == meeting.id)
    return list(session.exec(attending.order_by(Unit.code)))


def keep_unit(session: Session, code: str, change: UnitChange) -> Unit:
    """Find the unit with this code or make it, and write what was said of it.

    A Chinese name's reading is proposed when the name is first heard; `pinyin`, in syllables, is the office's, and stays.

    Raises UnitProblem when the code is malformed, a new unit has no name, or the name is another unit's.
    """
    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", code):
        raise UnitProblem(
            N_("{code} cannot be a unit's code: use up to 8 letters or digits, a letter first, for example QD."),
            code=code or "?",
        )
    unit = unit_of_code(session, code)
    name = " ".join((change.name or (unit.name if unit else "")).split())
    if not name:
        raise UnitProblem(
            N_("The new unit {code} needs a name, for example: followups units set {code} --name “Qingdao Lishen”."),
            code=code,
        )
    for other in units_named(session, name):
        if unit is None or other.id != unit.id:
            raise UnitProblem(
                N_("{name} is already the unit {code}. Two units cannot share one name: add the place to it."),
                name=name,
                code=other.code,
            )
    unit = unit or Unit(code=code, name=name)
    spoken = unit.native_name or unit.name
    unit.name = name
    for field in ("native_name", "timezone", "calendar", "language", "head_id", "active", "needs_acceptance"):
        value = getattr(change, field)
        if value is not None:
            setattr(unit, field, value)
    if change.pinyin:
        unit.pinyin = reading_typed(change.pinyin) or unit.pinyin
    elif unit.pinyin is None or spoken != (unit.native_name or unit.name):
        unit.pinyin = reading_of_unit(unit.native_name or unit.name)
    session.add(unit)
    session.flush()
    known = {_folded(word) for word in names_of(session, unit)}
    session.add_all(
        UnitAlias(unit_id=unit.id or 0, alias=alias) for alias in change.aliases if _folded(alias) not in known
    )
    session.flush()
    return unit


def keep_unit_named(session: Session, name: str, aliases: tuple[str, ...] = ()) -> Unit:
    """Find the unit the minutes call so, or make one with a code from its initials, which the office may change."""
    found = units_named(session, name)
    if found:
        return found[0]
    return keep_unit(session, _free_code(session, name), UnitChange(name=name, aliases=aliases))


def link_channel(session: Session, unit: Unit, channel: str) -> Unit:
    """Make `channel` the one this unit is reminded in.

    Raises UnitProblem when it is another unit's: two units in one channel could not tell their numbers apart.
    """
    holder = unit_in_channel(session, channel)
    if holder is not None and holder.id != unit.id:
        raise UnitProblem(
            N_(
                "That channel already belongs to {name} ({code}). Give {other} a channel of its own, or unlink the first."
            ),
            name=holder.name,
            code=holder.code,
            other=unit.name,
        )
    unit.channel = channel
    session.add(unit)
    session.flush()
    return unit


def recode(session: Session, unit: Unit, code: str) -> Unit:
    """Give a unit another code. Raises UnitProblem once items carry the old one: their numbers are for ever."""
    if session.exec(select(Item.id).where(Item.unit_id == unit.id).limit(1)).first() is not None:
        raise UnitProblem(
            N_("{code} already has items, and their numbers are for ever. The code stays."), code=unit.code
        )
    taken = unit_of_code(session, code)
    if taken is not None and taken.id != unit.id:
        raise UnitProblem(N_("{code} is already the code of {name}."), code=taken.code, name=taken.name)
    if not re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", code.strip().upper()):
        raise UnitProblem(
            N_("{code} cannot be a unit's code: use up to 8 letters or digits, a letter first, for example QD."),
            code=code,
        )
    unit.code = code.strip().upper()
    session.add(unit)
    session.flush()
    return unit


def workday_overrides(session: Session, calendar: str) -> dict[date, bool]:
    """The office's own word on single dates of a calendar: True where a day is worked."""
    return {
        row.day: row.is_workday
        for row in session.exec(select(WorkdayOverride).where(WorkdayOverride.calendar == calendar))
    }


def _free_code(session: Session, name: str) -> str:
    """Initials of the name's words, or U for a name without Latin letters; a digit is added until it is free."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z][A-Za-z0-9]*", name)).upper()[:6] or "U"
    candidates = [initials, *(f"{initials}{n}" for n in range(2, 100))]
    return next(code for code in candidates if unit_of_code(session, code) is None)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
