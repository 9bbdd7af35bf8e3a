"""What replies are taken for. The sentences stand in `replies_table` and `replies_nothing`, as people really write them."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import Ask, Reading, Thread, ThreadItem, ThreadTarget, parse_reply
from bot.replies.chinese import CHINESE, SIMPLIFIED, TRADITIONAL
from bot.replies.english import ENGLISH
from bot.replies.lexicon import AFFIRMATIVE, WORDS
from bot.replies.parts import Part
from bot.replies.tokens import fold
from tests.replies_fresh_table import HARMLESS, PLAIN
from tests.replies_nothing import NOTHING
from tests.replies_table import UNDERSTOOD

NOW = datetime(2024, 4, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
TONG = ("Tong Laiming", "Tong", "童来明", "童总")
ZHANG = ("Zhang Qiang", "Zhang", "张强", "张总")
WANG = ("Wang Wei", "王伟")
LI = ("Li Na", "李娜")


def item(number: int, state: str = "open") -> ThreadItem:
    return ThreadItem(number, "QD", state)


THREADS = {
    "FIVE": Thread((item(3), item(4), item(5, "blocked"), item(6, "accepted"), item(7), item(8, "done")), now=NOW),
    "ONE": Thread((item(3),), now=NOW),
    "LEADERS": Thread(
        (
            ThreadItem(1, "QD", "open", TONG, 1, WANG),
            ThreadItem(2, "QD", "open", TONG, 3, WANG),
            ThreadItem(3, "QD", "open", TONG, 2, LI),
            ThreadItem(4, "QD", "open", ZHANG, 2),
            ThreadItem(7, "QD", "done", TONG, 4),
        ),
        (ThreadTarget("shipments", "GWh"), ThreadTarget("出货量", "GWh"), ThreadTarget("yield", "%")),
        now=NOW,
    ),
}


def shorthand(reading: Reading) -> str:
    """A reading in one line, as the table writes it."""
    said = [
        f"{verb} {_list(numbers)}"
        for verb, numbers in (
            ("done", reading.done),
            ("reopen", reading.reopen),
            ("unblock", reading.unblock),
            ("ack", reading.ack),
            ("already", reading.already),
            ("unknown", reading.unknown),
        )
        if numbers
    ]
    said += ["undo"] * reading.undo
    said += [f"blocked {each.number}{_in_brackets(each.reason)}" for each in reading.blocked]
    said += [f"extend {each.number} to {each.until}{_in_brackets(each.reason)}" for each in reading.extend]
    said += [f"assign {each.number} to {each.user}" for each in reading.assign]
    for each in reading.values:
        forecast = "" if each.forecast is None else f", forecast {each.forecast}"
        said.append(f"{each.target} = {each.value} {each.measure or '-'}{forecast}{_in_brackets(each.note)}")
    said += [f"noted {_list(each.numbers)}{_in_brackets(each.text)}" for each in reading.notes]
    if reading.ask:
        said.append(f"ask {reading.ask.why} {reading.ask.intent} {_list(reading.ask.candidates)}")
    if reading.note:
        said.append(f"talk{_in_brackets(reading.note)}")
    return "; ".join(said)


def _list(numbers: tuple[object, ...]) -> str:
    return " ".join(map(str, numbers))


def _in_brackets(words: str | None) -> str:
    return f" ({words})" if words else ""


def rows(tables: dict[str, str]) -> list[tuple[str, str, str]]:
    """The lines of a table: thread, reply, outcome."""
    split = [
        (thread, *line.partition(" => ")) for thread, lines in tables.items() for line in lines.strip().splitlines()
    ]
    return [(thread, text.replace("⏎", "\n"), outcome) for thread, text, _, outcome in split]


def changes_something(reading: Reading) -> bool:
    return bool(
        reading.done
        or reading.reopen
        or reading.undo
        or reading.blocked
        or reading.unblock
        or reading.ack
        or reading.extend
        or reading.assign
        or reading.values
    )


# What people write


@pytest.mark.parametrize(("thread", "text", "outcome"), rows(UNDERSTOOD))
def test_a_reply_is_taken_for_what_it_says(thread: str, text: str, outcome: str) -> None:
    assert shorthand(parse_reply(text, THREADS[thread])) == outcome


@pytest.mark.parametrize(("thread", "text", "outcome"), rows(NOTHING))
def test_what_is_no_plain_report_changes_nothing(thread: str, text: str, outcome: str) -> None:
    reading = parse_reply(text, THREADS[thread])
    assert not changes_something(reading)
    assert shorthand(reading) == outcome
    assert reading.is_chatter == (outcome == "")


def test_the_tables_hold_three_hundred_sentences_and_a_third_of_them_change_nothing() -> None:
    understood, nothing = len(rows(UNDERSTOOD)), len(rows(NOTHING))
    assert understood + nothing >= 300
    assert nothing * 3 >= understood + nothing


def without_words(reading: Reading) -> Reading:
    """What a reading changes and asks, without the notes and reasons that go along."""
    return replace(
        reading,
        note=None,
        notes=(),
        blocked=tuple(replace(each, reason="") for each in reading.blocked),
        extend=tuple(replace(each, reason="") for each in reading.extend),
        values=tuple(replace(each, note=None) for each in reading.values),
    )


@pytest.mark.parametrize(("thread", "text", "outcome"), rows(PLAIN))
def test_a_fresh_reply_is_understood(thread: str, text: str, outcome: str) -> None:
    assert shorthand(without_words(parse_reply(text, THREADS[thread]))) == outcome


@pytest.mark.parametrize(("thread", "text", "outcome"), rows(HARMLESS))
def test_a_fresh_reply_that_reports_nothing_changes_nothing(thread: str, text: str, outcome: str) -> None:
    assert not outcome
    assert not changes_something(parse_reply(text, THREADS[thread]))


def test_at_least_half_of_the_fresh_replies_change_nothing() -> None:
    assert len(rows(HARMLESS)) >= len(rows(PLAIN)) >= 50


# Dates


@pytest.mark.parametrize(
    ("phrase", "until"),
    [
        ("10 May", "2024-05-10"),
        ("May 10", "2024-05-10"),
        ("May 10th, 2025", "2025-05-10"),
        ("10th of May", "2024-05-10"),
        ("the 10th", "2024-05-10"),
        ("2024-05-10", "2024-05-10"),
        ("2024/5/10", "2024-05-10"),
        ("Friday", "2024-04-26"),
        ("Monday", "2024-04-29"),
        ("next Friday", "2024-05-03"),
        ("Friday next week", "2024-05-03"),
        ("the end of next week", "2024-05-03"),
        ("tomorrow", "2024-04-26"),
        ("month end", "2024-04-30"),
        ("end of next month", "2024-05-31"),
        ("end of May", "2024-05-31"),
        ("end of Q2", "2024-06-30"),
        ("year end", "2024-12-31"),
        ("10 January 2025", "2025-01-10"),
        ("in two weeks", "2024-05-09"),
        ("31/5", "2024-05-31"),
        ("5/5", "2024-05-05"),
        ("6.10", "2024-06-10"),
        ("31.5.", "2024-05-31"),
        ("5月10日", "2024-05-10"),
        ("五月十日", "2024-05-10"),
        ("2024年12月3号", "2024-12-03"),
        ("10号", "2024-05-10"),
        ("下周三", "2024-05-01"),
        ("下下周一", "2024-05-06"),
        ("周五", "2024-04-26"),
        ("星期天", "2024-04-28"),
        ("后天", "2024-04-27"),
        ("月底", "2024-04-30"),
        ("下月底", "2024-05-31"),
        ("5月底", "2024-05-31"),
        ("年底", "2024-12-31"),
        ("二季度末", "2024-06-30"),
        ("两周后", "2024-05-09"),
        ("一个月后", "2024-05-25"),
    ],
)
def test_a_phrase_names_a_day(phrase: str, until: str) -> None:
    for text in (f"extend 3 to {phrase}", f"3延期到{phrase}"):
        reading = parse_reply(text, THREADS["FIVE"])
        assert [(each.number, str(each.until)) for each in reading.extend] == [(3, until)]


@pytest.mark.parametrize(
    "phrase",
    [
        "5/10",
        "10/5",
        "10.5.2024",
        "30 February",
        "2.30",
        "next week",
        "下周",
        "周末",
        "yesterday",
        "10 April",
        "昨天",
        "10",
        "soon",
    ],
)
def test_a_phrase_that_names_no_day_to_come_is_asked_about(phrase: str) -> None:
    reading = parse_reply(f"extend 3 to {phrase}", THREADS["FIVE"])
    assert reading.extend == ()
    assert reading.ask == Ask("which_date", (3,), "extend")


def test_the_unit_s_wall_clock_decides_what_tomorrow_is() -> None:
    late_in_london = datetime(2024, 4, 25, 20, 0, tzinfo=ZoneInfo("Europe/London"))
    in_london = Thread((item(3),), now=late_in_london)
    in_shanghai = Thread((item(3),), now=late_in_london.astimezone(ZoneInfo("Asia/Shanghai")))
    assert [each.until for each in parse_reply("extend 3 to tomorrow", in_london).extend] == [date(2024, 4, 26)]
    assert [each.until for each in parse_reply("extend 3 to tomorrow", in_shanghai).extend] == [date(2024, 4, 27)]


def test_a_day_without_its_year_is_the_nearest_one() -> None:
    in_december = Thread((item(3),), now=NOW.replace(month=12, day=20))
    assert [each.until for each in parse_reply("extend 3 to 10 January", in_december).extend] == [date(2025, 1, 10)]


# Any text at all

LANGUAGE = [
    *sorted(WORDS),
    "3",
    "4",
    "7",
    "9",
    "#3",
    "QD-4",
    "第3项",
    "第二点",
    "三",
    "5月10日",
    "Friday",
    "1.2 GWh",
    "80%",
    "2-5",
]
PUNCTUATION = [
    " ",
    ", ",
    ". ",
    "? ",
    "\n",
    ": ",
    " - ",
    "，",
    "。",
    "？",
    "、",
    "",
    "\n> ",
    "`",
    "“",
    "”",
    "(",
    ")",
    "~",
    "<@U12AB>",
    "@",
]
word_soup = st.lists(st.sampled_from(LANGUAGE) | st.sampled_from(PUNCTUATION), max_size=14).map("".join)
reply_text = st.text(max_size=200) | word_soup


@given(reply_text, st.sampled_from(sorted(THREADS)))
def test_any_text_is_read_and_nothing_is_closed_without_a_word_for_done(text: str, thread: str) -> None:
    reading = parse_reply(text, THREADS[thread])
    if reading.done:
        assert any(word in fold(text) for word in AFFIRMATIVE)


@given(reply_text, st.sampled_from(sorted(THREADS)))
def test_a_reading_speaks_only_of_items_of_its_thread_and_says_one_thing_of_each(text: str, thread: str) -> None:
    items = THREADS[thread].items
    open_numbers = {each.number for each in items if each.is_open}
    reading = parse_reply(text, THREADS[thread])
    assert set(reading.done) <= open_numbers
    assert {each.number for each in reading.blocked} <= open_numbers
    assert {each.number for each in reading.extend} <= open_numbers
    assert set(reading.reopen) <= {each.number for each in items if each.state == "done"}
    assert not set(reading.done) & {each.number for each in reading.blocked}
    assert not set(reading.done) & {each.number for each in reading.extend}
    if reading.ask:
        assert reading.ask.candidates
        assert not (set(reading.ask.candidates) & set(reading.done) and reading.ask.intent == "done")


@given(word_soup)
def test_a_quoted_reply_says_nothing(text: str) -> None:
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert parse_reply(quoted, THREADS["ONE"]).is_chatter


@given(
    st.lists(st.sampled_from([word for word in LANGUAGE if word not in ("?",)]), min_size=1, max_size=8).map(" ".join)
)
def test_a_one_clause_question_closes_nothing(text: str) -> None:
    single = text.translate({ord(sign): " " for sign in ".,;:!&+-/…"})
    if not any(WORDS.get(word) in (Part.AND, Part.BUT) for word in single.split()):
        assert not parse_reply(f"{single}?", THREADS["ONE"]).done


@pytest.mark.parametrize(
    "text",
    [
        "3 done, " * 2500,
        "完成" * 10000,
        "“" * 20000,
        "~a" * 10000,
        "3-" * 10000,
        "<@" * 10000,
        "第三、" * 6600,
        "done: " * 3300,
        "a.b" * 6600,
    ],
    ids=lambda text: text[:8],
)
def test_a_reply_of_twenty_thousand_characters_is_read(text: str) -> None:
    assert not set(parse_reply(text, THREADS["FIVE"]).done) - {3}


def test_sixty_items_can_be_reported_in_one_reply() -> None:
    sixty = Thread(tuple(item(number) for number in range(1, 61)), now=NOW)
    written = ", ".join(str(number) for number in range(1, 61))
    assert parse_reply(f"{written} done", sixty).done == tuple(range(1, 61))
    assert parse_reply("1-60 done", sixty).done == tuple(range(1, 61))


# The words themselves


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_each_word_plays_one_part(language: dict[Part, str]) -> None:
    words = [word.strip() for listed in language.values() for word in listed.split(",")]
    assert all(words)
    assert len(words) == len(set(words))


def test_traditional_characters_are_folded_one_for_one() -> None:
    assert len(TRADITIONAL) == len(set(TRADITIONAL)) == len(SIMPLIFIED)
    assert fold("還沒完成，第三項") == "还没完成,第三项"
