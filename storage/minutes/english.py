"""English minutes: who said what, in the prose of meeting news and in plain lists.

Reads "Li Na, president of the group, stressed: the first is to …", "First, … Second, …", "(1) …", numbered lines under a
name, and single requests such as "urged the plants to …" or "said plants should …". Pledges, results, reasons and topics
are no directives, whatever numbers they carry.
"""

import bisect
import re
from collections.abc import Iterator

from storage.minutes.english_grammar import (
    A_THING_CALLED_FOR,
    ABBREVIATION,
    ANNOUNCED,
    ASKED_TO,
    AT_A_MEETING,
    BULLET,
    CLAUSE,
    FOR_A_THING,
    GIVEN,
    IN_COMMAND,
    IS_ASKED,
    MARKER,
    MODAL,
    MUST,
    NARRATES,
    NECESSARY,
    NEED,
    NO_REQUEST,
    NO_VOICE,
    NOUN,
    ORDINALS,
    OTHERS,
    PARTS,
    PLANS,
    REQUESTS,
    ROMAN,
    SENTENCE_END,
    SHOULD,
    STATES,
    THAT,
    TO_DO,
    VERB,
    VERB_FORM,
    WONDERS,
)
from storage.minutes.english_names import People
from storage.minutes.english_words import BASE_VERBS
from storage.minutes.speech import Attribution, Enumeration, Kind, Marker, enumerations


