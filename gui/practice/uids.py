"""The three UIDs of a received file, read with bounds: a hostile file costs neither memory nor the service."""

from __future__ import annotations

import re
import struct
import threading
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_dataset
from pydicom.tag import BaseTag

_STUDY, _SERIES, _SOP = 0x0020000D, 0x0020000E, 0x00080018
_SYNTAX = 0x00020010
_IMPLICIT, _BIG, _DEFLATED = "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"
_MOST_READ = 16 * 1024 * 1024
_MOST_INFLATED = 4 * 1024 * 1024

_UID = re.compile(r"[0-9](?:[0-9.]{0,62}[0-9])?")
"""PS3.5 §9.1 without its finer rules. Begins and ends with a digit: it also becomes the name of a folder."""

_reading = threading.Lock()


class _TooMuch(Exception):
    """More was to be read than a header takes."""


_UNREADABLE = (
    _TooMuch,
    InvalidDicomError,
    RecursionError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""All that pydicom was seen to raise for damaged files."""


@dataclass(frozen=True, slots=True)
class Uids:
    """Who an instance is; all three are safe as names of folders and files."""

    study: str
    series: str
    sop: str


def read_uids(path: Path) -> Uids | None:
    """The UIDs of the DICOM file at ``path``, or None when it is none, is damaged, or lacks one (PS3.10 §7).

    Raises :class:`OSError` when the disk fails.
    """
    # pydicom warns about odd values by Python's warnings, whose switch belongs to the whole process.
    with _reading, warnings.catch_warnings(), open(path, "rb") as file:
        warnings.simplefilter("ignore")
        try:
            dataset = _read_header(_Bounded(file))
            found = Uids(_text(dataset, _STUDY), _text(dataset, _SERIES), _text(dataset, _SOP))
        except _UNREADABLE:
            return None
    return found if all(map(_UID.fullmatch, (found.study, found.series, found.sop))) else None


class _Bounded:
    """A file that gives 16 MiB at most; jumping over the rest costs nothing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = _MOST_READ

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self._left:
            raise _TooMuch
        content = self._file.read(size)
        self._left -= len(content)
        return content

    def read_up_to(self, size: int) -> bytes:
        return self.read(min(size, self._left))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def _read_header(file: _Bounded) -> Dataset:
    """The elements up to SeriesInstanceUID, in whatever encoding the file says or seems to have."""
    if file.read(132)[128:] != b"DICM":
        file.seek(0)
    source = cast(BinaryIO, file)
    meta = read_dataset(source, False, True, stop_when=lambda tag, *_: tag >> 16 != 2)
    syntax = _text(meta, _SYNTAX)
    if syntax == _DEFLATED:
        packed = file.read_up_to(_MOST_INFLATED)
        source = BytesIO(zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _MOST_INFLATED))
    implicit = syntax == _IMPLICIT or (not syntax and not _seems_explicit(source))
    wanted: list[BaseTag | int] = [_SOP, _STUDY, _SERIES]
    return read_dataset(source, implicit, syntax != _BIG, stop_when=lambda tag, *_: tag > _SERIES, specific_tags=wanted)


def _seems_explicit(source: BinaryIO) -> bool:
    """True when two capital letters, as every VR is, follow the first tag (PS3.5 §7.1.2)."""
    start = source.tell()
    first = source.read(6)
    source.seek(start)
    return first[4:].isalpha() and first[4:].isupper()


def _text(dataset: Dataset, tag: int) -> str:
    """The value as in the file without its padding; empty when the element is not there."""
    if tag not in dataset:
        return ""
    value: Any = dataset.get_item(tag).value
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
    return text.strip(" \0")
