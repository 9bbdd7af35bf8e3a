"""The buttons of an answer remember their question: after a restart, after an hour, and when the list has become shorter."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.commands import Place, answer_directives, press_ask, press_more
from bot.desk import Desk
from bot.drawing import Answer
from storage import items
from storage.database import Database
from storage.items import Said
from storage.viewers import operator
from tests.lookup_records import NOW, Quarter
from tests.test_commands import OFFICE, KnownPeople, database, desk, desk_with, quarter

__all__ = ["database", "desk", "quarter"]

PLACE = Place(OFFICE, "C0QD")


def carried(answer: Answer, action: str) -> str:
    """What the button of this action carries."""
    elements = [each for block in answer.page.blocks for each in block.get("elements", ())]
    return str(next(each["value"] for each in elements if each.get("action_id", "").startswith(action)))


def test_a_page_is_turned_after_a_restart_and_an_hour(database: Database, desk: Desk) -> None:
    value = carried(answer_directives(desk, PLACE, "open"), "more")
    later = replace(desk_with(database, KnownPeople()), now=lambda: NOW + timedelta(hours=1))
    assert "11 to 13 of 13" in json.dumps(press_more(later, PLACE, value).page.blocks)
    question = carried(answer_directives(desk, PLACE, "zhang"), "ask_")
    assert "Nothing was found" not in press_ask(later, PLACE, question).page.text


def test_of_a_list_that_became_shorter_the_last_page_is_shown(database: Database, desk: Desk, quarter: Quarter) -> None:
    value = carried(answer_directives(desk, PLACE, "open"), "more")
    with database.writing() as session:
        for number in (3, 4, 5, 6, 7):
            item = items.item_numbered(session, quarter.qingdao, number)
            assert item is not None
            items.move(session, item, "done", Said(operator("lin"), NOW))
    told = press_more(desk, PLACE, value)
    assert "CZ-1" in told.page.text
    assert "of 8" not in json.dumps(told.page.blocks)
    points = json.dumps({"of": "directives", "ask": "tong", "from": 500, "here": False})
    assert "Tong Laiming · 4 directives" in press_more(desk, PLACE, points).page.text


def test_an_answer_for_the_channel_pages_for_the_channel(desk: Desk) -> None:
    value = json.dumps({"of": "directives", "ask": "open", "from": 10, "here": True})
    told = press_more(desk, PLACE, value)
    assert told.is_public
    assert "QD-" in told.page.text
    assert "WX-" not in told.page.text
