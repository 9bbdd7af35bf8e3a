"""How a reminder looks: what it names, in which order, and what can be done about each line."""

import json
import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.language import LANGUAGES
from bot.messages.text import (
    TOP_TEXT,
    breaches,
)
from bot.replies import Thread, ThreadItem, parse_reply
from jobs.cadence import ASSIGNED, DUE_TODAY, OPEN, OVERDUE
from jobs.facts import (
    Named,
)
from tests.shown import FRIDAY, HOSTILE, LIN, ZHAO, buttons, item, reminder, seen, texts


def test_a_reminder_names_the_unit_and_its_day_in_the_heading() -> None:
    payload = reminder(item())
    assert payload["blocks"][0]["text"]["text"] == "Qingdao Cells · follow-ups for Fri 28 Jun"
    assert (payload["method"], payload["channel"]) == ("chat.postMessage", "C0QD")
    assert payload["unfurl_links"] is payload["unfurl_media"] is False


def test_a_notice_says_what_the_meeting_asked() -> None:
    payload = reminder(item(section=ASSIGNED, workdays=None), kind="notice", meeting="Second quarter review")
    assert payload["blocks"][0]["text"]["text"] == "Qingdao Cells · what the meeting asked of you"
    assert "Second quarter review" in seen(payload)
    assert "Second quarter review" in payload["text"]
    assert "due Wed 3 Jul" in seen(payload)


def test_groups_stand_most_pressing_first_and_only_when_there_is_something_in_them() -> None:
    payload = reminder(item(1, OPEN), item(2, OVERDUE), item(3, DUE_TODAY), item(4, OVERDUE))
    said = seen(payload)
    heads = ["🔴 *Overdue: 2 items*", "🟠 *Due today: 1 item*", "*Open: 1 item*"]
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    assert "Due soon" not in said
    assert said.index("QD-2") < said.index("QD-4") < said.index("QD-3") < said.index("QD-1")


def test_a_line_carries_number_title_source_due_date_owner_and_a_button() -> None:
    payload = reminder(item(owner=ZHAO))
    row, small = payload["blocks"][3:5]
    assert row["text"]["text"] == "*QD-7*  Raise the load of the new line"
    assert row["accessory"]["action_id"] == "done"
    assert row["accessory"]["value"] == "107:0"
    assert row["accessory"]["accessibility_label"] == "Mark QD-7 as done"
    assert small["text"]["text"] == "Lin 2 · due Wed 3 Jul, 3 working days left · owner Zhao Min"


def test_everything_but_done_is_in_a_menu_of_the_line_that_knows_what_was_shown() -> None:
    menu = reminder(item(revision=4))["blocks"][4]["accessory"]
    assert [option["text"]["text"] for option in menu["options"]] == [
        "Blocked…",
        "More time…",
        "Note…",
        "Evidence…",
        "Assign…",
    ]
    assert [option["value"] for option in menu["options"]] == [
        f"{verb}:107:4" for verb in ("block", "extend", "note", "evidence", "assign")
    ]
    blocked = reminder(item(state="blocked", blocked_reason="x"))["blocks"][4]["accessory"]
    assert blocked["options"][0]["text"]["text"] == "No longer blocked"
    assert "accessory" not in reminder(item(), has_buttons=False)["blocks"][4]


def test_what_was_returned_and_what_is_asked_for_stands_below_the_line() -> None:
    payload = reminder(item(returned_reason="no <audit> report", asked_until=date(2024, 7, 12)))
    assert "returned: no &lt;audit&gt; report" in seen(payload)
    assert "more time asked for, until Fri 12 Jul" in payload["text"]


