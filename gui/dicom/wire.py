"""How a reading process tells what it found: numbers in columns, texts in JSON; nothing that runs when it is read.

A reading process takes hostile files apart, so what it says is checked when it comes in: types, lengths, and that a
UID is one. Records of images, which are nearly all, travel as columns, and what they have in common only once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from struct import Struct
from struct import error as StructError
from typing import TYPE_CHECKING, Any, NoReturn, cast

from gui.core.reasons import SeriesWarning, SkipReason
from gui.dicom.elements import Common, Found, Left, Record

if TYPE_CHECKING:  # a process that reads files and no archives starts faster without them
    from gui.dicom.containers.values import Answer, Contents, Item

LARGEST_MESSAGE = 512 << 20
"""Bytes of a message; the members of the largest archive that is opened take less."""

_HEAD = Struct("<LLL")
_ROW = Struct("<qqqq")
_NO_NUMBER = -(1 << 62)
_UID = re.compile(r"[0-9.]{1,64}")
_UIDS = re.compile(r"[0-9.]{1,64}(?:\n[0-9.]{1,64})*")
_WRONG = (StructError, ValueError, TypeError, KeyError, IndexError, StopIteration, OverflowError, RecursionError)


class Garbled(Exception):
    """This is no message of a reading process in order."""


def pack(records: Sequence[Answer]) -> bytes:
    """Records as one message."""
    known: dict[int, int] = {}
    commons: list[Common] = []
    others: list[object] = []
    numbers: list[int] = []
    uids: list[str] = []
    add = numbers.extend
    for record in records:
        if isinstance(record, Found):
            size, mtime_ns, sop_instance_uid, number, common = record
            index = known.get(id(common))
            if index is None:
                index = known[id(common)] = len(commons)
                commons.append(common)
            add((index, size, mtime_ns, _NO_NUMBER if number is None else number))
            uids.append(sop_instance_uid)
        else:
            add((-1, 0, 0, 0))
            others.append(record if isinstance(record, Left) else _archive(record))
    texts = json.dumps((commons, others), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    names = "\n".join(uids).encode()
    columns = Struct(f"<{len(numbers)}q").pack(*numbers)
    return b"".join((_HEAD.pack(len(records), len(names), len(texts)), columns, names, texts))


def unpack(message: bytes, items: Sequence[Item]) -> list[Answer]:
    """The records of a message, which continue what is known of ``items``. Raises :class:`Garbled`."""
    try:
        return _unpack(message, items)
    except _WRONG as error:
        raise Garbled from error


def _unpack(message: bytes, items: Sequence[Item]) -> list[Answer]:
    count, names_length, texts_length = _HEAD.unpack_from(message)
    begin = _HEAD.size + _ROW.size * count
    if begin + names_length + texts_length != len(message) or not 0 < count <= len(items):
        garbled()
    names = message[begin : begin + names_length].decode("ascii")
    if names and not _UIDS.fullmatch(names):
        garbled()
    told, others = json.loads(message[begin + names_length :].decode("utf-8", "surrogatepass"))
    commons = [_common(common) for common in told]
    uids = iter(names.split("\n") if names else ())
    rest = iter(others)
    records: list[Answer] = []
    add = records.append
    for index, size, mtime_ns, number in _ROW.iter_unpack(memoryview(message)[_HEAD.size : begin]):
        if index >= 0 <= size:
            add(Found(size, mtime_ns, next(uids), None if number == _NO_NUMBER else number, commons[index]))
        else:
            add(_other(next(rest), items[len(records)]))
    if next(uids, None) is not None or next(rest, None) is not None:
        garbled()
    return records


def _archive(contents: Contents) -> object:
    from gui.dicom.containers.wire import plain

    return plain(contents)


def _other(value: list[Any], item: Item) -> Answer:
    """What is no image: a file that is left out, or the contents of an archive."""
    if len(value) != 2:
        return left_of(value)
    from gui.dicom.containers.wire import contents_of

    return contents_of(value, item)


def record_in(value: list[Any]) -> Record:
    """An image, or a file that is left out. This and what follows raise :class:`Garbled` or another mistake."""
    if isinstance(value[0], str):
        return left_of(value)
    size, mtime_ns, sop_instance_uid, number, common = value
    if not _UID.fullmatch(sop_instance_uid):
        garbled()
    return Found(number_in(size), number_in(mtime_ns), sop_instance_uid, maybe_number(number), _common(common))


def left_of(value: list[Any]) -> Left:
    """A file that is left out."""
    reason, text, size, listed, holds = value
    return Left(SkipReason(reason), text_in(text), maybe_number(size), _texts(listed, len(listed)), text_in(holds))


def _common(value: list[Any]) -> Common:
    sop_class_uid, transfer_syntax_uid, patient, study, series, rows, columns, frames, cautions, claimed = value
    return Common(
        text_in(sop_class_uid),
        text_in(transfer_syntax_uid),
        cast("tuple[str, str, str, str, str]", _texts(patient, 5)),
        cast("tuple[str, str, str, str, str]", _texts(study, 5)),
        cast("tuple[str, str, str, str]", _texts(series, 4)),
        maybe_number(rows),
        maybe_number(columns),
        maybe_number(frames),
        tuple(SeriesWarning(caution) for caution in cautions),
        maybe_number(claimed),
    )


def text_in(value: object) -> str:
    """A text."""
    return value if isinstance(value, str) else garbled()


def _texts(values: object, count: int) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) != count:
        garbled()
    return tuple(text_in(value) for value in values)


def number_in(value: object) -> int:
    """A whole number."""
    return value if type(value) is int else garbled()


def maybe_number(value: object) -> int | None:
    """A whole number, or none."""
    return None if value is None else number_in(value)


def garbled() -> NoReturn:
    """Refuse the message."""
    raise Garbled
