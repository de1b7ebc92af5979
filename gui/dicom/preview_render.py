"""Makes a picture of one frame. Runs in the preview's own process: it brings in numpy, pydicom and native decoders."""

from __future__ import annotations

import errno
import logging
import os
import warnings
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.uid import JPEG2000TransferSyntaxes, RLELossless

from gui.dicom.preview_codestream import claim_of
from gui.dicom.preview_grey import functional, to_grey
from gui.dicom.preview_reasons import (
    COLOURS_NOT_KNOWN,
    CUT_SHORT,
    DAMAGED,
    NO_RIGHTS,
    NOT_FOUND,
    TOO_LARGE,
    UNREADABLE,
    compressed,
)
from gui.dicom.preview_source import (
    BoundedFile,
    CannotShow,
    Source,
    as_stream,
    numbers,
    open_file,
    read_source,
    text,
    whole,
)
from gui.dicom.preview_values import MAX_EDGE, Answer, Frame, NoPicture, Picture

# pydicom's messages quote header values, which belong in no log
logging.getLogger("pydicom").propagate = False
Image.MAX_IMAGE_PIXELS = None  # the limits below are stricter

MAX_PIXELS = 64_000_000
"""Pixels of one frame that are decoded at the most; the largest stitched radiographs have some 40 million."""
MAX_FRAME = 256 << 20
"""Bytes of one decoded frame at the most."""

_EXTREME_ASPECT = 8.0
_GREY = ("MONOCHROME1", "MONOCHROME2")
_COLOURS = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_PARTIAL_420", "YBR_PARTIAL_422")
_JPEG_12_BITS = "JPEG with 12 bits"
_LOSSLESS_SOF = 0xC3

Array = npt.NDArray[Any]


class Renderer:
    """Renders frames; keeps the last file's header, so that going through its frames reads it once."""

    def __init__(self) -> None:
        self._key: tuple[str, int, int] | None = None
        self._source: Source | None = None

    def __call__(self, path: str, frame: Frame, max_edge: int) -> Answer:
        """The picture, or why there is none. Never raises for what the file holds."""
        try:
            with warnings.catch_warnings():
                # pydicom warns of each oddity of a foreign file
                warnings.simplefilter("ignore")
                return self._render(path, frame, max_edge)
        except CannotShow as known:
            return known.answer
        except MemoryError:
            return TOO_LARGE
        except (OSError, ValueError) as error:
            return _unreadable(error)
        # A hostile file makes parsers and decoders raise nearly anything (KeyError, struct.error, RecursionError,
        # RuntimeError of native code …), and must cost only its picture: so everything is caught, here only.
        except Exception:  # noqa: BLE001
            return DAMAGED

    def _render(self, path: str, frame: Frame, max_edge: int) -> Picture:
        with open_file(path) as file:
            source = self._read(path, file)
            file.room = 2 * MAX_FRAME
            return _picture(source, as_stream(source, file), frame, max_edge)

    def _read(self, path: str, file: BoundedFile) -> Source:
        status = os.fstat(file.fileno())
        key = (path, status.st_size, status.st_mtime_ns)
        if self._source is None or self._key != key:
            self._source = self._key = None
            source = read_source(file)
            self._source, self._key = source, key
        return self._source


def render(path: str, frame: Frame = 0.5, max_edge: int = MAX_EDGE) -> Answer:
    """The picture of one frame, or why there is none."""
    return Renderer()(path, frame, max_edge)


def _unreadable(error: OSError | ValueError) -> NoPicture:
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.EACCES, errno.EPERM):
        return NO_RIGHTS
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ENXIO):
        return NOT_FOUND
    return UNREADABLE if code is not None else DAMAGED  # parsers raise OSError without a number


# -- one frame -------------------------------------------------------------------------------------------------


