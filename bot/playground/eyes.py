"""The workspace as one person sees it: what the page draws. The workspace's lock is held by the caller."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.language import Say
from bot.playground.faults import SWITCHES, Faults
from bot.playground.interactions import Interactions
from bot.playground.messages import in_channel
from bot.playground.records import BOT_USER, HOME_TEAM, Change, Channel, Json, Message, Person, View
from bot.playground.shapes import reactions_json, reply_users
from bot.playground.wording import calls_everybody, mentioned
from bot.playground.workspace import Workspace

MOST_MESSAGES: Final = 400


class Eyes:
    """Draws for one person. `next_reminder` is asked only by `state` and `clock`, outside of the lock."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        interactions: Interactions,
        zone: ZoneInfo,
        file_address: Callable[[str], str],
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._interactions = interactions
        self._zone = zone
        self._file_address = file_address

    def state(self, user: str, say: Say, next_reminder: datetime | None) -> Json:
        """Everything, as `user` sees it."""
        workspace = self._workspace
        channels = [channel for channel in workspace.channels.values() if workspace.can_see(user, channel)]
        return {
            "seq": workspace.seq,
            "team": {"id": HOME_TEAM, "name": workspace.name},
            "me": user,
            "users": [self.person(person) for person in workspace.people.values()],
            "channels": [self.channel(channel, user) for channel in channels],
            "messages": {channel.id: self._messages(channel, user) for channel in channels},
            "commands": [
                {
                    "command": one["command"],
                    "description": one.get("description", ""),
                    "usage_hint": one.get("usage_hint", ""),
                }
                for one in self._interactions.commands.values()
            ],
            "shortcuts": [
                {"type": one["type"], "callback_id": one["callback_id"], "name": one["name"]}
                for one in self._interactions.shortcuts
            ],
            "home": self.home(user),
            "views": self.views(user),
            "clock": self.clock(next_reminder),
            "bot": self.bot(),
            "faults": self.faults(say),
        }

    def pushed(self, change: Change, user: str, say: Say, next_reminder: datetime | None) -> Json | None:
        """One change as `user` sees it; None when it is not theirs to see."""
        if change.only_for not in (None, user):
            return None
        workspace, about = self._workspace, change.about
        shown: Json = {"seq": change.seq, "type": change.kind}
        if change.kind in ("message", "message_deleted", "channel"):
            channel = workspace.channels.get(about)
            if channel is None or not workspace.can_see(user, channel):
                return None
            if change.kind == "channel":
                return shown | {"channel": self.channel(channel, user)}
            if change.kind == "message_deleted":
                return shown | {"channel": about, "ts": change.ts}
            message = channel.whispers.get(change.ts) or channel.messages.get(change.ts)
            if message is None:
                return None
            return shown | {"channel": about, "message": self.message(message)}
        if change.kind == "user":
            return shown | {"user": self.person(workspace.people[about])}
        if change.kind == "views":
            return shown | {"views": self.views(user)}
        if change.kind == "home":
            return shown | {"home": self.home(user)}
        if change.kind == "clock":
            return shown | {"clock": self.clock(next_reminder)}
        if change.kind == "bot":
            return shown | {"bot": self.bot()}
        if change.kind == "faults":
            return shown | {"faults": self.faults(say)}
        return {"seq": change.seq, "type": "reset"}

    def person(self, person: Person) -> Json:
        """Somebody, with what the page needs to draw them."""
        return {
            "id": person.id,
            "name": person.name,
            "real_name": person.real_name,
            "title": person.title,
            "color": person.color,
            "initials": person.initials,
            "is_bot": person.is_bot,
            "is_guest": person.is_guest,
            "is_stranger": person.is_stranger,
            "locale": person.locale,
            "group": person.group,
        }

    def channel(self, channel: Channel, user: str) -> Json:
        """A channel with this person's unread counts."""
        last_read = channel.last_read.get(user, "")
        other = next((one for one in channel.im_users if one != user), user) if channel.is_im else None
        unread = [
            one for one in in_channel(channel) if one.ts > last_read and one.user != user and not one.is_tombstone
        ]
        is_member = user in channel.members
        rung = [one for one in unread if channel.is_im or user in mentioned(one.text) or calls_everybody(one.text)]
        return {
            "id": channel.id,
            "name": self._workspace.people[other].real_name if other else channel.name,
            "kind": "im" if channel.is_im else "channel",
            "im_user": other,
            "topic": channel.topic,
            "is_member": is_member,
            "members": list(channel.members),
            "is_archived": channel.is_archived,
            "is_private": channel.is_private,
            "last_read": last_read,
            "unread": len(unread) if is_member else 0,
            "mentions": len(rung) if is_member else 0,
        }

    def message(self, message: Message) -> Json:
        """A message with its reactions and replies."""
        channel = self._workspace.channels[message.channel]
        files = [self._workspace.files[file] for file in message.files]
        return {
            "ts": message.ts,
            "channel": message.channel,
            "user": message.user,
            "text": message.text,
            "blocks": message.blocks,
            "thread_ts": message.thread_ts,
            "subtype": message.subtype,
            "edited": message.edited,
            "bot_id": message.bot_id,
            "reactions": reactions_json(message),
            "reply_count": len(message.replies),
            "reply_users": reply_users(channel, message),
            "latest_reply": message.replies[-1] if message.replies else None,
            "files": [{"id": file.id, "name": file.name, "url": self._file_address(file.id)} for file in files],
            "is_ephemeral": message.whispered_to is not None,
            "deleted": message.is_tombstone,
        }

    def view(self, view: View) -> Json:
        """A modal, with what is wrong in it."""
        body = view.body
        return {
            "id": view.id,
            "hash": view.hash,
            "callback_id": body.get("callback_id", ""),
            "title": body.get("title"),
            "submit": body.get("submit"),
            "close": body.get("close"),
            "blocks": body["blocks"],
            "errors": view.errors,
        }

    def views(self, user: str) -> list[Json]:
        """The person's open modals, the topmost last."""
        return [self.view(self._workspace.views[name]) for name in self._workspace.stacks.get(user, [])]

    def home(self, user: str) -> Json | None:
        """The person's Home tab, once the app has drawn it."""
        home = self._workspace.homes.get(user)
        return None if home is None else {"id": home.id, "blocks": home.body["blocks"], "hash": home.hash}

    def clock(self, next_reminder: datetime | None) -> Json:
        """The time here, and when the app next has something to say."""
        now = self._workspace.clock.now()
        return {
            "now": now.astimezone(self._zone).isoformat(timespec="seconds"),
            "epoch": now.timestamp(),
            "timezone": self._zone.key,
            "next_reminder": next_reminder and next_reminder.astimezone(self._zone).isoformat(timespec="seconds"),
            "running": True,
        }

    def bot(self) -> Json:
        """The app's bot, and whether it is connected."""
        return {
            "connected": self._workspace.bot_sockets > 0,
            "user": BOT_USER,
            "name": self._workspace.people[BOT_USER].real_name,
        }

    def faults(self, say: Say) -> list[Json]:
        """The switches for misfortunes."""
        return [{"name": kind, "label": say(label), "on": self._faults.is_on(kind)} for kind, label in SWITCHES]

    def _messages(self, channel: Channel, user: str) -> list[Json]:
        whispers = [one for one in channel.whispers.values() if one.whispered_to == user]
        seen = sorted([*channel.messages.values(), *whispers], key=lambda one: one.ts)[-MOST_MESSAGES:]
        return [self.message(one) for one in seen]
