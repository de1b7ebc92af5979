"""Discs are copied before they are read: real folders, and a stand-in only for “is this a disc?”."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import SkipReason
from gui.dicom import disc_copy
from gui.dicom.catalogue import Catalogue
from gui.dicom.disc_copy import NOT_READABLE, Copying
from gui.dicom.disc_spool import Copied, DiscSpool, NotCopied, Told
from gui.dicom.optical import Disc, disc_of, optical_mount
from gui.dicom.scan import scan
from tests.helpers.dicom_files import write_study

posix = pytest.mark.skipif(os.name != "posix", reason="modes as this test reads them are POSIX")


class Drive:
    """A folder that stands for a disc in a drive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disc: Disc | None = Disc("CT_2026_11", (1, 2, 3))

    def ask(self, path: str) -> Disc | None:
        inside = Path(path) == self.folder or self.folder in Path(path).parents
        return self.disc if inside and self.folder.exists() else None


@pytest.fixture
def drive(tmp_path: Path) -> Drive:
    write_study(tmp_path / "drive" / "DICOM", series=2, images=3)
    (tmp_path / "drive" / "README.TXT").write_text("hello")
    return Drive(tmp_path / "drive")


@pytest.fixture
def spool(tmp_path: Path, drive: Drive) -> DiscSpool:
    return DiscSpool(tmp_path / "spool", drive.ask)


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_copy_is_the_disc_and_bears_its_name(drive: Drive, spool: DiscSpool) -> None:
    told: list[Told] = []
    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=told.append)
    (copy,) = map(Path, brought.paths)
    assert copy.name == "CT_2026_11"
    assert files_below(copy) == files_below(drive.folder)
    assert told[0] == Copying("CT_2026_11", 0, 0)
    assert told[-2:] == [Copying("CT_2026_11", 7, 7), Copied("CT_2026_11", 0)]
    one = next(path for path in drive.folder.rglob("*.dcm"))
    assert (copy / one.relative_to(drive.folder)).stat().st_mtime_ns == one.stat().st_mtime_ns


@posix
def test_only_this_person_can_read_the_copy(drive: Drive, spool: DiscSpool, tmp_path: Path) -> None:
    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    assert stat.S_IMODE((tmp_path / "spool").stat().st_mode) == 0o700
    assert stat.S_IMODE(Path(brought.paths[0]).parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in Path(brought.paths[0]).rglob("*.dcm")} == {0o600}


def test_what_lies_on_no_disc_is_read_where_it_lies(tmp_path: Path, drive: Drive, spool: DiscSpool) -> None:
    other = tmp_path / "export"
    other.mkdir()
    told: list[Told] = []
    brought = spool.bring_in([str(other), str(tmp_path / "gone")], cancel=CancelToken(), report=told.append)
    assert (brought.paths, told) == ((str(other), str(tmp_path / "gone")), [])
    assert spool.empty


def test_a_copy_is_used_again_also_when_its_disc_has_been_taken_out(drive: Drive, spool: DiscSpool) -> None:
    first = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    again = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    shutil.rmtree(drive.folder)
    later = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    assert first.paths == again.paths == later.paths


def test_another_disc_in_the_same_drive_is_copied_too(drive: Drive, spool: DiscSpool) -> None:
    first = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    drive.disc = Disc("MR_2026_12", (1, 4, 3))
    both = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    assert both.paths[0] == first.paths[0]
    assert [Path(path).name for path in both.paths] == ["CT_2026_11", "MR_2026_12"]


def make_unreadable(path: Path) -> None:
    """A file that is there and that the system fails to read, as with a scratch."""
    path.unlink()
    path.symlink_to("/proc/self/mem")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the unreadable file is one of Linux's own")
def test_files_that_cannot_be_read_are_named_and_do_not_stop_the_rest(drive: Drive, spool: DiscSpool) -> None:
    bad = drive.folder / "DICOM" / "s1" / "00002.dcm"
    make_unreadable(bad)
    told: list[Told] = []
    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=told.append)
    copy = Path(brought.paths[0])
    (left,) = brought.left
    assert (left.path, left.reason, left.text) == (
        str(copy / "DICOM" / "s1" / "00002.dcm"),
        SkipReason.UNREADABLE,
        NOT_READABLE,
    )
    assert told[-1] == Copied("CT_2026_11", 1)
    assert len(files_below(copy)) == 6
    catalogue = Catalogue()
    catalogue.add(brought.left)
    for batch in scan(brought.paths, cancel=CancelToken(), workers=1):
        catalogue.add(batch)
    assert (catalogue.totals.files_found, catalogue.totals.to_send) == (7, 5)


def test_a_disc_that_does_not_fit_is_read_where_it_lies(
    drive: Drive, spool: DiscSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disc_copy, "KEPT_FREE", 1 << 60)
    told: list[Told] = []
    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=told.append)
    assert brought.paths == (str(drive.folder),)
    size = sum(len(content) for content in files_below(drive.folder).values())
    assert told[-1] == NotCopied("CT_2026_11", size, 0)
    assert spool.empty


