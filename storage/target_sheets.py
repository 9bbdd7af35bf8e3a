"""Targets from a spreadsheet: every row read, every bad cell named, and nothing kept unless all of it can be. Reading is pure."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from storage import people, targets, units
from storage.items import Said
from storage.measures import AmountProblem, Measure, amount_in, measure_of, measures, read_amount
from storage.models import Unit
from storage.periods import PeriodProblem, read_period
from storage.sheets import Cell, SheetProblem, Table, Written
from storage.targets import ALIKE, Draft, TargetProblem, checked, metric_key
from storage.words import N_

GROUP_WORDS: Final = frozenset({"group", "集团", "all", "全集团"})

# What a column may be called, in either language.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "unit": ("unit", "subsidiary", "单位", "公司", "子公司"),
    "metric": ("metric", "target", "indicator", "指标", "目标名称", "名称"),
    "measure": ("measure", "unit of measure", "计量单位", "量纲"),
    "kind": ("kind", "direction", "方向", "类型"),
    "baseline": ("baseline", "from", "基线", "基准", "起点"),
    "goal": ("goal", "to", "目标值", "目标"),
    "period": ("period", "quarter", "周期", "季度", "期间"),
    "owner": ("owner", "负责人", "责任人"),
    "note": ("note", "remark", "备注", "说明"),
}
NEEDED: Final = ("metric", "goal", "period")
KIND_WORDS: Final[Mapping[str, str]] = {
    "reach": "reach", "达到": "reach",
    "increase": "increase", "增加": "increase", "提高": "increase", "上升": "increase",
    "decrease": "decrease", "减少": "decrease", "降低": "decrease", "下降": "decrease",
    "keep_above": "keep_above", "keep above": "keep_above", "above": "keep_above", "不低于": "keep_above",
    "keep_below": "keep_below", "keep below": "keep_below", "below": "keep_below", "不高于": "keep_below",
}  # fmt: skip
ODD: Final = {
    "formula": N_("is a formula; paste its value instead"),
    "date": N_("is a date; write the figure or the period as text, for example 2024Q2"),
    "merged": N_("is part of merged cells; unmerge them and fill in each row"),
}


@dataclass(frozen=True, slots=True)
class BadCell:
    """One cell that cannot be taken: where it is (`Targets!C7`), what stands there, and why, as a template with values."""

    where: str
    text: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that can be taken: where it stands, and the target it gives."""

    where: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class TargetSheet:
    """A whole file: the rows that can be taken, and every cell that cannot."""

    rows: tuple[SheetRow, ...]
    bad: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the records know that a file may name: units by every name, people by every name."""

    units: Mapping[str, Unit]
    people: Mapping[str, int]


def known_names(session: Session) -> Known:
    """Every name a file may use, folded."""
    by_unit = {_folded(name): unit for unit in units.all_units(session) for name in units.names_of(session, unit)}
    by_person = {
        _folded(name): person.id or 0
        for person in people.all_people(session)
        for name in people.names_of(session, person)
    }
    return Known(by_unit, by_person)


def read_targets(
    tables: Sequence[Table], known: Known, today: date, each: Callable[[int], None] = lambda _n: None
) -> TargetSheet:
    """Read all rows of all sheets. `each` is called after every row with the number of rows read, for a progress bar.

    A sheet may carry its unit as its title instead of in a column. Sheets without a head of ours are left alone, unless none
    has one: then SheetProblem says which columns are needed.
    """
    rows: list[SheetRow] = []
    bad: list[BadCell] = []
    heads = [(table, _head(table.rows[0])) for table in tables if table.rows]
    fitting = [(table, head) for table, head in heads if all(name in head for name in NEEDED)]
    if not fitting:
        raise SheetProblem(N_("The first row must name the columns: unit, metric, measure, goal and period at least."))
    count = 0
    seen: dict[tuple[int | None, str], dict[str, str]] = {}
    for table, head in fitting:
        prefix = f"{table.title}!" if len(tables) > 1 else ""
        own = known.units.get(_folded(table.title))
        if "unit" not in head and own is None and _folded(table.title) not in GROUP_WORDS:
            bad.append(BadCell(table.title, "", N_("is no unit; name a sheet as a unit, or add a column “unit”")))
            continue
        for cells in table.rows[1:]:
            row = _Row(head, cells, prefix, known, own, today)
            draft = row.draft()
            count += 1
            each(count)
            bad += row.bad
            if draft is None:
                continue
            if twin := _twin(seen, draft, row.where):
                bad.append(BadCell(row.cell_where("metric"), draft.metric, *twin))
                continue
            rows.append(SheetRow(row.where, draft))
    return TargetSheet(tuple(rows), tuple(bad))


def keep_all(
    session: Session, sheet: TargetSheet, said: Said, today: date, each: Callable[[str], None] = lambda _became: None
) -> tuple[dict[str, int], list[BadCell]]:
    """Keep every row, or find out which cannot be beside the records; the caller keeps the transaction only when none is bad.

    `each` is called for every row that was kept with what became of it: new, changed or same.
    """
    became: dict[str, int] = {"new": 0, "changed": 0, "same": 0}
    bad: list[BadCell] = []
    for row in sheet.rows:
        draft = row.draft
        try:
            if targets.target_called(session, draft.unit_id, draft.period.name, draft.metric) is None:
                alike = (
                    targets.like_named(session, draft.unit_id, draft.period.name, draft.metric)
                    if len(sheet.rows) < 500
                    else None
                )
                if alike is not None and metric_key(alike.metric) not in {
                    metric_key(other.draft.metric) for other in sheet.rows
                }:
                    raise targets.SameMetric(alike, draft.metric)
            word = targets.keep_target(session, draft, said, today, is_other=True).became
            became[word] += 1
            each(word)
        except (TargetProblem, AmountProblem) as problem:
            bad.append(BadCell(row.where, draft.metric, problem.message, problem.values))
    return became, bad


def template(today_period: str) -> list[Written]:
    """The sheets of an empty file to fill in: the head with two rows that show how, and a page of explanation."""
    head = ["unit", "metric", "measure", "kind", "baseline", "goal", "period", "owner", "note"]
    rows = [
        head,
        ["QD", "Shipments", "GWh", "increase", "1.1", "3.4", today_period, "", "an example: replace it"],
        ["QD", "First-pass yield", "%", "keep above", "", "98", today_period, "", "an example: replace it"],
    ]
    told = [
        ["column", "what to write"],
        ["unit", "a unit's code or name, or “group”; a sheet named as a unit needs no such column"],
        ["metric", "what is measured, up to 80 letters"],
        ["measure", "one of: " + ", ".join(each.symbol for each in measures())],
        ["kind", "reach, increase, decrease, keep above, keep below; empty: from the figures"],
        ["baseline", "where it starts; needed to increase or decrease, empty for what is kept"],
        ["goal", "where it should end: 3.4, 1,200, 85%, 1.2万"],
        ["period", "2024Q2, 2024H1, 2024-05, or 2024-04-01..2024-06-30"],
        ["owner", "a person's name, may be empty"],
        ["note", "may be empty"],
    ]
    return [
        Written("Targets", rows, (10, 28, 12, 14, 12, 12, 12, 20, 32)),
        Written("How to fill it in", told, (14, 100)),
    ]


class _Row:
    """One row of a sheet, read cell by cell; what cannot be read is collected in `bad`."""

    def __init__(
        self, head: Mapping[str, int], cells: Sequence[Cell], prefix: str, known: Known, own: Unit | None, today: date
    ) -> None:
        self.cells = {name: cells[place] for name, place in head.items() if place < len(cells)}
        self.prefix, self.known, self.own, self.today = prefix, known, own, today
        self.where = prefix + (next((cell.name for cell in cells if cell.text), "") or "?")
        self.bad: list[BadCell] = []
        self._named: set[str] = set()

    def draft(self) -> Draft | None:
        """The target of this row; None when a cell is bad."""
        for name, cell in self.cells.items():
            if cell.odd is not None and (cell.odd != "date" or name not in ("note",)):
                self._complain(name, ODD[cell.odd])
        unit_id = self._unit()
        metric = self._text("metric")
        goal = self._amount("goal")
        measure = self._measure(goal[1] if goal else None)
        baseline = self._amount("baseline") if self._text("baseline") else None
        period = None
        try:
            period = read_period(self._text("period"), self.today)
        except PeriodProblem as problem:
            self._complain("period", problem.message, problem.values)
        kind = KIND_WORDS.get(self._text("kind").casefold()) if self._text("kind") else None
        if self._text("kind") and kind is None:
            self._complain("kind", N_("is no direction; write reach, increase, decrease, keep above or keep below"))
        owner = self.known.people.get(_folded(self._text("owner"))) if self._text("owner") else None
        if self._text("owner") and owner is None:
            self._complain("owner", N_("is nobody the records know; write the full name, or leave it empty"))
        if self.bad or goal is None or measure is None or period is None:
            return None
        made = self._in_measure("goal", measure), self._in_measure("baseline", measure) if baseline else None
        if self.bad or made[0] is None:
            return None
        draft = Draft(unit_id, period, metric, measure, made[0], made[1], kind, owner, self._text("note") or None)
        try:
            return checked(draft, self.today)
        except TargetProblem as problem:
            self._complain("goal", problem.message, problem.values)
            return None

    def cell_where(self, name: str) -> str:
        """The name of this row's cell of a column."""
        return self.prefix + (self.cells[name].name if name in self.cells else self.where)

    def _text(self, name: str) -> str:
        return self.cells[name].text if name in self.cells else ""

    def _unit(self) -> int | None:
        said = self._text("unit")
        if not said and self.own is not None:
            return self.own.id
        if _folded(said) in GROUP_WORDS:
            return None
        unit = self.known.units.get(_folded(said))
        if unit is None:
            self._complain("unit", N_("is no unit; write a code such as {known}, or “group”"), {"known": self._codes()})
            return None
        return unit.id

    def _codes(self) -> str:
        return ", ".join(sorted({unit.code for unit in self.known.units.values()})[:6]) or "QD"

    def _amount(self, name: str) -> tuple[Decimal, Measure | None] | None:
        try:
            amount = read_amount(self._text(name))
        except AmountProblem as problem:
            self._complain(name, problem.message, problem.values)
            return None
        return amount.value, amount.measure

    def _in_measure(self, name: str, measure: Measure) -> Decimal | None:
        try:
            return amount_in(read_amount(self._text(name)), measure)
        except AmountProblem as problem:
            self._complain(name, problem.message, problem.values)
            return None

    def _measure(self, otherwise: Measure | None) -> Measure | None:
        if not self._text("measure"):
            if otherwise is None:
                self._complain("measure", N_("is empty; write what the goal counts, for example GWh"))
            return otherwise
        try:
            return measure_of(self._text("measure"))
        except AmountProblem as problem:
            self._complain("measure", problem.message, problem.values)
            return None

    def _complain(self, name: str, message: str, values: Mapping[str, str] | None = None) -> None:
        """Name a cell that cannot be taken; the first reason is enough."""
        if name in self._named:
            return
        self._named.add(name)
        self.bad.append(BadCell(self.cell_where(name), self._text(name), message, values or {}))


