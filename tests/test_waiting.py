"""The office's list of the day: once, privately, with a decision at each line, and true when something has changed."""

from datetime import date

from bot.playground import scene
from bot.playground.playing import Game
from bot.playground.records import Message
from storage import extensions, items, people, units
from storage.models import Item
from tests.stage import SECONDS, game, said_by_bot, until_confirmed, until_whispered
from tests.stage_forms import choose, fill, press

__all__ = ["game"]

QD = scene.QINGDAO


def item(game: Game, number: int, code: str = "QD") -> Item:
    """The unit's item as the records have it."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def lists_for(game: Game, user: str) -> list[Message]:
    """The lists somebody of the office was sent, oldest first."""
    channel = game.bot.desk.directory.conversation_with(user)
    assert channel is not None
    return [
        message
        for message in said_by_bot(game, channel)
        if "Waiting for the office" in message.text or "待战略办" in message.text
    ]


def until_listed(game: Game, words: str, user: str = scene.HELEN) -> Message:
    """Wait until somebody's newest list holds these words."""

    def found() -> Message | None:
        sent = lists_for(game, user)
        return sent[-1] if sent and words in sent[-1].text else None

    message = game.playground.workspace.until(found, SECONDS)
    assert message is not None
    return message


def report(game: Game, *numbers: int) -> None:
    """Sun reports some of Qingdao's items done, and the office's next morning comes."""
    for number in numbers:
        press(game, scene.SUN, said_by_bot(game, QD)[-1], "done", f"{item(game, number).id}:")
        until_confirmed(game, QD, f"QD-{number} done")
    game.playground.act(scene.HELEN, "clock", to="2024-04-26T09:01")


def test_nothing_is_sent_when_nothing_waits(game: Game) -> None:
    report(game)
    assert lists_for(game, scene.HELEN) == []


def test_each_of_the_office_gets_one_list_in_their_own_language(game: Game) -> None:
    report(game, 2, 3)
    until_listed(game, "QD-3")
    until_listed(game, "QD-2", scene.LIU)
    assert len(lists_for(game, scene.HELEN)) == len(lists_for(game, scene.LIU)) == 1
    assert "in time" in lists_for(game, scene.HELEN)[0].text
    game.playground.act(scene.HELEN, "clock", to="2024-04-26T11:00")
    assert len(lists_for(game, scene.HELEN)) == 1


def test_all_of_a_unit_are_accepted_with_one_press_and_its_thread_is_told(game: Game) -> None:
    report(game, 2, 3, 4)
    press(game, scene.HELEN, until_listed(game, "QD-4"), "accept_all", "")
    until_confirmed(game, QD, "QD-2, QD-3, QD-4 accepted")
    assert {item(game, number).state for number in (2, 3, 4)} == {"accepted"}
    until_listed(game, "3 items, 3 decided")
    until_listed(game, "已处理 3 项", scene.LIU)


def test_what_is_returned_is_open_again_and_its_reporter_is_told_why(game: Game) -> None:
    report(game, 2)
    press(game, scene.HELEN, until_listed(game, "QD-2"), "form_return", f"{item(game, 2).id}:")
    assert "write a few words" in fill(game, scene.HELEN, reason=" ")["reason"]
    assert fill(game, scene.HELEN, reason="the audit report is missing") == {}
    until_confirmed(game, QD, "QD-2 returned by the office")
    until_whispered(game, QD, scene.SUN, "the audit report is missing")
    until_listed(game, "returned: the audit report is missing")
    assert item(game, 2).state == "open"


def test_more_time_is_given_or_refused_with_one_click_and_only_once(game: Game) -> None:
    for number in (3, 4):
        choose(game, scene.SUN, said_by_bot(game, QD)[-1], "extend", item(game, number).id)
        assert fill(game, scene.SUN, day="2024-07-12", reason="supplier late") == {}
        until_confirmed(game, QD, f"QD-{number}: the office is asked")
    report(game)
    listed = until_listed(game, "asks for Fri 12 Jul instead of Fri 14 Jun")
    with game.bot.desk.database.reading() as session:
        wishes = {number: extensions.undecided_of(session, item(game, number)) for number in (3, 4)}
    press(game, scene.HELEN, listed, "approve", str(wishes[3].id if wishes[3] else 0))
    until_confirmed(game, QD, "QD-3 extended to Fri 12 Jul")
    until_whispered(game, QD, scene.SUN, "approved your extension")
    press(game, scene.LIU, lists_for(game, scene.LIU)[-1], "decline", str(wishes[4].id if wishes[4] else 0))
    until_confirmed(game, QD, "QD-4 not extended")
    assert item(game, 3).due_on == date(2024, 7, 12)
    assert item(game, 4).due_on == date(2024, 6, 28)


def test_an_item_whose_owner_has_left_is_handed_over(game: Game) -> None:
    choose(game, scene.HELEN, said_by_bot(game, QD)[-1], "assign", item(game, 5).id)
    assert fill(game, scene.HELEN, owner=scene.XU) == {}
    until_confirmed(game, QD, "QD-5 given to Xu Zhihao")
    with game.bot.desk.database.writing() as session:
        people.note_left(session, scene.XU, game.bot.desk.now())
    report(game)
    listed = until_listed(game, "has left and nobody stands in")
    press(game, scene.HELEN, listed, "form_assign", f"{item(game, 5).id}:")
    assert fill(game, scene.HELEN, owner=scene.SUN) == {}
    until_listed(game, "has another owner now")


def test_what_was_decided_already_is_told_to_whoever_decides_again(game: Game) -> None:
    report(game, 2)
    listed = until_listed(game, "QD-2")
    with game.bot.desk.database.writing() as session:
        found = session.get_one(Item, item(game, 2).id)
        found.state, found.accepted_at = "accepted", game.bot.desk.now()
        session.add(found)
    press(game, scene.HELEN, listed, "accept", f"{item(game, 2).id}:")
    channel = game.bot.desk.directory.conversation_with(scene.HELEN) or ""
    until_whispered(game, channel, scene.HELEN, "done and accepted; nothing was changed")


def test_a_unit_without_acceptance_is_not_listed(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        unit.needs_acceptance = False
        session.add(unit)
    report(game, 2)
    assert lists_for(game, scene.HELEN) == []
