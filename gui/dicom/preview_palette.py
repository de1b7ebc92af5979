"""From the numbers of a palette's colours to the colours (PS3.3 C.7.6.3.1.5, C.7.9.2)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from gui.dicom.preview_reasons import DAMAGED
from gui.dicom.preview_source import CannotShow, numbers

_DISCRETE, _LINEAR, _INDIRECT = range(3)
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
    places = np.clip(np.arange(low, high + 1) - first, 0, count - 1)
    if "RedPaletteColorLookupTableData" in header:
        tables = [_table(header, colour, count, little_endian) for colour in _COLOURS]
    else:
        tables = [_from_segments(header, colour, count, int(descriptor[2]) == 16, little_endian) for colour in _COLOURS]
    colours = np.stack([table[np.minimum(places, len(table) - 1)] for table in tables], axis=-1)
    # tables of 16 bits that hold eight are met as well
    if int(colours.max()) > 0xFF:
        colours = colours >> 8
    found: npt.NDArray[np.uint8] = colours.astype(np.uint8)[pixels.astype(np.int64) - low]
    return found


def _table(header: Dataset, colour: str, count: int, little_endian: bool) -> npt.NDArray[Any]:
    """One table as it is stored: entries of 16 bits, or of eight that lie two in a word."""
    words = _words(header, f"{colour}PaletteColorLookupTableData", little_endian)
    return words[:count] if len(words) >= count else words.view(np.uint8)[:count]


def _words(header: Dataset, keyword: str, little_endian: bool) -> npt.NDArray[np.uint16]:
    data: Any = header.get(keyword)
    if not isinstance(data, bytes) or len(data) < 2:
        raise CannotShow(DAMAGED)
    return np.frombuffer(data[: len(data) // 2 * 2], "<u2" if little_endian else ">u2").astype("<u2")


def _from_segments(header: Dataset, colour: str, count: int, wide: bool, little_endian: bool) -> npt.NDArray[np.uint16]:
    """One table that is stored in segments (PS3.3 C.7.9.2); never much longer than it says it is."""
    words = _words(header, f"Segmented{colour}PaletteColorLookupTableData", little_endian)
    entries: list[int] = []
    _unfold((words if wide else words.view(np.uint8)).tolist(), 0, len(words), entries, count, 2 if wide else 1)
    if not entries:
        raise CannotShow(DAMAGED)
    return np.array(entries[:count], np.uint16)


def _unfold(
    data: list[int], at: int, segments: int, entries: list[int], count: int, unit: int, again: bool = False
) -> None:
    """Add the entries of so many segments from ``at`` on.

    ``unit`` is how many bytes each of ``data`` has; ``again``: they are read a second time, for another segment.
    """
    while segments > 0 and at + 1 < len(data) and len(entries) < count:
        kind, length = data[at], data[at + 1]
        at += 2
        if kind == _DISCRETE:
            entries.extend(data[at : at + length])
            at += length
        elif kind == _LINEAR and entries:
            line = np.linspace(entries[-1], data[at], length + 1)[1:]
            entries.extend(np.rint(line).astype(int).tolist())
            at += 1
        elif kind == _INDIRECT and not again:
            place = np.array(data[at : at + 4 // unit], f"<u{unit}").tobytes()
            _unfold(data, int.from_bytes(place, "little") // unit, length, entries, count, unit, again=True)
            at += 4 // unit
        else:
            raise CannotShow(DAMAGED)
        segments -= 1
