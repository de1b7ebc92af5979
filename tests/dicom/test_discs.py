"""A disc's index: read without trust, and used as a check."""

from __future__ import annotations

import shutil
import struct
import time
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import IndexCheck, Skipped, SkipReason
from gui.dicom.catalogue import Catalogue
from gui.dicom.index import listed_files
from gui.dicom.instances import read_header
from gui.dicom.scan import scan
from tests.dicom.test_header import element, part10
from tests.helpers.dicom_files import write_instance
from tests.helpers.samples import SAMPLES, needs_samples

DISCS = SAMPLES / "pydicom" / "test_files" / "dicomdirtests"
DIRECTORY = b"1.2.840.10008.1.3.10"


def record(name: str, *, in_use: bool = True) -> bytes:
    """A directory record that refers to a file."""
    value = name.replace("/", "\\").encode("latin-1")
    content = b"".join(
        (
            element(0x0004, 0x1400, b"UL", bytes(4)),
            element(0x0004, 0x1410, b"US", b"\xff\xff" if in_use else b"\0\0"),
            element(0x0004, 0x1430, b"CS", b"IMAGE "),
            element(0x0004, 0x1500, b"CS", value + b" " * (len(value) % 2)) if name else b"",
            element(0x0008, 0x0005, b"CS", b"ISO_IR 100"),
        )
    )
    return struct.pack("<HHL", 0xFFFE, 0xE000, len(content)) + content


def index(*records: bytes) -> bytes:
    """A DICOMDIR that holds these records."""
    sequence = struct.pack("<HH2sHL", 4, 0x1220, b"SQ", 0, sum(map(len, records))) + b"".join(records)
    return part10(
        element(0x0004, 0x1130, b"CS", b"DISC") + element(0x0004, 0x1212, b"US", b"\0\0") + sequence,
        sop_class=DIRECTORY,
    )


def read(*paths: Path) -> Catalogue:
    catalogue = Catalogue()
    for batch in scan([str(path) for path in paths], cancel=CancelToken()):
        catalogue.add(batch)
    return catalogue


def listed_in(path: Path) -> tuple[str, ...]:
    found = read_header(str(path))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.DICOMDIR
    return found.listed


# -- reading -------------------------------------------------------------------------------------------------


@needs_samples
@pytest.mark.parametrize("name", ["", "-bigEnd", "-implicit", "-nooffset", "-nopatient", "-reordered"])
def test_every_kind_of_index_lists_the_31_files_that_lie_beside_it(name: str) -> None:
    listed = listed_in(DISCS / f"DICOMDIR{name}")
    assert len(listed) == len(set(listed)) == 31
    assert listed[0] == "77654033/CR1/6154"


@needs_samples
def test_an_empty_index_lists_nothing() -> None:
    assert listed_in(DISCS / "DICOMDIR-empty.dcm") == ()


def test_names_that_lead_out_of_the_disc_are_passed_over_and_each_counts_once(tmp_path: Path) -> None:
    names = ["A/IM1", "../SECRET", "A/../../B", "/etc/passwd", "C:/X", "A/IM1", "", ".", "IM2"]
    path = tmp_path / "DICOMDIR"
    path.write_bytes(index(*map(record, names), record("GONE", in_use=False)))
    assert listed_in(path) == ("A/IM1", "IM2")


@pytest.mark.parametrize("length", [0xFFFFFFFE, 0x7FFFFFFF, 1])
def test_lengths_that_lie_cost_nothing_and_what_was_read_before_counts(tmp_path: Path, length: int) -> None:
    broken = bytearray(record("IM2"))
    broken[4:8] = struct.pack("<L", length)
    path = tmp_path / "DICOMDIR"
    path.write_bytes(index(record("IM1"), bytes(broken)))
    begun = time.process_time()
    assert listed_in(path)[0] == "IM1"
    assert time.process_time() - begun < 1


