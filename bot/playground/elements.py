"""Slack's limits on the parts of blocks: buttons, menus, inputs, and the texts of rich text.

Sources: the per-element pages under https://docs.slack.dev/reference/block-kit/block-elements.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

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

ID: Final = string(1, 255)

CONFIRM: Final = shape(
    {"title": text(100, plain=True), "text": text(300), "confirm": text(30, plain=True), "deny": text(30, plain=True)},
    {"style": choice("primary", "danger")},
)
OPTION_FIELDS: Final[Table] = {"text": text(75), "value": string(1, 150)}
OPTION: Final = shape(OPTION_FIELDS, {"description": text(75)})
OVERFLOW_OPTION: Final = shape(OPTION_FIELDS, {"description": text(75, plain=True), "url": link(3000)})
OPTION_GROUP: Final = shape({"label": text(75, plain=True), "options": listing(OPTION, 1, 100)})
DISPATCH: Final = shape({}, {"trigger_actions_on": listing(choice("on_enter_pressed", "on_character_entered"), 1, 2)})

SHARED: Final[Table] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean}
PLACED: Final[Table] = {**SHARED, "placeholder": text(150, plain=True)}
TYPED: Final[Table] = {
    "action_id": ID,
    "focus_on_load": boolean,
    "placeholder": text(150, plain=True),
    "dispatch_action_config": DISPATCH,
    "initial_value": string(0, 3000),
}
MANY: Final[Table] = {"max_selected_items": number(1, 100)}
FILTER: Final = shape(
    {},
    {
        "include": listing(choice("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
STATIC: Final[Table] = {**PLACED, "options": listing(OPTION, 1, 100), "option_groups": listing(OPTION_GROUP, 1, 100)}
CONVERSATIONS: Final[Table] = {**PLACED, "filter": FILTER, "default_to_current_conversation": boolean}
EXTERNAL: Final[Table] = {**PLACED, "min_query_length": number(0, 3000)}
IDS: Final = listing(ID, 0, 100)


def _initial_is_an_option(value: Mapping[str, Any], pointer: str, _surface: Surface) -> Iterator[Problem]:
    """What a menu begins with must be one of its options, to the letter."""
    offered = listed(value.get("options"))
    for group in listed(value.get("option_groups")):
        offered = offered + listed(group.get("options") if isinstance(group, dict) else None)
    one, several = value.get("initial_option"), listed(value.get("initial_options"))
    begun = ([one] if one else []) + several
    for initial in begun:
        if initial not in offered:
            name = "initial_option" if one else "initial_options"
            yield Problem("must be one of the provided options", f"{pointer}/{name}")


def _menu(fields: Table, **more: Rule) -> Rule:
    return shape({}, {**fields, **more}, one_needed("options", "option_groups"), _initial_is_an_option)


ELEMENTS: Final[Table] = {
    "button": shape(
        {"text": text(75, plain=True)},
        {
            "action_id": ID,
            "url": link(3000),
            "value": string(0, 2000),
            "style": choice("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(0, 75),
            "agent_prompt": string(0, 4000),
        },
    ),
    "checkboxes": shape(
        {"options": listing(OPTION, 1, 10)},
        {**SHARED, "initial_options": listing(OPTION, 1, 10)},
        _initial_is_an_option,
    ),
    "radio_buttons": shape(
        {"options": listing(OPTION, 1, 10)}, {**SHARED, "initial_option": OPTION}, _initial_is_an_option
    ),
    "overflow": shape({"options": listing(OVERFLOW_OPTION, 1, 5)}, {"action_id": ID, "confirm": CONFIRM}),
    "static_select": _menu(STATIC, initial_option=OPTION),
    "multi_static_select": _menu({**STATIC, **MANY}, initial_options=listing(OPTION, 1, 100)),
    "external_select": shape({}, {**EXTERNAL, "initial_option": OPTION}),
    "multi_external_select": shape({}, {**EXTERNAL, **MANY, "initial_options": listing(OPTION, 1, 100)}),
    "users_select": shape({}, {**PLACED, "initial_user": ID}),
    "multi_users_select": shape({}, {**PLACED, **MANY, "initial_users": IDS}),
    "channels_select": shape({}, {**PLACED, "initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": shape({}, {**PLACED, **MANY, "initial_channels": IDS}),
    "conversations_select": shape({}, {**CONVERSATIONS, "initial_conversation": ID, "response_url_enabled": boolean}),
    "multi_conversations_select": shape({}, {**CONVERSATIONS, **MANY, "initial_conversations": IDS}),
    "datepicker": shape({}, {**PLACED, "initial_date": string(10, 10)}),
    "timepicker": shape({}, {**PLACED, "initial_time": string(5, 5), "timezone": string(1)}),
    "datetimepicker": shape({}, {**SHARED, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": shape(
        {}, {**TYPED, "multiline": boolean, "min_length": number(0, 3000), "max_length": number(1, 3000)}
    ),
    "number_input": shape({"is_decimal_allowed": boolean}, {**TYPED, "min_value": string(1), "max_value": string(1)}),
    "email_text_input": shape({}, TYPED),
    "url_text_input": shape({}, TYPED),
    "rich_text_input": shape({}, {**TYPED, "initial_value": anything}),
    "file_input": shape({}, {"action_id": ID, "filetypes": listing(string(1, 20), 1, 100), "max_files": number(1, 10)}),
    "image": shape(
        {"alt_text": string(1, 2000)},
        {"image_url": link(3000), "slack_file": anything},
        one_needed("image_url", "slack_file"),
    ),
    "workflow_button": shape(
        {"text": text(75, plain=True), "workflow": anything},
        {"action_id": ID, "style": choice("primary", "danger"), "accessibility_label": string(0, 75)},
    ),
    "feedback_buttons": shape({"positive_button": anything, "negative_button": anything}, {"action_id": ID}),
    "icon_button": shape(
        {"icon": choice("trash"), "text": text(75, plain=True)},
        {
            "action_id": ID,
            "value": string(0, 2000),
            "confirm": CONFIRM,
            "accessibility_label": string(0, 75),
            "visible_to_user_ids": listing(ID, 1, 10),
        },
    ),
}

MENUS: Final = frozenset(
    ("static_select", "external_select", "users_select", "channels_select", "conversations_select")
)
MULTI_MENUS: Final = frozenset(f"multi_{name}" for name in MENUS)
CLICKED: Final = frozenset(
    ("button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "workflow_button")
)
TYPED_INPUTS: Final = frozenset(
    ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input")
)

IN_SECTION: Final = CLICKED | MENUS | MULTI_MENUS | {"image"}
IN_ACTIONS: Final = CLICKED | MENUS | {"datetimepicker"}
IN_INPUT: Final = (
    TYPED_INPUTS | MENUS | MULTI_MENUS | {"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"}
)
IN_CONTEXT_ACTIONS: Final = frozenset(("feedback_buttons", "icon_button"))

MODAL_ONLY: Final[frozenset[Surface]] = frozenset(("modal",))
ELEMENT_SURFACES: Final[Mapping[str, frozenset[Surface]]] = {
    "datetimepicker": frozenset(("message", "modal")),
    "rich_text_input": frozenset(("modal", "home")),
    "number_input": MODAL_ONLY,
    "email_text_input": MODAL_ONLY,
    "url_text_input": MODAL_ONLY,
    "file_input": MODAL_ONLY,
    "workflow_button": frozenset(("message",)),
}


def element(allowed: frozenset[str]) -> Rule:
    """An element of one of the allowed types, on a surface it may stand on."""
    return by_type(lambda: ELEMENTS, allowed, ELEMENT_SURFACES)


RICH_STYLE: Final = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
RICH_PARTS: Final[Table] = {
    "text": shape({"text": string(1)}, {"style": RICH_STYLE}),
    "link": shape({"url": link(3000)}, {"text": string(0), "style": RICH_STYLE, "unsafe": boolean}),
    "emoji": shape(
        {"name": string(1)}, {"unicode": string(1), "url": string(1), "skin_tone": number(1, 6), "style": RICH_STYLE}
    ),
    "user": shape({"user_id": ID}, {"style": RICH_STYLE}),
    "channel": shape({"channel_id": ID}, {"style": RICH_STYLE}),
    "usergroup": shape({"usergroup_id": ID}, {"style": RICH_STYLE}),
    "broadcast": shape({"range": choice("here", "channel", "everyone")}, {"style": RICH_STYLE}),
    "date": shape(
        {"timestamp": number(0, 9_999_999_999), "format": string(1)},
        {"url": link(3000), "fallback": string(1), "style": RICH_STYLE},
    ),
    "color": shape({"value": string(1, 9)}),
}
RICH_LINE: Final = listing(by_type(lambda: RICH_PARTS), 0, 5000)
RICH_SECTIONS: Final[Table] = {
    "rich_text_section": shape({"elements": RICH_LINE}),
    "rich_text_quote": shape({"elements": RICH_LINE}, {"border": number(0, 1)}),
    "rich_text_preformatted": shape({"elements": RICH_LINE}, {"border": number(0, 1), "language": string(1)}),
    "rich_text_list": shape(
        {
            "style": choice("bullet", "ordered"),
            "elements": listing(by_type(lambda: RICH_SECTIONS, frozenset(("rich_text_section",))), 1, 1000),
        },
        {"indent": number(0, 8), "border": number(0, 1), "offset": number(0, 1_000_000)},
    ),
}
RICH_TEXT: Final[Table] = {"elements": listing(by_type(lambda: RICH_SECTIONS), 1, 1000)}
