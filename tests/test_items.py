"""Items: numbers for ever, moves that are written down, and what can be taken back."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from storage import activity, inbound, items
from storage.database import Database
from storage.items import Outcome, Said
from storage.models import Directive, Inbound, Item, Meeting, Person, Unit
from storage.viewers import Viewer, operator
from tests.lookup_records import ASSIGNED, NOW, Quarter, add_directives, add_quarter

OFFICE = operator("lin")


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def item_of(session: Session, unit_id: int, number: int) -> Item:
    item = items.item_numbered(session, unit_id, number)
    assert item is not None
    return item


def numbers_of(session: Session, unit_id: int) -> list[int]:
    return sorted(session.exec(select(Item.number).where(Item.unit_id == unit_id)))


def says(quarter: Quarter, user: str = "U0CHEN", at: datetime = NOW, heard: Inbound | None = None) -> Said:
    """Somebody of the Chuzhou channel speaks."""
    return Said(Viewer(user=user, unit_ids=frozenset({quarter.chuzhou})), at, heard)


def hear(session: Session, key: str, user: str = "U0CHEN") -> Inbound:
    row = inbound.receive(session, key, kind="reply", who=user, at=NOW, channel="C0CZ", thread_ts="1.0", text=key)
    assert row is not None
    return row


def in_threads(*deeds: Callable[[], object]) -> list[BaseException]:
    """Run these at once; what any of them raised."""
    start = threading.Barrier(len(deeds))
    problems: list[BaseException] = []

    def run(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


# Assigning


def test_items_are_numbered_on_from_the_units_last(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        meeting = session.get_one(Meeting, quarter.meeting)
        more = add_directives(
            session, meeting, quarter.zhang_wei, ["deliver the samples.", "report weekly."], span=2000
        )
        made = items.assign(
            session,
            more,
            session.get_one(Unit, quarter.chuzhou),
            due_on=date(2024, 6, 28),
            assigned_on=ASSIGNED,
            said=Said(OFFICE, NOW),
        )
        assert [(item.number, item.title) for item in made] == [(5, "Deliver the samples."), (6, "Report weekly.")]
        assert numbers_of(session, quarter.chuzhou) == [1, 2, 3, 4, 5, 6]


def test_a_directive_a_unit_has_already_is_not_given_again(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        directives = list(session.exec(select(Directive)))
        made = items.assign(
            session,
            directives,
            session.get_one(Unit, quarter.chuzhou),
            due_on=None,
            assigned_on=ASSIGNED,
            said=Said(OFFICE, NOW),
        )
        assert [item.number for item in made] == [5, 6, 7]
        assert {item.due_on for item in items.open_items(session, quarter.chuzhou) if item.number <= 4} == {
            date(2024, 4, 30),
            date(2024, 6, 28),
        }


def test_a_cancelled_number_is_never_given_again(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        items.move(session, item_of(session, quarter.chuzhou, 4), "cancel", Said(OFFICE, NOW))
        left = list(session.exec(select(Directive).where(Directive.speaker_id == quarter.zhang)))
        made = items.assign(
            session,
            left[:1],
            session.get_one(Unit, quarter.chuzhou),
            due_on=None,
            assigned_on=ASSIGNED,
            said=Said(OFFICE, NOW),
        )
        assert made[0].number == 5


def test_an_assignment_is_written_in_the_journal(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        (line,) = activity.history(session, item_of(session, quarter.chuzhou, 1))
        assert (line.verb, line.who, line.after["due_on"]) == ("assigned", "operator:lin", "2024-04-30")


def test_two_people_assigning_at_once_hand_out_no_number_twice(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        meeting = session.get_one(Meeting, quarter.meeting)
        more = add_directives(session, meeting, quarter.zhang_wei, [f"point {n}" for n in range(1, 13)], span=2000)
        ids = [directive.id for directive in more]

    def give(mine: list[int | None]) -> None:
        with database.writing() as session:
            chosen = [session.get_one(Directive, each) for each in mine]
            unit = session.get_one(Unit, quarter.chuzhou)
            items.assign(session, chosen, unit, due_on=None, assigned_on=ASSIGNED, said=Said(OFFICE, NOW))

    # Some directives are given by two people at once: each is one item all the same.
    problems = in_threads(lambda: give(ids[:5]), lambda: give(ids[3:9]), lambda: give(ids[7:]), lambda: give(ids))
    assert problems == []
    with database.reading() as session:
        assert numbers_of(session, quarter.chuzhou) == list(range(1, 17))


# Moves


def test_a_report_is_written_with_what_was_before_and_after(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "2 done")
        item = item_of(session, quarter.chuzhou, 2)
        assert items.move(session, item, "done", says(quarter, heard=heard), note="see the list") == Outcome(
            item, "done"
        )
    with database.reading() as session:
        item = item_of(session, quarter.chuzhou, 2)
        assert (item.state, item.done_at, item.done_by, item.last_word_at) == ("done", NOW, "U0CHEN", NOW)
        line = activity.history(session, item)[-1]
        assert (line.verb, line.note, line.before["state"], line.after["state"]) == (
            "done",
            "see the list",
            "open",
            "done",
        )


def test_a_refused_move_changes_nothing_and_is_not_in_the_journal(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        outcome = items.move(session, item, "accept", says(quarter))
        assert outcome.refusal is not None
        assert outcome.refusal.reason == "office_only"
    with database.reading() as session:
        item = item_of(session, quarter.chuzhou, 2)
        assert (item.state, item.last_word_at) == ("open", None)
        assert [line.verb for line in activity.history(session, item)] == ["assigned"]


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        (["block"], "blocked"),
        (["block", "unblock"], "open"),
        (["block", "done"], "done"),
        (["done", "accept"], "accepted"),
        (["done", "return"], "open"),
        (["done", "accept", "return"], "open"),
        (["done", "reopen", "done"], "done"),
        (["block", "cancel"], "cancelled"),
        (["acknowledge", "note"], "open"),
    ],
)
def test_any_path_through_life_leaves_a_whole_row(
    database: Database, quarter: Quarter, moves: list[str], state: str
) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 3)
        for verb in moves:
            assert items.move(session, item, verb, Said(OFFICE, NOW), note="because").refusal is None
            session.flush()  # the CHECKs of the table are asked after every move
        assert item.state == state
        assert (item.done_at is not None) is (state in ("done", "accepted"))
        assert (item.accepted_at is not None) is (state == "accepted")


@pytest.mark.parametrize("verb", ["acknowledge", "note"])
def test_a_word_on_a_blocked_item_keeps_the_reason(database: Database, quarter: Quarter, verb: str) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.qingdao, 2)
        items.move(session, item, verb, Said(OFFICE, NOW), note="asked the supplier")
        assert (item.state, item.blocked_reason) == ("blocked", "waiting for tooling")
        items.move(session, item, "block", Said(OFFICE, NOW), note="the mould is late")
        assert item.blocked_reason == "the mould is late"


def test_an_acknowledgement_is_a_time_that_is_kept(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        items.move(session, item, "acknowledge", says(quarter))
        items.move(session, item, "acknowledge", says(quarter, at=NOW + timedelta(hours=1)))
        items.move(session, item, "note", says(quarter, at=NOW + timedelta(hours=2)))
        assert (item.state, item.acknowledged_at) == ("open", NOW)


def test_two_people_reporting_at_once_are_one_report(database: Database, quarter: Quarter) -> None:
    outcomes: list[Outcome] = []

    def report(user: str) -> None:
        with database.writing() as session:
            item = item_of(session, quarter.chuzhou, 2)
            outcomes.append(items.move(session, item, "done", says(quarter, user=user)))

    assert in_threads(*(lambda user=user: report(user) for user in ("U1", "U2", "U3", "U4"))) == []
    assert sorted(bool(outcome.refusal) for outcome in outcomes) == [False, True, True, True]
    with database.reading() as session:
        item = item_of(session, quarter.chuzhou, 2)
        assert [line.who for line in activity.history(session, item) if line.verb == "done"] == [item.done_by]


# Who may


def test_somebody_of_another_channel_is_told_whose_it_is(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        said = Said(quarter.member_of(quarter.wuxi), NOW)
        outcome = items.move(session, item_of(session, quarter.chuzhou, 2), "done", said)
        assert outcome.refusal is not None
        assert outcome.refusal.reason == "outsider"


def test_a_guest_of_the_channel_changes_nothing(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        guest = Viewer(user="U0GUEST", is_insider=False, unit_ids=frozenset({quarter.chuzhou}))
        outcome = items.move(session, item_of(session, quarter.chuzhou, 2), "done", Said(guest, NOW))
        assert outcome.refusal is not None
        assert outcome.refusal.reason == "stranger"


def test_an_owner_reports_from_anywhere_and_so_does_the_owners_deputy(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        deputy = Person(name="Qian Mei")
        session.add(deputy)
        session.flush()
        owner = session.get_one(Person, quarter.wuxi_owner)
        owner.deputy_id = deputy.id
        session.add(owner)
        item = item_of(session, quarter.wuxi, 1)
        said = Said(Viewer(user="U0QIAN", person_id=deputy.id), NOW)
        assert items.move(session, item, "done", said).refusal is None
        assert items.move(session, item, "reopen", Said(Viewer(user="U0GAO", person_id=owner.id), NOW)).refusal is None


@pytest.mark.parametrize(
    ("user", "hours", "is_allowed"),
    [("U0CHEN", 23, True), ("U0CHEN", 24, False), ("U0LIU", 1, False)],
)
def test_a_report_is_reopened_by_its_author_within_a_day(
    database: Database, quarter: Quarter, user: str, hours: int, is_allowed: bool
) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        items.move(session, item, "done", says(quarter))
        later = says(quarter, user=user, at=NOW + timedelta(hours=hours))
        assert (items.move(session, item, "reopen", later).refusal is None) is is_allowed


# Taking back


def test_taking_back_a_reply_makes_its_items_what_they_were_and_erases_nothing(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        heard = hear(session, "2, 3 done")
        items.move(session, item_of(session, quarter.chuzhou, 2), "acknowledge", says(quarter))
        for number in (2, 3):
            items.move(session, item_of(session, quarter.chuzhou, number), "done", says(quarter, heard=heard))
        heard_id = heard.id
    with database.writing() as session:  # another day, other objects: only the rows remember
        earlier = session.get_one(Inbound, heard_id)
        later = says(quarter, at=NOW + timedelta(hours=3), heard=hear(session, "undo"))
        outcomes = items.take_back(session, earlier, later)
        assert [(outcome.item.number, outcome.refusal) for outcome in outcomes] == [(2, None), (3, None)]
        assert earlier.outcome == "undone"
    with database.reading() as session:
        second, third = (item_of(session, quarter.chuzhou, number) for number in (2, 3))
        assert (second.state, second.done_at, second.acknowledged_at) == ("open", None, NOW)
        assert (third.state, third.acknowledged_at) == ("open", None)
        assert [line.verb for line in activity.history(session, second)] == ["assigned", "acknowledge", "done", "undo"]


def test_a_reply_that_did_two_things_to_an_item_is_taken_back_as_a_whole(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "ack 2, it waits for the mould")
        item = item_of(session, quarter.chuzhou, 2)
        items.move(session, item, "acknowledge", says(quarter, heard=heard))
        items.move(session, item, "block", says(quarter, heard=heard), note="the mould")
        outcomes = items.take_back(session, heard, says(quarter, heard=hear(session, "undo")))
        assert [outcome.refusal for outcome in outcomes] == [None, None]
        assert (item.state, item.blocked_reason, item.acknowledged_at) == ("open", None, None)


def test_taking_back_twice_takes_back_once(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "2 done")
        item = item_of(session, quarter.chuzhou, 2)
        items.move(session, item, "done", says(quarter, heard=heard))
        items.take_back(session, heard, says(quarter))
        (again,) = items.take_back(session, heard, says(quarter))
        assert again.refusal is not None
        assert again.refusal.reason == "moved_on"
        assert [line.verb for line in activity.history(session, item)] == ["assigned", "done", "undo"]


def test_what_somebody_changed_since_is_left_and_told(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "2, 3 blocked by the mould")
        for number in (2, 3):
            items.move(session, item_of(session, quarter.chuzhou, number), "block", says(quarter, heard=heard))
        items.move(session, item_of(session, quarter.chuzhou, 3), "done", says(quarter, user="U0LIU"))
        second, third = items.take_back(session, heard, says(quarter))
        assert (second.refusal, second.item.state) == (None, "open")
        assert third.refusal is not None
        assert (third.refusal.reason, third.item.state) == ("moved_on", "done")


def test_what_the_office_accepted_is_not_taken_back(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "2 done")
        item = item_of(session, quarter.chuzhou, 2)
        items.move(session, item, "done", says(quarter, heard=heard))
        items.move(session, item, "accept", Said(OFFICE, NOW))
        (outcome,) = items.take_back(session, heard, says(quarter))
        assert outcome.refusal is not None
        assert (outcome.refusal.reason, item.state) == ("state", "accepted")


def test_somebody_else_of_the_channel_cannot_take_it_back_but_the_head_can(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        heard = hear(session, "3 done")
        item = item_of(session, quarter.qingdao, 3)
        member = quarter.member_of(quarter.qingdao)
        items.move(session, item, "done", Said(member, NOW, heard))
        other = Viewer(user="U0OTHER", unit_ids=frozenset({quarter.qingdao}))
        (outcome,) = items.take_back(session, heard, Said(other, NOW))
        assert outcome.refusal is not None
        assert outcome.refusal.reason == "not_yours"
        assert heard.outcome != "undone"
        head = Viewer(user="U0ZWEI", person_id=quarter.zhang_wei, unit_ids=frozenset({quarter.qingdao}))
        (outcome,) = items.take_back(session, heard, Said(head, NOW + timedelta(days=9)))
        assert (outcome.refusal, item.state) == (None, "open")


def test_the_lines_of_one_reply_are_numbered_in_order(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        heard = hear(session, "all done")
        for number in (1, 2, 3):
            items.move(session, item_of(session, quarter.chuzhou, number), "done", says(quarter, heard=heard))
        assert [(line.ordinal, line.revision) for line in activity.lines_of(session, heard)] == [(0, 0), (1, 0), (2, 0)]


def test_overdue_is_a_question_about_a_day(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        item = item_of(session, quarter.chuzhou, 1)
        assert not item.is_overdue(date(2024, 4, 30))
        assert item.is_overdue(date(2024, 5, 1))
        item.state = "done"
        assert not item.is_overdue(date(2024, 5, 1))


def test_instants_come_back_aware_and_in_utc(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        item = item_of(session, quarter.qingdao, 1)
        assert item.done_at == datetime(2024, 5, 6, 3, tzinfo=UTC)
        assert item.done_at.utcoffset() == timedelta(0)
