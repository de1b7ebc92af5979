"""Readers for tests of the pool: they must be importable by a new process."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import cast

from gui.core.entities import SkipReason
from gui.dicom.elements import Record, left
from gui.dicom.header import read_record


def dies_on_deadly_files(path: str) -> Record:
    """Ends its own process on a file that is called deadly, as a crash in native code would."""
    if "deadly" in Path(path).name:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return read_record(path)


def stands_still(path: str) -> Record:
    """Never comes back, as on a network drive that has gone; leaves a sign that it was here."""
    Path(f"{path}.{os.getpid()}.sign").touch()
    threading.Event().wait()
    return left(SkipReason.UNREADABLE)


def runs_out_of_memory(path: str) -> Record:
    """Raises what no reader should."""
    if "deadly" in Path(path).name:
        raise MemoryError
    return read_record(path)


def tells_its_process(path: str) -> Record:
    """Answers with its process ID."""
    return left(SkipReason.NOT_DICOM, size=os.getpid())


def talks_nonsense_of_deadly_files(path: str) -> Record:
    """Answers with what no reader says, as one that a hostile file has taken over might."""
    if "deadly" not in Path(path).name:
        return read_record(path)
    return left(SkipReason.NOT_DICOM)._replace(text=cast("str", {"not": "a text"}))
