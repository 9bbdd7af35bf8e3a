"""The message that asks a unit to act: the day's reminder, and the notice of what a meeting asked.

Each open item is two rows, because a row carries one element at its right: its title with Done, and below it its dates with a
menu of everything else. An item that is done is a rich text line, whose strike-through is exact whatever characters its title holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import (
    actions,
    button,
    context,
    divider,
    exact,
    header,
    menu,
    mrkdwn,
    option,
    piece,
    plain,
    rich,
    section,
    words,
)
from bot.messages.figures import figure as figure_words
from bot.messages.names import called, continued, goes_on, label, sources
from bot.messages.text import (
    MOST_BLOCKS,
    TOP_TEXT,
    WHOLE_MESSAGE,
    Block,
    characters,
    date_words,
    escaped,
    is_slack_user,
    mention,
    one_line,
    plain_name,
    reads_as_marks,
    shortened,
)
from jobs.asked import AskedFigure
from jobs.cadence import ASSIGNED, DUE_SOON, DUE_TODAY, OPEN, OVERDUE, RETURNED, SILENT
from jobs.facts import ItemFacts, ReminderFacts
from storage.models import OPEN_STATES
from storage.words import N_

# Figures asked for in one post, and buttons for them.
MOST_ASKED: Final = 8
MOST_ASKED_BUTTONS: Final = 5
TITLE: Final = 150
REASON: Final = 200
NAME: Final = 80
# Each line needs two blocks; more lines than this never fit, so nobody tries.
MOST_LINES: Final = MOST_BLOCKS // 2
# A text for the ear gets shorter titles before it leaves items away.
HEARD_TITLES: Final = (TITLE, 80, 40)

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    OVERDUE: ("🔴", N_("Overdue")),
    DUE_TODAY: ("🟠", N_("Due today")),
    DUE_SOON: ("🟡", N_("Due soon")),
    RETURNED: ("↩️", N_("Given back by the office")),
    SILENT: ("💬", N_("No word for a long time, please say how it stands")),
    OPEN: ("", N_("Open")),
    ASSIGNED: ("", N_("Asked of you")),
}


def reminder(facts: ReminderFacts) -> dict[str, Any]:
    """What Slack is asked to post for a reminder or a notice; the most pressing items when not all of them fit."""
    say = Say(facts.language)
    lines = _in_order(facts)
    return {
        "method": "chat.postMessage",
        "channel": facts.channel,
        "text": _heard(say, facts, lines),
        "blocks": _fitting(say, facts, lines),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def is_whole(facts: ReminderFacts) -> bool:
    """True when one message takes all these lines, each with a title that still says something to the ear."""
    say = Say(facts.language)
    lines = _in_order(facts)
    blocks = _blocks(say, facts, lines, len(lines))
    if len(blocks) > MOST_BLOCKS or characters(blocks) > WHOLE_MESSAGE - TOP_TEXT:
        return False
    return len(_text(say, facts, lines, len(lines), HEARD_TITLES[1])) <= TOP_TEXT


def due_words(say: Say, line: ItemFacts, today: date) -> str:
    """When an item is due and how long that is, in plain words; the first date too when it was moved."""
    if line.due_on is None:
        return say("no due date yet")
    day = date_words(say, line.due_on, today)
    if line.workdays is None:
        due = say("due {date}", date=day)
    elif line.workdays < 0:
        late = -line.workdays
        due = say.many("due {date}, {n} working day late", "due {date}, {n} working days late", late, date=day)
    elif line.due_on == today:
        due = say("due today, {date}", date=day)
    elif line.workdays == 0:
        due = say("due {date}, and today is the last working day", date=day)
    else:
        left = line.workdays
        due = say.many("due {date}, {n} working day left", "due {date}, {n} working days left", left, date=day)
    if line.original_due_on in (None, line.due_on):
        return due
    return say("{due} (first due {date})", due=due, date=date_words(say, line.original_due_on or line.due_on, today))


def _in_order(facts: ReminderFacts) -> list[ItemFacts]:
    order = list(HEADINGS)
    return sorted(facts.lines, key=lambda line: order.index(line.section))


def _fitting(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts]) -> list[Block]:
    """The blocks of as many lines, from the first, as one message takes beside its text."""
    for shown in range(min(len(lines), MOST_LINES), 0, -1):
        blocks = _blocks(say, facts, lines, shown)
        if len(blocks) <= MOST_BLOCKS and characters(blocks) <= WHOLE_MESSAGE - TOP_TEXT:
            return blocks
    return _blocks(say, facts, lines, 0)


def _blocks(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts], shown: int) -> list[Block]:
    blocks = [header(_title(say, facts))]
    if facts.meeting is not None:
        blocks.append(context(plain(shortened(one_line(facts.meeting), TITLE))))
    origin = sources(say, lines)
    for name, (sign, _) in HEADINGS.items():
        group = [line for line in lines[:shown] if line.section == name]
        if group:
            whole = [line for line in lines if line.section == name]
            blocks += [divider(), section(f"{sign} *{_heading(say, name, whole)}*".strip())]
            for line in group:
                blocks += _line(say, facts, line, origin.get(line.item_id))
    blocks += _asked(say, facts)
    blocks.append(divider())
    if shown < len(lines):
        blocks.append(section(_more(say, lines, shown)))
    if facts.head is not None:
        blocks.append(section(_call_head(say, facts, lines)))
    if facts.part < facts.parts:
        blocks.append(context(plain(goes_on(say))))
    if lines or not facts.asked:
        blocks.append(context(mrkdwn(_how_to_answer(say, facts, lines))))
    return blocks


def _asked(say: Say, facts: ReminderFacts) -> list[Block]:
    """The figures that are asked for, with a button for each that is still missing."""
    if not facts.asked:
        return []
    blocks = [divider(), section(f"📈 *{say('Figures asked for')}*")]
    blocks += [words(_asked_line(say, facts, figure)) for figure in facts.asked[:MOST_ASKED]]
    missing = [figure for figure in facts.asked if not figure.is_fresh]
    if missing and facts.has_buttons:
        blocks.append(
            actions(
                "target_report",
                *(
                    button(
                        say("Report {metric}", metric=shortened(one_line(figure.metric), 50)),
                        f"target_report_{figure.target_id}",
                        str(figure.target_id),
                    )
                    for figure in missing[:MOST_ASKED_BUTTONS]
                ),
            )
        )
    blocks.append(context(plain(_how_to_report(say, facts))))
    return blocks


def _asked_line(say: Say, facts: ReminderFacts, figure: AskedFigure) -> str:
    """One target: its goal, and the last figure; ticked when it was answered since."""
    goal = figure_words(say, figure.goal, figure.measure)
    told = say(
        "{metric}: goal {goal} for {period}",
        metric=shortened(one_line(figure.metric), NAME),
        goal=goal,
        period=figure.period,
    )
    if figure.last is None or figure.last_on is None:
        return f"{told} · {say('no figure yet')}"
    last = say(
        "last {value}, {day}",
        value=figure_words(say, figure.last, figure.measure),
        day=date_words(say, figure.last_on, facts.today),
    )
    return f"{'✓ ' if figure.is_fresh else ''}{told} · {last}"


def _how_to_report(say: Say, facts: ReminderFacts) -> str:
    first = next((figure for figure in facts.asked if not figure.is_fresh), None)
    if first is None:
        return say("All figures are in. Thank you.")
    return say(
        "Reply in this thread: “{metric} {value}, forecast …, and a word on why”",
        metric=shortened(one_line(first.metric), 50),
        value=figure_words(say, first.last if first.last is not None else first.goal, first.measure),
    )


def _line(say: Say, facts: ReminderFacts, line: ItemFacts, origin: str | None) -> list[Block]:
    """One item: number, title and button in one row, and below it where it comes from and when it is due."""
    name, title = label(line.code, line.number), shortened(one_line(line.title), TITLE)
    if line.state not in OPEN_STATES:
        return [
            rich(piece(name, bold=True), piece("  "), piece(title, strike=True), piece(" · "), *_outcome(say, line))
        ]
    done = None
    if facts.has_buttons:
        value = f"{line.item_id}:{line.revision}"
        done = button(say("Done"), "done", value, label=say("Mark {item} as done", item=name))
    row = words if reads_as_marks(title) else section
    said = f"{name}  {title}" if row is words else f"*{name}*  {escaped(title)}"
    rows = [row(said, done, f"item-{line.item_id}")]
    details = _details(say, facts, line, origin)
    if facts.has_buttons:
        rows.append(section(details, _menu(say, line), f"more-{line.item_id}"))
    else:
        rows.append(context(mrkdwn(details)))
    if standing := _standing(say, line):
        rows.append(context(*map(exact, standing)))
    return rows


def _menu(say: Say, line: ItemFacts) -> Block:
    """Everything that can be said of an item beside “done”; each choice knows what the item was when it was shown."""
    first = ("unblock", say("No longer blocked")) if line.state == "blocked" else ("block", say("Blocked…"))
    choices = (
        first,
        ("extend", say("More time…")),
        ("note", say("Note…")),
        ("evidence", say("Evidence…")),
        ("assign", say("Assign…")),
    )
    return menu("menu", [option(words, f"{verb}:{line.item_id}:{line.revision}") for verb, words in choices])


def _standing(say: Say, line: ItemFacts) -> list[str]:
    """What else must be known of an open item, in plain words: why it stands still, what is missing, what is asked for."""
    told = []
    if line.blocked_reason is not None:
        told.append(_blocked(say, line))
    if line.returned_reason is not None:
        told.append(say("returned: {reason}", reason=shortened(one_line(line.returned_reason), REASON)))
    if line.asked_until is not None:
        told.append(say("more time asked for, until {day}", day=date_words(say, line.asked_until)))
    return told


def _details(say: Say, facts: ReminderFacts, line: ItemFacts, origin: str | None) -> str:
    """Source, due date and owner of an open item, in mrkdwn."""
    parts = [escaped(shortened(origin, NAME))] if origin else []
    parts.append(due_words(say, line, facts.today))
    if line.owner is not None:
        parts.append(say("owner {name}", name=called(say, line.owner, by_mention=line.calls_owner)))
    return " · ".join(parts)


def _blocked(say: Say, line: ItemFacts) -> str:
    """Why an item stands still, in plain words; the reason may be unsaid."""
    reason = shortened(one_line(line.blocked_reason or ""), REASON)
    return say("blocked: {reason}", reason=reason) if reason else say("blocked")


def _outcome(say: Say, line: ItemFacts) -> list[Block]:
    """What became of an item that is open no more, as pieces of a rich line."""
    if line.state == "cancelled":
        return [piece(say("cancelled by the office"))]
    if not line.done_by:
        return [piece(say("done"))]
    who = line.done_by
    caller = {"type": "user", "user_id": who} if is_slack_user(who) else piece(shortened(plain_name(who), NAME))
    # The sentence is asked for with a slot in the place of the person, since languages put people in different places.
    before, _, after = _done_by(say, line, "\0").partition("\0")
    return [piece(before), caller, *([piece(after)] if after else [])]


def _done_by(say: Say, line: ItemFacts, who: str) -> str:
    return say("done by {who} and accepted", who=who) if line.state == "accepted" else say("done by {who}", who=who)


def _title(say: Say, facts: ReminderFacts) -> str:
    unit = shortened(one_line(facts.unit), NAME)
    if facts.part > 1:
        return continued(say, unit, facts.part, facts.parts)
    if facts.kind == "notice":
        return say("{unit} · what the meeting asked of you", unit=unit)
    return say("{unit} · follow-ups for {date}", unit=unit, date=date_words(say, facts.today))


def _heading(say: Say, name: str, group: Sequence[ItemFacts]) -> str:
    """A group's name with how many items it holds, and how many of them are done since."""
    what, closed = say(HEADINGS[name][1]), sum(line.state not in OPEN_STATES for line in group)
    counted = say.many("{what}: {n} item", "{what}: {n} items", len(group), what=what)
    return say("{counted}, {closed} done", counted=counted, closed=closed) if closed else counted


