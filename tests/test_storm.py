"""The storm in short: what `make storm` does in minutes, over each database. The counting itself is tested on a broken ledger."""

from tests.storm import Force, Tally, storm


def test_a_short_storm_loses_and_doubles_nothing(database_url: str) -> None:
    is_shared = database_url.startswith("postgresql")
    force = Force(replicas=2 if is_shared else 1, deliveries=12, kills=2, freezes=1, units=3)
    tally = storm(database_url, force)
    assert tally.holds, tally.table()
    assert (tally.kills, tally.freezes) == (2, 1)
    assert tally.states.total() >= 12


def test_a_tally_holds_only_when_all_was_sent_once_and_is_true() -> None:
    good = Tally("sqlite", is_settled=True)
    good.states["sent"] = 3
    assert good.holds
    for name in ("lost", "doubled", "unowed", "untrue"):
        bad = Tally("sqlite", is_settled=True)
        bad.states["sent"] = 3
        getattr(bad, name).append("reminder:x")
        assert not bad.holds
    unsure = Tally("sqlite", is_settled=True)
    unsure.states.update(sent=3, uncertain=1)
    assert not unsure.holds
    assert not Tally("sqlite", is_settled=False, states=good.states).holds
