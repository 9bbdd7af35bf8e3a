"""A draft of minutes: what was read, and what the office makes of it before anything is kept.

Pure. Every deed takes a draft and returns another; a line keeps its key for as long as it lives, and what is dropped can be
taken back in. The text of the minutes stays as it was, and each line knows the stretch of it that it was read from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final, Literal, cast

from storage.minutes import Minutes, Problem, ReportDraft, Span
from storage.minutes.drafts import DAY_IN_DOUBT, NO_SUCH_DAY, NO_YEAR, NOTHING_FOUND, Language, Mode
from storage.words import N_

Kind = Literal["directive", "action"]

# Nobody says more in one point, and nobody's name or meeting's title is longer.
LONGEST_TEXT: Final = 10_000
LONGEST_NAME: Final = 120
LONGEST_TITLE: Final = 300
LARGEST_ORDINAL: Final = 9999

GONE: Final = N_("That line is not in the draft any more. Open the preview again and choose one of its lines.")
NO_WORDS: Final = N_(
    "A line needs words, for example “Speed up the delivery of the new line.” To leave it out, drop it."
)
TOO_LONG: Final = N_("A line has up to {most} characters, and this one has {n}. Split it, or keep the main point.")
NO_ORDINAL: Final = N_("{text} is no number of a point. Numbers are whole and begin with 1, for example 3.")
NO_NEXT: Final = N_(
    "There is no later line of the same speaker to merge this one with. Choose the first of two lines, for example point 1 to join points 1 and 2."
)
NO_HALF: Final = N_(
    "Each of the two lines needs words, for example “Speed up the delivery” and “cut the stock” of “Speed up the delivery; cut the stock”."
)
NOT_THE_WORDS: Final = N_(
    "The two lines together must say what the line says now, word for word: “{text}”. Split first, then change the words."
)
NO_NAME: Final = N_("Give a name of up to {most} characters, for example “Tong Laiming”.")
OWNED_NOT_SPOKEN: Final = N_(
    "An action item has an owner, not a speaker. Name the owner instead, for example “Sun Liping”."
)
NO_TITLE: Final = N_("Give the meeting a title of up to {most} characters, for example “First-quarter review 2024”.")
DAYS_CROSSED: Final = N_(
    "The meeting cannot end on {until}, before it begins on {start}. For example: 2024-04-24 to 2024-04-25."
)
REPEATED: Final = N_(
    "{speaker} has more than one point with the number {number}. The printed numbers stay; “{text}” would be kept as point {kept} unless you give it another number."
)


class DraftProblem(Exception):
    """A draft cannot be changed or kept like this; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Line:
    """One directive or action item; `span` is the stretch of the minutes it was read from.

    `units` (ids) and `due_on` are its own; None is what holds for the whole draft. `owner` is a Slack user's id, or a name
    as the text gives it; `due_text` is how the text says when. `ordinal` is the printed number of a directive, and the place
    of an action among the actions.
    """

    key: int
    kind: Kind
    ordinal: int
    text: str
    span: Span
    speaker: str | None = None
    role: str | None = None
    native_name: str | None = None
    due_on: date | None = None
    due_text: str | None = None
    owner: str | None = None
    units: tuple[int, ...] | None = None
    is_dropped: bool = False
    is_done: bool = False
    is_added: bool = False
    """The office's own words: they stand nowhere in the minutes, and `span` only says where they belong."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Minutes on their way in. `units` (ids) get every line that names none of its own; None means those who attended.

    `problems` are the reader's; `corrects` is the id of the meeting which the office says this is another version of.
    """

    source_name: str
    text: str
    title: str | None
    held_from: date | None
    held_until: date | None
    mode: Mode | None
    place: str | None
    chair: str | None
    period: str | None
    language: Language
    lines: tuple[Line, ...]
    reports: tuple[ReportDraft, ...] = ()
    attending: tuple[str, ...] = ()
    units: tuple[int, ...] | None = None
    due_on: date | None = None
    problems: tuple[Problem, ...] = ()
    corrects: int | None = None

    def line(self, key: int) -> Line:
        """The line with this key. Raises DraftProblem when there is none."""
        found = next((line for line in self.lines if line.key == key), None)
        if found is None:
            raise DraftProblem(GONE)
        return found

    def next_of(self, key: int) -> Line | None:
        """The next line that the same person said and nobody dropped: what this one can be merged with."""
        here = self.line(key)
        rest = self.lines[self.lines.index(here) + 1 :]
        same = (line for line in rest if not line.is_dropped and is_of_one_list(line, here))
        return next(same, None)

    @property
    def followed(self) -> frozenset[int]:
        """The keys of the lines that have a `next_of`, found in one look at all of them."""
        found, later = set(), set[tuple[str, str | None]]()
        for line in reversed(self.lines):
            if (line.kind, line.speaker) in later:
                found.add(line.key)
            if not line.is_dropped:
                later.add((line.kind, line.speaker))
        return frozenset(found)

    @property
    def kept(self) -> tuple[Line, ...]:
        """The lines nobody dropped, in their order."""
        return tuple(line for line in self.lines if not line.is_dropped)

    def due_of(self, line: Line) -> date | None:
        """The line's own due date, or the one for all."""
        return line.due_on or self.due_on

    def place_of(self, line: Line) -> int:
        """The line of the minutes (from 1) that this one begins in."""
        return self.text.count("\n", 0, line.span.start) + 1


