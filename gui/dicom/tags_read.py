"""Reads the tags of an object. Runs in a process of its own, which brings in pydicom and may fare as it likes."""

from __future__ import annotations

import contextlib
import errno
import io
import logging
import os
import warnings
from typing import BinaryIO

from pydicom.datadict import (
    dictionary_description,
    dictionary_has_tag,
    dictionary_keyword,
    private_dictionary_description,
    repeater_has_tag,
)
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from gui.core.entities import Instance
from gui.core.errors import FileDamaged, FileTrouble, FileVanished, PasswordNeeded
from gui.dicom.careful import encoding_of, inflated_beginning
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.containers.passwords import Keys
from gui.dicom.containers.streams import open_plain
from gui.dicom.guarded import GuardedFile
from gui.dicom.parsing import CannotParse, parsing
from gui.dicom.quick import may_be_bare
from gui.dicom.tags_elements import UNDEFINED, Elements, collect, data_set_of
from gui.dicom.tags_values import (
    BROKEN,
    CLOSED,
    CUT,
    DAMAGED,
    DEEPEST,
    FORBIDDEN,
    FOREIGN,
    LONGEST_VALUE,
    MOST_TAGS,
    NOT_OPENED,
    OTHER,
    PACKED,
    UNREAD,
    VANISHED,
    Tag,
    TagList,
    TagsAnswer,
)

# pydicom's messages quote header values, which belong in no log
logging.getLogger("pydicom").propagate = False

_BYTES = frozenset(["OB", "OD", "OF", "OL", "OV", "OW", "UN"]) | {"OB or OW", "US or OW", "US or SS or OW"}
_MOST_VALUES = 100
_LONGEST_RAW = 1 << 16
_SHORT = 64
_MOST_UNPACKED = 256 << 20
_PIXELS = 0x7FE00000
_SYNTAX = BaseTag(0x00020010)


def read_here(instance: Instance, keys: Keys = ()) -> TagsAnswer:
    """The tags of an object, or why there are none. ``keys`` open its archive. Never raises for what the file holds.

    Another file in the place of the one that was read has none: it may be another patient's.
    """
    try:
        with warnings.catch_warnings():
            # pydicom warns of each oddity of a foreign file
            warnings.simplefilter("ignore")
            if instance.entry:
                with contextlib.closing(EntryOpener(memory=_MOST_UNPACKED)) as opener:
                    opener.passwords.take(instance.path, keys)
                    data = opener.read(instance.path, instance.entry)
                if (len(data), os.stat(instance.path).st_mtime_ns) != (instance.size, instance.mtime_ns):
                    return OTHER
                with parsing():
                    return _tags(io.BytesIO(data), len(data))
            with open_plain(instance.path) as file:
                status = os.fstat(file.fileno())
                if (status.st_size, status.st_mtime_ns) != (instance.size, instance.mtime_ns):
                    return OTHER
                with parsing():
                    return _tags(file, status.st_size)
    except FileVanished:
        return VANISHED
    except (FileDamaged, CannotParse):
        return DAMAGED
    except PasswordNeeded:
        return CLOSED
    except FileTrouble:
        return PACKED
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            return FORBIDDEN
        return VANISHED if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENXIO) else UNREAD


def _tags(file: BinaryIO, size: int) -> TagsAnswer:
    file.seek(0)
    start = file.read(132)
    part10 = start[128:] == b"DICM"
    if not part10 and not may_be_bare(start, size):
        return FOREIGN
    guarded = GuardedFile(file, size)
    guarded.seek(132 if part10 else 0)
    meta: Elements = {}
    broken = not collect(guarded, False, True, meta, _after_meta)
    raw = meta.get(_SYNTAX)
    syntax = raw.value if isinstance(raw, RawDataElement) and isinstance(raw.value, bytes) else None
    implicit, little = encoding_of(syntax, guarded.peek(6))
    if syntax is not None and syntax.rstrip(b"\0 ") == DeflatedExplicitVRLittleEndian.encode():
        file.seek(guarded.tell())
        inflated = inflated_beginning(file)
        guarded = GuardedFile(io.BytesIO(inflated), len(inflated))
    elements: Elements = {}
    last: list[Tag] = []

    def stop(tag: BaseTag, vr: str | None, length: int) -> bool:
        if int(tag) < _PIXELS:
            return False
        last.append(_pixels(tag, vr, length))
        return True

    broken = not collect(guarded, implicit, little, elements, stop) or broken
    lister = _Lister()
    lister.add(data_set_of(meta, False, True), 0)
    lister.add(data_set_of(elements, implicit, little), 0)
    if not lister.rows and not last:
        return DAMAGED if broken else FOREIGN
    rows = (*lister.rows, *last)
    if lister.cut or len(rows) > MOST_TAGS:
        return TagList(rows[:MOST_TAGS], CUT)
    return TagList(rows, BROKEN if broken else "")


