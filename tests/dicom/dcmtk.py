"""DCMTK's pictures of the samples, to hold ours against; needs the Debian package ``dcmtk``."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image
from pydicom import dcmread
from pydicom.encaps import get_frame
from pydicom.uid import ExplicitVRLittleEndian

from gui.dicom.preview import Picture, render
from tests.helpers.samples import SAMPLES, manifest

TOOLS = ("dcm2pnm", "dcmj2pnm", "dcml2pnm", "dcmcjpeg")
NO_DCMTK_DECODER = ("1.2.840.10008.1.2.4.9", "1.2.840.10008.1.2.4.20")
"""JPEG 2000, plain and high-throughput: DCMTK's free tools do not read it. In colour it is unpacked by Pillow before
DCMTK draws it; in grey it is compared with its lossless siblings."""

EXPLAINED = {
    "dcm_qa_enh/Philips/IM_0027_fMAP.dcm": "DCMTK leaves the rescaling of functional groups aside",
    "pydicom/test_files/rtdose_expb.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "pydicom/test_files/rtdose_expb_1frame.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "highdicom/seg_image_ct_binary.dcm": "a frame of one single value: DCMTK makes it grey, here it is white",
    "orthanc-tests/MultiframeWindowing.dcm": "DCMTK refuses it for want of an element",
    "fo-dicom/FreezePattern.dcm": "DCMTK cannot read the file",
}
"""Where the two differ, and why."""

WHOLE = 100_000
"""A longest side that no sample reaches: pictures are compared in their own size."""


class Kind(NamedTuple):
    """What makes a difference to a decoder or to the way to grey and colour."""

    syntax: str
    photometric: str
    allocated: int
    stored: int
    signed: int
    planar: int
    several: bool

    @property
    def unpacked(self) -> bool:
        """True for what DCMTK cannot decode, and is given unpacked."""
        return self.syntax.startswith(NO_DCMTK_DECODER)


class Compared(NamedTuple):
    """One sample: our picture, DCMTK's (None where it makes none), and the mean difference of their values (0–255)."""

    name: str
    kind: Kind
    ours: Image.Image
    theirs: Image.Image | None
    apart: float | None

    @property
    def far(self) -> bool:
        """True when the two are further apart than rounding can make them, or DCMTK makes none."""
        return self.apart is None or self.apart > 1.0

    @property
    def explained(self) -> str:
        """Why they are far apart; empty when they are not, or should not be."""
        return EXPLAINED.get(self.name, "") if self.far else ""


def missing_tools() -> list[str]:
    """The tools of DCMTK that this computer lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def photometric_interpretations() -> set[str]:
    """Those of all samples that a picture can be made of."""
    return {kind.photometric for _, kind, _ in _pictures()}


def compare(work: Path) -> Iterator[Compared]:
    """One sample of each kind beside the same image by DCMTK; ``work`` is a folder for what is in between."""
    seen: set[Kind] = set()
    for name, kind, picture in _pictures():
        grey = kind.photometric.startswith("MONOCHROME")
        if kind in seen or (kind.unpacked and grey):
            continue
        ours = Image.frombytes("RGB" if picture.rgb else "L", (picture.width, picture.height), picture.data)
        theirs = _by_dcmtk(SAMPLES / name, picture, kind, work)
        if theirs is None and kind.unpacked:
            continue  # Pillow takes no stream that isn't quite in order; another sample of the kind is
        seen.add(kind)
        if theirs is not None and theirs.size != ours.size:
            # pixels that are not square: DCMTK gives them one by one
            theirs = theirs.resize(ours.size, Image.Resampling.BICUBIC)
        yield Compared(name, kind, ours, theirs, None if theirs is None else _difference(ours, theirs))


def _pictures() -> Iterator[tuple[str, Kind, Picture]]:
    for record in manifest()["files"]:
        path = SAMPLES / record["path"]
        answer = render(str(path), 0.5, WHOLE) if record["is_dicom"] else None
        if isinstance(answer, Picture):
            dataset = _read(path, stop_before_pixels=True)
            yield (
                record["path"],
                Kind(
                    record["transfer_syntax_uid"] or "",
                    dataset.PhotometricInterpretation,
                    dataset.get("BitsAllocated", 0),
                    dataset.get("BitsStored", 0),
                    dataset.get("PixelRepresentation") or 0,
                    dataset.get("PlanarConfiguration") or 0,
                    answer.frames > 1,
                ),
                answer,
            )


def _read(path: Path, **more: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dcmread(path, force=True, **more)


def _by_dcmtk(path: Path, picture: Picture, kind: Kind, work: Path) -> Image.Image | None:
    """The same frame through the same window by DCMTK."""
    dataset = _read(path, stop_before_pixels=True)
    tool, frame = "dcm2pnm", picture.frame
    if kind.unpacked:
        try:
            path, frame = _unpacked(path, frame, work), 0
        except OSError:
            return None
    elif kind.syntax.startswith(("1.2.840.10008.1.2.4.5", "1.2.840.10008.1.2.4.7")):
        tool = "dcmj2pnm"
    elif kind.syntax.startswith("1.2.840.10008.1.2.4.8"):
        tool = "dcml2pnm"
    options = ["+op", "-O", "+F", str(frame + 1)]
    if picture.window is not None:
        options += ["+Ww", str(picture.window[0]), str(max(1.0, picture.window[1]))]
    elif "VOILUTSequence" in dataset:
        options += ["+Wl", "1"]
    elif dataset.get("BitsStored") == 1:
        options += ["+Ww", "0.5", "1"]
    out = work / "picture.pnm"
    done = subprocess.run([tool, *options, str(path), str(out)], capture_output=True, check=False)
    return Image.open(io.BytesIO(out.read_bytes())) if done.returncode == 0 else None


def _unpacked(path: Path, frame: int, work: Path) -> Path:
    """A colour image in JPEG 2000 without its compression: one frame, decoded by Pillow, as plain RGB."""
    dataset = _read(path)
    stream = get_frame(dataset.PixelData, frame, number_of_frames=int(dataset.get("NumberOfFrames") or 1))
    pixels = Image.open(io.BytesIO(stream)).convert("RGB")
    for keyword in ("NumberOfFrames", "FrameIncrementPointer"):
        if keyword in dataset:
            del dataset[keyword]
    dataset.PhotometricInterpretation, dataset.SamplesPerPixel, dataset.PlanarConfiguration = "RGB", 3, 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit, dataset.PixelRepresentation = 7, 0
    data = pixels.tobytes()
    dataset.PixelData = data + b"\0" * (len(data) % 2)
    dataset["PixelData"].is_undefined_length = False
    dataset["PixelData"].VR = "OB"
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    plain = work / "unpacked.dcm"
    dataset.save_as(plain, enforce_file_format=True)
    return plain


def _difference(ours: Image.Image, theirs: Image.Image) -> float:
    one, other = (np.asarray(picture.convert("RGB"), int) for picture in (ours, theirs))
    return float(np.abs(one - other).mean())
