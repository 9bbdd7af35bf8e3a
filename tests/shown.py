"""Facts of messages, everything a test does not name being ordinary, and what can be seen of a payload. Not a test."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.messages import payload_of
from jobs.cadence import DUE_SOON
from jobs.facts import (
    AlarmFacts,
    ConfirmationFacts,
    Effect,
    ItemFacts,
    Named,
    ReminderFacts,
    WhisperFacts,
)

FRIDAY = date(2024, 6, 28)
LIN = Named("Lin Haiyan", "林海燕", "U0LIN")
ZHAO = Named("Zhao Min", "赵敏", "U0ZHAO")
HOSTILE = "<!channel> & *bold* _it_ ~no~ `code` <@U0LIN> <https://a.example|bank> :tada:"
FAMILY = "👩‍👩‍👧‍👦"


def item(number: int = 7, section: str = DUE_SOON, **more: Any) -> ItemFacts:
    """One line of a reminder; everything a test does not name is ordinary."""
    given: dict[str, Any] = {
        "item_id": 100 + number,
        "code": "QD",
        "number": number,
        "title": "Raise the load of the new line",
        "state": "open",
        "section": section,
        "speaker": LIN,
        "ordinal": 2,
        "due_on": date(2024, 7, 3),
        "original_due_on": date(2024, 7, 3),
        "workdays": 3,
    }
    return ItemFacts(**(given | more))


def reminder(*lines: ItemFacts, **more: Any) -> dict[str, Any]:
    """The payload of a reminder with these lines."""
    given: dict[str, Any] = {
        "kind": "reminder",
        "channel": "C0QD",
        "language": "en",
        "unit": "Qingdao Cells",
        "today": FRIDAY,
        "lines": lines,
    }
    return payload_of(ReminderFacts(**(given | more)), "reminder:C0QD:2024-06-28:0")


def confirmation(*effects: Effect, **more: Any) -> dict[str, Any]:
    """The payload of a confirmation of these effects."""
    given: dict[str, Any] = {
        "channel": "C0QD",
        "thread_ts": "1719536400.000100",
        "language": "en",
        "who": "U0ZHAO",
        "inbound_id": 12,
        "effects": effects,
    }
    return payload_of(ConfirmationFacts(**(given | more)), "confirmation:12:0")


def whisper(form: str, language: str = "en", **values: Any) -> dict[str, Any]:
    """The payload of a private word."""
    return payload_of(WhisperFacts("C0QD", "1719536400.000100", "U0ZHAO", language, form, values), "whisper:1")


def alarm(error: str = "not_in_channel", state: str = "dead", **more: Any) -> dict[str, Any]:
    """The payload of an alarm."""
    given: dict[str, Any] = {
        "channel": "C0OFFICE",
        "language": "en",
        "unit": "Qingdao Cells",
        "to_channel": "C0QD",
        "state": state,
        "error": error,
        "due_on": FRIDAY,
    }
    return payload_of(AlarmFacts(**(given | more)), "alarm:3")


def texts(part: Any) -> Iterator[str]:
    """Every text in blocks, in reading order."""
    if isinstance(part, dict):
        for inner in part.values():
            yield from texts(inner)
        if isinstance(part.get("text"), str):
            yield part["text"]
    elif isinstance(part, list):
        for inner in part:
            yield from texts(inner)


def seen(payload: dict[str, Any]) -> str:
    """All that the blocks show, as one text."""
    return "\n".join(texts(payload["blocks"]))


def buttons(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button, in order."""
    found = [element for block in payload["blocks"] for element in (block.get("accessory"), *block.get("elements", ()))]
    return [element for element in found if element and element["type"] == "button"]


# --- reminders --------------------------------------------------------------------------------------------------------
