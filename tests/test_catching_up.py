"""How far channels are read, when an edit is news and when a reaction is: on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import catching_up, inbound, units
from storage.database import Database
from storage.models import Inbound, Unit
from storage.units import UnitChange

NOW = datetime(2024, 5, 9, 9, tzinfo=UTC)


@pytest.fixture
def linked(database: Database) -> Database:
    """Three units, two of them with a channel."""
    with database.writing() as session:
        for code, channel in (("QD", "C1"), ("WX", "C2"), ("CZ", None)):
            unit = units.keep_unit(session, code, UnitChange(f"Unit {code}"))
            if channel:
                units.link_channel(session, unit, channel)
    return database


def test_the_channel_read_longest_ago_comes_first_and_one_never_read_before_all(linked: Database) -> None:
    with linked.writing() as session:
        assert catching_up.channels_by_need(session) == ["C1", "C2"]
        catching_up.keep_seen(session, "C1", "10.0", NOW)
        session.flush()
        assert catching_up.channels_by_need(session) == ["C2", "C1"]
        catching_up.keep_seen(session, "C2", "10.0", NOW + timedelta(minutes=1))
        session.flush()
        assert catching_up.channels_by_need(session) == ["C1", "C2"]


def test_a_channel_is_never_read_backwards(linked: Database) -> None:
    with linked.writing() as session:
        assert catching_up.seen(session, "C1") is None
        catching_up.keep_seen(session, "C1", "1714032000.000200", NOW)
        catching_up.keep_seen(session, "C1", "999999999.000100", NOW)
    with linked.reading() as session:
        assert catching_up.seen(session, "C1") == "1714032000.000200"


def test_a_channel_of_a_unit_that_is_given_up_is_not_read(linked: Database) -> None:
    with linked.writing() as session:
        unit = units.unit_of_code(session, "QD")
        assert isinstance(unit, Unit)
        unit.active = False
        session.add(unit)
        session.flush()
        assert catching_up.channels_by_need(session) == ["C2"]


def heard(database: Database, text: str) -> int:
    """A reply that was taken."""
    with database.writing() as session:
        row = inbound.receive(session, "message:C1:5.0", kind="reply", who="U1", at=NOW, text=text)
        assert row is not None
        return row.id or 0


def test_an_edit_counts_once_and_an_older_one_not_at_all(database: Database) -> None:
    reply = heard(database, "2 done")

    def edited(text: str, stamp: str) -> bool:
        with database.writing() as session:
            return inbound.revise(session, session.get_one(Inbound, reply), text, stamp)

    assert edited("3 done", "7.0")
    assert not edited("3 done", "7.0")
    assert not edited("4 done", "6.0")
    assert edited("2 done", "8.0")
    assert not edited("2 done", "9.0")  # the same words say nothing new
    with database.reading() as session:
        row = session.get_one(Inbound, reply)
        assert (row.text, row.revision, row.edited_ts) == ("2 done", 2, "8.0")


def test_a_reaction_is_news_when_it_is_later_and_otherwise_than_the_last(database: Database) -> None:
    def told(stamp: str, *, is_added: bool) -> bool:
        with database.writing() as session:
            news = inbound.changes_reaction(session, "C1", "5.0", "U1", "white_check_mark", stamp, is_added=is_added)
            key = inbound.reaction_key("C1", "5.0", "U1", "white_check_mark", stamp, is_added=is_added)
            row = inbound.receive(
                session,
                key,
                kind="reaction",
                who="U1",
                at=NOW,
                channel="C1",
                thread_ts="5.0",
                message_ts="5.0",
                text="white_check_mark",
            )
            return news and row is not None

    assert told("6.0", is_added=True)
    assert not told("6.5", is_added=True)
    assert told("8.0", is_added=False)
    assert not told("7.0", is_added=True)  # it was taken off since
    assert not told("8.0", is_added=False)
    assert told("9.0", is_added=True)
    with database.reading() as session:
        assert inbound.reactions_on(session, "C1", "5.0") == {("white_check_mark", "U1"): True}
        assert inbound.reactions_on(session, "C1", "6.0") == {}
