"""Numbers as people write them, and what they measure. Pure, and exact: every number is a Decimal from end to end.

The table knows the measures that quarterly targets are set in. Two measures of one dimension differ by an exact factor; a value
of another dimension is refused, never guessed at. Energy and power follow the SI (BIPM brochure, 9th edition: 1 GWh = 10⁹ Wh);
百分之/千分之 and ppm are parts of one, by ISO 80000-1; 万 is 10⁴ and 亿 is 10⁸, so 1 亿元 = 10,000 万元 = RMB 100 m.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact, localcontext
from typing import Final

from storage.words import N_

# Longer numbers are slips or hostile; a group's largest figure in yuan has thirteen digits.
MOST_DIGITS: Final = 18


class AmountProblem(Exception):
    """A number cannot be taken as written; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure counts. `factor` is how many of the dimension's base measure one of it is."""

    symbol: str
    dimension: str
    factor: Decimal
    is_total: bool = False
    """True when the figures of several units add up to the group's."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number somebody wrote: its value, the measure they wrote beside it, and whether a word such as 万 or k scaled it."""

    value: Decimal
    measure: Measure | None = None
    is_scaled: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    symbol: str
    dimension: str
    factor: str
    names: str  # how else people write it, parted by |
    is_total: bool = field(default=True)


_ROWS: Final = (
    _Row("Wh", "energy", "1", "watt hours|瓦时"),
    _Row("kWh", "energy", "1e3", "kilowatt hours|千瓦时|度"),
    _Row("万kWh", "energy", "1e7", "万千瓦时|万度"),
    _Row("MWh", "energy", "1e6", "megawatt hours|兆瓦时"),
    _Row("GWh", "energy", "1e9", "gigawatt hours|吉瓦时"),
    _Row("TWh", "energy", "1e12", "terawatt hours|太瓦时"),
    _Row("kW", "power", "1e3", "kilowatts|千瓦"),
    _Row("MW", "power", "1e6", "megawatts|兆瓦"),
    _Row("GW", "power", "1e9", "gigawatts|吉瓦"),
    _Row("元", "RMB", "1", "rmb|cny|yuan|¥|人民币|人民币元|rmb元"),
    _Row("千元", "RMB", "1e3", "rmb k|k rmb|rmb thousand|cny k"),
    _Row("万元", "RMB", "1e4", "人民币万元|万人民币|rmb 10k|10k rmb|rmb 万"),
    _Row("RMB m", "RMB", "1e6", "m rmb|rmb mn|mn rmb|rmb million|million rmb|cny m|million yuan|百万元|m yuan|rmb mio"),
    _Row("亿元", "RMB", "1e8", "人民币亿元|亿人民币|rmb 100m|rmb 亿"),
    _Row("RMB bn", "RMB", "1e9", "bn rmb|rmb billion|billion rmb|cny bn|billion yuan|十亿元"),
    _Row("USD", "USD", "1", "$|us$|美元|dollars|dollar"),
    _Row("USD k", "USD", "1e3", "k usd|$k|千美元"),
    _Row("万美元", "USD", "1e4", "usd 万|usd 10k"),
    _Row("USD m", "USD", "1e6", "m usd|$m|usd mn|usd million|million usd|百万美元"),
    _Row("EUR", "EUR", "1", "€|欧元|euro|euros"),
    _Row("EUR k", "EUR", "1e3", "k eur|€k"),
    _Row("EUR m", "EUR", "1e6", "m eur|€m|eur mn|eur million|million eur|百万欧元"),
    _Row("%", "share", "1e-2", "percent|per cent|pct|百分比|百分之", is_total=False),
    _Row("‰", "share", "1e-3", "permille|per mille|千分之", is_total=False),
    _Row("ppm", "share", "1e-6", "parts per million|百万分之", is_total=False),
    _Row("ppb", "share", "1e-9", "parts per billion", is_total=False),
    _Row("pp", "percentage points", "1", "percentage points|percentage point|百分点|个百分点", is_total=False),
    _Row("minutes", "time", "60", "minute|min|mins|分钟", is_total=False),
    _Row("hours", "time", "3600", "hour|h|hrs|小时", is_total=False),
    _Row("days", "time", "86400", "day|d|天|日", is_total=False),
    _Row("weeks", "time", "604800", "week|周|星期", is_total=False),
    _Row("working days", "working days", "1", "working day|workdays|workday|工作日|个工作日", is_total=False),
    _Row("months", "months", "1", "month|个月|月", is_total=False),
    _Row("pieces", "pieces", "1", "piece|pcs|pc|units|unit|件|只|个|支|颗"),
    _Row("k pieces", "pieces", "1e3", "k pcs|kpcs|thousand pieces|千件|千只"),
    _Row("万件", "pieces", "1e4", "万只|万个|万支|万颗"),
    _Row("sets", "sets", "1", "set|台|套|machines|vehicles|辆"),
    _Row("people", "people", "1", "person|persons|heads|人|名"),
    _Row("cases", "cases", "1", "case|times|incidents|accidents|complaints|次|起|项|宗"),
    _Row("customers", "customers", "1", "customer|家|家客户|clients|orders|单"),
    _Row("points", "points", "1", "point|score|分", is_total=False),
    _Row("kg", "mass", "1", "kilograms|kilos|千克|公斤"),
    _Row("t", "mass", "1e3", "tons|tonnes|ton|tonne|吨"),
    _Row("万吨", "mass", "1e7", "10k t"),
    _Row("m²", "area", "1", "m2|sqm|square metres|square meters|平方米|平米"),
)

