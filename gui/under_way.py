"""The upload of the window: the job that sends it, and what is known of it while it runs, stands still or has ended."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from gui.asking import Asking
from gui.core.as_read import Known, progress_as_read
from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.entities import CatalogueUpdate, SeriesKey, Skipped
from gui.core.errors import CourierError
from gui.core.nudge import Nudge
from gui.core.sending import Begun, Sent
from gui.core.token import Token
from gui.core.upload import Progress
from gui.courier import Courier
from gui.dicom.catalogue import Catalogue
from gui.dicom.deidentify.errors import NothingDeidentified
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report, Work


class UnderWay(QObject):
    """Sends when it is told to; whether it may, and what follows, is known to :class:`gui.flow.Flow`."""

    beginning = Signal()
    """The job is about to start."""
    listed = Signal(object)
    """The images of an upload that is not the list's, as a CatalogueUpdate."""
    progressed = Signal(object)
    failed = Signal(object)
    """It has ended without a receipt: the problem, or None when the person stopped it."""
    ended = Signal(object)
    """How it ended, as a :class:`Sent`."""

    def __init__(self, courier: Courier, crew: Crew, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier, self._crew, self._asking = courier, crew, asking
        self.upload_id: int | None = None
        """The upload that runs, stands still, or whose receipt is on show; None before it is in the journal."""
        self.destination: Destination | None = None
        """Where it goes."""
        self.as_read: Known = {}
        """What the series of the list are, by the UIDs that they went out under, where these are other ones."""
        self.lost: tuple[Skipped, ...] = ()
        """What was chosen of the list and could not be sent, because it cannot be made anonymous."""
        self.pausing = False
        """True when it was stopped to go on later."""
        self._listed_id: int | None = None
        self._any_hour: int | None = None
        self._night = False
        self._nudge = Nudge()
        self._job: Job | None = None

    def lists(self, upload_id: int) -> bool:
        """True when the list of the window is what this upload sends."""
        return self._listed_id == upload_id

    def forget_list(self) -> None:
        """The list is a new one."""
        self.lost, self.as_read = (), {}

    def forget_lost(self) -> None:
        """What could not be sent is to be chosen, or not, once more."""
        self.lost = ()

    def forget(self) -> int | None:
        """Nothing is sent or on show any more; answers with what was."""
        upload_id, self.upload_id, self._listed_id = self.upload_id, None, None
        return upload_id

    def send(self, destination: Destination, catalogue: Catalogue, keys: Iterable[SeriesKey]) -> None:
        """Send the series of the catalogue that ``keys`` name."""
        instances = catalogue.instances(keys)
        skipped, indexes = catalogue.skipped, catalogue.indexes
        not_chosen = catalogue.totals.to_send - len(instances)
        self.forget()
        self.lost, self.destination = (), destination
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

        self._start(work)

    def resume(self, upload_id: int, catalogue: Catalogue, *, again: bool, token: Token | None) -> None:
        """Go on with an upload; where the list is not what it sends, its images come into ``catalogue``."""
        self.upload_id = upload_id
        listed, any_hour = self.lists(upload_id), self._any_hour == upload_id
        nudge = self._nudge = Nudge()

        def work(cancel: CancelToken, report: Report) -> Sent:
            if not listed:
                report(catalogue.add(self._courier.journal.load(upload_id).instances, cancel=cancel))
            return self._courier.resume(
                upload_id,
                again=again,
                any_hour=any_hour,
                token=token,
                cancel=cancel,
                report=report,
                nudge=nudge,
                asker=self._asking.asker(cancel),
            )

        self._start(work)

    def stop(self, *, pausing: bool) -> None:
        """Stop sending, for now or for good."""
        if self._job is not None:
            self.pausing = pausing
            self._job.cancel()

    def try_now(self) -> None:
        """End what is waited for: the next try, or, for as long as this upload takes, the hours of the night."""
        if self._night:
            self._any_hour = self.upload_id
        self._nudge.nudge()

    def _start(self, work: Work) -> None:
        ended: list[Sent] = []
        problems: list[CourierError] = []
        self.pausing = False

        def end() -> None:
            if ended:
                self.lost = ended[0].left or self.lost
                self.ended.emit(ended[0])
                return
            problem = problems[0] if problems else None
            self.lost = problem.left if isinstance(problem, NothingDeidentified) else ()
            self.failed.emit(problem)

        self.beginning.emit()
        self._job = self._crew.run(
            work, reported=self._note, succeeded=ended.append, failed=problems.append, finished=end
        )

    def _note(self, value: object) -> None:
        if isinstance(value, Begun):
            self.upload_id = self._listed_id = value.upload_id
            self.destination = value.destination
            self.as_read = value.as_read or self.as_read
        elif isinstance(value, CatalogueUpdate):
            self.listed.emit(value)
        elif isinstance(value, Progress):
            self._night = value.night
            self.progressed.emit(progress_as_read(value, self.as_read))
