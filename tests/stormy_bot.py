"""One replica of the storm: carries messages as the bot does, and answers each reminder as a unit would. Not a test.

Everything comes by the environment: SLACK_API_URL and SLACK_BOT_TOKEN, DATABASE_URL, CLOCK (a file that holds the cadence's
instant), LEASE and TIMEOUT (seconds). It says `ready` when it has begun, and works until it is stopped or killed.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlmodel import Session, select

from bot.answering import Answer, Place
from bot.courier import SlackCourier, posting, reading_client
from jobs.cadence import Policy
from jobs.deliver import Carrier
from jobs.facts import today_of
from jobs.plan import plan_due
from jobs.schedule import Schedule, Tick
from jobs.sweep import sweep
from jobs.tempo import Limit, Tempo
from storage import deliveries, inbound, refusals
from storage.database import Database, open_database
from storage.items import Said
from storage.models import Delivery, Item, Unit
from storage.viewers import operator
from tests.storm import OFFICE_CHANNEL

POLICY: Final = Policy()
# Limits are among the storm's own misfortunes; ahead of them there would be none.
UNLIMITED: Final = Limit(6e6, 1e5)


def main() -> int:
    """Work until SIGTERM."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    clock = Path(os.environ["CLOCK"])

    def now() -> datetime:
        return datetime.fromisoformat(clock.read_text())

    token, api_url = os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]
    database = open_database(os.environ["DATABASE_URL"])
    carrier = Carrier(
        database,
        SlackCourier(posting(token, api_url, float(os.environ["TIMEOUT"])), reading_client(token, api_url)),
        POLICY,
        owner=f"replica:{os.getpid()}",
        office_channel=OFFICE_CHANNEL,
        lease=timedelta(seconds=float(os.environ["LEASE"])),
        tempo=Tempo(UNLIMITED, {"post": UNLIMITED, "whisper": UNLIMITED, "mark": UNLIMITED, "update": UNLIMITED}),
    )
    with database.writing() as session:
        refusals.try_again(session)
    deeds: dict[str, Callable[[], object]] = {
        "plan": lambda: plan_due(now(), database, POLICY),
        "deliver": lambda: carrier.deliver(now()),
        "refresh": lambda: carrier.refresh(now()),
        "sweep": lambda: sweep(now(), carrier),
        "answer": lambda: answer_reminders(database, now()),
    }
    schedule = Schedule({name: Tick(deed, 0.25) for name, deed in deeds.items()})
    schedule.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    # A signal that comes just before an endless wait begins would not wake it.
    while not stop.wait(0.2):
        pass
    schedule.stop()
    database.close()
    return 0


def answer_reminders(database: Database, now: datetime) -> None:
    """Each unit answers its reminder of the day once: a week it reports its first item done, the next it opens it again."""
    with database.reading() as session:
        units = list(session.exec(select(Unit)))
    for unit in units:
        with database.writing() as session:
            _answer(session, unit, now)


def _answer(session: Session, unit: Unit, now: datetime) -> None:
    key = f"reminder:{unit.channel}:{today_of(unit, now)}:daily"
    reminder = session.exec(select(Delivery).where(Delivery.dedup_key == key, Delivery.state == "sent")).first()
    if reminder is None:
        return
    row = inbound.receive(
        session,
        f"message:{unit.channel}:{reminder.message_ts}",
        kind="reply",
        who="operator:unit",
        at=now,
        channel=unit.channel,
        thread_ts=reminder.message_ts,
        message_ts=reminder.message_ts,
    )
    if row is None:
        return
    # Our own reminder takes the mark that a person's reply would get.
    answer = Answer(Said(operator("unit"), now, row), Place(reminder, unit, reply_ts=reminder.message_ts))
    closed = session.exec(select(Item).where(Item.unit_id == unit.id, Item.state == "done")).first()
    if closed is not None:
        answer.move(session, closed, "reopen", "not quite")
    else:
        answer.move(session, deliveries.items_named_in(session, reminder.id or 0)[-1][0], "done")
    answer.show(session)


if __name__ == "__main__":
    sys.exit(main())
