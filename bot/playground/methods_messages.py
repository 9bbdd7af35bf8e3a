"""Web API: saying, changing, reading back and reacting."""

from typing import Final

from bot.playground import messages
from bot.playground.blocks import message_problems, total_text
from bot.playground.calls import Call, cursor_at, place_of, with_cursor
from bot.playground.channels import direct
from bot.playground.messages import Words
from bot.playground.pace import POSTS_PER_CHANNEL, POSTS_PER_WORKSPACE
from bot.playground.records import BOT_USER, Channel, Json, Message
from bot.playground.refusals import Refused
from bot.playground.shapes import message_json, reactions_json

LONGEST_BLOCKS: Final = 13_200
LONGEST_MARKDOWN: Final = 12_000
MOST_ATTACHMENTS: Final = 100
LARGEST_METADATA: Final = 8_000
HISTORY_SCOPES: Final = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}


def checked_blocks(blocks: list[Json] | None) -> list[Json] | None:
    """Blocks for a message that Slack would take; refused as `invalid_blocks` with pointers, or `msg_blocks_too_long`."""
    if blocks is None:
        return None
    problems = message_problems(blocks)
    if problems:
        raise Refused(
            "invalid_blocks", [f"[ERROR] {problem}" for problem in problems], errors=[str(one) for one in problems]
        )
    if total_text(blocks) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")
    return blocks


def words_of(call: Call) -> Words:
    """The content arguments of a post or an update, checked."""
    attachments = call.rows("attachments", "invalid_attachments")
    if attachments and len(attachments) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    text = call.text("text")
    if call.text("markdown_text"):
        if text or call.has("blocks"):
            raise Refused("markdown_text_conflict")
        text = call.text("markdown_text")
        if len(text) > LONGEST_MARKDOWN:
            raise Refused("msg_too_long")
    return Words(text, checked_blocks(call.rows("blocks", "invalid_blocks_format")), attachments, _metadata(call))


