"""Pictures held against DCMTK's: one image of each kind among the samples, pixel by pixel.

Install the Debian package ``dcmtk`` for these tests.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gui.dicom.preview import Picture, render
from tests.dicom.contact_sheet import draw
from tests.dicom.dcmtk import Compared, Kind, compare, missing_tools, photometric_interpretations
from tests.dicom.preview_files import write_pixels
from tests.helpers.samples import SAMPLES, needs_samples

needs_dcmtk = pytest.mark.skipif(bool(missing_tools()), reason="DCMTK's tools are not here (Debian package dcmtk)")

SIBLINGS = {
    "pydicom/test_files/MR_small_jp2klossless.dcm": "pydicom/test_files/MR_small.dcm",
    "dcm_qa_ts/9.dcm": "dcm_qa_ts/1.dcm",
    "dcm_qa_ts/7.dcm": "dcm_qa_ts/1.dcm",
    "dcm_qa_ts/5.dcm": "dcm_qa_ts/1.dcm",
    "pydicom/test_files/MR_small_RLE.dcm": "pydicom/test_files/MR_small.dcm",
    "pydicom/test_files/MR_small_bigendian.dcm": "pydicom/test_files/MR_small.dcm",
}


@needs_samples
@needs_dcmtk
@pytest.mark.timeout(300)
def test_one_picture_of_each_kind_is_as_dcmtk_draws_it(tmp_path: Path) -> None:
    compared = list(compare(tmp_path))
    alike = {one.kind for one in compared if not one.far}
    assert {one.name: one.apart for one in compared if one.far and not one.explained} == {}
    assert len(alike) >= 40
    assert {kind.photometric for kind in alike} == photometric_interpretations()
    assert {1, 8, 16, 32} <= {kind.allocated for kind in alike}
    assert {kind.planar for kind in alike} == {0, 1}
    assert {kind.signed for kind in alike} == {0, 1}
    assert {True, False} == {kind.several for kind in alike}


def test_the_contact_sheet_shows_both_pictures_of_each(tmp_path: Path) -> None:
    white, black = (Image.new("L", (40, 20), value) for value in (255, 0))
    kind = Kind("1.2.840.10008.1.2.1", "MONOCHROME2", 8, 8, 0, 0, False)
    made = [Compared(f"{number}.dcm", kind, white, black if number else None, 255.0) for number in range(5)]
    sheet = draw(made)
    sheet.save(tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as written:
        assert written.size == sheet.size
    assert {(255, 255, 255), (0, 0, 0)} <= {colour for _, colour in sheet.getcolors(1 << 20) or ()}  # type: ignore[misc]


@needs_samples
@pytest.mark.parametrize(("one", "other"), SIBLINGS.items())
def test_one_image_looks_the_same_in_all_its_encodings(one: str, other: str) -> None:
    first, second = (render(str(SAMPLES / name)) for name in (one, other))
    assert isinstance(first, Picture)
    assert isinstance(second, Picture)
    assert first == second


@needs_dcmtk
@pytest.mark.parametrize("predictor", range(1, 8))
@pytest.mark.parametrize("kind", ["uint8", "uint16", "int16", "colours"])
def test_lossless_jpeg_by_dcmtk_is_the_plain_image_again(tmp_path: Path, predictor: int, kind: str) -> None:
    chance = np.random.default_rng(predictor)
    smooth = np.add.outer(np.arange(60) * 7, np.arange(50) * 5) + chance.integers(0, 40, (60, 50))
    pixels = {
        "uint8": smooth.astype(np.uint8),
        "uint16": (smooth * 40).astype(np.uint16),
        "int16": (smooth * 30 - 9000).astype(np.int16),
        "colours": np.stack([smooth, smooth * 2, smooth * 3], axis=-1).astype(np.uint8),
    }[kind]
    plain = write_pixels(tmp_path / "plain", pixels)
    squeezed = tmp_path / "squeezed"
    subprocess.run(["dcmcjpeg", "+el", "+sv", str(predictor), plain, squeezed], check=True, capture_output=True)
    assert render(str(squeezed)) == render(str(plain))
