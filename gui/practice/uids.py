"""The three UIDs of a received file, read with bounds: a hostile file costs neither memory nor the service.

Nothing but the headers of elements and three short values is ever read. pydicom reads what it jumps over, warns
through a switch of the whole process, and raises whatever its parts do: too much for an open door.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Literal, NamedTuple

_SOP, _STUDY, _SERIES = 0x00080018, 0x0020000D, 0x0020000E
_SYNTAX = 0x00020010
_ITEM, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE0DD
_BIG_ENDIAN, _DEFLATED = "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"
_UNDEFINED = 0xFFFFFFFF
_LONG_VRS = frozenset({b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"})
_LONGEST_UID = 66  # with its padding
_MOST_ELEMENTS = 200_000
_MOST_INFLATED = 4 * 1024 * 1024

_UID = re.compile(r"[0-9](?:[0-9.]{0,62}[0-9])?")
"""PS3.5 §9.1 without its finer rules. Begins and ends with a digit: it also becomes the name of a folder."""

_Order = Literal["little", "big"]


@dataclass(frozen=True, slots=True)
class Uids:
    """Who an instance is; all three are safe as names of folders and files."""

    study: str
    series: str
    sop: str


def read_uids(path: Path) -> Uids | None:
    """The UIDs of the DICOM file at ``path``, or None when it is none, is damaged, or lacks one (PS3.10 §7).

    Files without preamble or meta information, in every encoding that the standard ever had, are taken too. Raises
    :class:`OSError` when the disk fails.
    """
    try:
        with open(path, "rb") as file:
            found = _read_header(file)
    except (_NotDicom, zlib.error):
        return None
    uids = Uids(found.get(_STUDY, ""), found.get(_SERIES, ""), found.get(_SOP, ""))
    return uids if all(map(_UID.fullmatch, (uids.study, uids.series, uids.sop))) else None


class _NotDicom(Exception):
    """The bytes make no sense as elements."""


class _Element(NamedTuple):
    tag: int
    length: int


class _Walk:
    """Goes from element to element (PS3.5 §7.1) without looking at values."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.order: _Order = "little"
        self.explicit = True
        self._elements = 0

    def next(self) -> _Element | None:
        """The next element's header; None at the end. Raises :class:`_NotDicom`."""
        head = self.file.read(8)
        if len(head) < 8:
            return None
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise _NotDicom
        if head[:2] in (b"\xfe\xff", b"\xff\xfe"):  # items say themselves in which order their bytes are
            order: _Order = "little" if head[:2] == b"\xfe\xff" else "big"
            return _Element(self._tag(head, order), int.from_bytes(head[4:8], order))
        if not self.explicit or not _looks_like_vr(head[4:6]):
            return _Element(self._tag(head, self.order), int.from_bytes(head[4:8], self.order))
        length = self.file.read(4) if head[4:6] in _LONG_VRS else head[6:8]
        return _Element(self._tag(head, self.order), int.from_bytes(length, self.order))

    def jump(self, element: _Element) -> None:
        """Go past the value of an element, whatever is nested in it."""
        if element.length != _UNDEFINED:
            self.file.seek(element.length, 1)
            return
        depth = 1
        while depth:
            inner = self.next()
            if inner is None:
                raise _NotDicom
            if inner.tag == _SEQUENCE_END:
                depth -= 1
            elif inner.length != _UNDEFINED:
                self.file.seek(inner.length, 1)
            elif inner.tag != _ITEM:
                depth += 1

    def value(self, element: _Element) -> str:
        """The value of a UID without its padding. Raises :class:`_NotDicom` for what is too long for one."""
        if element.length > _LONGEST_UID:
            raise _NotDicom
        return self.file.read(element.length).decode("ascii", "replace").strip(" \0")

    @staticmethod
    def _tag(head: bytes, order: _Order) -> int:
        return int.from_bytes(head[:2], order) << 16 | int.from_bytes(head[2:4], order)


def _read_header(file: IO[bytes]) -> dict[int, str]:
    """The three UIDs, as far as they are there."""
    if file.read(132)[128:] != b"DICM":
        file.seek(0)
    syntax = _read_meta(file)
    if syntax == _DEFLATED:
        packed = file.read(_MOST_INFLATED)
        file = BytesIO(zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _MOST_INFLATED))
    walk = _Walk(file)
    start = file.tell()
    first = file.read(6)
    file.seek(start)
    walk.explicit = _looks_like_vr(first[4:])
    # Without a transfer syntax: a low group number, read in the wrong order, is 0x0400 or more.
    seems_big = walk.explicit and int.from_bytes(first[:2], "little") >= 0x0400
    walk.order = "big" if syntax == _BIG_ENDIAN or (not syntax and seems_big) else "little"
    found: dict[int, str] = {}
    while len(found) < 3 and (element := walk.next()) is not None and element.tag <= _SERIES:
        if element.tag in (_SOP, _STUDY, _SERIES):
            found[element.tag] = walk.value(element)
        else:
            walk.jump(element)
    return found


def _read_meta(file: IO[bytes]) -> str:
    """The transfer syntax in group 0002, empty when there is none; the file stands at the data set then."""
    walk = _Walk(file)
    syntax = ""
    while True:
        start = file.tell()
        element = walk.next()
        if element is None or element.tag >> 16 != 2:
            file.seek(start)
            return syntax
        if element.tag == _SYNTAX:
            syntax = walk.value(element)
        else:
            walk.jump(element)


def _looks_like_vr(two: bytes) -> bool:
    return len(two) == 2 and two.isalpha() and two.isupper()
