"""How much memory a program has taken at most."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform != "win32":
    import resource


def peak_kib() -> int:
    """The most KiB that this process has held since its program began; 0 where the system does not say.

    Not by ``getrusage`` on Linux: there the peak of the parent is handed on, so that a child of a large process
    starts with a peak that it may never reach itself.
    """
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    if sys.platform == "win32":
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
