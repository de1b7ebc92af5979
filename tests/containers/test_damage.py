"""Damaged and odd archives: what can be read is read, the rest is named, and nothing is sent that was not packed."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from gui.core.entities import Instance, Skipped
from gui.core.errors import FileDamaged
from gui.dicom.containers import limits
from gui.dicom.containers.recognise import foreign, kind_of
from gui.dicom.containers.values import Names
from tests.containers.looking import content, found_here, told
from tests.helpers.archives import tarred, zipped
from tests.helpers.dicom_files import write_instance

DAMAGED = [("", limits.DAMAGED.text)]
CUT = ("", limits.CUT_SHORT.text)
ENTRY = limits.ENTRY_DAMAGED.text


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("made")
    for seed in range(1, 5):
        write_instance(folder / f"{seed}.dcm", seed=seed, size=100)
    return [(folder / f"{seed}.dcm").read_bytes() for seed in range(1, 5)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "export"


def named(images: list[bytes]) -> list[tuple[str, bytes]]:
    return [(f"IM{number}", data) for number, data in enumerate(images)]


def sent(archive: Path) -> list[bytes]:
    return [content(one) for one in found_here(archive) or () if isinstance(one, Instance)]


def headers(data: bytes, sign: bytes) -> list[int]:
    places, at = [], data.find(sign)
    while at >= 0:
        places.append(at)
        at = data.find(sign, at + 1)
    return places


# -- ZIP: the table of contents ------------------------------------------------------------------------------


def commented(files: list[tuple[str, bytes]], comment: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
        archive.comment = comment
    return made.getvalue()


@pytest.mark.parametrize(
    "comment",
    [
        b"PK\x05\x06" + bytes(18),  # the end of an empty archive
        b"PK\x05\x06 in a sentence that is long enough",
        struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 7, 0),
        struct.pack("<4s4H2LH", b"PK\x05\x06", 3, 3, 1, 1, 46, 7, 0),  # of another disk
    ],
)
def test_a_comment_that_looks_like_an_end_hides_no_file(archive: Path, images: list[bytes], comment: bytes) -> None:
    archive.write_bytes(commented(named(images), comment))
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", "")]
    assert sent(archive) == images


def test_an_archive_with_both_kinds_of_end_that_agree_is_whole(archive: Path, images: list[bytes]) -> None:
    data = zipped(named(images))
    end = data.rfind(b"PK\x05\x06")
    count, length, offset = struct.unpack_from("<HLL", data, end + 10)
    wide = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, offset)
    archive.write_bytes(data[:end] + wide + struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1) + data[end:])
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", "")]


def test_an_impossible_claim_in_the_table_costs_only_its_entry(archive: Path, images: list[bytes]) -> None:
    data = bytearray(zipped(named(images)))
    row = headers(data, b"PK\x01\x02")[1]
    data[row + 24 : row + 28] = b"\xf0\xff\xff\xff"  # four gibibytes, which would be a trap if they were there
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM1", ENTRY), ("IM2", ""), ("IM3", "")]


def test_an_entry_that_reaches_into_others_costs_only_itself(archive: Path, images: list[bytes]) -> None:
    data = bytearray(zipped(named(images)))
    row = headers(data, b"PK\x01\x02")[1]
    packed = int.from_bytes(data[row + 20 : row + 24], "little")
    data[row + 20 : row + 24] = struct.pack("<L", packed + 5000)
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM1", limits.OVERLAPS.text), ("IM2", ""), ("IM3", "")]
    assert sent(archive) == [images[0], *images[2:]]


def test_the_first_of_several_parts_is_named_as_that(archive: Path, images: list[bytes]) -> None:
    archive.write_bytes(b"PK\x07\x08" + zipped(named(images))[:9000])
    assert told(archive) == [("", limits.SEVERAL_PARTS.text)]


def test_what_was_to_have_parts_and_has_one_is_read(archive: Path, images: list[bytes]) -> None:
    archive.write_bytes(b"PK00" + zipped(named(images))[:-30])
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", ""), CUT]
    assert sent(archive) == images


# -- ZIP: without a table ------------------------------------------------------------------------------------


def streamed(
    files: list[tuple[str, bytes]], method: int = 8, *, sign: bytes = b"PK\x07\x08", form: str = "LLL"
) -> bytes:
    """Entries with their lengths behind them, and no table of contents."""
    made = b""
    for name, data in files:
        deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = deflater.compress(data) + deflater.flush() if method == 8 else data
        made += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 8, method, 0, 0, 0, 0, 0, len(name), 0) + name.encode()
        made += packed + sign + struct.pack("<" + form, zlib.crc32(data), len(packed), len(data))
    return made


@pytest.mark.parametrize("method", [0, 8])
@pytest.mark.parametrize("form", ["LLL", "LQQ"])
def test_without_a_table_lengths_behind_the_data_are_found(
    archive: Path, images: list[bytes], method: int, form: str
) -> None:
    archive.write_bytes(streamed(named(images), method, form=form))
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", ""), CUT]
    assert sent(archive) == images


@pytest.mark.parametrize("sign", [b"", b"PK\x07\x08"])
def test_without_a_table_bytes_with_another_checksum_are_not_sent(
    archive: Path, images: list[bytes], sign: bytes
) -> None:
    data = bytearray(streamed(named(images), sign=sign))
    second = headers(data, b"PK\x03\x04")[1]
    data[second - len(sign) - 12] ^= 1  # the checksum that the maker wrote
    archive.write_bytes(data)
    items = found_here(archive) or []
    assert [one.entry for one in items] == ["IM0", "IM1", "IM2", "IM3", ""]
    with pytest.raises(FileDamaged):
        content(items[0])  # type: ignore[arg-type]
    assert [content(one) for one in items[1:] if isinstance(one, Instance)] == images[1:]


def test_without_a_table_damage_in_the_middle_is_passed_over(archive: Path, images: list[bytes]) -> None:
    data = bytearray(zipped(named(images))[:-30])
    second = headers(data, b"PK\x03\x04")[1]
    data[second] ^= 1
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM2", ""), ("IM3", ""), CUT]
    assert sent(archive) == [images[0], *images[2:]]


def test_what_only_looks_like_lengths_behind_the_data_takes_no_time(archive: Path, images: list[bytes]) -> None:
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 8, 0, 0, 0, 0, 0, 0, 0, 0)
    archive.write_bytes(streamed(named(images)) + head + b"PK\x07\x08" * (4 << 20))
    begun = time.process_time()
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", ""), CUT]
    assert time.process_time() - begun < 5


# -- names ---------------------------------------------------------------------------------------------------


def test_half_a_million_entries_of_one_name_take_no_time() -> None:
    names, begun = Names(), time.process_time()
    for _ in range(limits.MOST_ENTRIES):
        last = names("IM")
    assert last == f"IM [{limits.MOST_ENTRIES}]"
    assert time.process_time() - begun < 10  # it was hours


def test_a_second_name_of_60_kilobytes_costs_only_its_entry(archive: Path, images: list[bytes]) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        info = zipfile.ZipInfo("a")
        path = b"\x01" + struct.pack("<L", zlib.crc32(b"a")) + b"x" * 60_000
        info.extra = struct.pack("<HH", 0x7075, len(path)) + path
        packed.writestr(info, images[0])
        packed.writestr("b", images[1])
    archive.write_bytes(made.getvalue())
    assert [text for _, text in told(archive)] == [limits.NAME_TOO_LONG.text, ""]


# -- TAR -----------------------------------------------------------------------------------------------------


def test_a_damaged_header_in_a_tar_costs_only_its_file(archive: Path, images: list[bytes]) -> None:
    data = bytearray(tarred(named(images)))
    second, third = headers(data, b"ustar")[1:3]
    data[second - 200] ^= 1
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM2", ""), ("IM3", ""), CUT]
    assert sent(archive) == [images[0], *images[2:]]
    # where nothing is left of a header, it is not known whether the file before it is whole
    data[second - 200] ^= 1
    data[third - 257 : third + 255] = bytes(range(256)) * 2
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM1", ENTRY), ("IM3", ""), CUT]


def test_a_damaged_first_header_costs_only_its_file(archive: Path, images: list[bytes]) -> None:
    data = bytearray(tarred(named(images)))
    data[0] ^= 1
    assert kind_of(data[:512]) == "tar"
    archive.write_bytes(data)
    assert told(archive) == [("IM1", ""), ("IM2", ""), ("IM3", ""), CUT]
    archive.write_bytes(data[:5000])
    assert told(archive) == DAMAGED


@pytest.mark.parametrize("change", [-100, -512, 7, 512])
def test_a_file_in_a_tar_that_lost_or_got_bytes_is_not_sent(archive: Path, images: list[bytes], change: int) -> None:
    data = bytearray(tarred(named(images)))
    at = headers(data, b"ustar")[1] + 3000
    if change < 0:
        del data[at : at - change]
    else:
        data[at:at] = b"\x55" * change
    archive.write_bytes(data)
    assert told(archive) == [("IM0", ""), ("IM1", ENTRY), ("IM2", ""), ("IM3", ""), CUT]
    assert sent(archive) == [images[0], *images[2:]]


def test_a_tar_whose_end_is_not_where_a_tar_can_end_is_damaged(archive: Path, images: list[bytes]) -> None:
    archive.write_bytes(tarred(named(images))[:-100])
    assert told(archive)[-1] == CUT


def test_tars_that_were_put_together_are_read_as_one(archive: Path, images: list[bytes]) -> None:
    files = named(images)
    archive.write_bytes(tarred(files[:2]) + tarred(files[2:]))
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", "")]
    assert sent(archive) == images


def test_a_sparse_file_in_a_tar_is_named_and_what_follows_is_read(archive: Path, images: list[bytes]) -> None:
    info = tarfile.TarInfo("holes")
    info.type = tarfile.GNUTYPE_SPARSE
    info.size = 512
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[482] = 1  # the map goes on in a block of its own
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    archive.write_bytes(bytes(header) + bytes(1024) + tarred(named(images)))
    assert told(archive) == [("holes", limits.OTHER_PACKING.text), ("IM0", ""), ("IM1", ""), ("IM2", ""), ("IM3", "")]


def test_headers_that_say_ever_more_of_one_file_take_no_memory(archive: Path, images: list[bytes]) -> None:
    import tracemalloc

    pieces = []
    for number in range(30):
        text = b"".join(b"%d k%03d%06d=%s\n" % (1014, number, at, b"v" * 1000) for at in range(1000))
        info = tarfile.TarInfo("x")
        info.type, info.size = tarfile.XHDTYPE, len(text)
        pieces += [info.tobuf(tarfile.USTAR_FORMAT), text, bytes(-len(text) % 512)]
    archive.write_bytes(b"".join(pieces) + tarred(named(images)))
    del pieces
    tracemalloc.start()
    assert [name for name, _ in told(archive)] == ["IM0", "IM1", "IM2", "IM3"]
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


def test_a_tar_in_a_zip_that_has_another_checksum_is_not_read(archive: Path, images: list[bytes]) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = bytearray(zipped([("inner.tar", tarred(named(images))), ("IM", images[0])], method))
        archive.write_bytes(data)
        assert len(sent(archive)) == 5
        row = headers(data, b"PK\x01\x02")[0]
        data[row + 16] ^= 1
        archive.write_bytes(data)
        assert told(archive) == [("inner.tar", limits.DAMAGED.text), ("IM", "")]


# -- gzip ----------------------------------------------------------------------------------------------------


def test_of_a_tar_in_gzip_that_is_cut_short_the_beginning_is_read(archive: Path, images: list[bytes]) -> None:
    data = gzip.compress(tarred(named(images)))
    archive.write_bytes(data[: len(data) * 3 // 5])
    assert told(archive) == [("IM0", ""), ("IM1", ""), ("IM2", ENTRY), CUT]
    assert sent(archive) == images[:2]
    archive.write_bytes(data[:-3])  # all is there but the checksum
    assert told(archive)[-1] == CUT
    assert sent(archive) == images


def test_a_tar_in_gzip_with_a_wrong_checksum_is_not_read_at_all(archive: Path, images: list[bytes]) -> None:
    data = bytearray(gzip.compress(tarred(named(images))))
    data[-6] ^= 1
    archive.write_bytes(data)
    assert told(archive) == DAMAGED


def test_a_file_in_gzip_that_is_cut_short_is_not_sent(archive: Path, images: list[bytes]) -> None:
    data = gzip.compress(images[0])
    for end in (len(data) - 1, len(data) - 9, len(data) // 2, 30):
        archive.write_bytes(data[:end])
        assert told(archive) == DAMAGED


def test_a_second_part_of_gzip_that_lost_its_beginning_is_not_taken_for_padding(
    archive: Path, images: list[bytes]
) -> None:
    half = len(images[0]) // 2
    first, second = gzip.compress(images[0][:half]), gzip.compress(images[0][half:])
    archive.write_bytes(first + b"\0" * 70_000 + second + bytes(1024))
    assert sent(archive) == images[:1]
    archive.write_bytes(first + b"?" + second[1:])
    assert told(archive) == DAMAGED


# -- what cannot be read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"\x04\x22\x4d\x18", "LZ4"),
        (b"\x1f\x9d\x90", "compress"),
        (b"LZIP\x01", "lzip"),
    ],
)
def test_a_tar_in_another_packing_is_named_with_it(start: bytes, name: str) -> None:
    assert foreign(start + bytes(500)) == name


def test_what_makes_up_the_sum_is_one_for_each_file(archive: Path, images: list[bytes]) -> None:
    data = bytearray(zipped([*named(images), ("empty", b""), ("text", b"text")]))
    data[headers(data, b"PK\x03\x04")[2]] ^= 1
    archive.write_bytes(data)
    items = found_here(archive) or []
    assert len(items) == 6
    assert sum(isinstance(one, Skipped) for one in items) == 3


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_archives_in_an_archive_are_together_no_more_than_one_may_be(
    archive: Path, images: list[bytes], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 12)
    files = [(f"{number}.zip", zipped(named(images))) for number in range(4)]
    archive.write_bytes(gzip.compress(tarred(files)) if kind == "tar.gz" else zipped(files))
    assert told(archive)[-1] == ("", limits.TOO_MANY.text)
    archive.write_bytes(gzip.compress(tarred(files[:2])) if kind == "tar.gz" else zipped(files[:2]))
    assert len(sent(archive)) == 8
