"""What every listener needs, in one place: the records, who people are, the time, and a way to hurry the ticks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.directory import Directory, Member
from jobs.cadence import Policy
from storage.database import Database
from storage.units import all_units
from storage.viewers import Viewer, viewer_of


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody as Slack knows them, asked for before any session is opened."""

    member: Member
    is_office: bool
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Desk:
    """One running bot. `now` is the cadence's clock (aware, UTC); `nudge` runs a tick at once."""

    database: Database
    directory: Directory
    policy: Policy
    now: Callable[[], datetime]
    nudge: Callable[[str], None]
    bot_user: str
    language: str = "en"
    office_channel: str | None = None
    everybody_sees_all: bool = False
    commands: Mapping[str, str] = field(default_factory=dict)

    def meet(self, user: str) -> Acquaintance:
        """Find out who somebody is. May ask Slack, so no session may be open."""
        with self.database.reading() as session:
            linked = frozenset(unit.channel for unit in all_units(session) if unit.channel)
        return Acquaintance(
            member=self.directory.member(user),
            is_office=self.directory.is_office(user),
            channels=self.directory.channels_with(user, linked),
        )

    def viewer(self, known: Acquaintance, session: Session) -> Viewer:
        """How the records see them."""
        return viewer_of(
            session,
            known.member.user,
            language=known.member.language(self.language),
            is_office=known.is_office,
            is_insider=known.member.is_insider,
            sees_all=self.everybody_sees_all,
            channels=known.channels,
        )

    def warm_up(self) -> None:
        """Ask Slack now for what the first command would wait for: the office's people, and who is in which channel."""
        self.directory.office()
        with self.database.reading() as session:
            linked = [unit.channel for unit in all_units(session) if unit.channel]
        for channel in linked:
            self.directory.members_of(channel)
