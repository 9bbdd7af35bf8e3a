"""The main job over the wire: the sample quarter, a reminder, answers in its thread, and what they change."""

from typing import Any

import pytest

from bot.playground import scene
from bot.playground.playing import Game
from bot.playground.records import BOT_USER, Message
from bot.playground.sample import UNITS
from storage import activity, items, units
from storage.models import Item
from tests.stage import (
    SECONDS,
    game,
    newest_reminder,
    reply,
    said_by_bot,
    settle,
    until_confirmed,
    until_marked,
    until_shown,
    until_whispered,
    whispered_to,
)

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


def journal(game: Game, number: int) -> list[str]:
    """What happened to an item of Qingdao, verb by verb."""
    with game.bot.desk.database.reading() as session:
        return [line.verb for line in activity.history(session, item(game, number))]


def test_the_morning_after_the_meeting_each_unit_is_told_once_what_was_asked_of_it(game: Game) -> None:
    for unit in UNITS:
        (notice,) = said_by_bot(game, unit.channel)
        assert f"{unit.code}-12" in notice.text
    assert said_by_bot(game, scene.GENERAL) == []


def test_the_next_reminder_brings_one_post_to_each_channel_in_its_own_language(game: Game) -> None:
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    for unit in UNITS:
        assert len(said_by_bot(game, unit.channel)) == 2
    assert "青岛" not in newest_reminder(game, QD).text
    assert "无锡力神" in newest_reminder(game, scene.WUXI).text


def test_a_reply_closes_its_item_shows_a_mark_and_renders_the_reminder_again(game: Game) -> None:
    game.playground.act(scene.SUN, "clock", to="next_reminder")
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    until_confirmed(game, QD, "QD-2 done")
    until_shown(game, QD, "1 done")
    assert item(game, 2).state == "done"
    assert item(game, 2).done_by == scene.SUN


@pytest.mark.parametrize(
    "words",
    ["还没完成", "not done yet", "2 almost done", "done by Friday?", "when will 2 be done", "> 2 done", "`2 done`"],
)
def test_what_does_not_say_done_closes_nothing(game: Game, words: str) -> None:
    reply(game, scene.SUN, QD, words)
    settle(game)
    assert {item(game, number).state for number in range(1, 13)} == {"open"}


