"""Chinese minutes: who said what, in news of meetings and in plain lists.

Reads 强调、指出、要求 with 一是、一要、第一、首先、（一）、①、1. and their mixtures, lists on lines of their own, and single
requests such as 要求各单位要…；要…. Reasons, results, pledges and topics are no directives, whatever numbers they carry.
"""

import bisect
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from storage.minutes.chinese_agreed import agreed, agreement_labels
from storage.minutes.chinese_grammar import (
    ACCOUNTS,
    ALIKE,
    ANNOUNCED,
    ASSIGNS,
    BULLET,
    BYLINE,
    CARRIES_ON,
    CONCLUDES,
    DOES,
    FAMILIES,
    LEADS_TO_LIST,
    MARKER,
    MODAL,
    MY_POINTS,
    NARRATES,
    NO_REQUEST,
    ONE_DEED,
    OPENS_ASK,
    OUTRIGHT,
    PLEDGE,
    REQUEST,
    RESULT,
    STEPS,
    TOLD_LAST,
    TOPIC,
)
from storage.minutes.chinese_names import MEETING, ChinesePeople
from storage.minutes.chinese_requests import announced_points, points_counted_behind, requests, sentence_asks
from storage.minutes.chinese_voices import ChineseVoices
from storage.minutes.dates import chinese_number
from storage.minutes.passages import Passages
from storage.minutes.speech import Attribution, Enumeration, Marker, enumerations

SPACE: Final = re.compile(r"[：:]?\s*")

_THEN: Final = re.compile("其次|再次|再者|然后|最后|第二|二[是要、]|此外")
"""What comes behind 首先 in a list."""
_MOST_LEAD: Final = 2000
_HEADING: Final = re.compile("[^。；;\n]{1,40}(?:\n\\s*(?P<below>[^\\s])|\\s*$)")


