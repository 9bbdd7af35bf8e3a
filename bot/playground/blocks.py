"""Slack's limits on blocks and views, as one table: what `invalid_blocks` and `invalid_arguments` are made of.

Sources: the per-block pages under https://docs.slack.dev/reference/block-kit/blocks. Where Slack publishes two numbers, the
smaller one stands here: what passes here passes there.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from bot.playground.elements import (
    ID,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    MODAL_ONLY,
    RICH_TEXT,
    element,
)
from bot.playground.limits import (
    Problem,
    Rule,
    Surface,
    Table,
    anything,
    boolean,
    by_type,
    choice,
    link,
    listed,
    listing,
    number,
    one_needed,
    shape,
    string,
    text,
)

MOST_BLOCKS: Final[Mapping[Surface, int]] = {"message": 50, "modal": 100, "home": 100}
LONGEST_MARKDOWN: Final = 12_000
LONGEST_TABLES: Final = 10_000
MOST_CHARTS: Final = 2

TO_READ: Final[frozenset[Surface]] = frozenset(("message", "home"))
MESSAGE_ONLY: Final[frozenset[Surface]] = frozenset(("message",))

BLOCK: Final[Table] = {"block_id": ID}


def _unique_actions(value: Mapping[str, Any], pointer: str, _surface: Surface) -> Iterator[Problem]:
    seen: list[Any] = []
    for place, part in enumerate(listed(value.get("elements"))):
        name = part.get("action_id") if isinstance(part, dict) else None
        if name is not None and name in seen:
            yield Problem(f"`action_id` {name!r} already exists in this block", f"{pointer}/elements/{place}/action_id")
        seen.append(name)


def _rectangular(value: Mapping[str, Any], pointer: str, _surface: Surface) -> Iterator[Problem]:
    rows = value.get("rows")
    if isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
        for place, row in enumerate(rows):
            if len(row) != len(rows[0]):
                yield Problem(f"must have {len(rows[0])} cells like the first row", f"{pointer}/rows/{place}")


def _plain_head(value: Mapping[str, Any], pointer: str, _surface: Surface) -> Iterator[Problem]:
    rows = value.get("rows")
    if isinstance(rows, list) and rows and isinstance(rows[0], list):
        for place, cell in enumerate(rows[0]):
            if isinstance(cell, dict) and cell.get("type") == "rich_text":
                yield Problem("unsupported type: rich_text in a header cell", f"{pointer}/rows/0/{place}")


def _point_for_each_category(value: Mapping[str, Any], pointer: str, _surface: Surface) -> Iterator[Problem]:
    """Each series has its own name, and exactly one point for each category of the axis."""
    axis = value.get("axis_config")
    categories = listed(axis.get("categories")) if isinstance(axis, dict) else []
    names: list[Any] = []
    for place, series in enumerate(listed(value.get("series"))):
        if not isinstance(series, dict):
            continue
        if series.get("name") in names:
            yield Problem("must have a name of its own", f"{pointer}/series/{place}/name")
        names.append(series.get("name"))
        labels = [point.get("label") for point in listed(series.get("data")) if isinstance(point, dict)]
        if sorted(map(str, labels)) != sorted(map(str, categories)):
            yield Problem("must have one point for each category", f"{pointer}/series/{place}/data")


CELLS: Final[Table] = {
    "raw_text": shape({"text": string(1)}),
    "raw_number": shape({"value": number(-1e308, 1e308)}, {"text": string(1)}),
    "rich_text": shape(RICH_TEXT, BLOCK),
}
CELL: Final = by_type(lambda: CELLS)

LABELLED: Final = shape({"label": string(1, 20), "value": number(-1e308, 1e308)})
SERIES: Final = listing(shape({"name": string(1, 20), "data": listing(LABELLED, 1, 20)}), 1, 12)
AXES: Final = shape(
    {"categories": listing(string(1, 20), 1, 20)}, {"x_label": string(1, 50), "y_label": string(1, 50)}, is_open=True
)
CHARTS: Final[Table] = {
    "pie": shape({"segments": listing(LABELLED, 1, 12)}),
    **{
        kind: shape({"series": SERIES, "axis_config": AXES}, None, _point_for_each_category)
        for kind in ("bar", "line", "area")
    },
}

TASK: Final = shape(
    {
        "task_id": string(1, 255),
        "title": string(1, 3000),
        "status": choice("pending", "in_progress", "complete", "error"),
    },
    {**BLOCK, "details": anything, "output": anything, "sources": anything},
)
CARD: Final = shape(
    {},
    {
        **BLOCK,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": listing(element(frozenset(("button",))), 1, 3),
    },
    is_open=True,
)
IMAGE: Final[Table] = {"image_url": link(3000), "slack_file": anything, "title": text(2000, plain=True), **BLOCK}

BLOCKS: Final[dict[str, Rule]] = {
    "section": shape(
        {},
        {
            **BLOCK,
            "text": text(3000),
            "fields": listing(text(2000), 1, 10),
            "accessory": element(IN_SECTION),
            "expand": boolean,
        },
        one_needed("text", "fields"),
    ),
    "header": shape({"text": text(150, plain=True)}, BLOCK),
    "divider": shape({}, BLOCK),
    "context": shape({"elements": listing(by_type(lambda: CONTEXT_PARTS), 1, 10)}, BLOCK),
    "actions": shape({"elements": listing(element(IN_ACTIONS), 1, 25)}, BLOCK, _unique_actions),
    "image": shape({"alt_text": string(1, 2000)}, IMAGE, one_needed("image_url", "slack_file")),
    "input": shape(
        {"label": text(2000, plain=True), "element": element(IN_INPUT)},
        {**BLOCK, "hint": text(2000, plain=True), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": shape(RICH_TEXT, BLOCK),
    "markdown": shape({"text": string(1, LONGEST_MARKDOWN)}, BLOCK),
    "table": shape(
        {"rows": listing(listing(CELL, 1, 20), 1, 100)},
        {**BLOCK, "column_settings": listing(anything, 0, 20)},
    ),
    "data_table": shape(
        {"rows": listing(listing(CELL, 1, 20), 2, 101), "caption": string(1)},
        {**BLOCK, "page_size": number(1, 100), "row_header_column_index": number(0, 19)},
        _rectangular,
        _plain_head,
    ),
    "data_visualization": shape({"title": string(1, 50), "chart": by_type(lambda: CHARTS)}, BLOCK),
    "task_card": TASK,
    "plan": shape({"title": string(1, 3000)}, {**BLOCK, "tasks": listing(TASK, 1, 50)}),
    "context_actions": shape({"elements": listing(element(IN_CONTEXT_ACTIONS), 1, 5)}, BLOCK, _unique_actions),
    "card": CARD,
    "carousel": shape({"elements": listing(CARD, 1, 10)}, BLOCK),
    "container": shape(
        {"child_blocks": listing(by_type(lambda: BLOCKS), 1, 10)},
        {**BLOCK, "title": text(150), "width": choice("narrow", "standard", "wide", "full")},
        is_open=True,
    ),
    "alert": shape({"text": text(200)}, {**BLOCK, "level": choice("default", "info", "warning", "error", "success")}),
    "layout": shape(
        {"label": string(1, 150), "rows": listing(anything, 1, 5)}, {**BLOCK, "fallback": anything}, is_open=True
    ),
    "video": shape(
        {
            "title": text(199, plain=True),
            "video_url": link(3000),
            "thumbnail_url": link(3000),
            "alt_text": string(1, 2000),
        },
        {
            **BLOCK,
            "author_name": string(0, 49),
            "description": text(200, plain=True),
            "provider_icon_url": link(3000),
            "provider_name": string(0),
            "title_url": link(3000),
        },
    ),
}
BLOCK_SURFACES: Final[Mapping[str, frozenset[Surface]]] = {
    "markdown": MESSAGE_ONLY,
    "table": MESSAGE_ONLY,
    "data_table": TO_READ,
    "data_visualization": TO_READ,
    "task_card": MESSAGE_ONLY,
    "plan": MESSAGE_ONLY,
    "context_actions": MESSAGE_ONLY,
    "card": TO_READ,
    "carousel": TO_READ,
    "container": TO_READ,
    "alert": MODAL_ONLY,
}

CONTEXT_PARTS: Final[Table] = {
    "image": element(frozenset(("image",))),
    "mrkdwn": text(3000),
    "plain_text": text(3000),
}

NAMES: Final[Table] = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
    "blocks": anything,
}
VIEWS: Final[Mapping[str, Rule]] = {
    "modal": shape(
        {"title": text(24, plain=True), "blocks": anything},
        {
            **NAMES,
            "submit": text(24, plain=True),
            "close": text(24, plain=True),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": shape({"blocks": anything}, NAMES),
}


def message_problems(blocks: Sequence[Any], *, refused: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything Slack would refuse in a message's blocks; some workspaces refuse the newest types (`refused`), too."""
    unknown = [
        Problem(f"unsupported type: {block.get('type')}", f"/blocks/{place}/type")
        for place, block in enumerate(blocks)
        if refused and isinstance(block, dict) and str(block.get("type")) in refused
    ]
    return unknown or _blocks_problems(blocks, "/blocks", "message")


