"""More habits of Chinese minutes: signs in brackets, resolutions under bullets, topics that ask nothing, and whose items are whose.

All sentences are our own.
"""

from datetime import date

import pytest

from storage.minutes import read_minutes

HEAD = "公司召开季度例会\n\n总经理方文博、副总经理石磊出席会议。\n\n"


def said(text: str) -> dict[str, list[str]]:
    return {speaker.name: [each.text for each in speaker.directives] for speaker in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("2、会议决定：\n⑴各班按月盘点。\n⑵仓库应按季清理。\n", {"会议": ["各班按月盘点", "仓库应按季清理"]}),
        ("方文博要求：㈠查管道；㈡查阀门。", {"方文博": ["查管道", "查阀门"]}),
        ("- 決議：大門的鎖，責請總務處更換。", {"会议": ["大門的鎖，責請總務處更換"]}),
        ("1. 决议：请总务处换锁。", {"会议": ["请总务处换锁"]}),
        (
            "会议从两个方面对仓库的管理工作明确方向：第一，各班要随用随清；第二，夜班要锁门。",
            {"会议": ["各班要随用随清", "夜班要锁门"]},
        ),
        ("安全科负责人就用电检查作了说明，要求各班每周查一次线路。", {"安全科负责人": ["各班每周查一次线路"]}),
        (
            "方文博要求，各班要守时。石磊、苏明、何亮分别通报和部署了相关工作，一是招工情况；二是门禁事宜。",
            {"方文博": ["各班要守时"]},
        ),
        (
            "方文博要求：锁好门、关好窗、断好电、管好车。最后指出，各班要守时。",
            {"方文博": ["锁好门、关好窗、断好电、管好车", "各班要守时"]},
        ),
        ("方文博对仓库工作提出要求，当前正值旺季。各班要多备一把锁。", {"方文博": ["各班要多备一把锁"]}),
        ("方文博谈到了三项内容：一是招工情况；二是门禁事宜；三是食堂工作。", {}),
        (
            "方文博提要求：一是守时；二是守纪，三，无论谁都要登记。",
            {"方文博": ["守时", "守纪", "无论谁都要登记"]},
        ),
        (
            "方文博强调，各班要记住“先检修，后开机；不检修，不开机”的规矩；夜班要锁门。",
            {"方文博": ["各班要记住“先检修，后开机；不检修，不开机”的规矩", "夜班要锁门"]},
        ),
        ("方文博要求：一要守时；二要守纪。\n最后，与会人员共同观看《守夜》。", {"方文博": ["守时", "守纪"]}),
        ("公司要求：各班一定要按照“铁门”方案要求锁门。", {"会议": ["各班一定要按照“铁门”方案要求锁门"]}),
        ("方文博强调，派活一定要件件有着落。", {"方文博": ["派活一定要件件有着落"]}),
        (
            "副厂长何亮作认真传达了文件。他要求，各班要守时。",
            {"何亮作": ["各班要守时"]},
        ),
    ],
)
def test_who_asks_what(words: str, points: dict[str, list[str]]) -> None:
    assert said(HEAD + words + "\n") == points


def test_a_bullet_that_only_names_somebody_owns_the_items_below_it() -> None:
    text = "# 周会\n\n**行动项：**\n*   **[后端]** 何亮：\n    1.  增加撤回接口\n    2.  补写日志\n*   `丁磊`：\n    1.  改按钮\n"
    assert [(each.owner, each.text) for each in read_minutes(text).actions] == [
        ("何亮", "增加撤回接口"),
        ("何亮", "补写日志"),
        ("丁磊", "改按钮"),
    ]


def test_a_table_of_tasks_may_call_its_owners_members() -> None:
    text = "# 周会\n\n## 分工\n\n|序号|人员|任务|\n|-|-|-|\n|1|@heliang|写测试|\n|2|丁磊|画界面|\n"
    assert [(each.owner, each.text) for each in read_minutes(text).actions] == [
        ("heliang", "写测试"),
        ("丁磊", "画界面"),
    ]


