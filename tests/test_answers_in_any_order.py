"""Whatever order replies, edits, deletions and reactions reach us in, and however often: each counts once, and the journal explains every state."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import func, select

from bot import edits, reactions, threads
from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.settings import settings_from
from storage import activity, items, units
from storage.models import Activity
from tests.stage import newest_reminder

QD = scene.QINGDAO
WORDS = (
    "2 done",
    "2 and 3 done",
    "3 not done",
    "4 blocked: no crane",
    "4 unblocked",
    "undo",
    "5 done, 6 blocked",
    "all done except 7",
    "hello",
    "7 ack",
    "extend 2 to 20 December, late parts",
    "8 done?",
)
PEOPLE = (scene.SUN, scene.HELEN)
STAMPS = count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as Slack tells it, and which listener hears it."""

    kind: str
    event: dict[str, Any]


@pytest.fixture(scope="module")
def game() -> Iterator[Game]:
    """One workspace for all sequences; the events are handed to the listeners directly."""
    with playing(settings_from({"PLAYGROUND_PORT": "0"})) as running:
        yield running


def stamp(game: Game) -> str:
    """Slack's next stamp: later than all before, and of the workspace's day."""
    return f"{game.playground.clock.now().timestamp() + next(STAMPS) / 1000:.6f}"


@st.composite
def told(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """What people do, one step after the other: say, edit, delete (one of the last sayings), check and uncheck."""
    step = st.tuples(
        st.sampled_from(("say", "say", "edit", "delete", "added", "removed")),
        st.integers(0, len(WORDS) - 1),
        st.integers(0, 3),
    )
    return draw(st.lists(step, min_size=1, max_size=8))


def events_of(game: Game, steps: list[tuple[str, int, int]]) -> list[Told]:
    """The steps as events, in the order in which they happened."""
    top = newest_reminder(game, QD)
    said: list[dict[str, Any]] = []
    events: list[Told] = []
    for kind, word, which in steps:
        at = stamp(game)
        if kind == "say":
            message = {"user": PEOPLE[which % 2], "text": WORDS[word], "ts": at, "thread_ts": top.ts}
            said.append(message)
            events.append(Told("message", {"type": "message", "channel": QD, **message}))
        elif kind == "edit" and said:
            message = said[-1 - which % len(said)]
            now = {**message, "text": WORDS[word], "edited": {"user": message["user"], "ts": at}}
            events.append(Told("message", {"subtype": "message_changed", "channel": QD, "message": now, "ts": at}))
        elif kind == "delete" and said:
            message = said[-1 - which % len(said)]
            gone = {"previous_message": message, "deleted_ts": message["ts"]}
            events.append(Told("message", {"subtype": "message_deleted", "channel": QD, "ts": at, **gone}))
        elif kind in ("added", "removed"):
            item = {"type": "message", "channel": QD, "ts": top.ts}
            event = {"user": PEOPLE[which % 2], "reaction": "white_check_mark", "item": item, "event_ts": at}
            events.append(Told(kind, event))
    return events


def tell(game: Game, each: Told) -> None:
    """Hand one event to whoever listens for it."""
    desk = game.bot.desk
    if each.kind != "message":
        reactions.hear_reaction(each.event, desk, is_added=each.kind == "added")
    elif not edits.hear_change(each.event, desk):
        threads.hear_message(each.event, desk)


def states(game: Game) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    """Of each item: what its row says, and what its journal says when it is replayed."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        numbered = [items.item_numbered(session, unit.id or 0, number) for number in range(1, 13)]
        return {
            item.number: (activity.snapshot(item), activity.replayed(activity.history(session, item)))
            for item in numbered
            if item is not None
        }


def lines(game: Game) -> int:
    """How long the journal is."""
    with game.bot.desk.database.reading() as session:
        return session.exec(select(func.count()).select_from(Activity)).one()


@given(steps=told(), data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_events_reordered_and_redelivered_count_once_and_the_journal_explains_the_state(
    game: Game, steps: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    events = events_of(game, steps)
    brought = (
        data.draw(st.permutations([*events, *data.draw(st.lists(st.sampled_from(events), max_size=4))]))
        if events
        else []
    )
    for each in brought:
        tell(game, each)
    after = states(game)
    assert all(row == journal for row, journal in after.values())
    length = lines(game)
    for each in [*events, *reversed(events)]:
        tell(game, each)
    assert lines(game) == length or _told_late(brought, events)
    assert all(row == journal for row, journal in states(game).values())
    length, after = lines(game), states(game)
    for each in brought:
        tell(game, each)
    assert (lines(game), states(game)) == (length, after)


def _told_late(brought: list[Told], events: list[Told]) -> bool:
    """Whether Slack's order was turned round, so that a later telling may still bring news."""
    firsts = list(dict.fromkeys(id(each) for each in brought))
    return firsts != [id(each) for each in events]


@given(steps=told())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_events_in_order_each_told_twice_do_what_they_do_once(game: Game, steps: list[tuple[str, int, int]]) -> None:
    for each in events_of(game, steps):
        tell(game, each)
        length, after = lines(game), states(game)
        tell(game, each)
        assert (lines(game), states(game)) == (length, after)
