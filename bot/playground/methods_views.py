"""Web API: modals, Home tabs, and the checking of blocks."""

from bot.playground.blocks import message_problems, view_problems
from bot.playground.calls import Call
from bot.playground.records import Json
from bot.playground.refusals import Refused
from bot.playground.shapes import view_json
from bot.playground.views import Triggers, checked_view, found_view, open_view, publish_home, push_view, update_view


def open_modal(call: Call, triggers: Triggers) -> Json:
    """views.open"""
    body = checked_view(call.json("view", "invalid_arguments"), "modal")
    trigger = triggers.look_at(call.needed("trigger_id"))
    return {"view": view_json(open_view(call.workspace, trigger, body))}


def push_modal(call: Call, triggers: Triggers) -> Json:
    """views.push"""
    body = checked_view(call.json("view", "invalid_arguments"), "modal")
    trigger = triggers.look_at(call.needed("trigger_id"))
    return {"view": view_json(push_view(call.workspace, trigger, body))}


def update_modal(call: Call) -> Json:
    """views.update"""
    if not call.text("view_id") and not call.text("external_id"):
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view_id"])
    view = found_view(call.workspace, call.text("view_id"), call.text("external_id"))
    body = checked_view(call.json("view", "invalid_arguments"), view.kind)
    return {"view": view_json(update_view(call.workspace, view, body, call.text("hash")))}


def publish(call: Call) -> Json:
    """views.publish"""
    body = checked_view(call.json("view", "invalid_arguments"), "home")
    return {"view": view_json(publish_home(call.workspace, call.needed("user_id"), body, call.text("hash")))}


def validate(call: Call) -> Json:
    """blocks.validate: exactly one of `blocks`, `message`, `view`; every problem with its JSON pointer."""
    given = [name for name in ("blocks", "message", "view") if call.has(name)]
    if len(given) != 1:
        raise Refused("invalid_arguments", ["[ERROR] exactly one of blocks, message, view is required"])
    content = call.json(given[0], "invalid_arguments")
    if given[0] == "view":
        kind = content.get("type", "modal") if isinstance(content, dict) else "modal"
        problems = view_problems(content, kind) if isinstance(content, dict) else ["must be an object"]
    else:
        blocks = content.get("blocks", []) if isinstance(content, dict) else content
        problems = message_problems(blocks) if isinstance(blocks, list) else ["must be an array"]
    if problems:
        raise Refused(
            "invalid_blocks", [f"[ERROR] {one}" for one in problems], errors=[_error(str(one)) for one in problems]
        )
    return {}


def _error(problem: str) -> Json:
    words, _, pointer = problem.partition(" [json-pointer:")
    return {"message": words, "pointer": pointer.rstrip("]")}
