"""Chinese minutes: who said what, in news of meetings and in plain lists.

Reads 强调、指出、要求 with 一是、一要、第一、首先、（一）、①、1. and their mixtures, lists on lines of their own, and single
requests such as 要求各单位要…；要…. Reasons, results, pledges and topics are no directives, whatever numbers they carry.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from storage.minutes.chinese_names import ChinesePeople
from storage.minutes.copies import CJK
from storage.minutes.dates import chinese_number
from storage.minutes.speech import Attribution, Enumeration, Kind, Marker, enumerations

_N: Final = "[一二三四五六七八九十]{1,2}"
_HEAD: Final = r"(?:^|(?<=[，。；：:、！？\n,;!“”\")）》\s>]))"
_MARKER: Final = re.compile(
    rf"{_HEAD}(?:"
    rf"(?P<shi>(?P<n1>{_N})(?:则?是|个是)[，,：:]?)"
    rf"|(?P<yao>(?P<n2>{_N})要(?!求|点|素|件))"
    rf"|(?P<qi>其(?P<n3>[一二三四五六七八九])(?:是|[，,、：:]))"
    rf"|(?P<di>第(?P<n4>{_N}|\d{{1,2}})(?:点)?(?:[，,、：:]|(?:是|要)(?!求)))"
    r"|(?P<first>(?P<n5>首先|其次|再次|再者|此外还?要|最后)(?:[，,：:]\s*|(?:是|(?=要|应|必须))))"
    r"|(?P<side>(?P<n6>一方面|另一方面|再一方面)[，,：:]?(?:是|(?=要))?)"
    rf"|(?P<dun>(?P<n9>{_N})[、.．]\s*(?![一二三四五六七八九十][、.．]))"
    r"|(?P<dot>(?<!\d)(?P<n10>\d{1,2})(?:[、．)]|\.(?!\d))\s*)"
    r")"
    # These need no stop before them.
    r"|(?P<mid>(?P<n11>一方面|另一方面)(?:是|(?=要)))"
    rf"|(?P<paren>[(（](?P<n7>{_N}|\d{{1,2}})[)）][、.，]?\s*)"
    r"|(?P<ring>(?P<n8>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫])[、.]?\s*)",
    re.M,
)
_FAMILIES: Final = ("shi", "yao", "qi", "di", "first", "side", "mid", "paren", "ring", "dun", "dot")
# One speaker mixes 一是 with 二要: they count on in one list.
_ALIKE: Final = {"yao": "shi", "mid": "side"}
_STEPS: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "一方面": 1, "另一方面": 2, "再一方面": 3}
_BULLET: Final = re.compile(r"^[ \t]*[-*+•·●○▪■◆][ \t]*(?=\S)", re.M)

_ORDERS: Final = (
    "议定(?:事项)?如下|议定以下[^，。；：\\n]{0,6}事项|要求|号召|希望|建议|叮嘱|嘱咐|勉励|责成|指示|提议|敦促|督促"
)
_STRESSES: Final = "强调|重申"
_SAYS: Final = "(?:作|做|进行)(?:了|出了?)?(?:重要|具体|全面|专题|总体|明确){0,2}(?:指示|批示|部署|安排)|指出|表示|认为|提出|提(?=了?[^，。；：:提\\n]{0,12}?(?:要求|希望|意见|建议|期望|倡议))|谈了|谈到|提到|讲到|讲道|说|讲话|致辞|致词|讲|总结讲话|安排|部署|明确|补充"
_OTHER: Final = "汇报|通报|介绍|回顾|总结|分析|表态|承诺|宣读|传达|解读|交流|感谢|肯定|祝贺|分享|讲解|阐述|听取|审议|通过|讨论|宣布|表扬|反馈|发言|报告|述职|点评|观看|学习|参观|作报告|答辩|宣誓"
_VERB: Final = re.compile(f"(?P<other>{_OTHER})|(?P<stresses>{_STRESSES})|(?P<orders>{_ORDERS})|(?P<says>{_SAYS})")
_PLEDGING: Final = frozenset(("表示", "表态", "承诺", "汇报", "发言", "介绍", "通报"))
"""Said by voices without a name, these are nobody's directives: 大家表示, 各单位汇报."""
_NEVER_NOUNS: Final = frozenset(
    ("强调", "重申", "指出", "提出", "认为", "号召", "谈到", "提", "提到", "讲到", "讲道", "说")
)
# Before these the word is a noun: 有关要求, 三点建议, 工作部署.
_NOUN_BEFORE: Final = re.compile(
    "(?:的|点|项|个|条|关|作|总|高|新|严格|按|按照|体|质量|标准|相关|有关|具体|明确|本|各项|基本|提|遇|项目|重要|精神|主题|安全|工作|任务|这一|总体|和|与|及|、|决策|最新)$"
)
_NOUN_AFTER: Final = re.compile(
    "^(?:的|和|与|、|中|时|里|》|”|书|单|稿|会|表|函|制度|机制|方案|情况|精神|下|，(?:扎实|认真|全面|切实)|要点|。|，?(?:落实|推进)到)"
)
_SAYS_ON: Final = re.compile(
    "[，；、](?:并|还|也|同时|又|再次|进一步|着重|特别|最后|会议|会上|明确|就[^，。；]{1,20}|对[^，。；]{1,20})*$"
)
_ASKED: Final = re.compile("[^，。；：:\n]{0,24}?(?:要求|意见|建议|希望|期望|部署|任务|倡议)[：:，,]?")
_SPOKEN: Final = re.compile(
    "(?:了)?(?:重要|动员|总结|主题|专题|表态|热情|简短|题为[^，。；]{1,30}的)?(?:讲话|致辞|致词|发言)?"
)

