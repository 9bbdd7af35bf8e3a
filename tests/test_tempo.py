"""Pacing: ahead of Slack's limits with the bursts it allows, and obedient when it says wait. Time is an argument."""

from datetime import timedelta

import pytest

from jobs.tempo import Limit, Road, Tempo

ROADS: dict[Road, Limit] = {
    "post": Limit(120, 10),
    "whisper": Limit(60, 5),
    "mark": Limit(60, 5),
    "update": Limit(60, 5),
}


class Clock:
    """Seconds that pass when told so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tempo(clock: Clock) -> Tempo:
    return Tempo(Limit(60, 3), ROADS, clock)


def taken(tempo: Tempo, channel: str, tries: int = 100, road: Road = "post") -> int:
    """How many messages may go at once."""
    return sum(tempo.take(road, channel) for _ in range(tries))


def test_a_channel_takes_its_burst_and_then_one_a_second(tempo: Tempo, clock: Clock) -> None:
    assert taken(tempo, "C1") == 3
    assert tempo.full_channels() == {"C1"}
    clock.now = 0.9
    assert taken(tempo, "C1") == 0
    clock.now = 1.0
    assert taken(tempo, "C1") == 1
    clock.now = 100.0
    assert taken(tempo, "C1") == 3


def test_a_full_channel_holds_up_no_other_until_the_workspace_is_full(tempo: Tempo, clock: Clock) -> None:
    assert [taken(tempo, f"C{n}") for n in range(5)] == [3, 3, 3, 1, 0]
    assert tempo.room("post") == 0
    clock.now = 0.5
    assert tempo.room("post") == 1
    assert taken(tempo, "C4") == 1


def test_each_road_has_a_limit_of_its_own(tempo: Tempo) -> None:
    assert taken(tempo, "C1", road="mark") == 5
    assert tempo.room("mark") == 0
    assert (tempo.room("post"), tempo.room("whisper"), tempo.room("update")) == (10, 5, 5)
    assert tempo.full_channels() == set()


def test_a_channel_told_to_wait_waits_as_long_as_it_was_told_and_alone(tempo: Tempo, clock: Clock) -> None:
    tempo.wait("post", "C1", timedelta(seconds=30))
    assert (taken(tempo, "C1"), taken(tempo, "C2")) == (0, 3)
    clock.now = 29.9
    assert taken(tempo, "C1") == 0
    clock.now = 30.0
    assert taken(tempo, "C1") == 1


def test_a_second_channel_told_to_wait_meanwhile_means_all_of_them(tempo: Tempo, clock: Clock) -> None:
    tempo.wait("post", "C1", timedelta(seconds=5))
    tempo.wait("post", "C2", timedelta(seconds=5))
    assert taken(tempo, "C3") == 0
    assert tempo.room("mark") == 5
    clock.now = 5.0
    assert taken(tempo, "C3") == 1


def test_channels_told_to_wait_one_after_the_other_are_each_their_own(tempo: Tempo, clock: Clock) -> None:
    tempo.wait("post", "C1", timedelta(seconds=5))
    clock.now = 6.0
    tempo.wait("post", "C2", timedelta(seconds=5))
    assert taken(tempo, "C3") == 3


def test_a_workspace_told_to_wait_waits_in_every_channel_at_once(tempo: Tempo) -> None:
    tempo.wait("post", "C1", timedelta(seconds=5), is_everywhere=True)
    assert taken(tempo, "C2") == 0


def test_a_reaction_told_to_wait_holds_up_reactions_everywhere_and_no_post(tempo: Tempo) -> None:
    tempo.wait("mark", "C1", timedelta(seconds=5))
    assert taken(tempo, "C2", road="mark") == 0
    assert taken(tempo, "C1") == 3
