"""Archives as many programs write them, and as damage leaves them: every one follows from a random generator."""

from __future__ import annotations

import bz2
import gzip
import io
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

NAMES = (
    *("DICOM/IM{n}", "IM{n}", "IM{n}.dcm", "same", "same", "Müller/画像{n}", "__MACOSX/._IM{n}", "x" * 300 + "{n}"),
    *("../../IM{n}", "/abs/IM{n}", "C:\\x\\IM{n}", "a\\b\\IM{n}", "CON", "a › b{n}", "\u202eabc{n}", "line\nfeed{n}"),
)
_METHODS = (0, 0, 8, 8, 8, 8, 12, 9, 93)
_READABLE = (0, 8)
_END_OF_NONE = b"PK\x05\x06" + bytes(18)
_COMMENTS = (b"", b"", b"", b"a comment", b"with PK\x05\x06 in it", _END_OF_NONE, bytes(300))
_MARKS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08", b"ustar", b"\x1f\x8b\x08")


class Made(NamedTuple):
    """An archive, the images in it that can be read, and how many files a reader should speak of."""

    kind: str
    data: bytes
    readable: tuple[bytes, ...]
    files: int


def made(images: Sequence[bytes], chance: random.Random) -> Made:
    """An archive of some of the images, and of files that are none."""
    files = []
    for number in range(chance.choice([1, 2, 3, 5, 9])):
        what = chance.random()
        data = chance.choice(images) if what < 0.75 else b"" if what < 0.8 else b"just text %d" % number
        files.append((chance.choice(NAMES).replace("{n}", str(number)), data))
    archive = chance.choice([_zip, _zip, _tar])(files, chance)
    way = chance.random()
    if way < 0.15:
        return archive._replace(kind="gzip", data=_gzipped(archive.data, chance)) if archive.kind == "tar" else archive
    if way < 0.25 and archive.readable:
        return archive._replace(kind="nested", data=_wrapped(archive.data, chance))
    return archive


def _gzipped(data: bytes, chance: random.Random) -> bytes:
    cut = chance.randrange(len(data))
    pieces = chance.choice([[data], [data[:cut], data[cut:]]])
    return b"".join(gzip.compress(piece, 1, mtime=0) for piece in pieces) + bytes(chance.choice([0, 0, 512]))


def _wrapped(data: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as outer:
        outer.writestr("inner", data)
    return made.getvalue()


# -- ZIP -----------------------------------------------------------------------------------------------------


def _zip(files: Sequence[tuple[str, bytes]], chance: random.Random) -> Made:
    entries, rows, readable = b"", [], []
    for name, data in files:
        entry, row, can_be_read = _entry(name, data, len(entries), chance)
        entries += entry + (chance.randbytes(30) if chance.random() < 0.05 else b"")
        rows.append(row)
        readable += [data] if can_be_read and is_image(data) else []
    if chance.random() < 0.2:
        rows.insert(chance.randrange(len(rows) + 1), _row((0,) * 10, b"folder/", b"", b"", 0x10, len(entries)))
        entries += struct.pack("<4s5H3L2H", b"PK\x03\x04", *([0] * 8), 7, 0) + b"folder/"
    if chance.random() < 0.1:
        chance.shuffle(rows)
    table, count, tail = b"".join(rows), len(rows), b""
    end = (count, count, len(table), len(entries))
    if chance.random() < 0.15:
        tail = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *end)
        tail += struct.pack("<4sLQL", b"PK\x06\x07", 0, len(entries) + len(table), 1)
        if chance.random() < 0.7:
            end = (0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    comment = chance.choice(_COMMENTS)
    tail += struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *end, len(comment)) + comment
    return Made("zip", entries + table + tail, tuple(readable), len(files))


def _entry(name: str, data: bytes, at: int, chance: random.Random) -> tuple[bytes, bytes, bool]:
    """A local entry, its row in the table, and whether it can be read."""
    method = chance.choice(_METHODS)
    packed = {8: _deflated, 12: bz2.compress}.get(method, bytes)(data)
    raw, extra, flags = _spelt(name, chance)
    later, wide = chance.random() < 0.3, chance.random() < 0.15
    flags |= 8 if later else 0
    crc, sizes = zlib.crc32(data), (len(packed), len(data))
    here = (0, 0, 0) if later else (crc, *sizes)
    local_extra = extra
    if wide:
        local_extra = struct.pack("<HHQQ", 1, 16, here[2], here[1]) + extra
        here = (here[0], 0xFFFFFFFF, 0xFFFFFFFF)
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 0, *here, len(raw), len(local_extra))
    behind = struct.pack("<LQQ" if wide else "<LLL", crc, *sizes) if later else b""
    behind = b"PK\x07\x08" + behind if later and chance.random() < 0.8 else behind
    link = chance.random() < 0.03
    numbers = (20 | 3 << 8, 20, flags, method, 0, 0, crc, *sizes, 0)
    row = _row(numbers, raw, extra, chance.choice(_COMMENTS[:4]), 0o120777 << 16 if link else 0, at, wide=wide)
    return head + raw + local_extra + packed + behind, row, method in _READABLE and not link


