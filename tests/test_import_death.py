"""An import is neither lost nor doubled when the process is killed (SIGKILL) at any moment of it, and another one goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from slack_sdk import WebClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.manifest import manifest
from bot.playground import scene
from bot.playground.playing import FIRST_POSTS, Game
from bot.playground.refusals import Sorry
from bot.playground.sample import enter_sample
from bot.playground.server import Playground
from bot.playground.socket_mode import Patience
from storage.database import open_database
from storage.workspace import serve_team
from tests.stage import SECONDS
from tests.stage_import import (
    HELEN,
    MINUTES,
    fill,
    open_import,
    press,
    until_letter,
    until_window,
    window,
    words_of,
)

HERE = Path(__file__).parent.parent


class Stage:
    """A workspace that lives on while bots die, and the records as they are committed."""

    def __init__(self, playground: Playground, database_url: str, folder: Path) -> None:
        self.playground = playground
        # What people do and see needs the workspace alone.
        self.game = Game(playground, None)  # type: ignore[arg-type]
        self.folder = folder
        self.url = database_url
        address = make_url(database_url)
        driver = "postgresql+psycopg" if address.drivername == "postgresql" else address.drivername
        self.records = create_engine(address.set(drivername=driver))

    def count(self, question: str) -> int:
        """A number from the records, as they are committed now."""
        with self.records.connect() as connection:
            return int(connection.execute(text(question)).scalar_one())

    def until(self, question: str) -> None:
        """Wait until a number from the records is not 0."""
        end = time.monotonic() + SECONDS
        while not self.count(question):
            assert time.monotonic() < end, question
            time.sleep(0.001)

    @contextmanager
    def bot(self) -> Iterator["subprocess.Popen[bytes]"]:
        """The program itself, connected; dead at the end, however that came."""
        program = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=self.folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": str(HERE),
                "SLACK_BOT_TOKEN": self.playground.bot_token,
                "SLACK_APP_TOKEN": self.playground.app_token,
                "SLACK_API_URL": self.playground.api_url,
                "DATABASE_URL": self.url,
                "OFFICE_USERS": HELEN,
                "OFFICE_CHANNEL": scene.OFFICE_CHANNEL,
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.playground.workspace.until(lambda: self.playground.workspace.bot_sockets, 60)
            yield program
        finally:
            program.kill()
            program.wait()
            self.playground.workspace.until(lambda: not self.playground.workspace.bot_sockets, 60)


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Iterator[Stage]:
    with Playground(
        scene.sample_scene(), manifest=manifest(), rate_limits=False, patience=Patience(ack=1.0)
    ) as playground:
        playground.clock.skip_to(FIRST_POSTS)
        database = open_database(database_url)
        with database.writing() as session:
            client = WebClient(token=playground.bot_token, base_url=playground.api_url)
            serve_team(session, str(client.auth_test()["team_id"]), "Lishen")
        enter_sample(database, scene.START)
        database.close()
        staged = Stage(playground, database_url, tmp_path)
        yield staged
        staged.records.dispose()


OF_HARBOUR = (
    "SELECT count(*) FROM item JOIN directive ON item.directive_id = directive.id "
    "JOIN meeting ON directive.meeting_id = meeting.id WHERE meeting.title = 'Harbour review'"
)


def send(stage: Stage, **values: object) -> bool:
    """Send the topmost window; False when nobody answered."""
    top = window(stage.game, HELEN)
    try:
        stage.playground.act(HELEN, "submit", view_id=top.id, values=fill(top, **values))
    except Sorry:
        return False
    return True


@contextmanager
def killed_when(stage: Stage, program: "subprocess.Popen[bytes]", question: str) -> Iterator[None]:
    """While this is done, the program is killed in the moment in which a number from the records is not 0 any more."""

    def kill() -> None:
        stage.until(question)
        program.send_signal(signal.SIGKILL)

    killing = threading.Thread(target=kill)
    killing.start()
    yield
    killing.join()


def test_what_was_sent_is_read_confirmed_and_told_once_through_three_deaths(stage: Stage) -> None:
    with stage.bot() as program:
        open_import(stage.game)
        with killed_when(stage, program, "SELECT count(*) FROM inbound WHERE kind = 'import'"):
            send(stage, paste_0={"value": MINUTES})
    with stage.bot() as program:
        stage.until("SELECT count(*) FROM import_draft WHERE state = 'open'")
        until_letter(stage.game, HELEN, "5 directives")
        with suppress(Sorry):
            stage.playground.act(HELEN, "close", view_id=window(stage.game, HELEN).id)
        press(stage.game, HELEN, open_import(stage.game), "draft_open")
        until_window(stage.game, HELEN, "draft_preview")
        # Stopped with Confirm in its hand, and killed before it could do anything.
        program.send_signal(signal.SIGSTOP)
        assert not send(stage)
    assert stage.count(OF_HARBOUR) == 0
    with (
        stage.bot() as program,
        killed_when(stage, program, "SELECT count(*) FROM import_draft WHERE state = 'stored'"),
    ):
        send(stage)
    assert stage.count(OF_HARBOUR) == 15
    with stage.bot():
        if "draft_preview" in words_of(window(stage.game, HELEN)):
            assert send(stage)
        until_window(stage.game, HELEN, "confirmed")
    assert stage.count(OF_HARBOUR) == 15
    assert stage.count("SELECT count(*) FROM import_draft") == 1
    # Whoever is killed while the letter is redrawn keeps it for a lease; that it will say so is certain.
    assert (
        stage.count("SELECT count(*) FROM delivery WHERE kind = 'whisper' AND CAST(facts AS TEXT) LIKE '%made%'") == 1
    )
    assert stage.count("SELECT count(*) FROM activity WHERE verb = 'imported' AND meeting_id > 1") == 1
