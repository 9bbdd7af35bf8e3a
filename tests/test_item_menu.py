"""The menu of a line and its forms, over the wire: what each of them does, what is wrong with a form, and words that cross."""

from datetime import date

import pytest

from bot.playground import scene
from bot.playground.playing import Game
from storage import evidence, extensions, items, units
from storage.models import Item, Person
from tests.stage import game, newest_reminder, said_by_bot, until_confirmed, until_shown, until_whispered
from tests.stage_forms import choose, fill, open_form, press

__all__ = ["game"]

QD = scene.QINGDAO


def item(game: Game, number: int, code: str = "QD") -> Item:
    """The unit's item as the records have it."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def open_menu(game: Game, user: str, verb: str, number: int) -> None:
    choose(game, user, newest_reminder(game, QD), verb, item(game, number).id)


def test_what_blocks_an_item_is_asked_for_and_shown(game: Game) -> None:
    open_menu(game, scene.SUN, "block", 3)
    assert fill(game, scene.SUN, reason="no crane until June") == {}
    until_confirmed(game, QD, "QD-3 blocked")
    until_shown(game, QD, "blocked: no crane until June")
    assert item(game, 3).blocked_reason == "no crane until June"
    open_menu(game, scene.XU, "unblock", 3)
    until_confirmed(game, QD, "QD-3 no longer blocked")
    assert item(game, 3).state == "open"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-04-24", "2024-04-24 has passed, today is 2024-04-25"),
        ("2024-06-14", "due on 2024-06-14 already: ask for a day after it, for example “extend 3 to 2024-06-28”"),
        ("2044-06-28", "more than three years away"),
    ],
)
def test_a_day_of_no_use_is_told_under_its_field_and_nothing_typed_is_lost(game: Game, day: str, words: str) -> None:
    open_menu(game, scene.SUN, "extend", 3)
    errors = fill(game, scene.SUN, day=day, reason="supplier late")
    assert list(errors) == ["day"]
    assert words in errors["day"]
    assert open_form(game, scene.SUN).values["reason"]["value"]["value"] == "supplier late"
    assert fill(game, scene.SUN, day="2024-07-12") == {}
    until_confirmed(game, QD, "until Fri 12 Jul")


def test_more_time_is_asked_for_by_the_unit_and_moved_at_once_by_the_office(game: Game) -> None:
    open_menu(game, scene.SUN, "extend", 3)
    assert fill(game, scene.SUN, day="2024-07-12", reason="supplier late") == {}
    until_shown(game, QD, "more time asked for, until Fri 12 Jul")
    assert item(game, 3).due_on == date(2024, 6, 14)
    open_menu(game, scene.HELEN, "extend", 3)
    assert "DUE DATE" in open_form(game, scene.HELEN).body["title"]["text"].upper()
    assert fill(game, scene.HELEN, day="2024-07-19", reason="agreed with Tong") == {}
    until_confirmed(game, QD, "QD-3 due on Fri 19 Jul now")
    assert item(game, 3).due_on == date(2024, 7, 19)
    assert item(game, 3).original_due_on == date(2024, 6, 14)
    with game.bot.desk.database.reading() as session:
        (wish,) = extensions.of_item(session, item(game, 3))
        assert wish.decision == "approved"


def test_evidence_is_kept_and_may_report_the_item_done(game: Game) -> None:
    open_menu(game, scene.SUN, "evidence", 4)
    assert "Give a link" in fill(game, scene.SUN)["link"]
    assert fill(game, scene.SUN, link="https://example.com/audit", reason="passed the audit", done=True) == {}
    until_confirmed(game, QD, "QD-4 done")
    with game.bot.desk.database.reading() as session:
        proofs = evidence.of_items(session, [item(game, 4)])[item(game, 4).id or 0]
    assert [(proof.kind, proof.content) for proof in proofs] == [
        ("link", "https://example.com/audit"),
        ("sentence", "passed the audit"),
    ]


def test_an_owner_is_named_by_the_office_and_nobody_else(game: Game) -> None:
    open_menu(game, scene.SUN, "assign", 5)
    until_whispered(game, QD, scene.SUN, "only the strategy office")
    open_menu(game, scene.HELEN, "assign", 5)
    assert "Choose a person" in fill(game, scene.HELEN)["owner"]
    assert "cannot own an item" in fill(game, scene.HELEN, owner=scene.INTERN)["owner"]
    assert fill(game, scene.HELEN, owner=scene.XU) == {}
    until_confirmed(game, QD, "QD-5 given to Xu Zhihao")
    with game.bot.desk.database.reading() as session:
        owner = session.get_one(Person, item(game, 5).owner_id)
        assert owner.slack_user == scene.XU


def test_an_item_given_to_another_unit_keeps_its_old_number_and_points_to_the_new(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        unit = units.unit_of_code(session, "CZ")
        assert unit is not None
        for each in items.open_items(session, unit.id or 0):
            if each.number == 5:  # so that Chuzhou has room for the directive
                each.directive_id = None
                session.add(each)
    open_menu(game, scene.HELEN, "assign", 5)
    errors = fill(game, scene.HELEN, unit="WX")
    assert "WX has the same directive as WX-5" in errors["unit"]
    assert fill(game, scene.HELEN, unit="CZ") == {}
    until_confirmed(game, QD, "QD-5 given to another unit, as CZ-13")
    game.playground.act(scene.HELEN, "clock", to="2024-04-26T09:01")
    assert game.playground.workspace.until(
        lambda: any("CZ-13" in message.text for message in said_by_bot(game, scene.CHUZHOU)), 15.0
    )
    assert item(game, 5).state == "cancelled"
    assert item(game, 5).moved_to_id == item(game, 13, "CZ").id
    assert item(game, 13, "CZ").due_on == item(game, 5).due_on


def test_a_guest_is_told_before_typing_anything(game: Game) -> None:
    open_menu(game, scene.INTERN, "block", 3)
    until_whispered(game, QD, scene.INTERN, "may read, not change")
    assert [view for view in game.playground.workspace.views.values() if view.owner == scene.INTERN] == []


def test_a_form_that_was_overtaken_says_by_whom_and_changes_nothing(game: Game) -> None:
    open_menu(game, scene.SUN, "block", 3)
    press(game, scene.XU, newest_reminder(game, QD), "done", f"{item(game, 3).id}:")
    until_confirmed(game, QD, "QD-3 done")
    errors = fill(game, scene.SUN, reason="waiting for tooling")
    assert "reported done by Xu Zhihao" in errors["reason"]
    assert item(game, 3).state == "done"
