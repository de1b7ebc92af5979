"""The images of a series one after the other, and where each of them lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from gui.core.entities import Instance
from gui.dicom.preview_values import Frame, Version, place_of

_MOST_FRAMES = 100_000
"""Frames of one file that are gone through at the most; a file may claim any number."""


class ImagePlaces:
    """The images of a series in their order, each frame of a multi-frame file as one."""

    def __init__(self, instances: Sequence[Instance]) -> None:
        self._instances = instances
        self._ends = list(accumulate(min(max(instance.frames or 1, 1), _MOST_FRAMES) for instance in instances))

    @property
    def count(self) -> int:
        """How many there are."""
        return self._ends[-1] if self._ends else 0

    @property
    def middle(self) -> int:
        """The image that stands for all of them, from 0."""
        return max(0, (self.count - 1) // 2)

    def instance(self, index: int) -> Instance | None:
        """The file that an image lies in, if there is one."""
        return self._instances[bisect_right(self._ends, index)] if 0 <= index < self.count else None

    def place(self, index: int) -> tuple[str, Frame, Version]:
        """File and frame of an image, and which file it was that was read there."""
        at = bisect_right(self._ends, index)
        instance = self._instances[at]
        before = self._ends[at - 1] if at else 0
        frame = index - before if (instance.frames or 1) > 1 else 0.5
        return place_of(instance.path, instance.entry), frame, (instance.size, instance.mtime_ns)
