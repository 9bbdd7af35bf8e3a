"""Importing minutes over the wire: paste, file and message, the preview, and what a confirmation makes."""

import io
import json
import threading
from collections.abc import Callable
from datetime import timedelta

import docx
import pytest
from slack_sdk import WebClient
from sqlmodel import col, select

from bot.files import SharedText
from bot.importing import Intake
from bot.playground import scene
from bot.playground.blocks import view_problems
from bot.playground.playing import Game
from bot.playground.records import Message
from storage import drafts, inbound
from storage.models import Activity, Delivery
from tests.stage import SECONDS, game, shown_in, until_whispered
from tests.stage_import import (
    CHINESE,
    CORRECTED,
    HELEN,
    MINUTES,
    OFFICE,
    conversation,
    elements,
    fill,
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
from tests.test_items import in_threads

__all__ = ["game"]


def test_pasted_minutes_become_a_preview_and_nothing_is_kept_before_it_is_confirmed(game: Game) -> None:
    preview = paste(game)
    told = words_of(preview)
    for words in ("open the second berth", "repair the crane", "train the night shift", "Tong Laiming", "QD, TJ, WX"):
        assert words in told
    until_letter(game, HELEN, "5 directives")
    assert meeting_titled(game, "Harbour review") is None


def test_what_there_is_none_of_is_not_counted(game: Game) -> None:
    told = words_of(paste(game, "Gate works 2024-05-24\n\nACTION: Mia to paint the gate\n"))
    assert "1 action item" in told
    assert "0 directives" not in told


def test_a_confirmation_gives_every_unit_its_items_and_one_notice(game: Game) -> None:
    preview = paste(game)
    press(game, HELEN, preview, "preview_all")
    form = until_window(game, HELEN, "draft_all")
    assert submit(game, HELEN, form, due={"selected_date": "2024-06-28"})
    submit(game, HELEN, until_window(game, HELEN, "due Fri 28 Jun"))
    told = words_of(until_window(game, HELEN, "is confirmed"))
    assert "15 items are assigned (3 units)" in told
    assert [str(item.due_on) for item in items_of(game, "Harbour review", "QD")] == ["2024-06-28"] * 5
    assert items_of(game, "Harbour review", "CZ") == []
    game.playground.act(HELEN, "clock", to="next_reminder")
    for channel in (scene.QINGDAO, scene.WUXI):

        def notices(channel: str = channel) -> list[Message]:
            return [each for each in shown_in(game, channel) if "Harbour review" in each.text]

        assert len(game.playground.workspace.until(notices, SECONDS)) == 1
    assert not [each for each in shown_in(game, scene.CHUZHOU) if "Harbour review" in each.text]
    until_letter(game, HELEN, "is confirmed")


def test_each_line_can_be_changed_split_merged_dropped_and_given_to_one_unit(game: Game) -> None:
    preview = paste(game)
    menu(game, HELEN, preview, "count the spare parts", "drop")
    menu(game, HELEN, until_window(game, HELEN, "Dropped: it will not be kept"), "repair the crane", "change")
    form = until_window(game, HELEN, "draft_change")
    unit = next(
        option
        for block, each in elements(form)
        if block.startswith("units")
        for option in each["options"]
        if option["text"]["text"].startswith("CZ")
    )
    assert submit(
        game,
        HELEN,
        form,
        text_0={"value": "repair the crane and the lift, weigh the anchor"},
        speaker={"value": "Yang Chenglin"},
        units={"selected_options": [unit]},
        due={"selected_date": "2024-06-14"},
        owner={"selected_user": scene.XU},
    )
    changed = until_window(game, HELEN, "repair the crane and the lift")
    for words in ("Yang Chenglin", "CZ · due Fri 14 Jun · owner Xu Zhihao"):
        assert words in words_of(changed)
    menu(game, HELEN, changed, "repair the crane and the lift", "split")
    submit(game, HELEN, until_window(game, HELEN, "draft_split"), begins={"value": "weigh the anchor"})
    divided = until_window(game, HELEN, " weigh the anchor")
    menu(game, HELEN, divided, "train the night shift", "merge")
    submit(game, HELEN, until_window(game, HELEN, "publish the timetable"))
    until_window(game, HELEN, "is confirmed")
    titles = [item.title for item in items_of(game, "Harbour review", "CZ")]
    assert titles == ["Repair the crane and the lift,", "Weigh the anchor"]
    at_qingdao = [item.title for item in items_of(game, "Harbour review", "QD")]
    assert len(at_qingdao) == 2
    assert "publish the timetable" in at_qingdao[1]


def test_a_corrected_version_shows_what_changed_and_keeps_numbers(game: Game) -> None:
    submit(game, HELEN, paste(game))
    until_window(game, HELEN, "is confirmed")
    before = {item.number for item in items_of(game, "Harbour review", "QD")}
    game.playground.act(HELEN, "close", view_id=window(game, HELEN).id)
    preview = paste(game, CORRECTED)
    told = words_of(preview)
    assert "Changed; until now: “repair the crane”" in told
    assert "New in this version" in told
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    after = items_of(game, "Harbour review", "QD")
    assert before < {item.number for item in after}
    assert len(after) == 6
    assert "Repair both cranes" in [item.title for item in after]


def test_a_corrected_version_says_what_moved_and_that_what_was_given_out_stays(game: Game) -> None:
    action = "\nACTION: Xu Zhihao to order new ropes by {day} May 2024\n"
    minutes = MINUTES.replace("Laiming", "Laiming, chairman,").replace("Qiang", "Qiang, president,")
    press(game, HELEN, paste(game, minutes + action.format(day=30)), "preview_all")
    submit(game, HELEN, until_window(game, HELEN, "draft_all"), due={"selected_date": "2024-06-28"})
    submit(game, HELEN, until_window(game, HELEN, "due Fri 28 Jun"))
    until_window(game, HELEN, "is confirmed")
    game.playground.act(HELEN, "close", view_id=window(game, HELEN).id)
    moved = "the first is to repair the crane; the second is to open the second berth; the third is to paint the quay"
    text = minutes.replace(minutes[minutes.index("the first") : minutes.index(".\n\nZhang")], moved).replace(
        "train the night shift; the second is to publish the timetable", "train the night shift"
    )
    told = words_of(paste(game, text + action.format(day=31)))
    number = items_of(game, "Harbour review", "QD")[1].number
    for words in (
        f"Assigned already; date, owner and state stay: QD-{number}, TJ-",
        "Until now point 2",
        "Until now point 1",
        "No longer named in this version",
        "Due in the minutes: Fri 31 May; until now Thu 30 May",
    ):
        assert words in told
    # Whatever is new for nobody owes no date, so nothing warns of one.
    assert "no due date" not in told


def test_the_office_says_which_minutes_these_correct_and_another_title_parts_nothing(game: Game) -> None:
    submit(game, HELEN, paste(game, MINUTES, title={"value": "Our harbour"}))
    until_window(game, HELEN, "is confirmed")
    game.playground.act(HELEN, "close", view_id=window(game, HELEN).id)
    preview = paste(game, CORRECTED)
    assert "a corrected version" not in words_of(preview)
    press(game, HELEN, preview, "preview_all")
    form = until_window(game, HELEN, "Corrects the minutes of")
    options = next(each["options"] for block, each in elements(form) if block == "corrects")
    ours = next(each for each in options if each["text"]["text"] == "Our harbour · Fri 24 May")
    submit(game, HELEN, form, corrects={"selected_option": ours})
    preview = until_window(game, HELEN, "Changed; until now: “repair the crane”")
    press(game, HELEN, preview, "preview_all")
    form = until_window(game, HELEN, "draft_all")
    assert next(each["initial_option"] for block, each in elements(form) if block == "corrects") == ours
    submit(game, HELEN, form, corrects={"selected_option": options[0]})
    preview = until_window(game, HELEN, "draft_preview")
    assert "a corrected version" not in words_of(preview)
    press(game, HELEN, preview, "preview_all")
    submit(game, HELEN, until_window(game, HELEN, "draft_all"), title={"value": "Our harbour"})
    press(game, HELEN, until_window(game, HELEN, "a corrected version"), "preview_all")
    submit(game, HELEN, until_window(game, HELEN, "draft_all"), title={"value": "The harbour in May"})
    submit(game, HELEN, until_window(game, HELEN, "a corrected version"))
    until_window(game, HELEN, "is confirmed")
    assert meeting_titled(game, "Our harbour") is None
    assert len(items_of(game, "The harbour in May", "QD")) == 6


def test_of_a_corrected_version_only_the_units_that_are_new_get_anything(game: Game) -> None:
    submit(game, HELEN, paste(game))
    until_window(game, HELEN, "is confirmed")
    game.playground.act(HELEN, "close", view_id=window(game, HELEN).id)
    preview = paste(game)
    assert "kept already, word for word" in words_of(preview)
    menu(game, HELEN, preview, "repair the crane", "change")
    form = until_window(game, HELEN, "draft_change")
    every = next(each["options"] for block, each in elements(form) if block.startswith("units"))
    submit(game, HELEN, form, units={"selected_options": every}, due={"selected_date": "2024-06-14"})
    preview = until_window(game, HELEN, "CZ, WR · due Fri 14 Jun")
    assert "Assigned already; date, owner and state stay: QD-" in words_of(preview)
    submit(game, HELEN, preview)
    assert "2 items are assigned (2 units)" in words_of(until_window(game, HELEN, "is confirmed"))


def last_import(game: Game) -> Activity:
    """The newest line of the journal about an import."""
    with game.bot.desk.database.reading() as session:
        lines = session.exec(select(Activity).where(Activity.verb == "imported").order_by(col(Activity.id).desc()))
        kept = lines.first()
    assert kept is not None
    return kept


@pytest.mark.parametrize(
    ("name", "content"), [("harbour.md", MINUTES.encode()), ("会议.txt", CHINESE.encode("gb18030"))]
)
def test_an_uploaded_file_is_fetched_and_read_after_the_answer_to_slack(game: Game, name: str, content: bytes) -> None:
    form = open_import(game)
    file = game.playground.share(HELEN, "", name, content)["file"]
    submit(game, HELEN, form, file={"files": [{"id": file}]}, title={"value": "The harbour"})
    preview = until_window(game, HELEN, "draft_preview")
    assert "The harbour" in words_of(preview)
    assert name in words_of(preview)
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    kept = last_import(game)
    assert (kept.who, kept.after["source"], kept.after["kind"]) == (HELEN, name, "file")
    assert file in kept.after["permalink"]


def test_a_file_that_cannot_be_read_is_told_in_words_in_the_window_and_in_a_letter(game: Game) -> None:
    form = open_import(game)
    file = game.playground.share(HELEN, "", "minutes.doc", b"\xd0\xcf\x11\xe0")["file"]
    submit(game, HELEN, form, file={"files": [{"id": file}]})
    until_window(game, HELEN, "Save it as .docx")
    until_letter(game, HELEN, "Save it as .docx")


def test_a_day_that_the_minutes_do_not_give_is_given_for_all(game: Game) -> None:
    undated = MINUTES.replace("On 24 May 2024", "On 24 May")
    preview = paste(game, undated)
    assert "without a year" in words_of(preview)
    press(game, HELEN, preview, "preview_all")
    form = until_window(game, HELEN, "draft_all")
    days = {"held_from": {"selected_date": "2024-05-24"}, "held_until": {"selected_date": "2024-05-23"}}
    assert not submit(game, HELEN, form, **days)
    assert "cannot end" in window(game, HELEN).errors["held_until"]
    assert submit(game, HELEN, form, **days | {"held_until": {"selected_date": "2024-05-25"}})
    preview = until_window(game, HELEN, "2024-05-24 – 2024-05-25")
    assert "without a year" not in words_of(preview)
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    kept = meeting_titled(game, "Harbour review")
    assert kept is not None
    assert (str(kept.held_from), str(kept.held_until)) == ("2024-05-24", "2024-05-25")


def test_an_empty_form_says_what_it_wants(game: Game) -> None:
    form = open_import(game)
    assert not submit(game, HELEN, form)
    assert "Paste the text" in window(game, HELEN).errors["paste_0"]


def test_more_room_keeps_what_was_typed_and_joins_the_pieces(game: Game) -> None:
    form = open_import(game)
    half = len(MINUTES) // 2
    cut = MINUTES.rindex("\n", 0, half)
    block_id, button = next(each for each in elements(form) if each[1]["action_id"] == "import_more")
    game.playground.act(
        HELEN,
        "press",
        view_id=form.id,
        block_id=block_id,
        action_id="import_more",
        element=button,
        values=fill(form, paste_0={"value": MINUTES[:cut]}),
    )
    form = until_window(game, HELEN, "paste_1")
    assert form.values["paste_0"]["value"]["value"] == MINUTES[:cut]
    submit(game, HELEN, form, paste_1={"value": MINUTES[cut:]})
    assert "train the night shift" in words_of(until_window(game, HELEN, "draft_preview"))


def test_a_hundred_kilobytes_are_pasted_into_as_many_fields_as_they_need(game: Game) -> None:
    points = (f"the {n + 1}th is to open berth {n} before the holidays of that year" for n in range(2000))
    minutes = MINUTES + "".join(
        f"\nYang Chenglin stressed: the first is {point.partition(' is ')[2]}; the second is to rest.\n"
        for point in points
    )
    lines = minutes[:100_000].splitlines(keepends=True)
    pieces = [""]
    for line in lines:
        if len(pieces[-1]) + len(line) > 3000:
            pieces.append("")
        pieces[-1] += line
    form = open_import(game)
    while any(each["action_id"] == "import_more" for _, each in elements(form)):
        fields = sum(block.startswith("paste_") for block in form.values)
        press(game, HELEN, form, "import_more")
        form = until_window(game, HELEN, f"paste_{min(2 * fields, 40) - 1}")
        assert view_problems(form.body, "modal") == []
    assert len(pieces) <= 40
    submit(game, HELEN, form, **{f"paste_{n}": {"value": piece} for n, piece in enumerate(pieces)})
    until_window(game, HELEN, "Page 1 of")
    with game.bot.desk.database.reading() as session:
        (row,) = drafts.waiting(session, OFFICE)
        assert len(row.text) > 99_000
        assert "train the night shift" in row.text
        assert len(drafts.draft_in(row).lines) > 1000


def test_a_message_is_imported_by_its_shortcut_with_names_for_marks(game: Game) -> None:
    text = MINUTES.replace("the night shift", f"the night shift with <@{scene.XU}>")
    ts = game.playground.act(HELEN, "say", channel=scene.GENERAL, text=text)["ts"]
    game.playground.act(HELEN, "shortcut", channel=scene.GENERAL, ts=ts, callback_id="import_minutes")
    preview = until_window(game, HELEN, "draft_preview")
    assert "the night shift with Xu Zhihao" in words_of(preview)


def test_the_file_on_a_message_is_imported_by_its_shortcut(game: Game) -> None:
    ts = game.playground.share(HELEN, scene.OFFICE_CHANNEL, "harbour.md", MINUTES.encode(), "see here")["ts"]
    game.playground.act(HELEN, "shortcut", channel=scene.OFFICE_CHANNEL, ts=ts, callback_id="import_minutes")
    preview = until_window(game, HELEN, "draft_preview")
    assert "open the second berth" in words_of(preview)
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    kept = last_import(game)
    assert (kept.who, kept.after["source"], kept.after["kind"]) == (HELEN, "harbour.md", "shortcut")
    # The journal leads to the message, where what was said of the file stands, too.
    assert kept.after["permalink"].endswith(f"/{scene.OFFICE_CHANNEL}/p{ts.replace('.', '')}")


def test_of_several_files_each_is_read_and_told_of(game: Game) -> None:
    document = docx.Document()
    for line in MINUTES.split("\n\n"):
        document.add_paragraph(line)
    word = io.BytesIO()
    document.save(word)
    files = [("../../harbour.docx", word.getvalue()), ("quay.doc", b"\xd0\xcf\x11\xe0")]
    ids = [game.playground.share(HELEN, "", name, content)["file"] for name, content in files]
    submit(game, HELEN, open_import(game), file={"files": [{"id": each} for each in ids]})
    told = words_of(until_window(game, HELEN, "draft_open"))
    assert "5 directives" in told
    assert "harbour.docx" in told
    assert "../" not in told
    assert "quay.doc" in told
    assert "Save it as .docx" in told
    until_letter(game, HELEN, "Harbour review")
    until_letter(game, HELEN, "Save it as .docx")


def test_a_message_with_a_picture_is_imported_for_its_words(game: Game) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    ts = game.playground.share(HELEN, scene.OFFICE_CHANNEL, "quay.png", picture, MINUTES)["ts"]
    game.playground.act(HELEN, "shortcut", channel=scene.OFFICE_CHANNEL, ts=ts, callback_id="import_minutes")
    preview = until_window(game, HELEN, "draft_preview")
    assert "open the second berth" in words_of(preview)
    game.playground.act(HELEN, "close", view_id=preview.id)
    ts = game.playground.share(HELEN, scene.OFFICE_CHANNEL, "quay.png", picture)["ts"]
    game.playground.act(HELEN, "shortcut", channel=scene.OFFICE_CHANNEL, ts=ts, callback_id="import_minutes")
    until_window(game, HELEN, "files of the kind .png cannot be read")


def test_a_window_that_slack_does_not_open_is_said_and_opens_at_the_next_press(game: Game) -> None:
    preview = paste(game)
    game.playground.faults.arm("server_error", "views.push", times=None)
    press(game, HELEN, preview, "preview_all")
    told = until_window(game, HELEN, "Slack did not open the window in time")
    game.playground.faults.disarm()
    press(game, HELEN, told, "preview_all")
    form = until_window(game, HELEN, "draft_all")
    game.playground.act(HELEN, "close", view_id=form.id)
    game.playground.act(HELEN, "close", view_id=preview.id)
    letter, channel = until_letter(game, HELEN, "Harbour review"), conversation(game, HELEN)
    game.playground.faults.arm("server_error", "views.open", times=None)
    press_in(game, HELEN, channel, letter, "draft_open")
    until_whispered(game, channel, HELEN, "Slack did not open the window in time")
    game.playground.faults.disarm()
    press_in(game, HELEN, channel, letter, "draft_open")
    until_window(game, HELEN, "draft_preview")
    # A shortcut without a window is worked off all the same.
    game.playground.faults.arm("server_error", "views.open", times=None)
    text = MINUTES.replace("Harbour", "Quay")
    ts = game.playground.act(HELEN, "say", channel=scene.GENERAL, text=text)["ts"]
    game.playground.act(HELEN, "shortcut", channel=scene.GENERAL, ts=ts, callback_id="import_minutes")
    until_letter(game, HELEN, "Quay review")
    # Whom only a window would tell something is told beside the message.
    ts = game.playground.act(scene.SUN, "say", channel=scene.QINGDAO, text=MINUTES)["ts"]
    game.playground.act(scene.SUN, "shortcut", channel=scene.QINGDAO, ts=ts, callback_id="import_minutes")
    until_whispered(game, scene.QINGDAO, scene.SUN, "Slack did not open the window in time")


class Files:
    """What is shared, for an `Intake` without a download."""

    def __init__(self, read: Callable[[], None]) -> None:
        self._read = read

    def read(self, _file_id: str) -> SharedText:
        self._read()
        return SharedText("harbour.md", MINUTES)


def intake_of(game: Game, read: Callable[[], None]) -> Intake:
    """One more process' intake on the same records."""
    client = WebClient(token=game.playground.bot_token, base_url=game.playground.api_url)
    return Intake(game.bot.desk, client, Files(read))  # type: ignore[arg-type]


def order_file(game: Game) -> None:
    """Ask for a file, which nobody reads as long as the ticks are stopped."""
    file = game.playground.share(HELEN, "", "harbour.md", MINUTES.encode())["file"]
    submit(game, HELEN, open_import(game), file={"files": [{"id": file}]})
    game.playground.act(HELEN, "close", view_id=until_window(game, HELEN, "Reading").id)


def test_two_processes_that_read_one_file_at_once_keep_one_draft(game: Game) -> None:
    game.bot.schedule.stop()
    order_file(game)
    both = threading.Barrier(2, timeout=SECONDS)

    def meet() -> None:
        both.wait()

    reading = [intake_of(game, meet) for _ in range(2)]
    assert in_threads(*(each.read_waiting for each in reading)) == []
    with game.bot.desk.database.reading() as session:
        assert len(drafts.waiting(session, OFFICE)) == 1
        assert inbound.waiting(session, "import") == []


def test_what_always_fails_stops_no_other_import_and_is_given_up_with_a_word(game: Game) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    game.bot.schedule.stop()
    order_file(game)
    submit(game, HELEN, open_import(game), paste_0={"value": MINUTES.replace("crane", "cr\x00ane")})
    intake = intake_of(game, fail)
    intake.read_waiting()
    with game.bot.desk.database.reading() as session:
        (row,) = drafts.waiting(session, OFFICE)
        assert "repair the cr\ufffdane" in row.text
        assert len(inbound.waiting(session, "import")) == 1
    game.playground.clock.skip_to(game.playground.clock.now() + timedelta(hours=2))
    intake.read_waiting()
    with game.bot.desk.database.reading() as session:
        assert inbound.waiting(session, "import") == []
        told = session.exec(select(Delivery).where(col(Delivery.dedup_key).startswith("whisper:import:"))).one()
        assert "a fault on our side" in json.dumps(told.facts)


def test_a_file_sent_to_the_bot_is_offered_and_read_only_when_wanted(game: Game) -> None:
    channel = conversation(game, HELEN)
    game.playground.share(HELEN, channel, "harbour.md", MINUTES.encode())
    offer = until_whispered(game, channel, HELEN, "Shall I read harbour.md")
    press_in(game, HELEN, channel, offer, "import_file")
    assert "open the second berth" in words_of(until_window(game, HELEN, "draft_preview"))


def test_only_the_office_imports_and_others_are_told_whom_to_ask(game: Game) -> None:
    game.playground.act(scene.SUN, "command", channel=scene.QINGDAO, text="/followups import")
    assert f"<@{HELEN}>" in words_of(until_window(game, scene.SUN, "Only the strategy office"))
    ts = game.playground.act(scene.SUN, "say", channel=scene.QINGDAO, text=MINUTES)["ts"]
    game.playground.act(scene.SUN, "shortcut", channel=scene.QINGDAO, ts=ts, callback_id="import_minutes")
    until_window(game, scene.SUN, "Only the strategy office")
    channel = conversation(game, scene.SUN)
    game.playground.share(scene.SUN, channel, "harbour.md", MINUTES.encode())
    assert f"<@{HELEN}>" in until_whispered(game, channel, scene.SUN, "Only the strategy office").text
