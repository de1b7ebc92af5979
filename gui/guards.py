"""What is said between reading and sending: sent before, discs' indexes, the files that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from gui.core.entities import Skipped, SkipReason, Totals
from gui.core.export import left_out_csv, left_out_text
from gui.courier import Courier
from gui.flow import Flow, ScanEnd, State
from gui.jobs.crew import Crew
from gui.models import words
from gui.models.series_tree import SeriesTree
from gui.receipts import FileNotSaved
from gui.widgets.left_out import LeftOutDialog
from gui.widgets.main_window import MainWindow


class Guards(QObject):
    """Joins the catalogue's checks to the window; none of them stops anybody."""

    changed = Signal()
    """Another file of a conflict was chosen: the sums are to be shown anew."""

    def __init__(self, window: MainWindow, flow: Flow, crew: Crew, courier: Courier, model: SeriesTree) -> None:
        super().__init__(window)
        self._window, self._flow, self._crew, self._courier, self._model = window, flow, crew, courier, model
        flow.scan_ended.connect(self._look_back)
        flow.scan_ended.connect(self._compare_indexes)
        window.left_out_opened.connect(self._attend)
        window.notice_pressed.connect(self._show_left_out)
        flow.left_met.connect(self._tell_lost)

    # -- after reading ---------------------------------------------------------------------------------------

    def _look_back(self, end: ScanEnd) -> None:
        """Ask the journal which of the series went out from here before. What it cannot say is not said."""
        uids = self._model.series_uids()
        if uids and not self._crew.closing and not end.nothing_new:
            self._crew.ask(
                lambda: self._courier.sent_before(uids),
                succeeded=self._model.show_sent_before,
            )

    def _compare_indexes(self, end: ScanEnd) -> None:
        """Say what a disc's index lists and the list does not hold."""
        checks = self._flow.catalogue.indexes
        listed = sum(check.listed for check in checks)
        absent = sum(len(check.missing) for check in checks)
        unread = sum(check.unread for check in checks)
        if end.stopped or end.nothing_new or not absent + unread:
            return
        title = self.tr("The disc’s index lists %1, %2 could be read")
        title = title.replace("%1", words.images(listed))
        title = title.replace("%2", words.number(listed - absent - unread))
        parts = []
        if absent:
            parts.append(self.tr("%1 not there").replace("%1", words.files(absent)))
        if unread:
            parts.append(self.tr("%1 not readable").replace("%1", words.files(unread)))
        text = self.tr("Named in the list of what is left out: %1.").replace("%1", words.joined(parts))
        self._window.show_notice(title, text, tone="warn", action=self.tr("&Show…"), value=self)

    # -- what is left out ------------------------------------------------------------------------------------

    def left_out(self) -> tuple[Skipped, ...]:
        """What is not sent, and what a disc's index lists without its being there."""
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

    def _tell_lost(self, lost: Sequence[Skipped]) -> None:
        """Some of what was chosen could not be sent, because it cannot be made anonymous."""
        title = self.tr("%1 could not be sent: they may show who the patient is")
        if len(lost) == 1:
            title = self.tr("%1 could not be sent: it may show who the patient is")
        text = self.tr("Your IT wants identifying data to be removed before sending, and for these it is not possible.")
        if any(one.reason is SkipReason.UNREADABLE for one in lost):
            title = self.tr("%1 could not be sent")
            text = self.tr("Some could not be read any more, or may show who the patient is. The list says it of each.")
        title = title.replace("%1", words.images(len(lost)))
        self._window.show_notice(title, text, tone="warn", action=self.tr("&Show…"), value=self)

    def _show_left_out(self, value: object) -> None:
        if value is self:
            self._window.show_left_out()

    def _attend(self, dialog: LeftOutDialog) -> None:
        """The list of what is left out has been opened."""
        dialog.folder_wished.connect(lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        dialog.instead_pressed.connect(lambda path: self._use_instead(dialog, path))
        dialog.save_pressed.connect(lambda: self._save(dialog))
        if self._flow.state is not State.SCANNING:
            self._fill(dialog)

    def _fill(self, dialog: LeftOutDialog) -> None:
        dialog.show_files(self.left_out(), self._totals(), changeable=self._flow.state is State.READY)

    def _use_instead(self, dialog: LeftOutDialog, path: str) -> None:
        if self._flow.state is not State.READY:
            return
        self._model.apply(self._flow.catalogue.use_instead(path))
        self._model.finish_reading()
        self._fill(dialog)
        self.changed.emit()

    def _save(self, dialog: LeftOutDialog) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            dialog, self.tr("Save"), str(Path.home() / "left-out.csv"), self.tr("CSV (*.csv);;Text (*.txt)")
        )
        if not chosen:
            return
        path, totals = Path(chosen), self._totals()
        try:
            if path.suffix.casefold() == ".txt":
                path.write_text(left_out_text(self.left_out(), totals), encoding="utf-8")
            else:
                path.write_text(left_out_csv(self.left_out(), totals), encoding="utf-8-sig", newline="")
        except OSError as error:
            self._window.show_problem(FileNotSaved(detail=type(error).__name__), retry=False)
