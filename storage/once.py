"""Writing a row only if nobody has written it: one statement, so that two who try at once need not agree beforehand."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table
from sqlmodel import Session


def insert_once(
    session: Session, table: Table, values: Mapping[str, Any], unique: str, where: ColumnElement[bool] | None = None
) -> int | None:
    """Insert a row and return its id; None when one stands with the same value in the column `unique`.

    `where` is the condition of a partial index. Both databases: ON CONFLICT DO NOTHING
    (https://www.sqlite.org/lang_upsert.html, https://www.postgresql.org/docs/current/sql-insert.html).
    """
    # What a row speaks of may still be new to the session: its rows come first.
    session.flush()
    statement = _insert(session, table, unique, where).returning(table.c.id)
    new_id: int | None = session.connection().execute(statement, dict(values)).scalar_one_or_none()
    return new_id


def insert_all_once(session: Session, table: Table, rows: Sequence[Mapping[str, Any]], unique: str) -> int:
    """Insert rows that name the same columns, in their order, by one statement; returns how many did not stand already."""
    if not rows:
        return 0
    session.flush()
    statement = _insert(session, table, unique, None).execution_options(preserve_rowcount=True)
    return session.connection().execute(statement, [dict(row) for row in rows]).rowcount


def _insert(session: Session, table: Table, unique: str, where: ColumnElement[bool] | None) -> Insert:
    # Each is imported by who uses it: the other one's types are two megabytes for nothing.
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return insert(table).on_conflict_do_nothing(index_elements=[unique], index_where=where)
