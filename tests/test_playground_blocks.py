"""Slack's limits on blocks and views, one line a case."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.blocks import BLOCKS, message_problems, total_text, view_problems
from bot.playground.elements import ELEMENTS

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn()} | more


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain()} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def options(count: int, **more: Any) -> list[Json]:
    return [{"text": plain(), "value": str(n)} | more for n in range(count)]


def menu(**more: Any) -> Json:
    return {"type": "static_select", "options": options(2)} | more


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element} | more


def cell(text: str = "x") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int, columns: int = 2, kind: str = "table", **more: Any) -> Json:
    return {"type": kind, "rows": [[cell() for _ in range(columns)] for _ in range(rows)]} | more


def chart(points: int = 2, **more: Any) -> Json:
    series = [{"name": "GWh", "data": [{"label": str(n), "value": n} for n in range(points)]}]
    axes = {"categories": [str(n) for n in range(points)]}
    return {
        "type": "data_visualization",
        "title": "t",
        "chart": {"type": "bar", "series": series, "axis_config": axes},
    } | more


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks)} | more


CONFIRM = {"title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No")}

FINE = [
    section(),
    section(text=mrkdwn("x" * 3000), accessory=menu(initial_option=options(2)[0]), block_id="b" * 255),
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [mrkdwn(), {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}],
    },
    actions(*[button(action_id=str(n)) for n in range(25)]),
    actions(
        button(
            url="https://example.com", value="x" * 2000, style="primary", confirm=CONFIRM, accessibility_label="x" * 75
        )
    ),
    actions({"type": "overflow", "options": options(5)}, {"type": "datetimepicker"}),
    asked({"type": "plain_text_input", "multiline": True, "max_length": 3000}, optional=True),
    asked({"type": "multi_static_select", "options": options(100)}),
    rich(
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "x", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}],
        }
    ),
    rich(
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 8,
            "elements": [{"type": "rich_text_section", "elements": []}],
        }
    ),
    {"type": "markdown", "text": "x" * 12_000},
    table(100, 20),
    table(101, 20, "data_table", caption="c", page_size=100),
    chart(20),
    {"type": "plan", "title": "p", "tasks": [{"task_id": "1", "title": "t", "status": "complete"}] * 50},
    {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}]},
]


@pytest.mark.parametrize("block", FINE, ids=lambda block: str(block["type"]))
def test_what_slack_takes_is_taken(block: Json) -> None:
    assert message_problems([block]) == []


BAD = [
    (section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters", "/blocks/0/text/text"),
    (section(text=mrkdwn("")), "must be more than 0 characters", "/blocks/0/text/text"),
    ({"type": "section"}, "missing required field: text", "/blocks/0"),
    (
        {"type": "section", "fields": [mrkdwn("x" * 2001)]},
        "must be less than 2001 characters",
        "/blocks/0/fields/0/text",
    ),
    ({"type": "section", "fields": [mrkdwn()] * 11}, "no more than 10 items allowed", "/blocks/0/fields"),
    (section(color="red"), "invalid additional property: color", "/blocks/0"),
    (section(block_id="b" * 256), "must be less than 256 characters", "/blocks/0/block_id"),
    (section(accessory={"type": "plain_text_input"}), "unsupported type: plain_text_input", "/blocks/0/accessory/type"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters", "/blocks/0/text/text"),
    ({"type": "header", "text": mrkdwn()}, "must be a valid enum value", "/blocks/0/text/type"),
    ({"type": "context", "elements": [mrkdwn()] * 11}, "no more than 10 items allowed", "/blocks/0/elements"),
    ({"type": "image", "image_url": "https://example.com"}, "missing required field: alt_text", "/blocks/0"),
    (actions(*[button()] * 26), "no more than 25 items allowed", "/blocks/0/elements"),
    (actions(), "no fewer than 1 items allowed", "/blocks/0/elements"),
    (
        actions(button(action_id="a"), button(action_id="a")),
        "`action_id` 'a' already exists in this block",
        "/blocks/0/elements/1/action_id",
    ),
    (actions(button(text=plain("x" * 76))), "must be less than 76 characters", "/blocks/0/elements/0/text/text"),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters", "/blocks/0/elements/0/value"),
    (actions(button(url="javascript:alert(1)")), "must be a valid URL", "/blocks/0/elements/0/url"),
    (actions(button(style="green")), "must be a valid enum value", "/blocks/0/elements/0/style"),
    (
        actions(button(confirm=CONFIRM | {"title": plain("x" * 101)})),
        "must be less than 101 characters",
        "/blocks/0/elements/0/confirm/title/text",
    ),
    (
        actions({"type": "multi_static_select", "options": options(1)}),
        "unsupported type: multi_static_select",
        "/blocks/0/elements/0/type",
    ),
    (
        actions({"type": "overflow", "options": options(6)}),
        "no more than 5 items allowed",
        "/blocks/0/elements/0/options",
    ),
    (
        actions({"type": "checkboxes", "options": options(11)}),
        "no more than 10 items allowed",
        "/blocks/0/elements/0/options",
    ),
    (actions(menu(options=options(101))), "no more than 100 items allowed", "/blocks/0/elements/0/options"),
    (
        actions(menu(options=[{"text": plain(), "value": "x" * 151}])),
        "must be less than 151 characters",
        "/blocks/0/elements/0/options/0/value",
    ),
    (
        actions(menu(initial_option={"text": plain(), "value": "9"})),
        "must be one of the provided options",
        "/blocks/0/elements/0/initial_option",
    ),
    (
        actions(menu(placeholder=plain("x" * 151))),
        "must be less than 151 characters",
        "/blocks/0/elements/0/placeholder/text",
    ),
    (actions({"type": "workflow_button", "text": plain()}), "missing required field: workflow", "/blocks/0/elements/0"),
    (
        asked({"type": "plain_text_input", "max_length": 3001}),
        "must be between 1 and 3000",
        "/blocks/0/element/max_length",
    ),
    (
        asked({"type": "number_input", "is_decimal_allowed": True}),
        "unsupported type: number_input is not available in a message",
        "/blocks/0/element/type",
    ),
    (
        asked({"type": "rich_text_input"}),
        "unsupported type: rich_text_input is not available in a message",
        "/blocks/0/element/type",
    ),
    (asked(button()), "unsupported type: button", "/blocks/0/element/type"),
    (
        rich(
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 9,
                "elements": [{"type": "rich_text_section", "elements": []}],
            }
        ),
        "must be between 0 and 8",
        "/blocks/0/elements/0/indent",
    ),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters", "/blocks/0/text"),
    (table(101), "no more than 100 items allowed", "/blocks/0/rows"),
    (table(1, 21), "no more than 20 items allowed", "/blocks/0/rows/0"),
    (table(1, 2, "data_table", caption="c"), "no fewer than 2 items allowed", "/blocks/0/rows"),
    (table(2, 2, "data_table"), "missing required field: caption", "/blocks/0"),
    (
        {"type": "data_table", "caption": "c", "rows": [[cell()], [cell(), cell()]]},
        "must have 1 cells like the first row",
        "/blocks/0/rows/1",
    ),
    (chart(21), "no more than 20 items allowed", "/blocks/0/chart/series/0/data"),
    (chart(title="x" * 51), "must be less than 51 characters", "/blocks/0/title"),
    ({"type": "alert", "text": plain()}, "unsupported type: alert is not available in a message", "/blocks/0/type"),
    ({"type": "banner"}, "unsupported type: banner", "/blocks/0/type"),
    ("a string", "must be an object", "/blocks/0"),
]


@pytest.mark.parametrize(("block", "words", "pointer"), BAD)
def test_what_slack_refuses_is_refused_with_its_place(block: Any, words: str, pointer: str) -> None:
    assert f"{words} [json-pointer:{pointer}]" in [str(problem) for problem in message_problems([block])]


TOGETHER = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed"),
    ([section(block_id="same"), section(block_id="same")], "`block_id` 'same' already exists"),
    ([table(1), table(1)], "only one table allowed"),
    ([chart(), chart(), chart()], "no more than 2 charts allowed"),
    ([{"type": "markdown", "text": "x" * 7_000}] * 2, "markdown blocks together must be less than 12001 characters"),
    (
        [{"type": "data_table", "caption": "c", "rows": [[cell("x" * 2_600)] * 2] * 2}],
        "tables together must be less than 10001 characters",
    ),
]


@pytest.mark.parametrize(("blocks", "words"), TOGETHER)
def test_what_blocks_may_not_be_together(blocks: list[Json], words: str) -> None:
    assert words in [problem.words for problem in message_problems(blocks)]


def test_a_whole_message_of_legal_blocks_is_fine() -> None:
    assert message_problems(FINE) == []


FINE_VIEWS = [
    modal(),
    modal(*[section()] * 100),
    modal(
        asked({"type": "number_input", "is_decimal_allowed": False}),
        submit=plain("Send"),
        close=plain("x" * 24),
        private_metadata="x" * 3000,
    ),
    modal({"type": "alert", "text": mrkdwn(), "level": "warning"}),
    {"type": "home", "blocks": [section(), chart()]},
    {"type": "home", "blocks": []},
]


@pytest.mark.parametrize("view", FINE_VIEWS)
def test_views_slack_takes_are_taken(view: Json) -> None:
    assert view_problems(view, view["type"]) == []


BAD_VIEWS = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    (
        modal(asked({"type": "datepicker"})),
        "missing required field: submit, as the view has an input [json-pointer:/view]",
    ),
    (modal(*[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
    (modal(id="V1"), "invalid additional property: id [json-pointer:/view]"),
    (
        modal({"type": "markdown", "text": "x"}),
        "unsupported type: markdown is not available in a modal [json-pointer:/view/blocks/0/type]",
    ),
    (
        {"type": "home", "blocks": [actions({"type": "datetimepicker"})]},
        "unsupported type: datetimepicker is not available in a home [json-pointer:/view/blocks/0/elements/0/type]",
    ),
    ({"type": "home"}, "must be an array [json-pointer:/view/blocks]"),
]


@pytest.mark.parametrize(("view", "problem"), BAD_VIEWS)
def test_views_slack_refuses_are_refused_with_their_place(view: Json, problem: str) -> None:
    assert problem in [str(found) for found in view_problems(view, view["type"])]


def test_a_modal_is_no_home() -> None:
    assert view_problems(modal(), "home")


def test_all_text_in_blocks_counts() -> None:
    assert total_text([section(text=mrkdwn("x" * 10), accessory=button(text=plain("xx"))), table(1, 1)]) == 13


NAMES = st.sampled_from(
    [
        "type",
        "text",
        "elements",
        "element",
        "accessory",
        "options",
        "option_groups",
        "initial_option",
        "initial_options",
        "block_id",
        "action_id",
        "rows",
        "fields",
        "chart",
        "series",
        "title",
        "label",
        "blocks",
        "confirm",
    ]
)
KINDS = st.sampled_from([*BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "rich_text_section"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | KINDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner | KINDS, max_size=5),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(block=st.dictionaries(NAMES, ANYTHING, max_size=6), kind=KINDS)
def test_no_nonsense_breaks_the_checking(block: Json, kind: str) -> None:
    message_problems([block | {"type": kind}, block])
    view_problems({"type": "modal", "title": block, "blocks": [block | {"type": kind}]}, "modal")
    total_text(block)


def test_each_line_of_a_chart_has_its_own_name_and_one_point_for_each_category() -> None:
    def problems(*series: dict[str, Any]) -> list[str]:
        chart = {"type": "line", "series": list(series), "axis_config": {"categories": ["a", "b"]}}
        return [str(each) for each in message_problems([{"type": "data_visualization", "title": "T", "chart": chart}])]

    whole = {"name": "one", "data": [{"label": "a", "value": 1}, {"label": "b", "value": 2}]}
    assert problems(whole) == []
    assert "one point for each category" in problems({"name": "one", "data": whole["data"][:1]})[0]
    assert "a name of its own" in problems(whole, whole)[0]
