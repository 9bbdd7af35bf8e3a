"""Single requests of English minutes: what somebody asks outside of lists, and where its words begin and end.

"urged the plants to …", "said that plants should …", "…, she stressed", "the plants were asked to …", and the sentences of duty
that go on from them.
"""

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from storage.minutes.english_grammar import (
    A_BLOW,
    A_FACT,
    A_MEANS,
    A_THING_CALLED_FOR,
    A_THING_ORDERED,
    A_THING_URGED,
    ACTION_OF,
    ASKED_TO,
    AT_A_MEETING,
    BE_DONE,
    BETWEEN_POINTS,
    CLAUSE,
    COUNTED,
    DOING_A_THING,
    FOLLOWS,
    FOR_A_THING,
    FOR_DOING,
    GIVEN,
    GIVEN_TO,
    GIVES,
    HOPE_GIVEN,
    HOPES,
    IN_COMMAND,
    IT_IS_VITAL,
    LIST_GIVEN,
    MUST,
    NARRATES,
    NECESSARY,
    NEED,
    OF_A_MEETING,
    ON_A_THING,
    ORDINALS,
    PARTS,
    PARTS_BEHIND_TO,
    PARTS_OF_THAT,
    PARTS_OF_TO,
    PRAISED,
    REASON,
    SAID_BE_DONE,
    SHOULD,
    STATES,
    STRESSED_TO,
    STRINGS_TO,
    THAT,
    TO_BE_DONE,
    TO_DO,
    TO_DO_ALONE,
    TO_DO_UPON,
    VERB_FORM,
    WITH_DOING,
    WONDERS,
    is_bare_verb,
)
from storage.minutes.english_names import MEETING
from storage.minutes.english_sentences import Sentences
from storage.minutes.english_spoken import (
    A_THING_STRESSED,
    IS_TO_DO,
    MAY_BE_DONE,
    ORDERS,
    PERFORMS,
    PERFORMS_BESIDES,
    THERE_IS_NEED,
    TO_DO_ASIDE,
    TO_DO_OFFICES,
    TOLD_THEY,
)
from storage.minutes.english_titles import HEAD_OF
from storage.minutes.speech import Attribution, Enumeration, Kind, Marker


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a request hangs on its verb: where its words begin, behind which verbs, and what they must hold."""

    kinds: tuple[Kind, ...]
    opens: re.Pattern[str]
    behind: re.Pattern[str] | None = None
    holds: re.Pattern[str] | None = None

    def opening(self, kind: Kind, verb: str, rest: str) -> int | None:
        """Where the request begins in the words behind the verb, None where they have another frame."""
        if kind not in self.kinds or (self.behind and not self.behind.search(verb)):
            return None
        opens = self.opens.match(rest)
        if opens is None or (self.holds and not self.holds.search(rest, opens.end())):
            return None
        return opens.end()


_JOINT: Final = re.compile(r",?\s+and,?\s+(?:that\s+)?|;\s+(?:therefore\s+)?|,\s+(?:but|so|hence|thus)\s+")
_LINK: Final = re.compile(r"\s+(?:further|also|then|besides|while)\s+$")
"""Before the next verb of who speaks on: it is no part of what was said."""
_MUST_FIRST: Final = re.compile(r"\b(?:must|should)\b")
_WHICH: Final = re.compile(r"\b(?:which|who)\b")
_STATED: Final = re.compile(r"(?:(?!\b(?:who|which|that)\b)[^.])*\b(?:is|are|was|were|has|have|had|will|would)\b")
_PASSED_ON: Final = re.compile(r"\b(?:issued|given|passed)$", re.I)
_PROPOSED: Final = re.compile(r"\bpropos(?:ed|es|ing)$", re.I)
"""Who "proposed to open a shop" will do it themselves."""
_ASSIGNED: Final = re.compile(r"\bassigned$", re.I)
_IT_TO: Final = re.compile(r"\s+it\s+(?:not\s+)?to\s+(?=[a-z])")
"""Appealed to a ministry, and asked "it to release the funds"."""
_HOPED: Final = re.compile(r"\b(?:hop(?:ed|es|ing)|hope|wish(?:ed|es)?|expect(?:ed|s))$", re.I)
_STRESSED: Final = re.compile(r"\b(?:stress|emphasi[sz])\w*$", re.I)
_UNDERSCORED: Final = re.compile(r"\b(?:stress|emphasi[sz]|underscor)\w*$", re.I)
_DIRECTED: Final = re.compile(r"\b(?:advis|direct|instruct|ask|order|request|recommend|suggest|urg)\w*$", re.I)
_CHARGED_WITH: Final = re.compile(r"\b(?:with|of)$")
_POINTED_OUT: Final = re.compile(r"\bpoint\w*\s+out$", re.I)
_SAID: Final = re.compile(r"\bsaid$")
_ORDER_GIVEN: Final = re.compile(r"\s+(?:was|were|has\s+been|have\s+been)\s+(?:also\s+)?(?:issued|given|passed)\b")
_ORDERED: Final = re.compile(r"\b(?:order|demand)(?:ed|ing)$", re.I)
_URGED: Final = re.compile(r"\b(?:urg|order|demand)(?:ed|es|ing)$", re.I)
_WARNED: Final = re.compile(r"\b(?:warn|caution|want|expect)\w*$", re.I)
_PLEASE: Final = re.compile(r"please\s+[a-z]", re.I)
_DOING: Final = re.compile(r"(?:\w+ly\s+)?[a-z]{2,}ing\s+\w")
_CHARGED: Final = re.compile(r"\b(?:charg|entrust|task)\w*$", re.I)
_BEFORE_A_SPEAKER: Final = re.compile(
    rf"(?P<stop>,[\"“”’']{{0,2}})(?:\s*(?:[a-z]+\s+){{0,2}}|(?<=[\"”’'])\s*(?:[A-Za-z]+\.?\s+){{1,4}}|\s+(?:[A-Z][\w.]*\s+){{0,4}}(?:{HEAD_OF})\s+)$"
)
"""What parts words said from their speaker, who may have a title."""
_THAT_NEXT: Final = re.compile(r"\s+that\s")
_NOTHING_MORE: Final = re.compile(
    r"(?:\s+(?:in|at|during|on|while|as|when|after|by)\s+[^,.;]{1,80})?\s*(?:[.;\n]|,(?!\s*[\"“‘']))|\s*$|\s+and\s+[a-z]+ed\b"
)
"""Behind "…, she said": nothing, or where and when."""
_TOLD_SOMEBODY: Final = re.compile(rf"(?:\s+(?!that\b|to\b)[\w'’-]+){{0,6}}?(?:{_NOTHING_MORE.pattern})")
_TOLD: Final = re.compile(r"\b(?:told|tells)$")
_IN_THE_PRESENT: Final = re.compile(r"\b[a-z]+s(?:\s+(?:on|upon|for|out))?$")
_QUOTES: Final = ("“", '"', "‘", "'")
_SPEAKS_FREELY: Final = re.compile(r":|,\s*[\"“‘']\s*$")
"""Between the verb and words as they were spoken."""
_LEADS_ON: Final = re.compile(
    r"\b(?:following|follows|below|these|those|points?|aspects?|requirements?|tasks?|things|steps|areas|priorities|musts|matters|issues|fronts|sides|directions?|instructions|orders|demands|suggestions)\b|[\"“]|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
"""Words that only lead to the list behind them."""
_FOR: Final = re.compile(r"\sfor$", re.I)
FRAMES: Final = (
    Frame(("orders",), GIVEN, behind=GIVES),
    Frame(("orders",), HOPE_GIVEN, behind=GIVES),
    Frame(("orders",), LIST_GIVEN, behind=GIVES),
    Frame(("orders",), FOR_A_THING),
    Frame(("orders",), ASKED_TO),
    Frame(("orders",), WITH_DOING, behind=_CHARGED),
    Frame(("orders",), A_BLOW, behind=_URGED),
    Frame(("orders",), A_MEANS, behind=_FOR),
    Frame(("orders",), A_THING_URGED, behind=_URGED),
    Frame(("orders",), TOLD_THEY, behind=_TOLD),
    Frame(("orders",), _IT_TO),
    Frame(("orders",), TO_DO),
    Frame(("orders",), TO_DO_ASIDE),
    Frame(("orders",), TO_DO_OFFICES),
    Frame(("orders",), FOR_DOING),
    Frame(("stresses",), TO_DO_UPON),
    Frame(("stresses",), STRESSED_TO, behind=_STRESSED),
    Frame(("orders",), IT_IS_VITAL),
    Frame(("orders",), THAT, holds=MUST),
    Frame(("orders",), THAT, behind=_DIRECTED, holds=MAY_BE_DONE),
    Frame(("orders",), A_THING_CALLED_FOR, behind=_FOR),
    Frame(("orders", "stresses"), NEED),
    Frame(("stresses",), ON_A_THING),
    Frame(("stresses",), DOING_A_THING),
    Frame(("stresses",), ACTION_OF, behind=_UNDERSCORED),
    Frame(("stresses",), A_THING_STRESSED),
    Frame(("orders", "stresses", "says"), THERE_IS_NEED),
    Frame(("orders",), A_THING_ORDERED, behind=_ORDERED),
    Frame(("says",), TO_DO, behind=_WARNED),
    Frame(("says",), STRESSED_TO, behind=_SAID),
    Frame(("says",), NEED, behind=_POINTED_OUT),
    Frame(("says",), HOPES, behind=_HOPED),
)
"""The frames in the order they are tried; where none fits, the words are a clause of their own."""


class EnglishRequests:
    """Reads the requests of one text, whose sentences, signs of lists and voices are known."""

    def __init__(self, text: str, sentences: Sentences, markers: Sequence[Marker], said: Sequence[Attribution]) -> None:
        self.text = text
        self.sentences = sentences
        self.markers = markers
        self.attributions = said

    def singles(
        self, lists: list[Enumeration], *, only_orders_of: Collection[str] | None = None
    ) -> Iterator[tuple[str, int, int]]:
        """Requests outside lists, as (speaker, start, end); of these people alone, and only what they order, if they are given."""
        told: set[int] = set()
        for speaker, start, end in self._singles(lists, only_orders_of=only_orders_of):
            if end not in told:  # what was said before its speaker may go on from the one before as well
                told.add(end)
                yield speaker, start, end

    def _singles(
        self, lists: list[Enumeration], *, only_orders_of: Collection[str] | None
    ) -> Iterator[tuple[str, int, int]]:
        taken = [(each.markers[0].start, each.ends[-1]) for each in lists]  # in order, none within another
        leading = {id(each.attribution) for each in lists if not self._is_parted(each)}
        speaker = self._only_voice()
        if only_orders_of is None:
            for each in lists:
                yield from self._ahead(each)
                yield from self._behind(each)
        for index, said in enumerate(self.attributions):
            if not (said.who is None or (said.who == MEETING and said.kind == "other")):
                speaker = said.who
            if said.kind == "other" or said.is_label or id(said) in leading or not speaker:
                continue
            if self._is_headline(said) and self._asks_below(index, speaker):
                continue
            if only_orders_of is not None and (said.kind != "orders" or speaker not in only_orders_of):
                continue
            before = bisect.bisect_right(taken, (said.said, len(self.text))) - 1
            if before >= 0 and said.said < taken[before][1]:
                continue
            following = self.attributions[index + 1 : index + 2]
            until = self._until(said, following)
            previous = self.attributions[index - 1].said if index else 0
            found = self._said_before(said, previous) or self._asked_for(said, until)
            for start, end in found:
                yield speaker, start, end
            if only_orders_of is not None:
                continue
            _, over = self.sentences.at(max(found[-1][0] if found else 0, said.said))
            stop = min((each.start for each in following), default=len(self.text))
            for start, end in self._goes_on(over, stop, asks_before=bool(found) or said.kind != "says"):
                yield speaker, start, end

    def _ahead(self, enumeration: Enumeration) -> Iterator[tuple[str, int, int]]:
        """What the sentence before a list asks by itself: "She said crews must wake up. First, …"."""
        attribution = enumeration.attribution
        if attribution is None or attribution.is_label or self._is_parted(enumeration):
            return
        _, end = self.sentences.at(attribution.said)
        words = self.text[attribution.said : end].rstrip()
        if end <= enumeration.markers[0].start and words.endswith(".") and not _LEADS_ON.search(words):
            for start, until in self._asked_for(attribution, end):
                yield enumeration.speaker or "", start, until

    def _behind(self, enumeration: Enumeration) -> Iterator[tuple[str, int, int]]:
        """Sentences of duty in the paragraph behind a list, up to the next voice: they are of whoever gave the list."""
        over = self.sentences.line_end(max(enumeration.ends[-1] - 1, enumeration.markers[-1].end))
        index = bisect.bisect_left(self.attributions, over, key=lambda each: each.start)
        stop = min((each.start for each in self.attributions[index : index + 1]), default=len(self.text))
        for start, end in self._goes_on(over, stop, asks_before=True):
            yield enumeration.speaker or "", start, end

    def _is_parted(self, enumeration: Enumeration) -> bool:
        """Whether a list stands under a heading of its own, so that the voice before it has said its own words."""
        attribution = enumeration.attribution
        if attribution is None or attribution.is_label:
            return False
        line_end = self.sentences.line_end(attribution.said)
        between = self.text[line_end : enumeration.markers[0].start].strip()
        return bool(between) and self.text[attribution.said : line_end].rstrip().endswith((".", "!", "”"))

    def _only_voice(self) -> str | None:
        """Who alone asks or says anything in the whole text: a passive without a speaker before it is theirs."""
        voices = {each.who for each in self.attributions if each.who and each.kind != "other"}
        return voices.pop() if len(voices) == 1 else None

    def _is_headline(self, said: Attribution) -> bool:
        """Whether the words head the text, as "Li Na urges clean quays": what they tell in short is told below."""
        end = self.sentences.line_end(said.said)
        return (
            not self.text[: self.text.rfind("\n", 0, said.start) + 1].strip()
            and bool(_IN_THE_PRESENT.search(self.text, max(0, said.said - 24), said.said))
            and not self.text[:end].rstrip().endswith((".", "!", "?", "”", ";", ":"))
        )

    def _asks_below(self, index: int, speaker: str) -> bool:
        """Whether the same person, or he or she, asks for something in what follows."""
        return any(
            each.who in (speaker, None) and each.kind in ("orders", "stresses")
            for each in self.attributions[index + 1 :]
        )

    def _until(self, said: Attribution, following: Sequence[Attribution]) -> int:
        """Where the words said must end: with their sentence, at the next voice, or at the next sign of a list."""
        _, until = self.sentences.at(said.said)
        sign = bisect.bisect_left(self.markers, said.said, key=lambda each: each.start)
        stops = [each.voice for each in following if each.voice > said.said]
        until = min([until, *stops, *(each.start for each in self.markers[sign : sign + 1])])
        link = _LINK.search(self.text, max(said.said, until - 20), until)
        return link.start() if link else until

    def _goes_on(self, start: int, stop: int, *, asks_before: bool) -> Iterator[tuple[int, int]]:
        """Further requests in sentences without a voice of their own: "Quality must be ensured.".

        They go on through the paragraph, and into the next as long as each sentence is one of duty.
        """
        paragraph = self.sentences.line_end(start)
        sign = bisect.bisect_left(self.markers, start, key=lambda each: each.start)
        stop = min([stop, *(each.start for each in self.markers[sign : sign + 1])])
        for place in self.sentences.between(start, stop):
            _, end = self.sentences.at(place)
            words = self.text[place:end]
            if not words.strip():
                continue
            is_duty = bool(SHOULD.match(words))
            if NARRATES.match(self.text, place) or end > stop or (place > paragraph and not (is_duty and asks_before)):
                return
            asks_on = (
                PERFORMS.match(words.lstrip("“\"‘'"))
                or MUST.search(words)
                or is_bare_verb(words)
                or TO_DO_ALONE.match(words)
                or BE_DONE.match(words)
                or IS_TO_DO.match(words)
            )
            if is_duty or (asks_before and asks_on):
                asks_before = True
                yield from self._duties(place, end) or self._parts(place, end)

    def _said_before(self, said: Attribution, previous: int) -> list[tuple[int, int]]:
        """The request in "…, she said.": the words before the speaker, where nothing is said after the verb."""
        behind = _TOLD_SOMEBODY if _TOLD.search(self.text, max(0, said.said - 8), said.said) else _NOTHING_MORE
        if not behind.match(self.text[said.said : said.said + 100]):
            return []
        start = max(self.sentences.at(said.voice)[0], previous)
        before = self.text[start : said.voice]
        tail = _BEFORE_A_SPEAKER.search(before)
        if tail is None:
            return []
        before = before[: tail.end("stop")]
        if before.endswith("”"):  # what stood before the quotation is somebody's other words
            opened = max(0, before.rfind("“"))
            start, before = start + opened, before[opened:]
        end = start + len(before.rstrip(" ,\"“”’'"))
        quoted = self._quoted_before(start, previous)
        is_quoted = bool(quoted) or before.lstrip()[:1] in _QUOTES
        sentences = [*(self.sentences.at(place) for place in quoted), (start, end)]
        return [duty for sentence in sentences for duty in self._duties(*sentence, is_quoted=is_quoted)]

    def _quoted_before(self, start: int, previous: int) -> list[int]:
        """The sentences before the one at `start` in the same quotation: "“Rust must go. Doors should be shut,” she said."."""
        line = max(self.text.rfind("\n", 0, start) + 1, previous)
        before = self.text[line:start]
        opens = before.rfind("“") if before.rfind("“") > before.rfind("”") else -1
        if before.count('"') % 2:
            opens = max(opens, before.rfind('"'))
        return [place for place in self.sentences.between(line + opens, start) if place >= line] if opens >= 0 else []

    def _duties(self, start: int, end: int, *, is_quoted: bool = False) -> list[tuple[int, int]]:
        """What a sentence says must be done, without the quotation marks and the reason before it.

        In a quotation an order may be as short as people speak: "Shut the gate.".
        """
        while start < end and self.text[start] in "\"“”‘' ,":
            start += 1
        performed = PERFORMS.match(self.text, start, end) or (
            is_quoted and PERFORMS_BESIDES.search(self.text, start, end)
        )
        if performed:
            return self._parts(performed.end(), end)
        if (reason := REASON.match(self.text, start, end)) and MUST.search(self.text, reason.end(), end):
            start = reason.end()
        if not (_holds_duty(self.text[start:end]) or _PLEASE.match(self.text, start, end)):
            is_order = BE_DONE.match(self.text, start, end) or (is_quoted and ORDERS.match(self.text, start, end))
            return self._parts(start, end) if is_order else []
        start += _before_duty(self.text[start:end])
        if necessary := NECESSARY.match(self.text, start, end):
            return self._parts(necessary.end(), end)
        return [
            part
            for part in self._parts(start, end)
            if MUST.search(self.text, *part) or is_bare_verb(self.text[slice(*part)])
        ]

    def _asked_for(self, said: Attribution, until: int) -> list[tuple[int, int]]:
        """The request after the verb: from "to", from "that", or the clause itself; "…; to …" holds several."""
        rest = self.text[said.said : until]
        if (at := AT_A_MEETING.search(rest)) and not OF_A_MEETING.search(rest[: at.start()]):
            rest, until = rest[: at.start()], said.said + at.start()
        verb = self.text[max(0, said.said - 24) : said.said]
        if said.is_passive:
            if given := _ORDER_GIVEN.search(rest):
                until = said.said + given.start()
            opens = (GIVEN_TO if _PASSED_ON.search(verb) else ASKED_TO).match(rest) or (
                DOING_A_THING.match(rest) if _CHARGED_WITH.search(verb) else None
            )
            return self._parts(said.said + opens.end(), until) if opens else []
        if (_PROPOSED.search(verb) and ASKED_TO.match(rest)) or (
            GIVES.search(verb)
            and not (_THAT_NEXT.match(rest) or GIVEN.match(rest) or HOPE_GIVEN.match(rest) or LIST_GIVEN.match(rest))
            and not (_ASSIGNED.search(verb) and TO_DO.match(rest))
        ):
            return []
        if said.kind != "says" and (points := self._counted(said.said, until)):
            return points
        for frame in FRAMES:
            if (opening := frame.opening(said.kind, verb, rest)) is not None:
                if frame.opens is TO_DO and TO_BE_DONE.match(rest, opening):
                    opening = len(rest) - len(rest.lstrip())
                opening += _before_duty(rest[opening:]) if frame.holds else 0
                return self._parts(said.said + opening, until)
        clause = CLAUSE.match(rest)
        if clause and (performed := PERFORMS.match(rest, clause.end() + (rest[clause.end()] in _QUOTES))):
            return self._parts(said.said + performed.end(), until)
        if clause is None or not self._is_demanded(said.kind, clause[0], rest[clause.end() :]):
            return []
        start = said.said + clause.end()
        return self._parts(start + _before_duty(rest[clause.end() :]), until)

    def _counted(self, start: int, until: int) -> list[tuple[int, int]]:
        """The points of "three musts: …, …, and …", where there are as many as were announced and each asks for something."""
        lead = COUNTED.match(self.text, start, until)
        if lead is None:
            return []
        points: list[tuple[int, int]] = []
        place = lead.end()
        for gap in [*BETWEEN_POINTS.finditer(self.text, place, until), None]:
            end = gap.start() if gap else until
            words = self.text[place:end]
            if not (MUST.search(words) or is_bare_verb(words) or _DOING.match(words)):
                return []
            points.append((place, end))
            place = gap.end() if gap else until
        count = lead["n"].lower()
        return points if len(points) == (ORDINALS.get(count) or int(count)) else []

    def _is_demanded(self, kind: Kind, lead: str, words: str) -> bool:
        """Whether a clause asks for what it says: by its verb of duty, or as an order in one of its shorter forms."""
        if WONDERS.match(words) or PRAISED.search(words):
            return False
        words = words[_before_duty(words) :]
        if MUST.search(lead) or _holds_duty(words) or (_SPEAKS_FREELY.search(lead) and is_bare_verb(words)):
            return True
        if SAID_BE_DONE.match(words):
            return True
        in_command = "that" in lead and (IN_COMMAND.match(words) or not STATES.match(words))
        return kind == "orders" and bool(VERB_FORM.search(words) or in_command)

    def _joints(self, start: int, words: str) -> re.Pattern[str]:
        """What may part the requests that begin at `start`, by how the first begins."""
        if self.text.endswith("that ", 0, start):
            return PARTS_OF_THAT
        if STRINGS_TO.search(words):
            return PARTS_OF_TO
        if self.text.endswith("to ", 0, start):
            return PARTS_BEHIND_TO
        return PARTS_OF_THAT if MUST.search(words.partition(" and that ")[0]) else PARTS

    def _parts(self, start: int, until: int) -> list[tuple[int, int]]:
        """The requests that one sentence strings together: "…; to …; and to …", up to what would follow from them."""
        if follows := FOLLOWS.search(self.text, start, until):
            until = follows.start()
        found: list[tuple[int, int]] = []
        place = start
        words = self.text[start:until]
        parts = self._joints(start, words)
        for index, part in enumerate(parts.split(words)):
            if part and index % 2 == 0 and (found or len(part.split()) > 1):
                found.append((place, place + len(part)))
            place += len(part)
        return found


def _holds_duty(words: str) -> bool:
    """Whether somebody must do something, and no thing "which must" be something is only told of."""
    return not A_FACT.match(words) and any(
        not re.search(
            r"\b(?:(?:which|who|[a-z]+\s+that|(?:as|because|since)\s+(?:they|we|he|she|it))\s+|(?:which|who),[^,]{1,40},\s+)$",
            words[: duty.start()],
        )
        for duty in MUST.finditer(words)
    )


def _before_duty(words: str) -> int:
    """Where the clause of duty begins in words that state something first: "floods are near and the dikes should be watched"."""
    duty = MUST.search(words)
    lead = words[: duty.start()] if duty else ""
    joints = [
        joint
        for joint in _JOINT.finditer(lead)
        if _STATED.match(lead[: joint.start()])
        and lead[joint.end() :].strip()
        and not _WHICH.search(lead, joint.end())
        and not _MUST_FIRST.search(lead, 0, joint.start())
    ]
    after_comma = [joint for joint in joints if joint[0][0] in ",;"]
    return after_comma[-1].end() if after_comma else joints[0].end() if joints else 0
