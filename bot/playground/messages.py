"""What is said: posting, editing, deleting, reacting, reading back. The workspace's lock is held by the caller."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.playground.records import BOT, BOT_USER, HOME_TEAM, Channel, Json, Message
from bot.playground.refusals import Refused
from bot.playground.shapes import message_event, message_json
from bot.playground.wording import mentioned, normal_text
from bot.playground.workspace import Workspace

REACTION_NAME: Final = re.compile(r"[a-z0-9_+'\-]+|[\u4e00-\u9fff]+")
SAME_REACTION: Final = {"thumbsup": "+1", "thumbsdown": "-1", "heavy_tick": "heavy_check_mark"}
MOST_REACTIONS: Final = 23
LONGEST_EDIT: Final = 4_000
UNANSWERABLE: Final = ("channel_join", "channel_leave", "channel_archive", "channel_unarchive", "channel_name")


@dataclass(frozen=True)
class Words:
    """What a message says, apart from who says it and where."""

    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    files: tuple[str, ...] = ()


def post(
    workspace: Workspace,
    channel: Channel,
    author: str,
    words: Words,
    *,
    thread_ts: str | None = None,
    broadcast: bool = False,
    subtype: str | None = None,
    inviter: str | None = None,
) -> Message:
    """Say something in a channel or a thread, and tell everybody who hears it.

    Raises:
        Refused: `cannot_reply_to_message`, when `thread_ts` names no message that begins a thread.
    """
    parent = _parent(channel, thread_ts) if thread_ts else None
    if words.files:
        subtype = "file_share"
    elif parent and broadcast:
        subtype = "thread_broadcast"
    person = workspace.person(author)
    message = Message(
        ts=workspace.clock.next_ts(),
        channel=channel.id,
        user=author,
        text=normal_text(words.text),
        team=person.team,
        blocks=named_blocks(words.blocks),
        attachments=words.attachments,
        thread_ts=parent.ts if parent else None,
        subtype=subtype,
        bot_id=BOT if author == BOT_USER else None,
        client_msg_id=None if person.is_bot or subtype in UNANSWERABLE else str(uuid.uuid4()),
        metadata=words.metadata,
        files=list(words.files),
        inviter=inviter,
    )
    channel.messages[message.ts] = message
    for file in words.files:
        if channel.id not in workspace.files[file].channels:
            workspace.files[file].channels.append(channel.id)
    if parent:
        parent.thread_ts = parent.ts
        parent.replies.append(message.ts)
        workspace.changed("message", channel.id, parent.ts)
    if parent is None:
        channel.last_read[author] = message.ts
    workspace.changed("message", channel.id, message.ts)
    workspace.changed("channel", channel.id)
    workspace.happened(message_event(workspace, message) | _whence(message), channel)
    if _mentions_the_bot(message, channel):
        workspace.happened(_mention_event(workspace, message), channel)
    for file in words.files:
        workspace.happened(_file_event(message, file), channel)
    return message


def whisper(workspace: Workspace, channel: Channel, reader: str, words: Words, thread_ts: str | None = None) -> Message:
    """Show the bot's words to one person only; they are in no history and bring no event."""
    message = Message(
        ts=workspace.clock.next_ts(),
        channel=channel.id,
        user=BOT_USER,
        text=normal_text(words.text),
        blocks=named_blocks(words.blocks),
        attachments=words.attachments,
        thread_ts=thread_ts,
        bot_id=BOT,
        whispered_to=reader,
    )
    channel.whispers[message.ts] = message
    workspace.changed("message", channel.id, message.ts, only_for=reader)
    return message


def edit(
    workspace: Workspace, message: Message, author: str, words: Words, *, keep: frozenset[str] = frozenset()
) -> Message:
    """Change one's own message. The parts named in `keep` (text, blocks, attachments, metadata) stay as they were.

    Raises:
        Refused: `cant_update_message` for somebody else's or a system line, `msg_too_long` over 4,000 characters of text.
    """
    if message.user != author or message.subtype in UNANSWERABLE:
        raise Refused("cant_update_message")
    if "text" not in keep and len(words.text) > LONGEST_EDIT:
        raise Refused("msg_too_long")
    channel = workspace.channels[message.channel]
    before = message_json(workspace, message)
    mentioned_before = _mentions_the_bot(message, channel)
    now = workspace.clock.next_ts()
    if "text" not in keep:
        message.text = normal_text(words.text)
    if "blocks" not in keep:
        message.blocks = named_blocks(words.blocks or None)
    if "attachments" not in keep:
        message.attachments = words.attachments or None
    if "metadata" not in keep:
        message.metadata = words.metadata or None
    message.edited = {"user": BOT if author == BOT_USER else author, "ts": now}
    _tell_of_change(workspace, channel, message, before, now)
    if _mentions_the_bot(message, channel) and not mentioned_before:
        workspace.happened(_mention_event(workspace, message), channel)
    return message


