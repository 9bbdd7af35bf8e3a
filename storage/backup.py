"""A copy of the records, taken while the bot goes on working."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.database import DatabaseProblem
from storage.words import N_


def back_up(url: str, target: Path) -> int:
    """Copy the SQLite database at `url` to `target`, a new file for its owner alone; returns its size in bytes.

    The copy is of one moment, whatever is written meanwhile (https://www.sqlite.org/backup.html), of whatever version the tables
    are, and has been checked. It stands under its name when it is whole, and not before.
    Raises DatabaseProblem when there is nothing to copy, when it is kept in PostgreSQL, or when the copy cannot be made.
    """
    source = _file_of(url)
    if target.exists():
        raise DatabaseProblem(
            N_("{path} is there already, and a backup overwrites nothing. Name another file."), path=str(target)
        )
    try:
        handle, half = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _unwritten(target, error.strerror or str(error)) from error
    os.close(handle)
    try:
        _copy(source, half)
        # A link fails where a file of this name has come meanwhile; a renaming would write over it.
        os.link(half, target)
    except (sqlite3.Error, OSError) as error:
        raise _unwritten(target, str(error)) from error
    finally:
        os.unlink(half)
    return target.stat().st_size


def _file_of(url: str) -> Path:
    try:
        address = make_url(url)
    except ArgumentError:
        address = make_url("sqlite://")
    if address.get_backend_name() == "postgresql":
        raise DatabaseProblem(
            N_(
                "The records are in PostgreSQL, which has its own program for this: pg_dump --format=custom --file=followups.dump {url}"
            ),
            url=str(URL.create("postgresql", address.username, None, address.host, address.port, address.database)),
        )
    path = Path(address.database or "")
    if not path.is_file():
        raise DatabaseProblem(
            N_("There is no database at {path} yet. Start the bot once, or import minutes, to make it."), path=str(path)
        )
    return path


def _copy(source: Path, target: str) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as records,
        closing(sqlite3.connect(target)) as copy,
    ):
        records.backup(copy)
        # The copy is one file: it needs no log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        (word,) = copy.execute("PRAGMA integrity_check").fetchone()
        if word != "ok":
            raise sqlite3.DatabaseError(word)


def _unwritten(target: Path, reason: str) -> DatabaseProblem:
    return DatabaseProblem(N_("The backup {path} could not be made ({reason})."), path=str(target), reason=reason)
