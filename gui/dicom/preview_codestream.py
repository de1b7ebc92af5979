"""What a compressed frame claims about itself, read from its first bytes before a decoder believes it."""

from __future__ import annotations

from struct import unpack_from
from typing import NamedTuple

_NOT_FRAME = frozenset({0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_J2K_START = b"\xff\x4f\xff\x51"


class Claim(NamedTuple):
    """Size, samples a pixel and bits a sample that a frame announces; ``process`` is the JPEG SOF number, 0 = J2K."""

    rows: int
    columns: int
    samples: int
    bits: int
    process: int


def claim_of(data: bytes) -> Claim | None:
    """What a JPEG, JPEG-LS (ISO 10918-1, 14495-1) or JPEG 2000 (15444-1) frame claims; None when it is none."""
    if data[:2] == b"\xff\xd8":
        return _jpeg(data)
    at = data.find(_J2K_START, 0, 4096)
    if at < 0 or len(data) < at + 43:
        return None
    right, bottom, left, top = unpack_from(">4L", data, at + 8)
    samples = unpack_from(">H", data, at + 40)[0]
    return Claim(bottom - top, right - left, samples, (data[at + 42] & 0x7F) + 1, 0)


def _jpeg(data: bytes) -> Claim | None:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        length = unpack_from(">H", data, at + 2)[0]
        if (0xC0 <= marker <= 0xCF and marker not in _NOT_FRAME) or marker == 0xF7:
            if at + 10 > len(data):
                return None
            bits, rows, columns, samples = unpack_from(">BHHB", data, at + 4)
            return Claim(rows, columns, samples, bits, marker)
        at += 2 + length
    return None
