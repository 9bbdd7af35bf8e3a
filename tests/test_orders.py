"""The office's deeds as typed words, in Slack and on the command line; and what every bad one is told."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from sqlmodel import Session, select

from bot.cli import main
from bot.exporting import write_rows
from bot.item_commands import Unclear, carry_out, parse_order, sentence, told
from bot.language import Say
from storage import activity, exports, inbound, items, waiting
from storage.database import Database, open_database
from storage.items import Said
from storage.models import Inbound, Item, Unit
from storage.viewers import Viewer, operator
from tests.lookup_records import NOW, Quarter, add_quarter

OFFICE = operator("lin")


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def item_of(session: Session, code: str, number: int) -> Item:
    found = items.item_seen(session, OFFICE, code, number)
    assert found is not None
    return found


def order(database: Database, text: str, viewer: Viewer = OFFICE) -> str:
    """What the person is told, whether it was carried out or not."""
    say = Say("en")
    try:
        with database.writing() as session:
            row = inbound.receive(
                session, f"command:{viewer.user}:{text}", kind="command", who=viewer.user, at=NOW, text=text
            )
            moves = carry_out(session, Said(viewer, NOW, row), parse_order(text, "/followups"), "/followups")
            lines = told(session, say, moves)
            return "\n".join(
                say(str(line["message"]), **{k: v for k, v in line.items() if k != "message"}) for line in lines
            )
    except Unclear as unclear:
        return sentence(say, unclear)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("accept QD-1", "Done: QD-1 accepted"),
        ("accept all QD", "Done: QD-1 accepted"),
        ("accept all of qd", "Done: QD-1 accepted"),
        ("return QD-1 the audit report is missing", "Done: QD-1 returned by the office"),
        ("cancel QD-3 overtaken", "Done: QD-3 cancelled"),
        ("cancel QD-3, QD-4 overtaken", "Done: QD-3, QD-4 cancelled"),
        ("due QD-3 2024-07-05 agreed", "Done: QD-3 due on Fri 5 Jul now"),
        ("due QD-3 to 5 July: agreed", "Done: QD-3 due on Fri 5 Jul now"),
        ("due QD-3 7月5日 已商定", "Done: QD-3 due on Fri 5 Jul now"),
        ("assign QD-3 Zhang Wei", "Done: QD-3 given to Zhang Wei"),
        ("assign CZ-1 WX", "Done: CZ-1 given to another unit, as WX-4"),
        ("done CZ-2", "Done: CZ-2 done"),
        ("note CZ-2 half way", "Done: note kept for CZ-2"),
        ("reopen QD-1", "Done: QD-1 open again"),
    ],
)
def test_an_order_is_carried_out_and_answered(database: Database, quarter: Quarter, text: str, answer: str) -> None:
    assert order(database, text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("accept", "Say which item is meant, by its number. For example: /followups accept QD-3"),
        ("accept 3", "Say which item is meant"),
        ("accept XX-3", "There is no unit XX. See them with: /followups units"),
        ("accept QD-99", "There is no item QD-99 that you may see. Is the number right?"),
        ("accept all WX", "WX has reported nothing that waits for you."),
        ("accept QD-3", "QD-3 is not reported done, so there is nothing to accept or return"),
        ("return QD-1", "QD-1 was left as it is: say why it is returned"),
        ("return all QD x", "Only accept takes a whole unit."),
        ("cancel QD-3", "QD-3 was left as it is: say why it is cancelled"),
        ("cancel QD-1 x", "QD-1 was reported done before; nothing was changed."),
        ("due QD-3", "Say the new day and why. For example: /followups due QD-3 2024-06-10 agreed with the plant"),
        ("due QD-3 soon please", "“soon please” does not begin with a day."),
        ("due QD-3 5/10 x", "“5/10” may be two different days, or none."),
        ("due QD-3 2024-02-30 x", "may be two different days, or none"),
        ("due QD-3 2024-07-05", "say why its due date moves"),
        ("due QD-3 2024-05-01 x", "2024-05-01 has passed, today is 2024-05-09"),
        ("due QD-3 2024-06-28 x", "QD-3 is due on 2024-06-28 already"),
        ("due QD-3 2044-06-28 x", "more than three years away"),
        ("assign QD-3", "Say who gets it: mention somebody, or name a unit's code."),
        ("assign QD-3 Nobody Known", "Say who gets it"),
        ("assign QD-3 CZ", "CZ has the same directive as CZ-3"),
        ("assign QD-3 QD", "QD-3 is this unit's already"),
        ("note QD-3", "Say what is to be noted."),
        ("reopen QD-3", "QD-3 is open already"),
        ("done QD-1", "QD-1 was reported done before"),
        ("accept " + " ".join(f"QD-{n}" for n in range(1, 70)), "That is more than 60 items at once."),
    ],
)
def test_a_bad_order_changes_nothing_and_says_what_is_right(
    database: Database, quarter: Quarter, text: str, answer: str
) -> None:
    with database.reading() as session:
        before = [activity.snapshot(item) for item in items.open_items(session, quarter.qingdao)]
    assert answer in order(database, text)
    with database.reading() as session:
        assert [activity.snapshot(item) for item in items.open_items(session, quarter.qingdao)] == before


@pytest.mark.parametrize(
    "text", ["accept QD-1", "return QD-1 x", "cancel QD-3 x", "due QD-3 2024-07-05 x", "assign QD-3 CZ"]
)
def test_what_is_the_offices_is_refused_to_everybody_else(database: Database, quarter: Quarter, text: str) -> None:
    assert "only the strategy office" in order(database, text, quarter.member_of(quarter.qingdao))


def test_what_somebody_may_not_see_is_not_there(database: Database, quarter: Quarter) -> None:
    assert "There is no item QD-3 that you may see" in order(database, "done QD-3", quarter.member_of(quarter.wuxi))


def test_a_unit_asks_for_more_time_by_a_word_and_the_office_gives_it(database: Database, quarter: Quarter) -> None:
    told_unit = order(database, "extend QD-3 2024-07-05 supplier late", quarter.member_of(quarter.qingdao))
    assert told_unit == "Done: QD-3: the office is asked for more time, until Fri 5 Jul"
    with database.reading() as session:
        assert [item.number for item in waiting.wished(session)] == [3]
    assert order(database, "extend QD-3 2024-07-05 supplier late") == "Done: QD-3 due on Fri 5 Jul now"


# Links


@pytest.mark.parametrize(
    ("heard", "link"),
    [
        (
            {"channel": "C1", "message_ts": "1715245202.000100", "thread_ts": "1715245000.000200"},
            "https://group.slack.com/archives/C1/p1715245202000100?thread_ts=1715245000.000200&cid=C1",
        ),
        ({"channel": "C1", "thread_ts": "1715245000.000200"}, "https://group.slack.com/archives/C1/p1715245000000200"),
        ({"channel": "C1"}, None),
    ],
)
def test_a_line_of_the_journal_leads_back_to_its_message(heard: dict[str, Any], link: str | None) -> None:
    row = Inbound(source_key="k", kind="reply", who="U1", received_at=NOW, **heard)
    assert activity.permalink("https://group.slack.com/", row) == link
    assert activity.permalink("", row) is None


# Files


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "fine", "bell\x07", "长" * 10]


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    assert write_rows(path, ["A"], [[cell] for cell in HOSTILE], sheet="Items") == len(HOSTILE)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1:5] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)"]
    assert "'\tx" in lines


def test_every_cell_of_an_xlsx_is_text(tmp_path: Path) -> None:
    path = tmp_path / "items.xlsx"
    write_rows(path, ["A"], [[cell] for cell in HOSTILE], sheet="Items")
    page = openpyxl.load_workbook(path)["Items"]
    assert [page.cell(row, 1).data_type for row in range(2, len(HOSTILE) + 2)] == ["s"] * len(HOSTILE)
    assert page.cell(2, 1).value == "=1+1"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line over a database of its own."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/one.db"
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", url)
    database = open_database(url)
    with database.writing() as session:
        add_quarter(session)
    database.close()
    return CliRunner()


def test_the_command_line_takes_the_same_words(shell: CliRunner) -> None:
    done = shell.invoke(main, ["items", "accept", "QD-1"])
    assert (done.exit_code, done.output) == (0, "Done: QD-1 accepted\n")
    again = shell.invoke(main, ["items", "accept", "QD-1"])
    assert again.exit_code == 1
    assert "done and accepted" in again.output
    wrong = shell.invoke(main, ["items", "due", "QD-3", "tomorrowish"])
    assert wrong.exit_code == 2
    assert "followups items due QD-3 2024-06-10" in wrong.output
    assert shell.invoke(main, ["items", "delete", "QD-3"]).exit_code == 2


def test_items_and_journal_are_exported(shell: CliRunner, tmp_path: Path) -> None:
    made = shell.invoke(main, ["export", "-o", "items.xlsx"])
    assert made.exit_code == 0, made.output
    page = openpyxl.load_workbook(tmp_path / "items.xlsx")["Items"]
    assert page.max_row == 1 + 7 + 4 + 3
    assert shell.invoke(main, ["export", "--journal", "-o", "journal.csv"]).exit_code == 0
    journal = (tmp_path / "journal.csv").read_text("utf-8-sig")
    assert "QD-1,Qingdao Lishen,done" in journal
    assert "state: open" in journal


def test_an_export_holds_what_its_viewer_may_see(shell: CliRunner, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/one.db")
    with database.writing() as session:
        activity.write(session, at=NOW, who="U0HELEN", verb="live")
        (unit,) = session.exec(select(Unit).where(Unit.code == "QD"))
        member, office = Viewer(user="U0ME", unit_ids=frozenset({unit.id or 0})), operator("lin")
        for viewer, codes in ((member, {"QD"}), (office, {"QD", "CZ", "WX"}), (Viewer(user="U0X"), set())):
            items = list(exports.item_rows(session, viewer))
            assert {row[0].split("-")[0] for row in items} == codes
            assert exports.count_items(session, viewer) == len(items)
            lines = list(exports.journal_rows(session, viewer))
            assert {row[2].split("-")[0] for row in lines if row[2]} == codes
            assert exports.count_journal(session, viewer) == len(lines)
            assert any(not row[2] for row in lines) == (viewer == office)
    database.close()


@pytest.mark.parametrize("output", ["items.pdf", "nowhere/items.csv", "."])
def test_a_file_of_no_use_is_named_with_the_mend(shell: CliRunner, output: str) -> None:
    made = shell.invoke(main, ["export", "-o", output])
    assert made.exit_code == 2
    assert output in made.output


def test_acceptance_can_be_switched_off_for_a_unit(shell: CliRunner, tmp_path: Path) -> None:
    assert shell.invoke(main, ["units", "set", "QD", "--no-acceptance"]).exit_code == 0
    database = open_database(f"sqlite:///{tmp_path}/one.db")
    with database.reading() as session:
        assert waiting.reported(session) == []
    database.close()
