"""Action items, as note takers write them in English and Chinese: labels, sections, checkboxes, tables, bold, "Owner: task".

The owner and the due day are taken only where the text names them. A line is read once, by the plainest sign it carries.
"""

import bisect
import re
from dataclasses import replace
from datetime import date
from typing import Final

from storage.minutes.action_lines import Line, lines_of
from storage.minutes.action_signs import (
    ACTION_FOR,
    AGREED_LATER,
    ARROW,
    BOLD,
    BULLET,
    CALLED_FIRST,
    CHECKBOX,
    DAY_AND_OWNER_FIRST,
    DOES,
    DONE_WORD,
    DUE_LAST,
    DUE_LAST_ZH,
    DUE_NAMED,
    FIELD,
    FINISHED,
    HEADING,
    INLINE_LABEL,
    ITEM_NAME,
    LABEL,
    MARKED_BEHIND,
    MENTIONED,
    MOVED_NEXT,
    NAMES_ALONE,
    NEXT_MEETING,
    NO_LIST,
    NO_OWNER,
    NOTHING,
    OWNER_ABOVE,
    OWNER_AND_DUE_LAST,
    OWNER_FIRST,
    OWNER_LAST,
    OWNER_MARKED,
    OWNER_NAMED,
    PROMISES,
    SECTION,
    TAKEN,
    TAKES,
    TASK_FIELD,
    WERE_DONE,
    WHEN_LAST,
    WORK_AHEAD,
    ZH_ASSIGNED,
    ZH_CALLED,
    ZH_OWNER,
)
from storage.minutes.action_tables import ActionTable
from storage.minutes.chinese_name_signs import FAMILY
from storage.minutes.columns import aligned_tables
from storage.minutes.copies import CJK, Copy
from storage.minutes.drafts import ActionDraft
from storage.minutes.due_days import DueDays
from storage.minutes.english_words import BASE_VERBS, first_word
from storage.minutes.given_tasks import GivenTasks
from storage.minutes.tables import Table, tables_of


