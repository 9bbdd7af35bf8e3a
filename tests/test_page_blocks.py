"""How the playground's page draws what an app posts: every block, every style of text, and nothing that text could smuggle in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from slack_sdk import WebClient

from bot.language import Say
from bot.playground import words as words_room
from bot.playground.scene import GENERAL, TONG, WUXI, sample_scene
from bot.playground.server import Playground
from bot.playground.words import LABELS, words
from tests.browser import WIDE, chromium, open_channel, open_workspace

__all__ = ["chromium"]

Json = dict[str, Any]
PAGE: Final = Path(words_room.__file__).parent / "page"
STAMP: Final = 1714003200  # 25 April 2024, 08:00 in Shanghai: the moment the sample workspace opens


@dataclass(frozen=True)
class Gallery:
    """An open page, and the app's way to hang something on its wall."""

    page: Page
    client: WebClient

    def show(self, text: str = "shown", blocks: list[Json] | None = None) -> Locator:
        """Post to #wuxi-lishen; the message as the page draws it."""
        answer = self.client.chat_postMessage(channel=WUXI, text=text, blocks=blocks)
        return self.page.locator(f'#main .message[data-ts="{answer["ts"]}"] .content')


@pytest.fixture(scope="module")
def gallery(chromium: Browser) -> Iterator[Gallery]:
    """One playground and one page for all drawings: they do not touch each other."""
    with Playground(sample_scene(), rate_limits=False) as playground:
        context = chromium.new_context(viewport=WIDE, locale="en-US", reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        open_workspace(page, playground.page_url)
        open_channel(page, "wuxi-lishen")
        yield Gallery(page, WebClient(token=playground.bot_token, base_url=playground.api_url))
        context.close()
        assert not errors, errors


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def raw(*texts: str) -> list[Json]:
    return [{"type": "raw_text", "text": text} for text in texts]


BUTTON: Final[Json] = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1"}
OPTIONS: Final = [{"text": plain(f"Option {n}"), "value": str(n)} for n in (1, 2)]
SPOKEN: Final[Json] = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "loud", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a\n  b"}]},
    ],
}

DRAWN: Final[list[tuple[str, Json, str, str]]] = [
    ("section", {"type": "section", "text": mrkdwn("*bold*")}, ".block-section b", "bold"),
    ("fields", {"type": "section", "fields": [mrkdwn("one"), mrkdwn("two")]}, ".section-field >> nth=1", "two"),
    ("accessory", {"type": "section", "text": plain("x"), "accessory": BUTTON}, ".section-side button", "Go"),
    ("header", {"type": "header", "text": plain("Qingdao :tada:")}, "h3", "Qingdao 🎉"),
    ("context", {"type": "context", "elements": [mrkdwn("_small_")]}, ".block-context i", "small"),
    ("divider", {"type": "divider"}, "hr", ""),
    ("primary", {"type": "actions", "elements": [BUTTON | {"style": "primary"}]}, "button.primary", "Go"),
    ("danger", {"type": "actions", "elements": [BUTTON | {"style": "danger"}]}, "button.danger", "Go"),
    (
        "link button",
        {"type": "actions", "elements": [BUTTON | {"url": "https://example.org/x"}]},
        'a.button[href="https://example.org/x"]',
        "Go",
    ),
    ("rich text, bold", SPOKEN, ".block-rich_text b", "loud"),
    ("rich text, list", SPOKEN, ".block-rich_text ol li", "first"),
    ("rich text, code", SPOKEN, ".block-rich_text pre", "a\n  b"),
    ("markdown, heading", {"type": "markdown", "text": "## Plan\n\n- **one**"}, ".markdown .md-h2", "Plan"),
    ("markdown, list", {"type": "markdown", "text": "## Plan\n\n- **one**"}, ".markdown ul li b", "one"),
    ("markdown, table", {"type": "markdown", "text": "|A|B|\n|-|-:|\n|x|7|"}, ".markdown td.side-right", "7"),
    ("table", {"type": "table", "rows": [raw("Unit"), raw("青岛力神")]}, ".block-table td", "青岛力神"),
    (
        "container",
        {"type": "container", "title": plain("More"), "child_blocks": [{"type": "section", "text": mrkdwn("inside")}]},
        ".container .section-text",
        "inside",
    ),
    (
        "overflow",
        {"type": "actions", "elements": [{"type": "overflow", "action_id": "o", "options": OPTIONS}]},
        'button[aria-haspopup="menu"]',
        "",
    ),
    (
        "radio buttons",
        {"type": "actions", "elements": [{"type": "radio_buttons", "action_id": "r", "options": OPTIONS}]},
        "[role=radiogroup] label >> nth=1",
        "Option 2",
    ),
    (
        "checkboxes",
        {"type": "actions", "elements": [{"type": "checkboxes", "action_id": "c", "options": OPTIONS}]},
        "[role=group] label >> nth=0",
        "Option 1",
    ),
]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("block", "selector", "words_shown"), [row[1:] for row in DRAWN], ids=[row[0] for row in DRAWN]
)
def test_each_kind_of_block_is_drawn(gallery: Gallery, block: Json, selector: str, words_shown: str) -> None:
    found = gallery.show(blocks=[block]).locator(selector)
    expect(found).to_be_attached()
    if words_shown:
        expect(found).to_have_text(words_shown, use_inner_text="\n" in words_shown)


