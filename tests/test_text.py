"""Text as Slack takes it: escaping, shortening, dates in words, and our own table of limits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Say
from bot.messages.text import (
    MOST_BLOCKS,
    TOP_TEXT,
    breaches,
    clamped,
    clamped_text,
    date_words,
    escaped,
    mention,
    reads_as_marks,
    shortened,
)

FRIDAY = date(2024, 6, 28)
HOSTILE = "<!channel> & *bold* _it_ ~no~ `code` <@U0LIN> <https://a.example|bank> :tada:"
FAMILY = "👩‍👩‍👧‍👦"


def test_only_the_three_signs_that_slack_reads_are_escaped() -> None:
    assert escaped("""R&D <!here> *a* "b" 'c' &amp;""") == """R&amp;D &lt;!here&gt; *a* "b" 'c' &amp;amp;"""


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("U0LIN", "<@U0LIN>"),
        ("W012AB", "<@W012AB>"),
        ("operator:lin", "lin"),
        ("!channel", "!channel"),
        ("U0LIN> <!here", "U0LIN&gt; &lt;!here"),
        ("", ""),
    ],
)
def test_only_a_user_id_becomes_a_mention(who: str, said: str) -> None:
    assert mention(who) == said


@pytest.mark.parametrize(
    ("text", "n", "said"),
    [
        ("short", 5, "short"),
        ("shorter", 5, "shor…"),
        ("one two three four", 12, "one two…"),
        ("one, two three", 6, "one…"),
        ("提高新线负荷，确保产能", 8, "提高新线负荷…"),
        (f"ab{FAMILY}", 5, "ab…"),
        ("cafe\u0301s and more", 5, "caf…"),
        ("🇨🇳🇩🇪", 2, "…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("", 10, ""),
    ],
)
def test_a_long_text_is_cut_where_it_hurts_least(text: str, n: int, said: str) -> None:
    assert shortened(text, n) == said


@given(st.text(), st.integers(0, 60))
def test_a_shortened_text_is_never_longer_than_asked(text: str, n: int) -> None:
    assert len(shortened(text, n)) <= n or shortened(text, n) == text


@pytest.mark.parametrize(
    ("language", "today", "said"),
    [
        ("en", None, "Fri 28 Jun"),
        ("zh-CN", None, "6月28日 周五"),
        ("en", date(2024, 1, 1), "Fri 28 Jun"),
        ("en", date(2023, 12, 29), "Fri 28 Jun 2024"),
        ("zh-CN", date(2023, 12, 29), "2024年6月28日 周五"),
    ],
)
def test_a_date_is_written_as_its_readers_write_it(language: str, today: date | None, said: str) -> None:
    assert date_words(Say(language), FRIDAY, today) == said


@pytest.mark.parametrize("text", ["*a*", "so _it is_ said", "~a~", "`a b`", ":tada:", "重点*工作*"])
def test_text_that_slack_might_style_is_known(text: str) -> None:
    assert reads_as_marks(text)


@pytest.mark.parametrize("text", ["plain", "5 * 3 * 2", "a_b", "~5 GWh", "at 10:30", "R&D <x>"])
def test_text_that_slack_shows_as_written_is_known_too(text: str) -> None:
    assert not reads_as_marks(text)


def test_text_is_never_cut_inside_an_entity_or_a_mention() -> None:
    assert clamped_text("a" * (TOP_TEXT - 3) + "&amp;b") == "a" * (TOP_TEXT - 3) + "…"
    assert clamped_text("a" * (TOP_TEXT - 3) + "<@U0LIN>") == "a" * (TOP_TEXT - 3) + "…"
    assert clamped_text("short &amp; sweet") == "short &amp; sweet"


def test_blocks_that_do_not_fit_are_left_away_from_the_end() -> None:
    many = [{"type": "section", "text": {"type": "mrkdwn", "text": f"{n} &amp; more"}} for n in range(80)]
    assert clamped(many) == many[:MOST_BLOCKS]
    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 5000}} for _ in range(9)]
    assert [len(block["text"]["text"]) for block in clamped(long)] == [3000, 3000, 3000]


def test_every_broken_limit_is_told() -> None:
    payload = {
        "text": "",
        "blocks": [
            {"type": "section", "text": {"type": "plain_text", "text": ""}, "block_id": "a"},
            {
                "type": "actions",
                "block_id": "a",
                "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x" * 76}, "value": "1"}],
            },
            {"type": "context", "elements": []},
        ],
    }
    assert breaches(payload) == (
        "no text for those who hear it",
        "two blocks of one block_id",
        "section.text of 0, not 1 to 3000",
        "button.text of 76, not 1 to 75",
        "context with 0 elements",
    )
