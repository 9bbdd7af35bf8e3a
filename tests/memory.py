"""How much memory this process holds. Not a test."""

import resource
import sys
from pathlib import Path


def resident_bytes() -> int:
    """The resident size now, in bytes; where the system does not tell, the largest it ever was."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
