"""Answers to /followups: what waits for me, the units, the people, and what each channel would be sent.

Pure, like the other answers: rows and facts in, one screen of blocks and the same words out.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, divider, header, piece, plain, rich, words
from bot.messages.ledger import named, standing, where
from bot.messages.names import listed, typed_name
from bot.messages.pages import Asked, Page, page, page_of_escaped, paging
from bot.messages.rhythm import figures_asked_for, reasons, unit_rhythm, why_sent
from bot.messages.standing import (
    NAME,
    STATE_WORDS,
    TITLE,
    chips,
    counts_words,
    item_line,
    joined,
    on_time_words,
    person_name,
    wish_words,
)
from bot.messages.text import Block, date_words, escaped, is_slack_user, mention, one_line, shortened
from jobs.facts import ReminderFacts
from jobs.outlook import Post
from jobs.plan import Preview
from storage import board as boards
from storage.board import Board, Lines
from storage.lookup import FoundItems, UnitLine
from storage.models import Person, Unit
from storage.words import N_

MOST_ITEMS: Final = 5
# Two blocks each, below a heading and above the buttons.
UNITS: Final = 20
PEOPLE: Final = 20
MOST_TROUBLED: Final = 3
POST: Final = 300
# How many lines of each part one screen of /followups shows; a Home has room for more.
ROOMS: Final = dict.fromkeys(boards.PARTS, 3) | {boards.ASKED: 5, boards.UNITS: UNITS}

# What kind of post it is, in a calendar of posts.
POSTS: Final = {
    "notice": N_("notice of what a meeting asked"),
    "reminder": N_("reminder"),
    "escalation": N_("what is late or not settled"),
    "digest": N_("what is late"),
    "scorecard": N_("scorecards"),
    "waiting": N_("list of what waits for the office"),
}


def waiting(
    asked: Asked,
    mine: FoundItems | None,
    of_units: FoundItems | None,
    board: Board,
    period: str,
    *,
    is_reader: bool = False,
) -> Page:
    """What waits for whoever asks: their items, their units', what they asked for; for the office every unit and all it has to decide.

    Nothing waits for a reader, who may change nothing: they are told what their units owe.
    """
    say = asked.say
    title = say("What is open") if is_reader else say("What waits for you")
    heard, blocks = [title], [header(title)]
    own = [(say("Yours"), mine), (_owing(say, board.units, is_reader=is_reader), of_units)]
    parts = [_owed(asked, heading, found) for heading, found in own if found is not None]
    parts += [
        _items(asked, say("Waiting for your acceptance"), board.waiting),
        _wished(asked, board),
        _items(asked, say("Without an owner or a due date"), board.loose),
        _asked_for(asked, board),
        _all_units(asked, board, period),
        _undelivered(asked, board),
    ]
    for part_heard, part_blocks in parts:
        if part_heard:
            heard += part_heard
            blocks += [*([divider()] if len(blocks) > 1 else []), *part_blocks]
    if board.waiting.total or board.wishes_total or board.loose.total or board.troubled:
        heard.append(say("Decide on these on your Home."))
        blocks.append(context(plain(heard[-1])))
    if len(heard) == 1:
        heard.append(say("Nothing waits for you. To look something up: {command} help", command=asked.command))
        blocks.append(words(heard[-1]))
    return page(heard, blocks)


Part = tuple[list[str], list[Block]]


def _owing(say: Say, units: Sequence[Unit], *, is_reader: bool) -> str:
    """Whose items these are: one's own unit's, one's units', or by name those that one only reads of."""
    if is_reader:
        return shortened(listed(say, [unit.name_in(say.language) for unit in units]), NAME)
    return say.many("Your unit owes", "Your units owe", len(units))


def _items(asked: Asked, heading: str, lines: Lines) -> Part:
    if not lines.total:
        return [], []
    heard = [f"{heading} · {lines.total}"]
    blocks = [rich(piece(heard[0], bold=True))]
    for line in lines.lines:
        line_heard, line_blocks = item_line(asked, line)
        heard.append(line_heard)
        blocks += line_blocks
    return heard, blocks


def _wished(asked: Asked, board: Board) -> Part:
    if not board.wishes_total:
        return [], []
    heard = [f"{asked.say('More time asked for')} · {board.wishes_total}"]
    blocks = [rich(piece(heard[0], bold=True))]
    for wish in board.wishes:
        line_heard, line_blocks = item_line(asked, wish.line)
        told = wish_words(asked.say, wish)
        heard.append(f"{line_heard}: {told}")
        blocks += [line_blocks[0], context(plain(told))]
    return heard, blocks


def _asked_for(asked: Asked, board: Board) -> Part:
    """What a leader asked for at the newest of their meetings, and how far each unit is."""
    if not board.asked:
        return [], []
    speaker = next((line.speaker for point in board.asked for line in point.lines), None)
    heard = [asked.say("What I asked for")]
    blocks = [rich(piece(heard[0], bold=True))]
    for point in board.asked:
        text, stand = shortened(one_line(point.directive.text), TITLE), chips(asked, point.lines)
        heard.append(f"{point.directive.ordinal}. {text} ({stand})")
        blocks += [rich(piece(f"{point.directive.ordinal}.  ", bold=True), piece(text)), context(plain(stand))]
    if board.asked_total > len(board.asked) and speaker is not None:
        typed = f"{asked.command} {typed_name(asked.say, speaker.name, speaker.native_name)}"
        heard.append(_rest(asked.say, board.asked_total - len(board.asked), typed))
        blocks.append(context(plain(heard[-1])))
    return heard, blocks


def _rest(say: Say, n: int, typed: str) -> str:
    return say.many("{n} more; all of them: {command}", "{n} more; all of them: {command}", n, command=typed)


def _all_units(asked: Asked, board: Board, period: str) -> Part:
    say = asked.say
    if not board.board:
        return [], []
    heard = [say("All units")]
    blocks = [rich(piece(heard[0], bold=True))]
    for each in board.board[:UNITS]:
        rate = board.rates.get(each.unit.id or 0)
        told = joined(counts_words(say, each.counts), on_time_words(say, rate, period) if rate else None)
        heard.append(f"{each.unit.code}: {told}")
        blocks.append(rich(piece(each.unit.code, bold=True), piece(f"  {told}")))
    if len(board.board) > UNITS:
        heard.append(say.many("and {n} more unit", "and {n} more units", len(board.board) - UNITS))
        blocks.append(context(plain(heard[-1])))
    return heard, blocks


def _undelivered(asked: Asked, board: Board) -> Part:
    say, found = asked.say, board.troubled
    if not found:
        return [], []
    heard = [say.many("{n} message was not delivered", "{n} messages were not delivered", len(found))]
    blocks = [rich(piece(heard[0], bold=True))]
    for each in found[:MOST_TROUBLED]:
        name, told = named(say, each), standing(say, each)
        heard.append(f"{name}: {told}")
        blocks += [rich(piece(f"{name}  "), *where(each.row.channel)), context(plain(told))]
    return heard, blocks


def units(asked: Asked, lines: Sequence[UnitLine], numbers: Sequence[str] = (), *, is_office: bool = False) -> Page:
    """The units: code, name, channel, head, how much is owed, and by what clock, calendar and numbers they are reminded.

    `numbers` hold for every unit but where it has its own; the office may change them.
    """
    say = asked.say
    shown = lines[asked.offset : asked.offset + UNITS]
    title = say.many("{n} unit", "{n} units", len(lines))
    heard, blocks = [escaped(title)], [header(title)]
    if is_office:
        rhythm = button(say("Change the rhythm…"), "policy_form", "open")
        blocks.append(actions("rhythm", rhythm, button(say("Names…"), "names_form", "open")))
    if numbers and lines:
        told = say("For every unit: {numbers}", numbers=" · ".join(numbers))
        heard.append(escaped(told))
        blocks.append(context(plain(told)))
    for each in shown:
        unit = each.unit
        name = shortened(unit.name_in(say.language), NAME)
        name = name if unit.active else joined(name, say("not active"))
        head = say("head {name}", name=shortened(person_name(say, each.head), NAME)) if each.head else None
        place = (unit.timezone, unit.calendar, unit.language)
        small = joined(head, counts_words(say, each.counts), *place, *unit_rhythm(say, unit))
        where, spoken = channel_of(say, unit.channel)
        blocks += [rich(piece(unit.code, bold=True), piece(f"  {name} · "), where), context(plain(small))]
        heard.append(f"{unit.code} {escaped(name)}, {spoken}: {escaped(small)}")
    if not lines:
        heard.append(escaped(say("There is no unit that you may see.")))
        blocks.append(words(say("There is no unit that you may see.")))
    return page_of_escaped("\n".join(heard), [*blocks, *paging(asked, len(shown), len(lines), UNITS)])


def people(asked: Asked, known: Sequence[Person]) -> Page:
    """Everybody the records name, with the Slack user they are, and how a Chinese name is read, which the office may change."""
    say = asked.say
    shown = known[asked.offset : asked.offset + PEOPLE]
    title = say.many("{n} person", "{n} people", len(known))
    heard, blocks = [escaped(title)], [header(title), actions("names", button(say("Names…"), "names_form", "open"))]
    for each in shown:
        name = shortened(f"{each.name} ({each.native_name})" if each.native_name else each.name, NAME)
        role = shortened(one_line(each.role_title), TITLE) if each.role_title else None
        user, spoken = _slack_user(say, each.slack_user)
        small = joined(role, shortened(each.pinyin, NAME) if each.pinyin else None)
        blocks.append(rich(piece(name, bold=True), piece(" · "), user, *([piece(f" · {small}")] if small else [])))
        heard.append(f"{escaped(name)}, {spoken}" + (f": {escaped(small)}" if small else ""))
    return page_of_escaped("\n".join(heard), [*blocks, *paging(asked, len(shown), len(known), PEOPLE)])


def preview(asked: Asked, previews: Sequence[Preview], *, is_live: bool) -> Page:
    """What each unit's channel would be sent next; silence is said as such."""
    say = asked.say
    title = say("What each channel would be sent next")
    state = (
        say("The bot is live: this goes out at each unit's own hour.")
        if is_live
        else say("Not live yet: nothing goes out until the office goes live.")
    )
    heard, blocks = [escaped(title), escaped(state)], [header(title), context(plain(state))]
    shown = previews[asked.offset : asked.offset + UNITS]
    for each in shown:
        where, spoken = channel_of(say, each.channel)
        if each.posts:
            told = f"{date_words(say, each.day)}: {joined(*(_post(say, post) for post in each.posts))}"
        elif each.silence == "paused":
            told = say("silence: paused until somebody resumes it")
        else:
            told = say("silence: nothing deserves a reminder in the next days")
        remind = button(say("Remind now"), "remind_now", each.unit) if is_live and each.channel else None
        blocks += [rich(piece(each.unit, bold=True), piece("  "), where), words(told, remind)]
        heard.append(f"{each.unit}, {spoken}: {escaped(told)}")
    return page_of_escaped("\n".join(heard), [*blocks, *paging(asked, len(shown), len(previews), UNITS)])


