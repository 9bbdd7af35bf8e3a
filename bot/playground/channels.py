"""Who is where: joining, inviting, leaving, opening a direct conversation, archiving. The lock is held by the caller."""

import re
from typing import Final

from bot.playground.messages import Words, post
from bot.playground.records import BOT_USER, Channel, Json
from bot.playground.refusals import Refused
from bot.playground.shapes import user_json
from bot.playground.workspace import Workspace

CHANNEL_NAME: Final = re.compile(r"[\w\-]{1,80}")


def create(workspace: Workspace, name: str, creator: str, *, is_private: bool = False) -> Channel:
    """A new channel with its creator in it; refused as `invalid_name` or `name_taken`."""
    if not CHANNEL_NAME.fullmatch(name) or name != name.lower():
        raise Refused("invalid_name")
    if workspace.channel_named(name):
        raise Refused("name_taken")
    channel = Channel(
        id=workspace.new_id("C"),
        name=name,
        creator=creator,
        created=int(workspace.clock.now().timestamp()),
        is_private=is_private,
    )
    workspace.channels[channel.id] = channel
    add_member(workspace, channel, creator)
    return channel


def add_member(workspace: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Let somebody in and say so in the channel; refused as `already_in_channel` or `is_archived`."""
    if channel.is_archived:
        raise Refused("is_archived")
    if user in channel.members:
        raise Refused("already_in_channel")
    channel.members.append(user)
    post(workspace, channel, user, Words(f"<@{user}> has joined the channel"), subtype="channel_join", inviter=inviter)
    if inviter:
        # The inviter has not read what the newcomer may say next, but has seen this line.
        channel.last_read[inviter] = next(reversed(channel.messages))
    _tell(workspace, channel, "member_joined_channel", user, inviter)


def remove_member(workspace: Workspace, channel: Channel, user: str) -> None:
    """Let somebody go and say so in the channel; refused as `not_in_channel`."""
    if user not in channel.members:
        raise Refused("not_in_channel")
    post(workspace, channel, user, Words(f"<@{user}> has left the channel"), subtype="channel_leave")
    # The event goes out while the bot is still a member: it hears of its own leaving.
    _tell(workspace, channel, "member_left_channel", user, None)
    channel.members.remove(user)
    workspace.changed("channel", channel.id)
    if not workspace.can_see(user, channel):
        workspace.changed("reset", only_for=user)


def archive(workspace: Workspace, channel: Channel, user: str, *, on: bool) -> None:
    """Close a channel for good, or open it again; refused as `already_archived`, `not_archived`, `cant_archive_general`."""
    if channel.name == "general":
        raise Refused("cant_archive_general")
    if channel.is_archived == on:
        raise Refused("already_archived" if on else "not_archived")
    kind = f"{channel.type}_archive" if on else f"{channel.type}_unarchive"
    post(workspace, channel, user, Words("archived the channel" if on else "un-archived the channel"), subtype=kind)
    channel.is_archived = on
    workspace.changed("channel", channel.id)
    event: Json = {"type": kind, "channel": channel.id, "user": user, "event_ts": workspace.clock.next_ts()}
    workspace.happened(event | {"is_moved": 0}, channel)


def rename(workspace: Workspace, channel: Channel, name: str) -> None:
    """Give a channel another name; refused as `invalid_name` or `name_taken`."""
    if not CHANNEL_NAME.fullmatch(name) or name != name.lower():
        raise Refused("invalid_name")
    if workspace.channel_named(name):
        raise Refused("name_taken")
    channel.name = name
    workspace.changed("channel", channel.id)
    ts = workspace.clock.next_ts()
    about: Json = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
    workspace.happened({"type": f"{channel.type}_rename", "channel": about, "event_ts": ts}, channel)


def direct(workspace: Workspace, one: str, other: str) -> Channel:
    """The direct conversation of two people, begun if need be."""
    workspace.person(one)
    workspace.person(other)
    pair = (one, other)
    for channel in workspace.channels.values():
        if channel.is_im and sorted(channel.im_users) == sorted(pair):
            return channel
    channel = Channel(
        id=workspace.new_id("D"),
        name="",
        creator=one,
        created=int(workspace.clock.now().timestamp()),
        im_users=pair,
        members=list(dict.fromkeys(pair)),
    )
    workspace.channels[channel.id] = channel
    workspace.changed("channel", channel.id)
    return channel


def speak(workspace: Workspace, user: str, locale: str) -> None:
    """Change the language a person reads Slack in; the app hears of it as `user_change`."""
    person = workspace.person(user)
    person.locale = locale
    workspace.changed("user", user)
    event: Json = {"type": "user_change", "user": user_json(person, include_locale=True), "cache_ts": 0}
    workspace.happened(event | {"event_ts": workspace.clock.next_ts()})


def _tell(workspace: Workspace, channel: Channel, kind: str, user: str, inviter: str | None) -> None:
    workspace.changed("channel", channel.id)
    event: Json = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": workspace.person(user).team,
        "event_ts": workspace.clock.next_ts(),
    }
    workspace.happened(event | ({"inviter": inviter} if inviter else {}), channel)


def bot_direct(workspace: Workspace, user: str) -> Channel:
    """The person's direct conversation with the bot."""
    return direct(workspace, user, BOT_USER)
