"""How a reading process tells what an archive holds; see :mod:`gui.dicom.wire`, which this is a part of."""

from __future__ import annotations

from typing import Any

from gui.dicom.containers.locks import STRENGTHS, Lock
from gui.dicom.containers.passwords import within_of
from gui.dicom.containers.values import Box, Contents, Item, Member
from gui.dicom.wire import garbled, left_of, maybe_number, number_in, record_in, text_in


def plain(contents: Contents) -> tuple[object, object]:
    """The contents of an archive without paths and passwords, which are known to who asked."""
    return [item[1:-1] if isinstance(item, Member) else item for item in contents.items], contents.trouble


def contents_of(value: list[Any], item: Item) -> Contents:
    """What :func:`plain` told of an archive. Raises :class:`gui.dicom.wire.Garbled`, or another mistake."""
    if not isinstance(item, Box):
        garbled()
    inner = tuple(_member(item, one) if len(one) != 2 else (text_in(one[0]), record_in(one[1])) for one in value[0])
    return Contents(inner, None if value[1] is None else left_of(value[1]))


def _member(box: Box, value: list[Any]) -> Member:
    entry, mtime_ns, start, packed, size, packing, header, crc, lock = value
    places = (number_in(start), number_in(packed), number_in(size))
    if min(places) < 0 or not isinstance(header, bool):
        garbled()
    member = Member(
        box.member.path, text_in(entry), number_in(mtime_ns), *places, number_in(packing), header, maybe_number(crc)
    )
    if lock is None:
        return member
    strength, check = lock
    if strength not in STRENGTHS:
        garbled()
    password = dict(box.keys).get(within_of(member.entry))
    return member._replace(lock=Lock(number_in(strength), number_in(check)), password=password)
