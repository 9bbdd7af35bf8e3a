"""What people say and do while the bot is away: found when it comes back, done once, said once. Over the wire."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.app import Bot, build_bot
from bot.catch_up import CatchUp
from bot.courier import reading_client
from bot.playground import messages, scene
from bot.playground.playing import Game, as_in_slack, playing
from bot.playground.sample import UNITS
from bot.playground.socket_mode import Patience
from bot.settings import Settings, settings_from
from storage import activity, catching_up, deliveries, items, people, units
from storage.models import Delivery, Item
from tests.stage import (
    newest_reminder,
    reply,
    said_by_bot,
    settle,
    until_confirmed,
    until_marked,
    until_shown,
)

QD = scene.QINGDAO
SETTINGS = settings_from({"PLAYGROUND_PORT": "0"})


@pytest.fixture
def game(tmp_path: Path) -> Iterator[Game]:
    """A workspace that does not tell again what nobody was there to hear."""
    with playing(SETTINGS, database_url=f"sqlite:///{tmp_path}/away.db", patience=Patience(retries=())) as running:
        yield running


@contextmanager
def back_again(game: Game) -> Iterator[Game]:
    """The bot's next process, on the same records."""
    settings = as_in_slack(SETTINGS, game.playground)
    bot: Bot = build_bot(settings, game.bot.desk.database, game.playground.clock.now)
    bot.start()
    try:
        yield Game(game.playground, bot)
    finally:
        bot.stop()


def look(game: Game) -> CatchUp:
    """A reader of what was missed, whose rounds the test counts."""
    settings = as_in_slack(SETTINGS, game.playground)
    return CatchUp(game.bot.desk, reading_client(settings.bot_token, settings.api_url))


def item(game: Game, number: int) -> Item:
    """Qingdao's item as the records have it."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def journal(game: Game, number: int) -> list[str]:
    """What happened to an item, verb by verb, after it was assigned."""
    with game.bot.desk.database.reading() as session:
        return [line.verb for line in activity.history(session, item(game, number))][1:]


def confirmations(game: Game, words: str) -> list[str]:
    """The lines of the newest reminder's thread that hold these words, all their blocks together."""
    top = newest_reminder(game, QD)
    lines = [line for line in said_by_bot(game, QD, thread_ts=top.ts) if line.is_reply]
    return [f"{line.text} {line.blocks}" for line in lines if words in line.text]


def test_replies_made_while_the_bot_was_away_are_found_once_and_said_so(game: Game) -> None:
    game.bot.stop()
    first = reply(game, scene.SUN, QD, "2 done")
    reply(game, scene.SUN, QD, "nice weather today")
    game.playground.act(scene.HELEN, "clock", to="2024-04-26T15:00:00+08:00")
    with back_again(game) as again:
        until_marked(again, QD, first, "white_check_mark")
        until_confirmed(again, QD, "QD-2 done")
        settle(again)
        assert look(again).look() == 0
        (line,) = confirmations(again, "QD-2 done")
        assert "while I was away" in line
    assert journal(game, 2) == ["done"]
    done_at = item(game, 2).done_at
    assert done_at is not None
    assert done_at.timestamp() == pytest.approx(float(first), abs=1)  # it counts from when it was written


def test_edits_deletions_and_broadcasts_made_while_away_are_noticed(game: Game) -> None:
    edited = reply(game, scene.SUN, QD, "2 done")
    deleted = reply(game, scene.SUN, QD, "3 done")
    until_marked(game, QD, deleted, "white_check_mark")
    settle(game)
    top = newest_reminder(game, QD)
    game.bot.stop()
    game.playground.act(scene.SUN, "edit", channel=QD, ts=edited, text="4 done, I mean")
    game.playground.act(scene.SUN, "delete", channel=QD, ts=deleted)
    game.playground.act(scene.SUN, "say", channel=QD, text="5 done", thread_ts=top.ts, broadcast=True)
    with back_again(game) as again:
        game.playground.workspace.until(lambda: item(game, 2).state == "open", 60.0)
        until_confirmed(again, QD, "QD-5 done")
        until_confirmed(again, QD, "A reply was deleted. What it reported stays: QD-3 done")
        settle(again)
        assert look(again).look() == 0
    assert [item(game, number).state for number in (2, 3, 5)] == ["open", "done", "done"]
    assert journal(game, 2) == ["done", "undo"]
    assert journal(game, 5) == ["done"]


def test_check_marks_put_and_taken_off_while_away_count(game: Game) -> None:
    for number in range(2, 13):
        reply(game, scene.SUN, QD, f"{number} done")
    until_shown(game, QD, "11 done")
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    top = newest_reminder(game, QD)
    game.bot.stop()
    game.playground.act(scene.SUN, "react", channel=QD, ts=top.ts, name="white_check_mark")
    with back_again(game) as again:
        game.playground.workspace.until(lambda: item(game, 1).state == "done", 60.0)
        assert look(again).look() == 0
    game.playground.act(scene.SUN, "react", channel=QD, ts=top.ts, name="white_check_mark", on=False)
    with back_again(game) as again:
        game.playground.workspace.until(lambda: item(game, 1).state == "open", 60.0)
        assert look(again).look() == 0
    assert journal(game, 1) == ["done", "undo"]


