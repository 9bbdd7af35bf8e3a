"""Targets over the wire: set with a command or a form, reported in a thread in either language, asked back, drawn, undone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import select

from bot.playground import scene
from bot.playground.playing import Game
from bot.playground.records import Message
from storage import check_ins, targets, units, workspace
from storage.items import Said
from storage.measures import measure_of
from storage.models import Activity, CheckIn, Target
from storage.periods import quarter_of
from storage.targets import Draft
from storage.viewers import operator
from tests.stage import (
    game,
    reply,
    shown_in,
    until_confirmed,
    until_marked,
    until_shown,
    until_whispered,
    whispered_to,
)

__all__ = ["game"]

QD, WX, OFFICE = scene.QINGDAO, scene.WUXI, scene.OFFICE_CHANNEL


def told(game: Game, user: str, channel: str, text: str) -> Message:
    """The private answer to a command."""
    before = {message.ts for message in whispered_to(game, channel, user)}
    game.playground.act(user, "command", channel=channel, text=text)

    def found() -> Message | None:
        new = [each for each in whispered_to(game, channel, user) if each.ts not in before]
        return new[-1] if new else None

    answer = game.playground.workspace.until(found, 60.0)
    assert answer is not None
    return answer


def figures(game: Game, code: str, metric: str) -> list[CheckIn]:
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        target = targets.target_called(session, unit.id, "2024Q2", metric)
        assert target is not None
        return check_ins.check_ins(session, target)


def target_of(game: Game, code: str, metric: str) -> Target:
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = targets.target_called(session, unit.id, "2024Q2", metric)
        assert found is not None
        return found


def press(game: Game, user: str, channel: str, message: Message, action_id: str) -> None:
    for block in message.blocks or ():
        for each in block.get("elements", []):
            if each.get("action_id") == action_id:
                game.playground.act(
                    user,
                    "press",
                    channel=channel,
                    message_ts=message.ts,
                    block_id=block["block_id"],
                    action_id=action_id,
                    value=each.get("value"),
                )
                return
    raise AssertionError(f"no {action_id} in {message.text}")


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks or ()]


def test_the_office_sets_a_target_in_one_line_and_sees_it_back(game: Game) -> None:
    answer = told(game, scene.HELEN, OFFICE, "/targets set qingdao energy cost 1,200 万元 by 2024Q2 from 1,500")
    assert "Set." in answer.text
    assert "1,500 → 1,200万元" in answer.text
    kept = target_of(game, "QD", "energy cost")
    assert (kept.goal, kept.baseline, kept.kind) == (Decimal(1200), Decimal(1500), "decrease")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("set qingdao shipments 3.4 GWh from 3.4", "is where it starts"),
        ("set qingdao shipments 85%", ""),
        ("set qingdao output 1,2 GWh", "two ways"),
        ("set qingdao output 3.4 GWh by 2024Q1", "ended on 2024-03-31"),
        ("set qingdao shippments 3.4 GWh", "Is “shippments” the same"),
        ("set output 3.4 GWh", "Say which unit"),
        ("report shipments 1.2 万元", "cannot be turned into GWh"),
        ("report nonsense", "I do not find one of your targets"),
    ],
)
def test_what_is_wrong_is_said_with_an_example_and_nothing_is_kept(game: Game, typed: str, said: str) -> None:
    answer = told(game, scene.HELEN, QD if typed.startswith("report") else OFFICE, f"/targets {typed}")
    assert said in answer.text
    assert figures(game, "QD", "shipments") == []


def test_only_the_office_sets_targets(game: Game) -> None:
    assert "Only the strategy office" in told(game, scene.SUN, QD, "/targets set qingdao output 3.4 GWh").text
    assert "Only the strategy office" in told(game, scene.SUN, QD, "/targets set").text


def test_a_figure_in_the_thread_is_kept_confirmed_and_can_be_undone(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "shipments 1.2 GWh, forecast 3.1, tooling late")
    until_marked(game, QD, ts, "white_check_mark")
    line = until_confirmed(game, QD, "Shipments 1.2 GWh, forecast 3.1 GWh")
    (kept,) = figures(game, "QD", "shipments")
    assert (kept.value, kept.forecast, kept.note) == (Decimal("1.2"), Decimal("3.1"), "tooling late")
    press(game, scene.SUN, QD, _with_accessory(line), "undo")
    until_marked(game, QD, ts, "white_check_mark", on=False)
    assert figures(game, "QD", "shipments") == []


def until_standing(game: Game, metric: str, values: list[str]) -> None:
    """Wait until these are the figures of Qingdao's target that stand."""
    wanted = [Decimal(each) for each in values]
    stands = game.playground.workspace.until(
        lambda: [each.value for each in figures(game, "QD", metric)] == wanted or None, 30.0
    )
    assert stands, figures(game, "QD", metric)


