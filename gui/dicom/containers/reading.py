"""What a reading process does with a file, with a member of an archive, and with an archive."""

from __future__ import annotations

import os
from typing import BinaryIO, cast

from gui.core.entities import WITHIN, SkipReason
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused, Tally
from gui.dicom.containers.passwords import Password
from gui.dicom.containers.recognise import GZIP, TAR, ZIP, kind_of
from gui.dicom.containers.spool import unpack
from gui.dicom.containers.streams import Broken, Head, Window, member_bytes, open_plain, packed_window, unpacked_size
from gui.dicom.containers.tars import list_tar
from gui.dicom.containers.values import Answer, Box, Contents, Item, Member, Names, Packing, may_open
from gui.dicom.containers.zips import list_zip
from gui.dicom.elements import Found, Left, RawHeader, Record, left, record_of
from gui.dicom.guarded import HeaderTooLarge
from gui.dicom.header import as_archive, read_record
from gui.dicom.quick import FIRST_BLOCK, quick_header

_BLOCK = 1 << 20


def read_item(item: Item) -> Answer:
    """The record of a file or a member, or the contents of an archive. Never raises for what they hold."""
    if isinstance(item, str):
        return read_record(item)
    if isinstance(item, Member):
        return read_member(item)
    return read_box(item)


def read_member(member: Member) -> Record:
    """What the header of a member says."""
    try:
        with open_plain(member.path) as file:
            return member_record(file, member)
    except OSError:
        return left(SkipReason.UNREADABLE, member.size)


def member_record(file: BinaryIO, member: Member) -> Record:
    """What the header of a member of an open file says; no more is unpacked than its header needs."""
    try:
        source = _beginning(file, member)
    except Broken:
        return limits.ENTRY_DAMAGED._replace(size=member.size)
    except Refused as refused:
        return refused.left._replace(size=member.size)
    block = source.read(FIRST_BLOCK)
    if not block:
        return limits.ENTRY_DAMAGED._replace(size=member.size)
    raw = _quick(source, block, member)
    if isinstance(raw, RawHeader):
        return record_of(raw, member.size, member.mtime_ns)
    if raw is not None:
        return as_archive(raw, block)
    from gui.dicom.careful import careful_record

    return careful_record(cast(BinaryIO, source), member.size, member.mtime_ns)


def names_another(file: BinaryIO, member: Member, sop_instance_uid: str) -> bool:
    """True when a member is surely not this image: for a process that takes no strange file apart.

    Raises :class:`Broken` and :class:`Refused`.
    """
    source = _beginning(file, member)
    raw = _quick(source, source.read(FIRST_BLOCK), member)
    if isinstance(raw, RawHeader):
        record = record_of(raw, member.size, member.mtime_ns)
        return not isinstance(record, Found) or record.sop_instance_uid != sop_instance_uid
    return raw is not None


def _beginning(file: BinaryIO, member: Member) -> Window | Head:
    window = packed_window(file, member)
    return window if member.plain else Head(member_bytes(file, member), member.size)


def _quick(source: Window | Head, block: bytes, member: Member) -> RawHeader | Left | None:
    """What the quick reader makes of a member that begins with ``block``; None when it must be read with care."""

    def read_at(offset: int, count: int) -> bytes:
        source.seek(offset)
        return source.read(count)

    try:
        return quick_header(block, member.size, read_at)
    except HeaderTooLarge:
        return None  # the careful reader judges what was read up to there


def read_box(box: Box) -> Contents:
    """What an archive holds: members to read, or, where it had to be unpacked, their records."""
    try:
        with open_plain(box.member.path) as file:
            if not box.member.entry:
                found = os.fstat(file.fileno())
                size = found.st_size
                box = box._replace(member=box.member._replace(mtime_ns=found.st_mtime_ns, packed=size, size=size))
            return _guarded(file, box)
    except OSError:
        return Contents((), left(SkipReason.UNREADABLE, box.member.packed))


def _guarded(file: BinaryIO, box: Box) -> Contents:
    try:
        return _contents(file, box)
    except OSError:
        trouble = left(SkipReason.UNREADABLE)
    except Refused as refused:
        trouble = refused.left
    except Broken:
        trouble = limits.DAMAGED
    return Contents((), trouble._replace(size=box.member.packed))


def _contents(file: BinaryIO, box: Box) -> Contents:
    """What an archive in an open file holds. What had to be unpacked for that comes as records."""
    member = box.member
    if not member.plain:
        with unpack(file, member, box.spool) as unpacked:
            inner = box._replace(member=whole_member(unpacked, member))
            return _read_through(unpacked, _contents(unpacked, inner), inner)
    window = packed_window(file, member)
    plain = member._replace(start=window.start, header=False)
    if box.kind == GZIP:
        return _gzip(file, box._replace(member=plain))
    return with_password(list_archive(file, box.kind, plain), dict(box.keys).get(member.entry))


