"""What is added to the list: chosen, dropped, read, and read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from gui.core.entities import CatalogueUpdate
from gui.discs import Copied, Copying, Told
from gui.errands import Errands
from gui.flow import Flow, ScanEnd
from gui.jobs.litter import Litter
from gui.models.series_tree import SeriesTree
from gui.widgets import words
from gui.widgets.main_window import MainWindow

_LEAVE = object()
"""The wish that a disc is read where it is."""


class Reading(QObject):
    """Joins the list of the window to the flow.

    ``ended`` comes when everything has been read, and after it the list is to be shown; ``nothing_found`` when what
    was added holds no files at all.
    """

    ended = Signal(bool)
    """Whether the person stopped it."""
    nothing_found = Signal()

    def __init__(self, window: MainWindow, flow: Flow, errands: Errands, model: SeriesTree) -> None:
        super().__init__(window)
        self._window, self._flow, self._model = window, flow, model
        self._names: list[str] = []
        self._copied = False
        window.paths_dropped.connect(self.add)
        window.add_folder_pressed.connect(self._choose_folder)
        window.add_files_pressed.connect(self._choose_files)
        window.sample_images_pressed.connect(errands.make_sample_images)
        window.clear_pressed.connect(flow.start_over)
        window.stop_scan_pressed.connect(flow.stop_scan)
        window.read_again_pressed.connect(flow.read_again)
        window.waiting_removed.connect(flow.remove_waiting)
        errands.sample_images_made.connect(lambda folder: self.add([folder]))
        self._litter = litter = Litter()
        flow.scan_begun.connect(litter.hold)
        flow.scan_ended.connect(litter.keep)
        flow.catalogue_emptied.connect(litter.release)
        window.close_wished.connect(litter.release)
        flow.catalogue_emptied.connect(model.clear)
        flow.catalogue_updated.connect(self._show_found)
        flow.scan_begun.connect(self._name)
        flow.scan_ended.connect(self._show_end)
        flow.disc_told.connect(self._show_disc)
        window.notice_pressed.connect(self._leave_disc)
        flow.waiting_changed.connect(window.show_waiting)

    @property
    def origin(self) -> str:
        """The name of what was added last: a folder, a drive, a file."""
        return self._names[-1] if self._names else ""

    @property
    def copied(self) -> bool:
        """True when that is a disc and has been copied."""
        return self._copied

    def add(self, paths: Sequence[str]) -> None:
        """Read these folders and files, as if they had been dropped on the window."""
        if paths:
            self._flow.add_paths(paths)

    def receive(self, paths: list[str]) -> None:
        """Another start of the program hands its paths over; without any it only wants to be seen."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        self.add(paths)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder"))
        if folder:
            self.add([folder])

    def _choose_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Choose files"))
        self.add(files)

    def _name(self, paths: tuple[str, ...]) -> None:
        self._names = [Path(path).name or path for path in paths]
        self._copied = False

    def _show_found(self, update: CatalogueUpdate) -> None:
        self._model.apply(update)
        self._window.show_scanning(update.totals.files_found, update.totals.left_out, self.origin)

    def _show_disc(self, told: Told) -> None:
        """A disc is copied first: how far that is, and that it can be taken out then."""
        window = self._window
        if isinstance(told, Copying):
            if not told.files:
                self._names.append(told.name)
                window.show_notice(
                    self.tr("The disc is copied to this computer first"),
                    self.tr("You can take it out as soon as that is done. The copy is removed when all has arrived."),
                    action=self.tr("&Read it without copying"),
                    value=_LEAVE,
                )
            window.show_copying(told.done, told.files)
        elif isinstance(told, Copied):
            self._copied = True
            text = self.tr(
                "The copy is removed when all of it has arrived, or when you clear the list without having sent it."
            )
            if told.unreadable:
                lost = self.tr("%1 could not be read from the disc and are named in the list of what is left out.")
                if told.unreadable == 1:
                    lost = self.tr("%1 could not be read from the disc and is named in the list of what is left out.")
                text = lost.replace("%1", words.files(told.unreadable))
            tone = "warn" if told.unreadable else "info"
            window.show_notice(self.tr("You can take the disc out now"), text, tone=tone)
        else:
            text = self.tr("This computer cannot keep a copy. Leave the disc in until everything has arrived.")
            if told.needed:
                text = self.tr("A copy needs %1, and %2 are free. Leave the disc in until everything has arrived.")
                text = text.replace("%1", words.size(told.needed)).replace("%2", words.size(told.free))
            window.show_notice(self.tr("The disc is read where it is"), text, tone="warn")

    def _leave_disc(self, value: object) -> None:
        if value is _LEAVE:
            self._window.hide_banner()
            self._flow.leave_disc()

    def _show_end(self, end: ScanEnd) -> None:
        if not end.totals.files_found:
            self.nothing_found.emit()
            if end.stopped:
                return
            self._window.show_notice(
                self.tr("Nothing was found"),
                self.tr("What you added holds no files. Choose the folder or the disc that holds the images."),
                tone="warn",
            )
            return
        self._model.finish_reading()
        self.ended.emit(end.stopped)
        if end.stopped:
            self._window.show_notice(
                self.tr("Reading was stopped"),
                self.tr("The list holds what had been read until then. Add the folder again to read the rest."),
                tone="warn",
            )
        elif end.nothing_new:
            self._window.show_notice(
                self.tr("Nothing new was found"), self.tr("All of it is in the list already."), tone="info"
            )