_MODAL: Final = re.compile(
    "(?<![重主需必只首概纪摘次若紧扼想还不提])要(?![求点素件领害闻义塞职道是])|必须|务必|应当|(?<![相对反适响供])应(?![用对急邀变])|需要?(?!求)|不得|严禁|不能|切勿|确保|切实|务求|坚决|力争|请各"
)
_OPENS_ASK: Final = re.compile(
    '^[“"]?(?:(?:同时|还|也|下一步|接下来|今后|今年|明年|下半年|此外|各[^，。；]{1,25}|[^，。；要]{0,25}))?[，,]?(?:都|均|也|还|更|一定|就|首先|尤其|特别|既)?'
    "(?:(?<![重主需必只首概纪摘])要(?![求点素件领害闻义塞职])|必须|务必|应当|应(?!用|急|邀)|需要|需(?!求)|不得|严禁|切实|坚决|确保)"
)
_PRESSES: Final = re.compile("抓紧|尽快|立即|限期|务于")
"""Without 要, these still ask for something, from who gives orders."""
_NO_REQUEST: Final = re.compile(
    "(?:做|办|干|完成|取得|实施|开展|组织|抓)了[^，。；]{0,6}[一二三四五六七八九十几两\\d](?:件|项|个|大|类|方面)|分(?:为|成)?[^，。；]{0,3}(?:个|大)(?:部分|方面|阶段|板块|章节|篇章|专题|环节)|(?:存在|面临|还有)[^，。；]{0,12}$|体现在|表现在|表现为|得益于|归功于|原因|意义|成绩|成效|问题$|困难|特点|优势|体会|感受|经验|情况|亮点|变化|表现|不足|形势|机遇|挑战|背景|收获|启示|作用|表态|承诺|进展|议题|议程|汇报|报告|认识$|事实|理由|依据|内容包括|分为|包括|阶段|环节|结果|成果|因素|条件|现状|贡献|奖|价值|三大"
)
_REQUEST: Final = re.compile(
    "要求|希望|建议|意见|部署|做到|着力|抓好|做好|(?<![主重需必只首概])要(?![点素件])|任务|措施|举措|倡议|强调|寄语|期望|下功夫|发力|入手"
)
_ANNOUNCED: Final = re.compile(
    r"(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})\s*(?:个?方面|点|项|条|个)(?:[^，。；：:\n0-9]{0,12}?)(?:要求|意见|建议|希望|部署|任务|措施|期望|倡议|指示|安排|强调|进行|方面|工作|$|(?=[：:，]))"
)
# A speech as it was held: 下面，我讲三点意见。
_MY_POINTS: Final = re.compile(
    "我[^。\\n]{0,16}(?:讲|谈|提|说|强调)[^。\\n]{0,4}[一二两三四五六七八九十\\d](?:点|个|方面)[^。\\n]{0,12}[。：:]?\\s*$"
)
_RESULT: Final = re.compile(
    "(?:取得|完成|实现|达到|增长|下降|荣获|获得|开展|建立|举办|召开|投入|新增|形成|解决|落实|通过)了|同比|累计|已经|已[^，。]{1,6}|较去年|排名(?:第|前|全|位)|共计|达\\d|分别为|是.{1,20}的(?:重要|根本|必然|关键)"
)
_PLEDGE: Final = re.compile(
    "^(?:我|我们|我司|我将|将|公司将|学校将|局里将|中心将)|(?:我们|我)将|一定会|不辜负|表决心|将(?:坚决|认真|全力|切实|严格|确保|继续|进一步)"
)
_NARRATES: Final = re.compile(
    "^[ \t]*(?:会上|会议|会前|会后|会中|随后|最后[，,]|此次|本次|据悉|据了解|参加|与会|出席|列席|当天|当日|活动|大家|座谈会|培训会|来自|截至|通讯员|记者|图[/、]|文[/、]|供稿|编辑|审核|来源|责任编辑|撰稿|摄影|各[^，。；]{0,20}(?:汇报|发言|表态|交流)|全体[^，。；]{0,20}(?:参加|表示|观看)"
    "|[^，。；]{0,40}(?:参加了?(?:会议|活动|培训|座谈)|出席了?(?:会议|活动)|主持了?会议|作了?(?:交流|表态|典型)发言|主持召开|列席(?:会议)?))"
)
_BYLINE: Final = re.compile(r"[ \t]*[(（](?:[^()（）\n]{0,10}[:：/／])?[^()（）\n。，]{2,14}[)）][ \t]*$")
_STOP: Final = re.compile('[。！？!?]+[”’」』")）]*')


