"""Meetings and what their minutes said: importing them, and asking for them again."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import activity
from storage.intake import Draft, Line, draft_of, ordinals
from storage.items import as_title
from storage.minutes import Minutes
from storage.models import (
    OPEN_STATES,
    Delivery,
    DeliveryItem,
    Directive,
    Item,
    Meeting,
    MeetingAction,
    MeetingReport,
    MeetingUnit,
    Person,
    Unit,
)
from storage.people import keep_person, person_named
from storage.units import keep_unit_named
from storage.versions import Wording, same_points
from storage.viewers import Viewer, may_see_meeting

# Above every printed number: where a point waits while others take their new numbers.
ASIDE = 1_000_000_000

Point = Directive | MeetingAction


@dataclass(slots=True)
class Imported:
    """What an import did. Nothing new at all means that these minutes were known already.

    `points` are the records of the draft's lines, by their keys; the others are parts of the records.
    """

    meeting: Meeting
    is_known: bool = False
    is_corrected: bool = False
    added: list[Point] = field(default_factory=list)
    changed: list[Point] = field(default_factory=list)
    missing: list[Point] = field(default_factory=list)
    points: dict[int, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Versions:
    """Which record each line of a draft is, by the line's key, and the records no line is."""

    meeting: Meeting | None
    points: Mapping[int, Point]
    missing: tuple[Point, ...]


def meetings(session: Session, viewer: Viewer) -> list[Meeting]:
    """The meetings the viewer may see, newest first."""
    seen = select(Meeting).where(may_see_meeting(viewer))
    return list(session.exec(seen.order_by(col(Meeting.held_from).desc(), col(Meeting.id).desc())))


def meetings_called(session: Session, viewer: Viewer, text: str) -> list[Meeting]:
    """The meetings that a number, a day (2024-04-23) or words of a title mean, oldest first."""
    words = _folded(text)
    held = sorted(meetings(session, viewer), key=lambda each: (each.held_from or each.imported_at.date(), each.id or 0))
    exact = [each for each in held if words in (str(each.id), str(each.held_from))]
    return exact or [each for each in held if words and words in _folded(each.title)]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()


def directives_of(session: Session, meeting: Meeting) -> list[Directive]:
    """The directives of a meeting, speaker by speaker in the order of the minutes."""
    return list(
        session.exec(
            select(Directive)
            .where(Directive.meeting_id == meeting.id)
            .order_by(col(Directive.span_start), col(Directive.id))
        )
    )


def actions_of(session: Session, meeting: Meeting) -> list[MeetingAction]:
    """The action items of a meeting's minutes, in their order."""
    named = select(MeetingAction).where(MeetingAction.meeting_id == meeting.id)
    return list(session.exec(named.order_by(col(MeetingAction.ordinal))))


def reports_of(session: Session, meeting: Meeting) -> list[MeetingReport]:
    """What was reported on at a meeting, in the order of the minutes."""
    return list(
        session.exec(
            select(MeetingReport).where(MeetingReport.meeting_id == meeting.id).order_by(col(MeetingReport.ordinal))
        )
    )


def awaiting_notice(session: Session, unit: Unit) -> list[Meeting]:
    """The meetings that gave this unit items which are open, and of which its channel has not been told; at first all of a
    meeting's, later what a corrected version or another unit added."""
    return list(session.exec(_awaiting_notice(), params={"unit_id": unit.id}))


@cache
def _awaiting_notice() -> SelectOfScalar[Meeting]:
    # Asked for every unit at every look at what is due: building it would take longer than the answer.
    owed = and_(col(Item.unit_id) == bindparam("unit_id"), col(Item.state).in_(OPEN_STATES), ~_is_told())
    asked = exists().where(
        col(Item.directive_id) == col(Directive.id), col(Directive.meeting_id) == col(Meeting.id), owed
    )
    agreed = exists().where(
        col(Item.action_id) == col(MeetingAction.id), col(MeetingAction.meeting_id) == col(Meeting.id), owed
    )
    return select(Meeting).where(or_(asked, agreed)).order_by(col(Meeting.id))


def told_ids(session: Session, ids: Iterable[int | None]) -> set[int]:
    """Which of these items their unit's channel was told of, by their ids."""
    told = select(Item.id).where(col(Item.id).in_([each for each in ids if each is not None]), _is_told())
    return {each for each in session.exec(told) if each is not None}


def _is_told() -> ColumnElement[bool]:
    """A condition on Item: a post that names it has left for its unit's channel. What was skipped (the day ended first, the unit
    changed its channel) told nobody."""
    named = col(DeliveryItem.delivery_id) == col(Delivery.id)
    return exists().where(
        named,
        col(DeliveryItem.item_id) == col(Item.id),
        col(Delivery.unit_id) == col(Item.unit_id),
        col(Delivery.kind).in_(("notice", "reminder")),
        col(Delivery.state).in_(("sending", "sent", "dead", "uncertain")),
    )