def test_a_title_in_the_middle_of_several_is_still_the_persons() -> None:
    text = "例会纪要\n\n会议由集团党委书记、董事长、安委会主任方文博主持。\n一、董事长强调\n1.要查漏补缺。\n2.要按时交表。\n"
    assert said(text) == {"方文博": ["要查漏补缺", "要按时交表"]}


def test_a_name_among_others_before_their_titles_is_who_is_called_by_title_later() -> None:
    text = "月会\n\n方文博院长、石磊副院长、周平副院长等出席会议。\n\n方院长充分肯定了成绩，他要求各科室要定好位。\n"
    assert said(text) == {"方文博": ["各科室要定好位"]}


ABROAD = (
    "公司召开季度例会\n\n总经理方文博、区域总监Mia Berg通过视频出席会议。会上，各部门汇报了上季度的进展，讨论了下一步的计划和存在的问题。"
    "随后，大家围绕安全、质量、成本等议题作了交流，并参观了新建成的装配车间、仓库和食堂，听取了现场负责人的介绍。\n\n"
)


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (
            "方文博强调，各班要守时。\nMia Berg stressed that every plant must paint its gate. She also asked the warehouse to send the list by Friday.\n",
            {"方文博": ["各班要守时"], "Mia Berg": ["every plant must paint its gate.", "send the list by Friday."]},
        ),
        (
            "Mia Berg强调，every plant must paint its gate. The warehouse should send the list.",
            {"Mia Berg": ["every plant must paint its gate.", "The warehouse should send the list."]},
        ),
        ("Mia Berg：Every plant should paint its gate.", {"Mia Berg": ["Every plant should paint its gate."]}),
        ("Mia Berg指出，“All the plants must stop on Sunday.”", {"Mia Berg": ["All the plants must stop on Sunday."]}),
        (
            "Mia Berg, regional director, required: First, each plant should paint its gate. Second, each warehouse should send its list.",
            {"Mia Berg": ["each plant should paint its gate.", "each warehouse should send its list."]},
        ),
        ("Mia Berg said the new line is running well.", {}),
        ("方文博介绍了 Web API 的开发情况和 Data Center Phase Two Plan 的进展。", {}),
    ],
)
def test_what_is_told_in_english_inside_chinese_minutes_is_read_too(words: str, points: dict[str, list[str]]) -> None:
    assert said(ABROAD + words + "\n") == points


def test_minutes_told_in_both_languages_are_read_once() -> None:
    text = (
        "季度例会\n\n总经理方文博强调，各班要按时刷漆，仓库要在周五前交清单。\n\n"
        "General Manager Fang Wenbo stressed that every team must paint its gate in time and that the warehouse must send the list by Friday.\n"
    )
    assert list(said(text)) == ["方文博"]


def test_work_that_is_given_out_under_its_heading_is_an_item_where_somebody_is_named() -> None:
    text = (
        "造纸例会\n日期：2024年6月7日\n\n一、上周工作\n1、清点纸卷（王海）\n\n三、本周工作安排\n1、6月10日前修好大门，责任人：陈一鸣；\n"
        "2、更换楼道灯（李蕊）\n3、补充纸卷两箱 —— 王海 —— 6.14\n4、每日巡检并发照片\n5、核对账目 责任人：王海 时限：6月20日\n\n四、其他\n1、洗车（王海）\n"
    )
    assert [(each.owner, each.text, each.due) for each in read_minutes(text).actions] == [
        ("陈一鸣", "6月10日前修好大门", date(2024, 6, 10)),
        ("李蕊", "更换楼道灯", None),
        ("王海", "补充纸卷两箱", date(2024, 6, 14)),
        ("王海", "核对账目", date(2024, 6, 20)),
    ]
