"""What each channel would be sent, as lines of text for a terminal."""

from datetime import datetime
from html import unescape

from bot.language import Say
from bot.messages import payload_of
from bot.messages.text import date_words
from jobs.cadence import Policy
from jobs.plan import next_due, preview
from storage.database import Database


def preview_text(database: Database, at: datetime, say: Say, policy: Policy | None = None) -> str:
    """One paragraph per unit: what its channel would be sent on its day of `at`. Sends nothing, writes nothing."""
    policy = policy or Policy()
    lines = []
    for each in preview(at, database, policy):
        lines.append(f"{each.unit}  {each.channel or say('(no channel yet)')}  {date_words(say, each.day)}")
        if not each.posts:
            lines.append("  " + say("Silence: nothing deserves a reminder that day."))
        for post in each.posts:
            lines += [f"  {line}" for line in unescape(payload_of(post, "preview")["text"]).splitlines()]
        lines.append("")
    if not lines:
        return say(
            "There are no units yet. Import minutes that name them, or make one: followups units set QD --name “Qingdao Lishen”"
        )
    due = next_due(at, database, policy)
    if due is not None:
        lines.append(say("After {at:%Y-%m-%d %H:%M} the next post is due at {due:%Y-%m-%d %H:%M %Z}.", at=at, due=due))
    return "\n".join(lines).rstrip()
