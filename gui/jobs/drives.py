"""Notices a disc or a drive with a DICOMDIR that is put in; looks off the window's thread, and reads nothing of it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QStorageInfo, Signal

EVERY = 3.0
"""Seconds between two looks."""

_DISC_SYSTEMS = frozenset({"iso9660", "udf", "cdfs", "cd9660", "cddafs"})
_INDEX_NAMES = ("DICOMDIR", "dicomdir")


@dataclass(frozen=True, slots=True)
class Drive:
    """A disc or drive with a DICOMDIR: its name for a person, its folder, and whether it is a disc."""

    name: str
    path: str
    disc: bool


def drives_with_index() -> tuple[Drive, ...]:
    """The drives of this computer that hold a DICOMDIR, but for the system's own. May block."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        path = volume.rootPath()
        local = os.name == "nt" or bytes(volume.device().data()).startswith(b"/dev/")
        if volume.isReady() and local and not volume.isRoot() and has_index(path):
            disc = bytes(volume.fileSystemType().data()).decode("ascii", "replace").lower() in _DISC_SYSTEMS
            name = volume.name() or os.path.basename(path.rstrip("/")) or path
            found.append(Drive(name, os.path.normpath(path), disc))
    return tuple(found)


def has_index(folder: str) -> bool:
    """True when a DICOMDIR lies in the folder (PS3.10 §8.6)."""
    return any(os.path.isfile(os.path.join(folder, name)) for name in _INDEX_NAMES)


class DriveWatch(QObject):
    """Looks every few seconds in a thread of its own, which nothing waits for: a drive may let it wait.

    ``appeared`` comes for what was not there at the first look after :meth:`begin`, ``gone`` for a path that has
    vanished; both in the window's thread.
    """

    appeared = Signal(object)
    """A :class:`Drive`."""
    gone = Signal(str)

    def __init__(
        self,
        look: Callable[[], Sequence[Drive]] = drives_with_index,
        *,
        every: float = EVERY,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._every = every
        self._stop: threading.Event | None = None

    def begin(self) -> None:
        """Begin to look; what is there now is known and not told."""
        if self._stop is None:
            self._stop = threading.Event()
            threading.Thread(target=self._run, args=(self._stop,), name="drives", daemon=True).start()

    def end(self) -> None:
        """Look no more; nothing is told after this but what is on its way."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _run(self, stop: threading.Event) -> None:
        known = set(self._look())
        while not stop.wait(self._every):
            seen = set(self._look())
            if stop.is_set():
                return
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                for drive in sorted(known - seen, key=lambda one: one.path):
                    self.gone.emit(drive.path)
                for drive in sorted(seen - known, key=lambda one: one.path):
                    self.appeared.emit(drive)
            known = seen
