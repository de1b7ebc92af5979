"""The members of a TAR (POSIX.1 pax, ustar and GNU): what is in it and where, without unpacking anything.

The library's reader is not used: it takes a header of any claimed length into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from gui.core.entities import SkipReason
from gui.dicom.containers import limits
from gui.dicom.containers.limits import Refused
from gui.dicom.containers.recognise import is_tar_header
from gui.dicom.containers.values import LONGEST_NAME, Contents, Member, Names
from gui.dicom.elements import Left, Record

_BLOCK = 512
_LONGEST_HEADER = 1 << 20
_LONGEST_PADDING = 1 << 20
_FIRST_BLOCK, _LARGEST_BLOCK = 1 << 12, 1 << 20
_MOST_MARKS = 100_000
"""Places that are tried because they look as if a header lay around them."""
_END = bytes(_BLOCK)
_MAGIC, _MAGIC_AT = b"ustar", 257

_FILES = (b"0", b"\0", b"7")
_LINKS = (b"1", b"2")
_FOLDER, _SPARSE = b"5", b"S"
_PAX, _PAX_GLOBAL, _LONG_NAME, _LONG_LINK = (b"x", b"X"), b"g", b"L", b"K"
_MAP_GOES_ON = 482
"""Where the header of a GNU sparse file, and from then on each block of 512 bytes of its map, says so."""
_NEXT_MAP_GOES_ON = 504


def list_tar(file: BinaryIO, box: Member) -> Contents:
    """What lies in the TAR that begins at ``box.start`` of an open file and is ``box.packed`` bytes long.

    Damage is passed over, to the next header that is whole; several that were put together to one file are read as
    one. Never raises for what the archive holds; :class:`OSError` comes through.
    """
    walk = _Walk(file, box)
    try:
        walk.run()
    except Refused as refused:
        return Contents((), refused.left)
    if walk.damaged:
        return Contents(tuple(walk.items), limits.CUT_SHORT if walk.items else limits.DAMAGED)
    return Contents(tuple(walk.items), None if walk.items else limits.EMPTY)


@dataclass(slots=True)
class _Told:
    """What extended headers say of the member that follows them."""

    name: bytes = b""
    size: int | None = None
    sparse: bool = False

    def hear(self, text: bytes) -> None:
        """Take in the records of an extended header."""
        for key, value in _pax(text):
            if key in (b"path", b"GNU.sparse.name"):
                self.name = value
            elif key == b"size" and value.isdigit() and len(value) < 20:
                self.size = int(value)
            self.sparse = self.sparse or key.startswith(b"GNU.sparse")


class _Walk:
    def __init__(self, file: BinaryIO, box: Member) -> None:
        self._file, self._box = file, box
        self._names = Names(box.entry)
        self._name_bytes = self._marks = 0
        self._told = _Told()
        self.items: list[Member | tuple[str, Record]] = []
        self.damaged = False

    def run(self) -> None:
        """Go from header to header."""
        at = 0
        while at + _BLOCK <= self._box.packed:
            header = self._read(at, _BLOCK)
            if header == _END:
                following = self._behind_padding(at)
                if following < 0:
                    self.damaged = self.damaged or self._box.packed % _BLOCK != 0
                    return
                at = following
                continue
            following = self._member(header, at) if is_tar_header(header) else -1
            if following < 0:
                following = self._next_header(self._meet_damage(header, at))
                if following < 0:
                    return
            at = following
        self.damaged = self.damaged or at != self._box.packed

    def _meet_damage(self, header: bytes, at: int) -> int:
        """A header is not what it should be; answers with where the next one is to be looked for.

        Where there is none at all, bytes before it may have been lost, or come in: then the file that they belong to is
        not what was packed, and the next header may be nearer.
        """
        self.damaged = True
        self._told = _Told()
        before = self.items[-1] if self.items else None
        if not isinstance(before, Member) or header[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC:
            return at + 1
        self.items[-1] = (before.entry, limits.ENTRY_DAMAGED._replace(size=before.size))
        return before.start - self._box.start

    def _member(self, header: bytes, at: int) -> int:
        """Keep the member of which this is the header; answers with where the next one begins, -1 for nonsense."""
        kind = header[156:157]
        size = _number(header[124:136])
        at += _BLOCK
        if kind in (*_PAX, _PAX_GLOBAL, _LONG_NAME, _LONG_LINK):
            if not 0 <= size <= _LONGEST_HEADER:
                return -1
            text = self._read(at, size)
            if kind == _LONG_NAME:
                self._told.name = text.rstrip(b"\0")
            elif kind in _PAX:
                self._told.hear(text)
            return at + _padded(size)
        told, self._told = self._told, _Told()
        size = size if told.size is None else told.size
        if size < 0:
            return -1
        sparse = told.sparse or kind == _SPARSE
        more = header[_MAP_GOES_ON] if kind == _SPARSE else 0
        while more and at + _BLOCK <= self._box.packed:
            more = self._read(at, _BLOCK)[_NEXT_MAP_GOES_ON]
            at += _BLOCK
        name = told.name or _plain_name(header)
        if kind == _FOLDER or (kind in (b"0", b"\0") and name.endswith(b"/")):
            return at + _padded(size)
        self._count(name)
        shown = name.decode("utf-8", "surrogateescape")
        shown = self._names(shown if len(name) <= LONGEST_NAME else shown[:100] + "…")
        self.items.append(self._item(kind, name, shown, at, size, sparse=sparse))
        return at if kind in _LINKS else at + _padded(size)  # a link has no bytes of its own

    def _item(
        self, kind: bytes, name: bytes, shown: str, at: int, size: int, *, sparse: bool
    ) -> Member | tuple[str, Record]:
        box = self._box
        if len(name) > LONGEST_NAME:
            return shown, limits.NAME_TOO_LONG
        if kind in _LINKS:
            return shown, limits.LINK
        if sparse:
            return shown, limits.OTHER_PACKING
        if kind not in _FILES:
            return shown, limits.NOT_A_FILE
        if size == 0:
            return shown, Left(SkipReason.NOT_DICOM, "An empty file", 0)
        if at + size > box.packed:
            return shown, limits.sized(limits.ENTRY_DAMAGED, size)
        return Member(box.path, shown, box.mtime_ns, box.start + at, size, size)

    def _count(self, name: bytes) -> None:
        self._name_bytes += len(name)
        if len(self.items) >= limits.MOST_ENTRIES:
            raise Refused(limits.TOO_MANY)
        if self._name_bytes > limits.MOST_NAME_BYTES:
            raise Refused(limits.NAMES_TOO_LONG)

    def _behind_padding(self, at: int) -> int:
        """Where another archive begins behind the end of this one, -1 when none does."""
        for reach in (_FIRST_BLOCK, _LONGEST_PADDING):
            padding = self._read(at, reach)
            zeros = len(padding) - len(padding.lstrip(b"\0"))
            if zeros < len(padding):
                break
        following = at + zeros // _BLOCK * _BLOCK
        return following if is_tar_header(self._read(following, _BLOCK)) else -1

    def _next_header(self, at: int) -> int:
        """Where the next header begins that is whole, anywhere; -1 when there is none."""
        least, before, reach = at, b"", _FIRST_BLOCK  # the next one is near as a rule
        while block := self._read(at, reach):
            reach = min(2 * reach, _LARGEST_BLOCK)
            whole = before + block
            start = at - len(before)
            found = whole.find(_MAGIC)
            while found >= 0:
                place = start + found - _MAGIC_AT
                self._marks += 1
                if self._marks > _MOST_MARKS:
                    return -1
                if place >= least and is_tar_header(self._read(place, _BLOCK)):
                    return place
                found = whole.find(_MAGIC, found + 1)
            at += len(block)
            before = whole[1 - len(_MAGIC) :]
        return -1

    def _read(self, at: int, count: int) -> bytes:
        self._file.seek(self._box.start + at)
        return self._file.read(max(min(count, self._box.packed - at), 0))


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


def _pax(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The records of an extended header (``length key=value`` and a line feed)."""
    at = 0
    while at < len(text):
        length, _, _ = text[at : at + 12].partition(b" ")
        if not length.isdigit() or not 5 <= int(length) <= len(text) - at:
            break
        key, _, value = text[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        yield key, value
        at += int(length)
