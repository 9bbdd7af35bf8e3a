"""Drafts of minutes: kept while the office looks at them, compared with the records, and confirmed in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from storage import activity, intake, items, meetings, people
from storage.addressing import SLACK_USER, Addressed, Addressing
from storage.intake import Draft, DraftProblem, Line
from storage.items import Said, Task
from storage.meetings import Imported, Point
from storage.minutes import Problem
from storage.models import Directive, ImportDraft, Item, Meeting, Person, Unit
from storage.viewers import Viewer
from storage.words import N_

OFFICE_ONLY: Final = N_("Only the strategy office imports minutes. Ask it to, or send it the file.")
CHANGED_MEANWHILE: Final = N_(
    "{who} has changed this draft meanwhile, so your change was not made. Open the preview again, and make it once more if it still holds."
)
DROPPED: Final = N_("{who} has thrown this draft away. Import the minutes again if they are needed.")
STORED: Final = N_(
    "{who} has confirmed this draft already, so it cannot be changed. Import the minutes again to correct them."
)
NOTHING_YET: Final = N_(
    "There is no point in this draft yet, so there is nothing to keep. Add one, or throw the draft away."
)
NOTHING_LEFT: Final = N_(
    "Every line of this draft is dropped, so there is nothing to keep. Take a line back in, or drop the draft."
)
PASSED: Final = N_(
    "“{text}” cannot be due on {date}: in {unit} it is {today} already. Choose today or a later day, or leave the date out."
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A line whose record says something else now; `speaker` is who says it there, when it is somebody else."""

    line: Line
    before: Point
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What confirming a draft would do to the records; `meeting` is None when it is new.

    `is_known`: the very same text is kept already. `changed` are lines in other words; `moved` those with another number, of
    another speaker, or with another date in the minutes, whatever their words. `missing` are records no line is any more; they
    stay. `points` are the records of the lines that have one, by their keys.
    """

    meeting: Meeting | None
    is_known: bool
    added: tuple[Line, ...]
    changed: tuple[Changed, ...]
    same: tuple[Line, ...]
    missing: tuple[Point, ...]
    moved: tuple[Changed, ...] = ()
    points: Mapping[int, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation did. `is_repeated`: the draft was confirmed before, and nothing was done now.

    `unassigned` are lines that nobody got: no unit was chosen, attended or named.
    """

    meeting: Meeting
    imported: Imported | None = None
    items: tuple[Item, ...] = ()
    units: tuple[Unit, ...] = ()
    unassigned: tuple[Line, ...] = ()
    is_repeated: bool = False


def keep_draft(
    session: Session, draft: Draft, said: Said, *, source_kind: str, permalink: str | None = None
) -> ImportDraft:
    """Keep what was read until the office decides.

    `source_kind` is paste, file, message, shortcut or command line; `permalink` leads to the message it came from.
    """
    _admit(said.viewer)
    who = said.viewer.user
    row = ImportDraft(
        source_name=draft.source_name,
        source_kind=source_kind,
        source_permalink=permalink,
        text=draft.text,
        sha256=meetings.fingerprint(draft.text),
        body=_body(draft),
        made_by=who,
        made_at=said.at,
        changed_by=who,
        changed_at=said.at,
    )
    session.add(row)
    session.flush()
    return row


def draft_row(session: Session, viewer: Viewer, draft_id: int) -> ImportDraft | None:
    """The draft with this id; only the office sees drafts."""
    return session.get(ImportDraft, draft_id) if viewer.is_office else None


def draft_in(row: ImportDraft) -> Draft:
    """The draft a row keeps."""
    return intake.from_json(row.body | {"text": row.text})


def waiting(session: Session, viewer: Viewer) -> list[ImportDraft]:
    """The drafts nobody has decided on, newest first; only the office sees drafts."""
    if not viewer.is_office:
        return []
    undecided = select(ImportDraft).where(ImportDraft.state == "open")
    return list(session.exec(undecided.order_by(col(ImportDraft.id).desc())))


