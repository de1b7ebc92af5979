"""Where the one job of the window can stand, and how a scan ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gui.core.entities import Totals


class State(Enum):
    """Where the one job of the window stands."""

    IDLE = auto()
    SCANNING = auto()
    READY = auto()
    SENDING = auto()
    PAUSED = auto()
    STOPPED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class ScanEnd:
    """A scan has ended: the sums, whether the person stopped it, and whether the drop held nothing new."""

    totals: Totals
    stopped: bool
    nothing_new: bool
