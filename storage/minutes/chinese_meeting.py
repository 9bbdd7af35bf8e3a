"""The meeting itself, as Chinese minutes tell it: title, days, form, chair, reports, units, and the period its targets are for."""

import re
from collections.abc import Iterator
from typing import Final

from storage.minutes.chinese_name_signs import FAMILY, TITLE
from storage.minutes.chinese_names import ChinesePeople
from storage.minutes.copies import CJK, Copy
from storage.minutes.dates import Mention, chinese_mentions, year_nearest
from storage.minutes.drafts import Mode, ReportDraft, UnitDraft
from storage.minutes.modes import mode_told

_HELD: Final = re.compile(
    "召开|举行|举办|开展|主持|在[^，。]{1,20}(?:召|举)|会议时间|时间[：:]|会期|开会|集中|来到|赴|组织"
)
_DATE_LABEL: Final = re.compile(r"^\W*(?:(?:会议|开会)?(?:时间|日期)|会期|(?i:date|time|when)\b[^：:\n]{0,12})\s*[：:]")
_STAMP: Final = re.compile(r"(?:发布|发表|更新|上传|录入|来源|日期|时间|点击|浏览|作者)[^\n]{0,30}$|^\W*$")
_NOT_THE_DAY: Final = re.compile(
    "(?:截至|截止|于?下次|前|自|从|以来|定于|将于|发布|更新|来源|点击|上传|完成|办结|时限|期限|责任)[^，。\n]{0,12}$"
)
_NAME_YEAR: Final = re.compile(
    rf"(?P<y>(?:19|20)\d\d)\s*(?:年度?|—|-|－)[^，。；\n]{{0,40}}?(?:会议?|论坛|仪式|大会|培训班|党课|讲座|集体学习|研讨班)(?![{CJK}]*(?:精神|决定))"
)
_ONLINE: Final = re.compile(
    "以?(?:线上|视频|网络|电视电话|远程)[^，。]{0,8}(?:形式|方式|会议|召开|举行)|腾讯会议|钉钉会议"
)
_ONSITE: Final = re.compile("(?:线下|现场)[^，。]{0,6}(?:形式|方式|召开|举行)")
_HYBRID: Final = re.compile(
    "线上\\s*[+＋和与、]?\\s*线下|线下\\s*[+＋和与、]?\\s*线上|主会场.{0,20}分会场|现场\\s*[+＋]\\s*视频|线上线下"
)
_MEETING_WORD: Final = re.compile("会|活动|培训|召开|举行")
_STOP: Final = re.compile("[。\n]")
_SENTENCE: Final = 800
"""A sentence is not looked for further than this, so that one endless line costs no more than many."""
_PLACE_LABEL: Final = re.compile(
    rf"(?:^[^\w\n]{{0,12}}|(?<=\s))(?:会议|活动)?地\s*[点址]\s*[：:]\s*(?P<place>[^\n，。；\s](?:(?!\s\s|\s[{CJK}]{{2,4}}[：:])[^\n，。；]){{0,40}}[^\n，。；\s])",
    re.M,
)
_PLACE: Final = re.compile(
    "[在于](?P<place>[^，。；：、\\n在于]{2,30}?)(?=(?:隆重|顺利|成功|正式|组织|联合|主持|以[^，。；\\n]{2,16}(?:形式|方式))?(?:召开|举行|举办))"
)
_NO_PLACE: Final = re.compile(
    "线上|视频|网络|电视电话|腾讯会议|钉钉|月|日|年|期间|[一二三四五六日天]上午|上午|下午|晚上|基础上|指导下|领导下|支持下|之际|前夕|同时|近日|[时后中下]$"
)
_CHAIR_LABEL: Final = re.compile(r"主\s*(?:持\s*人?|席)\s*[：:]\s*(?P<words>[^\n，。；()（）]{2,30})")
_CHAIR_BEHIND: Final = re.compile(
    rf"(?:^|(?<=[：:、，,；;\s]))(?P<name>[{CJK}]{{2,4}})\s*[(（](?:会议)?主持(?:人|会议)?[)）]", re.M
)
_CHAIRED: Final = re.compile(
    "主持(?:召开|会议|学习|调度|推进|了|座谈|并|$|大会|此次|本次|[，。；])|主持[^，。；]{0,12}会"
)
_LABEL: Final = re.compile(
    "[^，。]{1,5}：|[^，。：]{0,8}(?:时间|地点|人员?|领导|单位|部门|议题|主题|日期|来源|作者|编辑)："
)
"""A line that begins so is no title: 会议主持人：蒋工."""
_PERIOD: Final = re.compile(
    r"(?P<y>20\d\d)\s*年\s*(?:第?(?P<q>[一二三四1-4])\s*季度|Q(?P<q2>[1-4]))|(?P<y3>20\d\d)\s*Q(?P<q3>[1-4])"
)
_TARGETS: Final = re.compile("目标|指标|任务")
_HEARD: Final = re.compile(r"(?:听取|听取和审议|审议)了?(?P<words>[^。\n]{2,600})")
_REPORTED: Final = re.compile(r"(?:以下|如下|有关)?(?:工作)?(?:汇报|报告)[：:]")
_ABOUT: Final = re.compile("[^，。；《]{0,20}?(?:关于|就)(?=[^，。；]{2})")
_HEADS_SAY: Final = re.compile(
    "(?:负责人|负责同志|分管领导)(?:的|就|关于|对|所作的)?(?=[^，。；、]{2,30}(?:汇报|报告))"
)
"""Whose report it is, before its topic: 各部门、各厂负责人上半年工作情况汇报."""
_AS_REPORT: Final = re.compile("的(?:专题|工作)?(?:汇报|报告)$")
"""Around a topic in a row of reports: 甲厂关于产量的汇报、乙厂关于质量的汇报."""
_HEADS: Final = re.compile(
    "(?:等)?(?:单位|部门)?(?:的)?(?:主要|相关|有关|分管|班子)?(?:负责人|负责同志|领导|代表|主要负责同志|人员)"
)
_ATTENDING: Final = re.compile("参加|出席|列席|参会|与会|到会")
_LABELLED_UNITS: Final = re.compile(
    r"^[^\w\n]{0,12}(?:参会|参加|出席|与会)(?:单位|部门|公司)\s*[：:]\s*(?P<words>[^\n]+)", re.M
)
_PLAINLY: Final = re.compile(
    r"(?:^|(?<=[。；，：\n]))(?P<words>[^\s，。；：:]{4,120}?)(?:等单位|等)?(?:均|都|分别)?(?:派员|派代表)?(?:参加了?|出席了?|列席了?|参会)(?=会议|本次|此次|活动|[，。；\n]|$)"
    r"|^[^\w\n]{0,12}(?:参会|参加|出席|与会|列席)\s*[：:]\s*(?P<line>[^\n。]+)",
    re.M,
)
_UNIT_END: Final = re.compile(
    "(?:公司|集团|局|委|办|院|所|中心|部|处|厂|分院|学院|基地|研究院|支队|站|银行|协会|学会|医院|学校|大学|室|科|会|社区|街道|镇|乡|县|区|力神|工厂|事业部)$"
)
_NAME_LENGTH: Final = 3
_TAIL: Final = re.compile("(?:[一二三四五六七八九十几\\d]{1,3}[家个])?(?:等|相关|有关|单位|部门)*$")
_GENERIC: Final = re.compile(
    "^(?:由|在|有|另|以|通过|并|的|各|全体|相关|有关|其他|部分|本|我|[省市县区](?:直|级|属|有关|相关|各)|机关|所属|下属)|(?:各|相关|有关)(?:部门|单位)|平台$|板块$|^(?:部门|单位|学院|公司|集团|会议|中心|学校)$|参加|出席|全体|党员|与会|骨干|干部|职工|员工|师生|人员|代表|以上|主持|召开|设立|会场|职能|班子|部室$|护士长|党政$|\\d[家个名]|余名|董$|\\d月|[上下]午|班子成员|管理层$|高层$|^与|^会上|下属各|各$|安全$"
)


