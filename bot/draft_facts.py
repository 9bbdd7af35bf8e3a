"""What the preview of a draft shows: each line with its sentence, who would get it, and what it changes of the records."""

from dataclasses import replace
from hashlib import sha256
from typing import Final

from sqlmodel import Session

from bot.language import Say
from bot.messages import previews
from bot.messages.draft_forms import Choice
from bot.messages.names import label
from bot.messages.previews import Missing, PreviewFacts, Remark
from bot.messages.standing import joined
from bot.messages.text import date_words, one_line, shortened
from storage import drafts, intake, meetings, units
from storage.drafts import Comparison
from storage.intake import Draft, Line
from storage.minutes import Span
from storage.models import ImportDraft, MeetingAction, Unit
from storage.viewers import Viewer

# How far from a line its sentence is looked for.
FARTHEST: Final = 2000
# Characters of a meeting's title in a list; its day stands behind it.
MEETING: Final = 55
SENTENCE_ENDS: Final = frozenset("。！？!?；;\n")


def mark_of(line: Line) -> str:
    """A short word that changes with a line."""
    return sha256(repr(line).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def mark_of_all(draft: Draft) -> str:
    """The same for what holds for all lines."""
    return sha256(
        repr((draft.units, draft.due_on, draft.title, draft.corrects, draft.held_from, draft.held_until)).encode(
            "utf-8", "surrogatepass"
        )
    ).hexdigest()[:8]


def preview_facts(session: Session, say: Say, row: ImportDraft) -> PreviewFacts:
    """A draft as somebody sees it, with what it would change of the records."""
    draft = drafts.draft_in(row)
    found, given_out = drafts.compare(session, draft), drafts.addressed(session, draft)
    default = default_units(session, draft)
    standing, before = drafts.items_standing(session, found), _before(draft, found)
    followed = draft.followed
    codes = {unit.id: unit.code for unit in units.all_units(session)}
    added = {line.key for line in found.added} if found.meeting is not None else set()
    entries: list[previews.Entry] = [
        Remark(each.line, each.message, each.values) for each in drafts.concerns(session, draft)
    ]
    last: tuple[str, str | None] | None = None
    for line in draft.lines:
        if (line.kind, line.speaker) != last:
            last = (line.kind, line.speaker)
            named = line.speaker or say("Action items")
            role = line.role if line.kind == "directive" else None
            entries.append(previews.Speaker(named, role, sum(intake.is_of_one_list(line, each) for each in draft.kept)))
        to, items = given_out.get(line.key), standing.get(line.key, [])
        have = {item.unit_id for item in items}
        entries.append(
            previews.Line(
                line_id=line.key,
                label=f"{line.ordinal}." if line.kind == "directive" else "☐",
                text=line.text,
                mark=mark_of(line),
                source=sentence_of(draft.text, line.span.start, line.span.end),
                is_dropped=line.is_dropped,
                is_action=line.kind == "action",
                is_done=line.is_done,
                has_next=line.key in followed,
                units=tuple(unit.code for unit in to.units if unit.id not in have) if to else (),
                due_on=draft.due_of(line),
                due_as_said=line.due_text,
                owner=(to.owner.name if to and to.owner else None) or line.owner,
                is_new=line.key in added,
                is_added=line.is_added,
                before=before.get(line.key),
                items=tuple(sorted(label(codes[item.unit_id], item.number) for item in items)),
            )
        )
    entries += [Missing(f"{point.ordinal}.", point.text) for point in found.missing]
    return PreviewFacts(
        draft_id=row.id or 0,
        revision=row.revision,
        title=draft.title or draft.source_name,
        source=draft.source_name,
        held_from=draft.held_from,
        held_until=draft.held_until,
        units=tuple(unit.code for unit in default),
        due_on=draft.due_on,
        entries=tuple(entries),
        is_correction=found.meeting is not None and not found.is_known,
        is_known=found.is_known,
    )


def _before(draft: Draft, found: Comparison) -> dict[int, previews.Before]:
    """How the records have the lines that a corrected version says otherwise, by their keys."""
    numbers, worded = intake.ordinals(draft), {each.line.key for each in found.changed}
    told = {}
    for each in (*found.changed, *found.moved):
        line, was = each.line, each.before
        is_numbered = line.kind == "directive" and was.ordinal != numbers[line.key]
        told[line.key] = previews.Before(
            text=was.text if line.key in worded else None,
            number=was.ordinal if is_numbered else None,
            speaker=each.speaker,
            due_on=was.due_on if isinstance(was, MeetingAction) else None,
            is_due_changed=isinstance(was, MeetingAction) and was.due_on != line.due_on,
        )
    return told


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence of a text in which the stretch from `start` to `end` stands, as far as it goes within reason."""
    first, last = max(0, start - FARTHEST), min(len(text), end + FARTHEST)
    while start > first and not _ends(text, start):
        start -= 1
    while end < last and not _ends(text, end):
        end += 1
    return text[start:end].strip()


def _ends(text: str, at: int) -> bool:
    """True when a sentence ends right before `at`."""
    before = text[at - 1]
    return before in SENTENCE_ENDS or (before == "." and (at == len(text) or text[at].isspace()))


def default_units(session: Session, draft: Draft) -> list[Unit]:
    """The units that get what names none of its own."""
    probe = replace(draft, lines=(Line(0, "directive", 1, "?", Span(0, 1), "?"),))
    return list(drafts.addressed(session, probe)[0].units)


def choices_of(session: Session, say: Say) -> tuple[Choice, ...]:
    """Every unit that can be chosen."""
    return tuple(
        Choice(str(unit.id), f"{unit.code} {unit.name_in(say.language)}")
        for unit in units.all_units(session)
        if unit.active
    )


def meeting_choices(session: Session, say: Say, viewer: Viewer) -> tuple[Choice, ...]:
    """Every meeting that minutes may correct, newest first."""
    return tuple(
        Choice(
            str(each.id),
            joined(
                shortened(one_line(each.title), MEETING), date_words(say, each.held_from) if each.held_from else None
            ),
        )
        for each in meetings.meetings(session, viewer)
    )
