"""Tells an archive by its first bytes, whatever it is called."""

from __future__ import annotations

ZIP = "zip"
TAR = "tar"
GZIP = "gzip"

ENOUGH = 512
"""Bytes that are needed to tell."""

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
_GZIP = b"\x1f\x8b\x08"
_TAR_MAGIC = b"ustar"
_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "XZ",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\x04\x22\x4d\x18": "LZ4",
    b"LZIP\x01": "lzip",
    b"\x1f\x9d": "compress",
    b"MSCF\0\0\0\0": "CAB",
}


def kind_of(block: bytes) -> str:
    """``"zip"``, ``"tar"`` or ``"gzip"``, or nothing for what is no archive.

    ``block`` is the beginning of the file. A file with ``DICM`` in its place (PS3.10 §7.1) is a DICOM file, and is not
    asked about here.
    """
    if block.startswith(_ZIPS):
        return ZIP
    if block.startswith(_GZIP):
        return GZIP
    if block[257:262] == _TAR_MAGIC or is_tar_header(block[:512]):
        return TAR  # with its magic, also when its first header is damaged
    return ""


def foreign(block: bytes) -> str:
    """The name of a kind of archive that cannot be read here; nothing for other files."""
    return next((name for start, name in _FOREIGN.items() if block.startswith(start)), "")


def is_tar_header(block: bytes) -> bool:
    """True for the header block of a tar member: its checksum is right (POSIX.1 pax, ustar Interchange Format)."""
    if len(block) < 512 or not block[0]:
        return False
    if block[257:262] != _TAR_MAGIC and block[257:265].strip(b"\0 "):
        return False
    field = block[148:156].strip(b"\0 ")
    if not field or not all(0x30 <= digit <= 0x37 for digit in field):
        return False
    rest = block[:148] + b" " * 8 + block[156:]
    claimed = int(field, 8)
    return claimed in (sum(rest), sum(byte - 256 if byte > 127 else byte for byte in rest))
