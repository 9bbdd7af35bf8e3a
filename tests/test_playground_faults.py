"""Misfortunes, several sockets, redelivery, and a burst: what the playground does to a bot on demand."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from bot.playground import scene
from bot.playground.faults import Kind
from bot.playground.pace import TIER_2, Pace
from bot.playground.refusals import Sorry
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience
from tests.playground_app import Json, playground_for_tests, small_app

LOST = (URLError, ConnectionError, TimeoutError)


@pytest.fixture
def playground() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


@pytest.fixture
def client(playground: Playground) -> WebClient:
    return WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[], timeout=1)


@contextmanager
def plug_in(playground: Playground, opener: WebClient) -> Iterator[ClientConnection]:
    """A bare socket of the app, past its hello."""
    address = opener.apps_connections_open(app_token=playground.app_token)["url"]
    with connect(address) as plug:
        assert json.loads(plug.recv(5))["type"] == "hello"
        yield plug


def next_envelope(plug: ClientConnection) -> Json:
    envelope: Json = json.loads(plug.recv(5))
    return envelope


def acknowledge(plug: ClientConnection, envelope: Json, payload: Json | None = None) -> None:
    plug.send(json.dumps({"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})))


def posted(playground: Playground) -> list[str]:
    with playground.workspace.lock:
        return [message.text for message in playground.workspace.channels[scene.QINGDAO].messages.values()]


# What happens to a post


@pytest.mark.parametrize(
    ("kind", "is_accepted"),
    [("reset_before_accept", False), ("reset_after_accept", True), ("slow", True), ("slow_before_accept", True)],
)
def test_an_answer_is_lost_whether_or_not_the_post_arrived(
    playground: Playground, client: WebClient, kind: Kind, is_accepted: bool
) -> None:
    playground.faults.arm(kind, seconds=0.6)
    client.timeout = 0.3  # type: ignore[assignment]
    with pytest.raises(LOST):
        client.chat_postMessage(channel=scene.QINGDAO, text="once")
    client.timeout = 10
    if is_accepted:
        playground.workspace.until(lambda: posted(playground) == ["once"])
    assert posted(playground) == (["once"] if is_accepted else [])
    client.chat_postMessage(channel=scene.QINGDAO, text="again")
    assert posted(playground)[-1] == "again"


def test_the_default_retry_doubles_a_post_whose_answer_was_lost(playground: Playground) -> None:
    careless = WebClient(token=playground.bot_token, base_url=playground.api_url)
    playground.faults.arm("reset_after_accept")
    careless.chat_postMessage(channel=scene.QINGDAO, text="doubled")
    assert posted(playground) == ["doubled", "doubled"]


def test_a_server_error_accepts_nothing(playground: Playground, client: WebClient) -> None:
    playground.faults.arm("server_error")
    with pytest.raises(SlackApiError) as failed:
        client.chat_postMessage(channel=scene.QINGDAO, text="x")
    assert failed.value.response.status_code == 500
    assert posted(playground) == []


def test_a_rate_limit_says_how_long_to_wait(playground: Playground, client: WebClient) -> None:
    playground.faults.arm("rate_limited", seconds=7)
    with pytest.raises(SlackApiError) as failed:
        client.chat_postMessage(channel=scene.QINGDAO, text="x")
    assert failed.value.response.status_code == 429
    assert failed.value.response["error"] == "ratelimited"
    assert failed.value.response.headers["Retry-After"] == "7"


def test_a_misfortune_strikes_as_often_as_it_was_armed_and_only_there(
    playground: Playground, client: WebClient
) -> None:
    playground.faults.arm("server_error", method="chat.update", times=2)
    ts = client.chat_postMessage(channel=scene.QINGDAO, text="x")["ts"]
    for _ in range(2):
        with pytest.raises(SlackApiError):
            client.chat_update(channel=scene.QINGDAO, ts=ts, text="y")
    client.chat_update(channel=scene.QINGDAO, ts=ts, text="y")
    assert playground.faults.struck == [("server_error", "chat.update")] * 2


def test_history_can_fail_and_lag(playground: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel=scene.QINGDAO, text="x")
    playground.faults.arm("history_fails")
    with pytest.raises(SlackApiError, match="internal_error"):
        client.conversations_history(channel=scene.QINGDAO)
    playground.faults.arm("history_lags", seconds=60)
    assert client.conversations_history(channel=scene.QINGDAO)["messages"] == []
    assert len(client.conversations_history(channel=scene.QINGDAO)["messages"]) == 1


# Rate limits


def test_posting_too_fast_in_one_channel_is_told_to_wait() -> None:
    with playground_for_tests(rate_limits=True) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])

        def post_many() -> None:
            for n in range(40):
                client.chat_postMessage(channel=scene.QINGDAO, text=str(n))

        with pytest.raises(SlackApiError, match="ratelimited") as failed:
            post_many()
        assert int(failed.value.response.headers["Retry-After"]) >= 1
        client.chat_postMessage(channel=scene.WUXI, text="another channel has its own pace")


def test_a_pace_refills_with_the_machines_clock_and_stretches() -> None:
    moments = iter([0.0] * 21 + [2.0, 3.0])
    pace = Pace(1, lambda: next(moments))
    assert [pace.wait_for(TIER_2, "m") for _ in range(20)] == [0] * 20
    assert pace.wait_for(TIER_2, "m") == 3
    assert pace.wait_for(TIER_2, "m") == 1
    assert pace.wait_for(TIER_2, "m") == 0
    assert Pace(0).wait_for(TIER_2, "m") == 0


# Sockets


def test_an_event_that_was_not_acked_comes_again_with_the_same_id() -> None:
    patience = Patience(ack=0.3, retries=(0.0, 0.0, 0.0))
    with playground_for_tests(patience=patience) as playground, small_app(playground) as app:
        app.refuses = 2
        ts = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="2 done")["ts"]
        came = app.heard.until(lambda body: body.get("event", {}).get("ts") == ts, count=3)
    assert len({body["event_id"] for body in came}) == 1
    assert [body["headers"].get("x-slack-retry-num") for body in came] == [None, ["1"], ["2"]]
    assert came[1]["headers"]["x-slack-retry-reason"] == ["timeout"]


def test_a_command_without_an_ack_times_out_for_the_person() -> None:
    hurry = Patience(ack=0.3)
    with (
        playground_for_tests(patience=hurry) as playground,
        small_app(playground),
        pytest.raises(Sorry, match="operation_timeout"),
    ):
        playground.act(scene.LIU, "command", channel=scene.QINGDAO, text="/silent")
    with playground_for_tests() as playground, pytest.raises(Sorry, match="dispatch_failed"):
        playground.act(scene.LIU, "command", channel=scene.QINGDAO, text="/echo")


@pytest.mark.parametrize("kind", ["redeliver_events", "lose_acks"])
def test_an_acked_event_may_come_twice_all_the_same(playground: Playground, kind: Kind) -> None:
    with small_app(playground) as app:
        playground.faults.arm(kind)
        ts = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="2 done")["ts"]
        came = app.heard.until(lambda body: body.get("event", {}).get("ts") == ts, count=2)
    assert came[0]["event_id"] == came[1]["event_id"]


def test_events_said_while_nobody_listened_arrive_by_the_retries() -> None:
    with playground_for_tests(patience=Patience(retries=(0.0, 0.3, 0.5, 1.0, 2.0, 4.0))) as playground:
        ts = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="2 done")["ts"]
        with small_app(playground) as app:
            assert app.heard.event("message", ts=ts)["headers"]["x-slack-retry-reason"] == ["connection_failed"]


def test_an_event_nobody_ever_took_is_lost(playground: Playground) -> None:
    playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="unheard")
    lost = playground.sockets.lost_events
    playground.workspace.until(lambda: lost, seconds=5)
    assert [body["event"]["text"] for body in lost] == ["unheard"]


def test_each_payload_goes_to_one_of_several_sockets(playground: Playground, client: WebClient) -> None:
    with plug_in(playground, client) as one, plug_in(playground, client) as other:
        for n in range(4):
            playground.act(scene.SUN, "say", channel=scene.QINGDAO, text=str(n))
        texts = []
        for plug in (one, other, one, other):
            envelope = next_envelope(plug)
            texts.append(envelope["payload"]["event"]["text"])
            acknowledge(plug, envelope)
    assert sorted(texts) == ["0", "1", "2", "3"]


def test_what_a_dying_socket_had_not_acked_goes_to_another(playground: Playground, client: WebClient) -> None:
    with plug_in(playground, client) as survivor:
        with plug_in(playground, client):
            for n in range(2):
                playground.act(scene.SUN, "say", channel=scene.QINGDAO, text=str(n))
            first = next_envelope(survivor)
            acknowledge(survivor, first)
        second = next_envelope(survivor)
        assert second["retry_attempt"] == 1
        assert second["retry_reason"] == "connection_failed"
        acknowledge(survivor, second)
    assert {first["payload"]["event"]["text"], second["payload"]["event"]["text"]} == {"0", "1"}


def test_an_envelope_for_a_command_takes_an_answer(playground: Playground, client: WebClient) -> None:
    with plug_in(playground, client) as plug, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(playground.act, scene.SUN, "command", channel=scene.QINGDAO, text="/echo x")
        envelope = next_envelope(plug)
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        acknowledge(plug, envelope, {"text": "heard", "response_type": "in_channel"})
        asked.result(5)
    assert posted(playground) == ["heard"]


def test_an_answer_that_cannot_be_shown_is_told_to_the_person(playground: Playground, client: WebClient) -> None:
    too_many = [{"type": "divider"}] * 51
    with plug_in(playground, client) as plug, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(playground.act, scene.SUN, "command", channel=scene.QINGDAO, text="/echo x")
        acknowledge(plug, next_envelope(plug), {"blocks": too_many})
        with pytest.raises(Sorry, match="no more than 50 items"):
            asked.result(5)


def test_a_socket_opens_once_per_address(playground: Playground, client: WebClient) -> None:
    address = client.apps_connections_open(app_token=playground.app_token)["url"]
    with connect(address), pytest.raises(Exception, match="403"), connect(address):
        pass


def test_an_eleventh_socket_is_sent_away(playground: Playground, client: WebClient) -> None:
    with ExitStack() as plugs:
        first_words = []
        for _ in range(11):
            address = client.apps_connections_open(app_token=playground.app_token)["url"]
            first_words.append(json.loads(plugs.enter_context(connect(address)).recv(5)))
    assert [word["type"] for word in first_words] == ["hello"] * 10 + ["disconnect"]
    assert first_words[-1]["reason"] == "too_many_websockets"


def test_a_farewell_is_said_before_the_socket_closes(playground: Playground, client: WebClient) -> None:
    with plug_in(playground, client) as plug:
        playground.say_goodbye("warning", close=False)
        assert next_envelope(plug)["reason"] == "warning"
        playground.say_goodbye("refresh_requested")
        assert next_envelope(plug)["reason"] == "refresh_requested"
        with pytest.raises(ConnectionClosed):
            plug.recv(5)


def test_bolt_comes_back_after_its_socket_was_cut() -> None:
    # The library may open two sockets and drop one: what went to that one comes again.
    patience = Patience(ack=0.3, retries=(0.0, 0.1, 0.2, 0.5, 1.0, 2.0))
    with playground_for_tests(patience=patience) as playground, small_app(playground) as app:
        before = playground.sockets.opened
        playground.faults.arm("drop_socket")
        playground.workspace.until(lambda: playground.sockets.opened > before and playground.workspace.bot_sockets == 1)
        ts = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="still there?")["ts"]
        app.heard.event("message", ts=ts)


def test_a_frozen_socket_answers_no_ping(playground: Playground, client: WebClient) -> None:
    with plug_in(playground, client) as plug:
        assert plug.ping().wait(5)
        playground.faults.arm("freeze_socket", seconds=0.4)
        # The freezing is done in the server's loop; what was asked of that loop afterwards finds it done.
        playground.act(scene.SUN, "read", channel=scene.QINGDAO, ts="0")
        deaf = plug.ping()
        assert not deaf.wait(0.1)
        assert deaf.wait(5)


# A burst


def test_two_thousand_commands_at_once_are_all_answered() -> None:
    patience = Patience(ack=30.0)
    with (
        playground_for_tests(patience=patience) as playground,
        small_app(playground) as app,
        ThreadPoolExecutor(200) as people,
    ):

        def ask(n: int) -> Any:
            return playground.act(scene.LIU, "command", channel=scene.QINGDAO, text=f"/echo {n}")

        answered = list(people.map(ask, range(2_000)))
        playground.act(scene.LIU, "command", channel=scene.QINGDAO, text="/later 1")
        late = app.heard.until(lambda body: body.get("command") == "/later")[0]
        assert WebhookClient(late["response_url"]).send(text="later").status_code == 200
    assert len({one["ts"] for one in answered}) == 2_000
    shown = [message.text for message in playground.workspace.channels[scene.QINGDAO].whispers.values()]
    assert sorted(shown) == sorted([*map(str, range(2_000)), "later"])
