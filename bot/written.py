"""A reply as Slack tells it, live or in a thread's history: what in it are its writer's own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final

from sqlmodel import Session

from bot.desk import Desk
from storage import inbound
from storage.models import Inbound

# Slack's subtypes behind which a person speaks; all others are system lines, edits, or bots.
SPOKEN: Final = frozenset({None, "thread_broadcast", "file_share"})
# Shorter lines of ours may be somebody's own words by chance.
SHORTEST_COPY: Final = 12
MOST_MENTIONS: Final = 20

_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]{1,20})(?:\|[^<>]*)?>")
_LINK: Final = re.compile(r"<(https?://[^<>|\s]{1,2000})(?:\|[^<>]*)?>")
_ANGLED: Final = re.compile(
    r"<(?:(?P<sign>[@#!])|(?=https?:|mailto:|tel:))(?P<of>[^<>|\n]{1,2000})(?:\|(?P<name>[^<>\n]{0,400}))?>"
)


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that came with a reply, by its place in Slack."""

    name: str
    permalink: str


@dataclass(frozen=True, slots=True)
class Written:
    """One reply: its text, its files, what Slack calls the people it mentions and its writer, and the stamp of its last edit.

    `left` are those of the people who have left, or are no people: nobody can be asked for anything by these.
    """

    text: str
    files: tuple[SharedFile, ...]
    called: Mapping[str, str]
    left: frozenset[str]
    edited_ts: str | None


def is_reply(message: Mapping[str, Any]) -> bool:
    """True for a person's message in a thread."""
    in_thread = bool(message.get("thread_ts")) and message.get("thread_ts") != message.get("ts")
    return in_thread and message.get("subtype") in SPOKEN and not message.get("bot_id") and bool(message.get("user"))


def reply_key(channel: str, ts: str) -> str:
    """The key under which a reply is kept once, however it comes."""
    return f"message:{channel}:{ts}"


def keep_direct_message(session: Session, event: Mapping[str, Any], at: datetime) -> Inbound | None:
    """Keep what somebody wrote to the bot itself, received at `at` (UTC); None where it is kept already."""
    return inbound.receive(
        session,
        reply_key(event["channel"], event["ts"]),
        kind="direct",
        who=event["user"],
        at=at,
        channel=event["channel"],
        message_ts=event["ts"],
        text=unescape(event.get("text") or ""),
    )


def written_at(ts: str) -> datetime:
    """The instant of Slack's stamp (aware, UTC)."""
    return datetime.fromtimestamp(float(ts), UTC)


def written_in(message: Mapping[str, Any], desk: Desk) -> Written:
    """Read a message. May ask Slack who is mentioned, so no session may be open."""
    text = str(message.get("text") or "")
    mentioned = list(dict.fromkeys([str(message["user"]), *_MENTION.findall(text)]))[:MOST_MENTIONS]
    members = [desk.directory.member(user) for user in mentioned]
    files = tuple(
        SharedFile(str(file.get("title") or file.get("name") or "file"), str(file["permalink"]))
        for file in message.get("files") or ()
        if file.get("permalink")
    )
    called = {member.user: member.name for member in members}
    left = frozenset(member.user for member in members if member.is_bot or member.has_left)
    return Written(unescape(text), files, called, left, (message.get("edited") or {}).get("ts"))


def links_in(text: str) -> list[str]:
    """The addresses a text holds, each once."""
    return list(dict.fromkeys(_LINK.findall(text)))


def in_words(text: str, called: Mapping[str, str]) -> str:
    """A text of Slack's as people read it: mentions and channels by name, links as addresses. `called` names the users."""

    def read(found: re.Match[str]) -> str:
        of, name = found["of"], found["name"]
        match found["sign"]:
            case "@":
                return f"@{called.get(of) or name or of}"
            case "#":
                return f"#{name or of}"
            case "!":
                return name or f"@{of}"
        return of if not name or name in of else f"{name} ({of})"

    return _ANGLED.sub(read, text)


def says_more_than_links(text: str) -> bool:
    """Whether something is left of a text when its links are taken away."""
    return any(character.isalnum() for character in _LINK.sub("", text))


def without_our_words(text: str, ours: Iterable[str]) -> str:
    """The text without the lines that were copied from what we said in the same thread: they are nobody's report."""
    copies = tuple({line for said in ours for line in map(_own_line, said.splitlines()) if len(line) >= SHORTEST_COPY})
    if not copies:
        return text
    return "\n".join(line for line in text.split("\n") if not _spaced(line).startswith(copies))


def _own_line(line: str) -> str:
    """A line of ours as far as a copy of it is the same: a mention is copied as a name."""
    return _spaced(unescape(line.split("<@")[0]))


def _spaced(line: str) -> str:
    return " ".join(line.replace("*", "").split())
