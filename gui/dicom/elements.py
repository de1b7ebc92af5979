"""Which header elements are wanted, and what their raw bytes say.

The quick reader and the careful reader both hand over raw value bytes; everything after that happens here
once, so that both give the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gui.core.reasons import SKIP_TEXTS, SeriesWarning, SkipReason
from gui.dicom import charsets

MEDIA_STORAGE_SOP_CLASS_UID = 0x00020002
TRANSFER_SYNTAX_UID = 0x00020010
SPECIFIC_CHARACTER_SET = 0x00080005
IMAGE_TYPE = 0x00080008
SOP_CLASS_UID = 0x00080016
SOP_INSTANCE_UID = 0x00080018
STUDY_INSTANCE_UID = 0x0020000D
SERIES_INSTANCE_UID = 0x0020000E
INSTANCE_NUMBER = 0x00200013
IMAGES_IN_ACQUISITION = 0x00201002
NUMBER_OF_FRAMES = 0x00280008
ROWS = 0x00280010
COLUMNS = 0x00280011
BURNED_IN_ANNOTATION = 0x00280301

WANTED: dict[int, bytes] = {
    SPECIFIC_CHARACTER_SET: b"CS",
    IMAGE_TYPE: b"CS",
    SOP_CLASS_UID: b"UI",
    SOP_INSTANCE_UID: b"UI",
    0x00080020: b"DA",  # StudyDate
    0x00080030: b"TM",  # StudyTime
    0x00080050: b"SH",  # AccessionNumber
    0x00080060: b"CS",  # Modality
    0x00081030: b"LO",  # StudyDescription
    0x0008103E: b"LO",  # SeriesDescription
    0x00100010: b"PN",  # PatientName
    0x00100020: b"LO",  # PatientID
    0x00100021: b"LO",  # IssuerOfPatientID
    0x00100030: b"DA",  # PatientBirthDate
    0x00100040: b"CS",  # PatientSex
    STUDY_INSTANCE_UID: b"UI",
    SERIES_INSTANCE_UID: b"UI",
    0x00200011: b"IS",  # SeriesNumber
    INSTANCE_NUMBER: b"IS",
    IMAGES_IN_ACQUISITION: b"IS",
    NUMBER_OF_FRAMES: b"IS",
    ROWS: b"US",
    COLUMNS: b"US",
    BURNED_IN_ANNOTATION: b"CS",
}
"""The wanted elements of the data set, with the VR that the data dictionary gives them (PS3.6)."""

LAST_WANTED = max(WANTED)

NEEDED = (SOP_INSTANCE_UID, STUDY_INSTANCE_UID, SERIES_INSTANCE_UID)
"""What the service needs of every image."""

DICOMDIR_SOP_CLASS = "1.2.840.10008.1.3.10"

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\xbe\xba\xfe\xca",
)
_CAUTIONS = {
    (burned_in, program): (SeriesWarning.BURNED_IN,) * burned_in + (SeriesWarning.PROGRAM_START,) * program
    for burned_in in (False, True)
    for program in (False, True)
}
_MOST_IMAGES = 1_000_000

_UID_BYTES = b"0123456789."
_LONGEST_UID = 64
_INTEGER = re.compile(r"[+-]?[0-9]{1,12}")


class RawHeader:
    """The raw value bytes of the wanted elements of one file.

    ``values`` are those of the data set, ``meta`` those of the file meta information (PS3.10 §7.1), by tag.
    ``program`` is True when the preamble is the beginning of a program (see :func:`starts_a_program`).
    """

    __slots__ = ("little_endian", "meta", "program", "values")

    def __init__(
        self, values: dict[int, bytes] | None = None, meta: dict[int, bytes] | None = None, *, program: bool = False
    ) -> None:
        self.values = {} if values is None else values
        self.meta = {} if meta is None else meta
        self.program = program
        self.little_endian = True


class Common(NamedTuple):
    """What the images of a series mostly have in common; they share one such value."""

    sop_class_uid: str
    transfer_syntax_uid: str
    patient: tuple[str, str, str, str, str]
    study: tuple[str, str, str, str, str]
    series: tuple[str, str, str, str]
    rows: int | None
    columns: int | None
    frames: int | None
    cautions: tuple[SeriesWarning, ...]
    claimed: int | None


class Found(NamedTuple):
    """An :class:`Instance` without its path, in plain values that travel cheaply between processes."""

    size: int
    mtime_ns: int
    sop_instance_uid: str
    instance_number: int | None
    common: Common


class Left(NamedTuple):
    """A :class:`Skipped` without its path; ``holds`` is the kind of archive that it is, if it is one."""

    reason: SkipReason
    text: str
    size: int | None
    listed: tuple[str, ...] = ()
    holds: str = ""


Record = Found | Left


def left(reason: SkipReason, size: int | None = None, text: str = "") -> Left:
    """A file that is left out, with the usual sentence for its reason unless another is given."""
    return Left(reason, text or SKIP_TEXTS[reason], size)


def record_of(raw: RawHeader, size: int, mtime_ns: int) -> Record:
    """What a readable header says: an image to send, a disc's index, or a file that lacks a UID."""
    values = raw.values
    sop_class = uid(values.get(SOP_CLASS_UID))
    if DICOMDIR_SOP_CLASS in (sop_class, uid(raw.meta.get(MEDIA_STORAGE_SOP_CLASS_UID))):
        return left(SkipReason.DICOMDIR, size)
    sop_instance = uid(values.get(SOP_INSTANCE_UID))
    study = uid(values.get(STUDY_INSTANCE_UID))
    series = uid(values.get(SERIES_INSTANCE_UID))
    if not (sop_instance and study and series):
        return left(SkipReason.MISSING_UID, size)
    get = values.get
    text = charsets.decoder(get(SPECIFIC_CHARACTER_SET, b""))
    plain = charsets.plain
    common = Common(
        sop_class,
        uid(raw.meta.get(TRANSFER_SYNTAX_UID)),
        (
            text(get(0x00100020)),
            text(get(0x00100021)),
            person_name(text(get(0x00100010))),
            plain(get(0x00100030)),
            plain(get(0x00100040)),
        ),
        (study, plain(get(0x00080020)), plain(get(0x00080030)), text(get(0x00081030)), text(get(0x00080050))),
        (series, plain(get(0x00080060)), plain(get(0x00200011)), text(get(0x0008103E))),
        _short(get(ROWS), raw.little_endian),
        _short(get(COLUMNS), raw.little_endian),
        integer(get(NUMBER_OF_FRAMES)),
        _CAUTIONS[get(BURNED_IN_ANNOTATION, b"").strip(b"\0 ") == b"YES", raw.program],
        _claimed(values) if IMAGES_IN_ACQUISITION in values else None,
    )
    return Found(size, mtime_ns, sop_instance, integer(get(INSTANCE_NUMBER)), common)


