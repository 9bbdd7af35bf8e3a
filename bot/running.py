"""Running the bot until somebody stops it: with Slack, or with the playground."""

import ctypes
import gc
import os
import signal
import sys
import threading
import webbrowser
from datetime import UTC, datetime
from typing import Final

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.app import Bot, build_bot
from bot.language import Say
from bot.logs import set_up_logging
from bot.ports import PortProblem
from bot.settings import Settings
from storage.database import open_database

log = structlog.get_logger()

STOPPED: Final = 0
LOST: Final = 1
REFUSED: Final = 2
# Of mallopt(3), as <malloc.h> defines it.
M_ARENA_MAX: Final = -8


def run_with_slack(settings: Settings) -> int:
    """Serve one Slack workspace until a signal comes; returns the exit code.

    1 means that the connection was lost and a supervisor should start us anew, 2 that a person must mend something first.
    Raises DatabaseProblem when the records cannot be used.
    """
    set_up_logging(settings.log_format)
    say = Say(settings.language)
    stop = _stop_on_signal()
    database = open_database(settings.database_url)
    try:
        bot = build_bot(settings, database, lambda: datetime.now(UTC))
    except SlackApiError as error:
        _tell(
            say(
                "Slack refuses the bot token ({word}). Find out more with: followups check",
                word=error.response.get("error"),
            )
        )
        database.close()
        return REFUSED
    except (SlackClientError, OSError) as error:
        _tell(say("Slack does not answer at {url} ({word}).", url=settings.api_url, word=type(error).__name__))
        database.close()
        return LOST
    try:
        return _run(bot, stop, say)
    except PortProblem as problem:
        _tell(_unusable(say, problem))
        return REFUSED
    finally:
        database.close()


def run_playground(settings: Settings) -> int:
    """Serve the playground and a bot in it until a signal comes; returns the exit code.

    It has a database of its own, made anew at each start: its workspace begins anew too. Tokens and DATABASE_URL are not
    looked at.
    """
    from bot.playground.playing import playing

    set_up_logging(settings.log_format)
    say = Say(settings.language)
    stop = _stop_on_signal()
    try:
        with playing(settings) as game:
            _tell("")
            _tell(say("  The playground is open:  {url}", url=game.page_url))
            _tell(say("  Stop it with Ctrl+C. Nothing leaves this machine."))
            _tell("")
            _show_page(game.page_url)
            while not stop.wait(0.5) and not game.bot.lost.is_set():
                pass
    except PortProblem as problem:
        if problem.port != settings.playground_port:
            _tell(_unusable(say, problem))
            return REFUSED
        _tell(
            say(
                "Port {port} is taken by another program. Choose another, for example: PLAYGROUND_PORT=8766 make run",
                port=settings.playground_port,
            )
        )
        return REFUSED
    return LOST if not stop.is_set() else STOPPED


def _unusable(say: Say, problem: PortProblem) -> str:
    return say(
        "Port {port} on {host} cannot be used ({word}). Choose another in .env: PORT, METRICS_PORT, or LISTEN_HOST.",
        port=problem.port,
        host=problem.host,
        word=problem.strerror,
    )


def _show_page(url: str) -> None:
    """Open the page in the person's browser, if it is a person at a terminal with a screen."""
    has_screen = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if sys.stdout.isatty() and has_screen:
        webbrowser.open(url)


def _run(bot: Bot, stop: threading.Event, say: Say) -> int:
    settle_in()
    bot.start()
    log.info("connected to Slack", bot=bot.desk.bot_user)
    while not stop.wait(0.5) and not bot.lost.is_set():
        pass
    bot.stop()
    for problem in bot.problems[:1]:
        _tell(say(problem.message, **problem.values))
        return REFUSED
    return LOST if bot.lost.is_set() else STOPPED


def settle_in() -> None:
    """Prepare the process for a long life of many threads, once everything is loaded and before the first thread starts."""
    gc.collect()
    # What is there by now stays: looking it all through would stop every answer for a tenth of a second.
    gc.freeze()
    _share_memory()


def _share_memory() -> None:
    """Let all threads take their memory from two arenas, and give back what starting needed; only glibc keeps one for each thread.

    Else what a crowd of commands once needed stays with the threads that answered it
    (https://man7.org/linux/man-pages/man3/mallopt.3.html, malloc_trim(3)).
    """
    try:
        glibc = ctypes.CDLL("libc.so.6")
        glibc.mallopt(M_ARENA_MAX, 2)
        glibc.malloc_trim(0)
    except (OSError, AttributeError):
        log.debug("this system's memory is not glibc's")


def _stop_on_signal() -> threading.Event:
    """An event that a supervisor's TERM or a person's Ctrl+C sets, so that what is under way can end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


def _tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