def test_an_edited_reply_corrects_its_figure_keeps_it_or_takes_it_back(game: Game) -> None:
    ts = reply(game, scene.SUN, QD, "shipments 0.9 GWh")
    until_confirmed(game, QD, "0.9 GWh")
    for text, shipments, first_pass in (
        ("shipments 0.8 GWh", ["0.8"], []),
        ("shipments 0.8 GWh, first-pass yield 97.1%", ["0.8"], ["97.1"]),
        ("sorry, the figures come tomorrow", [], []),
    ):
        game.playground.act(scene.SUN, "edit", channel=QD, ts=ts, text=text)
        until_standing(game, "shipments", shipments)
        until_standing(game, "first-pass yield", first_pass)
    with game.bot.desk.database.reading() as session:
        kept = [each.value for each in session.exec(select(CheckIn).order_by(CheckIn.id))]  # type: ignore[arg-type]
    assert kept == [Decimal("0.9"), Decimal("0.8"), Decimal("97.1")]  # what both wordings say is kept once


def test_a_chinese_figure_in_another_measure_is_converted(game: Game) -> None:
    reply(game, scene.ZHOU, WX, "出货量 600 MWh，预计1700，工装延误")
    until_confirmed(game, WX, "出货量 0.6 GWh")
    (kept,) = figures(game, "WX", "出货量")
    assert (kept.value, kept.forecast, kept.note) == (Decimal("0.6"), Decimal("1.7"), "工装延误")


def test_a_figure_and_an_item_in_one_reply_are_both_taken(game: Game) -> None:
    reply(game, scene.SUN, QD, "2 done, shipments 1.2 GWh")
    line = until_confirmed(game, QD, "Shipments 1.2 GWh")
    assert "QD-2 done" in line.text


def test_a_slip_is_asked_back_privately_and_taken_when_it_is_meant(game: Game) -> None:
    reply(game, scene.SUN, QD, "shipments 1200")
    question = until_whispered(game, QD, scene.SUN, "about a thousand times")
    assert figures(game, "QD", "shipments") == []
    press(game, scene.SUN, QD, question, "value_yes")
    game.playground.workspace.until(lambda: figures(game, "QD", "shipments") or None, 60.0)
    assert [each.value for each in figures(game, "QD", "shipments")] == [Decimal(1200)]


def test_an_unreadable_figure_is_answered_instead_of_ignored(game: Game) -> None:
    reply(game, scene.SUN, QD, "shipments 1,2")
    until_whispered(game, QD, scene.SUN, "two ways")
    assert figures(game, "QD", "shipments") == []


def test_a_unit_is_asked_on_the_right_day_answers_in_the_thread_and_the_post_shows_it(game: Game) -> None:
    # Monday 29 April 2024: the second fortnight of the quarter, and the week's first working day.
    game.playground.act(scene.HELEN, "clock", to="2024-04-29T09:00:00+08:00")
    asked = until_shown(game, QD, "Figures asked for")
    assert "Shipments: goal 3.4 GWh for 2024Q2" in asked.text
    reply(game, scene.SUN, QD, "shipments 0.9 GWh, forecast 3.1")
    until_shown(game, QD, "✓ Shipments")


def test_the_office_reads_the_scorecard_on_the_weeks_first_working_day_and_the_rows_behind_it(game: Game) -> None:
    game.playground.act(scene.HELEN, "clock", to="2024-04-29T09:00:00+08:00")

    def cards() -> list[Message]:
        return [each for each in shown_in(game, OFFICE) if "Scorecard 2024Q2" in each.text]

    def found() -> Message | None:
        return next(iter(cards()), None)

    card = game.playground.workspace.until(found, 60.0)
    assert card is not None
    assert "QD: On time: " in card.text
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
    press(game, scene.HELEN, OFFICE, _with_accessory(card), f"score_rows_{unit.id}")
    rows = until_whispered(game, OFFICE, scene.HELEN, "what the figures were counted from")
    assert "QD-1" in rows.text
    told(game, scene.HELEN, OFFICE, "/targets")  # the next day brings no second one
    game.playground.act(scene.HELEN, "clock", to="2024-04-30T09:30:00+08:00")
    assert len(cards()) == 1


