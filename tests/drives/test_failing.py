"""Drives of which some of the files cannot be read, and drives that are gone from one moment to the next."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import SkipReason
from gui.dicom.catalogue import Catalogue
from gui.dicom.disc_copy import NOT_READABLE
from gui.dicom.disc_spool import Copied, DiscSpool, Told
from gui.dicom.optical import Disc
from gui.dicom.scan import scan
from tests.drives.reads import Reading
from tests.helpers.dicom_files import write_study
from tests.helpers.drive import Drive, mounted

IMAGES = 120
BAD = ("00003.dcm", "00077.dcm")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_study(folder, series=3, images=IMAGES // 3)
    return folder


@pytest.fixture
def drive(files: Path, tmp_path: Path) -> Iterator[Drive]:
    with mounted(files, tmp_path / "drive") as drive:
        yield drive


def left_out(catalogue: Catalogue) -> dict[str, SkipReason]:
    return {Path(one.path).name: one.reason for one in catalogue.skipped}


def test_scratched_files_are_named_and_the_rest_is_read(drive: Drive) -> None:
    drive.scratch(*(f"*/{name}" for name in BAD))
    catalogue = Reading(drive.path).finish()
    assert catalogue.totals.to_send == IMAGES - len(BAD)
    assert left_out(catalogue) == dict.fromkeys(BAD, SkipReason.UNREADABLE)


def test_a_scratched_disc_is_copied_but_for_its_scratches(drive: Drive, tmp_path: Path) -> None:
    drive.scratch(*(f"*/{name}" for name in BAD))
    spool = DiscSpool(tmp_path / "spool", lambda _path: Disc("CT", (1, 2, 3), by_number=True))
    told: list[Told] = []
    brought = spool.bring_in([str(drive.path)], cancel=CancelToken(), report=told.append)
    assert told[-1] == Copied("CT", len(BAD))
    drive.pull()  # the disc can be taken out now
    catalogue = Catalogue()
    catalogue.add(brought.left)
    for batch in scan(brought.paths, cancel=CancelToken()):
        catalogue.add(batch)
    assert catalogue.totals.to_send == IMAGES - len(BAD)
    assert {(Path(one.path).name, one.text) for one in catalogue.skipped} == {(name, NOT_READABLE) for name in BAD}


@pytest.mark.parametrize("number", [errno.ENOTCONN, errno.EIO, errno.ESTALE])
def test_what_was_read_of_a_share_that_is_gone_stays_and_the_rest_is_named(drive: Drive, number: int) -> None:
    drive.pull_after("open", IMAGES // 2, number)
    catalogue = Reading(drive.path).finish()
    totals = catalogue.totals
    assert totals.to_send == IMAGES // 2
    assert totals.files_found == totals.to_send + totals.left_out
    assert totals.left_out > 0
    assert set(left_out(catalogue).values()) == {SkipReason.UNREADABLE}
    drive.put_back()
    again = Reading(drive.path).finish()
    assert again.totals.to_send == IMAGES


def test_a_share_that_is_gone_before_it_is_read_is_one_thing_that_cannot_be_read(drive: Drive) -> None:
    drive.pull()
    catalogue = Reading(drive.path).finish()
    assert (catalogue.totals.to_send, catalogue.totals.left_out) == (0, 1)
    assert catalogue.skipped[0].reason is SkipReason.UNREADABLE


def test_a_folder_that_cannot_be_listed_is_named_and_the_others_are_read(drive: Drive) -> None:
    drive.fail("list", "/s2")
    catalogue = Reading(drive.path).finish()
    assert catalogue.totals.to_send == IMAGES - IMAGES // 3
    assert left_out(catalogue) == {"s2": SkipReason.UNREADABLE}


def test_what_can_be_listed_of_a_folder_is_read_and_the_folder_is_named(drive: Drive) -> None:
    drive.fail("list", "/s2", after=25)
    catalogue = Reading(drive.path).finish()
    assert catalogue.totals.to_send == IMAGES - IMAGES // 3 + 25
    assert left_out(catalogue) == {"s2": SkipReason.UNREADABLE}
