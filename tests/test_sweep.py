"""Nothing lost, nothing doubled: sudden death at every step, lost answers, frozen processes, and an unreadable history."""

import threading
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import select

from jobs.cadence import Policy
from jobs.courier import Payload, Unknown
from jobs.plan import plan_due
from jobs.sweep import sweep
from storage import deliveries, items
from storage.database import Database, ledger_now
from storage.models import Delivery, Item
from storage.said import Said
from tests.fake_courier import (
    HOUR,
    MONDAY,
    NINE,
    OFFICE,
    OFFICE_CHANNEL,
    FakeCourier,
    Killed,
    add_unit,
    carrier,
    go_live,
    leases_end,
    row_of,
    rows,
)

LATE = date(2024, 6, 14)
SAID = ["QD-1 overdue open"]


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    return FakeCourier(idle=database)


@pytest.fixture
def promised(database: Database) -> Database:
    """A live database in which one reminder is promised."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    assert plan_due(NINE, database, Policy()) == 1
    return database


def work_on(database: Database, courier: FakeCourier, owner: str = "two") -> None:
    """Another process takes over after every lease has ended, and works until nothing is left to do."""
    mine = carrier(database, courier, owner=owner)
    for _ in range(3):
        leases_end(database)
        mine.deliver(NINE)
        sweep(NINE, mine)


def lose(courier: FakeCourier, *, takes: bool) -> None:
    """The next answer from the unit's channel is lost, and Slack has taken the message or not."""
    courier.takes_lost = takes
    courier.endings["C0QD"].append(Unknown("timeout"))


def unreadable_since(database: Database, minutes: int) -> None:
    """As if history had been unreadable for so long already (0: nobody has tried yet), and every wait were over."""
    if minutes:
        with database.writing() as session:
            since = (ledger_now(session) - timedelta(minutes=minutes)).isoformat()
            session.execute(update(Delivery).values(facts={deliveries.UNREADABLE_SINCE: since}))
    leases_end(database)


# Sudden death


@pytest.mark.parametrize("step", ["claimed", "sending", "posted"])
def test_a_process_that_dies_at_any_step_loses_and_doubles_nothing(
    promised: Database, courier: FakeCourier, step: str
) -> None:
    def die(name: str, _row: Delivery) -> None:
        if name == step:
            raise Killed

    with pytest.raises(Killed):
        carrier(promised, courier, at_step=die).deliver(NINE)
    work_on(promised, courier)
    assert courier.texts("C0QD") == SAID
    assert row_of(promised, "reminder").state == "sent"
    assert len(courier.posts) == 1


def test_a_process_that_dies_inside_the_call_loses_and_doubles_nothing(
    promised: Database, courier: FakeCourier
) -> None:
    def die(_payload: Payload) -> None:
        courier.at_post = None
        raise Killed

    courier.at_post = die
    with pytest.raises(Killed):
        carrier(promised, courier).deliver(NINE)
    work_on(promised, courier)
    assert (courier.texts("C0QD"), len(courier.posts)) == (SAID, 1)


def test_dying_again_and_again_still_ends_in_one_post(promised: Database, courier: FakeCourier) -> None:
    for step in ("claimed", "sending", "claimed", "sending", "posted"):

        def die(name: str, _row: Delivery, step: str = step) -> None:
            if name == step:
                raise Killed

        leases_end(promised)
        sweep(NINE, carrier(promised, courier))
        with pytest.raises(Killed):
            carrier(promised, courier, at_step=die).deliver(NINE)
    work_on(promised, courier)
    assert courier.texts("C0QD") == SAID


def test_a_death_during_the_sweep_is_swept_by_the_next(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=True)
    carrier(promised, courier).deliver(NINE)
    leases_end(promised)
    found = courier.find

    def die(*_: object) -> None:
        raise Killed

    courier.find = die  # type: ignore[assignment]
    with pytest.raises(Killed):
        sweep(NINE, carrier(promised, courier))
    courier.find = found  # type: ignore[method-assign]
    work_on(promised, courier)
    assert (courier.texts("C0QD"), len(courier.posts)) == (SAID, 1)


# Lost answers


def test_a_message_whose_answer_was_lost_is_found_and_adopted(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=True)
    mine = carrier(promised, courier)
    assert mine.deliver(NINE) == 0
    assert (row_of(promised, "reminder").state, row_of(promised, "reminder").last_error) == ("sending", "timeout")
    assert mine.deliver(NINE) == 0  # never posted blind
    assert sweep(NINE, mine) == 0  # nor looked for while its lease runs
    leases_end(promised)
    assert sweep(NINE, mine) == 1
    row = row_of(promised, "reminder")
    assert (row.state, row.message_ts, row.attempts, row.last_error) == ("sent", "1.000100", 1, None)
    assert len(courier.posts) == 1


