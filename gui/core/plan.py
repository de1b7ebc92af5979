"""The plan: which instances go out together in one request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    return tuple(Batch(first_number + index, part) for index, part in enumerate(_parts(instances, limits)))


def _by_series(instances: Iterable[Instance]) -> list[list[Instance]]:
    groups: dict[str, list[Instance]] = {}
    seen: set[str] = set()
    for instance in instances:
        if instance.sop_instance_uid not in seen:
            seen.add(instance.sop_instance_uid)
            groups.setdefault(instance.series.series_instance_uid, []).append(instance)
    return list(groups.values())


def _parts(instances: Iterable[Instance], limits: Limits) -> Iterator[tuple[Instance, ...]]:
    part: list[Instance] = []
    size = 0
    for group in _by_series(instances):
        group_size = sum(instance.size for instance in group)
        fits_alone = len(group) <= limits.max_files and group_size <= limits.max_bytes
        fits_here = len(part) + len(group) <= limits.max_files and size + group_size <= limits.max_bytes
        half_full = 2 * len(part) >= limits.max_files or 2 * size >= limits.max_bytes
        if part and fits_alone and not fits_here and half_full:
            yield tuple(part)
            part, size = [], 0
        for instance in group:
            if part and (len(part) >= limits.max_files or size + instance.size > limits.max_bytes):
                yield tuple(part)
                part, size = [], 0
            part.append(instance)
            size += instance.size
    if part:
        yield tuple(part)
