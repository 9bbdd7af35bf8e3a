"""How a Chinese name is read aloud, in pinyin: what people type who have no Chinese keyboard at hand.

A reading made here is a proposal, kept with the person or the unit, where the office may write another: there are names
whose bearers alone know how they are read.
"""

import re
import unicodedata
from typing import Final

from storage.minutes.script import as_printed
from storage.words import N_

_CJK: Final = re.compile(r"[\u3400-\u9fff]")

NO_READING: Final = N_(
    "“{pinyin}” is no pinyin. Write the syllables with spaces between them, a surname first, for example: shan lei"
)

# Surnames of two characters that are still common (Baijiaxing, the hundred family names); all others have one.
LONG_SURNAMES: Final = frozenset(
    [
        "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "端木", "独孤",
        "南宫", "西门", "长孙", "万俟", "单于", "澹台", "宇文", "轩辕", "钟离", "闾丘", "呼延", "百里", "东郭", "南门",
    ]
)  # fmt: skip
# Characters that are read differently as a surname than elsewhere (Xiandai Hanyu Cidian, the entries marked as surnames).
_AS_SURNAME: Final = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge", "乐": "yue",
    "缪": "miao", "翟": "zhai", "覃": "qin", "召": "shao", "黑": "he", "洗": "xian", "折": "she", "种": "chong", "员": "yun",
    "繁": "po", "隗": "wei", "秘": "bi", "阚": "kan", "祭": "zhai", "句": "gou", "钭": "tou", "莘": "shen", "瞿": "qu",
    "佴": "nai", "藏": "zang", "任": "ren", "宁": "ning", "葛": "ge", "纪": "ji", "华": "hua", "车": "che", "石": "shi",
    "尉": "wei", "燕": "yan", "应": "ying", "柏": "bai", "卜": "bu", "谌": "chen", "贾": "jia", "褚": "chu", "牟": "mou",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
}  # fmt: skip


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are its surname: two for 欧阳修, otherwise one."""
    return 2 if as_printed(name)[:2] in LONG_SURNAMES else 1


def reading_of_person(name: str) -> str | None:
    """A Chinese person's name in syllables, the surname first: "tong lai ming". None for a name without Chinese characters."""
    if not _CJK.search(name):
        return None
    plain = "".join(as_printed(name).split())
    at = surname_length(plain)
    return f"{_AS_SURNAME.get(plain[:at]) or _read(plain[:at])} {_read(plain[at:])}".strip()


def reading_of_unit(name: str) -> str | None:
    """A unit's Chinese name in syllables: "qing dao li shen". None for a name without Chinese characters."""
    return _read(as_printed(name)) if _CJK.search(name) else None


def reading_typed(text: str) -> str | None:
    """A reading as somebody wrote it, without tones and capitals, ü as v: "Lǚ Lěi" is "lv lei". None for what is no pinyin."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = re.sub("u([\u0300-\u0307\u0309-\u036f]*)\u0308", r"v\1", plain)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = " ".join(re.sub(r"(?<=[a-z])[0-5](?=\s|$)", "", re.sub(r"['’\-]", " ", plain)).split())
    return plain if re.fullmatch(r"(?:[a-z]{1,7}|\d{1,4})(?: (?:[a-z]{1,7}|\d{1,4}))*", plain) else None


def _read(text: str) -> str:
    # Imported when it is needed: its dictionary is the largest thing this program would hold in memory.
    from pypinyin import lazy_pinyin

    return " ".join(" ".join(lazy_pinyin(text, errors=lambda other: f" {other.casefold()} ")).split())
