"""The plan: which instances go out together in one request."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from gui.core.entities import Instance
from gui.core.upload import Batch

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may carry: files, and bytes of their content.

    100 files is the default limit of the service's framework (service contract, Request).
    """

    max_files: int = 100
    max_bytes: int = 25 * MIB

    def __post_init__(self) -> None:
        if self.max_files < 1 or self.max_bytes < 1:
            raise ValueError("a request carries at least one file and one byte")

    def within(self, other: Limits | None) -> Limits:
        """The narrower of the two, for each limit."""
        if other is None:
            return self
        return Limits(min(self.max_files, other.max_files), min(self.max_bytes, other.max_bytes))

    def allow(self, instances: tuple[Instance, ...]) -> bool:
        """True when these instances may go out together; a single one always may."""
        return len(instances) <= 1 or (
            len(instances) <= self.max_files and sum(instance.size for instance in instances) <= self.max_bytes
        )


def make_batches(instances: Iterable[Instance], limits: Limits, *, first_number: int = 1) -> tuple[Batch, ...]:
    """Cut the chosen instances into requests, numbered from ``first_number``.

    Series go out one after the other in the order in which each first appears, so that whole series finish
    first. No SOPInstanceUID stands twice in the plan: the first one is kept. A file that is larger than
    ``limits.max_bytes`` stands alone. A series that fits into one request is not torn over two when the request
    before it is at least half full already: its count then needs no second answer to be judged.
    """
    cutter = Cutter(instances)
    parts = iter(lambda: cutter.cut(limits), ())
    return tuple(Batch(first_number + index, part) for index, part in enumerate(parts))


class Cutter:
    """Instances that wait to be cut into requests, one at a time, with the limits of the moment.

    The rules are those of :func:`make_batches`. Not safe for threads.
    """

    __slots__ = ("_groups",)

    def __init__(self, instances: Iterable[Instance]) -> None:
        self._groups: dict[str, _Group] = {}
        seen: set[str] = set()
        for instance in instances:
            if instance.sop_instance_uid not in seen:
                seen.add(instance.sop_instance_uid)
                self._groups.setdefault(instance.series.series_instance_uid, _Group()).add(instance)

    def __bool__(self) -> bool:
        return bool(self._groups)

    def __contains__(self, series: object) -> bool:
        """True while something of this SeriesInstanceUID waits."""
        return series in self._groups

    def cut(self, limits: Limits) -> tuple[Instance, ...]:
        """What goes out next in one request; empty when nothing waits."""
        part: list[Instance] = []
        size = 0
        while self._groups:
            series, group = next(iter(self._groups.items()))
            fits_alone = len(group.waiting) <= limits.max_files and group.size <= limits.max_bytes
            fits_here = len(part) + len(group.waiting) <= limits.max_files and size + group.size <= limits.max_bytes
            half_full = 2 * len(part) >= limits.max_files or 2 * size >= limits.max_bytes
            if part and fits_alone and not fits_here and half_full:
                break
            while group.waiting:
                if part and (len(part) >= limits.max_files or size + group.waiting[0].size > limits.max_bytes):
                    return tuple(part)
                part.append(group.take())
                size += part[-1].size
            del self._groups[series]
        return tuple(part)


class _Group:
    """What waits of one series, and its bytes."""

    __slots__ = ("size", "waiting")

    def __init__(self) -> None:
        self.waiting: deque[Instance] = deque()
        self.size = 0

    def add(self, instance: Instance) -> None:
        self.waiting.append(instance)
        self.size += instance.size

    def take(self) -> Instance:
        instance = self.waiting.popleft()
        self.size -= instance.size
        return instance
