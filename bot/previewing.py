"""What each channel would be sent, as lines of text for a terminal."""

from datetime import date, datetime
from html import unescape
from typing import Final

from bot.language import Say
from bot.messages import payload_of
from bot.messages.lists import POSTS, over
from bot.messages.rhythm import why_sent
from bot.messages.text import date_words
from jobs.cadence import Policy
from jobs.outlook import outlook
from jobs.plan import Preview, next_due, preview
from jobs.waiting import Office
from storage.database import Database

PRIVATE: Final = ("digest", "waiting")


def preview_text(database: Database, at: datetime, say: Say, policy: Policy | None = None) -> str:
    """One paragraph per unit: what its channel would be sent on its day of `at`. Sends nothing, writes nothing."""
    policy = policy or Policy()
    lines = []
    for each in preview(at, database, policy):
        lines.append(f"{each.unit}  {each.channel or say('(no channel yet)')}  {date_words(say, each.day)}")
        if not each.posts:
            lines.append("  " + _silence(say, each))
        for post in each.posts:
            lines += [f"  {line}" for line in unescape(payload_of(post, "preview")["text"]).splitlines()]
        lines.append("")
    if not lines:
        return say(
            "There are no units yet. Import minutes that name them, or make one: followups units set QD --name “Qingdao Lishen”"
        )
    due = next_due(at, database, policy)
    if due is not None:
        due = due.astimezone(at.tzinfo)
        lines.append(say("After {at:%Y-%m-%d %H:%M} the next post is due at {due:%Y-%m-%d %H:%M %Z}.", at=at, due=due))
    return "\n".join(lines).rstrip()


def _silence(say: Say, preview: Preview) -> str:
    """Why a channel is sent nothing that day."""
    match preview.silence:
        case "paused":
            return say("Silence: {unit} is paused, until /followups resume {unit}.", unit=preview.unit)
        case "snoozed":
            until = date_words(say, preview.silent_until) if preview.silent_until else ""
            return say("Silence: the channel is to be left alone until {day}.", day=until)
        case "day_off":
            return say("Silence: it is a day off, or a day of the week without posts.")
    return say("Silence: nothing deserves a reminder that day.")


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
        where = post.channel or (say("privately") if post.kind in PRIVATE else say("(no channel yet)"))
        lines.append(f"  {post.at:%H:%M %Z}  {to}  {where}  {say(POSTS[post.kind])}")
        lines += [f"      {part}" for part in why_sent(say, post)]
    if not posts:
        if last < now.date():
            return over(say)
        return say("Silence: nothing deserves a reminder in these days.")
    return "\n".join(lines)
