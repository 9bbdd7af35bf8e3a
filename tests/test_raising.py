"""What is late is told above its unit: the office once, the leader after the office has seen it, nobody about himself."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import select

from jobs.cadence import Policy
from jobs.escalation import AHEAD, ESCALATED, UNDATED, UNOWNED, Late, leader_is_told, office_section
from jobs.outlook import outlook
from jobs.plan import plan_due
from jobs.policy import with_choices
from jobs.raising import plan_raising
from jobs.scorecards import plan_scorecard
from jobs.waiting import Office
from jobs.workdays import Workdays
from storage import items, rhythm, targets, units
from storage.database import Database
from storage.measures import measure_of
from storage.models import Item, Person
from storage.people import keep_person
from storage.periods import quarter_of
from storage.said import Said
from storage.targets import Draft
from storage.units import UnitChange
from tests.fake_courier import (
    DAY,
    HOUR,
    NINE,
    OFFICE,
    OFFICE_CHANNEL,
    FakeCourier,
    add_meeting,
    add_unit,
    carrier,
    go_live,
    rows,
)

CN = Workdays("CN")
TELLING = with_choices(Policy(), {"leaders": "on"})
FRIDAY = date(2024, 6, 14)
MONDAY = date(2024, 6, 17)


def late(**more: Any) -> Late:
    return Late(date(2024, 4, 25), FRIDAY, **{"has_owner": True, "has_leader": True, **more})


@pytest.mark.parametrize(
    ("today", "next_today", "item", "section"),
    [
        (date(2024, 6, 18), date(2024, 6, 19), late(), None),  # two working days late
        (date(2024, 6, 19), date(2024, 6, 20), late(), ESCALATED),  # three
        (date(2024, 6, 24), date(2024, 6, 25), late(), ESCALATED),  # nobody was there on the day
        (date(2024, 6, 20), date(2024, 6, 21), late(escalated_on=date(2024, 6, 19)), AHEAD),  # the leader's is tomorrow
        (date(2024, 6, 21), date(2024, 6, 24), late(escalated_on=date(2024, 6, 19), ahead_on=date(2024, 6, 20)), None),
        (date(2024, 6, 20), date(2024, 6, 21), late(escalated_on=date(2024, 6, 19), has_leader=False), None),
        (date(2024, 6, 19), date(2024, 6, 20), late(escalated_on=date(2024, 5, 19)), ESCALATED),  # under another date
        (date(2024, 6, 19), date(2024, 6, 20), late(snoozed_until=date(2024, 6, 20)), None),
    ],
)
def test_the_office_is_told_of_an_item_once(today: date, next_today: date, item: Late, section: str | None) -> None:
    assert office_section(item, today, next_today, CN, TELLING, is_weekly=False) == section


@pytest.mark.parametrize(
    ("item", "section"),
    [
        (Late(FRIDAY, None, has_owner=True, has_leader=True), UNDATED),
        (Late(FRIDAY, date(2024, 7, 1), has_owner=False, has_leader=True), UNOWNED),
        (Late(FRIDAY, date(2024, 7, 1), has_owner=True, has_leader=True), None),
    ],
)
def test_what_lacks_a_date_or_an_owner_is_listed_weekly(item: Late, section: str | None) -> None:
    assert office_section(item, MONDAY, MONDAY + DAY, CN, TELLING, is_weekly=True) == section
    assert office_section(item, MONDAY, MONDAY + DAY, CN, TELLING, is_weekly=False) is None


@pytest.mark.parametrize(
    ("today", "item", "policy", "is_told"),
    [
        (date(2024, 6, 21), late(ahead_on=date(2024, 6, 20)), TELLING, True),
        (date(2024, 6, 21), late(ahead_on=date(2024, 6, 20)), Policy(), False),  # not switched on
        (date(2024, 6, 21), late(), TELLING, False),  # the office has not been shown it
        (date(2024, 6, 21), late(ahead_on=date(2024, 5, 20)), TELLING, False),  # only under another date
        (date(2024, 6, 20), late(ahead_on=date(2024, 6, 19)), TELLING, False),  # four working days late
        (date(2024, 6, 24), late(ahead_on=date(2024, 6, 20), told_on=date(2024, 6, 21)), TELLING, True),  # weekly
        (date(2024, 6, 25), late(ahead_on=date(2024, 6, 20), told_on=date(2024, 6, 24)), TELLING, False),
        (
            date(2024, 6, 25),
            late(ahead_on=date(2024, 6, 20), told_on=date(2024, 6, 21)),
            TELLING,
            True,
        ),  # Monday missed
    ],
)
def test_the_leader_is_told_after_the_office_and_then_weekly(
    today: date, item: Late, policy: Policy, is_told: bool
) -> None:
    week_began = today - timedelta(days=today.weekday())
    assert leader_is_told(item, today, week_began, CN, policy) is is_told


@pytest.fixture
def live(database: Database) -> Database:
    """QD has two late points of Tong, CZ one of its own head's; leaders are told."""
    go_live(database)
    with database.writing() as session:
        for code, points in (("QD", ["seize.", "cut."]), ("CZ", ["build."])):
            unit = add_unit(session, code)
            add_meeting(session, unit, *points, assigned_on=date(2024, 4, 25))
        tong = keep_person(session, "Tong Laiming", slack_user="U0TONG", is_leader=True)
        units.keep_unit(session, "CZ", UnitChange(head_id=tong.id))
        sun = keep_person(session, "Sun Liping", slack_user="U0SUN")
        for item in session.exec(select(Item)):
            item.due_on, item.owner_id = FRIDAY, sun.id
            session.add(item)
        rhythm.choose(session, None, {"leaders": "on"}, Said(OFFICE, NINE))
    return database


