"""Voices in English sentences: each verb of asking, stressing, saying or telling, with who it belongs to.

"Li Na urged …", "…, said Li Na", "Stressing the need for …, Li Na …", "the plants were asked to …", "stressed in the meeting".
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import Final

from storage.minutes.english_grammar import (
    ASKED_TO,
    BY,
    CONTINUES,
    IN_THE_MEETING,
    IS_ASKED,
    NO_VOICE,
    NOUN,
    OPENS_WITH,
    OTHERS,
    VERB,
)
from storage.minutes.english_names import MEETING, People, Subject
from storage.minutes.english_sentences import Sentences
from storage.minutes.speech import Attribution, Kind

_RUNS_ON: Final = (" that ", " the need ", " the importance ", " them to ", " all to ")
"""Behind a participle that no comma parts from its sentence: "in a speech stressing the need for …"."""

_THEY_HAD: Final = re.compile(r"\b(?:they|we)\s+had\s+(?:already\s+|\w+ly\s+)?$", re.I)
"""Inside what is said: "stressed that they had ordered a halt" tells."""

_WHEN: Final = re.compile(r"\b(?:when|if|once|unless|until|where|than)\s+$", re.I)
"""Before a verb of asking: somebody was asked before, as in "came when asked to"."""
_CLAUSE_BEFORE: Final = re.compile(r"[^,.;:\n\"“”]*$")
_WORDS_OF_A_SUBJECT: Final = 7
_HE_WAS: Final = re.compile(r"\b(?:he|she)\s+(?:was|has\s+been)\s+(?:also\s+|then\s+)?$", re.I)
_BY_SOMEBODY: Final = re.compile(r"\s+by\s+an?\s")
"""Asked by somebody who is no leader here: "was urged by a shareholder to"."""
_HAD: Final = re.compile(r"\b(?:he|she|it)\s+had\s+$", re.I)
_LONG_AGO: Final = re.compile(r"[^.;\n]*\b(?:last\s+(?:year|month|week|\w+day)|earlier|ago|yesterday)\b")
"""What somebody had asked before, and does not ask now."""
_WERE: Final = re.compile(r"\b(?:was|were)\s+(?:also\s+|then\s+)?$", re.I)
_IT_IS: Final = re.compile(r"\bit\s+is\s+(?:also\s+|further\s+)?$", re.I)
"""In a paragraph where somebody speaks "it is required that …" is theirs."""


class EnglishVoices:
    """Reads the voices of one text in order; `signs` are where the signs of lists begin."""

    def __init__(self, text: str, people: People, sentences: Sentences, signs: Sequence[int]) -> None:
        self.text = text
        self.people = people
        self.sentences = sentences
        self.signs = signs
        self._last = -1
        """Where the latest speaker stands."""
        self._said = -1
        """Where the latest verb of a speaker ends."""
        self._opening: re.Match[str] | None = None
        """A participle that opened its sentence and waits for its speaker."""

    def read(self) -> Iterator[Attribution]:
        """Every voice, by the place of its verb."""
        for verb in VERB.finditer(self.text):
            start, end = self.sentences.at(verb.start())
            before = self.text[max(start, verb.start() - 24) : verb.start()]
            if named := self._named_behind(verb, start, end):
                yield named
            elif _is_participle(verb) and OPENS_WITH.fullmatch(self.text, start, verb.start()):
                self._opening = verb
            elif (thing := NOUN.search(self.text, max(start, verb.start() - 12), verb.end())) and (
                thing.start() <= verb.start()  # "laid stress" ends in a thing, and is none
            ):
                continue
            elif self._is_passive(verb, before):
                if _HE_WAS.search(before) or _BY_SOMEBODY.match(self.text, verb.end()):
                    continue
                if self._in_one_item(start, verb.start()):
                    yield Attribution(start, verb.end(), None, "orders", voice=verb.start(), is_passive=True)
            elif IS_ASKED.search(before) and (place := IN_THE_MEETING.match(self.text, verb.end())):
                self._said = place.end()
                yield Attribution(start, place.end(), MEETING, _kind(verb), voice=verb.start())
            elif not self._is_thing(verb, before):
                yield from self._spoken(verb, start, before)

    def _named_behind(self, verb: re.Match[str], start: int, end: int) -> Attribution | None:
        """ "…," said Li Na. And "three demands were made by Li Na"."""
        before = self.text[max(start, verb.start() - 12) : verb.start()]
        if verb["orders"] and _WERE.search(before) and (by := BY.match(self.text, verb.end())):
            maker = self.people.subject_after(self.text, by.end(), end)
            if maker:
                self._last = self._said = verb.start()
                return Attribution(start, maker[1], maker[0], "orders", voice=verb.start())
        if not re.search(r",[\"”’']?\s*$", self.text[max(start, verb.start() - 4) : verb.start()]):
            return None
        named = self.people.subject_after(self.text, verb.end(), end)
        if named is None:
            return None
        self._last = verb.start()
        return Attribution(verb.start(), named[1], named[0], _kind(verb), voice=verb.start())

    def _is_passive(self, verb: re.Match[str], before: str) -> bool:
        """Whether somebody is asked, and nobody here asks: "the plants were asked to …", "directions were issued"."""
        if verb["passed_on"]:
            return True
        asks = bool(verb["orders"] or verb["stresses"]) and IS_ASKED.search(before)
        return bool(asks and ASKED_TO.match(self.text, verb.end()))

    def _is_thing(self, verb: re.Match[str], before: str) -> bool:
        """Whether the verb is a noun, an infinitive, or a form in -ing that is nobody's deed, as in "work reporting"."""
        if NO_VOICE.search(before) or _THEY_HAD.search(before):
            return True
        if _HAD.search(before) and _LONG_AGO.match(self.text, verb.end()):
            return True
        is_deed = re.search(r"(?:[,:]|\b(?:and|while|when|by|also|then|further))\s+$", before, re.I) or self._runs_on(
            verb
        )
        if verb["orders"] and _WHEN.search(before) and verb[0].endswith("ed"):
            return True
        if self._is_needed_for(verb):
            return True
        is_one_of_things = verb["other"] and before.endswith("and ") and not before.endswith(", and ")
        return _is_participle(verb) and (not is_deed or bool(is_one_of_things))

    def _is_needed_for(self, verb: re.Match[str]) -> bool:
        """Whether "required to" tells of the things before it, far from any subject: "with the tools required to …"."""
        if verb[0].lower() != "required" or not self.text.startswith(" to ", verb.end()):
            return False
        clause = _CLAUSE_BEFORE.search(self.text, max(0, verb.start() - 200), verb.start())
        return clause is not None and len(clause[0].split()) > _WORDS_OF_A_SUBJECT

    def _spoken(self, verb: re.Match[str], start: int, before: str) -> Iterator[Attribution]:
        """The voice of whoever speaks in the clause before the verb, and of the participle that opened the sentence."""
        subject = self.people.subject(self.text, start, verb.start())
        if subject is None:
            if OTHERS.match(self.text, start) and self._in_one_item(start, verb.start()):
                self._said = verb.end()
                yield Attribution(start, verb.end(), "", "other", voice=start)
            return
        if not self._in_one_item(subject.start, verb.start()):
            return
        if subject.start == self._last and not (CONTINUES.search(before) or self._runs_on(verb)):
            return  # "asked for new tools required to …"
        # "Then Li Na stressed" begins with its sentence, unless that sentence holds a list or another voice before.
        is_first = self._last < start and self._in_one_item(start, subject.start)
        # In "…, adding that" the speaker stands far before: there the verb itself begins the new words.
        voice = verb.start() if subject.start == self._last else subject.start
        who = self._who(subject, start)
        if _IT_IS.search(before):
            who = self._who(Subject(None, subject.start), start) or (None if self._has_spoken(start) else who)
        self._last, self._said = subject.start, verb.end()
        opening, self._opening = self._opening, None
        if opening and start <= opening.start() < subject.start:
            yield Attribution(opening.start(), opening.end(), who, _kind(opening), voice=opening.start())
            is_first = False
        yield Attribution(start if is_first else max(start, subject.start), verb.end(), who, _kind(verb), voice=voice)

    def _who(self, subject: Subject, start: int) -> str | None:
        """The subject's name; for he and she, who acted on this line or the one before, if nobody has spoken since."""
        if subject.who is not None or self._has_spoken(start):
            return subject.who
        line = self.text.rfind("\n", 0, start) + 1
        line_before = self._line_before(line)
        unspoken = self.sentences.at(self._said)[1] if self._said >= line_before else line_before
        on_line = self.people.antecedent(self.text, line, subject.start)
        return on_line or self.people.antecedent(self.text, unspoken, subject.start)

    def _has_spoken(self, start: int) -> bool:
        """Whether somebody has spoken already on the line of the sentence at `start`."""
        return self._said > self.text.rfind("\n", 0, start)

    def _line_before(self, line: int) -> int:
        """Where the line of words before this one begins."""
        end = line
        while end and self.text[end - 1].isspace():
            end -= 1
        return self.text.rfind("\n", 0, end) + 1

    def _in_one_item(self, start: int, end: int) -> bool:
        """Whether no sign of a list stands between."""
        return bisect.bisect_left(self.signs, start) == bisect.bisect_left(self.signs, end)

    def _runs_on(self, verb: re.Match[str]) -> bool:
        return self.text.startswith(_RUNS_ON, verb.end())


def _is_participle(verb: re.Match[str]) -> bool:
    return verb[0].split()[0].endswith("ing")


def _kind(verb: re.Match[str]) -> Kind:
    kinds: tuple[Kind, ...] = ("orders", "stresses", "says")
    return next((each for each in kinds if verb[each]), "other")
