"""How answers look and sound: within Slack's limits, as people wrote it, and the same for the eye as for the ear."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.asking import Mended, Question, parse_question
from bot.language import CHINESE, Say
from bot.messages import answers, lists
from bot.messages.pages import Asked, Page, with_note
from bot.messages.standing import chips, number_ranges
from bot.messages.text import Block, breaches
from bot.pieces import Choice
from jobs.facts import ItemFacts, ReminderFacts
from jobs.plan import Preview
from storage.board import AskedPoint, Board, Lines, Wish
from storage.lookup import (
    Counts,
    FoundItem,
    FoundItems,
    FoundMeeting,
    FoundPoints,
    ItemLine,
    LeaderLine,
    NoSuchNumber,
    NoSuchPoint,
    Point,
    UnitLine,
    Wanted,
)
from storage.models import Activity, Delivery, Directive, Extension, Item, Meeting, Person, Unit
from storage.naming import KnownPerson, KnownUnit, Names
from storage.outstanding import Outstanding
from storage.scorecards import OnTime

TODAY = date(2024, 5, 9)
HOSTILE = "<!channel> & *bold* `code` <https://x|y> " + "长" * 60
TONG = Person(id=1, name="Tong Laiming", native_name="童来明", role_title="President & secretary", slack_user="U0TONG")
MEETING = Meeting(
    id=1,
    title="2024 Q1 Review",
    held_from=date(2024, 4, 23),
    held_until=date(2024, 4, 24),
    period="2024Q2",
    source_name="m",
    source_text="",
    source_sha256="",
    imported_at=datetime(2024, 4, 24, tzinfo=UTC),
    imported_by="operator:lin",
)
NAMES = Names(people=(KnownPerson(1, "Tong Laiming"),), units=(KnownUnit(1, "QD", "Qingdao Lishen"),))


def asked(text: str = "tong", language: str = "en", **more: Any) -> Asked:
    """Working days are counted as plain days here: the count itself is proved elsewhere."""
    return Asked(
        Say(language),
        "/directives",
        text,
        lambda line: (line.item.due_on - line.today).days if line.item.due_on else None,
        **more,
    )


def unit(code: str, name: str = "") -> Unit:
    return Unit(id=sum(map(ord, code)), code=code, name=name or f"{code} Lishen", channel=f"C0{code}")


def directive(ordinal: int = 1, text: str = "raise the stand") -> Directive:
    return Directive(id=ordinal, meeting_id=1, speaker_id=1, ordinal=ordinal, text=text, span_start=0, span_end=1)


def item_line(code: str = "QD", number: int = 1, state: str = "open", **more: Any) -> ItemLine:
    title = more.pop("title", "raise the stand")
    item = Item(id=number, unit_id=1, number=number, title=title, assigned_on=date(2024, 4, 25), state=state, **more)
    if state in ("done", "accepted"):
        item.done_at, item.done_by = datetime(2024, 5, 6, 3, tzinfo=UTC), "U0CHEN"
    return ItemLine(item, unit(code), TODAY, directive=directive(), speaker=TONG)


def shown(page: Page) -> str:
    """Every word of the blocks, in order."""
    return "\n".join(_words(page.blocks))


def _words(part: Any) -> list[str]:
    if isinstance(part, list):
        return [text for inner in part for text in _words(inner)]
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for name, inner in part.items() if name != "text" or not own for text in _words(inner)]
    return []


def buttons(page: Page) -> list[Block]:
    return [element for block in page.blocks if block["type"] == "actions" for element in block["elements"]]


def is_fine(page: Page) -> bool:
    assert breaches({"text": page.text, "blocks": page.blocks}) == ()
    assert "<!channel>" not in page.text
    return True


def points(texts: Sequence[str], lines: Sequence[ItemLine] = (), total: int | None = None) -> FoundPoints:
    found = tuple(
        Point(directive(ordinal, text), TONG, MEETING, tuple(lines)) for ordinal, text in enumerate(texts, start=1)
    )
    return FoundPoints(found, total or len(found))


def test_a_leaders_answer_names_him_his_office_and_the_meeting() -> None:
    page = answers.directives(asked(), points(["first", "second"], [item_line("QD", state="done")]))
    assert is_fine(page)
    for told in (
        "Tong Laiming · 2 directives",
        "President & secretary",
        "2024 Q1 Review · 23–24 Apr 2024",
        "first",
        "✓ QD done",
    ):
        assert told in shown(page)
    assert page.text.splitlines()[-1] == "2. second (✓ QD done)"


def test_each_unit_stands_in_words_and_marks() -> None:
    lines = [
        item_line("QD", state="done"),
        item_line("CZ"),
        item_line("WX", due_on=date(2024, 5, 6)),
        item_line("TJ", state="blocked", blocked_reason="tooling"),
        item_line("XM", state="blocked", blocked_reason="tooling", due_on=date(2024, 5, 8)),
        item_line("SZ", state="accepted", accepted_at=datetime(2024, 5, 7, tzinfo=UTC)),
        item_line("WH", state="cancelled"),
    ]
    assert chips(asked(), lines) == (
        "✓ QD done · ○ CZ open · ⚠ WX late 3 d · ■ TJ blocked · ⚠ XM blocked, late 1 d · ✓ SZ accepted · – WH cancelled"
    )
    assert chips(asked(), []) == "not assigned to a unit yet"


def test_many_units_are_told_the_pressing_ones_first_and_the_rest_counted() -> None:
    lines = [item_line(f"U{n}", state="done") for n in range(20)]
    lines += [item_line("LATE", due_on=date(2024, 5, 1)), item_line("STUCK", state="blocked", blocked_reason="x")]
    told = chips(asked(), lines)
    assert told.startswith("⚠ LATE late 8 d · ■ STUCK blocked · ✓ U0 done")
    assert told.endswith("and 10 more units · 10 done")


def test_a_long_directive_is_shortened_with_the_way_to_all_of_it() -> None:
    page = answers.directives(asked(), points(["word " * 200]))
    assert "Whole text: /directives tong 1 2024Q2" in shown(page)
    assert is_fine(page)


def test_one_directive_is_whole_with_a_line_for_each_unit() -> None:
    text = "word " * 200
    late = item_line("QD", 7, due_on=date(2024, 5, 8), original_due_on=date(2024, 5, 1))
    page = answers.one_directive(asked("tong 1"), points([text], [late]))
    assert text in shown(page)
    assert "QD-7" in shown(page)
    assert "due Wed 8 May, 1 working day late (first due Wed 1 May)" in shown(page)
    assert is_fine(page)


def test_the_same_number_at_older_meetings_is_told_below() -> None:
    page = answers.one_directive(asked("tong 1"), points(["the newest", "an older one"]))
    assert "2024 Q1 Review · 23–24 Apr 2024: an older one" in shown(page)


def test_people_are_called_as_the_reader_writes_them() -> None:
    page = answers.directives(asked(language=CHINESE), points(["first"]))
    assert "童来明" in shown(page)
    assert "2024年4月23日至24日" in shown(page)


def found_items(lines: Sequence[ItemLine], total: int | None = None, **more: Any) -> FoundItems:
    owners = {line.unit.id or 0: line.unit for line in lines}
    counts = {unit_id: Counts(total=7, open=5, overdue=1, blocked=1, done=2) for unit_id in owners}
    return FoundItems(tuple(lines), total or len(lines), counts, owners, more.get("states", frozenset({"open"})))


def test_a_units_answer_has_what_is_late_before_what_is_next() -> None:
    late, later = item_line(number=2, due_on=date(2024, 5, 7)), item_line(number=3, due_on=date(2024, 6, 28))
    page = answers.items(asked("qd"), found_items([late, later]))
    told = shown(page)
    assert is_fine(page)
    assert "QD Lishen (QD) · 2 items open" in told
    assert "7 items · 5 open · 1 overdue · 1 blocked · 2 done" in told
    assert told.index("Overdue") < told.index("QD-2") < told.index("Next") < told.index("QD-3")
    assert "Tong 1 · open · due Tue 7 May, 2 working days late" in told
    assert "What is done: /directives QD done" in told


def test_several_units_are_told_apart() -> None:
    page = answers.items(asked("open"), found_items([item_line("CZ"), item_line("QD")]))
    assert "CZ Lishen (CZ) · Next" in shown(page)
    assert "QD Lishen (QD) · Next" in shown(page)


def test_a_long_list_pages_by_buttons_that_remember_the_question() -> None:
    lines = [item_line(number=n) for n in range(1, 11)]
    first = answers.items(asked("qd open"), found_items(lines, total=25))
    assert [button["action_id"] for button in buttons(first)] == ["more"]
    assert json.loads(buttons(first)[0]["value"]) == {"of": "directives", "ask": "qd open", "from": 10, "here": False}
    assert "1 to 10 of 25" in shown(first)
    second = answers.items(asked("qd open", offset=10), found_items(lines, total=25))
    assert [(b["action_id"], json.loads(b["value"])["from"]) for b in buttons(second)] == [
        ("more_back", 0),
        ("more", 20),
    ]
    last = answers.items(asked("qd open", offset=20), found_items(lines[:5], total=25))
    assert [button["action_id"] for button in buttons(last)] == ["more_back"]


def found_item(line: ItemLine, history: Sequence[Activity] = ()) -> FoundItem:
    return FoundItem(line, MEETING, tuple(history), 0, {"U0TONG": TONG}, {})


def journal(verb: str, who: str, note: str | None = None) -> Activity:
    return Activity(at=datetime(2024, 5, 6, 3, tzinfo=UTC), who=who, verb=verb, note=note)


def test_an_item_is_told_with_its_whole_life() -> None:
    line = item_line(state="done", due_on=date(2024, 6, 28), original_due_on=date(2024, 6, 1))
    line = replace(line, owner=Person(id=9, name="Chen Wei"))
    page = answers.one_item(
        asked("QD-1"),
        found_item(line, [journal("assigned", "operator:lin"), journal("done", "U0CHEN", "see the link")]),
    )
    told = shown(page)
    assert is_fine(page)
    for words in (
        "QD-1: done",
        "raise the stand",
        "Asked by: Tong Laiming, directive 1; 2024 Q1 Review · 23–24 Apr 2024",
        "due Fri 28 Jun (first due Sat 1 Jun)",
        "Owner: Chen Wei",
        "Mon 6 May 11:00 · assigned",
        "reported done: see the link",
    ):
        assert words in told
    assert {"type": "user", "user_id": "U0CHEN"} in page.blocks[-1]["elements"][0]["elements"]
    assert "<@U0CHEN>" in page.text
    assert "· lin" in page.text


def test_nobody_is_mentioned_before_a_whole_channel() -> None:
    line = item_line(state="done")
    page = answers.one_item(asked("QD-1", is_public=True), found_item(line, [journal("done", "U0CHEN")]))
    assert "U0CHEN" not in json.dumps(page.blocks) + page.text
    assert "somebody" in page.text


def test_somebody_we_know_is_told_by_name() -> None:
    page = answers.one_item(asked("QD-1"), found_item(item_line(), [journal("note", "U0TONG", "soon")]))
    assert "noted: soon · Tong Laiming" in page.text


def test_the_meeting_at_a_glance_offers_its_leaders_as_buttons() -> None:
    other = replace_title(MEETING, "2023 Q4 Review", "2024Q1")
    page = answers.the_meeting(asked(""), FoundMeeting(MEETING, (LeaderLine(TONG, 4, 20, 3),), (other,)))
    assert is_fine(page)
    assert "Tong Laiming: 4 directives · 3 of 20 items done" in page.text
    assert "Earlier meetings: 2023 Q4 Review · 2024Q1" in page.text
    assert "/directives tong, or /directives overdue" in page.text
    assert [(b["action_id"], b["value"]) for b in buttons(page)] == [("ask_0", "Tong Laiming"), ("ask_1", "overdue")]


def test_a_meeting_of_which_nothing_is_assigned_says_so() -> None:
    page = answers.the_meeting(asked(""), FoundMeeting(MEETING, (LeaderLine(TONG, 1, 0, 0),), ()))
    assert "Tong Laiming: 1 directive · not assigned yet" in page.text


def test_two_of_one_name_are_asked_about_with_buttons() -> None:
    choices = [
        (Choice("person", 1, "Zhang Qiang · GM", "Zhang Qiang"), "Zhang Qiang 2"),
        (Choice("person", 2, "Zhang Wei", "Zhang Wei"), "Zhang Wei 2"),
    ]
    page = answers.which(asked("zhang 2", is_public=True), "zhang", choices)
    assert "Which “zhang” is meant?" in page.text
    assert [(b["action_id"], b["text"]["text"], b["value"]) for b in buttons(page)] == [
        ("ask_0", "Zhang Qiang · GM", "Zhang Qiang 2 here"),
        ("ask_1", "Zhang Wei", "Zhang Wei 2 here"),
    ]


def test_a_number_that_does_not_exist_names_those_that_do() -> None:
    found = NoSuchNumber(KnownUnit(1, "QD", "Qingdao Lishen"), 99, (1, 2, 3, 5))
    assert answers.no_such_number(asked("QD-99"), found).text == "There is no QD-99. QD has QD-1…3, QD-5."
    empty = answers.no_such_number(asked("QD-99"), replace(found, numbers=()))
    assert "QD has no items yet" in empty.text
    gone = answers.no_such_point(asked("tong 9"), NoSuchPoint(KnownPerson(1, "Tong Laiming"), 9, (1, 2, 3, 4)))
    assert gone.text == "Tong Laiming gave no directive 9. The newest meeting has 1…4."
    assert is_fine(empty)
    assert is_fine(gone)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), []), ((4,), ["QD-4"]), ((1, 2, 3), ["QD-1…3"]), ((1, 3, 4, 9), ["QD-1", "QD-3…4", "QD-9"])],
)
def test_runs_of_numbers_are_told_by_their_ends(numbers: tuple[int, ...], told: list[str]) -> None:
    assert number_ranges("QD", numbers) == told


def test_an_empty_answer_says_what_was_understood_and_what_may_have_been_meant() -> None:
    wanted = Wanted(people=(1,), states=frozenset({"overdue"}), words=("tnog",))
    page = answers.nothing(asked("tong overdue tnog"), wanted, NAMES, [Mended("tong", "tnog", "tong", False)])
    assert is_fine(page)
    assert "Looked for: Tong Laiming, overdue, the word “tnog”." in page.text
    assert "Did you mean: tong?" in page.text
    assert page.text.count("/directives") == 3
    assert [b["value"] for b in buttons(page)] == ["tong"]


def test_nothing_overdue_is_good_news() -> None:
    page = answers.nothing(asked("overdue"), Wanted(states=frozenset({"overdue"})), NAMES)
    assert page.text.startswith("Nothing is overdue.")


def test_help_gives_examples_of_what_is_there() -> None:
    page = answers.help_page(asked("help"), NAMES)
    assert is_fine(page)
    assert "/directives tong 2" in page.text
    assert "/directives QD-1" in page.text
    assert is_fine(answers.help_page(asked("help"), Names()))


def test_before_the_first_minutes_everyone_is_told_what_comes_next() -> None:
    assert "followups import" in answers.nothing_yet(asked(""), is_office=True).text
    assert "followups import" not in answers.nothing_yet(asked(""), is_office=False).text


def test_a_note_stands_above_the_answer_and_is_escaped_once() -> None:
    page = with_note(answers.help_page(asked("help"), NAMES), "“<!channel>” was read as “tong”.")
    assert is_fine(page)
    assert page.text.startswith("“&lt;!channel&gt;” was read as “tong”.\n")
    assert page.blocks[0]["elements"][0]["text"] == "“<!channel>” was read as “tong”."


@pytest.mark.parametrize("language", ["en", CHINESE])
def test_the_longest_and_most_hostile_words_stay_within_the_limits(language: str) -> None:
    """Every answer at its largest: names, titles, reasons and texts of thousands of characters, each full of marks."""
    long = HOSTILE * 30
    someone = Person(id=1, name=long, native_name=long, role_title=long)
    meeting = replace_title(MEETING, long, "2024Q2")
    lines = [
        replace(
            item_line(f"U{n}", n + 1, "blocked", title=long, blocked_reason=long, due_on=date(2024, 5, 1)),
            speaker=someone,
            owner=someone,
        )
        for n in range(40)
    ]
    many = tuple(Point(directive(n, long), someone, meeting, tuple(lines)) for n in range(1, 11))
    past = [journal("note", "U0CHEN", long) for _ in range(12)]
    names = Names(people=(KnownPerson(1, long),), units=(KnownUnit(1, "QD", long),))
    this = asked(long[:300], language)
    choices = [(Choice("person", n, long, long), long) for n in range(30)]
    found = found_items(lines[:10], total=99)
    for page in (
        answers.directives(this, FoundPoints(many, 99)),
        answers.one_directive(this, FoundPoints(many, 10)),
        answers.items(this, found),
        answers.one_item(this, FoundItem(lines[0], meeting, tuple(past), 9, {"U0CHEN": someone}, {})),
        answers.the_meeting(this, FoundMeeting(meeting, (LeaderLine(someone, 4, 20, 3),) * 12, (meeting,) * 5)),
        answers.which(this, long, choices),
        answers.nothing(this, Wanted(people=(1,), words=(long,) * 8), names, [Mended(long, long, long, False)] * 3),
        answers.no_such_number(this, NoSuchNumber(names.units[0], 999_999, tuple(range(1, 4000, 2)))),
        answers.help_page(this, names),
        lists.waiting(this, found, found, full_board(lines, someone, many), "2024Q2"),
        lists.units(this, [UnitLine(unit(f"U{n}", long), someone, Counts(1, 1, 1, 1, 1)) for n in range(40)]),
        lists.people(this, [someone] * 50),
    ):
        assert is_fine(page)
        assert page.blocks[-1]["type"] in ("context", "actions", "rich_text", "section")
    paged = answers.items(this, found)
    assert [button["action_id"] for button in buttons(paged)] == ["more"]


def refused_delivery(error: str) -> Delivery:
    at = datetime(2024, 5, 9, tzinfo=UTC)
    return Delivery(
        id=12,
        dedup_key="x",
        kind="reminder",
        channel="C0QD",
        due_at=at,
        available_at=at,
        state="dead",
        last_error=error,
    )


def wished(reason: str) -> Extension:
    return Extension(
        item_id=1,
        due_on=date(2024, 5, 9),
        until=date(2024, 5, 16),
        reason=reason,
        requested_by="U0CHEN",
        requested_at=datetime(2024, 5, 6, tzinfo=UTC),
    )


def full_board(lines: list[ItemLine], someone: Person, points: tuple[Point, ...]) -> Board:
    """A board with more in every part than one screen takes."""
    row = refused_delivery(HOSTILE)
    wish = Wish(wished(HOSTILE * 30), lines[0])
    return Board(
        board=tuple(UnitLine(unit(f"U{n}"), someone, Counts(9, 8, 7, 6, 5, 4)) for n in range(40)),
        rates={unit(f"U{n}").id or 0: OnTime(1, 3) for n in range(40)},
        waiting=Lines(tuple(lines[:3]), 99),
        wishes=(wish,) * 3,
        wishes_total=99,
        loose=Lines(tuple(lines[:3]), 99),
        asked=tuple(AskedPoint(point.directive, point.lines) for point in points[:3]),
        asked_total=10,
        troubled=(Outstanding(row, "QD", "refused"),) * 30,
    )


def test_what_waits_is_told_with_the_office_board_and_what_was_not_delivered() -> None:
    refused = refused_delivery("is_archived")
    board = Board(
        board=(UnitLine(unit("QD"), None, Counts(7, 5, 1, 1, 2, 1)),),
        rates={unit("QD").id or 0: OnTime(3, 4)},
        troubled=(Outstanding(refused, "QD", "refused"),),
    )
    page = lists.waiting(asked(""), found_items([item_line()]), None, board, "2024Q2")
    assert is_fine(page)
    assert "Yours · 7 items" in page.text
    assert "QD: 7 items · 5 open · 1 overdue · 1 blocked · 2 done · 1 waiting for acceptance" in page.text
    assert "on time in 2024Q2: 75% (3 of 4)" in page.text
    assert "1 message was not delivered" in page.text
    assert "#12 reminder · QD: refused by Slack" in page.text
    assert "archived" in page.text
    assert {"type": "channel", "channel_id": "C0QD"} in page.blocks[-3]["elements"][0]["elements"]
    assert "Decide on these on your Home." in page.text


def test_what_waits_for_a_decision_and_what_a_leader_asked_for_are_told_too() -> None:
    line = item_line(state="done")
    wish = Wish(wished("tooling late"), line)
    board = Board(
        waiting=Lines((line,), 4), wishes=(wish,), wishes_total=1, asked=(AskedPoint(directive(3, "Grow"), (line,)),)
    )
    page = lists.waiting(asked(""), None, None, board, "2024Q2")
    assert is_fine(page)
    assert "Waiting for your acceptance · 4" in page.text
    assert "tooling late" in page.text
    assert "What I asked for\n3. Grow (" in page.text


def test_what_a_leader_asked_for_beyond_the_first_few_is_counted_with_the_way_to_it() -> None:
    points = (AskedPoint(directive(1, "Grow"), (item_line(),)),)
    told = lists.waiting(asked(""), None, None, Board(asked=points, asked_total=6), "2024Q2").text
    assert "5 more; all of them: /directives tong" in told


def test_what_waits_beyond_the_first_few_is_counted_with_the_way_to_it() -> None:
    lines = [item_line(number=n) for n in range(1, 6)]
    assert (
        "4 more; all of them: /directives QD open"
        in lists.waiting(asked(""), None, found_items(lines, 9), Board(), "2024Q2").text
    )
    mixed = [*lines[:4], item_line("CZ")]
    assert (
        "4 more; all of them: /directives open"
        in lists.waiting(asked(""), None, found_items(mixed, 9), Board(), "2024Q2").text
    )


def test_when_nothing_waits_it_is_said() -> None:
    page = lists.waiting(asked(""), None, None, Board(), "2024Q2")
    assert "Nothing waits for you" in page.text
    assert is_fine(page)


def test_units_and_people_are_listed_with_what_slack_knows_them_as() -> None:
    page = lists.units(asked("units"), [UnitLine(unit("QD"), TONG, Counts(7, 5, 1, 1, 2))])
    assert "QD QD Lishen, <#C0QD>: head Tong Laiming · 7 items" in page.text
    unlinked = replace(UnitLine(unit("WX"), None, Counts()), unit=Unit(id=2, code="WX", name="Wuxi", active=False))
    assert "no channel yet" in lists.units(asked("units"), [unlinked]).text
    listed = lists.people(asked("people"), [TONG, Person(id=2, name="Gao Lan")])
    assert "Tong Laiming (童来明), <@U0TONG>: President &amp; secretary" in listed.text
    assert "Gao Lan, no Slack user yet" in listed.text
    assert is_fine(listed)


def test_the_preview_says_what_is_sent_and_what_is_silent() -> None:
    facts = ItemFacts(1, "QD", 3, "seize", "open", "overdue")
    post = ReminderFacts("reminder", "C0QD", "en", "Qingdao", TODAY, (facts, replace(facts, number=4)))
    previews = [Preview("QD", "C0QD", TODAY, (post,)), Preview("WX", None, TODAY, ())]
    page = lists.preview(asked("preview"), previews, is_live=False)
    assert is_fine(page)
    assert "Not live yet" in page.text
    assert "QD, <#C0QD>: Thu 9 May: reminder: QD-3…4" in page.text
    assert "WX, no channel yet: silence" in page.text


def replace_title(meeting: Meeting, title: str, period: str) -> Meeting:
    return Meeting(**{**meeting.model_dump(), "id": 2, "title": title, "period": period})


def test_a_chinese_reader_is_offered_chinese_names_and_words_to_type() -> None:
    names = Names(people=(KnownPerson(1, "Tong Laiming", "童来明"),), units=(KnownUnit(1, "QD", "Qingdao Lishen"),))
    glance = answers.the_meeting(asked("", CHINESE), FoundMeeting(MEETING, (LeaderLine(TONG, 4, 20, 3),), ()))
    assert [b["text"]["text"] for b in buttons(glance)] == ["童来明", "已逾期"]
    assert "/directives 童，或 /directives 逾期，或 /directives 帮助" in glance.text
    told = answers.help_page(asked("帮助", CHINESE), names).text
    for typed in ("童 2", "QD-1", "逾期", "会议", "童 QD 逾期", "QD 这里"):
        assert f"/directives {typed}:" in told
    assert all(isinstance(parse_question(text, names), Question) for text in ("童 2", "童 QD 逾期"))
    assert "/directives QD 逾期" in answers.nothing(asked("x", CHINESE), Wanted(words=("x",)), names).text


def test_a_heading_in_chinese_counts_without_a_gap() -> None:
    line = item_line(due_on=date(2024, 5, 3))
    found = FoundItems(
        (line,), 1, {1: Counts(1, 1, 1), 2: Counts()}, {1: line.unit, 2: line.unit}, frozenset({"overdue"})
    )
    assert answers.items(asked("逾期", CHINESE), found).text.startswith("1 项逾期\n")
