"""TAR archives and gzip."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from gui.core.entities import Instance, Skipped, SkipReason
from gui.core.errors import FileChanged, FileDamaged
from gui.dicom.containers import limits
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.recognise import kind_of
from gui.dicom.containers.spool import prepare_spool
from tests.containers.looking import content, found
from tests.helpers.archives import tarred, zipped
from tests.helpers.dicom_files import write_instance


@pytest.fixture
def image(tmp_path: Path) -> bytes:
    write_instance(tmp_path / "made" / "image.dcm", seed=1, size=200)
    return (tmp_path / "made" / "image.dcm").read_bytes()


def written(tmp_path: Path, data: bytes, name: str = "export") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_an_image_in_a_tar_of_any_form_is_read_byte_for_byte(tmp_path: Path, image: bytes, form: int) -> None:
    name = "/".join(["folder of some length"] * (6 if form == tarfile.USTAR_FORMAT else 40)) + "/Müller"
    (one,) = found(written(tmp_path, tarred([(name, image)], form)))
    assert isinstance(one, Instance)
    assert one.entry == name
    assert content(one) == image


def test_a_tar_of_before_1988_is_known_by_its_checksum(tmp_path: Path, image: bytes) -> None:
    header = bytearray(tarfile.TarInfo("IM").tobuf(tarfile.USTAR_FORMAT))
    header[124:135] = b"%011o" % len(image)
    header[257:265] = bytes(8)
    header[345:500] = bytes(155)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    data = bytes(header) + image + bytes(-len(image) % 512 + 1024)
    assert kind_of(data) == "tar"
    (one,) = found(written(tmp_path, data))
    assert isinstance(one, Instance)
    assert content(one) == image


def test_links_and_devices_in_a_tar_are_named_and_never_followed(tmp_path: Path, image: bytes) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (
            ("s", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("c", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "../../../etc/passwd"
            archive.addfile(info)
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        info = tarfile.TarInfo("../../IM")
        info.size = len(image)
        archive.addfile(info, io.BytesIO(image))
    items = found(written(tmp_path, made.getvalue()))
    link, device = limits.LINK.text, limits.NOT_A_FILE.text
    assert [(one.entry, getattr(one, "text", "")) for one in items] == [
        ("s", link),
        ("h", link),
        ("c", device),
        ("f", device),
        ("../../IM", ""),
    ]


def test_a_tar_that_is_cut_short_gives_what_is_whole(tmp_path: Path, image: bytes) -> None:
    data = tarred([("a", image), ("b", image)])
    items = found(written(tmp_path, data[: len(image) + 4096]))
    assert [(one.entry, getattr(one, "text", "")) for one in items] == [
        ("a", ""),
        ("b", limits.ENTRY_DAMAGED.text),
        ("", limits.CUT_SHORT.text),
    ]


def test_an_extended_header_of_a_gigabyte_is_not_taken_into_memory(tmp_path: Path, image: bytes) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    data = tarred([("a", image)])[: 512 + len(image) + -len(image) % 512] + info.tobuf() + bytes(4096)
    items = found(written(tmp_path, data))
    assert [(one.entry, getattr(one, "text", "")) for one in items] == [("a", ""), ("", limits.CUT_SHORT.text)]


@pytest.mark.parametrize("name", ["IM001.dcm.gz", "IM001"])
def test_a_dicom_file_in_gzip_is_read_byte_for_byte(tmp_path: Path, image: bytes, name: str) -> None:
    half = len(image) // 2
    data = gzip.compress(image[:half]) + gzip.compress(image[half:]) + bytes(512)  # two members, and padding
    (one,) = found(written(tmp_path, data, name))
    assert isinstance(one, Instance)
    assert (one.entry, one.size) == (name.removesuffix(".gz"), len(image))
    assert content(one) == image


def test_a_damaged_gzip_file_is_left_out_by_its_checksum(tmp_path: Path, image: bytes) -> None:
    data = bytearray(gzip.compress(image))
    data[-5] ^= 1
    (one,) = found(written(tmp_path, bytes(data)))
    assert isinstance(one, Skipped)
    assert (one.reason, one.entry) == (SkipReason.DAMAGED, "")
    (cut,) = found(written(tmp_path, gzip.compress(image)[:-9], "cut"))
    assert isinstance(cut, Skipped)
    assert cut.reason is SkipReason.DAMAGED


def test_a_gzip_bomb_is_refused_in_bounded_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gui.dicom.containers.reading import read_box
    from gui.dicom.containers.values import Box, Member

    monkeypatch.setattr(limits, "ALWAYS_ALLOWED", 32 << 20)
    path = written(tmp_path, gzip.compress(bytes(64 << 20), 9), "bomb.gz")
    contents = read_box(Box(Member(str(path), "", 0, 0, path.stat().st_size, path.stat().st_size), "gzip"))
    assert contents.items == ()
    assert contents.trouble is not None
    assert contents.trouble.text == limits.BOMB.text


def test_a_full_disk_is_said_and_nothing_is_left_of_it(
    tmp_path: Path, image: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.dicom.containers.reading import read_box
    from gui.dicom.containers.values import Box, Member

    monkeypatch.setattr(limits, "KEPT_FREE", 1 << 60)
    path = written(tmp_path, gzip.compress(tarred([("IM", image)])))
    size = path.stat().st_size
    contents = read_box(Box(Member(str(path), "", 0, 0, size, size), "gzip", str(tmp_path)))
    assert contents.trouble is not None
    assert contents.trouble.text == limits.NO_ROOM.text


def test_what_is_unpacked_has_no_name_and_is_gone_at_the_end(tmp_path: Path, image: bytes) -> None:
    spool = prepare_spool(tmp_path / "data" / "unpacked")
    assert spool.stat().st_mode & 0o777 == 0o700
    path = written(tmp_path, gzip.compress(tarred([("a", image), ("b.zip", zipped([("c", image)]))])))
    items = found(path, spool=str(spool))
    assert [one.entry for one in items] == ["a", "b.zip › c"]
    opener = EntryOpener(str(spool))
    for one in items:
        assert isinstance(one, Instance)
        assert content(one, opener) == image
        assert list(spool.iterdir()) == []
    opener.close()


def test_what_a_program_that_died_has_left_is_removed_at_the_next_start(tmp_path: Path) -> None:
    spool = tmp_path / "unpacked"
    spool.mkdir(mode=0o755)
    (spool / "unpacked-abc").write_bytes(b"x")
    (spool / "other").write_bytes(b"x")
    prepare_spool(spool)
    assert [path.name for path in spool.iterdir()] == ["other"]
    assert spool.stat().st_mode & 0o777 == 0o700


def test_many_archives_are_not_all_kept_unpacked(tmp_path: Path, image: bytes) -> None:
    data = gzip.compress(tarred([("IM", image)]))
    paths = [written(tmp_path, data, f"{number:02}.tgz") for number in range(20)]
    opener = EntryOpener(str(tmp_path))
    for one in found(*paths):
        assert isinstance(one, Instance)
        assert content(one, opener) == image
    assert len(opener._archives) <= 8
    opener.close()


def test_another_archive_in_its_place_is_not_sent_for_it(tmp_path: Path, image: bytes) -> None:
    path = written(tmp_path, tarred([("IM", image)]))
    (one,) = found(path)
    assert isinstance(one, Instance)
    other = written(tmp_path, tarred([("IM", image[:-1] + b"!")]), "other")
    other.replace(path)
    with pytest.raises(FileChanged):
        content(one)


def test_a_gzip_file_that_is_damaged_behind_its_beginning_is_no_image(tmp_path: Path, image: bytes) -> None:
    path = written(tmp_path, gzip.compress(image))
    (one,) = found(path)
    assert isinstance(one, Instance)
    import os

    data = bytearray(path.read_bytes())
    data[-6] ^= 1
    path.write_bytes(bytes(data))
    os.utime(path, ns=(one.mtime_ns, one.mtime_ns))
    with pytest.raises(FileDamaged):
        content(one)


def test_a_file_in_gzip_within_an_archive_has_its_own_name(tmp_path: Path, image: bytes) -> None:
    path = written(tmp_path, zipped([("DICOM/IM1.gz", gzip.compress(image)), ("IM2.dcm.GZ", gzip.compress(image))]))
    items = found(path)
    assert [one.entry for one in items] == ["DICOM/IM1.gz › IM1", "IM2.dcm.GZ › IM2.dcm"]
    for one in items:
        assert isinstance(one, Instance)
        assert content(one) == image
