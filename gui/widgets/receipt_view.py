"""The receipt page: what has arrived, what has not, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gui.core.receipt import Receipt, ReceiptLine
from gui.core.sentences import Standing, standing
from gui.widgets import words
from gui.widgets.controls import Button, ElidedLabel, region
from gui.widgets.dialogs import announce
from gui.widgets.missing_dialog import MissingDialog
from gui.widgets.receipt_head import ReceiptHead
from gui.widgets.receipt_table_view import ReceiptTableView
from gui.widgets.split_button import SplitButton
from gui.widgets.theme import Look

_COPIED_MS = 1500


class ReceiptView(QWidget):
    """Shows one receipt. Saving is a wish (``save_requested`` with "pdf" or "csv"); nothing is written here."""

    back_pressed = Signal()
    send_missing_pressed = Signal(int)
    """The missing images of the upload with this ID are to be sent."""
    next_pressed = Signal()
    save_requested = Signal(str)
    files_wished = Signal(object)
    """A ReceiptLine of which all files are to be listed."""
    uids_copied = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._receipt: Receipt | None = None
        self._on_paper: Receipt | None = None
        self.setObjectName("receiptView")
        self.setAccessibleName(self.tr("Receipt"))
        self._head = ReceiptHead(look)
        self._table = ReceiptTableView(look)
        self._table.missing_wished.connect(self._show_missing)
        self._table.files_wished.connect(self.files_wished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._head)
        column.addWidget(self._table, 1)
        column.addWidget(self._make_foot())
        self._chain((self._back, self._table, self._copy, self._save, *self._prints, self._next))
        self.setFocusProxy(self._table)
        look.changed.connect(self._dress)
        self._dress()

    def show_receipt(self, receipt: Receipt, *, on_paper: Receipt | None = None) -> None:
        """Show the receipt of an upload, a new one or one of the history."""
        self._receipt = receipt
        self._on_paper = on_paper or receipt
        self._head.show_receipt(receipt)
        self._meta.setText(self._meta_line(receipt))
        self._table.show_receipt(receipt)
        lines = bool(receipt.lines)
        for button in (self._copy, self._save, *self._prints):
            button.setEnabled(lines)
        self._dress_next(receipt)

    def show_waiting(self, count: int) -> None:
        """Say below the table that ``count`` folders and files are next in line."""
        text = self.tr("1 folder or file is next in line")
        if count != 1:
            text = self.tr("%1 folders and files are next in line").replace("%1", words.number(count))
        self._line.setText(text)
        self._line.setVisible(bool(count))

    def copy_uids(self) -> None:
        """Copy the series' UIDs, one a line, in the order in which they are shown."""
        uids = dict.fromkeys(line.series_instance_uid for line in self._table.lines())
        QGuiApplication.clipboard().setText("\n".join(uids))
        self._copy.set_icon_name("check")
        QTimer.singleShot(_COPIED_MS, self, lambda: self._copy.set_icon_name("copy"))
        announce(self, self.tr("The UIDs have been copied."))
        self.uids_copied.emit()

    # -- composition -----------------------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        look, px = self._look, self._look.theme.px
        self._bar = region("bar")
        self._bar.setObjectName("receiptBar")
        self._back = Button(look, self.tr("&Back to the list"), "arrow-left", "flat")
        self._back.setObjectName("receiptBackButton")
        self._back.clicked.connect(self.back_pressed)
        self._meta = ElidedLabel(look, "", "caption", "text-2")
        self._meta.setObjectName("receiptMetaLabel")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(px(4), px(4), px(16), px(4))
        row.setSpacing(px(16))
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._meta, 0)
        return self._bar

    def _make_foot(self) -> QWidget:
        look, px = self._look, self._look.theme.px
        self._foot = region("foot")
        self._copy = Button(look, self.tr("Copy all &UIDs"), "copy")
        self._copy.setObjectName("copyUidsButton")
        self._copy.clicked.connect(self.copy_uids)
        self._save = SplitButton(look, self.tr("Save as &PDF…"), "file-down")
        self._save.setObjectName("saveReceiptButton")
        self._save.clicked.connect(lambda: self.save_requested.emit("pdf"))
        menu = QMenu(self._save)
        for kind, text in (("pdf", self.tr("Save as &PDF…")), ("csv", self.tr("Save as &CSV (for spreadsheets)…"))):
            entry = menu.addAction(text)
            entry.triggered.connect(lambda _=False, kind=kind: self.save_requested.emit(kind))
        self._save.setMenu(menu)
        self._prints: tuple[Button, ...] = ()
        if find_spec("PySide6.QtPrintSupport") is not None:
            button = Button(look, self.tr("Pr&int…"), "printer")
            button.setObjectName("printReceiptButton")
            button.clicked.connect(self._print)
            self._prints = (button,)
        self._next = Button(look, self.tr("&Next upload"), "folder-plus", "primary", tall=True)
        self._next.setObjectName("nextButton")
        self._next.clicked.connect(self._press_next)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(8))
        for widget in (self._copy, self._save, *self._prints):
            row.addWidget(widget)
        self._line = ElidedLabel(look, "", "caption", "text-2")
        self._line.setObjectName("receiptWaitingLabel")
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line.hide()
        row.addStretch(1)
        row.addWidget(self._line, 4)
        row.addSpacing(px(8))
        row.addWidget(self._next)
        return self._foot

    def _chain(self, widgets: Sequence[QWidget]) -> None:
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    # -- wishes ----------------------------------------------------------------------------------------------

    def _dress_next(self, receipt: Receipt) -> None:
        kind = standing(receipt)
        if kind in (Standing.ARRIVED, Standing.NOTHING):
            self._next.setText(self.tr("&Next upload"))
            self._next.set_icon_name("folder-plus")
            return
        if kind is Standing.UNKNOWN or not receipt.missing:
            text = self.tr("&Send the unconfirmed images again")
        elif receipt.missing == 1:
            text = self.tr("&Send the missing image")
        else:
            text = self.tr("&Send the %1 missing images").replace("%1", words.number(receipt.missing))
        self._next.setText(text)
        self._next.set_icon_name("upload")

    def _press_next(self) -> None:
        if self._receipt is None or standing(self._receipt) in (Standing.ARRIVED, Standing.NOTHING):
            self.next_pressed.emit()
        else:
            self.send_missing_pressed.emit(self._receipt.upload_id)

    def _show_missing(self, line: ReceiptLine) -> None:
        dialog = MissingDialog(self._look, line, self)
        dialog.all_files_wished.connect(lambda: self.files_wished.emit(line))
        dialog.open()

    def _print(self) -> None:
        if self._on_paper is not None:
            from gui.widgets.receipt_print import print_receipt  # its libraries are loaded only when they are needed

            print_receipt(self._on_paper, self)

    def _meta_line(self, receipt: Receipt) -> str:
        """``Receipt 0148 · 24 Nov 2026, 14:32 to 14:36 · signed in as reception1 · 5 files left out``."""
        when = f"{words.day_of(receipt.started)}, {words.time_of(receipt.started)}"
        if receipt.finished is not None:
            end = words.time_of(receipt.finished)
            if words.day_of(receipt.finished) != words.day_of(receipt.started):
                end = f"{words.day_of(receipt.finished)}, {end}"
            when = self.tr("%1 to %2").replace("%2", end).replace("%1", when)
        parts = [self.tr("Receipt %1").replace("%1", f"{receipt.upload_id:04}"), when]
        if receipt.practice:
            parts.insert(0, self.tr("PRACTICE"))
        if receipt.user:
            parts.append(self.tr("signed in as %1").replace("%1", words.plain(receipt.user)))
        if receipt.not_chosen:
            parts.append(self.tr("%1 not chosen").replace("%1", words.images(receipt.not_chosen)))
        if receipt.files_left_out:
            parts.append(self.tr("%1 left out").replace("%1", words.files(receipt.files_left_out)))
        return " · ".join(parts)

    def _dress(self) -> None:
        theme = self._look.theme
        self._bar.setFixedHeight(theme.height(48, padding=22))
        self._foot.setFixedHeight(max(theme.px(80), theme.metrics().height() + theme.px(52)))
