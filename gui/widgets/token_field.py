"""The field that a token is pasted into: hidden, until the eye is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from gui.core.destination import Scheme
from gui.core.token import Token
from gui.widgets.controls import Field
from gui.widgets.theme import Look

_ROOM = 30


class TokenField(Field):
    """Takes a token in; what is in it is shown as dots, never suggested, never spelt out to a screen reader."""

    def __init__(self, look: Look, placeholder: str = "", icon: str = "", *, name: str = "") -> None:
        super().__init__(look, placeholder, icon, name=name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase | hints.ImhSensitiveData
        )
        self.setStyleSheet("QLineEdit { lineedit-password-character: 8226; }")
        self._eye_names = self.tr("Show the token"), self.tr("Hide the token")
        self.eye = EyeButton(look, self)
        self.eye.toggled.connect(self._turn)
        self._turn(False)
        self._dress()

    def token(self, scheme: Scheme = Scheme.TOKEN) -> Token | None:
        """What was entered; None while the field is empty. Raises :class:`gui.core.errors.TokenInvalid`."""
        return Token.parse(self.text(), scheme) if self.text().strip() else None

    def forget(self) -> None:
        """Empty the field and hide what comes next."""
        self.clear()
        self.eye.setChecked(False)

    def name_eye(self, show: str, hide: str) -> None:
        """Call what is hidden by another name than a token."""
        self._eye_names = show, hide
        self._turn(self.eye.isChecked())

    def _turn(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        name = self._eye_names[shown]
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the end of the field."""
        super().resizeEvent(event)
        side = min(self._look.theme.px(_ROOM), self.height() - 4)
        left = 2 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - side - 2
        self.eye.setGeometry(left, (self.height() - side) // 2, side, side)

    def _dress(self) -> None:
        super()._dress()
        if hasattr(self, "eye"):
            margins = self.textMargins()
            margins.setRight(self._look.theme.px(_ROOM))
            self.setTextMargins(margins)


class EyeButton(QAbstractButton):
    """A small eye inside a field that can be pressed with mouse and keyboard."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("showTokenButton")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._look.theme.px(_ROOM)
        return QSize(side, side)

    def event(self, event: QEvent) -> bool:
        """Paint anew when the focus comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, eye and ring."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("border" if self.isDown() else "hover"))
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent-text"), 2))
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        side = theme.px(16)
        icon = self._look.pixmap("eye-off" if self.isChecked() else "eye", "text-2")
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, icon)
