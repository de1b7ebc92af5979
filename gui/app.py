"""The window's composition root: builds every object, joins them by signals, starts the loop."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui import __version__
from gui.core.receipt import HistoryEntry
from gui.core.upload import Outcome
from gui.courier import Courier
from gui.current import CurrentSettings
from gui.destinations import Destinations
from gui.dicom.preview import PreviewWorker
from gui.ending import leave
from gui.errands import Errands
from gui.flow import Flow, State
from gui.guards import Guards
from gui.inbox import Inbox
from gui.jobs.crew import Crew
from gui.jobs.drives import DriveWatch
from gui.jobs.single_instance import SingleInstance
from gui.jobs.system_proxy import system_proxy
from gui.models import words
from gui.models.receipt_table import SAY
from gui.models.series_tree import SeriesTree
from gui.newer import Newer
from gui.offers import Offers
from gui.passwords import ArchivePasswords
from gui.preferences import Preferences
from gui.previews import Previews
from gui.reading import Reading
from gui.receipts import Receipts
from gui.store.logs import end_logging, set_up_logging
from gui.store.places import Places
from gui.store.settings import SettingsStore
from gui.tags import Tags
from gui.thumbnails import Thumbnails
from gui.translation import speak
from gui.updates import updates_of
from gui.uploads import Uploads
from gui.widgets.history_view import HistoryView
from gui.widgets.main_window import MainWindow
from gui.widgets.questions import Question
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.theme import Look
from gui.window_memory import WindowMemory


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
        self.crew = Crew(self)
        self.flow = Flow(self.courier, self.crew, self)
        self.errands = Errands(self.courier, self.crew, self)
        self.model = SeriesTree(self)
        self.settings = CurrentSettings(
            SettingsStore(places, self.courier.managed.policy, self.courier.managed.audit), self
        )
        self.courier.settings = lambda: self.settings.value
        speak(app, self.settings.value.language)
        receipt_view, history_view = ReceiptView(self.look), HistoryView(self.look)
        self.window = MainWindow(self.look, receipt_view, history_view)
        self.window.may_close = self._may_close
        look, window, flow, errands = self.look, self.window, self.flow, self.errands
        self.memory = WindowMemory(places)
        self.memory.restore(window)
        self.destinations = Destinations(look, window, flow, errands, self.settings)
        self.preferences = Preferences(look, window, errands, self.settings)
        self.receipts = Receipts(look, window, flow, errands, receipt_view, history_view)
        self.reading = Reading(window, flow, errands, self.model)
        self.offers = Offers(window.disc_offer, flow, self.crew, self.reading.add, DriveWatch())
        self.uploads = Uploads(look, window, flow, self.destinations, self.model)
        add = self.reading.add
        self.inbox = Inbox(window, flow, self.crew, self.courier, self.settings, places.data, add)
        self.guards = Guards(window, flow, self.crew, self.courier, self.model)
        keys_of = self.courier.passwords.keys
        pictures = PreviewWorker(keys_of=keys_of)
        self.destroyed.connect(pictures.shut_down)
        self.previews = Previews(window.details, lambda key: flow.catalogue.instances([key]), pictures, self)
        self.thumbnails = Thumbnails(self.model, lambda key: flow.catalogue.instances([key]), pictures, self)
        window.pictures_wished.connect(self.thumbnails.wish)
        self.tags = Tags(look, window.details, self.crew, self.previews.in_view, keys_of)
        self.passwords = ArchivePasswords(look, window, flow, self.courier)
        self.newer = Newer(window.newer_line, flow, self.crew, updates_of(self.courier, places))
        self._entries: tuple[HistoryEntry, ...] | None = None
        self._goes_on: Collection[int] = ()
        self._closing = False
        self._state = State.IDLE
        self._connect()
        history_view.change_pressed.connect(lambda: self.preferences.open(history=True))
        self._show_ground()
        self._apply_settings()
        self.destinations.start()
        if self.courier.managed.problem is not None:
            self.window.show_problem(self.courier.managed.problem, retry=False)
        self.inbox.ask_open(self._begin)
        self.crew.ask(self.courier.discs.tidy)

    def _connect(self) -> None:
        flow, errands = self.flow, self.errands
        flow.state_changed.connect(self._show_state)
        flow.catalogue_emptied.connect(self.previews.forget)
        flow.catalogue_emptied.connect(self.thumbnails.forget)
        flow.upload_ended.connect(self._read_history)
        errands.problem_met.connect(lambda error: self.window.show_problem(error, retry=False))
        errands.history_read.connect(self._show_history)
        self.crew.all_ended.connect(self._end)
        self.settings.changed.connect(self._apply_settings)
        self.settings.failed.connect(lambda error: self.window.show_problem(error, retry=False))
        self.destinations.changed.connect(self._show_destination)
        self.destinations.preferences_wished.connect(self.preferences.open)
        self.window.preferences_pressed.connect(self.preferences.open)
        self.reading.ended.connect(lambda stopped: self._show_ready(stopped=stopped))
        self.guards.changed.connect(lambda: self._show_ready(stopped=False))
        self.reading.nothing_found.connect(self._show_ground)
        self.inbox.upload_ended.connect(self._read_history)
        errands.token_kept.connect(lambda _kept: self.inbox.try_now())
        self.window.watch_line.receipt_pressed.connect(errands.read_receipt)
        self.receipts.resend_wished.connect(lambda upload_id: flow.resume(upload_id, again=True))

    # -- what the person sees --------------------------------------------------------------------------------

    def _show_state(self, state: State) -> None:
        before, self._state = self._state, state
        self.previews.set_reading(state is State.SCANNING)
        self.thumbnails.rest(state in (State.SCANNING, State.SENDING))
        sending = state in (State.SENDING, State.PAUSED, State.STOPPED)
        self.model.lock(sending)
        self.destinations.lock(sending)
        if state is State.IDLE:
            self._show_ground()
        elif state is State.SCANNING:
            totals = self.flow.catalogue.totals
            self.window.show_list(self.model)
            self.window.show_scanning(totals.files_found, totals.left_out, self.reading.origin)
        elif state is State.READY and before is not State.SCANNING:  # what was read is shown when it is in order
            self._show_ready(stopped=False)
        elif state is State.SENDING:
            self.uploads.show_sending()
        elif state is State.PAUSED:
            self.uploads.show_paused()

    def _show_ready(self, *, stopped: bool) -> None:
        catalogue = self.flow.catalogue
        if not catalogue.totals.files_found:
            self._show_ground()
            return
        self.window.show_list(self.model)
        origin, copied = self.reading.origin, self.reading.copied
        left_out = self.guards.left_out()
        self.window.show_ready(catalogue.totals, left_out, origin=origin, copied=copied, stopped=stopped)

    def _show_ground(self) -> None:
        last = next((entry for entry in self._entries or () if entry.finished is not None), None)
        if last is None:
            self.window.show_empty(None)
            return
        tone = "ok" if last.outcome is Outcome.VERIFIED else "bad"
        self.window.show_empty(SAY.last_upload_line(last, when=words.when(last.started)), tone=tone)

    def _show_destination(self) -> None:
        self.window.show_practice(self.destinations.selected.practice)
        self.window.show_removal(self.destinations.removal)

    # -- history and settings --------------------------------------------------------------------------------

    def _begin(self, goes_on: Collection[int]) -> None:
        """The history is read after what goes on by itself, or it could lack the end of one of these."""
        self._goes_on = goes_on
        self._read_history()

    def _read_history(self) -> None:
        if not self.crew.closing:
            self.errands.read_history(self.flow.upload_id)

    def _show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        first = self._entries is None
        self._entries = entries
        self.uploads.know_history(entries)
        if self.flow.state is State.IDLE:
            self._show_ground()
            if first:
                self.uploads.offer_interrupted(but=self._goes_on)

    def _apply_settings(self) -> None:
        """What is kept from now on; what goes out heeds the line's settings when the next upload begins."""
        settings = self.settings.value
        before = self.receipts.keep_days
        self.receipts.keep(settings.history_days if settings.keep_history else None)
        if self._entries is not None and self.receipts.keep_days != before:
            self._read_history()

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
        text = self.tr("%1 have arrived. The rest can be sent later from the receipt in History.")
        if self.uploads.arrived == 1:
            text = self.tr("%1 has arrived. The rest can be sent later from the receipt in History.")
        text = text.replace("%1", words.images(self.uploads.arrived))
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
        self.memory.keep(self.window)
        self.closing.emit()
        self.window.setEnabled(False)
        self.previews.shut_down()
        self.flow.shut_down()

    def _end(self) -> None:
        self.courier.discs.forget()
        self.courier.discs.tidy()
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
    courier = Courier(places)
    if sys.platform in ("win32", "darwin"):
        courier.ways.find_proxy = system_proxy
    logging_handler = set_up_logging(places, folder=courier.managed.log_folder)
    program = Program(app, places, courier=courier)
    single.paths_received.connect(program.reading.receive)
    program.closing.connect(single.stop_listening)
    program.window.show()
    if paths:
        QTimer.singleShot(0, lambda: program.reading.add(paths))
    code = app.exec()
    single.release()
    end_logging(logging_handler)
    return leave(code, at_once=program.crew.left_behind)
