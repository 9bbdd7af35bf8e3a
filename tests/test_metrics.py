"""What a monitoring system is told: read over HTTP as Prometheus reads it."""

import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text, update
from sqlmodel import col

from bot.metrics import Metrics
from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.ports import PortProblem
from bot.settings import settings_from
from jobs.cadence import Policy
from jobs.courier import Refused, Unknown
from jobs.plan import plan_due
from jobs.schedule import Pulse, Schedule, Tick
from storage import outstanding
from storage.database import Database
from storage.models import Delivery
from tests.fake_courier import NINE, FakeCourier, add_unit, carrier, go_live
from tests.stage import UNHURRIED
from tests.test_outstanding import LATE

Figure = dict[tuple[str, ...], float]


@pytest.fixture(scope="module")
def watched() -> Iterator[Game]:
    settings = settings_from({"PLAYGROUND_PORT": "0", "METRICS_PORT": "0", "LISTEN_HOST": "127.0.0.1"})
    with playing(settings, patience=UNHURRIED) as running:
        yield running


@pytest.fixture
def due(database: Database) -> Database:
    """A live database that owes one reminder since nine o'clock."""
    go_live(database)
    with database.writing() as session:
        add_unit(session, "QD", LATE)
    plan_due(NINE, database, Policy())
    return database


def fetched(metrics: Metrics) -> str:
    with urllib.request.urlopen(metrics.url, timeout=30) as answer:
        return str(answer.read().decode())


def figures(metrics: Metrics) -> dict[str, Figure]:
    """Each figure by its name, and in it each value by its labels."""
    return {
        sample.name: {tuple(each.labels.values()): each.value for each in family.samples if each.name == sample.name}
        for family in text_string_to_metric_families(fetched(metrics))
        for sample in family.samples
    }


def of_game(game: Game) -> Metrics:
    assert isinstance(game.bot.app.figures, Metrics)
    return game.bot.app.figures


def telling(database: Database, now: datetime, *, is_connected: bool = True) -> Metrics:
    pulses = {"plan": Pulse(1.5, 2)}
    return Metrics(
        "127.0.0.1", 0, database=database, pulses=lambda: pulses, is_connected=lambda: is_connected, now=lambda: now
    )


def test_a_running_bot_tells_that_it_is_connected_and_that_its_ticks_run(watched: Game) -> None:
    told = figures(of_game(watched))
    assert told["followups_connected"][()] == 1
    assert told["followups_database_sound"][()] == 1
    assert {("plan",), ("deliver",), ("sweep",)} <= set(told["followups_tick_silence_seconds"])
    assert set(told["followups_tick_failures_total"].values()) == {0}
    assert told["process_resident_memory_bytes"][()] > 1e7


def test_answers_are_counted_by_their_kind(watched: Game) -> None:
    before = figures(of_game(watched)).get("followups_answer_seconds_count", {}).get(("command", "taken"), 0)
    for words in ("/directives tong", "/followups", "/targets"):
        watched.playground.act(scene.HELEN, "command", channel=scene.GENERAL, text=words)
    told = figures(of_game(watched))
    assert told["followups_answer_seconds_count"]["command", "taken"] == before + 3
    assert told["followups_answer_seconds_sum"]["command", "taken"] > 0


def test_no_figure_names_anybody_or_anything_that_was_written(watched: Game) -> None:
    watched.playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="a very private word")
    shown = fetched(of_game(watched))
    for word in ("Qingdao", "Tong", "Helen", scene.HELEN, scene.QINGDAO, "private", "xoxb", "xapp"):
        assert word not in shown


def test_what_is_owed_is_told_with_its_age(due: Database) -> None:
    metrics = telling(due, NINE + timedelta(minutes=7))
    metrics.open()
    told = figures(metrics)
    metrics.close()
    assert told["followups_deliveries"] == {("due",): 1, ("stuck",): 0, ("refused",): 0, ("uncertain",): 0}
    assert told["followups_oldest_owed_seconds"][()] >= 420


@pytest.mark.parametrize(
    ("ending", "condition", "is_owed"),
    [(Refused("invalid_blocks", "content"), "refused", False), (Unknown("timeout"), "stuck", True)],
)
def test_what_did_not_go_out_is_told_and_only_what_will_go_out_is_owed(
    due: Database, ending: Refused | Unknown, condition: outstanding.Condition, is_owed: bool
) -> None:
    courier = FakeCourier(idle=due)
    courier.endings["C0QD"] = [ending]
    carrier(due, courier).deliver(NINE)
    with due.writing() as session:
        session.execute(update(Delivery).where(col(Delivery.kind) != "reminder").values(state="skipped"))
    with due.reading() as session:
        tally = outstanding.tally(session, NINE + timedelta(hours=1))
        shown = [each.condition for each in outstanding.outstanding(session)]
    assert {name: count for name, count in tally.counts.items() if count} == {condition: 1}
    assert shown == [condition]
    assert (tally.oldest >= timedelta(hours=1)) is is_owed


def test_nothing_owed_is_no_age(database: Database) -> None:
    with database.reading() as session:
        tally = outstanding.tally(session, NINE)
    assert tally == outstanding.Tally(dict.fromkeys(outstanding.CONDITIONS, 0), timedelta())


def test_a_database_that_cannot_be_used_is_told_and_the_rest_still_comes(due: Database) -> None:
    with due.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    metrics = telling(due, NINE, is_connected=False)
    metrics.open()
    told = figures(metrics)
    metrics.close()
    assert told["followups_database_sound"][()] == 0
    assert told["followups_connected"][()] == 0
    assert told["followups_tick_silence_seconds"]["plan",] == 1.5
    assert told["followups_tick_failures_total"]["plan",] == 2
    assert "followups_deliveries" not in told


def test_a_taken_port_is_named(due: Database) -> None:
    metrics = telling(due, NINE)
    metrics.open()
    port = int(metrics.url.split(":")[2].split("/")[0])
    second = Metrics("127.0.0.1", port, database=due, pulses=dict, is_connected=lambda: True, now=lambda: NINE)
    with pytest.raises(PortProblem) as caught:
        second.open()
    assert (caught.value.host, caught.value.port) == ("127.0.0.1", port)
    metrics.close()


def test_a_round_that_ends_in_an_error_is_counted() -> None:
    def fail() -> None:
        raise RuntimeError("on purpose")

    schedule = Schedule({"broken": Tick(fail, 3_600.0), "sound": Tick(lambda: None, 3_600.0)})
    for _ in range(2):
        schedule.run_now("broken", "sound")
    pulses = schedule.pulses()
    assert (pulses["broken"].failures, pulses["sound"].failures) == (2, 0)
    assert 0 <= pulses["sound"].silent_seconds < 60
