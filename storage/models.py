"""The records: one table per noun, with the rules that need only the row.

Table models do not validate what they are given: readers and parsers hand over clean values, and the CHECKs below are the
last word. Every instant is aware and in UTC; every `…_on` is a plain date of the unit's own calendar.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Dialect,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    true,
)
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from storage.pace import KEEPING, KINDS

OPEN_STATES: Final = ("open", "blocked")
ITEM_STATES: Final = (*OPEN_STATES, "done", "accepted", "cancelled")

DECISIONS: Final = ("approved", "declined", "withdrawn")
EVIDENCE_KINDS: Final = ("link", "file", "sentence")
DRAFT_STATES: Final = ("open", "stored", "dropped")
SOURCE_KINDS: Final = ("paste", "file", "message", "shortcut", "command line")

MOVING_STATES: Final = ("ready", "leased", "sending")
SETTLED_STATES: Final = ("sent", "skipped", "dead", "uncertain")
# Of a message that was sent: it can be changed; Slack lets nobody change it any more; somebody has deleted it.
STANDINGS: Final = ("open", "closed", "deleted")
DELIVERY_KINDS: Final = (
    "reminder",
    "notice",
    "confirmation",
    "whisper",
    "mark",
    "alarm",
    "part",
    "escalation",
    "digest",
    "waiting",
    "scorecard",
)


CONFIDENCES: Final = ("high", "medium", "low")


class DecimalText(TypeDecorator[Decimal]):
    """An exact number, kept as the text of its digits: SQLite would make a float of a number."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


# Messages that name items with buttons: the newest of a channel is kept true, the one before loses its buttons.
LISTING_KINDS: Final = ("reminder", "notice", "waiting")


def one_of(column: str, words: tuple[str, ...]) -> str:
    """SQL that says a column holds one of our words."""
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


IS_MOVING: Final = one_of("state", MOVING_STATES)


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of some rows only. The migrations make it; `sqlite_where` and `postgresql_where` would load both databases' types here."""
    return Index(name, *columns, unique=unique, info={"where": where})


class Record(SQLModel):
    """The base of all tables; names every constraint the same way on every database."""

    # Tables are not validated, so their validators need not be built.
    model_config = SQLModelConfig(defer_build=True)
    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Workspace(Record, table=True):
    """The one Slack team this database serves, and whether the office has gone live."""

    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: int = Field(default=1, primary_key=True)
    team_id: str
    team_name: str = ""
    team_url: str = ""
    live_at: datetime | None = None
    live_by: str | None = None
    # What the office has chosen of the cadence's numbers for everybody, by name, as people write it.
    policy: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"})
    takes_charts: bool | None = None
    """Whether Slack draws our charts and tables here; None until it was tried."""


class Person(Record, table=True):
    """Somebody the minutes name or Slack knows: a leader, a unit head, an owner."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    native_name: str | None = None
    pinyin: str | None = None
    """How the Chinese name is read, in syllables, the surname first: a proposal, until the office writes another."""
    role_title: str | None = None
    slack_user: str | None = Field(default=None, unique=True)
    is_leader: bool = False
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    left_at: datetime | None = None
    # On leave, both days included; the deputy is mentioned meanwhile.
    away_from: date | None = None
    away_until: date | None = None


class PersonAlias(Record, table=True):
    """Another name a person answers to; one alias may be shared, and then we ask."""

    __tablename__ = "person_alias"
    __table_args__ = (UniqueConstraint("person_id", "alias"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    alias: str = Field(index=True)


class Unit(Record, table=True):
    """A subsidiary: the owner of one channel, with a wall clock and a calendar of its own."""

    __table_args__ = (CheckConstraint("length(code) BETWEEN 1 AND 8 AND code = upper(code)", name="code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str = Field(unique=True)
    native_name: str | None = None
    pinyin: str | None = None
    channel: str | None = Field(default=None, unique=True)
    timezone: str = "Asia/Shanghai"
    calendar: str = "CN"
    language: str = "en"
    head_id: int | None = Field(default=None, foreign_key="person.id")
    active: bool = True
    # Off: what the unit reports done is final, and nobody is asked to accept it.
    needs_acceptance: bool = Field(default=True, sa_column_kwargs={"server_default": true()})

    # The unit's own choices of the cadence's numbers, on top of everybody's.
    policy: dict[str, Any] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"})
    paused_at: datetime | None = None
    # Nothing is posted to its channel before this day.
    snoozed_until: date | None = None

    def name_in(self, language: str) -> str:
        """The unit's name for a reader of `language`."""
        return self.native_name if language.startswith("zh") and self.native_name else self.name


