"""Lists of numbers: "3, 7 and 9", "2-5", 第2、3项, "Tong 2 and 4". Each number learns what it may name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.replies.parts import Part
from bot.replies.tokens import Ref, Token, Writing

_SENTENCE_ENDS: Final = frozenset({Part.END, Part.LINE, Part.QUESTION})
# May stand before the list that begins a sentence: "hi Wei, (3) (4) done".
_BEFORE_LIST: Final = frozenset({Part.FILLER, Part.TALK, Part.PERSON, Part.COMMA, Part.BRACKET})
_SEPARATORS: Final = frozenset(
    {";", ")(", "][", "】【", "),(", "];[", "],[", ");(", ")and(", ")&(", ")和(", ")、(", "】、【", "、;"}
)
LONGEST_SEPARATOR: Final = 3
_PLURALS: Final = ("items", "action items", "tasks", "tickets", "actions", "points", "directives")
# 第3项 is an item; 第3点 and 第3个 may be a leader's third directive; 第3次 is neither.
_WRITING_BY_NOUN: Final[dict[str, Writing]] = {
    **dict.fromkeys(("项", "号", "件"), "marked"),
    **dict.fromkeys(("", "点", "条", "个"), "ordinal"),
}


def with_lists(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with numbers of one list standing side by side."""
    listed: list[Token] = []
    extending = False
    heads = True  # nothing was said yet in this sentence
    at = 0
    while at < len(tokens):
        token, at = _number_of_somebody(tokens, at)
        if token.part in (Part.EXTEND, Part.MOVE):
            extending = True
        elif token.part in (Part.END, Part.LINE):
            extending = False
        if token.part in _SENTENCE_ENDS:
            heads = True
        elif token.part not in _BEFORE_LIST and token.part is not Part.ITEM:
            heads = False
        if token.part is not Part.ITEM:
            listed.append(token)
        elif extending and listed and listed[-1].part is Part.TO:
            listed.append(replace(token, part=Part.AMOUNT, ref=None))  # "extend 3 to 10": some day, no item
        elif _counts(tokens, at - 1):
            listed.append(replace(token, part=Part.AMOUNT, ref=None))
        else:
            # "done 3; 4 blocked", "re 3; 4 is done": only where a list begins the sentence do semicolons go on with it.
            leads = heads and _word_before(listed) not in (Part.FILLER, Part.TALK)
            run, at = _run(tokens, at, token, ranges_by_word=not extending, leads=leads)
            listed += run
            heads = False
    return listed


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bare number is a time or an amount: "at 3", "3 days", "3 of 5", 3个."""
    token = tokens[at]
    before = tokens[at - 1].part if at else None
    behind = tokens[at + 1].part if at + 1 < len(tokens) else None
    if at + 1 < len(tokens) and tokens[at + 1].text.startswith(("more ", "extra ")):
        behind = Part.UNIT  # "2 more weeks"
    if token.ref is None or token.ref.writing != "bare":
        return False
    of = at - 2 if before is Part.FILLER else at - 1  # "3 of the 5"
    of_amount = of > 0 and tokens[of].part is Part.COUNT and tokens[of - 1].part in (Part.ITEM, Part.AMOUNT, Part.HEDGE)
    return of_amount or before is Part.PREPOSITION or behind in (Part.UNIT, Part.NOUN, Part.COUNT)


def _number_of_somebody(tokens: Sequence[Token], at: int) -> tuple[Token, int]:
    """The token here and the place behind it; a leader's number ("Tong's second", 张总的第二点) and an owner's item are one token."""
    token = tokens[at]
    possessive = at + 1 < len(tokens) and tokens[at + 1].text in ("'s", "的")
    behind = at + 2 if possessive else at + 1
    following = tokens[behind] if behind < len(tokens) else None
    if token.part is Part.SPEAKER and following and following.ref and not following.ref.code:
        ref = replace(following.ref, writing="ordinal", speaker=token.text)
        return replace(following, start=token.start, ref=ref), behind + 1
    if token.part is Part.OWNER and [each.text for each in tokens[at + 1 : at + 3]] == ["负责", "的"]:
        possessive, behind = True, at + 3
    if token.part is Part.OWNER and possessive:
        ref = Ref(token.text, "marked", 0, owner=token.text)
        return replace(token, part=Part.ITEM, end=tokens[behind - 1].end, ref=ref), behind
    return token, at + 1


