"""The commands as Slack sends them: each answered once, privately, with the acknowledgement; buttons go on from there."""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import commands
from bot.commands import (
    DEEDS,
    Deed,
    Place,
    answer_directives,
    answer_followups,
    press_more,
    press_show_here,
)
from bot.desk import Desk, Recent
from bot.directory import Directory, Member
from bot.drawing import Answer
from bot.language import Say
from bot.messages.text import breaches
from bot.rhythm_form import policy_view, submit_policy_form
from jobs.cadence import Policy
from storage.database import Database, ledger_now, open_database
from storage.models import Delivery
from storage.people import keep_person
from storage.viewers import Viewer
from storage.workspace import serve_team
from tests.lookup_records import NOW, Quarter, add_quarter

OFFICE, MEMBER, STRANGER, CHINESE, GUEST = "U0OFFICE", "U0MEMBER", "U0NEW", "U0CN", "U0GUEST"
MEMBERS = {"C0QD": {OFFICE, CHINESE}, "C0WX": {OFFICE, MEMBER, GUEST}}


class KnownPeople(Directory):
    """A directory that has been told everything, and asks nobody."""

    def __init__(self) -> None:
        super().__init__(WebClient(), "T0HOME", (OFFICE,), "")

    def member(self, user: str) -> Member:
        locale = "zh-CN" if user == CHINESE else "en-US"
        return Member(user, user, None, locale, is_insider=user != GUEST, is_bot=False)

    def members_of(self, channel: str) -> frozenset[str]:
        return frozenset(MEMBERS.get(channel, ()))


class EverywherePeople(KnownPeople):
    """A directory by which everybody asked about is in every channel, as leaders are."""

    def members_of(self, channel: str) -> frozenset[str]:
        return super().members_of(channel) | {"U0TONG"}


class Unreachable(KnownPeople):
    """A directory whose Slack does not answer."""

    def member(self, user: str) -> Member:
        raise OSError("no answer")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """SQLite is enough here: what the questions find is proved on both databases beside them."""
    opened = open_database(f"sqlite:///{tmp_path}/followups.db")
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def desk_with(database: Database, directory: Directory, **more: Any) -> Desk:
    return Desk(
        database=database,
        directory=directory,
        policy=Policy(),
        now=lambda: NOW,
        nudge=lambda _name: None,
        recent=Recent(database),
        bot_user="U0BOT",
        commands={"directives": "/directives", "followups": "/followups"},
        **more,
    )


@pytest.fixture
def desk(database: Database, quarter: Quarter) -> Desk:
    return desk_with(database, KnownPeople())


def ask(desk: Desk, text: str, user: str = OFFICE, channel: str = "C0QD") -> Answer:
    answer = answer_directives(desk, Place(user, channel), text)
    assert breaches({"text": answer.page.text, "blocks": answer.page.blocks}) == ()
    return answer


def follow(desk: Desk, text: str, user: str = OFFICE) -> Answer:
    answer = answer_followups(desk, Place(user, "C0QD"), text)
    assert breaches({"text": answer.page.text, "blocks": answer.page.blocks}) == ()
    return answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Tong Laiming: 4 directives · 1 of 8 items done"),
        ("tong", "Tong Laiming · 4 directives"),
        ("tong", "⚠ CZ late 4 d · ✓ QD done"),
        ("zhang qiang 2", "QD-6: Qingdao Lishen · open · due Fri 28 Jun, 36 working days left"),
        ("qingdao", "Qingdao Lishen (QD) · 6 items open"),
        ("QD-3", "QD-3: open"),
        ("QD-99", "There is no QD-99. QD has QD-1…7."),
        ("zhang qiang 9", "gave no directive 9"),
        ("overdue", "CZ-1 Raise political stand"),
        ("done", "QD-1"),
        ("blocked", "waiting for tooling"),
        ("accepted", "Nothing is accepted."),
        ("2024Q2", "2024 Q1 Marketing Review"),
        ("capacity", "Tong Laiming 3: …opportunity"),
        ("tong overdue", "1 directive"),
        ("qingdao done", "1 item done"),
        ("zhang", "Which “zhang” is meant?"),
        ("help", "/directives tong 2"),
        ("tonng", "“tonng” was read as “tong”."),
        ("tng", "Did you mean: tong?"),
        ("tong blocked wuxi", "Did you mean: tong blocked?"),
        ("童来明第二点", "Tong Laiming, directive 2"),
        ("gao lan", "WX-1"),
        ("<@U0TONG>", "Tong Laiming · 4 directives"),
        ("done since may", "Asked for: since 1 May 2024\nQingdao Lishen (QD) · 1 item done"),
        ("due this month", "Nothing open is due 1–31 May 2024."),
        ("due in june", "Asked for: due 1–30 Jun 2024"),
        ("due in june", "9 items open"),
        ("quality done since may -wuxi", "Looked for: done, since 1 May 2024, the word “quality”, not WX."),
    ],
)
def test_the_office_is_answered(desk: Desk, text: str, told: str) -> None:
    answer = ask(desk, text)
    assert told in answer.page.text
    assert not answer.is_public


