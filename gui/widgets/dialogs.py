"""What the dialogs share: body and foot, a body that scrolls when the screen is low, lines under fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.controls import Label, region
from gui.widgets.indicators import IconLabel
from gui.widgets.theme import Look


class Body(QScrollArea):
    """The part of a dialog above its buttons; it scrolls only when the screen is too low for all of it."""

    needs_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        theme = look.theme
        self._inside = QWidget()
        self._inside.setObjectName("dialogBody")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        self.column.setSpacing(theme.px(8))
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when what is inside needs another size."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self.needs_changed.emit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As large as what is inside."""
        width = max(self._inside.sizeHint().width(), self.minimumWidth())
        layout = self.column
        width = max(width, self.width() if self.isVisible() else 0)
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else self._inside.sizeHint().height()
        # at 150 % a window may come out a fraction of a pixel lower than it was asked for
        return QSize(width, height + 1)

    def minimumSizeHint(self) -> QSize:
        """It may become low, never narrow."""
        return QSize(self.minimumWidth(), min(self.sizeHint().height(), self._look.theme.px(160)))


class CourierDialog(QDialog):
    """A dialog of the program: a body, and a foot with its buttons. No button answers to Enter unless it says so."""

    def __init__(self, look: Look, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        theme = look.theme
        self.setWindowTitle(title)
        self.setSizeGripEnabled(False)
        self.body = Body(look)
        self.body.setMinimumWidth(theme.px(width))
        foot = region("foot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        self.foot.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(foot)
        self.body.needs_changed.connect(self.fit)

    def fit(self) -> None:
        """Grow to the size that the words need, but not beyond what the screen has; never shrink."""
        room = self.screen().availableGeometry()
        self.body.column.activate()
        self.body.updateGeometry()
        hint = self.sizeHint()
        if self.isVisible():
            hint = hint.expandedTo(self.size())
        self.resize(min(hint.width(), room.width()), min(hint.height(), room.height() - self._look.theme.px(48)))


class Hint(QWidget):
    """A line under a field: an icon and small words in a tone; nothing is seen while there are no words."""

    def __init__(self, look: Look, name: str = "") -> None:
        super().__init__()
        theme = look.theme
        self._icon = IconLabel(look, "info", "text-2", 14)
        self._words = Label(look, "", "caption", "text-2", wrap=True)
        if name:
            self._words.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, text: str, icon: str = "info", token: str = "text-2") -> None:  # noqa: S107
        """Show these words; none hides the line."""
        self._icon.set_icon(icon, token)
        self._words.set_token(token)
        if text != self._words.text():
            self._words.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The words that are shown."""
        return self._words.text()


def caption(look: Look, text: str, field: QWidget, aside: str = "") -> QWidget:
    """The name above a field, with grey words after it; a mnemonic (``&``) leads to the field."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.theme.px(4))
    name = Label(look, text, weight=500)
    name.setBuddy(field)
    row.addWidget(name)
    if aside:
        row.addWidget(Label(look, aside, token="text-2"))
    row.addStretch(1)
    return line


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say this now."""
    if not QAccessible.isActive():
        return
    from PySide6.QtGui import QAccessibleAnnouncementEvent  # since Qt 6.8; only where somebody listens

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
