"""Numbers as people write them, and exact conversion between measures of one dimension."""

from decimal import Decimal

import pytest

from storage.measures import (
    AmountProblem,
    amount_in,
    converted,
    in_words,
    measure_of,
    measures,
    plain,
    read_amount,
    written,
)


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("1,234.5", "1234.5", None),
        ("1 234.5", "1234.5", None),
        ("1.2万", "12000", None),
        ("3 亿", "300000000", None),
        ("12k", "12000", None),
        ("85%", "85", "%"),
        ("１２．５％", "12.5", "%"),
        ("百分之85", "85", "%"),
        ("3.4 GWh", "3.4", "GWh"),
        ("1200MWh", "1200", "MWh"),
        ("3.4亿元", "3.4", "亿元"),
        ("1.2 万 元", "1.2", "万元"),
        ("¥12万元", "12", "万元"),
        ("RMB 12m", "12", "RMB m"),
        ("RMB 12万", "12", "万元"),
        ("12 m rmb", "12", "RMB m"),
        ("$3m", "3", "USD m"),
        ("（1,200） 万元", "-1200", "万元"),
        ("−3.5 ppm", "-3.5", "ppm"),
        ("+4 days", "4", "days"),
        (".5", "0.5", None),
        ("1.2k pieces", "1.2", "k pieces"),
        ("2万 台", "20000", "sets"),
        ("3 个百分点", "3", "pp"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: str, measure: str | None) -> None:
    amount = read_amount(text)
    assert amount.value == Decimal(value)
    assert (amount.measure.symbol if amount.measure else None) == measure


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "missing"),
        ("abc", "not a number"),
        ("n/a", "not a number"),
        ("~3", "not a number"),
        ("1,2 GWh", "two ways"),
        ("1,234,56", "two ways"),
        ("1.2.3", "two ways"),
        ("1.", "two ways"),
        ("1-2", "more than one number"),
        ("1/2", "more than one number"),
        ("1e5", "more than one number"),
        ("5 wafers", "not a measure I know"),
        ("5 GWh 3", "not a measure I know"),
        ("12345678901234567890", "more digits"),
        ("=1+1", "not a number"),
    ],
)
def test_what_is_not_one_number_is_refused_with_an_example_of_right(text: str, said: str) -> None:
    with pytest.raises(AmountProblem, match=said):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("1200 MWh", "GWh", "1.2"),
        ("3.4 GWh", "万kWh", "340"),
        ("3.4亿元", "万元", "34000"),
        ("RMB 12m", "万元", "1200"),
        ("0.5%", "ppm", "5000"),
        ("250 ppm", "%", "0.025"),
        ("2 weeks", "days", "14"),
        ("36 hours", "days", "1.5"),
        ("1.2万", "万元", "1.2"),
        ("1.2万", "元", "12000"),
        ("12m", "RMB m", "12"),
        ("1.2万", "pieces", "12000"),
        ("7", "GWh", "7"),
    ],
)
def test_another_measure_of_the_same_dimension_is_converted_exactly(text: str, wanted: str, value: str) -> None:
    assert amount_in(read_amount(text), measure_of(wanted)) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "wanted"), [("3 MW", "GWh"), ("85%", "万元"), ("3 USD m", "RMB m"), ("3 pp", "%"), ("2 months", "days")]
)
def test_a_measure_of_another_dimension_is_refused_with_an_example(text: str, wanted: str) -> None:
    with pytest.raises(AmountProblem, match=f"Give the figure in {wanted}, for example"):
        amount_in(read_amount(text), measure_of(wanted))


def test_what_has_no_end_in_the_other_measure_is_refused_rather_than_rounded() -> None:
    with pytest.raises(AmountProblem, match="no end"):
        converted(Decimal(10), measure_of("hours"), measure_of("days"))


def test_no_two_measures_share_a_name_and_each_is_found_by_its_symbol() -> None:
    assert all(measure_of(each.symbol) == each for each in measures())
    assert len({each.symbol.casefold() for each in measures()}) == len(measures())


def test_a_number_is_kept_one_way_and_shown_with_its_measure() -> None:
    assert [str(plain(Decimal(each))) for each in ("1.20", "12E-1", "1E+3", "-0.00", "340")] == [
        "1.2",
        "1.2",
        "1000",
        "0",
        "340",
    ]
    assert written(Decimal("1234.50")) == "1,234.5"
    assert [in_words(Decimal("1.2"), each) for each in ("GWh", "%", "万元")] == ["1.2 GWh", "1.2%", "1.2万元"]
