"""A real Chromium for tests of the playground's page. A test room asks for it by importing its fixtures by name.

Where no Chromium is found the tests are skipped with the reason; with CI=true they fail instead, so that a missing browser never
looks like a pass.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Root in a container has no sandbox; and a test's browser has no business on the network.
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE: Final = {"width": 1280, "height": 800}
NARROW: Final = {"width": 800, "height": 900}
PATIENCE_MS: Final = 45_000


def chromium_path(playwright: Playwright) -> str | None:
    """Where a Chromium is: the system's own, else the one playwright fetched; None when there is neither."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    fetched = playwright.chromium.executable_path
    return fetched if Path(fetched).exists() else None


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of one test module. It may not outlive it: playwright keeps an event loop running in this thread."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            reason = (
                f"no Chromium: none of {', '.join(NAMES)} on the PATH; install one or run `playwright install chromium`"
            )
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser profile of this test alone: nothing remembered, no hurry, no motion."""
    fresh = chromium.new_context(viewport=WIDE, locale="en-US", reduced_motion="reduce")  # type: ignore[arg-type]
    fresh.set_default_timeout(PATIENCE_MS)
    try:
        yield fresh
    finally:
        fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page at 1280 by 800. Any error in the page's own scripts fails the test."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert not errors, errors


def open_workspace(page: Page, address: str) -> None:
    """Go to a playground's page and wait until it has drawn its workspace."""
    page.goto(address)
    page.locator("body.ready").wait_for()


def act_as(page: Page, name: str) -> None:
    """Become another person of the workspace, by the start of their name."""
    page.get_by_test_id("acting-as").click()
    page.get_by_role("combobox", name="Act as").fill(name)
    page.get_by_role("listbox", name="Act as").get_by_role("option").first.click()
    page.get_by_role("button", name=f"Acting as {name}").wait_for()


def open_channel(page: Page, name: str) -> None:
    """Open a channel or conversation from the sidebar."""
    page.locator(f'#sidebar [data-channel-name="{name}"]').click()


def write(page: Page, text: str, *, thread: bool = False) -> None:
    """Type into the open channel's composer, or the thread's, and send."""
    field = page.get_by_test_id("thread-composer" if thread else "composer")
    field.fill(text)
    field.press("Enter")