def draft_of(minutes: Minutes, source_name: str) -> Draft:
    """What was read, as a draft."""
    lines = [
        Line(0, "directive", point.ordinal, point.text, point.span, speaker.name, speaker.role, speaker.native_name)
        for speaker in minutes.speakers
        for point in speaker.directives
    ]
    lines += [
        Line(
            0,
            "action",
            place,
            action.text,
            action.span,
            due_on=action.due,
            due_text=action.due_text,
            owner=action.owner,
            is_done=action.done,
        )
        for place, action in enumerate(minutes.actions, start=1)
    ]
    return Draft(
        source_name=source_name,
        text=minutes.text,
        title=minutes.title,
        held_from=minutes.held_from,
        held_until=minutes.held_until,
        mode=minutes.mode,
        place=minutes.place,
        chair=minutes.chair,
        period=minutes.period,
        language=minutes.language,
        lines=tuple(replace(line, key=key) for key, line in enumerate(lines, start=1)),
        reports=minutes.reports,
        attending=tuple(dict.fromkeys(unit.name for unit in minutes.units)),
        problems=minutes.problems,
    )


def added(draft: Draft, text: str, speaker: str | None) -> tuple[Draft, Line]:
    """The draft with a line that the reader has missed, and that line: a directive of `speaker`, or without one an action item.

    It comes behind the speaker's others, with the next number. It knows its stretch of the minutes where its words stand there,
    whatever the signs and spaces between them.
    """
    kind: Kind = "action" if speaker is None else "directive"
    known = None if speaker is None else next((line for line in draft.lines if line.speaker == _named(speaker)), None)
    line = Line(
        key=max((line.key for line in draft.lines), default=0) + 1,
        kind=kind,
        ordinal=1,
        text=_worded(text),
        span=Span(0, len(draft.text)),
        speaker=None if speaker is None else _named(speaker),
        role=known.role if known else None,
        native_name=known.native_name if known else None,
    )
    others = [each for each in draft.lines if is_of_one_list(each, line)]
    before = others[-1:] or [each for each in draft.lines if kind == "action" or each.kind == "directive"][-1:]
    found = _found(draft.text, line.text)
    line = replace(
        line,
        ordinal=max((each.ordinal for each in others), default=0) + 1,
        span=found or (before[0].span if before else line.span),
        is_added=found is None,
    )
    place = draft.lines.index(before[0]) + 1 if before else 0
    more = replace(draft, lines=(*draft.lines[:place], line, *draft.lines[place:]))
    return _without(more, NOTHING_FOUND), line


def edited(draft: Draft, key: int, *, text: str | None = None, ordinal: int | None = None) -> Draft:
    """The line with other words, another number, or both."""
    line = draft.line(key)
    if text is not None:
        line = replace(line, text=_worded(text))
    if ordinal is not None:
        if not 1 <= ordinal <= LARGEST_ORDINAL:
            raise DraftProblem(NO_ORDINAL, text=ordinal)
        line = replace(line, ordinal=ordinal)
    return _with(draft, line)


def dropped(draft: Draft, key: int) -> Draft:
    """The line will not be kept."""
    return _with(draft, replace(draft.line(key), is_dropped=True))


def restored(draft: Draft, key: int) -> Draft:
    """The line will be kept after all."""
    return _with(draft, replace(draft.line(key), is_dropped=False))


