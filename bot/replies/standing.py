"""How an item stands: blocked, going on again, taken note of."""

from collections.abc import Sequence

from bot.replies.clauses import DOUBTS, NAMES, TO_COME, UNDER_WAY, Clause
from bot.replies.heard import Heard
from bot.replies.parts import Part
from bot.replies.talk import note_or_talk, read_talk
from bot.replies.tokens import Token
from bot.replies.verdicts import FOREIGN, has_doubtful_number


def read_blocked(heard: Heard, clause: Clause) -> None:
    """An item that cannot go on, with its reason; "not blocked" lets it go on."""
    at = clause.first([Part.BLOCKED])
    behind = at + 1
    while behind < len(clause.tokens) and clause.tokens[behind].part in (*NAMES, Part.FILLER, Part.AFTER):
        behind += 1
    if not any(token.part in NAMES for token in clause.tokens[at + 1 : behind]):
        behind = at + 1
    head, reason = _parted_by_cause(clause.tokens[:at])
    parts = {token.part for token in head}
    named = heard.named(token.ref for token in clause.tokens[:behind] if token.ref)
    if Part.NOT in parts and not parts & (DOUBTS - {Part.NOT}):
        heard.unblock += [item.number for item in named.items if item.state == "blocked"]
        return
    if parts & (UNDER_WAY | TO_COME | {Part.NOT}):
        note_or_talk(heard, clause, named)
        return
    sure = not parts & (DOUBTS | FOREIGN) and not has_doubtful_number(clause)
    items = heard.meant_by(clause, named, "blocked", sure)
    if not items:
        if not clause.names_something:
            read_talk(heard, clause)
        return
    if not sure:
        heard.questions.ask("nearly", [item for item in items if item.is_open], "blocked")
        return
    heard.explaining = heard.reason(reason or clause.tokens[behind:], clause.end)
    heard.blocked += [(item.number, heard.explaining) for item in items if item.is_open]
    heard.already += [item.number for item in items if not item.is_open]


def read_unblocked(heard: Heard, clause: Clause) -> None:
    """An item that was blocked goes on."""
    stuck = [item for item in heard.thread.items if item.state == "blocked"]
    if clause.has(*DOUBTS - {Part.NEVER, Part.NOT}) or (not clause.refs and len(stuck) != 1):
        read_talk(heard, clause)
        return
    items = heard.named(clause.refs).items if clause.refs else stuck
    heard.unblock += [item.number for item in items if item.state == "blocked"]


def read_ack(heard: Heard, clause: Clause) -> None:
    """ "Got it", of the items named or of the whole reminder."""
    named = heard.named(clause.refs)
    if clause.has(*DOUBTS - {Part.LATER}) or has_doubtful_number(clause):
        return
    if clause.refs:
        heard.take(named)
        heard.ack += [item.number for item in named.items if item.is_open]
        heard.already += [item.number for item in named.items if not item.is_open]
    elif not clause.has(Part.TALK):
        heard.acknowledged = True


def _parted_by_cause(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words before 因, and the cause from there on: 3因设备未到受阻."""
    at = next((at for at, token in enumerate(tokens) if token.text in ("因", "因为", "由于")), len(tokens))
    return tokens[:at], tokens[at:]
