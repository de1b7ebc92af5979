"""What a disc's index (DICOMDIR, PS3.3 F.3) lists, read without trust.

Records are taken as they lie one behind the other: the offsets between them, which discs often have wrong, are not
followed, so nothing can go in circles. What is broken ends the list; what was read before counts.
"""

from __future__ import annotations

import contextlib
import io
import re
from struct import Struct
from typing import BinaryIO

from gui.dicom.guarded import GuardedFile, HeaderBroken, looks_explicit, skip_sequence

MAX_INDEX = 64 << 20
"""Bytes of an index that are read at the most: some 100,000 images take half of it."""

MAX_LISTED = 500_000
_MAX_NAME = 512
_MAX_ELEMENTS = 4_000_000

_RECORDS = 0x00041220
_IN_USE = 0x00041410
_FILE_ID = 0x00041500
_ITEM = 0xFFFEE000
_ITEM_END = 0xFFFEE00D
_UNDEFINED = 0xFFFFFFFF
_LONG_VRS = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())

# a component of a file ID is up to eight capitals, digits and underscores (PS3.10 §8.2); discs are not so strict
_COMPONENT = re.compile(r"[^/\\:\0-\x1f\x7f]{1,64}")


def listed_files(file: BinaryIO, start: int, implicit: bool, little_endian: bool) -> tuple[str, ...]:
    """The files that the records in use refer to (ReferencedFileID (0004,1500)), each once, in order.

    ``start`` is where the data set begins. Names go from the index's own folder on, with ``/`` between folders; what
    would lead out of it is passed over. Never raises for what the file holds; :class:`OSError` comes through.
    """
    file.seek(start)
    walker = _Walker(file.read(MAX_INDEX), implicit, little_endian)
    with contextlib.suppress(HeaderBroken):
        walker.walk()
    return tuple(walker.names)


class _Walker:
    """One pass over the elements of an index that was read whole."""

    def __init__(self, data: bytes, implicit: bool, little_endian: bool) -> None:
        if implicit is False and len(data) >= 6:
            implicit = not looks_explicit(data[4:6])
        order = "<" if little_endian else ">"
        self._data = data
        self._implicit, self._little_endian = implicit, little_endian
        self._unpack_tag = Struct(f"{order}HHL").unpack_from
        self._unpack_vr = Struct(f"{order}HH2sH").unpack_from
        self._unpack_long = Struct(f"{order}L").unpack_from
        self._elements = 0
        self._whole = io.BytesIO(data)
        self.names: dict[str, None] = {}

    def walk(self) -> None:
        """Find the sequence of directory records, and read them."""
        position, end = 0, len(self._data)
        while position + 8 <= end:
            tag, length, position = self._header(position)
            if tag == _RECORDS:
                self._records(position, end if length == _UNDEFINED else min(position + length, end))
                return
            if tag > _RECORDS:
                return
            position = self._behind(position, length)

    def _records(self, position: int, end: int) -> None:
        while position + 8 <= end and len(self.names) < MAX_LISTED:
            group, element, length = self._unpack_tag(self._data, position)
            if group << 16 | element != _ITEM:
                return
            position += 8
            position = self._record(position, end, length)

    def _record(self, position: int, end: int, length: int) -> int:
        """Read one record; answers with where the next one begins."""
        stop = end if length == _UNDEFINED else min(position + length, end)
        in_use, name = True, b""
        while position + 8 <= stop:
            tag, size, position = self._header(position)
            if tag == _ITEM_END:
                stop = position
                break
            if tag == _IN_USE and size == 2:
                in_use = self._data[position : position + 2] != b"\0\0"
            elif tag == _FILE_ID and size <= _MAX_NAME:
                name = self._data[position : position + size]
            position = self._behind(position, size)
        if in_use and name:
            self._take(name)
        return stop

    def _header(self, position: int) -> tuple[int, int, int]:
        """(tag, length, where the value begins) of the element at ``position``."""
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise HeaderBroken
        data = self._data
        group, element, length = self._unpack_tag(data, position)
        tag: int = group << 16 | element
        if self._implicit or group == 0xFFFE:
            return tag, length, position + 8
        _, _, vr, length = self._unpack_vr(data, position)
        if vr not in _LONG_VRS:
            return tag, length, position + 8
        if position + 12 > len(data):
            raise HeaderBroken
        return tag, self._unpack_long(data, position + 8)[0], position + 12

    def _behind(self, position: int, length: int) -> int:
        """Where the next element begins."""
        if length != _UNDEFINED:
            return position + length
        self._whole.seek(position)
        guarded = GuardedFile(self._whole, len(self._data))
        skip_sequence(guarded, self._implicit, self._little_endian)
        return self._whole.tell()

    def _take(self, value: bytes) -> None:
        parts = [part.strip(" ") for part in value.decode("latin-1").rstrip("\0 ").split("\\")]
        if all(_COMPONENT.fullmatch(part) and part.strip(".") for part in parts):
            self.names["/".join(parts)] = None
