"""A small quarter to look things up in: one meeting, three leaders, three units, one of everything."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from storage import items
from storage.items import Said
from storage.models import Directive, Meeting, Unit
from storage.people import keep_person
from storage.units import UnitChange, keep_unit, link_channel
from storage.viewers import Viewer, operator

# A Thursday; 17:00 in Shanghai.
NOW = datetime(2024, 5, 9, 9, 0, tzinfo=UTC)
TODAY = date(2024, 5, 9)
ASSIGNED = date(2024, 4, 25)

TONG = [
    "raise political stand, lay out the business in advance.",
    "push the subsidiaries to act positively and courageously.",
    "seize opportunity, accelerate the new bases & ensure 100% of capacity.",
    "foster management efficacy.",
]
ZHANG = ["find out our advantages by analyzing data_points.", "match R&D with the market.", "keep <quality> standards."]


@dataclass(frozen=True)
class Quarter:
    """The ids a test needs."""

    tong: int
    zhang: int
    zhang_wei: int
    wuxi_owner: int
    qingdao: int
    chuzhou: int
    wuxi: int
    meeting: int

    @property
    def office(self) -> Viewer:
        return operator("lin")

    def member_of(self, unit_id: int, language: str = "en") -> Viewer:
        """Somebody in this unit's channel, and nowhere else."""
        return Viewer(user="U0MEMBER", language=language, unit_ids=frozenset({unit_id}))


def add_quarter(session: Session) -> Quarter:
    """Tong 1-4 and Zhang 1-3 at one meeting. Qingdao has all seven, Chuzhou Tong's, Wuxi only Zhang's.

    QD-1 is done, QD-2 blocked, QD-3 due later, CZ-1 four working days late (the May holidays are in between).
    """
    tong = keep_person(
        session,
        "Tong Laiming",
        native_name="童来明",
        role_title="Secretary of the Party Committee and president",
        slack_user="U0TONG",
        is_leader=True,
        aliases=("老童",),
    )
    zhang = keep_person(session, "Zhang Qiang", native_name="张强", role_title="General manager", is_leader=True)
    zhang_wei = keep_person(session, "Zhang Wei", role_title="Head of Qingdao", slack_user="U0ZWEI")
    owner = keep_person(session, "Gao Lan", role_title="Plant director")
    qingdao = keep_unit(session, "QD", UnitChange(name="Qingdao Lishen", native_name="青岛力神", head_id=zhang_wei.id))
    chuzhou = keep_unit(session, "CZ", UnitChange(name="Chuzhou Lishen", native_name="滁州力神"))
    wuxi = keep_unit(session, "WX", UnitChange(name="Wuxi Lishen", native_name="无锡力神", aliases=("taihu",)))
    for unit, channel in ((qingdao, "C0QD"), (chuzhou, "C0CZ"), (wuxi, "C0WX")):
        link_channel(session, unit, channel)
    meeting = Meeting(
        title="2024 Q1 Marketing Review",
        held_from=date(2024, 4, 23),
        held_until=date(2024, 4, 24),
        period="2024Q2",
        source_name="minutes.txt",
        source_text="…",
        source_sha256="1" * 64,
        imported_at=NOW,
        imported_by="operator:lin",
    )
    session.add(meeting)
    session.flush()
    said = Said(operator("lin"), datetime(2024, 4, 25, 2, 0, tzinfo=UTC))
    of_tong = add_directives(session, meeting, tong.id or 0, TONG, span=0)
    of_zhang = add_directives(session, meeting, zhang.id or 0, ZHANG, span=1000)

    def assign(directives: list[Directive], unit: Unit, due_on: date | None) -> None:
        items.assign(session, directives, unit, due_on=due_on, assigned_on=ASSIGNED, said=said)

    assign([*of_tong, *of_zhang], qingdao, date(2024, 6, 28))
    assign(of_tong[:1], chuzhou, date(2024, 4, 30))
    assign(of_tong[1:], chuzhou, date(2024, 6, 28))
    assign(of_zhang, wuxi, None)
    reports = Said(Viewer(user="U0CHEN", unit_ids=frozenset({qingdao.id or 0})), datetime(2024, 5, 6, 3, 0, tzinfo=UTC))
    for number, verb, note in ((1, "done", None), (2, "block", "waiting for tooling")):
        item = items.item_numbered(session, qingdao.id or 0, number)
        assert item is not None
        items.move(session, item, verb, reports, note=note)
    owned = items.item_numbered(session, wuxi.id or 0, 1)
    assert owned is not None
    owned.owner_id = owner.id
    session.add(owned)
    session.flush()
    return Quarter(
        tong=tong.id or 0,
        zhang=zhang.id or 0,
        zhang_wei=zhang_wei.id or 0,
        wuxi_owner=owner.id or 0,
        qingdao=qingdao.id or 0,
        chuzhou=chuzhou.id or 0,
        wuxi=wuxi.id or 0,
        meeting=meeting.id or 0,
    )


def add_directives(session: Session, meeting: Meeting, speaker_id: int, texts: list[str], span: int) -> list[Directive]:
    """Numbered points of one speaker."""
    made = [
        Directive(
            meeting_id=meeting.id or 0,
            speaker_id=speaker_id,
            ordinal=ordinal,
            text=text,
            span_start=span + ordinal * 10,
            span_end=span + ordinal * 10 + 5,
        )
        for ordinal, text in enumerate(texts, start=1)
    ]
    session.add_all(made)
    session.flush()
    return made
