"""What is added to the list: chosen, dropped, read, and read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from gui.core.entities import CatalogueUpdate
from gui.errands import Errands
from gui.flow import Flow, ScanEnd
from gui.models.series_tree import SeriesTree
from gui.widgets.main_window import MainWindow


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
        window.paths_dropped.connect(self.add)
        window.add_folder_pressed.connect(self._choose_folder)
        window.add_files_pressed.connect(self._choose_files)
        window.sample_images_pressed.connect(errands.make_sample_images)
        window.clear_pressed.connect(flow.start_over)
        window.stop_scan_pressed.connect(flow.stop_scan)
        window.read_again_pressed.connect(flow.read_again)
        window.waiting_removed.connect(flow.remove_waiting)
        errands.sample_images_made.connect(lambda folder: self.add([folder]))
        flow.catalogue_emptied.connect(model.clear)
        flow.catalogue_updated.connect(self._show_found)
        flow.scan_begun.connect(self._name)
        flow.scan_ended.connect(self._show_end)
        flow.waiting_changed.connect(window.show_waiting)

    @property
    def origin(self) -> str:
        """The name of what was added last: a folder, a drive, a file."""
        return self._names[-1] if self._names else ""

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

    def _show_found(self, update: CatalogueUpdate) -> None:
        self._model.apply(update)
        self._window.show_scanning(update.totals.files_found, update.totals.left_out, self.origin)

    def _show_end(self, end: ScanEnd) -> None:
        if not end.totals.files_found:
            self.nothing_found.emit()
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
