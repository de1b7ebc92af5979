"""The warnings that come from several series together: who else has this study, this series, this PatientID."""

from __future__ import annotations

from collections.abc import Hashable

from gui.core.entities import SeriesKey, SeriesWarning


class Cautions:
    """Knows each series' warnings. What a new series changes for others is found without looking at all."""

    def __init__(self) -> None:
        self._studies = _Clashes()
        self._series = _Clashes()
        self._patients = _Clashes()
        self._conflicts: set[SeriesKey] = set()

    def new_series(self, key: SeriesKey) -> list[SeriesKey]:
        """Take in a series; answers with those known before whose warnings have changed by it."""
        patient = key.patient
        changed = self._studies.add(key.study_instance_uid, patient, key)
        changed += self._series.add(key.series_instance_uid, key.study_instance_uid, key)
        if patient.patient_id:
            changed += self._patients.add(patient.patient_id, patient, key)
        return changed

    def conflict(self, key: SeriesKey) -> None:
        """An image was left out of this series, or of one that shares its UID with it."""
        self._conflicts.add(key)

    def of(self, key: SeriesKey) -> set[SeriesWarning]:
        """The warnings of a series, but for those that its own files cause."""
        warnings = set()
        if not key.patient.patient_id:
            warnings.add(SeriesWarning.NO_PATIENT_ID)
        elif self._patients.clash(key.patient.patient_id):
            warnings.add(SeriesWarning.SAME_ID_OTHER_PATIENT)
        if self._studies.clash(key.study_instance_uid):
            warnings.add(SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS)
        if self._series.clash(key.series_instance_uid):
            warnings.add(SeriesWarning.SERIES_IN_SEVERAL_STUDIES)
        if key in self._conflicts:
            warnings.add(SeriesWarning.CONFLICT_LEFT_OUT)
        return warnings


class _Clashes:
    """For each subject (a UID, an ID): the owners it stands under, and the series it concerns."""

    def __init__(self) -> None:
        self._owners: dict[str, set[Hashable]] = {}
        self._keys: dict[str, list[SeriesKey]] = {}

    def add(self, subject: str, owner: Hashable, key: SeriesKey) -> list[SeriesKey]:
        """Take in one more series; answers with the others at the moment when the subject gets a second owner."""
        owners = self._owners.setdefault(subject, set())
        keys = self._keys.setdefault(subject, [])
        second = len(owners) == 1 and owner not in owners
        changed = list(keys) if second else []
        owners.add(owner)
        keys.append(key)
        return changed

    def clash(self, subject: str) -> bool:
        """True when the subject stands under more than one owner."""
        return len(self._owners.get(subject, ())) > 1
