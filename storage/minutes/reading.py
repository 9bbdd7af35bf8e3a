"""`read_minutes`: one text in, one `Minutes` out. Chooses the language and puts together what each part has read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from storage.minutes.actions import Actions
from storage.minutes.asides import english_asides
from storage.minutes.chinese import ChineseSpeech
from storage.minutes.chinese_meeting import ChineseMeeting
from storage.minutes.chinese_names import ChinesePeople
from storage.minutes.copies import CJK, Copy, plain_copy, reading_copy
from storage.minutes.dates import Mention, day_in_doubt
from storage.minutes.drafts import (
    DAY_IN_DOUBT,
    NO_SUCH_DAY,
    NO_YEAR,
    NOTHING_FOUND,
    ActionDraft,
    DirectiveDraft,
    Language,
    Minutes,
    Problem,
    SpeakerDraft,
)
from storage.minutes.due_days import DueDays
from storage.minutes.english import EnglishSpeech
from storage.minutes.english_meeting import EnglishMeeting
from storage.minutes.english_names import People
from storage.minutes.pages import NO_TEXT
from storage.minutes.script import as_printed
from storage.minutes.speech import Enumeration
from storage.words import N_

COUNT_DIFFERS: Final = N_(
    "{speaker} announced {announced} points, but {found} were found. Please compare with the source."
)
PAGES_WITHOUT_TEXT: Final = N_(
    "Page {page} of the file has no text, so it was not read. Run text recognition (OCR) on it and import the file again, or add what it says by hand."
)
NUMBER_MISSING: Final = N_("In the list of {speaker}, number {number} is missing. The printed numbers were kept.")
NUMBER_TWICE: Final = N_("In the list of {speaker}, number {number} stands twice. The printed numbers were kept.")
COUNTED_ON: Final = N_("{speaker} speaks again; the later points are counted on from {number}.")
SIMILAR_NAMES: Final = N_(
    "{name} and {other} may be the same person. Both were kept; please join them in the preview if so."
)
DUE_YEAR: Final = N_("The due date “{due}” stands without a year; {year} was taken, from the day of the meeting.")

DUE_SPOKEN: Final = N_("The due date “{due}” was read as {day}, counted from the day of the meeting.")
_HEAD: Final = 1_000
"""So far the day of the meeting is looked for among days in numbers."""
_COMPARED: Final = 60
"""So many speakers are compared by name, each with each; no meeting hears more."""

_NOTES: Final = re.compile(
    r"^[^\w\n]{0,12}(?:attendees|present|participants|in\s+attendance|apologies|regrets|scribe|note[- ]?taker|agenda)\b[^\w\n]{0,6}(?:$|:)",
    re.I | re.M,
)

_PERIOD: Final = r"(?:quarter(?:ly)?|half[- ]year|full[- ]year|annual|year|interim)"
_RESULTS: Final = re.compile(
    rf"\b(?:report(?:s|ed)?|announce[sd]?|release[sd]?|publishe[sd])\b[^.\n]{{0,60}}\b(?:{_PERIOD}\b[^.\n]{{0,40}}\b(?:results|earnings)|(?:results|earnings)\b[^.\n]{{0,40}}\b{_PERIOD})\b",
    re.I,
)
"""News of a company's results: what should happen to margins and markets there is hoped for, and asked of nobody."""


def read_minutes(text: str) -> Minutes:
    """Read the minutes of one meeting from plain text or Markdown. Never raises, whatever the text."""
    marked = reading_copy(text)
    copy = plain_copy(marked)
    language = language_of(copy.text)
    if language == "zh":
        marked, copy = marked.respelled(as_printed(marked.text)), copy.respelled(as_printed(copy.text))
    people: People | ChinesePeople
    meeting: EnglishMeeting | ChineseMeeting
    speech: EnglishSpeech | ChineseSpeech
    if language == "zh":
        people = ChinesePeople(copy)
        meeting, speech = ChineseMeeting(copy, people), ChineseSpeech(copy.text, people)
    else:
        people = People(copy.text)
        meeting, speech = EnglishMeeting(copy, people), EnglishSpeech(copy.text, people)
    held = meeting.held()
    held = _with_month(held, meeting) if held else None
    days = held.days(meeting.year(held.month)) if held else None
    notes = Actions(marked, days[0] if days else None, is_chinese=language == "zh")
    actions = notes.read()
    lists = speech.lists()
    # Notes of a working group quote everybody's opinions; there only what somebody with a role demands is a directive.
    is_notes = bool(actions) or bool(_NOTES.search(copy.text))
    chair = meeting.chair()
    leaders = {name for name, role in people.roles.items() if role or name == chair}
    only_orders = (is_notes and language == "en") or bool(_RESULTS.search(copy.text))
    singles = list(speech.singles(lists, only_orders_of=leaders if only_orders else None))
    if is_notes and language == "en":
        lists = [each for each in lists if each.speaker in leaders or _orders(each)]
    owned = {copy.line_at(each.span.start) for each in actions if each.owner}
    speakers, problems = _speakers(copy, people, lists, singles, owned)
    problems += _list_problems(copy, people, speech, lists)
    if language == "zh":
        speakers = _joined(speakers, _said_in_english(copy, owned))
    problems += _doubtful_names(copy, speakers)
    problems += _supplied_days(copy, notes.due_days, actions)
    problems += [
        Problem(text.count("\n", 0, page.start()) + 1, PAGES_WITHOUT_TEXT, {"page": page[1]})
        for page in NO_TEXT.finditer(text)
    ]
    if held and days is None:
        problems.append(_day_problem(copy, held))
    if held is None and language == "en" and (doubtful := day_in_doubt(copy.text[:_HEAD])):
        problems.append(Problem(copy.line_of(doubtful[0]), DAY_IN_DOUBT, {"day": copy.quote(*doubtful)}))
    if not speakers and not actions:
        problems.append(Problem(1, NOTHING_FOUND))
    return Minutes(
        title=meeting.title,
        held_from=days[0] if days else None,
        held_until=days[1] if days else None,
        date_partial=held.partial if held and days is None and held.is_possible() else None,
        mode=meeting.mode(),
        place=meeting.place(),
        chair=chair,
        period=meeting.period(),
        language=language,
        speakers=speakers,
        actions=actions,
        reports=tuple(meeting.reports()),
        units=tuple(meeting.units()),
        problems=tuple(sorted(problems, key=lambda each: each.line)),
        text=text,
    )


