"""Life on the playground's page, in a real Chromium: talk, threads, commands, forms, the clock, all by hand and by keyboard."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.playground.scene import GENERAL, HELEN, QINGDAO, SHANGHAI, START, SUN, TONG, WUXI
from bot.playground.server import Playground
from tests.browser import (
    NARROW,
    act_as,
    chromium,
    context,
    open_channel,
    open_workspace,
    page,
    write,
)
from tests.playground_app import BUTTON, SmallApp, playground_for_tests, small_app

__all__ = ["chromium", "context", "page"]
pytestmark = pytest.mark.browser

Json = dict[str, Any]


@pytest.fixture
def playground() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


@pytest.fixture
def app(playground: Playground) -> Iterator[SmallApp]:
    with small_app(playground) as connected:
        yield connected


@pytest.fixture
def qingdao(page: Page, playground: Playground) -> Page:
    """The page, as Helen Carter of the office, in #qingdao-lishen."""
    open_workspace(page, playground.page_url)
    open_channel(page, "qingdao-lishen")
    return page


def line(page: Page, words: str) -> Locator:
    """The message in the middle pane that has these words."""
    return page.locator("#main .message").filter(has_text=words)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


# Who one is, and where


def test_a_first_visit_begins_as_the_office_in_a_channel_with_three_hints(page: Page, playground: Playground) -> None:
    open_workspace(page, playground.page_url)
    expect(page.get_by_role("button", name="Acting as Helen Carter")).to_be_visible()
    expect(page.get_by_test_id("channel-header")).to_be_visible()
    expect(page.get_by_test_id("hints").get_by_role("listitem")).to_have_count(3)
    page.get_by_test_id("hints-dismiss").click()
    expect(page.get_by_test_id("hints")).to_be_hidden()
    page.reload()
    page.locator("body.ready").wait_for()
    expect(page.get_by_test_id("hints")).to_be_hidden()


def test_another_person_sees_the_same_channel_with_their_own_eyes(qingdao: Page) -> None:
    write(qingdao, "The plan is ready")
    line(qingdao, "The plan is ready").hover()
    expect(line(qingdao, "The plan is ready").get_by_test_id("more-actions")).to_be_visible()
    act_as(qingdao, "Sun Liping")
    expect(qingdao.get_by_test_id("channel-header")).to_contain_text("qingdao-lishen")
    expect(line(qingdao, "The plan is ready")).to_be_visible()
    qingdao.get_by_test_id("acting-as").click()
    expect(qingdao.locator(".listbox-group")).to_have_text(["Leaders", "Office", "Unit heads", "Others"])


def test_a_channel_with_news_is_bold_and_a_mention_is_counted(qingdao: Page, playground: Playground) -> None:
    playground.act(SUN, "say", channel=GENERAL, text="Good morning")
    general = qingdao.locator('[data-channel-name="general"]')
    expect(general).to_have_attribute("data-unread", "1")
    expect(general.get_by_test_id("mention-badge")).to_have_count(0)
    playground.act(SUN, "say", channel=GENERAL, text=f"<@{HELEN}> please look")
    expect(general.get_by_test_id("mention-badge")).to_have_text("1")
    general.click()
    expect(qingdao.get_by_test_id("new-line")).to_be_visible()
    expect(general).not_to_have_attribute("data-unread", re.compile(r"\d"))
    expect(line(qingdao, "please look").locator(".mention-me")).to_have_text("@Helen Carter")


def test_a_stranger_to_a_channel_may_look_and_join(page: Page, playground: Playground) -> None:
    open_workspace(page, playground.page_url)
    act_as(page, "Sun Liping")
    open_channel(page, "wuxi-lishen")
    expect(page.get_by_test_id("composer")).to_be_hidden()
    page.get_by_test_id("join").click()
    expect(page.get_by_test_id("composer")).to_be_visible()


# Talk


def test_enter_sends_shift_enter_starts_a_line_and_consecutive_messages_are_grouped(qingdao: Page) -> None:
    field = qingdao.get_by_test_id("composer")
    field.press_sequentially("one")
    field.press("Shift+Enter")
    field.press_sequentially("two")
    field.press("Enter")
    write(qingdao, "three")
    expect(line(qingdao, "one")).to_contain_text("two")
    expect(line(qingdao, "three")).to_have_class(re.compile("grouped"))
    expect(field).to_have_value("")
    expect(qingdao.get_by_role("separator", name="Today")).to_be_visible()


