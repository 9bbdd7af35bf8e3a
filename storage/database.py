"""Opening the database: pragmas, sessions, migrations, and the refusals that keep it whole.

SQLite serves one machine: write-ahead log, full sync, one process per file. PostgreSQL serves many: any number of replicas.
Every write on SQLite begins with BEGIN IMMEDIATE, because a plain BEGIN that turns into a write fails under load with
"database is locked" however long it waits (https://www.sqlite.org/lang_transaction.html).
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import filelock
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlmodel import Session

from storage.passages import spaced
from storage.words import N_

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Any constant will do, as long as every version of the program takes the same one.
MIGRATION_LOCK: Final = 4_251_024
# Slack waits 3 s for an answer: a writer that cannot get in within half of that must say so.
BUSY_TIMEOUT_MS: Final = 1_500
# A process that is frozen inside a transaction holds its locks; after so long the server takes them from it.
FROZEN_MS: Final = 15_000


class DatabaseProblem(Exception):
    """The database cannot be used; `message` is an N_ template that says what to do, `values` fill it."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class Database:
    """One open database. `reading()` and `writing()` give short sessions; no session is kept across a call to Slack."""

    def __init__(self, engine: Engine, unlock: Callable[[], None]) -> None:
        self.engine = engine
        self._unlock = unlock
        self._writes = 0
        self._known = frozenset(known_revisions())
        # SQLite lets whoever is lucky write next, so threads that wait long enough would fail; in a line each gets its turn.
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for questions; what it changed is thrown away."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for deeds: one transaction, committed at the end, rolled back on any error."""
        immediate = self.engine.execution_options(immediate=True)
        has_turn = not self.is_shared and self._turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            with Session(immediate, expire_on_commit=False) as session, session.begin():
                yield session
        finally:
            self._writes += 1
            if has_turn:
                self._turn.release()

    @property
    def revision(self) -> tuple[int, int]:
        """Something that differs once what was read before may be true no longer.

        It changes with each write of this process; where other processes write too, also with every second.
        """
        return self._writes, int(time.monotonic()) if self.is_shared else 0

    @property
    def is_shared(self) -> bool:
        """True when several processes may use this database at once (PostgreSQL)."""
        return self.engine.dialect.name == "postgresql"

    def refuse_newer(self) -> None:
        """Raise DatabaseProblem when a newer version of this program has changed the tables since they were opened.

        What it wrote meanwhile did no harm: a version only ever adds to the tables of the one before it.
        """
        with self.engine.connect() as connection:
            current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        if current is not None and current not in self._known:
            raise _newer(current)

    def is_sound(self) -> bool:
        """True while the database answers and its tables are those of this version."""
        try:
            self.refuse_newer()
        except (DatabaseProblem, SQLAlchemyError):
            return False
        return True

    def close(self) -> None:
        """Give back every connection, and the file to the next process."""
        self.engine.dispose()
        self._unlock()


def ledger_now(session: Session) -> datetime:
    """The clock of leases, retries and due times: the database's own, so that replicas need not agree on the time.

    On SQLite there is one machine, and its clock is the database's.
    """
    if session.get_bind().dialect.name == "postgresql":
        now: datetime = session.connection().execute(text("SELECT clock_timestamp()")).scalar_one()
        return now.astimezone(UTC)
    return datetime.now(UTC)


