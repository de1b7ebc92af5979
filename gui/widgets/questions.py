"""A question with two answers, for what cannot be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.controls import Button, Label, region
from gui.widgets.theme import Look


class Question(QDialog):
    """Asks once; ``accepted`` means yes. Neither answer is the default, Escape means no.

    ``yes`` and ``no`` say what happens, not “Yes” and “No”.
    """

    def __init__(self, look: Look, parent: QWidget, *, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(parent)
        theme = look.theme
        self.setObjectName("questionDialog")
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        head.setSpacing(theme.px(8))
        head.addWidget(Label(look, title, "title"))
        head.addWidget(Label(look, text, token="text-2", wrap=True))
        self._no = Button(look, no)
        self._no.setObjectName("noButton")
        self._no.clicked.connect(self.reject)
        self._yes = Button(look, yes)
        self._yes.setObjectName("yesButton")
        self._yes.clicked.connect(self.accept)
        foot = region("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        row.addStretch(1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(foot)
        self._no.setFocus()
        self.finished.connect(self.deleteLater)
