"""The quick reader: one buffered read, top-level elements only, no pydicom.

It reads what nearly every file is: preamble, file meta information, a little-endian data set whose elements
are in order. Whatever is unusual it hands over (it answers None) to the careful reader,
whose answer it would otherwise give exactly.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from struct import Struct
from typing import Literal

from gui.core.reasons import SkipReason
from gui.dicom import charsets
from gui.dicom.elements import (
    DICOMDIR_SOP_CLASS,
    LAST_WANTED,
    MEDIA_STORAGE_SOP_CLASS_UID,
    NEEDED,
    SPECIFIC_CHARACTER_SET,
    TRANSFER_SYNTAX_UID,
    WANTED,
    Left,
    RawHeader,
    left,
    starts_a_program,
)
from gui.dicom.guarded import GuardedFile, HeaderBroken, looks_explicit, skip_sequence

FIRST_BLOCK = 8192
"""Bytes of the first read: the headers of most files up to BurnedInAnnotation (0028,0301)."""

_LATER_BLOCK = 16384
_SEQUENCE_BLOCK = 65536
LARGEST_VALUE = 8192
"""Bytes of a wanted element that the quick reader takes."""

LARGEST_META_VALUE = 1024
"""Bytes of any element of the file meta information that it passes over."""

_explicit = Struct("<HH2sH").unpack_from
_implicit = Struct("<HHL").unpack_from
_long = Struct("<L").unpack_from

_SHORT_VRS = frozenset(b"AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US".split())
_LONG_VRS = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
UNDEFINED = 0xFFFFFFFF

_IMPLICIT_SYNTAX = b"1.2.840.10008.1.2"
_EXPLICIT_SYNTAX = b"1.2.840.10008.1.2.1"
_ENCAPSULATED = (b"1.2.840.10008.1.2.4.", b"1.2.840.10008.1.2.5")

_DICOMDIR = DICOMDIR_SOP_CLASS.encode()

ReadAt = Callable[[int, int], bytes]


class Trace:
    """The steps of a walk: for each element where its header, its value and the next element begin in the block.

    The first ``meta`` of them are file meta information. ``stop`` is where the header of the first element begins that
    is not wanted any more; 0 when the walk needed more than the first block.
    """

    __slots__ = ("implicit", "meta", "steps", "stop")

    def __init__(self) -> None:
        self.steps: list[tuple[int, int, int]] = []
        self.meta = 0
        self.stop = 0
        self.implicit = False


def quick_header(block: bytes, size: int, read_at: ReadAt, trace: Trace | None = None) -> RawHeader | Left | None:
    """The wanted elements, or that it is no DICOM file, or None when it must be read with care.

    ``block`` is the file's beginning, ``size`` the file's length in bytes, ``read_at(offset, count)`` reads on.
    ``trace`` is filled with the way that was taken.
    """
    if block[128:132] != b"DICM":
        return None if may_be_bare(block[:132], size) else left(SkipReason.NOT_DICOM, size)
    raw = RawHeader(program=starts_a_program(block))
    position = _walk_meta(block, raw.meta, trace)
    if raw.meta.get(MEDIA_STORAGE_SOP_CLASS_UID, b"").rstrip(b"\0 ") == _DICOMDIR:
        return None  # the careful reader also reads what it lists
    syntax = raw.meta.get(TRANSFER_SYNTAX_UID, b"").rstrip(b"\0 ")
    if position is None or MEDIA_STORAGE_SOP_CLASS_UID not in raw.meta:
        return None
    if syntax == _IMPLICIT_SYNTAX:
        whole = _walk_implicit(block, position, size, read_at, raw.values, trace)
    elif syntax == _EXPLICIT_SYNTAX or syntax.startswith(_ENCAPSULATED):
        whole = _walk_explicit(block, position, size, read_at, raw.values, trace)
    else:
        return None
    if not whole or any(tag not in raw.values for tag in NEEDED):
        return None
    own = charsets.own(raw.values.get(SPECIFIC_CHARACTER_SET, b""))
    return raw if own and b"\x1b" not in b"".join(raw.values.values()) else None


def _walk_meta(block: bytes, meta: dict[int, bytes], trace: Trace | None) -> int | None:
    """Read group 0002 (explicit little endian, PS3.10 §7.1); answers with where the data set begins."""
    position, end, last = 132, len(block), 0
    while position + 12 <= end:
        group, element, vr, length = _explicit(block, position)
        if group != 2:
            if trace is not None:
                trace.meta = len(trace.steps)
            return position
        if element < last:
            return None
        last, header = element + 1, position
        if vr in _SHORT_VRS:
            position += 8
        elif vr in _LONG_VRS:
            (length,) = _long(block, position + 8)
            position += 12
        else:
            return None
        if length > LARGEST_META_VALUE:
            return None
        tag = 0x00020000 | element
        if tag in (TRANSFER_SYNTAX_UID, MEDIA_STORAGE_SOP_CLASS_UID):
            if vr != b"UI":
                return None
            meta[tag] = block[position : position + length]
        if trace is not None:
            trace.steps.append((header, position, position + length))
        position += length
    return None


def _walk_explicit(
    block: bytes, position: int, size: int, read_at: ReadAt, values: dict[int, bytes], trace: Trace | None
) -> bool:
    """Read an explicit-VR data set up to the last wanted element; False = unusual."""
    unpack, short, wanted = _explicit, _SHORT_VRS, WANTED  # this loop is where a scan spends its time
    base, end, last = 0, len(block), 0x0007FFFF
    while True:
        if position + 12 > end:
            base += position
            block, position = read_at(base, _LATER_BLOCK), 0
            end = len(block)
            if end < 12:
                return False
        group, element, vr, length = unpack(block, position)
        tag = group << 16 | element
        if tag <= last:
            return False
        if tag > LAST_WANTED:
            if trace is not None:
                trace.stop = 0 if base else position
            return True
        last, header = tag, position
        if vr in short:
            position += 8
        elif vr in _LONG_VRS:
            (length,) = _long(block, position + 8)
            position += 12
        else:
            return False
        if length == UNDEFINED:
            following = past_sequence(block, position, implicit=False)
            if not following:
                base += position
                block, position = read_at(base, _SEQUENCE_BLOCK), 0
                end = len(block)
                following = past_sequence(block, 0, implicit=False)
            if not following or tag in wanted:
                return False
        else:
            following = position + length
        if following > end and base + following > size:
            return False
        if tag in wanted:
            if wanted[tag] != vr or length > LARGEST_VALUE:
                return False
            if following > end:
                base += position
                block, position, following = read_at(base, _LATER_BLOCK), 0, length
                end = len(block)
                if following > end:
                    return False
            values[tag] = block[position:following]
        if trace is not None:
            trace.steps.append((header, position, following))
        position = following


def _walk_implicit(
    block: bytes, position: int, size: int, read_at: ReadAt, values: dict[int, bytes], trace: Trace | None
) -> bool:
    """Read an implicit-VR data set up to the last wanted element; False = unusual."""
    base, end, last = 0, len(block), 0x0007FFFF
    if looks_explicit(block[position + 4 : position + 6]):
        return False
    if trace is not None:
        trace.implicit = True
    while True:
        if position + 8 > end:
            base += position
            block, position = read_at(base, _LATER_BLOCK), 0
            end = len(block)
            if end < 8:
                return False
        group, element, length = _implicit(block, position)
        tag = group << 16 | element
        if tag <= last:
            return False
        if tag > LAST_WANTED:
            if trace is not None:
                trace.stop = 0 if base else position
            return True
        last, header = tag, position
        position += 8
        if length == UNDEFINED:
            following = past_sequence(block, position, implicit=True)
            if not following:
                base += position
                block, position = read_at(base, _SEQUENCE_BLOCK), 0
                end = len(block)
                following = past_sequence(block, 0, implicit=True)
            if not following or tag in WANTED:
                return False
        else:
            following = position + length
        if following > end and base + following > size:
            return False
        if tag in WANTED:
            if length > LARGEST_VALUE:
                return False
            if following > end:
                base += position
                block, position, following = read_at(base, _LATER_BLOCK), 0, length
                end = len(block)
                if following > end:
                    return False
            values[tag] = block[position:following]
        if trace is not None:
            trace.steps.append((header, position, following))
        position = following


def past_sequence(block: bytes, position: int, *, implicit: bool) -> int:
    """Where the value of undefined length ends that begins at ``position``; 0 when it is not whole within the block.

    It is passed over as the careful reader does it, which reads no byte behind the end of such a value.
    """
    file = GuardedFile(io.BytesIO(block), len(block))
    try:
        file.seek(position)
        skip_sequence(file, implicit, True)
    except HeaderBroken:
        return 0
    return file.tell()


def may_be_bare(start: bytes, size: int) -> bool:
    """True when a file without preamble begins as a data set or as file meta information does.

    Its first element must be of group 0002 or 0008, with a VR or a length that an element there can have.
    """
    if len(start) < 16:
        return False
    order: Literal["little", "big"] = "little" if start[1] == 0 else "big"
    group = int.from_bytes(start[:2], order)
    element = int.from_bytes(start[2:4], order)
    if group not in (0x0002, 0x0008) or element > 0x2300:
        return False
    if looks_explicit(start[4:6]):
        return start[4:6] in (b"UL", b"CS", b"UI", b"DA", b"TM", b"OB", b"SH", b"LO", b"DT", b"SQ", b"LT", b"IS")
    return order == "little" and int.from_bytes(start[4:8], "little") <= min(size, 4096)