def test_what_was_heard_live_is_not_taken_again(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    settle(game)
    assert look(game).look() == 0
    assert journal(game, 2) == ["done"]
    assert "while I was away" not in confirmations(game, "QD-2 done")[0]


def test_a_round_in_between_reads_only_what_moved_and_leaves_what_is_on_its_way(game: Game) -> None:
    reader = look(game)
    reader.look()
    game.bot.receiver.close()
    ts = reply(game, scene.SUN, QD, "2 done")
    assert reader.look() == 0  # a minute has not passed: it may still come as an event
    game.playground.act(scene.HELEN, "clock", to="2024-04-25T16:00:00+08:00")
    assert reader.look() == 1
    assert item(game, 2).state == "done"
    with game.bot.desk.database.reading() as session:
        seen = catching_up.seen(session, QD)
    assert seen is not None
    assert float(seen) >= float(ts)


def test_a_channel_without_a_post_of_ours_is_not_read(game: Game) -> None:
    with game.bot.desk.database.reading() as session:
        assert catching_up.newest_posts(session, scene.GENERAL, 20) == []
        assert scene.GENERAL not in catching_up.channels_by_need(session)


class Counted(WebClient):
    """A client that counts what it asks of Slack, by method."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(token=settings.bot_token, base_url=settings.api_url)
        self.asked: Counter[str] = Counter()

    def api_call(self, api_method: str, **arguments: Any) -> Any:
        self.asked[api_method] += 1
        return super().api_call(api_method, **arguments)


def test_threads_that_did_not_move_and_threads_that_are_not_ours_are_never_opened(game: Game) -> None:
    workspace = game.playground.workspace
    with workspace.lock:
        channel = workspace.channel(QD)
        for number in range(200):
            root = messages.post(workspace, channel, scene.SUN, messages.Words(f"topic {number}"))
            messages.post(workspace, channel, scene.SUN, messages.Words("3 done"), thread_ts=root.ts)
    look(game).look()
    client = Counted(as_in_slack(SETTINGS, game.playground))
    reader = CatchUp(game.bot.desk, client)
    reader.look()
    assert client.asked["conversations.replies"] == 0
    game.bot.receiver.close()
    game.playground.act(scene.HELEN, "clock", to="2024-04-25T15:00:00+08:00")
    reply(game, scene.SUN, QD, "2 done")
    game.playground.act(scene.HELEN, "clock", to="2024-04-25T16:00:00+08:00")
    assert reader.look() == 1
    assert client.asked["conversations.replies"] == 1
    assert open_states(game) == {2: "done"}


def test_when_slack_asks_for_a_rest_the_round_ends_and_goes_on_with_the_next(game: Game) -> None:
    game.bot.receiver.close()
    reply(game, scene.SUN, QD, "2 done")
    client = Counted(as_in_slack(SETTINGS, game.playground))
    reader = CatchUp(game.bot.desk, client)
    game.playground.act(scene.HELEN, "fault", name="rate_limited", method="conversations.history", times=1)
    assert reader.look() == 0
    assert client.asked["conversations.history"] == 1
    assert reader.look() == 1
    assert item(game, 2).state == "done"
    assert "while I was away" in until_confirmed(game, QD, "QD-2 done").text + str(confirmations(game, "QD-2 done"))


def open_states(game: Game) -> dict[int, str]:
    """Which of Qingdao's items are no longer open, and what they are."""
    return {n: item(game, n).state for n in range(1, 13) if item(game, n).state != "open"}


def add_newer_posts(game: Game, many: int) -> None:
    """Put so many later posts of ours into the ledger that the newest reminder is no longer among the newest."""
    top = newest_reminder(game, QD)
    with game.bot.desk.database.writing() as session:
        ours = deliveries.message_at(session, QD, top.ts)
        assert ours is not None
        for number in range(many):
            like = ours.model_dump(exclude={"id"})
            like |= {"dedup_key": f"reminder:{QD}:later:{number}", "message_ts": f"{float(top.ts) + 1 + number:.6f}"}
            session.add(Delivery(**like))


def test_an_edit_under_an_older_post_made_while_away_is_noticed(game: Game) -> None:
    edited = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, edited, "white_check_mark")
    settle(game)
    add_newer_posts(game, 25)
    game.bot.stop()
    game.playground.act(scene.SUN, "edit", channel=QD, ts=edited, text="2 is still open, sorry")
    assert look(game).look() == 1
    assert item(game, 2).state == "open"


def test_six_thousand_old_threads_are_not_read_one_by_one(game: Game) -> None:
    add_newer_posts(game, 6_000)
    reply(game, scene.SUN, QD, "2 done")
    settle(game)
    client = Counted(as_in_slack(SETTINGS, game.playground))
    CatchUp(game.bot.desk, client).look()
    assert client.asked["conversations.replies"] <= 2
    assert client.asked["conversations.history"] <= 2 * len(UNITS)


def test_who_left_while_away_becomes_a_task_of_the_office_and_is_welcome_back(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        people.person_for_user(session, scene.XU, "Xu")
    game.bot.stop()
    workspace = game.playground.workspace
    for is_deleted in (True, False):
        with workspace.lock:
            workspace.people[scene.XU].is_deleted = is_deleted
        with back_again(game) as again:
            look(again).look()
            with again.bot.desk.database.reading() as session:
                person = people.person_of_user(session, scene.XU)
                assert person is not None
                assert (person.left_at is not None) is is_deleted
