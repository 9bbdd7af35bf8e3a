"""Values of targets, notes, and the talk that goes with a report."""

from typing import Final

from bot.replies.clauses import CONTENT, DOUBTS, NAMES, TO_COME, Clause
from bot.replies.heard import Heard, Words, words_of
from bot.replies.naming import Named, are_marked
from bot.replies.parts import Part
from bot.replies.verdicts import has_doubtful_number

# Worth keeping as a note beside a report; greetings and thanks are not.
WORTH_NOTING: Final = frozenset({Part.LINK, Part.TALK, Part.AMOUNT, Part.FORECAST, Part.NEARLY, Part.AFTER})
# Of a report these mean a promise, of a figure the time it was counted in.
_PERIODS: Final = frozenset(
    {"本周", "这周", "本月", "本季度", "今年", "this week", "this month", "this quarter", "this year"}
)


def read_values(heard: Heard, clause: Clause) -> None:
    """Values of targets, each with what is said of it."""
    to_come = [token for token in clause.tokens if token.part in TO_COME and token.text not in _PERIODS]
    if to_come or clause.has(Part.NOT, Part.PERHAPS, Part.OR):
        read_talk(heard, clause)
        return
    for token in clause.tokens:
        if token.part is Part.VALUE:
            heard.explaining = Words(clause.end, clause.end)
            heard.values.append((token, heard.explaining))
        elif token.part is Part.FORECAST and token.amount is not None and heard.values:
            heard.forecasts[len(heard.values) - 1] = token


def read_note(heard: Heard, clause: Clause, named: Named) -> None:
    """A note with its heading: kept with the items it names, whatever it says."""
    heard.take(named)
    words = words_of([token for token in clause.tokens if token.part is Part.NOTE])
    if numbers := tuple(item.number for item in [*named.items, *named.either]):
        heard.notes.append((numbers, words))
    if clause.has(Part.NEARLY):  # "note: 3 done"
        heard.questions.ask("nearly", [item for item in named.items if item.is_open], "done")


def read_talk(heard: Heard, clause: Clause) -> None:
    """Talk that reports nothing."""
    note_or_talk(heard, clause, heard.named(clause.refs))


def note_or_talk(heard: Heard, clause: Clause, named: Named) -> None:
    """Talk about a named item is its progress note; "3 people joined" names none."""
    forecast = next(
        (token for token in clause.tokens if token.part is Part.FORECAST and token.amount is not None), None
    )
    if forecast and heard.values:
        heard.forecasts[len(heard.values) - 1] = forecast
        return
    names_plainly = clause.labelled or are_marked(clause.refs) or not has_doubtful_number(clause)
    if (
        named.items
        and names_plainly
        and clause.has(*DOUBTS - {Part.OR}, *(CONTENT if clause.labelled or are_marked(clause.refs) else ()))
    ):
        heard.mention(named)
        if clause.has(Part.WAITING) and not clause.has(*DOUBTS - {Part.WAITING}):
            heard.questions.ask("nearly", [item for item in named.items if item.state == "open"], "blocked")
        label = next((at for at, token in enumerate(clause.tokens) if token.part not in (*NAMES, Part.FILLER)), 0)
        heard.explaining = words_of(clause.tokens[label:])
        heard.notes.append((tuple(item.number for item in named.items), heard.explaining))
    elif heard.explaining and not named.items:
        if heard.explaining.start == heard.explaining.end:
            heard.explaining.start = clause.start
        heard.explaining.end = clause.end
    elif clause.has(*WORTH_NOTING):
        heard.talk.append(words_of(clause.tokens))
