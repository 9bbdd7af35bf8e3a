"""What a Chinese speaker asks outside lists: which sentences, and which of their parts, are requests."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from storage.minutes.chinese_grammar import (
    ALL_DO,
    ANNOUNCED,
    ASSIGNS,
    DOES,
    NARRATES,
    NOUN_AFTER,
    OPENS_ASK,
    OUTRIGHT,
    PLEDGE,
    PLEDGING,
    POINTS_COUNTED_BEHIND,
    PRESSES,
    PRESSES_ON,
    RESULT,
    STATES,
    STOP,
    TELLS_ON,
    WHEN,
)
from storage.minutes.copies import CJK
from storage.minutes.dates import chinese_number
from storage.minutes.speech import Attribution

_WORDS = re.compile('[^，,：:“" 了]|“(?=[^“”，。；\n]{1,12}”[^，。；\n])')
"""What is said begins here; the quotation mark of a name belongs to it, as in “两会”期间，…."""
_IN_BRACKETS = re.compile("[（(][^（()）]{0,20}[)）]")
_BRACKETS = re.compile("“[^“”\n]{1,120}”|[；;（(）)]")
"""What parts a sentence or holds a part together: the semicolons of a motto in quotation marks part nothing."""
_CLAUSE = re.compile("[，,；;：:]")
_WE = re.compile("^(?:同志们，)?我们(?=(?:大家)?(?:都|一定|更|就)?(?:要(?!求)|必须|应当|务必))")
_SOON_A_COLON = re.compile("[^，。；：:\n]{0,30}[：:]")
_AND_TOLD = re.compile("[，,](?:并|还|也|同时)(?:[就对][^，。；]{1,12})?(?:介绍|通报|汇报|回顾|传达|宣布|听取)了")
"""What the speaker did besides ends the request: 希望大家…，并介绍了情况."""
_ASKS_IN_ENGLISH = re.compile(
    r"(?<!\bwe )(?<!\bI )\b(?:must|should|shall|needs?\s+to|ha(?:s|ve)\s+to|please|make\s+sure)\b", re.I
)
_HANZI = re.compile(f"[{CJK}]")
_SITUATION = re.compile("(?:当前|目前|眼下|现在|近期|今年)?[，]?(?:正值|正处|正是|时值|适逢|处于|进入)")
"""How things stand, before what is asked: 当前正值旺季."""
_FEW_CLAUSES = 8
"""So far into a sentence the reason for a request may reach: 当前…，…，各单位要…"""


def requests(text: str, said: Attribution, until: int, names_head: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Where the requests in the words of `said` stand, up to `until` or the first sentence that tells of something else.

    `names_head` answers whether the sentence at a place begins with a person. After a first request the sentences that begin
    with a deed are requests too: 要抓好安全。加强巡查，…
    """
    first = _WORDS.search(text, said.said, until)
    start = first.start() if first else until
    if said.kind == "orders" and text.startswith("\n", said.said):
        said = replace(said, kind="says")  # what the next line says need not be what was asked
    if said.kind == "says" and text.startswith("了", said.said) and not _SOON_A_COLON.match(text, said.said):
        return  # "安排了…": what was arranged is told
    if text.startswith("。", start):  # "…作了部署。": what was said is not told, unless the next sentence asks outright
        start += 1
        if not OUTRIGHT.match(text, start):
            return
    is_first, has_asked = True, False
    is_pledging = text[said.said - 2 : said.said] in PLEDGING
    while start < until:
        stop = STOP.search(text, start, until)
        end = stop.end() if stop else until
        sentence = text[start:end]
        if not is_first and (NARRATES.match(sentence) or names_head(start)):
            return
        place = start
        # 我们要… is a pledge of whoever 表示s it; whoever points it out asks it of everybody.
        asks = sentence_asks(sentence if is_pledging else _WE.sub("", sentence), said, is_first, has_asked)
        began = asks and (said.kind == "orders" or (is_first and text[said.said : said.said + 1] == "："))
        for part in _parts(sentence) if asks else ():
            if place > start and NARRATES.match(part):
                return
            # What is said before the first of them that asks is a reason: 甲厂进步快；乙厂要赶上。
            began = began or sentence_asks(part if is_pledging else _WE.sub("", part), said, is_first, has_asked)
            told = _AND_TOLD.search(part)
            words = part[: told.start()] if told else part
            if began and len(words) > 3 and not _tells(words):
                yield place, place + len(words)
            place += len(part)
        start, is_first, has_asked = end, False, has_asked or asks


def _parts(sentence: str) -> Iterator[str]:
    """The sentence cut at its semicolons, except those in brackets, and the semicolons themselves."""
    depth, start = 0, 0
    for sign in _BRACKETS.finditer(sentence):
        if sign[0] in "（(":
            depth += 1
        elif sign[0] in "）)":
            depth = max(0, depth - 1)
        elif not depth and sign[0] in "；;":
            yield sentence[start : sign.start()]
            yield sign[0]
            start = sign.end()
    yield sentence[start:]


