"""All jobs that run now: each is held until its thread has ended, and the program ends after the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.core.cancel import CancelToken
from gui.jobs.job import Job, Report, Work

PATIENCE = 5000
"""Milliseconds that jobs have for their end: longer ones wait for a drive that does not answer."""


class Crew(QObject):
    """Starts jobs and holds them; every slot is called in the window's thread."""

    all_ended = Signal()
    """After :meth:`shut_down`, once: no thread runs any more, or those that do are left behind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: set[Job] = set()
        self._closing = False
        self._ended = False

    @property
    def running(self) -> bool:
        """True while a job's thread runs that is not left behind."""
        return bool(self._jobs) and not self._ended

    @property
    def left_behind(self) -> bool:
        """True when a thread runs that nobody waits for any more: this process can only be ended at once."""
        return bool(self._jobs) and self._ended

    @property
    def closing(self) -> bool:
        """True from :meth:`shut_down` on."""
        return self._closing

    def run(
        self,
        work: Work,
        *,
        reported: Callable[[Any], None] | None = None,
        succeeded: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        finished: Callable[[], None] | None = None,
    ) -> Job:
        """Start a job and hold it until its thread has ended; ``finished`` is called last."""
        job = Job(work)
        for signal, slot in (
            (job.reported, reported),
            (job.succeeded, succeeded),
            (job.failed, failed),
            (job.cancelled, cancelled),
        ):
            if slot is not None:
                signal.connect(slot)

        def let_go() -> None:
            self._jobs.discard(job)
            job.deleteLater()
            if finished is not None:
                finished()
            if self._closing and not self._jobs:
                self._end()

        job.finished.connect(let_go)
        self._jobs.add(job)
        job.start()
        return job

    def ask(
        self,
        question: Callable[[], Any],
        *,
        succeeded: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        finished: Callable[[], None] | None = None,
    ) -> Job:
        """Run something short that reports nothing and is not broken off."""

        def work(_cancel: CancelToken, _report: Report) -> Any:
            return question()

        return self.run(work, succeeded=succeeded, failed=failed, finished=finished)

    def shut_down(self, patience: int = PATIENCE) -> None:
        """Cancel everything; ``all_ended`` comes when the last job's thread has ended, or after ``patience`` ms."""
        self._closing = True
        if not self._jobs:
            self._end()
            return
        for job in tuple(self._jobs):
            job.cancel()
        QTimer.singleShot(patience, self, self._end)

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self.all_ended.emit()
