"""A backup is whole, of one moment, and never in the way of anything."""

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from bot.cli import main
from storage.backup import back_up
from storage.database import DatabaseProblem, open_database
from storage.models import Person


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A SQLite database with one person in it, that nobody has open."""
    address = f"sqlite:///{tmp_path}/records.db"
    database = open_database(address)
    with database.writing() as session:
        session.add(Person(name="Tong Laiming", is_leader=True))
    database.close()
    return address


def people_in(path: Path) -> int:
    database = open_database(f"sqlite:///{path}")
    with database.reading() as session:
        count: int = session.connection().execute(text("SELECT count(*) FROM person")).scalar_one()
    database.close()
    return count


def test_a_backup_is_a_database_for_its_owner_alone(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert back_up(url, copy) == copy.stat().st_size > 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]
    assert people_in(copy) == 1


def test_while_the_bot_writes_each_backup_is_of_one_moment(url: str, tmp_path: Path) -> None:
    """Two people come together each time, so no sound copy ever holds an even number of them."""
    database = open_database(url)
    is_over = threading.Event()

    def write() -> None:
        n = 0
        while not is_over.is_set():
            n += 1
            with database.writing() as session:
                session.add_all([Person(name=f"Left {n}"), Person(name=f"Right {n}")])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [tmp_path / f"copy-{n}.db" for n in range(5)]
        for copy in copies:
            back_up(url, copy)
    finally:
        is_over.set()
        writer.join()
        database.close()
    counts = [people_in(copy) for copy in copies]
    assert all(count % 2 == 1 for count in counts)
    assert counts == sorted(counts)


def test_tables_of_another_version_are_copied_as_they_are(url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "records.db") as records:
        records.execute("UPDATE alembic_version SET version_num = '0000'")
    records.close()
    assert back_up(url, tmp_path / "copy.db") > 0


def test_nothing_is_overwritten(url: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    kept.write_text("mine")
    with pytest.raises(DatabaseProblem, match="overwrites nothing"):
        back_up(url, kept)
    assert kept.read_text() == "mine"


def test_what_is_no_database_is_not_copied_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(DatabaseProblem, match=r"could not be made \(file is not a database\)"):
        back_up(f"sqlite:///{tmp_path}/records.db", tmp_path / "copy.db")
    assert os.listdir(tmp_path) == ["records.db"]


@pytest.mark.parametrize(
    ("url", "target", "words"),
    [
        ("sqlite:///nowhere.db", "copy.db", "There is no database at nowhere.db yet"),
        ("sqlite://", "copy.db", "There is no database"),
        ("nonsense", "copy.db", "There is no database"),
        (
            "postgresql://me:sesame@host/name",
            "copy.db",
            "pg_dump --format=custom --file=followups.dump postgresql://me@host/name",
        ),
    ],
)
def test_what_cannot_be_copied_is_said_in_words(tmp_path: Path, url: str, target: str, words: str) -> None:
    with pytest.raises(DatabaseProblem) as caught:
        back_up(url, tmp_path / target)
    assert words in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_a_folder_that_is_not_there_is_said_in_words(url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="No such file or directory"):
        back_up(url, tmp_path / "nowhere" / "copy.db")


def test_on_the_command_line_it_tells_where_the_copy_is(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["backup"], env={"DATABASE_URL": url})
    assert told.exit_code == 0
    (copy,) = tmp_path.glob("followups-*.db")
    assert copy.name in told.output
    refused = CliRunner().invoke(main, ["backup", copy.name], env={"DATABASE_URL": url})
    assert refused.exit_code == 2
    assert "Name another file" in refused.output
