"""Whom and what people mean, however they type a name: one table, both languages."""

import pytest
from sqlmodel import Session

from bot.asking import Ambiguous, Question, mended, parse_question
from storage import people, units
from storage.database import Database
from storage.naming import KnownPerson, KnownUnit, Names, names_for
from storage.pinyin import reading_of_person, reading_of_unit
from storage.units import UnitChange
from storage.viewers import operator

TONG, ZHANG, ZHANG_WEI, SHAN, QIU, ZENG, OUYANG, LI, LU, SMITH, JOHN = range(1, 12)
QD, CZ, WX, SZ, CQ = range(21, 26)

NAMES = Names(
    people=(
        KnownPerson(
            TONG, "Tong Laiming", "童来明", "Chairman and Party secretary", "U0TONG", ("老童头",), "tong lai ming"
        ),
        KnownPerson(ZHANG, "Zhang Qiang", "张强", "General manager", None, (), "zhang qiang"),
        KnownPerson(ZHANG_WEI, "Zhang Wei", "张伟", "Deputy general manager", "U0ZWEI", (), "zhang wei"),
        KnownPerson(SHAN, "单磊", None, "质量总监", None, (), "shan lei"),
        KnownPerson(QIU, "仇海波", None, "党委书记、厂长", None, (), "qiu hai bo"),
        KnownPerson(ZENG, "Zeng Guolan", "曾国岚", None, None, ("Grace",), "zeng guo lan"),
        KnownPerson(OUYANG, "Ouyang Xiu", "欧阳修", None, None, (), "ou yang xiu"),
        KnownPerson(LI, "Li Na", "李娜", "Head of quality", "U0LINA", (), "li na"),
        KnownPerson(LU, "吕建国", None, None, None, (), "lv jian guo"),
        KnownPerson(SMITH, "Maria Smith-Jones", None, "CFO"),
        KnownPerson(JOHN, "John O'Hara", None, "President of Lishen America"),
    ),
    units=(
        KnownUnit(CQ, "CQ", "重庆力神", None, (), "chong qing li shen"),
        KnownUnit(CZ, "CZ", "Chuzhou Lishen", "滁州力神", (), "chu zhou li shen"),
        KnownUnit(QD, "QD", "Qingdao Lishen", "青岛力神", ("the coast", "即墨工厂"), "qing dao li shen"),
        KnownUnit(SZ, "SZ2", "Lishen (Suzhou)", "苏州力神", (), "su zhou li shen"),
        KnownUnit(WX, "WX", "Wuxi Research Institute", "无锡研究院", (), "wu xi yan jiu yuan"),
    ),
    periods=("2024Q2",),
)

PEOPLE = {
    TONG: [
        *["tong", "Tong", "TONG", "tOnG", "laiming", "LaiMing", "lai-ming", "lai ming", "Lai Ming", "tong laiming"],
        *["laiming tong", "tong lai ming", "lai ming tong", "tonglaiming", "laimingtong", "Tóng Láimíng", "tóng lái míng"],
        *["tong2 lai2 ming2", "tong2lai2ming2", "TONG LAIMING", "Tong, Laiming", "tong.laiming", "@tong", "@Tong Laiming"],
        *["tlm", "TLM", "lmt", "童", "童来明", "童來明", "来明", "來明", "童总", "童董", "童书记", "童董事长", "老童", "童 来明"],
        *["老童头", "chairman", "Chairman", "the chairman", "party secretary", "Chairman and Party secretary"],
        *["<@U0TONG>", "<@U0TONG|tong>", "tong's", "of tong", "by Tong", "童来明的", "童总的指示", "“童来明”", "tong?", "(tong)"],
    ],
    ZHANG: ["zhang qiang", "qiang zhang", "qiang", "张强", "張強", "zq", "general manager", "General Manager", "zhangqiang"],
    ZHANG_WEI: ["zhang wei", "wei", "张伟", "張偉", "zhangwei", "zw", "deputy general manager", "<@U0ZWEI>", "Wei Zhang", "weizhang"],
    SHAN: ["单", "单磊", "單磊", "shan", "shan lei", "lei shan", "shanlei", "lei", "单总", "质量总监", "sl", "老单", "Shàn Lěi"],
    QIU: ["仇", "仇海波", "qiu", "qiu haibo", "haibo", "hai bo", "haibo qiu", "qhb", "仇厂长", "党委书记", "厂长", "海波", "海波总"],
    ZENG: ["曾", "曾国岚", "曾國嵐", "zeng", "guolan", "zeng guolan", "zgl", "grace", "Grace", "曾老师", "guo lan", "国岚"],
    OUYANG: ["ouyang", "欧阳", "欧阳修", "歐陽修", "ou yang", "ouyang xiu", "ou yang xiu", "xiu", "xiu ouyang", "欧阳总", "oyx", "ouyangxiu"],
    LI: ["li na", "na li", "lina", "李娜", "李", "head of quality", "<@U0LINA>", "李工", "小李", "li", "na"],
    LU: ["吕", "吕建国", "呂建國", "lv", "lv jianguo", "jianguo", "jian guo", "jianguo lv", "ljg", "吕总", "lü jianguo", "lu jianguo", "lu"],
    SMITH: ["maria", "smith-jones", "smithjones", "Maria Smith-Jones", "cfo", "CFO", "Smith Jones" , "ms"],
    JOHN: ["john", "o'hara", "ohara", "O’Hara", "John O'Hara", "president", "President of Lishen America", "jo"],
}  # fmt: skip
UNITS = {
    QD: [
        *["qd", "QD", "Qd", "qingdao", "QINGDAO", "qing dao", "Qingdao Lishen", "qingdaolishen", "青岛", "青岛力神", "青島", "青島力神"],
        *["the coast", "即墨工厂", "Qīngdǎo", "ＱＤ", "qingdao?", "青岛的", "qdls"],
    ],
    CZ: ["cz", "chuzhou", "chu zhou", "滁州", "滁州力神", "Chuzhou Lishen", "czls"],
    WX: ["wx", "wuxi", "无锡", "無錫", "无锡研究院", "wuxi research institute", "wri", "wxyjy", "wu xi"],
    SZ: ["sz2", "suzhou", "苏州", "蘇州", "Lishen (Suzhou)", "lishen suzhou", "su zhou", "苏州力神"],
    CQ: ["cq", "重庆", "重慶", "chongqing", "chong qing", "重庆力神", "cqls", "Chóngqìng", "chongqinglishen"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), [(text, who) for who, texts in PEOPLE.items() for text in texts])
