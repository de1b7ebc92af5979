"""How the small picture of a study is painted: letterboxed on black, or its type's letters while there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap

from gui.widgets.theme import Look

SIDE = 26
"""Pixels of the design; it has the same room whether there is a picture or not."""

_RADIUS = 3
_KEPT = 400
_LETTERS = 2


class ThumbnailPainter:
    """Paints small pictures; keeps them ready in the size of this screen."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._ready: dict[tuple[int, int], QPixmap] = {}
        look.changed.connect(self._ready.clear)

    def paint(self, painter: QPainter, place: QRect, picture: QImage | None, kind: str) -> None:
        """Paint into a square; ``kind`` is the type of what it stands for: ``CT``, ``MR, SR``."""
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(_RADIUS)
        frame = QRectF(place)
        if picture is None or picture.isNull():
            painter.setPen(QPen(theme.color("text"), 1) if theme.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("neutral-tint"))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            font = theme.font("caption", 600)
            font.setPixelSize(max(1, theme.px(SIDE * 0.42)))
            painter.setFont(font)
            painter.setPen(theme.color("text-2"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), letters(kind))
        else:
            edge, inside = QPainterPath(), QPainterPath()
            edge.addRoundedRect(frame, radius, radius)
            inside.addRoundedRect(frame.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
            painter.fillPath(edge, theme.color("border"))  # a white picture ends somewhere, too
            painter.fillPath(inside, Qt.GlobalColor.black)
            painter.setClipPath(inside, Qt.ClipOperation.IntersectClip)  # within the edge: a clip is not smooth
            pixmap = self._scaled(picture, place.size(), painter.device().devicePixelRatioF())
            size = pixmap.deviceIndependentSize()
            at = frame.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawPixmap(QRectF(at, size), pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _scaled(self, picture: QImage, room: QSize, ratio: float) -> QPixmap:
        side = round(room.width() * ratio)
        key = (picture.cacheKey(), side)
        pixmap = self._ready.get(key)
        if pixmap is None:
            if len(self._ready) >= _KEPT:
                self._ready.clear()
            modes = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap.fromImage(picture.scaled(QSize(side, side), *modes))
            pixmap.setDevicePixelRatio(ratio)
            self._ready[key] = pixmap
        return pixmap


def letters(kind: str) -> str:
    """The first letters of the first type named: ``CT``; nothing where no type is known."""
    return kind.split(",")[0].strip()[:_LETTERS]
