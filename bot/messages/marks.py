"""Our reactions on what people wrote."""

from typing import Any

from jobs.facts import MarkFacts


def mark(facts: MarkFacts) -> dict[str, Any]:
    """Set a reaction of ours on a message, or take it off."""
    method = "reactions.add" if facts.is_on else "reactions.remove"
    return {"method": method, "channel": facts.channel, "timestamp": facts.ts, "name": facts.name}
