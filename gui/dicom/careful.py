"""The careful reader: pydicom's parser behind a file that cannot be read without bound.

It takes whatever is not plain enough for the quick reader: other transfer syntaxes, undefined lengths, elements
out of order, no preamble, damage. What it has read before a parser gives up still counts, so that damage
behind the UIDs costs nothing.
"""

from __future__ import annotations

import io
import logging
import warnings
import zlib
from dataclasses import dataclass
from typing import BinaryIO, cast

from pydicom.dataelem import RawDataElement
from pydicom.filereader import data_element_generator, read_dataset
from pydicom.tag import BaseTag
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    PrivateTransferSyntaxes,
)

from gui.core.entities import SkipReason
from gui.dicom.elements import (
    DICOMDIR_SOP_CLASS,
    LAST_WANTED,
    MEDIA_STORAGE_SOP_CLASS_UID,
    NEEDED,
    SOP_CLASS_UID,
    SPECIFIC_CHARACTER_SET,
    TRANSFER_SYNTAX_UID,
    WANTED,
    Left,
    RawHeader,
    Record,
    left,
    record_of,
    starts_a_program,
)
from gui.dicom.guarded import GuardedFile, HeaderCutShort, HeaderTooLarge, looks_explicit, skip_sequence
from gui.dicom.index import listed_files
from gui.dicom.parsing import CannotParse, parsing
from gui.dicom.quick import may_be_bare

# pydicom's messages quote header values, which belong in no log
logging.getLogger("pydicom").propagate = False

MAX_INFLATED = 8 << 20
"""Bytes of a deflated data set (PS3.5 §A.5) that are inflated at the most; headers are far smaller."""

_SPECIFIC_TAGS: list[BaseTag | int] = [BaseTag(tag) for tag in WANTED]
_MAX_VALUE = 1 << 16
_UNDEFINED = 0xFFFFFFFF
_GROUP_OF_DIRECTORIES = 0x0004
_GROUP_OF_PIXELS = 0x7FE0


def careful_record(file: BinaryIO, size: int, mtime_ns: int) -> Record:
    """What the header of an open file says. Never raises for what the file holds; :class:`OSError` comes through.

    ``size`` in bytes and ``mtime_ns`` in nanoseconds are the file's.
    """
    file.seek(0)
    start = file.read(132)
    part10 = start[128:] == b"DICM"
    if not part10 and not may_be_bare(start, size):
        return left(SkipReason.NOT_DICOM, size)
    raw = RawHeader(program=part10 and starts_a_program(start))
    # pydicom warns of each oddity of a foreign file; what matters of it ends in the record
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data_set = _DataSet()
        problem = _read(file, size, 132 if part10 else 0, raw, data_set)
        if not part10 and (problem or not any(tag in raw.values for tag in (*NEEDED, SOP_CLASS_UID))):
            return left(SkipReason.NOT_DICOM, size)
        record = _judge(raw, size, mtime_ns, problem)
    if isinstance(record, Left) and record.reason is SkipReason.DICOMDIR:
        return record._replace(listed=listed_files(file, data_set.start, data_set.implicit, raw.little_endian))
    return record


@dataclass(slots=True)
class _DataSet:
    """Where the data set begins, and whether it is of implicit VR."""

    start: int = 0
    implicit: bool = False


def _judge(raw: RawHeader, size: int, mtime_ns: int, problem: bool) -> Record:
    """The record of what could be read; damage counts only when it hides what the service needs."""
    record = record_of(raw, size, mtime_ns)
    missing = isinstance(record, Left) and record.reason is SkipReason.MISSING_UID
    return left(SkipReason.DAMAGED, size) if missing and problem else record


def _read(file: BinaryIO, size: int, start: int, raw: RawHeader, data_set: _DataSet) -> bool:
    """Fill ``raw`` with what can be read; True = the file could not be read as far as needed."""
    try:
        with parsing():
            _read_all(file, size, start, raw, data_set)
    except CannotParse:
        return True  # what was read before stays in ``raw``
    return False