def test_stopping_removes_what_was_copied(drive: Drive, spool: DiscSpool) -> None:
    cancel = CancelToken()

    def stop_in_the_middle(told: Told) -> None:
        if isinstance(told, Copying) and told.files:
            cancel.cancel()

    with pytest.raises(Cancelled):
        spool.bring_in([str(drive.folder)], cancel=cancel, report=stop_in_the_middle)
    assert spool.empty


def test_the_person_may_have_the_disc_read_where_it_lies(drive: Drive, spool: DiscSpool) -> None:
    leave = CancelToken()

    def leave_in_the_middle(told: Told) -> None:
        if isinstance(told, Copying) and told.files:
            leave.cancel()

    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=leave_in_the_middle, leave=leave)
    assert brought.paths == (str(drive.folder),)
    assert spool.empty


def test_copies_go_when_nothing_needs_them_any_more(tmp_path: Path, drive: Drive, spool: DiscSpool) -> None:
    brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    spool.tidy()
    assert Path(brought.paths[0]).exists()
    spool.forget(but=[str(drive.folder)])
    spool.tidy()
    assert Path(brought.paths[0]).exists()
    spool.forget()
    spool.tidy(needed=[str(Path(brought.paths[0]) / "DICOM" / "s1" / "00001.dcm"), "/elsewhere/x"])
    assert Path(brought.paths[0]).exists()
    spool.tidy(needed=["/elsewhere/x"])
    assert not Path(brought.paths[0]).parent.exists()
    assert spool.empty


def test_the_next_start_removes_what_a_crash_has_left(tmp_path: Path, drive: Drive, spool: DiscSpool) -> None:
    spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
    later = DiscSpool(tmp_path / "spool", drive.ask)
    assert not later.empty
    later.tidy()
    assert later.empty


def test_a_name_that_no_folder_may_have_is_made_one(tmp_path: Path, drive: Drive, spool: DiscSpool) -> None:
    for name, folder in (("../../evil", "_.._evil"), ("a:b*c", "a_b_c"), ("..", "disc"), ("x" * 300, "x" * 100)):
        drive.disc = Disc(name, (hash(name), 0, 0))
        brought = spool.bring_in([str(drive.folder)], cancel=CancelToken(), report=lambda _: None)
        assert Path(brought.paths[-1]).name == folder
        assert tmp_path / "spool" in Path(brought.paths[-1]).parents


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 11:0 / /media/anna/CT\\0402026 ro,nosuid shared:9 - iso9660 /dev/sr0 ro
41 22 11:1 / /media/anna/DVD ro,nosuid shared:9 - udf /dev/sr1 ro
42 22 8:17 / /media/anna/EXPORT rw shared:10 - vfat /dev/sdb1 rw
43 22 7:3 / /mnt/image ro - iso9660 /dev/loop3 ro
44 22 11:2 / /media/anna/hfs ro - hfsplus /dev/sr2 ro
"""


@pytest.mark.parametrize(
    ("device", "path", "found"),
    [
        ("11:0", "/media/anna/CT 2026/DICOM/IM1", ("/media/anna/CT 2026", "CT 2026")),
        ("11:1", "/media/anna/DVD", ("/media/anna/DVD", "DVD")),
        ("7:3", "/mnt/image/x", ("/mnt/image", "image")),
        ("11:2", "/media/anna/hfs", ("/media/anna/hfs", "hfs")),
        ("8:17", "/media/anna/EXPORT/x", None),
        ("8:1", "/home/anna", None),
        ("9:9", "/home/anna", None),
    ],
)
def test_discs_are_known_by_their_file_system_or_drive(device: str, path: str, found: object) -> None:
    assert optical_mount(device, path, MOUNTS) == found


def test_an_ordinary_folder_and_nothing_at_all_are_no_discs(tmp_path: Path) -> None:
    assert disc_of(str(tmp_path)) is None
    assert disc_of(str(tmp_path / "gone")) is None


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disc's image, mounted as the system mounts a disc."""
    maker = shutil.which("genisoimage") or shutil.which("mkisofs")
    if maker is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("needs genisoimage, and the right to mount")
    write_study(tmp_path / "source" / "DICOM", series=1, images=4)
    image, place = tmp_path / "disc.iso", tmp_path / "CT_2026_11"
    place.mkdir()
    subprocess.run([maker, "-quiet", "-r", "-V", "CT_2026_11", "-o", image, tmp_path / "source"], check=True)
    if subprocess.run(["mount", "-o", "loop,ro", image, place], capture_output=True).returncode != 0:
        pytest.skip("this system lets nobody mount an image")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_mounted_disc_is_known_and_copied(tmp_path: Path, mounted: Path) -> None:
    disc = disc_of(str(mounted / "DICOM"))
    assert disc is not None
    assert disc.name == "CT_2026_11"
    spool = DiscSpool(tmp_path / "spool")
    brought = spool.bring_in([str(mounted)], cancel=CancelToken(), report=lambda _: None)
    assert files_below(Path(brought.paths[0])) == files_below(mounted)
