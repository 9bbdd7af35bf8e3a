"""The ticks: what is due is promised once, said once, and true when it is said. Each sentence holds on both databases."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from jobs.cadence import Policy
from jobs.courier import Later, Refused, Unknown
from jobs.plan import next_due, plan_due, preview
from jobs.sweep import sweep
from storage import deliveries, items, units, workspace
from storage.database import Database, open_database
from storage.items import Said
from storage.models import Directive, Item, Unit
from storage.units import UnitChange
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

LATE = date(2024, 6, 14)  # the Friday before


@pytest.fixture
def live(database: Database) -> Database:
    """A database whose office has gone live."""
    go_live(database)
    return database


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    return FakeCourier(idle=database)


def add(database: Database, code: str, *due: date | None, **more: Any) -> None:
    with database.writing() as session:
        add_unit(session, code, *due, **more)


def plan(database: Database, now: datetime = NINE) -> int:
    return plan_due(now, database, Policy())


def move(database: Database, verb: str, number: int = 1) -> None:
    """The office makes a move of an item of the only unit, and asks for the message to be shown anew."""
    with database.writing() as session:
        item = session.exec(select(Item).where(Item.number == number)).one()
        items.move(session, item, verb, Said(OFFICE, NINE), note="because")
        deliveries.want_rendering(session, [item.id or 0])


def change_unit(database: Database, code: str, change: UnitChange) -> None:
    with database.writing() as session:
        units.keep_unit(session, code, change)


# Once only


def test_a_reminder_is_posted_once_however_often_the_ticks_run(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    assert plan(live) == 1
    for minutes in range(0, 60, 10):
        now = NINE + timedelta(minutes=minutes)
        plan(live, now)
        carrier(live, courier).deliver(now)
        leases_end(live)
        sweep(now, carrier(live, courier))
    assert courier.texts("C0QD") == ["QD-1 overdue open"]
    row = row_of(live, "reminder")
    assert (row.state, row.message_ts, row.local_date, row.dedup_key) == (
        "sent",
        "1.000100",
        MONDAY,
        "reminder:C0QD:2024-06-17:daily",
    )


def test_each_unit_is_reminded_in_its_own_channel_at_its_own_nine_o_clock(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    add(live, "DE", LATE, timezone="Europe/Berlin")
    both = carrier(live, courier)
    plan(live, NINE - timedelta(seconds=1))
    assert both.deliver(NINE - timedelta(seconds=1)) == 0
    plan(live, NINE)
    both.deliver(NINE)
    assert list(courier.standing) == ["C0QD"]
    plan(live, NINE + 6 * HOUR)
    both.deliver(NINE + 6 * HOUR)
    assert courier.texts("C0DE") == ["DE-1 overdue open"]


def test_a_changed_time_zone_mints_no_second_post_for_the_day(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    change_unit(live, "QD", UnitChange(timezone="Europe/Berlin"))
    assert plan(live, NINE + 7 * HOUR) == 0
    assert len(courier.posts) == 1


def test_a_unit_that_owes_nothing_hears_nothing(live: Database, courier: FakeCourier) -> None:
    add(live, "QD")
    add(live, "CZ", date(2024, 12, 31), assigned_on=MONDAY)
    assert plan(live) == 0


@pytest.mark.parametrize(
    "now",
    [
        datetime(2024, 6, 15, 1, tzinfo=UTC),  # a Saturday
        datetime(2024, 6, 10, 1, tzinfo=UTC),  # the Dragon Boat Festival
        NINE - HOUR,
        NINE + 9 * HOUR,  # 18:00
        NINE + 14 * HOUR,
    ],
)
def test_nothing_is_promised_outside_the_units_working_hours(live: Database, now: datetime) -> None:
    add(live, "QD", date(2024, 5, 31))
    assert plan(live, now) == 0
    assert rows(live) == []


def test_a_worked_sunday_is_a_day_like_any_other(live: Database) -> None:
    add(live, "QD", date(2024, 4, 26), assigned_on=date(2024, 4, 20))
    assert plan(live, datetime(2024, 4, 28, 1, tzinfo=UTC)) == 1


# Going live


def test_nothing_is_promised_before_going_live_nor_while_paused(database: Database, courier: FakeCourier) -> None:
    add(database, "QD", LATE)
    assert plan(database) == 0
    go_live(database)
    with database.writing() as session:
        workspace.pause(session)
    assert plan(database) == 0
    assert rows(database) == []


def test_what_was_promised_before_a_pause_is_not_posted_during_it(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    with live.writing() as session:
        workspace.pause(session)
    assert carrier(live, courier).deliver(NINE) == 0
    assert row_of(live, "reminder").state == "skipped"


def test_a_preview_shows_what_would_be_sent_and_writes_nothing(database: Database) -> None:
    with database.writing() as session:
        unit = add_unit(session, "QD", LATE)
        add_meeting(session, unit, "seize the market.")
    (shown,) = preview(NINE, database, Policy())
    assert [(post.kind, [line.number for line in post.lines]) for post in shown.posts if post] == [
        ("notice", [2]),
        ("reminder", [1]),
    ]
    assert rows(database) == []
    (silent,) = preview(NINE - 2 * DAY, database, Policy())
    assert silent.posts == ()


def test_the_next_post_is_told_ahead_of_time(live: Database, courier: FakeCourier) -> None:
    assert next_due(NINE, live, Policy()) is None
    add(live, "QD", date(2024, 6, 28), assigned_on=MONDAY)
    assert next_due(NINE, live, Policy()) == datetime(2024, 6, 21, 1, tzinfo=UTC)
    with live.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        add_meeting(session, unit, "seize the market.")
    assert next_due(NINE, live, Policy()) == NINE + DAY
    assert next_due(NINE - HOUR, live, Policy()) == NINE


# Downtime


def test_down_at_nine_and_up_at_two_is_one_post_that_is_true_at_two(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE, LATE)
    plan(live)
    move(live, "done", 2)
    two = NINE + 5 * HOUR
    plan(live, two)
    assert carrier(live, courier).deliver(two) == 1
    assert courier.texts("C0QD") == ["QD-1 overdue open"]


def test_down_for_days_is_one_post_for_today_and_no_backlog(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    thursday = NINE + 3 * DAY + HOUR
    plan(live, thursday)
    carrier(live, courier).deliver(thursday)
    assert [post["today"] for post in courier.posts] == ["2024-06-20"]


@pytest.mark.parametrize("later", [9 * HOUR, 15 * HOUR, 23 * HOUR])
def test_down_over_the_end_of_the_day_is_skipped_and_the_next_morning_is_true(
    live: Database, courier: FakeCourier, later: timedelta
) -> None:
    add(live, "QD", LATE)
    plan(live)
    assert carrier(live, courier).deliver(NINE + later) == 0
    assert (row_of(live, "reminder").state, row_of(live, "reminder").last_error) == ("skipped", "expired")
    plan(live, NINE + DAY)
    carrier(live, courier).deliver(NINE + DAY)
    assert [post["today"] for post in courier.posts] == ["2024-06-18"]


def test_a_reminder_with_nothing_left_to_say_is_not_sent(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    move(live, "done")
    assert carrier(live, courier).deliver(NINE) == 0
    assert (row_of(live, "reminder").state, row_of(live, "reminder").last_error) == ("skipped", "nothing left to say")


# Notices


def test_a_meeting_is_told_once_in_one_notice(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = add_unit(session, "QD")
        add_meeting(session, unit, "seize the market.", "cut the stock.")
    for now in (NINE, NINE + HOUR, NINE + DAY):
        plan(live, now)
        carrier(live, courier).deliver(now)
    assert courier.texts("C0QD") == ["QD-1 assigned open; QD-2 assigned open"]


def test_what_a_meeting_adds_later_is_told_in_a_notice_of_its_own(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = add_unit(session, "QD")
        meeting = add_meeting(session, unit, "seize the market.")
    plan(live)
    carrier(live, courier).deliver(NINE)
    with live.writing() as session:
        speaker = session.exec(select(Directive.speaker_id)).first() or 0
        later = Directive(
            meeting_id=meeting.id or 0, speaker_id=speaker, ordinal=2, text="cut the stock.", span_start=5, span_end=6
        )
        session.add(later)
        session.flush()
        items.assign(session, [later], unit, due_on=None, assigned_on=MONDAY, said=Said(OFFICE, NINE))
    for now in (NINE + DAY, NINE + DAY + HOUR, NINE + 2 * DAY):
        plan(live, now)
        carrier(live, courier).deliver(now)
    assert courier.texts("C0QD") == ["QD-1 assigned open", "QD-2 assigned open"]


def test_what_a_notice_has_said_is_not_said_again_the_same_morning(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = add_unit(session, "QD")
        add_meeting(session, unit, "seize the market.", assigned_on=MONDAY - 3 * DAY)
    plan(live)
    carrier(live, courier).deliver(NINE)
    assert courier.texts("C0QD") == ["QD-1 assigned open"]


def test_a_notice_is_not_posted_at_night_but_the_next_working_morning(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        add_meeting(session, add_unit(session, "QD"), "seize the market.")
    plan(live)
    assert carrier(live, courier).deliver(NINE + 12 * HOUR) == 0
    plan(live, NINE + DAY)
    carrier(live, courier).deliver(NINE + DAY)
    assert courier.texts("C0QD") == ["QD-1 assigned open"]
    assert [row.state for row in rows(live, "notice")] == ["skipped", "sent"]


def test_a_unit_that_changes_its_channel_is_told_and_reminded_in_the_new_one(
    live: Database, courier: FakeCourier
) -> None:
    with live.writing() as session:
        unit = add_unit(session, "QD", LATE)
        add_meeting(session, unit, "seize the market.")
    plan(live)
    with live.writing() as session:
        units.link_channel(session, session.get_one(Unit, unit.id), "C0NEW")
    carrier(live, courier).deliver(NINE)
    assert courier.posts == []
    plan(live, NINE + HOUR)
    carrier(live, courier).deliver(NINE + HOUR)
    assert courier.texts("C0NEW") == ["QD-2 assigned open", "QD-1 overdue open"]


def test_a_message_is_shown_anew_where_it_was_posted_wherever_the_unit_is_now(
    live: Database, courier: FakeCourier
) -> None:
    add(live, "QD", LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    with live.writing() as session:
        units.link_channel(session, session.exec(select(Unit)).one(), "C0NEW")
    move(live, "done")
    assert carrier(live, courier).refresh(NINE) == 1
    assert courier.texts("C0QD") == ["QD-1 overdue done"]


def test_a_unit_put_to_rest_is_left_alone(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    change_unit(live, "QD", UnitChange(active=False))
    assert carrier(live, courier).deliver(NINE) == 0
    assert plan(live, NINE + DAY) == 0


# What Slack answers


def test_a_refused_reminder_is_dead_and_the_office_hears_of_it_once(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    add(live, "CZ", LATE)
    courier.endings["C0QD"] = [Refused("is_archived")]
    plan(live)
    for n in range(3):
        carrier(live, courier).deliver(NINE + n * HOUR)
        leases_end(live)
    refused = next(row for row in rows(live, "reminder") if row.channel == "C0QD")
    assert (refused.state, refused.last_error, refused.message_ts) == ("dead", "is_archived", None)
    assert courier.texts(OFFICE_CHANNEL) == ["dead is_archived C0QD"]
    assert courier.texts("C0CZ") == ["CZ-1 overdue open"]
    assert courier.texts("C0QD") == []


def test_a_refused_alarm_raises_no_further_alarm(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    courier.endings["C0QD"] = [Refused("is_archived")]
    courier.endings[OFFICE_CHANNEL] = [Refused("not_in_channel")]
    plan(live)
    carrier(live, courier).deliver(NINE)
    assert [row.state for row in rows(live)] == ["dead", "dead"]


def test_a_refused_reminder_did_not_name_its_items(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    courier.endings["C0QD"] = [Refused("is_archived")]
    plan(live)
    carrier(live, courier).deliver(NINE)
    plan(live, NINE + DAY)
    carrier(live, courier).deliver(NINE + DAY)
    assert courier.texts("C0QD") == ["QD-1 overdue open"]


def test_a_rate_limit_waits_is_no_attempt_and_holds_up_no_other_channel(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        add_meeting(session, add_unit(session, "CZ", LATE), "seize the market.")
        add_unit(session, "QD", LATE)
    courier.endings["C0CZ"] = [Later(timedelta(seconds=30), "ratelimited")]
    plan(live)
    assert carrier(live, courier).deliver(NINE) == 1
    assert courier.texts("C0QD") == ["QD-1 overdue open"]
    first, second = (row for row in rows(live) if row.channel == "C0CZ")
    assert (first.state, first.attempts, first.last_error) == ("ready", 0, "ratelimited")
    assert (second.state, second.attempts) == ("ready", 0)  # the channel's next message waited behind it
    leases_end(live)
    assert carrier(live, courier).deliver(NINE) == 2
    assert courier.texts("C0CZ") == ["CZ-2 assigned open", "CZ-1 overdue open"]
    assert {row.attempts for row in rows(live)} == {1}


def test_one_message_that_cannot_be_rendered_holds_up_no_other(live: Database, courier: FakeCourier) -> None:
    for code in ("AA", "BB", "CC"):
        add(live, code, LATE)
    courier.broken = {"reminder:C0AA:2024-06-17:daily"}
    plan(live)
    assert carrier(live, courier).deliver(NINE) == 2
    assert list(courier.standing) == ["C0BB", "C0CC"]
    courier.broken = set()
    leases_end(live)
    assert carrier(live, courier).deliver(NINE) == 1
    assert courier.texts("C0AA") == ["AA-1 overdue open"]


def test_a_whisper_nobody_answers_for_is_said_again_but_not_for_ever(live: Database, courier: FakeCourier) -> None:
    facts = {"user": "U1", "language": "en", "form": "plain", "values": {}}
    with live.writing() as session:
        deliveries.plan(session, deliveries.Promise("whisper:1", "whisper", "C0QD", NINE, facts=facts))
    courier.takes_lost, courier.is_lagging = False, True  # a private word leaves no trace
    courier.endings["C0QD"] = [Unknown("timeout")] * 9
    for _ in range(5):
        carrier(live, courier).deliver(NINE)
        leases_end(live)
        sweep(NINE, carrier(live, courier))
    assert (row_of(live, "whisper").state, row_of(live, "whisper").attempts) == ("dead", 3)
    assert courier.texts(OFFICE_CHANNEL) == []


# Several at once


def test_two_processes_on_one_database_never_double(live: Database) -> None:
    codes = [f"U{n}" for n in range(12)]
    for code in codes:
        add(live, code, LATE)
    courier = FakeCourier()
    start = threading.Barrier(3)

    def run(owner: str) -> None:
        mine = carrier(live, courier, owner=owner)
        start.wait()
        for _ in range(3):
            plan(live)
            mine.deliver(NINE)
            sweep(NINE, mine)

    threads = [threading.Thread(target=run, args=(f"process {n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(post["channel"] for post in courier.posts) == sorted(f"C0{code}" for code in codes)
    assert {row.state for row in rows(live)} == {"sent"}


@pytest.mark.postgres
def test_an_answer_given_while_a_reminder_is_written_shows_in_it_or_soon_after(postgres_url: str) -> None:
    courier = FakeCourier()
    database = open_database(postgres_url)
    go_live(database)
    add(database, "QD", LATE, LATE)
    plan(database)

    def is_waiting(session: Session) -> bool:
        return bool(
            session.connection()
            .execute(text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))
            .scalar_one()
        )

    posting = threading.Thread(target=lambda: carrier(database, courier).deliver(NINE))
    with database.writing() as session:
        item = session.exec(select(Item).where(Item.number == 2)).one()
        items.move(session, item, "done", Said(OFFICE, NINE))
        session.flush()
        posting.start()
        # Until the poster has come to the rows that are being changed, or has passed them by.
        with database.reading() as other:
            while posting.is_alive() and not is_waiting(other):
                other.rollback()
        deliveries.want_rendering(session, [item.id or 0])
    posting.join()
    carrier(database, courier).refresh(NINE)
    database.close()
    assert courier.texts("C0QD") == ["QD-1 overdue open"]


# Showing anew


def test_a_changed_item_is_shown_in_the_message_that_named_it(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE, LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    assert carrier(live, courier).refresh(NINE) == 0
    move(live, "done")
    assert carrier(live, courier).refresh(NINE) == 1
    assert courier.texts("C0QD") == ["QD-1 overdue done; QD-2 overdue open"]
    assert carrier(live, courier).refresh(NINE) == 0
    assert len(courier.posts) == 1


def test_a_change_that_comes_while_a_message_is_being_shown_is_shown_too(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    move(live, "block")

    def answered_meanwhile(_payload: Any) -> None:
        courier.at_update = None
        move(live, "done")

    courier.at_update = answered_meanwhile
    carrier(live, courier).refresh(NINE)
    assert [said["text"] for _, said in courier.updates] == ["QD-1 overdue blocked", "QD-1 overdue done"]


def test_a_message_that_is_gone_is_left_and_its_refusal_kept(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    move(live, "done")
    courier.update_endings = [Refused("message_not_found", "deleted")]
    assert carrier(live, courier).refresh(NINE) == 0
    leases_end(live)
    assert carrier(live, courier).refresh(NINE) == 0
    row = row_of(live, "reminder")
    assert (row.state, row.last_error, row.shown_revision) == ("sent", "message_not_found", row.wanted_revision)
    assert courier.texts(OFFICE_CHANNEL) == []


@pytest.mark.parametrize("ending", [Later(timedelta(seconds=30), "ratelimited"), Unknown("timeout")])
def test_a_showing_that_did_not_arrive_is_tried_again(
    live: Database, courier: FakeCourier, ending: Later | Unknown
) -> None:
    add(live, "QD", LATE)
    plan(live)
    carrier(live, courier).deliver(NINE)
    move(live, "done")
    courier.update_endings = [ending]
    assert carrier(live, courier).refresh(NINE) == 0
    assert carrier(live, courier).refresh(NINE) == 0  # not at once
    leases_end(live)
    assert carrier(live, courier).refresh(NINE) == 1
    assert courier.texts("C0QD") == ["QD-1 overdue done"]


def test_an_older_reminder_loses_its_buttons_once_when_a_newer_one_stands(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", LATE)
    days = [NINE, NINE + 2 * DAY, NINE + 4 * DAY]
    for now in days:
        plan(live, now)
        carrier(live, courier).deliver(now)
        carrier(live, courier).refresh(now)
    assert [said["has_buttons"] for said in courier.standing["C0QD"].values()] == [False, False, True]
    assert [ts for ts, _ in courier.updates] == ["1.000100", "2.000100"]


def test_a_message_keeps_the_sections_it_was_posted_with(live: Database, courier: FakeCourier) -> None:
    add(live, "QD", date(2024, 6, 17))
    plan(live)
    carrier(live, courier).deliver(NINE)
    with live.writing() as session:
        item = session.exec(select(Item).order_by(col(Item.id))).first()
        assert item is not None
        deliveries.want_rendering(session, [item.id or 0])
    carrier(live, courier).refresh(NINE + 3 * DAY)
    assert courier.texts("C0QD") == ["QD-1 due_today open"]