def posts_to_come(asked: Asked, posts: Sequence[Post], first: date, *, is_over: bool = False) -> Page:
    """A calendar of posts, and why each item is in them: as if nobody answered. `is_over`: the days asked for are past."""
    say = asked.say
    title = say("If nobody answers and nothing changes, this is sent:")
    shown = posts[asked.offset : asked.offset + UNITS]
    heard, blocks = [title], [header(title)]
    for each in shown:
        to = say("the office") if each.to == "office" else each.to
        when = f"{date_words(say, each.at.date(), first)} {each.at:%H:%M}"
        told = ": ".join(filter(None, (say(POSTS[each.kind]), shortened("; ".join(why_sent(say, each)), POST))))
        blocks += [rich(piece(f"{when}  {to}", bold=True)), context(plain(told))]
        heard.append(f"{when} {to}: {told}")
    if not posts:
        heard.append(over(say) if is_over else say("Silence: nothing deserves a reminder in these days."))
        blocks.append(words(heard[-1]))
    return page_of_escaped(
        "\n".join(escaped(line) for line in heard), [*blocks, *paging(asked, len(shown), len(posts), UNITS)]
    )


def over(say: Say) -> str:
    """Whoever asked for a calendar of past days is told what can be asked for."""
    return say("These days are over. A calendar tells what is still to be sent: write days from today on.")


