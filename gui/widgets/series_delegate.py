"""How the cells of the tree are painted and ticked."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from gui.models.roles import Level, Role, RowState
from gui.models.series_nodes import Column
from gui.widgets.painting import CHIP_LOOKS, ChipLook, paint_bar, paint_chip, paint_tick, tick_size
from gui.widgets.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex

_WEIGHTS = {Level.PATIENT: 600, Level.STUDY: 500, Level.SERIES: 400}
_TICK_LEFT = 16
_SPACE = 8


class SeriesDelegate(QStyledItemDelegate):
    """Paints names with grey identity, numbers, chips and bars; a click on a box ticks it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fonts: dict[int, QFont] = {}
        look.changed.connect(self._fonts.clear)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All rows have the same height."""
        return QSize(self._look.theme.px(48), self._look.theme.height(32, padding=14))

    def tick_rect(self, cell: QRect) -> QRect:
        """Where the box of a row is within its first cell."""
        side = tick_size(self._look)
        return QRect(cell.x() + self._look.theme.px(_TICK_LEFT), cell.y() + (cell.height() - side) // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell; the row's ground is painted by the view."""
        painter.save()
        painter.setClipRect(option.rect)
        if index.column() == Column.NAME:
            self._paint_name(painter, option.rect, index)
        elif index.column() == Column.STATE:
            self._paint_state(painter, option.rect, index)
        else:
            self._paint_text(painter, option.rect, index)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tick or untick when the box (with some room around it) is clicked."""
        if index.column() != Column.NAME or not isinstance(event, QMouseEvent):
            return False
        if event.type() not in (QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonPress):
            return event.type() == QEvent.Type.MouseButtonDblClick and self._on_tick(event, option.rect)
        if event.button() != Qt.MouseButton.LeftButton or not self._on_tick(event, option.rect):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            return True
        return toggle(model, index)

    def _on_tick(self, event: QMouseEvent, cell: QRect) -> bool:
        room = self._look.theme.px(6)
        return self.tick_rect(cell).adjusted(-room, -room, room, room).contains(event.position().toPoint())

    def _paint_name(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        theme = self._look.theme
        level = index.data(Role.LEVEL)
        tick = self.tick_rect(cell)
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        paint_tick(painter, self._look, tick, state, locked=bool(index.data(Role.LOCKED)))
        left = tick.right() + 1 + theme.px(_SPACE)
        if level == Level.PATIENT:
            side = theme.px(16)
            painter.drawPixmap(left, cell.y() + (cell.height() - side) // 2, self._look.pixmap("user-round", "text-2"))
            left += side + theme.px(_SPACE)
        room = QRect(left, cell.y(), cell.right() - left - theme.px(_SPACE), cell.height())
        name, aside = index.data(), index.data(Role.ASIDE)
        weight = _WEIGHTS.get(level, 400)
        metrics = theme.metrics("body", weight)
        painter.setFont(self._font(weight))
        painter.setPen(theme.color("text"))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)
        used = metrics.horizontalAdvance(shown) + theme.px(_SPACE)
        if aside and room.width() - used > theme.px(32):
            painter.setFont(self._font(400))
            painter.setPen(theme.color("text-2"))
            rest = room.adjusted(used, 0, 0, 0)
            painter.drawText(
                rest, _LEFT, theme.metrics("body").elidedText(aside, Qt.TextElideMode.ElideRight, rest.width())
            )

    def _paint_text(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        theme = self._look.theme
        room = cell.adjusted(theme.px(_SPACE), 0, -theme.px(_SPACE), 0)
        painter.setFont(self._font(400))
        painter.setPen(theme.color("text" if index.column() == Column.IMAGES else "text-2"))
        text = theme.metrics("body").elidedText(index.data() or "", Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)

    def _paint_state(self, painter: QPainter, cell: QRect, index: AnyIndex) -> None:
        state, text = index.data(Role.STATE), index.data() or ""
        if state is None or not text:
            return
        theme = self._look.theme
        room = cell.adjusted(theme.px(2), 0, -theme.px(4), 0)
        if state == RowState.SUM:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text-2"))
            painter.drawText(room.adjusted(theme.px(6), 0, 0, 0), _LEFT, text)
        elif state == RowState.SENDING:
            self._paint_bar(painter, room, float(index.data(Role.SHARE)), text)
        else:
            paint_chip(painter, self._look, room, text, CHIP_LOOKS.get(RowState(state), ChipLook("info", "plain")))

    def _paint_bar(self, painter: QPainter, room: QRect, share: float, text: str) -> None:
        theme = self._look.theme
        words = theme.metrics("body").horizontalAdvance("100 %") + theme.px(16)
        width = max(theme.px(24), min(theme.px(96), room.width() - words))
        height = theme.px(6)
        paint_bar(
            painter,
            self._look,
            QRectF(room.x() + theme.px(6), room.y() + (room.height() - height) / 2, width, height),
            share,
        )
        painter.setFont(self._font(400))
        painter.setPen(theme.color("text"))
        painter.drawText(room.adjusted(width + theme.px(18), 0, 0, 0), _LEFT, text)

    def _font(self, weight: int) -> QFont:
        if weight not in self._fonts:
            self._fonts[weight] = self._look.theme.font("body", weight)
        return self._fonts[weight]


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def toggle(model: QAbstractItemModel, index: AnyIndex) -> bool:
    """Tick what is not wholly ticked, untick what is. False while ticks are locked."""
    ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    wish = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
    return model.setData(index, wish.value, Qt.ItemDataRole.CheckStateRole)
