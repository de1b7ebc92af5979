"""What follows what: idle, scanning, ready, sending, stopped, done. Owns the running jobs; knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import CatalogueUpdate, SeriesKey, Totals
from gui.core.errors import CourierError
from gui.core.receipt import HistoryEntry, Receipt
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.courier import Begun, Courier, Sent
from gui.dicom.catalogue import Catalogue
from gui.jobs.job import Job, Report, Work


class State(Enum):
    """Where the one job of the window stands."""

    IDLE = auto()
    SCANNING = auto()
    READY = auto()
    SENDING = auto()
    PAUSED = auto()
    STOPPED = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class ScanEnd:
    """A scan has ended: the sums, whether the person stopped it, and whether the drop held nothing new."""

    totals: Totals
    stopped: bool
    nothing_new: bool


class Flow(QObject):
    """Runs the job of the window, one step after the other; every signal comes in the window's thread."""

    state_changed = Signal(object)
    catalogue_emptied = Signal()
    catalogue_updated = Signal(object)
    scan_ended = Signal(object)
    waiting_changed = Signal(int)
    upload_listed = Signal(object)
    progressed = Signal(object)
    problem_met = Signal(object)
    receipt_made = Signal(object)
    history_read = Signal(object)
    connection_checked = Signal(object)
    token_kept = Signal(object)
    keeping_known = Signal(object)
    sample_images_made = Signal(str)
    all_ended = Signal()

    def __init__(self, courier: Courier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._jobs: set[Job] = set()
        self._main_job: Job | None = None
        self._check_job: Job | None = None
        self._state = State.IDLE
        self._catalogue = Catalogue()
        self._waiting: list[str] = []
        self._upload_id: int | None = None
        self._listed_id: int | None = None
        self._destination: Destination | None = None
        self._pausing = False
        self._closing = False

    @property
    def state(self) -> State:
        """Where the job stands."""
        return self._state

    @property
    def busy(self) -> bool:
        """True while closing the program would stop something: reading or an upload that has not ended."""
        return self._state in (State.SENDING, State.PAUSED, State.STOPPED)

    @property
    def running(self) -> bool:
        """True while a job's thread runs."""
        return bool(self._jobs)

    @property
    def destination(self) -> Destination | None:
        """Where the upload goes that runs, stands still or has ended."""
        return self._destination

    @property
    def catalogue(self) -> Catalogue:
        """What has been found; not to be read while a scan runs."""
        return self._catalogue

    # -- reading ---------------------------------------------------------------------------------------------

    def add_paths(self, paths: Iterable[str]) -> None:
        """Read folders and files into the list; while another job runs they wait in line."""
        self._waiting.extend(paths)
        if self._state in (State.IDLE, State.READY):
            self._scan_waiting()
        elif self._state is State.DONE:
            self.start_over()
        else:
            self.waiting_changed.emit(len(self._waiting))

    def start_over(self) -> None:
        """Empty the list and read what waits in line, if anything does."""
        if self._state not in (State.IDLE, State.READY, State.DONE):
            return
        self._catalogue = Catalogue()
        self._upload_id = self._listed_id = None
        self.catalogue_emptied.emit()
        self._go(State.IDLE)
        if self._waiting:
            self._scan_waiting()

    def stop_scan(self) -> None:
        """Stop reading; what has been found stays in the list."""
        if self._state is State.SCANNING and self._main_job is not None:
            self._main_job.cancel()

    def _scan_waiting(self) -> None:
        paths, self._waiting = tuple(self._waiting), []
        self.waiting_changed.emit(0)
        catalogue = self._catalogue
        before = catalogue.totals.files_found
        stopped = False

        def work(cancel: CancelToken, report: Report) -> None:
            self._courier.read(paths, catalogue, cancel=cancel, report=report)

        def note_stop() -> None:
            nonlocal stopped
            stopped = True
            self._waiting.clear()

        def end() -> None:
            totals = catalogue.totals
            self._go(State.READY if totals.files_found else State.IDLE)
            self.scan_ended.emit(ScanEnd(totals, stopped, totals.files_found == before))
            if self._waiting and not self._closing:
                self._scan_waiting()

        self._go(State.SCANNING)
        self._main_job = self._run(
            work, reported=self.catalogue_updated.emit, cancelled=note_stop, failed=self.problem_met.emit, finished=end
        )

    # -- sending ---------------------------------------------------------------------------------------------

    def send(self, destination: Destination, keys: Iterable[SeriesKey]) -> None:
        """Send the series of the list that ``keys`` name."""
        if self._state is not State.READY:
            return
        instances = self._catalogue.instances(keys)
        skipped = self._catalogue.skipped
        not_chosen = self._catalogue.totals.to_send - len(instances)
        self._upload_id = self._listed_id = None
        self._destination = destination

        def work(cancel: CancelToken, report: Report) -> Sent:
            return self._courier.send(
                destination, instances, left_out=skipped, not_chosen=not_chosen, cancel=cancel, report=report
            )

        self._start_upload(work)

    def resume(self, upload_id: int | None = None, *, again: bool = False, token: Token | None = None) -> None:
        """Go on with an upload that was paused, stopped or interrupted; ``again`` also tries refused images."""
        upload_id = self._upload_id if upload_id is None else upload_id
        if upload_id is None or self._state in (State.SENDING, State.SCANNING):
            return
        self._upload_id = upload_id
        listed = self._listed_id == upload_id
        if not listed:
            self._catalogue = Catalogue()
            self.catalogue_emptied.emit()
        catalogue = self._catalogue

        def work(cancel: CancelToken, report: Report) -> Sent:
            if not listed:
                report(catalogue.add(self._courier.journal.load(upload_id).instances, cancel=cancel))
            return self._courier.resume(upload_id, again=again, token=token, cancel=cancel, report=report)

        self._start_upload(work)

    def retry(self, keys: Iterable[SeriesKey], destination: Destination) -> None:
        """Try again after a problem: go on with the upload, or send anew when it had not begun."""
        if self._state is not State.STOPPED:
            return
        if self._upload_id is None:
            self._go(State.READY)
            self.send(destination, keys)
        else:
            self.resume()

    def pause(self) -> None:
        """Stop sending for now; the upload can go on later."""
        if self._state is State.SENDING and self._main_job is not None:
            self._pausing = True
            self._main_job.cancel()

    def cancel(self) -> None:
        """End the upload; the receipt says what has arrived."""
        if self._state is State.SENDING and self._main_job is not None:
            self._pausing = False
            self._main_job.cancel()
        elif self._state in (State.PAUSED, State.STOPPED):
            if self._upload_id is None:
                self._go(State.READY)
            else:
                self.open_receipt(self._upload_id)

    def give_token(self, token: Token) -> None:
        """A new token after a refusal: checked, kept, and the upload goes on."""
        destination = self._destination
        if self._state is not State.STOPPED or destination is None:
            return

        def work(cancel: CancelToken, report: Report) -> object:
            self._courier.check(destination, token, cancel=cancel)
            return self._courier.keep_token(destination, token)

        def good(kept: object) -> None:
            self.token_kept.emit(kept)
            self.resume(token=token)

        self._run(work, succeeded=good, failed=self.problem_met.emit)

    def _start_upload(self, work: Work) -> None:
        ended: list[Sent] = []
        problems: list[CourierError] = []
        self._pausing = False

        def note(value: object) -> None:
            if isinstance(value, Begun):
                self._upload_id = self._listed_id = value.upload_id
                self._destination = value.destination
            elif isinstance(value, CatalogueUpdate):
                self.upload_listed.emit(value)
            elif isinstance(value, Progress):
                self.progressed.emit(value)

        def end() -> None:
            if ended:
                self._upload_ended(ended[0])
                return
            self._go(State.STOPPED if problems else State.READY)
            for problem in problems:
                self.problem_met.emit(problem)

        self._go(State.SENDING)
        self._main_job = self._run(work, reported=note, succeeded=ended.append, failed=problems.append, finished=end)

    def _upload_ended(self, sent: Sent) -> None:
        if sent.problem is not None:
            self._go(State.STOPPED)
            self.problem_met.emit(sent.problem)
        elif sent.receipt.outcome is Outcome.CANCELLED and self._pausing:
            self._go(State.PAUSED)
        else:
            self._show_receipt(sent.receipt)
        if not self._closing:
            self.read_history()

    def _show_receipt(self, receipt: Receipt) -> None:
        self._upload_id = receipt.upload_id
        self._go(State.DONE)
        self.receipt_made.emit(receipt)

    # -- what is kept ----------------------------------------------------------------------------------------

    def open_receipt(self, upload_id: int) -> None:
        """Show the receipt of an upload, also of an old one."""
        self._run(
            lambda cancel, report: self._courier.journal.receipt(upload_id),
            succeeded=self._show_receipt,
            failed=self.problem_met.emit,
        )

    def read_history(self, keep_days: int | None = None) -> None:
        """Read the list of uploads; ``history_read`` brings it."""
        self._run(
            lambda cancel, report: self._courier.history(keep_days),
            succeeded=self.history_read.emit,
            failed=self.problem_met.emit,
        )

    def empty_history(self) -> None:
        """Forget all uploads that have ended."""

        def work(cancel: CancelToken, report: Report) -> tuple[HistoryEntry, ...]:
            self._courier.journal.forget_all()
            return self._courier.history()

        self._run(work, succeeded=self.history_read.emit, failed=self.problem_met.emit)

    # -- destinations ----------------------------------------------------------------------------------------

    def check(self, destination: Destination, token: Token | None) -> None:
        """Ask the service; ``connection_checked`` brings None when all is good, else the error."""
        if self._check_job is not None:
            self._check_job.cancel()
        self._check_job = self._run(
            lambda cancel, report: self._courier.check(destination, token, cancel=cancel),
            succeeded=lambda _: self.connection_checked.emit(None),
            failed=self.connection_checked.emit,
        )

    def keep_token(self, destination: Destination, token: Token) -> None:
        """Keep a token in the keyring; ``token_kept`` says where it is."""
        self._run(
            lambda cancel, report: self._courier.keep_token(destination, token),
            succeeded=self.token_kept.emit,
            failed=self.problem_met.emit,
        )

    def ask_keeping(self) -> None:
        """Ask where a token would be kept; ``keeping_known`` says it."""
        self._run(lambda cancel, report: self._courier.keeping(), succeeded=self.keeping_known.emit)

    def forget_token(self, destination: Destination) -> None:
        """Remove a token from the keyring."""
        self._run(lambda cancel, report: self._courier.forget_token(destination), failed=self.problem_met.emit)

    def make_sample_images(self) -> None:
        """Write the practice images and read them into the list."""
        self._run(
            lambda cancel, report: self._courier.make_sample_images(),
            succeeded=lambda folder: self.sample_images_made.emit(str(folder)),
            failed=self.problem_met.emit,
        )

    # -- the end ---------------------------------------------------------------------------------------------

    def shut_down(self) -> None:
        """Cancel everything; ``all_ended`` comes when the last job's thread has ended."""
        self._closing = True
        self._waiting.clear()
        if not self._jobs:
            self.all_ended.emit()
            return
        for job in tuple(self._jobs):
            job.cancel()

    def _go(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _run(
        self,
        work: Work,
        *,
        reported: Callable[[Any], None] | None = None,
        succeeded: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        finished: Callable[[], None] | None = None,
    ) -> Job:
        """Start a job and hold it until its thread has ended."""
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
                self.all_ended.emit()

        job.finished.connect(let_go)
        self._jobs.add(job)
        job.start()
        return job
