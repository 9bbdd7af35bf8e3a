"""What replies are taken for. Sentences stand in `replies_table`, as people really write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.replies import Reading, Thread, ThreadItem, parse_reply
from tests import replies_table as table

NOW = datetime(2024, 4, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday


def item(number: int, state: str = "open") -> ThreadItem:
    return ThreadItem(number, "QD", state)


FIVE = Thread((item(3), item(4), item(5, "blocked"), item(6, "accepted"), item(7), item(8, "done")), now=NOW)
ONE = Thread((item(3),), now=NOW)


def shorthand(reading: Reading) -> str:
    """A reading in one line, as the table writes it."""
    said = [
        f"{verb} {' '.join(map(str, numbers))}"
        for verb, numbers in (
            ("done", reading.done),
            ("reopen", reading.reopen),
            ("unblock", reading.unblock),
            ("ack", reading.ack),
            ("already", reading.already),
            ("unknown", reading.unknown),
        )
        if numbers
    ]
    said += ["undo"] * reading.undo
    said += [
        f"blocked {each.number} ({each.reason})" if each.reason else f"blocked {each.number}"
        for each in reading.blocked
    ]
    said += [f"noted {' '.join(map(str, each.numbers))}" for each in reading.notes]
    if reading.ask:
        said.append(f"ask {reading.ask.why} {reading.ask.intent} {' '.join(map(str, reading.ask.candidates))}")
    said += ["talk"] * bool(reading.note)
    return "; ".join(said)


@pytest.mark.parametrize(("text", "outcome"), table.FIVE)
def test_a_reply_under_several_items_is_taken_for_what_it_says(text: str, outcome: str) -> None:
    assert shorthand(parse_reply(text, FIVE)) == outcome


@pytest.mark.parametrize(("text", "outcome"), table.ONE)
def test_a_reply_under_one_item_needs_no_number(text: str, outcome: str) -> None:
    assert shorthand(parse_reply(text, ONE)) == outcome
