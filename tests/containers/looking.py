"""How these tests look at what a scan and an opener make of an archive."""

from __future__ import annotations

import contextlib
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.scan import scan


def found(*paths: Path, spool: str = "") -> list[Instance | Skipped]:
    return [
        one
        for batch in scan([str(path) for path in paths], cancel=CancelToken(), workers=1, spool=spool)
        for one in batch
    ]


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
