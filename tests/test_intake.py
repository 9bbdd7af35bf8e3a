"""Shaping a draft of minutes: each deed returns another draft, and nothing that was said is lost."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import intake
from storage.intake import Draft, DraftProblem, as_json, draft_of, from_json
from storage.minutes import read_minutes

TEXT = """# First-quarter review

On April 24, 2024 the group held its first-quarter review in Tianjin. Tong Laiming, chairman of the group, presided.

Tong Laiming stressed two points: the first is to speed up delivery of the new line; the second is to cut the stock, and to train the teams.

Zhang Qiang, president of the company, stressed two points: the first is to keep the standards; the second is to report every month.

ACTION: Sun Liping to send the plan by 28 June 2024
ACTION: QD to repair the dryer
- [x] Zhou Weimin: book the room
"""


def draft() -> Draft:
    return draft_of(read_minutes(TEXT), "review.md")


def points(shaped: Draft) -> list[tuple[str | None, int, str]]:
    return [(line.speaker, line.ordinal, line.text) for line in shaped.kept if line.kind == "directive"]


def test_what_was_read_becomes_lines_that_know_their_place() -> None:
    read = draft()
    assert [(line.kind, line.ordinal) for line in read.lines][:2] == [("directive", 1), ("directive", 2)]
    assert read.lines[0].speaker == "Tong Laiming"
    assert [line.key for line in read.lines] == list(range(1, len(read.lines) + 1))
    for line in read.lines:
        assert read.text[line.span.start : line.span.end].strip()
    assert next(line.owner for line in read.lines if line.kind == "action") == "Sun Liping"
    assert [line.is_done for line in read.lines if line.kind == "action"] == [False, False, True]


def test_two_lines_of_one_speaker_become_one_that_covers_both() -> None:
    read = draft()
    first, second = read.lines[0], read.lines[1]
    one = intake.merged(read, first.key)
    whole = one.line(first.key)
    assert first.text in whole.text
    assert second.text in whole.text
    assert (whole.span.start, whole.span.end) == (first.span.start, second.span.end)
    assert whole.ordinal == 1
    with pytest.raises(DraftProblem, match="not in the draft any more"):
        one.line(second.key)


def test_what_two_lines_were_given_to_gets_the_one_they_become_and_the_second_fills_what_the_first_leaves_open() -> (
    None
):
    read = draft()
    first, second = read.lines[0].key, read.lines[1].key
    given = intake.given_to(intake.given_to(read, (3, 1), first), (2, 3), second)
    given = intake.owned_by(intake.due(given, date(2024, 6, 1), second), second, "U1")
    whole = intake.merged(given, first).line(first)
    assert (whole.units, whole.due_on, whole.owner) == ((1, 2, 3), date(2024, 6, 1), "U1")


def test_a_split_line_keeps_its_number_twice_and_says_so() -> None:
    read = draft()
    line = read.lines[0]
    middle = len(line.text) // 2
    two = intake.split(read, line.key, line.text[:middle], line.text[middle:])
    assert [ordinal for _, ordinal, _ in points(two)][:2] == [1, 1]
    problem = intake.concerns(two)[-1]
    assert problem.values["number"] == 1
    assert "more than one point" in problem.message
    new = max(each.key for each in two.lines)
    assert intake.concerns(intake.edited(two, new, ordinal=9)) == read.problems


def test_a_line_given_to_another_speaker_keeps_its_printed_number() -> None:
    read = draft()
    zhang = next(line for line in read.lines if line.speaker == "Zhang Qiang")
    moved = intake.spoken_by(read, "Tong  Laiming", key=zhang.key)
    assert moved.line(zhang.key).ordinal == zhang.ordinal
    assert moved.line(zhang.key).speaker == "Tong Laiming"
    assert len(intake.concerns(moved)) == len(read.problems) + 1
    numbers = intake.ordinals(moved)
    assert len({(line.speaker, numbers[line.key]) for line in moved.kept if line.kind == "directive"}) == len(
        points(moved)
    )


def test_everything_a_misspelt_speaker_said_is_named_at_once() -> None:
    named = intake.spoken_by(draft(), "Tong Lai Ming", speaker="Tong Laiming")
    assert {speaker for speaker, _, _ in points(named)} == {"Tong Lai Ming", "Zhang Qiang"}


def test_what_the_reader_missed_is_added_behind_the_others_and_knows_where_it_stands() -> None:
    words = "Tong Laiming, chairman of the group presided"  # a comma less than in the minutes
    shaped, line = intake.added(draft(), words, " Tong  Laiming ")
    assert points(shaped)[2] == ("Tong Laiming", 3, words)
    assert shaped.text[line.span.start : line.span.end] == "Tong Laiming, chairman of the group, presided"
    assert (line.role, line.is_added) == (shaped.lines[0].role, False)


def test_words_that_stand_nowhere_are_added_beside_their_speakers_others() -> None:
    shaped, line = intake.added(draft(), "Sell the old plant.", "Zhang Qiang")
    assert (line.ordinal, line.is_added, line.span) == (3, True, shaped.line(line.key - 4).span)
    assert [each.speaker for each in shaped.lines].count("Zhang Qiang") == 3
    assert from_json(as_json(shaped)) == shaped
    assert not intake.merged(shaped, 4).line(4).is_added


def test_somebody_new_speaks_after_the_others_and_before_the_action_items() -> None:
    shaped, line = intake.added(draft(), "Keep the river clean.", "Li Na")
    assert line.ordinal == 1
    assert [each.kind for each in shaped.lines] == ["directive"] * 5 + ["action"] * 3
    assert shaped.lines[4] == line
    more, action = intake.added(shaped, "Ask the bank.", None)
    assert (more.lines[-1], action.kind, action.speaker, action.ordinal) == (action, "action", None, 4)


def test_a_draft_in_which_nothing_was_found_takes_a_point() -> None:
    shaped, line = intake.added(replace(draft(), lines=()), "Sell the old plant.", "Li Na")
    assert shaped.lines == (line,)
    assert (line.key, line.span.start, line.span.end) == (1, 0, len(shaped.text))


def test_dates_units_and_owners_are_for_one_line_or_for_all() -> None:
    read = intake.due(intake.given_to(draft(), [3, 1, 3]), date(2024, 6, 28))
    assert read.units == (1, 3)
    own = intake.due(intake.given_to(read, [2], 1), date(2024, 5, 31), 1)
    assert own.line(1).units == (2,)
    assert own.due_of(own.line(1)) == date(2024, 5, 31)
    assert own.due_of(own.line(2)) == date(2024, 6, 28)
    assert intake.owned_by(own, 1, "U0SUNLIPING").line(1).owner == "U0SUNLIPING"
    assert intake.owned_by(own, 1, None).line(1).owner is None


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (lambda d: intake.edited(d, 99, text="x"), "not in the draft any more"),
        (lambda d: intake.edited(d, 1, text="  "), "needs words"),
        (lambda d: intake.edited(d, 1, text="x" * 10_001), "Split it"),
        (lambda d: intake.added(d, " ", "Tong Laiming")[0], "needs words"),
        (lambda d: intake.added(d, "x" * 10_001, None)[0], "Split it"),
        (lambda d: intake.added(d, "Sell the plant.", " ")[0], "Give a name"),
        (lambda d: intake.edited(d, 1, ordinal=0), "begin with 1"),
        (lambda d: intake.merged(d, 2), "no later line"),
        (lambda d: intake.split(d, 1, "", d.line(1).text), "needs words"),
        (lambda d: intake.split(d, 1, "something", "else"), "word for word"),
        (lambda d: intake.spoken_by(d, " ", key=1), "Tong Laiming"),
        (lambda d: intake.spoken_by(d, "Tong", key=5), "owner, not a speaker"),
        (lambda d: intake.owned_by(d, 1, "x" * 121), "Give a name"),
        (lambda d: intake.titled(d, ""), "Give the meeting a title"),
        (lambda d: intake.held(d, date(2024, 4, 25), date(2024, 4, 24)), "cannot end"),
    ],
)
def test_what_cannot_be_done_is_refused_with_an_example(deed: Callable[[Draft], Draft], words: str) -> None:
    with pytest.raises(DraftProblem, match=words):
        deed(draft())


Deed = Callable[[Draft], Draft]
keys = st.integers(1, 8)
deeds: st.SearchStrategy[Deed] = st.one_of(
    keys.map(lambda key: lambda d: intake.dropped(d, key)),
    keys.map(lambda key: lambda d: intake.restored(d, key)),
    keys.map(lambda key: lambda d: intake.merged(d, key)),
    st.tuples(keys, st.integers(0, 60)).map(
        lambda cut: lambda d: intake.split(d, cut[0], d.line(cut[0]).text[: cut[1]], d.line(cut[0]).text[cut[1] :])
    ),
    st.tuples(keys, st.text(max_size=8)).map(lambda said: lambda d: intake.spoken_by(d, said[1], key=said[0])),
    st.tuples(keys, st.text(max_size=8)).map(lambda said: lambda d: intake.owned_by(d, said[0], said[1])),
    st.tuples(st.none() | keys, st.none() | st.lists(st.integers(1, 9))).map(
        lambda said: lambda d: intake.given_to(d, said[1], said[0])
    ),
    st.tuples(st.none() | keys, st.none() | st.dates()).map(lambda said: lambda d: intake.due(d, said[1], said[0])),
    st.tuples(keys, st.integers(-1, 5)).map(lambda said: lambda d: intake.edited(d, said[0], ordinal=said[1])),
    st.text(max_size=5).map(lambda title: lambda d: intake.titled(d, title)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(deeds, max_size=8), st.text(max_size=40), st.none() | st.text(max_size=20))
def test_what_is_added_stands_where_its_words_do_or_beside_another(
    sequence: list[Deed], words: str, speaker: str | None
) -> None:
    shaped = draft()
    for deed in sequence:
        with contextlib.suppress(DraftProblem):
            shaped = deed(shaped)
    try:
        more, line = intake.added(shaped, words, speaker)
    except DraftProblem:
        assert not words.strip() or (speaker is not None and not speaker.strip())
        return
    assert from_json(as_json(more)) == more
    assert [each for each in more.lines if each != line] == list(shaped.lines)
    assert intake.ordinals(more)[line.key] == line.ordinal
    stands = [sign for sign in more.text[line.span.start : line.span.end] if sign.isalnum()]
    assert line.is_added or stands == [sign for sign in words if sign.isalnum()]


@settings(max_examples=150, deadline=None)
@given(st.lists(deeds, max_size=25))
def test_no_sequence_of_deeds_loses_a_word_or_a_field(sequence: list[Deed]) -> None:
    read = shaped = draft()
    for deed in sequence:
        with contextlib.suppress(DraftProblem):
            shaped = deed(shaped)
    assert from_json(as_json(shaped)) == shaped
    assert shaped.text == read.text
    letters = [
        sorted("".join(sign for line in each.lines for sign in line.text if sign.isalnum())) for each in (shaped, read)
    ]
    assert letters[0] == letters[1]
    assert len({line.key for line in shaped.lines}) == len(shaped.lines)
    for line in shaped.lines:
        assert 0 <= line.span.start < line.span.end <= len(shaped.text)


def test_a_draft_without_lines_is_a_draft() -> None:
    empty = replace(draft(), lines=())
    assert from_json(as_json(empty)) == empty
    assert intake.ordinals(empty) == {}


def test_the_lines_with_a_next_one_are_found_at_once() -> None:
    shaped = draft()
    for key in (None, *(line.key for line in shaped.lines)):
        given = shaped if key is None else intake.dropped(shaped, key)
        assert given.followed == {line.key for line in given.lines if given.next_of(line.key)}
