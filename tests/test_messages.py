"""How messages look: right in Slack's shapes, whole in words, safe with whatever people write, and never above a limit."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SlackBlock

from bot.language import LANGUAGES
from bot.messages import EVENT_TYPE, payload_of
from bot.messages.alarms import REASONS
from bot.messages.confirmations import UNDOABLE, VERBS
from bot.messages.text import (
    WHOLE_MESSAGE,
    breaches,
    characters,
)
from bot.messages.whispers import FORMS, WHICH_ITEM
from bot.playground.blocks import message_problems
from jobs.cadence import ASSIGNED, DUE_SOON, DUE_TODAY, OPEN, OVERDUE
from jobs.facts import (
    AlarmFacts,
    ConfirmationFacts,
    Effect,
    Facts,
    MarkFacts,
    Named,
    ReminderFacts,
    WhisperFacts,
)
from storage.life import MOVES, refusal
from storage.models import ITEM_STATES
from tests.shown import FRIDAY, HOSTILE, alarm, buttons, confirmation, item, reminder, seen, whisper


def effect(verb: str, number: int = 2, note: str | None = None) -> Effect:
    """One line of the journal."""
    return Effect(verb, "QD", number, "Raise the load of the new line", note)


@pytest.mark.parametrize("form", ["offer_import", "offer_targets"])
def test_each_of_the_ten_files_on_a_message_is_offered(form: str) -> None:
    files = [{"id": f"F{n}", "name": f"day {n}.xlsx"} for n in range(10)]
    offered = [each["text"]["text"] for each in buttons(whisper(form, files=files))]
    assert offered == [f"Read day {n}.xlsx" for n in range(10)]


def test_a_confirmation_groups_what_was_understood_by_verb() -> None:
    payload = confirmation(effect("note", 5), effect("done", 2), effect("done", 3), effect("reopen", 4))
    said = "✅ *QD-2, QD-3 done · QD-4 open again · note kept for QD-5* · <@U0ZHAO>"
    assert payload["blocks"][0]["text"]["text"] == said
    assert payload["text"] == said.replace("*", "")
    assert payload["thread_ts"] == "1719536400.000100"


def test_undo_stands_beside_it_and_names_the_answer_it_takes_back() -> None:
    (undo,) = buttons(confirmation(effect("done")))
    assert (undo["action_id"], undo["value"]) == ("undo", "12")
    assert undo["accessibility_label"] == "Undo: QD-2 done"


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_only_what_changed_a_state_can_be_taken_back(verb: str) -> None:
    assert bool(buttons(confirmation(effect(verb)))) == (verb in UNDOABLE)


def test_every_move_of_an_items_life_has_its_words() -> None:
    # What the office takes back is told like any other undoing.
    assert set(VERBS) == {*MOVES, "assigned", "extend_late"} - {"retract"}


def test_what_was_taken_back_is_struck_through_and_said_in_words() -> None:
    payload = confirmation(effect("done"), is_undone=True)
    pieces = payload["blocks"][0]["elements"][0]["elements"]
    assert pieces[0] == {"type": "text", "text": "QD-2 done", "style": {"strike": True}}
    assert pieces[-1]["text"] == "taken back"
    assert buttons(payload) == []
    assert payload["text"] == "Taken back: QD-2 done · <@U0ZHAO>"


def test_a_reason_is_shown_as_it_was_written_once_for_all_its_items() -> None:
    payload = confirmation(effect("block", 3, HOSTILE), effect("block", 4, HOSTILE))
    small = payload["blocks"][1]["elements"]
    assert small == [{"type": "plain_text", "text": f"QD-3, QD-4: {HOSTILE}", "emoji": False}]


def test_sixty_items_in_one_reply_are_counted_rather_than_listed() -> None:
    payload = confirmation(*[effect("done", n) for n in range(1, 61)])
    assert "and 20 more done" in payload["text"]
    assert breaches(payload) == ()


# --- private words ----------------------------------------------------------------------------------------------------

CHOICES = [{"item_id": n, "label": f"QD-{n} {HOSTILE}"} for n in range(1, 131)]
UNITS = [{"unit_id": n, "label": f"U{n} Unit {n}"} for n in range(1, 6)]


def test_a_private_word_goes_to_one_person_in_the_thread() -> None:
    payload = whisper("broken")
    assert payload["method"] == "chat.postEphemeral"
    assert (payload["channel"], payload["user"], payload["thread_ts"]) == ("C0QD", "U0ZHAO", "1719536400.000100")
    assert "metadata" not in payload


def test_outside_a_thread_it_names_none() -> None:
    facts = WhisperFacts("C0QD", None, "U0ZHAO", "en", "broken")
    assert "thread_ts" not in payload_of(facts, "whisper:1")


def test_which_item_is_asked_with_a_list_to_tick_and_a_button() -> None:
    payload = whisper("which_item", verb="done", inbound_id=12, choices=CHOICES[:3])
    picker = payload["blocks"][0]["accessory"]
    assert (picker["type"], picker["action_id"]) == ("multi_static_select", "which_items")
    assert [option["value"] for option in picker["options"]] == ["1", "2", "3"]
    (confirm,) = buttons(payload)
    assert (confirm["action_id"], confirm["value"], confirm["style"]) == ("which_confirm", "done:12", "primary")
    assert "“QD-1 done”" in seen(payload)
    assert "QD-2" in payload["text"]


@pytest.mark.parametrize("verb", [*WHICH_ITEM, "note"])
def test_each_verb_has_its_question(verb: str) -> None:
    assert "Nothing has been changed yet" in whisper("which_item", verb=verb, inbound_id=1, choices=CHOICES)["text"]


def test_the_example_of_a_question_fits_its_verb() -> None:
    assert "“QD-1 not done”" in whisper("which_item", verb="reopen", inbound_id=1, choices=CHOICES[:2])["text"]
    assert "done" not in whisper("which_item", verb="block", inbound_id=1, choices=CHOICES[:1])["text"]


@pytest.mark.parametrize("form", ["which_reading", "nearly"])
def test_more_choices_than_fit_on_buttons_become_a_list_to_tick(form: str) -> None:
    payload = whisper(form, reply="almost all done", verb="done", inbound_id=12, choices=CHOICES[:6])
    assert len(payload["blocks"][0]["accessory"]["options"]) == 6
    assert [each["value"] for each in buttons(payload)] == ["done:12"]


def test_two_readings_are_offered_as_buttons() -> None:
    payload = whisper("which_reading", reply="第二点", verb="done", inbound_id=12, choices=CHOICES[:2])
    assert [(each["action_id"], each["value"]) for each in buttons(payload)] == [
        ("reading_1", "done:12:1"),
        ("reading_2", "done:12:2"),
    ]
    assert "“第二点”" in seen(payload)


def test_what_was_nearly_said_changes_nothing_and_can_be_meant_with_a_click() -> None:
    payload = whisper("nearly", reply="almost done", verb="done", inbound_id=12, choices=CHOICES[:1])
    assert "“almost done” did not change anything" in payload["text"]
    assert buttons(payload)[0]["value"] == "done:12:1"


def test_refusals_are_told_one_by_one_in_the_words_of_the_rule() -> None:
    office_only = refusal("accept", "done", frozenset({"unit"}))
    accepted = refusal("done", "accepted", frozenset({"unit"}))
    assert office_only is not None
    assert accepted is not None
    lines = [
        {"item": "QD-3", "number": 3, "message": office_only.message},
        {"item": "QD-4", "number": 4, "message": accepted.message},
    ]
    said = whisper("refused", lines=lines)["blocks"][0]["text"]["text"].splitlines()
    assert said[0].startswith("QD-3 was left as it is")
    assert said[1].startswith("QD-4 is done and accepted")
    assert "And 30 more." in whisper("refused", lines=lines[:1] * 50)["text"]


def test_unknown_numbers_are_answered_with_known_ones() -> None:
    one = whisper("unknown", numbers=["9"], known=["QD-1", "QD-2"])
    assert "There is no item 9 in this thread" in one["text"]
    assert "for example “QD-1 done”" in one["text"]
    two = whisper("unknown", numbers=["9", "WX-3"], known=[])
    assert "There are no items 9, WX-3 in this thread" in two["text"]


def test_an_invited_bot_offers_the_units_with_the_likeliest_chosen() -> None:
    payload = whisper("offer_link", choices=UNITS, best=2)
    picker, link = payload["blocks"][1]["elements"]
    assert (picker["action_id"], link["action_id"]) == ("link_unit_choice", "link_unit")
    assert picker["initial_option"] in picker["options"]
    assert picker["initial_option"]["value"] == "2"
    assert "initial_option" not in whisper("offer_link", choices=UNITS, best=None)["blocks"][1]["elements"][0]


def test_without_units_it_tells_how_to_make_one() -> None:
    assert "followups units" in whisper("offer_link", choices=[], best=None)["text"]


@pytest.mark.parametrize("state", ITEM_STATES)
def test_an_old_button_tells_the_state_of_its_item(state: str) -> None:
    assert "QD-3" in whisper("pressed_old", item="QD-3", state=state)["text"]


def test_a_plain_word_says_its_template() -> None:
    payload = whisper("plain", template="Which {a}: {b}?", a="one", b=["x & y", "z"])
    assert payload["text"] == "Which one: x &amp; y, z?"
    assert payload["blocks"][0]["text"]["text"] == "Which one: x & y, z?"


def test_a_form_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="no whisper called 'shout'"):
        whisper("shout")


# --- marks and alarms -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_on", "method"), [(True, "reactions.add"), (False, "reactions.remove")])
def test_a_mark_is_set_or_taken_off(is_on: bool, method: str) -> None:
    assert payload_of(MarkFacts("C0QD", "1.2", "white_check_mark", is_on), "mark:1") == {
        "method": method,
        "channel": "C0QD",
        "timestamp": "1.2",
        "name": "white_check_mark",
    }


def test_an_alarm_says_which_message_why_and_how_to_mend_it() -> None:
    payload = alarm("not_in_channel")
    assert "Qingdao Cells did not get its message of Fri 28 Jun in <#C0QD>" in payload["text"]
    assert "Invite it there" in payload["text"]
    assert "not_in_channel" in seen(payload)


@pytest.mark.parametrize("word", [*REASONS, "some_new_word"])
def test_every_word_of_slack_comes_with_a_sentence(word: str) -> None:
    assert word in alarm(word)["text"]


def test_an_uncertain_delivery_asks_the_office_to_look() -> None:
    payload = alarm("TimeoutError", state="uncertain")
    assert "It is not certain that Qingdao Cells got its message" in payload["text"]
    assert "Please look in the channel" in seen(payload)


def test_an_alarm_without_unit_date_or_word_still_says_what_it_knows() -> None:
    payload = alarm("", unit=None, due_on=None)
    assert payload["text"].startswith("⚠️ C0QD did not get its message in <#C0QD>")
    assert "Slack's word" not in payload["text"]


# --- all of them ------------------------------------------------------------------------------------------------------

EVERY: list[Facts] = [
    ReminderFacts(
        "reminder",
        "C0QD",
        "en",
        HOSTILE,
        FRIDAY,
        (
            item(1, OVERDUE, title=HOSTILE, owner=Named(HOSTILE), speaker=Named(HOSTILE), calls_owner=True),
            item(2, DUE_TODAY, state="blocked", blocked_reason=HOSTILE),
            item(3, DUE_SOON, state="done", done_by=HOSTILE, title=HOSTILE),
            item(4, OPEN, state="accepted", done_by="U0ZHAO"),
            item(5, ASSIGNED, due_on=None, workdays=None),
        ),
        head=Named(HOSTILE),
        meeting=HOSTILE,
    ),
    ReminderFacts("notice", "C0QD", "en", "X" * 900, FRIDAY, (item(1, ASSIGNED, title=""),), meeting="M" * 900),
    ConfirmationFacts("C0QD", "1.2", "en", HOSTILE, 1, tuple(effect(verb, 3, HOSTILE * 40) for verb in VERBS)),
    ConfirmationFacts("C0QD", "1.2", "en", "U0ZHAO", 1, (effect("done", 3, HOSTILE),), is_undone=True),
    AlarmFacts("C0OFFICE", "en", HOSTILE * 20, HOSTILE, "dead", HOSTILE * 20, FRIDAY),
    *(
        WhisperFacts("C0QD", "1.2", "U0ZHAO", "en", form, values)
        for form, values in (
            ("which_item", {"verb": "done", "inbound_id": 1, "choices": CHOICES}),
            ("which_item", {"verb": "done", "inbound_id": 1, "choices": []}),
            ("which_reading", {"verb": "done", "inbound_id": 1, "choices": CHOICES, "reply": HOSTILE * 900}),
            ("nearly", {"verb": "block", "inbound_id": 1, "choices": CHOICES, "reply": HOSTILE * 900}),
            ("nearly", {"reply": HOSTILE, "choices": []}),
            ("refused", {"lines": [{"item": HOSTILE, "number": 3, "message": "{item} {number}"}] * 200}),
            ("unknown", {"numbers": [HOSTILE] * 60, "known": ["QD-1"] * 60}),
            ("offer_link", {"choices": UNITS * 40, "best": 3}),
            ("offer_link", {"choices": [], "best": None}),
            ("linked", {"unit": HOSTILE * 20}),
            ("nothing_to_undo", {}),
            ("broken", {}),
            (
                "worded",
                {"template": "“{reply}”", "reply": HOSTILE * 90, "verb": "extend", "choices": CHOICES, "inbound_id": 1},
            ),
            ("offer_targets", {"files": [{"id": "F1", "name": HOSTILE * 9}] * 12}),
            (
                "target_sheet",
                {
                    "file": HOSTILE,
                    "row": 1,
                    "bad": [HOSTILE] * 25,
                    "bad_more": 9,
                    "lines": [],
                    "lines_more": 0,
                    "became": {},
                },
            ),
            (
                "target_sheet",
                {
                    "file": HOSTILE,
                    "row": 1,
                    "bad": [],
                    "bad_more": 0,
                    "lines": [HOSTILE] * 25,
                    "lines_more": 9,
                    "became": {"new": 1, "changed": 2, "same": 3},
                },
            ),
            ("offer_import", {"files": [{"id": "F1", "name": HOSTILE * 9}] * 12, "inbound_id": 1}),
            (
                "figures",
                {"lines": [{"message": "{x}", "values": {"x": HOSTILE}, "remembered": "1", "figure": "1 GWh"}] * 40},
            ),
            ("office_imports", {"office": ["U0ANN"]}),
            ("draft", {"title": HOSTILE * 90, "draft_id": 1, "points": 3, "actions": 2, "problems": 4}),
            ("not_office", {"asked": HOSTILE * 90}),
            ("pressed_old", {"item": "QD-3", "state": "done"}),
            ("plain", {"template": "{x}", "x": HOSTILE * 900}),
        )
    ),
]


def named(facts: Facts) -> str:
    """What the test run calls these facts."""
    return facts.form if isinstance(facts, WhisperFacts) else type(facts).__name__


@pytest.fixture(params=EVERY, ids=named)
def payload(request: pytest.FixtureRequest, language: str) -> dict[str, Any]:
    """One message of each kind, full of what people might write, in each language."""
    return payload_of(dataclasses.replace(request.param, language=language), "key")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each of our languages."""
    return str(request.param)


