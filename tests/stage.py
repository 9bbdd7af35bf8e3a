"""The stage of the end-to-end tests: a playground with a bot in it, and what people do and see there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.playground.records import BOT_USER, Message
from bot.playground.socket_mode import Patience
from bot.settings import settings_from

SECONDS = 60.0
# How fast answers are is measured elsewhere; here a busy machine is no defect.
UNHURRIED = replace(Patience(), ack=30.0, trigger=30.0)


@pytest.fixture
def game() -> Iterator[Game]:
    """The sample quarter on the morning of 25 April 2024, on any free port."""
    with playing(settings_from({"PLAYGROUND_PORT": "0"}), patience=UNHURRIED) as running:
        yield running


def said_by_bot(game: Game, channel: str, *, thread_ts: str | None = None) -> list[Message]:
    """What the bot has standing in a channel, or in one of its threads; oldest first."""
    with game.playground.workspace.lock:
        messages = list(game.playground.workspace.channels[channel].messages.values())
    return [
        message
        for message in messages
        if message.user == BOT_USER and (message.thread_ts == thread_ts if thread_ts else not message.is_reply)
    ]


def shown_in(game: Game, channel: str) -> list[Message]:
    """What the bot shows in a channel: what stands there, and what stands in a thread and is shown in the channel too."""
    with game.playground.workspace.lock:
        messages = list(game.playground.workspace.channels[channel].messages.values())
    return [
        message
        for message in messages
        if message.user == BOT_USER and (not message.is_reply or message.subtype == "thread_broadcast")
    ]


def whispered_to(game: Game, channel: str, user: str) -> list[Message]:
    """The private words one person was told in a channel."""
    with game.playground.workspace.lock:
        whispers = list(game.playground.workspace.channels[channel].whispers.values())
    return [message for message in whispers if message.whispered_to == user]


def newest_reminder(game: Game, channel: str) -> Message:
    """The bot's newest root message in a channel."""
    return said_by_bot(game, channel)[-1]


def reply(game: Game, user: str, channel: str, text: str, *, under: Message | None = None) -> str:
    """Answer in a reminder's thread; returns the reply's ts."""
    top = under or newest_reminder(game, channel)
    return str(game.playground.act(user, "say", channel=channel, text=text, thread_ts=top.ts)["ts"])


def until_marked(game: Game, channel: str, ts: str, mark: str, *, on: bool = True) -> None:
    """Wait until the bot's reaction stands on a message, or is gone from it."""

    def is_so() -> bool:
        return (BOT_USER in game.playground.workspace.message(channel, ts).reactions.get(mark, [])) is on

    assert game.playground.workspace.until(is_so, SECONDS)


def until_confirmed(game: Game, channel: str, words: str, *, after: str = "0") -> Message:
    """Wait for a line of the bot in the newest reminder's thread that holds these words and stands behind the message `after`."""

    def found() -> Message | None:
        top = newest_reminder(game, channel)
        lines = [
            line
            for line in said_by_bot(game, channel, thread_ts=top.ts)
            if line.is_reply and words in line.text and float(line.ts) > float(after)
        ]
        return lines[-1] if lines else None

    line = game.playground.workspace.until(found, SECONDS)
    assert line is not None
    return line


def until_whispered(game: Game, channel: str, user: str, words: str) -> Message:
    """Wait for a private word that holds these words."""

    def found() -> Message | None:
        heard = [whisper for whisper in whispered_to(game, channel, user) if words in whisper.text]
        return heard[-1] if heard else None

    whisper = game.playground.workspace.until(found, SECONDS)
    assert whisper is not None
    return whisper


def until_shown(game: Game, channel: str, words: str) -> Message:
    """Wait until the newest reminder of a channel holds these words."""

    def found() -> Message | None:
        top = newest_reminder(game, channel)
        return top if words in top.text else None

    shown = game.playground.workspace.until(found, SECONDS)
    assert shown is not None
    return shown


def settle(game: Game) -> None:
    """Let everything that was said so far be worked off: a last reply that is confirmed says that all before it were heard."""
    marker = reply(game, scene.SUN, scene.QINGDAO, "12: marker")
    # An earlier marker of the same test may be confirmed already.
    until_confirmed(game, scene.QINGDAO, "QD-12", after=marker)