class EnglishSpeech:
    """Reads one plain text (no Markdown emphasis, wrapped lines joined). Places are those of that text."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.breaks = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        self.sentences = _sentence_starts(text)
        self.markers = self._markers()
        said = [*self._sentences_said(), *self._labels()]
        self.attributions = sorted([*said, *self._turns(said)], key=lambda each: each.start)

    def lists(self) -> list[Enumeration]:
        """Every list that asks something of somebody."""
        found = enumerations(self.attributions, self.markers, self.breaks, self.end_of_last)
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
        for place in self._starts_between(start + 1, limit):
            if NARRATES.match(self.text, place):
                return place
        return limit

    def singles(self, lists: list[Enumeration], only_orders: bool = False) -> Iterator[tuple[str, int, int]]:
        """Requests outside lists, as (speaker, start, end): "urged the plants to …", "said plants should …", "…, she stressed"."""
        taken = [(each.markers[0].start, each.ends[-1]) for each in lists]  # in order, none within another
        leading = {id(each.attribution) for each in lists}
        speaker: str | None = None
        for index, said in enumerate(self.attributions):
            speaker = speaker if said.who is None else said.who
            if said.kind == "other" or said.is_label or id(said) in leading or not speaker:
                continue
            if only_orders and (said.kind != "orders" or not self.people.roles.get(speaker)):
                continue
            before = bisect.bisect_right(taken, (said.said, len(self.text))) - 1
            if before >= 0 and said.said < taken[before][1]:
                continue
            _, until = self.sentence_at(said.said)
            following = self.attributions[index + 1 : index + 2]
            until = min(until, *(each.voice for each in following if each.voice > said.said), until)
            sign = bisect.bisect_left(self.markers, said.said, key=lambda each: each.start)
            until = min(until, *(each.start for each in self.markers[sign : sign + 1]), until)
            previous = self.attributions[index - 1].said if index else 0
            found = self._said_before(said, previous) or self._asked_for(said, until)
            for start, end in found:
                yield speaker, start, end
            if not only_orders and (found or said.kind in ("orders", "stresses")):
                _, over = self.sentence_at(max(found[-1][0] if found else 0, said.said))
                stop = min((each.start for each in following), default=len(self.text))
                for start, end in self._goes_on(over, stop, asks_before=bool(found)):
                    yield speaker, start, end

    def _goes_on(self, start: int, stop: int, *, asks_before: bool) -> Iterator[tuple[int, int]]:
        """Further requests in the same paragraph, in sentences without a voice of their own: "Quality must be ensured."."""
        stop = min(stop, self.breaks[bisect.bisect_left(self.breaks, start)])
        sign = bisect.bisect_left(self.markers, start, key=lambda each: each.start)
        stop = min([stop, *(each.start for each in self.markers[sign : sign + 1])])
        for place in self._starts_between(start, stop):
            _, end = self.sentence_at(place)
            if NARRATES.match(self.text, place) or end > stop:
                return
            words = self.text[place:end]
            if SHOULD.match(words) or (asks_before and (MUST.search(words) or _is_bare_verb(words))):
                asks_before = True
                necessary = NECESSARY.match(self.text, place, end)
                yield from self._parts(necessary.end(), end) if necessary else [(place, end)]

    def _said_before(self, said: Attribution, previous: int) -> list[tuple[int, int]]:
        """The request in "…, she said.": the words before the speaker, where nothing is said after the verb."""
        if not re.match(
            r"(?:\s+(?:in|at|during|on)\s+[^,.;]{1,40})?\s*[.,;\n]|\s*$", self.text[said.said : said.said + 60]
        ):
            return []
        start = max(self.sentence_at(said.voice)[0], previous)
        before = self.text[start : said.voice]
        if not re.search(r",[\"”’']?\s*(?:[a-z]+\s+){0,2}$", before) or not MUST.search(before):
            return []
        end = start + len(before.rstrip(" ,\"”’'"))
        while start < end and self.text[start] in "\"“‘' ,":
            start += 1
        necessary = NECESSARY.match(self.text, start, end)
        return self._parts(necessary.end(), end) if necessary else [(start, end)]

    def _asked_for(self, said: Attribution, until: int) -> list[tuple[int, int]]:
        """The request after the verb: from "to", from "that", or the clause itself; "…; to …" holds several."""
        rest = self.text[said.said : until]
        if at := AT_A_MEETING.search(rest):
            rest, until = rest[: at.start()], said.said + at.start()
        if said.is_passive:
            to = ASKED_TO.match(rest)
            if to is None:
                return []
            start = said.said + to.end()
        elif said.kind == "orders" and (given := GIVEN.match(rest)):
            start = said.said + given.end()
        elif said.kind == "orders" and (thing := FOR_A_THING.match(rest)):
            start = said.said + thing.end()
        elif said.kind == "orders" and (to := TO_DO.match(rest)):
            start = said.said + to.end()
        elif said.kind == "orders" and (that := THAT.match(rest)):
            start = said.said + that.end()
            if not MUST.search(rest, that.end()):
                return []
        elif self.text[said.said - 4 : said.said].lower() == " for" and (thing := A_THING_CALLED_FOR.match(rest)):
            start = said.said + thing.end()
        elif said.kind in ("orders", "stresses") and (need := NEED.match(rest)):
            start = said.said + need.end()
        elif clause := CLAUSE.match(rest):
            start = said.said + clause.end()
            words = rest[clause.end() :]
            if WONDERS.match(words):
                return []
            is_demanded = said.kind == "orders" and (
                VERB_FORM.search(words)
                or ("that " in clause[0] and (IN_COMMAND.match(words) or not STATES.match(words)))
            )
            if not (MUST.search(rest) or is_demanded):
                return []
        else:
            return []
        return self._parts(start, until)

    def _parts(self, start: int, until: int) -> list[tuple[int, int]]:
        """The requests that one sentence strings together: "…; to …; and to …"."""
        found: list[tuple[int, int]] = []
        place = start
        for index, part in enumerate(PARTS.split(self.text[start:until])):
            if part and index % 2 == 0 and (found or len(part.split()) > 1):
                found.append((place, place + len(part)))
            place += len(part)
        return found

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence around a place, within its line."""
        index = bisect.bisect_right(self.sentences, place) - 1
        start = self.sentences[index] if index >= 0 else 0
        end = self.sentences[index + 1] if index + 1 < len(self.sentences) else len(self.text)
        stop = self.breaks[bisect.bisect_left(self.breaks, place)]
        return start, min(end, stop)

    def _starts_between(self, start: int, end: int) -> list[int]:
        return self.sentences[bisect.bisect_left(self.sentences, start) : bisect.bisect_left(self.sentences, end)]

    def _sentences_said(self) -> Iterator[Attribution]:
        signs = [marker.start for marker in self.markers]
        last = last_said = -1
        for verb in VERB.finditer(self.text):
            start, end = self.sentence_at(verb.start())
            kinds: tuple[Kind, ...] = ("orders", "stresses", "says")
            kind: Kind = next((each for each in kinds if verb[each]), "other")
            if re.search(r",[\"”’']?\s*$", self.text[max(start, verb.start() - 4) : verb.start()]):
                after = self.people.subject_after(self.text, verb.end(), end)
                if after is not None:  # "…," said Li Na.
                    last = verb.start()
                    yield Attribution(max(start, last), after[1], after[0], kind, voice=last)
                    continue
            if NOUN.search(self.text, max(start, verb.start() - 12), verb.end()):
                continue
            before = self.text[max(start, verb.start() - 24) : verb.start()]
            if verb["orders"] and IS_ASKED.search(before) and ASKED_TO.match(self.text, verb.end()):
                if bisect.bisect_left(signs, start) == bisect.bisect_left(signs, verb.start()):
                    yield Attribution(start, verb.end(), None, "orders", voice=verb.start(), is_passive=True)
                continue
            if NO_VOICE.search(before) or (verb["other"] and verb[0].endswith("ing") and _is_thing(before)):
                continue
            subject = self.people.subject(self.text, start, verb.start())
            if (
                subject is None
                and OTHERS.match(self.text, start)
                and bisect.bisect_left(signs, start) == bisect.bisect_left(signs, verb.start())
            ):
                last_said = verb.end()
                yield Attribution(start, verb.end(), "", "other", voice=start)
            if subject is None or bisect.bisect_left(signs, subject.start) < bisect.bisect_left(signs, verb.start()):
                continue  # nobody, or a verb inside an item
            # "Then Li Na stressed" begins with its sentence, unless that sentence holds a list or another voice before.
            is_first = last < start and bisect.bisect_left(signs, start) == bisect.bisect_left(signs, subject.start)
            # In "…, adding that" the speaker stands far before: there the verb itself begins the new words.
            voice = verb.start() if subject.start == last else subject.start
            last = subject.start
            who = subject.who
            line_start = self.text.rfind("\n", 0, start) + 1
            if who is None and last_said < line_start:
                line_before = self.text.rfind("\n", 0, max(0, line_start - 1)) + 1
                who = self.people.antecedent(self.text, line_start, subject.start) or self.people.antecedent(
                    self.text, max(last_said, line_before), subject.start
                )
            last_said = verb.end()
            yield Attribution(start if is_first else max(start, subject.start), verb.end(), who, kind, voice=voice)

    def _turns(self, said: list[Attribution]) -> Iterator[Attribution]:
        """Sentences that begin with somebody named and hold no known verb of speech: whoever spoke before has finished.

        Where a list begins there, it is theirs, whatever the verb: "Sun Peng left three wishes: first, …".
        """
        voices = sorted(each.voice or each.start for each in said)
        signs = [marker.start for marker in self.markers]
        for start in self.sentences:
            head = self.people.head(self.text, start)
            if head is None:
                continue
            who, end = head
            _, until = self.sentence_at(start)
            if bisect.bisect_left(voices, start) < bisect.bisect_left(voices, until):
                continue
            index = bisect.bisect_left(signs, start)
            sign = self.markers[index] if index < len(signs) else None
            if sign and sign.start < end:
                continue
            lead = self.text[end : min(until, sign.start if sign else until)].rstrip()
            if sign and sign.ordinal == 1 and self._leads_on(lead, until, sign):
                yield Attribution(start, end, who, "stresses" if REQUESTS.search(lead) else "says", voice=start)
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
                or re.search(r"(?:[.;:!?,—–][\"”’)]?(?:\s*[\"“‘])?|,?\s+and|\bthat|;\s*and)\s*$", before)
            ):
                continue
            if family == "dot" and not (opens_line or re.search(r"[.;:!?,][\"”’)]?\s*$", before)):
                continue
            closing = self.people.head(self.text, match.end()) if family == "ly" and not match["n3"] else None
            if closing and not PLANS.match(self.text, closing[1]):
                continue  # "Finally, Li Na …" is another speaker, no last point
            word = next((match[name] for name in ("n1", "n2", "n3", "n4", "n5", "n6", "n7") if match[name]), "")
            found.append(
                Marker(
                    match.start(),
                    match.end(),
                    _ordinal(word.lower()),
                    "words" if family in ("is", "to", "ly", "other", "count") else family,
                    opens_line,
                )
            )
        return sorted([*found, *self._bullets()], key=lambda each: each.start)

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
        start = attribution.start if attribution and first - attribution.start < 1500 else self.sentence_at(first)[0]
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
        last_sentence = lead[max(lead.rfind(". "), lead.rfind("\n")) + 1 :]
        if NO_REQUEST.search(last_sentence) and not REQUESTS.search(last_sentence):
            return False
        if len(lead) > 400 and not ANNOUNCED.search(lead):
            return False
        if len(enumeration.markers) < 2 and enumeration.markers[0].family != "words":
            return False
        if attribution.kind == "orders":
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
            or lead.rstrip().endswith((":", "："))
            or (not attribution.is_label and "\n" not in lead.strip())
        )

    def _item_asks(self, marker: Marker, end: int) -> bool:
        words = self.text[marker.end : end].strip()
        sign = self.text[marker.start : marker.end].rstrip().lower()
        if sign.endswith((" to", " that")):
            return sign.endswith(" to") or bool(MODAL.search(words)) or not _is_past(words)
        return bool(MODAL.search(words)) or _is_bare_verb(words)