def _after_meta(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return bool(int(tag) >> 16 != 2)


class _Lister:
    """Makes rows of data sets; ``cut`` when there were more than are shown."""

    def __init__(self) -> None:
        self.rows: list[Tag] = []
        self.cut = False

    def add(self, data_set: Dataset, depth: int) -> None:
        """The rows of a data set and of the sequences in it."""
        for tag in sorted(data_set.keys()):
            if len(self.rows) >= MOST_TAGS:
                self.cut = True
                return
            row, items = _row(data_set, BaseTag(tag), depth)
            self.rows.append(row)
            for number, inner in enumerate(items, 1):
                if len(self.rows) >= MOST_TAGS:
                    self.cut = True
                    return
                self.rows.append(Tag(depth + 1, "", value=str(number)))
                self.add(inner, depth + 2)


def _row(data_set: Dataset, tag: BaseTag, depth: int) -> tuple[Tag, Sequence | tuple[()]]:
    """The row of one element, and the items to list below it."""
    raw = data_set.get_item(tag, keep_deferred=True)
    length = raw.length if isinstance(raw, RawDataElement) and raw.length != UNDEFINED else None
    name, keyword = _names(data_set, tag)
    vr = str(raw.VR or "UN")
    shown = f"({tag >> 16:04X},{tag & 0xFFFF:04X})"
    value, size = "", length or 0
    if isinstance(raw, RawDataElement) and raw.value is None:
        if raw.length == UNDEFINED:
            return Tag(depth, shown, name, keyword, vr, NOT_OPENED), ()
        return Tag(depth, shown, name, keyword, vr, value, size), ()
    with contextlib.suppress(CannotParse), parsing():  # one that cannot be converted costs only itself
        element = data_set[tag]
        vr = str(element.VR)
        if vr != "SQ":
            return Tag(depth, shown, name, keyword, vr, *_value(element, length)), ()
        items = element.value if isinstance(element.value, Sequence) else Sequence()
        if items and depth // 2 >= DEEPEST:
            return Tag(depth, shown, name, keyword, vr, NOT_OPENED), ()
        return Tag(depth, shown, name, keyword, vr), items
    return Tag(depth, shown, name, keyword, vr, value, size), ()


def _names(data_set: Dataset, tag: BaseTag) -> tuple[str, str]:
    """Name and keyword; those of a private element only where its creator is known (PS3.5 §7.8)."""
    if tag.is_private_creator:
        return "Private Creator", ""
    if tag.is_private:
        if tag.element <= 0xFF:
            return "", ""
        creator = data_set.get_item(BaseTag(tag.group << 16 | tag.element >> 8), keep_deferred=True)
        value = None if creator is None else creator.value
        owner = value.decode("latin-1") if isinstance(value, bytes) else str(value or "")
        try:
            return private_dictionary_description(tag, owner.strip(" \0")), ""
        except (KeyError, ValueError):
            return "", ""
    if tag.element == 0:
        return "Group Length", ""
    if dictionary_has_tag(tag) or repeater_has_tag(int(tag)):
        return dictionary_description(tag), dictionary_keyword(tag)
    return "", ""


def _value(element: DataElement, length: int | None) -> tuple[str, int | None]:
    """A value as text, or how many bytes it has."""
    value, vr = element.value, str(element.VR)
    if isinstance(value, bytes | bytearray):
        text = bytes(value).rstrip(b"\0 ")
        if vr == "UN" and 0 < len(text) <= _SHORT and text.isascii() and text.decode("ascii").isprintable():
            return text.decode("ascii"), None
        return "", len(value)
    if vr in _BYTES and length:
        return "", length
    if value is None:
        return "", None
    if isinstance(value, MultiValue | list | tuple):
        if length is not None and length > _LONGEST_RAW:
            return "", length
        parts = [str(one) for one in value[:_MOST_VALUES]]
        text_value = "\\".join(parts) + ("\\…" if len(value) > _MOST_VALUES else "")
    elif vr == "UI" and isinstance(value, UID) and value.name != str(value):
        text_value = f"{value} · {value.name}"
    else:
        text_value = str(value)
    if len(text_value) > LONGEST_VALUE:
        text_value = text_value[:LONGEST_VALUE] + "…"
    return text_value, None


def _pixels(tag: BaseTag, vr: str | None, length: int) -> Tag:
    """The row of the pixel data, which are not read."""
    known = dictionary_has_tag(tag)
    return Tag(
        0,
        f"({tag >> 16:04X},{tag & 0xFFFF:04X})",
        dictionary_description(tag) if known else "",
        dictionary_keyword(tag) if known else "",
        vr or "OW",
        "compressed" if length == UNDEFINED else "",
        None if length == UNDEFINED else length,
    )
