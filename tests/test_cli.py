"""The command line: every input gets an answer a person can act on."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

import storage
from storage.database import open_database
from storage.models import Activity

HERE = Path(__file__).parent.parent
SAMPLE = Path(storage.__file__).parent / "samples" / "2024-q1-power-sector-review.md"


def followups(folder: Path, *words: str, typed: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the program once, in a folder of its own, with somebody who types these lines."""
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8", **settings}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment,
        input=typed,
        encoding="utf-8",
        capture_output=True,
        timeout=240,
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


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without end here")
def test_of_a_file_without_end_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "endless.md").symlink_to("/dev/zero")
    assert "up to 20 MB" in followups(tmp_path, "read", "endless.md").stderr


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


MINUTES = """# First-quarter review

On April 24, 2024 the group held its first-quarter review. Tong Laiming, chairman of the group, presided.

Tong Laiming stressed two points: the first is to speed up delivery of the new line; the second is to cut the stock.

ACTION: Sun Liping to send the plan by 30 May 2024
"""


def test_a_folder_is_imported_with_one_line_per_file(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    (folder / "more").mkdir(parents=True)
    (folder / "a.md").write_text(MINUTES, "utf-8")
    (folder / "b.md").write_text("We had lunch.\n", "utf-8")
    (folder / "more" / "c.docx").write_bytes(b"PK nothing")
    (folder / "picture.png").write_bytes(b"no minutes")
    followups(tmp_path, "units", "set", "QD", "--name", "Qingdao Works", "--head", "Sun Liping")
    first = followups(tmp_path, "import", "minutes", "--yes", "--due", "2124-06-28", "--units", "QD")
    lines = first.stdout.splitlines()
    assert lines[0].startswith("minutes/a.md: stored, 2 directives, 1 action item")
    assert lines[0].endswith(", 3 new items")
    assert lines[1] == "minutes/b.md: nothing found"
    assert lines[2].startswith("minutes/more/c.docx: cannot be read: ")
    assert len(lines) == 3
    assert first.returncode == 1
    (folder / "more" / "c.docx").unlink()
    again = followups(tmp_path, "import", "minutes", "--yes")
    assert again.stdout.splitlines()[0] == "minutes/a.md: known already"
    assert again.returncode == 0
    (folder / "a.md").write_text(MINUTES.replace("cut the stock", "cut the stock by half"), "utf-8")
    corrected = followups(tmp_path, "import", "minutes", "--yes")
    assert corrected.stdout.splitlines()[0] == "minutes/a.md: corrected +0 ~1, 0 new items"
    read = followups(tmp_path, "read", "minutes")
    assert read.stdout.startswith("minutes/a.md: 2 directives, 1 action item")
    assert read.stdout.splitlines()[1] == "minutes/b.md: nothing found"


def test_each_file_of_a_folder_is_asked_about_by_its_name_and_may_be_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(MINUTES.replace("First", f"Meeting {name}"), "utf-8")
    for code in ("QD", "WX"):
        followups(tmp_path, "units", "set", code, "--name", f"Works of {code}")
    asked = followups(tmp_path, "import", "minutes", "--due", "2124-06-28", "--units", "all", typed="n\ny\n")
    lines = asked.stdout.splitlines()
    assert lines.index("minutes/a.md") < lines.index("Meeting a-quarter review") < lines.index("minutes/b.md")
    assert asked.stdout.count("→ QD, WX; due 2124-06-28") == 4
    assert "minutes/a.md: left out" in asked.stdout
    assert "minutes/b.md: stored, 2 directives, 1 action item" in asked.stdout
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'followups.db'}")
    with database.reading() as session:
        (kept,) = session.exec(select(Activity).where(Activity.verb == "imported")).all()
    database.close()
    assert kept.who.startswith("operator:")
    assert (kept.after["source"], kept.after["kind"]) == ("b.md", "command line")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no name that is no text")
