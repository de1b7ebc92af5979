"""The second reader: looks at an anonymous copy with other eyes (pydicom's parser) than those that made it.

It reads the original for what must be gone, then every element of the copy: each has to be as the profile wants it, and
none may hold a value of the original's. At last all bytes are looked through, the pixels' too: compressed pictures can
hold comments, and a length that lies can hide anything behind the pixels.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, cast

from pydicom import dcmread
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from gui.dicom import charsets
from gui.dicom.deidentify import rules
from gui.dicom.deidentify.encoding import UNDEFINED, dummy
from gui.dicom.deidentify.needles import LISTED, NUMBERS, TOLD, Needles, Search
from gui.dicom.deidentify.pseudonyms import Pseudonyms
from gui.dicom.deidentify.streams import Broken, Read, inflated
from gui.dicom.deidentify.table import ACTIONS, Action
from gui.dicom.parsing import CannotParse, parsing

_MOST_BEFORE_PIXELS = 256 << 20
_BLOCK = 1 << 20
_OVERLAP = 256
_DEEPEST = 40
_CHARACTER_SET = 0x00080005

_PLAIN = frozenset({"UI", "DA", "DT", "TM"})
_DATES = {b"", b"19000101", b"000000", b"19000101000000"}
_PSEUDONYM = re.compile(rb"(P-|Patient\^)[0-9A-F]{12} ?")

# Elements by which a person is known, besides all people's names: numbers, addresses, dates of birth.
_PERSONAL = frozenset(
    {
        0x00080050,  # AccessionNumber
        0x00100020,  # PatientID
        0x00100030,  # PatientBirthDate
        0x00101000,  # OtherPatientIDs
        0x00101040,  # PatientAddress
        0x00101050,
        0x00101090,  # MedicalRecordLocator
        0x00102154,  # PatientTelephoneNumbers
        0x00102155,
        0x00380010,  # AdmissionID
        0x00380060,
        0x00402016,  # PlacerOrderNumberImagingServiceRequest
        0x00402017,
        0x00120040,  # ClinicalTrialSubjectID
        0x00120042,
    }
)


class Remains(Exception):
    """Something of the original is still in the copy, or an element is not as the profile wants it."""


class _Element(NamedTuple):
    tag: int
    vr: str
    value: bytes
    text: str
    depth: int
    items: int


def gather(original: BinaryIO) -> Needles:
    """What must be gone of an original. Raises :class:`Broken` where it cannot be read, and :class:`OSError`."""
    needles = Needles()
    for one in _elements(original):
        _gather(one, needles)
    return needles


def verify(
    copy: BinaryIO, needles: Needles, search: Search, *, pseudonyms: Pseudonyms, deflated_from: int | None = None
) -> None:
    """Raise :class:`Remains` unless the copy is anonymous; :class:`Broken` where it cannot be read.

    ``deflated_from`` is where its data set begins when that is deflated. Raises :class:`OSError`.
    """
    uids = {pseudonyms.uid(uid) for uid in needles.uids}
    for one in _elements(copy):
        if not _as_wanted(one, uids) or search.names(one.vr, one.text):
            raise Remains
    copy.seek(0)
    if deflated_from is not None and search.in_bytes(copy.read(deflated_from)):
        raise Remains
    if _in_blocks(copy.read if deflated_from is None else inflated(copy.read), search):
        raise Remains


# -- what the original says ---------------------------------------------------------------------------------------


def _gather(one: _Element, needles: Needles) -> None:
    private = bool(one.tag >> 16 & 1)
    if one.vr == "UI":
        if one.tag not in rules.KINDS and one.tag >> 16 != 2:
            found = (uid.strip("\0 ") for uid in one.text.split("\\"))
            needles.uids.update(uid for uid in found if len(uid) > 5 and not rules.is_standard(uid))
    elif one.vr == "PN" or one.tag in _PERSONAL:
        needles.add_person(one.text)
    elif not private and one.vr in TOLD and rules.action_for(one.tag, one.vr, one.depth > 0) is not Action.KEEP:
        needles.add_value(one.text)


# -- what the copy says -------------------------------------------------------------------------------------------


def _as_wanted(one: _Element, uids: set[str]) -> bool:
    """True when an element may be there, and its value is what the profile wants."""
    group = one.tag >> 16
    if group == 2 or (one.depth == 0 and one.tag in rules.WRITTEN and one.tag not in ACTIONS):
        return True
    if group & 1 or not one.tag & 0xFFFF or not rules.vr_of(one.tag):
        return False
    if one.depth == 0 and one.tag in (rules.PATIENT_NAME, rules.PATIENT_ID):
        return _PSEUDONYM.fullmatch(one.value) is not None
    action = rules.action_for(one.tag, one.vr, one.depth > 0)
    if action is Action.REMOVE:
        return False
    if action is Action.EMPTY:
        return not one.value and not one.items
    if action is Action.REPLACE:
        return not one.items and one.value in (b"", dummy(one.vr))
    if one.vr in ("DA", "DT", "TM"):
        return one.value.strip() in _DATES
    if one.vr == "UI" and one.tag not in rules.KINDS:
        found = (uid.strip("\0 ") for uid in one.text.split("\\"))
        return all(not uid or uid in uids or rules.is_standard(uid) for uid in found)
    return True


def _in_blocks(read: Read, search: Search) -> bool:
    """Look through all bytes, the pixels' too, so that nothing is missed where two blocks meet."""
    before = b""
    while block := read(_BLOCK):
        if search.in_bytes(before + block):
            return True
        before = block[-_OVERLAP:]
    return False


