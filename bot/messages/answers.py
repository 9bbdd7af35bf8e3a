"""Answers to /directives: what was found, as one screen of blocks and the same in words.

Pure. Whatever people wrote stands in elements that read no marks; only the text for the ear is escaped. Every button carries
the whole question in its value, so an answer of last week still pages after a restart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_interval

from bot.asking import Mended
from bot.language import CHINESE, Say
from bot.messages.blocks import context, divider, header, link, piece, plain, rich, words
from bot.messages.names import label, listed, typed_name
from bot.messages.pages import FOR_BLOCKS, Asked, Page, ask_buttons, page, page_of_escaped, paging, room_beside
from bot.messages.standing import (
    NAME,
    STATE_WORDS,
    TITLE,
    chips,
    counts_words,
    due_of,
    item_line,
    joined,
    known_name,
    local_date,
    number_ranges,
    owner_name,
    person_name,
    standing_words,
    state_words,
    summary,
)
from bot.messages.text import (
    Block,
    characters,
    date_words,
    escaped,
    is_slack_user,
    mention,
    one_line,
    plain_name,
    shortened,
)
from bot.pieces import CHANNEL, MENTION, Choice
from storage import lookup
from storage.lookup import (
    FoundItem,
    FoundItems,
    FoundMeeting,
    FoundPoints,
    ItemLine,
    NoSuchNumber,
    NoSuchPoint,
    Point,
    Wanted,
)
from storage.models import Activity, Meeting, Person
from storage.naming import Names
from storage.words import N_

# How long a directive may stand in a list: the first that keeps the whole answer within a message.
TEXTS: Final = (400, 240, 120)
MOST_BUTTONS: Final = 5
MOST_LINES: Final = 20

HEADINGS: Final[Mapping[str, str]] = {
    "overdue": N_("Overdue"),
    "open": N_("Next"),
    "blocked": N_("Blocked"),
    "done": N_("Done"),
    "cancelled": N_("Cancelled"),
}
VERB_WORDS: Final[Mapping[str, str]] = {
    "assigned": N_("assigned"),
    "acknowledge": N_("acknowledged"),
    "note": N_("noted"),
    "block": N_("blocked"),
    "unblock": N_("no longer blocked"),
    "done": N_("reported done"),
    "reopen": N_("open again"),
    "undo": N_("taken back"),
    "accept": N_("accepted"),
    "return": N_("returned"),
    "cancel": N_("cancelled"),
    "assign": N_("given to {to}"),
    "transfer": N_("given to another unit, as {to}"),
    "move_due": N_("due date moved from {before} to {day}"),
    "extend": N_("more time asked for, until {day}"),
    "approve": N_("extended from {before} to {day}"),
    "decline": N_("not extended"),
    "evidence": N_("evidence offered"),
}


def the_meeting(asked: Asked, found: FoundMeeting) -> Page:
    """A meeting at a glance: its leaders, and how far everything they asked for is."""
    say, meeting = asked.say, found.meeting
    heading = shortened(one_line(meeting.title), TITLE)
    when = joined(held_words(say, meeting), meeting.period)
    heard, blocks = [joined(heading, when)], [header(heading)]
    if when:
        blocks.append(context(plain(when)))
    for line in found.leaders:
        name = shortened(person_name(say, line.leader), NAME)
        asked_for = say.many("{n} directive", "{n} directives", line.directives)
        progress = (
            say.many("{done} of {n} item done", "{done} of {n} items done", line.items, done=line.done)
            if line.items
            else say("not assigned yet")
        )
        heard.append(f"{name}: {asked_for} · {progress}")
        blocks.append(rich(piece(name, bold=True), piece(f": {asked_for} · {progress}")))
        if line.leader.role_title:
            blocks.append(context(plain(shortened(one_line(line.leader.role_title), TITLE))))
    if not found.leaders:
        heard.append(say("The minutes of this meeting name no directives."))
        blocks.append(words(heard[-1]))
    if found.others:
        older = [joined(shortened(one_line(each.title), NAME), each.period) for each in found.others]
        heard.append(say("Earlier meetings: {meetings}", meetings=listed(say, older)))
        blocks.append(context(plain(heard[-1])))
    leaders = [line.leader for line in found.leaders[:MOST_BUTTONS]]
    buttons = [(shortened(person_name(say, leader), NAME), leader.name) for leader in leaders]
    if found.leaders:
        first = typed_name(say, leaders[0].name, leaders[0].native_name)
        heard.append(
            say(
                "Next: {command} {leader}, or {command} overdue, or {command} help", command=asked.command, leader=first
            )
        )
        blocks += [ask_buttons(asked, [*buttons, (say("Overdue"), "overdue")]), context(plain(heard[-1]))]
    return page(heard, blocks)


def directives(asked: Asked, found: FoundPoints) -> Page:
    """Directives as in the minutes, with the state of each in every unit; as long as one screen takes."""
    for longest in TEXTS:
        blocks = _directive_blocks(asked, found, longest)
        if characters(blocks) <= FOR_BLOCKS:
            break
    return page(_directive_lines(asked, found), blocks)


def one_directive(asked: Asked, found: FoundPoints) -> Page:
    """The whole text of one directive and a line for each unit; the same number at older meetings briefly below."""
    say, point, *older = asked.say, *found.points
    name, ordinal = person_name(say, point.speaker), point.directive.ordinal
    heading = say("{leader}, directive {n}", leader=shortened(name, NAME), n=ordinal)
    source = joined(_role(point.speaker), _meeting_words(say, point.meeting))
    heard = [heading, source, shortened(point.directive.text, 1500)]
    blocks = [header(heading), context(plain(source))]
    if not point.lines:
        blocks.append(context(plain(say("Not assigned to a unit yet."))))
        heard.append(say("Not assigned to a unit yet."))
    for line in point.lines[:MOST_LINES]:
        number = label(line.unit.code, line.item.number)
        rest = joined(shortened(line.unit.name_in(say.language), NAME), standing_words(asked, line))
        heard.append(f"{number}: {rest}")
        blocks.append(rich(piece(number, bold=True), piece("  " + rest)))
    if len(point.lines) > MOST_LINES:
        blocks.append(context(plain(summary(asked, point.lines[MOST_LINES:]))))
    for other in older[:5]:
        brief = f"{_meeting_words(say, other.meeting)}: {shortened(one_line(other.directive.text), TITLE)}"
        heard.append(brief)
        blocks += [context(plain(brief))]
    text = rich(piece(shortened(point.directive.text, room_beside(blocks))))
    return page(heard, [*blocks[:2], text, *blocks[2:]])


def items(asked: Asked, found: FoundItems) -> Page:
    """Items unit by unit, what is late first."""
    say = asked.say
    codes = {line.unit.code for line in found.lines} if len(found.counts) == 1 else set()
    heading = _items_heading(say, found)
    counts = counts_words(say, found.all_counts)
    heard, blocks = [heading, counts], [header(heading), context(plain(counts))]
    for (code, section), group in groupby(found.lines, key=lambda line: (line.unit.code, _section(line, found.states))):
        lines = list(group)
        title = say(HEADINGS[section])
        if not codes:
            title = joined(f"{shortened(lines[0].unit.name_in(say.language), NAME)} ({code})", title)
        heard.append(title)
        blocks += [rich(piece(title, bold=True))]
        for line in lines:
            item_heard, item_blocks = item_line(asked, line)
            heard.append(item_heard)
            blocks += item_blocks
    if not found.states & {lookup.DONE, lookup.ACCEPTED} and codes and found.all_counts.done:
        hint = say("What is done: {command} {unit} done", command=asked.command, unit=next(iter(codes)))
        blocks.append(context(plain(hint)))
        heard.append(hint)
    return page(heard, [*blocks, *paging(asked, len(found.lines), found.total)])


def one_item(asked: Asked, found: FoundItem) -> Page:
    """Everything about one item: what, who asked, until when, whose, how it stands, and what happened to it."""
    say, line, item = asked.say, found.line, found.line.item
    number = label(line.unit.code, item.number)
    heading = say("{item}: {state}", item=number, state=state_words(asked, line))
    text = line.directive.text if line.directive else item.title
    told = [say("Unit: {unit}", unit=shortened(line.unit.name_in(say.language), NAME))]
    if line.speaker is not None and line.directive is not None and found.meeting is not None:
        told.append(
            say(
                "Asked by: {leader}, directive {n}; {meeting}",
                leader=shortened(person_name(say, line.speaker), NAME),
                n=line.directive.ordinal,
                meeting=_meeting_words(say, found.meeting),
            )
        )
    elif found.meeting is not None:
        told.append(say("From: {meeting}", meeting=_meeting_words(say, found.meeting)))
    told.append(say("When: {due}", due=due_of(asked, line)))
    told.append(say("Owner: {owner}", owner=owner_name(say, line) or say("nobody yet")))
    if item.blocked_reason:
        told.append(say("Blocked: {reason}", reason=shortened(one_line(item.blocked_reason), TITLE)))
    lived = [_Told(each) for each in told]
    if item.done_at is not None and item.done_by is not None:
        done = say("Reported done: {date}", date=date_words(say, local_date(line, item.done_at), line.today))
        lived.append(_Told(f"{done} · ", item.done_by))
    if item.accepted_at is not None and item.accepted_by is not None:
        accepted = say("Accepted: {date}", date=date_words(say, local_date(line, item.accepted_at), line.today))
        lived.append(_Told(f"{accepted} · ", item.accepted_by))
    blocks = [header(heading), _told(asked, lived, found.people)]
    heard = [escaped(heading), escaped(shortened(text, 1200)), *_told_heard(asked, lived, found.people)]
    if found.history:
        past = [_history_line(say, line, each, found.places.get(each.id or 0)) for each in found.history]
        title = say("History")
        if found.earlier_lines:
            earlier = say.many(
                "History, without {n} earlier line", "History, without {n} earlier lines", found.earlier_lines
            )
            title = earlier
        blocks += [divider(), rich(piece(title, bold=True)), _told(asked, past, found.people)]
        heard += [escaped(title), *_told_heard(asked, past, found.people)]
    whole = rich(piece(shortened(text, room_beside(blocks))))
    return page_of_escaped("\n".join(heard), [blocks[0], whole, *blocks[1:]])


def which(asked: Asked, name: str, choices: Sequence[tuple[Choice, str]]) -> Page:
    """Several answer to one name: ask which is meant."""
    question = asked.say("Which “{name}” is meant?", name=shortened(name, NAME))
    shown = choices[:10]
    buttons = ask_buttons(asked, [(shortened(choice.label, NAME), completed) for choice, completed in shown])
    told = page([question, *(choice.label for choice, _ in shown)], [words(question), buttons])
    return replace(told, asks_back=True)


def no_such_number(asked: Asked, found: NoSuchNumber) -> Page:
    """A number that a unit does not have: say which it has."""
    say, code = asked.say, found.unit.code
    if not found.numbers:
        sentence = say("There is no {item}: {unit} has no items yet.", item=label(code, found.number), unit=code)
        return page([sentence], [words(sentence)], is_empty=True)
    known = shortened(listed(say, number_ranges(code, found.numbers)), 600)
    sentence = say(
        "There is no {item}. {unit} has {numbers}.", item=label(code, found.number), unit=code, numbers=known
    )
    return page([sentence], [words(sentence), ask_buttons(asked, [(code, code)])], is_empty=True)


def no_such_point(asked: Asked, found: NoSuchPoint) -> Page:
    """A number that a leader did not get to: say which there are."""
    say = asked.say
    sentence = say(
        "{leader} gave no directive {n}. The newest meeting has {numbers}.",
        leader=shortened(known_name(say, found.person), NAME),
        n=found.ordinal,
        numbers=shortened(listed(say, number_ranges("", found.ordinals)), 600),
    )
    return page(
        [sentence],
        [words(sentence), ask_buttons(asked, [(shortened(known_name(say, found.person), NAME), found.person.name)])],
        is_empty=True,
    )


def nothing(
    asked: Asked, wanted: Wanted, names: Names, near: Sequence[Mended] = (), shorter: Sequence[str] = ()
) -> Page:
    """Nothing was found: what was understood, what may have been meant, and what can be asked."""
    say = asked.say
    if len(wanted.states) == 1 and wanted == Wanted(states=wanted.states):
        # An empty answer to “overdue” is good news, not a failure to find.
        heard = [say("Nothing is {state}.", state=say(STATE_WORDS[next(iter(wanted.states))]))]
    elif wanted == Wanted(states=frozenset({lookup.OPEN}), due_since=wanted.due_since, due_until=wanted.due_until):
        heard = [say("Nothing open is {days}.", days=days_words(say, wanted))]
    elif any(MENTION.fullmatch(word) for word in wanted.words):
        # Often somebody who has left. Their id would tell nobody anything.
        heard = [
            say(
                "Whom you mentioned is not linked to any leader, owner or unit here. Ask by the name that stands in the minutes."
            )
        ]
    elif any(CHANNEL.fullmatch(word) for word in wanted.words):
        heard = [say("The channel you named belongs to no unit that you may see.")]
    else:
        heard = [say("Nothing was found for “{question}”.", question=shortened(one_line(asked.text), TITLE))]
        if wanted != Wanted(words=wanted.words):
            heard.append(say("Looked for: {understood}.", understood=understood_words(say, wanted, names)))
    blocks = [words("\n".join(heard))]
    proposals = [mended.text for mended in near] or list(shorter)
    if proposals:
        heard.append(say("Did you mean: {proposals}?", proposals=listed(say, proposals)))
        blocks += [words(say("Did you mean:")), ask_buttons(asked, [(text, text) for text in proposals])]
    told = say("Examples: {examples}", examples=listed(say, examples(say, asked.command, names)))
    return page([*heard, told], [*blocks, context(plain(told))], is_empty=True)


def nothing_yet(asked: Asked, *, is_office: bool) -> Page:
    """There is no meeting that this viewer may see."""
    say = asked.say
    if is_office:
        told = say("There are no minutes yet. Import them first: followups import minutes.md")
    else:
        told = say("There is nothing here yet that concerns you. What a meeting asks of your unit will be found here.")
    return page([told], [words(told)], is_empty=True)


def help_page(asked: Asked, names: Names) -> Page:
    """What can be asked, with examples that work here."""
    say, command = asked.say, asked.command
    who, unit = example_names(say, names)
    overdue = say(STATE_WORDS["overdue"])
    told = [
        (f"{command} {who}", say("what a leader asked for, and how far every unit is")),
        (f"{command} {who} 2", say("the second directive, whole")),
        (f"{command} {unit}", say("a unit: what is late, and what is next")),
        (f"{command} {unit}-1", say("one item and its history")),
        (f"{command} {overdue}", say("or open, done, blocked")),
        (f"{command} {say('due this week')}", say("what is due then; “done last week” what was done")),
        (f"{command} {say('mine')}", say("what waits for you")),
        (f"{command} {names.periods[0] if names.periods else '2024Q2'}", say("the meeting of a quarter")),
        (f"{command} {say('meetings')}", say("all meetings; “reports” what was reported there")),
        (f"{command} {who} {unit} {overdue}", say("any mix of these, and any other words")),
        (f"{command} {unit} {say('here')}", say("answers for everybody in the channel to see")),
    ]
    title = say("What you can ask")
    blocks = [header(title), *(rich(piece(typed, code=True), piece(f"  {meaning}")) for typed, meaning in told)]
    return page([title, *(f"{typed}: {meaning}" for typed, meaning in told)], blocks)


def examples(say: Say, command: str, names: Names) -> list[str]:
    """Three questions that this asker's own records can answer, in the asker's language."""
    who, unit = example_names(say, names)
    return [f"{command} {who}", f"{command} {unit} {say(STATE_WORDS['overdue'])}", f"{command} {unit}-1"]


def example_names(say: Say, names: Names) -> tuple[str, str]:
    """A leader and a unit to make examples of, as one would type them."""
    who = typed_name(say, names.people[0].name, names.people[0].native_name) if names.people else "tong"
    return who, names.units[0].code if names.units else "QD"


def understood_words(say: Say, wanted: Wanted, names: Names) -> str:
    """What a question was understood to ask for."""
    people = [known_name(say, each) for each in names.people if each.id in wanted.people]
    units = [each.code for each in names.units if each.id in wanted.units]
    codes = {each.id: each.code for each in names.units}
    parts = [
        *people,
        *(say("directive {n}", n=ordinal) for ordinal in wanted.ordinals),
        *units,
        *(label(codes.get(unit, "?"), number) for unit, number in wanted.items),
        *(say(STATE_WORDS[state]) for state in sorted(wanted.states)),
        *([wanted.period] if wanted.period else []),
        *([days] if (days := days_words(say, wanted)) else []),
        *(say("the word “{word}”", word=word) for word in wanted.words),
        *(say("not {what}", what=what) for what in _left_out(say, wanted, names)),
    ]
    return shortened(listed(say, parts), 600)


def _left_out(say: Say, wanted: Wanted, names: Names) -> list[str]:
    """What a question does not want."""
    return [
        *(known_name(say, each) for each in names.people if each.id in wanted.not_people),
        *(each.code for each in names.units if each.id in wanted.not_units),
        *(say(STATE_WORDS[state]) for state in sorted(wanted.not_states)),
        *(say("the word “{word}”", word=word) for word in wanted.without),
    ]


def days_words(say: Say, wanted: Wanted) -> str:
    """The days a question was understood to speak of: of what was heard, and of what is due."""
    told = _span(say, wanted.since, wanted.until)
    due = _span(say, wanted.due_since, wanted.due_until)
    return joined(told, say("due {days}", days=due) if due else None)


def _span(say: Say, since: date | None, until: date | None) -> str | None:
    if since and until:
        return interval_words(say, since, until)
    if since:
        return say("since {date}", date=interval_words(say, since, since))
    return say("until {date}", date=interval_words(say, until, until)) if until else None


def held_words(say: Say, meeting: Meeting) -> str | None:
    """The days of a meeting: “23–24 Apr 2024”; None when its minutes name none."""
    if meeting.held_from is None:
        return None
    return interval_words(say, meeting.held_from, meeting.held_until or meeting.held_from)


def interval_words(say: Say, first: date, last: date) -> str:
    """Some days with their year: “23–24 Apr 2024”."""
    return str(format_interval(first, last, "yMMMd", locale="zh_CN" if say.language == CHINESE else "en_GB"))


def _directive_blocks(asked: Asked, found: FoundPoints, longest: int) -> list[Block]:
    say = asked.say
    heading, is_one = _directives_heading(say, found)
    blocks = [header(heading)]
    if is_one and (role := _role(found.points[0].speaker)):
        blocks.append(context(plain(role)))
    for _, group in groupby(found.points, key=lambda point: (point.meeting.id, point.speaker.id)):
        points = list(group)
        source = _meeting_words(say, points[0].meeting)
        leader = (
            [] if is_one else [piece(shortened(person_name(say, points[0].speaker), NAME), bold=True), piece(" · ")]
        )
        blocks.append(rich(*leader, piece(source, italic=True)))
        for point in points:
            text = shortened(one_line(point.directive.text), longest)
            small = [plain(chips(asked, point.lines))]
            if text.endswith("…"):
                typed = f"{asked.command} {_typed_for(say, point)}"
                small.append(plain(say("Whole text: {command}", command=typed)))
            blocks += [rich(piece(f"{point.directive.ordinal}.  ", bold=True), piece(text)), context(*small)]
    return [*blocks, *paging(asked, len(found.points), found.total)]


def _directive_lines(asked: Asked, found: FoundPoints) -> list[str]:
    """The same for the ear: each directive as long as all of them together can be."""
    say = asked.say
    heading, is_one = _directives_heading(say, found)
    role = _role(found.points[0].speaker) if is_one else None
    heard = [joined(heading, role)]
    room = max(60, 2600 // len(found.points) - 40)
    for _, group in groupby(found.points, key=lambda point: (point.meeting.id, point.speaker.id)):
        points = list(group)
        leader = None if is_one else shortened(person_name(say, points[0].speaker), NAME)
        heard.append(joined(leader, _meeting_words(say, points[0].meeting)))
        for point in points:
            text = shortened(one_line(point.directive.text), room)
            heard.append(f"{point.directive.ordinal}. {text} ({chips(asked, point.lines)})")
    return heard


def _directives_heading(say: Say, found: FoundPoints) -> tuple[str, bool]:
    """The heading, and whether all directives are one leader's."""
    speakers = {point.speaker.id for point in found.points}
    many = say.many("{n} directive", "{n} directives", found.total)
    if len(speakers) > 1:
        return many, False
    return joined(shortened(person_name(say, found.points[0].speaker), NAME), many), True


