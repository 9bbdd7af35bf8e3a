"""Who a Slack user is: asked of Slack, remembered for a day. Nothing here is a decision about what they may do."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.language import nearest_language

log = structlog.get_logger()

# Slack asks to keep locales for a day or more; user_change tells us sooner.
REMEMBERED_SECONDS: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Member:
    """A Slack user. `is_insider` is False for guests and for people of another organisation."""

    user: str
    name: str
    email: str | None
    locale: str | None
    is_insider: bool
    is_bot: bool
    has_left: bool = False

    def language(self, otherwise: str) -> str:
        """The language of a private answer to them."""
        return nearest_language(self.locale, otherwise)


class Directory:
    """Asks Slack about people and channels, with a memory. Safe to use from several threads."""

    def __init__(self, client: WebClient, team_id: str, office_users: tuple[str, ...], office_usergroup: str) -> None:
        self._client = client
        self._team_id = team_id
        self._named = office_users
        self._usergroup = office_usergroup
        self._members: dict[str, tuple[float, Member]] = {}
        self._channels: dict[str, tuple[float, frozenset[str]]] = {}
        self._conversations: dict[str, str] = {}
        self._office: tuple[float, frozenset[str]] | None = None
        self._lock = threading.Lock()

    def member(self, user: str) -> Member:
        """Who this user is; raises SlackClientError when Slack does not answer and nothing is remembered."""
        with self._lock:
            remembered = self._members.get(user)
        if remembered is not None and time.monotonic() - remembered[0] < REMEMBERED_SECONDS:
            return remembered[1]
        try:
            known = self._client.users_info(user=user, include_locale=True)["user"]
        except SlackApiError as error:
            if error.response.get("error") in ("user_not_found", "user_not_visible"):
                return self._remember(Member(user, user, None, None, is_insider=False, is_bot=False))
            raise
        return self._remember(self._member_from(user, known))

    def hear_of(self, user: str, told: Mapping[str, Any]) -> None:
        """Slack says that somebody has changed (user_change); their language is asked for again when needed."""
        with self._lock:
            self._members.pop(user, None)
        if "locale" in told:
            self._remember(self._member_from(user, told))

    def is_office(self, user: str) -> bool:
        """True for whoever the settings name as the office: by id, by e-mail, or by user group."""
        return user in self.office()

    def office(self) -> frozenset[str]:
        """The user ids of the office's people."""
        with self._lock:
            remembered = self._office
        if remembered is not None and time.monotonic() - remembered[0] < REMEMBERED_SECONDS:
            return remembered[1]
        found = {name for name in self._named if "@" not in name}
        for email in (name for name in self._named if "@" in name):
            try:
                found.add(self._client.users_lookupByEmail(email=email)["user"]["id"])
            except SlackApiError as error:
                log.warning("nobody has this office e-mail", error=error.response.get("error"))
        if self._usergroup:
            found |= set(self._client.usergroups_users_list(usergroup=self._usergroup)["users"])
        with self._lock:
            self._office = (time.monotonic(), frozenset(found))
        return frozenset(found)

    def members_of(self, channel: str) -> frozenset[str]:
        """The user ids in a channel; empty when the bot may not see it."""
        with self._lock:
            remembered = self._channels.get(channel)
        if remembered is not None and time.monotonic() - remembered[0] < REMEMBERED_SECONDS:
            return remembered[1]
        found: set[str] = set()
        try:
            for page in self._client.conversations_members(channel=channel, limit=999):
                found |= set(page["members"])
        except SlackApiError as error:
            log.warning("channel members cannot be read", channel=channel, error=error.response.get("error"))
            return frozenset()
        with self._lock:
            self._channels[channel] = (time.monotonic(), frozenset(found))
        return frozenset(found)

    def conversation_with(self, user: str) -> str | None:
        """The channel in which the bot speaks to this user alone; None when Slack opens none (somebody who has left)."""
        if user not in self._conversations:
            try:
                self._conversations[user] = str(self._client.conversations_open(users=user)["channel"]["id"])
            except SlackApiError as error:
                log.warning("no conversation can be opened", user=user, error=error.response.get("error"))
                return None
        return self._conversations[user]

    def channel_name(self, channel: str) -> str:
        """A channel's name without its sign, or "" when the bot may not see it."""
        return str(self._channel(channel).get("name") or "")

    def is_shared(self, channel: str) -> bool:
        """True when people of another organisation are in the channel (Slack Connect)."""
        told = self._channel(channel)
        return bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))

    def _channel(self, channel: str) -> Mapping[str, Any]:
        try:
            told: Mapping[str, Any] = self._client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            log.warning("channel cannot be read", channel=channel, error=error.response.get("error"))
            return {}
        return told

    def hear_of_channel(self, channel: str) -> None:
        """Somebody joined or left: the members are asked for again when needed."""
        with self._lock:
            self._channels.pop(channel, None)

    def channels_with(self, user: str, channels: frozenset[str]) -> frozenset[str]:
        """Those of `channels` the user is in."""
        return frozenset(channel for channel in channels if user in self.members_of(channel))

    def _remember(self, member: Member) -> Member:
        with self._lock:
            self._members[member.user] = (time.monotonic(), member)
        return member

    def _member_from(self, user: str, told: Mapping[str, Any]) -> Member:
        profile = told.get("profile") or {}
        is_guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted"))
        is_stranger = bool(told.get("is_stranger")) or (told.get("team_id") or self._team_id) != self._team_id
        return Member(
            user=user,
            name=str(profile.get("real_name") or told.get("real_name") or told.get("name") or user),
            email=profile.get("email"),
            locale=told.get("locale"),
            is_insider=not (is_guest or is_stranger or told.get("deleted")),
            is_bot=bool(told.get("is_bot")),
            has_left=bool(told.get("deleted")),
        )
