"""Receipt and History: what is shown, saved and sent again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from gui.core.as_read import receipt_to_show
from gui.core.errors import CourierError
from gui.core.export import files_csv, history_csv, receipt_csv
from gui.core.proof import SentFile
from gui.core.receipt import HistoryEntry, Receipt, ReceiptLine
from gui.errands import Errands
from gui.flow import Flow, State
from gui.widgets.files_dialog import FilesDialog
from gui.widgets.history_view import HistoryView
from gui.widgets.main_window import MainWindow
from gui.widgets.receipt_pdf import write_pdf
from gui.widgets.receipt_view import ReceiptView
from gui.widgets.theme import Look


class FileNotSaved(CourierError):
    """The chosen file could not be written."""

    title_template = "The file could not be saved"
    advice_template = "Choose another folder, or make room on the disk."


class Receipts(QObject):
    """Joins the receipt page and the history page to the flow.

    ``resend_wished`` carries the upload whose missing images are to be sent.
    """

    resend_wished = Signal(int)

    def __init__(
        self,
        look: Look,
        window: MainWindow,
        flow: Flow,
        errands: Errands,
        receipt_view: ReceiptView,
        history_view: HistoryView,
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._flow, self._errands = look, window, flow, errands
        self._receipt_view, self._history_view = receipt_view, history_view
        self._receipt: Receipt | None = None
        self._last: Receipt | None = None
        self._entries: tuple[HistoryEntry, ...] = ()
        self._keep_days: int | None = 90
        flow.receipt_made.connect(self._show_new_receipt)
        flow.catalogue_emptied.connect(self._forget)
        flow.waiting_changed.connect(lambda paths: receipt_view.show_waiting(len(paths)))
        errands.receipt_read.connect(self._show_old_receipt)
        errands.files_read.connect(self._show_files)
        errands.history_read.connect(self._show_history)
        window.show_receipt_pressed.connect(self._open_last)
        receipt_view.back_pressed.connect(window.show_list_page)
        receipt_view.next_pressed.connect(self._go_on)
        receipt_view.send_missing_pressed.connect(self.resend_wished)
        receipt_view.save_requested.connect(self._save_receipt)
        receipt_view.files_wished.connect(self._read_files)
        history_view.back_pressed.connect(window.show_list_page)
        history_view.receipt_wished.connect(errands.read_receipt)
        history_view.save_list_pressed.connect(self._save_list)
        history_view.empty_confirmed.connect(self._empty_history)

    @property
    def keep_days(self) -> int | None:
        """How many days an upload stays in History; None: none is kept."""
        return self._keep_days

    def keep(self, days: int | None) -> None:
        """How many days an upload stays in History; None: none is kept."""
        if days != self._keep_days:
            self._keep_days = days
            self._history_view.show_history(self._entries, keep_days=days)

    def _show_receipt(self, receipt: Receipt) -> None:
        self._receipt = receipt
        known = self._flow.as_read if receipt.upload_id == self._flow.upload_id else {}
        self._receipt_view.show_receipt(receipt_to_show(receipt, known), on_paper=receipt)

    def _show_new_receipt(self, receipt: Receipt) -> None:
        self._last = receipt
        self._show_receipt(receipt)

    def _show_old_receipt(self, receipt: Receipt) -> None:
        """A receipt of the history is only looked at: what is in the list stays there."""
        self._show_receipt(receipt)
        self._window.show_receipt_page()

    def _forget(self) -> None:
        self._last = None

    def _go_on(self) -> None:
        """Next upload: the list that was sent is emptied; one that was not sent stays."""
        if self._flow.state in (State.DONE, State.IDLE):
            self._flow.start_over()
        self._window.show_list_page()

    def _read_files(self, line: ReceiptLine) -> None:
        if self._receipt is not None:
            self._errands.read_files(self._receipt.upload_id, line)

    def _show_files(self, line: ReceiptLine, files: tuple[SentFile, ...]) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        dialog = FilesDialog(self._look, line, files, self._window)
        dialog.save_requested.connect(lambda: self._save_files(receipt, line, files))
        dialog.open()

    def _empty_history(self) -> None:
        """An upload that has not ended stays, or it could not be gone on with."""
        self._errands.empty_history(self._flow.upload_id if self._flow.busy else None)

    def _show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._history_view.show_history(entries, keep_days=self._keep_days)

    def _open_last(self) -> None:
        if self._last is not None:
            self._show_old_receipt(self._last)
        elif self._entries:
            self._errands.read_receipt(self._entries[0].upload_id)

    def _save_receipt(self, kind: str) -> None:
        receipt = self._receipt
        if receipt is None:
            return
        path = self._ask_where(f"receipt-{receipt.upload_id:04}.{kind}", kind)
        if path is None:
            return
        if kind == "pdf":
            self._write(lambda: write_pdf(receipt, path))
        else:
            self._write(lambda: path.write_text(receipt_csv(receipt), encoding="utf-8-sig", newline=""))

    def _save_list(self) -> None:
        path = self._ask_where("history.csv", "csv")
        if path is not None:
            self._write(lambda: path.write_text(history_csv(self._entries), encoding="utf-8-sig", newline=""))

    def _save_files(self, receipt: Receipt, line: ReceiptLine, files: tuple[SentFile, ...]) -> None:
        path = self._ask_where(f"receipt-{receipt.upload_id:04}-files.csv", "csv")
        if path is not None:
            text = files_csv(receipt, line, files)
            self._write(lambda: path.write_text(text, encoding="utf-8-sig", newline=""))

    def _ask_where(self, name: str, kind: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save"), str(Path.home() / name), f"{kind.upper()} (*.{kind})"
        )
        return Path(chosen) if chosen else None

    def _write(self, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            self._window.show_problem(FileNotSaved(detail=type(error).__name__), retry=False)
