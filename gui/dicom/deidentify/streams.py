"""Reads a file once, from its beginning on, with as little memory as an element needs; deflated ones too."""

from __future__ import annotations

import zlib
from collections.abc import Callable

BLOCK = 1 << 18
MOST_INFLATED = 1 << 28
"""Bytes of a deflated data set (PS3.5 §A.5) that are inflated at the most."""

Read = Callable[[int], bytes]
"""Answers up to so many bytes; none only at the end."""

Write = Callable[[bytes], object]


class Broken(Exception):
    """The file does not follow the encoding rules (PS3.5 §7), or asks for more than any real one needs."""


class Source:
    """A file that is read from its beginning to its end. ``position`` counts the bytes taken so far."""

    __slots__ = ("_at", "_block", "_read", "position")

    def __init__(self, read: Read) -> None:
        self._read = read
        self._block = b""
        self._at = 0
        self.position = 0

    def peek(self, count: int) -> bytes:
        """The next ``count`` bytes, fewer only at the end, without taking them."""
        while len(self._block) - self._at < count:
            more = self._read(BLOCK)
            if not more:
                break
            self._block = self._block[self._at :] + more
            self._at = 0
        return self._block[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes. Raises :class:`Broken` when there are fewer."""
        taken = self.peek(count)
        if len(taken) < count:
            raise Broken
        self._at += count
        self.position += count
        return taken

    def copy(self, count: int, write: Write | None) -> None:
        """Hand the next ``count`` bytes on, or pass them over. Raises :class:`Broken` when there are fewer."""
        while count:
            block = self.peek(1)
            if not block:
                raise Broken
            taken = self.take(min(count, len(self._block) - self._at))
            count -= len(taken)
            if write is not None:
                write(taken)

    def rest(self) -> Read:
        """Reads on where this has stopped, which is not to be used any more."""

        def read(count: int) -> bytes:
            held = self._block[self._at : self._at + count]
            self._at += len(held)
            return held or self._read(count)

        return read


def inflated(read: Read) -> Read:
    """What a deflated data set inflates to. Raises :class:`Broken` for what is none, or far too much."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    given = 0

    def read_inflated(count: int) -> bytes:
        nonlocal given
        while not inflater.eof:
            packed = inflater.unconsumed_tail or read(BLOCK)
            try:
                block = inflater.decompress(packed, count) if packed else inflater.flush()
            except zlib.error as error:
                raise Broken from error
            given += len(block)
            if given > MOST_INFLATED:
                raise Broken
            if block or not packed:
                return block
        return b""

    return read_inflated


class Deflating:
    """Deflates what is written."""

    __slots__ = ("_deflater", "_write")

    def __init__(self, write: Write) -> None:
        self._deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._write = write

    def write(self, block: bytes) -> None:
        """Take a block."""
        self._write(self._deflater.compress(block))

    def end(self) -> None:
        """Write what is left, to an even length."""
        self._write(self._deflater.flush())
