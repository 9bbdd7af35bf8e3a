"""Runs one of our modules in a process of its own, which ends with its answer and gives all its memory back."""

import os
import subprocess
import sys


def answer_of(module: str, *words: str, given: bytes = b"", seconds: float) -> bytes:
    """What `python -m module words…` writes, when it is given this input.

    The child has no settings of ours, so no token either. Raises TimeoutError when it takes longer than `seconds`, and is killed.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-P", "-m", module, *words],
            input=given,
            capture_output=True,
            timeout=seconds,
            env=_bare_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"{module} took longer than {seconds} s") from None
    return ended.stdout


def _bare_environment() -> dict[str, str]:
    """What Python needs to start and find the same libraries."""
    needed = {each: os.environ[each] for each in ("PATH", "SYSTEMROOT") if each in os.environ}
    return {**needed, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each), "PYTHONDONTWRITEBYTECODE": "1"}
