"""Working days: official calendars with their make-up days, and the office's word above them."""

import threading
from datetime import date, timedelta

import pytest

from jobs.workdays import Workdays

CN = Workdays("CN")
WEEKDAYS = Workdays("")


@pytest.mark.parametrize(
    ("calendar", "day", "is_worked"),
    [
        ("CN", date(2024, 4, 25), True),  # a Thursday like any other
        ("CN", date(2024, 4, 27), False),  # a Saturday
        ("CN", date(2024, 4, 28), True),  # a Sunday that makes up for the Labour Day week
        ("CN", date(2024, 5, 1), False),
        ("CN", date(2024, 5, 3), False),  # a Friday inside the Labour Day week
        ("CN", date(2024, 5, 11), True),  # a make-up Saturday
        ("CN", date(2024, 6, 10), False),  # the Dragon Boat Festival
        ("CN", date(2024, 6, 30), False),  # the quarter ends on a Sunday
        ("CN", date(2024, 10, 12), True),  # a make-up Saturday after the National Day week
        ("CN", date(2025, 1, 26), True),  # a make-up Sunday before the Spring Festival
        ("DE", date(2024, 5, 1), False),
        ("DE", date(2024, 4, 28), False),  # other calendars have no make-up days
        ("DE", date(2024, 8, 15), True),  # a holiday only of a part of the country
        ("DE-SL", date(2024, 8, 15), False),
        ("US", date(2024, 7, 4), False),
        ("", date(2024, 5, 1), True),  # without a calendar: Monday to Friday
        ("", date(2024, 5, 4), False),
    ],
)
def test_a_day_is_worked_as_its_calendar_says(calendar: str, day: date, is_worked: bool) -> None:
    assert Workdays(calendar).is_workday(day) is is_worked


@pytest.mark.parametrize(
    "calendar", ["cn", "XX", "CN-XX", "Mars", "-", "utils", "HolidayBase", "NYSE", "../CN", "中国", "C\0N", "-c"]
)
def test_a_calendar_nobody_knows_is_refused_with_examples(calendar: str) -> None:
    with pytest.raises(ValueError, match=r"There is no calendar .* Examples: CN"):
        Workdays(calendar)


def test_the_office_has_the_last_word_on_a_day() -> None:
    workdays = Workdays("CN", {date(2024, 4, 28): False, date(2024, 5, 1): True})
    assert not workdays.is_workday(date(2024, 4, 28))
    assert workdays.is_workday(date(2024, 5, 1))
    assert workdays.is_workday(date(2024, 4, 29))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2024, 6, 28), date(2024, 6, 28), date(2024, 6, 28)),
        (date(2024, 6, 30), date(2024, 6, 28), date(2024, 7, 1)),  # the last working day of the quarter is a Friday
        (date(2024, 5, 2), date(2024, 4, 30), date(2024, 5, 6)),
        (date(2024, 4, 27), date(2024, 4, 26), date(2024, 4, 28)),  # the next working day is a Sunday
    ],
)
def test_a_day_off_is_moved_to_a_working_day_on_either_side(day: date, before: date, after: date) -> None:
    assert CN.on_or_before(day) == before
    assert CN.on_or_after(day) == after


@pytest.mark.parametrize(
    ("day", "steps", "there"),
    [
        (date(2024, 4, 26), 0, date(2024, 4, 26)),
        (date(2024, 4, 26), 1, date(2024, 4, 28)),
        (date(2024, 4, 30), 1, date(2024, 5, 6)),
        (date(2024, 5, 6), -1, date(2024, 4, 30)),
        (date(2024, 5, 6), -3, date(2024, 4, 28)),
        (date(2024, 6, 30), 1, date(2024, 7, 1)),
        (date(2024, 6, 30), -1, date(2024, 6, 28)),
    ],
)
def test_steps_are_counted_in_working_days(day: date, steps: int, there: date) -> None:
    assert CN.shift(day, steps) == there


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2024, 4, 26), date(2024, 4, 26), 0),
        (date(2024, 4, 26), date(2024, 4, 28), 1),
        (date(2024, 4, 30), date(2024, 5, 6), 1),
        (date(2024, 5, 6), date(2024, 4, 30), -1),
        (date(2024, 6, 28), date(2024, 6, 30), 0),
        (date(2024, 6, 30), date(2024, 6, 28), 0),
    ],
)
def test_the_working_days_between_two_dates_leave_the_first_out(start: date, end: date, days: int) -> None:
    assert CN.between(start, end) == days


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2024, 4, 25), date(2024, 4, 22)),
        (date(2024, 4, 28), date(2024, 4, 22)),  # a worked Sunday ends its week, it begins none
        (date(2024, 5, 5), date(2024, 4, 29)),
        (date(2024, 6, 12), date(2024, 6, 11)),  # Monday was the Dragon Boat Festival
        (date(2024, 10, 3), None),  # the whole week is off: 30 September is worked, but see below
    ],
)
def test_a_week_begins_with_its_first_working_day(day: date, first: date | None) -> None:
    # Close the one worked day of the National Day week, so that none is left.
    assert Workdays("CN", {date(2024, 9, 30): False}).first_of_week(day) == first


def test_a_year_whose_calendar_is_not_published_says_so() -> None:
    assert CN.is_published(2024)
    assert not CN.is_published(2099)
    assert Workdays("DE").is_published(2099)
    assert WEEKDAYS.is_published(2099)


def test_threads_asking_for_a_new_year_at_once_all_get_the_whole_of_it() -> None:
    days = [date(2008, 1, 1) + timedelta(days=n) for n in range(366)]
    start = threading.Barrier(4)
    answers: list[list[bool]] = []

    def ask() -> None:
        calendar = Workdays("CN")
        start.wait()
        answers.append([calendar.is_workday(day) for day in days])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert not Workdays("CN").is_workday(date(2008, 10, 1))
