"""Questions as people type them, in both languages, and what they are taken to mean."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import (
    MOST_ITEMS,
    MOST_WORDS,
    Ambiguous,
    Help,
    Question,
    mended,
    parse_question,
    with_less,
    without_here,
)
from storage.lookup import Wanted
from storage.naming import KnownPerson, KnownUnit, Names

TONG, ZHANG, ZHANG_WEI, OUYANG, LEE = 1, 2, 3, 4, 5
QD, CZ, WX, WXR, U2 = 11, 12, 13, 14, 15

NAMES = Names(
    people=(
        KnownPerson(TONG, "Tong Laiming", "童来明", "President", "U0TONG", ("the president", "老童")),
        KnownPerson(ZHANG, "Zhang Qiang", "张强", "General manager"),
        KnownPerson(ZHANG_WEI, "Zhang Wei", "张伟", None, "U0ZWEI"),
        KnownPerson(OUYANG, "Ouyang Xiu", "欧阳修"),
        KnownPerson(LEE, "Lee Chang-Ho"),
    ),
    units=(
        KnownUnit(CZ, "CZ", "Chuzhou Lishen", "滁州力神"),
        KnownUnit(QD, "QD", "Qingdao Lishen", "青岛力神", ("the coast", "即墨"), channel="C0QD"),
        KnownUnit(U2, "U2", "Lishen (Suzhou)"),
        KnownUnit(WX, "WX", "Wuxi Lishen", "无锡力神"),
        KnownUnit(WXR, "WXR", "Wuxi Research Institute", "无锡研究院"),
    ),
    periods=("2024Q2", "2024Q1", "2023Q4"),
)


def wanted(text: str, names: Names = NAMES) -> Wanted:
    asked = parse_question(text, names)
    assert isinstance(asked, Question), asked
    return asked.wanted


@pytest.mark.parametrize(
    "text",
    [
        "tong",
        "TONG",
        "Tong",
        "laiming",
        "Laiming",
        "Lai-ming",
        "tong laiming",
        "laiming tong",
        "Laiming  Tong",
        "tonglaiming",
        "laimingtong",
        "Tóng Láimíng",
        "童来明",
        "童",
        "来明",
        "童总",
        "童书记",
        "老童",
        "the president",
        "<@U0TONG>",
        "<@U0TONG|tong>",
        "@tong",
        "@tong.laiming",
        "of tong",
        "“tong”",
        "tong?",
        "tong!",
        "童来明的指示",
    ],
)
def test_a_person_is_found_by_any_of_their_names(text: str) -> None:
    assert wanted(text) == Wanted(people=(TONG,))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("zhang qiang", ZHANG),
        ("qiang zhang", ZHANG),
        ("qiang", ZHANG),
        ("张强", ZHANG),
        ("zhang wei", ZHANG_WEI),
        ("张伟", ZHANG_WEI),
        ("ouyang", OUYANG),
        ("欧阳", OUYANG),
        ("欧阳总", OUYANG),
        ("lee", LEE),
        ("chang-ho", LEE),
        ("changho lee", LEE),
        ("lee changho", LEE),
    ],
)
def test_names_of_every_make_are_told_apart(text: str, person: int) -> None:
    assert wanted(text) == Wanted(people=(person,))


@pytest.mark.parametrize(
    "text",
    [
        "qd",
        "QD",
        "qingdao",
        "Qingdao Lishen",
        "qingdaolishen",
        "青岛力神",
        "青岛",
        "即墨",
        "the coast",
        "ＱＤ",
    ],
)
def test_a_unit_is_found_by_any_of_its_names(text: str) -> None:
    assert wanted(text) == Wanted(units=(QD,))


@pytest.mark.parametrize("text", ["u2", "U2", "suzhou", "lishen suzhou", "Lishen (Suzhou)"])
def test_a_unit_is_found_by_the_place_in_its_brackets(text: str) -> None:
    assert wanted(text) == Wanted(units=(U2,))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("overdue", "overdue"),
        ("late", "overdue"),
        ("past due", "overdue"),
        ("逾期", "overdue"),
        ("超期的", "overdue"),
        ("open", "open"),
        ("not done", "open"),
        ("still open", "open"),
        ("in progress", "open"),
        ("未完成", "open"),
        ("blocked", "blocked"),
        ("受阻", "blocked"),
        ("done", "done"),
        ("Done.", "done"),
        ("完成", "done"),
        ("已完成的事项", "done"),
        ("accepted", "accepted"),
        ("cancelled", "cancelled"),
        ("canceled", "cancelled"),
        ("show all overdue items", "overdue"),
    ],
)
def test_a_state_is_understood_in_its_many_words(text: str, state: str) -> None:
    assert wanted(text) == Wanted(states=frozenset({state}))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024Q2", "2024Q2"),
        ("2024q2", "2024Q2"),
        ("2024-Q2", "2024Q2"),
        ("2024 Q2", "2024Q2"),
        ("Q2 2024", "2024Q2"),
        ("q2/2024", "2024Q2"),
        ("2024年第二季度", "2024Q2"),
        ("2024年二季度", "2024Q2"),
        ("2024年2季度", "2024Q2"),
        ("2024", "2024"),
        ("2024年", "2024"),
        ("q4", "2023Q4"),
        ("第一季度", "2024Q1"),
        ("2019Q3", "2019Q3"),
    ],
)
def test_a_period_is_a_quarter_or_a_year(text: str, period: str) -> None:
    assert wanted(text) == Wanted(period=period)


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("tong 2", (2,)),
        ("tong #2", (2,)),
        ("tong 2.", (2,)),
        ("tong no. 2", (2,)),
        ("tong no.2", (2,)),
        ("tong point 2", (2,)),
        ("tong second", (2,)),
        ("tong 2nd", (2,)),
        ("童来明第二点", (2,)),
        ("童来明 第2点", (2,)),
        ("童总2", (2,)),
        ("童2", (2,)),
        ("童第十二条", (12,)),
        ("童来明第二十一点", (21,)),
        ("tong 1 3", (1, 3)),
        ("2 tong", (2,)),
    ],
)
def test_a_number_beside_a_leader_is_the_leaders_point(text: str, ordinals: tuple[int, ...]) -> None:
    assert wanted(text) == Wanted(people=(TONG,), ordinals=ordinals)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("QD-3", ((QD, 3),)),
        ("qd-3", ((QD, 3),)),
        ("qd3", ((QD, 3),)),
        ("QD#3", ((QD, 3),)),
        ("QD–3", ((QD, 3),)),
        ("QD－3", ((QD, 3),)),
        ("qd 3", ((QD, 3),)),
        ("qingdao 3", ((QD, 3),)),
        ("青岛3", ((QD, 3),)),
        ("QD-99", ((QD, 99),)),
        ("u2-7", ((U2, 7),)),
        ("U27", ((U2, 7),)),
        ("QD-3 CZ-1", ((QD, 3), (CZ, 1))),
        ("qd 3 5", ((QD, 3), (QD, 5))),
    ],
)
def test_a_number_beside_a_unit_is_an_items_number(text: str, items: tuple[tuple[int, int], ...]) -> None:
    assert wanted(text) == Wanted(items=items)


def test_a_printed_number_goes_before_a_longer_code() -> None:
    names = Names(units=(KnownUnit(1, "U3", "Three"), KnownUnit(2, "U37", "Thirty-seven")))
    assert wanted("U3-7", names) == Wanted(items=((1, 7),))
    assert wanted("U37", names) == Wanted(units=(2,))


def test_characters_that_nobody_sees_are_not_read() -> None:
    assert wanted("\u202etong\x00 2") == Wanted(people=(TONG,), ordinals=(2,))
    assert wanted("\ud83d") == Wanted()


def test_somebody_with_one_unit_need_not_name_it() -> None:
    assert wanted("3", Names(units=NAMES.units[1:2])) == Wanted(items=((QD, 3),))


def test_a_number_alone_is_a_point_of_every_leader() -> None:
    assert wanted("3") == Wanted(ordinals=(3,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Wanted()),
        ("   ", Wanted()),
        ("all directives", Wanted()),
        ("tong overdue", Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ("overdue tong", Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ("qingdao open", Wanted(units=(QD,), states=frozenset({"open"}))),
        ("青岛逾期", Wanted(units=(QD,), states=frozenset({"overdue"}))),
        ("青岛、滁州未完成", Wanted(units=(QD, CZ), states=frozenset({"open"}))),
        ("童来明青岛逾期", Wanted(people=(TONG,), units=(QD,), states=frozenset({"overdue"}))),
        ("lishen", Wanted(words=("lishen",))),
        ("qd, cz blocked 2024Q2", Wanted(units=(QD, CZ), states=frozenset({"blocked"}), period="2024Q2")),
        ("tong quality", Wanted(people=(TONG,), words=("quality",))),
        ("quality cost", Wanted(words=("quality", "cost"))),
        ("质量成本", Wanted(words=("质量成本",))),
        ("童车项目", Wanted(words=("童车项目",))),
        ("青岛质量", Wanted(units=(QD,), words=("质量",))),
        ("<@U0NOBODY>", Wanted(words=("<@U0NOBODY>",))),
        ("<!channel>", Wanted(words=("<!channel>",))),
        ("'; DROP TABLE item; --", Wanted(words=("DROP", "TABLE"))),
        ("XX-3", Wanted(words=("XX-3",))),
        ("🎉", Wanted(words=("🎉",))),
        ("🎉 tong", Wanted(people=(TONG,))),
        ("who is late", Wanted(states=frozenset({"overdue"}))),
        ("who is", Wanted(words=("who", "is"))),
        ("谁没完成", Wanted(states=frozenset({"open"}))),
        ("tong or zhang qiang", Wanted(people=(TONG, ZHANG))),
        ("童总的要求完成情况", Wanted(people=(TONG,))),
        ("qingdao status", Wanted(units=(QD,))),
        ("青岛进展", Wanted(units=(QD,))),
        ("status", Wanted(words=("status",))),
        ("head of qingdao", Wanted(units=(QD,))),
        ("wuxi institute", Wanted(units=(WXR,))),
        ("qd 1-3", Wanted(items=((QD, 1), (QD, 2), (QD, 3)))),
        ("QD-1…3", Wanted(items=((QD, 1), (QD, 2), (QD, 3)))),
        ("tong 2-3", Wanted(people=(TONG,), ordinals=(2, 3))),
        ("1-999", Wanted(words=("1-999",))),
        ("overdue except qingdao", Wanted(states=frozenset({"overdue"}), not_units=(QD,))),
        ("除了青岛以外逾期", Wanted(states=frozenset({"overdue"}), not_units=(QD,))),
        ("<#C0QD|qingdao-lishen>", Wanted(units=(QD,))),
        ("<#C0QD|>", Wanted(units=(QD,))),
        ("<#C0XX|x>", Wanted(words=("<#C0XX|x>",))),
    ],
)
def test_any_mix_in_any_order_is_understood(text: str, expected: Wanted) -> None:
    assert wanted(text) == expected


TODAY = date(2024, 6, 14)


def due(since: date | None, until: date, **more: Any) -> Wanted:
    """What is open and due on days that are not over."""
    return Wanted(states=frozenset({"open"}), due_since=since, due_until=until, **more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-done", Wanted(not_states=frozenset({"done"}))),
        ("qingdao -done", Wanted(units=(QD,), not_states=frozenset({"done"}))),
        ("qingdao, cz -blocked", Wanted(units=(QD, CZ), not_states=frozenset({"blocked"}))),
        ("quality -qingdao", Wanted(words=("quality",), not_units=(QD,))),
        ("cost -materials", Wanted(words=("cost",), without=("materials",))),
        ("成本 -材料", Wanted(words=("成本",), without=("材料",))),
        ('cost -"raw materials"', Wanted(words=("cost",), without=("raw materials",))),
        ('"raw materials" cost', Wanted(words=("raw materials", "cost"))),
        ("“raw materials”", Wanted(words=("raw materials",))),
        ("「原材料 成本」", Wanted(words=("原材料 成本",))),
        ('"tong laiming" overdue', Wanted(people=(TONG,), states=frozenset({"overdue"}))),
        ('"not done"', Wanted(states=frozenset({"open"}))),
        ('"', Wanted()),
        ("-", Wanted()),
        ("qd -3", Wanted(items=((QD, 3),))),
        ("done since may", Wanted(states=frozenset({"done"}), since=date(2024, 5, 1))),
        ("done since 10 may", Wanted(states=frozenset({"done"}), since=date(2024, 5, 10))),
        ("tong done before june", Wanted(people=(TONG,), states=frozenset({"done"}), until=date(2024, 5, 31))),
        ("done after 2024-05-10", Wanted(states=frozenset({"done"}), since=date(2024, 5, 11))),
        ("done since december", Wanted(states=frozenset({"done"}), since=date(2023, 12, 1))),
        ("done since last month", Wanted(states=frozenset({"done"}), since=date(2024, 5, 1))),
        (
            "done since last week until yesterday",
            Wanted(states=frozenset({"done"}), since=date(2024, 6, 3), until=date(2024, 6, 13)),
        ),
        ("青岛5月以来完成", Wanted(units=(QD,), states=frozenset({"done"}), since=date(2024, 5, 1))),
        ("5月10日之前完成的", Wanted(states=frozenset({"done"}), until=date(2024, 5, 9))),
        ("自2024年4月 完成", Wanted(states=frozenset({"done"}), since=date(2024, 4, 1))),
        # Late since January is what was due since then.
        ("今年以来 逾期", Wanted(states=frozenset({"overdue"}), due_since=date(2024, 1, 1))),
        ("done last week", Wanted(states=frozenset({"done"}), since=date(2024, 6, 3), until=date(2024, 6, 9))),
        ("done yesterday", Wanted(states=frozenset({"done"}), since=date(2024, 6, 13), until=date(2024, 6, 13))),
        ("tong in april", Wanted(people=(TONG,), since=date(2024, 4, 1), until=date(2024, 4, 30))),
        ("done this week", Wanted(states=frozenset({"done"}), since=date(2024, 6, 10), until=date(2024, 6, 16))),
        ("4月完成", Wanted(states=frozenset({"done"}), since=date(2024, 4, 1), until=date(2024, 4, 30))),
        (
            "青岛上周完成的",
            Wanted(units=(QD,), states=frozenset({"done"}), since=date(2024, 6, 3), until=date(2024, 6, 9)),
        ),
        ("done in the last 7 days", Wanted(states=frozenset({"done"}), since=date(2024, 6, 7), until=TODAY)),
        ("最近两周完成", Wanted(states=frozenset({"done"}), since=date(2024, 5, 31), until=TODAY)),
        ("昨天完成", Wanted(states=frozenset({"done"}), since=date(2024, 6, 13), until=date(2024, 6, 13))),
        ("due this week", due(date(2024, 6, 10), date(2024, 6, 16))),
        ("qingdao this week", due(date(2024, 6, 10), date(2024, 6, 16), units=(QD,))),
        ("due today", due(date(2024, 6, 14), date(2024, 6, 14))),
        ("due friday", due(date(2024, 6, 14), date(2024, 6, 14))),
        ("due by monday", due(None, date(2024, 6, 17))),
        ("due next month", due(date(2024, 7, 1), date(2024, 7, 31))),
        ("due in july", due(date(2024, 7, 1), date(2024, 7, 31))),
        ("due before 28 june", due(None, date(2024, 6, 27))),
        ("due in 10 days", due(date(2024, 6, 14), date(2024, 6, 24))),
        ("due soon qd", due(date(2024, 6, 14), date(2024, 6, 21), units=(QD,))),
        ("28 june", due(date(2024, 6, 28), date(2024, 6, 28))),
        ("due in april", Wanted(due_since=date(2024, 4, 1), due_until=date(2024, 4, 30))),
        (
            "overdue due in april",
            Wanted(states=frozenset({"overdue"}), due_since=date(2024, 4, 1), due_until=date(2024, 4, 30)),
        ),
        ("本周到期", due(date(2024, 6, 10), date(2024, 6, 16))),
        ("童总下周到期的", due(date(2024, 6, 17), date(2024, 6, 23), people=(TONG,))),
        ("青岛7月到期", due(date(2024, 7, 1), date(2024, 7, 31), units=(QD,))),
        ("6月28日前到期", due(None, date(2024, 6, 27))),
        ("即将到期", due(date(2024, 6, 14), date(2024, 6, 21))),
        ("7天内到期", due(date(2024, 6, 14), date(2024, 6, 21))),
        ("sun", Wanted(words=("sun",))),
        ("tong 2", Wanted(people=(TONG,), ordinals=(2,))),
        ("duesseldorf", Wanted(words=("duesseldorf",))),
        ("due diligence", Wanted(words=("due", "diligence"))),
        ("since", Wanted(words=("since",))),
        ("since nothing", Wanted(words=("since", "nothing"))),
    ],
)
def test_what_is_not_wanted_phrases_and_days_narrow_a_question(text: str, expected: Wanted) -> None:
    asked = parse_question(text, NAMES, TODAY)
    assert isinstance(asked, Question), asked
    assert asked.wanted == expected


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("zhang", ["Zhang Qiang", "Zhang Wei"]),
        ("zhang 2", ["Zhang Qiang 2", "Zhang Wei 2"]),
        ("张", ["Zhang Qiang", "Zhang Wei"]),
        ("overdue zhang", ["overdue Zhang Qiang", "overdue Zhang Wei"]),
        ("张总第二点", ["Zhang Qiang 第二点", "Zhang Wei 第二点"]),
        ("wuxi", ["WX", "WXR"]),
        ("无锡", ["WX", "WXR"]),
        ("wuxi overdue", ["WX overdue", "WXR overdue"]),
    ],
)
def test_a_name_that_several_answer_to_is_asked_about(text: str, completed: list[str]) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Ambiguous)
    assert [question for _, question in asked.choices] == completed
    for choice, question in asked.choices:
        understood = wanted(question)
        assert choice.id in (*understood.people, *understood.units)


def test_a_whole_name_goes_before_all_who_have_a_part_of_it() -> None:
    names = Names(people=(KnownPerson(1, "Wei Lan"), KnownPerson(2, "Lan Wei"), KnownPerson(3, "Wei")))
    assert wanted("wei lan", names).people == (1,)
    assert wanted("lan wei", names).people == (2,)
    assert wanted("wei", names).people == (3,)


@pytest.mark.parametrize("text", ["help", "Help", " help ", "?", "？", "帮助"])
def test_help_is_help(text: str) -> None:
    assert isinstance(parse_question(text, NAMES), Help)


@pytest.mark.parametrize(
    ("text", "rest", "is_public"),
    [
        ("tong here", "tong", True),
        ("tong HERE", "tong", True),
        ("here", "", True),
        ("tong 这里", "tong", True),
        ("here tong", "here tong", False),
        ("tong", "tong", False),
        ("", "", False),
    ],
)
def test_here_as_the_last_word_asks_for_a_public_answer(text: str, rest: str, is_public: bool) -> None:
    assert without_here(text) == (rest, is_public)


@pytest.mark.parametrize(
    ("text", "meant", "is_sure"),
    [
        ("tonng", "tong", True),
        ("qingdoa", "qingdao", True),
        ("overdu", "overdue", True),
        ("laimin", "laiming", True),
        ("tonng overdue", "tong overdue", True),
        ("quality tonng", "quality tong", True),
        ("童来民", "童来明", False),
        ("tng", "tong", False),
    ],
)
def test_a_word_that_nothing_is_found_for_is_read_as_its_nearest(text: str, meant: str, is_sure: bool) -> None:
    question = parse_question(text, NAMES)
    assert isinstance(question, Question)
    near = mended(question, NAMES)
    assert near[0].text == meant
    assert near[0].is_sure is is_sure


@pytest.mark.parametrize("text", ["xyzzy", "量子", "🎉", "a", "tong"])
def test_what_is_like_nothing_is_not_mended(text: str) -> None:
    question = parse_question(text, NAMES)
    assert isinstance(question, Question)
    assert mended(question, NAMES) == ()


def test_a_stranger_is_never_proposed() -> None:
    own = Names(units=NAMES.units[3:4])
    question = parse_question("qingdoa tonng", own)
    assert isinstance(question, Question)
    assert mended(question, own) == ()


def test_an_empty_answer_may_be_asked_with_one_piece_less_or_more() -> None:
    question = parse_question("tong overdue wuxi lishen", NAMES)
    assert isinstance(question, Question)
    assert list(with_less(question)) == [
        ("tong overdue", "tong wuxi lishen", "overdue wuxi lishen"),
        ("tong", "overdue", "wuxi lishen"),
    ]
    alone = parse_question("tong", NAMES)
    assert isinstance(alone, Question)
    assert list(with_less(alone)) == []


def test_a_very_long_question_is_read_as_far_as_is_sensible() -> None:
    assert len(wanted("word " * 600).words) == 1
    many = wanted(" ".join(f"w{chr(97 + n)}x" for n in range(26)))
    assert len(many.words) == MOST_WORDS
    assert len(wanted(" ".join(f"QD-{n}" for n in range(1, 60))).items) == MOST_ITEMS


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_is_a_question(text: str) -> None:
    asked = parse_question(text, NAMES)
    if isinstance(asked, Question):
        mended(asked, NAMES)
        list(with_less(asked))


@given(st.lists(st.sampled_from(["tong", "张总", "第二点", "QD-3", "青岛", "逾期", "2024Q2", "quality", "-", "2"])))
@settings(max_examples=200, deadline=None)
def test_a_completed_question_means_what_was_chosen(parts: list[str]) -> None:
    asked = parse_question(" ".join(parts), NAMES)
    if isinstance(asked, Ambiguous):
        for choice, completed in asked.choices:
            again = parse_question(completed, NAMES)
            # A second name may still be open; what was chosen is settled.
            if isinstance(again, Question):
                meant = {*again.wanted.people, *again.wanted.units, *(unit for unit, _ in again.wanted.items)}
                assert choice.id in meant
