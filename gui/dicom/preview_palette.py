"""From the numbers of a palette's colours to the colours (PS3.3 C.7.6.3.1.5, C.7.9.2)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from gui.dicom.preview_reasons import DAMAGED
from gui.dicom.preview_source import CannotShow, numbers

_COLOURS = ("Red", "Green", "Blue")


def colours_of(pixels: npt.NDArray[Any], header: Dataset, *, little_endian: bool = True) -> npt.NDArray[np.uint8]:
    """The colours of a frame, three samples last; each value that occurs is looked up once.

    Values below and above the tables have the colour of their ends.
    """
    low, high = int(pixels.min()), int(pixels.max())
    descriptor = numbers(header, "RedPaletteColorLookupTableDescriptor")
    if high - low > 0xFFFF or len(descriptor) != 3:
        raise CannotShow(DAMAGED)
    count, written = int(descriptor[0]) % 0x10000 or 0x10000, int(descriptor[1])
    # a first value below zero is met written as one without a sign
    first = written - 0x10000 if pixels.dtype.kind == "i" and written > 0x7FFF else written
    places = np.clip(np.arange(low, high + 1) - first, 0, count - 1).astype(np.int32)
    if "RedPaletteColorLookupTableData" in header:
        tables = [_table(header, colour, count, little_endian) for colour in _COLOURS]
        colours = np.stack([table[np.minimum(places, len(table) - 1)] for table in tables], axis=-1)
    else:
        colours = apply_color_lut(places + written, header)[:, :3]
    # tables of 16 bits that hold eight are met as well
    if int(colours.max()) > 0xFF:
        colours = colours >> 8
    found: npt.NDArray[np.uint8] = colours.astype(np.uint8)[pixels.astype(np.int64) - low]
    return found


def _table(header: Dataset, colour: str, count: int, little_endian: bool) -> npt.NDArray[Any]:
    """One table as it is stored: entries of 16 bits, or of eight that lie two in a word."""
    data: Any = header.get(f"{colour}PaletteColorLookupTableData")
    if not isinstance(data, bytes) or len(data) < 2:
        raise CannotShow(DAMAGED)
    words = np.frombuffer(data[: len(data) // 2 * 2], "<u2" if little_endian else ">u2").astype("<u2")
    return words[:count] if len(data) >= 2 * count else words.view(np.uint8)[:count]
