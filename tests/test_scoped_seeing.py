"""Who sees what: every thing, every person and every way of looking, in one table. A word that reaches the wrong eyes fails it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from slack_sdk import WebClient
from sqlmodel import Session

from bot import commands, papers, target_commands
from bot.commands import Place, answer_directives, answer_followups
from bot.desk import Desk
from bot.directory import Member
from bot.home import Homes
from bot.messages.item_forms import Subject
from bot.modals import open_item_form
from jobs.briefs import NoSuchMeeting
from jobs.courses import SEAT
from storage import evidence, items, targets
from storage.board import Chosen
from storage.database import Database, open_database
from storage.items import Said
from storage.measures import measure_of
from storage.models import Item, MeetingReport, Person, Unit
from storage.periods import read_period
from storage.targets import Draft
from storage.viewers import operator
from tests.lookup_records import NOW, TODAY, Quarter, add_quarter
from tests.test_commands import GUEST, MEMBER, MEMBERS, OFFICE, STRANGER, KnownPeople, desk_with

HEAD, LEADER, PARTNER = "U0WUXIHEAD", "U0TONG", "U0PARTNER"

# One word in each text; Wuxi's people may read the first kind, and only the office and the leaders the second.
OWN: Final = ("walrusone", "weaselone", "wombatone", "advantages", "wapitione", "mammothone")
FOREIGN: Final = ("quokkatwo", "badgertwo", "beavertwo", "courageously", "bisontwo", "gaurthree")
EVERYTHING: Final = (*OWN, *FOREIGN)

# Who, whether everything is open to everybody, and what they may read.
PEOPLE: Final = [
    ("a member of the unit's channel", MEMBER, False, OWN),
    ("its head, who is not in the channel", HEAD, False, OWN),
    ("a guest in the channel", GUEST, False, OWN),
    ("somebody of another organisation in it", PARTNER, False, OWN),
    ("a leader", LEADER, False, EVERYTHING),
    ("the office", OFFICE, False, EVERYTHING),
    ("nobody in particular", STRANGER, False, ()),
    ("a member, where everything is open", MEMBER, True, EVERYTHING),
    ("nobody in particular, where everything is open", STRANGER, True, EVERYTHING),
    ("a guest, where everything is open", GUEST, True, OWN),
    ("another organisation's, where everything is open", PARTNER, True, OWN),
]


class People(KnownPeople):
    """A directory in which somebody of another organisation, too, is in Wuxi's channel."""

    def member(self, user: str) -> Member:
        return replace(super().member(user), is_insider=user not in (GUEST, PARTNER))

    def members_of(self, channel: str) -> frozenset[str]:
        found = MEMBERS.get(channel, set()) | ({PARTNER} if channel == "C0WX" else set())
        return frozenset(found)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Quarter]]:
    """The quarter, with one thing of every kind for Wuxi and one for Qingdao."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('seen')}/followups.db")
    with database.writing() as session:
        quarter = add_quarter(session)
        wuxi, qingdao = session.get_one(Unit, quarter.wuxi), session.get_one(Unit, quarter.qingdao)
        head = Person(name="Ma Rui", slack_user=HEAD)
        session.add(head)
        session.flush()
        wuxi.head_id = head.id
        _add(session, wuxi, ("walrusone", "weaselone", "wombatone", "wapitione"))
        _add(session, qingdao, ("quokkatwo", "badgertwo", "beavertwo", "bisontwo"))
        _add_target(session, None, "gaurthree")
        session.add(MeetingReport(meeting_id=quarter.meeting, ordinal=1, topic="mammothone", span_start=0, span_end=1))
    yield database, quarter
    database.close()


def _add(session: Session, unit: Unit, called: tuple[str, str, str, str]) -> None:
    """An item made by hand with a note and a piece of evidence, and a target."""
    title, note, proof, metric = called
    said = Said(operator("lin"), NOW)
    item = Item(unit_id=unit.id or 0, number=50, title=f"the {title}", assigned_on=TODAY, due_on=date(2024, 6, 28))
    session.add(item)
    session.flush()
    items.move(session, item, "note", said, note=f"the {note}")
    evidence.offer(session, item, "sentence", f"the {proof}", said)
    _add_target(session, unit.id, metric)


def _add_target(session: Session, unit_id: int | None, metric: str) -> None:
    draft = Draft(unit_id, read_period("2024Q2", TODAY), metric, measure_of("%"), Decimal(12))
    targets.keep_target(session, draft, Said(operator("lin"), NOW), TODAY)


def desk_for(database: Database, *, is_open: bool) -> Desk:
    return desk_with(database, People(), everybody_sees_all=is_open)


def as_read(answer: Any) -> str:
    """All that stands in an answer: its words, its blocks, and what its buttons carry."""
    return json.dumps([answer.page.text, answer.page.blocks], ensure_ascii=False)


def asked(desk: Desk, user: str, *questions: str, channel: str = "C0ELSE") -> str:
    """Each question and its further pages."""
    place = Place(user, channel)
    return "\n".join(
        as_read(answer_directives(desk, place, text, offset)) for text in questions for offset in (0, 10, 20)
    )


def searched(desk: Desk, user: str) -> str:
    # The words around a hit are looked at, since an empty answer repeats what was asked.
    found = (answer_directives(desk, Place(user, "C0ELSE"), word) for word in EVERYTHING)
    return "\n".join(as_read(each) for each in found if "Nothing was found" not in each.page.text)


def commanded(desk: Desk, user: str) -> str:
    questions = [
        "",
        "wuxi",
        "qingdao",
        "chuzhou",
        "tong",
        "zhang qiang",
        "gao lan",
        "open",
        "done",
        "blocked",
        "overdue",
    ]
    questions += ["2024Q2", "meetings", "reports", "WX-50", "QD-50", "QD-2", "zhang 1", "tong 2", "since april", "help"]
    return asked(desk, user, *questions)


def followed(desk: Desk, user: str) -> str:
    words = ("", "units", "people", "preview", "deliveries", "help")
    return "\n".join(as_read(answer_followups(desk, Place(user, "C0ELSE"), word)) for word in words)


def measured(desk: Desk, user: str) -> str:
    # No question holds a whole word, since an answer may repeat it.
    questions = ("", "qingdao", "wuxi", "group", "2024Q2", "qingdao bisontw", "bisontw 2024Q2", "report")
    found = []
    for text in questions:
        command = {"text": text, "user_id": user, "channel_id": "C0ELSE", "trigger_id": "1"}
        answer = target_commands.answer(desk, command, WebClient(), draws=False)
        assert answer is not None
        found.append(as_read(answer))
    return "\n".join(found)


def pressed(desk: Desk, user: str) -> str:
    """Buttons that were shown to somebody else: what they carry opens nothing more."""
    place = Place(user, "C0ELSE")
    values = [{"of": "directives", "ask": ask, "from": 0, "here": False} for ask in ("qingdao", "open", "tong")]
    answers = [commands.press_more(desk, place, json.dumps(value)) for value in values]
    answers += [commands.press_ask(desk, place, ask) for ask in ("QD-50", "WX-50", "Tong Laiming 2 2024Q2")]
    return "\n".join(map(as_read, answers))


def home(desk: Desk, user: str) -> str:
    homes = Homes(desk, WebClient())
    with desk.database.reading() as session:
        units = [unit.id for unit in targets_units(session)]
    chosen = [Chosen(), *(Chosen(unit_id=unit) for unit in units), Chosen(meeting_id=1)]
    return "\n".join(json.dumps(homes.view(user, each), ensure_ascii=False) for each in chosen)


def targets_units(session: Session) -> list[Unit]:
    from storage.units import all_units

    return all_units(session)


def exported(desk: Desk, user: str) -> str:
    known = desk.meet(user)
    told = ""
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        place = Path(str(desk.database.engine.url.database)).parent
        for what, form in (("items", "csv"), ("journal", "csv"), ("report", "html"), ("brief", "html")):
            path = place / f"{what}.{form}"
            try:
                papers.write_paper(session, viewer, papers.Paper(what, "", form), NOW, SEAT, path)
            except NoSuchMeeting:
                continue
            told += path.read_text(encoding="utf-8-sig")
    return told


WAYS: Final[list[Callable[[Desk, str], str]]] = [searched, commanded, followed, measured, pressed, home, exported]


def words_in(told: str) -> set[str]:
    return {word for word in EVERYTHING if word in told}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("user", "is_open", "may_read"), [each[1:] for each in PEOPLE], ids=[each[0] for each in PEOPLE]
)
def test_nobody_reads_more_than_they_may(
    records: tuple[Database, Quarter],
    way: Callable[[Desk, str], str],
    user: str,
    is_open: bool,
    may_read: tuple[str, ...],
) -> None:
    told = words_in(way(desk_for(records[0], is_open=is_open), user))
    assert told <= set(may_read)
    if way is searched:
        assert told == set(may_read)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (commanded, {"walrusone", "weaselone", "advantages", "mammothone"}),
        (measured, {"wapitione"}),
        (pressed, {"walrusone"}),
        (home, {"walrusone", "wapitione"}),
        (exported, {"walrusone", "weaselone", "wombatone", "wapitione"}),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_every_way_shows_a_unit_its_own(
    records: tuple[Database, Quarter], way: Callable[[Desk, str], str], words: set[str]
) -> None:
    """Otherwise the table would hold for a bot that says nothing."""
    assert words <= words_in(way(desk_for(records[0], is_open=False), MEMBER))


@pytest.mark.parametrize("user", [OFFICE, LEADER, MEMBER, STRANGER])
@pytest.mark.parametrize("is_open", [False, True])
def test_shown_to_a_channel_is_only_what_everyone_in_it_may_see(
    records: tuple[Database, Quarter], user: str, is_open: bool
) -> None:
    desk = desk_for(records[0], is_open=is_open)
    words = ["qingdao here", "tong here", "open here", "WX-50 here", "QD-50 here", "meetings here", "since april here"]
    in_wuxi = asked(desk, user, *words, channel="C0WX")
    assert "walrusone" in in_wuxi
    assert words_in(in_wuxi) <= set(OWN)
    found = [answer_directives(desk, Place(user, "C0WX"), f"{word} here") for word in EVERYTHING]
    shown = "".join(as_read(each) for each in found if "Nothing was found" not in each.page.text)
    assert words_in(shown) == set(OWN)
    assert all(each.is_public for each in found if "Nothing was found" not in each.page.text)
    assert words_in(asked(desk, user, *words, channel="C0ELSE")) == set()


@pytest.mark.parametrize("user", [MEMBER, HEAD, GUEST, PARTNER, STRANGER])
@pytest.mark.parametrize("verb", ["done", "block", "note", "extend", "return"])
def test_no_form_opens_for_an_item_that_somebody_may_not_see(
    records: tuple[Database, Quarter], user: str, verb: str
) -> None:
    database, quarter = records
    with database.reading() as session:
        item = items.item_numbered(session, quarter.qingdao, 50)
        assert item is not None
    body = {"user": {"id": user}, "trigger_id": "1"}
    desk = desk_for(database, is_open=False)
    # A client that may speak to nobody: had a form been opened, this would fail.
    assert (
        open_item_form(body, WebClient(base_url="http://127.0.0.1:9/"), desk, Subject(verb, item.id or 0)) is not None
    )
