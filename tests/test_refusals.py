"""Refused channels: told once, tried again when mended. Each sentence holds on both databases."""

import threading
from datetime import date, timedelta

import pytest

from jobs.cadence import Policy
from jobs.courier import Later, Payload, Refused, Unknown
from jobs.plan import plan_due
from jobs.tempo import Limit, Tempo
from storage import deliveries, refusals, units
from storage.database import Database
from tests.fake_courier import (
    DAY,
    HOUR,
    NINE,
    OFFICE_CHANNEL,
    FakeCourier,
    add_unit,
    carrier,
    go_live,
    row_of,
    rows,
    unhurried,
)

LATE = date(2024, 6, 14)
SAID = ["QD-1 overdue open"]


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    return FakeCourier(idle=database)


@pytest.fixture
def refused(database: Database, courier: FakeCourier) -> Database:
    """A live database whose only reminder was refused, because its channel is archived."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    courier.endings["C0QD"] = [Refused("is_archived")]
    post_all(database, courier)
    assert row_of(database, "reminder").state == "dead"
    return database


def post_all(database: Database, courier: FakeCourier, now: "object" = NINE) -> None:
    """Plan and deliver what is due."""
    plan_due(now, database, Policy())  # type: ignore[arg-type]
    carrier(database, courier).deliver(now)  # type: ignore[arg-type]


def mend(database: Database, channel: str = "C0QD") -> int:
    with database.writing() as session:
        return refusals.mend(session, channel)


def test_a_channel_refused_day_after_day_is_told_to_the_office_once(refused: Database, courier: FakeCourier) -> None:
    for n in (1, 2):
        courier.endings["C0QD"] = [Refused("is_archived")]
        post_all(refused, courier, NINE + n * DAY)
    assert [row.state for row in rows(refused, "reminder")] == ["dead", "dead", "dead"]
    assert courier.texts(OFFICE_CHANNEL) == ["dead is_archived C0QD"]


def test_a_mended_channel_gets_the_days_post_after_all(refused: Database, courier: FakeCourier) -> None:
    assert mend(refused) == 1
    carrier(refused, courier).deliver(NINE + HOUR)
    row = row_of(refused, "reminder")
    assert (courier.texts("C0QD"), row.state, row.attempts) == (SAID, "sent", 1)
    assert mend(refused) == 0


def test_a_channel_mended_after_the_day_gets_the_next_days_post_only(refused: Database, courier: FakeCourier) -> None:
    mend(refused)
    carrier(refused, courier).deliver(NINE + 12 * HOUR)
    assert row_of(refused, "reminder").state == "skipped"
    post_all(refused, courier, NINE + DAY)
    assert courier.texts("C0QD") == SAID


def test_a_channel_that_is_refused_again_after_it_was_mended_is_told_again(
    refused: Database, courier: FakeCourier
) -> None:
    mend(refused)
    courier.endings["C0QD"] = [Refused("not_in_channel")]
    carrier(refused, courier).deliver(NINE)
    assert courier.texts(OFFICE_CHANNEL) == ["dead is_archived C0QD", "dead not_in_channel C0QD"]


def test_a_post_that_is_taken_ends_the_refusal_and_brings_the_others_after_it(
    refused: Database, courier: FakeCourier
) -> None:
    with refused.writing() as session:
        deliveries.plan(session, deliveries.Promise("notice:x", "reminder", "C0QD", NINE, unit_id=1))
    carrier(refused, courier).deliver(NINE)
    assert [row.state for row in rows(refused, "reminder")] == ["sent", "sent"]
    with refused.reading() as session:
        assert refusals.refusal_of(session, "C0QD") is None


def test_a_restart_tries_again_without_telling_a_second_time(refused: Database, courier: FakeCourier) -> None:
    with refused.writing() as session:
        assert refusals.try_again(session) == 1
    courier.endings["C0QD"] = [Refused("is_archived")]
    carrier(refused, courier).deliver(NINE)
    assert courier.texts(OFFICE_CHANNEL) == ["dead is_archived C0QD"]


def test_a_changed_link_brings_the_days_post_to_the_new_channel(refused: Database, courier: FakeCourier) -> None:
    with refused.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        units.link_channel(session, unit, "C1QD")
    post_all(refused, courier, NINE + HOUR)
    assert (courier.texts("C0QD"), courier.texts("C1QD")) == ([], SAID)


def test_a_token_that_is_refused_is_told_once_for_all_channels(database: Database, courier: FakeCourier) -> None:
    go_live(database)
    with database.writing() as session:
        for code in ("AA", "BB", "CC"):
            add_unit(session, code, LATE)
    for code in ("AA", "BB", "CC"):
        courier.endings[f"C0{code}"] = [Refused("token_revoked", "app")]
    courier.endings[OFFICE_CHANNEL] = [Refused("token_revoked", "app")]
    post_all(database, courier)
    assert len(rows(database, "alarm")) == 1
    with database.writing() as session:
        assert refusals.try_again(session) == 4
    carrier(database, courier).deliver(NINE)
    assert {row.state for row in rows(database)} == {"sent"}


def test_a_message_whose_content_is_refused_stops_no_other_of_its_channel(
    database: Database, courier: FakeCourier
) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    courier.endings["C0QD"] = [Refused("invalid_blocks", "content")]
    post_all(database, courier)
    assert courier.texts(OFFICE_CHANNEL) == ["dead invalid_blocks C0QD"]
    assert mend(database) == 0
    assert row_of(database, "reminder").state == "dead"
    post_all(database, courier, NINE + DAY)
    assert courier.texts("C0QD") == SAID


# Tempo and hands


def test_a_channel_that_answers_slowly_delays_no_other(database: Database) -> None:
    go_live(database)
    codes = [f"U{n}" for n in range(6)]
    with database.writing() as session:
        for code in codes:
            add_unit(session, code, LATE)
    courier = FakeCourier()
    others_are_done = threading.Event()

    def hang(payload: Payload) -> None:
        """The first channel answers only when all the others have been served."""
        if payload["channel"] == "C0U0":
            assert others_are_done.wait(30)
        elif len(courier.posts) == len(codes) - 2:
            others_are_done.set()

    courier.at_post = hang
    plan_due(NINE, database, Policy())
    assert carrier(database, courier, hands=3).deliver(NINE) == len(codes)
    assert {row.state for row in rows(database, "reminder")} == {"sent"}


def test_what_becomes_due_while_a_channel_hangs_is_carried_meanwhile(database: Database) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
        add_unit(session, "CZ", LATE)
        deliveries.plan(session, deliveries.Promise("first", "reminder", "C0QD", NINE, unit_id=1))
    courier = FakeCourier()
    other_is_done = threading.Event()

    def hang(payload: Payload) -> None:
        if payload["channel"] == "C0CZ":
            other_is_done.set()
            return
        with database.writing() as session:
            deliveries.plan(session, deliveries.Promise("second", "reminder", "C0CZ", NINE, unit_id=2))
        assert other_is_done.wait(30)

    courier.at_post = hang
    assert carrier(database, courier, hands=2).deliver(NINE) == 2


def test_more_than_a_channels_burst_is_left_for_later_ticks_in_its_order(
    database: Database, courier: FakeCourier
) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
        for n in range(5):
            deliveries.plan(session, deliveries.Promise(f"k{n}", "reminder", "C0QD", NINE, unit_id=1))
    seconds = 0.0
    free = Limit(6e6, 1e5)
    tempo = Tempo(Limit(60, 2), {"post": free, "whisper": free, "mark": free, "update": free}, lambda: seconds)
    mine = carrier(database, courier, tempo=tempo)
    assert (mine.deliver(NINE), mine.deliver(NINE)) == (2, 0)
    seconds = 1.0
    assert mine.deliver(NINE) == 1
    seconds = 100.0
    assert mine.deliver(NINE) == 2
    assert [said["key"] for said in courier.posts] == [f"k{n}" for n in range(5)]


def test_a_channel_told_to_wait_keeps_its_other_messages_back_too(database: Database, courier: FakeCourier) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
        add_unit(session, "CZ", LATE)
        for key, unit_id, channel in (("a", 1, "C0QD"), ("b", 1, "C0QD"), ("c", 2, "C0CZ")):
            deliveries.plan(session, deliveries.Promise(key, "reminder", channel, NINE, unit_id=unit_id))
    courier.endings["C0QD"] = [Later(timedelta(seconds=30), "ratelimited")]
    mine = carrier(database, courier, tempo=unhurried())
    assert mine.deliver(NINE) == 1
    assert mine.deliver(NINE) == 0
    assert (courier.texts("C0QD"), courier.texts("C0CZ")) == ([], ["CZ-1 overdue open"])
    assert [row.attempts for row in rows(database, "reminder")] == [0, 0, 1]


def test_a_lost_answer_leaves_the_channels_next_message_to_be_sent(database: Database, courier: FakeCourier) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
        for key in ("a", "b"):
            deliveries.plan(session, deliveries.Promise(key, "reminder", "C0QD", NINE, unit_id=1))
    courier.endings["C0QD"] = [Unknown("timeout")]
    assert carrier(database, courier).deliver(NINE) == 1
    assert [row.state for row in rows(database, "reminder")] == ["sending", "sent"]