def announced_points(text: str, said: Attribution) -> list[tuple[int, int]]:
    """The points of 提出三点要求：甲；乙；丙, which bear no numbers: as many as announced, or else none."""
    start = said.said
    if text[start - 1 : start] not in ("：", ":"):
        colon = _SOON_A_COLON.match(text, start)
        if not colon:
            return []
        start = colon.end()
    counts = list(ANNOUNCED.finditer(text[max(said.start, start - 60) : start]))
    stop = STOP.search(text, start, start + 400)
    count = chinese_number(counts[-1]["n"].replace("两", "二")) if counts else None
    if not stop or not count or count < 2:
        return []
    for sign in "；、，":
        parts = [match.span() for match in re.compile(f"[^{sign}\n]+").finditer(text, start, stop.start())]
        if len(parts) == count and all(2 < after - first < (200 if sign == "；" else 30) for first, after in parts):
            return parts
    return []


def points_counted_behind(text: str, said: Attribution) -> list[tuple[int, int]]:
    """The points of 部署了甲；乙；丙等三方面工作，以及丁；戊等两点要求: as many as are counted behind them, or else none."""
    stop = STOP.search(text, said.said, said.said + 1_000)
    found: list[tuple[int, int]] = []
    for row in POINTS_COUNTED_BEHIND.finditer(
        text, max(said.start, said.said - 3), stop.start() if stop else said.said
    ):
        start, end = row.span("points")
        parts = [match.span() for match in re.compile("[^；;]+").finditer(text, start, end)]
        if len(parts) == chinese_number(row["n"].replace("两", "二")) and len(parts) > 1:
            found += parts
    return found


def sentence_asks(sentence: str, said: Attribution, is_first: bool, has_asked: bool) -> bool:
    """Whether the sentence asks for something, given the verb before it and whether one before it did."""
    clauses = _CLAUSE.split(sentence)[:_FEW_CLAUSES]
    if is_first and said.kind == "orders":
        tells = NOUN_AFTER.match(sentence) or PLEDGE.search(clauses[0]) or TELLS_ON.match(sentence)
        is_reason = _SITUATION.match(sentence) and not any(OPENS_ASK.match(clause) for clause in clauses)
        return len(sentence) > 4 and not tells and not is_reason
    if _ASKS_IN_ENGLISH.search(sentence) and not _HANZI.search(sentence):
        return True
    if said.kind == "says" and PLEDGE.search(sentence):
        return False
    pledges = bool(PLEDGE.search(sentence))
    if any(
        _clause_asks(clause, is_statement=pledges or (said.kind == "says" and number > 0))
        for number, clause in enumerate(clauses)
    ):
        return True
    if pledges:
        return False  # 学校将坚决落实，确保完成
    if said.kind != "says" and any(PRESSES.search(clause) or ASSIGNS.match(clause) for clause in clauses[:3]):
        return not RESULT.search(sentence)
    may_go_on = (
        has_asked or (is_first and said.kind == "stresses") or bool(not is_first and PRESSES_ON.search(sentence))
    )
    if not may_go_on:
        return False
    if _all_are_to_act(clauses):
        return True
    first = clauses[1] if len(clauses) > 1 and WHEN.match(clauses[0]) else clauses[0]
    return bool(DOES.match(first)) and not _tells(sentence)


def _clause_asks(clause: str, is_statement: bool) -> bool:
    match = OPENS_ASK.match(_IN_BRACKETS.sub("", clause))
    if not match or (is_statement and match.end() > 16):
        return False
    # 要 and 必须 ask by themselves; 切实 and 确保 also tell how something was done.
    by_itself = match[0].endswith(
        ("要", "必须", "务必", "不得", "严禁", "应", "应当", "请", "须", "责成")
    ) and not match[0].endswith("需要")
    return by_itself or not (is_statement or RESULT.search(clause))


def _tells(words: str) -> bool:
    """Whether the words tell of a result or say how something is, and nothing in them asks."""
    if not _told(words):
        return False
    clauses = _CLAUSE.split(words)
    return not any(OPENS_ASK.match(clause) for clause in clauses) and not _all_are_to_act(clauses)


def _told(words: str) -> bool:
    return bool(RESULT.search(words) or STATES.search(words))


def _all_are_to_act(clauses: list[str]) -> bool:
    """Whether one of the clauses has everybody do something, and no result follows: 全县各部门牢固树立大局意识."""
    doing = next((number for number, clause in enumerate(clauses) if ALL_DO.match(clause)), None)
    return doing is not None and not _told("，".join(clauses[doing:]))
