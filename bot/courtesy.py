"""What people put beside a name and could leave out: titles, polite forms, and that a unit is a company. Pure.

`Secretary Tong`, 童总, `Mr. Tong`, 总经理童来明 ask for Tong; `the Qingdao company`, 青岛分公司 for Qingdao. Far from a name
these are words like any other: who looks for "company" means the texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Protocol

from bot.folding import folded
from bot.pieces import Choice, Piece
from bot.question_words import ABOUT_A_NAME, FILLERS, NOISE
from storage.minutes.script import simplified

# What the same office is called; who bears one of a line's titles is found by each of them.
_SAME_OFFICE: Final = [
    ("general manager", "gm", "总经理"),
    ("deputy general manager", "vice general manager", "dgm", "副总经理", "副总"),
    ("chairman", "chairwoman", "chairperson", "chair", "董事长"),
    ("party secretary", "secretary of the party committee", "党委书记", "书记"),
    ("president", "总裁"),
    ("vice president", "vp", "副总裁"),
    ("chief executive officer", "chief executive", "ceo", "首席执行官"),
    ("chief financial officer", "cfo", "财务总监"),
    ("factory director", "plant director", "plant manager", "厂长"),
]
_POLITE: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "madam",
        "madame",
        "sir",
        "dr",
        "prof",
        "professor",
        "doctor",
        "comrade",
        "boss",
        "leader",
        "chairman",
        "chairwoman",
        "chairperson",
        "chair",
        "president",
        "secretary",
        "director",
        "manager",
        "head",
        "chief",
        "officer",
        "engineer",
        "minister",
        "dean",
        "vp",
        "gm",
        "dgm",
        "ceo",
        "cfo",
        "coo",
        "cto",
        "zong",
        "xiansheng",
        "nvshi",
        "shuji",
        "laoshi",
        "jingli",
        "zhuren",
        "zongjingli",
        "dongshizhang",
    ]
)
# Parts of a title that are none alone.
_HALF_TITLES: Final = frozenset(
    [
        "vice",
        "deputy",
        "general",
        "party",
        "executive",
        "assistant",
        "senior",
        "managing",
        "honourable",
        "honorable",
        "dear",
    ]
)
_CHINESE_TITLE: Final = (
    r"(?:尊敬的?|敬爱的?|领导|党委|常务|执行|助理|前任|副)*(?:董事长|总经理|总裁|总监|总工程师|总工|副总|副董|经理|书记|主任|主席|部长|院长|厂长|所长|局长|"
    r"处长|科长|组长|校长|行长|主管|老师|师傅|教授|博士|先生|女士|小姐|同志|领导|尊敬的?|敬爱的?|工程师|"
    r"总(?![结量额部体计会数值产店署])|董(?!事)|工(?![作程厂业艺资人期地序装具])|姐(?!妹)|哥(?!们)|副(?![本业作]))"
)
_TITLE_AHEAD: Final = re.compile(_CHINESE_TITLE)
_TITLE_LAST: Final = re.compile(rf"{_CHINESE_TITLE}$")
_COMPANY: Final = frozenset(
    [
        "company",
        "companies",
        "co",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "inc",
        "factory",
        "plant",
        "subsidiary",
        "branch",
        "unit",
        "team",
        "site",
        "office",
        "side",
        "people",
    ]
)
_CHINESE_COMPANY: Final = re.compile(
    r"(?:股份|有限|责任|分|子)*公司|工厂|基地|那边|这边|方面|团队|[市厂](?=$)",
)
# Written in one with the name: mr.tong.
_DOTTED: Final = re.compile(r"\b(mr|mrs|ms|dr|prof)\.(?=\w)", re.IGNORECASE)
_OWNED: Final = re.compile(r"(?<=>)['’]s\b")
_CJK: Final = r"[\u3400-\u9fff]"
_SPREAD: Final = re.compile(rf"(?<!\S){_CJK}(?:[ ]{_CJK}(?!\S)){{1,4}}")


class Naming(Protocol):
    """What is known of the names in a question."""

    def is_by_title(self, piece: Piece) -> bool:
        """Whether somebody is meant by what they are, not by a name."""
        ...

    def bearing(self, title: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Who of these bears the title; all of them when nobody does."""
        ...


def tidied(text: str) -> str:
    """The question with `mr.tong` in two words, 童 来 明 in one, and a mention without its 's."""
    text = _OWNED.sub("", _DOTTED.sub(r"\1 ", text))
    return _SPREAD.sub(lambda spread: spread[0].replace(" ", ""), text)


