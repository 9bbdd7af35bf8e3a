"""The answer to a search for words: the texts that hold them, meeting by meeting, with the words around the hit."""

import json
import re
from collections.abc import Sequence
from itertools import groupby, islice
from typing import Final

from bot.messages.answers import held_words
from bot.messages.blocks import actions, button, context, header, piece, plain, rich
from bot.messages.names import label
from bot.messages.pages import Asked, Page, ask_buttons, page, paging
from bot.messages.standing import NAME, TITLE, chips, joined, person_name
from bot.messages.text import Block, one_line, shortened
from storage.lookup import FoundTexts
from storage.passages import tokens
from storage.search import CHECK_IN, DIRECTIVE, MEETING, REPORT, Hit

# How much of a text stands before and behind the words that were found, in characters.
BEFORE: Final = 60
BEHIND: Final = 140
MOST_BUTTONS: Final = 5


def texts(asked: Asked, found: FoundTexts) -> Page:
    """Every text on one page, the words found in bold; below each directive how far the units are with it."""
    say, hits = asked.say, found.found
    heading = say.many("{n} text with {words}", "{n} texts with {words}", hits.total, words=_quoted(hits.phrases))
    heard, blocks = [heading], [header(heading)]
    for _, group in groupby(hits.hits, key=_source):
        of_meeting = list(group)
        meeting = of_meeting[0].meeting
        source = say("Targets") if of_meeting[0].target else say("Without a meeting")
        if meeting is not None:
            source = joined(shortened(one_line(meeting.title), TITLE), held_words(say, meeting))
        heard.append(source)
        blocks.append(rich(piece(source, italic=True)))
        for hit in of_meeting:
            where, around = _where(asked, hit), _around(one_line(hit.text), hits.phrases)
            heard.append(f"{where}: {''.join(text for text, _ in around)}")
            shown = [piece(text, bold=True) if is_found else piece(text) for text, is_found in around]
            blocks.append(rich(piece(f"{where}  ", bold=True), *shown))
            lines = found.lines.get(hit.directive.id or 0, ()) if hit.directive and hit.kind == DIRECTIVE else ()
            if lines:
                blocks.append(context(plain(chips(asked, lines))))
    buttons = list(dict.fromkeys(each for hit in hits.hits if (each := _question(asked, hit))))[:MOST_BUTTONS]
    rows = [*([ask_buttons(asked, buttons)] if buttons else []), *_target_buttons(asked, hits.hits)]
    return page(heard, [*blocks, *rows, *paging(asked, len(hits.hits), hits.total)])


def _source(hit: Hit) -> tuple[int | None, bool]:
    """What a hit stands under: its meeting, or the targets."""
    return hit.meeting.id if hit.meeting else None, hit.target is not None


def _quoted(phrases: Sequence[str]) -> str:
    return " ".join(f"“{shortened(phrase, 40)}”" for phrase in phrases[:3])


def _where(asked: Asked, hit: Hit) -> str:
    """Where a text stands, in as few words as tell it."""
    say = asked.say
    if hit.item is not None and hit.unit is not None:
        number = label(hit.unit.code, hit.item.number)
        match hit.kind:
            case "note":
                return say("{item}, note", item=number)
            case "evidence":
                return say("{item}, evidence", item=number)
        return number
    if hit.target is not None:
        where = f"{hit.unit.code if hit.unit else say('The group')} {hit.target.period}"
        return say("{target}, figure reported", target=where) if hit.kind == CHECK_IN else where
    if hit.kind == DIRECTIVE and hit.directive is not None and hit.speaker is not None:
        return f"{shortened(person_name(say, hit.speaker), NAME)} {hit.directive.ordinal}"
    if hit.kind == REPORT and hit.report is not None:
        return say("Report {n}", n=hit.report.ordinal)
    return say("Meeting") if hit.kind == MEETING else say("Text")


def _question(asked: Asked, hit: Hit) -> tuple[str, str] | None:
    """A button that opens what a hit belongs to."""
    if hit.item is not None and hit.unit is not None:
        number = label(hit.unit.code, hit.item.number)
        return number, number
    if hit.directive is not None and hit.speaker is not None:
        period = f" {hit.meeting.period}" if hit.meeting and hit.meeting.period else ""
        name = f"{shortened(person_name(asked.say, hit.speaker), NAME)} {hit.directive.ordinal}"
        return name, f"{hit.speaker.name} {hit.directive.ordinal}{period}"
    return None


def _target_buttons(asked: Asked, hits: Sequence[Hit]) -> list[Block]:
    """A row of buttons, each of which opens a target that was found; nothing when there is none."""
    targets = {hit.target.id: hit for hit in hits if hit.target}
    buttons = []
    for n, hit in enumerate(islice(targets.values(), MOST_BUTTONS)):
        assert hit.target is not None
        unit = hit.unit.code if hit.unit else "group"
        question = f"{unit} {hit.target.metric} {hit.target.period}"
        value = json.dumps({"ask": question, "here": asked.is_public, "from": 0}, ensure_ascii=False)
        shown = f"{unit if hit.unit else asked.say('The group')} {hit.target.metric}"
        buttons.append(button(shortened(shown, NAME), f"targets_open_{n}", value))
    return [actions("targets", *buttons)] if buttons else []


def _around(text: str, phrases: Sequence[str]) -> list[tuple[str, bool]]:
    """A text cut down to what stands around the first word found, in stretches that were found and that were not."""
    pattern = _pattern(phrases)
    first = pattern.search(text) if pattern else None
    at = first.start() if first else 0
    start = 0 if at <= BEFORE else _at_word(text, at - BEFORE)
    end = len(text) if len(text) - at <= BEHIND else at + BEHIND
    shown: list[tuple[str, bool]] = [("…", False)] if start else []
    last = start
    for match in pattern.finditer(text, start, end) if pattern else ():
        shown += [(text[last : match.start()], False), (match[0], True)]
        last = match.end()
    shown.append((text[last:end] + ("…" if end < len(text) else ""), False))
    return [each for each in shown if each[0]]


def _at_word(text: str, at: int) -> int:
    """The beginning of the word after this place, so that no word is cut; Chinese may be cut anywhere."""
    space = text.find(" ", at, at + 20)
    return space + 1 if space >= 0 else at


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """Finds the words again in a text as it was written: English from the word's stem on, Chinese as it stands."""
    forms = []
    for phrase in phrases:
        words = tokens(phrase)
        # The stemmers cut at most three letters that a reader would miss (reviews, reviewing, quality).
        stems = [
            re.escape(word[: max(3, len(word) - 3)]) + r"\w*" if _is_latin(word) else re.escape(word) for word in words
        ]
        if stems:
            forms.append(r"[\W_]*".join(stems) if not _is_latin(words[0]) else r"\b" + r"[\W_]+".join(stems))
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()
