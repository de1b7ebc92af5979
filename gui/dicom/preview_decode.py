"""From the pixel data to values: limits, frames, decoders."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import convert_color_space
from pydicom.uid import JPEG2000TransferSyntaxes, RLELossless

from gui.dicom.preview_codestream import Claim, claim_of
from gui.dicom.preview_jpeg import BadJpeg, decode_lossless
from gui.dicom.preview_reasons import (
    COLOURS_NOT_KNOWN,
    CUT_SHORT,
    DAMAGED,
    DEPTH_NOT_KNOWN,
    TOO_LARGE,
    compressed,
)
from gui.dicom.preview_source import CannotShow, Source, text, whole
from gui.dicom.preview_values import NoPicture

MAX_PIXELS = 64_000_000
"""Pixels of one frame that are decoded at the most; the largest stitched radiographs have some 40 million."""
MAX_FRAME = 256 << 20
"""Bytes of one decoded frame at the most."""

_GREY = ("MONOCHROME1", "MONOCHROME2")
_COLOURS = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_PARTIAL_420", "YBR_PARTIAL_422")
_ONLY_COMPRESSED = ("YBR_PARTIAL_420", "YBR_PARTIAL_422")
_DEPTHS = (1, 8, 16, 32, 64)
_JPEG_12_BITS = "JPEG with 12 bits"
_LOSSLESS_SOF = 0xC3

Array = npt.NDArray[Any]


def decode_options(source: Source) -> dict[str, Any]:
    """What pydicom's decoders need to know, cleaned of what foreign files do to these elements."""
    header = source.header
    floats = {"FloatPixelData": 32, "DoubleFloatPixelData": 64}.get(source.keyword, 0)
    samples = whole(header, "SamplesPerPixel", 1)
    allocated = floats or whole(header, "BitsAllocated", 0)
    stored = floats or whole(header, "BitsStored", allocated)
    kind = text(header, "PhotometricInterpretation").upper() or ("RGB" if samples == 3 else "MONOCHROME2")
    if kind not in (*_GREY, *_COLOURS, "PALETTE COLOR") or (kind in _ONLY_COMPRESSED and not source.encapsulated):
        raise CannotShow(NoPicture(COLOURS_NOT_KNOWN.template, kind if kind.isprintable() else "?"))
    if (samples, kind in _COLOURS) not in ((1, False), (3, True)):
        raise CannotShow(DAMAGED)
    if allocated > 0 and allocated not in _DEPTHS:
        raise CannotShow(NoPicture(DEPTH_NOT_KNOWN.template, str(allocated)))
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


def check_size(options: dict[str, Any]) -> None:
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


def count_frames(source: Source, options: dict[str, Any]) -> int:
    """How many frames there are: as many as are claimed, but no more than the data can hold."""
    claimed: int = options["number_of_frames"]
    if source.encapsulated:
        return max(1, min(claimed, source.available // 8))
    there = source.available * 8 // _frame_bits(options)
    if there < 1:
        raise CannotShow(CUT_SHORT)
    options["number_of_frames"] = min(claimed, there)
    return min(claimed, there)


def decode(source: Source, stream: BinaryIO, options: dict[str, Any], frame: int) -> tuple[Array, str]:
    """The frame's values and what they are; colours come as RGB, three samples last."""
    if source.encapsulated != source.syntax.is_compressed:
        raise CannotShow(DAMAGED)
    try:
        decoder = get_decoder(source.syntax)
    except NotImplementedError:
        raise CannotShow(compressed(source.syntax)) from None
    if not source.encapsulated:
        return _native(source, stream, options, frame)
    data = _codestream(source, stream, options, frame)
    claim = _check_claim(source, data, options)
    if claim is not None and claim.process == _LOSSLESS_SOF:
        return _lossless(data, claim, options)
    if not decoder.is_available:
        raise CannotShow(compressed(source.syntax))
    options = {**options, "number_of_frames": 1}
    pixels, properties = decoder.as_array(encapsulate([data]), index=0, **options)
    return pixels, str(properties["photometric_interpretation"])


def _native(source: Source, stream: BinaryIO, options: dict[str, Any], frame: int) -> tuple[Array, str]:
    """The values of a frame that is not compressed; those of old files may not lie at the lower end of their words."""
    stored, high = options["bits_stored"], whole(source.header, "HighBit", 0)
    below = high + 1 - stored if stored <= high < options["bits_allocated"] else 0
    pixels, properties = get_decoder(source.syntax).as_array(
        stream, index=frame, **{**options, "bits_stored": stored + below}
    )
    return pixels >> below if below else pixels, str(properties["photometric_interpretation"])


def _codestream(source: Source, stream: BinaryIO, options: dict[str, Any], frame: int) -> bytes:
    offsets = source.header.get("ExtendedOffsetTable"), source.header.get("ExtendedOffsetTableLengths")
    extended = (offsets[0], offsets[1]) if all(isinstance(one, bytes) and one for one in offsets) else None
    try:
        return get_frame(stream, frame, extended_offsets=extended, number_of_frames=options["number_of_frames"])
    except (ValueError, EOFError):
        raise CannotShow(CUT_SHORT) from None


def _check_claim(source: Source, data: bytes, options: dict[str, Any]) -> Claim | None:
    """Refuse what the compressed frame itself claims, when it is more than the header, or of a kind not known here."""
    if source.syntax == RLELossless:
        return None
    claim = claim_of(data)
    if claim is None:
        raise CannotShow(DAMAGED)
    if claim.rows * claim.columns > MAX_PIXELS or claim.samples > 4:
        raise CannotShow(TOO_LARGE)
    if (claim.rows, claim.columns) != (options["rows"], options["columns"]):
        raise CannotShow(DAMAGED)
    if claim.bits == 12 and claim.process in (0xC1, 0xC2):
        raise CannotShow(compressed("", _JPEG_12_BITS))
    if claim.process in (0xC0, 0xC1, 0xC2) and source.syntax not in JPEG2000TransferSyntaxes:
        options["bits_stored"] = min(options["bits_stored"], 8)
    return claim


def _lossless(data: bytes, claim: Claim, options: dict[str, Any]) -> tuple[Array, str]:
    """The values of a lossless JPEG frame; signed ones get their sign back."""
    kind = options["photometric_interpretation"]
    if claim.samples != options["samples_per_pixel"]:
        raise CannotShow(DAMAGED)
    try:
        pixels = decode_lossless(data)
    except (BadJpeg, struct.error, IndexError):
        raise CannotShow(DAMAGED) from None
    if claim.samples > 1:
        pixels = (pixels >> max(claim.bits - 8, 0)).astype(np.uint8)
        options["bits_stored"] = 8
        return (pixels, kind) if kind == "RGB" else (convert_color_space(pixels, kind, "RGB"), "RGB")
    if options["pixel_representation"]:
        spare = 16 - min(claim.bits, options["bits_stored"])
        pixels = (pixels << np.uint16(spare)).view(np.int16) >> np.int16(spare)
    return pixels, kind
