"""From stored values to grey: modality transformation, window or table, inversion (PS3.3 C.11, PS3.4 N.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.dicom.preview_source import number, numbers, text

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Values = npt.NDArray[Any]

_SAMPLE = 1 << 20
_CHUNK = 1 << 20
_ENOUGH = 64
"""How many of 256 greys a picture of eight bits must span to be shown as it is."""
_LOWEST, _HIGHEST = 0.2, 99.8
"""Percentiles that a window spans where the file has none: single bright dots must not darken the rest."""


@dataclass(frozen=True, slots=True)
class Grey:
    """A frame in grey, and the window that made it (see :class:`gui.dicom.preview_values.Picture`)."""

    pixels: Bytes
    window: tuple[float, float] | None
    auto: bool


def to_grey(stored: Values, header: Dataset, frame: int, *, bits: int, own_window: bool = True) -> Grey:
    """Make one frame of a single-sample image grey.

    ``stored`` are the values as they are stored (signed ones as such), ``bits`` is BitsStored. With ``own_window``
    False the file's own window is left aside.
    """
    signed = stored.dtype.kind == "i"
    modality_item = functional(header, frame, "PixelValueTransformationSequence") or header
    modality = _modality(modality_item, signed)
    voi_item = functional(header, frame, "FrameVOILUTSequence") or header
    below_zero = signed or (number(modality_item, "RescaleIntercept") or 0.0) < 0
    inverted = _is_inverted(header)
    padding = _padding(header, signed)
    window: tuple[float, float] | None = None
    auto = False
    voi = _table(voi_item, "VOILUTSequence", below_zero) if own_window else None
    if voi is None:
        window = _window(voi_item) if own_window else None
        kind = text(voi_item, "VOILUTFunction").upper()
        if window is None and bits > 1:
            window = _fitting_window(stored, modality, padding, bits)
            auto, kind = window is not None, "LINEAR_EXACT"
        voi = _ramp(window, kind) if window is not None else _whole_range(bits, signed)

    def grey(values: Values) -> Bytes:
        shares = np.clip(np.nan_to_num(voi(modality(values.astype(np.float64)))), 0.0, 1.0)
        shown = ((1.0 - shares if inverted else shares) * 255.0 + 0.5).astype(np.uint8)
        if padding is not None:
            shown[(values >= padding[0]) & (values <= padding[1])] = 0
        return shown

    return Grey(_apply(grey, stored), window, auto)


def _apply(grey: Callable[[Values], Bytes], stored: Values) -> Bytes:
    """Work every possible value out once, where that is less work; else in pieces that need little memory."""
    if stored.dtype.kind in "iu" and stored.dtype.itemsize <= 2:
        unsigned = np.dtype(f"u{stored.dtype.itemsize}")
        every = (
            np.arange(1 << 8 * unsigned.itemsize, dtype=np.uint32).astype(unsigned).view(stored.dtype.newbyteorder("="))
        )
        looked_up: Bytes = grey(every)[stored.astype(stored.dtype.newbyteorder("="), copy=False).view(unsigned)]
        return looked_up
    flat = stored.reshape(-1)
    shown = np.empty(flat.shape, np.uint8)
    for start in range(0, flat.size, _CHUNK):
        shown[start : start + _CHUNK] = grey(flat[start : start + _CHUNK])
    return shown.reshape(stored.shape)


# -- the file's own transformations ----------------------------------------------------------------------------


def functional(header: Dataset, frame: int, keyword: str) -> Dataset | None:
    """An item of a functional group for one frame: its own, else the shared one (PS3.3 C.7.6.16)."""
    for name, index in (("PerFrameFunctionalGroupsSequence", frame), ("SharedFunctionalGroupsSequence", 0)):
        groups = header.get(name)
        if isinstance(groups, Sequence) and index < len(groups):
            items = groups[index].get(keyword)
            if isinstance(items, Sequence) and items:
                return items[0]
    return None


def _is_inverted(header: Dataset) -> bool:
    """True when high values are dark; where the two elements differ, the shape counts (PS3.3 C.11.6.1.2)."""
    shape = text(header, "PresentationLUTShape").upper()
    if shape in ("IDENTITY", "INVERSE"):
        return shape == "INVERSE"
    return text(header, "PhotometricInterpretation").upper() == "MONOCHROME1"


def _modality(item: Dataset, signed: bool) -> Callable[[Floats], Floats]:
    table = _table(item, "ModalityLUTSequence", signed, raw=True)
    if table is not None:
        return table
    slope, intercept = number(item, "RescaleSlope"), number(item, "RescaleIntercept")
    if slope is None or not np.isfinite(slope) or slope == 0:
        slope = 1.0
    if intercept is None or not np.isfinite(intercept):
        intercept = 0.0
    if (slope, intercept) == (1.0, 0.0):
        return lambda values: values
    return lambda values: values * slope + intercept


def _window(item: Dataset) -> tuple[float, float] | None:
    centre, width = number(item, "WindowCenter"), number(item, "WindowWidth")
    if centre is None or width is None or not np.isfinite(centre) or not np.isfinite(width) or width <= 0:
        return None
    return centre, width


def _ramp(window: tuple[float, float], kind: str) -> Callable[[Floats], Floats]:
    """The three functions of PS3.3 C.11.2.1.2 and C.11.2.1.3, from 0 to 1."""
    centre, width = window
    if kind == "SIGMOID":
        return lambda values: 1.0 / (1.0 + np.exp(np.clip(-4.0 * (values - centre) / width, -700.0, 700.0)))
    if kind == "LINEAR_EXACT" or width < 1:
        return lambda values: (values - centre) / width + 0.5
    if width == 1:
        return lambda values: (values > centre - 0.5).astype(np.float64)
    return lambda values: (values - (centre - 0.5)) / (width - 1.0) + 0.5


def _table(item: Dataset, keyword: str, signed: bool, raw: bool = False) -> Callable[[Floats], Floats] | None:
    """A look-up table (PS3.3 C.11.1.1, C.11.2.1.1); ``raw`` gives its entries, else shares from 0 to 1.

    ``signed`` says whether values below zero go into it.
    """
    items = item.get(keyword)
    if not isinstance(items, Sequence) or not items:
        return None
    descriptor = numbers(items[0], "LUTDescriptor")
    entries = _entries(items[0], descriptor)
    if entries is None:
        return None
    first = int(descriptor[1])
    if signed and first > 0x7FFF:
        first -= 0x10000
    highest = float(entries.max())
    bits = int(descriptor[2])
    top = 1.0 if raw else float((1 << bits) - 1) if highest < 1 << bits else highest
    shares = entries.astype(np.float64) / (top or 1.0)
    return lambda values: shares[np.clip(np.rint(values) - first, 0, len(shares) - 1).astype(np.int64)]


def _entries(item: Dataset, descriptor: list[float]) -> npt.NDArray[np.uint16] | None:
    if len(descriptor) != 3 or not 0 < descriptor[2] <= 16:
        return None
    count = int(descriptor[0]) % 0x10000 or 0x10000
    data: Any = item.get("LUTData")
    if isinstance(data, bytes):
        wide = len(data) >= 2 * count
        values = np.frombuffer(data[: len(data) // 2 * 2] if wide else data, "<u2" if wide else "u1")
    else:
        values = np.array(numbers(item, "LUTData"))
    values = values[:count]
    return values.astype(np.int64).astype(np.uint16) if len(values) else None


def _padding(header: Dataset, signed: bool) -> tuple[float, float] | None:
    """The range of values that stand for no image (PS3.3 C.7.5.1.1.2)."""
    value = number(header, "PixelPaddingValue")
    if value is None:
        return None
    limit = number(header, "PixelPaddingRangeLimit")
    both = [value, value if limit is None else limit]
    if signed:
        both = [one - 0x10000 if one > 0x7FFF else one for one in both]
    return min(both), max(both)


# -- where the file has no window ------------------------------------------------------------------------------


def _fitting_window(
    stored: Values, modality: Callable[[Floats], Floats], padding: tuple[float, float] | None, bits: int
) -> tuple[float, float] | None:
    """Centre and width that show what is there; None for pictures of eight bits that fill their range anyway."""
    flat = stored.reshape(-1)
    sample = flat[:: max(1, flat.size // _SAMPLE)]
    values = modality(sample.astype(np.float64))
    keep = np.isfinite(values)
    if padding is not None:
        keep &= (sample < padding[0]) | (sample > padding[1])
    values = values[keep]
    if not values.size:
        return None
    low, high = float(values.min()), float(values.max())
    plain = stored.dtype.kind == "u" and bits == 8 and float(modality(np.array([255.0]))[0]) == 255.0
    if plain and high - low >= _ENOUGH:
        return None
    if high - low > 0x100 or stored.dtype.kind == "f":
        inner = np.percentile(values, (_LOWEST, _HIGHEST))
        if inner[0] < inner[1]:
            low, high = float(inner[0]), float(inner[1])
    if low == high:
        return None if plain else (low + 0.5, 1.0)
    return (low + high) / 2, high - low


def _whole_range(bits: int, signed: bool) -> Callable[[Floats], Floats]:
    lowest = -(1 << (bits - 1)) if signed else 0
    return lambda values: (values - lowest) / ((1 << bits) - 1)