def test_every_form_of_private_word_is_tried_here() -> None:
    assert {facts.form for facts in EVERY if isinstance(facts, WhisperFacts)} == set(FORMS)


def test_no_message_breaks_a_limit_whatever_people_wrote(payload: dict[str, Any]) -> None:
    assert breaches(payload) == ()


def test_nobody_is_called_and_nothing_is_linked_by_what_people_wrote(payload: dict[str, Any]) -> None:
    marked = [text["text"] for text in mrkdwn_objects(payload["blocks"])]
    for text in (payload["text"], *marked):
        assert "<!" not in text
        assert "<http" not in text
        assert "<@U0LIN>" not in text


def test_mrkdwn_links_nothing_by_itself(payload: dict[str, Any]) -> None:
    assert all(text["verbatim"] for text in mrkdwn_objects(payload["blocks"]))


def test_slacks_own_models_take_every_block(payload: dict[str, Any]) -> None:
    for block in payload["blocks"]:
        parsed = SlackBlock.parse(block)
        assert parsed is not None
        parsed.to_dict()


def test_the_playgrounds_limits_take_every_block(payload: dict[str, Any]) -> None:
    assert message_problems(payload["blocks"]) == []


def test_the_key_travels_with_every_post(payload: dict[str, Any]) -> None:
    if payload["method"] == "chat.postMessage":
        assert payload["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": "key"}}


def mrkdwn_objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every text object whose marks Slack reads."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part
        for inner in part.values():
            yield from mrkdwn_objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from mrkdwn_objects(inner)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=400), st.text(max_size=400)), max_size=60), st.sampled_from(LANGUAGES))
def test_no_title_or_reason_breaks_a_reminder(written: list[tuple[str, str]], language: str) -> None:
    lines = [
        item(n, OVERDUE, title=title, state="blocked", blocked_reason=reason, owner=Named(title or "x"))
        for n, (title, reason) in enumerate(written, start=1)
    ]
    payload = reminder(*lines, language=language)
    assert breaches(payload) == ()
    assert characters(payload["blocks"]) + len(payload["text"]) <= WHOLE_MESSAGE
