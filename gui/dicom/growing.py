"""One series while its files come in: sums, order, and the warnings that its own files give reason for."""

from __future__ import annotations

import os
from collections import Counter

from gui.core.entities import Instance, ObjectKind, SeriesKey, SeriesSummary, SeriesWarning
from gui.dicom.kinds import kind_of
from gui.dicom.sources import natural


class GrowingSeries:
    """A series; adding an image takes the same time however many there are."""

    __slots__ = (
        "_claims",
        "_folder",
        "_kinds",
        "_last",
        "_marked",
        "_numbers",
        "instances",
        "key",
        "size",
        "values",
        "values_differ",
    )

    def __init__(self, key: SeriesKey, first: Instance) -> None:
        self.key = key
        self.values = first.series
        self.values_differ = False
        self.instances: list[Instance] = []
        self.size = 0
        self._folder = os.path.dirname(first.path)
        self._numbers = Numbers()
        self._claims: set[int | None] = set()
        self._kinds: set[ObjectKind] = set()
        self._marked: Counter[SeriesWarning] = Counter()
        self._last: tuple[str, int | None, int | None, int | None] | None = None

    def add(self, instance: Instance) -> None:
        """Take in one more image."""
        self.instances.append(instance)
        self.size += instance.size
        if instance.series is not self.values and instance.series != self.values:
            self.values_differ = True
        self._numbers.add(instance.instance_number)
        last = (instance.sop_class_uid, instance.rows, instance.frames, instance.claimed)
        if last != self._last:
            self._last = last
            self._claims.add(instance.claimed if (instance.frames or 1) == 1 else None)
            self._kinds.add(kind_of(instance.sop_class_uid, instance.rows))
        if instance.cautions:
            self._marked.update(instance.cautions)

    def in_order(self) -> list[Instance]:
        """The images by InstanceNumber, those without one last; by path where that does not decide."""
        if len({instance.instance_number for instance in self.instances}) == len(self.instances):
            return sorted(self.instances, key=_number)
        return sorted(self.instances, key=lambda instance: (_number(instance), natural(instance.shown)))

    def summary(self, shared: dict[SeriesWarning, tuple[str, ...]]) -> SeriesSummary:
        """What a row shows; ``shared`` are the warnings that come from several series together."""
        seen = {**shared, **self._own_warnings()}
        warnings = tuple(warning for warning in SeriesWarning if warning in seen) if seen else ()
        first = self.instances[0]
        return SeriesSummary(
            key=self.key,
            patient=first.patient,
            study=first.study,
            series=first.series,
            instances=len(self.instances),
            size=self.size,
            folder=self._folder,
            rows=first.rows,
            columns=first.columns,
            warnings=warnings,
            seen=tuple(seen[warning] for warning in warnings),
            kind=self._kind(),
        )

    def _kind(self) -> ObjectKind:
        if ObjectKind.IMAGES in self._kinds:
            return ObjectKind.IMAGES
        return next(iter(self._kinds)) if len(self._kinds) == 1 else ObjectKind.OTHER

    def _own_warnings(self) -> dict[SeriesWarning, tuple[str, ...]]:
        warnings: dict[SeriesWarning, tuple[str, ...]] = {
            warning: (str(files),) for warning, files in self._marked.items()
        }
        if self.values_differ:
            warnings[SeriesWarning.VALUES_DIFFER] = ()
        if self._kind() is not ObjectKind.IMAGES:
            return warnings
        if missing := self._numbers.missing:
            warnings[SeriesWarning.GAP] = (str(missing),)
        claimed = next(iter(self._claims)) if len(self._claims) == 1 else None
        # an acquisition may be spread over several series, so a share of it says nothing
        if claimed is not None and 2 * len(self.instances) < claimed:
            warnings[SeriesWarning.FEWER_THAN_CLAIMED] = (str(claimed),)
        return warnings


def _number(instance: Instance) -> tuple[bool, int]:
    return instance.instance_number is None, instance.instance_number or 0


class Numbers:
    """The InstanceNumbers of a series, and whether some are missing between the lowest and the highest."""

    __slots__ = ("_highest", "_lowest", "_neighbours", "_numbers", "_usable")

    def __init__(self) -> None:
        self._numbers: set[int] = set()
        self._lowest = self._highest = self._neighbours = 0
        self._usable = True

    def add(self, number: int | None) -> None:
        """Take in a number; None, or one that was there already, makes all of them worthless."""
        numbers = self._numbers
        if number is None or number in numbers or not self._usable:
            self._usable = False
            numbers.clear()
            return
        if not numbers:
            self._lowest = self._highest = number
        elif number > self._highest:
            self._highest = number
        elif number < self._lowest:
            self._lowest = number
        self._neighbours += (number - 1 in numbers) + (number + 1 in numbers)
        numbers.add(number)

    @property
    def missing(self) -> int:
        """How many are missing; 0 where the numbers are absent, repeated, or not meant to follow each other.

        They are meant to when fewer are missing than are there, in at most one gap for every four images: steps
        (1, 3, 5 …), other series' numbers between (1, 2, 4, 5, 7 …) and blocks (1–20, 1001–1020) are no gaps.
        """
        there = len(self._numbers)
        if not self._usable or not there:
            return 0
        missing = self._highest - self._lowest + 1 - there
        gaps = there - 1 - self._neighbours
        return missing if 0 < missing < there and 4 * gaps <= there else 0
