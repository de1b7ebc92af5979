"""Reads what was dropped: a stream of images and of files that are left out, in order of discovery."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, Skipped
from gui.dicom.containers.passwords import Locked, Passwords
from gui.dicom.containers.unfolding import Aside, as_box, unfold, unfold_waiting, waiting_left_out
from gui.dicom.containers.values import Box, skipped
from gui.dicom.elements import Found, Left, Record
from gui.dicom.header import HeaderReader
from gui.dicom.instances import Sharer
from gui.dicom.optical import Disc, disc_of, discs_of
from gui.dicom.pool import ReaderPool, Task
from gui.dicom.sources import find_files
from gui.dicom.worker import Reader

_READ_AT_FIRST = 16
_READ_HERE = 64
_HERE_AT_MOST = 0.02
_SLOW = 0.0005
"""Seconds a file; from a local disk it takes a twentieth."""
_START_AFTER = 0.035
_MANY = 5000
"""So many files take longer than starting a process does."""
_LOOK_AHEAD = 0.008
"""Seconds in which so many must have been found for the processes to be started at once."""
_LOOK_FOR_READERS = 0.002
_BATCH_EVERY = 0.1
_BATCH_AT_MOST = 4000
_LOOK_FOR_CANCEL = 0.05
_AT_MOST_PENDING = 100
_FEW_CHARACTERS = 32_000
"""What the way to a process takes that is not up yet."""
_MOST_CHARACTERS = 400_000

Batch = tuple[Instance | Skipped, ...]
Unlock = Callable[[Locked, Iterable[str]], bool]
"""Has an archive opened of which these entries are locked; False when nobody knows the password."""

_FEW_ON_A_DISC = 8  # files that are waited for together


def scan(
    paths: Sequence[str],
    *,
    cancel: CancelToken,
    workers: int | None = None,
    spool: str = "",
    passwords: Passwords | None = None,
    unlock: Unlock | None = None,
    ask: Callable[[str], Disc | None] = disc_of,
    share: bool | None = None,
) -> Iterator[Batch]:
    """Read the header of every file below ``paths`` and yield what was found, some times a second.

    Folders and archives are read with all that is in them; each file comes once, in a fixed order. Instances share
    equal Patient, Study and Series values. ``workers`` is the number of reading processes, by default fitted to the
    computer's processors, ``spool`` a folder to unpack archives in that cannot be read as they lie (by default the
    system's). What is locked is opened with its ``passwords``; where they lack one, all else is read first, and then
    ``unlock`` is asked for each archive once, in the calling thread; it adds to the ``passwords``. Raises
    :class:`gui.core.cancel.Cancelled` within 200 ms of the wish; no process is left when the generator ends, in
    whichever way.

    ``share`` says whether the calling thread goes on reading when the processes do, by default when it is the main
    thread: a window's thread has to wait for any other one that computes.

    What lies on a disc (``ask`` says so) is read by one process only, in the order in which the disc lists it: a drive
    takes longer to find a file than to read it.
    """
    discs = discs_of(paths, ask)
    if discs:
        return _scan_discs(paths, cancel, discs, ReaderPool(1), spool, passwords, unlock)
    if share is None:
        share = threading.current_thread() is threading.main_thread()
    return _scan(paths, cancel, workers or default_workers(), share, spool=spool, passwords=passwords, unlock=unlock)


def default_workers() -> int:
    """How many reading processes pay on this computer: up to four, with one processor left for the window."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(processors - 1, 4))


