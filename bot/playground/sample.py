"""The sample quarter: five units, their people, the sample minutes, and due dates, as an office would have entered them.

The due dates and the targets are illustrative: the minutes name none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from sqlmodel import Session

import storage
from bot.playground import scene
from jobs.facts import today_of
from storage import items, meetings, people, rhythm, targets, units, workspace
from storage.database import Database
from storage.items import Said
from storage.measures import measure_of
from storage.minutes import read_minutes
from storage.models import Meeting, Unit
from storage.periods import quarter_of
from storage.targets import Draft
from storage.units import UnitChange
from storage.viewers import Viewer

MINUTES: Final = Path(storage.__file__).parent / "samples" / "2024-q1-power-sector-review.md"

# The first points are due before the May holiday ends, the last at the end of the quarter: so each kind of reminder comes up.
DUE_BY_ORDINAL: Final = {1: date(2024, 5, 10), 2: date(2024, 5, 31), 3: date(2024, 6, 14), 4: date(2024, 6, 28)}


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """One subsidiary of the sample: its channel and its head by their Slack ids."""

    code: str
    name: str
    native_name: str
    aliases: tuple[str, ...]
    channel: str
    head: str
    head_name: str
    head_native: str | None
    language: str = "en"


UNITS: Final = (
    SampleUnit(
        "CZ", "Chuzhou Lishen", "滁州力神", ("Chuzhou", "滁州"), scene.CHUZHOU, scene.CHEN, "Chen Guodong", "陈国栋"
    ),
    SampleUnit(
        "QD", "Qingdao Lishen", "青岛力神", ("Qingdao", "青岛"), scene.QINGDAO, scene.SUN, "Sun Liping", "孙丽萍"
    ),
    SampleUnit(
        "WX", "Wuxi Lishen", "无锡力神", ("Wuxi", "无锡"), scene.WUXI, scene.ZHOU, "Zhou Weimin", "周伟民", "zh-CN"
    ),
    SampleUnit(
        "WR", "Wuxi Research Institute", "无锡研究院", ("研究院",), scene.RESEARCH, scene.MARK, "Mark Rayner", None
    ),
    SampleUnit(
        "TJ",
        "Tianjin New Energy Company",
        "天津新能源公司",
        ("Tianjin", "天津"),
        scene.TIANJIN,
        scene.HAN,
        "Han Xiaomei",
        "韩晓梅",
    ),
)

LEADERS: Final = (
    ("Tong Laiming", "童来明", scene.TONG),
    ("Zhang Qiang", "张强", scene.ZHANG),
    ("Yang Chenglin", "杨成林", scene.YANG),
)

OTHERS: Final = (
    ("Xu Zhihao", "徐志豪", scene.XU),
    ("Deng Yuting", "邓雨婷", scene.DENG),
    ("Guo Pengfei", "郭鹏飞", scene.GUO),
)


@dataclass(frozen=True, slots=True)
class SampleTarget:
    """One illustrative target of the quarter; without a unit the group's."""

    unit: str
    metric: str
    measure: str
    kind: str
    goal: str
    baseline: str | None = None


TARGETS: Final = (
    SampleTarget("", "Shipments", "GWh", "reach", "7.6"),
    SampleTarget("CZ", "Shipments", "GWh", "reach", "4.2"),
    SampleTarget("CZ", "Scrap rate", "ppm", "decrease", "900", "1400"),
    SampleTarget("QD", "Shipments", "GWh", "reach", "3.4"),
    SampleTarget("QD", "First-pass yield", "%", "keep_above", "97"),
    SampleTarget("WX", "出货量", "GWh", "reach", "1.8"),
    SampleTarget("WX", "应收账款周转", "days", "decrease", "75", "92"),
    SampleTarget("WR", "Samples delivered", "sets", "reach", "24"),
    SampleTarget("TJ", "New orders", "万元", "increase", "5200", "3600"),
)
ILLUSTRATIVE: Final = "illustrative · 示例"


def enter_sample(database: Database, now: datetime) -> None:
    """Fill an empty database with the sample quarter and go live. `now` is the workspace's clock."""
    viewer = Viewer(user=scene.HELEN, is_office=True)
    with database.writing() as session:
        for sample in UNITS:
            _keep_unit(session, sample)
        minutes = read_minutes(MINUTES.read_text("utf-8"))
        meeting = meetings.keep_minutes(session, minutes, MINUTES.name, who=scene.HELEN, at=now).meeting
        for name, native_name, user in LEADERS:
            people.keep_person(session, name, native_name=native_name, slack_user=user, is_leader=True)
        for name, native_name, user in OTHERS:
            people.keep_person(session, name, native_name=native_name, slack_user=user)
        for unit in units.units_attending(session, meeting):
            _assign(session, meeting, unit, Said(viewer, now))
        for sample_target in TARGETS:
            _set_target(session, sample_target, Said(viewer, now))
        workspace.go_live(session, now, scene.HELEN)
        # So that somebody who skips through the quarter sees each kind of message.
        rhythm.choose(session, None, {"leaders": "on"}, Said(viewer, now))


def _keep_unit(session: Session, sample: SampleUnit) -> None:
    head = people.keep_person(session, sample.head_name, native_name=sample.head_native, slack_user=sample.head)
    change = UnitChange(
        sample.name, sample.native_name, language=sample.language, head_id=head.id, aliases=sample.aliases
    )
    units.link_channel(session, units.keep_unit(session, sample.code, change), sample.channel)


def _assign(session: Session, meeting: Meeting, unit: Unit, said: Said) -> None:
    """All directives of the meeting, each with the date of its place in its leader's list, in the order of the minutes."""
    for directive in meetings.directives_of(session, meeting):
        due_on = DUE_BY_ORDINAL.get(directive.ordinal)
        items.assign(session, [directive], unit, due_on=due_on, assigned_on=today_of(unit, said.at), said=said)


def _set_target(session: Session, sample: SampleTarget, said: Said) -> None:
    """One target of the quarter the sample begins in."""
    unit = units.unit_of_code(session, sample.unit) if sample.unit else None
    today = today_of(unit, said.at) if unit else said.at.date()
    draft = Draft(
        unit_id=unit.id if unit else None,
        period=quarter_of(today),
        metric=sample.metric,
        measure=measure_of(sample.measure),
        goal=Decimal(sample.goal),
        baseline=Decimal(sample.baseline) if sample.baseline else None,
        kind=sample.kind,
        owner_id=unit.head_id if unit else None,
        note=ILLUSTRATIVE,
    )
    targets.keep_target(session, draft, said, today)
