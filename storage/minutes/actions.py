"""Action items, as note takers write them in English and Chinese: labels, sections, checkboxes, tables, bold, "Owner: task".

The owner and the due day are taken only where the text names them. A line is read once, by the plainest sign it carries.
"""

import bisect
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from storage.minutes.action_lines import Line, lines_of
from storage.minutes.action_signs import (
    ACTION_FOR,
    ARROW,
    ASSIGNED_LAST,
    BOLD,
    BULLET,
    CALLED_FIRST,
    CHECKBOX,
    DOES,
    DONE_WORD,
    DUE_NAMED,
    FIELD,
    FINISHED,
    HEADING,
    INLINE_LABEL,
    LABEL,
    MARKED_BEHIND,
    MENTIONED,
    MOVED_NEXT,
    NAMES_ALONE,
    NEXT_MEETING,
    NO_LIST,
    NO_OWNER,
    NOTHING,
    OWNER_FIRST,
    OWNER_MARKED,
    PROMISES,
    SECTION,
    TAKEN,
    TAKES,
    TASK_FIELD,
    WERE_DONE,
    WORK_AHEAD,
    ZH_ASSIGNED,
    ZH_CALLED,
)
from storage.minutes.action_tables import ActionTable
from storage.minutes.chinese_name_signs import FAMILY
from storage.minutes.columns import aligned_tables
from storage.minutes.copies import CJK, Copy
from storage.minutes.drafts import ActionDraft
from storage.minutes.due_days import DueDays
from storage.minutes.english_words import BASE_VERBS, first_word
from storage.minutes.given_tasks import GivenTasks
from storage.minutes.item_words import ItemWords
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
        self._signs = self._in_order()
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
        """Read one line by the plainest sign of an item it carries."""
        if FINISHED.search(line.section) and not CHECKBOX.match(line.text):
            return
        any(reads(index, line) for reads in self._signs)

    def _in_order(self) -> tuple[Callable[[int, Line], bool], ...]:
        """The signs, the plainest first. Each answers whether the line carries it; then no other is looked for."""
        return (
            self._read_owner_beside,
            self._read_form,
            self._read_owner_marked,
            self._read_labelled,
            self._read_box,
            self._read_taken,
            self._read_assigned,
            self._read_marked_behind,
            self._read_promise,
            self._read_in_section,
            self._read_work_ahead,
            self._read_mention,
            self._read_arrow,
            self._read_bullet_for_somebody,
            self._read_action_for,
            self._read_inline_label,
            self._read_given,
            self._read_bold,
            self._read_chinese_call,
            self._read_owed,
        )

    def _read_owner_beside(self, index: int, line: Line) -> bool:
        """Initials alone below a paragraph, where a column of owners was pasted: the item told there is theirs."""
        if not self._given.is_owner_beside(line.text):
            return False
        above = self.lines[index - 1] if index else None
        who = line.text.strip()
        if above and above.start <= self._latest < above.end:
            self._found[self._latest] = replace(self._found[self._latest], owner=who)
        elif above and not above.text.strip().isupper():
            self._keep_sentence_before(above, above.end, who)
        return True

    def _read_form(self, index: int, line: Line) -> bool:
        """A line of a form: "Owner: Ana", which tells of the item above or of the task below, or "Task: call the port"."""
        if (field := FIELD.match(line.text)) and (self._leads_to_task(index) or self._read_field(index, field)):
            return True
        if (task := TASK_FIELD.match(line.text)) and (owner := self._told_beside(index)):
            self._keep(line, line.start + task.start("text"), line.end, owner=owner)
            return True
        return False

    def _read_owner_marked(self, _index: int, line: Line) -> bool:
        if marked := OWNER_MARKED.match(line.text):
            self._keep(line, line.start + marked.start("text"), line.end, owner=marked["owner"])
        return marked is not None

    def _read_labelled(self, index: int, line: Line) -> bool:
        """ "ACTION: …". But "# AI Council - Notes" is a title, though "AI Ana - call the port" is an item."""
        label = LABEL.match(line.text)
        if (
            label is None
            or (SECTION.match(line.text) and not BULLET.match(line.text))
            or (label["name"] and line.text.lstrip().startswith("#"))
            or _is_topic(line.text, label)
        ):
            return False
        self._read_label(index, line, label)
        return True

    def _read_box(self, _index: int, line: Line) -> bool:
        """A checkbox, except in an agenda or a list of who attended."""
        box = CHECKBOX.match(line.text)
        if box and (
            not NO_LIST.search(line.section)
            or FINISHED.search(line.section)
            or _FOLLOWED.search(line.section)
            or self._is_for_somebody(box["text"])
        ):
            self._keep(line, line.start + box.start("text"), line.end, done=_is_ticked(box))
        return box is not None

    def _read_taken(self, _index: int, line: Line) -> bool:
        if takes := TAKES.match(line.text):
            owner = "owner" if takes["owner"] else "given"
            self._keep(line, line.start + takes.start(owner), line.end, owner=takes[owner])
        return takes is not None

    def _read_assigned(self, _index: int, line: Line) -> bool:
        assigned = ASSIGNED_LAST.search(line.text)
        if assigned is None or assigned.start() <= _SHORTEST or NO_LIST.search(line.section):
            return False
        bullet = BULLET.match(line.text)
        start = bullet.start("text") if bullet else 0
        self._keep(line, line.start + start, line.start + assigned.start(), owner=assigned["owner"])
        return True

    def _read_marked_behind(self, _index: int, line: Line) -> bool:
        """A line that says at its end that it is an action: whoever speaks for themselves has it."""
        behind = MARKED_BEHIND.search(line.text)
        if behind is None or behind.start() <= _SHORTEST:
            return False
        words = line.text[: behind.start()]
        promise, bullet = PROMISES.match(words), BULLET.match(words)
        begins = promise or bullet
        start = begins.start("text") if begins else 0
        self._keep(line, line.start + start, line.start + len(words), owner=promise["owner"] if promise else None)
        return True

    def _read_promise(self, _index: int, line: Line) -> bool:
        promise = PROMISES.match(line.text)
        if promise is None or not TAKEN.search(promise["text"]):
            return False
        self._keep(line, line.start + promise.start("text"), line.end, owner=promise["owner"])
        return True

    def _read_in_section(self, _index: int, line: Line) -> bool:
        """What stands below "Action items": every bullet, and of other lines those that say who does what."""
        if not self._is_in_section(line):
            return False
        words = line.text.strip("* _")
        if bullet := BULLET.match(line.text):
            text = bullet["text"]
            is_task = not (NOTHING.match(text) or WERE_DONE.match(text) or NEXT_MEETING.match(text))
            if is_task and not text.rstrip(" *_").endswith((":", "：")):
                self._keep(line, line.start + bullet.start("text"), line.end)
        elif (DOES.match(words) or self._names_owner(line.text) or OWNER_FIRST.match(line.text)) and not NO_OWNER.match(
            words
        ):
            self._keep(line, line.start, line.end)
        return True

    def _read_work_ahead(self, _index: int, line: Line) -> bool:
        bullet = BULLET.match(line.text) if WORK_AHEAD.match(line.section) else None
        if bullet:
            self._keep(line, line.start + bullet.start("text"), line.end, only_owned=True)
        return bullet is not None

    def _read_mention(self, _index: int, line: Line) -> bool:
        called = MENTIONED.match(line.text)
        if called is None or called["verb"] not in BASE_VERBS or NO_LIST.search(line.section):
            return False
        self._keep(line, line.start + called.start("owner") - 1, line.end, owner=called["owner"])
        return True

    def _read_arrow(self, _index: int, line: Line) -> bool:
        arrow = ARROW.match(line.text)
        if arrow is None or not self._names_owner(arrow["text"]):
            return False
        self._keep(line, line.start + arrow.start("text"), line.end)
        return True

    def _read_bullet_for_somebody(self, _index: int, line: Line) -> bool:
        bullet = BULLET.match(line.text)
        if bullet is None or not self._is_for_somebody(bullet["text"]) or NO_LIST.search(line.section):
            return False
        self._keep(line, line.start + bullet.start("text"), line.end)
        return True

    def _read_action_for(self, _index: int, line: Line) -> bool:
        told = ACTION_FOR.search(line.text)
        if told is None or told["verb"] not in BASE_VERBS:
            return False
        self._keep(line, line.start + told.start("text"), line.start + told.end("text"), owner=told["owner"])
        return True

    def _read_inline_label(self, _index: int, line: Line) -> bool:
        """A label behind a sentence: what follows is the item, or whose the sentence before it is."""
        inline = INLINE_LABEL.search(line.text)
        if inline is None:
            return False
        who = line.text[inline.end() :].strip(" *_")
        if NAMES_ALONE.match(who) and first_word(who) not in BASE_VERBS:
            self._keep_sentence_before(line, line.start + inline.start(), who)
        else:
            moved = MOVED_NEXT.search(line.text, inline.end())
            self._keep(line, line.start + inline.end(), line.start + moved.start() if moved else line.end)
        return True

    def _read_given(self, _index: int, line: Line) -> bool:
        """Tasks given inside the sentences of a line."""
        tasks = [] if NO_LIST.search(line.section) else self._given.of(line.text)
        for given in tasks:
            start, end = line.start + given.start("text"), line.start + given.end("text")
            owner = None if DOES.match(given["text"]) else given["name"]
            self._keep(Line(start, line.end, line.text, line.section, ""), start, end, owner=owner)
        return bool(tasks)

    def _read_bold(self, _index: int, line: Line) -> bool:
        """Bold words that say what somebody is to do: "Ana to call the port", or an order at the end of a bullet."""
        bold = BOLD.search(line.text)
        if bold is None:
            return False
        group = "text" if bold["text"] else "text2"
        words = bold[group].strip()
        after = line.text[bold.end() :].strip(" .*_")
        is_heading = words.endswith((":", "：", "?")) or after.startswith((":", "："))
        if is_heading or len(words.split()) < _SHORTEST or NO_LIST.match(line.section):
            return True
        does = DOES.match(words) and not _SHOULD_BE.match(words)
        is_order = len(words.split()) > _SHORTEST and first_word(words) in BASE_VERBS
        if does or (is_order and not after and BULLET.match(line.text)):
            self._keep(line, line.start + bold.start(group), line.start + bold.end(group))
        return True

    def _read_chinese_call(self, _index: int, line: Line) -> bool:
        if called := ZH_CALLED.match(line.text):
            self._keep(line, line.start + called.start("text"), line.end, owner=called["owner"])
        return called is not None

    def _read_owed(self, _index: int, line: Line) -> bool:
        """A line that says who owes what until when, with no other sign."""
        assigned = ZH_ASSIGNED.search(line.text) and DUE_NAMED.search(line.text)
        if not assigned and not self._is_owed_by_somebody(line):
            return False
        bullet = BULLET.match(line.text)
        self._keep(line, line.start + (bullet.start("text") if bullet else 0), line.end)
        return True

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
        if first in _NOBODY:
            return False
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
        item = ItemWords(self.text, start, end, is_day=self.due_days.is_one, is_somebody=self._is_somebody)
        item.owner, item.due_text, item.done = owner, due_text, done
        item.read(line.parent, lambda first: self._is_owner_first(line, first))
        if not item.holds_words or (only_owned and not item.owner):
            return
        span = self.copy.span(item.start, item.end)
        due, said = self.due_days.of(item.due_text or item.told, span)
        quoted = self.copy.original[span.start : span.end]
        self._latest = line.start
        self._found.setdefault(
            line.start, ActionDraft(quoted, _owner(item.owner), due, item.due_text or said, item.done, span)
        )

    def _is_owner_first(self, line: Line, first: re.Match[str]) -> bool:
        """Whether the words before a colon or a dash say whose the task behind them is."""
        return (
            first_word(first["task"]) in BASE_VERBS
            or self._is_in_section(line)
            or bool(WORK_AHEAD.match(line.section) and self._is_named_again(first["owner"]))
        )