def _read_all(file: BinaryIO, size: int, start: int, raw: RawHeader, data_set: _DataSet) -> None:
    guarded = GuardedFile(file, size)
    guarded.seek(start)
    stream = cast(BinaryIO, guarded)
    meta = read_dataset(stream, False, True, stop_when=_after_meta)
    for tag in (MEDIA_STORAGE_SOP_CLASS_UID, TRANSFER_SYNTAX_UID):
        if tag in meta:
            raw.meta[tag] = meta.get_item(tag).value or b""
    read_dataset(stream, True, True, stop_when=_after_commands)
    position = guarded.tell()
    implicit, raw.little_endian = encoding_of(raw.meta.get(TRANSFER_SYNTAX_UID), guarded.peek(6))
    data_set.start, data_set.implicit = position, implicit
    if raw.meta.get(TRANSFER_SYNTAX_UID, b"").rstrip(b"\0 ").decode("latin-1") == DeflatedExplicitVRLittleEndian:
        file.seek(position)
        inflated = inflated_beginning(file)
        guarded = GuardedFile(io.BytesIO(inflated), len(inflated))
    _read_values(guarded, implicit, raw)


def _read_values(file: GuardedFile, implicit: bool, raw: RawHeader) -> None:
    """Fill ``raw.values``. pydicom reads the elements; values of undefined length are passed over here."""
    first = file.peek(6)
    if len(first) == 6:
        implicit = not looks_explicit(first[4:])
    values = raw.values
    # where the value begins that pydicom must leave alone, and its tag
    left_alone, left_tag, left_length = 0, 0, 0

    def stop(tag: BaseTag, _vr: str | None, length: int) -> bool:
        nonlocal left_alone, left_tag, left_length
        if tag >> 16 == _GROUP_OF_DIRECTORIES:
            # a directory's records, in a file whose meta information does not say so (PS3.3 F.3)
            raw.meta[MEDIA_STORAGE_SOP_CLASS_UID] = DICOMDIR_SOP_CLASS.encode()
            return True
        if tag >= _GROUP_OF_PIXELS << 16 or (tag > LAST_WANTED and all(need in values for need in NEEDED)):
            return True
        if length == _UNDEFINED or tag == SPECIFIC_CHARACTER_SET:
            left_alone, left_tag, left_length = file.tell(), int(tag), length
            return True
        return False

    while True:
        elements = data_element_generator(
            cast(BinaryIO, file), implicit, raw.little_endian, stop_when=stop, specific_tags=_SPECIFIC_TAGS
        )
        for element in elements:
            one = cast(RawDataElement, element)
            values[int(one.tag)] = _checked(one.value or b"", one.length)
        if not left_alone:
            break
        file.seek(left_alone)
        left_alone = 0
        if left_length == _UNDEFINED:
            skip_sequence(file, implicit, raw.little_endian)
        else:
            # pydicom gives up on a file whose character set has an impossible name
            values[left_tag] = _checked(file.read(left_length), left_length)
    if 0 < len(file.peek(8)) < 8:
        raise HeaderCutShort


def _checked(value: bytes, length: int) -> bytes:
    """A value that is as long as its element says, and no longer than any real one."""
    if len(value) > _MAX_VALUE:
        raise HeaderTooLarge
    if len(value) < length:
        raise HeaderCutShort
    return value


def _after_meta(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag >> 16 != 2


def _after_commands(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag >> 16 != 0


def encoding_of(syntax: bytes | None, first: bytes) -> tuple[bool, bool]:
    """(implicit VR, little endian) of the data set: by its transfer syntax, or by its first element."""
    if syntax is None:
        vr = first[4:6]
        explicit = looks_explicit(vr)
        # a group below 0x0400 read in the wrong order is 0x0400 or more (retired big endian, PS3.5 §A.3)
        return not explicit, not (explicit and int.from_bytes(first[:2], "little") >= 0x0400)
    uid = syntax.rstrip(b"\0 ").decode("latin-1")
    if uid == ImplicitVRLittleEndian:
        return True, True
    if uid == ExplicitVRBigEndian:
        return False, False
    for private in PrivateTransferSyntaxes:
        if uid == private:
            return private.is_implicit_VR, private.is_little_endian
    return False, True


def inflated_beginning(file: BinaryIO) -> bytes:
    """The beginning of a deflated data set, :data:`MAX_INFLATED` bytes at the most."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    room = MAX_INFLATED
    try:
        while room > 0 and not inflater.eof:
            block = inflater.unconsumed_tail or file.read(1 << 16)
            if not block:
                break
            piece = inflater.decompress(block, room)
            pieces.append(piece)
            room -= len(piece)
    except zlib.error:
        if not pieces:
            raise
    return b"".join(pieces)
