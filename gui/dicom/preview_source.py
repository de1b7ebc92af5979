"""Opens a file for a preview: its header, and where its pixel data lies; bounded in what it reads and inflates."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zlib
from dataclasses import dataclass
from struct import unpack
from typing import Any, BinaryIO, cast

from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset, read_partial
from pydicom.multival import MultiValue
from pydicom.tag import BaseTag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from gui.dicom.containers.opening import EntryOpener
from gui.dicom.guarded import GuardedFile, looks_explicit, skip_sequence
from gui.dicom.preview_reasons import NOT_A_FILE, NOT_DICOM, TOO_LARGE, compressed, no_image
from gui.dicom.preview_values import NoPicture

MAX_HEADER = 64 << 20
"""Bytes before the pixel data that are read at the most; large ones are those of enhanced multi-frame images."""
MAX_INFLATED = 256 << 20
"""Bytes of a deflated data set that are inflated at the most."""

UNDEFINED = 0xFFFFFFFF
_KEYWORDS = {0x7FE00008: "FloatPixelData", 0x7FE00009: "DoubleFloatPixelData", 0x7FE00010: "PixelData"}
_WANTED_SEQUENCES = (0x00283000, 0x00283010, 0x52009229, 0x52009230)
"""ModalityLUTSequence, VOILUTSequence, SharedFunctionalGroupsSequence, PerFrameFunctionalGroupsSequence."""
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


class CannotShow(Exception):
    """Ends the making of a picture; ``answer`` says why."""

    def __init__(self, answer: NoPicture) -> None:
        super().__init__(answer.reason)
        self.answer = answer


class _InMemory(io.RawIOBase):
    """Bytes as a raw file with a name, which pydicom asks for."""

    name = ""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._bytes = io.BytesIO(data)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def readinto(self, room: Any) -> int:
        """As :class:`io.RawIOBase`."""
        return self._bytes.readinto(room)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """As :class:`io.IOBase`."""
        return self._bytes.seek(offset, whence)


class BoundedFile(io.BufferedReader):
    """A file that never makes room for more bytes than it has, whatever length is asked for."""

    def __init__(self, raw: io.RawIOBase, size: int, changed: int) -> None:
        super().__init__(raw)
        self._size = size
        self.version = (size, changed)
        """Tells whether it is still the same file."""
        self.room = MAX_HEADER
        """Bytes that may still be read."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to ``size`` bytes, as many as there are."""
        rest = max(self._size - self.tell(), 0)
        count = rest if size is None or size < 0 else min(size, rest)
        self.room -= count
        if self.room < 0:
            raise CannotShow(TOO_LARGE)
        return super().read(count)


@dataclass(frozen=True, slots=True)
class Source:
    """An object's header, and its pixel data: from ``start`` in ``inflated``, or in the file when that is None.

    ``length`` is the pixel data's as its element says it, ``available`` what there is of it; both in bytes.
    """

    header: Dataset
    syntax: UID
    keyword: str
    vr: str
    start: int
    length: int
    available: int
    inflated: bytes | None = None

    @property
    def encapsulated(self) -> bool:
        """True when the pixel data comes in fragments (PS3.5 §A.4)."""
        return self.length == UNDEFINED and self.keyword == "PixelData"


def open_file(place: str, opener: EntryOpener) -> BoundedFile:
    """Open an ordinary file, or the entry of an archive, unpacked; anything else (a pipe would block) is refused."""
    path, _, entry = place.partition("\0")
    if entry:
        data = opener.read(path, entry)
        return BoundedFile(_InMemory(data), len(data), os.stat(path).st_mtime_ns)
    descriptor = os.open(path, _FLAGS)
    with contextlib.ExitStack() as unless_opened:
        unless_opened.callback(os.close, descriptor)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise CannotShow(NOT_A_FILE)
        file = BoundedFile(io.FileIO(descriptor, "rb"), status.st_size, status.st_mtime_ns)
        unless_opened.pop_all()
    return file


