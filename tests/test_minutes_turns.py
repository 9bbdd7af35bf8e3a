"""Reading minutes: where one speaker ends and another begins, whatever the verb, and who attended. All sentences are our own."""

from datetime import date

import pytest

from storage.minutes import read_minutes

HEAD = (
    "Review of the first quarter\n\nThe review was held on 3 April 2024. Liu Wei, president of Haitian, and Sun Peng, "
    "deputy general manager, attended. Liu Wei stressed: first, raise the yield; second, cut the stock of cells."
)
CHINESE_HEAD = "公司召开季度例会\n\n董事长刘伟、总经理孙鹏到会。刘伟强调，一是要抓好安全；二是要降低库存。"


def said(text: str) -> dict[str, list[str]]:
    return {speaker.name: [each.text for each in speaker.directives] for speaker in read_minutes(text).speakers}


@pytest.mark.parametrize(
    "lead",
    [
        "Sun Peng wound up the day with three wishes: ",
        "Sun Peng left the plants three tasks: ",
        "General Manager Sun sent everybody home with this: ",
        "Finally, Sun Peng drew the threads together. ",
        "\n\nSun Peng took the floor last:\n",
        "\n\nAt the end of the day, Mr Sun spoke his mind:\n",
    ],
)
def test_a_list_belongs_to_the_person_its_sentence_begins_with_whatever_the_verb(lead: str) -> None:
    points = (
        "1. Keep to the plan.\n2. Train the new leaders.\n"
        if lead.endswith("\n")
        else "first, keep to the plan; second, train the new leaders."
    )
    if lead.endswith(". "):
        lead, points = lead[:-2] + ": ", points
    found = said(HEAD + " " * (not lead.startswith("\n")) + lead + points)
    assert found["Liu Wei"] == ["raise the yield", "cut the stock of cells."]
    assert [each.lower().rstrip(".") for each in found["Sun Peng"]] == ["keep to the plan", "train the new leaders"]


def test_what_somebody_achieved_is_no_request_and_ends_the_words_of_who_spoke_before() -> None:
    text = f"{HEAD} Sun Peng went through the quarter: first, sales were up a tenth; second, two lines were opened."
    assert said(text) == {"Liu Wei": ["raise the yield", "cut the stock of cells."]}


def test_a_point_may_name_who_is_to_carry_it_out() -> None:
    text = (
        "Liu Wei, president, and Sun Peng, director, attended. Liu Wei required: first, raise the yield. "
        "Sun Peng will lead the work. Second, cut the stock. Sun Peng must count it."
    )
    assert said(text) == {
        "Liu Wei": ["raise the yield. Sun Peng will lead the work.", "cut the stock. Sun Peng must count it."]
    }


@pytest.mark.parametrize("verb", ["stressed", "summed up with", "closed with", "left"])
def test_a_bare_name_leads_its_list(verb: str) -> None:
    text = f"The review was held on 3 April 2024. Zhang Qiang {verb} two points: first, raise the yield; second, cut costs."
    assert said(text) == {"Zhang Qiang": ["raise the yield", "cut costs."]}


def test_she_is_who_acted_in_a_passive_sentence_before() -> None:
    text = "The plan was read by Wang Fang, general manager of Haitian. She stressed that every plant must count its stock."
    assert said(text) == {"Wang Fang": ["every plant must count its stock."]}


@pytest.mark.parametrize(
    "lead",
    [
        "总经理孙鹏留下三句话：",
        "会议最后，孙鹏给大家提了个醒：",
        "孙鹏布置了两件事：",
        "总经理孙鹏为全员鼓劲：",
        "孙鹏把话题转向下半年：",
        "孙鹏送给各厂两句话：",
        "总经理孙鹏归纳为两个不放松：",
    ],
)
def test_a_chinese_list_belongs_to_the_person_its_sentence_begins_with(lead: str) -> None:
    assert said(f"{CHINESE_HEAD}{lead}一是要按计划检修；二是要培训班长。") == {
        "刘伟": ["要抓好安全", "要降低库存"],
        "孙鹏": ["要按计划检修", "要培训班长"],
    }


