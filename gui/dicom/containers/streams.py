"""The bytes of a member, as they are in their own file: by offset, or through a decompressor, always bounded."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import threading
import zlib
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple, Protocol

from gui.dicom.containers import limits
from gui.dicom.containers.limits import NeedsPassword, Refused
from gui.dicom.containers.locks import NotAuthentic, Unlocked, WrongPassword
from gui.dicom.containers.passwords import within_of
from gui.dicom.containers.values import Member, Packing
from gui.dicom.containers.zips import LOCAL_SIZE
from gui.dicom.guarded import HeaderTooLarge

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BLOCK = 1 << 16
_MOST_HEAD = 64 << 20


class Broken(Exception):
    """The packed bytes are not what they should be: damaged, cut short, longer than they claim, or another checksum."""


class CutShort(Broken):
    """The packed bytes end before what is packed does."""


class Bytes(Protocol):
    """Bytes that are read once, from the first to the last."""

    def readinto(self, room: memoryview) -> int:
        """Fill ``room`` as far as it goes; 0 only at the end. Raises :class:`Broken` or :class:`OSError`."""
        ...


def open_plain(path: str) -> BinaryIO:
    """Open an ordinary file, without a buffer. Raises :class:`OSError`; a pipe, which would block, is refused."""
    descriptor = os.open(path, _FLAGS)
    with contextlib.ExitStack() as unless_opened:
        unless_opened.callback(os.close, descriptor)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not an ordinary file")
        file = io.FileIO(descriptor, "rb", closefd=True)
        unless_opened.pop_all()
    return file


class Window:
    """Some of the bytes of a file, as a file. Several windows of one file may be read by several threads."""

    name = ""

    def __init__(
        self, file: BinaryIO, start: int, size: int, lock: AbstractContextManager[object] | None = None
    ) -> None:
        self._file = file
        self.start = start
        self._size = size
        self._at = 0
        self._lock = lock or threading.Lock()

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; beyond the end nothing is read."""
        self._at = max((0, self._at, self._size)[whence] + offset, 0)
        return self._at

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes; fewer only at the end."""
        rest = max(self._size - self._at, 0)
        count = rest if count < 0 else min(count, rest)
        pieces: list[bytes] = []
        while count:
            with self._lock:
                self._file.seek(self.start + self._at)
                piece = self._file.read(count)
            if not piece:
                break
            pieces.append(piece)
            self._at += len(piece)
            count -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, room: memoryview) -> int:
        """Fill ``room`` as far as one read of the file goes."""
        room = room[: max(self._size - self._at, 0)]
        if not room:
            return 0
        with self._lock:
            self._file.seek(self.start + self._at)
            count: int = self._file.readinto(room) or 0  # type: ignore[attr-defined]
        if not count:
            raise Broken
        self._at += count
        return count


class Inflated:
    """A deflated or gzip member, unpacked; its length and checksum are checked with its last byte."""

    def __init__(self, packed: Window | Opened, member: Member) -> None:
        self._packed = packed
        self._gzip = member.packing in (Packing.GZIP, Packing.GZIP_CUT)
        self._cut = member.packing == Packing.GZIP_CUT
        self._inflater = zlib.decompressobj(self._bits)
        self._left = member.size
        self._crc = 0
        self._wanted = member.crc
        self._buffer = b""
        self._used = 0

    @property
    def _bits(self) -> int:
        return 16 + zlib.MAX_WBITS if self._gzip else -zlib.MAX_WBITS

    def readinto(self, room: memoryview) -> int:
        """Fill ``room`` as far as it goes; 0 only at the end."""
        filled = 0
        while filled < len(room) and self._left:
            piece = self._next(min(len(room) - filled, self._left))
            room[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._left -= len(piece)
            self._crc = zlib.crc32(piece, self._crc)
            if not self._left:
                self._finish()
        return filled

    def _next(self, count: int) -> bytes:
        """Between one and ``count`` bytes."""
        piece = _step(self._inflater, self._packed, count)
        while not piece:
            if not self._inflater.eof:
                raise Broken
            following = None
            if self._gzip and isinstance(self._packed, Window):
                following = _following(self._inflater, self._packed, self._bits)
            if following is None:
                raise Broken
            self._inflater = following
            piece = _step(self._inflater, self._packed, count)
        return piece

    def _finish(self) -> None:
        """Nothing may follow, and the checksum must be right (a gzip member's own is checked by the library)."""
        if self._cut:
            return
        if _step(self._inflater, self._packed, 1) or not self._inflater.eof:
            raise Broken
        if isinstance(self._packed, Opened):
            self._packed.finish()
        if self._wanted is not None and self._crc != self._wanted:
            raise Broken


class Opened:
    """The packed bytes of a locked member, unlocked.

    Raises :class:`gui.dicom.containers.limits.NeedsPassword` when made without the right password.
    """

    def __init__(self, window: Window, member: Member) -> None:
        assert member.lock is not None
        within = within_of(member.entry)
        if member.password is None:
            raise NeedsPassword(within)
        try:
            self._unlocked = Unlocked(window, member.packed, member.lock, member.password)
        except WrongPassword as error:
            raise NeedsPassword(within, limits.OTHER_PASSWORD) from error
        except NotAuthentic as error:
            raise Broken from error

    def read(self, count: int = -1, /) -> bytes:
        """Up to ``count`` bytes; fewer only at the end. Raises :class:`Broken`."""
        try:
            return self._unlocked.read(count)
        except NotAuthentic as error:
            raise Broken from error

    def readinto(self, room: memoryview) -> int:
        """As :meth:`Window.readinto`."""
        block = self.read(min(len(room), _BLOCK))
        room[: len(block)] = block
        return len(block)

    def finish(self) -> None:
        """Raise :class:`Broken` unless all that was not read is proven, too."""
        while self.read(_BLOCK):
            pass


def _step(inflater: zlib._Decompress, packed: Window | Opened, count: int) -> bytes:
    """The next bytes, ``count`` at the most; none when the stream has ended. Raises :class:`Broken`."""
    try:
        while not inflater.eof:
            block = inflater.unconsumed_tail or packed.read(_BLOCK)
            piece = inflater.decompress(block, count)
            if piece:
                return piece
            if not block:
                raise CutShort
    except zlib.error as error:
        raise Broken from error
    return b""


def _following(inflater: zlib._Decompress, packed: Window, bits: int) -> zlib._Decompress | None:
    """The decompressor of the gzip member that follows the one that has ended; None after the last (RFC 1952 §2.2).

    Zeros between members and behind the last are padding, as tapes and some programs add it. Raises :class:`Broken` for
    anything else: it may have been a member.
    """
    rest = inflater.unused_data or packed.read(_BLOCK)
    while rest and not (rest := rest.lstrip(b"\0")):
        rest = packed.read(_BLOCK)
    if not rest:
        return None
    if not rest.startswith(b"\x1f"):
        raise Broken
    packed.seek(packed.tell() - len(rest))
    return zlib.decompressobj(bits)


class Head:
    """The beginning of a packed member as a file, unpacked as far as it is asked for: for its header.

    Raises :class:`gui.dicom.guarded.HeaderTooLarge` behind 64 MiB; damage is the end of the file.
    """

    name = ""

    def __init__(self, source: Bytes, size: int) -> None:
        self._source = source
        self._size = size
        self._known = bytearray()
        self._ended = False
        self._at = 0

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; nothing is unpacked by it."""
        self._at = max((0, self._at, self._size)[whence] + offset, 0)
        return self._at

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes; fewer only at the end, or where the damage begins."""
        end = self._size if count < 0 else min(self._at + count, self._size)
        if end > _MOST_HEAD:
            raise HeaderTooLarge
        while len(self._known) < end and not self._ended:
            room = bytearray(min(max(end - len(self._known), 8192), _BLOCK))
            try:
                got = self._source.readinto(memoryview(room))
            except Broken:
                got = 0
            self._known += room[:got]
            self._ended = got == 0
        block = bytes(self._known[self._at : end])
        self._at += len(block)
        return block


def packed_window(file: BinaryIO, member: Member, lock: AbstractContextManager[object] | None = None) -> Window:
    """The bytes of a member as they lie in the open file. Raises :class:`Broken`."""
    start = member.start
    if member.header:
        local = Window(file, start, LOCAL_SIZE, lock).read(LOCAL_SIZE)
        if len(local) < LOCAL_SIZE or local[:4] != b"PK\x03\x04":
            raise Broken
        start += LOCAL_SIZE + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
    return Window(file, start, member.packed, lock)


def member_bytes(file: BinaryIO, member: Member, lock: AbstractContextManager[object] | None = None) -> Bytes:
    """The bytes of a member, unlocked and unpacked.

    Raises :class:`Broken`, and :class:`gui.dicom.containers.limits.NeedsPassword`.
    """
    window: Window | Opened = packed_window(file, member, lock)
    if isinstance(window, Window) and member.lock is not None:
        window = Opened(window, member)
    if member.packing != Packing.STORED:
        return Inflated(window, member)
    return window if member.crc is None else Checked(window, member.size, member.crc)


class Checked:
    """Bytes that have a checksum."""

    def __init__(self, window: Window | Opened, size: int, crc: int) -> None:
        self._window = window
        self._left = size
        self._wanted = crc
        self._crc = 0

    def readinto(self, room: memoryview) -> int:
        """As :meth:`Window.readinto`; with the last byte the checksum must be right."""
        count = self._window.readinto(room)
        self._crc = zlib.crc32(room[:count], self._crc)
        self._left -= count
        if count and not self._left and self._crc != self._wanted:
            raise Broken
        return count


class Unpacked(NamedTuple):
    """What a gzip file unpacks to: its length, the first bytes, and False where its end is lost."""

    size: int
    head: bytes
    whole: bool


def unpacked_size(file: BinaryIO, box: Member) -> Unpacked:
    """How much a gzip file unpacks to.

    Raises :class:`Broken` for a damaged one, and :class:`gui.dicom.containers.limits.Refused` for a bomb.
    """
    window = packed_window(file, box)
    bits = 16 + zlib.MAX_WBITS
    inflater: zlib._Decompress | None = zlib.decompressobj(bits)
    size, head = 0, b""
    try:
        while inflater is not None:
            piece = _step(inflater, window, 1 << 20)
            if not piece:
                inflater = _following(inflater, window, bits)
                continue
            if len(head) < 1024:
                head += piece[: 1024 - len(head)]
            size += len(piece)
            limits.check_unpacked(box.packed, size)
    except CutShort:
        return Unpacked(size, head, whole=False)
    return Unpacked(size, head, whole=True)


__all__ = [
    "Broken",
    "Bytes",
    "Checked",
    "CutShort",
    "Head",
    "Inflated",
    "Refused",
    "Unpacked",
    "Window",
    "member_bytes",
    "open_plain",
    "packed_window",
    "unpacked_size",
]