def starts_a_program(preamble: bytes) -> bool:
    """True when a preamble (PS3.10 §7.1) makes the file a program too: Windows, Linux, macOS, or a script.

    The beginning of a TIFF file, which the standard allows, is none.
    """
    return preamble.startswith(_PROGRAMS)


def person_name(text: str) -> str:
    """A PN value without the delimiters and spaces at its ends that carry no meaning (PS3.5 §6.2.1)."""
    if "=" in text:
        return "=".join(group.rstrip("^ ") for group in text.split("=")).rstrip("=")
    return text.rstrip("^ ")


def uid(value: bytes | None) -> str:
    """A UID, or nothing when it is missing, empty, or no UID (PS3.5 §9.1); it may go into an address later."""
    if not value:
        return ""
    text = value.rstrip(b"\0 ")
    return "" if len(text) > _LONGEST_UID or text.translate(None, _UID_BYTES) else text.decode("ascii")


def integer(value: bytes | None) -> int | None:
    """An IS value (PS3.5 §6.2), None when it is missing or no number."""
    if not value:
        return None
    text = value.decode("latin-1").strip("\0 ")
    return int(text) if _INTEGER.fullmatch(text) else None


def _claimed(values: dict[int, bytes]) -> int | None:
    """ImagesInAcquisition, unless the image is derived: then it speaks of those that it was made from."""
    if values.get(IMAGE_TYPE, b"").startswith(b"DERIVED"):
        return None
    number = integer(values[IMAGES_IN_ACQUISITION])
    return number if number is not None and 0 < number <= _MOST_IMAGES else None


def _short(value: bytes | None, little_endian: bool) -> int | None:
    """A US value, None when it is missing or has another length."""
    if value is None or len(value) != 2:
        return None
    return int.from_bytes(value, "little" if little_endian else "big")