def language_of(text: str) -> Language:
    """Chinese where Chinese characters outnumber Latin words, else English."""
    return "zh" if len(re.findall(f"[{CJK}]", text)) > len(re.findall(r"[A-Za-z]+", text)) else "en"


def _speakers(
    copy: Copy,
    people: People | ChinesePeople,
    lists: list[Enumeration],
    singles: list[tuple[str, int, int]],
    owned: set[int],
) -> tuple[tuple[SpeakerDraft, ...], list[Problem]]:
    """Each speaker once, in the order they first speak, with all that is theirs; numbers as printed where they are free.

    What stands in a line of `owned` is somebody's action item already.
    """
    listed: dict[str, list[tuple[int, int, int]]] = {}
    for each in lists:
        own = listed.setdefault(each.speaker or "", [])
        for marker, ordinal, end in zip(each.markers, each.ordinals, each.ends, strict=True):
            start, end = trimmed(copy.text, marker.end, end)
            if start < end:
                own.append((start, end, ordinal))
    drafts: dict[str, list[DirectiveDraft]] = {}
    problems = []
    for name, points in listed.items():
        own_drafts = drafts.setdefault(name, [])
        last = offset = 0
        for start, end, ordinal in points:
            if ordinal == 1 and last:
                offset = last
                values: dict[str, str | int] = {"speaker": people.shown_as(name), "number": offset + 1}
                problems.append(Problem(copy.line_of(start), COUNTED_ON, values))
            last = max(last, ordinal + offset)
            own_drafts.append(_draft(copy, start, end, ordinal + offset))
    numbers: dict[str, int] = {}
    for name, start, end in singles:
        own_drafts = drafts.setdefault(name, [])
        if name not in numbers:
            numbers[name] = max((each.ordinal for each in own_drafts), default=0)
        numbers[name] += 1
        own_drafts.append(_draft(copy, *trimmed(copy.text, start, end), numbers[name]))
    speakers = [
        SpeakerDraft(
            people.shown_as(name),
            people.roles.get(name),
            people.native_names.get(name),
            tuple(
                sorted(
                    (each for each in found if each.text and copy.line_at(each.span.start) not in owned),
                    key=lambda each: each.span.start,
                )
            ),
        )
        for name, found in drafts.items()
    ]
    speakers = [each for each in speakers if each.directives]
    return tuple(sorted(speakers, key=lambda each: each.directives[0].span.start)), problems


def _said_in_english(copy: Copy, owned: set[int]) -> tuple[SpeakerDraft, ...]:
    """What somebody asked in English sentences of Chinese minutes."""
    words = english_asides(copy.text)
    if words is None:
        return ()
    aside = copy.respelled(words)
    people = People(words)
    speech = EnglishSpeech(words, people)
    lists = [each for each in speech.lists() if people.roles.get(each.speaker or "") or _orders(each)]
    return _speakers(aside, people, lists, list(speech.singles(lists)), owned)[0]


