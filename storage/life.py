"""An item's life: which moves there are, from where to where, and who may make them. One table, one question.

`accepted` means the office agrees that what the unit reported is done; until then a reported `done` can be taken back.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from storage.words import N_

# Who somebody is towards one item. A person usually holds several.
OFFICE: Final = "office"
UNIT: Final = "unit"  # in the unit's channel, neither a guest nor of another organisation
OWNER: Final = "owner"
HEAD: Final = "head"
DOER: Final = "doer"  # made the move that is to be taken back, less than UNDO_WINDOW ago

UNDO_WINDOW: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of step: the states it starts from, the state it leads to (None: stays), and who may make it."""

    verb: str
    starts: frozenset[str]
    ends: str | None
    who: frozenset[str]


def _move(verb: str, starts: str, ends: str | None, *who: str) -> tuple[str, Move]:
    return verb, Move(verb, frozenset(starts.split()), ends, frozenset(who))


MOVES: Final = dict(
    (
        _move("acknowledge", "open blocked", None, UNIT, OWNER, HEAD, OFFICE),
        _move("note", "open blocked done accepted cancelled", None, UNIT, OWNER, HEAD, OFFICE),
        _move("block", "open blocked", "blocked", UNIT, OWNER, HEAD, OFFICE),
        _move("unblock", "blocked", "open", UNIT, OWNER, HEAD, OFFICE),
        _move("done", "open blocked", "done", UNIT, OWNER, HEAD, OFFICE),
        _move("reopen", "done", "open", DOER, OWNER, HEAD, OFFICE),
        _move("undo", "open blocked done", None, DOER, OWNER, HEAD, OFFICE),
        _move("accept", "done", "accepted", OFFICE),
        _move("return", "done accepted", "open", OFFICE),
        _move("cancel", "open blocked", "cancelled", OFFICE),
        _move("assign", "open blocked", None, OFFICE),
        _move("move_due", "open blocked", None, OFFICE),
    )
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move cannot be made: an N_ template that says who can, or what the item is now."""

    reason: str
    message: str


def refusal(verb: str, state: str, standing: frozenset[str]) -> Refusal | None:
    """None when somebody of this standing may make the move from this state; else why not, in a sentence that names `{item}`."""
    move = MOVES[verb]
    if not standing:
        return Refusal(
            "stranger",
            N_(
                "{item} was left as it is: guests and people of another organisation may read, not change. Somebody of the unit's channel can report it."
            ),
        )
    if not standing & move.who:
        if verb in ("reopen", "undo"):
            return Refusal(
                "not_yours",
                N_(
                    "{item} was left as it is: only the person who reported it (within a day), its owner, the unit's head or the office can take that back."
                ),
            )
        return Refusal("office_only", N_("{item} was left as it is: only the strategy office can do that."))
    if state not in move.starts:
        return Refusal("state", _STATE_WORDS[state])
    return None


MOVED_ON: Final = Refusal(
    "moved_on",
    N_(
        "{item} has changed since then, so nothing was taken back. Say what it should be now, for example “{number} not done”."
    ),
)

_STATE_WORDS: Final = {
    "open": N_("{item} is open already; nothing was changed."),
    "blocked": N_("{item} is blocked; nothing was changed."),
    "done": N_("{item} was reported done before; nothing was changed."),
    "accepted": N_("{item} is done and accepted; nothing was changed. The office can return it if it is not."),
    "cancelled": N_("{item} was cancelled by the office; nothing was changed."),
}
