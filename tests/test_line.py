"""The line to Slack is watched: a silent socket is replaced, a refresh leaves nobody deaf, a crowd is answered."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.line import Line
from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience
from bot.settings import settings_from

UNHURRIED = replace(Patience(), ack=60.0)


@pytest.fixture
def playground() -> Iterator[Playground]:
    commands = [{"command": "/echo", "description": "Say it again", "usage_hint": ""}]
    with Playground(
        scene.sample_scene(), manifest={"features": {"slash_commands": commands}}, patience=UNHURRIED
    ) as playground:
        yield playground


def line_to(playground: Playground, lost: Callable[[str], None], *, silent_seconds: float) -> Line:
    client = WebClient(token=playground.bot_token, base_url=playground.api_url)
    app = App(
        client=client,
        process_before_response=True,
        token_verification_enabled=False,
        request_verification_enabled=False,
    )

    @app.command("/echo")
    def _echo(ack: Ack, command: dict[str, str]) -> None:
        ack(command["text"])

    return Line(app, playground.app_token, client, lost, silent_seconds=silent_seconds, ping_seconds=0.2)


def test_a_socket_without_a_pong_is_replaced(playground: Playground) -> None:
    lost: list[str] = []
    line = line_to(playground, lost.append, silent_seconds=1.0)
    line.open()
    try:
        before = playground.sockets.opened
        playground.faults.arm("freeze_socket", seconds=60.0)
        playground.workspace.until(lambda: playground.sockets.opened > before, 60.0)
        assert playground.act(scene.HELEN, "command", channel=scene.QINGDAO, text="/echo hello")
        assert lost == []
    finally:
        line.close()


def test_after_slacks_refresh_commands_are_answered_again(playground: Playground) -> None:
    lost: list[str] = []
    line = line_to(playground, lost.append, silent_seconds=15.0)
    line.open()
    try:
        before = playground.sockets.opened
        playground.say_goodbye("refresh_requested")
        playground.workspace.until(lambda: playground.sockets.opened > before, 60.0)
        assert playground.act(scene.HELEN, "command", channel=scene.QINGDAO, text="/echo hello")
        assert lost == []
    finally:
        line.close()


def test_a_link_that_was_switched_off_is_given_up_with_its_reason(playground: Playground) -> None:
    lost: SimpleQueue[str] = SimpleQueue()
    line = line_to(playground, lost.put, silent_seconds=15.0)
    line.open()
    try:
        playground.say_goodbye("link_disabled", close=False)
        assert lost.get(timeout=60.0) == "link_disabled"
    finally:
        line.close()
    assert lost.empty()


def test_two_thousand_commands_sent_at_once_are_all_answered() -> None:
    with playing(settings_from({"PLAYGROUND_PORT": "0"}), patience=UNHURRIED) as game:
        answered = _ask_at_once(game, 2_000)
        with game.playground.workspace.lock:
            whispers = [
                each
                for each in game.playground.workspace.channels[scene.QINGDAO].whispers.values()
                if "Tong Laiming" in each.text
            ]
    assert answered == 2_000
    assert len(whispers) == 2_000


def _ask_at_once(game: Game, many: int) -> int:
    """How many of so many commands, all under way at once, were answered."""

    def ask(_number: int) -> bool:
        return bool(game.playground.act(scene.HELEN, "command", channel=scene.QINGDAO, text="/directives tong"))

    with ThreadPoolExecutor(many) as people:
        return sum(people.map(ask, range(many)))
