"""English minutes: who said what, in the prose of meeting news and in plain lists.

Reads "Li Na, president of the group, stressed: the first is to …", "First, … Second, …", "(1) …", numbered lines under a
name, and single requests such as "urged the plants to …" or "said plants should …". Pledges, results, reasons and topics
are no directives, whatever numbers they carry.
"""

import bisect
import re
from collections.abc import Collection, Iterator
from typing import Final

from storage.minutes.english_grammar import (
    ANNOUNCED,
    BULLET,
    DEMANDS,
    MARKER,
    MODAL,
    MUST,
    NARRATES,
    NO_REQUEST,
    ORDINALS,
    OTHERS,
    PLANS,
    REQUESTS,
    ROMAN,
    VERB,
    is_bare_verb,
)
from storage.minutes.english_names import People
from storage.minutes.english_requests import EnglishRequests
from storage.minutes.english_sentences import Sentences
from storage.minutes.english_spoken import OWN_LIST, PERFORMS
from storage.minutes.english_voices import EnglishVoices
from storage.minutes.speech import Attribution, Enumeration, Kind, Marker, enumerations

_BEFORE_DOT: Final = r"[.;:!?,][\"”’)]?\s*$"
_BEFORE_HALF_BRACKET: Final = r"(?:[.;:!?,][\"”’)]?|\b(?:that|to|and))\s+$"
"""Before "1." and before "1)" inside a line: the bracket is the plainer sign."""
_HEADING: Final = re.compile(
    r"[^\n.:;]{0,80}\b(?:directives?|directions|instructions|orders|requirements|demands)\b[^\n.:;]{0,20}", re.I
)
"""A line of its own over points: "The Mayor's five orders"."""

_LEADS: Final = re.compile(r"\bfollowing\b[^.:\n]{0,60}:[ \t]*\n")
_MOST_BARE: Final = 20
_LINE: Final = re.compile(r"[^\s][^\n]*")

_HE_ASKED: Final = re.compile(
    r"\s*(?:he|she)\s+(?:also\s+)?(?:required|requested|asked|demanded|stressed|emphasi[sz]ed|urged|reminded|hoped|suggested|proposed)\s+that\s+",
    re.I,
)
"""Behind the sign of a point this only says again who asks: "Fourth, he required that …"."""