def test_a_message_that_is_absent_is_posted_again(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=False)
    mine = carrier(promised, courier)
    mine.deliver(NINE)
    leases_end(promised)
    assert sweep(NINE, mine) == 1
    assert row_of(promised, "reminder").state == "ready"
    assert mine.deliver(NINE) == 1
    assert (courier.texts("C0QD"), row_of(promised, "reminder").attempts) == (SAID, 2)


def test_an_absent_message_is_not_posted_after_its_day(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=False)
    mine = carrier(promised, courier)
    mine.deliver(NINE)
    leases_end(promised)
    sweep(NINE + 10 * HOUR, mine)
    assert mine.deliver(NINE + 10 * HOUR) == 0
    assert (row_of(promised, "reminder").state, courier.texts("C0QD")) == ("skipped", [])


def test_a_message_nobody_can_look_for_is_kept_and_after_an_hour_told_to_the_office_once(
    promised: Database, courier: FakeCourier
) -> None:
    lose(courier, takes=True)
    courier.is_readable = False
    mine = carrier(promised, courier)
    mine.deliver(NINE)
    for minutes in (0, 10, 30, 59):
        unreadable_since(promised, minutes)
        assert sweep(NINE, mine) == 0
        assert row_of(promised, "reminder").state == "sending"
    unreadable_since(promised, 61)
    assert sweep(NINE, mine) == 1
    assert row_of(promised, "reminder").state == "uncertain"
    work_on(promised, courier)
    assert courier.texts(OFFICE_CHANNEL) == ["uncertain timeout C0QD"] or courier.texts(OFFICE_CHANNEL) == [
        "uncertain the channel's history cannot be read C0QD"
    ]
    assert len(courier.texts("C0QD")) == 1


def test_an_unreadable_channel_holds_up_no_other(database: Database, courier: FakeCourier) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "AA", LATE)
        add_unit(session, "BB", LATE)
    plan_due(NINE, database, Policy())
    courier.endings["C0AA"] = [Unknown("timeout")]
    courier.endings["C0BB"] = [Unknown("timeout")]
    mine = carrier(database, courier)
    mine.deliver(NINE)
    leases_end(database)

    readable = courier.find

    def find(payload: Payload, since: datetime) -> tuple[str, ...] | None:
        if payload["channel"] == "C0AA":
            raise ConnectionError
        return readable(payload, NINE)

    courier.find = find  # type: ignore[method-assign]
    assert sweep(NINE, mine) == 1
    assert [row.state for row in rows(database, "reminder")] == ["sending", "sent"]


def test_history_is_searched_from_ten_minutes_before_slack_heard_of_it(
    promised: Database, courier: FakeCourier
) -> None:
    asked: list[datetime] = []
    looked = courier.find

    def find(payload: Payload, since: datetime) -> tuple[str, ...] | None:
        asked.append(since)
        return looked(payload, NINE)

    courier.find = find  # type: ignore[method-assign]
    courier.now = NINE + timedelta(seconds=7)
    lose(courier, takes=True)
    carrier(promised, courier).deliver(NINE + 5 * HOUR)
    leases_end(promised)
    sweep(NINE + 6 * HOUR, carrier(promised, courier))
    assert asked == [NINE + timedelta(seconds=7) - timedelta(minutes=10)]


# Frozen processes


@pytest.mark.parametrize("step", ["sending", "posted"])
def test_a_frozen_process_takes_back_only_its_own_second_copy(
    promised: Database, courier: FakeCourier, step: str
) -> None:
    """It slept past its lease, before or after it posted; history was behind, and somebody else has posted meanwhile."""

    def freeze(name: str, _row: Delivery) -> None:
        if name == step:
            courier.is_lagging = True
            leases_end(promised)
            other = carrier(promised, courier, owner="two")
            sweep(NINE, other)
            assert other.deliver(NINE) == 1
            courier.is_lagging = False

    carrier(promised, courier, at_step=freeze).deliver(NINE)
    row = row_of(promised, "reminder")
    assert len(courier.posts) == 2
    assert list(courier.standing["C0QD"]) == [row.message_ts]
    assert (row.state, row.owner) == ("sent", "two")
    work_on(promised, courier)
    assert list(courier.standing["C0QD"]) == [row.message_ts]


def test_a_copy_of_an_earlier_sending_that_is_adopted_says_what_is_true_now(
    promised: Database, courier: FakeCourier
) -> None:
    """The first sending was taken but not seen in history; the second said something newer, and its answer was lost too."""
    lose(courier, takes=True)
    carrier(promised, courier).deliver(NINE)
    courier.is_lagging = True
    leases_end(promised)
    sweep(NINE, carrier(promised, courier))
    with promised.writing() as session:
        item = session.exec(select(Item)).one()
        items.move(session, item, "block", Said(OFFICE, NINE), note="no steel")
        deliveries.want_rendering(session, [item.id or 0])
    lose(courier, takes=True)
    carrier(promised, courier).deliver(NINE)
    courier.is_lagging = False
    leases_end(promised)
    assert sweep(NINE, carrier(promised, courier)) == 1
    carrier(promised, courier).refresh(NINE)
    assert courier.texts("C0QD") == ["QD-1 overdue blocked"]


