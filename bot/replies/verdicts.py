"""How far a clause can be believed when it says that something is done. Whatever is not understood lowers the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.replies.clauses import CLOSING, CONTENT, NAMES, REPORTS, TO_COME, UNDER_WAY, Clause
from bot.replies.parts import Part
from bot.replies.tokens import Token


class Verdict(Enum):
    """What to do with a report: act, take back, ask privately, or only keep it as a note."""

    YES = auto()
    NO = auto()
    PERHAPS = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, the words that make the report, and those that only go with it."""

    verdict: Verdict
    core: Sequence[Token]
    tail: Sequence[Token]


# Between a number and its report, or before both, these say that the report is of something else: "3 tests done".
FOREIGN: Final = CONTENT - {Part.PERSON, Part.OWNER} | {Part.TO, Part.EXCEPT}
# Directly behind a report they change what was done: "done 3 tests", "finished goods".
_OBJECTS: Final = frozenset({Part.TALK, Part.AMOUNT, Part.UNIT, Part.POINT, Part.SPEAKER, Part.OWNER, Part.TARGET})
_BEHIND_REPORT: Final = frozenset({Part.FILLER, Part.PERFECT, Part.TOO, *CLOSING - {Part.UNDONE}})
# A bare number behind these is a time, a place or an amount: "at 3", "phase 3", "all 3", "another 3".
_BEFORE_AMOUNTS: Final = frozenset(
    {
        Part.TALK,
        Part.PREPOSITION,
        Part.UNIT,
        Part.AMOUNT,
        Part.SPEAKER,
        Part.ALL,
        Part.TO,
        Part.OWNER,
        Part.LATER,
    }
)
_BEFORE_COUNTS: Final = frozenset(
    {"have", "has", "had", "got", "having", "i've", "we've", "they've", "only", "just", "仅", "只", "才", "有"}
)
# 将3标记为完成, 申请4延期: these take the item, not an amount, for their object.
_BEFORE_OBJECTS: Final = frozenset({"将", "申请", "请求"})
_PLANNED: Final = frozenset({"今天", "今日", "按期", "按时", "准时"})
_PAST: Final = frozenset({"was", "were", "been", "has", "have", "had"})


def judge_done(clause: Clause) -> Judgement:
    """How far "done" in this clause can be believed."""
    report = clause.first(CLOSING)
    core, tail = _core_and_tail(clause, report)
    return Judgement(_verdict(clause, report, core, tail), core, tail)


def _verdict(clause: Clause, report: int, core: Sequence[Token], tail: Sequence[Token]) -> Verdict:
    marking = clause.has(Part.MARK)  # "please mark 3 as done" and 将3标记为完成 are said to us
    against = [
        token for token in clause.tokens if token.part in UNDER_WAY | TO_COME and not (marking and token.text == "将")
    ]
    if against:
        return Verdict.PERHAPS if _is_only_a_past_weekday(against, clause) else Verdict.LATER
    nots = [at for at, token in enumerate(clause.tokens) if token.part in (Part.NOT, Part.UNDONE)]
    if nots:
        # "not done" takes back; "done, not …" and "not unfinished" are for a person to sort out.
        plain = len(nots) == 1 and nots[0] <= report and not clause.has(Part.PERHAPS, Part.OR, Part.NEARLY)
        return Verdict.NO if plain else Verdict.PERHAPS
    if clause.has(Part.NEARLY, Part.PERHAPS, Part.BY, Part.OR, Part.COUNT, Part.OOPS, Part.EXCEPT, *REPORTS - CLOSING):
        return Verdict.PERHAPS
    if any(token.text in _PLANNED for token in clause.tokens) and not clause.has(Part.PERFECT):
        return Verdict.PERHAPS  # 今天完成 and 按期完成 may be promises
    parts = {token.part for token in core}
    if Part.PLEASE in parts and not marking:
        # "please close 3" may be said to us or to the owner; 请完成3 is an order
        return (
            Verdict.PERHAPS
            if all(token.text.isascii() for token in core if token.part is Part.PLEASE)
            else Verdict.LATER
        )
    if parts & (FOREIGN - {Part.TO} if marking else FOREIGN):
        return Verdict.PERHAPS
    if tail and (tail[0].part in _OBJECTS or any(token.part in NAMES | {Part.AMOUNT} for token in tail)):
        return Verdict.PERHAPS
    if clause.has(Part.READY) and not (clause.names_something or clause.has(Part.DONE)):
        return Verdict.PERHAPS  # 好了 alone may mean "enough"
    return Verdict.PERHAPS if has_doubtful_number(clause) else Verdict.YES


def _core_and_tail(clause: Clause, report: int) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words up to the report and its numbers ("done 3 and 7"), and the words behind them."""
    names = clause.first(NAMES)
    behind = _BEHIND_REPORT if 0 <= names < report else _BEHIND_REPORT | NAMES | {Part.WHO}
    end = report + 1
    while end < len(clause.tokens) and clause.tokens[end].part in behind:
        end += 1
    return clause.tokens[:end], clause.tokens[end:]


def _is_only_a_past_weekday(against: Sequence[Token], clause: Clause) -> bool:
    """Whether all that points to the future is a weekday, which in "was done on Monday" and 周一已完成 is a past one."""
    past = clause.has(Part.PERFECT) or any(token.text in _PAST for token in clause.tokens)
    return past and all(token.day is not None and token.day.is_bare_weekday for token in against)


def has_doubtful_number(clause: Clause) -> bool:
    """Whether a bare number may be an amount, a time or a place instead of an item."""
    for at, token in enumerate(clause.tokens):
        if not token.ref or token.ref.writing != "bare":
            continue
        before = clause.tokens[at - 1] if at else None
        behind = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
        counts = before and (before.part in _BEFORE_AMOUNTS or before.text in _BEFORE_COUNTS)
        if before and counts and before.text not in _BEFORE_OBJECTS:
            return True
        if behind and behind.part in _OBJECTS and not clause.labelled:
            return True
    return False


def is_question(clause: Clause) -> bool:
    """Whether it asks: by its mark, by a word ("when", 吗), by its order ("is 3 done") or by 完成没."""
    if clause.asked or clause.has(Part.QUESTION):
        return True
    words = [token for token in clause.tokens if token.part not in (Part.FILLER, Part.PERSON, Part.AND, Part.PLEASE)]
    if len(words) < 2:
        return False
    inverted = words[0].part is Part.BE and "'" not in words[0].text and words[1].part in (*NAMES, Part.WHO)
    if inverted and not (words[0].text == "did" and clause.only_names):  # "did 3" is no question
        return True
    return words[-1].part is Part.NOT and words[-2].part in (Part.DONE, Part.READY, Part.PERFECT)