def followups_help(asked: Asked, command: str, *, is_office: bool, may_change: bool = True) -> Page:
    """What the command can do for whoever asks."""
    say = asked.say
    told = [
        (command, say("what waits for you")),
        (f"{command} units", say("the units, their channels and heads")),
        (f"{command} report 2024Q2", say("the scorecard of each unit, with the rows behind every figure")),
        (f"{command} brief 2024Q2", say("what each leader asked, and what became of it")),
    ]
    told.append(
        (f"{command} export", say("the items as a spreadsheet; “export journal” every change, with who and when"))
    )
    if is_office:
        told += [
            (f"{command} people", say("everybody the records name")),
            (f"{command} preview", say("what each channel would be sent next")),
            (f"{command} preview 2024-06-03 2024-06-28", say("a calendar of every post of those days, and why")),
            (f"{command} import", say("read the minutes of a meeting, and decide what is kept of them")),
            (f"{command} deliveries", say("what was not delivered, and why; to retry or skip it")),
            (f"{command} assign", say("give a meeting's directives to units, with a due date")),
            (f"{command} accept QD-3", say("accept what is reported done; or “accept all QD”")),
            (f"{command} return QD-3 …", say("give it back, with what is missing; “cancel” ends it")),
            (f"{command} due QD-3 2024-06-10 …", say("move a due date, with the reason")),
            (f"{command} assign QD-3 @…", say("name another owner, or another unit by its code")),
            (f"{command} live", say("let the reminders go out, once you have approved the first; “pause” stops them")),
            (f"{command} remind QD", say("remind a unit now of everything that is open")),
            (f"{command} snooze QD-3 until 2024-06-10", say("name an item, or a unit, no more before a day")),
            (f"{command} pause QD", say("be silent in a unit's channel until “resume QD”")),
            (f"{command} away NAME from … until … deputy NAME", say("mention the deputy while somebody is on leave")),
            (f"{command} policy", say("the numbers of the rhythm: hour, quiet hours, steps; for all units or one")),
            (f"{command} workdays", say("the dates on which your word stands above the official calendar")),
        ]
    elif may_change:
        told += [
            (f"{command} done QD-3", say("report an item done; “note” and “reopen” work alike")),
            (f"{command} extend QD-3 2024-06-10 …", say("ask the office for more time, with the reason")),
        ]
    told.append((f"{asked.command} help", say("looking things up")))
    title = say("What you can do")
    blocks = [header(title), *(rich(piece(typed, code=True), piece(f"  {meaning}")) for typed, meaning in told)]
    return page([title, *(f"{typed}: {meaning}" for typed, meaning in told)], blocks)