def _scan(
    paths: Sequence[str],
    cancel: CancelToken,
    workers: int,
    share: bool,
    reader: Reader | None = None,
    spool: str = "",
    passwords: Passwords | None = None,
    unlock: Unlock | None = None,
) -> Iterator[Batch]:
    found = find_files(paths, cancel)
    pending: deque[_Stretch] = deque()
    headers = HeaderReader()
    clock = _Clock()
    more = True
    with ReaderPool(workers, reader=reader) as pool:
        outbox = _Outbox(pool, cancel, spool, passwords or Passwords())
        ahead = _look_ahead(found)
        if len(ahead) == _MANY:
            pool.start()
        found = itertools.chain(ahead, found)
        while more or pending:
            cancel.raise_if_cancelled()
            while more and pool.up and pool.waiting < workers and len(pending) < _AT_MOST_PENDING:
                more = _read_on(pool, pending, _Stretch(_next_items(found, pool.good_size, _MOST_CHARACTERS)))
            if more and (not pool.up or (share and clock.fast)) and len(pending) < _AT_MOST_PENDING:
                # starting a process takes longer than reading thousands of files
                stretch = _Stretch(_next_items(found, _READ_HERE if share else _READ_AT_FIRST, _FEW_CHARACTERS))
                clock.files += stretch.read(headers, time.monotonic() + _HERE_AT_MOST)
                more = _read_on(pool, pending, stretch)
                if more and clock.since_begin > _START_AFTER:
                    pool.start()
                if clock.look_at_pool():
                    pool.step(0)
            elif share and clock.fast and (task := pool.take_back()) is not None:
                stretch = next(one for one in pending if one.task is task)
                clock.files += stretch.read(headers, time.monotonic() + _HERE_AT_MOST)
                pool.put(stretch.task)
                clock.look_at_pool()
            else:
                pool.step(_LOOK_FOR_CANCEL if pending and not pending[0].done else 0)
            if pending and pending[0].done:
                yield from outbox.take(pending)
        yield from outbox.unlock(unlock)
        yield from outbox.rest()


def _scan_discs(
    paths: Sequence[str],
    cancel: CancelToken,
    discs: Mapping[str, Disc],
    pool: ReaderPool,
    spool: str = "",
    passwords: Passwords | None = None,
    unlock: Unlock | None = None,
) -> Iterator[Batch]:
    """Nothing is read in this thread, which could not be cancelled while a drive is looking for a file."""
    found = find_files(paths, cancel, by_number={path for path, disc in discs.items() if disc.by_number})
    pending: deque[_Stretch] = deque()
    more = True
    with pool:
        outbox = _Outbox(pool, cancel, spool, passwords or Passwords())
        while more or pending:
            cancel.raise_if_cancelled()
            while more and len(pending) < 2:  # one that is read, and the next, so that the reader need not wait
                more = _read_on(pool, pending, _Stretch(list(itertools.islice(found, _FEW_ON_A_DISC))))
            pool.step(_LOOK_FOR_CANCEL if pending and not pending[0].done else 0)
            if pending and pending[0].done:
                yield from outbox.take(pending)
        yield from outbox.unlock(unlock)
        yield from outbox.rest()


def _read_on(pool: ReaderPool, pending: deque[_Stretch], stretch: _Stretch) -> bool:
    """Have the next files read; False when there are no more."""
    if stretch.empty:
        return False
    pool.put(stretch.task)
    pending.append(stretch)
    return True


