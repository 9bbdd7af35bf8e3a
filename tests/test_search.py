"""Search finds what was written, in both languages, and nothing the asker may not see."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, select

from storage import activity, items, search, units
from storage.database import Database
from storage.items import Said
from storage.meetings import keep_minutes
from storage.minutes import read_minutes
from storage.models import Directive, Item, Meeting, MeetingReport, Passage
from storage.passages import spaced
from storage.search import FoundHits, find_hits
from storage.units import UnitChange
from storage.viewers import Viewer, operator

AT = datetime(2024, 4, 24, 3, 0, tzinfo=UTC)
OFFICE = operator("ann")

MINUTES = """# Spring review

Date: 24 April 2024

Rose Alder, president, stressed: the first is to bring down the costs of materials; the second is to improve quality reviews.
"""
MINUTES_ZH = """# 夏季例会

时间：2024年7月8日

王平董事长强调，一是要降低成本压力，二是要提升产品质量。
"""


@pytest.fixture
def told(database: Database) -> Database:
    with database.writing() as session:
        qd = units.keep_unit(session, "QD", UnitChange(name="Qingdao Lishen"))
        wx = units.keep_unit(session, "WX", UnitChange(name="Wuxi Lishen"))
        for minutes in (MINUTES, MINUTES_ZH):
            kept = keep_minutes(session, read_minutes(minutes), "m.md", who="operator:ann", at=AT).meeting
            directives = session.exec(select(Directive).where(Directive.meeting_id == kept.id)).all()
            for unit in (qd, wx) if minutes is MINUTES else (qd,):
                items.assign(
                    session, directives, unit, due_on=None, assigned_on=date(2024, 4, 24), said=Said(OFFICE, AT)
                )
        session.add(MeetingReport(meeting_id=1, ordinal=1, topic="Material prices", span_start=0, span_end=0))
        item = session.exec(select(Item).where(Item.unit_id == wx.id, Item.number == 2)).one()
        items.move(
            session,
            item,
            "note",
            Said(OFFICE, AT),
            note="The auditors' checklist arrived, 供应商审核 begins in May",
        )
    return database


def hits(session: Session, *phrases: str, viewer: Viewer = OFFICE, without: tuple[str, ...] = ()) -> list[str]:
    found = find_hits(session, viewer, phrases, without=without)
    return [hit.text for hit in found.hits] if found else []


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("quality", 1),
        ("Qualities", 1),
        ("qual", 1),
        ("reviewing", 2),
        ("cost", 1),
        ("material", 2),
        ("materials prices", 1),
        ("material price", 1),
        ("成本", 1),
        ("成本压力", 1),
        ("本压", 1),
        ("成压", 0),
        ("質量", 1),
        ("质", 1),
        ("供应商", 1),
        ("checklist", 1),
        ("auditor", 1),
        ("ｃｏｓｔｓ", 1),
        ("zebra", 0),
        ("OR", 0),
        ("NEAR(", 0),
        ("*", 0),
        ('"', 0),
        ("'; DROP TABLE item; --", 0),
        ("a:b & !c | (d <-> e)", 0),
        ("\\", 0),
        ("\x00", 0),
        ("🎉", 0),
    ],
)
def test_a_phrase_is_found_as_it_is_typed(told: Database, phrase: str, count: int) -> None:
    with told.reading() as session:
        assert len(hits(session, phrase)) == count


def test_all_the_words_are_wanted_in_one_text_and_none_of_the_others(told: Database) -> None:
    with told.reading() as session:
        assert len(hits(session, "material", "cost")) == 1
        assert hits(session, "quality", "cost") == []
        assert [text for text in hits(session, "material", without=("price",)) if "costs" in text] != []
        assert len(hits(session, "material", without=("cost",))) == 1


def test_an_item_that_repeats_its_directive_is_no_second_hit(told: Database) -> None:
    with told.reading() as session:
        assert [hit.kind for hit in all_hits(session, "costs").hits] == [search.DIRECTIVE]


def test_the_newest_meeting_comes_first(told: Database) -> None:
    with told.writing() as session:
        newest = session.exec(select(Directive).where(Directive.text.contains("质量"))).one()  # type: ignore[attr-defined]
        newest.text += " quality"
        session.add(newest)
    with told.reading() as session:
        assert [hit.meeting.title for hit in all_hits(session, "quality").hits if hit.meeting] == [
            "夏季例会",
            "Spring review",
        ]


def all_hits(session: Session, *phrases: str) -> FoundHits:
    found = find_hits(session, OFFICE, phrases)
    assert found is not None
    return found


def test_who_may_not_see_a_text_does_not_find_it(told: Database) -> None:
    with told.reading() as session:
        wuxi = units.unit_of_code(session, "WX")
        assert wuxi is not None
        seen = Viewer(user="U1", unit_ids=frozenset({wuxi.id or 0}))
        assert len(hits(session, "cost", viewer=seen)) == 1
        assert hits(session, "成本", viewer=seen) == []
        assert len(hits(session, "checklist", viewer=seen)) == 1
        assert hits(session, "checklist", viewer=Viewer(user="U2", unit_ids=frozenset({99}))) == []
        assert len(hits(session, "prices", viewer=seen)) == 1
        assert hits(session, "review", viewer=Viewer(user="U2")) == []


Change = Callable[[Session], None]


def _correct(session: Session) -> None:
    directive = session.exec(select(Directive).where(Directive.ordinal == 1)).first()
    assert directive is not None
    directive.text = "find a zebra"
    session.add(directive)


def _retitle(session: Session) -> None:
    item = session.exec(select(Item)).first()
    assert item is not None
    item.title = "Zebra crossing"
    session.add(item)


def _note(session: Session) -> None:
    item = session.exec(select(Item)).first()
    activity.write(session, at=AT, who="U1", verb="progress", item=item, note="saw zebras")


def _rename(session: Session) -> None:
    session.connection().execute(text("UPDATE meeting SET title = 'Zebra day' WHERE id = 1"))


@pytest.mark.parametrize("change", [_correct, _retitle, _note, _rename])
def test_the_database_itself_keeps_the_index_true(told: Database, change: Change) -> None:
    with told.writing() as session:
        assert hits(session, "zebra") == []
        change(session)
        session.flush()
        assert len(hits(session, "zebra")) == 1


def test_what_is_deleted_is_not_found(told: Database) -> None:
    with told.writing() as session:
        assert len(hits(session, "prices")) == 1
        session.connection().execute(text("DELETE FROM meeting_report"))
        assert hits(session, "prices") == []


@given(phrase=st.text(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_typed_is_syntax(database: Database, phrase: str) -> None:
    with database.reading() as session:
        assert hits(session, phrase) == []


def test_texts_that_were_there_before_the_index_are_in_it(told: Database) -> None:
    with told.reading() as session:
        kept = {(row.kind, row.row_id) for row in session.exec(select(Passage))}
        assert {("directive", each) for each in session.exec(select(Directive.id))} <= kept
        # What says the same as its directive is found by that.
        assert not any(kind == "item" for kind, _ in kept)
        assert {("meeting", each) for each in session.exec(select(Meeting.id))} <= kept


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        ("降低成本", ["降", "低", "成", "本"]),
        ("降低 cost 3.5%", ["降", "低", "cost", "3", "5"]),
        ("童來明", ["童", "来", "明"]),
        ("１２ＧＷｈ", ["12GWh"]),
        (None, []),
    ],
)
def test_a_text_is_cut_into_words(given_text: str | None, read: list[str]) -> None:
    assert spaced(given_text).split() == read


def test_both_databases_cut_alike(postgres_url: str) -> None:
    from storage.database import open_database

    database = open_database(postgres_url)
    samples = ["降低成本", "童來明說 “cost” 3.5%", "１２ＧＷｈ（三）", "a-b_c/d\\e'f\"g", "Ünï 國際—x", "①②㈠"]
    with database.reading() as session:
        for sample in samples:
            cut = session.connection().execute(text("SELECT followups_spaced(:given)"), {"given": sample}).scalar_one()
            assert cut.split() == spaced(sample).split()
    database.close()
