"""What people do here, one function a deed: the same for the page's buttons and for tests.

Coroutines of the server's loop. Each returns what its answer holds beside `ok`, and raises `Sorry` with a sentence for the
person, or `Refused` where the workspace's rules speak.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import structlog

from bot.playground import channels, files, messages
from bot.playground.faults import FAULT_SECONDS, USUAL_PLACES, Faults, Kind
from bot.playground.interactions import Interactions
from bot.playground.messages import Words
from bot.playground.records import BOT_USER, Channel, Json
from bot.playground.refusals import Refused, Sorry
from bot.playground.wording import typed_text
from bot.playground.workspace import Workspace
from storage.words import N_

log = structlog.get_logger()

MORNING: Final = 8
# When offices usually speak.
NINE: Final = 9
LONGEST_MESSAGE: Final = 12_000
Deed = Callable[[str, Json], Awaitable[Json]]

SENTENCES: Final = {
    "not_in_channel": N_("You are not in this channel."),
    "channel_not_found": N_("There is no such channel."),
    "user_not_found": N_("There is no such person."),
    "message_not_found": N_("This message is gone."),
    "is_archived": N_("This channel is archived."),
    "already_in_channel": N_("Already in this channel."),
    "already_archived": N_("This channel is archived already."),
    "not_archived": N_("This channel is not archived."),
    "cant_archive_general": N_("The general channel cannot be archived."),
    "name_taken": N_("A channel of this name exists already."),
    "invalid_name": N_("Names have small letters, digits, - and _, at most 80, and no spaces."),
    "already_reacted": N_("You reacted so already."),
    "no_reaction": N_("You have not reacted so."),
    "too_many_reactions": N_("These are reactions enough for one message."),
    "cant_update_message": N_("Only your own messages can be edited."),
    "cant_delete_message": N_("Only your own messages can be deleted."),
    "cannot_reply_to_message": N_("This message cannot be answered in a thread."),
    "msg_too_long": N_("This message is too long."),
}


def sentence(no: Refused) -> Sorry:
    """A refusal of the rules, as a sentence for the person."""
    if no.word in SENTENCES:
        return Sorry(SENTENCES[no.word])
    return Sorry(N_("The workspace refuses: {reason}"), reason="; ".join([no.word, *no.messages]))


class Deeds:
    """All deeds by name. `next_reminder` and `ticks` belong to the app: asked and called in a thread, as they may do anything."""

    def __init__(
        self,
        workspace: Workspace,
        interactions: Interactions,
        faults: Faults,
        zone: ZoneInfo,
        next_reminder: Callable[[], datetime | None],
        ticks: Callable[[], None],
    ) -> None:
        self._workspace = workspace
        self._interactions = interactions
        self._faults = faults
        self._zone = zone
        self._next_reminder = next_reminder
        self._ticks = ticks
        self._by_name: dict[str, Deed] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "command": self._command,
            "press": self._press,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "open_home": self._open_home,
            "read": self._read,
            "open_im": self._open_im,
            "join": self._join,
            "leave": self._leave,
            "invite": self._invite,
            "create_channel": self._create_channel,
            "archive": self._archive,
            "rename": self._rename,
            "locale": self._locale,
            "clock": self._clock,
            "fault": self._fault,
        }

    async def perform(self, name: str, asked: Json) -> Json:
        """Do the deed `name` as `asked["user"]`; raises `Sorry` when it cannot be."""
        deed = self._by_name.get(name)
        user = asked.get("user")
        if deed is None:
            raise Sorry(N_("There is no such deed: {name}"), name=name)
        try:
            with self._workspace.lock:
                self._workspace.person(str(user))
            return await deed(str(user), asked)
        except Refused as no:
            raise sentence(no) from no
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            log.warning("playground_deed_unreadable", deed=name, exc_info=wrong)
            raise Sorry(N_("Something is missing from what was asked: {what}"), what=str(wrong)) from wrong

    def upload(
        self, user: str, channel_id: str, name: str, content: bytes, text: str = "", thread_ts: str | None = None
    ) -> Json:
        """Share a file in a channel, with a word beside it; without a channel only take it in, for a form."""
        try:
            with self._workspace.lock:
                self._workspace.person(user)
                if not channel_id:
                    return {"file": files.keep(self._workspace, name, content, user).id}
                channel = self._own(user, channel_id)
                file = files.keep(self._workspace, name, content, user)
                words = Words(typed_text(text), files=(file.id,))
                message = messages.post(self._workspace, channel, user, words, thread_ts=thread_ts)
        except Refused as no:
            raise sentence(no) from no
        return {"ts": message.ts, "file": file.id}

    async def _say(self, user: str, asked: Json) -> Json:
        text = str(asked["text"])
        if not text.strip():
            raise Sorry(N_("There is nothing to say yet."))
        if len(text) > LONGEST_MESSAGE:
            raise Refused("msg_too_long")
        with self._workspace.lock:
            channel = self._own(user, asked["channel"])
            message = messages.post(
                self._workspace,
                channel,
                user,
                Words(typed_text(text)),
                thread_ts=asked.get("thread_ts"),
                broadcast=bool(asked.get("broadcast")),
            )
        return {"ts": message.ts}

    async def _edit(self, user: str, asked: Json) -> Json:
        text = str(asked["text"])
        if not text.strip():
            raise Sorry(N_("There is nothing to say yet."))
        with self._workspace.lock:
            message = self._workspace.message(asked["channel"], asked["ts"])
            keep = frozenset(("blocks", "attachments", "metadata"))
            messages.edit(self._workspace, message, user, Words(typed_text(text)), keep=keep)
        return {}

    async def _delete(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._workspace.channel(asked["channel"])
            whisper = channel.whispers.get(asked["ts"])
            if whisper is not None and whisper.whispered_to == user:
                # "Dismiss message": only the page of this person knew of it.
                del channel.whispers[whisper.ts]
                self._workspace.changed("message_deleted", channel.id, whisper.ts, only_for=user)
            else:
                messages.delete(self._workspace, self._workspace.message(channel.id, asked["ts"]), user)
        return {}

    async def _react(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._own(user, asked["channel"])
            message = self._workspace.message(channel.id, asked["ts"])
            messages.react(self._workspace, message, user, str(asked["name"]), on=bool(asked.get("on", True)))
        return {}

    async def _command(self, user: str, asked: Json) -> Json:
        ts = await self._interactions.command(user, asked["channel"], str(asked["text"]), asked.get("thread_ts"))
        return {"ts": ts}

    async def _press(self, user: str, asked: Json) -> Json:
        await self._interactions.press(
            user,
            block_id=asked["block_id"],
            action_id=asked["action_id"],
            element=asked.get("element") or {},
            channel_id=asked.get("channel"),
            message_ts=asked.get("message_ts"),
            view_id=asked.get("view_id"),
            values=asked.get("values"),
        )
        return {}

    async def _submit(self, user: str, asked: Json) -> Json:
        closed = await self._interactions.submit(user, asked["view_id"], asked.get("values") or {})
        return {"errors": not closed}

    async def _close(self, user: str, asked: Json) -> Json:
        await self._interactions.close(user, asked["view_id"])
        return {}

    async def _shortcut(self, user: str, asked: Json) -> Json:
        await self._interactions.shortcut(user, asked["callback_id"], asked.get("channel"), asked.get("ts"))
        return {}

    async def _open_home(self, user: str, asked: Json) -> Json:
        self._interactions.open_home(user, "messages" if asked.get("tab") == "messages" else "home")
        return {}

    async def _read(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._workspace.channel(asked["channel"])
            ts = str(asked["ts"])
            if ts != channel.last_read.get(user):
                channel.last_read[user] = ts
                self._workspace.changed("channel", channel.id, only_for=user)
        return {}

    async def _open_im(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = channels.direct(self._workspace, user, str(asked["with"]))
        if asked["with"] == BOT_USER:
            self._interactions.open_home(user, "messages")
        return {"channel": channel.id}

    async def _join(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._workspace.channel(asked["channel"])
            if not self._workspace.can_see(user, channel) or channel.is_im:
                raise Refused("channel_not_found")
            channels.add_member(self._workspace, channel, user)
        return {}

    async def _leave(self, user: str, asked: Json) -> Json:
        """Leave, or show somebody else out: a channel's members may do both, the bot included."""
        with self._workspace.lock:
            channel = self._own(user, asked["channel"])
            channels.remove_member(self._workspace, channel, str(asked.get("member") or user))
        return {}

    async def _invite(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._own(user, asked["channel"])
            member = self._workspace.person(str(asked["member"]))
            channels.add_member(self._workspace, channel, member.id, inviter=user)
        return {}

    async def _create_channel(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            person = self._workspace.person(user)
            if person.is_guest or person.is_stranger:
                raise Sorry(N_("Guests cannot create channels."))
            name = str(asked["name"]).strip().lstrip("#")
            channel = channels.create(self._workspace, name, user, is_private=bool(asked.get("is_private")))
        return {"channel": channel.id}

    async def _archive(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._workspace.channel(asked["channel"])
            if user not in channel.members:
                raise Refused("not_in_channel")
            channels.archive(self._workspace, channel, user, on=bool(asked.get("on", True)))
        return {}

    async def _rename(self, user: str, asked: Json) -> Json:
        with self._workspace.lock:
            channel = self._own(user, asked["channel"])
            channels.rename(self._workspace, channel, str(asked["name"]).strip().lstrip("#"))
        return {}

    async def _locale(self, user: str, asked: Json) -> Json:
        """Change the language one's own Slack is shown in; the app hears of it by `user_change`."""
        with self._workspace.lock:
            channels.speak(self._workspace, user, str(asked["locale"]))
        return {}

    async def _clock(self, user: str, asked: Json) -> Json:
        to = str(asked["to"])
        if to == "next_reminder":
            instant = await asyncio.to_thread(self._next_reminder)
            if instant is None:
                raise Sorry(N_("No reminder is planned."))
            # One that is due this very moment needs no skip, only a tick.
            instant = max(instant, self._workspace.clock.now())
        elif to == "next_day":
            today = self._workspace.clock.now().astimezone(self._zone).date()
            tomorrow = today + timedelta(days=1)
            instant = datetime(tomorrow.year, tomorrow.month, tomorrow.day, MORNING, tzinfo=self._zone)
        else:
            instant = self._instant(to)
        if to == "next_reminder":
            # The days in between are lived through: the office and the leaders may be told something on them.
            for morning in self._mornings_before(instant):
                await self._skip(morning)
        await self._skip(instant)
        return {"now": self._workspace.clock.now().astimezone(self._zone).isoformat(timespec="seconds")}

    def _mornings_before(self, instant: datetime) -> list[datetime]:
        """Nine o'clock of each day from now on to this instant."""
        now = self._workspace.clock.now()
        first, last = (each.astimezone(self._zone).date() for each in (now, instant))
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        mornings = (datetime(day.year, day.month, day.day, NINE, tzinfo=self._zone) for day in days)
        return [morning for morning in mornings if now < morning < instant]

    async def _skip(self, instant: datetime) -> None:
        """Move the clock forward, and let the app do what is due by then."""
        try:
            self._workspace.clock.skip_to(instant)
        except ValueError as past:
            raise Sorry(N_("The clock only goes forward.")) from past
        with self._workspace.lock:
            self._workspace.changed("clock")
        try:
            await asyncio.to_thread(self._ticks)
        except Exception as failure:
            # Whatever the app does wrong, the workspace stands; the person at the page has to hear of it.
            log.exception("playground_ticks_failed")
            raise Sorry(N_("The clock was moved, but the app failed: {reason}"), reason=repr(failure)) from failure
        finally:
            with self._workspace.lock:
                self._workspace.changed("clock")

    async def _fault(self, user: str, asked: Json) -> Json:
        """Switch a misfortune on until it is switched off, or arm it for so many `times` of a `method`."""
        kind = cast(Kind, asked["name"])
        if kind not in USUAL_PLACES:
            raise Sorry(N_("There is no such misfortune: {name}"), name=kind)
        seconds = float(asked.get("seconds") or FAULT_SECONDS)
        if asked.get("times") is not None:
            self._faults.arm(kind, asked.get("method"), int(asked["times"]), seconds)
        else:
            self._faults.disarm(kind)
            if asked.get("on", True):
                self._faults.arm(kind, asked.get("method"), None, seconds, by_switch=True)
        with self._workspace.lock:
            self._workspace.changed("faults")
        return {}

    def _own(self, user: str, channel_id: Any) -> Channel:
        """A channel the person is in and may write to."""
        channel = self._workspace.channel(str(channel_id))
        if user not in channel.members:
            raise Refused("not_in_channel")
        if channel.is_archived:
            raise Refused("is_archived")
        return channel

    def _instant(self, written: str) -> datetime:
        try:
            instant = datetime.fromisoformat(written)
        except ValueError as unreadable:
            raise Sorry(N_("This is no date and time: {written}"), written=written) from unreadable
        return instant if instant.tzinfo else instant.replace(tzinfo=self._zone)
