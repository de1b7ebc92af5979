"""The table of contents of a ZIP (PKWARE APPNOTE 6.3.10): what is in it and where, without unpacking anything.

The library's reader is not used: it takes a whole central directory into memory, finds no overlaps on Python 3.11,
answers the last of several entries of one name, and gives up on an archive that is cut short.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import Struct, error
from typing import BinaryIO, NamedTuple

from gui.core.entities import SkipReason
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.locks import AES_FIELD, AES_METHOD, Lock, aes_lock, can_open_aes
from gui.dicom.containers.values import LONGEST_NAME, Contents, Member, Names, Packing
from gui.dicom.elements import Left, Record

_CENTRAL = Struct("<4s6H3L5H2L")
_LOCAL = Struct("<4s5H3L2H")
_END = Struct("<4s4H2LH")
_LOCATOR = Struct("<4sLQL")
_END64 = Struct("<4sQ2H2L4Q")
LOCAL_SIZE = _LOCAL.size

_LONGEST_COMMENT = 0xFFFF
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED, _SIZES_LATER, _STRONG, _UTF8, _MASKED = 0x0001, 0x0008, 0x0040, 0x0800, 0x2000
_LINK, _FILE_TYPE = 0o120000, 0o170000
_BLOCK = 1 << 20
_NO_CRC = -1


class _Row(NamedTuple):
    """An entry as it stands in the central directory, or in a local file header."""

    name: bytes
    extra: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int
    mode: int = 0
    time: int = 0


def list_zip(file: BinaryIO, box: Member) -> Contents:
    """What lies in the ZIP that begins at ``box.start`` of an open file and is ``box.packed`` bytes long.

    An archive whose table of contents is lost is read from its beginning, entry by entry, as far as that goes.
    Entries that are locked come with their lock, and without a password. Never raises for what the archive holds;
    :class:`OSError` comes through.
    """
    try:
        try:
            rows, shift = _directory(file, box)
        except (_Broken, error):
            return _contents(_walk(file, box), box, 0, limits.CUT_SHORT)
        return _contents(rows, box, shift, None)
    except Refused as refused:
        return Contents((), refused.left)


class _Broken(Exception):
    """The table of contents is not where it should be, or not what it should be."""


def _contents(rows: list[_Row], box: Member, shift: int, trouble: Left | None) -> Contents:
    if not rows:
        return Contents((), limits.DAMAGED if trouble else limits.EMPTY)
    limits.check_unpacked(box.packed, sum(row.size for row in rows))
    _check_overlaps(rows)
    names = Names(box.entry)
    items: list[Member | tuple[str, Record]] = []
    for row in rows:
        name = _name(row)
        if name.endswith("/") and row.size == 0:
            continue  # a folder
        if len(row.name) > LONGEST_NAME:
            items.append((names(name[:100] + "…"), limits.NAME_TOO_LONG))
            continue
        shown = names(name)
        row, lock, reason = _unlockable(row)
        reason = reason or _unusable(row, 0 if lock is None else lock.room)
        if reason is not None:
            items.append((shown, reason._replace(size=row.size)))
            continue
        at = row.at + shift
        if at < 0 or at + LOCAL_SIZE + row.packed > box.packed:
            items.append((shown, limits.ENTRY_DAMAGED._replace(size=row.size)))
            continue
        place = (box.start + at, row.packed, row.size, row.method)
        crc = None if row.crc == _NO_CRC else row.crc
        items.append(Member(box.path, shown, box.mtime_ns, *place, header=True, crc=crc, lock=lock))
    return Contents(tuple(items), trouble or (None if items else limits.EMPTY))


def _unlockable(row: _Row) -> tuple[_Row, Lock | None, Left | None]:
    """The entry as it is once it is unlocked, its lock, and why it cannot be unlocked at all."""
    if not row.flags & (_ENCRYPTED | _MASKED):
        return row, None, None
    if row.flags & (_STRONG | _MASKED):
        return row, None, limits.OTHER_LOCK
    if row.method != AES_METHOD:
        # an entry of which the checksum was not known when its head was written is checked by its time
        check = row.time >> 8 if row.flags & _SIZES_LATER else row.crc >> 24
        return row, Lock(0, check), None
    found = aes_lock(_extra(row.extra, AES_FIELD))
    if found is None or not can_open_aes():
        return row, None, limits.OTHER_LOCK
    lock, method, summed = found
    return row._replace(method=method, crc=row.crc if summed else _NO_CRC), lock, None


def _unusable(row: _Row, room: int) -> Left | None:
    """Why an entry cannot be read; ``room`` is what its lock adds to its packed length."""
    if row.mode & _FILE_TYPE == _LINK:
        return limits.LINK
    if row.size == 0:
        return Left(SkipReason.NOT_DICOM, "An empty file", 0)
    if row.method not in (Packing.STORED, Packing.DEFLATED):
        return limits.OTHER_PACKING
    if row.packed < room or (row.method == Packing.STORED and row.packed != row.size + room):
        return limits.ENTRY_DAMAGED
    return None


def _check_overlaps(rows: list[_Row]) -> None:
    """No byte belongs to two entries: else a small archive could unpack to anything (CVE-2019-9674)."""
    end = -1
    for at, length in sorted((row.at, row.packed) for row in rows):
        if at < end:
            raise Refused(limits.OVERLAPS)
        end = at + LOCAL_SIZE + length


# -- the table of contents at the end ------------------------------------------------------------------------


def _directory(file: BinaryIO, box: Member) -> tuple[list[_Row], int]:
    """All rows of the central directory, and what their offsets must be shifted by."""
    reach = min(box.packed, _END.size + _LONGEST_COMMENT)
    file.seek(box.start + box.packed - reach)
    tail = file.read(reach)
    found = tail.rfind(b"PK\x05\x06", 0, max(len(tail) - _END.size + 4, 0))
    if found < 0:
        raise _Broken
    end_at = box.packed - reach + found
    _, disk, first_disk, _, count, length, offset, _ = _END.unpack_from(tail, found)
    if _FULL16 in (disk, count) or _FULL32 in (length, offset):
        wide = _wide_end(file, box, end_at)
        if wide is not None:
            end_at, disk, first_disk, count, length, offset = wide
    if disk or first_disk:
        raise Refused(limits.SEVERAL_PARTS)
    if count > limits.MOST_ENTRIES:
        raise Refused(limits.TOO_MANY)
    shift = end_at - length - offset
    if shift < 0 or length > box.packed:
        raise _Broken
    rows = list(_rows(file, box.start + offset + shift, length))
    if len(rows) != count and len(rows) & _FULL16 != count:
        raise _Broken
    return rows, shift


def _wide_end(file: BinaryIO, box: Member, end_at: int) -> tuple[int, int, int, int, int, int] | None:
    """The end record of ZIP64: its place, two disks, count, length and offset; None when there is none."""
    if end_at < _LOCATOR.size:
        return None
    file.seek(box.start + end_at - _LOCATOR.size)
    sign, _, place, _ = _LOCATOR.unpack(_exactly(file, _LOCATOR.size))
    if sign != b"PK\x06\x07":
        return None
    # what stands before the archive shifts the record too
    for at in (place, end_at - _LOCATOR.size - _END64.size):
        if 0 <= at <= end_at - _LOCATOR.size - _END64.size:
            file.seek(box.start + at)
            sign, _, _, _, disk, first_disk, _, count, length, offset = _END64.unpack(_exactly(file, _END64.size))
            if sign == b"PK\x06\x06":
                return at, disk, first_disk, count, length, offset
    raise _Broken


def _rows(file: BinaryIO, start: int, length: int) -> Iterator[_Row]:
    """The rows of a central directory that is so many bytes long."""
    file.seek(start)
    block, at, rest, entries, names = b"", 0, length, 0, 0
    while True:
        if len(block) - at < _CENTRAL.size + 3 * _FULL16 and rest:
            more = file.read(min(rest, _BLOCK))
            if not more:
                raise _Broken
            rest -= len(more)
            block, at = block[at:] + more, 0
        if len(block) - at < _CENTRAL.size:
            if len(block) != at:
                raise _Broken
            return
        sign, made_by, _, flags, method, time, _, crc, packed, size, n, e, c, _, _, outer, offset = (
            _CENTRAL.unpack_from(block, at)
        )
        name_at = at + _CENTRAL.size
        if sign != b"PK\x01\x02" or name_at + n + e + c > len(block):
            raise _Broken
        entries += 1
        names += n
        if entries > limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if names > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)
        extra = block[name_at + n : name_at + n + e]
        if _FULL32 in (packed, size, offset):
            size, packed, offset = _wide(extra, size, packed, offset)
        mode = outer >> 16 if made_by >> 8 in (3, 19) else 0  # written on Unix or macOS
        yield _Row(block[name_at : name_at + n], extra, flags, method, crc, packed, size, offset, mode, time)
        at = name_at + n + e + c


def _wide(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Values of which some stand in the extra field of ZIP64, in the order size, packed size, offset."""
    field = _extra(extra, 0x0001)
    wide: list[int] = []
    at = 0
    for value in values:
        if value == _FULL32:
            if at + 8 > len(field):
                raise _Broken
            value = int.from_bytes(field[at : at + 8], "little")
            at += 8
        wide.append(value)
    return wide[0], wide[1], wide[2] if len(wide) > 2 else 0


