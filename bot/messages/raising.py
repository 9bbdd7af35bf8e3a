"""What is told above the units: the office's post of the day in its channel, and a leader's private message. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import context, divider, header, plain, section, words
from bot.messages.names import continued, goes_on, label, name_of
from bot.messages.standing import number_ranges
from bot.messages.text import (
    MOST_BLOCKS,
    TOP_TEXT,
    WHOLE_MESSAGE,
    Block,
    characters,
    clamped_text,
    date_words,
    escaped,
    one_line,
    reads_as_marks,
    shortened,
)
from jobs.escalation import AHEAD, ESCALATED, TOLD, UNDATED, UNOWNED
from jobs.raising import LateLine, RaisedFacts
from storage.words import N_

TITLE: Final = 120
NAME: Final = 60
# Of what only lacks something, each unit has one line for so many items, with so many titles to recognise them by.
MOST_IN_LINE: Final = 100
MOST_TITLES: Final = 2
SHORT_TITLE: Final = 60

HEADINGS: Final[Mapping[str, str]] = {
    ESCALATED: N_("Late, and told to you now"),
    AHEAD: N_("Told to the leaders on the next working day, if nothing changes"),
    TOLD: N_("Late, of what you asked for"),
    UNDATED: N_("Without a due date"),
    UNOWNED: N_("Without an owner"),
}
GATHERED: Final = (UNDATED, UNOWNED)
CALENDAR_NAMES: Final[Mapping[str, str]] = {"CN": N_("China")}


def raised(facts: RaisedFacts) -> dict[str, Any]:
    """What Slack is asked to post. Nobody is mentioned: it is for those who read it."""
    say = Say(facts.language)
    return {
        "method": "chat.postMessage",
        "channel": facts.channel,
        "text": clamped_text("\n".join(_heard(say, facts))),
        "blocks": _fitting(say, facts),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def is_whole(facts: RaisedFacts) -> bool:
    """True when one message takes all these lines."""
    say = Say(facts.language)
    blocks = _blocks(say, facts, len(facts.lines))
    is_seen = len(blocks) <= MOST_BLOCKS and characters(blocks) <= WHOLE_MESSAGE - TOP_TEXT
    return is_seen and len("\n".join(_heard(say, facts))) <= TOP_TEXT


def _fitting(say: Say, facts: RaisedFacts) -> list[Block]:
    for shown in range(len(facts.lines), -1, -1):
        blocks = _blocks(say, facts, shown)
        if len(blocks) <= MOST_BLOCKS and characters(blocks) <= WHOLE_MESSAGE - TOP_TEXT:
            return blocks
    return _blocks(say, facts, 0)


def _blocks(say: Say, facts: RaisedFacts, shown: int) -> list[Block]:
    blocks = [header(_title(say, facts))]
    blocks += [words("⚠️ " + _calendar(say, calendar, facts.next_year)) for calendar in facts.calendars]
    for name, heading in HEADINGS.items():
        group = [line for line in facts.lines[:shown] if line.section == name]
        if group:
            blocks += [divider(), section(f"*{say(heading)}*")]
            if name in GATHERED:
                blocks += [_of_unit(say, lines) for lines in _by_unit(group)]
            else:
                blocks += [_line(say, facts, line) for line in group]
    if more := len(facts.lines) - shown:
        blocks.append(context(plain(_more(say, more))))
    if facts.part < facts.parts:
        blocks.append(context(plain(goes_on(say))))
    if facts.lines:
        blocks.append(context(plain(_advice(say, facts))))
    return blocks


def _line(say: Say, facts: RaisedFacts, line: LateLine) -> Block:
    title, details = shortened(one_line(line.title), TITLE), _details(say, facts, line)
    name = label(line.code, line.number)
    if reads_as_marks(title) or reads_as_marks(details):
        return words(f"{name}  {title}\n{details}")
    return section(f"*{name}*  {escaped(title)}\n{escaped(details)}")


def _by_unit(lines: Sequence[LateLine]) -> Iterator[list[LateLine]]:
    ordered = sorted(lines, key=lambda line: (line.unit, line.code, line.number))
    for _, group in groupby(ordered, key=lambda line: line.code):
        whole = list(group)
        yield from (whole[at : at + MOST_IN_LINE] for at in range(0, len(whole), MOST_IN_LINE))


def _of_unit(say: Say, lines: Sequence[LateLine]) -> Block:
    """One unit's items that lack the same thing."""
    unit, counted, titles = shortened(one_line(lines[0].unit), NAME), _counted(say, lines), _titles(say, lines)
    if any(map(reads_as_marks, (unit, counted, titles))):
        return words(f"{unit} · {counted}\n{titles}")
    return section(f"*{escaped(unit)}* · {escaped(counted)}\n{escaped(titles)}")


