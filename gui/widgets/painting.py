"""What delegates and small widgets paint alike: chips, bars, tick boxes, hairlines, focus rings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.models.roles import RowState
from gui.widgets.theme import Look


@dataclass(frozen=True, slots=True)
class ChipLook:
    """The shape (an icon's name) and the tone of a chip: ok, warn, bad, neutral, or plain without a tint."""

    icon: str
    tone: str


CHIP_LOOKS: Mapping[RowState, ChipLook] = MappingProxyType(
    {
        RowState.READING: ChipLook("circle-dashed", "plain"),
        RowState.READY: ChipLook("circle-dashed", "plain"),
        RowState.WARNING: ChipLook("triangle-alert", "warn"),
        RowState.NOT_CHOSEN: ChipLook("circle-slash", "plain"),
        RowState.WAITING: ChipLook("clock", "plain"),
        RowState.SENDING: ChipLook("upload", "plain"),
        RowState.PAUSED: ChipLook("circle-pause", "neutral"),
        RowState.STOPPED: ChipLook("circle-pause", "neutral"),
        RowState.CANCELLED: ChipLook("circle-slash", "neutral"),
        RowState.VERIFIED: ChipLook("circle-check", "ok"),
        RowState.SHORT: ChipLook("diamond-minus", "bad"),
        RowState.NOT_SENT: ChipLook("square-x", "bad"),
        RowState.UNKNOWN: ChipLook("circle-question-mark", "warn"),
        RowState.SENT_BEFORE: ChipLook("history", "neutral"),
        RowState.PRACTICE: ChipLook("flask-conical", "neutral"),
    }
)

_INKS = {"ok": "ok", "warn": "warn", "bad": "bad", "neutral": "text-2", "plain": "text-2"}
_TINTS = {"ok": "ok-tint", "warn": "warn-tint", "bad": "bad-tint", "neutral": "neutral-tint"}


def chip_size(look: Look, text: str) -> QSize:
    """How much room a chip with this text takes."""
    theme = look.theme
    width = theme.px(6 + 14 + 6) + theme.metrics("caption", 600).horizontalAdvance(text) + theme.px(8)
    return QSize(width, theme.height(22, "caption", 6))


def paint_chip(painter: QPainter, look: Look, place: QRect, text: str, chip: ChipLook) -> None:
    """Paint a chip at the left of ``place``, in its middle from top to bottom; a long text is elided."""
    theme = look.theme
    wanted = chip_size(look, text)
    box = QRect(place.x(), place.center().y() - wanted.height() // 2 + 1, 0, wanted.height())
    box.setWidth(min(wanted.width(), place.width()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chip.tone in _TINTS:
        if theme.high_contrast:
            painter.setPen(theme.color("text"))
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(_TINTS[chip.tone]))
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    ink = _INKS[chip.tone]
    shape = theme.px(14)
    painter.drawPixmap(
        QPointF(box.x() + theme.px(6), box.y() + (box.height() - shape) / 2), look.pixmap(chip.icon, ink, 14)
    )
    weight = 600 if chip.tone in _TINTS else 500
    painter.setFont(theme.font("caption", weight))
    painter.setPen(theme.color(ink))
    words = box.adjusted(theme.px(6 + 14 + 6), 0, -theme.px(6), 0)
    shown = theme.metrics("caption", weight).elidedText(text, Qt.TextElideMode.ElideRight, words.width() + 2)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def paint_bar(painter: QPainter, look: Look, place: QRectF, share: float, *, still: bool = False) -> None:
    """Paint a progress bar that fills ``place``; ``still`` is the grey of an upload that stands still."""
    theme = look.theme
    radius = place.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if theme.high_contrast:
        painter.setPen(theme.color("text"))
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(place, radius, radius)
    if share > 0:
        filled = QRectF(place)
        filled.setWidth(max(place.height(), place.width() * min(1.0, share)))
        painter.setBrush(theme.color("bar-still" if still else "bar"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()


def tick_size(look: Look) -> int:
    """The side of a tick box in pixels."""
    return look.theme.px(16)


def paint_tick(
    painter: QPainter, look: Look, place: QRect, state: Qt.CheckState, *, locked: bool = False, focus: bool = False
) -> None:
    """Paint a tick box into the square ``place``; ``locked`` greys it, ``focus`` puts the ring around it."""
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.px(3)
    if state == Qt.CheckState.Unchecked:
        painter.setPen(QPen(theme.color("border" if locked else "control-border"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, radius, radius)
    else:
        edge = "text-disabled" if locked else "bar" if theme.dark else "accent"
        painter.setPen(QPen(theme.color(edge), 1))  # in the dark the accent alone is weak on a selected row
        painter.setBrush(theme.color("text-disabled" if locked else "accent"))
        painter.drawRoundedRect(box, radius, radius)
        side = place.width()
        pen = QPen(theme.color("surface" if locked else "on-accent"), max(1.6, side * 0.125))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        left, top = place.x(), place.y()
        if state == Qt.CheckState.PartiallyChecked:
            points = [(0.28, 0.5), (0.72, 0.5)]
        else:
            points = [(0.24, 0.53), (0.43, 0.71), (0.77, 0.32)]
        painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in points])
    if focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent-text"), 2))
        painter.drawRoundedRect(QRectF(place).adjusted(-3, -3, 3, 3), radius + 2, radius + 2)
    painter.restore()


def paint_row_ground(painter: QPainter, look: Look, row: QRect, ground: QColor | None, *, focus: bool = False) -> None:
    """Fill a row, draw the hairline below it, and the focus ring one pixel inside when it has the focus."""
    theme = look.theme
    painter.save()
    if ground is not None:
        painter.fillRect(row, ground)
    painter.setPen(theme.color("hairline"))
    painter.drawLine(row.bottomLeft(), row.bottomRight())
    if focus:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent-text"), 2))
        painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -3), 3, 3)
    painter.restore()
