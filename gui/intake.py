"""What has been added to the list: what waits in line, the scan that reads it, and the catalogue that holds it."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.asking import Asking
from gui.core.cancel import CancelToken
from gui.core.entities import CatalogueUpdate
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.flow_states import ScanEnd
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report
from gui.portions import Portions

_LONGEST_WAIT = 0.25
"""Seconds that reading waits for the window to show what was read."""


class Intake(QObject):
    """Reads when it is told to; whether it may is known to :class:`gui.flow.Flow`."""

    waiting_changed = Signal(object)
    """The paths that wait in line, as a tuple."""
    beginning = Signal(object)
    """The paths that are about to be read, as a tuple; the catalogue is not in use yet."""
    updated = Signal(object)
    disc_told = Signal(object)
    """What the copying of a disc has come to (:data:`gui.discs.Told`)."""
    failed = Signal(object)
    ended = Signal(object)
    """A :class:`ScanEnd`, also after ``failed``."""

    def __init__(self, courier: Courier, crew: Crew, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier, self._crew, self._asking = courier, crew, asking
        self._catalogue = Catalogue()
        self._read: list[str] = []
        self._waiting: list[str] = []
        self._leave_disc = CancelToken()
        self._job: Job | None = None
        self._portions = Portions(self)
        self._portions.told.connect(self.updated)

    @property
    def catalogue(self) -> Catalogue:
        """What has been found; not to be read while a scan runs."""
        return self._catalogue

    @property
    def waiting(self) -> tuple[str, ...]:
        """What waits in line."""
        return tuple(self._waiting)

    @property
    def read(self) -> bool:
        """True when anything has been read into the list."""
        return bool(self._read)

    # -- the line --------------------------------------------------------------------------------------------

    def put_in_line(self, paths: Iterable[str]) -> None:
        """These wait to be read, each once."""
        self._waiting.extend(path for path in dict.fromkeys(paths) if path not in self._waiting)

    def put_first(self) -> None:
        """What has been read is next in line."""
        self._waiting[:0] = self._read

    def remove(self, path: str) -> None:
        """Take something out of the line: it is not read."""
        if path in self._waiting:
            self._waiting.remove(path)
            self.waiting_changed.emit(self.waiting)

    def forget_line(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()

    def empty(self) -> None:
        """The list is a new one; what waits in line stays there."""
        self._catalogue = Catalogue()
        self._read.clear()

    # -- the scan --------------------------------------------------------------------------------------------

    def scan(self) -> None:
        """Read what waits in line into the catalogue."""
        paths, self._waiting = tuple(dict.fromkeys(self._waiting)), []
        self._read.extend(path for path in paths if path not in self._read)
        self.waiting_changed.emit(())
        catalogue = self._catalogue
        before = catalogue.totals.files_found
        stopped = False
        leave = self._leave_disc = CancelToken()

        shown = threading.Event()

        def work(cancel: CancelToken, report: Report) -> None:
            def tell(update: CatalogueUpdate) -> None:
                # while the window is at work on it, this thread's computing would hold it up
                shown.clear()
                report(update)
                if not cancel.cancelled:
                    shown.wait(_LONGEST_WAIT)

            cancel.on_cancel(shown.set)
            brought = self._courier.discs.bring_in(paths, cancel=cancel, report=report, leave=leave)
            if brought.left:
                tell(catalogue.add(brought.left, cancel=cancel))
            self._courier.read(brought.paths, catalogue, cancel=cancel, report=tell, asker=self._asking.asker(cancel))

        def note(value: object) -> None:
            if isinstance(value, CatalogueUpdate):
                self._portions.put(value)
                self._portions.then(shown.set)
            else:
                self.disc_told.emit(value)

        def note_stop() -> None:
            nonlocal stopped
            stopped = True
            self._waiting.clear()

        def end() -> None:
            totals = catalogue.totals
            self.ended.emit(ScanEnd(totals, stopped, totals.files_found == before))

        self.beginning.emit(paths)
        self._job = self._crew.run(
            work,
            reported=note,
            cancelled=note_stop,
            failed=self.failed.emit,
            finished=lambda: self._portions.then(end),
        )

    def stop(self) -> None:
        """Stop reading; what has been found stays in the list."""
        if self._job is not None:
            self._job.cancel()

    def leave_disc(self) -> None:
        """Stop copying a disc, and read it where it lies."""
        self._leave_disc.cancel()

    def tidy_discs(self, *, done: bool) -> None:
        """Remove the copies of discs that nothing needs any more; ``done``: the list does not."""
        if done:
            self._courier.discs.forget(but=self._waiting)
        if not self._crew.closing:
            self._crew.ask(self._courier.discs.tidy)
