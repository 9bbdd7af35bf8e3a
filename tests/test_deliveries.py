"""The ledger keeps its promises: planned once, claimed by one, settled only by who holds the claim."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from storage import deliveries
from storage.database import Database, ledger_now
from storage.deliveries import Frozen, Promise
from storage.models import Delivery, Item, Unit
from storage.outstanding import outstanding

DUE = datetime(2024, 6, 17, 1, tzinfo=UTC)
SLACK_NOW = datetime(2024, 6, 17, 1, 0, 3, tzinfo=UTC)
NO_TIME = timedelta(0)
MINUTE = timedelta(minutes=1)


def promise(key: str = "reminder:C1:2024-06-17:daily", channel: str = "C1", **more: Any) -> Promise:
    return Promise(key=key, kind=more.pop("kind", "reminder"), channel=channel, due_at=DUE, **more)


def plan(database: Database, *promises: Promise) -> None:
    with database.writing() as session:
        for each in promises:
            assert deliveries.plan(session, each)


def claim(database: Database, owner: str = "one", what: deliveries.Claimable = "unsent", **more: Any) -> list[Delivery]:
    with database.writing() as session:
        return deliveries.claim(session, owner, what, **more)


def row(database: Database, claimed: Delivery) -> Delivery:
    with database.reading() as session:
        found = deliveries.delivery(session, claimed.id or 0)
        assert found is not None
        return found


def begin(database: Database, claimed: Delivery, **more: Any) -> bool:
    with database.writing() as session:
        begun = deliveries.begin_sending(
            session, [Frozen(claimed, {"text": "hello"}, more.pop("cuts", ()))], SLACK_NOW, **more
        )
    if begun:
        claimed.state = "sending"
    return begun


def send(database: Database, claimed: Delivery, ts: str = "1.0") -> None:
    assert begin(database, claimed)
    with database.writing() as session:
        assert deliveries.settle_sent(session, [(claimed, ts)], DUE)


# Planning


def test_a_promise_is_written_once_whoever_plans_it(database: Database) -> None:
    with database.writing() as session:
        assert deliveries.plan(session, promise(facts={"n": 1}))
        assert not deliveries.plan(session, promise(facts={"n": 2}))
    with database.writing() as session:
        assert not deliveries.plan(session, promise(channel="C2"))
        assert deliveries.is_promised(session, "reminder:C1:2024-06-17:daily")
        assert not deliveries.is_promised(session, "reminder:C1:2024-06-18:daily")
        (kept,) = session.exec(select(Delivery))
        assert (kept.state, kept.channel, kept.facts, kept.due_at, kept.payload) == ("ready", "C1", {"n": 1}, DUE, None)


def test_of_many_promises_only_the_new_are_written_in_their_order(database: Database) -> None:
    plan(database, promise("b", "C9"))
    with database.writing() as session:
        assert deliveries.plan_all(session, []) == 0
        assert (
            deliveries.plan_all(session, [promise("c"), promise("b"), promise("a", facts={"n": 1}), promise("c")]) == 2
        )
    with database.reading() as session:
        kept = session.exec(select(Delivery).order_by(col(Delivery.id))).all()
    assert [(each.dedup_key, each.channel, each.facts) for each in kept] == [
        ("b", "C9", {}),
        ("c", "C1", {}),
        ("a", "C1", {"n": 1}),
    ]


def test_processes_planning_the_same_at_once_promise_it_once(database: Database) -> None:
    start = threading.Barrier(4)
    new: list[bool] = []

    def plan_all() -> None:
        start.wait()
        for n in range(10):
            with database.writing() as session:
                new.append(deliveries.plan(session, promise(f"reminder:C{n}:2024-06-17:daily")))

    threads = [threading.Thread(target=plan_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(new), len(new)) == (10, 40)


@pytest.mark.parametrize(
    "wrong", [{"kind": "banana"}, {"state": "banana"}, {"state": "sent"}, {"state": "sending"}, {"shown_revision": 1}]
)
def test_the_database_itself_refuses_a_row_that_makes_no_sense(database: Database, wrong: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "dedup_key": "x",
        "kind": "reminder",
        "channel": "C1",
        "due_at": DUE,
        "available_at": DUE,
    } | wrong
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(Delivery(**values))


# Claiming


def test_a_claimed_row_is_nobody_elses(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database, "one")
    assert (mine.state, mine.owner, mine.fence) == ("leased", "one", 1)
    assert claim(database, "two") == []


def test_threads_claiming_at_once_get_different_rows_and_together_all(database: Database) -> None:
    plan(database, *(promise(f"reminder:C{n}:2024-06-17:daily", f"C{n}") for n in range(60)))
    start = threading.Barrier(4)
    taken: dict[str, list[int]] = {}

    def take(owner: str) -> None:
        taken[owner] = []
        start.wait()
        while found := claim(database, owner, limit=4):
            assert len(found) <= 4
            taken[owner] += [each.id or 0 for each in found]

    threads = [threading.Thread(target=take, args=(f"process {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = [each for ids in taken.values() for each in ids]
    assert len(everything) == len(set(everything)) == 60


def test_no_more_is_claimed_than_was_asked_for_and_the_oldest_first(database: Database) -> None:
    plan(database, *(promise(f"reminder:C{n}:2024-06-17:daily", f"C{n}") for n in range(30)))
    assert [each.channel for each in claim(database, limit=7)] == [f"C{n}" for n in range(7)]
    assert len(claim(database, limit=7)) == 7


def test_channels_that_have_to_wait_are_left_out(database: Database) -> None:
    plan(database, promise("a", "C1"), promise("b", "C2"), promise("c", "C1"))
    assert [each.dedup_key for each in claim(database, except_channels={"C1"})] == ["b"]


def test_a_row_left_before_sending_is_claimed_again_when_its_lease_ends(database: Database) -> None:
    plan(database, promise())
    (first,) = claim(database, "one", lease=NO_TIME)
    (second,) = claim(database, "two")
    assert (second.id, second.fence, second.owner) == (first.id, 2, "two")


def test_a_row_left_in_sending_is_never_simply_claimed_to_be_sent(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    assert begin(database, mine, lease=NO_TIME)
    assert claim(database, "two") == []
    (unknown,) = claim(database, "two", "unknown")
    assert (unknown.state, unknown.payload, unknown.sending_at) == ("sending", {"text": "hello"}, SLACK_NOW)


def test_a_row_in_sending_is_not_looked_for_while_its_lease_runs(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    assert begin(database, mine)
    assert claim(database, "two", "unknown") == []


def test_a_row_that_waited_for_its_turn_has_its_whole_lease_once_it_is_sent(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database, lease=NO_TIME)
    assert begin(database, mine)
    assert claim(database, "two", "unknown") == []


def test_what_was_tried_twice_is_audited_a_lease_after_it_was_sent(database: Database) -> None:
    plan(database, promise())
    (first,) = claim(database)
    assert begin(database, first)
    with database.writing() as session:
        assert deliveries.settle_later(session, first, NO_TIME, "absent", counts=True)
    (second,) = claim(database)
    send(database, second)
    assert claim(database, what="doubtful") == []
    (doubtful,) = claim(database, what="doubtful", lease=NO_TIME)
    assert doubtful.attempts == 2
    with database.writing() as session:
        assert deliveries.settle_audited(session, doubtful, DUE)
    assert claim(database, what="doubtful", lease=NO_TIME) == []


def test_what_was_sent_at_the_first_try_is_not_audited(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    send(database, mine)
    assert claim(database, what="doubtful", lease=NO_TIME) == []


# The fence


def test_a_lost_claim_settles_nothing(database: Database) -> None:
    plan(database, promise())
    (frozen,) = claim(database, "one", lease=NO_TIME)
    (mine,) = claim(database, "two")
    assert not begin(database, frozen)
    assert begin(database, mine)
    frozen.state = "sending"
    with database.writing() as session:
        assert not deliveries.settle_sent(session, [(frozen, "1.0")], DUE)
        assert not deliveries.settle_later(session, frozen, MINUTE, "ratelimited", counts=False)
        assert not deliveries.settle_unsent(session, frozen, "dead", "is_archived")
        assert not deliveries.note_error(session, frozen, "timeout")
        assert not deliveries.look_again(session, frozen, MINUTE, "unreadable")
        assert not deliveries.release(session, frozen)
    now = row(database, mine)
    assert (now.state, now.owner, now.fence, now.message_ts, now.last_error) == ("sending", "two", 2, None, None)
    with database.writing() as session:
        assert deliveries.settle_sent(session, [(mine, "2.0")], DUE)
    assert row(database, mine).message_ts == "2.0"


def test_a_settled_row_is_not_settled_again(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    send(database, mine)
    with database.writing() as session:
        assert not deliveries.settle_sent(session, [(mine, "2.0")], DUE)
        assert not deliveries.settle_unsent(session, mine, "dead", "is_archived")
    assert (row(database, mine).state, row(database, mine).message_ts) == ("sent", "1.0")


# Settling


def test_a_sent_row_remembers_where_and_when(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    send(database, mine, "7.5")
    now = row(database, mine)
    assert (now.state, now.message_ts, now.sent_at, now.attempts, now.payload) == (
        "sent",
        "7.5",
        DUE,
        1,
        {"text": "hello"},
    )


@pytest.mark.parametrize(("counts", "attempts"), [(False, 0), (True, 1)])
def test_a_rate_limit_waits_and_is_no_attempt(database: Database, counts: bool, attempts: int) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    assert begin(database, mine)
    with database.writing() as session:
        before = ledger_now(session)
        assert deliveries.settle_later(session, mine, MINUTE, "ratelimited", counts=counts)
    now = row(database, mine)
    assert (now.state, now.attempts, now.owner, now.last_error) == ("ready", attempts, None, "ratelimited")
    assert now.available_at >= before + MINUTE
    assert claim(database) == []


@pytest.mark.parametrize("state", ["skipped", "dead", "uncertain"])
def test_a_row_that_will_not_be_sent_is_never_claimed_again(database: Database, state: Any) -> None:
    plan(database, promise())
    (mine,) = claim(database, lease=NO_TIME)
    with database.writing() as session:
        assert deliveries.settle_unsent(session, mine, state, "why")
    assert (row(database, mine).state, row(database, mine).last_error) == (state, "why")
    for what in ("unsent", "unknown", "stale", "doubtful"):
        assert claim(database, what=what, lease=NO_TIME) == []
    with database.reading() as session:
        assert [each.row.state for each in outstanding(session, ("refused", "uncertain"))] == (
            [] if state == "skipped" else [state]
        )


def test_a_row_given_back_is_free_at_once(database: Database) -> None:
    plan(database, promise())
    (mine,) = claim(database)
    with database.writing() as session:
        assert deliveries.release(session, mine)
    (again,) = claim(database, "two")
    assert (again.attempts, again.owner) == (0, "two")


# Rendering again


def named(session: Session, *claimed: Delivery) -> Item:
    """An item that these messages name."""
    unit = Unit(code="QD", name="Qingdao Lishen")
    session.add(unit)
    session.flush()
    item = Item(unit_id=unit.id or 0, number=1, title="x", assigned_on=date(2024, 4, 25))
    session.add(item)
    session.flush()
    for each in claimed:
        deliveries.name_items(session, each, [(item.id or 0, "open")])
    return item


def sent_rows(database: Database, *keys: str, channel: str = "C1") -> list[Delivery]:
    """Messages that stand in one channel, oldest first, at "1.0", "2.0" and so on."""
    for n, key in enumerate(keys, start=1):
        plan(database, promise(key, channel))
        (mine,) = claim(database)
        send(database, mine, f"{n}.0")
    with database.reading() as session:
        found = select(Delivery).where(Delivery.channel == channel)
        return list(session.exec(found.order_by(col(Delivery.id))))


def stale(database: Database) -> list[str]:
    return [each.dedup_key for each in claim(database, what="stale", lease=NO_TIME)]


def test_a_change_is_shown_in_the_newest_message_and_the_one_answered_in(database: Database) -> None:
    first, second, third = sent_rows(database, "a", "b", "c")
    with database.writing() as session:
        item = named(session, first, second, third)
        deliveries.want_rendering(session, [item.id or 0])
    assert stale(database) == ["c"]
    with database.writing() as session:
        deliveries.want_rendering(session, [item.id or 0], answered_in="1.0")
    assert stale(database) == ["a", "c"]


def test_a_change_of_an_item_no_message_names_shows_nowhere(database: Database) -> None:
    sent_rows(database, "a")
    with database.writing() as session:
        deliveries.want_rendering(session, [])
        deliveries.want_rendering(session, [99], answered_in="1.0")
    assert stale(database) == []


def test_a_change_that_comes_during_a_rendering_stays_wanted(database: Database) -> None:
    (message,) = sent_rows(database, "a")
    with database.writing() as session:
        item = named(session, message)
        deliveries.want_rendering(session, [item.id or 0])
    (rendering,) = claim(database, what="stale")
    with database.writing() as session:
        deliveries.want_rendering(session, [item.id or 0])
    with database.writing() as session:
        assert deliveries.settle_shown(session, rendering, rendering.wanted_revision, {"text": "newer"})
    (again,) = claim(database, what="stale")
    assert (again.shown_revision, again.wanted_revision, again.payload) == (1, 2, {"text": "newer"})
    with database.writing() as session:
        assert deliveries.settle_shown(session, again, again.wanted_revision, {"text": "newest"})
    assert stale(database) == []


def test_only_the_message_before_the_newest_is_retired(database: Database) -> None:
    _, _, third = sent_rows(database, "a", "b", "c")
    with database.writing() as session:
        deliveries.retire_older(session, third)
        assert deliveries.is_newest(session, third)
    assert stale(database) == ["b"]


def test_the_items_of_a_message_are_kept_in_its_order_and_replaced_by_a_later_rendering(database: Database) -> None:
    (message,) = sent_rows(database, "a")
    with database.writing() as session:
        item = named(session, message)
        other = Item(unit_id=item.unit_id, number=2, title="y", assigned_on=date(2024, 4, 25))
        session.add(other)
        session.flush()
        deliveries.name_items(session, message, [(other.id or 0, "overdue"), (item.id or 0, "open")])
    with database.reading() as session:
        found = deliveries.items_named_in(session, message.id or 0)
        assert [(each.number, section) for each, section in found] == [(2, "overdue"), (1, "open")]
        at = deliveries.message_at(session, "C1", "1.0")
        assert at is not None
        assert at.id == message.id
        assert deliveries.message_at(session, "C2", "1.0") is None


def test_only_what_was_really_sent_counts_as_said(database: Database) -> None:
    with database.writing() as session:
        unit = Unit(code="QD", name="Qingdao Lishen")
        session.add(unit)
        session.flush()
        item = Item(unit_id=unit.id or 0, number=1, title="x", assigned_on=date(2024, 4, 25))
        session.add(item)
        session.flush()
    days = (date(2024, 6, 17), date(2024, 6, 18), date(2024, 6, 19))
    plan(database, *(promise(f"r{day}", unit_id=unit.id, local_date=day) for day in days))
    monday, tuesday, wednesday = claim(database)
    send(database, monday)
    assert begin(database, tuesday)
    with database.writing() as session:
        for each in (monday, tuesday, wednesday):
            deliveries.name_items(session, each, [(item.id or 0, "open")])
        deliveries.settle_unsent(session, wednesday, "skipped", "expired")
    with database.reading() as session:
        assert deliveries.last_said_on(session, unit.id or 0) == {item.id: days[0]}


# Speed


@pytest.mark.parametrize(
    ("what", "index"),
    [
        ("unsent", "ix_delivery_available"),
        ("unknown", "ix_delivery_available"),
        ("stale", "ix_delivery_stale"),
        ("doubtful", "ix_delivery_doubtful"),
    ],
)
def test_a_claim_looks_only_at_what_is_open_however_long_the_ledger_is(
    database: Database, what: deliveries.Claimable, index: str
) -> None:
    old: dict[str, Any] = {"kind": "reminder", "channel": "C1", "due_at": DUE, "available_at": DUE, "payload": {}}
    with database.writing() as session:
        for n in range(3_000):
            session.add(Delivery(dedup_key=f"old {n}", state="sent", message_ts=f"{n}.0", **old))
        session.add(Delivery(dedup_key="new", kind="reminder", channel="C1", due_at=DUE, available_at=DUE))
    with database.writing() as session:
        session.execute(text("ANALYZE"))
    plans: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if database.engine.dialect.name == "sqlite" else "EXPLAIN "

    def keep_plan(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "UPDATE delivery" in statement and not plans:
            cursor.execute(explain + statement, parameters)
            plans.extend(str(line) for line in cursor.fetchall())

    event.listen(database.engine, "before_cursor_execute", keep_plan)
    claim(database, what=what)
    event.remove(database.engine, "before_cursor_execute", keep_plan)
    assert any(index in line for line in plans), plans
