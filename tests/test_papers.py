"""Reports and briefs: asked for in Slack, drawn, posted for a channel, and handed over as files, once each."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.playground import scene
from bot.playground.faults import Kind
from bot.playground.playing import Game
from bot.playground.records import BOT_USER, File, Message
from storage import workspace
from storage.database import open_database
from storage.sheets import tables_of
from tests.stage import game, reply, said_by_bot, until_confirmed, whispered_to
from tests.test_targets_story import kinds, press, told

__all__ = ["game"]

QD, OFFICE = scene.QINGDAO, scene.OFFICE_CHANNEL


def files_told(game: Game, user: str) -> list[File]:
    """The files in the conversation of the bot with one person, one for each message that shares it."""
    with game.playground.workspace.lock:
        channels = [
            each for each in game.playground.workspace.channels.values() if {user, BOT_USER} == set(each.members)
        ]
        shared = [name for channel in channels for each in channel.messages.values() for name in each.files]
        return [game.playground.workspace.files[name] for name in shared]


def until_filed(game: Game, user: str, ending: str) -> File:
    found = game.playground.workspace.until(
        lambda: next((each for each in files_told(game, user) if each.name.endswith(ending)), None), 15.0
    )
    assert found is not None
    return found


def test_the_office_reads_the_report_with_charts_and_gets_it_as_a_workbook_and_a_page(
    game: Game, tmp_path: Path
) -> None:
    reply(game, scene.SUN, QD, "1 done, shipments 0.9 GWh")
    until_confirmed(game, QD, "QD-1 done")
    shown = told(game, scene.HELEN, OFFICE, "/followups report 2024Q2")
    assert kinds(shown).count("data_visualization") == 2
    assert "QD: On time: " in shown.text
    assert "Tong Laiming\n1 · done: QD · open: CZ, TJ, WR, WX\n2 · open: all 5 units" in shown.text
    press(game, scene.HELEN, OFFICE, shown, "paper_xlsx")
    made = until_filed(game, scene.HELEN, ".xlsx")
    (tmp_path / "r.xlsx").write_bytes(made.content)
    tables = {table.title: table.rows for table in tables_of(tmp_path / "r.xlsx")}
    assert "QD-1" in {row[0].text for row in tables["Rows"]}
    press(game, scene.HELEN, OFFICE, shown, "paper_html")
    assert "<svg" in until_filed(game, scene.HELEN, ".html").content.decode()


def test_a_members_report_holds_their_unit_alone(game: Game, tmp_path: Path) -> None:
    shown = told(game, scene.SUN, QD, "/followups report 2024Q2")
    assert "QD: On time" in shown.text
    assert "CZ" not in shown.text
    press(game, scene.SUN, QD, shown, "paper_xlsx")
    (tmp_path / "r.xlsx").write_bytes(until_filed(game, scene.SUN, ".xlsx").content)
    tables = {table.title: table.rows for table in tables_of(tmp_path / "r.xlsx")}
    assert {row[0].text.split("-")[0] for row in tables["Rows"][1:]} == {"QD"}


def test_the_brief_for_the_next_meeting_is_a_post_and_a_word_document(game: Game) -> None:
    reply(game, scene.SUN, QD, "3 blocked: waiting for tooling")
    until_confirmed(game, QD, "QD-3 blocked")
    shown = told(game, scene.HELEN, OFFICE, "/followups brief")
    assert "Tong Laiming" in shown.text
    assert "QD-3 blocked, due Fri 14 Jun · waiting for tooling" in shown.text
    press(game, scene.HELEN, OFFICE, shown, "paper_docx")
    document = docx.Document(BytesIO(until_filed(game, scene.HELEN, ".docx").content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("QD-3 blocked, due Fri 14 Jun" in text for text in cells)
    assert "Tong Laiming" in [paragraph.text for paragraph in document.paragraphs]

    game.playground.act(scene.HELEN, "command", channel=OFFICE, text="/followups brief here")

    def posted() -> Message | None:
        return next((each for each in said_by_bot(game, OFFICE) if "what became of it" in each.text), None)

    post = game.playground.workspace.until(posted, 60.0)
    assert post is not None


def test_here_shows_a_channel_only_what_all_of_it_may_see(game: Game) -> None:
    game.playground.act(scene.HELEN, "command", channel=QD, text="/followups report 2024Q2 here")

    def posted() -> Message | None:
        return next((each for each in said_by_bot(game, QD) if "Scorecard 2024Q2" in each.text), None)

    post = game.playground.workspace.until(posted, 60.0)
    assert post is not None
    assert "CZ: On time" not in post.text
    assert "no unit" in told(game, scene.HELEN, "C0GENERAL001", "/followups report here").text


@pytest.mark.parametrize("kind", ["reset_after_accept", "server_error"])
def test_a_lost_answer_of_slack_doubles_no_file(game: Game, kind: Kind) -> None:
    shown = told(game, scene.HELEN, OFFICE, "/followups brief")
    game.playground.faults.arm(kind, "files.completeUploadExternal")
    press(game, scene.HELEN, OFFICE, shown, "paper_html")
    until_filed(game, scene.HELEN, ".html")
    game.bot.schedule.run_now("papers")
    assert len(files_told(game, scene.HELEN)) == 1


def test_a_workspace_that_refuses_charts_is_told_in_words_and_asked_no_second_time(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        workspace.remember_charts(session, False)
    assert "data_visualization" not in kinds(told(game, scene.HELEN, OFFICE, "/followups report 2024Q2"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("brief Mars landing", "is no meeting and no period"),
        ("report soon", "is not a period"),
    ],
)
def test_what_is_not_understood_is_said_with_an_example(game: Game, typed: str, said: str) -> None:
    assert said in told(game, scene.HELEN, OFFICE, f"/followups {typed}").text
    assert whispered_to(game, OFFICE, scene.HELEN)


@pytest.mark.parametrize(
    ("command", "file", "said"),
    [
        (["report"], "r.pdf", ".xlsx or .html"),
        (["brief"], "b.xlsx", ".docx or .html"),
        (["brief"], "b.docx", "No meeting has been imported yet"),
        (["report", "--period", "soon"], "r.html", "is not a period"),
    ],
)
def test_the_command_line_says_what_it_cannot_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], file: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/t.db")
    open_database(f"sqlite:///{tmp_path}/t.db").close()
    answer = CliRunner().invoke(main, [*command, "-o", file])
    assert answer.exit_code == 2
    assert said in answer.output
    assert not (tmp_path / file).exists()


def test_the_items_and_the_journal_are_handed_over_as_far_as_one_may_see_them(game: Game) -> None:
    reply(game, scene.SUN, QD, "1 done")
    until_confirmed(game, QD, "QD-1 done")
    assert "in a moment" in told(game, scene.SUN, QD, "/followups export csv").text
    rows = until_filed(game, scene.SUN, ".csv").content.decode("utf-8-sig").splitlines()
    assert {row.split("-")[0] for row in rows[1:] if row.startswith(("QD-", "CZ-"))} == {"QD"}
    told(game, scene.SUN, QD, "/followups export journal")
    made = until_filed(game, scene.SUN, ".xlsx")
    assert made.name.startswith("journal-")
    told(game, scene.HELEN, OFFICE, "/followups export items csv")
    rows = until_filed(game, scene.HELEN, ".csv").content.decode("utf-8-sig").splitlines()
    assert {"QD", "CZ", "WX"} <= {row.split("-")[0] for row in rows[1:]}
    assert "“pdf” cannot be exported" in told(game, scene.HELEN, OFFICE, "/followups export pdf").text