_SCALES: Final[Mapping[str, str]] = {
    "k": "1e3",
    "thousand": "1e3",
    "m": "1e6",
    "mn": "1e6",
    "mio": "1e6",
    "million": "1e6",
    "bn": "1e9",
    "billion": "1e9",
    "千": "1e3",
    "万": "1e4",
    "萬": "1e4",
    "十万": "1e5",
    "百万": "1e6",
    "千万": "1e7",
    "亿": "1e8",
    "億": "1e8",
    "十亿": "1e9",
    "万亿": "1e12",
}

_SIGNS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-", "，": ",", "、": ",", "。": ".", "＂": '"'})
# Thousands parted by commas, thin spaces or apostrophes, in groups of three; one decimal point.
_NUMBER: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[  ']\d{3})+|\d+)?(?:(?<=\d)\.\d+|(?<![\d.,])\.\d+)?"
)
_CURRENCY: Final = re.compile(r"^([+-]?)\s*(rmb|cny|人民币|¥|us\$|usd|\$|eur|€)\s*(?=[\d.+-])", re.IGNORECASE)
_EXACT: Final = Context(prec=60, traps=[Inexact])


def measure_named(word: str) -> Measure | None:
    """The measure that people write so, in any case and spacing; None for a word the table does not know."""
    return _NAMES.get(_key(word))


def measures() -> tuple[Measure, ...]:
    """Every measure there is, one dimension after the other."""
    return _MEASURES


def measure_of(word: str) -> Measure:
    """The measure that people write so. Raises AmountProblem with the known ones otherwise."""
    found = measure_named(word)
    if found is None:
        raise AmountProblem(
            N_("“{word}” is not a measure I know. Write one of these: {known}."),
            word=word.strip()[:40] or " ",
            known=", ".join(each.symbol for each in _MEASURES),
        )
    return found


def read_amount(text: str) -> Amount:
    """A number as people write it: `1,234.5`, `1.2万`, `85%`, `3.4 GWh`, `RMB 12m`, `（1.2）`, full-width digits.

    Raises AmountProblem, with an example of right, for anything that is not one number with at most one measure.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    if not folded:
        raise AmountProblem(N_("A number is missing. Write it like 1,234.5 or 3.4 GWh."))
    bracketed = re.fullmatch(r"\(([^()]+)\)(.*)", folded)
    if bracketed and re.match(r"\s*[\d¥$€.]", bracketed[1]):
        folded = f"-{bracketed[1].strip()} {bracketed[2]}".strip()  # how accountants write what is below zero
    currency = _CURRENCY.match(folded)
    if currency:
        folded = currency[1] + folded[currency.end() :]
    share = re.match(r"(百分之|千分之|百万分之)", folded)
    if share:
        folded = folded[share.end() :].strip() + share[1]
    match = _NUMBER.match(folded)
    digits = match[0] if match else ""
    if not any(each.isdigit() for each in digits):
        raise AmountProblem(N_("“{text}” is not a number. Write it like 1,234.5 or 3.4 GWh."), text=_shown(text))
    rest = folded[len(digits) :].strip()
    if rest[:1] in (",", ".", "'") or rest[:1].isdigit():
        raise AmountProblem(
            N_("“{text}” can be read in two ways. Write 1.2 for one and two tenths, 1,200 for twelve hundred."),
            text=_shown(text),
        )
    number = Decimal(re.sub(r"[,  ']", "", digits))
    if len(number.as_tuple().digits) > MOST_DIGITS or number.adjusted() > MOST_DIGITS:
        raise AmountProblem(
            N_("“{text}” has more digits than any figure here. Use a larger measure, for example GWh instead of Wh."),
            text=_shown(text),
        )
    return _with_measure(number, rest, _name_of(currency[2]) if currency else "", text)


def amount_in(amount: Amount, measure: Measure) -> Decimal:
    """The amount in this measure, exactly; an amount without a measure of its own is in it already.

    Raises AmountProblem when it is of another dimension, or cannot be written in this measure exactly.
    """
    if amount.measure is not None:
        return converted(amount.value, amount.measure, measure)
    if amount.is_scaled and measure.dimension in _MONEY and measure.factor > 1:
        # “1.2万” of a figure kept in 万元 is 12,000 yuan, not twelve thousand times ten thousand.
        return converted(amount.value, _BASES[measure.dimension], measure)
    return amount.value


def converted(value: Decimal, given: Measure, wanted: Measure) -> Decimal:
    """`value` of one measure in another of the same dimension. Raises AmountProblem when that is not possible exactly."""
    if given.dimension != wanted.dimension:
        raise AmountProblem(
            N_("{given} cannot be turned into {wanted}. Give the figure in {wanted}, for example {example} {wanted}."),
            given=given.symbol,
            wanted=wanted.symbol,
            example="85" if wanted.dimension == "share" else "1.2",
        )
    if given == wanted:
        return value
    try:
        with localcontext(_EXACT):
            return plain(value * given.factor / wanted.factor)
    except Inexact as error:
        raise AmountProblem(
            N_("{value} {given} has no end when it is written in {wanted}. Give the figure in {wanted}."),
            value=written(value),
            given=given.symbol,
            wanted=wanted.symbol,
        ) from error


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent or trailing zeros: one way to keep 1.20, 1.2 and 12E-1."""
    with localcontext(Context(prec=60)):
        short = value.normalize() if value else Decimal(0)  # -0 is 0
        return short.quantize(Decimal(1)) if short == short.to_integral_value() else short + 0