class UnitAlias(Record, table=True):
    """Another name of a unit: its city, its Chinese name, a nickname."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "alias"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    alias: str = Field(index=True)


class Meeting(Record, table=True):
    """One meeting and the minutes it was read from, verbatim."""

    __table_args__ = (
        CheckConstraint("mode IS NULL OR mode IN ('onsite', 'online', 'hybrid')", name="mode"),
        CheckConstraint("held_until IS NULL OR held_until >= held_from", name="held"),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    held_from: date | None = None
    held_until: date | None = None
    mode: str | None = None
    place: str | None = None
    chair_id: int | None = Field(default=None, foreign_key="person.id")
    period: str | None = None
    language: str = "en"
    source_name: str
    source_text: str
    source_sha256: str = Field(unique=True)
    imported_at: datetime
    imported_by: str


class MeetingReport(Record, table=True):
    """A topic that was reported on at a meeting."""

    __tablename__ = "meeting_report"
    __table_args__ = (UniqueConstraint("meeting_id", "ordinal"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    ordinal: int
    topic: str
    span_start: int
    span_end: int


class MeetingUnit(Record, table=True):
    """A unit that attended a meeting."""

    __tablename__ = "meeting_unit"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)


class Directive(Record, table=True):
    """One numbered point of one leader at one meeting, verbatim: `text` is the source between the two offsets."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "speaker_id", "ordinal"),
        CheckConstraint("ordinal > 0", name="ordinal"),
        CheckConstraint("span_end > span_start", name="span"),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    speaker_id: int = Field(foreign_key="person.id", index=True)
    ordinal: int
    text: str
    span_start: int
    span_end: int


