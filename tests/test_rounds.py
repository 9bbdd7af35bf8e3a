"""A round: many hands carry, one pen writes. What is written together still stands and falls row by row."""

import threading
from datetime import date

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from jobs.cadence import Policy
from jobs.courier import Payload, Unknown
from jobs.plan import plan_due
from storage.database import Database
from storage.models import Delivery, Item
from tests.fake_courier import MONDAY, NINE, FakeCourier, add_unit, carrier, go_live, rows

UNITS = ("QD", "TJ", "WH", "SZ")


@pytest.fixture
def due(database: Database) -> Database:
    """Four units, each with one reminder promised."""
    go_live(database)
    with database.writing() as session:
        for code in UNITS:
            add_unit(session, code, MONDAY)
    assert plan_due(NINE, database, Policy()) == len(UNITS)
    return database


def test_messages_of_several_channels_are_written_down_together(due: Database) -> None:
    courier, together = FakeCourier(), threading.Barrier(len(UNITS))

    def post(_payload: Payload) -> None:
        together.wait(timeout=30)

    courier.at_post = post
    before = due.revision[0]
    assert carrier(due, courier, hands=len(UNITS)).deliver(NINE) == len(UNITS)
    # Two claims (the second finds nothing), one transaction that begins all four, and at most one settling each.
    assert due.revision[0] - before <= 4 + len(UNITS)


def test_one_that_cannot_be_rendered_holds_up_none_of_those_begun_with_it(due: Database) -> None:
    courier = FakeCourier(broken={f"reminder:C0TJ:{MONDAY}:daily"})
    assert carrier(due, courier, hands=len(UNITS)).deliver(NINE) == len(UNITS) - 1
    assert {row.channel: row.state for row in rows(due)} == {
        "C0QD": "sent",
        "C0TJ": "leased",
        "C0WH": "sent",
        "C0SZ": "sent",
    }


def test_a_claim_lost_to_another_process_holds_up_none_of_those_begun_with_it(due: Database) -> None:
    def lose(name: str, row: Delivery) -> None:
        if name == "claimed" and row.channel == "C0TJ":
            with due.writing() as session:
                session.execute(update(Delivery).where(col(Delivery.id) == row.id).values(fence=9, owner="another"))

    courier = FakeCourier()
    assert carrier(due, courier, hands=len(UNITS), at_step=lose).deliver(NINE) == len(UNITS) - 1
    assert {row.channel: (row.state, row.attempts) for row in rows(due)} == {
        "C0QD": ("sent", 1),
        "C0TJ": ("leased", 0),
        "C0WH": ("sent", 1),
        "C0SZ": ("sent", 1),
    }
    assert courier.texts("C0TJ") == []


def test_a_copy_beside_another_processes_is_taken_back_and_those_settled_with_it_stand(due: Database) -> None:
    courier, together = FakeCourier(), threading.Barrier(len(UNITS))

    def post(payload: Payload) -> None:
        together.wait(timeout=30)
        if payload["channel"] == "C0WH":
            with due.writing() as session:
                theirs = update(Delivery).where(col(Delivery.channel) == "C0WH")
                session.execute(theirs.values(fence=9, state="sent", message_ts="1.5"))

    courier.at_post = post
    carrier(due, courier, hands=len(UNITS)).deliver(NINE)
    assert {row.channel: (row.state, row.message_ts == "1.5") for row in rows(due)} == {
        "C0QD": ("sent", False),
        "C0TJ": ("sent", False),
        "C0WH": ("sent", True),
        "C0SZ": ("sent", False),
    }
    assert [len(courier.texts(f"C0{code}")) for code in UNITS] == [1, 1, 0, 1]


def test_a_hand_that_breaks_leaves_its_message_to_the_sweep(due: Database) -> None:
    def post(payload: Payload) -> None:
        if payload["channel"] == "C0WH":
            raise LookupError("broken")

    courier = FakeCourier(at_post=post)
    assert carrier(due, courier, hands=len(UNITS)).deliver(NINE) == len(UNITS) - 1
    assert [row.channel for row in rows(due) if row.state == "sending"] == ["C0WH"]


def test_a_channel_that_answers_late_delays_no_other(due: Database) -> None:
    courier, others = FakeCourier(), threading.Semaphore(0)

    def post(payload: Payload) -> None:
        if payload["channel"] != "C0QD":
            others.release()
            return
        for _ in UNITS[1:]:  # the first of all waits until each of the others has been posted
            assert others.acquire(timeout=30)

    courier.at_post = post
    assert carrier(due, courier, hands=2).deliver(NINE) == len(UNITS)
    assert courier.posts[-1]["channel"] == "C0QD"


def test_one_channel_has_one_message_under_way_and_keeps_its_order(due: Database) -> None:
    at_once, most = set[str](), list[str]()
    lock = threading.Lock()

    def post(payload: Payload) -> None:
        with lock:
            if payload["channel"] in at_once:
                most.append(payload["channel"])
            at_once.add(payload["channel"])
        with lock:
            at_once.discard(payload["channel"])

    courier = FakeCourier(at_post=post, most_lines=1)
    with due.writing() as session:
        unit_id = session.exec(select(Item.unit_id).order_by(col(Item.id))).first()
        session.add_all(
            Item(unit_id=unit_id or 0, number=n, title=f"point {n}", assigned_on=date(2024, 4, 25), due_on=MONDAY)
            for n in range(2, 8)
        )
    assert carrier(due, courier, hands=8).deliver(NINE) == len(UNITS) + 6
    assert not most
    said = [post["text"].split()[0] for post in courier.posts if post["channel"] == "C0QD"]
    assert said == [f"QD-{n}" for n in range(1, 8)]


def test_what_slack_may_not_have_taken_ends_its_channels_turn_and_no_others(due: Database) -> None:
    courier = FakeCourier()
    courier.endings["C0QD"] = [Unknown("TimeoutError")]
    assert carrier(due, courier, hands=len(UNITS)).deliver(NINE) == len(UNITS) - 1
    assert [(row.channel, row.last_error) for row in rows(due) if row.state == "sending"] == [("C0QD", "TimeoutError")]
