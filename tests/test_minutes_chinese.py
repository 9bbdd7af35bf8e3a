"""Reading Chinese minutes: the sample, the habits of lists and speakers, and what is no directive. All sentences are our own."""

from datetime import date
from pathlib import Path

import pytest

from storage.minutes import Minutes, read_minutes

SAMPLES = Path(__file__).parent.parent / "storage" / "samples"
HEAD = "公司召开季度例会\n\n总经理方文博、副总经理石磊出席会议。\n\n"


def said(text: str) -> dict[str, list[str]]:
    return _said(read_minutes(text))


def _said(minutes: Minutes) -> dict[str, list[str]]:
    return {speaker.name: [each.text for each in speaker.directives] for speaker in minutes.speakers}


def test_the_chinese_sample_reads_the_same_as_the_english_one() -> None:
    minutes = read_minutes((SAMPLES / "2024-q1-power-sector-review.zh.md").read_text(encoding="utf-8"))
    assert (minutes.held_from, minutes.held_until) == (date(2024, 4, 23), date(2024, 4, 24))
    assert (minutes.mode, minutes.chair, minutes.language) == ("hybrid", "杨成林", "zh")
    assert {name: len(points) for name, points in _said(minutes).items()} == {"童来明": 4, "张强": 4, "杨成林": 4}
    assert [unit.name for unit in minutes.units] == ["滁州力神", "青岛力神", "无锡力神", "无锡研究院", "天津新能源公司"]
    assert len(minutes.reports) == 12
    assert minutes.problems == ()


@pytest.mark.parametrize(
    "points",
    [
        "一是抓质量；二是降成本；三是带队伍。",
        "一要抓质量，二要降成本，三要带队伍。",
        "一是抓质量，二要降成本，三是带队伍。",
        "第一，抓质量；第二，降成本；第三，带队伍。",
        "首先，抓质量；其次，降成本；最后，带队伍。",
        "（一）抓质量；（二）降成本；（三）带队伍。",
        "(1)抓质量;(2)降成本;(3)带队伍.",
        "①抓质量；②降成本；③带队伍。",
        "\n1. 抓质量\n2. 降成本\n3. 带队伍",
        "\n１、抓质量；\n２、降成本；\n３、带队伍。",
        "\n- 抓质量\n- 降成本\n- 带队伍",
    ],
)
def test_lists_are_read_in_each_of_their_forms(points: str) -> None:
    found = said(f"{HEAD}方文博要求：{points}\n")["方文博"]
    assert [each.rstrip(".") for each in found] == ["抓质量", "降成本", "带队伍"]


def test_requests_without_numbers_end_at_semicolons_and_full_stops() -> None:
    text = f"{HEAD}方文博强调，安全是生命线。要压实责任，层层签字；要排查隐患。各车间要天天自查。\n"
    assert said(text) == {"方文博": ["要压实责任，层层签字", "要排查隐患", "各车间要天天自查"]}


def test_one_hand_and_other_hand_are_two_points() -> None:
    assert said(f"{HEAD}石磊要求各车间一方面要守住质量，另一方面要压住成本。\n") == {
        "石磊": ["要守住质量", "要压住成本"]
    }


def test_numbering_starts_again_with_the_next_speaker_of_the_same_paragraph() -> None:
    text = f"{HEAD}方文博强调，一要抓质量，二要降成本。石磊就落实提出两点意见：一是快，二是实。\n"
    assert said(text) == {"方文博": ["抓质量", "降成本"], "石磊": ["快", "实"]}


def test_an_item_keeps_all_its_sentences_and_what_he_points_out_inside_it() -> None:
    text = (
        f"{HEAD}方文博提出两点要求：一要抓质量。他指出，客户只看结果，要逐批检验。二要降成本。会后，大家参观了车间。\n"
    )
    assert said(text)["方文博"] == ["抓质量。他指出，客户只看结果，要逐批检验", "降成本"]


def test_people_are_known_by_title_pronoun_and_as_the_meeting() -> None:
    text = (
        "全市工作例会\n\n副市长何亮主持会议。徐市长要求，各区要按月报账。何副市长主持时说，散会。他强调，各区要管好车辆。\n"
        "会议要求，各单位要节约用电。\n"
    )
    assert said(text) == {"徐市长": ["各区要按月报账"], "何亮": ["各区要管好车辆"], "会议": ["各单位要节约用电"]}


