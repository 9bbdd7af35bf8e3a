"""`/directives meetings` and `/directives reports`: what there is, page by page, as far as one may see it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from bot.asking import Listed, list_asked
from bot.commands import look_up
from bot.language import Say
from bot.messages.pages import Asked
from storage.database import Database
from storage.meeting_lookup import find_meetings, find_reports
from storage.models import Meeting, MeetingReport
from storage.naming import Names
from storage.viewers import Viewer
from tests.lookup_records import Quarter, add_quarter

TEXT = "Harbour review\n\nThe meeting heard reports on the second berth, the crane and the night shift.\nIt closed at noon.\n"
NAMES = Names(people=(), units=(), periods=("2024Q1",))


@pytest.fixture
def quarter(database: Database) -> Quarter:
    with database.writing() as session:
        return add_quarter(session)


def add_reviews(session: Session, many: int) -> None:
    for n in range(many):
        meeting = Meeting(
            title=f"Harbour review {n + 1}",
            held_from=date(2024, 5, 1 + n),
            period="2024Q2",
            source_name="harbour.md",
            source_text=TEXT,
            source_sha256=f"{n:064}",
            imported_at=datetime(2024, 6, 1, tzinfo=UTC),
            imported_by="operator:lin",
        )
        session.add(meeting)
        session.flush()
        for ordinal, topic in enumerate(("the second berth", "the crane", "the night shift"), start=1):
            start = TEXT.index(topic)
            session.add(
                MeetingReport(
                    meeting_id=meeting.id or 0,
                    ordinal=ordinal,
                    topic=topic,
                    span_start=start,
                    span_end=start + len(topic),
                )
            )


def answer(session: Session, viewer: Viewer, text: str, offset: int = 0, language: str = "en") -> str:
    asked = Asked(Say(language), "/directives", text, lambda _line: None, offset=offset, today=date(2024, 6, 1))
    return look_up(session, viewer, asked, lambda _unit: date(2024, 6, 1)).text


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("meetings", Listed("meetings", None, ())),
        ("Meetings 2024Q2", Listed("meetings", "2024Q2", ())),
        ("会议", Listed("meetings", None, ())),
        ("reports crane", Listed("reports", None, ("crane",))),
        ("汇报 2024年第二季度 质量", Listed("reports", "2024Q2", ("质量",))),
        ("reports “night shift”", Listed("reports", None, ("night", "shift"))),
        ("reports on the crane", Listed("reports", None, ("crane",))),
        ("meeting", Listed("meetings", None, ())),
        ("会议纪要", Listed("meetings", None, ())),
        ("tong meetings", None),
        ("", None),
    ],
)
def test_the_first_word_asks_for_a_list(text: str, listed: Listed | None) -> None:
    assert list_asked(text, NAMES) == listed


def test_meetings_come_newest_first_with_how_far_they_are(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        add_reviews(session, 12)
    with database.reading() as session:
        first = answer(session, quarter.office, "meetings")
        assert first.index("Harbour review 12") < first.index("Harbour review 11")
        assert "Harbour review 2 " not in first
        rest = answer(session, quarter.office, "meetings", offset=10)
        assert "2024 Q1 Marketing Review" in rest
        assert " items done" in rest
        assert "Harbour review 12" not in rest
        found = find_meetings(session, quarter.office, period="2024Q2", words=("harbour",))
        assert found.total == 12
        assert (found.lines[0].leaders, found.lines[0].items) == (0, 0)


def test_a_meeting_whose_minutes_name_no_period_is_found_by_the_quarter_it_was_held_in(
    database: Database, quarter: Quarter
) -> None:
    with database.writing() as session:
        session.get_one(Meeting, quarter.meeting).period = None
    with database.reading() as session:
        for text in ("q2", "第二季度", "2024Q2"):
            assert "2024 Q1 Marketing Review" in answer(session, quarter.office, text)
        asked = Asked(Say("en"), "/directives", "meetings", lambda _line: None, today=date(2024, 6, 1))
        page = look_up(session, quarter.office, asked, lambda _unit: date(2024, 6, 1))
        assert page.blocks[-1]["elements"][0]["value"] == "2024Q2"


def test_reports_stand_with_their_topics_and_the_words_of_the_minutes(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        add_reviews(session, 4)
    with database.reading() as session:
        told = answer(session, quarter.office, "reports crane")
        assert told.index("2. the crane") < told.index("1. the second berth") < told.index("3. the night shift")
        assert "In the minutes: “The meeting heard reports on the second berth" in told
        assert "It closed at noon" not in told
        assert "汇报内容" in answer(session, quarter.office, "汇报", language="zh-CN")
        assert find_reports(session, quarter.office, words=("CRANE",)).total == 4
        assert len(find_reports(session, quarter.office, offset=3).lines) == 1
        # Words that no report has are looked for everywhere else.
        assert "Nothing was found" in answer(session, quarter.office, "reports kangaroo")
        assert "Did you mean: reports?" in answer(session, quarter.office, "reports zzzz")


def test_nobody_sees_meetings_or_reports_that_do_not_concern_them(database: Database, quarter: Quarter) -> None:
    with database.writing() as session:
        add_reviews(session, 2)
    member = replace(quarter.member_of(quarter.wuxi), language="en")
    with database.reading() as session:
        assert find_meetings(session, member).total == 1
        assert find_reports(session, member).total == 0
        assert "No minutes here tell of a report." in answer(session, member, "reports")
        assert "nothing here yet" in answer(session, Viewer(user="U0X"), "meetings")
