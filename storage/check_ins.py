"""The check-ins: reported values of targets. Corrected by later ones and taken back with a mark, never overwritten.

A slip is asked about before it is kept: `report` raises `Odd`, and takes the same value when it is told that it is meant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlmodel import Session, col, select

from storage import activity
from storage.items import Said
from storage.measures import in_words, measure_of
from storage.models import CONFIDENCES, Activity, CheckIn, Inbound, Person, Target, Unit
from storage.pace import Oddity, oddity
from storage.targets import GRACE, TargetProblem, check_share, course_of
from storage.words import N_

MOST_LETTERS: Final = 500

ODD_WORDS: Final[dict[str, str]] = {
    "sign": N_("{metric}: {value} has another sign than every figure so far. Is it meant so?"),
    "thousand": N_(
        "{metric}: {value} is about a thousand times what is expected. Is it in another measure than {measure}?"
    ),
    "thousandth": N_(
        "{metric}: {value} is about a thousandth of what is expected. Is it in another measure than {measure}?"
    ),
    "far": N_("{metric}: {value} is far from what is expected (about {expected}). Is it meant so?"),
}


class Odd(TargetProblem):
    """A value that may be a slip, not kept yet: the person is asked whether they mean it."""

    def __init__(self, target: Target, value: Decimal, expected: Decimal, what: Oddity) -> None:
        super().__init__(
            ODD_WORDS[what],
            metric=target.metric,
            value=in_words(value, target.measure),
            expected=in_words(expected, target.measure),
            measure=target.measure,
        )
        self.what = what


@dataclass(frozen=True, slots=True)
class Report:
    """One reported value in the target's own measure, true on `as_of` (None: today, or the period's last day)."""

    value: Decimal
    as_of: date | None = None
    forecast: Decimal | None = None
    confidence: str | None = None
    note: str | None = None


def report(
    session: Session, target: Target, given: Report, said: Said, today: date, by_now: Decimal, *, is_sure: bool = False
) -> CheckIn:
    """Keep a reported value. One already kept for the same day is corrected by it: both rows stay.

    `today` is the unit's own date, `by_now` the pace of the period on the value's day (see `pace.pace`). Raises TargetProblem
    when the value cannot be, and Odd when it may be a slip and nobody has said that they are sure.
    """
    if not may_report(session, target, said):
        raise TargetProblem(
            N_("Only people of the unit's channel, the owner and the office report {metric}."), metric=target.metric
        )
    as_of = _day_of(target, given.as_of, said, today)
    measure = measure_of(target.measure)
    for figure in (given.value, given.forecast):
        if figure is not None:
            check_share(target.metric, measure, figure)
    if given.confidence is not None and given.confidence not in CONFIDENCES:
        raise TargetProblem(N_("Confidence is high, medium or low."))
    # Two reports at once are taken one after the other, so that the second corrects the first.
    session.refresh(target, with_for_update=True)
    standing_now = check_ins(session, target)
    if not is_sure:
        _ask_about(target, given, standing_now[-1].value if standing_now else None, by_now)
    same_day = next((each for each in reversed(standing_now) if each.as_of == as_of), None)
    kept = CheckIn(
        target_id=target.id or 0,
        value=given.value,
        as_of=as_of,
        forecast=given.forecast,
        confidence=given.confidence,
        note=(given.note or "").strip()[:MOST_LETTERS] or None,
        said_by=said.viewer.user,
        said_at=said.at,
        corrects_id=same_day.id if same_day else None,
        inbound_id=said.inbound.id if said.inbound else None,
    )
    session.add(kept)
    session.flush()
    _write(session, said, "check_in", target, kept, was=same_day)
    return kept


def may_report(session: Session, target: Target, said: Said) -> bool:
    """The office, and insiders who are in the unit's channel or own the target (or stand in for its owner)."""
    viewer = said.viewer
    if viewer.is_office:
        return True
    if not viewer.is_insider:
        return False
    if target.unit_id is not None and target.unit_id in viewer.unit_ids:
        return True
    owner = session.get(Person, target.owner_id) if target.owner_id else None
    return owner is not None and viewer.person_id is not None and viewer.person_id in (owner.id, owner.deputy_id)


def is_kept(session: Session, target: Target, given: Report, said: Said) -> bool:
    """True when the same message reported the same already, and it stands."""
    if said.inbound is None:
        return False
    return any(
        each.inbound_id == said.inbound.id
        and (each.value, each.forecast, each.note) == (given.value, given.forecast, given.note or None)
        for each in check_ins(session, target)
    )


