"""An item's life: which moves there are, and who may make them. One line an example."""

import pytest

from storage.life import COLLEAGUE, DOER, HEAD, LEADER, MOVED_ON, MOVES, OFFICE, OWNER, UNIT, refusal
from storage.models import ITEM_STATES

EVERYBODY = frozenset({COLLEAGUE, OFFICE, UNIT, OWNER, HEAD, LEADER, DOER})
STRANGER: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("verb", "state", "standing", "reason"),
    [
        ("acknowledge", "open", UNIT, None),
        ("acknowledge", "blocked", OWNER, None),
        ("acknowledge", "done", UNIT, "state"),
        ("note", "open", UNIT, None),
        ("note", "accepted", UNIT, None),  # a word is welcome at any time
        ("note", "cancelled", HEAD, None),
        ("block", "open", UNIT, None),
        ("block", "blocked", UNIT, None),  # with another reason
        ("block", "done", UNIT, "state"),
        ("unblock", "blocked", UNIT, None),
        ("unblock", "open", UNIT, "state"),
        ("done", "open", UNIT, None),
        ("done", "blocked", UNIT, None),
        ("done", "open", OFFICE, None),
        ("done", "done", UNIT, "state"),
        ("done", "accepted", UNIT, "state"),
        ("done", "cancelled", UNIT, "state"),
        ("reopen", "done", DOER, None),
        ("reopen", "done", OWNER, None),
        ("reopen", "done", HEAD, None),
        ("reopen", "done", OFFICE, None),
        ("reopen", "done", UNIT, "not_yours"),
        ("reopen", "accepted", HEAD, "state"),
        ("reopen", "open", HEAD, "state"),
        ("undo", "done", DOER, None),
        ("undo", "blocked", DOER, None),
        ("undo", "done", UNIT, "not_yours"),
        ("undo", "accepted", DOER, "state"),
        ("accept", "done", OFFICE, None),
        ("accept", "open", OFFICE, "state"),
        ("accept", "done", HEAD, "office_only"),
        ("return", "done", OFFICE, None),
        ("return", "accepted", OFFICE, None),
        ("return", "done", UNIT, "office_only"),
        ("return", "done", LEADER, None),
        ("return", "accepted", LEADER, None),
        ("return", "open", OFFICE, "state"),
        ("done", "open", COLLEAGUE, "outsider"),
        ("done", "open", LEADER, "outsider"),
        ("note", "open", COLLEAGUE, "outsider"),
        ("accept", "done", LEADER, "office_only"),
        ("evidence", "done", UNIT, None),
        ("evidence", "cancelled", UNIT, "state"),
        ("extend", "open", UNIT, None),
        ("extend", "done", OWNER, "state"),
        ("approve", "open", HEAD, "office_only"),
        ("approve", "blocked", OFFICE, None),
        ("decline", "open", UNIT, "office_only"),
        ("transfer", "open", OFFICE, None),
        ("transfer", "done", OFFICE, "state"),
        ("transfer", "open", HEAD, "office_only"),
        ("retract", "accepted", OFFICE, None),
        ("retract", "cancelled", OFFICE, None),
        ("retract", "accepted", OWNER, "office_only"),
        ("cancel", "open", OFFICE, None),
        ("cancel", "open", OWNER, "office_only"),
        ("cancel", "done", OFFICE, "state"),
        ("assign", "open", OFFICE, None),
        ("assign", "open", HEAD, "office_only"),
        ("move_due", "blocked", OFFICE, None),
        ("move_due", "open", OWNER, "office_only"),
        ("move_due", "accepted", OFFICE, "state"),
    ],
)
def test_a_move_is_allowed_or_refused(verb: str, state: str, standing: str, reason: str | None) -> None:
    refused = refusal(verb, state, frozenset({standing}))
    assert (refused.reason if refused else None) == reason


@pytest.mark.parametrize("verb", sorted(MOVES))
def test_a_guest_makes_no_move_at_all(verb: str) -> None:
    for state in ITEM_STATES:
        refused = refusal(verb, state, STRANGER)
        assert refused is not None
        assert refused.reason == "stranger"


@pytest.mark.parametrize("verb", sorted(MOVES))
def test_every_move_leads_from_known_states_to_a_known_one(verb: str) -> None:
    move = MOVES[verb]
    assert move.starts <= set(ITEM_STATES)
    assert move.ends is None or move.ends in ITEM_STATES
    assert move.who <= EVERYBODY


@pytest.mark.parametrize("verb", sorted(MOVES))
def test_every_refusal_is_a_sentence_that_names_the_item(verb: str) -> None:
    standings = [STRANGER, EVERYBODY, *(frozenset({each}) for each in EVERYBODY)]
    for state in ITEM_STATES:
        for standing in standings:
            refused = refusal(verb, state, standing)
            if refused is not None:
                assert "QD-7" in refused.message.format(item="QD-7", number=7)


def test_what_has_moved_on_is_told_with_a_way_out() -> None:
    assert "“7 not done”" in MOVED_ON.message.format(item="QD-7", number=7)
