"""The playground with a bot in it: the stand-in workspace, the sample quarter, and the same bot that serves a real Slack."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Final

from bot.app import Bot, build_bot
from bot.manifest import manifest
from bot.playground import scene
from bot.playground.sample import enter_sample
from bot.playground.server import Playground
from bot.settings import Settings
from storage.database import open_database
from storage.workspace import serve_team

APP_TOKEN: Final = "xapp-playground"
BOT_TOKEN: Final = "xoxb-playground"
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
def playing(settings: Settings, folder: Path | None = None, *, database_url: str | None = None) -> Iterator[Game]:
    """Serve a fresh playground on `settings.playground_port` (0: any free one), with a bot in it.

    Its records live in a new SQLite file in a temporary folder, unless `database_url` names an empty database.
    """
    with tempfile.TemporaryDirectory(prefix="followups-playground-", dir=folder) as place:
        database = open_database(database_url or f"sqlite:///{place}/playground.db")
        try:
            with Playground(
                scene.sample_scene(),
                manifest=manifest(),
                port=settings.playground_port,
                bot_token=BOT_TOKEN,
                app_token=APP_TOKEN,
            ) as playground:
                with database.writing() as session:
                    serve_team(session, playground.workspace.team_id, playground.workspace.name)
                enter_sample(database, playground.clock.now())
                bot = build_bot(
                    replace(
                        settings,
                        bot_token=BOT_TOKEN,
                        app_token=APP_TOKEN,
                        api_url=playground.api_url,
                        office_users=(scene.HELEN, scene.LIU),
                        office_usergroup="",
                        office_channel=scene.OFFICE_CHANNEL,
                    ),
                    database,
                    playground.clock.now,
                )
                playground.clock.skip_to(FIRST_POSTS)
                bot.start()
                try:
                    bot.run_ticks()
                    playground.attach(next_reminder=bot.next_reminder, ticks=bot.run_ticks)
                    yield Game(playground, bot)
                finally:
                    bot.stop()
        finally:
            database.close()
