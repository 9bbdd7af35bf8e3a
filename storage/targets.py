"""The targets: measured goals of a unit, or of the group, for a period. Set, changed and withdrawn by the office alone.

Every deed checks what it is given as a whole and appends to the journal what it did. What is wrong is said in one clear
sentence with an example of right; what is only suspicious is offered back.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session, col, select

from storage import activity
from storage.items import Said
from storage.measures import Measure, converted, in_words, measure_named, measure_of
from storage.models import CheckIn, Target, Unit
from storage.pace import KEEPING, Course
from storage.periods import Period
from storage.viewers import Viewer, may_see_target
from storage.words import N_

MOST_LETTERS: Final = 80
# For so long after a period its last figure may still come in; it counts for the period's last day.
GRACE: Final = timedelta(days=31)
# From this likeness on (0 to 100) two metrics are rather one thing under two spellings than two things.
ALIKE: Final = 86

# Shares of a whole: no more than all of it can pass, arrive on time or be used up.
_PART_OF_WHOLE: Final = re.compile(
    r"\b(yield|pass rate|on[- ]time|attendance|availability|uptime|market share|share of|coverage|retention)\b"
    r"|合格率|良率|良品率|直通率|准时|及时率|出勤率|占比|占有率|覆盖率|到位率|兑现率"
)


class TargetProblem(Exception):
    """A target or a value cannot be kept like this; `message` is an N_ template with `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class SameMetric(TargetProblem):
    """A target of almost the same name is there already: the person says whether it is the same."""

    def __init__(self, known: Target, metric: str) -> None:
        super().__init__(
            N_(
                "“{known}” is kept already for {period}. Is “{metric}” the same? Then it is called “{known}”; if not, give it a name that differs more."
            ),
            known=known.metric,
            metric=metric,
            period=known.period,
        )
        self.known = known


@dataclass(frozen=True, slots=True)
class Draft:
    """A target as somebody gave it, figures in `measure`. Without a unit it is the group's; without a kind the figures say it."""

    unit_id: int | None
    period: Period
    metric: str
    measure: Measure
    goal: Decimal
    baseline: Decimal | None = None
    kind: str | None = None
    owner_id: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a draft: the target, and whether it is new, changed or as it was."""

    target: Target
    became: str


def metric_key(metric: str) -> str:
    """A metric's name by which it is recognised: no case, no spaces or signs, no plural."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", metric).casefold())
    return "".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )


def course_of(target: Target) -> Course:
    """Where it starts and where it should end."""
    return Course(target.kind, target.goal, target.baseline)


def is_part_of_whole(metric: str, measure: Measure) -> bool:
    """True for a percentage that cannot pass 100: a yield, a rate of what was on time, a share of a market."""
    return measure.dimension == "share" and _PART_OF_WHOLE.search(metric.casefold()) is not None


def check_share(metric: str, measure: Measure, value: Decimal) -> None:
    """Raises TargetProblem for a share of a whole above the whole, or below nothing."""
    if is_part_of_whole(metric, measure) and not 0 <= value * measure.factor <= 1:
        raise TargetProblem(
            N_("{metric} is a part of a whole, so it lies between 0 and 100%: {value} cannot be. Example: 98.5%."),
            metric=metric,
            value=in_words(value, measure.symbol),
        )


def checked(draft: Draft, today: date) -> Draft:
    """The draft with its kind settled. Raises TargetProblem for whatever no target can be; `today` is the unit's own date."""
    metric = " ".join(unicodedata.normalize("NFKC", draft.metric).split())
    if not metric_key(metric) or len(metric) > MOST_LETTERS:
        raise TargetProblem(N_("A target needs the name of what is measured, in up to 80 letters. Example: shipments."))
    if draft.period.ends_on < today:
        raise TargetProblem(
            N_("{period} ended on {day}. Set the target for a period that still runs, or one to come."),
            period=draft.period.name,
            day=str(draft.period.ends_on),
        )
    baseline, goal = draft.baseline, draft.goal
    kind = draft.kind or ("reach" if baseline is None else "increase" if goal > baseline else "decrease")
    if kind in KEEPING and baseline is not None:
        raise TargetProblem(
            N_("What is kept above or below {goal} has no baseline: leave it away, or choose increase or decrease."),
            goal=in_words(goal, draft.measure.symbol),
        )
    if kind not in KEEPING and goal == (baseline or 0):
        raise TargetProblem(
            N_(
                "The goal {goal} is where it starts, so there is nothing to do. Give another goal, or “keep above {goal}”."
            ),
            goal=in_words(goal, draft.measure.symbol),
        )
    if kind in ("increase", "decrease") and baseline is None:
        raise TargetProblem(
            N_("To increase or decrease, say from where: for example from 1.1 to {goal}."),
            goal=in_words(goal, draft.measure.symbol),
        )
    if baseline is not None and ((kind == "increase" and goal < baseline) or (kind == "decrease" and goal > baseline)):
        raise TargetProblem(
            N_("From {baseline} to {goal} is the other direction. Choose {other}, or exchange the two figures."),
            baseline=in_words(baseline, draft.measure.symbol),
            goal=in_words(goal, draft.measure.symbol),
            other="decrease" if kind == "increase" else "increase",
        )
    check_share(metric, draft.measure, goal)
    if baseline is not None:
        check_share(metric, draft.measure, baseline)
    return Draft(draft.unit_id, draft.period, metric, draft.measure, goal, baseline, kind, draft.owner_id, draft.note)


def keep_target(session: Session, draft: Draft, said: Said, today: date, *, is_other: bool = False) -> Kept:
    """Keep a new target, or change the one of this unit, period and metric; a withdrawn one is set again.

    Raises TargetProblem when it cannot be, and SameMetric when one of almost the same name is there and nobody has said that
    this is another thing (`is_other`). A change keeps the measure the values were reported in.
    """
    if not said.viewer.is_office:
        raise TargetProblem(
            N_("Only the strategy office sets targets. Tell the office which figure should stand there.")
        )
    draft = checked(draft, today)
    target = target_called(session, draft.unit_id, draft.period.name, draft.metric)
    if target is None and not is_other:
        alike = like_named(session, draft.unit_id, draft.period.name, draft.metric)
        if alike is not None:
            raise SameMetric(alike, draft.metric)
    if target is None:
        target = Target(
            unit_id=draft.unit_id,
            period=draft.period.name,
            starts_on=draft.period.starts_on,
            ends_on=draft.period.ends_on,
            metric=draft.metric,
            metric_key=metric_key(draft.metric),
            measure=draft.measure.symbol,
            kind=draft.kind or "reach",
            baseline=draft.baseline,
            goal=draft.goal,
            owner_id=draft.owner_id,
            note=draft.note,
            set_at=said.at,
            set_by=said.viewer.user,
        )
        session.add(target)
        session.flush()
        _write(session, said, "target_set", target, before={})
        return Kept(target, "new")
    return _change(session, target, draft, said)


def _change(session: Session, target: Target, draft: Draft, said: Said) -> Kept:
    session.refresh(target, with_for_update=True)
    before, was_withdrawn = snapshot(target), target.withdrawn_at is not None
    held = measure_of(target.measure)
    if draft.measure.dimension != held.dimension:
        if _has_check_ins(session, target):
            raise TargetProblem(
                N_("{metric} is reported in {held}, so its goal cannot be in {given}. Give it in {held}."),
                metric=target.metric,
                held=held.symbol,
                given=draft.measure.symbol,
            )
        held = draft.measure
    target.measure = held.symbol
    target.kind = draft.kind or target.kind
    target.goal = converted(draft.goal, draft.measure, held)
    target.baseline = None if draft.baseline is None else converted(draft.baseline, draft.measure, held)
    target.owner_id = draft.owner_id if draft.owner_id is not None else target.owner_id
    target.note = draft.note if draft.note is not None else target.note
    target.withdrawn_at = None
    if snapshot(target) == before:
        return Kept(target, "same")
    target.set_at, target.set_by = said.at, said.viewer.user
    session.add(target)
    session.flush()
    _write(session, said, "target_set" if was_withdrawn else "target_changed", target, before=before)
    return Kept(target, "new" if was_withdrawn else "changed")


def withdraw(session: Session, target: Target, said: Said) -> None:
    """Take a target away from every list; its rows stay. Raises TargetProblem for anybody but the office."""
    if not said.viewer.is_office:
        raise TargetProblem(N_("Only the strategy office withdraws a target."))
    before = snapshot(target)
    target.withdrawn_at = said.at
    session.add(target)
    session.flush()
    _write(session, said, "target_withdrawn", target, before=before)


def snapshot(target: Target) -> dict[str, Any]:
    """What can be changed of a target, as plain JSON, for the journal."""
    return {
        "measure": target.measure,
        "kind": target.kind,
        "baseline": None if target.baseline is None else str(target.baseline),
        "goal": str(target.goal),
        "owner_id": target.owner_id,
        "note": target.note,
        "withdrawn": target.withdrawn_at is not None,
    }


def target_called(session: Session, unit_id: int | None, period: str, metric: str) -> Target | None:
    """The target of this unit (None: the group's), period and metric, in any spelling that is surely the same; withdrawn ones too."""
    asked = select(Target).where(Target.period == period, Target.metric_key == metric_key(metric))
    return session.exec(asked.where(_of_unit(unit_id))).first()


def like_named(session: Session, unit_id: int | None, period: str, metric: str) -> Target | None:
    """The unit's target of this period whose name is most like this one, when it is very like it."""
    key = metric_key(metric)
    asked = select(Target).where(Target.period == period, col(Target.withdrawn_at).is_(None), _of_unit(unit_id))
    from rapidfuzz import fuzz  # imported when it is needed: it is heavy

    scored = [(fuzz.ratio(key, each.metric_key), each) for each in session.exec(asked)]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def targets(
    session: Session,
    viewer: Viewer,
    *,
    unit_ids: Iterable[int] | None = None,
    period: str | None = None,
    on: date | None = None,
    of_group: bool = False,
) -> list[Target]:
    """The targets this viewer may see, the group's first, then by unit and metric.

    `unit_ids` limits them to some units (`of_group` adds the group's own), `period` to one period, `on` to those running that day.
    """
    asked = select(Target).where(may_see_target(viewer), col(Target.withdrawn_at).is_(None))
    if unit_ids is not None:
        ours = col(Target.unit_id).in_(list(unit_ids))
        asked = asked.where(ours | col(Target.unit_id).is_(None) if of_group else ours)
    if period is not None:
        asked = asked.where(Target.period == period)
    if on is not None:
        asked = asked.where(col(Target.starts_on) <= on, col(Target.ends_on) >= on)
    codes = {unit.id: unit.code for unit in session.exec(select(Unit))}
    found = session.exec(asked)
    return sorted(found, key=lambda each: (codes.get(each.unit_id, ""), each.starts_on, each.metric.casefold()))


def reportable(session: Session, unit_id: int, on: date) -> list[Target]:
    """What a unit may report on a day of its own calendar: what runs, and for a month what has just ended and does not go on.

    No viewer: for the cadence and the unit's own thread.
    """
    asked = select(Target).where(
        Target.unit_id == unit_id,
        col(Target.withdrawn_at).is_(None),
        col(Target.starts_on) <= on,
        col(Target.ends_on) >= on - GRACE,
    )
    newest = {each.metric_key: each for each in sorted(session.exec(asked), key=lambda each: each.ends_on)}
    return sorted(newest.values(), key=lambda each: each.metric.casefold())


def shares_of(session: Session, target: Target) -> list[Target]:
    """The units' targets of the same metric and period: the shares of a group's target."""
    asked = select(Target).where(
        Target.period == target.period,
        Target.metric_key == target.metric_key,
        col(Target.unit_id).is_not(None),
        col(Target.withdrawn_at).is_(None),
    )
    dimension = measure_of(target.measure).dimension
    return [
        each
        for each in session.exec(asked.order_by(col(Target.unit_id)))
        if (measure := measure_named(each.measure)) is not None and measure.dimension == dimension
    ]


def periods(session: Session, viewer: Viewer) -> list[str]:
    """The periods this viewer may see targets of, the newest first."""
    found = {each.period: each.starts_on for each in targets(session, viewer)}
    return sorted(found, key=lambda period: found[period], reverse=True)


def _of_unit(unit_id: int | None) -> Any:
    return col(Target.unit_id).is_(None) if unit_id is None else col(Target.unit_id) == unit_id


def _has_check_ins(session: Session, target: Target) -> bool:
    return session.exec(select(CheckIn.id).where(CheckIn.target_id == target.id).limit(1)).first() is not None


def _write(session: Session, said: Said, verb: str, target: Target, *, before: dict[str, Any]) -> None:
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb=verb,
        target=target,
        before=before,
        after=snapshot(target),
        inbound=said.inbound,
    )
