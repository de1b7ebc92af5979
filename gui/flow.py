"""What follows what: idle, scanning, ready, sending, stopped, done. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.asking import Asking
from gui.core.as_read import Known, progress_as_read
from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import CatalogueUpdate, SeriesKey, Skipped
from gui.core.errors import CourierError, SourceGone
from gui.core.nudge import Nudge
from gui.core.receipt import Receipt
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.deidentify.errors import NothingDeidentified
from gui.flow_states import ScanEnd, State
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report, Work
from gui.jobs.watch import Watch
from gui.portions import Portions
from gui.sending import source_is_back

__all__ = ["Flow", "ScanEnd", "State"]


class Flow(QObject):
    """Runs the job of the window, one step after the other; every signal comes in the window's thread."""

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
        self._main_job: Job | None = None
        self._state = State.IDLE
        self._catalogue = Catalogue()
        self._read: list[str] = []
        self._waiting: list[str] = []
        self._upload_id: int | None = None
        self._listed_id: int | None = None
        self._destination: Destination | None = None
        self._pausing = False
        self._keys: tuple[SeriesKey, ...] = ()
        self._lost: tuple[Skipped, ...] = ()
        self._as_read: Known = {}
        self._nudge = Nudge()
        self._leave_disc = CancelToken()
        self._night = False
        self._any_hour: int | None = None
        self.asking = Asking(self)
        self._portions = Portions(self)
        self._portions.told.connect(self.catalogue_updated)
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
        return self._upload_id

    @property
    def waiting(self) -> tuple[str, ...]:
        """What is read when the upload has ended."""
        return tuple(self._waiting)

    @property
    def destination(self) -> Destination | None:
        """Where the upload goes that runs, stands still or has ended."""
        return self._destination

    @property
    def as_read(self) -> Known:
        """What the series of this list are, by the UIDs that they went out under, where these are other ones."""
        return self._as_read

    @property
    def lost(self) -> tuple[Skipped, ...]:
        """What was chosen of this list and could not be sent, because it cannot be made anonymous."""
        return self._lost

    @property
    def catalogue(self) -> Catalogue:
        """What has been found; not to be read while a scan runs."""
        return self._catalogue

    # -- reading ---------------------------------------------------------------------------------------------

    def add_paths(self, paths: Iterable[str]) -> None:
        """Read folders and files into the list; while another job runs they wait in line."""
        self._waiting.extend(path for path in dict.fromkeys(paths) if path not in self._waiting)
        if self._state in (State.IDLE, State.READY):
            self._scan_waiting()
        elif self._state is State.DONE:
            self.start_over()
        else:
            self.waiting_changed.emit(self.waiting)

    def remove_waiting(self, path: str) -> None:
        """Take something out of the line: it is not read."""
        if path in self._waiting:
            self._waiting.remove(path)
            self.waiting_changed.emit(self.waiting)

    def read_again(self) -> None:
        """Read everything that was added once more: files that are new are taken in, none twice."""
        if self._state is State.READY and self._read:
            self._waiting[:0] = self._read
            self._scan_waiting()

    def start_over(self) -> None:
        """Empty the list and read what waits in line, if anything does."""
        if self._state not in (State.IDLE, State.READY, State.DONE):
            return
        self._catalogue, self._lost, self._as_read = Catalogue(), (), {}
        self._read.clear()
        closed, self._upload_id, self._listed_id = self._upload_id, None, None
        self.catalogue_emptied.emit()
        self._go(State.IDLE)
        self._tidy_discs(done=True)
        if closed is not None:
            self.upload_ended.emit()
        if self._waiting:
            self._scan_waiting()

    def stop_scan(self) -> None:
        """Stop reading; what has been found stays in the list."""
        if self._state is State.SCANNING and self._main_job is not None:
            self._main_job.cancel()

    def leave_disc(self) -> None:
        """Stop copying a disc, and read it where it lies."""
        self._leave_disc.cancel()

    def _tidy_discs(self, *, done: bool) -> None:
        """Remove the copies of discs that nothing needs any more; ``done``: the list does not."""
        if done:
            self._courier.discs.forget(but=self._waiting)
        if not self._crew.closing:
            self._crew.ask(self._courier.discs.tidy)

    def _scan_waiting(self) -> None:
        paths, self._waiting = tuple(dict.fromkeys(self._waiting)), []
        self._read.extend(path for path in paths if path not in self._read)
        self.waiting_changed.emit(())
        catalogue = self._catalogue
        before = catalogue.totals.files_found
        stopped = False
        leave = self._leave_disc = CancelToken()

        def work(cancel: CancelToken, report: Report) -> None:
            brought = self._courier.discs.bring_in(paths, cancel=cancel, report=report, leave=leave)
            if brought.left:
                report(catalogue.add(brought.left, cancel=cancel))
            self._courier.read(brought.paths, catalogue, cancel=cancel, report=report, asker=self.asking.asker(cancel))

        def note(value: object) -> None:
            if isinstance(value, CatalogueUpdate):
                self._portions.put(value)
            else:
                self.disc_told.emit(value)

        def note_stop() -> None:
            nonlocal stopped
            stopped = True
            self._waiting.clear()

        def end() -> None:
            totals = catalogue.totals
            self._go(State.READY if totals.files_found else State.IDLE)
            self.scan_ended.emit(ScanEnd(totals, stopped, totals.files_found == before))
            if self._waiting and not self._crew.closing:
                self._scan_waiting()

        self.scan_begun.emit(paths)
        self._go(State.SCANNING)
        self._main_job = self._crew.run(
            work,
            reported=note,
            cancelled=note_stop,
            failed=self.problem_met.emit,
            finished=lambda: self._portions.then(end),
        )

    # -- sending ---------------------------------------------------------------------------------------------

    def send(self, destination: Destination, keys: Iterable[SeriesKey]) -> None:
        """Send the series of the list that ``keys`` name."""
        if self._state is not State.READY:
            return
        self._keys = tuple(keys)
        instances = self._catalogue.instances(self._keys)
        skipped, indexes = self._catalogue.skipped, self._catalogue.indexes
        not_chosen = self._catalogue.totals.to_send - len(instances)
        self._upload_id = self._listed_id = None
        self._lost = ()
        self._destination = destination
        nudge = self._nudge = Nudge()

        def work(cancel: CancelToken, report: Report) -> Sent:
            return self._courier.send(
                destination,
                instances,
                left_out=skipped,
                indexes=indexes,
                not_chosen=not_chosen,
                cancel=cancel,
                report=report,
                nudge=nudge,
            )

        self._start_upload(work)

    def resume(self, upload_id: int | None = None, *, again: bool = False, token: Token | None = None) -> None:
        """Go on with an upload that was paused, stopped or interrupted; ``again`` also tries refused images."""
        upload_id = self._upload_id if upload_id is None else upload_id
        if upload_id is None or self._state in (State.SENDING, State.SCANNING):
            return
        if self._state in (State.PAUSED, State.STOPPED) and upload_id != self._upload_id:
            return
        self._upload_id = upload_id
        listed = self._listed_id == upload_id
        if not listed:
            if self._state is State.READY:  # what was not sent yet is next in line
                self._waiting[:0] = self._read
            self._catalogue, self._lost, self._as_read = Catalogue(), (), {}
            self._read.clear()
            self.catalogue_emptied.emit()
        catalogue = self._catalogue
        nudge = self._nudge = Nudge()
        any_hour = self._any_hour == upload_id

        def work(cancel: CancelToken, report: Report) -> Sent:
            if not listed:
                report(catalogue.add(self._courier.journal.load(upload_id).instances, cancel=cancel))
            return self._courier.resume(
                upload_id, again=again, any_hour=any_hour, token=token, cancel=cancel, report=report, nudge=nudge,
                asker=self.asking.asker(cancel),
            )  # fmt: skip

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

    def try_now(self) -> None:
        """End what an upload waits for: the next try, or, for as long as this upload takes, the hours of the night."""
        if self._state is State.SENDING:
            if self._night:
                self._any_hour = self._upload_id
            self._nudge.nudge()

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
            self._source.end()
            if self._upload_id is None:
                self._go(State.READY)
            else:
                self._make_receipt(self._upload_id)

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
            if self._upload_id is None:  # it had not begun: the token was missing
                self._go(State.READY)
                self.send(destination, self._keys)
            else:
                self.resume(token=token)

        self._crew.run(work, succeeded=good, failed=self.problem_met.emit)

    def _start_upload(self, work: Work) -> None:
        ended: list[Sent] = []
        problems: list[CourierError] = []
        self._pausing = False

        def note(value: object) -> None:
            if isinstance(value, Begun):
                self._upload_id = self._listed_id = value.upload_id
                self._destination = value.destination
                self._as_read = value.as_read or self._as_read
            elif isinstance(value, CatalogueUpdate):
                self.upload_listed.emit(value)
            elif isinstance(value, Progress):
                self._night = value.night
                self.progressed.emit(progress_as_read(value, self._as_read))

        def end() -> None:
            if ended:
                self._upload_ended(ended[0])
                return
            self._go(State.STOPPED if problems else State.READY)
            for problem in problems:
                self.problem_met.emit(problem)
                self._lost = problem.left if isinstance(problem, NothingDeidentified) else ()

        self._go(State.SENDING)
        self.waiting_changed.emit(self.waiting)
        self._main_job = self._crew.run(
            work, reported=note, succeeded=ended.append, failed=problems.append, finished=end
        )

    def _upload_ended(self, sent: Sent) -> None:
        if sent.problem is not None:
            self._go(State.STOPPED)
            if isinstance(sent.problem, SourceGone):
                self._source.begin(lambda: source_is_back(sent.gone))
            self.problem_met.emit(sent.problem)
        elif sent.receipt.outcome is Outcome.CANCELLED and self._pausing:
            self._go(State.PAUSED)
        else:
            self._show_receipt(sent.receipt)
        if sent.left:
            self._lost = sent.left
            self.left_met.emit(sent.left)
        self._tidy_discs(done=sent.receipt.outcome is Outcome.VERIFIED and not sent.receipt.not_chosen)
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
        self._upload_id = receipt.upload_id
        self._go(State.DONE)
        self.receipt_made.emit(receipt)

    # -- the end ---------------------------------------------------------------------------------------------

    def shut_down(self) -> None:
        """Cancel everything; the crew's ``all_ended`` comes when the last job's thread has ended."""
        self._waiting.clear()
        self._crew.shut_down()

    def _go(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self._lost = () if state is State.READY else self._lost
            self._source.end()
            self.state_changed.emit(state)