def list_archive(file: BinaryIO, kind: str, member: Member) -> Contents:
    """What lies in the ZIP or TAR that is a stored member of an open file. Raises :class:`Broken`."""
    if kind == TAR and member.crc is not None:
        _check(file, member)  # the files in a TAR have no checksums of their own
    return list_zip(file, member) if kind == ZIP else list_tar(file, member)


def _check(file: BinaryIO, member: Member) -> None:
    source, room, left = member_bytes(file, member), memoryview(bytearray(_BLOCK)), member.size
    while left:
        left -= source.readinto(room[: min(left, _BLOCK)])


def with_password(contents: Contents, password: Password | None) -> Contents:
    """What an archive holds, its locked entries with their password; without one they are known to need it."""
    items = contents.items
    if not any(isinstance(one, Member) and one.lock is not None for one in items):
        return contents
    return contents._replace(items=tuple(_with(one, password) for one in items))


def _with(item: Member | tuple[str, Record], password: Password | None) -> Member | tuple[str, Record]:
    if not isinstance(item, Member) or item.lock is None:
        return item
    if password is None:
        return item.entry, limits.PASSWORD._replace(size=item.size)
    return item._replace(password=password)


def _gzip(file: BinaryIO, box: Box) -> Contents:
    """The one file that is in a gzip file, or what is in the TAR that is, which is unpacked for that."""
    packed, kind = in_gzip(file, box.member)
    if kind != TAR:
        return Contents((packed,))
    if WITHIN in box.member.entry:
        raise Refused(limits.TOO_DEEP)
    with unpack(file, packed, box.spool) as unpacked:
        inner = Box(whole_member(unpacked, box.member), TAR, box.spool, box.keys)
        contents = _read_through(unpacked, list_archive(unpacked, TAR, inner.member), inner)
    if packed.packing == Packing.GZIP_CUT:  # what is lost may be all that came behind
        contents = contents._replace(trouble=limits.CUT_SHORT if contents.items else limits.DAMAGED)
    return contents


def in_gzip(file: BinaryIO, member: Member) -> tuple[Member, str]:
    """The one file in a gzip file, and the kind of archive that it is, if it is one.

    Without its end only a TAR is of use: of that, what there is. Raises :class:`Refused` or :class:`Broken`.
    """
    size, head, whole = unpacked_size(file, member)
    kind = "" if head[128:132] == b"DICM" else kind_of(head)
    if not whole and kind != TAR:
        raise Broken
    if not size:
        raise Refused(limits.EMPTY)
    name = os.path.basename((member.entry.rpartition(WITHIN)[2] or member.path).replace("\\", "/"))
    own = name[:-3] if name.lower().endswith(".gz") and len(name) > 3 else name
    packing = Packing.GZIP if whole else Packing.GZIP_CUT
    return member._replace(entry=Names(member.entry)(own), size=size, packing=packing, crc=None), kind


def whole_member(file: BinaryIO, member: Member) -> Member:
    """An unpacked member as a member of the file that it was unpacked to."""
    size = file.seek(0, os.SEEK_END)
    return Member(member.path, member.entry, member.mtime_ns, 0, size, size)


def _read_through(file: BinaryIO, contents: Contents, box: Box, tally: Tally | None = None) -> Contents:
    """Contents with all records, those of archives in it too: the file will not be there for long.

    Raises :class:`Refused` when they are more than any export has.
    """
    tally = tally or Tally()
    items: list[Member | tuple[str, Record]] = []
    for item in contents.items:
        tally.add(item.entry if isinstance(item, Member) else item[0])
        if not isinstance(item, Member):
            items.append(item)
            continue
        record = member_record(file, item)
        if not (isinstance(record, Left) and record.holds):
            items.append((item.entry, record))
        elif may_open(box, record.holds):
            items.extend(_read_inner(file, Box(item, record.holds, box.spool, box.keys), tally))
        else:
            items.append((item.entry, limits.TOO_DEEP._replace(size=item.size)))
    return Contents(tuple(items), contents.trouble)


def _read_inner(file: BinaryIO, box: Box, tally: Tally) -> list[tuple[str, Record]]:
    """The records of an archive that lies in another one."""
    contents = _guarded(file, box)
    known = _read_through(file, contents, box, tally)
    items = [item for item in known.items if not isinstance(item, Member)]
    trouble = known.trouble
    if trouble is None and all(nothing(record) for _, record in items):
        return [(box.member.entry, limits.NO_DICOM._replace(size=box.member.size))]
    return items if trouble is None else [*items, (box.member.entry, trouble)]


def nothing(record: Record) -> bool:
    """True for what is no DICOM file at all: an archive of only such files is left out as one file."""
    return isinstance(record, Left) and record.reason is SkipReason.NOT_DICOM