@pytest.mark.parametrize(
    "lead",
    [
        "方文博提三点希望：",
        "方文博提出三点意见：",
        "方文博讲了几点意见。",
        "方文博就下半年工作作出部署：",
        "方文博就做好节能工作提要求，",
        "方文博就节能工作要求：",
        "方文博从三个方面对下一步工作进行了安排。",
        "方文博作总结讲话。\n他对下一步工作提出三点意见：\n",
        "方文博作了重要指示。现将有关要求通知如下：\n",
    ],
)
def test_a_list_may_be_announced_in_many_ways(lead: str) -> None:
    assert said(f"{HEAD}{lead}一是抓质量；二是降成本；三是带队伍。\n") == {"方文博": ["抓质量", "降成本", "带队伍"]}


def test_a_leader_without_a_name_is_called_by_the_title() -> None:
    text = "总经理在安全例会上强调，各班组要严格交接班。\n\n冯总要求：客服部建立回访制度；工程部逐户建档。鲁副总补充：保安队要加强夜间巡逻。\n"
    assert said(text) == {
        "总经理": ["各班组要严格交接班"],
        "冯总": ["客服部建立回访制度", "工程部逐户建档"],
        "鲁副总": ["保安队要加强夜间巡逻"],
    }


def test_lines_of_leaders_with_a_colon_are_theirs() -> None:
    text = "例会记录\n\n李总：各部门要在周五前报计划。\n王副总：工程部抓紧办理验收。\n赵经理：上周装好了设备。\n"
    assert said(text) == {"李总": ["各部门要在周五前报计划"], "王副总": ["工程部抓紧办理验收"]}


def test_what_the_meeting_settled_is_asked_by_the_meeting() -> None:
    text = "协调会\n\n会议议定事项如下：\n1.设计院本周内改完图纸。\n2.监理单位每日上报进度。\n"
    assert said(text) == {"会议": ["设计院本周内改完图纸", "监理单位每日上报进度"]}


def test_points_within_a_point_belong_to_its_text() -> None:
    text = f"{HEAD}方文博提出两点要求。第一，分解目标，①按产品分，②按区域分；第二，兑现考核。\n"
    assert said(text) == {"方文博": ["分解目标，①按产品分，②按区域分", "兑现考核"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "方文博出席会议并作部署。会上宣读了方案。比赛设两个项目：一是焊接，二是装配。",
        "方文博致辞。演出分三个篇章：一是奋斗，二是传承，三是展望。",
        "方文博说，工会做了三件实事：一是建驿站，二是送体检，三是帮维权。",
        "石磊表示，班子将坚决落实：一是稳生产，二是拓市场。",
        "方文博指出，上半年取得了好成绩：一是产量同比增长一成；二是库存下降了。",
        "方文博指出，质量下滑有三个原因：一是来料不稳，二是设备老化，三是人手不足。",
        "石磊汇报了三方面情况：一是生产，二是销售，三是人事。",
        "石磊表示，将坚决落实会议精神，一是抓紧传达，二是细化方案。",
        "各车间代表表态发言，一是按期交货，二是严守纪律。",
        "方文博围绕四个方面作了报告。",
        "公司第一次会议和第二季度会议都开得很好。",
        "方文博讲了一堂课。课分三个部分：一是看得见的，二是看不见的，三是想不到的。",
        "方文博最后指出，重点工程具有重要意义：一是全年的压舱石，二是转型的突破口。",
        "方文博指出，目前存在两方面问题：一是账目不清，二是库房太乱。",
    ],
)
def test_results_reasons_topics_and_pledges_are_no_directives(sentence: str) -> None:
    assert said(f"{HEAD}{sentence}\n") == {}


def test_traditional_script_is_read_and_quoted_as_it_is_written() -> None:
    assert said("季度會議\n\n總經理陳國強強調，第一，加強品質；第二，縮短交期。\n") == {
        "陳國強": ["加強品質", "縮短交期"]
    }


def test_tags_stray_spaces_and_broken_lines_do_not_disturb() -> None:
    text = "例会\n<p>厂长 苏 明 强 调：一是抓好设备的日常保\n养，二是<b>管好</b>备件&nbsp;。</p>\n"
    assert said(text) == {"苏明": ["抓好设备的日常保\n养", "管好</b>备件"]}


