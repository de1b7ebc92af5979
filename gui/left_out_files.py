"""The list of the files that are not sent: filled, looked into, changed, saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from gui.core.entities import CatalogueUpdate, Instance, SeriesKey, SeriesSummary, Skipped, Totals
from gui.core.export import left_out_csv, left_out_text
from gui.dicom.elements import Found
from gui.dicom.header import quick_record
from gui.dicom.instances import Sharer
from gui.flow import Flow, State
from gui.jobs.crew import Crew
from gui.models.left_out import Unticked
from gui.models.series_tree import SeriesTree
from gui.receipts import FileNotSaved
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.main_window import MainWindow


class LeftOutFiles(QObject):
    """Joins the dialog to the catalogue and the tree. What is sent changes only by a press of its buttons."""

    changed = Signal()
    """Other files are sent than before: the sums are to be shown anew."""

    def __init__(self, window: MainWindow, flow: Flow, crew: Crew, model: SeriesTree) -> None:
        super().__init__(window)
        self._window, self._flow, self._crew, self._model = window, flow, crew, model
        self._sent: dict[str, Instance] = {}
        self._in_view: Skipped | None = None
        window.left_out_opened.connect(self._attend)

    def left_out(self) -> tuple[Skipped, ...]:
        """What is left out, and what a disc's index lists without its being there."""
        catalogue = self._flow.catalogue
        return (*catalogue.skipped, *self._flow.lost, *catalogue.missing)

    def _totals(self) -> Totals:
        totals, lost = self._flow.catalogue.totals, self._flow.lost
        size = sum(one.size or 0 for one in lost)
        return replace(
            totals,
            to_send=totals.to_send - len(lost),
            left_out=totals.left_out + len(lost),
            size=totals.size - size,
        )

    def _unticked(self) -> tuple[Instance, ...]:
        """The images of the series that are not ticked."""
        ticked = set(self._model.chosen())
        return self._flow.catalogue.instances(key for key in self._model.series_keys() if key not in ticked)

    def _attend(self, dialog: LeftOutDialog) -> None:
        """The list has been opened."""
        dialog.folder_wished.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        dialog.instead_pressed.connect(lambda places: self._use_instead(dialog, places))
        dialog.anyway_pressed.connect(lambda keys: self._tick(dialog, keys))
        dialog.conflict_seen.connect(lambda entry: self._tell_apart(dialog, entry))
        dialog.finished.connect(lambda: self._tell_apart(dialog, None))
        self._flow.scan_begun.connect(dialog.reject)
        dialog.save_pressed.connect(lambda: self._save(dialog))
        if self._flow.state is not State.SCANNING:
            self._fill(dialog)

    def _fill(self, dialog: LeftOutDialog) -> None:
        self._sent.clear()
        dialog.show_files(
            self.left_out(),
            self._totals(),
            unticked=[Unticked.of(one) for one in self._unticked()],
            changeable=self._flow.state is State.READY,
        )

    # -- what is sent after all ------------------------------------------------------------------------------

    def _use_instead(self, dialog: LeftOutDialog, places: tuple[str, ...]) -> None:
        if self._flow.state is not State.READY:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._model.apply(_at_once([self._flow.catalogue.use_instead(place) for place in places]))
            self._model.finish_reading()
            self._fill(dialog)
            self.changed.emit()
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _tick(self, dialog: LeftOutDialog, keys: tuple[SeriesKey, ...]) -> None:
        if self._flow.state is not State.READY:
            return
        self._model.set_all_chosen(keys, True)
        self._fill(dialog)

    # -- two files of one image ------------------------------------------------------------------------------

    def _tell_apart(self, dialog: LeftOutDialog, entry: Skipped | None) -> None:
        """Read again what the file that is left out holds, and say how the one that is sent differs.

        Nothing is told of what lies in an archive, or cannot be read quickly.
        """
        self._in_view = entry
        if entry is None or entry.entry or self._crew.closing:
            return
        if not self._sent:
            self._sent.update((one.sop_instance_uid, one) for one in self._flow.catalogue.instances())

        def tell(left: Instance | None) -> None:
            if left is not None and self._in_view is entry:
                dialog.show_rivals(self._sent.get(left.sop_instance_uid), left)

        self._crew.ask(lambda: _read(entry.path), succeeded=tell)

    def _save(self, dialog: LeftOutDialog) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            dialog, self.tr("Save"), str(Path.home() / "left-out.csv"), self.tr("CSV (*.csv);;Text (*.txt)")
        )
        if not chosen:
            return
        path, totals = Path(chosen), self._totals()
        left_out, unticked = self.left_out(), self._unticked()
        try:
            if path.suffix.casefold() == ".txt":
                path.write_text(left_out_text(left_out, totals, unticked), encoding="utf-8")
            else:
                path.write_text(left_out_csv(left_out, totals, unticked), encoding="utf-8-sig", newline="")
        except OSError as error:
            self._window.show_problem(FileNotSaved(detail=type(error).__name__), retry=False)


def _read(path: str) -> Instance | None:
    record = quick_record(path)
    return Sharer().instance(path, record) if isinstance(record, Found) else None


def _at_once(updates: list[CatalogueUpdate]) -> CatalogueUpdate:
    """Several updates as one."""
    changed: dict[SeriesKey, SeriesSummary] = {}
    removed: dict[SeriesKey, None] = {}
    for update in updates:
        for key in update.removed:
            changed.pop(key, None)
            removed[key] = None
        for one in update.changed:
            changed[one.key] = one
            removed.pop(one.key, None)
    return CatalogueUpdate(tuple(changed.values()), (), updates[-1].totals, tuple(removed))
