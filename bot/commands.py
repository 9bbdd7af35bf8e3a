"""The slash commands, and the buttons of their answers: words in, one look at the records, one private answer out.

The answer travels with the acknowledgement. A command does not come a second time, so whoever asked is told when it could
not be answered. With `here` as its last word an answer is for the whole channel, and holds only what everyone there may see.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from bot import forms, importing, item_commands, outstanding, papers, reports, rhythm
from bot.asking import (
    Ambiguous,
    Help,
    Listed,
    Question,
    asks_for_mine,
    list_asked,
    mended,
    of_asker,
    parse_question,
    readable,
    with_less,
    without_here,
)
from bot.desk import Acquaintance, Desk
from bot.drawing import Answer, answer_drawn, broken
from bot.language import Say, nearest_language
from bot.messages import answers, approval, hits, lists, meetings
from bot.messages.blocks import words
from bot.messages.pages import Asked, Page, page, with_note, with_show_here
from bot.messages.text import shortened
from jobs.facts import today_of, workdays_of
from jobs.outlook import outlook
from jobs.plan import Preview, preview
from jobs.workdays import Workdays
from storage import lookup, people, units, workspace
from storage.board import Chosen, board_for
from storage.lookup import (
    PAGE,
    Found,
    FoundItem,
    FoundItems,
    FoundMeeting,
    FoundNothing,
    FoundPoints,
    FoundTexts,
    ItemLine,
    NoSuchNumber,
    NoSuchPoint,
    Wanted,
)
from storage.meeting_lookup import FoundMeetings, FoundReports, find_meetings, find_reports
from storage.models import Unit
from storage.naming import Names, names_for
from storage.periods import quarter_of
from storage.viewers import Viewer

log = structlog.get_logger()

Body = Mapping[str, Any]
# A word of /followups that does something: it opens a form and returns None, or it returns the sentence or the page that answers.
Deed = Callable[[Body, WebClient, Desk, Viewer], str | Page | None]


def _rhythm(body: Body, _client: WebClient, desk: Desk, viewer: Viewer) -> str:
    return rhythm.answer(body, desk, viewer)


DEEDS: Final[Mapping[str, Deed]] = {
    "import": importing.open_import,
    **dict.fromkeys(item_commands.WORDS, item_commands.type_order),
    # Alone, the word opens the form that gives a meeting's directives to units.
    "assign": lambda body, client, desk, viewer: (
        item_commands.type_order(body, client, desk, viewer)
        if str(body.get("text") or "").split()[1:]
        else forms.open_assign(body, client, desk, viewer)
    ),
    "export": lambda body, _client, desk, viewer: papers.export(desk, body, viewer),
    **dict.fromkeys(rhythm.WORDS, _rhythm),
}
# How many words of one question may be read as their nearest match before we rather ask.
MOST_MENDED: Final = 3
# How many shorter questions are proposed for one that found nothing.
MOST_SHORTER: Final = 3
# The weekly list names everything open, so who is sent nothing within a week is sent nothing.
PREVIEW_DAYS: Final = 8
MOST_WAITING: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Who asks, and in which channel."""

    user: str
    channel: str


