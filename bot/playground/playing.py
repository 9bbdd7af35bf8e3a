"""The playground with a bot in it: the stand-in workspace, the sample quarter, and the same bot that serves a real Slack."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time
from secrets import token_hex
from typing import Final

from bot.app import Bot, build_bot
from bot.http_mode import HttpReceiver
from bot.manifest import manifest
from bot.playground import scene
from bot.playground.sample import enter_sample
from bot.playground.server import HOST, Playground
from bot.playground.socket_mode import Patience
from bot.settings import Settings
from storage.database import open_database

# The morning on which the sample begins: the first notices stand in the channels when the page opens.
FIRST_POSTS: Final = datetime.combine(scene.START.date(), time(9, 0), tzinfo=scene.SHANGHAI)


@dataclass(frozen=True, slots=True)
class Game:
    """What is running."""

    playground: Playground
    bot: Bot

    @property
    def page_url(self) -> str:
        """Where to look at it."""
        return self.playground.page_url


@contextmanager
def playing(
    settings: Settings, *, database_url: str | None = None, patience: Patience | None = None, by_http: bool = False
) -> Iterator[Game]:
    """Serve a fresh playground on `settings.playground_port` (0: any free one), with a bot in it.

    Its records live in a new SQLite file in a temporary folder, unless `database_url` names an empty database.
    `patience` is how long the workspace waits for the bot, where it is not to be as long as Slack.
    `by_http` lets the workspace post to the bot in HTTP mode, on any free port, instead of waiting for its socket.
    """
    with tempfile.TemporaryDirectory(prefix="followups-playground-") as place:
        database = open_database(database_url or f"sqlite:///{place}/playground.db")
        try:
            with Playground(
                scene.sample_scene(), manifest=manifest(), port=settings.playground_port, patience=patience
            ) as playground:
                settings = as_in_slack(settings, playground)
                if by_http:
                    settings = replace(settings, signing_secret=token_hex(16), http_port=0, listen_host=HOST)
                bot = build_bot(settings, database, playground.clock.now)
                enter_sample(database, playground.clock.now())
                playground.clock.skip_to(FIRST_POSTS)
                playground.attach(bot.next_reminder, bot.run_ticks)
                bot.start()
                if isinstance(bot.receiver, HttpReceiver):
                    playground.reach_by(bot.receiver.url, settings.signing_secret)
                try:
                    bot.run_ticks()
                    yield Game(playground, bot)
                finally:
                    bot.stop()
        finally:
            database.close()


def as_in_slack(settings: Settings, playground: Playground) -> Settings:
    """The settings an operator would have made for this workspace."""
    return replace(
        settings,
        bot_token=playground.bot_token,
        app_token=playground.app_token,
        api_url=playground.api_url,
        office_users=(scene.HELEN, scene.LIU),
        office_usergroup="",
        office_channel=scene.OFFICE_CHANNEL,
    )