@pytest.mark.parametrize(
    "text",
    ["tong", "童来明", "<@U0TONG>", "QD-1", "QD-99", "qingdao", "青岛", "overdue", "capacity", "tonng", "zhang wei"],
)
def test_what_somebody_may_not_see_is_not_there(desk: Desk, text: str) -> None:
    """Neither found, nor counted, nor proposed as the nearest match, nor used as an example."""
    told = ask(desk, text, MEMBER, "C0WX").page.text.replace(text, "")
    for secret in ("Tong", "Laiming", "Qingdao", "QD-", "CZ", "capacity", "Zhang Wei"):
        assert secret not in told


def test_a_unit_is_answered_with_its_own(desk: Desk) -> None:
    told = ask(desk, "zhang", MEMBER, "C0WX").page.text
    assert "1. find out our advantages by analyzing data_points. (○ WX open)" in told
    assert "QD" not in told


def test_a_stranger_is_told_that_nothing_concerns_them(desk: Desk) -> None:
    assert "nothing here yet that concerns you" in ask(desk, "", STRANGER).page.text
    assert "Nothing was found" in ask(desk, "tong", STRANGER).page.text


def test_a_guest_reads_what_their_channel_shows(desk: Desk) -> None:
    assert "3 items open" in ask(desk, "wuxi", GUEST, "C0WX").page.text


def test_an_answer_is_in_the_askers_language(desk: Desk) -> None:
    answer = ask(desk, "张强", CHINESE)
    assert "张强" in answer.page.text
    assert "2024年4月23日至24日" in answer.page.text


def test_here_shows_the_channel_only_what_everyone_in_it_may_see(desk: Desk) -> None:
    """Even when the office asks: the channel's unit is all its people may see."""
    answer = ask(desk, "tong here", OFFICE, "C0QD")
    assert answer.is_public
    assert answer.message["response_type"] == "in_channel"
    assert "✓ QD done" in answer.page.text
    assert "CZ" not in answer.page.text


def test_here_in_a_channel_without_a_unit_is_answered_privately(desk: Desk) -> None:
    answer = ask(desk, "tong here", OFFICE, "C0GENERAL")
    assert not answer.is_public
    assert "belongs to no unit" in answer.page.text
    assert "Laiming" not in answer.page.text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3000,
        "tong " * 600,
        "😀" * 500,
        "' OR 1=1; DROP TABLE item; --",
        "% _ \\",
        "<!channel> <!here>",
        "<https://evil|tong>",
        "\u202etong",
        "{say} {0} {name!r}",
        "\x00",
        "第" * 300,
        '"' * 3000 + " open",
    ],
)
def test_whatever_is_typed_is_answered_within_the_limits_and_calls_nobody(desk: Desk, text: str) -> None:
    for typed in (text, f"open {text}", f"{text} here"):
        answer = ask(desk, typed)
        for call in ("<!channel>", "<!here>", "<https"):
            assert call not in answer.page.text


def test_before_the_first_minutes_the_office_is_told_how_to_begin(database: Database) -> None:
    assert "followups import" in ask(desk_with(database, KnownPeople()), "").page.text


