"""Who gets a line of a draft, and who owns it: what the office chose, what the line itself names, or the draft's default.

Nothing is written here, and nothing is guessed: an owner whom the records do not know, or two, is told as a problem.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from sqlmodel import Session, col, select

from storage.intake import Draft, Line
from storage.minutes import Problem
from storage.models import Item, Person, Unit
from storage.people import names_of as names_of_person
from storage.people import person_of_user
from storage.units import all_units, names_of
from storage.words import N_

SLACK_USER: Final = re.compile(r"[UW][A-Z0-9]{6,}")
_JOINTS: Final = re.compile(r"\s*(?:[,;/&+、，；]|(?<=\w\w)[和及与](?=\w\w)|\band\b)\s*")
_NOBODY: Final = frozenset(
    [
        "all",
        "everyone",
        "everybody",
        "team",
        "tbd",
        "tbc",
        "none",
        "nobody",
        "someone",
        "?",
        "-",
        "n/a",
        "待定",
        "全体",
        "大家",
        "各单位",
        "各公司",
        "各部门",
    ]
)

SEVERAL_OWNERS: Final = N_(
    "“{owner}” names more than one owner, and an item has one. It is left open until you choose one, for example “{first}”."
)
SHARED_NAME: Final = N_(
    "More than one person answers to “{owner}”. The owner is left open until you give the full name."
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """The units a line is for, why, and its owner.

    `why`: the office chose them; the owner is theirs; the line names them; they are the default. `owner` is somebody the records
    know; `new_owner` a name (or Slack user) they do not know yet.
    """

    units: tuple[Unit, ...]
    why: Literal["chosen", "owner", "named", "default"]
    owner: Person | None = None
    new_owner: str | None = None
    problem: Problem | None = None


class Addressing:
    """The records' units and people, looked up once for all lines of one draft."""

    def __init__(self, session: Session, draft: Draft) -> None:
        self._session = session
        self._draft = draft
        self._units = [unit for unit in all_units(session) if unit.active]
        self._names = {unit.id or 0: [name for name in names_of(session, unit) if name] for unit in self._units}
        everybody = list(session.exec(select(Person).where(col(Person.left_at).is_(None))))
        self._people = {person.id or 0: person for person in everybody}
        self._person_names = {
            person.id or 0: {_folded(name) for name in names_of_person(session, person)} for person in everybody
        }
        self.default = self._default()

    def of(self, line: Line) -> Addressed:
        """Who gets this line, and who owns it."""
        owner, new_owner, problem = self._owner(line)
        if line.units is not None:
            chosen = tuple(unit for unit in self._units if unit.id in line.units)
            return Addressed(chosen, "chosen", owner, new_owner, problem)
        if line.kind == "action":
            theirs = self._unit_called(line.owner) or self._unit_of(owner)
            if theirs is not None:
                return Addressed((theirs,), "owner", owner, new_owner, problem)
            named = tuple(unit for unit in self._units if self._is_named(unit, line.text))
            if named:
                return Addressed(named, "named", owner, new_owner, problem)
        return Addressed(self.default, "default", owner, new_owner, problem)

    def _default(self) -> tuple[Unit, ...]:
        if self._draft.units is not None:
            return tuple(unit for unit in self._units if unit.id in self._draft.units)
        attended = [self._unit_called(name) for name in self._draft.attending]
        return tuple(unit for unit in self._units if unit in attended)

    def _owner(self, line: Line) -> tuple[Person | None, str | None, Problem | None]:
        said = (line.owner or "").strip().removeprefix("@")
        if SLACK_USER.fullmatch(said):
            known = person_of_user(self._session, said)
            return known, None if known else said, None
        if not said or _folded(said).removeprefix("the ") in _NOBODY or self._unit_called(said) is not None:
            return None, None, None
        place = self._draft.place_of(line)
        found = self._people_called(said)
        if len(found) > 1:
            return None, None, Problem(place, SHARED_NAME, {"owner": said})
        several = [part for part in _JOINTS.split(said) if part]
        if not found and len(several) > 1:
            return None, None, Problem(place, SEVERAL_OWNERS, {"owner": said, "first": several[0]})
        return (found[0], None, None) if found else (None, said, None)

    def _people_called(self, name: str) -> list[Person]:
        own = [person for person in self._people.values() if _folded(person.name) == _folded(name)]
        return own or [self._people[key] for key, names in self._person_names.items() if _folded(name) in names]

    def _unit_called(self, name: str | None) -> Unit | None:
        wanted = "".join((name or "").casefold().split())
        found = [
            unit
            for unit in self._units
            if wanted and wanted in {"".join(each.casefold().split()) for each in self._names[unit.id or 0]}
        ]
        return found[0] if len(found) == 1 else None

    def _unit_of(self, owner: Person | None) -> Unit | None:
        """The one unit a person heads or has items of; None when there is none, or more than one."""
        if owner is None:
            return None
        owned = set(self._session.exec(select(Item.unit_id).where(Item.owner_id == owner.id).distinct()))
        theirs = [unit for unit in self._units if unit.head_id == owner.id or unit.id in owned]
        return theirs[0] if len(theirs) == 1 else None

    def _is_named(self, unit: Unit, text: str) -> bool:
        """True when the text says one of the unit's names as a word of its own; a code only as it is written."""
        for name in self._names[unit.id or 0]:
            if name == unit.code:
                if re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", text):
                    return True
            elif name.isascii():
                if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I):
                    return True
            elif name in text:
                return True
        return False


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
