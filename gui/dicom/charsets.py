"""Text of header elements, in the character sets of PS3.3 C.12.1.1.2.

The common sets are decoded here; the others (escape sequences, East Asian sets) by pydicom, which is imported
only then.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LATIN_1 = "latin-1"
_OWN = {
    b"": _LATIN_1,  # pydicom takes the default repertoire as Latin-1 too, so that no byte is lost
    b"ISO_IR 6": _LATIN_1,
    b"ISO_IR 100": _LATIN_1,
    b"ISO_IR 192": "utf-8",
}
_ESCAPE_SEQUENCE = re.compile("\x1b\\$?[()\\-.]?[0-~]")


def own(character_set: bytes) -> bool:
    """True when :func:`decoder` does without pydicom for this SpecificCharacterSet (0008,0005)."""
    return character_set.rstrip(b"\0 ") in _OWN


def plain(value: bytes | None) -> str:
    """A value of a VR that is always in the default repertoire (DA, TM, CS, IS), without padding."""
    return value.decode(_LATIN_1).strip("\0 ") if value else ""


def decoder(character_set: bytes) -> Callable[[bytes | None], str]:
    """The function that decodes LO, SH and PN values under this SpecificCharacterSet (0008,0005).

    Its answers are without the padding of PS3.5 §6.2; a byte that the set does not know becomes U+FFFD.
    """
    encoding = _OWN.get(character_set.rstrip(b"\0 "))
    if encoding is None:
        return _pydicom_decoder(character_set)

    def decode(value: bytes | None) -> str:
        if not value:
            return ""
        if b"\x1b" in value:
            return _pydicom_decoder(character_set)(value)
        return value.rstrip(b"\0 ").decode(encoding, "replace").strip("\0 ")

    return decode


def _pydicom_decoder(character_set: bytes) -> Callable[[bytes | None], str]:
    from pydicom.charset import convert_encodings, decode_bytes
    from pydicom.valuerep import TEXT_VR_DELIMS

    names = [name.strip() for name in character_set.decode(_LATIN_1).rstrip("\0 ").split("\\")]

    def decode(value: bytes | None) -> str:
        if not value:
            return ""
        value = value.rstrip(b"\0 ")
        try:
            text = decode_bytes(value, convert_encodings(names), TEXT_VR_DELIMS)
        except (LookupError, ValueError):  # no character set at all, or one of Python's that is none of DICOM's
            text = value.decode(_LATIN_1)
        if "\x1b" in text:  # pydicom leaves those of ISO 2022 IR 58 in the text
            text = _ESCAPE_SEQUENCE.sub("", text)
        return text.strip("\0 ")

    return decode
