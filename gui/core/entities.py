"""What a scan finds: patients, studies, series, instances, and the files that are left out.

Names are those of the DICOM data dictionary (PS3.6). All values are frozen; a scan of 100,000 files shares
one Patient, Study and Series value among the instances that agree on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gui.core.reasons import SKIP_TEXTS as SKIP_TEXTS
from gui.core.reasons import SeriesWarning as SeriesWarning
from gui.core.reasons import SkipReason as SkipReason

if TYPE_CHECKING:
    from gui.core.receipt import SentBefore


WITHIN = " › "
"""Stands between the path of an archive and the name of what lies in it."""


def shown_place(path: str, entry: str) -> str:
    """Where a file lies, for a person: ``export.zip › DICOM/IM001`` for what lies in an archive."""
    return f"{path}{WITHIN}{entry}" if entry else path


class PatientKey(NamedTuple):
    """Who is meant: two files are of one patient only when all of these agree.

    ``apart`` is empty, or the StudyInstanceUID when PatientID is empty: without an ID nothing proves that two
    studies are of one person, so they are never merged.
    """

    patient_id: str
    issuer: str
    name: str
    birth_date: str
    apart: str


class StudyKey(NamedTuple):
    """A study as it stands under one patient."""

    patient: PatientKey
    study_instance_uid: str


class SeriesKey(NamedTuple):
    """A series as it stands in one study of one patient."""

    patient: PatientKey
    study_instance_uid: str
    series_instance_uid: str

    @property
    def study(self) -> StudyKey:
        """The key of the study that the series stands in."""
        return StudyKey(self.patient, self.study_instance_uid)


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient module's identity (PS3.3 C.7.1.1).

    ``name`` is PatientName (0010,0010) decoded, with its component groups (``Yamada^Tarou=山田^太郎``), without
    the trailing spaces and carets that carry no meaning (PS3.5 §6.2.1). ``birth_date`` is DA text (YYYYMMDD) as
    in the file. Every field may be empty.
    """

    patient_id: str = ""
    issuer: str = ""
    name: str = ""
    birth_date: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """The general study module (PS3.3 C.7.2.1); ``date`` is DA text, ``time`` is TM text."""

    study_instance_uid: str
    date: str = ""
    time: str = ""
    description: str = ""
    accession_number: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The general series module (PS3.3 C.7.3.1); ``number`` is IS text as in the file."""

    series_instance_uid: str
    modality: str = ""
    number: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """One file that can be sent: an image, or another DICOM object.

    ``path`` is absolute, as the operating system gave it (undecodable bytes as surrogates, PEP 383); ``size``
    is in bytes and ``mtime_ns`` in nanoseconds, both as they were when the header was read. ``cautions`` is what the
    file itself gives reason for, ``claimed`` how many images its acquisition made by its own account
    (ImagesInAcquisition (0020,1002)), None when it does not say, or is derived from others.

    ``entry`` is its name within the archive at ``path``, empty for a file of its own; ``size`` is then what it unpacks
    to, and ``mtime_ns`` the archive's.
    """

    path: str
    size: int
    mtime_ns: int
    sop_instance_uid: str
    sop_class_uid: str
    transfer_syntax_uid: str
    patient: Patient
    study: Study
    series: Series
    instance_number: int | None = None
    rows: int | None = None
    columns: int | None = None
    frames: int | None = None
    cautions: tuple[SeriesWarning, ...] = ()
    claimed: int | None = None
    entry: str = ""

    @property
    def shown(self) -> str:
        """Where it lies, for a person: the path, and the name within the archive."""
        return shown_place(self.path, self.entry)

    @property
    def key(self) -> SeriesKey:
        """The series that this instance is shown in."""
        patient = self.patient
        apart = "" if patient.patient_id else self.study.study_instance_uid
        return SeriesKey(
            PatientKey(patient.patient_id, patient.issuer, patient.name, patient.birth_date, apart),
            self.study.study_instance_uid,
            self.series.series_instance_uid,
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """One file that is left out. ``text`` is a sentence for a person; ``size`` is None when it is not known.

    ``listed`` are the files that a disc's index (DICOMDIR) lists, from its own folder on, with ``/`` between folders.
    ``entry`` is its name within the archive at ``path``, empty for a file of its own.
    """

    path: str
    reason: SkipReason
    text: str
    size: int | None = None
    listed: tuple[str, ...] = ()
    entry: str = ""

    @property
    def shown(self) -> str:
        """Where it lies, for a person: the path, and the name within the archive."""
        return shown_place(self.path, self.entry)


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """A disc's index against what was found below its folder: a check, never the truth.

    ``listed`` = ``read`` + ``unread`` + ``missing`` files; ``unread`` were found but are left out (damaged, not
    readable …), ``missing`` are not there. Files that are there but were not dropped are in none of them.
    ``named`` are the ``unread`` and the ``missing`` ones as the index itself names them.
    """

    path: str
    listed: int
    read: int
    unread: int
    missing: tuple[Skipped, ...] = ()
    named: tuple[str, ...] = ()


WARNING_TEXTS = {
    SeriesWarning.NO_PATIENT_ID: "The patient has no ID in this file",
    SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS: "This study’s UID also stands under another patient",
    SeriesWarning.SERIES_IN_SEVERAL_STUDIES: "This series’ UID also stands in another study",
    SeriesWarning.SAME_ID_OTHER_PATIENT: "Another patient in the list has the same ID",
    SeriesWarning.VALUES_DIFFER: "Its files disagree about the series’ type, number or description",
    SeriesWarning.CONFLICT_LEFT_OUT: "An image with the same UID but different content was left out",
    SeriesWarning.SAME_NAME_OTHER_ID: "Another patient in the list has the same name and birth date, but not this ID",
    SeriesWarning.GAP: "Going by their numbers, images are missing between the others",
    SeriesWarning.FEWER_THAN_CLAIMED: "Its own data speak of far more images than there are",
    SeriesWarning.OLD_STUDY: "More than a year older than this patient’s newest study in the list",
    SeriesWarning.BURNED_IN: "Its files say that text within the pictures identifies the patient",
    SeriesWarning.PROGRAM_START: "A file begins as a program does; it is sent unchanged, but should not be opened",
}


class ObjectKind(StrEnum):
    """What the objects of a series are; what is no image is sent like one."""

    IMAGES = "images"
    REPORT = "report"
    PDF = "pdf"
    DOCUMENT = "document"
    MODEL = "model"
    PRESENTATION = "presentation"
    KEY_OBJECTS = "key_objects"
    WAVEFORM = "waveform"
    RT_PLAN = "rt_plan"
    RT_STRUCTURES = "rt_structures"
    RT_RECORD = "rt_record"
    REGISTRATION = "registration"
    SPECTROSCOPY = "spectroscopy"
    MEASUREMENTS = "measurements"
    RAW_DATA = "raw_data"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A series as it stands at one moment of a scan: what a row of the tree shows.

    ``size`` is in bytes, ``folder`` is where its first file lies, ``rows`` × ``columns`` the first image's size.
    ``seen`` says, for each of ``warnings``, what was seen: values as in the files, or nothing (see
    :mod:`gui.dicom.cautions`). ``kind`` is ``IMAGES`` as soon as one image is among its objects. ``sent_before`` is
    set by whoever knows the journal.
    """

    key: SeriesKey
    patient: Patient
    study: Study
    series: Series
    instances: int
    size: int
    folder: str = ""
    rows: int | None = None
    columns: int | None = None
    warnings: tuple[SeriesWarning, ...] = ()
    seen: tuple[tuple[str, ...], ...] = ()
    kind: ObjectKind = ObjectKind.IMAGES
    sent_before: SentBefore | None = None

    def seen_of(self, warning: SeriesWarning) -> tuple[str, ...]:
        """What was seen that gave reason for a warning; nothing when the warning says it all."""
        return dict(zip(self.warnings, self.seen, strict=False)).get(warning, ())


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum that must always hold: ``files_found == to_send + left_out``. ``size`` counts bytes to send."""

    files_found: int = 0
    to_send: int = 0
    left_out: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class CatalogueUpdate:
    """What one batch of found files changed: the series to show anew, the files newly left out, the new sums.

    ``removed`` are series of which nothing is sent any more.
    """

    changed: tuple[SeriesSummary, ...]
    left_out: tuple[Skipped, ...]
    totals: Totals
    removed: tuple[SeriesKey, ...] = ()
