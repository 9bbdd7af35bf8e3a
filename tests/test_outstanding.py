"""What the ledger owes, and a person's word on it: by the command line, and by the office in Slack."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.cli import main
from bot.playground import scene
from bot.playground.playing import Game
from jobs.cadence import Policy
from jobs.courier import Refused, Unknown
from jobs.plan import plan_due
from jobs.sweep import sweep
from storage import outstanding
from storage.database import Database, ledger_now, open_database
from storage.deliveries import UNREADABLE_SINCE
from storage.models import Activity, Delivery
from storage.outstanding import OutstandingProblem
from tests.fake_courier import DAY, HOUR, NINE, FakeCourier, add_unit, carrier, go_live, leases_end, row_of
from tests.stage import game, whispered_to

__all__ = ["game"]

LATE = date(2024, 6, 14)


@pytest.fixture
def courier(database: Database) -> FakeCourier:
    return FakeCourier(idle=database)


@pytest.fixture
def due(database: Database) -> Database:
    """A live database that owes one reminder."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    plan_due(NINE, database, Policy())
    return database


def conditions(database: Database) -> list[str]:
    with database.reading() as session:
        return [each.condition for each in outstanding.outstanding(session)]


def refuse(database: Database, courier: FakeCourier, word: str = "invalid_blocks") -> Delivery:
    courier.endings["C0QD"] = [Refused(word, "content")]
    carrier(database, courier).deliver(NINE)
    return row_of(database, "reminder")


def test_a_message_is_due_until_it_is_sent(due: Database, courier: FakeCourier) -> None:
    assert conditions(due) == ["due"]
    carrier(due, courier).deliver(NINE)
    assert conditions(due) == []