class Actions:
    """Reads the action items of one reading copy (emphasis kept). `held_on`, the day of the meeting, dates days that are given without a year."""

    def __init__(self, copy: Copy, held_on: date | None, *, is_chinese: bool = False) -> None:
        self.copy = copy
        self.text = copy.text
        self.due_days = DueDays(self.text, held_on, is_chinese=is_chinese)
        self.lines = list(lines_of(self.text))
        self._found: dict[int, ActionDraft] = {}
        self._given = GivenTasks(self.text)
        self._tabled: list[Table] = []
        self._latest = -1
        """Where the latest item found begins."""

    def read(self) -> tuple[ActionDraft, ...]:
        """Every action item, in the order of the text."""
        for table in [*tables_of(self.text), *aligned_tables(self.text, self.due_days.is_one)]:
            self._read_table(table)
        self._tabled.sort(key=lambda each: each.start)
        starts = [table.start for table in self._tabled]
        for index, line in enumerate(self.lines):
            before = bisect.bisect_right(starts, line.start) - 1
            if before < 0 or line.start >= self._tabled[before].end:
                self._read_line(index, line)
        self._read_owner_lists()
        return tuple(self._found[place] for place in sorted(self._found))

    def _read_line(self, index: int, line: Line) -> None:
        label = LABEL.match(line.text)
        box = CHECKBOX.match(line.text)
        bullet = BULLET.match(line.text)
        if FINISHED.search(line.section) and not box:
            return
        if self._given.is_owner_beside(line.text):
            self._read_owner_beside(index, line)
            return
        if (field := FIELD.match(line.text)) and (self._leads_to_task(index) or self._read_field(index, field)):
            return
        if (task := TASK_FIELD.match(line.text)) and (owner := self._told_beside(index)):
            self._keep(line, line.start + task.start("text"), line.end, owner=owner)
            return
        if marked := OWNER_MARKED.match(line.text):
            self._keep(line, line.start + marked.start("text"), line.end, owner=marked["owner"])
            return
        # "# AI Council - Notes" is a title, though "AI Ana - call the port" is an item.
        if (
            label
            and (bullet or not SECTION.match(line.text))
            and not (label["name"] and line.text.lstrip().startswith("#"))
            and not _is_topic(line.text, label)
        ):
            self._read_label(index, line, label)
        elif box:
            if (
                not NO_LIST.search(line.section)
                or FINISHED.search(line.section)
                or _FOLLOWED.search(line.section)
                or self._is_for_somebody(box["text"])
            ):
                self._keep(line, line.start + box.start("text"), line.end, done=_is_ticked(box))
        elif takes := TAKES.match(line.text):
            owner = "owner" if takes["owner"] else "given"
            self._keep(line, line.start + takes.start(owner), line.end, owner=takes[owner])
        elif (behind := MARKED_BEHIND.search(line.text)) and behind.start() > 3:
            self._read_marked_behind(line, line.text[: behind.start()])
        elif (promise := PROMISES.match(line.text)) and TAKEN.search(promise["text"]):
            self._keep(line, line.start + promise.start("text"), line.end, owner=promise["owner"])
        elif self._is_in_section(line):
            if bullet:
                text = bullet["text"]
                if (
                    not NOTHING.match(text)
                    and not WERE_DONE.match(text)
                    and not NEXT_MEETING.match(text)
                    and not bullet["text"].rstrip(" *_").endswith((":", "："))
                ):
                    self._keep(line, line.start + bullet.start("text"), line.end)
            elif (
                DOES.match(line.text.strip("* _")) or self._names_owner(line.text) or OWNER_FIRST.match(line.text)
            ) and not NO_OWNER.match(line.text.strip("* _")):
                self._keep(line, line.start, line.end)
        elif bullet and WORK_AHEAD.match(line.section):
            self._keep(line, line.start + bullet.start("text"), line.end, only_owned=True)
        elif (
            (called := MENTIONED.match(line.text)) and called["verb"] in BASE_VERBS and not NO_LIST.search(line.section)
        ):
            self._keep(line, line.start + called.start("owner") - 1, line.end, owner=called["owner"])
        elif (arrow := ARROW.match(line.text)) and self._names_owner(arrow["text"]):
            self._keep(line, line.start + arrow.start("text"), line.end)
        elif bullet and self._is_for_somebody(bullet["text"]) and not NO_LIST.search(line.section):
            self._keep(line, line.start + bullet.start("text"), line.end)
        elif (told := ACTION_FOR.search(line.text)) and told["verb"] in BASE_VERBS:
            self._keep(line, line.start + told.start("text"), line.start + told.end("text"), owner=told["owner"])
        elif inline := INLINE_LABEL.search(line.text):
            who = line.text[inline.end() :].strip(" *_")
            if NAMES_ALONE.match(who) and first_word(who) not in BASE_VERBS:
                self._keep_sentence_before(line, line.start + inline.start(), who)
            else:
                moved = MOVED_NEXT.search(line.text, inline.end())
                self._keep(line, line.start + inline.end(), line.start + moved.start() if moved else line.end)
        elif following := [] if NO_LIST.search(line.section) else self._given.of(line.text):
            for given in following:
                self._keep(
                    Line(line.start + given.start("text"), line.end, line.text, line.section, ""),
                    line.start + given.start("text"),
                    line.start + given.end("text"),
                    owner=None if DOES.match(given["text"]) else given["name"],
                )
        elif bold := BOLD.search(line.text):
            self._read_bold(line, bold, is_bullet=bullet is not None)
        elif called := ZH_CALLED.match(line.text):
            self._keep(line, line.start + called.start("text"), line.end, owner=called["owner"])
        elif (ZH_ASSIGNED.search(line.text) and DUE_NAMED.search(line.text)) or self._is_owed_by_somebody(line):
            self._keep(line, line.start + (bullet.start("text") if bullet else 0), line.end)

    def _is_owed_by_somebody(self, line: Line) -> bool:
        """Whether a line says who will do what, and until when: "Ana: call the port by Friday", "Ana will call it by Friday"."""
        says_who = self._names_owner(line.text) or _will_do(line.text)
        return (
            says_who
            and not _PROPOSES.match(line.text)
            and not NO_LIST.search(line.section)
            and self.due_days.names_one(line.text)
        )

    def _is_in_section(self, line: Line) -> bool:
        return (
            bool(SECTION.match(line.section))
            and line.text.strip() != line.section.strip()
            and not HEADING.match(line.text)
        )

    def _names_owner(self, words: str) -> bool:
        owner = OWNER_FIRST.match(words.strip(" \t-•"))
        return bool(owner and first_word(owner["task"]) in BASE_VERBS)

    def _is_named_again(self, name: str) -> bool:
        """Whether a Chinese name, which any short word may look like, stands elsewhere too."""
        return bool(_ZH_NAME.fullmatch(name)) and self.text.count(name) > 1

    def _is_somebody(self, words: str) -> bool:
        """Whether the words before "to" or "will" name somebody, and are no order: "Mark Holm", but not "Mark"; nor "Asking Ana"."""
        first = words.split()[0]
        if first.lower() in BASE_VERBS:
            return " " in words and self.text.count(words) > 1
        return not (first.endswith("ing") and {first[:-3].lower(), first[:-3].lower() + "e"} & BASE_VERBS)

    def _is_for_somebody(self, words: str) -> bool:
        """Whether a bullet says "Kate to draft the letter" of a Kate who is named elsewhere too."""
        given = _TO_DO.match(words)
        return bool(
            given
            and given["verb"] in BASE_VERBS
            and given["name"].lower() not in BASE_VERBS
            and self._given.names_twice(given["name"])
        )

    def _read_owner_beside(self, index: int, line: Line) -> None:
        """Initials alone below a paragraph, where a column of owners was pasted: the item told there is theirs."""
        above = self.lines[index - 1] if index else None
        if above is None:
            return
        who = line.text.strip()
        if above.start <= self._latest < above.end:
            self._found[self._latest] = replace(self._found[self._latest], owner=who)
        elif not above.text.strip().isupper():
            self._keep_sentence_before(above, above.end, who)

    def _read_label(self, index: int, line: Line, label: re.Match[str]) -> None:
        """A labelled line; an empty label stands for the deeper bullets right below it."""
        named = label["inside"] or label["handle"] or label["for"] or label["paren"] or label["square"] or label["name"]
        # In a table's cell a list may begin behind the bar.
        inside = _LIST_IN_CELL.match(line.text, label.end())
        start = line.start + (inside.end() if inside else label.end())
        if not line.text[label.end() :].strip(" *_"):
            own = BULLET.match(line.text)
            for place in range(index + 1, len(self.lines)):
                below = self.lines[place]
                bullet = BULLET.match(below.text)
                is_next = below.start == self.lines[place - 1].end + 1
                if bullet is None or not is_next or below.section != line.section:
                    break
                if own is not None and len(bullet["indent"]) <= len(own["indent"]):
                    break
                if field := FIELD.match(below.text):
                    self._read_field(place, field)
                elif box := CHECKBOX.match(below.text):
                    self._keep(below, below.start + box.start("text"), below.end, owner=named, done=_is_ticked(box))
                else:
                    self._keep(below, below.start + bullet.start("text"), below.end, owner=named)
            return
        if NOTHING.match(line.text[label.end() :]) or WERE_DONE.match(line.text[label.end() :]):
            return
        who = line.text[label.end() :].strip(" *_")
        above = self.lines[index - 1] if index else None
        if above and not named and NAMES_ALONE.match(who) and first_word(who) not in BASE_VERBS:
            if above.section == line.section and not HEADING.match(above.text):
                self._keep_sentence_before(above, above.end, who)
            return
        is_done = bool(re.match(r"\W*DONE\b", line.text))
        if not named and (called := CALLED_FIRST.match(line.text, start - line.start)) and _is_addressed(called):
            named, start = called["owner"], line.start + called.start("task")
        if not named and (bid := _BIDDEN.match(line.text, start - line.start)) and self._is_bidden(bid):
            named = bid["owner"]
        self._keep(line, start, line.end, owner=named.strip(" @*") if named else None, done=is_done)

    def _is_bidden(self, bid: re.Match[str]) -> bool:
        """Whether a label goes on with somebody named elsewhere too and what they do: "Ana call the port", "AH - need a crane"."""
        if bid["initials"]:
            return True
        return (
            bid["verb"] in BASE_VERBS
            and bid["owner"].lower() not in BASE_VERBS
            and self._given.names_twice(bid["owner"])
        )

    def _read_field(self, index: int, field: re.Match[str]) -> bool:
        """Tell the item above what a line under it says of it; False when none stands there."""
        above = index - 1
        lowest = max(0, index - _MOST_FIELDS)
        while above > lowest and self.lines[above].start not in self._found and FIELD.match(self.lines[above].text):
            above -= 1
        item = self._found.get(self.lines[above].start) if above >= 0 else None
        if item is None:
            return False
        value = field["value"].strip(" *_|")
        if field["owner"]:
            item = replace(item, owner=item.owner or _owner(value))
        elif field["due"]:
            due, _ = self.due_days.of(value, item.span)
            item = replace(item, due=item.due or due, due_text=item.due_text or value)
        elif field["state"]:
            item = replace(item, done=item.done or bool(DONE_WORD.match(value)))
        self._found[self.lines[above].start] = item
        return True

    def _leads_to_task(self, index: int) -> bool:
        """Whether the line below this field tells the task it belongs to: "Owner: Ana", and then "Task: paint the gate"."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return bool(below and self._are_neighbours(index) and TASK_FIELD.match(below.text))

    def _told_beside(self, index: int) -> str | None:
        """The owner that the line above or below a task tells; None where neither does."""
        for place in (index - 1, index + 1):
            if 0 <= place < len(self.lines) and self._are_neighbours(min(place, index)):
                field = FIELD.match(self.lines[place].text)
                if field and field["owner"]:
                    return _owner(field["value"].strip(" *_|"))
        return None

    def _are_neighbours(self, index: int) -> bool:
        """Whether nothing stands between a line and the next, not even an empty line."""
        return index + 1 < len(self.lines) and self.lines[index + 1].start == self.lines[index].end + 1

    def _read_marked_behind(self, line: Line, words: str) -> None:
        """A line that says at its end that it is an action: whoever speaks for themselves has it."""
        if promise := PROMISES.match(words):
            start, owner = promise.start("text"), promise["owner"]
        else:
            bullet = BULLET.match(words)
            start, owner = bullet.start("text") if bullet else 0, None
        self._keep(line, line.start + start, line.start + len(words), owner=owner)

    def _keep_sentence_before(self, line: Line, end: int, who: str) -> None:
        """The last sentence of a line before `end`, which a note behind it gives to somebody: "… Action: TL"."""
        words = self.text[line.start : end].rstrip()
        stops = ".!?" if re.search(r"[,/&+]|\band\b", who) else ".!?;"  # two people share a sentence of two halves
        breaks = [each.end() for each in re.finditer(rf"[{stops}]\s+(?=[A-Z])", words[:-1])]
        bullet = BULLET.match(words)
        start = max([bullet.start("text") if bullet else 0, *breaks])
        # What was found in a part of it is told by the whole.
        for place in [each for each in self._found if line.start + start < each < line.start + len(words)]:
            del self._found[place]
        self._keep(line, line.start + start, line.start + len(words), owner=who.rstrip(".;"))

    def _read_bold(self, line: Line, bold: re.Match[str], *, is_bullet: bool) -> None:
        """Bold words that say what somebody is to do: "Ana to call the port", or an order at the end of a bullet."""
        group = "text" if bold["text"] else "text2"
        words = bold[group].strip()
        after = line.text[bold.end() :].strip(" .*_")
        if (
            words.endswith((":", "：", "?"))
            or after.startswith((":", "："))
            or len(words.split()) < 3
            or NO_LIST.match(line.section)
        ):
            return
        does = DOES.match(words) and not _SHOULD_BE.match(words)
        orders = is_bullet and not after and len(words.split()) >= 4 and first_word(words) in BASE_VERBS
        if does or orders:
            self._keep(line, line.start + bold.start(group), line.start + bold.end(group))

    def _read_table(self, table: Table) -> None:
        above = bisect.bisect_left(self.lines, table.start, key=lambda each: each.start) - 1
        section = self.lines[above].section if above >= 0 else ""
        items = ActionTable(self.text, table, section)
        if not items.holds_items():
            return
        self._tabled.append(table)
        for row in items.rows():
            line = Line(*row.cell, self.text[slice(*row.cell)], section, "")
            self._keep(line, *row.cell, owner=row.owner, due_text=row.due_text, done=row.done)

    def _read_owner_lists(self) -> None:
        """Bullets that all are orders, at least two of them after a name: "Ana: call the port". Nothing else need say so."""
        runs: list[list[tuple[Line, re.Match[str]]]] = [[]]
        for line in self.lines:
            bullet = BULLET.match(line.text)
            if bullet is None or line.parent or NO_LIST.search(line.section):
                runs.append([])
            else:
                runs[-1].append((line, bullet))
        for run in runs:
            tasks = [(line, bullet, OWNER_FIRST.match(bullet["text"])) for line, bullet in run]
            owned = sum(owner is not None for _, _, owner in tasks)
            if owned < 2 or owned * 2 < len(tasks):
                continue
            words = [
                owner["task"] if owner else re.sub(r"^\([^()]{1,30}\)\s*", "", bullet["text"])
                for _, bullet, owner in tasks
            ]
            if all(first_word(each) in BASE_VERBS for each in words):
                for (line, bullet, _), _ in zip(tasks, words, strict=True):
                    self._keep(line, line.start + bullet.start("text"), line.end)

    def _keep(
        self,
        line: Line,
        start: int,
        end: int,
        *,
        owner: str | None = None,
        due_text: str | None = None,
        done: bool = False,
        only_owned: bool = False,
    ) -> None:
        """Write down one item: trim it, and take owner and due day from its words where no label or column gave them.

        `only_owned` keeps it only where somebody is named for it.
        """
        start, end = self._trimmed(start, end)
        priority = re.match(r"[(\[](?:low|high|medium|urgent|optional)[^)\]]{0,20}[)\]]\s*", self.text[start:end], re.I)
        start += priority.end() if priority else 0
        words = self.text[start:end]
        struck = _STRUCK.fullmatch(words)
        if struck:
            start, end, done, words = start + struck.start(1), start + struck.end(1), True, struck[1]
        if owner is None and (dated := DAY_AND_OWNER_FIRST.match(words)) and self.due_days.is_one(dated["due"]):
            owner, due_text, start = dated["owner"], due_text or dated["due"].strip(), start + dated.end()
            words = self.text[start:end]
        if (
            owner is None
            and (first := OWNER_FIRST.match(words))
            and (
                first_word(first["task"]) in BASE_VERBS
                or self._is_in_section(line)
                or (WORK_AHEAD.match(line.section) and self._is_named_again(first["owner"]))
            )
        ):
            owner = None if ITEM_NAME.fullmatch(first["owner"]) else first["owner"]
            start += first.start("task")
            words = self.text[start:end]
        both = OWNER_AND_DUE_LAST.search(words)
        # Where another is named before, whoever stands in the bracket stays in the words.
        if both and owner in (None, both["owner"]) and self.due_days.is_one(both["due"]):
            owner, due_text = both["owner"], due_text or both["due"].strip()
            end = start + both.start()
        elif (
            (last_when := WHEN_LAST.search(words)) and last_when.start() > 3 and self.due_days.is_one(last_when["due"])
        ):
            due_text, end = due_text or last_when["due"].strip(), start + last_when.start()
        words = self.text[start:end]
        base = start  # of `words`, while an owner at their beginning is left out
        named = OWNER_NAMED.search(words)
        due_named = DUE_NAMED.search(words)
        if owner is None:
            does, later = DOES.match(words.strip("* _")), AGREED_LATER.search(words)
            last = OWNER_LAST.search(words)
            if named:
                owner = named["owner"] or named["zh"]
            elif doing := ZH_OWNER.match(words):
                owner, start = doing["owner"], start + doing.end()
            elif doing := re.match(rf"(?P<owner>[{CJK}]{{2,4}})(?:负责|牵头)", words):
                owner = doing["owner"]
            elif (
                plain := re.match(
                    r"(?P<owner>(?!we\b|it\b|this\b|that\b|they\b|you\b|he\b|she\b)[a-z][\w-]{1,20}) (?:to|will) (?P<verb>[a-z]+)\b",
                    words,
                )
            ) and plain["verb"] in BASE_VERBS - {plain["owner"]}:
                owner = plain["owner"] if plain["owner"] not in BASE_VERBS else None
            elif does and self._is_somebody(does["owner"]):
                owner = does["owner"]
            elif later:
                owner = later["owner"]
            elif last and last.start() > (3 if last["zh"] else 8):
                owner = last["paren"] or last["dash"] or last["bar"] or last["zh"] or last["at"]
                end = start + last.start()
            elif (above := OWNER_ABOVE.fullmatch(line.parent)) and not SECTION.match(line.parent):
                owner = above["owner"]
        # "(owner: Ana, due: 3 May)" at the end belongs to the item's form, not to its words.
        for note in sorted((each for each in (named, due_named) if each), key=lambda each: -each.start()):
            if note.start() > 3 and not words[note.end() : end - base].strip(" .,;，；。)）]|-–—"):
                end = min(end, base + note.start())
        words = self.text[start:end]
        if last_due := DUE_LAST.search(words) or DUE_LAST_ZH.search(words):
            end = start + last_due.start()
            due_text = due_text or last_due[0].strip(" ()[]（）。.")
        recorded = re.search(r"\s*\[(?:recorded\s+in|on\b)[^\]\n]*\]\s*$", self.text[start:end])
        end = start + recorded.start() if recorded else end
        if under_way := _UNDER_WAY.search(self.text[start:end]):
            end = start + under_way.start()
        finished = re.search(
            r"\s*(?:[-–—:]\s*|[(\[]\s*)(?:done|completed?|closed|finished|已完成|已办结)\s*[)\]]?[.!]?\s*$|\s*[✓✔✅]\s*$|(?<=[.!?])\s+(?-i:DONE|COMPLETED?|CLOSED)\s*$",
            self.text[start:end],
            re.I,
        )
        if finished and finished.start() > 3:
            end, done = start + finished.start(), True
        start, end = self._trimmed(start, end)
        if start >= end or not re.search(r"\w", self.text[start:end]) or (only_owned and not owner):
            return
        due_text = due_text or (due_named["due"].strip(" 。") if due_named else None)
        if due_text and NOTHING.match(due_text):
            due_text = None
        span = self.copy.span(start, end)
        due, said = self.due_days.of(due_text or words, span)
        quoted = self.copy.original[span.start : span.end]
        self._latest = line.start
        self._found.setdefault(line.start, ActionDraft(quoted, _owner(owner), due, due_text or said, done, span))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without spaces, separators and emphasis that stands around all of it."""
        first, last = start, end
        while start < end and (self.text[start].isspace() or self.text[start] in "*_"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in "*_,，;；、(-–—|"):
            end -= 1
        if self.text.count("**", start, end) % 2:
            # The emphasis belongs to some of the words only: keep its other half.
            while start > first and self.text[start - 1] == "*":
                start -= 1
            while self.text.count("**", start, end) % 2 and end < last and self.text[end] == "*":
                end += 1
        return start, end


