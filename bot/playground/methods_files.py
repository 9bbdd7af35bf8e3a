"""Web API: files. Uploads come in three steps: ask for an address, send the bytes there, share what arrived."""

from dataclasses import dataclass
from typing import Final

from bot.playground import messages
from bot.playground.calls import Call
from bot.playground.files import keep
from bot.playground.messages import Words
from bot.playground.records import BOT_USER, File, Json
from bot.playground.refusals import Refused
from bot.playground.shapes import file_json
from bot.playground.workspace import Workspace

LARGEST_FILE: Final = 100_000_000


@dataclass
class Upload:
    """A promised file: its bytes are None until they have come."""

    file: str
    name: str
    length: int
    content: bytes | None = None


class Uploads:
    """Promised files by their ticket."""

    def __init__(self) -> None:
        self.by_ticket: dict[str, Upload] = {}

    def promise(self, call: Call) -> Json:
        """files.getUploadURLExternal"""
        call.wants("files:write")
        name, length = call.needed("filename"), call.number("length", 0, most=LARGEST_FILE + 1)
        if not call.has("length") or length > LARGEST_FILE:
            raise Refused("invalid_arguments", ["[ERROR] must be a length of at most 100 MB [json-pointer:/length]"])
        ticket = call.workspace.new_id("")
        upload = Upload(call.workspace.new_id("F"), name, length)
        self.by_ticket[ticket] = upload
        return {"upload_url": f"{call.workspace.origin}/upload/{ticket}", "file_id": upload.file}

    def complete(self, call: Call) -> Json:
        """files.completeUploadExternal: keeps the files, and shares them when a channel is named."""
        call.wants("files:write")
        asked = call.rows("files", "invalid_arguments") or []
        if not asked:
            raise Refused("invalid_arguments", ["[ERROR] missing required field: files"])
        channel = None
        if call.text("channel_id"):
            channel = call.workspace.channel(call.text("channel_id"))
            if BOT_USER not in channel.members:
                raise Refused("not_in_channel")
        kept = [self._arrived(call, one) for one in asked]
        if channel is not None:
            words = Words(call.text("initial_comment"), files=tuple(file.id for file in kept))
            messages.post(call.workspace, channel, BOT_USER, words, thread_ts=call.text("thread_ts") or None)
        return {"files": [file_json(call.workspace, file) for file in kept]}

    def _arrived(self, call: Call, asked: Json) -> File:
        for ticket, upload in self.by_ticket.items():
            if upload.file == asked.get("id") and upload.content is not None:
                del self.by_ticket[ticket]
                return keep(
                    call.workspace, upload.name, upload.content, BOT_USER, str(asked.get("title") or ""), upload.file
                )
        raise Refused("file_not_found")


def may_read(workspace: Workspace, file: File) -> bool:
    """Whether the bot may: its own files, those shared where it is, those given to it in a form."""
    heard = any(BOT_USER in workspace.channels[name].members for name in file.channels)
    return file.author == BOT_USER or file.is_given_to_app or heard


def file_of(call: Call) -> Json:
    """files.info: only of files the bot may read."""
    call.wants("files:read")
    file = call.workspace.file(call.needed("file"))
    if not may_read(call.workspace, file):
        raise Refused("file_not_found")
    return {"file": file_json(call.workspace, file), "comments": [], "response_metadata": {"next_cursor": ""}}
