"""The way to Slack's posting methods: connections are kept, but no request is ever sent twice."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

from bot.posting import UNANSWERED, Posting, Unreached, proxy_for

DONE = b'{"ok": true, "ts": "1.1"}'


class Peer:
    """A server on this machine that answers each request by `answer`; None ends the connection without a word."""

    def __init__(self, answer: Callable[[int], bytes | None]) -> None:
        self.connections = 0
        self.requests: list[bytes] = []
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self.port: int = self._listening.getsockname()[1]
        self.ended = threading.Semaphore(0)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Hang up on everybody."""
        for each in (*self._open, self._listening):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                with self._lock:
                    self.connections += 1
                    self._open.append(caller)
                threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with suppress(OSError), caller, caller.makefile("rb") as heard:
            while request := _request(heard.readline, heard.read):
                with self._lock:
                    self.requests.append(request)
                    answer = self._answer(len(self.requests))
                if answer is None:
                    break
                caller.sendall(answer)
                if b"Connection: hangs up" in answer:
                    break
        self.ended.release()


def _request(line: Callable[[], bytes], read: Callable[[int], bytes]) -> bytes:
    head = b""
    while (each := line()) not in (b"\r\n", b""):
        head += each
    length = next(
        (int(each.split(b":")[1]) for each in head.split(b"\r\n") if each.lower().startswith(b"content-l")), 0
    )
    return head + (b"\r\n" + read(length) if head else b"")


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@contextmanager
def peer(answer: Callable[[int], bytes | None]) -> Iterator[Peer]:
    made = Peer(answer)
    try:
        yield made
    finally:
        made.close()


def to(port: int, scheme: str = "http", **options: float) -> Posting:
    return Posting("xoxb-1", f"{scheme}://127.0.0.1:{port}/api/", timeout=5, **options)


def test_one_connection_serves_one_message_after_another() -> None:
    with peer(lambda _n: http(DONE)) as slack:
        way = to(slack.port)
        answers = [way.call("chat.postMessage", {"channel": "C1", "text": "总结"}) for _ in range(5)]
    assert [answer.data["ts"] for answer in answers if answer.is_ok] == ["1.1"] * 5
    assert slack.connections == 1
    assert len(slack.requests) == 5
    assert slack.requests[0].startswith(b"POST /api/chat.postMessage HTTP/1.1\r\n")
    assert b"Authorization: Bearer xoxb-1" in slack.requests[0]
    assert slack.requests[0].endswith(b'{"channel": "C1", "text": "\\u603b\\u7ed3"}')


def test_each_hand_has_a_connection_of_its_own() -> None:
    meet = threading.Barrier(4, timeout=5)
    with peer(lambda _n: http(DONE)) as slack, ThreadPoolExecutor(4) as hands:
        way = to(slack.port)

        def post(n: int) -> bool:
            meet.wait()
            return way.call("chat.postMessage", {"n": n}).is_ok

        assert all(hands.map(post, range(40)))
    assert slack.connections <= 4
    assert len(slack.requests) == 40


def test_a_connection_that_was_silent_for_long_is_not_trusted() -> None:
    with peer(lambda _n: http(DONE)) as slack:
        way = to(slack.port, idle=0)
        assert way.call("chat.postMessage", {}).is_ok
        assert way.call("chat.postMessage", {}).is_ok
    assert slack.connections == 2


def test_a_connection_that_slack_has_closed_meanwhile_is_replaced_before_anything_is_sent() -> None:
    with peer(lambda _n: http(DONE, "200 OK", "Connection: hangs up")) as slack:
        way = to(slack.port)
        assert way.call("chat.postMessage", {}).is_ok
        assert slack.ended.acquire(timeout=5)
        assert way.call("chat.postMessage", {}).is_ok
    assert (slack.connections, len(slack.requests)) == (2, 2)


@pytest.mark.parametrize("at", [1, 2])
def test_a_request_without_an_answer_is_not_sent_again(at: int) -> None:
    with peer(lambda n: None if n == at else http(DONE)) as slack:
        way = to(slack.port)
        for _ in range(at - 1):
            assert way.call("chat.postMessage", {}).is_ok
        with pytest.raises(UNANSWERED) as told:
            way.call("chat.postMessage", {"text": "once"})
    assert not isinstance(told.value, Unreached)
    assert sum(b"once" in request for request in slack.requests) == 1


def test_half_an_answer_is_none() -> None:
    short = http(DONE, "200 OK", "Connection: hangs up").replace(b"{", b"", 1)
    with peer(lambda _n: short) as slack, pytest.raises(UNANSWERED) as told:
        to(slack.port).call("chat.postMessage", {})
    assert not isinstance(told.value, Unreached)


def test_where_nobody_listens_nothing_has_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreached):
        to(port).call("chat.postMessage", {})


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        (http(b'{"ok": false, "error": "not_in_channel"}'), 200, "not_in_channel"),
        (
            http(b"<html>Sign in to the guest network", "302 Found", "Location: /api/chat.postMessage"),
            302,
            "<html>Sign",
        ),
        (http(b"", "503 Service Unavailable"), 503, ""),
        (http(b'["ok"]'), 200, '["ok"]'),
        (http(b"\xff" * 300), 200, "�"),
    ],
)
def test_what_is_no_yes_is_none(answer: bytes, status: int, error: str) -> None:
    with peer(lambda _n: answer) as slack:
        told = to(slack.port).call("chat.postMessage", {})
    assert not told.is_ok
    assert told.status == status
    assert str(told.data["error"]).startswith(error)
    assert len(told.data["error"]) <= 200
    assert len(slack.requests) == 1


def test_headers_are_known_by_their_lower_case_names() -> None:
    with peer(lambda _n: http(b'{"ok": false}', "429 Too Many Requests", "Retry-After: 7")) as slack:
        assert to(slack.port).call("chat.postMessage", {}).headers["retry-after"] == "7"


def test_an_https_address_is_reached_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(lambda _n: http(b"", "407 Proxy Authentication Required")) as proxy:
        monkeypatch.setenv("https_proxy", f"http://anna:secret@127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        with pytest.raises(Unreached):
            Posting("xoxb-1", "https://slack.com/api/", timeout=5).call("chat.postMessage", {})
    assert proxy.requests[0].startswith(b"CONNECT slack.com:443 HTTP/1.")
    assert base64.b64encode(b"anna:secret") in proxy.requests[0]
    assert b"xoxb" not in proxy.requests[0]


def test_a_proxy_that_is_away_lets_nothing_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(Unreached):
        Posting("xoxb-1", "https://slack.com/api/", timeout=5).call("chat.postMessage", {})


def test_a_host_that_may_pass_the_proxy_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "slack.example")
    assert proxy_for("slack.com") == "http://127.0.0.1:9"
    assert proxy_for("slack.example") is None
