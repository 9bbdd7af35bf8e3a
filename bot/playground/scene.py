"""The people and channels the playground starts with: a group's power sector on the morning after its quarterly meeting.

Leaders, units and the day are those of the bundled sample meeting; everybody else is invented, as is every address.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.playground.records import BOT_USER, Channel, Person

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
START: Final = datetime(2024, 4, 25, 8, 0, tzinfo=SHANGHAI)
PARTNER_TEAM: Final = "T0PARTNERLAB"
OFFICE_GROUP: Final = "S0OFFICE0001"

CHINESE: Final = "zh-CN"
LEADERS, OFFICE, HEADS, OTHERS = "Leaders", "Office", "Unit heads", "Others"


@dataclass(frozen=True)
class Scene:
    """What a workspace begins with. `start` is aware; `groups` are user groups by their id."""

    name: str
    start: datetime
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    groups: dict[str, list[str]] = field(default_factory=dict)


TONG: Final = "U0TONGLAIMIN"
ZHANG: Final = "U0ZHANGQIANG"
YANG: Final = "U0YANGCHENGL"
HELEN: Final = "U0HELENCARTR"
LIU: Final = "U0LIUWENJING"
CHEN: Final = "U0CHENGUODNG"
SUN: Final = "U0SUNLIPING0"
ZHOU: Final = "U0ZHOUWEIMIN"
MARK: Final = "U0MARKRAYNER"
HAN: Final = "U0HANXIAOMEI"
XU: Final = "U0XUZHIHAO00"
DENG: Final = "U0DENGYUTING"
GUO: Final = "U0GUOPENGFEI"
INTERN: Final = "U0NINAPETROV"
STRANGER: Final = "U0OUYANGLAN0"

CHUZHOU: Final = "C0CHUZHOU001"
QINGDAO: Final = "C0QINGDAO001"
WUXI: Final = "C0WUXI000001"
RESEARCH: Final = "C0RESEARCH01"
TIANJIN: Final = "C0TIANJIN001"
OFFICE_CHANNEL: Final = "C0STRATEGY01"
GENERAL: Final = "C0GENERAL001"


def sample_scene(bot_name: str = "Follow-ups") -> Scene:
    """A fresh copy of the sample: nothing in it is shared with another playground."""
    return Scene(
        name="Lishen Power Sector",
        start=START,
        people=(*_people(), _bot(bot_name)),
        channels=_channels(),
        groups={OFFICE_GROUP: [HELEN, LIU]},
    )


def _people() -> tuple[Person, ...]:
    return (
        _person(
            TONG,
            "tong.laiming",
            "Tong Laiming 童来明",
            "Party secretary and president",
            LEADERS,
            "#8b2f39",
            "TL",
            CHINESE,
        ),
        _person(
            ZHANG,
            "zhang.qiang",
            "Zhang Qiang 张强",
            "Deputy secretary and general manager",
            LEADERS,
            "#1f5f8b",
            "ZQ",
            CHINESE,
        ),
        _person(
            YANG, "yang.chenglin", "Yang Chenglin 杨成林", "General manager, Qingdao Lishen", LEADERS, "#3b6e47", "YC"
        ),
        _person(HELEN, "helen.carter", "Helen Carter", "Strategy office", OFFICE, "#7a4f9a", "HC"),
        _person(LIU, "liu.wenjing", "Liu Wenjing 刘文静", "Strategy office", OFFICE, "#b0563a", "LW", CHINESE),
        _person(CHEN, "chen.guodong", "Chen Guodong 陈国栋", "Head of Chuzhou Lishen", HEADS, "#2d6a6a", "CG", CHINESE),
        _person(SUN, "sun.liping", "Sun Liping 孙丽萍", "Deputy head of Qingdao Lishen", HEADS, "#9a3b6a", "SL"),
        _person(ZHOU, "zhou.weimin", "Zhou Weimin 周伟民", "Head of Wuxi Lishen", HEADS, "#5a6f1f", "ZW", CHINESE),
        _person(MARK, "mark.rayner", "Mark Rayner", "Head of Wuxi Research Institute", HEADS, "#34518f", "MR"),
        _person(
            HAN, "han.xiaomei", "Han Xiaomei 韩晓梅", "Head of Tianjin New Energy", HEADS, "#8a6d1f", "HX", CHINESE
        ),
        _person(XU, "xu.zhihao", "Xu Zhihao 徐志豪", "Production planning, Qingdao Lishen", OTHERS, "#4a6fa5", "XZ"),
        _person(DENG, "deng.yuting", "Deng Yuting 邓雨婷", "Quality, Chuzhou Lishen", OTHERS, "#a0522d", "DY", CHINESE),
        _person(
            GUO, "guo.pengfei", "Guo Pengfei 郭鹏飞", "Cell research, Wuxi Research Institute", OTHERS, "#2f7d5b", "GP"
        ),
        _person(INTERN, "nina.petrova", "Nina Petrova", "Auditor (guest)", OTHERS, "#6b6b6b", "NP", is_guest=True),
        _person(
            STRANGER,
            "ouyang.lan",
            "Ouyang Lan 欧阳岚",
            "Beichen Testing Laboratory",
            OTHERS,
            "#6d5a8a",
            "OL",
            CHINESE,
            team=PARTNER_TEAM,
        ),
    )


def _person(
    user: str,
    name: str,
    real_name: str,
    title: str,
    group: str,
    color: str,
    initials: str,
    locale: str = "en-US",
    *,
    team: str = "",
    is_guest: bool = False,
) -> Person:
    person = Person(
        id=user,
        name=name,
        real_name=real_name,
        title=title,
        email=f"{name}@example.com",
        locale=locale,
        group=group,
        color=color,
        initials=initials,
        is_guest=is_guest,
        is_admin=user == HELEN,
    )
    if team:
        person.team, person.email = team, f"{name}@partner.example.com"
    return person


def _bot(name: str) -> Person:
    return Person(
        id=BOT_USER,
        name=name.lower().replace(" ", "-"),
        real_name=name,
        group=OTHERS,
        color="#1f3a5f",
        initials="FU",
        is_bot=True,
    )


def _channels() -> tuple[Channel, ...]:
    leaders, office = [TONG, ZHANG, YANG], [HELEN, LIU]
    created = int(datetime(2023, 1, 9, 9, 0, tzinfo=SHANGHAI).timestamp())

    def channel(channel_id: str, name: str, topic: str, members: list[str], *, shared: bool = False) -> Channel:
        return Channel(channel_id, name, HELEN, created, topic, is_ext_shared=shared, members=list(members))

    everybody = [person.id for person in _people() if not person.is_guest and not person.is_stranger]
    return (
        channel(GENERAL, "general", "Announcements for the whole sector", everybody),
        channel(OFFICE_CHANNEL, "strategy-office", "Where the strategy office works", [*office, BOT_USER]),
        channel(CHUZHOU, "chuzhou-lishen", "Chuzhou Lishen", [*leaders, *office, CHEN, DENG, BOT_USER]),
        channel(QINGDAO, "qingdao-lishen", "Qingdao Lishen", [*leaders, *office, SUN, XU, INTERN, BOT_USER]),
        channel(WUXI, "wuxi-lishen", "Wuxi Lishen", [*leaders, *office, ZHOU, BOT_USER]),
        channel(
            RESEARCH,
            "wuxi-research",
            "Wuxi Research Institute",
            [*leaders, *office, MARK, GUO, STRANGER, BOT_USER],
            shared=True,
        ),
        channel(TIANJIN, "tianjin-new-energy", "Tianjin New Energy", [*leaders, *office, HAN, BOT_USER]),
    )