def merged(draft: Draft, key: int) -> Draft:
    """The line and the next of the same speaker as one, under the first one's number; its span covers both.

    It is for every unit that either was given to. Date and owner are the first one's, or else the second's.
    """
    first, second = draft.line(key), draft.next_of(key)
    if second is None:
        raise DraftProblem(NO_NEXT)
    whole = replace(
        first,
        text=_worded(f"{first.text.rstrip()}{_between(draft, first, second)}{second.text.lstrip()}"),
        span=Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end)),
        due_on=first.due_on or second.due_on,
        due_text=first.due_text or second.due_text,
        owner=first.owner or second.owner,
        units=_either(first.units, second.units),
        is_done=first.is_done and second.is_done,
        is_added=first.is_added and second.is_added,
    )
    return replace(draft, lines=tuple(whole if line is first else line for line in draft.lines if line is not second))


def _either(first: tuple[int, ...] | None, second: tuple[int, ...] | None) -> tuple[int, ...] | None:
    if first is None or second is None:
        return second if first is None else first
    return tuple(sorted({*first, *second}))


def split(draft: Draft, key: int, first: str, second: str) -> Draft:
    """The line as two, in the words given, which together are its words; both keep its number, units, owner and date.

    Signs and spaces between the two may be left out. The second gets a key of its own.
    """
    line, first, second = draft.line(key), first.strip(), second.strip()
    if not _letters(first) or not _letters(second):
        raise DraftProblem(NO_HALF)
    if _letters(first) + _letters(second) != _letters(line.text):
        raise DraftProblem(NOT_THE_WORDS, text=line.text)
    at = draft.text.find(second, line.span.start, line.span.end)
    middle = at if at > line.span.start else None
    halves = (
        replace(line, text=first, span=Span(line.span.start, middle or line.span.end)),
        replace(
            line,
            key=max(each.key for each in draft.lines) + 1,
            text=second,
            span=Span(middle or line.span.start, line.span.end),
        ),
    )
    place = draft.lines.index(line)
    return replace(draft, lines=(*draft.lines[:place], *halves, *draft.lines[place + 1 :]))


def spoken_by(draft: Draft, name: str, *, key: int | None = None, speaker: str | None = None) -> Draft:
    """Name who said a line, or with `speaker` who said everything that is given to that one now.

    Role and native name come with somebody the draft knows already; of somebody new they are not known.
    """
    name = _named(name)
    known = next((line for line in draft.lines if line.speaker == name), None)
    wanted = [draft.line(key)] if key is not None else [line for line in draft.lines if line.speaker == speaker]
    wanted = [line for line in wanted if line.kind == "directive"]
    if not wanted:
        raise DraftProblem(GONE if key is None else OWNED_NOT_SPOKEN)
    for line in wanted:
        if key is None:
            role, native = (known or line).role or line.role, (known or line).native_name or line.native_name
        else:
            role, native = (known.role, known.native_name) if known else (None, None)
        draft = _with(draft, replace(line, speaker=name, role=role, native_name=native))
    return draft


def given_to(draft: Draft, units: Iterable[int] | None, key: int | None = None) -> Draft:
    """Who gets a line, or without `key` every line that names nobody itself.

    None takes the choice back: the line follows the draft, and the draft those who attended. No unit at all is a choice, too.
    """
    chosen = None if units is None else tuple(sorted(set(units)))
    if key is None:
        return replace(draft, units=chosen)
    return _with(draft, replace(draft.line(key), units=chosen))


def due(draft: Draft, day: date | None, key: int | None = None) -> Draft:
    """Until when: one line, or without `key` every line that has no date of its own. None takes the date away."""
    if key is None:
        return replace(draft, due_on=day)
    return _with(draft, replace(draft.line(key), due_on=day))


def owned_by(draft: Draft, key: int, owner: str | None) -> Draft:
    """Whose the line is: a Slack user's id or a name; None takes the owner away."""
    return _with(draft, replace(draft.line(key), owner=None if owner is None else _named(owner)))


def titled(draft: Draft, title: str) -> Draft:
    """The meeting under another title."""
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise DraftProblem(NO_TITLE, most=LONGEST_TITLE)
    return replace(draft, title=title)


def held(draft: Draft, first: date | None, last: date | None = None) -> Draft:
    """The meeting's days; without `last` it was one day."""
    last = last or first
    if first is not None and last is not None and last < first:
        raise DraftProblem(DAYS_CROSSED, start=str(first), until=str(last))
    draft = replace(draft, held_from=first, held_until=last if first else None)
    return _without(draft, NO_YEAR, NO_SUCH_DAY, DAY_IN_DOUBT) if first else draft


def correcting(draft: Draft, meeting_id: int | None) -> Draft:
    """The meeting this is another version of, by the office's word; None leaves it to title and day."""
    return replace(draft, corrects=meeting_id)


def is_of_one_list(line: Line, other: Line) -> bool:
    """True when two lines are numbered together: directives of one speaker, or the actions."""
    return (line.kind, line.speaker) == (other.kind, other.speaker)