@pytest.mark.browser
def test_an_image_is_drawn_with_its_words(gallery: Gallery) -> None:
    block = {
        "type": "image",
        "image_url": "https://example.org/x.png",
        "alt_text": "the new line",
        "title": plain("Line"),
    }
    shown = gallery.show(blocks=[block])
    expect(shown.get_by_role("img", name="the new line")).to_have_attribute("src", "https://example.org/x.png")


@pytest.mark.browser
def test_a_select_menu_opens_filters_and_takes_a_choice_by_keyboard(gallery: Gallery) -> None:
    menu = {"type": "static_select", "action_id": "s", "placeholder": plain("Pick one"), "options": OPTIONS}
    field = gallery.show(blocks=[{"type": "actions", "elements": [menu]}]).get_by_role("combobox", name="Pick one")
    field.click()
    field.press_sequentially("2")
    expect(gallery.page.get_by_role("option")).to_have_text(["Option 2"])
    field.press("Enter")
    expect(field).to_have_value("Option 2")
    expect(gallery.page.get_by_role("option")).to_have_count(0)


CHARTS: Final[list[Json]] = [
    {
        "type": kind,
        "series": [{"name": "Shipped", "data": [{"label": "Q1", "value": 3}, {"label": "Q2", "value": 4.5}]}],
        "axis_config": {"categories": ["Q1", "Q2"]},
    }
    for kind in ("line", "bar", "area")
] + [{"type": "pie", "segments": [{"label": "Q1", "value": 3}, {"label": "Q2", "value": 4.5}]}]


@pytest.mark.browser
@pytest.mark.parametrize("drawing", CHARTS, ids=[str(drawing["type"]) for drawing in CHARTS])
def test_a_chart_is_a_picture_and_its_figures_can_be_read(gallery: Gallery, drawing: Json) -> None:
    shown = gallery.show(blocks=[{"type": "data_visualization", "title": "Shipments", "chart": drawing}])
    expect(shown.get_by_role("img", name=re.compile("^Shipments"))).to_be_visible()
    expect(shown.get_by_role("row", name="Q2 4.5")).to_be_attached()


@pytest.mark.browser
def test_a_data_table_sorts_by_its_columns_and_turns_its_pages(gallery: Gallery) -> None:
    figures = ((f"Unit {n}", n * 7 % 5) for n in range(1, 5))
    rows = [raw("Unit", "Open")] + [[*raw(name), {"type": "raw_number", "value": count}] for name, count in figures]
    shown = gallery.show(blocks=[{"type": "data_table", "caption": "Open items", "rows": rows, "page_size": 3}])
    first_column = shown.locator("tbody th")
    expect(shown.get_by_role("table", name="Open items")).to_be_visible()
    expect(first_column).to_have_text(["Unit 1", "Unit 2", "Unit 3"])
    shown.get_by_role("button", name="Next page").click()
    expect(first_column).to_have_text(["Unit 4"])
    shown.get_by_role("button", name="Open").click()
    expect(shown.locator("tbody td")).to_have_text(["1", "2", "3"])
    shown.get_by_role("button", name="Open").click()
    expect(shown.locator("tbody td")).to_have_text(["4", "3", "2"])
    expect(shown.get_by_role("columnheader", name="Open")).to_have_attribute("aria-sort", "descending")