def _picture(source: Source, stream: BinaryIO, place: Frame, max_edge: int) -> Picture:
    header = source.header
    options = _options(source)
    _check_size(options)
    frames = _frames(source, options)
    frame = round(place * (frames - 1)) if isinstance(place, float) else place
    frame = max(0, min(frame, frames - 1))
    pixels, kind = _decode(source, stream, options, frame)
    window: tuple[float, float] | None = None
    auto = False
    if pixels.ndim == 3:
        shown = _eight_bits(pixels[..., :3], int(options["bits_stored"]))
    elif kind == "PALETTE COLOR":
        shown = _palette(pixels, header)
    else:
        bits = int(options["bits_stored"])
        grey = to_grey(pixels, header, frame, bits=bits)
        shown, window, auto = grey.pixels, grey.window, grey.auto
    image = _scaled(Image.fromarray(np.ascontiguousarray(shown)), _aspect(header, frame), max_edge)
    return Picture(
        width=image.width,
        height=image.height,
        rgb=image.mode == "RGB",
        data=image.tobytes(),
        frame=frame,
        frames=frames,
        window=window,
        auto=auto,
    )


def _options(source: Source) -> dict[str, Any]:
    """What pydicom's decoders need to know, cleaned of what foreign files do to these elements."""
    header = source.header
    floats = {"FloatPixelData": 32, "DoubleFloatPixelData": 64}.get(source.keyword, 0)
    samples = whole(header, "SamplesPerPixel", 1)
    allocated = floats or whole(header, "BitsAllocated", 0)
    stored = floats or whole(header, "BitsStored", allocated)
    kind = text(header, "PhotometricInterpretation").upper() or ("RGB" if samples == 3 else "MONOCHROME2")
    if kind not in (*_GREY, *_COLOURS, "PALETTE COLOR"):
        raise CannotShow(NoPicture(COLOURS_NOT_KNOWN.template, kind if kind.isprintable() else "?"))
    if (samples, kind in _COLOURS) not in ((1, False), (3, True)):
        raise CannotShow(DAMAGED)
    return {
        "rows": whole(header, "Rows", 0),
        "columns": whole(header, "Columns", 0),
        "samples_per_pixel": samples,
        "photometric_interpretation": kind,
        "planar_configuration": whole(header, "PlanarConfiguration", 0) & 1,
        "bits_allocated": allocated,
        "bits_stored": stored if 0 < stored <= allocated else allocated,
        "pixel_representation": whole(header, "PixelRepresentation", 0) & 1,
        "number_of_frames": max(1, whole(header, "NumberOfFrames", 1)),
        "pixel_keyword": source.keyword,
        "pixel_vr": source.vr,
        "transfer_syntax_uid": source.syntax,
    }