def ordinals(draft: Draft) -> dict[int, int]:
    """The number each line that is not dropped is kept under, by key: the printed one, and a free one where it is taken."""
    lists: dict[tuple[str, str | None], list[Line]] = {}
    for line in draft.kept:
        lists.setdefault((line.kind, line.speaker), []).append(line)
    kept: dict[int, int] = {}
    for lines in lists.values():
        last, taken = max(line.ordinal for line in lines), set[int]()
        for line in lines:
            if line.ordinal in taken:
                last += 1
            kept[line.key] = last if line.ordinal in taken else line.ordinal
            taken.add(line.ordinal)
    return kept


def concerns(draft: Draft) -> tuple[Problem, ...]:
    """What the office should look at: the reader's problems, and numbers that stand more than once after its own changes."""
    kept = ordinals(draft)
    repeated = (
        Problem(
            draft.place_of(line),
            REPEATED,
            {"speaker": line.speaker or "", "number": line.ordinal, "text": line.text[:60], "kept": kept[line.key]},
        )
        for line in draft.kept
        if line.kind == "directive" and kept[line.key] != line.ordinal
    )
    return (*draft.problems, *repeated)


def as_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values; dates are ISO, spans two offsets in code points."""
    told = asdict(draft)
    told["lines"] = [_plain(line) for line in draft.lines]
    told["reports"] = [_plain(report) for report in draft.reports]
    told["attending"] = list(draft.attending)
    told["units"] = _listed(draft.units)
    told["problems"] = [asdict(replace(problem, values=dict(problem.values))) for problem in draft.problems]
    return told | {name: _iso(told[name]) for name in ("held_from", "held_until", "due_on")}


def from_json(told: dict[str, Any]) -> Draft:
    """The draft that `as_json` told."""
    return Draft(
        source_name=told["source_name"],
        text=told["text"],
        title=told["title"],
        held_from=_day(told["held_from"]),
        held_until=_day(told["held_until"]),
        mode=cast(Mode | None, told["mode"]),
        place=told["place"],
        chair=told["chair"],
        period=told["period"],
        language=cast(Language, told["language"]),
        lines=tuple(
            Line(
                **each | {"span": Span(*each["span"]), "due_on": _day(each["due_on"]), "units": _tupled(each["units"])}
            )
            for each in told["lines"]
        ),
        reports=tuple(ReportDraft(**each | {"span": Span(*each["span"])}) for each in told["reports"]),
        attending=tuple(told["attending"]),
        units=_tupled(told["units"]),
        due_on=_day(told["due_on"]),
        problems=tuple(Problem(**each) for each in told["problems"]),
        corrects=told["corrects"],
    )


def _with(draft: Draft, changed: Line) -> Draft:
    return replace(draft, lines=tuple(changed if line.key == changed.key else line for line in draft.lines))


def _without(draft: Draft, *messages: str) -> Draft:
    """The draft without these problems, which the office has seen to."""
    return replace(draft, problems=tuple(each for each in draft.problems if each.message not in messages))


def _worded(text: str) -> str:
    text = text.strip()
    if not text:
        raise DraftProblem(NO_WORDS)
    if len(text) > LONGEST_TEXT:
        raise DraftProblem(TOO_LONG, most=LONGEST_TEXT, n=len(text))
    return text


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise DraftProblem(NO_NAME, most=LONGEST_NAME)
    return name


def _between(draft: Draft, first: Line, second: Line) -> str:
    """What stands between two lines in the minutes, where that is only a sign or two; else a space."""
    between = draft.text[first.span.end : second.span.start]
    return between if 0 < len(between) <= 3 and between.strip() and not _letters(between) else " "


def _found(text: str, words: str) -> Span | None:
    """Where these words stand first, whatever the signs and spaces between them."""
    places = [at for at, sign in enumerate(text) if sign.isalnum()]
    wanted = _letters(words)
    at = "".join(text[place] for place in places).find(wanted) if wanted else -1
    return Span(places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


def _letters(text: str) -> str:
    """The text without signs and spaces."""
    return "".join(sign for sign in text if sign.isalnum())


def _plain(part: Line | ReportDraft) -> dict[str, Any]:
    told = asdict(part) | {"span": [part.span.start, part.span.end]}
    if isinstance(part, Line):
        told |= {"due_on": _iso(part.due_on), "units": _listed(part.units)}
    return told


def _listed(units: Sequence[int] | None) -> list[int] | None:
    return None if units is None else list(units)


def _tupled(units: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if units is None else tuple(units)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