def written(value: Decimal, places: int | None = None) -> str:
    """A number for people's eyes, `1,234.5`; `places` rounds it for where it is only looked at."""
    if places is not None:
        value = round(value, places)
    return f"{plain(value):,f}"


def in_words(value: Decimal, measure: str) -> str:
    """A figure with its measure: `1,234.5 GWh`, `85%`, `1.2万元`."""
    tight = measure in ("%", "‰") or not measure[:1].isascii()
    return f"{written(value)}{'' if tight else ' '}{measure}"


def _with_measure(number: Decimal, rest: str, currency: str, text: str) -> Amount:
    """The number with whatever stands behind it: a measure, a word that scales it, or one after the other."""
    if currency:
        scaled = _NAMES.get(_key(f"{currency} {rest}")) if rest else _NAMES[_key(currency)]
        if scaled is not None:
            return Amount(number, scaled)
        if (measure := measure_named(rest)) and measure.dimension == _NAMES[_key(currency)].dimension:
            return Amount(number, measure)  # “¥12万元”
    elif not rest:
        return Amount(number)
    elif found := measure_named(rest):
        return Amount(number, found)
    for word in sorted(_SCALES, key=len, reverse=True):
        behind = rest[len(word) :]
        if rest.lower().startswith(word) and not (word.isascii() and behind[:1].isascii() and behind[:1].isalpha()):
            measure = measure_named(behind) if behind.strip() else None
            if behind.strip() and measure is None:
                continue
            measure = measure or (_NAMES[_key(currency)] if currency else None)
            return Amount(plain(number * Decimal(_SCALES[word])), measure, is_scaled=True)
    if re.match(r"[-~/x*^e+\d]", rest, re.IGNORECASE) and any(each.isdigit() for each in rest):
        raise AmountProblem(
            N_("“{text}” is more than one number. Write the one that counts, like 3.4 GWh."), text=_shown(text)
        )
    measure_of(rest)
    raise AssertionError("an unknown measure raises")


def _name_of(currency: str) -> str:
    return {"¥": "rmb", "人民币": "rmb", "cny": "rmb", "us$": "usd", "$": "usd", "€": "eur"}.get(
        currency.lower(), currency.lower()
    )


def _shown(text: str) -> str:
    return " ".join(text.split())[:40]


def _key(word: str) -> str:
    return re.sub(r"[\s·._-]+", "", unicodedata.normalize("NFKC", word)).casefold()


_MEASURES: Final = tuple(Measure(row.symbol, row.dimension, Decimal(row.factor), row.is_total) for row in _ROWS)
_NAMES: Final[Mapping[str, Measure]] = {
    _key(name): measure
    for row, measure in zip(_ROWS, _MEASURES, strict=True)
    for name in (row.symbol, *row.names.split("|"))
}
_BASES: Final[Mapping[str, Measure]] = {each.dimension: each for each in reversed(_MEASURES) if each.factor == 1}
_MONEY: Final = frozenset({"RMB", "USD", "EUR"})