def _typed_for(say: Say, point: Point) -> str:
    """What to type for exactly this directive."""
    typed = f"{typed_name(say, point.speaker.name, point.speaker.native_name)} {point.directive.ordinal}"
    return f"{typed} {point.meeting.period}" if point.meeting.period else typed


def _items_heading(say: Say, found: FoundItems) -> str:
    states = listed(say, [say(STATE_WORDS[state]) for state in sorted(found.states)])
    counted = say.many("{n} item", "{n} items", found.total)
    told = say("{items} {states}", items=counted, states=states) if states else counted
    if len(found.counts) == 1:
        unit = found.units[next(iter(found.counts))]
        return joined(f"{shortened(unit.name_in(say.language), NAME)} ({unit.code})", told)
    return told


def _section(line: ItemLine, states: frozenset[str]) -> str:
    """Under which heading an item stands: what is late, what comes next, what is done."""
    if line.is_overdue:
        return lookup.OVERDUE
    if line.item.is_open:
        return lookup.BLOCKED if states == {lookup.BLOCKED} else lookup.OPEN
    return line.item.state if line.item.state == "cancelled" else lookup.DONE


@dataclass(frozen=True, slots=True)
class _Told:
    """A line of words, with the person it ends with, and the address of the message it came from."""

    text: str
    who: str | None = None
    place: str | None = None