def test_what_was_half_typed_waits_for_each_person_and_place(qingdao: Page) -> None:
    field = qingdao.get_by_test_id("composer")
    field.fill("half a thought")
    open_channel(qingdao, "general")
    expect(field).to_have_value("")
    act_as(qingdao, "Tong Laiming")
    open_channel(qingdao, "qingdao-lishen")
    expect(field).to_have_value("")
    act_as(qingdao, "Helen Carter")
    expect(field).to_have_value("half a thought")


def test_people_channels_and_emoji_are_completed_and_sent_as_slack_sends_them(
    qingdao: Page, playground: Playground
) -> None:
    field = qingdao.get_by_test_id("composer")
    options = qingdao.get_by_test_id("completion").get_by_role("option")
    field.press_sequentially("Hello @tong")
    expect(options).to_have_count(1)
    field.press("Tab")
    field.press_sequentially("see #wuxi-l")
    field.press("Enter")
    field.press_sequentially(":white_check")
    field.press("Enter")
    expect(field).to_have_value("Hello @Tong Laiming 童来明 see #wuxi-lishen ✅ ")
    field.press("Enter")
    expect(line(qingdao, "Hello").locator(".mention").first).to_have_text("@Tong Laiming 童来明")
    with playground.workspace.lock:
        sent = list(playground.workspace.channel(QINGDAO).messages.values())[-1]
    assert sent.text == f"Hello <@{TONG}> see <#{WUXI}> :white_check_mark:"


def test_an_answer_in_a_thread_is_counted_and_may_be_sent_to_the_channel_too(qingdao: Page) -> None:
    write(qingdao, "Who has the figures?")
    line(qingdao, "Who has the figures?").hover()
    qingdao.get_by_role("button", name="Reply in thread").click()
    pane = qingdao.get_by_test_id("thread-pane")
    write(qingdao, "I have", thread=True)
    expect(pane.locator(".message").filter(has_text="I have")).to_be_visible()
    expect(line(qingdao, "I have")).to_have_count(0)
    pane.get_by_label("Also send to #qingdao-lishen").check()
    write(qingdao, "All of them", thread=True)
    expect(line(qingdao, "All of them")).to_contain_text("replied to a thread")
    expect(line(qingdao, "Who has the figures?").get_by_test_id("replies-bar").first).to_contain_text("2 replies")
    expect(pane.get_by_label("Also send to #qingdao-lishen")).not_to_be_checked()
    pane.get_by_test_id("thread-close").click()
    expect(pane).to_be_hidden()


def test_a_reaction_is_put_counted_and_taken_off(qingdao: Page, playground: Playground) -> None:
    ts = playground.act(SUN, "say", channel=QINGDAO, text="Done at last")["ts"]
    playground.act(SUN, "react", channel=QINGDAO, ts=ts, name="tada", on=True)
    said = line(qingdao, "Done at last")
    pill = said.locator("[data-reaction=tada]")
    expect(pill).to_have_attribute("aria-pressed", "false")
    pill.click()
    expect(pill).to_contain_text("2")
    expect(pill).to_have_attribute("aria-pressed", "true")
    pill.click()
    expect(pill).to_contain_text("1")
    said.hover()
    said.get_by_test_id("add-reaction").click()
    qingdao.get_by_role("searchbox", name="Search emoji").fill("rocket")
    qingdao.keyboard.press("Enter")
    expect(said.locator("[data-reaction=rocket]")).to_be_visible()


def test_own_messages_are_edited_and_deleted_and_those_of_others_are_not(qingdao: Page, playground: Playground) -> None:
    write(qingdao, "Teh plan")
    own = line(qingdao, "plan")
    own.hover()
    own.get_by_test_id("more-actions").click()
    qingdao.get_by_role("menuitem", name="Edit message").click()
    qingdao.get_by_test_id("edit-field").fill("The plan & more")
    qingdao.keyboard.press("Enter")
    expect(own).to_contain_text("The plan & more (edited)")
    own.hover()
    own.get_by_test_id("more-actions").click()
    qingdao.get_by_role("menuitem", name="Delete message").click()
    qingdao.get_by_test_id("confirm-yes").click()
    expect(own).to_have_count(0)
    playground.act(SUN, "say", channel=QINGDAO, text="Mine alone")
    line(qingdao, "Mine alone").hover()
    line(qingdao, "Mine alone").get_by_test_id("more-actions").click()
    expect(qingdao.get_by_role("menuitem")).to_have_text(["RecordFollow-ups"])


