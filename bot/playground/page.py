"""The page's side of the playground: its files, the workspace as a person sees it, the stream of changes, the deeds.

Only this machine's own browser is let in: every request names the right host, every deed and stream shows the token that the
index page carried, and nothing of another origin is answered.
"""

import asyncio
import hmac
import json
import re
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.language import LANGUAGES, Say, nearest_language
from bot.playground.deeds import Deeds
from bot.playground.eyes import Eyes
from bot.playground.records import Change, Json
from bot.playground.refusals import Sorry
from bot.playground.wire import TooLarge, read_body, read_parts
from bot.playground.words import words
from bot.playground.workspace import Workspace
from storage.words import N_

PAGE: Final = Path(__file__).parent / "page"
TOKEN_PLACE: Final = re.compile(r'(<meta name="playground-token" content=")[^"]*(")')
STATIC_NAME: Final = re.compile(r"[\w\-]+\.(?:css|js|svg|png|woff2)")
SHOWN_IN_PLACE: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")
LARGEST_UPLOAD: Final = 60_000_000
POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Page:
    """Answers everything the browser asks."""

    def __init__(
        self,
        workspace: Workspace,
        deeds: Deeds,
        next_reminder: Callable[[], datetime | None],
        see: Callable[[Callable[[str], str]], Eyes],
    ) -> None:
        self._workspace = workspace
        self._deeds = deeds
        self._next_reminder = next_reminder
        self.token = secrets.token_urlsafe(24)
        self._eyes = see(self._file_address)

    def routes(self) -> list[BaseRoute]:
        """The page's addresses."""
        return [
            Route("/", self._index),
            Route("/page/static/{name}", self._static),
            Route("/page/words", self._words),
            Route("/page/state", self._state),
            Route("/page/file/{file}", self._file),
            Route("/page/upload", self._upload, methods=["POST"]),
            Route("/page/{deed}", self._deed, methods=["POST"]),
            WebSocketRoute("/page/stream", self._stream),
        ]

    async def _index(self, request: Request) -> Response:
        page = (PAGE / "index.html").read_text(encoding="utf-8")
        page = TOKEN_PLACE.sub(rf"\g<1>{self.token}\g<2>", page)
        return HTMLResponse(page, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        path = PAGE / name
        if not STATIC_NAME.fullmatch(name) or not path.is_file():
            return PlainTextResponse("not found", status_code=404)
        return FileResponse(path, headers={"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})

    async def _words(self, request: Request) -> Response:
        if not self._knows_token(request.headers.get("x-playground-token", "")):
            return _forbidden(request)
        language = request.query_params.get("language", "en")
        if language not in LANGUAGES:
            language = nearest_language(language)
        return JSONResponse({"language": language, "words": words(Say(language))})

    async def _state(self, request: Request) -> Response:
        if not self._knows_token(request.headers.get("x-playground-token", "")):
            return _forbidden(request)
        user = request.query_params.get("user", "")
        next_reminder = await asyncio.to_thread(self._next_reminder)
        with self._workspace.lock:
            if user not in self._workspace.people:
                return _no(_browsers_words(request)(N_("There is no such person.")), status=404)
            return JSONResponse(self._eyes.state(user, self._say(user), next_reminder))

    async def _deed(self, request: Request) -> Response:
        if not self._knows_token(request.headers.get("x-playground-token", "")):
            return _forbidden(request)
        try:
            asked = json.loads(await read_body(request))
            if not isinstance(asked, dict):
                raise ValueError("not an object")
        except (ValueError, TooLarge):
            return _no(_browsers_words(request)(N_("The page sent something unreadable.")), status=400)
        return await self._answered(
            str(asked.get("user")), lambda: self._deeds.perform(request.path_params["deed"], asked)
        )

    async def _upload(self, request: Request) -> Response:
        if not self._knows_token(request.headers.get("x-playground-token", "")):
            return _forbidden(request)
        try:
            parts = read_parts(await read_body(request, LARGEST_UPLOAD), request.headers.get("content-type", ""))
        except TooLarge:
            return _no(_browsers_words(request)(N_("This file is too large.")), status=413)
        except ValueError:
            return _no(_browsers_words(request)(N_("The page sent something unreadable.")), status=400)
        fields = {part.name: part.content.decode("utf-8", "replace") for part in parts if part.filename is None}
        sent = next((part for part in parts if part.filename), None)

        async def share() -> Json:
            if sent is None or sent.filename is None:
                raise Sorry(N_("Choose a file first."))
            user, channel = fields.get("user", ""), fields.get("channel", "")
            return self._deeds.upload(
                user, channel, sent.filename, sent.content, fields.get("text", ""), fields.get("thread_ts") or None
            )

        return await self._answered(fields.get("user", ""), share)

    async def _file(self, request: Request) -> Response:
        """A file's bytes for the browser: pictures in place, everything else as a download, so that nothing runs here."""
        if not self._knows_token(request.query_params.get("token", "")):
            return _forbidden(request)
        with self._workspace.lock:
            file = self._workspace.files.get(request.path_params["file"])
        if file is None:
            return PlainTextResponse("not found", status_code=404)
        in_place = file.mimetype in SHOWN_IN_PLACE
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Content-Disposition": f"{'inline' if in_place else 'attachment'}; filename*=UTF-8''{file.safe_name}",
        }
        return Response(
            file.content, media_type=file.mimetype if in_place else "application/octet-stream", headers=headers
        )

    async def _stream(self, socket: WebSocket) -> None:
        user = socket.query_params.get("user", "")
        if not self._knows_token(socket.query_params.get("token", "")) or user not in self._workspace.people:
            await socket.close(code=1008)
            return
        await socket.accept()
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[Change | None] = asyncio.Queue()

        def note(change: Change) -> None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(queue.put_nowait, change)

        with self._workspace.lock:
            missed = self._missed(socket.query_params.get("seq", ""))
            stop = self._workspace.watch(note)
        listening = asyncio.create_task(_until_closed(socket, queue))
        try:
            if missed is None:
                await socket.send_json({"seq": self._workspace.seq, "type": "reset"})
            for change in missed or ():
                await self._push(socket, change, user)
            while (latest := await queue.get()) is not None:
                await self._push(socket, latest, user)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            stop()
            listening.cancel()

    async def _push(self, socket: WebSocket, change: Change, user: str) -> None:
        next_reminder = await asyncio.to_thread(self._next_reminder) if change.kind == "clock" else None
        with self._workspace.lock:
            shown = self._eyes.pushed(change, user, self._say(user), next_reminder)
        if shown is not None:
            await socket.send_text(json.dumps(shown, ensure_ascii=False))

    def _missed(self, seq: str) -> list[Change] | None:
        """The changes since the page's last; None when it has to begin anew."""
        known = int(seq) if seq.isdecimal() else self._workspace.seq
        oldest = self._workspace.changes[0].seq if self._workspace.changes else self._workspace.seq + 1
        if known > self._workspace.seq or known < oldest - 1:
            return None
        return [change for change in self._workspace.changes if change.seq > known]

    async def _answered(self, user: str, deed: Callable[[], Awaitable[Json]]) -> Response:
        try:
            answer = await deed()
        except Sorry as sorry:
            return _no(self._say(user)(sorry.template, **sorry.values))
        return JSONResponse({"ok": True} | answer)

    def _say(self, user: str) -> Say:
        person = self._workspace.people.get(user)
        return Say(nearest_language(person.locale if person else None))

    def _knows_token(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())

    def _file_address(self, file: str) -> str:
        return f"/page/file/{file}?token={self.token}"


async def _until_closed(socket: WebSocket, queue: "asyncio.Queue[Change | None]") -> None:
    """Hear the page out; when it is gone, tell whoever waits on the queue."""
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
    queue.put_nowait(None)


def _forbidden(request: Request) -> Response:
    sentence = N_("This page belongs to an earlier start of the playground. Load it again.")
    return _no(_browsers_words(request)(sentence), status=403)


def _browsers_words(request: Request) -> Say:
    """The language the browser prefers, where nobody is known to be acting."""
    return Say(nearest_language(request.headers.get("accept-language", "").split(",")[0]))


def _no(sentence: str, status: int = 200) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status_code=status)