_ZH_NAME: Final = re.compile(f"[{FAMILY}][{CJK}]{{1,2}}")
_SHOULD_BE: Final = re.compile(r"(?:We|It|This|That|These|Those|They|There|You)\s+should\b")
"""What somebody thinks right, which gives nobody a task."""
_PROPOSES: Final = re.compile(
    r"\s*(?:[-*+•]\s+)?[^:：\n]{1,40}[:：]\s+(?:propose|suggest|agree|believe|think|feel|hope|guess|see|note|recommend|prefer|need|want|wonder)\b",
    re.I,
)
"""Somebody who says what they think: "Ana: suggest to meet on Friday"."""
_NOBODY: Final = frozenset(("PR", "PRs", "MR", "RFC", "I", "We", "It", "They", "You", "This", "That", "There", "Who"))
"""Words in capitals before "to" or "will" that name nobody: "PR to fix the gate", "We need to …"."""
_BIDDEN: Final = re.compile(
    r"\s*(?P<owner>(?P<initials>[A-Z]{2,3}(?=\s+[-–—]\s))|[A-Z][a-z]+(?=\s+(?P<verb>[a-z]+)\s))"
)
_TO_DO: Final = re.compile(
    r"(?!(?:Agreed|Decided|Resolved|Proposed|Planned|Need|Needs|Plan|Plans|Want|Everyone)\b)(?:@|\*\*)?(?P<name>[A-Z][a-z]+)(?:\s+[A-Z][\w.]*)?(?:\*\*)?(?:(?:,\s+|\s+(?:and|&)\s+)[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?)?\s+to\s+(?P<verb>[a-z]+)\b"
)
_WILL_DO: Final = re.compile(
    r"\s*(?:(?:[-*+•]|\d{1,2}[.)])\s+)?(?:@|\*\*)?(?P<name>[A-Z][a-z]+)(?:\s+[A-Z][\w.]*)?(?:\*\*)?\s+will\s+(?P<verb>[a-z]+)\b"
)
_LIST_IN_CELL: Final = re.compile(r"\s*\|\s*(?:(?:[-*•]|\d{1,2}[.)])\s+)?(?:\[[ xX]\]\s*)?(?=\S)")
_SHORTEST: Final = 3
"""So many words or characters a task has at least."""
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
    name = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words or "")
    name = re.sub(r"(?<=\w)\s+\([^()]*\)?\s*$", "", name).strip(" @*_[]().,:;：")
    return (
        None
        if not name
        or re.fullmatch(
            r"(?i)tbd|tbc|n/?a|none|unassigned|some(?:one|body)|any(?:one|body)|who\??|-+|\?+|待定|无", name
        )
        else name
    )
