"""Image files made for tests of the preview, and an encoder of lossless JPEG to hold the decoder against."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from tests.helpers.dicom_files import write_instance


def write_pixels(path: Path, pixels: np.ndarray[Any, Any], **elements: Any) -> Path:
    """Write values as an uncompressed image: rows × columns, frames × rows × columns with ``NumberOfFrames``."""
    bits = 8 * pixels.dtype.itemsize
    colours = pixels.ndim == 3 and "NumberOfFrames" not in elements
    rows, columns = pixels.shape[:2] if colours else pixels.shape[-2:]
    facts: dict[str, Any] = {
        "Rows": rows,
        "Columns": columns,
        "SamplesPerPixel": 3 if colours else 1,
        "PhotometricInterpretation": "RGB" if colours else "MONOCHROME2",
        "BitsAllocated": bits,
        "BitsStored": bits,
        "HighBit": bits - 1,
        "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "PixelData": pixels.tobytes() + b"\0" * (pixels.nbytes % 2),
    }
    if colours:
        facts["PlanarConfiguration"] = 0
    write_instance(path, **{**facts, **elements})
    return path


def write_compressed(path: Path, syntax: str, frames: list[bytes], **elements: Any) -> Path:
    """Write encapsulated frames as they are."""
    dataset = write_instance(path, **elements)
    dataset.file_meta.TransferSyntaxUID = UID(syntax)
    dataset.PixelData = encapsulate(frames)
    dataset["PixelData"].VR = "OB"
    dcmwrite(path, dataset, enforce_file_format=True)
    return path


def write_header_only(path: Path, dataset: Dataset, tail: bytes) -> Path:
    """Write a header with ``tail`` (a pixel data element of any kind) after it."""
    del dataset.PixelData
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dcmwrite(path, dataset, enforce_file_format=True)
    with path.open("ab") as file:
        file.write(tail)
    return path


# -- lossless JPEG, straight from ISO 10918-1 Annex H ----------------------------------------------------------


def lossless_jpeg(planes: np.ndarray[Any, Any], bits: int, predictor: int, restart_rows: int = 0) -> bytes:
    """Encode rows × columns × samples; all codes are five bits long."""
    rows, columns, samples = planes.shape
    values = planes.astype(int).tolist()
    segments: list[str] = []
    current: list[str] = []
    strip = restart_rows or rows
    for row in range(rows):
        if row and row % strip == 0:
            segments.append("".join(current))
            current = []
        first = row % strip == 0
        for column in range(columns):
            for sample in range(samples):
                guess = _guess(values, row, column, sample, first, bits, predictor)
                current.append(_code((values[row][column][sample] - guess) & 0xFFFF))
    segments.append("".join(current))
    parts = [b"\xff\xd8"]
    parts.append(_segment(0xC3, pack(">BHHB", bits, rows, columns, samples) + b"".join(
        bytes((one + 1, 0x11, 0)) for one in range(samples))))  # fmt: skip
    parts.append(_segment(0xC4, bytes((0, 0, 0, 0, 0, 17, *([0] * 11))) + bytes(range(17))))
    if restart_rows:
        parts.append(_segment(0xDD, pack(">H", restart_rows * columns)))
    scan = bytes((samples, *(value for one in range(samples) for value in (one + 1, 0)), predictor, 0, 0))
    parts.append(_segment(0xDA, scan))
    for number, segment in enumerate(segments):
        if number:
            parts.append(bytes((0xFF, 0xD0 + (number - 1) % 8)))
        padded = segment + "1" * (-len(segment) % 8)
        raw = int(padded, 2).to_bytes(len(padded) // 8, "big")
        parts.append(raw.replace(b"\xff", b"\xff\x00"))
    parts.append(b"\xff\xd9")
    return b"".join(parts)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + pack(">H", len(body) + 2) + body


def _guess(values: Any, row: int, column: int, sample: int, first: bool, bits: int, predictor: int) -> int:
    if first and column == 0:
        return 1 << (bits - 1)
    if first:
        return int(values[row][column - 1][sample])
    above = int(values[row - 1][column][sample])
    if column == 0:
        return above
    left, corner = int(values[row][column - 1][sample]), int(values[row - 1][column - 1][sample])
    return {
        1: left,
        2: above,
        3: corner,
        4: left + above - corner,
        5: left + ((above - corner) >> 1),
        6: above + ((left - corner) >> 1),
        7: (left + above) >> 1,
    }[predictor]


def _code(difference: int) -> str:
    if difference == 0x8000:
        return f"{16:05b}"
    signed = difference - 0x10000 if difference > 0x8000 else difference
    category = abs(signed).bit_length()
    if not category:
        return f"{0:05b}"
    extra = signed if signed > 0 else signed + (1 << category) - 1
    return f"{category:05b}{extra:0{category}b}"
