"""Reads one file's header: the quick reader first, the careful one for whatever is unusual."""

from __future__ import annotations

import errno
import os
import stat

from gui.core.descriptors import let_go
from gui.core.reasons import SkipReason
from gui.dicom.containers.recognise import ENOUGH, foreign, kind_of
from gui.dicom.elements import Found, Left, Record, left, record_of
from gui.dicom.layouts import LARGE_BLOCK, Layouts
from gui.dicom.quick import Trace, quick_header

NOT_A_FILE = "Not an ordinary file (a pipe, a socket or a device)"
_NO_RIGHTS = "This account has no right to read the file"
_VANISHED = "The file is no longer there"

# O_NONBLOCK: opening a pipe that nobody writes to must not wait for ever
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


_KIND = 0o170000
"""The bits of a mode that :func:`stat.S_IFMT` leaves, without the call."""


def read_record(path: str) -> Record:
    """What the file at ``path`` (absolute) holds, in plain values, for the way between processes."""
    return HeaderReader(Layouts(credit=0.0))(path)


def quick_record(path: str) -> Record | None:
    """What the quick reader makes of a file, None when it must be read with care (and by another process)."""
    return HeaderReader(Layouts(credit=0.0)).quick(path)


class HeaderReader:
    """Reads headers one after the other; what it has learnt of their layout makes the next ones cheaper.

    Its answers are those of :func:`read_record` and :func:`quick_record`, whatever it has read before. Not for use by
    several threads at once.
    """

    def __init__(self, layouts: Layouts | None = None) -> None:
        self.layouts = layouts or Layouts()

    def __call__(self, path: str) -> Record:
        """What a file holds, by :meth:`quick`, else by the careful reader."""
        record = self.quick(path)
        return careful_record_at(path) if record is None else record

    def quick(self, path: str) -> Record | None:
        """What the quick reader makes of a file, None when it must be read with care (and by another process)."""
        try:
            descriptor = os.open(path, _FLAGS)
        except (OSError, ValueError) as error:
            return _unreadable(error)
        try:
            status = os.fstat(descriptor)
            if status.st_mode & _KIND != stat.S_IFREG:
                return left(SkipReason.UNREADABLE, text=NOT_A_FILE)
            layouts = self.layouts
            block = os.read(descriptor, layouts.block)
            match = layouts.match(block)
            if match is not None:
                return tuple.__new__(Found, (status.st_size, status.st_mtime_ns, *match))
            return self._walk(descriptor, block, status.st_size, status.st_mtime_ns)
        except OSError as error:
            return _unreadable(error)
        finally:
            let_go(descriptor)

    def _walk(self, descriptor: int, block: bytes, size: int, mtime_ns: int) -> Record | None:
        """Read a header that is laid out like none before."""
        if size == 0:
            return left(SkipReason.NOT_DICOM, 0, "An empty file")

        def read_at(offset: int, count: int) -> bytes:
            os.lseek(descriptor, offset, os.SEEK_SET)
            return os.read(descriptor, count)

        trace = Trace()
        raw = quick_header(block, size, read_at, trace)
        if raw is None:
            return None
        if isinstance(raw, Left):
            return as_archive(raw, block)
        record = record_of(raw, size, mtime_ns)
        if isinstance(record, Found) and self.layouts.may_learn():
            if not trace.stop and len(block) < LARGE_BLOCK:
                block, trace = read_at(0, LARGE_BLOCK), Trace()
                quick_header(block, size, read_at, trace)
            self.layouts.learn(block, trace)
        return record


def as_archive(record: Left, block: bytes) -> Left:
    """The record of what is no DICOM file, with the kind of archive that it is; ``block`` is its beginning."""
    if record.reason is not SkipReason.NOT_DICOM:
        return record
    if kind := foreign(block):
        return record._replace(
            text=f"An archive of a kind that cannot be read here ({kind}); unpack it and add the folder"
        )
    return record._replace(holds=kind_of(block))


def careful_record_at(path: str) -> Record:
    """What the careful reader (pydicom) makes of a file."""
    from gui.dicom.careful import careful_record

    try:
        with open(path, "rb", opener=_open) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return left(SkipReason.UNREADABLE, text=NOT_A_FILE)
            record = careful_record(file, status.st_size, status.st_mtime_ns)
            if isinstance(record, Found):
                return record
            file.seek(0)
            return as_archive(record, file.read(ENOUGH))
    except OSError as error:
        return _unreadable(error)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _FLAGS)


def _unreadable(error: OSError | ValueError) -> Record:
    """The sentence for a file that the operating system does not let us read."""
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.EACCES, errno.EPERM):
        return left(SkipReason.UNREADABLE, text=_NO_RIGHTS)
    if number in (errno.ENOENT, errno.ENOTDIR):
        return left(SkipReason.UNREADABLE, text=_VANISHED)
    return left(SkipReason.UNREADABLE)
