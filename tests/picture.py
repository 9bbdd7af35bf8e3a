"""Takes the documents' pictures of the page as it is today: `make picture`. Not a test."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect, sync_playwright

from bot.playground.playing import Game, playing
from bot.settings import settings_from
from tests.browser import ARGUMENTS, WIDE, act_as, chromium_path, open_channel, open_workspace, write

DOCS: Final = Path(__file__).parent.parent / "docs"
MINUTES: Final = """Harbour review

On 24 May 2024 the harbour review was held online. The heads of Qingdao Lishen, Wuxi Lishen and Tianjin New Energy Company attended the meeting.

Tong Laiming stressed three points: the first is to open the second berth before the holidays; the second is to repair the crane at the north quay and to test it under load; the third is to count the spare parts and to order what is missing.

Zhang Qiang required: the first is to train the night shift on the new timetable; the second is to publish the timetable by which the ships are served.
"""


def main() -> None:
    """Each picture from a playground of its own, so that none depends on another."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(ARGUMENTS))
        for take in (reminder_answered, minutes_imported, words_searched, home_opened):
            with playing(settings_from({"PLAYGROUND_PORT": "0"})) as game:
                take(browser.new_page(viewport=WIDE, reduced_motion="reduce"), game)  # type: ignore[arg-type]
        browser.close()


def reminder_answered(page: Page, game: Game) -> None:
    """Answer a reminder in its thread, and look at it."""
    open_workspace(page, game.page_url)
    page.get_by_test_id("next-reminder").click()
    page.get_by_test_id("hints-dismiss").click()
    act_as(page, "Sun Liping")
    open_channel(page, "qingdao-lishen")
    reminder = page.get_by_role("main").locator("[data-ts]", has_text="follow-ups for Mon 29 Apr").last
    reminder.hover()
    reminder.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    for words, told in (("2 done", "QD-2 done"), ("3 blocked: waiting for tooling", "QD-3 blocked")):
        write(page, words, thread=True)
        expect(thread.get_by_text(told).last).to_be_visible()
    expect(reminder).to_contain_text("12 items, 1 done")
    page.mouse.move(600, 60)
    reminder.evaluate("message => message.scrollIntoView({block: 'start'})")
    _shoot(page, "playground.png")


def minutes_imported(page: Page, game: Game) -> None:
    """Paste minutes, and look at what was found in them."""
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    open_channel(page, "strategy-office")
    write(page, "/followups import")
    window = page.get_by_test_id("modal")
    window.get_by_label("The text of the minutes").fill(MINUTES)
    window.locator(".modal-body").evaluate("body => { body.scrollTop = 0 }")
    _shoot(page, "import.png")
    page.get_by_test_id("modal-submit").click()
    expect(window).to_contain_text("open the second berth")
    window.get_by_role("button", name="Set for all…").click()
    window.get_by_label("Due date").fill("2024-06-28")
    page.get_by_test_id("modal-submit").click()
    expect(window).to_contain_text("due Fri 28 Jun")
    _shoot(page, "preview.png")


def words_searched(page: Page, game: Game) -> None:
    """Search for words, and look at where they stand."""
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    open_channel(page, "general")
    for question in ("/directives tong", "/directives quality"):
        write(page, question)
        answer = page.locator("[data-ts]", has_text="Only visible to you").last
        expect(answer).to_be_visible()
    expect(page.locator("[data-ts]", has_text="“quality”").last).to_be_visible()
    _shoot(page, "search.png")


def home_opened(page: Page, game: Game) -> None:
    """Open a leader's Home, which is Chinese."""
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    act_as(page, "Tong Laiming")
    page.get_by_text("Follow-ups", exact=True).first.click()
    expect(page.get_by_role("main").get_by_text("我要求的事项")).to_be_visible()
    _shoot(page, "home.png")


def _shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / name)


if __name__ == "__main__":
    main()