def test_a_file_is_shared_with_a_word_beside_it(qingdao: Page, tmp_path: Path) -> None:
    plan = tmp_path / "计划.txt"
    plan.write_text("Everything in time.", encoding="utf-8")
    qingdao.get_by_test_id("composer-file").set_input_files(plan)
    expect(qingdao.locator(".chip")).to_contain_text("计划.txt")
    write(qingdao, "Our plan")
    expect(line(qingdao, "Our plan").get_by_role("link", name="计划.txt")).to_have_attribute(
        "href", re.compile("^http")
    )


def test_hostile_names_and_words_of_people_stay_text(qingdao: Page, playground: Playground) -> None:
    write(qingdao, "<img src=x onerror='window.harmed=1'> <!channel> javascript:alert(1)")
    said = line(qingdao, "onerror")
    expect(said).to_contain_text("<img src=x onerror='window.harmed=1'> <!channel> javascript:alert(1)")
    expect(said.locator("img, .mention, a")).to_have_count(0)
    assert qingdao.evaluate("window.harmed") is None


# Commands


def test_a_command_is_completed_explained_and_answered_in_private(qingdao: Page, app: SmallApp) -> None:
    field = qingdao.get_by_test_id("composer")
    field.press_sequentially("/")
    options = qingdao.get_by_test_id("completion").get_by_role("option")
    expect(options.first).to_contain_text("/echo")
    expect(options.first).to_contain_text("Says it back")
    field.press("Enter")
    expect(field).to_have_value("/echo ")
    expect(qingdao.get_by_test_id("usage-hint")).to_contain_text("[words]")
    field.press_sequentially("only you")
    field.press("Enter")
    answer = line(qingdao, "only you")
    expect(answer).to_contain_text("Only visible to you")
    act_as(qingdao, "Sun Liping")
    expect(answer).to_have_count(0)
    act_as(qingdao, "Helen Carter")
    answer.get_by_test_id("dismiss").click()
    expect(answer).to_have_count(0)


def test_commands_are_refused_in_threads_and_unknown_ones_everywhere(qingdao: Page, app: SmallApp) -> None:
    write(qingdao, "A root")
    line(qingdao, "A root").hover()
    qingdao.get_by_role("button", name="Reply in thread").click()
    write(qingdao, "/echo hello", thread=True)
    pane = qingdao.get_by_test_id("thread-pane")
    expect(pane.locator(".message.ephemeral")).to_contain_text("/echo is not supported in threads. Sorry!")
    write(qingdao, "/nonsense")
    expect(line(qingdao, "/nonsense is not a command here")).to_be_visible()
    assert not [body for body in app.heard.bodies if "command" in body]


def test_a_command_that_is_not_answered_in_time_says_so(qingdao: Page, app: SmallApp) -> None:
    write(qingdao, "/silent")
    expect(line(qingdao, "/silent failed")).to_contain_text("Only visible to you")


# Buttons and forms


