"""Items: numbers for ever, moves that are written down, and what can be taken back."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from storage import activity, extensions, inbound, items
from storage.database import Database
from storage.items import Outcome, Said
from storage.models import Directive, Inbound, Item, Meeting, Person, Unit
from storage.viewers import Viewer, operator
from tests.lookup_records import ASSIGNED, NOW, TODAY, Quarter, add_directives, add_quarter

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
        assert items.take_back(session, heard, says(quarter)) == []
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


# Words that cross


def test_a_word_said_without_knowing_of_another_is_not_applied(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        shown = item.revision
        items.move(session, item, "block", says(quarter, "U0CHEN"), note="no steel")
        crossed = items.move(session, item, "done", says(quarter, "U0DENG"), knew=shown)
        assert crossed.refusal is not None
        assert (crossed.refusal.reason, crossed.refusal.values["who"]) == ("meanwhile", "U0CHEN")
        assert item.state == "blocked"
        # Once they know of it, the last word wins.
        assert items.move(session, item, "done", says(quarter, "U0DENG"), knew=item.revision).refusal is None


def test_nobody_stands_in_their_own_way(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        shown = item.revision
        items.move(session, item, "block", says(quarter, "U0CHEN"), note="no steel")
        assert items.move(session, item, "done", says(quarter, "U0CHEN"), knew=shown).refusal is None


def test_a_note_or_another_owner_makes_no_report_old(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        shown = item.revision
        items.move(session, item, "note", says(quarter, "U0CHEN"), note="half way")
        items.reassign(session, item, session.get_one(Person, quarter.zhang_wei), Said(OFFICE, NOW))
        assert items.move(session, item, "done", says(quarter, "U0DENG"), knew=shown).refusal is None


def test_two_replies_are_put_in_order_by_slacks_clock_however_they_reach_us(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        later = hear(session, "later", "U0CHEN")
        later.message_ts = "1715245202.000100"
        earlier = hear(session, "earlier", "U0DENG")
        earlier.message_ts = "1715245201.000100"
        assert items.move(session, item, "done", says(quarter, "U0CHEN", heard=later)).refusal is None
        crossed = items.move(session, item, "block", says(quarter, "U0DENG", heard=earlier), note="no steel")
        assert crossed.refusal is not None
        assert crossed.refusal.reason == "meanwhile"
        assert item.state == "done"


# Due dates, owners, other units


def test_a_due_date_moves_with_its_reason_and_both_dates_stay(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        office = Said(OFFICE, NOW)

        def set_due(day: date, reason: str | None) -> str | None:
            refused = items.set_due(session, item, day, reason, office, today=TODAY).refusal
            return refused.reason if refused else None

        assert set_due(date(2024, 7, 5), " ") == "reason"
        assert set_due(date(2024, 5, 8), "x") == "passed"
        assert set_due(date(2024, 6, 28), "x") == "same_day"
        assert set_due(date(2034, 6, 28), "x") == "too_far"
        assert set_due(date(2024, 7, 5), "supplier") is None
        assert (item.due_on, item.original_due_on) == (date(2024, 7, 5), date(2024, 6, 28))
        line = activity.history(session, item)[-1]
        assert (line.verb, line.before["due_on"], line.after["due_on"], line.note) == (
            "move_due",
            "2024-06-28",
            "2024-07-05",
            "supplier",
        )


def test_a_transferred_item_begins_anew_elsewhere_and_its_old_number_points_there(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        item, wuxi = item_of(session, quarter.chuzhou, 2), session.get_one(Unit, quarter.wuxi)
        outcome, heir = items.transfer(session, item, wuxi, Said(OFFICE, NOW), today=TODAY)
        assert outcome.refusal is None
        assert heir is not None
        assert (heir.number, heir.due_on, heir.directive_id) == (4, item.due_on, item.directive_id)
        assert items.heir_of(session, item) == (wuxi, heir)
        assert activity.history(session, heir)[0].after["moved_from"] == "CZ-2"
        qingdao = session.get_one(Unit, quarter.qingdao)
        held, none = items.transfer(session, heir, qingdao, Said(OFFICE, NOW), today=TODAY)
        assert none is None
        assert held.refusal is not None
        assert held.refusal.values["other"] == "QD-2"


# Extensions


def wish_for(session: Session, quarter: Quarter, until: date, *, today: date = TODAY, number: int = 2) -> Outcome:
    item = item_of(session, quarter.chuzhou, number)
    return extensions.request(session, item, until, "supplier late", says(quarter), today=today)


def test_an_extension_is_asked_for_and_decided_once(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        outcome = wish_for(session, quarter, date(2024, 7, 12))
        wish = extensions.undecided_of(session, outcome.item)
        assert wish is not None
        assert (wish.is_late, outcome.item.due_on) == (False, date(2024, 6, 28))
        mine = extensions.decide(session, wish, says(quarter), approves=True)
        assert mine.refusal is not None
        assert mine.refusal.reason == "office_only"
        assert extensions.decide(session, wish, Said(OFFICE, NOW), approves=True).refusal is None
        assert (outcome.item.due_on, outcome.item.original_due_on) == (date(2024, 7, 12), date(2024, 6, 28))
        twice = extensions.decide(session, wish, Said(OFFICE, NOW), approves=False)
        assert twice.refusal is not None
        assert twice.refusal.reason == "decided"


def test_a_wish_after_the_due_date_is_taken_and_says_that_it_is_late(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        outcome = wish_for(session, quarter, date(2024, 5, 20), number=1)
        wish = extensions.undecided_of(session, outcome.item)
        assert wish is not None
        assert wish.is_late


def test_a_newer_wish_takes_the_place_of_the_one_before(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        wish_for(session, quarter, date(2024, 7, 12))
        outcome = wish_for(session, quarter, date(2024, 7, 19))
        first, second = extensions.of_item(session, outcome.item)
        assert (first.decision, second.decision, second.until) == ("withdrawn", None, date(2024, 7, 19))


def test_a_wish_and_a_decision_can_be_taken_back(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        item = item_of(session, quarter.chuzhou, 2)
        asked = hear(session, "asked")
        extensions.request(session, item, date(2024, 7, 12), "late", says(quarter, heard=asked), today=TODAY)
        items.take_back(session, asked, says(quarter))
        assert extensions.undecided_of(session, item) is None
        wish_for(session, quarter, date(2024, 7, 19))
        wish = extensions.undecided_of(session, item)
        assert wish is not None
        decided = hear(session, "decided", OFFICE.user)
        extensions.decide(session, wish, Said(OFFICE, NOW, decided), approves=True)
        (mine,) = items.take_back(session, decided, says(quarter))
        assert mine.refusal is not None
        assert mine.refusal.reason == "office_only"
        (outcome,) = items.take_back(session, decided, Said(OFFICE, NOW))
        assert outcome.refusal is None
        assert item.due_on == date(2024, 6, 28)
        assert extensions.undecided_of(session, item) == wish


# Leaders


def test_a_leader_returns_what_was_asked_by_him_and_nothing_else(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        tong = Said(Viewer(user="U0TONG", person_id=quarter.tong, is_leader=True), NOW)
        asked_by_tong, asked_by_zhang = (item_of(session, quarter.qingdao, number) for number in (1, 5))
        items.move(session, asked_by_zhang, "done", Said(OFFICE, NOW))
        assert items.move(session, asked_by_tong, "return", tong, note="no audit").refusal is None
        assert (asked_by_tong.state, asked_by_tong.returned_reason) == ("open", "no audit")
        refused = items.move(session, asked_by_zhang, "return", tong, note="no audit").refusal
        assert refused is not None
        assert refused.reason == "office_only"
