"""What people send is taken once, however often Slack brings it."""

import threading
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, text

from storage import inbound
from storage.database import Database
from storage.models import Inbound

NOW = datetime(2024, 5, 9, 9, tzinfo=UTC)


def test_the_second_coming_of_an_event_is_nothing(database: Database) -> None:
    with database.writing() as session:
        first = inbound.receive(session, "message:C1:1.0", kind="reply", who="U1", at=NOW, text="3 done")
        assert first is not None
        assert (first.outcome, first.revision, first.received_at) == ("chatter", 0, NOW)
    with database.writing() as session:
        assert inbound.receive(session, "message:C1:1.0", kind="reply", who="U1", at=NOW, text="3 done") is None
        kept = inbound.inbound_of_key(session, "message:C1:1.0")
        assert kept is not None
        assert kept.id == first.id


def test_one_event_brought_to_several_threads_at_once_is_taken_by_one(database: Database) -> None:
    start = threading.Barrier(6)
    taken: list[bool] = []

    def take() -> None:
        start.wait()
        with database.writing() as session:
            taken.append(inbound.receive(session, "message:C1:1.0", kind="reply", who="U1", at=NOW) is not None)

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 5 + [True]


def test_an_event_whose_work_failed_may_come_again(database: Database) -> None:
    class Broken(Exception):
        """Something went wrong in the same transaction."""

    try:
        with database.writing() as session:
            inbound.receive(session, "message:C1:1.0", kind="reply", who="U1", at=NOW)
            raise Broken
    except Broken:
        pass
    with database.writing() as session:
        assert inbound.receive(session, "message:C1:1.0", kind="reply", who="U1", at=NOW) is not None


def test_a_bare_undo_means_the_speakers_own_last_answer_in_that_thread(database: Database) -> None:
    with database.writing() as session:

        def say(ts: str, who: str, thread: str, outcome: str) -> Inbound:
            row = inbound.receive(
                session,
                f"message:C1:{ts}",
                kind="reply",
                who=who,
                at=NOW,
                channel="C1",
                thread_ts=thread,
                message_ts=ts,
            )
            assert row is not None
            row.outcome = outcome
            session.add(row)
            return row

        say("1", "U1", "T1", "applied")
        mine = say("2", "U1", "T1", "applied")
        say("3", "U1", "T1", "chatter")
        say("4", "U2", "T1", "applied")
        say("5", "U1", "T2", "applied")
        say("6", "U1", "T1", "undone")
        found = inbound.newest_effect_of(session, "U1", "C1", "T1")
        assert found is not None
        assert found.id == mine.id
        assert inbound.newest_effect_of(session, "U3", "C1", "T1") is None


def test_what_waits_is_found_without_reading_all_that_was_ever_said(database: Database) -> None:
    with database.writing() as session:
        for n in range(3_000):
            session.add(Inbound(source_key=f"old {n}", kind="import", who="U1", received_at=NOW, outcome="read"))
        session.add(Inbound(source_key="new", kind="import", who="U1", received_at=NOW, outcome="waiting"))
        session.add(Inbound(source_key="other", kind="paper", who="U1", received_at=NOW, outcome="waiting"))
    with database.writing() as session:
        session.execute(text("ANALYZE"))
    plans: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if database.engine.dialect.name == "sqlite" else "EXPLAIN "

    def keep_plan(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not plans:
            cursor.execute(explain + statement, parameters)
            plans.extend(str(line) for line in cursor.fetchall())

    with database.reading() as session:
        session.connection()
        event.listen(database.engine, "before_cursor_execute", keep_plan)
        assert [row.source_key for row in inbound.waiting(session, "import")] == ["new"]
        event.remove(database.engine, "before_cursor_execute", keep_plan)
    assert any("ix_inbound_waiting" in line for line in plans), plans
