"""`read_minutes`: one text in, one `Minutes` out. Chooses the language and puts together what each part has read."""

import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.copies import CJK, Copy, plain_copy, reading_copy
from storage.minutes.dates import Mention
from storage.minutes.drafts import DirectiveDraft, Language, Minutes, Problem, Span, SpeakerDraft
from storage.minutes.english import EnglishSpeech
from storage.minutes.english_meeting import EnglishMeeting
from storage.minutes.english_names import People
from storage.minutes.speech import Enumeration
from storage.words import N_

NOTHING_FOUND: Final = N_(
    "No directive and no action item was found. Check that the whole text was pasted; a directive can also be added by hand."
)
NO_SUCH_DAY: Final = N_(
    "“{day}” is a day that does not exist, so it was left out. Please give the date in the preview."
)
NO_YEAR: Final = N_(
    "The date {day} stands without a year, and the year was not guessed. Please give it in the preview."
)
COUNT_DIFFERS: Final = N_(
    "{speaker} announced {announced} points, but {found} were found. Please compare with the source."
)
NUMBER_MISSING: Final = N_("In the list of {speaker}, number {number} is missing. The printed numbers were kept.")
NUMBER_TWICE: Final = N_("In the list of {speaker}, number {number} stands twice. The printed numbers were kept.")


def read_minutes(text: str) -> Minutes:
    """Read the minutes of one meeting from plain text or Markdown. Never raises, whatever the text."""
    copy = plain_copy(reading_copy(text))
    language: Language = language_of(copy.text)
    people = People(copy.text)
    meeting = EnglishMeeting(copy, people)
    speech = EnglishSpeech(copy.text, people)
    lists = speech.lists()
    problems: list[Problem] = [*_list_problems(copy, speech, lists)]
    speakers = _speakers(copy, people.roles, lists)
    held = meeting.held()
    days = held.days(meeting.year()) if held else None
    if held and days is None:
        problems.append(_day_problem(copy, held))
    if not speakers:
        problems.append(Problem(1, NOTHING_FOUND))
    return Minutes(
        title=meeting.title,
        held_from=days[0] if days else None,
        held_until=days[1] if days else None,
        date_partial=held.partial if held and days is None and held.is_possible() else None,
        mode=meeting.mode(),
        chair=meeting.chair(),
        period=meeting.period(),
        language=language,
        speakers=speakers,
        actions=(),
        reports=tuple(meeting.reports()),
        units=tuple(meeting.units()),
        problems=tuple(sorted(problems, key=lambda each: each.line)),
        text=text,
    )


def language_of(text: str) -> Language:
    """Chinese where Chinese characters outnumber Latin words, else English."""
    return "zh" if len(re.findall(f"[{CJK}]", text)) > len(re.findall(r"[A-Za-z]+", text)) else "en"


def _speakers(copy: Copy, roles: dict[str, str | None], lists: list[Enumeration]) -> tuple[SpeakerDraft, ...]:
    """Each speaker once, in the order they first speak, with all that is theirs."""
    said: dict[str, list[DirectiveDraft]] = {}
    for each in lists:
        own = said.setdefault(each.speaker or "", [])
        for marker, ordinal, end in zip(each.markers, each.ordinals, each.ends, strict=True):
            start, end = trimmed(copy.text, marker.end, end)
            if start < end:
                span = copy.span(start, end)
                own.append(DirectiveDraft(ordinal, copy.original[span.start : span.end], span))
    return tuple(
        SpeakerDraft(name, roles.get(name), None, tuple(directives)) for name, directives in said.items() if directives
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces, separators and a dangling "and" at its ends; a final full stop stays."""
    while start < end and (text[start].isspace() or text[start] in ",;:，；：、"):
        start += 1
    while start < end:
        if text[end - 1].isspace() or text[end - 1] in ",;:，；：、":
            end -= 1
        elif text[max(start, end - 4) : end].lower() in (" and", ";and", ",and"):
            end -= 3
        else:
            break
    return start, end


def _list_problems(copy: Copy, speech: EnglishSpeech, lists: list[Enumeration]) -> Iterator[Problem]:
    for each in lists:
        speaker, found = each.speaker or "", len(each.markers)
        announced = speech.announced(each)
        if announced is not None and announced != found:
            line = copy.line_of(each.markers[0].start)
            yield Problem(line, COUNT_DIFFERS, {"speaker": speaker, "announced": announced, "found": found})
        seen: set[int] = set()
        for marker, number in zip(each.markers, each.ordinals, strict=True):
            line = copy.line_of(marker.start)
            if number in seen:
                yield Problem(line, NUMBER_TWICE, {"speaker": speaker, "number": number})
            elif seen and number > max(seen) + 1:
                yield Problem(line, NUMBER_MISSING, {"speaker": speaker, "number": max(seen) + 1})
            seen.add(number)


def _day_problem(copy: Copy, held: Mention) -> Problem:
    line = copy.line_of(held.start)
    if not held.is_possible():
        return Problem(line, NO_SUCH_DAY, {"day": copy.quote(held.start, held.end)})
    return Problem(line, NO_YEAR, {"day": copy.quote(held.start, held.end)})


__all__ = ["Span", "language_of", "read_minutes", "trimmed"]
