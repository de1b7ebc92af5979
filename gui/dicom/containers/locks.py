"""Entries of a ZIP that are locked with a password: in the old way (APPNOTE 6.1), or with AES (AE-1 and AE-2)."""

from __future__ import annotations

import functools
import hashlib
import hmac
import importlib.util
import sys
import zlib
from array import array
from collections.abc import Callable
from typing import NamedTuple, Protocol

from gui.dicom.containers.passwords import Password

OLD_HEAD = 12
"""Bytes before the data of an entry that is locked in the old way."""
VERIFIER = 2
MAC = 10
ROUNDS = 1000
_SALT = {1: 8, 2: 12, 3: 16}
_KEY = {1: 16, 2: 24, 3: 32}
AES_METHOD = 99
AES_FIELD = 0x9901

Decrypt = Callable[[bytes], bytes]
"""Continues where its last call ended."""


class WrongPassword(Exception):
    """The password does not open the entry."""


class NotAuthentic(Exception):
    """The locked bytes are not those that were locked, or fewer."""


STRENGTHS = frozenset({0, *_SALT})


class Lock(NamedTuple):
    """How an entry is locked.

    ``strength`` is 0 for the old way, where ``check`` is the byte by which a password shows itself to be right; for
    AES it is 1, 2 or 3 (128, 192 or 256 bits).
    """

    strength: int
    check: int = 0

    @property
    def room(self) -> int:
        """Bytes that the lock adds to the entry."""
        return _SALT[self.strength] + VERIFIER + MAC if self.strength else OLD_HEAD


class Reads(Protocol):
    """Bytes in order."""

    def read(self, count: int = -1, /) -> bytes:
        """Up to ``count`` bytes; fewer only at the end."""
        ...


def aes_lock(field: bytes) -> tuple[Lock, int, bool] | None:
    """The lock, the real method, and whether the checksum counts, by the extra field 0x9901; None for nonsense."""
    if len(field) < 7 or field[2:4] != b"AE" or field[4] not in _SALT:
        return None
    version = int.from_bytes(field[:2], "little")
    if version not in (1, 2):
        return None
    return Lock(field[4]), int.from_bytes(field[5:7], "little"), version == 1


@functools.cache
def can_open_aes() -> bool:
    """False where the library is missing (there is none ready-made for Macs with Intel's processors)."""
    return importlib.util.find_spec("cryptography") is not None


class Unlocked:
    """The bytes of a locked entry as they were before it was locked.

    With AES the last of them are handed over only when the authentication code of all is right (the AE
    specification's section on it). Raises :class:`WrongPassword` when made, :class:`NotAuthentic` when read.
    """

    def __init__(self, locked: Reads, size: int, lock: Lock, password: Password) -> None:
        self._locked = locked
        self._left = size - lock.room
        self._mac: hmac.HMAC | None = None
        self._decrypt: Decrypt
        if self._left < 0:
            raise NotAuthentic
        if lock.strength:
            self._open_aes(lock.strength, password)
        else:
            self._open_old(lock.check, password)
        if not self._left:
            self._finish()

    def read(self, count: int = -1, /) -> bytes:
        """Up to ``count`` bytes; fewer only at the end."""
        count = self._left if count < 0 else min(count, self._left)
        if not count:
            return b""
        block = self._exactly(count)
        self._left -= count
        if self._mac is not None:
            self._mac.update(block)
        if not self._left:
            self._finish()
        return self._decrypt(block)

    def _open_aes(self, strength: int, password: Password) -> None:
        salt, length = self._exactly(_SALT[strength]), _KEY[strength]
        made = hashlib.pbkdf2_hmac("sha1", password.reveal(), salt, ROUNDS, 2 * length + VERIFIER)
        if not hmac.compare_digest(made[2 * length :], self._exactly(VERIFIER)):
            raise WrongPassword
        self._mac = hmac.new(made[length : 2 * length], digestmod="sha1")
        self._decrypt = AesCounter(made[:length])

    def _open_old(self, check: int, password: Password) -> None:
        self._decrypt = old_cipher(password)
        if self._decrypt(self._exactly(OLD_HEAD))[-1] != check:
            raise WrongPassword

    def _finish(self) -> None:
        if self._mac is not None and not hmac.compare_digest(self._mac.digest()[:MAC], self._exactly(MAC)):
            raise NotAuthentic

    def _exactly(self, count: int) -> bytes:
        block = self._locked.read(count)
        if len(block) < count:
            raise NotAuthentic
        return block


class AesCounter:
    """AES in counter mode as WinZip has it: the counter begins at 1, its lowest byte first."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import ECB

        # the library counts from the other end, so that the counters are made here and go through it block by block
        self._blocks = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - no two blocks of counters are alike
        self._next = 1
        self._rest = b""

    def __call__(self, data: bytes) -> bytes:
        """Decrypt what follows."""
        blocks = max(len(data) - len(self._rest) + 15, 0) // 16
        counters = array("Q", bytes(16 * blocks))
        counters[::2] = array("Q", range(self._next, self._next + blocks))
        if sys.byteorder == "big":
            counters.byteswap()
        self._next += blocks
        stream = self._rest + self._blocks.update(counters.tobytes())
        self._rest = stream[len(data) :]
        mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream[: len(data)], "little")
        return mixed.to_bytes(len(data), "little")


def old_cipher(password: Password) -> Decrypt:
    """The cipher of the old way, which takes one byte after the other: in C where that is at hand."""
    try:
        from _zipdecrypter import StandardZipDecrypter  # type: ignore[import-not-found]  # of fast-zip-decryption
    except ImportError:
        return OldCipher(password)
    decrypt: Decrypt = StandardZipDecrypter(password.reveal()).decrypt_bytes
    return decrypt


class OldCipher:
    """The same in Python, a hundred times slower (APPNOTE 6.1.5 and following)."""

    def __init__(self, password: Password) -> None:
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        for byte in password.reveal():
            self._turn(byte)

    def __call__(self, data: bytes) -> bytes:
        """Decrypt what follows."""
        plain = bytearray()
        one, two, three = self._keys
        table = _table()
        for byte in data:
            mixed = three | 2
            byte ^= (mixed * (mixed ^ 1) >> 8) & 0xFF
            one = one >> 8 ^ table[(one ^ byte) & 0xFF]
            two = ((two + (one & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
            three = three >> 8 ^ table[(three ^ two >> 24) & 0xFF]
            plain.append(byte)
        self._keys = one, two, three
        return bytes(plain)

    def _turn(self, byte: int) -> None:
        one, two, three = self._keys
        table = _table()
        one = one >> 8 ^ table[(one ^ byte) & 0xFF]
        two = ((two + (one & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self._keys = one, two, three >> 8 ^ table[(three ^ two >> 24) & 0xFF]


@functools.cache
def _table() -> tuple[int, ...]:
    """What CRC-32 makes of each byte, without the turning over at its beginning and end."""
    return tuple(zlib.crc32(bytes([byte]), 0xFFFFFFFF) ^ 0xFFFFFFFF for byte in range(256))
