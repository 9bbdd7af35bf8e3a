"""Lists of meetings, and of what was reported at them."""

from typing import Final

from bot.messages.answers import held_words
from bot.messages.blocks import context, header, piece, plain, rich
from bot.messages.pages import Asked, Page, ask_buttons, page, paging
from bot.messages.standing import TITLE, joined
from bot.messages.text import one_line, shortened
from storage.meeting_lookup import MEETINGS_A_PAGE, REPORTS_A_PAGE, FoundMeetings, FoundReports
from storage.models import Meeting
from storage.periods import quarter_of

PASSAGE: Final = 700
TOPIC: Final = 150
MOST_TOPICS: Final = 20


def meetings(asked: Asked, found: FoundMeetings) -> Page:
    """The meetings, newest first: when, how much was asked for, and how far it is."""
    say = asked.say
    heading = say.many("{n} meeting", "{n} meetings", found.total)
    heard, blocks = [heading], [header(heading)]
    for line in found.lines:
        title = shortened(one_line(line.meeting.title), TITLE)
        when = joined(held_words(say, line.meeting), line.meeting.period)
        told = [
            say.many("{n} leader", "{n} leaders", line.leaders),
            say.many("{n} directive", "{n} directives", line.directives),
        ]
        if line.items:
            told.append(say.many("{done} of {n} item done", "{done} of {n} items done", line.items, done=line.done))
        else:
            told.append(say("not assigned yet"))
        heard.append(joined(title, when, *told))
        blocks += [rich(piece(title, bold=True)), context(plain(joined(when, *told)))]
    buttons = list(dict.fromkeys(period for line in found.lines if (period := _period_of(line.meeting))))[:5]
    if buttons:
        blocks.append(ask_buttons(asked, [(period, period) for period in buttons]))
    return page(heard, [*blocks, *paging(asked, len(found.lines), found.total, MEETINGS_A_PAGE)])


def _period_of(meeting: Meeting) -> str | None:
    """What to type for a meeting: the period its minutes name, else the quarter it was held in."""
    return meeting.period or (quarter_of(meeting.held_from).name if meeting.held_from else None)


def reports(asked: Asked, found: FoundReports) -> Page:
    """What was reported, meeting by meeting, first the topics that hold the words asked for, with the words of the minutes."""
    say = asked.say
    heading = say("What was reported")
    heard, blocks = [heading], [header(heading)]
    for line in found.lines:
        source = joined(shortened(one_line(line.meeting.title), TITLE), held_words(say, line.meeting))
        heard.append(source)
        blocks.append(rich(piece(source, bold=True)))
        for topic in line.topics[:MOST_TOPICS]:
            heard.append(f"{topic.ordinal}. {shortened(one_line(topic.text), TOPIC)}")
            blocks.append(rich(piece(heard[-1], bold=topic.is_asked_for)))
        if len(line.topics) > MOST_TOPICS:
            rest = len(line.topics) - MOST_TOPICS
            heard.append(say.many("{n} more topic", "{n} more topics", rest))
            blocks.append(context(plain(heard[-1])))
        passage = say("In the minutes: “{words}”", words=shortened(one_line(line.passage), PASSAGE))
        heard.append(passage)
        blocks.append(context(plain(passage)))
    return page(heard, [*blocks, *paging(asked, len(found.lines), found.total, REPORTS_A_PAGE)])
