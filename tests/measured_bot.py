"""A bot in a process of its own, to be measured: the real one, and beside its commands one that does nothing. Not a test.

The settings come by the environment. It says "ready" on its output, answers what it is asked there line by line, and ends with
its input: "memory" is answered with its resident size in bytes, "home USER" with the seconds one Home took to draw.
"""

import os
import sys
import time
from datetime import UTC, datetime

from slack_bolt import Ack

from bot.app import build_bot
from bot.home import Homes
from bot.running import settle_in
from bot.settings import settings_from
from storage.board import Chosen
from storage.database import open_database
from tests.memory import resident_bytes


def main() -> None:
    """Serve until the input ends."""
    settings = settings_from(os.environ)
    database = open_database(settings.database_url)
    now = datetime.fromisoformat(os.environ["NOW"]).astimezone(UTC)
    bot = build_bot(settings, database, lambda: now)

    @bot.app.command("/empty")
    def _empty(ack: Ack) -> None:
        ack()

    settle_in()
    bot.start()
    print("ready", flush=True)
    for line in sys.stdin:
        match line.split():
            case ["memory"]:
                print(resident_bytes(), flush=True)
            case ["home", user]:
                homes = Homes(bot.desk, bot.app.client)
                homes.view(user, Chosen())
                begun = time.perf_counter()
                homes.view(user, Chosen())
                print(time.perf_counter() - begun, flush=True)
    bot.stop()
    database.close()


if __name__ == "__main__":
    main()