class _Clock:
    """How long reading in the calling thread takes, and when to look at the processes."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._look = 0.0
        self.since_begin = 0.0
        self.files = 0

    def look_at_pool(self) -> bool:
        """True some hundred times a second."""
        now = time.monotonic()
        self.since_begin = now - self._begun
        if now < self._look:
            return False
        self._look = now + _LOOK_FOR_READERS
        return True

    @property
    def fast(self) -> bool:
        """True unless what is read comes from afar, or from a disc, which two readers only slow down."""
        return self.since_begin < _SLOW * self.files


def _look_ahead(found: Iterator[str | Skipped]) -> list[str | Skipped]:
    """The first files, as many as can be had at once."""
    ahead = list(itertools.islice(found, 1))  # a large folder has been listed then
    until = time.monotonic() + _LOOK_AHEAD
    for item in itertools.islice(found, _MANY - 1):
        ahead.append(item)
        if not len(ahead) % _READ_HERE and time.monotonic() > until:
            break
    return ahead


def _next_items(found: Iterator[str | Skipped], count: int, room: int) -> list[str | Skipped]:
    """The next files, ``count`` at the most and fewer when their paths have more than ``room`` characters."""
    items: list[str | Skipped] = []
    for item in itertools.islice(found, count):
        items.append(item)
        room -= len(item) if isinstance(item, str) else 0
        if room < 0:
            break
    return items


class _Stretch:
    """Some files in order of discovery, and the task that reads those of them that have not been read here."""

    __slots__ = ("_here", "_items", "task")

    def __init__(self, items: list[str | Skipped]) -> None:
        self._items = items
        self._here: list[Record | None] = []
        self.task = Task([item for item in items if isinstance(item, str)], careful=False)

    def read(self, headers: HeaderReader, until: float) -> int:
        """Have the quick reader try in the calling thread, for so long; answers with how many it has read."""
        here: list[Record | None] = []
        rest: list[str] = []
        quick, clock = headers.quick, time.monotonic
        for item in self._items:
            record = quick(item) if isinstance(item, str) else None
            here.append(record)
            if record is None and isinstance(item, str):
                rest.append(item)
            if clock() > until:
                break
        read = len(here) - len(rest)
        if len(here) < len(self._items):
            later = self._items[len(here) :]
            here.extend([None] * len(later))
            rest.extend(item for item in later if isinstance(item, str))
        self._here = here
        self.task = Task(rest)
        return read

    @property
    def empty(self) -> bool:
        """True when there is no file in it."""
        return not self._items

    @property
    def done(self) -> bool:
        """True when all of it has been read."""
        return self.task.missing == 0

    def results(self, sharer: Sharer, spool: str, passwords: Passwords) -> Iterator[Sequence[Instance | Skipped] | Box]:
        """What has become of the files, several at once; the task must be done."""
        found: list[Instance | Skipped] = []
        add, instance = found.append, sharer.instance
        records = iter(self.task.records)
        here = self._here or itertools.repeat(None)
        for item, known in zip(self._items, here):  # noqa: B905 - one may go on for ever
            if isinstance(item, Skipped):
                add(item)
                continue
            record = known or next(records)
            if isinstance(record, Found):
                add(instance(item, record))
            elif isinstance(record, Left):
                box = as_box(item, record, spool, passwords.keys(item)) if record.holds else None
                if box is None:
                    add(skipped(item, "", record))
                    continue
                yield tuple(found)
                found.clear()
                yield box
        yield found


class _Outbox:
    """Gathers results into batches: the first at once, the others some times a second."""

    def __init__(self, pool: ReaderPool, cancel: CancelToken, spool: str, passwords: Passwords) -> None:
        self._pool = pool
        self._cancel = cancel
        self._spool = spool
        self._passwords = passwords
        self._aside = Aside()
        self._sharer = Sharer()
        self._results: list[Instance | Skipped] = []
        self._due = 0.0

    def take(self, pending: deque[_Stretch]) -> Iterator[Batch]:
        """Take what is done from the front of ``pending``; yields a batch when one is due."""
        while pending and pending[0].done:
            for found in pending.popleft().results(self._sharer, self._spool, self._passwords):
                if isinstance(found, Box):
                    yield from self._put(unfold(found, self._pool, self._sharer, self._cancel, self._aside))
                else:
                    self._results += found
            yield from self._when_due()

    def unlock(self, unlock: Unlock | None) -> Iterator[Batch]:
        """Read what was put aside for want of a password, if anybody knows it; else it is left out."""
        while (waiting := self._aside.take()) is not None:
            yield from self.rest()  # all else is on show before anybody is asked
            if unlock is None or not unlock(waiting.locked, waiting.entries):
                yield from self._put(waiting_left_out(waiting))
                continue
            keys = self._passwords.keys(waiting.locked.path)
            again = unfold_waiting(waiting, keys, self._pool, self._sharer, self._cancel, self._aside)
            yield from self._put(again)

    def _put(self, found: Iterator[Instance | Skipped]) -> Iterator[Batch]:
        for one in found:
            self._results.append(one)
            yield from self._when_due()

    def _when_due(self) -> Iterator[Batch]:
        if self._results and (time.monotonic() >= self._due or len(self._results) >= _BATCH_AT_MOST):
            yield from self.rest()
            self._pool.step(0)  # whoever took them needed time in which readers may have come to their ends

    def rest(self) -> Iterator[Batch]:
        """What is left, if anything."""
        if self._results:
            batch, self._results = tuple(self._results), []
            yield batch
            self._due = time.monotonic() + _BATCH_EVERY
