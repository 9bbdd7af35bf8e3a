"""Targets are found by their words, and what was said with a figure; each only by who may see the target."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.asking import Question, parse_question
from bot.language import Say
from bot.messages import hits as drawn
from bot.messages.pages import Asked
from storage import lookup, targets, units
from storage.database import Database
from storage.lookup import FoundTexts, Wanted
from storage.measures import measure_of
from storage.models import CheckIn, Passage, Target
from storage.naming import names_for
from storage.periods import read_period
from storage.said import Said
from storage.search import find_hits
from storage.targets import Draft
from storage.units import UnitChange
from storage.viewers import Viewer, operator

AT = datetime(2024, 4, 24, 3, 0, tzinfo=UTC)
TODAY = date(2024, 4, 24)
OFFICE = operator("ann")


@pytest.fixture
def measured(database: Database) -> Database:
    """A goal of Qingdao with a reported figure, one of Wuxi in Chinese, and one of the group."""
    with database.writing() as session:
        qd = units.keep_unit(session, "QD", UnitChange(name="Qingdao Lishen"))
        wx = units.keep_unit(session, "WX", UnitChange(name="Wuxi Lishen"))
        for unit_id, metric, note in (
            (qd.id, "Zebra shipments", "only counted at the gate"),
            (wx.id, "斑马出货量", None),
            (None, "Zebra market share", None),
        ):
            draft = Draft(unit_id, read_period("2024Q2", TODAY), metric, measure_of("%"), Decimal(12), note=note)
            targets.keep_target(session, draft, Said(OFFICE, AT), TODAY)
        session.add(
            CheckIn(
                target_id=target(session, "Zebra shipments").id or 0,
                value=Decimal(3),
                as_of=TODAY,
                note="the tooling is late",
                said_by="U1",
                said_at=AT,
            )
        )
    return database


def target(session: Session, metric: str) -> Target:
    return session.exec(select(Target).where(Target.metric == metric)).one()


def member(session: Session, code: str) -> Viewer:
    unit = units.unit_of_code(session, code)
    assert unit is not None
    return Viewer(user="U1", unit_ids=frozenset({unit.id or 0}))


def found(session: Session, *words: str, viewer: Viewer = OFFICE) -> set[str]:
    hits = find_hits(session, viewer, words)
    return {hit.text for hit in hits.hits} if hits else set()


def test_a_target_is_found_by_its_name_its_note_and_what_was_said_with_a_figure(measured: Database) -> None:
    with measured.reading() as session:
        assert found(session, "zebra", "shipment") == {"Zebra shipments: only counted at the gate"}
        assert found(session, "gates") == {"Zebra shipments: only counted at the gate"}
        assert found(session, "tooling") == {"the tooling is late"}
        assert found(session, "出货") == {"斑马出货量"}


def test_a_target_is_found_only_by_who_may_see_it(measured: Database) -> None:
    with measured.reading() as session:
        qingdao, wuxi = member(session, "QD"), member(session, "WX")
        assert found(session, "zebra", viewer=qingdao) == {"Zebra shipments: only counted at the gate"}
        assert found(session, "tooling", viewer=qingdao) == {"the tooling is late"}
        assert found(session, "zebra", viewer=wuxi) == found(session, "tooling", viewer=wuxi) == set()
        assert found(session, "出货", viewer=wuxi) == {"斑马出货量"}
        leader = Viewer(user="U2", is_leader=True)
        assert len(found(session, "zebra", viewer=leader)) == 2


def _withdraw(session: Session) -> None:
    targets.withdraw(session, target(session, "Zebra shipments"), Said(OFFICE, AT))


def _take_back(session: Session) -> None:
    check_in = session.exec(select(CheckIn)).one()
    check_in.withdrawn_at = AT
    session.add(check_in)


def _delete(session: Session) -> None:
    session.connection().execute(text("DELETE FROM check_in"))


@pytest.mark.parametrize("change", [_withdraw, _take_back, _delete])
def test_what_no_longer_stands_is_not_found(measured: Database, change: Callable[[Session], None]) -> None:
    with measured.writing() as session:
        assert found(session, "tooling") != set()
        change(session)
        session.flush()
        assert found(session, "tooling") == set()


def test_a_renamed_target_is_found_by_its_new_name_alone(measured: Database) -> None:
    with measured.writing() as session:
        renamed = target(session, "Zebra shipments")
        renamed.metric, renamed.note = "Giraffes", None
        session.add(renamed)
        session.flush()
        assert found(session, "shipments") == set()
        assert found(session, "giraffe") == {"Giraffes"}
        assert (
            len(session.exec(select(Passage).where(Passage.target_id == renamed.id, Passage.kind == "target")).all())
            == 1
        )


@pytest.mark.parametrize(("period", "count"), [("2024Q2", 2), ("2024", 2), ("2024Q1", 0)])
def test_a_period_narrows_the_targets(measured: Database, period: str, count: int) -> None:
    with measured.reading() as session:
        wanted = Wanted(words=("zebra",), period=period)
        names = names_for(session, OFFICE)
        hits = lookup.find_directives(session, OFFICE, wanted, lambda _unit: TODAY, names=names)
        assert (len(hits.found.hits) if isinstance(hits, FoundTexts) else 0) == count


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("qingdao shipments", {"Zebra shipments: only counted at the gate"}),
        ("shipments 2024Q2 QD", {"Zebra shipments: only counted at the gate"}),
        ("qingdao zebra -gate", set()),
        ("qingdao 出货", set()),
        ("wuxi 出货 2024", {"斑马出货量"}),
        ("wuxi qingdao zebra", {"Zebra shipments: only counted at the gate"}),
        ("qingdao tooling overdue", set()),
    ],
)
def test_a_unit_and_words_that_none_of_its_items_holds_find_its_targets(
    measured: Database, asked: str, shown: set[str]
) -> None:
    with measured.reading() as session:
        names = names_for(session, OFFICE)
        question = parse_question(asked, names, TODAY)
        assert isinstance(question, Question)
        hits = lookup.find_directives(session, OFFICE, question.wanted, lambda _unit: TODAY, names=names)
        assert ({hit.text for hit in hits.found.hits} if isinstance(hits, FoundTexts) else set()) == shown


@pytest.mark.parametrize(("language", "heading"), [("en", "Targets"), ("zh-CN", "目标")])
def test_targets_stand_under_a_heading_of_their_own_with_a_button_each(
    measured: Database, language: str, heading: str
) -> None:
    with measured.reading() as session:
        hits = find_hits(session, OFFICE, ("zebra",))
        assert hits is not None
        asked = Asked(Say(language), "/directives", "zebra", lambda _line: None)
        shown = drawn.texts(asked, FoundTexts(hits, {}))
    assert heading in shown.text.split("\n")
    assert "QD 2024Q2: Zebra shipments" in shown.text
    pressed = [each["action_id"] for block in shown.blocks for each in block.get("elements", []) if "action_id" in each]
    assert pressed == ["targets_open_0", "targets_open_1"]
