"""The table of contents at the end of a ZIP (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from struct import Struct, error
from typing import BinaryIO

from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.values import Member
from gui.dicom.containers.zip_rows import CENTRAL, CENTRAL_SIGN, FULL16, FULL32, Broken, Row, exactly, kept_extra, wide

_END = Struct("<4s4H2LH")
_LOCATOR = Struct("<4sLQL")
_END64 = Struct("<4sQ2H2L4Q")
_END_SIGN = b"PK\x05\x06"

_LONGEST_COMMENT = 0xFFFF
_MOST_ENDS = 4
"""End records that are tried: a comment, or a packed archive, may hold what looks like one."""
_BLOCK = 1 << 20
_UNIX, _MACOS = 3, 19


def directory(file: BinaryIO, box: Member) -> tuple[list[Row], int]:
    """All rows of the central directory, and what their offsets must be shifted by.

    The last end record counts that has a directory before it. Raises :class:`Broken` when there is none, and
    :class:`gui.dicom.containers.limits.Refused`.
    """
    reach = min(box.packed, _END.size + _LONGEST_COMMENT)
    file.seek(box.start + box.packed - reach)
    tail = file.read(reach)
    refused: Refused | None = None
    found = len(tail) - _END.size + 1
    for _ in range(_MOST_ENDS):
        found = tail.rfind(_END_SIGN, 0, max(found + len(_END_SIGN) - 1, 0))
        if found < 0:
            break
        end_at = box.packed - reach + found
        try:
            rows, shift = _before(file, box, end_at, tail[found : found + _END.size])
        except (Broken, error):
            continue
        except Refused as problem:
            refused = refused or problem
            continue
        if rows or not end_at:
            return rows, shift
    raise refused or Broken


def _before(file: BinaryIO, box: Member, end_at: int, end: bytes) -> tuple[list[Row], int]:
    """The rows that an end record speaks of, and their shift."""
    _, disk, first_disk, _, count, length, offset, _ = _END.unpack(end)
    if FULL16 in (disk, count) or FULL32 in (length, offset):
        wide_end = _wide_end(file, box, end_at)
        if wide_end is not None:
            end_at, disk, first_disk, count, length, offset = wide_end
    if disk or first_disk:
        raise Refused(limits.SEVERAL_PARTS)
    if count > limits.MOST_ENTRIES:
        raise Refused(limits.TOO_MANY)
    # something before the archive shifts it; something between its table and its end only seems to
    for shift in dict.fromkeys((end_at - length - offset, 0)):
        if shift < 0 or offset + shift + length > end_at:
            continue
        with contextlib.suppress(Broken, error):
            rows = list(_rows(file, box.start + offset + shift, length))
            if len(rows) == count or len(rows) & FULL16 == count:
                return rows, shift
    raise Broken


def _wide_end(file: BinaryIO, box: Member, end_at: int) -> tuple[int, int, int, int, int, int] | None:
    """The end record of ZIP64: its place, two disks, count, length and offset; None when there is none."""
    if end_at < _LOCATOR.size:
        return None
    file.seek(box.start + end_at - _LOCATOR.size)
    sign, _, place, _ = _LOCATOR.unpack(exactly(file, _LOCATOR.size))
    if sign != b"PK\x06\x07":
        return None
    # what stands before the archive shifts the record too
    for at in (place, end_at - _LOCATOR.size - _END64.size):
        if 0 <= at <= end_at - _LOCATOR.size - _END64.size:
            file.seek(box.start + at)
            sign, _, _, _, disk, first_disk, _, count, length, offset = _END64.unpack(exactly(file, _END64.size))
            if sign == b"PK\x06\x06":
                return at, disk, first_disk, count, length, offset
    raise Broken


def _rows(file: BinaryIO, start: int, length: int) -> Iterator[Row]:
    """The rows of a central directory that is so many bytes long."""
    file.seek(start)
    block, at, rest, entries, names = b"", 0, length, 0, 0
    while True:
        if len(block) - at < CENTRAL.size + 3 * FULL16 and rest:
            more = file.read(min(rest, _BLOCK))
            if not more:
                raise Broken
            rest -= len(more)
            block, at = block[at:] + more, 0
        if len(block) - at < CENTRAL.size:
            if len(block) != at:
                raise Broken
            return
        sign, made_by, _, flags, method, time, _, crc, packed, size, n, e, c, _, _, outer, offset = CENTRAL.unpack_from(
            block, at
        )
        name_at = at + CENTRAL.size
        if sign != CENTRAL_SIGN or name_at + n + e + c > len(block):
            raise Broken
        extra = block[name_at + n : name_at + n + e]
        if FULL32 in (packed, size, offset):
            size, packed, offset = wide(extra, size, packed, offset)
        extra = kept_extra(extra)
        entries += 1
        names += n + len(extra)
        if entries > limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if names > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)
        mode = outer >> 16 if made_by >> 8 in (_UNIX, _MACOS) else 0
        yield Row(block[name_at : name_at + n], extra, flags, method, crc, packed, size, offset, mode, time)
        at = name_at + n + e + c