def _more(say: Say, lines: Sequence[ItemFacts], shown: int) -> str:
    return say.many(
        "{n} more item does not fit in here. See it with {command}",
        "{n} more items do not fit in here. See them with {command}",
        len(lines) - shown,
        command=f"/directives {lines[0].code} open",
    )


def _call_head(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts]) -> str:
    assert facts.head is not None
    head = called(say, facts.head, by_mention=True)
    if any(line.section == OVERDUE for line in lines):
        return say("{head}: please see to what is overdue.", head=head)
    return say("{head}: please say how it stands with what has no owner.", head=head)


def _how_to_answer(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts]) -> str:
    """Teaches the reply with numbers of this very message; a bare “done” only where no other message shares its thread."""
    numbers = [line.number for line in lines if line.state in OPEN_STATES]
    match numbers:
        case []:
            return say("Nothing is left to do here. Thank you.")
        case [only] if not facts.is_alone or facts.parts > 1:
            return say("Reply in this thread: “{first} done”, “{first} blocked: waiting for tooling”.", first=only)
        case [only] if len(lines) == 1:
            return say(
                "Reply in this thread: “done”, “{first} blocked: waiting for tooling”. Or put ✅ on this message.",
                first=only,
            )
        case [only]:
            # A check mark on a message that names several items would have to be asked about.
            return say("Reply in this thread: “done”, “{first} blocked: waiting for tooling”.", first=only)
        case [first, *_, last]:
            return say(
                "Reply in this thread: “{first} done”, “{first} blocked: waiting for tooling”, “all done except {last}”",
                first=first,
                last=last,
            )
    raise AssertionError(numbers)