class ChineseSpeech:
    """Reads one plain Chinese text (reading copy without emphasis). Places are those of that text."""

    def __init__(self, text: str, people: ChinesePeople) -> None:
        self.text = text
        self.people = people
        self.breaks = [match.start() for match in re.finditer(r"\n", text)] + [len(text)]
        self.sentences = sorted(
            {0, *(match.end() for match in _STOP.finditer(text)), *(place + 1 for place in self.breaks[:-1])}
        )
        self.markers = self._markers()
        self.past_reasons: dict[int, int] = {}
        """For who led a list that asks nothing: where the sentence after it begins."""
        self.attributions = sorted(
            [*self._sentences_said(), *self._labels(), *self._said_in_line()], key=lambda each: each.start
        )

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
        counts = list(_ANNOUNCED.finditer(lead[-60:]))
        return chinese_number(counts[-1]["n"].replace("两", "二")) if counts else None

    def end_of_last(self, start: int, limit: int) -> int:
        """Where the last item ends: before a sentence that tells of the meeting again, and before the writer's name."""
        end = self.text.find("\n", start)
        limit = min(limit, end if end >= 0 else limit)
        for place in self.sentences[
            bisect.bisect_right(self.sentences, start) : bisect.bisect_left(self.sentences, limit)
        ]:
            if _NARRATES.match(self.text[place : min(place + 80, limit)]) or self._names_head(place):
                limit = place
                break
        byline = _BYLINE.search(self.text[max(start, limit - 40) : limit])
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
            until = min(following, self.markers[marker].start if marker < len(self.markers) else len(self.text))
            until = min(until, self.breaks[bisect.bisect_left(self.breaks, said.said)])
            if id(said) in leading:  # only whole sentences before the one that leads to the list
                until = min(until, self._sentence_start(until - 1)) if until > said.said else until
            for start, end in self._requests(said, until):
                yield speaker, start, end
            again = self.past_reasons.get(id(said), -1)
            if again >= 0 and id(said) not in leading:
                sign = bisect.bisect_left(self.markers, again, key=lambda each: each.start)
                until = min(following, self.markers[sign].start if sign < len(self.markers) else len(self.text))
                until = min(until, self.breaks[bisect.bisect_left(self.breaks, said.said)])
                for start, end in self._requests(replace(said, said=again, kind="stresses"), until):
                    yield speaker, start, end

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
        return (start, said.voice - 1) if start and self._sentence_asks(words, said, is_first=False) else None

    def _requests(self, said: Attribution, until: int) -> Iterator[tuple[int, int]]:
        """The clauses in what was said that ask for something, up to the first sentence that does not."""
        start = said.said
        while start < until and self.text[start] in '，,：:“" 了':
            start += 1
        is_first = True
        while start < until:
            stop = _STOP.search(self.text, start, until)
            end = stop.end() if stop else until
            sentence = self.text[start:end]
            if _NARRATES.match(sentence):
                return
            if not is_first and self._names_head(start):
                return
            place = start
            for part in re.split("([；;])", sentence) if self._sentence_asks(sentence, said, is_first) else ():
                if len(part) > 3 and not _RESULT.search(part):
                    yield place, place + len(part)
                place += len(part)
            start, is_first = end, False

    def _sentence_asks(self, sentence: str, said: Attribution, is_first: bool) -> bool:
        if _RESULT.search(sentence) or _PLEDGE.search(sentence):
            return False
        if is_first and said.kind == "orders":
            return len(sentence) > 4 and not _NOUN_AFTER.match(sentence)
        clauses = re.split("[，,；;]", sentence)
        if said.kind == "says":
            return bool(_OPENS_ASK.match(clauses[0]))
        return any(_OPENS_ASK.match(clause) or _PRESSES.search(clause) for clause in clauses[:3])

    def _names_head(self, place: int) -> bool:
        """Whether the sentence at `place` begins with a person, perhaps behind a title."""
        return self.people.heads_sentence(place)

    def _narrates_between(self, attribution: Attribution, enumeration: Enumeration) -> bool:
        """Whether the meeting is told of again between who spoke and the list, so that the list is not the speaker's."""
        first = bisect.bisect_right(self.sentences, attribution.said)
        until = bisect.bisect_left(self.sentences, enumeration.markers[0].start)
        return any(_NARRATES.match(self.text[place : place + 80]) for place in self.sentences[first:until])

    def _sentence_start(self, place: int) -> int:
        return self.sentences[bisect.bisect_right(self.sentences, place) - 1]

    def _sentences_said(self) -> Iterator[Attribution]:
        signs = [marker.start for marker in self.markers]
        opened: dict[int, int] = {}  # the subject whose words a sentence is already telling
        last_said = -1
        for verb in _VERB.finditer(self.text):
            start = self._sentence_start(verb.start())
            before, after = (
                self.text[max(start, verb.start() - 8) : verb.start()],
                self.text[verb.end() : verb.end() + 8],
            )
            if (
                verb[0] not in _NEVER_NOUNS
                and verb[0][0] not in "作做进"
                and not self.people.speaks_at(verb.start())
                and not after.startswith("了")
                and ((_NOUN_BEFORE.search(before) and not self._about(start, verb)) or _NOUN_AFTER.match(after))
            ):
                continue
            subject = self.people.subject(start, verb.start())
            if subject is None:
                is_first = start not in opened and bisect.bisect_left(signs, start) == bisect.bisect_left(
                    signs, verb.start()
                )
                asks = _OPENS_ASK.match(self.text[start : verb.start()])
                if verb[0] in _PLEDGING and is_first and verb.start() > start and not asks:
                    opened[start], last_said = start, verb.end()
                    yield Attribution(start, verb.end(), "", "other", voice=start)
                continue
            if bisect.bisect_left(signs, subject.start) < bisect.bisect_left(signs, verb.start()):
                continue  # the verb stands in an item of the list, not before it
            kinds: tuple[Kind, ...] = ("orders", "stresses", "says")
            kind: Kind = next((each for each in kinds if verb[each]), "other")
            if opened.get(start) == subject.start and (kind == "other" or not _SAYS_ON.search(before)):
                continue  # "强调，要总结经验": the verb belongs to what is said
            if kind in ("orders", "says") and verb.start() - subject.start > 60:
                continue
            said = verb.end()
            if verb["says"]:
                speech = _SPOKEN.match(self.text, said)
                said = speech.end() if speech else said
                asked = _ASKED.match(self.text, said)
                if verb[0] in ("提出", "提", "讲", "谈了", "讲话") and asked:
                    kind, said = "orders", asked.end()
                elif verb[0].endswith(("部署", "安排", "指示", "批示")) and self.text.startswith("：", said):
                    kind = "orders"
            who = subject.who
            if verb[0] in ("表示", "说", "讲") and who in self.people.roles and not self.people.roles[who]:
                kind = "other"  # an opinion from the floor
            line_start = self.breaks[bisect.bisect_left(self.breaks, start) - 1] if start > self.breaks[0] else 0
            if who is None and last_said < line_start:
                line_before = self.text.rfind("\n", 0, max(0, line_start - 1)) + 1
                who = self.people.antecedent(line_start, subject.start) or self.people.antecedent(
                    max(last_said, line_before), subject.start
                )
            is_first = start not in opened and bisect.bisect_left(signs, start) == bisect.bisect_left(
                signs, subject.start
            )
            if kind != "other":
                opened[start] = subject.start
            last_said = said
            yield Attribution(start if is_first else subject.start, said, who, kind, voice=subject.start)

    def _about(self, start: int, verb: re.Match[str]) -> bool:
        """Whether 就 or 对 opens what stands before the verb, and the words said follow: 会议就防汛工作要求：…"""
        about = re.search("(?:就|对|围绕)[^，。；：:]{2,40}$", self.text[max(start, verb.start() - 44) : verb.start()])
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
            elif who and (not _VERB.search(match["words"]) or (is_speech and not match["colon"])):
                yield Attribution(match.start(), match.end(), who, "stresses", is_label=True)

    def _said_in_line(self) -> Iterator[Attribution]:
        """Lines that begin with a leader and a colon: 李总：各部门要…"""
        for match in re.finditer("^[ \\t]*(?P<words>[^\\n，。；：:]{2,20})[：:][ \\t]*(?=[^\\s])", self.text, re.M):
            leader = self.people.leader_at_end(match.start("words"), match.end("words"))
            if leader and not _VERB.search(match["words"]):
                yield Attribution(match.start(), match.end(), leader, "stresses", voice=match.start())

    def _markers(self) -> list[Marker]:
        found = []
        for match in _MARKER.finditer(self.text):
            family = next(name for name in _FAMILIES if match[name])
            word = next(match[f"n{number}"] for number in range(1, 12) if match[f"n{number}"])
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            opens_line = not self.text[line_start : match.start()].strip(" \t#>*-")
            if family in ("dun", "dot") and not opens_line and self.text[match.start() - 1] not in "。；：:;！”\n ":
                continue
            if word == "最后" and self.people.subject(match.end(), min(match.end() + 12, len(self.text))) is not None:
                continue
            found.append(Marker(match.start(), match.end(), _ordinal(word), _ALIKE.get(family, family), opens_line))
        return sorted([*found, *self._bullets()], key=lambda each: each.start)

    def _bullets(self) -> Iterator[Marker]:
        number, last_end = 0, -2
        for match in _BULLET.finditer(self.text):
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
            return False
        if attribution.kind == "says" and not asks_plainly and self._narrates_between(attribution, enumeration):
            return False
        if (
            enumeration.markers[0].family in ("bullet", "dot", "dun")
            and enumeration.markers[0].opens_line
            and not (
                lead.rstrip().endswith(("：", ":"))
                or (attribution.is_label and (len(lead.strip()) < 60 or _MY_POINTS.search(lead[-80:])))
                or "\n" not in lead.strip()
            )
        ):
            return False
        if len(enumeration.markers) < 2 and enumeration.markers[0].family not in ("shi", "di"):
            return False
        items = [self.text[marker.end : end] for marker, end in zip(enumeration.markers, enumeration.ends, strict=True)]
        sentence = re.split("[。\n]", lead.strip("：:，。 \n"))[-1]
        if _NO_REQUEST.search(sentence) and not _REQUEST.search(clause):
            return (
                sum(bool(re.match("(?:还|也|就|都)?(?:要|必须|应当|务必)", item)) for item in items) * 2 >= len(items)
                and attribution.kind != "says"
            )
        facts = sum(bool(_RESULT.search(item) and not _MODAL.search(item)) for item in items)
        pledges = sum(bool(_PLEDGE.search(item)) for item in items)
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
    """Whether an item reads as something to do: it has a modal, or begins with a verb rather than with a thing that "is"."""
    return bool(_MODAL.search(item)) or not re.match(rf"[{CJK}]{{1,12}}(?:是|有|为|在于)", item)


def _ordinal(word: str) -> int | None:
    if word in _STEPS:
        return _STEPS[word]
    if word == "最后" or word.startswith("此外"):
        return None
    if word in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫":
        return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫".index(word) + 1
    return chinese_number(word)
