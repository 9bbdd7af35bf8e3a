"""HTTP mode: the same bot, reached by signed requests instead of a socket; who is not Slack is turned away."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.http_mode import LARGEST_BODY, HttpReceiver
from bot.manifest import by_http, manifest, renamed
from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.playground.request_url import RequestUrl
from bot.settings import settings_from
from storage import activity, items, units
from tests.stage import (
    UNHURRIED,
    newest_reminder,
    reply,
    said_by_bot,
    settle,
    until_confirmed,
    until_marked,
    until_shown,
)
from tests.stage_forms import press
from tests.stage_import import HELEN, open_import, paste, submit

SECRET: Final = "0123456789abcdef0123456789abcdef"
FORM: Final = "application/x-www-form-urlencoded"
QD: Final = scene.QINGDAO


@pytest.fixture(scope="module")
def web_game() -> Iterator[Game]:
    """The sample quarter, with the bot in HTTP mode."""
    with playing(settings_from({"PLAYGROUND_PORT": "0"}), patience=UNHURRIED, by_http=True) as running:
        yield running


def history(game: Game, number: int) -> list[str]:
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        item = items.item_numbered(session, unit.id or 0, number)
        assert item is not None
        return [line.verb for line in activity.history(session, item)]


def test_a_command_is_answered_in_the_response(web_game: Game) -> None:
    ts = web_game.playground.act(scene.HELEN, "command", channel=scene.GENERAL, text="/directives 童")["ts"]
    whispers = web_game.playground.workspace.channels[scene.GENERAL].whispers
    assert "Tong Laiming" in whispers[ts].text
    assert not web_game.playground.sockets.opened


def test_a_reply_closes_its_item_and_undo_opens_it_again(web_game: Game) -> None:
    ts = reply(web_game, scene.SUN, QD, "2 done")
    until_marked(web_game, QD, ts, "white_check_mark")
    line = until_confirmed(web_game, QD, "QD-2 done", after=ts)
    until_shown(web_game, QD, "1 done")
    press(web_game, scene.SUN, line, "undo", "")
    until_marked(web_game, QD, ts, "white_check_mark", on=False)
    assert history(web_game, 2) == ["assigned", "done", "undo"]


def test_an_event_that_comes_again_changes_nothing_twice(web_game: Game) -> None:
    web_game.playground.faults.arm("redeliver_events", times=None)
    ts = reply(web_game, scene.SUN, QD, "3 done")
    until_marked(web_game, QD, ts, "white_check_mark")
    settle(web_game)
    web_game.playground.faults.disarm()
    assert history(web_game, 3) == ["assigned", "done"]
    top = newest_reminder(web_game, QD)
    assert sum("QD-3 done" in line.text for line in said_by_bot(web_game, QD, thread_ts=top.ts)) == 1


def test_a_form_is_corrected_and_taken(web_game: Game) -> None:
    form = open_import(web_game)
    assert not submit(web_game, HELEN, form, paste_0={"value": "   "})
    minutes = "Heat review, 2024-04-18\n\nMr. Zhou Ming made two requirements: first, check every boiler; second, report by letter."
    preview = paste(web_game, minutes)
    assert "check every boiler" in json.dumps(preview.body["blocks"])


def test_two_hundred_commands_at_once_are_all_answered(web_game: Game) -> None:
    def ask(_: int) -> bool:
        told = web_game.playground.act(scene.HELEN, "command", channel=scene.RESEARCH, text="/directives overdue")
        return bool(told["ts"])

    with ThreadPoolExecutor(40) as people:
        assert all(people.map(ask, range(200)))


@dataclass
class Door:
    """A small app behind a door of its own, and the ways to knock."""

    receiver: HttpReceiver
    slack: RequestUrl
    began: threading.Event
    may_end: threading.Event
    is_sound: threading.Event

    def get(self, path: str) -> tuple[int, bytes]:
        return self.send("GET", path, b"", {})

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(self.receiver.url).port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def post(self, body: bytes, headers: dict[str, str], content_type: str = FORM) -> tuple[int, bytes]:
        return self.send("POST", urlsplit(self.receiver.url).path, body, {"Content-Type": content_type} | headers)

    def post_signed(self, body: bytes, content_type: str = FORM) -> tuple[int, bytes]:
        return self.post(body, self.slack.signed(body), content_type)


def command(name: str, text: str = "") -> bytes:
    return urlencode({"command": name, "text": text, "team_id": "T1", "user_id": "U1"}).encode()


@pytest.fixture
def door() -> Iterator[Door]:
    began, may_end, is_sound = threading.Event(), threading.Event(), threading.Event()
    is_sound.set()
    app = App(
        client=WebClient(token="xoxb-1"),
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_user_id="U0", bot_id="B0", bot_token="xoxb-1"
        ),
        process_before_response=True,
        request_verification_enabled=False,
    )
    receiver = HttpReceiver(app, SECRET, "127.0.0.1", 0, is_sound.is_set)

    @app.command("/echo")
    def _echo(ack: Ack, command: dict[str, str]) -> None:
        ack(command["text"])

    @app.command("/slow")
    def _slow(ack: Ack) -> None:
        began.set()
        may_end.wait(30)
        ack("at last")

    receiver.open()
    slack = RequestUrl(receiver.url, SECRET, 30.0)
    yield Door(receiver, slack, began, may_end, is_sound)
    may_end.set()
    receiver.close()
    slack.close()


def test_a_signed_command_is_answered_letter_for_letter(door: Door) -> None:
    assert door.post_signed(command("/echo", "力神 & “more” 🙂")) == (200, "力神 & “more” 🙂".encode())


def test_slacks_question_for_the_address_is_answered_with_its_challenge(door: Door) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "3eZb", "token": "x"}).encode()
    status, answer = door.post_signed(asked, "application/json")
    assert (status, json.loads(answer)) == (200, {"challenge": "3eZb"})


@pytest.mark.parametrize("seconds", [-301.0, 301.0, -86_400.0, 86_400.0 * 365])
def test_what_was_signed_long_ago_or_in_the_future_is_turned_away(door: Door, seconds: float) -> None:
    body = command("/echo", "late")
    assert door.post(body, door.slack.signed(body, time.time() + seconds))[0] == 401


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=" + "é" * 64},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "-1"},
        {"X-Slack-Request-Timestamp": "1e9"},
        {"X-Slack-Request-Timestamp": "9" * 400},
    ],
)
def test_who_is_not_slack_is_turned_away(door: Door, forged: dict[str, str]) -> None:
    body = command("/echo", "let me in")
    headers = door.slack.signed(body) | forged if forged else {}
    status, answer = door.post(body, {name: word.encode().decode("latin-1") for name, word in headers.items()})
    assert status == 401
    assert b"let me in" not in answer


def test_one_changed_letter_breaks_the_signature(door: Door) -> None:
    signed = door.slack.signed(command("/echo", "pay 100"))
    assert door.post(command("/echo", "pay 900"), signed)[0] == 401


def test_another_secret_opens_nothing(door: Door) -> None:
    stranger = RequestUrl(door.receiver.url, SECRET[::-1], 30.0)
    body = command("/echo", "hello")
    assert door.post(body, stranger.signed(body))[0] == 401
    stranger.close()


def test_what_is_no_text_is_turned_away(door: Door) -> None:
    # Nobody can sign such bytes by Slack's rule, which is about text.
    assert door.post(b"\xff\xfe", door.slack.signed(b"x"))[0] == 401


def test_more_than_slack_ever_sends_is_not_taken_in(door: Door) -> None:
    assert door.post_signed(b"x" * (LARGEST_BODY + 1))[0] == 413


def test_elsewhere_there_is_nothing(door: Door) -> None:
    assert door.get("/")[0] == 404
    assert door.send("DELETE", "/slack/events", b"", {})[0] == 405


def test_slacks_look_at_the_certificate_is_answered(door: Door) -> None:
    assert door.get("/slack/events?ssl_check=1")[0] == 200


def test_health_is_told_and_trouble_too(door: Door) -> None:
    assert door.get("/healthz") == (200, b"ok")
    door.is_sound.clear()
    assert door.get("/healthz")[0] == 503


def test_a_slow_answer_keeps_nobody_waiting(door: Door) -> None:
    with ThreadPoolExecutor(1) as patient:
        waiting = patient.submit(door.post_signed, command("/slow"))
        assert door.began.wait(30)
        assert door.post_signed(command("/echo", "quick")) == (200, b"quick")
        assert not waiting.done()
        door.may_end.set()
        assert waiting.result(30) == (200, b"at last")


def test_what_was_begun_is_ended_before_the_door_closes(door: Door) -> None:
    with ThreadPoolExecutor(2) as people:
        waiting = people.submit(door.post_signed, command("/slow"))
        assert door.began.wait(30)
        closing = people.submit(door.receiver.close)
        time.sleep(0.2)
        assert not closing.done()
        door.may_end.set()
        assert waiting.result(30) == (200, b"at last")
        closing.result(30)
    with pytest.raises(OSError, match="refused"):
        door.get("/healthz")


def test_a_port_that_is_taken_is_an_error(door: Door) -> None:
    app = App(client=WebClient(token="xoxb-1"), token_verification_enabled=False, request_verification_enabled=False)
    second = HttpReceiver(app, SECRET, "127.0.0.1", urlsplit(door.receiver.url).port or 0, lambda: True)
    with pytest.raises(OSError, match="in use"):
        second.open()
    second.close()


def test_the_manifest_for_http_mode_sends_everything_to_one_address() -> None:
    told = by_http(renamed(manifest(), {"/targets": "/goals"}), "https://followups.example.com/")
    url = "https://followups.example.com/slack/events"
    assert [(each["command"], each["url"]) for each in told["features"]["slash_commands"]] == [
        ("/directives", url),
        ("/followups", url),
        ("/goals", url),
    ]
    settings = told["settings"]
    assert {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]} == {url}
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["bot_events"] == manifest()["settings"]["event_subscriptions"]["bot_events"]
