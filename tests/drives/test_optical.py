"""A drive with one head, which takes its time to get elsewhere: the image of a disc, read from where its files lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.core.cancel import CancelToken
from gui.core.entities import Instance
from gui.dicom.disc_copy import copy_disc
from gui.dicom.optical import Disc
from gui.dicom.scan import scan
from tests.helpers.dicom_files import ROOT, write_instance
from tests.helpers.drive import Drive, mounted, write_disc

STUDIES, IMAGES = 4, 60


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A disc as a workstation writes it: numbered names without leading zeros, some megabytes a series."""
    top = tmp_path_factory.mktemp("disc")
    for study in range(STUDIES):
        for number in range(1, IMAGES + 1):
            path = top / "files" / "DICOM" / f"ST{study}" / f"IM{number}"
            series = f"{ROOT}1.{study}"
            write_instance(path, seed=1000 * study + number, size=256, SeriesInstanceUID=series)
    return write_disc(top / "files", top / "disc.iso")


@pytest.fixture
def drive(image: Path, tmp_path: Path) -> Iterator[Drive]:
    with mounted(image, tmp_path / "drive") as drive:
        yield drive


def as_disc(by_number: bool) -> Callable[[str], Disc]:
    return lambda _path: Disc("CT", (1, 2, 3), by_number=by_number)


def read(drive: Drive, ask: Callable[[str], Disc | None], workers: int | None = None) -> int:
    found = [
        one
        for batch in scan([str(drive.path)], cancel=CancelToken(), ask=ask, workers=workers, share=False)
        for one in batch
    ]
    assert all(isinstance(one, Instance) for one in found)
    return len(found)


def test_a_disc_is_read_in_its_order_with_a_fraction_of_the_seeks(drive: Drive, image: Path, tmp_path: Path) -> None:
    assert read(drive, as_disc(by_number=True)) == STUDIES * IMAGES
    in_order = drive.asked()
    with mounted(image, tmp_path / "again") as other:
        assert read(other, as_disc(by_number=False)) == STUDIES * IMAGES
        by_name = other.asked()
    with mounted(image, tmp_path / "two") as other:
        assert read(other, lambda _path: None, workers=2) == STUDIES * IMAGES
        by_two = other.asked()
    for name, asked in (("in its order", in_order), ("by name", by_name), ("two readers", by_two)):
        print(f"{name}: {asked['seek']} seeks, {asked['way'] >> 20} MB of way, {asked['open']} opened")
    assert in_order["seek"] <= 2  # there, and from the lists to the files
    assert by_name["seek"] > 10 * in_order["seek"]
    assert by_name["way"] > 3 * in_order["way"]


def test_a_disc_is_copied_in_one_sweep(drive: Drive, tmp_path: Path) -> None:
    target = str(tmp_path / "copy")
    left = copy_disc(str(drive.path), target, "CT", cancel=CancelToken(), report=lambda _: None, by_number=True)
    assert left == ()
    assert drive.asked()["seek"] <= 2
