"""Private words to one person: a question, a refusal, an offer. Each says what happened and shows how it is done right.

They quote what people wrote, so their paragraphs are plain text, which shows every character as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import actions, button, option, section, select, words
from bot.messages.imports import counted, made_words, office_only
from bot.messages.names import listed, listed_few
from bot.messages.target_sheets import offer_targets, read_letter
from bot.messages.text import (
    MOST_OPTIONS,
    SECTION,
    Block,
    clamped_text,
    escaped,
    mention,
    one_line,
    shortened,
)
from jobs.facts import WhisperFacts
from storage.words import N_

QUOTED: Final = 200
MOST_BUTTONS: Final = 5
MOST_NAMED: Final = 10
MOST_FILES: Final = 10
"""Slack hangs no more on one message."""
MOST_REFUSED: Final = 20
# A hundred labels of this length, and a text for the ear, still make a message that Slack takes.
CHOICE: Final = 60
MOST_HEARD: Final = 20

# The question for each verb that may lack its item.
WHICH_ITEM: Final[Mapping[str, str]] = {
    "done": N_("Which items are done? Nothing has been changed yet."),
    "reopen": N_("Which items are not done after all? Nothing has been changed yet."),
    "block": N_("Which items are blocked? Nothing has been changed yet."),
    "unblock": N_("Which items are no longer blocked? Nothing has been changed yet."),
    "acknowledge": N_("Which items have you taken note of? Nothing has been changed yet."),
}
ANY_ITEM: Final = N_("Which items do you mean? Nothing has been changed yet.")

# The reply that would have said it without asking.
EXAMPLES: Final[Mapping[str, str]] = {
    "done": N_("{item} done"),
    "reopen": N_("{item} not done"),
    "block": N_("{item} blocked: waiting for tooling"),
}

NEARLY: Final[Mapping[str, str]] = {
    "done": N_(
        "“{reply}” did not change anything, because it does not say for certain that something is done. Did you mean to report it done?"
    ),
}
NEARLY_ANY: Final = N_(
    "“{reply}” did not change anything, because it can be taken in more than one way. Did you mean this?"
)

# What opens a form instead of doing something at once.
# Two blocks each, below a message's fifty.
MOST_FIGURES: Final = 20
FORM_BUTTONS: Final[Mapping[str, str]] = {"extend": N_("More time for {item}…"), "assign": N_("Hand over {item}…")}

STATES: Final[Mapping[str, str]] = {
    "open": N_("{item} is open; nothing was changed."),
    "blocked": N_("{item} is blocked; nothing was changed."),
    "done": N_("{item} is done already; nothing was changed."),
    "accepted": N_("{item} is done and accepted already; nothing was changed."),
    "cancelled": N_("{item} was cancelled by the office; nothing was changed."),
}

Values = Mapping[str, Any]
Said = tuple[str, list[Block]]


def whisper(facts: WhisperFacts) -> dict[str, Any]:
    """What Slack is asked to show to one person only. Raises ValueError for a form nobody knows."""
    form = FORMS.get(facts.form)
    if form is None:
        raise ValueError(f"no whisper called {facts.form!r}")
    text, blocks = form(Say(facts.language), facts.values)
    if facts.is_letter:
        return {"method": "chat.postMessage", "channel": facts.channel, "text": clamped_text(text), "blocks": blocks}
    payload: dict[str, Any] = {
        "method": "chat.postEphemeral",
        "channel": facts.channel,
        "user": facts.user,
        "text": clamped_text(text),
        "blocks": blocks,
    }
    if facts.thread_ts is not None:
        payload["thread_ts"] = facts.thread_ts
    return payload


def _sentence(text: str) -> Said:
    return escaped(text), [words(shortened(text, SECTION))]


def _asked(say: Say, question: str, choices: Sequence[Values], *blocks: Block) -> Said:
    """A question with its choices, which the ear gets as a list."""
    heard = [question, *(_choice(choice) for choice in choices[:MOST_HEARD])]
    if len(choices) > MOST_HEARD:
        heard.append(_and_more(say, len(choices) - MOST_HEARD))
    return escaped("\n".join(heard)), list(blocks)


def _choice(choice: Values) -> str:
    return shortened(one_line(str(choice["label"])), CHOICE)


def _and_more(say: Say, n: int) -> str:
    return say.many("And {n} more.", "And {n} more.", n)


def _which_item(say: Say, values: Values) -> Said:
    if not values["choices"]:
        return _sentence(say("There is no open item in this thread that could be meant; nothing was changed."))
    question = say(WHICH_ITEM.get(values["verb"], ANY_ITEM))
    if example := EXAMPLES.get(values["verb"]):
        reply = say(example, item=_name(values["choices"][0]))
        question = f"{question} {say('Or write it with its number, for example “{reply}”.', reply=reply)}"
    return _picked(say, values, question)


def _which_reading(say: Say, values: Values) -> Said:
    question = say(
        "“{reply}” can be read in more than one way here, so nothing has been changed yet. Which one do you mean?",
        reply=_quoted(values["reply"]),
    )
    return _offered(say, values, question)


def _nearly(say: Say, values: Values) -> Said:
    question = say(NEARLY.get(values.get("verb", "done"), NEARLY_ANY), reply=_quoted(values["reply"]))
    return _offered(say, values, question)


def _worded(say: Say, values: Values) -> Said:
    """What needs a day or a person: a button for each item that may be meant, which opens its form."""
    question = say(values["template"], reply=_quoted(values["reply"]))
    verb = values["verb"]
    buttons = [
        button(
            say(FORM_BUTTONS[verb], item=_name(choice)),
            f"worded_{choice['item_id']}",
            f"{verb}:{choice['item_id']}:{values['inbound_id']}",
        )
        for choice in values["choices"][:MOST_BUTTONS]
    ]
    return _asked(say, question, values["choices"], words(question), actions("worded", *buttons))


def _offered(say: Say, values: Values, question: str) -> Said:
    """A question with one button for each choice, or a list to tick when they are many."""
    choices = values["choices"]
    if not choices:
        return _sentence(question)
    if len(choices) > MOST_BUTTONS:
        return _picked(say, values, question)
    buttons = [
        button(_choice(choice), f"reading_{choice['item_id']}", f"{_deed(values)}:{choice['item_id']}")
        for choice in choices
    ]
    return _asked(say, question, choices, words(question), actions("readings", *buttons))


def _picked(say: Say, values: Values, question: str) -> Said:
    """A question with a list to tick, and a button that says it is complete."""
    choices = values["choices"][:MOST_OPTIONS]
    options = [option(_choice(choice), str(choice["item_id"])) for choice in choices]
    picker = select("multi_static_select", "which_items", say("Choose items"), options)
    confirm = button(say("Confirm"), "which_confirm", _deed(values), style="primary")
    return _asked(say, question, choices, words(question, picker, "which_items"), actions("which_confirm", confirm))


def _deed(values: Values) -> str:
    """What a press will do, for which reply: `done:12`. What says no verb asks about done."""
    return f"{values.get('verb', 'done')}:{values.get('inbound_id', 0)}"


def _refused(say: Say, values: Values) -> Said:
    lines = [_told(say, line) for line in values["lines"][:MOST_REFUSED]]
    rest = len(values["lines"]) - MOST_REFUSED
    if rest > 0:
        lines.append(escaped(_and_more(say, rest)))
    told = "\n".join(lines)
    return told, [section(clamped_text(told))]


def _told(say: Say, line: Values) -> str:
    """One line of mrkdwn that may name a person: whoever did something meanwhile. What people wrote is escaped."""
    values = {name: escaped(_quoted(value)) for name, value in line.items() if name not in ("message", "who")}
    return say(line["message"], who=mention(str(line.get("who") or "?")), **values).strip()


def _unknown(say: Say, values: Values) -> Said:
    known = [str(each) for each in values["known"]]
    numbers = [_quoted(each, 20) for each in values["numbers"]]
    missing = say.many(
        "There is no item {numbers} in this thread, so nothing was changed for it.",
        "There are no items {numbers} in this thread, so nothing was changed for them.",
        len(numbers),
        numbers=listed_few(say, numbers, MOST_NAMED),
    )
    if not known:
        return _sentence(missing)
    hint = say(
        "You can name {known} here, for example “{example} done”.",
        known=listed_few(say, known, MOST_NAMED),
        example=known[0],
    )
    return _sentence(f"{missing} {hint}")


def _offer_link(say: Say, values: Values) -> Said:
    choices = values["choices"][:MOST_OPTIONS]
    if not choices:
        return _sentence(
            say(
                "Thank you for inviting me. There is no unit yet that could be linked to this channel. Whoever runs the bot makes one with “followups units set QD --name …”; then invite me again."
            )
        )
    question = say("Thank you for inviting me. Which unit does this channel belong to? Its reminders will come here.")
    options = [option(_choice(choice), str(choice["unit_id"])) for choice in choices]
    best = next((each for each in options if each["value"] == str(values.get("best"))), None)
    picker = select("static_select", "link_unit_choice", say("Choose a unit"), options, best)
    link = button(say("Link"), "link_unit", "link", style="primary")
    return _asked(say, question, choices, words(question), actions("link_unit", picker, link))


def _linked(say: Say, values: Values) -> Said:
    return _sentence(
        say(
            "{unit} is linked to this channel now. Its reminders come here on working days; answer in their threads.",
            unit=_quoted(values["unit"]),
        )
    )


def _nothing_to_undo(say: Say, _values: Values) -> Said:
    return _sentence(
        say(
            "There is nothing here that could be taken back; nothing was changed. Say what an item should be now, for example “3 not done”."
        )
    )


def _broken(say: Say, _values: Values) -> Said:
    return _sentence(
        say(
            "Something went wrong on our side, and nothing was changed. Please try once more; if it happens again, tell whoever runs the bot."
        )
    )


def _not_office(say: Say, values: Values) -> Said:
    return _sentence(
        say(
            "“{asked}” is for the strategy office only, so nothing was changed. Please ask somebody of the office to do it.",
            asked=_quoted(values["asked"]),
        )
    )


def _pressed_old(say: Say, values: Values) -> Said:
    return _sentence(say(STATES[values["state"]], item=values["item"]))


def _offer_import(say: Say, values: Values) -> Said:
    """A file that was sent to us: one button for each, and nothing is read before it is pressed."""
    files = values["files"][:MOST_FILES]
    names = [_quoted(file["name"], CHOICE) for file in files]
    question = say.many(
        "Shall I read {names} as the minutes of a meeting? You see what was found before anything is kept.",
        "Shall I read {names} as minutes of meetings? You see what was found before anything is kept.",
        len(names),
        names=listed(say, names),
    )
    buttons = [
        button(
            say("Read it") if len(files) == 1 else say("Read {name}", name=name),
            # Of several the offer stays, so that each can be read.
            "import_file" if len(files) == 1 else f"import_file_{n}",
            str(file["id"]),
            style="primary" if len(files) == 1 else None,
        )
        for n, (file, name) in enumerate(zip(files, names, strict=True))
    ]
    return escaped(question), [words(question), actions("import_files", *buttons)]


def _office_imports(say: Say, values: Values) -> Said:
    """Who can import, told to somebody who cannot."""
    told = office_only(say, values["office"])
    return told, [section(told)]


def _draft(say: Say, values: Values) -> Said:
    """Minutes that were read and wait for a decision; once it is made, what it was."""
    title = _quoted(values["title"])
    match values.get("outcome"):
        case "confirmed":
            return _sentence(say("“{title}” is confirmed.", title=title) + " " + made_words(say, values["made"]))
        case "dropped":
            return _sentence(say("The draft of “{title}” was thrown away; nothing of it was kept.", title=title))
    told = say("“{title}” is read:", title=title) + " " + counted(say, values["points"], values["actions"]) + "."
    if not values["points"] and not values["actions"]:
        told += " " + say("Open it to add what is asked by hand, or to throw it away.")
    elif values.get("problems"):
        told += " " + say.many("{n} place wants a look.", "{n} places want a look.", values["problems"])
    told += " " + say("Nothing is kept or sent before you confirm.")
    press = button(say("Open preview"), "draft_open", str(values["draft_id"]), style="primary")
    return escaped(told), [words(told), actions("draft", press)]


def _plain(say: Say, values: Values) -> Said:
    rest = {name: value for name, value in values.items() if name != "template"}
    return _sentence(say(values["template"], **{name: _said(say, value) for name, value in rest.items()}))


def _said(say: Say, value: object) -> object:
    return listed(say, map(str, value)) if isinstance(value, list | tuple) else value


def _quoted(text: object, n: int = QUOTED) -> str:
    return shortened(one_line(str(text)), n)


def _name(choice: Values) -> str:
    """The item's own name, which each label begins with."""
    return str(choice["label"]).split(maxsplit=1)[0]