def read_source(file: BoundedFile) -> Source:
    """Read the header up to the pixel data. Raises :class:`CannotShow`, and whatever a parser meets in a bad file."""
    size = file.version[0]
    start = file.read(132)
    part10 = start[128:] == b"DICM"
    if not part10 and not _may_be_bare(start):
        raise CannotShow(NOT_DICOM)
    inflated: bytes | None = None
    stream: BinaryIO = file
    file.seek(132 if part10 else 0)
    meta = read_dataset(file, False, True, stop_when=_after_meta) if part10 else Dataset()
    syntax = UID(text(meta, "TransferSyntaxUID"))
    if syntax == DeflatedExplicitVRLittleEndian:
        inflated = _inflate(file)
        size = len(inflated)
        stream = io.BytesIO(inflated)
        header: Dataset = read_dataset(stream, False, True, stop_when=_stop)
        implicit, little = False, True
    else:
        file.seek(0)
        partial = read_partial(file, stop_when=_stop, force=True)
        header = partial
        implicit, little = (bool(one) for one in partial.original_encoding)
    tag, vr, length = _next_element(stream, little)
    while tag and tag not in _KEYWORDS:
        skip_sequence(GuardedFile(stream, size), implicit, little)
        header.update(read_dataset(stream, implicit, little, stop_when=_stop))
        tag, vr, length = _next_element(stream, little)
    if "SOPClassUID" not in header and "Rows" not in header and "StudyInstanceUID" not in header and not part10:
        raise CannotShow(NOT_DICOM)
    sop_class = text(header, "SOPClassUID") or text(meta, "MediaStorageSOPClassUID")
    keyword = _KEYWORDS.get(tag, "")
    if not keyword:
        raise CannotShow(no_image(sop_class))
    at = stream.tell()
    rest = max(size - at, 0)
    if length == UNDEFINED and not syntax.is_private and not syntax.is_transfer_syntax:
        raise CannotShow(compressed(syntax))
    if syntax.is_private or not syntax.is_transfer_syntax or (syntax.is_compressed and length != UNDEFINED):
        # no syntax, or one that the data themselves contradict: they are plain
        syntax = _plain(implicit, little)
    return Source(header, syntax, keyword, vr, at, length, min(length, rest), inflated)


def text(item: Dataset, keyword: str) -> str:
    """An element as text; the first value of several; empty when there is none."""
    value = item.get(keyword)
    if isinstance(value, MultiValue):
        value = value[0] if value else None
    return "" if value is None else str(value).strip()


def number(item: Dataset, keyword: str) -> float | None:
    """An element as a number; the first value of several; None when it is absent or no number."""
    values = numbers(item, keyword)
    return values[0] if values else None


def numbers(item: Dataset, keyword: str) -> list[float]:
    """An element's values as numbers, empty when one of them is none."""
    value: Any = item.get(keyword)
    if value is None or (isinstance(value, str | bytes) and not value):
        return []
    several = list(value) if isinstance(value, MultiValue | list | tuple) else [value]
    try:
        return [float(one) for one in several]
    except (TypeError, ValueError):
        return []


def whole(item: Dataset, keyword: str, otherwise: int) -> int:
    """An element as a whole number."""
    value = number(item, keyword)
    return otherwise if value is None or value != value or abs(value) > 1 << 40 else int(value)


def _next_element(stream: BinaryIO, little: bool) -> tuple[int, str, int]:
    """Tag, VR and length of the element that the reading stopped at; tag 0 at the end of the data."""
    head = stream.read(8)
    if len(head) < 8:
        return 0, "", 0
    order = "<" if little else ">"
    group, element = unpack(f"{order}HH", head[:4])
    if looks_explicit(head[4:6]):
        length_bytes = stream.read(4)
        if len(length_bytes) < 4:
            return 0, "", 0
        return group << 16 | element, head[4:6].decode("ascii"), unpack(f"{order}L", length_bytes)[0]
    return group << 16 | element, "OW", unpack(f"{order}L", head[4:])[0]


def _plain(implicit: bool, little: bool) -> UID:
    if implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if little else ExplicitVRBigEndian


def _after_meta(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag >> 16 != 2


def _stop(tag: BaseTag, _vr: str | None, length: int) -> bool:
    """True at the pixel data, and at sequences of undefined length that say nothing about the picture.

    pydicom would go into these at once, and fail with what it does not understand or what is nested too deep.
    """
    return int(tag) in _KEYWORDS or (length == UNDEFINED and int(tag) not in _WANTED_SEQUENCES)


def _may_be_bare(start: bytes) -> bool:
    """True when a data set may begin here without a preamble: group 0002 or 0008 first, in either byte order."""
    return start[:2] in (b"\x02\x00", b"\x08\x00", b"\x00\x08", b"\x00\x02")


def _inflate(file: BoundedFile) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    room = MAX_INFLATED
    file.room = MAX_INFLATED
    while not inflater.eof:
        block = inflater.unconsumed_tail or file.read(1 << 16)
        if not block:
            break
        piece = inflater.decompress(block, min(room + 1, 1 << 20))
        pieces.append(piece)
        room -= len(piece)
        if room < 0:
            raise CannotShow(TOO_LARGE)
    return b"".join(pieces)


def as_stream(source: Source, file: BoundedFile) -> BinaryIO:
    """What holds the pixel data, placed at their beginning."""
    stream = file if source.inflated is None else io.BytesIO(source.inflated)
    stream.seek(source.start)
    return cast(BinaryIO, stream)
