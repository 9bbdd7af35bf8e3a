"""A unit is asked for its figures on the right days, and not where one is fresh."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.messages.reminders import reminder
from jobs import courses
from jobs.asked import figures_asked, next_asking
from jobs.facts import reminder_today
from jobs.policy import Policy
from storage import deliveries, targets
from storage.check_ins import Report
from storage.database import Database
from storage.deliveries import Frozen, Promise
from storage.items import Said
from storage.measures import measure_of
from storage.models import Unit
from storage.periods import quarter_of
from storage.targets import Draft
from storage.viewers import operator
from tests.lookup_records import NOW, Quarter, add_quarter

OFFICE = Said(operator("lin"), NOW)


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        made = add_quarter(session)
        for metric in ("Shipments", "Orders"):
            draft = Draft(
                made.qingdao, quarter_of(date(2024, 5, 9)), metric, measure_of("GWh"), Decimal("3.4"), Decimal("1.1")
            )
            targets.keep_target(session, draft, OFFICE, date(2024, 4, 25))
        return made


def asked(database: Database, quarter: Quarter, day: date) -> list[str]:
    with database.reading() as session:
        unit = session.get_one(Unit, quarter.qingdao)
        return [each.metric for each in figures_asked(session, unit, day, Policy())]


def remind(database: Database, quarter: Quarter, day: date) -> None:
    """A reminder stands in Qingdao's channel since this day."""
    at = datetime.combine(day, time(1), tzinfo=UTC)
    with database.writing() as session:
        deliveries.plan(
            session, Promise(f"reminder:{day}", "reminder", "C0QD", at, unit_id=quarter.qingdao, local_date=day)
        )
        (row,) = deliveries.claim(session, "one", "unsent")
        deliveries.begin_sending(session, [Frozen(row, {"text": "…"})], at)
        row.state = "sending"
        deliveries.settle_sent(session, [(row, "1.0")], at)


def report(database: Database, quarter: Quarter, metric: str, day: date, value: str = "1.4") -> None:
    with database.writing() as session:
        target = targets.target_called(session, quarter.qingdao, "2024Q2", metric)
        assert target is not None
        said = Said(operator("lin"), datetime.combine(day, time(4), tzinfo=UTC))
        courses.report(session, target, Report(Decimal(value)), said)


# 2024Q2 begins on Monday 1 April. The Labour Day holiday (1 to 5 May) makes Monday 29 April and Monday 6 May first days of
# their weeks; the last three weeks before 30 June begin on 10 June, whose first working day is Tuesday the 11th (Dragon Boat).
@pytest.mark.parametrize(
    ("day", "is_asked"),
    [
        (date(2024, 4, 15), True),
        (date(2024, 4, 16), False),
        (date(2024, 4, 22), False),
        (date(2024, 4, 29), True),
        (date(2024, 5, 6), False),
        (date(2024, 5, 13), True),
        (date(2024, 6, 11), True),
        (date(2024, 6, 17), True),
        (date(2024, 6, 24), True),
        (date(2024, 7, 1), False),
    ],
)
def test_figures_are_asked_for_every_two_weeks_and_weekly_at_the_end(
    database: Database, quarter: Quarter, day: date, is_asked: bool
) -> None:
    if day == date(2024, 4, 16):
        remind(database, quarter, date(2024, 4, 15))
    assert bool(asked(database, quarter, day)) is is_asked


def test_what_nobody_asked_for_on_monday_is_asked_for_on_tuesday_and_not_again(
    database: Database, quarter: Quarter
) -> None:
    assert asked(database, quarter, date(2024, 4, 16)) == ["Orders", "Shipments"]
    remind(database, quarter, date(2024, 4, 16))
    assert asked(database, quarter, date(2024, 4, 16)) == ["Orders", "Shipments"]
    assert asked(database, quarter, date(2024, 4, 17)) == []


def test_a_fresh_figure_is_not_asked_for_again(database: Database, quarter: Quarter) -> None:
    report(database, quarter, "Shipments", date(2024, 4, 24))
    assert asked(database, quarter, date(2024, 4, 29)) == ["Orders"]
    assert asked(database, quarter, date(2024, 5, 6)) == ["Shipments"]


def test_what_was_asked_for_is_shown_answered_when_the_message_is_rendered_again(
    database: Database, quarter: Quarter
) -> None:
    day = date(2024, 4, 29)
    report(database, quarter, "Shipments", day)
    with database.reading() as session:
        facts = reminder_today(session, session.get_one(Unit, quarter.qingdao), day, Policy())
        assert facts is not None
        assert [(each.metric, each.is_fresh) for each in facts.asked] == [("Orders", False), ("Shipments", True)]
        payload = reminder(facts)
    assert "✓ Shipments: goal 3.4 GWh" in payload["text"]
    assert "“Orders 3.4 GWh, forecast …" in payload["text"]
    buttons = [each for block in payload["blocks"] for each in block.get("elements", []) if each["type"] == "button"]
    assert [each["text"]["text"] for each in buttons] == ["Report Orders"]


def test_the_next_day_on_which_figures_are_asked_for_is_known_ahead(database: Database, quarter: Quarter) -> None:
    with database.reading() as session:
        unit = session.get_one(Unit, quarter.qingdao)
        at = next_asking(session, unit, datetime(2024, 4, 25, 2, tzinfo=UTC), Policy())
    assert at == datetime(2024, 4, 29, 1, tzinfo=UTC)
