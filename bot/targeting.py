"""What somebody means by the words of /targets: to look at some, to set one, or to report a value. Pure.

/targets qingdao shipments 2024Q2
/targets set qingdao shipments 3.4 GWh by 2024Q2 from 1.1
/targets set wuxi yield above 98% by 2024Q2
/targets report shipments 1.2 GWh, forecast 3.1, tooling late
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.folding import folded
from bot.spellings import Rank, spellings_of_unit
from storage.measures import Measure, amount_in, measure_of, read_amount
from storage.naming import KnownUnit, Names
from storage.periods import Period, PeriodProblem, quarter_of, read_period
from storage.targets import Draft, TargetProblem, metric_key
from storage.words import N_

GROUP: Final = frozenset({"group", "the group", "all", "集团", "全集团", "总计"})
SET: Final = frozenset({"set", "new", "add", "设定", "设置", "新建"})
REPORT: Final = frozenset({"report", "check-in", "checkin", "填报", "报数", "汇报"})
WITHDRAW: Final = frozenset({"withdraw", "remove", "撤销"})
HELP: Final = frozenset({"help", "?", "帮助"})
TEMPLATE: Final = frozenset({"template", "模板"})
IMPORT: Final = frozenset({"import", "导入"})

# Below this likeness (0 to 100) a mistyped name is nobody's.
LIKE: Final = 78

_ABOVE: Final = re.compile(
    r"(?:\s|^)(?:keep\s+)?(?:above|at least|over|>=?|≥|不低于|高于)\s*$|保持在?\s*$", re.IGNORECASE
)
_BELOW: Final = re.compile(r"(?:\s|^)(?:keep\s+)?(?:below|at most|under|<=?|≤|不高于|不超过|低于)\s*$", re.IGNORECASE)
# From the first of these on a setting is figures, not names.
_FIGURE: Final = re.compile(
    r"(?:(?<=\s)|(?<=[^\x00-\x7f]))[-+−(（]?(?:rmb|cny|usd|eur|¥|\$|€)?\s?[\d０-９.][\d０-９,.]*", re.IGNORECASE
)
_CLAUSE: Final = re.compile(
    r"(?:\s|^|[,，])(?P<word>by|in|for|from|owner|note|截至|期间|周期|从|自|负责人|备注)(?:\s+|[:：]\s*|(?<=[^\x00-\x7f]))",
    re.IGNORECASE,
)
_CLAUSES: Final = {
    **dict.fromkeys(("by", "in", "for", "截至", "期间", "周期"), "period"),
    **dict.fromkeys(("from", "从", "自"), "baseline"),
    **dict.fromkeys(("owner", "负责人"), "owner"),
    **dict.fromkeys(("note", "备注"), "note"),
}
_USER: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")

EXAMPLE: Final = N_("Write it like this: set qingdao shipments 3.4 GWh by 2024Q2 from 1.1")


@dataclass(frozen=True, slots=True)
class Looking:
    """Targets to look at: of these units (`of_group` adds the group's), this metric, this period. `unread` meant nothing."""

    unit_ids: tuple[int, ...] = ()
    of_group: bool = False
    metric: str | None = None
    period: Period | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A target to be set. `owner` is a Slack user id."""

    draft: Draft
    owner: str | None = None


def first_word(text: str) -> tuple[str, str]:
    """The word that says what to do, folded, and the rest."""
    head, _, rest = text.strip().partition(" ")
    return head.casefold(), rest.strip()


def unit_at_start(text: str, units: Sequence[KnownUnit]) -> tuple[KnownUnit | None, bool, str]:
    """The unit whose name begins the text (or whether the group's does), and the rest: longest name first, then a near one."""
    from rapidfuzz import fuzz  # imported when it is needed: it is heavy

    plain = unicodedata.normalize("NFKC", text).strip()
    low = plain.casefold()
    named = sorted(
        [*((name.casefold(), unit) for unit in units for name in _names(unit)), *_parts_of_names(units)],
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
    for name, unit in named:
        if low.startswith(name) and not (name[-1].isascii() and low[len(name) : len(name) + 1].isalnum()):
            return unit, False, plain[len(name) :].strip()
    for word in sorted(GROUP, key=len, reverse=True):
        if low.startswith(word) and not (word.isascii() and low[len(word) : len(word) + 1].isalnum()):
            return None, True, plain[len(word) :].strip()
    head, _, rest = plain.partition(" ")
    near = [(fuzz.ratio(folded(head), folded(name)), unit) for name, unit in named if len(head) > 3]
    best = max(near, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= LIKE:
        return best[1], False, rest.strip()
    return None, False, plain


def _parts_of_names(units: Sequence[KnownUnit]) -> Iterator[tuple[str, KnownUnit]]:
    """The city and other parts that only one unit has in its name: `qingdao`, 青岛."""
    common = {word for unit in units for word in folded(unit.name).split()[1:]}
    found: dict[str, list[KnownUnit]] = {}
    for unit in units:
        for part in {spelling for spelling, rank in spellings_of_unit(unit, common) if rank is Rank.PART}:
            found.setdefault(part, []).append(unit)
    yield from ((part, only[0]) for part, only in found.items() if len(only) == 1)


def parse_looking(text: str, names: Names, metrics: Iterable[str], today: date) -> Looking:
    """Which targets a question is about: unit, metric and period in any mix and order."""
    units: list[int] = []
    of_group, metric, period = False, None, None
    unread: list[str] = []
    known = {metric_key(each): each for each in metrics}
    rest = text.strip()
    while rest:
        unit, is_group, behind = (
            unit_at_start(rest, names.units) if not _is_metric(rest, known) else (None, False, rest)
        )
        if unit is not None or is_group:
            units += [unit.id] if unit else []
            of_group |= is_group
            rest = behind
            continue
        words = rest.split()
        for size in range(len(words), 0, -1):
            piece = " ".join(words[:size])
            if found := _period(piece, today):
                period = found
            elif found_metric := _metric(piece, known):
                metric = found_metric
            else:
                continue
            rest = " ".join(words[size:])
            break
        else:
            unread.append(words[0])
            rest = " ".join(words[1:])
    return Looking(tuple(dict.fromkeys(units)), of_group, metric, period, " ".join(unread))


def parse_setting(text: str, names: Names, here: int | None, today: date) -> Setting:
    """A target in one line. `here` is the unit of the channel it is written in, for a line that names none.

    Raises TargetProblem, AmountProblem or PeriodProblem, each with an example of right.
    """
    unit, is_group, rest = unit_at_start(text, names.units)
    if unit is None and not is_group and here is None:
        raise TargetProblem(
            N_("Say which unit's target it is, or “group”. Example: set qingdao shipments 3.4 GWh by 2024Q2 from 1.1")
        )
    unit_id = unit.id if unit else None if is_group else here
    figure = _FIGURE.search(f" {rest}")
    head = rest[: max(0, figure.start() - 1)].strip() if figure else ""
    if figure is None or not head:
        raise TargetProblem(EXAMPLE)
    kind = None
    for pattern, keeps in ((_ABOVE, "keep_above"), (_BELOW, "keep_below")):
        if found := pattern.search(head):
            kind, head = keeps, head[: found.start()].strip()
            break
    tail = rest[max(0, figure.start() - 1) :].strip()
    goal_text, clauses = _clauses(tail)
    if "period" not in clauses and (cut := _period_at_end(goal_text, today)):
        goal_text, clauses["period"] = cut
    goal = read_amount(goal_text)
    measure = goal.measure
    baseline = read_amount(clauses["baseline"]) if "baseline" in clauses else None
    measure = measure or (baseline.measure if baseline else None)
    if measure is None:
        raise TargetProblem(N_("Say what {goal} counts: GWh, 万元, %, days … Example: 3.4 GWh"), goal=goal_text)
    period = read_period(clauses["period"], today) if "period" in clauses else quarter_of(today)
    mentioned = _USER.search(clauses.get("owner", ""))
    if "owner" in clauses and mentioned is None:
        raise TargetProblem(
            N_("“{name}” is no mention of a person, so nothing was set. Write it like this: owner @Sun Liping"),
            name=clauses["owner"][:60] or " ",
        )
    draft = Draft(
        unit_id=unit_id,
        period=period,
        metric=head,
        measure=measure,
        goal=amount_in(goal, measure),
        baseline=None if baseline is None else amount_in(baseline, measure),
        kind=kind,
        note=clauses.get("note"),
    )
    return Setting(draft, mentioned[1] if mentioned else None)


def read_figure(value: Decimal, measure: str | None, wanted: str, *, otherwise: str | None = None) -> Decimal:
    """A figure of a reply, with the measure as written (or that of the value it goes with), in the target's own measure."""
    written_measure = measure or otherwise
    amount = read_amount(f"{value:f} {written_measure}" if written_measure else f"{value:f}")
    return amount_in(amount, _measure(wanted))


def _measure(symbol: str) -> Measure:
    return measure_of(symbol)


def _names(unit: KnownUnit) -> list[str]:
    return [name for name in (unit.code, unit.name, unit.native_name, *unit.aliases) if name]


def _is_metric(text: str, known: dict[str, str]) -> bool:
    return metric_key(text.split()[0]) in known if text.split() else False


def _metric(piece: str, known: dict[str, str]) -> str | None:
    from rapidfuzz import fuzz  # imported when it is needed: it is heavy

    key = metric_key(piece)
    if key in known:
        return known[key]
    if partial := _named_in_part(piece, known):
        return partial
    # A longer stretch that is near the metric may hold a unit's code as well.
    length = len(piece.split())
    as_long = [each for each, name in known.items() if length in (len(name.split()), len(re.findall(r"\w+", name)))]
    near = [(fuzz.ratio(key, each), each) for each in as_long if len(key) > 3]
    best = max(near, default=(0.0, ""))
    return known[best[1]] if best[0] >= LIKE else None


def _named_in_part(piece: str, known: dict[str, str]) -> str | None:
    """The one metric that has all these words in its name: `yield` is the first-pass yield; nothing where several have."""
    words = folded(piece).split()
    if not words or len(folded(piece)) < 2 or folded(piece).isdecimal():
        return None
    holding = [metric for metric in known.values() if all(_has_word(folded(metric), word) for word in words)]
    return holding[0] if len(holding) == 1 else None


def _has_word(name: str, word: str) -> bool:
    return word in (name.split() if word.isascii() else name)


def _period(piece: str, today: date) -> Period | None:
    try:
        return read_period(piece, today)
    except PeriodProblem:
        return None


def _clauses(tail: str) -> tuple[str, dict[str, str]]:
    """What stands before the first keyword, and what stands behind each."""
    marks = list(_CLAUSE.finditer(tail))
    first = tail[: marks[0].start()] if marks else tail
    found = {}
    ends = [*(each.start() for each in marks), len(tail)][1:]
    for mark, after in zip(marks, ends, strict=True):
        found[_CLAUSES[mark["word"].casefold()]] = tail[mark.end() : after].strip(" ,，")
    return first.strip(" ,，"), found


def _period_at_end(text: str, today: date) -> tuple[str, str] | None:
    """`3.4 GWh 2024Q2`: the goal without the period behind it, and the period."""
    words = text.split()
    for size in (1, 2):
        if len(words) > size and (piece := " ".join(words[-size:])) and _period(piece, today):
            return " ".join(words[:-size]), piece
    return None