def test_what_a_chinese_speaker_has_under_them_is_no_request() -> None:
    assert said(f"{CHINESE_HEAD}孙鹏分管两块业务：一是生产；二是质量。") == {"刘伟": ["要抓好安全", "要降低库存"]}


@pytest.mark.parametrize(
    "words",
    [
        "Qingdao Haitian and Wuxi Haitian attended.",
        "The heads of Qingdao Haitian and Wuxi Haitian attended the meeting.",
        "Attending: Qingdao Haitian, Wuxi Haitian",
    ],
)
def test_units_attending_are_read_in_plain_forms(words: str) -> None:
    found = read_minutes(f"The review was held on 3 April 2024.\n\n{words}\n")
    assert [unit.name for unit in found.units] == ["Qingdao Haitian", "Wuxi Haitian"]


def test_heads_of_branches_are_told_from_the_branches() -> None:
    found = read_minutes(
        "The review was held on 3 April 2024.\n\nThe heads of Weihai Branch and Rizhao Branch attended.\n"
    )
    assert [unit.name for unit in found.units] == ["Weihai Branch", "Rizhao Branch"]


@pytest.mark.parametrize(
    "words", ["青岛海天、无锡海天参加会议。", "出席：青岛海天、无锡海天", "参会单位：青岛海天、无锡海天"]
)
def test_chinese_units_attending_are_read_in_plain_forms(words: str) -> None:
    found = read_minutes(f"公司召开季度例会\n\n{words}\n")
    assert [unit.name for unit in found.units] == ["青岛海天", "无锡海天"]


@pytest.mark.parametrize("words", ["Zhang Wei and Zhao Wei attended.", "Anna Berg and Tom Hill attended."])
def test_people_attending_are_no_units(words: str) -> None:
    assert read_minutes(f"The review was held on 3 April 2024.\n\n{words}\n").units == ()


def test_chinese_people_attending_are_no_units() -> None:
    assert read_minutes("公司召开季度例会\n\n王建国、李建国参加会议。\n").units == ()


def test_a_due_day_in_the_next_century_is_a_day() -> None:
    found = read_minutes("Meeting of 3 April 2124\n\nActions:\n- Sun Peng to send the audit by 30 May 2124.\n")
    assert [each.due for each in found.actions] == [date(2124, 5, 30)]


@pytest.mark.parametrize("words", ["出席：刘伟、孙鹏（主持）", "主持人：孙鹏（副总经理）"])
def test_brackets_behind_a_name_tell_who_chaired(words: str) -> None:
    assert read_minutes(f"2024年4月3日，公司召开会议\n{words}\n").chair == "孙鹏"


def test_what_several_units_are_is_no_part_of_the_last_ones_name() -> None:
    text = "Harbour day\n\nHeads of the Weihai, Rizhao and Yantai companies and heads of other offices attended.\n"
    assert [unit.name for unit in read_minutes(text).units] == ["Weihai", "Rizhao", "Yantai"]


@pytest.mark.parametrize(
    "words",
    [
        "the yard and the store reported respectively on crane hours, rope stocks, as well as the state of the quay, and were thanked.",
        "Li Na gave a brief report on crane hours, rope stocks and the state of the quay.",
    ],
)
def test_what_somebody_reported_on_is_a_report(words: str) -> None:
    topics = [each.topic for each in read_minutes(f"Harbour day\n\nAt the meeting, {words}\n").reports]
    assert (topics[0], topics[-1][-17:]) == ("crane hours", "state of the quay")


def test_the_day_of_a_report_is_no_topic() -> None:
    assert read_minutes("Harbour day\n\nLi Na reported on Tuesday that the crane was down.\n").reports == ()
