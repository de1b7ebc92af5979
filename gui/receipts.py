"""Receipt and History: what is shown, saved and sent again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from gui.core.errors import CourierError
from gui.core.export import history_csv, receipt_csv
from gui.core.receipt import HistoryEntry, Receipt
from gui.flow import Flow
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
        self, look: Look, window: MainWindow, flow: Flow, receipt_view: ReceiptView, history_view: HistoryView
    ) -> None:
        super().__init__(window)
        self._look, self._window, self._flow = look, window, flow
        self._receipt_view, self._history_view = receipt_view, history_view
        self._receipt: Receipt | None = None
        self._entries: tuple[HistoryEntry, ...] = ()
        self.keep_days = 90
        flow.receipt_made.connect(self._show_receipt)
        flow.history_read.connect(self._show_history)
        window.show_receipt_pressed.connect(self._open_last)
        receipt_view.back_pressed.connect(window.show_list_page)
        receipt_view.next_pressed.connect(flow.start_over)
        receipt_view.send_missing_pressed.connect(self.resend_wished)
        receipt_view.save_requested.connect(self._save_receipt)
        history_view.back_pressed.connect(window.show_list_page)
        history_view.receipt_wished.connect(flow.open_receipt)
        history_view.save_list_pressed.connect(self._save_list)
        history_view.empty_confirmed.connect(flow.empty_history)

    def _show_receipt(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._receipt_view.show_receipt(receipt)

    def _show_history(self, entries: tuple[HistoryEntry, ...]) -> None:
        self._entries = entries
        self._history_view.show_history(entries, keep_days=self.keep_days)

    def _open_last(self) -> None:
        if self._receipt is not None:
            self._window.show_receipt_page()
        elif self._entries:
            self._flow.open_receipt(self._entries[0].upload_id)

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

    def _ask_where(self, name: str, kind: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save"), str(Path.home() / name), f"{kind.upper()} (*.{kind})"
        )
        return Path(chosen) if chosen else None

    def _write(self, write: object) -> None:
        assert callable(write)
        try:
            write()
        except OSError as error:
            self._window.show_problem(FileNotSaved(detail=type(error).__name__), retry=False)