def change(
    session: Session, row: ImportDraft, deed: Callable[[Draft], Draft], said: Said, *, revision: int | None = None
) -> Draft:
    """Change a draft by a deed of `intake`; what the deed refuses is not changed.

    `revision` is the row's as the person was shown it; None where the deed is right whatever was changed before. Raises
    DraftProblem when somebody else changed the draft since, or it is decided.
    """
    _admit(said.viewer)
    _hold(session, row)
    _undecided(row)
    if revision is not None and revision != row.revision:
        raise DraftProblem(CHANGED_MEANWHILE, who=row.changed_by)
    draft = draft_in(row)
    changed = deed(draft)
    if changed != draft:
        row.body = _body(changed)
        row.revision += 1
        row.changed_by, row.changed_at = said.viewer.user, said.at
        session.add(row)
        session.flush()
    return changed


def drop(session: Session, row: ImportDraft, said: Said) -> None:
    """Throw a draft away; twice is once. Raises DraftProblem when it is confirmed."""
    _admit(said.viewer)
    _hold(session, row)
    if row.state == "dropped":
        return
    _undecided(row)
    row.state, row.changed_by, row.changed_at = "dropped", said.viewer.user, said.at
    row.revision += 1
    session.add(row)
    activity.write(session, at=said.at, who=said.viewer.user, verb="draft_dropped", after=_source(row))


def compare(session: Session, draft: Draft) -> Comparison:
    """What keeping the draft would add to the records, change in them, leave, and no longer name. Writes nothing."""
    found = meetings.versions(session, draft)
    known = [
        Changed(line, found.points[line.key], _other_speaker(session, line, found.points[line.key]))
        for line in draft.kept
        if line.key in found.points
    ]
    numbers = intake.ordinals(draft)
    return Comparison(
        meeting=found.meeting,
        is_known=found.meeting is not None and found.meeting.source_sha256 == meetings.fingerprint(draft.text),
        added=tuple(line for line in draft.kept if line.key not in found.points),
        changed=tuple(each for each in known if each.line.text != each.before.text),
        same=tuple(each.line for each in known if each.line.text == each.before.text),
        missing=found.missing,
        moved=tuple(each for each in known if _is_moved(each, numbers[each.line.key])),
        points=found.points,
    )


def items_standing(session: Session, seen: Comparison) -> dict[int, list[Item]]:
    """What was given out of each line already, by its key: such items keep their numbers, dates, owners and states."""
    if seen.meeting is None:
        return {}
    given: dict[tuple[int | None, int | None], list[Item]] = {}
    for item in items.items_of_meeting(session, seen.meeting):
        given.setdefault((item.directive_id, item.action_id), []).append(item)
    return {key: given.get(items.origin_ids(point), []) for key, point in seen.points.items()}


def _other_speaker(session: Session, line: Line, point: Point) -> str | None:
    """Who says it in the records, when the line is now somebody else's."""
    if not isinstance(point, Directive):
        return None
    now = people.person_named(session, line.speaker) if line.speaker else None
    if now is not None and now.id == point.speaker_id:
        return None
    return session.get_one(Person, point.speaker_id).name


def _is_moved(each: Changed, number: int) -> bool:
    """True when more than the words has changed. The place of an action among the actions says nothing."""
    if not isinstance(each.before, Directive):
        return each.before.due_on != each.line.due_on
    return each.before.ordinal != number or each.speaker is not None


def addressed(session: Session, draft: Draft) -> dict[int, Addressed]:
    """Who would get each line that is kept, and own it, by the line's key. Writes nothing."""
    addressing = Addressing(session, draft)
    return {line.key: addressing.of(line) for line in draft.kept}


def concerns(session: Session, draft: Draft) -> tuple[Problem, ...]:
    """Everything the office should look at before it confirms, by line of the minutes."""
    of_owners = [each.problem for each in addressed(session, draft).values() if each.problem is not None]
    return tuple(sorted((*intake.concerns(draft), *of_owners), key=lambda problem: problem.line))


