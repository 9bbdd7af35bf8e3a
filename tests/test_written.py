"""What Slack writes in angles is read as people read it."""

import pytest

from bot.written import in_words, says_more_than_links

CALLED = {"U0SUN": "Sun Liping"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("photos are in the shared folder", "photos are in the shared folder"),
        ("<@U0SUN> has them", "@Sun Liping has them"),
        ("<@U0GONE|old name> has them", "@old name has them"),
        ("see <#C0QD|qingdao> and <#C0X>", "see #qingdao and #C0X"),
        ("<!here> look", "@here look"),
        ("<https://files.example/a.pdf>", "https://files.example/a.pdf"),
        ("<https://files.example/a.pdf|the report>", "the report (https://files.example/a.pdf)"),
        ("<https://files.example|files.example>", "https://files.example"),
        ("3 < 4 > 2", "3 < 4 > 2"),
    ],
)
def test_a_note_is_kept_as_people_read_it(text: str, read: str) -> None:
    assert in_words(text, CALLED) == read


def test_a_note_of_nothing_but_links_says_nothing_more() -> None:
    assert not says_more_than_links("<https://files.example/a.pdf>, <https://files.example/b.pdf|b>")
    assert says_more_than_links("<https://files.example/a.pdf> page 3")
