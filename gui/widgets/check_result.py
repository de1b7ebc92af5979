"""What came of the check of a connection, in a toned frame."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui import __version__
from gui.core.errors import CourierError
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, Label, restyle
from gui.widgets.dialogs import announce
from gui.widgets.indicators import IconLabel, Spinner
from gui.widgets.theme import Look


class CheckResult(QFrame):
    """Says that the check runs, that all is good, or what is wrong and who can mend it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = look.theme
        self._look = look
        self.setProperty("note", "neutral")
        self._spinner = Spinner(look)
        self._icon = IconLabel(look, "circle-check", "ok")
        self._title = Label(look, weight=600, wrap=True)
        self._title.setObjectName("connectionResultLabel")
        self._text = Label(look, "", "caption", wrap=True)
        self._text.setObjectName("connectionResultText")
        self._fold = Button(look, self.tr("Technical &details"), "chevron-right", "link")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._copy = Button(look, self.tr("Cop&y"), "copy", "link", name=self.tr("Copy the technical details"))
        self._copy.clicked.connect(self._copy_details)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setProperty("details", True)
        self._details.setAccessibleName(self.tr("Technical details"))
        self._details.setTabChangesFocus(True)
        self._details.setMinimumHeight(theme.px(72))
        self._details.setMaximumHeight(theme.px(112))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._fold)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        for widget in (self._title, self._text):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addWidget(self._details)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.clear()

    def clear(self) -> None:
        """Nothing has been checked as it stands now."""
        self.hide()
        self._title.setText("")
        self._text.setText("")

    def show_running(self) -> None:
        """The service is being asked."""
        self._show("neutral", self.tr("Asking the service…"), self.tr("No patient data is sent."), running=True)

    def show_good(self) -> None:
        """Address and token are good."""
        self._show("ok", self.tr("Address and token are good."), self.tr("Asked just now. No patient data was sent."))

    def show_problem(self, error: CourierError) -> None:
        """Say what did not work and what to do."""
        self._show("bad", words.plain(told.title(error)), words.plain(told.advice(error)))
        lines = [type(error).__name__, words.plain(error.detail), f"DICOM Courier {__version__}", f"Qt {qVersion()}"]
        self._details.setPlainText("\n".join(line for line in [*lines, platform.platform()] if line))
        self._fold.show()

    def _show(self, tone: str, title: str, text: str, *, running: bool = False) -> None:
        self.setProperty("note", tone)
        restyle(self)
        icons = {"ok": ("circle-check", "ok"), "bad": ("octagon-alert", "bad"), "neutral": ("info", "text-2")}
        self._icon.set_icon(*icons[tone])
        self._icon.setVisible(not running)
        self._spinner.setVisible(running)
        self._title.setText(title)
        self._title.set_token({"ok": "ok", "bad": "bad"}.get(tone, "text"))
        self._text.setText(text)
        self._title.setAccessibleName(f"{title} {text}")
        self._fold.setChecked(False)
        self._fold.hide()
        self._unfold(False)
        self.show()
        announce(self, f"{title} {text}")

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())

    def _unfold(self, open_: bool) -> None:
        self._fold.set_icon_name("chevron-down" if open_ else "chevron-right")
        self._details.setVisible(open_)
        self._copy.setVisible(open_)
