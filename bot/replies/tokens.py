"""From text to tokens: what is quoted disappears, numbers that name items become references, words get their part.

One pass from left to right, each position looked at with patterns of bounded length, so that a reply of 20,000 characters
costs twice one of 10,000. Folding keeps every position, so a note can be cut from what the person really wrote.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from bot.replies.dates import NamedDay, day_named_at, short_day_named_at
from bot.replies.lexicon import FOLDED, WORDS
from bot.replies.parts import Part
from bot.replies.reading import Thread, ThreadTarget
from storage.measures import measure_named

# How a number was written, which decides what it may name.
Writing = Literal["bare", "marked", "ordinal", "prefixed"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A number that may name items: `bare` 3; `marked` #3, QD-3, item 3; `ordinal` 第2点, "the second"; `prefixed` 第2…, its noun not seen yet."""

    written: str
    writing: Writing
    number: int
    last: int | None = None  # the other end of a range
    code: str | None = None
    speaker: str | None = None  # the directive's speaker, as folded: "Tong 2"
    owner: str | None = None  # the item's owner, as folded, instead of a number: "Wang Wei's"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the reply: its part, where it stands, its folded text, and what it names: items, an amount, a day, a target."""

    part: Part
    start: int
    end: int
    text: str
    ref: Ref | None = None
    amount: Decimal | None = None
    measure: str | None = None  # the amount's, as written
    target: str | None = None
    day: NamedDay | None = None


LONGEST_PHRASE: Final = max(len(word.split(" ")) for word in WORDS)
LONGEST_CHINESE: Final = max(len(word) for word in WORDS if not word.isascii())
# Longer numbers are amounts, orders and telephones, not items.
LONGEST_ITEM_NUMBER: Final = 5

