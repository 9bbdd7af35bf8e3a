"""A year for five units in three time zones: nobody is posted to at a bad hour, twice a day, or left without a word."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from jobs.cadence import OVERDUE, Owed, Policy, deserves, due_instant
from jobs.plan import plan_due
from jobs.policy import EVERY_DAY
from jobs.raising import plan_raising
from jobs.scorecards import plan_scorecard
from jobs.waiting import Office
from jobs.workdays import Workdays
from storage import items, units
from storage.database import Database, open_database
from storage.models import Item
from storage.said import Said
from storage.units import UnitChange
from tests.fake_courier import OFFICE, OFFICE_CHANNEL, FakeCourier, add_meeting, carrier, go_live

UNITS = {
    "QD": ("Asia/Shanghai", "CN"),
    "CZ": ("Asia/Shanghai", "CN"),
    "WX": ("Asia/Shanghai", "CN"),
    "BE": ("Europe/Berlin", "DE"),
    "DT": ("America/Detroit", "US"),
}
FIRST = date(2024, 1, 1)
YEAR = [FIRST + timedelta(days=n) for n in range(366)]
MINUTE = timedelta(minutes=1)
# When something was posted, where, its text, and the thread it stands in.
Posted = tuple[datetime, str, str, str | None]


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any policy whose hour is not in its quiet hours."""
    minutes = st.integers(0, 24 * 60 - 1)
    first, at, last = sorted(draw(st.lists(minutes, min_size=3, max_size=3, unique=True)))

    def clock(minute: int) -> time:
        return time(minute // 60, minute % 60)

    return Policy(
        post_at=clock(at),
        quiet_before=clock(first),
        quiet_after=clock(last),
        # A single day of the week may be a holiday for weeks on end.
        weekdays=tuple(sorted(draw(st.sets(st.sampled_from(EVERY_DAY[:5]), min_size=2)))),
        soon_days=draw(st.integers(0, 20)),
        soon_workdays=draw(st.integers(0, 10)),
        late_workdays=tuple(sorted(draw(st.sets(st.integers(1, 30), max_size=4)))),
        fresh_workdays=draw(st.integers(0, 10)),
        silent_workdays=draw(st.integers(0, 20)),
    )


@st.composite
def owed_items(draw: st.DrawFn) -> list[Owed]:
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        assigned_on = FIRST + timedelta(days=draw(st.integers(0, 250)))
        days = draw(st.none() | st.integers(-30, 100))
        due_on = None if days is None else assigned_on + timedelta(days=days)
        found.append(Owed(number, number, assigned_on, due_on))
    return found


@settings(max_examples=6, deadline=None)
@given(st.data())
def test_any_policy_keeps_its_hours_and_names_what_is_overdue_every_week(data: st.DataObject) -> None:
    for code, (timezone, calendar) in UNITS.items():
        policy, owed = data.draw(policies(), label=code), data.draw(owed_items(), label=code)
        words = data.draw(st.sets(st.sampled_from(YEAR), max_size=20), label="words")
        workdays, zone = Workdays(calendar), ZoneInfo(timezone)
        posts = workdays.only(policy.weekdays)
        said_on: dict[int, date] = {}
        word_on: date | None = None
        named_in: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for today in YEAR:
            word_on = today if today in words else word_on
            known = [
                Owed(each.item_id, each.number, each.assigned_on, each.due_on, said_on.get(each.item_id), word_on)
                for each in owed
                if each.assigned_on <= today
            ]
            lines = deserves(known, today, workdays, policy)
            if lines:
                there = due_instant(today, zone, policy).astimezone(zone)
                assert posts.is_workday(today)
                assert there.date() == today
                # A time that a change of the clocks skips is the one after the gap.
                assert (
                    policy.quiet_before <= there.time() < policy.quiet_after
                    or there.utcoffset() != (there - timedelta(hours=2)).utcoffset()
                )
            for line in lines:
                said_on[line.item_id] = today
                named_in[line.item_id].add(today.isocalendar()[:2])
        for each in owed:
            for today in YEAR:
                began = posts.first_of_week(today)
                if each.due_on and today == began and max(each.due_on, each.assigned_on) < today:
                    assert today.isocalendar()[:2] in named_in[each.item_id]


def test_a_year_through_the_records_looks_at_every_instant_and_edge(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'year.db'}")
    try:
        _live_through_it(database)
    finally:
        database.close()


def _live_through_it(database: Database) -> None:
    go_live(database)
    with database.writing() as session:
        for code, (timezone, calendar) in UNITS.items():
            change = UnitChange(name=f"{code} Lishen", timezone=timezone, calendar=calendar)
            units.link_channel(session, units.keep_unit(session, code, change), f"C0{code}")
    courier = FakeCourier()
    office = Office("Asia/Shanghai", "CN", tuple, channel=OFFICE_CHANNEL)
    hands = carrier(database, courier)
    dice = random.Random(1)
    posts: list[Posted] = []
    overdue: set[tuple[str, int, tuple[int, int]]] = set()
    lived: set[date] = set()
    for now in _instants():
        if now.date() not in lived:
            lived.add(now.date())
            courier.now = now
            _live_a_day(database, dice, now)
        if dice.random() < 0.006:
            _meet(database, dice, now)
        overdue |= _overdue_as_the_week_begins(database, now)
        before = len(courier.posts)
        if (
            plan_due(now, database, Policy())
            + plan_raising(now, database, Policy(), office)
            + plan_scorecard(now, database, Policy(), office)
        ):
            hands.deliver(now)
        posts += [(now, post["channel"], post["text"], post["thread_ts"]) for post in courier.posts[before:]]
    assert len(posts) > 400
    _at_working_hours(posts)
    _one_a_day_and_the_others_below_it(posts, courier)
    named = {
        (channel, int(line.split()[0].split("-")[1]), _week(now.astimezone(_place(channel)[0]).date()))
        for now, channel, text, _ in posts
        if channel != OFFICE_CHANNEL
        for line in text.split("; ")
        if OVERDUE in line
    }
    assert overdue <= named
    assert len(overdue) > 50
    told = Counter(
        line
        for _, channel, text, _ in posts
        if channel == OFFICE_CHANNEL
        for line in text.split("; ")
        if "escalated" in line
    )
    assert told
    assert max(told.values()) == 1


def _instants() -> Iterator[datetime]:
    """Every planned instant of the year, a minute before and after it; and around each change of the clocks every quarter of an hour."""
    found: set[datetime] = set()
    for timezone in {zone for zone, _ in UNITS.values()}:
        zone = ZoneInfo(timezone)
        for day in YEAR[:-8]:
            nine = due_instant(day, zone, Policy())
            found |= {nine - MINUTE, nine, nine + MINUTE}
            midnight = datetime.combine(day, time(), tzinfo=zone)
            if midnight.utcoffset() != datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).utcoffset():
                found |= {midnight.astimezone(UTC) + n * 15 * MINUTE for n in range(4 * 26)}
    return iter(sorted(found))


