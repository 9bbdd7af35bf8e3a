"""What every listener needs, in one place: the records, who people are, the time, and a way to hurry the ticks."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session

from bot.directory import Directory, Member
from jobs.cadence import Policy
from jobs.courses import SEAT
from jobs.days import Place, today_of
from jobs.waiting import Office
from storage import preferences
from storage.database import Database
from storage.units import all_units
from storage.viewers import Viewer, viewer_of

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody as Slack knows them, asked for before any session is opened. `language` is the one they chose on their Home, or else
    Slack's word, or the bot's own."""

    member: Member
    language: str
    is_office: bool
    channels: frozenset[str]


class Recent:
    """What was worked out a moment ago and is still true, because nothing was written since. Safe from any thread."""

    def __init__(self, database: Database, most: int = 500) -> None:
        self._database = database
        self._most = most
        self._kept: dict[Hashable, tuple[tuple[int, int], Any]] = {}
        self._lock = threading.Lock()

    def recall(self, key: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer kept under `key`, or a new one. What it rests on besides the records must stand in the key."""
        revision = self._database.revision  # before the work: a write meanwhile makes it old at once
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and kept[0] == revision:
            answer: Answer = kept[1]
            return answer
        answer = work_out()
        with self._lock:
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = (revision, answer)
        return answer


@dataclass(frozen=True, slots=True)
class Desk:
    """One running bot. `now` is the cadence's clock (aware, UTC); `nudge` runs a tick at once."""

    database: Database
    directory: Directory
    policy: Policy
    now: Callable[[], datetime]
    nudge: Callable[[str], None]
    recent: Recent
    bot_user: str
    language: str = "en"
    office_channel: str | None = None
    everybody_sees_all: bool = False
    commands: Mapping[str, str] = field(default_factory=dict)
    # When and where the office works; None where nobody has told (then nothing is foreseen for it).
    office: Office | None = None

    @property
    def seat(self) -> Place:
        """Whose wall clock and calendar hold for what belongs to no unit."""
        return self.office or SEAT

    def today(self) -> date:
        """The office's own date."""
        return today_of(self.seat, self.now())

    def meet(self, user: str) -> Acquaintance:
        """Find out who somebody is. May ask Slack, so no session may be open."""
        linked = self.recent.recall("linked channels", self._linked_channels)
        member = self.directory.member(user)
        return Acquaintance(
            member=member,
            language=self.recent.recall(("language", user), lambda: self._chosen_by(user))
            or member.language(self.language),
            is_office=self.directory.is_office(user),
            channels=self.directory.channels_with(user, linked),
        )

    def viewer(self, known: Acquaintance, session: Session) -> Viewer:
        """How the records see them."""
        return viewer_of(
            session,
            known.member.user,
            language=known.language,
            is_office=known.is_office,
            is_insider=known.member.is_insider,
            sees_all=self.everybody_sees_all,
            channels=known.channels,
        )

    def warm_up(self) -> None:
        """Ask Slack now for what the first command would wait for: the office's people, and who is in which channel."""
        self.directory.office()
        for channel in self._linked_channels():
            self.directory.members_of(channel)

    def _chosen_by(self, user: str) -> str | None:
        with self.database.reading() as session:
            return preferences.language_of(session, user)

    def _linked_channels(self) -> frozenset[str]:
        with self.database.reading() as session:
            return frozenset(unit.channel for unit in all_units(session) if unit.channel)