def many_fields() -> Json:
    """A modal with the fields of every kind."""
    options = [{"text": plain(f"Item {n}"), "value": str(n)} for n in (1, 2, 3)]

    def field(name: str, label: str, element: Json) -> Json:
        return {
            "type": "input",
            "block_id": name,
            "label": plain(label),
            "optional": name != "reason",
            "element": element | {"action_id": "words" if name == "reason" else name},
        }

    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Assign"),
        "submit": plain("Save"),
        "close": plain("Not now"),
        "blocks": [
            field("reason", "Why?", {"type": "plain_text_input"}),
            field("unit", "Unit", {"type": "static_select", "options": options}),
            field("items", "Items", {"type": "multi_static_select", "options": options}),
            field("owner", "Owner", {"type": "users_select"}),
            field("where", "Where", {"type": "conversations_select"}),
            field("due", "Due", {"type": "datepicker"}),
            field("which", "Which", {"type": "checkboxes", "options": options}),
            field("one", "One of", {"type": "radio_buttons", "options": options}),
            field("count", "How many", {"type": "number_input", "is_decimal_allowed": False}),
            field("long", "At length", {"type": "plain_text_input", "multiline": True}),
        ],
    }


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def test_a_button_opens_a_form_whose_every_field_reaches_the_app(qingdao: Page, app: SmallApp) -> None:
    app.client.chat_postMessage(channel=QINGDAO, text="Open items", blocks=[BUTTON])
    qingdao.get_by_role("button", name="Done").click()
    (pressed,) = app.heard.until(lambda body: body.get("type") == "block_actions")
    assert (pressed["user"]["id"], pressed["actions"][0]["value"]) == (HELEN, "7")
    app.client.views_open(trigger_id=pressed["trigger_id"], view=many_fields())

    form = qingdao.get_by_role("dialog", name="Assign")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("Please fill this in.")
    expect(form.get_by_label("Why?")).to_be_focused()
    form.get_by_label("Why?").fill("no")
    pick(qingdao, "Unit", "Item 2")
    pick(qingdao, "Items", "Item 1")
    pick(qingdao, "Items", "Item 3")
    qingdao.keyboard.press("Escape")
    pick(qingdao, "Owner", "Sun Liping")
    pick(qingdao, "Where", "#general")
    form.get_by_label("Due").fill("2024-05-10")
    form.get_by_label("Item 2").first.check()
    form.get_by_role("radio", name="Item 3").check()
    form.get_by_label("How many").fill("12")
    form.get_by_label("At length").fill("one\ntwo")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("Say more.")
    expect(form.get_by_label("How many")).to_have_value("12")
    form.get_by_label("Why?").fill("yes")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)

    sent = app.heard.until(lambda body: body.get("type") == "view_submission", count=2)[-1]["view"]["state"]["values"]
    chosen = {
        name: {key: said for key, said in next(iter(held.values())).items() if key != "type"}
        for name, held in sent.items()
    }
    assert chosen["reason"] == {"value": "yes"}
    assert chosen["unit"]["selected_option"]["value"] == "2"
    assert [option["value"] for option in chosen["items"]["selected_options"]] == ["1", "3"]
    assert chosen["owner"] == {"selected_user": SUN}
    assert chosen["where"] == {"selected_conversation": GENERAL}
    assert chosen["due"] == {"selected_date": "2024-05-10"}
    assert [option["value"] for option in chosen["which"]["selected_options"]] == ["2"]
    assert chosen["one"]["selected_option"]["value"] == "3"
    assert chosen["count"] == {"value": "12"}
    assert chosen["long"] == {"value": "one\ntwo"}


def test_modals_stand_on_each_other_and_escape_goes_one_step_back(qingdao: Page, app: SmallApp) -> None:
    write(qingdao, "/form")
    expect(qingdao.get_by_role("dialog", name="A form")).to_be_visible()
    lower = many_fields()
    lower["blocks"].insert(0, BUTTON)
    opened = app.playground.workspace.stacks[HELEN][-1]
    app.client.views_update(view_id=opened, view=lower)
    qingdao.get_by_role("dialog", name="Assign").get_by_label("Why?").fill("kept")
    qingdao.get_by_role("dialog").get_by_role("button", name="Done").click()
    (pressed,) = app.heard.until(lambda body: body.get("type") == "block_actions")
    assert pressed["view"]["state"]["values"]["reason"]["words"]["value"] == "kept"
    app.client.views_push(trigger_id=pressed["trigger_id"], view=many_fields() | {"title": plain("On top")})
    expect(qingdao.get_by_role("dialog", name="On top")).to_be_visible()
    qingdao.keyboard.press("Escape")
    expect(qingdao.get_by_role("dialog", name="Assign").get_by_label("Why?")).to_have_value("kept")
    qingdao.get_by_role("button", name="Not now").click()
    expect(qingdao.get_by_role("dialog")).to_have_count(0)


def test_a_button_that_asks_first_is_pressed_only_after_a_yes(qingdao: Page, app: SmallApp) -> None:
    sure = {"title": plain("Sure?"), "text": plain("It counts."), "confirm": plain("Do it"), "deny": plain("Wait")}
    block = {"type": "actions", "elements": [BUTTON["elements"][0] | {"confirm": sure}]}
    app.client.chat_postMessage(channel=QINGDAO, text="Open items", blocks=[block])
    qingdao.get_by_role("button", name="Done").click()
    qingdao.get_by_role("dialog", name="Sure?").get_by_role("button", name="Wait").click()
    expect(qingdao.get_by_role("dialog")).to_have_count(0)
    assert not app.heard.bodies
    qingdao.get_by_role("button", name="Done").click()
    qingdao.get_by_role("button", name="Do it").click()
    app.heard.until(lambda body: body.get("type") == "block_actions")