class MeetingAction(Record, table=True):
    """One action item of the minutes, verbatim; `owner`, `due_on` and `due_text` as the text, or then the office, gives them."""

    __tablename__ = "meeting_action"
    __table_args__ = (
        UniqueConstraint("meeting_id", "ordinal"),
        CheckConstraint("ordinal > 0", name="ordinal"),
        CheckConstraint("span_end > span_start", name="span"),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    ordinal: int
    text: str
    span_start: int
    span_end: int
    owner: str | None = None
    due_on: date | None = None
    due_text: str | None = None
    done: bool = False


class ImportDraft(Record, table=True):
    """Minutes on their way in, until the office keeps or drops them. `revision` grows with every change of `body`."""

    __tablename__ = "import_draft"
    __table_args__ = (
        CheckConstraint(one_of("source_kind", SOURCE_KINDS), name="source_kind"),
        CheckConstraint(one_of("state", DRAFT_STATES), name="state"),
        CheckConstraint("(state = 'stored') = (meeting_id IS NOT NULL)", name="meeting_id"),
        partial("ix_import_draft_open", "id", where="state = 'open'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_name: str
    source_kind: str
    source_permalink: str | None = None
    text: str
    sha256: str = Field(index=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    revision: int = 0
    state: str = "open"
    made_by: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)


class Item(Record, table=True):
    """What one unit must get done. Numbered per unit and for ever: `QD-7`.

    Overdue, due soon and silent are questions about a row and a day, never stored. `revision` grows with every change of
    state, due date or owner, and travels in buttons and forms, so that a click tells what its maker knew. An item that was
    given to another unit stays here, cancelled, and points to what became of it.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        UniqueConstraint("unit_id", "directive_id"),
        UniqueConstraint("unit_id", "action_id"),
        Index("ix_item_unit_id_state_due_on", "unit_id", "state", "due_on"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(one_of("state", ITEM_STATES), name="state"),
        CheckConstraint("(state IN ('done', 'accepted')) = (done_at IS NOT NULL)", name="done_at"),
        CheckConstraint("(state = 'accepted') = (accepted_at IS NOT NULL)", name="accepted_at"),
        CheckConstraint("(state = 'blocked') = (blocked_reason IS NOT NULL)", name="blocked_reason"),
        CheckConstraint("moved_to_id IS NULL OR state = 'cancelled'", name="moved_to"),
        CheckConstraint("directive_id IS NULL OR action_id IS NULL", name="origin"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    number: int
    directive_id: int | None = Field(default=None, foreign_key="directive.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="meeting_action.id", index=True)
    title: str
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    assigned_on: date
    due_on: date | None = None
    original_due_on: date | None = None
    state: str = Field(default="open", index=True)
    acknowledged_at: datetime | None = None
    blocked_reason: str | None = None
    done_at: datetime | None = None
    done_by: str | None = None
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    # Why the office gave it back, until it is reported done again.
    returned_reason: str | None = None
    moved_to_id: int | None = Field(default=None, foreign_key="item.id")
    last_word_at: datetime | None = None
    # It is not named before this day.
    snoozed_until: date | None = None
    revision: int = Field(default=0, sa_column_kwargs={"server_default": "0"})

    @property
    def is_open(self) -> bool:
        """True while the unit still owes something."""
        return self.state in OPEN_STATES

    def is_overdue(self, today: date) -> bool:
        """True when the due date has passed on `today`, the unit's own date, and the item is still open."""
        return self.is_open and self.due_on is not None and self.due_on < today


class Extension(Record, table=True):
    """A unit's wish for a later due date, and the office's decision. An item has one undecided wish at most.

    `due_on` is the due date it was asked under; `is_late` says that this had passed already.
    """

    __table_args__ = (
        CheckConstraint(one_of("decision", DECISIONS), name="decision"),
        CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("until > due_on", name="until"),
        partial("uq_extension_undecided", "item_id", where="decision IS NULL", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    due_on: date
    until: date
    reason: str = ""
    requested_by: str
    requested_at: datetime
    is_late: bool = False
    decision: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None


class Evidence(Record, table=True):
    """What somebody offered as proof that an item is done: a link, a file in Slack, or the sentence itself."""

    __table_args__ = (CheckConstraint(one_of("kind", EVIDENCE_KINDS), name="kind"),)

    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.id", index=True)
    kind: str
    content: str
    name: str | None = None
    offered_by: str
    offered_at: datetime
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id", index=True)


class Target(Record, table=True):
    """A measured goal for a period: a unit's, or the group's when it has no unit. Figures are in `measure`.

    `metric_key` is the metric's name without case, spaces and plurals, so that one thing is not measured under two spellings.
    How a target stands is a question about its check-ins and a day, never stored.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "period", "metric_key"),
        # NULLs are all different to a UNIQUE, so the group's targets need an index of their own.
        partial("ix_target_of_the_group", "period", "metric_key", where="unit_id IS NULL", unique=True),
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("ends_on >= starts_on", name="ends_on"),
        CheckConstraint(f"NOT ({one_of('kind', KEEPING)}) OR baseline IS NULL", name="baseline"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    period: str = Field(index=True)
    starts_on: date
    ends_on: date
    metric: str
    metric_key: str
    measure: str
    kind: str
    baseline: Decimal | None = Field(default=None, sa_type=DecimalText)
    goal: Decimal = Field(sa_type=DecimalText)
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    note: str | None = None
    set_at: datetime
    set_by: str
    withdrawn_at: datetime | None = None


class CheckIn(Record, table=True):
    """One reported value of a target, true on `as_of`. Corrected by a later one, taken back by a mark; never changed."""

    __tablename__ = "check_in"
    __table_args__ = (
        CheckConstraint(f"confidence IS NULL OR {one_of('confidence', CONFIDENCES)}", name="confidence"),
        CheckConstraint("corrects_id IS NULL OR corrects_id < id", name="corrects"),
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id", index=True)
    value: Decimal = Field(sa_type=DecimalText)
    as_of: date
    forecast: Decimal | None = Field(default=None, sa_type=DecimalText)
    confidence: str | None = None
    note: str | None = None
    said_by: str
    said_at: datetime
    corrects_id: int | None = Field(default=None, foreign_key="check_in.id")
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id", index=True)
    withdrawn_at: datetime | None = None


class Inbound(Record, table=True):
    """One thing somebody sent us: a reply, a reaction, a click, a command. `source_key` makes its second coming harmless."""

    __table_args__ = (
        CheckConstraint("revision >= 0", name="revision"),
        Index("ix_inbound_channel_thread_ts", "channel", "thread_ts"),
        partial("ix_inbound_waiting", "kind", "id", where="outcome = 'waiting'"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_key: str = Field(unique=True)
    revision: int = 0
    kind: str
    channel: str | None = None
    thread_ts: str | None = None
    message_ts: str | None = Field(default=None, index=True)
    who: str
    text: str = ""
    received_at: datetime
    outcome: str = "chatter"
    # Slack's stamp of the edit that `text` and `revision` come from; none while the reply stands as it was first written.
    edited_ts: str | None = None


class CaughtUp(Record, table=True):
    """How far a channel's history has been read: up to `seen_ts`, Slack's own stamp, at the instant `at`."""

    __tablename__ = "caught_up"

    channel: str = Field(primary_key=True)
    seen_ts: str
    at: datetime


class Activity(Record, table=True):
    """One line of the journal; appended, never changed, never erased."""

    __table_args__ = (
        UniqueConstraint("inbound_id", "revision", "ordinal"),
        Index("ix_activity_item_id_id", "item_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    who: str
    verb: str
    item_id: int | None = Field(default=None, foreign_key="item.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    target_id: int | None = Field(default=None, foreign_key="target.id", index=True)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str | None = None
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id")
    revision: int = 0
    ordinal: int = 0


class Refusal(Record, table=True):
    """A time during which Slack takes nothing for a channel, from its first refusal until somebody has mended the cause.

    `channel` is `*` when the cause lies with the app itself (its token, its scopes), and then it holds for all of them.
    """

    __table_args__ = (partial("uq_refusal_open", "channel", where="ended_at IS NULL", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    error: str
    began_at: datetime
    ended_at: datetime | None = None


class Delivery(Record, table=True):
    """The ledger row of one message we owe somebody.

    `available_at` is due time, retry time and lease expiry in one, on the database's clock. `due_at` and `expires_at` are
    on the clock of the cadence. `fence` grows with each claim, and every later UPDATE names the fence it was claimed under.
    `attempts` counts the sendings that may have reached Slack; a row with two is audited for a second copy. `root_id` is the
    message whose thread this one continues; `refusal_id` the refusal it was given up for.
    """

    __table_args__ = (
        CheckConstraint(one_of("kind", DELIVERY_KINDS), name="kind"),
        CheckConstraint(one_of("state", MOVING_STATES + SETTLED_STATES), name="state"),
        CheckConstraint("state != 'sent' OR message_ts IS NOT NULL", name="sent"),
        CheckConstraint("state NOT IN ('sending', 'sent') OR payload IS NOT NULL", name="frozen"),
        CheckConstraint("shown_revision <= wanted_revision", name="revision"),
        CheckConstraint(one_of("standing", STANDINGS), name="standing"),
        partial("ix_delivery_available", "available_at", "id", where=IS_MOVING),
        partial("ix_delivery_stale", "available_at", "id", where="state = 'sent' AND shown_revision < wanted_revision"),
        partial(
            "ix_delivery_doubtful", "available_at", "id", where="state = 'sent' AND attempts > 1 AND audited_at IS NULL"
        ),
        Index("ix_delivery_channel_message_ts", "channel", "message_ts"),
        Index("ix_delivery_channel_thread_ts", "channel", "thread_ts"),
        Index("ix_delivery_unit_id_kind_local_date", "unit_id", "kind", "local_date"),
        partial("ix_delivery_root_id", "root_id", where="root_id IS NOT NULL"),
        partial("ix_delivery_refusal_id", "refusal_id", where="refusal_id IS NOT NULL"),
        partial("ix_delivery_troubled", "available_at", where="state IN ('dead', 'uncertain')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dedup_key: str = Field(unique=True)
    kind: str
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id", index=True)
    channel: str
    thread_ts: str | None = None
    local_date: date | None = None
    due_at: datetime
    expires_at: datetime | None = None
    available_at: datetime
    state: str = "ready"
    fence: int = 0
    attempts: int = 0
    owner: str | None = None
    sending_at: datetime | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # A missing payload is SQL's NULL, not JSON's null, so that the CHECK above can see it.
    payload: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    message_ts: str | None = None
    sent_at: datetime | None = None
    audited_at: datetime | None = None
    wanted_revision: int = 0
    shown_revision: int = 0
    last_error: str | None = None
    root_id: int | None = Field(default=None, foreign_key="delivery.id")
    refusal_id: int | None = Field(default=None, foreign_key="refusal.id")
    standing: str = Field(default="open", sa_column_kwargs={"server_default": "open"})


class DeliveryItem(Record, table=True):
    """An item named in a message: what a reply in its thread may speak of, and what re-renders it."""

    __tablename__ = "delivery_item"
    __table_args__ = (Index("ix_delivery_item_item_id", "item_id", "delivery_id"),)

    delivery_id: int = Field(foreign_key="delivery.id", primary_key=True)
    item_id: int = Field(foreign_key="item.id", primary_key=True)
    section: str
    position: int


class WorkdayOverride(Record, table=True):
    """The office's own word on whether a date is worked, above the official calendar."""

    __tablename__ = "workday_override"

    calendar: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    is_workday: bool


class Passage(Record, table=True):
    """A text that is searched, and what it belongs to. Triggers write these rows; nobody else does."""

    __table_args__ = (UniqueConstraint("kind", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    row_id: int
    item_id: int | None = Field(default=None, index=True)
    directive_id: int | None = Field(default=None, index=True)
    meeting_id: int | None = None
    text: str
    target_id: int | None = None


class Preference(Record, table=True):
    """What a Slack user chose for themselves."""

    user: str = Field(primary_key=True)
    language: str | None = None