def _joined(speakers: tuple[SpeakerDraft, ...], others: tuple[SpeakerDraft, ...]) -> tuple[SpeakerDraft, ...]:
    """The speakers of both readings, each once, in the order they first speak; what both have read stands once."""
    joined = {each.name: each for each in speakers}
    taken = [point.span for each in speakers for point in each.directives]
    for other in others:
        new = [
            point
            for point in other.directives
            if not any(point.span.start < span.end and span.start < point.span.end for span in taken)
        ]
        if not new:
            continue
        known = joined.get(other.name)
        before = known.directives if known else ()
        last = max((point.ordinal for point in before), default=0)
        after = (
            tuple(replace(point, ordinal=last + number) for number, point in enumerate(new, 1)) if known else tuple(new)
        )
        points = tuple(sorted((*before, *after), key=lambda each: each.span.start))
        joined[other.name] = replace(known or other, directives=points)
    return tuple(sorted(joined.values(), key=lambda each: each.directives[0].span.start))


def _draft(copy: Copy, start: int, end: int, ordinal: int) -> DirectiveDraft:
    span = copy.span(start, end)
    return DirectiveDraft(ordinal, copy.original[span.start : span.end], span)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces, separators and a dangling "and" at its ends. An English full stop stays, a Chinese one goes."""
    while start < end and (text[start].isspace() or text[start] in ",;:，；：、。"):
        start += 1
    while start < end:
        if text[end - 1].isspace() or text[end - 1] in ",;:，；：、。":
            end -= 1
        elif text[end - 1] in '"”' and _is_odd(text[start:end]):
            end -= 1  # it closes a speech that began before
        elif text[max(start, end - 4) : end].lower() in (" and", ";and", ",and"):
            end -= 3
        else:
            break
    return start, end


def _supplied_days(copy: Copy, due_days: DueDays, actions: tuple[ActionDraft, ...]) -> Iterator[Problem]:
    """What the day of the meeting gave to due dates: a year that was not written, or the day that "by Friday" is."""
    for each in actions:
        line, due = copy.line_at(each.span.start), each.due_text or ""
        if each.span in due_days.assumed_years:
            yield Problem(line, DUE_YEAR, {"due": due, "year": due_days.assumed_years[each.span]})
        elif each.span in due_days.spoken and each.due:
            yield Problem(line, DUE_SPOKEN, {"due": due, "day": each.due.isoformat()})


def _doubtful_names(copy: Copy, speakers: tuple[SpeakerDraft, ...]) -> Iterator[Problem]:
    """Speakers whose names differ by a letter or two: perhaps a slip of the pen. They are told, never merged."""
    for index, speaker in enumerate(speakers[:_COMPARED]):
        for other in speakers[index + 1 : _COMPARED]:
            alike = SequenceMatcher(None, speaker.name.lower(), other.name.lower()).ratio()
            # Of three Chinese characters two agree; Latin names may differ in a letter or two.
            if alike >= (0.65 if len(speaker.name) <= 4 and speaker.name[0] == other.name[0] else 0.85):
                line = copy.line_at(other.directives[0].span.start)
                yield Problem(line, SIMILAR_NAMES, {"name": speaker.name, "other": other.name})


def _is_odd(words: str) -> bool:
    """Whether a quotation ends here that does not begin here."""
    return words.count('"') % 2 == 1 if words.endswith('"') else words.count("”") > words.count("“")


def _with_month(held: Mention, meeting: EnglishMeeting | ChineseMeeting) -> Mention:
    """The mention with the month of the publishing stamp, where it names only a day: 昨日(14日)."""
    if held.month is not None or not isinstance(meeting, ChineseMeeting):
        return held
    month = meeting.month()
    return replace(held, month=month, until_month=month) if month else held


def _list_problems(
    copy: Copy, people: People | ChinesePeople, speech: EnglishSpeech | ChineseSpeech, lists: list[Enumeration]
) -> Iterator[Problem]:
    for each in lists:
        speaker, found = people.shown_as(each.speaker or ""), len(each.markers)
        announced = speech.announced(each)
        if announced is not None and announced != found:
            line = copy.line_of(each.markers[0].start)
            yield Problem(line, COUNT_DIFFERS, {"speaker": speaker, "announced": announced, "found": found})
        seen: set[int] = set()
        highest = 0
        for marker, number in zip(each.markers, each.ordinals, strict=True):
            line = copy.line_of(marker.start)
            if number in seen:
                yield Problem(line, NUMBER_TWICE, {"speaker": speaker, "number": number})
            elif seen and number > highest + 1:
                yield Problem(line, NUMBER_MISSING, {"speaker": speaker, "number": highest + 1})
            seen.add(number)
            highest = max(highest, number)


def _day_problem(copy: Copy, held: Mention) -> Problem:
    line = copy.line_of(held.start)
    if not held.is_possible():
        return Problem(line, NO_SUCH_DAY, {"day": copy.quote(held.start, held.end)})
    return Problem(line, NO_YEAR, {"day": copy.quote(held.start, held.end)})


def _orders(enumeration: Enumeration) -> bool:
    """Whether the words before a list ask by themselves: "stressed", "required"; whoever only says something may have an opinion."""
    return enumeration.attribution is not None and enumeration.attribution.kind in ("orders", "stresses")
