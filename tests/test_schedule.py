"""The schedule runs its ticks, one at a time each, and nothing a tick does ends the rounds."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from jobs.schedule import Schedule, Tick

# Long enough that no turn comes by itself during a test; what a test waits for comes by an event, or the test fails.
NEVER = 3_600.0
PATIENCE = 30.0


class Round:
    """A deed that tells when it begins, waits until it may end, and counts."""

    def __init__(self, *, is_held: bool = False) -> None:
        self.begun = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)
        self.is_held = is_held
        self.runs = 0
        self.at_once = 0
        self.most_at_once = 0

    def __call__(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.runs += 1
        self.begun.release()
        if self.is_held:
            assert self.may_end.acquire(timeout=PATIENCE)
        self.at_once -= 1
        self.ended.release()


@contextmanager
def running(schedule: Schedule) -> Iterator[Schedule]:
    schedule.start()
    try:
        yield schedule
    finally:
        schedule.stop()


def until(semaphore: threading.Semaphore) -> None:
    assert semaphore.acquire(timeout=PATIENCE), "it never happened"


def test_every_tick_runs_at_once_and_then_at_its_interval() -> None:
    often, seldom = Round(), Round()
    with running(Schedule({"often": Tick(often, 0.02), "seldom": Tick(seldom, NEVER)})):
        for _ in range(3):
            until(often.ended)
        until(seldom.ended)
    assert seldom.runs == 1


def test_a_tick_that_raises_does_not_end_the_rounds() -> None:
    seen = threading.Semaphore(0)

    def fail() -> None:
        seen.release()
        raise ConnectionError("nobody there")

    with running(Schedule({"fail": Tick(fail, 0.02)})):
        for _ in range(3):
            until(seen)


def test_a_nudge_runs_a_tick_without_waiting_for_its_turn() -> None:
    deed = Round()
    with running(Schedule({"deed": Tick(deed, NEVER)})) as schedule:
        until(deed.ended)
        for _ in range(20):
            schedule.nudge("deed")
            until(deed.ended)


def test_nudges_during_a_turn_are_one_more_turn_when_it_ends() -> None:
    deed = Round(is_held=True)
    with running(Schedule({"deed": Tick(deed, NEVER)})) as schedule:
        until(deed.begun)
        for _ in range(5):
            schedule.nudge("deed")
        deed.may_end.release()
        until(deed.begun)
        deed.may_end.release()
        until(deed.ended)
        until(deed.ended)
    assert (deed.runs, deed.most_at_once) == (2, 1)


def test_a_tick_never_runs_twice_at_once() -> None:
    deed = Round()
    with running(Schedule({"deed": Tick(deed, 0.01)})) as schedule:

        def nudge() -> None:
            for _ in range(50):
                schedule.nudge("deed")

        nudging = [threading.Thread(target=nudge) for _ in range(3)]
        asking = threading.Thread(target=schedule.run_now, args=["deed"] * 20)
        for thread in (*nudging, asking):
            thread.start()
        for thread in (*nudging, asking):
            thread.join()
        until(deed.ended)
    assert deed.most_at_once == 1


def test_one_slow_tick_holds_up_no_other() -> None:
    slow, quick = Round(is_held=True), Round()
    with running(Schedule({"slow": Tick(slow, NEVER), "quick": Tick(quick, 0.02)})):
        until(slow.begun)
        for _ in range(3):
            until(quick.ended)
        slow.may_end.release()
    assert slow.runs == 1


def test_asked_for_now_the_ticks_run_one_after_the_other_before_the_answer() -> None:
    order: list[str] = []
    schedule = Schedule(
        {"first": Tick(lambda: order.append("first"), NEVER), "second": Tick(lambda: order.append("second"), NEVER)}
    )
    schedule.run_now("second", "first")
    assert order == ["second", "first"]


def test_a_nudge_during_a_turn_somebody_asked_for_is_not_forgotten() -> None:
    deed = Round()
    with running(Schedule({"deed": Tick(deed, NEVER)})) as schedule:
        until(deed.ended)
        deed.is_held = True
        asking = threading.Thread(target=schedule.run_now, args=("deed",))
        asking.start()
        until(deed.begun)  # the first turn's
        until(deed.begun)
        schedule.nudge("deed")
        deed.is_held = False
        deed.may_end.release()
        asking.join()
        until(deed.ended)
        until(deed.ended)
    assert deed.runs == 3


def test_stopping_waits_for_what_is_under_way_and_begins_nothing_more() -> None:
    deed = Round(is_held=True)
    schedule = Schedule({"deed": Tick(deed, 0.01)})
    schedule.start()
    until(deed.begun)
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    schedule.nudge("deed")
    deed.may_end.release()
    stopping.join()
    assert (deed.runs, deed.at_once) == (1, 0)
    schedule.nudge("deed")
    assert deed.runs == 1


def test_a_tick_that_asks_something_of_the_scheduler_while_it_stops_ends_and_stopping_too() -> None:
    begun, ended = threading.Event(), threading.Event()

    def nudging() -> None:
        begun.set()
        while schedule._scheduler.running:  # until the scheduler is being shut down
            time.sleep(0.001)
        schedule._scheduler.add_job(begun.set)  # what a nudge does that saw it running still
        ended.set()

    schedule = Schedule({"nudging": Tick(nudging, NEVER)})
    schedule.start()
    assert begun.wait(PATIENCE)
    stopping = threading.Thread(target=schedule.stop, daemon=True)
    stopping.start()
    assert ended.wait(PATIENCE)
    stopping.join(PATIENCE)
    assert not stopping.is_alive()


def test_a_tick_whose_time_was_lost_to_a_clock_set_back_is_armed_again() -> None:
    deed = Round()
    with running(Schedule({"deed": Tick(deed, 0.5)}, late=0.5)) as schedule:
        until(deed.ended)
        # To APScheduler a clock set back by an hour looks like a next turn that is an hour away.
        schedule._scheduler.modify_job("deed", next_run_time=datetime.now(UTC) + timedelta(hours=1))
        while deed.ended.acquire(blocking=False):
            pass
        until(deed.ended)


def test_an_unknown_tick_is_an_error() -> None:
    with pytest.raises(KeyError):
        Schedule({}).nudge("nobody")
