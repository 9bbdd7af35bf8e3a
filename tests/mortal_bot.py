"""A bot in a process of its own, which may be told to die by SIGKILL at a step of a delivery. Not a test; the tests start it.

Everything comes by the environment: the settings, NOW (an instant), LEASE (seconds), and DIE_AT (a step, or nothing). It plans,
delivers and sweeps until nothing is open any more, then leaves with 0.
"""

import os
import signal
import sys
import time
from datetime import datetime, timedelta

from sqlmodel import col, select

from bot.app import build_bot
from bot.settings import settings_from
from jobs.deliver import Step
from jobs.plan import plan_due
from jobs.sweep import sweep
from storage.database import Database, open_database
from storage.models import MOVING_STATES, Delivery

PATIENCE_SECONDS = 180.0


def main() -> int:
    """Work until everything owed has come to an end."""
    settings = settings_from(os.environ)
    now = datetime.fromisoformat(os.environ["NOW"])
    lease = timedelta(seconds=float(os.environ["LEASE"]))
    database = open_database(settings.database_url)
    bot = build_bot(settings, database, lambda: now, lease=lease, at_step=_die_at(os.environ.get("DIE_AT", "")))
    bot.carrier.hands = 1  # so that it is known what has been posted when it dies
    plan_due(now, database, bot.desk.policy)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        bot.carrier.deliver(now)
        sweep(now, bot.carrier)
        if not _is_anything_open(database):
            database.close()
            return 0
        time.sleep(0.05)
    return 1


def _die_at(step: str) -> Step:
    def at_step(name: str, row: Delivery) -> None:
        if name == step and row.kind == "notice":
            os.kill(os.getpid(), signal.SIGKILL)

    return at_step


def _is_anything_open(database: Database) -> bool:
    with database.reading() as session:
        return (
            session.exec(select(Delivery.id).where(col(Delivery.state).in_(MOVING_STATES)).limit(1)).first() is not None
        )


if __name__ == "__main__":
    sys.exit(main())
