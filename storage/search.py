"""Looking for words in everything that was written: directives, items, notes, reports, targets, in English and Chinese at once.

The database itself keeps a row of `passage` for each text, by triggers (migrations 0009 and 0013), and its own index over them:
FTS5 on SQLite, full text on PostgreSQL. English is stemmed and matches from a word's beginning on; Chinese matches anywhere.
Several words are looked for in one text; a word that must not occur is told by `without`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, column, func, or_, true
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, col, select

from storage.models import (
    Activity,
    Directive,
    Item,
    Meeting,
    MeetingAction,
    MeetingReport,
    Passage,
    Person,
    Target,
    Unit,
)
from storage.passages import tokens
from storage.viewers import Viewer, may_see_directive, may_see_item, may_see_meeting, may_see_target

# A word typed in Latin letters is taken for the beginning of one, from this length on.
SHORTEST_BEGINNING: Final = 3

# What the triggers keep in `passage.kind`.
DIRECTIVE: Final = "directive"
ITEM: Final = "item"
NOTE: Final = "note"
EVIDENCE: Final = "evidence"
REPORT: Final = "report"
MEETING: Final = "meeting"
TARGET: Final = "target"
CHECK_IN: Final = "check_in"


@dataclass(frozen=True, slots=True)
class Hit:
    """One text that holds the words, and where it stands: with a directive, an item, a report, a whole meeting, or a target."""

    kind: str
    text: str
    meeting: Meeting | None = None
    directive: Directive | None = None
    speaker: Person | None = None
    item: Item | None = None
    unit: Unit | None = None
    report: MeetingReport | None = None
    note: Activity | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class FoundHits:
    """Texts that hold the words, the newest meeting first, in each the likeliest first, targets last; `total` counts those of all pages."""

    hits: tuple[Hit, ...]
    total: int
    phrases: tuple[str, ...]


def item_says(session: Session, phrase: str) -> ColumnElement[bool]:
    """A condition on Item: its title, its directive, or a note about it holds the phrase."""
    found = _passages(session, (phrase,))
    if found is None:
        return true()
    ids = select(found.c.id)
    of_items = select(Passage.item_id).where(col(Passage.id).in_(ids), col(Passage.item_id).is_not(None))
    of_directives = select(Passage.directive_id).where(col(Passage.id).in_(ids), col(Passage.directive_id).is_not(None))
    by_directive = and_(col(Item.directive_id).is_not(None), col(Item.directive_id).in_(of_directives))
    return or_(col(Item.id).in_(of_items), by_directive)


def directive_says(session: Session, phrase: str) -> ColumnElement[bool]:
    """A condition on Directive: its text, or the title of its meeting, holds the phrase."""
    found = _passages(session, (phrase,))
    if found is None:
        return true()
    ids = select(found.c.id)
    of_directives = select(Passage.directive_id).where(col(Passage.id).in_(ids), col(Passage.directive_id).is_not(None))
    of_meetings = select(Passage.meeting_id).where(col(Passage.id).in_(ids), col(Passage.kind) == MEETING)
    return or_(col(Directive.id).in_(of_directives), col(Directive.meeting_id).in_(of_meetings))


def find_hits(
    session: Session,
    viewer: Viewer,
    phrases: Sequence[str],
    *,
    without: Sequence[str] = (),
    narrower: Sequence[ColumnElement[bool]] = (),
    offset: int = 0,
    limit: int = 10,
) -> FoundHits | None:
    """The texts that hold all of these words and none of the others, of those the viewer may see; None for nothing.

    `narrower` are conditions on the Meeting, the Unit or the Target of a text.
    """
    found = _passages(session, phrases, without)
    if found is None:
        return None
    speaker = aliased(Person)
    same = aliased(Passage)
    held = sqlalchemy.select(col(same.directive_id)).where(
        col(same.kind) == DIRECTIVE, col(same.id).in_(sqlalchemy.select(found.c.id))
    )
    # An item that says what its directive says is not another hit.
    is_echo = and_(col(Passage.kind) == ITEM, col(Item.directive_id).is_not(None), col(Item.directive_id).in_(held))
    of_target = col(Passage.target_id).is_not(None)
    query: Any = (
        sqlalchemy.select(Passage, Meeting, Directive, speaker, Item, Unit, MeetingReport, Activity, Target)
        .select_from(Passage)
        .join(found, found.c.id == col(Passage.id))
        .join(Item, col(Item.id) == col(Passage.item_id), isouter=True)
        .join(Target, and_(col(Target.id) == col(Passage.target_id), col(Target.withdrawn_at).is_(None)), isouter=True)
        .join(Unit, col(Unit.id) == func.coalesce(col(Item.unit_id), col(Target.unit_id)), isouter=True)
        .join(
            Directive,
            func.coalesce(col(Passage.directive_id), col(Item.directive_id)) == col(Directive.id),
            isouter=True,
        )
        .join(speaker, col(speaker.id) == col(Directive.speaker_id), isouter=True)
        .join(MeetingAction, col(MeetingAction.id) == col(Item.action_id), isouter=True)
        .join(
            Meeting,
            func.coalesce(col(Passage.meeting_id), col(Directive.meeting_id), col(MeetingAction.meeting_id))
            == col(Meeting.id),
            isouter=True,
        )
        .join(
            MeetingReport, and_(col(Passage.kind) == REPORT, col(MeetingReport.id) == col(Passage.row_id)), isouter=True
        )
        .join(Activity, and_(col(Passage.kind) == NOTE, col(Activity.id) == col(Passage.row_id)), isouter=True)
        .where(
            ~is_echo,
            or_(~of_target, col(Target.id).is_not(None)),
            _may_see(session, viewer),
            *narrower,
        )
    )
    total = int(session.execute(query.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one())
    if total == 0:
        return None
    by_meeting = (col(Meeting.held_from).is_(None), col(Meeting.held_from).desc(), col(Meeting.id).desc())
    ordered = query.options(_without_text()).order_by(*by_meeting, of_target, found.c.rank, col(Passage.id))
    hits = [
        Hit(passage.kind, passage.text, meeting, directive, spoken, item, unit, report, said, target)
        for passage, meeting, directive, spoken, item, unit, report, said, target in session.execute(
            ordered.offset(offset).limit(limit)
        )
    ]
    return FoundHits(tuple(hits), total, tuple(phrases))


def _without_text() -> Any:
    """The minutes themselves are long, and no hit needs them whole."""
    return defer(Meeting.source_text)  # type: ignore[arg-type]  # SQLModel types a column as its value


def _may_see(session: Session, viewer: Viewer) -> ColumnElement[bool]:
    """A condition on what a hit joins: an item's own texts with the item, a directive with it, a target's with the target, the rest with the meeting."""
    if viewer.sees_everything:
        return true()
    directives = sqlalchemy.select(col(Directive.id)).where(may_see_directive(viewer)).correlate(None)
    meetings = session.exec(select(Meeting.id).where(may_see_meeting(viewer))).all()
    of_item, of_directive = col(Passage.item_id).is_not(None), col(Passage.directive_id).is_not(None)
    return or_(
        and_(of_item, may_see_item(viewer)),
        and_(~of_item, of_directive, col(Passage.directive_id).in_(directives)),
        and_(~of_item, ~of_directive, col(Passage.meeting_id).in_(meetings)),
        and_(col(Passage.target_id).is_not(None), may_see_target(viewer)),
    )


def _passages(session: Session, phrases: Sequence[str], without: Sequence[str] = ()) -> Any:
    """The passages that hold these words, as a table of `id` and `rank` (less is likelier); None where no word is left to look for."""
    wanted = [words for words in map(tokens, phrases) if words]
    unwanted = [words for words in map(tokens, without) if words]
    if not wanted:
        return None
    ask = _full_text if session.get_bind().dialect.name == "postgresql" else _fts5
    return ask(wanted, unwanted).subquery()


def _fts5(wanted: list[list[str]], unwanted: list[list[str]]) -> Select[Any]:
    # A quoted string of FTS5 has no syntax in it (https://www.sqlite.org/fts5.html, section 3.1).
    def phrase(words: list[str]) -> str:
        quoted = '"' + " ".join(words).replace('"', '""') + '"'
        return f"{quoted} *" if _is_beginning(words) else quoted

    asked = " AND ".join(map(phrase, wanted)) + "".join(f" NOT {phrase(words)}" for words in unwanted)
    index = sqlalchemy.table("passage_index", column("rowid"), column("rank"), column("passage_index"))
    chosen = sqlalchemy.select(index.c.rowid.label("id"), index.c.rank.label("rank"))
    return chosen.where(index.c.passage_index.op("MATCH")(asked))


def _full_text(wanted: list[list[str]], unwanted: list[list[str]]) -> Select[Any]:
    # A quoted lexeme has no syntax in it (https://www.postgresql.org/docs/current/datatype-textsearch.html).
    def phrase(words: list[str]) -> str:
        quoted = " <-> ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words)
        return f"({quoted}{':*' if _is_beginning(words) else ''})"

    asked = " & ".join([*map(phrase, wanted), *("!" + phrase(words) for words in unwanted)])
    table = sqlalchemy.table("passage", column("id"), column("tokens"))
    question = func.to_tsquery(sqlalchemy.text("'english'"), asked)
    chosen = sqlalchemy.select(table.c.id.label("id"), (-func.ts_rank(table.c.tokens, question)).label("rank"))
    return chosen.where(table.c.tokens.op("@@")(question))


def _is_beginning(words: list[str]) -> bool:
    return len(words[-1]) >= SHORTEST_BEGINNING and words[-1].isascii() and words[-1].isalpha()
