"""Archives in a scan: among other files, with a disc's index, in two drops, cancelled."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from gui.core.cancel import Cancelled, CancelToken
from gui.core.entities import Instance, Skipped, SkipReason
from gui.dicom.catalogue import Catalogue
from gui.dicom.containers import limits
from gui.dicom.scan import scan
from tests.containers.looking import found, read
from tests.dicom.test_discs import index, record
from tests.helpers.archives import KINDS, pack, zipped
from tests.helpers.dicom_files import write_instance, write_study


def image(tmp_path: Path, seed: int = 1) -> bytes:
    write_instance(tmp_path / "made" / f"{seed}.dcm", seed=seed)
    return (tmp_path / "made" / f"{seed}.dcm").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_discs_index_in_an_archive_is_compared_with_the_archive(tmp_path: Path, kind: str) -> None:
    listing = index(record("DICOM/A"), record("DICOM/B"), record("DICOM/C"))
    disc = [("DICOMDIR", listing), ("DICOM/A", image(tmp_path, 1)), ("DICOM/B", b"\0" * 128 + b"DICM" + b"\xff" * 200)]
    archive = tmp_path / "disc"
    archive.write_bytes(pack(disc, kind))
    catalogue = read(archive)
    (check,) = catalogue.check_indexes()
    assert (check.listed, check.read, check.unread) == (3, 1, 1)
    (missing,) = check.missing
    assert (missing.path, missing.reason) == (str(archive), SkipReason.MISSING)
    assert missing.entry.endswith("DICOM/C")


def test_an_archive_keeps_its_place_among_the_files_around_it(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    write_study(folder, series=1, images=3)
    (folder / "s1" / "00002.zip").write_bytes(zipped([("b", image(tmp_path, 20)), ("a", image(tmp_path, 10))]))
    (folder / "s1" / "00004.gz").write_bytes(gzip.compress(image(tmp_path, 30)))
    shown = [one.shown.removeprefix(str(folder / "s1")) for one in found(folder)]
    assert shown == [
        "/00001.dcm",
        "/00002.dcm",
        "/00002.zip › b",
        "/00002.zip › a",
        "/00003.dcm",
        "/00004.gz › 00004",
    ]


def test_an_archive_that_is_dropped_twice_counts_once(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped([("a", image(tmp_path, 1)), ("b", image(tmp_path, 2)), ("c", b"text")]))
    catalogue = read(archive, archive, tmp_path / "." / "export.zip")
    assert catalogue.totals.files_found == 3
    before = catalogue.totals
    for batch in scan([str(archive)], cancel=CancelToken()):
        catalogue.add(batch)
    assert catalogue.totals == before


def test_the_other_one_of_two_images_can_be_chosen_within_archives(tmp_path: Path) -> None:
    one = image(tmp_path, 1)
    other = one[:-1] + bytes([one[-1] ^ 1])
    archive = tmp_path / "export.zip"
    archive.write_bytes(zipped([("a", one), ("b", other), ("c", one)]))
    catalogue = read(archive)
    assert [(left.entry, left.reason) for left in catalogue.skipped] == [
        ("b", SkipReason.CONFLICT),
        ("c", SkipReason.DUPLICATE),
    ]
    catalogue.use_instead(f"{archive} › b")
    assert [instance.entry for instance in catalogue.instances()] == ["b"]
    assert {(left.entry, left.reason) for left in catalogue.skipped} == {
        ("a", SkipReason.CONFLICT),
        ("c", SkipReason.DUPLICATE),
    }
    assert catalogue.totals.files_found == 3


@pytest.mark.parametrize(
    ("start", "name"), [(b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a\x07\x01\x00", "RAR"), (b"BZh91AY", "bzip2")]
)
def test_another_kind_of_archive_is_named(tmp_path: Path, start: bytes, name: str) -> None:
    (tmp_path / "export.zip").write_bytes(start + bytes(1000))
    (one,) = found(tmp_path)
    assert isinstance(one, Skipped)
    assert one.reason is SkipReason.NOT_DICOM
    assert name in one.text


def test_a_dicom_file_that_begins_as_an_archive_does_is_a_dicom_file(tmp_path: Path) -> None:
    data = image(tmp_path)
    (tmp_path / "polyglot").write_bytes(b"PK\x03\x04" + data[4:])
    (one,) = found(tmp_path / "polyglot")
    assert isinstance(one, Instance)
    assert one.entry == ""


def test_an_archive_of_packed_noise_is_named_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"PK\x03\x04" + b"\x99" * 500)
    (tmp_path / "b").write_bytes(b"\x1f\x8b\x08\x00" + b"\x99" * 500)
    assert [one.text for one in found(tmp_path) if isinstance(one, Skipped)] == [limits.DAMAGED.text] * 2


def test_names_that_an_old_program_for_windows_wrote_have_folders(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as made:
        info = zipfile.ZipInfo("x")
        info.filename = "DICOM\\IM1"
        made.writestr(info, image(tmp_path))
    (one,) = found(archive)
    assert one.entry == "DICOM/IM1"


def test_a_scan_can_be_cancelled_within_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    data = image(tmp_path, 1)
    archive.write_bytes(zipped((f"{n}", data) for n in range(5_000)))
    cancel = CancelToken()
    catalogue = Catalogue()
    batches = scan([str(archive)], cancel=cancel)
    catalogue.add(next(batches))
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(batches)
    assert 0 < catalogue.totals.files_found < 5_000
