"""The playground alone, without a bot in it: `python -m bot.playground --port 8765`.

For a bot in a process of its own, which may then die and come back while the workspace lives on. The first line of output is
JSON: where the API and the page are, and the page's token.
"""

import json
import signal
import threading

import click

from bot.manifest import manifest
from bot.playground.scene import sample_scene
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience


@click.command()
@click.option("--port", default=0, show_default="any free one", help="Where on 127.0.0.1 to listen.")
@click.option("--bot-token", default="xoxb-playground", show_default=True, help="What the bot is to show.")
@click.option("--app-token", default="xapp-playground", show_default=True, help="What opens a socket.")
@click.option("--rate-limits", default=1.0, show_default=True, help="Scales Slack's limits; 0 switches them off.")
@click.option("--ack", default=Patience.ack, show_default=True, help="Seconds to wait for an ack.")
@click.option(
    "--retries", default=",".join(map(str, Patience.retries)), show_default=True, help="Seconds before each redelivery."
)
def main(port: int, bot_token: str, app_token: str, rate_limits: float, ack: float, retries: str) -> None:
    """Serve a stand-in Slack workspace on this machine until interrupted."""
    over = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: over.set())
    patience = Patience(ack=ack, retries=tuple(float(wait) for wait in retries.split(",") if wait))
    with Playground(
        sample_scene(),
        manifest=manifest(),
        port=port,
        bot_token=bot_token,
        app_token=app_token,
        rate_limits=rate_limits,
        patience=patience,
    ) as playground:
        doors = {"api_url": playground.api_url, "page_url": playground.page_url, "page_token": playground.page.token}
        click.echo(json.dumps(doors))
        # A signal that comes just before an endless wait begins would not wake it.
        while not over.wait(0.5):
            pass


if __name__ == "__main__":
    main()
