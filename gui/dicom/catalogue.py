"""What a scan found, as patients, studies and series: the one list that the tree, the upload and the sums use."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from gui.core.cancel import CancelToken
from gui.core.entities import (
    SKIP_TEXTS,
    WITHIN,
    CatalogueUpdate,
    IndexCheck,
    Instance,
    PatientKey,
    SeriesKey,
    SeriesSummary,
    Skipped,
    SkipReason,
    StudyKey,
    Totals,
)
from gui.core.errors import FileTrouble
from gui.core.ports import Opener
from gui.dicom.cautions import Cautions
from gui.dicom.containers.limits import needs_password
from gui.dicom.containers.opening import EntryOpener
from gui.dicom.discs import check_indexes
from gui.dicom.growing import GrowingSeries
from gui.dicom.sameness import RealPaths, same_file, same_start
from gui.dicom.sources import NOT_OPENED

_MOST_KNOWN = 10_000


class Catalogue:
    """Gathers found files. Each file counts once, however often it is dropped.

    ``totals.files_found == totals.to_send + totals.left_out`` holds at every moment. Adding takes the same time
    however much has been added before. Not for use by several threads at once.
    """

    def __init__(self) -> None:
        self._patients: dict[PatientKey, dict[StudyKey, dict[SeriesKey, GrowingSeries]]] = {}
        self._by_key: dict[SeriesKey, GrowingSeries] = {}
        self._by_values: dict[tuple[int, int, int], tuple[Instance, GrowingSeries]] = {}
        self._by_sop: dict[str, Instance] = {}
        self._skipped: list[Skipped] = []
        self._conflicts: dict[str, Instance] = {}
        self._for_now: dict[str, Skipped] = {}
        self._no_longer: set[int] = set()
        self._indexes: tuple[IndexCheck, ...] = ()
        self._paths: set[str] = set()
        self._real = RealPaths()
        self._cautions = Cautions()
        self._size = 0
        self._changed: dict[SeriesKey, None] = {}
        self._last_changed: GrowingSeries | None = None
        self._removed: dict[SeriesKey, None] = {}
        self._told_skipped = 0

    def add(
        self, found: Iterable[Instance | Skipped], *, cancel: CancelToken | None = None, opener: Opener | None = None
    ) -> CatalogueUpdate:
        """Take in what a scan found and say what has changed.

        A file that is known already changes nothing, but for one that could not be read before and now can be. Of two
        files with one SOPInstanceUID the second is left out, unless the first is only the beginning of it. Their bytes
        are compared, which may take long for large files; ``cancel`` stops that by
        :class:`gui.core.cancel.Cancelled`, and what was taken in before stays and is told by the next update.
        ``opener`` opens what lies in archives for that.
        """
        with contextlib.closing(EntryOpener(cancel=cancel)) as own:
            paths, by_sop, real = self._paths, self._by_sop, self._real
            try:
                for item in found:
                    place = self._place(item) if item.entry else real(item.path)
                    if self._for_now:
                        self._opened(os.path.dirname(place))
                    if place in paths and not self._readable_now(place, item):
                        continue
                    if isinstance(item, Skipped):
                        self._skipped.append(item)
                        if _for_now(item):
                            self._for_now[place] = item
                    elif (kept := by_sop.setdefault(item.sop_instance_uid, item)) is item:
                        self._keep(item)
                    elif not self._leave_out(item, kept, opener or own, cancel):
                        continue
                    paths.add(place)
            finally:
                self._take_off()
        return self._tell()

    def look_up(self, found: Iterable[Instance | Skipped]) -> None:
        """Ask the disk where these files really lie, which :meth:`add` needs to know: once for each folder.

        For a thread that may be left behind, while no other one uses the catalogue: the drive may not answer.
        """
        for item in found:
            self._real(item.path)

    def use_instead(self, path: str) -> CatalogueUpdate:
        """Send this file, which was left out in a conflict, instead of the other one with its SOPInstanceUID.

        ``path`` is where it lies as it is :attr:`~gui.core.entities.Skipped.shown`. The other one is left out in its
        place: the sums stay. Read :attr:`skipped` anew after it. A path that was
        not left out for that reason changes nothing.
        """
        chosen = self._conflicts.pop(path, None)
        if chosen is None:
            return self._tell()
        kept = self._by_sop.pop(chosen.sop_instance_uid)
        self._drop(kept)
        at = next(number for number, one in enumerate(self._skipped) if one.shown == path)
        del self._skipped[at]
        self._told_skipped -= at < self._told_skipped
        self._by_sop[chosen.sop_instance_uid] = chosen
        self._keep(chosen)
        self._leave_out_for_conflict(kept, chosen)
        return self._tell()

    def check_indexes(self, cancel: CancelToken | None = None) -> tuple[IndexCheck, ...]:
        """Compare what discs' indexes (DICOMDIR) list with what was found; for the end of a scan, not of a stopped one.

        The disk is asked for the files that were not found, which may take a while; ``cancel`` stops that by
        :class:`gui.core.cancel.Cancelled`.
        """
        self._indexes = check_indexes(self._skipped, self._paths, self._place, cancel)
        return self._indexes

    @property
    def indexes(self) -> tuple[IndexCheck, ...]:
        """What :meth:`check_indexes` found last. Its missing files are no files, and count in no sum."""
        return self._indexes

    @property
    def missing(self) -> tuple[Skipped, ...]:
        """The files that a disc's index lists and that are not there."""
        return tuple(one for check in self._indexes for one in check.missing)

    def _tell(self) -> CatalogueUpdate:
        """What has changed since the last time."""
        update = CatalogueUpdate(
            changed=tuple(self._summary(self._by_key[key]) for key in self._changed),
            left_out=tuple(self._skipped[self._told_skipped :]),
            totals=self.totals,
            removed=tuple(key for key in self._removed if key not in self._by_key),
        )
        self._changed.clear()
        self._last_changed = None
        self._removed.clear()
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

    def _place(self, item: Instance | Skipped) -> str:
        """Where a file lies, in the one spelling by which each counts once."""
        real = self._real(item.path)
        # an archive is like a folder, also within another one
        return f"{real}{os.sep}{item.entry.replace(WITHIN, f'{WITHIN}{os.sep}')}" if item.entry else real

    def _readable_now(self, place: str, item: Instance | Skipped) -> bool:
        """Take a file off the list of those left out, now that it could be read; False when that is not so."""
        before = self._for_now.get(place)
        if before is None or _for_now(item):
            return False
        del self._for_now[place]
        self._no_longer.add(id(before))
        return True

    def _opened(self, folder: str) -> None:
        """Take a folder off the list of what is left out, now that something in it was found."""
        before = self._for_now.get(folder)
        if before is not None and before.text in NOT_OPENED:
            del self._for_now[folder]
            self._paths.discard(folder)
            self._no_longer.add(id(before))

    def _take_off(self) -> None:
        """Take what could be read after all off the list of what is left out, all at once: it may be long."""
        if self._no_longer:
            kept = [(at, one) for at, one in enumerate(self._skipped) if id(one) not in self._no_longer]
            self._told_skipped = sum(at < self._told_skipped for at, _ in kept)
            self._skipped = [one for _, one in kept]
            self._no_longer.clear()

    def _keep(self, instance: Instance) -> None:
        """Take in an image that is the one of its SOPInstanceUID."""
        self._size += instance.size
        # instances of one series mostly share their values, which is found out faster than that they are equal
        values = id(instance.patient), id(instance.study), id(instance.series)
        known = self._by_values.get(values)
        if known is None:
            if len(self._by_values) >= _MOST_KNOWN:
                self._by_values.clear()
            # the instance is kept with it, so that no other values come to lie where these do
            known = self._by_values[values] = instance, self._series_of(instance)
        series = known[1]
        series.add(instance)
        if series is not self._last_changed:
            self._changed[series.key] = None
            self._last_changed = series

    def _series_of(self, instance: Instance) -> GrowingSeries:
        key = instance.key
        series = self._by_key.get(key)
        if series is None:
            series = self._by_key[key] = GrowingSeries(key, instance)
            studies = self._patients.setdefault(key.patient, {})
            studies.setdefault(key.study, {})[key] = series
            self._changed.update(dict.fromkeys(self._cautions.new_series(key, instance.study.date)))
        return series

    def _drop(self, instance: Instance) -> None:
        """Take an image out again; its series goes with it when it was the only one."""
        self._size -= instance.size
        self._by_values.clear()
        key = instance.key
        rest = [one for one in self._by_key[key].instances if one is not instance]
        changed = self._cautions.remove_series(key)
        studies = self._patients[key.patient]
        if rest:
            series = self._by_key[key] = studies[key.study][key] = GrowingSeries(key, rest[0])
            for one in rest:
                series.add(one)
            changed += [key, *self._cautions.new_series(key, rest[0].study.date)]
        else:
            del self._by_key[key], studies[key.study][key]
            if not studies[key.study]:
                del studies[key.study]
            if not studies:
                del self._patients[key.patient]
            self._changed.pop(key, None)
            self._removed[key] = None
        self._changed.update(dict.fromkeys(changed))

    def _leave_out(self, instance: Instance, kept: Instance, opener: Opener, cancel: CancelToken | None) -> bool:
        """Sort out a second file with a known SOPInstanceUID; False = it is the first one by another name."""
        if instance.entry == kept.entry and same_file(instance.path, kept.path, cancel):
            return False
        try:
            same = instance.size >= kept.size and same_start(instance, kept, opener, cancel)
        except (OSError, FileTrouble):
            same = False  # not proven to be the same
        if same and instance.size > kept.size:  # the first one breaks off early
            self._drop(kept)
            self._by_sop[instance.sop_instance_uid] = instance
            self._keep(instance)
            self._leave_out_for_conflict(kept, instance)
        elif same:
            reason = SkipReason.DUPLICATE
            text = SKIP_TEXTS[reason]
            self._skipped.append(Skipped(instance.path, reason, text, instance.size, entry=instance.entry))
        else:
            self._leave_out_for_conflict(instance, kept)
        return True

    def _leave_out_for_conflict(self, instance: Instance, other: Instance) -> None:
        """Leave out an image in favour of another one; both series are warned."""
        name = other.entry or "/".join(Path(other.path).parts[-2:])
        text = f"The same image UID as “{name}”, but with different content"
        self._skipped.append(Skipped(instance.path, SkipReason.CONFLICT, text, instance.size, entry=instance.entry))
        self._conflicts[instance.shown] = instance
        for key in (instance.key, other.key):
            self._cautions.conflict(key)
            if key in self._by_key:
                self._changed[key] = None

    def _in_order(self) -> Iterator[GrowingSeries]:
        for studies in self._patients.values():
            for several in studies.values():
                yield from several.values()

    def _summary(self, series: GrowingSeries) -> SeriesSummary:
        return series.summary(self._cautions.of(series.key))


def _for_now(item: Instance | Skipped) -> bool:
    """True for what is left out because its password is not known, or because it cannot be read at the moment."""
    return isinstance(item, Skipped) and (item.reason is SkipReason.UNREADABLE or needs_password(item))
