"""Takes the documents' pictures of the page as it is today: `make picture`. Not a test."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Page, expect, sync_playwright
from sqlmodel import Session

from bot.papers import Paper, write_paper
from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.settings import settings_from
from jobs import courses
from storage import items, targets, units
from storage.check_ins import Report
from storage.items import Said
from storage.models import Target, Unit
from storage.viewers import Viewer
from tests.browser import ARGUMENTS, WIDE, act_as, chromium_path, open_channel, open_workspace, write

DOCS: Final = Path(__file__).parent.parent / "docs"
OFFICE: Final = Viewer(user=scene.HELEN, is_office=True)
FORTNIGHTS: Final = (date(2024, 4, 15), date(2024, 4, 29), date(2024, 5, 13), date(2024, 5, 27), date(2024, 6, 11))
# Value, forecast and note on each of these days.
FIGURES: Final = {
    ("CZ", "Shipments"): (("0.6", None, None), ("1.4", None, None), ("2.0", None, None), ("2.7", None, None), ("3.3", "4.3", None)),
    ("CZ", "Scrap rate"): (("1390", None, None), ("1370", None, None), ("1330", None, None), ("1290", None, None), ("1230", "1100", "new line runs in")),
    ("QD", "Shipments"): (("0.5", None, None), ("0.9", "3.1", "tooling late"), ("1.4", "3.2", None), ("2.0", "3.3", None), ("2.4", "3.3", "tooling arrived")),
    ("QD", "First-pass yield"): (("96.8", None, None), ("97.1", None, None), ("97.4", None, None), ("97.2", None, None), ("97.6", None, None)),
    ("WX", "出货量"): (("0.3", None, None), ("0.5", "1.7", "工装延误"), ("0.8", None, None), ("1.1", None, None), ("1.4", "1.8", None)),
    ("WX", "应收账款周转"): (("91", None, None), ("88", None, None), ("86", None, None), ("83", None, None), ("80", "76", None)),
    ("WR", "Samples delivered"): (("3", None, None), ("7", None, None), ("11", None, None), ("15", None, None), ("20", "25", None)),
    ("TJ", "New orders"): (("3700", None, None), ("3950", None, None), ("4200", None, None), ("4450", None, None), ("4600", "5000", "one tender moved to July")),
}  # fmt: skip
DONE: Final = {"CZ": (1, 5, 9), "QD": (1, 2, 5, 9), "WX": (1, 5), "WR": (1, 5, 9), "TJ": (5,)}
MINUTES: Final = """Harbour review

On 24 May 2024 the harbour review was held online. The heads of Qingdao Lishen, Wuxi Lishen and Tianjin New Energy Company attended the meeting.

Tong Laiming stressed three points: the first is to open the second berth before the holidays; the second is to repair the crane at the north quay and to test it under load; the third is to count the spare parts and to order what is missing.

Zhang Qiang required: the first is to train the night shift on the new timetable; the second is to publish the timetable by which the ships are served.
"""


def main() -> None:
    """Each picture from a playground of its own, so that none depends on another."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(ARGUMENTS))
        for take in (
            reminder_answered,
            minutes_imported,
            words_searched,
            directives_answered,
            home_opened,
            targets_drawn,
            quarter_reported,
        ):
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
    page.get_by_text("New messages below").evaluate_all("hints => hints.forEach(hint => (hint.hidden = true))")
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


def directives_answered(page: Page, game: Game) -> None:
    """Look things up late in the quarter: an English reader, and a Chinese one."""
    _live_through(game)
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    page.set_viewport_size({"width": 1280, "height": 1380})
    for who, questions, last, name in (
        ("Helen Carter", ("tong", "qingdao overdue", "qingdao panda"), "Did you mean:", "answers.png"),
        ("Tong Laiming", ("童总", "青岛 逾期", "QD-3"), "经过", "answers-zh.png"),
    ):
        act_as(page, who)
        open_channel(page, "general")
        answers = page.locator("[data-ts]", has_text="Only visible to you")
        for n, question in enumerate(questions, start=1):
            write(page, f"/directives {question}")
            expect(answers).to_have_count(n)
        expect(answers.last).to_contain_text(last)
        _shoot(page, name)


