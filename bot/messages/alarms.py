"""What the office is told of a message that did not arrive: which, why, and how to mend it."""

from collections.abc import Mapping
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import context, exact, section
from bot.messages.text import date_words, escaped, one_line, shortened
from jobs.facts import AlarmFacts
from storage.words import N_

NAME: Final = 80
WORD: Final = 120

_NOT_IN_CHANNEL: Final = N_(
    "The bot is not a member of that channel. Invite it there with /invite; the next reminder then goes out by itself."
)
_NOT_FOUND: Final = N_(
    "Slack finds no such channel: it was deleted, or it is private and the bot is not in it. Invite the bot there, or link the unit to another channel."
)
_ARCHIVED: Final = N_("The channel is archived. Take it out of the archive, or link the unit to another channel.")
_RESTRICTED: Final = N_(
    "The settings of that channel do not let the bot post. Ask a workspace admin to allow it, or link the unit to another channel."
)
_TOKEN: Final = N_(
    "Slack does not accept the bot's token any more. Install the app again, put the new SLACK_BOT_TOKEN in the settings and restart the bot."
)
_SCOPE: Final = N_(
    "The bot lacks a permission. Compare the app's permissions with manifest.json, install the app again and restart the bot."
)
_FORM: Final = N_(
    "Slack did not accept the form of the message. That is a fault in the program: please report it with Slack's word for it."
)
_OTHER: Final = N_("Slack refused it with the word below. The command “followups check” says more.")
_UNCERTAIN: Final = N_(
    "Nobody can tell whether it was delivered: Slack gave no clear answer, and the channel's history cannot be read. Please look in the channel; if it is not there, the next reminder says it again."
)

# Slack's words, and what each of them means for the one who has to mend it.
REASONS: Final[Mapping[str, str]] = {
    "not_in_channel": _NOT_IN_CHANNEL,
    "channel_not_found": _NOT_FOUND,
    "is_archived": _ARCHIVED,
    "restricted_action": _RESTRICTED,
    "restricted_action_non_threadable_channel": _RESTRICTED,
    "restricted_action_read_only_channel": _RESTRICTED,
    "restricted_action_thread_locked": _RESTRICTED,
    "restricted_action_thread_only_channel": _RESTRICTED,
    "account_inactive": _TOKEN,
    "invalid_auth": _TOKEN,
    "not_authed": _TOKEN,
    "token_expired": _TOKEN,
    "token_revoked": _TOKEN,
    "missing_scope": _SCOPE,
    "not_allowed_token_type": _SCOPE,
    "invalid_arguments": _FORM,
    "invalid_blocks": _FORM,
    "invalid_blocks_format": _FORM,
    "metadata_too_large": _FORM,
    "msg_blocks_too_long": _FORM,
    "msg_too_long": _FORM,
    "no_text": _FORM,
}


def meaning_of(word: str) -> str | None:
    """What one of Slack's words means for whoever has to mend it, as a template; None for a word we do not know."""
    return REASONS.get(word)


def alarm(facts: AlarmFacts) -> dict[str, Any]:
    """What Slack is asked to post in the office's channel."""
    say = Say(facts.language)
    what = _what(say, facts)
    why = say(_UNCERTAIN if facts.state == "uncertain" else REASONS.get(facts.error, _OTHER))
    word = say("Slack's word: {word}", word=shortened(one_line(facts.error), WORD)) if facts.error.strip() else None
    return {
        "method": "chat.postMessage",
        "channel": facts.channel,
        "text": "\n".join([f"⚠️ {what}", why, *([escaped(word)] if word else [])]),
        "blocks": [section(f"⚠️ *{what}*\n{escaped(why)}"), *([context(exact(word))] if word else [])],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _what(say: Say, facts: AlarmFacts) -> str:
    """Which message did not arrive, in mrkdwn: the channel is a link to it."""
    unit = escaped(shortened(one_line(facts.unit or facts.to_channel), NAME))
    channel = f"<#{facts.to_channel}>" if facts.to_channel.isalnum() else escaped(facts.to_channel)
    day = date_words(say, facts.due_on) if facts.due_on else None
    if facts.state == "uncertain":
        if day is None:
            return say("It is not certain that {unit} got its message in {channel}", unit=unit, channel=channel)
        return say(
            "It is not certain that {unit} got its message of {date} in {channel}", unit=unit, date=day, channel=channel
        )
    if day is None:
        return say("{unit} did not get its message in {channel}", unit=unit, channel=channel)
    return say("{unit} did not get its message of {date} in {channel}", unit=unit, date=day, channel=channel)