def _figures(say: Say, values: Values) -> Said:
    """Figures that were not kept: why, or whether they are meant so."""
    heard, blocks = [], []
    for line in values["lines"][:MOST_FIGURES]:
        told = say(line["message"], **line["values"])
        heard.append(told)
        blocks.append(words(shortened(told, SECTION)))
        if "remembered" in line:
            yes = button(say("Yes, {figure}", figure=line["figure"]), "value_yes", line["remembered"], style="primary")
            blocks.append(actions(f"value_{len(blocks)}", yes, button(say("No, leave it"), "value_no", "no")))
    left = len(values["lines"]) - MOST_FIGURES
    if left > 0:
        heard.append(
            say.many(
                "{n} more figure was not kept; report it again.",
                "{n} more figures were not kept; report them again.",
                left,
            )
        )
        blocks.append(words(heard[-1]))
    if not any("remembered" in line for line in values["lines"]):
        return escaped("\n".join(heard)), blocks
    ending = say("Nothing was kept yet. If it was a slip, report it again with its measure, for example “1.2 GWh”.")
    return escaped("\n".join([*heard, ending])), [*blocks, words(ending)]


FORMS: Final[Mapping[str, Callable[[Say, Values], Said]]] = {
    "which_item": _which_item,
    "which_reading": _which_reading,
    "nearly": _nearly,
    "worded": _worded,
    "refused": _refused,
    "unknown": _unknown,
    "offer_link": _offer_link,
    "linked": _linked,
    "nothing_to_undo": _nothing_to_undo,
    "broken": _broken,
    "not_office": _not_office,
    "pressed_old": _pressed_old,
    "offer_import": _offer_import,
    "office_imports": _office_imports,
    "draft": _draft,
    "offer_targets": offer_targets,
    "target_sheet": read_letter,
    "plain": _plain,
    "figures": _figures,
}