def _run(
    tokens: Sequence[Token], at: int, first: Token, *, ranges_by_word: bool, leads: bool
) -> tuple[list[Token], int]:
    """The numbers that stand in one list with `first`, and the place behind them."""
    run = [first]
    nouns = [""]
    range_signs = (Part.DASH, Part.TO) if ranges_by_word else (Part.DASH,)
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if _is_noun_of(token, run):
            nouns[-1] = token.text
        elif token.part is Part.ITEM:
            run.append(token)
            nouns.append("")
        elif token.part in range_signs and following and _spans(run[-1], following):
            run[-1] = _range(run[-1], following)
            at += 1
        elif (behind := _behind_separator(tokens, at, run, leads)) > at:
            at = behind
            continue
        elif not (token.part in (Part.COMMA, Part.AND) and following and following.part in (Part.ITEM, Part.AND)):
            break
        at += 1
    return _settled(run, nouns), _behind_count(tokens, at, len(run))


def _behind_count(tokens: Sequence[Token], at: int, count: int) -> int:
    """The place behind 三项 where it only counts the three numbers before it: 3、4、7三项."""
    numeral = tokens[at].text if at < len(tokens) else ""
    counts = 2 <= count <= 10 and numeral in (str(count), "一二三四五六七八九十"[count - 1], "两" if count == 2 else "")
    return at + 2 if counts and at + 1 < len(tokens) and tokens[at + 1].part in (Part.POINT, Part.UNIT) else at


def _word_before(listed: Sequence[Token]) -> Part | None:
    """What stands before the list, an opening bracket aside; None at the reply's beginning."""
    words = listed[:-1] if listed and listed[-1].part is Part.BRACKET else listed
    return words[-1].part if words else None


def _behind_separator(tokens: Sequence[Token], at: int, run: Sequence[Token], leads: bool) -> int:
    """The place of the next number where a sign of its own parts the list: "3; 4", "(3) (4)", "3. 4.", "items 3 / 4"; else `at`."""
    between: list[Token] = []
    while at + len(between) < len(tokens) and len(between) < LONGEST_SEPARATOR:
        token = tokens[at + len(between)]
        if token.part is Part.ITEM:
            break
        between.append(token)
    end = at + len(between)
    following = tokens[end] if end < len(tokens) else None
    if not following or not following.ref:
        return at
    signs = "".join(token.text for token in between)
    if signs == "/":
        # "3 / 4 done" may mean three of four; "items 3 / 4", "#3 / #4" can not.
        plural = run[0].text.startswith(_PLURALS)
        return end if plural or (_ref(run[-1]).writing == following.ref.writing == "marked") else at
    parted = signs in _SEPARATORS or (signs == "." and run[0].text.endswith("."))
    return end if leads and parted else at


def _is_noun_of(token: Token, run: Sequence[Token]) -> bool:
    """Whether 项, 点, 个 belongs to the number before it instead of counting: 第3项, #3项, but not 3项."""
    if _ref(run[-1]).writing == "prefixed":
        return token.part in (Part.POINT, Part.UNIT)
    return token.part is Part.POINT and _ref(run[0]).writing != "bare"


def _spans(low: Token, high: Token) -> bool:
    return high.ref is not None and _ref(low).last is None and high.ref.speaker is None


def _range(low: Token, high: Token) -> Token:
    written = f"{_ref(low).written}-{_ref(high).written}"
    return replace(low, end=high.end, ref=replace(_ref(low), last=_ref(high).number, written=written))


def _settled(run: Sequence[Token], nouns: Sequence[str]) -> list[Token]:
    """A noun speaks for the numbers before it (第2、3项), and a bare number is written like the one before it ("items 3 and 7")."""
    settled: list[Token] = []
    noun = ""
    for token, own in zip(reversed(run), reversed(nouns), strict=True):
        noun = own or noun
        if _ref(token).writing != "prefixed":
            settled.append(token)
        elif writing := _WRITING_BY_NOUN.get(noun):
            settled.append(replace(token, ref=replace(_ref(token), writing=writing)))
        else:
            settled.append(replace(token, part=Part.HEDGE, ref=None))  # 第一阶段: a part of the work
    settled.reverse()
    for at in range(1, len(settled)):
        before, ref = settled[at - 1].ref, settled[at].ref
        if before and ref and ref.writing == "bare":
            settled[at] = replace(settled[at], ref=replace(ref, writing=before.writing, speaker=before.speaker))
        elif before and ref and before.speaker and not ref.speaker and ref.writing == "ordinal":
            settled[at] = replace(settled[at], ref=replace(ref, speaker=before.speaker))  # 童总的第一条和第二条
    return settled


def _ref(token: Token) -> Ref:
    assert token.ref
    return token.ref
