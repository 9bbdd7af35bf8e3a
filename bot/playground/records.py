"""What the workspace remembers: people, channels, messages, files, views. Rows only; the rules live next door."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

Json = dict[str, Any]

HOME_TEAM: Final = "T0LISHENGRP"
APP: Final = "A0FOLLOWUPS"
BOT: Final = "B0FOLLOWUPS"
BOT_USER: Final = "U0FOLLOWUPS"


@dataclass
class Person:
    """Somebody with an account here; `team` differs for a person of another organisation."""

    id: str
    name: str
    real_name: str
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "Asia/Shanghai"
    group: str = "Others"
    color: str = "#4a4a4a"
    initials: str = ""
    team: str = HOME_TEAM
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    is_deleted: bool = False

    @property
    def is_stranger(self) -> bool:
        """Whether this person belongs to another organisation (Slack Connect)."""
        return self.team != HOME_TEAM


@dataclass
class File:
    """An uploaded file; `channels` are those it was shared in, `author` the one who uploaded it.

    `is_given_to_app`: it came through a form of the app's own.
    """

    id: str
    name: str
    content: bytes
    author: str
    created: int
    title: str = ""
    mimetype: str = "application/octet-stream"
    channels: list[str] = field(default_factory=list)
    is_given_to_app: bool = False

    @property
    def safe_name(self) -> str:
        """The name with every sign that means something in an address written out."""
        return quote(self.name, safe="")


@dataclass
class Message:
    """One message. `whispered_to` names the only reader of an ephemeral one; `is_tombstone` a deleted parent."""

    ts: str
    channel: str
    user: str
    text: str
    team: str = HOME_TEAM
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    whispered_to: str | None = None
    inviter: str | None = None
    is_tombstone: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands in another message's thread."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    """A channel or, with `im_users`, a direct conversation. Messages stand in the order of their ts."""

    id: str
    name: str
    creator: str
    created: int
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    im_users: tuple[str, ...] = ()
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Whether it is a direct conversation."""
        return bool(self.im_users)

    @property
    def type(self) -> str:
        """Slack's `channel_type`."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass
class View:
    """A modal or a Home tab: the app's JSON in `body`, and what the workspace adds to it."""

    id: str
    kind: str
    owner: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    values: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """Something a page may have to redraw. `about` is a channel, person or nothing; `ts` names a message in it."""

    seq: int
    kind: str
    about: str = ""
    ts: str = ""
    only_for: str | None = None
