"""Files people and the bot upload. Names are labels, never paths. The lock is held by the caller."""

import mimetypes

from bot.playground.records import File
from bot.playground.workspace import Workspace


def keep(
    workspace: Workspace, name: str, content: bytes, author: str, title: str = "", file_id: str | None = None
) -> File:
    """Take a file in; it is seen nowhere until a message shares it."""
    file = File(
        id=file_id or workspace.new_id("F"),
        name=name.replace("\\", "/").rsplit("/", 1)[-1][:255] or "file",
        content=content,
        author=author,
        created=int(workspace.clock.now().timestamp()),
        title=title,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    workspace.files[file.id] = file
    return file
