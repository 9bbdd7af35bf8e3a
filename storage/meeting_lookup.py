"""Meetings and what was reported at them, as a viewer may see them; newest first, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, case, exists, func, or_
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.lookup import is_in_period
from storage.models import Directive, Item, Meeting, MeetingAction, MeetingReport
from storage.viewers import Viewer, may_see_directive, may_see_item, may_see_meeting

MEETINGS_A_PAGE: Final = 10
# What was reported stands with its sentences, so fewer meetings fill a screen.
REPORTS_A_PAGE: Final = 3


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list: how many leaders asked for how much, how many items came of it, and how many are done."""

    meeting: Meeting
    leaders: int
    directives: int
    items: int
    done: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that was reported. `is_asked_for`: words were asked for, and it holds them."""

    ordinal: int
    text: str
    is_asked_for: bool = False


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What was reported at one meeting: the topics, those asked for first, and the words of the minutes that hold them."""

    meeting: Meeting
    topics: tuple[Topic, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class FoundMeetings:
    """One page of meetings, of so many."""

    lines: tuple[MeetingLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FoundReports:
    """One page of meetings with what was reported at them, of so many."""

    lines: tuple[ReportLine, ...]
    total: int


def find_meetings(
    session: Session, viewer: Viewer, *, period: str | None = None, words: Sequence[str] = (), offset: int = 0
) -> FoundMeetings:
    """The meetings of a period whose titles hold these words."""
    wanted = [col(Meeting.title).icontains(word, autoescape=True) for word in words]
    seen = select(Meeting).where(may_see_meeting(viewer), is_in_period(period), *wanted)
    total, found = _page(session, seen, offset, MEETINGS_A_PAGE)
    return FoundMeetings(tuple(_line(session, viewer, meeting) for meeting in found), total)


def find_reports(
    session: Session, viewer: Viewer, *, period: str | None = None, words: Sequence[str] = (), offset: int = 0
) -> FoundReports:
    """The meetings of a period at which something was reported whose topic holds these words, with all their topics."""
    topics = [col(MeetingReport.topic).icontains(word, autoescape=True) for word in words]
    reported = exists().where(col(MeetingReport.meeting_id) == col(Meeting.id), *topics)
    seen = select(Meeting).where(may_see_meeting(viewer), is_in_period(period), reported)
    total, found = _page(session, seen, offset, REPORTS_A_PAGE)
    return FoundReports(tuple(_reported(session, meeting, words) for meeting in found), total)


def _page(session: Session, seen: SelectOfScalar[Meeting], offset: int, size: int) -> tuple[int, Iterable[Meeting]]:
    total = session.execute(seen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    # A meeting without a date comes last, on every database; the minutes themselves are long, and stay where they are.
    order = (col(Meeting.held_from).is_(None), col(Meeting.held_from).desc(), col(Meeting.id).desc())
    page = seen.options(defer(Meeting.source_text)).order_by(*order).offset(offset).limit(size)  # type: ignore[arg-type]
    return total, session.scalars(page)


def _line(session: Session, viewer: Viewer, meeting: Meeting) -> MeetingLine:
    asked = select(func.count(func.distinct(Directive.speaker_id)), func.count(col(Directive.id)))
    leaders, directives = session.exec(asked.where(Directive.meeting_id == meeting.id, may_see_directive(viewer))).one()
    assigned = (
        select(func.count(), func.coalesce(func.sum(case((_is_done(), 1), else_=0)), 0))
        .select_from(Item)
        .where(_is_of(meeting), may_see_item(viewer), col(Item.state) != "cancelled")
    )
    items, done = session.exec(assigned).one()
    return MeetingLine(meeting, leaders, directives, items, done)


def _is_done() -> ColumnElement[bool]:
    return col(Item.state).in_(("done", "accepted"))


def _is_of(meeting: Meeting) -> ColumnElement[bool]:
    """A condition on Item: it came of a directive or an action of this meeting."""
    asked = select(Directive.id).where(Directive.meeting_id == meeting.id)
    agreed = select(MeetingAction.id).where(MeetingAction.meeting_id == meeting.id)
    return or_(col(Item.directive_id).in_(asked), col(Item.action_id).in_(agreed))


def _reported(session: Session, meeting: Meeting, words: Sequence[str]) -> ReportLine:
    wanted = select(MeetingReport).where(MeetingReport.meeting_id == meeting.id)
    reports = list(session.exec(wanted.order_by(col(MeetingReport.ordinal))))
    text = meeting.source_text
    start, end = min(each.span_start for each in reports), max(each.span_end for each in reports)
    line_end = text.find("\n", end)
    passage = text[text.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(text)]
    topics = [Topic(each.ordinal, each.topic, _holds(each.topic, words)) for each in reports]
    return ReportLine(meeting, tuple(sorted(topics, key=lambda topic: not topic.is_asked_for)), passage)


def _holds(topic: str, words: Sequence[str]) -> bool:
    return bool(words) and all(word.casefold() in topic.casefold() for word in words)
