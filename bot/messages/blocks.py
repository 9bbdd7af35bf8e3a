"""Block Kit's few shapes that our messages are built from.

A `words` block reads no marks: it shows a text exactly as somebody wrote it, so it takes plain text. A `section` reads
marks: whoever gives it people's words escapes them first. Neither links or mentions anything by itself (`verbatim`).
"""

from typing import Any

from bot.messages.text import BUTTON, HEADER, LABEL, OPTION, PLACEHOLDER, Block, escaped, reads_as_marks, shortened


def mrkdwn(text: str) -> Block:
    """A text whose marks are read; people's words in it are escaped."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> Block:
    """A text shown as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


def exact(text: str) -> Block:
    """People's words as a text object that shows them as written: mrkdwn unless something in them would read as a mark."""
    return plain(text) if reads_as_marks(text) else mrkdwn(escaped(text))


def header(text: str) -> Block:
    """A large heading, shortened to what Slack takes."""
    return {"type": "header", "text": plain(shortened(text, HEADER))}


def section(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph of mrkdwn, with one element at its right."""
    return _section(mrkdwn(text), accessory, block_id)


def words(text: str, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph of plain text, with one element at its right."""
    return _section(plain(text), accessory, block_id)


def context(*elements: Block) -> Block:
    """Small grey words below what they belong to."""
    return {"type": "context", "elements": list(elements)}


def actions(block_id: str, *elements: Block) -> Block:
    """A row of buttons and choices."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def rich(*elements: Block) -> Block:
    """One line of styled words and mentions, free of marks."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def piece(text: str, **style: bool) -> Block:
    """Some words of a `rich` line: `piece("QD-7", bold=True)`."""
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def link(text: str, address: str) -> Block:
    """Some words of a `rich` line that lead somewhere."""
    return {"type": "link", "url": address, "text": text}


def button(text: str, action_id: str, value: str, *, label: str | None = None, style: str | None = None) -> Block:
    """A button; `label` is what is read aloud when the visible words do not say enough, `style` is primary or danger."""
    made: dict[str, Any] = {
        "type": "button",
        "text": {"type": "plain_text", "text": shortened(text, BUTTON), "emoji": True},
        "action_id": action_id,
        "value": value,
    }
    if label is not None:
        made["accessibility_label"] = shortened(label, LABEL)
    if style is not None:
        made["style"] = style
    return made


def option(label: str, value: str) -> Block:
    """One choice of a select."""
    return {"text": plain(shortened(label, OPTION)), "value": value}


def menu(action_id: str, options: list[Block]) -> Block:
    """Three dots that open into at most five choices."""
    return {"type": "overflow", "action_id": action_id, "options": options}


def select(
    kind: str, action_id: str, placeholder: str, options: list[Block], initial_option: Block | None = None
) -> Block:
    """A `static_select` or `multi_static_select`."""
    made: dict[str, Any] = {
        "type": kind,
        "action_id": action_id,
        "placeholder": plain(shortened(placeholder, PLACEHOLDER)),
        "options": options,
    }
    if initial_option is not None:
        made["initial_option"] = initial_option
    return made


def _section(text: Block, accessory: Block | None, block_id: str | None) -> Block:
    made: dict[str, Any] = {"type": "section", "text": text}
    if accessory is not None:
        made["accessory"] = accessory
    if block_id is not None:
        made["block_id"] = block_id
    return made
