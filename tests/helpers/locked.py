"""ZIPs that are locked with a password, made for a test."""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import zlib
from collections.abc import Collection, Iterable
from pathlib import Path

from gui.dicom.containers.locks import AesCounter, OldCipher
from gui.dicom.containers.passwords import Locked, Password

_SALT = {1: 8, 2: 12, 3: 16}
_KEY = {1: 16, 2: 24, 3: 32}


def locked_zip(
    files: Iterable[tuple[str, bytes]],
    password: bytes,
    *,
    aes: int = 0,
    version: int = 2,
    method: int = 8,
    plain: Collection[str] = (),
    later: bool = False,
) -> bytes:
    """A ZIP of (name, content), locked in the old way or with AES of strength 1 to 3, but for the names in ``plain``.

    ``version`` is that of AES (AE-1, AE-2); ``later`` puts lengths and checksums behind the data, as ``zip -e`` does.
    """
    made, rows = b"", []
    for name, content in files:
        raw = name.encode()
        packed = _deflated(content) if method == 8 else content
        crc, flags, shown, extra, time = zlib.crc32(content), 0x0800, method, b"", 0x6B21
        if name not in plain:
            flags |= 1
            if aes:
                extra = struct.pack("<HHH2sBH", 0x9901, 7, version, b"AE", aes, method)
                packed, shown = _aes(packed, password, aes), 99
                crc = 0 if version == 2 else crc
            else:
                flags |= 8 if later else 0
                packed = _old(packed, password, time >> 8 if later else crc >> 24)
        numbers = (0, 0, 0) if flags & 8 else (crc, len(packed), len(content))
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 51, flags, shown, time, 0, *numbers, len(raw), len(extra))
        behind = struct.pack("<4s3L", b"PK\x07\x08", crc, len(packed), len(content)) if flags & 8 else b""
        row = struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 51, 51, flags, shown, time, 0, crc, len(packed), len(content),
            len(raw), len(extra), 0, 0, 0, 0, len(made),
        )  # fmt: skip
        rows.append(row + raw + extra)
        made += head + raw + extra + packed + behind
    table = b"".join(rows)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(rows), len(rows), len(table), len(made), 0)
    return made + table + end


def _deflated(content: bytes) -> bytes:
    deflater = zlib.compressobj(1, zlib.DEFLATED, -15)
    return deflater.compress(content) + deflater.flush()


def _aes(data: bytes, password: bytes, strength: int) -> bytes:
    salt, length = os.urandom(_SALT[strength]), _KEY[strength]
    made = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 2 * length + 2)
    coded = AesCounter(made[:length])(data)
    return salt + made[2 * length :] + coded + hmac.new(made[length : 2 * length], coded, "sha1").digest()[:10]


class _Coder(OldCipher):
    """The old cipher the other way: what it takes in is what it has to turn its keys by."""

    def code(self, data: bytes) -> bytes:
        coded = bytearray()
        for byte in data:
            mixed = self._keys[2] | 2
            coded.append(byte ^ (mixed * (mixed ^ 1) >> 8) & 0xFF)
            self._turn(byte)
        return bytes(coded)


def _old(data: bytes, password: bytes, check: int) -> bytes:
    return _Coder(Password(password)).code(os.urandom(11) + bytes([check]) + data)


class Answers:
    """Answers with these passwords, one after the other, then with none; remembers what it was asked."""

    def __init__(self, *given: str) -> None:
        self._given = list(given)
        self.asked: list[tuple[str, str, bool]] = []
        self.right: list[tuple[str, str]] = []

    def ask(self, locked: Locked, *, wrong: bool) -> str | None:
        self.asked.append((Path(locked.path).name, locked.within, wrong))
        return self._given.pop(0) if self._given else None

    def opened(self, locked: Locked) -> None:
        self.right.append((Path(locked.path).name, locked.within))