def register(app: App, desk: Desk, deeds: Mapping[str, Deed] = DEEDS) -> None:
    """Listen to the commands and to the buttons of their answers. `deeds` are the words of /followups that change something."""

    @app.command(desk.commands.get("directives", "/directives"))
    def _directives(ack: Ack, command: dict[str, Any]) -> None:
        place = Place(command["user_id"], command["channel_id"])
        _answer(ack, desk, place, lambda: answer_directives(desk, place, command.get("text") or ""))

    @app.command(desk.commands.get("followups", "/followups"))
    def _followups(ack: Ack, command: dict[str, Any], client: WebClient, respond: Respond) -> None:
        place = Place(command["user_id"], command["channel_id"])
        text = command.get("text") or ""
        answer_drawn(
            ack,
            respond,
            desk,
            place.user,
            lambda draws: (
                do_deed(desk, place, text, command, client, deeds) or answer_followups(desk, place, text, draws=draws)
            ),
        )

    @app.action(re.compile(r"^more(_back)?$"))
    def _more(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        _replace(ack, respond, desk, body, press_more)

    @app.action("show_here")
    def _show_here(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        _replace(ack, respond, desk, body, press_show_here, is_beside=True)

    @app.action("approve_live")
    def _approve(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        _replace(ack, respond, desk, body, press_live)

    @app.action("remind_now")
    def _remind(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        _replace(ack, respond, desk, body, press_remind, is_beside=True)

    @app.action(re.compile(r"^ask_\d+$"))
    def _ask(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        _replace(ack, respond, desk, body, press_ask)


def answer_directives(desk: Desk, place: Place, text: str, offset: int = 0) -> Answer:
    """Answer one question. May ask Slack who is asking, before the records are opened."""
    text, is_public = without_here(text)
    # No more is read, and the buttons of the answer must be able to remember the question.
    text = readable(unescape(text))
    known = desk.meet(place.user)
    key = ("directives", known, place, text, offset, is_public, _quarter_hour(desk))
    return desk.recent.recall(key, lambda: _directives_answer(desk, known, place, text, offset, is_public))


def _quarter_hour(desk: Desk) -> int:
    """A number that changes whenever a new day may have begun somewhere: zones differ by quarters of an hour at the least."""
    return int(desk.now().timestamp() // 900)


def _directives_answer(
    desk: Desk, known: Acquaintance, place: Place, text: str, offset: int, is_public: bool
) -> Answer:
    with desk.database.reading() as session:
        viewer = _viewer(desk, known, session, place, is_public=is_public)
        if viewer is None:
            return Answer(_nobody_here(Say(known.language)))
        asked = Asked(
            say=Say(viewer.language),
            command=desk.commands.get("directives", "/directives"),
            text=text,
            workdays=workdays_left(session),
            offset=offset,
            today=desk.now().date(),
            is_public=is_public,
        )
        if asks_for_mine(text) and not is_public:
            return Answer(_waiting(desk, session, viewer, asked))
        found = look_up(session, viewer, asked, _today(desk))
        if is_public and found.is_empty:
            # A channel is not told that it may see nothing of what somebody asked.
            note = asked.say("There is nothing of this that everyone here may see, so only you see this answer.")
            return Answer(with_note(found, note))
        may_show = not (is_public or found.is_empty or found.asks_back)
        if may_show and units.unit_in_channel(session, place.channel) is not None:
            found = with_show_here(asked, found)
        return Answer(found, is_public)


def look_up(
    session: Session, viewer: Viewer, asked: Asked, today: Callable[[Unit], date], mends: int = MOST_MENDED
) -> Page:
    """The answer to a question as this viewer may see it.

    A word that nothing is found for is read as its nearest match, and the answer says so, when no other match comes near.
    """
    names = names_for(session, viewer)
    asked = replace(asked, text=of_asker(asked.text, names, viewer.person_id))
    if (listed := list_asked(asked.text, names)) and (told := _list(session, viewer, asked, listed)):
        return told
    question = parse_question(asked.text, names, asked.today)
    match question:
        case Help():
            return answers.help_page(asked, names)
        case Ambiguous():
            return answers.which(asked, question.name, question.choices)
    found = lookup.find_directives(session, viewer, question.wanted, today, names=names, offset=asked.offset)
    if 0 < _total(found) <= asked.offset:
        # The list has become shorter since the button was drawn: its last page, then.
        return look_up(session, viewer, replace(asked, offset=(_total(found) - 1) // PAGE * PAGE), today, mends)
    if not isinstance(found, FoundNothing):
        told = shown(asked, question, found)
        # So that whoever wrote "10 May" sees of which year.
        days = answers.days_words(asked.say, question.wanted)
        return with_note(told, asked.say("Asked for: {days}", days=days)) if days else told
    if question.wanted == Wanted():
        return answers.nothing_yet(asked, is_office=viewer.is_office)
    near = mended(question, names)
    if mends and near and near[0].is_sure:
        meant = look_up(session, viewer, replace(asked, text=near[0].text), today, mends - 1)
        note = asked.say("“{word}” was read as “{meant}”.", word=shortened(near[0].word, 80), meant=near[0].meant)
        return with_note(meant, note)
    tried = (
        [text for text in less if _finds(session, viewer, text, names, today, asked.today)]
        for less in with_less(question)
    )
    shorter = next((found for found in tried if found), [])[:MOST_SHORTER]
    return answers.nothing(asked, question.wanted, names, near, shorter)


def _total(found: Found) -> int:
    """How many lines an answer has on all its pages; 0 for what has no pages."""
    match found:
        case FoundPoints() | FoundItems():
            return found.total
        case FoundTexts():
            return found.found.total
    return 0


def _list(session: Session, viewer: Viewer, asked: Asked, wanted: Listed) -> Page | None:
    """The list that is asked for; None when it is empty, since its words may have been meant otherwise."""
    found = _listed(session, viewer, wanted, asked.offset)
    if found.total:
        return meetings.meetings(asked, found) if isinstance(found, FoundMeetings) else meetings.reports(asked, found)
    is_all = not wanted.period and not wanted.words
    if is_all and isinstance(found, FoundReports) and find_meetings(session, viewer).total:
        return _sentence(asked.say("No minutes here tell of a report."))
    return answers.nothing_yet(asked, is_office=viewer.is_office) if is_all else None


def _listed(session: Session, viewer: Viewer, wanted: Listed, offset: int = 0) -> FoundMeetings | FoundReports:
    find = find_meetings if wanted.what == "meetings" else find_reports
    return find(session, viewer, period=wanted.period, words=wanted.words, offset=offset)


def shown(asked: Asked, question: Question, found: Found) -> Page:
    """What was found, in the form that suits it."""
    match found:
        case FoundPoints() if len(question.wanted.ordinals) == 1 and len({p.speaker.id for p in found.points}) == 1:
            return answers.one_directive(asked, found)
        case FoundPoints():
            return answers.directives(asked, found)
        case FoundItems():
            return answers.items(asked, found)
        case FoundItem():
            return answers.one_item(asked, found)
        case FoundTexts():
            return hits.texts(asked, found)
        case FoundMeeting():
            return answers.the_meeting(asked, found)
        case NoSuchNumber():
            return answers.no_such_number(asked, found)
        case NoSuchPoint():
            return answers.no_such_point(asked, found)
    raise ValueError(f"nothing to show of {type(found).__name__}")


def answer_followups(desk: Desk, place: Place, text: str, offset: int = 0, *, draws: bool = False) -> Answer:
    """Answer one of the words of /followups that only read; no word at all asks what waits for me."""
    text = readable(text)
    known = desk.meet(place.user)
    word, *_ = text.casefold().split() or [""]
    if word in reports.WORDS:
        return reports.answer(desk, known, place.channel, text, offset, draws=draws)
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        asked = Asked(
            say=Say(viewer.language),
            command=desk.commands.get("directives", "/directives"),
            text=text,
            workdays=workdays_left(session),
            offset=offset,
            today=desk.now().date(),
            of="followups",
        )
        return Answer(_followups_page(desk, session, viewer, asked, word))


def do_deed(
    desk: Desk, place: Place, text: str, body: Body, client: WebClient, deeds: Mapping[str, Deed]
) -> Answer | None:
    """Do what a word of /followups asks for; None for a word that only reads.

    An answer without words means that a form is open.
    """
    word, *_ = text.casefold().split() or [""]
    deed = deeds.get(word)
    if deed is None:
        return None
    known = desk.meet(place.user)
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    told = deed(body, client, desk, viewer)
    return Answer(told if isinstance(told, Page) else _sentence(told) if told else Page("", []))


def _sentence(told: str) -> Page:
    return page([told], [words(told)])


def press_live(desk: Desk, place: Place, _value: str) -> Answer:
    """The office approves the first posts."""
    known = desk.meet(place.user)
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    return Answer(_sentence(forms.go_live(desk, viewer)))


def press_remind(desk: Desk, place: Place, value: str) -> Answer:
    """The office wants a unit reminded now."""
    known = desk.meet(place.user)
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    return Answer(_sentence(rhythm.answer({"text": f"remind {value}"}, desk, viewer)))


def press_more(desk: Desk, place: Place, value: str) -> Answer:
    """The next page of an answer, or the one before; everything it needs is in the button's value."""
    asked = json.loads(value)
    if asked.get("of") == "followups":
        return answer_followups(desk, place, asked["ask"] + (" here" if asked.get("here") else ""), int(asked["from"]))
    ending = " here" if asked.get("here") else ""
    return answer_directives(desk, place, asked["ask"] + ending, int(asked["from"]))


def press_show_here(desk: Desk, place: Place, value: str) -> Answer:
    """The same answer for the whole channel: as far as everybody there may see it."""
    asked = json.loads(value)
    return answer_directives(desk, place, asked["ask"] + " here", int(asked["from"]))


def press_ask(desk: Desk, place: Place, value: str) -> Answer:
    """The answer to the question a button asks: which of two people, a nearest match, a leader."""
    return answer_directives(desk, place, value)


def _followups_page(desk: Desk, session: Session, viewer: Viewer, asked: Asked, word: str) -> Page:
    say, command = asked.say, desk.commands.get("followups", "/followups")
    match word:
        case "":
            return _waiting(desk, session, viewer, asked)
        case "units":
            known = lookup.unit_lines(session, viewer, _today(desk))
            numbers = rhythm.numbers_of_all(session, desk.policy)
            return lists.units(asked, known, numbers, is_office=viewer.is_office)
        case "people" | "preview" | "deliveries" | "live" if not viewer.is_office:
            return with_note(
                lists.followups_help(asked, command, is_office=False, may_change=viewer.is_insider),
                say("Only the strategy office can see that."),
            )
        case "deliveries":
            return outstanding.show(desk, session, viewer, asked.offset)
        case "live" if workspace.is_live(session):
            return _sentence(asked.say("It is live already. “pause” stops it."))
        case "live":
            return approval.first_posts(asked, _next_posts(desk))
        case "people":
            return lists.people(asked, people.all_people(session))
        case "preview" if len(asked.text.split()) > 1:
            return _calendar_page(desk, asked)
        case "preview":
            return lists.preview(asked, _next_posts(desk), is_live=workspace.is_live(session))
    told = lists.followups_help(asked, command, is_office=viewer.is_office, may_change=viewer.is_insider)
    if word in ("help", "?", "帮助"):
        return told
    return with_note(told, say("“{word}” is not a word of {command}.", word=shortened(word, 80), command=command))


def _calendar_page(desk: Desk, asked: Asked) -> Page:
    """`preview 2024-06-03 2024-06-28`: every post of those days, and why."""
    try:
        first, *rest = (date.fromisoformat(word) for word in asked.text.split()[1:3])
        last = rest[0] if rest else first + timedelta(days=14)
        if not first <= last <= first + timedelta(days=366):
            raise ValueError
    except ValueError:
        return _sentence(asked.say("Write for example: preview 2024-06-03 2024-06-28"))
    posts = outlook(desk.database, desk.now(), first, last, desk.policy, desk.office)
    return lists.posts_to_come(asked, posts, first, is_over=last < desk.today())


def _waiting(desk: Desk, session: Session, viewer: Viewer, asked: Asked) -> Page:
    today, period = _today(desk), quarter_of(desk.today())
    board = board_for(session, viewer, today, Chosen(), lists.ROOMS, period)
    units_of_viewer = [unit.id or 0 for unit in board.units]
    return lists.waiting(
        asked,
        lookup.find_owned(session, viewer, today, limit=MOST_WAITING),
        lookup.find_owed(session, viewer, units_of_viewer, today, limit=MOST_WAITING),
        board,
        period.name,
        is_reader=not viewer.is_insider,
    )


def _next_posts(desk: Desk) -> list[Preview]:
    """For each unit the first of the coming days on which its channel is sent something; silence where there is none."""
    coming: dict[str, Preview] = {}
    for day in range(PREVIEW_DAYS):
        for each in preview(desk.now() + timedelta(days=day), desk.database, desk.policy):
            if each.unit not in coming or (each.posts and not coming[each.unit].posts):
                coming[each.unit] = each
        if all(each.posts for each in coming.values()):
            break
    return list(coming.values())


def _viewer(desk: Desk, known: Acquaintance, session: Session, place: Place, *, is_public: bool) -> Viewer | None:
    """Who the answer is for: whoever asks, or everyone in the channel, who may see its unit; None where there is no unit."""
    if not is_public:
        return desk.viewer(known, session)
    unit = units.unit_in_channel(session, place.channel)
    if unit is None:
        return None
    return Viewer(user=place.user, language=nearest_language(unit.language), unit_ids=frozenset({unit.id or 0}))


def _nobody_here(say: Say) -> Page:
    sentence = say(
        "This channel belongs to no unit, so there is nothing that everyone here may see. Ask again without “here”, and only you will see the answer."
    )
    return page([sentence], [words(sentence)])


def _finds(
    session: Session, viewer: Viewer, text: str, names: Names, today: Callable[[Unit], date], asked_on: date | None
) -> bool:
    """True when a question would be answered with more than that there is nothing."""
    if (listed := list_asked(text, names)) and _listed(session, viewer, listed).total:
        return True
    question = parse_question(text, names, asked_on)
    if not isinstance(question, Question):
        return True
    found = lookup.find_directives(session, viewer, question.wanted, today, names=names)
    return not isinstance(found, FoundNothing)


def _today(desk: Desk) -> Callable[[Unit], date]:
    now = desk.now()
    return lambda unit: today_of(unit, now)


def workdays_left(session: Session) -> Callable[[ItemLine], int | None]:
    """Counts the working days an item has left, or is late, on its unit's own calendar; each calendar is read once."""
    calendars: dict[str, Workdays] = {}

    def count(line: ItemLine) -> int | None:
        if line.item.due_on is None:
            return None
        calendar = calendars.get(line.unit.calendar)
        if calendar is None:
            calendar = calendars[line.unit.calendar] = workdays_of(session, line.unit)
        return calendar.between(line.today, line.item.due_on)

    return count


def _answer(ack: Ack, desk: Desk, place: Place, answer: Callable[[], Answer]) -> None:
    """Acknowledge with the answer, or with the news that there is none."""
    try:
        message = answer().message
    except Exception:
        # Not raised further: without an acknowledgement Slack would only say that the command timed out.
        log.exception("a command could not be answered", channel=place.channel)
        ack(text=broken(desk, place.user), response_type="ephemeral")
        return
    if message["text"]:
        ack(**message)
    else:
        ack()


def _replace(
    ack: Ack,
    respond: Respond,
    desk: Desk,
    body: Body,
    press: Callable[[Desk, Place, str], Answer],
    *,
    is_beside: bool = False,
) -> None:
    """Put the next answer in the place of the one that was clicked on, or beside it."""
    place = Place(body["user"]["id"], (body.get("channel") or {}).get("id") or "")
    try:
        message = press(desk, place, body["actions"][0].get("value") or "").message
    except Exception:
        log.exception("a click could not be answered", action=body["actions"][0].get("action_id"))
        ack()
        respond(text=broken(desk, place.user), replace_original=False, response_type="ephemeral")
        return
    ack()
    respond(**message, replace_original=not is_beside)
