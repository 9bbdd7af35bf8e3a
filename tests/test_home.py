"""Home shows everyone their own, and changes by itself when rows do."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from bot.home import Homes
from bot.messages.home import chosen_of
from bot.playground import scene
from bot.playground.blocks import view_problems
from bot.playground.playing import Game
from storage import extensions, items, people, preferences, units, workspace
from storage.board import Chosen
from storage.database import ledger_now
from storage.items import Said
from storage.measures import measure_of
from storage.models import Delivery, Directive, Extension, Item, Meeting, Unit
from storage.periods import quarter_of
from storage.targets import Draft, keep_target
from storage.units import UnitChange
from storage.viewers import Viewer, operator
from tests.browser import act_as, chromium, context, open_channel, open_workspace, page, write
from tests.stage import SECONDS, game, reply
from tests.stage_forms import fill

__all__ = ["chromium", "context", "game", "page"]

SUN = "Sun Liping"
Block = dict[str, Any]


def opened(game: Game, user: str) -> list[Block]:
    """Open somebody's Home; its blocks once they are published."""
    game.playground.act(user, "open_home")
    return until_home(game, user, "")


def until_home(game: Game, user: str, words: str) -> list[Block]:
    """Wait until somebody's Home holds these words."""

    def found() -> list[Block] | None:
        home = game.playground.workspace.homes.get(user)
        shown = home.body["blocks"] if home else []
        return shown if shown and words in json.dumps(shown, ensure_ascii=False) else None

    blocks = game.playground.workspace.until(found, SECONDS)
    assert blocks is not None
    return blocks


def press(game: Game, user: str, action_id: str, element: Block | None = None) -> None:
    """Press the first thing with this action on somebody's Home."""
    home = game.playground.workspace.homes[user]
    block, found = next(
        (block, part) for block in home.body["blocks"] for part in parts(block) if part.get("action_id") == action_id
    )
    game.playground.act(
        user,
        "press",
        block_id=block["block_id"],
        action_id=action_id,
        element=element or found,
        view_id=home.id,
    )


def parts(block: Block) -> Iterator[Block]:
    yield from block.get("elements", [])
    if "accessory" in block:
        yield block["accessory"]


def words_of(blocks: list[Block]) -> str:
    return json.dumps(blocks, ensure_ascii=False)


def item(game: Game, code: str, number: int) -> Item:
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, number)
        assert found is not None
        return found


def test_a_unit_head_finds_what_their_unit_owes_and_nothing_of_others(game: Game) -> None:
    shown = words_of(opened(game, scene.SUN))
    assert "My unit: Qingdao Lishen (QD)" in shown
    assert "12 items · 12 open" in shown
    assert "CZ-1" not in shown
    assert "Waiting for your acceptance" not in shown


def test_a_guest_reads_their_home_and_finds_nothing_to_press_but_pages_and_language(game: Game) -> None:
    blocks = opened(game, scene.INTERN)
    assert "QD-1" in words_of(blocks)
    assert "My unit" not in words_of(blocks)
    actions = {part["action_id"] for block in blocks for part in parts(block) if "action_id" in part}
    assert actions == {"home_more", "home_language"}


def test_done_on_home_changes_the_item_the_home_and_the_reminder(game: Game) -> None:
    opened(game, scene.SUN)
    press(game, scene.SUN, "home_done")
    until_home(game, scene.SUN, "12 items · 11 open · 1 done")
    assert item(game, "QD", 1).state == "done"


def test_an_open_home_changes_when_somebody_else_answers(game: Game) -> None:
    opened(game, scene.SUN)
    game.playground.act(scene.HELEN, "clock", to="next_reminder")
    reply(game, scene.SUN, scene.QINGDAO, "3 done")
    until_home(game, scene.SUN, "12 items · 11 open · 1 done")


def test_a_leader_finds_what_they_asked_for_with_the_state_of_every_unit(game: Game) -> None:
    shown = words_of(opened(game, scene.TONG))
    assert "我要求的事项" in shown
    assert "QD 未完成" in shown


