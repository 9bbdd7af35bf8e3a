"""Importing minutes by hand, in a real Chromium: paste, file and shortcut, then the preview up to the notices in the channels."""

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground.playing import Game
from tests.browser import chromium, context, open_channel, open_workspace, page, write
from tests.stage import game
from tests.stage_import import MINUTES

__all__ = ["chromium", "context", "game", "page"]
pytestmark = pytest.mark.browser


@pytest.fixture
def window(page: Page, game: Game) -> Locator:
    """The window that is open, as Helen Carter of the office sees it from her channel."""
    open_workspace(page, game.page_url)
    open_channel(page, "strategy-office")
    return page.get_by_test_id("modal")


def send(page: Page) -> None:
    page.get_by_test_id("modal-submit").click()


def test_pasted_minutes_are_changed_given_out_and_confirmed_and_the_channels_are_told(
    page: Page, window: Locator
) -> None:
    write(page, "/followups import")
    window.get_by_label("The text of the minutes").fill(MINUTES)
    send(page)
    expect(window).to_contain_text("repair the crane")
    window.locator('[data-action-id="line_menu"]').nth(1).click()
    page.get_by_role("menuitem", name="Change…").click()
    expect(window).to_contain_text("Change a point")
    window.get_by_label("Point", exact=True).fill("repair both cranes")
    send(page)
    expect(window).to_contain_text("2. repair both cranes")
    window.get_by_role("button", name="Set for all…").click()
    window.get_by_label("Due date").fill("2024-06-28")
    send(page)
    expect(window).to_contain_text("due Fri 28 Jun")
    send(page)
    expect(window).to_contain_text("is confirmed")
    page.get_by_test_id("modal-close").click()
    page.get_by_test_id("next-reminder").click()
    for channel in ("qingdao-lishen", "tianjin-new-energy"):
        open_channel(page, channel)
        expect(page.locator("#main .message").filter(has_text="Harbour review")).to_contain_text("epair both cranes")


def test_a_text_too_long_for_its_field_is_kept_whole_and_told(page: Page, window: Locator) -> None:
    write(page, "/followups import")
    text = MINUTES + "The quay was calm. " * 200
    window.get_by_label("The text of the minutes").fill(text)
    send(page)
    expect(window).to_contain_text("where 3000 fit")
    expect(window.get_by_label("The text of the minutes")).to_have_value(text)


def test_an_uploaded_file_is_read_and_its_preview_opens_by_itself(page: Page, window: Locator) -> None:
    write(page, "/followups import")
    upload = {"name": "harbour.md", "mimeType": "text/markdown", "buffer": MINUTES.encode()}
    window.locator('input[type="file"]').set_input_files(upload)  # type: ignore[arg-type]
    expect(window).to_contain_text("harbour.md")
    send(page)
    expect(window).to_contain_text("train the night shift")


def test_a_message_is_imported_from_its_menu(page: Page, window: Locator) -> None:
    write(page, MINUTES)
    message = page.locator("#main .message").filter(has_text="train the night shift")
    message.hover()
    message.get_by_test_id("more-actions").click()
    page.get_by_role("menuitem", name="Import minutes").click()
    expect(window).to_contain_text("Zhang Qiang")
    expect(window).to_contain_text("5 directives")
