"""Which targets a question is about."""

from datetime import date

import pytest

from bot.targeting import parse_looking
from storage.naming import KnownUnit, Names

NAMES = Names(units=(KnownUnit(1, "QD", "Qingdao Lishen", "青岛力神"), KnownUnit(2, "CZ", "Chuzhou Lishen")))
METRICS = ("Shipments", "First-pass yield", "Scrap rate", "Reject rate", "应收账款周转")


@pytest.mark.parametrize(
    ("text", "units", "metric", "unread"),
    [
        ("yield", (), "First-pass yield", ""),
        ("qingdao yield 2024Q2", (1,), "First-pass yield", ""),
        ("first pass yeld", (), "First-pass yield", ""),
        ("qingdao", (1,), None, ""),
        ("scrap", (), "Scrap rate", ""),
        ("青岛 应收账款", (1,), "应收账款周转", ""),
        ("shipmnts cz", (2,), "Shipments", ""),
        # Two metrics have it in their names, and none is guessed.
        ("rate", (), None, "rate"),
        ("ship", (), None, "ship"),
        ("2", (), None, "2"),
    ],
)
def test_a_metric_is_named_by_a_part_that_only_it_has(
    text: str, units: tuple[int, ...], metric: str | None, unread: str
) -> None:
    looking = parse_looking(text, NAMES, METRICS, date(2024, 6, 5))
    assert (looking.unit_ids, looking.metric, looking.unread) == (units, metric, unread)
