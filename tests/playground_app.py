"""A small Bolt app for the playground's tests: it keeps what it hears, and answers a few commands and clicks."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.scene import sample_scene
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience

Json = dict[str, Any]

EVENTS = (
    "message",
    "app_mention",
    "reaction_added",
    "reaction_removed",
    "member_joined_channel",
    "member_left_channel",
    "app_home_opened",
    "channel_archive",
    "channel_unarchive",
    "channel_rename",
    "user_change",
    "file_shared",
)

MANIFEST: Json = {
    "features": {
        "slash_commands": [
            {"command": "/echo", "description": "Says it back", "usage_hint": "[words]", "should_escape": True},
            {"command": "/form", "description": "Opens a form"},
            {"command": "/later", "description": "Answers afterwards"},
            {"command": "/silent", "description": "Never answers"},
        ],
        "shortcuts": [{"name": "Record", "type": "message", "callback_id": "record", "description": "Keep it"}],
    }
}

FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "reason",
            "label": {"type": "plain_text", "text": "Why?"},
            "element": {"type": "plain_text_input", "action_id": "words"},
        }
    ],
}

BUTTON: Json = {
    "type": "actions",
    "block_id": "line",
    "elements": [
        {"type": "button", "action_id": "done", "value": "7", "text": {"type": "plain_text", "text": "Done"}},
    ],
}


class Heard:
    """What reached the app, in the order it came; may be waited for."""

    def __init__(self) -> None:
        self.bodies: list[Json] = []
        self._came = threading.Condition()

    def add(self, body: Json) -> None:
        """Note a payload."""
        with self._came:
            self.bodies.append(body)
            self._came.notify_all()

    def until(self, question: Callable[[Json], object], count: int = 1, seconds: float = 60.0) -> list[Json]:
        """The payloads for which the question is true, once there are `count` of them."""
        end = time.monotonic() + seconds
        with self._came:
            while True:
                found = [body for body in self.bodies if question(body)]
                if len(found) >= count:
                    return found
                if not self._came.wait(max(end - time.monotonic(), 0)):
                    raise TimeoutError(
                        f"heard {len(found)} of {count}: {[b.get('event', b) for b in self.bodies][-5:]}"
                    )

    def event(self, kind: str, **wanted: object) -> Json:
        """The first event of this kind whose fields are as wanted, once it has come."""

        def fits(body: Json) -> bool:
            event = body.get("event") or {}
            return event.get("type") == kind and all(event.get(name) == value for name, value in wanted.items())

        return self.until(fits)[0]


class SmallApp:
    """A Bolt app on the playground's wire; `refuses` is how many events it leaves without an ack."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.heard = Heard()
        self.refuses = 0
        self.client = WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])
        app = App(
            client=self.client,
            process_before_response=True,
            listener_executor=ThreadPoolExecutor(16),
            token_verification_enabled=False,
        )
        for kind in EVENTS:
            app.event(kind)(self._event)
        app.command("/echo")(self._echo)
        app.command("/form")(self._form)
        app.command("/later")(self._later)
        app.action("done")(self._done)
        app.shortcut("record")(self._record)
        app.view("form")(self._submitted)
        app.view_closed("form")(self._record)
        self.line = SocketModeHandler(app, playground.app_token, ping_interval=1, concurrency=16)

    def _event(self, body: Json, request: Any) -> None:
        self.heard.add(body | {"headers": request.headers})
        if self.refuses:
            self.refuses -= 1
            raise RuntimeError("not acked")

    def _echo(self, ack: Any, command: Json) -> None:
        self.heard.add(command)
        ack(command["text"] or "nothing")

    def _later(self, ack: Any, command: Json) -> None:
        ack()
        self.heard.add(command)

    def _form(self, ack: Any, client: WebClient, command: Json) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM | {"private_metadata": command["text"]})

    def _done(self, ack: Any, body: Json) -> None:
        ack()
        self.heard.add(body)

    def _record(self, ack: Any, body: Json) -> None:
        ack()
        self.heard.add(body)

    def _submitted(self, ack: Any, body: Json, view: Json) -> None:
        self.heard.add(body)
        if view["state"]["values"]["reason"]["words"]["value"] == "no":
            ack(response_action="errors", errors={"reason": "Say more."})
        else:
            ack()


@contextmanager
def small_app(playground: Playground) -> Iterator[SmallApp]:
    """The app, connected."""
    app = SmallApp(playground)
    app.line.connect()  # type: ignore[no-untyped-call]
    playground.workspace.until(lambda: playground.workspace.bot_sockets)
    try:
        yield app
    finally:
        # The library waits ten seconds for a quiet socket that it closed itself; one that was cut it lets go at once.
        line, gone = app.line.client, threading.Event()
        line.auto_reconnect_enabled = line.default_auto_reconnect_enabled = False
        line.on_error_listeners.append(lambda *_: gone.set())
        line.on_close_listeners.append(lambda *_: gone.set())
        playground.faults.arm("drop_socket")
        gone.wait(10)
        # It also looks only once a second whether it is closed, unless something comes.
        line.closed = True
        line.enqueue_message("{}")
        app.line.close()  # type: ignore[no-untyped-call]


@contextmanager
def playground_for_tests(**settings: Any) -> Iterator[Playground]:
    """The sample scene with the small app's manifest, in a hurry, without rate limits unless asked for."""
    hurry = Patience(retries=(0.0, 0.05, 0.1, 0.2))
    given: Json = {"manifest": MANIFEST, "rate_limits": False, "patience": hurry} | settings
    with Playground(sample_scene(), **given) as playground:
        yield playground
