"""A button with a second half that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from gui.widgets.theme import Look


class SplitButton(QToolButton):
    """Pressed, it does the usual thing; its arrow (or the Down key) opens the menu with the others."""

    def __init__(self, look: Look, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Icon, words and arrow."""
        theme = self._look.theme
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        width = theme.px(12 + 16 + 8) + words + theme.px(8) + self._arrow_width()
        return QSize(width, theme.height(32, padding=14))

    def minimumSizeHint(self) -> QSize:
        """It cannot be smaller."""
        return self.sizeHint()

    def _arrow_width(self) -> int:
        return self._look.theme.px(32)

    def _arrow(self) -> QRect:
        width = self._arrow_width()
        left = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width
        return QRect(left, 0, width, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The arrow opens the menu."""
        if event.button() == Qt.MouseButton.LeftButton and self._arrow().contains(event.position().toPoint()):
            self.showMenu()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the menu."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Paint anew when focus or mouse come and go."""
        kinds = QEvent.Type
        if event.type() in (kinds.FocusIn, kinds.FocusOut, kinds.HoverMove, kinds.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint outline, halves, icon, words and arrow."""
        theme, enabled = self._look.theme, self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        width = 2 if focus else 1
        outline = theme.color("accent-text" if focus else "control-border" if enabled else "border")
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface") if enabled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)
        arrow = self._arrow()
        words = self.rect().adjusted(0, 0, -arrow.width(), 0)
        if arrow.x() == 0:
            words = self.rect().adjusted(arrow.width(), 0, 0, 0)
        if enabled and self.underMouse():
            over = self.mapFromGlobal(self.cursor().pos())
            painter.save()
            painter.setClipRect(arrow if arrow.contains(over) else words)
            painter.setBrush(theme.color("border" if self.isDown() else "hover"))
            painter.drawRoundedRect(box, radius, radius)
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(outline, width))
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(QPen(theme.color("border"), 1))
        line = arrow.right() + 0.5 if arrow.x() == 0 else arrow.x() + 0.5
        painter.drawLine(QPointF(line, theme.px(7)), QPointF(line, self.height() - theme.px(7)))
        token = "text" if enabled else "text-disabled"
        side = theme.px(16)
        top = (self.height() - side) // 2
        left = words.x() + theme.px(12)
        painter.drawPixmap(left, top, self._look.pixmap(self._icon, token))
        painter.drawPixmap(arrow.center().x() - side // 2, top, self._look.pixmap("chevron-down", token))
        painter.setPen(theme.color(token))
        place = QRect(left + side + theme.px(8), 0, words.width(), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.drawText(place, int(flags), self.text())