def _row(
    numbers: tuple[int, ...], name: bytes, extra: bytes, comment: bytes, mode: int, at: int, *, wide: bool = False
) -> bytes:
    *start, packed, size, _ = numbers
    if wide:
        extra = extra + struct.pack("<HHQQQ", 1, 24, size, packed, at)
        packed = size = at = 0xFFFFFFFF
    lengths = (len(name), len(extra), len(comment))
    head = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *start, packed, size, *lengths, 0, 0, mode, at)
    return head + name + extra + comment


def _deflated(data: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    return deflater.compress(data) + deflater.flush()


def _spelt(name: str, chance: random.Random) -> tuple[bytes, bytes, int]:
    """A name as one of several programs writes it, with extra fields and flags."""
    extra = struct.pack("<HHBL", 0x5455, 5, 1, 0) if chance.random() < 0.3 else b""
    way = chance.randrange(4)
    if way == 0:
        return name.encode(), extra, 0x0800
    if way == 1:
        return name.encode("cp437", "replace"), extra, 0
    if way == 2:
        raw = name.encode("ascii", "replace")
        field = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + name.encode()
        return raw, extra + struct.pack("<HH", 0x7075, len(field)) + field, 0
    return name.encode(), extra, 0


# -- TAR -----------------------------------------------------------------------------------------------------


def _tar(files: Sequence[tuple[str, bytes]], chance: random.Random) -> Made:
    form = chance.choice([tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
    made, readable, count = io.BytesIO(), [], 0
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name if form != tarfile.USTAR_FORMAT else name[:90])
            info.mtime = chance.choice([0, 1.5])
            if chance.random() < 0.1:
                info.type = chance.choice([tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
                info.linkname = "/etc/passwd"
                archive.addfile(info)
                count += info.type != tarfile.DIRTYPE
                continue
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
            count += 1
            readable += [data] if is_image(data) else []
    return Made("tar", made.getvalue(), tuple(readable), count)


def is_image(data: bytes) -> bool:
    """True for a DICOM file (PS3.10 §7.1)."""
    return data[128:132] == b"DICM"


# -- damage --------------------------------------------------------------------------------------------------


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A copy with bits turned, numbers that lie, bytes lost, put in or doubled, or its end cut off."""
    copy = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        if len(copy) < 60:
            break
        chance.choice(_WAYS)(copy, _place(copy, chance), chance)
    return bytes(copy)


def _place(copy: bytearray, chance: random.Random) -> int:
    """Anywhere, or in or near a header."""
    at = chance.randrange(len(copy))
    mark = copy.find(chance.choice(_MARKS), chance.randrange(len(copy)))
    if mark >= 0 and chance.random() < 0.6:
        at = mark + chance.choice([0, chance.randrange(60), chance.randrange(-260, 260)])
    return min(max(at, 0), len(copy) - 1)


def _turn_a_bit(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at] ^= 1 << chance.randrange(8)


def _lie(copy: bytearray, at: int, chance: random.Random) -> None:
    lie = chance.choice([0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, chance.randrange(len(copy))])
    length = chance.choice([2, 4])
    copy[at : at + length] = struct.pack("<L", lie)[:length]


def _lose_bytes(copy: bytearray, at: int, chance: random.Random) -> None:
    del copy[at : at + chance.choice([1, 2, 4, 100, 512])]


def _put_in_bytes(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at:at] = chance.randbytes(chance.choice([1, 4, 512]))


def _double_a_stretch(copy: bytearray, at: int, chance: random.Random) -> None:
    copy[at:at] = copy[at : at + chance.choice([30, 46, 512])]


def _cut_off(copy: bytearray, at: int, chance: random.Random) -> None:
    del copy[chance.randrange(at, len(copy)) :]


_WAYS: tuple[Callable[[bytearray, int, random.Random], None], ...] = (
    *(_turn_a_bit, _turn_a_bit, _lie, _lie, _lie, _lose_bytes, _put_in_bytes, _double_a_stretch, _cut_off),
)
