"""What each channel would be sent, as lines of text for a terminal."""

from datetime import date, datetime
from html import unescape

from bot.language import Say
from bot.messages import payload_of
from bot.messages.lists import POSTS
from bot.messages.rhythm import reasons
from bot.messages.text import date_words
from jobs.cadence import Policy
from jobs.outlook import outlook
from jobs.plan import next_due, preview
from jobs.waiting import Office
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


def outlook_text(database: Database, now: datetime, first: date, last: date, say: Say, office: Office) -> str:
    """A calendar: each day's posts, channel by channel, and why each item is named. Sends nothing, writes nothing."""
    posts = outlook(database, now, first, last, Policy(), office)
    lines = [say("If nobody answers and nothing changes, this is sent:")]
    day: date | None = None
    for post in posts:
        if post.at.date() != day:
            day = post.at.date()
            lines += ["", date_words(say, day, first)]
        to = say("the office") if post.to == "office" else post.to
        where = post.channel or (say("privately") if post.kind == "digest" else say("(no channel yet)"))
        lines.append(f"  {post.at:%H:%M %Z}  {to}  {where}  {say(POSTS[post.kind])}")
        lines += [f"      {part}" for part in reasons(say, post.mentions)]
    if not posts:
        return say("Silence: nothing deserves a reminder in these days.")
    return "\n".join(lines)
