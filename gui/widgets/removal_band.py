"""The band that says that identifying data is removed before sending."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.controls import ElidedLabel
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look


class RemovalBand(QFrame):
    """Seen as long as only anonymous copies go to the destination."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("removalBand")
        self.setProperty("region", "bar")
        title = self.tr("Names and other identifying data are removed before sending. Set by your IT.")
        self.setAccessibleName(title)
        self.setToolTip(self.tr("Text within the pictures stays. The receipt holds the new names and UIDs."))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.px(16), 0, look.theme.px(16), 0)
        row.setSpacing(look.theme.px(12))
        row.addWidget(IconLabel(look, "eye-off", "text-2", 20))
        words = ElidedLabel(look, title, weight=600)
        words.setMinimumWidth(0)
        row.addWidget(words, 1)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.theme.height(36, padding=16))
