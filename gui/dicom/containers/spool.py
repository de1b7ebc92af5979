"""Unpacks a member into a file of no name, which is gone when it is closed, or when the program ends in any way."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from gui.core.cancel import CancelToken
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.streams import Broken, member_bytes
from gui.dicom.containers.values import Member

_BLOCK = 1 << 20
_PREFIX = "unpacked-"


def prepare_spool(folder: Path) -> Path:
    """Make the folder, for this person only (0700), and remove what a program that died may have left in it.

    Another program that is unpacking there loses nothing: its files have no names any more, or are held open.
    Raises :class:`OSError`.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
    for left in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            left.unlink()
    return folder


def spooled(file: BinaryIO, member: Member, folder: str, cancel: CancelToken | None = None) -> BinaryIO:
    """The bytes of a member as a file of their own; close it to be rid of them.

    ``folder`` is where; the system's folder for such files when it is empty. Raises
    :class:`gui.dicom.containers.limits.Refused` when there is no room, :class:`gui.dicom.containers.streams.Broken`,
    :class:`OSError`, and :class:`gui.core.cancel.Cancelled`.
    """
    where = folder or tempfile.gettempdir()
    if shutil.disk_usage(where).free - member.size < limits.KEPT_FREE:
        raise Refused(limits.NO_ROOM)
    source = member_bytes(file, member)
    made = cast(BinaryIO, tempfile.TemporaryFile(dir=where, prefix=_PREFIX, buffering=0))  # noqa: SIM115
    with contextlib.ExitStack() as unless_whole:
        unless_whole.callback(made.close)
        room = memoryview(bytearray(_BLOCK))
        left = member.size
        while left:
            if cancel is not None:
                cancel.raise_if_cancelled()
            count = source.readinto(room[: min(left, _BLOCK)])
            if not count:
                raise Broken
            _write(made, room[:count])
            left -= count
        made.seek(0)
        unless_whole.pop_all()
    return made


def _write(made: BinaryIO, block: memoryview) -> None:
    try:
        while block:
            block = block[made.write(block) :]
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise Refused(limits.NO_ROOM) from error
        raise


@contextlib.contextmanager
def unpack(file: BinaryIO, member: Member, folder: str) -> Iterator[BinaryIO]:
    """:func:`spooled` for as long as it is needed."""
    made = spooled(file, member, folder)
    try:
        yield made
    finally:
        made.close()
