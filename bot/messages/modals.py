"""The frame of a modal and its inputs, within Slack's limits for views."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.messages.blocks import plain
from bot.messages.text import PLACEHOLDER, Block, shortened
from storage.minutes.files import legible

View = dict[str, Any]

# Slack's own limits (https://docs.slack.dev/reference/views, https://docs.slack.dev/reference/block-kit/block-elements).
MOST_MODAL_BLOCKS: Final = 100
TITLE: Final = 24
METADATA: Final = 3000
INPUT: Final = 3000
"""Characters of one `plain_text_input`."""
INPUT_LABEL: Final = 2000


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    remembers: Mapping[str, Any] | None = None,
    external_id: str | None = None,
) -> View:
    """A modal. `remembers` comes back with whatever is done in it; `external_id` is a name by which we find it again."""
    made: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(shortened(title, TITLE)),
        "close": plain(shortened(close, TITLE)),
        "blocks": list(blocks[:MOST_MODAL_BLOCKS]),
    }
    if submit is not None:
        made["submit"] = plain(shortened(submit, TITLE))
    if remembers is not None:
        made["private_metadata"] = json.dumps(dict(remembers), ensure_ascii=False)
    if external_id is not None:
        made["external_id"] = external_id
    return made


def field(block_id: str, label: str, element: Block, *, hint: str | None = None, optional: bool = False) -> Block:
    """One labelled input. Its element is called `value`, so a submission is read by block alone."""
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(shortened(label, INPUT_LABEL)),
        "element": element | {"action_id": "value"},
        "optional": optional,
    }
    if hint is not None:
        made["hint"] = plain(hint)
    return made


def typing(*, initial: str = "", lines: bool = False, placeholder: str | None = None) -> Block:
    """A field to write in, of one line or several."""
    made: Block = {"type": "plain_text_input", "multiline": lines, "max_length": INPUT}
    if initial:
        made["initial_value"] = initial
    if placeholder:
        made["placeholder"] = plain(shortened(placeholder, PLACEHOLDER))
    return made


def remembered(view: Mapping[str, Any]) -> dict[str, Any]:
    """What we gave a modal to remember."""
    told: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
    return told


def given(view: Mapping[str, Any], block_id: str) -> Mapping[str, Any]:
    """What stands in one input: `value`, `selected_date`, `selected_options`, `files` … by Slack's names."""
    held: Mapping[str, Any] = (view.get("state") or {}).get("values", {}).get(block_id, {}).get("value") or {}
    return held


def written(view: Mapping[str, Any], block_id: str) -> str:
    """The words in one input; "" when there are none."""
    return legible(str(given(view, block_id).get("value") or ""))