def _head(cells: Iterable[Cell]) -> dict[str, int]:
    """Which column holds what, by the words of the first row."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, words in COLUMNS.items():
            if _folded(cell.text) in {_folded(word) for word in words} and name not in found:
                found[name] = place
    return found


def _twin(
    seen: dict[tuple[int | None, str], dict[str, str]], draft: Draft, where: str
) -> tuple[str, dict[str, str]] | None:
    """Why this row says again what an earlier one said: the same metric of one unit and period, or almost."""
    from rapidfuzz import fuzz, process  # imported when it is needed: it is heavy

    keys = seen.setdefault((draft.unit_id, draft.period.name), {})
    key = metric_key(draft.metric)
    if key in keys:
        return N_("stands already in {where}"), {"where": keys[key]}
    near = process.extractOne(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE) if len(keys) < 2000 else None
    keys[key] = where
    if near is not None and not _differs_by_number(key, near[0]):
        return N_("is almost the same as in {where}; is it one thing in two spellings?"), {"where": keys[near[0]]}
    return None


def _differs_by_number(one: str, other: str) -> bool:
    """True for “line 1” and “line 2”: alike, but told apart on purpose."""
    digits = "".join(sign for sign in one if sign.isdigit()), "".join(sign for sign in other if sign.isdigit())
    return digits[0] != digits[1]


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
