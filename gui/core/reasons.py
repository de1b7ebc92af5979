"""Why a file is left out, and what should be looked at: the reasons alone, for a process that has to start fast."""

from __future__ import annotations

from enum import StrEnum


class SkipReason(StrEnum):
    """Why a file is left out; the list is closed.

    ``MISSING`` is no file: a disc's index lists it, but it is not there. It counts in no sum. The last two occur
    only where IT wants identifying data to be removed before sending.
    """

    NOT_DICOM = "not_dicom"
    DICOMDIR = "dicomdir"
    DAMAGED = "damaged"
    MISSING_UID = "missing_uid"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    MAY_IDENTIFY = "may_identify"
    NOT_DEIDENTIFIED = "not_deidentified"


SKIP_TEXTS = {
    SkipReason.NOT_DICOM: "Not a DICOM file",
    SkipReason.DICOMDIR: "A disc’s index (DICOMDIR), not an image",
    SkipReason.DAMAGED: "Damaged: the DICOM header cannot be read",
    SkipReason.MISSING_UID: "A UID that the service needs is missing",
    SkipReason.DUPLICATE: "The same image again, with the same bytes",
    SkipReason.CONFLICT: "The same image UID as another file, but with different content",
    SkipReason.UNREADABLE: "The file cannot be read",
    SkipReason.MISSING: "Listed in the disc’s index, but not there",
    SkipReason.MAY_IDENTIFY: "May show who the patient is",
    SkipReason.NOT_DEIDENTIFIED: "Identifying data could not be removed for certain",
}


class SeriesWarning(StrEnum):
    """What a person should look at before a series is sent."""

    NO_PATIENT_ID = "no_patient_id"
    STUDY_UNDER_SEVERAL_PATIENTS = "study_under_several_patients"
    SERIES_IN_SEVERAL_STUDIES = "series_in_several_studies"
    SAME_ID_OTHER_PATIENT = "same_id_other_patient"
    VALUES_DIFFER = "values_differ"
    CONFLICT_LEFT_OUT = "conflict_left_out"
    SAME_NAME_OTHER_ID = "same_name_other_id"
    GAP = "gap"
    FEWER_THAN_CLAIMED = "fewer_than_claimed"
    OLD_STUDY = "old_study"
    BURNED_IN = "burned_in"
    PROGRAM_START = "program_start"