def _live_a_day(database: Database, dice: random.Random, now: datetime) -> None:
    """People work: something is assigned, something done, something said."""
    with database.writing() as session:
        for unit in units.active_units(session):
            today = now.astimezone(ZoneInfo(unit.timezone)).date()
            if dice.random() < 0.06:
                last = session.exec(select(func.max(Item.number)).where(Item.unit_id == unit.id)).one() or 0
                due_on = None if dice.random() < 0.1 else today + timedelta(days=dice.randint(-5, 60))
                session.add(Item(unit_id=unit.id or 0, number=last + 1, title="go", assigned_on=today, due_on=due_on))
            for item in items.open_items(session, unit.id or 0):
                chance = dice.random()
                if chance < 0.04:
                    items.move(session, item, "done", Said(OFFICE, now))
                elif chance < 0.06:
                    items.move(session, item, "note", Said(OFFICE, now), note="going on")


def _meet(database: Database, dice: random.Random, now: datetime) -> None:
    """A meeting's minutes are imported, at whatever hour: some units get something, and what was overdue stays so."""
    with database.writing() as session:
        for unit in dice.sample(units.active_units(session), 2):
            today = now.astimezone(ZoneInfo(unit.timezone)).date()
            add_meeting(session, unit, f"seize {now}.", assigned_on=today)


def _overdue_as_the_week_begins(database: Database, now: datetime) -> set[tuple[str, int, tuple[int, int]]]:
    """Channel, number and week of what is overdue, a minute before a unit's first post of a week."""
    found = set()
    with database.reading() as session:
        for unit in units.active_units(session):
            there = now.astimezone(ZoneInfo(unit.timezone))
            if (there.hour, there.minute) == (8, 59) and Workdays(unit.calendar).first_of_week(
                there.date()
            ) == there.date():
                for item in items.open_items(session, unit.id or 0):
                    if item.is_overdue(there.date()) and item.assigned_on < there.date():
                        found.add((unit.channel or "", item.number, _week(there.date())))
    return found


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _place(channel: str) -> tuple[ZoneInfo, Workdays]:
    timezone, calendar = UNITS.get(channel.removeprefix("C0"), ("Asia/Shanghai", "CN"))
    return ZoneInfo(timezone), Workdays(calendar)


def _at_working_hours(posts: list[Posted]) -> None:
    for now, channel, *_ in posts:
        zone, workdays = _place(channel)
        there = now.astimezone(zone)
        assert time(9) <= there.time() < time(18)
        assert workdays.is_workday(there.date())


def _one_a_day_and_the_others_below_it(posts: list[Posted], courier: FakeCourier) -> None:
    def day_of(now: datetime, channel: str) -> tuple[str, date]:
        return channel, now.astimezone(_place(channel)[0]).date()

    days = Counter(day_of(now, channel) for now, channel, _, thread_ts in posts if thread_ts is None)
    assert max(days.values()) == 1
    firsts = {
        day_of(now, channel): ts
        for (now, channel, _, thread_ts), ts in zip(posts, courier.stamps, strict=True)
        if thread_ts is None
    }
    later = [(day_of(now, channel), thread_ts) for now, channel, _, thread_ts in posts if thread_ts is not None]
    assert all(firsts[day] == thread_ts for day, thread_ts in later)
    assert len({channel for (channel, _), _ in later}) == len(UNITS) + 1