def test_a_chinese_unit_reads_native_names_and_chinese_dates() -> None:
    payload = reminder(item(owner=ZHAO), language="zh-CN")
    assert "林海燕" in seen(payload)
    assert "赵敏" in seen(payload)
    assert "7月3日 周三" in seen(payload)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"due_on": None, "original_due_on": None, "workdays": None}, "no due date yet"),
        ({"workdays": 1}, "due Wed 3 Jul, 1 working day left"),
        ({"workdays": 3}, "due Wed 3 Jul, 3 working days left"),
        ({"due_on": FRIDAY, "original_due_on": FRIDAY, "workdays": 0}, "due today, Fri 28 Jun"),
        (
            {"due_on": date(2024, 6, 30), "original_due_on": None, "workdays": 0},
            "due Sun 30 Jun, and today is the last working day",
        ),
        (
            {"due_on": date(2024, 6, 27), "original_due_on": None, "workdays": -1},
            "due Thu 27 Jun, 1 working day late",
        ),
        (
            {"due_on": date(2024, 6, 26), "original_due_on": None, "workdays": -2},
            "due Wed 26 Jun, 2 working days late",
        ),
        ({"original_due_on": date(2024, 6, 14)}, "due Wed 3 Jul, 3 working days left (first due Fri 14 Jun)"),
        ({"due_on": date(2025, 1, 3), "original_due_on": None, "workdays": 120}, "due Fri 3 Jan 2025, 120 working"),
    ],
)
def test_the_due_date_is_said_with_what_is_left_of_it(more: dict[str, Any], said: str) -> None:
    payload = reminder(item(**more))
    assert said in seen(payload)
    assert said in payload["text"]


def test_the_owner_is_called_only_when_the_cadence_calls() -> None:
    assert "<@U0ZHAO>" not in json.dumps(reminder(item(owner=ZHAO)))
    called = reminder(item(owner=ZHAO, calls_owner=True))
    assert "<@U0ZHAO>" in seen(called)
    assert "<@U0ZHAO>" in called["text"]


def test_an_owner_unknown_to_slack_is_named() -> None:
    assert "Zhao Min" in seen(reminder(item(owner=Named("Zhao Min"), calls_owner=True)))


def test_the_head_is_called_once_for_all_that_is_overdue() -> None:
    payload = reminder(item(1, OVERDUE), item(2, OVERDUE), head=ZHAO)
    assert seen(payload).count("<@U0ZHAO>") == 1
    assert payload["text"].count("<@U0ZHAO>") == 1


def test_two_leaders_of_one_family_name_are_told_apart() -> None:
    payload = reminder(item(1), item(2, speaker=Named("Lin Bo")))
    assert "Lin Haiyan 2" in seen(payload)
    assert "Lin Bo 2" in seen(payload)


def test_an_item_nobody_pronounced_has_no_source() -> None:
    small = reminder(item(speaker=None, ordinal=None))["blocks"][4]
    assert small["text"]["text"] == "due Wed 3 Jul, 3 working days left"


def test_a_blocked_item_tells_why_and_can_still_be_done() -> None:
    payload = reminder(item(state="blocked", blocked_reason="waiting for *steel*"))
    (reason,) = payload["blocks"][5]["elements"]
    assert reason == {"type": "plain_text", "text": "blocked: waiting for *steel*", "emoji": False}
    assert len(buttons(payload)) == 1
    assert "blocked: waiting for *steel*" in payload["text"]


def test_a_block_without_a_reason_is_said_too() -> None:
    assert reminder(item(state="blocked", blocked_reason=""))["blocks"][5]["elements"][0]["text"] == "blocked"


def test_what_is_done_is_struck_through_with_who_did_it_and_has_no_button() -> None:
    payload = reminder(item(1), item(2, state="done", done_by="U0ZHAO", title="A ~tilde~ inside"))
    line = next(block for block in payload["blocks"] if block["type"] == "rich_text")
    pieces = line["elements"][0]["elements"]
    assert {"type": "text", "text": "A ~tilde~ inside", "style": {"strike": True}} in pieces
    assert {"type": "user", "user_id": "U0ZHAO"} in pieces
    assert [each["value"] for each in buttons(payload)] == ["101:0"]
    assert "(done by <@U0ZHAO>)" in payload["text"]
    assert "Due soon: 2 items, 1 done" in seen(payload)


def test_what_an_operator_did_is_said_with_a_plain_name() -> None:
    payload = reminder(item(state="accepted", done_by="operator:lin"))
    assert "lin" in list(texts(payload["blocks"]))
    assert "(done by lin and accepted)" in payload["text"]


