"""The office's own day: its list and its scorecards come at the hour it chose, on its working days, and never while all is silent."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from jobs.cadence import Policy
from jobs.days import choose
from jobs.scorecards import plan_scorecard
from jobs.waiting import Office, Reader, plan_waiting
from storage import items, rhythm, workspace
from storage.database import Database
from storage.items import Said
from storage.models import Item
from tests.fake_courier import (
    DAY,
    HOUR,
    NINE,
    OFFICE,
    OFFICE_CHANNEL,
    FakeCourier,
    add_unit,
    carrier,
    go_live,
    row_of,
    rows,
)

OURS = Office("Asia/Shanghai", "CN", lambda: (Reader("U0LIN", "D0LIN", "en"),), channel=OFFICE_CHANNEL)
SAID = Said(OFFICE, NINE)


@pytest.fixture
def live(database: Database) -> Database:
    """Something waits for the office's word."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", date(2024, 6, 14))
        items.move(session, session.exec(select(Item)).one(), "done", Said(OFFICE, NINE))
    return database


def plan(database: Database, now: datetime = NINE) -> list[str]:
    """What is newly promised to the office at this instant."""
    before = len(rows(database))
    plan_waiting(now, database, Policy(), OURS)
    plan_scorecard(now, database, Policy(), OURS)
    return [row.kind for row in rows(database)[before:]]


def test_the_list_comes_daily_and_the_scorecards_with_the_week_and_the_month(live: Database) -> None:
    courier = FakeCourier()
    told = []
    for n in range(16):
        told.append(plan(live, NINE + n * DAY))
        carrier(live, courier).deliver(NINE + n * DAY)
        plan(live, NINE + n * DAY + HOUR)
    both, daily, nothing = ["waiting", "scorecard"], ["waiting"], list[str]()
    week = [both, *[daily] * 4, nothing, nothing]
    assert told == [*week, *week, both, daily]
    periods = [row.facts["period"] for row in rows(live, "scorecard")]
    # Monday 1 July begins a month too, and speaks of the quarter that is over.
    assert periods == ["2024Q2", "2024Q2", "2024Q2"]


def test_scorecards_that_nobody_was_there_to_post_come_on_the_next_day(live: Database) -> None:
    assert plan(live, NINE + DAY) == ["waiting", "scorecard"]


def test_the_office_is_told_at_the_hour_it_chose_for_everybody(live: Database) -> None:
    with live.writing() as session:
        choose(session, None, "hour=10:00", SAID, Policy())
    assert plan(live) == []
    assert plan(live, NINE + HOUR) == ["waiting", "scorecard"]


def test_the_office_is_told_on_the_days_of_the_week_it_chose(live: Database) -> None:
    with live.writing() as session:
        choose(session, None, "weekdays=2-5", SAID, Policy())
    assert plan(live) == []
    assert plan(live, NINE + DAY) == ["waiting", "scorecard"]


def test_the_office_is_not_told_on_its_own_day_off(live: Database) -> None:
    with live.writing() as session:
        rhythm.set_workday(session, "CN", date(2024, 6, 17), SAID, is_workday=False)
    assert plan(live) == []


def test_what_was_promised_to_the_office_before_all_was_silenced_is_not_sent(live: Database) -> None:
    assert plan(live) == ["waiting", "scorecard"]
    with live.writing() as session:
        workspace.pause(session)
    assert carrier(live, FakeCourier()).deliver(NINE) == 0
    assert {row_of(live, kind).state for kind in ("waiting", "scorecard")} == {"skipped"}
    assert plan(live, NINE + timedelta(days=1)) == []
