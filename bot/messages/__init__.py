"""Facts in, Slack payloads out. Pure: nothing here knows a database, a network or a clock."""

from typing import Any, Final

from bot.messages.alarms import alarm
from bot.messages.confirmations import confirmation
from bot.messages.marks import mark
from bot.messages.parts import cuts_of
from bot.messages.raising import raised
from bot.messages.reminders import reminder
from bot.messages.scorecards import scorecard_post
from bot.messages.waiting import waiting_list
from bot.messages.whispers import whisper
from jobs.facts import AlarmFacts, ConfirmationFacts, Facts, MarkFacts, ReminderFacts, WhisperFacts
from jobs.raising import RaisedFacts
from jobs.scorecards import ScorecardFacts
from jobs.waiting import WaitingFacts

__all__ = ["EVENT_TYPE", "cuts_of", "payload_of"]

EVENT_TYPE: Final = "followups_delivery"


def payload_of(facts: Facts, key: str, thread_ts: str | None = None, *, in_channel_too: bool = False) -> dict[str, Any]:
    """The method and arguments that say these facts in Slack, in a thread where one is named, and if wished in the channel too.

    `key` names the message for ever; it travels as metadata, by which a post of unknown fate is found again. Only posts
    carry it: Slack keeps no metadata for private words and reactions.
    """
    payload = _payload(facts)
    if payload["method"] == "chat.postMessage":
        if thread_ts is not None:
            payload["thread_ts"] = thread_ts
            if in_channel_too:
                payload["reply_broadcast"] = True
        payload["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": key}}
    return payload


def _payload(facts: Facts) -> dict[str, Any]:
    match facts:
        case ReminderFacts():
            return reminder(facts)
        case ConfirmationFacts():
            return confirmation(facts)
        case WhisperFacts():
            return whisper(facts)
        case MarkFacts():
            return mark(facts)
        case RaisedFacts():
            return raised(facts)
        case WaitingFacts():
            return waiting_list(facts)
        case ScorecardFacts():
            return scorecard_post(facts)
        case AlarmFacts():
            return alarm(facts)