def test_a_cancelled_item_says_so() -> None:
    payload = reminder(item(state="cancelled"))
    assert "cancelled by the office" in seen(payload)
    assert "cancelled by the office" in payload["text"]


def test_an_older_reminder_has_no_buttons() -> None:
    assert buttons(reminder(item(1), item(2), has_buttons=False)) == []


def test_the_last_line_teaches_the_reply_with_numbers_of_this_message() -> None:
    payload = reminder(item(3), item(4, state="done", done_by="U0ZHAO"), item(5), item(9))
    taught = "Reply in this thread: “3 done”, “3 blocked: waiting for tooling”, “all done except 9”"
    assert payload["blocks"][-1]["elements"][0]["text"] == taught
    assert payload["text"].endswith(taught)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numbers", [(3,), (3, 9), (3, 5, 9)])
def test_the_replies_it_teaches_are_understood(language: str, numbers: tuple[int, ...]) -> None:
    payload = reminder(*[item(number) for number in numbers], language=language)
    taught = re.findall("“([^”]*)”", payload["blocks"][-1]["elements"][0]["text"])
    thread = Thread(
        tuple(ThreadItem(number, "QD", "open") for number in numbers),
        now=datetime(2024, 6, 28, 9, tzinfo=ZoneInfo("Asia/Shanghai")),
    )
    done, blocked, *rest = [parse_reply(reply, thread) for reply in taught]
    assert done.done == (3,)
    assert [each.number for each in blocked.blocked] == [3]
    assert [reading.done for reading in rest] == ([numbers[:-1]] if len(numbers) > 1 else [])
    assert all(reading.ask is None and reading.unknown == () for reading in (done, blocked, *rest))


def test_with_one_item_left_a_bare_word_or_a_check_mark_is_taught() -> None:
    assert "✅" in seen(reminder(item(3)))
    one_of_two = seen(reminder(item(3), item(4, state="accepted")))
    assert "“done”" in one_of_two
    assert "✅" not in one_of_two


def test_with_nothing_left_the_reminder_says_thank_you() -> None:
    assert "Nothing is left to do here" in seen(reminder(item(state="done", done_by="U0ZHAO")))


def test_a_long_title_is_shortened_and_kept_on_one_line() -> None:
    row = reminder(item(title="word \n" * 200))["blocks"][3]["text"]["text"]
    assert len(row) < 170
    assert row.endswith("…")
    assert "\n" not in row


def test_forty_items_show_the_most_pressing_and_tell_how_to_see_the_rest() -> None:
    lines = [item(n, OPEN if n % 2 else OVERDUE, title="long title " * 30, owner=ZHAO) for n in range(1, 41)]
    payload = reminder(*lines, head=LIN)
    shown = len(buttons(payload))
    assert 15 <= shown < 40
    assert [each["value"] for each in buttons(payload)][:3] == ["102:0", "104:0", "106:0"]
    assert f"{40 - shown} more items do not fit in here. See them with /directives QD open" in seen(payload)
    assert "“all done except 39”" in seen(payload)
    assert "Overdue: 20 items" in seen(payload)
    assert len(payload["text"]) <= TOP_TEXT
    assert breaches(payload) == ()


def test_five_hundred_items_leave_words_for_the_ear_that_fit() -> None:
    payload = reminder(*[item(n, OVERDUE, title=HOSTILE * 9) for n in range(1, 501)])
    assert len(payload["text"]) <= TOP_TEXT
    assert "more items do not fit in here" in payload["text"]
    assert breaches(payload) == ()


def test_a_whole_sheet_of_twelve_directives_fits() -> None:
    payload = reminder(*[item(n, OPEN, title="a directive of some length " * 8, owner=ZHAO) for n in range(1, 13)])
    assert len(buttons(payload)) == 12
    assert "do not fit" not in seen(payload)
    assert "do not fit" not in payload["text"]


# --- confirmations ----------------------------------------------------------------------------------------------------
