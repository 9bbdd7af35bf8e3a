"""How far a target is, and whether that is far enough by now. Pure, and exact in Decimal.

* progress = (value − baseline) / (goal − baseline): the share of the way that is behind us, upwards and downwards alike. It is
  the formula by which key results are graded (J. Doerr, “Measure What Matters”, and Google's re:Work guide to OKRs).
* pace = elapsed / total working days of the period: the share of the time that is behind us.
* ratio = progress / pace: the schedule performance index of earned-value management, EV / PV (ANSI/EIA-748; PMI, “Practice
  Standard for Earned Value Management”), with the value planned in a straight line.

The two thresholds are policy: a ratio of 0.95 and more is green, of 0.75 and more amber, below that red. In the first tenth of a
period the ratio of two small numbers says nothing, so no colour is given. What is to be kept above or below a line is passed or
failed on every day.
"""

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import Final, Literal

Kind = Literal["reach", "increase", "decrease", "keep_above", "keep_below"]
KINDS: Final = ("reach", "increase", "decrease", "keep_above", "keep_below")
KEEPING: Final = ("keep_above", "keep_below")

Colour = Literal["green", "amber", "red", "grey", "none"]

GREEN_FROM: Final = Decimal("0.95")
AMBER_FROM: Final = Decimal("0.75")
COLOURED_FROM: Final = Decimal("0.1")

# A value this many times the whole way from the line, or that many times smaller than the last one, is asked about.
FAR: Final = 2
TINY: Final = 50

_EXACT: Final = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Course:
    """Where a target starts and where it should end, in its own measure. What is kept has no baseline."""

    kind: str
    goal: Decimal
    baseline: Decimal | None = None

    @property
    def start(self) -> Decimal:
        """The baseline; what starts nowhere in particular starts from nothing."""
        return self.baseline if self.baseline is not None else Decimal(0)

    @property
    def is_kept(self) -> bool:
        """True when a line is to be held, so that there is no way to go."""
        return self.kind in KEEPING

    @property
    def goes_up(self) -> bool:
        """True when more is better."""
        return self.kind == "keep_above" or (self.kind != "keep_below" and self.goal > self.start)

    def is_met_by(self, value: Decimal) -> bool:
        """True when this value is at the goal or beyond it; on the line counts."""
        return value >= self.goal if self.goes_up else value <= self.goal


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands. `progress`, `pace` and `ratio` are shares of one; those that mean nothing here are None.

    `colour` is green, amber, red, grey (nothing reported) or none (too early to say).
    """

    colour: Colour
    progress: Decimal | None = None
    pace: Decimal | None = None
    ratio: Decimal | None = None
    is_met: bool = False


def progress(course: Course, value: Decimal) -> Decimal | None:
    """(value − baseline) / (goal − baseline): 0 at the start, 1 at the goal, below 0 when it went the wrong way.

    None for what is kept, and when the baseline is the goal, which no target is kept with.
    """
    if course.is_kept or course.goal == course.start:
        return None
    with localcontext(_EXACT):
        return (value - course.start) / (course.goal - course.start)


def pace(elapsed: int, total: int) -> Decimal:
    """elapsed / total working days, within 0 and 1. A period without a working day is over when it begins."""
    if total <= 0:
        return Decimal(1)
    with localcontext(_EXACT):
        return Decimal(max(0, min(elapsed, total))) / Decimal(total)


def standing(course: Course, value: Decimal | None, elapsed: int, total: int) -> Standing:
    """How a target stands with its last value, `elapsed` of `total` working days having passed on the day it was true."""
    by_now = pace(elapsed, total)
    if value is None:
        return Standing("grey", pace=by_now)
    is_met = course.is_met_by(value)
    if course.is_kept:
        return Standing("green" if is_met else "red", pace=by_now, is_met=is_met)
    done = progress(course, value)
    if done is None or by_now < COLOURED_FROM:
        return Standing("none", done, by_now, is_met=is_met)
    with localcontext(_EXACT):
        ratio = done / by_now
    colour: Colour = "green" if ratio >= GREEN_FROM else "amber" if ratio >= AMBER_FROM else "red"
    return Standing(colour, done, by_now, ratio, is_met)


def expected(course: Course, by_now: Decimal) -> Decimal:
    """The value on the straight line from baseline to goal at this pace; the goal itself for what is kept."""
    if course.is_kept:
        return course.goal
    with localcontext(_EXACT):
        return course.start + (course.goal - course.start) * by_now


Oddity = Literal["sign", "thousand", "thousandth", "far"]


def oddity(course: Course, value: Decimal, last: Decimal | None, by_now: Decimal) -> Oddity | None:
    """What looks wrong with a value before it is taken; None when nothing does. A slip is asked about, never refused.

    * sign: below zero where start, goal and last value are not (or above, where they are not);
    * thousand, thousandth: a factor of 1,000 would bring it near the line, so the measure was probably another one;
    * far: further from the line than twice the whole way and than half of what the figure usually is, or fifty times
      smaller than the last value.
    """
    known = [course.goal, course.start, *([last] if last is not None else [])]
    if value < 0 and all(each >= 0 for each in known):
        return "sign"
    if value > 0 and all(each <= 0 for each in known) and any(known):
        return "sign"
    line = expected(course, by_now) if last is None else last
    usual = max(abs(each) for each in known)
    way = abs(course.goal - course.start) if not course.is_kept else abs(course.goal)
    is_far = abs(value - line) > max(FAR * way, usual / 2)
    is_tiny = value != 0 and abs(value) * TINY < abs(line) and abs(value) * TINY < usual
    if not is_far and not is_tiny:
        return None
    if is_tiny and _near(value * 1000, line, usual):
        return "thousandth"
    if is_far and _near(value / 1000, line, usual):
        return "thousand"
    return "far"


def _near(value: Decimal, line: Decimal, usual: Decimal) -> bool:
    """True when a value lies where one would look for it: between a tenth of the line and twice what is usual."""
    return abs(line) / 10 <= abs(value) <= 2 * max(usual, abs(line))


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's part of the group's target, in the group's measure; `value` is None when it reported nothing."""

    goal: Decimal
    baseline: Decimal | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The units' parts added up: what was reported by `reported` of `units`, and what the shares' goals come to."""

    value: Decimal | None
    goal: Decimal
    reported: int
    units: int


def group_total(shares: "list[Share] | tuple[Share, ...]") -> Total:
    """The group's figure from its units' shares: Σ value, Σ goal. Who reported nothing still stands where it started.

    Only for measures whose figures add up (Measure.is_total): percentages of different wholes do not.
    """
    heard = [share for share in shares if share.value is not None]
    value = sum(
        (share.value if share.value is not None else share.baseline or Decimal(0) for share in shares), Decimal(0)
    )
    return Total(value if heard else None, sum((share.goal for share in shares), Decimal(0)), len(heard), len(shares))
