"""Confirming a draft of minutes: all of it or nothing, once, and nothing that people work with is lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from storage import activity, drafts, intake, items, lookup, meetings, naming, people, units
from storage.database import Database
from storage.drafts import Confirmed
from storage.intake import Draft, DraftProblem, draft_of
from storage.items import Said
from storage.minutes import read_minutes
from storage.models import Activity, Directive, ImportDraft, Item, Meeting, MeetingAction, Person, Unit
from storage.units import UnitChange
from storage.viewers import Viewer, operator
from tests.test_items import in_threads

NOW = datetime(2024, 4, 25, 2, tzinfo=UTC)
SAID = Said(operator("lin"), NOW)
OTHER = Said(operator("guo"), NOW)
DUE = date(2024, 6, 28)

TEXT = """# First-quarter review

On April 24, 2024 the group held its first-quarter review. Tong Laiming, chairman of the group, presided.

Tong Laiming stressed three points: the first is to speed up delivery of the new line; the second is to cut the stock; the third is to train the teams.

ACTION: Sun Liping to send the plan by 30 May 2024
ACTION: repair the dryer in Wuxi
ACTION: Mo Wen to write the report
- [x] Zhou Weimin: book the room
"""


def group(session: Session) -> tuple[Unit, Unit]:
    """Two units; Sun Liping heads the first."""
    head = people.keep_person(session, "Sun Liping", slack_user="U0SUNLIPING")
    qingdao = units.keep_unit(session, "QD", UnitChange(name="Qingdao Works", head_id=head.id))
    return qingdao, units.keep_unit(session, "WX", UnitChange(name="Wuxi Works", aliases=("Wuxi",)))


def draft(text: str = TEXT) -> Draft:
    return draft_of(read_minutes(text), "review.md")


def kept(session: Session, wanted: Draft, said: Said = SAID, **source: Any) -> ImportDraft:
    return drafts.keep_draft(session, wanted, said, **({"source_kind": "paste"} | source))


def confirmed(session: Session, wanted: Draft, said: Said = SAID) -> Confirmed:
    return drafts.confirm(session, kept(session, wanted), said)


def told(session: Session) -> list[tuple[str, int, str, str | None, date | None]]:
    """Every item: unit, number, title, owner, due."""
    rows = session.exec(select(Item, Unit).join(Unit).order_by(Unit.code, col(Item.number)))
    return [
        (
            unit.code,
            item.number,
            item.title,
            session.get_one(Person, item.owner_id).name if item.owner_id else None,
            item.due_on,
        )
        for item, unit in rows
    ]


def test_directives_and_actions_become_items_with_owners_and_dates(database: Database) -> None:
    with database.writing() as session:
        qingdao, wuxi = group(session)
        shaped = intake.due(intake.given_to(draft(), [qingdao.id or 0, wuxi.id or 0]), DUE)
        shaped = intake.given_to(shaped, [wuxi.id or 0], 2)
        result = confirmed(session, intake.owned_by(shaped, 2, "Han Mei"))
        assert told(session) == [
            ("QD", 1, "Speed up delivery of the new line", None, DUE),
            ("QD", 2, "Train the teams.", None, DUE),
            ("QD", 3, "Sun Liping to send the plan by 30 May 2024", "Sun Liping", date(2024, 5, 30)),
            ("QD", 4, "Mo Wen to write the report", "Mo Wen", DUE),
            ("WX", 1, "Speed up delivery of the new line", None, DUE),
            ("WX", 2, "Cut the stock", "Han Mei", DUE),
            ("WX", 3, "Train the teams.", None, DUE),
            ("WX", 4, "Repair the dryer in Wuxi", None, DUE),
            ("WX", 5, "Mo Wen to write the report", "Mo Wen", DUE),
        ]
        assert [unit.code for unit in result.units] == ["QD", "WX"]
        assert [action.done for action in meetings.actions_of(session, result.meeting)] == [False, False, False, True]
        assert len(items.items_of_meeting(session, result.meeting)) == 9


def test_why_a_unit_is_proposed_is_told_before_anything_is_written(database: Database) -> None:
    with database.writing() as session:
        qingdao, wuxi = group(session)
        shaped = intake.given_to(draft(), [wuxi.id or 0])
        given = drafts.addressed(session, shaped)
        assert [(each.why, [unit.code for unit in each.units]) for each in given.values()][3:6] == [
            ("owner", ["QD"]),
            ("named", ["WX"]),
            ("default", ["WX"]),
        ]
        assert given[6].new_owner == "Mo Wen"
        assert given[6].owner is None
        assert session.exec(select(Item)).all() == []
        assert people.person_named(session, "Mo Wen") is None
        chosen = drafts.addressed(session, intake.given_to(shaped, [qingdao.id or 0], 5))
        assert (chosen[5].why, chosen[5].units) == ("chosen", (qingdao,))


@pytest.mark.parametrize(
    ("owner", "words"), [("Sun Liping and Mo Wen", "more than one owner"), ("Wang", "More than one person")]
)
def test_an_owner_who_is_not_one_person_is_left_open_and_told(database: Database, owner: str, words: str) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        people.keep_person(session, "Wang Wei", aliases=("Wang",))
        people.keep_person(session, "Wang Jun", aliases=("Wang",))
        shaped = intake.owned_by(intake.given_to(draft(), [qingdao.id or 0]), 1, owner)
        assert any(words in problem.message for problem in drafts.concerns(session, shaped))
        before = len(people.all_people(session))
        confirmed(session, intake.dropped(shaped, 6))
        assert told(session)[0][3] is None
        assert session.exec(select(Person).where(Person.name == owner)).first() is None
        assert len(people.all_people(session)) == before + 1  # Tong, who spoke


def test_lines_without_a_date_become_items_without_one(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        result = confirmed(session, intake.given_to(draft(), [qingdao.id or 0], 1))
        assert told(session)[0] == ("QD", 1, "Speed up delivery of the new line", None, None)
        assert [line.key for line in result.unassigned] == [2, 3, 6]


def test_a_date_that_has_passed_in_the_units_calendar_is_refused(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        qingdao.timezone = "Asia/Shanghai"
        shaped = intake.due(intake.given_to(draft(), [qingdao.id or 0]), date(2024, 4, 25))
        row_id = kept(session, shaped).id or 0
    late = Said(SAID.viewer, datetime(2024, 4, 25, 16, 30, tzinfo=UTC))  # the 26th in Shanghai already
    with pytest.raises(DraftProblem, match="it is 2024-04-26 already"), database.writing() as session:
        drafts.confirm(session, session.get_one(ImportDraft, row_id), late)
    with database.writing() as session:
        assert session.exec(select(Meeting)).all() == []
        drafts.confirm(session, session.get_one(ImportDraft, row_id), late, takes_passed=True)
        assert told(session)[0][4] == date(2024, 4, 25)


def test_confirming_twice_does_nothing(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        row = kept(session, intake.given_to(draft(), [qingdao.id or 0]))
        first = drafts.confirm(session, row, SAID)
        row_id, before, journal = row.id or 0, told(session), len(session.exec(select(Activity)).all())
    with database.writing() as session:
        again = drafts.confirm(session, session.get_one(ImportDraft, row_id), OTHER)
        assert again.is_repeated
        assert (again.meeting.id, again.items) == (first.meeting.id, ())
        assert told(session) == before
        assert len(session.exec(select(Activity)).all()) == journal


def test_a_confirmation_that_breaks_off_leaves_nothing(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        row_id = kept(session, intake.given_to(draft(), [qingdao.id or 0])).id or 0
        known = len(people.all_people(session))
    with pytest.raises(RuntimeError, match="the machine is gone"), database.writing() as session:
        confirm_and_break_off(session, row_id)
    with database.reading() as session:
        assert session.get_one(ImportDraft, row_id).state == "open"
        for table in (Meeting, Directive, MeetingAction, Item):
            assert session.exec(select(table)).all() == []
        assert len(people.all_people(session)) == known
        assert [line.verb for line in session.exec(select(Activity))] == []


def confirm_and_break_off(session: Session, row_id: int) -> None:
    drafts.confirm(session, session.get_one(ImportDraft, row_id), SAID)
    raise RuntimeError("the machine is gone")


def test_two_people_do_not_overwrite_each_others_change(database: Database) -> None:
    with database.writing() as session:
        row = kept(session, draft())
        row_id, seen = row.id or 0, row.revision
    with database.writing() as session:
        drafts.change(session, session.get_one(ImportDraft, row_id), dropping(1), OTHER, revision=seen)
    with pytest.raises(DraftProblem, match="operator:guo has changed this draft"), database.writing() as session:
        drafts.change(session, session.get_one(ImportDraft, row_id), dropping(2), SAID, revision=seen)
    with database.writing() as session:
        row = session.get_one(ImportDraft, row_id)
        drafts.change(session, row, dropping(2), SAID)  # right whatever was changed before
        assert [line.key for line in drafts.draft_in(row).lines if line.is_dropped] == [1, 2]
        assert row.revision == seen + 2


def test_two_people_at_one_draft_at_the_same_moment_both_change_it_or_one_is_told(database: Database) -> None:
    with database.writing() as session:
        row = kept(session, draft())
        row_id, seen = row.id or 0, row.revision

    def drops(key: int, said: Said, revision: int | None) -> Callable[[], object]:
        def deed() -> None:
            with database.writing() as session:
                drafts.change(session, session.get_one(ImportDraft, row_id), dropping(key), said, revision=revision)

        return deed

    assert in_threads(*(drops(key, (SAID, OTHER)[key % 2], None) for key in (1, 2, 3, 4))) == []
    with database.reading() as session:
        now = session.get_one(ImportDraft, row_id)
        assert [line.key for line in drafts.draft_in(now).lines if line.is_dropped] == [1, 2, 3, 4]
        assert (now.revision, now.state) == (seen + 4, "open")
    (told,) = in_threads(drops(5, SAID, seen + 4), drops(6, OTHER, seen + 4))
    assert isinstance(told, DraftProblem)
    assert told.message == drafts.CHANGED_MEANWHILE
    with database.reading() as session:
        assert session.get_one(ImportDraft, row_id).revision == seen + 5


def test_two_people_who_confirm_one_draft_at_the_same_moment_confirm_it_once(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        row_id = kept(session, intake.given_to(draft(), [qingdao.id or 0])).id or 0
    made: list[bool] = []

    def confirms(said: Said) -> Callable[[], object]:
        def deed() -> None:
            with database.writing() as session:
                made.append(drafts.confirm(session, session.get_one(ImportDraft, row_id), said).is_repeated)

        return deed

    assert in_threads(confirms(SAID), confirms(OTHER)) == []
    assert sorted(made) == [False, True]
    with database.reading() as session:
        assert len(session.exec(select(Meeting)).all()) == 1
        assert len(told(session)) == 6
        assert [line.verb for line in session.exec(select(Activity))].count("imported") == 1


def dropping(key: int) -> Callable[[Draft], Draft]:
    return lambda shaped: intake.dropped(shaped, key)


def test_only_the_office_sees_and_changes_drafts(database: Database) -> None:
    leader = Viewer(user="U0TONG", is_leader=True)
    with database.writing() as session:
        first, second = kept(session, draft()), kept(session, draft())
        assert [row.id for row in drafts.waiting(session, SAID.viewer)] == [second.id, first.id]
        assert drafts.draft_row(session, SAID.viewer, first.id or 0) is first
        assert drafts.waiting(session, leader) == []
        assert drafts.draft_row(session, leader, first.id or 0) is None
        for deed in (
            lambda said: kept(session, draft(), said),
            lambda said: drafts.change(session, first, dropping(1), said),
            lambda said: drafts.drop(session, first, said),
            lambda said: drafts.confirm(session, first, said),
        ):
            with pytest.raises(DraftProblem, match="Only the strategy office"):
                deed(Said(leader, NOW))


def test_a_dropped_draft_is_neither_changed_nor_confirmed(database: Database) -> None:
    with database.writing() as session:
        row = kept(session, draft())
        drafts.drop(session, row, OTHER)
        drafts.drop(session, row, SAID)
        assert drafts.waiting(session, SAID.viewer) == []
        with pytest.raises(DraftProblem, match="operator:guo has thrown this draft away"):
            drafts.confirm(session, row, SAID)
        with pytest.raises(DraftProblem, match="thrown this draft away"):
            drafts.change(session, row, dropping(1), SAID)


def test_a_corrected_version_keeps_numbers_states_and_history(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        first = confirmed(session, intake.given_to(draft(), [qingdao.id or 0]))
        done = first.items[1]
        items.move(session, done, "done", SAID)
        lines, ids = len(activity.history(session, done)), {item.id: item.title for item in first.items}
    inserted = TEXT.replace(
        "three points: the first is to speed up delivery of the new line; the second is to cut the stock; the third",
        "four points: the first is to hire welders; the second is to speed up the delivery of the new line; the third is to cut the stock; the fourth",
    ).replace("ACTION: Mo Wen to write the report\n", "")
    with database.writing() as session:
        shaped = intake.given_to(draft(inserted), [units.unit_of_code(session, "QD").id])  # type: ignore[union-attr,list-item]
        seen = drafts.compare(session, shaped)
        assert [line.text for line in seen.added] == ["hire welders"]
        assert [(each.before.text, each.line.text) for each in seen.changed] == [
            ("speed up delivery of the new line", "speed up the delivery of the new line")
        ]
        assert [point.text for point in seen.missing] == ["Mo Wen to write the report"]
        assert not seen.is_known
        second = confirmed(session, shaped)
        assert second.meeting.id == first.meeting.id
        assert [item.title for item in second.items] == ["Hire welders"]
        rows = list(session.exec(select(Item).where(col(Item.id).in_(ids)).order_by(col(Item.id))))
        titles = list(ids.values())
        assert [row.title for row in rows] == ["Speed up the delivery of the new line", *titles[1:]]
        assert (rows[1].state, len(activity.history(session, rows[1]))) == ("done", lines)
        told_now = [(each.ordinal, each.text) for each in meetings.directives_of(session, second.meeting)]
        assert [ordinal for ordinal, _ in told_now] == [1, 2, 3, 4]
        assert session.get_one(Directive, rows[1].directive_id).ordinal == 3


def test_what_moved_and_what_was_given_out_is_told_before_a_correction_is_kept(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        confirmed(session, intake.given_to(draft(), [qingdao.id or 0]))
        swapped = intake.edited(intake.edited(draft(), 1, ordinal=2), 2, ordinal=1)
        swapped = intake.spoken_by(swapped, "Somebody Else", key=3)
        seen = drafts.compare(session, swapped)
        assert [(each.line.key, each.before.ordinal, each.speaker) for each in seen.moved] == [
            (1, 1, None),
            (2, 2, None),
            (3, 3, "Tong Laiming"),
        ]
        given = drafts.items_standing(session, seen)
        assert [len(given[line.key]) for line in swapped.kept] == [0 if line.is_done else 1 for line in swapped.kept]
        assert (
            drafts.items_standing(session, drafts.compare(session, draft("Another\n\nTong stressed: 1. Rest."))) == {}
        )


def test_the_same_text_again_writes_no_line_of_the_journal_until_something_is_changed(database: Database) -> None:
    with database.writing() as session:
        first = confirmed(session, draft())
    with database.writing() as session:
        again = confirmed(session, draft(), OTHER)
        assert again.meeting.id == first.meeting.id
        assert [line.verb for line in session.exec(select(Activity))] == ["imported"]
    with database.writing() as session:
        confirmed(session, intake.titled(draft(), "Review of the first quarter"), OTHER)
        assert [line.verb for line in session.exec(select(Activity))] == ["imported", "corrected"]


def test_the_office_may_say_which_meeting_a_text_corrects(database: Database) -> None:
    other = TEXT.replace("# First-quarter review", "# Minutes").replace("April 24", "April 23")
    with database.writing() as session:
        group(session)
        first = confirmed(session, draft())
        assert drafts.compare(session, draft(other)).meeting is None
        named = intake.correcting(draft(other), first.meeting.id)
        assert len(drafts.compare(session, named).same) == 7
        assert confirmed(session, named).meeting.id == first.meeting.id
        assert first.meeting.held_from == date(2024, 4, 23)


def test_the_journal_says_who_imported_what_from_where(database: Database) -> None:
    with database.writing() as session:
        row = kept(session, draft(), source_kind="shortcut", permalink="https://example.slack.com/archives/C1/p1")
        drafts.confirm(session, row, OTHER)
        line = session.exec(select(Activity).where(Activity.verb == "imported")).one()
        assert line.who == "operator:guo"
        assert (
            line.after
            | {
                "source": "review.md",
                "kind": "shortcut",
                "permalink": "https://example.slack.com/archives/C1/p1",
                "read_by": "operator:lin",
            }
            == line.after
        )


def test_actions_alone_are_told_in_one_notice_per_unit(database: Database) -> None:
    with database.writing() as session:
        qingdao, _ = group(session)
        shaped = draft()
        for key in (1, 2, 3, 5, 6):
            shaped = intake.dropped(shaped, key)
        confirmed(session, shaped)
        assert [meeting.title for meeting in meetings.awaiting_notice(session, qingdao)] == ["First-quarter review"]


def test_an_item_of_an_action_is_found_with_its_meeting_and_its_people_see_the_meeting(database: Database) -> None:
    with database.writing() as session:
        qingdao, wuxi = group(session)
        confirmed(session, draft())
        number = lookup.Wanted(items=((wuxi.id or 0, 1),))
        names = naming.names_for(session, SAID.viewer)
        found = lookup.find_directives(session, SAID.viewer, number, lambda unit: date(2024, 4, 25), names=names)
        assert isinstance(found, lookup.FoundItem)
        assert found.line.item.title == "Repair the dryer in Wuxi"
        assert found.meeting is not None
        assert found.meeting.title == "First-quarter review"
        of_unit = Viewer(user="U0ZHOU", unit_ids=frozenset({wuxi.id or 0}))
        assert [meeting.title for meeting in meetings.meetings(session, of_unit)] == ["First-quarter review"]
        assert meetings.meetings(session, Viewer(user="U0MARK")) == []
        assert qingdao.id != wuxi.id
