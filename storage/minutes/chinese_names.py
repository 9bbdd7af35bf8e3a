"""The people Chinese minutes name: by full name, by title and surname, by title alone; and who 他 and 会议 are."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage.minutes.chinese_name_signs import (
    ACTS,
    ATTENDING,
    BODY,
    CLAUSE,
    DEED_NEXT,
    FAMILY,
    FOLLOWS,
    FOREIGN,
    IN_BRACKETS,
    LABEL,
    LEAD_IN,
    LEADS,
    LISTED,
    LOOSE,
    MEETING_SPEAKS,
    NOT_A_NAME,
    OFFICE,
    OWNS,
    PARTED,
    PRESIDES,
    PRONOUN,
    SPEAKS,
    SURNAME_TITLE,
    TAKES_PART,
    TITLE,
    TITLE_HERE,
    TITLE_ONLY,
    TITLES,
    TWO,
    XIANG,
)
from storage.minutes.copies import CJK, Copy
from storage.minutes.script import simplified

MEETING: Final = "会议"
_LOOK_BACK: Final = 250


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
        self._offices: dict[str, str] = {}  # the roles as the text read writes them
        self.shown: dict[str, str] = {}
        self.native_names: dict[str, str] = {}  # these names are native themselves
        named = self._whole_names(self._full_names())
        self._ends = sorted({place + len(name) for place, name in named})
        for place, name in named:
            role, known = self._role(place, name), self.roles.get(name)
            # 学校领导李明、王芳出席 says less than 党委书记李明.
            self.roles[name] = role if role and (not known or known.endswith("领导")) else known
            self._offices[name] = simplified(self.roles[name] or "")
            self.shown.setdefault(name, copy.quote(place, place + len(name)))
        parted = list(self._parted())
        self._sizes = sorted({len(name) for name in self.roles})
        self._mentions = sorted({*self._name_mentions(), *self._title_mentions(), *parted})
        self._places = [start for start, _, _ in self._mentions]
        self._mention_ends = {end for _, end, _ in self._mentions}
        self._pronouns = [match.start() for match in PRONOUN.finditer(text)]
        self._titles = [(*match.span("title"), match["title"]) for match in TITLE_ONLY.finditer(text)]
        for start, end, title in self._titles:
            self.shown.setdefault(title, copy.quote(start, end))
        self._presiding = self._presides()
        self._meetings = [(match.start(), match.end()) for match in MEETING_SPEAKS.finditer(text)]

    def shown_as(self, name: str) -> str:
        """The name as the original writes it, in its own script."""
        return re.sub(rf"(?<=[{CJK}])\s+(?=[{CJK}])", "", self.shown.get(name, name))

    def subject(self, start: int, verb: int) -> Subject | None:
        """Who speaks in the sentence from `start` to the verb at `verb`: the last one named at the head of a clause."""
        start = max(start, verb - _LOOK_BACK)
        found: Subject | None = None
        first = bisect.bisect_left(self._places, start)
        for place, end, name in reversed(self._mentions[first : bisect.bisect_left(self._places, verb)]):
            owns = OWNS.match(self.text, end)  # in 领会王明书记的讲话 he says nothing
            if end <= verb and not owns and self._heads_clause(start, place, end):
                found = Subject(name, place)
                break
        for place in self._pronouns[
            bisect.bisect_left(self._pronouns, start) : bisect.bisect_left(self._pronouns, verb)
        ]:
            before = self.text[max(start, place - 2) : place]
            if (found is None or place > found.start) and (
                place == start or before[-1:] in CLAUSE or before.endswith(("时", "，", "后"))
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
                        name
                        for name, office in self._offices.items()
                        if re.search(f"(?<!副){title}(?:$|[、，兼])", office)
                    ]
                    if self._presiding and re.fullmatch("(?:会议)?(?:主席|主持人|召集人)", title):
                        holders = [self._presiding]
                    found = Subject(holders[0] if len(holders) == 1 else title, place)
        return found

    def speaks_at(self, verb: int) -> bool:
        """Whether somebody is named right before the verb at `verb`: then it is no noun, as it may be in 总要求."""
        return verb in self._mention_ends

    def head(self, place: int) -> tuple[str, int] | None:
        """Who stands at `place`, or right behind the titles that stand there, and where the name ends."""
        first = bisect.bisect_left(self._places, place)
        for start, end, name in self._mentions[first : first + 1]:
            before = LEAD_IN.sub("", self.text[place:start].strip()) if start - place < 50 else "?"
            if not before or (TITLE.search(before) and not re.search("[，。；：的要]", before)):
                return name, end
        return None

    def titles_start(self, place: int) -> int:
        """Where the titles before the name at `place` begin, or else the name itself."""
        clause = max(self.text.rfind(sign, max(0, place - 60), place) for sign in "，；。") + 1
        return clause if clause and TITLE.search(self.text[clause:place]) else place

    def leader_at_end(self, start: int, end: int) -> str | None:
        """Who these words name at their very end, if it is somebody with a title: 李总, 副局长王强."""
        first = bisect.bisect_left(self._places, start)
        for place, after, name in self._mentions[first : first + 1]:
            before = self.text[start:place].strip()
            if (
                after == end
                and (not before or TITLE.search(before))
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
        pattern = f"(?:^|(?<=[，。；：！？\n、“”:;,\\s由对|-]))(?=[{FAMILY}]|{TWO})"
        for match in re.finditer(pattern, self.text, re.M):
            name = self._name_at(match.start(), strict=True)
            if name:
                found.append((match.start(), name))
        found += [
            (match.start("name"), match["name"])
            for match in FOREIGN.finditer(self.text)
            # Behind a title a name in Latin letters ends where they end, whatever follows.
            if (match["title"] and match["name"].isascii())
            or (FOLLOWS if match["title"] else SPEAKS).match(self.text, match.end())
        ]
        found += [(match.start("name"), match["name"]) for match in XIANG.finditer(self.text)]
        presiding = ((label.end(), self._name_at(label.end())) for label in PRESIDES.finditer(self.text))
        found += [(place, name) for place, name in presiding if name]
        return [*found, *self._attending(), *self._labelling(), *self._borne_out()]

    def _attending(self) -> Iterator[tuple[int, str]]:
        """Names that stand alone in the list of who attended: 参会人员：高立、林悦、各单位负责人."""
        for label in ATTENDING.finditer(self.text):
            for piece in re.finditer(f"(?<=[、，,；;：:\\s])[{CJK}]{{2,4}}(?=[、，,；;。\\s]|$)", label["who"]):
                name = piece[0]
                size = 2 if re.match(TWO, name) else 1
                is_named = (size == 2 or name[0] in FAMILY) and size < len(name) <= size + 2
                if is_named and not (NOT_A_NAME.search(name) or BODY.search(name) or TITLE.search(name)):
                    yield label.start("who") + piece.start(), name

    def _presides(self) -> str | None:
        """Who 主席 is: whoever is named behind that label."""
        for label in PRESIDES.finditer(self.text):
            first = bisect.bisect_left(self._places, label.end())
            for start, _, name in self._mentions[first : first + 1]:
                if start == label.end():
                    return name
        return None

    def _parted(self) -> Iterator[tuple[int, int, str]]:
        """Who presides under a name that stands on both sides of the office; notes name and role."""
        for label in PRESIDES.finditer(self.text):
            if match := PARTED.match(self.text, label.end()):
                name = match["family"] + match["given"]
                self.roles[name] = self.copy.quote(*match.span("office"))
                self._offices[name] = match["office"]
                self.shown[name] = self.copy.quote(*match.span("family")) + self.copy.quote(*match.span("given"))
                yield *match.span(), name

    def _labelling(self) -> Iterator[tuple[int, str]]:
        """Names that stand alone on a line over a list, with an office in brackets or named in the text besides."""
        for match in LABEL.finditer(self.text):
            name = match["name"]
            known = match["office"] or self.text.count(name) > 1
            if known and not (NOT_A_NAME.search(name) or BODY.search(name) or TITLE.search(name)):
                yield match.start("name"), name

    def _borne_out(self) -> list[tuple[int, str]]:
        """Names of rare families: two or three characters behind a title that also speak, at the head of a clause or behind one."""
        listed = re.finditer(f"(?:{TITLES})(?P<two>[{CJK}]{{2}})(?P<third>[{CJK}])?", self.text)
        behind: dict[str, list[int]] = {}
        spoken: list[tuple[int, str]] = []
        for match in listed:
            for name in dict.fromkeys((match["two"], match["two"] + (match["third"] or ""))):
                place = match.start("two")
                if NOT_A_NAME.search(name) or BODY.search(name) or TITLE.search(name):
                    continue
                if LISTED.match(self.text, place + len(name)):
                    behind.setdefault(name, []).append(place)
                elif SPEAKS.match(self.text, place + len(name)):
                    spoken.append((place, name))
        spoken = [(place, name) for place, name in spoken if name in behind]
        spoken += [
            (match.start(), name)
            for match in re.finditer(f"(?:^|(?<=[{CLAUSE}\\s]))[{CJK}]", self.text, re.M)
            for name in {self.text[match.start() : match.start() + size] for size in (2, 3)} & behind.keys()
            if SPEAKS.match(self.text, match.start() + len(name))
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
        family = 2 if re.match(TWO, text[place : place + 2]) else 1
        if text[place : place + 1] not in FAMILY and family == 1:
            return None
        fitting = []
        for size in (family + 1, family + 2):
            name = text[place : place + size]
            if len(name) < size or not re.fullmatch(f"[{CJK}]+", name) or TITLE.search(name) or NOT_A_NAME.search(name):
                continue
            pattern = SPEAKS if strict else FOLLOWS
            acts = strict and size == family + 2 and not BODY.search(name) and TAKES_PART.match(text, place + size)
            if acts or pattern.match(text, place + size):
                fitting.append(name)
        if not fitting:
            return None
        if DEED_NEXT.match(text, place + family + 1):
            return text[place : place + family + 2]
        if len(fitting) == 2:
            if (title := TITLE_HERE.match(text, place + family + 1)) and len(title[0]) > 1:
                return fitting[0]  # 彭毅总经理 is 彭毅
            after = text[place + family + 2 : place + family + 3]
            return fitting[0] if LOOSE.match(text, place + family + 1) and after not in "，。、；：" else fitting[1]
        return fitting[0]

    def _role(self, place: int, name: str) -> str | None:
        """The titles before a name, back to the head of the clause; or the title right after it."""
        start = place
        while start > 0 and self.text[start - 1] not in CLAUSE and place - start < 60:
            start -= 1
        before = self.text[start:place]
        lead = LEADS.match(before)
        role_start = start + (lead.end() if lead else 0)
        # In "总经理李明、副总经理王燕" the second role begins after the first name.
        other = bisect.bisect_right(self._ends, place) - 1
        if other >= 0 and role_start < self._ends[other] <= place:
            role_start = self._ends[other]
        while role_start < place and self.text[role_start] in "、和及 ":
            role_start += 1
        role = self.text[role_start:place]
        if role and TITLE.search(role) and role != "同志":
            return self.copy.quote(role_start, place)
        if bracketed := IN_BRACKETS.match(self.text, place + len(name)):
            return self.copy.quote(*bracketed.span("office"))
        after = TITLE_HERE.match(self.text, place + len(name))
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
        for match in SURNAME_TITLE.finditer(self.text):
            alike = families.get(match["family"], [])[:50]
            fitting = [name for name in alike if match["title"] in self._offices[name]]
            if not fitting and (match["family"] == "向" or not ACTS.match(self.text, match.end())):
                continue  # 高校长期 names nobody, and 向院长汇报 nobody of that name
            fitting = fitting or alike
            self.shown.setdefault(match[0], self.copy.quote(*match.span()))
            found.append((*match.span(), fitting[0] if len(fitting) == 1 else match[0]))
        return found

    def _heads_clause(self, start: int, place: int, end: int) -> bool:
        """Whether the name stands where a subject does: at the head of its clause, or after its titles there."""
        if place == start or self.text[place - 1] in CLAUSE:
            return True
        clause = place
        while clause > start and self.text[clause - 1] not in CLAUSE:
            clause -= 1
        before = self.text[clause:place]
        if re.search("听取了?[^，。]*$", before):
            return False  # who is heard reports
        if re.search(
            "(?:陪同|邀请|按照|根据|对|把|将|向|给|与|和|同|学习|传达|感谢)[^，。]*$", before
        ) and not TITLE.search(before):
            return False
        return bool(
            TITLE.search(before)
            or OFFICE.search(before)
            or re.search("(?:时|后|中|上|由|会上|最后|随后|接着|首先|同志|、|\\s)$", before)
        )