_OF_THE_PAGE: Final = re.compile(
    "(?:责任编辑|编辑|审核人?|阅读(?:次数|量)|浏览(?:次数|量)|点击(?:次数|量)|访问量)[ ]?[：:]"
)
"""What only a line above or below the text says: who edited it, how often it was read."""
_EARLY: Final = (1, 2, 3)
_LOOKS_BACK: Final = re.compile("年度?(?:工作)?(?:终)?(?:工作)?(?:总结|表彰|述职|述学)")
"""What is held early in a year looks back on the year before: 2023年度总结会 on 5 February."""


class ChineseMeeting:
    """What a Chinese text says of its meeting. `copy` is the reading copy without emphasis."""

    def __init__(self, copy: Copy, people: ChinesePeople) -> None:
        self.copy = copy
        self.text = copy.text
        self.people = people
        self.title_at = self._title_at()
        self.mentions = list(chinese_mentions(self.text))[:300]

    @property
    def title(self) -> str | None:
        """The first line, where it names the meeting and is no sentence."""
        return self.copy.quote(*self.title_at) if self.title_at else None

    def held(self) -> Mention | None:
        """The mention of the meeting's own day: after 时间：, in the title, or in the sentence that says it was held."""
        best: tuple[int, Mention] | None = None
        for mention in self.mentions:
            rank = self._rank(mention)
            if rank and (best is None or rank > best[0]):
                best = rank, mention
        return best[1] if best else None

    def year(self, month: int | None) -> int | None:
        """The year that the title, the meeting's name or a publishing stamp states, for a day in `month`.

        What was published in January about a day in December tells of the year before.
        """
        title = re.search(r"((?:19|20)\d\d)\s*(?:年|[-—])", self.text[slice(*self.title_at)] if self.title_at else "")
        if title and not (month in _EARLY and _LOOKS_BACK.search(self.text[slice(*self.title_at or (0, 0))])):
            return int(title[1])
        stamp = self._stamp()
        if stamp:
            return year_nearest(stamp, month)
        for name in _NAME_YEAR.finditer(self.text):
            sentence = self.text[
                max(self.text.rfind("。", 0, name.start()), self.text.rfind("\n", 0, name.start())) + 1 : name.end()
                + 30
            ]
            is_past = month in _EARLY and _LOOKS_BACK.search(sentence)
            if re.search("召开|举行|举办|讲授?了?|开展了?|组织了?", sentence) and not is_past:
                return int(name["y"])
        return None

    def month(self) -> int | None:
        """The month of the publishing stamp, for days named as 昨日(14日)."""
        stamp = self._stamp()
        return stamp.month if stamp else None

    def mode(self) -> Mode | None:
        """Online, onsite or both, where a sentence about the meeting says so."""
        sentences = (each[0] for each in re.finditer("[^。\n]+", self.text))
        return mode_told(filter(_MEETING_WORD.search, sentences), _HYBRID, _ONLINE, _ONSITE)

    def place(self) -> str | None:
        """Where the meeting was held: after 地点：, or between 在 or 于 and 召开."""
        for pattern in (_PLACE_LABEL, _PLACE):
            for match in pattern.finditer(self.text):
                if not _NO_PLACE.search(match["place"]):
                    return self.copy.quote(*match.span("place"))
        return None

    def chair(self) -> str | None:
        """Who chaired, named as the original writes it."""
        for bracket in _CHAIR_BEHIND.finditer(self.text):
            return self.copy.quote(*bracket.span("name"))
        for label in _CHAIR_LABEL.finditer(self.text):
            # Where all stands on one line the next label follows: "主持：蒋工  记录：小唐".
            words = re.split(f"\\s+(?=[{CJK}]{{2,4}}\\s*[：:])", label["words"])[0].rstrip()
            named = self.people.named_in(words)
            if named or re.fullmatch(f"[{CJK}]{{2,4}}", words.strip()):
                start = label.start("words")
                return self.people.shown_as(named) if named else self.copy.quote(start, start + len(words))
        for verb in _CHAIRED.finditer(self.text):
            far = max(0, verb.start() - _SENTENCE)
            start = max(self.text.rfind("。", far, verb.start()), self.text.rfind("\n", far, verb.start()), far - 1) + 1
            before = self.text[start : verb.start()]
            by = re.search("由(?P<who>[^，。；]{2,60})$", before)
            named = self.people.named_in(by["who"]) if by else None
            subject = self.people.subject(start, verb.start()) if not named else None
            who = named or (subject.who if subject else None)
            if who in self.people.roles:
                return self.people.shown_as(who)
        return None

    def period(self) -> str | None:
        """The quarter (2024Q2) a clause names beside targets; never concluded from the meeting's day."""
        for line in re.finditer("[^，。；\n]+", self.text):
            match = _PERIOD.search(line[0])
            if match and _TARGETS.search(line[0]):
                quarter = match["q"] or match["q2"] or match["q3"]
                return f"{match['y'] or match['y3']}Q{'一二三四'.find(quarter) + 1 or quarter}"
        return None

    def reports(self) -> Iterator[ReportDraft]:
        """The topics of 听取了…汇报, split at ； or 、, and of 听取了以下汇报：…."""
        ordinal = 0
        for heard in _HEARD.finditer(self.text):
            start, end = heard.span("words")
            colon = _REPORTED.search(self.text, start, end)
            if colon:
                gap, start = "[；;]", colon.end()
            else:
                heads = list(_HEADS_SAY.finditer(self.text, start, end))
                start = heads[-1].end() if heads else start
                last = list(re.finditer("(?:的|专题)?(?:汇报|报告)", self.text[start:end]))
                if not last:
                    continue
                gap, end = "[、；;]|以及|和(?=《)", start + last[-1].start()
                about = re.search("(?:关于|就)", self.text[start:end])
                start += about.end() if about else 0
            if colon and "；" not in self.text[start:end]:
                gap = "[、；;，]"
            for first, after in _split(self.text, start, end, gap):
                about = None if colon else _ABOUT.match(self.text, first, after)
                first = about.end() if about else first
                told = None if colon else _AS_REPORT.search(self.text, first, after)
                after = told.start() if told else after
                if after - first > 1:
                    ordinal += 1
                    yield ReportDraft(ordinal, self.copy.quote(first, after), self.copy.span(first, after))

    def units(self) -> Iterator[UnitDraft]:
        """The units named before 负责人 in a sentence on who attended, or after 参会单位：, each once."""
        seen: set[str] = set()
        for start, end, is_sure in [*self._attending(), *self._labelled(), *self._attending_plainly()]:
            for first, after in _split(self.text, start, end, r"[、，,；;](?![^()\n]{0,20}\))|以及|和|及"):
                tail = _TAIL.search(self.text[first:after])
                after -= len(tail[0]) if tail else 0
                words = self.text[first:after]
                if not 2 < len(words) <= 24 or _GENERIC.search(words) or words in seen or self._is_of_a_person(words):
                    continue
                if is_sure or _UNIT_END.search(words):
                    seen.add(words)
                    yield UnitDraft(self.copy.quote(first, after), self.copy.span(first, after))

    def _is_of_a_person(self, words: str) -> bool:
        """Whether the words name people or an office: 市长唐明, 总工兼营销部主任."""
        looks_like_name = len(words) == _NAME_LENGTH and words[0] in FAMILY and not _UNIT_END.search(words)
        return looks_like_name or bool(TITLE.search(words)) or any(name in words for name in self.people.roles)

    def _title_at(self) -> tuple[int, int] | None:
        for line in list(re.finditer(r"[^\n]+", self.text[:3000]))[:4]:
            sign = re.match(r"[ \t]*#*[ \t]*(?:标题[：:])?", line[0])
            start = line.start() + (sign.end() if sign else 0)
            words = self.text[start : line.end()].strip(" #")
            if (
                not words
                or words.startswith(("![", "http"))
                or _OF_THE_PAGE.search(words)
                or re.fullmatch(r"(?:会议|工作|学习)?(?:纪要|记录|通知|要闻|新闻|简报)?\W*", words)
            ):
                continue
            if (
                len(words) > 60
                or words.endswith(("。", "；", "：", "，"))
                or _LABEL.match(words)
                or re.fullmatch(r"[\d\s年月日:./-]+", words)
            ):
                return None
            return start, start + len(words)
        return None

    def _stamp(self) -> Mention | None:
        for mention in self.mentions:
            line_start = self.text.rfind("\n", 0, mention.start) + 1
            line_end = self.text.find("\n", mention.end)
            line = self.text[line_start : line_end if line_end >= 0 else len(self.text)]
            before = self.text[line_start : mention.start]
            if (
                mention.year
                and len(line) < 80
                and _STAMP.search(before)
                and not _DATE_LABEL.match(line)
                and not _HELD.search(line[len(before) :])
            ):
                return mention
        return None

    def _rank(self, mention: Mention) -> int:
        far = max(0, mention.start - _SENTENCE)
        line_start = max(self.text.rfind("\n", far, mention.start) + 1, far)
        start = max(line_start, self.text.rfind("。", far, mention.start) + 1)
        stop = _STOP.search(self.text, mention.end, mention.end + _SENTENCE)
        sentence = self.text[start : stop.start() if stop else mention.end + _SENTENCE]
        before = self.text[start : mention.start]
        if _DATE_LABEL.match(self.text[line_start : mention.end]):
            return 6
        if _NOT_THE_DAY.search(before[-20:]):
            return 0
        if re.match("(?:之?前|以来|起|止|前后)", self.text[mention.end : mention.end + 2]):
            return 0
        if self.title_at and self.title_at[0] <= mention.start < self.title_at[1]:
            return 5
        held = re.search("召开|举行|举办", sentence)
        if held:
            return 4 if mention.start < 1500 else 2
        if _HELD.search(sentence) or "会" in sentence:
            return 3 if mention.start < 400 else 1
        if mention.start < 600 and not before.strip():
            # The day that opens the story; or a line of its own, as under the title of a speech.
            return (
                1
                if re.fullmatch(
                    r"[\s()日一二三四五六星期上下午:\d]*", sentence[len(before) + mention.end - mention.start :]
                )
                else 2
            )
        return 0

    def _attending(self) -> Iterator[tuple[int, int, bool]]:
        for match in re.finditer("[^。\n]+", self.text):
            sentence = match[0]
            if not _ATTENDING.search(sentence) and not re.search("汇报", sentence):
                continue
            place, is_sure = 0, "参加" in sentence or "出席" in sentence
            for heads in _HEADS.finditer(sentence):
                clause = re.split(
                    "[；;]|(?:负责人|负责同志|领导|代表)[，,、]|会议|参加|出席|列席|以及|[：:]",
                    sentence[place : heads.start()],
                )[-1]
                yield match.start() + heads.start() - len(clause), match.start() + heads.start(), is_sure
                place = heads.end()

    def _attending_plainly(self) -> Iterator[tuple[int, int, bool]]:
        """青岛力神、无锡力神参加会议, or after 出席：, where each of them is a unit and none a person."""
        for match in _PLAINLY.finditer(self.text):
            found = "words" if match["words"] else "line"
            names = [self.text[slice(*each)] for each in _split(self.text, *match.span(found), "[、，,；;]|以及|和|及")]
            if (
                len(names) > 1
                and all(_UNIT_END.search(name) or _alike(name, names) for name in names)
                and not any(name in self.people.roles for name in names)
            ):
                yield *match.span(found), True

    def _labelled(self) -> Iterator[tuple[int, int, bool]]:
        for match in _LABELLED_UNITS.finditer(self.text):
            yield *match.span("words"), True


def _alike(name: str, names: list[str]) -> bool:
    """Whether another of the names ends in the same two characters, as the plants of one company do: 青岛力神、无锡力神."""
    return len(name) > 3 and sum(each.endswith(name[-2:]) for each in names) > 1


def _split(text: str, start: int, end: int, gap: str) -> Iterator[tuple[int, int]]:
    place = start
    for match in [*re.compile(gap).finditer(text, start, end), None]:
        first, after = place, match.start() if match else end
        while first < after and text[first] in "，、；： \t等了":
            first += 1
        while first < after and text[after - 1] in "，、；： \t等的。":
            after -= 1
        if first < after:
            yield first, after
        place = match.end() if match else end
