"""The journal: who did what to which item, when, with the state before and after. Rows are appended, never changed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from storage import workspace
from storage.models import Activity, Inbound, Item, Target


def _as_is(value: Any) -> Any:
    return value


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


# What the moves of a life can change of an item, and how it is read back from the journal's JSON.
FIELDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "state": _as_is,
    "owner_id": _as_is,
    "due_on": _day,
    "blocked_reason": _as_is,
    "returned_reason": _as_is,
    "acknowledged_at": _instant,
    "done_at": _instant,
    "done_by": _as_is,
    "accepted_at": _instant,
    "accepted_by": _as_is,
    "moved_to_id": _as_is,
}
# A change of one of these makes what others knew of the item old.
TELLING: Final = frozenset({"state", "owner_id", "due_on"})


def snapshot(item: Item) -> dict[str, Any]:
    """What a move can change of an item, as plain JSON, and the revision it had then."""
    return {name: _plain(getattr(item, name)) for name in FIELDS} | {"revision": item.revision}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # an instant is a date, too


def changed(line: Activity) -> frozenset[str]:
    """The fields of the item that this line changed."""
    return frozenset(name for name in FIELDS if name in line.before and line.before[name] != line.after.get(name))


def restore(item: Item, line: Activity) -> None:
    """Make what a line changed again what it was before it."""
    for name in changed(line):
        setattr(item, name, FIELDS[name](line.before[name]))


def replayed(lines: Iterable[Activity]) -> dict[str, Any]:
    """What an item is by its journal alone: every change applied in order, from the first line on."""
    known: dict[str, Any] = {}
    for line in lines:
        known |= {name: value for name, value in line.after.items() if name in FIELDS or name == "revision"}
    return known


def write(
    session: Session,
    *,
    at: datetime,
    who: str,
    verb: str,
    item: Item | None = None,
    target: Target | None = None,
    meeting_id: int | None = None,
    unit_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str | None = None,
    inbound: Inbound | None = None,
) -> Activity:
    """Append one line. Lines of one inbound are numbered in the order in which they were written."""
    line = Activity(
        at=at,
        who=who,
        verb=verb,
        item_id=item.id if item else None,
        target_id=target.id if target else None,
        unit_id=item.unit_id if item else target.unit_id if target else unit_id,
        meeting_id=meeting_id,
        before=before or {},
        after=after or {},
        note=note,
        inbound_id=inbound.id if inbound else None,
        revision=inbound.revision if inbound else 0,
        ordinal=len(lines_of(session, inbound)) if inbound else 0,
    )
    session.add(line)
    session.flush()
    return line


def lines_of(session: Session, inbound: Inbound) -> list[Activity]:
    """What one reply, click or reaction did, in order."""
    return list(session.exec(select(Activity).where(col(Activity.inbound_id) == inbound.id).order_by(col(Activity.id))))


def undone_among(session: Session, lines: Iterable[Activity]) -> frozenset[int]:
    """The ids of those of these lines that were taken back since."""
    wanted = {line.id for line in lines}
    of_items = {line.item_id for line in lines if line.item_id is not None}
    undoing = select(Activity).where(col(Activity.item_id).in_(of_items), Activity.verb == "undo")
    return frozenset(line.after["undone"] for line in session.exec(undoing) if line.after.get("undone") in wanted)


def stands(session: Session, inbound: Inbound) -> bool:
    """True while something that this reply, click or reaction changed has not been taken back."""
    lines = [line for line in lines_of(session, inbound) if line.verb != "undo" and line.before != line.after]
    return any(changed(line) for line in lines if line.id not in undone_among(session, lines))


def history(session: Session, item: Item) -> list[Activity]:
    """Everything that happened to an item, oldest first."""
    return list(session.exec(select(Activity).where(col(Activity.item_id) == item.id).order_by(col(Activity.id))))


def changes_of(session: Session, item: Item, fields: frozenset[str], *, after: int = 0) -> list[Activity]:
    """The lines that changed one of these fields of an item, oldest first; only those behind the line of id `after`."""
    lines = select(Activity).where(col(Activity.item_id) == item.id, col(Activity.id) > after)
    return [line for line in session.exec(lines.order_by(col(Activity.id))) if changed(line) & fields]


def newest_of(session: Session, item: Item) -> Activity | None:
    """The last line that changed an item's state."""
    return next(reversed(changes_of(session, item, frozenset({"state"}))), None)


def word_of_report(session: Session, item: Item) -> str | None:
    """The sentence with which an item that is done now was reported so: its evidence where no link and no file came with it."""
    if item.done_at is None:
        return None
    reports = select(Activity.note).where(Activity.item_id == item.id, Activity.verb == "done")
    return session.exec(reports.order_by(col(Activity.id).desc())).first()


def places(session: Session, lines: Iterable[Activity]) -> dict[int, str]:
    """The addresses in Slack of the messages that these lines came from, by the line's id, where there is one."""
    known = workspace.the_workspace(session)
    heard = {line.id or 0: line.inbound_id for line in lines if line.inbound_id is not None}
    rows = {row.id: row for row in session.exec(select(Inbound).where(col(Inbound.id).in_(set(heard.values()))))}
    links = {line: permalink(known.team_url if known else "", rows[inbound]) for line, inbound in heard.items()}
    return {line: link for line, link in links.items() if link is not None}


def permalink(team_url: str, heard: Inbound) -> str | None:
    """The address in Slack of the message something came from, or of the message under which it was clicked.

    Made by the rule of Slack's own links (chat.getPermalink), so that no question to Slack is needed for each line.
    """
    ts = heard.message_ts or heard.thread_ts
    if not team_url.startswith("http") or not heard.channel or not ts:
        return None
    link = f"{team_url.rstrip('/')}/archives/{heard.channel}/p{ts.replace('.', '')}"
    if heard.thread_ts and heard.thread_ts != ts:
        link += f"?thread_ts={heard.thread_ts}&cid={heard.channel}"
    return link
