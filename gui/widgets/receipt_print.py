"""Printing a receipt, where this computer can print."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from gui.core.receipt import Receipt
from gui.widgets.receipt_pdf import draw_pages, page_layout


def print_receipt(receipt: Receipt, parent: QWidget) -> None:
    """Ask for a printer and print the receipt; the window stays usable meanwhile."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    name = QCoreApplication.translate("receipt_pdf", "Receipt %1").replace("%1", f"{receipt.upload_id:04}")
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: draw_pages(receipt, printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
