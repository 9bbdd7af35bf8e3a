"""The people Chinese minutes name: by full name, by title and surname, by title alone; and who 他 and 会议 are."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage.minutes.copies import CJK, Copy

MEETING: Final = "会议"
_FAMILY: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季成霍苗裴涂谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳阎穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米"
    "柏宗瞿桂全佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋骆殷常傅萧柯赖洪詹钮荀贡濮竺桓蒯习俸戢贲乜凤酆贝郗郦隗缑祢矫庹"
    "初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝类笪逄郇綦亓咸庾茆仉钭宦闾逯昌智幸奉植衡富尧闭由"
)
_TWO: Final = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|独孤|南宫|端木|宇文|长孙|闻人|轩辕|百里|呼延|澹台|申屠|拓跋|西门|仲孙|钟离|东郭|太史|公冶|濮阳|淳于|万俟|第五"
TITLES: Final = (
    "党委书记|党组书记|总支书记|支部书记|副书记|书记|常委|副主任|主任委员|主任|副主席|主席|副市长|市长|副县长|县长|副区长|区长|副镇长|镇长|副乡长|乡长|副省长|省长|副州长|州长|副部长|部长|副厅长|厅长|副局长|局长|副处长|处长|副科长|科长"
    "|副院长|院长|副校长|校长|副所长|所长|副站长|站长|副馆长|馆长|社长|副行长|行长|副董事长|董事长|常务副总裁|副总裁|总裁|常务副总经理|副总经理|总经理|副总监|总监|经理|总工程师|副总工程师|总会计师|总经济师|总法律顾问|安全总监|总工|副总|副组长|组长|副团长|团长"
    "|副队长|队长|副秘书长|秘书长|委员|副会长|会长|副理事长|理事长|监事长|理事|监事|董事|大使|参赞|副司长|司长|检察长|庭长|政委|司令员|参谋长|教授|副教授|研究员|院士|专员|负责人|负责同志|主要负责同志|成员|顾问|调研员|巡视员|督学|园长|班主任|支书|厂长|副厂长"
    "|矿长|车间主任|工程师|助理|总指挥|副总指挥|首席专家|首席运营官|首席财务官|首席技术官|首席执行官|发言人|主持人|纪检组长|纪委书记|工会主席|团委书记|村长|班长|所长|段长|分管领导|代表|干事|主管|台长|总编辑|主编|导师|大队长|支队长|中队长|局党组成员|党组成员|党委委员|工委书记|区委书记|县委书记|市委书记|省委书记|镇党委书记|主委|副主委|财务长|执行长|营运长|运营长|技术长|资讯长|协理|襄理|会计|律师|专家|领导|同志"
)
_TITLE: Final = re.compile(f"(?:{TITLES})$")
_TITLE_HERE: Final = re.compile(f"(?:{TITLES})")
SPEECH: Final = (
    "强调|指出|要求|表示|希望|提出|认为|部署|安排|号召|建议|讲话|致辞|致词|指示|重申|叮嘱|勉励|讲|说|谈|明确|传达|宣读|通报|汇报|总结|介绍|宣布|主持|出席|参加|列席|作|做|就|对|在|从|以|围绕|代表|带领|率|首先|还|也|最后|进行|发表|听取|回顾|结合|充分|向"
    "|分析|肯定|带队|陪同|来到|先后|主讲|为|解读|分别|一行|等|及|和|与|到|进一步|再次|同时|随后|接着|则|又|并|特别|着重|给|同|于|逐一|深入|聚焦|针对|点评|送|把|领学|受|因|指导|讲授|感谢|祝贺|阐述|要|应邀|亲自|现场|督导|调研|检查|走访|率队|简要|详细|全面|高度|担任|当选|任|是|带|主|率先|亦|均|都|将|介绍了|提|答|回应|补充|安|反馈|点|牵头|召集|负责|莅临|到会|赴|前往|布置|交代|下达|一起|共同|检验|会上|组织"
)
_FOLLOWS: Final = re.compile(f'[，。、；：:,;()（）“”"\\s《]|$|先生|女士|同志|{SPEECH}|(?:{TITLES})')
_LOOSE: Final = re.compile(
    "[和与及](?!出席|主持|参加|到会|强调|指出|要求|讲|作|做|在|就|对)|[等在就对从以到为向同说也还要是都将任做作]|主[持讲]|送给|把|强[调化]|安[排全]|出席|率|带[队领]"
)
"""What follows a name of two characters rather than being its third."""
_CLAUSE: Final = "，。；：！？\n,;:!?“”"
_SURNAME_TITLE: Final = re.compile(
    f"(?:(?<![{CJK}])|(?<=[部处科室局院]))(?P<family>[{_FAMILY}]|{_TWO})(?P<title>副?(?:书记|主任|主席|市长|县长|区长|镇长|乡长|省长|部长|厅长|局长|处长|科长|院长|校长|所长|站长|行长|总裁|总经理|经理|总监|总工|董事长|秘书长|会长|理事长|厂长|组长|总|董|工|院士|教授|委员|代表|老师))"
)
_LISTED: Final = re.compile("[、，。；,;\\s]|等|及|出席|主持|参加|到会|列席")
_BODY: Final = re.compile("[会室部门处科局组班办队站所司厂厅院校委市县区镇乡村省州街]$")
_TAKES_PART: Final = re.compile(
    "高度(?:评价|肯定|赞扬)|认真(?:听取|倾听)|详细(?:了解|询问|介绍)|仔细|实地|深入(?:[^，。；]{0,12}(?:调研|检查|走访))|带领|陪同|走访|察看|(?:逐一|一一|系统|全面)(?:总结|点评|分析|回顾)"
)
"""What people do at meetings and on visits; bodies do so too, so this tells a name only of three characters that is no body's."""
_OWNS: Final = re.compile(f"(?:{TITLES}|同志)?的")
_OFFICE: Final = re.compile(f"^[{CJK}]{{1,12}}(?:部|处|科|室|局|院|公司|集团|厂|中心|会|办)$")
_ACTS: Final = re.compile(f"[，。、；：:,\\s]|{SPEECH}")
_PRONOUN: Final = re.compile("(?<![其吉排])[他她](?!们|人|山|国|乡)")
_MEETING: Final = re.compile(
    "(?:(?:本次|此次|这次)?(?:会议|大会|全会|例会)|[^，。；：！？\n、“”]{0,24}?(?:会议|大会|座谈会|推进会|动员会|部署会|工作会|总结会|调度会|专题会|研讨会|务虚会|分析会|培训会|发布会|督导会|协调会|例会|全会|联席会))"
    "(?=上?[，,]?(?:还|也|并|同时|特别|着重|再次|进一步|最后)?(?:强调|指出|要求|明确|提出|号召|认为|决定|议定[事以：:]|部署|希望|就|对|对下|从))"
)
_TITLE_ONLY: Final = re.compile(
    f"(?:^|(?<=[{_CLAUSE}\\s]))(?:最后|会上|会议最后|随后)?(?P<title>[^，。；：！？\n、“”()要应的对把将了由向听]{{0,14}}?(?:主要领导|主要负责同志|主要负责人|负责同志|有关负责人|相关负责人|负责人|分管领导|领导|{TITLES}))(?=(?:在[^，。；：\n]{{1,30}}[上中时])?(?:还|也|同时|着重|特别|最后)?(?:强调|指出|要求|提出|希望|讲了|提[^，。；：\n]{{0,6}}(?:要求|希望|意见)|就[^，。；：\n]{{1,30}}(?:提|作出?部署)))"
)
_LEAD_IN: Final = re.compile(
    "^(?:[^，。；]{1,8}(?:[上中后时前]|[上下]午|晚上?|[当同]天|[当同次]日|期间)[，,]|(?:(?:会议?)?最后|会议(?!结束)|会上|随后|接着|会议结束[时前]|总结时)[，,]?)"
)
_IN_BRACKETS: Final = re.compile(f"[(（](?P<office>[^()（），。\n]{{0,14}}(?:{TITLES}))[)）]")
_LABEL: Final = re.compile(
    f"^[ \\t]*(?P<name>(?:{_TWO}|[{_FAMILY}])[{CJK}]{{1,2}})(?P<office>{_IN_BRACKETS.pattern.replace('?P<office>', '?:')})?[：:][ \\t]*\n\\s{{0,9}}(?:[(（]?1[)）.、]|①|[(（]?一[)）、])",
    re.M,
)
_LOOK_BACK: Final = 250
_LEADS: Final = re.compile(
    "^.*(?:会议由|由|参加会议的有|出席会议的有|参加的有|会议邀请|邀请|特邀|听取了?|陪同|与会的|还有|包括|以及|随后|最后|接着|会上|其中|分别是|主持人|当日|下午|上午|在)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks before a verb, and where the words for them begin. `who` is None for 他 and 她."""

    who: str | None
    start: int


class ChinesePeople:
    """Everybody a Chinese text names, and every place where they are meant."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.text = text = copy.text
        self.roles: dict[str, str | None] = {}
        self.shown: dict[str, str] = {}
        self.native_names: dict[str, str] = {}  # these names are native themselves
        named = self._whole_names(self._full_names())
        self._ends = sorted({place + len(name) for place, name in named})
        for place, name in named:
            role = self._role(place, name)
            self.roles[name] = self.roles.get(name) or role
            self.shown.setdefault(name, copy.quote(place, place + len(name)))
        self._sizes = sorted({len(name) for name in self.roles})
        self._mentions = sorted({*self._name_mentions(), *self._title_mentions()})
        self._places = [start for start, _, _ in self._mentions]
        self._mention_ends = {end for _, end, _ in self._mentions}
        self._pronouns = [match.start() for match in _PRONOUN.finditer(text)]
        self._titles = [(*match.span("title"), match["title"]) for match in _TITLE_ONLY.finditer(text)]
        for start, end, title in self._titles:
            self.shown.setdefault(title, copy.quote(start, end))
        self._meetings = [(match.start(), match.end()) for match in _MEETING.finditer(text)]

    def shown_as(self, name: str) -> str:
        """The name as the original writes it, in its own script."""
        return re.sub(rf"(?<=[{CJK}])\s+(?=[{CJK}])", "", self.shown.get(name, name))

    def subject(self, start: int, verb: int) -> Subject | None:
        """Who speaks in the sentence from `start` to the verb at `verb`: the last one named at the head of a clause."""
        start = max(start, verb - _LOOK_BACK)
        found: Subject | None = None
        first = bisect.bisect_left(self._places, start)
        for place, end, name in reversed(self._mentions[first : bisect.bisect_left(self._places, verb)]):
            owns = _OWNS.match(self.text, end)  # in 领会王明书记的讲话 he says nothing
            if end <= verb and not owns and self._heads_clause(start, place, end):
                found = Subject(name, place)
                break
        for place in self._pronouns[
            bisect.bisect_left(self._pronouns, start) : bisect.bisect_left(self._pronouns, verb)
        ]:
            before = self.text[max(start, place - 2) : place]
            if (found is None or place > found.start) and (
                place == start or before[-1:] in _CLAUSE or before.endswith(("时", "，", "后"))
            ):
                found = Subject(None, place)
        index = bisect.bisect_left(self._meetings, (start, 0))
        for place, end in self._meetings[index:]:
            if place >= verb:
                break
            is_quoted = re.search(
                "按照?|根据|落实|贯彻|对照|围绕|遵照|传达|学习|严格|召开|举行|主持|出席|参加|组织|结合|提请",
                self.text[place:end],
            )
            # In 总经理在例会上强调 the meeting is the place.
            is_place = self.text.startswith("上", end) and "在" in self.text[place + 1 : end]
            if end <= verb and not is_quoted and not is_place and (found is None or place > found.start):
                found = Subject(MEETING, place)
        if found is None:
            # The verb may stand right behind the title, so its own beginning counts.
            for place, end, title in self._titles[bisect.bisect_left(self._titles, (start, 0, "")) :]:
                if place >= verb:
                    break
                if end <= verb:
                    holders = [
                        name for name, role in self.roles.items() if role and re.search(f"(?<!副){title}$", role)
                    ]
                    found = Subject(holders[0] if len(holders) == 1 else title, place)
        return found

    def speaks_at(self, verb: int) -> bool:
        """Whether somebody is named right before the verb at `verb`: then it is no noun, as it may be in 总要求."""
        return verb in self._mention_ends

    def head(self, place: int) -> tuple[str, int] | None:
        """Who stands at `place`, or right behind the titles that stand there, and where the name ends."""
        first = bisect.bisect_left(self._places, place)
        for start, end, name in self._mentions[first : first + 1]:
            before = _LEAD_IN.sub("", self.text[place:start].strip()) if start - place < 50 else "?"
            if not before or (_TITLE.search(before) and not re.search("[，。；：的要]", before)):
                return name, end
        return None

    def titles_start(self, place: int) -> int:
        """Where the titles before the name at `place` begin, or else the name itself."""
        clause = max(self.text.rfind(sign, max(0, place - 60), place) for sign in "，；。") + 1
        return clause if clause and _TITLE.search(self.text[clause:place]) else place

    def leader_at_end(self, start: int, end: int) -> str | None:
        """Who these words name at their very end, if it is somebody with a title: 李总, 副局长王强."""
        first = bisect.bisect_left(self._places, start)
        for place, after, name in self._mentions[first : first + 1]:
            before = self.text[start:place].strip()
            if (
                after == end
                and (not before or _TITLE.search(before))
                and (before or name not in self.roles or self.roles[name])
            ):
                return name
        return None

    def title_in(self, words: str) -> str | None:
        """The title in "总经理在年会上的讲话", for a speech whose speaker is not named."""
        match = re.match(f"(?P<title>[^，。在]{{0,12}}(?:{TITLES}))在", words)
        return match["title"] if match else None

    def antecedent(self, start: int, place: int) -> str | None:
        """Who 他 at `place` is, when nobody has spoken since `start`: the last person that heads a clause before it."""
        start = max(start, place - 2 * _LOOK_BACK)
        first = bisect.bisect_left(self._places, start)
        for before, end, name in reversed(self._mentions[first : bisect.bisect_left(self._places, place)]):
            if self._heads_clause(start, before, end):
                return name
        return None

    def named_in(self, words: str) -> str | None:
        """The one person these words name; None for nobody or several."""
        names = {words[start : start + size] for start in range(len(words)) for size in self._sizes}
        named = names & self.roles.keys()
        return named.pop() if len(named) == 1 else None

    def _full_names(self) -> list[tuple[int, str]]:
        """Places of full names: after a title, before 同志 or a title, or at the head of a clause before a verb of speech."""
        found: list[tuple[int, str]] = []
        for match in re.finditer(f"(?:{TITLES})(?:、|兼)?(?=[{CJK}])", self.text):
            if match[0][-1] in "、兼":
                continue
            name = self._name_at(match.end())
            if name:
                found.append((match.end(), name))
        pattern = f"(?:^|(?<=[，。；：！？\n、“”:;,\\s由对|-]))(?=[{_FAMILY}]|{_TWO})"
        for match in re.finditer(pattern, self.text, re.M):
            name = self._name_at(match.start(), strict=True)
            if name:
                found.append((match.start(), name))
        found += [
            (match.start("name"), match["name"])
            for match in _FOREIGN.finditer(self.text)
            if (_FOLLOWS if match["title"] else _SPEAKS).match(self.text, match.end())
        ]
        return [*found, *self._labelling(), *self._borne_out()]

    def _labelling(self) -> Iterator[tuple[int, str]]:
        """Names that stand alone on a line over a list, with an office in brackets or named in the text besides."""
        for match in _LABEL.finditer(self.text):
            name = match["name"]
            known = match["office"] or self.text.count(name) > 1
            if known and not (_NOT_A_NAME.search(name) or _BODY.search(name) or _TITLE.search(name)):
                yield match.start("name"), name

    def _borne_out(self) -> list[tuple[int, str]]:
        """Names of rare families: two or three characters behind a title that also speak, at the head of a clause or behind one."""
        listed = re.finditer(f"(?:{TITLES})(?P<two>[{CJK}]{{2}})(?P<third>[{CJK}])?", self.text)
        behind: dict[str, list[int]] = {}
        spoken: list[tuple[int, str]] = []
        for match in listed:
            for name in dict.fromkeys((match["two"], match["two"] + (match["third"] or ""))):
                place = match.start("two")
                if _NOT_A_NAME.search(name) or _BODY.search(name) or _TITLE.search(name):
                    continue
                if _LISTED.match(self.text, place + len(name)):
                    behind.setdefault(name, []).append(place)
                elif _SPEAKS.match(self.text, place + len(name)):
                    spoken.append((place, name))
        spoken = [(place, name) for place, name in spoken if name in behind]
        spoken += [
            (match.start(), name)
            for match in re.finditer(f"(?:^|(?<=[{_CLAUSE}\\s]))[{CJK}]", self.text, re.M)
            for name in {self.text[match.start() : match.start() + size] for size in (2, 3)} & behind.keys()
            if _SPEAKS.match(self.text, match.start() + len(name))
        ]
        return spoken + [(place, name) for name in {name for _, name in spoken} for place in behind[name]]

    def _whole_names(self, named: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Without names cut short: 任叶和出席 may read as 任叶 and others, but where every 任叶 goes on as 任叶和 that is the name."""
        names = {name for _, name in named}
        longer = {name[:-1]: name for name in names if len(name) > 2}
        cut = {short: longer[short] for short in names & longer.keys()}
        sizes = {len(short) for short in cut}
        for match in re.finditer(f"[{''.join({short[0] for short in cut})}]", self.text) if cut else ():
            for size in sizes:
                short = self.text[match.start() : match.start() + size]
                if short in cut and not self.text.startswith(cut[short], match.start()):
                    del cut[short]
        return [(place, cut.get(name, name)) for place, name in named]

    def _name_at(self, place: int, strict: bool = False) -> str | None:
        """The full name that begins here: a known family name, one or two more characters, and then something that may follow.

        `strict` wants a verb of speech or a title after it, for names that no title announces.
        """
        text = self.text
        family = 2 if re.match(_TWO, text[place : place + 2]) else 1
        if text[place : place + 1] not in _FAMILY and family == 1:
            return None
        fitting = []
        for size in (family + 1, family + 2):
            name = text[place : place + size]
            if (
                len(name) < size
                or not re.fullmatch(f"[{CJK}]+", name)
                or _TITLE.search(name)
                or _NOT_A_NAME.search(name)
            ):
                continue
            pattern = _SPEAKS if strict else _FOLLOWS
            acts = strict and size == family + 2 and not _BODY.search(name) and _TAKES_PART.match(text, place + size)
            if acts or pattern.match(text, place + size):
                fitting.append(name)
        if not fitting:
            return None
        if len(fitting) == 2:
            if (title := _TITLE_HERE.match(text, place + family + 1)) and len(title[0]) > 1:
                return fitting[0]  # 彭毅总经理 is 彭毅
            after = text[place + family + 2 : place + family + 3]
            return fitting[0] if _LOOSE.match(text, place + family + 1) and after not in "，。、；：" else fitting[1]
        return fitting[0]

    def _role(self, place: int, name: str) -> str | None:
        """The titles before a name, back to the head of the clause; or the title right after it."""
        start = place
        while start > 0 and self.text[start - 1] not in _CLAUSE and place - start < 60:
            start -= 1
        before = self.text[start:place]
        lead = _LEADS.match(before)
        role_start = start + (lead.end() if lead else 0)
        # In "总经理李明、副总经理王燕" the second role begins after the first name.
        other = bisect.bisect_right(self._ends, place) - 1
        if other >= 0 and role_start < self._ends[other] <= place:
            role_start = self._ends[other]
        while role_start < place and self.text[role_start] in "、和及 ":
            role_start += 1
        role = self.text[role_start:place]
        if role and _TITLE.search(role) and role != "同志":
            return self.copy.quote(role_start, place)
        if bracketed := _IN_BRACKETS.match(self.text, place + len(name)):
            return self.copy.quote(*bracketed.span("office"))
        after = _TITLE_HERE.match(self.text, place + len(name))
        return self.copy.quote(*after.span()) if after and after[0] != "同志" else None

    def _name_mentions(self) -> list[tuple[int, int, str]]:
        if not self.roles:
            return []
        sizes: dict[str, set[int]] = {}
        for name in self.roles:
            sizes.setdefault(name[0], set()).add(len(name))
        longest_first = {first: sorted(found, reverse=True) for first, found in sizes.items()}
        found, past = list[tuple[int, int, str]](), 0
        for match in re.finditer(f"[{re.escape(''.join(sizes))}]", self.text):
            start = match.start()
            for size in longest_first[match[0]] if start >= past else ():
                if (name := self.text[start : start + size]) in self.roles:
                    found.append((start, start + size, name))
                    past = start + size
                    break
        return found

    def _title_mentions(self) -> list[tuple[int, int, str]]:
        """徐市长: the one person of that family name and title, or else that very form."""
        found = []
        families: dict[str, list[str]] = {}
        for name in self.roles:
            for size in (1, 2):
                families.setdefault(name[:size], []).append(name)
        for match in _SURNAME_TITLE.finditer(self.text):
            alike = families.get(match["family"], [])[:50]
            fitting = [name for name in alike if match["title"] in (self.roles[name] or "")]
            if not fitting and not _ACTS.match(self.text, match.end()):
                continue  # 高校长期 names nobody
            fitting = fitting or alike
            self.shown.setdefault(match[0], self.copy.quote(*match.span()))
            found.append((*match.span(), fitting[0] if len(fitting) == 1 else match[0]))
        return found

    def _heads_clause(self, start: int, place: int, end: int) -> bool:
        """Whether the name stands where a subject does: at the head of its clause, or after its titles there."""
        if place == start or self.text[place - 1] in _CLAUSE:
            return True
        clause = place
        while clause > start and self.text[clause - 1] not in _CLAUSE:
            clause -= 1
        before = self.text[clause:place]
        if re.search("听取了?[^，。]*$", before):
            return False  # who is heard reports
        if re.search(
            "(?:陪同|邀请|按照|根据|对|把|将|向|给|与|和|同|学习|传达|感谢)[^，。]*$", before
        ) and not _TITLE.search(before):
            return False
        return bool(
            _TITLE.search(before)
            or _OFFICE.search(before)
            or re.search("(?:时|后|中|上|由|会上|最后|随后|接着|首先|同志|、|\\s)$", before)
        )


_SPEAKS: Final = re.compile(
    f"(?:同志|先生|女士)?(?:为大家|给大家|向大家|跟大家|最后|还|又|也|则|在[^，。；\n]{{1,30}}[时中上]|代表[^，。；\n]{{1,30}}|首先|充分|特别|着重|再次|进一步|一行|同时|现场|指出并|结合[^，。；\n]{{1,20}}|围绕[^，。；\n]{{1,20}}|就[^，。；\n]{{1,40}}|对[^，。；\n]{{1,40}})?[，,：:]?"
    "(?:强调|指出|要求|表示|希望|提出|认为|部署|号召|建议|讲话|致辞|指示|重申|出席|主持|传达|通报|汇报|总结|介绍|宣读|宣布|作了|做了|叮嘱|勉励|嘱咐|责成|敦促|归纳|抛出|鼓劲|打气|收尾|交代|布置|叮咛|留下|作出|作讲话|作重要|作总结|肯定|发表|参加|分析|解读|安排|讲|谈|进行|充分|号召|致|回顾|围绕|结合|听取)"
    f"|(?:{TITLES})(?:[，,：:]|(?:[则还也又均都]|最后|同时)?(?:{SPEECH}))"
)
# Names in Latin letters, and names of other languages written in Chinese: Anna Berg, 约翰·史密斯.
_FOREIGN: Final = re.compile(
    f"(?:(?P<title>{TITLES})|^|(?<=[{_CLAUSE}\\s由]))(?P<name>[A-Z][A-Za-z.'’-]*[a-z](?:[ \\t]+[A-Z][A-Za-z.'’-]*){{0,3}}|[{CJK}]{{1,5}}[·•・][{CJK}]{{1,6}}?(?={SPEECH}|(?:{TITLES})|[，、；。]))",
    re.M,
)
_NOT_A_NAME: Final = re.compile(
    "副$|^.[总董]$|^(?:安[排心装置]|周[密到]|广[泛大]|成功|连日|解[决放]|申[报请]|巩固|满怀|从严|高[位标]|严[谨明]|鲜明|万众|时[刻时]|强[基力]|明[晰察]|牢记|平[等常]|石化|水务|农机|温暖|查[找摆]|相互|全[程域]|党[风群性]|师[德范]|常抓|程序|费用|高级|党政|宣传|商务|农业|水利|文化|纪检|纪委|团委|支部|综合|经济|成本)|[的了是在将把被也都不要日员们各第后下]|会议|会上|(?:项目|各项|事项|专项|班子|常态|常务|常规|通常|洪水|洪涝|防汛|全体|全市|全省|应当|同时|相关|有关|工作|单位|部门|高度|充分|任务|公司|明确|严格|安全|平台|方面|成员|强调|指出|要求|主持|出席|认真|文件|金融|易于|石油|华为|关于|关键|管理|马上|何时|万元|国家|中央|党委|党组|支部|支持|海外|任何|相应|连续|连接|单独|成立|成果|成绩|和谐|平稳|时间|信息|利用|智能|幸福|元旦|干部|公布|计划|全面|全力|全员|居民)"
)