def test_a_message_nobody_takes_up_or_whose_answer_was_lost_is_stuck(due: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"] = [Unknown("timeout")]
    carrier(due, courier).deliver(NINE)
    assert conditions(due) == ["stuck"]


def test_a_message_left_lying_is_stuck(due: Database) -> None:
    with due.writing() as session:
        session.execute(update(Delivery).values(available_at=ledger_now(session) - timedelta(minutes=6)))
    assert conditions(due) == ["stuck"]


def test_a_refused_message_is_listed_for_a_month(due: Database, courier: FakeCourier) -> None:
    refuse(due, courier)
    assert "refused" in conditions(due)
    with due.writing() as session:
        session.execute(update(Delivery).values(available_at=ledger_now(session) - 31 * DAY))
    assert "refused" not in conditions(due)


def test_a_refused_message_is_sent_when_somebody_says_so_and_the_journal_tells_who(
    due: Database, courier: FakeCourier
) -> None:
    row = refuse(due, courier)
    with due.writing() as session:
        outstanding.retry(session, row.id or 0, "U0LIN", NINE + HOUR)
    carrier(due, courier).deliver(NINE + HOUR)
    assert courier.texts("C0QD") == ["QD-1 overdue open"]
    with due.reading() as session:
        line = session.exec(select(Activity).where(Activity.verb == "retried")).one()
    assert (line.who, line.before["state"], line.after["delivery"]) == ("U0LIN", "dead", row.dedup_key)


def test_an_uncertain_message_that_is_retried_is_looked_for_first(due: Database, courier: FakeCourier) -> None:
    courier.endings["C0QD"] = [Unknown("timeout")]
    courier.is_readable = False
    mine = carrier(due, courier)
    mine.deliver(NINE)
    leases_end(due)
    sweep(NINE, mine)
    with due.writing() as session:
        since = (ledger_now(session) - 2 * HOUR).isoformat()
        session.execute(update(Delivery).values(facts={UNREADABLE_SINCE: since}))
    leases_end(due)
    sweep(NINE, mine)
    assert conditions(due)[-1] == "uncertain"
    courier.is_readable = True
    with due.writing() as session:
        outstanding.retry(session, row_of(due, "reminder").id or 0, "U0LIN", NINE + HOUR)
    sweep(NINE + HOUR, mine)
    assert (row_of(due, "reminder").state, courier.texts("C0QD")) == ("sent", ["QD-1 overdue open"])


def test_a_skipped_message_is_never_sent(due: Database, courier: FakeCourier) -> None:
    with due.writing() as session:
        outstanding.skip(session, row_of(due, "reminder").id or 0, "U0LIN", NINE)
    plan_due(NINE, due, Policy())
    assert carrier(due, courier).deliver(NINE) == 0
    assert (row_of(due, "reminder").state, conditions(due)) == ("skipped", [])


def test_a_skip_beats_a_process_that_has_the_message_in_its_hands(due: Database, courier: FakeCourier) -> None:
    def skip(name: str, row: Delivery) -> None:
        if name == "claimed":
            with due.writing() as session:
                outstanding.skip(session, row.id or 0, "U0LIN", NINE)

    assert carrier(due, courier, at_step=skip).deliver(NINE) == 0
    assert courier.posts == []


@pytest.mark.parametrize(
    ("state", "deed", "words"),
    [
        ("sent", "retry", "was delivered"),
        ("sent", "skip", "was delivered"),
        ("sending", "retry", "under way"),
        ("sending", "skip", "under way"),
        ("skipped", "skip", "skipped already"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_reason(due: Database, state: str, deed: str, words: str) -> None:
    row = row_of(due, "reminder")
    with due.writing() as session:
        session.execute(update(Delivery).values(state=state, payload={}, message_ts="1.2"))
    with pytest.raises(OutstandingProblem, match=words), due.writing() as session:
        getattr(outstanding, deed)(session, row.id, "U0LIN", NINE)


def test_a_message_whose_day_is_over_is_not_retried(due: Database, courier: FakeCourier) -> None:
    row = refuse(due, courier)
    with pytest.raises(OutstandingProblem, match="day of message"), due.writing() as session:
        outstanding.retry(session, row.id or 0, "U0LIN", NINE + DAY)


def test_a_number_that_is_not_in_the_ledger_is_said_so(database: Database) -> None:
    with pytest.raises(OutstandingProblem, match="no message 77"), database.writing() as session:
        outstanding.skip(session, 77, "U0LIN", NINE)


# The command line


@pytest.fixture
def owing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite database with one refused reminder; the command line finds it by the environment."""
    path = tmp_path / "followups.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    database = open_database(f"sqlite:///{path}")
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    plan_due(NINE, database, Policy())
    with database.writing() as session:
        session.execute(update(Delivery).values(state="dead", last_error="invalid_blocks", expires_at=None))
    database.close()
    return path


def say(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_the_table_names_number_state_unit_channel_day_and_reason(owing: Path) -> None:
    code, told = say("deliveries")
    heads, row = told.splitlines()
    assert code == 0
    assert heads.split() == ["ID", "State", "Unit", "Kind", "Channel", "Due", "Tries", "Why"]
    cells = ["1", "refused", "QD", "reminder", "C0QD", "2024-06-17", "0", "invalid_blocks:"]
    assert row.split()[:8] == cells
    assert "did not accept the form" in row


def test_the_table_stands_straight_in_chinese(owing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh-CN")
    _, told = say("deliveries")
    heads, row = told.splitlines()
    # A Chinese character takes two places.
    places = [len(line[: line.index(word)].encode("gbk")) for line, word in ((heads, "频道"), (row, "C0QD"))]
    assert "提醒" in row
    assert places[0] == places[1]


def test_the_list_is_readable_beside_a_running_bot_and_the_deeds_are_not(owing: Path) -> None:
    bot = open_database(f"sqlite:///{owing}")
    assert say("deliveries")[0] == 0
    code, told = say("deliveries", "skip", "1")
    assert (code, "Another process is using" in told) == (2, True)
    bot.close()


def test_json_is_one_object_a_line_and_a_state_narrows_the_list(owing: Path) -> None:
    row = json.loads(say("deliveries", "--json")[1])
    assert (row["id"], row["state"], row["key"]) == (1, "refused", "reminder:C0QD:2024-06-17:daily")
    assert say("deliveries", "--json", "--state", "refused")[1] != ""
    assert say("deliveries", "--json", "--state", "due", "--state", "stuck") == (0, "")
    assert say("deliveries", "--state", "banana")[0] == 2


def test_retry_and_skip_say_what_they_did_and_refuse_in_words(owing: Path) -> None:
    assert say("deliveries", "retry", "1") == (0, "Message 1 is tried again at the next tick.\n")
    assert say("deliveries", "skip", "1") == (0, "Message 1 is skipped.\n")
    assert say("deliveries") == (0, "Nothing is owed: no message is due, stuck, refused or uncertain.\n")
    code, told = say("deliveries", "skip", "9")
    assert (code, told) == (2, "There is no message 9 in the ledger. See them with: followups deliveries\n")


# In Slack


def plan_dead(session: Session, channel: str) -> None:
    now = ledger_now(session)
    session.add(
        Delivery(
            dedup_key="reminder:x",
            kind="reminder",
            channel=channel,
            due_at=now,
            available_at=now,
            state="dead",
            last_error="invalid_blocks",
            unit_id=1,
        )
    )


def ask(game: Game, user: str) -> str:
    game.playground.act(user, "command", channel=scene.OFFICE_CHANNEL, text="/followups deliveries")
    found = game.playground.workspace.until(
        lambda: whispered_to(game, scene.OFFICE_CHANNEL, user) and whispered_to(game, scene.OFFICE_CHANNEL, user)[-1],
        15,
    )
    assert found
    return found.text


def test_the_office_sees_retries_and_skips_in_slack(game: Game) -> None:
    with game.bot.desk.database.writing() as session:
        plan_dead(session, scene.QINGDAO)
    text = ask(game, scene.HELEN)
    assert "is not delivered" in text
    assert "refused by Slack" in text
    whisper = whispered_to(game, scene.OFFICE_CHANNEL, scene.HELEN)[-1]
    skip = next(
        element
        for block in whisper.blocks or ()
        for element in block.get("elements", ())
        if element.get("action_id") == "delivery_skip"
    )
    game.playground.act(
        scene.HELEN,
        "press",
        channel=scene.OFFICE_CHANNEL,
        message_ts=whisper.ts,
        element=skip,
        action_id=skip["action_id"],
        block_id=next(b["block_id"] for b in whisper.blocks or () if skip in b.get("elements", ())),
    )

    def is_skipped() -> bool:
        with game.bot.desk.database.reading() as session:
            row = session.exec(select(Delivery).where(col(Delivery.dedup_key) == "reminder:x")).one()
            return row.state == "skipped"

    assert game.playground.workspace.until(is_skipped, 60.0)