def test_the_chart_moves_with_the_figure(game: Game) -> None:
    told(game, scene.SUN, QD, "/targets report shipments 0.3 GWh")
    answer = told(game, scene.SUN, QD, "/targets qingdao shipments")
    (chart,) = [block for block in answer.blocks or () if block["type"] == "data_visualization"]
    reported = chart["chart"]["series"][0]["data"]
    assert reported[-1]["value"] == 0.3
    overview = told(game, scene.SUN, QD, "/targets")
    assert "data_table" in kinds(overview)
    assert "Scrap rate" not in overview.text  # another unit's


def test_a_workspace_that_refuses_charts_is_answered_in_words_and_asked_no_second_time(game: Game) -> None:
    told(game, scene.SUN, QD, "/targets report shipments 0.3 GWh")
    game.playground.workspace.refused = frozenset({"data_visualization", "data_table"})
    for asked in ("/targets qingdao", "/targets qingdao shipments", "/followups report 2024Q2"):
        answer = told(game, scene.SUN, QD, asked)
        assert not {"data_visualization", "data_table"} & set(kinds(answer))
        assert ("table" in kinds(answer)) is (asked == "/targets qingdao")
        assert "0.3 GWh" in answer.text or "Targets met" in answer.text
        with game.bot.desk.database.reading() as session:
            assert workspace.takes_charts(session) is False
    # A workspace may learn to draw: after a restart it is tried once more.
    game.playground.workspace.refused = frozenset()
    with game.bot.desk.database.writing() as session:
        workspace.try_charts_again(session)
    assert "data_table" in kinds(told(game, scene.SUN, QD, "/targets qingdao"))
    with game.bot.desk.database.reading() as session:
        assert workspace.takes_charts(session) is True


def test_a_workspace_that_refuses_tables_too_is_answered_in_words_alone(game: Game) -> None:
    told(game, scene.SUN, QD, "/targets report shipments 0.3 GWh")
    game.playground.workspace.refused = frozenset({"data_visualization", "data_table", "table"})
    for _ in range(2):
        answer = told(game, scene.SUN, QD, "/targets qingdao")
        assert kinds(answer) == []
        assert "QD Shipments" in answer.text
        assert "█" in answer.text


def test_a_member_reports_with_the_button_and_the_form(game: Game) -> None:
    answer = told(game, scene.SUN, QD, "/targets qingdao shipments")
    action = f"target_report_{target_of(game, 'QD', 'shipments').id}"
    press(game, scene.SUN, QD, answer, action)
    view = _open_view(game, scene.SUN)
    _submit(game, scene.SUN, view, value="300 MWh", note="first lot")
    game.playground.workspace.until(lambda: figures(game, "QD", "shipments") or None, 60.0)
    assert figures(game, "QD", "shipments")[0].value == Decimal("0.3")


def _with_accessory(message: Message) -> Message:
    """The message with its accessories listed like other elements, so that one can be pressed."""
    for block in message.blocks or ():
        if "accessory" in block:
            block.setdefault("elements", [block["accessory"]])
    return message


def _open_view(game: Game, user: str) -> Any:
    def found() -> Any:
        with game.playground.workspace.lock:
            views = [view for view in game.playground.workspace.views.values() if view.owner == user]
        return views[-1] if views else None

    view = game.playground.workspace.until(found, 60.0)
    assert view is not None
    return view


def _submit(game: Game, user: str, view: Any, **values: str) -> None:
    state: dict[str, Any] = {}
    for name, text in values.items():
        state[name] = {"value": {"type": "plain_text_input", "value": text}}
    game.playground.act(user, "submit", view_id=view.id, values=state)


