"""The forms behind a line's menu: one for each thing that needs words, a day or a person. Pure.

A form remembers in its `private_metadata` which item it speaks of, what was known of it, and where it was opened. What somebody
has typed stays in it when something is wrong: what is wrong is then told under the field.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import option, plain, section
from bot.messages.names import label
from bot.messages.text import MOST_OPTIONS, Block, date_words, escaped, one_line, shortened
from storage.words import N_

CALLBACK: Final = "item_form"
TITLE: Final = 150
WORDS: Final = 1000
LINK: Final = 2000

DAY: Final = "day"
REASON: Final = "reason"
OWNER: Final = "owner"
UNIT: Final = "unit"
ADDRESS: Final = "link"
DONE: Final = "done"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form speaks of: a verb, and an item as it was shown when the form was asked for."""

    verb: str
    item_id: int
    knew: int | None = None

    @property
    def metadata(self) -> str:
        """For the form to remember."""
        return json.dumps(asdict(self))


def subject_of(metadata: str) -> Subject:
    """What a submitted form speaks of."""
    return Subject(**json.loads(metadata))


@dataclass(frozen=True, slots=True)
class Shown:
    """The item as a form shows it, and the units it could be given to."""

    code: str
    number: int
    title: str
    state: str
    due_on: date | None
    units: tuple[tuple[int, str], ...] = ()


# Each form: its heading, what its button says, and the label of its words with an example of good ones.
FORMS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "block": (N_("Blocked"), N_("Report"), N_("What does it wait for?"), N_("waiting for tooling until June")),
    "extend": (N_("More time"), N_("Ask the office"), N_("Why?"), N_("supplier delivers two weeks late")),
    "move_due": (N_("Due date"), N_("Move"), N_("Why?"), N_("agreed at the monthly meeting")),
    "note": (N_("Note"), N_("Keep"), N_("How does it go?"), N_("two of three lines are running")),
    "assign": (N_("Hand over"), N_("Hand over"), N_("Why?"), N_("moved to the plant's own team")),
    "evidence": (N_("Evidence"), N_("Offer"), N_("Or in words"), N_("line 3 passed the audit on 8 May")),
    "return": (N_("Return"), N_("Return"), N_("What is missing?"), N_("the audit report is missing")),
    "cancel": (N_("Cancel"), N_("Cancel it"), N_("Why?"), N_("overtaken by the new plan")),
}
NEED_WORDS: Final = frozenset({"block", "extend", "move_due", "note", "return", "cancel"})


def item_form(say: Say, subject: Subject, shown: Shown) -> Block:
    """The form for one thing that is to be said of one item."""
    heading, submit, _, _ = FORMS[subject.verb]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": subject.metadata,
        "title": plain(shortened(f"{label(shown.code, shown.number)} · {say(heading)}", 24)),
        "submit": plain(say(submit)),
        "close": plain(say("Close")),
        "blocks": [section(_about(say, shown)), *_fields(say, subject.verb, shown)],
    }


def first_field(verb: str) -> str:
    """The field under which a refusal is told that belongs to none in particular."""
    return {"extend": DAY, "move_due": DAY, "assign": OWNER, "evidence": ADDRESS}.get(verb, REASON)


def typed(view: Mapping[str, Any], field: str) -> str:
    """What a field of a submitted form holds: words, a day, a person, a unit, or the box that was ticked; empty for nothing."""
    state = (view["state"]["values"].get(field) or {}).get("value") or {}
    chosen = state.get("selected_option") or next(iter(state.get("selected_options") or ()), None)
    given = state.get("value") or state.get("selected_date") or state.get("selected_user")
    return str((chosen["value"] if chosen else given) or "").strip()


def _about(say: Say, shown: Shown) -> str:
    name, title = label(shown.code, shown.number), escaped(shortened(one_line(shown.title), TITLE))
    due = say("due {date}", date=date_words(say, shown.due_on)) if shown.due_on else say("no due date yet")
    return f"*{name}*  {title}\n{due}"


def _fields(say: Say, verb: str, shown: Shown) -> list[Block]:
    match verb:
        case "extend":
            return [_day(say, say("Until when?")), _words(say, verb)]
        case "move_due":
            return [_day(say, say("New due date")), _words(say, verb)]
        case "assign":
            return [_owner(say), *_units(say, shown), _words(say, verb)]
        case "evidence":
            return [_link(say), _words(say, verb), *([_is_done(say)] if shown.state in ("open", "blocked") else [])]
    return [_words(say, verb)]


def _words(say: Say, verb: str) -> Block:
    _, _, asked, example = FORMS[verb]
    element = {
        "type": "plain_text_input",
        "action_id": "value",
        "multiline": True,
        "max_length": WORDS,
        "placeholder": plain(say("for example: {words}", words=say(example))),
    }
    return _input(REASON, say(asked), element, is_optional=verb not in NEED_WORDS)


def _day(say: Say, asked: str) -> Block:
    # No day is filled in: a due date is a person's word, never a guess.
    return _input(DAY, asked, {"type": "datepicker", "action_id": "value", "placeholder": plain(say("Choose a day"))})


def _owner(say: Say) -> Block:
    element = {"type": "users_select", "action_id": "value", "placeholder": plain(say("Choose a person"))}
    return _input(OWNER, say("New owner"), element, is_optional=True)


def _units(say: Say, shown: Shown) -> list[Block]:
    if not shown.units:
        return []
    element = {
        "type": "static_select",
        "action_id": "value",
        "placeholder": plain(say("Choose a unit")),
        "options": [option(name, str(unit_id)) for unit_id, name in shown.units[:MOST_OPTIONS]],
    }
    hint = say("It gets a new number there, with the same due date; the old number stays, and points to it.")
    return [_input(UNIT, say("Or another unit"), element, is_optional=True, hint=hint)]


def _link(say: Say) -> Block:
    hint = say("To offer a file, post it in the thread with “3 done”.")
    return _input(
        ADDRESS, say("Link to it"), {"type": "url_text_input", "action_id": "value"}, is_optional=True, hint=hint
    )


def _is_done(say: Say) -> Block:
    element = {
        "type": "checkboxes",
        "action_id": "value",
        "options": [{"text": plain(say("Report it done with this")), "value": "done"}],
    }
    return _input(DONE, say("Done?"), element, is_optional=True)


def _input(block_id: str, asked: str, element: Block, *, is_optional: bool = False, hint: str | None = None) -> Block:
    made = {
        "type": "input",
        "block_id": block_id,
        "label": plain(asked),
        "element": element,
        "optional": is_optional,
    }
    return made | ({"hint": plain(hint)} if hint else {})