def _extra(extra: bytes, wanted: int) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _name(row: _Row) -> str:
    """UTF-8 where it says so, or is; the code page of the first PC (437) otherwise."""
    path = _extra(row.extra, 0x7075)  # Info-ZIP's name in UTF-8, with the checksum of the other one
    if len(path) > 5 and path[0] == 1 and int.from_bytes(path[1:5], "little") == zlib.crc32(row.name):
        return path[5:].decode("utf-8", "replace")
    try:
        name = row.name.decode("utf-8")
    except UnicodeDecodeError:
        name = row.name.decode("utf-8", "replace") if row.flags & _UTF8 else row.name.decode("cp437")
    # some programs for Windows write what the standard forbids (APPNOTE 4.4.17.1)
    return name if "/" in name else name.replace("\\", "/")


# -- without a table of contents -----------------------------------------------------------------------------


def _walk(file: BinaryIO, box: Member) -> list[_Row]:
    """The entries from the archive's beginning on, by their local headers, as far as they are whole."""
    rows: list[_Row] = []
    at, names, unpacked = 0, 0, 0
    while at + LOCAL_SIZE <= box.packed:
        file.seek(box.start + at)
        sign, _, flags, method, time, _, crc, packed, size, n, e = _LOCAL.unpack(_exactly(file, LOCAL_SIZE))
        if sign != b"PK\x03\x04":
            break
        name, extra = file.read(n), file.read(e)
        names += n
        if len(rows) >= limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if names > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)
        data = at + LOCAL_SIZE + n + e
        after = 0
        try:
            if _FULL32 in (packed, size):
                size, packed, _ = _wide(extra, size, packed)
            if flags & _SIZES_LATER:
                if method != Packing.DEFLATED or flags & _ENCRYPTED:
                    break
                file.seek(box.start + data)
                packed, size, crc = _measure(file, box.packed - data, box.packed, unpacked)
                after = _descriptor(file, box.start + data + packed)
        except _Broken:
            break
        if data + packed > box.packed:
            break
        unpacked += size
        limits.check_unpacked(box.packed, unpacked)
        rows.append(_Row(name, extra, flags, method, crc, packed, size, at, time=time))
        at = data + packed + after
    return rows


def _measure(file: BinaryIO, rest: int, archive: int, before: int) -> tuple[int, int, int]:
    """Packed length, length and checksum of the deflated bytes that begin here."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    taken = size = crc = 0
    while not inflater.eof:
        block = inflater.unconsumed_tail
        if not block:
            block = file.read(min(1 << 16, rest - taken))
            taken += len(block)
        if not block:
            raise _Broken
        try:
            piece = inflater.decompress(block, 1 << 20)
        except zlib.error as broken:
            raise _Broken from broken
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        limits.check_unpacked(archive, before + size)
    return taken - len(inflater.unused_data), size, crc


def _descriptor(file: BinaryIO, at: int) -> int:
    """How long the data descriptor is that stands here, with or without a signature, of 32 or 64 bits."""
    file.seek(at)
    block = file.read(28)
    for length in (16, 12, 24, 20):
        if block[length : length + 2] == b"PK" and (length in (12, 20) or block[:4] == b"PK\x07\x08"):
            return length
    return 16 if block[:4] == b"PK\x07\x08" else 12


def _exactly(file: BinaryIO, count: int) -> bytes:
    block = file.read(count)
    if len(block) < count:
        raise _Broken
    return block