def take_back(
    session: Session, earlier: Inbound, said: Said, *, except_for: frozenset[int] = frozenset()
) -> list[CheckIn]:
    """Mark what an earlier answer reported as taken back; what it had corrected stands again. Returns what was marked.

    `except_for` are the ids of targets for which it shall stand. Whoever said it may, within a day, and the office always; for everybody else nothing happens.
    """
    lines = [line for line in activity.lines_of(session, earlier) if line.verb == "check_in"]
    taken = []
    for line in reversed(lines):
        kept = session.get_one(CheckIn, line.after["check_in_id"])
        is_theirs = line.who == said.viewer.user and said.at - line.at < timedelta(hours=24)
        if kept.withdrawn_at is not None or not (is_theirs or said.viewer.is_office) or kept.target_id in except_for:
            continue
        kept.withdrawn_at = said.at
        session.add(kept)
        session.flush()
        _write(session, said, "check_in_undo", session.get_one(Target, kept.target_id), kept)
        taken.append(kept)
    if taken:
        earlier.outcome = "undone"
        session.add(earlier)
    return taken


def has_figures(session: Session, earlier: Inbound) -> bool:
    """True when an earlier answer reported a figure, whatever became of it."""
    return any(line.verb == "check_in" for line in activity.lines_of(session, earlier))


def check_ins(session: Session, target: Target) -> list[CheckIn]:
    """The values that stand, oldest first: neither taken back nor corrected by one that stands."""
    return check_ins_of(session, [target]).get(target.id or 0, [])


def check_ins_of(session: Session, asked: Iterable[Target]) -> dict[int, list[CheckIn]]:
    """The values that stand, by target id, each oldest first, in one query: of each day the last that was not taken back."""
    rows = session.exec(
        select(CheckIn)
        .where(col(CheckIn.target_id).in_([target.id for target in asked]), col(CheckIn.withdrawn_at).is_(None))
        .order_by(col(CheckIn.as_of), col(CheckIn.id))
    )
    found: dict[int, dict[date, CheckIn]] = {}
    for row in rows:
        found.setdefault(row.target_id, {})[row.as_of] = row
    return {target_id: list(by_day.values()) for target_id, by_day in found.items()}


def history(session: Session, target: Target) -> list[CheckIn]:
    """Every value ever reported, taken back and corrected ones too, in the order in which they came."""
    return list(session.exec(select(CheckIn).where(CheckIn.target_id == target.id).order_by(col(CheckIn.id))))


def target_of_line(session: Session, line: Activity) -> tuple[Target, Unit | None, CheckIn] | None:
    """What a check-in's line of the journal is about."""
    if line.target_id is None or "check_in_id" not in line.after:
        return None
    target = session.get_one(Target, line.target_id)
    unit = session.get(Unit, target.unit_id) if target.unit_id else None
    return target, unit, session.get_one(CheckIn, line.after["check_in_id"])


def day_of(target: Target, today: date) -> date:
    """The day a value given today is true on: today, or the period's last day once it is over."""
    return min(today, target.ends_on)


def _day_of(target: Target, as_of: date | None, said: Said, today: date) -> date:
    if as_of is None:
        as_of = day_of(target, today)
        if today - target.ends_on > GRACE and not said.viewer.is_office:
            raise TargetProblem(
                N_("{period} ended on {day}, and its figures are closed. Ask the office to enter what is missing."),
                period=target.period,
                day=str(target.ends_on),
            )
    if as_of > today:
        raise TargetProblem(
            N_("{day} is in the future: report what is true now, and write what you expect as a forecast."),
            day=str(as_of),
        )
    if not target.starts_on <= as_of <= target.ends_on:
        raise TargetProblem(
            N_("{day} is not in {period}, which runs from {starts_on} to {ends_on}."),
            day=str(as_of),
            period=target.period,
            starts_on=str(target.starts_on),
            ends_on=str(target.ends_on),
        )
    return as_of


def _ask_about(target: Target, given: Report, last: Decimal | None, by_now: Decimal) -> None:
    course = course_of(target)
    for figure in (given.value, given.forecast):
        what = oddity(course, figure, last, by_now) if figure is not None else None
        if figure is not None and what is not None:
            raise Odd(target, figure, last if last is not None else course.goal, what)


def _write(
    session: Session, said: Said, verb: str, target: Target, kept: CheckIn, *, was: CheckIn | None = None
) -> None:
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb=verb,
        target=target,
        before={"value": str(was.value), "check_in_id": was.id} if was else {},
        after={"value": str(kept.value), "as_of": str(kept.as_of), "check_in_id": kept.id},
        note=kept.note,
        inbound=said.inbound,
    )
