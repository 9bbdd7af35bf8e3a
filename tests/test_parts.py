"""Long messages continued in their threads; deleted ones left alone; closed ones said again once below. On both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.messages import cuts_of, payload_of
from bot.messages.text import breaches
from jobs.cadence import OPEN, OVERDUE, Policy
from jobs.courier import Later, Payload, Refused
from jobs.escalation import ESCALATED, UNDATED, UNOWNED
from jobs.facts import ItemFacts, Named, ReminderFacts
from jobs.parts import part_of
from jobs.plan import plan_due
from jobs.raising import LateLine, RaisedFacts
from jobs.sweep import sweep
from jobs.waiting import WaitingFacts, WaitingLine
from storage import deliveries, items
from storage.database import Database
from storage.items import Said
from storage.models import Delivery, Item
from tests.fake_courier import (
    DAY,
    HOUR,
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


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    """Takes two lines a message."""
    return FakeCourier(idle=database, most_lines=2)


@pytest.fixture
def long(database: Database) -> Database:
    """A live database that promises one reminder of five lines."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", *[LATE] * 5)
    plan_due(NINE, database, Policy())
    return database


def said(courier: FakeCourier) -> list[tuple[str | None, str]]:
    """What stands in the unit's channel: the thread each message stands in, and its items' numbers and states."""
    return [
        (
            each["thread_ts"],
            ", ".join(line.removeprefix("QD-").replace("overdue ", "") for line in each["text"].split("; ")),
        )
        for each in courier.standing["C0QD"].values()
    ]


def move(database: Database, number: int, verb: str = "done") -> None:
    with database.writing() as session:
        item = session.exec(select(Item).where(Item.number == number)).one()
        items.move(session, item, verb, Said(OFFICE, NINE), note="because")
        deliveries.want_rendering(session, [item.id or 0])


def test_a_message_too_long_goes_on_in_its_thread_in_order(long: Database, courier: FakeCourier) -> None:
    carrier(long, courier).deliver(NINE)
    assert said(courier) == [
        (None, "1 open, 2 open"),
        ("1.000100", "3 open, 4 open"),
        ("1.000100", "5 open"),
    ]
    root = row_of(long, "reminder")
    assert [row.dedup_key for row in rows(long, "part")] == [f"part:{root.id}:1", f"part:{root.id}:2"]


def test_an_answer_in_the_thread_finds_every_item_under_the_message_or_any_part(
    long: Database, courier: FakeCourier
) -> None:
    carrier(long, courier).deliver(NINE)
    with long.reading() as session:
        for ts in courier.standing["C0QD"]:
            message = deliveries.message_at(session, "C0QD", ts)
            assert message is not None
            assert [item.number for item, _ in deliveries.items_named_in(session, message.id or 0)] == [1, 2, 3, 4, 5]


def test_all_parts_are_rendered_again_together_and_no_line_wanders(long: Database, courier: FakeCourier) -> None:
    mine = carrier(long, courier)
    mine.deliver(NINE)
    move(long, 4)
    assert mine.refresh(NINE) == 3
    assert [text for _, text in said(courier)] == ["1 open, 2 open", "3 open, 4 done", "5 open"]


def test_a_part_is_promised_only_when_the_one_before_it_stands(long: Database, courier: FakeCourier) -> None:
    mine = carrier(long, courier)

    def wait_at_the_first_part(payload: Payload) -> None:
        if payload["thread_ts"]:
            courier.endings["C0QD"] = [Later(timedelta(seconds=1), "ratelimited")]

    courier.at_post = wait_at_the_first_part
    mine.deliver(NINE)
    assert [(row.facts["part"], row.state) for row in rows(long, "part")] == [(1, "ready")]


@pytest.mark.parametrize("step", ["claimed", "sending", "posted"])
@pytest.mark.parametrize("kind", ["reminder", "part"])
def test_a_process_that_dies_between_the_parts_loses_and_doubles_none(
    long: Database, courier: FakeCourier, step: str, kind: str
) -> None:
    def die(name: str, row: Delivery) -> None:
        if (name, row.kind) == (step, kind):
            raise Killed

    with pytest.raises(Killed):
        carrier(long, courier, at_step=die).deliver(NINE)
    for _ in range(4):
        leases_end(long)
        sweep(NINE, carrier(long, courier))
        carrier(long, courier).deliver(NINE)
    assert said(courier) == [
        (None, "1 open, 2 open"),
        ("1.000100", "3 open, 4 open"),
        ("1.000100", "5 open"),
    ]


