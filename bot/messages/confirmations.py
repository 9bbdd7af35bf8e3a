"""The line in the thread that says what was understood, with Undo while it stands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import button, context, piece, plain, rich, section
from bot.messages.figures import figure as figure_words
from bot.messages.names import label, listed_few
from bot.messages.text import Block, date_words, escaped, is_slack_user, mention, one_line, plain_name, shortened
from jobs.facts import ConfirmationFacts, Effect, FigureSaid
from storage.words import N_

MOST_NAMED: Final = 40
MOST_NOTES: Final = 5
NOTE: Final = 200

# What each verb of the journal did, in the order in which it is told.
VERBS: Final[Mapping[str, str]] = {
    "done": N_("{items} done"),
    "accept": N_("{items} accepted"),
    "reopen": N_("{items} open again"),
    "return": N_("{items} returned by the office"),
    "undo": N_("{items} taken back"),
    "block": N_("{items} blocked"),
    "unblock": N_("{items} no longer blocked"),
    "acknowledge": N_("{items} acknowledged"),
    "assigned": N_("{items} assigned"),
    "assign": N_("{items} given to {to}"),
    "transfer": N_("{items} given to another unit, as {to}"),
    "extend": N_("{items}: the office is asked for more time, until {day}"),
    "extend_late": N_("{items}: the office is asked for more time, until {day} (asked after the due date)"),
    "approve": N_("{items} extended to {day}"),
    "decline": N_("{items} not extended"),
    "move_due": N_("{items} due on {day} now"),
    "cancel": N_("{items} cancelled"),
    "evidence": N_("evidence kept for {items}"),
    "note": N_("note kept for {items}"),
}
# Only what changed something can be taken back; a note is simply followed by another.
UNDOABLE: Final = frozenset(
    {
        "done",
        "reopen",
        "block",
        "unblock",
        "extend",
        "extend_late",
        "accept",
        "return",
        "cancel",
        "assign",
        "move_due",
        "approve",
        "decline",
    }
)
_GOOD: Final = frozenset({"done", "accept", "approve"})
_BACK: Final = frozenset({"reopen", "return", "undo"})


def confirmation(facts: ConfirmationFacts) -> dict[str, Any]:
    """What Slack is asked to post in the thread."""
    say = Say(facts.language)
    done = [what_was_done(say, facts.effects)] if facts.effects else []
    what = " · ".join([*done, *(_figure(say, figure) for figure in facts.figures)])
    return {
        "method": "chat.postMessage",
        "channel": facts.channel,
        "thread_ts": facts.thread_ts,
        "text": _text(say, facts, what),
        "blocks": _struck(say, facts, what) if facts.is_undone else _standing(say, facts, what),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def what_was_done(say: Say, effects: Sequence[Effect]) -> str:
    """All effects in one phrase, grouped by verb and by the day or name it speaks of; plain."""
    groups: dict[tuple[str, str], list[Effect]] = {}
    for verb in VERBS:
        for effect in effects:
            if effect.verb == verb:
                groups.setdefault((verb, _object(say, effect)), []).append(effect)
    return " · ".join(
        say(
            VERBS[verb],
            items=listed_few(say, list(dict.fromkeys(map(_name, group))), MOST_NAMED),
            day=spoken_of,
            to=spoken_of,
        )
        for (verb, spoken_of), group in groups.items()
    )


def _figure(say: Say, figure: FigureSaid) -> str:
    """A reported figure: “Shipments 1.2 GWh, forecast 3.1 GWh”."""
    told = f"{shortened(one_line(figure.metric), 80)} {figure_words(say, figure.value, figure.measure)}"
    if figure.forecast is None:
        return told
    return say(
        "{figure}, forecast {forecast}", figure=told, forecast=figure_words(say, figure.forecast, figure.measure)
    )


def _object(say: Say, effect: Effect) -> str:
    """The day, owner or number that the sentence of this verb names."""
    if "{to}" in VERBS[effect.verb]:
        return effect.to or "?"
    if "{day}" in VERBS[effect.verb]:
        return date_words(say, effect.day) if effect.day else "?"
    return ""


def _text(say: Say, facts: ConfirmationFacts, what: str) -> str:
    if facts.is_undone:
        return say("Taken back: {what} · {who}", what=escaped(what), who=mention(facts.who))
    if facts.is_deleted:
        return say(
            "A reply was deleted. What it reported stays: {what} · {who}", what=escaped(what), who=mention(facts.who)
        )
    return f"{_sign(facts)} {escaped(what)} · {mention(facts.who)}"


def _standing(say: Say, facts: ConfirmationFacts, what: str) -> list[Block]:
    undo = None
    if facts.figures or any(effect.verb in UNDOABLE for effect in facts.effects):
        undo = button(say("Undo"), "undo", str(facts.inbound_id), label=say("Undo: {what}", what=what))
    told = _text(say, facts, what) if facts.is_deleted else f"{_sign(facts)} *{escaped(what)}* · {mention(facts.who)}"
    blocks = [section(told, undo, f"did-{facts.inbound_id}")]
    if facts.while_away:
        blocks.append(context(plain(say("This came while I was away."))))
    if notes := _notes(say, facts):
        blocks.append(context(plain(notes)))
    return blocks


def _struck(say: Say, facts: ConfirmationFacts, what: str) -> list[Block]:
    who = facts.who
    caller = {"type": "user", "user_id": who} if is_slack_user(who) else piece(plain_name(who))
    return [rich(piece(what, strike=True), piece(" · "), caller, piece(" · "), piece(say("taken back"), bold=True))]


def _notes(say: Say, facts: ConfirmationFacts) -> str:
    """What was said along with it, as written; one line for all items of one note."""
    noted: dict[str, list[str]] = {}
    for effect in facts.effects:
        if effect.note and effect.note.strip():
            noted.setdefault(one_line(effect.note), []).append(_name(effect))
    for figure in facts.figures:
        if figure.note and figure.note.strip():
            noted.setdefault(one_line(figure.note), []).append(shortened(one_line(figure.metric), 80))
    rows = [
        f"{listed_few(say, names, MOST_NAMED)}: {shortened(note, NOTE)}"
        for note, names in list(noted.items())[:MOST_NOTES]
    ]
    return "\n".join(rows)


def _sign(facts: ConfirmationFacts) -> str:
    """A sign for the eye; the words beside it say the same."""
    verbs = {effect.verb for effect in facts.effects}
    return "✅" if verbs & _GOOD else "📈" if facts.figures else "↩️" if verbs & _BACK else "📝"


def _name(effect: Effect) -> str:
    return label(effect.code, effect.number)
