"""Copies a disc, or a folder of it, to this computer: what cannot be read is named, and does not stop the rest."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.descriptors import let_go
from gui.core.entities import Skipped, SkipReason
from gui.dicom.containers.limits import KEPT_FREE
from gui.dicom.sources import find_files

NOT_READABLE = "The disc cannot be read here: it may be scratched or dirty"

_BLOCK = 1 << 17
"""Bytes of one reading: a drive needs some tenths of a second for them at the most, and cancelling waits so long."""
_AHEAD = 2 << 20
"""Bytes of the next file that the system is asked to fetch meanwhile."""
_BETWEEN_REPORTS = 0.1
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Copying:
    """How far a disc is copied: ``done`` of ``files``."""

    name: str
    done: int
    files: int


class NotEnoughRoom(Exception):
    """The disc does not fit on this computer; ``needed`` bytes were asked for, ``free`` bytes can be used."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__("no room for the disc")
        self.needed = needed
        self.free = free


def copy_disc(
    source: str,
    target: str,
    name: str,
    *,
    cancel: CancelToken,
    report: Callable[[Copying], None],
    by_number: bool = False,
) -> tuple[Skipped, ...]:
    """Copy all files below ``source`` (or one file) into the new folder ``target``; answers with those it could not.

    ``by_number`` copies the files in the order of their numbers, which is how they lie on a disc; the system is told of
    each file while the one before it is being copied, so that the drive need not stop between them.

    Those that could not be copied are named by where their copies would lie. Only this person can read the copies; they
    keep the files' times. Raises :class:`NotEnoughRoom` before or while it copies, :class:`OSError` when the target
    cannot be written, and :class:`gui.core.cancel.Cancelled`. What was copied until then is left to the caller to
    remove.
    """
    source = str(Path(os.fsdecode(source)).absolute())
    top = source if os.path.isdir(source) else os.path.dirname(source)

    def place(path: str) -> str:
        return os.path.join(target, os.path.relpath(path, top))

    files: list[tuple[int, str, int]] = []
    left: list[Skipped] = []
    for found in find_files([source], cancel):
        if isinstance(found, Skipped):
            left.append(Skipped(place(found.path), found.reason, found.text))
        else:
            number, size = _number_and_size(found)
            files.append((number if by_number else len(files), found, size))
    Path(target).mkdir(mode=0o700, parents=True)
    files.sort(key=itemgetter(0))
    needed, free = sum(size for _number, _path, size in files), shutil.disk_usage(target).free - KEPT_FREE
    if needed > free:
        raise NotEnoughRoom(needed, max(free, 0))
    due = 0.0
    for done, (_number, path, _size) in enumerate(files):
        if time.monotonic() >= due:
            report(Copying(name, done, len(files)))
            due = time.monotonic() + _BETWEEN_REPORTS
        if done + 1 < len(files):
            _announce(files[done + 1][1])
        if not _copy(path, place(path), cancel):
            left.append(Skipped(place(path), SkipReason.UNREADABLE, NOT_READABLE))
    report(Copying(name, len(files), len(files)))
    return tuple(left)


def _number_and_size(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_ino, status.st_size


def _announce(path: str) -> None:
    """Have the system fetch the beginning of a file that is wanted soon; this does not wait for it."""
    if not hasattr(os, "posix_fadvise"):
        return
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return
    try:
        os.posix_fadvise(descriptor, 0, _AHEAD, os.POSIX_FADV_WILLNEED)
    except OSError:
        return
    finally:
        let_go(descriptor)


def _copy(path: str, target: str, cancel: CancelToken) -> bool:
    """Copy one file; False when the disc cannot be read, and nothing is left of it then."""
    cancel.raise_if_cancelled()
    Path(target).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = os.open(target, _WRITE, 0o600)
    whole = False
    try:
        whole = _copy_bytes(path, made, cancel)
    finally:
        os.close(made)
        if not whole:
            Path(target).unlink()
    if whole:
        _keep_times(path, target)
    return whole


def _copy_bytes(path: str, made: int, cancel: CancelToken) -> bool:
    try:
        descriptor = os.open(path, _READ)
    except OSError:
        return False
    try:
        copied, size = 0, os.fstat(descriptor).st_size
        while True:
            cancel.raise_if_cancelled()
            try:
                block = os.read(descriptor, _BLOCK)
            except OSError:
                return False
            if not block:
                return copied >= size
            copied += len(block)
            view = memoryview(block)
            while view:
                view = view[os.write(made, view) :]
    finally:
        let_go(descriptor)


def _keep_times(path: str, target: str) -> None:
    try:
        status = os.stat(path)
        os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    except OSError:
        return  # a copy with another time is as good
