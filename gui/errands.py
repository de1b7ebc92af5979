"""Short jobs beside the one of the window: history, receipts, destinations, the keyring, files to look at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.core.cancel import CancelToken
from gui.core.destination import Destination
from gui.core.receipt import ReceiptLine
from gui.core.token import Token
from gui.courier import Courier
from gui.jobs.crew import Crew
from gui.jobs.job import Job, Report


class Errands(QObject):
    """Asks the :class:`Courier` in jobs of their own; every signal comes in the window's thread."""

    problem_met = Signal(object)
    receipt_read = Signal(object)
    files_read = Signal(object, object)
    """A ReceiptLine, and the SentFile values of its series."""
    history_read = Signal(object)
    connection_checked = Signal(object)
    """None when all is good, else the error."""
    token_kept = Signal(object)
    keeping_known = Signal(object)
    ca_file_checked = Signal(str, object)
    """The path, and None when it can be used, else the error."""
    sample_images_made = Signal(str)

    def __init__(self, courier: Courier, crew: Crew, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = courier
        self._crew = crew
        self._check_job: Job | None = None

    # -- history and receipts --------------------------------------------------------------------------------

    def read_history(self, shown: int | None = None) -> None:
        """Read the list of uploads; ``history_read`` brings it. What is not to be kept is forgotten first.

        ``shown`` is the upload that the window is about: it stays, also where no history is kept.
        """
        self._crew.ask(
            lambda: self._courier.history(shown=shown),
            succeeded=self.history_read.emit,
            failed=self.problem_met.emit,
        )

    def empty_history(self, shown: int | None = None) -> None:
        """Forget all uploads but ``shown``, which the window is about, and those that are running."""
        self._crew.ask(
            lambda: self._courier.empty_history(shown=shown),
            succeeded=self.history_read.emit,
            failed=self.problem_met.emit,
        )

    def read_receipt(self, upload_id: int) -> None:
        """Read the receipt of an upload, also of an old one; ``receipt_read`` brings it."""
        self._crew.ask(
            lambda: self._courier.journal.receipt(upload_id),
            succeeded=self.receipt_read.emit,
            failed=self.problem_met.emit,
        )

    def read_files(self, upload_id: int, line: ReceiptLine) -> None:
        """Read what is known of each file of a series; ``files_read`` brings it."""
        self._crew.ask(
            lambda: self._courier.files(upload_id, line.series_instance_uid),
            succeeded=lambda files: self.files_read.emit(line, files),
            failed=self.problem_met.emit,
        )

    # -- destinations and the keyring ------------------------------------------------------------------------

    def check(self, destination: Destination, token: Token | None) -> None:
        """Ask the service whether address and token are good."""
        if self._check_job is not None:
            self._check_job.cancel()

        def ended() -> None:
            if self._check_job is job:
                self._check_job = None

        def work(cancel: CancelToken, _report: Report) -> None:
            self._courier.check(destination, token, cancel=cancel)

        job = self._crew.run(
            work,
            succeeded=lambda _: self.connection_checked.emit(None),
            failed=self.connection_checked.emit,
            finished=ended,
        )
        self._check_job = job

    def keep_token(self, destination: Destination, token: Token) -> None:
        """Keep a token in the keyring; ``token_kept`` says where it is."""
        self._crew.ask(
            lambda: self._courier.keep_token(destination, token),
            succeeded=self.token_kept.emit,
            failed=self.problem_met.emit,
        )

    def ask_keeping(self) -> None:
        """Ask where a token would be kept; ``keeping_known`` says it."""
        self._crew.ask(lambda: self._courier.keeping(), succeeded=self.keeping_known.emit)

    def forget_token(self, destination: Destination) -> None:
        """Remove a token from the keyring."""
        self._crew.ask(lambda: self._courier.forget_token(destination), failed=self.problem_met.emit)

    def keep_proxy_password(self, proxy_address: str, password: Token | None) -> None:
        """Keep the password of a proxy in the keyring, or remove it; ``token_kept`` says where it is."""
        if password is None:
            self._crew.ask(lambda: self._courier.forget_proxy_password(proxy_address), failed=self.problem_met.emit)
            return
        self._crew.ask(
            lambda: self._courier.keep_proxy_password(proxy_address, password),
            succeeded=self.token_kept.emit,
            failed=self.problem_met.emit,
        )

    # -- files -----------------------------------------------------------------------------------------------

    def check_ca_file(self, path: str) -> None:
        """Look whether a file holds certificates; ``ca_file_checked`` says it."""
        self._crew.ask(
            lambda: self._courier.check_ca_file(path),
            succeeded=lambda _: self.ca_file_checked.emit(path, None),
            failed=lambda error: self.ca_file_checked.emit(path, error),
        )

    def make_sample_images(self) -> None:
        """Write the practice images; ``sample_images_made`` says where they lie."""
        self._crew.ask(
            lambda: self._courier.make_sample_images(),
            succeeded=lambda folder: self.sample_images_made.emit(str(folder)),
            failed=self.problem_met.emit,
        )
