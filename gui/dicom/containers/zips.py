"""What is in a ZIP and where (PKWARE APPNOTE 6.3.10), without unpacking anything.

The library's reader is not used: it takes a whole central directory into memory, finds no overlaps on Python 3.11,
answers the last of several entries of one name, and gives up on an archive that is cut short.
"""

from __future__ import annotations

import itertools
from typing import BinaryIO

from gui.core.entities import SkipReason
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.locks import AES_FIELD, AES_METHOD, Lock, aes_lock, can_open_aes
from gui.dicom.containers.values import LONGEST_NAME, Contents, Member, Names, Packing
from gui.dicom.containers.zip_directory import directory
from gui.dicom.containers.zip_rows import (
    ENCRYPTED,
    LOCAL,
    MASKED,
    SIZES_LATER,
    STRONG,
    Broken,
    Row,
    extra_field,
    name_of,
)
from gui.dicom.containers.zip_walk import walk
from gui.dicom.elements import Left, Record

LOCAL_SIZE = LOCAL.size
_LINK, _FILE_TYPE = 0o120000, 0o170000
_NO_CRC = -1
_HIGHEST_DEFLATED = 1040
"""No deflated byte unpacks to more (RFC 1951: 258 bytes for two bits)."""


def list_zip(file: BinaryIO, box: Member) -> Contents:
    """What lies in the ZIP that begins at ``box.start`` of an open file and is ``box.packed`` bytes long.

    An archive whose table of contents is lost is read from its beginning, entry by entry, as far as that goes.
    Entries that are locked come with their lock, and without a password. Never raises for what the archive holds;
    :class:`OSError` comes through.
    """
    try:
        try:
            rows, shift = directory(file, box)
            trouble = None
        except Broken:
            rows, shift, trouble = walk(file, box), 0, limits.CUT_SHORT
        return _contents(rows, box, shift, trouble)
    except Refused as refused:
        return Contents((), refused.left)


def _contents(rows: list[Row], box: Member, shift: int, trouble: Left | None) -> Contents:
    if not rows:
        return Contents((), limits.DAMAGED if trouble else limits.EMPTY)
    names = Names(box.entry)
    items: list[Member | tuple[str, Record]] = []
    for row in rows:
        name = name_of(row)
        if name.endswith("/") and row.size == 0:
            continue  # a folder
        if max(len(row.name), len(name)) > LONGEST_NAME:
            items.append((names(name[:100] + "…"), limits.NAME_TOO_LONG))
            continue
        shown = names(name)
        row, lock, reason = _unlockable(row)
        at = row.at + shift
        reason = reason or _unusable(row, 0 if lock is None else lock.room)
        if reason is None and (at < 0 or at + LOCAL_SIZE + row.packed > box.packed):
            reason = limits.ENTRY_DAMAGED
        if reason is not None:
            items.append((shown, limits.sized(reason, row.size)))
            continue
        place = (box.start + at, row.packed, row.size, row.method)
        crc = None if row.crc == _NO_CRC else row.crc
        items.append(Member(box.path, shown, box.mtime_ns, *place, header=True, crc=crc, lock=lock))
    limits.check_unpacked(box.packed, sum(item.size for item in items if isinstance(item, Member)))
    return Contents(_without_overlaps(items), trouble or (None if items else limits.EMPTY))


def _unlockable(row: Row) -> tuple[Row, Lock | None, Left | None]:
    """The entry as it is once it is unlocked, its lock, and why it cannot be unlocked at all."""
    if not row.flags & (ENCRYPTED | MASKED):
        return row, None, None
    if row.flags & (STRONG | MASKED):
        return row, None, limits.OTHER_LOCK
    if row.method != AES_METHOD:
        # an entry of which the checksum was not known when its head was written is checked by its time
        check = row.time >> 8 if row.flags & SIZES_LATER else row.crc >> 24
        return row, Lock(0, check), None
    found = aes_lock(extra_field(row.extra, AES_FIELD))
    if found is None or not can_open_aes():
        return row, None, limits.OTHER_LOCK
    lock, method, summed = found
    return row._replace(method=method, crc=row.crc if summed else _NO_CRC), lock, None


def _unusable(row: Row, room: int) -> Left | None:
    """Why an entry cannot be read; ``room`` is what its lock adds to its packed length."""
    if row.mode & _FILE_TYPE == _LINK:
        return limits.LINK
    if row.size == 0:
        return Left(SkipReason.NOT_DICOM, "An empty file", 0)
    if row.method not in (Packing.STORED, Packing.DEFLATED):
        return limits.OTHER_PACKING
    packed = row.packed - room
    if packed < 0 or (row.method == Packing.STORED and packed != row.size) or row.size > packed * _HIGHEST_DEFLATED:
        return limits.ENTRY_DAMAGED  # before its claim makes the whole archive look like a trap
    return None


def _without_overlaps(items: list[Member | tuple[str, Record]]) -> tuple[Member | tuple[str, Record], ...]:
    """No byte belongs to two entries: else a small archive could unpack to anything (CVE-2019-9674).

    Raises :class:`gui.dicom.containers.limits.Refused` when nothing is left without those that do.
    """
    members = sorted((item for item in items if isinstance(item, Member)), key=lambda one: one.start)
    bad: set[str] = set()
    for one, following in itertools.pairwise(members):
        if one.start + LOCAL_SIZE + one.packed > following.start:
            bad.add(one.entry)
        if one.start == following.start:
            bad.add(following.entry)
    if not bad:
        return tuple(items)
    if len(bad) == len(members):
        raise Refused(limits.OVERLAPS)
    return tuple(
        (item.entry, limits.OVERLAPS._replace(size=item.size))
        if isinstance(item, Member) and item.entry in bad
        else item
        for item in items
    )
