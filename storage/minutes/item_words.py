"""What the words of one action item tell besides the task: who has it, until when, and how far it is.

Each is taken from one end of the words or the other; what is left is the task, as the note taker wrote it.
"""

import re
from collections.abc import Callable
from typing import Final

from storage.minutes.action_signs import (
    AGREED_LATER,
    DAY_AND_OWNER_FIRST,
    DOES,
    DUE_LAST,
    DUE_LAST_ZH,
    DUE_NAMED,
    ITEM_NAME,
    NOTHING,
    OWNER_ABOVE,
    OWNER_AND_DUE_LAST,
    OWNER_FIRST,
    OWNER_LAST,
    OWNER_NAMED,
    SECTION,
    WHEN_LAST,
    ZH_OWNER,
)
from storage.minutes.copies import CJK
from storage.minutes.english_words import BASE_VERBS

_PRIORITY: Final = re.compile(r"[(\[](?:low|high|medium|urgent|optional)[^)\]]{0,20}[)\]]\s*", re.I)
_STRUCK: Final = re.compile(r"~~(.+)~~(?:[\s\W]{0,4}(?:done|completed?|closed|finished|已完成|已办结)?\W{0,4})", re.I)
_IN_CHARGE: Final = re.compile(rf"(?P<owner>[{CJK}]{{2,4}})(?:负责|牵头)")
_PLAIN_OWNER: Final = re.compile(
    r"(?P<owner>(?!we\b|it\b|this\b|that\b|they\b|you\b|he\b|she\b)[a-z][\w-]{1,20}) (?:to|will) (?P<verb>[a-z]+)\b"
)
"""Somebody in small letters: "mia to call the port"."""
_RECORDED: Final = re.compile(r"\s*\[(?:recorded\s+in|on\b)[^\]\n]*\]\s*$")
_UNDER_WAY: Final = re.compile(r"(?<=[.!?])\s+(?:in\s+progress|ongoing|pending|open|to\s+do)\s*$", re.I)
"""A state behind a task that is not done yet."""
_FINISHED: Final = re.compile(
    r"\s*(?:[-–—:]\s*|[(\[]\s*)(?:done|completed?|closed|finished|已完成|已办结)\s*[)\]]?[.!]?\s*$"
    r"|\s*[✓✔✅]\s*$|(?<=[.!?])\s+(?-i:DONE|COMPLETED?|CLOSED)\s*$",
    re.I,
)
_SHORTEST: Final = 3
"""So many characters of a task must stand before what is taken from its end."""
_SHORTEST_BEFORE_OWNER: Final = 8


