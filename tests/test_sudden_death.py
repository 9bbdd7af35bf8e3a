"""No post is lost and none is doubled: over the wire, through kill -9 at each step, lost answers, and several processes."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.playground import scene
from bot.playground.playing import FIRST_POSTS
from bot.playground.records import BOT_USER
from bot.playground.sample import UNITS, enter_sample
from bot.playground.server import Playground
from storage.database import open_database
from storage.workspace import serve_team

HERE = Path(__file__).parent
NOW = FIRST_POSTS + timedelta(minutes=1)


@pytest.fixture
def playground() -> Iterator[Playground]:
    """A workspace that lives on while bots die."""
    with Playground(scene.sample_scene(), manifest=manifest(), rate_limits=False) as playground:
        playground.clock.skip_to(NOW)
        yield playground


def prepare(database_url: str, playground: Playground) -> None:
    """The sample quarter in a database that no process holds."""
    team = playground.act(scene.HELEN, "open_im", **{"with": BOT_USER})
    assert team["channel"]
    database = open_database(database_url)
    with database.writing() as session:
        serve_team(session, _team_of(playground), "Lishen")
    enter_sample(database, scene.START)
    database.close()


def _team_of(playground: Playground) -> str:
    from slack_sdk import WebClient

    return str(WebClient(token=playground.bot_token, base_url=playground.api_url).auth_test()["team_id"])


def start_bot(
    database_url: str, playground: Playground, *, die_at: str = "", lease: float = 0.3
) -> "subprocess.Popen[bytes]":
    """A bot in a process of its own."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(HERE.parent),
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
        "DATABASE_URL": database_url,
        "OFFICE_USERS": scene.HELEN,
        "OFFICE_CHANNEL": scene.OFFICE_CHANNEL,
        "NOW": NOW.isoformat(),
        "LEASE": str(lease),
        "DIE_AT": die_at,
    }
    return subprocess.Popen([sys.executable, str(HERE / "mortal_bot.py")], env=environment)


def posts_of(playground: Playground) -> Counter[str]:
    """How many messages the bot has standing in each unit's channel."""
    channels = {unit.channel for unit in UNITS}
    with playground.workspace.lock:
        return Counter(
            channel.id
            for channel in playground.workspace.channels.values()
            if channel.id in channels
            for message in channel.messages.values()
            if message.user == BOT_USER
        )


ONE_EACH = Counter({unit.channel: 1 for unit in UNITS})


@pytest.mark.parametrize("step", ["claimed", "sending", "posted"])
def test_a_bot_killed_at_this_step_is_followed_by_one_that_neither_loses_nor_doubles(
    step: str, database_url: str, playground: Playground
) -> None:
    prepare(database_url, playground)
    first = start_bot(database_url, playground, die_at=step)
    assert first.wait(60) == -signal.SIGKILL
    assert posts_of(playground).total() == (1 if step == "posted" else 0)
    assert start_bot(database_url, playground).wait(90) == 0
    assert posts_of(playground) == ONE_EACH


def test_a_post_whose_answer_was_lost_is_found_again_and_not_repeated(
    database_url: str, playground: Playground
) -> None:
    prepare(database_url, playground)
    playground.faults.arm("reset_after_accept", times=3)
    assert start_bot(database_url, playground).wait(90) == 0
    assert posts_of(playground) == ONE_EACH


def test_two_processes_on_one_postgresql_post_once_on_slacks_worst_day(
    postgres_url: str, playground: Playground
) -> None:
    prepare(postgres_url, playground)
    playground.faults.arm("reset_after_accept", times=2)
    playground.faults.arm("server_error", times=2)
    playground.faults.arm("rate_limited", times=2, seconds=1.0)
    playground.faults.arm("reset_before_accept", times=2)
    playground.faults.arm("history_fails", times=1)
    bots = [start_bot(postgres_url, playground, lease=2.0) for _ in range(2)]
    assert [bot.wait(90) for bot in bots] == [0, 0]
    assert posts_of(playground) == ONE_EACH
