"""What every command asks first: the settings, the database, the instant; how it prints, and how it stops when an answer is of no use."""

import getpass
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Final, NoReturn

import click
from dotenv import dotenv_values

from bot.language import ENGLISH, LANGUAGES, Say
from bot.settings import Settings, SettingsProblem, settings_from
from storage.database import Database, DatabaseProblem, open_database
from storage.viewers import Viewer, operator

# Signs that move the cursor, ring, colour, or turn the direction of writing, and halves of characters.
_MOVING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


def settings_told() -> Settings:
    """What .env and the environment say; the environment wins."""
    environment = {**_dotenv(), **_environment()}
    try:
        return settings_from(environment)
    except SettingsProblem as problem:
        say = Say(told_language(environment))
        lines = [f"  {fault.name} {say(fault.message, **fault.values)}" for fault in problem.faults]
        stop(
            "\n".join(
                [say("Some settings cannot be used. Mend them in .env (each is explained in .env.example):"), *lines]
            )
        )


def _dotenv() -> dict[str, str]:
    return {key: value or "" for key, value in dotenv_values(".env").items()}


def _environment() -> dict[str, str]:
    """The environment; a LANGUAGE such as `de_DE:en` is the desktop's word (gettext), not meant for us."""
    return {key: value for key, value in os.environ.items() if key != "LANGUAGE" or value in LANGUAGES}


def told_language(environment: "dict[str, str] | None" = None) -> str:
    told = ({**_dotenv(), **_environment()} if environment is None else environment).get("LANGUAGE", "")
    return told if told in LANGUAGES else ENGLISH


@contextmanager
def opened(settings: Settings, *, alone: bool = True) -> Iterator[Database]:
    with explained(settings):
        database = open_database(settings.database_url, alone=alone)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Say a database's trouble in words instead of a traceback."""
    try:
        yield
    except DatabaseProblem as problem:
        stop(Say(settings.language)(problem.message, **problem.values))


def instant(text: str | None, settings: Settings, say: Say) -> datetime:
    """An instant from the command line: a date means nine in the morning there, a time without a zone is of TIMEZONE."""
    from zoneinfo import ZoneInfo

    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
        if len(text) == len("2024-06-28"):
            found = datetime.combine(date.fromisoformat(text), found.time().replace(hour=9))
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(settings.timezone))
    except ValueError:
        stop(say("{text} is no moment. Examples: 2024-06-28 or 2024-06-28T09:00+08:00", text=text))


def operator_here(settings: Settings) -> Viewer:
    return operator(getpass.getuser(), settings.language)


def printable(words: str) -> str:
    """Words as a terminal may get them: whatever people wrote, nothing in it moves or commands the terminal."""
    return _MOVING.sub("?", words)


def show(words: str, *, err: bool = False) -> None:
    """Print words for a person to read, on lines of their own."""
    click.echo(printable(words), err=err)


def stop(words: str) -> NoReturn:
    show(words, err=True)
    raise SystemExit(2)
