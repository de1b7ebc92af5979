"""A folder that files come into: which of its studies have come to rest."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import CourierError
from gui.dicom.containers.limits import may_pass, needs_password
from gui.dicom.elements import Found
from gui.dicom.header import read_record
from gui.dicom.instances import Sharer

_LONGEST_HOLD = 600.0
_AGAIN_AFTER = 30.0

_HARMLESS = (SkipReason.NOT_DICOM, SkipReason.DICOMDIR, SkipReason.DUPLICATE)

ReadAll = Callable[[str], tuple[Sequence[Instance], Sequence[Skipped]]]
"""Reads one file with all that is in it, also an archive: what can be sent, and what is left out."""


class WatchedFolderGone(CourierError):
    """The folder cannot be listed: not there, no rights, or its drive is away."""

    title_template = "The watched folder cannot be opened at the moment"
    advice_template = (
        "Nothing is lost: it is looked at again and again. Connect its drive or network; if it stays so, your IT can "
        "see to the rights of the folder."
    )


@dataclass(slots=True)
class _Record:
    """A file as it was last seen. Times are in seconds of the caller's clock.

    ``since`` when it was first seen as it is, ``first`` when it was first seen at all, ``looks`` how often as it is.
    ``whole`` is False for an archive of which something cannot be sent, ``locked`` is True when that needs a password.
    """

    size: int
    mtime_ns: int
    since: float
    first: float
    looks: int = 1
    found: tuple[Instance, ...] = ()
    settled: bool = False
    look_again: float = 0.0
    whole: bool = True
    locked: bool = False


class QuietFolder:
    """Looks at a folder and all below it, and remembers what it saw. For one thread.

    A file is at rest when its length and modification time have been the same for ``quiet`` seconds, and over two
    looks at least. A study is at rest when all its files are, and when in their folders no file is still growing that
    cannot be told yet (for ten minutes at the most: a log that never rests holds nothing up). Links are not followed.

    Each file's header is read when the file is new or changed, and once more when it is at rest and could not be read
    before: that is when archives are opened. Where nothing but time may help, it is tried again now and then.

    :param folder: absolute.
    :param quiet: seconds.
    :param but: absolute folders that are not looked into.
    """

    def __init__(self, folder: str, *, quiet: float, but: Sequence[str] = ()) -> None:
        self._folder = folder
        self._quiet = quiet
        self._but = frozenset(_spelling(one) for one in but)
        self._records: dict[str, _Record] = {}
        self._left_out: list[Skipped] = []

    def look(self, now: float, cancel: CancelToken, read_all: ReadAll) -> None:
        """List the folder and read what is new.

        Raises :class:`WatchedFolderGone`, which forgets nothing, and :class:`gui.core.cancel.Cancelled`.
        """
        seen: dict[str, _Record] = {}
        sharer = Sharer()
        for path, size, mtime_ns in self._files(cancel):
            record = self._records.get(path)
            if record is None or (record.size, record.mtime_ns) != (size, mtime_ns):
                record = _Record(size, mtime_ns, now, now if record is None else record.first)
                header = read_record(path)
                if isinstance(header, Found):
                    record.found = (sharer.instance(path, header),)
            else:
                record.looks += 1
            seen[path] = record
        self._records = seen
        for path, record in seen.items():
            if not record.found and not record.settled and now >= record.look_again and self._at_rest(record, now):
                cancel.raise_if_cancelled()
                self._read_at_rest(path, record, now, read_all)

    def waiting(self) -> Iterator[tuple[str, tuple[Instance, ...]]]:
        """The files that hold images and are not settled, each with its images."""
        return ((path, one.found) for path, one in self._records.items() if one.found and not one.settled)

    def is_whole(self, path: str) -> bool:
        """True unless there is something in the file that cannot be sent."""
        record = self._records.get(path)
        return record is None or record.whole

    def locked(self) -> tuple[tuple[str, int, int], ...]:
        """The archives with files that need a password: path, length and modification time."""
        return tuple((path, one.size, one.mtime_ns) for path, one in self._records.items() if one.locked)

    def at_rest(self, path: str, now: float) -> bool:
        """True when the file was at rest at the last look."""
        record = self._records.get(path)
        return record is not None and self._at_rest(record, now)

    def restless(self, now: float) -> frozenset[str]:
        """The StudyInstanceUIDs of which something may still be coming."""
        held = {
            os.path.dirname(path)
            for path, record in self._records.items()
            if not record.found and not record.settled and now - record.first < _LONGEST_HOLD
            if not self._at_rest(record, now)
        }
        return frozenset(
            image.study.study_instance_uid
            for path, record in self._records.items()
            if record.found and not record.settled
            if os.path.dirname(path) in held or not self._at_rest(record, now)
            for image in record.found
        )

    def unsure(self, now: float) -> bool:
        """True while there is a file of which it is not known yet whether it holds images."""
        return any(
            not one.found and not one.settled and not one.look_again and now - one.first < _LONGEST_HOLD
            for one in self._records.values()
        )

    def settle(self, path: str) -> None:
        """Nothing is to be done about this file any more, as long as it stays as it is."""
        record = self._records.get(path)
        if record is not None:
            record.settled, record.found = True, ()

    def take_left_out(self) -> tuple[Skipped, ...]:
        """What has been found since the last call that is DICOM, or might be, and cannot be sent."""
        taken, self._left_out = tuple(self._left_out), []
        return taken

    def _at_rest(self, record: _Record, now: float) -> bool:
        return record.looks >= 2 and now - record.since >= self._quiet

    def _read_at_rest(self, path: str, record: _Record, now: float, read_all: ReadAll) -> None:
        found, left_out = read_all(path)
        first = not record.look_again
        worse = [one for one in left_out if one.reason not in _HARMLESS]
        record.whole, record.locked = not worse, any(map(needs_password, worse))
        if found:
            record.found = tuple(found)
        elif any(map(may_pass, worse)):
            record.look_again = now + max(self._quiet, _AGAIN_AFTER)  # another program may still hold it
        else:
            record.settled = True
        if first:
            self._left_out.extend(worse)

    def _files(self, cancel: CancelToken) -> Iterator[tuple[str, int, int]]:
        """Path, length and modification time of every ordinary file."""
        waiting = [self._folder]
        while waiting:
            cancel.raise_if_cancelled()
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_symlink():
                            continue
                        if entry.is_dir(follow_symlinks=False):
                            if _spelling(entry.path) not in self._but:
                                waiting.append(entry.path)
                            continue
                        status = self._status(entry)
                        if status is not None and stat.S_ISREG(status.st_mode):
                            cancel.raise_if_cancelled()
                            yield entry.path, status.st_size, status.st_mtime_ns
            except OSError as error:
                if folder == self._folder:
                    raise WatchedFolderGone(detail=type(error).__name__) from error

    def _status(self, entry: os.DirEntry[str]) -> os.stat_result | None:
        record: _Record | None = self._records.get(entry.path)
        try:
            if record is not None and record.settled:
                return entry.stat(follow_symlinks=False)
            return os.stat(entry.path)  # what Windows lists of a file that is being written is old
        except OSError:
            return None


def _spelling(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
