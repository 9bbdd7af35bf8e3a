"""The command line: every input gets an answer a person can act on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import storage

HERE = Path(__file__).parent.parent
SAMPLE = Path(storage.__file__).parent / "samples" / "2024-q1-power-sector-review.md"


def followups(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the program once, in a folder of its own."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8", **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_the_sample_is_read_imported_once_assigned_and_previewed(tmp_path: Path) -> None:
    assert '"Tong Laiming"' in followups(tmp_path, "read", str(SAMPLE), "--json").stdout
    assert (
        "QD Qingdao Lishen is kept."
        in followups(tmp_path, "units", "set", "QD", "--name", "Qingdao Lishen", "--channel", "C0QINGDAO").stdout
    )
    first = followups(tmp_path, "import", str(SAMPLE), "--due", "2124-06-28", "--yes").stdout
    assert "Stored: 12 new directives." in first
    assert "Assigned: 60 new items." in first
    second = followups(tmp_path, "import", str(SAMPLE), "--due", "2124-06-28", "--yes").stdout
    assert "nothing was added" in second
    assert "Assigned: 0 new items." in second
    shown = followups(tmp_path, "preview", "--at", "2124-06-21").stdout
    assert "QD-12" in shown
    assert "&amp;" not in shown
    assert "Qingdao Lishen" in followups(tmp_path, "units").stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.md", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 20, "not a text file"),
        ("lunch.md", b"We had lunch.\n", "nothing to store"),
        ("missing.md", None, "cannot be read"),
        ("big.txt", b"a" * 50_000_000, "up to 20 MB"),
    ],
)
def test_minutes_that_cannot_be_used_are_refused_in_words(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = followups(tmp_path, "import", name, "--yes")
    assert words in told.stderr
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_due_date_that_does_not_exist_stores_nothing(tmp_path: Path) -> None:
    told = followups(tmp_path, "import", str(SAMPLE), "--due", "2024-02-31", "--yes")
    assert "2024-02-31 is no date that exists" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_two_units_of_one_name_are_refused(tmp_path: Path) -> None:
    followups(tmp_path, "units", "set", "QD", "--name", "Qingdao Lishen")
    told = followups(tmp_path, "units", "set", "XX", "--name", "qingdao  lishen")
    assert "already the unit QD" in told.stderr


def test_a_chinese_operator_is_answered_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b"")
    told = followups(tmp_path, "read", "empty.md", LANGUAGE="zh-CN").stderr
    assert any("一" <= sign <= "鿿" for sign in told)
