"""An item's life: which moves there are, from where to where, who may make them, and what they change. Pure.

`accepted` means the office agrees that what the unit reported is done; until then a reported `done` can be taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from storage.words import N_

# Who somebody is towards one item. A person usually holds several; guests and people of another organisation hold none.
COLLEAGUE: Final = "colleague"  # of our own organisation, whatever their channel
OFFICE: Final = "office"
UNIT: Final = "unit"  # in the unit's channel
OWNER: Final = "owner"
HEAD: Final = "head"
LEADER: Final = "leader"  # gave the directive the item comes from
DOER: Final = "doer"  # made the move that is to be taken back, less than UNDO_WINDOW ago

UNDO_WINDOW: Final = timedelta(hours=24)
# Nobody plans further; a date beyond is a slip of the finger.
FURTHEST: Final = timedelta(days=3 * 366)

_STATE: Final = frozenset({"state"})
_DUE: Final = frozenset({"state", "due_on"})
_OWNER: Final = frozenset({"state", "owner_id"})


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of step: the states it starts from, the state it leads to (None: stays), and who may make it.

    `rests_on` names what its maker must have known: a move made before they heard of a change of it is refused.
    """

    verb: str
    starts: frozenset[str]
    ends: str | None
    who: frozenset[str]
    rests_on: frozenset[str] = _STATE


def _move(verb: str, starts: str, ends: str | None, *who: str, rests_on: frozenset[str] = _STATE) -> tuple[str, Move]:
    return verb, Move(verb, frozenset(starts.split()), ends, frozenset(who), rests_on)


_THE_UNIT: Final = (UNIT, OWNER, HEAD, OFFICE)
_NOTHING: Final[frozenset[str]] = frozenset()