def confirm(session: Session, row: ImportDraft, said: Said, *, takes_passed: bool = False) -> Confirmed:
    """Keep the meeting as the draft has it, and give each line to its units with its owner and date: all of it, or nothing.

    Items that exist keep their number, state, dates, owner and history; done actions become none. Confirming twice does
    nothing. A due date that has passed for a unit is refused unless `takes_passed`: minutes may be entered late. Raises
    DraftProblem, and then the transaction must be rolled back, as every writing one is that an exception leaves.
    """
    _admit(said.viewer)
    _hold(session, row)
    if row.state == "stored":
        return Confirmed(session.get_one(Meeting, row.meeting_id), is_repeated=True)
    _undecided(row)
    draft = draft_in(row)
    if not draft.kept:
        raise DraftProblem(NOTHING_LEFT if draft.lines else NOTHING_YET)
    imported = meetings.keep(session, draft, who=said.viewer.user, at=said.at, source=_source(row))
    tasks, unassigned = _tasks(session, draft, imported)
    made: list[Item] = []
    for unit, lines in tasks:
        today = said.at.astimezone(ZoneInfo(unit.timezone)).date()
        given = items.give(session, [task for _, task in lines], unit, assigned_on=today, said=said)
        if not takes_passed:
            _refuse_passed(given, unit, today)
        made += given
    row.state, row.meeting_id = "stored", imported.meeting.id
    row.changed_by, row.changed_at = said.viewer.user, said.at
    row.revision += 1
    session.add(row)
    session.flush()
    got = {item.unit_id for item in made}
    return Confirmed(
        imported.meeting,
        imported,
        tuple(made),
        tuple(unit for unit, _ in tasks if unit.id in got),
        unassigned,
    )


def _admit(viewer: Viewer) -> None:
    if not viewer.is_office:
        raise DraftProblem(OFFICE_ONLY)


def _hold(session: Session, row: ImportDraft) -> None:
    """Nobody else changes the draft until this transaction ends, and it is read as it is now."""
    session.refresh(row, with_for_update=True)


def _undecided(row: ImportDraft) -> None:
    if row.state != "open":
        raise DraftProblem(STORED if row.state == "stored" else DROPPED, who=row.changed_by)


def _body(draft: Draft) -> dict[str, Any]:
    """The draft as JSON, without the text, which the row has beside it."""
    return {name: value for name, value in intake.as_json(draft).items() if name != "text"}


def _source(row: ImportDraft) -> dict[str, Any]:
    """Where a draft came from, for the journal."""
    return {
        "draft": row.id,
        "source": row.source_name,
        "kind": row.source_kind,
        "permalink": row.source_permalink,
        "read_by": row.made_by,
    }


def _tasks(
    session: Session, draft: Draft, imported: Imported
) -> tuple[list[tuple[Unit, list[tuple[Line, Task]]]], tuple[Line, ...]]:
    """What each unit gets, by its code and in the order of the minutes; and the lines that nobody gets."""
    tasks: dict[int, tuple[Unit, list[tuple[Line, Task]]]] = {}
    unassigned: list[Line] = []
    owners: dict[str, Person] = {}
    # The units the minutes name are made by now, so the default is whole.
    given = addressed(session, draft)
    for line in draft.kept:
        if line.is_done:
            continue
        to = given[line.key]
        owner = to.owner or _made_owner(session, to.new_owner, owners)
        if not to.units:
            unassigned.append(line)
        for unit in to.units:
            task = Task(imported.points[line.key], draft.due_of(line), owner)
            tasks.setdefault(unit.id or 0, (unit, []))[1].append((line, task))
    return sorted(tasks.values(), key=lambda each: each[0].code), tuple(unassigned)


def _made_owner(session: Session, name: str | None, known: dict[str, Person]) -> Person | None:
    """The person of a name that the records did not know."""
    if name is None:
        return None
    if name not in known:
        is_user = SLACK_USER.fullmatch(name) is not None
        known[name] = people.person_for_user(session, name, name) if is_user else people.keep_person(session, name)
    return known[name]


def _refuse_passed(made: list[Item], unit: Unit, today: date) -> None:
    late = next((item for item in made if item.due_on is not None and item.due_on < today), None)
    if late is not None:
        raise DraftProblem(PASSED, text=late.title[:60], date=str(late.due_on), unit=unit.name, today=str(today))
