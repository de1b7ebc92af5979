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
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.uid import ExplicitVRLittleEndian

from gui.dicom.containers.opening import EntryOpener
from gui.dicom.preview import Picture, render
from gui.dicom.preview_render import Renderer
from gui.dicom.preview_source import open_file, read_source
from tests.helpers.samples import SAMPLES, manifest

TOOLS = ("dcm2pnm", "dcmj2pnm", "dcml2pnm", "dcmcjpeg")
NO_DCMTK_DECODER = ("1.2.840.10008.1.2.4.9", "1.2.840.10008.1.2.4.20")
"""JPEG 2000, plain and high-throughput: DCMTK's free tools do not read it. It is unpacked by Pillow before DCMTK draws
it, so that only the way from values to the picture is compared."""

EXPLAINED = {
    "dcm_qa_enh/Philips/IM_0027_fMAP.dcm": "DCMTK leaves the rescaling of functional groups aside",
    "pydicom/test_files/rtdose_expb.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "pydicom/test_files/rtdose_expb_1frame.dcm": "DCMTK swaps 32 bits in OW as two words of 16 (a retired syntax)",
    "highdicom/seg_image_ct_binary.dcm": "a frame of one single value: DCMTK makes it grey, here it is white",
    "orthanc-tests/MultiframeWindowing.dcm": "DCMTK refuses it for want of an element",
    "orthanc-tests/2026-05-06-Deeply-Nested-Sequence.dcm": "DCMTK refuses it for want of an element",
    "fo-dicom/FreezePattern.dcm": "DCMTK cannot read the file",
    "pydicom/test_files/SC_rgb_jpeg.dcm": "DCMTK cannot read the file",
    "pydicom/test_files/GDCMJ2K_TextGBR.dcm": "DCMTK does not read JPEG 2000, nor Pillow this stream alone",
    "fo-dicom/multiframe.dcm": "the last twelve frames hold 121 lines of the 240 that the header says",
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
    ours: Image.Image | None
    theirs: Image.Image | None
    apart: float | None
    frame: int = 0

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
        if kind in seen:
            continue
        compared = _compared(name, kind, picture, work)
        if compared.theirs is None and kind.unpacked:
            continue  # Pillow takes no stream that isn't quite in order; another sample of the kind is
        seen.add(kind)
        yield compared


def compare_every_frame(work: Path, most: int) -> Iterator[Compared]:
    """All samples beside the same images by DCMTK, and of each ``most`` frames, spread from the first to the last.

    Where we make no picture of a frame though of others of the file, ``ours`` is None.
    """
    for name, kind, middle in _pictures():
        rendered = Renderer()
        count = min(most, middle.frames)
        for frame in sorted({round(one * (middle.frames - 1) / max(1, count - 1)) for one in range(count)}):
            picture = rendered(str(SAMPLES / name), frame, WHOLE)
            if isinstance(picture, Picture):
                yield _compared(name, kind, picture, work)
            else:
                yield Compared(name, kind, None, None, None, frame)


def _compared(name: str, kind: Kind, picture: Picture, work: Path) -> Compared:
    ours = Image.frombytes("RGB" if picture.rgb else "L", (picture.width, picture.height), picture.data)
    theirs = _by_dcmtk(SAMPLES / name, picture, kind, work)
    if theirs is not None and theirs.size != ours.size:
        # pixels that are not square: DCMTK gives them one by one
        theirs = theirs.resize(ours.size, Image.Resampling.BICUBIC)
    apart = None if theirs is None else _difference(ours, theirs)
    return Compared(name, kind, ours, theirs, apart, picture.frame)


def _pictures() -> Iterator[tuple[str, Kind, Picture]]:
    for record in manifest()["files"]:
        path = SAMPLES / record["path"]
        answer = render(str(path), 0.5, WHOLE) if record["is_dicom"] else None
        if isinstance(answer, Picture):
            dataset = _header(path)
            yield (
                record["path"],
                Kind(
                    record["transfer_syntax_uid"] or "",
                    dataset.get("PhotometricInterpretation", "MONOCHROME2"),
                    dataset.get("BitsAllocated", 0),
                    dataset.get("BitsStored", 0),
                    dataset.get("PixelRepresentation") or 0,
                    dataset.get("PlanarConfiguration") or 0,
                    answer.frames > 1,
                ),
                answer,
            )


def _header(path: Path) -> Dataset:
    """What comes before the pixel data, also where pydicom by itself finds no way past a sequence."""
    with warnings.catch_warnings(), open_file(str(path), EntryOpener(memory=1)) as file:
        warnings.simplefilter("ignore")
        return read_source(file).header


def _read(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dcmread(path, force=True)


def _by_dcmtk(path: Path, picture: Picture, kind: Kind, work: Path) -> Image.Image | None:
    """The same frame through the same window by DCMTK."""
    dataset = _header(path)
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
    """An image in JPEG 2000 without its compression: one frame, decoded by Pillow; colours as plain RGB."""
    dataset = _read(path)
    stream = get_frame(dataset.PixelData, frame, number_of_frames=int(dataset.get("NumberOfFrames") or 1))
    pixels = Image.open(io.BytesIO(stream))
    for keyword in ("NumberOfFrames", "FrameIncrementPointer"):
        if keyword in dataset:
            del dataset[keyword]
    if dataset.SamplesPerPixel == 3:
        dataset.PhotometricInterpretation, dataset.PlanarConfiguration = "RGB", 0
        dataset.BitsAllocated = dataset.BitsStored = 8
        dataset.HighBit, dataset.PixelRepresentation = 7, 0
        data = pixels.convert("RGB").tobytes()
    else:
        data = _grey_values(pixels, stream, bool(dataset.PixelRepresentation))
        dataset.BitsAllocated = 16
    dataset.PixelData = data + b"\0" * (len(data) % 2)
    dataset["PixelData"].is_undefined_length = False
    dataset["PixelData"].VR = "OB" if dataset.BitsAllocated == 8 else "OW"
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    plain = work / "unpacked.dcm"
    dataset.save_as(plain, enforce_file_format=True)
    return plain


def _grey_values(pixels: Image.Image, stream: bytes, signed: bool) -> bytes:
    """The values as they were stored: Pillow moves those of more than eight bits up to 16, and signed ones above 0."""
    size = stream[stream.find(b"\xff\x4f\xff\x51") + 42]  # Ssiz (ISO 15444-1 A.5.1)
    bits, signed_stream = (size & 0x7F) + 1, size > 0x7F
    values = np.asarray(pixels).astype(np.int64) >> ((16 if pixels.mode.startswith("I") else 8) - bits)
    if signed_stream:
        values -= 1 << (bits - 1)
    elif signed:
        values = np.where(values >> (bits - 1), values - (1 << bits), values)
    return bytes((values & 0xFFFF).astype("<u2").tobytes())


def _difference(ours: Image.Image, theirs: Image.Image) -> float:
    one, other = (np.asarray(picture.convert("RGB"), int) for picture in (ours, theirs))
    return float(np.abs(one - other).mean())
