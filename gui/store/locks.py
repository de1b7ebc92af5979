"""Locks that the operating system lets go of when their holder ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

_TRIES = 4
_INSTANT = 0.003
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class HeldLock:
    """A file that this program holds until :meth:`release`, or until it dies: a power cut locks nothing for ever."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle: int | None = handle

    def release(self, *, remove: bool = False) -> None:
        """Let go of the file; ``remove`` deletes it, where nobody else has a lock of this name."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        os.close(handle)
        if remove:
            with contextlib.suppress(OSError):
                self._path.unlink()


def try_lock(path: Path) -> HeldLock | None:
    """Hold the file at ``path``, made for this person only (0600) where it is not there.

    None while another program holds it, or this one by another lock. Raises :class:`OSError` where there can be no
    locks.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.ExitStack() as unless_taken:
        unless_taken.callback(os.close, handle)
        if not _take(handle):
            return None
        unless_taken.pop_all()
    return HeldLock(path, handle)


def is_held(path: Path) -> bool:
    """True while a program that lives holds the file at ``path``. Raises :class:`OSError` as :func:`try_lock` does."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _take(handle)
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    """Lock an open file; closing it lets go. Who only asks (:func:`is_held`) holds it for an instant: try again."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_INSTANT)
        if _take_at_once(handle):
            return True
    return False


def _take_at_once(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True