def test_the_office_accepts_and_decides_in_place(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        reported = session.exec(select(Item).join(Unit).where(Unit.code == "CZ", Item.number == 2)).one()
        wished = session.exec(select(Item).join(Unit).where(Unit.code == "CZ", Item.number == 3)).one()
        now = game.bot.desk.now()
        said = Said(Viewer(user="U0WORKER", unit_ids=frozenset({wished.unit_id})), now)
        assert items.move(session, reported, "done", said).refusal is None
        assert wished.due_on is not None
        later = wished.due_on + timedelta(days=7)
        assert extensions.request(session, wished, later, "supplier late", said, today=now.date()).refusal is None
    shown = words_of(opened(game, scene.HELEN))
    assert "Waiting for your acceptance · 1" in shown
    assert "supplier late" in shown
    press(game, scene.HELEN, "home_accept")
    until(game, lambda: item(game, "CZ", 2).state == "accepted")
    press(game, scene.HELEN, "home_approve")
    until(game, lambda: item(game, "CZ", 3).due_on == later)
    blocks = game.playground.workspace.until(
        lambda: (
            (shown := game.playground.workspace.homes[scene.HELEN].body["blocks"])
            and "supplier late" not in words_of(shown)
            and shown
        ),
        SECONDS,
    )
    assert blocks


def until(game: Game, is_so: Any) -> None:
    assert game.playground.workspace.until(is_so, SECONDS)


def test_a_click_on_what_has_changed_meanwhile_is_told_at_the_head_of_the_home(game: Game) -> None:
    opened(game, scene.SUN)
    home = game.playground.workspace.homes[scene.SUN]
    stale = next(part for block in home.body["blocks"] for part in parts(block) if part.get("action_id") == "home_done")
    with game.bot.desk.database.writing() as session:
        first = session.exec(select(Item).join(Unit).where(Unit.code == "QD", Item.number == 1)).one()
        items.move(session, first, "done", Said(operator("ann"), game.bot.desk.now()))
    press(game, scene.SUN, "home_done", stale)
    until_home(game, scene.SUN, "⚠ ")


def test_a_long_list_is_paged_in_place(game: Game) -> None:
    opened(game, scene.SUN)
    press(game, scene.SUN, "home_more")
    until_home(game, scene.SUN, "9 to 12 of 12")
    press(game, scene.SUN, "home_back")
    until_home(game, scene.SUN, "1 to 8 of 12")


def test_somebody_chooses_the_language_of_their_answers(game: Game) -> None:
    opened(game, scene.SUN)
    choice = {
        "type": "static_select",
        "selected_option": {"value": "zh-CN", "text": {"type": "plain_text", "text": "简体中文"}},
    }
    press(game, scene.SUN, "home_language", choice)
    until_home(game, scene.SUN, "我的单位：青岛力神 (QD)")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_fullest_home_keeps_within_slacks_limits_with_every_part_on_it(game: Game, language: str) -> None:
    desk = game.bot.desk
    long, mean = "单位 & <!channel> *x* " * 60, "<!here> *Unit* " * 8
    with desk.database.writing() as session:
        preferences.choose_language(session, scene.HELEN, language)
        helen = people.keep_person(session, "Helen", slack_user=scene.HELEN, is_leader=True)
        meetings = [
            Meeting(
                title=long,
                held_from=date(2024, 1, n),
                period="2024Q1",
                source_name="x",
                source_sha256=str(n),
                source_text="",
                imported_at=desk.now(),
                imported_by="x",
            )
            for n in (1, 2)
        ]
        session.add_all(meetings)
        session.flush()
        points = [
            Directive(
                meeting_id=meetings[0].id or 0, speaker_id=helen.id or 0, ordinal=n, text=long, span_start=0, span_end=1
            )
            for n in range(1, 13)
        ]
        once = Directive(
            meeting_id=meetings[1].id or 0, speaker_id=helen.id or 0, ordinal=1, text=long, span_start=0, span_end=1
        )
        session.add_all([*points, once])
        session.flush()
        for n in range(40):
            unit = units.keep_unit(session, f"U{n}", UnitChange(name=f"{mean}{n}", native_name=f"{n}" + "单位" * 60))
            unit.head_id = helen.id
            session.flush()
            for number in range(1, 13):
                is_done = number > 9
                session.add(
                    Item(
                        unit_id=unit.id or 0,
                        number=number,
                        title=long,
                        directive_id=points[number - 1].id,
                        owner_id=helen.id if number % 2 else None,
                        assigned_on=date(2024, 4, 1),
                        due_on=date(2024, 4, 20) + timedelta(days=number),
                        state="done" if is_done else "open",
                        done_at=desk.now() if is_done else None,
                    )
                )
            session.flush()
            asked_for = session.exec(select(Item).where(Item.unit_id == unit.id, Item.number == 1)).one()
            session.add(
                Extension(
                    item_id=asked_for.id or 0,
                    due_on=asked_for.due_on or date(2024, 4, 1),
                    until=date(2024, 6, 1),
                    reason=long,
                    requested_by="x",
                    requested_at=desk.now(),
                )
            )
            for metric in "abcdef":
                draft = Draft(
                    unit.id,
                    quarter_of(date(2024, 4, 25)),
                    metric * 80,
                    measure_of("GWh"),
                    Decimal(3),
                    Decimal(1),
                    "increase",
                )
                keep_target(session, draft, Said(operator("x"), desk.now()), date(2024, 4, 25))
            session.add(
                Delivery(
                    dedup_key=f"x{n}",
                    kind="reminder",
                    channel="C0QD",
                    unit_id=unit.id,
                    state="dead",
                    due_at=desk.now(),
                    available_at=ledger_now(session),
                    last_error=long,
                )
            )
        workspace.pause(session)
    view = Homes(desk, game.bot.app.client).view(scene.HELEN, Chosen(), long)
    assert view_problems(view, "home") == []
    assert len(json.dumps(view)) < 250_000
    pressed = {part.get("action_id") for block in view["blocks"] for part in parts(block)}
    assert pressed >= {
        "home_done",
        "home_menu",
        "home_report",
        "home_accept",
        "home_return",
        "home_approve",
        "home_decline",
        "home_meeting",
        "home_unit",
        "home_retry",
        "home_skip",
        "home_more",
        "home_language",
    }


def test_what_is_late_what_this_week_is_for_and_what_comes_later_are_told_apart(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        today = game.bot.desk.today()  # a Thursday
        for number, due in ((1, today - timedelta(days=1)), (2, today + timedelta(days=3)), (3, None)):
            found = session.exec(select(Item).join(Unit).where(Unit.code == "QD", Item.number == number)).one()
            found.due_on = due
            session.add(found)
    shown = opened(game, scene.SUN)
    bands = [each["text"] for block in shown if block["type"] == "context" for each in block["elements"]]
    told = [each for each in bands if each in ("*Overdue*", "*This week*", "*Later*", "*Without a due date*")]
    assert told == ["*Overdue*", "*This week*", "*Later*"]
    assert "1 overdue" in words_of(shown)
    assert "1 due this week" in words_of(shown)


def test_the_quarters_rate_and_targets_stand_on_home_and_a_figure_is_given_in_place(game: Game) -> None:
    shown = words_of(opened(game, scene.SUN))
    assert "on time in 2024Q2: –" in shown
    assert "First-pass yield · nothing reported" in shown
    press(game, scene.SUN, "home_report")
    assert fill(game, scene.SUN, value="97.5") == {}
    until_home(game, scene.SUN, "97.5% / at least 97%")
    press(game, scene.SUN, "home_done")
    until_home(game, scene.SUN, "on time in 2024Q2: 100% (1 of 1)")
    office = words_of(opened(game, scene.HELEN))
    assert "on time in 2024Q2: 100% (1 of 1) · targets: " in office


def test_the_office_tries_a_refused_message_again_or_skips_it_in_place(game: Game) -> None:
    desk = game.bot.desk
    with desk.database.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert unit is not None
        for key in "ab":
            row = Delivery(
                dedup_key=key,
                kind="reminder",
                channel=scene.QINGDAO,
                unit_id=unit.id,
                local_date=desk.today(),
                due_at=desk.now(),
                available_at=ledger_now(session),
                state="dead",
                last_error="is_archived",
            )
            session.add(row)
    shown = words_of(opened(game, scene.HELEN))
    assert "2 messages were not delivered" in shown
    assert "archived" in shown
    press(game, scene.HELEN, "home_skip")
    until_home(game, scene.HELEN, "1 message was not delivered")
    until_home(game, scene.HELEN, "is skipped.")
    press(game, scene.HELEN, "home_retry")
    until_home(game, scene.HELEN, "is tried again now.")


def test_an_open_home_changes_though_nobody_tells_it_as_when_another_process_writes(game: Game) -> None:
    opened(game, scene.SUN)
    with game.bot.desk.database.writing() as session:
        found = session.exec(select(Item).join(Unit).where(Unit.code == "QD", Item.number == 1)).one()
        said = Said(operator("lin"), game.bot.desk.now())
        assert items.move(session, found, "done", said).refusal is None
    until_home(game, scene.SUN, "12 items · 11 open · 1 done")


@pytest.mark.parametrize("metadata", [None, "", "{", "[]", '{"unit_id": 3, "more": 1}', "null"])
def test_a_view_whose_memory_cannot_be_read_shows_everything_from_the_beginning(metadata: str | None) -> None:
    assert chosen_of(metadata) == Chosen()


@pytest.mark.browser
def test_somebody_looks_up_pages_acts_and_sees_home_change_before_their_eyes(page: Page, game: Game) -> None:
    open_workspace(page, game.page_url)
    act_as(page, "Sun Liping")
    open_channel(page, "qingdao-lishen")
    write(page, "/directives open")
    answer = page.locator("[data-ts]", has_text="Only visible to you").last
    expect(answer).to_contain_text("1 to 10 of 12")
    expect(answer).to_contain_text("firmer political stand")
    answer.get_by_role("button", name="More").click()
    expect(answer).to_contain_text("11 to 12 of 12")
    expect(answer).not_to_contain_text("firmer political stand")
    answer.get_by_role("button", name="Back").click()
    expect(answer).to_contain_text("1 to 10 of 12")

    page.get_by_text("Follow-ups", exact=True).first.click()
    main = page.get_by_role("main")
    expect(main.get_by_text("My unit: Qingdao Lishen (QD)")).to_be_visible()
    main.get_by_role("button", name="Mark QD-1 as done").click()
    expect(main.get_by_text("12 items · 11 open · 1 done")).to_be_visible()
    expect(main.get_by_role("button", name="Mark QD-1 as done")).to_have_count(0)

    # A colleague answers in the channel; the open Home tells it, and nothing was loaded again.
    page.evaluate("() => { window.neverReloaded = true }")
    reply(game, scene.SUN, scene.QINGDAO, "3 done")
    expect(main.get_by_text("12 items · 10 open · 2 done")).to_be_visible()
    assert page.evaluate("() => window.neverReloaded") is True

    open_channel(page, "qingdao-lishen")
    write(page, "/directives open")
    expect(page.locator("[data-ts]", has_text="Only visible to you").last).to_contain_text("10 items open")
