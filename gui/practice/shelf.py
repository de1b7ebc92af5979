"""Where the Practice service puts what it received: ``<study>/<series>/<instance>.dcm``, whole files only."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from gui.practice.uids import Uids

_INCOMING = ".incoming-"
_LEFTOVER_SECONDS = 24 * 3600


class Shelf:
    """A folder of received instances, readable for this person only. What is in it is the truth: no index.

    Several services may share a folder. All methods may be called from every thread and raise :class:`OSError`.
    """

    def __init__(self, root: Path) -> None:
        # Three UIDs make a path longer than Windows takes without this prefix.
        self._root = Path(f"\\\\?\\{root.absolute()}") if os.name == "nt" else root
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()
        self._incoming = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self._root))

    def new_file(self) -> tuple[BinaryIO, Path]:
        """An empty file for what is being received; it counts for nothing until :meth:`put`."""
        handle, name = tempfile.mkstemp(suffix=".part", dir=self._incoming)
        return open(handle, "wb", buffering=0), Path(name)

    def put(self, received: Path, uids: Uids) -> None:
        """Put a received file in its place, at once and whole; a repeat replaces the same instance."""
        study = self._root / uids.study
        series = study / uids.series
        study.mkdir(mode=0o700, exist_ok=True)  # with parents=True, only the last would get the mode
        series.mkdir(mode=0o700, exist_ok=True)
        received.replace(series / f"{uids.sop}.dcm")

    def count(self, series: str) -> int:
        """How many instances are held of a SeriesInstanceUID, in whatever study (0020,1209)."""
        held: set[str] = set()
        for study in self._studies():
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                held.update(name for name in os.listdir(study / series) if name.endswith(".dcm"))
        return len(held)

    def close(self) -> None:
        """Remove what was not received whole."""
        shutil.rmtree(self._incoming, ignore_errors=True)

    def _studies(self) -> list[Path]:
        with os.scandir(self._root) as entries:
            return [self._root / entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir()]

    def _sweep(self) -> None:
        """Remove what a service that was killed left behind; younger ones may belong to one that runs."""
        oldest = time.time() - _LEFTOVER_SECONDS
        for folder in self._root.glob(f"{_INCOMING}*"):
            with contextlib.suppress(OSError):
                if folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)