def _owed(asked: Asked, heading: str, found: FoundItems) -> tuple[list[str], list[Block]]:
    """The most pressing of some items, and what to type for the rest."""
    say = asked.say
    heard = [joined(heading, counts_words(say, found.all_counts))]
    blocks = [rich(piece(heard[0], bold=True))]
    for line in found.lines[:MOST_ITEMS]:
        line_heard, line_blocks = item_line(asked, line)
        heard.append(line_heard)
        blocks += line_blocks
    if found.total > MOST_ITEMS:
        codes = [found.units[unit_id].code for unit_id in found.counts]
        typed = " ".join([asked.command, *(codes if len(codes) == 1 else []), say(STATE_WORDS["open"])])
        rest = found.total - MOST_ITEMS
        heard.append(_rest(say, rest, typed))
        blocks.append(context(plain(heard[-1])))
    return heard, blocks


def channel_of(say: Say, channel: str | None) -> tuple[Block, str]:
    """A channel for the eye and, escaped, for the ear."""
    if channel is None:
        return piece(say("no channel yet"), italic=True), escaped(say("no channel yet"))
    return {"type": "channel", "channel_id": channel}, f"<#{escaped(channel)}>"


def _slack_user(say: Say, user: str | None) -> tuple[Block, str]:
    """A Slack user for the eye and, escaped, for the ear."""
    if user is None or not is_slack_user(user):
        return piece(say("no Slack user yet"), italic=True), escaped(say("no Slack user yet"))
    return {"type": "user", "user_id": user}, mention(user)


def _post(say: Say, post: ReminderFacts) -> str:
    """One post in a few words: what it is, which items it names, and why."""
    told = reasons(say, post.lines) + figures_asked_for(say, [figure.metric for figure in post.asked])
    named = shortened("; ".join(told), POST)
    if post.kind == "notice":
        return say("notice of what the meeting asked: {items}", items=named)
    return say("reminder: {items}", items=named)
