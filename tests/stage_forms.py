"""What people do with menus and forms on the stage: choose, fill in, press; and what a form answers."""

from typing import Any

from bot.playground.playing import Game
from bot.playground.records import Json, Message, View
from tests.stage import SECONDS


def elements(message: Message) -> list[tuple[str, Json]]:
    """Every button and menu of a message, each with its block's id."""
    found = []
    for block in message.blocks or []:
        inner = [block.get("accessory"), *(block.get("elements") or [])]
        found += [(block["block_id"], each) for each in inner if isinstance(each, dict) and each.get("action_id")]
    return found


def choose(game: Game, user: str, message: Message, verb: str, item_id: int | None) -> None:
    """Choose an entry of an item's menu."""
    block_id, option = next(
        (block_id, option)
        for block_id, each in elements(message)
        for option in each.get("options") or ()
        if option["value"].startswith(f"{verb}:{item_id}:")
    )
    game.playground.act(
        user,
        "press",
        channel=message.channel,
        message_ts=message.ts,
        block_id=block_id,
        action_id="menu",
        element={"selected_option": option},
    )


def press(game: Game, user: str, message: Message, action_id: str, value: str) -> None:
    """Press the button of this action whose value begins so."""
    block_id, element = next(
        (block_id, each)
        for block_id, each in elements(message)
        if each["action_id"] == action_id and each["value"].startswith(value)
    )
    game.playground.act(
        user,
        "press",
        channel=message.channel,
        message_ts=message.ts,
        block_id=block_id,
        action_id=element["action_id"],
        element=element,
    )


def open_form(game: Game, user: str) -> View:
    """The form that is open before somebody."""

    def found() -> View | None:
        mine = [view for view in game.playground.workspace.views.values() if view.owner == user]
        return mine[-1] if mine else None

    view = game.playground.workspace.until(found, SECONDS)
    assert view is not None
    return view


def fill(game: Game, user: str, **fields: Any) -> dict[str, str]:
    """Fill in the open form and submit it; returns what is wrong by field, nothing when it closed."""
    view = open_form(game, user)
    values = {name: {"value": _given(view, name, given)} for name, given in fields.items()}
    game.playground.act(user, "submit", view_id=view.id, values=values)
    with game.playground.workspace.lock:
        still = game.playground.workspace.views.get(view.id)
        return dict(still.errors) if still else {}


def _given(view: View, name: str, given: Any) -> Json:
    element = next(block["element"] for block in view.body["blocks"] if block.get("block_id") == name)
    match element["type"]:
        case "datepicker":
            return {"selected_date": given}
        case "users_select":
            return {"selected_user": given}
        case "static_select":
            chosen = next(each for each in element["options"] if given in each["text"]["text"])
            return {"selected_option": chosen}
        case "checkboxes":
            return {"selected_options": element["options"]}
    return {"value": given}