def test_a_person_is_meant_by(text: str, meant: int) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Question), asked
    assert (asked.wanted.people, asked.wanted.units, asked.wanted.words) == ((meant,), (), ())


@pytest.mark.parametrize(("text", "meant"), [(text, unit) for unit, texts in UNITS.items() for text in texts])
def test_a_unit_is_meant_by(text: str, meant: int) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Question), asked
    assert (asked.wanted.units, asked.wanted.people, asked.wanted.words) == ((meant,), (), ())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("zhang", {ZHANG, ZHANG_WEI}),
        ("张", {ZHANG, ZHANG_WEI}),
        ("张总", {ZHANG, ZHANG_WEI}),
        ("老张", {ZHANG, ZHANG_WEI}),
    ],
)
def test_a_name_that_two_share_is_asked_about(text: str, meant: set[int]) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Ambiguous)
    assert {choice.id for choice, _ in asked.choices} == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tng", "tong"),
        ("tonng", "tong"),
        ("laimin", "laiming"),
        ("tong laimin", "Tong Laiming"),
        ("qindao", "qingdao"),
        ("chongqin", "chongqing"),
        ("chuzou", "chuzhou"),
        ("ouyan", "ouyang"),
        ("smith-jone", "smithjones"),
    ],
)
def test_a_slip_of_the_finger_is_mended(text: str, meant: str) -> None:
    asked = parse_question(text, NAMES)
    if isinstance(asked, Question):
        asked = parse_question(mended(asked, NAMES)[0].text, NAMES) if asked.wanted.words else asked
    expected = parse_question(meant, NAMES)
    assert isinstance(asked, Question)
    assert isinstance(expected, Question)
    assert asked.wanted == expected.wanted


@pytest.mark.parametrize(
    ("text", "people", "ordinals"),
    [
        ("tong2", (TONG,), (2,)),
        ("tong 2", (TONG,), (2,)),
        ("童2", (TONG,), (2,)),
        ("tlm3", (TONG,), (3,)),
        ("shan1", (SHAN,), (1,)),
    ],
)
def test_a_number_after_a_name_is_a_point_and_no_tone(text: str, people: tuple[int], ordinals: tuple[int]) -> None:
    asked = parse_question(text, NAMES)
    assert isinstance(asked, Question)
    assert (asked.wanted.people, asked.wanted.ordinals) == (people, ordinals)


def test_a_word_of_every_question_is_never_somebodys_initials() -> None:
    names = Names(people=(KnownPerson(1, "Olga Fischer"), KnownPerson(2, "Boris Yeltsov"), KnownPerson(3, "Ida Nolte")))
    asked = parse_question("overdue of by in", names)
    assert isinstance(asked, Question)
    assert asked.wanted.people == ()


def test_a_surname_goes_before_another_persons_initials() -> None:
    names = Names(people=(KnownPerson(1, "Lu Ming"), KnownPerson(2, "Liu Uther")))
    asked = parse_question("lu", names)
    assert isinstance(asked, Question)
    assert asked.wanted.people == (1,)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("童来明", "tong lai ming"),
        ("童來明", "tong lai ming"),
        ("单强", "shan qiang"),
        ("仇英", "qiu ying"),
        ("曾国岚", "zeng guo lan"),
        ("查良", "zha liang"),
        ("解军", "xie jun"),
        ("区志", "ou zhi"),
        ("朴智", "piao zhi"),
        ("尉迟恭", "yu chi gong"),
        ("欧阳修", "ou yang xiu"),
        ("令狐冲", "ling hu chong"),
        ("任重", "ren zhong"),
        ("Tong Laiming", None),
        ("", None),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, reading: str | None) -> None:
    assert reading_of_person(name) == reading


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("重庆力神", "chong qing li shen"),
        ("厦门厂", "xia men chang"),
        ("长春一厂", "chang chun yi chang"),
        ("青岛2厂", "qing dao 2 chang"),
        ("Qingdao", None),
    ],
)
def test_a_city_is_read_as_a_city(name: str, reading: str | None) -> None:
    assert reading_of_unit(name) == reading


def test_a_reading_is_proposed_once_and_the_offices_word_stays(database: Database) -> None:
    with database.writing() as session:
        person = people.keep_person(session, "盖茨", is_leader=True)
        assert person.pinyin == "ge ci"
        people.keep_person(session, "盖茨", pinyin="Gai  Ci")
        people.keep_person(session, "盖茨", role_title="顾问")
        unit = units.keep_unit(session, "QD", UnitChange(name="Qingdao Lishen", native_name="青岛力神"))
    with database.reading() as session:
        assert found(session, "gai") == (person.id,)
        asked = parse_question("qing dao", names_for(session, operator("ann")))
        assert isinstance(asked, Question)
        assert asked.wanted.units == (unit.id,)


def found(session: Session, text: str) -> tuple[int, ...]:
    asked = parse_question(text, names_for(session, operator("ann")))
    assert isinstance(asked, Question)
    return asked.wanted.people
