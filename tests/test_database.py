"""The database opens, migrates, and refuses what would harm it."""

import re
import threading
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.database import MIGRATIONS, Database, DatabaseProblem, known_revisions, open_database
from storage.models import Item, Record, Unit
from storage.workspace import serve_team

INDEX_OF_SEARCH = ("passage_index", "tokens", "ix_passage_tokens")


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        # The search's index is the database's own affair: a virtual table here, a generated column there.
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_object": lambda _, name, *__: not name.startswith(INDEX_OF_SEARCH)},
        )
        assert compare_metadata(context, Record.metadata) == []


def test_an_index_of_some_rows_has_the_condition_that_its_model_names(database: Database) -> None:
    """Comparing tables does not compare conditions. Of their words the databases keep the names and the literals."""
    dialect, seen = database.engine.dialect.name, inspect(database.engine)
    named = {
        (table.name, str(index.name)): index.info["where"]
        for table in Record.metadata.tables.values()
        for index in table.indexes
        if "where" in index.info
    }
    kept = {
        (table, str(index["name"])): str(index["dialect_options"][f"{dialect}_where"])
        for table in Record.metadata.tables
        for index in seen.get_indexes(table)
        if f"{dialect}_where" in index.get("dialect_options", {}) and not str(index["name"]).startswith(INDEX_OF_SEARCH)
    }
    assert _words(kept) == _words(named)


def _words(conditions: dict[tuple[str, str], str]) -> dict[tuple[str, str], set[str]]:
    bare = {key: re.sub(r"::[a-z ]+", "", each) for key, each in conditions.items()}
    return {key: set(re.findall(r"'\w+'|\b[a-z_]+\b", each)) - {"any"} for key, each in bare.items()}


def test_a_database_with_rows_is_brought_up_to_date_and_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = create_engine(f"sqlite:///{path}")
    with old.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO unit (id, code, name, timezone, calendar, language, active) VALUES (1, 'QD', 'Qingdao', 'Asia/Shanghai', 'CN', 'en', 1)",
            "INSERT INTO item (id, unit_id, number, title, assigned_on, state) VALUES (1, 1, 7, 'old', '2024-04-25', 'open')",
            "INSERT INTO delivery (id, dedup_key, kind, channel, due_at, available_at, state, fence, attempts, facts, wanted_revision, shown_revision)"
            " VALUES (1, 'k', 'reminder', 'C1', '2024-04-25', '2024-04-25', 'ready', 0, 0, '{}', 0, 0)",
            "INSERT INTO delivery_item (delivery_id, item_id, section, position) VALUES (1, 1, 'open', 0)",
        ):
            connection.execute(text(statement))
    old.dispose()
    database = open_database(f"sqlite:///{path}")
    with database.reading() as session:
        assert session.get_one(Item, 1).number == 7
        assert session.get_one(Unit, 1).needs_acceptance is True
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert session.connection().exec_driver_sql("SELECT count(*) FROM delivery_item").scalar() == 1
    database.close()


def test_the_newest_migration_is_known_by_its_name() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert known_revisions()[-1] == script.get_current_head()
    assert set(known_revisions()) == {revision.revision for revision in script.walk_revisions()}


def test_several_processes_may_open_a_new_postgresql_database_at_once(postgres_url: str) -> None:
    opened: list[Database] = []
    problems: list[Exception] = []

    def start() -> None:
        try:
            opened.append(open_database(postgres_url))
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in opened:
        database.close()
    assert problems == []
    assert len(opened) == 6


def test_a_second_process_on_one_sqlite_file_is_told_who_has_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    first = open_database(url)
    with pytest.raises(DatabaseProblem, match="Another process is using"):
        open_database(url)
    first.close()
    open_database(url).close()


def test_a_reader_may_look_beside_a_running_bot_but_not_write(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/one.db"
    bot = open_database(url)
    beside = open_database(url, alone=False)
    with beside.reading() as session:
        assert session.get(Unit, 1) is None
    with pytest.raises(Exception, match="readonly"), beside.writing() as session:
        session.add(Unit(code="QD", name="Qingdao Lishen"))
    beside.close()
    bot.close()


def test_a_reader_of_a_file_that_does_not_exist_is_told_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="no database at"):
        open_database(f"sqlite:///{tmp_path}/none.db", alone=False)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_program_is_refused(database_url: str) -> None:
    database = open_database(database_url)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseProblem, match="newer version"):
        open_database(database_url)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear colleagues, " * 200)
    with pytest.raises(DatabaseProblem, match="is not a database"):
        open_database(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear colleagues")


def test_a_place_that_cannot_be_written_is_named_with_the_mend() -> None:
    with pytest.raises(DatabaseProblem, match="cannot be written"):
        open_database("sqlite:////proc/followups/none.db")


@pytest.mark.parametrize(
    ("url", "words"), [("not an address", "not an address"), ("mysql://host/x", "sqlite or postgresql")]
)
def test_an_address_of_no_use_is_refused_with_an_example(url: str, words: str) -> None:
    with pytest.raises(DatabaseProblem, match=words):
        open_database(url)


def test_a_postgresql_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseProblem, match="does not answer") as caught:
        open_database("postgresql://user:sesame@127.0.0.1:1/none")
    assert "sesame" not in str(caught.value)


def test_the_database_serves_one_team_and_refuses_another(database: Database) -> None:
    with database.writing() as session:
        serve_team(session, "T1", "Lishen")
    with pytest.raises(DatabaseProblem, match="serves the Slack workspace Lishen"), database.writing() as session:
        serve_team(session, "T2", "Other")


def test_the_database_itself_refuses_a_state_that_is_not_in_our_language(database: Database) -> None:
    with database.writing() as session:
        unit = Unit(code="QD", name="Qingdao Lishen")
        session.add(unit)
        session.flush()
        unit_id = unit.id or 0
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(Item(unit_id=unit_id, number=1, title="x", assigned_on=date(2024, 4, 25), state="banana"))


def test_sqlite_is_opened_durable_and_with_foreign_keys(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/one.db")
    with database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_program_notices_that_a_newer_one_has_changed_the_tables(database: Database) -> None:
    database.refuse_newer()
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseProblem, match=r"newer version of this program \(revision 9999\)"):
        database.refuse_newer()