class ItemWords:
    """One item in a reading copy, from `start` to `end`: its words shrink as owner, day and state are taken from them.

    `is_day` answers whether words are a day or a time until when something may be due; `is_somebody` whether the words before
    "to" or "will" name somebody.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        *,
        is_day: Callable[[str], bool],
        is_somebody: Callable[[str], bool],
    ) -> None:
        self.text = text
        self.start, self.end = _trimmed(text, start, end)
        self.owner: str | None = None
        self.due_text: str | None = None
        self.done = False
        self.told = ""
        """The words with the day that stands within them, but without what was noted behind them."""
        self._is_day = is_day
        self._is_somebody = is_somebody

    @property
    def words(self) -> str:
        """What is left of the words."""
        return self.text[self.start : self.end]

    @property
    def holds_words(self) -> bool:
        """Whether anything is left that can be read."""
        return self.start < self.end and bool(re.search(r"\w", self.words))

    def read(self, parent: str, is_owner_first: Callable[[re.Match[str]], bool]) -> None:
        """Take everything from the words. `parent` is the bullet above; `is_owner_first` judges words before a colon or a dash."""
        self._take_signs_before()
        self._take_day_and_owner_first()
        self._take_owner_first(is_owner_first)
        self._take_day_behind()
        named, due_named = OWNER_NAMED.search(self.words), DUE_NAMED.search(self.words)
        base, noted_until = self.start, self.words
        if self.owner is None:
            self._take_owner(named, parent)
        self._take_notes_behind(base, noted_until, named, due_named)
        self.told = self.words
        self._take_due_in_brackets()
        self._take_state_behind()
        self.start, self.end = _trimmed(self.text, self.start, self.end)
        self.due_text = self.due_text or (due_named["due"].strip(" 。") if due_named else None)
        if self.due_text and NOTHING.match(self.due_text):
            self.due_text = None

    def _take_signs_before(self) -> None:
        """A priority in brackets, and the strokes through what is done."""
        if priority := _PRIORITY.match(self.words):
            self.start += priority.end()
        if struck := _STRUCK.fullmatch(self.words):
            self.start, self.end = self.start + struck.start(1), self.start + struck.end(1)
            self.done = True

    def _take_day_and_owner_first(self) -> None:
        """ "Dec 15 - Ana - call the port"."""
        dated = DAY_AND_OWNER_FIRST.match(self.words) if self.owner is None else None
        if dated and self._is_day(dated["due"]):
            self.owner, self.due_text = dated["owner"], self.due_text or dated["due"].strip()
            self.start += dated.end()

    def _take_owner_first(self, is_owner_first: Callable[[re.Match[str]], bool]) -> None:
        """ "Ana: call the port"; "Task: call the port" names nobody."""
        first = OWNER_FIRST.match(self.words) if self.owner is None else None
        if first and is_owner_first(first):
            self.owner = None if ITEM_NAME.fullmatch(first["owner"]) else first["owner"]
            self.start += first.start("task")

    def _take_day_behind(self) -> None:
        """ "… (Ana, 3 May)", "… – Friday"."""
        both = OWNER_AND_DUE_LAST.search(self.words)
        # Where another is named before, whoever stands in the bracket stays in the words.
        if both and self.owner in (None, both["owner"]) and self._is_day(both["due"]):
            self.owner, self.due_text = both["owner"], self.due_text or both["due"].strip()
            self.end = self.start + both.start()
            return
        last = WHEN_LAST.search(self.words)
        if last and last.start() > _SHORTEST and self._is_day(last["due"]):
            self.due_text = self.due_text or last["due"].strip()
            self.end = self.start + last.start()

    def _take_owner(self, named: re.Match[str] | None, parent: str) -> None:
        """The owner, from the plainest sign there is: a label, the first words, the last ones, or else the bullet above."""
        words = self.words
        does, later, last = DOES.match(words.strip("* _")), AGREED_LATER.search(words), OWNER_LAST.search(words)
        if named:
            self.owner = named["owner"] or named["zh"]
        elif first := ZH_OWNER.match(words):
            self.owner = first["owner"]
            self.start += first.end()
        elif in_charge := _IN_CHARGE.match(words):
            self.owner = in_charge["owner"]
        elif (plain := _PLAIN_OWNER.match(words)) and plain["verb"] in BASE_VERBS - {plain["owner"]}:
            self.owner = plain["owner"] if plain["owner"] not in BASE_VERBS else None
        elif does and self._is_somebody(does["owner"]):
            self.owner = does["owner"]
        elif later:
            self.owner = later["owner"]
        elif last and last.start() > (_SHORTEST if last["zh"] else _SHORTEST_BEFORE_OWNER):
            self.owner = last["paren"] or last["dash"] or last["bar"] or last["zh"] or last["at"]
            self.end = self.start + last.start()
        elif (above := OWNER_ABOVE.fullmatch(parent)) and not SECTION.match(parent):
            self.owner = above["owner"]

    def _take_notes_behind(self, base: int, words: str, *notes: re.Match[str] | None) -> None:
        """ "(owner: Ana, due: 3 May)" at the end, found in `words` from `base` on, belongs to the item's form."""
        for note in sorted((each for each in notes if each), key=lambda each: -each.start()):
            if note.start() > _SHORTEST and not words[note.end() : self.end - base].strip(" .,;，；。)）]|-–—"):
                self.end = min(self.end, base + note.start())

    def _take_due_in_brackets(self) -> None:
        """ "… (by Friday)", "…（5月3日前）"."""
        if last := DUE_LAST.search(self.words) or DUE_LAST_ZH.search(self.words):
            self.end = self.start + last.start()
            self.due_text = self.due_text or last[0].strip(" ()[]（）。.")

    def _take_state_behind(self) -> None:
        """ "… [recorded in log]", "…. Ongoing", "… - done"."""
        for note in (_RECORDED, _UNDER_WAY):
            if found := note.search(self.words):
                self.end = self.start + found.start()
        if (finished := _FINISHED.search(self.words)) and finished.start() > _SHORTEST:
            self.end, self.done = self.start + finished.start(), True


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without spaces, separators and emphasis that stands around all of it."""
    first, last = start, end
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_,，;；、(-–—|"):
        end -= 1
    if text.count("**", start, end) % 2:
        # The emphasis belongs to some of the words only: keep its other half.
        while start > first and text[start - 1] == "*":
            start -= 1
        while text.count("**", start, end) % 2 and end < last and text[end] == "*":
            end += 1
    return start, end
