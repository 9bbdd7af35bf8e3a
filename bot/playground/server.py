"""The playground's front door: one HTTP and WebSocket server on the loopback, in a thread of this process.

with Playground(sample_scene(), manifest=manifest) as playground:
    client = WebClient(token=playground.bot_token, base_url=playground.api_url)
"""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from types import TracebackType
from typing import Final, Self
from zoneinfo import ZoneInfo

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.clock import Clock
from bot.playground.deeds import Deeds
from bot.playground.eyes import Eyes
from bot.playground.faults import Faults
from bot.playground.interactions import Interactions
from bot.playground.pace import Pace
from bot.playground.page import Page
from bot.playground.records import Json
from bot.playground.refusals import Refused
from bot.playground.request_url import RequestUrl
from bot.playground.responses import ResponseUrls
from bot.playground.scene import SHANGHAI, Scene
from bot.playground.socket_mode import Patience, SocketMode
from bot.playground.views import Triggers
from bot.playground.web_api import WebApi
from bot.playground.wire import Connections, TooLarge, read_arguments
from bot.playground.workspace import Workspace
from bot.ports import listener
from bot.serving import PromptServer

log = structlog.get_logger()

HOST: Final = "127.0.0.1"
START_SECONDS: Final = 10.0
EVERY_SCOPE: Final = (
    "app_mentions:read,channels:history,channels:join,channels:read,chat:write,commands,files:read,files:write,"
    "groups:history,groups:read,im:history,im:read,im:write,metadata.message:read,reactions:read,reactions:write,"
    "team:read,usergroups:read,users:read,users:read.email"
)


def no_reminder() -> datetime | None:
    """What a playground without an app knows of the next reminder."""
    return None


def no_ticks() -> None:
    """What a playground without an app does when its clock was moved."""


