"""Files shared with us come from Slack and from nowhere else, within limits, and every refusal says what to do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.courier import reading_client
from bot.files import LARGEST, SharedFiles, name_of
from bot.playground import scene
from bot.playground.server import Playground
from storage.minutes.files import UnreadableFile
from tests.playground_app import MANIFEST, playground_for_tests


@pytest.fixture
def playground() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


def shared_files(playground: Playground) -> SharedFiles:
    client = reading_client(playground.bot_token, playground.api_url)
    return SharedFiles(client, playground.bot_token, playground.api_url)


def refused(files: SharedFiles, file: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        files.read(file)
    return caught.value.message.format(**caught.value.values)


class ToldOf:
    """A Slack that says of every file what the test wants."""

    def __init__(self, **told: Any) -> None:
        self.told = {"id": "F1", "name": "minutes.md", "mode": "hosted", "size": 9} | told

    def files_info(self, *, file: str) -> dict[str, Any]:
        return {"file": self.told | {"id": file}}


def files_of(told: ToldOf, api_url: str = "https://slack.com/api/") -> SharedFiles:
    return SharedFiles(told, "xoxb-secret", api_url)  # type: ignore[arg-type]


@contextmanager
def stranger(status: int, headers: dict[str, str], body: bytes = b"") -> Iterator[tuple[str, list[str]]]:
    """A web server of somebody's, and the tokens it was shown."""
    shown: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", shown
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_file_shared_in_our_channel_is_read(playground: Playground) -> None:
    file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "纪要.md", "童来明强调：一是要稳。".encode())["file"]
    text = shared_files(playground).read(file)
    assert (text.name, text.text) == ("纪要.md", "童来明强调：一是要稳。")


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\minutes\\x.txt", "/x.md"])
def test_a_name_is_never_a_path(playground: Playground, name: str) -> None:
    file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, name, b"Tong stressed")["file"]
    text = shared_files(playground).read(file)
    assert "/" not in text.name
    assert "\\" not in text.name


def test_a_file_shared_where_we_are_not_says_how_to_send_it(playground: Playground) -> None:
    channel = playground.act(scene.HELEN, "create_channel", name="elsewhere")["channel"]
    file = playground.share(scene.HELEN, channel, "minutes.md", b"# Minutes")["file"]
    assert "direct message" in refused(shared_files(playground), file)
    assert "direct message" in refused(shared_files(playground), "F0NOSUCHFILE")


def test_without_the_scope_the_operator_is_told_what_to_do() -> None:
    without = MANIFEST | {"oauth_config": {"scopes": {"bot": ["chat:write", "im:write"]}}}
    with playground_for_tests(manifest=without) as playground:
        file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "minutes.md", b"# Minutes")["file"]
        assert "files:read" in refused(shared_files(playground), file)


def test_a_file_that_is_too_large_is_not_downloaded(playground: Playground) -> None:
    file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "film.txt", b"x" * (LARGEST + 1))["file"]
    assert "11 MB, and files up to 10 MB" in refused(shared_files(playground), file)


def test_a_file_larger_than_it_says_is_stopped_on_the_way() -> None:
    with stranger(200, {}, b"x" * (LARGEST + 2)) as (origin, _):
        told = ToldOf(size=9, url_private_download=f"{origin}/files-pri/x")
        assert "up to 10 MB" in refused(files_of(told, f"{origin}/api/"), "F1")


def test_a_download_that_ends_early_is_tried_again_later() -> None:
    with stranger(200, {"Content-Length": "100"}, b"Tong") as (origin, _):
        told = ToldOf(url_private_download=f"{origin}/files-pri/x")
        with pytest.raises(Exception, match="4 of 100 bytes") as caught:
            files_of(told, f"{origin}/api/").read("F1")
        assert not isinstance(caught.value, UnreadableFile)


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/x",
        "https://files.slack.com.evil.example/x",
        "https://evil.example/files.slack.com",
        "https://files.slack.com@evil.example/x",
        "https://files.slack.com:8443/x",
        "file:///etc/passwd",
        "http://127.0.0.1:1/x",
        "",
    ],
)
def test_the_token_goes_to_slack_and_nowhere_else(address: str) -> None:
    assert "not kept at Slack" in refused(files_of(ToldOf(url_private_download=address)), "F1")


def test_no_redirect_is_followed_so_the_token_reaches_nobody_else() -> None:
    with (
        stranger(200, {}, b"stolen") as (elsewhere, stolen),
        stranger(302, {"Location": f"{elsewhere}/x"}) as (origin, shown),
    ):
        told = ToldOf(url_private_download=f"{origin}/files-pri/x")
        assert "files:read" in refused(files_of(told, f"{origin}/api/"), "F1")
    assert shown == ["Bearer xoxb-secret"]
    assert stolen == []


def test_a_sign_in_page_is_not_taken_for_minutes() -> None:
    with stranger(200, {"Content-Type": "text/html; charset=utf-8"}, b"<!DOCTYPE html><html>Sign in") as (origin, _):
        told = ToldOf(url_private_download=f"{origin}/files-pri/x")
        assert "files:read" in refused(files_of(told, f"{origin}/api/"), "F1")


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"mode": "external", "is_external": True, "external_type": "gdrive"}, "kept elsewhere"),
        ({"mode": "tombstone"}, "deleted"),
        ({"mode": "quip", "filetype": "quip", "name": "Canvas"}, "written in Slack"),
        ({"mode": "space", "filetype": "space", "name": "Post"}, "written in Slack"),
    ],
)
def test_what_is_no_uploaded_file_is_refused_in_words(told: dict[str, Any], word: str) -> None:
    assert word in refused(files_of(ToldOf(**told)), "F1")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("picture.png", b"\x89PNG\r\n", "cannot be read"),
        ("empty.txt", b"  \n", "is empty"),
        ("minutes.docx", b"no zip at all", "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(playground: Playground, name: str, content: bytes, word: str) -> None:
    file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, name, content)["file"]
    assert word in refused(shared_files(playground), file)


def test_when_slack_is_out_of_order_the_file_is_not_refused(playground: Playground) -> None:
    file = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "minutes.md", b"# Minutes")["file"]
    playground.faults.arm("server_error", "files.info", times=None)
    with pytest.raises((SlackApiError, OSError)):
        shared_files(playground).read(file)


def test_a_name_without_an_ending_gets_that_of_its_kind() -> None:
    assert name_of({"name": "Minutes", "filetype": "pdf"}) == "Minutes.pdf"
    assert name_of({"name": "Minutes", "filetype": "text"}) == "Minutes"
    assert name_of({"name": "minutes.md", "filetype": "markdown"}) == "minutes.md"
    assert name_of({"title": "  two \n lines "}) == "two lines"
    # Slack's own word on a name is not trusted either.
    assert name_of({"name": "../../etc/pass\x1bwd.md"}) == "passwd.md"
    assert name_of({"name": "C:\\minutes\\day.docx"}) == "day.docx"
