"""Small widgets that show and take nothing in: icons, bars, the turning loader, lines."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from gui.widgets.painting import paint_bar
from gui.widgets.theme import Look


class IconLabel(QLabel):
    """One icon in a colour of the design; it says nothing to a screen reader, the words beside it do."""

    def __init__(self, look: Look, icon: str, token: str = "text", size: float = 16) -> None:  # noqa: S107
        super().__init__()
        self._look = look
        self._icon = icon
        self._token = token
        self._size = size
        look.changed.connect(self._dress)
        self._dress()

    def set_icon(self, icon: str, token: str) -> None:
        """Show another icon, or the same in another colour."""
        self._icon, self._token = icon, token
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(self._look.pixmap(self._icon, self._token, self._size))
        side = self._look.theme.px(self._size)
        self.setFixedSize(side, side)


class IconTile(QWidget):
    """An icon on a rounded square of a tint: the disc of the drop area, the head of a receipt."""

    def __init__(
        self,
        look: Look,
        icon: str,
        token: str = "accent-text",  # noqa: S107
        tint: str = "selection",
        *,
        side: float = 96,
        size: float = 48,
        radius: float = 16,
    ) -> None:
        super().__init__()
        self._look = look
        self._icon, self._token, self._tint = icon, token, tint
        self._side, self._size, self._radius = side, size, radius
        look.changed.connect(self._dress)
        self._dress()

    def set_look(self, icon: str, token: str, tint: str) -> None:
        """Show another icon, ink and tint."""
        self._icon, self._token, self._tint = icon, token, tint
        self.update()

    def set_side(self, side: float, size: float) -> None:
        """Make tile and icon another size (design pixels)."""
        self._side, self._size = side, size
        self._dress()

    def _dress(self) -> None:
        side = self._look.theme.px(self._side)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint tile and icon."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("text") if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._tint))
        radius = theme.px(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        side = theme.px(self._size)
        at = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.drawPixmap(at.topLeft(), self._look.pixmap(self._icon, self._token, self._size))


class GlideBar(QProgressBar):
    """A progress bar in per mille that glides to a new value and never goes back until :meth:`restart`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._still = False
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self._glide = QPropertyAnimation(self, b"value", self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._goal = 0
        look.changed.connect(self._dress)
        self._dress()

    def glide_to(self, value: int) -> None:
        """Move on to ``value`` (0–1000)."""
        if value <= self._goal:
            return
        self._goal = value
        motion = self._look.motion if self.isVisible() else 0
        self._glide.stop()
        if not motion:
            self.setValue(value)
            return
        self._glide.setDuration(motion)
        self._glide.setStartValue(self.value())
        self._glide.setEndValue(value)
        self._glide.start()

    def restart(self) -> None:
        """Begin at nothing again."""
        self._glide.stop()
        self._goal = 0
        self.setValue(0)

    def set_still(self, still: bool) -> None:
        """Grey while the upload stands still."""
        self._still = still
        self.update()

    def _dress(self) -> None:
        self.setFixedHeight(self._look.theme.px(8))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and bar."""
        paint_bar(QPainter(self), self._look, QRectF(self.rect()), self.value() / 1000, still=self._still)


class Spinner(QWidget):
    """The loader that turns while something is read; it stands where the system asks for less motion."""

    def __init__(self, look: Look, size: float = 16) -> None:
        super().__init__()
        self._look = look
        self._size = size
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._turn)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._look.theme.px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def _turn(self) -> None:
        self._angle = (self._angle + 15) % 360
        self.update()

    def showEvent(self, _event: QShowEvent) -> None:
        """Turn while it is seen."""
        if self._look.motion:
            self._timer.start()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the loader, turned."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(1.6, self.width() / 9)
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        pen = QPen(self._look.theme.color("accent-text"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(box, (60 - self._angle) * 16, 280 * 16)


class VLine(QWidget):
    """A thin upright line between groups of a bar."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedWidth(1)
        self.setFixedHeight(look.theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._look.theme.color("border"))
