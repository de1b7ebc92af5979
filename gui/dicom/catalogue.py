"""What a scan found, as patients, studies and series: the one list that the tree, the upload and the sums use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from gui.core.cancel import CancelToken
from gui.core.entities import (
    SKIP_TEXTS,
    CatalogueUpdate,
    Instance,
    PatientKey,
    SeriesKey,
    SeriesSummary,
    SeriesWarning,
    Skipped,
    SkipReason,
    StudyKey,
    Totals,
)
from gui.dicom.cautions import Cautions
from gui.dicom.sameness import RealPaths, same_bytes
from gui.dicom.sources import natural


class Catalogue:
    """Gathers found files. Each file counts once, however often it is dropped.

    ``totals.files_found == totals.to_send + totals.left_out`` holds at every moment. Adding takes the same time
    however much has been added before. Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._patients: dict[PatientKey, dict[StudyKey, dict[SeriesKey, _Series]]] = {}
        self._by_key: dict[SeriesKey, _Series] = {}
        self._by_sop: dict[str, Instance] = {}
        self._skipped: list[Skipped] = []
        self._paths: set[str] = set()
        self._real = RealPaths()
        self._cautions = Cautions()
        self._size = 0
        self._changed: dict[SeriesKey, None] = {}
        self._told_skipped = 0

    def add(self, found: Iterable[Instance | Skipped], *, cancel: CancelToken | None = None) -> CatalogueUpdate:
        """Take in what a scan found and say what has changed.

        A file that is known already changes nothing. A second file with a known SOPInstanceUID is left out: its
        bytes are compared with the first one's, which may take a while for large files; ``cancel`` stops that by
        :class:`gui.core.cancel.Cancelled`, and what was taken in before stays and is told by the next update.
        """
        for item in found:
            path = self._real(item.path)
            if path in self._paths:
                continue
            if isinstance(item, Skipped):
                self._skipped.append(item)
            elif (kept := self._by_sop.get(item.sop_instance_uid)) is None:
                self._keep(item)
            elif not self._leave_out(item, kept, cancel):
                continue
            self._paths.add(path)
        update = CatalogueUpdate(
            changed=tuple(self._summary(self._by_key[key]) for key in self._changed),
            left_out=tuple(self._skipped[self._told_skipped :]),
            totals=self.totals,
        )
        self._changed.clear()
        self._told_skipped = len(self._skipped)
        return update

    def series(self) -> tuple[SeriesSummary, ...]:
        """All series; those of a study and of a patient together, in order of first appearance."""
        return tuple(self._summary(series) for series in self._in_order())

    def instances(self, keys: Iterable[SeriesKey] | None = None) -> tuple[Instance, ...]:
        """The images to send, of all series or of those given: series by series, each by InstanceNumber, then path."""
        wanted = None if keys is None else frozenset(keys)
        return tuple(
            instance
            for series in self._in_order()
            if wanted is None or series.key in wanted
            for instance in series.in_order()
        )

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The files that are left out, in order of discovery."""
        return tuple(self._skipped)

    @property
    def totals(self) -> Totals:
        """How many files were found, and what becomes of them."""
        to_send, left_out = len(self._by_sop), len(self._skipped)
        return Totals(files_found=to_send + left_out, to_send=to_send, left_out=left_out, size=self._size)

    def _keep(self, instance: Instance) -> None:
        self._by_sop[instance.sop_instance_uid] = instance
        self._size += instance.size
        key = instance.key
        series = self._by_key.get(key)
        if series is None:
            series = self._by_key[key] = _Series(key, instance)
            studies = self._patients.setdefault(key.patient, {})
            studies.setdefault(key.study, {})[key] = series
            self._changed.update(dict.fromkeys(self._cautions.new_series(key)))
        series.add(instance)
        self._changed[key] = None

    def _leave_out(self, instance: Instance, kept: Instance, cancel: CancelToken | None) -> bool:
        """Sort out a second file with a known SOPInstanceUID; False = it is the first one by another name."""
        if os.path.realpath(instance.path) == os.path.realpath(kept.path):
            return False
        try:
            same = instance.size == kept.size and same_bytes(instance.path, kept.path, cancel)
        except OSError:
            same = False  # not proven to be the same
        reason = SkipReason.DUPLICATE if same else SkipReason.CONFLICT
        self._skipped.append(Skipped(instance.path, reason, SKIP_TEXTS[reason], instance.size))
        if not same:
            for key in (kept.key, instance.key):
                self._cautions.conflict(key)
                if key in self._by_key:
                    self._changed[key] = None
        return True

    def _in_order(self) -> Iterator[_Series]:
        for studies in self._patients.values():
            for several in studies.values():
                yield from several.values()

    def _summary(self, series: _Series) -> SeriesSummary:
        warnings = self._cautions.of(series.key)
        if series.values_differ:
            warnings |= {SeriesWarning.VALUES_DIFFER}
        first = series.instances[0]
        return SeriesSummary(
            key=series.key,
            patient=first.patient,
            study=first.study,
            series=first.series,
            instances=len(series.instances),
            size=series.size,
            folder=os.path.dirname(first.path),
            rows=first.rows,
            columns=first.columns,
            warnings=tuple(warning for warning in SeriesWarning if warning in warnings),
        )


class _Series:
    """A series while it grows."""

    __slots__ = ("instances", "key", "size", "values", "values_differ")

    def __init__(self, key: SeriesKey, first: Instance) -> None:
        self.key = key
        self.values = first.series
        self.values_differ = False
        self.instances: list[Instance] = []
        self.size = 0

    def add(self, instance: Instance) -> None:
        self.instances.append(instance)
        self.size += instance.size
        if instance.series != self.values:
            self.values_differ = True

    def in_order(self) -> list[Instance]:
        """The images by InstanceNumber, those without one last; by path where that does not decide."""
        if len({instance.instance_number for instance in self.instances}) == len(self.instances):
            return sorted(self.instances, key=_number)
        return sorted(self.instances, key=lambda instance: (_number(instance), natural(instance.path)))


def _number(instance: Instance) -> tuple[bool, int]:
    return instance.instance_number is None, instance.instance_number or 0
