"""What the office says of the rhythm is followed at once, journalled, and never loses or doubles a post. On both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.language import Say
from bot.rhythm import Unclear, Wish, follow
from jobs.cadence import Policy
from jobs.facts import reminder_today
from jobs.plan import next_due, plan_due
from storage import deliveries, items, rhythm, units, waiting
from storage.database import Database
from storage.models import Activity, Item, Person
from storage.people import keep_person
from storage.said import Said
from storage.units import UnitChange
from storage.viewers import Viewer
from tests.fake_courier import (
    DAY,
    HOUR,
    MONDAY,
    NINE,
    OFFICE,
    FakeCourier,
    add_meeting,
    add_unit,
    carrier,
    go_live,
    leases_end,
    rows,
)

LATE = date(2024, 6, 14)


@pytest.fixture
def live(database: Database) -> Database:
    """A database whose office has gone live, with one late item of QD."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    return database


@pytest.fixture
def courier(live: Database) -> FakeCourier:
    return FakeCourier(idle=live)


def say(database: Database, text: str, at: datetime = NINE, viewer: Viewer = OFFICE) -> str:
    word, *rest = text.split()
    with database.writing() as session:
        return follow(session, Wish(Say("en"), Said(viewer, at), Policy()), word, rest)


def tick(database: Database, courier: FakeCourier, now: datetime) -> int:
    plan_due(now, database, Policy())
    return carrier(database, courier).deliver(now)


def verbs(database: Database) -> list[str]:
    with database.reading() as session:
        return [line.verb for line in session.exec(select(Activity)) if line.verb != "assigned"]


def test_a_chosen_number_is_followed_shown_and_taken_back(live: Database, courier: FakeCourier) -> None:
    assert "hour=10:00 *" in say(live, "policy QD hour=10:00")
    assert "hour=09:00  " in say(live, "policy")
    assert tick(live, courier, NINE) == 0
    assert tick(live, courier, NINE + HOUR) == 1
    assert "hour=09:00  " in say(live, "policy QD hour=default")
    assert verbs(live) == ["policy", "policy"]


def test_a_units_choice_stands_above_everybodys(live: Database) -> None:
    say(live, "policy late=2 fresh=5")
    say(live, "policy QD late=4")
    shown = say(live, "policy QD")
    assert "late=4 *" in shown
    assert "fresh=5 *" in shown


def test_a_choice_that_contradicts_a_units_own_changes_nothing(live: Database) -> None:
    say(live, "policy QD hour=08:40")
    with pytest.raises(Unclear, match="quiet hours"):
        say(live, "policy quiet=08:50-18:00")
    assert "quiet=08:30-18:00  " in say(live, "policy")