def _heard(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts]) -> str:
    """The same in words, for notifications and screen readers, which read nothing else."""
    for width in HEARD_TITLES:
        text = _text(say, facts, lines, len(lines), width)
        if len(text) <= TOP_TEXT:
            return text
    # Not all of them, then: the longest beginning that fits, found by halving.
    fits, too_many = 0, len(lines)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_text(say, facts, lines, middle, HEARD_TITLES[-1])) <= TOP_TEXT:
            fits = middle
        else:
            too_many = middle
    return _text(say, facts, lines, fits, HEARD_TITLES[-1])


def _text(say: Say, facts: ReminderFacts, lines: Sequence[ItemFacts], shown: int, width: int) -> str:
    rows = [escaped(_title(say, facts))]
    if facts.meeting is not None:
        rows.append(escaped(shortened(one_line(facts.meeting), TITLE)))
    origin = sources(say, lines)
    for name in HEADINGS:
        group = [line for line in lines[:shown] if line.section == name]
        if group:
            rows.append(_heading(say, name, [line for line in lines if line.section == name]))
            rows += [_heard_line(say, facts, line, origin.get(line.item_id), width) for line in group]
    if shown < len(lines):
        rows.append(_more(say, lines, shown))
    if facts.head is not None:
        rows.append(_call_head(say, facts, lines))
    if facts.part < facts.parts:
        rows.append(goes_on(say))
    if facts.asked:
        rows.append(say("Figures asked for"))
        rows += [escaped(_asked_line(say, facts, figure)) for figure in facts.asked[:MOST_ASKED]]
        rows.append(escaped(_how_to_report(say, facts)))
    if lines or not facts.asked:
        rows.append(_how_to_answer(say, facts, lines))
    return "\n".join(rows)


def _heard_line(say: Say, facts: ReminderFacts, line: ItemFacts, origin: str | None, width: int) -> str:
    name, title = label(line.code, line.number), escaped(shortened(one_line(line.title), width))
    if line.state == "cancelled":
        said = say("cancelled by the office")
    elif line.state not in OPEN_STATES:
        said = _done_by(say, line, mention(line.done_by)) if line.done_by else say("done")
    else:
        said = " · ".join([_details(say, facts, line, origin), *map(escaped, _standing(say, line))])
    return f"{name} {title} ({said})"
