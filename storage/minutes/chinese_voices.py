"""Who begins to speak where in Chinese minutes: 王明强调，…; 会议要求：…; lines such as 李总：…; headings that name a speech."""

import bisect
import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.chinese_grammar import (
    ALONGSIDE,
    ASKED,
    DECIDED,
    DECIDING,
    EACH_BY_TURN,
    GOES_ON,
    HOLDS,
    MODAL,
    NARRATES,
    NEVER_NOUNS,
    NOUN_AFTER,
    NOUN_BEFORE,
    OPENS_ASK,
    PLEDGING,
    SAYS_ON,
    SPOKEN,
    TELLS_OF_MEETING,
    UNDER_WAY,
    VERB,
)
from storage.minutes.chinese_names import MEETING, ChinesePeople, Subject
from storage.minutes.passages import Passages
from storage.minutes.speech import Attribution, Kind, Marker

NEAR: Final = 60
FAR: Final = 140
"""So many characters a verb may stand behind its speaker; behind a stop, where 王明听取了…，要求…, it may stand far."""
_LEADS_ON: Final = re.compile("了|[^，。；：]{0,24}[：:]|[^，。；]{0,24}[一二两三四五六七八九十\\d][点条项个]")
_BEFORE_COLON: Final = re.compile("了?(?:[^，。；：\n了]{0,20}(?:工作|任务|事项|重点|部署|安排))?(?=：)")
_SAID_NEXT: Final = re.compile("[：:，]|[^，。；：、的\n]{1,8}[：:]")
_SPEAKS_LAST: Final = re.compile("\\s{0,9}(?:最后|同时|此外)[，,]?(?:还|也|又)?")
_OUR_OWN: Final = re.compile("[，：]?[^。；：\n]{0,16}我们(?:必须|一定|将|会)")
_KINDS: Final[tuple[Kind, ...]] = ("orders", "stresses", "says")


