"""The made-up study: valid, small, the same in every run but for its UIDs."""

from __future__ import annotations

import time
from pathlib import Path

from pydicom import dcmread

from gui.practice.samples import make_sample_images
from gui.practice.uids import read_uids


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_study_is_whole_valid_and_small(tmp_path: Path) -> None:
    folder = make_sample_images(tmp_path / "sample-images")
    assert folder == tmp_path / "sample-images"
    found = [dcmread(path) for path in files(folder)]
    assert sum(path.stat().st_size for path in files(folder)) < 5_000_000
    assert {(str(one.PatientName), one.PatientID) for one in found} == {("Sample^Sally", "DEMO-4711")}
    assert len({one.StudyInstanceUID for one in found}) == 1
    assert len({one.SOPInstanceUID for one in found}) == 33
    series: dict[str, int] = {}
    for one in found:
        series[one.SeriesInstanceUID] = series.get(one.SeriesInstanceUID, 0) + 1
        assert len(one.PixelData) == one.Rows * one.Columns * one.BitsAllocated // 8
        assert one.file_meta.MediaStorageSOPInstanceUID == one.SOPInstanceUID
        assert one.SOPInstanceUID.is_valid
    assert sorted(series.values()) == [1, 8, 24]
    assert all(read_uids(path) is not None for path in files(folder))


def test_the_pixels_are_the_same_in_every_run_and_the_uids_are_not(tmp_path: Path) -> None:
    first, second = make_sample_images(tmp_path / "1"), make_sample_images(tmp_path / "2")
    for one, other in zip(map(dcmread, files(first)), map(dcmread, files(second)), strict=True):
        assert one.PixelData == other.PixelData
        assert one.SOPInstanceUID != other.SOPInstanceUID
        assert one.StudyInstanceUID != other.StudyInstanceUID


def test_a_whole_folder_is_left_as_it_is_and_a_torn_one_is_made_anew(tmp_path: Path) -> None:
    folder = make_sample_images(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in files(folder)}
    make_sample_images(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in files(folder)} == before
    next(iter(before)).unlink()
    make_sample_images(tmp_path)
    assert len({dcmread(path).StudyInstanceUID for path in files(folder)}) == 1


def test_it_is_made_while_one_waits(tmp_path: Path) -> None:
    started = time.process_time()
    make_sample_images(tmp_path)
    assert time.process_time() - started < 3.0