def button_of(answer: Answer, action_id: str) -> str:
    found = [
        element["value"]
        for block in answer.page.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == action_id
    ]
    assert len(found) == 1
    return str(found[0])


def test_more_goes_on_and_back_comes_back(desk: Desk) -> None:
    place, first = Place(OFFICE, "C0QD"), ask(desk, "open")
    second = commands.press_more(desk, place, button_of(first, "more"))
    assert "WX-3" in second.page.text
    assert "CZ-1" not in second.page.text
    assert commands.press_more(desk, place, button_of(second, "more_back")).page == first.page


def test_more_of_a_public_answer_stays_within_what_the_channel_may_see(desk: Desk) -> None:
    value = json.dumps({"of": "directives", "ask": "open", "from": 0, "here": True})
    answer = commands.press_more(desk, Place(OFFICE, "C0WX"), value)
    assert answer.is_public
    assert "WX-1" in answer.page.text
    assert "QD" not in answer.page.text


def test_a_button_shows_its_presser_no_more_than_they_may_see(desk: Desk) -> None:
    answer = commands.press_ask(desk, Place(MEMBER, "C0WX"), button_of(ask(desk, "zhang"), "ask_1"))
    assert "Nothing was found" in answer.page.text


def test_which_of_two_is_settled_by_a_button(desk: Desk) -> None:
    answer = commands.press_ask(desk, Place(OFFICE, "C0QD"), button_of(ask(desk, "zhang 2"), "ask_0"))
    assert answer.page.text.startswith("Zhang Qiang, directive 2")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "QD: 7 items · 6 open · 1 blocked · 1 done"),
        ("units", "QD Qingdao Lishen, <#C0QD>: head Zhang Wei · 7 items"),
        ("people", "Tong Laiming (童来明), <@U0TONG>"),
        ("preview", "Not live yet"),
        ("preview", "WX, <#C0WX>: Thu 9 May: notice of what the meeting asked: WX-1…3"),
        ("help", "/followups preview"),
        ("nonsense", "“nonsense” is not a word of /followups."),
        ("<!channel>", "“&lt;!channel&gt;” is not a word"),
    ],
)
def test_followups_answers_the_office(desk: Desk, text: str, told: str) -> None:
    assert told in follow(desk, text).page.text


def test_followups_tells_what_waits_for_whoever_asks(database: Database, desk: Desk) -> None:
    with database.writing() as session:
        keep_person(session, "Gao Lan", slack_user=STRANGER)
    mine = follow(desk, "", STRANGER).page.text
    assert "Yours · 1 item" in mine
    assert "WX-1" in mine
    assert "WX-2" not in mine
    unit = follow(desk, "", MEMBER).page.text
    assert "Your unit owes · 3 items" in unit
    assert "All units" not in unit
    assert "Nothing waits for you" in follow(desk, "", "U0NOBODY").page.text
    assert "Your unit owes" not in follow(desk, "", OFFICE).page.text


def test_whoever_asks_for_their_own_need_not_name_themselves(desk: Desk) -> None:
    assert ask(desk, "mine", MEMBER).page.text == follow(desk, "", MEMBER).page.text
    assert ask(desk, "我的", CHINESE).page.text.startswith("待您处理")
    assert ask(desk, "my overdue", "U0TONG").page.text == ask(desk, "tong overdue", "U0TONG").page.text
    assert ask(desk, "我的 逾期", "U0TONG").page.text == ask(desk, "tong overdue", "U0TONG").page.text
    assert ask(desk, "my open", MEMBER).page.text == ask(desk, "open", MEMBER).page.text


def shows_here(answer: Answer) -> str | None:
    """What the button carries that shows an answer to its channel; None without one."""
    found = [e for block in answer.page.blocks for e in block.get("elements", []) if e.get("action_id") == "show_here"]
    return found[0]["value"] if found else None