def test_the_writers_name_is_no_part_of_the_last_item() -> None:
    assert said(f"{HEAD}方文博强调，一是抓质量。二是降成本。（赵一鸣）\n")["方文博"] == ["抓质量", "降成本"]


def test_a_day_alone_takes_its_month_and_year_from_the_publishing_stamp() -> None:
    minutes = read_minutes("全市例会召开\n发布时间：2021-06-15\n昨日(14日)，全市例会召开。\n")
    assert (minutes.held_from, minutes.held_until) == (date(2021, 6, 14), date(2021, 6, 14))


def test_a_year_in_the_name_of_the_meeting_counts_and_one_in_its_topics_does_not() -> None:
    assert read_minutes("通知\n3月4日，公司2024年春季例会召开。\n").held_from == date(2024, 3, 4)
    minutes = read_minutes("例会\n3月4日，公司召开例会，总结2023年工作。\n")
    assert (minutes.held_from, minutes.date_partial) == (None, "03-04")


def test_announced_counts_missing_numbers_and_similar_names_are_told() -> None:
    text = f"{HEAD}方文博提出四点要求：一是抓质量；二是降成本；四是带队伍。\n方文搏经理要求，各车间要自查。\n"
    values = [dict(each.values) for each in read_minutes(text).problems]
    assert {"speaker": "方文博", "announced": 4, "found": 3} in values
    assert {"speaker": "方文博", "number": 3} in values
    assert {"name": "方文博", "other": "方文搏"} in values


def test_what_is_asked_after_the_reasons_is_read_and_the_reasons_are_not() -> None:
    text = f"{HEAD}方文博强调，目前存在两个短板：一是账目不清，二是库房太乱。下一步，要按月对账；要清理库房。\n"
    assert said(text) == {"方文博": ["下一步，要按月对账", "要清理库房"]}


def test_a_speech_as_it_was_held_is_its_speakers() -> None:
    text = "厂长石磊在年会上的讲话（摘要）\n2024年1月5日\n各位同事：\n去年大家都辛苦了。下面，我讲两点意见。\n一、看好仓库\n二、管好车队\n"
    minutes = read_minutes(text)
    assert said(text) == {"石磊": ["看好仓库", "管好车队"]}
    assert minutes.held_from == date(2024, 1, 5)


@pytest.mark.parametrize("name", ["Anna Berg", "约翰·史密斯"])
def test_guests_with_foreign_names_speak_too(name: str) -> None:
    assert said(f"例会\n\n顾问{name}出席会议。{name}强调，一是看好仓库，二是管好车队。\n") == {
        name: ["看好仓库", "管好车队"]
    }


def test_a_second_list_of_the_same_speaker_is_counted_on() -> None:
    text = f"{HEAD}方文博强调，一是抓质量，二是降成本。方文博要求，一是快，二是实。\n"
    assert [each.ordinal for each in read_minutes(text).speakers[0].directives] == [1, 2, 3, 4]


def test_the_period_and_the_form_of_the_meeting_are_read_where_they_stand() -> None:
    minutes = read_minutes("例会\n会议以视频形式召开，明确了2024年第二季度的目标。\n")
    assert (minutes.mode, minutes.period) == ("online", "2024Q2")


def test_a_surname_with_a_title_is_the_one_of_that_name_who_attended() -> None:
    text = "造纸例会纪要\n\n主持人：林悦\n参会人员：高立、林悦、各厂负责人\n\n高总要求，各厂要清点纸卷。\n"
    (speaker,) = read_minutes(text).speakers
    assert (speaker.name, [point.text for point in speaker.directives]) == ("高立", ["各厂要清点纸卷"])


def test_a_point_about_meetings_goes_on() -> None:
    text = "厂长林悦强调：（1）改进作风。会议压减两成。（2）清点纸卷。\n"
    (speaker,) = read_minutes(text).speakers
    assert [point.text for point in speaker.directives] == ["改进作风。会议压减两成", "清点纸卷"]


def test_who_will_surely_do_it_pledges() -> None:
    assert not read_minutes("造纸例会召开。副厂长林悦表示，一定完成任务，一是清点纸卷，二是关好大门。\n").speakers