def delete(workspace: Workspace, message: Message, author: str) -> None:
    """Take one's own message back. One with replies leaves a tombstone, so that its thread can still be read.

    Raises:
        Refused: `cant_delete_message` for somebody else's.
    """
    if message.user != author:
        raise Refused("cant_delete_message")
    channel = workspace.channels[message.channel]
    before = message_json(workspace, message)
    now = workspace.clock.next_ts()
    if message.replies:
        message.is_tombstone = True
        message.text, message.blocks, message.attachments, message.metadata = "", None, None, None
        message.files, message.reactions = [], {}
        _tell_of_change(workspace, channel, message, before, now)
        return
    del channel.messages[message.ts]
    parent = channel.messages.get(message.thread_ts or "")
    if parent is not None:
        parent.replies.remove(message.ts)
        if not parent.replies:
            parent.thread_ts = None
        workspace.changed("message", channel.id, parent.ts)
    workspace.changed("message_deleted", channel.id, message.ts)
    workspace.changed("channel", channel.id)
    event = _hidden(channel, "message_deleted", now) | {"deleted_ts": message.ts, "previous_message": before}
    workspace.happened(event, channel)


def react(workspace: Workspace, message: Message, user: str, name: str, *, on: bool) -> None:
    """Put a reaction under a message, or take it off.

    Raises:
        Refused: `invalid_name`, `already_reacted`, `no_reaction`, `too_many_reactions`.
    """
    name = reaction_name(name)
    users = message.reactions.get(name, [])
    if on:
        if user in users:
            raise Refused("already_reacted")
        if sum(user in others for others in message.reactions.values()) >= MOST_REACTIONS:
            raise Refused("too_many_reactions")
        message.reactions[name] = [*users, user]
    else:
        if user not in users:
            raise Refused("no_reaction")
        users.remove(user)
        if not users:
            del message.reactions[name]
    workspace.changed("message", message.channel, message.ts)
    event: Json = {
        "type": "reaction_added" if on else "reaction_removed",
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": workspace.clock.next_ts(),
    }
    workspace.happened(event, workspace.channels[message.channel])


def reaction_name(name: str) -> str:
    """An emoji's name as Slack stores it: without colons, `thumbsup` as `+1`, the skin tone kept."""
    bare, tone, shade = name.strip(":").partition("::skin-tone-")
    if not REACTION_NAME.fullmatch(bare) or (tone and shade not in tuple("23456")):
        raise Refused("invalid_name")
    return SAME_REACTION.get(bare, bare) + tone + shade


def in_channel(channel: Channel) -> list[Message]:
    """What stands in the channel itself, oldest first: no replies, except those also sent to the channel."""
    return [
        message
        for message in channel.messages.values()
        if not message.is_reply or message.subtype == "thread_broadcast"
    ]


def in_thread(channel: Channel, ts: str) -> list[Message]:
    """A parent and its replies, oldest first; a lone message is a thread of one. Refused as `thread_not_found`."""
    first = channel.messages.get(ts)
    if first is None:
        raise Refused("thread_not_found")
    return [first, *(channel.messages[reply] for reply in first.replies)]


def named_blocks(blocks: Sequence[Json] | None) -> list[Json] | None:
    """The blocks with a `block_id` and `action_id`s given to those without, as Slack does when it stores them."""
    if blocks is None:
        return None
    taken = {block.get("block_id") for block in blocks}
    named = []
    for block in blocks:
        block_id = block.get("block_id") or Workspace.new_id("b")
        while block_id in taken and not block.get("block_id"):
            block_id = Workspace.new_id("b")
        parts = dict(block)
        for key in ("elements", "accessory", "element"):
            if key in parts and parts.get("type") in ("actions", "section", "input", "context_actions"):
                part = parts[key]
                parts[key] = [_named(one) for one in part] if isinstance(part, list) else _named(part)
        named.append(parts | {"block_id": block_id})
    return named


def _named(element: Json) -> Json:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return element | {"action_id": Workspace.new_id("a")}


def _parent(channel: Channel, thread_ts: str) -> Message:
    """The message a reply goes under. A reply's own ts will not do: Slack files such an answer where nobody finds it."""
    found = channel.messages.get(thread_ts)
    if found is None or found.is_reply or found.subtype in UNANSWERABLE:
        raise Refused("cannot_reply_to_message")
    return found


def _whence(message: Message) -> Json:
    """A stranger's words name both teams, so that an app can tell where they come from."""
    if message.team == HOME_TEAM:
        return {}
    return {"user_team": message.team, "source_team": message.team}


def _mentions_the_bot(message: Message, channel: Channel) -> bool:
    return (
        not channel.is_im
        and message.bot_id is None
        and BOT_USER in mentioned(message.text)
        and message.subtype not in UNANSWERABLE
    )


def _mention_event(workspace: Workspace, message: Message) -> Json:
    event = message_event(workspace, message) | _whence(message) | {"type": "app_mention"}
    return {key: value for key, value in event.items() if key not in ("channel_type", "subtype")}


def _file_event(message: Message, file: str) -> Json:
    """The `file_shared` event, which names the file and says nothing of its text."""
    return {
        "type": "file_shared",
        "channel_id": message.channel,
        "file_id": file,
        "user_id": message.user,
        "file": {"id": file},
        "event_ts": message.ts,
    }


def _hidden(channel: Channel, subtype: str, ts: str) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.type,
        "ts": ts,
        "event_ts": ts,
    }


def _tell_of_change(workspace: Workspace, channel: Channel, message: Message, before: Json, now: str) -> None:
    workspace.changed("message", channel.id, message.ts)
    event = _hidden(channel, "message_changed", now)
    event |= {"message": message_json(workspace, message), "previous_message": before}
    workspace.happened(event, channel)