def test_an_answer_is_shown_to_its_channel_by_a_button(desk: Desk) -> None:
    place = Place(OFFICE, "C0QD")
    assert all(shows_here(ask(desk, text)) for text in ("overdue", "done", "QD-3", "capacity", "", "help"))
    value = shows_here(ask(desk, "tong"))
    assert value is not None
    shown = press_show_here(desk, place, value)
    assert shown.is_public
    assert "QD done" in shown.page.text
    assert "CZ" not in shown.page.text
    assert shows_here(shown) is None
    second = press_more(desk, place, json.dumps({"ask": "open", "from": 10}))
    assert json.loads(shows_here(second) or "{}") == {"ask": "open", "from": 10}


def test_where_nothing_is_to_be_shown_there_is_no_button(desk: Desk) -> None:
    assert shows_here(ask(desk, "zhang")) is None
    assert shows_here(ask(desk, "giraffe")) is None
    assert shows_here(ask(desk, "tong", channel="C0ELSEWHERE")) is None


def test_a_channel_is_not_told_that_it_may_see_nothing(desk: Desk) -> None:
    value = shows_here(ask(desk, "wuxi"))
    assert value is not None
    told = press_show_here(desk, Place(OFFICE, "C0QD"), value)
    assert not told.is_public
    assert told.page.text.startswith("There is nothing of this that everyone here may see")
    assert not ask(desk, "wuxi here").is_public
    assert ask(desk, "qingdao here").is_public


def test_a_leader_who_sits_in_every_channel_is_told_what_they_asked_for(database: Database, quarter: Quarter) -> None:
    told = follow(desk_with(database, EverywherePeople()), "", "U0TONG").page.text
    assert told.startswith("What waits for you\nWhat I asked for\n1. ")
    assert "owe" not in told
    assert "All units" in told


def test_a_guest_is_told_what_the_unit_owes_and_nothing_to_do(desk: Desk) -> None:
    told = follow(desk, "", GUEST).page.text
    assert told.startswith("What is open\nWuxi Lishen · 3 items")
    assert "Your unit" not in told
    assert "/followups done" not in follow(desk, "help", GUEST).page.text
    assert "/followups done" in follow(desk, "help", MEMBER).page.text


def test_followups_tells_the_office_what_was_not_delivered(database: Database, desk: Desk) -> None:
    with database.writing() as session:
        session.add(
            Delivery(
                dedup_key="x",
                kind="reminder",
                channel="C0QD",
                due_at=NOW,
                available_at=ledger_now(session),
                state="dead",
                last_error="is_archived",
            )
        )
    assert "1 message was not delivered" in follow(desk, "").page.text
    assert "archived" in follow(desk, "").page.text
    assert "not delivered" not in follow(desk, "", MEMBER).page.text


@pytest.mark.parametrize("word", ["people", "preview"])
def test_only_the_office_sees_people_and_preview(desk: Desk, word: str) -> None:
    told = follow(desk, word, MEMBER).page.text
    assert "Only the strategy office can see that." in told
    assert "Laiming" not in told


def test_a_unit_lists_only_itself(desk: Desk) -> None:
    told = follow(desk, "units", MEMBER).page.text
    assert "WX Wuxi Lishen" in told
    assert "QD" not in told


# Slack's own way in: what the app is sent, and what it answers with.


def app_with(desk: Desk, deeds: Mapping[str, Deed] = DEEDS) -> App:
    def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0HOME", bot_user_id="U0BOT", bot_token="xoxb-test")

    app = App(authorize=authorize, process_before_response=True, request_verification_enabled=False, client=WebClient())
    commands.register(app, desk, deeds)
    return app


def send(app: App, command: str, text: str, user: str = OFFICE) -> dict[str, Any]:
    body = {
        "command": command,
        "text": text,
        "user_id": user,
        "channel_id": "C0QD",
        "team_id": "T0HOME",
        "trigger_id": "1.2.3",
    }
    response = app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    assert response.status == 200
    answered: dict[str, Any] = json.loads(response.body) if response.body else {}
    return answered


def test_the_acknowledgement_carries_the_private_answer(desk: Desk) -> None:
    answered = send(app_with(desk), "/directives", "tong")
    assert answered["response_type"] == "ephemeral"
    assert answered["text"].startswith("Tong Laiming · 4 directives")
    assert answered["blocks"][0]["type"] == "header"