def home_opened(page: Page, game: Game) -> None:
    """Open Homes late in the quarter: a leader's, which is Chinese, a unit's deputy's, and the office's."""
    _live_through(game)
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    main = page.get_by_role("main")
    page.set_viewport_size({"width": 1280, "height": 900})
    for who, seen, name in (
        ("Tong Laiming", "我要求的事项", "home.png"),
        ("Sun Liping", "Targets 2024Q2", "home-unit.png"),
        ("Helen Carter", "All units", "home-office.png"),
    ):
        act_as(page, who)
        page.get_by_text("Follow-ups", exact=True).first.click()
        expect(main.get_by_text(seen)).to_be_visible()
        _shoot(page, name)


def targets_drawn(page: Page, game: Game) -> None:
    """Ask for all targets, late in the quarter, and for one with its way."""
    _live_through(game)
    open_workspace(page, game.page_url)
    page.get_by_test_id("hints-dismiss").click()
    open_channel(page, "strategy-office")
    page.set_viewport_size({"width": 1280, "height": 1010})
    write(page, "/targets")
    expect(page.locator("[data-ts]", has_text="Progress and pace").last).to_be_visible()
    _shoot(page, "targets-answer.png")
    act_as(page, "Sun Liping")
    open_channel(page, "qingdao-lishen")
    page.set_viewport_size({"width": 1280, "height": 830})
    write(page, "/targets qingdao shipments")
    expect(page.locator("[data-ts]", has_text="Reported so far").last).to_be_visible()
    _shoot(page, "target-way.png")


def quarter_reported(page: Page, game: Game) -> None:
    """The report of the sample quarter for the next meeting."""
    _live_through(game)
    with TemporaryDirectory() as place:
        out = Path(place) / "report.html"
        with game.bot.desk.database.reading() as session:
            paper = Paper("report", "2024Q2", "html")
            write_paper(session, OFFICE, paper, game.bot.desk.now(), game.bot.desk.seat, out)
        page.set_viewport_size({"width": 1000, "height": 1250})
        page.goto(out.as_uri())
        page.screenshot(path=DOCS / "targets.png", full_page=True)


def _live_through(game: Game) -> None:
    """The quarter until mid-June: figures every fortnight, and items reported done. All of it is illustrative."""
    desk = game.bot.desk
    game.playground.clock.skip_to(datetime(2024, 6, 14, 15, tzinfo=scene.SHANGHAI))
    with desk.database.writing() as session:
        known = {(unit.code if unit else "", each.metric): each for each, unit in _targets(session)}
        for (code, metric), told in FIGURES.items():
            for day, (value, forecast, note) in zip(FORTNIGHTS, told, strict=False):
                at = datetime.combine(day, time(10), tzinfo=scene.SHANGHAI)
                given = Report(Decimal(value), forecast=Decimal(forecast) if forecast else None, note=note)
                courses.report(session, known[code, metric], given, Said(OFFICE, at), is_sure=True)
        for code, numbers in DONE.items():
            unit = units.unit_of_code(session, code)
            assert unit is not None
            unit.needs_acceptance = code == "CZ"
            session.add(unit)
            for n, number in enumerate(numbers):
                item = items.item_numbered(session, unit.id or 0, number)
                assert item is not None
                at = datetime.combine(date(2024, 5, 7 + n), time(11), tzinfo=scene.SHANGHAI)
                items.move(session, item, "done", Said(OFFICE, at))


def _targets(session: Session) -> list[tuple[Target, Unit | None]]:
    found = targets.targets(session, OFFICE, period="2024Q2")
    return [(each, session.get(Unit, each.unit_id) if each.unit_id else None) for each in found]


def _shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(300)
    page.screenshot(path=DOCS / name)


if __name__ == "__main__":
    main()
