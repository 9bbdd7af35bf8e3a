"""What the reader hands over: drafts of a meeting's records, each with the place in the text it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from storage.words import N_

Mode = Literal["onsite", "online", "hybrid"]
Language = Literal["en", "zh"]

# Problems that the office can do something about in the preview, and that are none any more once it has.
NOTHING_FOUND: Final = N_(
    "No directive and no action item was found. Check that the whole text was pasted; a directive can also be added by hand."
)
NO_SUCH_DAY: Final = N_(
    "“{day}” is a day that does not exist, so it was left out. Please give the date in the preview."
)
NO_YEAR: Final = N_(
    "The date {day} stands without a year, and the year was not guessed. Please give it in the preview."
)


DAY_IN_DOUBT: Final = N_(
    "“{day}” may be either of two days: nothing in the text shows whether the day or the month stands first. Please give the date in the preview."
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text given, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DirectiveDraft:
    """One point a speaker asks others to see to, verbatim. The ordinal is the printed one, or else the position."""

    ordinal: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """A person (or "the meeting" itself) who gave directives, named as fully as the text names them anywhere."""

    name: str
    role: str | None = None
    native_name: str | None = None
    directives: tuple[DirectiveDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action item. `due` is a date only where the text gives one; `due_text` is how the text says it."""

    text: str
    owner: str | None
    due: date | None
    due_text: str | None
    done: bool
    span: Span


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A topic that was reported on."""

    ordinal: int
    topic: str
    span: Span


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit that attended."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the office should look at. `message` is an N_ template that takes `values`; lines count from 1."""

    line: int
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything read from one text. Dates and owners are only those the text states."""

    title: str | None
    held_from: date | None
    held_until: date | None
    date_partial: str | None
    """MM-DD of the first day where the text gives no year."""
    mode: Mode | None
    chair: str | None
    period: str | None
    """The quarter or year the meeting sets targets for, such as 2024Q2; only where the text says so."""
    language: Language
    speakers: tuple[SpeakerDraft, ...]
    actions: tuple[ActionDraft, ...]
    reports: tuple[ReportDraft, ...]
    units: tuple[UnitDraft, ...]
    problems: tuple[Problem, ...]
    text: str
    place: str | None = None
    """The town, building or room the meeting was held in, as the text names it."""


def as_json(minutes: Minutes) -> dict[str, Any]:
    """The minutes as plain JSON values. Dates are ISO; offsets are code points into the text given."""
    return {
        "title": minutes.title,
        "date_start": _iso(minutes.held_from),
        "date_end": _iso(minutes.held_until),
        "date_partial": minutes.date_partial,
        "mode": minutes.mode,
        "place": minutes.place,
        "chair": minutes.chair,
        "period": minutes.period,
        "language": minutes.language,
        "speakers": [
            {
                "name": speaker.name,
                "role": speaker.role,
                "native_name": speaker.native_name,
                "directives": [
                    {"ordinal": each.ordinal, "text": each.text, **_offsets(each.span)} for each in speaker.directives
                ],
            }
            for speaker in minutes.speakers
        ],
        "actions": [
            {
                "text": action.text,
                "owner": action.owner,
                "due": _iso(action.due),
                "due_text": action.due_text,
                "done": action.done,
                **_offsets(action.span),
            }
            for action in minutes.actions
        ],
        "units": [unit.name for unit in minutes.units],
        "reports": [
            {"ordinal": report.ordinal, "topic": report.topic, **_offsets(report.span)} for report in minutes.reports
        ],
        "problems": [
            {"line": problem.line, "message": problem.message.format(**problem.values)} for problem in minutes.problems
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
