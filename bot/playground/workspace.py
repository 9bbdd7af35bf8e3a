"""The workspace itself: who and what is here, who hears of it, and the one lock around it all.

Its doors (the Web API, the deeds of people, answers to response URLs) take `lock` once and call the rules in `messages`,
`channels`, `views`, `files`; those expect the lock to be held. Those who watch are told while it is held: they must only note
what happened and return.
"""

import secrets
import string
import time
from collections import deque
from collections.abc import Callable, Iterable
from threading import Condition, RLock
from typing import Final, TypeVar

from bot.playground.clock import Clock
from bot.playground.records import BOT_USER, HOME_TEAM, Change, Channel, File, Json, Message, Person, View
from bot.playground.refusals import Refused

Answer = TypeVar("Answer")

IDENTIFIER_SIGNS: Final = string.ascii_uppercase + string.digits
CHANGES_KEPT: Final = 2_000


class Workspace:
    """All state of one stand-in workspace, in memory."""

    def __init__(self, name: str, clock: Clock, people: Iterable[Person], channels: Iterable[Channel]) -> None:
        self.team_id = HOME_TEAM
        self.name = name
        self.domain = "lishen-playground"
        self.origin = "http://127.0.0.1"
        self.clock = clock
        self.lock = RLock()
        self.people = {person.id: person for person in people}
        self.channels = {channel.id: channel for channel in channels}
        self.groups: dict[str, list[str]] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.seq = 0
        # Types of blocks that this workspace does not take: the newest come to some later.
        self.refused: frozenset[str] = frozenset()
        self.changes: deque[Change] = deque(maxlen=CHANGES_KEPT)
        self.bot_sockets = 0
        self._changed = Condition(self.lock)
        self._watchers: list[Callable[[Change], None]] = []
        self._subscribers: list[Callable[[Json, Channel | None], None]] = []

    # Who and what is here

    def person(self, user: str) -> Person:
        """The person with this id; refused as `user_not_found`."""
        if user not in self.people:
            raise Refused("user_not_found")
        return self.people[user]

    def channel(self, channel: str) -> Channel:
        """The channel or direct conversation with this id; refused as `channel_not_found`."""
        if channel not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[channel]

    def channel_named(self, name: str) -> Channel | None:
        """The channel with this name, without its `#`."""
        return next((channel for channel in self.channels.values() if channel.name == name and not channel.is_im), None)

    def message(self, channel: str, ts: str) -> Message:
        """The message at `ts`, ephemeral ones left out; refused as `message_not_found`."""
        found = self.channel(channel).messages.get(ts)
        if found is None or found.is_tombstone:
            raise Refused("message_not_found")
        return found

    def file(self, file: str) -> File:
        """The file with this id; refused as `file_not_found`."""
        if file not in self.files:
            raise Refused("file_not_found")
        return self.files[file]

    def bot_is_in(self, channel: Channel) -> bool:
        """Whether the app's bot hears what is said there."""
        return BOT_USER in channel.members

    def can_see(self, user: str, channel: Channel) -> bool:
        """Whether the channel stands in this person's list: full members of the team find every public channel."""
        if user in channel.members:
            return True
        person = self.person(user)
        return not (channel.is_private or channel.is_im or person.is_guest or person.is_stranger)

    @staticmethod
    def new_id(prefix: str) -> str:
        """A fresh identifier in Slack's shape, never the same twice, not even across two runs."""
        return prefix + "0" + "".join(IDENTIFIER_SIGNS[byte % len(IDENTIFIER_SIGNS)] for byte in secrets.token_bytes(9))

    # Who hears of it

    def watch(self, watcher: Callable[[Change], None]) -> Callable[[], None]:
        """Tell `watcher` of every change until the returned function is called."""
        with self.lock:
            self._watchers.append(watcher)

        def stop() -> None:
            with self.lock:
                self._watchers.remove(watcher)

        return stop

    def subscribe(self, subscriber: Callable[[Json, Channel | None], None]) -> None:
        """Hand every event to `subscriber`, with the channel it happened in; who may hear it is the subscriber's question."""
        self._subscribers.append(subscriber)

    def changed(self, kind: str, about: str = "", ts: str = "", only_for: str | None = None) -> None:
        """Tell the pages, and whoever waits in `until`."""
        self.seq += 1
        change = Change(self.seq, kind, about, ts, only_for)
        self.changes.append(change)
        for watcher in list(self._watchers):
            watcher(change)
        self._changed.notify_all()

    def stir(self) -> None:
        """Wake whoever waits in `until`, though there is nothing to draw."""
        with self.lock:
            self._changed.notify_all()

    def happened(self, event: Json, channel: Channel | None = None) -> None:
        """Tell the app, if it may hear of it."""
        for subscriber in self._subscribers:
            subscriber(event, channel)

    def until(self, question: Callable[[], Answer], seconds: float = 60.0) -> Answer:
        """Wait until `question` has a truthy answer and return it; asked again after every change.

        Raises:
            TimeoutError: nothing of the kind happened within `seconds` of the machine's clock.
        """
        end = time.monotonic() + seconds
        with self.lock:
            while True:
                answer = question()
                if answer:
                    return answer
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"still waiting after {seconds} s")
                self._changed.wait(left)
