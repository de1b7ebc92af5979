"""The warnings that come from several series together: who else has this study, this series, this ID, this name.

What was seen goes with each: for another patient name and birth date (PN and DA text, two values each), for another
ID the IDs (empty for none), for an old study the date of the patient's newest. Of several others the first two
are named. A name that is only written otherwise is nobody else (:mod:`gui.core.person`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterator

from gui.core.entities import PatientKey, SeriesKey, SeriesWarning
from gui.core.person import Person, person_of, plain_name

_NAMED = 2
_ONE_YEAR = 1_00_00
_DATE = re.compile(r"((?:19|20|21)\d\d)\.?(\d\d)\.?(\d\d)")

Seen = tuple[str, ...]


class Cautions:
    """Knows each series' warnings. What a series changes for others is found without looking at all."""

    def __init__(self) -> None:
        self._studies = _Clashes()
        self._series = _Clashes()
        self._ids = _Clashes()
        self._names = _Clashes()
        self._dates = _Dates()
        self._conflicts: set[SeriesKey] = set()

    def new_series(self, key: SeriesKey, study_date: str) -> list[SeriesKey]:
        """Take in a series; answers with those known before whose warnings have changed by it."""
        changed = [
            other for clashes, subject, owner in self._subjects(key) for other in clashes.add(subject, owner, key)
        ]
        return changed + self._dates.add(key, study_date)

    def remove_series(self, key: SeriesKey) -> list[SeriesKey]:
        """Forget a series; answers with those whose warnings may have changed by it."""
        changed = [
            other for clashes, subject, owner in self._subjects(key) for other in clashes.remove(subject, owner, key)
        ]
        return changed + self._dates.remove(key)

    def conflict(self, key: SeriesKey) -> None:
        """An image was left out of this series, or of one that shares its UID with it."""
        self._conflicts.add(key)

    def of(self, key: SeriesKey) -> dict[SeriesWarning, Seen]:
        """The warnings of a series with what was seen, but for those that its own files cause."""
        warnings: dict[SeriesWarning, Seen] = {}
        patient = key.patient
        if not patient.patient_id:
            warnings[SeriesWarning.NO_PATIENT_ID] = ()
        elif others := self._ids.others(patient.patient_id, _name_and_birth(patient)):
            warnings[SeriesWarning.SAME_ID_OTHER_PATIENT] = _identities(others)
        if others := self._studies.others(key.study_instance_uid, person_of(patient)):
            warnings[SeriesWarning.STUDY_UNDER_SEVERAL_PATIENTS] = _identities(others)
        if self._series.others(key.series_instance_uid, key.study_instance_uid):
            warnings[SeriesWarning.SERIES_IN_SEVERAL_STUDIES] = ()
        if others := self._names.others(_name_and_birth(patient), patient.patient_id):
            warnings[SeriesWarning.SAME_NAME_OTHER_ID] = tuple(other.patient.patient_id for other in others)
        if newest := self._dates.much_newer(key):
            warnings[SeriesWarning.OLD_STUDY] = (newest,)
        if key in self._conflicts:
            warnings[SeriesWarning.CONFLICT_LEFT_OUT] = ()
        return warnings

    def _subjects(self, key: SeriesKey) -> Iterator[tuple[_Clashes, Hashable, Hashable]]:
        patient = key.patient
        name_and_birth = _name_and_birth(patient)
        yield self._studies, key.study_instance_uid, person_of(patient)
        yield self._series, key.series_instance_uid, key.study_instance_uid
        if patient.patient_id:
            yield self._ids, patient.patient_id, name_and_birth
        if all(name_and_birth):
            yield self._names, name_and_birth, patient.patient_id


def _name_and_birth(patient: PatientKey) -> tuple[str, str]:
    return plain_name(patient.name), patient.birth_date


def _identities(others: tuple[SeriesKey, ...]) -> Seen:
    return tuple(text for one in others for text in (one.patient.name, one.patient.birth_date))


class _Clashes:
    """For each subject (a UID, an ID): the owners it stands under, and the series of each."""

    def __init__(self) -> None:
        self._subjects: dict[Hashable, dict[Hashable, dict[SeriesKey, None]]] = {}

    def add(self, subject: Hashable, owner: Hashable, key: SeriesKey) -> list[SeriesKey]:
        """Take in one more series; answers with the others that a new owner is named to."""
        owners = self._subjects.setdefault(subject, {})
        changed: list[SeriesKey] = []
        if owner not in owners and len(owners) <= _NAMED:
            changed = [other for keys in owners.values() for other in keys]
        owners.setdefault(owner, {})[key] = None
        return changed

    def remove(self, subject: Hashable, owner: Hashable, key: SeriesKey) -> list[SeriesKey]:
        """Forget a series; answers with the others when its owner is gone with it."""
        owners = self._subjects[subject]
        del owners[owner][key]
        if owners[owner]:
            return []
        del owners[owner]
        return [other for keys in owners.values() for other in keys]

    def others(self, subject: Hashable, owner: Hashable) -> tuple[SeriesKey, ...]:
        """The first other owners of a subject: of each the series that was first."""
        found = []
        for other, keys in self._subjects.get(subject, {}).items():
            if other != owner:
                found.append(next(iter(keys)))
                if len(found) == _NAMED:
                    break
        return tuple(found)


class _Dates:
    """Each person's study dates, to tell old studies from new ones."""

    def __init__(self) -> None:
        self._dates: dict[Person, dict[SeriesKey, int]] = {}
        self._newest: dict[Person, int] = {}

    def add(self, key: SeriesKey, study_date: str) -> list[SeriesKey]:
        """Take in a series; answers with the old ones when it is the patient's newest."""
        date = _as_number(study_date)
        if not date:
            return []
        person = person_of(key.patient)
        dates = self._dates.setdefault(person, {})
        changed: list[SeriesKey] = []
        if date > self._newest.get(person, 0):
            self._newest[person] = date
            changed = [other for other, old in dates.items() if old + _ONE_YEAR < date]
        dates[key] = date
        return changed

    def remove(self, key: SeriesKey) -> list[SeriesKey]:
        """Forget a series; answers with the patient's others when it was the newest."""
        person = person_of(key.patient)
        dates = self._dates.get(person, {})
        if dates.pop(key, 0) < self._newest.get(person, 0):
            return []
        self._newest[person] = max(dates.values(), default=0)
        return list(dates)

    def much_newer(self, key: SeriesKey) -> str:
        """The date (DA) of the patient's newest study, when it is more than a year newer than this series' one."""
        person = person_of(key.patient)
        date = self._dates.get(person, {}).get(key, 0)
        newest = self._newest.get(person, 0)
        return str(newest) if date and date + _ONE_YEAR < newest else ""


def _as_number(date: str) -> int:
    """A date (DA, also with dots as before DICOM 3.0) as YYYYMMDD, 0 for what is none."""
    match = _DATE.fullmatch(date)
    if match is None:
        return 0
    year, month, day = map(int, match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return 0
    return year * 10_000 + month * 100 + day