def _ordinal(word: str) -> int | None:
    """The number a list sign shows; None for "finally" and "the last"."""
    if word.isdecimal():
        return int(word)
    if word in ORDINALS:
        return ORDINALS[word]
    if word in ROMAN:
        return ROMAN[word]
    return ord(word) - ord("a") + 1 if len(word) == 1 else None


def _is_thing(before: str) -> bool:
    """Whether a form in -ing right behind these words is a thing, as in "work reporting", and nobody's deed."""
    return not re.search(r"(?:,|\b(?:and|while|when|by|also|then))\s+$", before, re.I)


def _is_bare_verb(words: str) -> bool:
    """Whether the words begin like an order: with a verb as it stands in the dictionary, perhaps behind an adverb."""
    first = re.match(
        r"[\W_]*(?:(?:please|also|always|never|do\s+not|don't|not|further|\w+ly)\s+)?([A-Za-z]+)", words, re.I
    )
    return first is not None and first[1].lower() in BASE_VERBS


def _is_past(words: str) -> bool:
    return bool(re.match(r"[^.;]{0,120}\b(?:was|were|had|did|has|have\s+been|\w{3,}ed)\b", words))


def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin: after line ends, and after stops that do not belong to an abbreviation."""
    starts = {0}
    for line in re.finditer(r"[^\n]+", text):
        starts.add(line.start())
        for match in SENTENCE_END.finditer(text, line.start(), line.end()):
            if match[0] == "." and ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
                continue
            after = match.end()
            while after < line.end() and text[after].isspace():
                after += 1
            starts.add(after)
    return sorted(starts)
