"""The program as it is started from a terminal: what it says, and how it ends."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.manifest import manifest
from bot.playground import scene
from bot.playground.server import Playground

HERE = Path(__file__).parent.parent


def start(folder: Path, *words: str, **settings: str) -> "subprocess.Popen[str]":
    """The program in a folder of its own, with only these settings."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE), **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_without_tokens_it_opens_the_playground_and_ends_at_a_signal(tmp_path: Path) -> None:
    program = start(tmp_path, PLAYGROUND_PORT="0")
    assert program.stdout is not None
    lines = iter(program.stdout.readline, "")
    assert any("The playground is open:  http://127.0.0.1:" in line for line in lines)
    program.send_signal(signal.SIGTERM)
    _, complaints = program.communicate(timeout=240)
    assert program.returncode == 0
    assert complaints == ""
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        program = start(tmp_path, PLAYGROUND_PORT=str(port))
        told, _ = program.communicate(timeout=240)
        figures = start(tmp_path, PLAYGROUND_PORT="0", METRICS_PORT=str(port), LISTEN_HOST="127.0.0.1")
        told_of_figures, _ = figures.communicate(timeout=240)
    assert program.returncode == figures.returncode == 2
    assert f"Port {port} is taken" in told
    assert "PLAYGROUND_PORT=" in told
    assert f"Port {port} on 127.0.0.1 cannot be used" in told_of_figures


def test_in_http_mode_it_listens_until_a_signal_comes(tmp_path: Path) -> None:
    with Playground(scene.sample_scene(), manifest=manifest(), rate_limits=False) as playground:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            told_of_port = start_by_http(tmp_path, playground, taken.getsockname()[1]).communicate(timeout=240)[0]
            assert f"Port {taken.getsockname()[1]} on 127.0.0.1 cannot be used" in told_of_port
        program = start_by_http(tmp_path, playground, 0)
        assert program.stderr is not None
        lines = iter(program.stderr.readline, "")
        line = next(line for line in lines if "listening for Slack" in line)
        address = line[line.index("http://") :].split()[0]
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(address, data=b"{}", timeout=60)
        with urllib.request.urlopen(address.replace("/slack/events", "/healthz"), timeout=60) as answer:
            assert answer.read() == b"ok"
        program.send_signal(signal.SIGTERM)
        program.communicate(timeout=240)
    assert program.returncode == 0


def start_by_http(folder: Path, playground: Playground, port: int) -> "subprocess.Popen[str]":
    return start(
        folder,
        "run",
        SLACK_BOT_TOKEN=playground.bot_token,
        SLACK_SIGNING_SECRET="0123456789abcdef0123456789abcdef",
        PORT=str(port),
        LISTEN_HOST="127.0.0.1",
        SLACK_API_URL=playground.api_url,
        DATABASE_URL="sqlite:///http.db",
        OFFICE_USERS=scene.HELEN,
        OFFICE_CHANNEL=scene.OFFICE_CHANNEL,
    )


def test_settings_that_cannot_be_used_are_named_all_at_once_without_their_secrets(tmp_path: Path) -> None:
    program = start(tmp_path, SLACK_BOT_TOKEN="sesame-open", TIMEZONE="Mars/Olympus", LANGUAGE="en")
    _, told = program.communicate(timeout=240)
    assert program.returncode == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "OFFICE_USERS", "OFFICE_CHANNEL", "TIMEZONE"):
        assert f"  {name} " in told
    assert "sesame" not in told
    assert "Traceback" not in told


def test_a_database_that_another_process_holds_is_refused_in_words(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from storage.database import open_database; held = open_database('sqlite:///one.db'); print('held', flush=True); sys.stdin.read()",
        ],
        cwd=tmp_path,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE)},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    second = start(tmp_path, "migrate", DATABASE_URL="sqlite:///one.db")
    _, told = second.communicate(timeout=240)
    holder.communicate("")
    assert second.returncode == 2
    assert "Another process is using" in told


def test_a_program_whose_tables_a_newer_one_has_changed_says_so_and_ends_with_two(tmp_path: Path) -> None:
    """What a supervisor sees of a rolling upgrade: the old version leaves by itself, and is not started again."""
    with Playground(scene.sample_scene(), manifest=manifest(), rate_limits=False) as playground:
        program = start(
            tmp_path,
            "run",
            SLACK_BOT_TOKEN=playground.bot_token,
            SLACK_APP_TOKEN=playground.app_token,
            SLACK_API_URL=playground.api_url,
            DATABASE_URL="sqlite:///old.db",
            OFFICE_USERS=scene.HELEN,
            OFFICE_CHANNEL=scene.OFFICE_CHANNEL,
        )
        assert program.stderr is not None
        lines = iter(program.stderr.readline, "")
        assert any("connected to Slack" in line for line in lines)
        with sqlite3.connect(tmp_path / "old.db", timeout=10) as newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.close()
        told, _ = program.communicate(timeout=240)
    assert program.returncode == 2
    assert "made by a newer version" in told
    assert "9999" in told