def test_a_rewritten_message_keeps_the_focus_where_it_was(qingdao: Page, app: SmallApp) -> None:
    posted = app.client.chat_postMessage(channel=QINGDAO, text="Open items", blocks=[BUTTON])
    qingdao.get_by_role("button", name="Done").focus()
    header = {"type": "header", "text": plain("Rewritten")}
    app.client.chat_update(channel=QINGDAO, ts=str(posted["ts"]), text="Open items", blocks=[header, BUTTON])
    expect(line(qingdao, "Rewritten")).to_be_visible()
    expect(qingdao.get_by_role("button", name="Done")).to_be_focused()


def test_a_shortcut_on_a_message_reaches_the_app(qingdao: Page, app: SmallApp) -> None:
    write(qingdao, "We should order tooling")
    line(qingdao, "order tooling").hover()
    line(qingdao, "order tooling").get_by_test_id("more-actions").click()
    qingdao.get_by_role("menuitem", name="Record").click()
    (used,) = app.heard.until(lambda body: body.get("type") == "message_action")
    assert used["message"]["text"] == "We should order tooling"


def test_the_apps_home_is_drawn_and_its_buttons_work(qingdao: Page, app: SmallApp) -> None:
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("Your unit")}, BUTTON]}
    app.client.views_publish(user_id=HELEN, view=home)
    qingdao.get_by_test_id("app-link").click()
    app.heard.event("app_home_opened", user=HELEN, tab="home")
    expect(qingdao.get_by_test_id("home").get_by_role("heading", name="Your unit")).to_be_visible()
    qingdao.get_by_test_id("home").get_by_role("button", name="Done").click()
    (pressed,) = app.heard.until(lambda body: body.get("type") == "block_actions")
    assert pressed["view"]["type"] == "home"


# The clock, misfortunes, languages


def test_the_clock_skips_to_the_next_day_and_to_the_next_reminder(page: Page, playground: Playground) -> None:
    reminder = datetime(2024, 4, 29, 9, 0, tzinfo=SHANGHAI)
    playground.attach(next_reminder=lambda: reminder if playground.clock.now() < reminder else None, ticks=lambda: None)
    open_workspace(page, playground.page_url)
    clock = page.get_by_test_id("clock")
    expect(clock).to_contain_text("Thu, Apr 25, 2024")
    page.get_by_test_id("next-day").press("Enter")
    expect(clock).to_contain_text("Fri, Apr 26, 2024")
    skip = page.get_by_test_id("next-reminder")
    expect(skip).to_contain_text("Mon, Apr 29, 9:00 AM")
    skip.press("Enter")
    expect(clock).to_contain_text("Mon, Apr 29, 2024")
    expect(clock).to_contain_text("9:00 AM")
    expect(skip).to_have_attribute("aria-disabled", "true")
    expect(skip).to_have_attribute("aria-description", re.compile("No reminder is due"))
    assert playground.clock.now() - START > timedelta(days=4)


def test_the_worst_day_is_switched_on_and_seen_from_afar(qingdao: Page, playground: Playground) -> None:
    qingdao.get_by_test_id("faults").click()
    first = qingdao.get_by_role("menuitemcheckbox").first
    first.click()
    expect(first).to_have_attribute("aria-checked", "true")
    qingdao.keyboard.press("Escape")
    expect(qingdao.get_by_test_id("faults")).to_have_class(re.compile("alarmed"))