def post_message(call: Call) -> Json:
    """chat.postMessage"""
    call.wants("chat:write")
    named = call.needed("channel")
    if named.startswith(("U", "W")):
        channel = direct(call.workspace, BOT_USER, named) if named in call.workspace.people else None
        if channel is None:
            raise Refused("channel_not_found")
    else:
        channel = call.joined_channel()
    words = words_of(call)
    _nonempty(words)
    if channel.is_archived:
        raise Refused("is_archived")
    _pace(call, channel)
    message = messages.post(
        call.workspace,
        channel,
        BOT_USER,
        words,
        thread_ts=call.text("thread_ts") or None,
        broadcast=call.flag("reply_broadcast"),
    )
    shown = message_json(call.workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: event metadata is ignored."""
    call.wants("chat:write")
    channel = call.joined_channel()
    reader = call.needed("user")
    if reader not in channel.members:
        raise Refused("user_not_in_channel")
    words = words_of(call)
    _nonempty(words)
    if channel.is_archived:
        raise Refused("is_archived")
    message = messages.whisper(call.workspace, channel, reader, words, call.text("thread_ts") or None)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: what is left out stays as it was; `{}` clears the metadata, `[]` the blocks."""
    call.wants("chat:write")
    channel = call.channel()
    message = call.workspace.message(channel.id, call.needed("ts"))
    words = words_of(call)
    gone = [not call.has("text") and not call.has("markdown_text"), words.blocks is None, words.attachments is None]
    if all(gone) and words.metadata is None:
        raise Refused("no_text")
    names = ("text", "blocks", "attachments")
    keep = {name for name, absent in zip(names, gone, strict=True) if absent}
    if not call.has("metadata"):
        keep.add("metadata")
    if channel.is_archived:
        raise Refused("is_archived")
    messages.edit(call.workspace, message, BOT_USER, words, keep=frozenset(keep))
    shown = message_json(call.workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(call: Call) -> Json:
    """chat.delete"""
    call.wants("chat:write")
    channel = call.channel()
    message = call.workspace.message(channel.id, call.needed("ts"))
    messages.delete(call.workspace, message, BOT_USER)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink"""
    channel = call.channel()
    message = call.workspace.message(channel.id, call.needed("message_ts"))
    link = f"{call.workspace.origin}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def history(call: Call) -> Json:
    """conversations.history: newest first. Its cursor is a place in time, which new messages do not move."""
    channel = _readable(call)
    found = [message for message in reversed(messages.in_channel(channel)) if _within(call, message.ts)]
    if call.text("cursor"):
        start = place_of(call.text("cursor"))
        found = [message for message in found if _mark(message.ts) <= start]
    size = call.number("limit", 100, most=999)
    rows, rest = found[:size], found[size:]
    cursor = cursor_at(_mark(rest[0].ts)) if rest else ""
    return with_cursor(_listed(call, rows) | {"has_more": bool(rest), "pin_count": 0}, cursor)


def replies(call: Call) -> Json:
    """conversations.replies: the parent first, then the replies, oldest first."""
    channel = _readable(call)
    parent, *answers = messages.in_thread(channel, call.needed("ts"))
    found = [parent, *(answer for answer in answers if _within(call, answer.ts))]
    rows, cursor = call.page(found, otherwise=1000, most=1000)
    return with_cursor(_listed(call, rows) | {"has_more": bool(cursor)}, cursor)


def reactions_add(call: Call) -> Json:
    """reactions.add"""
    return _react(call, on=True)


def reactions_remove(call: Call) -> Json:
    """reactions.remove"""
    return _react(call, on=False)


def reactions_get(call: Call) -> Json:
    """reactions.get"""
    call.wants("reactions:read")
    channel = call.channel()
    message = call.workspace.message(channel.id, call.needed("timestamp"))
    shown = message_json(call.workspace, message) | {"reactions": reactions_json(message)}
    return {"type": "message", "channel": channel.id, "message": shown}


def _react(call: Call, *, on: bool) -> Json:
    call.wants("reactions:write")
    channel = call.joined_channel()
    name = call.needed("name")
    message = call.workspace.message(channel.id, call.needed("timestamp"))
    if channel.is_archived:
        raise Refused("is_archived")
    messages.react(call.workspace, message, BOT_USER, name, on=on)
    return {}


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.wants(HISTORY_SCOPES[channel.type])
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _within(call: Call, ts: str) -> bool:
    """Whether `ts` lies between `oldest` and `latest`, the ends counted only when `inclusive`."""
    mark, inclusive = _mark(ts), call.flag("inclusive")
    oldest, latest = call.text("oldest"), call.text("latest")
    if oldest and (mark < _mark(oldest) or (mark == _mark(oldest) and not inclusive)):
        return False
    return not (latest and (mark > _mark(latest) or (mark == _mark(latest) and not inclusive)))


def _mark(ts: str) -> int:
    """A timestamp in whole microseconds, so that no two of them blur."""
    seconds, _, fraction = ts.partition(".")
    try:
        return int(seconds or 0) * 1_000_000 + int((fraction + "000000")[:6])
    except ValueError:
        raise Refused("invalid_ts_latest") from None


def _listed(call: Call, rows: list[Message]) -> Json:
    with_metadata = call.flag("include_all_metadata")
    return {"messages": [message_json(call.workspace, row, with_metadata=with_metadata) for row in rows]}


def _nonempty(words: Words) -> None:
    if not (words.text or words.blocks or words.attachments):
        raise Refused("no_text")


def _metadata(call: Call) -> Json | None:
    metadata = call.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if not isinstance(metadata, dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(str(metadata)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
    return metadata


def _pace(call: Call, channel: Channel) -> None:
    wait = call.pace.wait_for(POSTS_PER_CHANNEL, "chat.postMessage", channel.id)
    wait = wait or call.pace.wait_for(POSTS_PER_WORKSPACE, "chat.postMessage")
    if wait:
        raise Refused("ratelimited", retry_after=wait)