@pytest.fixture
def courier(live: Database) -> FakeCourier:
    return FakeCourier(idle=live)


def office(courier: FakeCourier) -> Office:
    def conversation_with(user: str) -> str | None:
        courier._must_be_idle()
        return {"U0TONG": "D0TONG"}.get(user)

    return Office("Asia/Shanghai", "CN", tuple, channel=OFFICE_CHANNEL, conversation_with=conversation_with)


def tick(database: Database, courier: FakeCourier, now: datetime) -> None:
    plan_due(now, database, Policy())
    plan_raising(now, database, Policy(), office(courier))
    carrier(database, courier).deliver(now)


def test_lateness_grows_through_the_office_to_the_leader_each_once(live: Database, courier: FakeCourier) -> None:
    told: dict[str, list[tuple[str, str]]] = {OFFICE_CHANNEL: [], "D0TONG": []}
    for n in range(15):
        for hours in (0, 1, 8):
            tick(live, courier, NINE + n * DAY + hours * HOUR)
    for post in courier.posts:
        if post["channel"] in told:
            told[post["channel"]].append((post["today"], post["text"]))
    assert told == {
        OFFICE_CHANNEL: [
            ("2024-06-19", "CZ-1 escalated; QD-1 escalated; QD-2 escalated"),
            ("2024-06-20", "QD-1 ahead; QD-2 ahead"),
        ],
        "D0TONG": [
            ("2024-06-21", "QD-1 told; QD-2 told"),
            ("2024-06-24", "QD-1 told; QD-2 told"),
            ("2024-07-01", "QD-1 told; QD-2 told"),
        ],
    }


def test_more_than_one_message_takes_goes_on_in_its_thread_and_is_told_once(
    live: Database, courier: FakeCourier
) -> None:
    courier.most_lines = 1
    for n in (2, 3):
        tick(live, courier, NINE + n * DAY)
    posts = [each for each in courier.posts if each["channel"] == OFFICE_CHANNEL]
    assert [each["text"] for each in posts] == [
        "CZ-1 escalated",
        "QD-1 escalated",
        "QD-2 escalated",
        "QD-1 ahead",
        "QD-2 ahead",
    ]
    first, *others = (each["thread_ts"] for each in posts)
    assert first is None
    assert [thread is None for thread in others] == [False, False, True, False]