def fingerprint(text: str) -> str:
    """What tells two texts apart: the SHA-256 of the text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep_minutes(session: Session, minutes: Minutes, source_name: str, *, who: str, at: datetime) -> Imported:
    """Store what the minutes say, as it was read. The same text twice adds nothing; else see `keep`."""
    known = _of_text(session, minutes.text)
    if known is not None:
        return Imported(known, is_known=True)
    return keep(session, draft_of(minutes, source_name), who=who, at=at)


def keep(
    session: Session, draft: Draft, *, who: str, at: datetime, source: Mapping[str, Any] | None = None
) -> Imported:
    """Store a draft as the office has made it.

    A draft of a meeting that is kept already (see `versions`) corrects it: directives and actions keep their ids, and so their
    items' numbers, states and history; new ones are added; ones the draft lacks stay and are told as missing. `source` says
    for the journal where the text came from; what changes nothing is no line of the journal.
    """
    known = _of_text(session, draft.text)
    standing = versions(session, draft)
    sha256 = fingerprint(draft.text)
    before = _kept_of(session, standing.meeting) if standing.meeting else None
    meeting = standing.meeting or Meeting(
        title="", source_name="", source_text="", source_sha256=sha256, imported_at=at, imported_by=who
    )
    meeting.title = draft.title or (meeting.title or draft.source_name)
    meeting.held_from, meeting.held_until = draft.held_from, draft.held_until
    meeting.mode, meeting.place, meeting.period, meeting.language = (
        draft.mode,
        draft.place,
        draft.period,
        draft.language,
    )
    if known is None:
        meeting.source_name, meeting.source_text, meeting.source_sha256 = draft.source_name, draft.text, sha256
    session.add(meeting)
    session.flush()
    result = Imported(
        meeting,
        is_known=known is not None,
        is_corrected=standing.meeting is not None,
        missing=list(standing.missing),
    )
    _keep_points(session, draft, standing, result)
    meeting.chair_id = keep_person(session, draft.chair).id if draft.chair else None
    _keep_reports(session, draft, meeting)
    _keep_attending(session, draft, meeting)
    session.flush()
    if before == _kept_of(session, meeting):
        return result
    activity.write(
        session,
        at=at,
        who=who,
        verb="corrected" if result.is_corrected else "imported",
        meeting_id=meeting.id,
        after={
            "source": draft.source_name,
            "sha256": sha256,
            "added": len(result.added),
            "changed": len(result.changed),
            **(source or {}),
        },
    )
    return result


def versions(session: Session, draft: Draft) -> Versions:
    """The meeting a draft tells of again, and which of its points are which lines.

    It is the one the office named, or the one of the same text, or the one of the same title and first day.
    """
    meeting = _corrected_by(session, draft)
    if meeting is None:
        return Versions(None, {}, ())
    found: dict[int, Point] = {}
    missing: list[Point] = []
    for records, lines in (
        (directives_of(session, meeting), [line for line in draft.kept if line.kind == "directive"]),
        (actions_of(session, meeting), [line for line in draft.kept if line.kind == "action"]),
    ):
        by_id: dict[int, Point] = {each.id or 0: each for each in records}
        known = _people_named(session, lines)
        same = same_points(
            [Wording(number, _speaker_of(each), each.ordinal, each.text) for number, each in by_id.items()],
            # Nobody known has the number 0.
            [Wording(line.key, known.get(line.speaker or "", 0), line.ordinal, line.text) for line in lines],
        )
        found |= {key: by_id[number] for key, number in same.items()}
        missing += [each for number, each in by_id.items() if number not in same.values()]
    return Versions(meeting, found, tuple(missing))


def _kept_of(session: Session, meeting: Meeting) -> list[dict[str, Any]]:
    """Everything the records say of a meeting, to be compared with what they say later."""
    attending = select(MeetingUnit).where(MeetingUnit.meeting_id == meeting.id).order_by(col(MeetingUnit.unit_id))
    rows = [meeting, *directives_of(session, meeting), *actions_of(session, meeting), *session.exec(attending)]
    # Reports are written anew each time, so their ids say nothing.
    return [row.model_dump() for row in rows] + [row.model_dump(exclude={"id"}) for row in reports_of(session, meeting)]


def _people_named(session: Session, lines: list[Line]) -> dict[str, int]:
    """The ids of those who speak, as far as they are known; actions are nobody's."""
    named = {line.speaker: person_named(session, line.speaker) for line in lines if line.speaker}
    return {name: person.id or 0 for name, person in named.items() if person is not None}