def test_items_of_a_part_that_is_refused_come_with_the_next_reminder(long: Database, courier: FakeCourier) -> None:
    mine = carrier(long, courier)

    def refuse_parts(payload: Payload) -> None:
        if payload["thread_ts"]:
            courier.endings["C0QD"] = [Refused("msg_blocks_too_long", "content")]

    courier.at_post = refuse_parts
    mine.deliver(NINE)
    courier.at_post = None
    with long.reading() as session:
        assert sorted(deliveries.last_said_on(session, 1)) == [1, 2]


def test_a_deleted_reminder_is_not_posted_again_and_its_items_come_tomorrow(
    long: Database, courier: FakeCourier
) -> None:
    mine = carrier(long, courier)
    mine.deliver(NINE)
    with long.writing() as session:
        assert deliveries.hear_deleted(session, "C0QD", "1.000100")
    courier.standing["C0QD"].clear()
    move(long, 1)
    plan_due(NINE + HOUR, long, Policy())
    assert (mine.deliver(NINE + HOUR), mine.refresh(NINE + HOUR)) == (0, 0)
    assert said(courier) == []
    plan_due(NINE + DAY, long, Policy())
    mine.deliver(NINE + DAY)
    assert [text for _, text in said(courier)] == ["2 open, 3 open", "4 open, 5 open"]


def test_a_message_found_deleted_when_it_is_changed_counts_as_unsaid(long: Database, courier: FakeCourier) -> None:
    mine = carrier(long, courier)
    mine.deliver(NINE)
    move(long, 1)
    courier.update_endings = [Refused("message_not_found", "deleted")]
    mine.refresh(NINE)
    assert row_of(long, "reminder").standing == "deleted"
    with long.reading() as session:
        assert deliveries.last_said_on(session, 1) == {}


def test_a_part_whose_message_was_deleted_meanwhile_is_not_posted(long: Database, courier: FakeCourier) -> None:
    def wait_at_the_first_part(payload: Payload) -> None:
        if payload["thread_ts"]:
            courier.endings["C0QD"] = [Later(timedelta(seconds=1), "ratelimited")]

    courier.at_post = wait_at_the_first_part
    carrier(long, courier).deliver(NINE)
    courier.at_post = None
    assert len(said(courier)) == 1
    with long.writing() as session:
        deliveries.hear_deleted(session, "C0QD", "1.000100")
    leases_end(long)
    carrier(long, courier).deliver(NINE)
    assert [row.state for row in rows(long, "part")] == ["skipped"]


def test_a_message_that_can_be_changed_no_more_is_said_once_below_and_changed_there(
    database: Database, courier: FakeCourier
) -> None:
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE, LATE)
    plan_due(NINE, database, Policy())
    mine = carrier(database, courier)
    mine.deliver(NINE)
    for number in (1, 2):
        move(database, number)
        courier.update_endings = [Refused("edit_window_closed", "closed")] if number == 1 else []
        mine.refresh(NINE)
        mine.deliver(NINE)
    assert said(courier) == [(None, "1 open, 2 open"), ("1.000100", "1 done, 2 done")]
    assert (row_of(database, "reminder").standing, len(rows(database, "part"))) == ("closed", 1)
    assert courier.texts(OFFICE_CHANNEL) == []


# How messages are cut


def reminder(n: int, title: str = "Ship the first batch of cells to the customer and report") -> ReminderFacts:
    lines = tuple(
        ItemFacts(k, "QD", k, f"{title} {k}", "open", OVERDUE if k < 10 else OPEN, due_on=LATE, workdays=-k)
        for k in range(1, n + 1)
    )
    return ReminderFacts("reminder", "C0QD", "en", "Qingdao Lishen", date(2024, 6, 17), lines)


@pytest.mark.parametrize("n", [0, 1, 20])
def test_a_message_that_fits_is_not_cut(n: int) -> None:
    assert cuts_of(reminder(n)) == ()


