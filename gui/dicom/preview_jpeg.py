"""Lossless JPEG (ISO 10918-1 Annex H, process 14), the commonest compression on patients' discs.

No permissively licensed Python package decodes it. Here every bit position is read at once as if a code began
there, with numpy; then only the way from code to code is walked step by step.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from struct import unpack_from
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_SOF3, _DHT, _SOS, _DRI, _EOI = 0xC3, 0xC4, 0xDA, 0xDD, 0xD9
_CHUNK = 1 << 17
"""Bytes of the stream that are worked on at a time."""
_SPARE = 8
_NO_CODE = 255
_RESTART = re.compile(rb"\xff+[\xd0-\xd7]")


class BadJpeg(Exception):
    """The frame does not follow the standard, or ends early."""


@dataclass(slots=True)
class _Frame:
    rows: int = 0
    columns: int = 0
    bits: int = 0
    samples: int = 0
    ids: list[int] = field(default_factory=list)
    tables: dict[int, tuple[Array, Array]] = field(default_factory=dict)
    restart: int = 0


def decode_lossless(data: bytes) -> Array:
    """The samples of a frame: uint16, rows × columns, and × samples when there are several.

    Raises :class:`BadJpeg`. The caller has looked at the size that the frame claims.
    """
    frame = _Frame()
    at = 2
    planes: dict[int, Array] = {}
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise BadJpeg
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            break
        length = unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == _SOF3:
            _read_frame(frame, body)
        elif marker == _DHT:
            _read_tables(frame, body)
        elif marker == _DRI:
            frame.restart = unpack_from(">H", body)[0]
        elif marker == _SOS:
            end = _end_of_scan(data, at)
            planes.update(_scan(frame, body, data[at:end]))
            at = end
        elif 0xC0 <= marker <= 0xCF and marker != 0xCC:
            raise BadJpeg
    if not frame.ids or len(planes) != frame.samples:
        raise BadJpeg
    if frame.samples == 1:
        return planes[frame.ids[0]]
    return np.stack([planes[one] for one in frame.ids], axis=-1)


def _read_frame(frame: _Frame, body: bytes) -> None:
    frame.bits, frame.rows, frame.columns, frame.samples = unpack_from(">BHHB", body)
    parts = [body[6 + 3 * one : 9 + 3 * one] for one in range(frame.samples)]
    if not 2 <= frame.bits <= 16 or not frame.rows or not frame.columns or any(part[1:2] != b"\x11" for part in parts):
        raise BadJpeg
    frame.ids = [part[0] for part in parts]


def _read_tables(frame: _Frame, body: bytes) -> None:
    """Huffman tables (Annex C), each as two arrays over the next 16 bits: the code's length, and its category."""
    at = 0
    while at + 17 <= len(body):
        number = body[at]
        counts = body[at + 1 : at + 17]
        symbols = body[at + 17 : at + 17 + sum(counts)]
        at += 17 + sum(counts)
        lengths = np.zeros(1 << 16, np.uint8)
        categories = np.full(1 << 16, _NO_CODE, np.uint8)
        code, used = 0, 0
        for length, count in enumerate(counts, 1):
            for symbol in symbols[used : used + count]:
                first = code << (16 - length)
                if first >= 1 << 16 or symbol > 16:
                    raise BadJpeg
                lengths[first : first + (1 << (16 - length))] = length
                categories[first : first + (1 << (16 - length))] = symbol
                code += 1
            used += count
            code <<= 1
        frame.tables[number] = (lengths, categories)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart (B.1.1.5)."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] in (0, 0xFF) or 0xD0 <= data[at + 1] <= 0xD7:
            at += 1 if data[at + 1] == 0xFF else 2
            continue
        return at


def _scan(frame: _Frame, head: bytes, data: bytes) -> dict[int, Array]:
    """The planes of one scan: one, or several whose samples take turns."""
    count = head[0]
    parts = [(head[1 + 2 * one], head[2 + 2 * one] >> 4) for one in range(count)]
    predictor, shift = head[1 + 2 * count], head[3 + 2 * count] & 15
    if not frame.ids or not 1 <= predictor <= 7 or any(table not in frame.tables for _, table in parts):
        raise BadJpeg
    line = frame.columns * count
    pieces = _RESTART.split(data) if frame.restart else [data]
    rows_each = frame.rows
    if frame.restart:
        if frame.restart % frame.columns:
            raise BadJpeg
        rows_each = frame.restart // frame.columns
    strips: list[Array] = []
    for number, start in enumerate(range(0, frame.rows, rows_each)):
        rows = min(rows_each, frame.rows - start)
        if number >= len(pieces):
            raise BadJpeg
        tables = [frame.tables[table] for _, table in parts]
        differences = _differences(pieces[number].replace(b"\xff\x00", b"\xff"), tables, rows * line)
        strips.append(differences.reshape(rows, frame.columns, count))
    first = 1 << (frame.bits - shift - 1)
    undo = _UNDO[predictor]
    return {
        part: np.concatenate([undo(strip[:, :, one], first) for strip in strips]) << np.uint16(shift)
        for one, (part, _) in enumerate(parts)
    }