def test_what_minutes_and_their_names_hold_never_commands_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    hostile = MINUTES.replace("cut the stock", "cut\x1b]0;owned\x07 the\u202e stock").replace("\n", "\r\n")
    (folder / os.fsdecode(b"a\x1b[31m\xff.md")).write_bytes(hostile.encode())
    (folder / "纪要\u3000终稿.md").write_text("We had lunch.\n", "utf-8")
    read = followups(tmp_path, "read", "minutes", "--json")
    assert [json.loads(line)["file"] for line in read.stdout.splitlines()] == [
        "minutes/a\x1b[31m\ufffd.md",
        "minutes/纪要\u3000终稿.md",
    ]
    told = followups(tmp_path, "read", "minutes").stdout
    assert told.splitlines()[0].startswith("minutes/a?[31m?.md: 2 directives")
    assert told.splitlines()[1] == "minutes/纪要\u3000终稿.md: nothing found"
    shown = followups(tmp_path, "import", *map(str, folder.glob("a*")), typed="n\n")
    assert "cut?]0;owned? the? stock" in shown.stdout
    assert not any(sign in shown.stdout + shown.stderr for sign in "\x1b\x07\u202e")


def on_a_terminal(folder: Path, *words: str) -> str:
    """What the program writes to a terminal, output and errors alike."""
    pty = pytest.importorskip("pty", reason="a terminal can only be played on POSIX")
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE), "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    # Linux tells the end of a terminal's last program by an error.
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 65536):
            said += piece
    os.close(ours)
    program.wait(60)
    return said.decode()


@pytest.mark.parametrize("words", [("read", "minutes"), ("import", "minutes", "--yes")])
def test_on_a_terminal_a_bar_moves_below_the_lines_of_a_folder(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_text(MINUTES.replace("First", name), "utf-8")
    said = on_a_terminal(tmp_path, *words)
    assert "33%" in said
    assert "100%" in said
    # What stands when the line ends: all before the last return of the carriage is wiped.
    lines = [line.rstrip("\r").rpartition("\r\x1b[K")[2] for line in said.split("\n") if ".md: " in line]
    assert [line.partition(":")[0] for line in lines] == ["minutes/a.md", "minutes/b.md", "minutes/c.md"]
    assert all("2 directives, 1 action item" in line and "%" not in line for line in lines)


def test_the_preview_says_who_gets_what_and_what_a_correction_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MINUTES, "utf-8")
    (tmp_path / "b.md").write_text(MINUTES.replace("cut the stock", "cut the stock by half"), "utf-8")
    followups(tmp_path, "units", "set", "QD", "--name", "Qingdao Works", "--head", "Sun Liping")
    first = followups(tmp_path, "import", "a.md", "--yes")
    assert "→ QD (its owner's unit); owner Sun Liping; due 2024-05-30" in first.stdout
    assert "Assigned: 1 new item." in first.stdout
    assert "Not assigned: 2 lines." in first.stdout
    asked = followups(tmp_path, "import", "b.md")  # nobody answers the question
    assert "This corrects “First-quarter review (2024-04-24)”:" in asked.stdout
    assert "~ Tong Laiming 2: cut the stock." in asked.stdout
    assert "→ cut the stock by half." in asked.stdout
    assert asked.returncode == 1
    (tmp_path / "c.md").write_text(
        MINUTES.replace("speed up delivery of the new line; the second is to cut the stock", "cut the stock").replace(
            "30 May", "31 May"
        ),
        "utf-8",
    )
    moved = followups(tmp_path, "import", "c.md").stdout
    assert "> Tong Laiming 1: until now Tong Laiming 2" in moved
    assert "> Actions 1: until now due 2024-05-30" in moved
    assert "corrects" in followups(tmp_path, "import", "b.md").stdout
    # Under another title and day the office says which meeting it is.
    (tmp_path / "d.md").write_text(
        MINUTES.replace("First-quarter review", "Review, revised").replace("cut the stock", "cut the stock by half"),
        "utf-8",
    )
    assert "corrects" not in followups(tmp_path, "import", "d.md").stdout
    assert "There are: 1 First-quarter review" in followups(tmp_path, "import", "d.md", "--corrects", "Third").stderr
    told = followups(tmp_path, "import", "d.md", "--corrects", "2024-04-24", "--yes").stdout
    assert "This corrects “First-quarter review (2024-04-24)”:" in told
    assert "~ Tong Laiming 2: cut the stock." in told
    assert "Traceback" not in asked.stderr


