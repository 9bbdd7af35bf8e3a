"""A quarter's target as people live with it, on the page, in a real Chromium: set, asked for, answered, drawn, reported."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground.playing import Game
from tests.browser import act_as, chromium, context, open_channel, open_workspace, page, write
from tests.stage import game

__all__ = ["chromium", "context", "game", "page"]

pytestmark = pytest.mark.browser


def last_answer(page: Page, words: str) -> Locator:
    """The newest private answer that holds these words."""
    found = page.get_by_role("main").locator("[data-ts]", has_text="Only visible to you").filter(has_text=words).last
    expect(found).to_be_visible()
    return found


def open_thread(page: Page, words: str) -> Locator:
    """The thread of the newest post that holds these words."""
    post = page.get_by_role("main").locator("[data-ts]").filter(has_text=words).last
    post.hover()
    post.get_by_role("button", name=re.compile("Reply in thread")).click()
    return page.get_by_role("complementary", name="Thread")


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a list of the open form."""
    window = page.get_by_test_id("modal")
    window.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=words).first.click()


def test_a_target_is_set_asked_for_answered_in_both_languages_drawn_and_reported(page: Page, game: Game) -> None:
    expect.set_options(timeout=45_000)  # each step waits for the bot, not only for the page
    open_workspace(page, game.page_url)

    # The office sets a target in the form; a goal that is where it starts is told under its field.
    open_channel(page, "strategy-office")
    write(page, "/targets set")
    window = page.get_by_test_id("modal")
    choose(page, "Unit", "QD Qingdao Lishen")
    window.get_by_label("What is measured").fill("Energy cost")
    choose(page, "Measure", "万元")
    choose(page, "Direction", "Decrease from")
    window.get_by_label("Baseline").fill("1,500")
    window.get_by_label("Goal").fill("1,500")
    page.get_by_test_id("modal-submit").click()
    expect(window).to_contain_text("is where it starts")
    window.get_by_label("Goal").fill("0.12亿元")
    page.get_by_test_id("modal-submit").click()
    expect(window).to_have_count(0)

    # The second fortnight of the quarter begins on Monday, 29 April: then, and not before, the unit is asked.
    act_as(page, "Sun Liping")
    open_channel(page, "qingdao-lishen")
    expect(page.get_by_role("main").get_by_text("Figures asked for")).to_have_count(0)
    page.get_by_test_id("next-reminder").click()
    expect(page.get_by_test_id("clock")).to_contain_text("Apr 29")
    asked = page.get_by_role("main").locator("[data-ts]", has_text="Figures asked for").last
    expect(asked).to_contain_text("Energy cost: goal 1,200万元 for 2024Q2")

    # Before anything is reported there is no line; a reply in the thread is kept, confirmed, and shown in the post.
    write(page, "/targets qingdao shipments")
    expect(last_answer(page, "nothing reported").locator("figure.chart")).to_have_count(0)
    thread = open_thread(page, "follow-ups for Mon 29 Apr")
    write(page, "shipments 0.9 GWh, forecast 3.1, tooling late", thread=True)
    expect(thread.get_by_text("📈 Shipments 0.9 GWh, forecast 3.1 GWh").last).to_be_visible()
    expect(asked).to_contain_text("✓ Shipments")

    # The chart shows it, and moves with the next figure.
    write(page, "/targets qingdao shipments")
    answer = last_answer(page, "behind")
    expect(answer.locator("figure.chart circle")).not_to_have_count(0)
    before = answer.locator("figure.chart path, figure.chart polyline").first.evaluate("line => line.outerHTML")
    write(page, "shipments 1.3 GWh", thread=True)
    expect(thread.get_by_text("📈 Shipments 1.3 GWh").last).to_be_visible()
    write(page, "/targets qingdao shipments")
    moved = last_answer(page, "on course")
    after = moved.locator("figure.chart path, figure.chart polyline").first.evaluate("line => line.outerHTML")
    assert before != after

    # A slip is asked back, and one that may be read in two ways is told; neither is kept.
    write(page, "shipments 1200", thread=True)
    expect(thread.get_by_text("about a thousand times what is expected").last).to_be_visible()
    thread.get_by_role("button", name="No, leave it").click()
    write(page, "shipments 1,4 GWh", thread=True)
    expect(thread.get_by_text("“1,4 GWh” can be read in two ways").last).to_be_visible()

    # In Wuxi all of it is Chinese.
    act_as(page, "Zhou Weimin")
    open_channel(page, "wuxi-lishen")
    thread = open_thread(page, "请填报数据")
    write(page, "应收账款周转 88天，预计76，客户付款较慢", thread=True)
    expect(thread.get_by_text("应收账款周转 88天，预测 76天").last).to_be_visible()
    write(page, "/targets")
    answer = last_answer(page, "目标：2024Q2")
    expect(answer.locator("figure.chart")).to_contain_text("WX 应收账款周转 (天)")
    expect(answer).to_contain_text("92 → 75天")
    expect(answer).to_contain_text("落后")

    # The office finds it side by side, in the scorecard, and in the report.
    act_as(page, "Helen Carter")
    open_channel(page, "strategy-office")
    expect(page.get_by_role("main").locator("[data-ts]", has_text="Scorecard 2024Q2").first).to_be_visible()
    write(page, "/targets")
    expect(last_answer(page, "Progress and pace").get_by_role("table").last).to_contain_text("1.3 GWh")
    write(page, "/followups report 2024Q2")
    report = last_answer(page, "Scorecard 2024Q2")
    expect(report).to_contain_text("Targets met: 0% (0 of 1)")
    report.get_by_role("button", name="Rows behind QD").click()
    expect(last_answer(page, "what the figures were counted from")).to_contain_text("Shipments: 1.3 GWh / 3.4 GWh")
    report.get_by_role("button", name="Web page to print").click()
    expect(last_answer(page, "It comes to you in our direct messages")).to_be_visible()
    page.get_by_text("Follow-ups", exact=True).first.click()
    page.get_by_role("tab", name="Messages").click()
    expect(page.get_by_role("main").get_by_text("report-2024Q2.html").first).to_be_visible()
