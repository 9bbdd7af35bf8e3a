"""A draft of minutes in words for the terminal: what would be kept, who gets it, and what it changes."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.language import Say
from storage.addressing import Addressed
from storage.drafts import Comparison
from storage.intake import Draft, Line
from storage.minutes import Problem
from storage.models import MeetingAction
from storage.words import N_

WHY = {
    "chosen": "",
    "owner": N_("its owner's unit"),
    "named": N_("named in it"),
    "default": "",
}


def draft_lines(say: Say, draft: Draft, given: Mapping[int, Addressed], concerns: Sequence[Problem]) -> Iterator[str]:
    """The meeting, its speakers with their directives, its actions, who gets what until when, and what to look at."""
    held = " – ".join(str(day) for day in dict.fromkeys((draft.held_from, draft.held_until)) if day)
    yield draft.title or say("(no title found)")
    yield "  ".join(part for part in (held or say("(no date found)"), draft.mode, draft.place) if part)
    directives = [line for line in draft.kept if line.kind == "directive"]
    for _, group in groupby(directives, key=lambda line: line.speaker):
        lines = list(group)
        yield f"\n{lines[0].speaker}{', ' + lines[0].role if lines[0].role else ''}"
        for line in lines:
            yield f"  {line.ordinal}. {line.text}"
            yield f"     {_given(say, draft, line, given[line.key])}"
    actions = [line for line in draft.kept if line.kind == "action"]
    if actions:
        yield "\n" + say("Actions")
    for line in actions:
        yield f"  - {line.text}"
        yield "    " + (say("done already") if line.is_done else _given(say, draft, line, given[line.key]))
    if draft.attending:
        yield "\n" + say("Attending: {units}", units=", ".join(draft.attending))
    if draft.reports:
        yield say.many("{n} report was given.", "{n} reports were given.", len(draft.reports))
    for problem in concerns:
        yield say("Line {line}: {message}", line=problem.line, message=say(problem.message, **problem.values))


def _given(say: Say, draft: Draft, line: Line, to: Addressed) -> str:
    """Who gets a line, whose it is, and until when."""
    codes = ", ".join(unit.code for unit in to.units)
    if not codes and to.why == "default" and draft.units is None and draft.attending:
        codes = say("those attending")
    told = [codes or say("no unit yet")]
    told[0] += f" ({say(WHY[to.why])})" if codes and WHY[to.why] else ""
    owner = to.owner.name if to.owner else to.new_owner
    if owner:
        told.append(say("owner {name}", name=owner))
    due_on = draft.due_of(line)
    said = f" (“{line.due_text}”)" if line.due_text else ""
    told.append((say("due {date}", date=str(due_on)) if due_on else say("no due date")) + said)
    return "→ " + "; ".join(told)


def comparison_lines(say: Say, seen: Comparison) -> Iterator[str]:
    """What a version of minutes that are kept already changes."""
    if seen.meeting is None:
        return
    if seen.is_known:
        yield "\n" + say("This very text is stored already.")
    else:
        day = f" ({seen.meeting.held_from})" if seen.meeting.held_from else ""
        yield "\n" + say("This corrects “{meeting}”:", meeting=f"{seen.meeting.title}{day}")
    for line in seen.added:
        yield f"  + {line.speaker or say('Actions')} {line.ordinal}: {line.text}"
    for each in seen.changed:
        yield f"  ~ {each.line.speaker or say('Actions')} {each.line.ordinal}: {each.before.text}"
        yield f"    → {each.line.text}"
    for each in seen.moved:
        if isinstance(each.before, MeetingAction):
            told = say("until now due {date}", date=str(each.before.due_on or "-"))
        else:
            told = say(
                "until now {speaker} {ordinal}",
                speaker=each.speaker or each.line.speaker or "-",
                ordinal=each.before.ordinal,
            )
        yield f"  > {each.line.speaker or say('Actions')} {each.line.ordinal}: {told}"
    for point in seen.missing:
        yield "  " + say(
            "No longer in the text, but kept: point {ordinal}: {text}", ordinal=point.ordinal, text=point.text
        )
    yield "  " + say.many("{n} line stays as it is.", "{n} lines stay as they are.", len(seen.same))
