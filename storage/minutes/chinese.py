"""Chinese minutes: who said what, in news of meetings and in plain lists.

Reads 强调、指出、要求 with 一是、一要、第一、首先、（一）、①、1. and their mixtures, lists on lines of their own, and single
requests such as 要求各单位要…；要…. Reasons, results, pledges and topics are no directives, whatever numbers they carry.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from storage.minutes.chinese_grammar import (
    ACCOUNTS,
    ALIKE,
    ALONGSIDE,
    ANNOUNCED,
    ASKED,
    BULLET,
    BYLINE,
    CARRIES_ON,
    DOES,
    FAMILIES,
    GOES_ON,
    HOLDS,
    MARKER,
    MODAL,
    MY_POINTS,
    NARRATES,
    NEVER_NOUNS,
    NO_REQUEST,
    NOUN_AFTER,
    NOUN_BEFORE,
    ONE_DEED,
    OPENS_ASK,
    OUTRIGHT,
    PLEDGE,
    PLEDGING,
    REQUEST,
    RESULT,
    SAYS_ON,
    SPOKEN,
    STEPS,
    STOP,
    TELLS_OF_MEETING,
    UNDER_WAY,
    VERB,
)
from storage.minutes.chinese_names import MEETING, ChinesePeople, Subject
from storage.minutes.chinese_requests import announced_points, requests, sentence_asks
from storage.minutes.dates import chinese_number
from storage.minutes.speech import Attribution, Enumeration, Kind, Marker, enumerations

NEAR: Final = 60
FAR: Final = 140
"""So many characters a verb may stand behind its speaker; behind a stop, where 王明听取了…，要求…, it may stand far."""
SPACE: Final = re.compile(r"[：:]?\s*")


class ChineseSpeech:
    """Reads one plain Chinese text (reading copy without emphasis). Places are those of that text."""

    def __init__(self, text: str, people: ChinesePeople) -> None:
        self.text = text
        self.people = people
        self.breaks = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        self.sentences = sorted(
            {0, *(match.end() for match in STOP.finditer(text)), *(place + 1 for place in self.breaks[:-1])}
        )
        self.titles = [match.span() for match in re.finditer("《[^《》\n]{1,80}》", text)]
        self.markers = self._markers()
        self.past_reasons: dict[int, int] = {}
        """For who led a list that asks nothing: where the sentence after it begins."""
        said = [*self._sentences_said(), *self._labels(), *self._said_in_line()]
        self.attributions = sorted([*said, *self._turns(said)], key=lambda each: each.start)

    def lists(self) -> list[Enumeration]:
        """Every list that asks something of somebody."""
        found = enumerations(self.attributions, self.markers, self.breaks, self.end_of_last)
        asked = []
        for each in found:
            if self._asks(each):
                asked.append(each)
            elif each.attribution:
                # What he goes on to ask after his reasons begins with the sentence behind them.
                last = bisect.bisect_right(self.sentences, each.markers[-1].start)
                self.past_reasons[id(each.attribution)] = self.sentences[last] if last < len(self.sentences) else -1
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
        for place in self.sentences[
            bisect.bisect_right(self.sentences, start) : bisect.bisect_left(self.sentences, limit)
        ]:
            if NARRATES.match(self.text[place : min(place + 80, limit)]) or self._names_head(place):
                limit = place
                break
        byline = BYLINE.search(self.text[max(start, limit - 40) : limit])
        return (
            limit - len(byline[0])
            if byline and re.search(r"[。！？]\s*$", self.text[start : limit - len(byline[0])])
            else limit
        )

    def singles(self, lists: list[Enumeration], only_orders: bool = False) -> Iterator[tuple[str, int, int]]:
        """Requests outside lists, as (speaker, start, end): each clause up to ； or 。 in what somebody demanded."""
        taken = [(each.markers[0].start, each.ends[-1]) for each in lists]  # in order, none within another
        leading = {id(each.attribution) for each in lists}
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
            marker = bisect.bisect_left(self.markers, said.said, key=lambda each: each.start)
            points = announced_points(self.text, said)
            if points and (marker == len(self.markers) or points[-1][1] <= self.markers[marker].start):
                yield from ((speaker, *point) for point in points)
                continue
            until = min(following, self.markers[marker].start if marker < len(self.markers) else len(self.text))
            words = SPACE.match(self.text, said.said)  # 王明强调 may stand on a line of its own
            until = min(until, self._end_of_speech(words.end() if words else said.said))
            if (
                id(said) in leading and marker < len(self.markers) and until == self.markers[marker].start
            ):  # only whole sentences before the one that leads to the list
                until = min(until, self._sentence_start(until - 1)) if until > said.said else until
            for start, end in self._requested(said, until):
                yield speaker, start, end
            again = self.past_reasons.get(id(said), -1)
            if again >= 0 and id(said) not in leading:
                sign = bisect.bisect_left(self.markers, again, key=lambda each: each.start)
                until = min(following, self.markers[sign].start if sign < len(self.markers) else len(self.text))
                until = min(until, self.breaks[bisect.bisect_left(self.breaks, said.said)])
                for start, end in self._requested(replace(said, said=again, kind="stresses"), until):
                    yield speaker, start, end

    def _end_of_speech(self, place: int) -> int:
        """Where the paragraph of `place` ends, or a later one if those between begin with 要 and so carry on."""
        number = bisect.bisect_left(self.breaks, place)
        while number + 1 < len(self.breaks) and CARRIES_ON.match(self.text, self.breaks[number]):
            number += 1
        return self.breaks[number]

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
        return requests(self.text, said, until, self._names_head)

    def _names_head(self, place: int) -> bool:
        """Whether the sentence at `place` begins with a person, perhaps behind a title."""
        return self.people.head(place) is not None

    def _narrates_between(self, attribution: Attribution, enumeration: Enumeration) -> bool:
        """Whether the meeting is told of again between who spoke and the list, so that the list is not the speaker's."""
        first = bisect.bisect_right(self.sentences, attribution.said)
        until = bisect.bisect_left(self.sentences, enumeration.markers[0].start)
        return any(NARRATES.match(self.text[place : place + 80]) for place in self.sentences[first:until])

    def _line_start(self, place: int) -> int:
        return self.breaks[bisect.bisect_left(self.breaks, place) - 1] if place > self.breaks[0] else 0

    def _sentence_start(self, place: int) -> int:
        return self.sentences[bisect.bisect_right(self.sentences, place) - 1]

    def _sentences_said(self) -> Iterator[Attribution]:
        signs = [marker.start for marker in self.markers]
        opened: dict[int, int] = {}  # the subject whose words a sentence is already telling
        last_said, last_kind = -1, "other"
        for verb in VERB.finditer(self.text):
            if self._in_title(verb.start()):
                continue
            start = self._sentence_start(verb.start())
            before, after = (
                self.text[max(start, verb.start() - 8) : verb.start()],
                self.text[verb.end() : verb.end() + 8],
            )
            if after.startswith("的"):
                continue
            if (
                verb[0] not in NEVER_NOUNS
                and verb[0][0] not in "作做进"
                and not self.people.speaks_at(verb.start())
                and not after.startswith("了")
                and ((NOUN_BEFORE.search(before) and not self._about(start, verb)) or NOUN_AFTER.match(after))
            ):
                continue
            speaks_on = last_said >= self._line_start(start) and last_kind != "other"
            subject = self.people.subject(start, verb.start()) or self._implied_subject(start, verb, speaks_on)
            if subject is None:
                is_first = start not in opened and bisect.bisect_left(signs, start) == bisect.bisect_left(
                    signs, verb.start()
                )
                asks = OPENS_ASK.match(self.text[start : min(verb.start(), start + NEAR)])
                if verb[0] in PLEDGING and is_first and verb.start() > start and not asks:
                    opened[start], last_said = start, verb.end()
                    yield Attribution(start, verb.end(), "", "other", voice=start)
                continue
            if bisect.bisect_left(signs, subject.start) < bisect.bisect_left(signs, verb.start()):
                continue  # the verb stands in an item of the list, not before it
            kinds: tuple[Kind, ...] = ("orders", "stresses", "says")
            kind: Kind = next((each for each in kinds if verb[each]), "other")
            if opened.get(start) == subject.start and (
                kind == "other"
                or not SAYS_ON.search(before)
                or (UNDER_WAY.match(verb[0]) and after[:1] not in ("，", "："))
            ):
                continue  # "强调，要总结经验": the verb belongs to what is said
            if (
                verb.start() - subject.start > (FAR if kind == "orders" and before.endswith("，") else NEAR)
                and kind != "stresses"
            ):
                continue
            said = verb.end()
            if verb["says"]:
                speech = SPOKEN.match(self.text, said)
                said = speech.end() if speech else said
                asked = ASKED.match(self.text, said)
                if verb[0] in ("提出", "提", "讲", "谈了", "讲话") and asked:
                    kind, said = "orders", asked.end()
                elif verb[0].endswith(("部署", "安排", "指示", "批示")) and self.text.startswith("：", said):
                    kind = "orders"
            who = subject.who
            if who is None and subject.start > start and (head := self.people.head(start)):
                who = head[0]  # 张院长作了讲话，她指出
            if verb[0] in ("表示", "说", "讲") and who in self.people.roles and not self.people.roles[who]:
                kind = "other"  # an opinion from the floor
            line_start = self._line_start(start)
            if who is None and last_said < line_start:
                line_before = self.text.rfind("\n", 0, max(0, line_start - 1)) + 1
                who = self.people.antecedent(line_start, subject.start) or self.people.antecedent(
                    max(last_said, line_before), subject.start
                )
            is_first = start not in opened and bisect.bisect_left(signs, start) == bisect.bisect_left(
                signs, subject.start
            )
            begins = start if is_first else subject.start
            if (
                opened.get(start) == subject.start
            ):  # "指出，…，并要求…": what was pointed out ends where the clause of 要求 begins
                clause = max(self.text.rfind(sign, last_said, verb.start()) for sign in "，；、")
                begins = max(begins, clause + 1)
            if kind != "other":
                opened[start] = subject.start
            last_said, last_kind = said, kind
            yield Attribution(begins, said, who, kind, voice=subject.start)

    def _implied_subject(self, start: int, verb: re.Match[str], speaks_on: bool) -> Subject | None:
        """Who asks where nobody stands before 要求 itself: the meeting its sentence tells of, or who spoke before.

        `speaks_on` says that somebody spoke earlier in the paragraph: 王明指出，形势很好。机会难得，希望大家….
        """
        if (
            verb.start() - start > FAR
            or verb["other"]
            or (verb["says"] and not (verb[0].startswith("提") and ASKED.match(self.text, verb.end())))
        ):
            return None
        lead = self.text[start : verb.start()]
        clause = start + max(lead.rfind("，"), lead.rfind("；")) + 1
        if GOES_ON.fullmatch(lead) or (
            speaks_on
            and verb["orders"]
            and lead.endswith("，")
            and not NARRATES.match(lead)
            and not self._names_head(start)
        ):
            return Subject(None, clause)
        return Subject(MEETING, clause) if TELLS_OF_MEETING.match(lead) else None

    def _turns(self, said: list[Attribution]) -> Iterator[Attribution]:
        """Sentences that begin with somebody named and hold no known verb of speech: whoever spoke before has finished.

        Where a list begins there that is no account of their own, it is theirs, whatever the verb: 孙鹏留下三句话：一是….
        """
        voices = sorted(each.voice or each.start for each in said)
        signs = [marker.start for marker in self.markers]
        for index, start in enumerate(self.sentences):
            head = self.people.head(start)
            until = self.sentences[index + 1] if index + 1 < len(self.sentences) else len(self.text)
            if head is None or bisect.bisect_left(voices, start) < bisect.bisect_left(voices, until):
                continue
            who, end = head
            first = bisect.bisect_left(signs, start)
            sign = self.markers[first] if first < len(signs) else None
            if ALONGSIDE.match(self.text, end) or (sign and sign.start < end):
                continue
            lead = self.text[end : min(until, sign.start if sign else until)].rstrip()
            leads = sign and sign.ordinal == 1 and (sign.start < until or lead.endswith(("：", ":")))
            if sign and leads and not self.text[until : sign.start].strip():
                asks = not HOLDS.search(lead) or MODAL.search(self.text[sign.start : sign.end + 24])
                yield Attribution(start, end, who, "says" if asks else "other", voice=start)
            elif not (sign and sign.ordinal != 1):
                yield Attribution(start, end, who, "other", voice=start)

    def _in_title(self, place: int) -> bool:
        """Whether the place lies in the name of a document: 《关于落实…要求的意见》."""
        before = bisect.bisect_right(self.titles, (place, len(self.text))) - 1
        return before >= 0 and place < self.titles[before][1]

    def _about(self, start: int, verb: re.Match[str]) -> bool:
        """Whether 就 or 对 opens what stands before the verb, and the words said follow: 会议就防汛工作要求：…"""
        about = re.search(
            "(?:就|对|围绕)[^，。；：:]{2,40}(?<![一二三四五六七八九十几两\\d][点项条个])(?<!了)$",
            self.text[max(start, verb.start() - 44) : verb.start()],
        )
        return bool(about) and self.text[verb.end() : verb.end() + 1] in ("：", ":", "，")

    def _labels(self) -> Iterator[Attribution]:
        """Headings, and lines ending in a colon, that name one person: the lines below are theirs."""
        for match in re.finditer(
            r"^[ \t]*(?P<sign>#{1,6}\s+)?(?P<words>[^\n]{2,60}?)(?P<colon>[：:])?[ \t]*$", self.text, re.M
        ):
            is_speech = re.search(
                "(?:讲话|要求|指示|意见|部署|寄语)(?:要点|摘要|摘录|稿|提纲|精神|内容|[(][^()]{1,8}[)])?$",
                match["words"],
            )
            if not (match["sign"] or match["colon"] or (is_speech and "，" not in match["words"])):
                continue
            who = self.people.named_in(match["words"]) or (self.people.title_in(match["words"]) if is_speech else None)
            if match["sign"]:
                yield Attribution(match.start(), match.end(), who, "stresses" if who else "other", is_label=True)
            elif who and (not VERB.search(match["words"]) or (is_speech and not match["colon"])):
                yield Attribution(match.start(), match.end(), who, "stresses", is_label=True)

    def _said_in_line(self) -> Iterator[Attribution]:
        """Lines that begin with a leader and a colon: 李总：各部门要…"""
        for match in re.finditer("^[ \\t]*(?P<words>[^\\n，。；：:]{2,20})[：:][ \\t]*(?=[^\\s])", self.text, re.M):
            leader = self.people.leader_at_end(match.start("words"), match.end("words"))
            if leader and not VERB.search(match["words"]):
                yield Attribution(match.start(), match.end(), leader, "stresses", voice=match.start())

    def _markers(self) -> list[Marker]:
        found = []
        for match in MARKER.finditer(self.text):
            family = next(name for name in FAMILIES if match[name])
            word = next(match[f"n{number}"] for number in range(1, 13) if match[f"n{number}"])
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            opens_line = not self.text[line_start : match.start()].strip(" \t#>*-")
            if family in ("dun", "dot") and not opens_line and self.text[match.start() - 1] not in "。；：:;！”\n ":
                continue
            if word == "最后" and self.people.subject(match.end(), min(match.end() + 12, len(self.text))) is not None:
                continue
            kind = ALIKE.get(family, family)
            found.append(Marker(match.start(), match.end(), _ordinal(word), kind, opens_line, sign=family))
        return sorted([*found, *self._bullets()], key=lambda each: each.start)

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
        lead = self.text[attribution.said : enumeration.markers[0].start]
        clause = re.split("[，。；\n]", lead.strip("：:，。 \n"))[-1]
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
    """Whether an item reads as something to do: it has a modal, or begins with a deed rather than with a thing that "is"."""
    return bool(MODAL.search(item) or DOES.match(item) or ONE_DEED.match(item))


def _ordinal(word: str) -> int | None:
    if word in STEPS:
        return STEPS[word]
    if word == "最后" or word.startswith("此外"):
        return None
    if word in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫".index(word) + 1
    return chinese_number(word)
