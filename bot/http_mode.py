"""HTTP mode: Slack posts commands, clicks and events to an address of ours, each signed with the app's signing secret.

The work is done in threads of our own. Bolt's Starlette adapter would do it in the event loop, where one slow answer keeps
everybody waiting.
"""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Final

import structlog
import uvicorn
from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.manifest import REQUESTS_PATH
from bot.ports import listener
from bot.serving import PromptServer

log = structlog.get_logger()

WORKERS: Final = 24
START_SECONDS: Final = 10.0
# A request that was begun is ended before the process leaves; Slack waits three seconds for it.
LEAVE_SECONDS: Final = 5
# The longest thing Slack sends is a form with all its inputs: some hundred of 3,000 characters.
LARGEST_BODY: Final = 4_000_000
BODY_SECONDS: Final = 10.0
# Longer than the minute after which load balancers drop an idle connection, so that none is closed under a request.
KEEP_SECONDS: Final = 75


class HttpReceiver:
    """One process's door for Slack.

    `host` and `port` (0: any free one) are where it listens, in plain HTTP: the TLS that Slack wants is the proxy's in front.
    `is_sound` tells whoever asks at `/healthz` if this process can work; it may block.
    """

    def __init__(self, app: App, signing_secret: str, host: str, port: int, is_sound: Callable[[], bool]) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._address = (host, port)
        self._is_sound = is_sound
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="request")
        self._ready = threading.Event()
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None
        self._port = port

    @property
    def url(self) -> str:
        """The address on this machine to which Slack's requests are to be brought."""
        return f"http://{self._address[0]}:{self._port}{REQUESTS_PATH}"

    def open(self) -> None:
        """Listen, and return once requests are taken. Raises PortProblem."""
        plug = listener(*self._address)
        self._port = plug.getsockname()[1]
        config = uvicorn.Config(
            self._application(),
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_SECONDS,
            timeout_graceful_shutdown=LEAVE_SECONDS,
        )
        self._server = PromptServer(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [plug]}, name="http-mode", daemon=True
        )
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise OSError("the server did not start")
        log.info("listening for Slack", url=self.url)

    def close(self) -> None:
        """Take nothing more, and end what was begun. What was not answered by then comes again."""
        if self._server is not None and self._thread is not None:
            self._server.leave()
            self._thread.join()
            self._server = self._thread = None
        self._workers.shutdown(cancel_futures=True)

    def is_open(self) -> bool:
        """True while requests are taken."""
        return self._server is not None

    def _application(self) -> Starlette:
        @asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            self._ready.set()
            yield

        return Starlette(
            routes=[
                Route(REQUESTS_PATH, self._answer, methods=["POST"]),
                Route(REQUESTS_PATH, _tell_whose, methods=["GET"]),
                Route("/healthz", self._tell_health, methods=["GET"]),
            ],
            lifespan=life,
        )

    async def _answer(self, request: Request) -> Response:
        """One request of Slack's: who is not Slack is refused before anything of it is read."""
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body_of(request)
        except (TimeoutError, ClientDisconnect):
            return PlainTextResponse("the request did not arrive", status_code=408)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        if not self._is_slacks(request, body):
            return PlainTextResponse("not signed by Slack, or too old", status_code=401)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return PlainTextResponse("not UTF-8", status_code=400)
        asked = BoltRequest(body=text, headers=dict(request.headers), mode="http")
        answer = await asyncio.get_running_loop().run_in_executor(self._workers, self._app.dispatch, asked)
        return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())

    def _is_slacks(self, request: Request, body: bytes) -> bool:
        """True when Slack signed this within the last five minutes.

        https://docs.slack.dev/authentication/verifying-requests-from-slack
        """
        moment = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        # The library reads both as they come; what is no number and no signature would be an exception there.
        if not re.fullmatch(r"[0-9]{1,12}", moment) or not re.fullmatch(r"v0=[0-9a-f]{64}", signature):
            return False
        try:
            return self._verifier.is_valid(body, moment, signature)
        except UnicodeDecodeError:
            return False

    async def _tell_health(self, _request: Request) -> Response:
        is_sound = await asyncio.get_running_loop().run_in_executor(self._workers, self._is_sound)
        return PlainTextResponse("ok" if is_sound else "not now", 200 if is_sound else 503)


async def _tell_whose(_request: Request) -> Response:
    """For Slack's look at the certificate (`ssl_check=1`), and for a person who tries the address in a browser."""
    return PlainTextResponse("Slack posts to this address.")


async def _body_of(request: Request) -> bytes | None:
    """The body, or None when it is longer than anything Slack sends."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
