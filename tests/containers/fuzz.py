"""Makes archives as many programs write them, damages most, and looks what is read and sent of them.

``python -m tests.containers.fuzz --files 100000 [--seed N] [--keep FOLDER]``. Three in ten are left as they were made.
Of each it checks that

- nothing is raised, each file has a name of its own, and the sum holds: files found = images + files left out,
- of one that is not damaged exactly the images in it can be sent, byte for byte, and every other file is named,
- of a damaged ZIP nothing can be sent that was not packed; what the library (zipfile, tarfile) reads of any of them
  can be sent, too, or something is named as damaged,
- it takes no longer than a second of processor time and no more than 60 MB of memory.

Every archive follows from the seed and its number alone. Prints what it found; the exit code is 1 when that is
anything.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import sys
import tarfile
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import FileTrouble
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.recognise import kind_of
from tests.containers.looking import content, found_here
from tests.containers.odd_archives import Made, damaged, is_image, made
from tests.helpers.campaign import Campaign, run
from tests.helpers.dicom_files import write_instance

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, ValueError, EOFError, NotImplementedError)
_BROKEN += (RuntimeError, KeyError, IndexError, AttributeError, OverflowError)  # the library raises these, too


def read_by_the_library(data: bytes) -> Iterator[bytes]:
    """The images that Python's own readers read of an archive, as far as they come."""
    with contextlib.suppress(*_BROKEN):
        if kind_of(data) == "gzip":
            data = gzip.decompress(data)
        if kind_of(data) == "zip":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                        with contextlib.suppress(*_BROKEN):
                            yield archive.read(info)
            return
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
            while (one := tar.next()) is not None:
                file = tar.extractfile(one) if one.isreg() and not one.issparse() else None
                if file is not None and len(read := file.read()) == one.size:
                    yield read


class Archives(Campaign):
    """Archives of all kinds, most of them damaged."""

    megabytes = 60

    def __init__(self, seed: int, folder: Path) -> None:
        super().__init__(seed, folder / "archive")
        self._images = []
        for number, size in enumerate((16, 16, 64, 200)):
            write_instance(folder / "image.dcm", seed=number, size=size)
            self._images.append((folder / "image.dcm").read_bytes())

    def make(self, chance: random.Random) -> tuple[str, Callable[[], str]]:
        """As :meth:`Campaign.make`."""
        one = made(self._images, chance)
        whole = chance.random() < 0.3
        data = one.data if whole else damaged(one.data, chance)
        self.path.write_bytes(data)

        def look() -> str:
            items, sent = self._read()
            return self._sums(items) or (_whole(one, items, sent) if whole else self._damaged(data, items, sent))

        return f"{one.kind}, {'whole' if whole else 'damaged'}", look

    def _read(self) -> tuple[list[Instance | Skipped] | None, list[bytes]]:
        """What is found in it, and what can be sent."""
        items = found_here(self.path)
        sent = []
        with contextlib.closing(EntryOpener()) as opener:
            for one in items or ():
                if isinstance(one, Instance):
                    try:
                        sent.append(content(one, opener, room=5000))
                    except FileTrouble as trouble:
                        self.outcomes[type(trouble).__name__] += 1
        self.outcomes["images that can be sent"] += len(sent)
        return items, sent

    def _sums(self, items: Sequence[Instance | Skipped] | None) -> str:
        if items is None:
            self.outcomes["not taken for an archive"] += 1
            return ""
        catalogue = Catalogue()
        catalogue.add(tuple(items))
        totals = catalogue.totals
        self.outcomes["files left out"] += sum(isinstance(one, Skipped) for one in items)
        if not len(items) == totals.files_found == totals.to_send + totals.left_out:
            return f"{len(items)} files are {totals.files_found} = {totals.to_send} + {totals.left_out}"
        if not items:
            return "says nothing at all"
        return "" if len({one.entry for one in items}) == len(items) else "two files have one name"

    def _damaged(self, data: bytes, items: Sequence[Instance | Skipped] | None, sent: list[bytes]) -> str:
        if items is None:  # its first bytes are lost
            return ""
        library = Counter(one for one in read_by_the_library(data) if is_image(one))
        named = any(isinstance(one, Skipped) and one.reason is not SkipReason.NOT_DICOM for one in items)
        lacking = library - Counter(sent)
        if lacking and not named and len(sent) == sum(isinstance(one, Instance) for one in items):
            return f"the library reads {sum(lacking.values())} images more, and nothing is named"
        self.outcomes["archives of which the library reads more"] += bool(lacking)
        self.outcomes["archives of which it reads less"] += bool(Counter(sent) - library)
        foreign = [one for one in sent if one not in self._images and one not in library]
        if foreign and kind_of(data) == "zip":
            return f"{len(foreign)} images can be sent that nobody packed"
        self.outcomes["changed within a TAR, which has no checksums"] += len(foreign)
        return ""


def _whole(one: Made, items: Sequence[Instance | Skipped] | None, sent: list[bytes]) -> str:
    if Counter(sent) != Counter(one.readable):
        return f"{len(sent)} of {len(one.readable)} images can be sent, or others"
    if items is None:
        return "not taken for an archive"
    if one.readable and len(items) != one.files:
        return f"speaks of {len(items)} files, not of {one.files}"
    return ""


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # the library's, of names that come twice
    sys.exit(run(Archives, __doc__))
