"""Small widgets that every view uses: buttons, labels, fields, boxes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.models import words as wording
from gui.widgets.painting import paint_tick, tick_size
from gui.widgets.theme import Look, Role

_ROOM_FOR_ARROW = "\u2003\u2002"
"""Wide spaces after the words of a button with a menu: the style gives no room on one side alone."""


class Button(QPushButton):
    """A button in one of the kinds of the design: ``""`` (outlined), ``flat``, ``primary``, ``link``, ``practice``.

    ``tall`` is for action bars. ``text`` may hold a mnemonic (``&``); double it in text from files. The
    accessible name follows the text unless ``name`` is given (a button with an icon only needs it).
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        icon: str = "",
        kind: str = "",
        *,
        tall: bool = False,
        name: str = "",
        token: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._icon = icon
        self._token = token
        self._shown_text = text
        self.setProperty("kind", kind)
        self.setProperty("tall", tall)
        self.setProperty("square", not text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        look.changed.connect(self._dress)
        self._dress()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon:
            self._icon = icon
            self._dress()

    def set_icon_only(self, alone: bool) -> None:
        """Show the icon without the words (a narrow window); they become the tooltip."""
        words = self._shown_text.replace("&", "")
        if alone == (self.text() == ""):
            return
        self.setText("" if alone else self._shown_text)
        self.setAccessibleName(words)
        self.setToolTip(words if alone else "")
        self.setProperty("square", alone)
        self._dress()
        self.style().unpolish(self)
        self.style().polish(self)

    def _dress(self) -> None:
        if not self._icon:
            return
        kind = self.property("kind")
        own = {"primary": "on-accent", "link": "accent-text", "practice": "practice-text"}.get(kind, "text")
        gap = 4 if self.text() else 0
        self.setIcon(self._look.icon(self._icon, self._token or own, gap=gap))
        self.setIconSize(self._look.icon_size(gap=gap))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the inner ring of a primary button with the focus, and the arrow of one with a menu."""
        super().paintEvent(event)
        theme = self._look.theme
        if self.property("kind") == "primary" and self.hasFocus() and self.isEnabled():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("on-accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 3, 3)
        if self.menu() is not None:
            painter = QPainter(self)
            token = "text" if self.isEnabled() else "text-disabled"
            side = theme.px(16)
            at = QRect(self.width() - theme.px(12) - side, (self.height() - side) // 2, side, side)
            painter.drawPixmap(at.topLeft(), self._look.pixmap("chevron-down", token))

    def setMenu(self, menu: QMenu) -> None:
        """Open a menu; an arrow says so."""
        super().setMenu(menu)
        self.setAccessibleName(self._shown_text.replace("&", ""))
        self.setText(self._shown_text + _ROOM_FOR_ARROW)


class Label(QLabel):
    """Plain text in a role and a colour of the design; it follows the theme."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = "body",
        token: str = "text",  # noqa: S107
        *,
        weight: int | None = None,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role: Role = role
        self._token = token
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)
        look.changed.connect(self._dress)
        self._dress()

    def set_token(self, token: str) -> None:
        """Use another colour."""
        if token != self._token:
            self._token = token
            self._dress()

    def set_weight(self, weight: int) -> None:
        """Use another weight (100–900)."""
        if weight != self._weight:
            self._weight = weight
            self._dress()

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(self._role, self._weight))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._look.theme.color(self._token))
        self.setPalette(palette)


class ElidedLabel(Label):
    """A label of one line that gives way: too long a text is elided and whole in the tooltip."""

    def __init__(self, look: Look, text: str = "", role: Role = "body", token: str = "text", **more: object) -> None:  # noqa: S107
        self._whole = ""
        weight = more.get("weight")
        super().__init__(look, "", role, token, weight=weight if isinstance(weight, int) else None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(look.theme.px(48))
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text, elided where it has no room."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def text(self) -> str:
        """The text as it was set, whole."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(self.minimumWidth(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        QLabel.setText(self, shown)
        self.setToolTip("" if shown == self._whole else wording.tooltip(self._whole))
        self.updateGeometry()


class Field(QLineEdit):
    """A line to type in, in the design's outline; ``icon`` stands at its left. It takes no drops."""

    def __init__(self, look: Look, placeholder: str = "", icon: str = "", *, name: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self.setProperty("field", True)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setAcceptDrops(False)
        look.changed.connect(self._dress)
        self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the icon."""
        super().paintEvent(event)
        if self._icon:
            theme = self._look.theme
            side = theme.px(16)
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - side - theme.px(9) if right else theme.px(9)
            painter = QPainter(self)
            painter.drawPixmap(left, (self.height() - side) // 2, self._look.pixmap(self._icon, "text-2"))

    def _dress(self) -> None:
        self.setTextMargins(self._look.theme.px(22) if self._icon else 0, 0, 0, 0)
        self.update()


class ChoiceBox(QComboBox):
    """A box to choose from, with the design's outline and arrow."""

    def __init__(self, look: Look, *, name: str = "") -> None:
        super().__init__()
        self._look = look
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style's own cannot be dressed by a sheet
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Elide a long text and add the arrow; a locked box has none."""
        theme = self._look.theme
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        icon = self.iconSize().width() + theme.px(4) if not option.currentIcon.isNull() else 0
        room = self.width() - icon - theme.px(44)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if not self.isEnabled():
            return
        side = theme.px(16)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = theme.px(9) if right else self.width() - side - theme.px(9)
        painter.drawPixmap(left, (self.height() - side) // 2, self._look.pixmap("chevron-down", "text"))


class TickBox(QCheckBox):
    """A box to tick, drawn like those of the tree."""

    def __init__(self, look: Look, text: str = "", *, name: str = "") -> None:
        super().__init__(text)
        self._look = look
        if name:
            self.setAccessibleName(name)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Box, gap and text."""
        theme = self._look.theme
        side = tick_size(self._look)
        text = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        width = side + theme.px(8) + (theme.px(8) + text if self.text() else 0)
        return QSize(width, max(side + theme.px(8), self.fontMetrics().height() + theme.px(4)))

    def minimumSizeHint(self) -> QSize:
        """It cannot be narrower."""
        return self.sizeHint()

    def hitButton(self, _pos: QPoint) -> bool:
        """The whole widget can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and text."""
        theme = self._look.theme
        side = tick_size(self._look)
        painter = QPainter(self)
        place = QRect(theme.px(4), (self.height() - side) // 2, side, side)
        paint_tick(painter, self._look, place, self.checkState(), locked=not self.isEnabled(), focus=self.hasFocus())
        if self.text():
            painter.setPen(theme.color("text" if self.isEnabled() else "text-disabled"))
            words = self.rect().adjusted(side + theme.px(12), 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
            painter.drawText(words, int(flags), self.text())


def region(kind: str, tone: str = "") -> QFrame:
    """A frame with the ground and the lines of a region of the window: bar, foot, plain, pane, line, card."""
    frame = QFrame()
    frame.setProperty("tone" if tone else "region", tone or kind)
    return frame


def restyle(widget: QWidget) -> None:
    """Make the style sheet see a changed property of a widget."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
