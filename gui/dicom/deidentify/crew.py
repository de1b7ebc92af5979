"""Processes of their own that make files anonymous: each has one file at a time, and one that dies costs only that."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from multiprocessing.connection import Connection, wait
from typing import cast

from gui.core.cancel import CancelToken
from gui.core.entities import Instance, SkipReason
from gui.dicom.deidentify.answers import LONGEST_ANSWER, packed, unpacked
from gui.dicom.deidentify.one_file import NOT_CERTAIN, Job, Left, deidentify
from gui.dicom.reading_process import ReadingProcess
from gui.dicom.unheard import say_nothing

_HELLO = b"hello"
_FAILED_STARTS = 3
_LOOK = 0.1


class _Worker(ReadingProcess):
    """A process that makes files anonymous, and the job that it has; ``up`` once it has said hello."""

    def __init__(self) -> None:
        super().__init__("dicom-deidentifier", _serve)
        self.job: Job | None = None

    def give(self, job: Job) -> None:
        """Hand a job over."""
        self.job = job
        self.send(job)


def deidentify_all(
    jobs: Iterator[Job], workers: int, cancel: CancelToken
) -> Generator[tuple[Job, Instance | Left], None, None]:
    """Do the jobs, which are taken one by one as processes get free, and yield what became of each, in any order.

    At the end no process is left. When none can be started, the work is done in the calling thread. Raises
    :class:`gui.core.cancel.Cancelled`.
    """
    crew: list[_Worker] = []
    failed_starts = 0
    again: list[Job] = []

    def following() -> Job | None:
        return again.pop() if again else next(jobs, None)

    try:
        job = following()
        while job is not None or any(worker.job for worker in crew):
            cancel.raise_if_cancelled()
            while job is not None and (free := next((one for one in crew if one.job is None), None)):
                free.give(job)
                job = following()
            while job is not None and len(crew) < workers and failed_starts < _FAILED_STARTS:
                try:
                    crew.append(_Worker())
                except OSError:
                    failed_starts += 1
                    continue
                crew[-1].give(job)
                job = following()
            if not crew and job is not None:
                yield job, deidentify(job)
                job = following()
                continue
            by_pipe = {worker.pipe: worker for worker in crew}
            for ready in wait(list(by_pipe), _LOOK):
                worker = by_pipe[cast("Connection", ready)]
                done = worker.job
                answer = worker.receive(LONGEST_ANSWER)
                if not answer:
                    crew.remove(worker)
                    worker.end()
                    if not worker.up:
                        failed_starts += 1
                        again += [done] if done is not None else []
                    elif done is not None:
                        yield done, Left(SkipReason.NOT_DEIDENTIFIED, NOT_CERTAIN)
                    job = following() if job is None else job
                    continue
                if answer == _HELLO:
                    worker.up = True
                    failed_starts = 0
                    continue
                worker.job = None
                assert done is not None
                yield done, unpacked(answer, done)
    finally:
        for worker in crew:
            worker.end()


def _serve(pipe: Connection) -> None:
    """What runs in a process: says hello, then does one job after the other until the other end closes."""
    # Ctrl+C in a terminal reaches every process of the group; the courier decides what it means
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_nothing()
    try:
        pipe.send_bytes(_HELLO)
        while True:
            pipe.send_bytes(packed(deidentify(pipe.recv())))
    except (EOFError, OSError):
        return  # the work is over, or the program is gone