def test_a_day_and_a_leadership_are_no_units() -> None:
    text = "8月6日下午，城西纸厂、城东纸厂主要负责人参加会议。厂领导班子成员、城南纸厂负责人参加会议。全厂中层干部参加会议。我厂的中共党员代表出席会议。\n"
    assert not {each.name for each in read_minutes(text).units} & {
        "8月6日下午",
        "厂领导班子成员",
        "班子成员",
        "全厂中层干部",
    }


def test_what_a_meeting_agreed_is_its_own_paragraph_by_paragraph() -> None:
    text = (
        "造纸专题会议纪要\n\n2024年3月11日，厂长林悦在三楼会议室主持召开专题会议。现将会议议定事项纪要如下：\n\n"
        "一、关于纸卷\n会议同意清点方案。由仓库牵头，3月底前完成清点；财务科负责对账。上月的盘点已完成。\n\n"
        "二、关于大门\n高立副厂长要牵头修好大门。\n\n会议强调，各车间要关好灯。\n\n出席：林悦、高立\n"
    )
    assert said(text) == {
        "会议": ["由仓库牵头，3月底前完成清点", "财务科负责对账", "高立副厂长要牵头修好大门", "各车间要关好灯"]
    }
    assert read_minutes(text).place == "三楼会议室"
    numbered = "造纸纪要\n\n厂长林悦主持召开会议，会议议定事项如下：\n\n一、由仓库牵头清点；\n\n二、财务科负责对账。\n"
    assert said(numbered) == {"会议": ["由仓库牵头清点", "财务科负责对账"]}


def test_a_line_with_several_labels_tells_place_and_chair() -> None:
    minutes = read_minutes(
        "造纸例会\n日期：2024/6/7  地点：三楼  主持：蒋工  记录：小唐\n\n业主代表孟总提出：①纸卷要清点；②大门不得敞开。\n"
    )
    assert (minutes.place, minutes.chair) == ("三楼", "蒋工")
    assert [(each.name, len(each.directives)) for each in minutes.speakers] == [("孟总", 2)]


def test_offices_in_a_motto_speak_no_word_outside_it() -> None:
    text = "厂长林悦主持召开例会。对下一步工作，他提出两点要求：\n一是统一思想。要记住“会长管会、专业立会”的宗旨，明确主业。\n二是清点纸卷。\n"
    assert said(text) == {"林悦": ["统一思想。要记住“会长管会、专业立会”的宗旨，明确主业", "清点纸卷"]}


def test_arrangements_may_be_announced_in_two_words() -> None:
    text = "造纸例会召开。组长高立在报告中对今年的工作作了安排部署：要清点纸卷；要关好大门。\n"
    assert said(text) == {"高立": ["要清点纸卷", "要关好大门"]}


def test_what_we_must_do_is_promised_where_it_is_only_said() -> None:
    text = "造纸例会召开。主任高立表示，新的一年，我们必须坚持清点纸卷。\n"
    assert said(text) == {}
    assert said(text.replace("我们必须坚持", "要坚持")) == {"高立": ["新的一年，要坚持清点纸卷"]}


def test_an_office_of_ones_own_says_more_than_a_seat_among_the_leaders() -> None:
    text = "厂领导林悦、高立出席造纸例会。党委书记林悦提出两点要求：一要清点纸卷；二要关好大门。\n"
    assert [(each.name, each.role) for each in read_minutes(text).speakers] == [("林悦", "党委书记")]


def test_people_and_their_offices_are_no_units() -> None:
    text = "6月20日，造纸例会召开。书记林悦出席会议并讲话，公司领导高立出席会议。公司副总工兼营销部主任，销售部、财务部负责人参加会议。\n"
    assert [each.name for each in read_minutes(text).units] == ["销售部", "财务部"]


def test_what_the_house_will_do_next_is_no_request() -> None:
    text = "会议要求，各车间要清点纸卷。下一步，厂里将围绕三个方面发力，确保任务落地。\n"
    assert said(text) == {"会议": ["各车间要清点纸卷"]}


def test_what_a_meeting_decided_is_asked_by_it() -> None:
    text = (
        f"{HEAD}会议决定，由维修班牵头更换老线路，四月底前完成。会议确定，深入开展库房清查，确保账物相符。"
        "会议研究决定，林悦同志任车间主任。\n会议确定，一是加快纸卷入库，二是由仓库牵头对账。\n"
    )
    assert said(text) == {
        "会议": [
            "由维修班牵头更换老线路，四月底前完成",
            "深入开展库房清查，确保账物相符",
            "加快纸卷入库",
            "由仓库牵头对账",
        ]
    }