def _differences(data: bytes, tables: list[tuple[Array, Array]], count: int) -> Array:
    """``count`` differences out of the bits, the tables taking turns; modulo 2¹⁶."""
    if len(tables) > 1 and all(table is tables[0] for table in tables):
        tables = tables[:1]
    turns = len(tables)
    stream = np.frombuffer(data + bytes(_SPARE), np.uint8)
    out = np.empty(count, np.uint16)
    done, position, size = 0, 0, len(data)
    while done < count:
        start = position >> 3
        if start >= size:
            raise BadJpeg
        end = min(start + _CHUNK, size)
        read = [_read_all(stream[start : end + 5], table) for table in tables]
        steps = [one[0].tolist() for one in read]
        places: list[int] = []
        note = places.append
        here, limit, most = position - 8 * start, 8 * (end - start), count - done
        if turns == 1:
            step = steps[0]
            while here < limit and most:
                note(here)
                here += step[here]
                most -= 1
        else:
            turn = done % turns
            while here < limit and most:
                note(here)
                here += steps[turn][here]
                turn = (turn + 1) % turns
                most -= 1
        at = np.array(places, np.int64)
        for turn in range(turns):
            mine = slice((turn - done) % turns, None, turns)
            values = read[turn][1][at[mine]]
            if (read[turn][2][at[mine]] == _NO_CODE).any():
                raise BadJpeg
            out[done : done + len(places)][mine] = values
        done += len(places)
        position = 8 * start + here
    if position > 8 * size + 7:
        raise BadJpeg
    return out


def _read_all(stream: Array, table: tuple[Array, Array]) -> tuple[Array, Array, Array]:
    """For each bit of all bytes but the last five: how far to the next code, the difference, and its category."""
    wide = stream.astype(np.uint64)
    five = wide[:-4] << np.uint64(32)
    for number, shift in enumerate((24, 16, 8, 0), 1):
        five |= wide[number : len(wide) - 4 + number] << np.uint64(shift)
    shifts = np.arange(8, 0, -1, dtype=np.uint64)
    window = ((five[:-1, None] >> shifts) & np.uint64(0xFFFFFFFF)).astype(np.uint32).reshape(-1)
    lengths, categories = table
    code = window >> np.uint32(16)
    length, category = lengths[code], categories[code]
    extra = np.where(category < 16, category, 0).astype(np.uint32)
    rest = window << length.astype(np.uint32)
    value = (rest.astype(np.uint64) >> (np.uint64(32) - extra.astype(np.uint64))).astype(np.int64)
    top = np.int64(1) << extra.astype(np.int64)
    difference = np.where((value << 1 < top) & (extra > 0), value - top + 1, value)
    difference[category == 16] = 1 << 15
    step = np.maximum(length + extra.astype(np.uint8), 1)
    return step, difference.astype(np.uint16), category


# -- predictors (table H.1); all arithmetic is modulo 2¹⁶ --------------------------------------------------------


def _from_left(differences: Array, first: int) -> Array:
    edge = differences.copy()
    edge[:1, :1] += np.uint16(first)  # an array: a single value would warn of the overflow that is meant
    edge[:, 0] = np.cumsum(edge[:, 0], dtype=np.uint16)
    return np.cumsum(edge, axis=1, dtype=np.uint16)


def _from_above(differences: Array, first: int) -> Array:
    edge = differences.copy()
    edge[:1, :1] += np.uint16(first)  # an array: a single value would warn of the overflow that is meant
    edge[0] = np.cumsum(edge[0], dtype=np.uint16)
    return np.cumsum(edge, axis=0, dtype=np.uint16)


def _by_rows(row: Callable[[Array, Array, int], Array]) -> Callable[[Array, int], Array]:
    """A predictor that needs the row above: ``row(differences, above, first sample)`` gives the next one."""

    def undo(differences: Array, first: int) -> Array:
        out = np.empty(differences.shape, np.uint16)
        top = differences[0].copy()
        top[:1] += np.uint16(first)
        out[0] = np.cumsum(top, dtype=np.uint16)
        for number in range(1, len(out)):
            above = out[number - 1]
            out[number] = row(differences[number], above, (int(above[0]) + int(differences[number, 0])) & 0xFFFF)
        return out

    return undo


def _diagonal(differences: Array, above: Array, start: int) -> Array:
    out: Array = differences.copy()
    out[0] = start
    out[1:] += above[:-1]
    return out


def _plane(differences: Array, above: Array, start: int) -> Array:
    steps = differences.copy()
    steps[0] = start
    steps[1:] += above[1:] - above[:-1]
    return np.cumsum(steps, dtype=np.uint16)


def _left_and_half(differences: Array, above: Array, start: int) -> Array:
    steps = differences.astype(np.int64)
    steps[0] = start
    wide = above.astype(np.int64)
    steps[1:] += (wide[1:] - wide[:-1]) >> 1
    return (np.cumsum(steps) & 0xFFFF).astype(np.uint16)


def _above_and_half(differences: Array, above: Array, start: int) -> Array:
    left, up = start, above.tolist()
    out = [left]
    for number, difference in enumerate(differences.tolist()[1:], 1):
        left = (up[number] + ((left - up[number - 1]) >> 1) + difference) & 0xFFFF
        out.append(left)
    return np.array(out, np.uint16)


def _mean(differences: Array, above: Array, start: int) -> Array:
    left = start
    out = [left]
    for up, difference in zip(above.tolist()[1:], differences.tolist()[1:], strict=True):
        left = (((left + up) >> 1) + difference) & 0xFFFF
        out.append(left)
    return np.array(out, np.uint16)


_UNDO: dict[int, Callable[[Array, int], Array]] = {
    1: _from_left,
    2: _from_above,
    3: _by_rows(_diagonal),
    4: _by_rows(_plane),
    5: _by_rows(_left_and_half),
    6: _by_rows(_above_and_half),
    7: _by_rows(_mean),
}