class Playground:
    """A running stand-in workspace; a context manager.

    `manifest` is the app's, as in manifest.json: commands, shortcuts, scopes and events come from it; without one the app may
    do and hear everything. `rate_limits` scales Slack's limits, False switches them off. `next_reminder` and `ticks` are the
    app's: when it will next speak, and what makes it look at the clock after a skip; `attach` gives them later.
    """

    def __init__(
        self,
        scene: Scene,
        *,
        manifest: Json | None = None,
        port: int = 0,
        bot_token: str | None = None,
        app_token: str | None = None,
        rate_limits: bool | float = True,
        patience: Patience | None = None,
        zone: ZoneInfo = SHANGHAI,
        next_reminder: Callable[[], datetime | None] = no_reminder,
        ticks: Callable[[], None] = no_ticks,
    ) -> None:
        self.next_reminder = next_reminder
        self.ticks = ticks
        self.bot_token = bot_token or f"xoxb-playground-{secrets.token_hex(12)}"
        self.app_token = app_token or f"xapp-playground-{secrets.token_hex(12)}"
        self.clock = Clock(scene.start)
        self.faults = Faults()
        self.workspace = Workspace(scene.name, self.clock, scene.people, scene.channels)
        self.workspace.groups.update(scene.groups)
        self.patience = patience or Patience()
        self._port = port
        self._connections = Connections()
        manifest = manifest or {}
        scopes, events = _granted(manifest), _subscribed(manifest)
        self.sockets = SocketMode(self.workspace, self.faults, self._connections, self.patience, events)
        self.workspace.subscribe(self.sockets.offer_event)
        triggers = Triggers(self.patience.trigger)
        self._response_urls = ResponseUrls(self.workspace, self.patience.response_url, self.patience.response_url_uses)
        self.interactions = Interactions(self.workspace, self.sockets, triggers, self._response_urls, manifest)
        self._deeds = Deeds(self.workspace, self.interactions, self.faults, zone, self._when_next, lambda: self.ticks())
        self._web_api = WebApi(
            self.workspace,
            self.faults,
            self._connections,
            Pace(float(rate_limits)),
            triggers,
            bot_token=self.bot_token,
            app_token=self.app_token,
            scopes=scopes,
            open_connection=self.sockets.issue_address,
        )
        self.page = Page(
            self.workspace,
            self._deeds,
            self._when_next,
            lambda address: Eyes(self.workspace, self.faults, self.interactions, zone, address),
        )
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def origin(self) -> str:
        """The address of everything here, without a slash at its end."""
        return self.workspace.origin

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` is to be."""
        return f"{self.origin}/api/"

    @property
    def page_url(self) -> str:
        """Where the people of this workspace are found."""
        return f"{self.origin}/"

    def attach(self, next_reminder: Callable[[], datetime | None], ticks: Callable[[], None]) -> None:
        """Let an app that started later say when it will next speak, and be told when the clock was moved."""
        self.next_reminder, self.ticks = next_reminder, ticks

    def reach_by(self, url: str, signing_secret: str) -> RequestUrl:
        """Post to the app from now on instead of waiting for its sockets; returns the way there."""
        request_url = RequestUrl(url, signing_secret, self.patience.ack)
        self.sockets.reach_by(request_url)
        return request_url

    def act(self, user: str, deed: str, **asked: object) -> Json:
        """Do one of the page's deeds as `user` and wait for its end; for any thread but the server's own.

        Raises:
            Sorry: it cannot be; the sentence says why.
        """
        assert self._loop is not None
        coming = asyncio.run_coroutine_threadsafe(self._deeds.perform(deed, {"user": user, **asked}), self._loop)
        return coming.result()

    def ask(self, kind: str, payload: Json) -> Json | None:
        """Send the app an envelope and wait for what its acknowledgement carries; for any thread but the server's own.

        Raises:
            Unanswered: no acknowledgement came in time, or no socket was open.
        """
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(self.sockets.ask(kind, payload), self._loop).result()

    def share(
        self, user: str, channel: str, name: str, content: bytes, text: str = "", thread_ts: str | None = None
    ) -> Json:
        """Upload a file as `user`, as the page does."""
        return self._deeds.upload(user, channel, name, content, text, thread_ts)

    def say_goodbye(self, reason: str = "refresh_requested", *, close: bool = True) -> None:
        """Tell the app's sockets to leave, as Slack does every few hours."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self.sockets.say_goodbye(reason, close=close), self._loop).result()

    def start(self) -> Self:
        """Bind the loopback, serve in a thread, and return once the doors are open.

        Raises:
            OSError: the port is taken.
        """
        plug = listener(HOST, self._port)
        self.workspace.origin = f"http://{HOST}:{plug.getsockname()[1]}"
        config = uvicorn.Config(
            self._application(),
            http=self._connections.protocol(),
            ws="websockets-sansio",
            ws_max_size=1_000_000,
            ws_ping_interval=30,
            ws_ping_timeout=60,
            ws_per_message_deflate=False,
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = PromptServer(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [plug]}, name="playground", daemon=True
        )
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise OSError("the playground did not start")
        return self

    def stop(self) -> None:
        """Close the doors and wait until everybody is out."""
        if self._server is None or self._thread is None:
            return
        self.sockets.end()
        self._server.leave()
        self._thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _when_next(self) -> datetime | None:
        """The app's next reminder; None when it cannot say, so that the page is there all the same."""
        try:
            return self.next_reminder()
        except Exception:
            log.exception("playground_next_reminder_failed")
            return None

    def _application(self) -> ASGIApp:
        @asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            self._loop = asyncio.get_running_loop()
            self.sockets.begin(self._loop)
            self._ready.set()
            yield
            self.sockets.end()

        routes = [
            Route("/api/{method}", self._web_api.answer, methods=["GET", "POST"]),
            Route("/hooks/{kind}/T/{name}", self._answer_hook, methods=["POST"]),
            Route("/upload/{ticket}", self._web_api.take_upload, methods=["POST"]),
            Route("/files-pri/{file}/{name:path}", self._web_api.hand_out),
            WebSocketRoute("/link/", self.sockets.serve),
            *self.page.routes(),
        ]
        return OwnHostOnly(Starlette(routes=routes, lifespan=life), self.workspace)

    async def _answer_hook(self, request: Request) -> Response:
        """An answer by response URL."""
        try:
            said: object = await read_arguments(request)
            with self.workspace.lock:
                self._response_urls.answer(request.path_params["name"], said)
        except (ValueError, UnicodeDecodeError, TooLarge):
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        except Refused as no:
            gone = no.word in ("used_url", "expired_url", "not_found")
            return JSONResponse(
                {"ok": False, "error": no.word, "messages": no.messages}, status_code=404 if gone else 400
            )
        return PlainTextResponse("ok")


class OwnHostOnly:
    """Lets in only who came by this server's own name, and no script of another origin: a page elsewhere cannot reach in."""

    def __init__(self, app: ASGIApp, workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("forbidden", status_code=403)(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        port = self._workspace.origin.rsplit(":", 1)[1]
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        host, origin = headers.get("host", ""), headers.get("origin")
        return host in hosts and (origin is None or origin == f"http://{host}")


def _granted(manifest: Json) -> frozenset[str]:
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    listed = [*scopes.get("bot", []), *scopes.get("bot_optional", [])]
    return frozenset(listed or EVERY_SCOPE.split(","))


def _subscribed(manifest: Json) -> frozenset[str] | None:
    events = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events")
    return None if events is None else frozenset(events)
