"""A file that cannot be read without bound, and a way past sequences that cannot run out of stack."""

from __future__ import annotations

import io
from struct import Struct
from typing import BinaryIO

_MAX_BYTES = 64 << 20
_MAX_ONE_READ = 8 << 20
_MAX_READS = 1_000_000

_ITEM = 0xFFFEE000
_ITEM_END = 0xFFFEE00D
_SEQUENCE_END = 0xFFFEE0DD
_UNDEFINED = 0xFFFFFFFF
_IMPLICIT_HEADER = {True: Struct("<HHL"), False: Struct(">HHL")}
_EXPLICIT_HEADER = {True: Struct("<HH2sH"), False: Struct(">HH2sH")}
_LENGTH = {True: Struct("<L"), False: Struct(">L")}
_LONG_VRS = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())


class HeaderBroken(Exception):
    """The header does not follow the encoding rules (PS3.5 §7)."""


class HeaderTooLarge(HeaderBroken):
    """The header asks for more reading than any real header needs."""


class HeaderCutShort(HeaderBroken):
    """An element goes beyond the end of the file."""


class GuardedFile:
    """A binary file that answers only a bounded number of bytes and reads, and never seeks past its end.

    ``size`` is in bytes. Raises :class:`HeaderTooLarge` or :class:`HeaderCutShort`.
    """

    name = ""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._bytes = 0
        self._reads = 0
        self.tell = file.tell

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes; fewer only at the end of the file."""
        rest = max(self._size - self._file.tell(), 0)
        count = rest if count < 0 else min(count, rest)
        self._reads += 1
        self._bytes += count
        if count > _MAX_ONE_READ or self._bytes > _MAX_BYTES or self._reads > _MAX_READS:
            raise HeaderTooLarge
        return self._file.read(count)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to ``offset``; the end of the file is the furthest."""
        base = (0, self._file.tell(), self._size)[whence]
        if base + offset > self._size:
            raise HeaderCutShort
        return self._file.seek(max(base + offset, 0))

    def peek(self, count: int) -> bytes:
        """What :meth:`read` would answer, without moving."""
        position = self._file.tell()
        block = self.read(count)
        self._file.seek(position)
        return block

    def skip(self, count: int) -> None:
        """Move on by ``count`` bytes."""
        self.seek(self._file.tell() + count)


def skip_sequence(file: GuardedFile, implicit: bool, little_endian: bool) -> None:
    """Move from the first item of a value of undefined length to behind its end (PS3.5 §7.5).

    Depth costs no stack, so that no nesting can bring the reader down. An element of VR UN holds implicit VR
    little endian in a file of any encoding (PS3.5 §6.2.2), so order and VR are looked for anew in each sequence.
    Raises :class:`HeaderBroken`.
    """
    # one entry for each sequence and each item that is open: (is an item, implicit, little endian)
    open_ones = [(False, implicit, _order(file, little_endian))]
    while open_ones:
        is_item, implicit, little_endian = open_ones[-1]
        header = file.read(8)
        if len(header) < 8:
            raise HeaderCutShort
        group, element, length = _IMPLICIT_HEADER[little_endian].unpack(header)
        tag = group << 16 | element
        if tag == _SEQUENCE_END:
            if is_item:  # the item's own end was forgotten
                open_ones.pop()
            open_ones.pop()
        elif not is_item:
            if tag != _ITEM:
                raise HeaderBroken
            if length == _UNDEFINED:
                open_ones.append((True, implicit or not looks_explicit(file.peek(6)[4:]), little_endian))
            else:
                file.skip(length)
        elif tag == _ITEM_END:
            open_ones.pop()
        else:
            if not implicit and looks_explicit(header[4:6]):
                _, _, vr, length = _EXPLICIT_HEADER[little_endian].unpack(header)
                if vr in _LONG_VRS:
                    length = _long_length(file, little_endian)
            if length == _UNDEFINED:
                open_ones.append((False, implicit, _order(file, little_endian)))
            else:
                file.skip(length)


def looks_explicit(vr: bytes) -> bool:
    """True when the two bytes after a tag can be a VR: two capital letters."""
    return len(vr) == 2 and all(0x40 < byte < 0x5B for byte in vr)


def _long_length(file: GuardedFile, little_endian: bool) -> int:
    block = file.read(4)
    if len(block) < 4:
        raise HeaderCutShort
    length: int = _LENGTH[little_endian].unpack(block)[0]
    return length


def _order(file: GuardedFile, little_endian: bool) -> bool:
    """The byte order of a sequence, by its first item's tag."""
    start = file.peek(2)
    return {b"\xfe\xff": True, b"\xff\xfe": False}.get(start, little_endian)