@pytest.mark.parametrize("new", ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("minutes", [-30, 5, 480, 560])
def test_a_time_zone_changed_during_the_day_neither_doubles_nor_loses_it(
    live: Database, courier: FakeCourier, new: str, minutes: int
) -> None:
    """The change comes before, after and long after the post; then every quarter of an hour of two days is looked at."""
    for now in (NINE - HOUR, NINE, NINE + timedelta(minutes=minutes)):
        if now <= NINE + timedelta(minutes=minutes):
            tick(live, courier, now)
    with live.writing() as session:
        units.keep_unit(session, "QD", UnitChange(timezone=new))
    changed = NINE + timedelta(minutes=minutes)
    for n in range(4 * 40):
        tick(live, courier, changed + n * timedelta(minutes=15))
    days = [post["today"] for post in courier.posts]
    assert len(days) == len(set(days))
    assert str(MONDAY) in days


def test_an_hour_changed_before_the_post_moves_it_and_after_it_changes_nothing(
    live: Database, courier: FakeCourier
) -> None:
    plan_due(NINE, live, Policy())  # promised, and not yet sent
    say(live, "policy QD hour=14:00")
    assert tick(live, courier, NINE + HOUR) == 0
    assert tick(live, courier, NINE + 5 * HOUR) == 1
    say(live, "policy QD hour=16:00", at=NINE + 6 * HOUR)
    assert tick(live, courier, NINE + 7 * HOUR) == 0


def test_a_clock_set_back_or_forward_never_doubles_a_day(live: Database, courier: FakeCourier) -> None:
    for hours in (0, -5, 3, 26, 1, 24, 25, -20, 0):
        tick(live, courier, NINE + hours * HOUR)
    days = [post["today"] for post in courier.posts]
    assert len(days) == len(set(days))


def test_a_snoozed_item_is_not_named_until_its_day_and_then_once(live: Database, courier: FakeCourier) -> None:
    assert "not named before Thu 20 Jun" in say(live, "snooze QD-1 until 2024-06-20")
    assert [tick(live, courier, NINE + n * DAY) for n in range(5)] == [0, 0, 0, 1, 1]
    assert verbs(live) == ["snoozed"]


def test_a_snoozed_unit_is_silent_until_its_day(live: Database, courier: FakeCourier) -> None:
    say(live, "snooze QD until 2024-06-19")
    assert next_due(NINE, live, Policy()) == NINE + 2 * DAY
    assert [tick(live, courier, NINE + n * DAY) for n in range(3)] == [0, 0, 1]
    say(live, "snooze QD until 2024-07-19", at=NINE + 2 * DAY)
    assert "named again" in say(live, "snooze QD off", at=NINE + 2 * DAY)


def test_a_paused_unit_is_silent_until_it_is_resumed_and_then_speaks_the_same_day(
    live: Database, courier: FakeCourier
) -> None:
    plan_due(NINE, live, Policy())
    say(live, "pause QD")
    assert tick(live, courier, NINE) == 0
    assert rows(live) == []
    assert next_due(NINE, live, Policy()) is None
    say(live, "resume QD", at=NINE + HOUR)
    assert tick(live, courier, NINE + HOUR) == 1


def test_a_reminder_asked_for_names_everything_open_once_a_day(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        session.add(Item(unit_id=unit.id or 0, number=2, title="far", assigned_on=LATE, due_on=date(2024, 12, 31)))
    tick(live, courier, NINE)
    assert "reminded now" in say(live, "remind QD", at=NINE + HOUR)
    assert tick(live, courier, NINE + HOUR) == 1
    assert courier.texts("C0QD")[-1] == "QD-1 overdue open; QD-2 open open"
    with pytest.raises(Unclear, match="already"):
        say(live, "remind QD", at=NINE + 2 * HOUR)
    assert tick(live, courier, NINE + 2 * HOUR) == 0


def test_a_channel_that_is_left_alone_is_not_reminded_even_when_somebody_asks(live: Database) -> None:
    say(live, "snooze QD until 2024-06-19")
    with pytest.raises(Unclear, match=r"until Wed 19 Jun. Write first: snooze QD off"):
        say(live, "remind QD", at=NINE + HOUR)
    say(live, "pause QD")
    with pytest.raises(Unclear, match="Write first: resume QD"):
        say(live, "remind QD", at=NINE + HOUR)
    assert rows(live) == []


def test_what_is_in_somebodys_hands_when_its_unit_is_paused_is_not_sent(live: Database, courier: FakeCourier) -> None:
    plan_due(NINE, live, Policy())
    with live.writing() as session:
        assert len(deliveries.claim(session, "died", "unsent")) == 1
    say(live, "pause QD")
    leases_end(live)
    assert carrier(live, courier).deliver(NINE) == 0
    assert [row.state for row in rows(live)] == ["skipped"]
    say(live, "resume QD", at=NINE + HOUR)
    assert tick(live, courier, NINE + HOUR) == 1


def test_an_item_that_is_woken_the_same_day_is_named_that_day(live: Database, courier: FakeCourier) -> None:
    plan_due(NINE, live, Policy())
    with live.writing() as session:
        assert len(deliveries.claim(session, "died", "unsent")) == 1
    say(live, "snooze QD-1 until 2024-06-20")
    leases_end(live)
    assert carrier(live, courier).deliver(NINE) == 0
    say(live, "snooze QD-1 off", at=NINE + HOUR)
    assert tick(live, courier, NINE + HOUR) == 1


def test_a_day_that_is_declared_off_and_then_not_is_reminded_on_after_all(live: Database, courier: FakeCourier) -> None:
    plan_due(NINE, live, Policy())
    with live.writing() as session:
        assert len(deliveries.claim(session, "died", "unsent")) == 1
    say(live, "workdays CN 2024-06-17 off")
    leases_end(live)
    assert tick(live, courier, NINE) == 0
    say(live, "workdays CN 2024-06-17 default", at=NINE + HOUR)
    assert tick(live, courier, NINE + HOUR) == 1


def test_nobody_is_reminded_at_night_even_when_somebody_asks(live: Database) -> None:
    with pytest.raises(Unclear, match=r"begins Tue 18 Jun at 09:00"):
        say(live, "remind QD", at=NINE + 12 * HOUR)
    assert rows(live) == []


def test_what_is_given_back_is_named_on_the_next_working_day(live: Database, courier: FakeCourier) -> None:
    with live.writing() as session:
        unit = add_unit(session, "CZ")
        add_meeting(session, unit, "seize the market.")
    tick(live, courier, NINE)
    with live.writing() as session:
        item = session.exec(select(Item).where(col(Item.directive_id).is_not(None))).one()
        items.move(session, item, "done", Said(OFFICE, NINE + HOUR))
        items.move(session, item, "return", Said(OFFICE, NINE + 2 * HOUR), note="no proof")
    tick(live, courier, NINE + DAY)
    assert courier.texts("C0CZ")[-1] == "CZ-1 returned open"


def test_a_date_of_a_calendar_is_what_the_office_says(live: Database, courier: FakeCourier) -> None:
    assert say(live, "workdays CN 2024-06-17 off") == "CN 2024-06-17 is a day off."
    assert tick(live, courier, NINE) == 0
    assert "day off" in say(live, "workdays")
    say(live, "workdays CN 2024-06-17 default")
    assert tick(live, courier, NINE) == 1
    assert verbs(live) == ["workday", "workday"]


def test_the_deputy_is_named_while_somebody_is_away(live: Database) -> None:
    with live.writing() as session:
        sun = keep_person(session, "Sun Liping", slack_user="U0SUN")
        keep_person(session, "Zhou Weimin", slack_user="U0ZHOU")
        units.keep_unit(session, "QD", UnitChange(head_id=sun.id))
    told = say(live, "away Sun Liping from 2024-06-17 until 2024-06-18 deputy <@U0ZHOU>")
    assert told == "Sun Liping is away; Zhou Weimin is mentioned meanwhile."
    with live.reading() as session:
        known = session.exec(select(Person).where(Person.name == "Sun Liping")).one()
        stand_ins = [rhythm.stand_in(session, known, MONDAY + n * DAY) for n in (-1, 0, 1, 2)]
        assert [each.name if each else None for each in stand_ins] == [None, "Zhou Weimin", "Zhou Weimin", None]
    assert say(live, "away Sun Liping back") == "Sun Liping is back."


def test_a_reminder_mentions_whoever_stands_in_for_owner_and_head_and_nobody_who_has_left(live: Database) -> None:
    def mentioned() -> tuple[str | None, str | None]:
        with live.reading() as session:
            unit = units.unit_of_code(session, "QD")
            assert unit is not None
            facts = reminder_today(session, unit, MONDAY, Policy())
            assert facts is not None
            (line,) = facts.lines
            assert line.owner is not None
            assert facts.head is not None
            return line.owner.slack_user, facts.head.slack_user

    with live.writing() as session:
        sun = keep_person(session, "Sun Liping", slack_user="U0SUN")
        liu = keep_person(session, "Liu Bo", slack_user="U0LIU")
        keep_person(session, "Zhou Weimin", slack_user="U0ZHOU")
        units.keep_unit(session, "QD", UnitChange(head_id=sun.id))
        session.exec(select(Item)).one().owner_id = liu.id
    assert mentioned() == ("U0LIU", "U0SUN")
    say(live, "away Sun Liping from 2024-06-17 deputy <@U0ZHOU>")
    say(live, "away Liu Bo from 2024-06-17 until 2024-06-17 deputy <@U0ZHOU>")
    assert mentioned() == ("U0ZHOU", "U0ZHOU")
    say(live, "away Liu Bo back")
    assert mentioned() == ("U0LIU", "U0ZHOU")
    for name, now in (("Liu Bo", ("U0ZHOU", "U0ZHOU")), ("Zhou Weimin", (None, "U0SUN"))):
        with live.writing() as session:
            session.exec(select(Person).where(Person.name == name)).one().left_at = NINE
        assert mentioned() == now


def test_an_item_whose_owner_and_deputy_have_left_waits_for_the_office(live: Database) -> None:
    def waits() -> list[str]:
        with live.reading() as session:
            return [why for _, why in waiting.waiting(session)]

    with live.writing() as session:
        liu = keep_person(session, "Liu Bo", slack_user="U0LIU")
        zhou = keep_person(session, "Zhou Weimin", slack_user="U0ZHOU")
        session.exec(select(Item)).one().owner_id = liu.id
        liu.deputy_id = zhou.id
        liu.left_at = NINE
    assert waits() == []
    with live.writing() as session:
        session.exec(select(Person).where(Person.name == "Zhou Weimin")).one().left_at = NINE
    assert waits() == ["ownerless"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("policy XX", "There is no unit XX"),
        ("policy QD colour=red", "not one of the numbers"),
        ("snooze", "for example"),
        ("snooze QD-1 until yesterday", "is no date"),
        ("snooze QD-1 until 2024-06-17", "not after today"),
        ("snooze QD-9 until 2024-07-17", "no item QD-9"),
        ("resume", "Which unit"),
        ("remind", "Which unit"),
        ("remind XX", "There is no unit XX"),
        ("workdays CN 2024-13-01 off", "is no date"),
        ("workdays ATLANTIS 2024-10-01 off", "no calendar"),
        ("workdays CN 2024-10-01 maybe", "for example"),
        ("away Nobody from 2024-06-17", "Nobody is called"),
    ],
)
def test_words_that_cannot_be_followed_are_answered_with_what_is_right(live: Database, text: str, answer: str) -> None:
    with pytest.raises(Unclear, match=answer):
        say(live, text)
    assert verbs(live) == []


def test_only_the_office_changes_the_rhythm(live: Database) -> None:
    with pytest.raises(Unclear, match="Only the strategy office"):
        say(live, "pause QD", viewer=Viewer("U0SUN"))
