"""Replies that cannot be taken as they are: each gets the answer that docs/replies.md promises. Over the wire, and nothing is closed by mistake."""

from bot.playground import scene
from bot.playground.playing import Game
from storage import extensions, items, units
from storage.models import Item
from tests.stage import (
    game,
    newest_reminder,
    reply,
    said_by_bot,
    settle,
    until_confirmed,
    until_marked,
    until_whispered,
    whispered_to,
)

__all__ = ["game"]

QD = scene.QINGDAO


def item(game: Game, number: int) -> Item:
    """Qingdao's item as the records have it."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def open_numbers(game: Game) -> list[int]:
    """Which of Qingdao's items are still open."""
    return [number for number in range(1, 13) if item(game, number).state == "open"]


def test_another_unit_s_number_is_named_and_the_thread_s_own_are_shown(game: Game) -> None:
    reply(game, scene.SUN, QD, "WX-3 done")
    told = until_whispered(game, QD, scene.SUN, "There is no item WX-3 in this thread")
    assert "QD-1" in told.text
    assert len(open_numbers(game)) == 12


def test_what_is_closed_already_is_said_to_be(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    reply(game, scene.SUN, QD, "2 done")
    until_whispered(game, QD, scene.SUN, "QD-2 was reported done before; nothing was changed.")


def test_a_range_backwards_is_asked_about(game: Game) -> None:
    reply(game, scene.SUN, QD, "5-2 done")
    question = until_whispered(game, QD, scene.SUN, "can be read in more than one way")
    assert all(f"QD-{number}" in question.text for number in (2, 3, 4, 5))
    assert len(open_numbers(game)) == 12


def test_a_day_that_is_past_is_asked_about_with_an_example(game: Game) -> None:
    reply(game, scene.SUN, QD, "extend 2 to 1 April, late parts")
    told = until_whispered(game, QD, scene.SUN, "one certain day that lies ahead")
    assert "2024-05-10" in told.text


def test_a_day_that_can_be_two_is_asked_about(game: Game) -> None:
    reply(game, scene.SUN, QD, "extend 2 to 5/6")
    until_whispered(game, QD, scene.SUN, "one certain day that lies ahead")


def test_more_time_asked_for_after_the_due_date_is_taken_and_says_so(game: Game) -> None:
    top = newest_reminder(game, QD)
    due = item(game, 1).due_on
    assert due is not None
    game.playground.act(scene.HELEN, "clock", to=f"{due}T23:30:00+08:00")
    game.playground.act(scene.HELEN, "clock", to="next_day")
    reply(game, scene.SUN, QD, "extend 1 to 20 December 2024, supplier late", under=top)
    game.playground.workspace.until(
        lambda: any("asked after the due date" in line.text for line in said_by_bot(game, QD, thread_ts=top.ts)), 15
    )
    with game.bot.desk.database.reading() as session:
        wish = extensions.undecided_of(session, item(game, 1))
    assert wish is not None
    assert wish.is_late


def test_sixty_items_in_one_reply_close_those_there_are_and_name_the_rest_shortly(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, ", ".join(str(number) for number in range(1, 61)) + " done")
    until_marked(game, QD, ts, "white_check_mark")
    told = until_whispered(game, QD, scene.SUN, "There are no items 13, 14")
    assert "and 38 more" in told.text
    assert open_numbers(game) == []


def test_emoji_and_code_and_quotations_change_nothing_and_bring_no_answer(game: Game) -> None:
    for words in ("🎉🎉", ":tada:", "👀", "```2 done\n3 done```", "`2 done`", "> 2 done", "> 2 done\nthanks"):
        reply(game, scene.SUN, QD, words)
    settle(game)
    assert len(open_numbers(game)) == 12
    assert whispered_to(game, QD, scene.SUN) == []


def test_a_thread_that_is_a_year_old_still_takes_a_report(game: Game) -> None:
    top = newest_reminder(game, QD)
    game.playground.act(scene.HELEN, "clock", to="2025-04-28T10:00:00+08:00")
    ts = reply(game, scene.SUN, QD, "2 done", under=top)
    until_marked(game, QD, ts, "white_check_mark")
    assert item(game, 2).state == "done"


def test_an_item_is_not_given_to_somebody_who_has_left(game: Game) -> None:
    workspace = game.playground.workspace
    with workspace.lock:
        workspace.person(scene.ZHOU).is_deleted = True
    game.bot.desk.directory.hear_of(scene.ZHOU, {})
    reply(game, scene.HELEN, QD, f"assign 2 to <@{scene.ZHOU}>")
    until_whispered(game, QD, scene.HELEN, "has left or is an app")
    assert item(game, 2).owner_id is None


def test_a_question_in_a_reply_with_a_report_leaves_the_report(game: Game) -> None:
    reply(game, scene.SUN, QD, "2 done. When is the next meeting?")
    until_confirmed(game, QD, "QD-2 done")
