"""What a message says, before anybody decides how it looks: plain facts, gathered from rows."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from jobs.asked import AskedFigure, figures_asked
from jobs.cadence import ASSIGNED, SILENT, Line, Owed, Policy, calls_head, calls_owner, deserves, everything
from jobs.days import policy_of
from jobs.days import today_of as today_of
from jobs.days import workdays_of as workdays_of
from jobs.naming import Named as Named
from jobs.raising import RaisedFacts, raised_facts
from jobs.scorecards import ScorecardFacts, scorecard_facts
from jobs.waiting import WaitingFacts, waiting_facts
from storage import activity, check_ins, deliveries, extensions, items, meetings, rhythm, workspace
from storage.models import Activity, CheckIn, Delivery, Directive, Inbound, Item, Meeting, Person, Target, Unit


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One line of a message. `workdays` counts working days left, or late as a negative number.

    `asked_until` is the later due date the unit has asked for, while the office has not decided.
    """

    item_id: int
    code: str
    number: int
    title: str
    state: str
    section: str
    speaker: Named | None = None
    ordinal: int | None = None
    due_on: date | None = None
    original_due_on: date | None = None
    workdays: int | None = None
    owner: Named | None = None
    calls_owner: bool = False
    why: str = ""
    done_by: str | None = None
    blocked_reason: str | None = None
    returned_reason: str | None = None
    asked_until: date | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """A message that asks a unit to act: the day's reminder, or the notice of what a meeting assigned.

    One too long for Slack is continued in its thread; `part` counts from 1. `is_alone`: no other message of the day stands in
    its thread, so a reply there can only mean what this one names.
    """

    kind: str
    channel: str
    language: str
    unit: str
    today: date
    lines: tuple[ItemFacts, ...]
    head: Named | None = None
    meeting: str | None = None
    has_buttons: bool = True
    part: int = 1
    parts: int = 1
    asked: tuple[AskedFigure, ...] = ()
    is_alone: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What one journal line did, for the confirmation: its verb, or `extend_late` for a wish that came late. `day` is the due date it speaks of, `to` the new owner or number."""

    verb: str
    code: str
    number: int
    title: str
    note: str | None = None
    day: date | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A figure somebody reported, for the confirmation; in the target's measure."""

    metric: str
    measure: str
    value: Decimal
    forecast: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """The line in the thread that says what was understood, with Undo while it stands."""

    channel: str
    thread_ts: str
    language: str
    who: str
    inbound_id: int
    effects: tuple[Effect, ...]
    is_undone: bool = False
    while_away: bool = False
    """The reply was written while nobody listened."""
    is_deleted: bool = False
    """The reply is gone; what it reported stays."""
    figures: tuple[FigureSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class WhisperFacts:
    """A private word to one person: a question, a refusal, an offer. `form` says which, `values` fill it.

    `is_letter`: it stands in their direct conversation with us until they have acted on it, and may be rendered again. All
    others are gone when they look away.
    """

    channel: str
    thread_ts: str | None
    user: str
    language: str
    form: str
    values: dict[str, Any] = field(default_factory=dict)
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A reaction of ours on somebody's message."""

    channel: str
    ts: str
    name: str
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class AlarmFacts:
    """What the office must know of a message that could not be delivered."""

    channel: str
    language: str
    unit: str | None
    to_channel: str
    state: str
    error: str
    due_on: date | None


Facts = (
    ReminderFacts
    | ConfirmationFacts
    | WhisperFacts
    | MarkFacts
    | AlarmFacts
    | WaitingFacts
    | RaisedFacts
    | ScorecardFacts
)


def facts_of(session: Session, row: Delivery, policy: Policy) -> Facts | None:
    """What a ledger row has to say as things are now; None when there is nothing left to say."""
    match row.kind:
        case "reminder" | "notice":
            return _reminder(session, row, policy)
        case "confirmation":
            return _confirmation(session, row)
        case "whisper":
            return WhisperFacts(channel=row.channel, thread_ts=row.thread_ts, **row.facts)
        case "mark":
            return MarkFacts(channel=row.channel, ts=row.facts["ts"], name=row.facts["name"], is_on=row.facts["is_on"])
        case "escalation" | "digest":
            return raised_facts(session, row, policy)
        case "waiting":
            return waiting_facts(session, row)
        case "scorecard":
            return scorecard_facts(session, row)
        case "alarm":
            return _alarm(session, row)
        case "part":
            return _continued(session, row, policy)
    raise ValueError(f"no facts for a {row.kind}")


def _continued(session: Session, row: Delivery, policy: Policy) -> Facts | None:
    """What the message says that this one continues; None once that message is gone. Whoever renders it takes its part of it."""
    root = session.get_one(Delivery, row.root_id)
    if root.state != "sent" or root.standing == "deleted":
        return None
    return facts_of(session, root, policy)


def owed_by(session: Session, unit: Unit) -> list[Owed]:
    """What the unit still owes, as the cadence sees it."""
    zone = ZoneInfo(unit.timezone)
    said = deliveries.last_said_on(session, unit.id or 0)

    def day_of(instant: datetime | None) -> date | None:
        return instant.astimezone(zone).date() if instant else None

    owed = []
    for item in items.open_items(session, unit.id or 0):
        returned = rhythm.returned_at(session, item)
        owed.append(
            Owed(
                item_id=item.id or 0,
                number=item.number,
                assigned_on=item.assigned_on,
                due_on=item.due_on,
                said_on=said.get(item.id or 0),
                word_on=day_of(item.last_word_at),
                returned_on=day_of(returned.at) if returned else None,
                snoozed_until=item.snoozed_until,
                has_owner=item.owner_id is not None,
            )
        )
    return owed


def reminder_today(
    session: Session,
    unit: Unit,
    today: date,
    policy: Policy,
    *,
    said_already: frozenset[int] = frozenset(),
    is_asked: bool = False,
) -> ReminderFacts | None:
    """What the unit's channel deserves on `today`, its own date, besides the items (ids) said already; None for silence.

    `is_asked`: somebody of the office asked for a reminder now, so it names everything that is open.
    """
    owed = [item for item in owed_by(session, unit) if item.item_id not in said_already]
    choose = everything if is_asked else deserves
    lines = choose(owed, today, workdays_of(session, unit), policy_of(session, unit, policy))
    asked = figures_asked(session, unit, today, policy)
    if not lines and not asked:
        return None
    named = [(session.get_one(Item, line.item_id), line) for line in lines]
    return reminder_facts(session, unit, named, channel=unit.channel or "", kind="reminder", today=today, asked=asked)


def notice(session: Session, unit: Unit, meeting: Meeting, today: date) -> ReminderFacts | None:
    """What a meeting asked of a unit, as far as it is still owed and its channel was not told before; None when nothing is."""
    owed = [item for item in items.items_of_meeting(session, meeting) if item.unit_id == unit.id and item.is_open]
    told = meetings.told_ids(session, (item.id for item in owed))
    assigned = [item for item in owed if item.id not in told]
    if not assigned:
        return None
    lines = [(item, Line(item.id or 0, ASSIGNED, None, "assigned")) for item in assigned]
    return reminder_facts(session, unit, lines, channel=unit.channel or "", kind="notice", today=today, meeting=meeting)


def reminder_facts(
    session: Session,
    unit: Unit,
    lines: "list[tuple[Item, Line]]",
    *,
    channel: str,
    kind: str,
    today: date,
    meeting: Meeting | None = None,
    has_buttons: bool = True,
    asked: tuple[AskedFigure, ...] = (),
) -> ReminderFacts:
    """The facts of a message to a unit that names these items, in this order."""
    return ReminderFacts(
        kind=kind,
        channel=channel,
        language=unit.language,
        unit=unit.name_in(unit.language),
        today=today,
        lines=tuple(_line_facts(session, unit, item, line, today) for item, line in lines),
        head=_named(session, unit.head_id, today) if any(line.calls_head for _, line in lines) else None,
        meeting=meeting.title if meeting else None,
        has_buttons=has_buttons,
        asked=asked,
    )


def _reminder(session: Session, row: Delivery, policy: Policy) -> ReminderFacts | None:
    """First the cadence (or the assignment) chooses the items; a later rendering shows the same ones as they are now."""
    unit = session.get_one(Unit, row.unit_id)
    today = row.local_date or row.due_at.astimezone(ZoneInfo(unit.timezone)).date()
    if row.state == "sent":
        return _again(session, row, unit, today, policy)
    # Since the promise was made the office may have paused, or the unit may have left the channel.
    if not workspace.is_live(session) or not unit.active or unit.channel != row.channel or rhythm.is_quiet(unit, today):
        return None
    if row.kind == "reminder":
        told = reminder_today(session, unit, today, policy, is_asked=bool(row.facts.get("is_asked")))
    else:
        told = notice(session, unit, session.get_one(Meeting, row.meeting_id), today)
    return replace(told, is_alone=row.thread_ts is None) if told else None


def _again(session: Session, row: Delivery, unit: Unit, today: date, policy: Policy) -> ReminderFacts:
    """The same message, true now: its items with their present states, its sections as they were said."""
    calendar, policy = workdays_of(session, unit), policy_of(session, unit, policy)
    lines = []
    for item, section in deliveries.items_named_in(session, row.id or 0):
        left = calendar.between(today, item.due_on) if item.due_on and section != ASSIGNED else None
        lines.append(
            (
                item,
                Line(
                    item.id or 0,
                    section,
                    left,
                    "again",
                    calls_owner=section == SILENT or calls_owner(left, policy),
                    calls_head=(section == SILENT and item.owner_id is None) or calls_head(left, policy),
                ),
            )
        )
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
    newest = deliveries.is_newest(session, row)
    # The message stays where it was posted, wherever the unit is reminded now.
    told = reminder_facts(
        session,
        unit,
        lines,
        channel=row.channel,
        kind=row.kind,
        today=today,
        meeting=meeting,
        has_buttons=newest,
        asked=figures_asked(session, unit, today, policy) if row.kind == "reminder" else (),
    )
    return replace(told, is_alone=not deliveries.has_thread_of_day(session, row))


def _figure_said(target: Target, kept: CheckIn) -> FigureSaid:
    return FigureSaid(target.metric, target.measure, kept.value, kept.forecast, kept.note)


def _confirmation(session: Session, row: Delivery) -> ConfirmationFacts | None:
    inbound = session.get_one(Inbound, row.inbound_id)
    lines = _lines_told(session, inbound)
    over = activity.undone_among(session, lines)
    said = activity.lines_of(session, inbound)
    if "revision" in row.facts:  # each wording of an edited reply has its own line in the thread
        lines = [line for line in lines if line.revision == row.facts["revision"]]
        said = [line for line in said if line.revision == row.facts["revision"]]
    standing = [line for line in lines if line.id not in over]
    is_undone = inbound.outcome == "undone" or not any(activity.changed(line) for line in standing)
    is_undone = is_undone and any(line.id in over for line in lines)
    told = lines if is_undone else standing
    reported = [
        found for line in said if line.verb == "check_in" and (found := check_ins.target_of_line(session, line))
    ]
    figures = [kept for _, _, kept in reported if kept.withdrawn_at is None]
    is_undone = is_undone or (bool(reported) and not figures and not told)
    shown = [found for found in reported if is_undone or found[2].withdrawn_at is None]
    if not told and not shown:
        return None
    return ConfirmationFacts(
        channel=row.channel,
        thread_ts=row.thread_ts or "",
        language=row.facts["language"],
        who=inbound.who,
        inbound_id=inbound.id or 0,
        effects=tuple(_told(session, line) for line in told),
        is_undone=is_undone,
        figures=tuple(_figure_said(target, kept) for target, _, kept in shown),
        while_away=bool(row.facts.get("while_away")),
        is_deleted=bool(row.facts.get("is_deleted")),
    )


def _told(session: Session, line: Activity) -> Effect:
    item = session.get_one(Item, line.item_id)
    return _effect(line, session.get_one(Unit, item.unit_id), item)


def effects_of(session: Session, inbound: Inbound) -> tuple[Effect, ...]:
    """What one reply, click, form or command did, in order."""
    return tuple(_told(session, line) for line in _lines_told(session, inbound))


def _lines_told(session: Session, inbound: Inbound) -> list[Activity]:
    """The lines that speak of an item; what it became elsewhere is told by the line of the item it was."""
    lines = activity.lines_of(session, inbound)
    return [line for line in lines if line.item_id is not None and "moved_from" not in line.after]


def _effect(line: Activity, unit: Unit, item: Item) -> Effect:
    """A line of the journal, with the day or the name its sentence needs."""
    day = {"extend": line.after.get("until")}.get(line.verb, line.after.get("due_on"))
    return Effect(
        verb="extend_late" if line.after.get("is_late") else line.verb,
        code=unit.code,
        number=item.number,
        title=item.title,
        note=line.note,
        day=date.fromisoformat(day) if day else None,
        to=line.after.get("moved_to") or line.after.get("owner"),
    )


def _alarm(session: Session, row: Delivery) -> AlarmFacts | None:
    failed = session.get(Delivery, row.facts["delivery_id"])
    if failed is None:
        return None
    unit = session.get(Unit, failed.unit_id) if failed.unit_id else None
    return AlarmFacts(
        channel=row.channel,
        language=row.facts["language"],
        unit=unit.name if unit else None,
        to_channel=failed.channel,
        state=failed.state,
        error=failed.last_error or "",
        due_on=failed.local_date,
    )


def _line_facts(session: Session, unit: Unit, item: Item, line: Line, today: date) -> ItemFacts:
    directive = session.get(Directive, item.directive_id) if item.directive_id else None
    wish = extensions.undecided_of(session, item) if item.is_open else None
    return ItemFacts(
        item_id=item.id or 0,
        code=unit.code,
        number=item.number,
        title=item.title,
        state=item.state,
        section=line.section,
        speaker=_named(session, directive.speaker_id) if directive else None,
        ordinal=directive.ordinal if directive else None,
        due_on=item.due_on,
        original_due_on=item.original_due_on,
        workdays=line.workdays,
        owner=_named(session, item.owner_id, today),
        calls_owner=line.calls_owner,
        why=line.why,
        done_by=item.done_by,
        blocked_reason=item.blocked_reason,
        returned_reason=item.returned_reason,
        asked_until=wish.until if wish else None,
        revision=item.revision,
    )


def _named(session: Session, person_id: int | None, today: date | None = None) -> Named | None:
    """A person as a message names them; on `today`, whoever stands in for them."""
    person = session.get(Person, person_id) if person_id else None
    if person is None:
        return None
    deputy = rhythm.stand_in(session, person, today) if today else None
    named = deputy or person
    return Named(named.name, named.native_name, named.slack_user if named.left_at is None else None)
