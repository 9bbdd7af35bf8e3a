"""A channel is told of its day in one message, and of what comes later that day in its thread. On both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from jobs.cadence import Policy
from jobs.courier import Payload, Refused, Unknown
from jobs.plan import plan_due, remind_now
from jobs.raising import plan_raising
from jobs.scorecards import plan_scorecard
from jobs.sweep import sweep
from jobs.waiting import Office
from storage import deliveries, items, outstanding, refusals, units
from storage.database import Database
from storage.items import Said
from storage.models import Delivery, Item, Unit
from tests.fake_courier import (
    DAY,
    HOUR,
    MONDAY,
    NINE,
    OFFICE,
    OFFICE_CHANNEL,
    FakeCourier,
    add_meeting,
    add_unit,
    carrier,
    go_live,
    leases_end,
    row_of,
    rows,
)

LATE = date(2024, 6, 14)


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    return FakeCourier(idle=database)


@pytest.fixture
def both(database: Database) -> Database:
    """A unit that has something overdue, and to which a meeting gave something new: two messages of one morning."""
    go_live(database)
    with database.writing() as session:
        add_meeting(session, add_unit(session, "QD", LATE), "seize the market.")
    return database


def post_all(database: Database, courier: FakeCourier, now: datetime = NINE) -> None:
    plan_due(now, database, Policy())
    carrier(database, courier).deliver(now)


def roots(courier: FakeCourier, channel: str = "C0QD") -> list[str]:
    """What stands in the channel itself."""
    return [said["text"] for said in courier.standing[channel].values() if said["thread_ts"] is None]


def below(courier: FakeCourier, channel: str = "C0QD") -> list[tuple[str, str]]:
    """What stands in threads and is shown in the channel too: the thread, and the text."""
    return [
        (said["thread_ts"], said["text"])
        for said in courier.standing[channel].values()
        if said["thread_ts"] is not None and said.get("in_channel_too")
    ]


def the_unit(session: Session) -> Unit:
    return session.exec(select(Unit)).one()


def shown_with_buttons(courier: FakeCourier) -> dict[str, Any]:
    return {said["text"]: said["has_buttons"] for said in courier.standing["C0QD"].values()}


def test_a_notice_and_a_reminder_of_one_morning_share_a_thread(both: Database, courier: FakeCourier) -> None:
    post_all(both, courier)
    assert roots(courier) == ["QD-2 assigned open"]
    assert below(courier) == [("1.000100", "QD-1 overdue open")]
    assert row_of(both, "reminder").thread_ts == "1.000100"


def test_what_is_assigned_in_the_afternoon_comes_in_the_mornings_thread(
    database: Database, courier: FakeCourier
) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    post_all(database, courier)
    with database.writing() as session:
        add_meeting(session, the_unit(session), "seize the market.")
    post_all(database, courier, NINE + 5 * HOUR)
    assert roots(courier) == ["QD-1 overdue open"]
    assert below(courier) == [("1.000100", "QD-2 assigned open")]


def test_a_reminder_asked_for_comes_in_the_days_thread_and_alone_it_is_the_days_first(
    both: Database, courier: FakeCourier
) -> None:
    post_all(both, courier)
    with both.writing() as session:
        assert remind_now(session, the_unit(session), NINE + HOUR, Policy()) is None
    carrier(both, courier).deliver(NINE + HOUR)
    assert roots(courier) == ["QD-2 assigned open"]
    assert below(courier)[1:] == [("1.000100", "QD-1 overdue open; QD-2 open open")]
    tuesday = NINE + DAY
    with both.writing() as session:
        assert remind_now(session, the_unit(session), tuesday, Policy()) is None
    carrier(both, courier).deliver(tuesday)
    assert len(roots(courier)) == 2


def test_the_next_day_begins_a_thread_of_its_own(both: Database, courier: FakeCourier) -> None:
    post_all(both, courier)
    post_all(both, courier, NINE + 2 * DAY)  # three working days late
    assert roots(courier) == ["QD-2 assigned open", "QD-1 overdue open"]


def test_a_channel_keeps_the_buttons_of_all_the_days_messages_until_the_next_days(
    both: Database, courier: FakeCourier
) -> None:
    post_all(both, courier)
    carrier(both, courier).refresh(NINE)
    assert shown_with_buttons(courier) == {"QD-2 assigned open": True, "QD-1 overdue open": True}
    with both.writing() as session:
        add_meeting(session, the_unit(session), "cut the stock.", assigned_on=MONDAY + DAY)
    post_all(both, courier, NINE + DAY)
    carrier(both, courier).refresh(NINE + DAY)
    assert shown_with_buttons(courier) == {
        "QD-2 assigned open": False,
        "QD-1 overdue open": False,
        "QD-3 assigned open": True,
    }


def test_what_follows_a_message_asks_for_no_new_showing_of_the_marks_on_it(
    both: Database, courier: FakeCourier
) -> None:
    post_all(both, courier)
    mark = Delivery(
        dedup_key="mark:1",
        kind="mark",
        channel="C0QD",
        due_at=NINE,
        available_at=NINE,
        state="sent",
        payload={"text": ""},
        message_ts="1.000100",
        facts={"ts": "1.000100", "name": "eyes", "is_on": True},
    )
    with both.writing() as session:
        session.add(mark)
        assert remind_now(session, the_unit(session), NINE, Policy()) is None
    post_all(both, courier)
    post_all(both, courier, NINE + 2 * DAY)
    with both.writing() as session:
        deliveries.want_rendering_of(session, "C0QD", "1.000100")
    assert row_of(both, "mark").wanted_revision == 0


def test_all_the_days_messages_that_name_an_item_are_shown_anew(both: Database, courier: FakeCourier) -> None:
    post_all(both, courier)
    with both.writing() as session:
        remind_now(session, the_unit(session), NINE, Policy())
    carrier(both, courier).deliver(NINE)
    with both.writing() as session:
        item = session.exec(select(Item).where(Item.number == 2)).one()
        items.move(session, item, "done", Said(OFFICE, NINE))
        deliveries.want_rendering(session, [item.id or 0])
    carrier(both, courier).refresh(NINE)
    assert courier.texts("C0QD") == ["QD-2 assigned done", "QD-1 overdue open", "QD-1 overdue open; QD-2 open done"]


def test_a_reply_in_the_thread_may_mean_whatever_the_day_named(both: Database, courier: FakeCourier) -> None:
    post_all(both, courier)
    with both.reading() as session:
        top = deliveries.message_at(session, "C0QD", "1.000100")
        assert top is not None
        assert [item.number for item in deliveries.items_in_thread(session, top)] == [2, 1]


def test_a_second_message_waits_until_the_firsts_place_is_known(both: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"] = [Unknown("timeout")]
    post_all(both, courier)
    carrier(both, courier).deliver(NINE)
    assert courier.texts("C0QD") == ["QD-2 assigned open"]
    leases_end(both)
    sweep(NINE, carrier(both, courier))
    leases_end(both)
    carrier(both, courier).deliver(NINE)
    assert (roots(courier), len(below(courier))) == (["QD-2 assigned open"], 1)


def test_a_first_message_that_never_arrived_is_still_the_first(both: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"], courier.takes_lost = [Unknown("reset")], False
    post_all(both, courier)
    leases_end(both)
    sweep(NINE, carrier(both, courier))
    leases_end(both)
    # The second is taken up before it, and stands back.
    with both.writing() as session:
        (second,) = deliveries.claim(session, "two", "unsent", except_kinds=["notice"])
        deliveries.release(session, second)
    carrier(both, courier).deliver(NINE)
    leases_end(both)
    carrier(both, courier).deliver(NINE)
    assert (roots(courier), len(below(courier))) == (["QD-2 assigned open"], 1)


def test_what_is_tried_again_by_hand_comes_below_what_stands_by_then(both: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"], courier.takes_lost = [Unknown("reset")], False
    post_all(both, courier)
    with both.writing() as session:
        notice = session.exec(select(Delivery).where(Delivery.kind == "notice")).one()
        notice.state = "uncertain"  # nobody could read the channel's history
        session.add(notice)
    leases_end(both)
    carrier(both, courier).deliver(NINE)
    assert roots(courier) == ["QD-1 overdue open"]
    with both.writing() as session:
        outstanding.retry(session, row_of(both, "notice").id or 0, "U0LIN", NINE)
    sweep(NINE, carrier(both, courier))
    carrier(both, courier).deliver(NINE)
    assert roots(courier) == ["QD-1 overdue open"]
    assert [text for _, text in below(courier)] == ["QD-2 assigned open"]


def test_two_machines_begin_one_thread(both: Database, courier: FakeCourier) -> None:
    def another_machine(_payload: Payload) -> None:
        courier.at_post = None
        other = carrier(both, courier, owner="two")
        assert other.deliver(NINE) == 0

    courier.at_post = another_machine
    plan_due(NINE, both, Policy())
    carrier(both, courier).deliver(NINE)
    leases_end(both)
    carrier(both, courier).deliver(NINE)
    assert (roots(courier), len(below(courier))) == (["QD-2 assigned open"], 1)


def test_a_deleted_first_message_leaves_the_place_to_the_next(both: Database, courier: FakeCourier) -> None:
    post_all(both, courier)
    courier.delete("C0QD", "1.000100")
    with both.writing() as session:
        assert deliveries.hear_deleted(session, "C0QD", "1.000100")
        assert remind_now(session, the_unit(session), NINE, Policy()) is None
    carrier(both, courier).deliver(NINE)
    assert roots(courier) == ["QD-1 overdue open; QD-2 open open"]


def test_what_a_mended_channel_missed_comes_in_one_thread(both: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"] = [Refused("is_archived"), Refused("is_archived")]
    post_all(both, courier)
    assert {row.state for row in rows(both) if row.kind != "alarm"} == {"dead"}
    with both.writing() as session:
        refusals.mend(session, "C0QD")
    carrier(both, courier).deliver(NINE + HOUR)
    assert (roots(courier), len(below(courier))) == (["QD-2 assigned open"], 1)


def test_a_long_message_in_the_thread_goes_on_in_the_thread_alone(both: Database, courier: FakeCourier) -> None:
    with both.writing() as session:
        unit_id = the_unit(session).id or 0
        session.add(Item(unit_id=unit_id, number=3, title="more", assigned_on=date(2024, 4, 25), due_on=LATE))
    courier.most_lines = 1
    post_all(both, courier)
    said = [(post["text"], post["thread_ts"], post.get("in_channel_too", False)) for post in courier.posts]
    assert said == [
        ("QD-2 assigned open", None, False),
        ("QD-1 overdue open", "1.000100", True),
        ("QD-3 overdue open", "1.000100", False),
    ]


def test_nothing_comes_between_the_parts_of_a_long_message(database: Database, courier: FakeCourier) -> None:
    go_live(database)
    with database.writing() as session:
        unit = add_unit(session, "QD", LATE)
        for number in (2, 3):
            session.add(
                Item(unit_id=unit.id or 0, number=number, title="x", assigned_on=date(2024, 4, 25), due_on=LATE)
            )
    plan_due(NINE, database, Policy())
    with database.writing() as session:
        add_meeting(session, the_unit(session), "seize the market.")
    plan_due(NINE, database, Policy())
    courier.most_lines = 1
    carrier(database, courier).deliver(NINE)
    leases_end(database)
    carrier(database, courier).deliver(NINE)
    assert [said["text"] for said in courier.standing["C0QD"].values()] == [
        "QD-1 overdue open",
        "QD-2 overdue open",
        "QD-3 overdue open",
        "QD-4 assigned open",
    ]
    assert [text for _, text in below(courier)] == ["QD-4 assigned open"]


@pytest.mark.parametrize("ending", [Refused("is_archived", "content"), Unknown("reset")])
def test_a_part_that_does_not_come_holds_nothing_up_for_good(
    database: Database, courier: FakeCourier, ending: Refused | Unknown
) -> None:
    go_live(database)
    with database.writing() as session:
        unit = add_unit(session, "QD", LATE)
        session.add(Item(unit_id=unit.id or 0, number=2, title="x", assigned_on=date(2024, 4, 25), due_on=LATE))
    plan_due(NINE, database, Policy())
    with database.writing() as session:
        add_meeting(session, the_unit(session), "seize the market.")
    plan_due(NINE, database, Policy())
    courier.most_lines = 1

    def stop_the_part(payload: Payload) -> None:
        if payload["thread_ts"] and payload["text"].startswith("QD-2"):
            courier.endings["C0QD"] = [ending]

    courier.at_post = stop_the_part
    mine = carrier(database, courier)
    mine.deliver(NINE)
    for _ in range(3):
        leases_end(database)
        sweep(NINE, mine)
        mine.deliver(NINE)
    assert [text for _, text in below(courier)] == ["QD-3 assigned open"]


def test_two_units_days_have_nothing_to_do_with_each_other(both: Database, courier: FakeCourier) -> None:
    with both.writing() as session:
        add_unit(session, "CZ", LATE)
    post_all(both, courier)
    assert roots(courier, "C0CZ") == ["CZ-1 overdue open"]


def test_the_offices_channel_has_one_message_on_a_day_with_scorecards(both: Database, courier: FakeCourier) -> None:
    office = Office("Asia/Shanghai", "CN", tuple, channel=OFFICE_CHANNEL)
    with both.writing() as session:
        session.add(Item(unit_id=the_unit(session).id or 0, number=9, title="x", assigned_on=MONDAY - 9 * DAY))
    assert plan_raising(NINE, both, Policy(), office) == 1
    assert plan_scorecard(NINE, both, Policy(), office) == 1
    carrier(both, courier).deliver(NINE)
    standing = list(courier.standing[OFFICE_CHANNEL].values())
    assert [said["thread_ts"] for said in standing] == [None, "1.000100"]
    assert standing[1]["in_channel_too"]


def test_a_changed_channel_begins_the_day_there(both: Database, courier: FakeCourier) -> None:
    plan_due(NINE, both, Policy())
    with both.writing() as session:
        units.link_channel(session, the_unit(session), "C0NEW")
    post_all(both, courier, NINE + HOUR)
    assert (roots(courier), roots(courier, "C0NEW")) == ([], ["QD-2 assigned open"])
    assert below(courier, "C0NEW") == [("1.000100", "QD-1 overdue open")]


def test_waiting_too_long_for_the_firsts_place_ends_with_the_day(both: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"] = [Unknown("timeout")]
    post_all(both, courier)
    leases_end(both)
    courier.is_readable = False
    carrier(both, courier).deliver(NINE + timedelta(hours=9))
    assert row_of(both, "reminder").last_error == "expired"
    courier.is_readable = True
    sweep(NINE + DAY, carrier(both, courier))
    post_all(both, courier, NINE + DAY)
    assert roots(courier) == ["QD-2 assigned open", "QD-1 overdue open"]
