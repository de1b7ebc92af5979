"""Moves a file that has arrived out of the way; never over another one, and never one that has changed."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from pathlib import Path

from gui.core.entities import Instance
from gui.core.errors import CourierError

_MOST_NAMES = 10_000


class SentNotMoved(CourierError):
    """A file has arrived at the destination, but cannot be moved to the folder for sent files."""

    title_template = "Images that have arrived could not be moved"
    advice_template = (
        "They lie where they were, and are not sent again. Your IT can see to the rights of the watched folder and of "
        "the folder for sent files, and to the room on its disk."
    )


def move_sent(path: str, root: str, to: str, *, size: int, mtime_ns: int) -> bool:
    """Move the file at ``path`` below ``to``, into the same folders that it has below ``root``.

    False when it is gone, or is not of this length and modification time any more: then it stays. A name that is
    taken gets a number. Raises :class:`SentNotMoved`.
    """
    try:
        status = os.stat(path)
        if (status.st_size, status.st_mtime_ns) != (size, mtime_ns):
            return False
        wanted = Path(to) / os.path.relpath(path, root)
        wanted.parent.mkdir(parents=True, exist_ok=True)
        _move(path, _free(wanted))
    except FileNotFoundError:
        if os.path.exists(path):
            raise SentNotMoved(detail="FileNotFoundError") from None
        return False
    except OSError as error:
        raise SentNotMoved(detail=type(error).__name__) from error
    return True


def is_there(instance: Instance) -> bool:
    """True when the file lies where it was, as it was."""
    try:
        status = os.stat(instance.path)
    except OSError:
        return False
    return status.st_mtime_ns == instance.mtime_ns and (bool(instance.entry) or status.st_size == instance.size)


def _free(wanted: Path) -> Path:
    """The wanted name, or the first one with a number that is not taken; an empty file holds its place."""
    for number in range(1, _MOST_NAMES):
        name = wanted if number == 1 else wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
        with contextlib.suppress(FileExistsError):
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return name
        if name.is_file() and not name.stat().st_size:
            return name  # the place was held, and then the program was killed
    raise FileExistsError(errno.EEXIST, "no free name")


def _move(path: str, target: Path) -> None:
    try:
        try:
            Path(path).replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_over(path, target)
            Path(path).unlink()
    except OSError:
        if os.path.exists(path):
            with contextlib.suppress(OSError):
                target.unlink()
        raise


def _copy_over(path: str, target: Path) -> None:
    """To another disk: a copy that is whole and on that disk before the first one goes."""
    with open(path, "rb") as source, open(target, "wb") as copy:
        shutil.copyfileobj(source, copy, 1024 * 1024)
        copy.flush()
        os.fsync(copy.fileno())
    shutil.copystat(path, target)
