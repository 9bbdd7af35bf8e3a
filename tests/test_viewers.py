"""Who may see what: what a viewer may not see is not there."""

import pytest
from sqlmodel import Session, col, select

from storage import meetings
from storage.database import Database
from storage.models import Directive, Item, Meeting, Person, Unit
from storage.viewers import Viewer, may_see_directive, may_see_item, may_see_meeting, operator, viewer_of
from tests.lookup_records import Quarter, add_quarter


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def seen_items(session: Session, viewer: Viewer) -> dict[str, int]:
    """How many items of each unit are there for the viewer."""
    codes = session.exec(
        select(Unit.code).join(Item, col(Item.unit_id) == col(Unit.id)).where(may_see_item(viewer)).order_by(Unit.code)
    ).all()
    return {code: codes.count(code) for code in codes}


def seen_directives(session: Session, viewer: Viewer) -> list[tuple[str, int]]:
    rows = session.exec(
        select(Person.name, Directive.ordinal)
        .join(Directive, col(Directive.speaker_id) == col(Person.id))
        .where(may_see_directive(viewer))
        .order_by(Person.name, col(Directive.ordinal))
    )
    return list(rows)


def viewer(session: Session, user: str, *channels: str, is_insider: bool = True, sees_all: bool = False) -> Viewer:
    return viewer_of(
        session,
        user,
        language="en",
        is_office=False,
        is_insider=is_insider,
        sees_all=sees_all,
        channels=frozenset(channels),
    )


ALL = {"CZ": 4, "QD": 7, "WX": 3}


def test_the_office_and_the_operator_see_everything(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        assert seen_items(session, operator("lin")) == ALL
        assert len(seen_directives(session, operator("lin"))) == 7


def test_a_leader_sees_everything(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        tong = viewer(session, "U0TONG")
        assert tong.is_leader
        assert seen_items(session, tong) == ALL


def test_a_leader_who_came_as_a_guest_sees_only_what_he_said_himself(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        tong = viewer(session, "U0TONG", is_insider=False)
        assert seen_items(session, tong) == {}
        assert seen_directives(session, tong) == [("Tong Laiming", n) for n in (1, 2, 3, 4)]


def test_a_member_of_a_channel_sees_its_units_items_and_no_others(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        assert seen_items(session, viewer(session, "U0ANY", "C0WX")) == {"WX": 3}
        assert seen_directives(session, viewer(session, "U0ANY", "C0WX")) == [("Zhang Qiang", n) for n in (1, 2, 3)]
        assert seen_items(session, viewer(session, "U0ANY", "C0WX", "C0CZ", "C0ELSE")) == {"CZ": 4, "WX": 3}


def test_somebody_in_no_channel_of_ours_sees_nothing(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        nobody = viewer(session, "U0ANY", "C0ELSE")
        assert seen_items(session, nobody) == {}
        assert seen_directives(session, nobody) == []
        assert meetings.meetings(session, nobody) == []


def test_a_head_sees_the_unit_without_being_in_its_channel_and_so_does_the_deputy(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        deputy = Person(name="Qian Mei", slack_user="U0QIAN")
        session.add(deputy)
        session.flush()
        head = session.get_one(Person, quarter.zhang_wei)
        head.deputy_id = deputy.id
        session.add(head)
    with database.reading() as session:
        assert seen_items(session, viewer(session, "U0ZWEI")) == {"QD": 7}
        assert seen_items(session, viewer(session, "U0QIAN")) == {"QD": 7}


def test_an_owner_sees_the_owned_item_and_where_it_comes_from(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        owner = session.get_one(Person, quarter.wuxi_owner)
        owner.slack_user = "U0GAO"
        session.add(owner)
    with database.reading() as session:
        gao = viewer(session, "U0GAO")
        assert seen_items(session, gao) == {"WX": 1}
        assert seen_directives(session, gao) == [("Zhang Qiang", 1)]
        assert [meeting.id for meeting in meetings.meetings(session, gao)] == [quarter.meeting]


def test_where_everything_is_open_insiders_see_all_and_guests_their_channel(
    database: Database, quarter: Quarter
) -> None:
    with database.reading() as session:
        assert seen_items(session, viewer(session, "U0ANY", sees_all=True)) == ALL
        assert seen_items(session, viewer(session, "U0ANY", "C0WX", is_insider=False, sees_all=True)) == {"WX": 3}


def test_a_meeting_is_there_for_whoever_sees_any_of_its_directives(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        for user, channels, is_there in (("U0ANY", ("C0WX",), True), ("U0ANY", (), False), ("U0TONG", (), True)):
            seen = session.exec(select(Meeting).where(may_see_meeting(viewer(session, user, *channels)))).all()
            assert bool(seen) is is_there