class ChineseVoices:
    """Reads one plain Chinese text from its beginning and keeps in mind who spoke last. Places are those of that text."""

    def __init__(self, people: ChinesePeople, passages: Passages, markers: list[Marker]) -> None:
        self.text = passages.text
        self.people = people
        self.passages = passages
        self.markers = markers
        self._signs = [marker.start for marker in markers]
        self._titles = [match.span() for match in re.finditer("《[^《》\n]{1,80}》", self.text)]
        self._quotes = [match.span() for match in re.finditer("“[^“”\n]{1,80}”", self.text)]
        self._opened: dict[int, int] = {}
        """By the start of a sentence: where the subject stands whose words it is telling already."""
        self._last_said = -1
        self._last_kind: Kind = "other"
        self._last_is_named = False

    def attributions(self) -> list[Attribution]:
        """Every place where somebody begins to speak, or to report, in the order of the text."""
        said = [*self._sentences_said(), *self._labels(), *self._said_in_line(), *self._decided()]
        return sorted([*said, *self._turns(said)], key=lambda each: each.start)

    def _sentences_said(self) -> Iterator[Attribution]:
        for verb in VERB.finditer(self.text):
            start = self.passages.sentence_start(verb.start())
            if self._in_title(verb.start()) or self._is_noun(start, verb):
                continue
            subject = self.people.subject(start, verb.start()) or self._implied_subject(start, verb)
            said = self._said_by(subject, start, verb) if subject else self._pledged(start, verb)
            if said:
                if said.kind != "other" or not subject:
                    self._opened[start] = said.voice
                self._last_said, self._last_kind, self._last_is_named = said.said, said.kind, said.who != ""
                yield said

    def _is_noun(self, start: int, verb: re.Match[str]) -> bool:
        """Whether the word is no verb here: 有关要求, 工作部署, 要求的…."""
        after = self.text[verb.end() : verb.end() + 8]
        if after.startswith("的"):
            return True
        if after.startswith(("大家", "各", "全体", "广大")):
            return False  # 鼓励、希望大家
        if (
            verb[0] in NEVER_NOUNS
            or verb[0][0] in "作做进"
            or verb[0].endswith(DECIDING)
            or after.startswith("了")
            or self.people.speaks_at(verb.start())
        ):
            return False
        before = self.text[max(start, verb.start() - 8) : verb.start()]
        if before.endswith(EACH_BY_TURN):
            return False  # 分别通报和部署了
        return bool((NOUN_BEFORE.search(before) and not self._about(start, verb)) or NOUN_AFTER.match(after))

    def _is_first(self, start: int, place: int) -> bool:
        """Whether nobody has spoken in the sentence before `place`, and no item of a list begins there."""
        return start not in self._opened and not self._item_between(start, place)

    def _item_between(self, start: int, end: int) -> bool:
        return bisect.bisect_left(self._signs, start) < bisect.bisect_left(self._signs, end)

    def _pledged(self, start: int, verb: re.Match[str]) -> Attribution | None:
        """The words of voices without a name: 大家表示, 各单位汇报."""
        asks = OPENS_ASK.match(self.text[start : min(verb.start(), start + NEAR)])
        if verb[0] in PLEDGING and self._is_first(start, verb.start()) and verb.start() > start and not asks:
            return Attribution(start, verb.end(), "", "other", voice=start)
        return None

    def _said_by(self, subject: Subject, start: int, verb: re.Match[str]) -> Attribution | None:
        if self._item_between(subject.start, verb.start()):
            return None  # the verb stands in an item of the list, not before it
        if _holds(self._quotes, subject.start) and not _holds(self._quotes, verb.start()):
            return None  # the “会长” of a motto speaks no word outside it
        kind: Kind = next((each for each in _KINDS if verb[each]), "other")
        before = self.text[max(start, verb.start() - 8) : verb.start()]
        speaks_on = self._opened.get(start) == subject.start
        if speaks_on and not self._says_on(kind, before, verb):
            return None  # "强调，要总结经验": the verb belongs to what is said
        reach = FAR if kind == "orders" and before.endswith("，") else NEAR
        if kind != "stresses" and verb.start() - subject.start > reach:
            return None
        kind, said = self._asked(kind, verb)
        who = self._who(subject, start)
        has_asked = self._last_kind == "orders" and self._last_said >= start
        if (
            verb[0] in ("表示", "说", "讲")
            and who in self.people.roles
            and not self.people.roles[who]
            and not has_asked
        ):
            kind = "other"  # an opinion from the floor
        if verb[0] == "表示" and _OUR_OWN.match(self.text, verb.end()):
            kind = "other"  # what we must do is a promise, not a request
        begins = start if self._is_first(start, subject.start) else self.people.titles_start(subject.start)
        if speaks_on:  # "指出，…，并要求…": what was pointed out ends where the clause of 要求 begins
            begins = max(begins, 1 + max(self.text.rfind(sign, self._last_said, verb.start()) for sign in "，；、"))
        return Attribution(begins, said, who, kind, voice=subject.start)

    def _says_on(self, kind: Kind, before: str, verb: re.Match[str]) -> bool:
        """Whether who is speaking already is said to speak on: ，并要求…; ，强调，…."""
        is_content = UNDER_WAY.match(verb[0]) and self.text[verb.end() : verb.end() + 1] not in ("，", "：")
        # "强调，要明确重点，提出科学要求，…" goes on; "…，并提出三点要求：" begins anew.
        is_deed = verb[0] == "提出" and before.endswith(("，", "、")) and not _LEADS_ON.match(self.text, verb.end())
        return kind != "other" and bool(SAYS_ON.search(before)) and not is_content and not is_deed

    def _asked(self, kind: Kind, verb: re.Match[str]) -> tuple[Kind, int]:
        """The kind of what is said, and where the words begin, behind 提出三点要求： too."""
        said = verb.end()
        if verb[0].endswith(
            DECIDING
        ):  # a list may hold decisions of other sorts; the deeds of a sentence are to be done
            return ("says" if self._list_follows(said) else "stresses"), said
        if not verb["says"]:
            return kind, said
        if speech := SPOKEN.match(self.text, said):
            said = speech.end()
        asked = ASKED.match(self.text, said)
        if asked and verb[0] in ("提出", "提", "讲", "谈了", "讲话"):
            return "orders", asked.end()
        if verb[0].endswith(("部署", "安排", "指示", "批示")) and (colon := _BEFORE_COLON.match(self.text, said)):
            return "orders", colon.end()
        return kind, said

    def _list_follows(self, place: int) -> bool:
        """Whether nothing but a stop stands between the place and the sign of a list."""
        sign = bisect.bisect_left(self._signs, place)
        return sign < len(self._signs) and not self.text[place : self._signs[sign]].strip("：:，, \t\n")

    def _who(self, subject: Subject, start: int) -> str | None:
        """The speaker's name; None for 他 and 她 where they are who spoke last."""
        if subject.who is not None:
            return subject.who
        if subject.start > start and self.people.head(start):
            return self.people.antecedent(start, subject.start)  # 张院长作了讲话，她指出
        line = self.passages.line_break_before(start)
        if self._last_said >= line and self._last_is_named:
            return None
        line_before = self.text.rfind("\n", 0, max(0, line - 1)) + 1
        return self.people.antecedent(line, subject.start) or self.people.antecedent(
            max(self._last_said, line_before), subject.start
        )

    def _implied_subject(self, start: int, verb: re.Match[str]) -> Subject | None:
        """Who asks where nobody stands before 要求 itself: who spoke before, or the meeting its sentence tells of.

        So 王明指出，形势很好。机会难得，希望大家… goes on, and 会议传达了精神，要求… is asked by the meeting.
        """
        is_put_forward = verb[0].startswith("提") and ASKED.match(self.text, verb.end())
        lead = self.text[start : verb.start()]
        speaks_last = verb[0] == "指出" and _SPEAKS_LAST.fullmatch(lead)
        if verb.start() - start > FAR or verb["other"] or (verb["says"] and not is_put_forward and not speaks_last):
            return None
        clause = start + max(lead.rfind("，"), lead.rfind("；")) + 1
        if lead.strip() in ("会上", "会议上"):
            return Subject(MEETING, clause)
        if GOES_ON.fullmatch(lead) or (verb["orders"] and lead.endswith("，") and self._speaks_on(start, lead)):
            return Subject(None, clause)
        return Subject(MEETING, clause) if TELLS_OF_MEETING.match(lead) else None

    def _speaks_on(self, start: int, lead: str) -> bool:
        """Whether somebody spoke earlier in the paragraph and the sentence tells of nobody else."""
        has_spoken = self._last_said >= self.passages.line_break_before(start) and self._last_kind != "other"
        return has_spoken and not NARRATES.match(lead) and self.people.head(start) is None

    def _turns(self, said: list[Attribution]) -> Iterator[Attribution]:
        """Sentences that begin with somebody named and hold no known verb of speech: whoever spoke before has finished.

        Where a list begins there that is no account of their own, it is theirs, whatever the verb: 孙鹏留下三句话：一是….
        """
        sentences = self.passages.sentences
        voices = sorted(each.voice or each.start for each in said)
        signs = self._signs
        for index, start in enumerate(sentences):
            head = self.people.head(start)
            until = sentences[index + 1] if index + 1 < len(sentences) else len(self.text)
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
        return _holds(self._titles, place)

    def _about(self, start: int, verb: re.Match[str]) -> bool:
        """Whether 就 or 对 opens what stands before the verb, and the words said follow: 会议就防汛工作要求：…"""
        about = re.search(
            "(?:就|对|围绕)[^，。；：:]{2,40}(?<![一二三四五六七八九十几两\\d][点项条个])(?<!了)$",
            self.text[max(start, verb.start() - 44) : verb.start()],
        )
        return bool(about) and _SAID_NEXT.match(self.text, verb.end()) is not None

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

    def _decided(self) -> Iterator[Attribution]:
        """Lines that begin with 决议：; what they ask is asked by the meeting."""
        for match in DECIDED.finditer(self.text):
            is_label = self.text[match.end() : match.end() + 1] in ("\n", "")
            yield Attribution(match.start(), match.end(), MEETING, "says", is_label, voice=match.start())

    def _said_in_line(self) -> Iterator[Attribution]:
        """Lines that begin with a leader and a colon: 李总：各部门要…"""
        for match in re.finditer("^[ \\t]*(?P<words>[^\\n，。；：:]{2,20})[：:][ \\t]*(?=[^\\s])", self.text, re.M):
            leader = self.people.leader_at_end(match.start("words"), match.end("words"))
            if leader and not VERB.search(match["words"]):
                yield Attribution(match.start(), match.end(), leader, "stresses", voice=match.start())


def _holds(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether one of the spans, which stand in their order and apart, holds the place."""
    at = bisect.bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]
