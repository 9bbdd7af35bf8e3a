"""Modals and Home tabs: opening, pushing, updating, publishing; triggers and hashes. The lock is held by the caller."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.playground.blocks import view_problems
from bot.playground.messages import named_blocks
from bot.playground.records import Json, View
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

DEEPEST_STACK: Final = 3
LARGEST_VIEW: Final = 250_000


@dataclass
class Trigger:
    """The right to open one modal, for the person who just did something; `view` is where they did it, if in a modal."""

    user: str
    born: float
    view: str | None = None
    is_used: bool = False


class Triggers:
    """Gives triggers out and takes them back once. They live by the machine's clock."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._given: dict[str, Trigger] = {}

    def give(self, user: str, view: str | None = None) -> str:
        """A new trigger id."""
        born = self._now()
        stale = [name for name, trigger in self._given.items() if born - trigger.born > 10 * self._seconds]
        for name in stale:
            del self._given[name]
        name = f"{Workspace.new_id('')}.{Workspace.new_id('')}.{Workspace.new_id('').lower()}"
        self._given[name] = Trigger(user, born, view)
        return name

    def look_at(self, name: str) -> Trigger:
        """The trigger, still unused; refused as `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`."""
        trigger = self._given.get(name)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if self._now() - trigger.born > self._seconds:
            raise Refused("expired_trigger_id")
        return trigger


def checked_view(body: Any, kind: str) -> Json:
    """A view Slack would take; refused as `invalid_arguments` with pointers, or `view_too_large`."""
    if not isinstance(body, dict):
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view"])
    if len(json.dumps(body, ensure_ascii=False)) > LARGEST_VIEW:
        raise Refused("view_too_large")
    problems = view_problems(body, kind)
    if problems:
        raise Refused("invalid_arguments", [f"[ERROR] {problem}" for problem in problems])
    return body


def open_view(workspace: Workspace, trigger: Trigger, body: Json) -> View:
    """Open a modal in front of the person, in place of whatever stack was open."""
    _unique_external_id(workspace, body)
    for name in workspace.stacks.pop(trigger.user, []):
        workspace.views.pop(name, None)
    view = _new(workspace, trigger.user, body)
    trigger.is_used = True
    workspace.stacks[trigger.user] = [view.id]
    workspace.changed("views", only_for=trigger.user)
    return view


def push_view(workspace: Workspace, trigger: Trigger, body: Json) -> View:
    """Put a modal on top of the open one; refused as `not_found` when none is open, `push_limit_reached` over three."""
    stack = workspace.stacks.get(trigger.user, [])
    if not stack:
        raise Refused("not_found")
    pushed = push_on(workspace, trigger.user, body)
    trigger.is_used = True
    return pushed


def push_on(workspace: Workspace, user: str, body: Json) -> View:
    """Put a modal on top of this person's stack."""
    stack = workspace.stacks[user]
    if len(stack) >= DEEPEST_STACK:
        raise Refused("push_limit_reached")
    _unique_external_id(workspace, body)
    view = _new(workspace, user, body, root=workspace.views[stack[0]].root, previous=stack[-1])
    stack.append(view.id)
    workspace.changed("views", only_for=user)
    return view


def found_view(workspace: Workspace, view_id: str, external_id: str) -> View:
    """An open modal by its id or the app's own name for it; refused as `not_found`."""
    if view_id in workspace.views:
        return workspace.views[view_id]
    for view in [*workspace.views.values(), *workspace.homes.values()]:
        if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
            return view
    raise Refused("not_found")


def update_view(workspace: Workspace, view: View, body: Json, expected_hash: str = "") -> View:
    """Draw an open view anew; refused as `hash_conflict` when somebody drew it since."""
    if expected_hash and expected_hash != view.hash:
        raise Refused("hash_conflict")
    kept = {(block, action) for block, actions in view.values.items() for action in actions}
    view.body = body | {"blocks": named_blocks(body.get("blocks")) or []}
    view.hash = new_hash(workspace)
    view.errors = {}
    view.values = initial_values(view.body["blocks"], {spot: view.values[spot[0]][spot[1]] for spot in kept})
    workspace.changed("home" if view.kind == "home" else "views", only_for=view.owner)
    return view


def publish_home(workspace: Workspace, user: str, body: Json, expected_hash: str = "") -> View:
    """Draw a person's Home tab; refused as `hash_conflict` when it was drawn since."""
    workspace.person(user)
    home = workspace.homes.get(user)
    if home is not None:
        return update_view(workspace, home, body, expected_hash)
    home = _new(workspace, user, body)
    del workspace.views[home.id]
    workspace.homes[user] = home
    workspace.changed("home", only_for=user)
    return home


def close_view(workspace: Workspace, view: View, *, everything: bool = False) -> list[View]:
    """Take a modal and what lies above it, or the whole stack, off the screen; returns those closed, topmost first."""
    stack = workspace.stacks.get(view.owner, [])
    keep = 0 if everything or view.id not in stack else stack.index(view.id)
    closed = [workspace.views.pop(name) for name in reversed(stack[keep:])]
    del stack[keep:]
    if not stack:
        workspace.stacks.pop(view.owner, None)
    workspace.changed("views", only_for=view.owner)
    return closed


def initial_values(blocks: list[Json], kept: dict[tuple[str, str], Json] | None = None) -> Json:
    """`state.values` of freshly drawn blocks: what each input begins with, or what was chosen in the same one before."""
    values: Json = {}
    for block in blocks:
        for element in inputs_of(block):
            spot = (block["block_id"], element["action_id"])
            value = (kept or {}).get(spot) or initial_value(element)
            values.setdefault(spot[0], {})[spot[1]] = value
    return values


def inputs_of(block: Json) -> list[Json]:
    """The elements of a block that hold a value."""
    found = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
    return [
        element
        for element in found
        if isinstance(element, dict) and element.get("type") in VALUE_KEYS and "action_id" in element
    ]


def initial_value(element: Json) -> Json:
    """One element's entry in `state.values` before anybody touched it."""
    key, initial = VALUE_KEYS[element["type"]]
    empty: Any = (
        [] if key in ("selected_options", "selected_users", "selected_channels", "selected_conversations") else None
    )
    return {"type": element["type"], key: element.get(initial, empty)}


# How each element names its value in `state.values`, and the field its beginning stands in.
VALUE_KEYS: Final[dict[str, tuple[str, str]]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}


def new_hash(workspace: Workspace) -> str:
    """A view's state as a word that changes with every drawing."""
    return f"{workspace.clock.next_ts()}.{Workspace.new_id('')[:8]}"


def _new(workspace: Workspace, owner: str, body: Json, root: str | None = None, previous: str | None = None) -> View:
    blocks = named_blocks(body.get("blocks")) or []
    name = workspace.new_id("V")
    view = View(
        id=name,
        kind=body["type"],
        owner=owner,
        body=body | {"blocks": blocks},
        hash=new_hash(workspace),
        root=root or name,
        previous=previous,
        values=initial_values(blocks),
    )
    workspace.views[name] = view
    return view


def _unique_external_id(workspace: Workspace, body: Json) -> None:
    name = body.get("external_id")
    if name and any(view.body.get("external_id") == name for view in workspace.views.values()):
        raise Refused("duplicate_external_id")
