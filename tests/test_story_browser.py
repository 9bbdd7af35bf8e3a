"""The main job as a new user does it, on the page, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from bot.playground.playing import Game
from tests.browser import act_as, chromium, context, open_channel, open_workspace, page, write
from tests.stage import game

__all__ = ["chromium", "context", "game", "page"]

pytestmark = pytest.mark.browser


def test_a_new_user_looks_up_is_reminded_answers_and_takes_back(page: Page, game: Game) -> None:
    open_workspace(page, game.page_url)
    expect(page.get_by_text("what the meeting asked of you").first).to_be_visible()

    # `/directives tong` shows his four directives, to the asker alone.
    open_channel(page, "qingdao-lishen")
    write(page, "/directives tong")
    answer = page.locator("[data-ts]", has_text="Only visible to you").last
    expect(answer).to_contain_text("Tong Laiming")
    for words in (
        "firmer political stand",
        "energy and courage",
        "opening while it lasts",
        "management more effective",
    ):
        expect(answer).to_contain_text(words)

    # "Next reminder" brings one post to each subsidiary's channel.
    page.get_by_test_id("next-reminder").click()
    expect(page.get_by_test_id("clock")).to_contain_text("Apr 29")
    for channel in ("chuzhou-lishen", "qingdao-lishen", "wuxi-lishen", "wuxi-research", "tianjin-new-energy"):
        open_channel(page, channel)
        posts = page.locator("[data-ts]", has_text="APP").filter(has_not_text="Only visible to you")
        expect(posts).to_have_count(2)

    # "2 done" in the thread closes the item, marks the reply and renders the reminder again.
    act_as(page, "Sun Liping")
    open_channel(page, "qingdao-lishen")
    reminder = page.get_by_role("main").locator("[data-ts]", has_text="follow-ups for Mon 29 Apr").last
    reminder.hover()
    reminder.get_by_role("button", name="Reply in thread").click()
    write(page, "2 done", thread=True)
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("QD-2 done").last).to_be_visible()
    expect(thread.get_by_role("button", name="white_check_mark").or_(thread.get_by_text("✅")).first).to_be_visible()
    expect(reminder).to_contain_text("12 items, 1 done")

    # What does not say done closes nothing.
    for words in ("还没完成", "not done yet"):
        write(page, words, thread=True)
    write(page, "3: marker", thread=True)
    expect(thread.get_by_text("note kept for QD-3").last).to_be_visible()
    expect(reminder).to_contain_text("12 items, 1 done")

    # Undo takes it back.
    thread.get_by_role("button", name="Undo").first.click()
    expect(thread.get_by_text("taken back").last).to_be_visible()
    expect(reminder).not_to_contain_text("12 items, 1 done")

    # Done again: the next reminder no longer names it.
    write(page, "2 done", thread=True)
    expect(reminder).to_contain_text("12 items, 1 done")
    page.get_by_test_id("next-reminder").click()
    newest = page.get_by_role("main").locator("[data-ts]", has_text="follow-ups for").last
    expect(newest).not_to_contain_text("Mon 29 Apr")
    expect(newest).not_to_contain_text("QD-2 ")
