"""Compares two files: their bytes, and whether they are one file under two names."""

from __future__ import annotations

import contextlib
import os

from gui.core.apart import apart
from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.core.errors import FileChanged
from gui.core.ports import Opener, SourceFile

_BLOCK = 1 << 20


def same_start(one: Instance, other: Instance, opener: Opener, cancel: CancelToken | None = None) -> bool:
    """True when both images hold the same bytes as far as the shorter one goes; ``opener`` opens those in archives.

    Raises :class:`OSError` or :class:`gui.core.errors.FileTrouble` when one cannot be read,
    :class:`gui.core.cancel.Cancelled` within a moment of the wish to stop, whatever the drive does.
    """
    if cancel is None:
        return _compare(one, other, opener, None)
    return apart(lambda: _compare(one, other, opener, cancel), cancel)


def same_file(one: str, other: str, cancel: CancelToken | None = None) -> bool:
    """True when both paths lead to one file by links. Raises :class:`gui.core.cancel.Cancelled` within a moment."""
    if cancel is None:
        return os.path.realpath(one) == os.path.realpath(other)
    return apart(lambda: same_file(one, other), cancel)


def _compare(one: Instance, other: Instance, opener: Opener, cancel: CancelToken | None) -> bool:
    with contextlib.ExitStack() as opened:
        first, second = (opened.enter_context(contextlib.closing(_open(image, opener))) for image in (one, other))
        left = min(one.size, other.size)
        size = min(_BLOCK, left)
        blocks = memoryview(bytearray(size)), memoryview(bytearray(size))
        while left:
            if cancel is not None:
                cancel.raise_if_cancelled()
            count = _fill(first, blocks[0], left)
            if not count or _fill(second, blocks[1], left) != count or blocks[0][:count] != blocks[1][:count]:
                return False
            left -= count
        return True


def _open(image: Instance, opener: Opener) -> SourceFile | _PlainFile:
    return opener(image) if image.entry else _PlainFile(image)


class _PlainFile:
    def __init__(self, image: Instance) -> None:
        self._file = open(image.path, "rb", buffering=0)  # noqa: SIM115 - closed by its own close()
        if os.fstat(self._file.fileno()).st_size != image.size:
            self._file.close()
            raise FileChanged(detail="length")

    def readinto(self, room: memoryview) -> int:
        return self._file.readinto(room) or 0

    def close(self) -> None:
        self._file.close()


def _fill(source: SourceFile | _PlainFile, room: memoryview, left: int) -> int:
    """Fill the room, or what is left; less only at an early end."""
    room = room[:left]
    filled = 0
    while filled < len(room) and (count := source.readinto(room[filled:])):
        filled += count
    return filled


class RealPaths:
    """Answers with the real path of files; looks up each folder once, so that many files cost little."""

    def __init__(self) -> None:
        self._folders: dict[str, tuple[str, bool]] = {}

    def __call__(self, path: str) -> str:
        """The path with the links of its folders resolved, in the one spelling that the system compares by.

        Where that is the path itself, it is the same object.
        """
        cut = path.rfind("/") + 1 if os.sep == "/" else 0
        folder, name = (path[:cut], path[cut:]) if cut else os.path.split(path)
        known = self._folders.get(folder)
        if known is None:
            real = os.path.normcase(os.path.join(os.path.realpath(folder), ""))
            known = self._folders[folder] = real, real == folder
        real, same = known
        return path if same else real + os.path.normcase(name)
