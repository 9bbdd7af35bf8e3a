"""Adding to a preview what the reader has missed, as the office does it."""

import pytest

from bot.playground.blocks import view_problems
from bot.playground.playing import Game
from bot.playground.records import View
from tests.stage import game
from tests.stage_import import (
    CHINESE,
    HELEN,
    LIU,
    MINUTES,
    elements,
    items_of,
    meeting_titled,
    paste,
    press,
    submit,
    until_letter,
    until_window,
    window,
    words_of,
)

__all__ = ["game"]

MISSED = MINUTES + "\nIn closing, everybody was reminded that the gates stay shut at night.\n"


def open_add(game: Game, preview: View, user: str = HELEN) -> View:
    press(game, user, preview, "preview_add")
    return until_window(game, user, "draft_add")


def chosen(form: View, name: str) -> dict[str, object]:
    """The choice of somebody in the form."""
    options = next(each for block, each in elements(form) if block == "speaker")["options"]
    return {"selected_option": next(each for each in options if each["text"]["text"].startswith(name))}


def test_a_missed_point_is_added_to_whom_it_belongs_and_given_out_with_the_others(game: Game) -> None:
    form = open_add(game, paste(game, MISSED))
    assert view_problems(form.body, "modal") == []
    words = "the gates stay shut at night"
    assert submit(game, HELEN, form, text={"value": words}, speaker=chosen(form, "Zhang"))
    told = words_of(preview := until_window(game, HELEN, "Added as point 3 of Zhang Qiang."))
    assert "everybody was reminded that the gates stay shut at night" in told
    assert "by hand" not in told
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    assert [item.title for item in items_of(game, "Harbour review", "QD")][-1].lower() == words


def test_a_new_name_is_taken_and_words_of_ones_own_are_shown_as_such(game: Game) -> None:
    form = open_add(game, paste(game))
    assert submit(game, HELEN, form, text={"value": "Paint the quay."}, other={"value": "Li Na"})
    told = words_of(until_window(game, HELEN, "Added as point 1 of Li Na."))
    assert "Added by hand: it stands nowhere in the minutes." in told


def test_an_action_item_is_added_without_a_speaker(game: Game) -> None:
    form = open_add(game, paste(game))
    assert submit(game, HELEN, form, text={"value": "Order new gloves."}, speaker=chosen(form, "Nobody"))
    assert "☐ Order new gloves." in words_of(until_window(game, HELEN, "Added as an action item."))


@pytest.mark.parametrize(
    ("text", "other", "block"),
    [("Order gloves.", "", "other"), ("   ", "Li Na", "text"), ("Order gloves.", "x" * 200, "other")],
)
def test_what_is_missing_in_the_form_is_said_where_it_is_missing(game: Game, text: str, other: str, block: str) -> None:
    form = open_add(game, paste(game))
    assert not submit(game, HELEN, form, text={"value": text}, other={"value": other})
    assert list(window(game, HELEN).errors) == [block]


def test_the_page_on_which_the_point_stands_is_shown(game: Game) -> None:
    many = "Quay talk\n\nOn 24 May 2024 the quay talk was held.\n\nTong Laiming required: " + "; ".join(
        f"({n}) paint bollard {n}" for n in range(1, 45)
    )
    form = open_add(game, paste(game, many + "."))
    assert submit(game, HELEN, form, text={"value": "Count the bollards."}, speaker=chosen(form, "Tong"))
    told = words_of(until_window(game, HELEN, "Added as point 45 of Tong Laiming."))
    assert "Count the bollards." in told


def test_a_text_in_which_nothing_was_found_says_what_minutes_look_like_and_takes_a_point(game: Game) -> None:
    preview = paste(game, "Lunch is at noon.")
    assert "Minutes that are read by themselves say for example" in words_of(preview)
    until_letter(game, HELEN, "is read: nothing found. Open it to add what is asked by hand")
    submit(game, HELEN, preview)
    form = open_add(game, until_window(game, HELEN, "There is no point in this draft yet"))
    assert submit(game, HELEN, form, other={"value": "Li Na"})
    preview = until_window(game, HELEN, "Added as point 1 of Li Na.")
    assert "No directive" not in words_of(preview)
    submit(game, HELEN, preview)
    until_window(game, HELEN, "is confirmed")
    assert meeting_titled(game, "Lunch is at noon.") is not None


def test_a_chinese_reader_is_asked_in_chinese(game: Game) -> None:
    form = open_add(game, paste(game, CHINESE, LIU), LIU)
    assert "要求的内容" in words_of(form)
    assert submit(game, LIU, form, text={"value": "刷一遍码头。"}, other={"value": "李娜"})
    until_window(game, LIU, "已添加为李娜的第 1 条。")
