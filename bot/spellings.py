"""Under which spellings people ask for a person or a unit, and how sure each is. Pure.

`童来明`, whose name the minutes print as Tong Laiming, is asked for as tong, laiming, laiming tong, tlm, 童总, chairman.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from bot.courtesy import also_called, is_company
from bot.folding import folded
from storage.naming import KnownPerson, KnownUnit
from storage.pinyin import surname_length

_CJK: Final = re.compile(r"[\u3400-\u9fff]")
# Between the titles of one person: "chairman and party secretary", 党委书记、董事长.
_BETWEEN_TITLES: Final = re.compile(r"\s*(?:[,;/&、，；]|\band\b|兼)\s*")
# A syllable of pinyin without its tone (GB/T 16159, the table of initials and finals), so that Laiming is seen to be lai ming.
_SYLLABLE: Final = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|er|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v))"
)
_SYLLABLES: Final = re.compile(rf"(?P<first>{_SYLLABLE})(?P<second>{_SYLLABLE})?(?P<third>{_SYLLABLE})?")


class Rank(IntEnum):
    """How much of a name a spelling is. Who has the better rank is meant; who shares it is asked about."""

    WHOLE = 1
    """A whole name, a code, an alias."""
    PART = 2
    """A surname, a given name, a city."""
    TITLE = 3
    """What somebody is: general manager."""
    OFFICE = 4
    """Another word for that: GM, 总经理."""
    INITIALS = 5
    """`tlm`."""


def without_tones(words: str) -> str:
    """`tong2 lai2 ming2` without its tones; other words as they are. One number after a name is no tone but a point: tong 2."""
    return re.sub(r"(?<=[a-z])[1-5]", "", words) if re.fullmatch(r"(?:[a-zü:]+[1-5] ?){2,}", words) else words


def spellings_of_person(person: KnownPerson) -> Iterator[tuple[str, Rank]]:
    """Everything a person may be asked for by."""
    names = [name for name in (person.name, person.native_name, *person.aliases) if name]
    for name in names:
        yield from ((spelling, Rank.WHOLE) for spelling in _whole(name))
        yield from ((spelling, Rank.PART) for spelling in _parts_of_name(name))
    if person.pinyin:
        native = next((name for name in names if _CJK.search(name)), None)
        yield from _read_aloud(person.pinyin.casefold().split(), surname_length(native) if native else 1)
    else:
        yield from ((spelling, Rank.INITIALS) for spelling in _initials_of_name(person.name))
    for title in _BETWEEN_TITLES.split(person.role_title or ""):
        # President of Lishen Battery; a head or a member of something is found by the whole of it.
        yield title, Rank.TITLE
        office = re.split(r"\s+of\b", title.strip(), maxsplit=1)[0]
        if office.casefold() not in {"head", "member", "leader"}:
            yield office, Rank.TITLE
            yield from ((other, Rank.OFFICE) for other in also_called(office))


def spellings_of_unit(unit: KnownUnit, common: set[str]) -> Iterator[tuple[str, Rank]]:
    """Everything a unit may be asked for by. `common` are words that end other units' names, and so tell none apart."""
    for name in (unit.code, unit.name, unit.native_name, *unit.aliases):
        yield from ((spelling, Rank.WHOLE) for spelling in _whole(name or ""))
    for name in (unit.name, unit.native_name or ""):
        yield from ((spelling, Rank.PART) for spelling in _parts_of_unit(name, common))
    syllables = (unit.pinyin or "").casefold().split()
    for length in range(2, len(syllables) + 1):
        rank = Rank.WHOLE if length == len(syllables) else Rank.PART
        yield " ".join(syllables[:length]), rank
        yield "".join(syllables[:length]), rank
    for words in (syllables, folded(unit.name).split()):
        if len(words) > 1 and all(word[0].isascii() for word in words):
            yield "".join(word[0] for word in words), Rank.INITIALS


def _whole(name: str) -> Iterator[str]:
    """A whole name as it is written, and written in one: `tonglaiming`."""
    words = folded(name)
    yield words
    yield words.replace(" ", "")