def test_a_change_shown_late_by_a_frozen_process_does_not_stay(promised: Database, courier: FakeCourier) -> None:
    """It slept while it replaced a message; another process has shown what is newer, and its own came last."""
    carrier(promised, courier).deliver(NINE)

    def move(verb: str) -> None:
        with promised.writing() as session:
            item = session.exec(select(Item)).one()
            items.move(session, item, verb, Said(OFFICE, NINE), note="no steel")
            deliveries.want_rendering(session, [item.id or 0])

    def freeze(_payload: Payload) -> None:
        courier.at_update = None
        move("done")
        leases_end(promised)
        assert carrier(promised, courier, owner="two").refresh(NINE) == 1

    move("block")
    courier.at_update = freeze
    carrier(promised, courier).refresh(NINE)
    carrier(promised, courier).refresh(NINE)
    assert courier.texts("C0QD") == ["QD-1 overdue done"]


def test_a_frozen_process_leaves_the_copy_that_somebody_else_adopted(promised: Database, courier: FakeCourier) -> None:
    def freeze(name: str, _row: Delivery) -> None:
        if name == "posted":
            leases_end(promised)
            assert sweep(NINE, carrier(promised, courier, owner="two")) == 1

    carrier(promised, courier, at_step=freeze).deliver(NINE)
    assert courier.texts("C0QD") == SAID
    assert courier.deleted == []


def test_a_frozen_process_that_wakes_too_early_to_know_leaves_it_to_the_sweep(
    promised: Database, courier: FakeCourier
) -> None:
    """Its message was not seen in history and is about to be posted again: nobody deletes, and the audit finds both."""

    def freeze(name: str, _row: Delivery) -> None:
        if name == "posted" and not courier.is_lagging:
            courier.is_lagging = True
            leases_end(promised)
            sweep(NINE, carrier(promised, courier, owner="two"))
            assert row_of(promised, "reminder").state == "ready"

    carrier(promised, courier, at_step=freeze).deliver(NINE)
    assert courier.deleted == []
    assert len(courier.texts("C0QD")) == 2
    courier.is_lagging = False
    work_on(promised, courier)
    assert courier.texts("C0QD") == SAID
    row = row_of(promised, "reminder")
    assert list(courier.standing["C0QD"]) == [row.message_ts]
    assert row.audited_at is not None


def test_a_doubtful_message_is_audited_until_history_can_be_read(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=True)
    courier.is_lagging = True
    mine = carrier(promised, courier)
    mine.deliver(NINE)
    leases_end(promised)
    sweep(NINE, mine)
    mine.deliver(NINE)
    courier.is_lagging, courier.is_readable = False, False
    leases_end(promised)
    assert sweep(NINE, mine) == 0
    assert len(courier.texts("C0QD")) == 2
    courier.is_readable = True
    work_on(promised, courier)
    assert courier.texts("C0QD") == SAID


def test_several_copies_found_at_once_leave_one(promised: Database, courier: FakeCourier) -> None:
    lose(courier, takes=True)
    mine = carrier(promised, courier)
    mine.deliver(NINE)
    courier.post(courier.posts[0])
    leases_end(promised)
    sweep(NINE, mine)
    assert courier.texts("C0QD") == SAID


# Everything at once


def test_processes_that_die_freeze_and_lose_answers_end_in_one_post_for_each_unit(database: Database) -> None:
    go_live(database)
    codes = [f"U{n}" for n in range(8)]
    with database.writing() as session:
        for code in codes:
            add_unit(session, code, LATE)
    courier = FakeCourier()
    for n, code in enumerate(codes):
        courier.endings[f"C0{code}"] = [Unknown("timeout")] * (n % 3)
    deaths = [("claimed", "C0U1"), ("sending", "C0U2"), ("posted", "C0U3"), ("posted", "C0U4")]
    lock = threading.Lock()

    def die(name: str, row: Delivery) -> None:
        with lock:
            if (name, row.channel) in deaths:
                deaths.remove((name, row.channel))
                raise Killed

    def run(owner: str) -> None:
        for _ in range(4):
            mine = carrier(database, courier, owner=owner, at_step=die)
            try:
                plan_due(NINE, database, Policy())
                leases_end(database)  # so that whoever is at work just now has been frozen for too long
                mine.deliver(NINE)
                sweep(NINE, mine)
            except Killed:
                continue  # and the supervisor starts it again

    threads = [threading.Thread(target=run, args=(f"process {n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(4):
        work_on(database, courier)
    for code in codes:
        assert courier.texts(f"C0{code}") == [f"{code}-1 overdue open"]
    assert {(row.state, row.local_date) for row in rows(database, "reminder")} == {("sent", MONDAY)}