_ZH_NAME: Final = re.compile(f"[{FAMILY}][{CJK}]{{1,2}}")
_UNDER_WAY: Final = re.compile(r"(?<=[.!?])\s+(?:in\s+progress|ongoing|pending|open|to\s+do)\s*$", re.I)
"""A state behind a task that is not done yet."""
_SHOULD_BE: Final = re.compile(r"(?:We|It|This|That|These|Those|They|There|You)\s+should\b")
"""What somebody thinks right, which gives nobody a task."""
_PROPOSES: Final = re.compile(
    r"\s*(?:[-*+•]\s+)?[^:：\n]{1,40}[:：]\s+(?:propose|suggest|agree|believe|think|feel|hope|guess|see|note|recommend|prefer|need|want|wonder)\b",
    re.I,
)
"""Somebody who says what they think: "Ana: suggest to meet on Friday"."""
_BIDDEN: Final = re.compile(
    r"\s*(?P<owner>(?P<initials>[A-Z]{2,3}(?=\s+[-–—]\s))|[A-Z][a-z]+(?=\s+(?P<verb>[a-z]+)\s))"
)
_STRUCK: Final = re.compile(r"~~(.+)~~(?:[\s\W]{0,4}(?:done|completed?|closed|finished|已完成|已办结)?\W{0,4})", re.I)
_TO_DO: Final = re.compile(
    r"(?!(?:Agreed|Decided|Resolved|Proposed|Planned|Need|Needs|Plan|Plans|Want|Everyone)\b)(?:@|\*\*)?(?P<name>[A-Z][a-z]+)(?:\s+[A-Z][\w.]*)?(?:\*\*)?(?:(?:,\s+|\s+(?:and|&)\s+)[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?)?\s+to\s+(?P<verb>[a-z]+)\b"
)
_WILL_DO: Final = re.compile(
    r"\s*(?:(?:[-*+•]|\d{1,2}[.)])\s+)?(?:@|\*\*)?(?P<name>[A-Z][a-z]+)(?:\s+[A-Z][\w.]*)?(?:\*\*)?\s+will\s+(?P<verb>[a-z]+)\b"
)
_LIST_IN_CELL: Final = re.compile(r"\s*\|\s*(?:(?:[-*•]|\d{1,2}[.)])\s+)?(?:\[[ xX]\]\s*)?(?=\S)")
_MOST_FIELDS: Final = 8
"""Lines below an item that may tell who, until when and how far."""
_FOLLOWED: Final = re.compile(r"\b(?:actions?|follow[- ]?ups?|to[- ]?dos?|tasks?)\b", re.I)