def _speaker_of(point: Point) -> int:
    return point.speaker_id if isinstance(point, Directive) else 0


def _of_text(session: Session, text: str) -> Meeting | None:
    return session.exec(select(Meeting).where(Meeting.source_sha256 == fingerprint(text))).first()


def _corrected_by(session: Session, draft: Draft) -> Meeting | None:
    """Without a title and a day nobody can tell, and a new meeting loses nothing."""
    if draft.corrects is not None:
        return session.get_one(Meeting, draft.corrects)
    known = _of_text(session, draft.text)
    if known is not None or draft.title is None or draft.held_from is None:
        return known
    return session.exec(
        select(Meeting).where(Meeting.title == draft.title, Meeting.held_from == draft.held_from)
    ).first()


def _keep_points(session: Session, draft: Draft, standing: Versions, result: Imported) -> None:
    """Write the lines. A point that is no longer in the text gives its number up to one that is printed with it."""
    numbers, people = ordinals(draft), _speakers(session, draft)
    earlier = [(point, point.ordinal) for point in (*standing.points.values(), *standing.missing)]
    # Numbers are unique, and a new version may exchange them: all step aside first.
    for point, ordinal in earlier:
        point.ordinal = ASIDE + ordinal
        session.add(point)
    session.flush()
    for line in draft.kept:
        result.points[line.key] = _written(session, draft, line, standing.points.get(line.key), people, result)
        result.points[line.key].ordinal = numbers[line.key]
        session.add(result.points[line.key])
    session.flush()
    taken = {_slot(point) for point in result.points.values()}
    for point, ordinal in earlier[len(standing.points) :]:
        point.ordinal = next(n for n in count(ordinal) if (*_slot(point)[:2], n) not in taken)
        taken.add(_slot(point))
        session.add(point)
    session.flush()


def _written(
    session: Session, draft: Draft, line: Line, point: Point | None, people: Mapping[str, Person], result: Imported
) -> Point:
    """The record of a line: a new one, or the one that stands, following the text."""
    meeting_id = result.meeting.id or 0
    place: dict[str, Any] = {"text": line.text, "span_start": line.span.start, "span_end": line.span.end}
    told: dict[str, Any] = (
        {"speaker_id": people[line.speaker or ""].id}
        if line.kind == "directive"
        else {"owner": line.owner, "due_on": line.due_on, "due_text": line.due_text, "done": line.is_done}
    )
    if point is None:
        kind: type[Point] = Directive if line.kind == "directive" else MeetingAction
        made: Point = kind(meeting_id=meeting_id, ordinal=1, **place, **told)
        result.added.append(made)
        return made
    if point.text != line.text:
        result.changed.append(point)
        _retitle(session, point, line.text)
    for name, value in (place | told).items():
        setattr(point, name, value)
    return point


def _slot(point: Point) -> tuple[str, int, int]:
    """What numbers are counted in, and the number."""
    if isinstance(point, Directive):
        return "directive", point.speaker_id, point.ordinal
    return "action", 0, point.ordinal


def _speakers(session: Session, draft: Draft) -> dict[str, Person]:
    """Everybody who speaks in the draft, as a person of the records."""
    # Each once, however many points they have.
    named = dict.fromkeys((line.speaker, line.native_name, line.role) for line in draft.kept if line.speaker)
    return {
        name: keep_person(session, name, native_name=native_name, role_title=role, is_leader=True)
        for name, native_name, role in named
    }


def _retitle(session: Session, point: Point, text: str) -> None:
    """Let the items that were named by a point's words follow its correction; a title somebody chose stays."""
    same = col(Item.directive_id) == point.id if isinstance(point, Directive) else col(Item.action_id) == point.id
    for item in session.exec(select(Item).where(same, Item.title == as_title(point.text))):
        item.title = as_title(text)
        session.add(item)


def _keep_reports(session: Session, draft: Draft, meeting: Meeting) -> None:
    for old in reports_of(session, meeting):
        session.delete(old)
    session.flush()
    session.add_all(
        MeetingReport(
            meeting_id=meeting.id or 0,
            ordinal=report.ordinal,
            topic=report.topic,
            span_start=report.span.start,
            span_end=report.span.end,
        )
        for report in draft.reports
    )


def _keep_attending(session: Session, draft: Draft, meeting: Meeting) -> None:
    for name in draft.attending:
        unit = keep_unit_named(session, name)
        if session.get(MeetingUnit, (meeting.id, unit.id)) is None:
            session.add(MeetingUnit(meeting_id=meeting.id or 0, unit_id=unit.id or 0))
            session.flush()
