"""Benchmarks: `make bench`, or `python -m tests.bench reading ledger` for some of them.

A figure in seconds says as much of the machine as of the program. So each line is a ratio of two things measured side by
side in one run, with the bound it must keep; the run ends with 1 when a bound is broken.
"""

import importlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Ratio:
    """What was measured against what, in one unit of measure; `bound` is the largest (or least) quotient allowed, None where there is none."""

    name: str
    measured: float
    against: float
    unit: str
    bound: float | None = None
    sense: Literal["at most", "at least"] = "at most"

    @property
    def quotient(self) -> float:
        """How many times `against` it is."""
        return self.measured / self.against

    @property
    def holds(self) -> bool:
        """True when the bound is kept, or when there is none."""
        if self.bound is None:
            return True
        return self.quotient <= self.bound if self.sense == "at most" else self.quotient >= self.bound


def fastest(deed: Callable[[], object], times: int = 5, after: Callable[[], object] = lambda: None) -> float:
    """The shortest of some runs, in seconds of this process's own work: what else the machine did is the least of it.

    `after` clears up behind each run and is not measured.
    """

    def once() -> float:
        begun = time.process_time()
        deed()
        spent = time.process_time() - begun
        after()
        return spent

    return min(once() for _ in range(times))


def main(names: list[str]) -> int:
    """Run the benchmarks of these names, or all; prints one table. Returns the exit status."""
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    print(f"{'':56} {'measured':>12} {'against':>12} {'ratio':>8}  bound")
    broken = 0
    for name in names or found:
        for ratio in importlib.import_module(f"tests.bench_{name}").bench():
            bound = "" if ratio.bound is None else f"{ratio.sense} {ratio.bound:g}"
            word = "" if ratio.holds else "  BROKEN"
            measured, against = f"{ratio.measured:.4g} {ratio.unit}", f"{ratio.against:.4g} {ratio.unit}"
            print(f"{ratio.name:56} {measured:>12} {against:>12} {ratio.quotient:8.2f}  {bound}{word}", flush=True)
            broken += not ratio.holds
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