def _is_ticked(box: re.Match[str]) -> bool:
    """Whether a checkbox says that it is done."""
    return bool(box["mark"].strip()) if box["mark"] is not None else box["box"] != "☐"


def _will_do(line: str) -> bool:
    """Whether a line says "Ana will write the report" and nothing before it."""
    will = _WILL_DO.match(line)
    return bool(will and will["verb"] in BASE_VERBS and not NO_OWNER.match(will["name"]))


def _is_topic(line: str, label: re.Match[str]) -> bool:
    """Whether "AI Strategy - talk" only looks like a label with a name: no order follows."""
    is_one_word = bool(label["name"]) and len(label["name"].split()) == 1 and ":" not in label[0]
    return is_one_word and first_word(line[label.end() :]) not in BASE_VERBS


def _is_addressed(called: re.Match[str]) -> bool:
    """Whether "Ana, call the port" names somebody before an order: neither another order nor "Finally, …"."""
    first = first_word(called["owner"])
    return first_word(called["task"]) in BASE_VERBS and first not in BASE_VERBS and not first.endswith("ly")


def _owner(words: str | None) -> str | None:
    """An owner's name without decoration; None for "TBD" and the like."""
    name = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words or "").strip(" @*_[]().,:;：")
    return (
        None
        if not name
        or re.fullmatch(
            r"(?i)tbd|tbc|n/?a|none|unassigned|some(?:one|body)|any(?:one|body)|who\??|-+|\?+|待定|无", name
        )
        else name
    )
