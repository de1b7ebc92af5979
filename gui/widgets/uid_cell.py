"""A UID in a cell of the receipt."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.core.receipt import ReceiptLine
from gui.widgets import words
from gui.widgets.controls import Button
from gui.widgets.theme import Look

_COPIED_MS = 1500


class UidCell(QWidget):
    """A UID that can be selected and read to its end, with a button that copies it."""

    def __init__(self, look: Look, line: ReceiptLine) -> None:
        super().__init__()
        self._look = look
        self._uid = line.series_instance_uid
        series = words.series_title(line.series)
        theme = look.theme
        self.edit = QLineEdit(words.plain(self._uid))
        self.edit.setObjectName("uidEdit")
        self.edit.setReadOnly(True)
        self.edit.setFrame(False)
        self.edit.setAcceptDrops(False)
        self.edit.setProperty("bare", True)
        self.edit.setFont(theme.font("caption"))
        self.edit.setCursorPosition(0)
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.edit.setToolTip(words.tooltip(words.plain(self._uid)))
        self.edit.setAccessibleName(self.tr("Series instance UID of %1").replace("%1", series))
        width = self.edit.fontMetrics().horizontalAdvance(self.edit.text())
        self.edit.setMaximumWidth(width + theme.px(8))
        name = self.tr("Copy the series instance UID of %1").replace("%1", series)
        self.copy = Button(look, "", "copy", "flat", name=name)
        self.copy.setObjectName("copyUidButton")
        self.copy.setToolTip(self.tr("Copy this UID"))
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8) - 2, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.edit, 1)
        row.addWidget(self.copy)
        row.addStretch(0)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._uid)
        self.copy.set_icon_name("check")
        QTimer.singleShot(_COPIED_MS, self, lambda: self.copy.set_icon_name("copy"))
