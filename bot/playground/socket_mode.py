"""Slack's Socket Mode: envelopes out, acks in, several sockets, and what was not acked comes again; or HTTP mode instead.

Lives in the server's event loop; `offer_event` may be called from any thread.
"""

import asyncio
import json
import secrets
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.calls import Call
from bot.playground.faults import EVENTS, Faults, Kind
from bot.playground.records import APP, BOT_USER, HOME_TEAM, Channel, Json
from bot.playground.request_url import RequestUrl, Unreached
from bot.playground.wire import Connections
from bot.playground.workspace import Workspace

MOST_SOCKETS: Final = 10
TYPICAL_LIFE: Final = 18_060
EVENT_OF_SUBTYPE: Final = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


@dataclass(frozen=True)
class Patience:
    """How long this workspace waits, in seconds of the machine's clock; Slack's own numbers unless a test is in a hurry."""

    ack: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1_800.0
    response_url_uses: int = 5


class Unanswered(Exception):
    """The app did not ack: `reason` is `timeout`, `connection_failed` when no socket was open or it broke, or `http_error`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(eq=False)
class Plug:
    """One open socket of the app, and what was sent through it and not acked yet."""

    socket: WebSocket
    client: tuple[str, int] | None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: dict[str, "asyncio.Future[Json | None]"] = field(default_factory=dict)
    is_leaving: bool = False


class SocketMode:
    """The app's sockets, and the ways to reach it through them."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        connections: Connections,
        patience: Patience,
        subscriptions: Collection[str] | None,
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._connections = connections
        self._patience = patience
        self._subscriptions = None if subscriptions is None else frozenset(subscriptions)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tickets: set[str] = set()
        self._plugs: list[Plug] = []
        self._turn = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._request_url: RequestUrl | None = None
        self.lost_events: list[Json] = []
        self.opened = 0
        faults.at_once = self._strike

    def reach_by(self, request_url: RequestUrl) -> None:
        """From now on post everything there: the app is in HTTP mode."""
        self._request_url = request_url
        self._count()

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Serve from this loop."""
        self._loop = loop

    def end(self) -> None:
        """Deliver nothing any more: the loop is about to close."""
        self._loop = None
        if self._request_url is not None:
            self._request_url.close()

    def issue_address(self, call: Call) -> Json:
        """apps.connections.open: an address that opens one socket."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        base = call.workspace.origin.replace("http", "ws", 1)
        return {"url": f"{base}/link/?ticket={ticket}&app_id={APP}"}

    async def serve(self, socket: WebSocket) -> None:
        """One socket from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        plug = Plug(socket, (socket.client.host, socket.client.port) if socket.client else None)
        if len(self._plugs) >= MOST_SOCKETS:
            await self._send(plug, _disconnect("too_many_websockets"))
            await socket.close()
            return
        self._plugs.append(plug)
        self.opened += 1
        await self._send(plug, self._hello())
        self._count()
        try:
            while True:
                self._hear(plug, await socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self._plugs.remove(plug)
            for future in plug.waiting.values():
                if not future.done():
                    future.set_exception(Unanswered("connection_failed"))
            self._count()

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Send an envelope to one of the sockets and wait for its ack; returns the payload of the ack, if it had one.

        Raises:
            Unanswered: no ack came in time, or no socket was open.
        """
        return await self._ask(kind, payload, {})

    def offer_event(self, event: Json, channel: Channel | None) -> None:
        """Deliver an event, if the app subscribed to it and its bot is where it happened. Called with the workspace's lock held."""
        if self._loop is None or not self._may_hear(event, channel):
            return
        body = self._event_body(event, channel)
        self._soon(self._deliver(body))

    async def say_goodbye(self, reason: str, *, close: bool = True) -> None:
        """Announce the end of every socket (`warning`, `refresh_requested`, `link_disabled`), and end it unless only warned."""
        for plug in list(self._plugs):
            plug.is_leaving = close
            await self._send(plug, _disconnect(reason))
            if close:
                await plug.socket.close()

    # Delivery

    async def _deliver(self, body: Json) -> None:
        """Deliver one event until it is acked: at once, and again after each of the waits for retries."""
        retry: Json = {}
        delays = iter(self._patience.retries)
        attempt = 0
        while True:
            try:
                await self._ask("events_api", body, retry)
                if not self._faults.take("redeliver_events", EVENTS):
                    return
                attempt, retry = attempt + 1, {"retry_attempt": attempt + 1, "retry_reason": "timeout"}
                continue
            except Unanswered as failure:
                delay = next(delays, None)
                if delay is None:
                    self.lost_events.append(body)
                    self._workspace.stir()
                    return
                attempt += 1
                retry = {"retry_attempt": attempt, "retry_reason": failure.reason}
            await asyncio.sleep(delay)

    async def _ask(self, kind: str, payload: Json, retry: Json) -> Json | None:
        if self._request_url is None:
            payload_back = await self._ask_by_socket(kind, payload, retry)
        else:
            try:
                payload_back = await self._request_url.ask(kind, payload, retry)
            except Unreached as failure:
                raise Unanswered(failure.reason) from failure
        if kind == "events_api" and self._faults.take("lose_acks", EVENTS):
            raise Unanswered("timeout")
        return payload_back

    async def _ask_by_socket(self, kind: str, payload: Json, retry: Json) -> Json | None:
        plug = self._next_plug()
        if plug is None:
            raise Unanswered("connection_failed")
        envelope_id = f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(6)}"
        accepts = kind != "events_api"
        envelope = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": accepts,
        } | retry
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        plug.waiting[envelope_id] = future
        try:
            await self._send(plug, envelope)
            return await asyncio.wait_for(future, self._patience.ack)
        except TimeoutError:
            raise Unanswered("timeout") from None
        finally:
            plug.waiting.pop(envelope_id, None)

    def _hear(self, plug: Plug, frame: str) -> None:
        try:
            ack = json.loads(frame)
        except ValueError:
            return
        future = plug.waiting.get(ack.get("envelope_id", "")) if isinstance(ack, dict) else None
        if future is None or future.done():
            return
        payload = ack.get("payload")
        future.set_result(payload if isinstance(payload, dict) else None)

    async def _send(self, plug: Plug, frame: Json) -> None:
        try:
            async with plug.lock:
                await plug.socket.send_text(json.dumps(frame, ensure_ascii=False))
        except (WebSocketDisconnect, RuntimeError) as gone:
            raise Unanswered("connection_failed") from gone

    def _next_plug(self) -> Plug | None:
        """The next open socket in turn; those told to leave get nothing more while another is open."""
        open_ones = [plug for plug in self._plugs if not plug.is_leaving] or self._plugs
        if not open_ones:
            return None
        self._turn += 1
        return open_ones[self._turn % len(open_ones)]

    # What the app may hear

    def _may_hear(self, event: Json, channel: Channel | None) -> bool:
        if channel is not None and BOT_USER not in channel.members:
            return False
        if self._subscriptions is None:
            return True
        kind = event["type"]
        if kind == "message" and channel is not None:
            kind = EVENT_OF_SUBTYPE[channel.type]
        return kind in self._subscriptions

    def _event_body(self, event: Json, channel: Channel | None) -> Json:
        authorization = {
            "enterprise_id": None,
            "team_id": HOME_TEAM,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "playground",
            "team_id": HOME_TEAM,
            "context_team_id": HOME_TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": Workspace.new_id("Ev"),
            "event_time": int(float(event.get("event_ts", 0))),
            "authorizations": [authorization],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
            "event_context": f"4-{Workspace.new_id('').lower()}",
        }

    # The sockets' own affairs

    def _hello(self) -> Json:
        debug = {"host": "applink-playground", "build_number": 1, "approximate_connection_time": TYPICAL_LIFE}
        return {
            "type": "hello",
            "num_connections": len(self._plugs),
            "debug_info": debug,
            "connection_info": {"app_id": APP},
        }

    def _count(self) -> None:
        with self._workspace.lock:
            # To the people of the page an address is as good as a socket.
            self._workspace.bot_sockets = len(self._plugs) + (self._request_url is not None)
            self._workspace.changed("bot")

    def _strike(self, kind: Kind, seconds: float) -> None:
        """Cut every socket, or leave them deaf for a while."""
        if self._loop is None:
            return

        def cut() -> None:
            for plug in list(self._plugs):
                self._connections.cut(plug.client)

        def freeze() -> None:
            for plug in list(self._plugs):
                self._connections.freeze(plug.client, on=True)
                asyncio.get_running_loop().call_later(seconds, thaw, plug)

        def thaw(plug: Plug) -> None:
            self._connections.freeze(plug.client, on=False)

        self._loop.call_soon_threadsafe(cut if kind == "drop_socket" else freeze)

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Start work in the loop, from whatever thread, in the order asked for."""
        assert self._loop is not None

        def start() -> None:
            task = asyncio.get_running_loop().create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        self._loop.call_soon_threadsafe(start)


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-playground"}}


def unanswered_word(failure: Unanswered) -> str:
    """Slack's word to the person: `operation_timeout`, or `dispatch_failed` when nobody was there."""
    return "operation_timeout" if failure.reason == "timeout" else "dispatch_failed"