_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,18}(?:\.\d{1,18}){0,3}")
_PERCENT: Final = re.compile(" ?%")
_MONEY: Final = frozenset("$€¥£")
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?!\d)")
_CHINESE_NUMERAL: Final = re.compile("[一二三四五六七八九十百]{1,5}")
_LETTER: Final = r"A-Za-z\u00c0-\u024f\u0370-\u052f"
_WORD: Final = re.compile(rf"[{_LETTER}](?:[{_LETTER}0-9_]|[-'](?=[{_LETTER}])){{0,60}}")
_ANGLED: Final = re.compile(
    r"<(?:(?P<person>@[UWuw][A-Za-z0-9]{1,20})|[#!@][^<>\n|]{1,200}|(?P<link>(?:https?|mailto|tel):[^<>\n|]{1,4000}))"
    r"(?:\|[^<>\n]{0,400})?>"
)
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>，。；、]{1,4000}|[\w.+-]{1,64}@[\w-]{1,64}\.[a-z.]{2,64}", re.I | re.A
)
_AT_NAME: Final = re.compile(r"@([a-z][\w.-]{0,40})")
_EVERYONE: Final = frozenset({"all", "channel", "here", "everyone"})
_FILE: Final = re.compile(
    r"[\w()-]{1,80}\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|md|png|jpe?g|heic|gif|zip|rar|7z|eml|msg|mp4|mov)(?!\w)"
)
_EMOJI: Final = re.compile(r"(:(?=[0-9_+'-]{0,60}[a-z])[a-z0-9_+'-]{1,60}:)(?::skin-tone-\d:)?")
_ITEM_MARK: Final = re.compile(
    r"(?:#|(?:no\.|nr\.?|№|number|(?:action )?items?|tasks?|tickets?|actions?) ?#?|编号|序号)(?=\d)"
)
_POINT_MARK: Final = re.compile(r"(?:points?|directives?) ?#?(?=\d)")
_UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    "ten",
    "eleven",
    "twelve",
    *(f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS: Final = (
    *_UNITS,
    *_TEENS,
    *(word for ten in _TENS for word in (ten, *(f"{ten}-{unit}" for unit in _UNITS))),
)
_CARDINAL: Final = re.compile(
    rf"(?:(?P<tens>{'|'.join(_TENS)})(?:[- ](?P<units>{'|'.join(_UNITS)}))?|(?P<small>{'|'.join(sorted((*_UNITS, *_TEENS), key=len, reverse=True))}))(?![\w-])"
)
# "item three", "point three"; "number one" is praise, and "no. one" may begin with a no.
_WORDED_ITEM: Final = re.compile(r"(?:(?:action )?items?|tasks?|tickets?|actions?|number(?! one\b)) ")
_WORDED_POINT: Final = re.compile(r"(?:points?|directives?) ")
_ORDINALS: Final = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    *(f"{stem}teenth" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
    "twentieth",
)
_NUMBERED: Final = r"(?:one|point|directive|item|task|action)s?"
_ENGLISH_ORDINAL: Final = re.compile(
    rf"(?:(?:the )?(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?:the |(?<='s ))(?P<word>{'|'.join(_ORDINALS)}))"
    rf"(?: {_NUMBERED})?(?!\w)|(?P<bare>{'|'.join(_ORDINALS)}) {_NUMBERED}(?!\w)"
)
# "a second item" is one more, not number two.
_ONE_MORE: Final = frozenset({"a", "an", "another", "every", "each", "any", "no", "one", "two"})
_FOREIGN_CODE: Final = re.compile(r"[A-Z]{2,6}-(\d{1,4})(?![\w-])")
_LIST_MARK: Final = re.compile(r"[.)](?![\d.])|(?=、)")
_QUOTES: Final = {"“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "`": "`", "„": "“", "«": "»"}
# From such a line on, a reply is somebody else's mail.
_FORWARDED: Final = re.compile(
    r"[->* _]{0,40}(?:(?:begin )?forwarded (?:message|by)|original (?:message|appointment)|转发的?邮件|原始邮件|转发消息|回复的原邮件)"
    r"|(?:from|sent|发件人|寄件人|发送时间)\*?: ?\S|(?:on|am|le) [^\n]{4,160}(?:wrote|schrieb|a écrit) ?:|在?[^\n]{4,60}写道:"
)
_INVISIBLE: Final = dict.fromkeys((0xFE0F, 0xFE0E, 0x200B, 0x200D, 0x20E3, 0xFEFF, *range(0x1F3FB, 0x1F400)), " ")
_PUNCTUATION: Final = {
    **dict.fromkeys(".!。;…", Part.END),
    "\n": Part.LINE,
    **dict.fromkeys(",、", Part.COMMA),
    "/": Part.OR,  # 3/7 may be two items, a part or a date
    ":": Part.COLON,
    **dict.fromkeys("-–—―→=~>", Part.DASH),
    **dict.fromkeys("()[]【】{}", Part.BRACKET),
}
# Behind these "5/10" and "10号" are days.
_UNTIL: Final = frozenset(
    {
        "to",
        "until",
        "till",
        "by",
        "on",
        "before",
        "at",
        "for",
        "到",
        "至",
        "为",
        "成",
        "改为",
        "改成",
        "改到",
        "改至",
        "挪到",
        "缓到",
    }
)
# "Target for shipments: 3.4 GWh" reports no figure.
_PLANS: Final = frozenset({"target", "goal", "plan", "planned", "budget", "budgeted", "目标", "计划", "预算", "指标"})
_PAST: Final = frozenset({"last", "previous", "去年", "上年", "上季度", "同期"})
# Words that head a report as often as a name does.
_HEADINGS: Final = frozenset(
    {
        "report",
        "summary",
        "results",
        "result",
        "feedback",
        "reply",
        "answer",
        "today",
        "yesterday",
        "周报",
        "方案",
        "安全",
        "程序",
    }
)
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
# A name, with a title or "says", or a sign that something is passed on; then a colon or a dash.
_QUOTED_FROM: Final = re.compile(
    r"(?:(?P<forwarded>(?:[Ff][Ww][Dd]?|[Ff]orwarded|转发|转自[^\n:：]{0,8}))"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?: (?:said|says|wrote|writes))?"
    rf"|[老小阿]?[{_SURNAMES}][\u4e00-\u9fff]{{0,3}}|[\u4e00-\u9fff]{{1,4}}(?:部|处|科|室|车间))"
    r"(?=\s{0,3}[:：]|\s[-–—]\s)"
)
_CLAUSE_ENDS: Final = frozenset({Part.END, Part.LINE, Part.COMMA, Part.BUT})
_UNTIL_ENDINGS: Final = ("到", "至", "until")
# "1,2 GWh" may be one and two tenths or a slip of the thousands, so it is no value and asked about; nor are "1.2 to 1.4",
# "1.2 1.3" and "10^3".
_SIGNED_NUMBER: Final = (
    r"(?P<number>[-+−]?(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,3}(?: \d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,9})?)"
    r"(?![\d:]|[.,]\d| \d| ?(?:to|-|–|~|至|到|bis|[\^×*/]) ?\d)"
)
_IS: Final = r"(?: ?(?:is|are|was|were|at|now|this (?:week|month|quarter|year)|本周|本月|本季度|今年|to date|ytd|so far|reached|stands?|=|:|达到|达|为|是|完成|实际|已|累计|了)){0,4}"
_VALUE: Final = re.compile(rf"{_IS} ?{_SIGNED_NUMBER} ?")
_FORECAST: Final = re.compile(
    rf"(?:forecast(?:ed)?|outlook|expect(?:ed|ing)?|预计|预测|预期)(?: ?(?:full year|year end|全年|年底|to be|it|达到|达|为|是|is|at|=|:)){{0,3}} ?{_SIGNED_NUMBER} ?"
)
_MEASURE: Final = re.compile(
    r"%|[a-z][a-z/°²³]{0,11}(?![\w])|[百千万亿]{0,2}(?:美元|欧元|元|吨|台|套|件|辆|人|千瓦时|兆瓦时|吉瓦时|公里|个百分点|件|只|天|个|次|家)|[十百千]?[万亿]"
)
_SCALES: Final = frozenset({"k", "m", "mn", "bn", "thousand", "million", "billion", "千", "万", "百万", "千万", "亿"})
# What may stand next to a bare Chinese numeral that names an item: 二和三已完成, not 统一完成.
_BEFORE_NUMERAL: Final = {
    None,
    Part.END,
    Part.LINE,
    Part.COMMA,
    Part.COLON,
    Part.AND,
    Part.EXCEPT,
    Part.DONE,
    Part.REST,
}
_BEHIND_NUMERAL: Final = {
    Part.DONE,
    Part.DEED,
    Part.NOT,
    Part.PERFECT,
    Part.AND,
    Part.ALL,
    Part.BLOCKED,
    Part.EXTEND,
    Part.COMMA,
    Part.COLON,
    Part.POINT,
}


def fold(text: str) -> str:
    """The text in one writing: half width, lower case, simplified characters; each character stays at its position."""
    return "".join(map(_fold_character, text.replace("’", "'").replace("‘", "'").translate(_INVISIBLE))).translate(
        FOLDED
    )


def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    if len(folded) != 1:
        return character
    return " " if folded.isspace() and folded != "\n" else folded


def chinese_number(numeral: str) -> int | None:
    """二十三 → 23; None for what is no number below a thousand (二三, 十百)."""
    total = 0
    digit: int | None = None
    for character in numeral:
        if character in "十百":
            scale = 10 if character == "十" else 100
            if total and total < scale * 10 and total % (scale * 10):
                return None
            total += (1 if digit is None else digit) * scale
            digit = None
        elif digit is not None:
            return None
        else:
            digit = "一二三四五六七八九".index(character) + 1
    return total + (digit or 0)


def tokenise(text: str, thread: Thread) -> list[Token]:
    """The tokens of a reply. Quoted lines, code, words struck out and quotations become opaque talk."""
    scanner = _Scanner(text, thread)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        if scanner.folded[at] == " ":
            at += 1
            continue
        tokens.append(scanner.next(at))
        at = tokens[-1].end
    return tokens


class _Scanner:
    """Reads one reply: its text, its folded form, the names this thread knows, and the part read last."""

    def __init__(self, text: str, thread: Thread) -> None:
        self.text = text
        self.folded = fold(text)
        self.codes = sorted({fold(item.code) for item in thread.items if item.code}, key=len, reverse=True)
        self.names = _names(thread)
        self.targets = sorted(thread.targets, key=lambda target: len(target.name), reverse=True)
        self.today = thread.now.date()
        self.previous: Part | None = None
        self.previous_text = ""
        self.extending = False  # since a word like "extend" in this sentence
        self.worded = False  # in a list whose numbers are words: "items three and four"
        self.valued: Token | None = None
        self.planned = (
            False  # since a word like "target" or "last year" in this clause: what follows is no figure of today
        )
        self.line_end = _found(text.find("\n"), len(text))

    def next(self, at: int) -> Token:
        """The token that begins at this position, which is no space."""
        token = (
            self._hidden(at)
            or self._attribution(at)
            or self._slack_notation(at)
            or self._value(at)
            or self._day(at)
            or self._coded(at)
            or self._marked(at)
            or self._prefixed(at)
            or self._number(at)
            or self._numeral(at)
            or self._name(at)
            or self._word(at)
            or self._chinese(at)
            or self._sign(at)
        )
        if token.part is Part.ITEM:
            self.worded = token.text.endswith(_CARDINALS)
        elif token.part not in (Part.AND, Part.COMMA, Part.TO):
            self.worded = False
        self.previous = token.part
        self.previous_text = token.text
        if token.text in _PLANS | _PAST:
            self.planned = True
        elif token.part in _CLAUSE_ENDS:
            self.planned = False
        if token.part in (Part.EXTEND, Part.MOVE):
            self.extending = True
        elif token.part in (Part.END, Part.LINE):
            self.extending = False
        if token.part is Part.LINE:
            self.line_end = _found(self.text.find("\n", token.end), len(self.text))
        return token

    def _token(self, part: Part, start: int, end: int) -> Token:
        return Token(part, start, end, self.folded[start:end])

    def _item(self, start: int, end: int, writing: Writing, number: int, code: str | None = None) -> Token:
        written = self.text[start:end].strip(" .)")
        return Token(Part.ITEM, start, end, self.folded[start:end], Ref(written, writing, number, code=code))

    def _amount(self, start: int, end: int, digits: str, part: Part = Part.AMOUNT) -> Token:
        amount = Decimal(digits.replace(",", "")) if digits.count(".") <= 1 else None
        return Token(part, start, end, self.folded[start:end], amount=amount)

    @property
    def _at_line_start(self) -> bool:
        return self.previous in (None, Part.LINE)

    def _goes_on_in_latin(self, at: int) -> bool:
        """Whether the Latin word that ends here goes on after all: the s of "yields"."""
        around = self.folded[at - 1 : at + 1]
        return len(around) == 2 and around.isascii() and around.isalpha()

    def _inside_word(self, at: int) -> bool:
        """Whether this letter goes on a word; in Chinese none does, so 3明天 is two."""
        around = self.folded[at - 1 : at + 1]
        return at > 0 and around.isascii() and around.isalnum()

    def _hidden(self, at: int) -> Token | None:
        """Somebody else's words, code, and words struck out: nobody reports with them."""
        character = self.text[at]
        if character == ">" and self._at_line_start:
            return self._token(Part.TALK, at, len(self.text) if self.text.startswith(">>>", at) else self.line_end)
        if self._at_line_start and _FORWARDED.match(self.folded, at):
            return self._token(Part.TALK, at, len(self.text))
        if self.text.startswith("```", at):
            # A block that is never closed hides the rest: better unread than misread.
            close = self.text.find("```", at + 3)
            return self._token(Part.TALK, at, _found(close + 3, len(self.text), missing=2))
        struck = character == "~" and not self._inside_word(at) and self.text[at + 1 : at + 2].strip()
        closing = "~" if struck else _QUOTES.get(character)
        close = self.text.find(closing, at + 1, self.line_end) if closing else -1
        return self._token(Part.TALK, at, close + 1) if close >= 0 else None

    def _attribution(self, at: int) -> Token | None:
        """Who is quoted at the head of a line, "Bob: 3 done", 小李：3完成, "FW: …": nobody's report here, but worth asking about."""
        match = _QUOTED_FROM.match(self.text, at) if self._at_line_start else None
        if match is None:
            return None
        words = self.folded[at : match.end()]
        is_heading = words in _HEADINGS or words in WORDS or words.split(" ")[0] in WORDS
        return None if is_heading and not match["forwarded"] else self._token(Part.PERHAPS, at, match.end())

    def _slack_notation(self, at: int) -> Token | None:
        """Mentions, channels, links, emoji."""
        if match := _ANGLED.match(self.text, at):
            part = Part.PERSON if match["person"] else Part.LINK if match["link"] else Part.FILLER
            return self._token(part, at, match.end())
        if not self._inside_word(at) and (match := _AT_NAME.match(self.folded, at)):
            return self._token(Part.FILLER if match[1] in _EVERYONE else Part.PERSON, at, match.end())
        if not self._inside_word(at) and (match := _LINK.match(self.text, at) or _FILE.match(self.folded, at)):
            return self._token(Part.LINK, at, match.end())
        if match := _EMOJI.match(self.folded, at):
            return self._token(WORDS.get(match[1], Part.FILLER), at, match.end())
        return None

    def _value(self, at: int) -> Token | None:
        """A target by its name with the value behind it, "shipments: 1.2 GWh", and then its forecast."""
        if self._inside_word(at):
            return None
        for target in self.targets:
            name = fold(target.name)
            if name.isascii() and not self.folded.startswith(name, at):
                name = name.removesuffix("s")  # "shipment 1.2"
            if name and self.folded.startswith(name, at) and not self._goes_on_in_latin(at + len(name)):
                behind = _VALUE.match(self.folded, at + len(name))
                return (
                    self._reported(at, behind, Part.VALUE, target)
                    if behind and not self.planned
                    else self._token(Part.TARGET, at, at + len(name))
                )
        if self.previous is None and len(self.folded) < 40:
            return self._lone_value(at)
        if self.valued and (forecast := _FORECAST.match(self.folded, at)):
            return self._reported(at, forecast, Part.FORECAST, None)
        return None

    def _lone_value(self, at: int) -> Token | None:
        """A reply that is nothing but "1.2 GWh", where one target alone is measured so."""
        match = re.compile(rf"{_SIGNED_NUMBER} ?").match(self.folded, at)
        measure = self.folded[match.end() :].strip(" .。") if match else ""
        fitting = [target for target in self.targets if measure and fold(target.measure) == measure]
        return self._reported(at, match, Part.VALUE, fitting[0]) if match and len(fitting) == 1 else None

    def _reported(self, at: int, match: re.Match[str], part: Part, target: ThreadTarget | None) -> Token:
        digits = match["number"].replace("−", "-").replace(",", "").replace(" ", "")
        end = match.end()
        measure = None
        known = fold(target.measure) if target else ""
        if (
            known
            and self.folded.startswith(known, end)
            and not self.folded[end + len(known) : end + len(known) + 1].isalpha()
        ):
            measure = self.text[end : end + len(known)]
        elif unit := _MEASURE.match(self.folded, end):
            behind = _MEASURE.match(self.folded, unit.end() + (self.folded[unit.end() : unit.end() + 1] == " "))
            if unit[0] in _SCALES and behind and measure_named(behind[0]):
                measure = self.text[end : behind.end()]  # "1.2k pieces"
            elif unit[0] not in WORDS or unit[0] in _SCALES or measure_named(unit[0]):
                measure = self.text[end : unit.end()]
        end = end + len(measure) if measure else match.end("number")
        token = Token(
            part,
            at,
            end,
            self.folded[at:end],
            amount=Decimal(digits),
            measure=measure,
            target=target.name if target else None,
        )
        self.valued = token
        return token

    def _day(self, at: int) -> Token | None:
        """A phrase that names a day: past days change nothing about a report, days to come say that it is not yet one."""
        if self._inside_word(at):
            return None
        named = day_named_at(self.folded, at, self.today)
        until = self.previous_text in _UNTIL or self.previous_text.endswith(_UNTIL_ENDINGS)
        if named and not until and "may" in self.folded[at : named.end] and "May" not in self.text[at : named.end]:
            named = None  # "3 may be late"
        if not named and self.extending and until:
            named = short_day_named_at(self.folded, at, self.today)
        if not named:
            return None
        part = Part.FILLER if named.day and named.day <= self.today else Part.LATER
        return Token(part, at, named.end, self.folded[at : named.end], day=named)

    def _coded(self, at: int) -> Token | None:
        """QD-3, QD3, "QD 3"; and codes of other units, which are told to be unknown here."""
        for code in self.codes:
            if self.folded.startswith(code, at):
                start = at + len(code)
                start += self.folded[start : start + 1] in ("-", "–", "_", " ")
                if (match := _NUMBER.match(self.folded, start)) and _names_item(match[0]):
                    return self._item(at, match.end(), "marked", int(match[0]), code)
        if match := _FOREIGN_CODE.match(self.text, at):
            return self._item(at, match.end(), "marked", int(match[1]), self.folded[at : match.start(1) - 1])
        return None

    def _marked(self, at: int) -> Token | None:
        """#3, item 3; "point 2" and "the second", which may mean the directive."""
        mark = _ITEM_MARK.match(self.folded, at) or _POINT_MARK.match(self.folded, at)
        if mark and (match := _NUMBER.match(self.folded, mark.end())) and _names_item(match[0]):
            return self._item(at, match.end(), "ordinal" if mark.re is _POINT_MARK else "marked", int(match[0]))
        match = _ENGLISH_ORDINAL.match(self.folded, at)
        if match and not (match["bare"] and (self.previous_text in _ONE_MORE or self._inside_word(at))):
            number = int(match["digits"]) if match["digits"] else _ORDINALS.index(match["word"] or match["bare"]) + 1
            return self._item(at, match.end(), "ordinal", number)
        return self._worded(at)

    def _worded(self, at: int) -> Token | None:
        """ "item three", and the "four" of "items three and four"."""
        if self._inside_word(at):
            return None
        mark = _WORDED_ITEM.match(self.folded, at) or _WORDED_POINT.match(self.folded, at)
        goes_on = self.worded and self.previous in (Part.AND, Part.COMMA, Part.TO)
        match = _CARDINAL.match(self.folded, mark.end() if mark else at) if mark or goes_on else None
        if not match:
            return None
        writing: Writing = "bare" if not mark else "ordinal" if mark.re is _WORDED_POINT else "marked"
        return self._item(at, match.end(), writing, _cardinal(match))

    def _prefixed(self, at: int) -> Token | None:
        """第3, 第三: the noun behind it will say whether it is an item's number or a directive's."""
        if self.folded[at] != "第":
            return None
        start = at + 1 + (self.folded[at + 1 : at + 2] == " ")
        if (match := _NUMBER.match(self.folded, start)) and _names_item(match[0]):
            return self._item(at, match.end(), "prefixed", int(match[0]))
        if match := _CHINESE_NUMERAL.match(self.folded, start):
            number = chinese_number(match[0])
            return self._item(at, match.end(), "prefixed", number) if number is not None else None
        return None

    def _number(self, at: int) -> Token | None:
        circled = ord(self.text[at]) - ord("①") + 1
        if 1 <= circled <= 20:
            return self._item(at, at + 1, "marked", circled)
        if match := _CLOCK.match(self.folded, at):
            return self._amount(at, match.end(), "0")
        match = _NUMBER.match(self.folded, at)
        if not match:
            return None
        end = match.end()
        if percent := _PERCENT.match(self.folded, end):
            return self._amount(at, percent.end(), match[0], Part.FILLER if match[0] == "100" else Part.HEDGE)
        if (behind := _WORD.match(self.folded, end)) and WORDS.get(behind[0], Part.TALK) in (Part.TALK, Part.UNIT):
            return self._amount(at, behind.end(), match[0])  # 3d, 5g, 3pm
        if not _names_item(match[0]) or _MONEY & {*self.text[at - 1 : at], *self.folded[end : end + 1]}:
            return self._amount(at, end, match[0])
        # "3." and "3)" are how lists are numbered.
        mark = _LIST_MARK.match(self.folded, end) if self._at_line_start else None
        if mark:
            return self._item(at, mark.end(), "marked", int(match[0]))
        return self._item(at, end, "bare", int(match[0]))

    def _numeral(self, at: int) -> Token | None:
        """三、 or 二和三: only where nothing else can be meant, since 一 and 十 are parts of many words."""
        match = _CHINESE_NUMERAL.match(self.folded, at)
        if not match or self.previous not in _BEFORE_NUMERAL:
            return None
        number = chinese_number(match[0])
        behind = self._next_part(match.end())
        if number is None or behind not in _BEHIND_NUMERAL or (number == 1 and behind is Part.DONE):
            return None  # 一完成就… means "as soon as"
        return self._item(at, match.end(), "bare", number)

    def _next_part(self, at: int) -> Part:
        while at < len(self.folded) and self.folded[at] == " ":
            at += 1
        if at == len(self.folded):
            return Part.COMMA
        return (self._chinese(at) or self._sign(at)).part

    def _name(self, at: int) -> Token | None:
        """A speaker's or an owner's name, as this thread knows them."""
        if self._inside_word(at):
            return None
        for name, part in self.names.get(self.folded[at], ()):
            end = at + len(name)
            if self.folded.startswith(name, at) and not (name[-1].isascii() and self.folded[end : end + 1].isalnum()):
                return self._token(part, at, end)
        return None

    def _word(self, at: int) -> Token | None:
        """The longest phrase of our words that begins here; any other word is talk."""
        match = _WORD.match(self.folded, at)
        if not match:
            return self._token(Part.BE, at, at + 2) if self.folded.startswith("'s", at) else None
        words, ends = [match[0]], [match.end()]
        while len(words) < LONGEST_PHRASE and (match := _WORD.match(self.folded, self._skip_spaces(ends[-1]))):
            if match.start() == ends[-1]:
                break
            words.append(match[0])
            ends.append(match.end())
        for count in range(len(words), 0, -1):
            if part := WORDS.get(" ".join(words[:count])):
                return self._token(part, at, ends[count - 1])
        return self._token(Part.TALK, at, ends[0])

    def _skip_spaces(self, at: int) -> int:
        limit = min(len(self.folded), at + 4)
        while at < limit and self.folded[at] == " ":
            at += 1
        return at

    def _chinese(self, at: int) -> Token | None:
        for length in range(LONGEST_CHINESE, 0, -1):
            word = self.folded[at : at + length]
            if not word[0].isascii() and (part := WORDS.get(word)):
                return self._token(part, at, at + len(word))
        return None

    def _sign(self, at: int) -> Token:
        character = self.folded[at]
        part = WORDS.get(character) or _PUNCTUATION.get(character)
        return self._token(part or (Part.TALK if character.isalnum() else Part.FILLER), at, at + 1)


def _cardinal(match: re.Match[str]) -> int:
    word = match["small"] or (f"{match['tens']}-{match['units']}" if match["units"] else match["tens"])
    return _CARDINALS.index(word) + 1


def _names_item(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= LONGEST_ITEM_NUMBER


def _found(position: int, otherwise: int, missing: int = -1) -> int:
    return otherwise if position == missing else position


def _names(thread: Thread) -> dict[str, list[tuple[str, Part]]]:
    """Names by their first letter, longest first, so that "Tong Laiming" is not read as "Tong"."""
    parts: dict[str, Part] = {}
    for item in thread.items:
        parts |= {fold(name): Part.OWNER for name in item.owner if name}
    for item in thread.items:
        parts |= {fold(name): Part.SPEAKER for name in item.speaker if name}
    names: dict[str, list[tuple[str, Part]]] = {}
    for name in sorted(parts, key=len, reverse=True):
        names.setdefault(name[0], []).append((name, parts[name]))
    return names