MOVES: Final = dict(
    (
        _move("acknowledge", "open blocked", None, *_THE_UNIT, rests_on=_NOTHING),
        _move("note", "open blocked done accepted cancelled", None, *_THE_UNIT, rests_on=_NOTHING),
        _move("evidence", "open blocked done accepted", None, *_THE_UNIT, rests_on=_NOTHING),
        _move("block", "open blocked", "blocked", *_THE_UNIT),
        _move("unblock", "blocked", "open", *_THE_UNIT),
        _move("done", "open blocked", "done", *_THE_UNIT),
        _move("extend", "open blocked", None, *_THE_UNIT, rests_on=_DUE),
        _move("reopen", "done", "open", DOER, OWNER, HEAD, OFFICE),
        # Taking back what anybody of the unit may do, and what only the office (or a leader) may.
        _move("undo", "open blocked done", None, DOER, OWNER, HEAD, OFFICE),
        _move("retract", "open blocked done accepted cancelled", None, DOER, OFFICE),
        _move("accept", "done", "accepted", OFFICE),
        _move("return", "done accepted", "open", OFFICE, LEADER),
        _move("cancel", "open blocked", "cancelled", OFFICE),
        _move("transfer", "open blocked", "cancelled", OFFICE),
        _move("assign", "open blocked", None, OFFICE, rests_on=_OWNER),
        _move("move_due", "open blocked", None, OFFICE, rests_on=_DUE),
        _move("approve", "open blocked", None, OFFICE, rests_on=_DUE),
        _move("decline", "open blocked", None, OFFICE, rests_on=_DUE),
    )
)
# The office owes the unit a reason for these.
NEED_REASON: Final = frozenset({"return", "cancel", "move_due"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move cannot be made: an N_ template that says who can, or what is right.

    `message` names `{item}`, `{number}` and what is in `values`; `{who}` in them is a Slack user or `operator:…`.
    """

    reason: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)


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
        if UNIT in move.who:
            return Refusal(
                "outsider",
                N_(
                    "{item} was left as it is: only people of its unit's channel, its owner, the unit's head or the office can do that."
                ),
            )
        if verb in ("reopen", "undo"):
            return Refusal(
                "not_yours",
                N_(
                    "{item} was left as it is: only the person who reported it (within a day), its owner, the unit's head or the office can take that back."
                ),
            )
        if verb == "return":
            return Refusal(
                "office_only",
                N_(
                    "{item} was left as it is: only the strategy office, or the leader who asked for it, can return it."
                ),
            )
        return Refusal("office_only", N_("{item} was left as it is: only the strategy office can do that."))
    if state not in move.starts:
        return Refusal("state", _NOT_DONE if verb in ("accept", "return") and state != "accepted" else _STATES[state])
    return None


def changes(verb: str, who: str, at: datetime, note: str | None) -> dict[str, Any]:
    """What a move writes into the item's row, beside the state it leads to."""
    undone = {"done_at": None, "done_by": None, "accepted_at": None, "accepted_by": None}
    match verb:
        case "done":
            return {"done_at": at, "done_by": who, "blocked_reason": None, "returned_reason": None}
        case "block":
            return {"blocked_reason": note or ""}
        case "unblock" | "cancel" | "transfer":
            return {"blocked_reason": None}
        case "reopen":
            return undone
        case "return":
            return undone | {"returned_reason": note or ""}
        case "accept":
            return {"accepted_at": at, "accepted_by": who}
    return {}


def lacks_reason(verb: str, reason: str | None) -> Refusal | None:
    """A refusal when the office gives no reason where it owes one."""
    if verb not in NEED_REASON or (reason or "").strip():
        return None
    return Refusal("reason", _REASONS[verb])


def unfit_extension(until: date, today: date, due_on: date | None) -> Refusal | None:
    """Why an item due on `due_on` cannot be asked to be extended until `until`; `today` is the unit's own date."""
    if due_on is None:
        return Refusal(
            "no_due_date",
            N_("{item} has no due date, so there is nothing to extend. The office can give it one."),
        )
    if until < today:
        return _passed(until, today)
    if until <= due_on:
        return Refusal(
            "not_later",
            N_("{item} is due on {due} already: ask for a day after it, for example “extend {number} to {example}”."),
            {"due": due_on.isoformat(), "example": (due_on + timedelta(days=14)).isoformat()},
        )
    return _too_far(until, today)


def unfit_due_date(due_on: date, today: date, before: date | None) -> Refusal | None:
    """Why the office cannot move an item's due date from `before` to `due_on`; `today` is the unit's own date."""
    if due_on < today:
        return _passed(due_on, today)
    if due_on == before:
        return Refusal("same_day", N_("{item} is due on {due} already; nothing was changed."), {"due": str(due_on)})
    return _too_far(due_on, today)


def _passed(day: date, today: date) -> Refusal:
    return Refusal(
        "passed",
        N_("{item} was left as it is: {date} has passed, today is {today}. Choose today or a later day."),
        {"date": day.isoformat(), "today": today.isoformat()},
    )


def _too_far(day: date, today: date) -> Refusal | None:
    if day - today <= FURTHEST:
        return None
    return Refusal(
        "too_far",
        N_("{item} was left as it is: {date} is more than three years away. Is the year right?"),
        {"date": day.isoformat()},
    )


def meanwhile(verb: str, who: str, values: Mapping[str, Any]) -> Refusal:
    """What somebody else did before the speaker could know of it, so that the speaker's own move was not made."""
    return Refusal("meanwhile", _MEANWHILE.get(verb, _CHANGED), {"who": who, **values})


def decided(decision: str, who: str, until: date) -> Refusal:
    """A wish for a later date was decided on already."""
    return Refusal("decided", _DECIDED[decision], {"who": who, "date": until.isoformat()})


MOVED_ON: Final = Refusal(
    "moved_on",
    N_(
        "{item} has changed since then, so nothing was taken back. Say what it should be now, for example “{number} not done”."
    ),
)

_STATES: Final = {
    "open": N_("{item} is open already; nothing was changed."),
    "blocked": N_("{item} is blocked; nothing was changed."),
    "done": N_("{item} was reported done before; nothing was changed."),
    "accepted": N_("{item} is done and accepted; nothing was changed. The office can return it if it is not."),
    "cancelled": N_("{item} was cancelled by the office; nothing was changed."),
}
_NOT_DONE: Final = N_("{item} is not reported done, so there is nothing to accept or return; nothing was changed.")
_REASONS: Final = {
    "return": N_("{item} was left as it is: say why it is returned, so that the unit knows what is missing."),
    "cancel": N_("{item} was left as it is: say why it is cancelled; the reason is kept with it."),
    "move_due": N_("{item} was left as it is: say why its due date moves; the reason is kept beside both dates."),
}
_CHANGED: Final = N_(
    "{item} was changed by {who} meanwhile, so your word was not applied. Look again, and say it once more if it still holds."
)
_MEANWHILE: Final = {
    "done": N_("{item} was reported done by {who} meanwhile, so your word was not applied."),
    "block": N_(
        "{item} was reported blocked by {who} meanwhile, so your word was not applied. If it still holds, say it once more."
    ),
    "unblock": N_(
        "{item} was said to be blocked no longer by {who} meanwhile, so your word was not applied. If it still holds, say it once more."
    ),
    "reopen": N_(
        "{item} was opened again by {who} meanwhile, so your word was not applied. If it still holds, say it once more."
    ),
    "undo": N_(
        "{item} was opened again by {who} meanwhile, so your word was not applied. If it still holds, say it once more."
    ),
    "accept": N_("{item} was accepted by {who} meanwhile, so your word was not applied."),
    "return": N_(
        "{item} was returned by {who} meanwhile, so your word was not applied. Look at what is missing, and say it once more if it still holds."
    ),
    "cancel": N_("{item} was cancelled by {who} meanwhile, so your word was not applied."),
    "transfer": N_("{item} was given to another unit by {who} meanwhile, so your word was not applied."),
    "assign": N_("{item} was given to another owner by {who} meanwhile, so your word was not applied."),
    "move_due": N_("{item} is due on {due} now: {who} moved it meanwhile, so your word was not applied."),
    "approve": N_("{item} is due on {due} now: {who} extended it meanwhile, so your word was not applied."),
}
_DECIDED: Final = {
    "approved": N_("The extension of {item} to {date} was approved by {who} already; nothing was changed."),
    "declined": N_("The extension of {item} to {date} was declined by {who} already; nothing was changed."),
    "withdrawn": N_(
        "The wish to extend {item} to {date} was withdrawn, or another took its place; nothing was changed."
    ),
}
