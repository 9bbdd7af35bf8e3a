"""Answers the app sends by `response_url`: five of them, within half an hour, to what one person did."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground import messages
from bot.playground.blocks import message_problems
from bot.playground.messages import Words
from bot.playground.records import BOT_USER, Json, Message
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace


@dataclass
class Occasion:
    """What may be answered: who did it where, and the message it was done on, if any."""

    user: str
    channel: str
    message_ts: str | None
    born: float
    uses: int = 0


class ResponseUrls:
    """The addresses given out; they age by the machine's clock."""

    def __init__(
        self, workspace: Workspace, seconds: float, uses: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._workspace = workspace
        self._seconds = seconds
        self._uses = uses
        self._now = now
        self._occasions: dict[str, Occasion] = {}

    def give(self, kind: str, user: str, channel: str, message_ts: str | None = None) -> str:
        """A new address; `kind` is `commands` or `actions`."""
        name = Workspace.new_id("").lower() + Workspace.new_id("")
        self._occasions[name] = Occasion(user, channel, message_ts, self._now())
        return f"{self._workspace.origin}/hooks/{kind}/T/{name}"

    def answer(self, name: str, said: Any) -> None:
        """Do what the app answers; the workspace's lock is held.

        Raises:
            Refused: `not_found`, `used_url`, `expired_url`, `invalid_payload`, `no_text`, `invalid_blocks`, …
        """
        occasion = self._occasions.get(name)
        if occasion is None:
            raise Refused("not_found")
        if occasion.uses >= self._uses:
            raise Refused("used_url")
        if self._now() - occasion.born > self._seconds:
            raise Refused("expired_url")
        if not isinstance(said, dict):
            raise Refused("invalid_payload")
        occasion.uses += 1
        answer_person(self._workspace, occasion.user, occasion.channel, said, occasion.message_ts)


def answer_person(
    workspace: Workspace, user: str, channel_id: str, said: Json, original_ts: str | None = None
) -> Message | None:
    """Show what the app says to a command or a click: to the person alone, to the channel, or in place of the original.

    Returns the message shown; None when the original was taken away.
    """
    channel = workspace.channel(channel_id)
    original = None
    if original_ts:
        original = channel.whispers.get(original_ts) or channel.messages.get(original_ts)
    if said.get("delete_original"):
        if original is None:
            raise Refused("message_not_found")
        if original.whispered_to:
            del channel.whispers[original.ts]
            workspace.changed("message_deleted", channel.id, original.ts, only_for=original.whispered_to)
        else:
            messages.delete(workspace, original, BOT_USER)
        return None
    words = said_words(said, refused=workspace.refused)
    if said.get("replace_original") and original is not None:
        if original.whispered_to is None:
            return messages.edit(workspace, original, BOT_USER, words, keep=frozenset({"metadata"}))
        original.text, original.blocks = words.text, messages.named_blocks(words.blocks)
        original.edited = {"user": BOT_USER, "ts": workspace.clock.next_ts()}
        workspace.changed("message", channel.id, original.ts, only_for=original.whispered_to)
        return original
    thread_ts = str(said.get("thread_ts") or "") or None
    if said.get("response_type") == "in_channel":
        return messages.post(workspace, channel, BOT_USER, words, thread_ts=thread_ts)
    return messages.whisper(workspace, channel, user, words, thread_ts)


def said_words(said: Json, *, refused: frozenset[str] = frozenset()) -> Words:
    """The content of an answer, checked as a message is in a workspace that refuses some types of blocks; refused as `no_text` or `invalid_blocks`."""
    blocks = said.get("blocks")
    text = str(said.get("text") or "")
    if not text and not blocks and not said.get("attachments"):
        raise Refused("no_text")
    if blocks is not None:
        problems = (
            message_problems(blocks, refused=refused)
            if isinstance(blocks, list)
            else ["must be an array [json-pointer:/blocks]"]
        )
        if problems:
            raise Refused("invalid_blocks", [f"[ERROR] {one}" for one in problems])
    return Words(text, blocks, said.get("attachments"))
