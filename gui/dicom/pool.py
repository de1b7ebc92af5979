"""Reading processes: each takes some files at a time; one that dies costs the file that it died on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import cast

from gui.core.entities import SkipReason
from gui.dicom.containers.values import Answer, Item
from gui.dicom.elements import left
from gui.dicom.reading_process import ReadingProcess
from gui.dicom.wire import LARGEST_MESSAGE, Garbled, unpack
from gui.dicom.worker import HELLO, ItemReader, Reader, serve

DIED = "Damaged: reading this file broke down"

_FAILED_STARTS = 3
_AIM = 0.06
_SMALLEST, _LARGEST = 8, 4096


class Task:
    """Files, members and archives to read, and the records that have come in for them so far (None = not yet).

    ``careful``: they are for a process, because they need more than the quick reader, or more time.
    """

    __slots__ = ("careful", "missing", "paths", "records")

    def __init__(self, paths: Sequence[Item], *, careful: bool = True) -> None:
        self.paths = paths
        self.careful = careful
        self.records: list[Answer | None] = [None] * len(paths)
        self.missing = len(paths)

    @property
    def done(self) -> bool:
        """True when every file has its record."""
        return self.missing == 0


@dataclass(slots=True)
class _Piece:
    """The files ``task.paths[start:end]``; ``start`` moves on as their records come in."""

    task: Task
    start: int
    end: int

    @property
    def paths(self) -> Sequence[Item]:
        return self.task.paths[self.start : self.end]

    def fill(self, records: Sequence[Answer]) -> None:
        for record in records:
            self.task.records[self.start] = record
            self.start += 1
        self.task.missing -= len(records)


class _Worker(ReadingProcess):
    """A process that reads, and the piece that it has; ``up`` once it has said hello."""

    def __init__(self, reader: Reader) -> None:
        super().__init__("dicom-reader", serve, reader)
        self.piece: _Piece | None = None
        self.since = 0.0
        self.files = 0

    def give(self, piece: _Piece) -> None:
        """Send the paths. The reader waits for them, so this does not block."""
        self.piece = piece
        self.since = time.monotonic()
        self.files = piece.end - piece.start
        self.send(list(piece.paths))


class ReaderPool:
    """Reads files in processes of their own.

    Use it as a context manager: at its end no process is left. ``reader`` must be a function that a new process
    can import (by default an :class:`ItemReader`). When no process can be started, the files are read in the calling
    thread.
    """

    def __init__(self, workers: int, *, reader: Reader | None = None) -> None:
        self._reader = reader or ItemReader()
        self._size = workers
        self._workers: list[_Worker] = []
        self._waiting: deque[_Piece] = deque()
        self._failed_starts = 0
        self.good_size = 32
        """How many files a task should hold, so that it takes about a twentieth of a second."""

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The process IDs of the readers."""
        return tuple(worker.pid for worker in self._workers)

    @property
    def up(self) -> bool:
        """True when a reader has started, or none can be."""
        return self._failed_starts >= _FAILED_STARTS or any(worker.up for worker in self._workers)

    @property
    def waiting(self) -> int:
        """How many pieces of work no reader has taken yet."""
        return len(self._waiting)

    def start(self, workers: int | None = None) -> None:
        """Start the readers that are missing, or ``workers`` of them. They may be given work before they are up."""
        aim = self._size if workers is None else min(workers, self._size)
        while len(self._workers) < aim and self._failed_starts < _FAILED_STARTS:
            try:
                self._workers.append(_Worker(self._reader))
            except OSError:
                self._failed_starts += 1

    def put(self, task: Task) -> None:
        """Have a task done; its records appear in it during :meth:`step`."""
        if task.paths:
            self._waiting.append(_Piece(task, 0, len(task.paths)))
            self._hand_out()

    def take_back(self) -> Task | None:
        """The task that was put last, if it needs no care and no reader has begun with it."""
        piece = self._waiting[-1] if self._waiting else None
        if piece is None or piece.task.careful or len(piece.paths) < len(piece.task.paths):
            return None
        return self._waiting.pop().task

    def step(self, seconds: float) -> None:
        """Wait for answers, ``seconds`` at the most, and put them into their tasks."""
        if not self._workers:
            if not self._waiting:
                return
            self.start(1)
            self._hand_out()
        if not self._workers:
            self._read_here()
            return
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for ready in wait(list(by_pipe), seconds):
            self._take(by_pipe[cast("Connection", ready)])
        self._hand_out()

    def close(self) -> None:
        """End all readers at once. They only read, so nothing is lost by it."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._waiting.clear()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and worker.piece is None:
                worker.give(self._waiting.popleft())

    def _take(self, worker: _Worker) -> None:
        piece = worker.piece
        message = worker.receive(LARGEST_MESSAGE)
        if message == HELLO:
            worker.up = True
            worker.since = time.monotonic()
            self._failed_starts = 0
            return
        try:
            if piece is None:
                raise Garbled
            piece.fill(unpack(message, piece.paths))
        except Garbled:  # or nothing: it is gone
            self._replace(worker)
            return
        if piece.start == piece.end:
            worker.piece = None
            took = max(time.monotonic() - worker.since, 0.001)
            aim = int(worker.files * _AIM / took)
            self.good_size = max(_SMALLEST, min(aim, 2 * self.good_size, _LARGEST))

    def _replace(self, worker: _Worker) -> None:
        """A reader has died: have the rest of its files read one at a time; a file that was alone is to blame."""
        worker.end()
        self._workers.remove(worker)
        piece = worker.piece
        if not worker.up:
            self._failed_starts += 1
            if piece is not None:
                self._waiting.appendleft(piece)
        elif piece is not None and piece.end - piece.start == 1:
            piece.fill([left(SkipReason.DAMAGED, text=DIED)])
        elif piece is not None:
            singles = [_Piece(piece.task, at, at + 1) for at in range(piece.start, piece.end)]
            self._waiting.extendleft(reversed(singles))
        self.start(len(self._workers) + 1)

    def _read_here(self) -> None:
        """Read one file in the calling thread, because no process can be had."""
        if not self._waiting:
            return
        piece = self._waiting[0]
        piece.fill([self._reader(piece.paths[0])])
        if piece.start == piece.end:
            self._waiting.popleft()
