"""Whatever people say in whatever order, doubled or not: an item is what its journal says, line by line."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.answering import Moves
from storage import activity, extensions, inbound, items
from storage.database import Database
from storage.items import Said
from storage.life import NEED_REASON
from storage.models import Inbound, Item, Unit
from storage.people import person_for_user
from storage.viewers import Viewer

MORNING: Final = datetime(2024, 5, 9, 1, 0, tzinfo=UTC)
FIRST_DUE: Final = date(2024, 5, 31)
VERBS: Final = (
    "acknowledge",
    "note",
    "block",
    "unblock",
    "done",
    "reopen",
    "accept",
    "return",
    "cancel",
    "extend",
    "approve",
    "decline",
    "move_due",
    "assign",
    "evidence",
    "undo",
)
PEOPLE: Final = ("U0OFFICE", "U0CHEN", "U0DENG", "U0GUEST")
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Step:
    """Somebody says something; `of` chooses which earlier answer an undo means, `days` a date, `deliveries` how often it comes."""

    who: str
    verb: str
    of: int
    days: int
    deliveries: int
    minutes: int
    is_stale: bool


STEPS: Final = st.lists(
    st.builds(
        Step,
        who=st.sampled_from(PEOPLE),
        verb=st.sampled_from(VERBS),
        of=st.integers(0, 20),
        days=st.integers(-3, 60),
        deliveries=st.integers(1, 3),
        minutes=st.sampled_from((0, 1, 60 * 30)),
        is_stale=st.booleans(),
    ),
    max_size=16,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(steps=STEPS)
def test_an_item_is_what_its_journal_says(database: Database, steps: list[Step]) -> None:
    n = next(_numbers)
    with database.writing() as session:
        unit = Unit(code=f"U{n}", name=f"Unit {n}")
        session.add(unit)
        session.flush()
        item = Item(
            unit_id=unit.id or 0,
            number=1,
            title="x",
            assigned_on=date(2024, 4, 25),
            due_on=FIRST_DUE,
            original_due_on=FIRST_DUE,
        )
        session.add(item)
        session.flush()
        activity.write(
            session, at=MORNING, who="operator:lin", verb="assigned", item=item, after=activity.snapshot(item)
        )
        item_id, unit_id = item.id or 0, unit.id or 0
    now, heard = MORNING, []
    for at, step in enumerate(steps):
        now += timedelta(minutes=step.minutes)
        key = f"{n}:{at}"
        heard.append(key)
        for coming in range(step.deliveries):
            with database.writing() as session:
                before = pictures(session, item_id)
                said = take(session, key, step, heard, item_id, unit_id, now)
                assert said is (coming == 0)
                session.flush()
                assert said or pictures(session, item_id) == before
                agrees_with_its_journal(session, item_id)


def take(session: Session, key: str, step: Step, heard: list[str], item_id: int, unit_id: int, now: datetime) -> bool:
    """One word arrives: applied when it is new; False when it came before."""
    row = inbound.receive(session, key, kind="click", who=step.who, at=now)
    if row is None:
        return False
    viewer = Viewer(
        user=step.who,
        is_office=step.who == "U0OFFICE",
        is_insider=step.who != "U0GUEST",
        unit_ids=frozenset({unit_id}),
    )
    item = session.get_one(Item, item_id)
    moves = Moves(Said(viewer, now, row))
    knew = max(0, item.revision - 1) if step.is_stale else item.revision
    say_it(session, moves, item, step, heard, knew)
    if moves.made:
        row.outcome = "applied"
        session.add(row)
    return True


def say_it(session: Session, moves: Moves, item: Item, step: Step, heard: list[str], knew: int) -> None:
    day = FIRST_DUE + timedelta(days=step.days)
    match step.verb:
        case "extend":
            moves.extend(session, item, day, "late", knew=knew)
        case "move_due":
            moves.set_due(session, item, day, "late", knew=knew)
        case "assign":
            owner = person_for_user(session, PEOPLE[step.of % 3], f"Owner {step.of % 3}")
            moves.reassign(session, item, owner.slack_user or "", owner.name, knew=knew)
        case "evidence":
            moves.offer(session, item, "sentence", f"proof {step.of}")
        case "approve" | "decline":
            wishes = extensions.of_item(session, item)
            if wishes:
                moves.decide(session, wishes[step.of % len(wishes)], approves=step.verb == "approve")
        case "undo":
            earlier = inbound.inbound_of_key(session, heard[step.of % len(heard)])
            if isinstance(earlier, Inbound) and earlier.outcome == "applied":
                moves.outcomes += items.take_back(session, earlier, moves.said)
        case verb:
            moves.move(session, item, verb, "because" if verb in NEED_REASON or verb == "block" else None, knew=knew)


def pictures(session: Session, item_id: int) -> tuple[object, ...]:
    """Everything that could have changed."""
    item = session.get_one(Item, item_id)
    wishes = [(wish.id, wish.until, wish.decision) for wish in extensions.of_item(session, item)]
    return activity.snapshot(item), wishes, len(activity.history(session, item))


def agrees_with_its_journal(session: Session, item_id: int) -> None:
    item = session.get_one(Item, item_id)
    lines = activity.history(session, item)
    assert activity.replayed(lines) == activity.snapshot(item)
    known: dict[str, object] = {}
    for line in lines:
        # No line begins elsewhere than the one before it ended.
        assert {name: line.before.get(name) for name in known} == known or line.verb == "assigned"
        known = {name: line.after[name] for name in (*activity.FIELDS, "revision")}
    undecided = [wish for wish in extensions.of_item(session, item) if wish.decision is None]
    assert len(undecided) <= 1
    assert (item.state in ("done", "accepted")) == (item.done_at is not None)
    assert item.original_due_on == FIRST_DUE
