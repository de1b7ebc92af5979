"""An entry of a ZIP as it stands in the central directory, or in a local file header (PKWARE APPNOTE 6.3.10)."""

from __future__ import annotations

import zlib
from struct import Struct
from typing import BinaryIO, NamedTuple

CENTRAL = Struct("<4s6H3L5H2L")
LOCAL = Struct("<4s5H3L2H")
CENTRAL_SIGN, LOCAL_SIGN, DESCRIPTOR_SIGN = b"PK\x01\x02", b"PK\x03\x04", b"PK\x07\x08"

FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
ENCRYPTED, SIZES_LATER, STRONG, UTF8, MASKED = 0x0001, 0x0008, 0x0040, 0x0800, 0x2000

_WIDE_FIELD = 0x0001
_NAME_FIELD = 0x7075
_AES_FIELD = 0x9901
_SHORT_EXTRA = 64


class Broken(Exception):
    """The table of contents, or a header, is not where it should be, or not what it should be."""


class Row(NamedTuple):
    """An entry. ``at`` is where its local header begins, by its own account; ``extra`` is what counts of that."""

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


def wide(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Values of which some stand in the extra field of ZIP64, in the order size, packed size, offset.

    Raises :class:`Broken` when one of them is not there.
    """
    field = extra_field(extra, _WIDE_FIELD)
    found: list[int] = []
    at = 0
    for value in values:
        if value == FULL32:
            if at + 8 > len(field):
                raise Broken
            value = int.from_bytes(field[at : at + 8], "little")
            at += 8
        found.append(value)
    return found[0], found[1], found[2] if len(found) > 2 else 0


def extra_field(extra: bytes, wanted: int) -> bytes:
    """The value of an extra field; nothing when it is not there."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def kept_extra(extra: bytes) -> bytes:
    """The extra fields that are used later: all of a short one, so that a large archive does not fill the memory."""
    if len(extra) <= _SHORT_EXTRA:
        return extra
    fields = ((kind, extra_field(extra, kind)) for kind in (_NAME_FIELD, _AES_FIELD))
    return b"".join(
        kind.to_bytes(2, "little") + len(value).to_bytes(2, "little") + value for kind, value in fields if value
    )


def name_of(row: Row) -> str:
    """UTF-8 where it says so, or is; the code page of the first PC (437) otherwise."""
    path = extra_field(row.extra, _NAME_FIELD)  # Info-ZIP's name in UTF-8, with the checksum of the other one
    if len(path) > 5 and path[0] == 1 and int.from_bytes(path[1:5], "little") == zlib.crc32(row.name):
        return path[5:].decode("utf-8", "replace")
    try:
        name = row.name.decode("utf-8")
    except UnicodeDecodeError:
        name = row.name.decode("utf-8", "replace") if row.flags & UTF8 else row.name.decode("cp437")
    # some programs for Windows write what the standard forbids (APPNOTE 4.4.17.1)
    return name if "/" in name else name.replace("\\", "/")


def exactly(file: BinaryIO, count: int) -> bytes:
    """So many bytes of a file. Raises :class:`Broken` when there are fewer."""
    block = file.read(count)
    if len(block) < count:
        raise Broken
    return block
