"""The whole life of an item on the page, in a real Chromium: blocked, given to somebody, more time, approved, done with evidence,
returned, done, accepted; in both languages."""

from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground import scene
from bot.playground.playing import Game
from storage import evidence, items, units
from storage.models import Item
from tests.browser import act_as, chromium, context, open_channel, open_workspace, page
from tests.stage import game

__all__ = ["chromium", "context", "game", "page"]

pytestmark = pytest.mark.browser

# 28 April 2024 is a Sunday on which China works.
MORNINGS = ("2024-04-26T09:01", "2024-04-28T09:01", "2024-04-29T09:01")


@dataclass(frozen=True)
class Cast:
    """Who plays, and what they read."""

    code: str
    channel: str
    unit_person: str
    office_person: str
    notice: str
    blocked: str
    assign: str
    evidence: str
    more_time: str
    done: str
    listed: str
    approve: str
    accepted: str


ENGLISH = Cast(
    "QD",
    "qingdao-lishen",
    "Sun Liping",
    "Helen Carter",
    "what the meeting asked of you",
    "Blocked…",
    "Assign…",
    "Evidence…",
    "More time…",
    "Done",
    "Waiting for the office",
    "Approve",
    "accepted by",
)
CHINESE = Cast(
    "WX",
    "wuxi-lishen",
    "Zhou Weimin",
    "Liu Wenjing",
    "WX-3",
    "受阻…",
    "转交…",
    "佐证…",
    "延期…",
    "完成",
    "待战略办处理",
    "批准",
    "已验收",
)


def item(game: Game, code: str) -> Item:
    """The unit's third item as the records have it."""
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        found = items.item_numbered(session, unit.id or 0, 3)
        assert found is not None
        return found


def evidence_of(game: Game, code: str) -> list[str]:
    """What was offered as proof for it."""
    with game.bot.desk.database.reading() as session:
        return [each.content for proofs in evidence.of_items(session, [item(game, code)]).values() for each in proofs]


def until(game: Game, code: str, state: str) -> None:
    """Wait until the records have it so."""
    assert game.playground.workspace.until(lambda: item(game, code).state == state, 60.0)


def newest_list(page: Page, cast: Cast) -> Locator:
    """The office's newest list, in the conversation with the bot."""
    page.get_by_test_id("app-link").click()
    messages = page.get_by_role("tab", name="Messages")
    if messages.count():
        messages.first.click()
    return page.get_by_role("main").locator("[data-ts]", has_text=cast.listed).last


def report_done(page: Page, cast: Cast) -> None:
    act_as(page, cast.unit_person)
    open_channel(page, cast.channel)
    message = page.get_by_role("main").locator("[data-ts]").filter(has=page.locator("[data-action-id=menu]")).last
    message.get_by_role("button", name=f"{cast.code}-3").filter(has_text=cast.done).first.click()


def choose(page: Page, entry: str) -> Locator:
    """Open the form behind an entry of the third item's menu, in the newest message that has it."""
    message = page.get_by_role("main").locator("[data-ts]").filter(has=page.locator("[data-action-id=menu]")).last
    message.locator("[data-action-id=menu]").nth(2).click()
    page.get_by_role("menuitem", name=entry).click()
    return page.get_by_test_id("modal")


def submit(page: Page) -> None:
    page.get_by_test_id("modal-submit").click()
    expect(page.get_by_test_id("modal")).to_have_count(0)


@pytest.mark.parametrize("cast", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_an_item_lives_its_whole_life(page: Page, game: Game, cast: Cast) -> None:
    open_workspace(page, game.page_url)
    act_as(page, cast.unit_person)
    open_channel(page, cast.channel)

    # More time is asked for; a day that has passed is told under its field, and the words typed stay.
    notice = page.get_by_role("main").locator("[data-ts]", has_text=cast.notice).last
    notice.locator("[data-action-id=menu]").nth(2).click()
    page.get_by_role("menuitem", name=cast.more_time).click()
    form = page.get_by_test_id("modal")
    form.locator("input[type=date]").fill("2024-04-01")
    form.locator("textarea").fill("supplier late")
    page.get_by_test_id("modal-submit").click()
    expect(form).to_contain_text("2024-04-25")
    expect(form.locator("textarea")).to_have_value("supplier late")
    form.locator("input[type=date]").fill("2024-07-12")
    page.get_by_test_id("modal-submit").click()
    expect(form).to_have_count(0)

    # Work stops, and says why; the office gives the item to somebody.
    choose(page, cast.blocked).locator("textarea").fill("no crane")
    submit(page)
    until(game, cast.code, "blocked")
    act_as(page, cast.office_person)
    open_channel(page, cast.channel)
    choose(page, cast.assign).get_by_role("combobox").first.click()
    page.keyboard.type(cast.unit_person)
    page.keyboard.press("Enter")
    submit(page)
    assert game.playground.workspace.until(lambda: item(game, cast.code).owner_id is not None, 60.0)

    # The office's list of the next morning has it, and one click decides.
    game.playground.act(scene.HELEN, "clock", to=MORNINGS[0])
    act_as(page, cast.office_person)
    newest_list(page, cast).get_by_role("button", name=cast.approve).or_(
        newest_list(page, cast).locator("[data-action-id=approve]")
    ).first.click()
    assert game.playground.workspace.until(lambda: item(game, cast.code).due_on == date(2024, 7, 12), 60.0)

    # Done, with its evidence; returned with the reason, done again, accepted.
    act_as(page, cast.unit_person)
    open_channel(page, cast.channel)
    choose(page, cast.evidence).locator("input").first.fill("https://files.example/crane.pdf")
    submit(page)
    assert game.playground.workspace.until(lambda: evidence_of(game, cast.code), 60.0) == [
        "https://files.example/crane.pdf"
    ]
    report_done(page, cast)
    until(game, cast.code, "done")
    game.playground.act(scene.HELEN, "clock", to=MORNINGS[1])
    act_as(page, cast.office_person)
    newest_list(page, cast).locator("[data-action-id=form_return]").first.click()
    form.locator("textarea").fill("the audit report is missing")
    page.get_by_test_id("modal-submit").click()
    until(game, cast.code, "open")
    report_done(page, cast)
    until(game, cast.code, "done")
    game.playground.act(scene.HELEN, "clock", to=MORNINGS[2])
    act_as(page, cast.office_person)
    newest_list(page, cast).locator("[data-action-id=accept]").first.click()
    until(game, cast.code, "accepted")
    expect(newest_list(page, cast)).to_contain_text(cast.accepted)
    assert item(game, cast.code).original_due_on != item(game, cast.code).due_on