def _told(asked: Asked, lines: Sequence[_Told], people: Mapping[str, Person]) -> Block:
    elements: list[Block] = []
    for n, line in enumerate(lines):
        elements.append(piece(("\n" if n else "") + line.text))
        if line.who is not None:
            elements.append(_who(asked, line.who, people))
        if line.place is not None:
            elements += [piece(" · "), link(asked.say("message"), line.place)]
    return rich(*elements)


def _told_heard(asked: Asked, lines: Sequence[_Told], people: Mapping[str, Person]) -> list[str]:
    """The same lines, escaped, for the ear."""
    heard = []
    for text, who in ((line.text, line.who) for line in lines):
        element = _who(asked, who, people) if who is not None else piece("")
        heard.append(
            escaped(text) + (mention(element["user_id"]) if element["type"] == "user" else escaped(element["text"]))
        )
    return heard


def _who(asked: Asked, who: str, people: Mapping[str, Person]) -> Block:
    """A person by name where we know it; else as Slack names them, but never in front of a channel, where it would call them."""
    if who in people:
        return piece(person_name(asked.say, people[who]))
    if not is_slack_user(who):
        return piece(plain_name(who))
    return piece(asked.say("somebody")) if asked.is_public else {"type": "user", "user_id": who}


def _history_line(say: Say, line: ItemLine, each: Activity, place: str | None) -> _Told:
    local = each.at.astimezone(ZoneInfo(line.unit.timezone))
    what = _verb_words(say, each, line.today)
    note = f": {shortened(one_line(each.note), TITLE)}" if each.note else ""
    return _Told(f"{date_words(say, local.date(), line.today)} {local:%H:%M} · {what}{note} · ", each.who, place)


def _verb_words(say: Say, each: Activity, today: date) -> str:
    """What a line of the journal did, with the days or the name it speaks of."""
    if each.verb not in VERB_WORDS:
        return each.verb

    def day(told: str | None) -> str:
        return date_words(say, date.fromisoformat(told), today) if told else "?"

    return say(
        VERB_WORDS[each.verb],
        to=shortened(one_line(str(each.after.get("moved_to") or each.after.get("owner") or "?")), TITLE),
        before=day(each.before.get("due_on")) if each.before.get("due_on") else say("no date"),
        day=day(each.after.get("until") or each.after.get("due_on")),
    )


def _meeting_words(say: Say, meeting: Meeting) -> str:
    return joined(shortened(one_line(meeting.title), TITLE), held_words(say, meeting))


def _role(person: Person) -> str | None:
    return shortened(one_line(person.role_title), TITLE) if person.role_title else None