def _check_size(options: dict[str, Any]) -> None:
    """Refuse what would need too much room, before anything is made room for."""
    rows, columns, samples = options["rows"], options["columns"], options["samples_per_pixel"]
    if rows <= 0 or columns <= 0 or options["bits_allocated"] <= 0:
        raise CannotShow(DAMAGED)
    pixels = rows * columns
    if pixels > MAX_PIXELS or pixels * samples * max(options["bits_allocated"] // 8, 1) > MAX_FRAME:
        raise CannotShow(TOO_LARGE)


def _frame_bits(options: dict[str, Any]) -> int:
    """Bits of one native frame; those of 4:2:2 have two samples a pixel (PS3.3 C.7.6.3.1.2)."""
    samples = options["samples_per_pixel"]
    if options["photometric_interpretation"] == "YBR_FULL_422":
        samples = 2
    return int(options["rows"] * options["columns"] * samples * options["bits_allocated"])


def _frames(source: Source, options: dict[str, Any]) -> int:
    """How many frames there are: as many as are claimed, but no more than the data can hold."""
    claimed: int = options["number_of_frames"]
    if source.encapsulated:
        return max(1, min(claimed, source.available // 8))
    there = source.available * 8 // _frame_bits(options)
    if there < 1:
        raise CannotShow(CUT_SHORT)
    options["number_of_frames"] = min(claimed, there)
    return min(claimed, there)


def _decode(source: Source, stream: BinaryIO, options: dict[str, Any], frame: int) -> tuple[Array, str]:
    """The frame's values and what they are; colours come as RGB, three samples last."""
    if source.encapsulated != source.syntax.is_compressed:
        raise CannotShow(DAMAGED)
    try:
        decoder = get_decoder(source.syntax)
    except NotImplementedError:
        raise CannotShow(compressed(source.syntax)) from None
    if not source.encapsulated:
        pixels, properties = decoder.as_array(stream, index=frame, **options)
        return pixels, str(properties["photometric_interpretation"])
    data = _codestream(source, stream, options, frame)
    _check_claim(source, data, options)
    if not decoder.is_available:
        raise CannotShow(compressed(source.syntax))
    options = {**options, "number_of_frames": 1}
    pixels, properties = decoder.as_array(encapsulate([data]), index=0, **options)
    return pixels, str(properties["photometric_interpretation"])


def _codestream(source: Source, stream: BinaryIO, options: dict[str, Any], frame: int) -> bytes:
    offsets = source.header.get("ExtendedOffsetTable"), source.header.get("ExtendedOffsetTableLengths")
    extended = (offsets[0], offsets[1]) if all(isinstance(one, bytes) and one for one in offsets) else None
    try:
        return get_frame(stream, frame, extended_offsets=extended, number_of_frames=options["number_of_frames"])
    except (ValueError, EOFError):
        raise CannotShow(CUT_SHORT) from None


def _check_claim(source: Source, data: bytes, options: dict[str, Any]) -> None:
    """Refuse what the compressed frame itself claims, when it is more than the header, or of a kind not known here."""
    if source.syntax == RLELossless:
        return
    claim = claim_of(data)
    if claim is None:
        raise CannotShow(DAMAGED)
    if claim.rows * claim.columns > MAX_PIXELS or claim.samples > 4:
        raise CannotShow(TOO_LARGE)
    if (claim.rows, claim.columns) != (options["rows"], options["columns"]):
        raise CannotShow(DAMAGED)
    if claim.process == _LOSSLESS_SOF:
        raise CannotShow(compressed("", "lossless JPEG"))
    if claim.bits == 12 and claim.process in (0xC1, 0xC2):
        raise CannotShow(compressed("", _JPEG_12_BITS))
    if claim.process in (0xC0, 0xC1, 0xC2) and source.syntax not in JPEG2000TransferSyntaxes:
        options["bits_stored"] = min(options["bits_stored"], 8)


# -- colours, shape, size --------------------------------------------------------------------------------------


def _eight_bits(pixels: Array, bits: int) -> npt.NDArray[np.uint8]:
    if pixels.dtype.itemsize == 1:
        return pixels.astype(np.uint8, copy=False)
    return (pixels >> max(bits - 8, 0)).astype(np.uint8)


def _palette(pixels: Array, header: Dataset) -> npt.NDArray[np.uint8]:
    """Colours of a palette (PS3.3 C.7.6.3.1.5); each value that occurs is looked up once."""
    low, high = int(pixels.min()), int(pixels.max())
    if high - low > 0xFFFF:
        raise CannotShow(DAMAGED)
    colours = apply_color_lut(np.arange(low, high + 1, dtype=np.int32), header)[:, :3]
    if colours.dtype.itemsize == 2:
        # tables of 16 bits that hold eight are met as well
        colours = colours >> 8 if int(colours.max()) > 0xFF else colours
    table = colours.astype(np.uint8)
    found: npt.NDArray[np.uint8] = table[pixels.astype(np.int64) - low]
    return found


def _aspect(header: Dataset, frame: int) -> float:
    """Height of a pixel by its width. All the elements name the vertical first (PS3.3 10.7.1.3, C.7.6.3.1.7)."""
    measures = functional(header, frame, "PixelMeasuresSequence")
    for item, keyword in (
        (measures, "PixelSpacing"),
        (header, "PixelSpacing"),
        (header, "ImagerPixelSpacing"),
        (header, "NominalScannedPixelSpacing"),
        (header, "PixelAspectRatio"),
    ):
        pair = numbers(item, keyword) if item is not None else []
        if len(pair) == 2 and min(pair) > 0:
            ratio = pair[0] / pair[1]
            return ratio if 1 / _EXTREME_ASPECT <= ratio <= _EXTREME_ASPECT else 1.0
    return 1.0


def _scaled(image: Image.Image, aspect: float, max_edge: int) -> Image.Image:
    """The image with square pixels, no larger than ``max_edge``."""
    width, height = float(image.width), float(image.height)
    if abs(aspect - 1) > 0.01:
        if aspect > 1:
            height *= aspect
        else:
            width /= aspect
    scale = min(1.0, max_edge / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