def test_undo_takes_the_last_answer_back_everywhere_it_was_shown(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 and 3 done")
    until_marked(game, QD, ts, "white_check_mark")
    reply(game, scene.SUN, QD, "undo")
    until_marked(game, QD, ts, "white_check_mark", on=False)
    until_confirmed(game, QD, "Taken back")
    assert item(game, 2).state == item(game, 3).state == "open"
    assert journal(game, 2) == ["assigned", "done", "undo"]


def test_the_undo_button_does_the_same(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    line = until_confirmed(game, QD, "QD-2 done")
    press(game, scene.SUN, line.ts, "undo")
    until_marked(game, QD, ts, "white_check_mark", on=False)
    assert item(game, 2).state == "open"


def test_the_done_button_of_a_line_closes_that_item(game: Game) -> None:
    press(game, scene.SUN, newest_reminder(game, QD).ts, "done", value=f"{item(game, 5).id}:{item(game, 5).revision}")
    until_confirmed(game, QD, "QD-5 done")
    assert item(game, 5).state == "done"


def test_the_next_reminder_no_longer_names_what_is_done(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    assert "QD-2 " not in newest_reminder(game, QD).text
    assert "QD-3 " in newest_reminder(game, QD).text


def test_chinese_answers_are_understood(game: Game) -> None:
    ts = reply(game, scene.ZHOU, scene.WUXI, "第2项已完成，3也完成了")
    until_marked(game, scene.WUXI, ts, "white_check_mark")
    assert item(game, 2, "WX").state == item(game, 3, "WX").state == "done"


def test_all_done_except_leaves_what_is_excepted(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "all done except 4")
    until_marked(game, QD, ts, "white_check_mark")
    assert item(game, 4).state == "open"
    assert item(game, 1).state == item(game, 12).state == "done"


def test_a_bare_done_among_several_items_is_asked_back_privately_and_the_answer_counts(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "done")
    question = until_whispered(game, QD, scene.SUN, "")
    assert item(game, 1).state == "open"
    assert question.blocks is not None
    select = next(
        each for block in question.blocks for each in elements(block) if each.get("action_id") == "which_items"
    )
    button = next(
        each for block in question.blocks for each in elements(block) if each.get("action_id") == "which_confirm"
    )
    chosen = select["options"][:2]
    game.playground.act(
        scene.SUN,
        "press",
        channel=QD,
        message_ts=question.ts,
        block_id=block_of(question.blocks, select),
        action_id="which_items",
        element={**select, "selected_options": chosen},
    )
    game.playground.act(
        scene.SUN,
        "press",
        channel=QD,
        message_ts=question.ts,
        block_id=block_of(question.blocks, button),
        action_id="which_confirm",
        element=button,
    )
    until_marked(game, QD, ts, "white_check_mark")
    assert [item(game, number).state for number in (1, 2, 3)] == ["done", "done", "open"]


@pytest.mark.parametrize("number", ["99", "WX-3"])
def test_a_number_that_is_not_in_the_thread_is_told_privately_and_changes_nothing(game: Game, number: str) -> None:
    reply(game, scene.SUN, QD, f"{number} done")
    until_whispered(game, QD, scene.SUN, number)
    settle(game)
    assert {item(game, each).state for each in range(1, 13)} == {"open"}


def test_a_person_of_another_organisation_may_read_but_not_change(game: Game) -> None:
    reply(game, scene.STRANGER, scene.RESEARCH, "2 done")
    until_whispered(game, scene.RESEARCH, scene.STRANGER, "WR-2")
    assert item(game, 2, "WR").state == "open"


def test_a_guest_may_read_but_not_change(game: Game) -> None:
    reply(game, scene.INTERN, QD, "2 done")
    until_whispered(game, QD, scene.INTERN, "QD-2")
    assert item(game, 2).state == "open"


def test_somebody_elses_report_cannot_be_reopened_by_anybody(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    reply(game, scene.XU, QD, "2 not done")
    until_whispered(game, QD, scene.XU, "QD-2")
    assert item(game, 2).state == "done"


@pytest.mark.parametrize(
    "text", ["2 done <!channel> <!here> <@U0TONGLAIMIN>", "2 done: " + "the report is attached, " * 450]
)
def test_hostile_and_endless_text_is_kept_and_calls_nobody(game: Game, text: str) -> None:
    ts = reply(game, scene.SUN, QD, text)
    until_marked(game, QD, ts, "white_check_mark")
    line = until_confirmed(game, QD, "QD-2")
    assert "<!" not in line.text
    assert len(line.text) < 3_500
    assert item(game, 2).state == "done"


def test_people_may_talk_in_the_thread_and_are_left_alone(game: Game) -> None:
    for words in ("thanks, will look tomorrow", "好的，收到消息", "who takes the second one?", "🙂"):
        reply(game, scene.SUN, QD, words)
    settle(game)
    assert [whisper.text for whisper in whispered_to(game, QD, scene.SUN)] == []


def test_events_delivered_twice_and_acknowledgements_lost_change_nothing_twice(game: Game) -> None:
    game.playground.faults.arm("redeliver_events", times=None)
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    settle(game)
    game.playground.faults.disarm()
    assert journal(game, 2) == ["assigned", "done"]
    assert (
        len(
            [line for line in said_by_bot(game, QD, thread_ts=newest_reminder(game, QD).ts) if "QD-2 done" in line.text]
        )
        == 1
    )


def test_a_check_mark_on_a_message_that_names_one_item_means_done_and_taking_it_off_undoes_it(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "all done except 4")
    until_marked(game, QD, ts, "white_check_mark")
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    reminder = newest_reminder(game, QD)
    game.playground.act(scene.SUN, "react", channel=QD, ts=reminder.ts, name="white_check_mark", on=True)
    line = until_confirmed(game, QD, "QD-4 done")
    assert item(game, 4).state == "done"
    game.playground.act(scene.SUN, "react", channel=QD, ts=line.ts, name="white_check_mark", on=True)
    game.playground.act(scene.SUN, "react", channel=QD, ts=reminder.ts, name="white_check_mark", on=False)
    until_confirmed(game, QD, "Taken back")
    assert item(game, 4).state == "open"
    assert journal(game, 4) == ["assigned", "done", "undo"]


def test_a_check_mark_where_several_are_open_is_asked_back(game: Game) -> None:
    game.playground.act(
        scene.SUN, "react", channel=QD, ts=newest_reminder(game, QD).ts, name="white_check_mark", on=True
    )
    until_whispered(game, QD, scene.SUN, "Which items are done?")
    assert {item(game, number).state for number in range(1, 13)} == {"open"}


def test_who_writes_to_the_bot_itself_is_told_how_it_is_asked(game: Game) -> None:
    channel = game.playground.act(scene.SUN, "open_im", **{"with": BOT_USER})["channel"]
    game.playground.act(scene.SUN, "say", channel=channel, text="hello?")
    until_whispered(game, channel, scene.SUN, "/directives tong")


def test_inviting_the_bot_to_a_channel_offers_privately_to_link_it(game: Game) -> None:
    channel = game.playground.act(scene.HELEN, "create_channel", name="dalian-lishen")["channel"]
    with game.bot.desk.database.writing() as session:
        units.keep_unit(session, "DL", units.UnitChange(name="Dalian Lishen"))
    game.playground.act(scene.HELEN, "invite", channel=channel, member=BOT_USER)
    offer = until_whispered(game, channel, scene.HELEN, "")
    assert offer.blocks is not None
    select = next(
        each for block in offer.blocks for each in elements(block) if each.get("action_id") == "link_unit_choice"
    )
    button = next(each for block in offer.blocks for each in elements(block) if each.get("action_id") == "link_unit")
    assert "Dalian" in select["initial_option"]["text"]["text"]
    game.playground.act(
        scene.HELEN,
        "press",
        channel=channel,
        message_ts=offer.ts,
        block_id=block_of(offer.blocks, button),
        action_id="link_unit",
        element=button,
    )
    until_whispered(game, channel, scene.HELEN, "Dalian")
    with game.bot.desk.database.reading() as session:
        linked = units.unit_of_code(session, "DL")
        assert linked is not None
        assert linked.channel == channel


def press(game: Game, user: str, ts: str, action_id: str, *, value: str | None = None) -> None:
    """Press a button of one of the bot's messages in Qingdao's channel."""
    message = game.playground.workspace.message(QD, ts)
    assert message.blocks is not None
    element = next(
        each
        for block in message.blocks
        for each in elements(block)
        if each.get("action_id") == action_id and value in (None, each.get("value"))
    )
    game.playground.act(
        user,
        "press",
        channel=QD,
        message_ts=ts,
        block_id=block_of(message.blocks, element),
        action_id=action_id,
        element=element,
    )


def elements(block: "dict[str, Any]") -> "list[dict[str, Any]]":
    """The interactive elements of a block."""
    found = [*block.get("elements", []), block.get("accessory")]
    return [each for each in found if isinstance(each, dict)]


def block_of(blocks: "list[dict[str, Any]]", element: "dict[str, Any]") -> str:
    """The id of the block an element stands in."""
    return next(str(block["block_id"]) for block in blocks if element in elements(block))


def test_a_reminder_asked_for_stands_in_the_days_thread_and_is_answered_there(game: Game) -> None:
    top = newest_reminder(game, QD)

    def asked_for() -> Message | None:
        below = said_by_bot(game, QD, thread_ts=top.ts)
        return next((message for message in below if message.subtype == "thread_broadcast"), None)

    game.playground.act(scene.HELEN, "command", channel=scene.OFFICE_CHANNEL, text="/followups remind QD")
    second = game.playground.workspace.until(asked_for, SECONDS)
    assert second is not None
    assert newest_reminder(game, QD).ts == top.ts
    reply(game, scene.SUN, QD, "2 done", under=top)
    both = game.playground.workspace.until(
        lambda: all("1 done" in game.playground.workspace.message(QD, ts).text for ts in (top.ts, second.ts)), SECONDS
    )
    assert both
    press(game, scene.SUN, second.ts, "done", value=f"{item(game, 5).id}:{item(game, 5).revision}")
    until_confirmed(game, QD, "QD-5 done")


def test_skipping_to_the_next_reminder_leaves_out_no_day_of_the_office(game: Game) -> None:
    game.playground.act(scene.HELEN, "clock", to="2024-05-14T09:00")
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    assert "Thu 16 May" in newest_reminder(game, QD).text
    told = [message.text for message in said_by_bot(game, scene.OFFICE_CHANNEL)]
    assert [text for text in told if "Wed 15 May" in text and "Told to the leaders on the next working day" in text]
