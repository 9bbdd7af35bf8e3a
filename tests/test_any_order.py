"""The same words in any order ask the same thing, in both languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Question, parse_question
from storage.lookup import Wanted
from tests.test_names import LI, NAMES, QD, TONG, WX

TODAY = date(2024, 6, 14)
# Each means one thing wherever it stands; a number alone belongs to the name before it and is left out.
PARTS = [
    *["tong", "童总", "qingdao", "青岛", "wuxi", "cz", "overdue", "逾期", "blocked", "受阻", "done", "已完成", "2024Q2", "-cost"],
    *["-done", "since may", "“raw materials”", "quality", "降低成本", "QD-7", "<@U0LINA>", "the", "please"],
]  # fmt: skip


def wanted(text: str) -> tuple[object, ...]:
    """What a question asks for, in no order."""
    asked = parse_question(text, NAMES, TODAY)
    assert isinstance(asked, Question), asked
    found: Wanted = asked.wanted
    unordered = (found.people, found.units, found.ordinals, found.items, found.words, found.without, found.not_units)
    return (*map(frozenset, unordered), found.states, found.not_states, found.period, found.since, found.until)


@given(data=st.data(), parts=st.lists(st.sampled_from(PARTS), min_size=2, max_size=6, unique=True))
@settings(max_examples=300, deadline=None)
def test_the_order_of_the_words_does_not_matter(data: st.DataObject, parts: list[str]) -> None:
    turned = data.draw(st.permutations(parts))
    assert wanted(" ".join(parts)) == wanted(" ".join(turned))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tong overdue", Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ("逾期 童总", Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ("童总逾期", Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ("qingdao blocked 2024Q2", Wanted(units=(QD,), states=frozenset({"blocked"}), period="2024Q2")),
        ("2024Q2 受阻 青岛", Wanted(units=(QD,), states=frozenset({"blocked"}), period="2024Q2")),
        (
            "quality wuxi done since may",
            Wanted(units=(WX,), states=frozenset({"done"}), words=("quality",), since=date(2024, 5, 1)),
        ),
        ("materials cost <@U0LINA>", Wanted(people=(LI,), words=("materials", "cost"))),
        ("“raw materials” -done", Wanted(words=("raw materials",), not_states=frozenset({"done"}))),
        ("qingdao wuxi open", Wanted(units=(QD, WX), states=frozenset({"open"}))),
        ("", Wanted()),
        ("🎉", Wanted(words=("🎉",))),
        ("<@U0GONE>", None),
        ("x" * 3000, None),
        ('OR " * NEAR(', None),
        ("'; DROP TABLE item; --", None),
        ("\u202etong\u202c", Wanted(people=(TONG,))),
        ("שלום", Wanted(words=("שלום",))),
    ],
)
def test_a_mix_is_read_and_nothing_typed_is_an_error(text: str, expected: Wanted | None) -> None:
    asked = parse_question(text, NAMES, TODAY)
    assert isinstance(asked, Question)
    assert expected is None or asked.wanted == expected


FRESH = [
    *[("LAIMING TONG", TONG), ("Tong Lai-Ming", TONG), ("tong lm", TONG), ("TONG,LAIMING", TONG), ("童总的", TONG), ("mr tong", TONG)],
    *[ ("LiNa", LI), ("李娜总", LI), ("Miss Li Na", LI), ("Head Of Quality", LI)],
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), FRESH)
def test_a_person_is_meant_in_a_table_written_without_the_matcher(text: str, who: int) -> None:
    asked = parse_question(text, NAMES, TODAY)
    assert isinstance(asked, Question), asked
    assert asked.wanted == Wanted(people=(who,))
