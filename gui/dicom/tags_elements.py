"""Collects the elements of a data set for the list of tags, as far as they can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, cast

from pydicom.charset import convert_encodings
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.filereader import data_element_generator
from pydicom.tag import BaseTag
from pydicom.values import convert_string

from gui.dicom.guarded import GuardedFile, skip_sequence
from gui.dicom.parsing import CannotParse, parsing
from gui.dicom.tags_values import MOST_TAGS

UNDEFINED = 0xFFFFFFFF
_DEFERRED = 4 << 20
_CHARACTER_SET = BaseTag(0x00080005)

Elements = dict[BaseTag, DataElement | RawDataElement]
Stop = Callable[[BaseTag, str | None, int], bool]


def collect(file: GuardedFile, implicit: bool, little: bool, into: Elements, stop: Stop) -> bool:
    """Read elements for as long as they can be read; False = the rest cannot.

    A sequence that pydicom finds no way through, or that is nested too deep, is a raw element without a value.
    """
    latest, length_of_latest, at = BaseTag(0), 0, 0

    def note(tag: BaseTag, vr: str | None, length: int) -> bool:
        nonlocal latest, length_of_latest, at
        latest, length_of_latest, at = BaseTag(tag), length, file.tell()
        return stop(tag, vr, length)

    def read() -> None:
        stream = cast(BinaryIO, file)
        for one in data_element_generator(stream, implicit, little, stop_when=note, defer_size=_DEFERRED):
            into[BaseTag(one.tag)] = one
            if len(into) > MOST_TAGS:
                break

    while True:
        try:
            with parsing():
                read()
                return True
        except CannotParse:
            if length_of_latest != UNDEFINED:
                return False  # what was read before the damage is shown
        try:
            with parsing():
                file.seek(at)
                skip_sequence(file, implicit, little)
        except CannotParse:
            return False
        into[latest] = RawDataElement(latest, "SQ", UNDEFINED, None, at, implicit, little)
        length_of_latest = 0


def data_set_of(elements: Elements, implicit: bool, little: bool) -> Dataset:
    """The elements as a data set that knows its encoding and its character set."""
    data_set = Dataset(elements)
    raw = elements.get(_CHARACTER_SET)
    value = raw.value if isinstance(raw, RawDataElement) else None
    try:
        names = convert_encodings(convert_string(value or b"", little)) if isinstance(value, bytes | None) else None
    except (LookupError, ValueError):
        names = None
    data_set.set_original_encoding(implicit, little, names or "iso8859")
    return data_set