def test_the_commands_are_called_what_the_settings_say(database: Database, quarter: Quarter) -> None:
    renamed = Desk(
        database=database,
        directory=KnownPeople(),
        policy=Policy(),
        now=lambda: NOW,
        nudge=lambda _name: None,
        recent=Recent(database),
        bot_user="U0BOT",
        commands={"directives": "/ask", "followups": "/chase"},
    )
    app = app_with(renamed)
    assert "/ask overdue" in send(app, "/ask", "")["text"]
    assert "/chase units" in send(app, "/chase", "help")["text"]


def test_who_cannot_be_answered_is_told_that_nothing_was_changed(database: Database, quarter: Quarter) -> None:
    app = app_with(desk_with(database, Unreachable()))
    for command in ("/directives", "/followups"):
        answered = send(app, command, "tong")
        assert answered["response_type"] == "ephemeral"
        assert "nothing was changed" in answered["text"]


def test_a_word_that_does_something_is_handed_over(desk: Desk) -> None:
    seen: list[tuple[str, str]] = []

    def deed(body: Mapping[str, Any], _client: WebClient, _desk: Desk, viewer: Viewer) -> str | None:
        seen.append((body["trigger_id"], viewer.user))
        return None if body["text"] == "open" else "Done, <it> is."

    app = app_with(desk, {"open": deed, "say": deed})
    assert send(app, "/followups", "open") == {}
    assert send(app, "/followups", "SAY now")["text"] == "Done, &lt;it&gt; is."
    assert seen == [("1.2.3", OFFICE), ("1.2.3", OFFICE)]


