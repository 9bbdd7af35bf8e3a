"""Meetings and what their minutes said: importing them, and asking for them again."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists
from sqlmodel import Session, col, select

from storage import activity
from storage.items import as_title
from storage.minutes import Minutes, SpeakerDraft
from storage.models import OPEN_STATES, Delivery, Directive, Item, Meeting, MeetingReport, MeetingUnit, Unit
from storage.people import keep_person
from storage.units import keep_unit_named
from storage.viewers import Viewer, may_see_meeting


@dataclass(slots=True)
class Imported:
    """What an import did. Nothing new at all means that these minutes were known already."""

    meeting: Meeting
    is_known: bool = False
    is_corrected: bool = False
    added: list[Directive] = field(default_factory=list)
    changed: list[Directive] = field(default_factory=list)
    missing: list[Directive] = field(default_factory=list)


def meetings(session: Session, viewer: Viewer) -> list[Meeting]:
    """The meetings the viewer may see, newest first."""
    seen = select(Meeting).where(may_see_meeting(viewer))
    return list(session.exec(seen.order_by(col(Meeting.held_from).desc(), col(Meeting.id).desc())))


def directives_of(session: Session, meeting: Meeting) -> list[Directive]:
    """The directives of a meeting, speaker by speaker in the order of the minutes."""
    return list(
        session.exec(
            select(Directive)
            .where(Directive.meeting_id == meeting.id)
            .order_by(col(Directive.span_start), col(Directive.id))
        )
    )


def reports_of(session: Session, meeting: Meeting) -> list[MeetingReport]:
    """What was reported on at a meeting, in the order of the minutes."""
    return list(
        session.exec(
            select(MeetingReport).where(MeetingReport.meeting_id == meeting.id).order_by(col(MeetingReport.ordinal))
        )
    )


def awaiting_notice(session: Session, unit: Unit) -> list[Meeting]:
    """The meetings that gave this unit items which are open, and of which its channel has not been told.

    A notice that was skipped (the day ended first, the unit changed its channel) told nobody.
    """
    given = exists().where(
        col(Item.directive_id) == col(Directive.id),
        col(Directive.meeting_id) == col(Meeting.id),
        col(Item.unit_id) == unit.id,
        col(Item.state).in_(OPEN_STATES),
    )
    told = exists().where(
        col(Delivery.kind) == "notice",
        col(Delivery.meeting_id) == col(Meeting.id),
        col(Delivery.unit_id) == unit.id,
        col(Delivery.state) != "skipped",
    )
    return list(session.exec(select(Meeting).where(given, ~told).order_by(col(Meeting.id))))


def keep_minutes(session: Session, minutes: Minutes, source_name: str, *, who: str, at: datetime) -> Imported:
    """Store what the minutes say.

    The same text twice adds nothing. Another text of the same meeting (same title and first day) corrects it: directives
    keep their ids, and so their items' numbers, states and history; new ones are added; ones the new text lacks stay and
    are told as missing.
    """
    sha256 = hashlib.sha256(minutes.text.encode("utf-8", "surrogatepass")).hexdigest()
    known = session.exec(select(Meeting).where(Meeting.source_sha256 == sha256)).first()
    if known is not None:
        return Imported(known, is_known=True)
    title = minutes.title or source_name
    earlier = _same_meeting(session, minutes)
    meeting = earlier or Meeting(
        title=title, source_name=source_name, source_text="", source_sha256=sha256, imported_at=at, imported_by=who
    )
    meeting.held_from, meeting.held_until = minutes.held_from, minutes.held_until
    meeting.mode, meeting.period, meeting.language = minutes.mode, minutes.period, minutes.language
    meeting.source_name, meeting.source_text, meeting.source_sha256 = source_name, minutes.text, sha256
    session.add(meeting)
    session.flush()
    result = Imported(meeting, is_corrected=earlier is not None)
    told = {each.id for speaker in minutes.speakers for each in _keep_directives(session, speaker, result)}
    meeting.chair_id = _chair(session, minutes)
    _keep_reports(session, minutes, meeting)
    _keep_attending(session, minutes, meeting)
    result.missing = [each for each in directives_of(session, meeting) if each.id not in told]
    activity.write(
        session,
        at=at,
        who=who,
        verb="corrected" if result.is_corrected else "imported",
        meeting_id=meeting.id,
        after={"source": source_name, "sha256": sha256, "added": len(result.added), "changed": len(result.changed)},
    )
    return result


def _same_meeting(session: Session, minutes: Minutes) -> Meeting | None:
    """The meeting that these minutes correct. Without a title and a day nobody can tell, and a new meeting loses nothing."""
    if minutes.title is None or minutes.held_from is None:
        return None
    return session.exec(
        select(Meeting).where(Meeting.title == minutes.title, Meeting.held_from == minutes.held_from)
    ).first()


def _keep_directives(session: Session, speaker: SpeakerDraft, result: Imported) -> list[Directive]:
    """Write a speaker's directives: new ones are added, others follow the text. Returns all that the text gives."""
    person = keep_person(
        session, speaker.name, native_name=speaker.native_name, role_title=speaker.role, is_leader=True
    )
    standing = select(Directive).where(Directive.meeting_id == result.meeting.id, Directive.speaker_id == person.id)
    known = {directive.ordinal: directive for directive in session.exec(standing)}
    told: dict[int, Directive] = {}
    for draft in speaker.directives:
        # A number that a list repeats has been reported by the reader; here it must not cost us a sentence.
        ordinal = (
            draft.ordinal
            if draft.ordinal not in told
            else max(*told, *(each.ordinal for each in speaker.directives)) + 1
        )
        directive = known.get(ordinal)
        if directive is None:
            directive = Directive(
                meeting_id=result.meeting.id or 0,
                speaker_id=person.id or 0,
                ordinal=ordinal,
                text=draft.text,
                span_start=draft.span.start,
                span_end=draft.span.end,
            )
            result.added.append(directive)
        else:
            if directive.text != draft.text:
                result.changed.append(directive)
                _retitle(session, directive, draft.text)
                directive.text = draft.text
            directive.span_start, directive.span_end = draft.span.start, draft.span.end
        session.add(directive)
        told[ordinal] = directive
    session.flush()
    return list(told.values())


def _retitle(session: Session, directive: Directive, text: str) -> None:
    """Let the items that were named by a directive's words follow its correction; a title somebody chose stays."""
    named = select(Item).where(Item.directive_id == directive.id, Item.title == as_title(directive.text))
    for item in session.exec(named):
        item.title = as_title(text)
        session.add(item)


def _chair(session: Session, minutes: Minutes) -> int | None:
    return keep_person(session, minutes.chair).id if minutes.chair else None


def _keep_reports(session: Session, minutes: Minutes, meeting: Meeting) -> None:
    for old in reports_of(session, meeting):
        session.delete(old)
    session.flush()
    session.add_all(
        MeetingReport(
            meeting_id=meeting.id or 0,
            ordinal=draft.ordinal,
            topic=draft.topic,
            span_start=draft.span.start,
            span_end=draft.span.end,
        )
        for draft in minutes.reports
    )


def _keep_attending(session: Session, minutes: Minutes, meeting: Meeting) -> None:
    for draft in minutes.units:
        unit = keep_unit_named(session, draft.name)
        if session.get(MeetingUnit, (meeting.id, unit.id)) is None:
            session.add(MeetingUnit(meeting_id=meeting.id or 0, unit_id=unit.id or 0))
            session.flush()
