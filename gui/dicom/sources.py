"""Finds the files below what was dropped: folders, single files, any mix."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from gui.core.cancel import CancelToken
from gui.core.entities import Skipped, SkipReason

NOT_A_FILE = "Not an ordinary file (a pipe, a socket or a device)"
_NOTHING_THERE = "There is no file or folder of this name"
_LINK_TO_NOTHING = "A link to a file that is not there"
_NO_RIGHTS = "This account has no right to open the folder"
_FOLDER_UNREADABLE = "The folder cannot be opened"
NOT_OPENED = frozenset({_NO_RIGHTS, _FOLDER_UNREADABLE})
"""What is said of a folder of which nothing could be found."""
_FOLDER_IN_PART = "Not everything in the folder could be read"

_DIGITS = re.compile(r"([0-9]+)")
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_LOOK_FOR_CANCEL = 64
"""Entries of a folder between two looks."""


def natural(name: str) -> tuple[list[str | int], str]:
    """The sort key that puts ``IM9`` before ``IM10``; equal but for case, the exact name decides."""
    parts: list[str | int] = list(_DIGITS.split(name.casefold()))
    parts[1::2] = [int(digits) for digits in parts[1::2]]
    return parts, name


def in_natural_order(names: Sequence[str]) -> list[int]:
    """Where each of the names stands that come first, second … by :func:`natural`.

    Names that differ in nothing but digits, of which all have equally many (``IM0001`` …), are in the order of their
    characters, which takes a tenth of the time.
    """
    folded = [name.casefold() for name in names]
    patterns = {name.encode("utf-8", "surrogatepass").translate(_DIGITS_ALIKE) for name in folded}
    if len(patterns) == 1:
        return sorted(range(len(names)), key=[*zip(folded, names, strict=True)].__getitem__)
    return sorted(range(len(names)), key=[natural(name) for name in names].__getitem__)


class Numbered(Protocol):
    """A file in a folder, and its number (inode)."""

    @property
    def name(self) -> str:
        """Its name in the folder."""
        ...

    def inode(self) -> int:
        """Its number."""
        ...


_Entry = TypeVar("_Entry", bound=Numbered)


def in_number_order(entries: Iterable[_Entry]) -> list[_Entry]:
    """The entries of a folder in the order of their numbers, by name where these do not decide.

    On a disc (ISO 9660, UDF) the numbers are made of the places where the disc lists its files.
    """
    return sorted(entries, key=lambda entry: (entry.inode(), *natural(entry.name)))


def find_files(paths: Sequence[str], cancel: CancelToken, *, by_number: Container[str] = ()) -> Iterator[str | Skipped]:
    """The absolute path of every file, or why there is none: each once, in natural order, none opened.

    Of each folder its files come first, then its folders; links come after all that is really there, and are
    followed unless they lead to what has been visited or back above the dropped folder. What lies below a path that is
    in ``by_number`` is all listed first, and comes in the order of the files' numbers, whatever folders they lie in: a
    disc's lists lie together, apart from its files. A folder that cannot be opened, or of which
    the list breaks off, counts as one file. Raises :class:`gui.core.cancel.Cancelled`.
    """
    walker = _Walker(cancel)
    for path in paths:
        found = walker.walk(str(Path(os.fsdecode(path)).absolute()))
        walker.numbers = {} if path in by_number else None
        yield from found if walker.numbers is None else sorted(found, key=walker.number)


class _Walker:
    def __init__(self, cancel: CancelToken) -> None:
        self._cancel = cancel
        self.numbers: dict[str, int] | None = None
        """Those of the files that were listed, where their order is wanted."""
        self._folders: set[tuple[int, int] | str] = set()
        self._files: set[str] = set()

    def number(self, found: str | Skipped) -> int:
        """The number of a file; what has none comes first."""
        return (self.numbers or {}).get(found, 0) if isinstance(found, str) else 0

    def walk(self, root: str) -> Iterator[str | Skipped]:
        """Everything below one dropped path."""
        self._cancel.raise_if_cancelled()
        try:
            status = os.stat(root)
        except (OSError, ValueError) as error:
            missing = isinstance(error, OSError) and error.errno in (errno.ENOENT, errno.ENOTDIR)
            yield from self._left(root, _NOTHING_THERE if missing else "")
            return
        if not stat.S_ISDIR(status.st_mode):
            yield from self._file(root, os.path.realpath(root), status.st_mode)
            return
        real_root = os.path.realpath(root)
        links: list[str] = []
        yield from self._folder(root, links)
        while links:
            self._cancel.raise_if_cancelled()
            link = links.pop(0)
            try:
                status = os.stat(link)
            except OSError:
                yield from self._left(link, _LINK_TO_NOTHING)
                continue
            target = os.path.realpath(link)
            if not stat.S_ISDIR(status.st_mode):
                yield from self._file(link, target, status.st_mode)
            elif not _contains(target, real_root):
                yield from self._folder(link, links)

    def _folder(self, top: str, links: list[str]) -> Iterator[str | Skipped]:
        """The files of a folder and of the folders in it; the links among them are put aside."""
        waiting = [top]
        while waiting:
            self._cancel.raise_if_cancelled()
            folder = waiting.pop()
            try:
                status = os.stat(folder)
                real = os.path.realpath(folder)
                # a network drive may give no file numbers
                identity = (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(real)
                if identity in self._folders:
                    continue
                self._folders.add(identity)
                entries, whole = self._entries(folder)
            except OSError as error:
                no_rights = error.errno in (errno.EACCES, errno.EPERM)
                yield from self._left(folder, _NO_RIGHTS if no_rights else _FOLDER_UNREADABLE)
                continue
            if not whole:
                yield from self._left(folder, _FOLDER_IN_PART)
            inner: list[str] = []
            files = self._files
            for entry in entries:
                try:
                    if entry.is_symlink():
                        links.append(entry.path)
                    elif entry.is_dir():
                        inner.append(entry.path)
                    else:
                        path = entry.path
                        place = path if real == folder else os.path.join(real, entry.name)
                        if not entry.is_file():
                            yield from self._file(path, place, 0)
                        elif place not in files:
                            files.add(place)
                            if self.numbers is not None:
                                self.numbers[path] = entry.inode()
                            yield path
                except OSError:
                    yield from self._left(entry.path, "")
            waiting.extend(reversed(inner))

    def _entries(self, folder: str) -> tuple[list[os.DirEntry[str]], bool]:
        """What lies in a folder, in order, and whether that is all of it: a scratch may hide the rest."""
        found: list[os.DirEntry[str]] = []
        whole = True
        with os.scandir(folder) as entries:
            try:
                for entry in entries:
                    if not len(found) % _LOOK_FOR_CANCEL:
                        self._cancel.raise_if_cancelled()
                    found.append(entry)
            except OSError:
                if not found:
                    raise
                whole = False
        if self.numbers is not None:
            return in_number_order(found), whole
        return [found[at] for at in in_natural_order([entry.name for entry in found])], whole

    def _file(self, path: str, real: str, mode: int) -> Iterator[str | Skipped]:
        if real in self._files:
            return
        self._files.add(real)
        if stat.S_ISREG(mode):
            yield path
        else:
            yield Skipped(path, SkipReason.UNREADABLE, NOT_A_FILE)

    def _left(self, path: str, text: str) -> Iterator[Skipped]:
        if path not in self._files:
            self._files.add(path)
            yield Skipped(path, SkipReason.UNREADABLE, text or "The file cannot be read")


def _contains(folder: str, path: str) -> bool:
    """True when ``path`` is ``folder`` or lies below it (both real paths)."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
