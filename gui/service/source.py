"""Where the files come from: what became of one that could not be sent, and whether its disc is still there."""

from __future__ import annotations

import errno
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gui.core.entities import Instance, Skipped
from gui.core.errors import FileChanged, FileUnreadable
from gui.service.attempt import Attempt
from gui.service.body import FileFailed

Reread = Callable[[str], Instance | Skipped]
"""Reads the header of the file at a path anew, as a scan does."""

_READINGS = 3
_NOT_READY = 21  # Windows: the device is not ready
_DEVICE_GONE = frozenset(
    getattr(errno, name)
    for name in ("ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENOMEDIUM", "EREMOTEIO")
    if hasattr(errno, name)
)


class Source:
    """Looks again at files that could not be sent as they were planned; used by all connections.

    ``reread`` reads a changed file anew, so that it can go out as it is now; None refuses every changed file.
    """

    def __init__(self, instances: Sequence[Instance], reread: Reread | None = None) -> None:
        self._instances = instances
        self._reread = reread
        self._lock = threading.Lock()
        self._read: Counter[str] = Counter()
        self._in_folder: Counter[str] | None = None

    def look(self, attempt: Attempt) -> Attempt:
        """The attempt with what became of the file that broke it off: ``gone``, ``changed``, or neither.

        A file that goes on changing is read three times at the most.
        """
        if attempt.failed is None:
            return attempt
        failed = attempt.failed
        gone = vanished_folder(failed.instance.path, failed.__cause__, others=self._has_neighbours(failed))
        if gone:
            return replace(attempt, gone=gone)
        if not isinstance(failed.trouble, FileChanged) or self._reread is None:
            return attempt
        with self._lock:
            self._read[failed.instance.path] += 1
            too_often = self._read[failed.instance.path] > _READINGS
        return attempt if too_often else replace(attempt, changed=_same_image(failed.instance, self._reread))

    def _has_neighbours(self, failed: FileFailed) -> bool:
        with self._lock:
            if self._in_folder is None:
                self._in_folder = Counter(os.path.dirname(instance.path) for instance in self._instances)
            return self._in_folder[os.path.dirname(failed.instance.path)] > 1


def vanished_folder(path: str, error: BaseException | None, *, others: bool) -> str:
    """The topmost folder above a file that is gone together with it; empty when only the file is.

    That is a folder that is no longer there or cannot be read as a device that is gone cannot, or the place where a
    disc was mounted: a folder that is empty now although ``others`` of the upload lay in it. ``error`` is what
    opening or reading the file said.
    """
    folder = os.path.dirname(path)
    if isinstance(error, OSError) and error.errno in _DEVICE_GONE:
        return folder
    holds = _holds_anything(folder)
    if holds:
        return ""
    if holds is False:
        return folder if others else ""
    while (parent := os.path.dirname(folder)) != folder and _holds_anything(parent) is None:
        folder = parent
    return folder


def source_is_back(folders: Iterable[str]) -> bool:
    """True when one of the folders that had vanished is there again and not empty.

    Cheap enough to ask every second or two, but not in the window's thread: a network drive may let it wait.
    """
    return any(_holds_anything(folder) for folder in folders)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """True when the path lies in one of the folders, however deep."""
    return any(path.startswith(folder if folder.endswith(os.sep) else folder + os.sep) for folder in folders)


def may_pass(failed: FileFailed) -> bool:
    """True for a read error of the device, as scratched discs and loose plugs have: a second try may succeed."""
    cause = failed.__cause__
    return isinstance(failed.trouble, FileUnreadable) and isinstance(cause, OSError) and cause.errno == errno.EIO


def _holds_anything(folder: str) -> bool | None:
    """Whether a folder holds anything; None when it is not there. One that may not be listed is there."""
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is not None
    except PermissionError as error:
        return None if getattr(error, "winerror", None) == _NOT_READY else True
    except OSError:
        return None


def _same_image(planned: Instance, reread: Reread) -> Instance | None:
    """The image as its file is now, None unless it is the same image of the same patient.

    An archive that has changed is not read anew: it may hold anything now.
    """
    if planned.entry:
        return None
    found = reread(planned.path)
    if not isinstance(found, Instance):
        return None
    if (found.key, found.sop_instance_uid, found.sop_class_uid) != (
        planned.key,
        planned.sop_instance_uid,
        planned.sop_class_uid,
    ):
        return None
    return replace(planned, size=found.size, mtime_ns=found.mtime_ns, transfer_syntax_uid=found.transfer_syntax_uid)
