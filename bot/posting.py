"""The way to Slack's posting methods: connections that stay open from one message to the next, each request sent exactly once.

slack_sdk opens a connection for every call, with a handshake and the whole list of trusted authorities read anew; a morning's
messages would spend more on that than on themselves. What was not used for a moment is opened anew all the same: a firewall on
the way may have forgotten it and tell nobody, and a message sent into it would have to be looked for in Slack's history.
"""

import json
import ssl
from base64 import b64encode
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from selectors import EVENT_READ, DefaultSelector
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from jobs.clocks import uptime

# Much less than any firewall or server keeps what is silent; a round of messages is never silent for so long.
IDLE_SECONDS: Final = 3.0
# How much is shown of what is no answer of Slack's.
LONGEST_SHOWN: Final = 200

UNANSWERED: Final = (OSError, HTTPException)
"""What `Posting.call` raises when no answer came; of these, what is `Unreached` cannot have arrived."""


class Unreached(OSError):
    """No connection came about, so the request has not left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the HTTP status, the headers by their lower-case names, and Slack's own answer.

    What is no answer of Slack's, say a page of a proxy, is {"error": its beginning}.
    """

    status: int
    headers: Mapping[str, str]
    data: Mapping[str, Any]

    @property
    def is_ok(self) -> bool:
        """True when Slack says that it did what it was asked."""
        return self.status == 200 and self.data.get("ok") is True


class Posting:
    """Calls Slack's methods by JSON, from any number of threads; a connection serves one call at a time.

    `timeout` is in seconds, for connecting and for each read; `idle` is for how many seconds a silent connection is trusted.
    An https address is reached through the proxy that the environment names, unless its host may pass it; an http address
    is a playground's on this machine.
    """

    def __init__(self, token: str, api_url: str, *, timeout: float, idle: float = IDLE_SECONDS) -> None:
        self._address = urlsplit(api_url)
        self._timeout = timeout
        self._idle = idle
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json;charset=utf-8",
            "User-Agent": "meeting-followups",
        }
        self._trust = ssl.create_default_context() if self._address.scheme == "https" else None
        self._kept: deque[tuple[HTTPConnection, float]] = deque()

    def call(self, method: str, arguments: Mapping[str, Any]) -> Answer:
        """Call a method once. Raises one of `UNANSWERED` when no answer came."""
        connection = self._taken() or self._opened()
        try:
            connection.request("POST", self._address.path + method, json.dumps(arguments).encode(), self._headers)
            said = connection.getresponse()
            body = said.read()
        except Exception:
            connection.close()
            raise
        if not said.will_close:
            self._kept.append((connection, uptime()))
        return Answer(said.status, {name.lower(): value for name, value in said.getheaders()}, _told(body))

    def _taken(self) -> HTTPConnection | None:
        """A connection that was used a moment ago and is still open; the others are closed."""
        while True:
            try:
                connection, used = self._kept.pop()
            except IndexError:
                return None
            if uptime() - used <= self._idle and _is_open(connection):
                return connection
            connection.close()

    def _opened(self) -> HTTPConnection:
        connection = self._made()
        try:
            connection.connect()
        except UNANSWERED as error:
            connection.close()
            raise Unreached(type(error).__name__) from error
        return connection

    def _made(self) -> HTTPConnection:
        host, port = self._address.hostname or "", self._address.port
        if self._trust is None:
            return HTTPConnection(host, port, timeout=self._timeout)
        proxy = proxy_for(host)
        if proxy is None:
            return HTTPSConnection(host, port, timeout=self._timeout, context=self._trust)
        way = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        connection = HTTPSConnection(way.hostname or "", way.port or 80, timeout=self._timeout, context=self._trust)
        pair = f"{unquote(way.username or '')}:{unquote(way.password or '')}"
        leave = {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"} if way.username else {}
        connection.set_tunnel(host, port, leave)
        return connection


def _is_open(connection: HTTPConnection) -> bool:
    """True while the other side has said nothing: between two calls that could only be its end."""
    with DefaultSelector() as selector:
        selector.register(connection.sock, EVENT_READ)
        return not selector.select(0)


def proxy_for(host: str) -> str | None:
    """The proxy that the environment names for this host, as slack_sdk reads it; None when it is reached directly."""
    proxies = getproxies()
    return None if proxy_bypass(host) else proxies.get("https") or proxies.get("http")


def _told(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if isinstance(told, dict):
        return told
    return {"error": body[:LONGEST_SHOWN].decode("utf-8", "replace")}
