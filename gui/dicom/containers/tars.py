"""The members of a TAR (POSIX.1 pax, ustar and GNU): what is in it and where, without unpacking anything.

The library's reader is not used: it takes a header of any claimed length into memory.
"""

from __future__ import annotations

from typing import BinaryIO

from gui.core.entities import SkipReason
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.recognise import is_tar_header
from gui.dicom.containers.values import LONGEST_NAME, Contents, Member, Names
from gui.dicom.elements import Left, Record

_BLOCK = 512
_LONGEST_HEADER = 1 << 20
_END = bytes(_BLOCK)

_FILES = (b"0", b"\0", b"7")
_LINKS = (b"1", b"2")
_FOLDER = b"5"
_PAX, _PAX_GLOBAL, _LONG_NAME, _LONG_LINK = b"x", b"g", b"L", b"K"


def list_tar(file: BinaryIO, box: Member) -> Contents:
    """What lies in the TAR that begins at ``box.start`` of an open file and is ``box.packed`` bytes long.

    One that is cut short, or damaged in its middle, is read up to there. Never raises for what the archive holds;
    :class:`OSError` comes through.
    """
    names = Names(box.entry)
    items: list[Member | tuple[str, Record]] = []
    try:
        trouble = _walk(file, box, names, items)
    except Refused as refused:
        return Contents((), refused.left)
    return Contents(tuple(items), trouble or (None if items else limits.EMPTY))


def _walk(file: BinaryIO, box: Member, names: Names, items: list[Member | tuple[str, Record]]) -> Left | None:
    at, name_bytes = 0, 0
    told: dict[str, bytes] = {}
    while at + _BLOCK <= box.packed:
        file.seek(box.start + at)
        header = file.read(_BLOCK)
        if header == _END:
            return None
        if not is_tar_header(header):
            return limits.CUT_SHORT if items else limits.DAMAGED
        kind = header[156:157]
        size = _number(header[124:136])
        at += _BLOCK
        if size < 0:
            return limits.CUT_SHORT
        if kind in (_PAX, _PAX_GLOBAL, _LONG_NAME, _LONG_LINK):
            if size > _LONGEST_HEADER:
                return limits.CUT_SHORT
            text = file.read(size)
            if kind == _LONG_NAME:
                told["path"] = text.rstrip(b"\0")
            elif kind == _PAX:
                told.update(_pax(text))
            at += _padded(size)
            continue
        name = told.get("path") or _plain_name(header)
        if "size" in told:
            size = int(told["size"]) if told["size"].isdigit() and len(told["size"]) < 20 else size
        sparse = kind == b"S" or any(key.startswith("GNU.sparse") for key in told)
        told = {}
        name_bytes += len(name)
        if len(items) >= limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if name_bytes > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)
        text_name = name.decode("utf-8", "surrogateescape")
        if kind == _FOLDER or (kind in (b"0", b"\0") and text_name.endswith("/")):
            at += _padded(size)
            continue
        if len(name) > LONGEST_NAME:
            items.append((names(text_name[:100] + "…"), limits.NAME_TOO_LONG))
        elif kind in _LINKS:
            items.append((names(text_name), limits.LINK))
            continue  # a link has no bytes of its own
        elif sparse:
            items.append((names(text_name), limits.OTHER_PACKING))
        elif kind not in _FILES:
            items.append((names(text_name), limits.NOT_A_FILE))
        elif size == 0:
            items.append((names(text_name), Left(SkipReason.NOT_DICOM, "An empty file", 0)))
        elif at + size > box.packed:
            items.append((names(text_name), limits.ENTRY_DAMAGED._replace(size=size)))
            return limits.CUT_SHORT
        else:
            items.append(Member(box.path, names(text_name), box.mtime_ns, box.start + at, size, size))
        at += _padded(size)
    return None if at == box.packed else limits.CUT_SHORT


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _number(field: bytes) -> int:
    """An octal number, or GNU's base 256; -1 for what is neither."""
    if field[0] & 0x80:
        return -1 if field[0] == 0xFF else int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b"\0 ")
    if not all(0x30 <= digit <= 0x37 for digit in digits):
        return -1
    return int(digits, 8) if digits else 0


def _plain_name(header: bytes) -> bytes:
    name = header[:100].split(b"\0", 1)[0]
    prefix = header[345:500].split(b"\0", 1)[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _pax(text: bytes) -> dict[str, bytes]:
    """The records of an extended header (``length key=value`` and a line feed)."""
    found: dict[str, bytes] = {}
    at = 0
    while at < len(text):
        length, _, _ = text[at : at + 12].partition(b" ")
        if not length.isdigit() or not 5 <= int(length) <= len(text) - at:
            break
        key, _, value = text[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        found[key.decode("utf-8", "replace")] = value
        at += int(length)
    return found
