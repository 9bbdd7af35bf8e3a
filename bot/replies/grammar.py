"""What a reply means: from clauses to a reading. Safety first: an item is closed only by a plain statement that it is done.

Talk stays with what it explains: behind "blocked" or "extend" it is the reason, beside a report its note, about an item
that was named a progress note. Talk about nothing of ours is left alone.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.replies.claims import Mentions, settle
from bot.replies.clauses import CLOSING, CONTENT, DOUBTS, REPORTS, Clause, clauses_of
from bot.replies.closing import doubt_claims, goes_on_from_done, read_done, read_undo, take_not_done, takes_back
from bot.replies.heard import Heard
from bot.replies.parts import Part
from bot.replies.reading import Blocked, Extend, Note, Reading, Thread, Value
from bot.replies.standing import read_ack, read_blocked, read_unblocked
from bot.replies.talk import read_note, read_talk, read_values
from bot.replies.tokens import tokenise
from bot.replies.verdicts import is_question
from bot.replies.wishes import goes_on_from_extend, is_report, read_assign, read_extend, read_question


def parse_reply(text: str, thread: Thread) -> Reading:
    """What a reply in this thread was taken for. Any text is read without an error, in time that grows with its length.

    `text` is as Slack sends it, with &amp;, &lt; and &gt; already resolved. Nothing is closed unless a plain statement
    closes it; what is only nearly understood comes back as `ask`.
    """
    heard = Heard(text, thread)
    for clause in clauses_of(tokenise(text, thread)):
        _read(heard, clause)
    return _reading(heard)


def _read(heard: Heard, clause: Clause) -> None:
    """Take in what one clause says, by the first report in it."""
    if not heard.last or heard.last.sentence != clause.sentence or clause.names_something:
        heard.explaining = None
    if clause.opener is Part.LINE:
        heard.topic = []
    named = heard.named(clause.refs)
    heard.spoken_of |= named.numbers
    heard.mentioned |= heard.named(clause.excepted).numbers
    if not clause.tokens:
        return  # "except 4" was all it said
    report = next((token.part for token in clause.tokens if is_report(token, clause)), None)
    if takes_back(heard, clause):
        doubt_claims(heard, everything=clause.has(Part.OOPS))
    elif report is not Part.NOTE and is_question(clause):
        read_question(heard, clause)
    elif report is Part.NOTE:
        read_note(heard, clause, named)
    elif report in CLOSING:
        read_done(heard, clause)
    elif report is Part.BLOCKED:
        read_blocked(heard, clause)
    elif report is Part.UNBLOCKED:
        read_unblocked(heard, clause)
    elif report in (Part.UNDO, Part.REOPEN):
        read_undo(heard, clause)
    elif report is Part.ACK:
        read_ack(heard, clause)
    elif report in (Part.EXTEND, Part.MOVE) or goes_on_from_extend(heard, clause):
        read_extend(heard, clause)
    elif report in (Part.ASSIGN, Part.TAKE):
        read_assign(heard, clause)
    elif report is Part.VALUE:
        read_values(heard, clause)
    elif clause.only_names and goes_on_from_done(heard, clause):
        pass
    elif _leaves_hanging(clause):
        heard.left_hanging = clause
    elif clause.names_something and clause.has(Part.NOT) and not clause.has(*CONTENT, *DOUBTS - {Part.NOT}):
        take_not_done(heard, clause, named)  # "3 done, 4 not yet"
    else:
        read_talk(heard, clause)
    if named.items and (clause.asked or not clause.reports_something):
        heard.topic = named.items
    if clause is not heard.left_hanging:
        heard.left_hanging = None
    heard.last = clause


def _reading(heard: Heard) -> Reading:
    """The whole reply, now that "all", "the rest" and what was taken back can be settled."""
    _settle_contradictions(heard)
    denied = {*heard.not_done, *(number for number, _ in heard.blocked), *(number for number, _, _ in heard.extend)}
    extend = {number: (until, words) for number, until, words in heard.extend}
    outcome = settle(heard.claims, heard.thread, Mentions(denied, heard.mentioned, heard.spoken_of), heard.questions)
    if heard.acknowledged and not (heard.claims or heard.ack or heard.undo or heard.blocked):
        heard.ack = [item.number for item in heard.open]  # "got it" answers the whole reminder
    reading = Reading(
        done=_once(outcome.done),
        reopen=_once(heard.reopen),
        undo=heard.undo,
        blocked=tuple(Blocked(number, heard.said(words)) for number, words in dict(heard.blocked).items()),
        unblock=_once(heard.unblock),
        ack=_once(heard.ack),
        extend=tuple(Extend(number, until, heard.said(words)) for number, (until, words) in extend.items()),
        assign=tuple(dict.fromkeys(heard.assign)),
        values=tuple(_value(heard, place) for place in range(len(heard.values))),
        ask=heard.questions.first(outcome.done),
        already=_once(heard.already + outcome.already),
        unknown=tuple(dict.fromkeys(heard.unknown + outcome.unknown)),
    )
    return _with_talk(heard, reading)


def _settle_contradictions(heard: Heard) -> None:
    """Two dates or two owners for one item: somebody must choose."""
    dates = {(number, until) for number, until, _ in heard.extend}
    owners = {(each.number, each.user) for each in heard.assign}
    for item in heard.thread.items:
        if sum(number == item.number for number, _ in dates) > 1:
            heard.extend = [each for each in heard.extend if each[0] != item.number]
            heard.questions.ask("which_date", [item], "extend")
        if sum(number == item.number for number, _ in owners) > 1:
            heard.assign = [each for each in heard.assign if each.number != item.number]
            heard.questions.ask("which_person", [item], "assign")


def _value(heard: Heard, place: int) -> Value:
    token, words = heard.values[place]
    assert token.amount is not None
    forecast = heard.forecasts.get(place)
    note = heard.said(words) or None
    return Value(
        token.target or "",
        token.amount,
        token.measure,
        forecast.amount if forecast else None,
        note,
        forecast.measure if forecast else None,
    )


def _with_talk(heard: Heard, reading: Reading) -> Reading:
    """The reading with its notes: talk goes with the report, else with the progress note before it, else nowhere."""
    talk = " ".join(heard.said(words) for words in heard.talk) or None
    notes = [Note(numbers, heard.said(words)) for numbers, words in heard.notes]
    reports = bool(reading.done or reading.reopen or reading.blocked or reading.ack or reading.extend or reading.values)
    if talk and not reports and notes:
        notes[-1] = Note(notes[-1].numbers, f"{notes[-1].text} {talk}")
    return replace(reading, notes=tuple(notes), note=talk if reports else None)


def _leaves_hanging(clause: Clause) -> bool:
    """Whether it names numbers and says nothing of them, so that a report behind it may be theirs too."""
    return bool(clause.refs) and not clause.has(*REPORTS, *CONTENT, *DOUBTS - {Part.OR})


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
