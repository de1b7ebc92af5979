"""What is said between reading and sending: sent before, discs' indexes, the files that are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from gui.core.entities import Skipped, SkipReason
from gui.core.receipt import SentBefore
from gui.courier import Courier
from gui.flow import Flow, ScanEnd
from gui.jobs.crew import Crew
from gui.left_out_files import LeftOutFiles
from gui.models import words
from gui.models.series_tree import SeriesTree
from gui.to_look_at import ToLookAt
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
        self._files = LeftOutFiles(window, flow, crew, model)
        self._files.changed.connect(self._note_others)
        self._look = ToLookAt(window, flow, model)
        window.notice_pressed.connect(self._press)
        flow.left_met.connect(self._tell_lost)

    # -- after reading ---------------------------------------------------------------------------------------

    def _look_back(self, end: ScanEnd | None = None) -> None:
        """Ask the journal which of the series went out from here before. What it cannot say is not said."""
        uids = self._model.series_uids()
        if uids and not self._crew.closing and (end is None or not end.nothing_new):
            self._crew.ask(lambda: self._courier.sent_before(uids), succeeded=self._show_sent_before)

    def _show_sent_before(self, known: Mapping[str, SentBefore]) -> None:
        self._model.show_sent_before(known)
        self._look.say()

    def _note_others(self) -> None:
        """Other files are sent than before."""
        self._look_back()
        self._look.look_again()
        self.changed.emit()

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
        return self._files.left_out()

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

    def _press(self, value: object) -> None:
        if value is self:
            self._window.show_left_out()