def test_figures_by_form_and_command_are_confirmed_in_the_days_thread_and_can_be_undone(game: Game) -> None:
    told(game, scene.SUN, QD, "/targets report shipments 0.3 GWh")
    line = until_confirmed(game, QD, "Shipments 0.3 GWh")
    press(game, scene.SUN, QD, _with_accessory(line), "undo")
    game.playground.workspace.until(lambda: not figures(game, "QD", "shipments"), 60.0)
    answer = told(game, scene.SUN, QD, "/targets qingdao shipments")
    press(game, scene.SUN, QD, answer, f"target_report_{target_of(game, 'QD', 'shipments').id}")
    _submit(game, scene.SUN, _open_view(game, scene.SUN), value="400 MWh")
    until_confirmed(game, QD, "Shipments 0.4 GWh")


def test_a_figure_that_may_be_read_in_two_ways_is_asked_back_everywhere(game: Game) -> None:
    reply(game, scene.SUN, QD, "shipments 1,2 GWh")
    until_whispered(game, QD, scene.SUN, "“1,2 GWh” can be read in two ways")
    assert "two ways" in told(game, scene.SUN, QD, "/targets report shipments 1,2 GWh").text
    reply(game, scene.SUN, QD, "shipments 0.5 GWh, forecast 3,1")
    until_confirmed(game, QD, "Shipments 0.5 GWh")
    until_whispered(game, QD, scene.SUN, "“3,1” can be read in two ways")
    assert [each.forecast for each in figures(game, "QD", "shipments")] == [None]


def test_a_targets_owner_is_kept_in_the_journal(game: Game) -> None:
    told(game, scene.HELEN, OFFICE, f"/targets set qingdao shipments 3.4 GWh from 1.1 owner <@{scene.ZHOU}>")
    with game.bot.desk.database.reading() as session:
        target = target_of(game, "QD", "shipments")
        lines = session.exec(select(Activity).where(Activity.target_id == target.id)).all()
    assert lines[-1].verb == "target_changed"
    assert lines[-1].before["owner_id"] != lines[-1].after["owner_id"] == target.owner_id


def test_many_targets_are_paged(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        for n in range(14):
            draft = Draft(unit.id, quarter_of(date(2024, 4, 25)), f"Metric {n:02}", measure_of("GWh"), Decimal(3))
            said = Said(operator("lin"), game.bot.desk.now())
            targets.keep_target(session, draft, said, date(2024, 4, 25), is_other=True)
    first = told(game, scene.SUN, QD, "/targets qingdao")
    assert "1 to 12 of" in first.text
    press(game, scene.SUN, QD, first, "targets_more")

    def second() -> Message | None:
        return next((each for each in whispered_to(game, QD, scene.SUN) if "13 to" in each.text), None)

    turned = game.playground.workspace.until(second, 60.0)
    assert turned is not None
    assert "Metric 13" in turned.text
    assert "targets_back" in str(turned.blocks)
    assert "targets_more" not in str(turned.blocks)


def test_a_name_like_anothers_is_offered_as_the_same(game: Game) -> None:
    asked = told(game, scene.HELEN, OFFICE, "/targets set qingdao shippments 3.9 GWh")
    press(game, scene.HELEN, OFFICE, asked, "target_alike_same")
    game.playground.workspace.until(lambda: str(target_of(game, "QD", "shipments").goal) == "3.9", 60.0)
    asked = told(game, scene.HELEN, OFFICE, "/targets set qingdao shippments 2 GWh")
    press(game, scene.HELEN, OFFICE, asked, "target_alike_other")

    def both() -> bool:
        with game.bot.desk.database.reading() as session:
            unit = units.unit_of_code(session, "QD")
            assert unit is not None
            return targets.target_called(session, unit.id, "2024Q2", "shippments") is not None

    assert game.playground.workspace.until(both, 60.0)
    assert str(target_of(game, "QD", "shipments").goal) == "3.9"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shipments 1.2 1.3", "can be read in two ways"),
        ("shipments 10^3 GWh", "is more than one number"),
        ("shipments 1.2 wafers", "is not a measure I know"),
    ],
)
def test_what_is_no_single_figure_is_told_and_not_kept(game: Game, text: str, said: str) -> None:
    reply(game, scene.SUN, QD, text)
    until_whispered(game, QD, scene.SUN, said)
    assert figures(game, "QD", "shipments") == []


def test_an_owner_who_is_not_mentioned_is_told(game: Game) -> None:
    answer = told(game, scene.HELEN, OFFICE, "/targets set qingdao output 3.4 GWh owner nobody")
    assert "“nobody” is no mention of a person" in answer.text