class EnglishSpeech:
    """Reads one plain text (no Markdown emphasis, wrapped lines joined). Places are those of that text."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.sentences = Sentences(text)
        self.markers = self._markers()
        signs = [marker.start for marker in self.markers]
        said = [*EnglishVoices(text, people, self.sentences, signs).read(), *self._labels()]
        if not any(each.who and each.kind != "other" for each in said):
            said += self._own_words()
        self.attributions = sorted([*said, *self._turns(said)], key=lambda each: each.start)
        self.requests = EnglishRequests(text, self.sentences, self.markers, self.attributions)

    def lists(self) -> list[Enumeration]:
        """Every list that asks something of somebody."""
        found = enumerations(self.attributions, self.markers, self.sentences.breaks, self.end_of_last)
        return [each for each in found if self._asks(each)]

    def announced(self, enumeration: Enumeration) -> int | None:
        """How many points the words before the list say there are."""
        counts = list(ANNOUNCED.finditer(self._words_before(enumeration)))
        if not counts:
            return None
        number = counts[-1]["n"].lower()
        return ORDINALS.get(number) or int(number)

    def end_of_last(self, start: int, limit: int) -> int:
        """Where the last item ends: before a sentence that tells of the meeting again."""
        end = self.text.find("\n", start)
        limit = min(limit, end if end >= 0 else limit)
        for place in self.sentences.between(start + 1, limit):
            if NARRATES.match(self.text, place):
                return place
        return limit

    def singles(
        self, lists: list[Enumeration], *, only_orders_of: Collection[str] | None = None
    ) -> Iterator[tuple[str, int, int]]:
        """Requests outside lists, as (speaker, start, end); of these people alone, and only what they order, if they are given."""
        return self.requests.singles(lists, only_orders_of=only_orders_of)

    def _own_words(self) -> Iterator[Attribution]:
        """The requests of somebody who speaks as "I" throughout: theirs whose name heads or signs the text."""
        signed = [
            name for name in self.people.roles if re.search(rf"^{re.escape(name)}\b[^.\n]{{0,100}}$", self.text, re.M)
        ]
        for start in self.sentences.starts if len(signed) == 1 else ():
            if PERFORMS.match(self.text, start):
                yield Attribution(start, start, signed[0], "says", voice=start)

    def _turns(self, said: list[Attribution]) -> Iterator[Attribution]:
        """Sentences that begin with somebody named and hold no known verb of speech: whoever spoke before has finished.

        Where a list begins there, it is theirs, whatever the verb: "Sun Peng left three wishes: first, …".
        """
        voices = sorted(each.voice or each.start for each in said)
        signs = [marker.start for marker in self.markers]
        for start in self.sentences.starts:
            head = self.people.head(self.text, start)
            if head is None:
                continue
            who, end = head
            _, until = self.sentences.at(start)
            if bisect.bisect_left(voices, start) < bisect.bisect_left(voices, until):
                continue
            index = bisect.bisect_left(signs, start)
            sign = self.markers[index] if index < len(signs) else None
            if sign and sign.start < end:
                continue
            lead = self.text[end : min(until, sign.start if sign else until)].rstrip()
            if sign and sign.ordinal == 1 and self._leads_on(lead, until, sign):
                yield Attribution(start, end, who, "stresses" if REQUESTS.search(lead) else "says", voice=start)
            elif OWN_LIST.search(lead):
                yield Attribution(start, until, who, "stresses", voice=start)
            elif not (sign and sign.ordinal != 1) and not PLANS.match(lead):
                yield Attribution(start, end, who, "other", voice=start)

    def _leads_on(self, lead: str, until: int, sign: Marker) -> bool:
        """Whether a sentence with this lead, up to `until`, opens the list that begins at `sign`."""
        if lead.endswith((":", "：")):
            return not self.text[until : sign.start].strip()
        return sign.start < until or (
            bool(ANNOUNCED.search(lead) or REQUESTS.search(lead)) and not self.text[until : sign.start].strip()
        )

    def _labels(self) -> Iterator[Attribution]:
        """Headings and lines ending in a colon that name a leader: what follows in lines is theirs."""
        for match in re.finditer(
            r"^[ \t]*(?P<sign>#{1,6}\s+)?(?P<words>[^\n]{2,200}?)(?P<colon>[:：])?[ \t]*$", self.text, re.M
        ):
            if not (match["sign"] or match["colon"]):
                continue
            who = self.people.leader_named_in(match["words"])
            if match["sign"]:
                yield Attribution(match.start(), match.end(), who, "stresses" if who else "other", is_label=True)
            elif who and not VERB.search(re.split(r"[.!?]\s+", match["words"])[-1]):
                kind: Kind = "orders" if REQUESTS.search(match["words"]) else "stresses"
                yield Attribution(match.start(), match.end(), who, kind, is_label=True)

    def _markers(self) -> list[Marker]:
        found = []
        for match in MARKER.finditer(self.text):
            family = (
                match.lastgroup if match.lastgroup in ("is", "to", "ly", "other", "count", "paren", "dot") else None
            )
            family = (
                next(name for name in ("is", "to", "ly", "other", "count", "paren", "dot") if match[name])
                if family is None
                else family
            )
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            before = self.text[max(line_start, match.start() - 80) : match.start()]
            opens_line = not before.strip(" \t#>*-")
            is_signed = family == "paren" and (not before or before[-1].isspace())
            if not (
                opens_line
                or is_signed
                or re.search(r"(?:[.;:!?,—–][\"”’)]?(?:\s*[\"“‘])?|,?\s+[Aa]nd|\bthat|;\s*and)\s*$", before)
                or (family == "dot" and re.search(_BEFORE_HALF_BRACKET, before))
            ):
                continue
            if match["n8"] and not opens_line:
                continue  # inside a line it is somebody's initial
            is_half_bracket = family == "dot" and ")" in match[0]
            if family == "dot" and not (
                opens_line or re.search(_BEFORE_HALF_BRACKET if is_half_bracket else _BEFORE_DOT, before)
            ):
                continue
            closing = self.people.head(self.text, match.end()) if family == "ly" and not match["n3"] else None
            if closing and not PLANS.match(self.text, closing[1]):
                continue  # "Finally, Li Na …" is another speaker, no last point
            if family == "ly" and not match["n3"] and self._tells_of_others(match.end()):
                continue
            word = next((match[name] for name in ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8") if match[name]), "")
            asked = _HE_ASKED.match(self.text, match.end())
            found.append(
                Marker(
                    match.start(),
                    asked.end() if asked else match.end(),
                    _ordinal(word.lower()),
                    "words" if family in ("is", "to", "ly", "other", "count") else family,
                    opens_line,
                )
            )
        return sorted([*found, *self._bullets(), *self._bare_orders()], key=lambda each: each.start)

    def _tells_of_others(self, place: int) -> bool:
        """Whether a sentence tells what those present did: "Finally, all members stood up"."""
        _, end = self.sentences.at(place)
        words = self.text[place:end]
        return bool(OTHERS.match(words)) and not MODAL.search(words) and not re.search(r"\b(?:will|are\s+to)\b", words)

    def _bare_orders(self) -> Iterator[Marker]:
        """Lines without any sign behind "the following:", at least two, that all are orders: "Be careful. …"."""
        for lead in _LEADS.finditer(self.text):
            lines: list[int] = []
            for line in _LINE.finditer(self.text, lead.end()):
                if len(lines) == _MOST_BARE or not (line[0][0].isupper() and is_bare_verb(line[0])):
                    break
                lines.append(line.start())
            if len(lines) > 1:
                yield from (Marker(start, start, n, "bullet", True) for n, start in enumerate(lines, start=1))

    def _bullets(self) -> Iterator[Marker]:
        """Bulleted lines, numbered as they come; a line that is no bullet starts them anew. Deeper bullets belong to their parent."""
        number, indent, last_end = 0, 0, -2
        for match in BULLET.finditer(self.text):
            depth = len(match[0]) - len(match[0].lstrip())
            if self.text[last_end : match.start()].strip() or last_end < 0:
                number, indent = 0, depth
            line_end = self.text.find("\n", match.end())
            last_end = line_end if line_end >= 0 else len(self.text)
            if depth > indent:
                continue
            number += 1
            yield Marker(match.start(), match.end(), number, "bullet", True)

    def _words_before(self, enumeration: Enumeration) -> str:
        """What leads up to the list: from its attribution, if that is near, to its first sign."""
        first = enumeration.markers[0].start
        attribution = enumeration.attribution
        start = attribution.start if attribution and first - attribution.start < 1500 else self.sentences.at(first)[0]
        return self.text[start:first]

    def _asks(self, enumeration: Enumeration) -> bool:
        """Whether the list asks something of others: judged by the verb before it, the words between, and its items."""
        attribution = enumeration.attribution
        if attribution is None or not enumeration.speaker or attribution.kind == "other":
            return False
        lead = self.text[attribution.said : enumeration.markers[0].start]
        if (
            enumeration.markers[0].family in ("bullet", "dot")
            and enumeration.markers[0].opens_line
            and not self._leads_to_lines(attribution, lead)
        ):
            return False
        last_line = lead.rstrip()
        last_sentence = last_line[max(last_line.rfind(". "), last_line.rfind("\n")) + 1 :]
        if NO_REQUEST.search(last_sentence) and not REQUESTS.search(last_sentence):
            return False
        if len(lead) > 400 and not ANNOUNCED.search(lead):
            return False
        if len(enumeration.markers) < 2 and enumeration.markers[0].family != "words":
            return False
        if attribution.kind == "orders" or DEMANDS.search(last_sentence):
            return True
        if not attribution.is_label and MUST.search(lead):
            return True
        asking = sum(
            self._item_asks(marker, end) for marker, end in zip(enumeration.markers, enumeration.ends, strict=True)
        )
        share = asking / len(enumeration.markers)
        return share >= 0.5 if attribution.kind == "says" or attribution.is_label else share > 0.3

    def _leads_to_lines(self, attribution: Attribution, lead: str) -> bool:
        """Whether numbered or bulleted lines hang on the attribution: nothing but the rest of its own sentence between them."""
        return (
            (attribution.is_label and len(lead.strip()) < 120)
            or bool(_HEADING.fullmatch(lead.rstrip().rpartition("\n")[2]))
            or lead.rstrip().endswith((":", "："))
            or (not attribution.is_label and "\n" not in lead.strip())
        )

    def _item_asks(self, marker: Marker, end: int) -> bool:
        words = self.text[marker.end : end].strip()
        sign = self.text[marker.start : marker.end].rstrip().lower()
        if sign.endswith((" to", " that")):
            return sign.endswith(" to") or bool(MODAL.search(words)) or not _is_past(words)
        return bool(MODAL.search(words)) or is_bare_verb(words)


def _ordinal(word: str) -> int | None:
    """The number a list sign shows; None for "finally" and "the last"."""
    if word.isdecimal():
        return int(word)
    if word in ORDINALS:
        return ORDINALS[word]
    if word in ROMAN:
        return ROMAN[word]
    return ord(word) - ord("a") + 1 if len(word) == 1 else None


def _is_past(words: str) -> bool:
    return bool(re.match(r"[^.;]{0,120}\b(?:was|were|had|did|has|have\s+been|\w{3,}ed)\b", words))