@pytest.mark.parametrize("n", [30, 77, 150])
@pytest.mark.parametrize("title", ["Ship it", "很长的事项标题" * 30, "<&>" * 60])
def test_every_part_keeps_slacks_limits_and_shows_each_of_its_lines(n: int, title: str) -> None:
    facts = reminder(n, title)
    cuts = cuts_of(facts)
    assert cuts
    shown: list[str] = []
    for k in range(len(cuts) + 1):
        part = part_of(facts, cuts, k)
        payload = payload_of(part, "key", "1.2" if k else None)
        assert breaches(payload) == ()
        assert isinstance(part, ReminderFacts)
        assert "not fit" not in payload["text"]
        blocks = str(payload["blocks"])
        assert all(f"QD-{line.number}" in payload["text"] and f"QD-{line.number}" in blocks for line in part.lines)
        shown += [str(line.number) for line in part.lines]
        assert ("goes on in the thread" in payload["text"]) is (k < len(cuts))
        assert (f"continued ({k + 1} of {len(cuts) + 1})" in payload["text"]) is (k > 0)
    assert shown == [str(k) for k in range(1, n + 1)]


def test_only_the_message_itself_calls_the_head_and_each_part_teaches_with_its_own_numbers() -> None:
    facts = replace(reminder(60), head=Named("Sun", slack_user="U0SUN"))
    cuts = cuts_of(facts)
    texts = [payload_of(part_of(facts, cuts, k), "key")["text"] for k in range(len(cuts) + 1)]
    assert ["<@U0SUN>" in text for text in texts] == [True] + [False] * len(cuts)
    assert f"“{cuts[0] + 1} done”" in texts[1]


def raised(n: int, kind: str) -> RaisedFacts:
    sun = Named("Sun Liping", "孙丽萍", "U0SUN")
    lines = (
        LateLine(k, "QD", "Qingdao Lishen", k, "很长的事项标题" * 20, ESCALATED, LATE, -3, sun, sun, 1)
        for k in range(1, n + 1)
    )
    return RaisedFacts(kind, "C0OFFICE", "en", LATE, tuple(lines), 2025, ("CN",))


def waiting(n: int) -> WaitingFacts:
    lines = (
        WaitingLine(k, 1, "QD", "Qingdao Lishen", k, "Ship <it>" * 30, "reported", "done", 1, note="word " * 60)
        for k in range(1, n + 1)
    )
    return WaitingFacts("D0LIN", "en", LATE, tuple(lines))


@pytest.mark.parametrize("facts", [raised(80, "escalation"), raised(80, "digest"), waiting(60)])
def test_what_the_office_and_leaders_are_told_goes_on_in_its_thread_too(facts: RaisedFacts | WaitingFacts) -> None:
    cuts = cuts_of(facts)
    assert cuts
    shown: list[int] = []
    for k in range(len(cuts) + 1):
        part = part_of(facts, cuts, k)
        payload = payload_of(part, "key", "1.2" if k else None)
        assert breaches(payload) == ()
        assert isinstance(part, RaisedFacts | WaitingFacts)
        blocks = str(payload["blocks"])
        assert all(f"QD-{line.number}" in payload["text"] and f"QD-{line.number}" in blocks for line in part.lines)
        shown += [line.number for line in part.lines]
        assert ("goes on in the thread" in payload["text"]) is (k < len(cuts))
        assert (f"continued ({k + 1} of {len(cuts) + 1})" in payload["text"]) is (k > 0)
        assert ("not known yet" in payload["text"]) is (k == 0 and isinstance(part, RaisedFacts))
    assert shown == [line.number for line in facts.lines]


@pytest.mark.parametrize(("section", "gathered"), [(UNOWNED, True), (UNDATED, True), (ESCALATED, False)])
def test_what_only_lacks_something_has_a_line_for_each_unit_and_names_every_item(section: str, gathered: bool) -> None:
    lines = [
        replace(line, code=code, unit=code, section=section)
        for code in ("QD", "WX", "SZ")
        for line in raised(25, "").lines
    ]
    facts = replace(raised(0, "escalation"), lines=tuple(line for line in lines if line.number != 7))
    assert (cuts_of(facts) == ()) is gathered
    if gathered:
        payload = payload_of(facts, "key")
        assert breaches(payload) == ()
        for said in (payload["text"], str(payload["blocks"])):
            assert all(f"24 items · {code}-1…6, {code}-8…25" in said for code in ("QD", "WX", "SZ"))


@pytest.mark.parametrize("facts", [raised(3, "escalation"), waiting(3)])
def test_a_short_list_for_the_office_is_not_cut(facts: RaisedFacts | WaitingFacts) -> None:
    assert cuts_of(facts) == ()
