"""The ledger as the office sees it: each message that is owed or was given up, how it stands, and two buttons."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.language import Say
from bot.messages.alarms import meaning_of
from bot.messages.blocks import actions, button, context, header, piece, plain, rich, words
from bot.messages.pages import Asked, Page, page_of_escaped, paging
from bot.messages.standing import NAME, joined
from bot.messages.text import date_words, escaped, shortened
from storage.outstanding import Outstanding
from storage.words import N_

# Three blocks each, below a heading and above the buttons for paging.
SHOWN: Final = 10
WHY: Final = 160

CONDITION_WORDS: Final[Mapping[str, str]] = {
    "due": N_("on its way"),
    "stuck": N_("stuck: a try has failed, and it is tried again"),
    "refused": N_("refused by Slack"),
    "uncertain": N_("uncertain: nobody can tell whether it arrived"),
}
KIND_WORDS: Final[Mapping[str, str]] = {
    "reminder": N_("reminder"),
    "notice": N_("notice of a meeting"),
    "confirmation": N_("confirmation"),
    "whisper": N_("private word"),
    "mark": N_("reaction"),
    "alarm": N_("alarm to the office"),
    "part": N_("continuation"),
    "escalation": N_("what is badly late"),
    "digest": N_("leader's digest"),
    "waiting": N_("the office's list"),
    "scorecard": N_("scorecard"),
}


def ledger(asked: Asked, found: Sequence[Outstanding]) -> Page:
    """What is due, stuck, refused or uncertain, newest first, each with Retry and Skip."""
    say = asked.say
    title = say.many("{n} message is not delivered", "{n} messages are not delivered", len(found))
    if not found:
        nothing = say("Nothing is owed: no message is due, stuck, refused or uncertain.")
        return page_of_escaped(escaped(nothing), [words(nothing)])
    heard, blocks = [escaped(title)], [header(title)]
    shown = found[asked.offset : asked.offset + SHOWN]
    for each in shown:
        row = each.row
        name, told = named(say, each), standing(say, each)
        blocks += [
            rich(piece(name, bold=True), piece("  "), *where(row.channel)),
            context(plain(told)),
            actions(
                f"delivery-{row.id}",
                button(
                    say("Retry"), "delivery_retry", _value(asked, row.id), label=say("Retry message {id}", id=row.id)
                ),
                button(say("Skip"), "delivery_skip", _value(asked, row.id), label=say("Skip message {id}", id=row.id)),
            ),
        ]
        heard.append(f"{escaped(name)}: {escaped(told)}")
    return page_of_escaped("\n".join(heard), [*blocks, *paging(asked, len(shown), len(found), SHOWN)])


def named(say: Say, each: Outstanding) -> str:
    """Which message it is: `#12 reminder · QD`."""
    return f"#{each.row.id} {joined(say(KIND_WORDS.get(each.row.kind, each.row.kind)), each.unit)}"


def standing(say: Say, each: Outstanding) -> str:
    """How it stands, for which day it was, and why it is not there with what mends that."""
    day = date_words(say, each.row.local_date) if each.row.local_date else None
    return shortened(joined(say(CONDITION_WORDS[each.condition]), day, _why(say, each)), NAME + WHY)


def _value(asked: Asked, delivery_id: int | None) -> str:
    """What a button remembers: the message, and the page it was pressed on."""
    return f"{delivery_id}:{asked.offset}"


def _why(say: Say, each: Outstanding) -> str | None:
    if not each.row.last_error:
        return None
    meaning = meaning_of(each.row.last_error)
    word = shortened(each.row.last_error, WHY)
    return say(meaning) if each.condition == "refused" and meaning else word


def where(channel: str) -> "list[dict[str, object]]":
    """A channel or a person as a mention for the eye."""
    if channel.startswith(("U", "W")):
        return [{"type": "user", "user_id": channel}]
    return [{"type": "channel", "channel_id": channel}] if channel.isalnum() else [piece(channel)]
