"""Looking things up: every question finds what its viewer may see, and nothing else is found, counted or named."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from storage import lookup
from storage.database import Database
from storage.lookup import (
    Counts,
    Found,
    FoundItem,
    FoundItems,
    FoundMeeting,
    FoundNothing,
    FoundPoints,
    FoundTexts,
    NoSuchNumber,
    NoSuchPoint,
    Wanted,
)
from storage.models import Item, Meeting, Unit
from storage.naming import Names, names_for
from storage.viewers import Viewer
from tests.lookup_records import NOW, TODAY, Quarter, add_directives, add_quarter

OVERDUE = Wanted(states=frozenset({"overdue"}))


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def today(_unit: Unit) -> date:
    return TODAY


def find(database: Database, viewer: Viewer, wanted: Wanted, offset: int = 0) -> Found:
    with database.reading() as session:
        names = names_for(session, viewer)
        return lookup.find_directives(session, viewer, wanted, today, names=names, offset=offset)


def found_points(found: Found) -> list[tuple[str, int, list[str]]]:
    assert isinstance(found, FoundPoints)
    return [
        (point.speaker.name, point.directive.ordinal, [f"{line.unit.code} {line.item.state}" for line in point.lines])
        for point in found.points
    ]


def found_numbers(found: Found) -> list[str]:
    assert isinstance(found, FoundItems)
    return [f"{line.unit.code}-{line.item.number}" for line in found.lines]


def test_a_leader_finds_his_directives_with_the_state_of_each_unit(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(people=(quarter.tong,)))
    assert found_points(found) == [
        ("Tong Laiming", 1, ["CZ open", "QD done"]),
        ("Tong Laiming", 2, ["CZ open", "QD blocked"]),
        ("Tong Laiming", 3, ["CZ open", "QD open"]),
        ("Tong Laiming", 4, ["CZ open", "QD open"]),
    ]


def test_a_unit_sees_only_its_own_state_of_a_directive(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.member_of(quarter.chuzhou), Wanted(people=(quarter.tong,)))
    assert [states for _, _, states in found_points(found)] == [["CZ open"]] * 4


def test_a_unit_does_not_find_a_leader_who_asked_nothing_of_it(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.member_of(quarter.wuxi), Wanted(people=(quarter.tong,)))
    assert isinstance(found, FoundNothing)


def test_a_leader_and_a_state_find_the_directives_that_are_in_it_somewhere(
    database: Database, quarter: Quarter
) -> None:
    found = find(database, quarter.office, replace(OVERDUE, people=(quarter.tong,)))
    assert found_points(found) == [("Tong Laiming", 1, ["CZ open"])]


def test_an_ordinal_finds_that_point_of_the_leader(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(people=(quarter.zhang,), ordinals=(2,)))
    assert found_points(found) == [("Zhang Qiang", 2, ["QD open", "WX open"])]


def test_an_ordinal_a_leader_did_not_get_to_is_answered_with_those_he_did(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(people=(quarter.zhang,), ordinals=(9,)))
    assert isinstance(found, NoSuchPoint)
    assert (found.person.name, found.ordinal, found.ordinals) == ("Zhang Qiang", 9, (1, 2, 3))


def test_an_ordinal_that_exists_is_not_called_missing_because_of_a_filter(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, replace(OVERDUE, people=(quarter.tong,), ordinals=(2,)))
    assert isinstance(found, FoundNothing)


def test_directives_of_the_newest_meeting_come_first(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        for title, held_from, sha in (("Later", date(2024, 7, 20), "2"), ("Undated", None, "3")):
            meeting = _add_meeting(session, title, held_from, sha)
            add_directives(session, meeting, quarter.zhang, [f"said at {title}"], span=0)
    found = find(database, quarter.office, Wanted(people=(quarter.zhang,), ordinals=(1,)))
    assert isinstance(found, FoundPoints)
    assert [point.meeting.title for point in found.points] == ["Later", "2024 Q1 Marketing Review", "Undated"]


def test_a_unit_finds_what_it_owes_the_most_pressing_first(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(units=(quarter.chuzhou,)))
    assert found_numbers(found) == ["CZ-1", "CZ-2", "CZ-3", "CZ-4"]
    assert isinstance(found, FoundItems)
    assert found.lines[0].is_overdue
    assert not found.lines[1].is_overdue
    assert found.all_counts == Counts(total=4, open=4, overdue=1, blocked=0, done=0)


def test_counts_are_of_everything_the_unit_has_whatever_is_shown(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(units=(quarter.qingdao,), states=frozenset({"done"})))
    assert found_numbers(found) == ["QD-1"]
    assert isinstance(found, FoundItems)
    assert found.all_counts == Counts(total=7, open=6, overdue=0, blocked=1, done=1, waiting=1)


@pytest.mark.parametrize(
    ("states", "numbers"),
    [
        ({"overdue"}, ["CZ-1"]),
        ({"blocked"}, ["QD-2"]),
        ({"done"}, ["QD-1"]),
        ({"accepted"}, None),
        ({"cancelled"}, None),
        ({"overdue", "blocked"}, ["CZ-1", "QD-2"]),
    ],
)
def test_a_state_finds_the_items_in_it(
    database: Database, quarter: Quarter, states: set[str], numbers: list[str] | None
) -> None:
    found = find(database, quarter.office, Wanted(states=frozenset(states)))
    if numbers is None:
        assert isinstance(found, FoundNothing)
    else:
        assert found_numbers(found) == numbers


def test_open_means_blocked_as_well(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.member_of(quarter.qingdao), Wanted(states=frozenset({"open"})))
    assert found_numbers(found) == ["QD-2", "QD-3", "QD-4", "QD-5", "QD-6", "QD-7"]


def test_what_others_owe_is_not_counted(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.member_of(quarter.wuxi), Wanted(states=frozenset({"open"})))
    assert isinstance(found, FoundItems)
    assert found.total == 3
    assert set(found.counts) == {quarter.wuxi}


def test_a_long_list_comes_in_pages(database: Database, quarter: Quarter) -> None:
    wanted = Wanted(states=frozenset({"open"}))
    first, second = find(database, quarter.office, wanted), find(database, quarter.office, wanted, offset=10)
    assert len(found_numbers(first)) == 10
    assert found_numbers(second) == ["WX-1", "WX-2", "WX-3"]
    assert isinstance(first, FoundItems)
    assert first.total == 13


def test_a_number_finds_one_item_and_its_life(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(items=((quarter.qingdao, 1),)))
    assert isinstance(found, FoundItem)
    assert found.line.item.done_by == "U0CHEN"
    assert found.meeting is not None
    assert found.meeting.title == "2024 Q1 Marketing Review"
    assert [line.verb for line in found.history] == ["assigned", "done"]


def test_a_number_that_does_not_exist_is_answered_with_those_that_do(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.office, Wanted(items=((quarter.wuxi, 99),)))
    assert isinstance(found, NoSuchNumber)
    assert (found.unit.code, found.numbers) == ("WX", (1, 2, 3))


def test_another_units_number_is_not_there_at_all(database: Database, quarter: Quarter) -> None:
    member = quarter.member_of(quarter.wuxi)
    assert isinstance(find(database, member, Wanted(items=((quarter.qingdao, 1),))), FoundNothing)
    assert isinstance(find(database, member, Wanted(items=((quarter.qingdao, 99),))), FoundNothing)


def test_whoever_owns_an_item_elsewhere_sees_it_and_no_other(database: Database, quarter: Quarter) -> None:
    owner = Viewer(user="U0GAO", person_id=quarter.wuxi_owner)
    assert found_numbers(find(database, owner, Wanted(units=(quarter.wuxi,)))) == ["WX-1"]


def test_a_person_who_gave_no_directive_finds_what_is_theirs_to_do(database: Database, quarter: Quarter) -> None:
    assert found_numbers(find(database, quarter.office, Wanted(people=(quarter.wuxi_owner,)))) == ["WX-1"]
    headed = find(database, quarter.office, Wanted(people=(quarter.zhang_wei,)))
    assert found_numbers(headed) == ["QD-2", "QD-3", "QD-4", "QD-5", "QD-6", "QD-7"]


@pytest.mark.parametrize(
    ("words", "ordinals"),
    [
        (("CAPACITY",), [3]),
        (("new", "bases"), [3]),
        (("100%",), [3]),
        (("%",), None),
        (("_",), None),
        (("data_points",), [1]),
        (("dataXpoints",), None),
        (("' OR 1=1 --",), None),
        (("\\",), None),
        (("😀",), None),
    ],
)
def test_words_are_found_as_they_are_written(
    database: Database, quarter: Quarter, words: tuple[str, ...], ordinals: list[int] | None
) -> None:
    found = find(database, quarter.office, Wanted(words=words))
    if ordinals is None:
        assert isinstance(found, FoundNothing)
    else:
        assert isinstance(found, FoundTexts)
        assert [hit.directive.ordinal for hit in found.found.hits if hit.directive] == ordinals


def test_words_are_not_found_in_what_the_viewer_may_not_see(database: Database, quarter: Quarter) -> None:
    assert isinstance(find(database, quarter.member_of(quarter.wuxi), Wanted(words=("capacity",))), FoundNothing)


@pytest.mark.parametrize("period", ["2024Q2", "2024"])
def test_a_period_finds_its_meeting_and_how_far_each_leader_is(
    database: Database, quarter: Quarter, period: str
) -> None:
    found = find(database, quarter.office, Wanted(period=period))
    assert isinstance(found, FoundMeeting)
    assert [(line.leader.name, line.directives, line.items, line.done) for line in found.leaders] == [
        ("Tong Laiming", 4, 8, 1),
        ("Zhang Qiang", 3, 6, 0),
    ]


def test_nothing_asked_finds_the_newest_meeting_as_far_as_it_may_be_seen(database: Database, quarter: Quarter) -> None:
    found = find(database, quarter.member_of(quarter.wuxi), Wanted())
    assert isinstance(found, FoundMeeting)
    assert [(line.leader.name, line.directives, line.items) for line in found.leaders] == [("Zhang Qiang", 3, 3)]


def test_a_period_without_a_meeting_finds_nothing(database: Database, quarter: Quarter) -> None:
    assert isinstance(find(database, quarter.office, Wanted(period="2023Q4")), FoundNothing)


def test_the_office_may_name_everybody(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        names = names_for(session, quarter.office)
    assert {person.name for person in names.people} == {"Tong Laiming", "Zhang Qiang", "Zhang Wei", "Gao Lan"}
    assert names.people[0].aliases == ("老童",)
    assert [unit.code for unit in names.units] == ["CZ", "QD", "WX"]
    assert names.periods == ("2024Q2",)


def test_a_unit_may_name_only_those_it_has_to_do_with(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        names = names_for(session, quarter.member_of(quarter.wuxi))
    assert {person.name for person in names.people} == {"Zhang Qiang", "Gao Lan"}
    assert [unit.code for unit in names.units] == ["WX"]


def test_somebody_in_no_channel_may_name_nobody(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        assert names_for(session, Viewer(user="U0NEW")) == Names()


def test_the_day_is_each_units_own(database: Database, quarter: Quarter) -> None:
    """On 30 April it is late nowhere; where it is May already, it is."""

    def day_of(unit: Unit) -> date:
        return date(2024, 5, 1) if unit.code == "CZ" else date(2024, 4, 30)

    with database.reading() as session:
        names = names_for(session, quarter.office)
        found = lookup.find_directives(session, quarter.office, OVERDUE, day_of, names=names)
        assert found_numbers(found) == ["CZ-1"]
        found = lookup.find_directives(session, quarter.office, OVERDUE, lambda _unit: date(2024, 4, 30), names=names)
        assert isinstance(found, FoundNothing)


def test_units_are_listed_with_their_heads_and_what_they_owe(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        lines = lookup.unit_lines(session, quarter.office, today)
        mine = lookup.unit_lines(session, quarter.member_of(quarter.wuxi), today)
    assert [(line.unit.code, line.head.name if line.head else None, line.counts.open) for line in lines] == [
        ("CZ", None, 4),
        ("QD", "Zhang Wei", 6),
        ("WX", None, 3),
    ]
    assert [line.unit.code for line in mine] == ["WX"]


def test_what_waits_for_somebody_is_what_they_own_and_what_their_unit_owes(
    database: Database, quarter: Quarter
) -> None:
    with database.reading() as session:
        owner = Viewer(user="U0GAO", person_id=quarter.wuxi_owner)
        owned = lookup.find_owned(session, owner, today)
        owed = lookup.find_owed(session, quarter.member_of(quarter.chuzhou), [quarter.chuzhou], today, limit=2)
        assert lookup.find_owned(session, quarter.member_of(quarter.wuxi), today) is None
        assert lookup.find_owed(session, owner, [], today) is None
    assert owned is not None
    assert found_numbers(owned) == ["WX-1"]
    assert owed is not None
    assert found_numbers(owed) == ["CZ-1", "CZ-2"]
    assert owed.total == 4


def test_a_longer_list_takes_no_more_queries(database: Database, quarter: Quarter) -> None:
    def queries(wanted: Wanted) -> int:
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        find(database, quarter.office, wanted)
        event.remove(database.engine, "before_cursor_execute", note)
        return len(asked)

    leader, state = Wanted(people=(quarter.tong,)), Wanted(states=frozenset({"open"}))
    before = queries(leader), queries(state)
    with database.writing() as session:
        meeting = _add_meeting(session, "Another", date(2024, 4, 1), "4")
        for directive in add_directives(session, meeting, quarter.tong, ["more"] * 30, span=0):
            session.add(
                Item(
                    unit_id=quarter.wuxi,
                    number=100 + directive.ordinal,
                    directive_id=directive.id,
                    title=directive.text,
                    assigned_on=TODAY,
                )
            )
    assert (queries(leader), queries(state)) == before
    assert max(before) <= 12


def _add_meeting(session: Session, title: str, held_from: date | None, sha: str) -> Meeting:
    meeting = Meeting(
        title=title,
        held_from=held_from,
        source_name="m",
        source_text="…",
        source_sha256=sha * 64,
        imported_at=NOW,
        imported_by="operator:lin",
    )
    session.add(meeting)
    session.flush()
    return meeting
