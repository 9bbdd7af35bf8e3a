"""Takes the README's picture of the page as it is today: `make picture`. Not a test."""

from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from bot.playground.playing import playing
from bot.settings import settings_from
from tests.browser import ARGUMENTS, WIDE, act_as, chromium_path, open_channel, open_workspace, write

PICTURE = Path(__file__).parent.parent / "docs" / "playground.png"


def main() -> None:
    """Answer a reminder in its thread, and look at it."""
    with playing(settings_from({"PLAYGROUND_PORT": "0"})) as game, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(ARGUMENTS))
        page = browser.new_page(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
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
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