def also_called(title: str) -> Iterator[str]:
    """Other words for the same office, in both languages."""
    said = simplified(title.strip().casefold())
    for line in _SAME_OFFICE:
        if said in line:
            yield from (other for other in line if other != said)


def is_title(words: Iterable[str]) -> bool:
    """Whether these words, folded, are nothing but a title: `vice president`, `mr`, 书记."""
    said = list(words)
    if any(_TITLE_AHEAD.fullmatch(word) for word in said):
        return len(said) == 1
    return any(word in _POLITE for word in said) and all(word in _POLITE or word in _HALF_TITLES for word in said)


def is_of_title(word: str) -> bool:
    """Whether a word, folded, may be a part of a title."""
    return word in _POLITE or word in _HALF_TITLES or _TITLE_AHEAD.fullmatch(word) is not None


def is_company(word: str) -> bool:
    """Whether a word, folded, only says that a unit is one."""
    return word in _COMPANY or _CHINESE_COMPANY.fullmatch(word) is not None


def title_ahead(text: str) -> int:
    """How many characters of a Chinese title this text begins with."""
    found = _TITLE_AHEAD.match(simplified(text))
    return found.end() if found else 0


def title_last(text: str) -> int:
    """How many characters of a Chinese title this text ends with."""
    found = _TITLE_LAST.search(simplified(text))
    return len(text) - found.start() if found else 0


def company_ahead(text: str) -> int:
    """How many characters this text begins with only say that a unit is a company."""
    found = _CHINESE_COMPANY.match(simplified(text))
    return found.end() if found else 0


def without_courtesy(pieces: list[Piece], naming: Naming) -> list[Piece]:
    """The question without what only dresses a name: titles beside a person, "company" behind a unit."""
    pieces = [part for at, piece in enumerate(pieces) for part in _undressed(pieces, at, piece)]
    kept = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind == "person" and not naming.is_by_title(piece):
            for where in _title_beside(pieces, at, naming):
                kept[at] = replace(kept[at], choices=naming.bearing(pieces[where].text, kept[at].choices))
                kept[where] = Piece("noise", pieces[where].text)
        elif piece.kind == "unit":
            behind = at + 1
            while behind < len(pieces) and is_plain(pieces[behind]) and is_company(folded(pieces[behind].text)):
                kept[behind] = Piece("noise", pieces[behind].text)
                behind += 1
    return without_fillers(kept)


def without_fillers(pieces: list[Piece]) -> list[Piece]:
    """The question without words that only hold others together, where there are others: "who is late", 谁没完成, 🚀 tong."""
    kinds = {piece.kind for piece in pieces}
    if not kinds - {"word", "noise"}:
        return pieces
    left_out = FILLERS | ABOUT_A_NAME if kinds & {"person", "unit", "item"} else FILLERS

    def says_nothing(piece: Piece) -> bool:
        word = folded(piece.text)
        is_sign = not any(each.isalnum() for each in piece.text)
        return is_plain(piece) and (is_sign or word in left_out or word in NOISE)

    return [Piece("noise", piece.text) if says_nothing(piece) else piece for piece in pieces]


def _undressed(pieces: list[Piece], at: int, piece: Piece) -> Iterator[Piece]:
    """A Chinese word without the title before a person, or the 公司 behind a unit, that it is written in one with."""
    text = piece.text
    if is_plain(piece) and re.search(_CJK, text):
        before = company_ahead(text) if at and pieces[at - 1].kind == "unit" else 0
        if before:
            yield Piece("noise", text[:before])
            text = text[before:]
        is_before_person = at + 1 < len(pieces) and pieces[at + 1].kind == "person"
        behind = title_last(text) if text and is_before_person else 0
        if behind:
            yield from [replace(piece, text=text[:-behind])] if text[:-behind] else []
            yield Piece("noise", text[-behind:])
            return
        if before:
            yield from [replace(piece, text=text)] if text else []
            return
    yield piece


def _title_beside(pieces: list[Piece], at: int, naming: Naming) -> Iterator[int]:
    """Where a title of the person at this place stands, before and behind."""
    for step in (-1, 1):
        run: list[int] = []
        where = at + step
        while 0 <= where < len(pieces) and (
            naming.is_by_title(pieces[where]) or (is_plain(pieces[where]) and is_of_title(folded(pieces[where].text)))
        ):
            run.append(where)
            where += step
        said = [word for n in sorted(run) for word in folded(pieces[n].text).split()]
        if any(naming.is_by_title(pieces[n]) for n in run) or any(is_title([word]) for word in said):
            yield from run


def is_plain(piece: Piece) -> bool:
    """Whether a piece is a word to look for, as it was typed."""
    return piece.kind == "word" and not piece.is_unwanted and not piece.value
