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
from typing import Any, NoReturn, cast

from gui.core.entities import SeriesWarning, SkipReason
from gui.dicom.containers.locks import STRENGTHS, Lock
from gui.dicom.containers.passwords import within_of
from gui.dicom.containers.values import Answer, Box, Contents, Item, Member
from gui.dicom.elements import Common, Found, Left, Record

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
            others.append(_without_paths(record) if isinstance(record, Contents) else record)
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
        _garbled()
    names = message[begin : begin + names_length].decode("ascii")
    if names and not _UIDS.fullmatch(names):
        _garbled()
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
        _garbled()
    return records


def _without_paths(contents: Contents) -> tuple[object, object]:
    """The contents of an archive; who asked knows where it lies, and its passwords."""
    return [item[1:-1] if isinstance(item, Member) else item for item in contents.items], contents.trouble


def _other(value: list[Any], item: Item) -> Answer:
    """What is no image: a file that is left out, or the contents of an archive."""
    if len(value) != 2:
        return _left(value)
    if not isinstance(item, Box):
        _garbled()
    inner = tuple(_member(item, one) if len(one) != 2 else (_text(one[0]), _record(one[1])) for one in value[0])
    return Contents(inner, None if value[1] is None else _left(value[1]))


def _member(box: Box, value: list[Any]) -> Member:
    entry, mtime_ns, start, packed, size, packing, header, crc, lock = value
    places = (_number(start), _number(packed), _number(size))
    if min(places) < 0 or not isinstance(header, bool):
        _garbled()
    member = Member(box.member.path, _text(entry), _number(mtime_ns), *places, _number(packing), header, _maybe(crc))
    if lock is None:
        return member
    strength, check = lock
    if strength not in STRENGTHS:
        _garbled()
    password = dict(box.keys).get(within_of(member.entry))
    return member._replace(lock=Lock(_number(strength), _number(check)), password=password)


def _record(value: list[Any]) -> Record:
    if isinstance(value[0], str):
        return _left(value)
    size, mtime_ns, sop_instance_uid, number, common = value
    if not _UID.fullmatch(sop_instance_uid):
        _garbled()
    return Found(_number(size), _number(mtime_ns), sop_instance_uid, _maybe(number), _common(common))


def _left(value: list[Any]) -> Left:
    reason, text, size, listed, holds = value
    return Left(SkipReason(reason), _text(text), _maybe(size), _texts(listed, len(listed)), _text(holds))


def _common(value: list[Any]) -> Common:
    sop_class_uid, transfer_syntax_uid, patient, study, series, rows, columns, frames, cautions, claimed = value
    return Common(
        _text(sop_class_uid),
        _text(transfer_syntax_uid),
        cast("tuple[str, str, str, str, str]", _texts(patient, 5)),
        cast("tuple[str, str, str, str, str]", _texts(study, 5)),
        cast("tuple[str, str, str, str]", _texts(series, 4)),
        _maybe(rows),
        _maybe(columns),
        _maybe(frames),
        tuple(SeriesWarning(caution) for caution in cautions),
        _maybe(claimed),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else _garbled()


def _texts(values: object, count: int) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) != count:
        _garbled()
    return tuple(_text(value) for value in values)


def _number(value: object) -> int:
    return value if type(value) is int else _garbled()


def _maybe(value: object) -> int | None:
    return None if value is None else _number(value)


def _garbled() -> NoReturn:
    raise Garbled
