"""The reply grammar: what somebody meant who answered a reminder in its thread.

One pure function, `parse_reply`. `lexicon` has the words, `tokens` finds them, `clauses` puts them together, `grammar`
says what they mean, and `reading` is what comes out.
"""

from bot.replies.grammar import parse_reply
from bot.replies.reading import (
    CHATTER,
    Ask,
    Assign,
    Blocked,
    Extend,
    Note,
    Reading,
    Thread,
    ThreadItem,
    ThreadTarget,
    Value,
    what_is_said_of,
    without_numbers,
)

__all__ = [
    "CHATTER",
    "Ask",
    "Assign",
    "Blocked",
    "Extend",
    "Note",
    "Reading",
    "Thread",
    "ThreadItem",
    "ThreadTarget",
    "Value",
    "parse_reply",
    "what_is_said_of",
    "without_numbers",
]
