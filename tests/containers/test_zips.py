"""ZIP archives: names, sizes, damage, traps."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import FileChanged, FileDamaged, FileVanished
from gui.dicom.containers import limits
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.streams import open_plain
from gui.dicom.containers.values import Contents, Member
from gui.dicom.containers.zips import list_zip
from tests.containers.looking import content, found, read
from tests.helpers.archives import zipped
from tests.helpers.dicom_files import write_instance


@pytest.fixture
def image(tmp_path: Path) -> bytes:
    write_instance(tmp_path / "made" / "image.dcm", seed=1)
    return (tmp_path / "made" / "image.dcm").read_bytes()


def images(tmp_path: Path, count: int, size: int = 16) -> list[bytes]:
    for seed in range(1, count + 1):
        write_instance(tmp_path / "made" / f"{seed}.dcm", seed=seed, size=size)
    return [(tmp_path / "made" / f"{seed}.dcm").read_bytes() for seed in range(1, count + 1)]


def written(tmp_path: Path, data: bytes, name: str = "export.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def listed(data: bytes, tmp_path: Path) -> Contents:
    path = written(tmp_path, data)
    with open_plain(str(path)) as file:
        return list_zip(file, Member(str(path), "", 1, 0, len(data), len(data)))


def names(contents: Contents) -> list[str]:
    return [one.entry if isinstance(one, Member) else one[0] for one in contents.items]


def only(items: list[Instance | Skipped]) -> Instance | Skipped:
    (one,) = items
    return one


# -- what is read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_image_in_a_zip_is_found_and_read_byte_for_byte(tmp_path: Path, image: bytes, method: int) -> None:
    path = written(tmp_path, zipped([("DICOM/IM001", image)], method))
    one = only(found(path))
    assert isinstance(one, Instance)
    assert (one.path, one.entry, one.size) == (str(path), "DICOM/IM001", len(image))
    assert one.mtime_ns == path.stat().st_mtime_ns
    assert one.shown == f"{path} › DICOM/IM001"
    assert content(one) == image


def test_two_entries_of_one_name_are_two_files(tmp_path: Path) -> None:
    first, second = images(tmp_path, 2)
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = written(tmp_path, zipped([("IM", first), ("IM", second), ("IM [2]", b"text")]))
    items = found(path)
    assert [one.entry for one in items] == ["IM", "IM [2]", "IM [2] [2]"]
    assert [content(one) for one in items if isinstance(one, Instance)] == [first, second]


def test_entries_come_in_the_order_of_the_archive_and_folders_count_for_nothing(tmp_path: Path) -> None:
    made = images(tmp_path, 3)
    path = written(tmp_path, zipped([("b/", b""), ("b/9", made[0]), ("a", made[1]), ("b/1", made[2])]))
    assert [one.entry for one in found(path)] == ["b/9", "a", "b/1"]
    assert read(path).totals.files_found == 3


def test_names_in_utf_8_and_in_the_code_page_of_the_first_pc(tmp_path: Path, image: bytes) -> None:
    assert names(listed(zipped([("Müller/画像", image)]), tmp_path)) == ["Müller/画像"]
    old = zipped([("M#ller", image)]).replace(b"M#ller", b"M\x81ller")
    assert names(listed(old, tmp_path)) == ["Müller"]


def test_zip64_is_read(tmp_path: Path, image: bytes) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, archive.open("IM", "w", force_zip64=True) as entry:
        entry.write(image)
    one = only(found(written(tmp_path, made.getvalue())))
    assert isinstance(one, Instance)
    assert content(one) == image
    assert names(listed(widened(zipped([("IM", image)], zipfile.ZIP_STORED)), tmp_path)) == ["IM"]


def widened(data: bytes) -> bytes:
    """The archive with all its numbers in the records of ZIP64."""
    end = data.rfind(b"PK\x05\x06")
    count, length, offset = struct.unpack_from("<HLL", data, end + 10)
    row = bytearray(data[offset : offset + length])
    packed, size = struct.unpack_from("<LL", row, 20)
    name = struct.unpack_from("<H", row, 28)[0]
    row[20:28] = b"\xff" * 8
    row[42:46] = b"\xff" * 4
    extra = struct.pack("<HHQQQ", 1, 24, size, packed, 0)
    row[30:32] = struct.pack("<H", len(extra))
    rows = bytes(row[: 46 + name]) + extra
    wide = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(rows), offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + len(rows), 1)
    last = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:offset] + rows + wide + locator + last


def test_an_archive_written_to_a_stream_is_read(tmp_path: Path, image: bytes) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, block: object) -> int:
            self.data += bytes(block)  # type: ignore[call-overload]
            return len(bytes(block))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("a", image)
        archive.writestr("b", b"text")
    one = found(written(tmp_path, pipe.data))[0]
    assert isinstance(one, Instance)
    assert content(one) == image
    # without its end, the lengths are found by unpacking
    cut = pipe.data[: pipe.data.find(b"PK\x01\x02")]
    items = found(written(tmp_path, cut, "cut.zip"))
    assert [(one.entry, getattr(one, "reason", None)) for one in items] == [
        ("a", None),
        ("b", SkipReason.NOT_DICOM),
        ("", SkipReason.DAMAGED),
    ]
    assert isinstance(items[0], Instance)
    assert content(items[0]) == image


def test_an_archive_without_any_dicom_file_is_one_file_that_is_left_out(tmp_path: Path) -> None:
    one = only(found(written(tmp_path, zipped([(f"{n}.class", b"code") for n in range(900)]), "viewer.jar")))
    assert isinstance(one, Skipped)
    assert (one.reason, one.text, one.entry) == (SkipReason.NOT_DICOM, limits.NO_DICOM.text, "")
    empty = only(found(written(tmp_path, zipped([]), "empty.zip")))
    assert isinstance(empty, Skipped)
    assert (empty.reason, empty.text) == (SkipReason.NOT_DICOM, limits.EMPTY.text)


def test_an_archive_in_an_archive_in_an_archive_is_named(tmp_path: Path, image: bytes) -> None:
    deep = zipped([("a.zip", zipped([("b.zip", zipped([("IM", image)])), ("IM", image)]))])
    items = found(written(tmp_path, deep))
    assert [(one.entry, getattr(one, "text", "")) for one in items] == [
        ("a.zip › b.zip", limits.TOO_DEEP.text),
        ("a.zip › IM", ""),
    ]


# -- names that are tricks -----------------------------------------------------------------------------------

TRICKS = [
    "../../etc/passwd",
    "/etc/shadow",
    "C:\\Windows\\system32\\x",
    "..\\..\\x",
    "CON",
    "a\nb\x1b[31m",
    "a\u202etxt.mcd",
    "x › y",
    "a" * 4000,
    ".",
]


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_leads_nowhere(tmp_path: Path, image: bytes, name: str) -> None:
    folder = tmp_path / "only here"
    folder.mkdir()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    path = written(folder, zipped([(name, image)]))
    one = only(found(path, spool=str(folder)))
    assert isinstance(one, Instance)
    assert content(one) == image
    assert one.shown.isprintable()
    assert one.shown.count("›") == 1
    assert {other for other in tmp_path.rglob("*") if other.is_file()} == before | {path}


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=12))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_names_are_shown_and_each_stands_for_its_own_entry(tmp_path: Path, given_names: list[str]) -> None:
    files = [(name.encode("utf-8", "replace").decode(), str(n).encode()) for n, name in enumerate(given_names)]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, (name, text) in enumerate(files):
            info = zipfile.ZipInfo(f"{number:040}")
            info.orig_filename = info.filename = name.replace("\0", "0") + "_"
            archive.NameToInfo.clear()
            archive.writestr(info, text)
    contents = listed(made.getvalue(), tmp_path)
    shown = names(contents)
    assert len(shown) == len(set(shown)) == len(files)
    assert all(name.isprintable() or name.replace("\u3000", " ").replace("\xa0", " ") for name in shown)
    assert not any(one in name for name in shown for one in "\n\r\x1b\u202e›")
    path = tmp_path / "export.zip"
    with open_plain(str(path)) as file:
        for number, member in enumerate(contents.items):
            assert isinstance(member, Member)
            file.seek(member.start + 30 + struct.unpack("<H", path.read_bytes()[member.start + 26 :][:2])[0])
            assert file.read(member.packed) == str(number).encode()


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path, image: bytes) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("IM", image)
    items = found(written(tmp_path, made.getvalue()))
    assert [(one.entry, getattr(one, "text", "")) for one in items] == [("link", limits.LINK.text), ("IM", "")]


# -- traps ---------------------------------------------------------------------------------------------------


def raw_entry(name: bytes, data: bytes, size: int, method: int = 8, flags: int = 0) -> bytes:
    crc = zlib.crc32(b"")
    return (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 0, crc, len(data), size, len(name), 0)
        + name
        + data
    )


def raw_row(name: bytes, packed: int, size: int, at: int, method: int = 8, flags: int = 0) -> bytes:
    return (
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, method, 0, 0, 0, packed, size, len(name), 0, 0, 0, 0, 0, at
        )
        + name
    )


def raw_zip(entries: bytes, rows: list[bytes]) -> bytes:
    table = b"".join(rows)
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, len(rows) & 0xFFFF, len(rows) & 0xFFFF, len(table), len(entries), 0
    )
    return entries + table + end


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    kernel = zlib.compress(bytes(1_000_000))[2:-4]
    entry = raw_entry(b"a", kernel, 1_000_000)
    data = raw_zip(entry, [raw_row(b"%d" % n, len(kernel), 1_000_000, 0) for n in range(60_000)])
    one = only(found(written(tmp_path, data)))
    assert isinstance(one, Skipped)
    assert one.reason is SkipReason.UNREADABLE  # claims 60 GB of 3 MB
    assert one.text == limits.BOMB.text
    few = raw_zip(entry, [raw_row(b"a", len(kernel), 1_000_000, 0), raw_row(b"b", len(kernel), 1_000_000, 0)])
    one = only(found(written(tmp_path, few, "few.zip")))
    assert isinstance(one, Skipped)
    assert (one.reason, one.text) == (SkipReason.DAMAGED, limits.OVERLAPS.text)


def test_more_entries_than_any_export_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 10)
    assert listed(zipped([(str(n), b"x") for n in range(11)]), tmp_path).trouble is limits.TOO_MANY
    assert listed(zipped([(str(n), b"x") for n in range(10)]), tmp_path).trouble is None
    monkeypatch.setattr(limits, "MOST_NAME_BYTES", 100)
    assert listed(zipped([("a" * 51, b"x"), ("b" * 51, b"x")]), tmp_path).trouble is limits.NAMES_TOO_LONG


def test_a_name_of_60_kilobytes_costs_only_its_entry(tmp_path: Path, image: bytes) -> None:
    items = found(written(tmp_path, zipped([("n" * 60_000, b"x"), ("IM", image)])))
    assert [getattr(one, "text", "") for one in items] == [limits.NAME_TOO_LONG.text, ""]


def test_a_claimed_size_that_no_disk_holds_costs_only_its_entry(tmp_path: Path) -> None:
    data = widened(zipped([("IM", b"x")], zipfile.ZIP_STORED))
    huge = data.replace(struct.pack("<HHQQ", 1, 24, 1, 1), struct.pack("<HHQQ", 1, 24, (1 << 64) - 1, 1))
    assert huge != data
    assert listed(huge, tmp_path).items == (("IM", limits.ENTRY_DAMAGED),)  # without a size, which is a lie
    with pytest.raises(limits.Refused) as refused:
        limits.check_unpacked(1 << 40, 1 << 42)
    assert refused.value.left is limits.TOO_LARGE


def test_an_entry_that_unpacks_to_other_than_it_claims_is_never_sent_whole(tmp_path: Path) -> None:
    small, large = images(tmp_path, 1)[0], images(tmp_path, 1, 200)[0]
    for difference in (-1, 1):
        size, packed = len(small) + difference, zlib.compress(small)[2:-4]
        data = raw_zip(raw_entry(b"IM", packed, size), [raw_row(b"IM", len(packed), size, 0)])
        one = only(found(written(tmp_path, data)))
        assert isinstance(one, Skipped)
        assert (one.reason, one.text) == (SkipReason.DAMAGED, limits.ENTRY_DAMAGED.text)
    image = large
    packed = zlib.compress(image)[2:-4]
    for size in (len(image) - 1, len(image) + 1):
        data = raw_zip(raw_entry(b"IM", packed, size), [raw_row(b"IM", len(packed), size, 0)])
        one = only(found(written(tmp_path, data)))
        assert isinstance(one, Instance)
        with pytest.raises(FileDamaged):
            content(one)


def test_a_bomb_within_the_limits_costs_little_memory(tmp_path: Path, image: bytes) -> None:
    import tracemalloc

    bomb = image + bytes(300 << 20)
    deflater = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed = deflater.compress(bomb) + deflater.flush()
    size = len(bomb)
    del bomb
    path = written(tmp_path, raw_zip(raw_entry(b"IM", packed, size), [raw_row(b"IM", len(packed), size, 0)]))
    one = only(found(path))
    assert isinstance(one, Instance)
    tracemalloc.start()
    with pytest.raises(FileDamaged):  # its checksum is wrong
        drain(one)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def drain(instance: Instance) -> None:
    opener = EntryOpener()
    source = opener(instance)
    room = memoryview(bytearray(1 << 20))
    try:
        while source.readinto(room):
            pass
    finally:
        source.close()
        opener.close()


def test_a_locked_entry_says_that_it_needs_a_password(tmp_path: Path, image: bytes) -> None:
    locked = bytes(12) + image
    data = raw_zip(
        raw_entry(b"IM", locked, len(image), 0, 1) + raw_entry(b"t", b"text", 4, 0),
        [raw_row(b"IM", len(locked), len(image), 0, 0, 1), raw_row(b"t", 4, 4, 32 + len(locked), 0)],
    )
    items = found(written(tmp_path, data))
    assert (items[1].entry, getattr(items[1], "text", "")) == ("IM", limits.PASSWORD.text)
    assert items[1].size == len(image)


def test_a_way_of_packing_that_is_not_known_is_named(tmp_path: Path, image: bytes) -> None:
    items = found(written(tmp_path, zipped([("IM", image)], zipfile.ZIP_LZMA)))
    assert [getattr(one, "text", "") for one in items] == [limits.OTHER_PACKING.text]


# -- damage --------------------------------------------------------------------------------------------------


def test_what_lies_before_the_damage_is_read(tmp_path: Path) -> None:
    made = images(tmp_path, 3)
    whole = zipped([(f"IM{n}", data) for n, data in enumerate(made)], zipfile.ZIP_STORED)
    third = whole.find(b"IM2")
    items = found(written(tmp_path, whole[: third + 100]))
    assert [content(one) for one in items if isinstance(one, Instance)] == made[:2]
    assert isinstance(items[-1], Skipped)
    assert (items[-1].entry, items[-1].text) == ("", limits.CUT_SHORT.text)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_entry_is_refused_by_its_checksum_and_the_others_are_not(tmp_path: Path, method: int) -> None:
    first, second = images(tmp_path, 2, 200)
    data = bytearray(zipped([("a", first), ("b", second)], method))
    place = data.find(first[-100:]) if method == zipfile.ZIP_STORED else data.find(b"PK\x03\x04", 4) - 40
    data[place] ^= 0x55
    items = found(written(tmp_path, bytes(data)))
    assert all(isinstance(one, Instance) for one in items)
    with pytest.raises(FileDamaged):
        content(items[0])  # type: ignore[arg-type]
    assert content(items[1]) == second  # type: ignore[arg-type]


@given(data=st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_breaks_the_reader_or_passes_for_a_whole_file(tmp_path: Path, data: st.DataObject) -> None:
    made = tmp_path / "made"
    if not made.exists():
        images(tmp_path, 2)
    files = [(path.name, path.read_bytes()) for path in sorted(made.iterdir())]
    method = data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    archive = bytearray(zipped(files, method))
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(archive) - 1), st.integers(0, 255)), max_size=6)
    ):
        archive[place] = value
    archive = archive[: data.draw(st.integers(1, len(archive)))]
    from gui.dicom.containers.reading import read_member

    contents = listed(bytes(archive), tmp_path)
    path = tmp_path / "export.zip"
    originals = {content for _, content in files}
    for member in contents.items:
        if not isinstance(member, Member):
            continue
        record = read_member(member)
        with open_plain(str(path)) as file:
            from gui.dicom.containers.streams import Broken, member_bytes

            room = memoryview(bytearray(min(member.size, 1 << 20)))
            try:
                source = member_bytes(file, member)
                got, left = b"", member.size
                while left and len(got) < 1 << 20:
                    count = source.readinto(room[: min(left, len(room))])
                    assert count
                    got += bytes(room[:count])
                    left -= count
            except Broken:
                continue
        assert not left
        assert got in originals or zlib.crc32(got) == member.crc, record


# -- between scan and sending --------------------------------------------------------------------------------


def test_an_archive_that_changed_is_refused(tmp_path: Path, image: bytes) -> None:
    path = written(tmp_path, zipped([("IM", image)]))
    one = only(found(path))
    assert isinstance(one, Instance)
    opener = EntryOpener()
    source = opener(one)
    with path.open("ab") as file:
        file.write(b"x")
    with pytest.raises(FileChanged):
        source.check()
    source.close()
    with pytest.raises(FileChanged):
        opener(one)
    path.unlink()
    with pytest.raises(FileVanished):
        EntryOpener()(one)
    opener.close()
