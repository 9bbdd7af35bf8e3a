"""What happened while nobody listened: replies, edits, deletions and reactions, found in the channels' history, and who has left.

Each linked channel is read from where it was last read, and of its threads only those whose `latest_reply` moved. Every now
and then the threads under our newest messages are read whole, since edits and deletions move nothing; when the bot comes
back, so are all that were answered within the last month. What was taken before is not taken again, whichever way it came first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.courier import RATE_WORDS
from bot.desk import Desk
from bot.edits import take_deletion, take_edit
from bot.leaving import look_for_departed
from bot.reactions import DONE_NAMES, take_reaction
from bot.threads import take_reply
from bot.written import is_reply, written_at
from storage import catching_up, inbound

log = structlog.get_logger()

Message = Mapping[str, Any]

# People answer what was posted last; a thread under anything older is read when it shows in the channel's own history.
MOST_POSTS: Final = 20
# Whoever edits or deletes an older reply while we are away is not heard: that moves nothing in the channel's history.
LATELY: Final = timedelta(days=30)
MOST_THREADS: Final = 60
PAGE: Final = 200
# History may show a message some seconds late, so each reading begins a little before the end of the last.
OVERLAP: Final = 60.0
# What is younger may still be on its way to us as an event, and is left to the next round.
ON_ITS_WAY: Final = timedelta(seconds=60)
# A reading of whole threads: at the start, and then once in so many rounds.
THOROUGH_EVERY: Final = 6


@dataclass(slots=True)
class CatchUp:
    """Looks for what was missed; `look` is a tick. The first look counts everything as said while away."""

    desk: Desk
    client: WebClient
    rounds: int = field(default=0, init=False)

    def look(self) -> int:
        """Read every linked channel once; returns how much was found. Ends early when Slack asks for a rest."""
        thorough, is_return = self.rounds % THOROUGH_EVERY == 0, self.rounds == 0
        found = 0
        with self.desk.database.reading() as session:
            channels = catching_up.channels_by_need(session)
        for channel in channels:
            try:
                found += self._read(channel, thorough=thorough, is_return=is_return)
            except SlackApiError as error:
                word = error.response.get("error")
                if word in RATE_WORDS:
                    log.info("catching up goes on later", channel=channel)
                    return found
                log.warning("history cannot be read", channel=channel, error=word)
        if thorough:
            found += look_for_departed(self.desk)
        self.rounds += 1
        if found:
            log.info("caught up", found=found)
        return found

    def _read(self, channel: str, *, thorough: bool, is_return: bool) -> int:
        now = self.desk.now()
        with self.desk.database.reading() as session:
            posts = catching_up.newest_posts(session, channel, MOST_POSTS)
            answered = catching_up.answered_among(session, channel, posts)
            if is_return:
                answered |= catching_up.answered_lately(session, channel, now - LATELY, MOST_THREADS)
            seen = catching_up.seen(session, channel)
        if not posts:
            return 0  # where nothing was asked, nothing was answered
        since = float(seen or posts[-1]) - OVERLAP
        newest, threads, roots = since, set(answered) if thorough else set(), []
        for message in self._history(channel, min(since, float(posts[-1]))):
            newest = max(newest, float(message["ts"]), float(message.get("latest_reply") or 0))
            root = message.get("root") or message  # a reply that was also sent to the channel brings its thread's root
            if root.get("user") == self.desk.bot_user and float(root.get("latest_reply") or 0) > since:
                threads.add(str(root["ts"]))
            if message["ts"] in posts:
                roots.append(message)
        said = sorted(self._said_in(channel, threads, since, thorough=thorough), key=lambda each: float(each["ts"]))
        fresh = [each for each in said if is_return or written_at(each["ts"]) <= now - ON_ITS_WAY]
        found = sum(self._take(each, channel) for each in fresh)
        if thorough:
            found += sum(self._take_deletions(channel, thread, said) for thread in threads)
        found += sum(self._take_reactions(channel, root, f"{newest:.6f}") for root in roots)
        until = newest if is_return else min(newest, (now - ON_ITS_WAY).timestamp())
        with self.desk.database.writing() as session:
            catching_up.keep_seen(session, channel, f"{until:.6f}", now)
        return found

    def _history(self, channel: str, oldest: float) -> Iterator[Message]:
        pages = self.client.conversations_history(channel=channel, oldest=f"{oldest:.6f}", inclusive=True, limit=PAGE)
        for page in pages:
            yield from page["messages"]

    def _said_in(self, channel: str, threads: set[str], since: float, *, thorough: bool) -> Iterator[Message]:
        """What people said in these threads; of a thorough reading all of it."""
        for thread in threads:
            oldest = None if thorough else f"{since:.6f}"
            for page in self.client.conversations_replies(channel=channel, ts=thread, oldest=oldest, limit=PAGE):
                yield from (message for message in page["messages"] if is_reply(message))

    def _take(self, message: Message, channel: str) -> bool:
        if message.get("edited"):
            return take_edit(message, channel, self.desk, while_away=True)
        return take_reply(message, channel, self.desk, while_away=True)

    def _take_deletions(self, channel: str, thread: str, said: list[Message]) -> int:
        """Tell of the replies we kept from this thread that are not there any more."""
        there = {str(message["ts"]) for message in said}
        with self.desk.database.reading() as session:
            kept = [row.message_ts for row in inbound.replies_in(session, channel, thread) if row.message_ts]
        return sum(take_deletion(channel, ts, self.desk) for ts in kept if ts not in there)

    def _take_reactions(self, channel: str, root: Message, stamp: str) -> int:
        """Take the check marks on one of our messages as they stand now: put there, or taken off."""
        ts, found = str(root["ts"]), 0
        standing = {
            (str(reaction["name"]).split("::")[0], str(user))
            for reaction in root.get("reactions") or ()
            for user in reaction.get("users") or ()
        }
        # Slack names not every person of a long list; then nobody is taken to have taken theirs off.
        is_whole = all(len(each.get("users") or ()) == each.get("count") for each in root.get("reactions") or ())
        with self.desk.database.reading() as session:
            known = inbound.reactions_on(session, channel, ts)
        for name, user in sorted(standing):
            if name in DONE_NAMES and known.get((name, user)) is not True and user != self.desk.bot_user:
                found += take_reaction(channel, ts, user, name, stamp, self.desk, is_added=True, while_away=True)
        for (name, user), is_on in sorted(known.items()):
            if is_on and is_whole and (name, user) not in standing:
                found += take_reaction(channel, ts, user, name, stamp, self.desk, is_added=False, while_away=True)
        return found
