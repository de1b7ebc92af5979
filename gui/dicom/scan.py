"""Reads what was dropped: a stream of images and of files that are left out, in order of discovery."""

from __future__ import annotations

import itertools
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.elements import Found, Left, Record, Sharer
from gui.dicom.header import quick_record, read_record
from gui.dicom.pool import ReaderPool, Task
from gui.dicom.sources import find_files
from gui.dicom.worker import Reader

READ_HERE = 40
"""So many files are read in the calling thread (by the quick reader only), while the processes start."""

_BATCH_EVERY = 0.1
_BATCH_AT_MOST = 1000
_LOOK_FOR_CANCEL = 0.05
_AT_MOST_PENDING = READ_HERE + 30
_MAX_PATH_BYTES = 32_000

Batch = tuple[Instance | Skipped, ...]


def scan(paths: Sequence[str], *, cancel: CancelToken, workers: int | None = None) -> Iterator[Batch]:
    """Read the header of every file below ``paths`` and yield what was found, some times a second.

    Folders are read with all that is in them; each file comes once, in a fixed order. Instances share equal
    Patient, Study and Series values. ``workers`` is the number of reading processes, by default fitted to the
    computer's processors. Raises :class:`gui.core.cancel.Cancelled` within 200 ms of the wish; no process is
    left when the generator ends, in whichever way.
    """
    return _scan(paths, cancel, workers or default_workers(), read_record)


def default_workers() -> int:
    """How many reading processes pay on this computer: one for each processor, up to four."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(processors, 4)


def _scan(paths: Sequence[str], cancel: CancelToken, workers: int, reader: Reader) -> Iterator[Batch]:
    found = find_files(paths, cancel)
    first = list(itertools.islice(found, READ_HERE + 1))
    with ReaderPool(workers, reader=reader) as pool:
        if len(first) > READ_HERE:
            pool.start()
        pending: deque[_Stretch] = deque()
        outbox = _Outbox()
        for item in first[:READ_HERE]:
            cancel.raise_if_cancelled()
            stretch = _Stretch([item], here=True)
            pool.put(stretch.task)
            pending.append(stretch)
            yield from outbox.take(pending)
        rest = itertools.chain(first[READ_HERE:], found)
        more = True
        while True:
            while more and pool.waiting < workers and len(pending) < _AT_MOST_PENDING:
                items = _next_items(rest, pool.good_size)
                more = bool(items)
                if more:
                    stretch = _Stretch(items)
                    pool.put(stretch.task)
                    pending.append(stretch)
            yield from outbox.take(pending)
            if not pending:
                if not more:
                    break
                continue
            cancel.raise_if_cancelled()
            pool.step(_LOOK_FOR_CANCEL)
            cancel.raise_if_cancelled()
        yield from outbox.rest()


def _next_items(found: Iterator[str | Skipped], count: int) -> list[str | Skipped]:
    """The next files, ``count`` at the most and fewer when their paths are long."""
    items: list[str | Skipped] = []
    room = _MAX_PATH_BYTES
    for item in itertools.islice(found, count):
        items.append(item)
        room -= len(item) if isinstance(item, str) else 0
        if room < 0:
            break
    return items


class _Stretch:
    """Some files in order of discovery, and the task that reads those of them that can be read.

    ``here``: the quick reader tries first, in the calling thread.
    """

    __slots__ = ("_items", "_known", "task")

    def __init__(self, items: list[str | Skipped], *, here: bool = False) -> None:
        self._items = items
        self._known: dict[str, Record] = {}
        paths = [item for item in items if isinstance(item, str)]
        if here:
            for path in paths:
                record = quick_record(path)
                if record is not None:
                    self._known[path] = record
        self.task = Task([path for path in paths if path not in self._known])

    def results(self, sharer: Sharer) -> Iterator[Instance | Skipped]:
        """What has become of the files; the task must be done."""
        records = iter(self.task.records)
        for item in self._items:
            if isinstance(item, Skipped):
                yield item
                continue
            record = self._known.get(item) or next(records)
            if isinstance(record, Found):
                yield sharer.instance(item, record)
            elif isinstance(record, Left):
                yield Skipped(item, record.reason, record.text, record.size)


class _Outbox:
    """Gathers results into batches: the first at once, the others some times a second."""

    def __init__(self) -> None:
        self._sharer = Sharer()
        self._results: list[Instance | Skipped] = []
        self._due = 0.0

    def take(self, pending: deque[_Stretch]) -> Iterator[Batch]:
        """Take what is done from the front of ``pending``; yields a batch when one is due."""
        while pending and pending[0].task.done:
            self._results.extend(pending.popleft().results(self._sharer))
            if self._results and (time.monotonic() >= self._due or len(self._results) >= _BATCH_AT_MOST):
                yield from self.rest()

    def rest(self) -> Iterator[Batch]:
        """What is left, if anything."""
        if self._results:
            batch, self._results = tuple(self._results), []
            yield batch
            self._due = time.monotonic() + _BATCH_EVERY
