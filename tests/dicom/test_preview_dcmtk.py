"""Pictures held against DCMTK's: one image of each kind among the samples, pixel by pixel.

Install the Debian package ``dcmtk`` for these tests.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from PIL import Image
from pydicom import dcmread

from gui.dicom.preview import Picture, render
from tests.dicom.preview_files import write_pixels
from tests.helpers.samples import SAMPLES, manifest, needs_samples

TOOLS = ("dcm2pnm", "dcmj2pnm", "dcml2pnm", "dcmcjpeg")
needs_dcmtk = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="DCMTK's tools are not here (Debian package dcmtk)"
)
NO_DCMTK_DECODER = ("1.2.840.10008.1.2.4.9", "1.2.840.10008.1.2.4.20")
"""JPEG 2000, plain and high-throughput: DCMTK's free tools do not read it. Compared by its lossless siblings below."""

EXPLAINED = {
    "dcm_qa_enh/Philips/IM_0027_fMAP.dcm": "DCMTK leaves the rescaling of functional groups aside",
    "pydicom/test_files/rtdose_expb.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "pydicom/test_files/rtdose_expb_1frame.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "highdicom/seg_image_ct_binary.dcm": "a frame of one single value: DCMTK makes it grey, here it is white",
    "orthanc-tests/MultiframeWindowing.dcm": "DCMTK refuses it for want of an element",
    "fo-dicom/FreezePattern.dcm": "DCMTK cannot read the file",
}
SIBLINGS = {
    "pydicom/test_files/MR_small_jp2klossless.dcm": "pydicom/test_files/MR_small.dcm",
    "dcm_qa_ts/9.dcm": "dcm_qa_ts/1.dcm",
    "dcm_qa_ts/7.dcm": "dcm_qa_ts/1.dcm",
    "dcm_qa_ts/5.dcm": "dcm_qa_ts/1.dcm",
    "pydicom/test_files/MR_small_RLE.dcm": "pydicom/test_files/MR_small.dcm",
    "pydicom/test_files/MR_small_bigendian.dcm": "pydicom/test_files/MR_small.dcm",
}


class Kind(NamedTuple):
    """What makes a difference to a decoder or to the way to grey and colour."""

    syntax: str
    photometric: str
    allocated: int
    stored: int
    signed: int
    planar: int
    several: bool


def read(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dcmread(path, force=True, stop_before_pixels=True)


def selection() -> Iterator[tuple[str, Kind]]:
    """One path of each kind."""
    seen: set[Kind] = set()
    for record in manifest()["files"]:
        path = SAMPLES / record["path"]
        answer = render(str(path), 0.5, 100_000) if record["is_dicom"] else None
        if not isinstance(answer, Picture):
            continue
        dataset = read(path)
        kind = Kind(
            record["transfer_syntax_uid"] or "",
            dataset.PhotometricInterpretation,
            dataset.get("BitsAllocated", 0),
            dataset.get("BitsStored", 0),
            dataset.get("PixelRepresentation") or 0,
            dataset.get("PlanarConfiguration") or 0,
            answer.frames > 1,
        )
        if kind not in seen and not kind.syntax.startswith(NO_DCMTK_DECODER):
            seen.add(kind)
            yield record["path"], kind


def by_dcmtk(path: Path, picture: Picture, syntax: str, tmp_path: Path) -> Image.Image | None:
    """The same frame through the same window by DCMTK."""
    dataset = read(path)
    tool = "dcm2pnm"
    if syntax.startswith(("1.2.840.10008.1.2.4.5", "1.2.840.10008.1.2.4.7")):
        tool = "dcmj2pnm"
    elif syntax.startswith("1.2.840.10008.1.2.4.8"):
        tool = "dcml2pnm"
    options = ["+op", "-O", "+F", str(picture.frame + 1)]
    if picture.window is not None:
        options += ["+Ww", str(picture.window[0]), str(max(1.0, picture.window[1]))]
    elif "VOILUTSequence" in dataset:
        options += ["+Wl", "1"]
    elif dataset.get("BitsStored") == 1:
        options += ["+Ww", "0.5", "1"]
    out = tmp_path / "picture.pnm"
    done = subprocess.run([tool, *options, str(path), str(out)], capture_output=True, check=False)
    return Image.open(io.BytesIO(out.read_bytes())) if done.returncode == 0 else None


def difference(mine: Picture, theirs: Image.Image) -> float:
    image = Image.frombytes("RGB" if mine.rgb else "L", (mine.width, mine.height), mine.data)
    if theirs.size != image.size:  # pixels that are not square: DCMTK gives them one by one
        theirs = theirs.resize(image.size, Image.Resampling.BICUBIC)
    one, other = (np.asarray(picture.convert("RGB"), int) for picture in (image, theirs))
    return float(np.abs(one - other).mean())


@needs_samples
@needs_dcmtk
@pytest.mark.timeout(300)
def test_one_picture_of_each_kind_is_as_dcmtk_draws_it(tmp_path: Path) -> None:
    compared: set[Kind] = set()
    far: dict[str, float | None] = {}
    for name, kind in selection():
        path = SAMPLES / name
        picture = render(str(path), 0.5, 100_000)
        assert isinstance(picture, Picture)
        theirs = by_dcmtk(path, picture, kind.syntax, tmp_path)
        apart = None if theirs is None else difference(picture, theirs)
        if apart is None or apart > 1.0:
            far[name] = apart
        else:
            compared.add(kind)
    assert {name: apart for name, apart in far.items() if name not in EXPLAINED} == {}
    assert len(compared) >= 40
    assert {"MONOCHROME1", "MONOCHROME2", "RGB", "PALETTE COLOR", "YBR_FULL", "YBR_FULL_422"} <= {
        kind.photometric for kind in compared
    }
    assert {1, 8, 16, 32} <= {kind.allocated for kind in compared}
    assert {kind.planar for kind in compared} == {0, 1}
    assert {kind.signed for kind in compared} == {0, 1}
    assert {True, False} == {kind.several for kind in compared}


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
