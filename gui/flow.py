"""What follows what: idle, scanning, ready, sending, stopped, done. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.asking import Asking
from gui.core.as_read import Known
from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import SeriesKey, Skipped
from gui.core.errors import CourierError, SourceGone
from gui.core.receipt import Receipt
from gui.core.sending import Sent
from gui.core.token import Token
from gui.core.upload import Outcome
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.flow_states import ScanEnd, State
from gui.intake import Intake
from gui.jobs.crew import Crew
from gui.jobs.job import Report
from gui.jobs.watch import Watch
from gui.sending import source_is_back
from gui.under_way import UnderWay

__all__ = ["Flow", "ScanEnd", "State"]


class Flow(QObject):
    """Lets the window do one thing after the other; every signal comes in the window's thread.

    What is read is kept by :class:`gui.intake.Intake`, what is sent by :class:`gui.under_way.UnderWay`.
    """

    state_changed = Signal(object)
    catalogue_emptied = Signal()
    catalogue_updated = Signal(object)
    scan_begun = Signal(object)
    """The paths that are read, as a tuple."""
    scan_ended = Signal(object)
    disc_told = Signal(object)
    """What the copying of a disc has come to (:data:`gui.discs.Told`)."""
    waiting_changed = Signal(object)
    """The paths that are read when the upload has ended, as a tuple."""
    upload_listed = Signal(object)
    progressed = Signal(object)
    problem_met = Signal(object)
    upload_ended = Signal()
    """An upload has ended for now, or its receipt was closed: the history is not what it was."""
    receipt_made = Signal(object)
    left_met = Signal(object)
    """The chosen files that cannot be made anonymous where IT wants that, as a tuple of Skipped."""
    token_kept = Signal(object)

    def __init__(self, courier: Courier, crew: Crew, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._crew = crew
        self._state = State.IDLE
        self._keys: tuple[SeriesKey, ...] = ()
        self.asking = Asking(self)
        self._intake = intake = Intake(courier, crew, self.asking, self)
        intake.waiting_changed.connect(self.waiting_changed)
        intake.beginning.connect(self._meet_scan)
        intake.updated.connect(self.catalogue_updated)
        intake.disc_told.connect(self.disc_told)
        intake.failed.connect(self.problem_met)
        intake.ended.connect(self._meet_scan_end)
        self._upload = upload = UnderWay(courier, crew, self.asking, self)
        upload.beginning.connect(self._meet_upload)
        upload.listed.connect(self.upload_listed)
        upload.progressed.connect(self.progressed)
        upload.failed.connect(self._meet_failure)
        upload.ended.connect(self._meet_upload_end)
        self._source = Watch(crew, self)
        self._source.came_true.connect(self.resume)

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
        """True while a job's thread runs, also one of an errand."""
        return self._crew.running

    @property
    def upload_id(self) -> int | None:
        """The upload that runs, stands still, or whose receipt is on show."""
        return self._upload.upload_id

    @property
    def waiting(self) -> tuple[str, ...]:
        """What is read when the upload has ended."""
        return self._intake.waiting

    @property
    def destination(self) -> Destination | None:
        """Where the upload goes that runs, stands still or has ended."""
        return self._upload.destination

    @property
    def as_read(self) -> Known:
        """What the series of this list are, by the UIDs that they went out under, where these are other ones."""
        return self._upload.as_read

    @property
    def lost(self) -> tuple[Skipped, ...]:
        """What was chosen of this list and could not be sent, because it cannot be made anonymous."""
        return self._upload.lost

    @property
    def catalogue(self) -> Catalogue:
        """What has been found; not to be read while a scan runs."""
        return self._intake.catalogue

    # -- reading ---------------------------------------------------------------------------------------------

    def add_paths(self, paths: Iterable[str]) -> None:
        """Read folders and files into the list; while another job runs they wait in line."""
        self._intake.put_in_line(paths)
        if self._state in (State.IDLE, State.READY):
            self._intake.scan()
        elif self._state is State.DONE:
            self.start_over()
        else:
            self.waiting_changed.emit(self.waiting)

    def remove_waiting(self, path: str) -> None:
        """Take something out of the line: it is not read."""
        self._intake.remove(path)

    def read_again(self) -> None:
        """Read everything that was added once more: files that are new are taken in, none twice."""
        if self._state is State.READY and self._intake.read:
            self._intake.put_first()
            self._intake.scan()

    def start_over(self) -> None:
        """Empty the list and read what waits in line, if anything does."""
        if self._state not in (State.IDLE, State.READY, State.DONE):
            return
        closed = self._upload.forget()
        self._empty_list()
        self._go(State.IDLE)
        self._intake.tidy_discs(done=True)
        if closed is not None:
            self.upload_ended.emit()
        if self.waiting:
            self._intake.scan()

    def stop_scan(self) -> None:
        """Stop reading; what has been found stays in the list."""
        if self._state is State.SCANNING:
            self._intake.stop()

    def leave_disc(self) -> None:
        """Stop copying a disc, and read it where it lies."""
        self._intake.leave_disc()

    def _empty_list(self) -> None:
        self._intake.empty()
        self._upload.forget_list()
        self.catalogue_emptied.emit()

    def _meet_scan(self, paths: tuple[str, ...]) -> None:
        self.scan_begun.emit(paths)
        self._go(State.SCANNING)

    def _meet_scan_end(self, end: ScanEnd) -> None:
        self._go(State.READY if end.totals.files_found else State.IDLE)
        self.scan_ended.emit(end)
        if self.waiting and not self._crew.closing:
            self._intake.scan()

    # -- sending ---------------------------------------------------------------------------------------------

    def send(self, destination: Destination, keys: Iterable[SeriesKey]) -> None:
        """Send the series of the list that ``keys`` name."""
        if self._state is State.READY:
            self._keys = tuple(keys)
            self._upload.send(destination, self.catalogue, self._keys)

    def resume(self, upload_id: int | None = None, *, again: bool = False, token: Token | None = None) -> None:
        """Go on with an upload that was paused, stopped or interrupted; ``again`` also tries refused images."""
        upload_id = self.upload_id if upload_id is None else upload_id
        if upload_id is None or self._state in (State.SENDING, State.SCANNING):
            return
        if self._state in (State.PAUSED, State.STOPPED) and upload_id != self.upload_id:
            return
        if not self._upload.lists(upload_id):
            if self._state is State.READY:  # what was not sent yet is next in line
                self._intake.put_first()
            self._empty_list()
        self._upload.resume(upload_id, self.catalogue, again=again, token=token)

    def retry(self, keys: Iterable[SeriesKey], destination: Destination) -> None:
        """Try again after a problem: go on with the upload, or send anew when it had not begun."""
        if self._state is not State.STOPPED:
            return
        if self.upload_id is None:
            self._go(State.READY)
            self.send(destination, keys)
        else:
            self.resume()

    def try_now(self) -> None:
        """End what an upload waits for: the next try, or, for as long as this upload takes, the hours of the night."""
        if self._state is State.SENDING:
            self._upload.try_now()

    def pause(self) -> None:
        """Stop sending for now; the upload can go on later."""
        if self._state is State.SENDING:
            self._upload.stop(pausing=True)

    def cancel(self) -> None:
        """End the upload; the receipt says what has arrived."""
        if self._state is State.SENDING:
            self._upload.stop(pausing=False)
        elif self._state in (State.PAUSED, State.STOPPED):
            self._source.end()
            if self.upload_id is None:
                self._go(State.READY)
            else:
                self._make_receipt(self.upload_id)

    def give_token(self, token: Token) -> None:
        """A new token after a refusal: checked, kept, and the upload goes on."""
        destination = self.destination
        if self._state is not State.STOPPED or destination is None:
            return

        def work(cancel: CancelToken, _report: Report) -> object:
            self._courier.check(destination, token, cancel=cancel)
            return self._courier.keep_token(destination, token)

        def good(kept: object) -> None:
            self.token_kept.emit(kept)
            if self.upload_id is None:  # it had not begun: the token was missing
                self._go(State.READY)
                self.send(destination, self._keys)
            else:
                self.resume(token=token)

        self._crew.run(work, succeeded=good, failed=self.problem_met.emit)

    def _meet_upload(self) -> None:
        self._go(State.SENDING)
        self.waiting_changed.emit(self.waiting)

    def _meet_failure(self, problem: CourierError | None) -> None:
        self._go(State.READY if problem is None else State.STOPPED)
        if problem is not None:
            self.problem_met.emit(problem)

    def _meet_upload_end(self, sent: Sent) -> None:
        if sent.problem is not None:
            self._go(State.STOPPED)
            if isinstance(sent.problem, SourceGone):
                self._source.begin(lambda: source_is_back(sent.gone))
            self.problem_met.emit(sent.problem)
        elif sent.receipt.outcome is Outcome.CANCELLED and self._upload.pausing:
            self._go(State.PAUSED)
        else:
            self._show_receipt(sent.receipt)
        if sent.left:
            self.left_met.emit(sent.left)
        self._intake.tidy_discs(done=sent.receipt.outcome is Outcome.VERIFIED and not sent.receipt.not_chosen)
        self.upload_ended.emit()

    def _make_receipt(self, upload_id: int) -> None:
        """An upload that stands still is given up: its receipt says what has arrived."""

        def show(receipt: Receipt) -> None:
            if self._state in (State.PAUSED, State.STOPPED):  # else it has gone on meanwhile
                self._show_receipt(receipt)

        self._crew.ask(
            lambda: self._courier.journal.receipt(upload_id),
            succeeded=show,
            failed=self.problem_met.emit,
        )

    def _show_receipt(self, receipt: Receipt) -> None:
        self._go(State.DONE)
        self.receipt_made.emit(receipt)

    # -- the end ---------------------------------------------------------------------------------------------

    def shut_down(self) -> None:
        """Cancel everything; the crew's ``all_ended`` comes when the last job's thread has ended."""
        self._intake.forget_line()
        self._crew.shut_down()

    def _go(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            if state is State.READY:
                self._upload.forget_lost()
            self._source.end()
            self.state_changed.emit(state)
