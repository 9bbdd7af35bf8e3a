"""Every sentence a person reads has its Chinese, with the same places to fill, and nothing else is in the catalogue.

`make catalogue` brings the catalogue up to date with the code; the empty `msgstr` lines it leaves are what is to be written:

    python -m babel.messages.frontend extract --mapping-file=tests/catalogue.cfg --no-location --sort-output \\
        --msgid-bugs-address="the authors" --output=build/followups.pot bot jobs storage
    python -m babel.messages.frontend update --input-file=build/followups.pot --domain=followups --output-dir=bot/locale \\
        --locale=zh_CN --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
"""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.language import CHINESE, ENGLISH, LANGUAGES, LOCALES, Say, nearest_language
from tests.sentences import built

HOUSE = Path(__file__).parent.parent
ROOMS = ("bot", "jobs", "storage")
HAN = re.compile(r"[\u4e00-\u9fff]")


def marked() -> Catalog:
    """All sentences that the code marks."""
    found = Catalog()
    for room in ROOMS:
        for _, _, said, _, _ in extract_from_dir(HOUSE / room, [("**.py", "tests.sentences:sentences")], {}):
            found.add(said)
    return found


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The sentences of the code."""
    return marked()


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """The catalogue as it is written."""
    with (LOCALES / "zh_CN" / "LC_MESSAGES" / "followups.po").open("rb") as source:
        return read_po(source, locale="zh_CN", ignore_obsolete=False)


def forms(message: Message) -> tuple[str, ...]:
    """A sentence's written forms: one, or the singular and the plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def english_forms(message: Message) -> tuple[str, ...]:
    """The sentence in English, in one or two forms."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def places(text: str) -> set[str]:
    """The names of the places to fill, and how they are to be written."""
    return {f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None}


def sentences_of(catalogue: Catalog) -> Iterator[Message]:
    """All messages but the header."""
    return (message for message in catalogue if message.id)


def test_every_sentence_has_its_chinese(english: Catalog, chinese: Catalog) -> None:
    written = {message.id: message for message in sentences_of(chinese)}
    lacking = [
        message.id
        for message in sentences_of(english)
        if message.id not in written or not all(forms(written[message.id]) or ("",))
    ]
    assert lacking == [], "run `make catalogue` and write what is empty"


def test_the_catalogue_holds_nothing_that_nobody_says(english: Catalog, chinese: Catalog) -> None:
    said = {message.id for message in sentences_of(english)}
    assert [message.id for message in sentences_of(chinese) if message.id not in said] == []
    assert list(chinese.obsolete) == []


def test_both_languages_have_the_same_places_to_fill(chinese: Catalog) -> None:
    differing = [
        message.id
        for message in sentences_of(chinese)
        for text in forms(message)
        # A singular may leave its number unsaid ("one"), so the plural is what counts.
        if text and places(text) != places(english_forms(message)[-1])
    ]
    assert differing == []


def test_nothing_in_the_catalogue_is_a_guess(chinese: Catalog) -> None:
    assert [message.id for message in sentences_of(chinese) if message.fuzzy] == []


def test_the_chinese_is_no_copy_of_the_english(chinese: Catalog) -> None:
    """Names and lone places may be the same in both; words may not."""
    copied = [
        message.id
        for message in sentences_of(chinese)
        if set(forms(message)) & set(english_forms(message))
        and re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", english_forms(message)[0]))
    ]
    assert copied == []


def test_chinese_sentences_use_chinese_punctuation(chinese: Catalog) -> None:
    wrong = [
        text
        for message in sentences_of(chinese)
        for text in forms(message)
        if re.search(r"[\u4e00-\u9fff][,;:?!]", text)
    ]
    assert wrong == []


def test_every_sentence_stands_whole_in_the_code() -> None:
    places_built = [
        f"{path.relative_to(HOUSE)}:{line}"
        for room in ROOMS
        for path in sorted((HOUSE / room).rglob("*.py"))
        for line in built(path.read_bytes())
    ]
    assert places_built == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_be_spoken(language: str) -> None:
    say = Say(language)
    assert say.language == language
    assert say("{item} is blocked; nothing was changed.", item="QD-3")


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    assert Say(ENGLISH)("done by {who}", who="<@U1>") == "done by <@U1>"
    assert HAN.search(Say(CHINESE)("done by {who}", who="<@U1>"))


def test_a_sentence_without_its_chinese_is_said_in_english() -> None:
    assert Say(CHINESE)("{n} zebras in {place}", n=3, place="QD") == "3 zebras in QD"


@pytest.mark.parametrize(("n", "said"), [(1, "1 item"), (0, "0 items"), (3, "3 items")])
def test_english_tells_one_from_several(n: int, said: str) -> None:
    assert Say(ENGLISH).many("{n} item", "{n} items", n) == said


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en-US", "en"),
        ("en_GB", "en"),
        ("zh-CN", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("zh_CN", "zh-CN"),
        ("de-DE", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_slacks_locale_leads_to_the_nearest_language(locale: str | None, language: str) -> None:
    assert nearest_language(locale) == language


def test_a_reader_of_another_language_gets_what_is_usual_there() -> None:
    assert nearest_language("de-DE", otherwise=CHINESE) == CHINESE
