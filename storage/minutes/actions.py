"""Action items, as note takers write them in English and Chinese: labels, sections, checkboxes, tables, bold, "Owner: task".

The owner and the due day are taken only where the text names them. A line is read once, by the plainest sign it carries.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.minutes.copies import CJK, Copy
from storage.minutes.dates import chinese_mentions, english_mentions, is_day_first
from storage.minutes.drafts import ActionDraft, Span
from storage.minutes.english_words import BASE_VERBS
from storage.minutes.tables import Table, tables_of

_LABEL: Final = re.compile(
    r"^[\W_]{0,16}?(?:<[\w-]{1,20}>\s*|\[?(?:NEW|new|PENDING|DONE)\]?\W*)?(?P<label>actions?(?:\s*[- ]?\s*(?:items?|points?))?|next\s+steps?|follow[- ]?ups?|to[- ]?do|TODO|(?-i:AI|AP|ACTION)|行动项|行动事项|待办事项?|跟进事项|后续事项)"
    r"(?P<number>\s*#?\d{1,3}(?:[.-]\d{1,3})?)?"
    r"[\s*_]*(?:\(\s*(?P<paren>[^()\n]{1,40})\)|\[\s*(?P<square>[^\]\n]{1,40})\]|(?:for|on|by|to|@)\s+(?P<for>[^:\n]{1,40}?))?[\s*_\])]*"
    r"(?P<name>(?-i:\s[A-Z][a-z]+)(?:(?-i:\s[A-Z][a-z]+)|(?=:)))?(?:[:：]+|\s[-–—]\s|(?<=[\])])\s|(?<=\*\*)\s(?=\S))[\s*_]*",
    re.I,
)
_INLINE_LABEL: Final = re.compile(
    r"(?<=[.;。；)])\s+[*_]*(?:ACTION(?:\s+ITEM)?|Action(?:\s+[Ii]tem)?|AI)[*_]*\s*[:：]+[*_]*\s+"
)
_SECTION: Final = re.compile(
    r"^\W{0,12}(?:(?:new|open|agreed|list\s+of|summary\s+of|key|main)\s+)*(?:action(?:s|\s*items?|\s*points?)(?:\s+(?:required|agreed|list|summary|arising|taken|from\s+(?:this|the|today's)\s+(?:meeting|call|session)))?"
    r"|actions?\s*(?:&|and|/)\s*(?:next\s+steps|owners|decisions|follow[- ]?ups)|next\s+steps|follow[- ]?ups?|to[- ]?dos?|todo\s+list|tasks?|assignments|待办(?:事项)?|行动项|行动计划|跟进事项|后续工作|任务清单|任务分工)\W*$",
    re.I,
)
_HEADING: Final = re.compile(
    r"^\s*(?:#{1,6}\s+(?P<marked>.+)|(?P<bold>\*\*[^*\n]{2,60}\*\*:?|__[^_\n]{2,60}__:?)|(?P<colon>[^\W\d_][^:：\n.]{1,50})[:：])\s*$"
)
_CHECKBOX: Final = re.compile(
    r"^(?P<indent>\s{0,80})(?:(?:[-*+•]|\d{1,3}[.)])\s{0,8})?(?:\[(?P<mark>[ xX✓✔])\]|(?P<box>[☐☑☒✅])\ufe0f?)\s*(?P<text>\S.*)$"
)
_BULLET: Final = re.compile(r"^(?P<indent>\s*)(?:[-*+•·●○▪–]|\d{1,3}[.)、]|[(（]\d{1,2}[)）])\s+(?P<text>\S.*)$")
_NO_LIST: Final = re.compile(
    r"\b(?:agenda|attend|present|participants|apologies|links|recording|registration|schedule|logistics|resources|references|review(?:\s+of)?\s+(?:previous|last|past|open|old|action)|previous|last\s+(?:meeting|week)|completed|done|closed|finished|accomplish|progress|decisions?)\w*"
    r"|(?:已完成|议程|参加人员|参会人员|出席|议题|上次|决议)",
    re.I,
)
_FINISHED: Final = re.compile(
    r"\b(?:completed|done|closed|finished|accomplished|accomplishments|resolved|progress\s+since)\b|已完成|已办结", re.I
)
_NOTHING: Final = re.compile(
    r"^\W{0,12}(?:none|n/?a|nil|nothing|no\s+(?:new\s+)?(?:action|items?|actions)\b.*|tbd|无|暂无)?\W*$", re.I
)
_BOLD: Final = re.compile(r"\*\*(?P<text>[^*\n]{12,400})\*\*|__(?P<text2>[^_\n]{12,400})__")
_TAKES: Final = re.compile(
    r"^\W{0,12}(?P<owner>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})\s+(?:is\s+|will\s+be\s+|has\s+)?(?:tak(?:ing|es|en)|took|will\s+take|takes\s+on|volunteer(?:s|ed))\b[^.\n]{0,80}\baction(?:\s+item)?\b",
)
_PEOPLE: Final = r"(?:[A-Z@][\w.'’-]*|de|van|von)(?:\s+(?:[A-Z@][\w.'’-]*|de|van|von)){0,3}"
_OWNERS: Final = rf"{_PEOPLE}(?:\s*(?:,|&|/|\+|and)\s*{_PEOPLE}){{0,4}}"
_GROUP: Final = r"(?:(?:all|the|each|both|every)\s+)?(?:[\w-]+\s+){0,2}(?:teams?|chairs?|everyone|everybody|all|groups?|committee|board|editors?|members|owners|leads|maintainers|authors?|champions|staff|office|participants)"
_DOES: Final = re.compile(
    rf"^(?i:(?:(?:the\s+)?(?:group|team|committee|all|we)\s+)?agreed(?:\s+that|:)?\s+)?(?P<owner>{_OWNERS}|(?i:{_GROUP}))(?:\s*\([^()\n]{{1,30}}\))?,?\s+"
    r"(?:to|will|shall|should|must|(?:has\s+)?agree[ds]?\s+to|is\s+to|are\s+to|needs?\s+to|volunteered\s+to|offered\s+to|promised\s+to|is\s+going\s+to|(?:has\s+)?commit(?:s|ted)\s+to|(?:has\s+)?undert(?:ook|akes)\s+to)\s+[a-z]"
)
_AGREED_LATER: Final = re.compile(
    rf"[,;.]\s+(?P<owner>{_OWNERS})\s+(?:agreed\s+to|volunteered\s+to|offered\s+to|to|will)\s+[a-z]"
)
_OWNER_FIRST: Final = re.compile(
    rf"^[*_\[(@]*(?P<owner>{_OWNERS})[*_\])]*\s*(?::|：|\s[-–—]|\s*[-–—]>)[*_]*\s+(?P<task>\S.*)$"
)
_OWNER_NAMED: Final = re.compile(
    r"[(\[（【]?\s*\b(?:owners?|assignees?|assigned\s+to|responsible(?:\s+(?:person|party))?|who|lead|DRI)\b\s*[:：=]\s*(?P<owner>(?:(?!\s[-–—]\s)[^\n,;，；)\]）】|]){1,40})[)\]）】]?"
    r"|[(\[（【]?\s*(?:责任人|负责人|责任单位|牵头人|牵头单位|负责|责任部门)\s*[:：]\s*(?P<zh>[^\n,;，；。)\]）】|]{1,30})[)\]）】]?",
    re.I,
)
_OWNER_LAST: Final = re.compile(
    rf"\s*(?:[(\[]\s*@?(?P<paren>{_OWNERS})\s*[)\]]|[-–—]\s*@?(?P<dash>{_PEOPLE})|@(?P<at>[\w.-]+))\s*\.?$"
)
_DUE_NAMED: Final = re.compile(
    r"[(\[（【]?\s*(?:\b(?:due(?:\s+(?:date|by|on))?|deadline|by\s+when|target\s+date|ETA)\b\s*[:：=]?|(?:完成时间|完成时限|截止时间|截止日期|截止|时限|期限)\s*[:：]?)\s*(?P<due>[^\n,;；)\]）】|]{2,40})[)\]）】]?",
    re.I,
)
_WHEN: Final = (
    r"(?:the\s+)?(?:end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:day|week|month|quarter|year|sprint|today|\w+)|next\s+(?:week|month|meeting|call|quarter|year|sprint|\w+day)|this\s+(?:week|month|\w+day)|tomorrow|today|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|EO[DWMQY]|COB|(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\b|(?:early|mid|late)[- ]\w+|Q[1-4]|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_DUE: Final = re.compile(
    rf"\b(?P<due>(?:by|before|until|no\s+later\s+than|on\s+or\s+before)\s+{_WHEN}|(?:with)?in\s+(?:\d{{1,2}}|a|one|two|three|four|six)\s+(?:business\s+|working\s+)?(?:days?|weeks?|months?)"
    rf"|starting\s+\w+day|(?:next|this)\s+(?:week|month|\w+day)|EO[DWMQ]|ASAP|as\s+soon\s+as\s+possible|when\s+the\s+time\s+is\s+right|tomorrow|before\s+(?:the\s+)?(?:next|our|this)\s+[\w\s]{{3,25}}?(?=[.,;]|$))(?!\w)"
    r"|(?P<zh>(?:本周|下周|本月|下月|月|年|季度|周)(?:[一二三四五六日天]|底|末|内)(?:之?前)?|\d{1,2}月底前?|明天|后天|尽快)",
    re.I,
)
_BEFORE_DATE: Final = re.compile(
    r"\b(?:by|before|until|due|on|no\s+later\s+than|deadline|target)\W{0,3}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?$",
    re.I,
)
_ACTION_COLUMN: Final = re.compile(
    r"\b(?:actions?(?:\s+items?|\s+points?)?|tasks?|to[- ]?dos?|follow[- ]?ups?|next\s+steps?|deliverables?)\b|事项|任务|待办|工作内容|措施|行动",
    re.I,
)
_TEXT_COLUMN: Final = re.compile(r"\b(?:description|details?|what|item|summary|work)\b|内容|说明", re.I)
_OWNER_COLUMN: Final = re.compile(
    r"\b(?:owners?|who|assignees?|assigned(?:\s+to)?|responsible|responsibility|lead|DRI|person|champion)\b|责任|负责|牵头|承办",
    re.I,
)
_DUE_COLUMN: Final = re.compile(
    r"\b(?:due|deadline|when|by\s+when|target|ETA|date|timeline|timing)\b|时间|时限|期限|截止", re.I
)
_STATE_COLUMN: Final = re.compile(r"\b(?:status|state|done|progress|complete[d]?)\b|状态|进展|完成情况", re.I)
_OTHER_TABLE: Final = re.compile(r"\bdecisions?\b|决议|决定", re.I)
_DONE_WORD: Final = re.compile(
    r"^\W*(?:done|completed?|closed|finished|yes|✓|✔|✅|☑|已完成|完成|已办结|办结)\b|^\W*[✓✔✅☑]", re.I
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    section: str
    """The heading or label the line stands under, in its own words; empty at the top."""
    parent: str
    """The bullet it is nested in, if any."""


class Actions:
    """Reads the action items of one reading copy (emphasis kept). `held_on` dates days that are given without a year."""

    def __init__(self, copy: Copy, held_on: date | None) -> None:
        self.copy = copy
        self.text = copy.text
        self.held_on = held_on
        self.day_first = is_day_first(self.text)
        self.assumed_years: dict[Span, int] = {}
        """For items whose due day stands without a year: the year that was taken."""
        self.lines = list(self._lines())
        self._found: dict[int, ActionDraft] = {}
        self._tabled: list[Table] = []

    def read(self) -> tuple[ActionDraft, ...]:
        """Every action item, in the order of the text."""
        for table in tables_of(self.text):
            self._read_table(table)
        for index, line in enumerate(self.lines):
            if not any(table.start <= line.start < table.end for table in self._tabled):
                self._read_line(index, line)
        self._read_owner_lists()
        return tuple(self._found[place] for place in sorted(self._found))

    def _lines(self) -> Iterator[_Line]:
        section, parents = "", list[tuple[int, str]]()
        for match in re.finditer(r"[^\n]+", self.text):
            words = match[0]
            heading = _HEADING.match(words)
            if (
                heading
                and not _BULLET.match(words)
                and not _CHECKBOX.match(words)
                # "Action item:" with nothing after it is an empty label; "Action items:" heads a list.
                and not (
                    heading["colon"]
                    and _LABEL.match(words)
                    and not re.search(r"(?:s|up|项|单|划|工)\s*$", heading["colon"])
                )
            ):
                section, parents = next(each for each in heading.groups() if each), []
                yield _Line(*match.span(), words, section, "")
                continue
            bullet = _BULLET.match(words)
            indent = len(bullet["indent"].expandtabs(4)) if bullet else len(words) - len(words.lstrip())
            parents = [each for each in parents if each[0] < indent]
            yield _Line(*match.span(), words, section, parents[-1][1] if parents else "")
            if bullet:
                parents.append((indent, bullet["text"]))

    def _read_line(self, index: int, line: _Line) -> None:
        label = _LABEL.match(line.text)
        box = _CHECKBOX.match(line.text)
        bullet = _BULLET.match(line.text)
        if _FINISHED.search(line.section) and not box:
            return
        if label and not _SECTION.match(line.text):
            self._read_label(index, line, label)
        elif box:
            if not _NO_LIST.search(line.section) or _FINISHED.search(line.section):
                is_done = (
                    (box["mark"] or "") in tuple("xX✓✔") and bool(box["mark"].strip())
                    if box["mark"] is not None
                    else box["box"] != "☐"
                )
                self._keep(line, line.start + box.start("text"), line.end, done=is_done)
        elif takes := _TAKES.match(line.text):
            self._keep(line, line.start + takes.start("owner"), line.end, owner=takes["owner"])
        elif self._is_in_section(line):
            if bullet:
                if not _NOTHING.match(bullet["text"]) and not bullet["text"].rstrip(" *_").endswith((":", "：")):
                    self._keep(line, line.start + bullet.start("text"), line.end)
            elif _DOES.match(line.text.strip("* _")) or self._names_owner(line.text):
                self._keep(line, line.start, line.end)
        elif inline := _INLINE_LABEL.search(line.text):
            self._keep(line, line.start + inline.end(), line.end)
        elif bold := _BOLD.search(line.text):
            self._read_bold(line, bold, is_bullet=bullet is not None)

    def _is_in_section(self, line: _Line) -> bool:
        return (
            bool(_SECTION.match(line.section))
            and line.text.strip() != line.section.strip()
            and not _HEADING.match(line.text)
        )

    def _names_owner(self, words: str) -> bool:
        owner = _OWNER_FIRST.match(words.strip())
        return bool(owner and _first_word(owner["task"]) in BASE_VERBS)

    def _read_label(self, index: int, line: _Line, label: re.Match[str]) -> None:
        """A labelled line; an empty label stands for the deeper bullets right below it."""
        named = label["for"] or label["paren"] or label["square"] or label["name"]
        start = line.start + label.end()
        if not line.text[label.end() :].strip(" *_"):
            for below in self.lines[index + 1 :]:
                bullet = _BULLET.match(below.text)
                if bullet is None or "\n\n" in self.text[line.end : below.start] or below.section != line.section:
                    break
                self._keep(below, below.start + bullet.start("text"), below.end, owner=named)
            return
        if _NOTHING.match(line.text[label.end() :]):
            return
        is_done = bool(re.match(r"\W*DONE\b", line.text))
        self._keep(line, start, line.end, owner=named.strip(" @*") if named else None, done=is_done)

    def _read_bold(self, line: _Line, bold: re.Match[str], *, is_bullet: bool) -> None:
        """Bold words that say what somebody is to do: "Ana to call the port", or an order at the end of a bullet."""
        group = "text" if bold["text"] else "text2"
        words = bold[group].strip()
        after = line.text[bold.end() :].strip(" .*_")
        if (
            words.endswith((":", "：", "?"))
            or after.startswith((":", "："))
            or len(words.split()) < 3
            or _NO_LIST.match(line.section)
        ):
            return
        does = _DOES.match(words)
        orders = is_bullet and not after and len(words.split()) >= 4 and _first_word(words) in BASE_VERBS
        if does or orders:
            self._keep(line, line.start + bold.start(group), line.start + bold.end(group))

    def _read_table(self, table: Table) -> None:
        header = table.header
        section = next((line.section for line in reversed(self.lines) if line.start < table.start), "")
        what = _column(header, _ACTION_COLUMN)
        owner, due, state = _column(header, _OWNER_COLUMN), _column(header, _DUE_COLUMN), _column(header, _STATE_COLUMN)
        if any(_OTHER_TABLE.search(name) for name in header):
            return
        if what is None and (_SECTION.match(section) or owner is not None):
            what = _column(header, _TEXT_COLUMN)
        if what is None or (
            owner is None and due is None and not _SECTION.match(section) and not _ACTION_COLUMN.search(header[what])
        ):
            return
        self._tabled.append(table)
        if _FINISHED.search(section):
            return
        kind = _column(header, re.compile(r"^(?:type|kind)$", re.I))
        for row in table.rows:
            if (
                kind is not None
                and kind < len(row)
                and re.match(r"[DI]\b|decision|info", self.text[slice(*row[kind])], re.I)
            ):
                continue
            cells = [self.text[slice(*cell)] for cell in row]
            place = what
            if (
                place < len(cells)
                and cells[place]
                and re.fullmatch(r"\W*[A-Za-z]{0,3}[-.]?\d{0,3}(?:\.\d+)?\W*", cells[place])
            ):
                # The column counts the items; the longest of the others tells them.
                others = [each for each in range(len(cells)) if each not in (place, owner, due, state)]
                place = max(others, key=lambda each: len(cells[each]), default=place)
            if place >= len(cells) or _NOTHING.match(cells[place]):
                continue
            said = [
                cells[each].strip(" *_") if each is not None and each < len(cells) else ""
                for each in (owner, due, state)
            ]
            line = _Line(row[place][0], row[place][1], cells[place], section, "")
            self._keep(
                line, *row[place], owner=said[0] or None, due_text=said[1] or None, done=bool(_DONE_WORD.match(said[2]))
            )

    def _read_owner_lists(self) -> None:
        """Bullets that all are orders, at least two of them after a name: "Ana: call the port". Nothing else need say so."""
        runs: list[list[tuple[_Line, re.Match[str]]]] = [[]]
        for line in self.lines:
            bullet = _BULLET.match(line.text)
            if bullet is None or line.parent or _NO_LIST.search(line.section):
                runs.append([])
            else:
                runs[-1].append((line, bullet))
        for run in runs:
            tasks = [(line, bullet, _OWNER_FIRST.match(bullet["text"])) for line, bullet in run]
            owned = sum(owner is not None for _, _, owner in tasks)
            if owned < 2 or owned * 2 < len(tasks):
                continue
            words = [
                owner["task"] if owner else re.sub(r"^\([^()]{1,30}\)\s*", "", bullet["text"])
                for _, bullet, owner in tasks
            ]
            if all(_first_word(each) in BASE_VERBS for each in words):
                for (line, bullet, _), _ in zip(tasks, words, strict=True):
                    self._keep(line, line.start + bullet.start("text"), line.end)

    def _keep(
        self,
        line: _Line,
        start: int,
        end: int,
        *,
        owner: str | None = None,
        due_text: str | None = None,
        done: bool = False,
    ) -> None:
        """Write down one item: trim it, and take owner and due day from its words where no label or column gave them."""
        start, end = self._trimmed(start, end)
        priority = re.match(r"[(\[](?:low|high|medium|urgent|optional)[^)\]]{0,20}[)\]]\s*", self.text[start:end], re.I)
        start += priority.end() if priority else 0
        words = self.text[start:end]
        struck = re.fullmatch(r"~~(.+)~~", words)
        if struck:
            start, end, done, words = start + 2, end - 2, True, struck[1]
        if (
            owner is None
            and (first := _OWNER_FIRST.match(words))
            and (_first_word(first["task"]) in BASE_VERBS or self._is_in_section(line))
        ):
            owner, start = first["owner"], start + first.start("task")
            words = self.text[start:end]
        named = _OWNER_NAMED.search(words)
        due_named = _DUE_NAMED.search(words)
        if owner is None:
            does, later = _DOES.match(words.strip("* _")), _AGREED_LATER.search(words)
            last = _OWNER_LAST.search(words)
            if named:
                owner = named["owner"] or named["zh"]
            elif doing := re.match(rf"(?P<owner>[{CJK}]{{2,4}})(?:负责|牵头)", words):
                owner = doing["owner"]
            elif (plain := re.match(r"(?P<owner>[a-z][\w-]{1,20}) to (?P<verb>[a-z]+)\b", words)) and plain[
                "verb"
            ] in BASE_VERBS - {plain["owner"]}:
                owner = plain["owner"] if plain["owner"] not in BASE_VERBS else None
            elif does and does["owner"].split()[0].lower() not in BASE_VERBS:
                owner = does["owner"]
            elif later:
                owner = later["owner"]
            elif last and last.start() > 8:
                owner = last["paren"] or last["dash"] or last["at"]
                end = start + last.start()
            elif line.parent.rstrip(" *_").endswith((":", "：")) and re.fullmatch(_OWNERS, line.parent.strip(" *_:：")):
                owner = line.parent.strip(" *_:：")
        # "(owner: Ana, due: 3 May)" at the end belongs to the item's form, not to its words.
        for note in sorted((each for each in (named, due_named) if each), key=lambda each: -each.start()):
            if note.start() > 3 and not words[note.end() : end - start].strip(" .,;，；。)）]|-–—"):
                end = min(end, start + note.start())
        recorded = re.search(r"\s*\[(?:recorded\s+in|on\b)[^\]\n]*\]\s*$", self.text[start:end])
        end = start + recorded.start() if recorded else end
        finished = re.search(
            r"\s*(?:[-–—:]\s*|[(\[]\s*)(?:done|completed?|closed|finished|已完成|已办结)\s*[)\]]?[.!]?\s*$|\s*[✓✔✅]\s*$",
            self.text[start:end],
            re.I,
        )
        if finished and finished.start() > 3:
            end, done = start + finished.start(), True
        start, end = self._trimmed(start, end)
        if start >= end or not re.search(r"\w", self.text[start:end]):
            return
        due_text = due_text or (due_named["due"].strip() if due_named else None)
        span = self.copy.span(start, end)
        due, said = self._due(due_text or words, span)
        quoted = self.copy.original[span.start : span.end]
        self._found.setdefault(line.start, ActionDraft(quoted, _owner(owner), due, due_text or said, done, span))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without spaces, separators and emphasis that stands around all of it."""
        first, last = start, end
        while start < end and (self.text[start].isspace() or self.text[start] in "*_"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in "*_,，;；、(-–—"):
            end -= 1
        if self.text.count("**", start, end) % 2:
            # The emphasis belongs to some of the words only: keep its other half.
            while start > first and self.text[start - 1] == "*":
                start -= 1
            while self.text.count("**", start, end) % 2 and end < last and self.text[end] == "*":
                end += 1
        return start, end

    def _due(self, words: str, span: Span) -> tuple[date | None, str | None]:
        """The due day, where one is named, and how the words put it."""
        mentions = chinese_mentions(words) if re.search(f"[{CJK}]", words) else english_mentions(words, self.day_first)
        for mention in mentions:
            before = _BEFORE_DATE.search(words[: mention.start])
            alone = not words[: mention.start].strip(" (") and not words[mention.end :].strip(" .)")
            if before or alone or re.match(r"\s*(?:之?前|底前|以前)", words[mention.end :]):
                said = words[before.start() if before else mention.start : mention.end].strip()
                year = self._year_of(mention.month, mention.day)
                days = mention.days(year)
                if days and year and mention.year is None:
                    self.assumed_years[span] = year
                return (days[1] if days else None), said
        spoken = _DUE.search(words)
        return None, (spoken["due"] or spoken["zh"]) if spoken else None

    def _year_of(self, month: int | None, day: int) -> int | None:
        """The year of a due day given without one: the first such day that is not more than a month before the meeting."""
        if self.held_on is None or month is None:
            return None
        months_back = (self.held_on.year * 12 + self.held_on.month) - (self.held_on.year * 12 + month)
        return self.held_on.year + (1 if months_back > 1 or (months_back == 1 and day < self.held_on.day) else 0)


def _first_word(words: str) -> str:
    match = re.match(r"[\W_]*([A-Za-z]+)", words)
    return match[1].lower() if match else ""


def _column(header: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, name in enumerate(header) if pattern.search(name)), None)


def _owner(words: str | None) -> str | None:
    """An owner's name without decoration; None for "TBD" and the like."""
    name = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words or "").strip(" @*_[]().,:;：")
    return None if not name or re.fullmatch(r"(?i)tbd|tbc|n/?a|none|-+|\?+|待定|无", name) else name