class ChineseSpeech:
    """Reads one plain Chinese text (reading copy without emphasis). Places are those of that text."""

    def __init__(self, text: str, people: ChinesePeople) -> None:
        self.text = text
        self.people = people
        self.passages = Passages(text)
        self.markers = self._markers()
        self.past_reasons: dict[int, int] = {}
        """For who led a list that asks nothing: where the sentence after it begins."""
        labels = [Attribution(start, end, MEETING, "orders", is_label=True) for start, end in agreement_labels(text)]
        self._agreements = {id(each) for each in labels}
        voices = ChineseVoices(people, self.passages, self.markers).attributions()
        self.attributions = sorted([*voices, *labels], key=lambda each: each.start)

    def lists(self) -> list[Enumeration]:
        """Every list that asks something of somebody."""
        found = enumerations(self.attributions, self.markers, self.passages.breaks, self.end_of_last)
        asked = []
        for each in found:
            if self._asks(each):
                asked.append(each)
            elif each.attribution:
                # What he goes on to ask after his reasons begins with the sentence behind them.
                after = self.passages.sentence_after(each.markers[-1].start)
                self.past_reasons[id(each.attribution)] = -1 if after is None else after
        return asked

    def announced(self, enumeration: Enumeration) -> int | None:
        """How many points the words before the list say there are."""
        attribution = enumeration.attribution
        first = enumeration.markers[0].start
        lead = self.text[attribution.start if attribution else first : first]
        counts = list(ANNOUNCED.finditer(lead[-60:]))
        return chinese_number(counts[-1]["n"].replace("两", "二")) if counts else None

    def end_of_last(self, start: int, limit: int) -> int:
        """Where the last item ends: before a sentence that tells of the meeting again, and before the writer's name."""
        end = self.text.find("\n", start)
        limit = min(limit, end if end >= 0 else limit)
        if told := TOLD_LAST.search(self.text, start, limit):
            limit = told.start()
        for place in self.passages.sentences_within(start, limit):
            if (
                NARRATES.match(self.text[place : min(place + 80, limit)])
                or CONCLUDES.match(self.text, place)
                or self._names_head(place)
            ):
                limit = place
                break
        byline = BYLINE.search(self.text[max(start, limit - 40) : limit])
        return (
            limit - len(byline[0])
            if byline and re.search(r"[。！？]\s*$", self.text[start : limit - len(byline[0])])
            else limit
        )

    def singles(
        self, lists: list[Enumeration], *, only_orders_of: Collection[str] | None = None
    ) -> Iterator[tuple[str, int, int]]:
        """Requests outside lists, as (speaker, start, end): each clause up to ； or 。 in what somebody demanded.

        Where `only_orders_of` is given, only plain orders are taken, whoever gives them.
        """
        only_orders = only_orders_of is not None
        taken = [(each.markers[0].start, each.ends[-1]) for each in lists]  # in order, none within another
        leading = {id(each.attribution) for each in lists}
        yield from self._agreed(taken)
        speaker: str | None = None
        for index, said in enumerate(self.attributions):
            speaker = speaker if said.who is None else said.who
            if said.kind == "other" or said.is_label or not speaker or (only_orders and said.kind != "orders"):
                continue
            before = bisect.bisect_right(taken, (said.said, len(self.text))) - 1
            if before >= 0 and said.said < taken[before][1]:
                continue
            if quoted := self._quoted_before(said):
                yield speaker, *quoted
                continue
            following = self.attributions[index + 1].start if index + 1 < len(self.attributions) else len(self.text)
            marker = self._next_list(said.said)
            points = announced_points(self.text, said) or points_counted_behind(self.text, said)
            if points and (marker == len(self.markers) or points[-1][1] <= self.markers[marker].start):
                yield from ((speaker, *point) for point in points)
                continue
            until = min(following, self.markers[marker].start if marker < len(self.markers) else len(self.text))
            words = SPACE.match(self.text, said.said)  # 王明强调 may stand on a line of its own
            until = min(until, self._end_of_speech(words.end() if words else said.said))
            sign = self.markers[marker].start if marker < len(self.markers) else len(self.text)
            if id(said) in leading and not self.text[until:sign].strip():
                until = self._end_before_list(said, until)
                # Between 提出要求， and its list only what asks in words of its own is a request.
                said = replace(said, kind="stresses") if said.kind == "orders" else said
            for start, end in self._requested(said, until):
                yield speaker, start, end
            again = self.past_reasons.get(id(said), -1)
            if again >= 0 and id(said) not in leading:
                sign = bisect.bisect_left(self.markers, again, key=lambda each: each.start)
                until = min(following, self.markers[sign].start if sign < len(self.markers) else len(self.text))
                until = min(until, self.passages.line_end(said.said))
                for start, end in self._requested(replace(said, said=again, kind="stresses"), until):
                    yield speaker, start, end

    def _agreed(self, taken: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
        """What the meeting agreed on in lines without a voice of their own, and outside its lists."""
        for start, end in agreed(self.text):
            before = bisect.bisect_right(taken, (start, len(self.text))) - 1
            line = self.text.rfind("\n", 0, start) + 1
            voice = bisect.bisect_left(self.attributions, line, key=lambda each: each.start)
            until = bisect.bisect_left(self.attributions, end, key=lambda each: each.start)
            speaks = any(each.kind != "other" for each in self.attributions[voice:until])
            if not speaks and not (before >= 0 and start < taken[before][1]):
                yield MEETING, self._behind_number(start), end

    def _are_headings(self, enumeration: Enumeration) -> bool:
        """Whether the items of a list are headings: short lines without a stop, and words below one at least."""
        lines = [
            _HEADING.match(self.text, marker.end, end)
            for marker, end in zip(enumeration.markers, enumeration.ends, strict=True)
        ]
        return all(lines) and any(line and line["below"] for line in lines)

    def _end_before_list(self, said: Attribution, until: int) -> int:
        """Where what was said before a list ends: before the sentence that leads to it, unless that asks by itself."""
        lead = self.passages.sentence_start(until - 1) if until > said.said else until
        words = self.text[max(lead, said.said) : until].strip("，： \n")
        if (
            said.kind != "says"
            and words.endswith("。")
            and not LEADS_TO_LIST.search(words)
            and sentence_asks(words, said, said.kind == "stresses" and lead <= said.said, False)
        ):
            return until
        return min(until, lead)

    def _next_list(self, place: int) -> int:
        """The number of the first sign behind `place` that may open a list; 三是 behind points without numbers does not."""
        number = bisect.bisect_left(self.markers, place, key=lambda each: each.start)
        while (
            number < len(self.markers)
            and (self.markers[number].ordinal or 1) > 1
            and OPENS_ASK.match(self.text[self.markers[number].end : self.markers[number].end + 40])
        ):
            number += 1
        return number

    def _end_of_speech(self, place: int) -> int:
        """Where the paragraph of `place` ends, or a later one if those between begin with 要 and so carry on."""
        breaks = self.passages.breaks
        number = bisect.bisect_left(breaks, place)
        while number + 1 < len(breaks) and CARRIES_ON.match(self.text, breaks[number]):
            number += 1
        return breaks[number]

    def _quoted_before(self, said: Attribution) -> tuple[int, int] | None:
        """The request in “要…。”王明说。: the quotation before the speaker, where nothing is said after the verb."""
        if self.text[said.voice - 1 : said.voice] != "”" or self.text[said.said : said.said + 1] not in (
            "。",
            "",
            "\n",
        ):
            return None
        start = self.text.rfind("“", max(0, said.voice - 400), said.voice) + 1
        words = self.text[start : said.voice - 1]
        return (
            (start, said.voice - 1) if start and sentence_asks(words, said, is_first=False, has_asked=False) else None
        )

    def _requested(self, said: Attribution, until: int) -> Iterator[tuple[int, int]]:
        for start, end in requests(self.text, said, until, self._names_head):
            yield self._behind_number(start), end

    def _behind_number(self, start: int) -> int:
        """Where the words begin behind the number that stands at `start`, if one does."""
        sign = bisect.bisect_left(self.markers, start, key=lambda each: each.start)
        is_numbered = sign < len(self.markers) and self.markers[sign].start == start
        return self.markers[sign].end if is_numbered else start

    def _names_head(self, place: int) -> bool:
        """Whether the sentence at `place` begins with a person, perhaps behind a title."""
        return self.people.head(place) is not None

    def _narrates_between(self, attribution: Attribution, enumeration: Enumeration) -> bool:
        """Whether the meeting is told of again between who spoke and the list, so that the list is not the speaker's."""
        between = self.passages.sentences_within(attribution.said, enumeration.markers[0].start)
        return any(NARRATES.match(self.text[place : place + 80]) for place in between)

    def _markers(self) -> list[Marker]:
        found = []
        for match in MARKER.finditer(self.text):
            family = next(name for name in FAMILIES if match[name])
            word = next(match[f"n{number}"] for number in range(1, 16) if match[f"n{number}"])
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            opens_line = not self.text[line_start : match.start()].strip(" \t#>*-")
            if family in ("dun", "dot") and not opens_line and self.text[match.start() - 1] not in "。；：:;！”\n ":
                continue
            if word == "最后" and self._is_told_last(match):
                continue
            if word == "首先" and not self._goes_on_counting(match.end()):
                continue
            kind = ALIKE.get(family, family)
            found.append(Marker(match.start(), match.end(), _ordinal(word), kind, opens_line, sign=family))
        return sorted([*found, *self._bullets()], key=lambda each: each.start)

    def _goes_on_counting(self, place: int) -> bool:
        """Whether a second point comes in the same paragraph, not too far away."""
        end = self.text.find("\n", place, place + _MOST_LEAD)
        return _THEN.search(self.text, place, end if end >= 0 else place + _MOST_LEAD) is not None

    def _is_told_last(self, sign: re.Match[str]) -> bool:
        """Whether 最后 opens no point but tells what happened last, or who spoke last."""
        speaker = self.people.subject(sign.end(), min(sign.end() + 12, len(self.text)))
        return speaker is not None or TOLD_LAST.match(self.text, sign.start()) is not None

    def _bullets(self) -> Iterator[Marker]:
        number, last_end = 0, -2
        for match in BULLET.finditer(self.text):
            if last_end < 0 or self.text[last_end : match.start()].strip():
                number = 0
            line_end = self.text.find("\n", match.end())
            last_end = line_end if line_end >= 0 else len(self.text)
            number += 1
            yield Marker(match.start(), match.end(), number, "bullet", True)

    def _asks(self, enumeration: Enumeration) -> bool:
        """Whether the list asks something of others: judged by the clause before it, the verb, and its items."""
        attribution = enumeration.attribution
        if attribution is None or not enumeration.speaker:
            return False
        if id(attribution) in self._agreements and self._are_headings(enumeration):
            return False  # 一、关于大门: what was agreed stands below each
        first = enumeration.markers[0].start
        lead = self.text[max(attribution.said, first - _MOST_LEAD) : first]
        clause = re.split("[，。；\n]", lead.strip("：:，。 \n"))[-1]
        if attribution.kind == "says" and re.search("(?<!不)一定(?!要|程度)", clause):
            return False  # "表示，一定完成任务" is a pledge, whatever word for a task stands in it
        asks_plainly = bool(re.search("要求|希望|建议|意见|部署|期望|倡议|任务|措施|做到", clause))
        if attribution.kind == "other" and not asks_plainly:
            if ACCOUNTS.search(self.text[attribution.start : enumeration.markers[0].start]):
                return False
            items = [self.text[marker.end : marker.end + 30] for marker in enumeration.markers]
            return sum(bool(OUTRIGHT.match(item)) for item in items) * 2 >= len(items) > 1
        if attribution.kind == "says" and not asks_plainly and self._narrates_between(attribution, enumeration):
            return False
        if (
            enumeration.markers[0].family in ("bullet", "dot", "dun")
            and enumeration.markers[0].opens_line
            and not (
                lead.rstrip().endswith(("：", ":"))
                or (attribution.is_label and (len(lead.strip()) < 60 or MY_POINTS.search(lead[-80:])))
                or "\n" not in lead.strip()
            )
        ):
            return False
        if len(enumeration.markers) < 2 and enumeration.markers[0].family not in ("shi", "di"):
            return False
        items = [self.text[marker.end : end] for marker, end in zip(enumeration.markers, enumeration.ends, strict=True)]
        sentence = re.split("[。\n]", lead.strip("：:，。 \n"))[-1]
        asks = any(OPENS_ASK.match(each) for each in sentence.split("，"))
        if NO_REQUEST.search(sentence) and not REQUEST.search(clause) and not asks:
            return sum(bool(OPENS_ASK.match(item)) for item in items) * 2 >= len(items) and attribution.kind != "says"
        facts = sum(bool(RESULT.search(item) and not MODAL.search(item)) for item in items)
        pledges = sum(bool(PLEDGE.search(item)) for item in items)
        topics = sum(bool(TOPIC.match(item.rstrip()) and not _is_request(item)) for item in items)
        if attribution.kind in ("says", "other") and topics * 2 > len(items):
            return False
        if facts * 2 > len(items) or (
            attribution.kind == "says" and pledges * 2 >= len(items) > 0 and not asks_plainly
        ):
            return False
        if attribution.kind == "says" and not asks_plainly and re.search("将|我们|会(?:按|以|认真|全力)", lead):
            return False  # "表示，将…" is a pledge
        if attribution.kind in ("orders", "stresses") or asks_plainly:
            return True
        return sum(_is_request(item) for item in items) * 2 >= len(items)


def _is_request(item: str) -> bool:
    """Whether an item reads as something to do: it has a modal, gives it to somebody, or begins with a deed rather than with a thing that "is"."""
    asks = MODAL.search(item) or item.startswith("请") or ASSIGNS.search(item)
    return bool(asks or DOES.match(item) or ONE_DEED.match(item))


def _ordinal(word: str) -> int | None:
    if word in STEPS:
        return STEPS[word]
    if word == "最后" or word.startswith("此外"):
        return None
    if ring := next((first for first in "①⑴㈠" if 0 <= ord(word[0]) - ord(first) < 20), None):
        return ord(word[0]) - ord(ring) + 1
    return chinese_number(word)
