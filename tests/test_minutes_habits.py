"""More habits of Chinese minutes: signs in brackets, resolutions under bullets, topics that ask nothing, and whose items are whose.

All sentences are our own.
"""

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
        ("方文博谈到了三项内容：一是招工情况；二是门禁事宜；三是食堂工作。", {}),
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
