"""Names in polite forms, with titles before and behind, in slips and odd keyboards: what people type when they are in a hurry or well brought up."""

import pytest

from bot.asking import Question, mended, parse_question
from storage.naming import KnownPerson, KnownUnit, Names

TONG, LI, WANG, CHEN, CARTER = range(1, 6)
QD, WX, TJ = range(21, 24)

NAMES = Names(
    people=(
        KnownPerson(TONG, "Tong Laiming", "童来明", "General manager", "U0TONG", (), "tong lai ming"),
        KnownPerson(LI, "Li Na", "李娜", "Head of quality", "U0LINA", (), "li na"),
        KnownPerson(WANG, "Wang Jianguo", "王建国", "Party secretary", None, (), "wang jian guo"),
        KnownPerson(CHEN, "Chen Xiaohong", "陈晓红", None, None, (), "chen xiao hong"),
        KnownPerson(CARTER, "Helen Carter", None, "Strategy office"),
    ),
    units=(
        KnownUnit(QD, "QD", "Qingdao Lishen", "青岛力神", ("LSQD",), "qing dao li shen"),
        KnownUnit(WX, "WX", "Wuxi Lishen", "无锡力神", (), "wu xi li shen"),
        KnownUnit(TJ, "TJ", "Tianjin New Energy Company", "天津新能源公司", (), "tian jin xin neng yuan gong si"),
    ),
)

PEOPLE = {
    TONG: [
        *["Tong 总", "Tong总", "童总", "童 总", "secretary tong", "Secretary Tong", "president tong", "Chairman Tong", "chairman tong laiming"],
        *["general manager tong", "General Manager Tong Laiming", "GM Tong", "tong gm", "director tong", "CEO Tong", "Tong, CEO", "vice president tong"],
        *["tong's", "Tong’s", "Mr. Tong", "Mr Tong", "mr.tong", "Mr Tong Laiming", "Mr. Laiming Tong", "Dr. Tong", "Sir Tong"],
        *["Tong, Laiming", "tonglm", "tong lm", "lmtong", "tong l.m.", "T. Laiming", "T Laiming", "L. Tong", "L.M. Tong", "LM Tong", "Tong L", "t.l.m."],
        *["laiming.tong", "laiming_tong", "laiming-tong", "@laiming.tong", "@tong", "＠tong", "ｔｏｎｇ", "Ｔｏｎｇ　Ｌａｉｍｉｎｇ", "tong  laiming", " tong "],
        *["童书记", "童来明总经理", "童来明 总经理", "总经理童来明", "童总经理", "总经理 童来明", "童来明董事长", "童来明同志", "童来明先生", "童先生"],
        *["童主任", "童副总", "童副总经理", "童总裁", "童院长", "领导童来明", "尊敬的童总", "童总说的", "童总要求的", "童 来 明", "来明同志", "来明总"],
        *["boss tong", "comrade tong", "leader tong", "Tong zong", "tong xiansheng", "tong shuji", "laiming's", "<@U0TONG>'s", "the tong"],
        *["总经理", "the general manager", "tong (gm)", "“Tong”", "'tong'", "tong!", "tong。", "童来明？", "《童来明》", "*tong*", "_tong_", "~tong~", "`tong`"],
    ],
    LI: ["Ms Li Na", "Ms. Li", "Mrs Li", "Miss Li Na", "Madam Li", "li na's", "李娜女士", "李女士", "李娜经理", "李经理", "李娜部长", "小李", "李姐", "Manager Li", "Na Li", "ＬＩ ＮＡ"],
    WANG: ["王书记", "书记", "王建国书记", "书记王建国", "Secretary Wang", "party secretary wang", "wangjg", "jg wang", "J. Wang", "王工", "老王", "王老师", "王师傅", "Engineer Wang"],
    CHEN: ["陳曉紅", "陳總", "陈总监", "陈晓红总监", "Chen Xiao-hong", "Chen Xiao Hong", "chenxh", "xiaohong chen", "Xiaohong", "Director Chen", "Professor Chen", "陈教授", "陈博士"],
    CARTER: ["Mrs. Carter", "helen.carter", "Carter, Helen", "H. Carter", "hcarter", "helenc", "Helen C.", "Helen's"],
}  # fmt: skip
UNITS = {
    QD: [
        *["qingdao lishen", "lishen qingdao", "LSQD", "lsqd", "力神青岛", "青岛公司", "青岛分公司", "青岛子公司", "青岛工厂", "青岛厂", "青岛力神公司", "青岛力神有限公司"],
        *["the qingdao company", "qingdao company", "qingdao factory", "qingdao plant", "Qingdao's", "qingdao subsidiary", "Qingdao Lishen Co., Ltd.", "in qingdao", "at Qingdao"],
        *["Qing-dao", "Ｑｉｎｇｄａｏ", "青 岛", "青岛市", "青岛那边", "our qingdao team", "qingdao-lishen", "#qingdao-lishen", "QD's", "青島公司"],
    ],
    WX: ["the wuxi company", "wuxi company", "无锡公司", "无锡市", "无锡工厂", "wuxi's", "Wuxi  Lishen", "lishen wuxi", "wu-xi", "力神无锡", "wuxi site", "無錫公司", "wuxi unit"],
    TJ: ["tianjin", "天津", "天津公司", "tianjin new energy", "Tianjin company", "天津新能源", "tj", "the tianjin company", "tianjin new energy company", "tianjin plant"],
}  # fmt: skip
SLIPS = [
    *[
        ("tomg", "tong"),
        ("otng", "tong"),
        ("lamiing", "laiming"),
        ("tong laimnig", "tong laiming"),
        ("jainguo", "jianguo"),
        ("cater", "carter"),
    ],
    *[
        ("xiaohng", "xiaohong"),
        ("qingado", "qingdao"),
        ("qngdao", "qingdao"),
        ("tianjing", "tianjin"),
        ("wuxxi", "wuxi"),
        ("quingdao", "qingdao"),
    ],
    *[
        ("Tongs", "tong"),
        ("tongs'", "tong"),
        ("Carters", "carter"),
        ("secretary wagn", "wang"),
        ("mr tomg", "tong"),
        ("the qingdoa company", "qingdao"),
    ],
]


@pytest.mark.parametrize(("text", "meant"), [(text, who) for who, texts in PEOPLE.items() for text in texts])
def test_a_person_is_meant_politely_or_in_haste_by(text: str, meant: int) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Question), asked
    assert (asked.wanted.people, asked.wanted.units, asked.wanted.words) == ((meant,), (), ())


@pytest.mark.parametrize(("text", "meant"), [(text, unit) for unit, texts in UNITS.items() for text in texts])
def test_a_unit_is_meant_as_it_is_called_in_the_house_by(text: str, meant: int) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Question), asked
    assert (asked.wanted.units, asked.wanted.people, asked.wanted.words) == ((meant,), (), ())


@pytest.mark.parametrize(("text", "meant"), SLIPS)
def test_a_slip_is_taken_for_what_was_meant(text: str, meant: str) -> None:
    asked = parse_question(text, NAMES)
    if isinstance(asked, Question) and asked.wanted.words:
        asked = parse_question(mended(asked, NAMES)[0].text, NAMES)
    expected = parse_question(meant, NAMES)
    assert isinstance(asked, Question)
    assert isinstance(expected, Question)
    assert asked.wanted == expected.wanted