WRITTEN: Final[list[tuple[str, str, str]]] = [
    ("*bold* text", "b", "bold"),
    ("_slanted_", "i", "slanted"),
    ("~gone~", "s", "gone"),
    ("*_both_*", "b i", "both"),
    ("say `a*b*c` now", "code", "a*b*c"),
    ("```one\ntwo```", "pre", "one\ntwo"),
    ("&gt; said before\nand after", "blockquote", "said before"),
    ("- one\n- two", ".list-line >> nth=1", "•two"),
    ("3. done", ".list-line", "3.done"),
    ("<https://example.org/a?b=1&amp;c=2|the plan>", 'a[href="https://example.org/a?b=1&c=2"]', "the plan"),
    (f"<@{TONG}>", f'.mention[data-user="{TONG}"]', "@Tong Laiming 童来明"),
    (f"<#{GENERAL}>", "button.mention", "#general"),
    (f"<!date^{STAMP}^{{date_short}} at {{time}}|long ago>", "time", "Apr 25, 2024 at 8:00 AM"),
    (f"<!date^{STAMP}^{{date_pretty}}|long ago>", "time", "Today"),
    ("<!here> come", ".mention", "@here"),
    ("2 * 3 * 4", ".plain-lines", "2 * 3 * 4"),
    ("snake_case_name", ".plain-lines", "snake_case_name"),
    ("第二点*还没*完成", ".plain-lines", "第二点*还没*完成"),
    ("a &lt;b&gt; &amp;amp; c", ".plain-lines", "a <b> &amp; c"),
    ("done :white_check_mark: :no_such_thing:", ".plain-lines", "done ✅ :no_such_thing:"),
]


@pytest.mark.browser
@pytest.mark.parametrize(("text", "selector", "shown"), WRITTEN, ids=[row[0][:24] for row in WRITTEN])
def test_text_is_drawn_as_slack_draws_it(gallery: Gallery, text: str, selector: str, shown: str) -> None:
    inner = "\n" in shown
    expect(gallery.show(text).locator(selector).first).to_have_text(shown, use_inner_text=inner)


HOSTILE: Final = [
    "<script>window.harmed = true</script>",
    "<img src=x onerror='window.harmed = true'>",
    "&lt;img src=x onerror='window.harmed = true'&gt;",
    "<javascript:window.harmed=true|click me>",
    "<data:text/html,<b>x|click me>",
    "<https://example.org|<img src=x onerror='window.harmed=true'>>",
    "```<svg onload='window.harmed = true'>```",
    "<!date^1^<b>{time}</b>^javascript:alert(1)|x>",
]


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(gallery: Gallery, text: str) -> None:
    blocks: list[Json] = [
        {"type": "section", "text": mrkdwn(text)},
        {"type": "markdown", "text": f"{text} [click](javascript:window.harmed=true)"},
        {"type": "context", "elements": [plain(text)]},
    ]
    for shown in (gallery.show(text), gallery.show(text, blocks)):
        expect(shown).to_be_visible()
        expect(shown.locator("script, img, svg, iframe, object")).to_have_count(0)
        for link in shown.locator("a").all():
            assert re.match("https?:", link.get_attribute("href") or "https:")
    assert gallery.page.evaluate("window.harmed") is None


@pytest.mark.browser
@pytest.mark.parametrize("sign", ["*", "_ ", "`", "<", "*a_~", "&gt;\n", "|-|\n", ":a"])
def test_twenty_thousand_hostile_signs_are_drawn_without_delay(gallery: Gallery, sign: str) -> None:
    text = (sign * 20_000)[:20_000]
    expect(gallery.show(text)).to_be_visible()


@pytest.mark.browser
def test_a_block_the_page_does_not_know_is_named_and_the_rest_is_drawn(gallery: Gallery) -> None:
    card = {"type": "card", "title": mrkdwn("A card")}
    shown = gallery.show(blocks=[card, {"type": "section", "text": mrkdwn("still here")}])
    expect(shown.locator(".unknown-block")).to_contain_text("card")
    expect(shown).to_contain_text("still here")


def sentences_of(script: str) -> set[str]:
    """What a script passes to `say` and `sayMany`."""
    quoted = r'("(?:[^"\\]|\\.)*")'
    found = re.findall(rf"\bsay\(\s*{quoted}", script)
    found += [one for pair in re.findall(rf"\bsayMany\([^\"]*{quoted},\s*{quoted}", script) for one in pair]
    return {json.loads(one) for one in found}


def test_every_label_of_the_page_is_in_the_list_for_the_catalogues_and_no_other() -> None:
    said = set().union(*(sentences_of(path.read_text(encoding="utf-8")) for path in PAGE.glob("*.js")))
    assert said == set(LABELS)
    assert len(LABELS) == len(set(LABELS))


def test_labels_keep_their_places_for_the_page_to_fill() -> None:
    assert words(Say("en")) == {label: label for label in LABELS}


def test_the_page_never_parses_what_people_wrote() -> None:
    for path in PAGE.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text(encoding="utf-8")
        ), path.name
