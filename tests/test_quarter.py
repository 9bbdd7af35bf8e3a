"""The sample quarter, day by day: whoever skips through it in the playground sees each kind of message, in both languages."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.language import Say
from bot.messages import payload_of
from bot.messages.raising import HEADINGS as RAISED_HEADINGS
from bot.messages.reminders import HEADINGS
from bot.playground import scene
from bot.playground.sample import enter_sample
from jobs.cadence import ASSIGNED, DUE_SOON, DUE_TODAY, OPEN, OVERDUE, SILENT, Policy
from jobs.escalation import AHEAD, ESCALATED, TOLD, UNOWNED
from jobs.facts import Facts
from jobs.plan import plan_due
from jobs.raising import plan_raising
from jobs.waiting import Office
from storage import workspace
from storage.database import open_database
from tests.fake_courier import OFFICE_CHANNEL, FakeCourier, carrier

BEGAN = datetime(2024, 4, 25, 1, tzinfo=UTC)


@dataclass
class DrawingCourier(FakeCourier):
    """Keeps the messages as Slack would be asked to post them."""

    def render(
        self, facts: Facts, key: str, thread_ts: str | None = None, *, in_channel_too: bool = False
    ) -> dict[str, Any]:
        return payload_of(facts, key, thread_ts) | {"key": key}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_each_kind_of_message_comes_up_in_the_sample_quarter(tmp_path: Path, language: str) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'quarter.db'}")
    courier = DrawingCourier()
    hands = carrier(database, courier)
    office = Office(
        "Asia/Shanghai",
        "CN",
        tuple,
        channel=OFFICE_CHANNEL,
        language=language,
        conversation_with=lambda user: f"D{user}",
    )
    with database.writing() as session:
        workspace.serve_team(session, "T1", "Playground")
    enter_sample(database, BEGAN)
    for n in range(95):
        now = BEGAN + timedelta(days=n)
        if plan_due(now, database, Policy()) + plan_raising(now, database, Policy(), office):
            hands.deliver(now)
    database.close()
    english = "\n".join(post["text"] for post in courier.posts if post["channel"] == scene.QINGDAO)
    chinese = "\n".join(post["text"] for post in courier.posts if post["channel"] == scene.WUXI)
    for section in (OVERDUE, DUE_TODAY, DUE_SOON, OPEN, ASSIGNED, SILENT):
        assert Say("en")(HEADINGS[section][1]) in english
        assert Say("zh-CN")(HEADINGS[section][1]) in chinese
    above = "\n".join(post["text"] for post in courier.posts if post["channel"] == OFFICE_CHANNEL)
    for section in (ESCALATED, AHEAD, UNOWNED):
        assert Say(language)(RAISED_HEADINGS[section]) in above
    private = "\n".join(post["text"] for post in courier.posts if post["channel"] == f"D{scene.TONG}")
    assert Say(language)(RAISED_HEADINGS[TOLD]) in private
