"""Makes one odd file after the other and looks what the program makes of it: what campaigns of that kind share."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from pathlib import Path

SECONDS = 1.0
"""Processor time that one file may cost."""


class Campaign(ABC):
    """Counts what came of the files. Each follows from ``seed`` and its number alone, and is written to ``path``."""

    megabytes = 100
    """Memory that one file may cost."""

    def __init__(self, seed: int, path: Path) -> None:
        self.seed = seed
        self.path = path
        self.outcomes: Counter[str] = Counter()
        self.findings: list[str] = []
        self.slowest = 0.0
        self.largest_rise = 0.0

    @abstractmethod
    def make(self, chance: random.Random) -> tuple[str, Callable[[], str]]:
        """Write one file; answers with what it is, and with what looks at it: that answers with what it found."""

    def read(self, number: int) -> str:
        """Make one file and look at it; answers with what was found, or nothing."""
        what, look = self.make(random.Random(f"{self.seed}:{number}"))
        before, begun = peak_megabytes(), time.process_time()
        try:
            problem = look()
        except Exception as error:  # noqa: BLE001 – whatever a reader lets through is what is looked for
            problem = f"raised {type(error).__name__}: {error}"
        took, rise = time.process_time() - begun, peak_megabytes() - before
        self.slowest, self.largest_rise = max(self.slowest, took), max(self.largest_rise, rise)
        if not problem and took > SECONDS:
            problem = f"took {took:.1f} s"
        if not problem and rise > self.megabytes:
            problem = f"took {rise:.0f} MB"
        if problem:
            self.findings.append(f"number {number} of seed {self.seed} ({what}): {problem}")
        return problem


def peak_megabytes() -> float:
    """The most memory that this process has ever held; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def run(begin: Callable[[int, Path], Campaign], about: str) -> int:
    """Run a campaign as the command line asks for, and print what it found; answers with the exit code."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        campaign = begin(options.seed, Path(folder))
        for number in range(options.files):
            if campaign.read(number):
                print(campaign.findings[-1], flush=True)
                if options.keep is not None:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    kept = options.keep / f"{options.seed}-{number}{campaign.path.suffix}"
                    kept.write_bytes(campaign.path.read_bytes())
    print(f"{options.files} files in {time.monotonic() - begun:.0f} s: {len(campaign.findings)} findings")
    print(", ".join(f"{count} {outcome}" for outcome, count in campaign.outcomes.most_common()))
    print(f"slowest {campaign.slowest:.2f} s; peak of memory {peak_megabytes():.0f} MB", end="")
    print(f", raised by one file by {campaign.largest_rise:.0f} MB at the most")
    return 1 if campaign.findings else 0
