"""A draft in its window: two people at once, restarts, what hostile words do, and the reader's language."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from bot.app import build_bot
from bot.playground import scene
from bot.playground.blocks import view_problems
from bot.playground.playing import Game
from bot.settings import settings_from
from storage import drafts, preferences
from tests.stage import SECONDS, game
from tests.stage_import import (
    CHINESE,
    HELEN,
    LIU,
    MINUTES,
    OFFICE,
    conversation,
    elements,
    items_of,
    meeting_titled,
    menu,
    open_import,
    paste,
    press,
    press_in,
    submit,
    until_letter,
    until_window,
    window,
    words_of,
)

__all__ = ["game"]


def test_a_draft_survives_the_closing_of_its_window(game: Game) -> None:
    preview = paste(game)
    menu(game, HELEN, preview, "repair the crane", "drop")
    until_window(game, HELEN, "Dropped: it will not be kept")
    game.playground.act(HELEN, "close", view_id=preview.id)
    letter = until_letter(game, HELEN, "Harbour review")
    press_in(game, HELEN, conversation(game, HELEN), letter, "draft_open")
    until_window(game, HELEN, "Dropped: it will not be kept")
    game.playground.act(LIU, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    listed = until_window(game, LIU, "draft_open")
    press(game, LIU, listed, "draft_open")
    assert "已舍弃" in words_of(until_window(game, LIU, "draft_preview"))


def test_a_draft_thrown_away_is_gone_for_everybody(game: Game) -> None:
    preview = paste(game)
    press(game, HELEN, preview, "preview_drop")
    until_window(game, HELEN, "thrown away")
    until_letter(game, HELEN, "was thrown away")
    with game.bot.desk.database.reading() as session:
        assert drafts.waiting(session, OFFICE) == []


def test_of_two_people_the_second_is_told_what_changed_and_keeps_their_words(game: Game) -> None:
    preview = paste(game)
    menu(game, HELEN, preview, "repair the crane", "change")
    form = until_window(game, HELEN, "draft_change")
    game.playground.act(LIU, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    press(game, LIU, until_window(game, LIU, "draft_open"), "draft_open")
    theirs = until_window(game, LIU, "draft_preview")
    menu(game, LIU, theirs, "repair the crane", "change")
    submit(game, LIU, until_window(game, LIU, "draft_change"), text_0={"value": "repair every crane"})
    until_window(game, LIU, "repair every crane")
    submit(game, HELEN, form, text_0={"value": "mend the crane by night"})
    told = until_window(game, HELEN, "Your words still stand below")
    assert "repair every crane" in words_of(told)
    text = next(each for block, each in elements(told) if block.startswith("text_0"))
    assert text["initial_value"] == "mend the crane by night"
    submit(game, HELEN, told)
    until_window(game, HELEN, "2. mend the crane by night")


def test_of_two_people_the_second_keeps_the_owner_and_the_long_words_they_gave(game: Game) -> None:
    long = "repair the crane of " + ", ".join(f"berth {n}" for n in range(400))
    file = game.playground.share(HELEN, "", "harbour.md", MINUTES.replace("repair the crane", long).encode())["file"]
    submit(game, HELEN, open_import(game), file={"files": [{"id": file}]})
    preview = until_window(game, HELEN, "draft_preview")
    menu(game, HELEN, preview, "repair the crane", "change")
    form = until_window(game, HELEN, "text_1")
    game.playground.act(LIU, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    press(game, LIU, until_window(game, LIU, "draft_open"), "draft_open")
    menu(game, LIU, until_window(game, LIU, "draft_preview"), "repair the crane", "change")
    theirs = until_window(game, LIU, "text_1")
    submit(game, LIU, theirs, text_0={"value": "repair every crane"}, text_1={"value": ""})
    until_window(game, LIU, "repair every crane")
    submit(game, HELEN, form, owner={"selected_user": scene.SUN})
    told = until_window(game, HELEN, "Your words still stand below")
    submit(game, HELEN, told)
    until_window(game, HELEN, "draft_preview")
    with game.bot.desk.database.reading() as session:
        (row,) = drafts.waiting(session, OFFICE)
        line = drafts.draft_in(row).lines[1]
    assert (line.text, line.owner) == (long, scene.SUN)


def test_a_speaker_is_named_for_all_their_points_and_a_point_gets_another_number(game: Game) -> None:
    menu(game, HELEN, paste(game), "repair the crane", "change")
    form = until_window(game, HELEN, "Give all 3 points of Tong Laiming to this person")
    every = next(each["options"] for block, each in elements(form) if block.startswith("everywhere"))
    submit(
        game,
        HELEN,
        form,
        number={"value": "7"},
        speaker={"value": "Yang Chenglin"},
        everywhere={"selected_options": every},
    )
    preview = until_window(game, HELEN, "7. repair the crane")
    assert "Yang Chenglin" in words_of(preview)
    assert 'Tong Laiming"' not in words_of(preview)
    menu(game, HELEN, preview, "train the night shift", "change")
    form = until_window(game, HELEN, "Give all 2 points of Zhang Qiang")
    submit(game, HELEN, form, speaker={"value": "Yang Chenglin"})
    preview = until_window(game, HELEN, "draft_preview")
    for words in ("Yang Chenglin", "Zhang Qiang", "more than one point with the number 1"):
        assert words in words_of(preview)
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    assert len(items_of(game, "Harbour review", "QD")) == 5


def test_an_owner_whom_only_the_minutes_name_can_be_taken_away(game: Game) -> None:
    preview = paste(game, f"{MINUTES}\nACTION: Mia Koch to order new ropes by 30 May 2024\n")
    menu(game, HELEN, until_window(game, HELEN, "owner Mia Koch"), "order new ropes", "change")
    form = until_window(game, HELEN, "The minutes name Mia Koch.")
    nobody = next(each["options"] for block, each in elements(form) if block.startswith("nobody"))
    assert not submit(game, HELEN, form, owner={"selected_user": scene.XU}, nobody={"selected_options": nobody})
    assert "ticked this as well" in str(window(game, HELEN).errors)
    assert submit(game, HELEN, form, owner={"selected_user": None}, nobody={"selected_options": nobody})
    preview = until_window(game, HELEN, "draft_preview")
    assert "owner Mia Koch" not in words_of(preview)
    menu(game, HELEN, preview, "order new ropes", "change")
    form = until_window(game, HELEN, "draft_change")
    assert not [block for block, _ in elements(form) if block.startswith("nobody")]
    submit(game, HELEN, form, owner={"selected_user": scene.XU})
    menu(game, HELEN, until_window(game, HELEN, "owner Xu Zhihao"), "order new ropes", "change")
    form = until_window(game, HELEN, "draft_change")
    assert submit(game, HELEN, form, nobody={"selected_options": nobody})
    assert "owner Xu Zhihao" not in words_of(until_window(game, HELEN, "draft_preview"))


def test_a_date_for_all_that_has_passed_meanwhile_stands_when_the_title_is_changed(game: Game) -> None:
    press(game, HELEN, paste(game), "preview_all")
    submit(game, HELEN, until_window(game, HELEN, "draft_all"), due={"selected_date": "2024-04-26"})
    preview = until_window(game, HELEN, "26 Apr")
    game.playground.clock.skip_to(game.playground.clock.now() + timedelta(days=3))
    press(game, HELEN, preview, "preview_all")
    form = until_window(game, HELEN, "draft_all")
    assert not submit(game, HELEN, form, due={"selected_date": "2024-04-25"})
    assert submit(game, HELEN, form, due={"selected_date": "2024-04-26"}, title={"value": "Harbour review, second day"})
    until_window(game, HELEN, "Harbour review, second day")


def test_a_click_on_a_line_that_somebody_changed_does_nothing_and_says_so(game: Game) -> None:
    preview = paste(game)
    game.playground.act(LIU, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    press(game, LIU, until_window(game, LIU, "draft_open"), "draft_open")
    menu(game, LIU, until_window(game, LIU, "draft_preview"), "repair the crane", "drop")
    until_window(game, LIU, "已舍弃")
    menu(game, HELEN, preview, "repair the crane", "change")
    until_window(game, HELEN, "Liu Wenjing 刘文静 has changed this meanwhile")


def test_who_confirms_what_somebody_else_has_changed_is_asked_to_look_first(game: Game) -> None:
    preview = paste(game)
    game.playground.act(LIU, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    press(game, LIU, until_window(game, LIU, "draft_open"), "draft_open")
    menu(game, LIU, until_window(game, LIU, "draft_preview"), "repair the crane", "drop")
    until_window(game, LIU, "已舍弃")
    submit(game, HELEN, preview)
    again = until_window(game, HELEN, "Look at it again")
    assert meeting_titled(game, "Harbour review") is None
    submit(game, HELEN, again)
    until_window(game, HELEN, "is confirmed")
    submit(game, LIU, window(game, LIU))
    until_window(game, LIU, "Helen Carter")


def test_a_chinese_reader_gets_the_preview_in_chinese(game: Game) -> None:
    told = words_of(paste(game, CHINESE, LIU))
    for words in ("开放第二泊位", "确认", "更改…", "童来明"):
        assert words in told


def test_the_preview_speaks_the_language_that_somebody_chose(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        preferences.choose_language(session, HELEN, "zh_CN")
    for words in ("确认", "更改…", "open the second berth"):
        assert words in words_of(paste(game))


def test_hostile_words_call_nobody_and_long_ones_are_changed_without_loss(game: Game) -> None:
    long = "open the <!channel> berth & *crane* " + ", ".join(f"berth {n} of <@{scene.TONG}>" for n in range(500))
    text = f"Harbour review\n\nOn 24 May 2024 the review was held.\n\nTong Laiming stressed: the first is to {long[:7000]}; the second is to rest.\n"
    form = open_import(game)
    file = game.playground.share(HELEN, "", "harbour.md", text.encode())["file"]
    submit(game, HELEN, form, file={"files": [{"id": file}]})
    preview = until_window(game, HELEN, "draft_preview")
    assert all(
        (block.get("text") or {}).get("type") != "mrkdwn"
        for block in preview.body["blocks"]
        if block["type"] == "section"
    )
    menu(game, HELEN, preview, "open the <!channel> berth", "change")
    form = until_window(game, HELEN, "draft_change")
    pieces = [each["initial_value"] for block, each in elements(form) if block.startswith("text_")]
    assert len(pieces) > 1
    with game.bot.desk.database.reading() as session:
        (row,) = drafts.waiting(session, OFFICE)
        before = drafts.draft_in(row)
    assert "".join(pieces) == before.lines[0].text
    submit(game, HELEN, form, due={"selected_date": "2024-06-14"})
    until_window(game, HELEN, "due Fri 14 Jun")
    with game.bot.desk.database.reading() as session:
        (row,) = drafts.waiting(session, OFFICE)
        assert drafts.draft_in(row).lines[0].text == before.lines[0].text
    letter = until_letter(game, HELEN, "Harbour review")
    assert "<!channel>" not in letter.text


def test_minutes_with_300_directives_of_10000_characters_page_through_within_slacks_limits(game: Game) -> None:
    points = "；".join(f"{n}是要" + "推进码头建设并落实" * 1100 for n in ["一", "二", "三"])
    many = "\n".join(
        f"{n}. Tong Laiming stressed: the first is to open berth {n}; the second is to close berth {n}."
        for n in range(150)
    )
    text = f"Harbour review\n\nOn 24 May 2024 the review was held.\n\n童来明强调，{points}。\n\n{many}\n"
    form = open_import(game)
    file = game.playground.share(HELEN, "", "harbour.md", text.encode())["file"]
    submit(game, HELEN, form, file={"files": [{"id": file}]})
    preview = until_window(game, HELEN, "Page 1 of")
    pages = 1
    while any(each["action_id"] == "preview_more" for _, each in elements(preview)):
        assert view_problems(preview.body, "modal") == []
        assert len(preview.body["blocks"]) <= 100
        assert len(json.dumps(preview.body)) < 250_000
        pages += 1
        press(game, HELEN, preview, "preview_more")
        preview = until_window(game, HELEN, f"Page {pages} of")
    assert pages > 10


@contextmanager
def another_bot(game: Game) -> Iterator[Game]:
    """The bot ends, and another begins with its records, as after a restart."""
    game.bot.stop()
    given = settings_from({"PLAYGROUND_PORT": "0"})
    settings = replace(
        given,
        bot_token=game.playground.bot_token,
        app_token=game.playground.app_token,
        api_url=game.playground.api_url,
        office_users=(HELEN, LIU),
        office_channel=scene.OFFICE_CHANNEL,
    )
    bot = build_bot(settings, game.bot.desk.database, game.playground.clock.now)
    bot.start()
    game.playground.workspace.until(lambda: game.playground.workspace.bot_sockets, SECONDS)
    try:
        yield Game(game.playground, bot)
    finally:
        bot.stop()


def test_what_was_asked_for_is_read_after_a_restart(game: Game) -> None:
    file = game.playground.share(HELEN, scene.OFFICE_CHANNEL, "harbour.md", MINUTES.encode())
    game.playground.faults.arm("history_fails", "files.info", times=None)
    game.playground.act(HELEN, "shortcut", channel=scene.OFFICE_CHANNEL, ts=file["ts"], callback_id="import_minutes")
    until_window(game, HELEN, "Reading")
    with another_bot(game) as later:
        game.playground.faults.disarm()
        until_letter(later, HELEN, "5 directives")


def test_a_preview_is_confirmed_after_a_restart(game: Game) -> None:
    preview = paste(game)
    with another_bot(game) as later:
        submit(later, HELEN, preview)
        until_window(later, HELEN, "is confirmed")
        assert len(items_of(later, "Harbour review", "QD")) == 5