@pytest.mark.parametrize("heading", ["二、议定事项", "会议决定事项：", "## 议定事项"])
def test_below_the_heading_of_what_was_agreed_stand_points_of_the_meeting(heading: str) -> None:
    text = (
        f"造纸会议纪要\n\n一、会议议题\n关于库房的汇报。\n{heading}\n会议确定，全面清查库房。\n"
        "（一）由仓库牵头，3月底前完成清点。\n（二）财务科负责对账。\n"
    )
    assert sorted(said(text)["会议"]) == sorted(["全面清查库房", "由仓库牵头，3月底前完成清点", "财务科负责对账"])


def test_a_title_may_have_a_colon() -> None:
    assert (
        read_minutes("方文博到访纸厂：清点纸卷、关好大门\n\n方文博要求关好灯。\n").title
        == "方文博到访纸厂：清点纸卷、关好大门"
    )
    assert read_minutes("会议主持人：方文博\n\n方文博要求关好灯。\n").title is None


def test_a_number_of_other_things_announces_no_points() -> None:
    text = f"{HEAD}方文博对两项制度的执行提出了明确要求：一要学习，二要考试，三要检查。\n"
    assert len(said(text)["方文博"]) == 3
    assert read_minutes(text).problems == ()


def test_the_quotation_mark_of_a_name_is_kept() -> None:
    text = f"{HEAD}方文博强调，“双抢”期间，各班组要轮班值守。林悦强调：“要关好大门。”\n"
    assert said(text) == {"方文博": ["“双抢”期间，各班组要轮班值守"], "林悦": ["要关好大门"]}


def test_strict_demands_are_a_noun() -> None:
    text = f"{HEAD}方文博强调，这项工作标准高，要求严，意义大。各班组要抓紧。\n"
    assert said(text) == {"方文博": ["各班组要抓紧"]}


def test_points_may_be_counted_behind_them() -> None:
    text = f"{HEAD}会上，方文博总结了上季工作，部署了清点纸卷；修好大门；关好电灯等三方面工作，以及要守时；要节约等两点要求。\n"
    assert said(text) == {"方文博": ["清点纸卷", "修好大门", "关好电灯", "要守时", "要节约"]}
    miscounted = text.replace("等三方面", "等四方面").replace("等两点", "等三点")
    assert not {"清点纸卷", "修好大门"} & set(said(miscounted).get("方文博", []))


def test_where_and_by_whom_a_meeting_was_held_are_no_units() -> None:
    text = (
        "例会召开，由总经理方文博主持，在城西设立主会场，另有3个分会场，有近80余名管理人员、城南纸厂负责人参加会议。\n"
    )
    assert [each.name for each in read_minutes(text).units] == ["城南纸厂"]


def test_a_report_of_many_is_told_by_its_topic() -> None:
    text = "例会召开。会议听取各部门、城西纸厂、城东纸厂负责人上半年工作情况汇报。\n"
    assert [each.topic for each in read_minutes(text).reports] == ["上半年工作情况"]


def test_a_family_name_that_is_a_preposition_too() -> None:
    text = (
        "公司召开季度例会。副书记高立、副院长向梅梅出席会议。\n高副书记强调，要关好大门。\n"
        "向副院长在总结中提出两点要求：一是清点纸卷；二是关好电灯。\n会后，向院长汇报了情况。\n"
    )
    assert said(text) == {"高立": ["要关好大门"], "向梅梅": ["清点纸卷", "关好电灯"]}


def test_above_all_is_nobody() -> None:
    text = f"{HEAD}会上，方文博作了安排，尤其强调了库房安全，要求各班组关好大门。\n"
    assert said(text) == {"方文博": ["各班组关好大门"]}


def test_a_first_without_a_second_is_part_of_its_sentence() -> None:
    text = f"{HEAD}方文博要求，各班组要统一认识，首先要清点纸卷，再修好大门；同时要关好电灯。\n"
    assert said(text) == {"方文博": ["各班组要统一认识，首先要清点纸卷，再修好大门", "同时要关好电灯"]}
