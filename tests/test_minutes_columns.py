"""Action items in columns that no bars are drawn between: the text of a PDF's table, a pasted sheet, a table in a letter."""

from datetime import date

import pytest

from storage.minutes import read_minutes

HEAD = "周例会纪要\n2024年5月6日\n\n"


def items(text: str) -> list[tuple[str | None, str, date | None]]:
    return [(each.owner, each.text, each.due) for each in read_minutes(text).actions]


def test_a_line_that_names_the_columns_makes_a_table_of_the_lines_below() -> None:
    text = "事项    责任人    时限\n盘点备用泵    丁磊    6月10日前\n把上季度的租车合同送财务部复核    何亮、宋捷    5月20日\n"
    assert items(HEAD + text + "\n散会。\n") == [
        ("丁磊", "盘点备用泵", date(2024, 6, 10)),
        ("何亮、宋捷", "把上季度的租车合同送财务部复核", date(2024, 5, 20)),
    ]


def test_an_empty_cell_between_spaces_is_told_by_what_the_others_are() -> None:
    text = "序号  事项  责任人  时限\n1  盘点备用泵      6月10日前\n2  清理堆场  设备部\n"
    assert items(HEAD + text) == [(None, "盘点备用泵", date(2024, 6, 10)), ("设备部", "清理堆场", None)]


def test_each_tab_of_a_pasted_sheet_is_a_column() -> None:
    text = "序号\t任务\t负责人\t完成时间\n1\t盘点备用泵\t丁磊\t6月10日\n2\t清理堆场\t\t5月底\n3\t采购手套\t何亮\t\n"
    assert items(HEAD + text) == [
        ("丁磊", "盘点备用泵", date(2024, 6, 10)),
        (None, "清理堆场", date(2024, 5, 31)),
        ("何亮", "采购手套", None),
    ]


@pytest.mark.parametrize(
    "gap", ["    ", "  ", "\t", "\t\t", "            "], ids=["four", "two", "tab", "tabs", "many"]
)
def test_two_lines_together_that_tell_what_who_and_when_need_no_header(gap: str) -> None:
    english = (
        f"Site call, 6 May 2024\n\nPaint the gate{gap}Mia{gap}3 June\n2. Check the pumps{gap}Tom Berg{gap}10 June\n"
    )
    assert items(english) == [
        ("Mia", "Paint the gate", date(2024, 6, 3)),
        ("Tom Berg", "Check the pumps", date(2024, 6, 10)),
    ]
    chinese = f"{HEAD}盘点备用泵{gap}丁 磊{gap}6月10日前\n复核租车合同{gap}财务部{gap}5月底\n"
    assert items(chinese) == [
        ("丁磊", "盘点备用泵", date(2024, 6, 10)),
        ("财务部", "复核租车合同", date(2024, 5, 31)),
    ]


def test_a_header_in_english_takes_numbered_lines_and_days_in_words() -> None:
    text = "Action    Who    When\n1. Paint the gate and the long fence    Mia    by Friday\n2. Book the room    Tom    ASAP\n"
    assert items("Site call, 6 May 2024\n\n" + text) == [
        ("Mia", "Paint the gate and the long fence", date(2024, 5, 10)),
        ("Tom", "Book the room", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "时间    议题    负责人\n9:00    安全通报    丁磊\n9:30    生产汇报    何亮\n",
        "时间    事项    负责人\n9:00    安全通报    丁磊\n9:30    生产汇报    何亮\n",
        "Time   Item   Lead\n9:00   Opening   Mia\n9:30   Budget   Tom\n",
        "安全通报    丁磊    5月10日\n生产汇报    何亮    5月11日\n",
        "丁磊    设备部    5月10日\n何亮    财务部    5月11日\n",
        "主持人：丁磊    记录：何亮\n出席  宋捷  苏明  方文博\n列席  石磊  周平\n",
        "Paint the gate    Mia    3 June\n",
        "We met.  Mia spoke.  It was 3 June\nWe left.  Tom stayed.  It was 4 June\n",
        "项目    一季度    二季度\n产量    120    130\n销量    110    125\n",
    ],
)
def test_agendas_lists_of_people_figures_and_prose_with_gaps_are_no_items(text: str) -> None:
    assert items(HEAD + text) == []
