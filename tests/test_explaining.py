"""`followups explain`: a reply's reading as JSON, without a database and without Slack."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.explaining import UnclearThread, explain, explain_lines, thread_of

AT = datetime(2024, 4, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
MOMENT = "2024-04-25T09:00+08:00"


def explained(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], input=typed)


def test_a_report_names_what_it_would_close() -> None:
    result = explained("--items", "1,2,3", "--at", MOMENT, "1 and 3 done, thanks")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["done"] == [1, 3]
    assert said["ask"] is None


def test_every_outcome_has_its_key_even_when_nothing_was_understood() -> None:
    said = json.loads(explain("nice weather", thread_of("1,2", "", (), AT)))
    assert {"done", "reopen", "blocked", "ack", "extend", "assign", "values", "ask"} <= set(said)
    assert not any(said.values())


def test_items_that_were_reported_done_can_be_reopened() -> None:
    result = explained("--items", "1,2,3", "--done", "4", "--at", MOMENT, "4 not done after all")
    assert json.loads(result.stdout)["reopen"] == [4]


def test_a_day_in_words_is_counted_from_the_moment_told() -> None:
    result = explained("--items", "3", "--at", MOMENT, "3延期到下周三，缺料")
    assert json.loads(result.stdout)["extend"] == [{"number": 3, "until": "2024-05-01", "reason": "缺料"}]


def test_a_target_is_told_with_its_measure() -> None:
    result = explained("--items", "1", "--target", "shipments (GWh)", "--at", MOMENT, "shipments 1.2 GWh, forecast 2")
    assert json.loads(result.stdout)["values"] == [
        {"target": "shipments", "value": 1.2, "measure": "GWh", "forecast": 2, "note": None}
    ]


def test_what_must_be_asked_says_why_and_of_which_items() -> None:
    said = json.loads(explain("done", thread_of("1,2", "", (), AT)))
    assert said["ask"] == {"why": "which_item", "intent": "done", "candidates": [1, 2]}
    assert said["done"] == []


def test_blocked_items_and_new_owners_are_told_with_their_words() -> None:
    said = json.loads(explain("1 blocked: no budget. assign 2 to <@U0123ABCD>", thread_of("1,2", "", (), AT)))
    assert said["blocked"] == [{"number": 1, "reason": "no budget"}]
    assert said["assign"] == [{"number": 2, "user": "U0123ABCD"}]


def test_each_line_of_standard_input_is_a_reply_of_its_own() -> None:
    result = explained("--items", "1,2", "--at", MOMENT, "--stdin", typed="1 done\n\n第二项完成\n")
    assert [json.loads(line)["done"] for line in result.stdout.splitlines()] == [[1], [], [2]]
    assert "第二项" not in result.stdout  # nothing of the talk was kept


def test_a_line_is_read_whatever_ends_it() -> None:
    assert [
        json.loads(line)["done"] for line in explain_lines(["1 done\r\n", "1 done"], thread_of("1", "", (), AT))
    ] == [
        [1],
        [1],
    ]


def test_a_unit_s_code_may_stand_in_the_items_or_only_in_the_reply() -> None:
    assert json.loads(explain("QD-3 完成", thread_of("3,4", "", (), AT)))["done"] == [3]
    with_code = thread_of("QD-3,QD-4", "", (), AT)
    assert json.loads(explain("qd-3 done", with_code))["done"] == [3]
    assert json.loads(explain("WX-3 done", with_code))["unknown"] == ["WX-3"]


@pytest.mark.parametrize("items", ["one", "1;2", "1-", "123456"])
def test_items_that_are_no_numbers_are_named_with_an_example(items: str) -> None:
    with pytest.raises(UnclearThread):
        thread_of(items, "", (), AT)
    result = explained("--items", items, "1 done")
    assert result.exit_code == 2
    assert items in result.stderr
    assert "--items 1,2,QD-3" in result.stderr


def test_without_a_reply_it_says_how_to_give_one() -> None:
    result = explained("--items", "1")
    assert result.exit_code == 2
    assert "--stdin" in result.stderr


PIECES = (
    "3",
    "done",
    "QD-3",
    "not",
    "5月",
    "<@U1>",
    "<",
    ">",
    "```",
    "：",
    "第",
    "十",
    "to",
    "1,2",
    "%",
    "next",
    "friday",
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join))
ENDS_OF_TIME = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@given(
    items=st.text() | st.just("1,2,QD-3"),
    done=st.just("") | st.text(),
    target=TEXTS,
    text=TEXTS,
    at=st.datetimes(timezones=st.just(UTC)) | st.sampled_from(ENDS_OF_TIME),
)
def test_no_thread_and_no_text_whatever_breaks_the_explanation(
    items: str, done: str, target: str, text: str, at: datetime
) -> None:
    try:
        thread = thread_of(items, done, [target], at)
    except UnclearThread:
        thread = thread_of("1,2,QD-3", "4", ["shipments (GWh)"], at)
    said = explain(text, thread)
    assert "\n" not in said
    assert {"done", "reopen", "blocked", "ack", "extend", "assign", "values", "ask"} <= set(json.loads(said))


def test_bytes_that_are_no_text_are_read_as_far_as_they_are() -> None:
    result = CliRunner().invoke(
        main, ["explain", "--items", "1,2", "--at", MOMENT, "--stdin"], input=b"1 done\n\xff\xfe\n\x00 2 done\n"
    )
    assert [json.loads(line)["done"] for line in result.stdout.splitlines()] == [[1], [], [2]]
