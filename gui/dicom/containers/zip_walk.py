"""The entries of a ZIP of which the table of contents is lost, by their local headers (PKWARE APPNOTE 6.3.10)."""

from __future__ import annotations

import zlib
from struct import Struct
from typing import BinaryIO

from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.values import Member, Packing
from gui.dicom.containers.zip_rows import (
    CENTRAL_SIGN,
    DESCRIPTOR_SIGN,
    ENCRYPTED,
    FULL32,
    LOCAL,
    LOCAL_SIGN,
    SIZES_LATER,
    Broken,
    Row,
    kept_extra,
    wide,
)

_FIRST_BLOCK, _LARGEST_BLOCK = 1 << 12, 1 << 20
_MOST_GAPS = 64
"""Stretches of damage that are passed over; each may have to be read to the archive's end."""
_MOST_MARKS = 100_000
"""Places that are tried because they look as if a data descriptor stood there."""
_PARTS_SIGN = DESCRIPTOR_SIGN + LOCAL_SIGN
_ONE_PART_SIGN = b"PK00" + LOCAL_SIGN
_NARROW, _WIDE = Struct("<LLL"), Struct("<LQQ")


def walk(file: BinaryIO, box: Member) -> list[Row]:
    """The entries from the archive's beginning on, as far as they are whole; damage is passed over.

    Raises :class:`gui.dicom.containers.limits.Refused`.
    """
    file.seek(box.start)
    beginning = file.read(len(_PARTS_SIGN))
    if beginning == _PARTS_SIGN:
        raise Refused(limits.SEVERAL_PARTS)
    return _Walk(file, box).rows(len(b"PK00") if beginning == _ONE_PART_SIGN else 0)


class _Walk:
    def __init__(self, file: BinaryIO, box: Member) -> None:
        self._file, self._box = file, box
        self._rows: list[Row] = []
        self._names = self._unpacked = self._marks = 0

    def rows(self, at: int) -> list[Row]:
        gaps = 0
        while at + LOCAL.size <= self._box.packed:
            sign = self._read(at, len(LOCAL_SIGN))
            if sign == CENTRAL_SIGN:
                break
            try:
                if sign != LOCAL_SIGN:
                    raise Broken
                at = self._entry(at)
            except Broken:
                gaps += 1
                following = self._find(LOCAL_SIGN, at + 1)
                if following < 0 or gaps > _MOST_GAPS:
                    break
                at = following
        return self._rows

    def _entry(self, at: int) -> int:
        """Keep the entry that begins here, if it is whole; answers with where the next one begins."""
        box = self._box
        _, _, flags, method, time, _, crc, packed, size, n, e = LOCAL.unpack(self._read(at, LOCAL.size))
        name, extra = self._file.read(n), self._file.read(e)
        data = at + LOCAL.size + n + e
        behind = 0
        if FULL32 in (packed, size):
            size, packed, _ = wide(extra, size, packed)
        if flags & SIZES_LATER:
            if method == Packing.DEFLATED and not flags & ENCRYPTED:
                packed, size, summed = self._measure(data)
                crc, behind = self._descriptor(data + packed, summed, packed, size)
            else:
                packed, size, crc, behind = self._search_descriptor(data)
        if data + packed > box.packed:
            raise Broken
        kept = kept_extra(extra)
        self._names += n + len(kept)
        if len(self._rows) >= limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if self._names > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)
        self._rows.append(Row(name, kept, flags, method, crc, packed, size, at, time=time))
        end: int = data + packed + behind
        return end

    def _measure(self, at: int) -> tuple[int, int, int]:
        """Packed length, length and checksum of the deflated bytes that begin here."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        taken = size = crc = 0
        self._file.seek(self._box.start + at)
        while not inflater.eof:
            block = inflater.unconsumed_tail
            if not block:
                block = self._file.read(min(1 << 16, self._box.packed - at - taken))
                taken += len(block)
            if not block:
                raise Broken
            try:
                piece = inflater.decompress(block, 1 << 20)
            except zlib.error as broken:
                raise Broken from broken
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            self._unpacked += len(piece)
            limits.check_unpacked(self._box.packed, self._unpacked)
        return taken - len(inflater.unused_data), size, crc

    def _descriptor(self, at: int, crc: int, packed: int, size: int) -> tuple[int, int]:
        """The checksum by the data descriptor that stands here, and how long that is, with or without a signature.

        Where it speaks of other bytes, or is not there, those before it are not known to be those that were packed:
        the checksum is then one that they do not have.
        """
        forms = [_WIDE] if max(packed, size) > FULL32 else [_NARROW, _WIDE]
        expected = [sign + form.pack(crc, packed, size) for sign in (DESCRIPTOR_SIGN, b"") for form in forms]
        block = self._read(at, len(DESCRIPTOR_SIGN) + _WIDE.size, less=True)
        length = next((len(one) for one in expected if block.startswith(one)), 0)
        return (crc, length) if length else (~crc & FULL32, 0)

    def _search_descriptor(self, data: int) -> tuple[int, int, int, int]:
        """Packed length, length, checksum, and the length of the descriptor, where that alone tells where they end."""
        at = data
        while self._marks < _MOST_MARKS and (at := self._find(DESCRIPTOR_SIGN, at)) >= 0:
            self._marks += 1
            block = self._read(at + len(DESCRIPTOR_SIGN), _WIDE.size + 2, less=True)
            for form in (_NARROW, _WIDE):
                if len(block) >= form.size and b"PK".startswith(block[form.size : form.size + 2]):
                    crc, packed, size = form.unpack_from(block)
                    if packed == at - data:
                        return packed, size, crc, len(DESCRIPTOR_SIGN) + form.size
            at += 1
        raise Broken

    def _find(self, sign: bytes, at: int) -> int:
        """Where this stands next, -1 when nowhere."""
        before, reach = b"", _FIRST_BLOCK
        while block := self._read(at, reach, less=True):
            reach = min(2 * reach, _LARGEST_BLOCK)
            found = (before + block).find(sign)
            if found >= 0:
                return at - len(before) + found
            at += len(block)
            before = (before + block)[1 - len(sign) :]
        return -1

    def _read(self, at: int, count: int, *, less: bool = False) -> bytes:
        """Bytes of the archive. Raises :class:`Broken` when they are fewer, unless ``less`` will do."""
        self._file.seek(self._box.start + at)
        count = min(count, self._box.packed - at) if less else count
        block = self._file.read(max(count, 0))
        if not less and len(block) < count:
            raise Broken
        return block