def open_database(url: str, *, alone: bool = True) -> Database:
    """Open `url`, bring its tables up to date, and return it.

    `alone` takes a SQLite file for this process; without it the file is opened beside a running bot, for reading only.
    Raises DatabaseProblem when the address is malformed, nobody answers, the file is taken, read-only or not a database,
    or when its tables come from a newer version of this program.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise DatabaseProblem(
            N_(
                "DATABASE_URL is not an address of a database. Examples: sqlite:///data/followups.db or postgresql://user:password@host/name"
            )
        ) from None
    if address.drivername == "sqlite":
        return _open_sqlite(address, alone)
    if address.get_backend_name() == "postgresql":
        return _open_postgresql(address)
    raise DatabaseProblem(
        N_("DATABASE_URL names {kind}; this program keeps its records in sqlite or postgresql."),
        kind=address.get_backend_name(),
    )


def _open_sqlite(address: URL, alone: bool) -> Database:
    path = Path(address.database or ":memory:")
    unlock: Callable[[], None] = _nothing
    if address.database and alone:
        unlock = _take(path)
    elif address.database and not path.exists():
        raise DatabaseProblem(
            N_("There is no database at {path} yet. Start the bot once, or import minutes, to make it."), path=str(path)
        )
    engine = create_engine(address, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite if alone else _prepare_sqlite_for_reading)
    event.listen(engine, "begin", _begin)
    database = Database(engine, unlock)
    try:
        _migrate(engine) if alone else _refuse_other_versions(engine)
    except BaseException as error:
        database.close()
        if isinstance(error, DBAPIError):
            raise _named(error, str(path)) from error
        raise
    return database


def _open_postgresql(address: URL) -> Database:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=10,
        connect_args={"options": f"-c idle_in_transaction_session_timeout={FROZEN_MS}"},
    )
    database = Database(engine, _nothing)
    try:
        _migrate(engine)
    except BaseException as error:
        database.close()
        if isinstance(error, DBAPIError):
            raise _named(error, address.render_as_string(hide_password=True)) from error
        raise
    return database


def _nothing() -> None:
    """There is nothing to unlock."""


def _take(path: Path) -> Callable[[], None]:
    """Make this process the only one that uses the file, or say who has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(f"{path}.lock", timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise DatabaseProblem(
            N_(
                "Another process is using {path}. Stop it first; or, to run several at once, keep the records in PostgreSQL (DATABASE_URL)."
            ),
            path=str(path),
        ) from None
    except OSError as error:
        raise DatabaseProblem(
            N_(
                "{path} cannot be written ({reason}). Give this user the right to write the file and its folder, or name another place in DATABASE_URL."
            ),
            path=str(path),
            reason=str(error.strerror or error),
        ) from None
    return lock.release


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, in `_begin`
    # The triggers that keep the search's index cut texts into words with it.
    connection.create_function("spaced", 1, spaced, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_sqlite_for_reading(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _named(error: DBAPIError, place: str) -> DatabaseProblem:
    """Say in words what the driver meant."""
    said = str(error.orig).lower()
    if "readonly" in said or "unable to open" in said:
        return DatabaseProblem(
            N_(
                "{path} cannot be written ({reason}). Give this user the right to write the file and its folder, or name another place in DATABASE_URL."
            ),
            path=place,
            reason=str(error.orig),
        )
    if "not a database" in said or "malformed" in said:
        return DatabaseProblem(
            N_("{path} is not a database of this program. Move it away, or name another file in DATABASE_URL."),
            path=place,
        )
    return DatabaseProblem(
        N_("The database at {path} does not answer: {reason}. See that it runs and that DATABASE_URL is right."),
        path=place,
        reason=str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error).__name__,
    )


def known_revisions() -> list[str]:
    """The revisions this program knows, the oldest first: each stands at the head of its file's name."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _migrate(engine: Engine) -> None:
    """Bring the tables to this program's version; several processes may try at once, and one does it."""
    with (
        engine.execution_options(immediate=True).connect() as connection,
        _tables_may_be_rebuilt(connection),
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        current = _revision(connection)
        _refuse_newer(current)
        if current == known_revisions()[-1]:
            return
        _upgrade(connection)
        if engine.dialect.name == "sqlite":
            stray = connection.execute(text("PRAGMA foreign_key_check")).all()
            assert not stray, f"the migration would leave rows without what they belong to: {stray[:3]}"


def _upgrade(connection: Connection) -> None:
    # Imported when it is needed: a bot whose tables are up to date, which is nearly always, is lighter without it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    current: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return current


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """SQLite changes a CHECK by making the table anew, and would take what points to the old one for lost.

    So its foreign keys are off for as long as a migration lasts, as its documentation advises (lang_altertable, section 7);
    they cannot be switched inside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_other_versions(engine: Engine) -> None:
    """A reader beside a running bot must not migrate, so it wants exactly its own version."""
    with engine.connect() as connection:
        current = _revision(connection)
    _refuse_newer(current)
    if current != known_revisions()[-1]:
        raise DatabaseProblem(
            N_("The database was made by an older version of this program. Start the bot once to bring it up to date.")
        )


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in known_revisions():
        raise _newer(current)


def _newer(revision: str) -> DatabaseProblem:
    return DatabaseProblem(
        N_(
            "The database was made by a newer version of this program (revision {revision}). Install that version, or restore an older backup."
        ),
        revision=revision,
    )