def test_deeply_nested_records_bring_nothing_down(tmp_path: Path) -> None:
    nested = (
        struct.pack("<HH2sHL", 8, 0x1140, b"SQ", 0, 0xFFFFFFFF) + struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)
    ) * 20_000
    path = tmp_path / "DICOMDIR"
    path.write_bytes(index(record("IM1"), struct.pack("<HHL", 0xFFFE, 0xE000, len(nested)) + nested))
    assert listed_in(path) == ("IM1",)


def test_an_index_of_a_hundred_thousand_images_is_read_in_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "DICOMDIR"
    path.write_bytes(index(*(record(f"DICOM/S{number // 500:05}/I{number:07}") for number in range(100_000))))
    begun = time.process_time()
    assert len(listed_in(path)) == 100_000
    assert time.process_time() - begun < 10


def test_a_file_that_is_no_index_lists_nothing(tmp_path: Path) -> None:
    write_instance(tmp_path / "1")
    with (tmp_path / "1").open("rb") as file:
        assert listed_files(file, 132, False, True) == ()
        assert listed_files(file, 5, True, False) == ()


# -- checking ------------------------------------------------------------------------------------------------


@needs_samples
def test_a_whole_disc_is_confirmed_once_for_all_its_indexes() -> None:
    catalogue = read(DISCS)
    (check,) = catalogue.check_indexes()
    assert (check.listed, check.read, check.unread, check.missing) == (31, 31, 0, ())


@needs_samples
def test_missing_and_damaged_files_are_named_and_the_sums_stay(tmp_path: Path) -> None:
    disc = tmp_path / "disc"
    shutil.copytree(DISCS, disc, ignore=shutil.ignore_patterns("DICOMDIR-*"))
    (disc / "77654033" / "CR1" / "6154").unlink()
    (disc / "77654033" / "CR2" / "6247").write_bytes(b"no longer an image")
    catalogue = read(disc)
    (check,) = catalogue.check_indexes(CancelToken())
    assert (check.listed, check.read, check.unread) == (31, 29, 1)
    assert [one.path for one in check.missing] == [str(disc / "77654033" / "CR1" / "6154")]
    assert catalogue.missing == check.missing
    assert set(check.named) == {"77654033/CR1/6154", "77654033/CR2/6247"}
    assert check.missing[0].reason is SkipReason.MISSING
    totals = catalogue.totals
    files = sum(path.is_file() for path in disc.rglob("*"))
    assert totals.files_found == files == totals.to_send + totals.left_out
    assert all(one.reason is not SkipReason.MISSING for one in catalogue.skipped)


def test_names_are_compared_as_discs_and_systems_write_them(tmp_path: Path) -> None:
    for number, name in enumerate(["im1", "IM2;1", "IM3."], 1):
        write_instance(tmp_path / "dicom" / name, seed=number)
    (tmp_path / "DICOMDIR").write_bytes(index(*(record(f"DICOM/IM{number}") for number in (1, 2, 3))))
    (check,) = read(tmp_path).check_indexes()
    assert (check.listed, check.read, check.missing) == (3, 3, ())


def test_files_that_were_not_dropped_are_not_missing(tmp_path: Path) -> None:
    write_instance(tmp_path / "IM1")
    (tmp_path / "DICOMDIR").write_bytes(index(record("IM1"), record("IM2")))
    catalogue = read(tmp_path / "DICOMDIR")
    (check,) = catalogue.check_indexes()
    assert (check.listed, check.read, [one.path for one in check.missing]) == (1, 0, [str(tmp_path / "IM2")])


def test_a_later_drop_that_brings_the_rest_settles_it(tmp_path: Path) -> None:
    (tmp_path / "DICOMDIR").write_bytes(index(record("IM1")))
    catalogue = read(tmp_path)
    assert len(catalogue.check_indexes()[0].missing) == 1
    write_instance(tmp_path / "IM1")
    for batch in scan([str(tmp_path)], cancel=CancelToken()):
        catalogue.add(batch)
    assert catalogue.check_indexes() == (IndexCheck(str(tmp_path / "DICOMDIR"), 1, 1, 0),)
    assert catalogue.missing == ()


def test_without_an_index_there_is_nothing_to_check(tmp_path: Path) -> None:
    write_instance(tmp_path / "IM1")
    assert read(tmp_path).check_indexes() == ()
