"""The band that says that nothing leaves this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.controls import Button, ElidedLabel, Label
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look


class PracticeBand(QFrame):
    """Seen as long as the destination is the Practice service."""

    add_destination_pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practiceBand")
        self.setProperty("region", "practice")
        title = self.tr("PRACTICE – nothing leaves this computer")
        self.setAccessibleName(title)
        self._look = look
        add = Button(look, self.tr("Add your d&estination…"), "plus", "practice")
        add.setObjectName("addDestinationButton")
        add.clicked.connect(self.add_destination_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.px(16), 0, look.theme.px(16), 0)
        row.setSpacing(look.theme.px(12))
        row.addWidget(IconLabel(look, "flask-conical", "practice-text", 20))
        row.addWidget(Label(look, title, token="practice-text", weight=600))
        hint = self.tr("Uploads go to a stand-in service that runs here.")
        words = ElidedLabel(look, hint, token="practice-text-2")
        words.setMinimumWidth(0)
        row.addWidget(words, 1)
        row.addWidget(add)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.theme.height(40, padding=20))
