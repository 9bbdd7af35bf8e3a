"""Reading Chinese minutes in more of their habits: who is meant, where requests begin and end, and what tells instead of asking.

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
        ("方文博强调，要守住底线。加强夜间巡查，堵住漏洞。", ["要守住底线", "加强夜间巡查，堵住漏洞"]),
        ("方文博强调，坚持问题导向，逐台检修设备。", ["坚持问题导向，逐台检修设备"]),
        ("方文博指出，三季度最吃紧，人手也不够，各车间要错峰排班。", ["三季度最吃紧，人手也不够，各车间要错峰排班"]),
        ("方文博指出，一厂进步快；二厂还算稳；三厂要迎头赶上。", ["三厂要迎头赶上"]),
        ("方文博肯定了成绩。要求各班组按月盘点。", ["各班组按月盘点"]),
        ("方文博强调，要管好车辆，明确责任，安排专人值守。", ["要管好车辆，明确责任，安排专人值守"]),
        ("方文博强调，要管好车辆。\n要管好食堂。\n", ["要管好车辆", "要管好食堂"]),
        ("方文博说，展厅修好了。抓紧补货，确保周末开门。", ["抓紧补货，确保周末开门"]),
        ("方文博要求大家随手关灯。", ["大家随手关灯"]),
        ("方文博指出，各班组要守时，并要求迟到的写明原因。", ["各班组要守时", "迟到的写明原因"]),
        ("方文博强调，要下一线。主动到班组，了解设备状况。", ["要下一线", "主动到班组，了解设备状况"]),
        ("方文博强调\n各车间要早开早停；要查漏油。\n", ["各车间要早开早停", "要查漏油"]),
        ("方文博说，机会难得。订单多，希望大家多跑客户。", ["大家多跑客户"]),
        ("方文博作了点评。要求各科抓培训，要求各班抓纪律。", ["各科抓培训", "各班抓纪律"]),
        ("方文博强调：\n——要修好路。全厂要出力。\n——要修好桥。\n", ["要修好路。全厂要出力", "要修好桥"]),
        (
            "方文博强调，要守规矩。制度就在墙上，全厂各班组牢固树立规矩意识。",
            ["要守规矩", "制度就在墙上，全厂各班组牢固树立规矩意识"],
        ),
        ("方文博强调，高温天气时，及时调整工时。", ["高温天气时，及时调整工时"]),
        ("方文博要求与会人员带头执行新规定要求，管好自己的人。", ["与会人员带头执行新规定要求，管好自己的人"]),
        ("方文博要求全体职工，特别是班长带头学习。", ["全体职工，特别是班长带头学习"]),
        (
            "方文博指出，各厂要领会周平董事长、石磊副总的讲话精神，抓紧部署，抓紧落实。",
            ["各厂要领会周平董事长、石磊副总的讲话精神，抓紧部署，抓紧落实"],
        ),
        ("方文博强调，值班电话夜里不能断；消息要快报。", ["值班电话夜里不能断", "消息要快报"]),
        ("方文博提出了“两个着力”：一是着力修路；二是着力修桥。", ["着力修路", "着力修桥"]),
        ("方文博要求，全体班长首先要查仓库；其次，要查车辆；三是要查食堂。", ["要查仓库", "要查车辆", "要查食堂"]),
        ("方文博要求各车间周五前交清单；各班组汇报了进度。", ["各车间周五前交清单"]),
        ("方文博希望新员工多下车间，并介绍了培训安排。", ["新员工多下车间"]),
        ("方文博对下月工作提出了要求，他说，各班要提早排产。", ["各班要提早排产"]),
        ("方文博认为，这条产线老了，需要耐心和投入。", []),
        ("方文博提出了具体要求并做出部署。", []),
        ("方文博要求，对仓库工作要上心；强化盘点；看好钥匙。", ["对仓库工作要上心", "强化盘点", "看好钥匙"]),
        ("方文博鼓励、希望大家多提建议。", ["大家多提建议"]),
        ("方文博指出，今年订单多。我们要沉住气；要管好库房。", ["我们要沉住气", "要管好库房"]),
        ("方文博表示，今年订单多。我们要沉住气。", []),
        ("方文博强调，要盘活仓库。成立清点小组，每周对账。", ["要盘活仓库", "成立清点小组，每周对账"]),
        (
            "方文博指出，仓库是后方，各车间（分厂）以及各车间（分厂）主任要把门看好。",
            ["仓库是后方，各车间（分厂）以及各车间（分厂）主任要把门看好"],
        ),
        (
            "方文博要求一要看好门。夜里来人先登记，各班要换岗不断人。二要看好灯。三要看好水。",
            ["看好门。夜里来人先登记，各班要换岗不断人", "看好灯", "看好水"],
        ),
        (
            "方文博要求，办好“两抓”（即：抓回款，确保现金；抓交期，确保口碑），全员动手；月底交账。",
            ["办好“两抓”（即：抓回款，确保现金；抓交期，确保口碑），全员动手", "月底交账"],
        ),
        ("方文博肯定了进度，但他同时强调节奏也重要。他要求各班早到岗。", ["各班早到岗"]),
        ("方文博明确了分工，提出了要求，为年底盘点打下了基础。", []),
        (
            "仓储部林芳、质检部石磊针对缺料问题作了说明，表示对配送将积极配合。方文博要求各班备料。",
            ["各班备料"],
        ),
        (
            "方文博强调：一是要修好路，二是要修好桥；最后，各班组结合实际，通报了上月的用料。",
            ["要修好路", "要修好桥"],
        ),
        ("方文博提出三点要求：一加强巡线。二完善台账。三规范交接。", ["加强巡线", "完善台账", "规范交接"]),
        (
            "方文博强调，各班要看紧温度；要记好台账；三是要备好沙袋。",
            ["各班要看紧温度", "要记好台账", "要备好沙袋"],
        ),
        (
            "方文博强调，全厂要听取班组的意见。一要开门纳谏；二要逐条答复。",
            ["全厂要听取班组的意见", "开门纳谏", "逐条答复"],
        ),
        ("方文博强调，要抓好以下两件事。一要查仓库；二要查车队。", ["查仓库", "查车队"]),
        ("方文博对来年提出要求，新年有新气象。\n一是要查仓库。\n二是要查车队。", ["要查仓库", "要查车队"]),
        ("方文博要求将防汛作为头等大事，逐站检查水泵。", ["将防汛作为头等大事，逐站检查水泵"]),
        ("会议传达了上级批示要求及近期文件精神。", []),
        ("方文博提出要求\n例会现场\n", []),
        ("方文博要求各班抓好交接；接着石磊副总经理对夜班提出要求；最后工会宣读了名单。", ["各班抓好交接"]),
        ("方文博指出，旺季将至，须臾不可放松。", []),
        ("方文博部署下阶段工作：一是备足铜料；二是排好班次。", ["备足铜料", "排好班次"]),
        (
            "方文博强调，一方面要守住质量，另一方面要压住成本。只有这样，订单才会回来。",
            ["要守住质量", "要压住成本"],
        ),
        ("方文博强调，一要查仓库。二要查车队。总之，夏天已经到了。", ["查仓库", "查车队"]),
        ("方文博指出，样机就要送检，请设计室三天内交图。", ["样机就要送检，请设计室三天内交图"]),
        ("方文博指出，一季度订单回升，第一车间率先达产，第二批货已经发出。", []),
        ("方文博强调，公司将进一步扩产，切实保障交货。", []),
        ("方文博强调，要排好班次，提出明确要求，管住现场。", ["要排好班次，提出明确要求，管住现场"]),
        (
            "方文博听取了车间主任马腾关于产量的汇报，并就检修提出两条要求：一是夜里不停机；二是周末补保养。",
            ["夜里不停机", "周末补保养"],
        ),
    ],
)
def test_requests_without_numbers_are_read_wherever_the_sentence_asks(words: str, points: list[str]) -> None:
    assert said(HEAD + words) == ({"方文博": points} if points else {})


def test_what_is_stressed_at_the_meeting_without_a_name_is_the_meetings() -> None:
    text = HEAD + "石磊强调，要修好叉车。散会前，方文博致谢。会上强调，各组要守时。"
    assert said(text) == {"石磊": ["要修好叉车"], "会议": ["各组要守时"]}


def test_a_rare_family_is_a_name_where_the_office_behind_it_takes_part_and_speaks() -> None:
    text = "5月6日，副厂长堂小东、主任王海参加例会。副厂长堂小东强调，各班要守时。"
    assert said(text) == {"堂小东": ["各班要守时"]}


def test_a_leader_named_by_title_alone_asks_about_something() -> None:
    text = "例会\n\n厂长对夏季生产提出要求：一是备足冰块；二是错开高温。\n"
    assert said(text) == {"厂长": ["备足冰块", "错开高温"]}


def test_a_name_may_stand_on_both_sides_of_its_office_and_a_number_have_a_space_behind_it() -> None:
    text = "港務會議紀錄\n主席：林局長春田\n主席指示：\n(1 )各站應清點纜繩。\n(2 )碼頭應補燈。\n"
    assert list(said(text).values()) == [["各站應清點纜繩", "碼頭應補燈"]]
    assert next(iter(said(text))).startswith("林")


def test_he_is_who_stands_last_at_the_head_of_a_clause_before() -> None:
    text = "副厂长石磊介绍了进度，总经理方文博作了讲话，他指出，各班要守时。"
    assert said(text) == {"方文博": ["各班要守时"]}


def test_a_name_directly_before_a_long_title_is_not_taken_with_its_first_sign() -> None:
    assert said("5月6日，公司开会。丁海总经理要求，各店要盘点。") == {"丁海": ["各店要盘点"]}


def test_a_name_alone_on_a_line_over_a_list_speaks_it_and_a_heading_does_not() -> None:
    text = "周会 2025-03-10\n程亚南（仓储主管）：\n1）货架周三前贴好标签；\n2）破损件单独放。\n"
    assert said(text) == {"程亚南": ["货架周三前贴好标签", "破损件单独放"]}
    named = "参加：程亚南、小吴\n程亚南：\n1）货架贴好标签\n2）破损件单独放\n"
    assert said(named) == {"程亚南": ["货架贴好标签", "破损件单独放"]}
    assert said(named.replace("参加：程亚南、小吴\n", "")) == {}
    assert said("包装（备注）：\n1）纸箱够用；\n2）胶带不多。\n") == {}


@pytest.mark.parametrize(
    "words",
    [
        "方文博对四季度工作作出安排部署，统筹兼顾，稳步推进，确保目标完成。",
        "方文博作了部署。各班组情绪高涨，按计划推进。",
        "方文博强调，打造样板车间，是公司转型的重要一步。",
        "方文博听取汇报后表示，几方面都有进步：一是订单回暖，二是库存下降。",
        "会议学习了《关于压实责任要求的若干意见》《考核办法》。",
        "公司要求严，员工收入高。",
        "各高校长期支持公司的招聘。",
        "方文博现场调度，提出协调解决的办法，确保问题按期销号。",
        "会议听取了职工建议意见的汇报。",
        "方文博说，编好规划是上级的要求，更是自身的迫切需要。",
        "方文博通报了事故，安排了加强巡查的专项行动。",
        "方文博强调，安全是头等要紧的大事，一切都从这里谈起。",
        "方文博为客户提出相应的解决办法，有效应对了断供。",
        "方文博围绕集团十项要求，部署了二十项工作。",
        "方文博就修改方案提出要求，就会务工作提出意见。",
    ],
)
def test_what_is_told_is_no_request(words: str) -> None:
    assert said(HEAD + words) == {}


@pytest.mark.parametrize("gap", ["；", "、", "，"])
def test_as_many_points_as_were_announced_are_read_without_numbers(gap: str) -> None:
    points = ["做人有榜样", "做事有恒心", "做工有准头"]
    assert said(f"{HEAD}方文博提出三点要求，即：{gap.join(points)}。会后合影。") == {"方文博": points}


@pytest.mark.parametrize(
    "lead",
    [
        "会议研究了节前安排，强调，",
        "会议传达了安全例会精神，要求大家，",
        "会议要求：",
        "会议议定：",
        "会议要求\n",
    ],
)
def test_the_meeting_asks_where_its_sentence_says_so(lead: str) -> None:
    points = "1 要看好仓库\n2 要管好车队\n" if lead.endswith("\n") else "一要看好仓库，二要管好车队。"
    found = said(f"例会\n\n厂长苏明主持。\n{lead}{points}")
    assert {name: [each.removeprefix("要") for each in each_said] for name, each_said in found.items()} == {
        "会议": ["看好仓库", "管好车队"]
    }


def test_each_matter_the_meeting_heard_has_its_request() -> None:
    text = (
        "主任会议召开\n\n主任宋捷主持会议。\n会议传达了机构改革的决定，要求各科室统一思想；传达了下基层的通知，要求各科长带头。"
        "听取和讨论了年度计划，要求研究室结合会议提出的意见修改。\n"
    )
    assert said(text) == {"会议": ["各科室统一思想", "各科长带头", "研究室结合会议提出的意见修改"]}


def test_traditional_script_writes_one_word_two_ways() -> None:
    assert said("例會\n\n廠長蘇明提出兩點要求：一是著力檢修設備；二是著重培訓班長。\n") == {
        "蘇明": ["著力檢修設備", "著重培訓班長"]
    }
    assert said("例會\n\n會上，黃經理強調，要檢修設備。\n") == {"黃經理": ["要檢修設備"]}


def test_the_chair_of_a_meeting_in_taiwan_gives_instructions_under_that_word() -> None:
    minutes = read_minutes(
        "114年第1次廠務會議紀錄\n時間：114年3月4日（星期二）\n主席：蘇明廠長　　紀錄：何亮\n案由一：修訂班表。\n決議：照案通過。\n"
        "案由二：倉庫漏水。\n決議：請總務課四月底前修妥屋頂。\n參、主席裁示：\n一、請各課依限填報。\n二、備件須於五月前到齊。\n肆、散會\n"
    )
    assert {each.name: [point.text for point in each.directives] for each in minutes.speakers} == {
        "会议": ["請總務課四月底前修妥屋頂"],
        "蘇明": ["請各課依限填報", "備件須於五月前到齊"],
    }
    assert (minutes.chair, minutes.held_from) == ("蘇明", date(2025, 3, 4))


def test_titles_in_traditional_script_lead_to_the_person_who_bears_them() -> None:
    text = "例會\n\n廠長蘇明21日主持例會，副廠長何亮到會。廠長要求倉庫月底前盤點。針對前次裁示事項報告外，蘇廠長指示採購課備料，並期勉同仁守時守信。\n"
    assert said(text) == {"蘇明": ["倉庫月底前盤點", "採購課備料", "同仁守時守信"]}


def test_he_is_whoever_was_named_where_voices_without_a_name_spoke_between() -> None:
    text = "例会\n\n首先由三位新人作自我介绍，石磊副厂长代表厂里致辞。他希望新人多下车间。\n"
    assert said(text) == {"石磊": ["新人多下车间"]}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("民國113年5月6日，例會召開。", date(2024, 5, 6)),
        ("2 0 2 4 年 5 月 1 6 日 ， 例 会 召 开 。", date(2024, 5, 16)),
        ("2024-05-15　来源：厂报\n昨日（14日），公司召开例会。", date(2024, 5, 14)),
        ("发布日期：2024年1月3日\n12月29日，公司召开例会。", date(2023, 12, 29)),
        ("发布日期：2023年12月28日\n1月5日，公司将召开例会。", date(2024, 1, 5)),
        ("发布时间：2124-05-06\n5月5日，例会召开。", date(2124, 5, 5)),
        ("2024年5月6日\n1、验收管道。责任人：李明，完成时间：5月10日。", date(2024, 5, 6)),
        ("Date: 2024-05-06\n产线已经复工。", date(2024, 5, 6)),
    ],
)
def test_the_day_of_the_meeting_is_read_as_people_print_it(words: str, day: date) -> None:
    assert read_minutes(f"生产例会\n{words}\n").held_from == day


def test_reports_of_several_units_are_told_apart() -> None:
    found = read_minutes(f"{HEAD}会议听取了青岛公司关于产量的汇报、无锡公司关于质量的汇报。")
    assert [each.topic for each in found.reports] == ["产量", "质量"]


def test_who_called_the_meeting_and_stressed_is_the_speaker_and_not_the_meeting() -> None:
    text = "厂长苏明主持召开安全例会，强调要再查一遍。副厂长宋捷参加。\n"
    assert said(text) == {"苏明": ["要再查一遍"]}


@pytest.mark.parametrize(
    ("attending", "lead", "name"),
    [
        ("董事长周平、总裁周凯出席会议。", "周董强调，", "周平"),
        ("副总经理任清和出席会议并讲话。", "任副总经理就消防工作强调两点意见：", "任清和"),
        ("项目副经理聂远牵头。", "聂副经理与监理在会上对下一步提出两点要求：\n", "聂远"),
        ("总经理和正廷、总监刘实出席会议。", "最后，和正廷对安全工作提出了要求：", "和正廷"),
        ("会议由主任宋捷主持。", "经理类刚进行了总结性发言，并提出了几点要求：", "类刚"),
        ("各工区负责人到会。", "最后，戴桂生副总经理针对在建项目提出两点要求：", "戴桂生"),
        ("各部门主任发言。", "最后，杨云舟校长作讲话。杨校长满怀期待地提出了两点要求：", "杨云舟"),
        ("各部门主任发言。", "项目书记李石云做了总结：", "李石云"),
        ("集团总裁谢敏做总结讲话。", "她强调，", "谢敏"),
        ("处长郑艳、副处长宗胜作了交流。", "随后，刘文艳高度评价了大家的汇报。她对下一步提出要求：", "刘文艳"),
        ("县委书记李志、县长徐淼到会。李志听取了汇报。", "同日上午，县长徐淼带领各部门走访了企业。他要求，", "徐淼"),
        ("财务长陈玲到会。", "财务长陈玲要求，", "陈玲"),
        ("会议由主任宋捷主持。", "工会主席向晴提出：", "向晴"),
        ("副院长林岚到会。", "林岚副院长作了安排，她强调，", "林岚"),
        ("各科主任发言。", "最后，张院长作了重要讲话，她要求，", "张院长"),
        ("今天下午，项超董事长召集各部门开会。", "项董事长强调，", "项超"),
        ("总经理方文博到会。", "会上，行政部黄经理组织大家学习。他强调，", "黄经理"),
        ("局长张继出席会议并作重要讲话，讲话全面总结了去年的工作，安排部署今年的工作。", "特别强调，", "张继"),
    ],
)
def test_people_are_known_behind_rare_and_short_names(attending: str, lead: str, name: str) -> None:
    assert said(f"例会\n\n{attending}\n{lead}一是要看好仓库，二是要管好车队。\n") == {
        name: ["要看好仓库", "要管好车队"]
    }


def test_a_list_with_the_other_sign_within_a_point_belongs_to_its_text() -> None:
    text = f"{HEAD}方文博强调，一要抓生产。三件事：一是排产。二是备料。二要抓回款。"
    assert said(text) == {"方文博": ["抓生产。三件事：一是排产。二是备料", "抓回款"]}


def test_a_list_may_begin_without_a_stop_before_it() -> None:
    text = f"{HEAD}方文博强调，从严抓好安全工作一要传达会议精神，二要加强值守。"
    assert said(text)["方文博"][-2:] == ["传达会议精神", "加强值守"]


def test_what_is_told_after_a_list_is_no_part_of_its_last_point() -> None:
    text = f"{HEAD}方文博提出两个要求，一是守时，二是守纪。对下半年的分工做了调整，同时要求各班组补好台账。"
    assert said(text) == {"方文博": ["守时", "守纪", "各班组补好台账"]}


def test_a_line_of_the_page_is_no_title_and_its_day_no_meeting() -> None:
    text = (
        "|| 2024-03-23 11:18:04 编辑: 苏明 审核人:何亮 阅读次数:36 |\n"
        "3月21日，总经理方文博主持召开季度例会。方文博要求大家守时。\n"
    )
    minutes = read_minutes(text)
    assert (minutes.held_from, minutes.chair, minutes.title) == (date(2024, 3, 21), "方文博", None)


def test_xiang_presides() -> None:
    assert read_minutes("5月8日，厂长向立言主持召开例会。会议要求各班守时。\n").chair == "向立言"
