"""How elements lie in a file (PS3.5 §7.1): their beginnings read, and short ones written."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

from gui.dicom.deidentify.streams import Broken, Source
from gui.dicom.guarded import looks_explicit

UNDEFINED = 0xFFFFFFFF
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD

LONG_VRS = frozenset(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"])
SHORT_VRS = frozenset("AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US".split())  # noqa: SIM905

_EXPLICIT = {True: Struct("<HH2sH"), False: Struct(">HH2sH")}
_IMPLICIT = {True: Struct("<HHL"), False: Struct(">HHL")}
_LONG = {True: Struct("<L"), False: Struct(">L")}

_DUMMIES = {
    "AS": b"000Y",
    "DA": b"19000101",
    "DS": b"0 ",
    "DT": b"19000101000000",
    "FD": bytes(8),
    "FL": bytes(4),
    "IS": b"0 ",
    "SL": bytes(4),
    "SS": bytes(2),
    "TM": b"000000",
    "UL": bytes(4),
    "UR": b"https://removed.invalid ",
    "US": bytes(2),
}
_REMOVED_TEXT = b"REMOVED "
_TEXTS = frozenset(["AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UT"])


class Beginning(NamedTuple):
    """The tag, VR (empty with implicit VR) and length of an element, and the bytes that say so."""

    tag: int
    vr: str
    length: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the elements of a data set, or of a sequence in it, are written."""

    implicit: bool
    little_endian: bool

    def beginning(self, source: Source) -> Beginning:
        """Take the beginning of the next element, item or end. Raises :class:`Broken`."""
        raw = source.take(8)
        group, element, length = _IMPLICIT[self.little_endian].unpack(raw)
        tag = group << 16 | element
        if self.implicit or group == 0xFFFE:
            return Beginning(tag, "", length, raw)
        if not looks_explicit(raw[4:6]):
            raise Broken
        vr = raw[4:6].decode("ascii")
        if vr in SHORT_VRS:
            return Beginning(tag, vr, _EXPLICIT[self.little_endian].unpack(raw)[3], raw)
        if vr not in LONG_VRS:
            raise Broken
        more = source.take(4)
        return Beginning(tag, vr, _LONG[self.little_endian].unpack(more)[0], raw + more)

    def element(self, tag: int, vr: str, value: bytes) -> bytes:
        """A whole element; ``value`` is padded to an even length."""
        if len(value) % 2:
            value += b"\0" if vr in ("UI", "OB", "UN") else b" "
        return self.start(tag, vr, len(value)) + value

    def start(self, tag: int, vr: str, length: int) -> bytes:
        """The beginning of an element, or of an item or an end with an empty ``vr``."""
        group, element = tag >> 16, tag & 0xFFFF
        if self.implicit or not vr:
            return _IMPLICIT[self.little_endian].pack(group, element, length)
        if vr in LONG_VRS:
            head = _EXPLICIT[self.little_endian].pack(group, element, vr.encode("ascii"), 0)
            return head + _LONG[self.little_endian].pack(length)
        if length > 0xFFFF:
            raise Broken
        return _EXPLICIT[self.little_endian].pack(group, element, vr.encode("ascii"), length)


def dummy(vr: str) -> bytes:
    """A value of this VR that says nothing; none for what can only be empty."""
    return _REMOVED_TEXT if vr in _TEXTS else _DUMMIES.get(vr, b"")


EXPLICIT = Encoding(implicit=False, little_endian=True)
IMPLICIT = Encoding(implicit=True, little_endian=True)
EXPLICIT_BIG = Encoding(implicit=False, little_endian=False)
