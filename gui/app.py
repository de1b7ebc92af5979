"""The window's composition root: builds every object, joins them by signals, starts the loop."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from gui import __version__
from gui.core.entities import CatalogueUpdate
from gui.core.errors import CourierError, KeyringUnavailable, SourceRefused, TokenMissing, TokenRefused
from gui.core.receipt import HistoryEntry, Receipt
from gui.core.sentences import headline, last_upload_line
from gui.core.token import Token
from gui.core.upload import Outcome, Progress
from gui.courier import Courier
from gui.destinations import Destinations
from gui.dicom.preview import PreviewWorker
from gui.flow import Flow, ScanEnd, State
from gui.jobs.single_instance import SingleInstance
from gui.models import words
from gui.models.series_tree import SeriesTree
from gui.previews import Previews
from gui.receipts import Receipts
from gui.store.logs import end_logging, set_up_logging
from gui.store.places import Places
from gui.store.settings import SettingsStore
from gui.widgets.confirm_dialog import ConfirmDialog, PatientChoice
from gui.widgets.history_view import HistoryView
from gui.widgets.main_window import MainWindow
from gui.widgets.questions import Question
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.theme import Look


class Program(QObject):
    """Everything behind one window.

    :param app: the application, made once per process.
    :param places: this person's folders.
    """

    closing = Signal()

    def __init__(self, app: QApplication, places: Places, *, courier: Courier | None = None) -> None:
        super().__init__(app)
        places.prepare()
        self.places = places
        self.look = Look(app)
        self.courier = courier or Courier(places)
        self.flow = Flow(self.courier)
        receipt_view, history_view = ReceiptView(self.look), HistoryView(self.look)
        self.window = MainWindow(self.look, receipt_view, history_view)
        self.window.may_close = self._may_close
        self.model = SeriesTree(self)
        self.settings = SettingsStore(places)
        self.destinations = Destinations(self.look, self.window, self.flow, self.settings)
        self.receipts = Receipts(self.look, self.window, self.flow, receipt_view, history_view)
        self.previews = Previews(
            self.window.details, lambda key: self.flow.catalogue.instances([key]), PreviewWorker(), self
        )
        self._names: list[str] = []
        self._progress: Progress | None = None
        self._problem: CourierError | None = None
        self._entries: tuple[HistoryEntry, ...] | None = None
        self._closing = False
        self._connect()
        self._show_ground()
        self.destinations.start()
        self.flow.read_history(self.destinations.settings.history_days)

    def _connect(self) -> None:
        window, flow = self.window, self.flow
        window.paths_dropped.connect(self.add_paths)
        window.add_folder_pressed.connect(self._choose_folder)
        window.add_files_pressed.connect(self._choose_files)
        window.sample_images_pressed.connect(flow.make_sample_images)
        window.clear_pressed.connect(flow.start_over)
        window.stop_scan_pressed.connect(flow.stop_scan)
        window.upload_pressed.connect(self._upload)
        window.pause_pressed.connect(self._pause)
        window.resume_pressed.connect(self._resume)
        window.retry_pressed.connect(self._resume)
        window.cancel_pressed.connect(self._cancel)
        window.token_entered.connect(self._enter_token)
        window.notice_pressed.connect(self._go_on_with)
        flow.state_changed.connect(self._show_state)
        flow.catalogue_emptied.connect(self.model.clear)
        flow.catalogue_emptied.connect(self.previews.forget)
        flow.catalogue_updated.connect(self._show_found)
        flow.scan_ended.connect(self._show_scan_end)
        flow.waiting_changed.connect(window.show_waiting)
        flow.upload_listed.connect(self._show_listed)
        flow.progressed.connect(self._show_progress)
        flow.problem_met.connect(self._show_problem)
        flow.receipt_made.connect(self._show_receipt)
        flow.history_read.connect(self._show_history)
        flow.sample_images_made.connect(lambda folder: self.add_paths([folder]))
        flow.all_ended.connect(self._end)
        self.destinations.changed.connect(self._show_destination)
        self.receipts.resend_wished.connect(lambda upload_id: flow.resume(upload_id, again=True))

    # -- adding ----------------------------------------------------------------------------------------------

    def add_paths(self, paths: Sequence[str]) -> None:
        """Read these folders and files, as if they had been dropped on the window."""
        if not paths:
            return
        if self.flow.state in (State.IDLE, State.DONE):
            self._names.clear()
        self._names.extend(Path(path).name or path for path in paths)
        self.flow.add_paths(paths)

    def receive_paths(self, paths: list[str]) -> None:
        """Another start of the program hands its paths over; without any it only wants to be seen."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        self.add_paths(paths)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self.window, self.tr("Choose a folder"))
        if folder:
            self.add_paths([folder])

    def _choose_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self.window, self.tr("Choose files"))
        self.add_paths(files)

    def _show_found(self, update: CatalogueUpdate) -> None:
        self.model.apply(update)
        self.window.show_scanning(update.totals.files_found, update.totals.left_out, self._origin())

    def _show_scan_end(self, end: ScanEnd) -> None:
        if not end.totals.files_found:
            self._show_ground()
            self.window.show_notice(
                self.tr("Nothing was found"),
                self.tr("What you added holds no files. Choose the folder or the disc that holds the images."),
                tone="warn",
            )
            return
        self.model.finish_reading()
        self._show_ready(stopped=end.stopped)
        if end.stopped:
            self.window.show_notice(
                self.tr("Reading was stopped"),
                self.tr("The list holds what had been read until then. Add the folder again to read the rest."),
                tone="warn",
            )
        elif end.nothing_new:
            self.window.show_notice(
                self.tr("Nothing new was found"), self.tr("All of it is in the list already."), tone="info"
            )

    def _show_listed(self, update: CatalogueUpdate) -> None:
        """An upload of an earlier run goes on: its images are the list."""
        self.model.lock(False)
        self.model.apply(update)
        self.model.finish_reading()
        self.model.lock(True)

    def _origin(self) -> str:
        return self._names[-1] if self._names else ""

    # -- sending ---------------------------------------------------------------------------------------------

    def _upload(self) -> None:
        if self.flow.state is not State.READY:
            return
        choices = [
            PatientChoice(
                key=entry.key, patient=entry.patient, studies=entry.studies, images=entry.images,
                series=entry.series, size=entry.size,
            )
            for entry in self.model.patients()
            if entry.images
        ]  # fmt: skip
        destination = self.destinations.selected
        known = destination.practice or any(
            entry.destination_name == destination.name and entry.arrived for entry in self._entries or ()
        )
        if len(choices) == 1 and known:
            self._send()
            return
        dialog = ConfirmDialog(self.look, choices, destination.name, destination.practice, self.window)
        dialog.accepted.connect(lambda: self._send_confirmed(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _send_confirmed(self, dialog: ConfirmDialog) -> None:
        meant = set(dialog.chosen_patients())
        for entry in self.model.patients():
            if entry.key not in meant:
                self.model.set_chosen(entry.key, False)
        self._send()

    def _send(self) -> None:
        self._progress = self._problem = None
        self.flow.send(self.destinations.selected, self.model.chosen())

    def _pause(self) -> None:
        self.window.show_ending(pausing=True)
        self.flow.pause()

    def _cancel(self) -> None:
        if self.flow.state is State.SENDING:
            self.window.show_ending(pausing=False)
        self.flow.cancel()

    def _resume(self) -> None:
        if self.flow.state is State.STOPPED:
            self.flow.retry(self.model.chosen(), self.destinations.selected)
        else:
            self.flow.resume()

    def _go_on_with(self, value: object) -> None:
        if isinstance(value, int):
            self._progress = None
            self.window.hide_banner()
            self.flow.resume(value)

    def _enter_token(self, pasted: str) -> None:
        try:
            token = Token.parse(pasted, self.destinations.selected.scheme)
        except CourierError as error:
            self.window.show_problem(error, field=True)
            return
        self.flow.give_token(token)

    # -- what the person sees --------------------------------------------------------------------------------

    def _show_state(self, state: State) -> None:
        self.previews.set_reading(state is State.SCANNING)
        sending = state in (State.SENDING, State.PAUSED, State.STOPPED)
        self.model.lock(sending)
        self.destinations.lock(sending)
        if state is State.IDLE:
            self._show_ground()
        elif state is State.SCANNING:
            totals = self.flow.catalogue.totals
            self.window.show_list(self.model)
            self.window.show_scanning(totals.files_found, totals.left_out, self._origin())
        elif state is State.READY:
            self._show_ready(stopped=False)
        elif state is State.SENDING:
            self.window.show_list(self.model)
            self.window.show_sending(self._progress, self._destination_name())
        elif state is State.PAUSED:
            self.window.show_stopped(self._progress, paused=True)

    def _show_ready(self, *, stopped: bool) -> None:
        catalogue = self.flow.catalogue
        if not catalogue.totals.files_found:
            self._show_ground()
            return
        self.window.show_list(self.model)
        self.window.show_ready(catalogue.totals, catalogue.skipped, origin=self._origin(), stopped=stopped)

    def _show_ground(self) -> None:
        last = next((entry for entry in self._entries or () if entry.finished is not None), None)
        if last is None:
            self.window.show_empty(None)
            return
        tone = "ok" if last.outcome is Outcome.VERIFIED else "bad"
        self.window.show_empty(last_upload_line(last, when=words.when(last.started)), tone=tone)

    def _show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self.model.show_progress(progress)
        if self.flow.state is State.SENDING:
            self.window.show_sending(progress, self._destination_name())

    def _destination_name(self) -> str:
        return (self.flow.destination or self.destinations.selected).name

    def _show_problem(self, error: CourierError) -> None:
        self._problem = error
        field = isinstance(error, (TokenRefused, TokenMissing, KeyringUnavailable))
        stopped = self.flow.state is State.STOPPED
        sentence = ""
        if stopped:
            hint = self.tr("Goes on by itself when the new token is accepted") if field else ""
            self.window.show_stopped(self._progress, hint, resumable=not field and not isinstance(error, SourceRefused))
            arrived = self._progress.arrived if self._progress is not None else 0
            if arrived:
                sentence = self.tr("%n image(s) have arrived; they are not sent again.", "", arrived)
        self.window.show_problem(error, field=field and stopped, sentence=sentence, retry=stopped and not field)

    def _show_receipt(self, receipt: Receipt) -> None:
        self.model.show_receipt(receipt.lines)
        tone = "ok" if receipt.outcome is Outcome.VERIFIED else "bad"
        self.window.hide_banner()
        self.window.show_done(f"{headline(receipt)}.", tone=tone)
        self.window.show_receipt_page()

    def _show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        first = self._entries is None
        self._entries = entries
        if first and self.flow.state is State.IDLE:
            self._show_ground()
            self._offer_interrupted()

    def _offer_interrupted(self) -> None:
        """An upload that a crash or a power cut ended: what has arrived, and the wish to go on."""
        entry = next((entry for entry in self._entries or () if entry.finished is None and entry.missing), None)
        if entry is None:
            return
        title = self.tr("An upload to %1 was interrupted: %2 of %3 images have arrived")
        title = title.replace("%1", entry.destination_name)
        title = title.replace("%2", words.number(entry.arrived)).replace("%3", words.number(entry.images))
        self.window.show_notice(
            title, self.tr("Going on sends only the rest."), tone="warn", action=self.tr("Go on"), value=entry.upload_id
        )

    def _show_destination(self) -> None:
        destination = self.destinations.selected
        self.window.show_practice(destination.practice)
        self.receipts.keep_days = self.destinations.settings.history_days

    # -- the end ---------------------------------------------------------------------------------------------

    def _may_close(self) -> bool:
        """True when nothing runs any more; else the jobs are ended first and the window closes after them."""
        if self._closing:
            return not self.flow.running
        if self.flow.busy:
            self._ask_to_stop()
            return False
        self._close_down()
        return not self.flow.running

    def _ask_to_stop(self) -> None:
        arrived = self._progress.arrived if self._progress is not None else 0
        text = self.tr("%n image(s) have arrived. The rest can be sent later from the receipt in History.", "", arrived)
        question = Question(
            self.look,
            self.window,
            title=self.tr("The upload has not ended"),
            text=text,
            yes=self.tr("Stop and close"),
            no=self.tr("Go on sending"),
        )
        question.accepted.connect(self._close_down)
        question.open()

    def _close_down(self) -> None:
        self._closing = True
        self.closing.emit()
        self.window.setEnabled(False)
        self.previews.shut_down()
        self.flow.shut_down()

    def _end(self) -> None:
        self.courier.close()
        QTimer.singleShot(0, self.window.close)


def main(arguments: Sequence[str]) -> int:
    """Open the window with these folders and files in it; answers with the exit code."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("DICOM Courier")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dicom-courier")
    paths = [str(Path(path).absolute()) for path in arguments]
    places = Places.for_user()
    places.prepare()
    single = SingleInstance(places.data, app)
    if not single.claim():
        if single.send(paths):
            return 0
        if not single.claim():
            sys.stderr.write("DICOM Courier is running but does not answer. End it, or sign out and in again.\n")
            return 1
    logging_handler = set_up_logging(places)
    program = Program(app, places)
    single.paths_received.connect(program.receive_paths)
    program.closing.connect(single.stop_listening)
    program.window.show()
    if paths:
        QTimer.singleShot(0, lambda: program.add_paths(paths))
    code = app.exec()
    single.release()
    end_logging(logging_handler)
    return code
