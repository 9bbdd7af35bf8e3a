"""The scorecard counts what it says it counts, and every figure can be traced to its rows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from bot.language import Say
from bot.messages.briefs import brief_page
from bot.messages.pages import Asked
from bot.messages.scorecards import figures_of, rows_page, scorecards_page
from bot.reporting import Report, html_of, sheets_of
from jobs import courses
from jobs.briefs import brief
from jobs.courses import SEAT, target_facts
from jobs.days import today_of
from jobs.scorecards import Scorecard, leader_points, scorecard, scorecards
from storage import check_ins, items, targets
from storage.database import Database
from storage.items import Said
from storage.measures import measure_of
from storage.models import Item, Unit
from storage.periods import quarter_of
from storage.scorecards import OnTime, on_time
from storage.sheets import tables_of, write_xlsx
from storage.targets import Draft
from storage.viewers import operator
from tests.lookup_records import NOW, Quarter, add_quarter

Q2 = quarter_of(date(2024, 5, 9))
LATER = datetime(2024, 6, 20, 4, tzinfo=UTC)
INSTANTS = st.integers(0, 120 * 24 * 3600).map(lambda n: datetime(2024, 3, 20, tzinfo=UTC) + timedelta(seconds=n))


def card(session: Session, quarter: Quarter, unit_id: int, now: datetime = NOW) -> Scorecard:
    return scorecard(session, quarter.office, session.get_one(Unit, unit_id), Q2, now)


def labels(rows: "tuple[object, ...]") -> list[str]:
    return [row.label for row in rows]  # type: ignore[attr-defined]


def test_the_rates_are_counted_from_the_rows_they_name(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        qd, cz = card(session, quarter, quarter.qingdao), card(session, quarter, quarter.chuzhou)
    # QD-1 was done long before 28 June; the six others are open and not yet due, so nobody judges them yet.
    assert (labels(qd.on_time.hits), labels(qd.on_time.of)) == (["QD-1"], ["QD-1"])
    assert (len(qd.closed.hits), len(qd.closed.of), len(qd.open)) == (1, 7, 6)
    # CZ-1 was due on 30 April and is open: late by nine days.
    assert (labels(cz.on_time.hits), labels(cz.on_time.of)) == ([], ["CZ-1"])
    assert [labels(rows) for rows in cz.overdue] == [[], ["CZ-1"], []]


def test_an_extended_item_is_late_by_its_first_date_and_on_time_by_the_new_one(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        item = items.item_numbered(session, quarter.chuzhou, 1)
        assert item is not None
        item.due_on = date(2024, 5, 31)
        session.add(item)
        session.flush()
        items.move(session, item, "done", Said(operator("lin"), datetime(2024, 5, 20, 1, tzinfo=UTC)))
        found = card(session, quarter, quarter.chuzhou, LATER)
    assert labels(found.on_time.hits) == ["CZ-1"]
    assert labels(found.on_time_original.hits) == []
    assert labels(found.on_time_original.of) == ["CZ-1"]
    assert labels(found.extended.hits) == ["CZ-1"]


def test_the_done_counts_on_the_units_own_calendar_day(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        item = items.item_numbered(session, quarter.chuzhou, 2)
        assert item is not None
        # 23:30 of the due day in Shanghai; in UTC it is the same day, an hour later there it is not.
        items.move(session, item, "done", Said(operator("lin"), datetime(2024, 6, 28, 15, 30, tzinfo=UTC)))
        found = card(session, quarter, quarter.chuzhou, datetime(2024, 7, 1, tzinfo=UTC))
        assert "CZ-2" in labels(found.on_time.hits)
        item.done_at = datetime(2024, 6, 28, 16, 30, tzinfo=UTC)
        session.add(item)
        session.flush()
        assert "CZ-2" not in labels(
            card(session, quarter, quarter.chuzhou, datetime(2024, 7, 1, tzinfo=UTC)).on_time.hits
        )


def test_what_was_returned_stays_counted_when_it_is_done_again(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        item = items.item_numbered(session, quarter.qingdao, 1)
        assert item is not None
        office = Said(operator("lin"), NOW)
        items.move(session, item, "return", office, note="no proof")
        items.move(session, item, "done", office)
        found = card(session, quarter, quarter.qingdao)
    assert labels(found.returned.hits) == ["QD-1"]
    assert labels(found.returned.of) == ["QD-1"]


def test_few_items_are_told_and_targets_are_counted(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        _report(session, quarter)
        cards = scorecards(session, quarter.office, Q2, NOW)
        say = Say("en")
        shown = scorecards_page(say, cards, leader_points(session, quarter.office, Q2), "2024Q2")
        rows = rows_page(say, cards[1], NOW.date())
    assert "Fewer than 5 items are due so far in CZ, QD, WX" in shown.text
    assert dict(figures_of(say, cards[1]))["Targets met"] == "50% (1 of 2)"
    assert "100% (1 of 1)" in dict(figures_of(say, cards[1]))["On time"]
    assert "Shipments: 3.5 GWh / 3.4 GWh" in rows.text
    assert "QD-2" in rows.text


def test_a_members_scorecard_is_their_units_alone(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        assert [each.code for each in scorecards(session, quarter.member_of(quarter.wuxi), Q2, NOW)] == ["WX"]


def test_the_brief_says_of_each_directive_what_became_of_it(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        points = leader_points(session, quarter.office, Q2)
        told = brief(session, quarter.office, "", NOW, SEAT)
        shown = brief_page(Asked(Say("en"), "/followups", "brief", lambda _line: None), "", told)
    assert told.points == points
    assert [(each.leader, each.ordinal) for each in points][:2] == [("Tong Laiming", 1), ("Tong Laiming", 2)]
    assert "done: QD · open: CZ" in shown.text


def test_the_report_is_one_page_that_loads_nothing_and_escapes_what_people_wrote(database: Database) -> None:
    made = _made(database)
    for language in ("en", "zh-CN"):
        text = html_of(Say(language), made)
        reader = _Reader()
        reader.feed(text)
        assert reader.loads == []
        assert reader.count["svg"] == 2
        assert "keep &lt;quality&gt; standards." in text
        assert "<quality>" not in text


def test_the_workbook_holds_the_same_figures_as_numbers(database: Database, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "r.xlsx", sheets_of(Say("en"), _made(database)))
    tables = {table.title: table.rows for table in tables_of(tmp_path / "r.xlsx")}
    assert list(tables) == ["Targets", "Figures reported", "Scorecards", "Rows", "Directives"]
    assert [cell.text for cell in tables["Figures reported"][2]][:4] == ["QD", "Yield", "2024-05-09", "95"]
    assert "QD-1" in {row[0].text for row in tables["Rows"]}


def _report(session: Session, quarter: Quarter) -> None:
    office = Said(operator("lin"), NOW)
    for metric, measure, kind, baseline, goal, value in (
        ("Shipments", "GWh", "increase", "1.1", "3.4", "3.5"),
        ("Yield", "%", "keep_above", None, "98", "95"),
    ):
        draft = Draft(
            quarter.qingdao,
            Q2,
            metric,
            measure_of(measure),
            Decimal(goal),
            Decimal(baseline) if baseline else None,
            kind,
        )
        target = targets.keep_target(session, draft, office, NOW.date()).target
        courses.report(session, target, check_ins.Report(Decimal(value)), office, is_sure=True)


def _made(database: Database) -> Report:
    with database.writing() as session:
        quarter = add_quarter(session)
        _report(session, quarter)
        viewer = quarter.office
        found = target_facts(session, targets.targets(session, viewer, period="2024Q2"), NOW, "en")
        return Report(
            "2024Q2",
            NOW.date(),
            tuple(scorecards(session, viewer, Q2, NOW)),
            tuple(found),
            leader_points(session, viewer, Q2),
        )


class _Reader(HTMLParser):
    """What a page would fetch, and how many of each tag it has."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.count: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: "list[tuple[str, str | None]]") -> None:
        self.count[tag] = self.count.get(tag, 0) + 1
        self.loads += [str(value) for name, value in attrs if name in ("src", "href")]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_rates_of_many_units_at_once_are_those_of_their_scorecards(database: Database, data: st.DataObject) -> None:
    days = st.dates(date(2024, 3, 20), date(2024, 7, 10))
    with database.writing() as session:
        quarter = add_quarter(session)
        found = session.exec(select(Unit)).all()
        for unit in found:
            unit.timezone = data.draw(st.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"]))
            for number in range(100, 100 + data.draw(st.integers(0, 5))):
                due, first = data.draw(days | st.none()), data.draw(days | st.none())
                state = data.draw(st.sampled_from(["open", "blocked", "done", "accepted", "cancelled"]))
                done = data.draw(INSTANTS)
                is_done = state in ("done", "accepted")
                session.add(
                    Item(
                        unit_id=unit.id or 0,
                        number=number,
                        title="x",
                        assigned_on=date(2024, 4, 1),
                        due_on=due,
                        original_due_on=first,
                        state=state,
                        blocked_reason="x" if state == "blocked" else None,
                        done_at=done if is_done else None,
                        accepted_at=done if state == "accepted" else None,
                    )
                )
        session.flush()
        now = data.draw(INSTANTS)
        counted = on_time(session, quarter.office, found, Q2, lambda unit: today_of(unit, now))
        for unit in found:
            rate = card(session, quarter, unit.id or 0, now).on_time
            assert counted.get(unit.id or 0, OnTime()) == OnTime(len(rate.hits), len(rate.of))
        session.rollback()
