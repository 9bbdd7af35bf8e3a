"""Files of minutes: the encodings people have, and words for those that hold no text."""

import pytest

from storage.minutes.files import LARGEST, UnreadableFile, legible, text_of

CHINESE = "会议纪要：一是按时交付，二是控制库存。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_people_have_are_read(encoding: str) -> None:
    text = "Minutes, 23 April\n" + CHINESE
    assert text_of("notes.txt", text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("notes.txt", b"", "empty"),
        ("notes.txt", b" \n\t", "empty"),
        ("notes.txt", b"\xef\xbb\xbf", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        ("program.md", b"\x7fELF" + b"\x00\x01" * 50, "not a text file"),
        ("noise.txt", bytes(range(256)) * 4, "not a text file"),
        ("notes.xlsx", b"PK\x03\x04 and more", ".xlsx"),
        ("big.txt", b"a" * (LARGEST + 1), "21 MB"),
    ],
)
def test_a_file_without_text_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        text_of(name, content)
    assert words in str(refused.value)
    assert refused.value.message.format(**refused.value.values) == str(refused.value)


def test_what_no_database_keeps_is_shown_as_a_sign_and_moves_nothing() -> None:
    assert legible("a\x00b\ud83dc\udc00") == "a\ufffdb\ufffdc\ufffd"
    assert legible("纪要 😀\n") == "纪要 😀\n"
    assert "\x00" not in text_of("notes.txt", b"\xff\xfe" + ("one point\x00" + CHINESE * 9).encode("utf-16-le"))


def test_a_name_that_looks_like_a_path_is_only_a_name() -> None:
    with pytest.raises(UnreadableFile) as refused:
        text_of("../../secret/notes.txt", b"")
    assert refused.value.values["name"] == "notes.txt"
