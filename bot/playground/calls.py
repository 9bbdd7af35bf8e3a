"""One call of the Web API: its arguments, read as leniently as Slack reads them, and what the caller may do."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from bot.playground.pace import Pace
from bot.playground.records import BOT_USER, Channel, Json
from bot.playground.refusals import Refused
from bot.playground.workspace import Workspace

Row = TypeVar("Row")

YES: Final = (True, 1, "1", "true", "True")
CURSOR_MARK: Final = "next:"


@dataclass(frozen=True)
class Call:
    """A call whose token was accepted, with the scopes that were granted to the app."""

    method: str
    arguments: Mapping[str, Any]
    workspace: Workspace
    scopes: frozenset[str]
    pace: Pace

    def wants(self, scope: str) -> None:
        """Refuse as `missing_scope` unless the bot was given this scope."""
        if scope not in self.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(self.scopes)))

    def has(self, name: str) -> bool:
        """Whether the argument was given at all, and is not null."""
        return self.arguments.get(name) is not None

    def text(self, name: str, otherwise: str = "") -> str:
        """A text argument."""
        value = self.arguments.get(name)
        if value is None:
            return otherwise
        return value if isinstance(value, str) else json.dumps(value)

    def needed(self, name: str) -> str:
        """A text argument that must be there; refused as `invalid_arguments`."""
        value = self.text(name)
        if not value:
            raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A yes or no, in any of the spellings Slack takes."""
        return self.arguments.get(name) in YES

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A whole number from 1 to `most`; larger ones are cut down, nonsense is refused as `invalid_arguments`."""
        value = self.arguments.get(name)
        if value in (None, ""):
            return otherwise
        try:
            return min(max(int(str(value)), 1), most)
        except ValueError:
            raise Refused("invalid_arguments", [f"[ERROR] must be a number [json-pointer:/{name}]"]) from None

    def json(self, name: str, wrong: str) -> Any:
        """A structured argument, as JSON or as a string of JSON; refused as `wrong` when it cannot be read."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise Refused(wrong) from None

    def rows(self, name: str, wrong: str) -> list[Json] | None:
        """A list of objects, such as `blocks`; None when it was not given."""
        value = self.json(name, wrong)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Refused(wrong)
        return value

    def channel(self) -> Channel:
        """The conversation in `channel`, if the bot can find it: a public channel, or one it is in."""
        named = self.needed("channel")
        if named.startswith("#"):
            found = self.workspace.channel_named(named[1:])
            if found is None:
                raise Refused("channel_not_found")
            return found
        channel = self.workspace.channel(named)
        if BOT_USER not in channel.members and (channel.is_private or channel.is_im):
            raise Refused("channel_not_found")
        return channel

    def joined_channel(self) -> Channel:
        """The conversation in `channel`, which the bot must be in; refused as `not_in_channel`."""
        channel = self.channel()
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def page(self, rows: Sequence[Row], otherwise: int, most: int) -> tuple[list[Row], str]:
        """The rows of the page that `cursor` asks for, and the cursor of the next one, empty at the end."""
        start, size = place_of(self.text("cursor")), self.number("limit", otherwise, most)
        end = start + size
        return list(rows[start:end]), (cursor_at(end) if end < len(rows) else "")


def cursor_at(position: int) -> str:
    """An opaque cursor, in the looks of Slack's."""
    return base64.b64encode(f"{CURSOR_MARK}{position}".encode()).decode()


def with_cursor(answer: Json, cursor: str) -> Json:
    """The answer with its `response_metadata`."""
    return answer | {"response_metadata": {"next_cursor": cursor}}


def place_of(cursor: str) -> int:
    """The place a cursor stands for; 0 for the empty one. Refused as `invalid_cursor`."""
    if not cursor:
        return 0
    try:
        mark, _, position = base64.b64decode(cursor, validate=True).decode().partition(CURSOR_MARK)
        if mark:
            raise ValueError(cursor)
        return max(int(position), 0)
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Refused("invalid_cursor") from None
