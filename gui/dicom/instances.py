"""Makes instances of what readers found: one Patient, Study and Series value for all that are equal."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gui.core.entities import Instance, Patient, Series, SeriesWarning, Skipped, Study
from gui.dicom.drafts import instance
from gui.dicom.elements import Common, Found
from gui.dicom.header import read_record

_MOST_KNOWN = 5000


def read_header(path: str) -> Instance | Skipped:
    """The image at ``path``, or why it is left out. Reads no pixel data, and never more than a bounded amount."""
    absolute = str(Path(path).absolute())
    record = read_record(absolute)
    if isinstance(record, Found):
        return Sharer().instance(absolute, record)
    return Skipped(absolute, record.reason, record.text, record.size, record.listed)


class _Parts(NamedTuple):
    """A :class:`Common` as an instance needs it."""

    sop_class_uid: str
    transfer_syntax_uid: str
    patient: Patient
    study: Study
    series: Series
    rest: tuple[int | None, int | None, int | None, tuple[SeriesWarning, ...], int | None]


class Sharer:
    """Makes instances that share equal Patient, Study and Series values, and equal texts."""

    def __init__(self) -> None:
        self._patients: dict[tuple[str, ...], Patient] = {}
        self._studies: dict[tuple[str, ...], Study] = {}
        self._series: dict[tuple[str, ...], Series] = {}
        self._texts: dict[str, str] = {}
        self._known: dict[int, tuple[Common, _Parts]] = {}

    def instance(self, path: str, found: Found, entry: str = "") -> Instance:
        """The instance of a file that was found at ``path``, or in the archive there."""
        size, mtime_ns, sop_instance_uid, number, common = found
        known = self._known.get(id(common))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            # it is kept, so that no other one comes to lie in its place
            known = self._known[id(common)] = common, self._share(common)
        sop_class_uid, transfer_syntax_uid, patient, study, series, rest = known[1]
        rows, columns, frames, cautions, claimed = rest
        return instance(
            path,
            size,
            mtime_ns,
            sop_instance_uid,
            sop_class_uid,
            transfer_syntax_uid,
            patient,
            study,
            series,
            number,
            rows,
            columns,
            frames,
            cautions,
            claimed,
            entry,
        )

    def _share(self, common: Common) -> _Parts:
        """Its parts, the same objects for equal ones."""
        patient = self._patients.get(common.patient)
        if patient is None:
            patient = self._patients[common.patient] = Patient(*common.patient)
        study = self._studies.get(common.study)
        if study is None:
            study = self._studies[common.study] = Study(*common.study)
        series = self._series.get(common.series)
        if series is None:
            series = self._series[common.series] = Series(*common.series)
        share = self._texts.setdefault
        return _Parts(
            share(common.sop_class_uid, common.sop_class_uid),
            share(common.transfer_syntax_uid, common.transfer_syntax_uid),
            patient,
            study,
            series,
            common[5:],
        )
