"""Targets are set once, changed in the open, and refused clearly; check-ins are corrected, never overwritten."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from jobs import courses
from storage import check_ins, targets
from storage.check_ins import Odd, Report
from storage.database import Database
from storage.inbound import receive
from storage.items import Said
from storage.measures import measure_of
from storage.models import Activity, CheckIn, Target
from storage.pace import group_total
from storage.periods import PeriodProblem, between, quarter_before, quarter_of, read_period
from storage.targets import Draft, SameMetric, TargetProblem
from storage.viewers import Viewer, operator
from tests.lookup_records import NOW, Quarter, add_quarter

TODAY = date(2024, 5, 9)
Q2 = quarter_of(TODAY)
OFFICE = Said(operator("lin"), NOW)
PACE = Decimal("0.4")


def draft(
    unit_id: int | None, metric: str = "Shipments", goal: str = "3.4", baseline: str | None = "1.1", **other: object
) -> Draft:
    given: dict[str, object] = {"measure": measure_of("GWh"), "period": Q2} | other
    return Draft(
        unit_id,
        metric=metric,
        goal=Decimal(goal),
        baseline=None if baseline is None else Decimal(baseline),
        **given,  # type: ignore[arg-type]
    )


def shipments(session: Session, quarter: Quarter) -> Target:
    return targets.keep_target(session, draft(quarter.qingdao), OFFICE, TODAY).target


def member(quarter: Quarter, user: str = "U0MEMBER") -> Viewer:
    return Viewer(user=user, unit_ids=frozenset({quarter.qingdao}))


@pytest.mark.parametrize(
    ("text", "name", "starts_on", "ends_on"),
    [
        ("2024Q2", "2024Q2", "2024-04-01", "2024-06-30"),
        ("q2 2024", "2024Q2", "2024-04-01", "2024-06-30"),
        ("2024 年第二季度", "2024Q2", "2024-04-01", "2024-06-30"),
        ("二季度", "2024Q2", "2024-04-01", "2024-06-30"),
        ("Q4", "2024Q4", "2024-10-01", "2024-12-31"),
        ("this quarter", "2024Q2", "2024-04-01", "2024-06-30"),
        ("2024H1", "2024H1", "2024-01-01", "2024-06-30"),
        ("2024下半年", "2024H2", "2024-07-01", "2024-12-31"),
        ("2024", "2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2024年5月", "2024-05", "2024-05-01", "2024-05-31"),
        ("2024-04-08..2024-06-28", "2024-04-08..2024-06-28", "2024-04-08", "2024-06-28"),
        ("2024-04-01 to 2024-06-30", "2024Q2", "2024-04-01", "2024-06-30"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, name: str, starts_on: str, ends_on: str) -> None:
    period = read_period(text, TODAY)
    assert (period.name, str(period.starts_on), str(period.ends_on)) == (name, starts_on, ends_on)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2024Q5", "2024-13", "2024-02-30..2024-06-30", "2024-06-30..2024-04-01", "2024-01-01..2034-01-01"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodProblem):
        read_period(text, TODAY)


def test_the_quarter_before_a_quarter_may_lie_in_another_year() -> None:
    assert quarter_before(read_period("2024Q1", TODAY)).name == "2023Q4"
    assert between(date(2024, 4, 1), date(2024, 6, 30)) == Q2


def test_a_target_keeps_its_figures_exactly_and_the_journal_says_who_set_it(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        targets.keep_target(session, draft(quarter.qingdao, goal="3.400000000000000001"), OFFICE, TODAY)
    with database.reading() as session:
        target = session.exec(select(Target)).one()
        assert (target.goal, target.baseline, target.kind) == (
            Decimal("3.400000000000000001"),
            Decimal("1.1"),
            "increase",
        )
        line = session.exec(select(Activity).where(Activity.target_id == target.id)).one()
        assert (line.verb, line.who, line.after["goal"]) == ("target_set", "operator:lin", "3.400000000000000001")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"goal": "1.1"}, "is where it starts"),
        ({"goal": "0", "baseline": None}, "is where it starts"),
        ({"goal": "1", "kind": "increase"}, "other direction"),
        ({"kind": "decrease"}, "other direction"),
        ({"kind": "keep_above"}, "has no baseline"),
        ({"kind": "increase", "baseline": None}, "say from where"),
        ({"metric": " ?! "}, "needs the name"),
        ({"metric": "x" * 81}, "needs the name"),
        ({"period": read_period("2024Q1", TODAY)}, "2024Q1 ended on 2024-03-31"),
        (
            {"metric": "First-pass yield", "measure": measure_of("%"), "goal": "104", "baseline": "97"},
            "between 0 and 100%",
        ),
        ({"metric": "产品合格率", "measure": measure_of("%"), "goal": "104", "baseline": None}, "between 0 and 100%"),
    ],
)
def test_a_target_that_cannot_be_is_refused_in_one_clear_sentence(
    database: Database, change: dict[str, object], said: str
) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        with pytest.raises(TargetProblem, match=said):
            targets.keep_target(session, draft(quarter.qingdao, **change), OFFICE, TODAY)  # type: ignore[arg-type]
        assert session.exec(select(Target)).all() == []


def test_growth_may_pass_a_hundred_percent(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        given = draft(quarter.qingdao, "Growth of orders", "120", None, measure=measure_of("%"))
        assert targets.keep_target(session, given, OFFICE, TODAY).target.kind == "reach"


def test_only_the_office_sets_targets(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        with pytest.raises(TargetProblem, match="Only the strategy office"):
            targets.keep_target(session, draft(quarter.qingdao), Said(member(quarter), NOW), TODAY)


def test_the_same_metric_in_another_spelling_is_one_target_and_a_likely_one_is_offered(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        first = shipments(session, quarter)
        again = targets.keep_target(session, draft(quarter.qingdao, "  shipment ", goal="3.6"), OFFICE, TODAY)
        assert (again.became, again.target.id, again.target.goal) == ("changed", first.id, Decimal("3.6"))
        assert targets.keep_target(session, draft(quarter.qingdao, goal="3.6"), OFFICE, TODAY).became == "same"
        with pytest.raises(SameMetric, match="Is “Shippments” the same"):
            targets.keep_target(session, draft(quarter.qingdao, "Shippments"), OFFICE, TODAY)
        other = targets.keep_target(session, draft(quarter.qingdao, "Shippments"), OFFICE, TODAY, is_other=True)
        assert other.target.id != first.id
        # Another unit, another period, the group: each has its own.
        assert targets.keep_target(session, draft(quarter.wuxi), OFFICE, TODAY).became == "new"
        assert targets.keep_target(session, draft(None), OFFICE, TODAY).became == "new"
        assert targets.keep_target(session, draft(None), OFFICE, TODAY).became == "same"


def test_a_goal_in_another_measure_is_converted_and_one_of_another_dimension_refused_once_values_came(
    database: Database,
) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)
        given = draft(quarter.qingdao, goal="3600", baseline="1100", measure=measure_of("MWh"))
        assert targets.keep_target(session, given, OFFICE, TODAY).target.goal == Decimal("3.6")
        assert (target.measure, target.baseline) == ("GWh", Decimal("1.1"))
        check_ins.report(session, target, Report(Decimal("1.2")), OFFICE, TODAY, PACE)
        with pytest.raises(TargetProblem, match="reported in GWh"):
            targets.keep_target(session, draft(quarter.qingdao, measure=measure_of("万元")), OFFICE, TODAY)


def test_who_may_see_a_target(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        shipments(session, quarter)
        targets.keep_target(session, draft(quarter.wuxi), OFFICE, TODAY)
        targets.keep_target(session, draft(None, owner_id=quarter.wuxi_owner), OFFICE, TODAY)

        def seen(viewer: Viewer) -> list[int | None]:
            return [each.unit_id for each in targets.targets(session, viewer)]

        assert seen(quarter.office) == [None, quarter.qingdao, quarter.wuxi]
        assert seen(member(quarter)) == [quarter.qingdao]
        assert seen(Viewer(user="U0GAO", person_id=quarter.wuxi_owner)) == [None]
        assert seen(Viewer(user="U0NOBODY")) == []
        withdrawn = targets.targets(session, quarter.office, unit_ids=[quarter.qingdao])[0]
        targets.withdraw(session, withdrawn, OFFICE)
        assert seen(quarter.office) == [None, quarter.wuxi]
        assert targets.keep_target(session, draft(quarter.qingdao), OFFICE, TODAY).became == "new"


def test_a_check_in_is_corrected_by_a_later_one_and_never_overwritten(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)
        said = Said(member(quarter), NOW)
        first = check_ins.report(session, target, Report(Decimal("1.2"), note="tooling late"), said, TODAY, PACE)
        second = check_ins.report(session, target, Report(Decimal("1.3"), forecast=Decimal("3.1")), said, TODAY, PACE)
        earlier = check_ins.report(session, target, Report(Decimal("1.15"), date(2024, 4, 30)), said, TODAY, PACE)
        assert second.corrects_id == first.id
        assert [each.value for each in check_ins.check_ins(session, target)] == [Decimal("1.15"), Decimal("1.3")]
        assert [each.id for each in check_ins.history(session, target)] == [first.id, second.id, earlier.id]
        line = session.exec(select(Activity).where(Activity.verb == "check_in").order_by(Activity.id)).all()[1]  # type: ignore[arg-type]
        assert (line.before["value"], line.after["value"]) == ("1.2", "1.3")


def test_what_was_reported_can_be_taken_back_and_what_it_corrected_stands_again(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)

        def heard(key: str, value: str) -> Said:
            row = receive(session, key, kind="reply", who="U0MEMBER", at=NOW, text=value)
            said = Said(member(quarter), NOW, row)
            check_ins.report(session, target, Report(Decimal(value)), said, TODAY, PACE)
            return said

        heard("a", "1.2")
        slip = heard("b", "1.9").inbound
        assert slip is not None
        assert check_ins.take_back(session, slip, Said(member(quarter, "U0OTHER"), NOW)) == []
        assert len(check_ins.take_back(session, slip, Said(member(quarter), NOW))) == 1
        assert check_ins.take_back(session, slip, Said(member(quarter), NOW)) == []
        assert [each.value for each in check_ins.check_ins(session, target)] == [Decimal("1.2")]
        heard("c", "1.3")  # corrects the first once more
        assert [each.value for each in check_ins.check_ins(session, target)] == [Decimal("1.3")]
        assert slip.outcome == "undone"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Report(Decimal("1.2"), date(2024, 5, 10)), "in the future"),
        (Report(Decimal("1.2"), date(2024, 3, 31)), "is not in 2024Q2"),
        (Report(Decimal("1.2"), confidence="sure"), "high, medium or low"),
    ],
)
def test_a_check_in_that_cannot_be_is_refused(database: Database, given: Report, said: str) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)
        with pytest.raises(TargetProblem, match=said):
            check_ins.report(session, target, given, OFFICE, TODAY, PACE)
        assert session.exec(select(CheckIn)).all() == []


def test_a_yield_above_a_hundred_percent_is_refused_even_when_somebody_is_sure(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        given = draft(quarter.qingdao, "Yield", "98", None, measure=measure_of("%"), kind="keep_above")
        target = targets.keep_target(session, given, OFFICE, TODAY).target
        with pytest.raises(TargetProblem, match="part of a whole"):
            check_ins.report(session, target, Report(Decimal("103")), OFFICE, TODAY, PACE, is_sure=True)


def test_a_slip_is_asked_back_and_taken_when_it_is_meant(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)
        with pytest.raises(Odd, match="about a thousand times"):
            check_ins.report(session, target, Report(Decimal("1200")), OFFICE, TODAY, PACE)
        with pytest.raises(Odd, match="far from what is expected"):
            check_ins.report(session, target, Report(Decimal("1.2"), forecast=Decimal("31")), OFFICE, TODAY, PACE)
        assert check_ins.check_ins(session, target) == []
        check_ins.report(session, target, Report(Decimal("1200")), OFFICE, TODAY, PACE, is_sure=True)
        assert len(check_ins.check_ins(session, target)) == 1


def test_only_people_of_the_unit_the_owner_and_the_office_report(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = targets.keep_target(session, draft(quarter.qingdao, owner_id=quarter.wuxi_owner), OFFICE, TODAY).target
        guest = Viewer(user="U0GUEST", unit_ids=frozenset({quarter.qingdao}), is_insider=False)
        for viewer in (guest, Viewer(user="U0OTHER", unit_ids=frozenset({quarter.wuxi}))):
            with pytest.raises(TargetProblem, match="Only people of the unit's channel"):
                check_ins.report(session, target, Report(Decimal("1.2")), Said(viewer, NOW), TODAY, PACE)
        owner = Said(Viewer(user="U0GAO", person_id=quarter.wuxi_owner), NOW)
        check_ins.report(session, target, Report(Decimal("1.2")), owner, TODAY, PACE)


def test_the_last_figure_may_come_in_for_a_month_after_the_period_and_counts_for_its_last_day(
    database: Database,
) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        target = shipments(session, quarter)
        late = Said(member(quarter), datetime(2024, 7, 20, tzinfo=UTC))
        kept = check_ins.report(session, target, Report(Decimal("3.2")), late, date(2024, 7, 20), Decimal(1))
        assert kept.as_of == date(2024, 6, 30)
        with pytest.raises(TargetProblem, match="figures are closed"):
            check_ins.report(session, target, Report(Decimal("3.3")), late, date(2024, 9, 1), Decimal(1))
        check_ins.report(session, target, Report(Decimal("3.3")), OFFICE, date(2024, 9, 1), Decimal(1))


def test_the_groups_target_is_the_sum_of_the_units_shares(database: Database) -> None:
    with database.writing() as session:
        quarter = add_quarter(session)
        whole = targets.keep_target(session, draft(None, goal="6", baseline=None), OFFICE, TODAY).target
        shipments(session, quarter)
        targets.keep_target(
            session, draft(quarter.wuxi, "shipment", "2600", "400", measure=measure_of("MWh")), OFFICE, TODAY
        )
        targets.keep_target(
            session, draft(quarter.chuzhou, "Shipments", "90", None, measure=measure_of("%")), OFFICE, TODAY
        )
        shares = targets.shares_of(session, whole)
        assert [each.unit_id for each in shares] == [quarter.qingdao, quarter.wuxi]
        assert group_total([]).units == 0


def test_the_groups_target_follows_the_clock_and_the_calendar_of_the_office(database: Database) -> None:
    evening = datetime(2024, 5, 2, 20, 0, tzinfo=UTC)  # the 3rd in Shanghai, where it is a holiday; the 2nd in New York
    with database.writing() as session:
        add_quarter(session)
        whole = targets.keep_target(session, draft(None, goal="6", baseline=None), OFFICE, TODAY).target
        here, there = (
            courses.target_facts(session, [whole], evening, "en", seat)[0]
            for seat in (courses.Seat(), courses.Seat("America/New_York", "US"))
        )
        kept = courses.report(
            session,
            whole,
            Report(Decimal(2)),
            Said(operator("lin"), evening),
            group=courses.Seat("America/New_York", "US"),
        )
    assert (here.today, there.today) == (date(2024, 5, 3), date(2024, 5, 2))
    # 62 days by China's calendar of that quarter; 65 weekdays less Memorial Day and Juneteenth by America's.
    assert (here.total, there.total) == (62, 63)
    assert kept.as_of == date(2024, 5, 2)
