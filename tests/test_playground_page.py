"""The playground's page API: the workspace as a person sees it, the stream of changes, the deeds, and who is let in."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from bot.playground import scene
from bot.playground.records import BOT_USER
from bot.playground.server import Playground
from tests.playground_app import BUTTON, FORM, Json, SmallApp, playground_for_tests, small_app


class Browser:
    """What a page does with the server: it reads its token from the index, then fetches, posts and listens."""

    def __init__(self, page_url: str) -> None:
        self.page_url = page_url
        index = self.fetch("").decode()
        self.token = re.findall(r'name="playground-token" content="([^"]+)"', index)[0]

    def fetch(self, path: str, **headers: str) -> bytes:
        with urlopen(
            Request(self.page_url + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        ) as answer:
            content: bytes = answer.read()
            return content

    def json(self, path: str) -> Json:
        answer: Json = json.loads(self.fetch(path, X_Playground_Token=self.token))
        return answer

    def state(self, user: str) -> Json:
        return self.json(f"page/state?user={user}")

    def post(self, deed: str, content: bytes, kind: str = "application/json") -> Json:
        headers = {"X-Playground-Token": self.token, "Content-Type": kind, "Origin": self.page_url.rstrip("/")}
        with urlopen(Request(f"{self.page_url}page/{deed}", content, headers)) as answer:
            told: Json = json.loads(answer.read())
            return told

    def act(self, user: str, deed: str, **asked: object) -> Json:
        return self.post(deed, json.dumps({"user": user, **asked}).encode())

    @contextmanager
    def stream(self, user: str, seq: int) -> Iterator[ClientConnection]:
        address = self.page_url.replace("http", "ws")
        with connect(
            f"{address}page/stream?user={user}&token={self.token}&seq={seq}", origin=Origin(self.page_url.rstrip("/"))
        ) as plug:
            yield plug


def heard(plug: ClientConnection, kind: str, **wanted: object) -> Json:
    """The next push of this kind that holds what is wanted."""
    while True:
        push: Json = json.loads(plug.recv(5))
        if push["type"] == kind and all(push.get(name) == value for name, value in wanted.items()):
            return push


def channel_of(state: Json, channel: str) -> Json:
    return next(one for one in state["channels"] if one["id"] == channel)


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


@pytest.fixture
def fresh() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playground: Playground) -> Browser:
    return Browser(playground.page_url)


@pytest.fixture(scope="module")
def client(playground: Playground) -> WebClient:
    return client_of(playground)


@pytest.fixture(scope="module")
def app(playground: Playground) -> Iterator[SmallApp]:
    with small_app(playground) as connected:
        yield connected


def client_of(playground: Playground) -> WebClient:
    return WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])


# Who is let in


@pytest.mark.parametrize(
    "headers",
    [{}, {"X_Playground_Token": "guessed"}, {"Host": "evil.example"}, {"Origin": "https://evil.example"}],
    ids=["no token", "wrong token", "another host", "another origin"],
)
def test_only_the_pages_own_browser_is_let_in(browser: Browser, headers: dict[str, str]) -> None:
    known = {"X_Playground_Token": browser.token} if "Host" in headers or "Origin" in headers else {}
    with pytest.raises(HTTPError) as refused:
        browser.fetch(f"page/state?user={scene.TONG}", **known, **headers)
    assert refused.value.code == 403


def test_a_stream_wants_the_token_and_the_origin(playground: Playground, browser: Browser) -> None:
    address = f"{playground.page_url.replace('http', 'ws')}page/stream?user={scene.TONG}&seq=0"
    with pytest.raises(InvalidStatus), connect(address):
        pass
    with (
        pytest.raises(InvalidStatus),
        connect(f"{address}&token={browser.token}", origin=Origin("https://evil.example")),
    ):
        pass


def test_the_pages_files_are_served_and_no_others(browser: Browser) -> None:
    assert b"<svg" in browser.fetch("page/static/icon.svg")
    for name in ("index.html", "..%2Fserver.py", "nothing.js"):
        with pytest.raises(HTTPError) as refused:
            browser.fetch(f"page/static/{name}")
        assert refused.value.code == 404


def test_an_uploaded_page_is_never_run_here(playground: Playground, browser: Browser) -> None:
    playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "evil.html", b"<script>alert(1)</script>")
    message = browser.state(scene.HELEN)["messages"][scene.OFFICE_CHANNEL][-1]
    with urlopen(playground.origin + message["files"][0]["url"]) as answer:
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"


# What a person sees


def test_the_state_holds_people_channels_commands_and_the_clock(fresh: Playground) -> None:
    state = Browser(fresh.page_url).state(scene.LIU)
    assert state["me"] == scene.LIU
    assert len([one for one in state["users"] if not one["is_bot"]]) >= 12
    assert {one["group"] for one in state["users"]} == {"Leaders", "Office", "Unit heads", "Others"}
    assert {one["locale"] for one in state["users"]} == {"en-US", "zh-CN"}
    assert "/echo" in [one["command"] for one in state["commands"]]
    assert state["shortcuts"] == [{"type": "message", "callback_id": "record", "name": "Record"}]
    assert state["clock"]["now"].startswith("2024-04-25T08:00")
    assert state["clock"]["next_reminder"] is None
    assert state["bot"] == {"connected": False, "user": BOT_USER, "name": "Follow-ups"}


def test_guests_and_strangers_see_only_their_own_channels(browser: Browser) -> None:
    assert [one["id"] for one in browser.state(scene.INTERN)["channels"]] == [scene.QINGDAO]
    assert [one["id"] for one in browser.state(scene.STRANGER)["channels"]] == [scene.RESEARCH]
    assert channel_of(browser.state(scene.MARK), scene.WUXI)["is_member"] is False


def test_a_whisper_is_seen_by_its_reader_alone(browser: Browser, client: WebClient) -> None:
    client.chat_postEphemeral(channel=scene.QINGDAO, user=scene.SUN, text="only you")
    assert [one["text"] for one in browser.state(scene.SUN)["messages"][scene.QINGDAO] if one["is_ephemeral"]] == [
        "only you"
    ]
    assert not [one for one in browser.state(scene.XU)["messages"][scene.QINGDAO] if one["is_ephemeral"]]


def test_unread_marks_count_and_go(browser: Browser, client: WebClient) -> None:
    client.chat_postMessage(channel=scene.CHUZHOU, text=f"<@{scene.CHEN}> please")
    ts = client.chat_postMessage(channel=scene.CHUZHOU, text="and all")["ts"]
    seen = channel_of(browser.state(scene.CHEN), scene.CHUZHOU)
    assert (seen["unread"], seen["mentions"]) == (2, 1)
    browser.act(scene.CHEN, "read", channel=scene.CHUZHOU, ts=ts)
    assert channel_of(browser.state(scene.CHEN), scene.CHUZHOU)["unread"] == 0
    assert channel_of(browser.state(scene.DENG), scene.CHUZHOU)["unread"] == 2


def test_words_come_in_the_language_asked_for(browser: Browser) -> None:
    english = browser.json("page/words?language=en")["words"]
    assert all(label == word for label, word in english.items())
    assert browser.json("page/words?language=zh-CN")["words"].keys() == english.keys()


# The stream


def test_the_stream_tells_of_messages_changes_and_deletions(browser: Browser, client: WebClient) -> None:
    seq = browser.state(scene.HAN)["seq"]
    with browser.stream(scene.HAN, seq) as plug:
        ts = client.chat_postMessage(channel=scene.TIANJIN, text="one")["ts"]
        assert heard(plug, "message")["message"]["text"] == "one"
        assert heard(plug, "channel")["channel"]["unread"] == 1
        client.chat_update(channel=scene.TIANJIN, ts=ts, text="two")
        assert heard(plug, "message")["message"]["edited"]
        browser.act(scene.LIU, "react", channel=scene.TIANJIN, ts=ts, name="eyes", on=True)
        assert heard(plug, "message")["message"]["reactions"] == [{"name": "eyes", "users": [scene.LIU], "count": 1}]
        client.chat_delete(channel=scene.TIANJIN, ts=ts)
        assert heard(plug, "message_deleted")["ts"] == ts


def test_a_page_that_was_away_catches_up_or_begins_anew(browser: Browser, client: WebClient) -> None:
    seq = browser.state(scene.XU)["seq"]
    client.chat_postMessage(channel=scene.QINGDAO, text="missed")
    with browser.stream(scene.XU, seq) as plug:
        assert heard(plug, "message")["message"]["text"] == "missed"
    with browser.stream(scene.XU, 10_000_000) as plug:
        heard(plug, "reset")


def test_the_stream_tells_of_the_bot_the_faults_and_the_clock(fresh: Playground) -> None:
    browser = Browser(fresh.page_url)
    with browser.stream(scene.HELEN, browser.state(scene.HELEN)["seq"]) as plug:
        with small_app(fresh):
            assert heard(plug, "bot")["bot"]["connected"]
            browser.act(scene.HELEN, "fault", name="server_error", on=True)
            switches = {one["name"]: one["on"] for one in heard(plug, "faults")["faults"]}
            assert switches["server_error"]
            browser.act(scene.HELEN, "clock", to="next_day")
            assert heard(plug, "clock")["clock"]["now"].startswith("2024-04-26T08:00")
        assert not heard(plug, "bot")["bot"]["connected"]


def test_the_stream_keeps_other_peoples_windows_to_them(
    playground: Playground, browser: Browser, app: SmallApp
) -> None:
    seq = playground.workspace.seq
    browser.act(scene.MARK, "command", channel=scene.RESEARCH, text="/form x")
    with browser.stream(scene.MARK, seq) as mine, browser.stream(scene.GUO, seq) as other:
        (view,) = heard(mine, "views")["views"]
        assert view["title"] == FORM["title"]
        browser.act(scene.GUO, "say", channel=scene.RESEARCH, text="hello")
        while (push := json.loads(other.recv(5)))["type"] != "message":
            assert push["type"] != "views"


# Deeds


def test_what_cannot_be_is_told_in_the_persons_language(browser: Browser) -> None:
    answer = browser.act(scene.HELEN, "say", channel=scene.GENERAL, text=" ")
    assert answer == {"ok": False, "error": "There is nothing to say yet."}
    wrong: list[tuple[str, Json]] = [
        ("say", {"channel": scene.WUXI, "text": "x"}),
        ("edit", {"channel": scene.QINGDAO, "ts": "1.0", "text": "x"}),
        ("create_channel", {"name": "general"}),
        ("create_channel", {"name": "Two Words"}),
        ("archive", {"channel": scene.GENERAL}),
        ("clock", {"to": "next_reminder"}),
        ("clock", {"to": "2020-01-01T00:00:00"}),
        ("clock", {"to": "someday"}),
        ("command", {"channel": scene.GENERAL, "text": "/nothing"}),
        ("press", {"view_id": "V1", "block_id": "b", "action_id": "a", "element": {}}),
        ("say", {}),
        ("juggle", {}),
    ]
    for deed, asked in wrong:
        answer = browser.act(scene.MARK, deed, **asked)
        assert answer["ok"] is False, deed
        assert answer["error"], deed


def test_a_press_on_a_modal_and_on_home_carries_what_is_chosen_there(
    playground: Playground, browser: Browser, app: SmallApp
) -> None:
    browser.act(scene.MARK, "command", channel=scene.RESEARCH, text="/form x")
    view = playground.workspace.until(lambda: playground.workspace.stacks.get(scene.MARK) or [])[0]
    app.client.views_update(view_id=view, view=FORM | {"blocks": [*FORM["blocks"], BUTTON]})
    values = {"reason": {"words": {"type": "plain_text_input", "value": "half"}}}
    asked = {"block_id": "line", "action_id": "done", "element": {}}
    assert browser.act(scene.MARK, "press", view_id=view, values=values, **asked)["ok"]
    body = app.heard.until(lambda one: one.get("type") == "block_actions")[0]
    assert body["container"] == {"type": "view", "view_id": view}
    assert body["view"]["state"]["values"]["reason"]["words"]["value"] == "half"
    app.client.views_publish(user_id=scene.MARK, view={"type": "home", "blocks": [BUTTON]})
    assert browser.act(scene.MARK, "press", view_id=browser.state(scene.MARK)["home"]["id"], **asked)["ok"]
    assert app.heard.until(lambda one: one.get("type") == "block_actions", 2)[1]["view"]["type"] == "home"


def test_an_upload_reaches_the_channel(browser: Browser) -> None:
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="user"\r\n\r\n' + scene.HELEN.encode(),
        b'--edge\r\nContent-Disposition: form-data; name="channel"\r\n\r\n' + scene.OFFICE_CHANNEL.encode(),
        '--edge\r\nContent-Disposition: form-data; name="file"; filename="纪要.md"\r\n'.encode()
        + b"Content-Type: text/markdown\r\n\r\n\x00\r\n--\r\n",
        b"--edge--\r\n",
    ]
    answer = browser.post("upload", b"\r\n".join(parts), "multipart/form-data; boundary=edge")
    assert answer["ok"]
    (shared,) = browser.state(scene.HELEN)["messages"][scene.OFFICE_CHANNEL][-1]["files"]
    assert shared["name"] == "纪要.md"
    assert browser.fetch(shared["url"].lstrip("/")) == b"\x00\r\n--\r\n"


# The clock


def test_a_skip_to_the_next_reminder_lets_the_app_speak(fresh: Playground) -> None:
    browser, client = Browser(fresh.page_url), client_of(fresh)
    due = scene.START + timedelta(days=3, hours=1)
    spoken: list[datetime] = []

    def tick() -> None:
        if fresh.clock.now() >= due and not spoken:
            spoken.append(fresh.clock.now())
            client.chat_postMessage(channel=scene.QINGDAO, text="A reminder")

    fresh.attach(lambda: None if spoken else due, tick)
    assert browser.state(scene.SUN)["clock"]["next_reminder"] == due.isoformat()
    assert browser.act(scene.SUN, "clock", to="next_reminder")["ok"]
    (message,) = browser.state(scene.SUN)["messages"][scene.QINGDAO]
    assert due <= datetime.fromtimestamp(float(message["ts"]), scene.SHANGHAI) < due + timedelta(minutes=1)
    assert browser.act(scene.SUN, "clock", to="next_reminder") == {"ok": False, "error": "No reminder is planned."}


def test_an_app_that_fails_leaves_the_page_standing(fresh: Playground) -> None:
    def fail() -> None:
        raise RuntimeError("the app's own mistake")

    def cannot_say() -> datetime | None:
        raise RuntimeError("neither this")

    fresh.attach(cannot_say, fail)
    browser = Browser(fresh.page_url)
    assert browser.state(scene.SUN)["clock"]["next_reminder"] is None
    assert "the app's own mistake" in browser.act(scene.SUN, "clock", to="next_day")["error"]
    assert browser.state(scene.SUN)["clock"]["now"].startswith("2024-04-26T08:00")


def test_timestamps_always_grow(playground: Playground) -> None:
    marks = [playground.clock.next_ts() for _ in range(5_000)]
    assert all(float(one) < float(other) for one, other in itertools.pairwise(marks))
    assert len(set(marks)) == len(marks)


# Alone, in a process of its own


def test_it_is_served_alone_and_ends_when_asked_to() -> None:
    command = [
        sys.executable,
        "-m",
        "bot.playground",
        "--bot-token",
        "xoxb-alone",
        "--retries",
        "0,1",
        "--rate-limits",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as alone:
        assert alone.stdout is not None
        doors: dict[str, Any] = json.loads(alone.stdout.readline())
        client = WebClient(token="xoxb-alone", base_url=doors["api_url"], retry_handlers=[])
        client.chat_postMessage(channel=scene.QINGDAO, text="hello")
        browser = Browser(doors["page_url"])
        assert browser.token == doors["page_token"]
        assert browser.act(scene.SUN, "fault", name="server_error", times=1)["ok"]
        assert [one["text"] for one in browser.state(scene.SUN)["messages"][scene.QINGDAO]] == ["hello"]
        alone.terminate()
        assert alone.wait(10) == 0
