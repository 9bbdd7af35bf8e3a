"""Importing minutes: once is once, and a correction keeps what people already work with."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, func, select

from storage import activity, items, meetings, units
from storage.database import Database
from storage.items import Said
from storage.meetings import Imported
from storage.minutes import DirectiveDraft, Minutes, ReportDraft, Span, SpeakerDraft, UnitDraft, read_minutes
from storage.models import Activity, Directive, Item, Meeting, MeetingReport, MeetingUnit, Person, Record, Unit
from storage.viewers import operator

NOW = datetime(2024, 4, 25, 2, tzinfo=UTC)
OFFICE = operator("lin")


def minutes(
    text: str,
    *speakers: tuple[str, list[str]],
    title: str | None = "Q1 review",
    attending: tuple[str, ...] = ("Qingdao Lishen",),
) -> Minutes:
    """Minutes as a reader would hand them over."""
    return Minutes(
        title=title,
        held_from=date(2024, 4, 24),
        held_until=date(2024, 4, 24),
        date_partial=None,
        mode="hybrid",
        chair=speakers[0][0] if speakers else None,
        period="2024Q2",
        language="en",
        speakers=tuple(
            SpeakerDraft(
                name,
                role="Leader",
                directives=tuple(
                    DirectiveDraft(n, words, Span(start + n * 10, start + n * 10 + 9))
                    for n, words in enumerate(points, start=1)
                ),
            )
            for start, (name, points) in zip(range(0, 1000, 100), speakers, strict=False)
        ),
        actions=(),
        reports=(ReportDraft(1, "Markets", Span(0, 7)),),
        units=tuple(UnitDraft(name, Span(0, 3)) for name in attending),
        problems=(),
        text=text,
    )


FIRST = minutes("first", ("Tong Laiming", ["Seize the market.", "Cut the stok."]), ("Zhang Qiang", ["Keep standards."]))
SECOND = minutes(
    "second",
    ("Tong Laiming", ["Seize the market.", "Cut the stock.", "Train the teams."]),
    attending=("Qingdao Lishen", "Wuxi Lishen"),
)


def keep(session: Session, read: Minutes, name: str = "minutes.txt") -> Imported:
    return meetings.keep_minutes(session, read, name, who="operator:lin", at=NOW)


def assign_all(session: Session, imported: Imported) -> list[Item]:
    (unit,) = units.units_named(session, "Qingdao Lishen")
    given = meetings.directives_of(session, imported.meeting)
    return items.assign(
        session, given, unit, due_on=date(2024, 6, 28), assigned_on=date(2024, 4, 25), said=Said(OFFICE, NOW)
    )


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: session.connection().execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in Record.metadata.tables.items()
    }


def test_an_import_keeps_the_meeting_and_everything_it_said(database: Database) -> None:
    with database.writing() as session:
        imported = keep(session, FIRST)
        assert [directive.text for directive in imported.added] == [
            "Seize the market.",
            "Cut the stok.",
            "Keep standards.",
        ]
        assert not imported.is_known
        assert not imported.is_corrected
    with database.reading() as session:
        meeting = session.exec(select(Meeting)).one()
        assert (meeting.title, meeting.held_from, meeting.period, meeting.mode) == (
            "Q1 review",
            date(2024, 4, 24),
            "2024Q2",
            "hybrid",
        )
        assert (meeting.source_text, meeting.source_name, meeting.imported_by) == (
            "first",
            "minutes.txt",
            "operator:lin",
        )
        assert session.get_one(Person, meeting.chair_id).name == "Tong Laiming"
        assert [report.topic for report in meetings.reports_of(session, meeting)] == ["Markets"]
        assert [unit.name for unit in units.units_attending(session, meeting)] == ["Qingdao Lishen"]
        assert all(person.is_leader for person in session.exec(select(Person)))


def test_the_same_minutes_twice_add_nothing(database: Database) -> None:
    with database.writing() as session:
        assign_all(session, keep(session, FIRST))
        before = counts(session)
    with database.writing() as session:
        again = keep(session, FIRST, "another name.txt")
        assert again.is_known
        assert (again.added, again.changed, again.missing) == ([], [], [])
        assert counts(session) == before


def test_a_correction_keeps_ids_numbers_states_and_history(database: Database) -> None:
    with database.writing() as session:
        made = assign_all(session, keep(session, FIRST))
        items.move(session, made[1], "done", Said(OFFICE, NOW))
        ids = {directive.text: directive.id for directive in session.exec(select(Directive))}
        lines = [line.verb for line in activity.history(session, made[1])]
    with database.writing() as session:
        corrected = keep(session, SECOND, "minutes v2.txt")
        assert corrected.is_corrected
        assert [each.text for each in corrected.added] == ["Train the teams."]
        assert [(each.id, each.text) for each in corrected.changed] == [(ids["Cut the stok."], "Cut the stock.")]
        assert [(each.id, each.text) for each in corrected.missing] == [(ids["Keep standards."], "Keep standards.")]
    with database.reading() as session:
        kept = list(session.exec(select(Item).order_by(col(Item.number))))
        assert [(item.number, item.state, item.directive_id) for item in kept] == [
            (1, "open", ids["Seize the market."]),
            (2, "done", ids["Cut the stok."]),
            (3, "open", ids["Keep standards."]),
        ]
        assert [line.verb for line in activity.history(session, kept[1])] == lines
        assert session.exec(select(func.count()).select_from(Meeting)).one() == 1
        assert session.exec(select(Meeting)).one().source_text == "second"
        assert session.exec(select(func.count()).select_from(MeetingReport)).one() == 1
        assert session.exec(select(func.count()).select_from(MeetingUnit)).one() == 2


def test_an_items_title_follows_the_correction_unless_somebody_chose_it(database: Database) -> None:
    with database.writing() as session:
        first, second, _ = assign_all(session, keep(session, minutes("a", ("Tong Laiming", ["x.", "y.", "z."]))))
        second.title = "A title somebody chose"
        session.add(second)
    with database.writing() as session:
        keep(session, minutes("b", ("Tong Laiming", ["new x.", "new y.", "z."])))
        assert session.get_one(Item, first.id).title == "New x."
        assert session.get_one(Item, second.id).title == "A title somebody chose"


def test_a_correction_corrected_back_is_the_first_text_again(database: Database) -> None:
    with database.writing() as session:
        keep(session, FIRST)
        keep(session, SECOND)
        back = keep(session, FIRST)
        assert back.is_corrected
        assert [each.text for each in back.changed] == ["Cut the stok."]
        assert [each.text for each in back.missing] == ["Train the teams."]
        assert keep(session, FIRST).is_known


def test_another_meeting_with_the_same_people_is_another_meeting(database: Database) -> None:
    with database.writing() as session:
        one = keep(session, FIRST)
        other = keep(session, minutes("other", ("tong laiming", ["Something else."]), title="Q2 review"))
        assert one.meeting.id != other.meeting.id
        assert not other.is_corrected
        assert len(other.added) == 1
        assert len(session.exec(select(Person)).all()) == 2


def test_a_point_numbered_twice_loses_neither_sentence(database: Database) -> None:
    twice = Minutes(
        **{
            **{name: getattr(FIRST, name) for name in FIRST.__slots__},
            "text": "twice",
            "speakers": (
                SpeakerDraft(
                    "Tong Laiming",
                    directives=(
                        DirectiveDraft(1, "First.", Span(0, 5)),
                        DirectiveDraft(1, "First again.", Span(6, 9)),
                    ),
                ),
            ),
        }
    )
    with database.writing() as session:
        imported = keep(session, twice)
        assert [(each.ordinal, each.text) for each in imported.added] == [(1, "First."), (2, "First again.")]


def test_an_import_that_fails_leaves_nothing_behind(database: Database) -> None:
    def keep_and_fail() -> None:
        with database.writing() as session:
            keep(session, FIRST)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        keep_and_fail()
    with database.reading() as session:
        assert set(counts(session).values()) == {0}


def test_an_import_is_written_in_the_journal(database: Database) -> None:
    with database.writing() as session:
        keep(session, FIRST)
        keep(session, SECOND)
        lines = list(session.exec(select(Activity).order_by(col(Activity.id))))
        assert [(line.verb, line.after["added"], line.after["changed"]) for line in lines] == [
            ("imported", 3, 0),
            ("corrected", 1, 1),
        ]


ENGLISH = """2024 Q1 Marketing Review

Time: April 24, 2024

Tong Laiming stressed:
1. Seize the opportunity in the new markets.
2. Cut the stock of finished cells.
"""


def test_what_the_reader_reads_can_be_kept_and_found_at_its_place(database: Database) -> None:
    with database.writing() as session:
        imported = keep(session, read_minutes(ENGLISH))
        assert imported.added
        for directive in imported.added:
            assert ENGLISH[directive.span_start : directive.span_end] == directive.text
        before = counts(session)
        assert keep(session, read_minutes(ENGLISH)).is_known
        assert counts(session) == before


def test_the_channel_is_told_of_a_meeting_only_while_something_of_it_is_open(database: Database) -> None:
    with database.writing() as session:
        imported = keep(session, FIRST)
        made = assign_all(session, imported)
        unit = session.get_one(Unit, made[0].unit_id)
        assert meetings.awaiting_notice(session, unit) == [imported.meeting]
        for item in made:
            items.move(session, item, "cancel", Said(OFFICE, NOW), note="sold")
        assert meetings.awaiting_notice(session, unit) == []
