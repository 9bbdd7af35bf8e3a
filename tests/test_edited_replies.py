"""Replies that are edited, deleted, sent to the channel as well, copied from ours, or come with a file: over the wire."""

from bot.playground import files, messages, scene
from bot.playground.playing import Game
from bot.playground.records import BOT_USER
from storage import activity, evidence, extensions, items, people, units
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
from tests.stage_forms import fill, press

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


def journal(game: Game, number: int) -> list[str]:
    """What happened to an item, verb by verb, after it was assigned."""
    with game.bot.desk.database.reading() as session:
        return [line.verb for line in activity.history(session, item(game, number))][1:]


def edit(game: Game, ts: str, text: str) -> None:
    """Sun changes what she wrote."""
    game.playground.act(scene.SUN, "edit", channel=QD, ts=ts, text=text)


def confirmations(game: Game, words: str) -> int:
    """How many lines of the newest reminder's thread hold these words."""
    top = newest_reminder(game, QD)
    return sum(words in line.text for line in said_by_bot(game, QD, thread_ts=top.ts) if line.is_reply)


def test_an_edited_reply_is_read_again_and_what_it_no_longer_says_is_taken_back(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 and 3 done")
    until_marked(game, QD, ts, "white_check_mark")
    first = item(game, 3).done_at
    edit(game, ts, "3 and 4 done")
    until_confirmed(game, QD, "QD-4 done")
    assert [item(game, number).state for number in (2, 3, 4)] == ["open", "done", "done"]
    assert item(game, 3).done_at == first  # what both wordings say stands as of the first
    assert journal(game, 2) == ["done", "undo"]
    assert journal(game, 3) == ["done"]


def test_an_edit_to_talk_takes_the_report_and_its_mark_back(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    edit(game, ts, "2 not yet, sorry")
    until_marked(game, QD, ts, "white_check_mark", on=False)
    until_confirmed(game, QD, "Taken back")
    assert item(game, 2).state == "open"


def test_an_edit_that_only_mends_a_word_changes_nothing(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    edit(game, ts, "2 done, thanks a lot")
    settle(game)
    assert journal(game, 2) == ["done"]
    assert confirmations(game, "QD-2 done") == 1


def test_a_reply_may_be_edited_there_and_back(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    edit(game, ts, "3 done")
    until_confirmed(game, QD, "QD-3 done")
    edit(game, ts, "2 done")
    game.playground.workspace.until(lambda: journal(game, 2) == ["done", "undo", "done"], 60.0)
    assert [item(game, number).state for number in (2, 3)] == ["done", "open"]
    assert journal(game, 3) == ["done", "undo"]
    until_marked(game, QD, ts, "white_check_mark")


def test_talk_that_is_edited_into_a_report_counts(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "see you at lunch")
    edit(game, ts, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    assert item(game, 2).state == "done"


def test_a_deleted_reply_is_told_in_the_thread_and_its_report_stays(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    game.playground.act(scene.SUN, "delete", channel=QD, ts=ts)
    until_confirmed(game, QD, "A reply was deleted. What it reported stays: QD-2 done")
    assert item(game, 2).state == "done"


def test_a_deleted_word_of_talk_is_left_alone(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "see you at lunch")
    game.playground.act(scene.SUN, "delete", channel=QD, ts=ts)
    settle(game)
    assert confirmations(game, "deleted") == 0


def test_a_reply_also_sent_to_the_channel_counts_once(game: Game) -> None:
    top = newest_reminder(game, QD)
    sent = game.playground.act(scene.SUN, "say", channel=QD, text="2 done", thread_ts=top.ts, broadcast=True)
    until_marked(game, QD, str(sent["ts"]), "white_check_mark")
    settle(game)
    assert journal(game, 2) == ["done"]
    assert confirmations(game, "QD-2 done") == 1


def test_what_is_copied_from_our_own_words_is_nobody_s_report(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    line = until_confirmed(game, QD, "QD-2 done")
    reply(game, scene.SUN, QD, "3 not done. undo")
    reply(game, scene.SUN, QD, line.text.replace(f"<@{scene.SUN}>", "@Sun Lei") + "\nis that right?")
    settle(game)
    assert journal(game, 2).count("done") == 1


def test_a_file_posted_with_a_report_is_its_evidence(game: Game) -> None:
    top = newest_reminder(game, QD)
    workspace = game.playground.workspace
    with workspace.lock:
        file = files.keep(workspace, "acceptance.pdf", b"%PDF-1.4", scene.SUN)
        words = messages.Words("2 done", files=(file.id,))
        sent = messages.post(workspace, workspace.channel(QD), scene.SUN, words, thread_ts=top.ts)
    until_marked(game, QD, sent.ts, "white_check_mark")
    with game.bot.desk.database.reading() as session:
        (proof,) = evidence.of_items(session, [item(game, 2)])[item(game, 2).id or 0]
    assert (proof.kind, proof.name) == ("file", "acceptance.pdf")


def test_a_link_in_a_report_is_its_evidence(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done https://files.example/report.xlsx")
    until_marked(game, QD, ts, "white_check_mark")
    with game.bot.desk.database.reading() as session:
        (proof,) = evidence.of_items(session, [item(game, 2)])[item(game, 2).id or 0]
    assert (proof.kind, proof.content) == ("link", "https://files.example/report.xlsx")


def test_a_wish_for_more_time_reaches_the_office_and_the_day_understood_is_echoed(game: Game) -> None:
    reply(game, scene.HELEN, QD, "extend 2 to 28 June, as agreed")
    until_confirmed(game, QD, "28 Jun")
    reply(game, scene.SUN, QD, "extend 2 to 10 July, supplier late")
    until_confirmed(game, QD, "10 Jul")
    with game.bot.desk.database.reading() as session:
        wish = extensions.undecided_of(session, item(game, 2))
    assert wish is not None
    assert (wish.until.isoformat(), wish.reason) == ("2024-07-10", "supplier late")


def test_a_day_that_is_past_is_asked_about(game: Game) -> None:
    reply(game, scene.SUN, QD, "extend 2 to yesterday")
    until_whispered(game, QD, scene.SUN, "one certain day that lies ahead")
    assert journal(game, 2) == []


def test_the_office_gives_an_item_to_whoever_is_mentioned(game: Game) -> None:
    reply(game, scene.HELEN, QD, f"assign 2 to <@{scene.SUN}>")
    until_confirmed(game, QD, "QD-2")
    owner_id = item(game, 2).owner_id
    with game.bot.desk.database.reading() as session:
        owner = people.person_of_user(session, scene.SUN)
    assert owner is not None
    assert owner.id == owner_id


def test_whoever_is_not_of_the_office_is_told_that_it_names_owners(game: Game) -> None:
    reply(game, scene.SUN, QD, f"assign 2 to <@{scene.SUN}>")
    until_whispered(game, QD, scene.SUN, "only the strategy office")
    assert item(game, 2).owner_id is None


def test_an_owner_nobody_knows_is_asked_about(game: Game) -> None:
    reply(game, scene.HELEN, QD, "assign 2 to Max Mustermann")
    until_whispered(game, QD, scene.HELEN, "Max Mustermann")
    assert item(game, 2).owner_id is None


def test_the_bot_s_own_lines_are_never_read(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "2 done")
    until_marked(game, QD, ts, "white_check_mark")
    until_confirmed(game, QD, "QD-2 done")
    settle(game)
    assert journal(game, 2) == ["done"]
    assert whispered_to(game, QD, BOT_USER) == []


def test_a_wish_that_is_nearly_one_is_answered_with_a_form(game: Game) -> None:
    reply(game, scene.SUN, QD, "could we maybe extend 1 to 20 December?")
    question = until_whispered(game, QD, scene.SUN, "Did you mean this?")
    press(game, scene.SUN, question, f"worded_{item(game, 1).id}", "extend:")
    assert fill(game, scene.SUN, day="2024-12-20", reason="supplier late") == {}
    until_confirmed(game, QD, "the office is asked for more time, until Fri 20 Dec")


def test_a_form_only_the_office_may_fill_in_is_refused_at_once(game: Game) -> None:
    reply(game, scene.SUN, QD, "assign 1 to somebody")
    question = until_whispered(game, QD, scene.SUN, "")
    press(game, scene.SUN, question, f"worded_{item(game, 1).id}", "assign:")
    until_whispered(game, QD, scene.SUN, "only the strategy office")
