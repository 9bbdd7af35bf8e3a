"""Replies written by ear, by people who had not seen the grammar: nothing may be closed wrongly, nearly all must be understood."""

import pytest

from tests import replies_first_hearing, replies_second_hearing, replies_third_hearing
from tests.hearing import Row, changes, rows_of
from tests.replies_doubtful import DOUBTFUL

FIRST = list(rows_of(replies_first_hearing.HEARD))
SECOND = list(rows_of(replies_second_hearing.HEARD))
THIRD = list(rows_of(replies_third_hearing.HEARD))


@pytest.mark.parametrize("table", [FIRST, SECOND, THIRD], ids=["first", "second", "third"])
def test_nothing_is_closed_that_nobody_reported(table: list[Row]) -> None:
    assert [row.text for row in table if row.wrongly_done] == []


@pytest.mark.parametrize("table", [FIRST, SECOND, THIRD], ids=["first", "second", "third"])
def test_nine_in_ten_are_understood(table: list[Row]) -> None:
    missed = [row.text for row in table if not row.is_understood]
    assert len(missed) <= len(table) / 10, missed


@pytest.mark.parametrize("table", [FIRST, SECOND], ids=["first", "second"])
def test_a_third_of_the_table_changes_nothing(table: list[Row]) -> None:
    assert sum(row.meant == ("nothing",) for row in table) >= len(table) / 3


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("note: 3 done", "ask"),
        ("备注：3完成", "ask"),
        ("3 note: done by Friday", "nothing"),
        ("please note: 3 done", "done 3"),
        ("please note that 3 is done", "done 3"),
        ("3 done: still testing", "ask"),
        ("3 done (testing)", "ask"),
        ("3 done: tested", "done 3"),
        ("tests (3) (4) done", "ask"),
        ("(3) (4) done", "done 3 4"),
        ("item seventeen done", "nothing"),
        ("items three and twenty-four done", "done 3"),
        ("shipments 1.2 to 1.4 GWh", "nothing"),
        ("From: Li Na\nSent: Monday\n3 done", "nothing"),
        ("3 done\nOn 3 May Li Na wrote:\n4 done", "done 3"),
    ],
)
def test_what_was_once_doubtful_is_read_the_safe_way(text: str, meant: str) -> None:
    assert Row("FIVE", text, (meant,)).is_understood


@pytest.mark.parametrize("text", DOUBTFUL.strip().splitlines())
def test_a_word_that_could_close_closes_nothing_in_doubtful_company(text: str) -> None:
    assert not {each for each in changes(Row("FIVE", text, ()).reading) if each.startswith("done")}
