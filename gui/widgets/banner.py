"""The band below the toolbar: what to check, or what did not work and who can mend it."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, Signal, qVersion
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from gui import __version__
from gui.core.errors import CourierError
from gui.models import told
from gui.widgets import words
from gui.widgets.controls import Button, Label, restyle
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look
from gui.widgets.token_field import TokenField

_TONES = {"info": ("info", "accent-text"), "warn": ("triangle-alert", "warn"), "bad": ("octagon-alert", "bad")}
_UNLIMITED = 16_777_215


@dataclass(frozen=True, slots=True)
class BannerAction:
    """A button of a banner. With ``choices`` (value and words) it opens a menu; else pressing it gives ``value``."""

    text: str
    value: Any
    kind: str = ""
    icon: str = ""
    choices: tuple[tuple[Any, str], ...] = ()


class Banner(QFrame):
    """One message at a time; it takes the place of the one before."""

    action_pressed = Signal(object)
    token_entered = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("banner")
        self.setProperty("tone", "info")
        self._icon = IconLabel(look, "info", "accent-text", 24)
        self._title = Label(look, weight=600, wrap=True)
        self._title.setObjectName("bannerTitle")
        self._text = Label(look, wrap=True, selectable=True)
        self._text.setObjectName("bannerText")
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._field = TokenField(look, self.tr("Paste the new token"), "key-round", name=self.tr("New token"))
        self._field.setObjectName("newTokenEdit")
        self._field.returnPressed.connect(self._enter_token)
        self._check = Button(look, self.tr("Check and &go on"), kind="primary")
        self._check.setObjectName("checkAndGoOnButton")
        self._check.clicked.connect(self._enter_token)
        self._fold = Button(look, self.tr("Technical &details"), "chevron-right", "link")
        self._fold.setObjectName("technicalDetailsButton")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._close = Button(look, "", "x", "flat", name=self.tr("Close this message"))
        self._close.setObjectName("closeBannerButton")
        self._close.clicked.connect(self._dismiss)
        self._details = QPlainTextEdit()
        self._details.setObjectName("technicalDetails")
        self._details.setReadOnly(True)
        self._details.setAcceptDrops(False)
        self._details.setProperty("details", True)
        self._details.setAccessibleName(self.tr("Technical details"))
        self._details.setTabChangesFocus(True)
        self._copy = Button(look, self.tr("Cop&y"), "copy", name=self.tr("Copy the technical details"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details.toPlainText()))
        self._glide = QPropertyAnimation(self, b"maximumHeight", self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.finished.connect(lambda: self.setMaximumHeight(_UNLIMITED))
        self._layout()
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _layout(self) -> None:
        theme = self._look.theme
        self._left = QHBoxLayout()
        self._left.setSpacing(theme.px(8))
        self._left.addWidget(self._field, 3)
        self._left.addWidget(self._check)
        self._lower: QHBoxLayout = QHBoxLayout()
        self._lower.setSpacing(theme.px(8))
        self._left.addLayout(self._lower)
        self._left.addSpacing(theme.px(8))
        self._left.addWidget(self._fold)
        self._left.addWidget(self._copy)
        self._left.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(theme.px(6))
        column.addLayout(self._left)
        column.addWidget(self._details)
        self._right = QHBoxLayout()
        self._right.setSpacing(theme.px(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        row.setSpacing(theme.px(16))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addLayout(self._right)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def show_problem(
        self, error: CourierError, *, field: bool, sentence: str = "", actions: Sequence[BannerAction] = ()
    ) -> None:
        """Say what did not work and what to do. ``field`` offers a place for a new token; ``sentence`` comes last."""
        text = " ".join(part for part in (words.plain(told.advice(error)), sentence) if part)
        self._show("bad", words.plain(told.title(error)), text, actions, field=field, closable=not field)
        lines = [type(error).__name__, words.plain(error.detail), f"DICOM Courier {__version__}", f"Qt {qVersion()}"]
        self._details.setPlainText("\n".join(line for line in [*lines, platform.platform()] if line))
        self._fold.setVisible(True)

    def show_notice(
        self, tone: str, title: str, text: str = "", actions: Sequence[BannerAction] = (), *, closable: bool = True
    ) -> None:
        """Say something that should be looked at; ``tone`` is info, warn or bad."""
        self._show(tone, title, text, actions, field=False, closable=closable)

    def hide_now(self) -> None:
        """Take the message away."""
        self._field.forget()
        self.hide()

    def _show(
        self, tone: str, title: str, text: str, actions: Sequence[BannerAction], *, field: bool, closable: bool
    ) -> None:
        unseen = self.isHidden()
        self._fold.setChecked(False)
        self._fold.setVisible(False)
        self.setProperty("tone", tone)
        restyle(self)
        self._icon.set_icon(*_TONES[tone])
        self._title.setFont(self._look.theme.font("title" if tone == "bad" else "body", 600))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._field.forget()
        self._field.setVisible(field)
        self._check.setVisible(field)
        self._close.setVisible(closable)
        self._fill(actions, self._lower if tone == "bad" else self._right)
        self.setAccessibleName(f"{title}. {text}")
        self.show()
        if unseen:
            self._open()
        self._announce(f"{title}. {text}")
        if field:
            self._field.setFocus()

    def _fill(self, actions: Sequence[BannerAction], place: QHBoxLayout) -> None:
        for layout in (self._lower, self._right):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        for action in actions:
            button = Button(self._look, action.text, action.icon, action.kind)
            if action.choices:
                menu = QMenu(button)
                for value, text in action.choices:
                    entry = menu.addAction(words.label_text(text))
                    entry.triggered.connect(lambda _=False, value=value: self.action_pressed.emit(value))
                button.setMenu(menu)
            else:
                button.clicked.connect(lambda _=False, value=action.value: self.action_pressed.emit(value))
            place.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.show()

    def _open(self) -> None:
        if not self._look.motion or not self.isVisible():
            return
        self._glide.setDuration(self._look.motion)
        self._glide.setStartValue(0)
        self._glide.setEndValue(max(self.sizeHint().height(), self.heightForWidth(self.width())))
        self._glide.start()

    def _announce(self, text: str) -> None:
        if not QAccessible.isActive():
            return
        from PySide6.QtGui import QAccessibleAnnouncementEvent  # since Qt 6.8; only where somebody listens

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _dismiss(self) -> None:
        self.hide_now()
        self.closed.emit()

    def _enter_token(self) -> None:
        text = self._field.text()
        if text.strip():
            self._field.forget()
            self.token_entered.emit(text)

    def _unfold(self, open_: bool) -> None:
        self._fold.set_icon_name("chevron-down" if open_ else "chevron-right")
        self._details.setVisible(open_)
        self._copy.setVisible(open_)

    def _dress(self) -> None:
        theme = self._look.theme
        self._field.setMaximumWidth(theme.px(360))
        self._field.setMinimumWidth(theme.px(200))
        line = theme.metrics("body").lineSpacing()
        self._details.setMinimumHeight(line * 2 + theme.px(16))
        self._details.setMaximumHeight(line * 6 + theme.px(16))
        self._details.setVisible(self._fold.isChecked())
        self._copy.setVisible(self._fold.isChecked())
