"""Who may change an item is one table, whichever way they say it: reply, reaction, button, typed word."""

import pytest
from sqlmodel import delete

from bot.playground import scene
from bot.playground.playing import Game
from bot.playground.records import Message
from storage import deliveries, items, units
from storage.models import DeliveryItem, Item
from tests.stage import game, reply, said_by_bot, settle, until_whispered, whispered_to
from tests.stage_forms import press

__all__ = ["game"]


def item(game: Game, code: str, number: int) -> Item:
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def until_state(game: Game, code: str, number: int, state: str) -> None:
    game.playground.workspace.until(lambda: item(game, code, number).state == state, 60.0)


def say_it(game: Game, user: str, code: str, channel: str) -> None:
    """Report 1 with a reply, 2 with the button, 3 by a typed word, and 4 with a check mark on a message about it alone."""
    (notice,) = said_by_bot(game, channel)
    reply(game, user, channel, "1 done", under=notice)
    press(game, user, notice, "done", f"{item(game, code, 2).id}:")
    game.playground.act(user, "command", channel=channel, text=f"/followups done {code}-3")
    leave_only(game, notice, item(game, code, 4))
    game.playground.act(user, "react", channel=channel, ts=notice.ts, name="white_check_mark", on=True)


def leave_only(game: Game, message: Message, kept: Item) -> None:
    """Let a message name this item and no other."""
    with game.bot.desk.database.writing() as session:
        ours = deliveries.message_at(session, message.channel, message.ts)
        assert ours is not None
        session.exec(
            delete(DeliveryItem).where(
                DeliveryItem.delivery_id == ours.id,  # type: ignore[arg-type]
                DeliveryItem.item_id != kept.id,  # type: ignore[arg-type]
            )
        )


@pytest.mark.parametrize(
    ("user", "code", "channel"),
    [
        (scene.XU, "QD", scene.QINGDAO),  # a member of the unit's channel
        (scene.SUN, "QD", scene.QINGDAO),  # its deputy head
        (scene.HELEN, "QD", scene.QINGDAO),  # the office
        (scene.GUO, "WR", scene.RESEARCH),  # a member of a channel shared with another organisation
    ],
)
def test_people_of_the_unit_and_the_office_report_in_every_way(game: Game, user: str, code: str, channel: str) -> None:
    say_it(game, user, code, channel)
    for number in (1, 2, 3, 4):
        until_state(game, code, number, "done")
        assert item(game, code, number).done_by == user


@pytest.mark.parametrize(
    ("user", "code", "channel"),
    [(scene.INTERN, "QD", scene.QINGDAO), (scene.STRANGER, "WR", scene.RESEARCH)],
)
def test_guests_and_strangers_change_nothing_in_any_way_and_are_told_privately_who_can(
    game: Game, user: str, code: str, channel: str
) -> None:
    say_it(game, user, code, channel)
    for number in (1, 2, 3, 4):
        until_whispered(game, channel, user, f"{code}-{number}")
    assert all(item(game, code, number).state == "open" for number in (1, 2, 3, 4))
    # The guest reads English, the stranger Chinese.
    assert all("may read, not change" in each.text or "只能" in each.text for each in whispered_to(game, channel, user))


def test_whoever_is_of_another_unit_finds_nothing_to_report(game: Game) -> None:
    game.playground.act(scene.ZHOU, "command", channel=scene.WUXI, text="/followups done QD-3")
    until_whispered(game, scene.WUXI, scene.ZHOU, "QD-3")
    assert item(game, "QD", 3).state == "open"


def test_only_the_office_accepts_in_any_way(game: Game) -> None:
    reply(game, scene.SUN, scene.QINGDAO, "3 done")
    settle(game)
    game.playground.act(scene.SUN, "command", channel=scene.QINGDAO, text="/followups accept QD-3")
    until_whispered(game, scene.QINGDAO, scene.SUN, "office")
    assert item(game, "QD", 3).state == "done"
    game.playground.act(scene.HELEN, "command", channel=scene.QINGDAO, text="/followups accept QD-3")
    until_state(game, "QD", 3, "accepted")