def _counted(say: Say, lines: Sequence[LateLine]) -> str:
    counted = say.many("{n} item", "{n} items", len(lines))
    return f"{counted} · {', '.join(number_ranges(lines[0].code, [line.number for line in lines]))}"


def _titles(say: Say, lines: Sequence[LateLine]) -> str:
    told = [f"“{shortened(one_line(line.title), SHORT_TITLE)}”" for line in lines[:MOST_TITLES]]
    if more := len(lines) - len(told):
        told.append(say.many("and {n} more", "and {n} more", more))
    return " · ".join(told)


def _details(say: Say, facts: RaisedFacts, line: LateLine) -> str:
    """Unit, date, owner and leader, in plain words."""
    parts = [shortened(one_line(line.unit), NAME)]
    if line.due_on is not None:
        day = date_words(say, line.due_on, facts.today)
        late = -(line.workdays or 0)
        if late > 0:
            parts.append(
                say.many("due {date}, {n} working day late", "due {date}, {n} working days late", late, date=day)
            )
        else:
            parts.append(say("due {date}", date=day))
    else:
        parts.append(say("no due date yet"))
    parts.append(say("owner {name}", name=shortened(name_of(say, line.owner), NAME)) if line.owner else say("no owner"))
    if line.leader is not None and facts.kind != "digest":
        leader = shortened(name_of(say, line.leader), NAME)
        parts.append(say("{leader} {point}", leader=leader, point=line.ordinal) if line.ordinal else leader)
    return " · ".join(parts)


def _title(say: Say, facts: RaisedFacts) -> str:
    day = date_words(say, facts.today)
    whole = (
        say("What you asked for and is late · {date}", date=day)
        if facts.kind == "digest"
        else say("For the office · {date}", date=day)
    )
    return continued(say, whole, facts.part, facts.parts)


def _calendar(say: Say, calendar: str, year: int) -> str:
    place = say(CALENDAR_NAMES[calendar]) if calendar in CALENDAR_NAMES else calendar
    return say(
        "The working days of {year} in {place} are not known yet: until they are published and this program is updated, enter them with “workdays {calendar} {year}-01-02 off” or import a list.",
        year=year,
        place=place,
        calendar=calendar,
    )


def _advice(say: Say, facts: RaisedFacts) -> str:
    if facts.kind == "digest":
        return say(
            "You are told of each once, and then with the first message of a week. To look one up: /directives QD-3"
        )
    if any(line.section in GATHERED for line in facts.lines):
        return say(
            "Assign, date, snooze or cancel them; each without a date or an owner stands on Home with its button. To look one up: /directives QD-3"
        )
    return say("Assign, date, snooze or cancel them. To look one up: /directives QD-3")


def _more(say: Say, n: int) -> str:
    return say.many("and {n} more, with {command}", "and {n} more, with {command}", n, command="/directives open")


def _heard(say: Say, facts: RaisedFacts) -> Sequence[str]:
    rows = [_title(say, facts)]
    rows += [_calendar(say, calendar, facts.next_year) for calendar in facts.calendars]
    for name, heading in HEADINGS.items():
        group = [line for line in facts.lines if line.section == name]
        if group:
            rows.append(say(heading))
            if name in GATHERED:
                rows += [f"{lines[0].unit} · {_counted(say, lines)}" for lines in _by_unit(group)]
                continue
            rows += [
                f"{label(line.code, line.number)} {shortened(one_line(line.title), TITLE)} ({_details(say, facts, line)})"
                for line in group
            ]
    if facts.part < facts.parts:
        rows.append(goes_on(say))
    return [escaped(row) for row in rows]