class Mailbox:
    """Stands where Slack's response_url would be, and keeps what was sent there."""

    def __init__(self) -> None:
        self.letters: list[dict[str, Any]] = []
        letters = self.letters

        class Slot(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                letters.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, format: str, *args: object) -> None:
                """Tests are quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Slot)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    thread = threading.Thread(target=box.server.serve_forever)
    thread.start()
    try:
        yield box
    finally:
        box.server.shutdown()
        thread.join()
        box.server.server_close()


def click(app: App, mailbox: Mailbox, action_id: str, value: str, user: str = OFFICE) -> dict[str, Any]:
    body = {
        "type": "block_actions",
        "user": {"id": user},
        "channel": {"id": "C0QD"},
        "team": {"id": "T0HOME"},
        "response_url": mailbox.url,
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
    }
    assert app.dispatch(BoltRequest(body=body, mode="socket_mode")).status == 200
    return mailbox.letters[-1]


def test_a_click_puts_the_next_page_in_the_place_of_the_first(desk: Desk, mailbox: Mailbox) -> None:
    value = json.dumps({"of": "directives", "ask": "open", "from": 10, "here": False})
    letter = click(app_with(desk), mailbox, "more", value)
    assert letter["replace_original"] is True
    assert letter["response_type"] == "ephemeral"
    assert "WX-3" in letter["text"]


def test_a_click_on_a_proposal_answers_it(desk: Desk, mailbox: Mailbox) -> None:
    letter = click(app_with(desk), mailbox, "ask_1", "Zhang Qiang 2")
    assert letter["text"].startswith("Zhang Qiang, directive 2")


def test_a_click_that_cannot_be_answered_leaves_the_answer_standing(desk: Desk, mailbox: Mailbox) -> None:
    letter = click(app_with(desk), mailbox, "more", "not json")
    assert letter["replace_original"] is False
    assert "nothing was changed" in letter["text"]


def test_the_office_approves_the_first_posts_and_only_then_it_is_live(
    database: Database, desk: Desk, mailbox: Mailbox
) -> None:
    with database.writing() as session:
        serve_team(session, "T0HOME", "Home")
    app = app_with(desk)
    assert "Only the strategy office" in send(app, "/followups", "live", MEMBER)["text"]
    shown = send(app, "/followups", "live")
    assert "Not live yet" in shown["text"]
    assert shown["blocks"][-1]["elements"][0]["action_id"] == "approve_live"
    assert "Not live yet" in send(app, "/followups", "preview")["text"]
    assert "Only the strategy office" in click(app, mailbox, "approve_live", "live", MEMBER)["text"]
    assert "Live:" in click(app, mailbox, "approve_live", "live")["text"]
    assert "Not live yet" not in send(app, "/followups", "preview")["text"]
    assert "live already" in send(app, "/followups", "live")["text"]


def test_the_first_posts_are_shown_as_they_will_be_one_after_the_other(desk: Desk, mailbox: Mailbox) -> None:
    app = app_with(desk)
    to_come = [(each, post) for each in commands._next_posts(desk) for post in each.posts]
    first = send(app, "/followups", "live")
    assert breaches(first) == ()
    screen = first
    for n, (each, post) in enumerate(to_come):
        shown = str(screen["blocks"])
        assert screen["blocks"][2]["elements"][0]["elements"][0]["text"] == each.unit
        assert all(f"{line.code}-{line.number}" in shown for line in post.lines)
        assert "accessory" not in shown  # what is only shown cannot be pressed
        assert screen["blocks"][-1]["elements"][0]["action_id"] == "approve_live"
        buttons = [part for block in screen["blocks"] for part in block.get("elements", ())]
        more = [part["value"] for part in buttons if part.get("action_id") == "more"]
        assert len(more) == (n + 1 < len(to_come))
        if more:
            screen = click(app, mailbox, "more", more[0])
    assert len(to_come) > 1


def test_the_office_has_a_unit_reminded_by_a_button(database: Database, desk: Desk, mailbox: Mailbox) -> None:
    letter = click(app_with(desk), mailbox, "remind_now", "QD")
    assert letter["replace_original"] is False
    assert "Not live yet" in letter["text"]


def test_the_office_changes_the_rhythm_by_words(desk: Desk) -> None:
    app = app_with(desk)
    assert "Only the strategy office" in send(app, "/followups", "pause QD", MEMBER)["text"]
    assert "Paused" in send(app, "/followups", "pause QD")["text"]
    assert "paused" in send(app, "/followups", "units")["text"]
    assert "There is no unit" in send(app, "/followups", "resume nowhere")["text"]


def test_the_office_sees_a_calendar_of_the_posts_to_come_and_why(desk: Desk) -> None:
    app = app_with(desk)
    shown = send(app, "/followups", "preview 2024-05-09 2024-06-30")["text"]
    assert "newly assigned" in shown
    assert "weekly list" in shown
    assert "for example" in send(app, "/followups", "preview tomorrow")["text"]
    assert "Only the strategy office" in send(app, "/followups", "preview 2024-05-09", MEMBER)["text"]


def test_the_office_chooses_numbers_by_a_form(database: Database, desk: Desk) -> None:
    with database.writing() as session:
        serve_team(session, "T0HOME", "Home")

    def submit(user: str, unit: str, numbers: str) -> dict[str, str]:
        chosen = {"unit": {"value": {"selected_option": {"value": unit}}}, "numbers": {"value": {"value": numbers}}}
        return submit_policy_form({"user": {"id": user}, "view": {"state": {"values": chosen}}}, desk)

    app = app_with(desk)
    assert send(app, "/followups", "units")["blocks"][1]["elements"][0]["action_id"] == "policy_form"
    assert "Only the strategy office" in submit(MEMBER, "QD", "hour=08:45")["numbers"]
    assert "for example" in submit(OFFICE, "QD", "sooner")["numbers"]
    assert submit(OFFICE, "QD", "hour=08:45\nlate=2,4") == {}
    assert submit(OFFICE, "*", "fresh=5") == {}
    shown = send(app, "/followups", "policy QD")["text"]
    assert "hour=08:45 *" in shown
    assert "fresh=5 *" in shown
    listed = send(app, "/followups", "units")["text"].splitlines()
    assert "For every unit: hour=09:00 · quiet=08:30-18:00 · " in listed[1]
    assert "fresh=5 *" in listed[1]
    (mine,) = [line for line in listed if line.startswith("QD ")]
    for words in ("Asia/Shanghai", "CN", "hour=08:45", "late=2,4"):
        assert words in mine
    view = policy_view(Say("en"), [])
    assert view["callback_id"] == "policy_form"