def view_problems(view: Mapping[str, Any], kind: str) -> list[Problem]:
    """Everything Slack would refuse in a view that is to be a `modal` or a `home`."""
    if view.get("type") != kind or kind not in VIEWS:
        return [Problem("must be a valid enum value", "/view/type")]
    surface: Surface = "modal" if kind == "modal" else "home"
    problems = list(VIEWS[kind](view, "/view", surface))
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return [*problems, Problem("must be an array", "/view/blocks")]
    problems += _blocks_problems(blocks, "/view/blocks", surface)
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if kind == "modal" and has_input and not view.get("submit"):
        problems.append(Problem("missing required field: submit, as the view has an input", "/view"))
    return problems


def total_text(value: Any) -> int:
    """How many characters of text stand in blocks altogether, as Slack counts them for `msg_blocks_too_long`."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(total_text(part) for part in value.values())
    if isinstance(value, list):
        return sum(total_text(part) for part in value)
    return 0


def _blocks_problems(blocks: Sequence[Any], pointer: str, surface: Surface) -> list[Problem]:
    return [*_each_of(surface)(list(blocks), pointer, surface), *_together(blocks, pointer)]


@cache
def _each_of(surface: Surface) -> Rule:
    return listing(by_type(lambda: BLOCKS, None, BLOCK_SURFACES), 0, MOST_BLOCKS[surface])


def _together(blocks: Sequence[Any], pointer: str) -> Iterator[Problem]:
    """What no block breaks alone."""
    seen: set[str] = set()
    counted: dict[str, int] = {}
    for place, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        kind = str(block.get("type"))
        counted[kind] = counted.get(kind, 0) + 1
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            yield Problem(f"`block_id` {name!r} already exists", f"{pointer}/{place}/block_id")
        if isinstance(name, str):
            seen.add(name)
    if counted.get("table", 0) > 1:
        yield Problem("only one table allowed", pointer)
    if counted.get("data_visualization", 0) > MOST_CHARTS:
        yield Problem(f"no more than {MOST_CHARTS} charts allowed", pointer)
    markdown = sum(total_text(block) for block in _of(blocks, "markdown"))
    if markdown > LONGEST_MARKDOWN:
        yield Problem(f"markdown blocks together must be less than {LONGEST_MARKDOWN + 1} characters", pointer)
    if sum(total_text(block) for block in _of(blocks, "data_table")) > LONGEST_TABLES:
        yield Problem(f"tables together must be less than {LONGEST_TABLES + 1} characters", pointer)


def _of(blocks: Sequence[Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in blocks if isinstance(block, dict) and block.get("type") == kind]
