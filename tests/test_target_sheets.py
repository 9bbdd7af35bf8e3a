"""Targets from spreadsheets: every bad cell is named, and nothing is kept while there is one."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import select

from storage import target_sheets
from storage.database import Database
from storage.items import Said
from storage.models import Target
from storage.sheets import SheetProblem, Written, csv_text, tables_of, write_xlsx
from storage.target_sheets import TargetSheet, keep_all, known_names, read_targets, template
from storage.viewers import operator
from tests.lookup_records import NOW, add_quarter

TODAY = date(2024, 5, 9)
HEAD = ["unit", "metric", "measure", "kind", "baseline", "goal", "period", "owner", "note"]
GOOD = ["QD", "Shipments", "GWh", "", "1.1", "3.4", "2024Q2", "", ""]


def book(path: Path, *rows: list[Any], title: str = "Targets", merge: str | None = None) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in (HEAD, *rows):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    made.save(path)
    return path


def row(**change: Any) -> list[Any]:
    return [change.get(name, value) for name, value in zip(HEAD, GOOD, strict=True)]


def read(database: Database, path: Path) -> TargetSheet:
    with database.writing() as session:
        add_quarter(session)
    with database.reading() as session:
        return read_targets(tables_of(path), known_names(session), TODAY)


def test_a_filled_in_file_is_kept_exactly(database: Database, tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx",
        row(goal=3.4, baseline=1.1),
        row(unit="无锡力神", metric="出货量", goal="1.2 TWh", baseline="800 GWh", period="2024年第二季度"),
        row(unit="group", metric="Revenue", measure="万元", goal="1.2万", baseline="", owner="Zhang Wei"),
        row(metric="Yield", measure="", goal="98%", baseline="", kind="keep above"),
    )
    sheet = read(database, path)
    assert sheet.bad == ()
    with database.writing() as session:
        became, bad = keep_all(session, sheet, Said(operator("lin"), NOW), TODAY)
    assert (became, bad) == ({"new": 4, "changed": 0, "same": 0}, [])
    with database.reading() as session:
        kept = {each.metric: each for each in session.exec(select(Target))}
    assert kept["Shipments"].goal == Decimal("3.4")
    assert (kept["出货量"].goal, kept["出货量"].measure) == (Decimal(1200), "GWh")
    assert (kept["Revenue"].goal, kept["Revenue"].unit_id) == (Decimal("1.2"), None)
    assert kept["Yield"].kind == "keep_above"
    with database.writing() as session:
        assert keep_all(session, sheet, Said(operator("lin"), NOW), TODAY)[0]["same"] == 4


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"goal": "1,2 GWh"}, "F2", "two ways"),
        ({"goal": "about 3"}, "F2", "not a number"),
        ({"goal": ""}, "F2", "missing"),
        ({"goal": "=1+2"}, "F2", "formula"),
        ({"goal": date(2024, 3, 4)}, "F2", "is a date"),
        ({"goal": "3.4 MW"}, "F2", "cannot be turned into GWh"),
        ({"goal": "1.1"}, "F2", "is where it starts"),
        ({"baseline": "x"}, "E2", "not a number"),
        ({"unit": "Mars"}, "A2", "is no unit"),
        ({"metric": ""}, "B2", "needs the name"),
        ({"measure": "wafers"}, "C2", "not a measure I know"),
        ({"measure": ""}, "C2", "is empty"),
        ({"kind": "sideways"}, "D2", "is no direction"),
        ({"period": "soon"}, "G2", "is not a period"),
        ({"period": "2024Q1"}, "F2", "ended on"),
        ({"owner": "Nobody"}, "H2", "is nobody"),
        ({"metric": "Yield", "measure": "%", "goal": "104%", "baseline": ""}, "F2", "between 0 and 100%"),
    ],
)
def test_every_bad_cell_is_named(
    database: Database, tmp_path: Path, change: dict[str, Any], where: str, said: str
) -> None:
    sheet = read(database, book(tmp_path / "t.xlsx", row(**change)))
    assert sheet.rows == ()
    told = {cell.where: cell.message.format(**cell.values) for cell in sheet.bad}
    assert said in " ".join(told.values())
    assert where in told or change == {"metric": ""}


def test_all_bad_cells_are_named_at_once_and_the_good_rows_wait(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", row(), row(unit="Mars", goal="x"), row(unit="WX", period="soon"))
    sheet = read(database, path)
    assert [cell.where for cell in sheet.bad] == ["A3", "F3", "G4"]
    assert len(sheet.rows) == 1


def test_a_row_with_a_formula_is_read_to_its_end(database: Database, tmp_path: Path) -> None:
    sheet = read(database, book(tmp_path / "t.xlsx", row(unit="Mars", goal="=1+1", period="soon", kind="sideways")))
    assert sorted(cell.where for cell in sheet.bad) == ["A2", "D2", "F2", "G2"]


def test_merged_cells_are_told(database: Database, tmp_path: Path) -> None:
    sheet = read(database, book(tmp_path / "t.xlsx", row(), row(unit=None), merge="A2:A3"))
    assert [(cell.where, "merged" in cell.message) for cell in sheet.bad] == [("A2", True), ("A3", True)]


def test_merged_cells_are_told_of_their_own_sheet_after_sheets_were_moved(tmp_path: Path) -> None:
    made = Workbook()
    first, second = made.worksheets[0], made.create_sheet("Second")
    for sheet in (first, second):
        sheet.append(["a", "b"])
        sheet.append(["c", "d"])
    second.merge_cells("A1:A2")
    made.save(tmp_path / "made.xlsx")
    with zipfile.ZipFile(tmp_path / "made.xlsx") as old, zipfile.ZipFile(tmp_path / "moved.xlsx", "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/_rels/workbook.xml.rels":
                swapped = content.replace(b"sheet1.xml", b"sheet0.xml").replace(b"sheet2.xml", b"sheet1.xml")
                content = swapped.replace(b"sheet0.xml", b"sheet2.xml")
            new.writestr(part, content)
    odd = [
        [cell.name for row in table.rows for cell in row if cell.odd] for table in tables_of(tmp_path / "moved.xlsx")
    ]
    assert odd == [["A1", "A2"], []]


def test_the_same_metric_twice_or_almost_is_told(database: Database, tmp_path: Path) -> None:
    path = book(
        tmp_path / "t.xlsx",
        row(),
        row(metric="shipment"),
        row(metric="Shippments"),
        row(metric="Scrap line 1"),
        row(metric="Scrap line 2"),
        row(unit="WX"),
    )
    sheet = read(database, path)
    assert [(cell.where, cell.values["where"]) for cell in sheet.bad] == [("B3", "A2"), ("B4", "A2")]
    assert len(sheet.rows) == 4


def test_a_sheet_may_be_a_unit_and_an_unknown_one_is_told(database: Database, tmp_path: Path) -> None:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title in ("Qingdao Lishen", "Mars"):
        sheet = made.create_sheet(title)
        sheet.append(HEAD[1:])
        sheet.append(GOOD[1:])
    made.save(tmp_path / "t.xlsx")
    found = read(database, tmp_path / "t.xlsx")
    assert [(cell.where, "is no unit" in cell.message) for cell in found.bad] == [("Mars", True)]
    assert found.rows[0].draft.unit_id is not None


def test_ten_thousand_rows_are_read_and_counted_and_more_are_refused(database: Database, tmp_path: Path) -> None:
    head, good = ",".join(HEAD), ",".join(GOOD)
    lines = [good.replace("Shipments", f"Metric {n}") for n in range(10_000)]
    path = tmp_path / "t.csv"
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    counted: list[int] = []
    with database.writing() as session:
        add_quarter(session)
        known = known_names(session)
    sheet = read_targets(tables_of(path), known, TODAY, counted.append)
    assert (len(sheet.rows), sheet.bad, counted[-1]) == (10_000, (), 10_000)
    path.write_text("\n".join([head, *lines, good]), encoding="utf-8")
    with pytest.raises(SheetProblem, match="more than 10,000 rows"):
        tables_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_usual_kind_is_read(database: Database, tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    rows = [["单位", "指标", "计量单位", "目标值", "季度"], ["QD", "出货量", "GWh", "3.4", "2024Q2"]]
    path.write_bytes("\n".join(delimiter.join(each) for each in rows).encode(encoding))
    sheet = read(database, path)
    assert sheet.bad == ()
    assert sheet.rows[0].draft.metric == "出货量"


def test_files_that_are_no_spreadsheet_or_burst_when_unpacked_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetProblem, match="no file"):
        tables_of(tmp_path / "none.xlsx")
    (tmp_path / "t.pdf").write_bytes(b"%PDF")
    with pytest.raises(SheetProblem, match="neither"):
        tables_of(tmp_path / "t.pdf")
    (tmp_path / "t.xlsx").write_bytes(b"not a zip")
    with pytest.raises(SheetProblem, match="cannot be read"):
        tables_of(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(11):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", bytes(10_000_000))
    with pytest.raises(SheetProblem, match="larger than 100 MB"):
        tables_of(tmp_path / "bomb.xlsx")


def test_a_file_without_our_columns_says_which_are_needed(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2", encoding="utf-8")
    with pytest.raises(SheetProblem, match="must name the columns"):
        read(database, path)


def test_the_template_reads_back_as_what_it_shows(database: Database, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", template("2024Q2"))
    sheet = read(database, tmp_path / "t.xlsx")
    assert sheet.bad == ()
    assert [each.draft.metric for each in sheet.rows] == ["Shipments", "First-pass yield"]


def test_what_we_write_is_text_or_a_number_and_never_a_formula(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", [Written("a/b:c", [["=1+1", Decimal("1.5")], ["\x07bell", None]])])
    cells = [cell for line in tables_of(tmp_path / "t.xlsx")[0].rows for cell in line]
    assert [(cell.text, cell.odd) for cell in cells] == [("=1+1", None), ("1.5", None), ("bell", None)]
    assert csv_text([["=1+1", -3, "-x", "a"]]).strip() == "'=1+1,-3,'-x,a"


def test_a_row_the_records_refuse_is_named_too(database: Database, tmp_path: Path) -> None:
    sheet = read(database, book(tmp_path / "t.xlsx", row()))
    with database.writing() as session:
        member = target_sheets.keep_all(session, sheet, Said(add_member(), NOW), TODAY)
        session.rollback()
    assert "Only the strategy office" in member[1][0].message


def add_member() -> Any:
    from storage.viewers import Viewer

    return Viewer(user="U0MEMBER")
