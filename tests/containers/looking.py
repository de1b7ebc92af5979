"""How these tests look at what a scan and an opener make of an archive."""

from __future__ import annotations

import contextlib
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.reading import read_item
from gui.dicom.containers.unfolding import as_box, unfold
from gui.dicom.elements import Left
from gui.dicom.header import read_record
from gui.dicom.instances import Sharer
from gui.dicom.pool import ReaderPool, Task
from gui.dicom.scan import scan
from gui.dicom.wire import pack, unpack


def found(*paths: Path, spool: str = "") -> list[Instance | Skipped]:
    return [
        one
        for batch in scan([str(path) for path in paths], cancel=CancelToken(), workers=1, spool=spool)
        for one in batch
    ]


class ReadsHere(ReaderPool):
    """Reads at once and in this process: what a scan makes of an archive, without the time that processes take."""

    def __init__(self) -> None:
        super().__init__(1)

    def put(self, task: Task) -> None:
        """Read all of it, and tell it as a reading process does."""
        if task.paths:
            task.records[:] = unpack(pack([read_item(item) for item in task.paths]), task.paths)
        task.missing = 0

    def start(self) -> None:
        """There is nothing to start."""


def found_here(path: Path) -> list[Instance | Skipped] | None:
    """What a scan finds in an archive; None for what is not taken for one."""
    record = read_record(str(path))
    if not isinstance(record, Left) or not record.holds:
        return None
    with ReadsHere() as pool:
        return list(unfold(as_box(str(path), record, ""), pool, Sharer(), CancelToken()))


def told(path: Path) -> list[tuple[str, str]]:
    """The names in an archive and why they are left out: what a scan of it comes to."""
    return [(one.entry, getattr(one, "text", "")) for one in found_here(path) or ()]


def read(*paths: Path) -> Catalogue:
    catalogue = Catalogue()
    for batch in scan([str(path) for path in paths], cancel=CancelToken()):
        catalogue.add(batch)
    return catalogue


def content(instance: Instance, opener: EntryOpener | None = None, room: int = 1000) -> bytes:
    """All bytes of an image in an archive, as they would be sent."""
    with contextlib.closing(EntryOpener()) as own, contextlib.closing((opener or own)(instance)) as source:
        buffer = memoryview(bytearray(room))
        pieces = []
        left = instance.size
        while left:
            count = source.readinto(buffer[: min(left, room)])
            assert count
            pieces.append(bytes(buffer[:count]))
            left -= count
        source.check()
        return b"".join(pieces)