def _parts_of_name(name: str) -> Iterator[str]:
    """Surname, given name, and the whole in the other order; of a Chinese name also 老童."""
    if _CJK.search(name):
        plain = folded(name).replace(" ", "")
        at = surname_length(plain)
        surname, given = plain[:at], plain[at:]
        if 0 < len(given) <= 3:
            yield surname
            yield from (before + surname for before in "老小")
            if len(given) > 1:
                yield given
        return
    words = folded(name).split()
    if len(words) < 2:
        return
    if "-" in name:
        yield folded(name.split()[-1].replace("-", " "))
    yield from (word for word in words if len(word) > 1)
    for turned in ([*words[1:], words[0]], [words[-1], *words[:-1]]):
        yield " ".join(turned)
        yield "".join(turned)
    if len(words) == 2:
        for whole, short in (words, words[::-1]):
            yield from _shortened(whole, "".join(each[0] for each in _syllables(short) or [short]))
    if len(words) > 2:
        # Tong Lai Ming: the given name in two words, or in one.
        for rest in (words[1:], words[:-1]):
            yield " ".join(rest)
            yield "".join(rest)
    for given in words[1:] if len(words) == 2 else ():
        # Tong Laiming as people space it who hear the syllables: tong lai ming.
        apart = _syllables(given)
        if len(apart) > 1:
            yield " ".join([words[0], *apart])
            yield " ".join([*apart, words[0]])
            yield " ".join(apart)


def _shortened(whole: str, initials: str) -> Iterator[str]:
    """One part of a name whole and the other as its initials, before or behind it: `tonglm`, `T. Laiming`, `h carter`."""
    if not (whole.isalpha() and initials.isascii() and initials.isalpha()):
        return
    for short in {initials, initials[0], " ".join(initials)}:
        yield f"{whole} {short}"
        yield f"{short} {whole}"
        if " " not in short:
            yield whole + short
            yield short + whole


def _read_aloud(syllables: list[str], at: int) -> Iterator[tuple[str, Rank]]:
    """A Chinese name typed in pinyin: whole, in either order, with and without spaces; its parts; its initials."""
    if any("v" in syllable for syllable in syllables):
        # ü is typed v where it must be told apart, and u where it need not.
        yield from _read_aloud([syllable.replace("v", "u") for syllable in syllables], at)
    surname, given = syllables[:at], syllables[at:]
    for first in {" ".join(surname), "".join(surname)}:
        yield first, Rank.PART
        if len(given) > 1:
            # The surname, and of the given name the initials: tong lm.
            yield from ((said, Rank.PART) for said in _shortened(first, "".join(each[0] for each in given)))
        for second in {" ".join(given), "".join(given)} - {""}:
            yield f"{first} {second}", Rank.WHOLE
            yield f"{second} {first}", Rank.WHOLE
            yield second, Rank.PART
    if given:
        yield "".join(syllables), Rank.WHOLE
        yield "".join([*given, *surname]), Rank.WHOLE
        yield "".join(each[0] for each in syllables), Rank.INITIALS
        yield " ".join(each[0] for each in syllables), Rank.INITIALS
        yield "".join(each[0] for each in [*given, *surname]), Rank.INITIALS


def _initials_of_name(name: str) -> Iterator[str]:
    """`tl` and `tlm` for Tong Laiming, and in the other order, as cards print them."""
    words = folded(name).split()
    if len(words) < 2 or not all(word[0].isascii() and word[0].isalpha() for word in words):
        return
    heard = [_syllables(word) for word in words]
    for each in (words, [words[-1], *words[:-1]]):
        yield "".join(word[0] for word in each)
    if all(heard):
        for order in (heard, [*heard[1:], heard[0]]):
            yield "".join(syllable[0] for word in order for syllable in word)
            yield " ".join(syllable[0] for word in order for syllable in word)


def _syllables(word: str) -> list[str]:
    """The syllables of a word that is pinyin, at most three; nothing when it is none."""
    found = _SYLLABLES.fullmatch(word)
    return [each for each in found.groups() if each] if found else []


def _parts_of_unit(name: str, common: set[str]) -> Iterator[str]:
    """The first word of a name, or its beginning in Chinese: `qingdao`, 青岛; the city last: 力神青岛; and what stands in brackets."""
    words = folded(name).split()
    if _CJK.search(name):
        plain = folded(name).replace(" ", "")
        yield from (plain[:length] for length in range(2, len(plain)))
        if len(plain) >= 4:
            yield plain[2:] + plain[:2]
    elif len(words) > 1 and len(words[0]) > 1 and words[0] not in common:
        yield words[0]
        yield " ".join([*words[1:], words[0]])
        if len(words) > 2:
            # Wuxi Research Institute as people cut it short: wuxi institute.
            yield f"{words[0]} {words[-1]}"
        if is_company(words[-1]):
            yield " ".join(words[:-1])
    yield from re.findall(r"[(（]([^()（）]{2,})[)）]", name.casefold())