def test_the_pages_own_labels_and_dates_change_their_language(qingdao: Page) -> None:
    qingdao.get_by_test_id("language").click()
    qingdao.get_by_role("menuitemcheckbox", name="简体中文").click()
    expect(qingdao.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(qingdao.get_by_test_id("clock")).to_contain_text("2024年4月25日")
    qingdao.reload()
    expect(qingdao.get_by_test_id("clock")).to_contain_text("2024年4月25日")


def test_a_bot_that_is_away_is_announced(qingdao: Page, playground: Playground) -> None:
    expect(qingdao.get_by_role("status").filter(has_text="is not connected")).to_be_visible()
    with small_app(playground):
        expect(qingdao.get_by_role("status").filter(has_text="is not connected")).to_have_count(0)


# Keyboard, small windows, ears


def test_everything_is_reached_without_a_mouse(page: Page, playground: Playground) -> None:
    playground.act(SUN, "say", channel=QINGDAO, text="First question")
    open_workspace(page, playground.page_url)
    keys = page.keyboard
    keys.press("Control+k")
    keys.type("qing")
    keys.press("Enter")
    expect(page.get_by_test_id("composer")).to_be_focused()
    keys.type("From the keyboard")
    keys.press("Enter")
    expect(line(page, "From the keyboard")).to_be_visible()
    keys.press("Shift+Tab")
    expect(line(page, "From the keyboard")).to_be_focused()
    keys.press("ArrowUp")
    expect(line(page, "First question")).to_be_focused()
    keys.press("Tab")
    expect(line(page, "First question").get_by_test_id("quick-white_check_mark")).to_be_focused()
    keys.press("Enter")
    expect(line(page, "First question").get_by_test_id("reaction")).to_have_attribute("aria-pressed", "true")
    line(page, "First question").focus()
    keys.press("t")
    expect(page.get_by_test_id("thread-composer")).to_be_focused()
    keys.type("2 done")
    keys.press("Enter")
    expect(page.get_by_test_id("thread-pane").locator(".message").filter(has_text="2 done")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_test_id("thread-pane")).to_be_hidden()
    expect(line(page, "First question")).to_be_focused()
    keys.press("F6")
    expect(page.locator("#topbar :focus")).to_have_count(1)
    keys.press("F6")
    expect(page.locator("#sidebar :focus")).to_have_count(1)
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_test_id("channel-header")).not_to_contain_text("qingdao")


def test_at_800_pixels_the_sidebar_is_a_button_and_the_thread_lies_on_top(page: Page, playground: Playground) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    open_workspace(page, playground.page_url)
    expect(page.locator("#sidebar")).to_be_hidden()
    page.get_by_test_id("sidebar-toggle").click()
    open_channel(page, "qingdao-lishen")
    expect(page.locator("#sidebar")).to_be_hidden()
    write(page, "A very long word: " + "功率" * 400 + "x" * 500)
    line(page, "A very long word").hover()
    page.get_by_role("button", name="Reply in thread").click()
    pane, main = page.get_by_test_id("thread-pane").bounding_box(), page.locator("#main").bounding_box()
    assert pane
    assert main
    assert main["width"] == NARROW["width"]
    assert pane["x"] > 0
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    for testid in ("clock", "next-reminder", "next-day", "acting-as", "faults", "language"):
        expect(page.get_by_test_id(testid)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("thread-pane")).to_be_hidden()


def test_a_new_message_is_read_aloud_once(qingdao: Page, playground: Playground) -> None:
    playground.act(SUN, "say", channel=QINGDAO, text="Are you there?")
    spoken = qingdao.get_by_role("status").filter(has_text="Sun Liping 孙丽萍, #qingdao-lishen, Are you there?")
    expect(spoken).to_have_count(1)


def test_a_page_left_open_finds_its_way_into_a_playground_started_anew(page: Page) -> None:
    with playground_for_tests() as first:
        open_workspace(page, first.page_url)
        open_channel(page, "wuxi-lishen")
        port = int(first.origin.rsplit(":", 1)[1])
    expect(page.get_by_role("status").filter(has_text="does not answer")).to_be_visible()
    with playground_for_tests(port=port) as second:
        second.act(SUN, "say", channel=GENERAL, text="A new morning")
        open_channel(page, "general")
        expect(line(page, "A new morning")).to_be_visible()


def test_own_words_and_answers_come_into_view_and_a_long_message_is_shown_from_its_head(
    qingdao: Page, app: SmallApp
) -> None:
    app.client.chat_postMessage(channel=QINGDAO, text="Long\n" + "line\n" * 80)
    expect(line(qingdao, "Long").locator(".author")).to_be_in_viewport()
    app.client.chat_postMessage(channel=QINGDAO, text="Short")
    expect(qingdao.get_by_role("button", name="New messages below")).to_be_visible()
    qingdao.locator("#main .scroller").evaluate("node => { node.scrollTop = 0 }")
    write(qingdao, "/echo just for me")
    expect(line(qingdao, "just for me")).to_be_in_viewport()
