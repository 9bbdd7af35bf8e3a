"""The line to Slack: Socket Mode by Bolt's websocket-client adapter, and a watch over it.

A socket can die without anybody telling (bolt-python#417). So pings go out every few seconds, and a line that has not been
heard for a while is replaced; when that does not help either, the process leaves with an error, for its supervisor to start anew.
"""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

log = structlog.get_logger()

PING_SECONDS: Final = 5.0
GREETING_SECONDS: Final = 10.0
READER_SECONDS: Final = 3.0
WATCH_SECONDS: Final = 1.0
SILENT_SECONDS: Final = 15.0
# As long as Slack may be away before we give the supervisor a chance.
LOST_SECONDS: Final = 300.0
WORKERS: Final = 24
# Trying again cannot help against these; a person has to mend the app's settings.
FINAL_REASONS: Final = frozenset({"link_disabled", "too_many_websockets"})


class Line:
    """One process's connection to Slack. `on_lost` is called once, with the reason, when it cannot be kept."""

    def __init__(
        self,
        app: App,
        app_token: str,
        web_client: WebClient,
        on_lost: Callable[[str], None],
        *,
        silent_seconds: float = SILENT_SECONDS,
        ping_seconds: float = PING_SECONDS,
    ) -> None:
        self._handler = SocketModeHandler(
            app,
            app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=web_client,
            ping_interval=ping_seconds,
            concurrency=WORKERS,
        )
        self._on_lost = on_lost
        self._silent_seconds = silent_seconds
        self._heard = self._alive = time.monotonic()
        self._open: socket.socket | None = None
        self._greeted = threading.Event()
        self._stopped = threading.Event()
        self._handler.client.on_open_listeners.append(self._opened)
        self._handler.client.on_message_listeners.append(self._message)
        self._watch = threading.Thread(target=self._watch_over, name="line-watch", daemon=True)

    def open(self) -> None:
        """Connect, wait for Slack's greeting, and begin to watch; events that came before the greeting would be lost for a while.

        When no greeting comes, the watch goes on trying.
        """
        client = self._handler.client
        # The client's own monitor takes a session that is still being opened for a dead one, and opens a second; so it is
        # started when the first has been greeted.
        client.current_app_monitor_started = True
        self._handler.connect()  # type: ignore[no-untyped-call]
        if not self._greeted.wait(GREETING_SECONDS):
            log.warning("Slack has not greeted us yet")
        client.current_app_monitor.start()
        self._watch.start()

    def close(self) -> None:
        """Hang up. What was not acknowledged by then comes again."""
        self._stopped.set()
        client = self._handler.client
        client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
        # The reader is told first, so that it does not open the session again, and waited for, so that it has seen the cut
        # before the client closes the socket under it.
        reader = client.current_session_runner
        reader.event.set()
        self._cut()
        if reader.is_alive():
            reader.thread.join(READER_SECONDS)
        # Its worker looks up from an empty queue once a second only; no message lets it see at once that all is over.
        client.closed = True
        client.message_queue.put(None)
        self._handler.close()  # type: ignore[no-untyped-call]

    def is_open(self) -> bool:
        """True while there is a socket."""
        return bool(self._handler.client.is_connected())

    def _opened(self, session: Any) -> None:
        self._hear()
        session.on_pong = lambda _session, _data: self._hear()
        self._open = session.sock.sock

    def _cut(self) -> None:
        """End the open session at once; the client then opens another.

        The library behind it may wait ten seconds on a socket that it has closed itself: so long we would be deaf.
        """
        if self._open is not None:
            _hang_up(self._open)
            self._open = None

    def _message(self, _session: Any, message: str) -> None:
        self._hear()
        if '"hello"' in message[:200]:
            self._greeted.set()
        if '"disconnect"' in message[:200]:
            reason = json.loads(message).get("reason")
            log.info("Slack asks us to reconnect", reason=reason)
            if reason in FINAL_REASONS:
                self._lose(str(reason))
            self._cut()

    def _hear(self) -> None:
        self._heard = self._alive = time.monotonic()

    def _watch_over(self) -> None:
        while not self._stopped.wait(WATCH_SECONDS):
            now = time.monotonic()
            if now - self._alive > LOST_SECONDS:
                self._lose("no connection to Slack")
                return
            if now - self._heard > self._silent_seconds:
                log.warning("the line to Slack is silent; replacing it", seconds=round(now - self._alive))
                self._heard = now  # the new line gets as long as the old
                self._replace()

    def _replace(self) -> None:
        """Cut the silent session, whereupon the client opens another; without a session, ask it to."""
        if self._open is not None:
            self._cut()
            return
        try:
            self._handler.client.connect_to_new_endpoint(force=True)
        except Exception as error:
            log.warning("Slack cannot be reached", error=type(error).__name__)

    def _lose(self, reason: str) -> None:
        if not self._stopped.is_set():
            self._stopped.set()
            log.error("the line to Slack is lost", reason=reason)
            self._on_lost(reason)


def _hang_up(raw: socket.socket) -> None:
    """Cut a connection at once; one that is cut already is fine."""
    try:
        raw.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
