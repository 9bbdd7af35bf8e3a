"""Targets from a file in Slack: uploaded in a form or sent to the bot, read by itself, decided by the office, kept whole or not."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.playground import scene
from bot.playground.playing import Game
from bot.target_import import press_decision
from storage.models import Target
from storage.sheets import confined_tables, tables_of
from storage.targets import target_called
from storage.units import unit_of_code
from tests.stage import game, until_whispered
from tests.stage_import import conversation, press_in, submit, until_letter, until_window
from tests.test_papers import until_filed
from tests.test_targets_story import told

__all__ = ["game"]

HELEN, OFFICE = scene.HELEN, scene.OFFICE_CHANNEL
HEAD = ["unit", "metric", "measure", "baseline", "goal", "period"]
GOOD = (["QD", "Shipments", "GWh", "1.1", "3.6", "2024Q2"], ["CZ", "Energy cost", "万元", "1,500", "1,200", "2024Q2"])


def book(*rows: list[Any], merge: str | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    into = BytesIO()
    made.save(into)
    return into.getvalue()


def csv(*rows: list[str]) -> bytes:
    return "\n".join(";".join(row) for row in (HEAD, *rows)).encode("gb18030")


def upload(game: Game, name: str, content: bytes) -> None:
    game.playground.act(HELEN, "command", channel=OFFICE, text="/targets import")
    form = until_window(game, HELEN, "An Excel or csv file")
    file = game.playground.share(HELEN, "", name, content)["file"]
    submit(game, HELEN, form, file={"files": [{"id": file}]})
    until_window(game, HELEN, "I am reading")


def kept(game: Game, code: str, metric: str) -> Target | None:
    with game.bot.desk.database.reading() as session:
        unit = unit_of_code(session, code)
        assert unit is not None
        return target_called(session, unit.id, "2024Q2", metric)


@pytest.mark.parametrize(("name", "content"), [("t.xlsx", book(*GOOD)), ("目标.csv", csv(*GOOD))])
def test_a_file_is_previewed_and_kept_once_it_is_confirmed(game: Game, name: str, content: bytes) -> None:
    upload(game, name, content)
    letter = until_letter(game, HELEN, "1 new, 1 changed, 0 as before")
    assert "CZ Energy cost: 1,500 → 1,200万元 · 2024Q2 · new" in letter.text
    assert kept(game, "CZ", "Energy cost") is None
    press_in(game, HELEN, letter.channel, letter, "targets_confirm")
    until_letter(game, HELEN, "Stored: 1 new, 1 changed, 0 as before.")
    assert kept(game, "CZ", "Energy cost") is not None
    target = kept(game, "QD", "Shipments")
    assert target is not None
    assert str(target.goal) == "3.6"


def test_a_preview_can_be_thrown_away_and_is_decided_once(game: Game) -> None:
    upload(game, "t.xlsx", book(*GOOD))
    letter = until_letter(game, HELEN, "1 new, 1 changed")
    (row,) = [each["value"] for block in letter.blocks or () for each in block.get("elements", ()) if "value" in each][
        :1
    ]
    press_in(game, HELEN, letter.channel, letter, "targets_drop")
    until_letter(game, HELEN, "Thrown away")
    late = {"user": {"id": scene.LIU}, "actions": [{"value": row}]}
    assert "已经有人决定过了" in press_decision(late, game.bot.desk, confirms=True)
    game.bot.schedule.run_now("sheets")
    assert kept(game, "CZ", "Energy cost") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book(["QD", "Output", "GWh", "", "1,2 GWh", "2024Q2"]), "E2: “1,2 GWh” can be read in two ways"),
        (book(["QD", "Output", "GWh", "", "=1+2", "2024Q2"]), "E2: “=1+2” is a formula"),
        (book(GOOD[0], ["", "Output", "GWh", "", "3", "2024Q2"], merge="A2:A3"), "A3: is part of merged cells"),
        (book(["Mars", "Output", "GWh", "", "3", "2024Q2"]), "A2: “Mars” is no unit"),
        (book(["QD", "Output", "GWh", "3", "3", "2024Q2"]), "is where it starts"),
        (book(["QD", "Shippments", "GWh", "", "3", "2024Q2"]), "Is “Shippments” the same?"),
        (b"not a zip", "cannot be read as an Excel file"),
        (book(), "has no row below its head"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_and_nothing_is_kept(game: Game, content: bytes, said: str) -> None:
    upload(game, "t.xlsx", content)
    letter = until_letter(game, HELEN, said)
    assert "targets_confirm" not in str(letter.blocks)
    assert kept(game, "QD", "Output") is None


def test_every_bad_cell_of_ten_thousand_rows_is_counted(game: Game) -> None:
    rows = [["QD", f"Metric {n}", "GWh", "", "soon", "2024Q2"] for n in range(10_000)]
    upload(game, "t.csv", csv(*rows))
    letter = until_letter(game, HELEN, "10000 cells of t.csv cannot be taken")
    assert "And 9975 more." in letter.text
    upload(game, "u.csv", csv(*([row[0], row[1], row[2], "", "3", row[5]] for row in rows)))
    until_letter(game, HELEN, "u.csv has 10000 rows, and up to 2000 are taken in Slack at once")


def test_a_spreadsheet_sent_to_the_bot_is_offered_as_targets(game: Game) -> None:
    channel = conversation(game, HELEN)
    game.playground.share(HELEN, channel, "targets.xlsx", book(*GOOD))
    offer = until_whispered(game, channel, HELEN, "Shall I read targets.xlsx as targets?")
    press_in(game, HELEN, channel, offer, "target_file_0")
    until_letter(game, HELEN, "1 new, 1 changed")


def test_only_the_office_imports_targets(game: Game) -> None:
    assert "Only the strategy office" in told(game, scene.SUN, scene.QINGDAO, "/targets import").text


def test_an_empty_file_to_fill_in_comes_as_a_file_and_can_be_read_back(game: Game, tmp_path: Path) -> None:
    told(game, HELEN, OFFICE, "/targets template")
    (tmp_path / "t.xlsx").write_bytes(until_filed(game, HELEN, ".xlsx").content)
    assert [table.title for table in tables_of(tmp_path / "t.xlsx")] == ["Targets", "How to fill it in"]


def test_a_file_is_read_the_same_in_a_child() -> None:
    content = book(*GOOD, merge="A2:A3")
    (table,) = confined_tables("t.xlsx", content)
    assert [cell.text for cell in table.rows[1]] == GOOD[0]
    assert table.rows[1][0].odd == "merged"