def test_what_is_done_before_its_leader_is_told_is_not_told(live: Database, courier: FakeCourier) -> None:
    for n in range(4):
        tick(live, courier, NINE + n * DAY)
    with live.writing() as session:
        for item in session.exec(select(Item)):
            item.state, item.done_at = "done", NINE
            session.add(item)
    tick(live, courier, NINE + 4 * DAY)
    assert courier.texts("D0TONG") == []


def test_a_night_and_a_day_off_tell_nobody_anything(live: Database, courier: FakeCourier) -> None:
    for now in (NINE + 3 * DAY - 2 * HOUR, NINE + 2 * DAY + 10 * HOUR, NINE + 5 * DAY):
        assert plan_raising(now, live, Policy(), office(courier)) == 0


def test_the_office_is_warned_once_of_a_calendar_that_is_not_known_yet(live: Database, courier: FakeCourier) -> None:
    october, november = datetime(2030, 10, 31, 1, tzinfo=NINE.tzinfo), datetime(2030, 11, 1, 1, tzinfo=NINE.tzinfo)
    with live.writing() as session:
        for item in session.exec(select(Item)):
            item.state, item.done_at = "done", NINE
            session.add(item)
    for now in (october, november, november + HOUR, november + 3 * DAY, november + 40 * DAY):
        tick(live, courier, now)
    assert [(row.local_date, row.facts["calendars"]) for row in rows(live, "escalation")] == [
        (date(2030, 11, 1), ["CN"])
    ]


def test_a_leader_who_has_left_is_told_nothing_and_the_office_is_not_told_that_he_will_be(
    live: Database, courier: FakeCourier
) -> None:
    with live.writing() as session:
        session.exec(select(Person).where(Person.name == "Tong Laiming")).one().left_at = NINE
    for n in range(12):
        tick(live, courier, NINE + n * DAY)
    assert courier.texts("D0TONG") == []
    assert not [text for text in courier.texts(OFFICE_CHANNEL) if AHEAD in text]


def test_the_calendar_ahead_tells_of_what_waits_and_warns_in_november(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        item = session.exec(select(Item)).first()
        assert item is not None
        items.move(session, item, "done", Said(OFFICE, NINE))
        units.keep_unit(session, "CZ", UnitChange(calendar="CN"))
    eve = datetime(2030, 10, 31, tzinfo=NINE.tzinfo)
    foreseen = outlook(live, eve, date(2030, 10, 31), date(2030, 11, 5), Policy(), office(courier))
    assert [(post.at.date(), post.calendars) for post in foreseen if post.calendars] == [(date(2030, 11, 1), ("CN",))]
    waiting = [post for post in foreseen if post.kind == "waiting"]
    assert {post.at.date().day for post in waiting} == {31, 1, 4, 5}
    assert {mention.why for post in waiting for mention in post.mentions} == {"reported"}


def test_the_calendar_ahead_is_what_then_happens(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        quarter = quarter_of(MONDAY)
        draft = Draft(unit.id or 0, quarter, "Shipments", measure_of("GWh"), Decimal("3.4"), Decimal("1.1"))
        targets.keep_target(session, draft, Said(OFFICE, NINE), date(2024, 4, 25))
    before = NINE - HOUR
    foreseen = outlook(live, before, MONDAY, date(2024, 7, 5), Policy(), office(courier))
    for n in range(19):
        plan_scorecard(NINE + n * DAY, live, Policy(), office(courier))
        tick(live, courier, NINE + n * DAY)
    happened = {(row.local_date, row.channel, row.kind) for row in rows(live) if row.state == "sent"}
    rooms = {"Tong Laiming": "D0TONG"}
    assert {(post.at.date(), post.channel or rooms[post.to], post.kind) for post in foreseen} == happened
    asked = [post.at.date() for post in foreseen if post.figures == ("Shipments",)]
    assert asked == [MONDAY, date(2024, 6, 24)]
    assert ("office", "escalation") in {(post.to, post.kind) for post in foreseen}
    assert {mention.why for post in foreseen for mention in post.mentions} >= {
        "assigned",
        "late:3",
        "late:5",
        "weekly",
        "escalated",
        "ahead",
        "told",
    }
