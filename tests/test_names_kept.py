"""How a name is read is the office's to say: in a form, and on the command line; and what it says stays."""

from pathlib import Path

import pytest

from bot.playground import scene
from bot.playground.playing import Game
from storage import people, units
from storage.database import Database
from storage.pinyin import reading_typed
from storage.units import UnitChange
from tests.stage import game, until_whispered
from tests.stage_forms import fill, press
from tests.test_cli import followups

__all__ = ["game"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("shan lei", "shan lei"),
        ("  Shàn  Lěi ", "shan lei"),
        ("shan4 lei3", "shan lei"),
        ("Lǚ Bù", "lv bu"),
        ("lü bu", "lv bu"),
        ("xi'an", "xi an"),
        ("ＧＡＩ ci", "gai ci"),
        ("qing dao 2 chang", "qing dao 2 chang"),
        ("单磊", None),
        ("shan; lei", None),
        ("", None),
        ("🎉", None),
        ("x" * 3000, None),
    ],
)
def test_a_reading_is_taken_as_it_is_typed(typed: str, kept: str | None) -> None:
    assert reading_typed(typed) == kept


def test_a_units_reading_is_proposed_anew_only_with_another_name(database: Database) -> None:
    with database.writing() as session:
        unit = units.keep_unit(session, "LA", UnitChange(name="Lu'an Works", native_name="六安厂"))
        units.keep_unit(session, "LA", UnitChange(pinyin="Lù ān chǎng"))
        assert unit.pinyin == "lu an chang"
        units.keep_unit(session, "LA", UnitChange(name="Lu'an Works", native_name="六安厂", language="zh-CN"))
        assert unit.pinyin == "lu an chang"
        units.keep_unit(session, "LA", UnitChange(native_name="合肥厂"))
        assert unit.pinyin == "he fei chang"


def test_the_office_writes_a_reading_in_a_form_and_it_is_found_by_it(game: Game) -> None:
    game.playground.act(scene.HELEN, "command", channel=scene.GENERAL, text="/followups people")
    listed = until_whispered(game, scene.GENERAL, scene.HELEN, "people")
    press(game, scene.HELEN, listed, "names_form", "open")
    wrong = fill(game, scene.HELEN, who="Nobody Atall", native="", pinyin="shan lei", alias="")
    assert "Nobody, or more than one" in wrong["who"]
    wrong = fill(game, scene.HELEN, who="Tong Laiming", native="", pinyin="童来明", alias="")
    assert "for example: shan lei" in wrong["pinyin"]
    assert "what is left empty" in fill(game, scene.HELEN, who="QD", native="", pinyin="", alias="")["native"]
    assert fill(game, scene.HELEN, who="Tong Laiming", native="", pinyin="Dòng Lái Míng", alias="") == {}
    game.playground.act(scene.HELEN, "command", channel=scene.GENERAL, text="/directives dong laiming")
    until_whispered(game, scene.GENERAL, scene.HELEN, "Tong Laiming · 4 directives")
    press(game, scene.HELEN, listed, "names_form", "open")
    assert fill(game, scene.HELEN, who="qd", native="", pinyin="", alias="harbour works") == {}
    game.playground.act(scene.HELEN, "command", channel=scene.GENERAL, text="/directives harbour works")
    until_whispered(game, scene.GENERAL, scene.HELEN, "Qingdao Lishen (QD) ·")


def test_nobody_but_the_office_changes_a_name(game: Game) -> None:
    from bot.naming_form import submit_names_form

    given = {"who": "Tong Laiming", "native": "", "pinyin": "shan lei", "alias": ""}
    values = {each: {"value": {"value": said}} for each, said in given.items()}
    body = {"user": {"id": scene.SUN}, "view": {"state": {"values": values}}}
    assert "Only the strategy office" in submit_names_form(body, game.bot.desk)["who"]
    with game.bot.desk.database.reading() as session:
        tong = people.person_named(session, "Tong Laiming")
        assert tong is not None
        assert tong.pinyin != "shan lei"


def test_the_command_line_writes_readings_and_refuses_what_is_none(tmp_path: Path) -> None:
    followups(tmp_path, "people", "set", "单雷", "--pinyin", "Chán Léi")
    assert "chan lei" in followups(tmp_path, "people").stdout
    refused = followups(tmp_path, "people", "set", "单雷", "--pinyin", "单雷")
    assert "is no pinyin" in refused.stderr
    assert refused.returncode == 2
    assert "is kept" in followups(tmp_path, "units", "set", "LA", "--name", "六安厂", "--pinyin", "lu an chang").stdout
    refused = followups(tmp_path, "units", "set", "LA", "--pinyin", "?")
    assert "is no pinyin" in refused.stderr
    assert refused.returncode == 2
