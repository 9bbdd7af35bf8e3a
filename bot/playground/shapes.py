"""Records as Slack writes them on the wire: users, channels, messages, files, views, and the little events around them."""

from typing import Any

from bot.playground.records import APP, BOT, BOT_USER, HOME_TEAM, Channel, File, Json, Message, Person, View
from bot.playground.workspace import Workspace


def user_json(person: Person, include_locale: bool = False) -> Json:
    """A user as `users.info` gives it."""
    shown: Json = {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "deleted": person.is_deleted,
        "color": person.color.lstrip("#"),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": "China Standard Time",
        "tz_offset": 28800,
        "profile": {
            "title": person.title,
            "real_name": person.real_name,
            "real_name_normalized": person.real_name,
            "display_name": person.real_name,
            "display_name_normalized": person.real_name,
            "email": person.email,
            "team": person.team,
        },
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if person.is_bot:
        shown["profile"] |= {"api_app_id": APP, "bot_id": BOT}
    if person.is_stranger:
        shown["is_stranger"] = True
    if include_locale:
        shown["locale"] = person.locale
    return shown


def channel_json(channel: Channel, viewer: str = BOT_USER) -> Json:
    """A conversation as `conversations.info` gives it."""
    if channel.is_im:
        other = next((user for user in channel.im_users if user != viewer), viewer)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": False,
            "user": other,
            "is_user_deleted": False,
            "is_open": True,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "created": channel.created,
        "creator": channel.creator,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_ext_shared": channel.is_ext_shared,
        "is_member": viewer in channel.members,
        "context_team_id": HOME_TEAM,
        "topic": {"value": channel.topic, "creator": channel.creator if channel.topic else "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message_json(workspace: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """A message as `conversations.history` gives it; the metadata's payload only on request."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": message.team,
    }
    if message.is_tombstone:
        shown |= {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "hidden": True}
    optional: Json = {
        "client_msg_id": message.client_msg_id,
        "bot_id": message.bot_id,
        "app_id": message.bot_id and APP,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "edited": message.edited,
        "inviter": message.inviter,
        "thread_ts": message.thread_ts,
    }
    shown |= {name: value for name, value in optional.items() if value is not None}
    if message.subtype is not None and not message.is_tombstone:
        shown["subtype"] = message.subtype
    if message.files:
        shown |= {"files": [file_json(workspace, workspace.files[file]) for file in message.files], "upload": False}
    channel = workspace.channels[message.channel]
    if message.is_reply and message.thread_ts in channel.messages:
        parent = channel.messages[message.thread_ts]
        shown["parent_user_id"] = parent.user
        if message.subtype == "thread_broadcast":
            shown["root"] = message_json(workspace, parent)
    if message.replies:
        repliers = reply_users(channel, message)
        shown |= {
            "reply_count": len(message.replies),
            "reply_users_count": len(repliers),
            "latest_reply": message.replies[-1],
            "reply_users": repliers[:5],
            "is_locked": False,
            "subscribed": False,
        }
    if message.reactions:
        shown["reactions"] = reactions_json(message)
    if message.metadata is not None:
        shown["metadata"] = message.metadata if with_metadata else {"event_type": message.metadata["event_type"]}
    return shown


def reply_users(channel: Channel, parent: Message) -> list[str]:
    """Who answered in the thread, each once, in the order of their first word."""
    return list(dict.fromkeys(channel.messages[ts].user for ts in parent.replies))


def reactions_json(message: Message) -> list[Json]:
    """The reactions under a message."""
    return [{"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()]


def message_event(workspace: Workspace, message: Message) -> Json:
    """The `message` event of a message as it is first said."""
    channel = workspace.channels[message.channel]
    return message_json(workspace, message) | {
        "channel": channel.id,
        "channel_type": channel.type,
        "event_ts": message.ts,
    }


def file_json(workspace: Workspace, file: File) -> Json:
    """A file as `files.info` gives it; its addresses want the bot's token."""
    base = f"{workspace.origin}/files-pri/{file.id}"
    places: dict[str, list[str]] = {"channel": [], "group": [], "im": []}
    for name in file.channels:
        places[workspace.channels[name].type].append(name)
    suffix = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else ""
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": suffix or "binary",
        "pretty_type": suffix.upper() or "Binary",
        "user": file.author,
        "user_team": HOME_TEAM,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": bool(places["channel"]),
        "public_url_shared": False,
        "url_private": f"{base}/{file.safe_name}",
        "url_private_download": f"{base}/download/{file.safe_name}",
        "permalink": f"{workspace.origin}/files/{file.author}/{file.id}/{file.safe_name}",
        "channels": places["channel"],
        "groups": places["group"],
        "ims": places["im"],
        "has_rich_preview": False,
        "file_access": "visible",
    }


def view_json(view: View) -> Json:
    """A view as the app receives it."""
    body = view.body
    shown: dict[str, Any] = {
        "id": view.id,
        "team_id": HOME_TEAM,
        "type": view.kind,
        "blocks": body.get("blocks", []),
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": body.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": APP,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": HOME_TEAM,
        "bot_id": BOT,
    }
    return shown