class _Bounded:
    """A file of which only so much is read: everything before the pixels is held in memory."""

    name = ""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = _MOST_BEFORE_PIXELS
        self.tell, self.seek = file.tell, file.seek

    def read(self, count: int = -1) -> bytes:
        block = self._file.read(min(count, self._rest + 1) if count >= 0 else self._rest + 1)
        self._rest -= len(block)
        if self._rest < 0:
            raise Broken
        return block


# -- reading ------------------------------------------------------------------------------------------------------


def _elements(file: BinaryIO) -> Iterator[_Element]:
    """All elements before the pixels, those in sequences too, and those of the file meta information."""
    file.seek(0)
    # pydicom warns of each oddity of a foreign file; nobody reads it here, and it may quote values
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with parsing(Broken, Remains):
                data_set = dcmread(cast(BinaryIO, _Bounded(file)), stop_before_pixels=True, force=True)
                yield from _walk(data_set.file_meta, _plain, 0)
                yield from _walk(data_set, _plain, 0)
        except CannotParse as error:
            raise Broken from error  # it is left out


_Decode = Callable[[bytes | None], str]


def _walk(data_set: Dataset, decode: _Decode, depth: int) -> Iterator[_Element]:
    if depth > _DEEPEST:
        raise Broken
    own = data_set.get_item(_CHARACTER_SET) if _CHARACTER_SET in data_set else None
    if own is not None:
        decode = charsets.decoder(_bytes_of(own))
    for tag in sorted(data_set.keys()):
        raw = data_set.get_item(tag)
        vr = _vr_of(raw)
        if vr == "SQ":
            items = data_set[tag].value
            items = items if isinstance(items, Sequence) else Sequence()
            yield _Element(int(tag), "SQ", b"", "", depth, len(items))
            for item in items:
                yield from _walk(item, decode, depth + 1)
            continue
        value = _bytes_of(raw)
        text = ""
        if vr in TOLD:
            text = decode(value)
        elif vr in LISTED or vr in NUMBERS or vr in _PLAIN:
            text = _plain(value)
        yield _Element(int(tag), vr, value, text, depth, 0)


def _vr_of(raw: RawDataElement | DataElement) -> str:
    known = rules.vr_of(int(raw.tag))
    vr = str(raw.VR) if raw.VR else ""
    if known == "SQ" or vr == "SQ" or (isinstance(raw, RawDataElement) and raw.length == UNDEFINED):
        return "SQ"
    return known if (vr in ("", "UN") and known) else vr or "UN"


def _bytes_of(raw: RawDataElement | DataElement) -> bytes:
    value = raw.value
    if isinstance(value, bytes):
        return value
    if value is None:
        return b""
    texts = value if isinstance(value, (list, tuple)) else [value]
    return "\\".join(str(text) for text in texts).encode("utf-8", "surrogatepass")


def _plain(value: bytes | None) -> str:
    return value.decode("latin-1") if value else ""