def test_a_unit_that_does_not_exist_stores_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MINUTES, "utf-8")
    told = followups(tmp_path, "import", "a.md", "--yes", "--units", "XX")
    assert "There is no unit XX" in told.stderr
    assert told.returncode == 2
    assert "new directive" in followups(tmp_path, "import", "a.md", "--yes").stdout


def test_working_days_come_from_a_csv_file_all_of_them_or_none(tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("\ufeffcalendar,date,what\nCN,2124-10-10,off\n CN , 2124-10-14 , work\n\n", encoding="utf-8")
    assert "2 dates are kept." in followups(tmp_path, "workdays", "import", str(file)).stdout
    listed = followups(tmp_path, "workdays", "list").stdout
    assert "2124-10-10" in listed
    assert "2124-10-14" in listed
    file.write_text("CN,2124-10-10,default\nCN,2124-10-11,holiday\n", encoding="utf-8")
    refused = followups(tmp_path, "workdays", "import", str(file))
    assert refused.returncode != 0
    assert "Line 2:" in refused.stdout + refused.stderr
    assert "Nothing was changed." in refused.stdout + refused.stderr
    assert followups(tmp_path, "workdays", "list").stdout == listed
    file.write_text("CN,2124-10-10,default\n", encoding="utf-8")
    assert "1 date is kept." in followups(tmp_path, "workdays", "import", str(file)).stdout
    assert "2124-10-10" not in followups(tmp_path, "workdays", "list").stdout


def test_the_manifest_is_printed_for_either_mode(tmp_path: Path) -> None:
    by_socket = json.loads(followups(tmp_path, "manifest", DIRECTIVES_COMMAND="/tasks").stdout)
    assert by_socket["features"]["slash_commands"][0]["command"] == "/tasks"
    assert by_socket["settings"]["socket_mode_enabled"] is True
    by_http = json.loads(followups(tmp_path, "manifest", "--url", "https://bot.example.com/chat").stdout)
    assert by_http["settings"]["interactivity"]["request_url"] == "https://bot.example.com/chat/slack/events"


@pytest.mark.parametrize(
    "address", ["http://bot.example.com", "bot.example.com", "https://", "https://[", "https://a?b"]
)
def test_an_address_slack_cannot_reach_is_refused_with_an_example(tmp_path: Path, address: str) -> None:
    refused = followups(tmp_path, "manifest", "--url", address)
    assert refused.returncode == 2
    assert "https://followups.example.com" in refused.stdout + refused.stderr


def test_title_and_day_are_given_where_the_file_has_none(tmp_path: Path) -> None:
    text = "On 24 April the group met.\n\nTong Laiming stressed: the first is to speed up delivery; the second is to cut the stock.\n"
    (tmp_path / "a.md").write_text(text)
    assert "without a year" in followups(tmp_path, "read", "a.md").stdout
    words = ("import", "a.md", "--title", "April review", "--held", "2024-04-24/2024-04-25", "--yes")
    told = followups(tmp_path, *words).stdout
    assert "April review\n2024-04-24 – 2024-04-25" in told
    assert "without a year" not in told
    (tmp_path / "b.md").write_text(text.replace("cut the stock", "halve the stock"))
    asked = followups(tmp_path, "import", "b.md", "--title", "April review", "--held", "2024-04-24", typed="n\n")
    assert "This corrects “April review (2024-04-24)”:" in asked.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a.md", "--held", "24 April"), "24 April is no day that exists"),
        (("a.md", "--held", "2024-02-30"), "2024-02-30 is no day that exists"),
        (("a.md", "--held", "2024-04-25/2024-04-24"), "cannot end on 2024-04-24"),
        (("a.md", "--title", " "), "Give the meeting a title"),
        ((".", "--title", "April review"), "One file tells of one meeting"),
    ],
)
def test_a_title_or_day_that_cannot_be_is_refused_with_an_example(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "a.md").write_text("Tong Laiming stressed: the first is to speed up delivery.\n")
    refused = followups(tmp_path, "import", *words, "--yes")
    assert refused.returncode == 2
    assert told in refused.stderr + refused.stdout
