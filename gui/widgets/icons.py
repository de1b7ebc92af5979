"""Lucide icons in the colours of the theme, sharp at every screen's ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from gui.assets import asset

_LARGE = 32
"""From this size on (pixels) lines are thinner, as the design asks."""


class Icons:
    """Draws the SVG files of ``resources/icons`` and keeps what it drew until :meth:`forget`."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._kept: dict[tuple[str, str, int, int, float], QPixmap] = {}

    def forget(self) -> None:
        """Drop what was drawn, because the colours changed."""
        self._kept.clear()

    def pixmap(self, name: str, color: QColor, size: int, ratio: float = 0, room: int = 0) -> QPixmap:
        """One icon, ``size`` pixels high and ``room`` pixels wider on its right; ``ratio`` 0 is the sharpest screen's.

        Raises :class:`FileNotFoundError` when there is no icon of that name.
        """
        ratio = ratio or self.ratio
        key = (name, color.name(), size, room, ratio)
        if key not in self._kept:
            pixmap = QPixmap(round((size + room) * ratio), round(size * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            svg = _svg(name).replace("currentColor", color.name())
            if size >= _LARGE:
                svg = svg.replace('stroke-width="2"', 'stroke-width="1.6"')
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
            painter.end()
            self._kept[key] = pixmap
        return self._kept[key]

    def icon(self, name: str, normal: QColor, disabled: QColor, on: QColor, size: int, room: int = 0) -> QIcon:
        """An icon with its disabled and its checked variant."""
        icon = QIcon()
        for ratio in sorted({1.0, 2.0, self.ratio}):
            icon.addPixmap(self.pixmap(name, normal, size, ratio, room), QIcon.Mode.Normal, QIcon.State.Off)
            icon.addPixmap(self.pixmap(name, on, size, ratio, room), QIcon.Mode.Normal, QIcon.State.On)
            for mode, color in ((QIcon.Mode.Disabled, disabled), (QIcon.Mode.Selected, normal)):
                icon.addPixmap(self.pixmap(name, color, size, ratio, room), mode, QIcon.State.Off)
        return icon

    @property
    def ratio(self) -> float:
        """The device pixel ratio of the sharpest screen."""
        return max((screen.devicePixelRatio() for screen in self._app.screens()), default=1.0)


def program_icon() -> QIcon:
    """The program's own icon, for the window and the taskbar."""
    icon = QIcon()
    renderer = QSvgRenderer(str(asset("icons/dicom-courier.svg")))
    for size in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


@cache
def _svg(name: str) -> str:
    return asset(f"icons/{name}.svg").read_text(encoding="utf-8")
