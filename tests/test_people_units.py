"""People and units are found under every name they go by, and never mixed up."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from storage import people, units, workspace
from storage.database import Database
from storage.models import Person, PersonAlias, Unit, WorkdayOverride
from storage.units import UnitChange, UnitProblem
from tests.lookup_records import Quarter, add_quarter


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


# People


@pytest.mark.parametrize("name", ["Tong Laiming", "tong  laiming", "童来明", "老童", " 老童 "])
def test_a_person_is_found_by_any_of_their_names(database: Database, quarter: Quarter, name: str) -> None:
    with database.reading() as session:
        person = people.person_named(session, name)
        assert person is not None
        assert person.id == quarter.tong


def test_a_name_several_people_go_by_names_nobody(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        people.keep_person(session, "Zhang Qiang", aliases=("张总",))
        people.keep_person(session, "Zhang Wei", aliases=("张总",))
        assert people.person_named(session, "张总") is None
        assert people.person_named(session, "Nobody") is None


def test_a_shared_name_can_be_kept_as_a_person_again_and_again(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        people.keep_person(session, "Zhang Qiang", aliases=("张总",))
        people.keep_person(session, "Zhang Wei", aliases=("张总",))
        first = people.keep_person(session, "张总")
        again = people.keep_person(session, "张总")
        assert first.id == again.id
        assert first.id not in (quarter.zhang, quarter.zhang_wei)


def test_what_is_not_said_of_a_person_is_left_as_it_was(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        kept = people.keep_person(session, "tong laiming", role_title="Chairman")
        assert (kept.id, kept.name, kept.native_name, kept.role_title, kept.is_leader, kept.slack_user) == (
            quarter.tong,
            "Tong Laiming",
            "童来明",
            "Chairman",
            True,
            "U0TONG",
        )


def test_an_alias_is_kept_once(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        people.keep_person(session, "Tong Laiming", aliases=("老童", "Boss Tong", "TONG LAIMING"))
        aliases = session.exec(select(PersonAlias.alias).where(PersonAlias.person_id == quarter.tong))
        assert sorted(aliases) == ["Boss Tong", "老童"]


def test_a_slack_user_is_one_person(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heir = people.keep_person(session, "Gao Lan", slack_user="U0TONG")
        holder = people.person_of_user(session, "U0TONG")
        assert holder is not None
        assert holder.id == heir.id == quarter.wuxi_owner
        assert session.get_one(Person, quarter.tong).slack_user is None


def test_everybody_is_listed_with_the_leaders_first(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        assert [person.name for person in people.all_people(session)] == [
            "Tong Laiming",
            "Zhang Qiang",
            "Gao Lan",
            "Zhang Wei",
        ]


# Units


@pytest.mark.parametrize("name", ["WX", "wx", "Wuxi Lishen", "wuxilishen", "无锡力神", "Taihu"])
def test_a_unit_is_found_by_any_of_its_names(database: Database, quarter: Quarter, name: str) -> None:
    with database.reading() as session:
        assert [unit.id for unit in units.units_named(session, name)] == [quarter.wuxi]


@pytest.mark.parametrize("code", ["", "1QD", "QINGDAOLI", "Q-D", "青岛", "Q D"])
def test_a_code_that_could_not_be_printed_is_refused(database: Database, code: str) -> None:
    with database.writing() as session, pytest.raises(UnitProblem, match="cannot be a unit's code"):
        units.keep_unit(session, code, UnitChange(name="Qingdao Lishen"))


def test_a_new_unit_needs_a_name(database: Database) -> None:
    with database.writing() as session, pytest.raises(UnitProblem, match="needs a name"):
        units.keep_unit(session, "QD", UnitChange())


@pytest.mark.parametrize("name", ["Wuxi Lishen", "wuxi  lishen", "无锡力神", "Taihu", "CZ"])
def test_two_units_never_share_a_name(database: Database, quarter: Quarter, name: str) -> None:
    with database.writing() as session, pytest.raises(UnitProblem, match="Two units cannot share one name"):
        units.keep_unit(session, "SH", UnitChange(name=name))


def test_a_change_writes_only_what_was_said(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        units.keep_unit(session, "qd", UnitChange(language="zh-CN", active=False))
    with database.reading() as session:
        unit = session.get_one(Unit, quarter.qingdao)
        assert (unit.name, unit.language, unit.active, unit.timezone, unit.channel, unit.head_id) == (
            "Qingdao Lishen",
            "zh-CN",
            False,
            "Asia/Shanghai",
            "C0QD",
            quarter.zhang_wei,
        )


def test_a_unit_is_named_in_its_readers_language() -> None:
    unit = Unit(code="QD", name="Qingdao Lishen", native_name="青岛力神")
    assert (unit.name_in("en"), unit.name_in("zh-CN")) == ("Qingdao Lishen", "青岛力神")
    assert Unit(code="QD", name="Qingdao Lishen").name_in("zh-CN") == "Qingdao Lishen"


def test_a_unit_the_minutes_name_gets_a_free_code_of_its_own(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        made = [units.keep_unit_named(session, name).code for name in ("Qingdao Data", "Quick Dog", "天津", "北京")]
        assert made == ["QD2", "QD3", "U", "U2"]
        assert units.keep_unit_named(session, "qingdao lishen").id == quarter.qingdao


def test_a_channel_belongs_to_one_unit(database: Database, quarter: Quarter) -> None:
    with database.writing() as session, pytest.raises(UnitProblem, match="already belongs to Qingdao Lishen"):
        units.link_channel(session, session.get_one(Unit, quarter.wuxi), "C0QD")


def test_a_unit_may_move_to_another_channel(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        wuxi = session.get_one(Unit, quarter.wuxi)
        units.link_channel(session, wuxi, "C0NEW")
        units.link_channel(session, wuxi, "C0NEW")
        found = units.unit_in_channel(session, "C0NEW")
        assert found is not None
        assert found.id == quarter.wuxi
        assert units.unit_in_channel(session, "C0WX") is None


def test_a_code_is_for_ever_once_items_carry_it(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        new = units.keep_unit(session, "TJ", UnitChange(name="Tianjin Lishen"))
        assert units.recode(session, new, "tjn").code == "TJN"
        with pytest.raises(UnitProblem, match="already the code of Qingdao"):
            units.recode(session, new, "QD")
        with pytest.raises(UnitProblem, match="cannot be a unit's code"):
            units.recode(session, new, "T J")
        with pytest.raises(UnitProblem, match="numbers are for ever"):
            units.recode(session, session.get_one(Unit, quarter.qingdao), "QDL")


def test_only_active_units_with_a_channel_are_reminded(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        units.keep_unit(session, "TJ", UnitChange(name="Tianjin Lishen"))
        units.keep_unit(session, "CZ", UnitChange(active=False))
        assert [unit.code for unit in units.active_units(session)] == ["QD", "WX"]
        assert [unit.code for unit in units.all_units(session)] == ["CZ", "QD", "TJ", "WX"]


def test_the_offices_word_on_a_day_holds_for_its_calendar_alone(database: Database) -> None:
    with database.writing() as session:
        session.add(WorkdayOverride(calendar="CN", day=date(2024, 4, 28), is_workday=False))
        session.flush()
        assert units.workday_overrides(session, "CN") == {date(2024, 4, 28): False}
        assert units.workday_overrides(session, "DE") == {}


# Going live


def test_going_live_is_remembered_once_and_can_be_paused(database: Database) -> None:
    first, second = (datetime(2024, 4, day, tzinfo=UTC) for day in (25, 26))

    def is_live(session: Session) -> bool:
        return workspace.is_live(session)

    with database.writing() as session:
        assert not is_live(session)
        workspace.go_live(session, first, "U0LIN")  # nothing to be live in yet
        assert not is_live(session)
        workspace.serve_team(session, "T1", "Lishen")
        workspace.go_live(session, first, "U0LIN")
        workspace.go_live(session, second, "U0OTHER")
        known = workspace.the_workspace(session)
        assert known is not None
        assert (known.live_at, known.live_by) == (first, "U0LIN")
        workspace.pause(session)
        assert not is_live(session)
