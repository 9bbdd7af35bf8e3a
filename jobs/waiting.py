"""The office's list of the day: what waits for its word, one private message to each of its people; nothing when nothing waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs.cadence import Policy
from jobs.days import hours_of_office
from jobs.naming import Named
from storage import activity, deliveries, evidence, extensions, waiting, workspace
from storage.database import Database
from storage.deliveries import Promise
from storage.models import Delivery, Evidence, Extension, Item, Person, Unit


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the office: their Slack user, the conversation the bot has with them, and their language."""

    user: str
    channel: str
    language: str


@dataclass(frozen=True, slots=True)
class Office:
    """When the office works, and who it is. `readers` finds the people, and may ask Slack.

    `channel` is where it reads what concerns all of it, in `language`; `conversation_with` finds the channel in which the bot
    speaks to one user alone, and may ask Slack.
    """

    timezone: str
    calendar: str
    readers: Callable[[], tuple[Reader, ...]]
    channel: str = ""
    language: str = "en"
    conversation_with: Callable[[str], str | None] = lambda _user: None


@dataclass(frozen=True, slots=True)
class WishFacts:
    """What a unit asks for, and the office's word on it."""

    wish_id: int
    until: date
    due_on: date
    reason: str
    who: str
    is_late: bool
    decision: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One item that waits, or waited when the list was sent. `done_on` is the unit's own date, `proofs` kind and content."""

    item_id: int
    unit_id: int
    code: str
    unit: str
    number: int
    title: str
    section: str
    state: str
    revision: int
    due_on: date | None = None
    original_due_on: date | None = None
    done_by: str | None = None
    done_on: date | None = None
    note: str | None = None
    proofs: tuple[tuple[str, str], ...] = ()
    accepted_by: str | None = None
    returned_reason: str | None = None
    owner: Named | None = None
    is_ownerless: bool = False
    wish: WishFacts | None = None


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """The office's list of one day for one reader. One too long for Slack is continued in its thread; `part` counts from 1."""

    channel: str
    language: str
    today: date
    lines: tuple[WaitingLine, ...]
    has_buttons: bool = True
    part: int = 1
    parts: int = 1


def plan_waiting(now: datetime, database: Database, policy: Policy, office: Office) -> int:
    """Promise each of the office's people today's list, once, at the office's own hour; returns how many promises are new."""
    with database.reading() as session:
        day = hours_of_office(session, office, now, policy)
        if day is None or not waiting.waiting(session):
            return 0
    today, opens, closes = day
    # Slack is asked with no session open.
    readers = office.readers()
    promises = [
        Promise(
            key=f"waiting:{reader.channel}:{today}:daily",
            kind="waiting",
            channel=reader.channel,
            due_at=opens,
            expires_at=closes,
            local_date=today,
            facts={"language": reader.language},
        )
        for reader in readers
    ]
    with database.writing() as session:
        return deliveries.plan_all(session, promises)


def waiting_facts(session: Session, row: Delivery) -> WaitingFacts | None:
    """What the list says now. The first rendering chooses the items; a later one shows the same as they are by then."""
    is_sent = row.state == "sent"
    if not is_sent and not workspace.is_live(session):
        return None
    named = deliveries.items_named_in(session, row.id or 0) if is_sent else waiting.waiting(session)
    if not named:
        return None
    language = str(row.facts["language"])
    proofs = evidence.of_items(session, [item for item, _ in named])
    lines = [_line(session, item, why, language, proofs) for item, why in named]
    return WaitingFacts(
        channel=row.channel,
        language=language,
        today=row.local_date or row.due_at.date(),
        lines=tuple(lines),
        has_buttons=not is_sent or deliveries.is_newest(session, row),
    )


def _line(session: Session, item: Item, why: str, language: str, proofs: Mapping[int, list[Evidence]]) -> WaitingLine:
    unit = session.get_one(Unit, item.unit_id)
    owner = session.get(Person, item.owner_id) if item.owner_id else None
    wishes = extensions.of_item(session, item) if why == waiting.WISH else []
    return WaitingLine(
        item_id=item.id or 0,
        unit_id=item.unit_id,
        code=unit.code,
        unit=unit.name_in(language),
        number=item.number,
        title=item.title,
        section=why,
        state=item.state,
        revision=item.revision,
        due_on=item.due_on,
        original_due_on=item.original_due_on,
        done_by=item.done_by,
        done_on=item.done_at.astimezone(ZoneInfo(unit.timezone)).date() if item.done_at else None,
        note=activity.word_of_report(session, item) if why == waiting.REPORTED else None,
        proofs=tuple((proof.kind, proof.content) for proof in proofs.get(item.id or 0, ())),
        accepted_by=item.accepted_by,
        returned_reason=item.returned_reason,
        owner=Named(owner.name, owner.native_name, owner.slack_user) if owner else None,
        is_ownerless=owner is not None and owner.left_at is not None,
        wish=_wish(wishes[-1]) if wishes else None,
    )


def _wish(wish: Extension) -> WishFacts:
    return WishFacts(
        wish_id=wish.id or 0,
        until=wish.until,
        due_on=wish.due_on,
        reason=wish.reason,
        who=wish.requested_by,
        is_late=wish.is_late,
        decision=wish.decision,
        decided_by=wish.decided_by,
    )
