"""Who is asking. Every question that answers a person takes a viewer; what they may not see is not there."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlmodel import Session, col

from storage.models import Directive, Item, Meeting, MeetingAction, Person, Target, Unit


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person as the questions see them.

    `user` is a Slack user id, or `operator:<name>` on the command line. `channels` are the linked channels they are in.
    `is_insider` is False for guests and people of another organisation: they may read what their channel shows, not change.
    """

    user: str
    language: str = "en"
    person_id: int | None = None
    is_office: bool = False
    is_leader: bool = False
    is_insider: bool = True
    sees_all: bool = False
    unit_ids: frozenset[int] = frozenset()

    @property
    def sees_everything(self) -> bool:
        """The office and the leaders see all; so does everybody, where a setting opens everything."""
        return self.is_office or self.sees_all or (self.is_leader and self.is_insider)


def operator(name: str, language: str = "en") -> Viewer:
    """The person at the command line: the machine is theirs, so they stand where the office stands."""
    return Viewer(user=f"operator:{name}", language=language, is_office=True)


def viewer_of(
    session: Session,
    user: str,
    *,
    language: str,
    is_office: bool,
    is_insider: bool,
    sees_all: bool,
    channels: frozenset[str],
) -> Viewer:
    """The viewer for a Slack user who is a member of `channels` (ids); units are theirs by channel, headship or deputyship."""
    person = session.scalars(select(Person).where(col(Person.slack_user) == user)).first()
    mine = [col(Unit.channel).in_(channels)]
    if person is not None:
        heads = select(col(Person.id)).where(or_(col(Person.id) == person.id, col(Person.deputy_id) == person.id))
        mine.append(col(Unit.head_id).in_(heads))
    units = session.scalars(select(col(Unit.id)).where(or_(*mine))).all()
    return Viewer(
        user=user,
        language=language,
        person_id=person.id if person else None,
        is_office=is_office,
        is_leader=bool(person and person.is_leader),
        is_insider=is_insider,
        sees_all=sees_all and is_insider,
        unit_ids=frozenset(unit for unit in units if unit is not None),
    )


def may_see_item(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on Item: a unit's people see their own items, whoever owns an item sees it."""
    if viewer.sees_everything:
        return true()
    return or_(
        col(Item.unit_id).in_(viewer.unit_ids),
        col(Item.owner_id) == viewer.person_id if viewer.person_id is not None else ~true(),
    )


def may_see_directive(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on Directive: visible with any of its items, and to whoever gave it."""
    if viewer.sees_everything:
        return true()
    addressed = exists().where(col(Item.directive_id) == col(Directive.id), may_see_item(viewer)).correlate(Directive)
    return or_(addressed, col(Directive.speaker_id) == viewer.person_id if viewer.person_id is not None else ~true())


def may_see_meeting(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on Meeting: visible with any of its directives, and with any item of its actions."""
    if viewer.sees_everything:
        return true()
    agreed = exists().where(
        col(MeetingAction.meeting_id) == col(Meeting.id),
        col(Item.action_id) == col(MeetingAction.id),
        may_see_item(viewer),
    )
    return or_(exists().where(col(Directive.meeting_id) == col(Meeting.id), may_see_directive(viewer)), agreed)


def may_see_target(viewer: Viewer) -> ColumnElement[bool]:
    """A condition on Target: a unit's people see their own, whoever owns one sees it; the group's are the office's and leaders'."""
    if viewer.sees_everything:
        return true()
    return or_(
        col(Target.unit_id).in_(viewer.unit_ids),
        col(Target.owner_id) == viewer.person_id if viewer.person_id is not None else ~true(),
    )
